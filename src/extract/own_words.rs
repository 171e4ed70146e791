//! The user's own words of `vitae.yaml`, which are heard before the program's.

use serde::Deserialize;
use serde::de::IntoDeserializer;

use super::fold::fold;
use super::selector::UnknownSelector;
use super::vocabulary::{Concept, DateWord, Label, Phrase, Vocabulary, topic_of};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::{OwnWord, WordList};
use crate::resume::{SectionKind, Text};

impl Vocabulary {
    /// The program's vocabulary with the user's own words, which are heard first.
    ///
    /// # Errors
    /// A diagnostic for each meaning that is not known and each word that is no selector.
    pub(crate) fn with(&self, own: &[OwnWord]) -> Result<Vocabulary, Diagnostics> {
        let mut all = self.clone();
        let mut faults = Diagnostics::new();
        for own in own {
            if let Err(fault) = all.own(own) {
                faults.push(fault);
            }
        }
        if faults.has_errors() {
            Err(faults)
        } else {
            Ok(all)
        }
    }

    fn own(&mut self, own: &OwnWord) -> Result<(), Diagnostic> {
        let OwnWord {
            list,
            meaning,
            word,
        } = own;
        let name = meaning.value.as_str();
        let folded = Phrase::Owned(fold(&word.value));
        let known = match list {
            WordList::Classes => concept_of(name).map(|concept| {
                self.classes.insert(word.value.clone().into(), concept);
            }),
            WordList::Selectors => match concept_of(name) {
                Some(concept) => {
                    self.selectors.push((selector(word)?, concept));
                    Some(())
                }
                None => None,
            },
            WordList::Headings => topic_of(name).map(|topic| {
                let meanings = vec![(topic, "en".into())];
                self.phrases_mut().topics.insert(folded, meanings);
            }),
            WordList::Labels => Label::of(name).map(|label| {
                self.phrases_mut().labels.insert(folded, label);
            }),
            WordList::Months | WordList::Seasons | WordList::Dates => date_word_of(*list, name)
                .map(|date| {
                    self.phrases_mut().dates.insert(folded, date);
                }),
            WordList::Words => self.phrases_mut().words_about(name).map(|set| {
                set.insert(folded, ());
            }),
        };
        known.ok_or_else(|| {
            Diagnostic::error(format!("unknown meaning `{name}`"))
                .at(meaning.span.clone())
                .hint(hint_for(*list))
        })
    }
}

fn selector(word: &Text) -> Result<super::selector::Selector, Diagnostic> {
    word.value.parse().map_err(|error: UnknownSelector| {
        Diagnostic::error(error.to_string())
            .at(word.span.clone())
            .hint("known are names, `.class`, `#id`, `[attribute=value]`, blanks and `>`")
    })
}

/// The concept of a name such as `organization`.
fn concept_of(name: &str) -> Option<Concept> {
    let name: serde::de::value::StrDeserializer<serde::de::value::Error> = name.into_deserializer();
    Concept::deserialize(name).ok()
}

/// What a word of one of the lists of dates says.
pub(super) fn date_word_of(list: WordList, name: &str) -> Option<DateWord> {
    match list {
        WordList::Months => DateWord::of(&format!("months.{name}")),
        WordList::Seasons => DateWord::of(&format!("seasons.{name}")),
        WordList::Dates => DateWord::of(name).filter(|_| !name.contains('.')),
        WordList::Headings
        | WordList::Labels
        | WordList::Words
        | WordList::Classes
        | WordList::Selectors => None,
    }
}

/// What the keys of a list in the user's vocabulary may be.
fn hint_for(list: WordList) -> String {
    match list {
        WordList::Headings => {
            let kinds = SectionKind::ALL.map(SectionKind::name);
            return format!(
                "headings announce summary, contact, ignored, {}",
                kinds.join(", ")
            );
        }
        WordList::Labels => "labels announce name, details, tags, highlights, part, period, organization, title, location, email, phone or website",
        WordList::Months => "months are told by their numbers, from 1 to 12",
        WordList::Seasons => "seasons are spring, summer, autumn and winter",
        WordList::Dates => "words in dates say present, since, to, of or expected",
        WordList::Words => "words tell of roles, schools, degrees, spoken, work, calls, documents, units, via or at",
        WordList::Classes | WordList::Selectors => "an element is a card, small-card, article, call, control, link, meta, organization, title, subtitle, period, location, description, details, tag, tags, metric, metric-value, metric-label, person, ignored or unseen",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::period;
    use super::super::vocabulary::vocabulary;
    use super::*;
    use crate::diagnostic::{Source, Span};
    use crate::resume::{Month, PeriodEnd, Within};

    fn own(list: WordList, meaning: &str, word: &str) -> OwnWord {
        let source = Source::new("vitae.yaml", word);
        let text = |words: &str| Text::new(words.to_owned(), Span::whole(&source));
        OwnWord {
            list,
            meaning: text(meaning),
            word: text(word),
        }
    }

    #[test]
    fn words_of_the_user_are_heard_in_dates_and_lines() {
        let words = vocabulary()
            .with(&[
                own(WordList::Months, "9", "Vresen"),
                own(WordList::Dates, "present", "bez konca"),
                own(WordList::Words, "roles", "Zvonar"),
                own(WordList::Words, "calls", "Poslushaj"),
            ])
            .expect("known meanings");
        let source = Source::new("p", "");
        let period = period::read(&words, "Vresen 2019 – bez konca", &Span::whole(&source));
        let period = period.expect("a period");
        let september = Month::new(9).ok().map(Within::Month);
        assert_eq!(period.start.expect("a start").within, september);
        assert_eq!(period.end, Some(PeriodEnd::Present));
        assert!(words.speaks_of_role("Zvonar, Tower"));
    }

    #[test]
    fn every_meaning_that_is_not_known_is_told_with_its_hint() {
        let faults = vocabulary()
            .with(&[
                own(WordList::Months, "13", "Nix"),
                own(WordList::Dates, "presnt", "x"),
                own(WordList::Words, "rolls", "x"),
            ])
            .expect_err("no meaning is known");
        assert_eq!(faults.iter().count(), 3);
        assert!(faults.iter().all(|fault| !fault.hints.is_empty()));
    }
}
