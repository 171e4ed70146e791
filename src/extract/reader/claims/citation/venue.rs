//! Where a work was published, and the place of it.

use std::ops::Range;

use super::super::super::annotate::place_score;
use super::super::super::lexicon::citation_signs;
use super::super::super::{Run, weights};
use super::reader::Reader;
use super::trimmed;

impl Reader<'_> {
    /// Where it was published, the place in brackets behind it, and how surely.
    pub(super) fn venue(&self, from: usize) -> (Option<Range<usize>>, Option<Range<usize>>, f32) {
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
                let worth = match run.emphasis.emphasized {
                    true => weights().citation.venue.italic,
                    false => weights().citation.venue.linked,
                };
                return (Some(at.clone()), self.place(at.end), worth);
            }
        }
        // "『陶芸研究』12".
        if let Some(inner) = self.quoted.iter().find(|inner| inner.start == start) {
            return (
                Some(inner.clone()),
                self.place(inner.end),
                weights().citation.venue.quoted,
            );
        }
        let start = self.behind_editors(&(start..text.len()));
        let mut at = start..self.plain_end(start);
        // "In: Proceedings of": what stands there holds the work.
        for opening in &citation_signs().openings {
            if text[at.clone()].starts_with(*opening) {
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
        let weights = &weights().citation.venue;
        let mut worth = match (are_great, has_number) {
            (true, true) => weights.great_numbered,
            (true, false) => weights.great,
            (false, true) => weights.numbered,
            (false, false) => weights.neither,
        };
        let first = words.split_whitespace().next().unwrap_or(words);
        if first.starts_with(char::is_lowercase) && !first.contains(char::is_uppercase) {
            worth += weights.lower;
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
                        || citation_signs().numbers.contains(&next.as_str())
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
            let word = inner.trim_end_matches('.').to_lowercase();
            citation_signs().editors.contains(&word.as_str())
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
        let found = commas.find(|(comma, _)| {
            place_score(self.lexicon, &text[comma + 2..]) > weights().citation.venue.sure_place_from
        });
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
        (!is_dated && place_score(self.lexicon, words) > weights().citation.venue.place_from)
            .then_some(at)
    }
}
