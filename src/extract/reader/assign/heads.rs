//! The lines of all heads of a section, cut and weighed.

use std::ops::Range;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::align::{Chart, Column};
use super::bounds::{Cuts, Separator, bounds, cut_out};
use super::cut::Piece;
use super::evidence::{HeadLine, LONGEST, ORGANIZATION, PLACE, SLOTS, Scale, TEXT, Tried};
use super::signs::Between;
use super::{Context, Field, Head};
use crate::extract::reader::{Kind, Lexicon, Line, weights};

/// The heads of a section while they are read.
pub(super) struct Heads<'a> {
    scale: Scale<'a>,
    /// Every line once, however many heads share it.
    lines: Vec<HeadLine<'a>>,
    /// The lines of each head.
    heads: Vec<Vec<usize>>,
}

/// A piece with where it stands in its head.
pub(super) struct Standing<'a> {
    /// Its line.
    pub(super) line: usize,
    /// Its number on that line.
    number: usize,
    pub(super) piece: &'a Piece,
}

/// Where a piece stands, as far as its siblings have one there too: line, number on it, bold,
/// italic, behind a hard boundary.
pub(super) type Spot = (usize, usize, bool, bool, bool);

/// What it costs to leave over what is decided: more than all evidence of a head.
const SURE: f32 = 1e4;

/// Pieces of a head's first line that their number tells apart.
const MOST_NUMBERS: usize = 3;

impl Standing<'_> {
    /// Its spot.
    pub(super) fn spot(&self) -> Spot {
        let number = match self.line {
            0 => self.number.min(MOST_NUMBERS),
            _ => self.number,
        };
        let piece = self.piece;
        let is_hard = matches!(piece.separator, Separator::Hard) || piece.separator.is_time();
        (self.line, number, piece.is_bold, piece.is_italic, is_hard)
    }
}

impl<'a> HeadLine<'a> {
    fn new(
        lexicon: &Lexicon,
        between: &Between,
        line: &'a Line,
        number: usize,
        is_outer: bool,
        decided: Vec<(Range<usize>, Field)>,
    ) -> HeadLine<'a> {
        let mut bounds = bounds(lexicon, between, line);
        if !decided.is_empty() {
            let own: Vec<Range<usize>> = decided.iter().map(|(at, _)| at.clone()).collect();
            cut_out(&mut bounds, &own, line.text.len());
        }
        let soft = bounds
            .iter()
            .map(|bound| Cuts::of(bound.separator))
            .fold(Cuts::default(), Cuts::or);
        HeadLine {
            line,
            number,
            is_outer,
            bounds,
            decided,
            soft,
            tried: FxHashMap::default(),
        }
    }

    fn tried(&self, cuts: Cuts) -> &Tried {
        &self.tried[&cuts.and(self.soft)]
    }
}

