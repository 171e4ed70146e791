//! What stands on each line of a page: the shape that recognised a value.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostics, Span};
use crate::extract::block::{Block, BlockKind, Card, blocks};
use crate::extract::semantic;
use crate::extract::sheet::Sheet;
use crate::extract::vocabulary::Concept;

/// The shapes of a page by their lines.
pub(super) struct Shapes {
    shapes: HashMap<usize, &'static str>,
    first: usize,
}

impl Shapes {
    /// Looks every block up.
    pub(super) fn new(sheet: &Sheet) -> Self {
        let dom = sheet.dom;
        let mut shapes = HashMap::new();
        for block in blocks(sheet) {
            let shape = shape(&block);
            for id in block.range.clone() {
                shapes.entry(dom.node(id).line).or_insert(shape);
            }
        }
        for range in semantic::read(sheet, &mut Diagnostics::new()).read {
            for id in range {
                shapes.insert(dom.node(id).line, "a microformat");
            }
        }
        for (line, _) in dom.data() {
            shapes.insert(*line, "linked data");
        }
        let body = dom.all().find(|&id| dom.name(id) == "body");
        Shapes {
            shapes,
            first: body
                .and_then(|id| dom.all().nth(id + 1))
                .map_or(1, |id| dom.node(id).line),
        }
    }

    /// What recognised the value at a place.
    pub(super) fn at(&self, span: &Span) -> &'static str {
        /// How many lines a paragraph may have below the line of its start tag.
        const LONGEST_ELEMENT: usize = 40;
        let line = span.position().0;
        match self.shapes.get(&line) {
            Some(shape) => shape,
            None if line < self.first => "the head of the page",
            // A long paragraph has its element on an earlier line.
            None => (0..line)
                .rev()
                .take(LONGEST_ELEMENT)
                .find_map(|line| self.shapes.get(&line))
                .copied()
                .unwrap_or("an attribute"),
        }
    }
}

fn shape(block: &Block) -> &'static str {
    if block.concept == Some(Concept::Details) {
        return "a part that its class calls details";
    }
    let card = block.card.map(|(_, card)| card);
    match (block.kind, card) {
        (BlockKind::Heading(_), Some(Card::Cell)) => "the heading of one of several like parts",
        (BlockKind::Heading(_), Some(_)) => "the heading of a card",
        (BlockKind::Heading(_), None) => "a heading",
        (BlockKind::Paragraph, Some(Card::Cell)) => "a line in one of several like parts",
        (BlockKind::Paragraph, Some(_)) => "a line in a card",
        (BlockKind::Paragraph, None) => "a paragraph",
        (BlockKind::List, _) => "a list item",
        (BlockKind::Definitions, _) => "a term with its definition",
        (BlockKind::Table, _) => "a row of a table",
        (BlockKind::Tags, _) => "words side by side",
        (BlockKind::Metrics, _) => "a value with its label",
        (BlockKind::Call, _) => "a call to action",
        (BlockKind::Frame, _) => "a part of the page that is no text",
    }
}
