//! Front matter that is itself a résumé, or one entry of it.

use super::entry::entry;
use super::fields::{Fact, Slot, fields};
use super::leaf::Leaf;
use super::{Reader, Unknown, languages, prose};
use crate::diagnostic::Diagnostics;
use crate::extract::identity::has_address;
use crate::extract::page::Found;
use crate::read::Body;
use crate::resume::{Detail, DetailLabel, Highlight, Section, SectionBody, SectionKind, Text};
use crate::yaml::{Node, Value};

/// The key of who wrote a page.
const AUTHOR: &str = "author";

/// Completes what a page's body says with what its front matter says.
pub(in crate::extract) fn complete(leaf: Leaf<'_>, found: &mut Found, findings: &mut Diagnostics) {
    let Some(front) = &leaf.front else { return };
    if let Some(position) = position(leaf, front, findings) {
        found.facts = Default::default();
        found.summary = None;
        found.sections = vec![position];
        return;
    }
    let chosen = languages::choose(
        leaf.words,
        front,
        found.language.as_ref(),
        &mut Diagnostics::new(),
    );
    let mut reader = Reader::new(leaf, findings);
    for (key, value) in chosen.tree.entries() {
        // Most lists of a front matter are about the leaf.
        let is_section = fields().topic(leaf.words, &key.value).is_some() && !is_scalar(value);
        if is_section && !fields().is_machinery(&key.value) {
            reader.field(&key.value, value, 0, Unknown::No);
        }
    }
    // A title is the page's, a name alone is the person's.
    let people: Vec<_> = chosen
        .tree
        .entries()
        .iter()
        .filter(|(key, _)| !fields().is_machinery(&key.value) && !is_title(&key.value))
        .cloned()
        .collect();
    reader.said.add(
        leaf,
        &Node {
            value: Value::Mapping(people),
            span: front.span.clone(),
        },
    );
    let own = reader.finish();
    let of_title = title_of_person(leaf, &chosen.tree);
    let facts = &mut found.facts;
    facts.name = facts.name.take().or(own.facts.name).or(of_title);
    let of_person = own.summary.filter(|_| is_of_person(&chosen.tree));
    found.summary = found.summary.take().or(of_person);
    if facts.emails.is_empty() {
        facts.emails = own.facts.emails;
    }
    answer_to_address(front, found);
    let facts = &mut found.facts;
    facts.headline = facts.headline.take().or(own.facts.headline);
    facts.location = facts.location.take().or(own.facts.location);
    facts.photo = facts.photo.take().or(own.facts.photo);
    if facts.phones.is_empty() {
        facts.phones = own.facts.phones;
    }
    facts.website = facts.website.take().or(own.facts.website);
    for link in own.facts.links {
        let known = facts
            .links
            .iter()
            .any(|known| known.address.value == link.address.value);
        if !known {
            facts.links.push(link);
        }
    }
    for section in own.sections {
        // The body's own section of a kind is the one that people see.
        if found
            .sections
            .iter()
            .all(|known| known.kind != section.kind)
        {
            found.sections.push(section);
        }
    }
}

/// The title of a page about a person is the name: it stands above accounts, and is one.
fn title_of_person(leaf: Leaf<'_>, front: &Node) -> Option<Text> {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
    let mut entries = front.entries().iter();
    let has_accounts = front
        .entries()
        .iter()
        .any(|(key, value)| fields().holds_profiles(&key.value) && !value.items().is_empty());
    let (_, title) = entries.find(|(key, _)| key.value == "title")?;
    let title = title.spanned().filter(|_| has_accounts)?;
    let words: Vec<&str> = title.value.split_whitespace().collect();
    let is_name = WORDS.contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || word.len() < 4)
        && fields().topic(leaf.words, &title.value).is_none();
    is_name.then_some(title)
}

