//! JPEG files (ISO/IEC 10918-1): what stands before the pixels is read, what is no part of the
//! picture is left behind.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::encode::{Raster, encode};
use super::exif::Orientation;
use super::pixels::Pixels;
use super::{Coding, Picture, PictureError, check_size, profile};

/// Every file starts so.
pub(super) const START: [u8; 3] = [0xFF, 0xD8, 0xFF];

const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
/// JFIF, with the shape of pixels and a small copy of the picture.
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
/// Adobe's word on how colours are coded.
const APP14: u8 = 0xEE;
const APP15: u8 = 0xEF;
const COMMENT: u8 = 0xFE;

const JFIF: &[u8] = b"JFIF\0";
/// What of JFIF stands before its small copy.
const JFIF_HEAD: usize = 12;
const EXIF: &[u8] = b"Exif\0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";
/// Where Adobe's segment says how colours are coded.
const TRANSFORM: usize = 11;

/// A file without metadata, and what its segments said.
#[derive(Debug, Default)]
struct Clean {
    file: Vec<u8>,
    frame: Option<Frame>,
    orientation: Orientation,
    /// Parts of the colour profile with their numbers.
    profile: Vec<(u8, Vec<u8>)>,
    /// Adobe's word, where it was given.
    transform: Option<u8>,
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    width: u32,
    height: u32,
    components: u8,
}

/// Reads a file.
pub(super) fn picture(bytes: &[u8]) -> Result<Picture, PictureError> {
    let clean = clean(bytes)?;
    let frame = clean
        .frame
        .ok_or_else(|| PictureError::Damaged("it has no frame".to_owned()))?;
    check_size(frame.width, frame.height)?;
    let pixels = decoded(&clean.file)?;
    if (pixels.width, pixels.height) != (frame.width, frame.height) {
        return Err(PictureError::Damaged("its sizes disagree".to_owned()));
    }
    let picture = Picture {
        file: clean.file,
        coding: Coding::Jpeg,
        width: frame.width,
        height: frame.height,
        orientation: clean.orientation,
        gray: frame.components == 1,
        profile: None,
    };
    if frame.components == 4 {
        // Inks of a press that is not known: screens and archives want red, green and blue.
        let raster = Raster {
            width: pixels.width,
            channels: pixels.channels,
            data: &pixels.data,
        };
        return Ok(Picture {
            file: encode(&raster, &[]),
            coding: Coding::Png,
            ..picture
        });
    }
    Ok(Picture {
        profile: profile::sound(joined(clean.profile), picture.gray),
        ..picture
    })
}

/// The pixels of a file that was read before: grey, or red, green and blue.
pub(super) fn pixels(file: &[u8]) -> Result<Pixels, PictureError> {
    decoded(file)
}

fn joined(mut parts: Vec<(u8, Vec<u8>)>) -> Vec<u8> {
    parts.sort_by_key(|(number, _)| *number);
    parts.into_iter().flat_map(|(_, part)| part).collect()
}

