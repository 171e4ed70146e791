//! Fitting a document to its pages: gaps, pitch and size grow into slack, or shrink to pull
//! back an almost empty last page.

use super::break_pages::{Extent, fills};
use crate::theme::{Gap, Spacing, TextRole, Theme};
use crate::units::Pt;

/// What is done to a theme's numbers; plain data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Factor on every gap that may give way.
    pub gaps: f32,
    /// Factor on the pitch of running text.
    pub pitch: f32,
    /// Added to the size of running text.
    pub size: Pt,
}

impl Default for Fit {
    fn default() -> Self {
        Fit {
            gaps: 1.0,
            pitch: 1.0,
            size: Pt::ZERO,
        }
    }
}

/// Gaps grow up to this factor ...
const WIDEST_GAPS: f32 = 1.6;
/// ... and shrink down to this one.
const NARROWEST_GAPS: f32 = 0.7;
/// The pitch of running text, in type sizes, at its widest ...
const WIDEST_PITCH: f32 = 1.44;
/// ... and at its narrowest.
const NARROWEST_PITCH: f32 = 1.2;
/// What running text may grow.
const LARGER: Pt = Pt(0.6);
/// A last page that is filled less than this is pulled back, if it can be.
const LEAST_FILL: f32 = 0.2;
/// Share of the growth that is left to programs which break their own lines.
const EASED: f32 = 0.6;
/// Steps of the search: gaps are then within two percent of the best.
const STEPS: usize = 40;
/// Fills that differ by less are as good, and the looser fit wins.
const NEARLY: f32 = 0.02;

impl Fit {
    /// Part of the way back to the theme's own numbers, for a program that breaks its own
    /// lines: what filled the last page to the brim here may need one line more there.
    #[must_use]
    pub fn eased(self) -> Self {
        let ease = |value: f32| 1.0 + (value - 1.0).max(0.0) * EASED + (value - 1.0).min(0.0);
        Fit {
            gaps: ease(self.gaps),
            pitch: ease(self.pitch),
            size: Pt::ZERO,
        }
    }

    /// The theme with this fit.
    pub fn applied(self, theme: &Theme) -> Theme {
        let mut fitted = theme.clone();
        let factor = |gap: Gap| if gap.is_fixed() { 1.0 } else { self.gaps };
        fitted.spacing = Spacing::new(
            Gap::ALL
                .into_iter()
                .map(|gap| (gap, theme.spacing.of(gap) * factor(gap))),
        );
        let body = theme.style(TextRole::Body).size;
        for role in TextRole::ALL {
            if !role.is_fitted() {
                continue;
            }
            let style = fitted.style_mut(role);
            style.pitch = style.pitch * self.pitch;
            // Small print stays small: only the text and its titles grow.
            if style.size >= body {
                style.pitch = style.pitch * ((style.size + self.size) / style.size);
                style.size += self.size;
            }
        }
        fitted
    }

    /// The fit at `t` from 0, as the theme says, to 1, as loose as may be: gaps first, then
    /// pitch.
    fn grown(theme: &Theme, t: f32) -> Self {
        let half = |n: f32| (t * 2.0 - n).clamp(0.0, 1.0);
        let body = theme.style(TextRole::Body);
        let widest = (WIDEST_PITCH * (body.size / body.pitch)).max(1.0);
        Fit {
            gaps: 1.0 + (WIDEST_GAPS - 1.0) * half(0.0),
            pitch: 1.0 + (widest - 1.0) * half(1.0),
            size: Pt::ZERO,
        }
    }

    /// The loosest fit with text that is larger, by `t` from 0 to 1 of what it may grow.
    fn enlarged(theme: &Theme, t: f32) -> Self {
        Fit {
            size: LARGER * t,
            ..Fit::grown(theme, 1.0)
        }
    }

