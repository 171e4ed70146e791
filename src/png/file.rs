//! A page's pixels as a file, with its size in print and its title.

use super::Resolution;
use super::canvas::Canvas;
use crate::picture::{self, Raster};

const CHANNELS: usize = 3;
/// The pixels' size is given per metre.
const INCHES_PER_METRE: f64 = 39.370_08;
const METRE: u8 = 1;

/// The bytes of a PNG file.
pub(crate) fn encode(canvas: &Canvas, title: &str, resolution: Resolution) -> Vec<u8> {
    let per_metre = (f64::from(resolution.0) * INCHES_PER_METRE).round() as u32;
    let mut size = Vec::new();
    size.extend(per_metre.to_be_bytes());
    size.extend(per_metre.to_be_bytes());
    size.push(METRE);
    let mut extra = vec![(*b"pHYs", size)];
    if !title.is_empty() {
        // Keyword, not compressed, no language, UTF-8.
        let mut text = b"Title\0\0\0\0\0".to_vec();
        text.extend_from_slice(title.as_bytes());
        extra.push((*b"iTXt", text));
    }
    let raster = Raster {
        width: canvas.width(),
        channels: CHANNELS,
        data: &canvas.rgb(),
    };
    picture::encode(&raster, &extra)
}
