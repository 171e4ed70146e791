//! Files, standard input and sites to pages that can be walked.
//!
//! A page is read once: front matter as a positioned tree, Markdown and HTML as one
//! document whose elements know their line in the file. A Word file becomes such a document,
//! and knows its paragraphs. Nothing is understood here.

mod bibliography;
mod bundle;
mod depth;
mod docx;
mod dom;
mod encoding;
mod folder;
mod foreign;
mod front;
mod input;
mod job;
mod latex;
mod liquid;
mod markdown;
mod page;
mod photo;
mod request;
mod settings;
mod shortcode;
mod site;
mod table;
mod toml;
mod xml;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use dom::{Content, Dom, Element, Id};
pub(crate) use folder::without_language;
pub use input::Input;
pub(crate) use input::path_from;
pub use job::job;
pub(crate) use liquid::HOLE;
pub(crate) use markdown::line_ends;
pub(crate) use page::{Body, LONGEST_LINE, MOST_DEPTH, Page, fragment, front_matter};
use page::{page, page_of_bytes};
pub use photo::{photo, photo_from};
use request::{BadSection, page_and_sections};
pub use request::{Request, WithPage};
pub use settings::{
    BASE_SECTIONS, Correction, Count, Format, Headings, Language, Limits, MailSettings,
    NewCorrection, Order, OutputSettings, Pages, PersonSettings, ReadAs, RolePage, RoleSettings,
    SETTINGS_FILE, Settings, Unplaced, with_correction,
};
pub(crate) use settings::{OwnWord, WordList};
pub(crate) use site::Site;

use crate::diagnostic::{Diagnostic, Diagnostics, Source, Spanned, nearest};
use crate::error::Error;
pub use crate::input_file::InputLimit;
use crate::resume::{Redaction, SectionKind};

/// Everything that was read for one résumé.
#[derive(Debug)]
pub struct Sources {
    /// The exported page; of a folder, the first page in it.
    pub(crate) page: Page,
    /// The sections that are wanted of it; none named means all.
    pub(crate) sections: Vec<SectionKind>,
    /// The other pages of a folder: which one is the résumé is told by what they hold.
    pub(crate) others: Vec<Page>,
    /// Data files of the site: all of a folder's, or those that the page draws on.
    pub(crate) data: Vec<Page>,
    /// The site's home page, where it is not the page itself.
    pub(crate) home: Option<Page>,
    /// True if a folder was named and not a page.
    pub(crate) is_folder: bool,
    /// Further pages.
    pub(crate) with: Vec<Further>,
    /// The configuration of the page's site.
    pub(crate) site: Option<Site>,
    /// Values given on the command line.
    pub(crate) person: PersonSettings,
    /// What no document is to show of the person.
    pub(crate) redact: Vec<Redaction>,
    /// What becomes of text that no field takes.
    pub(crate) unplaced: Unplaced,
    /// A page is read that is no résumé by all appearances.
    pub(crate) anyway: bool,
    /// The role that the document is for.
    pub(crate) role: Option<String>,
    /// What `vitae.yaml` says.
    pub settings: Settings,
    stem: String,
}

impl Sources {
    /// The page's file name without its ending; a folder's name; `resume` for standard input.
    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// The names of all pages and data files that were read; of a folder all that may be the
    /// résumé.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.page)
            .chain(&self.others)
            .chain(&self.data)
            .chain(&self.home)
            .chain(self.with.iter().map(|further| &further.page))
            .map(|page| page.source.name())
    }

    /// The texts of all files that were read, each once.
    pub fn texts(&self) -> Vec<&Arc<Source>> {
        let mut texts: Vec<&Arc<Source>> = Vec::new();
        let pages = std::iter::once(&self.page)
            .chain(&self.others)
            .chain(&self.data)
            .chain(&self.home)
            .chain(self.with.iter().map(|further| &further.page))
            .map(|page| &page.source);
        let around = self.site.as_ref().and_then(|site| site.source.as_ref());
        for text in pages.chain(around).chain(&self.settings.source) {
            if !texts.iter().any(|known| known.name() == text.name()) {
                texts.push(text);
            }
        }
        texts
    }

    /// The text of the page.
    pub(crate) fn page_source(&self) -> Arc<Source> {
        Arc::clone(&self.page.source)
    }

    /// The text of the settings file, where there is one.
    pub(crate) fn settings_source(&self) -> Option<Arc<Source>> {
        self.settings.source.clone()
    }

    /// True if a folder was named and not a page.
    pub fn is_folder(&self) -> bool {
        self.is_folder
    }

    /// Makes one résumé of several pages of a folder. `order` has their numbers, from 0: the
    /// folder's first page, then its others. The first of it leads, the rest complete it.
    pub(crate) fn lens(self, order: &[usize]) -> Self {
        let mut pages: Vec<Option<Page>> = std::iter::once(self.page)
            .chain(self.others)
            .map(Some)
            .collect();
        let mut chosen = order
            .iter()
            .filter_map(|&number| pages.get_mut(number)?.take());
        let leading = chosen.next().expect("a lens has a page");
        let further: Vec<Further> = chosen
            .map(|page| Further {
                page,
                sections: Vec::new(),
                may_lack: false,
            })
            .collect();
        Sources {
            page: leading,
            others: Vec::new(),
            is_folder: false,
            with: further.into_iter().chain(self.with).collect(),
            ..self
        }
    }
}

