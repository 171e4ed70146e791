//! The search for a fit: slack is grown into, an almost empty last page is pulled back, and a
//! document that is too long for its pages is tightened, by the cheapest means first.

use super::break_pages::{Area, Breaker, Breaks, Extent, best_breaks};
use super::broken::Full;
use super::fit::Fit;
use super::heights::Heights;
use super::page_cost::{Bound, EARLY, LEAST_FILL};
use crate::theme::{TextRole, Theme};
use crate::units::Pt;

/// Steps of a search over gaps and pitch: gaps are then within two percent of the best.
const STEPS: usize = 40;
/// Halvings of a search that sets the text anew each time ...
const HALVINGS: usize = 6;
/// ... and of one that only adds up heights.
const FINE_HALVINGS: usize = 12;
/// Badness of white at the foot of the last page, for a whole page of it; it grows with the
/// square, as a little white is no fault.
const LAST_WHITE: f32 = 50.0;
/// Badness of the tightest gaps and pitch, beside the loosest that are enough.
const TIGHTER: f32 = 20.0;
/// Up to here a fit is tightened by its gaps alone.
const GAPS_ALONE: f32 = 0.5;
/// Fits whose badness differs by less are as good, and the looser one wins.
const NEARLY: f32 = 0.5;

/// By how much a document is too long at its tightest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overrun {
    /// How many pages it makes.
    pub pages: usize,
    /// The height of what stands past the pages allowed.
    pub over: Pt,
    /// A line of running text.
    pub line: Pt,
    /// The height past the pages allowed, as a share of theirs.
    pub share: f32,
}

impl Overrun {
    /// The height in lines of running text, rounded up.
    pub fn lines(&self) -> usize {
        (self.over / self.line).ceil().max(1.0) as usize
    }
}

/// A text set with some fit: its slabs, and the room on each page.
pub(super) struct Setting {
    pub extents: Vec<Extent>,
    pub height: Pt,
    /// From the top of the first page's text down to the end of the side column.
    pub side: Pt,
    /// Texts that nearly fill their lines.
    pub full: Vec<Full>,
}

impl Setting {
    fn breaks(&self, area: Area) -> Breaks {
        with_side(best_breaks(&self.extents, area), self.side, area)
    }
}

/// Looks for fits of one text in one theme.
pub(super) struct Search<'a> {
    pub theme: &'a Theme,
    /// Sets the text with a fit.
    pub set: Box<dyn FnMut(Fit) -> Setting + 'a>,
}

impl<'a> Search<'a> {
    /// The fit that fills the fewest pages best.
    pub(super) fn fill(&mut self) -> Fit {
        let linear = self.linear(Fit::default());
        self.fill_with(&linear)
    }

    /// The fit for at most `count` pages: as little is tightened as is enough.
    ///
    /// # Errors
    /// By how much it is too long where the tightest fit is not enough.
    pub(super) fn within(&mut self, count: usize) -> Result<Fit, Overrun> {
        let linear = self.linear(Fit::default());
        let fit = self.fill_with(&linear);
        if linear.breaks(fit).used.len() <= count && self.fits(fit, count) {
            return Ok(fit);
        }
        if let Some(fit) = self.tightened(&linear, count) {
            return Ok(fit);
        }
        let theme = self.theme;
        let steps: [fn(&Theme, f32) -> Fit; 2] = [Fit::narrowed, Fit::reduced];
        for step in steps {
            let Some(t) = least(HALVINGS, |t| self.fits(step(theme, t), count)) else {
                continue;
            };
            // The step goes further than its last line needs: gaps and pitch take the rest.
            let linear = self.linear(step(theme, t));
            return Ok(self.tightened(&linear, count).unwrap_or(step(theme, t)));
        }
        Err(self.overrun(count))
    }

