//! A page's content stream, in reading order: one text object for each line.

use std::io::Write;

use super::fonts::Subset;
use crate::layout::{Frame, Item, Line, Owner, Segment};
use crate::theme::Color;
use crate::units::{Point, Pt, Size};

/// Control points of a quarter circle by two Bézier arcs lie at this share of the radius.
const CIRCLE: f32 = 0.552_285;

/// A blank that is wider than this many of its own widths is stretched.
const MOST_BLANK: f32 = 1.5;

/// The uncompressed operators of a page.
pub(super) fn stream(frame: &Frame, subsets: &[Subset]) -> Vec<u8> {
    let mut page = Page {
        out: Vec::with_capacity(16 * 1024),
        height: frame.size.height,
        fill: None,
        subsets,
    };
    for placed in &frame.items {
        if placed.owner == Owner::Artifact {
            page.put("/Artifact BMC\n");
        }
        match &placed.item {
            Item::Line(line) => page.line(line, placed.at),
            Item::Rule {
                width,
                thickness,
                color,
            } => page.rule(placed.at, *width, *thickness, *color),
            Item::Ground {
                size,
                radius,
                color,
                outline,
            } => page.ground(placed.at, *size, *radius, *color, *outline),
            Item::Icon {
                path,
                side,
                thickness,
                color,
            } => page.icon(path, placed.at, *side, *thickness, *color),
        }
        if placed.owner == Owner::Artifact {
            page.put("EMC\n");
        }
    }
    page.out
}

struct Page<'a> {
    out: Vec<u8>,
    height: Pt,
    /// Fill colour in force.
    fill: Option<Color>,
    subsets: &'a [Subset],
}

