//! Scripts: by the letters of a text, the language that it is in.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::yaml;

/// The first of the ideographs.
const IDEOGRAPH: u32 = 0x4e00;
/// The language of Latin letters in a document of another script: most are names of techniques.
pub(crate) const LATIN: &str = "en-US";

/// Which of a run's languages and faces the letters of a script go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Slot {
    Latin,
    EastAsian,
    Complex,
}

/// A script other than Latin.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    letters: Vec<(u32, u32)>,
    pub slot: Slot,
    languages: Vec<String>,
    pub usual: String,
    pub word: Option<OfficeFaces>,
}

/// What the theme part calls a script, and the faces that Office has for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeFaces {
    pub name: String,
    sans: String,
    serif: String,
}

impl OfficeFaces {
    pub(crate) fn face(&self, serif: bool) -> &str {
        if serif { &self.serif } else { &self.sans }
    }
}

static SCRIPTS: LazyLock<Vec<Script>> = LazyLock::new(|| yaml::table!("src/layout/scripts.yaml"));

/// Every script of the table, in its order.
pub(crate) fn scripts() -> &'static [Script] {
    &SCRIPTS
}

impl Script {
    /// The script of a letter; `None` for Latin ones and for signs of all scripts.
    pub(crate) fn of(letter: char) -> Option<&'static Script> {
        // Latin letters with every sign that Europe puts on them.
        if letter < '\u{370}' {
            return None;
        }
        let code = u32::from(letter);
        let holds = |script: &&Script| {
            let mut ranges = script.letters.iter();
            ranges.any(|(first, last)| (*first..=*last).contains(&code))
        };
        SCRIPTS.iter().find(holds)
    }

    /// True for the signs that several languages of the Far East share.
    fn is_ideographic(&self) -> bool {
        self.letters
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&IDEOGRAPH))
    }

    /// The script that a language is written in, by its BCP 47 tag; `None` for Latin.
    pub(crate) fn of_language(tag: &str) -> Option<&'static Script> {
        let first = tag.split('-').next().unwrap_or_default();
        let named = |name: &str| {
            SCRIPTS
                .iter()
                .find(|script| script.languages.iter().any(|known| known == name))
        };
        named(tag).or_else(|| named(first))
    }
}

/// The languages that the words of a document are read in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tongue {
    /// The script of the document's own language; `None` for Latin.
    own: Option<&'static Script>,
    /// What ideographs are read in: beside kana they are Japanese, beside hangul Korean.
    ideographs: Option<&'static str>,
}

impl Tongue {
    /// Of a document in a language, with these words.
    pub(crate) fn new<'w>(own: &str, words: impl Iterator<Item = &'w str>) -> Self {
        let letters = words.filter(|word| !word.is_ascii()).flat_map(str::chars);
        let told = letters
            .filter_map(Script::of)
            .find(|script| script.slot == Slot::EastAsian && !script.is_ideographic());
        Tongue {
            own: Script::of_language(own),
            ideographs: told.map(|script| script.usual.as_str()),
        }
    }

    /// The language that a word is read in where that is not the document's; its first letter
    /// decides.
    pub(crate) fn beside(self, word: &str) -> Option<&'static str> {
        let own = self.own;
        if own.is_none() && word.is_ascii() {
            return None;
        }
        let letter = word.chars().find(|c| c.is_alphabetic())?;
        let Some(script) = Script::of(letter) else {
            return own.map(|_| LATIN);
        };
        let is_own = own.is_some_and(|own| {
            let eastern = own.slot == Slot::EastAsian && script.slot == Slot::EastAsian;
            own.usual == script.usual || eastern && script.is_ideographic()
        });
        match self.ideographs.filter(|_| script.is_ideographic()) {
            _ if is_own => None,
            Some(told) => Some(told),
            None => Some(&script.usual),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_belong_to_their_scripts() {
        let usual = |letter| Script::of(letter).map(|script| script.usual.as_str());
        assert_eq!(usual('e'), None);
        assert_eq!(usual('Ő'), None);
        assert_eq!(usual('ế'), None);
        assert_eq!(usual('Ж'), Some("ru-RU"));
        assert_eq!(usual('ש'), Some("he-IL"));
        assert_eq!(usual('か'), Some("ja-JP"));
        assert_eq!(usual('한'), Some("ko-KR"));
        assert_eq!(usual('漢'), Some("zh-CN"));
        assert_eq!(usual('–'), None);
    }

    #[test]
    fn words_of_another_script_are_of_another_language() {
        let beside =
            |word: &str, document: &str| Tongue::new(document, [word].into_iter()).beside(word);
        assert_eq!(beside("Rust", "en"), None);
        assert_eq!(beside("Größe", "en"), None);
        assert_eq!(beside("Москва", "en"), Some("ru-RU"));
        assert_eq!(beside("Москва", "ru"), None);
        assert_eq!(beside("Rust", "ru"), Some(LATIN));
        assert_eq!(beside("2024", "ru"), None);
        assert_eq!(beside("東京", "ja"), None);
        assert_eq!(beside("東京", "en"), Some("zh-CN"));
        assert_eq!(beside("\u{5e9}\u{5dc}", "ar"), Some("he-IL"));
        let japanese = Tongue::new("en", ["Tokyo", "から"].into_iter());
        assert_eq!(japanese.beside("東京"), Some("ja-JP"));
    }
}
