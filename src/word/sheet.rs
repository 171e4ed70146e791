//! The sheet as Word sees it: a label column for headings lies in the left margin, one for
//! dates beside indented text. A document that is read from right to left has it all turned
//! over.

use super::faces::Faces;
use super::measure::Ruler;
use crate::layout::{Content, Flow, Node, reads_backwards};
use crate::resume::Emphasis;
use crate::theme::{DatePlace, HeadAlign, HeadingPlace, Paper, TextRole, Theme};
use crate::units::{Pt, Sides, Size};

/// Page and margins; sides are those of a document that is read from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    /// Width and height.
    pub size: Size,
    /// The theme's margins.
    pub margins: Sides,
    /// Width of the headings' column and its gutter; zero without one.
    pub label: Pt,
    /// Width of the headings' column itself.
    pub label_width: Pt,
    /// How far the text is indented beside a column of dates; zero without one.
    pub indent: Pt,
    /// Dates that stand in their column.
    pub dates: Option<Dates>,
    /// The document is read from right to left.
    pub backwards: bool,
}

/// Where dates stand beside the text, from Word's left margin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dates {
    /// Where the longest may start; below zero where it reaches into the margin.
    pub start: Pt,
    /// Where all end.
    pub end: Pt,
}

impl Sheet {
    pub(super) fn new(flow: &Flow, theme: &Theme, paper: Paper, ruler: &Ruler) -> Self {
        let arrangement = &theme.arrangement;
        let column = arrangement.label_column;
        let backwards = reads_backwards(flow);
        // Programs disagree from which side a frame is placed where a page is turned over:
        // headings then stand above.
        let (label, label_width) = match arrangement.heading {
            HeadingPlace::Label if !backwards => (column.total(), column.width),
            HeadingPlace::Label | HeadingPlace::Above => (Pt::ZERO, Pt::ZERO),
        };
        let margins = theme.margins_on(paper);
        let mut indent = Pt::ZERO;
        let mut dates = None;
        if arrangement.date == DatePlace::Label && label == Pt::ZERO {
            indent = column.total();
            // One date that is too long takes all others with it to the right, here as in the
            // PDF, whose faces therefore decide.
            let own = widest_date(&flow.nodes, theme, &Ruler::new(theme, Faces::Own));
            let widest = widest_date(&flow.nodes, theme, ruler);
            if own.max(widest) <= margins.left + column.width - theme.clear_of_edge() {
                dates = Some(Dates {
                    start: (column.width - widest).min(Pt::ZERO),
                    end: column.width,
                });
            }
        }
        Sheet {
            size: paper.size(),
            margins,
            label,
            label_width,
            indent,
            dates,
            backwards,
        }
    }

    /// From the page's edge to Word's margin.
    pub(super) fn margin(&self) -> Pt {
        self.margins.left + self.label
    }

    /// Width of the body text.
    pub(super) fn text_width(&self) -> Pt {
        self.size.width - self.margin() - self.indent - self.margins.right
    }

    /// Where the head's lines start, from Word's margin.
    pub(super) fn head(&self, theme: &Theme) -> Pt {
        match theme.arrangement.head {
            HeadAlign::Text => self.indent,
            HeadAlign::Page | HeadAlign::Center => -self.label,
        }
    }

    /// Width of the head's lines.
    pub(super) fn head_width(&self, theme: &Theme) -> Pt {
        self.size.width - self.margin() - self.head(theme) - self.margins.right
    }

    /// From the page's left edge to something `width` wide that starts `x` from the edge at
    /// which lines start.
    pub(super) fn left_edge(&self, x: Pt, width: Pt) -> Pt {
        if self.backwards {
            self.size.width - x - width
        } else {
            x
        }
    }
}

/// The width of the longest date.
fn widest_date(nodes: &[Node], theme: &Theme, ruler: &Ruler) -> Pt {
    let mut widest = Pt::ZERO;
    let mut stack: Vec<&Node> = nodes.iter().collect();
    while let Some(node) = stack.pop() {
        if let Content::Row { right, .. } = &node.content {
            let style = theme.style(TextRole::Date);
            let width: Pt = right
                .iter()
                .map(|run| ruler.width(style, Emphasis::NONE, &run.text))
                .sum();
            widest = widest.max(width);
        }
        stack.extend(node.children());
    }
    widest
}
