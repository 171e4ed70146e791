//! A page's content stream, in reading order: one text object for each line.
//!
//! Everything stands in marked content (ISO 32000-1, 14.6): words in the sequence of their
//! structure element, all else in artifacts. Lines of one element share a sequence.

use printpdf::LinkAnnotation;

use super::elements::ElementId;
use super::fonts::Subset;
use super::images::{self, Images};
use super::links;
use super::object;
use super::tagging::Tagger;
use crate::layout::script::Tongue;
use crate::layout::{Frame, Item, Owner};
use crate::theme::Color;
use crate::units::{Pt, finite};

/// A page's operators and its links in reading order.
pub(super) struct Written {
    pub stream: Vec<u8>,
    pub links: Vec<LinkAnnotation>,
}

/// Writes page `number`, from 0.
pub(super) fn page(
    frame: &Frame,
    number: usize,
    subsets: &[Subset<'_>],
    images: &Images<'_>,
    tongue: Tongue,
    tagger: &mut Tagger,
) -> Written {
    let mut page = Page {
        out: Vec::with_capacity(32 * 1024),
        number,
        height: frame.size.height,
        fill: None,
        font: None,
        tracking: Pt::ZERO,
        mark: None,
        subsets,
        tongue,
        tagger,
    };
    let mut links = Vec::new();
    for placed in &frame.items {
        match (&placed.item, placed.owner) {
            (Item::Line(line), Owner::Node(node)) => {
                let owners = page.tagger.line(node, line);
                page.line(line, &owners, placed.at);
                let place = (number, frame.size.height);
                let elements = &mut page.tagger.elements;
                links::of_line(line, &owners, placed.at, place, elements, &mut links);
            }
            (Item::Line(line), Owner::Artifact) => {
                page.mark(Some(Mark::Foot));
                page.untagged_line(line, placed.at);
            }
            (
                Item::Rule {
                    width,
                    thickness,
                    color,
                },
                Owner::Node(_) | Owner::Artifact,
            ) => {
                page.mark(Some(Mark::Decoration));
                page.rule(placed.at, *width, *thickness, *color);
            }
            (
                Item::Ground {
                    size,
                    radius,
                    color,
                    outline,
                },
                Owner::Node(_) | Owner::Artifact,
            ) => {
                page.mark(Some(Mark::Decoration));
                page.ground(placed.at, *size, *radius, *color, *outline);
            }
            (Item::Image { image, size }, owner) => {
                let mark = match owner {
                    Owner::Node(node) => {
                        let figure = images::figure(image, placed.at, *size, page.height);
                        Mark::Element(page.tagger.figure(node, figure))
                    }
                    Owner::Artifact => Mark::Decoration,
                };
                page.mark(Some(mark));
                let name = images.name(image);
                page.image(image, &name, placed.at, *size);
            }
            (
                Item::Icon {
                    path,
                    side,
                    thickness,
                    color,
                },
                Owner::Node(_) | Owner::Artifact,
            ) => {
                page.mark(Some(Mark::Decoration));
                page.icon(path, placed.at, *side, *thickness, *color);
            }
        }
    }
    page.mark(None);
    Written {
        stream: page.out,
        links,
    }
}

/// What a marked-content sequence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Element(ElementId),
    /// Rules, grounds, icons.
    Decoration,
    /// The line at the foot.
    Foot,
}

/// A stream that is being written.
pub(super) struct Page<'a> {
    pub out: Vec<u8>,
    number: usize,
    height: Pt,
    /// Fill colour in force.
    pub fill: Option<Color>,
    /// The face, by its place among the subsets, and the type size in force.
    pub font: Option<(usize, Pt)>,
    /// The space after every glyph in force.
    pub tracking: Pt,
    /// The sequence that is open.
    mark: Option<Mark>,
    pub subsets: &'a [Subset<'a>],
    /// What its words are read in.
    tongue: Tongue,
    tagger: &'a mut Tagger,
}

impl Page<'_> {
    pub(super) fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// The language of a word, where it is not the document's.
    pub(super) fn language(&self, word: &str) -> Option<&'static str> {
        self.tongue.beside(word)
    }

    /// Ends the open sequence and starts another, unless it is the same.
    pub(super) fn mark(&mut self, mark: Option<Mark>) {
        if self.mark == mark {
            return;
        }
        if self.mark.is_some() {
            self.put("EMC\n");
        }
        self.mark = mark;
        match mark {
            Some(Mark::Element(element)) => {
                let mcid = self.number_of(element);
                self.open(element, mcid);
            }
            Some(Mark::Decoration) => self.put("/Artifact<</Type/Layout>>BDC\n"),
            Some(Mark::Foot) => {
                self.put("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
            }
            None => {}
        }
    }

    /// The number of a new sequence of an element.
    pub(super) fn number_of(&mut self, element: ElementId) -> usize {
        self.tagger.elements.mark(element, self.number)
    }

    /// Opens a numbered sequence of an element.
    pub(super) fn open(&mut self, element: ElementId, mcid: usize) {
        let name = self.tagger.elements.get(element).tag.name();
        self.put("/");
        self.put(name);
        self.put("<</MCID ");
        self.integer(mcid as i64);
        self.put(">>BDC\n");
    }

    /// True if this sequence is open.
    pub(super) fn is_marked(&self, mark: Option<Mark>) -> bool {
        self.mark == mark
    }

    /// A whole number.
    pub(super) fn integer(&mut self, value: i64) {
        object::integer(&mut self.out, value);
    }

    /// A number with at most three decimals and a blank after it.
    pub(super) fn number(&mut self, value: f32) {
        // Exact in doubled precision, and rounded away from nought.
        let scaled = f64::from(finite(value)) * 1000.0;
        let thousandths = (scaled + 0.5_f64.copysign(scaled)) as i64;
        if thousandths < 0 {
            self.out.push(b'-');
        }
        let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
        self.integer(whole);
        if rest != 0 {
            let rest = rest as u32;
            let digits = [rest / 100, rest / 10 % 10, rest % 10].map(|digit| b'0' + digit as u8);
            let used = digits.iter().rposition(|digit| *digit != b'0').unwrap_or(0);
            self.out.push(b'.');
            self.out.extend_from_slice(&digits[..=used]);
        }
        self.out.push(b' ');
    }

    pub(super) fn point(&mut self, x: Pt, y: Pt) {
        let up = self.height - y;
        self.number(x.0);
        self.number(up.0);
    }

    pub(super) fn color(&mut self, color: Color, operator: &str) {
        for channel in color.rgb {
            self.number(f32::from(channel) / 255.0);
        }
        self.put(operator);
    }

    pub(super) fn fill_color(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.color(color, "rg\n");
            self.fill = Some(color);
        }
    }
}
