//! Where on a line its date stands, and what is left of the line without it.
use super::period;
use super::pieces::trim_marks;
use super::ranges::ranges;
use super::text::part;
use super::vocabulary::Vocabulary;
use crate::resume::{Period, Text};

/// How many separators from the end a date is looked for.
const SEPARATORS: usize = 8;

/// Takes a date off a line: its last fact, what stands in parentheses at its end, or a period
/// with both its ends there.
pub(super) fn split_period(words: &Vocabulary, line: &Text) -> (String, Option<Period>) {
    let whole = line.value.trim();
    let ranges = ranges(words, whole, &line.span);
    let is_inside = |at: usize| {
        ranges
            .iter()
            .any(|(place, _)| place.start < at && at < place.end)
    };
    let mut cuts: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, c) in whole.char_indices() {
        let cut = match c {
            '(' | '（' | '[' | '{' | '|' | ',' | '·' | '•' | '，' | ';' | '│' => true,
            '-' | '–' | '—' => before == ' ' && whole[at + c.len_utf8()..].starts_with(' '),
            _ => false,
        };
        if cut && !is_inside(at) {
            cuts.push(at);
        }
        before = c;
    }
    let from = cuts.len().saturating_sub(SEPARATORS);
    for &at in &cuts[from..] {
        let (before, tail) = whole.split_at(at);
        let tail = trim_marks(tail.trim_start_matches(['(', '（', '[', '{']));
        // "2017 (expected)" keeps its bracket.
        let tail = match tail.contains(['(', '（', '[', '{']) {
            true => tail,
            false => tail.trim_end_matches([')', '）', ']', '}']),
        };
        if before.trim().is_empty() {
            continue;
        }
        if let Ok(found) = period::read(words, tail, &line.span) {
            let mut before = trim_marks(before).to_owned();
            // "(Amazon, 2022)": what stood beside the date keeps its bracket.
            before.extend(unclosed(&before));
            return (before, Some(found));
        }
    }
    if let Some((place, found)) = ranges.into_iter().next_back() {
        let (before, after) = (&whole[..place.start], &whole[place.end..]);
        let after = after.trim_matches(|c| is_bracket(c) || c == '.' || c.is_whitespace());
        let before = trim_marks(before.trim_end_matches(|c: char| is_bracket(c) || c == ' '));
        if !before.is_empty() && (after.is_empty() || words.is_stretch(after)) {
            return (before.to_owned(), Some(found));
        }
    }
    (whole.to_owned(), None)
}

/// The closing half of a bracket that is open at a text's end.
fn unclosed(text: &str) -> Option<char> {
    let at = text.rfind(opens)?;
    if text[at..].contains(closes) {
        return None;
    }
    match text[at..].chars().next()? {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => Some('）'),
    }
}

/// "Solutions Architect (Amazon, 2022)": a title, and who and when in brackets behind it.
pub(super) fn in_brackets(words: &Vocabulary, line: &Text) -> Option<(String, String, Period)> {
    let whole = line.value.trim().strip_suffix(closes)?;
    let at = whole.rfind(opens)?;
    let (title, inner) = whole.split_at(at);
    let (name, found) = split_period(words, &part(&line.span, inner.trim_start_matches(opens)));
    let title = trim_marks(title);
    let is_named = found.is_some() && !title.is_empty() && name.contains(char::is_alphabetic);
    is_named.then_some((title.to_owned(), name, found?))
}

pub(super) fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（')
}

pub(super) fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）')
}

fn is_bracket(c: char) -> bool {
    opens(c) || closes(c)
}
