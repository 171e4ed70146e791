//! Employers that a place holds: "Mill Works, Berlin" where siblings name theirs apart.

use super::{Field, Head, Taken};
use crate::extract::reader::{Lexicon, annotate, weights};

/// Parts a place at its commas where what leads is none and a known place follows: in an entry with a
/// title and no employer, beside siblings most of which have one, or where words name one. A town's
/// quarter stands beside its town as well, and none of these asks for it.
pub(super) fn part_places(lexicon: &Lexicon, heads: &[Head], entries: &mut [Vec<Taken>]) {
    let has = |taken: &[Taken], field| taken.iter().any(|taken| taken.field == Some(field));
    let named = entries
        .iter()
        .filter(|taken| has(taken, Field::Organization))
        .count();
    let is_usual = named * 2 > entries.len();
    for (head, taken) in heads.iter().zip(entries) {
        if has(taken, Field::Organization) || !has(taken, Field::Title) {
            continue;
        }
        let is_place = |taken: &Taken| taken.field == Some(Field::Place);
        let Some(n) = taken.iter().position(is_place) else {
            continue;
        };
        let place = &taken[n];
        let Some(line) = head.lines.get(place.line) else {
            continue;
        };
        let Some(town) = first_town(lexicon, &line.text[place.at.clone()]) else {
            continue;
        };
        let town = place.at.start + town;
        let lead = line.text[place.at.start..town].trim_end_matches([',', ' ']);
        let is_named = lexicon.has_firm_ending(lead)
            || lead.split_whitespace().any(|word| {
                let word = crate::extract::fold::fold(word);
                lexicon.is_school(word.trim_matches(|c: char| !c.is_alphanumeric()))
            });
        if is_named || is_usual {
            let (start, end) = (place.at.start, place.at.start + lead.len());
            taken[n].at.start = town;
            taken.insert(
                n,
                Taken {
                    field: Some(Field::Organization),
                    at: start..end,
                    ..taken[n].clone()
                },
            );
        }
    }
}

/// Where the first known place of a list begins, behind parts that are none.
fn first_town(lexicon: &Lexicon, text: &str) -> Option<usize> {
    let from = weights().place.town;
    let mut start = 0;
    for part in text.split_inclusive(',') {
        let score = annotate::place_score(lexicon, part.trim_matches([',', ' ']));
        if score >= from {
            let blank = part.len() - part.trim_start().len();
            return (start > 0).then_some(start + blank);
        }
        start += part.len();
    }
    None
}
