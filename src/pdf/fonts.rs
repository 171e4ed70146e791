//! Subsets: of each face the glyphs that a document uses, and the rest of their alphabets,
//! renumbered.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::ParsedFont;
use skrifa::FontRef;
use skrifa::raw::TableProvider;

use super::PdfError;
use super::alphabet;
use super::programs::{self, Program};
use crate::font::Face;
use crate::layout::{Document, Item};

/// A face cut down to what a document uses.
pub(super) struct Subset<'a> {
    pub face: &'static Face,
    /// The subset's font program.
    pub program: Arc<Program>,
    places: Places,
    cut: Vec<Glyph<'a>>,
}

/// A glyph of a subset.
#[derive(Clone, Copy, Default)]
pub(super) struct Glyph<'a> {
    /// Its number in the whole face.
    whole: u16,
    /// Its number in the subset.
    pub id: u16,
    /// What the pen moves for it, in ems of whole thousandths: printpdf cuts them when it
    /// writes the widths.
    pub advance: f32,
    /// The one text that the Unicode map gives it.
    text: &'a str,
}

/// Where a document's glyphs stand in a list of them, by their numbers in the whole face.
#[derive(Default)]
struct Places(Vec<u16>);

impl Places {
    #[inline]
    fn of(&self, glyph: u16) -> Option<usize> {
        let place = usize::from(*self.0.get(usize::from(glyph))?);
        place.checked_sub(1)
    }

    fn put(&mut self, glyph: u16, place: u16) {
        let index = usize::from(glyph);
        if index >= self.0.len() {
            self.0.resize(index + 1, 0);
        }
        // Nought is no place.
        self.0[index] = place + 1;
    }
}

/// A hyphen that parts a word at the end of a line: no text of a glyph that is a hyphen
/// elsewhere.
const SOFT_HYPHEN: &str = "\u{ad}";

/// The glyphs of a face with the texts they first stood for, in order of first use.
struct Used<'a> {
    face: &'static Face,
    places: Places,
    glyphs: Vec<(u16, &'a str)>,
}

impl<'a> Used<'a> {
    /// Notes a glyph; its text is asked for only where it may count.
    fn add(&mut self, glyph: u16, text: impl FnOnce() -> &'a str) {
        let Some(place) = self.places.of(glyph) else {
            self.places.put(glyph, self.glyphs.len() as u16);
            self.glyphs.push((glyph, text()));
            return;
        };
        // The first text of a glyph is its text; others are told by ActualText.
        let known = &mut self.glyphs[place].1;
        if known.is_empty() || *known == SOFT_HYPHEN {
            *known = text();
        }
    }
}

impl Subset<'_> {
    /// A glyph by its number in the whole face. A character without a glyph shows a blank: no
    /// PDF/UA file may show `.notdef` (ISO 14289-1, 7.21.8).
    #[inline]
    pub(super) fn glyph(&self, glyph: u16) -> Glyph<'_> {
        let place = self.places.of(shown(self.face, glyph));
        place.map_or(Glyph::default(), |place| self.cut[place])
    }

    /// A glyph by its number in the whole face, if readers will take this text from it.
    #[inline]
    pub(super) fn reading_as(&self, glyph: u16, text: &[u8]) -> Option<Glyph<'_>> {
        let cut = self.cut[self.places.of(glyph).filter(|_| glyph != 0)?];
        // The texts of glyphs are a few bytes: a call for each costs more than they do.
        let own = cut.text.as_bytes();
        let same = own.len() == text.len() && own.iter().eq(text);
        same.then_some(cut)
    }

    /// Glyphs with their numbers in the subset and their texts, none of them empty.
    pub(super) fn glyphs(&self) -> impl Iterator<Item = (u16, u16, &str)> {
        self.cut.iter().map(|cut| {
            // A mark over a letter has its text in the letter's span; alone it is a mark.
            let text = match cut.text {
                "" => "\u{FFFC}",
                text => text,
            };
            (cut.whole, cut.id, text)
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
pub(super) fn subsets(document: &Document) -> Result<Vec<Subset<'_>>, PdfError> {
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
                    places: Places::default(),
                    glyphs: Vec::new(),
                });
                used.len() - 1
            });
        for (place, glyph) in segment.word.glyphs.iter().enumerate() {
            match glyph.id {
                0 => used[index].add(shown(segment.face, 0), || " "),
                id => used[index].add(id, || segment.word.text_of(place)),
            }
        }
    }
    used.into_iter().map(subset).collect()
}

fn subset(mut used: Used<'_>) -> Result<Subset<'_>, PdfError> {
    let face = used.face;
    for (glyph, text) in
        alphabet::missing(face, |glyph| used.places.of(glyph).is_some()).collect::<Vec<_>>()
    {
        used.add(glyph, || text);
    }
    let Used {
        face,
        mut places,
        mut glyphs,
    } = used;
    glyphs.sort_unstable_by_key(|(glyph, _)| *glyph);
    let units = i32::from(face.units_per_em());
    // Subsets number their glyphs in ascending order, after `.notdef`.
    let mut next = 0;
    let mut cut = Vec::with_capacity(glyphs.len());
    for (place, (whole, text)) in (0..).zip(&glyphs) {
        places.put(*whole, place);
        next += u16::from(*whole != 0);
        cut.push(Glyph {
            whole: *whole,
            id: if *whole == 0 { 0 } else { next },
            advance: (i32::from(face.advance(*whole)) * 1000 / units) as f32 / 1000.0,
            text,
        });
    }
    let glyphs = glyphs.into_iter().map(|(glyph, _)| glyph).collect();
    Ok(Subset {
        face,
        program: programs::program(face, glyphs)?,
        places,
        cut,
    })
}
