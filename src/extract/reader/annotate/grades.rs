//! How well something was done, where it stands beside other facts: "GPA: 3.9 / 4.0", "(Note 1,3)".

use std::ops::Range;

use super::super::lexicon::{LabelRole, Lexicon};
use super::work::looked;

/// Words of which the label of a grade is made, at most.
const MOST_WORDS: usize = 2;

/// What a bracket says of a grade is no longer, in characters.
const LONGEST: usize = 48;

/// The grades of a text: a known label with its figure, and what else their bracket says, with the
/// bracket.
pub(super) fn grades(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return out;
    }
    let mut begins = true;
    for (at, c) in text.char_indices() {
        let is_begin = begins && c.is_alphabetic();
        begins = !c.is_alphanumeric();
        if !is_begin || out.last().is_some_and(|last| at < last.end) {
            continue;
        }
        if let Some(end) = graded(lexicon, text, at) {
            out.push(with_bracket(text, at..end));
        }
    }
    // A line that is nothing else is told by its label.
    out.retain(|at| *at != (0..text.len()));
    out
}

/// One past the figure of a grade whose label begins here.
fn graded(lexicon: &Lexicon, text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    for _ in 0..MOST_WORDS {
        let word = text[end..].trim_start();
        let start = text.len() - word.len();
        let is_inner =
            |c: char| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c);
        end = start + word.find(|c| !is_inner(c)).unwrap_or(word.len());
        looked(end - at);
        if end == start {
            return None;
        }
        if lexicon.label_exactly(&text[at..end]) == Some(LabelRole::Details) {
            return figure(text, end);
        }
    }
    None
}

/// One past a figure behind its label: ": 3.9 / 4.0", " 1,3".
fn figure(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].trim_start_matches(['.', ':', '：', '=', ' ', '\u{a0}']);
    let mut end = number(text, text.len() - rest.len())?;
    let over = text[end..].trim_start();
    if let Some(over) = over.strip_prefix('/') {
        let over = over.trim_start();
        end = number(text, text.len() - over.len()).unwrap_or(end);
    }
    end += usize::from(text[end..].starts_with('%'));
    let goes_on = text[end..].starts_with(char::is_alphanumeric);
    (!goes_on).then_some(end)
}

/// One past a number of few digits; a year is none.
fn number(text: &str, at: usize) -> Option<usize> {
    let is_inner = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let length = text[at..].find(|c| !is_inner(c)).unwrap_or(text.len() - at);
    let written = text[at..at + length].trim_end_matches(['.', ',']);
    let whole = written.split(['.', ',']).next().unwrap_or_default();
    ((1..=3).contains(&whole.len())).then_some(at + written.len())
}

/// A grade with all that its bracket says.
fn with_bracket(text: &str, at: Range<usize>) -> Range<usize> {
    let before = text[..at.start].trim_end();
    let Some(open) = before.strip_suffix(['(', '（']).map(str::len) else {
        return at;
    };
    let rest = &text[at.end..];
    match rest.char_indices().find(|(_, c)| matches!(c, ')' | '）')) {
        Some((length, c)) if rest[..length].chars().count() <= LONGEST => {
            open..at.end + length + c.len_utf8()
        }
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::grades;

    #[test]
    fn a_grade_is_a_known_label_with_its_figure() {
        let found = |text: &'static str| -> Vec<&str> {
            let found = grades(lexicon(), text).into_iter();
            found.map(|at| &text[at]).collect()
        };
        assert_eq!(found("Mill School, GPA: 3.9 / 4.0"), ["GPA: 3.9 / 4.0"]);
        assert_eq!(
            found("BSc Weaving (Grade 110/110 cum laude), Leeds"),
            ["(Grade 110/110 cum laude)"]
        );
        for none in [
            "GPA: 3.9",
            "Grade school of 2019",
            "Weaver, Leeds 7",
            "CGPA",
        ] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }
}
