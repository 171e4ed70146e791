//! A head line cut into pieces.

use std::ops::Range;

use super::Field;
use super::bounds::{Bound, Cuts, Separator, cutting_brackets, enclosed, label_fields};
use crate::extract::fold::{fold, words};
use crate::extract::reader::{Fields, Lexicon, Line, Run, annotate, weights};

/// A piece of a head line, which one field may take.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Its bytes, trimmed.
    pub(super) at: Range<usize>,
    /// What separates it from what stands before.
    pub(super) separator: Separator,
    /// Its first byte with the word that separates it: "at Acme".
    pub(super) from: usize,
    /// Nothing that belongs to others (a date, a kind of employment) stands between it and the
    /// piece before.
    pub(super) reads_on: bool,
    /// All of it is bold, or the line is a heading.
    pub(super) is_bold: bool,
    /// All of it is italic.
    pub(super) is_italic: bool,
    /// All of it is linked.
    pub(super) is_linked: bool,
    /// The fields that the classes of all its runs name.
    pub(super) fields: Fields,
}

/// A line under one choice of cuts.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    /// What the alignment takes, in order.
    pub(super) pieces: Vec<Piece>,
    /// What it never sees.
    pub(super) aside: Vec<(Field, Range<usize>)>,
}

/// Cuts a line, of which stretches may be `decided` to be fields. `likeness` tells how much some of
/// its bytes look like a place.
pub(super) fn cut(
    lexicon: &Lexicon,
    line: &Line,
    (bounds, decided): (&[Bound], &[(Range<usize>, Field)]),
    cuts: Cuts,
    mut likeness: impl FnMut(&Range<usize>) -> f32,
) -> Pieces {
    let all = parts(lexicon, line, bounds, cuts);
    let known_from = weights().assign.known_from;
    // Beside a place "remote" says how, and not where.
    let has_place = all.iter().any(|piece| {
        likeness(&piece.at) >= known_from && !is_mode(lexicon, &line.text[piece.at.clone()])
    });
    let apart = |bound: &Bound| match bound.separator {
        Separator::Duration => Some((Field::Duration, bound.at.clone())),
        Separator::Grade => Some((Field::Employment, without_brackets(&line.text, &bound.at))),
        Separator::Label => {
            let label = line.text[bound.at.clone()].trim_end();
            Some((Field::Label, bound.at.start..bound.at.start + label.len()))
        }
        Separator::At
        | Separator::WeakAt
        | Separator::Colon
        | Separator::Comma
        | Separator::Dash
        | Separator::Bracket
        | Separator::Slash
        | Separator::Style
        | Separator::Stop
        | Separator::Start
        | Separator::Hard
        | Separator::Date => None,
    };
    let mut out = Pieces {
        pieces: Vec::new(),
        aside: bounds.iter().filter_map(apart).collect(),
    };
    let mut reads_on = true;
    for mut piece in all {
        reads_on &= piece.reads_on;
        let is_decided = decided_as(decided, &piece.at).is_some();
        let set_aside = aside(lexicon, line, &piece, has_place);
        if let Some(field) = set_aside.filter(|_| !is_decided) {
            out.aside.push((field, piece.at));
            reads_on = false;
            continue;
        }
        piece.reads_on = reads_on;
        reads_on = true;
        out.pieces.push(piece);
    }
    out
}

/// What some bytes are decided to be.
pub(super) fn decided_as(decided: &[(Range<usize>, Field)], at: &Range<usize>) -> Option<Field> {
    let mut own = decided.iter();
    let own = own.find(|(own, _)| own.start < at.end && at.start < own.end);
    own.map(|(_, field)| *field)
}

