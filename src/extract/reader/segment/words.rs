//! The words that cutting a section asks for.

use crate::extract::reader::outline::topic;
use crate::extract::reader::{Kind, LabelRole, Lexicon};

/// A heading inside an entry announces a topic if it is so sure.
const SURE: f32 = 0.9;

/// What must be known of words; the lexicon knows it, and a handful of words in tests.
pub(super) trait Words {
    /// What a label announces.
    fn label(&self, text: &str) -> Option<LabelRole>;
    /// "engineer".
    fn is_role(&self, word: &str) -> bool;
    /// "Read more".
    fn is_call(&self, text: &str) -> bool;
    /// What a heading below that of a job or degree announces, where it names a topic: "Awards".
    fn part(&self, title: &str) -> Option<LabelRole>;
}

impl Words for Lexicon {
    fn label(&self, text: &str) -> Option<LabelRole> {
        Lexicon::label(self, text)
    }

    fn is_role(&self, word: &str) -> bool {
        Lexicon::is_role(self, word)
    }

    fn is_call(&self, text: &str) -> bool {
        Lexicon::is_call(self, text)
    }

    fn part(&self, title: &str) -> Option<LabelRole> {
        let (kind, sure) = topic(self, title);
        let kind = kind.filter(|_| sure >= SURE)?;
        if kind == Kind::SKILLS {
            return Some(LabelRole::Tags);
        }
        (kind.has_entries() && !kind.is_dated()).then_some(LabelRole::Details)
    }
}
