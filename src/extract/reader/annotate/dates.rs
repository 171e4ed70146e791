//! Every date and period of a text: a grammar over tokens.

use super::super::Date;
use super::super::lexicon::{DateWord, Lexicon};
use super::tokens::{Token, What, tokens};
use crate::resume::{Month, PartialDate, PeriodEnd, Within, Year};

/// Years that a résumé tells of.
const YEARS: std::ops::RangeInclusive<u32> = 1940..=2049;

/// Finds the dates of a text; none lies within another.
pub(super) fn dates(lexicon: &Lexicon, text: &str) -> Vec<Date> {
    if !text.contains(|c| super::tokens::digit(c).is_some()) {
        return Vec::new();
    }
    let tokens = tokens(lexicon, text);
    let grammar = Grammar {
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
        let found = self
            .since(at)
            .or_else(|| self.until(at))
            .or_else(|| self.month_to_date(at))
            .or_else(|| self.dated(at))?;
        Some(self.with_expected(at, found))
    }

    /// "since 2019", "seit 03/2020", "from 2019".
    fn since(&self, at: usize) -> Option<(usize, Date)> {
        if !self.is_word(at, DateWord::Since) {
            return None;
        }
        let (end, start) = self.date(at + 1)?;
        if let Some(to) = self.separator(end)
            && let Some(period) = self.end_of(start, to)
        {
            return Some(period);
        }
        Some((end, range(Some(start), Some(PeriodEnd::Present))))
    }

    /// "until 1997" at the start of a text.
    fn until(&self, at: usize) -> Option<(usize, Date)> {
        let long = self.tokens[at].at.len() > 2;
        if at > 0 || !long || !self.is_word(at, DateWord::To) {
            return None;
        }
        let (end, last) = self.date(at + 1)?;
        Some((end, range(None, Some(PeriodEnd::On(last)))))
    }

    /// "Jan – Mar 2020": the first month has the second's year.
    fn month_to_date(&self, at: usize) -> Option<(usize, Date)> {
        let within = match self.what(at)? {
            What::Word(DateWord::Month(month)) => Within::Month(month),
            What::Word(DateWord::Season(season)) => Within::Season(season),
            What::Number(..)
            | What::Masked(_)
            | What::Word(_)
            | What::Quarter(_)
            | What::Sign(_)
            | What::Other => return None,
        };
        let stop = at + 1 + usize::from(self.is_sign(at + 1, &['.']));
        let to = self.separator(stop)?;
        let (end, last) = self.date(to)?;
        let start = PartialDate {
            within: Some(within),
            day: None,
            ..last
        };
        Some((end, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    /// A date, and the end of a period behind it.
    fn dated(&self, at: usize) -> Option<(usize, Date)> {
        let (end, start) = self.date(at)?;
        // "to present" is one phrase.
        let has_blank = |token: &Token| self.text[token.at.clone()].contains(' ');
        if self.is_word(end, DateWord::Present) && has_blank(&self.tokens[end]) {
            return self.end_of(start, end);
        }
        if let Some(to) = self.separator(end) {
            if let Some(period) = self.end_of(start, to) {
                return Some(period);
            }
            if let Some(short) = self.short_year(start, end, to) {
                return Some(short);
            }
            let is_dash = self.is_sign(end, &DASHES);
            if is_dash && self.closes(to) {
                return Some((to, range(Some(start), Some(PeriodEnd::Present))));
            }
            if !is_dash && self.is_unspaced_from(end) {
                return Some((to, range(Some(start), Some(PeriodEnd::Present))));
            }
        }
        if self.is_sign(end, &['/']) {
            if self.is_present(end + 1).is_some() {
                return self.end_of(start, end + 1);
            }
            if let Some(short) = self.short_year(start, end, end + 1) {
                return Some(short);
            }
        }
        // "2016年4月から", "2016년부터": from then on.
        if self.is_word(end, DateWord::Since) && !self.tokens[end].spaced {
            return Some((end + 1, range(Some(start), Some(PeriodEnd::Present))));
        }
        let single = Date {
            is_range: false,
            ..range(Some(start), None)
        };
        Some((end, single))
    }

    fn is_unspaced_from(&self, at: usize) -> bool {
        self.is_word(at, DateWord::Since) && !self.tokens[at].spaced
    }

    fn end_of(&self, start: PartialDate, at: usize) -> Option<(usize, Date)> {
        if let Some(end) = self.is_present(at) {
            return Some((end, range(Some(start), Some(PeriodEnd::Present))));
        }
        let (end, last) = self.date(at)?;
        Some((end, range(Some(start), Some(PeriodEnd::On(last)))))
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
        let goes_on = matches!(self.what(at + 1), Some(What::Sign('.' | '-' | '/')))
            && !self.tokens[at + 1].spaced
            && matches!(self.what(at + 2), Some(What::Number(..)));
        let value = u16::try_from(value).ok()?;
        let end = year - year % 100 + value;
        let last = PartialDate::year(end);
        (bare && !goes_on && end >= year)
            .then(|| (at + 1, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    /// One past what stands between two dates.
    fn separator(&self, at: usize) -> Option<usize> {
        if self.is_sign(at, &DASHES) {
            let mut end = at + 1;
            while end < at + 3 && self.is_sign(end, &DASHES) && !self.tokens[end].spaced {
                end += 1;
            }
            return Some(end);
        }
        self.is_word(at, DateWord::To).then_some(at + 1)
    }

    /// True where a text or its bracket ends.
    fn closes(&self, at: usize) -> bool {
        at >= self.tokens.len() || self.is_sign(at, &[')', ']', '）', '|'])
    }

    /// One date: one past its last token.
    fn date(&self, at: usize) -> Option<(usize, PartialDate)> {
        match self.what(at)? {
            What::Masked(leading) => {
                let mut date = PartialDate::year(0);
                date.year = Year::Masked(leading);
                Some((self.past_year_sign(at + 1), date))
            }
            What::Number(value, 4) => self.year_first(at, value),
            What::Number(value, 1 | 2) => self.day_or_month_first(at, value),
            What::Word(DateWord::Month(month)) => self.month_first(at, month),
            What::Word(DateWord::Season(season)) => {
                let (end, year) = self.year(self.past_joints(at + 1))?;
                let mut date = PartialDate::year(year);
                date.within = Some(Within::Season(season));
                Some((end, date))
            }
            What::Quarter(_) => {
                let (end, year) = self.year(self.past_joints(at + 1))?;
                Some((end, PartialDate::year(year)))
            }
            What::Number(..) | What::Word(_) | What::Sign(_) | What::Other => None,
        }
    }

    fn year_value(&self, at: usize) -> Option<u16> {
        let Some(What::Number(value, 4)) = self.what(at) else {
            return None;
        };
        let after = self.text[self.tokens[at].at.end..].chars().next();
        let goes_on = after.is_some_and(|c| c == '%' || c.is_alphabetic() && c.is_ascii());
        let known = YEARS.contains(&value) && !goes_on;
        known.then(|| u16::try_from(value).unwrap_or(u16::MAX))
    }

    /// A year with its signs behind it.
    fn year(&self, at: usize) -> Option<(usize, u16)> {
        if self.is_sign(at, &['\'', '’', '‘'])
            && let Some(What::Number(value, 2)) = self.what(at + 1)
        {
            let value = u16::try_from(value).ok()?;
            let century = if value < 60 { 2000 } else { 1900 };
            return Some((at + 2, century + value));
        }
        let year = self.year_value(at)?;
        Some((self.past_year_sign(at + 1), year))
    }

    /// Behind a year: 年, "г.", "roku".
    fn past_year_sign(&self, at: usize) -> usize {
        if self.is_sign(at, &['年', '년']) {
            return at + 1;
        }
        let is_of = self.is_word(at, DateWord::Of);
        let next_is_date = self
            .what(at + 1)
            .is_some_and(|what| matches!(what, What::Number(..) | What::Word(DateWord::Month(_))));
        if is_of && !next_is_date && self.tokens[at].at.len() > 2 {
            return at + 1;
        }
        at
    }

    /// "2020-06", "2020/06/30", "2020年6月", "2020. március", "2020 March", "2020".
    fn year_first(&self, at: usize, _value: u32) -> Option<(usize, PartialDate)> {
        let year = self.year_value(at)?;
        let token = &self.tokens[at];
        let before = self.text[..token.at.start].chars().next_back();
        if !token.spaced && before.is_some_and(|c| matches!(c, ',' | '$' | '€' | '£' | '.')) {
            return None;
        }
        let bare = PartialDate::year(year);
        if self.is_sign(at + 1, &['年', '년']) {
            return Some(self.cjk_month(at + 2, year));
        }
        if self.is_sign(at + 1, &['-', '.', '/'])
            && !self.tokens[at + 1].spaced
            && let Some(What::Number(value, digits @ (1 | 2))) = self.what(at + 2)
            && (1..=12).contains(&value)
            && !self.tokens[at + 2].spaced
        {
            let is_month = digits == 2 || !self.is_sign(at + 1, &['-']);
            let month = u8::try_from(value).ok().and_then(|m| Month::new(m).ok());
            if let Some(month) = month.filter(|_| is_month) {
                let date = PartialDate::month(year, month);
                return Some(self.day_behind(at + 3, date));
            }
        }
        // Korean: "2020. 3." or "2020. 03 ~".
        if self.is_sign(at + 1, &['.'])
            && let Some(What::Number(value, 1 | 2)) = self.what(at + 2)
            && (self.is_sign(at + 3, &['.']) || self.separator(at + 3).is_some())
            && let Some(month) = u8::try_from(value).ok().and_then(|m| Month::new(m).ok())
        {
            let end = at + 3 + usize::from(self.is_sign(at + 3, &['.']));
            return Some((end, PartialDate::month(year, month)));
        }
        let stop = at + 1 + usize::from(self.is_sign(at + 1, &['.']));
        if let Some(What::Word(DateWord::Month(month))) = self.what(stop)
            && self.year_value(stop + 1).is_none()
            && !matches!(self.what(stop + 1), Some(What::Number(_, 1 | 2)) if self.year_value(stop + 2).is_some())
        {
            return Some((self.past_stop(stop + 1), PartialDate::month(year, month)));
        }
        Some((self.past_year_sign(at + 1), bare))
    }

    fn cjk_month(&self, at: usize, year: u16) -> (usize, PartialDate) {
        if let Some(What::Number(value, 1 | 2)) = self.what(at)
            && self.is_sign(at + 1, &['月', '월'])
            && let Some(month) = u8::try_from(value).ok().and_then(|m| Month::new(m).ok())
        {
            let mut date = PartialDate::month(year, month);
            if let Some(What::Number(day, 1 | 2)) = self.what(at + 2)
                && self.is_sign(at + 3, &['日', '일'])
            {
                date.day = u8::try_from(day).ok();
                return (at + 4, date);
            }
            return (at + 2, date);
        }
        (at, PartialDate::year(year))
    }

    /// "-30" behind a year and a month.
    fn day_behind(&self, at: usize, mut date: PartialDate) -> (usize, PartialDate) {
        if self.is_sign(at, &['-', '.', '/'])
            && !self.tokens[at].spaced
            && let Some(What::Number(day @ 1..=31, 1 | 2)) = self.what(at + 1)
            && !self.tokens[at + 1].spaced
        {
            date.day = u8::try_from(day).ok();
            return (at + 2, date);
        }
        (at, date)
    }

    /// "06/2023", "30.06.2023", "30 June 2023".
    fn day_or_month_first(&self, at: usize, first: u32) -> Option<(usize, PartialDate)> {
        let token = &self.tokens[at];
        let before = self.text[..token.at.start].chars().next_back();
        if !token.spaced && before.is_some_and(|c| matches!(c, '.' | '/' | '-' | ':')) {
            return None;
        }
        let next = at + 1 + usize::from(self.is_sign(at + 1, &['.']));
        let next = next + usize::from(self.is_word(next, DateWord::Of));
        if let Some(What::Word(DateWord::Month(month))) = self.what(next) {
            let (end, mut date) = self.month_first(next, month)?;
            date.day = u8::try_from(first)
                .ok()
                .filter(|day| (1..=31).contains(day));
            return Some((end, date));
        }
        if !self.is_sign(at + 1, &['.', '/', '-', '–']) {
            return None;
        }
        if let Some(What::Number(second @ 1..=12, 1 | 2)) = self.what(at + 2)
            && self.is_sign(at + 3, &['.', '/', '-'])
            && let Some((end, year)) = self.year(at + 4)
        {
            let month = u8::try_from(second).ok().and_then(|m| Month::new(m).ok())?;
            let mut date = PartialDate::month(year, month);
            date.day = u8::try_from(first)
                .ok()
                .filter(|day| (1..=31).contains(day));
            return Some((end, date));
        }
        if let Some(What::Number(second, 1 | 2)) = self.what(at + 2)
            && (1..=12).contains(&first)
            && second > 31
        {
            // "06/98".
            let short = u16::try_from(second).ok()?;
            let month = u8::try_from(first).ok().and_then(|m| Month::new(m).ok())?;
            return Some((at + 3, PartialDate::month(1900 + short, month)));
        }
        let month = u8::try_from(first).ok().and_then(|m| Month::new(m).ok())?;
        let (end, year) = self.year(at + 2)?;
        Some((end, PartialDate::month(year, month)))
    }

    /// "June 2023", "Jun. '23", "May 3, 2020", "março de 2020".
    fn month_first(&self, at: usize, month: Month) -> Option<(usize, PartialDate)> {
        let next = self.past_stop(at + 1);
        if let Some(What::Number(day @ 1..=31, 1 | 2)) = self.what(next)
            && let Some((end, year)) = self.year(self.past_joints(self.past_ordinal(next + 1)))
        {
            let mut date = PartialDate::month(year, month);
            date.day = u8::try_from(day).ok();
            return Some((end, date));
        }
        let (end, year) = self.year(self.past_joints(next))?;
        Some((end, PartialDate::month(year, month)))
    }

    fn past_stop(&self, at: usize) -> usize {
        at + usize::from(self.is_sign(at, &['.']))
    }

    /// "3rd", "1st".
    fn past_ordinal(&self, at: usize) -> usize {
        let is_ending = matches!(self.what(at), Some(What::Other))
            && self.tokens[at].glued
            && self.tokens[at].at.len() <= 2;
        at + usize::from(is_ending)
    }

    /// Past signs and words inside a date: commas, "of", "/".
    fn past_joints(&self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..2 {
            let joint = self.is_sign(at, &[',', '/', '-', '.']) || self.is_word(at, DateWord::Of);
            at += usize::from(joint);
        }
        at
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
const DASHES: [char; 9] = ['-', '–', '—', '―', '~', '〜', '～', '−', '→'];

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
mod tests {
    use super::super::super::lexicon;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let show = |date: PartialDate| {
            let year = match date.year {
                Year::Known(year) => year.to_string(),
                Year::Masked(leading) => format!("{leading}X"),
            };
            match date.within {
                Some(Within::Month(month)) => format!("{year}-{:02}", month.number()),
                Some(Within::Season(season)) => format!("{year}-{season:?}"),
                None => year,
            }
        };
        let found = dates(lexicon(), text).into_iter().map(|date| {
            let start = date.start.map(show).unwrap_or_default();
            match date.end {
                None => start,
                Some(PeriodEnd::Present) => format!("{start}..now"),
                Some(PeriodEnd::On(end)) => format!("{start}..{}", show(end)),
            }
        });
        found.collect()
    }

    #[test]
    fn dates_are_found_as_people_write_them() {
        for (text, expected) in [
            ("2023", "2023"),
            ("2022-2023", "2022..2023"),
            ("2019 – 2020", "2019..2020"),
            ("2019-20", "2019..2020"),
            ("2019/20", "2019..2020"),
            ("Jun 2023 – Present", "2023-06..now"),
            ("Dec 2013 -- Dec 2014", "2013-12..2014-12"),
            ("Jan–Mar 2020", "2020-01..2020-03"),
            ("07/2017", "2017-07"),
            ("03.2018 - heute", "2018-03..now"),
            ("2018/10 - 2019/02", "2018-10..2019-02"),
            ("2021-05-01", "2021-05"),
            ("Set/2023 – Atualmente", "2023-09..now"),
            ("seit 2024", "2024..now"),
            ("depuis mars 2020", "2020-03..now"),
            ("mars 2020 – aujourd’hui", "2020-03..now"),
            ("enero de 2019 a marzo de 2020", "2019-01..2020-03"),
            ("Summer 2015", "2015-Summer"),
            ("2020年6月", "2020-06"),
            ("20XX年", "20X"),
            ("30 June 2021", "2021-06"),
            ("(2018 to 2020)", "2018..2020"),
            ("2021 –", "2021..now"),
            ("сент. 2018 – наст. время", "2018-09..now"),
            ("2016年4月〜現在", "2016-04..now"),
            ("2018/10 - 至今", "2018-10..now"),
            ("2019年3月至2021年5月", "2019-03..2021-05"),
            ("2020.03 ~ 현재", "2020-03..now"),
            ("مارس ٢٠٢٠ – الآن", "2020-03..now"),
            ("wrz 2019 – obecnie", "2019-09..now"),
            ("mrt 2018 - heden", "2018-03..now"),
            ("gennaio 2020 – oggi", "2020-01..now"),
            ("May 3, 2020", "2020-05"),
            ("Jan '19 – Feb '20", "2019-01..2020-02"),
            ("2019. március – 2020. április", "2019-03..2020-04"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn every_date_of_a_line_is_found() {
        assert_eq!(
            found("Clerk, Acme, May – Aug 2014, May – Aug 2015"),
            ["2014-05..2014-08", "2015-05..2015-08"]
        );
        assert_eq!(found("Led 12 people (2019) in 3 towns"), ["2019"]);
    }

    #[test]
    fn a_month_that_cannot_be_belongs_to_its_date() {
        let written = |text: &str| {
            let found = dates(lexicon(), text);
            found.first().map(|date| text[date.at.clone()].to_owned())
        };
        assert_eq!(written("Acme | 13/2020").as_deref(), Some("13/2020"));
        for text in ["Nature 45/2020", "A13/2020", "1/13/2020"] {
            assert_ne!(written(text).as_deref(), Some("13/2020"), "{text}");
        }
    }

    #[test]
    fn sentences_and_figures_are_no_dates() {
        for text in [
            "",
            "Remote",
            "99.9%",
            "50",
            "130K",
            "Python 3",
            "may",
            "1200",
            "Room 20451",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
