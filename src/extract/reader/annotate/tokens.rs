//! A text as the tokens that dates are made of.

use std::ops::Range;

use super::super::lexicon::{DateWord, Lexicon};
use crate::extract::fold::fold;
pub(super) use crate::extract::fold::is_unspaced;

/// A token with its bytes.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) what: What,
    /// A blank stands before it.
    pub(super) spaced: bool,
    /// A letter or digit stands right before it, so that no date begins here.
    pub(super) glued: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Digits: their value, and how many there are.
    Number(u32, u8),
    /// A year with its last digits masked, "20XX": what leads.
    Masked(u16),
    /// A word or phrase that says something in a date.
    Word(DateWord),
    /// A quarter, "Q3".
    Quarter(u8),
    /// Before the number of a month: "tháng".
    MonthPrefix,
    /// Before a date that is not certain: "ca".
    Circa,
    /// A day of the week.
    Weekday,
    /// An era's name, with the year before its first: 令和 with 2018.
    Era(i16),
    /// A sign.
    Sign(char),
    /// Any other word.
    Other,
}

/// More digits are no date.
const MOST_DIGITS: u8 = 6;

/// A phrase of dates has no more words.
const MOST_WORDS: usize = 4;

/// In scripts without blanks no word of dates has more signs.
const MOST_SIGNS: usize = 6;

/// Cuts a text into tokens.
pub(super) fn tokens(lexicon: &Lexicon, text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut at = 0;
    let mut spaced = false;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || c == '\u{a0}' {
            spaced = true;
            at += c.len_utf8();
            continue;
        }
        // Marks that only turn the direction of what is shown.
        if is_direction(c) {
            at += c.len_utf8();
            continue;
        }
        let (end, what) = if let Some(era) = era(lexicon, text, at, c) {
            era
        } else if digit(c).is_some() {
            number(text, at)
        } else if is_unspaced(c) {
            signs(lexicon, text, at)
        } else if c.is_alphabetic() && c != TATWEEL {
            word(lexicon, text, at)
        } else {
            (at + c.len_utf8(), What::Sign(c))
        };
        let before = text[..at].chars().rev().find(|b| !is_direction(*b));
        let glued = before.is_some_and(|b| b.is_alphanumeric() && !is_unspaced(b));
        super::work::looked(end - at);
        out.push(Token {
            at: at..end,
            what,
            spaced,
            glued,
        });
        spaced = false;
        at = end;
    }
    out
}

/// Lengthens Arabic words, and stands for a dash.
const TATWEEL: char = 'ـ';

/// True for marks of direction, which are not seen.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An era's name that begins here.
fn era(lexicon: &Lexicon, text: &str, at: usize, first: char) -> Option<(usize, What)> {
    if first.is_ascii() {
        return None;
    }
    let (name, before) = lexicon.era(&text[at..])?;
    Some((at + name.len(), What::Era(before)))
}

/// The value of a decimal digit of the scripts in use.
pub(super) fn digit(c: char) -> Option<u32> {
    let zero = match u32::from(c) {
        0x30..=0x39 => 0x30,
        0x660..=0x669 => 0x660,
        0x6f0..=0x6f9 => 0x6f0,
        0x966..=0x96f => 0x966,
        0x9e6..=0x9ef => 0x9e6,
        0xff10..=0xff19 => 0xff10,
        _ => return None,
    };
    Some(u32::from(c) - zero)
}

fn number(text: &str, at: usize) -> (usize, What) {
    let mut value = 0u32;
    let mut count = 0u8;
    let mut end = at;
    for c in text[at..].chars() {
        let Some(digit) = digit(c) else { break };
        value = value.saturating_mul(10).saturating_add(digit);
        count = count.saturating_add(1);
        end += c.len_utf8();
    }
    let masks = text[end..]
        .chars()
        .take_while(|c| matches!(c, 'X' | 'x'))
        .count();
    if matches!((count, masks), (2, 2) | (3, 1)) {
        let after = text[end + masks..].chars().next();
        if !after.is_some_and(char::is_alphanumeric) || after.is_some_and(is_unspaced) {
            let leading = u16::try_from(value).unwrap_or(u16::MAX);
            return (end + masks, What::Masked(leading));
        }
    }
    if count > MOST_DIGITS {
        return (end, What::Other);
    }
    (end, What::Number(value, count))
}

