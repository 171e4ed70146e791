//! Heights of runs of slabs, added up once.
//!
//! Gaps and pitch never change a line break, so heights are linear in both: those at one fit
//! are those at another with a share of what each adds.

use super::break_pages::Extent;
use crate::units::Pt;

/// Heights of slabs that stand one below the other.
pub(super) struct Heights {
    /// From the top of the first slab, with its gap, to the top of each, and to the end: in
    /// doubled precision, as a page's height is the difference of two of them in a document of
    /// any length.
    tops: Vec<f64>,
    /// The gap above each, and none above the end.
    above: Vec<f64>,
}

impl Heights {
    pub(super) fn of(extents: &[Extent]) -> Self {
        Heights::new(extents.iter().map(|extent| (extent.above, extent.height)))
    }

    /// Of gaps above slabs and their own heights.
    pub(super) fn new(slabs: impl ExactSizeIterator<Item = (Pt, Pt)>) -> Self {
        let mut tops = Vec::with_capacity(slabs.len() + 1);
        let mut gaps = Vec::with_capacity(slabs.len() + 1);
        let mut top = 0.0;
        for (above, height) in slabs {
            tops.push(top);
            gaps.push(f64::from(above.0));
            top += f64::from((above + height).0);
        }
        tops.push(top);
        gaps.push(0.0);
        Heights { tops, above: gaps }
    }

    /// These heights with shares of what others add to them.
    pub(super) fn plus<const N: usize>(&self, others: [(&Heights, f32); N]) -> Heights {
        let (mut tops, mut above) = (self.tops.clone(), self.above.clone());
        for (heights, share) in others {
            add(&mut tops, &heights.tops, share);
            add(&mut above, &heights.above, share);
        }
        Heights { tops, above }
    }

    /// What these heights add to others of as many slabs.
    pub(super) fn less(&self, others: &Heights) -> Heights {
        self.plus([(others, -1.0)])
    }

    /// How high the slabs from `first` up to `next` are on a page of their own.
    pub(super) fn used(&self, first: usize, next: usize) -> Pt {
        match next > first {
            true => Pt((self.tops[next] - self.tops[first] - self.above[first]) as f32),
            false => Pt::ZERO,
        }
    }

    /// The end of the longest run from `first` on that is no higher than `height`; at least
    /// `least`, however high that is.
    pub(super) fn end_of(&self, first: usize, least: usize, height: Pt) -> usize {
        let end = self.tops[first] + self.above[first] + f64::from(height.0);
        let fits = self.tops[least..].partition_point(|top| *top <= end);
        (least + fits).saturating_sub(1).max(least)
    }
}

/// Adds a share of each of some figures.
fn add(to: &mut [f64], figures: &[f64], share: f32) {
    for (to, figure) in to.iter_mut().zip(figures) {
        *to += figure * f64::from(share);
    }
}
