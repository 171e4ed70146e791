//! The user's own words of `vitae.yaml`, which are heard before the program's.

use std::sync::OnceLock;

use super::index::{Phrase, kind_of, label_of, season_of};
use super::senses::Senses;
use super::{DateWord, Lexicon};
use crate::extract::fold::fold;
use crate::read::{OwnWord, WordList};
use crate::resume::Month;

impl Lexicon {
    /// The program's words with the user's. Meanings that are not known are told by
    /// [`crate::extract::Vocabulary`], which also has the user's classes and selectors.
    pub(crate) fn with(&self, own: &[OwnWord]) -> Lexicon {
        let mut all = self.clone();
        for word in own {
            all.own(word);
        }
        all
    }

    fn own(&mut self, own: &OwnWord) {
        let meaning = own.meaning.value.as_str();
        let folded = fold(&own.word.value);
        let phrase = Phrase::Owned(folded.clone());
        match own.list {
            WordList::Classes | WordList::Selectors => {}
            WordList::Headings => {
                if let Some(kind) = kind_of(meaning) {
                    if !folded.contains(' ') {
                        self.topic_words.insert(phrase.clone(), kind);
                    }
                    self.topics.insert(phrase, kind);
                    self.topic_phrases = OnceLock::new();
                }
            }
            WordList::Labels => {
                if let Some(role) = label_of(meaning) {
                    self.labels.insert(phrase, role);
                }
            }
            WordList::Months => {
                let month = meaning.parse().ok().and_then(|n| Month::new(n).ok());
                self.own_date(phrase, month.map(DateWord::Month));
            }
            WordList::Seasons => {
                self.own_date(phrase, season_of(meaning).map(DateWord::Season));
            }
            WordList::Dates => self.own_date(phrase, date_word_of(meaning)),
            WordList::Words if meaning == "at" => self.at.insert(0, folded),
            WordList::Words => {
                if let Some(sense) = sense_of(meaning) {
                    self.senses.entry(phrase).or_default().add(sense);
                }
            }
        }
    }

    fn own_date(&mut self, phrase: Phrase, meaning: Option<DateWord>) {
        if let Some(meaning) = meaning {
            self.dates.insert(phrase, meaning);
        }
    }
}

fn date_word_of(name: &str) -> Option<DateWord> {
    Some(match name {
        "present" => DateWord::Present,
        "since" => DateWord::Since,
        "to" => DateWord::To,
        "of" => DateWord::Of,
        "expected" => DateWord::Expected,
        _ => return None,
    })
}

/// What a list of the user's words says; `work` and `via` say nothing here.
fn sense_of(name: &str) -> Option<Senses> {
    Some(match name {
        "roles" => Senses::ROLE,
        "schools" => Senses::SCHOOL,
        "degrees" => Senses::DEGREE,
        "spoken" => Senses::SPOKEN,
        "calls" => Senses::CALL,
        "documents" => Senses::DOCUMENT,
        "units" => Senses::UNIT,
        _ => return None,
    })
}
