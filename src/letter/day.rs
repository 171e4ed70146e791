//! A day of the calendar.

/// A day: year 1 to 9999, month and day as in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// It is not of the form.
    #[error("a day is written as year, month and day: `2026-03-31`")]
    Form,
    /// The calendar has no such day.
    #[error("the calendar has no day `{0}`")]
    Calendar(String),
}

const SECONDS_OF_DAY: i64 = 86_400;

impl Day {
    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Seconds from the start of 1970 to the start of the day, UTC.
    pub fn timestamp(self) -> i64 {
        // Days from the civil calendar (Howard Hinnant, "chrono-compatible low-level date
        // algorithms"): years start in March, so that a leap day is a year's last.
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        (era * 146_097 + days - 719_468) * SECONDS_OF_DAY
    }

    /// The day that a moment lies in, UTC; the first or last day that there is for moments
    /// outside the years 1 to 9999.
    pub fn of_timestamp(seconds: i64) -> Self {
        let shifted = seconds.div_euclid(SECONDS_OF_DAY) + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Day {
            year: u16::try_from(year.clamp(1, 9999)).unwrap_or(1),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    fn days_of_month(year: u16, month: u8) -> u8 {
        let is_leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl std::str::FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts.as_slice() else {
            return Err(DayError::Form);
        };
        let number = |text: &str, length: usize| -> Result<u16, DayError> {
            let is_number = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
            text.parse()
                .ok()
                .filter(|_| is_number)
                .ok_or(DayError::Form)
        };
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        let narrow = |value: u16| u8::try_from(value).unwrap_or(0);
        let (month, day) = (narrow(month), narrow(day));
        let is_day = year >= 1
            && (1..=12).contains(&month)
            && (1..=Day::days_of_month(year, month)).contains(&day);
        if is_day {
            Ok(Day { year, month, day })
        } else {
            Err(DayError::Calendar(text.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_seconds_agree() {
        for (text, seconds) in [
            ("1970-01-01", 0),
            ("1970-03-01", 5_097_600),
            ("2000-02-29", 951_782_400),
            ("2026-03-31", 1_774_915_200),
            ("1969-12-31", -86_400),
        ] {
            let day: Day = text.parse().expect(text);
            assert_eq!(day.timestamp(), seconds, "{text}");
            assert_eq!(Day::of_timestamp(seconds), day);
            assert_eq!(Day::of_timestamp(seconds + 86_399), day);
        }
    }

    #[test]
    fn what_the_calendar_lacks_is_refused() {
        let parse = |text: &str| text.parse::<Day>();
        assert_eq!(parse("31.3.2026"), Err(DayError::Form));
        assert_eq!(parse("2026-3-1"), Err(DayError::Form));
        assert!(matches!(parse("2026-02-29"), Err(DayError::Calendar(_))));
        assert!(matches!(parse("2026-13-01"), Err(DayError::Calendar(_))));
    }
}
