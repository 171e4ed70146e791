//! Which words of the sources the values of a résumé hold.
//!
//! A word counts for the value that was read at its own place first. A value that was read
//! elsewhere holds a text once: what is left over is a repetition.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::taken::Value;
use crate::diagnostic::Source;
use crate::extract::fold::{placed_words, without_pictographs};
use crate::extract::person::bare_address;

/// So many words in a row of a longer value are no accident.
const FEWEST_WORDS: usize = 3;
/// So many words of a longer text are the same text.
const SURE_WORDS: usize = 8;
/// Values side by side are short; a longer one is found by its words in a row.
const MOST_WORDS: usize = 16;
/// More comparisons of a text with the values near it mean a whole page on one line: there,
/// only what the index finds is sought.
const MOST_COMPARED: usize = 2_000_000;

/// A word as a number, so that rows of words compare fast.
type Word = u32;

/// How a word is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// No value holds it.
    No,
    /// A value holds it.
    Yes,
    /// The value that holds it was read at another place; the value's number.
    Again(usize),
}

/// All words of all values.
pub(super) struct Said {
    numbers: HashMap<String, Word>,
    /// The words by their numbers.
    spelled: Vec<String>,
    values: Vec<Words>,
    whole: HashMap<Vec<Word>, Vec<usize>>,
    rows: HashMap<[Word; FEWEST_WORDS], Vec<(usize, usize)>>,
    /// Where values lead, in the form of comparison.
    leads: HashSet<String>,
    /// The values of each source by the byte on which they start.
    places: HashMap<*const Source, BTreeMap<usize, Vec<usize>>>,
}

struct Words {
    /// The value's number.
    of: usize,
    words: Vec<Word>,
    /// The words that a text of the sources stands for already.
    spent: Vec<bool>,
}

impl Said {
    /// Indexes values; a value's number is its index.
    pub(super) fn new(values: &[Value]) -> Self {
        let mut said = Said {
            numbers: HashMap::new(),
            spelled: Vec::new(),
            values: Vec::new(),
            whole: HashMap::new(),
            rows: HashMap::new(),
            leads: HashSet::new(),
            places: HashMap::new(),
        };
        for (of, value) in values.iter().enumerate() {
            let span = &value.taken.span;
            said.leads
                .extend(value.leads.iter().map(|lead| address(lead)));
            for text in std::iter::once(&value.taken.value).chain(&value.leads) {
                let at = said.add(of, text);
                let places = said.places.entry(Arc::as_ptr(span.source())).or_default();
                places.entry(span.range().start).or_default().push(at);
            }
        }
        said
    }

    fn add(&mut self, of: usize, text: &str) -> usize {
        let at = self.values.len();
        let mut words = Vec::new();
        for (_, word) in placed_words(&without_pictographs(text)) {
            let next = Word::try_from(self.spelled.len()).unwrap_or(Word::MAX);
            let number = *self.numbers.entry(word.clone()).or_insert(next);
            if number == next {
                self.spelled.push(word);
            }
            words.push(number);
        }
        if words.len() <= MOST_WORDS {
            self.whole.entry(words.clone()).or_default().push(at);
        }
        for (n, row) in words.windows(FEWEST_WORDS).enumerate() {
            let row = row.try_into().expect("a window has its width");
            self.rows.entry(row).or_default().push((at, n));
        }
        let spent = vec![false; words.len()];
        self.values.push(Words { of, words, spent });
        at
    }

    /// The values that were read from a part of a source.
    pub(super) fn near(&self, source: &Arc<Source>, range: Range<usize>) -> Vec<usize> {
        let Some(places) = self.places.get(&Arc::as_ptr(source)) else {
            return Vec::new();
        };
        if range.is_empty() {
            return places.get(&range.start).cloned().unwrap_or_default();
        }
        let mut found = Vec::new();
        for (_, values) in places.range(range) {
            found.extend(values);
        }
        found
    }

    /// The number of the value behind an index that [`Said::near`] gave.
    pub(super) fn number(&self, at: usize) -> usize {
        self.values[at].of
    }

