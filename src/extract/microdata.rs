//! schema.org in attributes: who the page says its person is.

use super::fold::clean;
use super::semantic::{Marked, add_address, words};
use super::sheet::Sheet;
use super::vocabulary::Concept;
use crate::read::Id;
use crate::resume::{Tag, Text};

/// Reads the first person of a page.
pub(super) fn read(sheet: &Sheet) -> Marked {
    let dom = sheet.dom;
    let mut marked = Marked::default();
    let is_person = |id: Id| {
        dom.element(id)
            .and_then(|element| element.attribute("itemtype"))
            .is_some_and(|kind| kind.trim_end_matches('/').ends_with("schema.org/Person"))
    };
    let Some(root) = dom.all().find(|&id| is_person(id)) else {
        return marked;
    };
    let mut id = root + 1;
    while id < dom.end(root) {
        let Some(element) = dom.element(id) else {
            id += 1;
            continue;
        };
        if sheet.concept(id) == Some(Concept::Unseen) {
            id = dom.end(id);
            continue;
        }
        let property = element.attribute("itemprop");
        // What lies in another thing is said about that thing.
        let is_thing = element.attribute("itemscope").is_some();
        if is_thing && property == Some("address") {
            address(sheet, id, &mut marked);
        }
        if let Some(property) = property.filter(|_| !is_thing)
            && let Some(value) = value(sheet, id)
        {
            take(property, value, &mut marked);
        }
        id = if is_thing { dom.end(id) } else { id + 1 };
    }
    marked
}

/// An attribute for an element without words, else its words.
fn value(sheet: &Sheet, id: Id) -> Option<Text> {
    let element = sheet.dom.element(id)?;
    let attribute = match element.name.as_str() {
        "meta" => element.attribute("content"),
        "link" | "a" => element.attribute("href"),
        _ => None,
    };
    match attribute {
        Some(told) => {
            let line = sheet.dom.node(id).line;
            let told = clean(told);
            (!told.is_empty()).then(|| Text::new(told.clone(), sheet.page.span_of(line, &told)))
        }
        None => words(sheet, id),
    }
}

pub(super) fn take(property: &str, value: Text, marked: &mut Marked) {
    let facts = &mut marked.facts;
    match property {
        "name" if facts.name.is_none() => facts.name = Some(value),
        "jobTitle" if facts.headline.is_none() => facts.headline = Some(value),
        "email" => {
            if let Some(email) = super::person::email_in(&value.value) {
                facts.add_email(Text::new(email, value.span));
            }
        }
        "telephone" => {
            let number = value.value.trim_start_matches("tel:").to_owned();
            facts.add_phone(Text::new(number, value.span));
        }
        "url" => add_address(facts, value, false),
        "sameAs" => add_address(facts, value, true),
        "knowsAbout" => marked.skills.push(Tag::new(value.value, value.span)),
        _ => {}
    }
}

fn address(sheet: &Sheet, id: Id, marked: &mut Marked) {
    let dom = sheet.dom;
    let mut parts: Vec<Text> = Vec::new();
    for key in ["addressLocality", "addressRegion", "addressCountry"] {
        let found = dom.within(id).find(|&at| {
            dom.element(at)
                .is_some_and(|e| e.attribute("itemprop") == Some(key))
        });
        parts.extend(found.and_then(|at| value(sheet, at)));
    }
    if let Some(first) = parts.first() {
        let words: Vec<&str> = parts.iter().map(|part| part.value.as_str()).collect();
        marked.facts.location = Some(Text::new(words.join(", "), first.span.clone()));
    }
}
