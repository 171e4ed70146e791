//! The one reading of all heads of a section.

use super::align::{Chart, Costs, ORDERS, Order, beats};
use super::bounds::{Cuts, Separator};
use super::evidence::{FIELDS, ORGANIZATION, PLACE, SLOTS, TEXT, TITLE};
use super::heads::Heads;
use super::{Assignment, Context, Head};
use crate::extract::reader::{Kind, Lexicon, weights};
use std::ops::Range;

/// Soft separators of which every set is tried: the commonest.
const MOST_SOFT: usize = 6;

/// Heads by which a reading is chosen.
const MOST_HEADS: usize = 200;

/// The heads of a section while they are read.
pub(super) struct Solver<'a> {
    pub(super) kind: Kind,
    /// Nobody expects more than a title, and nothing but titles may stand there.
    is_bare: bool,
    context: &'a Context,
    pub(super) costs: Costs,
    pub(super) heads: Heads<'a>,
}

/// Cuts and an order for a whole section.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) score: f32,
    pub(super) cuts: Cuts,
    /// A position in [`ORDERS`].
    pub(super) order: usize,
}

impl<'a> Solver<'a> {
    /// For the heads of a section.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        kind: Kind,
        heads: &'a [Head],
        context: &'a Context,
    ) -> Solver<'a> {
        let is_dated = |head: &Head| head.lines.iter().any(|line| line.is_dated());
        Solver {
            kind,
            is_bare: [Kind::CERTIFICATIONS, Kind::AWARDS].contains(&kind)
                && !heads.iter().any(is_dated),
            context,
            costs: Costs::new(kind),
            heads: Heads::new(lexicon, kind, heads, context),
        }
    }

    /// Chooses the reading and takes the fields.
    pub(super) fn solve(&mut self) -> Assignment {
        if self.heads.len() == 0 {
            return Assignment {
                margin: f32::INFINITY,
                ..Assignment::default()
            };
        }
        let sample = self.sample();
        let soft = self.commonest(&sample);
        let best = self.best_by_order(&sample, soft);
        let mut chosen = best[0];
        for reading in &best[1..] {
            if beats(reading.score, chosen.score) {
                chosen = *reading;
            }
        }
        let all = self.heads.len() as f32 / sample.len() as f32;
        let (entries, mut margins) = self.take(chosen);
        self.lower_by_others(&sample, (chosen, &best), &entries, &mut margins);
        Assignment {
            score: chosen.score * all,
            margin: self.margin(&sample, &best, chosen) * all,
            leads: self.leads(&sample, &best),
            reading: tell(chosen),
            entries,
            margins,
        }
    }

    /// The heads by which the reading is chosen, evenly spaced.
    fn sample(&self) -> Vec<usize> {
        let count = self.heads.len();
        let most = count.min(MOST_HEADS);
        (0..most).map(|n| n * count / most).collect()
    }

    /// The soft separators that most heads have.
    fn commonest(&self, sample: &[usize]) -> Vec<Separator> {
        let mut counted = Vec::new();
        for separator in Separator::SOFT {
            let count = sample
                .iter()
                .filter(|&&head| self.heads.count(head, separator) > 0)
                .count();
            if count > 0 {
                counted.push((count, separator));
            }
        }
        counted.sort_by_key(|&(count, separator)| (std::cmp::Reverse(count), separator));
        counted.truncate(MOST_SOFT);
        let mut out: Vec<Separator> = counted.into_iter().map(|(_, s)| s).collect();
        out.sort();
        out
    }

    /// The best cuts for each order.
    fn best_by_order(&mut self, sample: &[usize], soft: Vec<Separator>) -> [Reading; ORDERS.len()] {
        let assign = &weights().assign;
        let count = sample.len() as f32;
        let sets = sets(&soft);
        for &cuts in &sets {
            for &head in sample {
                self.heads.try_cuts(head, cuts);
            }
        }
        let mut worth = [0.0; Separator::SOFT.len()];
        for &separator in &soft {
            worth[separator as usize] = self.worth_of_cut(sample, separator);
        }
        let prior: [f32; ORDERS.len()] =
            std::array::from_fn(|n| self.prior(&ORDERS[n]) * count.sqrt());
        let mut best = [Reading {
            score: f32::NEG_INFINITY,
            cuts: Cuts::default(),
            order: 0,
        }; ORDERS.len()];
        let mut chart = Chart::default();
        for &cuts in &sets {
            let seen = self.heads.seen(sample.iter().copied(), cuts);
            let mut sums = [0.0; ORDERS.len()];
            for &head in sample {
                self.heads.fill(&mut chart, head, cuts, &seen);
                for (sum, order) in sums.iter_mut().zip(&ORDERS) {
                    *sum += chart.score(order, &self.costs);
                }
            }
            let shared: f32 = cuts.iter().map(|s| worth[s as usize]).sum();
            let cost = assign.cut * cuts.len() as f32 * count;
            for (order, best) in best.iter_mut().enumerate() {
                let score = shared + sums[order] + prior[order] + cost;
                if beats(score, best.score) {
                    *best = Reading { score, cuts, order };
                }
            }
        }
        best
    }

    /// What a soft separator is worth as a cut, whatever it cuts: much if all siblings have it
    /// equally often.
    fn worth_of_cut(&self, sample: &[usize], separator: Separator) -> f32 {
        let assign = &weights().assign;
        let counts = || sample.iter().map(|&head| self.heads.count(head, separator));
        let (least, most) = counts().fold((usize::MAX, 0), |(least, most), count| {
            (least.min(count), most.max(count))
        });
        let count = sample.len() as f32;
        let mut out = 0.0;
        if separator == Separator::Slash {
            out += assign.slash * count;
        }
        if separator == Separator::Stop {
            out += assign.stop * count;
        }
        if least == 0 {
            out -= assign.unshared * counts().filter(|&count| count == 0).count() as f32;
        } else if least == most && separator != Separator::WeakAt && !self.is_bare {
            out += assign.shared * count * if sample.len() > 1 { 1.0 } else { assign.lone };
        }
        out
    }

    /// What an order is worth before any word is heard.
    fn prior(&self, order: &Order) -> f32 {
        let weights = &weights().assign;
        let place = position(order, PLACE);
        let mut out = 0.0;
        // Half of it for a place between the two names.
        if place > 0 {
            out += weights.order.place_last / 2.0;
        } else {
            out += weights.order.place_first;
        }
        if place == 2 {
            out += weights.order.place_last;
        }
        if !title_leads(order) {
            return out;
        }
        out += weights.order.title_first;
        if self.kind.is_dated() {
            return out + self.context.title_leads.clamp(-weights.page, weights.page);
        }
        match order[0] == TITLE {
            true => out * (1.0 + weights.undated_title),
            false => out,
        }
    }

    /// How much the best reading with the other of title and organisation first falls behind;
    /// infinite where it names nothing otherwise.
    fn margin(&self, sample: &[usize], best: &[Reading], chosen: Reading) -> f32 {
        let leads = title_leads(&ORDERS[chosen.order]);
        let mut rival: Option<Reading> = None;
        for reading in best {
            if title_leads(&ORDERS[reading.order]) != leads
                && rival.is_none_or(|rival| beats(reading.score, rival.score))
            {
                rival = Some(*reading);
            }
        }
        match rival {
            Some(rival) if self.names(sample, rival) != self.names(sample, chosen) => {
                (chosen.score - rival.score).max(0.0)
            }
            _ => f32::INFINITY,
        }
    }

    /// What a reading calls a title or an organisation: (head, slot, line, first byte, last).
    fn names(
        &self,
        sample: &[usize],
        reading: Reading,
    ) -> Vec<(usize, usize, usize, Range<usize>)> {
        let seen = self.heads.seen(sample.iter().copied(), reading.cuts);
        let mut chart = Chart::default();
        let mut out = Vec::new();
        for &head in sample {
            self.heads.fill(&mut chart, head, reading.cuts, &seen);
            let pieces = self.heads.pieces(head, reading.cuts);
            let (_, takes) = chart.align(&ORDERS[reading.order], &self.costs);
            for (slot, range) in takes {
                if let Some(slot) = slot.filter(|&slot| slot < PLACE) {
                    let (first, last) = (&pieces[range.start], &pieces[range.end - 1]);
                    let at = first.piece.at.start..last.piece.at.end;
                    out.push((head, slot, first.line, at));
                }
            }
        }
        out
    }

    /// How much an entry's words favour the title before the organisation; 0 where nothing but
    /// the order's own worth does, and in kinds that are named otherwise.
    fn leads(&self, sample: &[usize], best: &[Reading]) -> f32 {
        if !self.kind.is_dated() {
            return 0.0;
        }
        let count = sample.len() as f32;
        let bare = |leads: bool| {
            let of = best
                .iter()
                .filter(|reading| title_leads(&ORDERS[reading.order]) == leads);
            of.map(|reading| reading.score - self.prior(&ORDERS[reading.order]) * count.sqrt())
                .fold(f32::NEG_INFINITY, f32::max)
        };
        let per_entry = (bare(true) - bare(false)) / count;
        per_entry.clamp(-1.0, 1.0) * weights().assign.page
    }
}

