//! h-resume and hResume: a résumé whose parts are named by agreed classes.

use super::period;
use super::period::period_of;
use super::semantic::{Marked, add_address, words};
use super::sheet::Sheet;
use super::text;
use super::vocabulary::Concept;
use crate::diagnostic::Diagnostics;
use crate::read::Id;
use crate::resume::{Entry, EntryKind, Period, SectionKind, Tag, Text};

/// Reads the first résumé of a page.
pub(super) fn read(sheet: &Sheet, findings: &mut Diagnostics) -> Marked {
    let mut marked = Marked::default();
    let dom = sheet.dom;
    let Some(root) = dom.all().find(|&id| is(sheet, id, "resume")) else {
        return marked;
    };
    let mut id = root + 1;
    let mut named: Option<Text> = None;
    while id < dom.end(root) {
        let next = dom.end(id);
        if is_hidden(sheet, id) {
            id = next;
            continue;
        }
        if is(sheet, id, "experience") {
            event(sheet, id, EntryKind::Position, &mut marked, findings);
        } else if is(sheet, id, "education") {
            event(sheet, id, EntryKind::Education, &mut marked, findings);
        } else if is(sheet, id, "contact") {
            named = named.or_else(|| contact(sheet, id, &mut marked));
        } else if is(sheet, id, "skill") {
            let span = sheet.span(id);
            if let Some(skill) = words(sheet, id) {
                let items = super::pieces::items(&skill.value);
                let tags = items.into_iter().map(|item| Tag::new(item, span.clone()));
                marked.skills.extend(tags);
            }
        } else if is(sheet, id, "summary") && marked.summary.is_none() {
            marked.summary = text::rich(sheet, dom.subtree(id), |_| false);
        } else if is(sheet, id, "name") && marked.facts.name.is_none() {
            marked.facts.name = words(sheet, id);
        } else {
            id += 1;
            continue;
        }
        marked.read.push(id..next);
        id = next;
    }
    // The card of a contact may be the employer's; the résumé's own name comes first.
    if marked.facts.name.is_none() {
        marked.facts.name = named;
    }
    marked
}

/// True for an element with a class of a property.
fn is(sheet: &Sheet, id: Id, property: &str) -> bool {
    sheet.dom.element(id).is_some_and(|element| {
        element
            .classes()
            .any(|class| sheet.words.is_property(property, class))
    })
}

fn find(sheet: &Sheet, within: Id, property: &str) -> Option<Id> {
    sheet
        .dom
        .within(within)
        .find(|&id| is(sheet, id, property) && !is_hidden(sheet, id))
}

/// True for an element that the page's style hides, and for all in one.
fn is_hidden(sheet: &Sheet, id: Id) -> bool {
    std::iter::successors(Some(id), |&id| sheet.dom.parent(id))
        .any(|id| sheet.concept(id) == Some(Concept::Unseen))
}

fn value(sheet: &Sheet, within: Id, property: &str) -> Option<Text> {
    words(sheet, find(sheet, within, property)?)
}

/// Reads a contact card; gives the name on it.
fn contact(sheet: &Sheet, card: Id, marked: &mut Marked) -> Option<Text> {
    let facts = &mut marked.facts;
    facts.headline = facts
        .headline
        .take()
        .or_else(|| value(sheet, card, "title"));
    if let Some(email) = value(sheet, card, "email")
        && super::person::email_in(&email.value).is_some()
    {
        facts.add_email(email);
    }
    if let Some(phone) = value(sheet, card, "tel") {
        facts.add_phone(phone);
    }
    let place: Vec<Text> = ["locality", "region", "country"]
        .into_iter()
        .filter_map(|part| value(sheet, card, part))
        .collect();
    if let Some(first) = place.first() {
        let parts: Vec<&str> = place.iter().map(|part| part.value.as_str()).collect();
        facts.location = Some(Text::new(parts.join(", "), first.span.clone()));
    }
    for id in sheet.dom.within(card).filter(|&id| is(sheet, id, "url")) {
        let target = sheet
            .dom
            .element(id)
            .and_then(|link| link.attribute("href"));
        if let Some(target) = target {
            add_address(facts, Text::new(target.to_owned(), sheet.span(id)), false);
        }
    }
    value(sheet, card, "name")
}

