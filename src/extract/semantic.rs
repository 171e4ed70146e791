//! What a page says to machines as well: microformats, microdata, linked data.
//!
//! Words that a reader sees win. What only machines see completes them, and a difference is
//! told with both places.

use super::fold::{clean, fold};
use super::page::Found;
use super::person::{Facts, Link, same_address};
use super::sheet::Sheet;
use super::{linked, microdata, microformat, text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::Id;
use crate::resume::{Entry, RichText, Section, SectionBody, SectionKind, SkillGroup, Text};
use std::ops::Range;

/// What marks say about the person and the résumé.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) facts: Facts,
    pub(super) summary: Option<RichText>,
    pub(super) entries: Vec<(SectionKind, Entry)>,
    pub(super) skills: Vec<crate::resume::Tag>,
    /// Elements that were read whole.
    pub(super) read: Vec<Range<Id>>,
}

/// Reads the marks of a page.
pub(super) fn read(sheet: &Sheet, findings: &mut Diagnostics) -> Marked {
    let mut marked = microformat::read(sheet, findings);
    let seen = [microdata::read(sheet), linked::read(sheet, findings)];
    for other in seen {
        marked.join(other, findings);
    }
    marked
}

impl Marked {
    /// Takes what another vocabulary says where this one is silent.
    fn join(&mut self, other: Marked, findings: &mut Diagnostics) {
        fill(&mut self.facts, other.facts, findings);
        self.summary = self.summary.take().or(other.summary);
        if self.entries.is_empty() {
            self.entries = other.entries;
        }
        if self.skills.is_empty() {
            self.skills = other.skills;
        }
    }

    /// Completes what was read from the visible page.
    pub(super) fn complete(self, found: &mut Found, findings: &mut Diagnostics) {
        fill(&mut found.facts, self.facts, findings);
        if found.summary.is_none() || !self.read.is_empty() {
            found.summary = self.summary.or(found.summary.take());
        }
        let has = |found: &Found, kind| found.sections.iter().any(|s| s.kind == kind);
        let mut sections: Vec<(SectionKind, Vec<Entry>)> = Vec::new();
        for (kind, entry) in self.entries {
            if has(found, kind) {
                continue;
            }
            match sections.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, entries)) => entries.push(entry),
                None => sections.push((kind, vec![entry])),
            }
        }
        if !self.skills.is_empty() && !has(found, SectionKind::Skills) {
            found.sections.push(Section {
                id: String::new(),
                title: None,
                kind: SectionKind::Skills,
                body: SectionBody::Skills(vec![SkillGroup {
                    name: None,
                    items: self.skills,
                }]),
            });
        }
        for (kind, entries) in sections {
            found.sections.push(Section {
                id: String::new(),
                title: None,
                kind,
                body: SectionBody::Entries(entries),
            });
        }
    }
}

/// Completes facts; a difference in who the person is, is told.
fn fill(facts: &mut Facts, other: Facts, findings: &mut Diagnostics) {
    let mut one = |what: &str, own: &mut Option<Text>, other: Option<Text>| match (&own, other) {
        (Some(own), Some(other)) if fold(&own.value) != fold(&other.value) => {
            findings.push(
                Diagnostic::warning(format!(
                    "the page gives a different {what} twice: `{}` and `{}`",
                    own.value, other.value
                ))
                .at(own.span.clone())
                .label("this one is taken")
                .also(other.span, "differs here"),
            );
        }
        (Some(_), _) | (None, None) => {}
        (None, other @ Some(_)) => *own = other,
    };
    one("name", &mut facts.name, other.name);
    one("location", &mut facts.location, other.location);
    if facts.headline.is_none() {
        facts.headline = other.headline;
    }
    for email in other.emails {
        facts.add_email(email);
    }
    for phone in other.phones {
        facts.add_phone(phone);
    }
    let known = |facts: &Facts, address: &str| {
        facts
            .website
            .iter()
            .chain(facts.links.iter().map(|link| &link.address))
            .any(|known| same_address(&known.value, address))
    };
    if facts.website.is_none()
        && let Some(website) = other.website.filter(|site| !known(facts, &site.value))
    {
        facts.website = Some(website);
    }
    for link in other.links {
        if !known(facts, &link.address.value) {
            facts.links.push(link);
        }
    }
    facts.photo = facts.photo.take().or(other.photo);
}

/// An address as a profile's or the person's own.
pub(super) fn add_address(facts: &mut Facts, address: Text, is_profile: bool) {
    let Some(href) = text::href(&address.value) else {
        return;
    };
    if super::person::is_scheduling(&href) {
        return;
    }
    let address = Text::new(href, address.span);
    let host = super::person::host(&address.value);
    let network = host.and_then(|host| super::networks::of_host(&host));
    if is_profile || network.is_some() {
        facts.links.push(Link::new(address));
    } else if facts.website.is_none() {
        facts.website = Some(address);
    }
}

/// The visible words of an element as one clean text.
pub(super) fn words(sheet: &Sheet, id: Id) -> Option<Text> {
    let found = text::plain(sheet, sheet.dom.subtree(id), |_| false)?;
    Some(Text::new(clean(&found.value), found.span))
}
