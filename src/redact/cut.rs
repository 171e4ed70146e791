//! How a text loses a value without a broken sentence being left.
//!
//! In prose a value goes with the brackets around it or, in a line of pieces, with its piece;
//! else the whole sentence goes. In a name or title it goes with its piece, else all of it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::secrets::Found;
use crate::resume::{Redaction, RichText};

/// What stands between the pieces of a line.
const BARS: [char; 4] = ['|', '·', '•', '｜'];
/// What stands between the pieces of a title, beside bars.
const JOINTS: [char; 6] = [',', ';', '–', '—', '，', '、'];
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('（', '）'), ('<', '>')];
/// A label before a value ("e-mail:") has at most so many words.
const LABEL_WORDS: usize = 2;
/// The parts of an abbreviation, after which a sentence goes on, have at most so many letters.
const ABBREVIATION: usize = 4;

/// What went with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gone {
    /// The value, or the piece of a line that it made up.
    Piece,
    /// The sentence around it.
    Sentence,
}

/// Ranges to be cut out of prose, with what each is for.
pub(super) fn prose(text: &str, found: &[Found]) -> Vec<(Range<usize>, Redaction, Gone)> {
    let mut cuts = Vec::new();
    for found in found {
        let (range, gone) = if let Some(range) = bracketed(text, &found.range) {
            (range, Gone::Piece)
        } else if let Some(range) = piece(text, &found.range, &BARS) {
            (range, Gone::Piece)
        } else {
            (sentence(text, &found.range), Gone::Sentence)
        };
        cuts.push((range, found.kind, gone));
    }
    cuts
}

/// The range of a title that goes with a value; the whole title where it has no other piece.
pub(super) fn title(text: &str, found: &Found) -> Range<usize> {
    let joints: Vec<char> = BARS.into_iter().chain(JOINTS).collect();
    bracketed(text, &found.range)
        .or_else(|| piece(text, &found.range, &joints))
        .unwrap_or(0..text.len())
}

/// True if a value is a piece of a title on its own, not a word of a name.
pub(super) fn stands_alone(text: &str, found: &Found) -> bool {
    let joints: Vec<char> = BARS.into_iter().chain(JOINTS).collect();
    let is_said = |c: char| c.is_alphanumeric();
    let around = piece_around(text, &found.range, &joints);
    let bracket = bracketed(text, &found.range).is_some();
    let rest = [
        &text[around.start..found.range.start],
        &text[found.range.end..around.end],
    ];
    bracket || rest.iter().all(|rest| !rest.contains(is_said))
}

/// The brackets around a value and the blank before them, where they hold little else.
fn bracketed(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let before = &text[..range.start];
    let (at, open) = before
        .char_indices()
        .rev()
        .find(|(_, c)| BRACKETS.iter().any(|(open, close)| c == open || c == close))?;
    let (_, close) = BRACKETS.into_iter().find(|(known, _)| *known == open)?;
    let label = &text[at + open.len_utf8()..range.start];
    let end = range.end + text[range.end..].find(close)?;
    let rest = &text[range.end..end];
    if label.split_whitespace().count() > LABEL_WORDS || rest.contains(char::is_alphanumeric) {
        return None;
    }
    let start = text[..at].trim_end_matches([' ', '\u{a0}']).len();
    Some(start..end + close.len_utf8())
}

/// The piece of a line around a value.
fn piece_around(text: &str, range: &Range<usize>, joints: &[char]) -> Range<usize> {
    let start = text[..range.start]
        .rfind(|c: char| joints.contains(&c) || c == '\n')
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
    let end = text[range.end..]
        .find(|c: char| joints.contains(&c) || c == '\n')
        .map_or(text.len(), |at| range.end + at);
    start..end
}

/// The piece of a line around a value with the sign before it, or the sign after the first.
fn piece(text: &str, range: &Range<usize>, joints: &[char]) -> Option<Range<usize>> {
    let around = piece_around(text, range, joints);
    let before = text[..around.start].chars().next_back();
    let after = text[around.end..].chars().next();
    let is_joint = |c: &char| joints.contains(c);
    if let Some(joint) = before.filter(is_joint) {
        return Some(around.start - joint.len_utf8()..around.end);
    }
    let joint = after.filter(is_joint)?;
    Some(around.start..around.end + joint.len_utf8())
}

/// The sentence around a value.
fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    let mut open = 0;
    let mut bounds: Vec<Range<usize>> = Vec::new();
    for (at, part) in text.split_sentence_bound_indices() {
        let end = at + part.len();
        if !goes_on(part) {
            bounds.push(open..end);
            open = end;
        }
    }
    if open < text.len() {
        bounds.push(open..text.len());
    }
    let mut whole = range.clone();
    for bound in bounds {
        if bound.start < range.end && range.start < bound.end {
            whole.start = whole.start.min(bound.start);
            whole.end = whole.end.max(bound.end);
        }
    }
    // The end of a paragraph stays.
    let kept = text[whole.clone()].trim_end_matches('\n').len();
    whole.start..whole.start + kept
}

/// True if what looks like the end of a sentence may be that of an abbreviation.
fn goes_on(part: &str) -> bool {
    if part.ends_with('\n') {
        return false;
    }
    let Some(word) = part.trim_end().strip_suffix('.') else {
        return false;
    };
    let last = word
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    // "e.g", "z.B", or a title with its capital: "Dr", "Prof". Any other short word ends.
    let short = |part: &str| {
        (1..=ABBREVIATION).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    };
    let is_title = last.starts_with(char::is_uppercase);
    let mut parts = last.split('.');
    parts.all(short) && (is_title || last.contains('.'))
}

