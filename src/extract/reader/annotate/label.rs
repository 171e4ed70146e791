//! "Label: value", by a colon or by a known word that stands apart.

use super::super::lexicon::{LabelRole, Lexicon};
use super::super::{Date, Gap, Label, Line};

/// A longer label is a sentence's beginning, in characters.
const LONGEST: usize = 39;

/// The label of a line.
pub(super) fn label(lexicon: &Lexicon, line: &Line, dates: &[Date]) -> Option<Label> {
    let known = apart(lexicon, line)
        .or_else(|| with_colon(lexicon, line))
        .or_else(|| with_dash(lexicon, line));
    let label = known.or_else(|| in_first_cell(line, dates))?;
    // "Beginn: 03/2019 Ende: 05/2021" is one date with its labels.
    let is_inner = |date: &Date| date.at.start <= label.at.start && label.at.end <= date.at.end;
    (!dates.iter().any(is_inner)).then_some(label)
}

/// The first of two cells of a row or of a term with what it defines, where it is short and holds
/// no date: a label that no list knows.
fn in_first_cell(line: &Line, dates: &[Date]) -> Option<Label> {
    /// A longer cell says more than what the other is, in words.
    const MOST_WORDS: usize = 4;
    let seen: Vec<_> = line.seen().collect();
    let [first, .., last] = seen.as_slice() else {
        return None;
    };
    let mut gaps = seen[1..].iter().filter(|run| run.gap == Gap::Part);
    let value = gaps.next()?;
    let is_pair = gaps.next().is_none() && line.opens.row && seen[1].at == value.at;
    let is_dated = dates.iter().any(|date| date.at.start < first.at.end);
    let words = line.text[first.at.clone()].split_whitespace().count();
    (is_pair && !is_dated && words <= MOST_WORDS).then(|| Label {
        at: first.at.clone(),
        value: value.at.start..last.at.end,
        role: None,
    })
}

/// A known label as the first run, set apart by its style or element.
fn apart(lexicon: &Lexicon, line: &Line) -> Option<Label> {
    let mut seen = line
        .runs
        .iter()
        .filter(|run| !line.text[run.at.clone()].trim().is_empty());
    let (first, second) = (seen.next()?, seen.next()?);
    let stands_apart = second.gap != Gap::None || first.emphasis.strong;
    let words = line.text[first.at.clone()].trim_matches([' ', ':', '：']);
    let role = lexicon.label_exactly(words).filter(|_| stands_apart)?;
    let start = first.at.start + line.text[first.at.clone()].find(words)?;
    let rest = &line.text[first.at.end..];
    let inner = rest.trim_start_matches([' ', ':', '：']);
    let from = line.text.len() - inner.len();
    Some(Label {
        at: start..start + words.len(),
        value: from..from + inner.trim_end_matches([' ', ':', '：']).len(),
        role: Some(role),
    })
}

/// A known label before a dash between blanks, in plain text: "Stack – Kotlin, Java". What may name
/// a firm or a school is none here: "University – Arts".
fn with_dash(lexicon: &Lexicon, line: &Line) -> Option<Label> {
    let text = &line.text;
    if line.heading > 0 || line.is_bold() {
        return None;
    }
    let dashes = [" – ", " — ", " - "];
    let (end, dash) = dashes
        .iter()
        .filter_map(|dash| Some((text.find(dash)?, dash)))
        .min()?;
    let start = text.find(char::is_alphanumeric).filter(|at| *at < end)?;
    let words = &text[start..end];
    if words.chars().count() > LONGEST {
        return None;
    }
    let role = lexicon.label_exactly(words)?;
    let announces = match role {
        LabelRole::Tags | LabelRole::Highlights | LabelRole::Details | LabelRole::Part => true,
        LabelRole::Title | LabelRole::Location | LabelRole::Period => true,
        LabelRole::Name
        | LabelRole::Email
        | LabelRole::Phone
        | LabelRole::Website
        | LabelRole::Organization => false,
    };
    announces.then(|| Label {
        at: start..end,
        value: end + dash.len()..text.len(),
        role: Some(role),
    })
}

fn with_colon(lexicon: &Lexicon, line: &Line) -> Option<Label> {
    let text = &line.text;
    let start = text.find(char::is_alphanumeric)?;
    if text[start..].starts_with(char::is_numeric) {
        return None;
    }
    let mut count = 0;
    let mut colon = None;
    for (at, c) in text[start..].char_indices() {
        if matches!(c, ':' | '：') {
            colon = Some((start + at, start + at + c.len_utf8()));
            break;
        }
        count += 1;
        if count > LONGEST {
            return None;
        }
    }
    let (end, after) = colon?;
    // "https://", "10:30", "GitHub:x" without a blank is a label all the same.
    if text[after..].starts_with("//") || text[..end].ends_with(char::is_numeric) {
        return None;
    }
    let words = text[start..end].trim_end_matches([' ', '*', '_']);
    // ":in" and its likes belong to their word.
    if text[after..].starts_with(char::is_lowercase)
        && words.split(' ').count() == 1
        && lexicon.label(words).is_none()
    {
        return None;
    }
    let value = text[after..].trim_start();
    let from = text.len() - value.len();
    Some(Label {
        at: start..start + words.len(),
        value: from..text.len(),
        role: lexicon.label(words),
    })
}
