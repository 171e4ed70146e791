//! Subsets: of each face the glyphs that a document uses, renumbered.

use std::collections::BTreeMap;

use printpdf::ParsedFont;
use subsetter::GlyphRemapper;

use super::PdfError;
use crate::font::Face;
use crate::layout::{Document, Item};

/// A face cut down to what a document uses.
pub(super) struct Subset {
    pub face: &'static Face,
    /// The subset as printpdf wants it, named with its subset tag.
    pub font: ParsedFont,
    remapper: GlyphRemapper,
    /// The one text that the Unicode map gives each glyph, by glyph of the whole face.
    texts: BTreeMap<u16, String>,
}

impl Subset {
    /// The glyph's number in the subset.
    pub(super) fn id(&self, glyph: u16) -> u16 {
        self.remapper.get(glyph).unwrap_or(0)
    }

    /// True if readers will take this text from the glyph.
    pub(super) fn reads_as(&self, glyph: u16, text: &str) -> bool {
        self.texts.get(&glyph).is_some_and(|known| known == text)
    }

    /// Numbers in the subset with their texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        self.texts
            .iter()
            .map(|(glyph, text)| (self.id(*glyph), text.as_str()))
    }

    /// What the pen moves for a glyph, in thousandths of an em: printpdf cuts the advance
    /// to an integer when it writes the widths.
    pub(super) fn written_advance(&self, glyph: u16) -> i64 {
        i64::from(self.face.advance(glyph)) * 1000 / i64::from(self.face.units_per_em())
    }
}

/// One subset for each face, in order of first use.
pub(super) fn subsets(document: &Document) -> Result<Vec<Subset>, PdfError> {
    let mut used: Vec<(&'static Face, BTreeMap<u16, String>)> = Vec::new();
    for segment in document
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|placed| match &placed.item {
            Item::Line(line) => Some(line),
            Item::Rule { .. } | Item::Ground { .. } | Item::Icon { .. } => None,
        })
        .flat_map(|line| &line.segments)
    {
        let index = used
            .iter()
            .position(|(face, _)| *face == segment.face)
            .unwrap_or_else(|| {
                used.push((segment.face, BTreeMap::new()));
                used.len() - 1
            });
        for (place, glyph) in segment.word.glyphs.iter().enumerate() {
            let text = segment.word.text_of(place);
            // The first text of a glyph is its text; others are told by ActualText.
            used[index]
                .1
                .entry(glyph.id)
                .and_modify(|known| {
                    if known.is_empty() {
                        *known = text.to_owned();
                    }
                })
                .or_insert_with(|| text.to_owned());
        }
    }
    used.into_iter()
        .map(|(face, texts)| subset(face, texts))
        .collect()
}

fn subset(face: &'static Face, texts: BTreeMap<u16, String>) -> Result<Subset, PdfError> {
    let refused = |reason: String| PdfError::Subset {
        face: face.postscript_name().to_owned(),
        reason,
    };
    let mut remapper = GlyphRemapper::new();
    for glyph in texts.keys() {
        remapper.remap(*glyph);
    }
    let data =
        subsetter::subset(face.data(), 0, &remapper).map_err(|error| refused(error.to_string()))?;
    let mut font = ParsedFont::from_bytes(&data, 0, &mut Vec::new())
        .ok_or_else(|| refused("the subset cannot be read".to_owned()))?;
    font.font_name = Some(format!("{}+{}", tag(&texts), face.postscript_name()));
    Ok(Subset {
        face,
        font,
        remapper,
        texts,
    })
}

/// Six capitals that differ between different subsets of a face (ISO 32000-1, 9.6.4).
fn tag(texts: &BTreeMap<u16, String>) -> String {
    // FNV-1a over the glyph numbers: stable, and spread well enough for six letters.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in texts.keys().flat_map(|glyph| glyph.to_le_bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (0..6)
        .map(|_| {
            let letter = b'A' + (hash % 26) as u8;
            hash /= 26;
            char::from(letter)
        })
        .collect()
}
