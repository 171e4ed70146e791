//! One citation: of all ways to take a title between two cuts the sums of evidence.

use std::ops::Range;

use super::super::super::lexicon::{citation_signs, is_unspaced};
use super::super::super::{Date, Lexicon, Line, Run, weights};
use super::cuts::{Apart, Cut, Sign};
use super::{Cited, Style, cuts, names, trimmed};

/// What stands before a title.
pub(super) struct Lead {
    authors: Option<(Range<usize>, f32)>,
    date: Option<Date>,
}

pub(super) struct Reader<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) line: &'a Line,
    pub(super) dates: &'a [Apart],
    pub(super) quoted: Vec<Range<usize>>,
    /// Where the citation begins, its number left out.
    pub(super) from: usize,
}

impl Reader<'_> {
    /// What stands before a cut: nothing, a date, authors, or both; `None` for anything else.
    pub(super) fn lead(&self, cut: &Cut) -> Option<Lead> {
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

    pub(super) fn says(&self, at: &Range<usize>) -> bool {
        self.line.text[at.clone()].contains(char::is_alphanumeric)
    }

    pub(super) fn reading(
        &self,
        lead: &Lead,
        before: &Cut,
        after: &Cut,
        cuts: &[Cut],
    ) -> Option<Cited> {
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
        score += authors
            .as_ref()
            .map_or(weights().citation.authors, |(_, worth)| *worth);
        // A comma or colon parts a title from surnames with initials alone.
        let is_sure =
            |(_, worth): &(Range<usize>, f32)| *worth >= weights().citation.names.sure_from;
        if matches!(before.sign, Sign::Soft | Sign::Colon) && !authors.as_ref().is_some_and(is_sure)
        {
            return None;
        }
        let (venue, place, worth) = self.venue(rest);
        score += worth;
        let behind = self.dates.iter().rev().find(|date| date.at.start >= at.end);
        let behind = behind.or(self.dates.iter().find(|date| date.at.start >= at.end));
        let date = lead.date.clone().or(behind.map(|date| date.date.clone()));
        score += match date {
            Some(_) => weights().citation.dated,
            None => weights().citation.undated,
        };
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
            let mut pages = citation_signs().pages.iter();
            let is_pages = pages.any(|sign| inner.starts_with(sign));
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
        let weights = &weights().citation;
        let title = &weights.title;
        let mut score: f32 = match words {
            0 => return None,
            1 => title.one,
            2 => title.two,
            3 => title.three,
            4..=30 => title.more,
            31..=45 => title.many,
            _ => return None,
        };
        if self.quoted.contains(at) {
            score += match words > 2 {
                true => title.quoted,
                false => title.quoted_brief,
            };
            if self.goes_on(at) {
                score += title.goes_on;
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
            score += title.whole;
        }
        if text.starts_with(char::is_lowercase) {
            score += title.lower;
        }
        if text.starts_with(|c: char| c.is_ascii_digit()) {
            score += title.digit;
        }
        if names::score(self.lexicon, text)
            .is_some_and(|sure| sure > weights.names.against_title_from)
        {
            score += title.names;
        }
        let first = text.split(", ").next().unwrap_or(text);
        if first.len() < text.len()
            && names::score(self.lexicon, first).is_some_and(|sure| sure >= weights.names.sure_from)
        {
            score += title.begins_with_names;
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
        score += title.stop * inner.len() as f32;
        let turns = self.line.runs.windows(2).filter(|pair| {
            let turn = pair[1].at.start;
            let is_inside = turn > at.start && turn < at.end;
            let (a, b) = (&pair[0], &pair[1]);
            is_inside && (a.emphasis != b.emphasis || a.href.is_some() != b.href.is_some())
        });
        score += title.turn * turns.count().min(3) as f32;
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
            let score = score + weights().citation.names.length * at.len().min(50) as f32;
            if score >= weights().citation.names.some
                && best.as_ref().is_none_or(|(_, known)| *known <= score)
            {
                best = Some((at, score));
            }
        }
        best
    }
}

/// What a sign before or behind a title is worth.
fn sign_worth(sign: Sign, is_before: bool) -> f32 {
    let signs = &weights().citation.sign;
    match sign {
        Sign::Edge if is_before => signs.edge,
        Sign::Stop => signs.stop,
        Sign::Quote => signs.quote,
        Sign::Date => signs.date,
        Sign::Style => signs.style,
        Sign::Weak if is_before => signs.weak,
        Sign::Edge | Sign::Weak | Sign::Soft | Sign::Colon => 0.0,
    }
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
