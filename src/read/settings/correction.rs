//! `read:`, what texts of pages are where the reader takes them for something else.

use std::str::FromStr;

use super::keys;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Span, Spanned, UnknownWord};
use crate::yaml::{Node, Value};

/// A text of a page and what it is.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The text, as a reader of the page sees it.
    pub text: Spanned<String>,
    /// What it is.
    pub is: Spanned<ReadAs>,
    /// The page, from the file's folder; without it every page that is read.
    pub page: Option<Spanned<String>>,
    /// Words that stand beside it or in a heading above it, where the page has the text twice.
    pub near: Option<Spanned<String>>,
    /// Where the correction stands.
    pub span: Span,
}

/// What a text can be said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadAs {
    /// The person's name.
    Name,
    /// What the person is.
    Headline,
    /// An entry's job title, degree or project.
    Title,
    /// An entry's employer, client, school or issuer.
    Organization,
    /// Where an entry took place.
    Location,
    /// Text of an entry, and none of its names.
    Description,
}

impl ReadAs {
    /// Every word, in the order of the declaration.
    pub const WORDS: &'static [&'static str] = &[
        "name",
        "headline",
        "title",
        "organization",
        "location",
        "description",
    ];

    const ALL: [ReadAs; 6] = [
        ReadAs::Name,
        ReadAs::Headline,
        ReadAs::Title,
        ReadAs::Organization,
        ReadAs::Location,
        ReadAs::Description,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        let all = ReadAs::ALL.into_iter().zip(ReadAs::WORDS);
        let mut own = all.filter(|(one, _)| *one == self);
        own.next().map_or("", |(_, word)| word)
    }

    /// True for what the person is, and no entry.
    pub fn is_of_person(self) -> bool {
        match self {
            ReadAs::Name | ReadAs::Headline => true,
            ReadAs::Title | ReadAs::Organization | ReadAs::Location | ReadAs::Description => false,
        }
    }
}

impl FromStr for ReadAs {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        let mut all = ReadAs::ALL.into_iter().zip(ReadAs::WORDS);
        let found = all.find(|(_, own)| **own == word);
        let found = found.map(|(one, _)| one);
        found.ok_or_else(|| UnknownWord::new("field", word, ReadAs::WORDS))
    }
}

impl Reader {
    /// The list; what lacks its text or its field is a fault.
    pub(super) fn corrections(&mut self, node: &Node) -> Vec<Correction> {
        if let Value::Mapping(_) | Value::Scalar(Some(_)) = &node.value {
            let fault = Diagnostic::error("`read` is a list").at(node.span.clone());
            let hint =
                "each item says what a text is: `- { text: 'Fenwick Hall', is: organization }`";
            self.faults.push(fault.hint(hint));
        }
        let mut out = Vec::new();
        for item in node.items() {
            self.keys(item, keys::CORRECTION);
            let text = self.text(item, "text");
            let is = self.word(item, "is");
            let keys = match item.value {
                Value::Mapping(_) => &["text", "is"][..],
                // That it is none is told.
                Value::Scalar(_) | Value::Sequence(_) => &[],
            };
            for key in keys {
                if item.get(key).and_then(Node::text).is_none() {
                    let fault = format!("a correction needs `{key}`");
                    let fault = Diagnostic::error(fault).at(item.span.clone());
                    let hint = "as in `{ text: 'Fenwick Hall', is: organization }`";
                    self.faults.push(fault.hint(hint));
                }
            }
            let page = self.text(item, "page");
            let near = self.text(item, "where");
            if let (Some(text), Some(is)) = (text, is) {
                out.push(Correction {
                    text,
                    is,
                    page,
                    near,
                    span: item.span.clone(),
                });
            }
        }
        out
    }
}
