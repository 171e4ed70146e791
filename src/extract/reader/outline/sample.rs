//! A handful of words, for tests.

use std::ops::Range;

use super::words::Words;
use crate::extract::fold::{fold, placed_words};
use crate::extract::reader::{Kind, LabelRole, Line};

/// A handful of English words.
pub(super) struct Few {
    introductions: Vec<String>,
}

impl Default for Few {
    fn default() -> Few {
        let introductions = ["i'm", "i am", "my name is"];
        Few {
            introductions: introductions.map(str::to_owned).to_vec(),
        }
    }
}

const PHRASES: [(&str, Kind); 12] = [
    ("work experience", Kind::EXPERIENCE),
    ("experience", Kind::EXPERIENCE),
    ("education", Kind::EDUCATION),
    ("projects", Kind::PROJECTS),
    ("skills", Kind::SKILLS),
    ("languages", Kind::LANGUAGES),
    ("summary", Kind::Summary),
    ("contact", Kind::Contact),
    ("personal details", Kind::Personal),
    ("awards", Kind::AWARDS),
    ("工作经历", Kind::EXPERIENCE),
    ("教育", Kind::EDUCATION),
];

impl Words for Few {
    fn topic_phrase(&self, folded: &str) -> Option<Kind> {
        let known = PHRASES.iter().find(|(phrase, _)| *phrase == folded);
        known.map(|(_, kind)| *kind)
    }

    fn topic_word(&self, word: &str) -> Option<Kind> {
        match word {
            "work" => Some(Kind::EXPERIENCE),
            "project" => Some(Kind::PROJECTS),
            _ => self.topic_phrase(word),
        }
    }

    fn is_filler(&self, word: &str) -> bool {
        ["my", "relevant", "the", "an"].contains(&word)
    }

    fn is_joiner(&self, word: &str) -> bool {
        ["and", "&"].contains(&word)
    }

    fn is_role(&self, word: &str) -> bool {
        ["engineer", "manager", "potter", "clerk"].contains(&word)
    }

    fn is_school(&self, word: &str) -> bool {
        word == "university"
    }

    fn is_degree(&self, word: &str) -> bool {
        word == "bachelor"
    }

    fn is_personal(&self, label: &str) -> bool {
        label == "Born"
    }

    fn is_spoken(&self, word: &str) -> bool {
        ["english", "portuguese"].contains(&word)
    }

    fn has_level(&self, text: &str) -> bool {
        fold(text).contains("fluent")
    }

    fn is_function_word(&self, word: &str) -> bool {
        ["and", "of", "the", "in", "a", "de"].contains(&word)
    }

    fn is_name_particle(&self, word: &str) -> bool {
        ["de", "van", "der"].contains(&word)
    }

    fn has_firm_ending(&self, text: &str) -> bool {
        text.ends_with("GmbH")
    }

    fn is_document(&self, text: &str) -> bool {
        let documents = ["cv", "resume", "résumé", "curriculum vitae", "about"];
        documents.contains(&fold(text).as_str())
    }

    fn is_document_word(&self, word: &str) -> bool {
        ["cv", "resume", "résumé", "curriculum", "vitae"].contains(&word)
    }

    fn is_greeting(&self, word: &str) -> bool {
        ["hi", "hello"].contains(&word)
    }

    fn introductions(&self) -> &[String] {
        &self.introductions
    }

    fn label(&self, text: &str) -> Option<LabelRole> {
        (fold(text) == "achievements").then_some(LabelRole::Highlights)
    }

    fn place_score(&self, text: &str) -> f32 {
        if text == "Faro" { 2.2 } else { 0.0 }
    }

    fn proseness(&self, text: &str) -> f32 {
        let ends = text.ends_with('.') && text.contains(' ');
        if ends { 0.5 } else { 0.0 }
    }

    fn item_count(&self, text: &str) -> usize {
        text.split(", ").count()
    }

    fn trimmed(&self, text: &str) -> Range<usize> {
        let inner = text.trim_matches(|c: char| c.is_whitespace() || "|,:;–-’'!".contains(c));
        let start = inner.as_ptr() as usize - text.as_ptr() as usize;
        start..start + inner.len()
    }

    fn annotate(&self, line: &mut Line) {
        line.notes.words = placed_words(&line.text);
    }
}
