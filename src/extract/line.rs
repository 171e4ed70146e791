//! One line about an entry: who, what, where and when, told apart by dates and emphasis.

use super::period;
use super::pieces::{bars, facts, is_prose, items, label, trim_marks};
use super::text::part;
use super::vocabulary::vocabulary;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::resume::{Entry, EntryKind, Period, PeriodError, RichText, Text};

/// What a heading says beyond a title.
pub(super) struct Facts {
    title: Option<Text>,
    organization: Option<Text>,
    location: Option<Text>,
    period: Option<Period>,
}

impl Facts {
    pub(super) fn apply(self, entry: &mut Entry) {
        entry.title = self.title;
        if let Some(organization) = self.organization {
            set_organization(entry, organization);
        }
        entry.location = self.location.or(entry.location.take());
        entry.period = self.period.or(entry.period.take());
    }
}

/// A heading of several facts: "Developer | Acme | Berlin", "Developer, Acme (2020 – 2022)".
pub(super) fn heading(title: &Text, kind: EntryKind) -> Option<Facts> {
    let (rest, found) = split_period(title);
    let mut facts = Facts {
        title: None,
        organization: None,
        location: None,
        period: found,
    };
    let position = kind == EntryKind::Position;
    let parts = bars(&rest);
    if position && parts.len() > 1 {
        let text = |words: &str| part(&title.span, words);
        let role = parts
            .iter()
            .position(|part| vocabulary().speaks_of_work(part))
            .unwrap_or(0);
        let mut others = parts.iter().enumerate().filter(|(n, _)| *n != role);
        facts.title = Some(text(parts[role]));
        facts.organization = others.next().map(|(_, part)| text(part));
        facts.location = others.next().map(|(_, part)| text(part));
        return Some(facts);
    }
    facts.period.is_some().then(|| {
        facts.title = Some(Text::new(rest, title.span.clone()));
        facts
    })
}

/// Takes a date off a line: its last fact, or what stands in parentheses at its end.
fn split_period(line: &Text) -> (String, Option<Period>) {
    let whole = line.value.trim();
    let candidates = [
        whole.rfind('(').filter(|_| whole.ends_with(')')),
        whole.rfind('|'),
        whole.rfind(','),
    ];
    for at in candidates.into_iter().flatten() {
        let (before, tail) = whole.split_at(at);
        let tail = tail.trim_start_matches(['(', '|', ',', ' ']);
        if let Ok(found) = period::read(tail.trim_end_matches(')'), &line.span) {
            return (trim_marks(before).to_owned(), Some(found));
        }
    }
    (whole.to_owned(), None)
}

/// "Acme | 2022-2023", "Acme — Berlin | Jun 2023 – Present", or a date alone.
pub(super) fn meta(entry: &mut Entry, rich: &RichText, findings: &mut Diagnostics) {
    let whole = super::fold::without_pictographs(&rich.text());
    let text = |words: &str| part(&rich.span, words);
    match period::read(&whole, &rich.span) {
        Ok(found) => {
            entry.period = Some(found);
            return;
        }
        Err(error @ (PeriodError::EndsBeforeStart | PeriodError::MonthOutOfRange(_))) => {
            told(&text(&whole), &error, findings);
        }
        Err(PeriodError::NoDate | PeriodError::DayOutOfRange(_)) => {}
    }
    let mut names: Vec<&str> = Vec::new();
    for part in bars(&whole) {
        match period::read(part, &rich.span) {
            Ok(found) if entry.period.is_none() => entry.period = Some(found),
            Ok(_) => {}
            Err(PeriodError::NoDate | PeriodError::DayOutOfRange(_)) => names.push(part),
            Err(error) => told(&text(part), &error, findings),
        }
    }
    // One fact may still hold a date behind a dash or in parentheses.
    if entry.period.is_none()
        && let [only] = names[..]
    {
        let (rest, found) = split_period(&text(only));
        if found.is_some() {
            entry.period = found;
            if !rest.is_empty() && entry.organization.is_none() {
                set_organization(entry, text(&rest));
            }
            return;
        }
    }
    let mut names = names.into_iter();
    if entry.organization.is_none()
        && let Some(name) = names.next()
    {
        set_organization(entry, text(name));
    }
    if entry.location.is_none()
        && let Some(place) = names.next()
    {
        entry.location = Some(text(place));
    }
}

fn told(text: &Text, error: &PeriodError, findings: &mut Diagnostics) {
    findings.push(
        Diagnostic::warning(format!("`{}`: {error}", text.value))
            .at(text.span.clone())
            .hint("the date is left out"),
    );
}

