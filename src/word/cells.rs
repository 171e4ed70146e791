//! Tab stops for contacts and metrics, from the widths of their text.

use super::measure::Ruler;
use super::sheet::Sheet;
use crate::layout::{Cell, Content, Node, Role};
use crate::theme::Theme;
use crate::units::Pt;

/// Stops of the contact columns: each as wide as its widest contact.
///
/// Stops are counted from the left edge of body text. The second column never starts
/// left of it: Word takes no stop there, and headings, text and contacts then share edges.
pub(super) fn contact_stops(
    cells: &[Cell],
    theme: &Theme,
    sheet: &Sheet,
    ruler: &mut Ruler,
) -> Vec<Pt> {
    let contacts = &theme.arrangement.contacts;
    let widths: Vec<Pt> = cells.iter().map(|cell| width(cell, theme, ruler)).collect();
    let mut columns = vec![Pt::ZERO; contacts.columns.min(cells.len())];
    for row in widths.chunks(contacts.columns) {
        for (column, width) in columns.iter_mut().zip(row) {
            *column = column.max(*width);
        }
    }
    // Columns that do not fit give up part of their gutters, but never all of it.
    let text: Pt = columns.iter().copied().sum();
    let gutters = columns.len().saturating_sub(1).max(1) as f32;
    let free = (sheet.full_width() - text) / gutters;
    let gutter = contacts.gutter.min(free.max(contacts.gutter * 0.25));
    let mut stops = Vec::new();
    let mut at = -sheet.label;
    for column in columns.iter().take(columns.len().saturating_sub(1)) {
        at += *column + gutter;
        at = at.max(Pt::ZERO);
        stops.push(at);
    }
    stops
}

/// Room for machines whose own bold is wider than ours.
const ROOM: f32 = 1.05;

/// Width of the last column of metrics, the same in the whole document so that they align.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct MetricColumns {
    last: Pt,
}

impl MetricColumns {
    pub(super) fn of(nodes: &[Node], theme: &Theme, ruler: &mut Ruler) -> Self {
        let mut last = Pt::ZERO;
        for node in nodes {
            if let (Role::Metrics, Content::Cells(cells)) = (node.role, &node.content)
                && cells.len() == theme.arrangement.metrics.columns
                && let Some(cell) = cells.last()
            {
                last = last.max(width(cell, theme, ruler) * ROOM);
            }
            for child in node.children() {
                let below = MetricColumns::of(std::slice::from_ref(child), theme, ruler);
                last = last.max(below.last);
            }
        }
        MetricColumns { last }
    }

    /// Stops of a row; `None` where it does not fit in one line.
    ///
    /// The last column is as wide as its widest metric, the others share the rest; a row
    /// that does not fit so is set with its own widths.
    pub(super) fn stops(
        self,
        cells: &[Cell],
        theme: &Theme,
        sheet: &Sheet,
        ruler: &mut Ruler,
    ) -> Option<Vec<Pt>> {
        let metrics = &theme.arrangement.metrics;
        let gutter = metrics.gutter;
        let widths: Vec<Pt> = cells
            .iter()
            .map(|cell| width(cell, theme, ruler) * ROOM)
            .collect();
        let others = metrics.columns.saturating_sub(1).max(1);
        let share = (sheet.text_width() - self.last - gutter * others as f32) / others as f32;
        let shared = widths.iter().take(others).all(|width| *width <= share)
            && widths.get(others).is_none_or(|width| *width <= self.last);
        if shared {
            return Some(
                (1..cells.len())
                    .map(|index| (share + gutter) * index as f32)
                    .collect(),
            );
        }
        let mut stops = Vec::new();
        let mut at = Pt::ZERO;
        for (index, width) in widths.iter().enumerate() {
            if index > 0 {
                at += gutter;
                stops.push(at);
            }
            at += *width;
        }
        (at <= sheet.text_width()).then_some(stops)
    }
}

fn width(cell: &Cell, theme: &Theme, ruler: &mut Ruler) -> Pt {
    cell.runs
        .iter()
        .map(|run| ruler.width(theme.style(run.role), run.emphasis, &run.text))
        .sum()
}
