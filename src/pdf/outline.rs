//! The outline: sections with their entries below them. printpdf's own is flat and sorted by
//! title.

use super::file::{File, Ref};
use super::object;
use crate::layout::{Document, OutlineItem};
use crate::units::{Pt, finite};

/// Above an outline's target, so that a heading does not touch the window's edge.
const ABOVE_TARGET: Pt = Pt(12.0);

/// Writes the outline of a document whose pages have these numbers.
pub(super) fn write(file: &mut File, document: &Document, pages: &[Ref]) -> Option<Ref> {
    let level = document.outline.first()?.level;
    let root = file.reserve();
    let writer = Writer { document, pages };
    let (children, count) = writer.siblings(file, &document.outline, level, root);
    let (first, last) = (children.first()?, children.last()?);
    file.start(root);
    file.put(format_args!(
        "<</Type/Outlines/First {first}/Last {last}/Count {count}>>"
    ));
    Some(root)
}

struct Writer<'a> {
    document: &'a Document,
    pages: &'a [Ref],
}

impl Writer<'_> {
    /// Writes the items of one level and those below them; returns their numbers and how
    /// many items are open under the parent.
    fn siblings(
        &self,
        file: &mut File,
        items: &[OutlineItem],
        level: usize,
        parent: Ref,
    ) -> (Vec<Ref>, usize) {
        let starts: Vec<usize> = (0..items.len())
            .filter(|&index| index == 0 || items[index].level <= level)
            .collect();
        let numbers: Vec<Ref> = starts.iter().map(|_| file.reserve()).collect();
        let mut open = numbers.len();
        for (place, &start) in starts.iter().enumerate() {
            let end = starts.get(place + 1).copied().unwrap_or(items.len());
            let below = &items[start + 1..end];
            let (children, count) = if below.is_empty() {
                (Vec::new(), 0)
            } else {
                self.siblings(file, below, level + 1, numbers[place])
            };
            open += count;
            self.item(file, &items[start], numbers[place], parent);
            if place > 0 {
                file.put(format_args!("/Prev {}", numbers[place - 1]));
            }
            if let Some(next) = numbers.get(place + 1) {
                file.put(format_args!("/Next {next}"));
            }
            if let (Some(first), Some(last)) = (children.first(), children.last()) {
                file.put(format_args!("/First {first}/Last {last}/Count {count}"));
            }
            file.put(format_args!(">>"));
        }
        (numbers, open)
    }

    /// Starts an item with its title and target.
    fn item(&self, file: &mut File, item: &OutlineItem, number: Ref, parent: Ref) {
        let height = self.document.pages[item.page].size.height;
        let top = height - (item.top - ABOVE_TARGET).max(Pt::ZERO);
        file.start(number);
        file.put(format_args!("<</Title"));
        file.put_object(&object::text(&item.title));
        file.put(format_args!(
            "/Parent {parent}/Dest[{}/XYZ null {:.1} null]",
            self.pages[item.page],
            finite(top.0)
        ));
    }
}
