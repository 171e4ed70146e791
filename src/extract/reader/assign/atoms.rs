//! Stretches of a line that nothing cuts, and commas that part no name from its legal form.

use std::ops::Range;

use super::bounds::{Bound, Separator};
use super::words::is_short_for;
use crate::extract::reader::Lexicon;

/// Brackets that number what stands before them: "(Level I)", "(Part 2)".
pub(super) fn numbered(text: &str) -> Vec<Range<usize>> {
    /// Words of such a bracket, its number among them.
    const WORDS: usize = 2;
    /// A longer bracket says more, in characters.
    const LONGEST: usize = 24;
    let mut out = Vec::new();
    for (open, _) in text.match_indices('(') {
        let mut near = text[open..].char_indices().take(LONGEST);
        let Some((length, _)) = near.find(|(_, c)| *c == ')') else {
            continue;
        };
        let inside = &text[open + 1..open + length];
        let words: Vec<&str> = inside.split_whitespace().collect();
        let is_number = |word: &&str| {
            word.len() < 4 && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
                || word.len() < 3 && word.chars().all(|c| c.is_ascii_digit())
        };
        if words.len() == WORDS && words.last().is_some_and(is_number) {
            out.push(open..open + length + 1);
        }
    }
    out
}

/// Brackets that tell what the name before them is short as: "Guild of Northern Dyers (GND)".
pub(super) fn shortened(text: &str) -> Vec<Range<usize>> {
    /// Letters of such a form, at most.
    const LONGEST: usize = 10;
    /// Words before it that it may be short for.
    const MOST_WORDS: usize = 10;
    let mut out = Vec::new();
    for (open, _) in text.match_indices('(') {
        let before = text[..open].trim_end();
        // Its bracket, and the one behind it.
        let mut near = text[open..].char_indices().take(LONGEST + 2);
        let Some((length, _)) = near.find(|(_, c)| *c == ')') else {
            continue;
        };
        let form = &text[open + 1..open + length];
        let capitals = form.chars().filter(|c| c.is_uppercase()).count();
        let is_form = form.chars().all(char::is_alphabetic) && capitals > 1;
        let starts = before.char_indices().rev();
        let starts = starts
            .filter(|&(at, c)| c.is_alphabetic() && !before[..at].ends_with(char::is_alphabetic));
        let mut names = starts.take(MOST_WORDS).map(|(at, _)| &before[at..]);
        if is_form && names.any(|name| is_short_for(form, name)) {
            out.push(open..open + length + 1);
        }
    }
    out
}

/// Where commas begin behind which nothing but a legal form stands, up to the next sign or atom:
/// "Acme Looms, Inc." Both ascend.
pub(super) fn before_legal_forms(
    lexicon: &Lexicon,
    text: &str,
    atoms: &[Range<usize>],
    signs: &[Bound],
) -> Vec<usize> {
    let mut out = Vec::new();
    for (n, bound) in signs.iter().enumerate() {
        if bound.separator != Separator::Comma {
            continue;
        }
        let from = bound.at.end;
        let atom = atoms.get(atoms.partition_point(|atom| atom.start < from));
        let ends = [
            atom.map(|atom| atom.start),
            signs.get(n + 1).map(|sign| sign.at.start),
        ];
        let end = ends.into_iter().flatten().min().unwrap_or(text.len());
        if lexicon.is_legal_form(&text[from..end.max(from)]) {
            out.push(bound.at.start);
        }
    }
    out
}

/// The same bytes in ranges that ascend and do not touch.
pub(super) fn union(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.retain(|range| !range.is_empty());
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// True if one of some ascending ranges shares a byte with another one.
pub(super) fn meets(ranges: &[Range<usize>], other: &Range<usize>) -> bool {
    let next = ranges.partition_point(|range| range.end <= other.start);
    ranges
        .get(next)
        .is_some_and(|range| range.start < other.end)
}
