//! Text that no value holds: what is missing of each line and of each value of a data file.

use super::Left;
use super::said::{Held, Said};
use super::taken::Value;
use super::tree::{Tree, Why};
use crate::diagnostic::{Diagnostics, Span};
use crate::extract::data::{Scalar, Sort};
use crate::extract::fold::placed_words;
use crate::extract::vocabulary::Vocabulary;

/// Everything that was read, with what is held of it so far.
pub(super) struct Lines<'a> {
    values: &'a [Value],
    findings: &'a Diagnostics,
    parts: Vec<Part<'a>>,
}

enum Part<'a> {
    Tree(&'a Tree<'a>, Vec<Vec<Held>>),
}

impl<'a> Lines<'a> {
    pub(super) fn new(values: &'a [Value], findings: &'a Diagnostics) -> Self {
        Lines {
            values,
            findings,
            parts: Vec::new(),
        }
    }

    /// Gives the values of a data file to the values of the résumé that were read from them.
    pub(super) fn of_tree(&mut self, tree: &'a Tree<'a>, said: &mut Said) {
        let held = tree
            .scalars
            .iter()
            .map(|scalar| self.of_scalar(tree, scalar, said))
            .collect();
        self.parts.push(Part::Tree(tree, held));
    }

    fn of_scalar(&self, tree: &Tree<'_>, scalar: &Scalar, said: &mut Said) -> Vec<Held> {
        let source = &tree.page().source;
        let mut near = said.near(source, scalar.span.range());
        let field = |said: &Said, at: usize| -> &'a str {
            let field = &self.values[said.number(at)].taken.field;
            field.rsplit(": ").next().unwrap_or(field)
        };
        // An address or an account is printed in a form of its own.
        let is_whole = near
            .iter()
            .any(|&at| matches!(field(said, at), "contact" | "photo" | "link"));
        if is_whole {
            said.spend_near(&scalar.text, &near);
            return vec![Held::Yes; placed_words(&scalar.text).len()];
        }
        let group = said.near(source, scalar.group.clone());
        let is_used = match scalar.sort {
            Sort::Tongue => true,
            Sort::Beside => !group.is_empty(),
            Sort::OtherLanguage
            | Sort::Placeholder
            | Sort::Setting
            | Sort::Level
            | Sort::Known
            | Sort::Unknown => false,
        };
        if is_used {
            return vec![Held::Yes; placed_words(&scalar.text).len()];
        }
        // Two fields of a map may make one value, which stands where the first of them does.
        for at in group {
            let joins = matches!(
                field(said, at),
                "period" | "title" | "organization" | "location" | "contact" | "figure" | "group"
            );
            let is_of_map =
                self.values[said.number(at)].taken.span.range().start == scalar.group.start;
            if (joins || is_of_map) && !near.contains(&at) {
                near.push(at);
            }
        }
        said.spend_near(&scalar.text, &near)
    }

    /// Gives what is left to values that were read elsewhere, and lists the rest.
    pub(super) fn settle(mut self, said: &mut Said) -> Vec<Left> {
        let mut out = Vec::new();
        for part in std::mem::take(&mut self.parts) {
            match part {
                Part::Tree(tree, held) => {
                    let mut why = Vec::with_capacity(held.len());
                    for (scalar, mut held) in tree.scalars.iter().zip(held) {
                        // What is no text of a résumé only looks like one of its values.
                        let may_be_said = match scalar.sort {
                            Sort::Known | Sort::Unknown | Sort::Beside | Sort::Tongue => true,
                            Sort::OtherLanguage
                            | Sort::Placeholder
                            | Sort::Setting
                            | Sort::Level => false,
                        };
                        if may_be_said {
                            said.spend_elsewhere(&scalar.text, &mut held);
                        }
                        why.push(self.missing_of(tree, scalar, &held));
                    }
                    out.extend(tree.list(&why));
                }
            }
        }
        out
    }

    fn missing_of(&self, tree: &Tree<'_>, scalar: &Scalar, held: &[Held]) -> Option<(String, Why)> {
        let words = tree.page_words();
        match missing(words, &scalar.text, held) {
            Missing::Nothing => None,
            Missing::Words(text) if text == scalar.text || text.contains("://") => {
                Some((scalar.text.clone(), tree.why(scalar, self.findings)))
            }
            Missing::Words(text) => Some((text, tree.why_rest(scalar, self.findings))),
            Missing::Repeated(of) => Some((
                scalar.text.clone(),
                Why::Own(self.repeats(of, &scalar.span)),
            )),
        }
    }

    /// "said before", or below, or on another page.
    fn repeats(&self, of: usize, here: &Span) -> String {
        let there = &self.values[of].taken.span;
        if !std::sync::Arc::ptr_eq(there.source(), here.source()) {
            "said elsewhere too"
        } else if there.range().start <= here.range().start {
            "said before"
        } else {
            "said again below"
        }
        .to_owned()
    }
}

/// What no value holds of a text.
enum Missing {
    Nothing,
    /// The text, or the pieces of it that are missing, as the author wrote them.
    Words(String),
    /// A value says the same, and another text is its source.
    Repeated(usize),
}

fn missing(vocabulary: &Vocabulary, text: &str, held: &[Held]) -> Missing {
    let words = placed_words(text);
    let mut pieces = Vec::new();
    let mut again = None;
    let mut is_own = false;
    let mut count = 0;
    let mut at = 0;
    for run in held.chunk_by(|one, other| (*one == Held::No) == (*other == Held::No)) {
        let from = at;
        at += run.len();
        if run[0] == Held::No {
            pieces.push(from..at);
            count += run.len();
            continue;
        }
        for held in run {
            match held {
                Held::Again(of) => again = Some(*of),
                Held::Yes => is_own = true,
                Held::No => {}
            }
        }
    }
    let piece = |range: &std::ops::Range<usize>| -> &str {
        let (first, last) = (&words[range.start].0, &words[range.end - 1].0);
        quoted(text, first.start..last.end)
    };
    let is_part = count < words.len();
    if is_part {
        // What stands between two values is no text of its own.
        pieces.retain(|range| !is_joint(vocabulary, piece(range)));
    }
    match (pieces.is_empty(), again) {
        (true, Some(of)) if !is_own => Missing::Repeated(of),
        (true, _) => Missing::Nothing,
        (false, _) if !is_part || pieces.len() > 1 && count * 2 > words.len() => {
            Missing::Words(text.to_owned())
        }
        (false, _) => {
            let pieces: Vec<&str> = pieces.iter().map(piece).collect();
            Missing::Words(pieces.join(" … "))
        }
    }
}

/// A part of a text with the brackets and signs that belong to its words.
fn quoted(text: &str, range: std::ops::Range<usize>) -> &str {
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let before = text[..range.start].trim_end_matches(is_mark).len();
    let after = text.len() - text[range.end..].trim_start_matches(is_mark).len();
    text[before..after].trim_matches([',', ';', '|', '·', '•', '–', '—', '-', ' '])
}

/// True for what stands between two values: a label, "at", "via", the name of a network.
fn is_joint(vocabulary: &Vocabulary, piece: &str) -> bool {
    const LONGEST_JOINT: usize = 3;
    let folded = crate::extract::fold::fold(piece);
    folded.chars().count() <= LONGEST_JOINT && !folded.contains(char::is_numeric)
        || vocabulary.label(piece).is_some()
        || crate::extract::networks::of_key(&folded.replace(' ', "")).is_some()
}
