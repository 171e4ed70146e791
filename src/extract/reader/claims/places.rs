//! Which places of a section's entries are ones. A place needs evidence: a name that is known, the
//! form of an address, a class, a sign, the page that names it elsewhere, or siblings whose places
//! have some. What has none is text.

use super::super::annotate::postal_score;
use super::super::assign::{Context, Field, Head, Taken};
use super::super::{Fields, Kind, Lexicon, Line};
use super::residence::is_pinned;
use crate::extract::fold::{fold, words};
use crate::read::ReadAs;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The likeness from which a text is like a place by itself; two short names alone are less.
const LIKE_FROM: f32 = 0.5;

/// Makes text of the places for which nothing speaks.
pub(super) fn settle(
    lexicon: &Lexicon,
    kind: Kind,
    context: &Context,
    heads: &[Head],
    entries: &mut [Vec<Taken>],
) {
    let places = || {
        let all = heads.iter().zip(entries.iter());
        all.flat_map(|(head, taken)| {
            let places = taken
                .iter()
                .filter(|taken| taken.field == Some(Field::Place));
            places.filter_map(|place| Some((head.lines.get(place.line)?, place.at.clone())))
        })
    };
    // Letters that stand behind two names are a state's.
    let codes: Vec<String> = places()
        .filter_map(|(line, at)| code(lexicon, &line.text[at]))
        .collect();
    let is_shared = |line: &Line, at: &Range<usize>| {
        let own = code(lexicon, &line.text[at.clone()]);
        own.is_some_and(|own| codes.iter().filter(|code| **code == own).count() > 1)
    };
    let again = repeated(lexicon, heads, entries);
    let mut sure = 0_usize;
    let mut unsure = Vec::new();
    for (entry, (head, taken)) in heads.iter().zip(entries.iter()).enumerate() {
        for (at, place) in taken.iter().enumerate() {
            if place.field != Some(Field::Place) {
                continue;
            }
            let Some(line) = head.lines.get(place.line) else {
                continue;
            };
            let is_one = context
                .decided
                .is_decided(line, &place.at, ReadAs::Location)
                || has_evidence(lexicon, context, line, &place.at)
                || again.contains(&fold(&line.text[place.at.clone()]))
                || is_shared(line, &place.at)
                || is_behind_firm(lexicon, line, taken, place);
            match is_one {
                true => sure += 1,
                false => unsure.push((entry, at)),
            }
        }
    }
    if sure > 0 && sure >= unsure.len() || is_column(lexicon, heads, entries) {
        return;
    }
    for (entry, at) in unsure.into_iter().rev() {
        let taken = &mut entries[entry];
        let line = &heads[entry].lines[taken[at].line];
        match at
            .checked_sub(1)
            .filter(|before| reads_on(line, &taken[*before], &taken[at]))
        {
            Some(before) => {
                taken[before].at.end = taken[at].at.end;
                taken.remove(at);
            }
            // The subject before its degree: "Accounting | Bachelor".
            None if kind == Kind::EDUCATION && leads_title(line, taken, at) => {
                taken[at + 1].at.start = taken[at].at.start;
                taken.remove(at);
            }
            None => taken[at].field = Some(Field::Text),
        }
    }
}

/// Names that stand in the place of a place behind two organisations: one may be its department, a
/// town is everybody's.
fn repeated(lexicon: &Lexicon, heads: &[Head], entries: &[Vec<Taken>]) -> HashSet<String> {
    let mut beside: HashMap<String, HashSet<String>> = HashMap::new();
    for (head, taken) in heads.iter().zip(entries) {
        let find = |field| taken.iter().find(|taken| taken.field == Some(field));
        let (Some(place), Some(name)) = (find(Field::Place), find(Field::Organization)) else {
            continue;
        };
        let (line, text) = (&head.lines[place.line], &head.lines[name.line].text);
        if is_name(lexicon, line, &place.at) {
            let names = beside
                .entry(fold(&line.text[place.at.clone()]))
                .or_default();
            names.insert(fold(&text[name.at.clone()]));
        }
    }
    beside.retain(|_, names| names.len() > 1);
    beside.into_keys().collect()
}

/// True where a text stands right before the title, with only a sign between.
fn leads_title(line: &Line, taken: &[Taken], at: usize) -> bool {
    let (text, Some(next)) = (&taken[at], taken.get(at + 1)) else {
        return false;
    };
    let between = line.text.get(text.at.end..next.at.start);
    next.field == Some(Field::Title)
        && next.line == text.line
        && between.is_some_and(|sign| !sign.contains(char::is_alphanumeric))
}

/// True where only a comma parts a text from the title before it: "Bachelor of Arts, Romance
/// Languages" is one title if the second is no place.
fn reads_on(line: &Line, name: &Taken, text: &Taken) -> bool {
    let is_title = name.field == Some(Field::Title);
    let between = line.text.get(name.at.end..text.at.start);
    let is_comma = between.is_some_and(|sign| matches!(sign.trim(), "," | "，" | "،" | "、"));
    is_title && name.line == text.line && is_comma
}

