//! Telephone numbers in text, however they are spelled.

use std::ops::Range;

/// Two spellings of a number share their last digits, whatever stands for the country.
const SHARED_DIGITS: usize = 7;
/// A number that begins with a plus and has so many digits is a telephone number, whosever.
const INTERNATIONAL_DIGITS: Range<usize> = 9..16;

/// The value of a digit, of the scripts that telephone numbers are written in.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// The digits of a text, and nothing else.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter_map(digit).collect()
}

fn is_plus(c: char) -> bool {
    matches!(c, '+' | '\u{ff0b}')
}

/// True for what may stand between the digits of a number.
fn is_between(c: char) -> bool {
    (c.is_whitespace() && c != '\n')
        || matches!(
            c,
            '-' | '.' | '/' | '(' | ')' | '\u{ad}' | '\u{200b}' | '\u{2060}'
        )
        || matches!(
            c,
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff08}' | '\u{ff09}'
        )
}

/// True if `all`, the digits of a text, hold the number with the digits `known`.
pub(super) fn holds(all: &str, known: &str) -> bool {
    match known.len() {
        0 => false,
        short if short < SHARED_DIGITS => all == known,
        long => all.contains(&known[long - SHARED_DIGITS..]),
    }
}

/// Where the numbers `known` (their digits), and any international number, stand in a text.
pub(super) fn find(text: &str, known: &[String]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<Stretch> = None;
    let mut close = |stretch: &mut Option<Stretch>| {
        let Some(stretch) = stretch.take() else {
            return;
        };
        let is_known = known.iter().any(|known| holds(&stretch.digits, known));
        let is_foreign =
            stretch.is_international && INTERNATIONAL_DIGITS.contains(&stretch.digits.len());
        if is_known || is_foreign {
            found.push(stretch.start..stretch.end);
        }
    };
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if let Some(digit) = digit(c) {
            let stretch = open.get_or_insert_with(|| Stretch::new(at));
            stretch.digits.push(digit);
            stretch.end = after;
        } else if is_plus(c) {
            close(&mut open);
            open = Some(Stretch {
                is_international: true,
                ..Stretch::new(at)
            });
        } else if is_between(c) {
            if c == '(' && open.is_none() {
                open = Some(Stretch::new(at));
            }
        } else {
            close(&mut open);
        }
    }
    close(&mut open);
    found
}

/// Digits with what parts them.
struct Stretch {
    start: usize,
    end: usize,
    digits: String,
    is_international: bool,
}

impl Stretch {
    fn new(start: usize) -> Self {
        Stretch {
            start,
            end: start,
            digits: String::new(),
            is_international: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(text: &'a str, known: &str) -> Vec<&'a str> {
        let known = [digits(known)];
        find(text, &known).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn a_number_is_found_in_every_spelling() {
        for spelled in [
            "+351 22 555 01 47",
            "00351225550147",
            "22 555 01 47",
            "(22) 555-01-47",
            "22.555.01.47",
            "+351 (0)22 5550147",
            "２２ ５５５ ０１ ４７",
        ] {
            let text = format!("Call {spelled}, please.");
            assert_eq!(found(&text, "+351 22 555 01 47"), [spelled]);
        }
    }

    #[test]
    fn figures_and_years_are_no_number() {
        let text = "From 2019 – 2020 served +1,000,000 users in 12 345 678 calls, +45% a year.";
        assert_eq!(found(text, "+351 22 555 01 47"), [""; 0]);
    }

    #[test]
    fn a_stranger_is_found_by_the_plus() {
        assert_eq!(found("ask +46 70 555 01 23.", ""), ["+46 70 555 01 23"]);
    }
}
