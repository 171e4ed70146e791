//! Rules, bars and squares: decorations behind the text of the paragraph they belong to.
//!
//! A paragraph's border is as wide as the paragraph, and body text stands beside the label
//! column; only a drawing reaches across both, or is shorter than the text.

use super::block::Block;
use super::colors::ThemeColors;
use super::sheet::Sheet;
use super::spacing::{self, ABOVE};
use super::style::ParagraphStyle;
use super::xml::Element;
use crate::layout::RuleKind;
use crate::resume::Emphasis;
use crate::theme::{Color, RuleSpan, TextRole, Theme};
use crate::units::{Pt, Size, finite};

/// Prefixes that the drawing needs on the document's root.
pub(super) const NAMESPACES: [(&str, &str); 4] = [
    (
        "xmlns:mc",
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:wps",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    ),
];

/// English metric units in a point.
const EMU: f32 = 12_700.0;

/// A length in Word's unit for drawings.
pub(super) fn emu(length: Pt) -> String {
    (finite(length.0 * EMU).round() as i64).to_string()
}

/// What is drawn: a line of a thickness, or an area that is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shape {
    Line(Pt),
    Area,
}

/// A decoration of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Decoration {
    pub shape: Shape,
    pub color: Color,
    /// From the edge of the page at which lines start.
    pub x: Pt,
    /// From the paragraph's top down.
    pub y: Pt,
    pub size: Size,
}

/// The decorations of a paragraph.
pub(super) fn of(block: &Block, theme: &Theme, sheet: &Sheet) -> Vec<Decoration> {
    let arrangement = &theme.arrangement;
    let text = sheet.margin() + sheet.indent;
    let line = |kind: RuleKind, x: Pt, y: Pt, width: Pt| {
        let (thickness, color) = spacing::stroke(kind, theme);
        Decoration {
            shape: Shape::Line(thickness),
            color,
            x,
            y,
            size: Size {
                width,
                height: Pt::ZERO,
            },
        }
    };
    let mut found = Vec::new();
    if let Some((kind, rise)) = block.spaces.rule {
        let of_text = kind == RuleKind::Section && arrangement.rule.span == RuleSpan::Text;
        let x = if of_text && !sheet.backwards {
            text
        } else {
            sheet.margins.left
        };
        let width = sheet.size.width - x - sheet.margins.right;
        found.push(line(kind, x, -rise, width));
    }
    // Programs disagree from which side a drawing is placed where a page is turned over: only
    // what reaches across the page is drawn there.
    if sheet.backwards {
        return found;
    }
    if let Some(down) = block.spaces.bar {
        let length = arrangement.rule.length;
        found.push(line(RuleKind::Section, text, down, length));
    }
    let side = arrangement.heading_square;
    if block.style == ParagraphStyle::Heading && side > Pt::ZERO && sheet.indent > side {
        let style = theme.style(TextRole::Heading);
        let face = style.face_for(Emphasis::NONE);
        let capitals = style.size * (f32::from(face.cap_height()) / f32::from(face.units_per_em()));
        found.push(Decoration {
            shape: Shape::Area,
            color: style.color,
            x: text - arrangement.label_column.gutter - side,
            y: block.spaces.line * ABOVE - (capitals + side) * 0.5,
            size: Size {
                width: side,
                height: side,
            },
        });
    }
    found
}

/// The run that holds a decoration.
pub(super) fn run(
    number: usize,
    drawn: &Decoration,
    sheet: &Sheet,
    colors: &ThemeColors,
) -> Element {
    let (width, height) = (emu(drawn.size.width), emu(drawn.size.height));
    let position = |name: &str, from: &str, offset: Pt| {
        Element::new(name)
            .with("relativeFrom", from)
            .holding(Element::new("wp:posOffset").saying(emu(offset)))
    };
    let fill = colors.fill(drawn.color);
    let (preset, painted) = match drawn.shape {
        Shape::Line(thickness) => {
            let line = Element::new("a:ln").with("w", emu(thickness)).holding(fill);
            ("line", vec![line])
        }
        Shape::Area => {
            let line = Element::new("a:ln").holding(Element::new("a:noFill"));
            ("rect", vec![fill, line])
        }
    };
    let mut look = Element::new("wps:spPr")
        .holding(
            Element::new("a:xfrm")
                .holding(Element::new("a:off").with("x", "0").with("y", "0"))
                .holding(
                    Element::new("a:ext")
                        .with("cx", width.as_str())
                        .with("cy", height.as_str()),
                ),
        )
        .holding(
            Element::new("a:prstGeom")
                .with("prst", preset)
                .holding(Element::new("a:avLst")),
        );
    for part in painted {
        look.push(part);
    }
    let shape = Element::new("wps:wsp")
        .holding(Element::new("wps:cNvCnPr"))
        .holding(look)
        .holding(Element::new("wps:bodyPr"));
    // Screen readers pass over what is marked as decoration.
    let decorative = Element::new("a:extLst").holding(
        Element::new("a:ext")
            .with("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
            .holding(
                Element::new("adec:decorative")
                    .with(
                        "xmlns:adec",
                        "http://schemas.microsoft.com/office/drawing/2017/decorative",
                    )
                    .with("val", "1"),
            ),
    );
    let mut anchor = Element::new("wp:anchor");
    for (name, value) in [
        ("distT", "0"),
        ("distB", "0"),
        ("distL", "0"),
        ("distR", "0"),
        ("simplePos", "0"),
        ("relativeHeight", "1"),
        ("behindDoc", "1"),
        ("locked", "0"),
        ("layoutInCell", "1"),
        ("allowOverlap", "1"),
    ] {
        anchor.set(name, value);
    }
    let anchor = anchor
        .holding(Element::new("wp:simplePos").with("x", "0").with("y", "0"))
        .holding(position(
            "wp:positionH",
            "page",
            sheet.left_edge(drawn.x, drawn.size.width),
        ))
        .holding(position("wp:positionV", "paragraph", drawn.y))
        .holding(
            Element::new("wp:extent")
                .with("cx", width)
                .with("cy", height),
        )
        .holding(
            Element::new("wp:effectExtent")
                .with("l", "0")
                .with("t", "0")
                .with("r", "0")
                .with("b", "0"),
        )
        .holding(Element::new("wp:wrapNone"))
        .holding(
            Element::new("wp:docPr")
                .with("id", number.to_string())
                .with("name", format!("Decoration {number}"))
                .holding(decorative),
        )
        .holding(Element::new("wp:cNvGraphicFramePr"))
        .holding(
            Element::new("a:graphic").holding(
                Element::new("a:graphicData")
                    .with("uri", NAMESPACES[3].1)
                    .holding(shape),
            ),
        );
    Element::new("w:r").holding(
        Element::new("mc:AlternateContent").holding(
            Element::new("mc:Choice")
                .with("Requires", "wps")
                .holding(Element::new("w:drawing").holding(anchor)),
        ),
    )
}
