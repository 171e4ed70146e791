//! Breaking a paragraph into ragged lines: as few as first fit needs, and among those the
//! choice with the least cost (after Knuth and Plass, 1981). Where setting the words a hair
//! tighter saves a line, they are set so.
//!
//! A line's cost is `(1 + 100·|r|³ + penalty)²`, `r` its missing width in stretches of two
//! ems. The last line costs nothing unless it is a runt.

use super::tokens::{Setter, Token};
pub(in crate::layout) use crate::layout::frame::Line;
use crate::layout::frame::Segment;
use crate::units::{Em, Pt};

/// Ragged text may miss this much of its measure before a line looks short.
const STRETCH: Em = Em(2.0);
/// Beyond this many stretches a line is as short as a line can look.
const SHORTEST: f32 = 10.0;
/// Penalty of a runt, a last line of less than these words or characters (blanks counted):
/// one word alone is worse than a line that is short by twelve ems, so words move down
/// wherever there are any to move.
const RUNT: f32 = 22_000.0;
const RUNT_WORDS: usize = 2;
const RUNT_CHARACTERS: usize = 18;
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
    let loose = fit(&words(&pieces, Tightness::NONE), measure);
    for tightness in Tightness::STEPS {
        let tight = words(&pieces, tightness);
        let lines = fit(&tight, measure);
        if lines.len() < loose.len() && !ends_in_runt(&tight, &lines) {
            return lines
                .into_iter()
                .map(|(start, end)| one_line(&tightened(&pieces[start..end], tightness)))
                .collect();
        }
    }
    loose
        .into_iter()
        .map(|(start, end)| {
            let mut line = one_line(&pieces[start..end]);
            if let Some(Token::Blank(segments)) = pieces.get(end) {
                line.end_with(&segments[0]);
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

    fn segment(self, segment: &Segment, blank: bool) -> Segment {
        let tracking = self.tracking.at(segment.size);
        let width = if blank {
            segment.width * self.blanks
        } else {
            segment.width + tracking * segment.word.glyphs.len() as f32
        };
        Segment {
            width,
            tracking: segment.tracking + tracking,
            ..segment.clone()
        }
    }
}

fn tightened(pieces: &[Token], tightness: Tightness) -> Vec<Token> {
    let all = |segments: &[Segment], blank: bool| -> Vec<Segment> {
        segments
            .iter()
            .map(|segment| tightness.segment(segment, blank))
            .collect()
    };
    pieces
        .iter()
        .map(|piece| match piece {
            Token::Word(segments) => Token::Word(all(segments, false)),
            Token::Blank(segments) => Token::Blank(all(segments, true)),
        })
        .collect()
}

/// True if the last of several lines is a runt.
fn ends_in_runt(words: &[Word], lines: &[(usize, usize)]) -> bool {
    let Some(&(start, _)) = lines.last().filter(|_| lines.len() > 1) else {
        return false;
    };
    let last: Vec<&Word> = words.iter().filter(|word| word.token >= start).collect();
    let characters: usize = last.iter().map(|word| word.characters + 1).sum();
    runt(last.len(), characters.saturating_sub(1)) > 0.0
}

/// A word with the blank before it.
struct Word {
    /// Its place among the tokens.
    token: usize,
    blank: Pt,
    width: Pt,
    characters: usize,
    size: Pt,
}

fn words(pieces: &[Token], tightness: Tightness) -> Vec<Word> {
    let mut words = Vec::new();
    let mut blank = Pt::ZERO;
    for (token, piece) in pieces.iter().enumerate() {
        match piece {
            Token::Blank(_) => blank += piece.width() * tightness.blanks,
            Token::Word(segments) => words.push(Word {
                token,
                blank: std::mem::take(&mut blank),
                width: segments
                    .iter()
                    .map(|segment| tightness.segment(segment, false).width)
                    .sum(),
                characters: segments
                    .iter()
                    .map(|segment| segment.word.text.chars().count())
                    .sum(),
                size: segments.iter().map(|s| s.size).fold(Pt(1.0), Pt::max),
            }),
        }
    }
    words
}

/// The best way to set the words up to some word.
#[derive(Clone, Copy)]
struct Best {
    lines: usize,
    cost: f32,
    /// First word of the last line.
    start: usize,
}

/// Ranges of tokens, one a line, without the blanks at the ends of lines.
fn fit(words: &[Word], measure: Pt) -> Vec<(usize, usize)> {
    let mut best: Vec<Best> = vec![Best {
        lines: 0,
        cost: 0.0,
        start: 0,
    }];
    for end in 1..=words.len() {
        let mut chosen: Option<Best> = None;
        let mut width = Pt::ZERO;
        let mut characters = 0;
        for start in (0..end).rev() {
            let word = &words[start];
            width += word.width;
            characters += word.characters;
            if start + 1 < end {
                width += words[start + 1].blank;
            }
            // The first word of a line is taken whatever its width: it was cut where it could be.
            if width > measure + SLACK && start + 1 < end {
                break;
            }
            let last = end == words.len();
            let missing = if last { Pt::ZERO } else { measure - width };
            let badness = 100.0 * ratio(missing, word.size).powi(3);
            let penalty = if last && start > 0 {
                RUNT * runt(end - start, characters + (end - start - 1))
            } else {
                0.0
            };
            let cost = (1.0 + badness + penalty).powi(2);
            let before = best[start];
            let candidate = Best {
                lines: before.lines + 1,
                cost: before.cost + cost,
                start,
            };
            let better = chosen
                .is_none_or(|known| (candidate.lines, candidate.cost) < (known.lines, known.cost));
            if better {
                chosen = Some(candidate);
            }
        }
        best.push(chosen.expect("a line may hold one word alone"));
    }
    let mut lines = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let start = best[end].start;
        lines.push((words[start].token, words[end - 1].token + 1));
        end = start;
    }
    lines.reverse();
    lines
}

/// How much of a runt a last line is, 0 to 1: one word alone is the worst.
fn runt(words: usize, characters: usize) -> f32 {
    if words < RUNT_WORDS {
        return 1.0;
    }
    let short = RUNT_CHARACTERS.saturating_sub(characters);
    0.5 * short as f32 / RUNT_CHARACTERS as f32
}

fn ratio(missing: Pt, size: Pt) -> f32 {
    (missing / STRETCH.at(size)).clamp(0.0, SHORTEST)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of the given widths in points, a blank of two points before each.
    fn set(widths: &[f32], measure: f32) -> Vec<usize> {
        let words: Vec<Word> = widths
            .iter()
            .enumerate()
            .map(|(token, width)| Word {
                token,
                blank: Pt(2.0),
                width: Pt(*width),
                characters: (*width / 5.0) as usize,
                size: Pt(10.0),
            })
            .collect();
        fit(&words, Pt(measure))
            .into_iter()
            .map(|(start, end)| end - start)
            .collect()
    }

    #[test]
    fn no_more_lines_than_first_fit_needs() {
        assert_eq!(set(&[30.0; 9], 100.0), [3, 3, 3]);
    }

    #[test]
    fn a_word_moves_down_to_keep_a_runt_company() {
        // First fit would leave one short word alone.
        assert_eq!(set(&[45.0, 45.0, 45.0, 45.0, 15.0], 190.0), [3, 2]);
    }

    #[test]
    fn a_word_wider_than_the_measure_stands_alone() {
        assert_eq!(set(&[20.0, 150.0, 20.0], 100.0), [1, 1, 1]);
    }

    #[test]
    fn no_words_make_no_lines() {
        assert!(set(&[], 100.0).is_empty());
    }
}
