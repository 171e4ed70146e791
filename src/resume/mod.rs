//! The résumé model: what is known about a person, and where each value was read.
//!
//! No font, colour, coordinate or file name occurs here, and no taste: order is the
//! source's order, spelling is the author's spelling.

mod account;
mod bytes;
mod entry;
mod file;
mod json;
mod part;
mod period;
mod redaction;
mod starts;
mod text;

pub(crate) use account::account_of;
pub(crate) use bytes::bytes;
pub use entry::{Detail, DetailLabel, Entry, EntryKind, Highlight, Metric, SkillGroup, Tag};
pub(crate) use file::{from_tree, is_own};
pub use file::{from_yaml, schema, to_yaml};
pub use json::{from_json, to_json};
pub(crate) use json::{is_json_resume, json_tree};
pub use part::Part;
pub use period::{Month, PartialDate, Period, PeriodEnd, PeriodError, Season, Within, Year};
pub use redaction::Redaction;
pub(crate) use starts::Start;
pub use text::{Emphasis, RichText, Run, Text, bare_address};

use std::sync::Arc;

use crate::diagnostic::{Span, Spanned};
use crate::picture::Picture;

/// A whole résumé.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Resume {
    /// Whose résumé it is.
    pub person: Person,
    /// The opening paragraph.
    pub summary: Option<RichText>,
    /// Everything else, in the order of the source.
    pub sections: Vec<Section>,
    /// Whose order and headings the sections are printed with.
    pub arranged: Arranged,
    /// BCP 47 tag of the language the text is written in, such as `en` or `pt-BR`.
    pub language: Option<Spanned<String>>,
    /// Where the author ends pages: what is written next, a section or an entry, starts one.
    pub page_breaks: Vec<Span>,
}

/// Name, headline and how to reach the person.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Person {
    /// The person's name; never a page title.
    pub name: Option<Text>,
    /// What the person is, such as "Senior Backend Developer".
    pub headline: Option<Text>,
    /// Where the person lives, as written.
    pub location: Option<Text>,
    /// Addresses, numbers and profiles, in the order they are to be shown.
    pub contacts: Vec<Contact>,
    /// Path of a picture, as written.
    pub photo: Option<Text>,
    /// The picture itself, where it was found and can be set; no form of the model prints it.
    pub picture: Option<Arc<Picture>>,
}

/// One way to reach a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    /// What sort of address it is.
    pub kind: ContactKind,
    /// What is shown, such as `github.com/jane`.
    pub text: Text,
    /// Where it leads: `https:`, `http:`, `mailto:` or `tel:` only.
    pub href: Option<String>,
}

/// The sorts of addresses.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ContactKind {
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The person's own page.
    Website,
    /// A profile on a network, by the network's name ("GitHub").
    Profile(String),
}

/// Whose order and headings the sections of a document have, where nobody asks for others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arranged {
    /// The theme's order and the plain headings of the kinds: the source was no résumé but a
    /// portfolio's cards, a file of a format that gives the order, several pages.
    #[default]
    ByKind,
    /// The author's: the source is a résumé.
    ByAuthor,
}

impl Arranged {
    /// How JSON says [`Arranged::ByAuthor`].
    pub(crate) const AUTHOR: &'static str = "author";
}

/// A titled part of the résumé.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Stable identifier, unique in the résumé: the kind's name, with `-2` for a second of a kind.
    pub id: String,
    /// The author's own title.
    pub title: Option<Text>,
    /// What the section is about.
    pub kind: SectionKind,
    /// What it holds.
    pub body: SectionBody,
}

/// What a section is about; decides its printed heading and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// What the person can do.
    Skills,
    /// Positions held: job title and employer.
    Experience,
    /// Projects and achievements.
    Projects,
    /// Schools and degrees.
    Education,
    /// Certificates and licences.
    Certifications,
    /// Languages spoken, with their level.
    Languages,
    /// Articles, books and talks.
    Publications,
    /// Prizes and honours.
    Awards,
    /// Unpaid work.
    Volunteering,
    /// Interests and hobbies.
    Interests,
    /// Figures about the person as a whole.
    Metrics,
    /// People who can be asked.
    References,
    /// Anything else, under the author's title.
    Other,
}

