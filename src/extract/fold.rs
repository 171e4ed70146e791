//! Texts in the form in which they are compared, and cleaned as they are kept.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::characters;

/// Lower case, one blank between words, no marks at the edges: the form of comparison.
pub(crate) fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// The same; a text that has this form is lent.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    // Most words of a vocabulary have it.
    match has_form(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(words(text).join(" ")),
    }
}

/// True for words of folded letters with one blank between them and marks only inside them; what
/// is told to have another form may have this one.
fn has_form(text: &str) -> bool {
    let is_edge = |c: char| c == ' ' || EDGES.contains(&c);
    let mut before = ' ';
    for c in text.chars() {
        let fits = match c {
            ' ' => !is_edge(before),
            '-' | '.' | '\'' => before != ' ',
            '0'..='9' | '+' | '#' => true,
            _ => is_folded(c),
        };
        if !fits {
            return false;
        }
        before = c;
    }
    text.is_empty() || !is_edge(before)
}

/// True for letters, of the scripts most often read here, that are in lower case and composed,
/// or have neither case nor parts.
fn is_folded(c: char) -> bool {
    let is_one = matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='џ' | '\u{5d0}'..='\u{5ea}'
        | '\u{621}'..='\u{63a}' | '\u{641}'..='\u{64a}' | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    // Latin letters with marks stand in pairs of large and small ones.
    is_one || matches!(c, 'ā'..='ž') && c.is_lowercase() && !matches!(c, 'ĳ' | 'ŀ' | 'ŉ')
}

/// The folded words of a text. A word keeps inner points, hyphens and apostrophes ("e-mail").
pub(crate) fn words(text: &str) -> Vec<String> {
    placed_words(text)
        .into_iter()
        .map(|(_, word)| word)
        .collect()
}

/// The folded words of a text, each with the bytes that it stands on.
pub(crate) fn placed_words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(|c: char| !is_word(c)) {
        let next = start + part.len();
        let word = part.trim_end_matches(|c: char| !is_word(c));
        let inner = word.trim_start_matches(EDGES);
        let at = start + word.len() - inner.len();
        let inner = inner.trim_end_matches(EDGES);
        // Most words are plain, and have no other form.
        let folded: String = match inner.is_ascii() {
            true => inner.to_ascii_lowercase(),
            false if has_form(inner) => inner.to_owned(),
            false => inner
                .replace('’', "'")
                .nfkc()
                .flat_map(char::to_lowercase)
                // What is left of the dot of a Turkish capital I, and signs of vowels that most
                // writers leave out.
                .filter(|c| *c != '\u{307}' && !is_pointing(*c))
                .collect(),
        };
        if !folded.is_empty() {
            out.push((at..at + inner.len(), folded));
        }
        start = next;
    }
    match is_spread(text, &out) {
        true => vec![whole(out)],
        false => out,
    }
}

/// True for one word of a script without blanks whose signs stand apart to fill a line: "姓 名".
fn is_spread(text: &str, words: &[(Range<usize>, String)]) -> bool {
    let is_sign = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(is_unspaced) && chars.next().is_none()
    };
    let is_blank = |pair: &[(Range<usize>, String)]| {
        text[pair[0].0.end..pair[1].0.start]
            .chars()
            .all(char::is_whitespace)
    };
    words.len() > 1 && words.iter().all(|(_, word)| is_sign(word)) && words.windows(2).all(is_blank)
}

fn whole(words: Vec<(Range<usize>, String)>) -> (Range<usize>, String) {
    let (from, to) = match words.as_slice() {
        [(first, _), .., (last, _)] => (first.start, last.end),
        [(only, _)] => (only.start, only.end),
        [] => (0, 0),
    };
    (from..to, words.into_iter().map(|(_, word)| word).collect())
}

/// True for signs of scripts whose words have no blanks between them, and of Korean.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af)
}

/// True for signs of vowels and for stretched letters of Arabic and Hebrew.
fn is_pointing(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{640}'
        | '\u{64b}'..='\u{652}' | '\u{670}')
}

/// Marks that may stand in a word and not at its ends.
const EDGES: [char; 4] = ['.', '-', '\'', '’'];

fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '\'' | '+' | '#');
    }
    c.is_alphanumeric()
        || matches!(c, '.' | '-' | '\'' | '’' | '+' | '#')
        || unicode_normalization::char::is_combining_mark(c) && !is_pictograph(c)
}

