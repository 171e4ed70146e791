//! Pieces of a head that belong together: they are printed as they are written.

use std::ops::Range;

use super::super::assign::{Field, Head, Taken};
use super::super::{Kind, Lexicon, Line};

/// The pieces of a head, those that are one in one.
pub(super) fn pieces(lexicon: &Lexicon, kind: Kind, head: &Head, taken: &[Taken]) -> Vec<Taken> {
    texts(lexicon, head, titles(kind, head, taken))
}

/// Pieces that only bars part from the title, or middle dots from a title or an organisation, and that
/// no other field takes, are of it: "Senior Developer | Cloud Architect", "Crop Office · Granary".
fn titles(kind: Kind, head: &Head, taken: &[Taken]) -> Vec<Taken> {
    let is_loose = |taken: &Taken| matches!(taken.field, Some(Field::Text) | None);
    let is_title = |taken: &Taken| taken.field == Some(Field::Title);
    let is_name = |taken: &Taken| is_title(taken) || taken.field == Some(Field::Organization);
    let mut out: Vec<Taken> = Vec::new();
    for piece in taken {
        let text = head.lines[piece.line].text.as_str();
        let field = out.last().and_then(|last: &Taken| {
            let between = last.at.end.min(piece.at.start)..piece.at.start;
            let sign = text.get(between).map(str::trim);
            let (one, other) = match is_loose(piece) {
                true => (last, piece),
                false => (piece, last),
            };
            let is_joined = last.line == piece.line
                && is_loose(other)
                && match sign {
                    Some("|") => is_title(one),
                    Some("·") => {
                        (kind.is_dated() || !is_title(one))
                            && is_name(one)
                            && is_brief_name(&text[other.at.clone()])
                    }
                    _ => false,
                };
            let is_row = last.line == piece.line
                && sign == Some("·")
                && text[last.at.clone()].contains(" · ")
                && is_name(last)
                && is_title(piece);
            match is_row {
                // Three names in a row are no employer and a title.
                true => Some(piece.field),
                false => is_joined.then_some(one.field),
            }
        });
        match (field, out.last_mut()) {
            (Some(field), Some(last)) => {
                last.field = field;
                last.at.end = piece.at.end;
            }
            _ => out.push(piece.clone()),
        }
    }
    out
}

/// True for what may be one of several names side by side.
fn is_brief_name(text: &str) -> bool {
    /// More words tell something.
    const MOST_WORDS: usize = 6;
    let first = text.split_whitespace().next().unwrap_or_default();
    // "edX"
    let is_name = first.contains(char::is_uppercase);
    is_name && text.split_whitespace().count() <= MOST_WORDS
}

/// Pieces of one line that are text, with nothing between them but signs and small words, are one
/// text as it is written: "we sell, mend, and lend looms" is not three. So is a title with what a
/// word between names leads to that names nothing: "Work in the activities of the house".
fn texts(lexicon: &Lexicon, head: &Head, taken: Vec<Taken>) -> Vec<Taken> {
    let is_loose = |taken: &Taken| matches!(taken.field, Some(Field::Text) | None);
    let mut out: Vec<Taken> = Vec::new();
    for piece in taken {
        let line = &head.lines[piece.line];
        let goes_on = |last: &&mut Taken| {
            let between = last.at.end.min(piece.at.start)..piece.at.start;
            let is_dated = line
                .notes
                .dates
                .iter()
                .any(|date| date.at.start < between.end && between.start < date.at.end);
            let written = line.text.get(between).unwrap_or("|");
            let is_same = last.line == piece.line && is_loose(&piece) && !is_dated;
            match last.field {
                Some(Field::Title) => {
                    is_same
                        && written.trim().is_empty()
                        && leads_on(lexicon, &line.text[piece.at.clone()])
                        && is_strong(line, last.at.start) == is_strong(line, piece.at.start)
                }
                Some(Field::Text) | None => is_same && !written.contains(['|', '•', '\t']),
                Some(_) => false,
            }
        };
        match out.last_mut().filter(goes_on) {
            Some(last) => {
                last.field = last.field.or(Some(Field::Text));
                last.at.end = piece.at.end;
            }
            None => out.push(piece),
        }
    }
    for piece in out.iter_mut().filter(|piece| is_loose(piece)) {
        close(&head.lines[piece.line].text, &mut piece.at);
    }
    out
}

/// Takes in the end of a bracket that opens in some bytes of a text.
fn close(text: &str, at: &mut Range<usize>) {
    let count = |sign: char| text[at.clone()].matches(sign).count();
    for (open, end) in [('(', ')'), ('（', '）')] {
        if count(open) > count(end) && text[at.end..].starts_with(end) {
            at.end += end.len_utf8();
            return;
        }
    }
}

/// True for a text that begins with a word between names.
fn leads_on(lexicon: &Lexicon, text: &str) -> bool {
    let words = [lexicon.at_words(), lexicon.weak_at_words()].concat();
    let lower = text.to_lowercase();
    let begins = |word: &String| {
        let rest = lower.strip_prefix(word.as_str());
        rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
    };
    words.iter().any(begins)
}

/// True where a byte of a line is bold.
fn is_strong(line: &Line, at: usize) -> bool {
    let mut runs = line.runs.iter();
    runs.any(|run| run.at.contains(&at) && run.emphasis.strong)
}
