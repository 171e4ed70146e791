//! What the user says a text of a page is, written into `vitae.yaml`.

use std::path::{Path, PathBuf};

use super::Planned;
use crate::diagnostic::{Diagnostic, Source, Span};
use crate::error::Error;
use crate::extract::{self, Candidate, Passages};
use crate::read::{
    self, Input, InputLimit, NewCorrection, ReadAs, Request, SETTINGS_FILE, with_correction,
};

/// What is to be corrected.
#[derive(Clone, Debug)]
pub struct Fixing {
    /// The page and the line: `cv.md:12`.
    pub place: String,
    /// What the text on that line is.
    pub is: ReadAs,
    /// The text, where the line has several.
    pub text: Option<String>,
    /// A settings file in place of the one beside or above the page.
    pub config: Option<PathBuf>,
    /// How large a text may be.
    pub max_input: Option<InputLimit>,
}

/// A correction that can be saved.
#[derive(Debug)]
pub struct Fixed {
    /// The settings file with it.
    pub file: Planned,
    /// The text.
    pub text: String,
    /// How often the text stands on the page, where the correction is for all of them.
    pub count: usize,
}

/// Puts a correction into the settings of a page; nothing is written yet.
///
/// # Errors
/// [`Error::Usage`] for a place without a line, a line that is not there or has no text, several
/// texts of which none was named, and a text of which nothing can be made; what reading the page
/// and its settings refuses.
pub fn fix(asked: &Fixing) -> Result<Fixed, Error> {
    let usage = |fault: Diagnostic| Error::Usage(fault.into());
    let (page, line) = place(&asked.place).map_err(usage)?;
    let mut request = Request::new(Input::from(page));
    request.config = asked.config.clone();
    request.max_input = asked.max_input;
    // What is corrected may be what makes it look like something else.
    request.anyway = true;
    let Some(path) = request.page.path().map(Path::to_owned) else {
        let fault = Diagnostic::error("standard input has no place in `vitae.yaml`");
        return Err(usage(fault.hint("name a file")));
    };
    if path.is_dir() {
        let fault = Diagnostic::error(format!("`{page}` is a folder"));
        return Err(usage(fault.hint("name the page in it")));
    }
    let (mut sources, _) = read::sources(&request)?;
    let passages = Passages::of(&sources)?;
    let text = text(&passages, asked, &sources.page_source(), (page, line)).map_err(usage)?;
    let (near, count) = match asked.is.is_of_person() {
        true => (None, 1),
        false => match passages.near(line, &text) {
            Ok(near) => (near, 1),
            Err(count) => (None, count),
        },
    };
    let file = match (&sources.settings.file, path.parent()) {
        (Some(file), _) => file.clone(),
        (None, Some(folder)) => folder.join(SETTINGS_FILE),
        (None, None) => PathBuf::from(SETTINGS_FILE),
    };
    let new = NewCorrection {
        text: text.clone(),
        is: asked.is,
        page: named(&path, &file),
        near,
    };
    let before = sources.settings_source();
    let (edited, settings) = with_correction(&file, before.as_ref(), &new).map_err(usage)?;
    let is_new = |one: &read::Correction| {
        let value = |text: &Option<crate::diagnostic::Spanned<String>>| {
            text.as_ref().map(|text| text.value.clone())
        };
        one.text.value == new.text && value(&one.page) == new.page && value(&one.near) == new.near
    };
    let number = settings.read.iter().position(is_new).unwrap_or_default();
    sources.settings = settings;
    if !extract::corrects(&sources, number)? {
        let told = format!("nothing can be made of `{text}`: it stands in no entry");
        let fault = Diagnostic::error(told)
            .at(Span::of_line(&sources.page_source(), line))
            .hint("a correction is for names, places and texts of entries; `vitae extract --explain` tells what became of it")
            .hint("headings and classes of your page are taught under `vocabulary:` in `vitae.yaml`");
        return Err(usage(fault));
    }
    Ok(Fixed {
        file: Planned {
            path: file,
            bytes: edited.into_bytes(),
            is_named: false,
        },
        text,
        count,
    })
}

/// The page and the line of `cv.md:12`.
fn place(place: &str) -> Result<(&str, usize), Diagnostic> {
    let source = Source::new("PAGE:LINE", place);
    let fault = |told: String| {
        Diagnostic::error(told)
            .at(Span::whole(&source))
            .hint("the line is written behind the page: `vitae fix cv.md:12 organization`")
    };
    let Some((page, line)) = place.rsplit_once(':').filter(|(page, _)| !page.is_empty()) else {
        return Err(fault(format!("`{place}` names no line")));
    };
    match line.parse() {
        Ok(0) => Err(fault("lines are counted from 1".to_owned())),
        Ok(line) => Ok((page, line)),
        Err(_) => Err(fault(format!("`{line}` is no number of a line"))),
    }
}

/// The text that is meant.
fn text(
    passages: &Passages,
    asked: &Fixing,
    source: &std::sync::Arc<Source>,
    (page, line): (&str, usize),
) -> Result<String, Diagnostic> {
    let unit = source.unit();
    let lines = source.text().lines().count();
    if line > lines {
        let fault = Diagnostic::error(format!("`{page}` has no {unit} {line}"));
        return Err(fault.hint(format!("its last one is {lines}")));
    }
    let here = Span::of_line(source, line);
    if let Some(text) = &asked.text {
        if passages.has(line, text) {
            return Ok(text.trim().to_owned());
        }
        let fault = Diagnostic::error(format!("{unit} {line} does not have the text `{text}`"));
        return Err(fault.at(here).hint("write it as it stands there"));
    }
    match passages.on(line, asked.is).as_slice() {
        [] => Err(Diagnostic::error(format!("{unit} {line} has no text"))
            .at(here)
            .hint("name the line on which the text stands; `vitae extract` tells where values were read")),
        [one] => Ok(one.text.clone()),
        several => {
            let told = format!("{unit} {line} holds several texts: say which one is meant");
            let mut fault = Diagnostic::error(told).at(here);
            for Candidate { text, read_as } in several {
                let field = asked.is.word();
                let quoted = text.replace('\'', "'\\''");
                let read_as = match read_as.is_empty() {
                    true => String::new(),
                    false => format!(" (read as {read_as})"),
                };
                fault = fault.hint(format!(
                    "`vitae fix {page}:{line} {field} --text '{quoted}'`{read_as}"
                ));
            }
            Err(fault)
        }
    }
}

/// How the settings name the page, where they are for others too.
fn named(page: &Path, settings: &Path) -> Option<String> {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    let (page, settings) = (absolute(page)?, absolute(settings)?);
    let folder = settings.parent()?;
    if page.parent() == Some(folder) && !read::has_others_beside(&page) {
        return None;
    }
    Some(read::path_from(&page, folder))
}
