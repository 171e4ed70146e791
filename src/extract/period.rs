//! Dates as people write them, in every language of the vocabulary.

use super::fold::fold;
use super::vocabulary::{DateWord, Vocabulary};
use crate::diagnostic::Span;
use crate::resume::{Month, PartialDate, Period, PeriodEnd, PeriodError, Within, Year};

/// Years outside are numbers of something else.
const YEARS: std::ops::RangeInclusive<u32> = 1600..=2099;
/// A text with more characters is a sentence, not a date.
const LONGEST: usize = 60;

/// Reads a text that is a date or a period and nothing else.
///
/// # Errors
/// [`PeriodError::NoDate`] for any other text; the variants that name a fault for impossible dates.
pub(crate) fn read(words: &Vocabulary, written: &str, span: &Span) -> Result<Period, PeriodError> {
    let written = written.trim();
    // Most texts are none, and this is asked of every one.
    if !written.contains(char::is_numeric) {
        return Err(PeriodError::NoDate);
    }
    // "Jan 2009 – Present (2 years 11 months)": how long is told again behind the dates.
    if let Some((dates, inner)) = written
        .strip_suffix([')', '）'])
        .and_then(|rest| rest.rsplit_once(['(', '（']))
        && words.is_stretch(inner)
    {
        return read(words, dates, span);
    }
    if written.chars().count() > LONGEST {
        return Err(PeriodError::NoDate);
    }
    let mut parser = Parser {
        tokens: tokens(words, written).ok_or(PeriodError::NoDate)?,
        at: 0,
        expected: false,
    };
    let (start, end) = parser.period()?;
    let period = Period {
        start,
        end,
        expected: parser.expected,
        written: written.to_owned(),
        span: span.clone(),
    };
    if let (Some(start), Some(PeriodEnd::On(end))) = (period.start, period.end)
        && order(end) < order(start)
    {
        return Err(PeriodError::EndsBeforeStart);
    }
    Ok(period)
}

/// Year and month as one number, the month only where both ends may be compared by it.
fn order(date: PartialDate) -> u16 {
    match date.year {
        Year::Known(year) => year,
        Year::Masked(_) => 0,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A number as written, with the count of its digits.
    Number(u32, usize),
    /// The leading digits of a masked year.
    Masked(u16),
    /// What a word says.
    Word(DateWord),
    /// A dash with blanks around it or of more than hyphen length.
    Dash,
    /// A hyphen between two characters.
    Hyphen,
    /// A full stop or slash between numbers.
    Join,
    /// A sign after a year, a month, a day.
    YearSign,
    MonthSign,
    DaySign,
}

/// What a text of dates is made of; `None` for a text of anything else.
fn tokens(words: &Vocabulary, text: &str) -> Option<Vec<Token>> {
    let signs = &words.signs;
    let chars: Vec<char> = text.chars().map(western).collect();
    let mut out = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if signs.year.contains(&c) {
            out.push(Token::YearSign);
        } else if signs.month.contains(&c) {
            out.push(Token::MonthSign);
        } else if signs.day.contains(&c) {
            out.push(Token::DaySign);
        } else if c.is_ascii_digit() {
            let (token, next) = number(&chars, at);
            out.push(token);
            at = next;
            continue;
        } else if c.is_alphabetic() {
            let (token, next) = word(words, &chars, at)?;
            out.push(token);
            at = next;
            continue;
        } else {
            match c {
                '-' | '‐' | '‑' => {
                    let near = |at: Option<usize>| {
                        at.and_then(|at| chars.get(at))
                            .is_some_and(|c| !c.is_whitespace())
                    };
                    let inner = near(at.checked_sub(1)) && near(Some(at + 1));
                    let double = chars.get(at + 1) == Some(&'-');
                    if double {
                        at += 1;
                    }
                    out.push(if inner && !double {
                        Token::Hyphen
                    } else {
                        Token::Dash
                    });
                }
                '–' | '—' | '―' | '−' | '~' | '〜' | '→' | '～' => {
                    out.push(Token::Dash)
                }
                '/' | '.' => out.push(Token::Join),
                ',' | '(' | ')' | '[' | ']' | '{' | '}' | ':' | '\'' | '’' | '`' | '、' | '（'
                | '）' | '،' => {}
                c if c.is_whitespace() => {}
                _ => return None,
            }
        }
        at += 1;
    }
    Some(out)
}

