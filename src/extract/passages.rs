//! The texts on a line of a page, for whoever says what one of them is.

use super::context::Context;
use super::corrections::{Outcome, near, within};
use super::data::{Leaf, scalars};
use super::person::Facts;
use super::reader::{self, Passage};
use super::sheet::Sheet;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::{Body, Page, ReadAs, Sources};
use crate::resume;
use crate::yaml::Node;

/// The texts of a page.
#[derive(Debug)]
pub struct Passages {
    all: Vec<Passage>,
}

/// A text that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text.
    pub text: String,
    /// What it is read as, in one word; empty for a text that nothing was made of.
    pub read_as: String,
}

impl Passages {
    /// The texts of the page that was named.
    ///
    /// # Errors
    /// Faults of the user's vocabulary, and files that are corrected themselves.
    pub fn of(sources: &Sources) -> Result<Self, Diagnostics> {
        let told = [&sources.person, &sources.settings.person].map(Facts::of_settings);
        let context = Context::new(sources, &told)?;
        let page = &sources.page;
        let all = match &page.body {
            Body::Document(dom) => {
                let sheet = Sheet::new(page, dom, &context.words);
                let fixes = context.corrections.of(page);
                let names = context.names_of(&fixes);
                let asked = (names.as_slice(), fixes.as_slice());
                reader::passages(&sheet, &context.lexicon, asked, context.policy)
            }
            Body::Data(root) => of_data(page, root, &context),
            Body::JsonResume => {
                let root = resume::json_tree(&page.source, 0..page.source.text().len())?;
                if root
                    .get("meta")
                    .is_some_and(|meta| meta.get("vitae").is_some())
                {
                    return Err(own(page).into());
                }
                of_data(page, &root, &context)
            }
            Body::Model(_) => return Err(own(page).into()),
        };
        Ok(Passages { all })
    }

    /// The texts on a line of the source (from 1), what is read as `is` left out where there are
    /// others: the parts by which it is read, else all of it.
    pub fn on(&self, line: usize, is: ReadAs) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for passage in self.all.iter().filter(|passage| passage.holds(line)) {
            let parts = passage.parts.iter().map(|(text, read_as)| Candidate {
                text: text.clone(),
                read_as: (*read_as).to_owned(),
            });
            let before = out.len();
            out.extend(parts.filter(|part| !within(&passage.text, &part.text).is_empty()));
            if out.len() == before {
                out.push(Candidate {
                    text: passage.text.clone(),
                    read_as: String::new(),
                });
            }
        }
        out.dedup();
        if out.iter().any(|one| one.read_as != is.word()) {
            out.retain(|one| one.read_as != is.word());
        }
        out
    }

    /// True if a line of the source has a text.
    pub fn has(&self, line: usize, text: &str) -> bool {
        let mut all = self.all.iter().filter(|passage| passage.holds(line));
        all.any(|passage| !within(&passage.text, text).is_empty())
    }

    /// Words near a text on a line of the source that are near it nowhere else on the page; `None`
    /// where the text stands there alone.
    ///
    /// # Errors
    /// How often the text stands on the page, where no words tell.
    pub fn near(&self, line: usize, text: &str) -> Result<Option<String>, usize> {
        let has = |passage: &&Passage| !within(&passage.text, text).is_empty();
        let (own, others): (Vec<&Passage>, Vec<&Passage>) =
            self.all.iter().filter(has).partition(|one| one.holds(line));
        if others.is_empty() {
            return Ok(None);
        }
        let tells = |words: &&String| {
            let is_there = |other: &&Passage| {
                let texts = other.beside.iter().chain([&other.text]);
                near(texts.map(String::as_str), words)
            };
            !others.iter().any(is_there)
        };
        let own_words = own
            .iter()
            .flat_map(|one| one.beside.iter().chain([&one.text]));
        match own_words.into_iter().find(tells) {
            Some(words) => Ok(Some(words.clone())),
            None => Err(own.len() + others.len()),
        }
    }
}

/// The answer for a file of the program's own.
fn own(page: &Page) -> Diagnostic {
    let told = format!("`{}` is what `vitae extract` wrote", page.source.name());
    Diagnostic::error(told).hint("correct the value in the file itself")
}

/// The values of a data file: what stands beside one is the map that it stands in.
fn of_data(page: &Page, root: &Node, context: &Context) -> Vec<Passage> {
    let values = scalars(Leaf::new(page, &context.words), root, None);
    let mut out = Vec::with_capacity(values.len());
    for value in &values {
        let group = values
            .iter()
            .filter(|other| other.group == value.group && other.span != value.span);
        let first = value.span.position().0;
        let lines = page.source.text()[value.span.range()].matches('\n').count();
        out.push(Passage {
            source: first..first + lines + 1,
            text: value.text.clone(),
            beside: group.map(|other| other.text.clone()).collect(),
            parts: Vec::new(),
        });
    }
    out
}

/// True if a correction of the settings, by its number, makes something of its text.
///
/// # Errors
/// As those of reading the page.
pub fn corrects(sources: &Sources, number: usize) -> Result<bool, Diagnostics> {
    let told = [&sources.person, &sources.settings.person].map(Facts::of_settings);
    let context = Context::new(sources, &told)?;
    super::read(&sources.page, &context, &mut Diagnostics::new())?;
    Ok(context.corrections.outcome(number) == Outcome::Done)
}
