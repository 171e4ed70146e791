//! The pieces of one head, laid along an order of fields.

use std::ops::Range;

use super::evidence::{LONGEST, LONGEST_NAME, ORGANIZATION, PLACE, SLOTS, TEXT, TITLE};
use crate::extract::reader::score::FieldWeights;
use crate::extract::reader::{Kind, weights};

/// Pieces of a head that are aligned; what follows is left over.
pub(super) const MOST_PIECES: usize = 24;

/// An order of the fields; other text comes last.
pub(super) type Order = [usize; SLOTS];

/// Every order, in the order in which they are tried.
pub(super) const ORDERS: [Order; 6] = [
    [TITLE, ORGANIZATION, PLACE, TEXT],
    [TITLE, PLACE, ORGANIZATION, TEXT],
    [ORGANIZATION, TITLE, PLACE, TEXT],
    [ORGANIZATION, PLACE, TITLE, TEXT],
    [PLACE, TITLE, ORGANIZATION, TEXT],
    [PLACE, ORGANIZATION, TITLE, TEXT],
];

/// Sums that differ by less are equal: rounding decides nothing.
const EQUAL: f32 = 1e-4;

/// True if a sum is better than another that was found before.
pub(super) fn beats(score: f32, other: f32) -> bool {
    score > other + EQUAL
}

/// What fields are worth that are filled, or that an entry lacks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Costs {
    fill: [f32; SLOTS],
    missing: [f32; SLOTS],
}

impl Costs {
    /// Those of a kind. Nobody expects an employer where entries are not expected to be dated.
    pub(super) fn new(kind: Kind) -> Costs {
        let assign = &weights().assign;
        let array = |of: &FieldWeights| [of.title, of.organization, of.place, of.text];
        let (mut fill, mut missing) = (array(&assign.fill), array(&assign.missing));
        if !kind.is_dated() {
            fill[ORGANIZATION] = 0.0;
            missing[ORGANIZATION] = 0.0;
            // What is no position is known by its name.
            missing[TITLE] *= assign.nameless;
        }
        Costs { fill, missing }
    }
}

/// What one head's pieces are worth.
#[derive(Clone, Debug, Default)]
pub(super) struct Chart {
    columns: Vec<Column>,
}

/// What begins with one piece.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// The worth of one piece, of two, ... for each slot.
    pub(super) worth: [[f32; SLOTS]; LONGEST],
    /// What leaving the piece over costs.
    pub(super) drop: f32,
    /// What taking it as text costs wherever it stands; `None` where only the order's last slot may.
    pub(super) stray: Option<f32>,
    /// It is its line's first.
    pub(super) begins_line: bool,
    /// The user says what it is.
    pub(super) is_decided: bool,
}

/// What becomes of a piece.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// No field takes it.
    Drop,
    /// It is text between fields.
    Stray,
    /// The order's next field takes nothing.
    Skip,
    /// The order's next field takes so many.
    Take(u8),
}

/// Pieces and the slot that takes them; `None` for one that none takes.
pub(super) type Take = (Option<usize>, Range<usize>);

impl Chart {
    /// Adds a piece behind those that are there.
    pub(super) fn push(&mut self, column: Column) {
        self.columns.push(column);
    }

    /// True where no further piece is aligned.
    pub(super) fn is_full(&self) -> bool {
        self.columns.len() >= MOST_PIECES
    }

    /// True if the user says what some piece is.
    pub(super) fn is_decided(&self) -> bool {
        self.columns.iter().any(|column| column.is_decided)
    }

    /// Empties it.
    pub(super) fn clear(&mut self) {
        self.columns.clear();
    }

    /// The pieces' columns.
    pub(super) fn columns_mut(&mut self) -> &mut [Column] {
        &mut self.columns
    }

    /// The best sum under an order.
    pub(super) fn score(&self, order: &Order, costs: &Costs) -> f32 {
        Table::new(self, order, costs).score[0][0]
    }

