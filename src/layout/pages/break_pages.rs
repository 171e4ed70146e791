//! Page breaks: each page takes as many slabs as fit, up to a place where a break is allowed.

use super::Pages;
use super::slabs::Slab;
use crate::units::Pt;

/// Room for rounding when a page is full to the brim.
const SLACK: Pt = Pt(0.05);

/// What page breaking needs to know of a slab.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub above: Pt,
    pub height: Pt,
    pub keep_with_next: bool,
    pub vanishes: bool,
}

impl From<&Slab> for Extent {
    fn from(slab: &Slab) -> Self {
        Extent {
            above: slab.above,
            height: slab.height,
            keep_with_next: slab.keep_with_next,
            vanishes: slab.vanishes,
        }
    }
}

/// Pages of slabs with their places from the top of the text area; pages are at most
/// `height` high unless one slab is higher.
pub(super) fn break_pages(slabs: Vec<Slab>, height: Pt) -> Pages {
    let extents: Vec<Extent> = slabs.iter().map(Extent::from).collect();
    let starts = page_starts(&extents, height);
    let mut pages: Pages = Vec::new();
    let mut page = Vec::new();
    let mut y = Pt::ZERO;
    for (index, slab) in slabs.into_iter().enumerate() {
        if starts.contains(&index) {
            pages.push(std::mem::take(&mut page));
            y = Pt::ZERO;
        }
        if page.is_empty() && slab.vanishes && !pages.is_empty() {
            continue;
        }
        if !page.is_empty() {
            y += slab.above;
        }
        let own = slab.height;
        page.push((y, slab));
        y += own;
    }
    if !page.is_empty() {
        pages.push(page);
    }
    pages
}

/// How much of the text area each page fills, 0 to 1.
pub(super) fn fills(extents: &[Extent], height: Pt) -> Vec<f32> {
    let starts = page_starts(extents, height);
    let mut fills = Vec::new();
    let mut y = Pt::ZERO;
    let mut at_top = true;
    for (index, extent) in extents.iter().enumerate() {
        if starts.contains(&index) {
            fills.push(y / height);
            y = Pt::ZERO;
            at_top = true;
        }
        if at_top && extent.vanishes && !fills.is_empty() {
            continue;
        }
        if !at_top {
            y += extent.above;
        }
        y += extent.height;
        at_top = false;
    }
    if !extents.is_empty() {
        fills.push(y / height);
    }
    fills
}

/// Indices of the slabs that start a page, without the first page's.
fn page_starts(extents: &[Extent], height: Pt) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut start = 0;
    while let Some(next) = next_start(extents, start, height) {
        starts.push(next);
        start = next;
    }
    starts
}

/// The slab that starts the page after the one that starts with `start`.
fn next_start(extents: &[Extent], start: usize, height: Pt) -> Option<usize> {
    let mut y = Pt::ZERO;
    let mut allowed = None;
    let mut at_top = true;
    for (index, extent) in extents.iter().enumerate().skip(start) {
        if at_top && extent.vanishes && start > 0 {
            continue;
        }
        if !at_top {
            y += extent.above;
        }
        y += extent.height;
        if y > height + SLACK && index > start {
            // Something kept together that is higher than a page is torn where it must be.
            return Some(allowed.unwrap_or(index));
        }
        at_top = false;
        if !extent.keep_with_next {
            allowed = Some(index + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slab(height: f32, keep: bool) -> Slab {
        Slab {
            above: Pt(2.0),
            keep_with_next: keep,
            ..Slab::new(Pt(height), Pt(8.0))
        }
    }

    fn starts(slabs: &[Slab], height: f32) -> Vec<usize> {
        let extents: Vec<Extent> = slabs.iter().map(Extent::from).collect();
        page_starts(&extents, Pt(height))
    }

    #[test]
    fn a_page_is_filled_to_the_brim() {
        let slabs: Vec<Slab> = (0..10).map(|_| slab(10.0, false)).collect();
        // Ten and nine times twelve less the first gap.
        assert_eq!(starts(&slabs, 58.0), [5]);
    }

    #[test]
    fn a_heading_moves_with_its_first_entry() {
        let slabs = vec![
            slab(30.0, false),
            slab(10.0, true),
            slab(10.0, false),
            slab(10.0, false),
        ];
        assert_eq!(starts(&slabs, 44.0), [1]);
    }

    #[test]
    fn what_is_higher_than_a_page_is_torn_and_nothing_is_lost() {
        let slabs: Vec<Slab> = (0..9).map(|_| slab(10.0, true)).collect();
        let pages = break_pages(slabs, Pt(34.0));
        assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 9);
        assert!(pages.len() >= 3);
    }

    #[test]
    fn a_rule_vanishes_at_the_top_of_a_page() {
        let mut rule = slab(0.0, true);
        rule.vanishes = true;
        let slabs = vec![slab(30.0, false), rule, slab(10.0, false)];
        let pages = break_pages(slabs, Pt(34.0));
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[1].len(), 1);
        assert_eq!(pages[1][0].0, Pt::ZERO);
    }
}
