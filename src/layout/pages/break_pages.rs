//! Page breaks: the best over the whole document, by dynamic programming.
//!
//! Every place between two slabs is a break. What tears least of what is kept together wins;
//! among those the fewest pages; among those the least badness, which weighs how full the
//! pages are against what the breaks part. A page holds few slabs, so the work grows with
//! the number of slabs alone.

use super::Pages;
use super::heights::Heights;
use super::page_cost::{Bound, Cost, least_badness, page_cost};
use super::slabs::{Hold, Seam, Slab};
use crate::units::Pt;

/// Room for rounding when a page is full to the brim.
const SLACK: Pt = Pt(0.05);
/// What page breaking needs to know of a slab.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    pub above: Pt,
    pub height: Pt,
    pub hold: Hold,
    pub seam: Seam,
    /// A page starts with it in any case.
    pub starts_page: bool,
    pub vanishes: bool,
}

impl From<&Slab> for Extent {
    fn from(slab: &Slab) -> Self {
        Extent {
            above: slab.above,
            height: slab.height,
            hold: slab.hold,
            seam: slab.seam,
            starts_page: slab.starts_page,
            vanishes: slab.vanishes,
        }
    }
}

/// The room for text on every page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub height: Pt,
    /// A line of running text.
    pub line: Pt,
}

/// The best way to break pages.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Breaks {
    /// Indices of the slabs that start a page, without the first page's.
    pub starts: Vec<usize>,
    /// How high the slabs of each page are.
    pub used: Vec<Pt>,
    pub cost: Cost,
}

impl Breaks {
    /// True if it tears no more than another, and has no more pages.
    pub fn is_as_whole_as(&self, other: &Breaks) -> bool {
        let key = |cost: &Cost| (cost.ties, cost.holds, cost.pages);
        key(&self.cost) <= key(&other.cost)
    }

    /// How much of the text area a page fills, 0 to 1; more for a slab higher than a page.
    pub fn fill(&self, page: usize, area: Area) -> f32 {
        self.used.get(page).map_or(0.0, |used| *used / area.height)
    }

    /// How much of the text area the last page fills.
    pub fn last_fill(&self, area: Area) -> f32 {
        self.fill(self.used.len().saturating_sub(1), area)
    }
}

