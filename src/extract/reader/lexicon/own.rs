//! The user's own words of `vitae.yaml`, which are heard before the program's, on every page.

use std::sync::Arc;

use rustc_hash::FxHashMap as HashMap;

use super::lists::{Says, kind_of};
use super::senses::Senses;
use super::{LabelRole, Lexicon};
use crate::extract::fold::fold;
use crate::extract::own_words::date_word_of;
use crate::read::{OwnWord, WordList};

/// The user's words, folded, each with what it says; the last is heard first.
pub(super) type Own = HashMap<String, Vec<Says>>;

impl Lexicon {
    /// The program's words with the user's. Meanings that are not known are told by
    /// [`crate::extract::Vocabulary`], which also has the user's classes and selectors.
    pub(crate) fn with(&self, own: &[OwnWord]) -> Lexicon {
        let mut words = Own::clone(&self.own);
        for word in own {
            let phrase = fold(&word.word.value);
            let says = meanings(word, &phrase);
            if let (Some((first, _)), Some(Says::Date(_))) = (phrase.split_once(' '), says.first())
            {
                let opens = Says::Sense(Senses::DATE_OPENING);
                words.entry(first.to_owned()).or_default().push(opens);
            }
            words.entry(phrase).or_default().extend(says);
        }
        Lexicon::new(self.heard, Arc::new(words))
    }
}

/// What a word of the user says.
fn meanings(own: &OwnWord, phrase: &str) -> Vec<Says> {
    let name = own.meaning.value.as_str();
    let found = match own.list {
        WordList::Classes | WordList::Selectors => None,
        WordList::Headings => {
            let kind = kind_of(name);
            let by_word = kind.filter(|_| !phrase.contains(' ')).map(Says::TopicWord);
            return kind.map(Says::Topic).into_iter().chain(by_word).collect();
        }
        WordList::Labels => LabelRole::of(name).map(Says::Label),
        WordList::Months | WordList::Seasons | WordList::Dates => {
            date_word_of(own.list, name).map(Says::Date)
        }
        WordList::Words => sense_of(name).map(Says::Sense),
    };
    found.into_iter().collect()
}

/// What a list of the user's words says; `work` says nothing here.
fn sense_of(name: &str) -> Option<Senses> {
    Some(match name {
        "roles" => Senses::ROLE,
        "schools" => Senses::SCHOOL,
        "degrees" => Senses::DEGREE,
        "spoken" => Senses::SPOKEN,
        "calls" => Senses::CALL,
        "documents" => Senses::DOCUMENT,
        "units" => Senses::UNIT,
        "via" => Senses::VIA,
        "at" => Senses::AT,
        _ => return None,
    })
}
