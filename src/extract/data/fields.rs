//! `fields.yaml`: the names of fields in data files.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

pub(super) use super::keys::heading;
use super::keys::{folded, set, sets};
use super::placeholders::{Placeholders, Table};
use crate::extract::reader::{Kind, lexicon};
use crate::extract::vocabulary::{Topic, Vocabulary};
use crate::resume::SectionKind;
use crate::yaml::{self, Node};

/// What a field says of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Slot {
    /// A job title.
    Role,
    /// Employer, school, issuer.
    Organization,
    /// The name of a project, course or group.
    Name,
    Degree,
    Area,
    /// A heading, of whatever the entry is.
    Title,
    Subtitle,
    Period,
    Start,
    End,
    Location,
    Summary,
    /// Bullets, or a text that may hold some.
    Highlights,
    Tags,
    Link,
    Doi,
    Authors,
    Score,
    Level,
    Metrics,
    /// Several roles at one employer.
    Parts,
    Language,
    /// What the entry is.
    Kind,
}

/// What a field says of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Fact {
    Name,
    Headline,
    Email,
    Phone,
    Location,
    Website,
    Photo,
    Summary,
    /// A part of the place that stands in a field of its own.
    Country,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    entry: HashMap<Slot, Vec<String>>,
    person: HashMap<Fact, Vec<String>>,
    qualifiers: Vec<String>,
    plain: Vec<String>,
    #[serde(deserialize_with = "sets")]
    person_in: Vec<String>,
    #[serde(deserialize_with = "sets")]
    profiles_in: Vec<String>,
    account_suffixes: Vec<String>,
    #[serde(deserialize_with = "sets")]
    first_of_several: Vec<String>,
    #[serde(deserialize_with = "sets")]
    of_paper: Vec<String>,
    #[serde(deserialize_with = "sets")]
    network: Vec<String>,
    #[serde(deserialize_with = "sets")]
    account: Vec<String>,
    #[serde(deserialize_with = "sets")]
    lists: Vec<String>,
    #[serde(deserialize_with = "sets")]
    machinery: Vec<String>,
    #[serde(deserialize_with = "sets")]
    weak: Vec<String>,
    #[serde(deserialize_with = "sets")]
    postal: Vec<String>,
    #[serde(deserialize_with = "sets")]
    street: Vec<String>,
    #[serde(deserialize_with = "sets")]
    region: Vec<String>,
    #[serde(deserialize_with = "sets")]
    country_code: Vec<String>,
    #[serde(deserialize_with = "sets")]
    given: Vec<String>,
    #[serde(deserialize_with = "sets")]
    family: Vec<String>,
    sections: HashMap<String, Vec<String>>,
    hints: HashMap<String, Vec<String>>,
    language_codes: Vec<String>,
    #[serde(deserialize_with = "sets")]
    language_of: Vec<String>,
    placeholders: Table,
    joining: Vec<String>,
    #[serde(deserialize_with = "sets")]
    about_site: Vec<String>,
    #[serde(deserialize_with = "sets")]
    of_site: Vec<String>,
}

/// The table, indexed by folded names.
#[derive(Debug)]
pub(super) struct Fields {
    slots: HashMap<String, Slot>,
    facts: HashMap<String, Fact>,
    sections: HashMap<String, SectionKind>,
    hints: HashMap<String, SectionKind>,
    placeholders: Placeholders,
    file: File,
}

/// The program's table.
pub(super) fn fields() -> &'static Fields {
    static FIELDS: OnceLock<Fields> = OnceLock::new();
    FIELDS.get_or_init(|| {
        let file: File = yaml::table!("src/extract/data/fields.yaml");
        let kinds = |table: &HashMap<String, Vec<String>>| {
            let mut all = HashMap::new();
            for (kind, names) in table {
                let kind: SectionKind = kind.parse().expect("the table names section kinds");
                all.extend(names.iter().map(|name| (set(name), kind)));
            }
            all
        };
        let mut slots = HashMap::new();
        for (slot, names) in &file.entry {
            slots.extend(names.iter().map(|name| (set(name), *slot)));
        }
        let mut facts = HashMap::new();
        for (fact, names) in &file.person {
            facts.extend(names.iter().map(|name| (set(name), *fact)));
        }
        Fields {
            slots,
            facts,
            sections: kinds(&file.sections),
            hints: kinds(&file.hints),
            placeholders: Placeholders::new(&file.placeholders),
            file,
        }
    })
}