impl Page<'_> {
    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// A number with at most three decimals and a blank after it.
    fn number(&mut self, value: f32) {
        let thousandths = (f64::from(value) * 1000.0).round() as i64;
        let sign = if thousandths < 0 { "-" } else { "" };
        let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
        let text = if rest == 0 {
            format!("{sign}{whole} ")
        } else {
            let decimals = format!("{rest:03}");
            format!("{sign}{whole}.{} ", decimals.trim_end_matches('0'))
        };
        self.put(&text);
    }

    fn point(&mut self, x: Pt, y: Pt) {
        let up = self.height - y;
        self.number(x.0);
        self.number(up.0);
    }

    fn color(&mut self, color: Color, operator: &str) {
        for channel in color.rgb {
            self.number(f32::from(channel) / 255.0);
        }
        self.put(operator);
    }

    fn fill_color(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.color(color, "rg\n");
            self.fill = Some(color);
        }
    }

    fn rule(&mut self, at: Point, width: Pt, thickness: Pt, color: Color) {
        self.put("q\n");
        self.color(color, "RG\n");
        self.number(thickness.0);
        self.put("w ");
        self.point(at.x, at.y);
        self.put("m ");
        self.point(at.x + width, at.y);
        self.put("l S\nQ\n");
    }

    fn ground(
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

    fn icon(&mut self, path: &kurbo::BezPath, at: Point, side: Pt, thickness: Pt, color: Color) {
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

    fn line(&mut self, line: &Line, at: Point) {
        let mut text = Text::default();
        self.put("BT\n");
        self.point(at.x, at.y);
        self.put("Td\n");
        for segment in &line.segments {
            self.segment(segment, &mut text);
        }
        self.close_array(&mut text);
        self.put("ET\n");
    }

    fn segment(&mut self, segment: &Segment, text: &mut Text) {
        let Some(index) = self
            .subsets
            .iter()
            .position(|subset| subset.face == segment.face)
        else {
            return;
        };
        let subset = &self.subsets[index];
        if text.font != Some((index, segment.size)) {
            self.close_array(text);
            let name = format!("/F{index} ");
            self.put(&name);
            self.number(segment.size.0);
            self.put("Tf\n");
            text.font = Some((index, segment.size));
        }
        if self.fill != Some(segment.color) {
            self.close_array(text);
            self.fill_color(segment.color);
        }
        if segment.is_blank() {
            self.blank(segment, subset, text);
            return;
        }
        let per_unit = segment.size / f32::from(segment.face.units_per_em());
        let word = &segment.word;
        let mut wanted = segment.x;
        let mut start = 0;
        while start < word.glyphs.len() {
            // Glyphs of one cluster share a text.
            let cluster = word.glyphs[start].cluster;
            let end = word.glyphs[start..]
                .iter()
                .position(|glyph| glyph.cluster != cluster)
                .map_or(word.glyphs.len(), |length| start + length);
            let meant = word.text_of(start);
            let plain = end == start + 1 && subset.reads_as(word.glyphs[start].id, meant);
            if !plain {
                self.close_array(text);
                self.actual_text(meant);
            }
            for glyph in &word.glyphs[start..end] {
                let drawn_at = wanted + per_unit * glyph.offset.0 as f32;
                if glyph.offset.1 != 0 {
                    self.close_array(text);
                    self.number(per_unit.0 * glyph.offset.1 as f32);
                    self.put("Ts\n");
                }
                self.open_array(text);
                self.move_pen(drawn_at, segment.size, text);
                let _ = write!(self.out, "<{:04X}>", subset.id(glyph.id));
                text.pen += segment.size * (subset.written_advance(glyph.id) as f32 / 1000.0);
                wanted += per_unit * glyph.advance as f32 + segment.tracking;
                if glyph.offset.1 != 0 {
                    self.close_array(text);
                    self.put("0 Ts\n");
                }
            }
            if !plain {
                self.close_array(text);
                self.put("EMC\n");
            }
            start = end;
        }
    }

    /// A blank is as wide as the gap it fills: readers that group text by nearness then take
    /// what stands on both sides of it for one line.
    fn blank(&mut self, segment: &Segment, subset: &Subset, text: &mut Text) {
        let Some(glyph) = segment.word.glyphs.first() else {
            return;
        };
        let natural = segment.size * (subset.written_advance(glyph.id) as f32 / 1000.0);
        let stretched = segment.width > natural * MOST_BLANK && natural > Pt::ZERO;
        self.open_array(text);
        self.move_pen(segment.x, segment.size, text);
        if stretched {
            self.close_array(text);
            self.number(segment.width / natural * 100.0);
            self.put("Tz\n");
            self.open_array(text);
        }
        let _ = write!(self.out, "<{:04X}>", subset.id(glyph.id));
        text.pen += natural;
        if stretched {
            text.pen += segment.width - natural;
            self.close_array(text);
            self.put("100 Tz\n");
        }
    }

    /// Moves the pen within a text array; less than a thousandth of an em is carried on.
    fn move_pen(&mut self, to: Pt, size: Pt, text: &mut Text) {
        let thousandths = ((to - text.pen) / size * 1000.0).round();
        if thousandths != 0.0 {
            let _ = write!(self.out, "{}", -thousandths as i64);
            text.pen += size * (thousandths / 1000.0);
        }
    }

    fn open_array(&mut self, text: &mut Text) {
        if !text.open {
            self.put("[");
            text.open = true;
        }
    }

    fn close_array(&mut self, text: &mut Text) {
        if text.open {
            self.put("]TJ\n");
            text.open = false;
        }
    }

    /// Opens a span whose glyphs stand for `text`, in UTF-16 with its mark.
    fn actual_text(&mut self, text: &str) {
        self.put("/Span <</ActualText <FEFF");
        for unit in text.encode_utf16() {
            let _ = write!(self.out, "{unit:04X}");
        }
        self.put(">>> BDC\n");
    }
}

/// The state of a text object.
#[derive(Default)]
struct Text {
    font: Option<(usize, Pt)>,
    /// Where readers think the pen is, from the start of the line.
    pen: Pt,
    open: bool,
}
