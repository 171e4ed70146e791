//! Cover letters: what a letter says, and how one is read from Markdown.
//!
//! The front matter holds what stands around the text (to whom, when, about what), the body
//! the text. Who writes it comes from the page of the résumé.

mod day;
mod keys;
mod markdown;
mod read;
mod words;

pub use day::{Day, DayError};
pub use read::read;
pub use words::{LetterWords, words};

use crate::diagnostic::{Diagnostics, Spanned};
use crate::redact::Redactor;
use crate::resume::{RichText, Text};

/// A letter without its sender. All but the text may be missing; nothing is made up for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Letter {
    /// Name and address, a line each.
    pub recipient: Vec<Text>,
    /// When it was written.
    pub date: Option<LetterDate>,
    /// Where it was written.
    pub place: Option<Text>,
    /// What it is about.
    pub subject: Option<Text>,
    /// How the recipient is greeted.
    pub salutation: Option<Text>,
    /// The text.
    pub body: Vec<Block>,
    /// The words before the signature.
    pub closing: Option<Text>,
    /// The name under it, where it is not the person's.
    pub signature: Option<Text>,
    /// What comes with it.
    pub enclosures: Vec<Text>,
    /// BCP 47 tag of the language that it is written in.
    pub language: Option<Text>,
}

/// The date of a letter.
#[derive(Clone, Debug, PartialEq)]
pub enum LetterDate {
    /// A day, printed as its language does.
    On(Spanned<Day>),
    /// The author's own words.
    Written(Text),
}

/// A part of a letter's text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph; a line feed in it starts a line.
    Paragraph(RichText),
    /// A list without an order.
    Bullets(Vec<RichText>),
    /// A list whose items are numbered from a start.
    Numbered(u64, Vec<RichText>),
}

impl Letter {
    /// All words of the text, to tell their language by.
    pub fn prose(&self) -> String {
        let mut prose = String::new();
        for block in &self.body {
            let texts = match block {
                Block::Paragraph(text) => std::slice::from_ref(text),
                Block::Bullets(items) | Block::Numbered(_, items) => items.as_slice(),
            };
            for text in texts {
                prose.push_str(&text.text());
                prose.push('\n');
            }
        }
        prose
    }

    /// A copy without what `redactor` hides, in every part of it.
    pub fn redacted(&self, redactor: &mut Redactor) -> Letter {
        let mut lines = |texts: &[Text]| -> Vec<Text> {
            let kept = texts.iter().filter_map(|text| redactor.text(Some(text)));
            kept.collect()
        };
        let (recipient, enclosures) = (lines(&self.recipient), lines(&self.enclosures));
        let mut body = Vec::new();
        for block in &self.body {
            let mut rich = |texts: &[RichText]| -> Vec<RichText> {
                texts
                    .iter()
                    .filter_map(|text| redactor.rich(text))
                    .collect()
            };
            match block {
                Block::Paragraph(text) => {
                    let kept = rich(std::slice::from_ref(text));
                    body.extend(kept.into_iter().map(Block::Paragraph));
                }
                Block::Bullets(items) => body.push(Block::Bullets(rich(items))),
                Block::Numbered(start, items) => body.push(Block::Numbered(*start, rich(items))),
            }
        }
        let date = match &self.date {
            Some(LetterDate::Written(text)) => redactor.text(Some(text)).map(LetterDate::Written),
            other => other.clone(),
        };
        Letter {
            recipient,
            date,
            // Where the letter was written is, as a rule, where the person lives.
            place: redactor.place(self.place.as_ref()),
            subject: redactor.text(self.subject.as_ref()),
            salutation: redactor.text(self.salutation.as_ref()),
            body,
            closing: redactor.text(self.closing.as_ref()),
            signature: redactor.text(self.signature.as_ref()),
            enclosures,
            language: self.language.clone(),
        }
    }
}

/// A letter and what was found while it was read.
pub type ReadLetter = (Letter, Diagnostics);
