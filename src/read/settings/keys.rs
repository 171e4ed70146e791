//! The keys of `vitae.yaml`, each with what it is for and what may stand under it: the reader
//! refuses all others, and the schema is made of the same tables.

use super::choices::{Format, Headings, Order, Unplaced};
use super::correction::ReadAs;

/// A key of a mapping.
#[derive(Debug)]
pub(super) struct Key {
    /// As it is written.
    pub(super) name: &'static str,
    /// What it is for.
    pub(super) doc: &'static str,
    /// What may stand under it.
    pub(super) shape: Shape,
}

/// What may stand under a key.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// One text.
    Text,
    /// A tag of a language.
    Language,
    /// `true` or `false`.
    Flag,
    /// A whole number, at least 1.
    Count,
    /// A number of pages, or `auto`.
    Pages,
    /// A number of bytes, with or without a unit.
    Size,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The words, or a list of them.
    Words(&'static [&'static str]),
    /// A list of sections.
    Sections,
    /// One text or a list of texts.
    Texts,
    /// Texts, in a list or under names.
    Links,
    /// A mapping of these keys.
    Mapping(&'static [Key]),
    /// A mapping of names that the user chooses to mappings of these keys.
    Named(&'static [Key]),
    /// A list of mappings of these keys; the first so many have to be there.
    List(&'static [Key], usize),
    /// A mapping of what words mean to a word or a list of words.
    Meanings,
    /// Entries as a data file gives them.
    Section,
}

const fn key(name: &'static str, shape: Shape, doc: &'static str) -> Key {
    Key { name, doc, shape }
}

const PAPERS: &[&str] = &["a4", "letter"];
const REDACTIONS: &[&str] = &["phone", "email", "location", "links"];

/// The whole file.
pub(super) const FILE: &[Key] = &[
    key(
        "person",
        Shape::Mapping(PERSON),
        "Whose résumé it is; completes and overrides what pages say.",
    ),
    key("paper", Shape::Word(PAPERS), "The sheet."),
    key(
        "output",
        Shape::Mapping(OUTPUT),
        "Where documents go, what they are called, how they look.",
    ),
    key(
        "headings",
        Shape::Word(Headings::WORDS),
        "Whose headings and order are printed: those of the page where it is a résumé, those of the sections' kinds, or the author's headings as written.",
    ),
    key(
        "unplaced",
        Shape::Word(Unplaced::WORDS),
        "What becomes of text that no field takes: printed (`print`), printed where it stands in a section of the résumé (`sections`), left out (`omit`).",
    ),
    key(
        "quiet",
        Shape::Texts,
        "Ids of findings that are not shown any more; they are still counted.",
    ),
    key(
        "fonts",
        Shape::Texts,
        "Folders with faces for characters that the program's own lack.",
    ),
    key(
        "max_input_size",
        Shape::Size,
        "The largest text that is read, such as 128MiB; without it 64MiB.",
    ),
    key(
        "vocabulary",
        Shape::Mapping(VOCABULARY),
        "Words and classes of your pages, beside the program's own.",
    ),
    key(
        "read",
        Shape::List(CORRECTION, 2),
        "What texts of your pages are, where they are read as something else; `vitae fix` writes it.",
    ),
    key(
        "roles",
        Shape::Named(ROLE),
        "The roles you apply for, by their names: which pages, which words count, how long.",
    ),
    key(
        "experience",
        Shape::Section,
        "Positions, in place of the page's.",
    ),
    key(
        "education",
        Shape::Section,
        "Schools and degrees, in place of the page's.",
    ),
    key(
        "certifications",
        Shape::Section,
        "Certificates, in place of the page's.",
    ),
    key(
        "languages",
        Shape::Section,
        "Languages spoken, in place of the page's.",
    ),
    key("skills", Shape::Section, "Skills, in place of the page's."),
    key(
        "projects",
        Shape::Section,
        "Projects, in place of the page's.",
    ),
];

/// `person:`.
pub(super) const PERSON: &[Key] = &[
    key("name", Shape::Text, "The person's name."),
    key(
        "headline",
        Shape::Text,
        "What the person is, such as \"Senior Backend Developer\".",
    ),
    key("email", Shape::Text, "An e-mail address."),
    key("phone", Shape::Text, "A telephone number."),
    key("location", Shape::Text, "Where the person lives."),
    key("url", Shape::Text, "The person's own page."),
    key("links", Shape::Links, "Addresses of profiles."),
    key(
        "profiles",
        Shape::Links,
        "Addresses of profiles, as `links`.",
    ),
    key(
        "photo",
        Shape::Text,
        "A picture of the person: a JPEG or PNG file.",
    ),
];

/// `output:`.
pub(super) const OUTPUT: &[Key] = &[
    key("dir", Shape::Text, "The folder for documents."),
    key(
        "pattern",
        Shape::Text,
        "The pattern of file names: {name}, {headline}, {stem}, {role}, {theme}, {language}, {id}.",
    ),
    key(
        "formats",
        Shape::Words(Format::WORDS),
        "The formats to write.",
    ),
    key(
        "theme",
        Shape::Text,
        "A theme by its name, or a theme file by its path.",
    ),
    key("pages", Shape::Pages, "At most so many pages, or `auto`."),
    key(
        "drop",
        Shape::Flag,
        "Leave out what can be spared where it is too long for its pages.",
    ),
    key(
        "addresses",
        Shape::Flag,
        "Show the addresses of links beside their words, for paper.",
    ),
];

/// One of `read:`.
pub(super) const CORRECTION: &[Key] = &[
    key(
        "text",
        Shape::Text,
        "The text, as a reader of the page sees it.",
    ),
    key("is", Shape::Word(ReadAs::WORDS), "What it is."),
    key(
        "page",
        Shape::Text,
        "The page, from this file's folder; without it every page that is read.",
    ),
    key(
        "where",
        Shape::Text,
        "Words on its line, on the two lines before or behind it, or in a heading above it, where the page has the text twice.",
    ),
];

/// `vocabulary:`.
pub(super) const VOCABULARY: &[Key] = &[
    key(
        "classes",
        Shape::Meanings,
        "Class names, by what an element of the class is.",
    ),
    key(
        "selectors",
        Shape::Meanings,
        "Selectors, by what the element is.",
    ),
    key(
        "headings",
        Shape::Meanings,
        "Headings, by what they announce.",
    ),
    key(
        "labels",
        Shape::Meanings,
        "Labels before a colon, by what they announce.",
    ),
    key(
        "months",
        Shape::Meanings,
        "Names of months, by their numbers.",
    ),
    key("seasons", Shape::Meanings, "Names of seasons."),
    key(
        "dates",
        Shape::Meanings,
        "Words in dates, such as \"present\" and \"since\".",
    ),
    key(
        "words",
        Shape::Meanings,
        "Words that tell what a text speaks of: roles, schools, calls to action.",
    ),
];

/// One of `roles:`.
pub(super) const ROLE: &[Key] = &[
    key(
        "pages",
        Shape::Texts,
        "The pages of the role, the leading one first, each as PAGE or PAGE:SECTIONS; without them a lens over all pages of the site.",
    ),
    key(
        "with",
        Shape::Texts,
        "Pages that complete it, as PAGE or PAGE:SECTIONS; without sections positions, education, certifications and languages are taken.",
    ),
    key("headline", Shape::Text, "What the person is, in this role."),
    key(
        "summary",
        Shape::Text,
        "The opening paragraph, in place of the page's.",
    ),
    key(
        "keywords",
        Shape::Texts,
        "Words and phrases that count: entries, bullets and skills are ranked by them.",
    ),
    key(
        "job",
        Shape::Text,
        "A file with the job description: what it asks for counts too.",
    ),
    key(
        "sections",
        Shape::Sections,
        "The sections to print, in order.",
    ),
    key(
        "order",
        Shape::Word(Order::WORDS),
        "The order of entries inside a section: as on the page, the most relevant first, or the latest first.",
    ),
    key("limits", Shape::Mapping(LIMITS), "How much of it is kept."),
    key(
        "theme",
        Shape::Text,
        "A theme by its name, or a theme file by its path.",
    ),
    key(
        "language",
        Shape::Language,
        "The language of headings and dates; a lens takes the pages of that language.",
    ),
    key(
        "formats",
        Shape::Words(Format::WORDS),
        "The formats to write.",
    ),
    key("paper", Shape::Word(PAPERS), "The sheet."),
    key(
        "addresses",
        Shape::Flag,
        "Show the addresses of links beside their words, for paper.",
    ),
    key(
        "redact",
        Shape::Words(REDACTIONS),
        "What the documents of this role do not say.",
    ),
    key(
        "pattern",
        Shape::Text,
        "The pattern of file names, as in `output:`.",
    ),
    key("letter", Shape::Text, "The cover letter's page."),
    key(
        "mail",
        Shape::Mapping(MAIL),
        "The mail that the documents go out with.",
    ),
];

/// `limits:` of a role.
pub(super) const LIMITS: &[Key] = &[
    key(
        "entries",
        Shape::Count,
        "At most so many projects of a section; the least relevant are left out.",
    ),
    key(
        "highlights",
        Shape::Count,
        "At most so many bullets of an entry; the least relevant are left out.",
    ),
    key("pages", Shape::Pages, "At most so many pages, or `auto`."),
    key(
        "drop",
        Shape::Flag,
        "Leave out what can be spared where it is too long for its pages.",
    ),
];

/// `mail:` of a role.
pub(super) const MAIL: &[Key] = &[
    key("to", Shape::Text, "The address it goes to."),
    key("subject", Shape::Text, "The subject."),
    key(
        "body",
        Shape::Text,
        "The text, or a file with it: a path that ends in .md or .txt.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resume::Redaction;
    use crate::theme::Paper;

    #[test]
    fn words_of_other_parts_are_theirs() {
        assert_eq!(Redaction::ALL.map(Redaction::name), REDACTIONS);
        assert!(PAPERS.iter().all(|word| word.parse::<Paper>().is_ok()));
    }
}
