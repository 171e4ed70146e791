//! Tab stops for contacts and metrics, from the widths of their text.

use super::measure::Ruler;
use super::sheet::Sheet;
use crate::font::Weight;
use crate::layout::{Cell, Content, Node, Role, Run, balanced, fewer, rows_of};
use crate::theme::{CellLayout, TextRole, TextStyle, Theme};
use crate::units::Pt;

/// Space between contacts that a theme has below each other, in ems.
const SIDE_BY_SIDE: f32 = 2.0;

/// Stops of the contact columns, each as wide as its widest contact; one less than there
/// are columns. Fewer columns where the theme's number is too wide for the page.
///
/// Stops are counted from Word's margin. The second column never starts
/// left of it: Word takes no stop there, and headings, text and contacts then share edges.
/// What stands beside them takes `left` and `right` of the measure.
pub(super) fn contact_stops(
    cells: &[Cell],
    theme: &Theme,
    sheet: &Sheet,
    (left, right): (Pt, Pt),
    ruler: &Ruler,
) -> Vec<Pt> {
    let contacts = &theme.arrangement.contacts;
    let gutter = match contacts.layout {
        // A side column's contacts stand below each other: its gutter is no space between.
        CellLayout::Side => contacts
            .gutter
            .max(theme.style(TextRole::Contact).size * SIDE_BY_SIDE),
        CellLayout::Columns | CellLayout::Line => contacts.gutter,
    };
    let mut count = balanced(cells.len(), contacts.columns);
    loop {
        let mut columns = vec![Pt::ZERO; count];
        for row in rows_of(cells.len(), count) {
            for (column, cell) in columns.iter_mut().zip(&cells[row]) {
                *column = column.max(width(cell, theme, ruler));
            }
        }
        let mut stops = Vec::new();
        let mut at = left + sheet.head(theme);
        for column in &columns[..count - 1] {
            at = (at + *column + gutter).max(Pt::ZERO);
            stops.push(at);
        }
        let end = sheet.head(theme) + sheet.head_width(theme) - right;
        if count == 1 || at + columns[count - 1] <= end {
            return stops;
        }
        count = fewer(cells.len(), count);
    }
}

/// The widest metric of each column in the whole document, so that rows align.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MetricColumns {
    widest: Vec<Pt>,
}

impl MetricColumns {
    pub(super) fn of(nodes: &[Node], theme: &Theme, ruler: &Ruler) -> Self {
        let mut columns = MetricColumns::default();
        for node in nodes {
            columns.add(node, theme, ruler);
        }
        columns
    }

    fn add(&mut self, node: &Node, theme: &Theme, ruler: &Ruler) {
        if let (Role::Metrics, Content::Cells(cells)) = (node.role, &node.content) {
            for (index, cell) in cells.iter().enumerate() {
                let width = roomy_cell(cell, theme, ruler);
                match self.widest.get_mut(index) {
                    Some(widest) => *widest = widest.max(width),
                    None => self.widest.push(width),
                }
            }
        }
        for child in node.children() {
            self.add(child, theme, ruler);
        }
    }

    /// Stops of a row; `None` where it does not fit in one line.
    ///
    /// All rows share their columns where the widest metrics fit side by side; a document
    /// without room for that sets each row by its own widths.
    pub(super) fn stops(
        &self,
        cells: &[Cell],
        theme: &Theme,
        sheet: &Sheet,
        ruler: &Ruler,
    ) -> Option<Vec<Pt>> {
        let gutter = theme.arrangement.metrics.gutter;
        let measure = sheet.text_width();
        let mut stops = columns(&self.widest, gutter, measure).or_else(|| {
            let own: Vec<Pt> = cells
                .iter()
                .map(|cell| roomy_cell(cell, theme, ruler))
                .collect();
            columns(&own, gutter, measure)
        })?;
        stops.truncate(cells.len().saturating_sub(1));
        // Word counts from its margin, not from the indent.
        Some(stops.into_iter().map(|stop| stop + sheet.indent).collect())
    }
}

/// Where the columns after the first start: the last as wide as its text, the others alike
/// where their text allows; `None` where they do not fit.
fn columns(widths: &[Pt], gutter: Pt, measure: Pt) -> Option<Vec<Pt>> {
    let (last, others) = widths.split_last()?;
    let text: Pt = widths.iter().copied().sum();
    let gutters = gutter * others.len() as f32;
    let spare = measure - text - gutters;
    if spare < Pt::ZERO {
        return None;
    }
    let count = others.len().max(1) as f32;
    let share = (measure - *last - gutters) / count;
    let alike = others.iter().all(|width| *width <= share);
    let mut at = Pt::ZERO;
    let mut stops = Vec::new();
    for width in others {
        at += gutter + if alike { share } else { *width + spare / count };
        stops.push(at);
    }
    Some(stops)
}

/// Width of a cell, with room for heavier faces.
fn roomy_cell(cell: &Cell, theme: &Theme, ruler: &Ruler) -> Pt {
    cell.runs
        .iter()
        .map(|run| roomy(theme.style(run.role), run, ruler))
        .sum()
}

/// Room for a bold face, as a factor on its width.
pub(super) const ROOM: f32 = 1.05;

/// Width of a run, with room for machines whose own bold is wider than ours.
pub(super) fn roomy(style: &TextStyle, run: &Run, ruler: &Ruler) -> Pt {
    let width = ruler.width(style, run.emphasis, &run.text);
    if style.face.weight > Weight::Regular {
        width * ROOM
    } else {
        width
    }
}

fn width(cell: &Cell, theme: &Theme, ruler: &Ruler) -> Pt {
    cell.runs
        .iter()
        .map(|run| ruler.width(theme.style(run.role), run.emphasis, &run.text))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_alike_where_their_text_allows() {
        let even = columns(&[Pt(50.0), Pt(60.0), Pt(40.0)], Pt(10.0), Pt(200.0));
        assert_eq!(even, Some(vec![Pt(80.0), Pt(160.0)]));
        let uneven = columns(&[Pt(100.0), Pt(20.0), Pt(40.0)], Pt(10.0), Pt(200.0));
        assert_eq!(uneven, Some(vec![Pt(120.0), Pt(160.0)]));
    }

    #[test]
    fn columns_that_do_not_fit_are_none() {
        assert_eq!(columns(&[Pt(150.0), Pt(60.0)], Pt(10.0), Pt(200.0)), None);
        assert_eq!(columns(&[Pt(150.0)], Pt(10.0), Pt(200.0)), Some(Vec::new()));
    }
}
