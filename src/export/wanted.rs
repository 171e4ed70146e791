//! What is asked for beyond what `vitae.yaml` says, and what comes of both.
//!
//! A value comes from the command line, else from the role, else from `vitae.yaml`, else from
//! the page. [`content()`] settles what a document says, [`look()`] how it looks; one content
//! may be set in many looks.

use std::path::{Path, PathBuf};

use super::{Design, FileName, Form, NameParts};
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};
use crate::error::Error;
use crate::focus::{self, Ranking};
use crate::font::FontSources;
use crate::png::Resolution;
use crate::read::{
    self, Format, Headings, Input, InputLimit, Pages, PersonSettings, RoleSettings, Settings,
    Unplaced, WithPage,
};
use crate::resume::{Arranged, Part, Redaction, Resume, Section};
use crate::theme::{Overrides, Paper, PhotoPlace, SectionName, Shelf, Theme};

/// What a document is made with where nobody says otherwise.
const USUAL_THEME: &str = "modern";
const USUAL_FORMATS: [Format; 2] = [Format::Pdf, Format::Docx];

/// What is asked for; whatever it does not say is left to the role and to the settings.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The page, in place of the role's.
    pub page: Option<Input>,
    /// Further pages, in order.
    pub with: Vec<WithPage>,
    /// The settings file, in place of the one beside or above the page.
    pub config: Option<PathBuf>,
    /// How large a text may be that is read, in place of what the settings say.
    pub max_input: Option<InputLimit>,
    /// What is known of the person.
    pub person: PersonSettings,
    /// The role's name.
    pub role: Option<Spanned<String>>,
    /// The job description, in place of the role's.
    pub job: Option<Input>,
    /// The theme by its name or file.
    pub theme: Option<Spanned<String>>,
    /// Folders of theme files.
    pub theme_folders: Vec<PathBuf>,
    /// How the look differs from the theme's.
    pub overrides: Overrides,
    /// The sections to print, in order.
    pub sections: Vec<Spanned<SectionName>>,
    /// Parts to leave out.
    pub hide: Vec<Part>,
    /// What public copies do not say.
    pub redact: Vec<Redaction>,
    /// What becomes of text that no field takes, in place of what the settings say.
    pub unplaced: Option<Unplaced>,
    /// A page is set that is no résumé by all appearances.
    pub anyway: bool,
    /// The formats.
    pub formats: Vec<Format>,
    /// The sheet.
    pub paper: Option<Paper>,
    /// How many pages there may be.
    pub pages: Option<Pages>,
    /// Whether parts may be left out for them.
    pub drop: bool,
    /// Whether links show their addresses.
    pub addresses: bool,
    /// Folders with faces.
    pub font_folders: Vec<PathBuf>,
    /// The folder for documents.
    pub dir: Option<PathBuf>,
    /// The pattern of file names.
    pub pattern: Option<Spanned<String>>,
    /// Seconds since 1970 for the files' dates.
    pub timestamp: Option<i64>,
    /// Of pictures in pixels.
    pub resolution: Resolution,
    /// PDF files also declare PDF/A-2a.
    pub archival: bool,
    /// Word files hold the faces that they are set in.
    pub embed_fonts: bool,
    /// For whom documents are set.
    pub form: Form,
}

/// How documents look, and where they go.
#[derive(Clone, Debug)]
pub struct Look {
    /// The theme, with everything that was laid over it.
    pub theme: Theme,
    /// The sheet.
    pub paper: Paper,
    /// Whose headings are printed.
    pub headings: Headings,
    /// How many pages there may be.
    pub pages: Pages,
    /// Whether parts may be left out for them.
    pub drop: bool,
    /// Whether links show their addresses.
    pub addresses: bool,
    /// The formats, at least one.
    pub formats: Vec<Format>,
    /// The sections to print, in order; empty where all are printed.
    pub sections: Vec<Spanned<SectionName>>,
    /// Parts to leave out.
    pub hide: Vec<Part>,
    /// Where faces are looked for.
    pub fonts: FontSources,
    /// The folder for documents.
    pub folder: PathBuf,
    /// The pattern of their names; `None` for the usual one.
    pub pattern: Option<FileName>,
    /// The sections are the role's.
    is_role_order: bool,
    timestamp: Option<i64>,
    resolution: Resolution,
    archival: bool,
    embed_fonts: bool,
    form: Form,
    /// A theme that was asked for in vain.
    unused_theme: Option<String>,
}

