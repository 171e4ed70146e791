//! From words to lines: the best breaks are found in [`optimum`](super::optimum), and where
//! setting the words a hair tighter saves a line, they are set so.

use std::ops::Range;

use super::bidi;
use super::demerits::{SLACK, Word};
use super::hyphens::Joint;
use super::optimum::{self, Settled};
use super::overhang::overhang;
use super::paragraph;
use super::room::room;
use super::tightness::Tightness;
use super::tokens::{Kind, Setter, Tokens, width};
pub(in crate::layout) use crate::layout::frame::Line;
use crate::layout::frame::Segment;
use crate::theme::TextRole;
use crate::units::Pt;

/// A text in lines.
pub(in crate::layout) struct Lined {
    pub lines: Vec<Line>,
    /// By which factor the text may grow before it takes one more line; infinite where that is
    /// far off.
    pub room: f32,
}

/// Lines that are at most `measure` wide; a word wider than that is cut.
pub(in crate::layout) fn break_lines(
    setter: &mut Setter<'_>,
    tokens: Tokens,
    measure: Pt,
) -> Lined {
    let pieces = narrowed(setter, tokens, measure);
    let mut joints: Vec<Vec<Joint>> = Vec::new();
    if setter.theme.hyphenate {
        for (kind, segments) in pieces.iter() {
            joints.push(match kind {
                Kind::Word => setter.joints(segments),
                Kind::Blank | Kind::Firm => Vec::new(),
            });
        }
    }
    let loose = words(&pieces, &joints, Tightness::NONE);
    let settled = optimum::settle(&loose, measure);
    if setter.theme.justify && is_running(&pieces) {
        // Even edges are not worth a line, or a runt.
        let as_good = |even: &Settled| {
            even.lines.len() <= settled.lines.len() && (settled.runt || !even.runt)
        };
        if let Some(even) = optimum::justify(&loose, measure).filter(as_good) {
            setter.findings.runts += usize::from(even.runt && is_text(&pieces));
            let set = Setting {
                tightness: Tightness::NONE,
                justified: Some(measure),
            };
            return Lined {
                room: room(&loose, measure, even.lines.len(), Tightness::TIGHTEST),
                lines: lines(setter, &pieces, &loose, &even, set),
            };
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
            return Lined {
                room: room(&loose, measure, tight.lines.len(), Tightness::TIGHTEST),
                lines: lines(setter, &pieces, &words, &tight, set),
            };
        }
    }
    setter.findings.runts += usize::from(settled.runt && is_text(&pieces));
    let set = Setting {
        tightness: Tightness::NONE,
        justified: None,
    };
    Lined {
        room: room(&loose, measure, settled.lines.len(), Tightness::TIGHTEST),
        lines: lines(setter, &pieces, &loose, &settled, set),
    }
}

/// Tokens of which none is wider than the measure, as far as words can be cut.
fn narrowed(setter: &mut Setter<'_>, tokens: Tokens, measure: Pt) -> Tokens {
    let is_wide =
        |kind: Kind, segments: &[Segment]| kind == Kind::Word && width(segments) > measure + SLACK;
    if !tokens
        .iter()
        .any(|(kind, segments)| is_wide(kind, segments))
    {
        return tokens;
    }
    let mut pieces = Tokens::default();
    for (kind, segments) in tokens.iter() {
        if is_wide(kind, segments) {
            setter.cut(segments, measure, &mut pieces);
        } else {
            pieces.push(kind, segments.iter().cloned());
        }
    }
    pieces
}

/// No setting takes less of a text's own width: blanks and tracking give way by less.
const TIGHTEST: f32 = 0.94;

/// True for a paragraph of running text.
fn is_running(pieces: &Tokens) -> bool {
    let mut segments = pieces.segments().iter();
    segments.all(|segment| bidi::is_prose(segment.role) && !segment.parting)
}

