//! Forms by which a title speaks of all genders: they belong to it and cut nothing.

use std::ops::Range;

use crate::extract::reader::Lexicon;

/// Bytes of the longest note in brackets that is looked at.
const LONGEST_NOTE: usize = 32;

/// Letters of the longest ending in brackets: "Mitarbeiter(innen)".
const LONGEST_ENDING: usize = 5;

/// The bytes of a text that are such forms, in order: "(m/w/d)", "(all genders)", the brackets of
/// "Lehrer(in)", "m / w / d", the "/ -" of "Leiter / -in". Those without brackets or blanks
/// ("Patient*innen", "chargé·e·s", "Leiter:in") hold no separator and are not told.
pub(super) fn genders(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        if out.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let rest = &text[at + c.len_utf8()..];
        let length = match c {
            '(' | '（' => note(lexicon, &text[..at], rest),
            '/' => hyphen(rest),
            _ if c.is_alphabetic() => {
                letters(&text[..at], &text[at..]).map(|end| end - c.len_utf8())
            }
            _ => None,
        };
        if let Some(length) = length {
            out.push(at..at + c.len_utf8() + length);
        }
    }
    out
}

/// The bytes after an opening bracket up to and with its closing one, if all of it is such a note.
fn note(lexicon: &Lexicon, before: &str, rest: &str) -> Option<usize> {
    let (close, c) = rest
        .char_indices()
        .take_while(|&(at, _)| at <= LONGEST_NOTE)
        .find(|&(_, c)| matches!(c, ')' | '）'))?;
    let inner = &rest[..close];
    let is_attached = before.ends_with(char::is_alphabetic);
    let is_ending = is_attached
        && (1..=LONGEST_ENDING).contains(&inner.chars().count())
        && inner.chars().all(char::is_lowercase);
    (is_ending || is_row_of_letters(inner, 2) || lexicon.is_gender_note(inner))
        .then_some(close + c.len_utf8())
}

/// True for single letters with signs between them, at least `least`: "m/w/d", "h|f", "m/w/divers".
fn is_row_of_letters(text: &str, least: usize) -> bool {
    let mut parts = text
        .split(['/', '|', '*', ',', '∙', '·'])
        .map(str::trim)
        .peekable();
    let mut count = 0;
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        // The last may be written out: "m/w/divers".
        let is_word = is_last && count >= 2 && part.chars().all(char::is_lowercase);
        if !is_letter(part) && !is_word || part.is_empty() {
            return false;
        }
        count += 1;
    }
    count >= least
}

fn is_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// The bytes from a slash to the hyphen of an ending: "/ -in".
fn hyphen(rest: &str) -> Option<usize> {
    let ending = rest.trim_start();
    let after = ending.strip_prefix(['-', '–', '‑'])?;
    after
        .starts_with(char::is_lowercase)
        .then(|| rest.len() - after.len())
}

/// The bytes of a row of at least three single letters that begins here: "m / w / d".
fn letters(before: &str, text: &str) -> Option<usize> {
    if !(before.is_empty() || before.ends_with(' ')) {
        return None;
    }
    let (mut at, mut end, mut count) = (0, 0, 0);
    for (n, word) in text.split(' ').enumerate() {
        let is_sign = n % 2 == 1;
        if is_sign && !matches!(word, "/" | "|") || !is_sign && !is_letter(word) {
            break;
        }
        at += word.len();
        if !is_sign {
            (end, count) = (at, count + 1);
        }
        at += 1;
    }
    (count >= 3).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<&str> {
        genders(&Lexicon::default(), text)
            .into_iter()
            .map(|at| &text[at])
            .collect()
    }

    #[test]
    fn letters_in_brackets_are_a_form() {
        assert_eq!(forms("Pflegekraft (m/w/d), Spital"), ["(m/w/d)"]);
        assert_eq!(forms("Buchhalter（w|m|d）"), ["（w|m|d）"]);
        assert_eq!(forms("Comptable (H/F) | Acme"), ["(H/F)"]);
        assert_eq!(forms("Koch (m/w/divers)"), ["(m/w/divers)"]);
        assert_eq!(forms("Koch m / w / d / x Spital"), ["m / w / d / x"]);
    }

    #[test]
    fn endings_are_a_form_only_where_they_are_attached() {
        assert_eq!(forms("Lehrer(in) und chargé(e)"), ["(in)", "(e)"]);
        assert_eq!(forms("Leiter / -in"), ["/ -"]);
        assert_eq!(forms("Acme (in) (Bonn)"), [""; 0]);
        assert_eq!(forms("Mitarbeiter(INNEN)"), [""; 0]);
    }

    #[test]
    fn other_brackets_and_slashes_are_none() {
        for text in [
            "Clerk (Bonn)",
            "A / B",
            "Clerk (IT/HR)",
            "Clerk (a",
            "(",
            "Leiter / Bonn",
        ] {
            assert_eq!(forms(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn any_letters_are_taken_without_a_panic() {
        for text in [
            "İ(İ)",
            "é / ü / 字 / 字字",
            "（字）",
            "a\u{301}(e\u{301})",
            "(m/w/ß)",
        ] {
            for at in genders(&Lexicon::default(), text) {
                assert!(text.is_char_boundary(at.start) && text.is_char_boundary(at.end));
            }
        }
    }
}
