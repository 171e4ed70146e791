//! Pictures in pixels: what is in them, and whether the PDF shows the same.

use std::fs;
use std::io::Read;
use std::process::Command;

use flate2::read::ZlibDecoder;
use vitae::layout::{Document, Frame, Item};
use vitae::png::{self, Resolution};

use crate::fixture;

/// Grey pixels, 0 for black to 255 for white.
struct Picture {
    width: usize,
    height: usize,
    grey: Vec<f32>,
}

impl Picture {
    fn at(&self, x: usize, y: usize) -> f32 {
        if x < self.width && y < self.height {
            self.grey[y * self.width + x]
        } else {
            255.0
        }
    }
}

/// Reads the files that the program writes: RGB of eight bits, nothing interlaced.
fn decode(bytes: &[u8]) -> Picture {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four"));
    let mut at = 8;
    let (mut width, mut height) = (0, 0);
    let mut packed = Vec::new();
    while at < bytes.len() {
        let length = number(at) as usize;
        let data = &bytes[at + 8..at + 8 + length];
        let mut sum = crc32fast::Hasher::new();
        sum.update(&bytes[at + 4..at + 8 + length]);
        assert_eq!(sum.finalize(), number(at + 8 + length), "checksum");
        match &bytes[at + 4..at + 8] {
            b"IHDR" => {
                (width, height) = (number(at + 8) as usize, number(at + 12) as usize);
                assert_eq!(&data[8..], [8, 2, 0, 0, 0]);
            }
            b"IDAT" => packed.extend_from_slice(data),
            b"pHYs" | b"iTXt" | b"IEND" => {}
            other => panic!("unexpected chunk {other:?}"),
        }
        at += 12 + length;
    }
    let mut rows = Vec::new();
    ZlibDecoder::new(packed.as_slice())
        .read_to_end(&mut rows)
        .expect("a zlib stream");
    let row = width * 3;
    assert_eq!(rows.len(), (row + 1) * height);
    let mut above = vec![0; row];
    let mut grey = Vec::new();
    for line in rows.chunks_exact(row + 1) {
        let mut current = vec![0_u8; row];
        for index in 0..row {
            let left = if index < 3 { 0 } else { current[index - 3] };
            let expected = match line[0] {
                0 => 0,
                1 => left,
                2 => above[index],
                3 => ((u16::from(left) + u16::from(above[index])) / 2) as u8,
                other => panic!("unexpected filter {other}"),
            };
            current[index] = line[1 + index].wrapping_add(expected);
        }
        grey.extend(current.chunks_exact(3).map(|pixel| {
            0.3 * f32::from(pixel[0]) + 0.59 * f32::from(pixel[1]) + 0.11 * f32::from(pixel[2])
        }));
        above = current;
    }
    Picture {
        width,
        height,
        grey,
    }
}

/// poppler moves each glyph to a whole pixel of its raster, so it is asked for a finer one
/// whose pixels are then averaged.
const FINER: usize = 6;
const DPI: usize = 144;

/// The first page of a PDF as poppler draws it; `None`, told, where poppler is missing.
fn by_poppler(pdf: &[u8]) -> Option<Picture> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.pdf");
    fs::write(&file, pdf).expect("written");
    let run = Command::new("pdftoppm")
        .args(["-gray", "-singlefile", "-r", &(DPI * FINER).to_string()])
        .arg(&file)
        .arg(folder.path().join("page"))
        .status();
    match run {
        Ok(status) => assert!(status.success(), "pdftoppm refuses the file"),
        Err(error) => {
            println!("skipped: pdftoppm cannot be run: {error}");
            return None;
        }
    }
    let bytes = fs::read(folder.path().join("page.pgm")).expect("a picture");
    // "P5", width, height and the highest value, each ended by white space.
    let mut at = 0;
    let mut word = || {
        let start = at;
        while !bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        at += 1;
        String::from_utf8_lossy(&bytes[start..at - 1]).into_owned()
    };
    assert_eq!(word(), "P5");
    let width: usize = word().parse().expect("a width");
    let height: usize = word().parse().expect("a height");
    assert_eq!(word(), "255");
    let (row, rows, pixels) = (width, height, &bytes[at..]);
    let fine = |x: usize, y: usize| {
        if x < row && y < rows {
            f32::from(pixels[y * row + x])
        } else {
            255.0
        }
    };
    let (width, height) = (width.div_ceil(FINER), height.div_ceil(FINER));
    let mut grey = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0.0;
            for part in 0..FINER * FINER {
                sum += fine(x * FINER + part % FINER, y * FINER + part / FINER);
            }
            grey.push(sum / (FINER * FINER) as f32);
        }
    }
    Some(Picture {
        width,
        height,
        grey,
    })
}