impl<'a> Heads<'a> {
    /// Of a section.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        kind: Kind,
        heads: &'a [Head],
        context: &'a Context,
    ) -> Heads<'a> {
        let between = Between::new(lexicon);
        let mut lines: Vec<HeadLine> = Vec::new();
        let mut known: FxHashMap<(*const Line, usize, bool), usize> = FxHashMap::default();
        let mut of_heads = Vec::with_capacity(heads.len());
        for head in heads {
            let mut of_head = Vec::with_capacity(head.lines.len());
            for (number, line) in head.lines.iter().enumerate() {
                let is_outer = number < head.shared;
                let id = *known
                    .entry((Rc::as_ptr(line), number, is_outer))
                    .or_insert_with(|| {
                        let decided = context.decided.on(line).into_iter();
                        let decided = decided.map(|(at, is)| (at, Field::said(is))).collect();
                        lines.push(HeadLine::new(
                            lexicon, &between, line, number, is_outer, decided,
                        ));
                        lines.len() - 1
                    });
                of_head.push(id);
            }
            of_heads.push(of_head);
        }
        Heads {
            scale: Scale::new(lexicon, kind, context),
            lines,
            heads: of_heads,
        }
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// How many separators of a sort a head has.
    pub(super) fn count(&self, head: usize, separator: Separator) -> usize {
        let lines = self.heads[head].iter().map(|&id| &self.lines[id]);
        lines
            .filter(|line| line.soft.has(separator))
            .flat_map(|line| &line.bounds)
            .filter(|bound| bound.separator == separator)
            .count()
    }

    /// Makes sure that a head's lines are cut so.
    pub(super) fn try_cuts(&mut self, head: usize, cuts: Cuts) {
        for &id in &self.heads[head] {
            let cuts = cuts.and(self.lines[id].soft);
            if !self.lines[id].tried.contains_key(&cuts) {
                let tried = self.scale.try_cuts(id, &self.lines[id], cuts);
                self.lines[id].tried.insert(cuts, tried);
            }
        }
    }

    /// How often each text is a piece.
    pub(super) fn seen(&self, heads: impl Iterator<Item = usize>, cuts: Cuts) -> Vec<u32> {
        let mut out = vec![0; self.scale.texts()];
        for head in heads {
            for &id in &self.heads[head] {
                for spans in &self.lines[id].tried(cuts).spans {
                    if let Some(alone) = spans.first() {
                        out[alone.text] += 1;
                    }
                }
            }
        }
        out
    }

    /// Writes what a head's pieces are worth.
    pub(super) fn fill(&self, chart: &mut Chart, head: usize, cuts: Cuts, seen: &[u32]) {
        let assign = &weights().assign;
        chart.clear();
        for &id in &self.heads[head] {
            let line = &self.lines[id];
            for (n, spans) in line.tried(cuts).spans.iter().enumerate() {
                if chart.is_full() {
                    return;
                }
                let mut column = Column {
                    worth: [[f32::NEG_INFINITY; SLOTS]; LONGEST],
                    drop: assign.drop,
                    stray: None,
                    begins_line: n == 0,
                    is_decided: false,
                };
                let is_opening = n == 0 && line.number == 0;
                if let Some(alone) = spans.first().filter(|_| !is_opening) {
                    let text = alone.worth[TEXT].clamp(assign.least, assign.most);
                    column.stray = Some(text.min(0.0) + assign.stray);
                }
                if is_opening {
                    column.drop += assign.drop_lead;
                }
                for (span, worth) in spans.iter().zip(&mut column.worth) {
                    *worth = span.worth;
                    if seen[span.text] > 1 {
                        worth[ORGANIZATION] += assign.repeat;
                    }
                    if seen[span.text] > 2 {
                        worth[PLACE] += assign.piece.repeated_place;
                    }
                    for (worth, join) in worth.iter_mut().zip(span.join) {
                        if worth.is_finite() {
                            *worth = worth.clamp(assign.least, assign.most) + join;
                        }
                    }
                }
                // Nothing outweighs what the user says.
                if let Some(slot) = spans.first().and_then(|alone| alone.decided) {
                    column.worth = [[f32::NEG_INFINITY; SLOTS]; LONGEST];
                    column.worth[0][slot] = assign.most;
                    column.drop = -SURE;
                    column.is_decided = true;
                    column.stray = (slot == TEXT).then_some(assign.most);
                }
                chart.push(column);
            }
        }
    }

    /// The pieces of a head, all lines after one another.
    pub(super) fn pieces(&self, head: usize, cuts: Cuts) -> Vec<Standing<'_>> {
        let mut out = Vec::new();
        for (line, &id) in self.heads[head].iter().enumerate() {
            let pieces = &self.lines[id].tried(cuts).pieces;
            let standing = |(number, piece)| Standing {
                line,
                number,
                piece,
            };
            out.extend(pieces.iter().enumerate().map(standing));
        }
        out
    }

    /// What stands in a head that no field takes: (line, what, bytes).
    pub(super) fn aside(
        &self,
        head: usize,
        cuts: Cuts,
    ) -> impl Iterator<Item = (usize, &(Field, Range<usize>))> {
        let lines = self.heads[head].iter().enumerate();
        lines.flat_map(move |(number, &id)| {
            let aside = self.lines[id].tried(cuts).aside.iter();
            aside.map(move |it| (number, it))
        })
    }
}
