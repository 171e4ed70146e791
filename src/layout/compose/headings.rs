//! What is printed above a section.

use std::collections::HashMap;

use crate::extract::Words;
use crate::read::Headings;
use crate::resume::{Arranged, Section, SectionKind};

/// The headings of a document, one after the other.
pub(super) struct SectionTitles<'a> {
    words: &'a Words,
    headings: Headings,
    arranged: Arranged,
    /// How many sections of a kind have the kind's own heading.
    counts: HashMap<SectionKind, usize>,
    /// In lower case, so that no two sections have one heading.
    used: Vec<String>,
}

impl<'a> SectionTitles<'a> {
    pub(super) fn new(words: &'a Words, headings: Headings, arranged: Arranged) -> Self {
        SectionTitles {
            words,
            headings,
            arranged,
            counts: HashMap::new(),
            used: Vec::new(),
        }
    }

    /// The heading of the next section.
    pub(super) fn next(&mut self, section: &Section) -> String {
        let author = section.title.as_ref().map(|title| title.value.as_str());
        let own = match (self.headings, self.arranged, section.kind) {
            (Headings::Author, _, _) => author.map(str::to_owned),
            (Headings::Page, Arranged::ByAuthor, kind) => {
                author.and_then(|title| self.words.own_heading(kind, title))
            }
            (Headings::Page | Headings::Kind, _, SectionKind::Other) => author.map(str::to_owned),
            (Headings::Page | Headings::Kind, _, _) => None,
        };
        let is_new = |title: &String| !self.used.contains(&title.to_lowercase());
        let title = match own.filter(|title| self.headings == Headings::Author || is_new(title)) {
            Some(own) => own,
            None => {
                let count = self.counts.entry(section.kind).or_default();
                *count += 1;
                self.words.heading(section.kind, *count - 1).to_owned()
            }
        };
        self.used.push(title.to_lowercase());
        title
    }
}
