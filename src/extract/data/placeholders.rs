//! Texts that only say what is to be written in their place.

use std::collections::HashSet;

use serde::Deserialize;

use crate::extract::fold::{fold, words};

/// The table of such texts as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    whole: Vec<String>,
    openings: Vec<String>,
}

/// The table, folded.
#[derive(Debug)]
pub(super) struct Placeholders {
    whole: Vec<String>,
    openings: Vec<String>,
    /// The first words of both: most texts start otherwise.
    starts: HashSet<String>,
}

impl Placeholders {
    pub(super) fn new(table: &Table) -> Self {
        let all =
            |texts: &[String]| -> Vec<String> { texts.iter().map(|text| fold(text)).collect() };
        let whole = all(&table.whole);
        let openings = all(&table.openings);
        let starts = whole.iter().chain(&openings);
        Placeholders {
            starts: starts.filter_map(|text| first_word(text)).collect(),
            whole,
            openings,
        }
    }

    /// True for a text that only says what is to be written in its place.
    pub(super) fn has(&self, text: &str) -> bool {
        /// A longer text is told by its opening.
        const LONGEST: usize = 400;
        if first_word(text).is_some_and(|word| !self.starts.contains(&word)) {
            return false;
        }
        let end = text
            .char_indices()
            .nth(LONGEST)
            .map_or(text.len(), |(at, _)| at);
        self.says_nothing(&fold(&text[..end]))
    }

    /// True for folded words that are placeholders, one or several in a row.
    fn says_nothing(&self, words: &str) -> bool {
        let rest = |start: &str| -> Option<String> {
            let rest = words.strip_prefix(start)?;
            (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim_start().to_owned())
        };
        self.openings.iter().any(|opening| rest(opening).is_some())
            || self
                .whole
                .iter()
                .filter_map(|whole| rest(whole))
                .any(|rest| rest.is_empty() || self.says_nothing(&rest))
    }
}

/// The first folded word of a text.
fn first_word(text: &str) -> Option<String> {
    let mut parts = text.split_whitespace();
    parts.find_map(|part| words(part).into_iter().next())
}