/// A line above the bullets: "**Title** — *Place*", "*dates*", "Acme | 2020".
/// False if the line is running text.
pub(super) fn position(
    entry: &mut Entry,
    rich: &RichText,
    from_heading: bool,
    findings: &mut Diagnostics,
) -> bool {
    let whole = super::fold::without_pictographs(&rich.text());
    let starts_strong = rich.runs.first().is_some_and(|run| run.emphasis.strong);
    // A bold start opens a line of facts, unless the line is a sentence.
    let is_sentence = whole.ends_with(['.', '!', '。']) || !starts_strong;
    if is_sentence && is_prose(&whole) || label(&whole).is_some() {
        return false;
    }
    let text = |words: &str| part(&rich.span, words);
    if let Ok(found) = period::read(&whole, &rich.span) {
        entry.period = Some(found);
        return true;
    }
    let is_dated = facts(&whole)
        .iter()
        .any(|part| period::read(part, &rich.span).is_ok());
    if !starts_strong && !is_dated {
        let is_slanted = rich
            .runs
            .iter()
            .all(|run| run.emphasis.emphasized || trim_marks(&run.text).is_empty());
        if is_slanted && entry.organization.is_none() {
            meta(entry, rich, findings);
            return true;
        }
        return false;
    }
    if !starts_strong {
        meta(entry, rich, findings);
        return true;
    }
    let mut strong = String::new();
    let mut others: Vec<String> = Vec::new();
    for run in &rich.runs {
        let words = trim_marks(&run.text);
        if words.is_empty() {
            continue;
        }
        if run.emphasis.strong && strong.is_empty() {
            strong = words.to_owned();
        } else {
            others.push(words.to_owned());
        }
    }
    // Under a heading with the employer's name the bold line is the job title.
    let bold = text(&strong);
    match entry.kind {
        EntryKind::Position | EntryKind::Education | EntryKind::Volunteering
            if from_heading && entry.organization.is_none() =>
        {
            if let Some(heading) = entry.title.take() {
                set_organization(entry, heading);
            }
            entry.title = Some(bold);
        }
        EntryKind::Position
        | EntryKind::Education
        | EntryKind::Volunteering
        | EntryKind::Project
        | EntryKind::SmallProject
        | EntryKind::Certification
        | EntryKind::Language
        | EntryKind::Publication
        | EntryKind::Award
        | EntryKind::Reference
        | EntryKind::Other => {
            if entry.title.is_none() {
                entry.title = Some(bold);
            } else if entry.organization.is_none() {
                set_organization(entry, bold);
            } else {
                return false;
            }
        }
    }
    for words in others {
        for part in bars(&words) {
            if let Ok(found) = period::read(part, &rich.span) {
                entry.period = Some(found);
            } else if entry.organization.is_none() {
                set_organization(entry, text(part));
            } else if entry.location.is_none() {
                entry.location = Some(text(part));
            }
        }
    }
    true
}

/// A list item that is an entry: "B.Sc. — *School*", "Title, School, 2012".
pub(super) fn item(entry: &mut Entry, rich: &RichText) {
    let whole = super::fold::without_pictographs(&rich.text());
    let text = |words: &str| part(&rich.span, words);
    let link = rich.runs.iter().find_map(|run| run.link.clone());
    let mut parts: Vec<String> = Vec::new();
    // A change of emphasis after a separator parts two facts; so does a free dash.
    for part in dash_facts(&whole, &rich.span) {
        parts.push(part.trim().to_owned());
    }
    let commas = items(&whole);
    if parts.len() == 1
        && commas.len() >= 3
        && commas
            .last()
            .is_some_and(|last| period::read(last, &rich.span).is_ok())
    {
        parts = commas.iter().map(|part| (*part).to_owned()).collect();
    }
    let mut names = Vec::new();
    for part in parts {
        let part = text(&part);
        match period::read(&part.value, &rich.span) {
            Ok(found) if entry.period.is_none() => entry.period = Some(found),
            Ok(_) => {}
            Err(_) => {
                let (rest, found) = if entry.period.is_none() {
                    split_period(&part)
                } else {
                    (part.value.clone(), None)
                };
                entry.period = found.or(entry.period.take());
                if !rest.is_empty() {
                    names.push(rest);
                }
            }
        }
    }
    let mut names = names.into_iter();
    entry.title = names.next().map(|name| text(&name));
    if let Some(name) = names.next() {
        set_organization(entry, text(&name));
    }
    let rest: Vec<String> = names.collect();
    if !rest.is_empty() {
        entry.summary = Some(RichText::plain(rest.join(" – "), rich.span.clone()));
    }
    if let Some(link) = link {
        let shown = text(&super::person::bare_address(&link));
        entry.links.push((shown, link));
    }
}

/// Cuts at dashes between blanks, but not inside a period.
fn dash_facts<'a>(whole: &'a str, span: &Span) -> Vec<&'a str> {
    let mut out = Vec::new();
    for part in whole.split(" — ") {
        if period::read(part, span).is_ok() {
            out.push(part);
        } else {
            out.extend(part.split(" – "));
        }
    }
    out.retain(|part| !part.trim().is_empty());
    out
}

/// Sets the organisation; "(via Dextra)" at its end becomes the firm between.
pub(super) fn set_organization(entry: &mut Entry, organization: Text) {
    if let Some((before, inner)) = organization
        .value
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        && inner
            .split_whitespace()
            .next()
            .is_some_and(|word| vocabulary().is_via(word))
        && !before.trim().is_empty()
    {
        entry.via = Some(Text::new(
            inner.trim().to_owned(),
            organization.span.clone(),
        ));
        entry.organization = Some(Text::new(before.trim().to_owned(), organization.span));
        return;
    }
    entry.organization = Some(organization);
}
