//! TrueType programs without their instructions for screens.
//!
//! Instructions move outlines onto the pixels of coarse screens. A page is scaled freely, its
//! readers draw outlines as they are, and the instructions of a face take up to a third of a
//! small subset. Layout of the tables: OpenType 1.9, `glyf`, `loca`, `head` and `maxp`.

/// Tables that hold nothing but instructions and their values.
const INSTRUCTIONS: [&[u8; 4]; 3] = [b"cvt ", b"fpgm", b"prep"];
/// Flags of a part of a composite glyph.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;
const INSTRUCTED: u16 = 0x0100;
/// What all words of a font add up to, with the adjustment in `head`.
const SUM: u32 = 0xB1B0_AFBA;

/// The font without instructions; `None` for one that has none, or whose tables are not as
/// they should be.
pub(super) fn unhinted(font: &[u8]) -> Option<Vec<u8>> {
    let tables = tables(font)?;
    let find = |tag: &[u8; 4]| {
        tables
            .iter()
            .find(|(own, _)| own == tag)
            .map(|(_, data)| *data)
    };
    if !tables.iter().any(|(tag, _)| INSTRUCTIONS.contains(&tag)) {
        return None;
    }
    let (glyf, loca, head) = (find(b"glyf")?, find(b"loca")?, find(b"head")?);
    let is_long = u16_at(head, 50)? == 1;
    let (new_glyf, offsets) = glyphs(glyf, &offsets(loca, is_long)?)?;
    let mut new_loca = Vec::with_capacity(offsets.len() * 4);
    for offset in offsets {
        new_loca.extend_from_slice(&offset.to_be_bytes());
    }
    let mut new_head = head.to_vec();
    new_head.get_mut(8..12)?.fill(0);
    new_head
        .get_mut(50..52)?
        .copy_from_slice(&1u16.to_be_bytes());
    let mut out: Vec<([u8; 4], Vec<u8>)> = Vec::new();
    for (tag, data) in tables {
        let data = match &tag {
            b"glyf" => new_glyf.clone(),
            b"loca" => new_loca.clone(),
            b"head" => new_head.clone(),
            tag if INSTRUCTIONS.contains(&tag) => continue,
            _ => data.to_vec(),
        };
        out.push((tag, data));
    }
    assembled(font.get(..4)?, &out)
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes([bytes[0], bytes[1]]))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(data, at)?) << 16 | u32::from(u16_at(data, at.checked_add(2)?)?))
}

/// The tables of a font in the order of its directory.
fn tables(font: &[u8]) -> Option<Vec<([u8; 4], &[u8])>> {
    let count = usize::from(u16_at(font, 4)?);
    let mut out = Vec::with_capacity(count);
    for record in 0..count {
        let at = 12 + record * 16;
        let tag = font.get(at..at + 4)?.try_into().ok()?;
        let start = u32_at(font, at + 8)? as usize;
        let length = u32_at(font, at + 12)? as usize;
        out.push((tag, font.get(start..start.checked_add(length)?)?));
    }
    Some(out)
}

fn offsets(loca: &[u8], is_long: bool) -> Option<Vec<usize>> {
    let width = if is_long { 4 } else { 2 };
    (0..loca.len() / width)
        .map(|n| {
            if is_long {
                u32_at(loca, n * 4).map(|offset| offset as usize)
            } else {
                u16_at(loca, n * 2).map(|half| usize::from(half) * 2)
            }
        })
        .collect()
}

/// The glyphs without instructions, and where each begins.
fn glyphs(glyf: &[u8], offsets: &[usize]) -> Option<(Vec<u8>, Vec<u32>)> {
    let mut out = Vec::with_capacity(glyf.len());
    let mut places = vec![0];
    for pair in offsets.windows(2) {
        let glyph = glyf.get(pair[0]..pair[1])?;
        if !glyph.is_empty() {
            // The sign of the count of contours tells the two sorts apart.
            if u16_at(glyph, 0)? >> 15 == 0 {
                simple(glyph, &mut out)?;
            } else {
                composite(glyph, &mut out)?;
            }
        }
        out.resize(out.len().next_multiple_of(4), 0);
        places.push(u32::try_from(out.len()).ok()?);
    }
    Some((out, places))
}

fn simple(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    let contours = usize::from(u16_at(glyph, 0)?);
    let at = 10 + contours * 2;
    let length = usize::from(u16_at(glyph, at)?);
    out.extend_from_slice(glyph.get(..at)?);
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(glyph.get(at + 2 + length..)?);
    Some(())
}

