//! How a paragraph is read: its direction, and that and the language of each stretch of it.

use super::block::{Block, Piece};
use super::script::Languages;
use super::text;
use crate::layout::script::Script;
use crate::layout::{Directions, is_prose};

/// Text of one direction and one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub text: String,
    /// It is read from right to left.
    pub backwards: bool,
    /// Its language where the document's is another.
    pub language: Option<&'static str>,
}

/// How a paragraph is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// The paragraph as a whole is read from right to left.
    pub backwards: bool,
    /// The stretches of each piece; a blank or tab has one of its own text.
    pub pieces: Vec<Vec<Stretch>>,
}

impl Reading {
    pub(super) fn of(block: &Block, languages: &Languages, document_backwards: bool) -> Self {
        let texts: Vec<String> = block.pieces.iter().map(text_of).collect();
        let plain = !document_backwards
            && languages.beside(None).is_none()
            && texts.iter().all(|text| text.is_ascii());
        if plain {
            let pieces = texts.into_iter().map(|text| {
                vec![Stretch {
                    text,
                    backwards: false,
                    language: None,
                }]
            });
            return Reading {
                backwards: false,
                pieces: pieces.collect(),
            };
        }
        let prose = block.pieces.iter().all(is_of_prose);
        let whole = texts.concat();
        let directions = Directions::of(&whole, prose, document_backwards);
        let mut pieces = Vec::new();
        let mut at = 0;
        for text in &texts {
            pieces.push(stretches(text, at, &directions, languages));
            at += text.len();
        }
        Reading {
            backwards: directions.backwards(),
            pieces,
        }
    }
}

fn text_of(piece: &Piece) -> String {
    match piece {
        Piece::Text(run) | Piece::Chip(run) => text::clean(&run.text),
        Piece::Blank { text, .. } if text.is_empty() => " ".to_owned(),
        Piece::Blank { text, .. } => format!(" {} ", text::line(text)),
        Piece::Tab => "\t".to_owned(),
        Piece::ChipGap => " ".to_owned(),
    }
}

fn is_of_prose(piece: &Piece) -> bool {
    match piece {
        Piece::Text(run) | Piece::Chip(run) => is_prose(run.role),
        Piece::Blank { role, .. } => is_prose(*role),
        Piece::Tab | Piece::ChipGap => false,
    }
}

/// A piece's text, which starts at the byte `start` of the paragraph. Signs and blanks go with
/// the letters before them.
fn stretches(
    text: &str,
    start: usize,
    directions: &Directions,
    languages: &Languages,
) -> Vec<Stretch> {
    let spoken = |c: char| languages.beside(Script::of(c));
    let mut language = text.chars().find(|c| c.is_alphabetic()).and_then(spoken);
    let mut found: Vec<Stretch> = Vec::new();
    for (offset, c) in text.char_indices() {
        let backwards = directions.backwards_at(start + offset);
        if c.is_alphabetic() {
            language = spoken(c);
        }
        match found.last_mut() {
            Some(last) if last.backwards == backwards && last.language == language => {
                last.text.push(c);
            }
            Some(_) | None => found.push(Stretch {
                text: c.to_string(),
                backwards,
                language,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'a>(text: &str, language: &str, backwards: bool) -> Vec<(String, bool, &'a str)> {
        let directions = Directions::of(text, true, backwards);
        let languages = Languages::of(&[], language);
        stretches(text, 0, &directions, &languages)
            .into_iter()
            .map(|one| (one.text, one.backwards, one.language.unwrap_or_default()))
            .collect()
    }

    fn told(text: &str, backwards: bool, language: &'static str) -> (String, bool, &'static str) {
        (text.to_owned(), backwards, language)
    }

    #[test]
    fn latin_words_among_hebrew_ones_are_read_their_own_way() {
        assert_eq!(
            read("בניתי Rust ו", "he", true),
            [
                told("בניתי ", true, ""),
                told("Rust", false, ""),
                told(" ו", true, "")
            ]
        );
    }

    #[test]
    fn words_of_another_alphabet_say_their_language() {
        assert_eq!(
            read("Пишу на Rust, Go", "ru", false),
            [
                told("Пишу на ", false, ""),
                told("Rust, Go", false, "en-US")
            ]
        );
        assert_eq!(
            read("Speaks русский", "en", false),
            [told("Speaks ", false, ""), told("русский", false, "ru-RU")]
        );
        assert_eq!(read("Größe", "de", false), [told("Größe", false, "")]);
    }
}