/// A page that completes another.
#[derive(Debug)]
pub(crate) struct Further {
    pub(crate) page: Page,
    /// The sections that are wanted of it; none named means all.
    pub(crate) sections: Vec<SectionKind>,
    /// Some of them may be missing without a word.
    pub(crate) may_lack: bool,
}

/// Reads everything that a request names, and what is found beside it.
///
/// # Errors
/// [`Error::Io`] for a file that cannot be read, [`Error::Refused`] for one that is not a page.
pub fn sources(request: &Request) -> Result<(Sources, Diagnostics), Error> {
    read_sources(request, None)
}

/// As [`sources`], with settings that were read before.
///
/// # Errors
/// As those of [`sources`].
pub fn sources_with(
    request: &Request,
    settings: &Settings,
) -> Result<(Sources, Diagnostics), Error> {
    read_sources(request, Some(settings))
}

/// The settings file of a page: the file `config`, else the `vitae.yaml` beside the page or above
/// it. Without a page the user stands in the site.
///
/// # Errors
/// A diagnostic where two pages of the site share the page's permalink.
pub fn settings_file(
    page: Option<&Input>,
    config: Option<&Path>,
) -> Result<Option<PathBuf>, Error> {
    match config {
        Some(path) => Ok(Some(path.to_owned())),
        None => Ok(site::find_above(&place_of(page)?, SETTINGS_FILE)),
    }
}

/// The settings of a page: those of the file `config`, else of the `vitae.yaml` beside the page
/// or above it; without any, settings that say nothing. Without a page the user stands in the
/// site. The file itself is no larger than `limit`.
///
/// # Errors
/// [`Error::Io`] for a file that cannot be read, [`Error::Refused`] with all its faults.
pub fn settings(
    page: Option<&Input>,
    config: Option<&Path>,
    limit: InputLimit,
) -> Result<Settings, Error> {
    settings_near(&place_of(page)?, config, limit)
}

/// A file in the folder that a page or site lies in.
fn place_of(page: Option<&Input>) -> Result<PathBuf, Error> {
    let Some(page) = page else {
        return Ok(PathBuf::from("page"));
    };
    Ok(place_in(&folder::resolve(page)?))
}

/// A file in the folder that is read, or the file itself. Standard input has no folder of its
/// own; the user stands in the site.
fn place_in(input: &Input) -> PathBuf {
    match input.path() {
        Some(path) if path.is_dir() => path.join("page"),
        Some(path) => path.to_owned(),
        None => PathBuf::from("page"),
    }
}

/// The page that a settings file names: a path from the file's folder, or a permalink of its
/// site.
///
/// # Errors
/// A diagnostic for a page that is not there, with the nearest one that is.
pub fn named_page(folder: &Path, name: &Spanned<String>) -> Result<Input, Error> {
    let path = folder.join(&name.value);
    let input = folder::resolve(&Input::File(path.clone()))?;
    if input.path().is_some_and(Path::exists) {
        return Ok(input);
    }
    let fault =
        Diagnostic::error(format!("the page `{}` is not there", name.value)).at(name.span.clone());
    let beside = folder::names_beside(&path);
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    if let Some(address) = foreign::address(Path::new(&name.value)) {
        return Err(address.at(name.span.clone()).into());
    }
    Err(match nearest(&file, beside.iter().map(String::as_str)) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint("paths start from the folder of the settings file"),
    }
    .into())
}

