//! Writing PNG files (ISO/IEC 15948).
//!
//! Written here rather than by a library because bytes must not depend on the machine: the
//! compressors that libraries choose take other matches where the processor offers more.

use miniz_oxide::deflate::compress_to_vec_zlib;

/// Every file starts so.
pub(crate) const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n'];
/// Level of compression, of 10: above it files get hardly smaller and take twice as long.
const EFFORT: u8 = 8;
const BITS: u8 = 8;

/// Pixels of eight bits a channel, by rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raster<'a> {
    /// Pixels in a row.
    pub width: u32,
    /// 1 grey, 2 grey and opacity, 3 red, green and blue, 4 with opacity.
    pub channels: usize,
    /// Whole rows.
    pub data: &'a [u8],
}

impl Raster<'_> {
    fn row(&self) -> usize {
        self.width as usize * self.channels
    }
}

/// The bytes of a PNG file; `extra` are chunks between header and pixels.
pub(crate) fn encode(raster: &Raster<'_>, extra: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = SIGNATURE.to_vec();
    let height = u32::try_from(raster.data.len() / raster.row()).expect("rows are counted");
    let sort = match raster.channels {
        1 => 0,
        2 => 4,
        3 => 2,
        _ => 6,
    };
    let mut header = Vec::new();
    header.extend(raster.width.to_be_bytes());
    header.extend(height.to_be_bytes());
    // Nothing interlaced.
    header.extend([BITS, sort, 0, 0, 0]);
    chunk(&mut out, *b"IHDR", &header);
    for (kind, data) in extra {
        chunk(&mut out, *kind, data);
    }
    let rows = filtered(raster);
    chunk(&mut out, *b"IDAT", &compress_to_vec_zlib(&rows, EFFORT));
    chunk(&mut out, *b"IEND", &[]);
    out
}

fn chunk(out: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).expect("a picture has less than four gigabytes");
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
pub(crate) fn filtered(raster: &Raster<'_>) -> Vec<u8> {
    let row = raster.row();
    let nothing = vec![0; row];
    let mut above = nothing.as_slice();
    let mut out = Vec::with_capacity(raster.data.len() + raster.data.len() / row);
    for current in raster.data.chunks_exact(row) {
        let mut best: Option<(u64, u8, Vec<u8>)> = None;
        for (number, predict) in FILTERS.iter().enumerate() {
            let differences = differences(current, above, raster.channels, *predict);
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

fn differences(current: &[u8], above: &[u8], channels: usize, predict: Predict) -> Vec<u8> {
    let before = |row: &[u8], index: usize| index.checked_sub(channels).map_or(0, |at| row[at]);
    (0..current.len())
        .map(|index| {
            let expected = predict(before(current, index), above[index], before(above, index));
            current[index].wrapping_sub(expected)
        })
        .collect()
}
