//! The program's own words in a letter, by language.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Day;
use crate::yaml;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    file: String,
    enclosures: [String; 2],
    date: String,
    #[serde(default)]
    first: Option<String>,
    place: String,
    months: [String; 12],
}

/// The words of a language; English where it is not known.
pub fn words(language: &str) -> &'static LetterWords {
    static WORDS: OnceLock<BTreeMap<String, LetterWords>> = OnceLock::new();
    let all = WORDS.get_or_init(|| yaml::table!("src/letter/letter.yaml"));
    let tag = language.replace('_', "-");
    let main = tag.split('-').next().unwrap_or("");
    all.iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(&tag))
        .or_else(|| {
            all.iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(main))
        })
        .map_or_else(|| &all["en"], |(_, words)| words)
}

impl LetterWords {
    /// What a letter is called in its file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The label before enclosures.
    pub fn enclosures(&self, count: usize) -> &str {
        let [one, several] = &self.enclosures;
        if count == 1 { one } else { several }
    }

    /// A day in full: "31 March 2026".
    pub fn date(&self, day: Day) -> String {
        let number = match (&self.first, day.day()) {
            (Some(first), 1) => first.clone(),
            (_, number) => number.to_string(),
        };
        self.date
            .replace("{day}", &number)
            .replace("{number}", &day.month().to_string())
            .replace("{month}", &self.months[usize::from(day.month()) - 1])
            .replace("{year}", &day.year().to_string())
    }

    /// A place with a date.
    pub fn place(&self, place: &str, date: &str) -> String {
        self.place.replace("{date}", date).replace("{place}", place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_as_its_language_does() {
        let day: Day = "2026-03-01".parse().expect("a day");
        for (language, written) in [
            ("en", "1 March 2026"),
            ("en-GB", "1 March 2026"),
            ("en_US", "March 1, 2026"),
            ("pt-BR", "1 de março de 2026"),
            ("fr", "1er mars 2026"),
            ("de-AT", "1. März 2026"),
            ("ru", "1 марта 2026 г."),
            ("ja", "2026年3月1日"),
            ("ko", "2026년 3월 1일"),
            ("xx", "1 March 2026"),
        ] {
            assert_eq!(words(language).date(day), written, "{language}");
        }
        assert_eq!(
            words("fr").place("Lyon", "1er mars 2026"),
            "Lyon, le 1er mars 2026"
        );
    }

    #[test]
    fn every_language_of_the_vocabulary_has_its_words() {
        for tag in [
            "en", "pt", "es", "fr", "de", "it", "nl", "pl", "ru", "ja", "zh", "ko", "ar",
        ] {
            let english = words("en").date.as_str();
            let own = words(tag);
            assert!(!own.file().is_empty());
            assert!(tag == "en" || own.date != english || own.months != words("en").months);
        }
    }
}
