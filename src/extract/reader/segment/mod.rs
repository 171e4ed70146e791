//! Which lines of a section begin its entries.
//!
//! Every signature that could open entries is tried over the whole section: a heading level, a
//! bold line, a list item, a row, one of several alike boxes, a dated line ([`marks`]); alone, or
//! one below another ([`levels`]). The [`score`] is a sum of evidence: how readily the mark opens
//! an entry, one period each, alike heads, and faults that good siblings do not excuse. Lines
//! that are repeated inside entries open nothing ([`labels`]). The best readings are kept: what
//! the heads say decides between close ones.

mod boxes;
mod facts;
mod labels;
mod levels;
mod marks;
#[cfg(test)]
pub(super) mod sample;
mod score;
mod sign;
#[cfg(test)]
mod tests;
mod words;
mod years;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

pub(crate) use boxes::Boxes;
use facts::Facts;
use levels::{Cut, led_in, one_level, two_levels};
use marks::{Form, Mark, Opener, openers};
use score::{Section, score};
pub(crate) use sign::Rank;
use words::Words;
pub(crate) use years::is_only_date;

use super::{Kind, LabelRole, Lexicon, Line, weights};

/// A way to cut a section into entries.
#[derive(Clone, Debug)]
pub(crate) struct Segmentation {
    /// The sum of its evidence.
    pub(crate) score: f32,
    /// The signature that opens an entry, for the explanation: "h3", "li bold", "h3 > li".
    pub(crate) opener: String,
    /// The entries' lines.
    pub(crate) segments: Vec<Segment>,
    /// Lines before the first entry.
    pub(crate) before: Vec<Rc<Line>>,
    /// Lines that only group entries (headings over lists of certificates) or stand behind the
    /// last box: no entry's own.
    pub(crate) between: Vec<Rc<Line>>,
}

/// The lines of one entry.
#[derive(Clone, Debug)]
pub(crate) struct Segment {
    /// Lines of the level above that all its siblings share: an employer with several roles.
    pub(crate) shared: Vec<Rc<Line>>,
    /// Its own lines; never empty.
    pub(crate) lines: Vec<Rc<Line>>,
}

/// What a section may be cut into.
#[derive(Clone, Debug, Default)]
pub(crate) struct Segmentations {
    /// The best first; those within `near` of it follow, three in all at most. Never empty for a
    /// section with lines; where nothing opens an entry all lines are `before`.
    pub(crate) options: Vec<Segmentation>,
    /// Lines that are labels inside entries ("Achievements"), by their number, with what they
    /// announce.
    pub(crate) labels: HashMap<usize, LabelRole>,
    /// Labels with values that no list knows and that several entries have, folded.
    pub(crate) repeated: HashSet<String>,
    /// Each entry's first line cites a work and names it alone.
    pub(crate) are_works: bool,
}

/// So many readings are kept.
const MOST: usize = 3;

/// Cuts a section. Its time grows with the number of lines, and with the square of the number of
/// different marks, which is bounded.
pub(crate) fn segment(
    lexicon: &Lexicon,
    kind: Kind,
    lines: &[Rc<Line>],
    boxes: &Boxes,
) -> Segmentations {
    segment_with(lexicon, kind, lines, boxes)
}

/// The strength of a line's strongest mark.
pub(crate) fn rank(lexicon: &Lexicon, line: &Line) -> Rank {
    sign::rank_with(lexicon, line)
}

fn segment_with(words: &dyn Words, kind: Kind, lines: &[Rc<Line>], boxes: &Boxes) -> Segmentations {
    if lines.is_empty() {
        return Segmentations::default();
    }
    let weights = &weights().segment;
    let mut facts = Facts::new(words, lines);
    let labels = labels::labels(words, &facts, kind.is_dated());
    facts.set_labels(&labels);
    let openers = openers(words, &weights.open, &facts, boxes);
    let section = Section {
        facts: &facts,
        kind,
        weights,
    };
    let mut best = Best::default();
    let is_below = |opener: &&Opener| opener.mark == Mark::Item(Form::Below);
    for opener in openers.iter().filter(|opener| !is_below(opener)) {
        let cut = one_level(&facts, opener);
        let worth = score(&section, &opener.mark, &cut.pieces, cut.first);
        best.offer(worth, cut, || opener.mark.named(boxes).to_string());
        if let Some(cut) = led_in(&facts, opener) {
            let score = score(&section, &opener.mark, &cut.pieces, cut.first) + weights.led_in;
            best.offer(score, cut, || {
                format!("{} led in", opener.mark.named(boxes))
            });
        }
    }
    for opener in &openers {
        if let Some(cut) = years::by_dates(&facts, kind, opener) {
            let score = score(&section, &opener.mark, &cut.pieces, cut.first) + weights.grouped;
            best.offer(score, cut, || {
                format!("{} by dates", opener.mark.named(boxes))
            });
        }
    }
    for upper in &openers {
        for lower in &openers {
            let Some(cut) = two_levels(&facts, kind, upper, lower) else {
                continue;
            };
            let grouped = if cut.is_grouped { weights.grouped } else { 0.0 };
            let score =
                score(&section, &lower.mark, &cut.pieces, cut.first) + weights.nested + grouped;
            best.offer(score, cut, || {
                let (upper, lower) = (upper.mark.named(boxes), lower.mark.named(boxes));
                format!("{upper} > {lower}")
            });
        }
    }
    let least = best.kept.first().map_or(0.0, |(score, ..)| *score) - weights.near;
    best.kept.retain(|(score, ..)| *score > least);
    let mut options: Vec<Segmentation> = best
        .kept
        .into_iter()
        .map(|(score, cut, opener)| taken(lines, score, &cut, opener))
        .collect();
    if options.is_empty() {
        options.push(Segmentation {
            score: 0.0,
            opener: String::new(),
            segments: Vec::new(),
            before: lines.to_vec(),
            between: Vec::new(),
        });
    }
    Segmentations {
        options,
        repeated: labels::repeated(lines),
        labels,
        are_works: false,
    }
}

/// The best cuts so far, best first; of equal ones the first.
#[derive(Default)]
struct Best {
    kept: Vec<(f32, Cut, String)>,
}

impl Best {
    fn offer(&mut self, score: f32, cut: Cut, opener: impl FnOnce() -> String) {
        let at = self.kept.partition_point(|(other, ..)| *other >= score);
        if at < MOST {
            self.kept.insert(at, (score, cut, opener()));
            self.kept.truncate(MOST);
        }
    }
}

/// A cut with its lines. Every line of the section is in one place of it; shared ones in several.
fn taken(lines: &[Rc<Line>], score: f32, cut: &Cut, opener: String) -> Segmentation {
    let mut out = Segmentation {
        score,
        opener,
        segments: Vec::with_capacity(cut.pieces.len()),
        before: Vec::new(),
        between: Vec::new(),
    };
    let mut done = 0;
    for piece in &cut.pieces {
        let from = match piece.shared.is_empty() {
            true => piece.own.start,
            false => piece.shared.start,
        };
        // Nothing for a sibling: its shared lines lie behind.
        let gap = &lines[done..from.max(done)];
        match out.segments.is_empty() {
            true => out.before = gap.to_vec(),
            false => out.between.extend_from_slice(gap),
        }
        out.segments.push(Segment {
            shared: lines[piece.shared.clone()].to_vec(),
            lines: lines[piece.own.clone()].to_vec(),
        });
        done = piece.own.end;
    }
    out.between.extend_from_slice(&lines[done..]);
    out
}
