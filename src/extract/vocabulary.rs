//! `vocabulary.yaml`: the words by which pages are read and documents are printed.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

use super::breaks::BreakWords;
use super::fold::{folded, words};
use super::networks::is_host;
use super::phrases::Phrases;
use super::printed::Words;
use super::selector::Selector;
use super::wordlists::{File, LanguageFile};
use crate::resume::{Month, Season, SectionKind};
use crate::yaml;

/// Where the words for languages without their own stand among those of the others: the tag that
/// no language has.
const BORROWED: &str = "und";

/// What an element is, as its class tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Concept {
    /// An achievement or project told at length.
    Card,
    /// A project told in a few lines.
    SmallCard,
    /// An article elsewhere.
    Article,
    /// A call to action.
    Call,
    /// A button or a way back.
    Control,
    /// A link whose words say nothing.
    Link,
    /// Employer and years in one line.
    Meta,
    /// An employer or client.
    Organization,
    /// A job title or project name.
    Title,
    /// Dates.
    Period,
    /// A place.
    Location,
    /// The opening paragraph.
    Description,
    /// A technique or tool.
    Tag,
    /// A figure with what it measures.
    Metric,
    /// The figure alone.
    MetricValue,
    /// What it measures.
    MetricLabel,
    /// A labelled paragraph.
    Details,
    /// A second line under a heading: employer, school, degree.
    Subtitle,
    /// A row of tags.
    Tags,
    /// A person's name.
    Person,
    /// A part of the page that no résumé holds: services, testimonials, a second copy.
    Ignored,
    /// Something that the page's style hides.
    Unseen,
}

/// What the words of a heading announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Topic {
    /// A section of the résumé.
    Section(SectionKind),
    /// The opening paragraph.
    Summary,
    /// How to reach the person.
    Contact,
    /// Something that is on a page but not in a résumé.
    Ignored,
}

/// Signs after the numbers of a date.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateSigns {
    pub(crate) year: Vec<char>,
    pub(crate) month: Vec<char>,
    pub(crate) day: Vec<char>,
}

/// What a word says in a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateWord {
    Month(Month),
    Season(Season),
    Present,
    Since,
    To,
    /// Behind the end of what has no start: "2010 asti".
    Until,
    /// The label of a start: "Beginn".
    Opens,
    /// The label of an end: "Ende".
    Closes,
    Of,
    Expected,
}

impl DateWord {
    /// The meaning of a name such as `present`, or of `months.3` and `seasons.spring`.
    pub(crate) fn of(name: &str) -> Option<DateWord> {
        if let Some((list, member)) = name.split_once('.') {
            return match list {
                "months" => {
                    let month = Month::new(member.parse().ok()?).ok()?;
                    Some(DateWord::Month(month))
                }
                "seasons" => {
                    let all = Season::ALL.into_iter();
                    let mut named = all.filter(|season| season.name() == member);
                    named.next().map(DateWord::Season)
                }
                _ => None,
            };
        }
        Some(match name {
            "present" => DateWord::Present,
            "since" => DateWord::Since,
            "to" => DateWord::To,
            "until" => DateWord::Until,
            "opens" => DateWord::Opens,
            "closes" => DateWord::Closes,
            "of" => DateWord::Of,
            "expected" => DateWord::Expected,
            _ => return None,
        })
    }
}

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    /// The person's name.
    Name,
    /// A paragraph of details: grade, architecture.
    Details,
    /// A list of tags.
    Tags,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A place.
    Location,
    /// A page or profile.
    Website,
    /// Dates.
    Period,
    /// An employer, client or school.
    Organization,
    /// A role or degree.
    Title,
    /// What an entry tells point by point.
    Highlights,
    /// Another part of an entry.
    Part,
}

impl Label {
    /// What a name such as `email` says.
    pub(crate) fn of(name: &str) -> Option<Label> {
        Some(match name {
            "name" => Label::Name,
            "details" => Label::Details,
            "tags" => Label::Tags,
            "email" => Label::Email,
            "phone" => Label::Phone,
            "location" => Label::Location,
            "website" => Label::Website,
            "period" => Label::Period,
            "organization" => Label::Organization,
            "title" => Label::Title,
            "highlights" => Label::Highlights,
            "part" => Label::Part,
            _ => return None,
        })
    }
}

/// A word in the form in which it is compared: the program's own, or a user's.
pub(super) type Phrase = Cow<'static, str>;

