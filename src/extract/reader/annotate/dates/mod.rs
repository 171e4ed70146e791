//! Every date and period of a text: a grammar over tokens.
//!
//! [`one`] reads one date, [`open`] what opens a period, ends it or keeps it open, [`spans`] what is
//! written as one and holds two, [`labels`] which dates stand behind labels, [`lists`] which are told one after the other, [`pairs`] whether two digits behind a year are another one,
//! [`other`] tells what only looks like a year.

mod labels;
mod lists;
mod one;
mod open;
mod other;
mod pairs;
mod spans;

pub(super) use lists::join;
pub(crate) use pairs::YearPairs;

use super::super::Date;
use super::super::lexicon::{DateWord, Lexicon};
use super::tokens::{Token, What, tokens};
use crate::resume::{PartialDate, PeriodEnd, Year};

/// Finds the dates of a text; none lies within another.
pub(super) fn dates(lexicon: &Lexicon, text: &str) -> Vec<Date> {
    if !text.contains(|c| super::tokens::digit(c).is_some()) {
        return Vec::new();
    }
    let tokens = tokens(lexicon, text);
    let grammar = Grammar {
        lexicon,
        text,
        tokens: &tokens,
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match grammar.period(at) {
            Some((end, mut date)) => {
                let start = with_number(text, tokens[at].at.start);
                date.at = start..tokens[end - 1].at.end;
                out.push(date);
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// Where a date begins if the number before it was to be its month: "13/2020".
fn with_number(text: &str, start: usize) -> usize {
    let Some(before) = text[..start].strip_suffix('/') else {
        return start;
    };
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let from = before.len() - digits;
    let number = before[from..].parse().unwrap_or(0);
    let is_alone = !before[..from].ends_with(|c: char| c.is_alphanumeric() || "/.-–".contains(c));
    match digits == 2 && (13..=31).contains(&number) && is_alone {
        true => from,
        false => start,
    }
}

struct Grammar<'a> {
    lexicon: &'a Lexicon,
    text: &'a str,
    tokens: &'a [Token],
}

impl Grammar<'_> {
    fn what(&self, at: usize) -> Option<What> {
        self.tokens.get(at).map(|token| token.what)
    }

    fn is_sign(&self, at: usize, signs: &[char]) -> bool {
        matches!(self.what(at), Some(What::Sign(c)) if signs.contains(&c))
    }

    fn is_word(&self, at: usize, word: DateWord) -> bool {
        self.what(at) == Some(What::Word(word))
    }

    /// A period or date that begins at a token: one past its last token.
    fn period(&self, at: usize) -> Option<(usize, Date)> {
        if self.tokens[at].glued {
            return None;
        }
        // "Expected May 2026", "voraussichtlich: 2026".
        if self.is_word(at, DateWord::Expected) {
            let next = at + 1 + usize::from(self.is_sign(at + 1, &[':']));
            if next >= self.tokens.len() || self.is_word(next, DateWord::Expected) {
                return None;
            }
            let (end, mut date) = self.period(next)?;
            date.expected = true;
            return Some((end, date));
        }
        let from = self.past_weekday(self.past_circa(at));
        let (end, date) = self
            .since(from)
            .or_else(|| self.labelled(from))
            .or_else(|| self.month_days(from))
            .or_else(|| self.until(from))
            .or_else(|| self.present_first(from))
            .or_else(|| self.month_to_date(from))
            .or_else(|| self.days(from))
            .or_else(|| self.months_behind_year(from))
            .or_else(|| self.short_months(from))
            .or_else(|| self.school_years(from))
            .or_else(|| self.dated(from))?;
        let end = self.past_closing_word(end, &date);
        Some(self.with_expected(at, (end, date)))
    }

    /// Past "c.", "ca", "um".
    fn past_circa(&self, at: usize) -> usize {
        match self.what(at) {
            Some(What::Circa) => at + 1 + usize::from(self.is_sign(at + 1, &['.'])),
            Some(_) | None => at,
        }
    }

    /// Past "Monday,", "Mo.".
    fn past_weekday(&self, at: usize) -> usize {
        let Some(What::Weekday) = self.what(at) else {
            return at;
        };
        let mut end = at + 1;
        for _ in 0..2 {
            end += usize::from(self.is_sign(end, &[',', '.', '،']));
        }
        end
    }

    /// Past a word that only closes a period: "から2020年まで", "2019 से 2021 तक", "自2019年起".
    fn past_closing_word(&self, end: usize, date: &Date) -> usize {
        let is_closed = match self.what(end) {
            Some(What::Word(DateWord::To)) => {
                !self.is_cased(end) && matches!(date.end, Some(PeriodEnd::On(_)))
            }
            Some(What::Word(DateWord::Since)) => !self.is_cased(end) && !self.tokens[end].spaced,
            Some(_) | None => false,
        };
        let goes_on = self.date(end + 1).is_some() || self.is_present(end + 1).is_some();
        end + usize::from(is_closed && date.is_range && !goes_on)
    }

    /// True for a word of a script that has small letters.
    fn is_cased(&self, at: usize) -> bool {
        let word = &self.text[self.tokens[at].at.clone()];
        word.contains(|c: char| c.is_lowercase() || c.is_uppercase())
    }

    /// A date, and the end of a period behind it.
    fn dated(&self, at: usize) -> Option<(usize, Date)> {
        let (end, start) = self.date(at)?;
        if let Some(period) = self.ending(start, end) {
            return Some(period);
        }
        if let Some(open) = self.behind_start(end) {
            // "2019-től 2021-ig".
            if let Some((end, last)) = self.date(open) {
                let end = self.behind_end(end).unwrap_or(end);
                return Some((end, range(Some(start), Some(PeriodEnd::On(last)))));
            }
            // "2006-tól jelenleg is".
            let open = self.is_present(open).unwrap_or(open);
            return Some((open, range(Some(start), Some(PeriodEnd::Present))));
        }
        if self.is_sign(end, &['/']) {
            if self.is_present(end + 1).is_some() {
                return self.end_of(start, end + 1);
            }
            if let Some(short) = self.short_year(start, end, end + 1) {
                return Some(short);
            }
        }
        // "2016年4月から", "2016년부터", "2016 से": from then on.
        if let Some(to) = self.since_between(end)
            && (!self.tokens[end].spaced || self.closes(to))
        {
            return Some((end + 1, range(Some(start), Some(PeriodEnd::Present))));
        }
        if self.is_other(start, at, end) {
            return None;
        }
        let single = Date {
            is_range: false,
            ..range(Some(start), None)
        };
        Some((end, single))
    }

    /// One past "から" between two dates.
    fn since_between(&self, at: usize) -> Option<usize> {
        let is_word = self.is_word(at, DateWord::Since) && !self.is_cased(at);
        is_word.then_some(at + 1)
    }

    fn end_of(&self, start: PartialDate, at: usize) -> Option<(usize, Date)> {
        if let Some(end) = self.is_present(at) {
            return Some((end, range(Some(start), Some(PeriodEnd::Present))));
        }
        // "2019 – voraussichtlich 2026".
        let is_expected = self.is_word(at, DateWord::Expected);
        let at = at + usize::from(is_expected);
        let last = self.same_year(start, at).or_else(|| self.date(at));
        let Some((end, last)) = last else {
            // "2019 – in via di conseguimento"
            let goes_on = is_expected && self.closes(at);
            return goes_on.then(|| (at, range(Some(start), Some(PeriodEnd::Present))));
        };
        let mut out = range(Some(start), Some(PeriodEnd::On(last)));
        out.expected = is_expected;
        Some((end, out))
    }

    fn is_present(&self, at: usize) -> Option<usize> {
        let article = matches!(self.what(at), Some(What::Other))
            && self.tokens[at].at.len() <= 4
            && self.is_word(at + 1, DateWord::Present);
        if article {
            return Some(at + 2);
        }
        self.is_word(at, DateWord::Present).then_some(at + 1)
    }

    /// "2019-20", "2019/20": the end in the start's century.
    fn short_year(&self, start: PartialDate, sign: usize, at: usize) -> Option<(usize, Date)> {
        let Some(What::Number(value, 2)) = self.what(at) else {
            return None;
        };
        let Year::Known(year) = start.year else {
            return None;
        };
        let bare = start.within.is_none() && self.is_sign(sign, &['-', '–', '/']);
        let goes_on = self.goes_on(at + 1);
        let value = u16::try_from(value).ok()?;
        let end = year - year % 100 + value;
        let last = PartialDate::year(end);
        (bare && !goes_on && end >= year)
            .then(|| (at + 1, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    /// True where a number is followed by a sign and another one: "19-03", "20.5".
    fn goes_on(&self, at: usize) -> bool {
        self.is_sign(at, &['.', '-', '/'])
            && !self.tokens[at].spaced
            && matches!(self.what(at + 1), Some(What::Number(..)))
            && !self.tokens[at + 1].spaced
    }

    /// One past what stands between two dates.
    fn separator(&self, at: usize) -> Option<usize> {
        if self.is_sign(at, &DASHES) {
            let mut end = at + 1;
            let goes_on = |end| self.is_sign(end, &DASHES) || self.is_sign(end, &['>']);
            while end < at + 3 && goes_on(end) && !self.tokens[end].spaced {
                end += 1;
            }
            // "2019 – bis 2021".
            return Some(end + usize::from(self.is_word(end, DateWord::To)));
        }
        let is_between = self.is_word(at, DateWord::To) || self.is_sign(at, &ARROWS);
        is_between.then_some(at + 1)
    }

    /// "2027 (expected)", "expected 2027": the end lies ahead.
    fn with_expected(&self, from: usize, (end, mut date): (usize, Date)) -> (usize, Date) {
        let open = usize::from(self.is_sign(end, &['(']));
        if self.is_word(end + open, DateWord::Expected) {
            date.expected = true;
            let close = usize::from(open > 0 && self.is_sign(end + open + 1, &[')']));
            return (end + open + 1 + close, date);
        }
        if from > 0 && self.is_word(from - 1, DateWord::Expected) {
            date.expected = true;
        }
        (end, date)
    }
}

/// Signs between two dates.
const DASHES: [char; 16] = [
    '-', '‐', '‑', '‒', '–', '—', '―', '~', '〜', '～', '−', '－', '→', '➔', '־', 'ـ',
];

/// Signs between two dates that mean something else anywhere else.
const ARROWS: [char; 8] = ['➜', '➝', '➞', '⟶', '⇒', '➡', '»', '>'];

/// Signs that set off what follows them.
const APART: [char; 12] = [',', '(', '（', '[', '|', '·', '•', ':', ';', '–', '—', '-'];

fn range(start: Option<PartialDate>, end: Option<PeriodEnd>) -> Date {
    Date {
        at: 0..0,
        start,
        end,
        expected: false,
        is_range: true,
        dates_line: false,
    }
}

#[cfg(test)]
mod tests;