/// True for prose and for lists of words, whose last line can look lost; a title or a label on
/// two lines does not.
fn is_text(pieces: &Tokens) -> bool {
    let last = pieces.segments().iter().next_back();
    last.is_some_and(|segment| {
        bidi::is_prose(segment.role) || matches!(segment.role, TextRole::Skills | TextRole::Tags)
    })
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
    pieces: &Tokens,
    words: &[Word],
    settled: &Settled,
    set: Setting,
) -> Vec<Line> {
    let mut lines = Vec::with_capacity(settled.lines.len());
    for range in &settled.lines {
        let (first, last) = (&words[range.start], &words[range.end - 1]);
        let tokens = first.token..last.token + 1;
        let within = pieces.within(tokens.clone());
        // Room for the halves of a parted word, and for the blank that ends the line.
        let mut segments = Vec::with_capacity(within.len() + 2);
        segments.extend_from_slice(within);
        // The end first: both may be of one word, which is then one segment.
        if last.hyphen.is_some()
            && let Some(end) = segments.pop()
        {
            segments.push(setter.reshape(&end, &end.word.text[..last.end]));
            segments.push(setter.hyphen(&end));
        }
        if first.start > 0 {
            let start = &segments[0];
            segments[0] = setter.reshape(start, &start.word.text[first.start..]);
        }
        for segment in &mut segments {
            set.tightness.apply(segment);
        }
        let is_last = range.end == words.len();
        if let Some(measure) = set.justified.filter(|_| !is_last) {
            let hung = segments.last().map_or(Pt::ZERO, overhang);
            fill(&mut segments, pieces, tokens, measure + hung);
        }
        let mut line = placed(segments);
        let next = pieces.get(last.token + 1).filter(|_| last.hyphen.is_none());
        if let Some((Kind::Blank | Kind::Firm, [.., blank])) = next
            && blank.is_blank()
        {
            line.end_with(blank);
        }
        lines.push(line);
    }
    lines
}

/// Stretches or shrinks the blanks of a line until it fills the measure.
fn fill(line: &mut [Segment], pieces: &Tokens, tokens: Range<usize>, measure: Pt) {
    // Words keep their blanks; a hyphen at the line's end is of none of the tokens.
    let mut is_blank = Vec::with_capacity(line.len());
    for index in tokens {
        let Some((kind, segments)) = pieces.get(index) else {
            continue;
        };
        is_blank.extend(segments.iter().map(|_| kind != Kind::Word));
    }
    let blanks: Pt = line
        .iter()
        .zip(&is_blank)
        .filter(|(_, is_blank)| **is_blank)
        .map(|(segment, _)| segment.width)
        .sum();
    if blanks <= Pt::ZERO {
        return;
    }
    let factor = (measure - width(line) + blanks) / blanks;
    for (segment, is_blank) in line.iter_mut().zip(is_blank) {
        if is_blank {
            segment.width = segment.width * factor;
        }
    }
}

/// What the search for breaks needs to know of the words and their parts; `joints` are those
/// of each token, or none at all.
fn words(pieces: &Tokens, joints: &[Vec<Joint>], tightness: Tightness) -> Vec<Word> {
    let mut words = Vec::with_capacity(pieces.len() / 2 + 1);
    let mut blank = Pt::ZERO;
    let mut firm = false;
    for (token, (kind, segments)) in pieces.iter().enumerate() {
        let whole: Pt = segments
            .iter()
            .map(|segment| tightness.width(segment))
            .sum();
        match kind {
            Kind::Word => {}
            Kind::Blank => {
                blank += whole;
                continue;
            }
            Kind::Firm => {
                blank += whole;
                firm = true;
                continue;
            }
        }
        let joints = joints.get(token).map(Vec::as_slice).unwrap_or_default();
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
        let (Some(last), [segment, ..]) = (joints.last(), segments) else {
            words.push(word);
            continue;
        };
        let text = segment.word.text.as_str();
        let tracking = tightness.tracking(segment);
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

/// Tokens one after another on one baseline, however wide.
pub(in crate::layout) fn one_line(tokens: Tokens) -> Line {
    placed(tokens.into_segments())
}

/// Segments in the order in which they are read, each at its place from the start of the
/// line.
fn placed(segments: Vec<Segment>) -> Line {
    let mut line = Line {
        segments,
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
