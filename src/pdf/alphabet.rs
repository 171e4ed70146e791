//! Whole alphabets: a face of which a document uses most letters is embedded with all of them.
//!
//! Documents differ in few letters, a q here and a Z there. With whole alphabets the sets of
//! their glyphs are the same, and so are the font programs, which are then cut and deflated
//! once for a batch and not once for each document. A file grows by a fiftieth or two.

use crate::font::Face;

/// What is taken whole.
const ALPHABETS: [&str; 3] = [
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "0123456789",
];

/// The glyphs that complete the alphabets of which at least three quarters are used, each with
/// its text: to complete those of which less is used would make files larger for little.
pub(super) fn missing(
    face: &Face,
    is_used: impl Fn(u16) -> bool,
) -> impl Iterator<Item = (u16, &'static str)> {
    ALPHABETS.into_iter().flat_map(move |alphabet| {
        let mut missing = Vec::with_capacity(alphabet.len());
        for (at, letter) in alphabet.char_indices() {
            match face.glyph(letter) {
                Some(glyph) if is_used(glyph) => {}
                Some(glyph) => missing.push((glyph, &alphabet[at..at + letter.len_utf8()])),
                // Nothing to complete.
                None => return Vec::new(),
            }
        }
        if missing.len() * 4 > alphabet.len() {
            missing.clear();
        }
        missing
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::font::{FaceStyle, Family, Weight};

    #[test]
    fn an_alphabet_is_completed_from_three_quarters_on() {
        let face = Family::ALL[0].face(FaceStyle {
            weight: Weight::Regular,
            italic: false,
        });
        let completed = |text: &str| -> String {
            let used: Vec<u16> = text
                .chars()
                .filter_map(|letter| face.glyph(letter))
                .collect();
            missing(face, |glyph| used.contains(&glyph))
                .map(|(_, text)| text)
                .collect()
        };
        assert_eq!(completed("abcdefghijklmnopqrst 2026"), "uvwxyz");
        assert_eq!(completed("abcdefghijklmnopqrs 01234567 BERUF"), "89");
        assert_eq!(completed(""), "");
    }
}
