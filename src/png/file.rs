//! The file around the pixels (ISO/IEC 15948).
//!
//! Written here rather than by a library because bytes must not depend on the machine: the
//! compressors that libraries choose take other matches where the processor offers more.

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::Resolution;
use super::canvas::Canvas;

const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
/// Three channels of eight bits, nothing interlaced.
const RGB: [u8; 5] = [8, 2, 0, 0, 0];
const CHANNELS: usize = 3;
/// The pixels' size is given per metre.
const INCHES_PER_METRE: f64 = 39.370_08;
const METRE: u8 = 1;
/// Level of compression, of 10: above it files get hardly smaller and take twice as long.
const EFFORT: u8 = 8;

/// The bytes of a PNG file.
pub(crate) fn encode(canvas: &Canvas, title: &str, resolution: Resolution) -> Vec<u8> {
    let mut out = SIGNATURE.to_vec();
    let mut header = Vec::new();
    header.extend(canvas.width().to_be_bytes());
    header.extend(canvas.height().to_be_bytes());
    header.extend(RGB);
    chunk(&mut out, *b"IHDR", &header);

    let per_metre = (f64::from(resolution.0) * INCHES_PER_METRE).round() as u32;
    let mut size = Vec::new();
    size.extend(per_metre.to_be_bytes());
    size.extend(per_metre.to_be_bytes());
    size.push(METRE);
    chunk(&mut out, *b"pHYs", &size);

    if !title.is_empty() {
        // Keyword, not compressed, no language, UTF-8.
        let mut text = b"Title\0\0\0\0\0".to_vec();
        text.extend_from_slice(title.as_bytes());
        chunk(&mut out, *b"iTXt", &text);
    }
    let rows = filtered(&canvas.rgb(), canvas.width() as usize * CHANNELS);
    chunk(&mut out, *b"IDAT", &compress_to_vec_zlib(&rows, EFFORT));
    chunk(&mut out, *b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("a page has less than four gigabytes");
    out.extend(length.to_be_bytes());
    out.extend(kind);
    out.extend_from_slice(data);
    let mut sum = crc32fast::Hasher::new();
    sum.update(&kind);
    sum.update(data);
    out.extend(sum.finalize().to_be_bytes());
}

/// Each row as differences from its neighbours, by the filter whose differences are least
/// in sum (ISO/IEC 15948, 12.8).
fn filtered(pixels: &[u8], row: usize) -> Vec<u8> {
    let nothing = vec![0; row];
    let mut above = nothing.as_slice();
    let mut out = Vec::with_capacity(pixels.len() + pixels.len() / row);
    for current in pixels.chunks_exact(row) {
        let mut best: Option<(u64, u8, Vec<u8>)> = None;
        for (number, predict) in FILTERS.iter().enumerate() {
            let differences = differences(current, above, *predict);
            let cost = differences
                .iter()
                .map(|byte| u64::from((*byte as i8).unsigned_abs()))
                .sum();
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, number as u8, differences));
            }
        }
        let (_, number, differences) = best.expect("there are filters");
        out.push(number);
        out.extend(differences);
        above = current;
    }
    out
}

/// What a filter expects a byte to be, from its neighbours left, above, and above left.
type Predict = fn(u8, u8, u8) -> u8;

/// None, Sub, Up and Average; Paeth gains nothing on text.
const FILTERS: [Predict; 4] = [
    |_, _, _| 0,
    |left, _, _| left,
    |_, above, _| above,
    |left, above, _| ((u16::from(left) + u16::from(above)) / 2) as u8,
];

fn differences(current: &[u8], above: &[u8], predict: Predict) -> Vec<u8> {
    let before = |row: &[u8], index: usize| index.checked_sub(CHANNELS).map_or(0, |at| row[at]);
    (0..current.len())
        .map(|index| {
            let expected = predict(before(current, index), above[index], before(above, index));
            current[index].wrapping_sub(expected)
        })
        .collect()
}
