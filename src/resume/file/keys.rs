//! The keys of the file, each with what it is for and what stands under it: the reader refuses
//! all others, and the schema is made of the same tables.

use crate::resume::{EntryKind, SectionKind};

/// A key of a mapping.
pub(super) struct Key {
    /// As it is written.
    pub(super) name: &'static str,
    /// What stands under it.
    pub(super) shape: Shape,
    /// What it is for.
    pub(super) doc: &'static str,
}

/// What stands under a key.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// The mark of the file.
    Mark,
    /// One text.
    Text,
    /// A text, or a list of its runs.
    Rich,
    /// `true` or `false`.
    Flag,
    /// A date as [`crate::resume::PartialDate`] spells it; with `true`, or `present`.
    Date(bool),
    /// One of these words.
    Word(fn() -> Vec<&'static str>),
    /// A mapping of these keys.
    Map(&'static [Key]),
    /// A list of texts.
    Texts,
    /// A list of texts with emphasis and links.
    Riches,
    /// A list of mappings, by the name of their keys in the schema.
    Maps(&'static str),
    /// A list of texts with emphasis and links, or of such mappings with `text`.
    RichOrMaps(&'static str),
}

const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, shape, doc }
}

const FROM: Key = key(
    "from",
    Shape::Text,
    "Where it was read; nothing is read from here.",
);
const PAGE_BREAK: Key = key("page_break", Shape::Flag, "A page starts here.");

/// The whole file.
pub(super) const FILE: &[Key] = &[
    key("vitae", Shape::Mark, "Marks the file as the program's own."),
    key("name", Shape::Text, "The person's name."),
    key(
        "headline",
        Shape::Text,
        "What the person is, such as \"Senior Backend Developer\".",
    ),
    key("location", Shape::Text, "Where the person lives."),
    key(
        "photo",
        Shape::Text,
        "A picture of the person: a JPEG or PNG file, from this file's folder.",
    ),
    key(
        "language",
        Shape::Text,
        "The language of the text, as a tag: `en`, `pt-BR`.",
    ),
    key(
        "arranged",
        Shape::Word(arrangements),
        "Whose order and headings are printed: the `author`'s, or those of the sections' `kind`s.",
    ),
    key(
        "contacts",
        Shape::Maps("contact"),
        "How to reach the person, in the order they are shown.",
    ),
    key("summary", Shape::Rich, "The opening paragraph."),
    key(
        "sections",
        Shape::Maps("section"),
        "Everything else, in order.",
    ),
];

/// One of `contacts`.
pub(super) const CONTACT: &[Key] = &[
    key("kind", Shape::Word(contact_kinds), "What it is."),
    key("network", Shape::Text, "A profile's network: `GitHub`."),
    key("text", Shape::Text, "What is shown."),
    key(
        "href",
        Shape::Text,
        "Where it leads, where the text does not say; `none` for nowhere.",
    ),
    FROM,
];

/// One of `sections`; of its last four keys it has one.
pub(super) const SECTION: &[Key] = &[
    key("kind", Shape::Word(section_kinds), "What it is about."),
    key("title", Shape::Text, "The author's own title."),
    PAGE_BREAK,
    key(
        "entries",
        Shape::Maps("entry"),
        "Positions, projects, degrees: things with a title.",
    ),
    key("groups", Shape::Maps("group"), "Groups of skills."),
    key(
        "metrics",
        Shape::Maps("metric"),
        "Figures with their labels.",
    ),
    key("text", Shape::Riches, "Paragraphs."),
];

/// What a section may hold, of which it holds one.
pub(super) const BODIES: [&str; 4] = ["entries", "groups", "metrics", "text"];

/// One of `groups`.
pub(super) const GROUP: &[Key] = &[
    key("name", Shape::Text, "The group's name."),
    key("items", Shape::Texts, "The skills."),
];

/// One of `metrics`.
pub(super) const METRIC: &[Key] = &[
    key("value", Shape::Text, "The figure: `85%`."),
    key("label", Shape::Text, "What it measures."),
];

/// One of `entries` and `parts`.
pub(super) const ENTRY: &[Key] = &[
    key(
        "kind",
        Shape::Word(entry_kinds),
        "What it is; without it, what its section is about.",
    ),
    key("title", Shape::Text, "Job title, project or degree."),
    key(
        "organization",
        Shape::Text,
        "Employer, client, school or issuer.",
    ),
    key(
        "via",
        Shape::Text,
        "The firm through which the work was done.",
    ),
    key("location", Shape::Text, "Where."),
    key("period", Shape::Map(PERIOD), "When."),
    PAGE_BREAK,
    key("summary", Shape::Rich, "The opening paragraph."),
    key("highlights", Shape::RichOrMaps("highlight"), "The bullets."),
    key(
        "metrics",
        Shape::Maps("metric"),
        "Figures with their labels.",
    ),
    key("tags", Shape::Texts, "Techniques, tools, subjects."),
    key(
        "details",
        Shape::RichOrMaps("detail"),
        "Paragraphs behind the bullets.",
    ),
    key("links", Shape::Maps("link"), "Addresses."),
    key(
        "parts",
        Shape::Maps("entry"),
        "Roles at one employer, projects in one position.",
    ),
    FROM,
];

/// `period`.
pub(super) const PERIOD: &[Key] = &[
    key("start", Shape::Date(false), "When it began."),
    key(
        "end",
        Shape::Date(true),
        "When it ended; `present` for what goes on.",
    ),
    key("expected", Shape::Flag, "The end lies ahead."),
    key(
        "written",
        Shape::Text,
        "The author's words; printed where there is neither start nor end.",
    ),
];

/// One of `highlights` that is no text alone.
pub(super) const HIGHLIGHT: &[Key] = &[
    key("text", Shape::Rich, "What it says."),
    key("tags", Shape::Texts, "Tags of this bullet alone."),
];

/// One of `details` that is no text alone.
pub(super) const DETAIL: &[Key] = &[
    key("label", Shape::Text, "What stands before it."),
    key(
        "usual",
        Shape::Flag,
        "The word of the document's language stands before it.",
    ),
    key("text", Shape::Rich, "The paragraph."),
];

/// One of `links`.
pub(super) const LINK: &[Key] = &[
    key("text", Shape::Text, "What is shown."),
    key("href", Shape::Text, "Where it leads."),
];

/// A run of a text that is not plain.
pub(super) const RUN: &[Key] = &[
    key("text", Shape::Text, "Its characters."),
    key("strong", Shape::Flag, "Bold."),
    key("emphasized", Shape::Flag, "Italic."),
    key("code", Shape::Flag, "As code."),
    key("link", Shape::Text, "Where it leads."),
];

/// What kinds of contacts are called.
pub(super) const EMAIL: &str = "email";
pub(super) const PHONE: &str = "phone";
pub(super) const WEBSITE: &str = "website";
pub(super) const PROFILE: &str = "profile";
/// An address that leads nowhere.
pub(super) const NOWHERE: &str = "none";
/// The end of what goes on.
pub(super) const PRESENT: &str = "present";
/// Whose order and headings are printed.
pub(super) const AUTHOR: &str = "author";
pub(super) const BY_KIND: &str = "kind";

fn arrangements() -> Vec<&'static str> {
    vec![AUTHOR, BY_KIND]
}

pub(super) fn contact_kinds() -> Vec<&'static str> {
    vec![EMAIL, PHONE, WEBSITE, PROFILE]
}

pub(super) fn section_kinds() -> Vec<&'static str> {
    SectionKind::ALL.map(SectionKind::name).to_vec()
}

pub(super) fn entry_kinds() -> Vec<&'static str> {
    EntryKind::ALL.map(EntryKind::name).to_vec()
}
