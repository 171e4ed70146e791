//! `vocabulary:`, the user's own words.

use super::keys;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Spanned};
use crate::yaml::Node;

/// A word of the user's own vocabulary: the list it is in, what it means, the word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OwnWord {
    pub(crate) list: WordList,
    pub(crate) meaning: Spanned<String>,
    pub(crate) word: Spanned<String>,
}

/// The lists of a user's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordList {
    /// Class names, by what an element of the class is.
    Classes,
    /// Selectors, by what the element is.
    Selectors,
    /// Headings, by what they announce.
    Headings,
    /// Labels before a colon, by what they announce.
    Labels,
    /// Names of months, by their numbers.
    Months,
    /// Names of seasons.
    Seasons,
    /// Words in dates: "present", "since".
    Dates,
    /// Words that tell what a text speaks of: roles, schools, calls to action.
    Words,
}

impl WordList {
    const ALL: [(&str, WordList); 8] = [
        ("classes", WordList::Classes),
        ("selectors", WordList::Selectors),
        ("headings", WordList::Headings),
        ("labels", WordList::Labels),
        ("months", WordList::Months),
        ("seasons", WordList::Seasons),
        ("dates", WordList::Dates),
        ("words", WordList::Words),
    ];
}

impl Reader {
    pub(super) fn vocabulary(&mut self, node: &Node) -> Vec<OwnWord> {
        self.keys(node, keys::VOCABULARY);
        let mut out = Vec::new();
        for (name, meanings) in node.entries() {
            let known = WordList::ALL.iter().find(|(known, _)| *known == name.value);
            // An unknown list was told above.
            let Some(&(_, list)) = known else { continue };
            for (meaning, words) in meanings.entries() {
                for word in words.items().iter().chain(words.text().map(|_| words)) {
                    match word.spanned() {
                        Some(word) => out.push(OwnWord {
                            list,
                            meaning: meaning.clone(),
                            word,
                        }),
                        None => self.faults.push(
                            Diagnostic::error("expected a word or a list of words")
                                .at(word.span.clone()),
                        ),
                    }
                }
            }
        }
        out
    }
}
