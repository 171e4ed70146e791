//! Pictures from files: JPEG and PNG, checked, and freed of all that is not the picture.
//!
//! ```text
//! bytes -> jpeg, png (what a file holds besides pixels is dropped) -> Picture
//!          exif (which way is up), profile (what its colours are)
//! Picture -> the file itself, or pixels -> encode (PNG)
//! ```
//!
//! Where a camera stood and when is nobody's business: no metadata gets past this module.

mod encode;
mod exif;
mod jpeg;
mod pixels;
mod png;
mod profile;

pub(crate) use encode::{Raster, encode, filtered};
pub use exif::Orientation;
pub use pixels::Pixels;

use crate::units::Size;

/// Larger files hold far more than print can show, and every document would carry them.
pub const LARGEST_FILE: u64 = 10 * 1024 * 1024;
/// More pixels than a résumé can use, and as many as memory should be spent on.
pub const MOST_PIXELS: u64 = 50_000_000;

/// How a picture's file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
    /// PNG (ISO/IEC 15948).
    Png,
}

impl Coding {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Coding::Jpeg => "image/jpeg",
            Coding::Png => "image/png",
        }
    }

    /// The usual ending of files.
    pub fn ending(self) -> &'static str {
        match self {
            Coding::Jpeg => "jpg",
            Coding::Png => "png",
        }
    }
}

/// A picture that can be decoded, without metadata.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    file: Vec<u8>,
    coding: Coding,
    width: u32,
    height: u32,
    orientation: Orientation,
    gray: bool,
    profile: Option<Vec<u8>>,
}

/// Why a picture was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The file starts like no picture.
    #[error("the file is no picture that is known")]
    Unknown,
    /// A format that is not read.
    #[error("{0} pictures are not read")]
    Format(&'static str),
    /// A sort of JPEG or PNG that documents cannot hold.
    #[error("a picture with {0} is not read")]
    Sort(&'static str),
    /// More than [`MOST_PIXELS`].
    #[error("{width} by {height} pixels are too many")]
    TooManyPixels {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// The file ends inside the picture.
    #[error("the picture is cut short")]
    CutShort,
    /// The content contradicts itself.
    #[error("the picture is damaged: {0}")]
    Damaged(String),
}

/// Starts of files by which formats are told; `None` stands for any byte.
const SIGNATURES: [(&[Option<u8>], &str); 9] = [
    (&signature(*b"GIF8"), "GIF"),
    (&signature(*b"II*\0"), "TIFF"),
    (&signature(*b"MM\0*"), "TIFF"),
    (&signature(*b"<svg"), "SVG"),
    (&signature(*b"<?xm"), "SVG"),
    (&signature(*b"BM"), "BMP"),
    (&after(*b"WEBP", 8), "WebP"),
    (&after(*b"avif", 8), "AVIF"),
    (&after(*b"heic", 8), "HEIC"),
];

const fn signature<const N: usize>(bytes: [u8; N]) -> [Option<u8>; N] {
    let mut pattern = [None; N];
    let mut at = 0;
    while at < N {
        pattern[at] = Some(bytes[at]);
        at += 1;
    }
    pattern
}

/// Four bytes after others that differ from file to file.
const fn after(bytes: [u8; 4], start: usize) -> [Option<u8>; 12] {
    let mut pattern = [None; 12];
    let mut at = 0;
    while at < 4 {
        pattern[start + at] = Some(bytes[at]);
        at += 1;
    }
    pattern
}

impl Picture {
    /// Reads a file's bytes and decodes them once, so that no document holds a broken picture.
    ///
    /// # Errors
    /// [`PictureError`] for what is no JPEG or PNG, too large, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PictureError> {
        if bytes.starts_with(&jpeg::START) {
            return jpeg::picture(bytes);
        }
        if bytes.starts_with(&encode::SIGNATURE) {
            return png::picture(bytes);
        }
        let begins = |pattern: &[Option<u8>]| {
            bytes.len() >= pattern.len()
                && pattern
                    .iter()
                    .zip(bytes)
                    .all(|(wanted, byte)| wanted.is_none_or(|wanted| wanted == *byte))
        };
        let known = SIGNATURES.iter().find(|(pattern, _)| begins(pattern));
        Err(known.map_or(PictureError::Unknown, |(_, name)| {
            PictureError::Format(name)
        }))
    }

    /// The file without metadata; its pixels lie as [`Picture::orientation`] says.
    pub fn file(&self) -> &[u8] {
        &self.file
    }

    /// How the file is written.
    pub fn coding(&self) -> Coding {
        self.coding
    }

    /// Width and height of the pixels as stored.
    pub fn stored(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// How the stored pixels are turned to stand upright.
    pub fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// True if it has no colours.
    pub fn is_gray(&self) -> bool {
        self.gray
    }

    /// The ICC profile of its colours; without one they are sRGB.
    pub fn profile(&self) -> Option<&[u8]> {
        self.profile.as_deref()
    }

    /// The largest size that keeps the upright picture's proportions inside a box.
    pub fn within(&self, room: Size) -> Size {
        let (width, height) = self.upright_size();
        let scale = (room.width / width as f32)
            .min(room.height / height as f32)
            .max(crate::units::Pt::ZERO);
        Size {
            width: scale * width as f32,
            height: scale * height as f32,
        }
    }

    /// The pixels as stored.
    pub fn pixels(&self) -> Pixels {
        let decoded = match self.coding {
            Coding::Jpeg => jpeg::pixels(&self.file),
            Coding::Png => png::pixels(&self.file),
        };
        decoded.expect("the picture was decoded when it was read")
    }

    /// The upright pixels, reduced to at most `most` in a row and in rows.
    pub fn upright(&self, most: (u32, u32)) -> Pixels {
        let most = if self.orientation.swaps() {
            (most.1, most.0)
        } else {
            most
        };
        self.pixels().reduced(most).turned(self.orientation)
    }

    fn upright_size(&self) -> (u32, u32) {
        if self.orientation.swaps() {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        }
    }
}

/// Pixels are too many to be worth printing.
impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture")
            .field("coding", &self.coding)
            .field("size", &self.upright_size())
            .finish_non_exhaustive()
    }
}

/// Refuses a picture of no or too many pixels.
fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged("it has no pixels".to_owned()));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureError::TooManyPixels { width, height });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_not_read_are_called_by_their_names() {
        for (bytes, name) in [
            (&b"GIF89a......"[..], "GIF"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"),
            (b"\0\0\0\x18ftypheic", "HEIC"),
            (b"<svg xmlns='", "SVG"),
        ] {
            let refused = Picture::from_bytes(bytes);
            assert_eq!(refused, Err(PictureError::Format(name)));
        }
        assert_eq!(Picture::from_bytes(b"hello"), Err(PictureError::Unknown));
        assert_eq!(Picture::from_bytes(b""), Err(PictureError::Unknown));
    }

    #[test]
    fn a_picture_with_too_many_pixels_is_refused_before_it_is_decoded() {
        assert!(check_size(10_000, 5_000).is_ok());
        assert_eq!(
            check_size(10_001, 5_000),
            Err(PictureError::TooManyPixels {
                width: 10_001,
                height: 5_000
            })
        );
    }
}
