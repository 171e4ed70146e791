//! The fields of all heads under the reading that was chosen.

use rustc_hash::FxHashMap;

use super::align::{Chart, ORDERS, Take, beats};
use super::evidence::{FIELDS, SLOTS, TEXT};
use super::heads::{Spot, Standing};
use super::margin::Margin;
use super::solve::{Reading, Solver};
use super::{Field, Taken};
use crate::extract::reader::weights;

impl Solver<'_> {
    /// The fields of all heads under a reading. An entry may leave its order at a price; what the
    /// spot of a piece was in the siblings speaks for its being so here.
    pub(super) fn take(&mut self, chosen: Reading) -> (Vec<Vec<Taken>>, Vec<Margin>) {
        for head in 0..self.heads.len() {
            self.heads.try_cuts(head, chosen.cuts);
        }
        let seen = self.heads.seen(0..self.heads.len(), chosen.cuts);
        let shares = self.shares(chosen, &seen);
        let mut chart = Chart::default();
        let mut out = Vec::with_capacity(self.heads.len());
        let mut margins = Vec::with_capacity(self.heads.len());
        for head in 0..self.heads.len() {
            self.heads.fill(&mut chart, head, chosen.cuts, &seen);
            let pieces = self.heads.pieces(head, chosen.cuts);
            for (column, piece) in chart.columns_mut().iter_mut().zip(&pieces) {
                let Some(shares) = shares.get(&piece.spot()) else {
                    continue;
                };
                for worth in &mut column.worth {
                    for (worth, share) in worth.iter_mut().zip(shares) {
                        *worth += weights().assign.slot * share;
                    }
                }
            }
            let order = self.own_order(&chart, chosen.order);
            let takes = chart.align(&ORDERS[order], &self.costs).1;
            margins.push(self.margin_alone(&chart, &pieces, chosen.order, (order, &takes)));
            let mut taken = taken(&pieces, &takes);
            for (line, (field, at)) in self.heads.aside(head, chosen.cuts) {
                taken.push(Taken {
                    field: Some(*field),
                    line,
                    at: at.clone(),
                });
            }
            taken.sort_by_key(|taken| (taken.line, taken.at.start));
            out.push(taken);
        }
        (out, margins)
    }

    /// For each spot that several heads have, which share of them gave it to which slot.
    fn shares(&self, chosen: Reading, seen: &[u32]) -> FxHashMap<Spot, [f32; SLOTS]> {
        let mut counted: FxHashMap<Spot, (f32, [f32; SLOTS])> = FxHashMap::default();
        let mut chart = Chart::default();
        for head in 0..self.heads.len() {
            self.heads.fill(&mut chart, head, chosen.cuts, seen);
            let pieces = self.heads.pieces(head, chosen.cuts);
            let (_, takes) = chart.align(&ORDERS[chosen.order], &self.costs);
            for (slot, range) in takes {
                let (all, by_slot) = counted.entry(pieces[range.start].spot()).or_default();
                *all += 1.0;
                if let Some(slot) = slot {
                    by_slot[slot] += 1.0;
                }
            }
        }
        counted.retain(|_, (all, _)| *all > 1.0);
        let share = |(spot, (all, by_slot)): (Spot, (f32, [f32; SLOTS]))| {
            (spot, by_slot.map(|count| count / all))
        };
        counted.into_iter().map(share).collect()
    }

    /// The section's order, or the entry's own where that is worth its price: none where the user
    /// says what a piece is.
    fn own_order(&self, chart: &Chart, order: usize) -> usize {
        let price = match chart.is_decided() {
            true => 0.0,
            false => weights().assign.own_order,
        };
        let mut best = order;
        let mut score = chart.score(&ORDERS[order], &self.costs);
        for (n, own) in ORDERS.iter().enumerate() {
            let own = chart.score(own, &self.costs) - price;
            if n != order && beats(own, score) {
                (best, score) = (n, own);
            }
        }
        best
    }
}

/// What the alignment gave, as bytes. Text that a date interrupts is two; pieces that were too
/// many to be aligned are left over.
pub(super) fn taken(pieces: &[Standing], takes: &[Take]) -> Vec<Taken> {
    let mut out: Vec<Taken> = Vec::new();
    let mut next = 0;
    for (slot, range) in takes {
        let field = slot.map(|slot| FIELDS[slot]);
        for (n, standing) in pieces[range.clone()].iter().enumerate() {
            let at = standing.piece.at.clone();
            match out.last_mut() {
                Some(last) if n > 0 && (*slot != Some(TEXT) || standing.piece.reads_on) => {
                    last.at.end = at.end;
                }
                // A word is no separator where it leads to no name: it belongs to the text.
                _ if is_text(field) => out.push(Taken {
                    field,
                    line: standing.line,
                    at: standing.piece.from..at.end,
                }),
                _ => out.push(Taken {
                    field,
                    line: standing.line,
                    at,
                }),
            }
        }
        next = range.end;
    }
    out.extend(pieces[next..].iter().map(|standing| Taken {
        field: None,
        line: standing.line,
        at: standing.piece.from..standing.piece.at.end,
    }));
    out
}

/// True for what goes to the entry's text.
fn is_text(field: Option<Field>) -> bool {
    matches!(field, Some(Field::Text) | None)
}
