//! Pieces of a head that belong together: they are printed as they are written.

use std::ops::Range;

use super::super::assign::{Field, Head, Taken};
use super::super::{Lexicon, Line};

/// The pieces of a head, those that are one in one.
pub(super) fn pieces(lexicon: &Lexicon, head: &Head, taken: &[Taken]) -> Vec<Taken> {
    texts(lexicon, head, titles(head, taken))
}

/// Pieces that only bars part from the title, and that no other field takes, are of the title:
/// "Senior Developer | Cloud Architect".
fn titles(head: &Head, taken: &[Taken]) -> Vec<Taken> {
    let is_loose = |taken: &Taken| matches!(taken.field, Some(Field::Text) | None);
    let is_title = |taken: &Taken| taken.field == Some(Field::Title);
    let mut out: Vec<Taken> = Vec::new();
    for piece in taken {
        let joined = out.last().is_some_and(|last: &Taken| {
            let between = last.at.end.min(piece.at.start)..piece.at.start;
            let sign = head.lines[piece.line].text.get(between);
            last.line == piece.line
                && sign.is_some_and(|sign| sign.trim() == "|")
                && (is_title(last) && is_loose(piece) || is_loose(last) && is_title(piece))
        });
        match out.last_mut().filter(|_| joined) {
            Some(last) => {
                last.field = Some(Field::Title);
                last.at.end = piece.at.end;
            }
            None => out.push(piece.clone()),
        }
    }
    out
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