/// All words, indexed.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    pub(super) classes: HashMap<Phrase, Concept>,
    /// Classes of microformats by the property that they name.
    properties: HashMap<String, Vec<String>>,
    scheduling: Vec<String>,
    pub(crate) signs: DateSigns,
    languages: HashMap<String, Words>,
    /// The words of pages and data files, as written.
    files: Arc<[(&'static str, LanguageFile<'static>)]>,
    /// The same, indexed when they are first asked for: most pages are read without them.
    phrases: OnceLock<Phrases>,
    /// How authors end a page.
    pub(super) page_breaks: BreakWords,
    /// Selectors of the user with what they mean.
    pub(super) selectors: Vec<(Selector, Concept)>,
}

/// The longest heading phrase that is looked for, in words.
const LONGEST_PHRASE: usize = 4;

/// The program's vocabulary.
pub fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let file = yaml::table!("src/extract/vocabulary.yaml");
        Vocabulary::new(file)
    })
}

impl Vocabulary {
    fn new(file: File<'static>) -> Self {
        let mut all = Vocabulary {
            classes: HashMap::default(),
            page_breaks: file.page_breaks,
            properties: file.properties,
            scheduling: file.scheduling,
            signs: file.date_signs,
            languages: HashMap::default(),
            files: Arc::from([]),
            phrases: OnceLock::new(),
            selectors: Vec::new(),
        };
        for (concept, classes) in file.classes {
            for class in classes {
                all.classes.insert(class.into(), concept);
            }
        }
        let mut languages: Vec<_> = file.languages.into_iter().collect();
        // A fixed order, so that a word of two languages always means the same.
        languages.sort_by(|a, b| a.0.cmp(b.0));
        for (tag, language) in &languages {
            all.languages
                .insert((*tag).to_owned(), Words::new(language));
        }
        if let Some(english) = all.languages.get("en") {
            let borrowed = english.borrowed();
            all.languages.insert(BORROWED.to_owned(), borrowed);
        }
        all.files = languages.into();
        all
    }

    fn phrases(&self) -> &Phrases {
        self.phrases.get_or_init(|| Phrases::new(&self.files))
    }

    /// The indexed words, for the user's own among them.
    pub(super) fn phrases_mut(&mut self) -> &mut Phrases {
        self.phrases();
        self.phrases.get_mut().expect("they were indexed just now")
    }

    /// The words of a language, by its BCP 47 tag. An unknown one borrows the English headings, and
    /// keeps its authors' dates.
    pub fn words(&self, language: &str) -> &Words {
        let primary = language
            .split(['-', '_'])
            .next()
            .unwrap_or("")
            .to_ascii_lowercase();
        self.languages
            .get(&primary)
            .or_else(|| self.languages.get(BORROWED))
            .expect("the vocabulary has English words")
    }