/// The letters of a state behind a name: "Silea (TV)", "Wil SG".
fn code(lexicon: &Lexicon, text: &str) -> Option<String> {
    let (name, code) = text.trim().rsplit_once(' ')?;
    let code = code.trim_matches(['(', ')']);
    let is_one = code.len() == 2
        && code.bytes().all(|byte| byte.is_ascii_uppercase())
        && name.contains(char::is_lowercase)
        && name
            .chars()
            .all(|c| c.is_alphabetic() || " -'’.".contains(c))
        && !lexicon.has_firm_ending(text);
    is_one.then(|| fold(code))
}

/// True where most entries have their title, their organisation and behind it what may be a name,
/// and none has anything else there.
fn is_column(lexicon: &Lexicon, heads: &[Head], entries: &[Vec<Taken>]) -> bool {
    let mut count = 0;
    for (head, taken) in heads.iter().zip(entries) {
        let find = |field| taken.iter().find(|taken| taken.field == Some(field));
        let Some(place) = find(Field::Place) else {
            continue;
        };
        let names = (find(Field::Title), find(Field::Organization));
        let (Some(_), Some(organization)) = names else {
            return false;
        };
        let begins = |taken: &Taken| (taken.line, taken.at.start);
        let line = &head.lines[place.line];
        if begins(place) < begins(organization) || !is_name(lexicon, line, &place.at) {
            return false;
        }
        count += 1;
    }
    count > 1 && count * 3 >= entries.len() * 2
}

/// One to three words that begin large, of letters alone, of which none is known for another thing.
fn is_name(lexicon: &Lexicon, line: &Line, at: &Range<usize>) -> bool {
    let text = &line.text[at.clone()];
    let is_word = |word: &str| {
        !word.starts_with(char::is_lowercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let is_linked = line
        .runs
        .iter()
        .any(|run| run.href.is_some() && run.at.start < at.end && at.start < run.at.end);
    let words = words(text);
    let is_other = |word: &String| {
        lexicon.is_role(word)
            || lexicon.is_degree(word)
            || lexicon.is_spoken(word)
            || lexicon.is_school(word)
            || lexicon.date_word(word).is_some()
    };
    (1..=3).contains(&text.split_whitespace().count())
        && text.split_whitespace().all(is_word)
        && !is_linked
        && !words.iter().any(is_other)
        && !lexicon.has_firm_ending(text)
        && lexicon.label(text).is_none()
}

/// "Schmid AG, Eschlikon": a name behind what its words call a firm or a school.
fn is_behind_firm(lexicon: &Lexicon, line: &Line, taken: &[Taken], place: &Taken) -> bool {
    let is_firm = |other: &&Taken| {
        other.field == Some(Field::Organization)
            && other.line == place.line
            && other.at.end <= place.at.start
            && line.text[other.at.end..place.at.start].trim() == ","
            && is_called(lexicon, &line.text[other.at.clone()])
    };
    taken.iter().any(|other| is_firm(&other)) && is_name(lexicon, line, &place.at)
}

fn is_called(lexicon: &Lexicon, name: &str) -> bool {
    lexicon.has_firm_ending(name) || words(name).iter().any(|word| lexicon.is_school(word))
}

fn has_evidence(lexicon: &Lexicon, context: &Context, line: &Line, at: &Range<usize>) -> bool {
    let text = &line.text[at.clone()];
    let is_classed = || {
        let mut runs = line.runs.iter();
        runs.any(|run| {
            run.at.start < at.end && at.start < run.at.end && run.fields.has(Fields::LOCATION)
        })
    };
    postal_score(lexicon, text) >= LIKE_FROM
        || is_classed()
        || code(lexicon, text).is_some_and(|code| lexicon.place(&code).is_code())
        || is_pinned(lexicon, &line.text[..at.start])
        || context.places.contains(&fold(text))
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    #[test]
    fn letters_of_a_state_stand_behind_a_name() {
        assert_eq!(code(lexicon(), "Silea (TV)").as_deref(), Some("tv"));
        assert_eq!(code(lexicon(), "Wil SG").as_deref(), Some("sg"));
        for other in ["Silea", "ACME SG", "Wil 9500", "Wil sg"] {
            assert_eq!(code(lexicon(), other), None, "{other}");
        }
    }

    #[test]
    fn a_name_is_large_and_no_other_thing() {
        for (text, expected) in [
            ("Eschlikon", true),
            ("Novi Sad", true),
            ("near the mill", false),
            ("German", false),
            ("Engineer", false),
        ] {
            let line = plain(text);
            assert_eq!(
                is_name(lexicon(), &line, &(0..text.len())),
                expected,
                "{text}"
            );
        }
    }
}
