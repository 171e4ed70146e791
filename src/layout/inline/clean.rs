//! A run's text as it is set: without what is never seen, and without pictures that no face
//! has as a character.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::font::is_unseen;

/// A place where a line may end that is told by a character without width.
const BREAK: char = '\u{200b}';
/// Tells characters to join, or not to.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
/// Before this block no script needs to be told how its letters join.
const FIRST_JOINING: char = '\u{600}';

/// The text of a run that is set.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Clean<'a> {
    pub text: Cow<'a, str>,
    /// Places in it where a line may end without a blank.
    pub breaks: Vec<usize>,
}

/// Cleans the text of a run. `shown` says of a picture whether some face has it; `blank`
/// whether a blank stands before the run.
pub(super) fn clean(text: &str, blank: bool, shown: impl FnMut(&str) -> bool) -> Clean<'_> {
    // Told by bytes first, which takes a tenth of the time.
    let is_sign = |byte: &u8| matches!(byte, b' '..=b'~');
    match text.as_bytes().iter().all(is_sign) || text.chars().all(is_plain) {
        true => Clean {
            text: Cow::Borrowed(text),
            breaks: Vec::new(),
        },
        false => cleaned(text, blank, shown),
    }
}

/// True for characters that are set as they are, whatever stands beside them: those of Latin,
/// Greek and Cyrillic words, and the signs of their texts.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}'
        | '\u{48a}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}')
}

fn cleaned(text: &str, blank: bool, mut shown: impl FnMut(&str) -> bool) -> Clean<'static> {
    let mut clean = String::new();
    let mut breaks = Vec::new();
    let mut dropped = false;
    for cluster in text.graphemes(true) {
        let first = cluster.chars().next().unwrap_or_default();
        if is_picture(cluster, first) {
            let plain: String = cluster.chars().filter(|c| !is_unseen(*c)).collect();
            if !shown(&plain) {
                dropped = true;
                continue;
            }
            clean.push_str(&plain);
            dropped = false;
            continue;
        }
        for c in cluster.chars() {
            let before = clean.chars().next_back();
            let after_blank = before.map_or(blank, |c| c == ' ');
            match c {
                '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' if after_blank => {}
                '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => clean.push(' '),
                // The blank on the other side of what was left out.
                ' ' if dropped && after_blank => {}
                BREAK => breaks.push(clean.len()),
                _ if JOINERS.contains(&c) => {
                    if before.is_some_and(joins) {
                        clean.push(c);
                    }
                }
                // Ideographs have variants that are asked for so.
                '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' => clean.push(c),
                '\u{fffc}' => {}
                _ if is_unseen(c) => {}
                _ => clean.push(c),
            }
        }
        dropped = false;
    }
    // A joiner at the end has nothing to join.
    let end = clean.trim_end_matches(JOINERS).len();
    clean.truncate(end);
    Clean {
        text: Cow::Owned(clean),
        breaks,
    }
}

fn joins(c: char) -> bool {
    c >= FIRST_JOINING && (c.is_alphabetic() || is_combining_mark(c))
}

/// True for emoji and other pictures among the letters.
fn is_picture(cluster: &str, first: char) -> bool {
    matches!(first, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{2300}'..='\u{23ff}')
        // A figure in a box.
        || cluster.contains('\u{20e3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str) -> String {
        clean(text, false, |picture| picture == "✓").text.into()
    }

    #[test]
    fn characters_that_are_called_plain_are_set_as_they_are() {
        let all: Vec<char> = ('\0'..=char::MAX).filter(|c| is_plain(*c)).collect();
        assert!(all.len() > 1_500);
        for c in all {
            for text in [format!("{c}"), format!("a {c} b"), format!("a{c}b{c}{c}")] {
                let slow = cleaned(&text, true, |_| false);
                assert_eq!(slow.text, text, "{c:?}");
                assert!(slow.breaks.is_empty(), "{c:?}");
            }
        }
    }

    #[test]
    fn what_is_never_seen_is_not_set() {
        assert_eq!(
            set("\u{feff}co\u{ad}op\u{200b}er\u{2060}ate\u{200d}"),
            "cooperate"
        );
        assert_eq!(set("a\u{202e}b\u{202c}\u{200f}c\u{2066}d\u{2069}"), "abcd");
        assert_eq!(set("a\u{1f}b\u{7}c\u{0}"), "abc");
        assert_eq!(set("one\ttwo\r\nthree"), "one two three");
    }

    #[test]
    fn scripts_keep_the_joiners_that_they_spell_with() {
        assert_eq!(set("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(set("क्\u{200d}ष"), "क्\u{200d}ष");
        assert_eq!(set("of\u{200c}fice"), "office");
    }

    #[test]
    fn pictures_are_left_out_with_one_of_their_blanks() {
        assert_eq!(set("🚀 Launch"), " Launch");
        assert_eq!(set("Ship 🚀 it"), "Ship it");
        assert_eq!(
            set("done ✓\u{fe0f} and 👩\u{200d}💻 dusted"),
            "done ✓ and dusted"
        );
        assert_eq!(clean("🚀 Launch", true, |_| false).text, "Launch");
    }

    #[test]
    fn a_break_without_width_is_a_place_to_break() {
        let clean = clean("über\u{200b}lang", false, |_| false);
        assert_eq!((&*clean.text, clean.breaks), ("überlang", vec![5]));
    }
}
