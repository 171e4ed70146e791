//! Lines of glyphs: one text object each, so that readers see one line.

use super::content::{Mark, Page};
use super::elements::ElementId;
use super::fonts::{Glyph, Subset};
use super::turned;
use crate::layout::{Line, Segment};
use crate::units::{Point, Pt, finite};

/// A blank that is wider than this many of its own widths is stretched.
const MOST_BLANK: f32 = 1.5;

/// The state of a text object.
#[derive(Default)]
pub(super) struct Text {
    /// Where readers think the pen is, from the start of the line.
    pen: Pt,
    open: Open,
}

/// What is open in a text object.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Open {
    #[default]
    Nothing,
    Array,
    /// A string of glyphs inside an array.
    Glyphs,
}

/// True for bytes that mean something else inside a string (ISO 32000-1, 7.3.4.2).
fn is_syntax(byte: &u8) -> bool {
    matches!(byte, b'(' | b')' | b'\\' | b'\r')
}

impl Page<'_> {
    /// A line whose segments belong to `owners`.
    pub(super) fn line(&mut self, line: &Line, owners: &[ElementId], at: Point) {
        let Some(first) = owners.first() else {
            return;
        };
        if let Some(order) = turned::order(line) {
            self.turned_line(line, owners, at, &order);
            return;
        }
        if owners.iter().all(|owner| owner == first) {
            self.mark(Some(Mark::Element(*first)));
            self.untagged_line(line, at);
            return;
        }
        // A sequence that starts inside a text object ends in it (ISO 32000-1, 14.6.1).
        self.mark(None);
        let mut text = self.begin(at);
        for (segment, owner) in line.segments.iter().zip(owners) {
            let mark = Some(Mark::Element(*owner));
            if self.is_marked(mark) {
                self.segment(segment, &mut text);
                continue;
            }
            self.close_array(&mut text);
            self.mark(mark);
            self.segment(segment, &mut text);
        }
        self.close_array(&mut text);
        self.mark(None);
        self.put("ET\n");
    }

    /// A line inside the sequence that is open.
    pub(super) fn untagged_line(&mut self, line: &Line, at: Point) {
        let mut text = self.begin(at);
        match turned::order(line) {
            Some(order) => {
                for place in order {
                    self.segment(&line.segments[place], &mut text);
                }
            }
            None => {
                for segment in &line.segments {
                    self.segment(segment, &mut text);
                }
            }
        }
        self.close_array(&mut text);
        self.put("ET\n");
    }

    pub(super) fn begin(&mut self, at: Point) -> Text {
        self.put("BT\n");
        self.point(at.x, at.y);
        self.put("Td\n");
        Text::default()
    }

    pub(super) fn segment(&mut self, segment: &Segment, text: &mut Text) {
        let subsets = self.subsets;
        let Some(index) = subsets
            .iter()
            .position(|subset| subset.face == segment.face)
        else {
            return;
        };
        let subset = &subsets[index];
        if self.font != Some((index, segment.size)) {
            self.close_array(text);
            self.put("/F");
            self.integer(index as i64);
            self.put(" ");
            self.number(segment.size.0);
            self.put("Tf\n");
            self.font = Some((index, segment.size));
        }
        if self.fill != Some(segment.color) {
            self.close_array(text);
            self.fill_color(segment.color);
        }
        if segment.is_blank() {
            self.blank(segment, subset, text);
            return;
        }
        let language = self.language(&segment.word.text);
        if let Some(language) = language {
            self.close_array(text);
            self.put(&format!("/Span<</Lang({language})>>BDC\n"));
        }
        self.track(segment.tracking, text);
        self.word(segment, subset, text);
        if language.is_some() {
            self.close_array(text);
            self.put("EMC\n");
        }
    }

    /// Space after every glyph: one operator for what would else be a number for each.
    fn track(&mut self, tracking: Pt, text: &mut Text) {
        // As it is written, so that the pen knows where it is.
        let written = Pt((tracking.0 * 1000.0).round() / 1000.0);
        if self.tracking != written {
            self.close_array(text);
            self.number(written.0);
            self.put("Tc\n");
            self.tracking = written;
        }
    }

    /// The glyphs of a word.
    fn word(&mut self, segment: &Segment, subset: &Subset<'_>, text: &mut Text) {
        let per_unit = segment.size / f32::from(segment.face.units_per_em());
        let word = &segment.word;
        let meanings = word.text.as_bytes();
        let mut wanted = segment.x;
        let mut start = 0;
        while let Some(first) = word.glyphs.get(start) {
            // Nearly all glyphs are such: they stand on the line, have a cluster of their own,
            // and are read as what they mean.
            let from = first.cluster as usize;
            let next = word.glyphs.get(start + 1);
            let to = next.map_or(meanings.len(), |next| next.cluster as usize);
            if from < to
                && !word.backwards
                && first.offset == (0, 0)
                && let Some(meant) = meanings.get(from..to)
                && let Some(cut) = subset.reading_as(first.id, meant)
            {
                self.drawn(cut, wanted, segment.size, text);
                wanted += per_unit * first.advance as f32 + segment.tracking;
                start += 1;
                continue;
            }
            // Glyphs of one cluster share a text.
            let length = word.glyphs[start + 1..]
                .iter()
                .take_while(|glyph| glyph.cluster == first.cluster);
            let end = start + 1 + length.count();
            let meant = word.text_of(start);
            let alone = next.is_none_or(|next| next.cluster != first.cluster);
            let plain = alone && subset.reading_as(first.id, meant.as_bytes()).is_some();
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
                self.drawn(subset.glyph(glyph.id), drawn_at, segment.size, text);
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

    /// Draws a glyph at a place, and moves the pen past it.
    #[inline]
    fn drawn(&mut self, cut: Glyph<'_>, at: Pt, size: Pt, text: &mut Text) {
        self.move_pen(at, size, text);
        self.glyph(cut.id, text);
        text.pen += size * cut.advance + self.tracking;
    }

    /// A blank is as wide as the gap it fills: readers that group text by nearness then take
    /// what stands on both sides of it for one line.
    fn blank(&mut self, segment: &Segment, subset: &Subset<'_>, text: &mut Text) {
        let Some(glyph) = segment.word.glyphs.first() else {
            return;
        };
        let cut = subset.glyph(glyph.id);
        let natural = segment.size * cut.advance + self.tracking;
        let stretched = segment.width > natural * MOST_BLANK && natural > Pt::ZERO;
        self.move_pen(segment.x, segment.size, text);
        if stretched {
            self.close_array(text);
            self.number(segment.width / natural * 100.0);
            self.put("Tz\n");
        }
        self.glyph(cut.id, text);
        text.pen += natural;
        if stretched {
            text.pen += segment.width - natural;
            self.close_array(text);
            self.put("100 Tz\n");
        }
    }

    /// Moves the pen within a text array; less than a thousandth of an em is carried on.
    #[inline]
    fn move_pen(&mut self, to: Pt, size: Pt, text: &mut Text) {
        let way = to - text.pen;
        // As most glyphs are where the pen is, they are told without a division.
        if way.max(-way) * 2001.0 >= size {
            self.move_pen_by(way, size, text);
        }
    }

    fn move_pen_by(&mut self, way: Pt, size: Pt, text: &mut Text) {
        let thousandths = finite(way / size * 1000.0).round();
        if thousandths != 0.0 {
            match text.open {
                Open::Nothing => self.put("["),
                Open::Array => {}
                Open::Glyphs => self.put(")"),
            }
            text.open = Open::Array;
            self.integer(-thousandths as i64);
            text.pen += size * (thousandths / 1000.0);
        }
    }

    #[inline]
    fn glyph(&mut self, id: u16, text: &mut Text) {
        match text.open {
            Open::Nothing => self.put("[("),
            Open::Array => self.put("("),
            Open::Glyphs => {}
        }
        text.open = Open::Glyphs;
        // Bytes as they are take half of what hexadecimal digits do, and so does deflating
        // them.
        let bytes = id.to_be_bytes();
        if !bytes.iter().any(is_syntax) {
            self.out.extend_from_slice(&bytes);
            return;
        }
        for byte in bytes {
            match byte {
                b'\r' => self.out.extend_from_slice(b"\\r"),
                byte if is_syntax(&byte) => self.out.extend_from_slice(&[b'\\', byte]),
                byte => self.out.push(byte),
            }
        }
    }

    pub(super) fn close_array(&mut self, text: &mut Text) {
        match text.open {
            Open::Nothing => {}
            Open::Array => self.put("]TJ\n"),
            Open::Glyphs => self.put(")]TJ\n"),
        }
        text.open = Open::Nothing;
    }

    /// Opens a span whose glyphs stand for `text`, in UTF-16 with its mark.
    fn actual_text(&mut self, text: &str) {
        self.put("/Span<</ActualText<FEFF");
        for unit in text.encode_utf16() {
            self.put(&format!("{unit:04X}"));
        }
        self.put(">>>BDC\n");
    }
}
