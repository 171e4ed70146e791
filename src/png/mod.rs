//! The PNG writer: pages as pixels.
//!
//! Drawn in software and compressed by one fixed method, so the same page gives the same
//! bytes on every machine.

mod canvas;
mod file;

use std::str::FromStr;

pub(crate) use canvas::Canvas;
pub(crate) use file::encode;

use crate::layout::{Document, Frame};
use crate::units::Pt;

/// Pixels per inch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolution(u32);

/// A resolution that is not a whole number from 36 to 600.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a resolution is a whole number from 36 to 600")]
pub struct ResolutionError;

/// Below this no text can be read; above it a page takes over a hundred megabytes.
const POSSIBLE: std::ops::RangeInclusive<u32> = 36..=600;

impl Default for Resolution {
    /// Two pixels to the point: text is crisp on every screen.
    fn default() -> Self {
        Resolution(144)
    }
}

impl FromStr for Resolution {
    type Err = ResolutionError;

    fn from_str(text: &str) -> Result<Self, ResolutionError> {
        text.parse()
            .ok()
            .filter(|number| POSSIBLE.contains(number))
            .map(Resolution)
            .ok_or(ResolutionError)
    }
}

impl std::fmt::Display for Resolution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Resolution {
    /// Pixels in a point.
    pub(crate) fn scale(self) -> f32 {
        self.0 as f32 / 72.0
    }

    /// Whole pixels that a length needs.
    pub(crate) fn pixels(self, length: Pt) -> u32 {
        /// Lengths in points are not exact: this much over a pixel begins no new one.
        const SLACK: f64 = 1e-3;
        let exact = f64::from(length.0) * f64::from(self.0) / 72.0;
        (exact - SLACK).ceil() as u32
    }
}

/// The pictures of a document, one for each page.
pub fn write(document: &Document, resolution: Resolution) -> Vec<Vec<u8>> {
    document
        .pages
        .iter()
        .map(|frame| encode(&page(frame, resolution), &document.info.title, resolution))
        .collect()
}

/// One page on white paper.
pub(crate) fn page(frame: &Frame, resolution: Resolution) -> Canvas {
    let mut canvas = Canvas::new(
        resolution.pixels(frame.size.width),
        resolution.pixels(frame.size.height),
    );
    canvas.frame(frame, (0, 0), resolution.scale());
    canvas
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resolution_has_limits() {
        assert_eq!("144".parse(), Ok(Resolution::default()));
        for text in ["35", "601", "-1", "1e2", "", "72.5"] {
            assert_eq!(text.parse::<Resolution>(), Err(ResolutionError), "{text}");
        }
    }

    #[test]
    fn a_page_has_the_pixels_that_it_needs() {
        let resolution = Resolution(144);
        assert_eq!(resolution.pixels(Pt(595.276)), 1191);
        assert_eq!(resolution.pixels(Pt(612.0)), 1224);
        assert_eq!(Resolution(150).pixels(Pt(612.0)), 1275);
    }
}
