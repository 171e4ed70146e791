//! Subsets: of each face the glyphs that a document uses, renumbered.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::ParsedFont;
use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::PdfError;
use super::deflate::Deflater;
use super::programs::{self, Program};
use crate::font::Face;
use crate::layout::{Document, Item};

/// A face cut down to what a document uses.
pub(super) struct Subset<'a> {
    pub face: &'static Face,
    /// The subset's font program.
    pub program: Arc<Program>,
    /// Number in the subset, by glyph of the whole face.
    ids: Vec<u16>,
    /// The one text that the Unicode map gives each glyph, by glyph of the whole face.
    texts: Vec<Option<&'a str>>,
}

/// A hyphen that parts a word at the end of a line: no text of a glyph that is a hyphen
/// elsewhere.
const SOFT_HYPHEN: &str = "\u{ad}";

/// The glyphs of a face with the texts they first stood for.
struct Used<'a> {
    face: &'static Face,
    texts: Vec<Option<&'a str>>,
}

impl<'a> Used<'a> {
    fn add(&mut self, glyph: u16, text: &'a str) {
        let index = usize::from(glyph);
        if index >= self.texts.len() {
            self.texts.resize(index + 1, None);
        }
        // The first text of a glyph is its text; others are told by ActualText.
        let known = &mut self.texts[index];
        let weak = |known: &str| known.is_empty() || known == SOFT_HYPHEN;
        if known.is_none_or(weak) {
            *known = Some(text);
        }
    }
}

impl Subset<'_> {
    /// The glyph's number in the subset. A character without a glyph shows a blank: no PDF/UA
    /// file may show `.notdef` (ISO 14289-1, 7.21.8).
    pub(super) fn id(&self, glyph: u16) -> u16 {
        let shown = shown(self.face, glyph);
        self.ids.get(usize::from(shown)).copied().unwrap_or(0)
    }

    /// True if readers will take this text from the glyph.
    pub(super) fn reads_as(&self, glyph: u16, text: &str) -> bool {
        glyph != 0 && self.texts.get(usize::from(glyph)) == Some(&Some(text))
    }

    /// What the pen moves for a glyph, in thousandths of an em: printpdf cuts the advance
    /// to an integer when it writes the widths.
    pub(super) fn written_advance(&self, glyph: u16) -> f32 {
        let advance = i32::from(self.face.advance(shown(self.face, glyph)));
        (advance * 1000 / i32::from(self.face.units_per_em())) as f32
    }

    /// Glyphs with their numbers in the subset and their texts, none of them empty.
    pub(super) fn glyphs(&self) -> impl Iterator<Item = (u16, u16, &str)> {
        self.texts
            .iter()
            .zip(0..=u16::MAX)
            .filter_map(|(text, glyph)| {
                // A mark over a letter has its text in the letter's span; alone it is a mark.
                let text = (*text)?;
                let text = if text.is_empty() { "\u{FFFC}" } else { text };
                Some((glyph, self.ids[usize::from(glyph)], text))
            })
    }

    /// The subset as printpdf wants it, filled from the whole face. The pass over the tree
    /// puts in the program; here are as many of its bytes as say what it is.
    pub(super) fn parsed(&self) -> Result<ParsedFont, PdfError> {
        let refused = |error: skrifa::raw::ReadError| PdfError::Subset {
            face: self.face.postscript_name().to_owned(),
            reason: error.to_string(),
        };
        let font = FontRef::from_index(self.face.data(), self.face.index()).map_err(refused)?;
        let head = font.head().map_err(refused)?;
        let hhea = font.hhea().map_err(refused)?;
        let weight = font.os2().map_or(0, |table| table.us_weight_class());
        let widths: BTreeMap<u16, u16> = self
            .glyphs()
            .map(|(glyph, id, _)| (id, self.face.advance(glyph)))
            .collect();
        let mut parsed = ParsedFont::with_glyph_data(
            self.program.magic.to_vec(),
            0,
            Some(self.program.name.clone()),
            BTreeMap::new(),
            widths,
            head.units_per_em(),
            printpdf::font::FontMetrics {
                ascent: hhea.ascender().to_i16(),
                descent: hhea.descender().to_i16(),
            },
        );
        let metrics = &mut parsed.pdf_font_metrics;
        (metrics.x_min, metrics.y_min) = (head.x_min(), head.y_min());
        (metrics.x_max, metrics.y_max) = (head.x_max(), head.y_max());
        metrics.caret_slope_rise = hhea.caret_slope_rise();
        metrics.caret_slope_run = hhea.caret_slope_run();
        metrics.us_weight_class = weight;
        Ok(parsed)
    }
}

fn shown(face: &Face, glyph: u16) -> u16 {
    if glyph == 0 {
        face.glyph(' ').unwrap_or(0)
    } else {
        glyph
    }
}

/// One subset for each face, in order of first use.
pub(super) fn subsets<'a>(
    document: &'a Document,
    deflater: &mut Deflater,
) -> Result<Vec<Subset<'a>>, PdfError> {
    let mut used: Vec<Used<'_>> = Vec::new();
    for segment in document
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|placed| match &placed.item {
            Item::Line(line) => Some(line),
            Item::Rule { .. } | Item::Ground { .. } | Item::Icon { .. } | Item::Image { .. } => {
                None
            }
        })
        .flat_map(|line| &line.segments)
    {
        let index = used
            .iter()
            .position(|used| used.face == segment.face)
            .unwrap_or_else(|| {
                used.push(Used {
                    face: segment.face,
                    texts: Vec::new(),
                });
                used.len() - 1
            });
        for (place, glyph) in segment.word.glyphs.iter().enumerate() {
            match glyph.id {
                0 => used[index].add(shown(segment.face, 0), " "),
                id => used[index].add(id, segment.word.text_of(place)),
            }
        }
    }
    used.into_iter()
        .map(|used| subset(used, deflater))
        .collect()
}

fn subset<'a>(used: Used<'a>, deflater: &mut Deflater) -> Result<Subset<'a>, PdfError> {
    let glyphs: Vec<u16> = (0..=u16::MAX)
        .zip(&used.texts)
        .filter(|(_, text)| text.is_some())
        .map(|(glyph, _)| glyph)
        .collect();
    let mut ids = vec![0; used.texts.len()];
    // Subsets number their glyphs in ascending order, after `.notdef`.
    for (number, glyph) in (1..).zip(glyphs.iter().filter(|glyph| **glyph != 0)) {
        ids[usize::from(*glyph)] = number;
    }
    Ok(Subset {
        face: used.face,
        program: programs::program(used.face, glyphs, deflater)?,
        ids,
        texts: used.texts,
    })
}
