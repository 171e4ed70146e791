//! What a role is about: words and phrases, and where a text has them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::yaml;

/// The tables of a language; both are empty for one that has none.
#[derive(Debug)]
pub(super) struct Language {
    endings: Vec<(String, String)>,
    idle: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Tables {
    endings: BTreeMap<String, BTreeMap<String, String>>,
    idle: BTreeMap<String, BTreeSet<String>>,
}

/// An ending of so many letters and more is long.
const LONG_ENDING: usize = 3;
/// What must be left of a word without a long ending.
const LEFT_OF_LONG: usize = 4;
/// What must be left of a word without a short ending.
const LEFT_OF_SHORT: usize = 3;

impl Language {
    /// The tables for a tag such as `pt-BR`.
    pub(super) fn of(tag: &str) -> &'static Language {
        static ALL: OnceLock<BTreeMap<String, Language>> = OnceLock::new();
        static NONE: Language = Language {
            endings: Vec::new(),
            idle: BTreeSet::new(),
        };
        let all = ALL.get_or_init(|| {
            let tables: Tables = yaml::table!("src/focus/words.yaml");
            let mut all = BTreeMap::new();
            for (tag, endings) in tables.endings {
                let mut endings: Vec<(String, String)> = endings.into_iter().collect();
                endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.chars().count()));
                let idle = tables.idle.get(&tag).cloned().unwrap_or_default();
                all.insert(tag, Language { endings, idle });
            }
            all
        });
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        all.get(&first.to_lowercase()).unwrap_or(&NONE)
    }

    /// A folded word without its ending.
    fn stem(&self, word: &str) -> String {
        for (ending, other) in &self.endings {
            let Some(rest) = word.strip_suffix(ending.as_str()) else {
                continue;
            };
            let least = match ending.chars().count() {
                LONG_ENDING.. => LEFT_OF_LONG,
                _ => LEFT_OF_SHORT,
            };
            if rest.chars().count() >= least {
                return format!("{rest}{other}");
            }
        }
        word.to_owned()
    }

    /// True for a folded word that tells nothing in a job description.
    pub(super) fn is_idle(&self, word: &str) -> bool {
        self.idle.contains(word)
    }
}

/// A text as its words are compared: folded, without endings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    stems: Vec<String>,
}

impl Words {
    pub(super) fn of(text: &str, language: &Language) -> Self {
        Words {
            stems: folded(text)
                .iter()
                .map(|word| language.stem(word))
                .collect(),
        }
    }

    /// The words written together: "web socket" and "websocket" are one.
    pub(super) fn joined(&self) -> String {
        self.stems.concat()
    }

    /// True where a phrase occurs, whose words are `joined`. A phrase stands whole: its words
    /// follow one another.
    pub(super) fn has(&self, joined: &str) -> bool {
        (0..self.stems.len()).any(|start| {
            let mut rest = joined;
            for word in &self.stems[start..] {
                match rest.strip_prefix(word.as_str()) {
                    Some("") => return true,
                    Some(more) => rest = more,
                    None => return false,
                }
            }
            false
        })
    }

    /// The words one by one.
    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }
}

/// The words of a text in lower case. Letters, digits, `+` and `#` make a word ("C++", "C#");
/// a point between letters joins them ("Node.js"); an ideograph is a word of its own, as
/// nothing tells where words end there.
pub(super) fn folded(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut characters = text.nfkc().flat_map(char::to_lowercase).peekable();
    while let Some(c) = characters.next() {
        if c == '.'
            && word.ends_with(char::is_alphabetic)
            && characters.peek().is_some_and(|next| next.is_alphabetic())
        {
            continue;
        }
        if is_ideograph(c) {
            words.push(std::mem::take(&mut word));
            words.push(c.to_string());
        } else if c.is_alphanumeric()
            || matches!(c, '+' | '#') && !word.is_empty()
            || unicode_normalization::char::is_combining_mark(c)
        {
            word.push(c);
        } else {
            words.push(std::mem::take(&mut word));
        }
    }
    words.push(word);
    // "50+" is a number, "C++" is a name.
    for word in &mut words {
        if word.starts_with(|c: char| c.is_numeric()) {
            word.truncate(word.trim_end_matches(['+', '#']).len());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Han, Hiragana and Katakana.
fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::of(text, Language::of("en"))
    }

    #[test]
    fn forms_of_a_word_are_one() {
        for (one, other) in [
            ("pipeline", "Pipelines"),
            ("migrated", "migration"),
            ("query", "queries"),
            ("caching", "cache"),
            ("WebSockets", "web socket"),
            ("Node.js", "NodeJS"),
            ("real-time", "real time"),
            ("deployment", "deploy"),
            ("processes", "process"),
            ("security", "secure"),
            ("scalability", "scaling"),
            ("reliable", "reliability"),
            ("accessibility", "accessible"),
            ("performance", "perform"),
            ("instance", "instances"),
            ("qualities", "quality"),
            ("variable", "variables"),
            ("balancing", "balances"),
            ("optimisation", "optimized"),
            ("enterprises", "enterprise"),
        ] {
            assert_eq!(words(one).joined(), words(other).joined(), "{one}, {other}");
        }
    }

    #[test]
    fn different_things_stay_apart() {
        for (one, other) in [
            ("C", "C++"),
            ("C", "C#"),
            ("Java", "JavaScript"),
            ("AWS", "AW"),
            ("string", "str"),
            ("table", "tabs"),
            ("distance", "distinct"),
            ("noise", "no"),
        ] {
            assert_ne!(words(one).joined(), words(other).joined(), "{one}, {other}");
        }
    }

    #[test]
    fn a_phrase_stands_whole() {
        let text = words("We query message queues and queue no messages in C++.");
        let has = |phrase: &str| text.has(&words(phrase).joined());
        assert!(has("message queue"));
        assert!(has("C++"));
        assert!(!has("message streams"));
        assert!(!has("queue query"));
    }

    #[test]
    fn ideographs_are_found_in_running_text() {
        let text = Words::of("大規模なデータ基盤を設計した", Language::of("ja"));
        assert!(text.has(&Words::of("データ基盤", Language::of("ja")).joined()));
        assert!(!text.has(&Words::of("基盤開発", Language::of("ja")).joined()));
    }

    #[test]
    fn other_languages_have_their_endings() {
        let german = Language::of("de-AT");
        assert_eq!(
            Words::of("Datenbanken", german),
            Words::of("Datenbank", german)
        );
        assert!(german.is_idle("und") && !german.is_idle("and"));
        assert_eq!(Language::of("xx").stem("words"), "words");
    }
}
