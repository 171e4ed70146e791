//! Scripts: which language and which face Word takes for the letters of each.
//!
//! A run of Word's has three languages and four faces at once, for Latin, East Asian and
//! complex scripts, and Word chooses among them letter by letter. So a document says the three
//! once, and only letters that share the Latin ones without being Latin are told apart.

use super::block::{Block, Piece};
use crate::layout::script::{LATIN, Script, Slot};

/// The languages of a document: one for each slot that it has letters for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Languages {
    pub latin: String,
    pub east_asian: Option<String>,
    pub complex: Option<String>,
}

impl Languages {
    /// The document's own language in its slot; in the others that of the first letters which
    /// need it.
    pub(super) fn of(blocks: &[Block], language: &str) -> Self {
        let own = Script::of_language(language);
        let mut all = Languages {
            latin: LATIN.to_owned(),
            ..Languages::default()
        };
        all.set(own.map_or(Slot::Latin, |script| script.slot), language);
        let texts = blocks.iter().flat_map(|block| &block.pieces);
        for piece in texts {
            let text = match piece {
                Piece::Text(run) | Piece::Chip(run) => &run.text,
                Piece::Blank { .. } | Piece::Tab | Piece::ChipGap => continue,
            };
            if text.is_ascii() {
                continue;
            }
            for script in text.chars().filter_map(Script::of) {
                let known = match script.slot {
                    Slot::Latin => true,
                    Slot::EastAsian => all.east_asian.is_some(),
                    Slot::Complex => all.complex.is_some(),
                };
                if !known {
                    all.set(script.slot, &script.usual);
                }
            }
        }
        all
    }

    fn set(&mut self, slot: Slot, language: &str) {
        match slot {
            Slot::Latin => self.latin = language.to_owned(),
            Slot::EastAsian => self.east_asian = Some(language.to_owned()),
            Slot::Complex => self.complex = Some(language.to_owned()),
        }
    }

    /// What letters of the Latin slot say of their language where it is not the document's.
    pub(super) fn beside(&self, script: Option<&'static Script>) -> Option<&'static str> {
        let own = Script::of_language(&self.latin).map(|script| script.usual.as_str());
        match script {
            None => own.is_some().then_some(LATIN),
            Some(script) if script.slot == Slot::Latin && own != Some(&script.usual) => {
                Some(&script.usual)
            }
            Some(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_stands_in_the_slot_of_its_script() {
        let japanese = Languages::of(&[], "ja");
        assert_eq!(japanese.east_asian.as_deref(), Some("ja"));
        assert_eq!(japanese.latin, LATIN);
        assert_eq!(Languages::of(&[], "pt-BR").latin, "pt-BR");
        assert_eq!(Languages::of(&[], "ru").latin, "ru");
        assert_eq!(Languages::of(&[], "he").complex.as_deref(), Some("he"));
        assert_eq!(Script::of_language("zh-TW").expect("one").usual, "zh-TW");
    }

    #[test]
    fn only_letters_that_share_the_slot_are_told_apart() {
        let (russian, english) = (Languages::of(&[], "ru"), Languages::of(&[], "en"));
        assert_eq!(russian.beside(None), Some(LATIN));
        assert_eq!(russian.beside(Script::of('Ж')), None);
        assert_eq!(english.beside(Script::of('Ж')), Some("ru-RU"));
        assert_eq!(english.beside(Script::of('漢')), None);
        assert_eq!(english.beside(None), None);
    }
}