/// A text without some of its ranges; blanks where they were are one.
pub(super) fn without(text: &str, cuts: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for cut in cuts {
        if cut.start > at {
            out.push_str(&text[at..cut.start]);
        }
        at = at.max(cut.end);
    }
    out.push_str(&text[at..]);
    out
}

/// A rich text without some ranges of its text; `None` where nothing is left to read.
pub(super) fn rich(text: &RichText, cuts: &[Range<usize>]) -> Option<RichText> {
    let mut out = RichText::new(text.span.clone());
    let mut start = 0;
    for run in &text.runs {
        let end = start + run.text.len();
        let inside: Vec<Range<usize>> = cuts
            .iter()
            .filter(|cut| cut.start < end && start < cut.end)
            .map(|cut| cut.start.max(start) - start..cut.end.min(end) - start)
            .collect();
        let kept = without(&run.text, &inside);
        // Two blanks meet where something between them went.
        let meets = match out.runs.last() {
            Some(last) => last.text.ends_with([' ', '\n']),
            None => true,
        };
        let kept = if meets {
            kept.trim_start_matches(' ')
        } else {
            &kept
        };
        out.push(single_blanks(kept), run.emphasis, run.link.clone());
        start = end;
    }
    while let Some(last) = out.runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        out.runs.pop();
    }
    let is_said = |c: char| c.is_alphanumeric();
    out.text().contains(is_said).then_some(out)
}

/// Text with one blank where several met, and none before a line's end.
fn single_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            ' ' if out.ends_with([' ', '\n']) => {}
            '\n' => {
                out.truncate(out.trim_end_matches(' ').len());
                // A paragraph that went leaves no empty one.
                if !out.ends_with('\n') {
                    out.push(c);
                }
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};
    use crate::resume::Emphasis;

    /// A text whose value is marked as `<<value>>`, without it.
    fn cut(marked: &str) -> String {
        let start = marked.find("<<").expect("a mark");
        let end = marked.find(">>").expect("a mark") - 2;
        let text = marked.replace("<<", "").replace(">>", "");
        let found = Found {
            range: start..end,
            kind: Redaction::Email,
        };
        let source = Source::new("t", "");
        let rich_text = RichText::plain(text.as_str(), Span::whole(&source));
        let cuts: Vec<_> = prose(&text, &[found])
            .into_iter()
            .map(|(range, ..)| range)
            .collect();
        rich(&rich_text, &cuts).map_or_else(String::new, |text| text.text())
    }

    #[test]
    fn a_sentence_goes_whole_and_its_neighbours_stay() {
        assert_eq!(
            cut("I write tools. Send a note to <<a@x.org>> and I answer. I live by the sea."),
            "I write tools. I live by the sea."
        );
        assert_eq!(cut("Ask me: <<a@x.org>>"), "");
        assert_eq!(
            cut("One line.\nWrite to <<a@x.org>>.\nLast line."),
            "One line.\nLast line."
        );
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        assert_eq!(
            cut("Led the ward. Ask Dr. Reis at <<a@x.org>> for more. Then left."),
            "Led the ward. Then left."
        );
        assert_eq!(
            cut("I like it. Mail <<a@x.org>>. I mean it. So there."),
            "I like it. I mean it. So there."
        );
    }

    #[test]
    fn brackets_go_with_what_they_hold() {
        assert_eq!(
            cut("Maintain the parser (e-mail: <<a@x.org>>) since 2019."),
            "Maintain the parser since 2019."
        );
    }

    #[test]
    fn a_piece_of_a_line_goes_with_its_bar() {
        assert_eq!(cut("Ana | <<a@x.org>> | Porto"), "Ana | Porto");
        assert_eq!(cut("<<a@x.org>> | Porto"), "Porto");
        assert_eq!(cut("Ana | mail <<a@x.org>>"), "Ana");
    }

    #[test]
    fn runs_keep_their_emphasis() {
        let source = Source::new("t", "");
        let mut text = RichText::new(Span::whole(&source));
        let strong = Emphasis {
            strong: true,
            ..Emphasis::NONE
        };
        text.push("Fast. ", Emphasis::NONE, None);
        text.push("Mail a@", strong, None);
        text.push("x.org now. ", Emphasis::NONE, None);
        text.push("Sure", strong, None);
        let whole = text.text();
        let cut = whole.find("Mail").expect("in it")..whole.find("Sure").expect("in it");
        let left = rich(&text, &[cut]).expect("two words");
        assert_eq!(left.text(), "Fast. Sure");
        assert!(left.runs[1].emphasis.strong);
    }

    #[test]
    fn a_name_that_holds_the_place_is_no_piece() {
        let alone = |text: &str, word: &str| {
            let start = text.find(word).expect("in it");
            let found = Found {
                range: start..start + word.len(),
                kind: Redaction::Location,
            };
            stands_alone(text, &found)
        };
        assert!(!alone("University of Porto", "Porto"));
        assert!(alone("Clinic, Porto", "Porto"));
        assert!(alone("Clinic (Porto)", "Porto"));
    }
}
