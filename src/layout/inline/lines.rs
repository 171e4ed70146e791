//! Breaking a paragraph into ragged lines: each takes as many words as fit, and the last
//! one is kept from being a runt.

use super::tokens::{Setter, Token};
pub(in crate::layout) use crate::layout::frame::Line;
use crate::units::Pt;

/// A last line has at least this many words ...
const LAST_LINE_WORDS: usize = 2;
/// ... and this many characters, unless the paragraph has no other line to take them from.
const LAST_LINE_CHARACTERS: usize = 18;
/// How far, and in which steps, the measure is narrowed to move words into the last line.
const NARROWEST: f32 = 0.72;
const NARROWING: f32 = 0.02;
/// Room for rounding when a text is as wide as its measure.
const SLACK: Pt = Pt(0.01);

/// Lines that are at most `measure` wide; a word wider than that is cut.
pub(in crate::layout) fn break_lines(
    setter: &mut Setter<'_>,
    tokens: Vec<Token>,
    measure: Pt,
) -> Vec<Line> {
    let mut pieces = Vec::with_capacity(tokens.len());
    for token in tokens {
        match &token {
            Token::Word(_) if token.width() > measure + SLACK => {
                pieces.extend(setter.cut(&token, measure));
            }
            Token::Word(_) | Token::Blank(_) => pieces.push(token),
        }
    }
    let first = fit(&pieces, measure);
    let is_runt = |lines: &[(usize, usize)]| {
        lines
            .last()
            .is_some_and(|&(start, end)| lines.len() > 1 && runt(&pieces[start..end]))
    };
    let mut chosen = first;
    if is_runt(&chosen) {
        let mut narrowed = 1.0 - NARROWING;
        while narrowed >= NARROWEST {
            let lines = fit(&pieces, measure * narrowed);
            if lines.len() > chosen.len() {
                break;
            }
            if !is_runt(&lines) {
                chosen = lines;
                break;
            }
            narrowed -= NARROWING;
        }
    }
    chosen
        .into_iter()
        .map(|(start, end)| one_line(&pieces[start..end]))
        .collect()
}

/// Ranges of tokens, one a line, without the blanks at the ends of lines.
fn fit(pieces: &[Token], measure: Pt) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut width = Pt::ZERO;
    let mut blank = Pt::ZERO;
    for (index, token) in pieces.iter().enumerate() {
        match token {
            Token::Blank(_) => blank += token.width(),
            Token::Word(_) => {
                let word = token.width();
                match start {
                    Some(first) if width + blank + word > measure + SLACK => {
                        lines.push((first, end));
                        start = Some(index);
                        width = word;
                    }
                    Some(_) => width += blank + word,
                    None => {
                        start = Some(index);
                        width = word;
                    }
                }
                blank = Pt::ZERO;
                end = index + 1;
            }
        }
    }
    lines.extend(start.map(|first| (first, end)));
    lines
}

fn runt(line: &[Token]) -> bool {
    let words = line
        .iter()
        .filter(|token| matches!(token, Token::Word(_)))
        .count();
    let characters: usize = line
        .iter()
        .flat_map(Token::segments)
        .map(|segment| segment.word.text.chars().count())
        .sum();
    words < LAST_LINE_WORDS || characters < LAST_LINE_CHARACTERS
}

/// Tokens one after another on one baseline.
pub(in crate::layout) fn one_line(tokens: &[Token]) -> Line {
    let mut line = Line::default();
    for segment in tokens.iter().flat_map(Token::segments) {
        let mut segment = segment.clone();
        segment.x = line.width;
        line.width += segment.width;
        line.segments.push(segment);
    }
    line
}
