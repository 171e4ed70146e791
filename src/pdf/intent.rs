//! What the colours mean: an sRGB profile made here, so that no file of others is shipped.
//!
//! The smallest profile of a display by ICC.1:2001-04 (version 2.4): primaries and curve of
//! IEC 61966-2-1, adapted to the D50 white of the profile connection space.

use std::sync::LazyLock;

use super::file::{File, Ref};
use crate::deflate;

/// Name of the profile and of the condition it characterises.
const NAME: &str = "sRGB IEC61966-2.1";
const RIGHTS: &str = "No copyright, use freely";
/// D50, and the primaries adapted to it by the Bradford matrix, in 65536ths
/// (IEC 61966-2-1, annex; rows are X, Y, Z).
const WHITE: [i32; 3] = [63_190, 65_536, 54_061];
const RED: [i32; 3] = [28_578, 14_581, 912];
const GREEN: [i32; 3] = [25_241, 46_981, 6_362];
const BLUE: [i32; 3] = [9_376, 3_974, 46_797];
/// Points of the curve: between two of them a line is within a quarter of an 8-bit step.
const POINTS: u32 = 256;

/// The profile, deflated: it is the same in every file.
static PROFILE: LazyLock<Vec<u8>> = LazyLock::new(|| deflate::zlib(&profile()));

/// Writes the output intent; returns its number.
pub(super) fn write(file: &mut File) -> Ref {
    let profile = file.stream("/N 3/Filter/FlateDecode", &PROFILE);
    let intent = file.reserve();
    file.start(intent);
    file.put(format_args!(
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({NAME})\
         /Info({NAME})/RegistryName(http://www.color.org)/DestOutputProfile {profile}>>"
    ));
    intent
}

fn profile() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 7] = [
        (b"cprt", text(RIGHTS)),
        (b"desc", description(NAME)),
        (b"wtpt", xyz(WHITE)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve),
    ];
    // The three colours share one curve.
    let shared: [&[u8; 4]; 2] = [b"gTRC", b"bTRC"];
    let count = tags.len() + shared.len();
    let mut table = (count as u32).to_be_bytes().to_vec();
    let mut data = Vec::new();
    let start = HEADER + 4 + 12 * count;
    let mut last = [0; 8];
    for (name, tag) in &tags {
        last[..4].copy_from_slice(&((start + data.len()) as u32).to_be_bytes());
        last[4..].copy_from_slice(&(tag.len() as u32).to_be_bytes());
        table.extend_from_slice(*name);
        table.extend_from_slice(&last);
        data.extend_from_slice(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    for name in shared {
        table.extend_from_slice(name);
        table.extend_from_slice(&last);
    }
    let mut profile = header((start + data.len()) as u32);
    profile.append(&mut table);
    profile.append(&mut data);
    profile
}

/// Length of a profile's header.
const HEADER: usize = 128;

fn header(size: u32) -> Vec<u8> {
    let mut header = vec![0; HEADER];
    let mut set = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    set(0, &size.to_be_bytes());
    set(8, &[2, 0x40, 0, 0]);
    set(12, b"mntrRGB XYZ ");
    // A date is wanted; it is that of the standard, so that files do not differ.
    for (place, number) in [2001_u16, 4, 1].into_iter().enumerate() {
        set(24 + 2 * place, &number.to_be_bytes());
    }
    set(36, b"acsp");
    for (place, number) in WHITE.into_iter().enumerate() {
        set(68 + 4 * place, &number.to_be_bytes());
    }
    header
}

/// A tag's type and four bytes that are reserved.
fn typed(kind: &[u8; 4]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend_from_slice(&[0; 4]);
    tag
}

fn text(value: &str) -> Vec<u8> {
    let mut tag = typed(b"text");
    tag.extend_from_slice(value.as_bytes());
    tag.push(0);
    tag
}

/// The name in ASCII, with empty names in Unicode (8 bytes) and for Macintosh (70 bytes).
fn description(value: &str) -> Vec<u8> {
    let mut tag = typed(b"desc");
    tag.extend_from_slice(&(value.len() as u32 + 1).to_be_bytes());
    tag.extend_from_slice(value.as_bytes());
    tag.extend_from_slice(&[0; 1 + 8 + 70]);
    tag
}

fn xyz(values: [i32; 3]) -> Vec<u8> {
    let mut tag = typed(b"XYZ ");
    tag.extend(values.into_iter().flat_map(i32::to_be_bytes));
    tag
}

/// From a device's value to linear light, in 65535ths.
fn curve() -> Vec<u8> {
    let mut tag = typed(b"curv");
    tag.extend_from_slice(&POINTS.to_be_bytes());
    for point in 0..POINTS {
        let value = f64::from(point) / f64::from(POINTS - 1);
        let light = if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        };
        tag.extend_from_slice(&((light * 65_535.0).round() as u16).to_be_bytes());
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primaries_add_up_to_white_and_every_tag_is_inside() {
        // The standard gives four decimals: two ten-thousandths of white.
        for (row, white) in WHITE.into_iter().enumerate() {
            assert!(
                (RED[row] + GREEN[row] + BLUE[row] - white).abs() <= 12,
                "{row}"
            );
        }
        let profile = profile();
        let number = |at: usize| {
            let bytes = profile[at..at + 4].try_into().expect("four bytes");
            u32::from_be_bytes(bytes) as usize
        };
        assert_eq!(number(0), profile.len());
        for tag in 0..number(HEADER) {
            let at = HEADER + 4 + 12 * tag;
            assert!(number(at + 4) % 4 == 0);
            assert!(number(at + 4) + number(at + 8) <= profile.len());
        }
    }
}
