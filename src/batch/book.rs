//! A book: the résumés of everybody in a role as one PDF, with a list of its contents and an
//! entry for each person in the outline.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::make::Pages;
use crate::characters;
use crate::error::Error;
use crate::export::{self, Look, Planned};
use crate::extract::vocabulary;
use crate::font::Shaper;
use crate::layout::{Chapter, ContentsLine, Document, Info, bind, compose_contents, typeset};
use crate::pdf::{self, PdfOptions};

/// A person's résumé, to be bound.
pub(super) struct Bound {
    pub(super) pages: Pages,
    pub(super) role: Option<String>,
    pub(super) name: Option<String>,
    pub(super) id: String,
}

impl Bound {
    fn title(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.id)
    }
}

/// A book that is being gathered: the one part of a run that grows with the list.
pub(super) struct Book {
    path: PathBuf,
    bound: Vec<Bound>,
}

/// How often the list is set: its length moves the pages that it tells of, and longer numbers
/// may make it longer.
const ROUNDS: usize = 4;

impl Book {
    pub(super) fn new(path: PathBuf) -> Self {
        Book {
            path,
            bound: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, bound: Bound) {
        self.bound.push(bound);
    }

    /// Writes a book for each role; where there are several, their names part the files.
    ///
    /// # Errors
    /// [`Error::Io`] where a file cannot be written.
    pub(super) fn write(self) -> Result<Vec<PathBuf>, Error> {
        let mut roles: Vec<(Option<String>, Vec<Bound>)> = Vec::new();
        for bound in self.bound {
            match roles.iter_mut().find(|(role, _)| *role == bound.role) {
                Some((_, of_role)) => of_role.push(bound),
                None => roles.push((bound.role.clone(), vec![bound])),
            }
        }
        let are_several = roles.len() > 1;
        let mut planned = Vec::new();
        for (role, bound) in roles {
            let path = match (&role, are_several) {
                (Some(role), true) => beside(&self.path, role),
                (Some(_), false) | (None, _) => self.path.clone(),
            };
            let bytes = volume(bound, role.as_deref(), &path)?;
            planned.push(Planned {
                path,
                bytes,
                is_named: true,
            });
        }
        export::save(&planned, &[])?;
        Ok(planned.into_iter().map(|file| file.path).collect())
    }
}

/// `book.pdf` becomes `book-backend.pdf`.
fn beside(path: &Path, role: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let words: Vec<&str> = role.split(|c: char| !c.is_alphanumeric()).collect();
    path.with_file_name(format!("{stem}-{}.pdf", words.join("-")))
}

fn volume(bound: Vec<Bound>, role: Option<&str>, path: &Path) -> Result<Vec<u8>, Error> {
    let Some(first) = bound.first() else {
        return Ok(Vec::new());
    };
    let look = first.pages.look.clone();
    let language = first.pages.document.info.language.clone();
    let words = vocabulary().words(&language);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let info = Info {
        title: characters::text(role.unwrap_or(&stem)).into_owned(),
        language,
        ..Info::default()
    };
    let mut shaper = Shaper::with_fonts(look.fonts.clone());
    let mut set = |length: usize| -> Document {
        let mut page = length + 1;
        let mut lines = Vec::new();
        for one in &bound {
            lines.push(ContentsLine {
                name: one.title().to_owned(),
                headline: one.pages.document.info.subject.clone(),
                page,
            });
            page += one.pages.document.pages.len();
        }
        let flow = compose_contents(&lines, info.clone(), &look.theme, words);
        typeset(&flow, &look.theme, look.paper, &mut shaper).document
    };
    let mut contents = set(1);
    for _ in 0..ROUNDS {
        let length = contents.pages.len();
        contents = set(length);
        if contents.pages.len() == length {
            break;
        }
    }
    // The list has one heading: itself.
    contents.outline.clear();
    let mut chapters = vec![Chapter {
        document: contents,
        title: words.contents().to_owned(),
        theme: &look.theme,
        paper: look.paper,
    }];
    let looks: Vec<Arc<Look>> = bound
        .iter()
        .map(|one| Arc::clone(&one.pages.look))
        .collect();
    for (one, look) in bound.into_iter().zip(&looks) {
        chapters.push(Chapter {
            title: one.title().to_owned(),
            document: one.pages.document,
            theme: &look.theme,
            paper: look.paper,
        });
    }
    let book = bind(chapters, &mut shaper);
    let options = PdfOptions {
        timestamp: look.timestamp(),
        archival: look.is_archival(),
    };
    pdf::write(&book, options).map_err(|error| Error::writer("PDF", error))
}
