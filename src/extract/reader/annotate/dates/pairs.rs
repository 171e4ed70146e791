//! Whether a page writes two years as "2010-11", which elsewhere is November.

/// Years that one pair spans at most.
const LONGEST: u16 = 12;

/// What a page's texts say of numbers such as "2010-11".
#[derive(Clone, Debug, Default)]
pub(crate) struct YearPairs {
    /// Pairs that can be nothing else: "2013-14", "2011-15".
    pairs: usize,
    /// Those that can only be months: "2015-03", "2018-06".
    months: usize,
    /// Of both, those that name the next year: "2009-10".
    next: Vec<u16>,
}

impl YearPairs {
    /// Hears a text.
    pub(crate) fn add(&mut self, text: &str) {
        for (at, sign) in text.match_indices(['-', '–', '‑']) {
            let Some(year) = last_number(&text[..at], 4) else {
                continue;
            };
            let Some(short) = first_number(&text[at + sign.len()..], 2) else {
                continue;
            };
            if !(1940..2050).contains(&year) {
                continue;
            }
            let first = year % 100;
            match short {
                _ if short == (first + 1) % 100 && short <= 12 => self.next.push(year),
                13.. if short > first && short - first <= LONGEST => self.pairs += 1,
                1..=12 if short <= first => self.months += 1,
                _ => {}
            }
        }
    }

    /// True where such numbers are two years.
    pub(crate) fn are_years(mut self) -> bool {
        self.next.sort_unstable();
        self.next.dedup();
        self.months == 0 && (self.pairs > 0 || self.next.len() > 1)
    }
}

/// The number of so many digits that a text ends in.
fn last_number(text: &str, digits: usize) -> Option<u16> {
    let start = text.len().checked_sub(digits)?;
    let number = text.get(start..)?;
    let before = text[..start].chars().next_back();
    let is_inside = before.is_some_and(|c| c.is_alphanumeric() || "-./–".contains(c));
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_number && !is_inside)
}

/// The number of so many digits that a text begins with.
fn first_number(text: &str, digits: usize) -> Option<u16> {
    let number = text.get(..digits)?;
    let mut after = text[digits..].chars();
    let next = after.next();
    let goes_on = next.is_some_and(|c| c.is_alphanumeric())
        || next.is_some_and(|c| "-./".contains(c)) && after.next().is_some_and(char::is_numeric);
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse().ok().filter(|_| is_number && !goes_on)
}

#[cfg(test)]
mod tests {
    use super::YearPairs;

    fn are_years(texts: &[&str]) -> bool {
        let mut pairs = YearPairs::default();
        for text in texts {
            pairs.add(text);
        }
        pairs.are_years()
    }

    #[test]
    fn siblings_tell_two_years_from_a_month() {
        assert!(are_years(&["2010-11", "2015-17", "2006-11"]));
        assert!(are_years(&["2009-10", "2010-11"]));
        assert!(are_years(&["Fellow (2010–11), 2012-14"]));
    }

    #[test]
    fn a_month_anywhere_makes_them_months() {
        assert!(!are_years(&["2010-11"]));
        assert!(!are_years(&["2010-11", "2011-12", "2018-06"]));
        assert!(!are_years(&["2010-11-05", "2013-14-01"]));
        assert!(!are_years(&["2015-17", "2016-03"]));
        assert!(!are_years(&["555-2010-11", "tel 2010-1112"]));
    }
}
