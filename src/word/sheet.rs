//! The sheet as Word sees it: a label column lies in the left margin.

use crate::theme::{HeadingPlace, Paper, Theme};
use crate::units::{Pt, Sides, Size};

/// Page and margins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sheet {
    /// Width and height.
    pub size: Size,
    /// The theme's margins.
    pub margins: Sides,
    /// Width of the label column and its gutter; zero without one.
    pub label: Pt,
    /// Width of the label column itself.
    pub label_width: Pt,
}

impl Sheet {
    pub(super) fn new(theme: &Theme, paper: Paper) -> Self {
        let column = theme.arrangement.label_column;
        let (label, label_width) = match theme.arrangement.heading {
            HeadingPlace::Above => (Pt::ZERO, Pt::ZERO),
            HeadingPlace::Label => (column.total(), column.width),
        };
        Sheet {
            size: paper.size(),
            margins: theme.margins_on(paper),
            label,
            label_width,
        }
    }

    /// From the page's edge to where body text starts.
    pub(super) fn text_left(&self) -> Pt {
        self.margins.left + self.label
    }

    /// Width of the body text.
    pub(super) fn text_width(&self) -> Pt {
        self.size.width - self.text_left() - self.margins.right
    }

    /// Width of the head and of rules across the page.
    pub(super) fn full_width(&self) -> Pt {
        self.size.width - self.margins.left - self.margins.right
    }
}