fn settings_near(
    place: &Path,
    config: Option<&Path>,
    limit: InputLimit,
) -> Result<Settings, Error> {
    let config = match config {
        Some(path) => Some(path.to_owned()),
        None => site::find_above(place, SETTINGS_FILE),
    };
    match config {
        Some(path) => Ok(settings::read(&input::file(&path, limit)?, &path)?),
        None => Ok(Settings::default()),
    }
}

fn read_sources(
    request: &Request,
    given: Option<&Settings>,
) -> Result<(Sources, Diagnostics), Error> {
    let mut findings = Diagnostics::new();
    let named = folder::resolve(&request.page)?;
    let is_folder = named.path().is_some_and(Path::is_dir);
    let place = place_in(&named);
    let settings = match given {
        Some(settings) => settings.clone(),
        None => {
            let limit = request.max_input.unwrap_or_default();
            settings_near(&place, request.config.as_deref(), limit)?
        }
    };
    let limit = settings.input_limit(request.max_input);
    let tables = bundle::tables(&named, limit, &mut findings)?;
    let (is_folder, is_bundle) = (is_folder || !tables.is_empty(), !tables.is_empty());
    let (page, others) = if is_bundle {
        let mut pages = tables.into_iter();
        let first = pages.next().expect("a bundle has a table");
        (first, pages.collect())
    } else if is_folder {
        let folder = named.path().unwrap_or(Path::new(""));
        let mut pages = folder::pages(folder, limit, &mut findings)?.into_iter();
        match pages.next() {
            Some(first) => (first, pages.collect()),
            None => {
                let fault = Diagnostic::error(format!(
                    "`{}` holds no page and no data file",
                    folder.display()
                ))
                .hint("name the folder of a site, or a page");
                return Err(Error::Usage(fault.into()));
            }
        }
    } else {
        (page(&named, limit)?, Vec::new())
    };
    let mut with = Vec::new();
    for further in &request.with {
        let named = folder::resolve(&further.page)?;
        with.push(Further {
            page: self::page(&named, limit)?,
            sections: further.sections.clone(),
            may_lack: further.may_lack,
        });
    }
    let (root, site) = site::around(&place, limit)?.unzip();
    let mut data = Vec::new();
    let mut home = None;
    // A folder without a configuration that is known may be a site's all the same.
    let own = (is_folder && !is_bundle && root.is_none())
        .then(|| named.path().map(Path::to_owned))
        .flatten();
    if let Some(root) = root.as_ref().or(own.as_ref())
        && (is_folder || page.draws_on_data())
    {
        data = folder::data(root, limit, &mut findings);
    }
    if let Some(root) = &root {
        home = folder::home(root, &page, limit);
    }
    if is_folder && data.is_empty() && page.source.name().ends_with(".csv") {
        let folder = named.path().unwrap_or(Path::new(""));
        data = match is_bundle {
            // What cannot be read of it was told.
            true => bundle::tables(&named, limit, &mut Diagnostics::new())?,
            false => folder::tables(folder, limit, &mut findings),
        };
    }
    let stem = if is_folder {
        folder::name(request.page.path().unwrap_or(Path::new("")))
    } else {
        page.stem.clone()
    };
    let of_file = settings.unplaced.as_ref().map(|unplaced| unplaced.value);
    let sources = Sources {
        unplaced: request.unplaced.or(of_file).unwrap_or_default(),
        anyway: request.anyway,
        role: request.role.clone(),
        page,
        sections: request.sections.clone(),
        others,
        data,
        home,
        is_folder,
        with,
        site,
        person: request.person.clone(),
        redact: request.redact.clone(),
        settings,
        stem,
    };
    Ok((sources, findings))
}

/// True if other pages and data files stand in the folder of a page.
pub(crate) fn has_others_beside(page: &Path) -> bool {
    let own = page.file_name().unwrap_or_default().to_string_lossy();
    let mut names = folder::names_beside(page).into_iter();
    names.any(|name| name != own && name != SETTINGS_FILE && name != site::FILE)
}

