//! Stretches of time without dates: "(3 yrs 2 mos)".

use std::ops::Range;

use super::super::lexicon::Lexicon;
use super::work::looked;
use crate::extract::fold::fold;

/// The stretches of a text, with the brackets or dot around them.
pub(super) fn durations(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + found;
        let before = text[..start].chars().next_back();
        let glued = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ','));
        let mut end = start;
        while !glued && let Some(next) = one(lexicon, text, end) {
            end = next;
        }
        if end == start {
            at = start
                + text[start..]
                    .bytes()
                    .take_while(u8::is_ascii_digit)
                    .count()
                    .max(1);
            continue;
        }
        out.push(with_edges(text, start, end));
        at = end;
    }
    out
}

/// True for a text that begins with a stretch, after a bracket or dot.
pub(super) fn begins(lexicon: &Lexicon, text: &str) -> bool {
    let inner = text.trim_start_matches([' ', '(', '（', '·', ',']);
    inner.starts_with(|c: char| c.is_ascii_digit()) && one(lexicon, inner, 0).is_some()
}

/// One number with its unit that begins here: one past it.
fn one(lexicon: &Lexicon, text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start();
    let start = text.len() - rest.len();
    let mut end = start;
    let mut has_digit = false;
    for c in rest.chars() {
        let inside = c.is_ascii_digit() || has_digit && matches!(c, '.' | ',' | '+');
        if !inside {
            break;
        }
        has_digit |= c.is_ascii_digit();
        end += c.len_utf8();
    }
    if !has_digit {
        return None;
    }
    let unit = text[end..].trim_start();
    looked(text.len() - unit.len() - at);
    let from = text.len() - unit.len();
    let length: usize = unit
        .chars()
        .take_while(|c| c.is_alphabetic())
        .map(char::len_utf8)
        .sum();
    looked(length);
    // In scripts without blanks a unit may be followed by another word.
    let ends = unit
        .char_indices()
        .map(|(k, c)| k + c.len_utf8())
        .take_while(|end| *end <= length)
        .take(8);
    let whole = lexicon.is_unit(&fold(&unit[..length]));
    let length = if whole {
        length
    } else {
        let dense = unit.chars().next().is_some_and(super::tokens::is_unspaced);
        ends.filter(|_| dense)
            .filter(|end| lexicon.is_unit(&fold(&unit[..*end])))
            .last()?
    };
    if length == 0 {
        return None;
    }
    let end = from + length;
    Some(end + usize::from(text[end..].starts_with('.')))
}

fn with_edges(text: &str, start: usize, end: usize) -> Range<usize> {
    let before = text[..start].trim_end();
    let from = match before.chars().next_back() {
        Some(c @ ('(' | '（' | '·' | ',')) => before.len() - c.len_utf8(),
        Some(_) | None => start,
    };
    let after = &text[end..];
    let inner = after.trim_start();
    let to = match inner.chars().next() {
        Some(c @ (')' | '）')) => text.len() - inner.len() + c.len_utf8(),
        Some(_) | None => end,
    };
    from..to
}
