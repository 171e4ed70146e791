//! Widths of text, for tab stops and frames: in the face that Word will show, where the
//! program has its widths, else in the theme's own faces.

use super::faces::Faces;
use crate::font::{Face, FaceStyle, Family, Weight};
use crate::resume::Emphasis;
use crate::theme::{TextStyle, Theme};
use crate::units::Pt;

/// Measures text as Word sets it: its type sizes are whole half points. Kerning is left out:
/// a stop may be a little further than it need be, never nearer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ruler {
    /// Has the widths of the theme's Word face.
    stand_in: Option<Family>,
}

impl Ruler {
    pub(super) fn new(theme: &Theme, faces: Faces) -> Self {
        Ruler {
            stand_in: match faces {
                Faces::Office => theme.word_stand_in.parse().ok(),
                Faces::Own => None,
            },
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
    pub(super) fn width(&self, style: &TextStyle, emphasis: Emphasis, text: &str) -> Pt {
        let face = self.face(style, emphasis);
        let em = face.units_per_em();
        let (mut units, mut count) = (0, 0);
        let mut add = |c: char| {
            let glyph = match c {
                '\u{a0}' => face.glyph(' '),
                c => face.glyph(c),
            };
            // What the face lacks comes from another; signs of the Far East are as wide as high.
            units += u32::from(glyph.map_or(em, |glyph| face.advance(glyph)));
            count += 1;
        };
        if style.capitals {
            text.chars().flat_map(char::to_uppercase).for_each(&mut add);
        } else {
            text.chars().for_each(&mut add);
        }
        let size = word_size(style);
        size * (units as f32 / f32::from(em)) + style.tracking.at(size) * count as f32
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
