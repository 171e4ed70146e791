//! A rule across the page: a decorative line, behind the text of the paragraph it belongs to.
//!
//! A paragraph's border is as wide as the paragraph, and body text stands beside the label
//! column; only a drawing reaches across both.

use super::look::hex;
use super::sheet::Sheet;
use super::xml::Element;
use crate::theme::Rule;
use crate::units::Pt;

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
    ((length.0 * EMU).round() as i64).to_string()
}

/// The run that holds a rule `rise` above the top of its paragraph.
pub(super) fn rule(number: usize, rise: Pt, rule: &Rule, sheet: &Sheet) -> Element {
    let width = emu(sheet.full_width());
    let position = |name: &str, from: &str, offset: Pt| {
        Element::new(name)
            .with("relativeFrom", from)
            .holding(Element::new("wp:posOffset").saying(emu(offset)))
    };
    let line = Element::new("a:ln").with("w", emu(rule.thickness)).holding(
        Element::new("a:solidFill").holding(Element::new("a:srgbClr").with("val", hex(rule.color))),
    );
    let shape = Element::new("wps:wsp")
        .holding(Element::new("wps:cNvCnPr"))
        .holding(
            Element::new("wps:spPr")
                .holding(
                    Element::new("a:xfrm")
                        .holding(Element::new("a:off").with("x", "0").with("y", "0"))
                        .holding(
                            Element::new("a:ext")
                                .with("cx", width.as_str())
                                .with("cy", "0"),
                        ),
                )
                .holding(
                    Element::new("a:prstGeom")
                        .with("prst", "line")
                        .holding(Element::new("a:avLst")),
                )
                .holding(line),
        )
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
        .holding(position("wp:positionH", "page", sheet.margins.left))
        .holding(position("wp:positionV", "paragraph", -rise))
        .holding(Element::new("wp:extent").with("cx", width).with("cy", "0"))
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
                .with("name", format!("Rule {number}"))
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
