//! One face: its bytes, and what is read from them on first use.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// How heavy a face is, by its OpenType weight class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular = 400,
    /// 600.
    Semibold = 600,
    /// 700.
    Bold = 700,
}

/// Weight and slope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FaceStyle {
    /// How heavy.
    pub weight: Weight,
    /// Slanted or cursive.
    pub italic: bool,
}

/// One face of a family.
pub struct Face {
    data: &'static [u8],
    /// Weight and slope.
    pub style: FaceStyle,
    read: OnceLock<Read>,
}

/// What is read from the tables once.
struct Read {
    font: FontRef<'static>,
    units_per_em: u16,
    postscript_name: String,
    shaping: harfrust::Font,
}

impl Face {
    pub(super) fn new(data: &'static [u8], style: FaceStyle) -> Self {
        Face {
            data,
            style,
            read: OnceLock::new(),
        }
    }

    fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let font = FontRef::new(self.data).expect("an embedded face is a font");
            let units_per_em = font.head().expect("a face has a head table").units_per_em();
            let postscript_name = font
                .localized_strings(StringId::POSTSCRIPT_NAME)
                .english_or_first()
                .expect("a face has a PostScript name")
                .to_string();
            let shaping = harfrust::Font::new(self.data, 0).expect("an embedded face is a font");
            Read {
                font,
                units_per_em,
                postscript_name,
                shaping,
            }
        })
    }

    /// The whole font file.
    pub fn data(&self) -> &'static [u8] {
        self.data
    }

    /// Font units in one em.
    pub fn units_per_em(&self) -> u16 {
        self.read().units_per_em
    }

    /// The name that PDF readers show.
    pub fn postscript_name(&self) -> &str {
        &self.read().postscript_name
    }

    /// The glyph of a character; `None` where the face has none.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.read()
            .font
            .charmap()
            .map(c)
            .map(|id| id.to_u32() as u16)
    }

    /// Advance of a glyph in font units.
    pub fn advance(&self, glyph: u16) -> u16 {
        let font = &self.read().font;
        font.hmtx()
            .ok()
            .and_then(|table| table.advance(GlyphId::from(glyph)))
            .unwrap_or(0)
    }

    /// Height of the capitals in font units.
    pub fn cap_height(&self) -> i16 {
        let font = &self.read().font;
        font.os2()
            .ok()
            .and_then(|table| table.s_cap_height())
            .unwrap_or(0)
    }

    /// Height of the lower-case letters in font units.
    pub fn x_height(&self) -> i16 {
        let font = &self.read().font;
        font.os2()
            .ok()
            .and_then(|table| table.sx_height())
            .unwrap_or(0)
    }

    pub(super) fn font(&self) -> &FontRef<'static> {
        &self.read().font
    }

    pub(super) fn shaping(&self) -> &harfrust::Font {
        &self.read().shaping
    }
}

/// Two faces are one if they are the same bytes in memory.
impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.data, other.data)
    }
}

impl Eq for Face {}

impl Hash for Face {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.data.as_ptr().hash(state);
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.postscript_name())
    }
}