impl Look {
    /// What sets a résumé in this look; `ranking` says what goes first where it is too long.
    pub fn design<'a>(&'a self, ranking: &'a Ranking) -> Design<'a> {
        Design {
            ranking: Some(ranking),
            ..self.letter_design()
        }
    }

    /// What sets a letter in this look.
    pub fn letter_design(&self) -> Design<'_> {
        Design {
            theme: &self.theme,
            paper: self.paper,
            headings: self.headings,
            pages: self.pages,
            drop: self.drop,
            ranking: None,
            timestamp: self.timestamp,
            resolution: self.resolution,
            archival: self.archival,
            embed_fonts: self.embed_fonts,
            form: self.form,
            fonts: self.fonts.clone(),
        }
    }

    /// Leaves out of a résumé what this look does not print, shows the addresses of links if it
    /// does, and reads the picture that it sets; tells of each, and names the picture's file.
    ///
    /// # Errors
    /// A role whose `sections` leave nothing.
    pub fn dress(&self, resume: &mut Resume) -> Result<(Option<PathBuf>, Diagnostics), Error> {
        let mut notes = Diagnostics::new();
        if let Some(asked) = self.unused_theme.as_ref() {
            notes.push(Diagnostic::note(format!(
                "the portal form has its own arrangement: `{asked}` is not used"
            )));
        }
        if !self.sections.is_empty() {
            resume.arranged = Arranged::ByKind;
            let kinds: Vec<_> = self
                .sections
                .iter()
                .filter_map(|name| match &name.value {
                    SectionName::Summary => None,
                    SectionName::Kind(kind) => Some(*kind),
                })
                .collect();
            let summary = self
                .sections
                .iter()
                .any(|name| name.value == SectionName::Summary);
            let dropped = resume.keep(summary, &kinds);
            if !dropped.is_empty() {
                let by = match self.is_role_order {
                    true => "by the role's `sections`",
                    false => "by `--sections`",
                };
                let list = dropped.join(", ");
                notes.push(Diagnostic::note(format!("left out {by}: {list}")));
            }
            if let (true, true, Some(first)) =
                (self.is_role_order, resume.is_empty(), self.sections.first())
            {
                return Err(
                    Diagnostic::error("the role's `sections` leave nothing to print")
                        .at(first.span.clone())
                        .hint(format!("its pages have: {}", dropped.join(", ")))
                        .into(),
                );
            }
        }
        if self.form == Form::Page
            && self.headings == Headings::Page
            && resume.arranged == Arranged::ByAuthor
            && !is_ordered(resume, &self.theme)
        {
            notes.push(Diagnostic::note(
                "the sections stand in the page's own order; `headings: kind` in `vitae.yaml` \
                 gives the theme's",
            ));
        }
        if self.addresses {
            *resume = focus::with_addresses(resume);
        }
        let counts: Vec<String> = self
            .hide
            .iter()
            .map(|part| part.counted(resume.hide(*part)))
            .collect();
        if !counts.is_empty() {
            let list = counts.join(", ");
            notes.push(Diagnostic::note(format!("left out by `--hide`: {list}")));
        }
        if self.theme.arrangement.photo.place != PhotoPlace::None {
            let (file, told) = read::photo(&mut resume.person);
            notes.append(told);
            return Ok((file, notes));
        }
        if let Some(named) = &resume.person.photo {
            let told = format!("the picture is left out: `{}` sets none", self.theme.name);
            notes.push(Diagnostic::note(told).at(named.span.clone()).hint(
                "`--set arrangement.photo.place=right` sets it, `--hide photo` ends this note",
            ));
        }
        Ok((None, notes))
    }

    /// A document's path without its ending.
    pub fn path(&self, resume: &Resume, stem: &str, role: Option<&str>) -> PathBuf {
        let parts = NameParts {
            stem,
            theme: &self.theme.name,
            role,
            id: None,
        };
        self.folder.join(self.file_name(resume).of(resume, &parts))
    }

    /// Seconds since 1970 for the files' dates.
    pub fn timestamp(&self) -> Option<i64> {
        self.timestamp
    }

    /// True if PDF files also declare PDF/A-2a.
    pub fn is_archival(&self) -> bool {
        self.archival
    }

    /// The pattern of a document's name.
    pub fn file_name(&self, resume: &Resume) -> FileName {
        match &self.pattern {
            Some(pattern) => pattern.clone(),
            None => FileName::usual(resume),
        }
    }
}

