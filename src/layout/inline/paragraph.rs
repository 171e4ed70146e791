//! A paragraph as one text: where a line may end depends on what stands around the place,
//! whatever run it is in.

use std::ops::Range;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::bidi::{Turn, Turns, is_prose};
use super::clean::clean;
use super::ties::{self, Tie, WALL};
use crate::layout::flow::Run;
use crate::theme::Theme;

/// The text of a paragraph, and which run each part of it is of.
pub(super) struct Paragraph<'a> {
    text: String,
    pub parts: Vec<Part<'a>>,
    /// Places between two characters without a blank where a line may end.
    breaks: Vec<usize>,
    turns: Turns,
}

/// The text of one run.
pub(super) struct Part<'a> {
    pub run: &'a Run,
    range: Range<usize>,
}

/// What a run is cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Characters that stay together and are read in one direction.
    Text(&'a str, Turn),
    /// A blank.
    Space(Tie, Turn),
    /// A place where a line may end.
    Break,
}

impl<'a> Paragraph<'a> {
    /// `backwards` tells the document's direction, `shown` of a picture whether some face
    /// has it.
    pub(super) fn new(
        runs: &'a [Run],
        theme: &Theme,
        backwards: bool,
        mut shown: impl FnMut(&str, &Run) -> bool,
    ) -> Self {
        let length: usize = runs.iter().map(|run| run.text.len()).sum();
        let mut text = String::with_capacity(length);
        let mut parts = Vec::with_capacity(runs.len());
        let mut told = Vec::new();
        for run in runs {
            let start = text.len();
            if run.blank.is_some() || ties::is_list_mark(run) {
                text.push(WALL);
            } else {
                // No line starts with the blank after a picture that is left out.
                let blank = text.is_empty() || text.ends_with([' ', WALL]);
                let clean = clean(&run.text, blank, |picture| shown(picture, run));
                if theme.style(run.role).capitals {
                    text.push_str(&clean.text.to_uppercase());
                } else {
                    told.extend(clean.breaks.iter().map(|at| start + at));
                    text.push_str(&clean.text);
                }
            }
            parts.push(Part {
                run,
                range: start..text.len(),
            });
        }
        let mut breaks = breaks(&text);
        breaks.extend(told);
        breaks.sort_unstable();
        breaks.dedup();
        let prose = runs.iter().all(|run| is_prose(run.role));
        let turns = Turns::new(&text, prose, backwards);
        Paragraph {
            text,
            parts,
            breaks,
            turns,
        }
    }

    /// How many pieces there are, if nothing but blanks parts the runs and blanks part no
    /// more than two words.
    pub(super) fn most_pieces(&self) -> usize {
        let blanks = memchr::memchr_iter(b' ', self.text.as_bytes()).count();
        2 * blanks + self.parts.len() + 1
    }

    fn piece(&self, range: Range<usize>) -> Option<Piece<'_>> {
        let turn = self.turns.at(range.start);
        (!range.is_empty()).then(|| Piece::Text(&self.text[range], turn))
    }

    /// The blank of a part at a byte of the text.
    fn space(&self, part: &Part<'_>, at: usize) -> Piece<'_> {
        let tie = match part.run.unbroken {
            true => Tie::Fast,
            false => ties::tie(&self.text, at),
        };
        Piece::Space(tie, self.turns.at(at))
    }

    /// The direction of the paragraph as a whole.
    pub(super) fn base(&self) -> Turn {
        self.turns.base()
    }

    /// What a part is cut into, in order.
    pub(super) fn cut<'t>(&'t self, part: &Part<'_>, pieces: &mut Vec<Piece<'t>>) {
        let Range { mut start, end } = part.range;
        let first = self.breaks.partition_point(|&at| at < start);
        let mut breaks = self.breaks[first..].iter().copied().peekable();
        let turning = self.turns.are_several();
        let breaking = breaks.peek().is_some_and(|at| *at <= end);
        let text = &self.text[part.range.clone()];
        if !turning && !breaking {
            for offset in memchr::memchr_iter(b' ', text.as_bytes()) {
                let at = part.range.start + offset;
                pieces.extend(self.piece(start..at));
                pieces.push(self.space(part, at));
                start = at + 1;
            }
            pieces.extend(self.piece(start..end));
            return;
        }
        for (offset, character) in text.char_indices() {
            let at = part.range.start + offset;
            if breaks.next_if_eq(&at).is_some() && !part.run.unbroken {
                pieces.extend(self.piece(start..at));
                pieces.push(Piece::Break);
                start = at;
            }
            if turning && start < at && self.turns.at(start) != self.turns.at(at) {
                pieces.extend(self.piece(start..at));
                start = at;
            }
            if character == ' ' {
                pieces.extend(self.piece(start..at));
                pieces.push(self.space(part, at));
                start = at + 1;
            }
        }
        pieces.extend(self.piece(start..end));
        // What follows may be unbroken, and still starts a line.
        if breaks.next() == Some(end) && !part.run.unbroken {
            pieces.push(Piece::Break);
        }
    }
}

/// Where a line may end without a blank: between ideographs and kana, as far as Unicode's
/// line breaking allows (UAX 14: no line starts with a full stop or a small kana).
fn breaks(text: &str) -> Vec<usize> {
    if text.is_ascii() || !text.contains(is_ideographic) {
        return Vec::new();
    }
    let mut breaks = Vec::new();
    for (at, opportunity) in linebreaks(text) {
        if at >= text.len() || opportunity != BreakOpportunity::Allowed {
            continue;
        }
        let before = text[..at].chars().next_back();
        let after = text[at..].chars().next();
        let blank = before.is_some_and(|c| c == ' ' || c == WALL);
        let written_solid = before.is_some_and(is_ideographic) || after.is_some_and(is_ideographic);
        if !blank && written_solid {
            breaks.push(at);
        }
    }
    breaks
}

/// Scripts that are written without blanks between words.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How many columns a text fills: ideographs are twice as wide as letters.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.chars()
        .map(|c| 1 + usize::from(is_ideographic(c)))
        .sum()
}
