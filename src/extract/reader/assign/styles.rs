//! Cuts where words are set otherwise than those before them.

use std::ops::Range;

use super::bounds::{Bound, Separator};
use crate::extract::fold::fold;
use crate::extract::reader::lexicon::is_unspaced;
use crate::extract::reader::{Fields, Gap, Lexicon, Line, Run};

/// A short word in small letters between plain words and the only link or the only bold or italic words of
/// a line, in a language whose words between role and employer no list has: "Kudur ühes [Mill](…)". Words
/// that lists know for something else are none.
pub(crate) fn before_named(lexicon: &Lexicon, line: &Line) -> Option<Range<usize>> {
    /// Letters of such a word, at most.
    const LONGEST: usize = 5;
    let first = line.seen().next()?;
    let is_set_off = |run: &&Run| run.href != first.href || run.emphasis != first.emphasis;
    let mut named = line.seen().filter(is_set_off);
    let named = named.next().filter(|_| named.next().is_none())?;
    let is_plain = first.href.is_none() && !first.emphasis.strong && !first.emphasis.emphasized;
    if !is_plain {
        return None;
    }
    let before = line.text[..named.at.start].trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let folded = fold(word);
    let is_short = word.chars().count() <= LONGEST
        && word.chars().all(char::is_lowercase)
        && word.len() < before.len();
    let is_known = lexicon.is_function_word(&folded)
        || lexicon.is_joiner(&folded)
        || lexicon.is_name_particle(&folded);
    let start = before.len() - word.len();
    (is_short && !is_known).then_some(start..before.len())
}

/// The bounds between runs where nothing else cuts; `others` ascend and do not overlap.
pub(super) fn styles(
    line: &Line,
    of_names: &[Range<usize>],
    atoms: &[Range<usize>],
    others: &[Bound],
) -> Vec<Bound> {
    let text = line.text.as_str();
    let mut out = Vec::new();
    let mut before: Option<&Run> = None;
    for run in &line.runs {
        let written = &text[run.at.clone()];
        if written.trim().is_empty() {
            continue;
        }
        let at = run.at.start + (written.len() - written.trim_start().len());
        let separator = before.and_then(|before| between_runs(before, run));
        before = Some(run);
        let next = others.partition_point(|bound| bound.at.end < at);
        // A bracket that closes where bold letters end need not cut, and their end may.
        let is_bound = others.get(next).is_some_and(|bound| {
            let closes = bound.separator == Separator::Bracket
                && bound.at.end == at
                && text[bound.at.clone()].contains([')', '）']);
            bound.at.start <= at && !closes
        });
        let next = atoms.partition_point(|atom| atom.end <= at);
        let is_inside = atoms.get(next).is_some_and(|atom| atom.start < at);
        let is_form = of_names.iter().any(|form| form.start == at);
        if let Some(separator) = separator
            && !(is_bound || is_inside || is_form || parts_word(text, at))
        {
            out.push(Bound {
                at: at..at,
                separator,
            });
        }
    }
    out
}

/// The classes that make two runs two fields.
const CLASSES: Fields = Fields::TITLE
    .or(Fields::ORGANIZATION)
    .or(Fields::PERIOD)
    .or(Fields::LOCATION)
    .or(Fields::DESCRIPTION)
    .or(Fields::TAG);

fn between_runs(before: &Run, run: &Run) -> Option<Separator> {
    if run.gap == Gap::Part
        || run.fields != before.fields && run.fields.or(before.fields).has(CLASSES)
    {
        return Some(Separator::Hard);
    }
    let is_restyled =
        run.emphasis != before.emphasis || run.href.is_some() != before.href.is_some();
    (run.gap != Gap::None || is_restyled).then_some(Separator::Style)
}

/// True inside a word of a script with blanks: half of a word in bold is no piece.
fn parts_word(text: &str, at: usize) -> bool {
    let is_wordy = |c: char| c.is_alphanumeric() || matches!(c, '*' | '_');
    let (before, after) = (&text[..at], &text[at..]);
    before.ends_with(is_wordy)
        && after.starts_with(is_wordy)
        && !before.chars().next_back().is_some_and(is_unspaced_letter)
        && !after.chars().next().is_some_and(is_unspaced_letter)
}

fn is_unspaced_letter(c: char) -> bool {
    is_unspaced(c.encode_utf8(&mut [0; 4]))
}
