//! What a page costs: how full it is against what its end parts.

use super::break_pages::{Area, Extent};
use super::slabs::{Hold, Seam};
use crate::units::Pt;

/// White at a page's foot that nobody sees, in lines of running text.
const UNSEEN_LINES: f32 = 2.0;
/// A page that ends between two entries looks ended, not cut, from this fill on.
const ENDED: f32 = 0.8;
/// A last page that is filled less looks like a mistake.
pub(super) const LEAST_FILL: f32 = 0.2;

/// Badness of a break inside an entry, between its paragraphs ...
const INSIDE: f32 = 30.0;
/// ... and inside a paragraph.
const INSIDE_PARAGRAPH: f32 = 40.0;
/// Badness of a page that ends early: at once, and for each whole page of white. With these
/// a break between entries loses to one inside an entry only where the page would not look
/// ended.
pub(super) const EARLY: f32 = 36.0;
const WHITE: f32 = 300.0;
/// Badness of white after a break between two entries, where both pages are well filled.
const ENDED_WHITE: f32 = 20.0;
/// Badness of a last page that is all but empty.
const FORLORN: f32 = 200.0;

/// What a way to break pages costs: compared from the first value to the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(super) struct Cost {
    /// Headings without text, single lines of paragraphs.
    pub ties: usize,
    /// Units of an entry that are torn.
    pub holds: usize,
    pub pages: usize,
    pub badness: f32,
}

impl Cost {
    pub(super) fn plus(self, other: Cost) -> Cost {
        Cost {
            ties: self.ties + other.ties,
            holds: self.holds + other.holds,
            pages: self.pages + other.pages,
            badness: self.badness + other.badness,
        }
    }
}

/// How bad a way to break pages may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound {
    /// However bad: some way there always is.
    None,
    /// Nothing is torn, and pages and badness are no more than these.
    Whole { pages: usize, badness: f32 },
}

impl Bound {
    pub(super) fn allows(self, cost: Cost) -> bool {
        match self {
            Bound::None => true,
            Bound::Whole { pages, badness } => {
                cost.ties + cost.holds == 0 && cost.pages <= pages && cost.badness <= badness
            }
        }
    }

    /// True if so many pages are too many.
    pub(super) fn forbids(self, count: usize) -> bool {
        match self {
            Bound::None => false,
            Bound::Whole { pages, .. } => count > pages,
        }
    }

    /// The most badness that may still be better than what was chosen.
    pub(super) fn badness(self, chosen: Option<Cost>) -> f32 {
        let bound = match self {
            Bound::None => f32::INFINITY,
            Bound::Whole { badness, .. } => badness,
        };
        match chosen {
            Some(cost) if cost.ties + cost.holds == 0 => cost.badness.min(bound),
            Some(_) | None => bound,
        }
    }
}

/// What one page costs; `last` is the height used on the page after it, where that is the
/// last one.
pub(super) fn page_cost(
    extents: &[Extent],
    start: usize,
    next: usize,
    used: Pt,
    last: Option<Pt>,
    area: Area,
) -> Cost {
    let fill = used / area.height;
    let mut cost = Cost {
        pages: 1,
        ..Cost::default()
    };
    if next == extents.len() {
        if start > 0 && fill < LEAST_FILL {
            cost.badness = FORLORN * (1.0 - fill / LEAST_FILL);
        }
        return cost;
    }
    if extents[next].starts_page {
        return cost;
    }
    let end = &extents[next - 1];
    match end.hold {
        Hold::Free => {}
        Hold::Kept => cost.holds = 1,
        Hold::Tied => cost.ties = 1,
    }
    let inside = match end.seam {
        Seam::Sections | Seam::Entries => 0.0,
        Seam::Parts => INSIDE,
        Seam::Lines => INSIDE_PARAGRAPH,
    };
    let white = (area.height - used).max(Pt::ZERO);
    let filled = fill.min(last.map_or(1.0, |last| last / area.height)) >= ENDED;
    cost.badness = if white <= area.line * UNSEEN_LINES {
        inside
    } else if inside == 0.0 && filled {
        ENDED_WHITE * (1.0 - fill)
    } else {
        inside + EARLY + WHITE * (1.0 - fill)
    };
    cost
}

/// What a page that ends where its author does not say so costs at least: nothing where it
/// may look ended.
pub(super) fn least_badness(used: Pt, area: Area) -> f32 {
    let fill = used / area.height;
    let seen = area.height - used > area.line * UNSEEN_LINES;
    match seen && fill < ENDED {
        true => EARLY + WHITE * (1.0 - fill),
        false => 0.0,
    }
}
