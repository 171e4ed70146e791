//! One face: its bytes, and what is read from them on first use.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use skrifa::raw::TableProvider;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::raw::types::Tag;
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
    /// Place in a collection of faces.
    index: u32,
    /// Family and file of a face that is not part of the program.
    origin: Option<Origin>,
    /// Weight and slope.
    pub style: FaceStyle,
    read: OnceLock<Read>,
    linked: OnceLock<Linked>,
}

/// How a face is called by programs that know four styles of a family, regular, italic, bold
/// and both: a semibold face is a family of its own to them (OpenType, names 1 and 2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The family's name, such as `Source Sans 3 SemiBold`.
    pub family: String,
    /// It is the bold one of the four.
    pub bold: bool,
    /// It is the italic one of the four.
    pub italic: bool,
}

/// What a face allows (OpenType, OS/2, `fsType`): nothing forbidden, or documents that can be
/// edited; not bitmaps alone.
const LICENCE: u16 = 0x000f;
const EDITABLE: u16 = 0x0008;
const BITMAPS_ONLY: u16 = 0x0200;

/// What a face may divide its em into (OpenType, head).
const UNITS_PER_EM: std::ops::RangeInclusive<u16> = 16..=16_384;

/// Where a face that is not part of the program comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The family's name.
    pub family: String,
    /// The file.
    pub path: PathBuf,
}

/// What is read from the tables once.
struct Read {
    font: FontRef<'static>,
    units_per_em: u16,
    postscript_name: String,
    shaping: harfrust::Font,
    advances: Option<Hmtx<'static>>,
}

impl Face {
    pub(super) fn new(data: &'static [u8], style: FaceStyle) -> Self {
        Face {
            data,
            index: 0,
            origin: None,
            style,
            read: OnceLock::new(),
            linked: OnceLock::new(),
        }
    }

    /// A face of a file; `None` where it lacks what typesetting needs.
    pub(super) fn of_file(
        data: &'static [u8],
        index: u32,
        style: FaceStyle,
        family: &str,
        path: &Path,
    ) -> Option<Self> {
        let read = Read::new(data, index)?;
        Some(Face {
            data,
            index,
            origin: Some(Origin {
                family: family.to_owned(),
                path: path.to_owned(),
            }),
            style,
            read: OnceLock::from(read),
            linked: OnceLock::new(),
        })
    }

    fn read(&self) -> &Read {
        self.read
            .get_or_init(|| Read::new(self.data, self.index).expect("an embedded face is a font"))
    }

    /// How programs call it that know four styles of a family.
    pub fn linked(&self) -> &Linked {
        self.linked.get_or_init(|| {
            let name = |id| {
                let names = self.font().localized_strings(id);
                let name = names.english_or_first();
                name.map(|name| name.to_string()).unwrap_or_default()
            };
            let style = name(StringId::SUBFAMILY_NAME).to_ascii_lowercase();
            Linked {
                family: name(StringId::FAMILY_NAME),
                bold: style.contains("bold"),
                italic: style.contains("italic") || style.contains("oblique"),
            }
        })
    }

    /// True if its licence lets it go into documents that are edited.
    pub fn may_be_edited_with(&self) -> bool {
        let fs_type = self.font().os2().map_or(0, |table| table.fs_type());
        matches!(fs_type & LICENCE, 0 | EDITABLE) && fs_type & BITMAPS_ONLY == 0
    }

    /// True for outlines of TrueType's; PostScript's otherwise.
    pub fn has_truetype_outlines(&self) -> bool {
        self.font().table_data(Tag::new(b"glyf")).is_some()
    }

    /// Place in a collection of faces, from 0.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Where a face that is not part of the program comes from.
    pub fn origin(&self) -> Option<&Origin> {
        self.origin.as_ref()
    }

    /// True if the face has all characters that are to be seen.
    pub(super) fn shows(&self, text: &str) -> bool {
        text.chars()
            .all(|c| is_unseen(c) || self.glyph(c).is_some())
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
        let advances = self.read().advances.as_ref();
        advances
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

impl Read {
    fn new(data: &'static [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(data, index).ok()?;
        let units_per_em = font.head().ok()?.units_per_em();
        // Sizes are divided by it.
        if !UNITS_PER_EM.contains(&units_per_em) {
            return None;
        }
        let postscript_name = font
            .localized_strings(StringId::POSTSCRIPT_NAME)
            .english_or_first()?
            .to_string();
        let shaping = harfrust::Font::new(data, index)?;
        Some(Read {
            advances: font.hmtx().ok(),
            font,
            units_per_em,
            postscript_name,
            shaping,
        })
    }
}

/// True for characters that steer others and are not seen themselves; no face need have them.
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || c.is_control()
}

/// Two faces are one if they are the same bytes in memory, and the same place in them.
impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.data, other.data) && self.index == other.index
    }
}

impl Eq for Face {}

impl Hash for Face {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.data.as_ptr().hash(state);
        self.index.hash(state);
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.postscript_name())
    }
}