/// Makes sources of one page that is in memory, without a site or settings; the ending of
/// `name` tells what it is.
///
/// # Errors
/// [`Error::Refused`] for bytes that are no page.
pub fn sources_in_memory(name: &str, bytes: Vec<u8>) -> Result<Sources, Error> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let page = page_of_bytes(name, bytes, stem.to_owned(), &ending.to_lowercase())?;
    Ok(Sources {
        page,
        sections: Vec::new(),
        others: Vec::new(),
        data: Vec::new(),
        home: None,
        is_folder: false,
        with: Vec::new(),
        site: None,
        person: PersonSettings::default(),
        redact: Vec::new(),
        unplaced: Unplaced::default(),
        anyway: false,
        role: None,
        settings: Settings::default(),
        stem: stem.to_owned(),
    })
}

/// Makes sources of a letter that was read: the settings and the site around it say who
/// writes.
///
/// # Errors
/// [`Error::Io`] and [`Error::Refused`] for settings and a site that cannot be read.
pub fn around(letter: &Arc<Source>, request: &Request) -> Result<Sources, Error> {
    let place = request.page.path().unwrap_or(Path::new("letter.md"));
    let asked = request.max_input;
    let settings = settings_near(place, request.config.as_deref(), asked.unwrap_or_default())?;
    let limit = settings.input_limit(asked);
    let stem = place.file_stem().unwrap_or_default().to_string_lossy();
    let page = Page {
        source: Arc::clone(letter),
        stem: stem.clone().into_owned(),
        front: None,
        body: Body::Document(Dom::parse("", |line| line)),
        too_deep: None,
    };
    Ok(Sources {
        page,
        others: Vec::new(),
        data: Vec::new(),
        home: None,
        is_folder: false,
        sections: Vec::new(),
        with: Vec::new(),
        site: site::around(place, limit)?.map(|(_, site)| site),
        person: request.person.clone(),
        redact: request.redact.clone(),
        unplaced: Unplaced::default(),
        anyway: request.anyway,
        role: request.role.clone(),
        settings,
        stem: stem.into_owned(),
    })
}

#[cfg(test)]
pub(crate) fn page_of(name: &str, text: &str) -> Page {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    page::read_page(Source::new(name, text), "page".into(), ending).expect("a readable page")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(name: &str, text: &str) -> Vec<(String, usize)> {
        let page = page_of(name, text);
        let Body::Document(dom) = &page.body else {
            panic!("a document");
        };
        dom.all()
            .filter(|&id| !matches!(dom.name(id), "" | "html" | "head" | "body"))
            .map(|id| (dom.name(id).to_owned(), dom.node(id).line))
            .collect()
    }

    #[test]
    fn every_element_knows_its_line_in_the_file_front_matter_included() {
        let found = lines(
            "p.md",
            "---\ntitle: a\n---\n\n# H\n\n- *x*\n- y\n\n<div>\n\n    <p>z</p>\n</div>\n",
        );
        let expected = [
            ("h1", 5),
            ("ul", 7),
            ("li", 7),
            ("em", 7),
            ("li", 8),
            ("div", 10),
            ("p", 12),
        ];
        let expected = expected.map(|(name, line)| (name.to_owned(), line));
        assert_eq!(found, expected);
    }

    #[test]
    fn line_ends_of_every_sort_give_the_same_lines() {
        let unix = "---\na: b\n---\n# H\n\n<p>a\n<b>c</b></p>\n";
        assert_eq!(
            lines("p.md", unix),
            lines("p.md", &unix.replace('\n', "\r\n"))
        );
    }

    #[test]
    fn html_keeps_its_own_lines() {
        assert_eq!(
            lines("p.html", "<!doctype html>\n<p\n class=x>a</p>\n<p>b"),
            [("p".to_owned(), 3), ("p".to_owned(), 4)]
        );
    }

    #[test]
    fn sections_are_named_after_a_colon() {
        let with = WithPage::parse("cv.md:experience,education").expect("valid");
        assert_eq!(with.page, Input::from("cv.md"));
        assert_eq!(
            with.sections,
            [SectionKind::Experience, SectionKind::Education]
        );
        assert_eq!(WithPage::parse("C:\\cv.md").expect("valid").sections, []);
        let fault = WithPage::parse("cv.md:experiences").expect_err("unknown");
        assert_eq!(fault.hints, ["did you mean `experience`?"]);
    }
}