    /// The fit for a letter: type as large and pitch as loose as on one page, gaps as the theme
    /// says, since white below the name is no fault. What is too long for a page is tightened;
    /// what is far too long is set at ease on several.
    pub(super) fn letter(&mut self) -> Fit {
        let at = |t: f32| Fit {
            gaps: 1.0,
            ..Fit::enlarged(self.theme, t)
        };
        let roomy = [1.0, 0.75, 0.5, 0.25, 0.0].map(at);
        let loosest = roomy[0];
        for fit in roomy.into_iter().chain([Fit::default()]) {
            if self.fits(fit, 1) {
                return fit;
            }
        }
        self.within(1).unwrap_or(loosest)
    }

    /// True if the tightest fit is enough for `count` pages.
    pub(super) fn may_fit(&mut self, count: usize) -> bool {
        self.fits(Fit::reduced(self.theme, 1.0), count)
    }

    fn overrun(&mut self, count: usize) -> Overrun {
        let fit = Fit::reduced(self.theme, 1.0);
        let (breaks, area) = self.broken(fit);
        let over: Pt = breaks.used.iter().skip(count).copied().sum();
        Overrun {
            pages: breaks.used.len(),
            over,
            line: area.line,
            share: over / (area.height * count as f32),
        }
    }

    fn fill_with(&mut self, linear: &Linear<'_>) -> Fit {
        let plain = linear.breaks(Fit::default());
        if plain.used.len() > 1 && plain.last_fill(linear.area(Fit::default())) < LEAST_FILL {
            // The least shrinking that is enough.
            if let Some(fit) = self.tightened(linear, plain.used.len() - 1) {
                return fit;
            }
        }
        let loosest = Fit::grown(self.theme, 1.0);
        let grown: Vec<(Fit, f32)> = steps().map(|t| (Fit::grown(self.theme, t), 0.0)).collect();
        let (best, badness) = linear.best(&grown, &plain);
        if best != loosest {
            return best;
        }
        if let Some(fit) = self.enlarged(linear, &plain, badness) {
            return fit;
        }
        if badness < EARLY {
            return best;
        }
        // A page ends early however loose it is: somewhat tighter gaps may hold what comes next.
        let tighter = self.tighter(Fit::default(), 0.0, GAPS_ALONE);
        match linear.best(&tighter, &plain) {
            (fit, better) if better + NEARLY < badness => fit,
            _ => best,
        }
    }

    /// The fit with the largest text that costs no line, as a paragraph that breaks anew looks
    /// no better, and ends the pages as well as `badness` says; `None` where none does.
    fn enlarged(&mut self, linear: &Linear<'_>, plain: &Breaks, badness: f32) -> Option<Fit> {
        let is_as_good = |breaks: &Breaks, area: Area| {
            breaks.is_as_whole_as(plain) && badness_of(breaks, area) <= badness + NEARLY
        };
        let mut sizes = [1.0, 0.75, 0.5, 0.25]
            .map(|t| Fit::enlarged(self.theme, t))
            .into_iter()
            // Most sizes need not be set to know that they cost a line.
            .filter(|fit| !linear.full.iter().any(|text| text.overflows(fit.size)));
        let (largest, setting) = loop {
            let fit = sizes.next()?;
            let setting = (self.set)(fit);
            if setting.extents.len() <= linear.base.len() {
                break (fit, setting);
            }
        };
        let area = area(self.theme, largest, setting.height);
        if is_as_good(&setting.breaks(area), area) {
            return Some(largest);
        }
        if setting.extents.len() != linear.base.len() {
            return None;
        }
        // Between this size and the theme's own no text breaks anew: heights are linear in it.
        let loosest = Fit::grown(self.theme, 1.0);
        let start = linear.at(loosest);
        let slope = Heights::of(&setting.extents).less(&start);
        let side = linear.side_at(loosest);
        let mut breaker = Breaker::new(&linear.base);
        sizes.find(|fit| {
            let share = fit.size / largest.size;
            let heights = start.plus([(&slope, share)]);
            let side = side + (setting.side - side) * share;
            let breaks = breaker.best(&heights, area, Bound::None);
            breaks.is_some_and(|breaks| is_as_good(&with_side(breaks, side, area), area))
        })
    }

