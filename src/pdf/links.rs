//! Links: where they can be clicked.

use printpdf::{Actions, BorderArray, ColorArray, HighlightingMode, LinkAnnotation, Rect};

use crate::layout::{Frame, Item, Line};
use crate::units::{Point, Pt};

/// How far a link's area reaches above and below the baseline, in type sizes.
const ABOVE: f32 = 0.8;
const BELOW: f32 = 0.25;

/// The links of a page in reading order; neighbouring words of one link share an area.
pub(super) fn annotations(frame: &Frame) -> Vec<LinkAnnotation> {
    let mut links = Vec::new();
    for placed in &frame.items {
        match &placed.item {
            Item::Line(line) => of_line(line, placed.at, frame.size.height, &mut links),
            Item::Rule { .. } | Item::Ground { .. } | Item::Icon { .. } => {}
        }
    }
    links
}

fn of_line(line: &Line, at: Point, page: Pt, links: &mut Vec<LinkAnnotation>) {
    let mut segments = line.segments.iter().peekable();
    while let Some(first) = segments.next() {
        let Some(link) = &first.link else {
            continue;
        };
        let mut end = first.x + first.width;
        while let Some(next) = segments.next_if(|next| next.link.as_ref() == Some(link)) {
            end = next.x + next.width;
        }
        let baseline = page - at.y;
        let rect = Rect::from_xywh(
            printpdf::Pt((at.x + first.x).0),
            printpdf::Pt((baseline - first.size * BELOW).0),
            printpdf::Pt((end - first.x).0),
            printpdf::Pt((first.size * (ABOVE + BELOW)).0),
        );
        links.push(LinkAnnotation::new(
            rect,
            Actions::uri(link.to_string()),
            Some(BorderArray::Solid([0.0, 0.0, 0.0])),
            Some(ColorArray::Transparent),
            Some(HighlightingMode::None),
        ));
    }
}
