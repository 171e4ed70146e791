//! PNG files (ISO/IEC 15948): the chunks that make the picture are kept, all others left
//! behind.

use std::io::Cursor;

use png::{ColorType, Decoder, DecodingError, Limits, Transformations};

use super::encode::SIGNATURE;
use super::exif::Orientation;
use super::pixels::Pixels;
use super::{Coding, MOST_PIXELS, Picture, PictureError, check_size, profile};

/// What pixels and their colours are made of. Texts, times, EXIF and films are not.
const KEPT: [&[u8; 4]; 10] = [
    b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"IDAT", b"IEND",
];
/// Length, name and checksum around a chunk's content.
const AROUND: usize = 12;
/// Four channels of two bytes.
const BYTES_A_PIXEL: u64 = 8;

/// Reads a file.
pub(super) fn picture(bytes: &[u8]) -> Result<Picture, PictureError> {
    let (file, orientation) = clean(bytes)?;
    let (width, height) = size(&file)?;
    check_size(width, height)?;
    let (pixels, colors) = decoded(&file)?;
    let gray = pixels.channels <= 2;
    Ok(Picture {
        file,
        coding: Coding::Png,
        width,
        height,
        orientation,
        gray,
        profile: colors.and_then(|colors| profile::sound(colors, gray)),
    })
}

/// The pixels of a file that was read before.
pub(super) fn pixels(file: &[u8]) -> Result<Pixels, PictureError> {
    Ok(decoded(file)?.0)
}

fn clean(bytes: &[u8]) -> Result<(Vec<u8>, Orientation), PictureError> {
    let mut file = SIGNATURE.to_vec();
    let mut orientation = Orientation::default();
    let mut at = SIGNATURE.len();
    loop {
        let head = bytes.get(at..at + 8).ok_or(PictureError::CutShort)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let name = &head[4..];
        // A length beyond the file cannot overflow: it has four bytes.
        let whole = bytes
            .get(at..at + AROUND + length)
            .ok_or(PictureError::CutShort)?;
        if name == b"eXIf" {
            orientation = Orientation::from_tiff(&whole[8..8 + length]);
        }
        if KEPT.iter().any(|kept| name == *kept) {
            file.extend_from_slice(whole);
        }
        if name == b"IEND" {
            return Ok((file, orientation));
        }
        at += whole.len();
    }
}

/// Width and height, from the header that stands first.
fn size(file: &[u8]) -> Result<(u32, u32), PictureError> {
    let header = file
        .get(SIGNATURE.len()..SIGNATURE.len() + 16)
        .filter(|header| header[4..8] == *b"IHDR")
        .ok_or_else(|| PictureError::Damaged("it has no header".to_owned()))?;
    let number = |at: usize| {
        u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
    };
    Ok((number(8), number(12)))
}

/// Pixels of eight bits a channel, and the colour profile.
fn decoded(file: &[u8]) -> Result<(Pixels, Option<Vec<u8>>), PictureError> {
    let damaged = |error: DecodingError| match error {
        DecodingError::IoError(_) => PictureError::CutShort,
        DecodingError::LimitsExceeded => {
            PictureError::Damaged("it takes too much memory".to_owned())
        }
        DecodingError::Format(error) => PictureError::Damaged(error.to_string()),
        DecodingError::Parameter(error) => PictureError::Damaged(error.to_string()),
    };
    let limits = Limits {
        bytes: usize::try_from(MOST_PIXELS * BYTES_A_PIXEL).unwrap_or(usize::MAX),
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(file), limits);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let length = reader
        .output_buffer_size()
        .ok_or_else(|| PictureError::Damaged("it takes too much memory".to_owned()))?;
    let mut data = vec![0; length];
    let frame = reader.next_frame(&mut data).map_err(damaged)?;
    data.truncate(frame.buffer_size());
    let channels = match frame.color_type {
        ColorType::Grayscale => 1,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb | ColorType::Indexed => 3,
        ColorType::Rgba => 4,
    };
    let colors = reader.info().icc_profile.as_ref();
    let colors = colors.map(|colors| colors.to_vec());
    Ok((
        Pixels {
            width: frame.width,
            height: frame.height,
            channels,
            data,
        },
        colors,
    ))
}