/// Reads a position or a course of study.
fn event(sheet: &Sheet, id: Id, kind: EntryKind, marked: &mut Marked, findings: &mut Diagnostics) {
    let dom = sheet.dom;
    let mut entry = Entry::new(kind, sheet.span(id));
    let organization = find(sheet, id, "organization");
    entry.title = value(sheet, id, "title");
    entry.organization = organization.and_then(|at| words(sheet, at));
    entry.location = value(sheet, id, "locality");
    let described = find(sheet, id, "description");
    // A school's card has no title: what describes it is the degree.
    match described {
        Some(at) if kind == EntryKind::Education && entry.title.is_none() => {
            entry.title = words(sheet, at);
        }
        Some(at) => entry.summary = text::rich(sheet, dom.subtree(at), |_| false),
        None => {}
    }
    let named = find(sheet, id, "name").or_else(|| find(sheet, id, "summary"));
    if let Some(name) = named
        .filter(|&name| Some(name) != organization)
        .and_then(|name| words(sheet, name))
    {
        if entry.organization.is_none() && entry.title.is_some() {
            entry.organization = Some(name);
        } else if entry.title.is_none() {
            entry.title = Some(name);
        }
    }
    entry.period = dates(sheet, id, findings);
    for at in dom.within(id).filter(|&at| is(sheet, at, "url")) {
        let target = dom
            .element(at)
            .and_then(|link| link.attribute("href"))
            .and_then(text::href);
        if let (Some(href), Some(shown)) = (target, words(sheet, at)) {
            entry.links.push((shown, href));
        }
    }
    let section = match kind {
        EntryKind::Education => SectionKind::Education,
        EntryKind::Position
        | EntryKind::Project
        | EntryKind::SmallProject
        | EntryKind::Certification
        | EntryKind::Language
        | EntryKind::Publication
        | EntryKind::Award
        | EntryKind::Volunteering
        | EntryKind::Reference
        | EntryKind::Other => SectionKind::Experience,
    };
    if entry.title.is_some() || entry.organization.is_some() {
        marked.entries.push((section, entry));
    }
}

/// The line of dates as it is shown, else its two ends, else what their attributes say.
fn dates(sheet: &Sheet, id: Id, findings: &mut Diagnostics) -> Option<Period> {
    let lines = text::lines(sheet, sheet.dom.subtree(id), |_| false);
    let shown = lines
        .iter()
        .find_map(|line| period::read(sheet.words, &line.text(), &line.span).ok());
    if shown.is_some() {
        return shown;
    }
    let ends: Vec<Id> = ["start", "end"]
        .into_iter()
        .filter_map(|p| find(sheet, id, p))
        .collect();
    let told = |at: Id| {
        let attribute = sheet.dom.element(at).and_then(|e| {
            let told = e.attribute("datetime").or_else(|| e.attribute("title"))?;
            told.get(..told.len().min(10))
        });
        attribute.map(|told| Text::new(told.to_owned(), sheet.span(at)))
    };
    for read in [
        &(|at| words(sheet, at)) as &dyn Fn(Id) -> Option<Text>,
        &told,
    ] {
        let parts: Vec<Text> = ends.iter().filter_map(|&at| read(at)).collect();
        let Some(first) = parts.first() else { continue };
        let both: Vec<&str> = parts.iter().map(|part| part.value.as_str()).collect();
        let both = Text::new(both.join(" – "), first.span.clone());
        if let Some(found) = period_of(sheet.words, &both) {
            return Some(found);
        }
    }
    if let Some(&at) = ends.first() {
        findings
            .push(crate::diagnostic::Diagnostic::warning("no date can be read").at(sheet.span(at)));
    }
    None
}
