//! Works cited as bibliographies do: authors, title, venue, year.
//!
//! A citation is cut wherever a sign, a style or a date allows it ([`cuts`]); of all ways to take a
//! title between two cuts, with [`names`] of authors before or behind it, the one with the best sum
//! of evidence is its reading. A list has one style: which one is decided over all its citations.

mod cuts;
mod list;
mod names;

use std::collections::HashMap;
use std::ops::Range;

use super::super::annotate::place_score;
use super::super::lexicon::is_unspaced;
use super::super::{Date, Kind, Lexicon, Line, Run};
use super::account::{Reason, Target};
use super::entry::Draft;
use super::value::Maker;
use crate::resume::RichText;
use cuts::{Apart, Cut, Sign};
pub(super) use list::list;

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

/// A reading with a smaller sum is none.
const LEAST: f32 = 2.3;

/// With a smaller one it is none either where it is of its list's style.
const LEAST_ALIKE: f32 = 1.2;

/// Authors are as sure as that where they have initials.
const SURE_NAMES: f32 = 1.3;

/// What it is worth to be of the list's style.
const ALIKE: f32 = 0.8;

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
    readings.iter().any(|cited| cited.score >= LEAST)
}

/// Of each line's readings the best, where being alike counts.
fn alike(all: Vec<Vec<Cited>>) -> Vec<Option<Cited>> {
    let mut worth: HashMap<Style, (f32, usize)> = HashMap::new();
    for (n, readings) in all.iter().enumerate() {
        for reading in readings.iter().filter(|cited| cited.score >= LEAST) {
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
                ALIKE
            } else {
                0.0
            }
    };
    all.into_iter()
        .map(|readings| {
            readings
                .into_iter()
                .filter(|cited| cited.score >= LEAST || Some(cited.style) == style)
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
    best.retain(|cited| cited.score >= LEAST_ALIKE);
    best
}

/// What stands before a title.
struct Lead {
    authors: Option<(Range<usize>, f32)>,
    date: Option<Date>,
}

struct Reader<'a> {
    lexicon: &'a Lexicon,
    line: &'a Line,
    dates: &'a [Apart],
    quoted: Vec<Range<usize>>,
    /// Where the citation begins, its number left out.
    from: usize,
}

impl Reader<'_> {
    /// What stands before a cut: nothing, a date, authors, or both; `None` for anything else.
    fn lead(&self, cut: &Cut) -> Option<Lead> {
        let end = cut.end.max(self.from);
        if cut.start < self.from {
            return None;
        }
        let mut lead = Lead {
            authors: None,
            date: None,
        };
        let mut at = trimmed(&self.line.text, self.from..end);
        for date in self.dates {
            let is_first = date.at.start <= at.start && date.at.end > at.start;
            let is_last =
                date.at.end >= at.end && date.at.start < at.end && date.at.start >= at.start;
            if is_first {
                at = trimmed(&self.line.text, date.at.end.min(at.end)..at.end);
            } else if is_last {
                at = trimmed(&self.line.text, at.start..date.at.start);
            } else {
                continue;
            }
            lead.date.get_or_insert(date.date.clone());
        }
        if !self.says(&at) {
            return Some(lead);
        }
        let score = names::score(self.lexicon, &self.line.text[at.clone()])?;
        lead.authors = Some((with_stop(&self.line.text, at), score));
        Some(lead)
    }

    fn says(&self, at: &Range<usize>) -> bool {
        self.line.text[at.clone()].contains(char::is_alphanumeric)
    }

    fn reading(&self, lead: &Lead, before: &Cut, after: &Cut, cuts: &[Cut]) -> Option<Cited> {
        let at = self.whole_title(before.start..after.end);
        if self
            .dates
            .iter()
            .any(|date| date.at.start < at.end && at.start < date.at.end)
        {
            let is_inner = |date: &Apart| {
                date.is_bracketed || date.at.start == at.start || date.at.end == at.end
            };
            if self
                .dates
                .iter()
                .any(|date| date.at.start < at.end && at.start < date.at.end && is_inner(date))
            {
                return None;
            }
        }
        let mut score =
            self.title(&at)? + sign_worth(before.sign, true) + sign_worth(after.sign, false);
        let mut authors = lead.authors.clone();
        let mut rest = after.start;
        let has_authors_first = authors.is_some();
        if authors.is_none() {
            authors = self.authors_behind(after, cuts);
            if let Some((found, _)) = &authors {
                rest = found.end;
            }
        }
        score += authors.as_ref().map_or(-0.6, |(_, worth)| *worth);
        // A comma or colon parts a title from surnames with initials alone.
        let is_sure = |(_, worth): &(Range<usize>, f32)| *worth >= SURE_NAMES;
        if matches!(before.sign, Sign::Soft | Sign::Colon) && !authors.as_ref().is_some_and(is_sure)
        {
            return None;
        }
        let (venue, place, worth) = self.venue(rest);
        score += worth;
        let behind = self.dates.iter().rev().find(|date| date.at.start >= at.end);
        let behind = behind.or(self.dates.iter().find(|date| date.at.start >= at.end));
        let date = lead.date.clone().or(behind.map(|date| date.date.clone()));
        score += if date.is_some() { 0.6 } else { -0.3 };
        // A name and nothing else with a date is any entry.
        if authors.is_none() && (venue.is_none() || date.is_none()) {
            return None;
        }
        Some(Cited {
            title: at,
            authors: authors.map(|(at, _)| at),
            venue,
            place,
            date,
            style: Style {
                has_authors_first,
                is_dated_first: lead.date.is_some(),
                signs: (before.sign.class(), after.sign.class()),
            },
            score,
        })
    }

    /// A title with the quotation mark that closes inside it, and without pages in brackets.
    fn whole_title(&self, mut at: Range<usize>) -> Range<usize> {
        let text = &self.line.text;
        let closing = self.quoted.iter().find(|inner| {
            let gap = text.get(inner.end..at.end.max(inner.end)).unwrap_or("");
            at.start < inner.start && inner.end <= at.end && !gap.contains(char::is_alphanumeric)
        });
        if closing.is_some() {
            let signs = |c: char| {
                matches!(
                    c,
                    '.' | ',' | '”' | '"' | '“' | '»' | '」' | '』' | '?' | '!'
                )
            };
            let more = text[at.end..].chars().take_while(|c| signs(*c));
            let more: Vec<char> = more.collect();
            let last = more
                .iter()
                .rposition(|c| !matches!(c, '.' | ',' | '?' | '!'));
            if let Some(last) = last {
                at.end += more[..=last].iter().map(|c| c.len_utf8()).sum::<usize>();
            }
        }
        let piece = &text[at.clone()];
        if piece.ends_with(')')
            && let Some(open) = piece.rfind(" (")
        {
            let inner = &piece[open + 2..];
            let is_pages = ["p. ", "pp. ", "pp ", "S. ", "s. "]
                .iter()
                .any(|sign| inner.starts_with(sign));
            if is_pages {
                at.end = at.start + open;
            }
        }
        at
    }

    /// True where what is quoted goes on behind its mark: "“Bread” in towns", "“Bread”: a study".
    fn goes_on(&self, at: &Range<usize>) -> bool {
        let rest = &self.line.text[at.end..];
        let rest = rest.trim_start_matches(['”', '"', '“', '»', '」', '』', ',', '.']);
        let has_stop = self.line.text[at.end..].starts_with([',', '.']);
        rest.starts_with(':')
            || !has_stop
                && rest.trim_start().starts_with(char::is_lowercase)
                && rest.starts_with(' ')
    }

    /// How much a piece reads as a title.
    fn title(&self, at: &Range<usize>) -> Option<f32> {
        let text = &self.line.text[at.clone()];
        if !text.contains(char::is_alphabetic) || text.contains("://") || text.contains("www.") {
            return None;
        }
        let words = match is_unspaced(text) {
            true => text.chars().count() / 2,
            false => text
                .split_whitespace()
                .filter(|word| word.contains(char::is_alphanumeric))
                .count(),
        };
        let mut score: f32 = match words {
            0 => return None,
            1 => -0.8,
            2 => -0.2,
            3 => 0.4,
            4..=30 => 1.0,
            31..=45 => 0.0,
            _ => return None,
        };
        if self.quoted.contains(at) {
            score += if words > 2 { 1.5 } else { 0.7 };
            if self.goes_on(at) {
                score -= 2.0;
            }
        } else if self.quoted.iter().any(|inner| {
            inner.start < at.end
                && at.start < inner.end
                && !(at.start <= inner.start && inner.end <= at.end)
        }) {
            return None;
        }
        let own = |run: &Run| run.at.start >= at.start && run.at.end <= at.end;
        let runs: Vec<&Run> = self
            .line
            .seen()
            .filter(|run| run.at.start < at.end && at.start < run.at.end)
            .collect();
        let is_whole =
            runs.iter().all(|run| run.emphasis.strong) || runs.iter().all(|run| run.href.is_some());
        if words > 2 && is_whole && runs.first().is_some_and(|run| own(run)) {
            score += 1.0;
        }
        if text.starts_with(char::is_lowercase) {
            score -= 1.5;
        }
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            score -= 0.4;
        }
        if names::score(self.lexicon, text).is_some_and(|sure| sure > 1.0) {
            score -= 2.0;
        }
        let first = text.split(", ").next().unwrap_or(text);
        if first.len() < text.len()
            && names::score(self.lexicon, first).is_some_and(|sure| sure >= SURE_NAMES)
        {
            score -= 1.5;
        }
        // Where a title may have ended before.
        let mut inner = Vec::new();
        let stops = [". ", "? ", "! ", "。"];
        for stop in stops {
            for (stop_at, _) in text.match_indices(stop) {
                let before = &text[..stop_at];
                let word: String = before
                    .chars()
                    .rev()
                    .take_while(|c| c.is_alphanumeric())
                    .collect();
                let next = &text[stop_at + stop.len()..];
                if word.chars().count() > 1 && !cuts::begins_small(next) {
                    inner.push(stop_at);
                }
            }
        }
        score -= 0.8 * inner.len() as f32;
        let turns = self.line.runs.windows(2).filter(|pair| {
            let turn = pair[1].at.start;
            let is_inside = turn > at.start && turn < at.end;
            let (a, b) = (&pair[0], &pair[1]);
            is_inside && (a.emphasis != b.emphasis || a.href.is_some() != b.href.is_some())
        });
        score -= 0.5 * turns.count().min(3) as f32;
        Some(score)
    }

    /// Authors right behind a title.
    fn authors_behind(&self, after: &Cut, cuts: &[Cut]) -> Option<(Range<usize>, f32)> {
        let ends = cuts.iter().filter(|cut| cut.end > after.start);
        let mut best: Option<(Range<usize>, f32)> = None;
        for cut in ends {
            let at = trimmed(&self.line.text, after.start..cut.end);
            if at.is_empty() {
                continue;
            }
            let Some(score) = names::score(self.lexicon, &self.line.text[at.clone()]) else {
                continue;
            };
            let score = score + 0.01 * at.len().min(50) as f32 / 5.0;
            if score >= 0.9 && best.as_ref().is_none_or(|(_, known)| *known <= score) {
                best = Some((at, score));
            }
        }
        best
    }

    /// Where it was published, the place in brackets behind it, and how surely.
    fn venue(&self, from: usize) -> (Option<Range<usize>>, Option<Range<usize>>, f32) {
        let text = &self.line.text;
        let rest = &text[from.min(text.len())..];
        let skip = rest
            .find(|c: char| c.is_alphanumeric())
            .unwrap_or(rest.len());
        let mut start = from + skip;
        // A date between title and venue.
        for date in self.dates {
            if date.at.start <= start && start < date.at.end {
                let rest = &text[date.at.end..];
                start = date.at.end
                    + rest
                        .find(|c: char| c.is_alphanumeric())
                        .unwrap_or(rest.len());
            }
        }
        if start >= text.len() {
            return (None, None, 0.0);
        }
        let is_set = |run: &&Run| {
            let words = &text[run.at.clone()];
            run.at.end > start
                && (run.emphasis.emphasized
                    || run.href.is_some() && run.at.start <= start && words.contains(' '))
                && words[start.max(run.at.start) - run.at.start..].contains(char::is_alphabetic)
        };
        if let Some(run) = self.line.runs.iter().find(is_set) {
            let mut end = run.at.end;
            for more in self
                .line
                .runs
                .iter()
                .filter(|more| more.emphasis.emphasized == run.emphasis.emphasized)
            {
                if more.at.start == end && more.emphasis.emphasized {
                    end = more.at.end;
                }
            }
            let at = self.without_number(trimmed(text, run.at.start.max(start)..end));
            if self.says(&at) && !text[at.clone()].contains("://") {
                let worth = if run.emphasis.emphasized { 0.8 } else { 0.4 };
                return (Some(at.clone()), self.place(at.end), worth);
            }
        }
        // "『陶芸研究』12".
        if let Some(inner) = self.quoted.iter().find(|inner| inner.start == start) {
            return (Some(inner.clone()), self.place(inner.end), 0.8);
        }
        let start = self.behind_editors(&(start..text.len()));
        let mut at = start..self.plain_end(start);
        // "In: Proceedings of": what stands there holds the work.
        for opening in ["In: ", "In ", "in: ", "in ", "En ", "Em ", "Dans ", "// "] {
            if text[at.clone()].starts_with(opening) {
                at.start += opening.len();
                break;
            }
        }
        let at = self.without_number(trimmed(text, at));
        let words = &text[at.clone()];
        let is_none = words.is_empty()
            || words.contains("://")
            || words.starts_with(|c: char| c.is_ascii_digit())
            || words.to_lowercase().starts_with("doi")
            || words.split_whitespace().count() > 16
            || self.lexicon.is_call(words);
        if is_none {
            return (None, None, 0.0);
        }
        let place = self.place(at.end);
        let are_great = words
            .split_whitespace()
            .filter(|word| word.chars().count() > 3)
            .all(|word| !word.starts_with(char::is_lowercase));
        let next = text[at.end..].trim_start_matches([' ', ',', '.', '(', '[', ';', ':']);
        let has_number = next.starts_with(|c: char| c.is_ascii_digit());
        let mut worth = match (are_great, has_number) {
            (true, true) => 0.9,
            (true, false) => 0.4,
            (false, true) => 0.1,
            (false, false) => -0.5,
        };
        let first = words.split_whitespace().next().unwrap_or(words);
        if first.starts_with(char::is_lowercase) && !first.contains(char::is_uppercase) {
            worth -= 0.8;
        }
        let (at, place) = self.without_place(at, place);
        (Some(at), place, worth)
    }

    /// Where a venue that no style sets apart ends: at a stop, a bracket, a number, a date.
    fn plain_end(&self, start: usize) -> usize {
        let text = &self.line.text;
        let rest = &text[start..];
        let mut end = rest.len();
        for (at, c) in rest.char_indices().skip(1) {
            let after = rest[at + c.len_utf8()..].trim_start();
            let is_number = || after.starts_with(|c: char| c.is_ascii_digit());
            let is_end = match c {
                '.' => {
                    let word: usize = rest[..at]
                        .chars()
                        .rev()
                        .take_while(|c| c.is_alphanumeric())
                        .count();
                    rest[at + 1..].starts_with(' ')
                        && after.starts_with(|c: char| !c.is_lowercase())
                        && word > 1
                }
                '(' | '[' | ';' | '（' | '。' => true,
                ',' | '，' => {
                    let next: String = after.chars().take_while(|c| c.is_alphabetic()).collect();
                    let next = next.to_lowercase();
                    is_number()
                        || [
                            "vol", "no", "pp", "p", "doi", "pages", "issue", "nr", "bd", "s", "n",
                            "т", "с", "№",
                        ]
                        .contains(&next.as_str())
                        || after.starts_with('№')
                }
                ' ' => {
                    is_number()
                        && !self.line.text[start + at + 1..]
                            .split_whitespace()
                            .next()
                            .is_some_and(|word| word.ends_with(|c: char| c.is_alphabetic()))
                }
                _ => false,
            };
            if is_end {
                end = at;
                break;
            }
        }
        let mut end = start + end;
        for date in self.dates {
            if date.at.start > start && date.at.start < end {
                end = date.at.start;
            }
        }
        end
    }

    /// Where a venue begins behind those who edited it, or behind how the work was shown: "In A. Reis
    /// (Ed.), …", "Paper presented at the …".
    fn behind_editors(&self, at: &Range<usize>) -> usize {
        /// Longer is no list of editors, in bytes.
        const LONGEST: usize = 160;
        let text = &self.line.text[at.start..];
        let is_edited = |inner: &str| {
            [
                "Ed.", "Eds.", "ed.", "eds.", "Hrsg.", "Hg.", "dir.", "Org.", "Orgs.", "org.",
                "coord.",
            ]
            .contains(&inner)
        };
        let open = text.find(" (").filter(|open| *open < LONGEST);
        if let Some(open) = open
            && let Some(close) = text[open..].find(')')
            && is_edited(&text[open + 2..open + close])
        {
            let rest = &text[open + close + 1..];
            let skip = rest.len() - rest.trim_start_matches([',', '.', ':', ' ']).len();
            return at.start + open + close + 1 + skip;
        }
        at.start
    }

    /// A venue and the place behind its comma.
    fn without_place(
        &self,
        at: Range<usize>,
        place: Option<Range<usize>>,
    ) -> (Range<usize>, Option<Range<usize>>) {
        let text = &self.line.text[at.clone()];
        let mut commas = text.match_indices(", ");
        let found = commas.find(|(comma, _)| place_score(self.lexicon, &text[comma + 2..]) > 0.9);
        match found.filter(|(comma, _)| place.is_none() && text[..*comma].contains(' ')) {
            Some((comma, _)) => (
                at.start..at.start + comma,
                Some(trimmed(&self.line.text, at.start + comma + 2..at.end)),
            ),
            None => (at, place),
        }
    }

    /// A venue without the volume, pages and date behind it.
    fn without_number(&self, mut at: Range<usize>) -> Range<usize> {
        for date in self.dates {
            if date.at.start > at.start && date.at.end <= at.end + 1 {
                at.end = at.end.min(date.at.start);
            }
        }
        let text = &self.line.text[at.clone()];
        let kept = text.trim_end_matches(|c: char| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    ' ' | ',' | '(' | ')' | ':' | '-' | '–' | '.' | ';' | '/' | '['
                )
        });
        if !kept.is_empty() && text[kept.len()..].starts_with([',', ' ', '(', '[', '.', ';']) {
            at.end = at.start + kept.len();
        }
        at
    }

    /// A place in brackets right behind the venue.
    fn place(&self, from: usize) -> Option<Range<usize>> {
        let text = &self.line.text;
        let rest = &text[from..];
        let inner = rest.trim_start_matches([' ', '.']).strip_prefix('(')?;
        let start = text.len() - inner.len();
        let end = start + inner.find(')')?;
        let at = trimmed(text, start..end);
        let words = &text[at.clone()];
        let is_dated = self
            .dates
            .iter()
            .any(|date| date.at.start < end && start < date.at.end);
        (!is_dated && place_score(self.lexicon, words) > 0.5).then_some(at)
    }
}