    /// The fits that are tighter than `loosest`, up to `tightest`, each with its own badness;
    /// the tightest first.
    fn tighter(&self, start: Fit, loosest: f32, tightest: f32) -> Vec<(Fit, f32)> {
        let fit = |t: f32| (start.shrunk(self.theme, t), TIGHTER * (t - loosest));
        let wanted = steps().filter(|t| *t > loosest && *t <= tightest);
        let mut fits: Vec<(Fit, f32)> = wanted.map(fit).collect();
        fits.reverse();
        fits
    }

    /// The best of the tighter gaps and pitches that are enough for `count` pages, with the
    /// margins and size of `linear`; `None` where none is enough.
    fn tightened(&mut self, linear: &Linear<'_>, count: usize) -> Option<Fit> {
        let (theme, start) = (self.theme, linear.start);
        let enough = |t: f32| linear.breaks(start.shrunk(theme, t)).used.len() <= count;
        let loosest = least(FINE_HALVINGS, enough)?;
        let plain = linear.breaks(start.shrunk(theme, loosest));
        // A little tighter may end the pages better.
        let mut fits = self.tighter(start, loosest, 1.0);
        fits.push((start.shrunk(theme, loosest), 0.0));
        let (best, _) = linear.best(&fits, &plain);
        if self.fits(best, count) {
            return Some(best);
        }
        // Heights are all but linear: where a label is longer than its section they are not.
        let t = least(HALVINGS, |t| self.fits(start.shrunk(theme, t), count))?;
        Some(start.shrunk(theme, t))
    }

    fn fits(&mut self, fit: Fit, count: usize) -> bool {
        self.broken(fit).0.used.len() <= count
    }

    /// The pages of a fit, and their room.
    fn broken(&mut self, fit: Fit) -> (Breaks, Area) {
        let setting = (self.set)(fit);
        let area = area(self.theme, fit, setting.height);
        (setting.breaks(area), area)
    }

    /// Gaps and pitch never change a line break, so heights are linear in both: three
    /// settings of the text give the heights at every fit.
    fn linear(&mut self, start: Fit) -> Linear<'a> {
        let start = Fit {
            gaps: 1.0,
            pitch: 1.0,
            ..start
        };
        let Setting {
            extents: base,
            height,
            side,
            full,
        } = (self.set)(start);
        let mut slope = |fit: Fit| -> Slope {
            let setting = (self.set)(fit);
            let more = setting.extents.iter().zip(&base);
            let more =
                more.map(|(one, other)| (one.above - other.above, one.height - other.height));
            Slope {
                heights: Heights::new(more),
                side: setting.side - side,
            }
        };
        let gaps = slope(Fit { gaps: 2.0, ..start });
        let pitch = slope(Fit {
            pitch: 2.0,
            ..start
        });
        Linear {
            theme: self.theme,
            start,
            heights: Heights::of(&base),
            base,
            gaps,
            pitch,
            height,
            side,
            full,
        }
    }
}

/// Heights as a linear function of gaps and pitch.
struct Linear<'a> {
    theme: &'a Theme,
    /// The margins and the size of all fits, with the theme's own gaps and pitch.
    start: Fit,
    base: Vec<Extent>,
    /// With the theme's own gaps and pitch.
    heights: Heights,
    /// What each unit of gaps adds.
    gaps: Slope,
    /// What each unit of pitch adds.
    pitch: Slope,
    height: Pt,
    side: Pt,
    full: Vec<Full>,
}

/// What is added to heights.
struct Slope {
    heights: Heights,
    side: Pt,
}

