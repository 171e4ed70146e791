//! The parts of a page that are no part of a résumé, with the reason.

use std::ops::Range;

use crate::extract::block::{Block, BlockKind, blocks};
use crate::extract::sheet::Sheet;
use crate::extract::vocabulary::Concept;
use crate::read::Id;

/// The outermost parts that are left out, in the order of the page.
pub(super) fn asides(sheet: &Sheet) -> Vec<(Range<Id>, &'static str)> {
    let dom = sheet.dom;
    let mut all: Vec<(Range<Id>, &'static str)> = Vec::new();
    for block in blocks(sheet) {
        let why = match block.kind {
            BlockKind::Call => "a call to action",
            BlockKind::Frame => frame(sheet, &block),
            BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::List
            | BlockKind::Definitions
            | BlockKind::Table
            | BlockKind::Tags
            | BlockKind::Metrics => continue,
        };
        all.push((block.range.clone(), why));
    }
    for id in dom.all() {
        let why = match sheet.concept(id) {
            Some(Concept::Unseen) => "the page's style hides it",
            Some(Concept::Ignored) => "a part that no résumé holds",
            Some(Concept::Control) => "a button, an icon or a way back",
            Some(Concept::Article) => "an article without an address",
            Some(_) | None => continue,
        };
        all.push((dom.subtree(id), why));
    }
    all.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut outermost: Vec<(Range<Id>, &'static str)> = Vec::new();
    for (range, why) in all {
        if outermost
            .last()
            .is_none_or(|(last, _)| last.end <= range.start)
        {
            outermost.push((range, why));
        }
    }
    outermost
}

fn frame(sheet: &Sheet, block: &Block) -> &'static str {
    match sheet.dom.name(block.range.start) {
        "footer" => "the page's footer",
        "form" => "a form",
        "nav" | "ul" | "ol" => "navigation",
        _ => "a part that no résumé holds",
    }
}
