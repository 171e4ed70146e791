//! Pieces of a head that belong together: they are printed as they are written.

use std::ops::Range;

use super::super::assign::{Field, Head, Taken};
use super::super::{Kind, Lexicon, Line, Run};
use crate::extract::fold::words;

/// The pieces of a head, those that are one in one.
pub(super) fn pieces(lexicon: &Lexicon, kind: Kind, head: &Head, taken: &[Taken]) -> Vec<Taken> {
    texts(lexicon, head, titles(lexicon, kind, head, taken))
}

/// Pieces that only bars part from the title, or middle dots from a title or an organisation, and that
/// no other field takes, are of it: "Senior Developer | Cloud Architect", "Crop Office · Granary". So is
/// what a comma joins to them where its style or words tell, and the letters of a name behind it.
fn titles(lexicon: &Lexicon, kind: Kind, head: &Head, taken: &[Taken]) -> Vec<Taken> {
    let is_loose = |taken: &Taken| matches!(taken.field, Some(Field::Text) | None);
    let is_title = |taken: &Taken| taken.field == Some(Field::Title);
    let is_name = |taken: &Taken| is_title(taken) || taken.field == Some(Field::Organization);
    let mut out: Vec<Taken> = Vec::new();
    for piece in taken {
        let line = &head.lines[piece.line];
        let text = line.text.as_str();
        if let Some(last) = out.last_mut()
            && last.line == piece.line
            && is_name(last)
            && is_loose(piece)
            && are_letters(text, last.at.end, &piece.at)
        {
            let is_closed = text[piece.at.end..].starts_with(')');
            last.at.end = piece.at.end + usize::from(is_closed);
            continue;
        }
        let before = out.len().checked_sub(2).map(|n| &out[n]);
        let is_between = |loose: &Taken| {
            before.is_some_and(|title| {
                let sign = text.get(title.at.end..loose.at.start.max(title.at.end));
                is_title(title) && title.line == loose.line && sign.map(str::trim) == Some(",")
            })
        };
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
                    Some(",") => {
                        let says = |is: &dyn Fn(&str) -> bool| {
                            words(&text[other.at.clone()]).iter().any(|word| is(word))
                        };
                        let is_brief = is_brief_name(&text[other.at.clone()]);
                        let is_behind = one.at.start < other.at.start;
                        let is_role = says(&|word| lexicon.is_role(word));
                        let is_school = says(&|word| lexicon.is_school(word));
                        let is_fit = match is_title(one) {
                            true => is_behind && is_role && !is_school,
                            false if is_behind => is_school && !is_role,
                            false => is_between(other) && !is_role,
                        };
                        kind.is_dated()
                            && is_name(one)
                            && is_brief
                            && (is_fit || in_one_bold_run(line, &one.at, &other.at))
                    }
                    // "Diploma – Looms – a first course"
                    Some(":" | "：" | "-" | "–" | "—") => {
                        let is_behind = one.at.start < other.at.start;
                        let is_given = [Kind::CERTIFICATIONS, Kind::AWARDS].contains(&kind);
                        let text = &text[other.at.clone()];
                        let is_issuer = sign != Some(":") && is_brief_name(text);
                        let is_small = text.starts_with(char::is_lowercase);
                        is_given && is_behind && is_title(one) && (!is_issuer || is_small)
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

/// True for the letters of a name in brackets right behind it: "Mill School of Leeds (MSL)".
fn are_letters(text: &str, end: usize, at: &Range<usize>) -> bool {
    let between = text.get(end..at.start).unwrap_or_default();
    let is_letter = |c: char| c.is_uppercase() || matches!(c, '&' | '-' | '.');
    between.trim() == "("
        && text[at.end..].starts_with(')')
        && text[at.clone()].chars().all(is_letter)
}

/// True where one bold run, which is not all of the line, holds both.
fn in_one_bold_run(line: &Line, one: &Range<usize>, other: &Range<usize>) -> bool {
    let holds = |run: &Run, at: &Range<usize>| run.at.start <= at.start && at.end <= run.at.end;
    let mut runs = line.runs.iter();
    let is_one = |run: &Run| run.emphasis.strong && holds(run, one) && holds(run, other);
    !line.is_bold() && runs.any(is_one)
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
