//! The person's picture: a drawing anchored in the first paragraph, with the head's lines
//! beside it. Never a text box, and never in the way of the text's order.

use super::block::Block;
use super::drawing::emu;
use super::package::Parts;
use super::sheet::Sheet;
use super::spacing::{self, ABOVE};
use super::xml::Element;
use crate::layout::Image;
use crate::picture::{Coding, Raster, encode};
use crate::resume::Emphasis;
use crate::theme::{HeadAlign, PhotoPlace, TextRole, Theme};
use crate::units::{Pt, Size};

/// The namespace of pictures, which is also what a drawing calls its content.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
/// A picture that lies on its side is written anew, standing, with so many pixels at most: at
/// the largest size that a theme gives it that is more than print shows.
const MOST: u32 = 1200;

/// A picture in the first paragraph of a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Photo {
    pub image: Image,
    pub size: Size,
    /// How many paragraphs the head has.
    pub head: usize,
}

impl Photo {
    pub(super) fn new(image: &Image, theme: &Theme) -> Self {
        Photo {
            image: image.clone(),
            size: image.picture.within(theme.arrangement.photo.room()),
            head: 0,
        }
    }

    /// The width that the head's lines leave to it, left of them and right of them.
    pub(super) fn taken(&self, theme: &Theme) -> (Pt, Pt) {
        let photo = theme.arrangement.photo;
        let width = self.size.width + photo.gap;
        match photo.place {
            PhotoPlace::Left => (width, Pt::ZERO),
            PhotoPlace::Right | PhotoPlace::Side | PhotoPlace::None => (Pt::ZERO, width),
        }
    }
}

impl Photo {
    /// Keeps a paragraph of the head clear of the picture, its borders too; centred lines stay
    /// in the middle of the page.
    pub(super) fn indent(&self, properties: &mut Element, theme: &Theme, sheet: &Sheet) {
        let (mut left, mut right) = self.taken(theme);
        if theme.arrangement.head == HeadAlign::Center {
            let widest = left.max(right);
            (left, right) = (widest, widest);
        }
        let indent = properties.child_mut("w:ind");
        for (name, length) in [("w:left", left), ("w:right", right)] {
            if length > Pt::ZERO {
                // Lines of the head start from the page's margin, left of a label column.
                let start = if name == "w:left" {
                    sheet.head(theme)
                } else {
                    Pt::ZERO
                };
                indent.set(name, (length + start).twips().to_string());
            }
        }
    }
}

/// From the baseline of the first line up to the top of its capitals.
fn capitals(theme: &Theme) -> Pt {
    let style = theme.style(TextRole::Name);
    let face = style.face_for(Emphasis::NONE);
    style.size * (f32::from(face.cap_height()) / f32::from(face.units_per_em()))
}

/// Moves what follows the head below the picture.
pub(super) fn clear(blocks: &mut [Block], theme: &Theme) {
    let Some(photo) = blocks.first().and_then(|block| block.photo.clone()) else {
        return;
    };
    let head = photo.head.min(blocks.len());
    let height: Pt = blocks[..head]
        .iter()
        .map(|block| spacing::height(block, theme))
        .sum();
    let top = theme.style(TextRole::Name).above() - capitals(theme);
    let missing = (top + photo.size.height - height).max(Pt::ZERO);
    if let Some(next) = blocks.get_mut(head) {
        match &mut next.over {
            Some((_, over)) => *over += missing,
            None => next.gap += missing,
        }
    }
}

