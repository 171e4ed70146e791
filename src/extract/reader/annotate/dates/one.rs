//! One date: a year, or a year with a month, a season or a day, as people write it.

use super::super::tokens::What;
use super::Grammar;
use super::spans::full_year;
use crate::extract::reader::lexicon::DateWord;
use crate::resume::{Month, PartialDate, Within, Year};

/// Years that a résumé tells of.
const YEARS: std::ops::RangeInclusive<u32> = 1940..=2049;
/// The same, counted as in Iran.
const SOLAR_YEARS: std::ops::RangeInclusive<u32> = 1320..=1429;

impl Grammar<'_> {
    /// One date: one past its last token.
    pub(super) fn date(&self, at: usize) -> Option<(usize, PartialDate)> {
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
                let next = self.past_joints(at + 1);
                let (end, year) = match self.year(next) {
                    Some((end, year)) => (self.past_second_year(end, year), year),
                    None => self.short_season_year(next)?,
                };
                let mut date = PartialDate::year(year);
                date.within = Some(Within::Season(season));
                Some((end, date))
            }
            What::Quarter(_) => {
                let (end, year) = self.year(self.past_joints(at + 1))?;
                Some((end, PartialDate::year(year)))
            }
            What::Circa => {
                let next = self.past_circa(at);
                let is_again = matches!(self.what(next), Some(What::Circa | What::Weekday));
                if is_again { None } else { self.date(next) }
            }
            What::MonthPrefix => self.numbered_month(at),
            // "مهر ۱۳۹۸": months of another calendar have no number in this one.
            What::Word(DateWord::Of) if self.lexicon.counts_solar_years() => {
                let (end, year) = self.year(at + 1)?;
                let is_solar = SOLAR_YEARS.contains(&u32::from(year));
                is_solar.then(|| (end, PartialDate::year(year)))
            }
            What::Era(before) => self.year_of_era(at + 1, before),
            // "’19", "'98".
            What::Sign('\'' | '’' | '‘') => {
                let (end, year) = self.year(at)?;
                Some((end, PartialDate::year(year)))
            }
            What::Weekday => {
                let next = self.past_weekday(at);
                let is_again = matches!(self.what(next), Some(What::Circa | What::Weekday));
                let date = if is_again { None } else { self.date(next) };
                date.filter(|(_, date)| date.day.is_some())
            }
            What::Number(..) | What::Word(_) | What::Sign(_) | What::Other => None,
        }
    }

    pub(super) fn year_value(&self, at: usize) -> Option<u16> {
        let Some(What::Number(value, 4)) = self.what(at) else {
            return None;
        };
        let after = self.text[self.tokens[at].at.end..].chars().next();
        let goes_on = after.is_some_and(|c| c == '%' || c.is_alphabetic() && c.is_ascii());
        let is_year = YEARS.contains(&value)
            || SOLAR_YEARS.contains(&value) && self.lexicon.counts_solar_years();
        let known = is_year && !goes_on;
        known.then(|| u16::try_from(value).unwrap_or(u16::MAX))
    }

    /// A year with its signs behind it.
    pub(super) fn year(&self, at: usize) -> Option<(usize, u16)> {
        if self.is_sign(at, &['\'', '’', '‘'])
            && let Some(What::Number(value, 2)) = self.what(at + 1)
        {
            // "'90s".
            let end = self.tokens[at + 1].at.end;
            let goes_on = self.text[end..].starts_with(char::is_alphanumeric);
            return full_year(value)
                .filter(|_| !goes_on)
                .map(|year| (at + 2, year));
        }
        let year = self.year_value(at)?;
        Some((self.past_year_sign(at + 1), year))
    }

    /// Behind a year: 年, "г.", "roku".
    fn past_year_sign(&self, at: usize) -> usize {
        if self.is_sign(at, &['年', '년']) {
            return at + 1 + usize::from(self.is_sign(at + 1, &['度', '도']));
        }
        // "listopad 2018. – danas": years are read as ordinals.
        if self.is_close_stop(at) && self.is_sign(at + 1, &['-', '–', '—']) {
            return at + 1;
        }
        let is_of = self.is_word(at, DateWord::Of);
        let next_is_date = self
            .what(at + 1)
            .is_some_and(|what| matches!(what, What::Number(..) | What::Word(DateWord::Month(_))));
        if !is_of || next_is_date {
            return at;
        }
        // Two letters stand before a date ("de"); "г." and "r." stand behind one.
        let written = &self.text[self.tokens[at].at.clone()];
        let is_brief = written.chars().count() == 1 || written.len() == 4;
        match is_brief || written.len() > 2 {
            true => at + 1 + usize::from(is_brief && self.is_close_stop(at + 1)),
            false => at,
        }
    }

    /// A stop right behind an abbreviation.
    fn is_close_stop(&self, at: usize) -> bool {
        self.is_sign(at, &['.']) && !self.tokens[at].spaced
    }

    /// "2020-06", "2020/06/30", "2020年6月", "2020. március", "2020 March", "2020".
    fn year_first(&self, at: usize, _value: u32) -> Option<(usize, PartialDate)> {
        let year = self.year_value(at)?;
        let token = &self.tokens[at];
        let before = self.text[..token.at.start].chars().next_back();
        if !token.spaced && before.is_some_and(|c| matches!(c, ',' | '$' | '€' | '£' | '.'))
            || self.is_after_number(at)
        {
            return None;
        }
        let bare = PartialDate::year(year);
        if self.is_sign(at + 1, &['年', '년']) {
            let next = at + 2 + usize::from(self.is_sign(at + 2, &['度', '도']));
            // "2019年春", "2019년 봄".
            if let Some(What::Word(DateWord::Season(season))) = self.what(next) {
                let within = Some(Within::Season(season));
                return Some((next + 1, PartialDate { within, ..bare }));
            }
            return Some(self.cjk_month(next, year));
        }
        if self.is_sign(at + 1, &['-', '.', '/'])
            && !self.tokens[at + 1].spaced
            && let Some(What::Number(value, digits @ (1 | 2))) = self.what(at + 2)
            && (1..=12).contains(&value)
            && !self.tokens[at + 2].spaced
        {
            let is_dash = self.is_sign(at + 1, &['-']);
            let is_later = value > u32::from(year % 100) && !self.goes_on(at + 3);
            let is_pair = is_dash && is_later && self.lexicon.pairs_years();
            let is_month = (digits == 2 || !is_dash) && !is_pair;
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
            let mut date = PartialDate::month(year, month);
            // "2009. október 1."
            if let Some(What::Number(day @ 1..=31, 1 | 2)) = self.what(stop + 1)
                && self.is_close_stop(stop + 2)
            {
                date.day = u8::try_from(day).ok();
                return Some((stop + 3, date));
            }
            return Some((self.past_stop(stop + 1), date));
        }
        // "2014. – 2020."
        if self.is_close_stop(at + 1) && self.separator(at + 2).is_some() {
            return Some((at + 2, bare));
        }
        Some((self.past_year_sign(at + 1), bare))
    }

    /// "tháng 3 năm 2020", "tháng 3/2020".
    fn numbered_month(&self, at: usize) -> Option<(usize, PartialDate)> {
        let Some(What::Number(month @ 1..=12, 1 | 2)) = self.what(at + 1) else {
            return None;
        };
        let (end, year) = self.year(self.past_joints(at + 2))?;
        let month = u8::try_from(month).ok().and_then(|m| Month::new(m).ok())?;
        Some((end, PartialDate::month(year, month)))
    }

    /// "2年4月" behind 令和; the first year may be written 元.
    fn year_of_era(&self, at: usize, before: i16) -> Option<(usize, PartialDate)> {
        let number = match self.what(at)? {
            What::Number(number @ 1..=2999, _) => i16::try_from(number).ok()?,
            What::Sign('元') => 1,
            What::Number(..)
            | What::Masked(_)
            | What::Word(_)
            | What::Quarter(_)
            | What::MonthPrefix
            | What::Circa
            | What::Weekday
            | What::Era(_)
            | What::Sign(_)
            | What::Other => return None,
        };
        let year = u16::try_from(before.checked_add(number)?).ok()?;
        if !YEARS.contains(&u32::from(year)) {
            return None;
        }
        match self.is_sign(at + 1, &['年']) {
            true => Some(self.cjk_month(at + 2, year)),
            // Only signs of years make a year of few digits one.
            false => (number > 99).then(|| (at + 1, PartialDate::year(year))),
        }
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
            // "2005.03.01. – 2006.05.31."
            let is_stopped = self.is_close_stop(at + 2) && self.separator(at + 3).is_some();
            return (at + 2 + usize::from(is_stopped), date);
        }
        // "2012.09. – 2014.06."
        let is_stopped = self.is_close_stop(at) && self.separator(at + 1).is_some();
        (at + usize::from(is_stopped), date)
    }

    /// "06/2023", "30.06.2023", "30 June 2023".
    fn day_or_month_first(&self, at: usize, first: u32) -> Option<(usize, PartialDate)> {
        let token = &self.tokens[at];
        let before = self.text[..token.at.start].chars().next_back();
        // "03.2018-05.2020" are two dates, also "03/2018--05/2020".
        let dashes = (0..at)
            .rev()
            .take_while(|at| self.is_sign(*at, &['-']))
            .take(3)
            .count();
        let is_second = dashes > 0 && at > dashes && self.year_value(at - dashes - 1).is_some();
        let is_inner = before.is_some_and(|c| matches!(c, '.' | '/' | '-' | ':'));
        if !token.spaced && is_inner && !is_second {
            return None;
        }
        let next = at + 1 + usize::from(self.is_sign(at + 1, &['.']));
        let next = self.past_ordinal(next);
        let next = next + usize::from(self.is_word(next, DateWord::Of));
        let with_month = match self.what(next) {
            Some(What::Word(DateWord::Month(month))) => Some(self.month_first(next, month)?),
            Some(What::MonthPrefix) => Some(self.numbered_month(next)?),
            Some(_) | None => None,
        };
        if let Some((end, mut date)) = with_month {
            date.day = u8::try_from(first)
                .ok()
                .filter(|day| (1..=31).contains(day));
            return Some((end, date));
        }
        if !self.is_sign(at + 1, &['.', '/', '-', '–']) {
            return None;
        }
        // Of two kinds of signs the first is between months: "6-8/2008".
        let is_alike = self.what(at + 1) == self.what(at + 3) || !self.is_sign(at + 1, &['-', '–']);
        if let Some(What::Number(second @ 1..=12, 1 | 2)) = self.what(at + 2)
            && self.is_sign(at + 3, &['.', '/', '-'])
            && is_alike
            && let Some((end, year)) = self.year(at + 4)
        {
            let month = u8::try_from(second).ok().and_then(|m| Month::new(m).ok())?;
            let mut date = PartialDate::month(year, month);
            date.day = u8::try_from(first)
                .ok()
                .filter(|day| (1..=31).contains(day));
            return Some((end, date));
        }
        // "06/98"; "9/50" are nine of fifty.
        if let Some(What::Number(60..=99, 2)) = self.what(at + 2)
            && self.tokens[at].at.len() == 2
            && self.is_sign(at + 1, &['/', '.'])
            && !self.tokens[at + 2].spaced
            && let Some(What::Number(short, _)) = self.what(at + 2)
        {
            let month = u8::try_from(first).ok().and_then(|m| Month::new(m).ok())?;
            return Some((at + 3, PartialDate::month(full_year(short)?, month)));
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

    /// "3rd", "1st", "1°".
    pub(super) fn past_ordinal(&self, at: usize) -> usize {
        let is_ending = matches!(self.what(at), Some(What::Other))
            && self.tokens[at].glued
            && self.tokens[at].at.len() <= 2;
        let is_sign = self.is_sign(at, &['°', 'º', 'ª']) && !self.tokens[at].spaced;
        at + usize::from(is_ending || is_sign)
    }

    /// Past signs and words inside a date: commas, "of", "/".
    pub(super) fn past_joints(&self, at: usize) -> usize {
        let mut at = at;
        for _ in 0..2 {
            let joint = self.is_sign(at, &[',', '/', '-', '.']) || self.is_word(at, DateWord::Of);
            at += usize::from(joint);
        }
        at
    }
}