/// Settles how documents of a role look.
///
/// # Errors
/// [`Error::Usage`] for folders that are none and for options that contradict one another, and
/// what the theme's file and the settings are refused for.
pub fn look(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
) -> Result<Look, Error> {
    let output = &settings.output;
    let limits = role.map(|role| &role.limits);
    let of_limits = limits.and_then(|limits| limits.pages.as_ref());
    let pages = wanted
        .pages
        .or(of_limits.or(output.pages.as_ref()).map(|pages| pages.value))
        .unwrap_or_default();
    if wanted.drop && pages == Pages::Auto {
        return Err(usage(
            "`--drop` needs a number of pages",
            "say how many: `--pages 1 --drop`",
        ));
    }
    let may_drop = limits.and_then(|limits| limits.drop.as_ref());
    let drop = wanted.drop
        || may_drop
            .or(output.drop.as_ref())
            .is_some_and(|drop| drop.value);
    let addresses = role.and_then(|role| role.addresses.as_ref());
    let addresses = wanted.addresses
        || addresses
            .or(output.addresses.as_ref())
            .is_some_and(|addresses| addresses.value);
    let (theme, sections) = theme(wanted, settings, role)?;
    let paper = role.and_then(|role| role.paper.as_ref());
    let of_role = role.and_then(|role| role.pattern.as_ref());
    let pattern = wanted
        .pattern
        .as_ref()
        .or(of_role)
        .or(output.pattern.as_ref());
    let pattern = match pattern {
        Some(pattern) => Some(pattern.parse::<FileName>().map_err(|error| {
            Error::from(Diagnostic::error(error.to_string()).at(pattern.span.clone()))
        })?),
        None => None,
    };
    Ok(Look {
        theme,
        paper: wanted
            .paper
            .or(paper.or(settings.paper.as_ref()).map(|paper| paper.value))
            .unwrap_or_default(),
        headings: settings
            .headings
            .as_ref()
            .map(|headings| headings.value)
            .unwrap_or_default(),
        pages,
        drop,
        addresses,
        formats: formats(wanted, settings, role),
        is_role_order: wanted.sections.is_empty(),
        sections,
        hide: wanted.hide.clone(),
        fonts: fonts(&wanted.font_folders, settings)?,
        folder: match (&wanted.dir, &output.dir) {
            (Some(folder), _) => folder.clone(),
            (None, Some(folder)) => settings.folder.join(&folder.value),
            (None, None) => PathBuf::new(),
        },
        pattern,
        timestamp: wanted.timestamp,
        resolution: wanted.resolution,
        archival: wanted.archival,
        embed_fonts: wanted.embed_fonts,
        form: wanted.form,
        unused_theme: wanted
            .theme
            .as_ref()
            .filter(|_| wanted.form == Form::Portal)
            .map(|asked| asked.value.clone()),
    })
}

