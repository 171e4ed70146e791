//! The files of words to the maps that are asked.

use std::borrow::Cow;
use std::sync::OnceLock;

use rustc_hash::FxHashMap as HashMap;

use super::senses::Senses;
use super::topics::Votes;
use super::words::{CommonWords, LANGUAGES, LanguageWords, common};
use super::{DateWord, Kind, LabelRole, Lexicon};
use crate::extract::reader::Fields;
use crate::resume::{Month, Season, SectionKind};

/// A word in the form in which it is compared: the program's own, or a user's.
pub(super) type Phrase = Cow<'static, str>;

/// About how many phrases have a sense: growing a map costs as much as filling it.
const PHRASES: usize = 16_000;

impl Lexicon {
    /// Reads and indexes all files.
    pub(super) fn load() -> Lexicon {
        let common = common();
        let mut all = Lexicon {
            senses: HashMap::with_capacity_and_hasher(PHRASES, Default::default()),
            topics: HashMap::default(),
            topic_words: HashMap::default(),
            topic_phrases: OnceLock::new(),
            dates: HashMap::default(),
            labels: HashMap::default(),
            at: Vec::new(),
            weak_at: Vec::new(),
            introductions: Vec::new(),
            firm_signs: common.firm_signs.clone(),
            place_signs: common.place_signs.clone(),
            hosts: Vec::new(),
            document_words: Vec::new(),
            classes: HashMap::default(),
        };
        let mut votes = Votes::default();
        for (_, read) in &LANGUAGES {
            all.add_language(&read(), &mut votes);
        }
        all.add_common(&common);
        all.topic_words = votes.winners(|word| all.is_filler(word));
        for list in [&mut all.at, &mut all.weak_at, &mut all.introductions] {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            list.dedup();
        }
        all
    }

    fn add_language(&mut self, words: &LanguageWords, votes: &mut Votes) {
        for (name, phrases) in &words.headings {
            let kind = kind_of(name).expect("a heading names a kind");
            for phrase in phrases {
                self.topics.entry((*phrase).into()).or_insert(kind);
                votes.count(phrase, kind);
            }
        }
        self.add_dates(words);
        self.add_labels(words);
        for (list, sense) in [
            (&words.roles, Senses::ROLE),
            (&words.schools, Senses::SCHOOL),
            (&words.degrees, Senses::DEGREE),
            (&words.spoken, Senses::SPOKEN),
            (&words.levels, Senses::LEVEL),
            (&words.employment, Senses::EMPLOYMENT),
            (&words.remote, Senses::REMOTE),
            (&words.firm_endings, Senses::FIRM_COMPOUND),
            (&words.firm_openings, Senses::FIRM_OPEN),
            (&words.personal, Senses::PERSONAL),
            (&words.calls, Senses::CALL),
            (&words.call_verbs, Senses::CALL_VERB),
            (&words.documents, Senses::DOCUMENT),
            (&words.document_words, Senses::DOCUMENT_WORD),
            (&words.function, Senses::FUNCTION),
            (&words.fillers, Senses::FILLER),
            (&words.joiners, Senses::JOINER),
            (&words.greetings, Senses::GREETING),
            (&words.name_of, Senses::NAME_OF),
            (&words.circa, Senses::CIRCA),
            (&words.month_prefix, Senses::MONTH_PREFIX),
            (&words.prepositions, Senses::DATE_PREPOSITION),
            (&words.units, Senses::UNIT),
        ] {
            self.add_senses(list, sense);
        }
        self.document_words.extend(&words.document_words);
        let owned = |list: &[&'static str]| -> Vec<String> {
            list.iter().map(|word| (*word).to_owned()).collect()
        };
        self.at.extend(owned(&words.at));
        self.weak_at.extend(owned(&words.weak_at));
        self.introductions.extend(owned(&words.introductions));
    }

