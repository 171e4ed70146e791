//! Entries and their parts: bullets, metrics, tags, details, skill groups.

use super::period::Period;
use super::text::{RichText, Text};
use crate::diagnostic::Span;

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A position: job title and employer.
    Position,
    /// A project or achievement told at length.
    Project,
    /// A project told in a few lines: description and metrics, no bullets.
    SmallProject,
    /// A degree or course.
    Education,
    /// A certificate.
    Certification,
    /// A language spoken; the level is the summary.
    Language,
    /// An article, book or talk.
    Publication,
    /// A prize.
    Award,
    /// Unpaid work.
    Volunteering,
    /// A person who can be asked.
    Reference,
    /// Anything else with a title.
    Other,
}

impl EntryKind {
    /// Every kind, in the order of the declaration.
    pub const ALL: [EntryKind; 11] = [
        EntryKind::Position,
        EntryKind::Project,
        EntryKind::SmallProject,
        EntryKind::Education,
        EntryKind::Certification,
        EntryKind::Language,
        EntryKind::Publication,
        EntryKind::Award,
        EntryKind::Volunteering,
        EntryKind::Reference,
        EntryKind::Other,
    ];

    /// The lower-case name used in files, such as `position`.
    pub fn name(self) -> &'static str {
        match self {
            EntryKind::Position => "position",
            EntryKind::Project => "project",
            EntryKind::SmallProject => "small-project",
            EntryKind::Education => "education",
            EntryKind::Certification => "certification",
            EntryKind::Language => "language",
            EntryKind::Publication => "publication",
            EntryKind::Award => "award",
            EntryKind::Volunteering => "volunteering",
            EntryKind::Reference => "reference",
            EntryKind::Other => "other",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Self> {
        EntryKind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A thing with a title: a position, a project, a degree.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Job title, project name or degree.
    pub title: Option<Text>,
    /// Employer, client, school or issuer.
    pub organization: Option<Text>,
    /// The firm through which the work was done ("via Dextra").
    pub via: Option<Text>,
    /// Where.
    pub location: Option<Text>,
    /// When.
    pub period: Option<Period>,
    /// The opening paragraph.
    pub summary: Option<RichText>,
    /// The bullets in order.
    pub highlights: Vec<Highlight>,
    /// Figures with labels.
    pub metrics: Vec<Metric>,
    /// Techniques, tools, subjects.
    pub tags: Vec<Tag>,
    /// Labelled paragraphs that follow the bullets.
    pub details: Vec<Detail>,
    /// Addresses that belong to the entry, as `(text, href)`.
    pub links: Vec<(Text, String)>,
    /// Roles at one employer, projects in one position.
    pub parts: Vec<Entry>,
    /// Where the entry starts.
    pub span: Span,
}

impl Entry {
    /// An entry with nothing in it.
    pub fn new(kind: EntryKind, span: Span) -> Self {
        Entry {
            kind,
            title: None,
            organization: None,
            via: None,
            location: None,
            period: None,
            summary: None,
            highlights: Vec::new(),
            metrics: Vec::new(),
            tags: Vec::new(),
            details: Vec::new(),
            links: Vec::new(),
            parts: Vec::new(),
            span,
        }
    }
}

/// One bullet.
#[derive(Clone, Debug, PartialEq)]
pub struct Highlight {
    /// What it says.
    pub text: RichText,
    /// Tags that belong to this bullet alone.
    pub tags: Vec<Tag>,
}

/// What stands before a detail.
#[derive(Clone, Debug, PartialEq)]
pub enum DetailLabel {
    /// The author's label, without its colon.
    Written(Text),
    /// None of the author's: the source says only that these are details, and a document
    /// prints its language's own word.
    Usual,
    /// Nothing: a paragraph after the bullets.
    Without,
}

impl DetailLabel {
    /// The author's label, if there is one.
    pub fn written(&self) -> Option<&Text> {
        match self {
            DetailLabel::Written(label) => Some(label),
            DetailLabel::Usual | DetailLabel::Without => None,
        }
    }
}

/// A paragraph of details ("Technical Implementation: ...").
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    /// What stands before it.
    pub label: DetailLabel,
    /// The paragraph without its label.
    pub text: RichText,
}

/// A figure and what it measures.
#[derive(Clone, Debug)]
pub struct Metric {
    /// The author's spelling: `85%`, `<1s`, `Multi-level`.
    pub value: String,
    /// What it says: `faster response times`.
    pub label: String,
    /// Where it was read.
    pub span: Span,
}

impl Metric {
    /// True if the value holds a digit; a metric without one is set as a plain phrase.
    pub fn is_figure(&self) -> bool {
        self.value
            .chars()
            .any(|c| c.is_ascii_digit() || c.is_numeric())
    }
}

impl PartialEq for Metric {
    fn eq(&self, other: &Self) -> bool {
        (&self.value, &self.label) == (&other.value, &other.label)
    }
}

/// A technique, tool or subject in the author's spelling.
#[derive(Clone, Debug)]
pub struct Tag {
    text: String,
    /// Where it was read.
    pub span: Span,
}

impl Tag {
    /// Wraps the author's spelling.
    pub fn new(text: impl Into<String>, span: Span) -> Self {
        Tag {
            text: text.into(),
            span,
        }
    }

    /// The author's spelling.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The form that two spellings of one tag share: lower case, without blanks, dots and hyphens.
    pub fn folded(&self) -> String {
        self.text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '_'))
            .flat_map(char::to_lowercase)
            .collect()
    }
}

/// Two tags are equal when their folded forms are.
impl PartialEq for Tag {
    fn eq(&self, other: &Self) -> bool {
        self.folded() == other.folded()
    }
}

/// A named group of skills.
#[derive(Clone, Debug, PartialEq)]
pub struct SkillGroup {
    /// The group's name; absent for a bare list.
    pub name: Option<Text>,
    /// The skills in order.
    pub items: Vec<Tag>,
}
