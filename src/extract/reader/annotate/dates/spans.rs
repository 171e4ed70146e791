//! What is written as one date and holds two: "Jan – Mar 2020", "3–5 May 2019", "2019/20".

use super::super::super::Date;
use super::super::tokens::What;
use super::{Grammar, range};
use crate::extract::reader::lexicon::DateWord;
use crate::resume::{Month, PartialDate, PeriodEnd, Within, Year};

/// Years that one school year, or one course written as one, lasts at most.
const LONGEST_COURSE: u16 = 8;

impl Grammar<'_> {
    /// "Jan – Mar 2020", "3 May – 5 June 2020": the first month has the second's year.
    pub(super) fn month_to_date(&self, at: usize) -> Option<(usize, Date)> {
        let (at, day) = match self.what(at)? {
            What::Number(day @ 1..=31, 1 | 2) => {
                let next = at + 1 + usize::from(self.is_sign(at + 1, &['.']));
                (next, u8::try_from(day).ok())
            }
            What::Number(..)
            | What::Masked(_)
            | What::Word(_)
            | What::Quarter(_)
            | What::MonthPrefix
            | What::Circa
            | What::Weekday
            | What::Era(_)
            | What::Sign(_)
            | What::Other => (at, None),
        };
        let within = match self.what(at)? {
            What::Word(DateWord::Month(month)) => Some(Within::Month(month)),
            What::Word(DateWord::Season(season)) => Some(Within::Season(season)),
            What::Quarter(_) => None,
            What::Number(..)
            | What::Masked(_)
            | What::Word(_)
            | What::MonthPrefix
            | What::Circa
            | What::Weekday
            | What::Era(_)
            | What::Sign(_)
            | What::Other => return None,
        };
        let stop = at + 1 + usize::from(self.is_sign(at + 1, &['.']));
        let to = self.separator(stop)?;
        let (end, last) = self.date(to)?;
        // "Dec-2019" is one month.
        if within.is_some() && last.within.is_none() {
            return None;
        }
        let start = PartialDate {
            within,
            day,
            ..last
        };
        Some((end, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    /// "3–5 May 2019", "3.–5. Mai 2019", "May 3–5, 2019".
    pub(super) fn days(&self, at: usize) -> Option<(usize, Date)> {
        if let Some(What::Word(DateWord::Month(_))) = self.what(at) {
            let (first, dash) = self.day(at + 1 + usize::from(self.is_sign(at + 1, &['.'])))?;
            let (last, next) = self.day(self.separator(dash)?)?;
            let (end, year) = self.year(self.past_joints(next))?;
            let Some(What::Word(DateWord::Month(month))) = self.what(at) else {
                return None;
            };
            let date = PartialDate::month(year, month);
            return days_of(date, first, last).map(|days| (end, days));
        }
        let (first, dash) = self.day(at)?;
        let to = self.separator(dash)?;
        let (last, _) = self.day(to)?;
        if let Some(months) = self.months_of_year(at, first, to) {
            return Some(months);
        }
        let (end, date) = self.date(to)?;
        if date.day != Some(last) {
            return None;
        }
        days_of(date, first, last).map(|days| (end, days))
    }

    /// "6-8/2008", "6.–8.2008": a dash between two months, another sign before their year.
    fn months_of_year(&self, at: usize, first: u8, to: usize) -> Option<(usize, Date)> {
        let Some(What::Number(last, 1 | 2)) = self.what(to) else {
            return None;
        };
        let is_close = |at: usize| self.tokens.get(at).is_some_and(|token| !token.spaced);
        let is_joined = self.is_sign(to + 1, &['/', '.']) && is_close(to + 1) && is_close(to + 2);
        if !is_joined || self.is_after_number(at) {
            return None;
        }
        let (end, year) = self.year(to + 2)?;
        let first = Month::new(first).ok()?;
        let last = Month::new(u8::try_from(last).ok()?).ok()?;
        let month = |month| PartialDate::month(year, month);
        let is_order = first.number() < last.number();
        is_order.then(|| {
            (
                end,
                range(Some(month(first)), Some(PeriodEnd::On(month(last)))),
            )
        })
    }

    /// "2022年1～3月": both months behind their year.
    pub(super) fn months_behind_year(&self, at: usize) -> Option<(usize, Date)> {
        let year = self
            .year_value(at)
            .filter(|_| self.is_sign(at + 1, &['年', '년']))?;
        let first = self.month_number(at + 2)?;
        let to = self.separator(at + 3)?;
        let start = PartialDate::month(year, first);
        let (end, last) = self.same_year(start, to)?;
        Some((end, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    /// An end that leaves out the year of its start, or the month too: "2022年1月〜3月",
    /// "2014年1月1日～10日", "2022年1月～同年3月".
    pub(super) fn same_year(&self, start: PartialDate, at: usize) -> Option<(usize, PartialDate)> {
        let Some(Within::Month(first)) = start.within else {
            return None;
        };
        let at = at + 2 * usize::from(self.is_sign(at, &['同']) && self.is_sign(at + 1, &['年']));
        if let Some(month) = self.month_number(at)
            && self.is_sign(at + 1, &['月', '월'])
            && month.number() >= first.number()
        {
            let day = self.cjk_day(at + 2).filter(|_| start.day.is_some());
            let last = PartialDate {
                within: Some(Within::Month(month)),
                day,
                ..start
            };
            return Some((at + 2 + 2 * usize::from(day.is_some()), last));
        }
        let day = self.cjk_day(at).filter(|day| Some(*day) > start.day)?;
        let is_day = start.day.is_some();
        is_day.then_some((
            at + 2,
            PartialDate {
                day: Some(day),
                ..start
            },
        ))
    }

    fn month_number(&self, at: usize) -> Option<Month> {
        let Some(What::Number(number @ 1..=12, 1 | 2)) = self.what(at) else {
            return None;
        };
        Month::new(u8::try_from(number).ok()?).ok()
    }

    /// "31日".
    fn cjk_day(&self, at: usize) -> Option<u8> {
        let Some(What::Number(day @ 1..=31, 1 | 2)) = self.what(at) else {
            return None;
        };
        let is_day = self.is_sign(at + 1, &['日', '일']);
        u8::try_from(day).ok().filter(|_| is_day)
    }

    /// A day of a month, with its stop or ending: one past it.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let Some(What::Number(day @ 1..=31, 1 | 2)) = self.what(at) else {
            return None;
        };
        let end = self.past_ordinal(at + 1);
        let end = end + usize::from(self.is_sign(end, &['.']));
        Some((u8::try_from(day).ok()?, end))
    }

    /// "03/18 – 05/20", "6/98 – heute": months with short years, which only a period tells from
    /// fractions.
    pub(super) fn short_months(&self, at: usize) -> Option<(usize, Date)> {
        let (end, start) = self.short_month(at)?;
        let to = self.separator(end)?;
        if let Some(end) = self.is_present(to) {
            return Some((end, range(Some(start), Some(PeriodEnd::Present))));
        }
        let (end, last) = self.short_month(to).or_else(|| self.date(to))?;
        Some((end, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    fn short_month(&self, at: usize) -> Option<(usize, PartialDate)> {
        if let Some(What::Word(DateWord::Month(month))) = self.what(at) {
            return self.short_named_month(at, month);
        }
        let Some(What::Number(month @ 1..=12, digits @ (1 | 2))) = self.what(at) else {
            return None;
        };
        let is_slash = self.is_sign(at + 1, &['/']);
        let is_joint = is_slash || digits == 2 && self.is_sign(at + 1, &['.']);
        let Some(What::Number(year, 2)) = self.what(at + 2).filter(|_| is_joint) else {
            return None;
        };
        let is_close = !self.tokens[at + 1].spaced && !self.tokens[at + 2].spaced;
        if !is_close || self.goes_on(at + 3) {
            return None;
        }
        let month = u8::try_from(month).ok().and_then(|m| Month::new(m).ok())?;
        Some((at + 3, PartialDate::month(full_year(year)?, month)))
    }

    /// "Okt. 18", "jan/19", "Dec-19": a day where no period tells otherwise.
    fn short_named_month(&self, at: usize, month: Month) -> Option<(usize, PartialDate)> {
        let next = self.past_joints(at + 1);
        let Some(What::Number(year, 2)) = self.what(next) else {
            return None;
        };
        let behind = self.past_joints(next + 1);
        let is_day = self.goes_on(next + 1) || self.year(behind).is_some();
        let year = full_year(year).filter(|_| !is_day)?;
        Some((next + 1, PartialDate::month(year, month)))
    }

    /// "05/01/2019 - 06/30/2020": the month leads in both where one of them can have it nowhere else.
    pub(super) fn month_days(&self, at: usize) -> Option<(usize, Date)> {
        let (end, start, is_sure) = self.month_day(at)?;
        let to = self.separator(end);
        if let Some((end, last, is_sure_too)) = to.and_then(|to| self.month_day(to)) {
            let both = range(Some(start), Some(PeriodEnd::On(last)));
            return (is_sure || is_sure_too).then_some((end, both));
        }
        if !is_sure || self.is_after_number(at) {
            return None;
        }
        if let Some(end) = to.and_then(|to| self.is_present(to)) {
            return Some((end, range(Some(start), Some(PeriodEnd::Present))));
        }
        let single = Date {
            is_range: false,
            ..range(Some(start), None)
        };
        Some((end, single))
    }

    /// "06/30/2020" and whether it can be no day before its month.
    fn month_day(&self, at: usize) -> Option<(usize, PartialDate, bool)> {
        let Some(What::Number(month @ 1..=12, 1 | 2)) = self.what(at) else {
            return None;
        };
        let Some(What::Number(day @ 1..=31, 1 | 2)) = self.what(at + 2) else {
            return None;
        };
        let is_slash = |at: usize| self.is_sign(at, &['/']) && !self.tokens[at].spaced;
        if !is_slash(at + 1) || !is_slash(at + 3) {
            return None;
        }
        let year = self.year_value(at + 4)?;
        let month = Month::new(u8::try_from(month).ok()?).ok()?;
        let mut date = PartialDate::month(year, month);
        date.day = u8::try_from(day).ok();
        Some((at + 5, date, day > 12))
    }

    /// "2019/20 – 2021/22", "2019/2020": school years, alone or from one to another.
    pub(super) fn school_years(&self, at: usize) -> Option<(usize, Date)> {
        let (end, first, last) = self.school_year(at)?;
        let Some(to) = self.separator(end) else {
            return Some((end, range(Some(first), Some(PeriodEnd::On(last)))));
        };
        if let Some(end) = self.is_present(to) {
            return Some((end, range(Some(first), Some(PeriodEnd::Present))));
        }
        if let Some((end, _, last)) = self.school_year(to) {
            return Some((end, range(Some(first), Some(PeriodEnd::On(last)))));
        }
        let (end, last) = self.date(to).unwrap_or((end, last));
        Some((end, range(Some(first), Some(PeriodEnd::On(last)))))
    }

    fn school_year(&self, at: usize) -> Option<(usize, PartialDate, PartialDate)> {
        let first = self.year_value(at)?;
        let slash = at + 1;
        if !self.is_sign(slash, &['/']) || self.tokens[slash].spaced || self.is_after_number(at) {
            return None;
        }
        if self.tokens.get(slash + 1)?.spaced || self.goes_on(slash + 2) {
            return None;
        }
        let last = match self.what(slash + 1)? {
            // "2019/11" may be a month.
            What::Number(short, 2) if self.is_next(first, short) || short > 12 => {
                first - first % 100 + u16::try_from(short).ok()?
            }
            What::Number(_, 4) => self.year_value(slash + 1)?,
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
        let is_course = last > first && last - first <= LONGEST_COURSE;
        is_course.then(|| (slash + 2, PartialDate::year(first), PartialDate::year(last)))
    }

    /// True for the last two digits of the next year, but for "2010/11" and its likes, which are
    /// months as often.
    fn is_next(&self, year: u16, short: u32) -> bool {
        u32::from((year + 1) % 100) == short && short > 12
    }

    /// Past "/20" behind the year of a season: "Winter 2019/20".
    pub(super) fn past_second_year(&self, at: usize, year: u16) -> usize {
        let is_second = match self.what(at + 1) {
            Some(What::Number(short, 2)) => u32::from((year + 1) % 100) == short,
            Some(What::Number(long, 4)) => u32::from(year) + 1 == long,
            Some(_) | None => false,
        };
        let is_close = self.is_sign(at, &['/', '-', '–']) && !self.tokens[at].spaced;
        at + 2 * usize::from(is_second && is_close)
    }

    /// The year of a season that is written short: "WS 19/20".
    pub(super) fn short_season_year(&self, at: usize) -> Option<(usize, u16)> {
        let Some(What::Number(short, 2)) = self.what(at) else {
            return None;
        };
        let year = full_year(short)?;
        let end = self.past_second_year(at + 1, year);
        (end > at + 1).then_some((end, year))
    }
}

/// The year that two digits stand for.
pub(super) fn full_year(short: u32) -> Option<u16> {
    let short = u16::try_from(short).ok().filter(|short| *short < 100)?;
    Some(if short < 60 {
        2000 + short
    } else {
        1900 + short
    })
}

/// Two days of one month, in their order.
fn days_of(date: PartialDate, first: u8, last: u8) -> Option<Date> {
    let is_known = matches!(date.year, Year::Known(_)) && first < last;
    let day = |day| PartialDate {
        day: Some(day),
        ..date
    };
    is_known.then(|| range(Some(day(first)), Some(PeriodEnd::On(day(last)))))
}