impl Linear<'_> {
    fn area(&self, fit: Fit) -> Area {
        area(self.theme, fit, self.height)
    }

    /// The pages at a fit that leaves margins and size alone.
    fn breaks(&self, fit: Fit) -> Breaks {
        let breaks = self.broken(fit, &mut Breaker::new(&self.base), Bound::None);
        breaks.expect("some way there always is")
    }

    fn broken(&self, fit: Fit, breaker: &mut Breaker<'_>, bound: Bound) -> Option<Breaks> {
        let area = self.area(fit);
        let breaks = breaker.best(&self.at(fit), area, bound)?;
        Some(with_side(breaks, self.side_at(fit), area))
    }

    /// The heights at a fit that leaves margins and size alone.
    fn at(&self, fit: Fit) -> Heights {
        let gaps = (&self.gaps.heights, fit.gaps - 1.0);
        let pitch = (&self.pitch.heights, fit.pitch - 1.0);
        self.heights.plus([gaps, pitch])
    }

    /// Where the side column ends at such a fit.
    fn side_at(&self, fit: Fit) -> Pt {
        self.side + self.gaps.side * (fit.gaps - 1.0) + self.pitch.side * (fit.pitch - 1.0)
    }

    /// The fit with the least badness, its own included, of those that tear no more and make
    /// no more pages than `plain`. Fits come from the tightest to the loosest.
    fn best(&self, fits: &[(Fit, f32)], plain: &Breaks) -> (Fit, f32) {
        let mut breaker = Breaker::new(&self.base);
        let mut best: Option<(Fit, f32)> = None;
        let mut least = f32::INFINITY;
        let is_whole = plain.cost.ties + plain.cost.holds == 0;
        for (fit, own) in fits {
            // What is worse than the best so far need not be known.
            let bound = match is_whole && least.is_finite() {
                true => Bound::Whole {
                    pages: plain.cost.pages,
                    badness: least + NEARLY - own,
                },
                false => Bound::None,
            };
            let Some(breaks) = self.broken(*fit, &mut breaker, bound) else {
                continue;
            };
            let badness = own + badness_of(&breaks, self.area(*fit));
            if breaks.is_as_whole_as(plain) && badness <= least + NEARLY {
                best = Some((*fit, badness));
                least = least.min(badness);
            }
        }
        best.unwrap_or((self.start, f32::INFINITY))
    }
}

/// A side column that leaves its page counts as something torn.
fn with_side(mut breaks: Breaks, side: Pt, area: Area) -> Breaks {
    if side > area.height {
        breaks.cost.ties += 1;
    }
    breaks
}

/// The room of a page, with the line of running text at a fit.
fn area(theme: &Theme, fit: Fit, height: Pt) -> Area {
    Area {
        height,
        line: theme.style(TextRole::Body).pitch * fit.pitch,
    }
}

/// The badness of the breaks and of the white on the last page.
fn badness_of(breaks: &Breaks, area: Area) -> f32 {
    let white = (1.0 - breaks.last_fill(area)).max(0.0);
    breaks.cost.badness + LAST_WHITE * white * white
}

/// From nothing to everything.
fn steps() -> impl Iterator<Item = f32> {
    (0..=STEPS).map(|step| step as f32 / STEPS as f32)
}

/// The least `t` from 0 to 1 that is enough, by halving; `None` where 1 is not enough.
fn least(halvings: usize, mut enough: impl FnMut(f32) -> bool) -> Option<f32> {
    if enough(0.0) {
        return Some(0.0);
    }
    if !enough(1.0) {
        return None;
    }
    let (mut short, mut long) = (0.0, 1.0);
    for _ in 0..halvings {
        let middle = (short + long) / 2.0;
        if enough(middle) {
            long = middle;
        } else {
            short = middle;
        }
    }
    Some(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halving_finds_the_least_that_is_enough() {
        let found = least(FINE_HALVINGS, |t| t >= 0.3).expect("1 is enough");
        assert!((0.3..0.301).contains(&found), "{found}");
        assert_eq!(least(4, |_| true), Some(0.0));
        assert_eq!(least(4, |_| false), None);
    }
}