/// The texts between the bounds that cut, each with what separates it.
fn parts(lexicon: &Lexicon, line: &Line, bounds: &[Bound], cuts: Cuts) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let (mut start, mut separator, mut reads_on) = (0, Separator::Start, true);
    let mut word: Option<usize> = None;
    let mut announced: Option<Fields> = None;
    let always = cutting_brackets(lexicon, &line.text, bounds);
    let enclosed = enclosed(&line.text, bounds);
    let cutting = bounds.iter().enumerate().filter(|&(n, bound)| {
        // What an uncut bracket encloses is one piece with it.
        let is_inside = bound.separator.is_soft() && enclosed[n] && !cuts.has(Separator::Bracket);
        always[n] || cuts.has(bound.separator) && !is_inside
    });
    for (_, bound) in cutting {
        let at = start..bound.at.start.max(start);
        let is_time = bound.separator.is_time();
        let piece = part(lexicon, line, at, is_time);
        let is_made = piece.is_some();
        out.extend(piece.map(|piece| Piece {
            separator,
            from: word.unwrap_or(piece.at.start),
            reads_on,
            fields: announced.take().unwrap_or(piece.fields),
            ..piece
        }));
        if bound.separator == Separator::Label {
            announced = label_fields(lexicon, &line.text[bound.at.clone()]);
        }
        let is_word = match bound.separator {
            Separator::At | Separator::WeakAt => true,
            // "Kudur ühes [Mill](…)".
            Separator::Style => line.text[bound.at.clone()].contains(char::is_alphabetic),
            Separator::Colon
            | Separator::Comma
            | Separator::Dash
            | Separator::Bracket
            | Separator::Slash
            | Separator::Stop
            | Separator::Start
            | Separator::Hard
            | Separator::Date
            | Separator::Duration
            | Separator::Grade
            | Separator::Label => false,
        };
        word = is_word.then(|| trimmed(&line.text, bound.at.clone()).start);
        // A comma behind a date says less than the date.
        if is_made || !(separator.is_time() || separator == Separator::Hard) {
            separator = bound.separator;
        }
        reads_on = !is_time && (is_made || reads_on);
        start = start.max(bound.at.end);
    }
    out.extend(
        part(lexicon, line, start..line.text.len(), false).map(|piece| Piece {
            separator,
            from: word.unwrap_or(piece.at.start),
            reads_on,
            fields: announced.unwrap_or(piece.fields),
            ..piece
        }),
    );
    out
}

/// A piece of some bytes of a line, its separator still to be told; `None` where they hold no
/// word.
fn part(lexicon: &Lexicon, line: &Line, at: Range<usize>, is_before_date: bool) -> Option<Piece> {
    let mut at = trimmed(&line.text, at);
    if is_before_date {
        at = without_preposition(lexicon, line, at);
    }
    // A date took the words in the bracket and left its end.
    let text = &line.text[at.clone()];
    let open = text.matches('(').count();
    if open > text.matches(')').count() && line.text[at.end..].starts_with(')') {
        at.end += 1;
    }
    if !line.text[at.clone()].contains(char::is_alphanumeric) {
        return None;
    }
    let is_in = |run: &&Run| {
        run.at.start < at.end
            && at.start < run.at.end
            && !line.text[run.at.clone()].trim().is_empty()
    };
    let runs: Vec<_> = line.runs.iter().filter(is_in).collect();
    Some(Piece {
        separator: Separator::Start,
        from: at.start,
        reads_on: true,
        is_bold: line.heading > 0 || runs.iter().all(|run| run.emphasis.strong),
        is_italic: runs.iter().all(|run| run.emphasis.emphasized),
        is_linked: !runs.is_empty() && runs.iter().all(|run| run.href.is_some()),
        fields: runs
            .iter()
            .map(|run| run.fields)
            .reduce(Fields::and)
            .unwrap_or_default(),
        at,
    })
}

/// Some bytes of a text without blanks and signs at their edges.
pub(super) fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    let written = &text[at.clone()];
    let start = at.start + (written.len() - written.trim_start().len());
    let end = (at.start + written.trim_end().len()).max(start);
    let inner = annotate::trimmed(&text[start..end]);
    start + inner.start..start + inner.end
}

/// The bytes before a date without the preposition that belongs to it: "Clerk from".
fn without_preposition(lexicon: &Lexicon, line: &Line, at: Range<usize>) -> Range<usize> {
    let words = &line.notes.words;
    let next = words.partition_point(|(place, _)| place.end <= at.end);
    match words[..next].last() {
        Some((place, word))
            if place.end == at.end
                && place.start >= at.start
                && lexicon.is_date_preposition(word) =>
        {
            trimmed(&line.text, at.start..place.start)
        }
        _ => at,
    }
}

