//! Widths of text in the theme's own faces, for tab stops and frames.

use crate::font::Shaper;
use crate::resume::Emphasis;
use crate::theme::TextStyle;
use crate::units::Pt;

/// Measures text as Word sets it: its type sizes are whole half points.
#[derive(Default)]
pub(super) struct Ruler {
    shaper: Shaper,
}

impl Ruler {
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
            let face = style.face_for(emphasis);
            let shaped = self.shaper.word(face, style.features, word);
            width += word_size(style) * (shaped.advance as f32 / f32::from(face.units_per_em()));
            width += style.tracking.at(word_size(style)) * word.chars().count() as f32;
        }
        width
    }

    /// Width of a space.
    pub(super) fn space(&self, style: &TextStyle) -> Pt {
        let face = style.face_for(Emphasis::NONE);
        let advance = face.glyph(' ').map_or(0, |glyph| face.advance(glyph));
        word_size(style) * (f32::from(advance) / f32::from(face.units_per_em()))
            + style.tracking.at(word_size(style))
    }
}

fn word_size(style: &TextStyle) -> Pt {
    Pt(style.size.half_points() as f32 / 2.0)
}
