//! Drawing frames in pixels.

use std::collections::HashMap;

use kurbo::{BezPath, PathEl};
use tiny_skia::{
    ColorU8, FillRule, FilterQuality, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap,
    PixmapPaint, Rect, Stroke, Transform,
};

use crate::font::Face;
use crate::layout::{Frame, Item, Line};
use crate::picture::Picture;
use crate::theme::Color;
use crate::units::{Point, Pt, Size};

/// Control points of a quarter circle by two Bézier arcs lie at this share of the radius.
const CIRCLE: f32 = 0.552_285;

/// A picture while it is drawn: opaque, white at first.
pub(crate) struct Canvas {
    pixels: Pixmap,
    /// Outlines in font units, y up; `None` for blanks.
    outlines: HashMap<(&'static Face, u16), Option<Path>>,
}

impl Canvas {
    /// White paper; at least one pixel.
    pub(crate) fn new(width: u32, height: u32) -> Self {
        let mut pixels = Pixmap::new(width.max(1), height.max(1))
            .expect("a page at the highest resolution fits into memory");
        pixels.fill(tiny_skia::Color::WHITE);
        Canvas {
            pixels,
            outlines: HashMap::new(),
        }
    }

    pub(crate) fn width(&self) -> u32 {
        self.pixels.width()
    }

    pub(crate) fn height(&self) -> u32 {
        self.pixels.height()
    }

    /// Red, green and blue of every pixel, by rows.
    pub(crate) fn rgb(&self) -> Vec<u8> {
        let pixels = self.pixels.data().chunks_exact(4);
        // Nothing is transparent, so premultiplied channels are the channels.
        pixels
            .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
            .collect()
    }

    /// A box of one colour, in whole pixels.
    pub(crate) fn fill(&mut self, at: (u32, u32), size: (u32, u32), color: Color) {
        let rect = Rect::from_xywh(at.0 as f32, at.1 as f32, size.0 as f32, size.1 as f32);
        if let Some(rect) = rect {
            self.pixels
                .fill_rect(rect, &paint(color), Transform::identity(), None);
        }
    }

    /// Draws what is on a frame, its upper left corner at a pixel.
    pub(crate) fn frame(&mut self, frame: &Frame, at: (u32, u32), scale: f32) {
        let place = Transform::from_row(scale, 0.0, 0.0, scale, at.0 as f32, at.1 as f32);
        for placed in &frame.items {
            match &placed.item {
                Item::Line(line) => self.line(line, placed.at, place),
                Item::Rule {
                    width,
                    thickness,
                    color,
                } => {
                    let top = placed.at.y - *thickness / 2.0;
                    let rect = Rect::from_xywh(placed.at.x.0, top.0, width.0, thickness.0);
                    self.shape(rect.map(PathBuilder::from_rect), *color, place);
                }
                Item::Ground {
                    size,
                    radius,
                    color,
                    outline,
                } => {
                    let path = rounded(placed.at, *size, *radius);
                    if let (Some(path), Some((thickness, line))) = (&path, outline) {
                        self.shape(Some(path.clone()), *color, place);
                        let stroke = Stroke {
                            width: thickness.0,
                            ..Stroke::default()
                        };
                        self.pixels
                            .stroke_path(path, &paint(*line), &stroke, place, None);
                    } else {
                        self.shape(path, *color, place);
                    }
                }
                Item::Image { image, size } => {
                    self.picture(&image.picture, placed.at, *size, place);
                }
                Item::Icon {
                    path,
                    side,
                    thickness,
                    color,
                } => {
                    let stroke = Stroke {
                        // The path is drawn on a square of side 1.
                        width: *thickness / *side,
                        line_cap: LineCap::Round,
                        line_join: LineJoin::Round,
                        ..Stroke::default()
                    };
                    let place = place
                        .pre_translate(placed.at.x.0, placed.at.y.0)
                        .pre_scale(side.0, side.0);
                    if let Some(path) = of_bezier(path) {
                        self.pixels
                            .stroke_path(&path, &paint(*color), &stroke, place, None);
                    }
                }
            }
        }
    }

