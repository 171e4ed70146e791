//! `roles:`, what the person applies for.

use super::choices::{Count, Format, Language, Order, Pages};
use super::keys;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Span, Spanned, nearest};
use crate::read::{BadSection, page_and_sections};
use crate::resume::{Redaction, SectionKind};
use crate::theme::{Paper, SectionName};
use crate::yaml::{Node, Value};

/// What a base page completes a role's page with, where its sections are not named.
pub const BASE_SECTIONS: [SectionKind; 4] = [
    SectionKind::Experience,
    SectionKind::Education,
    SectionKind::Certifications,
    SectionKind::Languages,
];

/// A role as `vitae.yaml` says it: what is not said comes from the rest of the file.
#[derive(Clone, Debug)]
pub struct RoleSettings {
    /// Its name, as options and file names have it.
    pub name: Spanned<String>,
    /// Its pages, the leading one first; none for a lens over all pages of the site.
    pub pages: Vec<RolePage>,
    /// Pages that complete it; where no sections are named, with [`BASE_SECTIONS`].
    pub with: Vec<RolePage>,
    /// What the person is.
    pub headline: Option<Spanned<String>>,
    /// The opening paragraph.
    pub summary: Option<Spanned<String>>,
    /// Words and phrases that count.
    pub keywords: Vec<Spanned<String>>,
    /// The file of a job description.
    pub job: Option<Spanned<String>>,
    /// The sections to print, in order; empty for the theme's own order.
    pub sections: Vec<Spanned<SectionName>>,
    /// The order of entries inside a section.
    pub order: Option<Spanned<Order>>,
    /// How much is kept.
    pub limits: Limits,
    /// The theme's name or file.
    pub theme: Option<Spanned<String>>,
    /// The language of headings and dates.
    pub language: Option<Spanned<Language>>,
    /// The formats to write.
    pub formats: Vec<Spanned<Format>>,
    /// The size of a page.
    pub paper: Option<Spanned<Paper>>,
    /// Whether links show their addresses.
    pub addresses: Option<Spanned<bool>>,
    /// What the documents do not say.
    pub redact: Vec<Spanned<Redaction>>,
    /// The pattern of file names.
    pub pattern: Option<Spanned<String>>,
    /// The page of the cover letter.
    pub letter: Option<Spanned<String>>,
    /// The mail that the documents go out with.
    pub mail: MailSettings,
}

impl RoleSettings {
    /// A role that says nothing but its name: a lens over all pages.
    pub fn new(name: Spanned<String>) -> Self {
        RoleSettings {
            name,
            pages: Vec::new(),
            with: Vec::new(),
            headline: None,
            summary: None,
            keywords: Vec::new(),
            job: None,
            sections: Vec::new(),
            order: None,
            limits: Limits::default(),
            theme: None,
            language: None,
            formats: Vec::new(),
            paper: None,
            addresses: None,
            redact: Vec::new(),
            pattern: None,
            letter: None,
            mail: MailSettings::default(),
        }
    }

    /// True if it chooses among what several pages hold.
    pub fn is_lens(&self) -> bool {
        self.pages.len() != 1
    }
}

/// A page of a role.
#[derive(Clone, Debug, PartialEq)]
pub struct RolePage {
    /// Its path from the settings file's folder.
    pub page: Spanned<String>,
    /// The sections that are named.
    pub sections: Vec<SectionKind>,
}

/// How much of a role is kept.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// Projects of a section.
    pub entries: Option<Spanned<Count>>,
    /// Bullets of an entry.
    pub highlights: Option<Spanned<Count>>,
    /// Pages of a document.
    pub pages: Option<Spanned<Pages>>,
    /// Whether parts may be left out where it has too many.
    pub drop: Option<Spanned<bool>>,
}

/// The mail that documents go out with.
#[derive(Clone, Debug, Default)]
pub struct MailSettings {
    /// The address it goes to.
    pub to: Option<Spanned<String>>,
    /// The subject.
    pub subject: Option<Spanned<String>>,
    /// The text, or a file with it.
    pub body: Option<Spanned<String>>,
}

impl Reader {
    /// All roles, in the order of the file.
    pub(super) fn roles(&mut self, node: &Node) -> Vec<RoleSettings> {
        if let Value::Scalar(Some(_)) | Value::Sequence(_) = &node.value {
            self.faults.push(
                Diagnostic::error("`roles` has the name of each role as a key")
                    .at(node.span.clone())
                    .hint("write `roles: { backend: { pages: backend.md } }`"),
            );
        }
        let mut roles: Vec<RoleSettings> = Vec::new();
        for (name, node) in node.entries() {
            let role = self.role(name, node);
            // Options and file names do not tell `Backend` from `backend`.
            let fold = |name: &str| name.trim().to_lowercase();
            let twin = roles
                .iter()
                .find(|other| fold(&other.name) == fold(&role.name));
            if let Some(twin) = twin {
                self.faults.push(
                    Diagnostic::error(format!("two roles are called `{}`", twin.name.value))
                        .at(role.name.span.clone())
                        .also(twin.name.span.clone(), "first given here"),
                );
            }
            roles.push(role);
        }
        roles
    }

