//! Pictures: each once in the file, whatever the number of its places (ISO 32000-1, 8.9.5).

use std::sync::Arc;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};

use super::content::Page;
use super::elements::Figure;
use crate::deflate;
use crate::layout::{Document, Frame, Image, Item};
use crate::picture::{Coding, Picture, Pixels, Raster, filtered};
use crate::units::{Point, Pt, Size};

/// PNG's filters, row by row (ISO 32000-1, table 10).
const PNG_FILTERS: i64 = 15;
const BITS: i64 = 8;

/// The pictures of a document in the order of their first places.
pub(super) struct Images<'a> {
    pictures: Vec<&'a Picture>,
}

impl<'a> Images<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut images = Images {
            pictures: Vec::new(),
        };
        for image in document.pages.iter().flat_map(placed) {
            if images.index(image).is_none() {
                images.pictures.push(&image.picture);
            }
        }
        images
    }

    fn index(&self, image: &Image) -> Option<usize> {
        self.pictures
            .iter()
            .position(|known| **known == *image.picture)
    }

    /// The name by which content refers to a picture.
    pub(super) fn name(&self, image: &Image) -> String {
        let index = self
            .index(image)
            .expect("all pictures of the document are known");
        name(index)
    }

    /// Writes all pictures into the object tree; their numbers in order.
    pub(super) fn write(&self, tree: &mut lopdf::Document) -> Vec<ObjectId> {
        self.pictures
            .iter()
            .map(|picture| write(tree, picture))
            .collect()
    }

    /// The entry for a page's resources; `None` for a page without pictures.
    pub(super) fn resources(&self, frame: &Frame, numbers: &[ObjectId]) -> Option<Dictionary> {
        let mut named = Dictionary::new();
        for image in placed(frame) {
            if let Some(index) = self.index(image) {
                named.set(name(index), numbers[index]);
            }
        }
        (!named.is_empty()).then_some(named)
    }
}

fn name(index: usize) -> String {
    format!("P{index}")
}

fn placed(frame: &Frame) -> impl Iterator<Item = &Image> {
    frame.items.iter().filter_map(|placed| match &placed.item {
        Item::Image { image, .. } => Some(image),
        Item::Line(_) | Item::Rule { .. } | Item::Ground { .. } | Item::Icon { .. } => None,
    })
}

/// What a picture shows, and where on a page of this height.
pub(super) fn figure(image: &Image, at: Point, size: Size, height: Pt) -> Figure {
    let (left, top) = (at.x, height - at.y);
    Figure {
        alt: Arc::clone(&image.alt),
        place: [left, top - size.height, left + size.width, top],
    }
}

fn write(tree: &mut lopdf::Document, picture: &Picture) -> ObjectId {
    let (width, height) = picture.stored();
    let colors = match picture.profile() {
        Some(profile) => {
            let profile = Stream::new(
                dictionary! { "N" => if picture.is_gray() { 1 } else { 3 } },
                profile.to_vec(),
            );
            Object::Array(vec!["ICCBased".into(), tree.add_object(profile).into()])
        }
        None if picture.is_gray() => "DeviceGray".into(),
        None => "DeviceRGB".into(),
    };
    let mut head = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "BitsPerComponent" => BITS,
        "ColorSpace" => colors,
    };
    match picture.coding() {
        Coding::Jpeg => {
            head.set("Filter", "DCTDecode");
            tree.add_object(Stream::new(head, picture.file().to_vec()))
        }
        Coding::Png => {
            let (colors, opacity) = picture.pixels().split();
            if let Some(opacity) = opacity {
                let mut mask = head.clone();
                mask.set("ColorSpace", "DeviceGray");
                let mask = tree.add_object(pixels(mask, &opacity));
                head.set("SMask", mask);
            }
            tree.add_object(pixels(head, &colors))
        }
    }
}

/// Pixels as a stream of differences.
fn pixels(mut head: Dictionary, pixels: &Pixels) -> Stream {
    let raster = Raster {
        width: pixels.width,
        channels: pixels.channels,
        data: &pixels.data,
    };
    head.set("Filter", "FlateDecode");
    head.set(
        "DecodeParms",
        dictionary! {
            "Predictor" => PNG_FILTERS,
            "Colors" => pixels.channels as i64,
            "BitsPerComponent" => BITS,
            "Columns" => i64::from(pixels.width),
        },
    );
    Stream::new(head, deflate::picture(&filtered(&raster)))
}

impl Page<'_> {
    /// Draws a picture; what is stored on its side stands upright.
    pub(super) fn image(&mut self, image: &Image, name: &str, at: Point, size: Size) {
        let [a, b, c, d, e, f] = image.picture.orientation().matrix();
        let (width, height) = (size.width, size.height);
        self.put("q\n");
        // The stored picture lies on the unit square with y up, the turn has y down.
        for value in [width * a, height * -b, width * -c, height * d] {
            self.number(value.0);
        }
        self.point(at.x + width * (c + e), at.y + height * (d + f));
        self.put("cm\n/");
        self.put(name);
        self.put(" Do\nQ\n");
    }
}
