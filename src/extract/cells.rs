//! Parts of one structure: siblings of one name that each have a heading or a date.
//!
//! This finds cards, timeline items and columns of a résumé without knowing a class name.

use super::period;
use super::sheet::Sheet;
use crate::read::{Content, Id};

/// Sections have higher headings than the parts in them.
const HIGHEST_HEADING: u8 = 3;

/// For every node, whether it is one of several parts of the same structure.
pub(super) fn cells(sheet: &Sheet, holds_blocks: &[bool]) -> Vec<bool> {
    let dom = sheet.dom;
    let count = dom.all().len();
    let (headings, dated) = marks(sheet);
    let mut cells = vec![false; count];
    // The first candidate among the children of each node, by parent.
    let mut families: Vec<Vec<Id>> = Vec::new();
    let mut family_of: Vec<usize> = vec![usize::MAX; count];
    for id in dom.all() {
        let Some(parent) = dom.parent(id) else {
            continue;
        };
        let has_heading = headings[id].is_some_and(|(level, _)| level >= HIGHEST_HEADING);
        let has_date = dated[id] && holds_blocks[id] && headings[id].is_none();
        if !is_part(dom.name(id)) || headings[id].is_some_and(|(_, own)| own == id) {
            continue;
        }
        if !(has_heading || has_date) || sheet.is_aside(id) {
            continue;
        }
        if family_of[parent] == usize::MAX {
            family_of[parent] = families.len();
            families.push(Vec::new());
        }
        families[family_of[parent]].push(id);
    }
    for family in &families {
        let mut names: Vec<&str> = Vec::new();
        for &id in family {
            if !names.contains(&dom.name(id)) {
                names.push(dom.name(id));
            }
        }
        for name in names {
            let same: Vec<Id> = family
                .iter()
                .copied()
                .filter(|&id| dom.name(id) == name)
                .collect();
            let announce = same
                .iter()
                .filter(|&&id| {
                    headings[id].is_some_and(|(_, at)| {
                        super::text::plain(sheet, dom.subtree(at), |_| false)
                            .is_some_and(|title| sheet.words.is_topic(&title.value))
                    })
                })
                .count();
            // A list's item with a heading is a part even where it is alone, and so is a row
            // that begins with its date.
            let alone = || name == "tr" && same.iter().all(|&id| begins_with_date(sheet, id));
            let enough = same.len() > 1 || name == "li" || alone();
            if enough && announce * 2 <= same.len() && announce < same.len() {
                for id in same {
                    cells[id] = true;
                }
            }
        }
    }
    // A row around several parts is none itself: its heading is the first part's.
    for id in dom.all().rev() {
        if !cells[id] {
            continue;
        }
        let mut inner = dom.parent(headings[id].map_or(id, |(_, at)| at));
        while let Some(at) = inner.filter(|&at| at > id) {
            if cells[at] {
                cells[id] = false;
                break;
            }
            inner = dom.parent(at);
        }
    }
    cells
}

fn is_part(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "section"
            | "article"
            | "li"
            | "details"
            | "a"
            | "figure"
            | "dd"
            | "blockquote"
            | "tr"
    )
}

/// True for a row whose first cell is a date.
fn begins_with_date(sheet: &Sheet, row: Id) -> bool {
    let first = sheet
        .dom
        .children(row)
        .find(|&id| sheet.dom.element(id).is_some());
    first
        .and_then(|cell| super::text::plain(sheet, sheet.dom.subtree(cell), |_| false))
        .is_some_and(|words| period::read(sheet.words, &words.value, &words.span).is_ok())
}

/// For every node its first heading as `(level, node)`, and whether a date lies in it.
fn marks(sheet: &Sheet) -> (Vec<Option<(u8, Id)>>, Vec<bool>) {
    let dom = sheet.dom;
    let count = dom.all().len();
    let mut headings: Vec<Option<(u8, Id)>> = vec![None; count];
    let mut dated = vec![false; count];
    for id in dom.all() {
        match &dom.node(id).content {
            Content::Text(text) => {
                let short = text.len() < 80 && text.contains(char::is_numeric);
                if short && period::read(sheet.words, text, &sheet.span(id)).is_ok() {
                    raise(sheet, id, &mut dated);
                }
            }
            Content::Element(element) => {
                let level = match element.name.as_str() {
                    "h1" => 1,
                    "h2" => 2,
                    "h3" => 3,
                    "h4" => 4,
                    "h5" => 5,
                    "h6" | "summary" => 6,
                    "time" => {
                        raise(sheet, id, &mut dated);
                        continue;
                    }
                    _ => continue,
                };
                let mut at = Some(id);
                while let Some(node) = at.filter(|&node| headings[node].is_none()) {
                    headings[node] = Some((level, id));
                    at = dom.parent(node);
                }
            }
        }
    }
    (headings, dated)
}

/// Marks a node and those around it.
fn raise(sheet: &Sheet, id: Id, marks: &mut [bool]) {
    let mut at = Some(id);
    while let Some(node) = at.filter(|&node| !marks[node]) {
        marks[node] = true;
        at = sheet.dom.parent(node);
    }
}