/// Arabic, Persian and wide digits as the ASCII ones.
fn western(c: char) -> char {
    let zero = match u32::from(c) {
        0x0660..=0x0669 => 0x0660,
        0x06f0..=0x06f9 => 0x06f0,
        0xff10..=0xff19 => 0xff10,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

fn number(chars: &[char], from: usize) -> (Token, usize) {
    let mut at = from;
    let mut value = 0u32;
    while at < chars.len() && chars[at].is_ascii_digit() && at - from < 6 {
        value = value * 10 + chars[at].to_digit(10).unwrap_or(0);
        at += 1;
    }
    let digits = at - from;
    let masks = chars[at..]
        .iter()
        .take_while(|c| matches!(c, 'x' | 'X'))
        .count();
    if masks > 0 && digits + masks == 4 {
        let leading = u16::try_from(value).unwrap_or(0);
        return (Token::Masked(leading), at + masks);
    }
    (Token::Number(value, digits), at)
}

/// The longest run of words, up to three, that the vocabulary knows in dates.
fn word(words: &Vocabulary, chars: &[char], from: usize) -> Option<(Token, usize)> {
    let mut ends = Vec::new();
    let mut at = from;
    while ends.len() < 3 && at < chars.len() {
        let signs = &words.signs;
        let is_letter = |c: char| {
            (c.is_alphabetic() || matches!(c, '\'' | '’'))
                && ![&signs.year, &signs.month, &signs.day]
                    .iter()
                    .any(|list| list.contains(&c))
        };
        let start = at;
        while at < chars.len() && is_letter(chars[at]) {
            at += 1;
        }
        if at == start {
            break;
        }
        ends.push(at);
        while at < chars.len() && matches!(chars[at], ' ' | '.' | '\u{a0}') {
            at += 1;
        }
    }
    for &end in ends.iter().rev() {
        let phrase: String = chars[from..end].iter().collect();
        if let Some(word) = words.date_word(&fold(&phrase)) {
            let dot = usize::from(chars.get(end) == Some(&'.'));
            return Some((Token::Word(word), end + dot));
        }
    }
    None
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    expected: bool,
}

type Ends = (Option<PartialDate>, Option<PeriodEnd>);

impl Parser {
    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    /// Takes the words that say that a date lies ahead.
    fn take_expected(&mut self) {
        while self.peek(0) == Some(&Token::Word(DateWord::Expected)) {
            self.expected = true;
            self.at += 1;
        }
    }

    fn period(&mut self) -> Result<Ends, PeriodError> {
        self.take_expected();
        let since = self.peek(0) == Some(&Token::Word(DateWord::Since));
        if since {
            self.at += 1;
        }
        // "Jan – Mar 2020": the first month borrows the year of the second.
        if let Some(Token::Word(DateWord::Month(month))) = self.peek(0).cloned()
            && self.separator_at(1)
        {
            self.at += 2;
            let end = self.date()?;
            self.finish()?;
            let start = PartialDate {
                within: Some(Within::Month(month)),
                day: None,
                ..end
            };
            return Ok((Some(start), Some(PeriodEnd::On(end))));
        }
        let start = self.date()?;
        self.take_expected();
        if self.at == self.tokens.len() {
            return Ok((Some(start), since.then_some(PeriodEnd::Present)));
        }
        if self.peek(0) == Some(&Token::Word(DateWord::Present)) {
            self.at += 1;
            self.finish()?;
            return Ok((Some(start), Some(PeriodEnd::Present)));
        }
        if !self.separator_at(0) {
            return Err(PeriodError::NoDate);
        }
        self.at += 1;
        if self.at == self.tokens.len() {
            // "2021 –": it goes on.
            return Ok((Some(start), Some(PeriodEnd::Present)));
        }
        self.take_expected();
        let end = match self.peek(0) {
            Some(Token::Word(DateWord::Present)) => {
                self.at += 1;
                PeriodEnd::Present
            }
            Some(&Token::Number(value, 2)) if self.at + 1 == self.tokens.len() => {
                self.at += 1;
                let Year::Known(year) = start.year else {
                    return Err(PeriodError::NoDate);
                };
                let value = u16::try_from(value).map_err(|_| PeriodError::NoDate)?;
                PeriodEnd::On(PartialDate::year(year - year % 100 + value))
            }
            _ => PeriodEnd::On(self.date()?),
        };
        self.finish()?;
        Ok((Some(start), Some(end)))
    }

    fn finish(&mut self) -> Result<(), PeriodError> {
        self.take_expected();
        if self.at == self.tokens.len() {
            Ok(())
        } else {
            Err(PeriodError::NoDate)
        }
    }

    fn separator_at(&self, ahead: usize) -> bool {
        matches!(
            self.peek(ahead),
            Some(Token::Dash | Token::Hyphen | Token::Word(DateWord::To))
        )
    }

    /// One date at whatever precision it has.
    fn date(&mut self) -> Result<PartialDate, PeriodError> {
        match self.peek(0).cloned() {
            Some(Token::Masked(leading)) => {
                self.at += 1;
                let mut date = PartialDate::year(0);
                date.year = Year::Masked(leading);
                self.skip_year_sign();
                Ok(date)
            }
            Some(Token::Number(value, 4)) if YEARS.contains(&value) => {
                self.at += 1;
                self.after_year(PartialDate::year(value as u16))
            }
            Some(Token::Number(value, 1 | 2)) => self.before_year(value),
            Some(Token::Word(DateWord::Month(month))) => {
                self.at += 1;
                let mut day = None;
                if let Some(&Token::Number(value, 1 | 2)) = self.peek(0) {
                    day = Some(self::day(value)?);
                    self.at += 1;
                }
                while matches!(
                    self.peek(0),
                    Some(Token::Join | Token::Hyphen | Token::Word(DateWord::Of))
                ) {
                    self.at += 1;
                }
                let mut date = PartialDate::month(self.year()?, month);
                date.day = day;
                Ok(date)
            }
            Some(Token::Word(DateWord::Season(season))) => {
                self.at += 1;
                while matches!(self.peek(0), Some(Token::Word(DateWord::Of))) {
                    self.at += 1;
                }
                let mut date = PartialDate::year(self.year()?);
                date.within = Some(Within::Season(season));
                Ok(date)
            }
            _ => Err(PeriodError::NoDate),
        }
    }

    fn year(&mut self) -> Result<u16, PeriodError> {
        match self.peek(0) {
            Some(&Token::Number(value, 4)) if YEARS.contains(&value) => {
                self.at += 1;
                self.skip_year_sign();
                Ok(value as u16)
            }
            _ => Err(PeriodError::NoDate),
        }
    }

    fn skip_year_sign(&mut self) {
        if self.peek(0) == Some(&Token::YearSign) {
            self.at += 1;
        }
    }

    /// What may follow a year: `-06`, `/06/30`, `.06`, `年6月`, a month's name.
    fn after_year(&mut self, mut date: PartialDate) -> Result<PartialDate, PeriodError> {
        if self.peek(0) == Some(&Token::YearSign) {
            self.at += 1;
            if let (Some(&Token::Number(value, 1 | 2)), Some(Token::MonthSign)) =
                (self.peek(0), self.peek(1))
            {
                date.within = Some(Within::Month(month(value)?));
                self.at += 2;
                if let (Some(&Token::Number(value, 1 | 2)), Some(Token::DaySign)) =
                    (self.peek(0), self.peek(1))
                {
                    date.day = Some(day(value)?);
                    self.at += 2;
                }
            }
            return Ok(date);
        }
        if let Some(&Token::Word(DateWord::Month(month))) = self.peek(0) {
            date.within = Some(Within::Month(month));
            self.at += 1;
            return Ok(date);
        }
        let joined = matches!(self.peek(0), Some(Token::Join | Token::Hyphen));
        if let Some(&Token::Number(value, 1 | 2)) = self.peek(1)
            && joined
        {
            let hyphen = self.peek(0) == Some(&Token::Hyphen);
            if hyphen && !(1..=12).contains(&value) {
                // "2019-20" is two years.
                return Ok(date);
            }
            date.within = Some(Within::Month(month(value)?));
            self.at += 2;
            let joined = matches!(self.peek(0), Some(Token::Join | Token::Hyphen));
            if let Some(&Token::Number(value, 1 | 2)) = self.peek(1)
                && joined
            {
                date.day = Some(day(value)?);
                self.at += 2;
            }
        }
        Ok(date)
    }

    /// `06/2023`, `30.06.2023`, `30 June 2023`.
    fn before_year(&mut self, first: u32) -> Result<PartialDate, PeriodError> {
        self.at += 1;
        while matches!(self.peek(0), Some(Token::Word(DateWord::Of))) {
            self.at += 1;
        }
        if let Some(&Token::Word(DateWord::Month(_))) = self.peek(0) {
            let mut date = self.date()?;
            date.day = Some(day(first)?);
            return Ok(date);
        }
        if !matches!(self.peek(0), Some(Token::Join | Token::Hyphen)) {
            return Err(PeriodError::NoDate);
        }
        self.at += 1;
        if let Some(&Token::Number(second, 1 | 2)) = self.peek(0) {
            if !matches!(self.peek(1), Some(Token::Join | Token::Hyphen)) {
                return Err(PeriodError::NoDate);
            }
            self.at += 2;
            let year = self.year()?;
            let mut date = PartialDate::month(year, month(second)?);
            date.day = Some(day(first)?);
            return Ok(date);
        }
        Ok(PartialDate::month(self.year()?, month(first)?))
    }
}

fn month(value: u32) -> Result<Month, PeriodError> {
    Month::new(u8::try_from(value).unwrap_or(u8::MAX))
}

fn day(value: u32) -> Result<u8, PeriodError> {
    match u8::try_from(value) {
        Ok(day @ 1..=31) => Ok(day),
        _ => Err(PeriodError::DayOutOfRange(
            u8::try_from(value).unwrap_or(u8::MAX),
        )),
    }
}

/// A single date as a period.
pub(super) fn period_of(words: &Vocabulary, text: &crate::resume::Text) -> Option<Period> {
    read(words, &text.value, &text.span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::extract::vocabulary::vocabulary;
    use crate::resume::Season;

    fn period(text: &str) -> Result<Period, PeriodError> {
        let source = Source::new("t", text);
        read(vocabulary(), text, &Span::whole(&source))
    }

    fn months(text: &str) -> String {
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
        let found = period(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let start = found.start.map(show).unwrap_or_default();
        match found.end {
            None => start,
            Some(PeriodEnd::Present) => format!("{start}..now"),
            Some(PeriodEnd::On(end)) => format!("{start}..{}", show(end)),
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2023", "2023"),
            ("2022-2023", "2022..2023"),
            ("2019 – 2020", "2019..2020"),
            ("2019-20", "2019..2020"),
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
            ("Jan 2009 – Present (2 years 11 month)", "2009-01..now"),
            ("сент. 2018 – наст. время", "2018-09..now"),
            ("2016年4月〜現在", "2016-04..now"),
            ("2018/10 - 至今", "2018-10..now"),
            ("2019年3月至2021年5月", "2019-03..2021-05"),
            ("2020.03 ~ 현재", "2020-03..now"),
            ("مارس ٢٠٢٠ – الآن", "2020-03..now"),
            ("wrz 2019 – obecnie", "2019-09..now"),
            ("mrt 2018 - heden", "2018-03..now"),
            ("gennaio 2020 – oggi", "2020-01..now"),
        ] {
            assert_eq!(months(text), expected, "{text}");
        }
        let summer = period("Summer 2015")
            .expect("a season")
            .start
            .expect("a start");
        assert_eq!(summer.within, Some(Within::Season(Season::Summer)));
        assert!(period("2017 (expected)").expect("a year").expected);
    }

    #[test]
    fn sentences_and_figures_are_no_dates() {
        for text in [
            "",
            "Remote",
            "99.9%",
            "2023 projects",
            "50",
            "130K",
            "Python 3",
            "may",
            "1200",
        ] {
            assert_eq!(period(text).err(), Some(PeriodError::NoDate), "{text}");
        }
    }

    #[test]
    fn impossible_dates_say_why() {
        assert_eq!(
            period("13/2020").err(),
            Some(PeriodError::MonthOutOfRange(13))
        );
        assert_eq!(
            period("32 May 2020").err(),
            Some(PeriodError::DayOutOfRange(32))
        );
        assert_eq!(
            period("2021 - 2019").err(),
            Some(PeriodError::EndsBeforeStart)
        );
    }
}