fn clean(bytes: &[u8]) -> Result<Clean, PictureError> {
    let mut clean = Clean {
        file: START[..2].to_vec(),
        ..Clean::default()
    };
    let mut at = 2;
    loop {
        // Before a marker there may be any number of fill bytes.
        while *bytes.get(at).ok_or(PictureError::CutShort)? != 0xFF {
            at += 1;
        }
        while *bytes.get(at).ok_or(PictureError::CutShort)? == 0xFF {
            at += 1;
        }
        let marker = bytes[at];
        at += 1;
        match marker {
            END => {
                // A film, a second picture with its own place and time: all may follow.
                clean.file.extend([0xFF, END]);
                return Ok(clean);
            }
            // Stuffing, restarts and the like have no content.
            0x00 | 0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let length = bytes.get(at..at + 2).ok_or(PictureError::CutShort)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        if length < 2 {
            return Err(PictureError::Damaged("a segment is too short".to_owned()));
        }
        let content = bytes
            .get(at + 2..at + length)
            .ok_or(PictureError::CutShort)?;
        at += length;
        clean.segment(marker, content)?;
        if marker == SCAN {
            let end = end_of_scan(bytes, at)?;
            clean.file.extend_from_slice(&bytes[at..end]);
            at = end;
        }
    }
}

/// Where the marker after coded pixels stands.
fn end_of_scan(bytes: &[u8], start: usize) -> Result<usize, PictureError> {
    let mut at = start;
    loop {
        let rest = bytes.get(at..).ok_or(PictureError::CutShort)?;
        let marker = rest
            .iter()
            .position(|byte| *byte == 0xFF)
            .ok_or(PictureError::CutShort)?;
        at += marker;
        match bytes.get(at + 1).ok_or(PictureError::CutShort)? {
            // A coded 255, or a restart: the scan goes on.
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Ok(at),
        }
    }
}

impl Clean {
    fn segment(&mut self, marker: u8, content: &[u8]) -> Result<(), PictureError> {
        match marker {
            0xC0..=0xC2 => self.frame(content)?,
            0xC3 | 0xC5..=0xC7 | 0xCB | 0xCD..=0xCF => {
                return Err(PictureError::Sort("lossless coding"));
            }
            0xC9 | 0xCA => return Err(PictureError::Sort("arithmetic coding")),
            APP0 if content.starts_with(JFIF) && content.len() >= JFIF_HEAD => {
                // Its small copy may show what was cut away: it is of no size here.
                let mut head = content[..JFIF_HEAD].to_vec();
                head.extend([0, 0]);
                self.keep(marker, &head);
                return Ok(());
            }
            APP1 => {
                if let Some(tiff) = content.strip_prefix(EXIF) {
                    self.orientation = Orientation::from_tiff(tiff);
                }
                return Ok(());
            }
            APP2 if content.starts_with(ICC) => {
                if let [number, _, part @ ..] = &content[ICC.len()..] {
                    self.profile.push((*number, part.to_vec()));
                }
            }
            APP14 if content.starts_with(ADOBE) => {
                self.transform = content.get(TRANSFORM).copied();
            }
            APP0..=APP15 | COMMENT => return Ok(()),
            _ => {}
        }
        self.keep(marker, content);
        Ok(())
    }

    fn keep(&mut self, marker: u8, content: &[u8]) {
        let length = u16::try_from(content.len() + 2).expect("a segment's length was read");
        self.file.extend([0xFF, marker]);
        self.file.extend(length.to_be_bytes());
        self.file.extend_from_slice(content);
    }

    fn frame(&mut self, content: &[u8]) -> Result<(), PictureError> {
        let [bits, h1, h2, w1, w2, components, ..] = *content else {
            return Err(PictureError::Damaged("its frame is too short".to_owned()));
        };
        if bits != 8 {
            return Err(PictureError::Sort("other than eight bits a channel"));
        }
        if !matches!(components, 1 | 3 | 4) {
            return Err(PictureError::Sort("an unusual number of channels"));
        }
        self.frame = Some(Frame {
            width: u32::from(u16::from_be_bytes([w1, w2])),
            height: u32::from(u16::from_be_bytes([h1, h2])),
            components,
        });
        Ok(())
    }
}

/// Decodes a clean file to grey, or to red, green and blue.
fn decoded(file: &[u8]) -> Result<Pixels, PictureError> {
    let damaged = |error: zune_jpeg::errors::DecodeErrors| PictureError::Damaged(lower(&error));
    let options = || {
        DecoderOptions::default()
            .set_strict_mode(true)
            .set_max_width(usize::from(u16::MAX))
            .set_max_height(usize::from(u16::MAX))
    };
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(file), options());
    decoder.decode_headers().map_err(damaged)?;
    let input = decoder.input_colorspace().unwrap_or(ColorSpace::YCbCr);
    // Without Adobe's word inks are not stored as their complements, as the decoder takes
    // them to be.
    let plain_inks = input == ColorSpace::CMYK && transform(file).is_none();
    let output = match input {
        ColorSpace::Luma => ColorSpace::Luma,
        ColorSpace::CMYK if plain_inks => ColorSpace::CMYK,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options().jpeg_set_out_colorspace(output));
    let mut data = decoder.decode().map_err(damaged)?;
    let (width, height) = decoder
        .dimensions()
        .ok_or_else(|| PictureError::Damaged("it has no size".to_owned()))?;
    if plain_inks {
        data = data.chunks_exact(4).flat_map(of_inks).collect();
    }
    let channels = if output == ColorSpace::Luma { 1 } else { 3 };
    if data.len() != width * height * channels {
        return Err(PictureError::Damaged("pixels are missing".to_owned()));
    }
    Ok(Pixels {
        width: width as u32,
        height: height as u32,
        channels,
        data,
    })
}

/// Red, green and blue of cyan, magenta, yellow and black.
fn of_inks(inks: &[u8]) -> [u8; 3] {
    let light = |ink: u8| u16::from(u8::MAX - ink);
    let black = light(inks[3]);
    [inks[0], inks[1], inks[2]].map(|ink| (light(ink) * black / u16::from(u8::MAX)) as u8)
}

/// Adobe's word in a clean file.
fn transform(file: &[u8]) -> Option<u8> {
    clean(file).ok()?.transform
}

/// The decoder's words as a clause of ours.
fn lower(error: &zune_jpeg::errors::DecodeErrors) -> String {
    let text = format!("{error:?}");
    let text = text.lines().next().unwrap_or_default().trim_matches('"');
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
