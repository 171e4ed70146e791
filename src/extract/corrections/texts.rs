//! Texts found in others, word by word.

use std::ops::Range;

use crate::extract::fold::{placed_words, words};

/// The bytes of `text` on which the words of `sought` stand, and the signs that are part of them
/// ("C++", "(Hons)"), each time.
pub(crate) fn within(text: &str, sought: &str) -> Vec<Range<usize>> {
    let sought = sought.trim();
    let wanted = words(sought);
    let own = placed_words(text);
    let mut out: Vec<Range<usize>> = Vec::new();
    if wanted.is_empty() || own.len() < wanted.len() {
        return out;
    }
    for some in own.windows(wanted.len()) {
        let are_same = some.iter().zip(&wanted).all(|((_, own), word)| own == word);
        let (Some((first, _)), Some((last, _))) = (some.first(), some.last()) else {
            continue;
        };
        if are_same && out.last().is_none_or(|before| before.end <= first.start) {
            out.push(with_signs(text, first.start..last.end, sought));
        }
    }
    out
}

/// The bytes of words with the signs around them that `sought` has too.
fn with_signs(text: &str, at: Range<usize>, sought: &str) -> Range<usize> {
    let edges = placed_words(sought);
    let front = edges
        .first()
        .map_or("", |(first, _)| &sought[..first.start]);
    let back = edges.last().map_or("", |(last, _)| &sought[last.end..]);
    let start = match text[..at.start].ends_with(front) {
        true => at.start - front.len(),
        false => at.start,
    };
    let end = match text[at.end..].starts_with(back) {
        true => at.end + back.len(),
        false => at.end,
    };
    start..end
}

/// True if one of some texts has the words.
pub(crate) fn near<'t>(mut texts: impl Iterator<Item = &'t str>, words: &str) -> bool {
    texts.any(|text| !within(text, words).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_and_with_their_signs() {
        let found = |text: &str, sought: &str| -> Vec<String> {
            let all = within(text, sought).into_iter();
            all.map(|at| text[at].to_owned()).collect()
        };
        assert_eq!(
            found("Cook, Fenwick  Hall (2019)", "fenwick hall"),
            ["Fenwick  Hall"]
        );
        assert_eq!(found("C++ and C++", "C++"), ["C++", "C++"]);
        assert_eq!(found("BSc (Hons), Leeds", "BSc (Hons)"), ["BSc (Hons)"]);
        assert_eq!(found("Fenwick Halls", "Fenwick Hall"), [""; 0]);
        assert_eq!(found("a", "..."), [""; 0]);
    }
}