impl Fields {
    /// What a field says of an entry: by all its words, by those that say more than whose it is
    /// (`companyUrl`), or by its last one (`issue_date`).
    pub(super) fn slot(&self, key: &str) -> Option<Slot> {
        let last = |key: &str| {
            let words = folded(key);
            let (_, last) = words.rsplit_once(' ')?;
            let slot = *self.slots.get(last)?;
            matches!(slot, Slot::Period | Slot::Link).then_some(slot)
        };
        self.own_slot(key)
            .or_else(|| self.slots.get(&self.unqualified(key)?).copied())
            .or_else(|| last(key))
    }

    /// What a field says of an entry by all its words.
    pub(super) fn own_slot(&self, key: &str) -> Option<Slot> {
        self.slots.get(&set(key)).copied()
    }

    pub(super) fn fact(&self, key: &str) -> Option<Fact> {
        let known = self.facts.get(&set(key));
        known
            .or_else(|| self.facts.get(&self.unqualified(key)?))
            .copied()
    }

    /// A field's words without those that only say whose it is.
    fn unqualified(&self, key: &str) -> Option<String> {
        let words = set(key);
        let said: Vec<&str> = words
            .split(' ')
            .filter(|word| !self.file.qualifiers.iter().any(|known| known == word))
            .collect();
        let is_less = !said.is_empty() && said.len() < words.split(' ').count();
        is_less.then(|| said.join(" "))
    }

    /// The kind that a field betrays.
    pub(super) fn hint(&self, key: &str) -> Option<SectionKind> {
        self.hints.get(&set(key)).copied()
    }

    /// What a name of a section, a file or a type announces.
    pub(super) fn topic(&self, vocabulary: &Vocabulary, name: &str) -> Option<Topic> {
        let words = folded(name);
        if let Some(kind) = self.sections.get(&set(name)) {
            return Some(Topic::Section(*kind));
        }
        let topics = vocabulary.topics(&words);
        // "Career summary": who tells of all of it sums it up.
        if let Some((Topic::Summary, _)) = topics.last() {
            return Some(Topic::Summary);
        }
        if let Some((topic, _)) = topics.first() {
            return Some(*topic);
        }
        // The page reader knows titles in more languages.
        match lexicon().topic_phrase(&words) {
            Some(Kind::Section(kind)) => return Some(Topic::Section(kind)),
            Some(Kind::Summary) => return Some(Topic::Summary),
            Some(Kind::Contact | Kind::Personal) => return Some(Topic::Contact),
            Some(Kind::Ignored) => return Some(Topic::Ignored),
            None => {}
        }
        // One of several words, as in the names of files.
        words
            .split(' ')
            .find_map(|word| self.sections.get(word))
            .map(|kind| Topic::Section(*kind))
    }

    /// True for the fields that only the configuration of a site has.
    pub(super) fn is_about_site(&self, key: &str) -> bool {
        has(&self.file.about_site, key)
    }

    /// True for fields that, in the configuration of a site, are about the site.
    pub(super) fn may_be_of_site(&self, key: &str) -> bool {
        has(&self.file.of_site, key)
    }

    pub(super) fn holds_person(&self, key: &str) -> bool {
        has(&self.file.person_in, key)
    }

    pub(super) fn holds_profiles(&self, key: &str) -> bool {
        has(&self.file.profiles_in, key)
    }

    pub(super) fn is_list(&self, key: &str) -> bool {
        has(&self.file.lists, key)
    }

    pub(super) fn is_machinery(&self, key: &str) -> bool {
        has(&self.file.machinery, key)
    }

    /// True for fields whose words are filters of a page where others name tools.
    pub(super) fn is_weak(&self, key: &str) -> bool {
        has(&self.file.weak, key)
    }

    /// True for a postal code.
    pub(super) fn is_postal(&self, key: &str) -> bool {
        has(&self.file.postal, key)
    }

    /// True for what a person is asked beside the work: nationality, permits.
    pub(super) fn is_personal(&self, key: &str) -> bool {
        lexicon().is_personal(&folded(key)) && self.fact(key).is_none()
    }

    /// True for the words by which a format calls its sections.
    pub(super) fn is_plain(&self, key: &str) -> bool {
        self.file.plain.iter().any(|name| name == key)
    }

    /// True for a street with its number.
    pub(super) fn is_street(&self, key: &str) -> bool {
        has(&self.file.street, key)
    }

    /// True for a region or a country by its name.
    pub(super) fn is_region(&self, key: &str) -> bool {
        has(&self.file.region, key)
    }

    /// True for the code of a country.
    pub(super) fn is_country_code(&self, key: &str) -> bool {
        has(&self.file.country_code, key)
    }

    /// True for the first of a person's names.
    pub(super) fn is_given(&self, key: &str) -> bool {
        has(&self.file.given, key)
    }

