//! What single words of titles say: learned from the titles that are known whole.

use rustc_hash::FxHashMap as HashMap;

use super::index::Phrase;
use super::{Kind, is_unspaced};

/// A word needs so large a share of its own votes.
const SHARE: f32 = 0.6;
/// A word that is no title by itself needs so many votes.
const LEAST: u32 = 4;
/// A title of one word says so much more than a word among others.
const ALONE: u32 = 3;

/// How often each word of the known titles stands for each kind.
#[derive(Default)]
pub(super) struct Votes {
    words: HashMap<&'static str, Tally>,
}

#[derive(Default)]
struct Tally {
    kinds: Vec<(Kind, u32)>,
    is_title: bool,
}

impl Votes {
    /// Counts a title. Titles of what no section is for say something only as a whole.
    pub(super) fn count(&mut self, title: &'static str, kind: Kind) {
        if matches!(kind, Kind::OTHER | Kind::Personal) {
            return;
        }
        let is_title = !title.contains(' ');
        for word in title.split(' ') {
            let tally = self.words.entry(word).or_default();
            tally.is_title |= is_title;
            let weight = if is_title { ALONE } else { 1 };
            match tally.kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += weight,
                None => tally.kinds.push((kind, weight)),
            }
        }
    }

    /// The words that speak clearly for one kind.
    pub(super) fn winners(self, is_filler: impl Fn(&str) -> bool) -> HashMap<Phrase, Kind> {
        let mut out = HashMap::default();
        for (word, tally) in self.words {
            let sum: u32 = tally.kinds.iter().map(|(_, count)| count).sum();
            let Some(&(kind, most)) = tally.kinds.iter().max_by_key(|(_, count)| *count) else {
                continue;
            };
            let is_clear = most as f32 >= SHARE * sum as f32;
            let is_known = tally.is_title || sum >= LEAST;
            if is_clear && is_known && is_noun(word) && !is_filler(word) {
                out.insert(word.into(), kind);
            }
        }
        out
    }
}

/// Words of one or two letters are articles and prepositions, but for scripts where each sign
/// is a word.
fn is_noun(word: &str) -> bool {
    let length = word.chars().count();
    length > 2 || length == 2 && is_unspaced(word)
}