    /// The best sum under an order, and what it gives to whom: every piece once, in order.
    pub(super) fn align(&self, order: &Order, costs: &Costs) -> (f32, Vec<Take>) {
        let table = Table::new(self, order, costs);
        let mut takes = Vec::new();
        let (mut piece, mut field) = (0, 0);
        while piece < self.columns.len() {
            match table.step[piece][field] {
                Step::Drop => {
                    takes.push((None, piece..piece + 1));
                    piece += 1;
                }
                Step::Stray => {
                    takes.push((Some(TEXT), piece..piece + 1));
                    piece += 1;
                }
                Step::Skip => field += 1,
                Step::Take(count) => {
                    let count = usize::from(count);
                    takes.push((Some(order[field]), piece..piece + count));
                    piece += count;
                    field += self.advance(order[field], piece);
                }
            }
        }
        (table.score[0][0], takes)
    }

    /// The same under an order that does not give a slot what is `printed` there: `None` for
    /// nothing, so that it has to be filled.
    pub(super) fn align_otherwise(
        &self,
        order: &Order,
        costs: &Costs,
        slot: usize,
        printed: Option<&Range<usize>>,
    ) -> (f32, Vec<Take>) {
        let (mut chart, mut costs) = (self.clone(), *costs);
        match printed {
            Some(printed) => {
                let column = chart.columns.get_mut(printed.start);
                let worth = column.and_then(|column| column.worth.get_mut(printed.len() - 1));
                if let Some(worth) = worth {
                    worth[slot] = f32::NEG_INFINITY;
                }
            }
            None => costs.missing[slot] = f32::NEG_INFINITY,
        }
        chart.align(order, &costs)
    }

    /// How far the order moves when a slot has taken what stands before `next`: text goes on
    /// with the next line.
    fn advance(&self, slot: usize, next: usize) -> usize {
        let goes_on = slot == TEXT && self.columns.get(next).is_some_and(|c| c.begins_line);
        usize::from(!goes_on)
    }
}

/// The best sums from a piece and a field on.
struct Table {
    score: [[f32; SLOTS + 1]; MOST_PIECES + 1],
    step: [[Step; SLOTS + 1]; MOST_PIECES + 1],
}

impl Table {
    fn new(chart: &Chart, order: &Order, costs: &Costs) -> Table {
        let count = chart.columns.len();
        let mut table = Table {
            score: [[0.0; SLOTS + 1]; MOST_PIECES + 1],
            step: [[Step::Drop; SLOTS + 1]; MOST_PIECES + 1],
        };
        // An entry of one piece has a reason to lack an employer.
        let missing = |slot: usize| match count > 1 || slot == TITLE {
            true => costs.missing[slot],
            false => costs.missing[slot] * weights().assign.few,
        };
        for field in (0..SLOTS).rev() {
            table.score[count][field] = missing(order[field]) + table.score[count][field + 1];
        }
        for piece in (0..count).rev() {
            let column = &chart.columns[piece];
            for field in (0..=SLOTS).rev() {
                let mut best = (column.drop + table.score[piece + 1][field], Step::Drop);
                if let Some(stray) = column.stray {
                    let read = stray + table.score[piece + 1][field];
                    if beats(read, best.0) {
                        best = (read, Step::Stray);
                    }
                }
                if let Some(&slot) = order.get(field) {
                    let skipped = missing(slot) + table.score[piece][field + 1];
                    if beats(skipped, best.0) {
                        best = (skipped, Step::Skip);
                    }
                    let most = if slot == TEXT { LONGEST } else { LONGEST_NAME };
                    for take in 1..=(most.min(count - piece) as u8) {
                        let length = usize::from(take);
                        let next = piece + length;
                        let rest = table.score[next][field + chart.advance(slot, next)];
                        let taken = column.worth[length - 1][slot] + costs.fill[slot] + rest;
                        if beats(taken, best.0) {
                            best = (taken, Step::Take(take));
                        }
                    }
                }
                (table.score[piece][field], table.step[piece][field]) = best;
            }
        }
        table
    }
}
