//! Lines of several labelled values: "Name: X | Born: Y" says two things, on a line each.

use std::ops::Range;

use super::super::{Gap, Line};

/// A longer label is the beginning of a sentence, in characters.
const LONGEST_LABEL: usize = 30;

/// A longer value is a sentence, in characters.
const LONGEST_VALUE: usize = 80;

/// The lines, those of several labelled values cut.
pub(super) fn parted(lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        match pairs(&line) {
            Some(pairs) => out.extend(pairs.into_iter().map(|at| Line {
                offset: 0,
                ..line.slice(at)
            })),
            None => out.push(line),
        }
    }
    out
}

/// The bytes of the labelled values of a line that holds nothing else; `None` for any other line.
fn pairs(line: &Line) -> Option<Vec<Range<usize>>> {
    if line.heading > 0 || line.text.matches([':', '：']).count() < 2 {
        return None;
    }
    let mut cuts = vec![0];
    for run in &line.runs {
        if run.gap == Gap::Part {
            cuts.push(run.at.start);
        }
    }
    for (at, c) in line.text.char_indices() {
        if matches!(c, '|' | '·' | '•' | '｜' | ';' | '；') {
            cuts.push(at + c.len_utf8());
        }
    }
    cuts.push(line.text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<Range<usize>> = Vec::new();
    for pair in cuts.windows(2) {
        let text = &line.text[pair[0]..pair[1]];
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || "|·•｜;；".contains(c));
        if !text.contains(char::is_alphanumeric) {
            continue;
        }
        match (is_labelled(text), out.last_mut()) {
            (true, _) => out.push(pair[0]..pair[0] + text.len()),
            // "Phone: 1 | 2": more of the value before.
            (false, Some(last)) => last.end = pair[0] + text.len(),
            (false, None) => return None,
        }
    }
    let is_short = |at: &Range<usize>| line.text[at.clone()].chars().count() <= LONGEST_VALUE;
    (out.len() > 1 && out.iter().all(is_short)).then_some(out)
}

/// True for a short label with a colon and its value.
fn is_labelled(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(at) = text.find([':', '：']) else {
        return false;
    };
    let (label, value) = text.split_at(at);
    let value = value.trim_start_matches([':', '：']);
    label.chars().count() <= LONGEST_LABEL
        && label.contains(char::is_alphabetic)
        && !label.contains(|c: char| c.is_ascii_digit())
        && !value.starts_with("//")
        && value.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::super::super::segment::sample::plain;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let lines = parted(vec![plain(text)]);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn labelled_values_are_lines() {
        assert_eq!(
            cut("Name: Ana Reis | Born: 1990 | Phone: 555 | 556"),
            ["Name: Ana Reis", "Born: 1990", "Phone: 555 | 556"]
        );
    }

    #[test]
    fn a_line_that_holds_anything_else_is_one() {
        for text in [
            "Ana Reis | Phone: 555",
            "Clerk | Acme",
            "Tools: Rust | Go",
            "At 10:30: rest",
        ] {
            assert_eq!(cut(text), [text]);
        }
    }
}
