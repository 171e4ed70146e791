//! Fitting a document to its pages: gaps, pitch and size grow into slack, or shrink to pull
//! back an almost empty last page.

use super::Pages;
use super::break_pages::fill;
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
/// Halvings of the search: gaps are then within half a percent.
const STEPS: usize = 7;

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

/// The fit that fills the fewest pages best, and the pages it makes.
pub(super) fn find(
    theme: &Theme,
    height: Pt,
    attempt: &mut impl FnMut(Fit) -> Pages,
) -> (Fit, Pages) {
    let plain = attempt(Fit::default());
    let (count, last) = fill(&plain, height);
    if count > 1 && last < LEAST_FILL {
        let found = loosest(count - 1, |t| {
            let fit = Fit::shrunk(theme, 1.0 - t);
            (fit, attempt(fit))
        });
        if let Some(pulled_back) = found {
            return pulled_back;
        }
    }
    let (fit, pages) = loosest(count, |t| {
        let fit = Fit::grown(theme, t);
        (fit, attempt(fit))
    })
    .unwrap_or((Fit::default(), plain));
    if fit != Fit::grown(theme, 1.0) {
        return (fit, pages);
    }
    // Larger text must not cost a line: a paragraph that breaks anew looks no better.
    let lines = slabs(&pages);
    let larger = loosest(count, |t| {
        let fit = Fit::enlarged(theme, t);
        let mut pages = attempt(fit);
        if slabs(&pages) > lines {
            pages.push(Vec::new());
        }
        (fit, pages)
    });
    larger.unwrap_or((fit, pages))
}

fn slabs(pages: &Pages) -> usize {
    pages.iter().map(Vec::len).sum()
}

/// The largest `t` that needs no more than `count` pages.
fn loosest(count: usize, mut at: impl FnMut(f32) -> (Fit, Pages)) -> Option<(Fit, Pages)> {
    let most = at(1.0);
    if most.1.len() <= count {
        return Some(most);
    }
    let mut best = Some(at(0.0)).filter(|(_, pages)| pages.len() <= count)?;
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..STEPS {
        let middle = (low + high) / 2.0;
        let tried = at(middle);
        if tried.1.len() <= count {
            best = tried;
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(best)
}
