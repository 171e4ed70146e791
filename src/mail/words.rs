//! The words of a draft, by language.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::yaml;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailWords {
    pub greeting: String,
    pub attached: String,
    pub resume: String,
    pub reach: String,
    pub link: String,
    pub contact: String,
    pub or: String,
    pub closing: String,
}

/// The words of a language; English where it is not known.
pub(super) fn words(language: &str) -> &'static MailWords {
    static WORDS: OnceLock<BTreeMap<String, MailWords>> = OnceLock::new();
    let all = WORDS.get_or_init(|| yaml::table!("src/mail/mail.yaml"));
    let main = language.split(['-', '_']).next().unwrap_or("");
    all.get(&main.to_ascii_lowercase())
        .unwrap_or_else(|| &all["en"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_vocabulary_has_whole_sentences() {
        for tag in [
            "en", "pt", "es", "fr", "de", "it", "nl", "pl", "ru", "ja", "zh", "ko", "ar",
        ] {
            let own = words(tag);
            assert!(tag == "en" || own.greeting != words("en").greeting, "{tag}");
            assert!(own.attached.contains("{role}"), "{tag}");
            assert!(own.reach.contains("{link}") && own.reach.contains("{contact}"));
            assert!(own.link.contains("{link}") && own.contact.contains("{contact}"));
        }
    }
}
