//! What the user says texts of pages are: `read:` in `vitae.yaml`.
//!
//! On a page a correction is evidence that decides where heads are assigned, so that siblings are
//! read by it too ([`super::reader::Decided`]). Whatever the source, [`enforce`] then sees to it that
//! the value is what was said. A correction that changes nothing is told.

mod data;
mod enforce;
mod texts;

pub(super) use data::InData;
pub(crate) use enforce::{Ground, enforce};
pub(crate) use texts::{near, within};

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::{Correction, Page, ReadAs, Settings};

/// A correction for one page.
#[derive(Clone, Debug)]
pub(crate) struct Fix {
    /// Its number in the file, from 0.
    pub(crate) number: usize,
    /// The text.
    pub(crate) text: String,
    /// Words that stand near it.
    pub(crate) near: Option<String>,
    /// What it is.
    pub(crate) is: ReadAs,
}

/// What became of a correction; the best of all pages counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// No page was read that it is for.
    #[default]
    Unread,
    /// The page does not have the text.
    Absent,
    /// The page has the text where nothing can be made of it.
    Idle,
    /// The text is what was said.
    Done,
}

/// All corrections of a settings file, with what became of them.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    all: Vec<Correction>,
    folder: PathBuf,
    outcomes: RefCell<Vec<Outcome>>,
}

impl Corrections {
    pub(super) fn new(settings: &Settings) -> Self {
        Corrections {
            all: settings.read.clone(),
            folder: settings.folder.clone(),
            outcomes: RefCell::new(vec![Outcome::default(); settings.read.len()]),
        }
    }

    /// Those for a page.
    pub(super) fn of(&self, page: &Page) -> Vec<Fix> {
        let mut out = Vec::new();
        for (number, one) in self.all.iter().enumerate() {
            let named = one.page.as_ref();
            if named.is_none_or(|named| self.is_page(&named.value, page)) {
                out.push(Fix {
                    number,
                    text: one.text.value.clone(),
                    near: one.near.as_ref().map(|near| near.value.clone()),
                    is: one.is.value,
                });
            }
        }
        out
    }

    fn is_page(&self, named: &str, page: &Page) -> bool {
        let (named, own) = (self.folder.join(named), Path::new(page.source.name()));
        if named == own {
            return true;
        }
        match (named.canonicalize(), own.canonicalize()) {
            (Ok(named), Ok(own)) => named == own,
            _ => false,
        }
    }

    /// Notes what became of some.
    pub(super) fn note(&self, outcomes: &[(usize, Outcome)]) {
        let mut known = self.outcomes.borrow_mut();
        for (number, outcome) in outcomes {
            if let Some(known) = known.get_mut(*number) {
                *known = (*known).max(*outcome);
            }
        }
    }

    /// What became of one.
    pub(super) fn outcome(&self, number: usize) -> Outcome {
        let known = self.outcomes.borrow();
        known.get(number).copied().unwrap_or_default()
    }

    /// Tells those that changed nothing, each with its place; `page` is the one that is exported.
    pub(super) fn tell(&self, page: &Page, findings: &mut Diagnostics) {
        for (one, outcome) in self.all.iter().zip(self.outcomes.borrow().iter()) {
            let named = one.page.as_ref();
            let name = named.map_or(page.source.name(), |named| named.value.as_str());
            let text = &one.text.value;
            let told = match outcome {
                Outcome::Done => continue,
                Outcome::Unread => match named {
                    Some(named) if !self.folder.join(&named.value).exists() => {
                        Diagnostic::warning(format!("the page `{name}` is not there"))
                            .at(named.span.clone())
                            .hint(
                                "name it from the folder of this file, or take the correction out",
                            )
                    }
                    Some(_) | None => continue,
                },
                Outcome::Absent => {
                    let near = one.near.as_ref();
                    let near = near.map_or(String::new(), |near| format!(" near `{}`", near.value));
                    Diagnostic::warning(format!("`{name}` has no text `{text}`{near}"))
                        .at(one.text.span.clone())
                        .hint("the page was edited: write the text as it stands there, or take the correction out")
                }
                Outcome::Idle => {
                    let what = one.is.value.word();
                    let told = format!("`{text}` is no {what}: it stands in no entry of `{name}`");
                    Diagnostic::warning(told).at(one.text.span.clone()).hint(
                        "a correction is for the names, places and texts of entries; headings are taught under `vocabulary:`",
                    )
                }
            };
            findings.push(told.on("correction", format!("{text} {name}")));
        }
    }
}