/// All sets of separators: the smaller first, those of a size in the order of their members.
fn sets(soft: &[Separator]) -> Vec<Cuts> {
    let mut out: Vec<Cuts> = (0..1_usize << soft.len())
        .map(|bits| {
            let members = soft.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1);
            members.fold(Cuts::default(), |all, (_, &s)| all.or(Cuts::of(s)))
        })
        .collect();
    // The set whose first members come first has the greater number when its bits are mirrored.
    out.sort_by_key(|cuts| (cuts.len(), std::cmp::Reverse(cuts.0.reverse_bits())));
    out
}

/// Where a slot stands in an order.
fn position(order: &Order, slot: usize) -> usize {
    order
        .iter()
        .position(|&other| other == slot)
        .unwrap_or(SLOTS)
}

fn title_leads(order: &Order) -> bool {
    position(order, TITLE) < position(order, ORGANIZATION)
}

/// A reading in words: "title organization place, cut at comma".
fn tell(reading: Reading) -> String {
    let names: Vec<&str> = ORDERS[reading.order][..TEXT]
        .iter()
        .map(|&slot| FIELDS[slot].name())
        .collect();
    let cuts: Vec<&str> = reading.cuts.iter().map(Separator::name).collect();
    match cuts.is_empty() {
        true => names.join(" "),
        false => format!("{}, cut at {}", names.join(" "), cuts.join(" ")),
    }
}
