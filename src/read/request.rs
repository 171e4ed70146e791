//! What the user asks to be read.

use std::path::PathBuf;

use super::{Input, InputLimit, PersonSettings, Unplaced};
use crate::diagnostic::{Diagnostic, Source, Span, nearest};
use crate::resume::{Redaction, SectionKind};

/// What the user asked to be read.
#[derive(Clone, Debug)]
pub struct Request {
    /// The page.
    pub page: Input,
    /// The sections to take of it; empty for all of them.
    pub sections: Vec<SectionKind>,
    /// Further pages, in order.
    pub with: Vec<WithPage>,
    /// A settings file to use in place of the one found beside the page.
    pub config: Option<PathBuf>,
    /// Values given on the command line.
    pub person: PersonSettings,
    /// What no document is to show of the person, and so is not missed.
    pub redact: Vec<Redaction>,
    /// How large a text may be, whatever the settings say.
    pub max_input: Option<InputLimit>,
    /// What becomes of text that no field takes, whatever the settings say.
    pub unplaced: Option<Unplaced>,
    /// A page is read that is no résumé by all appearances.
    pub anyway: bool,
    /// The role that the document is for, by its name: an author may mark parts for some roles
    /// only.
    pub role: Option<String>,
}

impl Request {
    /// A page alone.
    pub fn new(page: impl Into<Input>) -> Self {
        Request {
            page: page.into(),
            sections: Vec::new(),
            with: Vec::new(),
            config: None,
            person: PersonSettings::default(),
            redact: Vec::new(),
            max_input: None,
            unplaced: None,
            anyway: false,
            role: None,
        }
    }
}

/// A further page and the sections that are taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithPage {
    /// The page.
    pub page: Input,
    /// The sections to take; empty for all of them.
    pub sections: Vec<SectionKind>,
    /// Some of them may be missing without a word.
    pub may_lack: bool,
}

impl WithPage {
    /// Reads `PAGE` or `PAGE:experience,education`.
    ///
    /// # Errors
    /// A diagnostic for a word that names no section.
    pub fn parse(argument: &str) -> Result<Self, Diagnostic> {
        let source = Source::new("--with", argument);
        match page_and_sections(argument) {
            Ok((page, sections)) => Ok(WithPage {
                page: Input::from(page),
                sections,
                may_lack: false,
            }),
            Err(bad) => Err(bad.fault.at(Span::new(&source, bad.at))),
        }
    }
}

/// A word after a page that names no section.
pub(super) struct BadSection {
    /// Its bytes in the argument.
    pub(super) at: std::ops::Range<usize>,
    /// What is wrong with it, without a place.
    pub(super) fault: Diagnostic,
}

/// Takes `PAGE:experience,education` apart; a page alone has no sections.
///
/// # Errors
/// The first word that names no section.
pub(super) fn page_and_sections(argument: &str) -> Result<(&str, Vec<SectionKind>), BadSection> {
    // The colon of `C:\cv.md` is followed by a path, not by words.
    let Some((page, words)) = argument.rsplit_once(':') else {
        return Ok((argument, Vec::new()));
    };
    if page.is_empty() || words.contains(['/', '\\', '.']) {
        return Ok((argument, Vec::new()));
    }
    let mut sections = Vec::new();
    let mut at = page.len() + 1;
    for word in words.split(',') {
        let name = word.trim();
        match name.parse() {
            Ok(kind) => sections.push(kind),
            Err(error) => {
                let error: crate::resume::UnknownSection = error;
                let known = SectionKind::ALL.map(SectionKind::name);
                let hint = match nearest(name, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("sections are: {}", known.join(", ")),
                };
                let fault = Diagnostic::error(error.to_string()).hint(hint);
                return Err(BadSection {
                    at: at..at + word.len(),
                    fault,
                });
            }
        }
        at += word.len() + 1;
    }
    Ok((page, sections))
}
