//! What no title, organisation or place may be, whatever the evidence was: plain is better than false.
//!
//! A line of which one piece is refused is read in the next-best way, as one title; where that is none
//! either the line is the entry's text, as it is written.

use std::ops::Range;

use super::super::annotate::{ends_within, place_score, proseness};
use super::super::assign::{Field, Head, Taken, is_balanced};
use super::super::{Kind, Lexicon, Line, weights};
use super::running;
use crate::resume::Emphasis;

/// A longer title is a sentence, in words.
pub(super) const MOST_WORDS: usize = 14;

/// As much as makes a short text a sentence.
const PROSE: f32 = 0.8;

/// The pieces of a head without those that cannot be what they were taken for.
pub(super) fn pieces(lexicon: &Lexicon, kind: Kind, head: &Head, taken: &[Taken]) -> Vec<Taken> {
    let mut out = Vec::with_capacity(taken.len());
    for (n, line) in head.lines.iter().enumerate() {
        let of_line: Vec<Taken> = taken
            .iter()
            .filter(|taken| taken.line == n)
            .cloned()
            .collect();
        let refused = of_line
            .iter()
            .any(|taken| is_refused(lexicon, kind, line, taken));
        let is_cut = of_line.len() > 1 && running::tells(lexicon, line);
        match refused || is_cut {
            true => out.extend(otherwise(lexicon, kind, line, of_line)),
            false => out.extend(of_line),
        }
    }
    match kind.is_dated() {
        true => {
            without_joints(lexicon, head, &mut out);
            places(lexicon, head, &mut out);
        }
        false => name_by_heading(head, &mut out),
    }
    out
}

/// A heading names an undated thing that nothing else names, whatever its words look like.
fn name_by_heading(head: &Head, pieces: &mut [Taken]) {
    let is_name = |taken: &Taken| matches!(taken.field, Some(Field::Title | Field::Organization));
    if pieces.iter().any(is_name) {
        return;
    }
    let mut of_heading = pieces
        .iter_mut()
        .filter(|taken| head.lines[taken.line].heading > 0);
    if let (Some(taken), None) = (of_heading.next(), of_heading.next())
        && matches!(taken.field, Some(Field::Text | Field::Place) | None)
        && !running_on(&head.lines[taken.line].text)
    {
        taken.field = Some(Field::Title);
    }
}

/// True for a heading that is a sentence.
fn running_on(text: &str) -> bool {
    text.split_whitespace().count() > MOST_WORDS || text.ends_with('.')
}

/// A title ends before the small word that leads to the name behind it: "Volunteer for" and the link.
fn without_joints(lexicon: &Lexicon, head: &Head, pieces: &mut [Taken]) {
    for n in 1..pieces.len() {
        let next = (pieces[n].line, pieces[n].at.start, pieces[n].field);
        let piece = &mut pieces[n - 1];
        let text = &head.lines[piece.line].text;
        let is_beside = piece.line == next.0
            && piece.at.end <= next.1
            && text[piece.at.end..next.1].trim().is_empty();
        let is_pair = piece.field == Some(Field::Title) && next.2 == Some(Field::Organization);
        let Some((front, last)) = text[piece.at.clone()].trim_end().rsplit_once(' ') else {
            continue;
        };
        let is_joint = last.chars().all(char::is_lowercase)
            && (lexicon.is_function_word(last)
                || lexicon.at_words().iter().any(|word| word == last)
                || lexicon.weak_at_words().iter().any(|word| word == last));
        if is_beside && is_pair && is_joint {
            piece.at.end = piece.at.start + front.trim_end().len();
        }
    }
}

/// A country or a large city that stands for an employer is where the work was done.
fn places(lexicon: &Lexicon, head: &Head, pieces: &mut [Taken]) {
    let sure = weights().assign.words.sure_place_from;
    if pieces.iter().any(|taken| taken.field == Some(Field::Place)) {
        return;
    }
    for taken in pieces {
        let text = &head.lines[taken.line].text[taken.at.clone()];
        if taken.field == Some(Field::Organization) && place_score(lexicon, text) >= sure {
            taken.field = Some(Field::Place);
        }
    }
}

/// The next-best reading of a line: all of it is the title, else text.
fn otherwise(lexicon: &Lexicon, kind: Kind, line: &Line, taken: Vec<Taken>) -> Vec<Taken> {
    let is_named = |field: Option<Field>| {
        matches!(
            field,
            Some(Field::Title | Field::Organization | Field::Place | Field::Text) | None
        )
    };
    let named = || taken.iter().filter(|taken| is_named(taken.field));
    let Some(first) = named().next() else {
        return taken;
    };
    // What is set otherwise, or in brackets behind it, is no part of the name.
    let is_part = |taken: &&Taken| {
        let inside = &line.text[first.at.start..taken.at.end.max(first.at.start)];
        style(line, taken.at.start) == style(line, first.at.start) && is_balanced(inside)
    };
    let last = named().take_while(is_part).last().unwrap_or(first);
    let end = last.at.end;
    let whole = Taken {
        field: Some(Field::Title),
        line: first.line,
        at: first.at.start..end,
    };
    let is_dated = |at: &Range<usize>| {
        let mut dates = line.notes.dates.iter();
        dates.any(|date| at.start < date.at.end && date.at.start < at.end)
    };
    let is_cut = |at: &Range<usize>| line.text[at.clone()].contains(['|', '\t', '•']);
    let has_title = taken.iter().any(|taken| taken.field == Some(Field::Title));
    let is_title = has_title
        && !is_cut(&whole.at)
        && !is_dated(&whole.at)
        && !is_refused(lexicon, kind, line, &whole);
    let is_sentence = running::tells(lexicon, line) && !running::items_are_named(kind);
    if is_title && !is_sentence {
        let mut out = vec![whole];
        let is_other = |taken: &Taken| !is_named(taken.field) || taken.at.start >= end;
        out.extend(taken.into_iter().filter(is_other));
        return out;
    }
    let text = |mut taken: Taken| {
        if is_named(taken.field) {
            taken.field = Some(Field::Text);
        }
        taken
    };
    taken.into_iter().map(text).collect()
}

