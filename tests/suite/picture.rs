//! Pictures from files: what is kept of them, and what is refused.

use vitae::picture::{Coding, Orientation, Picture, PictureError};

use crate::fixture;

/// The portrait of the samples, as its camera wrote it.
pub fn portrait(name: &str) -> Vec<u8> {
    std::fs::read(fixture::sample("photo").join(name)).expect("a sample")
}

pub fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// The portrait with another orientation, big-endian, in EXIF of its own before all else.
pub fn turned(number: u8) -> Vec<u8> {
    let mut exif =
        b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([number, 0, 0, 0, 0, 0, 0]);
    let clean = Picture::from_bytes(&portrait("portrait.jpg")).expect("sound");
    let (start, rest) = clean.file().split_at(2);
    [start, &exif, rest].concat()
}

#[test]
fn nothing_of_camera_place_and_time_is_left_in_a_jpeg() {
    let bytes = portrait("portrait.jpg");
    let secrets: [&[u8]; 5] = [
        b"Exif",
        b"Imaginary Cameras",
        b"2024:05:17",
        b"drawn for a test",
        b"a second picture",
    ];
    let mut longer = bytes.clone();
    longer.extend_from_slice(b"\xFF\xD8\xFF\xE1 a second picture");
    for secret in &secrets {
        assert!(holds(&longer, secret), "the sample holds what is sought");
    }
    let picture = Picture::from_bytes(&longer).expect("sound");
    for secret in &secrets {
        let words = String::from_utf8_lossy(secret);
        assert!(!holds(picture.file(), secret), "{words} is left");
    }
    assert_eq!(picture.coding(), Coding::Jpeg);
    assert_eq!(picture.stored(), (320, 400));
    assert!(picture.orientation().is_upright());
    // It is the same picture: once clean, nothing more is taken, and pixels are as before.
    let again = Picture::from_bytes(picture.file()).expect("sound");
    assert_eq!(again.file(), picture.file());
    assert_eq!(again.pixels(), picture.pixels());
    assert!(picture.file().len() > bytes.len() - 1000);
}

#[test]
fn nothing_but_pixels_is_left_in_a_png() {
    let bytes = portrait("portrait.png");
    assert!(holds(&bytes, b"59.858") && holds(&bytes, b"tEXt"));
    let picture = Picture::from_bytes(&bytes).expect("sound");
    assert!(!holds(picture.file(), b"59.858") && !holds(picture.file(), b"tEXt"));
    assert_eq!(
        (picture.coding(), picture.stored()),
        (Coding::Png, (160, 200))
    );
    let (colors, opacity) = picture.pixels().split();
    assert_eq!((colors.channels, colors.data.len()), (3, 160 * 200 * 3));
    let opacity = opacity.expect("round corners");
    assert_eq!((opacity.data[0], opacity.data[160 * 100 + 80]), (0, 255));
}

#[test]
fn orientation_is_heard_before_its_word_is_dropped() {
    for number in 1..=8 {
        let picture = Picture::from_bytes(&turned(number)).expect("sound");
        let wanted = Orientation::from_exif(u16::from(number));
        assert_eq!(picture.orientation(), wanted, "{number}");
        assert!(!holds(picture.file(), b"Exif"), "{number}");
        let upright = picture.upright((4000, 4000));
        let size = if number > 4 { (400, 320) } else { (320, 400) };
        assert_eq!((upright.width, upright.height), size, "{number}");
    }
    // Stored with its top at the right: the sky over the head is at the right end of rows.
    let lying = Picture::from_bytes(&turned(8)).expect("sound");
    let (stored, upright) = (lying.pixels(), lying.upright((4000, 4000)));
    let last = 319 * 3;
    assert_eq!(upright.data[..3], stored.data[last..last + 3]);
}

#[test]
fn inks_become_the_colours_that_they_print() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/inks.jpg");
    let bytes = std::fs::read(path).expect("a picture");
    let picture = Picture::from_bytes(&bytes).expect("sound");
    assert_eq!(picture.coding(), Coding::Png);
    let pixels = picture.pixels();
    let at = |x: usize, y: usize| {
        let start = (y * 32 + x) * 3;
        pixels.data[start..start + 3].to_vec()
    };
    for ((x, y), wanted) in [
        ((5, 5), [0, 255, 255]),
        ((25, 5), [255, 0, 255]),
        ((5, 25), [255, 255, 0]),
        ((25, 25), [0, 0, 0]),
    ] {
        let near = at(x, y)
            .iter()
            .zip(wanted)
            .all(|(value, wanted)| value.abs_diff(wanted) < 8);
        assert!(near, "{:?} for {wanted:?}", at(x, y));
    }
    // Without Adobe's word the values are the inks themselves, not their complements.
    let adobe = bytes
        .windows(2)
        .position(|pair| pair == [0xFF, 0xEE])
        .expect("Adobe's word");
    let mut plain = bytes.clone();
    plain.drain(adobe..adobe + 16);
    let plain = Picture::from_bytes(&plain).expect("sound").pixels();
    let start = (5 * 32 + 5) * 3;
    let value = &plain.data[start..start + 3];
    // Complements of cyan are magenta, yellow and black: nothing shines through.
    assert!(value.iter().all(|value| *value < 8), "{value:?}");
}

#[test]
fn no_part_of_a_picture_is_taken_for_the_whole() {
    for name in ["portrait.jpg", "portrait.png"] {
        let bytes = portrait(name);
        let cuts = (0..64).chain((64..bytes.len()).step_by(61));
        for length in cuts {
            let refused = Picture::from_bytes(&bytes[..length]).expect_err("cut");
            let cut = matches!(refused, PictureError::CutShort | PictureError::Unknown);
            assert!(cut, "{name} at {length}: {refused:?}");
        }
    }
}

#[test]
fn a_damaged_picture_is_refused_or_harmless() {
    for name in ["portrait.jpg", "portrait.png"] {
        let bytes = portrait(name);
        for at in (0..bytes.len()).step_by(53) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x55;
            // Whatever is taken can be drawn.
            if let Ok(picture) = Picture::from_bytes(&damaged) {
                let upright = picture.upright((40, 40));
                let length = upright.width as usize * upright.height as usize * upright.channels;
                assert_eq!(upright.data.len(), length, "{name} at {at}");
            }
        }
    }
}
