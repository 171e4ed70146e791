//! A picture inside the picture: the file itself, as an address that holds its data (RFC 2397).

use std::fmt::Write;

use super::path::Short;
use crate::layout::Image;
use crate::units::{Point, Size};

/// The element, with the words that stand for it as its title.
pub(super) fn element(image: &Image, at: Point, size: Size) -> String {
    let picture = &image.picture;
    let [a, b, c, d, e, f] = picture.orientation().matrix();
    let (width, height) = (size.width.0, size.height.0);
    // The stored picture lies on the unit square; the matrix turns it and gives it its size.
    let matrix = [
        a * width,
        b * height,
        c * width,
        d * height,
        at.x.0 + e * width,
        at.y.0 + f * height,
    ];
    let mut out = String::from(
        "<image width=\"1\" height=\"1\" preserveAspectRatio=\"none\" transform=\"matrix(",
    );
    for (index, value) in matrix.into_iter().enumerate() {
        let blank = if index > 0 { " " } else { "" };
        write!(out, "{blank}{}", Short::new(value, 3)).expect("a string takes any text");
    }
    writeln!(
        out,
        ")\" role=\"img\" href=\"data:{};base64,{}\"><title>{}</title></image>",
        picture.coding().media_type(),
        base64(picture.file()),
        super::escape(&image.alt),
    )
    .expect("a string takes any text");
    out
}

/// Bytes in sixty-four letters (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let mut bits = 0_u32;
        for index in 0..3 {
            bits = bits << 8 | u32::from(three.get(index).copied().unwrap_or(0));
        }
        for index in 0..4 {
            let letter = (bits >> (18 - 6 * index) & 63) as usize;
            out.push(if index <= three.len() {
                char::from(LETTERS[letter])
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_examples_of_the_standard_come_out() {
        // RFC 4648, 10.
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
    }
}