    /// The fit at `t` from 0, as the theme says, to 1, as tight as may be.
    fn shrunk(theme: &Theme, t: f32) -> Self {
        let half = |n: f32| (t * 2.0 - n).clamp(0.0, 1.0);
        let body = theme.style(TextRole::Body);
        let narrowest = (NARROWEST_PITCH * (body.size / body.pitch)).min(1.0);
        Fit {
            gaps: 1.0 - (1.0 - NARROWEST_GAPS) * half(0.0),
            pitch: 1.0 - (1.0 - narrowest) * half(1.0),
            size: Pt::ZERO,
        }
    }
}

/// The fit that fills the fewest pages best.
///
/// Gaps and pitch never change a line break, so heights are linear in both: three settings
/// of the text give the heights at every fit, and the search sets nothing.
pub(super) fn find(theme: &Theme, height: Pt, set: &mut impl FnMut(Fit) -> Vec<Extent>) -> Fit {
    let linear = Linear::new(set);
    let plain = fills(&linear.at(Fit::default()), height);
    if plain.len() > 1 && plain.last().is_some_and(|last| *last < LEAST_FILL) {
        let shrunk = steps().map(|t| Fit::shrunk(theme, t));
        let fitting = |fit: &Fit| fills(&linear.at(*fit), height).len() < plain.len();
        // The least shrinking that is enough.
        if let Some(fit) = shrunk.into_iter().find(fitting) {
            return fit;
        }
    }
    let (mut best, mut best_fill) = (Fit::default(), 0.0);
    for t in steps() {
        let fit = Fit::grown(theme, t);
        let pages = fills(&linear.at(fit), height);
        let least = pages.iter().copied().fold(1.0, f32::min);
        if pages.len() <= plain.len() && least + NEARLY >= best_fill {
            (best, best_fill) = (fit, least.max(best_fill));
        }
    }
    if best != Fit::grown(theme, 1.0) {
        return best;
    }
    // Larger text must not cost a line: a paragraph that breaks anew looks no better.
    for t in [1.0, 0.75, 0.5, 0.25] {
        let fit = Fit::enlarged(theme, t);
        let extents = set(fit);
        if extents.len() <= linear.base.len() && fills(&extents, height).len() <= plain.len() {
            return fit;
        }
    }
    best
}

/// From nothing to everything.
fn steps() -> impl Iterator<Item = f32> {
    (0..=STEPS).map(|step| step as f32 / STEPS as f32)
}

/// Heights as a linear function of gaps and pitch.
struct Linear {
    base: Vec<Extent>,
    /// What each unit of gaps adds.
    gaps: Vec<(Pt, Pt)>,
    /// What each unit of pitch adds.
    pitch: Vec<(Pt, Pt)>,
}

impl Linear {
    fn new(set: &mut impl FnMut(Fit) -> Vec<Extent>) -> Self {
        let base = set(Fit::default());
        let slope = |changed: Vec<Extent>| -> Vec<(Pt, Pt)> {
            changed
                .iter()
                .zip(&base)
                .map(|(one, other)| (one.above - other.above, one.height - other.height))
                .collect()
        };
        let gaps = slope(set(Fit {
            gaps: 2.0,
            ..Fit::default()
        }));
        let pitch = slope(set(Fit {
            pitch: 2.0,
            ..Fit::default()
        }));
        Linear { base, gaps, pitch }
    }

    /// Heights at a fit that leaves the size alone.
    fn at(&self, fit: Fit) -> Vec<Extent> {
        let (gaps, pitch) = (fit.gaps - 1.0, fit.pitch - 1.0);
        self.base
            .iter()
            .zip(self.gaps.iter().zip(&self.pitch))
            .map(|(extent, (by_gaps, by_pitch))| Extent {
                above: extent.above + by_gaps.0 * gaps + by_pitch.0 * pitch,
                height: extent.height + by_gaps.1 * gaps + by_pitch.1 * pitch,
                ..*extent
            })
            .collect()
    }
}
