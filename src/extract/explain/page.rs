//! The visible lines of a page, each with the part of the page that it lies in.

use std::ops::Range;

use super::aside::asides;
use crate::extract::fold::without_pictographs;
use crate::extract::sheet::Sheet;
use crate::extract::text;
use crate::read::Id;
use crate::resume::RichText;

/// A visible line of a page.
pub(super) struct Line {
    /// Its words.
    pub(super) text: String,
    /// The number of the line in the file.
    pub(super) at: usize,
    /// The words and their place.
    pub(super) rich: RichText,
    /// Why the part of the page that it lies in is left out.
    pub(super) aside: Option<&'static str>,
}

/// All lines in the order of the page.
pub(super) fn lines(sheet: &Sheet) -> Vec<Line> {
    let dom = sheet.dom;
    // Without classes nothing is skipped, so that every line is seen.
    let plain = Sheet::without_classes(sheet.page, dom, sheet.words);
    let body = dom.all().find(|&id| dom.name(id) == "body");
    let body = body.map_or(dom.all(), |id| dom.within(id));
    let mut out = Vec::new();
    let mut add = |range: Range<Id>, aside: Option<&'static str>, skip: &dyn Fn(Id) -> bool| {
        for rich in text::lines(&plain, range, skip) {
            out.push(Line {
                text: without_pictographs(&rich.text()),
                at: rich.span.position().0,
                rich,
                aside,
            });
        }
    };
    let mut skipped = vec![false; dom.all().len()];
    for (range, why) in asides(sheet) {
        // A run of text has no element of its own that could be skipped.
        if dom.element(range.start).is_some() && dom.end(range.start) == range.end {
            skipped[range.start] = true;
            add(range, Some(why), &|_| false);
        }
    }
    add(body, None, &|id| skipped[id]);
    out.sort_by_key(|line| line.at);
    out
}