    /// Marks the words of a text that values near it hold.
    pub(super) fn spend_near(&mut self, text: &str, near: &[usize]) -> Vec<Held> {
        let line = self.numbered(text);
        let mut held = vec![Held::No; line.len()];
        let width: usize = near
            .iter()
            .map(|&value| self.values[value].words.len())
            .sum();
        if width.saturating_mul(line.len()) > MOST_COMPARED {
            return held;
        }
        let mut at = 0;
        while at < line.len() {
            let mut best = (0, 0, 0);
            for &value in near {
                let own = &self.values[value].words;
                for from in 0..own.len() {
                    let same = in_common(&own[from..], &line[at..]);
                    if same > best.2 {
                        best = (value, from, same);
                    }
                }
            }
            let (value, from, same) = best;
            for n in 0..same {
                held[at + n] = Held::Yes;
                self.values[value].spent[from + n] = true;
            }
            at += same.max(1);
        }
        held
    }

    /// Marks the words that values read elsewhere hold, where nothing near held them.
    pub(super) fn spend_elsewhere(&mut self, text: &str, held: &mut [Held]) {
        let line = self.numbered(text);
        let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
        let mut at = 0;
        while at < line.len() {
            if held[at] != Held::No {
                at += 1;
                continue;
            }
            let free = held[at..].iter().take_while(|h| **h == Held::No).count();
            match self.elsewhere(&line[at..at + free]) {
                Some((value, from, same)) => {
                    found.push((at, value, from, same));
                    at += same;
                }
                None => at += 1,
            }
        }
        // A few words of a sentence that are a value elsewhere are an accident.
        let missing = held.iter().filter(|held| **held == Held::No).count();
        let covered: usize = found.iter().map(|(_, _, _, same)| same).sum();
        if covered * 3 < missing * 2 {
            return;
        }
        for (at, value, from, same) in found {
            let own = &mut self.values[value];
            let is_spent = own.spent[from..from + same].iter().all(|spent| *spent);
            for n in 0..same {
                own.spent[from + n] = true;
                held[at + n] = if is_spent {
                    Held::Again(own.of)
                } else {
                    Held::Yes
                };
            }
        }
    }

    /// The value whose words the line starts with: the longest row, of equals one unspent.
    fn elsewhere(&self, line: &[Word]) -> Option<(usize, usize, usize)> {
        /// Of a phrase that stands in many values, so many are looked at.
        const MOST_LOOKED_AT: usize = 200;
        let mut best: Option<(usize, bool, usize, usize)> = None;
        let mut offer = |same: usize, value: usize, from: usize| {
            let fresh = !self.values[value].spent[from..from + same]
                .iter()
                .all(|s| *s);
            if best.is_none_or(|(most, is_fresh, _, _)| (same, fresh) > (most, is_fresh)) {
                best = Some((same, fresh, value, from));
            }
        };
        if let Some(row) = line.first_chunk::<FEWEST_WORDS>()
            && let Some(found) = self.rows.get(row)
        {
            for &(value, from) in found.iter().take(MOST_LOOKED_AT) {
                let same = in_common(&self.values[value].words[from..], line);
                // A part of a value is no accident if it is all that is left of the line.
                if same == line.len() || same >= SURE_WORDS {
                    offer(same, value, from);
                }
            }
        }
        for n in 1..=MOST_WORDS.min(line.len()) {
            for &value in self
                .whole
                .get(&line[..n])
                .into_iter()
                .flatten()
                .take(MOST_LOOKED_AT)
            {
                offer(n, value, 0);
            }
        }
        best.map(|(same, _, value, from)| (value, from, same))
    }

    fn numbered(&self, text: &str) -> Vec<Word> {
        placed_words(text)
            .iter()
            .map(|(_, word)| self.numbers.get(word).copied().unwrap_or(Word::MAX))
            .collect()
    }
}

/// An address in the form of comparison; the subject of a mail is no part of it.
fn address(link: &str) -> String {
    let link = match link.strip_prefix("mailto:") {
        Some(mail) => mail.split('?').next().unwrap_or(mail),
        None => link,
    };
    bare_address(link).to_lowercase()
}

/// How many words two rows begin with in common.
fn in_common(one: &[Word], other: &[Word]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}
