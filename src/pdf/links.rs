//! Links: where they can be clicked, and where they may lead.

use printpdf::{Actions, BorderArray, ColorArray, HighlightingMode, LinkAnnotation, Rect};

use super::elements::{ElementId, Elements};
use crate::layout::Line;
use crate::units::{Point, Pt};

/// How far a link's area reaches above and below the baseline, in type sizes.
const ABOVE: f32 = 0.8;
const BELOW: f32 = 0.25;
/// What a link in a résumé may start; a file or a script is nobody's contact.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The page of the document itself, from 0, that a link leads to (RFC 8118, 3: `#page=1`).
pub(super) fn page(target: &str) -> Option<usize> {
    let number: usize = target.strip_prefix("#page=")?.parse().ok()?;
    number.checked_sub(1)
}

/// True for links that are written.
pub(super) fn is_safe(target: &str) -> bool {
    if page(target).is_some() {
        return true;
    }
    target
        .split_once(':')
        .is_some_and(|(scheme, _)| SCHEMES.iter().any(|safe| scheme.eq_ignore_ascii_case(safe)))
}

/// Adds the links of a line whose segments belong to `owners`; neighbouring words of one
/// link share an area.
pub(super) fn of_line(
    line: &Line,
    owners: &[ElementId],
    at: Point,
    (page, height): (usize, Pt),
    elements: &mut Elements,
    links: &mut Vec<LinkAnnotation>,
) {
    let mut segments = line.segments.iter().zip(owners).peekable();
    while let Some((first, owner)) = segments.next() {
        let Some(link) = first.link.as_ref().filter(|link| is_safe(link)) else {
            continue;
        };
        let mut end = first.x + first.width;
        while let Some((next, _)) = segments.next_if(|(next, _)| next.link.as_ref() == Some(link)) {
            end = next.x + next.width;
        }
        let baseline = height - at.y;
        let rect = Rect::from_xywh(
            printpdf::Pt((at.x + first.x).0),
            printpdf::Pt((baseline - first.size * BELOW).0),
            printpdf::Pt((end - first.x).0),
            printpdf::Pt((first.size * (ABOVE + BELOW)).0),
        );
        elements.annotate(*owner, page);
        links.push(LinkAnnotation::new(
            rect,
            Actions::uri(ascii(link)),
            Some(BorderArray::Solid([0.0, 0.0, 0.0])),
            Some(ColorArray::Transparent),
            Some(HighlightingMode::None),
        ));
    }
}

/// An address in ASCII (ISO 32000-1, 12.6.4.7), other bytes as RFC 3986 writes them.
fn ascii(target: &str) -> String {
    let mut address = String::with_capacity(target.len());
    for byte in target.bytes() {
        if byte.is_ascii_graphic() {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_people_and_pages_are_written() {
        for target in [
            "https://a.example",
            "HTTP://a",
            "mailto:a@b.c",
            "tel:+351",
            "#page=3",
        ] {
            assert!(is_safe(target), "{target}");
        }
        for target in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "#top",
            "#page=0",
            "#page=x",
            "data:,x",
            "",
        ] {
            assert!(!is_safe(target), "{target}");
        }
    }

    #[test]
    fn an_address_is_ascii() {
        assert_eq!(
            ascii("https://a.example/résumé x"),
            "https://a.example/r%C3%A9sum%C3%A9%20x"
        );
    }
}
