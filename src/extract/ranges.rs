//! Periods with both ends inside of a line: "Engineer, Foo 2019 – 2022".
//!
//! A lone year in a line may be part of a name, two ends with a dash between them are not. The
//! dash inside of them parts no facts.

use std::ops::Range;

use super::period;
use super::vocabulary::{DateWord, Vocabulary};
use crate::diagnostic::Span;
use crate::resume::{Period, PeriodEnd};

/// A longer line is running text.
const LONGEST_LINE: usize = 300;
/// As many words a period may have: "from 1 January 2019 to the end of June 2022".
const MOST_WORDS: usize = 10;

/// The periods in a line that have two ends, from the left, with their places.
pub(super) fn ranges(words: &Vocabulary, line: &str, span: &Span) -> Vec<(Range<usize>, Period)> {
    let mut out: Vec<(Range<usize>, Period)> = Vec::new();
    if line.len() > LONGEST_LINE || !line.contains(char::is_numeric) {
        return out;
    }
    let pieces = pieces(line);
    let mut from = 0;
    while from < pieces.len() {
        let last = pieces.len().min(from + MOST_WORDS);
        let found = (from..last).rev().find_map(|to| {
            let place = pieces[from].start..pieces[to].end;
            let period = period::read(words, &line[place.clone()], span).ok()?;
            (has_two_ends(words, &period)).then_some((to, place, period))
        });
        from = match found {
            Some((to, place, period)) => {
                out.push((place, period));
                to + 1
            }
            None => from + 1,
        };
    }
    out
}

/// The places of words that a period may begin or end with.
fn pieces(line: &str) -> Vec<Range<usize>> {
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | ':'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '{'
                    | '}'
                    | '|'
                    | '·'
                    | '•'
                    | '│'
                    | '（'
                    | '）'
                    | '，'
                    | '、'
                    | '：'
            )
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if is_end(c) {
            out.extend(start.take().map(|start| start..at));
        } else {
            start.get_or_insert(at);
        }
    }
    // A dash alone is within a period or between two facts.
    out.retain(|place| line[place.clone()].contains(char::is_alphanumeric));
    out
}

/// "2019 – 2022", "2019 – now"; neither "2019 –" nor "since 2019".
fn has_two_ends(words: &Vocabulary, period: &Period) -> bool {
    match period.end {
        Some(PeriodEnd::On(_)) => period.start.is_some(),
        Some(PeriodEnd::Present) => {
            let mut said = period.written.split_whitespace();
            let first = said.next().unwrap_or("");
            words.date_word(&super::fold::fold(first)) != Some(DateWord::Since)
                || said.any(|word| words.is_present(word))
        }
        None => false,
    }
}

/// Cuts a line at separators that stand in none of the places.
pub(super) fn cut<'a>(line: &'a str, at: &[&str], places: &[Range<usize>]) -> Vec<&'a str> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut here = 0;
    while here < line.len() {
        let rest = &line[here..];
        if let Some(place) = places.iter().find(|place| place.start == here) {
            here = place.end;
        } else if let Some(sign) = at.iter().find(|sign| rest.starts_with(**sign)) {
            out.push(&line[from..here]);
            here += sign.len();
            from = here;
        } else {
            here += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    out.push(&line[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::vocabulary;
    use super::*;
    use crate::diagnostic::Source;

    fn found(line: &str) -> Vec<&str> {
        let span = Span::whole(&Source::new("t", ""));
        ranges(vocabulary(), line, &span)
            .into_iter()
            .map(|(place, _)| &line[place])
            .collect()
    }

    #[test]
    fn a_period_of_two_ends_is_found_wherever_it_stands() {
        assert_eq!(found("Engineer, Acme 2019 – 2022"), ["2019 – 2022"]);
        assert_eq!(
            found("Jan 2019 – Dec 2022 – Engineer – Acme"),
            ["Jan 2019 – Dec 2022"]
        );
        assert_eq!(found("Acme (2019-2022): built it"), ["2019-2022"]);
        assert_eq!(found("Acme from 2019 to now, Brno"), ["from 2019 to now"]);
        assert_eq!(
            found("東京大学 工学部 2010年4月 – 2014年3月"),
            ["2010年4月 – 2014年3月"]
        );
    }

    #[test]
    fn a_year_alone_is_no_period() {
        assert!(found("Windows 2000").is_empty());
        assert!(found("Minutes from 2019").is_empty());
        assert!(found("Acme 2019 – Brno").is_empty());
    }

    #[test]
    fn the_dash_of_a_period_cuts_nothing() {
        let line = "2019 – 2022 – Acme – Brno";
        let span = Span::whole(&Source::new("t", ""));
        let places: Vec<_> = ranges(vocabulary(), line, &span)
            .into_iter()
            .map(|(place, _)| place)
            .collect();
        assert_eq!(
            cut(line, &[" – "], &places),
            ["2019 – 2022", "Acme", "Brno"]
        );
    }
}