    fn add_common(&mut self, words: &CommonWords) {
        for (list, sense) in [
            (&words.firm_endings, Senses::FIRM_END),
            (&words.abbreviations, Senses::ABBREVIATION),
            (&words.levels, Senses::LEVEL),
            (&words.degrees, Senses::DEGREE),
            (&words.units, Senses::UNIT),
            (&words.countries, Senses::COUNTRY),
            (&words.cities, Senses::CITY),
        ] {
            self.add_senses(list, sense);
        }
        for network in &words.networks {
            self.add_senses(&[network.name], Senses::NETWORK);
            self.add_senses(&network.keys, Senses::NETWORK);
            self.hosts.extend(&network.hosts);
        }
        for (name, classes) in &words.classes {
            let meaning = ClassMeaning::of(name).expect("a class has a meaning");
            for class in classes {
                self.classes.insert(class, meaning);
            }
        }
        self.at
            .extend(words.at.iter().map(|sign| (*sign).to_owned()));
    }

    fn add_senses(&mut self, words: &[&'static str], sense: Senses) {
        for word in words {
            self.senses.entry((*word).into()).or_default().add(sense);
        }
    }

    fn add_dates(&mut self, words: &LanguageWords) {
        let mut add = |list: &[&'static str], meaning: DateWord| {
            for word in list {
                self.dates.entry((*word).into()).or_insert(meaning);
            }
        };
        for (number, names) in (1u8..).zip(&words.months) {
            let month = Month::new(number).expect("a year has twelve months");
            add(names, DateWord::Month(month));
        }
        for (name, names) in &words.seasons {
            add(names, DateWord::Season(season_of(name).expect("a season")));
        }
        add(&words.present, DateWord::Present);
        add(&words.since, DateWord::Since);
        add(&words.to, DateWord::To);
        add(&words.of, DateWord::Of);
        add(&words.expected, DateWord::Expected);
    }

    fn add_labels(&mut self, words: &LanguageWords) {
        for (name, labels) in &words.labels {
            let role = label_of(name).expect("a label announces something");
            for label in labels {
                self.labels.entry((*label).into()).or_insert(role);
            }
        }
    }
}

/// What a word of a class name says about its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClassMeaning {
    /// What it holds.
    Fields(Fields),
    /// It frames others and says nothing of what it holds.
    Frame,
    /// Menus and ways back.
    Navigation,
    /// Filters, dialogues.
    Control,
    /// Icons, what is not printed.
    Unseen,
}

impl ClassMeaning {
    fn of(name: &str) -> Option<ClassMeaning> {
        Some(match name {
            "organization" => ClassMeaning::Fields(Fields::ORGANIZATION),
            "title" => ClassMeaning::Fields(Fields::TITLE),
            "period" => ClassMeaning::Fields(Fields::PERIOD),
            "location" => ClassMeaning::Fields(Fields::LOCATION),
            "description" => ClassMeaning::Fields(Fields::DESCRIPTION),
            "tag" => ClassMeaning::Fields(Fields::TAG),
            "person" => ClassMeaning::Fields(Fields::PERSON),
            "frame" => ClassMeaning::Frame,
            "navigation" => ClassMeaning::Navigation,
            "control" => ClassMeaning::Control,
            "unseen" => ClassMeaning::Unseen,
            _ => return None,
        })
    }
}

/// The kind of a name such as `summary` or `experience`.
pub(super) fn kind_of(name: &str) -> Option<Kind> {
    Some(match name {
        "summary" => Kind::Summary,
        "contact" => Kind::Contact,
        "personal" => Kind::Personal,
        "ignored" => Kind::Ignored,
        kind => Kind::Section(kind.parse::<SectionKind>().ok()?),
    })
}

/// What a label's name such as `email` says.
pub(super) fn label_of(name: &str) -> Option<LabelRole> {
    Some(match name {
        "name" => LabelRole::Name,
        "email" => LabelRole::Email,
        "phone" => LabelRole::Phone,
        "location" => LabelRole::Location,
        "website" => LabelRole::Website,
        "period" => LabelRole::Period,
        "organization" => LabelRole::Organization,
        "title" => LabelRole::Title,
        "details" => LabelRole::Details,
        "tags" => LabelRole::Tags,
        "highlights" => LabelRole::Highlights,
        "part" => LabelRole::Part,
        _ => return None,
    })
}

/// A season by its English name.
pub(super) fn season_of(name: &str) -> Option<Season> {
    Season::ALL.into_iter().find(|season| season.name() == name)
}