/// A page headed by its subject has its author above: the address says which of both is a name.
fn answer_to_address(front: &Node, found: &mut Found) {
    let Some(author) = front.text_of(AUTHOR) else {
        return;
    };
    let facts = &mut found.facts;
    let emails = std::mem::take(&mut facts.emails);
    let is_other = facts.name.as_ref().is_some_and(|name| {
        has_address(&author.value, &emails) && !has_address(&name.value, &emails)
    });
    facts.emails = emails;
    if is_other {
        let heading = facts.name.replace(author);
        facts.headline = facts.headline.take().or(heading);
        found.weak_name = None;
    }
}

fn is_scalar(node: &Node) -> bool {
    matches!(node.value, Value::Scalar(_))
}

fn is_title(key: &str) -> bool {
    matches!(fields().slot(key), Some(Slot::Title)) || key == "description" || key == "date"
}

/// True for front matter that says how to reach somebody.
fn is_of_person(front: &Node) -> bool {
    front.entries().iter().any(|(key, value)| {
        let fact = fields().fact(&key.value);
        let reaches = matches!(fact, Some(Fact::Email | Fact::Phone | Fact::Headline));
        reaches && is_scalar(value) && !is_title(&key.value)
            || fields().holds_person(&key.value)
            || fields().holds_profiles(&key.value)
    })
}

/// A page about one position or one project: job title and employer stand in its front matter, its body
/// tells of the work.
fn position(leaf: Leaf<'_>, front: &Node, findings: &mut Diagnostics) -> Option<Section> {
    let has = |wanted: Slot| {
        front
            .entries()
            .iter()
            .any(|(key, value)| fields().slot(&key.value) == Some(wanted) && is_scalar(value))
    };
    // The page's own date is about the leaf; its title is the work's where no role is named.
    let is_dated = front.entries().iter().any(|(key, value)| {
        let slot = fields().slot(&key.value);
        key.value != "date"
            && is_scalar(value)
            && matches!(slot, Some(Slot::Period | Slot::Start | Slot::End))
    });
    let has_tools = front.entries().iter().any(|(key, value)| {
        fields().own_slot(&key.value) == Some(Slot::Tags)
            && !fields().is_weak(&key.value)
            && !value.items().is_empty()
    });
    let is_named = has(Slot::Role) || has(Slot::Title) && is_dated;
    let has_any = |wanted: Slot| {
        let mut slots = front
            .entries()
            .iter()
            .map(|(key, _)| fields().slot(&key.value));
        slots.any(|slot| slot == Some(wanted))
    };
    let is_paper = has(Slot::Title)
        && has_any(Slot::Authors)
        && (has(Slot::Doi) || fields().is_of_paper(front));
    let kind = if is_paper {
        SectionKind::Publications
    } else if has(Slot::Organization) && is_named {
        SectionKind::Experience
    } else if has(Slot::Title) && has(Slot::Link) && has_tools && !is_of_person(front) {
        SectionKind::Projects
    } else {
        return None;
    };
    let keeps_title = !has(Slot::Role);
    let is_own = |key: &str| {
        let is_named = keeps_title && fields().own_slot(key) == Some(Slot::Title);
        let is_date = is_paper && key == "date";
        is_named || is_date || !is_title(key) && !fields().is_machinery(key)
    };
    let own: Vec<_> = front
        .entries()
        .iter()
        .filter(|(key, _)| is_own(&key.value))
        .filter(|(key, _)| !is_paper || fields().is_told_of_paper(&key.value))
        .cloned()
        .collect();
    let node = Node {
        value: Value::Mapping(own),
        span: front.span.clone(),
    };
    let mut position = entry(leaf, &node, kind.entry_kind(), findings)?;
    let mut told = match &leaf.body {
        Body::Document(dom) => prose::body(leaf, dom),
        Body::Data(_) | Body::JsonResume | Body::Model(_) => prose::Prose::default(),
    };
    position
        .highlights
        .extend(told.items.drain(..).map(|text| Highlight {
            text,
            tags: Vec::new(),
        }));
    if position.summary.is_none() {
        position.summary = told.summary();
    } else {
        for text in told.paragraphs {
            position.details.push(Detail {
                label: DetailLabel::Without,
                text,
            });
        }
    }
    Some(Section {
        id: String::new(),
        title: None,
        kind,
        body: SectionBody::Entries(vec![position]),
    })
}
