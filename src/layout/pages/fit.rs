//! What a fit does to a theme: gaps, pitch, margins and size give way, within the theme's
//! limits.

use crate::theme::{Gap, Spacing, TextRole, Theme};
use crate::units::{Pt, Sides};

/// What is done to a theme's numbers; plain data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Factor on every gap that may give way.
    pub gaps: f32,
    /// Factor on the pitch of running text.
    pub pitch: f32,
    /// How far the margins have gone from the theme's own, 0, to the smallest allowed, 1.
    pub margins: f32,
    /// Added to the size of running text; below zero where it shrinks.
    pub size: Pt,
}

impl Default for Fit {
    fn default() -> Self {
        Fit {
            gaps: 1.0,
            pitch: 1.0,
            margins: 0.0,
            size: Pt::ZERO,
        }
    }
}

/// Share of the growth that is left to programs which break their own lines.
const EASED: f32 = 0.6;
/// What such programs get on top of tightened gaps and pitch: room for a line or two, as they
/// round sizes to half a point and break some lines elsewhere.
const RESERVED_GAPS: f32 = 0.85;
const RESERVED_PITCH: f32 = 0.98;

impl Fit {
    /// Part of the way back to the theme's own numbers, or a little tighter where they were
    /// tightened, for a program that breaks its own lines: what filled the last page to the
    /// brim here may need one line more there.
    #[must_use]
    pub fn eased(self) -> Self {
        let ease = |value: f32, reserved: f32| {
            if self.gaps < 1.0 {
                value * reserved
            } else {
                1.0 + (value - 1.0) * EASED
            }
        };
        Fit {
            gaps: ease(self.gaps, RESERVED_GAPS),
            pitch: ease(self.pitch, RESERVED_PITCH),
            margins: self.margins,
            size: self.size.min(Pt::ZERO),
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
        let least = theme.limits.margins;
        let narrowed = |margin: Pt, least: Pt| margin + (least.min(margin) - margin) * self.margins;
        fitted.margins = Sides {
            top: narrowed(theme.margins.top, least.top),
            right: narrowed(theme.margins.right, least.right),
            bottom: narrowed(theme.margins.bottom, least.bottom),
            left: narrowed(theme.margins.left, least.left),
        };
        let body = theme.style(TextRole::Body).size;
        for role in TextRole::ALL {
            if !role.is_fitted() {
                continue;
            }
            let style = fitted.style_mut(role);
            style.pitch = style.pitch * self.pitch;
            // Small print stays as it is: only the text and its titles grow and shrink.
            if style.size >= body {
                style.pitch = style.pitch * ((style.size + self.size) / style.size);
                style.size += self.size;
            }
        }
        fitted
    }

    /// The fit at `t` from 0, as the theme says, to 1, as loose as may be: gaps first, then
    /// pitch.
    pub(super) fn grown(theme: &Theme, t: f32) -> Self {
        let body = theme.style(TextRole::Body);
        let widest = (theme.limits.widest_pitch * (body.size / body.pitch)).max(1.0);
        Fit {
            gaps: 1.0 + (theme.limits.widest_gaps - 1.0) * share(t, 0.0),
            pitch: 1.0 + (widest - 1.0) * share(t, 1.0),
            ..Fit::default()
        }
    }

    /// The loosest fit with text that is larger, by `t` from 0 to 1 of what it may grow.
    pub(super) fn enlarged(theme: &Theme, t: f32) -> Self {
        Fit {
            size: theme.limits.larger * t,
            ..Fit::grown(theme, 1.0)
        }
    }

    /// This fit with gaps and pitch at `t` from 0, as the theme says, to 1, as tight as may
    /// be: gaps first, then pitch.
    pub(super) fn shrunk(self, theme: &Theme, t: f32) -> Self {
        let body = theme.style(TextRole::Body);
        let narrowest = (theme.limits.narrowest_pitch * (body.size / body.pitch)).min(1.0);
        Fit {
            gaps: 1.0 - (1.0 - theme.limits.narrowest_gaps) * share(t, 0.0),
            pitch: 1.0 - (1.0 - narrowest) * share(t, 1.0),
            ..self
        }
    }

    /// The tightest gaps and pitch, and margins at `t` from 0 to the smallest at 1.
    pub(super) fn narrowed(theme: &Theme, t: f32) -> Self {
        Fit {
            margins: t,
            ..Fit::default().shrunk(theme, 1.0)
        }
    }

    /// The tightest gaps, pitch and margins, and text that is smaller, by `t` from 0 to the
    /// smallest at 1.
    pub(super) fn reduced(theme: &Theme, t: f32) -> Self {
        let body = theme.style(TextRole::Body).size;
        Fit {
            size: (theme.limits.size.min(body) - body) * t,
            ..Fit::narrowed(theme, 1.0)
        }
    }
}

/// Of a way in two halves, how much of the half that starts at `half` is done at `t`.
fn share(t: f32, half: f32) -> f32 {
    (t * 2.0 - half).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_margin_grows_and_none_falls_below_its_limit() {
        for name in Theme::names() {
            let theme = Theme::embedded(name).expect("embedded");
            let tight = Fit::reduced(&theme, 1.0).applied(&theme);
            let least = theme.limits.margins;
            for (now, before, least) in [
                (tight.margins.top, theme.margins.top, least.top),
                (tight.margins.right, theme.margins.right, least.right),
                (tight.margins.bottom, theme.margins.bottom, least.bottom),
                (tight.margins.left, theme.margins.left, least.left),
            ] {
                assert!(now <= before, "{name}");
                assert!(now >= least.min(before), "{name}");
            }
        }
    }

    #[test]
    fn the_smallest_text_is_as_small_as_the_theme_allows() {
        for name in Theme::names() {
            let theme = Theme::embedded(name).expect("embedded");
            let tight = Fit::reduced(&theme, 1.0).applied(&theme);
            let (body, least) = (tight.style(TextRole::Body), theme.limits.size);
            assert!((body.size - least).0.abs() < 1e-3, "{name}");
            let pitch = body.pitch / body.size;
            assert!(
                (pitch - theme.limits.narrowest_pitch).abs() < 1e-3,
                "{name}"
            );
            let details = tight.style(TextRole::Details).size;
            assert!(details.0 >= least.0 - 1e-3, "{name}");
        }
    }

    #[test]
    fn a_program_that_breaks_its_own_lines_gets_room_for_them() {
        let fit = |gaps: f32, pitch: f32| Fit {
            gaps,
            pitch,
            ..Fit::default()
        };
        let (loose, tight) = (fit(1.5, 1.1).eased(), fit(0.7, 0.95).eased());
        assert!(loose.gaps < 1.5 && loose.gaps > 1.0 && loose.pitch < 1.1);
        assert!(tight.gaps < 0.7 && tight.pitch < 0.95);
        assert_eq!(Fit::default().eased(), Fit::default());
    }

    #[test]
    fn nothing_done_is_the_theme_itself() {
        let theme = Theme::embedded("modern").expect("embedded");
        assert_eq!(Fit::default().applied(&theme), theme);
        assert_eq!(Fit::grown(&theme, 0.0), Fit::default());
        assert_eq!(Fit::default().shrunk(&theme, 0.0), Fit::default());
    }
}
