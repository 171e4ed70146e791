//! Telephone numbers by their form.

use std::ops::Range;

use super::super::Date;
use super::super::lexicon::{Kind, LabelRole, Lexicon};
use super::tokens::digit;
use super::work::looked;
use crate::extract::fold::words;

/// Digits of the shortest number, and of one that is told by "+" or a label.
const FEWEST: usize = 9;
const FEWEST_WHEN_SURE: usize = 7;

/// No number has more digits.
const MOST: usize = 15;

/// Bytes before a number in which its label stands.
const NEAR: usize = 40;

/// Words of the longest label.
const LONGEST_LABEL: usize = 3;

/// Telephone numbers; a date is never one.
pub(super) fn phones(lexicon: &Lexicon, text: &str, dates: &[Date]) -> Vec<Range<usize>> {
    let is_other = |c: char| !c.is_ascii() && digit(c).is_some();
    if !text.contains(is_other) {
        return plain_phones(lexicon, text, dates);
    }
    // Numbers in the digits of another script are read in plain ones.
    let mut plain = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        let shown = digit(c).and_then(|value| char::from_digit(value, 10));
        let shown = shown.unwrap_or(c);
        places.extend((0..shown.len_utf8()).map(|k| at + k));
        plain.push(shown);
    }
    places.push(text.len());
    let moved = |at: usize| places.partition_point(|place| *place < at);
    let dates: Vec<Date> = dates
        .iter()
        .map(|date| Date {
            at: moved(date.at.start)..moved(date.at.end),
            ..date.clone()
        })
        .collect();
    let found = plain_phones(lexicon, &plain, &dates).into_iter();
    found
        .map(|phone| places[phone.start]..places[phone.end])
        .collect()
}

fn plain_phones(lexicon: &Lexicon, text: &str, dates: &[Date]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let c = bytes[at];
        if !(c.is_ascii_digit() || c == b'+' || c == b'(') {
            at += 1;
            continue;
        }
        let end = number_end(text, at);
        looked(end - at);
        let written = &text[at..end];
        if is_phone(lexicon, text, at..end) && !is_date(written, at..end, dates) {
            out.push(at..with_extension(lexicon, text, end));
        }
        at = end.max(at + 1);
    }
    out
}

fn is_phone(lexicon: &Lexicon, text: &str, at: Range<usize>) -> bool {
    let written = &text[at.clone()];
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    if !(FEWEST_WHEN_SURE..=MOST).contains(&digits) {
        return false;
    }
    let before = text[..at.start].chars().next_back();
    let after = text[at.end..].chars().next();
    let apart = !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'))
        && !after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_' | '%'));
    if !apart {
        return false;
    }
    if written.contains('+') || is_labelled(lexicon, &text[..at.start]) {
        return true;
    }
    digits >= FEWEST && !is_other(written) && !is_named(lexicon, &text[..at.start])
}

/// True for what a date covers.
fn is_date(written: &str, at: Range<usize>, dates: &[Date]) -> bool {
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    // Dates stand in their order.
    let first = dates.partition_point(|date| date.at.end <= at.start);
    let within = dates[first..]
        .iter()
        .take_while(|date| date.at.start < at.end);
    within.into_iter().any(|date| date.is_range || digits <= 8)
}

