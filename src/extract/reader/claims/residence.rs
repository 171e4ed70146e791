//! Where the person lives: the one text of the lines about contacts that something speaks for.

use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::{postal_score, trimmed};
use super::super::{Fields, LabelRole, Lexicon, Line};
use super::account::{Reason, Target};
use super::contacts::{Beside, pieces};
use super::value::Maker;
use crate::extract::fold::fold;
use crate::extract::person::Facts;
use crate::resume::Text;

/// So much less may the first place look like one than another.
const LESS: f32 = 0.9;

/// Lines of an address above or below the one with the town.
pub(super) const BLOCK: usize = 2;

/// What stands around a line of contacts.
pub(super) struct Near<'l> {
    /// The lines above it, the nearest first.
    pub(super) above: Vec<&'l Rc<Line>>,
    /// The lines below it.
    pub(super) below: Vec<&'l Rc<Line>>,
    /// How much the likeliest text of all lines looks like a place.
    pub(super) likeliest: f32,
}

/// How much the likeliest text of lines looks like a place.
pub(super) fn likeliest(maker: &Maker<'_>, lines: &[(&Rc<Line>, bool)]) -> f32 {
    let mut best = f32::NEG_INFINITY;
    for (line, _) in lines {
        if line.is_prose() || line.text.contains('©') {
            continue;
        }
        for free in maker.account.free(line) {
            for at in pieces(line, free) {
                if !is_dated(line, &at) {
                    best = best.max(postal_score(maker.lexicon, &line.text[at]));
                }
            }
        }
    }
    best
}

fn is_dated(line: &Line, at: &Range<usize>) -> bool {
    let mut dates = line.notes.dates.iter();
    dates.any(|date| date.at.start < at.end && at.start < date.at.end)
}

/// The place that a piece tells, with the further lines of its address: the street above the town,
/// the country below it.
fn address_block(
    maker: &mut Maker<'_>,
    line: &Rc<Line>,
    at: Range<usize>,
    near: &Near,
) -> Option<Text> {
    /// Of a street, a box or a country.
    const LEAST: f32 = 0.9;
    let is_whole = |maker: &Maker<'_>, line: &Line| {
        let free = maker.account.free(line);
        let all = free.into_iter().flat_map(|free| pieces(line, free));
        let all: Vec<Range<usize>> = all.collect();
        match all.as_slice() {
            [one] if one.len() + 2 >= line.text.trim().len() => Some(one.clone()),
            _ => None,
        }
    };
    let own = is_whole(maker, line);
    let mut texts: Vec<Text> = Vec::new();
    let town = maker.text(line, at, Target::Location)?;
    if own.is_some() {
        let fits = |maker: &Maker<'_>, line: &Line| {
            is_whole(maker, line).filter(|at| {
                !is_dated(line, at)
                    && line.heading == 0
                    && postal_score(maker.lexicon, &line.text[at.clone()]) >= LEAST
            })
        };
        for line in &near.above {
            let Some(at) = fits(maker, line) else { break };
            texts.extend(maker.text(line, at, Target::Location));
        }
        texts.reverse();
        texts.push(town);
        for line in &near.below {
            let Some(at) = fits(maker, line) else { break };
            texts.extend(maker.text(line, at, Target::Location));
        }
    } else {
        texts.push(town);
    }
    let span = texts.first()?.span.clone();
    let values: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
    Some(Text::new(values.join(", "), span))
}

/// What no contact owns: a place, a label, or words that may be the headline.
pub(super) fn rest(
    maker: &mut Maker<'_>,
    facts: &mut Facts,
    line: &Rc<Line>,
    (hit, is_strong): (bool, bool),
    near: &Near,
    beside: &mut Vec<Beside>,
) {
    let by_class = line.fields().has(Fields::LOCATION);
    for free in maker.account.free(line) {
        let mut all = pieces(line, free);
        if hit {
            all = all
                .into_iter()
                .flat_map(|at| parted_by_dash(maker, line, at))
                .collect();
        }
        let all = all.into_iter().flat_map(|at| behind_role(maker, line, at));
        for at in all.collect::<Vec<_>>() {
            let text = &line.text[at.clone()];
            let folded = fold(text);
            if maker.lexicon.label(text).is_some() || maker.lexicon.is_network(text) {
                maker.account.set_aside(line.place(at), Reason::Label);
                continue;
            }
            let likeness = postal_score(maker.lexicon, text);
            let score = likeness + if hit || is_strong { 0.8 } else { 0.0 };
            // What stands before a number or an address is its label.
            let rest = line.text[at.end..].trim_start();
            let next = line.text.len() - rest.len();
            let found = line.notes.phones.iter().chain(&line.notes.emails);
            let is_label = rest.starts_with(['.', ':', '：'])
                || found.clone().any(|found| found.start == next);
            let is_name = facts.name.as_ref().is_some_and(|name| {
                let name = fold(&name.value);
                name.contains(&folded) || folded.contains(&name)
            });
            // An unknown name beside a number or an address, and nothing likelier.
            let short = text.split_whitespace().count() <= 2
                && !(line.notes.emails.is_empty() && line.notes.phones.is_empty())
                && !is_name
                && text.chars().filter(|c| c.is_alphabetic()).count() > 1
                && !is_label
                && text.starts_with(|c: char| !c.is_lowercase())
                && !crate::extract::fold::words(text)
                    .iter()
                    .any(|word| maker.lexicon.is_role(word));
            // "Languages: French (native)" is what its label says.
            let is_other = line.notes.label.as_ref().is_some_and(|label| {
                let is_place =
                    label.role == Some(LabelRole::Location) || is_postal(maker.lexicon, line, &at);
                let is_apart = line.text[..label.value.start].ends_with([' ', '：']);
                !is_place && is_apart && at.start <= label.at.start && label.value.start < at.end
            });
            let is_pinned = is_pinned(maker.lexicon, &line.text[..at.start]);
            if facts.location.is_none()
                && !folded.is_empty()
                && !line.is_prose()
                && !is_dated(line, &at)
                && !text.contains('©')
                && !is_name
                && !is_other
                && (by_class
                    || is_pinned
                    || score >= 1.0 && likeness + LESS >= near.likeliest
                    || hit && score >= 0.5 && short && likeness >= near.likeliest)
            {
                let at = behind_label(maker, line, at);
                facts.location = address_block(maker, line, at, near);
            } else if !maker.lexicon.is_call(text) {
                beside.push(Beside {
                    line: Rc::clone(line),
                    at,
                    is_contact_line: hit,
                });
            } else {
                maker.account.set_aside(line.place(at), Reason::Call);
            }
        }
    }
}