/// True for a piece that cannot be what it was taken for.
fn is_refused(lexicon: &Lexicon, kind: Kind, line: &Line, taken: &Taken) -> bool {
    let text = &line.text[taken.at.clone()];
    match taken.field {
        // A project may be a portfolio.
        Some(Field::Title) => kind.is_dated() && lexicon.is_document(text),
        Some(Field::Organization) => {
            lexicon.is_document(text)
                || begins_as_text(text)
                || ends_within(text)
                || goes_on(lexicon, line, &taken.at)
        }
        Some(
            Field::Place
            | Field::Text
            | Field::Employment
            | Field::Mode
            | Field::Address
            | Field::Call
            | Field::Duration
            | Field::Label,
        )
        | None => false,
    }
}

/// How the words at a byte of a line are set.
fn style(line: &Line, at: usize) -> Option<(Emphasis, bool)> {
    let run = line.seen().take_while(|run| run.at.start <= at).last();
    run.map(|run| (run.emphasis, run.href.is_some()))
}

/// True for a sign that no name begins with.
fn begins_as_text(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '…'))
        && chars.next().is_none_or(char::is_whitespace)
}

/// True for small letters behind a comma, dash or bracket in a line that begins with a great one: "Clerk,
/// then head of the mill". What small letters spell in one word is a name all the same: "adidas", "mill.org".
fn goes_on(lexicon: &Lexicon, line: &Line, at: &Range<usize>) -> bool {
    let text = &line.text[at.clone()];
    let before = line.text[..at.start].trim_end();
    let is_behind = before.ends_with([',', '–', '—', '-', '(', ';']);
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_small = first.chars().all(|c| c.is_lowercase());
    let is_particle = lexicon.is_name_particle(first);
    let rest_is_small = words
        .clone()
        .next()
        .is_some_and(|word| word.starts_with(char::is_lowercase));
    // What is set otherwise than the words before it is another fact.
    let first = line.runs.first().map_or(0, |run| run.at.start);
    let is_set_apart = style(line, at.start) != style(line, first);
    is_behind
        && !is_set_apart
        && line.text.starts_with(char::is_uppercase)
        && is_small
        && !is_particle
        && rest_is_small
        && !lexicon.has_firm_ending(text)
}

/// True for a title or an organisation that is none by itself, wherever it was read.
pub(super) fn is_none(lexicon: &Lexicon, value: &str, is_title: bool, is_dated: bool) -> bool {
    let long = value.split_whitespace().count() > MOST_WORDS;
    let letterless = !value.contains(char::is_alphabetic);
    let sentence = is_title && is_dated && proseness(lexicon, value, false) >= PROSE;
    long && is_dated || !is_title && letterless || sentence
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::super::annotate::annotate;
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    /// What becomes of the pieces of a line: field and text.
    fn read(text: &str, taken: &[(Field, &str)]) -> Vec<(Field, String)> {
        let mut line = plain(text);
        annotate(lexicon(), &mut line);
        let place = |(field, piece): &(Field, &str)| {
            let at = text.find(piece).expect("the piece stands in the line");
            Taken {
                field: Some(*field),
                line: 0,
                at: at..at + piece.len(),
            }
        };
        let taken: Vec<Taken> = taken.iter().map(place).collect();
        let head = Head {
            lines: vec![Rc::new(line)],
            shared: 0,
        };
        let pieces = pieces(lexicon(), Kind::EXPERIENCE, &head, &taken);
        let tell = |taken: Taken| (taken.field.expect("a field"), text[taken.at].to_owned());
        pieces.into_iter().map(tell).collect()
    }

    #[test]
    fn what_cannot_be_an_employer_stays_with_its_title() {
        use Field::{Organization, Place, Title};
        let read = read(
            "Head of the mill, looms and cards, Leeds",
            &[
                (Title, "Head of the mill"),
                (Organization, "looms and cards"),
                (Place, "Leeds"),
            ],
        );
        let whole = "Head of the mill, looms and cards, Leeds".to_owned();
        assert_eq!(read, [(Title, whole)]);
    }

    #[test]
    fn small_names_and_abbreviations_are_employers() {
        use Field::{Organization, Title};
        for (text, name) in [
            ("Weaver, mill.example", "mill.example"),
            ("Weaver, de Lange Wever", "de Lange Wever"),
            ("Weaver, Gral. Mills of Leeds", "Gral. Mills of Leeds"),
        ] {
            let taken = [(Title, "Weaver"), (Organization, name)];
            let expected = taken.map(|(field, text)| (field, text.to_owned()));
            assert_eq!(read(text, &taken), expected, "{text}");
        }
    }
}