    fn line(&mut self, line: &Line, at: Point, place: Transform) {
        for segment in &line.segments {
            let per_unit = (segment.size / f32::from(segment.face.units_per_em())).0;
            let paint = paint(segment.color);
            for (glyph, origin) in segment.placed_glyphs() {
                let outline = self
                    .outlines
                    .entry((segment.face, glyph))
                    .or_insert_with(|| of_bezier(&segment.face.outline(glyph)));
                let Some(outline) = outline else {
                    continue;
                };
                let place = place
                    .pre_translate((at.x + origin.x).0, (at.y + origin.y).0)
                    .pre_scale(per_unit, -per_unit);
                self.pixels
                    .fill_path(outline, &paint, FillRule::Winding, place, None);
            }
        }
    }

    /// Draws a picture, reduced to the pixels that it fills.
    fn picture(&mut self, picture: &Picture, at: Point, size: Size, place: Transform) {
        let filled = |length: Pt, scale: f32| (length.0 * scale).ceil().max(1.0) as u32;
        let pixels = picture.upright((filled(size.width, place.sx), filled(size.height, place.sy)));
        let mut drawn = Pixmap::new(pixels.width, pixels.height)
            .expect("a picture has pixels, and fewer than a page");
        for (to, [r, g, b, a]) in drawn.pixels_mut().iter_mut().zip(pixels.rgba()) {
            *to = ColorU8::from_rgba(r, g, b, a).premultiply();
        }
        let place = place.pre_translate(at.x.0, at.y.0).pre_scale(
            size.width.0 / pixels.width as f32,
            size.height.0 / pixels.height as f32,
        );
        let paint = PixmapPaint {
            quality: FilterQuality::Bilinear,
            ..PixmapPaint::default()
        };
        self.pixels
            .draw_pixmap(0, 0, drawn.as_ref(), &paint, place, None);
    }

    fn shape(&mut self, path: Option<Path>, color: Color, place: Transform) {
        if let Some(path) = path {
            self.pixels
                .fill_path(&path, &paint(color), FillRule::Winding, place, None);
        }
    }
}

fn paint(color: Color) -> Paint<'static> {
    let [r, g, b] = color.rgb;
    let mut paint = Paint::default();
    paint.set_color_rgba8(r, g, b, u8::MAX);
    paint.anti_alias = true;
    paint
}

/// `None` for a path that encloses nothing.
fn of_bezier(path: &BezPath) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let f = |p: kurbo::Point| (p.x as f32, p.y as f32);
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(p) => builder.move_to(f(p).0, f(p).1),
            PathEl::LineTo(p) => builder.line_to(f(p).0, f(p).1),
            PathEl::QuadTo(c, p) => builder.quad_to(f(c).0, f(c).1, f(p).0, f(p).1),
            PathEl::CurveTo(a, b, p) => {
                builder.cubic_to(f(a).0, f(a).1, f(b).0, f(b).1, f(p).0, f(p).1);
            }
            PathEl::ClosePath => builder.close(),
        }
    }
    builder.finish()
}

/// A box with round corners.
fn rounded(at: Point, size: Size, radius: Pt) -> Option<Path> {
    let (left, top) = (at.x.0, at.y.0);
    let (right, bottom) = (left + size.width.0, top + size.height.0);
    let (r, handle) = (radius.0, radius.0 * (1.0 - CIRCLE));
    let mut path = PathBuilder::new();
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - handle, top, right, top + handle, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(
        right,
        bottom - handle,
        right - handle,
        bottom,
        right - r,
        bottom,
    );
    path.line_to(left + r, bottom);
    path.cubic_to(
        left + handle,
        bottom,
        left,
        bottom - handle,
        left,
        bottom - r,
    );
    path.line_to(left, top + r);
    path.cubic_to(left, top + handle, left + handle, top, left + r, top);
    path.close();
    path.finish()
}