/// A word of a script without blanks, or a phrase of several with a blank between them as Korean
/// has them: the longest that dates know, else one sign.
fn signs(lexicon: &Lexicon, text: &str, at: usize) -> (usize, What) {
    let ends: Vec<usize> = text[at..]
        .char_indices()
        .take_while(|(_, c)| is_unspaced(*c) || *c == ' ')
        .take(MOST_SIGNS)
        .filter(|(_, c)| *c != ' ')
        .map(|(k, c)| at + k + c.len_utf8())
        .collect();
    for &end in ends.iter().rev() {
        if let Some(word) = lexicon.date_word(&text[at..end]) {
            return (end, What::Word(word));
        }
    }
    let c = text[at..].chars().next().map_or(' ', |c| c);
    (at + c.len_utf8(), What::Sign(c))
}

/// The longest phrase of dates that begins here, else one word.
fn word(lexicon: &Lexicon, text: &str, at: usize) -> (usize, What) {
    let first = word_end(text, at);
    let opening = folded_word(&text[at..first]);
    if let Some(quarter) = text[at..first]
        .strip_prefix(['Q', 'q'])
        .and_then(|n| n.parse().ok())
        && (1..=4).contains(&quarter)
    {
        return (first, What::Quarter(quarter));
    }
    // "T5/2020": the number of a month.
    if let Some((prefix, number)) = opening.split_at_checked(1)
        && (1..=12).contains(&number.parse().unwrap_or(0_u8))
        && lexicon.is_month_prefix(prefix)
    {
        return (at + 1, What::MonthPrefix);
    }
    // Most words begin no phrase, and are looked up once.
    if lexicon.opens_date(&opening)
        && let Some(found) = phrase(lexicon, text, at, first)
    {
        return found;
    }
    let bare = opening.trim_end_matches('.');
    let what = match lexicon.date_word(bare) {
        Some(word) => What::Word(word),
        None if lexicon.is_month_prefix(bare) => What::MonthPrefix,
        None if lexicon.is_circa(bare) => What::Circa,
        None if lexicon.is_weekday(bare) => What::Weekday,
        None => return (before_elided(lexicon, text, at, first), What::Other),
    };
    (first, what)
}

/// The end of a word that has lost its last letter before one of dates: "d'août", "dall'aprile".
fn before_elided(lexicon: &Lexicon, text: &str, at: usize, end: usize) -> usize {
    /// A longer word is none of these, in bytes.
    const LONGEST: usize = 6;
    let elided = text[at..end]
        .char_indices()
        .find(|(_, c)| matches!(c, '\'' | '’'));
    let Some((length, sign)) = elided.filter(|(length, _)| *length <= LONGEST) else {
        return end;
    };
    let rest = at + length + sign.len_utf8();
    match lexicon.date_word(&folded_word(&text[rest..end])) {
        Some(_) => rest,
        None => end,
    }
}

/// A word of letters alone as it is looked up.
fn folded_word(word: &str) -> String {
    match word.is_ascii() {
        true => word.to_ascii_lowercase(),
        false => fold(word),
    }
}

/// The longest phrase of several words.
fn phrase(lexicon: &Lexicon, text: &str, at: usize, first: usize) -> Option<(usize, What)> {
    let mut ends = Vec::new();
    let mut end = first;
    while ends.len() + 1 < MOST_WORDS {
        let rest = text[end..].strip_prefix('.').unwrap_or(&text[end..]);
        let next = rest.trim_start();
        let starts = text.len() - next.len();
        // "d.d." has no blanks.
        let is_dotted = rest.len() < text.len() - end;
        let near = (next.len() < rest.len() || is_dotted) && starts - end <= 3;
        if !near || !next.starts_with(char::is_alphabetic) {
            break;
        }
        end = word_end(text, starts);
        ends.push(end);
    }
    for &end in ends.iter().rev() {
        let phrase = fold(&text[at..end]);
        if let Some(word) = lexicon.date_word(&phrase) {
            let is_short = phrase.contains('.') && text[end..].starts_with('.');
            return Some((end + usize::from(is_short), What::Word(word)));
        }
    }
    None
}

fn word_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].char_indices().peekable();
    while let Some((k, c)) = chars.next() {
        let joins =
            matches!(c, '\'' | '’') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let inside = c.is_alphanumeric() && !is_unspaced(c)
            || joins
            || unicode_normalization::char::is_combining_mark(c);
        // "Sept2019" is two words; "Q3" is one.
        let digits = c.is_numeric() && k > 1;
        if !inside || digits {
            break;
        }
        end = at + k + c.len_utf8();
    }
    end.max(at + text[at..].chars().next().map_or(1, char::len_utf8))
}
