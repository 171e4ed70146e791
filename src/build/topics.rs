//! What single words of titles say: learned, language by language, from the titles that are
//! known whole.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

/// A word needs so large a share of its own votes.
const SHARE: f32 = 0.6;
/// A word that is no title by itself needs so many votes.
const LEAST: u32 = 4;
/// A title of one word says so much more than a word among others.
const ALONE: u32 = 3;

/// Titles of what no section is for say something only as a whole.
const UNHEARD: [&str; 2] = ["other", "personal"];

#[derive(Default)]
struct Tally<'a> {
    kinds: Vec<(&'a str, u32)>,
    is_title: bool,
}

/// The words of a language's titles that speak clearly for one kind, each with it.
pub(crate) fn of_language(file: &Value) -> Vec<(String, String)> {
    let mut words: BTreeMap<&str, Tally> = BTreeMap::new();
    let headings = file.get("headings").and_then(Value::as_mapping);
    for (kind, titles) in headings.into_iter().flatten() {
        let Some(kind) = kind.as_str().filter(|kind| !UNHEARD.contains(kind)) else {
            continue;
        };
        for title in strings(Some(titles)) {
            count(title, kind, &mut words);
        }
    }
    let fillers: BTreeSet<&str> = strings(file.get("fillers")).collect();
    let mut out = Vec::new();
    for (word, tally) in words {
        let sum: u32 = tally.kinds.iter().map(|(_, count)| count).sum();
        let Some((kind, most)) = tally.kinds.iter().max_by_key(|(_, count)| *count) else {
            continue;
        };
        let is_clear = *most as f32 >= SHARE * sum as f32;
        let is_known = tally.is_title || sum >= LEAST;
        if is_clear && is_known && is_noun(word) && !fillers.contains(word) {
            out.push((word.to_owned(), (*kind).to_owned()));
        }
    }
    out
}

fn count<'a>(title: &'a str, kind: &'a str, words: &mut BTreeMap<&'a str, Tally<'a>>) {
    let is_title = !title.contains(' ');
    let weight = if is_title { ALONE } else { 1 };
    for word in title.split(' ') {
        let tally = words.entry(word).or_default();
        tally.is_title |= is_title;
        match tally.kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += weight,
            None => tally.kinds.push((kind, weight)),
        }
    }
}

fn strings(list: Option<&Value>) -> impl Iterator<Item = &str> {
    let items = list.and_then(Value::as_sequence);
    items.into_iter().flatten().filter_map(Value::as_str)
}

/// Words of one or two letters are articles and prepositions, but for scripts where each sign
/// is a word.
fn is_noun(word: &str) -> bool {
    let length = word.chars().count();
    let is_unspaced =
        |c: char| matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af);
    length > 2 || length == 2 && word.chars().any(is_unspaced)
}