    /// What a class says about its element; one that hides it is heard before all others.
    pub(crate) fn concept<'a>(&self, classes: impl Iterator<Item = &'a str>) -> Option<Concept> {
        let mut first = None;
        for class in classes {
            match self.classes.get(class) {
                Some(Concept::Unseen) => return Some(Concept::Unseen),
                found => first = first.or(found.copied()),
            }
        }
        first
    }

    /// True for a class of a microformat's property.
    pub(crate) fn is_property(&self, property: &str, class: &str) -> bool {
        self.properties
            .get(property)
            .is_some_and(|classes| classes.iter().any(|known| known == class))
    }

    /// The topics that a heading announces, in the heading's order, with their language.
    pub(crate) fn topics(&self, heading: &str) -> Vec<(Topic, &str)> {
        let words = words(heading);
        let mut found: Vec<(Topic, &str)> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=LONGEST_PHRASE.min(words.len() - at))
                .rev()
                .find_map(|count| {
                    let phrase = words[at..at + count].join(" ");
                    Some((count, self.phrases().topics.get(phrase.as_str())?))
                })
                .or_else(|| Some((1, self.within_compound(&words[at])?)));
            let Some((count, meanings)) = longest else {
                at += 1;
                continue;
            };
            let preferred = meanings
                .iter()
                .find(|(_, language)| language == "en")
                .unwrap_or(&meanings[0]);
            if found.iter().all(|(topic, _)| *topic != preferred.0) {
                found.push((preferred.0, &preferred.1));
            }
            at += count;
        }
        found
    }

    /// The meaning of the end or start of a word of a script without blanks.
    fn within_compound(&self, word: &str) -> Option<&Vec<(Topic, Phrase)>> {
        if !word.chars().any(is_unspaced) {
            return None;
        }
        word.char_indices().take(20).skip(1).find_map(|(at, _)| {
            let (front, end) = word.split_at(at);
            // One sign alone is part of too many words.
            [end, front]
                .into_iter()
                .filter(|part| part.chars().count() > 1)
                .find_map(|part| self.phrases().topics.get(part))
        })
    }

    /// What a word or phrase says in a date; `phrase` is folded.
    pub(crate) fn date_word(&self, phrase: &str) -> Option<DateWord> {
        self.phrases().dates.get(phrase).copied()
    }

    /// True for the name of a month in any language.
    pub(crate) fn is_month(&self, word: &str) -> bool {
        matches!(self.date_word(&folded(word)), Some(DateWord::Month(_)))
    }

    /// True for a word that ends a period which goes on.
    pub(crate) fn is_present(&self, word: &str) -> bool {
        self.date_word(&folded(word)) == Some(DateWord::Present)
    }

    /// What a label announces.
    pub(crate) fn label(&self, label: &str) -> Option<Label> {
        self.phrases().labels.get(&*folded(label)).copied()
    }

    /// True if a word of the text names a degree or what confers one.
    pub(crate) fn speaks_of_degree(&self, text: &str) -> bool {
        names(&self.phrases().degrees, text)
    }

    /// True if a word of the text names a school.
    pub(crate) fn speaks_of_school(&self, text: &str) -> bool {
        names(&self.phrases().schools, text)
    }

    /// True if a word of the text says what a person does: "engineer", "Leiterin".
    pub(crate) fn speaks_of_role(&self, text: &str) -> bool {
        names(&self.phrases().roles, text)
    }

    /// True for a stretch of time without dates: "2 yrs 3 mos".
    pub(crate) fn is_stretch(&self, text: &str) -> bool {
        let words = words(text);
        !words.is_empty()
            && words
                .iter()
                .any(|word| self.phrases().units.contains_key(word.as_str()))
            && words.iter().all(|word| {
                self.phrases().units.contains_key(word.as_str())
                    || word.chars().all(|c| c.is_numeric() || c == '+')
            })
    }

    /// True for a word that stands between a role and its employer: "at".
    pub(crate) fn is_at(&self, word: &str) -> bool {
        self.phrases().at.contains_key(&*folded(word))
    }

    /// True if the whole heading announces a section and says nothing else.
    pub(crate) fn is_topic(&self, heading: &str) -> bool {
        self.phrases().topics.contains_key(&*folded(heading))
    }

    /// What the user's selectors say.
    pub(crate) fn selectors(&self) -> &[(Selector, Concept)] {
        &self.selectors
    }

    /// True for "via" and its like.
    pub(crate) fn is_via(&self, word: &str) -> bool {
        self.phrases().via.contains_key(&*folded(word))
    }

    /// True for hosts on which talks are booked.
    pub(crate) fn is_scheduling(&self, host: &str) -> bool {
        self.scheduling.iter().any(|known| is_host(host, known))
    }
}

/// The topic of a name such as `summary` or `experience`.
pub(super) fn topic_of(name: &str) -> Option<Topic> {
    Some(match name {
        "summary" => Topic::Summary,
        "contact" => Topic::Contact,
        "ignored" => Topic::Ignored,
        kind => Topic::Section(kind.parse().ok()?),
    })
}

/// True if a word of the text is in a set, alone or as the end of a compound.
fn names(set: &HashMap<Phrase, ()>, text: &str) -> bool {
    /// Shorter endings are endings of anything.
    const SHORTEST_ENDING: usize = 6;
    words(text).iter().any(|word| {
        if set.contains_key(word.as_str()) {
            return true;
        }
        let parts: Vec<&str> = word.split(['-', '.']).collect();
        if parts.len() > 1 && parts.iter().any(|part| set.contains_key(*part)) {
            return true;
        }
        // A heading is short; a run of letters without blanks may be a whole sentence.
        let joined = word.chars().any(is_unspaced);
        word.char_indices().take(40).skip(1).any(|(at, _)| {
            let (front, end) = word.split_at(at);
            let long = end.chars().count() >= SHORTEST_ENDING || joined;
            long && set.contains_key(end) || joined && set.contains_key(front)
        })
    })
}

/// True for letters of scripts that set no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_whole() {
        let all = vocabulary();
        assert!(all.languages.len() >= 13);
        for words in all.languages.values() {
            assert!(words.is_whole());
            assert!(words.photo(Some("Ana Reis")).contains("Ana Reis"));
            assert!(!words.photo(None).contains("{}"));
        }
    }

    #[test]
    fn headings_announce_their_topics() {
        let topics = |heading| -> Vec<Topic> {
            let found = vocabulary().topics(heading);
            found.into_iter().map(|(topic, _)| topic).collect()
        };
        let section = Topic::Section;
        assert_eq!(
            topics("🚀 Key Backend Strengths"),
            [section(SectionKind::Skills)]
        );
        assert_eq!(
            topics("Certifications & Education"),
            [
                section(SectionKind::Certifications),
                section(SectionKind::Education)
            ]
        );
        assert_eq!(
            topics("Experiência profissional"),
            [section(SectionKind::Experience)]
        );
        assert_eq!(topics("Optimising Rust"), []);
    }
}
