//! What setting text found: told to the user once, however often the text was set anew.

use crate::diagnostic::{Diagnostic, Diagnostics};

/// A whole alphabet is told by its first letters.
const NAMED: usize = 12;
/// A word that was cut is told by its first characters.
const SHOWN: usize = 24;

/// What setting text found.
#[derive(Debug, Default)]
pub(in crate::layout) struct Findings {
    /// Characters for which no face has a glyph, in order of appearance.
    missing: Vec<char>,
    /// Pictures that no face has as a character.
    pictures: Vec<char>,
    /// The beginnings of words that were cut where nothing marks a place.
    cut: Vec<String>,
    /// Paragraphs whose last line stayed too short.
    pub(in crate::layout) runts: usize,
}

impl Findings {
    pub(super) fn missing(&mut self, character: char) {
        if !self.missing.contains(&character) {
            self.missing.push(character);
        }
    }

    pub(super) fn picture(&mut self, cluster: &str) {
        if let Some(first) = cluster.chars().next()
            && !self.pictures.contains(&first)
        {
            self.pictures.push(first);
        }
    }

    pub(super) fn cut(&mut self, word: &str) {
        let mut shown: String = word.chars().take(SHOWN).collect();
        if shown.len() < word.len() {
            shown.push('…');
        }
        if !self.cut.contains(&shown) {
            self.cut.push(shown);
        }
    }

    /// The findings in words.
    pub(in crate::layout) fn tell(&self) -> Diagnostics {
        let mut told = Diagnostics::new();
        if !self.missing.is_empty() {
            told.push(
                Diagnostic::warning(format!("no face has a glyph for {}", named(&self.missing)))
                    .hint("the characters are missing in the PDF; the Word file keeps them"),
            );
        }
        if !self.pictures.is_empty() {
            let message = format!("no face has a glyph for {}", named(&self.pictures));
            told.push(
                Diagnostic::warning(message)
                    .hint("pictures are left out of the PDF; the Word file keeps them"),
            );
        }
        for word in &self.cut {
            told.push(
                Diagnostic::warning(format!("`{word}` is wider than its line, and is cut"))
                    .hint("a blank, a slash or a hyphen in it says where a line may end"),
            );
        }
        told
    }
}

/// "漢 (U+6F22), 字 (U+5B57)".
fn named(characters: &[char]) -> String {
    let mut names: Vec<String> = characters
        .iter()
        .take(NAMED)
        .map(|&c| format!("{c} (U+{:04X})", u32::from(c)))
        .collect();
    if characters.len() > NAMED {
        names.push(format!("{} more", characters.len() - NAMED));
    }
    names.join(", ")
}
