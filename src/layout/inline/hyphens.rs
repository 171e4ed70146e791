//! Hyphenation, where a theme asks for it: by the patterns of the document's language.
//!
//! A reader that knows nothing of it finds a hyphen in the word, so it is off in the
//! program's own themes.

use std::ops::Range;

use hypher::{Lang, hyphenate_bounded};

use super::bidi::is_prose;
use super::cut::advances;
use super::demerits::Hyphen;
use super::tokens::Setter;
use crate::layout::frame::Segment;
use crate::units::Pt;

/// Letters of a word that stay before a hyphen, and after it.
const LEAST: usize = 3;
/// What stands for the hyphen in the text: a character that is seen at the end of a line
/// alone.
pub(in crate::layout) const SOFT: &str = "\u{ad}";
/// Penalty of a line that ends with a hyphen ...
const PENALTY: f64 = 135.0;
/// ... more by this share for each letter that either part has less than so many.
const SHORT: (f64, usize) = (0.15, 5);

/// A place where a word may be parted.
pub(super) struct Joint {
    /// Byte of the word.
    pub at: usize,
    /// Width of the word up to it.
    pub before: Pt,
    pub hyphen: Hyphen,
}

impl Setter<'_> {
    /// The places where a word may be parted; none unless the theme asks.
    pub(super) fn joints(&mut self, word: &[Segment]) -> Vec<Joint> {
        let ([segment], true) = (word, self.theme.hyphenate) else {
            return Vec::new();
        };
        let Some(language) = language(self.shaper.language()) else {
            return Vec::new();
        };
        if !is_prose(segment.role) {
            return Vec::new();
        }
        let text = segment.word.text.clone();
        let Some(core) = core(&text) else {
            return Vec::new();
        };
        let scale = segment.size / f32::from(segment.face.units_per_em());
        let advances = advances(&segment.word, |advance, glyphs| {
            scale * advance as f32 + segment.tracking * glyphs as f32
        });
        let mut joints = Vec::new();
        let mut at = core.start;
        for syllable in hyphenate_bounded(&text[core.clone()], language, LEAST, LEAST) {
            at += syllable.len();
            if at >= core.end {
                break;
            }
            let letters = |range: Range<usize>| text[range].chars().count();
            let short = |letters: usize| SHORT.1.saturating_sub(letters) as f64;
            let shorter = short(letters(core.start..at)) + short(letters(at..core.end));
            joints.push(Joint {
                at,
                before: advances[..at].iter().copied().sum(),
                hyphen: Hyphen {
                    width: self.hyphen(segment).width,
                    penalty: PENALTY * (1.0 + SHORT.0 * shorter),
                },
            });
        }
        joints
    }

    /// The hyphen after a part of a word.
    pub(super) fn hyphen(&mut self, like: &Segment) -> Segment {
        let mut hyphen = self.reshape(like, "-");
        let mut word = (*hyphen.word).clone();
        // It is no part of what the author wrote.
        word.text = SOFT.into();
        hyphen.word = word.into();
        hyphen
    }
}

/// The letters of a word that may be parted: never a name, or what has a figure in it.
fn core(text: &str) -> Option<Range<usize>> {
    let start = text.find(char::is_alphabetic)?;
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let core = text.get(start..end)?;
    let plain = |c: char| c.is_alphabetic() && !c.is_uppercase();
    let before = text[..start].chars().all(|c| !c.is_alphanumeric());
    (before && core.chars().all(plain)).then_some(start..end)
}

/// The patterns of a language, if the program has them.
fn language(tag: &str) -> Option<Lang> {
    let code = tag.split('-').next()?.as_bytes();
    Lang::from_iso(code.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_figures_and_compounds_are_not_parted() {
        assert_eq!(core("extensive,"), Some(0..9));
        assert_eq!(core("(extensive"), Some(1..10));
        for text in [
            "Porto",
            "mp3player",
            "well-known",
            "don't",
            "NASA",
            "",
            "--",
            "3rd",
        ] {
            assert_eq!(core(text), None, "{text}");
        }
    }

    #[test]
    fn every_language_of_ours_with_patterns_is_known() {
        for tag in ["en", "pt-BR", "es", "fr", "de", "it", "nl", "pl", "ru"] {
            assert!(language(tag).is_some(), "{tag}");
        }
        for tag in ["ja", "", "x", "english"] {
            assert!(language(tag).is_none(), "{tag}");
        }
    }
}