/// One past the last digit of a run of digits and the signs that part them.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut gap = 0;
    let mut digits = 0;
    for (k, c) in text[at..].char_indices() {
        let is_part = matches!(
            c,
            ' ' | '(' | ')' | '.' | '/' | '-' | '–' | '\u{a0}' | '\u{2011}'
        );
        if c.is_ascii_digit() {
            end = at + k + 1;
            gap = 0;
            digits += 1;
        } else if is_part || c == '+' && (k == 0 || k == 1 && text[at..].starts_with('(')) {
            gap += 1;
            // Two numbers side by side: "030 1234567 / 0170 1234567".
            let rest = &text[at + k + c.len_utf8()..];
            let is_apart = text[..at + k].ends_with(' ') && rest.starts_with(' ');
            let is_between = matches!(c, '/' | '-' | '–') && is_apart;
            if gap > 3 || is_between && digits >= FEWEST_WHEN_SURE {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// True for numbers of other things, by how their digits are grouped.
fn is_other(written: &str) -> bool {
    let groups: Vec<&str> = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .collect();
    let all = |length: usize| groups.iter().all(|group| group.len() == length);
    let is_year = |group: &&str| {
        let year: u32 = group.parse().unwrap_or(0);
        group.len() == 4 && (1900..2100).contains(&year)
    };
    let is_byte = |group: &&str| group.parse().is_ok_and(|byte: u32| byte < 256);
    let only = |sign: char| !written.contains(|c: char| !c.is_ascii_digit() && c != sign);
    let rest = groups.get(1..).unwrap_or(&[]);
    // "2019 2020 2021"; "0000-0002-1825-0097".
    let is_list = groups.len() > 1 && groups.iter().all(is_year) || groups.len() == 4 && all(4);
    // "1 000 000 000"; "100 000 000".
    let is_grouped = rest.len() > 1
        && rest.iter().all(|group| group.len() == 3)
        && (groups[0].len() < 3 && !written.starts_with('(') || rest.iter().all(|g| *g == "000"));
    // "3.1415926535"; "192.168.100.200".
    let is_decimal = groups.len() == 2 && only('.') && groups[0].len() < 3;
    let is_host = groups.len() == 4 && only('.') && groups.iter().all(is_byte);
    // "978-3-16-148410-0".
    let is_book = written.starts_with("978") || written.starts_with("979");
    is_list || is_grouped && only_blank(written) || is_decimal || is_host || is_book && only('-')
}

/// True where only blanks and stops part the digits, as in large numbers.
fn only_blank(written: &str) -> bool {
    written
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '\u{a0}'))
}

/// True where what stands before a number says that it is another: "ISBN", "Member number:".
fn is_named(lexicon: &Lexicon, before: &str) -> bool {
    let before = near(before).trim_end();
    let last = words(before).pop();
    before.ends_with([':', '：', '#'])
        || last.is_some_and(|word| {
            before.ends_with(|c: char| c != ',' && c != '|' && c != '·')
                && lexicon.is_number_label(&word)
        })
}

/// " ext. 12", " x12", ", ext 5".
fn with_extension(lexicon: &Lexicon, text: &str, end: usize) -> usize {
    let inner = text[end..].trim_start_matches([' ', ',', '\u{a0}']);
    let Some(length) = lexicon.extension(inner) else {
        return end;
    };
    let number = inner[length..].trim_start_matches([' ', ':']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return end;
    }
    text.len() - number.len() + digits
}

/// The last bytes of a text.
fn near(text: &str) -> &str {
    let start = text.len().saturating_sub(NEAR);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at));
    &text[start.unwrap_or(0)..]
}

/// True where the words before a number call it a telephone's.
fn is_labelled(lexicon: &Lexicon, before: &str) -> bool {
    let before = near(before);
    if before.contains(|sign| lexicon.is_phone_sign(sign)) {
        return true;
    }
    let words = words(before);
    let longest = words.len().min(LONGEST_LABEL);
    // "Phone", "número de teléfono".
    (1..=longest).any(|count| {
        let label = words[words.len() - count..].join(" ");
        lexicon.label_exactly(&label) == Some(LabelRole::Phone)
            || before.trim_end().ends_with([':', '：'])
                && lexicon.topic_phrase(&label) == Some(Kind::Contact)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    fn numbers(text: &str) -> Vec<&str> {
        let dates = super::super::dates(lexicon(), text);
        let found = phones(lexicon(), text, &dates);
        found.into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn numbers_are_found_as_people_write_them() {
        for number in [
            "+46 70 555 01 23",
            "(912) 555-4321",
            "912 345 678",
            "030/12345678",
            "0711 / 1234567",
            "+49 (0) 30 1234567",
            "+1 212 555 0199 ext. 12",
            "+1 212 555 0199 x12",
            "+33 1 23 45 67 89",
            "090-1234-5678",
            "06 12 34 56 78",
            "8 (495) 123-45-67",
        ] {
            assert_eq!(numbers(number), [number], "{number}");
        }
        assert_eq!(numbers("Tel.: 123-4567"), ["123-4567"]);
        assert_eq!(numbers("Ana Reis, 912 345 678"), ["912 345 678"]);
        assert_eq!(numbers("US: +1 212 555 0199"), ["+1 212 555 0199"]);
    }

    #[test]
    fn two_numbers_are_two() {
        for text in [
            "030 1234567 / 0170 1234567",
            "030 1234567, 0170 1234567",
            "030 1234567 or 0170 1234567",
            "Tel. 030 1234567 – 0170 1234567",
        ] {
            assert_eq!(numbers(text), ["030 1234567", "0170 1234567"], "{text}");
        }
        assert_eq!(
            numbers("+49 30 1234567 / +49 170 1234567"),
            ["+49 30 1234567", "+49 170 1234567"]
        );
    }

    #[test]
    fn numbers_of_other_things_are_no_telephone() {
        for text in [
            "2019 – 2020",
            "99.9%",
            "1 000 000 000 users",
            "10 000 000 000",
            "100 000 000 requests",
            "2019 2020 2021",
            "ISBN 978-3-16-148410-0",
            "978-3-16-148410-0",
            "ISBN: 9783161484100",
            "doi:10.1000/123456789",
            "DE89 3704 0044 0532 0130 00",
            "HRB 123456789",
            "NIF 123456789",
            "Member number: 123456789",
            "0000-0002-1825-0097",
            "3.1415926535",
            "192.168.100.200",
            "1234567890123456789",
        ] {
            assert_eq!(numbers(text), [""; 0], "{text}");
        }
    }
}
