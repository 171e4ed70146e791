//! Which languages a page speaks: only their words are evidence on it, and English ones, which
//! stand on pages of all languages.
//!
//! A language is heard if the page says that it is in it, if its script is on the page, or if
//! enough words of the page are its words and no English ones. A page that tells nothing is read
//! with the words of all.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::Lexicon;
use super::layout::COMMON;
use super::lists::Says;
use super::senses::Senses;
use super::table::{Meaning, Table, table};
use crate::extract::reader::annotate::YearPairs;
use crate::extract::reader::weights;
use crate::extract::sheet::Sheet;
use crate::read::Content;

/// The bits of English words and of those that belong to no language.
const ALWAYS: u64 = 1 | 1 << COMMON;

/// The script of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Script {
    /// With or without marks.
    Latin,
    /// Also of languages that no file has.
    Cyrillic,
    /// With or without marks.
    Greek,
    /// Also of Persian.
    Arabic,
    /// Hebrew.
    Hebrew,
    /// Of Hindi and its neighbours.
    Devanagari,
    /// Bengali.
    Bengali,
    /// Chinese signs, also those of Japanese, with kana.
    Han,
    /// Korean.
    Hangul,
}

impl Script {
    /// The script of a letter.
    fn of(c: char) -> Option<Script> {
        Some(match u32::from(c) {
            0x41..=0x24f | 0x1e00..=0x1eff => Script::Latin,
            0x400..=0x52f => Script::Cyrillic,
            0x370..=0x3ff | 0x1f00..=0x1fff => Script::Greek,
            0x590..=0x5ff => Script::Hebrew,
            0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => Script::Arabic,
            0x900..=0x97f => Script::Devanagari,
            0x980..=0x9ff => Script::Bengali,
            0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff => Script::Han,
            0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7af => Script::Hangul,
            _ => return None,
        })
    }
}

/// What a page tells of its languages.
#[derive(Debug)]
struct Evidence {
    table: &'static Table,
    /// Languages that the page names, or whose script it is in, a bit each.
    sure: u64,
    /// The language that the page names first, as a bit.
    named: u64,
    /// Letters and digits that Persian has and Arabic has not are on the page.
    is_persian: bool,
    /// Worth of the words of each language.
    worth: [f32; 64],
    /// Words that were counted.
    seen: FxHashSet<String>,
    /// The word that is read, in lower case.
    word: String,
}

impl Evidence {
    fn new() -> Evidence {
        Evidence {
            table: table(),
            sure: 0,
            named: 0,
            is_persian: false,
            worth: [0.0; 64],
            seen: FxHashSet::default(),
            word: String::new(),
        }
    }

    /// Hears a tag such as `de-AT`.
    fn add_tag(&mut self, tag: &str) {
        let primary = tag.split(['-', '_']).next().unwrap_or("").trim();
        let languages = (0..).zip(&self.table.languages);
        for (bit, (known, _)) in languages {
            let is_norwegian = *known == "nb" && matches!(primary, "no" | "nn");
            let is_serbian =
                matches!(*known, "hr" | "sr") && matches!(primary, "bs" | "sh" | "cnr");
            if known.eq_ignore_ascii_case(primary) || is_norwegian || is_serbian {
                self.sure |= 1 << bit;
                self.is_persian |= *known == "fa";
                if self.named == 0 {
                    self.named = 1 << bit;
                }
            }
        }
    }

    fn add_script(&mut self, script: Script) {
        for (bit, (_, known)) in (0..).zip(&self.table.languages) {
            if *known == script {
                self.sure |= 1 << bit;
            }
        }
    }

    /// Hears the words of a text.
    fn add_text(&mut self, text: &str) {
        let mut last = Script::Latin;
        self.word.clear();
        for c in text.chars() {
            if c.is_ascii_alphabetic() {
                self.word.push(c.to_ascii_lowercase());
                continue;
            }
            self.is_persian |= is_persian(c);
            match Script::of(c).filter(|_| !c.is_ascii()) {
                Some(Script::Latin) if c.is_alphabetic() => self.word.extend(c.to_lowercase()),
                Some(script) if script != Script::Latin && script != last => {
                    self.add_word();
                    self.add_script(script);
                    last = script;
                }
                Some(_) | None => self.add_word(),
            }
        }
        self.add_word();
    }

    /// Hears the word that was read.
    fn add_word(&mut self) {
        if self.word.len() > 1 && !self.seen.contains(&self.word) {
            let mut all = 0;
            let mut best = 0.0f32;
            for meaning in self.table.find(&self.word) {
                all |= meaning.languages;
                best = best.max(worth(meaning));
            }
            if all != 0 {
                self.seen.insert(self.word.clone());
                self.count(all, best);
            }
        }
        self.word.clear();
    }

    /// A word of the languages `all`; English words speak for English alone.
    fn count(&mut self, all: u64, worth: f32) {
        let mut left = if all & 1 != 0 { 1 } else { all & !ALWAYS };
        while left != 0 {
            self.worth[left.trailing_zeros() as usize] += worth;
            left &= left - 1;
        }
    }

