//! What a document holds, before it is told how the page says it.

use std::rc::Rc;

/// What stands below one another.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// A box of text that stands apart.
    Apart(Vec<Block>),
}

/// A paragraph that shows something.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// The identifier of its style.
    pub(super) style: Option<Rc<str>>,
    /// The depth of its list's item, from 1; 0 for none.
    pub(super) item: u8,
    /// The items are counted.
    pub(super) is_counted: bool,
    /// The outline level, from 0; `None` for text.
    pub(super) outline: Option<u8>,
    /// It stands over the whole document.
    pub(super) is_title: bool,
    /// The level of its heading on the page, from 1; 0 for none.
    pub(super) level: u8,
    /// A rule or a fill sets it off.
    pub(super) is_set_off: bool,
    /// It heads a column of a table.
    pub(super) is_column: bool,
    /// It stands alone in a row that is as wide as its table.
    pub(super) is_banner: bool,
    pub(super) pieces: Vec<Piece>,
}

/// What stands beside one another.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Text(Run),
    /// What is beside it is apart: a tab.
    Apart,
    /// The line ends.
    Break,
    /// A picture.
    Picture,
    /// The number of a page, or of all pages.
    PageNumber,
}

/// Text of one look.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) look: Look,
    /// Where it leads.
    pub(super) link: Option<Rc<str>>,
}

/// How text looks.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) capitals: bool,
    /// In half points.
    pub(super) size: u16,
    /// The identifier of its character style.
    pub(super) style: Option<Rc<str>>,
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// It heads the columns.
    pub(super) is_head: bool,
    pub(super) cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// How many columns it covers.
    pub(super) columns: usize,
    /// How many rows it covers; 0 for one that a cell above it covers.
    pub(super) rows: usize,
    pub(super) blocks: Vec<Block>,
}

impl Paragraph {
    /// Its words: a blank for what sets them apart, no line ends.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(run) => text.push_str(&run.text),
                Piece::Apart | Piece::Break => text.push(' '),
                Piece::Picture | Piece::PageNumber => {}
            }
        }
        text
    }

    /// Its texts that show something.
    pub(super) fn runs(&self) -> impl Iterator<Item = &Run> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(run) if !run.text.trim().is_empty() => Some(run),
            Piece::Text(_) | Piece::Apart | Piece::Break | Piece::Picture | Piece::PageNumber => {
                None
            }
        })
    }

    /// True if it shows words.
    pub(super) fn has_words(&self) -> bool {
        self.runs().next().is_some()
    }
}
