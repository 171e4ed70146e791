//! A list item that is an entry: role and place, title and year, or a citation.

use super::dated::{in_brackets, split_period};
use super::line::{
    by_emphasis, by_slant, by_words, has_giver, is_held, of_pieces, set_organization,
};
use super::period;
use super::pieces::{after, items, trim_marks};
use super::ranges::{cut, ranges};
use super::text::part;
use super::vocabulary::Vocabulary;
use crate::diagnostic::Span;
use crate::resume::{Entry, EntryKind, Period, RichText};

/// A list item that is an entry: "B.Sc. — *School*", "Title, School, 2012",
/// "Summer 2015: Assistant".
pub(super) fn item(words: &Vocabulary, entry: &mut Entry, rich: &RichText) {
    let whole = super::fold::without_pictographs(&rich.text());
    let text = |words: &str| part(&rich.span, words);
    let link = rich.runs.iter().find_map(|run| run.link.clone());
    let mut rest = whole.as_str();
    if entry.kind == EntryKind::Publication {
        rest = without_mark(rest);
        if let Some((before, found)) = closing_year(words, rest, &rich.span) {
            entry.period = Some(found);
            rest = before;
        }
    }
    // A date before a colon, or set apart by its look, says when.
    if let Some((dates, told)) = whole.split_once(": ")
        && let Ok(found) = period::read(words, dates, &rich.span)
    {
        entry.period = Some(found);
        rest = told;
    } else if let Some(first) = rich.runs.first()
        && rich.runs.len() > 1
        && let Ok(found) = period::read(words, trim_marks(&first.text), &rich.span)
    {
        entry.period = Some(found);
        rest = trim_marks(
            whole
                .trim_start()
                .strip_prefix(first.text.trim())
                .unwrap_or(rest),
        );
    }
    let head;
    if entry.period.is_none()
        && entry.kind != EntryKind::Publication
        && let Some((names, found, told)) = dated_head(words, rich)
    {
        entry.period = Some(found);
        entry.summary = Some(told);
        head = names;
        rest = &head;
    }
    // "Solutions Architect (Amazon, 2022)": the brackets say who gave it and when.
    let named;
    let mut giver = None;
    if entry.period.is_none()
        && has_giver(entry.kind)
        && let Some((name, by, found)) = in_brackets(words, &text(rest))
    {
        entry.period = Some(found);
        giver = Some(by);
        named = name;
        rest = &named;
    }
    let before;
    if entry.period.is_none() {
        let (left, found) = split_period(words, &text(rest));
        entry.period = found;
        before = left;
        rest = &before;
    }
    if entry.kind != EntryKind::Publication
        && rest == whole
        && let Some(pieces) = by_slant(rich)
    {
        of_pieces(words, entry, &pieces, &rich.span);
        return add_link(entry, link, &rich.span);
    }
    let mut parts: Vec<String> = Vec::new();
    // A change of emphasis after a separator parts two facts; so does a free dash.
    for part in dash_facts(words, rest, &rich.span) {
        parts.push(part.trim().to_owned());
    }
    let commas = items(rest);
    let last_is_date = commas
        .last()
        .is_some_and(|last| period::read(words, last, &rich.span).is_ok());
    if parts.len() == 1 && commas.len() >= 3 && last_is_date && entry.kind != EntryKind::Publication
    {
        parts = commas.iter().map(|part| (*part).to_owned()).collect();
    }
    if parts.len() == 1
        && is_held(entry.kind)
        && let Some(pieces) = by_emphasis(rich)
        && entry.period.is_none()
    {
        parts = pieces;
    }
    let mut names = Vec::new();
    for part in parts {
        let part = text(&part);
        match period::read(words, &part.value, &rich.span) {
            Ok(found) if entry.period.is_none() => entry.period = Some(found),
            Ok(_) => {}
            Err(_) => {
                let (rest, found) = if entry.period.is_none() {
                    split_period(words, &part)
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
    if let [only] = names.as_slice()
        && is_held(entry.kind)
    {
        names = by_words(words, only, entry.kind);
    }
    let mut names = names.into_iter();
    entry.title = names.next().map(|name| text(&name));
    if let Some(name) = names.next() {
        set_organization(words, entry, text(&name));
    }
    let mut rest: Vec<String> = names.collect();
    match giver {
        Some(by) if entry.organization.is_none() => set_organization(words, entry, text(&by)),
        Some(by) => rest.push(by),
        None => {}
    }
    if !rest.is_empty() {
        let more = RichText::plain(rest.join(" – "), rich.span.clone());
        entry.summary = match entry.summary.take() {
            None => Some(more),
            Some(told) => super::text::join_paragraphs(vec![more, told]),
        };
    }
    add_link(entry, link, &rich.span);
}

/// A citation without the words of a link in brackets at its end: "[PDF]".
fn without_mark(citation: &str) -> &str {
    /// What stands in brackets after a citation is a few letters.
    const LONGEST: usize = 12;
    match citation
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
    {
        Some((before, inner)) if inner.len() <= LONGEST && !before.trim().is_empty() => {
            before.trim_end()
        }
        Some(_) | None => citation,
    }
}

/// "... In Proceedings of ACL. 2015.": a citation's year behind its last sentence.
fn closing_year<'a>(
    words: &Vocabulary,
    citation: &'a str,
    span: &Span,
) -> Option<(&'a str, Period)> {
    let (before, year) = citation.trim_end_matches('.').rsplit_once(". ")?;
    let found = period::read(words, year, span).ok()?;
    Some((citation[..before.len() + 1].trim_end(), found))
}

fn add_link(entry: &mut Entry, link: Option<String>, span: &Span) {
    if let Some(link) = link {
        let shown = part(span, &super::person::bare_address(&link));
        entry.links.push((shown, link));
    }
}

/// Cuts at dashes between blanks, but not inside a period.
fn dash_facts<'a>(words: &Vocabulary, whole: &'a str, span: &Span) -> Vec<&'a str> {
    let places: Vec<_> = ranges(words, whole, span)
        .into_iter()
        .map(|(place, _)| place)
        .collect();
    let mut out = cut(whole, &[" | ", " — ", " – "], &places);
    // A certificate's bars part its own subjects.
    if out.len() > 1
        && whole.contains(" | ")
        && !out
            .iter()
            .any(|part| period::read(words, part, span).is_ok())
    {
        out = cut(whole, &[" — ", " – "], &places);
    }
    out.retain(|part| !part.trim().is_empty());
    out
}

/// "Engineer, Acme, 2019 – 2022: built it": what stands before the colon says who and when.
fn dated_head(words: &Vocabulary, rich: &RichText) -> Option<(String, Period, RichText)> {
    let whole = rich.text();
    let (head, told) = whole.split_once(": ")?;
    let head = super::fold::without_pictographs(head);
    let (names, found) = split_period(words, &part(&rich.span, &head));
    let told = after(rich, whole.len() - told.len());
    found.map(|found| (names, found, told))
}