/// The run that holds the picture.
pub(super) fn run(
    photo: &Photo,
    number: usize,
    line: Pt,
    theme: &Theme,
    sheet: &Sheet,
    parts: &mut Parts,
) -> Element {
    let picture = &photo.image.picture;
    let relation = if picture.orientation().is_upright() {
        parts.picture(picture.coding(), picture.file().to_vec())
    } else {
        let pixels = picture.upright((MOST, MOST));
        let raster = Raster {
            width: pixels.width,
            channels: pixels.channels,
            data: &pixels.data,
        };
        parts.picture(Coding::Png, encode(&raster, &[]))
    };
    let (width, height) = (emu(photo.size.width), emu(photo.size.height));
    let gap = emu(theme.arrangement.photo.gap);
    let at_left = theme.arrangement.photo.place == PhotoPlace::Left;
    let x = if at_left {
        sheet.margins.left
    } else {
        sheet.size.width - sheet.margins.right - photo.size.width
    };
    let x = sheet.left_edge(x, photo.size.width);
    let y = line * ABOVE - capitals(theme);
    let position = |name: &str, from: &str, offset: Pt| {
        Element::new(name)
            .with("relativeFrom", from)
            .holding(Element::new("wp:posOffset").saying(emu(offset)))
    };
    let mut anchor = Element::new("wp:anchor");
    // Of the page, where the place is one of the reading.
    let at_left = at_left != sheet.backwards;
    let (left, right) = if at_left {
        ("0", gap.as_str())
    } else {
        (gap.as_str(), "0")
    };
    for (name, value) in [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", left),
        ("distR", right),
        ("simplePos", "0"),
        ("relativeHeight", "2"),
        ("behindDoc", "0"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ] {
        anchor.set(name, value);
    }
    let named = |element: &str| {
        Element::new(element)
            .with("id", number.to_string())
            .with("name", format!("Photo {number}"))
            .with("descr", super::text::line(&photo.image.alt))
    };
    let fixed = Element::new("a:graphicFrameLocks").with("noChangeAspect", "1");
    let anchor = anchor
        .holding(Element::new("wp:simplePos").with("x", "0").with("y", "0"))
        .holding(if sheet.backwards {
            // Programs disagree from which side such a page is measured, not which side is which.
            let side = if at_left { "left" } else { "right" };
            Element::new("wp:positionH")
                .with("relativeFrom", "margin")
                .holding(Element::new("wp:align").saying(side))
        } else {
            position("wp:positionH", "page", x)
        })
        .holding(position("wp:positionV", "paragraph", y))
        .holding(
            Element::new("wp:extent")
                .with("cx", width.as_str())
                .with("cy", height.as_str()),
        )
        .holding(
            Element::new("wp:effectExtent")
                .with("l", "0")
                .with("t", "0")
                .with("r", "0")
                .with("b", "0"),
        )
        .holding(
            Element::new("wp:wrapSquare").with("wrapText", if at_left { "right" } else { "left" }),
        )
        .holding(named("wp:docPr"))
        .holding(Element::new("wp:cNvGraphicFramePr").holding(fixed))
        .holding(
            Element::new("a:graphic").holding(
                Element::new("a:graphicData")
                    .with("uri", PICTURE)
                    .holding(drawn(named("pic:cNvPr"), &relation, (width, height))),
            ),
        );
    Element::new("w:r").holding(Element::new("w:drawing").holding(anchor))
}

/// The picture itself, on the whole of its frame.
fn drawn(named: Element, relation: &str, (width, height): (String, String)) -> Element {
    let source = Element::new("pic:blipFill")
        .holding(Element::new("a:blip").with("r:embed", relation))
        .holding(Element::new("a:stretch").holding(Element::new("a:fillRect")));
    let place = Element::new("a:xfrm")
        .holding(Element::new("a:off").with("x", "0").with("y", "0"))
        .holding(Element::new("a:ext").with("cx", width).with("cy", height));
    let shape = Element::new("a:prstGeom")
        .with("prst", "rect")
        .holding(Element::new("a:avLst"));
    Element::new("pic:pic")
        .with("xmlns:pic", PICTURE)
        .holding(
            Element::new("pic:nvPicPr")
                .holding(named)
                .holding(Element::new("pic:cNvPicPr")),
        )
        .holding(source)
        .holding(Element::new("pic:spPr").holding(place).holding(shape))
}
