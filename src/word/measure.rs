//! Widths of text, for tab stops and frames: in the face that Word will show, where the
//! program has its widths, else in the theme's own faces.

use super::faces::Faces;
use crate::font::{Face, FaceStyle, Family, Shaper, Weight};
use crate::resume::Emphasis;
use crate::theme::{TextStyle, Theme};
use crate::units::Pt;

/// Measures text as Word sets it: its type sizes are whole half points.
pub(super) struct Ruler {
    shaper: Shaper,
    /// Has the widths of the theme's Word face.
    stand_in: Option<Family>,
}

impl Ruler {
    pub(super) fn new(theme: &Theme, faces: Faces) -> Self {
        let stand_in = match faces {
            Faces::Office => theme.word_stand_in.parse().ok(),
            Faces::Own => None,
        };
        Ruler {
            shaper: Shaper::new(),
            stand_in,
        }
    }

    fn face(&self, style: &TextStyle, emphasis: Emphasis) -> &'static Face {
        match self.stand_in {
            // Word has regular and bold.
            Some(family) => family.face(FaceStyle {
                weight: match style.face.weight >= Weight::Semibold || emphasis.strong {
                    true => Weight::Bold,
                    false => Weight::Regular,
                },
                italic: style.face.italic || emphasis.emphasized,
            }),
            None => style.face_for(emphasis),
        }
    }

    /// Width of a text set in one line.
    pub(super) fn width(&mut self, style: &TextStyle, emphasis: Emphasis, text: &str) -> Pt {
        let text = if style.capitals {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        let blank = self.space(style);
        let mut width = Pt::ZERO;
        for (index, word) in text.split([' ', '\u{a0}']).enumerate() {
            if index > 0 {
                width += blank;
            }
            if word.is_empty() {
                continue;
            }
            let face = self.face(style, emphasis);
            let shaped = self.shaper.word(face, style.features, word);
            width += word_size(style) * (shaped.advance as f32 / f32::from(face.units_per_em()));
            width += style.tracking.at(word_size(style)) * word.chars().count() as f32;
        }
        width
    }

    /// Width of a space.
    pub(super) fn space(&self, style: &TextStyle) -> Pt {
        let face = self.face(style, Emphasis::NONE);
        let advance = face.glyph(' ').map_or(0, |glyph| face.advance(glyph));
        word_size(style) * (f32::from(advance) / f32::from(face.units_per_em()))
            + style.tracking.at(word_size(style))
    }
}

fn word_size(style: &TextStyle) -> Pt {
    Pt(style.size.half_points() as f32 / 2.0)
}
