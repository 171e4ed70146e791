//! Which dates of a line date what it tells of.

use super::super::lexicon::Lexicon;
use super::super::{Date, Gap, Line};
use super::durations::begins;
use super::prose::ends_within;
use super::work::looked;
use crate::extract::fold::words;

/// Signs that set off what follows them.
const BEFORE: [char; 12] = ['|', '·', '•', ',', ':', ';', '(', '（', '[', '–', '—', '-'];

/// Signs that set off what they follow.
const AFTER: [char; 12] = ['|', '·', '•', ',', ':', ';', ')', '）', ']', '–', '—', '-'];

/// Bytes of the longest preposition before a date.
const LONGEST_WORD: usize = 60;

/// Marks the dates that stand at an edge of the line or are set off by a separator, and are not
/// part of a sentence.
pub(super) fn mark(lexicon: &Lexicon, line: &Line, prose: f32, dates: &mut [Date]) {
    let text = &line.text;
    for date in dates {
        let left = before(lexicon, &text[..date.at.start]);
        let right = text[date.at.end..].trim_start_matches([' ', '.']);
        let parts = |byte: usize| {
            // Runs stand in their order.
            let first = line.runs.partition_point(|run| run.at.start < byte);
            let mut runs = line.runs[first..].iter();
            let mut here = runs.by_ref().take_while(|run| run.at.start == byte);
            here.any(|run| run.gap == Gap::Part)
        };
        let blank = text[date.at.end..].len() - text[date.at.end..].trim_start().len();
        let is_apart = ends_apart(line, date.at.start);
        let is_part = is_apart || parts(date.at.start) || parts(date.at.end + blank);
        let is_edge = left.is_empty()
            || is_part
            || right.is_empty()
            || left.ends_with(BEFORE)
            || right.starts_with(AFTER)
            || begins(lexicon, right);
        let closes = right.trim_matches([' ', ')', '）', '.']).is_empty();
        let set_off =
            is_apart || date.is_range && (left.ends_with(BEFORE) && closes || left.is_empty());
        // "2021 saw the move of all services."
        let opens_prose = !date.is_range && !is_part && !right.starts_with(AFTER);
        let in_prose = prose >= 0.5 && (!left.is_empty() || opens_prose);
        let in_bullet = line.depth > 1 && !date.is_range;
        let in_sentence = !is_part && !left.ends_with(BEFORE) && ends_within(left);
        date.dates_line = is_edge && (!in_prose || set_off) && !in_bullet && !in_sentence;
    }
}

/// True where a date begins the line's last words, which are set otherwise than those before them:
/// "Mended the looms of the mill. *2018 – Acme*".
pub(super) fn ends_apart(line: &Line, start: usize) -> bool {
    /// Longer endings tell something, in characters.
    const LONGEST: usize = 60;
    let at = line.runs.partition_point(|run| run.at.end <= start);
    let (before, tail) = line.runs.split_at(at);
    let (Some(before), Some(first)) = (before.last(), tail.first()) else {
        return false;
    };
    let is_first = line.text[first.at.start.min(start)..start]
        .trim_matches([' ', '('])
        .is_empty();
    is_first
        && first.emphasis != before.emphasis
        && (first.emphasis.strong || first.emphasis.emphasized)
        && tail.iter().all(|run| run.emphasis == first.emphasis)
        && line.text[start..].chars().count() <= LONGEST
}

/// What stands before a date, without a preposition that belongs to it.
fn before<'t>(lexicon: &Lexicon, text: &'t str) -> &'t str {
    let text = text.trim_end();
    // A preposition is short.
    let near = text.len().saturating_sub(LONGEST_WORD);
    let near = (near..=text.len()).find(|at| text.is_char_boundary(*at));
    let near = near.unwrap_or(0);
    let start = text[near..].rfind(' ').map_or(near, |at| near + at + 1);
    looked(text.len() - start);
    let last = words(&text[start..]);
    match last.as_slice() {
        [word] if start > 0 && lexicon.is_date_preposition(word) => text[..start].trim_end(),
        _ => text,
    }
}