    /// True for the family's name.
    pub(super) fn is_family(&self, key: &str) -> bool {
        has(&self.file.family, key)
    }

    pub(super) fn names_network(&self, key: &str) -> bool {
        has(&self.file.network, key)
    }

    pub(super) fn names_account(&self, key: &str) -> bool {
        has(&self.file.account, key)
    }

    /// True for a map with fields that only a paper has.
    pub(super) fn is_of_paper(&self, map: &Node) -> bool {
        let mut keys = map.entries().iter().map(|(key, _)| &key.value);
        keys.any(|key| has(&self.file.of_paper, key))
    }

    /// True for the fields of a paper that a résumé has.
    pub(super) fn is_told_of_paper(&self, key: &str) -> bool {
        matches!(
            self.slot(key),
            Some(
                Slot::Title
                    | Slot::Authors
                    | Slot::Organization
                    | Slot::Period
                    | Slot::Doi
                    | Slot::Link
            )
        )
    }

    /// True for the switch of the address that is in use, of several.
    pub(super) fn is_first_of_several(&self, key: &str) -> bool {
        has(&self.file.first_of_several, key)
    }

    /// The network of a field such as `github_username`.
    pub(super) fn account_of(&self, key: &str) -> Option<String> {
        let words = folded(key);
        let (network, last) = words.rsplit_once(' ')?;
        let is_account = self.file.account_suffixes.iter().any(|word| word == last);
        is_account.then(|| network.to_owned())
    }

    pub(super) fn is_language_code(&self, key: &str) -> bool {
        let primary = key.split(['-', '_']).next().unwrap_or("");
        key.len() <= 7 && self.file.language_codes.iter().any(|code| code == primary)
    }

    pub(super) fn names_language(&self, key: &str) -> bool {
        has(&self.file.language_of, key)
    }

    /// True for a text that only says what is to be written in its place.
    pub(super) fn is_placeholder(&self, text: &str) -> bool {
        self.placeholders.has(text)
    }

    /// True for words inside a name, such as "on" in "Ruby on Rails".
    pub(super) fn joins(&self, word: &str) -> bool {
        self.file.joining.contains(&word.to_lowercase())
    }
}

fn has(list: &[String], key: &str) -> bool {
    let key = set(key);
    list.contains(&key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::vocabulary::vocabulary;

    #[test]
    fn spellings_of_one_name_are_one() {
        for key in [
            "jobTitle",
            "job_title",
            "Job-Title",
            "title of job",
            "job title",
        ] {
            let is_role = fields().slot(key) == Some(Slot::Role);
            assert_eq!(is_role, key != "title of job", "{key}");
        }
        for key in ["date_start", "startDate", "Start-Date", "start"] {
            assert_eq!(fields().slot(key), Some(Slot::Start), "{key}");
        }
        assert_eq!(fields().slot("companyUrl"), Some(Slot::Link));
        assert_eq!(fields().slot("issue_date"), Some(Slot::Period));
        assert_eq!(fields().slot("team"), None);
        assert_eq!(heading("selected_honors"), "Selected Honors");
        assert_eq!(heading("Welcome to it"), "Welcome to it");
    }

    #[test]
    fn a_real_text_is_no_placeholder() {
        for text in [
            "Your Name",
            "EMPLOYER NAME",
            "Lorem ipsum dolor sit amet, and so on",
        ] {
            assert!(fields().is_placeholder(text), "{text}");
        }
        for text in [
            "Lorem Ipsum Generator",
            "Your Name Ltd.",
            "Job Title Company",
            "Spanish (optional)",
            "Tools (eg. parsers)",
            "Wrote `your name here` on ten cups",
            "Lorem ipsum dolor sit ametist",
        ] {
            assert!(!fields().is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn no_name_stands_twice_in_a_table() {
        let file = &fields().file;
        let lists: [Vec<&String>; 2] = [
            file.entry.values().flatten().collect(),
            file.person.values().flatten().collect(),
        ];
        for mut names in lists {
            names.sort();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }

    #[test]
    fn names_of_files_and_types_announce_kinds() {
        let kind = |name: &str| match fields().topic(vocabulary(), name) {
            Some(Topic::Section(kind)) => Some(kind),
            Some(_) | None => None,
        };
        assert_eq!(kind("my-experiences"), Some(SectionKind::Experience));
        assert_eq!(kind("selected_honors"), Some(SectionKind::Awards));
        assert_eq!(kind("open_source"), Some(SectionKind::Projects));
        assert_eq!(kind("settings"), None);
    }
}
