//! Makes one table of the words of all languages, so that a run has nothing to index: a word is
//! looked up where it lies in the program.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::Value;

#[path = "../extract/reader/lexicon/layout.rs"]
mod layout;
#[path = "topics.rs"]
mod topics;

use layout::{COMMON, DATE_OPENINGS, TOPIC_WORDS, hash};

/// The language with the first number; where two give a word different meanings, the first is
/// heard.
const FIRST: &str = "en";

/// Lists of words of dates, by the beginnings of their names.
const DATES: [&str; 10] = [
    "months.", "seasons.", "opens", "closes", "present", "since", "to", "until", "of", "expected",
];

/// Lists that are gone through, and not only asked for one word.
const WHOLE: [&str; 4] = ["at", "weak-at", "introductions", "document-words"];

/// The file with what belongs to no language.
const COMMON_FILE: &str = "common";

/// Phrases by the lists that they stand in, with the languages of each.
type Phrases = BTreeMap<String, BTreeMap<usize, u64>>;

/// Everything that the files say.
#[derive(Default)]
struct Words {
    lists: Vec<String>,
    phrases: Phrases,
    /// Tag and script of each language, by its bit.
    languages: Vec<(String, String)>,
}

/// Makes the table of the files of `folder` in `out`.
pub(crate) fn make(folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut words = Words::default();
    for path in files(folder)? {
        let text = fs::read_to_string(&path)?;
        let file: Value =
            serde_yaml::from_str(&text).map_err(|fault| format!("{}: {fault}", path.display()))?;
        let tag = stem(&path);
        words
            .add_file(&tag, &file)
            .map_err(|fault| format!("{}: {fault}", path.display()))?;
    }
    let (slots, records) = words.table()?;
    fs::write(out.join("lexicon.slots"), slots)?;
    fs::write(out.join("lexicon.words"), records)?;
    fs::write(out.join("lexicon.index.json"), words.index()?)?;
    Ok(())
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// The files in the order of their languages' numbers.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "yaml") {
            out.push(path);
        }
    }
    out.sort_by_key(|path| (stem(path) != FIRST, stem(path)));
    Ok(out)
}

impl Words {
    fn add_file(&mut self, tag: &str, file: &Value) -> Result<(), String> {
        let entries = file.as_mapping().ok_or("a file of words is a map")?;
        let bit = match tag == COMMON_FILE {
            true => COMMON,
            false => u32::try_from(self.languages.len()).map_err(|_| "too many languages")?,
        };
        let mut script = "latin";
        for (key, value) in entries {
            let key = text(key)?;
            match value {
                Value::String(name) if key == "script" => script = name,
                Value::Sequence(items) if items.iter().any(Value::is_sequence) => {
                    for (n, list) in items.iter().enumerate() {
                        self.add_list(&format!("{key}.{}", n + 1), list, bit)?;
                    }
                }
                Value::Mapping(lists) => {
                    for (name, list) in lists {
                        self.add_list(&format!("{key}.{}", text(name)?), list, bit)?;
                    }
                }
                list => self.add_list(key, list, bit)?,
            }
        }
        for (word, kind) in topics::of_language(file) {
            self.add(&word, &format!("{TOPIC_WORDS}.{kind}"), bit)?;
        }
        if bit != COMMON {
            if bit + 1 == COMMON {
                return Err("the table has no room for one more language".to_owned());
            }
            self.languages.push((tag.to_owned(), script.to_owned()));
        }
        Ok(())
    }

    fn add_list(&mut self, name: &str, list: &Value, bit: u32) -> Result<(), String> {
        let items = list.as_sequence().ok_or("a list of words is a sequence")?;
        let is_of_dates = DATES.iter().any(|list| name.starts_with(list));
        let mut seen = BTreeSet::new();
        for item in items {
            let phrase = text(item)?;
            if !seen.insert(phrase) {
                return Err(format!("`{phrase}` stands twice in {name}"));
            }
            self.add(phrase, name, bit)?;
            if let Some(joined) = joined(phrase) {
                self.add(&joined, name, bit)?;
            }
            if let Some((first, _)) = phrase.split_once([' ', '.']).filter(|_| is_of_dates) {
                self.add(first, DATE_OPENINGS, bit)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, phrase: &str, list: &str, bit: u32) -> Result<(), String> {
        if u8::try_from(phrase.len()).is_err() {
            return Err(format!("`{phrase}` is too long"));
        }
        let number = self.number(list);
        let meanings = self.phrases.entry(phrase.to_owned()).or_default();
        *meanings.entry(number).or_default() |= 1 << bit;
        Ok(())
    }

    fn number(&mut self, list: &str) -> usize {
        let known = self.lists.iter().position(|known| known == list);
        known.unwrap_or_else(|| {
            self.lists.push(list.to_owned());
            self.lists.len() - 1
        })
    }

    /// Slots and records.
    fn table(&self) -> Result<(Vec<u8>, Vec<u8>), Box<dyn Error>> {
        let count = (self.phrases.len() * 2).next_power_of_two();
        let mut slots = vec![0u32; count];
        let mut records = Vec::new();
        for (phrase, meanings) in &self.phrases {
            let place = u32::try_from(records.len() + 1)?;
            let mut at = hash(phrase.as_bytes()) as usize & (count - 1);
            while slots[at] != 0 {
                at = (at + 1) & (count - 1);
            }
            slots[at] = place;
            records.push(u8::try_from(phrase.len())?);
            records.extend(phrase.as_bytes());
            records.push(u8::try_from(meanings.len())?);
            for (list, languages) in meanings {
                records.push(u8::try_from(*list)?);
                records.extend(languages.to_le_bytes());
            }
        }
        let slots = slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
        Ok((slots, records))
    }

    fn index(&self) -> Result<String, serde_json::Error> {
        let of_list = |name: &str| -> Vec<(&str, u64)> {
            let number = self.lists.iter().position(|known| known == name);
            let phrases = self.phrases.iter();
            let found = phrases
                .filter_map(|(phrase, meanings)| Some((phrase.as_str(), *meanings.get(&number?)?)));
            found.collect()
        };
        let whole: BTreeMap<&str, Vec<(&str, u64)>> =
            WHOLE.iter().map(|name| (*name, of_list(name))).collect();
        serde_json::to_string(&serde_json::json!({
            "lists": self.lists,
            "languages": self.languages,
            "whole": whole,
        }))
    }
}

/// The phrase without its blanks, where its script needs none: whether Koreans set one between the
/// parts of a compound is a matter of taste.
fn joined(phrase: &str) -> Option<String> {
    let is_sign =
        |c: char| matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af);
    let fits = phrase.contains(' ') && phrase.chars().all(|c| c == ' ' || is_sign(c));
    fits.then(|| phrase.replace(' ', ""))
}

fn text(value: &Value) -> Result<&str, String> {
    value
        .as_str()
        .ok_or_else(|| format!("{value:?} is no text; words such as `on` need quotes"))
}