fn composite(glyph: &[u8], out: &mut Vec<u8>) -> Option<()> {
    out.extend_from_slice(glyph.get(..10)?);
    let mut at = 10;
    loop {
        let flags = u16_at(glyph, at)?;
        let arguments = if flags & WORDS == 0 { 2 } else { 4 };
        let scales = match flags {
            flags if flags & SCALE != 0 => 2,
            flags if flags & TWO_SCALES != 0 => 4,
            flags if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        let end = at + 4 + arguments + scales;
        out.extend_from_slice(&(flags & !INSTRUCTED).to_be_bytes());
        out.extend_from_slice(glyph.get(at + 2..end)?);
        at = end;
        if flags & MORE == 0 {
            return Some(());
        }
    }
}

/// A font of tables, with its directory and sums.
fn assembled(version: &[u8], tables: &[([u8; 4], Vec<u8>)]) -> Option<Vec<u8>> {
    let count = u16::try_from(tables.len()).ok()?;
    let power = count.checked_ilog2()?;
    let range = 16u16 << power;
    let mut out = version.to_vec();
    for number in [count, range, u16::try_from(power).ok()?, count * 16 - range] {
        out.extend_from_slice(&number.to_be_bytes());
    }
    let mut at = 12 + tables.len() * 16;
    for (tag, data) in tables {
        out.extend_from_slice(tag);
        for number in [
            sum(data),
            u32::try_from(at).ok()?,
            u32::try_from(data.len()).ok()?,
        ] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        at += data.len().next_multiple_of(4);
    }
    let mut head = None;
    for (tag, data) in tables {
        if tag == b"head" {
            head = Some(out.len());
        }
        out.extend_from_slice(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = SUM.wrapping_sub(sum(&out));
    let head = head?;
    out.get_mut(head + 8..head + 12)?
        .copy_from_slice(&adjustment.to_be_bytes());
    Some(out)
}

/// The sum of a table's words (OpenType, "Calculating checksums").
fn sum(data: &[u8]) -> u32 {
    let mut sum = 0u32;
    for word in data.chunks(4) {
        let mut bytes = [0; 4];
        bytes[..word.len()].copy_from_slice(word);
        sum = sum.wrapping_add(u32::from_be_bytes(bytes));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::instance::{LocationRef, Size};
    use skrifa::outline::DrawSettings;
    use skrifa::{FontRef, GlyphId, MetadataProvider};
    use subsetter::GlyphRemapper;

    use crate::font::{FaceStyle, Family, Weight};
    use skrifa::outline::pen::SvgPen;

    fn outline(font: &[u8], glyph: u16) -> String {
        let font = FontRef::new(font).expect("a font");
        let mut pen = SvgPen::new();
        let found = font.outline_glyphs().get(GlyphId::from(glyph));
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        let found = found.expect("a glyph");
        found.draw(settings, &mut pen).expect("drawn");
        pen.to_string()
    }

    #[test]
    fn a_face_without_instructions_has_the_same_outlines_and_fewer_bytes() {
        let (mut seen, mut saved) = (0, 0);
        for family in Family::ALL {
            let face = family.face(FaceStyle {
                weight: Weight::Regular,
                italic: false,
            });
            let text = "Aäg€ßfi%é–Ệ";
            let mut remapper = GlyphRemapper::new();
            for letter in text.chars() {
                remapper.remap(face.glyph(letter).unwrap_or_default());
            }
            let subset = subsetter::subset(face.data(), face.index(), &remapper).expect("cut");
            let Some(bare) = unhinted(&subset) else {
                continue;
            };
            seen += 1;
            for glyph in 0..remapper.num_gids() {
                assert_eq!(outline(&bare, glyph), outline(&subset, glyph));
            }
            let whole = FontRef::new(&bare).expect("a font");
            assert!(whole.table_data(skrifa::Tag::new(b"fpgm")).is_none());
            assert_eq!(sum(&bare), SUM);
            saved += subset.len() as i64 - bare.len() as i64;
        }
        assert!(seen >= 3, "faces with instructions");
        assert!(saved > 10_000, "{saved} bytes");
    }

    #[test]
    fn a_font_that_is_cut_short_is_no_font() {
        assert_eq!(unhinted(b""), None);
        assert_eq!(unhinted(&[0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0]), None);
    }
}
