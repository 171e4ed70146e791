//! From words to lines: the best breaks are found in [`optimum`](super::optimum), and where
//! setting the words a hair tighter saves a line, they are set so.

use std::ops::Range;

use super::bidi;
use super::optimum::{self, Settled, Word};
use super::paragraph;
use super::tokens::{Setter, Token};
pub(in crate::layout) use crate::layout::frame::Line;
use crate::layout::frame::Segment;
use crate::units::{Em, Pt};

/// Lines that are at most `measure` wide; a word wider than that is cut.
pub(in crate::layout) fn break_lines(
    setter: &mut Setter<'_>,
    tokens: Vec<Token>,
    measure: Pt,
) -> Vec<Line> {
    let mut pieces = Vec::with_capacity(tokens.len());
    for token in tokens {
        match &token {
            Token::Word(_) if token.width() > measure + optimum::SLACK => {
                pieces.extend(setter.cut(&token, measure));
            }
            Token::Word(_) | Token::Blank(_) | Token::Firm(_) => pieces.push(token),
        }
    }
    let loose = words(&pieces, Tightness::NONE);
    let settled = optimum::settle(&loose, measure);
    for tightness in Tightness::STEPS {
        let tight = optimum::settle(&words(&pieces, tightness), measure);
        if tight.lines.len() < settled.lines.len() && !tight.runt {
            return lines(&pieces, &loose, &tight, tightness);
        }
    }
    if settled.runt {
        setter.findings.runts += 1;
    }
    lines(&pieces, &loose, &settled, Tightness::NONE)
}

/// The lines of a paragraph.
fn lines(pieces: &[Token], words: &[Word], settled: &Settled, tightness: Tightness) -> Vec<Line> {
    let of_words = |range: &Range<usize>| words[range.start].token..words[range.end - 1].token + 1;
    settled
        .lines
        .iter()
        .map(|range| {
            let tokens = of_words(range);
            let mut line = one_line(&tightened(&pieces[tokens.clone()], tightness));
            if let Some(Token::Blank(blank) | Token::Firm(blank)) = pieces.get(tokens.end) {
                line.end_with(&blank[0]);
            }
            line
        })
        .collect()
}

/// How a paragraph is tightened to save a line.
#[derive(Clone, Copy)]
struct Tightness {
    /// Factor on the blanks.
    blanks: f32,
    /// Added after every glyph.
    tracking: Em,
}

impl Tightness {
    const NONE: Tightness = Tightness {
        blanks: 1.0,
        tracking: Em(0.0),
    };
    /// The first step that saves a line wins; more than the second is visibly darker.
    const STEPS: [Tightness; 2] = [
        Tightness {
            blanks: 0.96,
            tracking: Em(-0.003),
        },
        Tightness {
            blanks: 0.92,
            tracking: Em(-0.006),
        },
    ];

    fn segment(self, segment: &Segment) -> Segment {
        // Joined letters would be torn apart.
        let tracking = match segment.word.joined {
            true => Pt::ZERO,
            false => self.tracking.at(segment.size),
        };
        let own = match segment.is_blank() {
            true => segment.width * self.blanks,
            false => segment.width,
        };
        let width = own + tracking * segment.word.glyphs.len() as f32;
        Segment {
            width,
            tracking: segment.tracking + tracking,
            ..segment.clone()
        }
    }
}

fn tightened(pieces: &[Token], tightness: Tightness) -> Vec<Token> {
    let all = |segments: &[Segment]| -> Vec<Segment> {
        segments
            .iter()
            .map(|segment| tightness.segment(segment))
            .collect()
    };
    pieces
        .iter()
        .map(|piece| match piece {
            Token::Word(segments) => Token::Word(all(segments)),
            Token::Blank(segments) => Token::Blank(all(segments)),
            Token::Firm(segments) => Token::Firm(all(segments)),
        })
        .collect()
}

/// What the search for breaks needs to know of the words.
fn words(pieces: &[Token], tightness: Tightness) -> Vec<Word> {
    let mut words = Vec::new();
    let mut blank = Pt::ZERO;
    let mut firm = false;
    let width = |segments: &[Segment]| -> Pt {
        segments
            .iter()
            .map(|segment| tightness.segment(segment).width)
            .sum()
    };
    for (token, piece) in pieces.iter().enumerate() {
        match piece {
            Token::Blank(segments) => blank += width(segments),
            Token::Firm(segments) => {
                blank += width(segments);
                firm = true;
            }
            Token::Word(segments) => words.push(Word {
                token,
                blank: std::mem::take(&mut blank),
                firm: std::mem::take(&mut firm),
                width: width(segments),
                characters: segments
                    .iter()
                    .map(|segment| paragraph::columns(&segment.word.text))
                    .sum(),
                words: 1 + segments.iter().filter(|s| s.is_blank()).count(),
                size: segments.iter().map(|s| s.size).fold(Pt(1.0), Pt::max),
            }),
        }
    }
    words
}

/// Tokens one after another on one baseline: in the order in which they are read, each at
/// its place from the start of the line.
pub(in crate::layout) fn one_line(tokens: &[Token]) -> Line {
    let mut line = Line {
        segments: tokens.iter().flat_map(Token::segments).cloned().collect(),
        width: Pt::ZERO,
    };
    let order = bidi::order(&line.segments);
    for place in 0..line.segments.len() {
        let place = order.as_ref().map_or(place, |order| order[place]);
        let segment = &mut line.segments[place];
        segment.x = line.width;
        line.width += segment.width;
    }
    line
}
