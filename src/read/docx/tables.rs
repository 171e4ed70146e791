//! What only a whole table tells: its head, its banners, how far cells reach down.

use super::model::{Block, Paragraph, Row, Table};

/// Marks head and banners, and counts the rows of each cell.
pub(super) fn complete(table: &mut Table) {
    span_rows(table);
    mark_banners(table);
    mark_head(table);
}

/// Marks the paragraphs that stand alone in a row over all columns.
fn mark_banners(table: &mut Table) {
    let told = |row: &Row| {
        row.cells
            .iter()
            .filter(|cell| !cell.blocks.is_empty())
            .count()
    };
    let widest = table.rows.iter().map(told).max().unwrap_or_default();
    for row in &mut table.rows {
        if let [cell] = row.cells.as_mut_slice()
            && cell.columns > 1
            && widest > 1
            && let [Block::Paragraph(one)] = cell.blocks.as_mut_slice()
        {
            one.is_banner = true;
        }
    }
}

/// Marks the first row where its look or style says that it heads the columns.
fn mark_head(table: &mut Table) {
    /// Fewer rows may be a table without a head.
    const FEWEST: usize = 3;
    /// The paragraph of each cell; `None` for a row of anything else.
    fn lone(row: &Row) -> Option<Vec<&Paragraph>> {
        let cells = row.cells.iter();
        cells
            .map(|cell| match cell.blocks.as_slice() {
                [Block::Paragraph(one)] if cell.columns == 1 => Some(one),
                _ => None,
            })
            .collect()
    }
    let Some((first, rest)) = table.rows.split_first() else {
        return;
    };
    let Some(heads) = lone(first).filter(|heads| heads.len() > 1) else {
        return;
    };
    let is_bold = |one: &Paragraph| one.runs().all(|run| run.look.bold);
    let is_bold_alone = || {
        let none_is = |row: &Row| {
            row.cells.len() == heads.len()
                && row
                    .cells
                    .iter()
                    .flat_map(|cell| &cell.blocks)
                    .all(|block| match block {
                        Block::Paragraph(one) => !is_bold(one),
                        Block::Table(_) | Block::Apart(_) => false,
                    })
        };
        rest.len() + 1 >= FEWEST && heads.iter().all(|one| is_bold(one)) && rest.iter().all(none_is)
    };
    let is_head = !rest.is_empty() && heads.iter().all(|one| one.is_column) || is_bold_alone();
    table.rows[0].is_head |= is_head;
}

/// Counts for each cell the rows below that it goes on in.
fn span_rows(table: &mut Table) {
    // The row and cell that last began in each column.
    let mut above: Vec<Option<(usize, usize)>> = Vec::new();
    let mut longer = Vec::new();
    for (number, row) in table.rows.iter().enumerate() {
        let mut column = 0;
        for (at, cell) in row.cells.iter().enumerate() {
            if above.len() <= column {
                above.resize(column + 1, None);
            }
            if cell.rows == 0 {
                longer.extend(above[column]);
            } else {
                above[column] = Some((number, at));
            }
            column += cell.columns;
        }
    }
    for (row, cell) in longer {
        table.rows[row].cells[cell].rows += 1;
    }
}