/// What a piece is that no field takes.
fn aside(lexicon: &Lexicon, line: &Line, piece: &Piece, has_place: bool) -> Option<Field> {
    let text = &line.text[piece.at.clone()];
    // "Director @ Granary.com" names an employer.
    let is_named = !text.contains('/') && text.starts_with(char::is_uppercase);
    let is_address = || {
        let is_written = line.notes.addresses.contains(&piece.at) && !is_named;
        is_written && (piece.is_linked || text.contains('/'))
    };
    let is_call = || match piece.is_linked {
        true => lexicon.is_call(text),
        false => lexicon.is_call_exactly(text),
    };
    if has_place && is_mode(lexicon, text) {
        Some(Field::Mode)
    } else if is_address() {
        Some(Field::Address)
    } else if is_call() {
        Some(Field::Call)
    } else if lexicon.is_employment(text) || is_figure(lexicon, line, piece) {
        Some(Field::Employment)
    } else {
        None
    }
}

/// Some bytes of a text without the brackets around them.
fn without_brackets(text: &str, at: &Range<usize>) -> Range<usize> {
    let written = &text[at.clone()];
    let inner = written.trim_start_matches(['(', '（']);
    let start = at.end - inner.len();
    start..start + inner.trim_end_matches([')', '）']).len()
}

/// True for a text that says only how or how long: a kind of employment, a measure with its unit.
pub(super) fn says_how(lexicon: &Lexicon, text: &str) -> bool {
    let text = text.trim();
    let is_measure = text.contains(char::is_alphabetic) && is_amount(lexicon, text);
    lexicon.is_employment(text) || is_measure
}

/// True for a figure, in brackets "(104h)", "(three weeks)": how much there was of what stands before
/// it.
fn is_figure(lexicon: &Lexicon, line: &Line, piece: &Piece) -> bool {
    let whole = &line.text[piece.at.clone()];
    let text = whole.trim_matches(['(', '（', ')', '）']);
    let is_enclosed = text.len() < whole.len()
        || line.text[..piece.at.start].ends_with(['(', '（'])
            && line.text[piece.at.end..].starts_with([')', '）']);
    let is_date = || !annotate::dates(lexicon, text).is_empty();
    let is_sure = match is_enclosed {
        true => !text.contains(['(', ')']) && is_amount(lexicon, text),
        false => is_measured(lexicon, text),
    };
    is_sure && !is_date()
}

/// True for a number and its unit in small letters, and nothing else: "40 h", "120 horas", "15 h/a". "3 Suisses"
/// is a firm.
fn is_measured(lexicon: &Lexicon, text: &str) -> bool {
    /// A longer word is a unit only where a list has it, in letters.
    const LONGEST_UNIT: usize = 4;
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let (has_number, is_apart) = (
        unit.len() < text.len(),
        unit.starts_with(char::is_whitespace),
    );
    let unit = unit.trim().trim_end_matches('.');
    let letters = unit.chars().count();
    let is_small =
        unit.chars().all(|c| c.is_lowercase() || c == '/') && unit.starts_with(char::is_lowercase);
    let is_short = letters <= LONGEST_UNIT && (is_apart || letters == 1);
    has_number && is_small && (is_short || lexicon.is_unit(&fold(unit)))
}

/// True for a number with or without its unit: "104h", "200 Std.", "3 weeks".
fn is_amount(lexicon: &Lexicon, text: &str) -> bool {
    /// More words say something else.
    const MOST_WORDS: usize = 3;
    /// A longer word is no abbreviation of a unit, in letters.
    const LONGEST_UNIT: usize = 4;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_code = text.starts_with(|c: char| c.is_ascii_digit())
        && !text.contains(char::is_whitespace)
        && letters < text.chars().count() - letters;
    // "200 Std."
    let is_measure = text.split_once(' ').is_some_and(|(number, unit)| {
        let unit = unit.trim_end_matches('.');
        number.bytes().all(|byte| byte.is_ascii_digit())
            && unit.chars().all(char::is_alphabetic)
            && unit.chars().count() <= LONGEST_UNIT
    });
    let has_unit = || {
        let has_digit = text.contains(|c: char| c.is_ascii_digit());
        let is_brief = text.split_whitespace().count() <= MOST_WORDS;
        has_digit && is_brief && words(text).iter().any(|word| lexicon.is_unit(word))
    };
    is_code || is_measure || has_unit()
}

/// True if all words say where work is done: "hybrid".
fn is_mode(lexicon: &Lexicon, text: &str) -> bool {
    let words = words(text);
    !words.is_empty() && words.iter().all(|word| lexicon.is_remote(word))
}