fn formats(wanted: &Wanted, settings: &Settings, role: Option<&RoleSettings>) -> Vec<Format> {
    if !wanted.formats.is_empty() {
        return wanted.formats.clone();
    }
    let of_role = role.map(|role| role.formats.as_slice()).unwrap_or_default();
    let named = match of_role {
        [] => settings.output.formats.as_slice(),
        of_role => of_role,
    };
    let mut formats: Vec<Format> = Vec::new();
    for format in named {
        if !formats.contains(&format.value) {
            formats.push(format.value);
        }
    }
    if formats.is_empty() {
        USUAL_FORMATS.to_vec()
    } else {
        formats
    }
}

/// True if a résumé has its sections in the theme's order.
fn is_ordered(resume: &Resume, theme: &Theme) -> bool {
    let place = |section: &Section| {
        let name = SectionName::Kind(section.kind);
        let named = theme.arrangement.sections.iter().position(|of| *of == name);
        named.unwrap_or(usize::MAX)
    };
    resume.sections.iter().is_sorted_by_key(place)
}

/// The theme, and the sections that alone are printed.
fn theme(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
) -> Result<(Theme, Vec<Spanned<SectionName>>), Error> {
    let limit = settings.input_limit(wanted.max_input);
    let shelf = shelf(&wanted.theme_folders, limit)?;
    let mut overrides = wanted.overrides.clone();
    let of_role = role
        .map(|role| role.sections.as_slice())
        .unwrap_or_default();
    let named = match wanted.sections.as_slice() {
        [] => of_role,
        asked => asked,
    };
    if !named.is_empty() {
        overrides.section_order(named)?;
    }
    let of_settings = role
        .and_then(|role| role.theme.as_ref())
        .or(settings.output.theme.as_ref());
    let loaded = match (&wanted.theme, of_settings) {
        (_, _) if wanted.form == Form::Portal => Theme::portal(&overrides).map_err(Error::Refused),
        (Some(asked), _) => shelf.load(asked, Path::new(""), &overrides),
        (None, Some(asked)) => shelf.load(asked, &settings.folder, &overrides),
        (None, None) => Theme::embedded_with(USUAL_THEME, &overrides)
            .expect("the usual theme is embedded")
            .map_err(Error::Refused),
    };
    let theme = loaded.map_err(|error| match error {
        // A wrong word on the command line is wrong usage; a wrong file is refused input.
        Error::Refused(found) if found.iter().any(is_about_option) => Error::Usage(found),
        other => other,
    })?;
    Ok((theme, named.to_vec()))
}

/// Where themes are looked for; none larger than `limit` is read.
///
/// # Errors
/// [`Error::Usage`] for a folder that is none.
pub fn shelf(folders: &[PathBuf], limit: InputLimit) -> Result<Shelf, Error> {
    match folders.iter().find(|folder| !folder.is_dir()) {
        Some(folder) => Err(usage(
            format!("`{}` is no folder", folder.display()),
            "`--layout-dir` takes a folder with theme files",
        )),
        None => Ok(Shelf::new(folders.to_vec(), limit)),
    }
}

/// Where faces are looked for: the given folders, those of the settings, then the system.
///
/// # Errors
/// For a folder that is none.
pub fn fonts(folders: &[PathBuf], settings: &Settings) -> Result<FontSources, Error> {
    for folder in folders {
        if !folder.is_dir() {
            return Err(usage(
                format!("`{}` is no folder", folder.display()),
                "`--font-dir` takes a folder with font files",
            ));
        }
    }
    let mut all = folders.to_vec();
    for folder in &settings.fonts {
        let path = settings.folder.join(&folder.value);
        if !path.is_dir() {
            return Err(
                Diagnostic::error(format!("`{}` is no folder", folder.value))
                    .at(folder.span.clone())
                    .into(),
            );
        }
        all.push(path);
    }
    Ok(FontSources {
        folders: all,
        system: true,
    })
}

/// True for a finding about what stands on the command line.
fn is_about_option(finding: &Diagnostic) -> bool {
    finding
        .span
        .as_ref()
        .is_some_and(|span| span.source().name().starts_with("--"))
}

fn usage(message: impl Into<String>, hint: &str) -> Error {
    Error::Usage(Diagnostics::from(Diagnostic::error(message).hint(hint)))
}
