//! Font programs of subsets, made once for each face and set of glyphs.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use skrifa::FontRef;
use skrifa::raw::types::Tag;
use subsetter::GlyphRemapper;

use super::PdfError;
use super::unhinted::unhinted;
use crate::deflate;
use crate::font::Face;

/// Programs that are kept: a person's documents in every theme and role, some 10 kB each.
const KEPT: usize = 256;

/// The kinds of outlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Quadratic, in a `glyf` table.
    TrueType,
    /// Cubic, in a compact font format table.
    Cff,
}

/// A font program.
#[derive(Debug)]
pub(super) struct Program {
    /// PostScript name with the tag of a subset (ISO 32000-1, 9.6.4).
    pub name: String,
    /// What its outlines are.
    pub kind: Kind,
    /// The first bytes, which tell kinds of fonts apart.
    pub magic: [u8; 4],
    /// Length of the program.
    pub length: usize,
    /// The program, deflated.
    pub deflated: Vec<u8>,
}

/// A face by the place of its bytes and its own in them, and glyphs in ascending order.
type Key = (usize, u32, Vec<u16>);

/// What a glyph set is cut to depends on nothing else, so remembering it changes no byte.
static PROGRAMS: LazyLock<Mutex<HashMap<Key, Arc<Program>>>> = LazyLock::new(Mutex::default);

/// The program of a face cut down to `glyphs`, which ascend.
pub(super) fn program(face: &'static Face, glyphs: Vec<u16>) -> Result<Arc<Program>, PdfError> {
    let key = (face.data().as_ptr().addr(), face.index(), glyphs);
    let programs = || PROGRAMS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = programs().get(&key) {
        return Ok(Arc::clone(known));
    }
    // Cut outside the lock: others need not wait.
    let program = Arc::new(cut(face, &key.2)?);
    let mut programs = programs();
    if programs.len() >= KEPT {
        programs.clear();
    }
    programs.insert(key, Arc::clone(&program));
    Ok(program)
}

fn cut(face: &'static Face, glyphs: &[u16]) -> Result<Program, PdfError> {
    let refused = |reason: String| PdfError::Subset {
        face: face.postscript_name().to_owned(),
        reason,
    };
    let mut remapper = GlyphRemapper::new();
    for glyph in glyphs {
        remapper.remap(*glyph);
    }
    let data = subsetter::subset(face.data(), face.index(), &remapper)
        .map_err(|error| refused(error.to_string()))?;
    // A font of other outlines, or with tables of its own kind, stays as it is.
    let data = unhinted(&data).unwrap_or(data);
    let magic = data
        .first_chunk()
        .copied()
        .ok_or_else(|| refused("the subset is empty".to_owned()))?;
    // A subset of OpenType outlines is a CID-keyed CFF in a wrapper that not every reader
    // opens: the bare table is embedded (ISO 32000-1, table 126, CIDFontType0C).
    let bare = FontRef::new(&data)
        .ok()
        .and_then(|font| font.table_data(Tag::new(b"CFF ")));
    let kind = if bare.is_some() {
        Kind::Cff
    } else {
        Kind::TrueType
    };
    let bytes = bare
        .as_ref()
        .map_or(data.as_slice(), |table| table.as_bytes());
    Ok(Program {
        name: format!("{}+{}", tag(glyphs), face.postscript_name()),
        kind,
        magic,
        length: bytes.len(),
        deflated: deflate::zlib(bytes),
    })
}

/// Six capitals that differ between different subsets of a face (ISO 32000-1, 9.6.4).
fn tag(glyphs: &[u16]) -> String {
    // FNV-1a over the glyph numbers: stable, and spread well enough for six letters.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in glyphs.iter().flat_map(|glyph| glyph.to_le_bytes()) {
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
