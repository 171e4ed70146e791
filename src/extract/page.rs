//! One page: its head, then each part to its recogniser.
use super::networks;
use super::person::{Facts, Link};
use crate::read::{Dom, Page};
use crate::resume::{Arranged, Contact, ContactKind, Resume, RichText, Section, Text};

/// What one page holds.
#[derive(Default)]
pub(super) struct Found {
    pub(super) facts: Facts,
    pub(super) summary: Option<RichText>,
    pub(super) sections: Vec<Section>,
    /// Whose order and headings the sections are printed with.
    pub(super) arranged: Arranged,
    /// The language that the page declares.
    pub(super) language: Option<Text>,
    /// The language that its headings are in.
    pub(super) guessed: Option<Text>,
    /// What to tell if the name of the page is the one that is printed: it is a guess.
    pub(super) weak_name: Option<crate::diagnostic::Diagnostic>,
    /// It was read before, by this program: nothing is left to be found out.
    pub(super) is_whole: bool,
    /// Where the author ends pages, of what was read before.
    pub(super) page_breaks: Vec<crate::diagnostic::Span>,
    /// Where a template's placeholders stand that no value was made of.
    pub(super) placeholders: Vec<crate::diagnostic::Span>,
}

impl Found {
    /// A résumé that was read whole.
    pub(super) fn of_resume(resume: Resume) -> Self {
        let mut facts = Facts {
            name: resume.person.name,
            headline: resume.person.headline,
            location: resume.person.location,
            photo: resume.person.photo,
            as_written: resume.person.contacts.clone(),
            ..Facts::default()
        };
        for Contact { kind, text, href } in resume.person.contacts {
            let network = match &kind {
                ContactKind::Profile(name) => networks::of_key(&name.to_lowercase()),
                ContactKind::Email | ContactKind::Phone | ContactKind::Website => None,
            };
            // An account of a network whose addresses are known leads to its profile.
            let profile = || network.and_then(|network| network.profile(&text.value));
            let (address, is_account) = match href.or_else(profile) {
                Some(href) => (Text::new(href, text.span.clone()), false),
                None => (text.clone(), true),
            };
            match kind {
                ContactKind::Email if facts.emails.is_empty() => facts.emails.push(text),
                ContactKind::Email => facts.more_emails.push(text),
                ContactKind::Phone if facts.phones.is_empty() => facts.phones.push(text),
                ContactKind::Phone => facts.more_phones.push(text),
                ContactKind::Website => facts.website = Some(address),
                ContactKind::Profile(network) => facts.links.push(Link {
                    network: Some(network).filter(|name| !name.is_empty()),
                    address,
                    is_account,
                }),
            }
        }
        Found {
            weak_name: None,
            is_whole: true,
            page_breaks: resume.page_breaks,
            placeholders: Vec::new(),
            facts,
            summary: resume.summary,
            sections: resume.sections,
            arranged: resume.arranged,
            language: resume.language,
            guessed: None,
        }
    }
}

pub(super) fn declared_language(page: &Page, dom: &Dom) -> Option<Text> {
    page.front("lang")
        .or_else(|| page.front("language"))
        .or_else(|| {
            let root = dom.all().find(|&id| dom.name(id) == "html")?;
            let tag = dom.element(root)?.attribute("lang")?;
            (!tag.is_empty()).then(|| Text::new(tag.to_owned(), page.span(dom.node(root).line)))
        })
}