/// Pages of slabs with their places from the top of the text area; pages are at most
/// as high as the area unless one slab is higher.
pub(super) fn break_pages(slabs: Vec<Slab>, area: Area) -> Pages {
    let extents: Vec<Extent> = slabs.iter().map(Extent::from).collect();
    let starts = best_breaks(&extents, area).starts;
    let mut starts = starts.into_iter().peekable();
    let mut pages: Pages = Vec::new();
    let mut page = Vec::new();
    let mut y = Pt::ZERO;
    for (index, slab) in slabs.into_iter().enumerate() {
        // A page on which all would vanish is no page.
        if starts.next_if_eq(&index).is_some() && !page.is_empty() {
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

/// The best way to set the slabs from some slab on, where that slab starts a page.
#[derive(Clone, Copy)]
struct Best {
    cost: Cost,
    /// The slab that starts the page after.
    next: usize,
    /// How high the slabs of this page are.
    used: Pt,
}

/// What is known of the slabs from some slab on.
#[derive(Clone, Copy)]
enum Rest {
    Unknown,
    /// Every way to set them is worse than is wanted.
    Hopeless,
    Known(Best),
}

/// A page whose end is being looked for.
struct Page {
    start: usize,
    /// The end to be weighed next; ends come from the fullest page to the emptiest.
    next: usize,
    chosen: Option<Best>,
}

/// Where pages end.
pub(super) fn best_breaks(extents: &[Extent], area: Area) -> Breaks {
    let best = Breaker::new(extents).best(&Heights::of(extents), area, Bound::None);
    best.expect("a page holds one slab, however high")
}

/// Breaks the same slabs into pages again and again, with other heights each time.
pub(super) struct Breaker<'a> {
    extents: &'a [Extent],
    /// The first slab shown on a page that starts with a slab.
    shown: Vec<usize>,
    /// The next slab after each that starts a page in any case.
    asked: Vec<usize>,
    best: Vec<Rest>,
    open: Vec<Page>,
}

impl<'a> Breaker<'a> {
    pub(super) fn new(extents: &'a [Extent]) -> Self {
        let end = extents.len();
        let (mut shown, mut asked) = (vec![end; end], vec![end; end]);
        let (mut first, mut next) = (end, end);
        for (index, extent) in extents.iter().enumerate().rev() {
            // Nothing vanishes from the first page.
            if !extent.vanishes || index == 0 {
                first = index;
            }
            (shown[index], asked[index]) = (first, next);
            if extent.starts_page {
                next = index;
            }
        }
        Breaker {
            extents,
            shown,
            asked,
            best: Vec::with_capacity(end + 1),
            open: Vec::new(),
        }
    }

    /// The best way to break pages of slabs with these heights; `None` if it is worse than
    /// `bound`.
    ///
    /// Only those pages are weighed that some way from the first page on leads to: of a
    /// document of a few pages that is a small part of all.
    pub(super) fn best(&mut self, heights: &Heights, area: Area, bound: Bound) -> Option<Breaks> {
        let end = self.extents.len();
        self.best.clear();
        self.best.resize(end + 1, Rest::Unknown);
        self.best[end] = Rest::Known(Best {
            cost: Cost::default(),
            next: end,
            used: Pt::ZERO,
        });
        if end > 0 {
            self.start(0, heights, area, bound);
        }
        while let Some(Page {
            start,
            next,
            chosen,
        }) = self.open.last_mut()
        {
            if *next == *start {
                self.best[*start] = chosen.map_or(Rest::Hopeless, Rest::Known);
                self.open.pop();
                continue;
            }
            let (from, to) = (*start, *next);
            let used = heights.used(self.shown[from], to);
            // What makes a page so empty is worse than a way that tears nothing: emptier pages
            // are worse still, and leave no fewer pages to come. An author may end a page early.
            let is_asked = to == self.asked[from];
            if !is_asked
                && least_badness(used, area) > bound.badness(chosen.map(|chosen| chosen.cost))
            {
                *next = from;
                continue;
            }
            let rest = match self.best[to] {
                Rest::Known(rest) => rest,
                Rest::Hopeless => {
                    *next -= 1;
                    continue;
                }
                Rest::Unknown => {
                    self.start(to, heights, area, bound);
                    continue;
                }
            };
            // The more is left for the pages after, the more of them there are: once they are
            // too many and nothing is torn, no emptier page can be better.
            if let Some(Best { cost, .. }) = chosen
                && cost.ties + cost.holds == 0
                && rest.cost.ties + rest.cost.holds == 0
                && rest.cost.pages + 1 > cost.pages
            {
                *next = from;
                continue;
            }
            // Where all the rest stands on one page, the pages are weighed as a pair.
            let last = (rest.next == end && to < end).then_some(rest.used);
            let cost = page_cost(self.extents, from, to, used, last, area).plus(rest.cost);
            // Of two ways that cost the same the fuller page wins.
            if bound.allows(cost) && chosen.is_none_or(|known| cost < known.cost) {
                let next = to;
                *chosen = Some(Best { cost, next, used });
            }
            *next -= 1;
        }
        self.chosen()
    }

    /// Starts a page, or settles it at once where all the rest stands on it: that tears
    /// nothing, and no other way has as few pages.
    fn start(&mut self, start: usize, heights: &Heights, area: Area, bound: Bound) {
        let end = self.extents.len();
        let next = self.fullest(start, heights, area);
        // It is the first page, or one stands before it, and one comes after it.
        let pages = 2 + usize::from(start > 0);
        if next < end && bound.forbids(pages) {
            self.best[start] = Rest::Hopeless;
            return;
        }
        if next < end {
            self.open.push(Page {
                start,
                next,
                chosen: None,
            });
            return;
        }
        let used = heights.used(self.shown[start], next);
        let cost = page_cost(self.extents, start, next, used, None, area);
        self.best[start] = match bound.allows(cost) {
            true => Rest::Known(Best { cost, next, used }),
            false => Rest::Hopeless,
        };
    }

    /// The slab after the fullest page that starts with `start`: at least one is on it.
    fn fullest(&self, start: usize, heights: &Heights, area: Area) -> usize {
        let first = self.shown[start];
        let least = (first + 1).min(self.extents.len());
        let fullest = heights.end_of(first, least, area.height + SLACK);
        fullest.min(self.asked[start])
    }

    fn chosen(&self) -> Option<Breaks> {
        let mut breaks = Breaks {
            starts: Vec::new(),
            used: Vec::new(),
            cost: Cost::default(),
        };
        let mut at = 0;
        while at < self.extents.len() {
            let Rest::Known(page) = self.best[at] else {
                return None;
            };
            if at == 0 {
                breaks.cost = page.cost;
            }
            breaks.used.push(page.used);
            at = page.next;
            if at < self.extents.len() {
                breaks.starts.push(at);
            }
        }
        Some(breaks)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn slab(height: f32, hold: Hold) -> Slab {
        Slab {
            above: Pt(2.0),
            hold,
            seam: Seam::Entries,
            ..Slab::new(Pt(height), Pt(8.0))
        }
    }

    fn area(height: f32) -> Area {
        Area {
            height: Pt(height),
            line: Pt(4.0),
        }
    }

    fn breaks(slabs: &[Slab], height: f32) -> Breaks {
        let extents: Vec<Extent> = slabs.iter().map(Extent::from).collect();
        best_breaks(&extents, area(height))
    }

    #[test]
    fn a_page_is_filled_to_the_brim() {
        let slabs: Vec<Slab> = (0..10).map(|_| slab(10.0, Hold::Free)).collect();
        // Ten and nine times twelve less the first gap.
        assert_eq!(breaks(&slabs, 58.0).starts, [5]);
    }

    #[test]
    fn a_heading_moves_with_its_first_entry() {
        let slabs = vec![
            slab(30.0, Hold::Free),
            slab(10.0, Hold::Tied),
            slab(10.0, Hold::Free),
            slab(10.0, Hold::Free),
        ];
        assert_eq!(breaks(&slabs, 44.0).starts, [1]);
    }

    #[test]
    fn what_is_higher_than_a_page_is_torn_and_nothing_is_lost() {
        let slabs: Vec<Slab> = (0..9).map(|_| slab(10.0, Hold::Kept)).collect();
        let pages = break_pages(slabs, area(34.0));
        assert_eq!(pages.iter().map(Vec::len).sum::<usize>(), 9);
        assert!(pages.len() >= 3);
    }

    #[test]
    fn a_unit_is_torn_before_a_heading_loses_its_text() {
        let mut slabs = vec![slab(10.0, Hold::Tied)];
        slabs.extend((0..5).map(|_| slab(10.0, Hold::Kept)));
        // Two slabs to a page: the heading keeps one, whatever is torn for it.
        let found = breaks(&slabs, 24.0);
        assert_eq!(found.cost.ties, 0);
        assert!(!found.starts.contains(&1));
    }

    #[test]
    fn a_break_between_entries_is_better_than_one_inside() {
        let mut slabs: Vec<Slab> = (0..18).map(|_| slab(10.0, Hold::Free)).collect();
        for (index, slab) in slabs.iter_mut().enumerate() {
            slab.seam = if index == 8 {
                Seam::Entries
            } else {
                Seam::Parts
            };
        }
        // Ten slabs would fit the first page; nine end with the entry, and fill both pages.
        assert_eq!(breaks(&slabs, 118.0).starts, [9]);
    }

    #[test]
    fn an_entry_is_broken_where_its_end_would_leave_a_hole() {
        let mut slabs: Vec<Slab> = (0..18).map(|_| slab(10.0, Hold::Free)).collect();
        for (index, slab) in slabs.iter_mut().enumerate() {
            slab.seam = if index == 4 {
                Seam::Entries
            } else {
                Seam::Parts
            };
        }
        assert_eq!(breaks(&slabs, 118.0).starts, [10]);
    }

    #[test]
    fn a_rule_vanishes_at_the_top_of_a_page() {
        let mut rule = slab(0.0, Hold::Tied);
        rule.vanishes = true;
        let slabs = vec![slab(30.0, Hold::Free), rule, slab(10.0, Hold::Free)];
        let pages = break_pages(slabs, area(34.0));
        assert_eq!(pages.len(), 2);
        assert_eq!(pages[1].len(), 1);
        assert_eq!(pages[1][0].0, Pt::ZERO);
    }

    #[test]
    fn thousands_of_slabs_take_no_time_to_speak_of() {
        let slabs: Vec<Slab> = (0..20_000).map(|_| slab(10.0, Hold::Free)).collect();
        let found = breaks(&slabs, 700.0);
        assert_eq!(found.used.len(), 20_000_usize.div_ceil(58));
    }

    #[test]
    fn an_author_ends_a_page() {
        let mut slabs: Vec<Slab> = (0..8).map(|_| slab(10.0, Hold::Free)).collect();
        slabs[3].starts_page = true;
        assert_eq!(breaks(&slabs, 58.0).starts, [3]);
        slabs[0].starts_page = true;
        assert_eq!(breaks(&slabs, 58.0).starts, [3]);
    }

    /// The slabs that may start the next page, each with the height that is used before it: by
    /// setting one slab after another.
    fn page_ends(extents: &[Extent], start: usize, area: Area) -> Vec<(usize, Pt)> {
        let mut ends = Vec::new();
        let mut used = Pt::ZERO;
        let mut at_top = true;
        for (index, extent) in extents.iter().enumerate().skip(start) {
            if index > start && extent.starts_page {
                break;
            }
            if !(at_top && extent.vanishes && start > 0) {
                let above = if at_top { Pt::ZERO } else { extent.above };
                if !at_top && used + above + extent.height > area.height + SLACK {
                    break;
                }
                used += above + extent.height;
                at_top = false;
            }
            ends.push((index + 1, used));
        }
        ends
    }

    /// Every way to break a few slabs, tried one by one.
    fn brute_force(extents: &[Extent], area: Area) -> Cost {
        let places = extents.len() - 1;
        let mut least: Option<Cost> = None;
        'ways: for way in 0..1_u32 << places {
            let mut bounds = vec![0];
            bounds.extend(
                (0..places)
                    .filter(|at| way & (1 << at) != 0)
                    .map(|at| at + 1),
            );
            bounds.push(extents.len());
            let mut used = Vec::new();
            for pair in bounds.windows(2) {
                let fits = page_ends(extents, pair[0], area)
                    .into_iter()
                    .find(|(next, _)| *next == pair[1]);
                let Some((_, height)) = fits else {
                    continue 'ways;
                };
                used.push(height);
            }
            let mut cost = Cost::default();
            // From the last page on, as sums of floats depend on their order.
            for (page, pair) in bounds.windows(2).enumerate().rev() {
                let last = (page + 2 == used.len()).then(|| used[page + 1]);
                let own = page_cost(extents, pair[0], pair[1], used[page], last, area);
                cost = own.plus(cost);
            }
            if least.is_none_or(|known| cost < known) {
                least = Some(cost);
            }
        }
        least.expect("one slab a page is a way")
    }

    fn extent() -> impl Strategy<Value = Extent> {
        let hold = prop_oneof![Just(Hold::Free), Just(Hold::Kept), Just(Hold::Tied)];
        let seam = prop_oneof![
            Just(Seam::Sections),
            Just(Seam::Entries),
            Just(Seam::Parts),
            Just(Seam::Lines)
        ];
        (
            0.0_f32..9.0,
            1.0_f32..30.0,
            hold,
            seam,
            prop::bool::weighted(0.1),
            prop::bool::weighted(0.1),
        )
            .prop_map(
                |(above, height, hold, seam, starts_page, vanishes)| Extent {
                    above: Pt(above),
                    height: Pt(height),
                    hold,
                    seam,
                    starts_page,
                    vanishes,
                },
            )
    }

    proptest! {
        #[test]
        fn no_other_way_is_better(
            extents in prop::collection::vec(extent(), 1..12),
            height in 20.0_f32..120.0,
        ) {
            let found = best_breaks(&extents, area(height)).cost;
            let least = brute_force(&extents, area(height));
            prop_assert_eq!((found.ties, found.holds, found.pages), (least.ties, least.holds, least.pages));
            prop_assert!((found.badness - least.badness).abs() < 1e-3, "{found:?} {least:?}");
        }

        #[test]
        fn a_bound_is_kept_and_hides_nothing_within_it(
            extents in prop::collection::vec(extent(), 1..12),
            height in 20.0_f32..120.0,
            badness in 0.0_f32..300.0,
            pages in 1_usize..6,
        ) {
            let best = best_breaks(&extents, area(height));
            let bound = Bound::Whole { pages, badness };
            let heights = Heights::of(&extents);
            let found = Breaker::new(&extents).best(&heights, area(height), bound);
            if bound.allows(best.cost) {
                prop_assert_eq!(found, Some(best));
            } else {
                // A way with more pages may have less badness.
                let others = found.is_none_or(|found| {
                    bound.allows(found.cost) && found.cost.pages > best.cost.pages
                });
                prop_assert!(others);
            }
        }

        #[test]
        fn every_slab_stands_once_and_inside_its_page(
            extents in prop::collection::vec(extent(), 1..40),
            height in 31.0_f32..120.0,
        ) {
            let slabs: Vec<Slab> = extents
                .iter()
                .enumerate()
                .map(|(index, extent)| Slab {
                    above: extent.above,
                    hold: extent.hold,
                    seam: extent.seam,
                    starts_page: extent.starts_page,
                    vanishes: extent.vanishes,
                    outline: vec![(index, String::new())],
                    ..Slab::new(extent.height, Pt::ZERO)
                })
                .collect();
            let pages = break_pages(slabs, area(height));
            let mut placed = Vec::new();
            for page in &pages {
                let mut bottom = Pt::ZERO;
                for (y, slab) in page {
                    prop_assert!(*y >= bottom);
                    bottom = *y + slab.height;
                    placed.push(slab.outline[0].0);
                }
                prop_assert!(bottom <= Pt(height) + SLACK);
            }
            let shown = |index: &usize| placed.contains(index) || extents[*index].vanishes;
            prop_assert!((0..extents.len()).all(|index| shown(&index)));
            prop_assert!(placed.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
