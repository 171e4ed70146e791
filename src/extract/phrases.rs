//! The words of the vocabulary in the form in which they are compared, each with what it says.

use rustc_hash::FxHashMap as HashMap;

use super::fold::folded;
use super::vocabulary::{DateWord, Label, Phrase, Topic, topic_of};
use super::wordlists::LanguageFile;
use crate::resume::Month;

/// All words of data files and pages, indexed.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    /// Folded phrase to topic, with the language that it belongs to.
    pub(super) topics: HashMap<Phrase, Vec<(Topic, Phrase)>>,
    pub(super) dates: HashMap<Phrase, DateWord>,
    pub(super) labels: HashMap<Phrase, Label>,
    pub(super) calls: HashMap<Phrase, ()>,
    pub(super) documents: HashMap<Phrase, ()>,
    pub(super) work: HashMap<Phrase, ()>,
    pub(super) degrees: HashMap<Phrase, ()>,
    pub(super) roles: HashMap<Phrase, ()>,
    pub(super) schools: HashMap<Phrase, ()>,
    pub(super) spoken: HashMap<Phrase, ()>,
    pub(super) units: HashMap<Phrase, ()>,
    pub(super) at: HashMap<Phrase, ()>,
    pub(super) via: HashMap<Phrase, ()>,
}

impl Phrases {
    /// Indexes the words of languages, in their order.
    pub(super) fn new(files: &[(&'static str, LanguageFile<'static>)]) -> Phrases {
        let mut all = Phrases::default();
        for (tag, language) in files {
            all.add(tag, language);
        }
        all
    }

    fn add(&mut self, tag: &'static str, language: &LanguageFile<'static>) {
        for (name, phrases) in &language.headings {
            let topic = topic_of(name).expect("a heading names a topic");
            for phrase in phrases {
                let meanings = self.topics.entry(folded(phrase)).or_default();
                meanings.push((topic, tag.into()));
                // Two languages may share a word; the order must not depend on a hash.
                meanings.sort_by(|a, b| a.1.cmp(&b.1));
            }
        }
        let mut dates: Vec<(&'static str, DateWord)> = Vec::new();
        for (number, names) in (1u8..).zip(&language.months) {
            let month = Month::new(number).expect("a language has twelve months");
            dates.extend(names.iter().map(|name| (*name, DateWord::Month(month))));
        }
        for (name, names) in &language.seasons {
            let season = DateWord::of(&format!("seasons.{name}")).expect("a season is named");
            dates.extend(names.iter().map(|name| (*name, season)));
        }
        for (list, word) in [
            (&language.present, DateWord::Present),
            (&language.since, DateWord::Since),
            (&language.to, DateWord::To),
            (&language.of, DateWord::Of),
            (&language.expected, DateWord::Expected),
        ] {
            dates.extend(list.iter().map(|name| (*name, word)));
        }
        for (name, word) in dates {
            self.dates.entry(folded(name)).or_insert(word);
        }
        for (list, label) in [
            (&language.details, Label::Details),
            (&language.tags, Label::Tags),
        ] {
            for name in list {
                self.labels.entry(folded(name)).or_insert(label);
            }
        }
        for (name, list) in &language.contact_labels {
            let label = Label::of(name).expect("a label announces something");
            for name in list {
                self.labels.insert(folded(name), label);
            }
        }
        for (name, list) in &language.entry_labels {
            let label = Label::of(name).expect("a label announces something");
            for name in list {
                // A word that also labels tags or contacts keeps that meaning.
                self.labels.entry(folded(name)).or_insert(label);
            }
        }
        for (list, label) in [
            (&language.highlights, Label::Highlights),
            (&language.parts, Label::Part),
        ] {
            for name in list {
                self.labels.entry(folded(name)).or_insert(label);
            }
        }
        for (list, set) in [
            (&language.calls, &mut self.calls),
            (&language.documents, &mut self.documents),
            (&language.work, &mut self.work),
            (&language.degrees, &mut self.degrees),
            (&language.roles, &mut self.roles),
            (&language.schools, &mut self.schools),
            (&language.spoken, &mut self.spoken),
            (&language.units, &mut self.units),
            (&language.at, &mut self.at),
            (&language.via, &mut self.via),
        ] {
            set.extend(list.iter().map(|word| (folded(word), ())));
        }
    }

    /// The words that tell of something: `roles`, `schools`; `None` for an unknown name.
    pub(super) fn words_about(&mut self, name: &str) -> Option<&mut HashMap<Phrase, ()>> {
        Some(match name {
            "calls" => &mut self.calls,
            "documents" => &mut self.documents,
            "work" => &mut self.work,
            "degrees" => &mut self.degrees,
            "roles" => &mut self.roles,
            "schools" => &mut self.schools,
            "spoken" => &mut self.spoken,
            "units" => &mut self.units,
            "at" => &mut self.at,
            "via" => &mut self.via,
            _ => return None,
        })
    }
}
