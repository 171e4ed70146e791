//! JSON-LD: a schema.org person in a script of the page.

use serde_json::Value;

use super::fold::clean;
use super::microdata::take;
use super::period::period_of;
use super::semantic::Marked;
use super::sheet::Sheet;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::resume::{Entry, EntryKind, RichText, SectionKind, Tag, Text};

/// Reads the first person that a script tells of.
pub(super) fn read(sheet: &Sheet, findings: &mut Diagnostics) -> Marked {
    let mut marked = Marked::default();
    for (line, script) in sheet.dom.data() {
        let span = sheet.page.span(*line);
        let value: Value = match serde_json::from_str(script) {
            Ok(value) => value,
            Err(_) => {
                findings.push(
                    Diagnostic::warning("the linked data is not valid JSON")
                        .at(span)
                        .hint("it is left out"),
                );
                continue;
            }
        };
        if let Some(person) = person(&value, 0) {
            let reader = Reader {
                sheet,
                line: *line,
                span,
            };
            reader.person(person, &mut marked);
            break;
        }
    }
    marked
}

/// Things lie in graphs and in pages about them, not deeper.
const MOST_DEPTH: usize = 4;

fn person(value: &Value, depth: usize) -> Option<&Value> {
    if depth > MOST_DEPTH {
        return None;
    }
    match value {
        Value::Array(items) => items.iter().find_map(|item| person(item, depth + 1)),
        Value::Object(map) => {
            let is_person = match map.get("@type") {
                Some(Value::String(kind)) => kind == "Person",
                Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "Person"),
                Some(_) | None => false,
            };
            if is_person {
                return Some(value);
            }
            ["@graph", "mainEntity", "about", "author"]
                .into_iter()
                .find_map(|key| person(map.get(key)?, depth + 1))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

struct Reader<'a> {
    sheet: &'a Sheet<'a>,
    /// The line on which the script starts.
    line: usize,
    span: Span,
}

impl Reader<'_> {
    fn text(&self, words: &str) -> Option<Text> {
        let words = clean(words.trim());
        (!words.is_empty())
            .then(|| Text::new(words.clone(), self.sheet.page.span_of(self.line, &words)))
    }

    /// The texts under a key: one, several, or the names of things.
    fn texts(&self, person: &Value, key: &str) -> Vec<Text> {
        let Some(value) = person.get(key) else {
            return Vec::new();
        };
        let items = match value {
            Value::Array(items) => items.iter().collect(),
            Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_)
            | Value::Object(_) => vec![value],
        };
        let mut out = Vec::new();
        for item in items {
            let words = match item {
                Value::String(words) => Some(words.as_str()),
                Value::Object(map) => map.get("name").and_then(Value::as_str),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
            };
            out.extend(words.and_then(|words| self.text(words)));
        }
        out
    }

    fn person(&self, person: &Value, marked: &mut Marked) {
        for key in ["name", "jobTitle", "email", "telephone", "url", "sameAs"] {
            for value in self.texts(person, key) {
                take(key, value, marked);
            }
        }
        if marked.facts.name.is_none() {
            let parts = ["givenName", "familyName"].map(|key| self.texts(person, key));
            let words: Vec<String> = parts.iter().flatten().map(|t| t.value.clone()).collect();
            marked.facts.name = self.text(&words.join(" "));
        }
        marked.facts.location = self.address(person);
        marked.summary = self
            .texts(person, "description")
            .into_iter()
            .next()
            .map(|text| RichText::plain(text.value, text.span));
        for about in self.texts(person, "knowsAbout") {
            marked.skills.push(Tag::new(about.value, about.span));
        }
        self.entries(person, marked);
    }

    fn address(&self, person: &Value) -> Option<Text> {
        let place = person
            .get("address")
            .or_else(|| person.get("homeLocation"))?;
        let place = place.get("address").unwrap_or(place);
        if let Value::String(words) = place {
            return self.text(words);
        }
        let mut parts = Vec::new();
        for key in ["addressLocality", "addressRegion", "addressCountry"] {
            parts.extend(self.texts(place, key).into_iter().map(|part| part.value));
        }
        if parts.is_empty() {
            return self.texts(person, "homeLocation").into_iter().next();
        }
        self.text(&parts.join(", "))
    }

    /// Schools, employers and what else has a name of its own. Offers are no part of it.
    fn entries(&self, person: &Value, marked: &mut Marked) {
        for school in self.texts(person, "alumniOf") {
            let mut entry = Entry::new(EntryKind::Education, self.span.clone());
            entry.organization = Some(school);
            marked.entries.push((SectionKind::Education, entry));
        }
        let title = marked.facts.headline.clone();
        for employer in self.texts(person, "worksFor") {
            let mut entry = Entry::new(EntryKind::Position, self.span.clone());
            entry.title = title.clone();
            entry.organization = Some(employer);
            marked.entries.push((SectionKind::Experience, entry));
        }
        let lists = [
            ("award", SectionKind::Awards, EntryKind::Award),
            ("knowsLanguage", SectionKind::Languages, EntryKind::Language),
            (
                "hasCredential",
                SectionKind::Certifications,
                EntryKind::Certification,
            ),
        ];
        for (key, section, kind) in lists {
            for name in self.texts(person, key) {
                let mut entry = Entry::new(kind, self.span.clone());
                // An award may carry its year behind a comma.
                let (rest, period) = super::dated::split_period(self.sheet.words, &name);
                entry.period = period.or_else(|| period_of(self.sheet.words, &name));
                entry.title = Some(Text::new(rest, name.span));
                marked.entries.push((section, entry));
            }
        }
    }
}
