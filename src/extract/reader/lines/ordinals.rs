//! Numbers before the members of a series: "1. Looms", "2) Threads", "③ Wool". They count and tell
//! nothing.

use std::ops::Range;

use super::super::lexicon::numerals;
use super::super::{Line, Opens};
use super::{Unread, Why};

/// Members of a series, at least.
const FEWEST: usize = 2;

/// Lines that are nothing but a number look like figures: so many, at least.
const FEWEST_BARE: usize = 3;

/// What the lines of one series have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    heading: u8,
    is_bold: bool,
    is_bare: bool,
}

/// A line's number with its bytes.
struct Counted {
    line: usize,
    number: u32,
    at: Range<usize>,
    look: Look,
}

/// Takes the numbers off lines that are counted from one on, outside of lists.
pub(super) fn leave(lines: &mut Vec<Line>, unread: &mut Vec<Unread>) {
    let counted = lines.iter().enumerate().filter_map(|(line, text)| {
        let (number, at) = ordinal(&text.text)?;
        (text.depth == 0 && !text.opens.row).then(|| Counted {
            line,
            number,
            look: Look {
                heading: text.heading,
                is_bold: text.is_bold(),
                is_bare: at.end == text.text.len(),
            },
            at,
        })
    });
    let counted: Vec<Counted> = counted.collect();
    let mut looks: Vec<Look> = Vec::new();
    for one in &counted {
        if !looks.contains(&one.look) {
            looks.push(one.look);
        }
    }
    let mut taken: Vec<&Counted> = Vec::new();
    for look in looks {
        let alike: Vec<&Counted> = counted.iter().filter(|one| one.look == look).collect();
        let follows = |a: &&Counted, b: &&Counted| b.number == a.number + 1;
        for series in alike.chunk_by(follows) {
            let fewest = if look.is_bare { FEWEST_BARE } else { FEWEST };
            let begins = series.first().is_some_and(|first| first.number == 1);
            if begins && series.len() >= fewest && !is_rank(lines, series) {
                taken.extend(series);
            }
        }
    }
    taken.sort_by_key(|one| std::cmp::Reverse(one.line));
    for one in taken {
        let line = &lines[one.line];
        unread.push(Unread {
            text: line.text[one.at.clone()].to_owned(),
            source: line.source,
            why: Why::Number,
        });
        if one.look.is_bare {
            lines.remove(one.line);
            continue;
        }
        let opens: Opens = line.opens;
        let mut rest = line.slice(one.at.end..line.text.len());
        rest.offset = 0;
        rest.opens = opens;
        lines[one.line] = rest;
    }
}

/// True where the number is part of what is named: "1. Staatsexamen", "2. Staatsexamen".
fn is_rank(lines: &[Line], series: &[&Counted]) -> bool {
    let firsts = series.iter().map(|one| {
        let rest = &lines[one.line].text[one.at.end..];
        rest.split_whitespace().next().unwrap_or_default()
    });
    let mut firsts: Vec<&str> = firsts.collect();
    let labelled = series.iter().all(|one| {
        let rest = &lines[one.line].text[one.at.end..];
        rest.contains([':', '：'])
    });
    firsts.dedup();
    !labelled && firsts.len() == 1 && !firsts[0].is_empty()
}

/// The number with which a text begins, and its bytes with the blank behind it.
fn ordinal(text: &str) -> Option<(u32, Range<usize>)> {
    let first = text.chars().next()?;
    if let Some(number) = circled(first) {
        let rest = text[first.len_utf8()..].trim_start_matches([' ', '.', '、', '．', ':', '：']);
        return Some((number, 0..text.len() - rest.len()));
    }
    let inner = text.trim_start_matches(['(', '（', '[', '#']);
    let (number, length) = digits(inner).or_else(|| numeral(inner))?;
    let behind = &inner[length..];
    let rest = behind.trim_start_matches([
        '.', ')', '）', ']', '、', '．', ' ', '/', '|', '-', '–', '—',
    ]);
    let sign = behind.len() - rest.len();
    let is_padded = inner.starts_with('0') && length == 2;
    let closes = behind.starts_with([')', '）', ']', '、', '．', '.']);
    if rest.is_empty() {
        return (inner.len() == text.len() || closes).then_some((number, 0..text.len()));
    }
    let is_set_off = closes || is_padded && sign > 0;
    // "1.5", "01.2020", "2. místo".
    let begins = rest
        .chars()
        .next()
        .is_some_and(|c| !c.is_lowercase() && !c.is_numeric());
    let is_blank_needed = behind.starts_with('.') && !behind[1..].starts_with(' ');
    let dense = rest
        .chars()
        .next()
        .is_some_and(crate::extract::fold::is_unspaced);
    (is_set_off && begins && (!is_blank_needed || dense))
        .then(|| (number, 0..text.len() - rest.len()))
}

fn circled(c: char) -> Option<u32> {
    let code = u32::from(c);
    match code {
        0x2460..=0x2473 => Some(code - 0x245f),
        0x2776..=0x277f => Some(code - 0x2775),
        _ => None,
    }
}

/// A number of one or two digits.
fn digits(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok()?;
    ((1..=2).contains(&length) && number > 0).then_some((number, length))
}

/// "一、": a Chinese number up to ten before its sign.
fn numeral(text: &str) -> Option<(u32, usize)> {
    let first = text.chars().next()?;
    let at = numerals().iter().position(|sign| *sign == first)?;
    let behind = &text[first.len_utf8()..];
    let number = u32::try_from(at + 1).ok()?;
    behind
        .starts_with(['、', '．', '.', '）', ')'])
        .then_some((number, first.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::super::super::segment::sample::{heading, item, plain};
    use super::*;

    fn left(mut lines: Vec<Line>) -> Vec<String> {
        leave(&mut lines, &mut Vec::new());
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn numbers_of_a_series_are_no_words_of_its_members() {
        let all = |texts: &[&str]| left(texts.iter().map(|text| heading(3, text)).collect());
        assert_eq!(all(&["1. Looms", "2. Threads"]), ["Looms", "Threads"]);
        assert_eq!(all(&["1) Looms", "2) Threads"]), ["Looms", "Threads"]);
        assert_eq!(all(&["①织机：甲", "②线"]), ["织机：甲", "线"]);
        assert_eq!(all(&["一、织机", "二、线"]), ["织机", "线"]);
        assert_eq!(all(&["01 – Looms", "02 – Threads"]), ["Looms", "Threads"]);
        assert_eq!(
            all(&["1. Name: Looms", "2. Name: Wool"]),
            ["Name: Looms", "Name: Wool"]
        );
        assert_eq!(
            left(vec![
                plain("01"),
                plain("Looms"),
                plain("02"),
                plain("Wool"),
                plain("03")
            ]),
            ["Looms", "Wool"]
        );
    }

    #[test]
    fn what_counts_nothing_stays() {
        for texts in [
            ["1. Staatsexamen", "2. Staatsexamen"],
            ["1. místo", "2. místo"],
            ["1.5 million", "2.5 million"],
            ["3. Looms", "7. Threads"],
            ["01.2020 Looms", "02.2020 Wool"],
            ["1 Mill Road", "2 Mill Road"],
        ] {
            assert_eq!(left(texts.map(|text| heading(3, text)).to_vec()), texts);
        }
        assert_eq!(
            left(vec![plain("12"), plain("projects")]),
            ["12", "projects"]
        );
        assert_eq!(
            left(vec![item("1. Looms"), item("2. Wool")]),
            ["1. Looms", "2. Wool"]
        );
    }
}