    /// The page's own language, as a bit: the one that it names, or whose words it has most of.
    fn own(&self) -> u64 {
        if self.named & !ALWAYS != 0 {
            return self.named;
        }
        let others = (0..).zip(self.worth).skip(1);
        let most = others.max_by(|(_, one), (_, other)| one.total_cmp(other));
        most.map_or(0, |(bit, worth): (u32, f32)| u64::from(worth > 0.0) << bit)
    }

    /// The languages that are heard, a bit each.
    fn heard(&self) -> u64 {
        let weights = &weights().language;
        let english = self.worth[0];
        let needed = (english * weights.share).clamp(weights.least, weights.enough);
        let mut heard = self.sure;
        for (bit, worth) in self.worth.iter().enumerate().skip(1) {
            if *worth >= needed {
                heard |= 1 << bit;
            }
        }
        let is_unknown = heard | ALWAYS == ALWAYS && english < weights.least_english;
        if is_unknown { u64::MAX } else { heard | ALWAYS }
    }
}

/// True for letters and digits that Persian has and Arabic has not.
fn is_persian(c: char) -> bool {
    matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | '\u{6f0}'..='\u{6f9}')
}

/// What a word says of its language.
fn worth(meaning: Meaning) -> f32 {
    let weights = &weights().language;
    if meaning.says.is_of_names() {
        return 0.0;
    }
    match meaning.says {
        Says::Topic(_) | Says::TopicWord(_) => weights.title,
        Says::Label(_) | Says::Date(_) => weights.label,
        // Places keep their names on pages in another language.
        Says::Sense(Senses::PLACE_WORD) => 0.0,
        Says::Sense(sense) if sense.has(Senses::ROLE.or(Senses::DOCUMENT)) => weights.label,
        Says::Sense(_) => weights.word,
    }
}

impl Lexicon {
    /// The same words, heard in a page's languages and English only, and dates as the page writes
    /// them.
    pub(crate) fn heard_on(&self, sheet: &Sheet) -> Lexicon {
        let mut evidence = Evidence::new();
        let mut pairs = YearPairs::default();
        for key in ["lang", "language"] {
            if let Some(tag) = sheet.page.front(key) {
                evidence.add_tag(&tag.value);
            }
        }
        for id in sheet.dom.all() {
            match &sheet.dom.node(id).content {
                Content::Element(element) => {
                    if let Some(tag) = element.attribute("lang") {
                        evidence.add_tag(tag);
                    }
                }
                Content::Text(text) => {
                    evidence.add_text(text);
                    pairs.add(text);
                }
            }
        }
        Lexicon {
            pairs_years: pairs.are_years(),
            counts_solar_years: evidence.is_persian,
            own_language: evidence.own(),
            ..Lexicon::new(evidence.heard(), Arc::clone(&self.own))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags of the languages that a text is heard in.
    fn heard(tag: Option<&str>, text: &str) -> Vec<&'static str> {
        let mut evidence = Evidence::new();
        if let Some(tag) = tag {
            evidence.add_tag(tag);
        }
        evidence.add_text(text);
        let heard = evidence.heard();
        let languages = (0..).zip(&table().languages);
        let heard = languages.filter(|(bit, _)| heard & 1 << bit != 0);
        heard.map(|(_, (tag, _))| *tag).collect()
    }

    const ENGLISH: &str = "Work experience. Engineer at Acme, since March 2019. I built the \
        machines that were sold in Rio de Janeiro and at the Universität Bonn; no one was in the \
        den. Education: Bachelor of Science. Skills, languages, references.";

    #[test]
    fn an_english_page_is_read_with_english_words() {
        assert_eq!(heard(None, ENGLISH), ["en"]);
        assert_eq!(heard(Some("en-GB"), ENGLISH), ["en"]);
    }

    #[test]
    fn a_page_is_read_in_the_languages_that_it_tells() {
        assert!(heard(Some("pt_BR"), ENGLISH).contains(&"pt"));
        let german = format!("{ENGLISH} Berufserfahrung: Köchin, seit 2019. Ausbildung, Sprachen.");
        assert!(heard(None, &german).contains(&"de"));
        for (text, tag) in [
            (
                "Erhvervserfaring. Sygeplejerske, marts 2019 – nu. Uddannelse",
                "da",
            ),
            ("Опыт работы", "ru"),
            ("Προϋπηρεσία", "el"),
            ("職務経歴", "ja"),
            ("경력", "ko"),
            ("अनुभव", "hi"),
            ("অভিজ্ঞতা", "bn"),
            ("ניסיון", "he"),
            ("الخبرة", "ar"),
            (
                "Kinh nghiệm làm việc, kỹ sư, hiện tại, trường đại học",
                "vi",
            ),
        ] {
            assert!(heard(None, text).contains(&tag), "{text}");
        }
    }

    #[test]
    fn a_page_that_tells_no_language_is_read_with_all() {
        assert_eq!(
            heard(None, "Ana Reis, Acme 2019").len(),
            table().languages.len()
        );
        assert_eq!(heard(None, "").len(), table().languages.len());
    }
}
