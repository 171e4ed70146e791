//! Words where they lie in the program: the build made one table of all languages.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::languages::Script;
use super::layout::hash;
use super::lists::Says;

static SLOTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.slots"));
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.words"));

/// The bytes of one meaning: its list and its languages.
const MEANING: usize = 9;

/// Words of one list, with their languages.
type Whole = Vec<(&'static str, u64)>;

/// The index of the table as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "'de: 'static"))]
struct Index {
    lists: Vec<String>,
    languages: Vec<(&'static str, Script)>,
    whole: HashMap<&'static str, Whole>,
}

/// What the numbers in the table mean.
#[derive(Debug)]
pub(super) struct Table {
    /// What each list says; `None` for a list that nothing asks for.
    says: Vec<Option<Says>>,
    /// The tag and script of each language, by its bit.
    pub(super) languages: Vec<(&'static str, Script)>,
    whole: HashMap<&'static str, Whole>,
}

/// The program's words.
pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let text = include_str!(concat!(env!("OUT_DIR"), "/lexicon.index.json"));
        let index: Index = crate::yaml::read_table("lexicon", text);
        Table {
            says: index.lists.iter().map(|name| Says::of(name)).collect(),
            languages: index.languages,
            whole: index.whole,
        }
    })
}

/// One meaning of a phrase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meaning {
    /// What it says.
    pub(super) says: Says,
    /// The languages in which it does, a bit each.
    pub(super) languages: u64,
}

impl Table {
    /// The meanings of a folded phrase.
    pub(super) fn find(&self, phrase: &str) -> impl Iterator<Item = Meaning> + '_ {
        let meanings = record(phrase).unwrap_or(&[]);
        meanings.chunks_exact(MEANING).filter_map(|meaning| {
            Some(Meaning {
                says: self.says[usize::from(meaning[0])]?,
                languages: u64::from(number(meaning, 1)) | u64::from(number(meaning, 5)) << 32,
            })
        })
    }

    /// The phrases of a list that is gone through whole, with their languages.
    pub(super) fn whole(&self, list: &str) -> &[(&'static str, u64)] {
        self.whole.get(list).map_or(&[], Vec::as_slice)
    }

    /// Lists that no name in `lists.rs` explains.
    #[cfg(test)]
    pub(super) fn unknown(&self) -> usize {
        self.says.iter().filter(|says| says.is_none()).count()
    }

    /// Every phrase with its meanings.
    #[cfg(test)]
    pub(super) fn all(&self) -> Vec<(&'static str, Vec<Meaning>)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < RECORDS.len() {
            let (phrase, meanings) = at_record(at);
            out.push((phrase, self.find(phrase).collect()));
            at += phrase.len() + 2 + meanings.len();
        }
        out
    }
}

/// The bytes of a phrase's meanings.
fn record(phrase: &str) -> Option<&'static [u8]> {
    let last = SLOTS.len() / 4 - 1;
    let mut slot = hash(phrase.as_bytes()) as usize & last;
    loop {
        let at = (number(SLOTS, slot * 4) as usize).checked_sub(1)?;
        let found = &RECORDS[at + 1..at + 1 + usize::from(RECORDS[at])];
        if found == phrase.as_bytes() {
            return Some(meanings(at + 1 + found.len()));
        }
        slot = (slot + 1) & last;
    }
}

/// The bytes of the meanings whose count stands here.
fn meanings(at: usize) -> &'static [u8] {
    &RECORDS[at + 1..at + 1 + MEANING * usize::from(RECORDS[at])]
}

#[cfg(test)]
fn at_record(at: usize) -> (&'static str, &'static [u8]) {
    let end = at + 1 + usize::from(RECORDS[at]);
    let phrase = std::str::from_utf8(&RECORDS[at + 1..end]).expect("phrases are text");
    (phrase, meanings(end))
}

/// Four bytes as a number.
fn number(bytes: &[u8], at: usize) -> u32 {
    let four = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    u32::from_le_bytes(four)
}
