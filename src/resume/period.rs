//! Dates at the precision that the author wrote.

use crate::diagnostic::Span;

/// A stretch of time, or one point in it.
#[derive(Clone, Debug)]
pub struct Period {
    /// When it began; a single date has only a start.
    pub start: Option<PartialDate>,
    /// When it ended, or that it goes on.
    pub end: Option<PeriodEnd>,
    /// True where the end lies ahead ("2027 (expected)").
    pub expected: bool,
    /// The author's spelling.
    pub written: String,
    /// Where it was read.
    pub span: Span,
}

impl PartialEq for Period {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end, self.expected) == (other.start, other.end, other.expected)
    }
}

impl Period {
    /// True for single dates that are listed, "2013, 2015": it is from the first to the last, and not all
    /// of the time between.
    pub(crate) fn is_list(&self) -> bool {
        let has_year = |part: &str| {
            let mut numbers = part.split(|c: char| !c.is_numeric());
            numbers.any(|number| number.chars().count() == 4)
        };
        let mut parts = self.written.split([',', ';', '、', '，']);
        let is_many = self.written.contains([',', ';', '、', '，']);
        is_many && matches!(self.end, Some(PeriodEnd::On(_))) && parts.all(has_year)
    }
}

/// How a period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodEnd {
    /// It goes on.
    Present,
    /// It ended on a date.
    On(PartialDate),
}

/// A date that may lack its day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartialDate {
    /// The year.
    pub year: Year,
    /// Month or season.
    pub within: Option<Within>,
    /// Day of the month, 1 to 31; only where a month is known.
    pub day: Option<u8>,
}

/// A year, or a decade with its last digit masked ("20XX" masks two).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// A known year.
    Known(u16),
    /// The leading digits of a masked year: `20` for "20XX", `199` for "199X".
    Masked(u16),
}

/// The part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// One of the twelve months.
    Month(Month),
    /// One of the four seasons.
    Season(Season),
}

/// A month, 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u8);

impl Month {
    /// Checks the number.
    ///
    /// # Errors
    /// [`PeriodError::MonthOutOfRange`] outside 1 to 12.
    pub fn new(number: u8) -> Result<Self, PeriodError> {
        if (1..=12).contains(&number) {
            Ok(Month(number))
        } else {
            Err(PeriodError::MonthOutOfRange(number))
        }
    }

    /// 1 for January.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// A quarter of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May in the north.
    Spring,
    /// June to August in the north.
    Summer,
    /// September to November in the north.
    Autumn,
    /// December to February in the north.
    Winter,
}

impl Season {
    /// All seasons, spring first.
    pub const ALL: [Season; 4] = [
        Season::Spring,
        Season::Summer,
        Season::Autumn,
        Season::Winter,
    ];

    /// The lower-case name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        }
    }
}

/// Why a date was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodError {
    /// No such month.
    #[error("month {0} is not between 1 and 12")]
    MonthOutOfRange(u8),
    /// No such day.
    #[error("day {0} is not between 1 and 31")]
    DayOutOfRange(u8),
    /// The period's end lies before its start.
    #[error("the period ends before it starts")]
    EndsBeforeStart,
    /// No date can be read in the text.
    #[error("no date can be read")]
    NoDate,
}

impl PartialDate {
    /// A bare year.
    pub fn year(year: u16) -> Self {
        PartialDate {
            year: Year::Known(year),
            within: None,
            day: None,
        }
    }

    /// A year and a month.
    pub fn month(year: u16, month: Month) -> Self {
        PartialDate {
            within: Some(Within::Month(month)),
            ..PartialDate::year(year)
        }
    }
}

impl PartialDate {
    /// The date with all that is known of it: `2023-06-30`, `2015-summer`, `20XX`, `199X-03`.
    pub(crate) fn spelled(self) -> String {
        let year = match self.year {
            Year::Known(year) => format!("{year:04}"),
            Year::Masked(digits) => format!("{digits:X<4}"),
        };
        match (self.within, self.day) {
            (Some(Within::Month(month)), Some(day)) => {
                format!("{year}-{:02}-{day:02}", month.number())
            }
            (Some(Within::Month(month)), None) => format!("{year}-{:02}", month.number()),
            (Some(Within::Season(season)), _) => format!("{year}-{}", season.name()),
            (None, _) => year,
        }
    }

    /// Reads what [`PartialDate::spelled`] gives.
    ///
    /// # Errors
    /// As those of reading the forms of ISO 8601.
    pub(crate) fn from_spelled(text: &str) -> Result<Self, PeriodError> {
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        let season = Season::ALL
            .into_iter()
            .find(|season| Some(season.name()) == rest);
        let digits = year.trim_end_matches('X');
        if season.is_none() && digits.len() == year.len() {
            return text.parse();
        }
        let number: u16 = digits.parse().map_err(|_| PeriodError::NoDate)?;
        let mut date = match (season, rest) {
            (Some(_), _) | (None, None) => PartialDate::year(number),
            // Any year has the same months.
            (None, Some(rest)) => format!("2000-{rest}").parse()?,
        };
        date.year = match digits.len() == year.len() {
            true => Year::Known(number),
            false => Year::Masked(number),
        };
        date.within = season.map(Within::Season).or(date.within);
        Ok(date)
    }
}

/// Reads the ISO 8601 forms `2023`, `2023-06` and `2023-06-30`.
impl std::str::FromStr for PartialDate {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        // A time of day may follow.
        let text = text.trim().split('T').next().unwrap_or("");
        let mut parts = text.split('-').map(|part| part.parse::<u16>().ok());
        let year = parts.next().flatten().filter(|_| text.len() >= 4);
        let mut date = PartialDate::year(year.ok_or(PeriodError::NoDate)?);
        let small = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
        if let Some(month) = parts.next() {
            let month = Month::new(small(month.ok_or(PeriodError::NoDate)?))?;
            date.within = Some(Within::Month(month));
        }
        if let Some(day) = parts.next() {
            let day = small(day.ok_or(PeriodError::NoDate)?);
            if !(1..=31).contains(&day) {
                return Err(PeriodError::DayOutOfRange(day));
            }
            date.day = Some(day);
        }
        Ok(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelled_is_read_again() {
        for text in [
            "2023",
            "2023-06",
            "2023-06-30",
            "2015-summer",
            "20XX",
            "199X-03",
            "20XX-winter",
        ] {
            let date = PartialDate::from_spelled(text).expect("a date");
            assert_eq!(date.spelled(), text);
        }
        for text in ["", "X", "June", "2023-13", "20XX-00", "2023-June"] {
            assert!(PartialDate::from_spelled(text).is_err(), "{text}");
        }
    }

    #[test]
    fn iso_dates_are_read_at_their_precision() {
        assert_eq!("2023".parse(), Ok(PartialDate::year(2023)));
        let june = PartialDate::month(2023, Month::new(6).expect("June"));
        assert_eq!("2023-06".parse(), Ok(june));
        assert_eq!(
            "2023-06-30".parse::<PartialDate>().expect("a day").day,
            Some(30)
        );
        assert_eq!(
            "2023-13".parse::<PartialDate>(),
            Err(PeriodError::MonthOutOfRange(13))
        );
        assert_eq!("soon".parse::<PartialDate>(), Err(PeriodError::NoDate));
    }
}