/// True for characters that are not seen and only disturb search and copy.
pub(crate) fn is_unseen(c: char) -> bool {
    // Joiners inside words are kept: Persian and Indic scripts spell with them.
    c == crate::read::HOLE || matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Composed form, no unseen characters; blanks and ends of lines are left to the caller.
pub(crate) fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

/// The same; a text that has this form is lent.
pub(crate) fn cleaned(text: &str) -> Cow<'_, str> {
    // Signs and blanks of ASCII.
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t'..=b'\r');
    if text.as_bytes().iter().all(is_plain) {
        return Cow::Borrowed(text);
    }
    characters::text(text)
        .nfc()
        .filter(|&c| !is_unseen(c))
        .collect()
}

/// The words with one blank between them.
pub(crate) fn spaced(text: &str) -> String {
    // Most texts have it so.
    let bytes = text.as_bytes();
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    let parted = !text.starts_with(' ') && !text.ends_with(' ');
    if parted && bytes.iter().all(is_plain) && memchr::memmem::find(bytes, b"  ").is_none() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// True for pictures among the letters.
pub(crate) fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c),
        0x2600..=0x27bf | 0x2b00..=0x2bff | 0x1f000..=0x1faff | 0xfe00..=0xfe0f | 0x20e3
        | 0xe0020..=0xe007f | 0x2300..=0x23ff | 0x25a0..=0x25ff)
}

/// The text without its pictures, for titles.
pub(crate) fn without_pictographs(text: &str) -> String {
    if text.is_ascii() || !text.contains(is_pictograph) {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word: String = word
            .chars()
            .filter(|&c| !is_pictograph(c) && c != '\u{200d}')
            .collect();
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_called_folded_have_no_other_form() {
        let letters: Vec<char> = ('\u{1}'..='\u{ffff}').filter(|c| is_folded(*c)).collect();
        assert!(letters.len() > 20_000);
        for c in letters {
            let text = c.to_string();
            assert_eq!(words(&text), [text.as_str()], "{c:?}");
        }
    }

    #[test]
    fn folded_texts_compare_without_case_marks_and_pictures() {
        assert_eq!(fold("  🛠️ Skills & TOOLS: "), "skills tools");
        assert_eq!(fold("B.Sc. (Hons)"), "b.sc hons");
        assert_eq!(fold("Aujourd’hui"), "aujourd'hui");
        assert_eq!(fold("-a-, ’b’ …é."), "a b é");
        assert_eq!(fold("教　育 背 景："), "教育背景");
        assert_eq!(fold("할 수 있는 일"), "할 수 있는 일");
    }

    #[test]
    fn what_has_the_form_is_what_folding_gives() {
        for text in [
            "",
            "a",
            "c++",
            "e-mail",
            "b.sc",
            "l'été",
            "a b",
            "časová přímka",
            "2019",
            "łódź",
            "경력",
            "a.b-c d",
            "c#",
            "+49",
        ] {
            assert!(has_form(text), "{text}");
            assert_eq!(words(text).join(" "), text);
        }
        for text in [
            "a ", " a", "a  b", "a.", "-a", "A", "a- b", "a ’b", "a,b", "Ł", "a’b",
        ] {
            assert!(!has_form(text), "{text}");
        }
    }

    #[test]
    fn words_have_one_blank_between_them() {
        for text in ["a b", " a  b ", "a\tb", "a\u{a0}b\n", "a b ", "a\u{b}b"] {
            assert_eq!(spaced(text), "a b", "{text:?}");
        }
    }

    #[test]
    fn every_word_knows_its_bytes() {
        let text = "(Été, e-mail.)";
        let placed = placed_words(text);
        let written: Vec<&str> = placed.iter().map(|(at, _)| &text[at.clone()]).collect();
        assert_eq!(written, ["Été", "e-mail"]);
    }

    #[test]
    fn kept_texts_are_composed_and_free_of_unseen_characters() {
        assert_eq!(clean("cafe\u{301} so\u{ad}ft\u{200b}"), "café soft");
        assert_eq!(clean("a\u{7f}\tb\u{1c}\u{b}"), "a\tb\n");
        assert_eq!(without_pictographs("🇧🇷 Portuguese ⚡"), "Portuguese");
    }
}
