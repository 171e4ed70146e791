//! The words that the outline asks for.

use std::ops::Range;

use crate::extract::fold::fold;
use crate::extract::reader::{Kind, LabelRole, Lexicon, Line, annotate};

/// What must be known of words and texts; the lexicon and the annotator know it, and a handful of
/// words in tests. For the meaning of each see [`Lexicon`].
pub(super) trait Words {
    fn topic_phrase(&self, folded: &str) -> Option<Kind>;
    fn topic_word(&self, word: &str) -> Option<Kind>;
    fn is_filler(&self, word: &str) -> bool;
    fn is_joiner(&self, word: &str) -> bool;
    fn is_role(&self, word: &str) -> bool;
    fn is_work(&self, word: &str) -> bool {
        self.is_role(word)
    }
    fn is_school(&self, word: &str) -> bool;
    fn is_degree(&self, word: &str) -> bool;
    fn is_spoken(&self, word: &str) -> bool;
    fn is_personal(&self, label: &str) -> bool;
    fn has_level(&self, text: &str) -> bool;
    fn is_function_word(&self, word: &str) -> bool;
    fn is_name_particle(&self, word: &str) -> bool;
    fn has_firm_ending(&self, text: &str) -> bool;
    fn is_document(&self, text: &str) -> bool;
    fn is_document_word(&self, word: &str) -> bool;
    fn is_greeting(&self, word: &str) -> bool;
    fn is_sex(&self, _word: &str) -> bool {
        false
    }
    fn introductions(&self) -> &[String];
    fn label(&self, text: &str) -> Option<LabelRole>;
    /// How much a text looks like a place; 2 for a known one.
    fn place_score(&self, text: &str) -> f32;
    /// 0 to 1: how much a text is running prose.
    fn proseness(&self, text: &str) -> f32;
    /// How many items a list of short things has.
    fn item_count(&self, text: &str) -> usize;
    /// The bytes of a text without signs at its edges.
    fn trimmed(&self, text: &str) -> Range<usize>;
    /// Makes the notes of a line that was cut.
    fn annotate(&self, line: &mut Line);
}

impl Words for Lexicon {
    fn topic_phrase(&self, folded: &str) -> Option<Kind> {
        Lexicon::topic_phrase(self, folded)
    }

    fn topic_word(&self, word: &str) -> Option<Kind> {
        Lexicon::topic_word(self, word)
    }

    fn is_filler(&self, word: &str) -> bool {
        Lexicon::is_filler(self, word)
    }

    fn is_joiner(&self, word: &str) -> bool {
        Lexicon::is_joiner(self, word)
    }

    fn is_role(&self, word: &str) -> bool {
        Lexicon::is_role(self, word)
    }

    fn is_work(&self, word: &str) -> bool {
        Lexicon::is_work(self, word)
    }

    fn is_school(&self, word: &str) -> bool {
        Lexicon::is_school(self, word)
    }

    fn is_degree(&self, word: &str) -> bool {
        Lexicon::is_degree(self, word)
    }

    fn is_personal(&self, label: &str) -> bool {
        Lexicon::is_personal(self, &fold(label))
    }

    fn is_spoken(&self, word: &str) -> bool {
        Lexicon::is_spoken(self, word)
    }

    fn has_level(&self, text: &str) -> bool {
        Lexicon::has_level(self, text)
    }

    fn is_function_word(&self, word: &str) -> bool {
        Lexicon::is_function_word(self, word)
    }

    fn is_name_particle(&self, word: &str) -> bool {
        Lexicon::is_name_particle(self, word)
    }

    fn has_firm_ending(&self, text: &str) -> bool {
        Lexicon::has_firm_ending(self, text)
    }

    fn is_document(&self, text: &str) -> bool {
        Lexicon::is_document(self, text)
    }

    fn is_document_word(&self, word: &str) -> bool {
        Lexicon::is_document_word(self, word)
    }

    fn is_greeting(&self, word: &str) -> bool {
        Lexicon::is_greeting(self, word)
    }

    fn is_sex(&self, word: &str) -> bool {
        Lexicon::is_sex(self, word)
    }

    fn introductions(&self) -> &[String] {
        Lexicon::introductions(self)
    }

    fn label(&self, text: &str) -> Option<LabelRole> {
        Lexicon::label(self, text)
    }

    fn place_score(&self, text: &str) -> f32 {
        annotate::place_score(self, text)
    }

    fn proseness(&self, text: &str) -> f32 {
        annotate::proseness(self, text, false)
    }

    fn item_count(&self, text: &str) -> usize {
        annotate::items(text).len()
    }

    fn trimmed(&self, text: &str) -> Range<usize> {
        annotate::trimmed(text)
    }

    fn annotate(&self, line: &mut Line) {
        annotate::annotate(self, line);
    }
}
