//! Values of a person that a public copy leaves out.

use super::ContactKind;
use crate::diagnostic::UnknownWord;

/// A sort of value that is left out wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Redaction {
    /// Telephone numbers.
    Phone,
    /// E-mail addresses.
    Email,
    /// Where the person lives.
    Location,
    /// The person's own page and profiles.
    Links,
}

impl Redaction {
    /// Every sort.
    pub const ALL: [Redaction; 4] = [
        Redaction::Phone,
        Redaction::Email,
        Redaction::Location,
        Redaction::Links,
    ];

    /// The word for it in options.
    pub fn name(self) -> &'static str {
        match self {
            Redaction::Phone => "phone",
            Redaction::Email => "email",
            Redaction::Location => "location",
            Redaction::Links => "links",
        }
    }

    /// One of it, in a sentence.
    pub fn described(self) -> &'static str {
        match self {
            Redaction::Phone => "a telephone number",
            Redaction::Email => "an e-mail address",
            Redaction::Location => "the person's location",
            Redaction::Links => "a link of the person's",
        }
    }

    /// The sort that a contact is of.
    pub fn of(kind: &ContactKind) -> Self {
        match kind {
            ContactKind::Email => Redaction::Email,
            ContactKind::Phone => Redaction::Phone,
            ContactKind::Website | ContactKind::Profile(_) => Redaction::Links,
        }
    }
}

impl std::str::FromStr for Redaction {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        const KNOWN: [&str; 4] = ["phone", "email", "location", "links"];
        Redaction::ALL
            .into_iter()
            .find(|kind| kind.name() == word)
            .ok_or_else(|| UnknownWord::new("value to redact", word, &KNOWN))
    }
}
