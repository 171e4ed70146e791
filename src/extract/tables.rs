//! Tables to rows of texts.

use super::sheet::Sheet;
use super::text;
use crate::read::Id;
use crate::resume::RichText;

/// A row of a table.
pub(super) struct Row {
    /// True where every cell is a heading.
    pub(super) is_head: bool,
    /// What stands in the cells; empty ones are left out.
    pub(super) cells: Vec<RichText>,
}

/// The rows of a table; a table in a cell is part of the cell.
pub(super) fn rows(sheet: &Sheet, table: Id) -> Vec<Row> {
    let dom = sheet.dom;
    let mut out: Vec<Row> = Vec::new();
    let end = dom.end(table);
    let mut id = table + 1;
    while id < end {
        let name = dom.name(id);
        match name {
            "tr" => out.push(Row {
                is_head: true,
                cells: Vec::new(),
            }),
            "td" | "th" => {
                if let Some(row) = out.last_mut() {
                    row.is_head &= name == "th";
                    row.cells
                        .extend(text::rich(sheet, dom.subtree(id), |_| false));
                }
                id = dom.end(id);
                continue;
            }
            _ => {}
        }
        id += 1;
    }
    out.retain(|row| !row.cells.is_empty());
    out
}