/// True for an address behind a label that no list knows.
fn is_postal(lexicon: &Lexicon, line: &Line, at: &Range<usize>) -> bool {
    /// Of a town with its number, or of a street.
    const LEAST: f32 = 1.0;
    let label = line.notes.label.as_ref();
    let label = label.filter(|label| at.start <= label.at.start && label.value.start < at.end);
    label.is_some_and(|label| {
        let value = &line.text[label.value.start..at.end];
        value.contains(|c: char| c.is_ascii_digit()) && postal_score(lexicon, value) >= LEAST
    })
}

/// What a label says where a piece begins with one: "Surgery address: Mill Lane 1" is a place with
/// its label.
fn behind_label(maker: &mut Maker<'_>, line: &Line, at: Range<usize>) -> Range<usize> {
    let Some(label) = &line.notes.label else {
        return at;
    };
    let value = label.value.start;
    let is_place = label.role == Some(LabelRole::Location) || is_postal(maker.lexicon, line, &at);
    if !is_place || at.start > label.at.start || value <= at.start || value >= at.end {
        return at;
    }
    maker
        .account
        .set_aside(line.place(at.start..value), Reason::Label);
    value..at.end
}

/// True where the sign of a place stands before what comes: "📍 Strasbourg".
pub(super) fn is_pinned(lexicon: &Lexicon, before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\u{fe0f}', '\u{200d}']);
    before
        .chars()
        .next_back()
        .is_some_and(|sign| lexicon.is_location_sign(sign))
}

/// The pieces between spaced dashes where one of them names what the person does: "Nurse – Porto".
fn parted_by_dash(maker: &Maker<'_>, line: &Line, at: Range<usize>) -> Vec<Range<usize>> {
    let text = &line.text[at.clone()];
    let mut out = Vec::new();
    let mut from = 0;
    for (dash, c) in text.char_indices() {
        let end = dash + c.len_utf8();
        let is_apart = text[..dash].ends_with(' ') && text[end..].starts_with(' ');
        if is_apart && matches!(c, '-' | '–' | '—') {
            out.push(from..dash);
            from = end;
        }
    }
    out.push(from..text.len());
    let has_role = |piece: &Range<usize>| {
        let words = crate::extract::fold::words(&text[piece.clone()]);
        words.iter().any(|word| maker.lexicon.is_role(word))
    };
    if out.len() < 2 || !out.iter().any(has_role) {
        return vec![at];
    }
    let inner = out.into_iter().map(|piece| {
        let inner = trimmed(&text[piece.clone()]);
        at.start + piece.start + inner.start..at.start + piece.start + inner.end
    });
    inner.filter(|piece| !piece.is_empty()).collect()
}

/// What the person does and where, of a piece that says both: "Clerk, Faro, Portugal".
fn behind_role(maker: &Maker<'_>, line: &Line, at: Range<usize>) -> Vec<Range<usize>> {
    /// As much as looks like a place.
    const PLACE: f32 = 1.0;
    let text = &line.text[at.clone()];
    let is_labelled = line.notes.label.is_some();
    let Some(comma) = text.find([',', '，', '،']).filter(|_| !is_labelled) else {
        return vec![at];
    };
    let (role, rest) = text.split_at(comma);
    let words = crate::extract::fold::words(role);
    let says_role = words.iter().any(|word| maker.lexicon.is_role(word));
    let inner = trimmed(rest);
    if !says_role || postal_score(maker.lexicon, &rest[inner.clone()]) < PLACE {
        return vec![at];
    }
    let from = at.start + comma;
    vec![at.start..from, from + inner.start..from + inner.end]
}

#[cfg(test)]
mod tests {
    use super::super::super::annotate::annotate;
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    #[test]
    fn an_address_behind_an_unknown_label_is_one_and_a_list_is_none() {
        for (text, expected) in [
            ("Surgery here: Millgatan 4, 115 28 Lund", true),
            ("Tongues: French (native), English (B1)", false),
            ("Millgatan 4, 115 28 Lund", false),
        ] {
            let mut line = plain(text);
            annotate(lexicon(), &mut line);
            let whole = 0..text.len();
            assert_eq!(is_postal(lexicon(), &line, &whole), expected, "{text}");
        }
    }

    #[test]
    fn a_sign_pins_a_place() {
        assert!(is_pinned(lexicon(), "\u{1f4cd} "));
        assert!(!is_pinned(lexicon(), "at "));
    }
}
