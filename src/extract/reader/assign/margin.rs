//! How surely an entry is named: by value, not by order.
//!
//! Whether the section's order is sure says little of one entry. What counts is the best reading
//! that gives this entry another title or another organisation, wherever it comes from: another
//! order or other cuts for all siblings, or this entry alone leaving the section's order.

use super::align::{Chart, ORDERS, Order, Take, beats};
use super::evidence::{ORGANIZATION, TITLE};
use super::heads::Standing;
use super::solve::{Reading, Solver};
use super::take::taken;
use super::{Field, Taken};
use crate::extract::reader::{Kind, weights};
use std::ops::Range;

/// How far the next reading of one entry falls behind.
#[derive(Clone, Debug, Default)]
pub(crate) struct Margin {
    /// By how much; infinite where there is no other.
    pub(crate) ahead: f32,
    /// What that reading takes for title and organisation.
    pub(crate) rival: Vec<Taken>,
}

impl Margin {
    /// Of an entry that nothing else can be made of.
    pub(super) fn none() -> Margin {
        Margin {
            ahead: f32::INFINITY,
            rival: Vec::new(),
        }
    }

    fn offer(&mut self, ahead: f32, rival: impl FnOnce() -> Vec<Taken>) {
        if ahead < self.ahead {
            self.ahead = ahead.max(0.0);
            self.rival = rival();
        }
    }
}

/// The pieces that are a head's title or organisation.
fn of_slot(takes: &[Take], slot: usize) -> Option<&Range<usize>> {
    let mut of_slot = takes.iter().filter(|(own, _)| *own == Some(slot));
    of_slot.next().map(|(_, range)| range)
}

/// Title and organisation of a reading.
fn names(pieces: &[Standing], takes: &[Take]) -> Vec<Taken> {
    let is_name = |taken: &Taken| matches!(taken.field, Some(Field::Title | Field::Organization));
    let mut names = taken(pieces, takes);
    names.retain(is_name);
    names
}

impl Solver<'_> {
    /// How far behind the printed reading of one head the best is that names it otherwise, among
    /// the readings of this head alone.
    pub(super) fn margin_alone(
        &self,
        chart: &Chart,
        pieces: &[Standing],
        section: usize,
        printed: (usize, &[Take]),
    ) -> Margin {
        let mut margin = Margin::none();
        let price = |order: usize| match order == section {
            true => 0.0,
            false => weights().assign.own_order,
        };
        let (own, takes) = printed;
        let score = chart.score(&ORDERS[own], &self.costs) - price(own);
        for (n, order) in ORDERS.iter().enumerate() {
            for slot in [TITLE, ORGANIZATION] {
                let (other, rival) = self.otherwise(chart, order, slot, takes);
                if other.is_finite() && !self.only_lacks(takes, &rival) {
                    margin.offer(score - other + price(n), || names(pieces, &rival));
                }
            }
        }
        margin
    }

    /// True for a reading that names the same and no organisation, in kinds where nobody misses
    /// one: it is always close, as what it leaves becomes text at hardly a price.
    fn only_lacks(&self, takes: &[Take], rival: &[Take]) -> bool {
        !self.kind.is_dated()
            && self.kind != Kind::PROJECTS
            && of_slot(takes, TITLE) == of_slot(rival, TITLE)
            && of_slot(rival, ORGANIZATION).is_none()
    }

    fn otherwise(
        &self,
        chart: &Chart,
        order: &Order,
        slot: usize,
        takes: &[Take],
    ) -> (f32, Vec<Take>) {
        chart.align_otherwise(order, &self.costs, slot, of_slot(takes, slot))
    }

    /// Lowers the margins of heads that another reading of the whole section names otherwise.
    pub(super) fn lower_by_others(
        &self,
        sample: &[usize],
        (chosen, others): (Reading, &[Reading]),
        entries: &[Vec<Taken>],
        margins: &mut [Margin],
    ) {
        let mut chart = Chart::default();
        for other in others {
            // The chosen one itself, and one that no head has anything for.
            let is_same = other.order == chosen.order && other.cuts == chosen.cuts;
            if is_same || !other.score.is_finite() || beats(other.score, chosen.score) {
                continue;
            }
            let seen = self.heads.seen(sample.iter().copied(), other.cuts);
            for &head in sample {
                let (Some(margin), Some(entry)) = (margins.get_mut(head), entries.get(head)) else {
                    continue;
                };
                let ahead = chosen.score - other.score;
                if ahead >= margin.ahead {
                    continue;
                }
                self.heads.fill(&mut chart, head, other.cuts, &seen);
                let pieces = self.heads.pieces(head, other.cuts);
                let (_, takes) = chart.align(&ORDERS[other.order], &self.costs);
                let rival = names(&pieces, &takes);
                let is_name = |taken: &&Taken| {
                    matches!(taken.field, Some(Field::Title | Field::Organization))
                };
                if !entry.iter().filter(is_name).eq(rival.iter()) {
                    margin.offer(ahead, || rival);
                }
            }
        }
    }
}
