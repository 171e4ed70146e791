//! Outlines: the shape of a glyph, for formats that draw rather than name their glyphs.

use kurbo::BezPath;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

use super::face::Face;

impl Face {
    /// The outline of a glyph in font units, y up; empty for a blank.
    pub fn outline(&self, glyph: u16) -> BezPath {
        let mut pen = Pen(BezPath::new());
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = self.font().outline_glyphs().get(GlyphId::from(glyph)) {
            // A glyph that cannot be drawn is left blank, as readers of the other formats do.
            if outline.draw(settings, &mut pen).is_err() {
                return BezPath::new();
            }
        }
        pen.0
    }
}

struct Pen(BezPath);

fn point(x: f32, y: f32) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(point(cx, cy), point(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.curve_to(point(ax, ay), point(bx, by), point(x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}

#[cfg(test)]
mod tests {
    use crate::font::{FaceStyle, Family, Weight};
    use kurbo::Shape;

    #[test]
    fn a_letter_has_an_outline_as_high_as_its_face_says() {
        for family in Family::ALL {
            let face = family.face(FaceStyle {
                weight: Weight::Regular,
                italic: false,
            });
            let letter = face.outline(face.glyph('H').expect("H"));
            let height = letter.bounding_box().y1;
            let off = (height - f64::from(face.cap_height())).abs();
            assert!(
                off < 0.02 * f64::from(face.units_per_em()),
                "{family}: {height}"
            );
            let blank = face.outline(face.glyph(' ').expect("a blank"));
            assert!(blank.elements().is_empty());
        }
    }
}