/// What a sign before or behind a title is worth.
fn sign_worth(sign: Sign, is_before: bool) -> f32 {
    match sign {
        Sign::Edge if is_before => 0.3,
        Sign::Stop => 0.7,
        Sign::Quote => 0.7,
        Sign::Date => 0.8,
        Sign::Style => 0.5,
        Sign::Weak if is_before => 0.5,
        Sign::Edge | Sign::Weak | Sign::Soft | Sign::Colon => 0.0,
    }
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

/// Names with the stop of the last initial.
fn with_stop(text: &str, at: Range<usize>) -> Range<usize> {
    let names = &text[at.clone()];
    let last = names.rsplit([' ', '.']).next().unwrap_or(names);
    let is_initial = last.chars().count() == 1 && (names.contains('.') || names.contains(','));
    match text[at.end..].starts_with('.') && is_initial {
        true => at.start..at.end + 1,
        false => at,
    }
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

/// Fills an entry from a citation.
pub(super) fn take(maker: &mut Maker<'_>, draft: &mut Draft, line: &Line, cited: &Cited) {
    let from = number(&line.text);
    if from > 0 {
        maker.account.set_aside(line.place(0..from), Reason::Joint);
    }
    draft.entry.title = maker.text(line, cited.title.clone(), Target::Title);
    let mut taken = vec![0..from, cited.title.clone()];
    if let Some(date) = &cited.date {
        draft.entry.period = maker.period(line, date);
        taken.push(date.at.clone());
    }
    if let Some(venue) = &cited.venue {
        draft.entry.organization = maker.text(line, venue.clone(), Target::Organization);
        taken.push(venue.clone());
    }
    if let Some(place) = &cited.place {
        draft.entry.location = maker.text(line, place.clone(), Target::Place);
        taken.push(place.clone());
    }
    if let Some(authors) = &cited.authors {
        let authors = maker.rich(line, authors.clone(), Target::Description);
        draft.description.extend(authors);
    }
    taken.extend(cited.authors.clone());
    taken.sort_by_key(|at| at.start);
    let mut rest: Option<RichText> = None;
    let mut from = 0;
    for at in taken
        .into_iter()
        .chain(std::iter::once(line.text.len()..line.text.len()))
    {
        let gap = from..at.start.max(from);
        from = from.max(at.end);
        if line.text[gap.clone()].contains(char::is_alphanumeric) {
            further(maker, line, gap, &mut rest);
        }
    }
    draft.description.extend(rest);
}

/// Adds what is neither author, title, venue nor date: pages, numbers, editors.
fn further(maker: &mut Maker<'_>, line: &Line, at: Range<usize>, rest: &mut Option<RichText>) {
    let text = &line.text[at.clone()];
    // Brackets that the date or the place left behind.
    let lead = text.len()
        - text
            .trim_start_matches([' ', ')', ']', '.', ',', ';', ':', '”', '"', '’', '»'])
            .len();
    let inner = &text[lead..];
    let mut end = at.start
        + lead
        + inner
            .trim_end_matches([' ', '(', '[', ',', ';', '“', '"'])
            .len();
    if line.text[at.start + lead..end].matches('(').count()
        < line.text[at.start + lead..end].matches(')').count()
    {
        end = at.start
            + lead
            + line.text[at.start + lead..end]
                .trim_end_matches([')', '.'])
                .len();
    }
    let at = at.start + lead..end.max(at.start + lead);
    let small = line.text[at.clone()].to_lowercase();
    let is_joint = ["in", "in:", "en", "em", "dans", "//", "et al", "and"].contains(&small.trim());
    if is_joint {
        maker.account.set_aside(line.place(at), Reason::Joint);
        return;
    }
    let Some(found) = maker.rich(line, at, Target::Description) else {
        return;
    };
    match rest {
        Some(known) => {
            known.push(", ", crate::resume::Emphasis::NONE, None);
            for run in found.runs {
                known.push(run.text, run.emphasis, run.link);
            }
        }
        None => *rest = Some(found),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::annotate::annotate;
    use super::super::super::lexicon;
    use super::super::super::segment::sample::{bold, plain};
    use super::*;

    /// Authors, title, venue and date of a citation.
    fn read(line: &Line) -> Option<[String; 4]> {
        let all = alike(vec![readings(lexicon(), line)]);
        let cited = all.into_iter().next().flatten()?;
        let text =
            |at: Option<Range<usize>>| at.map_or(String::new(), |at| line.text[at].to_owned());
        let date = cited.date.clone().map(|date| date.at);
        let title = line.text[cited.title.clone()].to_owned();
        Some([text(cited.authors), title, text(cited.venue), text(date)])
    }

    fn cited(text: &str) -> [String; 4] {
        let mut line = plain(text);
        annotate(lexicon(), &mut line);
        read(&line).unwrap_or_default()
    }

    #[test]
    fn authors_year_title_and_venue_are_told() {
        for (text, want) in [
            (
                "Reis, A., & Low, B. (2014). Slow glazes for small kilns. Journal of Clay, 12(3), 1–10.",
                [
                    "Reis, A., & Low, B.",
                    "Slow glazes for small kilns",
                    "Journal of Clay",
                    "2014",
                ],
            ),
            (
                "Reis A, Low BC. Slow glazes for small kilns. J Clay (2014). 24:166. doi:10.1000/1",
                [
                    "Reis A, Low BC",
                    "Slow glazes for small kilns",
                    "J Clay",
                    "2014",
                ],
            ),
            (
                "A. Reis, B. Low, “Slow glazes for small kilns,” in Kiln Congress, 2020",
                [
                    "A. Reis, B. Low",
                    "Slow glazes for small kilns",
                    "Kiln Congress",
                    "2020",
                ],
            ),
            (
                "Reis, Ana and Bo Low. 2011. Slow Glazes: A Study. Journal of Clay 12: 3-9.",
                [
                    "Reis, Ana and Bo Low",
                    "Slow Glazes: A Study",
                    "Journal of Clay",
                    "2011",
                ],
            ),
            (
                "2012. Slow Glazes for Small Kilns. Guild of Potters (Lisbon).",
                [
                    "",
                    "Slow Glazes for Small Kilns",
                    "Guild of Potters",
                    "2012",
                ],
            ),
            (
                "水野葵、川野蓮「小さな窯のためのゆっくりした釉薬」『陶芸研究』12、2014",
                [
                    "水野葵、川野蓮",
                    "小さな窯のためのゆっくりした釉薬",
                    "陶芸研究",
                    "2014",
                ],
            ),
        ] {
            assert_eq!(cited(text), want, "{text}");
        }
    }

    #[test]
    fn sentences_and_entries_are_none() {
        for text in [
            "I wrote about clay for the town's paper, and about kilns.",
            "Potter, Clay House, Leeds",
            "The warm bread of cold towns",
        ] {
            assert_eq!(cited(text)[1], "", "{text}");
        }
    }

    #[test]
    fn a_bold_title_stands_behind_its_authors() {
        let text = "A. Reis, B. Low. The warm bread of cold towns. J. Bread 4, 12";
        let title = "The warm bread of cold towns";
        let start = text.find(title).expect("the title stands in the text");
        let mut line = plain(text);
        let run = |at: Range<usize>, from: &Line| Run {
            at,
            ..from.runs[0].clone()
        };
        let (thin, thick) = (plain("x"), bold("x"));
        line.runs = vec![
            run(0..start, &thin),
            run(start..start + title.len(), &thick),
            run(start + title.len()..text.len(), &thin),
        ];
        annotate(lexicon(), &mut line);
        let found = read(&line).expect("a citation");
        assert_eq!(found[0], "A. Reis, B. Low");
        assert_eq!(found[1], title);
    }
}
