//! Page breaks: each page takes as many slabs as fit, up to a place where a break is allowed.

use super::Pages;
use super::slabs::Slab;
use crate::units::Pt;

/// Room for rounding when a page is full to the brim.
const SLACK: Pt = Pt(0.05);

/// Pages of slabs with their places from the top of the text area; pages are at most
/// `height` high unless one slab is higher.
pub(super) fn break_pages(slabs: Vec<Slab>, height: Pt) -> Pages {
    let ends = page_ends(&slabs, height);
    let mut pages: Pages = Vec::new();
    let mut page = Vec::new();
    let mut y = Pt::ZERO;
    for (index, slab) in slabs.into_iter().enumerate() {
        if ends.contains(&index) {
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

/// Indices of the slabs that start a page, without the first page's.
fn page_ends(slabs: &[Slab], height: Pt) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut start = 0;
    while let Some(next) = next_start(slabs, start, height) {
        starts.push(next);
        start = next;
    }
    starts
}

/// The slab that starts the page after the one that starts with `start`.
fn next_start(slabs: &[Slab], start: usize, height: Pt) -> Option<usize> {
    let mut y = Pt::ZERO;
    let mut allowed = None;
    let mut at_top = true;
    for (index, slab) in slabs.iter().enumerate().skip(start) {
        if at_top && slab.vanishes && start > 0 {
            continue;
        }
        if !at_top {
            y += slab.above;
        }
        y += slab.height;
        if y > height + SLACK && index > start {
            // Something kept together that is higher than a page is torn where it must be.
            return Some(allowed.unwrap_or(index));
        }
        at_top = false;
        if !slab.keep_with_next {
            allowed = Some(index + 1);
        }
    }
    None
}

/// How much of the text area the last page fills, 0 to 1, and how many pages there are.
pub(super) fn fill(pages: &Pages, height: Pt) -> (usize, f32) {
    let bottom = pages
        .last()
        .and_then(|page| page.last())
        .map_or(Pt::ZERO, |(y, slab)| *y + slab.height);
    (pages.len(), bottom / height)
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
        page_ends(slabs, Pt(height))
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
