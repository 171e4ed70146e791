//! From words to lines: the best breaks are found in [`optimum`](super::optimum), and where
//! setting the words a hair tighter saves a line, they are set so.

use std::ops::Range;

use super::bidi;
use super::hyphens::Joint;
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
    let joints: Vec<Vec<Joint>> = pieces.iter().map(|piece| setter.joints(piece)).collect();
    let loose = words(&pieces, &joints, Tightness::NONE);
    let settled = optimum::settle(&loose, measure);
    if setter.theme.justify && is_running(&pieces) {
        // Even edges are not worth a line, or a runt.
        let as_good = |even: &Settled| {
            even.lines.len() <= settled.lines.len() && (settled.runt || !even.runt)
        };
        if let Some(even) = optimum::justify(&loose, measure).filter(as_good) {
            setter.findings.runts += usize::from(even.runt);
            let set = Setting {
                tightness: Tightness::NONE,
                justified: Some(measure),
            };
            return lines(setter, &pieces, &loose, &even, set);
        }
    }
    let fewer = settled.lines.len().saturating_sub(1);
    // Most paragraphs are too wide for one line less however tight they are set.
    let may_save = optimum::least_width(&loose, fewer) * TIGHTEST <= measure * fewer as f32;
    for tightness in Tightness::STEPS.into_iter().filter(|_| may_save) {
        let words = words(&pieces, &joints, tightness);
        let tight = optimum::settle(&words, measure);
        if tight.lines.len() < settled.lines.len() && !tight.runt {
            let set = Setting {
                tightness,
                justified: None,
            };
            return lines(setter, &pieces, &words, &tight, set);
        }
    }
    setter.findings.runts += usize::from(settled.runt);
    let set = Setting {
        tightness: Tightness::NONE,
        justified: None,
    };
    lines(setter, &pieces, &loose, &settled, set)
}

/// No setting takes less of a text's own width: blanks and tracking give way by less.
const TIGHTEST: f32 = 0.94;

/// True for a paragraph of running text.
fn is_running(pieces: &[Token]) -> bool {
    let mut segments = pieces.iter().flat_map(Token::segments);
    segments.all(|segment| bidi::is_prose(segment.role) && !segment.parting)
}

/// How the blanks of a paragraph are set.
#[derive(Clone, Copy)]
struct Setting {
    tightness: Tightness,
    /// The measure that all lines but the last fill.
    justified: Option<Pt>,
}

/// The lines of a paragraph.
fn lines(
    setter: &mut Setter<'_>,
    pieces: &[Token],
    words: &[Word],
    settled: &Settled,
    set: Setting,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for range in &settled.lines {
        let (first, last) = (&words[range.start], &words[range.end - 1]);
        let mut tokens = pieces[first.token..=last.token].to_vec();
        // The end first: both may be of one word.
        if let (Some(_), Some(end)) = (last.hyphen, tokens.last_mut()) {
            *end = setter.part(end, 0..last.end, true);
        }
        if let Some(start) = tokens.first_mut().filter(|_| first.start > 0) {
            let length = start.segments()[0].word.text.len();
            *start = setter.part(start, first.start..length, false);
        }
        let mut tokens = tightened(&tokens, set.tightness);
        let is_last = range.end == words.len();
        if let Some(measure) = set.justified.filter(|_| !is_last) {
            fill(&mut tokens, measure);
        }
        let mut line = one_line(&tokens);
        let next = pieces.get(last.token + 1).filter(|_| last.hyphen.is_none());
        if let Some(Token::Blank(blank) | Token::Firm(blank)) = next {
            line.end_with(&blank[0]);
        }
        lines.push(line);
    }
    lines
}

impl Setter<'_> {
    /// A part of a word of one segment, with a hyphen or without.
    fn part(&mut self, token: &Token, range: Range<usize>, parted: bool) -> Token {
        let whole = &token.segments()[0];
        let hyphen = token.segments().get(1).cloned();
        let mut segments = vec![self.reshape(whole, &whole.word.text[range])];
        segments.extend(hyphen);
        if parted {
            segments.push(self.hyphen(whole));
        }
        Token::Word(segments)
    }
}

/// Stretches or shrinks the blanks of a line until it fills the measure.
fn fill(tokens: &mut [Token], measure: Pt) {
    let natural: Pt = tokens.iter().map(Token::width).sum();
    let blank = |token: &Token| match token {
        Token::Blank(_) | Token::Firm(_) => token.width(),
        Token::Word(_) => Pt::ZERO,
    };
    let blanks: Pt = tokens.iter().map(blank).sum();
    if blanks <= Pt::ZERO {
        return;
    }
    let factor = (measure - natural + blanks) / blanks;
    for token in tokens {
        match token {
            Token::Blank(segments) | Token::Firm(segments) => {
                for segment in segments {
                    segment.width = segment.width * factor;
                }
            }
            Token::Word(_) => {}
        }
    }
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

/// What the search for breaks needs to know of the words and their parts.
fn words(pieces: &[Token], joints: &[Vec<Joint>], tightness: Tightness) -> Vec<Word> {
    let mut words = Vec::new();
    let mut blank = Pt::ZERO;
    let mut firm = false;
    let width = |segments: &[Segment]| -> Pt {
        segments
            .iter()
            .map(|segment| tightness.segment(segment).width)
            .sum()
    };
    for (token, (piece, joints)) in pieces.iter().zip(joints).enumerate() {
        let segments = match piece {
            Token::Blank(segments) => {
                blank += width(segments);
                continue;
            }
            Token::Firm(segments) => {
                blank += width(segments);
                firm = true;
                continue;
            }
            Token::Word(segments) => segments,
        };
        let whole = width(segments);
        let blank = std::mem::take(&mut blank);
        let word = Word {
            token,
            start: 0,
            end: segments.iter().map(|s| s.word.text.len()).sum(),
            blank,
            glue: blank,
            firm: std::mem::take(&mut firm),
            width: whole,
            hyphen: None,
            characters: segments
                .iter()
                .map(|segment| paragraph::columns(&segment.word.text))
                .sum(),
            words: 1 + segments.iter().filter(|s| s.is_blank()).count(),
            size: segments.iter().map(|s| s.size).fold(Pt(1.0), Pt::max),
        };
        let (Some(last), [segment, ..]) = (joints.last(), segments.as_slice()) else {
            words.push(word);
            continue;
        };
        let text = segment.word.text.as_str();
        let tracking = tightness.segment(segment).tracking - segment.tracking;
        let (mut start, mut before) = (0, Pt::ZERO);
        for joint in joints {
            let characters = text[start..joint.at].chars().count();
            let mut part = Word {
                start,
                end: joint.at,
                width: joint.before - before + tracking * characters as f32,
                hyphen: Some(joint.hyphen),
                characters,
                words: usize::from(start == 0),
                ..word.clone()
            };
            if start > 0 {
                (part.blank, part.glue, part.firm) = (Pt::ZERO, Pt::ZERO, false);
            }
            words.push(part);
            (start, before) = (joint.at, joint.before);
        }
        let characters = text[last.at..].chars().count();
        words.push(Word {
            start: last.at,
            blank: Pt::ZERO,
            glue: Pt::ZERO,
            firm: false,
            width: segment.width - before + tracking * characters as f32,
            characters,
            words: 0,
            ..word
        });
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