impl SectionKind {
    /// The kind of a section's entries.
    pub(crate) fn entry_kind(self) -> EntryKind {
        match self {
            SectionKind::Experience => EntryKind::Position,
            SectionKind::Projects => EntryKind::Project,
            SectionKind::Education => EntryKind::Education,
            SectionKind::Certifications => EntryKind::Certification,
            SectionKind::Languages => EntryKind::Language,
            SectionKind::Publications => EntryKind::Publication,
            SectionKind::Awards => EntryKind::Award,
            SectionKind::Volunteering => EntryKind::Volunteering,
            SectionKind::References => EntryKind::Reference,
            SectionKind::Skills
            | SectionKind::Interests
            | SectionKind::Metrics
            | SectionKind::Other => EntryKind::Other,
        }
    }

    /// Every kind, in the order of the declaration.
    pub const ALL: [SectionKind; 13] = [
        SectionKind::Skills,
        SectionKind::Experience,
        SectionKind::Projects,
        SectionKind::Education,
        SectionKind::Certifications,
        SectionKind::Languages,
        SectionKind::Publications,
        SectionKind::Awards,
        SectionKind::Volunteering,
        SectionKind::Interests,
        SectionKind::Metrics,
        SectionKind::References,
        SectionKind::Other,
    ];

    /// The lower-case name used in files and options, such as `skills`.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Skills => "skills",
            SectionKind::Experience => "experience",
            SectionKind::Projects => "projects",
            SectionKind::Education => "education",
            SectionKind::Certifications => "certifications",
            SectionKind::Languages => "languages",
            SectionKind::Publications => "publications",
            SectionKind::Awards => "awards",
            SectionKind::Volunteering => "volunteering",
            SectionKind::Interests => "interests",
            SectionKind::Metrics => "metrics",
            SectionKind::References => "references",
            SectionKind::Other => "other",
        }
    }
}

/// A word that names no section kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown section `{0}`")]
pub struct UnknownSection(pub String);

impl std::str::FromStr for SectionKind {
    type Err = UnknownSection;

    fn from_str(word: &str) -> Result<Self, UnknownSection> {
        SectionKind::ALL
            .into_iter()
            .find(|kind| kind.name() == word)
            .ok_or_else(|| UnknownSection(word.to_owned()))
    }
}

/// What a section holds.
#[derive(Clone, Debug, PartialEq)]
pub enum SectionBody {
    /// Positions, projects, degrees: things with a title.
    Entries(Vec<Entry>),
    /// Groups of skills.
    Skills(Vec<SkillGroup>),
    /// Figures with their labels.
    Metrics(Vec<Metric>),
    /// Plain paragraphs.
    Text(Vec<RichText>),
}

impl SectionBody {
    /// True if there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            SectionBody::Entries(entries) => entries.is_empty(),
            SectionBody::Skills(groups) => groups.is_empty(),
            SectionBody::Metrics(metrics) => metrics.is_empty(),
            SectionBody::Text(paragraphs) => paragraphs.is_empty(),
        }
    }
}

impl Resume {
    /// True if there is nothing that a résumé could be made of: no summary and no section.
    pub fn is_empty(&self) -> bool {
        self.summary.is_none() && self.sections.iter().all(|section| section.body.is_empty())
    }

    /// Every tag and skill once (folded), in reading order: the keywords of a document.
    pub fn keywords(&self) -> Vec<&str> {
        let mut seen = std::collections::HashSet::new();
        let mut words = Vec::new();
        let mut add = |tag: &'_ Tag| -> bool { seen.insert(tag.folded()) };
        for section in &self.sections {
            match &section.body {
                SectionBody::Entries(entries) => {
                    for entry in entries {
                        for part in std::iter::once(entry).chain(&entry.parts) {
                            words.extend(
                                part.tags
                                    .iter()
                                    .filter(|tag| add(tag))
                                    .map(|tag| tag.as_str()),
                            );
                        }
                    }
                }
                SectionBody::Skills(groups) => {
                    for group in groups {
                        words.extend(
                            group
                                .items
                                .iter()
                                .filter(|tag| add(tag))
                                .map(|tag| tag.as_str()),
                        );
                    }
                }
                SectionBody::Metrics(_) | SectionBody::Text(_) => {}
            }
        }
        words
    }
}
