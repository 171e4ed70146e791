//! Rules, grounds and icons: paths without meaning.

use super::content::Page;
use crate::theme::Color;
use crate::units::{Point, Pt, Size};

/// Control points of a quarter circle by two Bézier arcs lie at this share of the radius.
const CIRCLE: f32 = 0.552_285;

impl Page<'_> {
    pub(super) fn rule(&mut self, at: Point, width: Pt, thickness: Pt, color: Color) {
        self.put("q\n");
        self.color(color, "RG\n");
        self.number(thickness.0);
        self.put("w ");
        self.point(at.x, at.y);
        self.put("m ");
        self.point(at.x + width, at.y);
        self.put("l S\nQ\n");
    }

    pub(super) fn ground(
        &mut self,
        at: Point,
        size: Size,
        radius: Pt,
        color: Color,
        outline: Option<(Pt, Color)>,
    ) {
        self.fill_color(color);
        if let Some((thickness, line)) = outline {
            self.number(thickness.0);
            self.put("w ");
            self.color(line, "RG\n");
        }
        let (left, right) = (at.x, at.x + size.width);
        let (top, bottom) = (at.y, at.y + size.height);
        let handle = radius * (1.0 - CIRCLE);
        self.point(left + radius, top);
        self.put("m ");
        for (corner, to_corner, from_corner) in [
            ((right, top), (-1.0, 0.0), (0.0, 1.0)),
            ((right, bottom), (0.0, -1.0), (-1.0, 0.0)),
            ((left, bottom), (1.0, 0.0), (0.0, -1.0)),
            ((left, top), (0.0, 1.0), (1.0, 0.0)),
        ] {
            let (x, y) = corner;
            let along = |length: Pt, way: (f32, f32)| (x + length * way.0, y + length * way.1);
            let start = along(radius, to_corner);
            let first = along(handle, to_corner);
            let second = along(handle, from_corner);
            let end = along(radius, from_corner);
            self.point(start.0, start.1);
            self.put("l ");
            for (px, py) in [first, second, end] {
                self.point(px, py);
            }
            self.put("c ");
        }
        self.put(if outline.is_some() { "b\n" } else { "f\n" });
    }

    pub(super) fn icon(
        &mut self,
        path: &kurbo::BezPath,
        at: Point,
        side: Pt,
        thickness: Pt,
        color: Color,
    ) {
        self.put("q\n");
        self.color(color, "RG\n");
        self.number(thickness.0);
        self.put("w 1 J 1 j\n");
        let place = |page: &mut Self, p: kurbo::Point| {
            page.point(at.x + side * p.x as f32, at.y + side * p.y as f32);
        };
        let mut last = kurbo::Point::ZERO;
        for element in path.elements() {
            match *element {
                kurbo::PathEl::MoveTo(p) => {
                    place(self, p);
                    self.put("m ");
                    last = p;
                }
                kurbo::PathEl::LineTo(p) => {
                    place(self, p);
                    self.put("l ");
                    last = p;
                }
                kurbo::PathEl::QuadTo(c, p) => {
                    // A quadratic arc as a cubic one: handles at two thirds of the way.
                    place(self, last + (c - last) * (2.0 / 3.0));
                    place(self, p + (c - p) * (2.0 / 3.0));
                    place(self, p);
                    self.put("c ");
                    last = p;
                }
                kurbo::PathEl::CurveTo(a, b, p) => {
                    place(self, a);
                    place(self, b);
                    place(self, p);
                    self.put("c ");
                    last = p;
                }
                kurbo::PathEl::ClosePath => self.put("h "),
            }
        }
        self.put("S\nQ\n");
    }
}
