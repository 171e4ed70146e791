//! The user's own words of `vitae.yaml`, which are heard before the program's.

use serde::Deserialize;
use serde::de::IntoDeserializer;

use super::fold::fold;
use super::vocabulary::{Concept, Label, Vocabulary, topic_of};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::OwnWord;
use crate::resume::SectionKind;

impl Vocabulary {
    /// The program's vocabulary with the user's own words, which are heard first.
    ///
    /// # Errors
    /// A diagnostic for each meaning that is not known and each word that is no selector.
    pub(crate) fn with(&self, own: &[OwnWord]) -> Result<Vocabulary, Diagnostics> {
        let mut all = self.clone();
        let mut faults = Diagnostics::new();
        for OwnWord {
            list,
            meaning,
            word,
        } in own
        {
            let known = match list.as_str() {
                "headings" => all.own_heading(&meaning.value, &word.value),
                "labels" => all.own_label(&meaning.value, &word.value),
                _ => match concept_of(&meaning.value) {
                    None => false,
                    Some(concept) if list == "classes" => {
                        all.classes.insert(word.value.clone(), concept);
                        true
                    }
                    Some(concept) => {
                        match word.value.parse() {
                            Ok(selector) => all.selectors.push((selector, concept)),
                            Err(error) => {
                                let error: super::selector::UnknownSelector = error;
                                faults.push(
                                    Diagnostic::error(error.to_string())
                                        .at(word.span.clone())
                                        .hint("known are names, `.class`, `#id`, `[attribute=value]`, blanks and `>`"),
                                );
                            }
                        }
                        true
                    }
                },
            };
            if !known {
                faults.push(
                    Diagnostic::error(format!("unknown meaning `{}`", meaning.value))
                        .at(meaning.span.clone())
                        .hint(hint_for(list)),
                );
            }
        }
        if faults.has_errors() {
            Err(faults)
        } else {
            Ok(all)
        }
    }

    fn own_heading(&mut self, meaning: &str, word: &str) -> bool {
        let Some(topic) = topic_of(meaning) else {
            return false;
        };
        self.topics
            .insert(fold(word), vec![(topic, "en".to_owned())]);
        true
    }

    fn own_label(&mut self, meaning: &str, word: &str) -> bool {
        let label = match meaning {
            "details" => Label::Details,
            "tags" => Label::Tags,
            "email" => Label::Email,
            "phone" => Label::Phone,
            "location" => Label::Location,
            "website" => Label::Website,
            "period" => Label::Period,
            "organization" => Label::Organization,
            "title" => Label::Title,
            _ => return false,
        };
        self.labels.insert(fold(word), label);
        true
    }
}

/// The concept of a name such as `organization`.
fn concept_of(name: &str) -> Option<Concept> {
    let name: serde::de::value::StrDeserializer<serde::de::value::Error> = name.into_deserializer();
    Concept::deserialize(name).ok()
}

/// What the keys of a list in the user's vocabulary may be.
fn hint_for(list: &str) -> String {
    match list {
        "headings" => {
            let kinds = SectionKind::ALL.map(SectionKind::name);
            format!("headings announce summary, contact, ignored, {}", kinds.join(", "))
        }
        "labels" => "labels announce details, tags, period, organization, title, location, email, phone or website".to_owned(),
        _ => "an element is a card, small-card, article, call, control, link, meta, organization, title, subtitle, period, location, description, details, tag, tags, metric, metric-value, metric-label, person, ignored or unseen".to_owned(),
    }
}
