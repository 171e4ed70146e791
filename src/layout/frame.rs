//! Typeset pages: every glyph, rule and ground at its place.

use std::sync::Arc;

use super::flow::{Content, Image, Info, Marks, Node, NodeId, Role};
use crate::font::{Face, Word};
use crate::theme::{Color, TextRole};
use crate::units::{Point, Pt, Size};

/// A typeset document.
#[derive(Clone, Debug)]
pub struct Document {
    /// The pages in order.
    pub pages: Vec<Frame>,
    /// The flow's tree without its text, for tags.
    pub structure: Vec<Part>,
    /// What goes into the file's properties.
    pub info: Info,
    /// Sections and entries, for the reader's side bar.
    pub outline: Vec<OutlineItem>,
}

/// A node of the flow without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The node's number.
    pub id: NodeId,
    /// What it is.
    pub role: Role,
    /// True if it holds pieces of one rank: contacts, metrics, chips.
    pub in_pieces: bool,
    /// True for a list whose items have numbers.
    pub numbered: bool,
    /// The language of what is inside, where it is another than that around it.
    pub language: Option<Arc<str>>,
    /// The nodes inside, in reading order.
    pub parts: Vec<Part>,
}

impl From<&Node> for Part {
    fn from(node: &Node) -> Self {
        Part {
            id: node.id,
            role: node.role,
            in_pieces: match &node.content {
                Content::Cells(_) | Content::Chips(_) => true,
                Content::Paragraph { .. } => {
                    matches!(node.role, Role::Contacts | Role::Metrics)
                }
                Content::Row { .. }
                | Content::Items { .. }
                | Content::Grid { .. }
                | Content::Rule(_)
                | Content::Image(_)
                | Content::Group(_)
                | Content::Labelled { .. } => false,
            },
            numbered: matches!(
                node.content,
                Content::Items {
                    marks: Marks::Numbers(_),
                    ..
                }
            ),
            language: None,
            parts: node.children().into_iter().map(Part::from).collect(),
        }
    }
}

/// A place that the outline leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineItem {
    /// What it says.
    pub title: String,
    /// 1 for a section, 2 for an entry.
    pub level: usize,
    /// Page, from 0.
    pub page: usize,
    /// From the page's top edge down to the place.
    pub top: Pt,
}

/// One page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The sheet.
    pub size: Size,
    /// What is on it, in reading order.
    pub items: Vec<Placed>,
}

/// Something at its place.
#[derive(Clone, Debug)]
pub struct Placed {
    /// For a line the start of its baseline; for a shape its upper left corner.
    pub at: Point,
    /// What it is.
    pub item: Item,
    /// Whose part it is.
    pub owner: Owner,
}

/// Whose part an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Content of a node.
    Node(NodeId),
    /// Decoration: rules, grounds, icons, page numbers.
    Artifact,
}

/// What can be on a page.
#[derive(Clone, Debug)]
pub enum Item {
    /// Glyphs on one baseline.
    Line(Line),
    /// A horizontal rule; its place is the left end of its centre line.
    Rule {
        /// Its length.
        width: Pt,
        /// Its thickness.
        thickness: Pt,
        /// Its colour.
        color: Color,
    },
    /// A filled box with round corners.
    Ground {
        /// Width and height.
        size: Size,
        /// Radius of the corners.
        radius: Pt,
        /// Its colour.
        color: Color,
        /// Thickness and colour of its outline.
        outline: Option<(Pt, Color)>,
    },
    /// A line drawing on a square.
    Icon {
        /// Paths in units of the square's side, 0 to 1, y down.
        path: &'static kurbo::BezPath,
        /// Side of the square.
        side: Pt,
        /// Thickness of the line.
        thickness: Pt,
        /// Its colour.
        color: Color,
    },
    /// A picture.
    Image {
        /// The picture, with the words that stand for it.
        image: Image,
        /// Width and height on the page, upright.
        size: Size,
    },
}

