//! Works cited as bibliographies do: authors, title, venue, year.
//!
//! A citation is cut wherever a sign, a style or a date allows it ([`cuts`]); of all ways to take a
//! title between two cuts, with [`names`] of authors before or behind it, the one with the best sum
//! of evidence is its reading. A list has one style: which one is decided over all its citations.

mod cuts;
mod list;
mod names;
mod reader;
mod take;
#[cfg(test)]
mod tests;
mod venue;

use std::collections::HashMap;
use std::ops::Range;

use super::super::{Date, Kind, Lexicon, Line, weights};
use cuts::Sign;
pub(super) use list::list;
use reader::Reader;
pub(super) use take::take;

/// A citation, read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cited {
    /// The title's bytes.
    title: Range<usize>,
    /// Who wrote it.
    authors: Option<Range<usize>>,
    /// Where it was published.
    venue: Option<Range<usize>>,
    /// The place in brackets behind the venue.
    place: Option<Range<usize>>,
    date: Option<Date>,
    style: Style,
    score: f32,
}

/// What citations of one list have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Style {
    /// Authors stand before the title.
    has_authors_first: bool,
    /// A date stands before the title.
    is_dated_first: bool,
    /// What stands before and behind the title.
    signs: (Sign, Sign),
}

/// True for a citation.
pub(super) fn is_one(lexicon: &Lexicon, kind: Kind, line: &Line) -> bool {
    kind == Kind::PUBLICATIONS && is_sure(&readings(lexicon, line))
}

/// The citations of a list, each in the style of most of them; `None` for lines that are none.
pub(super) fn all(lexicon: &Lexicon, kind: Kind, lines: &[Option<&Line>]) -> Vec<Option<Cited>> {
    if kind != Kind::PUBLICATIONS {
        return vec![None; lines.len()];
    }
    let all: Vec<Vec<Cited>> = lines
        .iter()
        .map(|line| line.map_or_else(Vec::new, |line| readings(lexicon, line)))
        .collect();
    alike(all)
}

/// True where a line is a citation whatever stands beside it.
fn is_sure(readings: &[Cited]) -> bool {
    readings
        .iter()
        .any(|cited| cited.score >= weights().citation.least)
}

/// Of each line's readings the best, where being alike counts.
fn alike(all: Vec<Vec<Cited>>) -> Vec<Option<Cited>> {
    let mut worth: HashMap<Style, (f32, usize)> = HashMap::new();
    for (n, readings) in all.iter().enumerate() {
        for reading in readings
            .iter()
            .filter(|cited| cited.score >= weights().citation.least)
        {
            let sum = worth.entry(reading.style).or_insert((0.0, n));
            sum.0 += reading.score;
        }
    }
    // Of equal styles the first of the list.
    let best = worth
        .into_iter()
        .max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let style = best.map(|(style, _)| style);
    let value = |cited: &Cited| {
        cited.score
            + if Some(cited.style) == style {
                weights().citation.alike
            } else {
                0.0
            }
    };
    all.into_iter()
        .map(|readings| {
            readings
                .into_iter()
                .filter(|cited| {
                    cited.score >= weights().citation.least || Some(cited.style) == style
                })
                .max_by(|a, b| value(a).total_cmp(&value(b)))
        })
        .collect()
}

/// The best reading of each style.
fn readings(lexicon: &Lexicon, line: &Line) -> Vec<Cited> {
    /// A longer line tells something, in characters.
    const LONGEST: usize = 1200;
    let text = &line.text;
    if line.heading > 0 || line.opens.row || line.opens.term || text.len() > LONGEST {
        return Vec::new();
    }
    let dates = cuts::apart(line);
    let places: Vec<Range<usize>> = dates.iter().map(|date| date.at.clone()).collect();
    let cuts = cuts::cuts(line, &places);
    let reader = Reader {
        lexicon,
        line,
        dates: &dates,
        quoted: cuts::quoted(text),
        from: number(text),
    };
    let mut best: Vec<Cited> = Vec::new();
    for (i, before) in cuts.iter().enumerate() {
        let Some(lead) = reader.lead(before) else {
            continue;
        };
        for after in &cuts[i + 1..] {
            if after.end <= before.start || after.sign == Sign::Colon {
                continue;
            }
            let Some(cited) = reader.reading(&lead, before, after, &cuts) else {
                continue;
            };
            match best.iter_mut().find(|other| other.style == cited.style) {
                Some(other) if other.score >= cited.score => {}
                Some(other) => *other = cited,
                None => best.push(cited),
            }
        }
    }
    best.retain(|cited| cited.score >= weights().citation.least_alike);
    best
}

/// The bytes without blanks and signs that part pieces.
fn trimmed(text: &str, at: Range<usize>) -> Range<usize> {
    if at.start >= at.end {
        return at.start..at.start;
    }
    let signs = [
        ' ', ',', ';', ':', '.', '–', '—', '-', '/', '|', '，', '、', '：', '。', '·', '\u{a0}',
    ];
    let piece = &text[at.clone()];
    let front = piece.trim_start_matches(signs);
    let start = at.start + (piece.len() - front.len());
    start..start + front.trim_end_matches(signs).len()
}

/// Where a citation begins behind its number: "[12] ", "3. ".
fn number(text: &str) -> usize {
    const LONGEST: usize = 7;
    let (inner, close) = match text.strip_prefix('[') {
        Some(inner) => (inner, ']'),
        None => (text, '.'),
    };
    let Some(end) = inner.find(close).filter(|end| *end <= LONGEST) else {
        return 0;
    };
    let word = &inner[..end];
    let is_number = word.chars().all(|c| c.is_ascii_digit());
    let may = match close {
        ']' => word.chars().all(|c| c.is_ascii_alphanumeric()) && !is_year(word),
        _ => is_number && word.len() <= 3 && !word.is_empty(),
    };
    let after = text.len() - inner.len() + end + 1;
    let rest = &text[after..];
    match may && rest.starts_with(' ') {
        true => text.len() - rest.trim_start().len(),
        false => 0,
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2'])
}