/// Left, top, right and bottom of each glyph's box in pixels, with the word it is of.
fn boxes(frame: &Frame) -> Vec<([usize; 4], String)> {
    let scale = DPI as f32 / 72.0;
    let mut boxes = Vec::new();
    for placed in &frame.items {
        let Item::Line(line) = &placed.item else {
            continue;
        };
        for segment in line.segments.iter().filter(|segment| !segment.is_blank()) {
            for (glyph, origin) in segment.placed_glyphs() {
                let em = segment.size.0 * scale;
                let advance = f32::from(segment.face.advance(glyph))
                    / f32::from(segment.face.units_per_em())
                    * em;
                let x = (placed.at.x + origin.x).0 * scale;
                let y = (placed.at.y + origin.y).0 * scale;
                let edges = [x, y - 0.8 * em, x + advance, y + 0.3 * em];
                boxes.push((
                    edges.map(|edge| edge.round().max(0.0) as usize),
                    segment.word.text.to_string(),
                ));
            }
        }
    }
    boxes
}

/// Where the middle of the ink in a box is; `None` where there is hardly any.
fn middle(picture: &Picture, [left, top, right, bottom]: [usize; 4]) -> Option<(f32, f32)> {
    let (mut ink, mut across, mut down) = (0.0, 0.0, 0.0);
    for y in top..bottom {
        for x in left..right {
            let dark = 255.0 - picture.at(x, y);
            ink += dark;
            across += dark * x as f32;
            down += dark * y as f32;
        }
    }
    (ink > 500.0).then(|| (across / ink, down / ink))
}

fn first_page(document: &Document) -> Picture {
    let resolution: Resolution = DPI.to_string().parse().expect("a resolution");
    decode(&png::write(document, resolution)[0])
}

#[test]
fn the_picture_shows_what_the_pdf_shows() {
    /// Mean difference of two greys, of 255: edges are smoothed in two different ways.
    const DIFFERENCE: f32 = 2.5;
    /// Half a pixel.
    const DISPLACEMENT: f32 = 0.5;
    for name in fixture::THEMES {
        let Some(theirs) = by_poppler(&fixture::pdf(name)) else {
            return;
        };
        let document = fixture::set(name).document;
        let ours = first_page(&document);
        assert_eq!(
            (ours.width, ours.height),
            (theirs.width, theirs.height),
            "{name}"
        );
        let sum: f32 = ours
            .grey
            .iter()
            .zip(&theirs.grey)
            .map(|(a, b)| (a - b).abs())
            .sum();
        let mean = sum / ours.grey.len() as f32;
        let mut worst: (f32, String) = (0.0, String::new());
        for (edges, word) in boxes(&document.pages[0]) {
            let (Some(a), Some(b)) = (middle(&ours, edges), middle(&theirs, edges)) else {
                continue;
            };
            let moved = (a.0 - b.0).abs().max((a.1 - b.1).abs());
            if moved > worst.0 {
                worst = (moved, word);
            }
        }
        println!("{name}: difference {mean:.3}, displacement {worst:?}");
        assert!(mean < DIFFERENCE, "{name}: mean difference {mean}");
        assert!(worst.0 < DISPLACEMENT, "{name}: {worst:?}");
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let document = fixture::set("modern").document;
    let resolution: Resolution = "72".parse().expect("a resolution");
    let (one, other) = (
        png::write(&document, resolution),
        png::write(&document, resolution),
    );
    assert_eq!(one, other);
    assert_eq!(one.len(), document.pages.len());
    let picture = decode(&one[0]);
    assert_eq!((picture.width, picture.height), (596, 842));
}