    fn role(&mut self, name: &Spanned<String>, node: &Node) -> RoleSettings {
        let is_name = !name.value.trim().is_empty()
            && name.value.chars().all(|c| {
                c.is_alphanumeric() || matches!(c, '-' | '_' | '+' | '#' | '.' | ' ' | '&')
            });
        if !is_name || name.value.starts_with(['-', '.']) {
            self.faults.push(
                Diagnostic::error(format!("`{}` is no name for a role", name.value))
                    .at(name.span.clone())
                    .hint("letters, digits, blanks and hyphens: it is part of file names"),
            );
        }
        self.keys(node, keys::ROLE);
        let limits = node.get("limits");
        let mail = node.get("mail");
        RoleSettings {
            name: name.clone(),
            pages: self.pages(node, "pages"),
            with: self.pages(node, "with"),
            headline: self.text(node, "headline"),
            summary: self.text(node, "summary"),
            keywords: self.listed(node, "keywords"),
            job: self.text(node, "job"),
            sections: self.sections(node),
            order: self.word(node, "order"),
            limits: limits.map(|node| self.limits(node)).unwrap_or_default(),
            theme: self.text(node, "theme"),
            language: self.word(node, "language"),
            formats: self.words(node, "formats"),
            paper: self.word(node, "paper"),
            addresses: self.flag(node, "addresses"),
            redact: self.words(node, "redact"),
            pattern: self.text(node, "pattern"),
            letter: self.text(node, "letter"),
            mail: mail.map(|node| self.mail(node)).unwrap_or_default(),
        }
    }

    fn limits(&mut self, node: &Node) -> Limits {
        self.keys(node, keys::LIMITS);
        Limits {
            entries: self.word(node, "entries"),
            highlights: self.word(node, "highlights"),
            pages: self.word(node, "pages"),
            drop: self.flag(node, "drop"),
        }
    }

    fn mail(&mut self, node: &Node) -> MailSettings {
        self.keys(node, keys::MAIL);
        MailSettings {
            to: self.text(node, "to"),
            subject: self.text(node, "subject"),
            body: self.text(node, "body"),
        }
    }

    /// Pages as `PAGE` or `PAGE:SECTIONS`.
    fn pages(&mut self, node: &Node, key: &str) -> Vec<RolePage> {
        let mut pages: Vec<RolePage> = Vec::new();
        for written in self.texts(node, key) {
            let (page, sections) = match page_and_sections(&written.value) {
                Ok((page, sections)) => (page.to_owned(), sections),
                Err(BadSection { at, fault }) => {
                    // Quotes and folded lines move words; the whole value is then marked.
                    let text = &written.span.source().text()[written.span.range()];
                    let start = written.span.range().start;
                    let span = match text == written.value {
                        true => Span::new(written.span.source(), start + at.start..start + at.end),
                        false => written.span.clone(),
                    };
                    self.faults.push(fault.at(span));
                    continue;
                }
            };
            if let Some(twin) = pages.iter().find(|other| other.page.value == page) {
                self.faults.push(
                    Diagnostic::error(format!("the page `{page}` is named twice"))
                        .at(written.span.clone())
                        .also(twin.page.span.clone(), "first named here"),
                );
            }
            pages.push(RolePage {
                page: Spanned::new(page, written.span),
                sections,
            });
        }
        pages
    }

    fn sections(&mut self, node: &Node) -> Vec<Spanned<SectionName>> {
        let mut names: Vec<Spanned<SectionName>> = Vec::new();
        for word in self.texts(node, "sections") {
            let known: Vec<&str> = SectionName::all().map(SectionName::name).collect();
            match SectionName::all().find(|name| name.name() == word.value) {
                Some(name) if names.iter().any(|other| other.value == name) => {
                    self.faults.push(
                        Diagnostic::error(format!("the section `{}` is named twice", word.value))
                            .at(word.span),
                    );
                }
                Some(name) => names.push(Spanned::new(name, word.span)),
                None => {
                    let hint = match nearest(&word.value, known.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("sections are: {}", known.join(", ")),
                    };
                    self.faults.push(
                        Diagnostic::error(format!("unknown section `{}`", word.value))
                            .at(word.span)
                            .hint(hint),
                    );
                }
            }
        }
        names
    }
}