/// Glyphs on one baseline; blanks are glyphs too.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Words and blanks from left to right.
    pub segments: Vec<Segment>,
    /// From the first glyph's origin to the end of the last one; a blank at which the line
    /// ends is beyond.
    pub width: Pt,
}

/// A word or blank of a line.
#[derive(Clone, Debug)]
pub struct Segment {
    /// From the start of the line.
    pub x: Pt,
    /// Its advance, tracking included.
    pub width: Pt,
    /// The glyphs, in font units.
    pub word: Arc<Word>,
    /// The face.
    pub face: &'static Face,
    /// Type size.
    pub size: Pt,
    /// Added after every glyph.
    pub tracking: Pt,
    /// Colour of the text.
    pub color: Color,
    /// What the text is.
    pub role: TextRole,
    /// Where it leads.
    pub link: Option<Arc<str>>,
    /// True for blanks and separators between pieces of one rank, and before what stands
    /// in another column.
    pub parting: bool,
    /// How often the reading turns up to it, counted from the document's direction: the line
    /// holds segments as they are read, their places as they stand.
    pub turns: u8,
}

impl Segment {
    /// True for a space between words, columns or chips.
    pub fn is_blank(&self) -> bool {
        self.word.text == " "
    }

    /// The glyphs, each with the place of its origin: from the start of the line, and down
    /// from the baseline. What no face can show is left white.
    pub fn placed_glyphs(&self) -> impl Iterator<Item = (u16, Point)> + '_ {
        let per_unit = self.size / f32::from(self.face.units_per_em());
        let mut pen = self.x;
        let placed = self.word.glyphs.iter().map(move |glyph| {
            let origin = Point {
                x: pen + per_unit * glyph.offset.0 as f32,
                y: per_unit * -glyph.offset.1 as f32,
            };
            pen += per_unit * glyph.advance as f32 + self.tracking;
            (glyph.id, origin)
        });
        placed.filter(|(id, _)| *id != 0)
    }
}

impl Placed {
    /// The item on the other side of a page: what stood so far from the left edge stands so
    /// far from the right one. Letters and drawings themselves stay as they are.
    #[must_use]
    pub fn turned(mut self, page: Pt) -> Self {
        let width = match &mut self.item {
            Item::Line(line) => {
                for segment in &mut line.segments {
                    segment.x = line.width - segment.x - segment.width;
                }
                line.width
            }
            Item::Rule { width, .. } => *width,
            Item::Ground { size, .. } | Item::Image { size, .. } => size.width,
            Item::Icon { side, .. } => *side,
        };
        self.at.x = page - self.at.x - width;
        self
    }
}

impl Line {
    /// What the line says.
    pub fn text(&self) -> String {
        self.segments
            .iter()
            .map(|segment| segment.word.text.as_str())
            .collect()
    }

    /// Keeps the blank at which the line ends: it stands beyond the width, and tells the last
    /// word from the first one of the next line.
    pub fn end_with(&mut self, blank: &Segment) {
        self.segments.push(Segment {
            x: self.width,
            parting: false,
            ..blank.clone()
        });
    }

    /// Drops the blank at which the line ends.
    pub fn drop_end(&mut self) {
        let width = self.width;
        self.segments
            .pop_if(|last| last.is_blank() && last.x >= width && width > Pt::ZERO);
    }

    /// Sets another line behind this one.
    pub fn append(&mut self, more: Line) {
        // Something stands beyond the end now.
        self.drop_end();
        let start = self.width;
        self.segments
            .extend(more.segments.into_iter().map(|segment| Segment {
                x: segment.x + start,
                ..segment
            }));
        self.width += more.width;
    }

    /// Sets another line behind this one, at `x` from its start, with `blank` filling the
    /// gap between them.
    pub fn append_at(&mut self, x: Pt, blank: Segment, more: Line) {
        self.append(Line {
            width: x - self.width,
            segments: vec![Segment {
                x: Pt::ZERO,
                width: x - self.width,
                parting: true,
                ..blank
            }],
        });
        self.append(more);
    }
}
