//! How far a theme's numbers give way when a document is fitted to its pages.

use super::Resolver;
use super::file::FitFile;
use crate::units::{Pt, Sides};

/// The bounds of a fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// The smallest size of running text.
    pub size: Pt,
    /// What running text may grow.
    pub larger: Pt,
    /// The smallest margins; a margin that is smaller stays as it is.
    pub margins: Sides,
    /// The narrowest gaps, as a factor on the theme's own, 0 to 1.
    pub narrowest_gaps: f32,
    /// The widest gaps, as a factor of at least 1.
    pub widest_gaps: f32,
    /// The narrowest pitch of running text, in type sizes.
    pub narrowest_pitch: f32,
    /// The widest pitch of running text, in type sizes.
    pub widest_pitch: f32,
}

pub(super) fn resolve(r: &mut Resolver<'_>, file: FitFile) -> Option<Limits> {
    Some(Limits {
        size: r.need(file.size, "fit.size")?,
        larger: r.need(file.larger, "fit.larger")?,
        margins: r.need(file.margins, "fit.margins")?,
        narrowest_gaps: r.need(file.narrowest_gaps, "fit.narrowest_gaps")?,
        widest_gaps: r.need(file.widest_gaps, "fit.widest_gaps")?,
        narrowest_pitch: r.need(file.narrowest_pitch, "fit.narrowest_pitch")?,
        widest_pitch: r.need(file.widest_pitch, "fit.widest_pitch")?,
    })
}
