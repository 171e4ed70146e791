//! Rows of columns: contacts, metrics, groups of skills, chips.

use std::rc::Rc;

use super::broken::{BrokenLines, Slot, Whole};
use super::slabs::{Builder, Hold, LINES_OF_ONE_BLOCK, Slab};
use super::{decoration, placed};
use crate::layout::compose::{balanced, fewer, rows_of};
use crate::layout::flow::{Cell, Content, Flow, Node, Role, Run};
use crate::layout::frame::Item;
use crate::layout::icons;
use crate::layout::inline::{Line, Setter};
use crate::theme::{CellLayout, Gap, TextRole};
use crate::units::{Pt, Size};

/// Side of an icon, in type sizes of the text beside it.
const ICON_SIDE: f32 = 0.86;
/// From an icon's left edge to the text, in type sizes.
const ICON_ROOM: f32 = 1.33;
/// Thickness of an icon's lines, in points.
const ICON_LINE: Pt = Pt(0.65);

/// Space between metrics in columns of a theme that means them to stand below each other, in
/// type sizes.
const APART_IN_COLUMNS: f32 = 1.0;

/// Widths that all rows of metrics share, so that columns align down the page: the last
/// as wide as the widest last metric, the others equal. `None` where some metric does not
/// fit its column, or metrics are not set in columns.
pub(super) fn metric_columns(
    flow: &Flow,
    setter: &mut Setter<'_>,
    known: &mut BrokenLines,
    measure: Pt,
) -> Option<Vec<Pt>> {
    let mut metrics = setter.theme.arrangement.metrics.clone();
    match metrics.layout {
        CellLayout::Columns => {}
        // Those that stand in the text after all; nothing else parts them.
        CellLayout::Side => {
            let least = setter.theme.style(TextRole::MetricLabel).size * APART_IN_COLUMNS;
            metrics.gutter = metrics.gutter.max(least);
        }
        CellLayout::Line => return None,
    }
    let mut widest = vec![Pt::ZERO; metrics.columns];
    let mut stack: Vec<&Node> = flow.nodes.iter().collect();
    while let Some(node) = stack.pop() {
        if let (Role::Metrics, Content::Cells(cells)) = (node.role, &node.content) {
            if cells.len() > metrics.columns {
                return None;
            }
            for (column, cell) in cells.iter().enumerate() {
                let whole = known.whole(node.id, Slot::Cell(column), &cell.runs, setter);
                widest[column] = widest[column].max(whole.line.width);
            }
        }
        stack.extend(node.children());
    }
    let gutters = metrics.gutter * (metrics.columns - 1) as f32;
    let (last, others) = widest.split_last()?;
    let equal = (measure - gutters - *last) / others.len().max(1) as f32;
    if others.iter().all(|width| *width <= equal) {
        let mut columns = vec![equal; others.len()];
        columns.push(*last);
        return Some(columns);
    }
    // Columns of their own widths, the rest of the measure shared between them.
    let spare = measure - gutters - widest.iter().copied().sum();
    (spare >= Pt::ZERO).then(|| {
        let share = spare / metrics.columns as f32;
        widest.iter().map(|width| *width + share).collect()
    })
}

/// Contacts or metrics in columns.
pub(super) fn row(builder: &mut Builder<'_, '_>, node: &Node, cells: &[Cell], x: Pt, measure: Pt) {
    if node.role == Role::Contacts {
        contacts(builder, node, cells, x, measure);
        return;
    }
    if builder.setter.theme.arrangement.metrics.layout == CellLayout::Side {
        beside_entry(builder, node, cells, x, measure);
        return;
    }
    let style = builder.style(TextRole::MetricLabel);
    let gutter = builder.setter.theme.arrangement.metrics.gutter;
    let lines = whole_lines(builder, node, cells);
    let Some(columns) = builder.metrics.clone() else {
        // Too wide for columns: as many to a line as fit.
        flowing(builder, node, &lines, x, measure);
        return;
    };
    let mut slab = Slab::new(style.pitch, style.above());
    if builder.draft {
        builder.push(slab);
        return;
    }
    let blank = builder.setter.space(TextRole::MetricLabel);
    let mut row = Line::default();
    let mut left = Pt::ZERO;
    for (whole, width) in lines.iter().zip(columns) {
        let line = whole.line.clone();
        if left > Pt::ZERO {
            row.append_at(left, blank.clone(), line);
        } else {
            row.append(line);
        }
        left += width + gutter;
    }
    slab.items
        .push(placed(node.id, x, style.above(), Item::Line(row)));
    builder.push(slab);
}

/// Each cell on one line.
fn whole_lines(builder: &mut Builder<'_, '_>, node: &Node, cells: &[Cell]) -> Vec<Rc<Whole>> {
    cells
        .iter()
        .enumerate()
        .map(|(index, cell)| builder.whole(node.id, Slot::Cell(index), &cell.runs))
        .collect()
}

/// True if all metrics of entries are narrow enough for the side column: they stand in it in
/// the whole document, or nowhere.
pub(super) fn metrics_fit_beside(
    flow: &Flow,
    setter: &mut Setter<'_>,
    known: &mut BrokenLines,
) -> bool {
    if setter.theme.arrangement.metrics.layout != CellLayout::Side {
        return false;
    }
    let side = setter.theme.arrangement.side.width;
    let mut entries: Vec<&Node> = flow.nodes.iter().collect();
    while let Some(node) = entries.pop() {
        entries.extend(node.children());
        if node.role != Role::Entry {
            continue;
        }
        for metrics in node.children() {
            let (Role::Metrics, Content::Cells(cells)) = (metrics.role, &metrics.content) else {
                continue;
            };
            for (index, cell) in cells.iter().enumerate() {
                let whole = known.whole(metrics.id, Slot::Cell(index), &cell.runs, setter);
                if whole.line.width > side {
                    return false;
                }
            }
        }
    }
    true
}

/// Metrics in the side column, on the baselines of their entry's first lines, the last below
/// these if need be: that takes no more than a line of metrics in the text. Where there is no
/// entry, as in a section of metrics, or it is shorter still, or too long to stay on one page,
/// they stand in the text.
fn beside_entry(builder: &mut Builder<'_, '_>, node: &Node, cells: &[Cell], x: Pt, measure: Pt) {
    let side = builder.setter.theme.arrangement.side.clone();
    let lines = whole_lines(builder, node, cells);
    let holds = |entry: &usize| {
        let slabs = builder.slabs.len().saturating_sub(*entry);
        let enough = slabs + 1 >= cells.len() && (1..=LINES_OF_ONE_BLOCK).contains(&slabs);
        builder.metrics_beside && enough
    };
    let Some(entry) = builder.entry.filter(holds) else {
        builder.pending += builder.setter.theme.spacing.of(node.before);
        flowing(builder, node, &lines, x, measure);
        return;
    };
    // All stand in the last of the entry's slabs, so that they are read after its text, and
    // hang from the first ones: no page may end between these.
    let last = builder.slabs.len() - 1;
    for slab in &mut builder.slabs[entry..last] {
        slab.hold(Hold::Tied);
    }
    let mut bottoms = Vec::new();
    let mut y = Pt::ZERO;
    for (index, slab) in builder.slabs[entry..].iter().enumerate() {
        if index > 0 {
            y += slab.above;
        }
        bottoms.push(y + slab.baseline);
        y += slab.height;
    }
    let style = builder.style(TextRole::MetricLabel);
    let mut end = y;
    while bottoms.len() < cells.len() {
        bottoms.push(end + style.above());
        end += style.pitch;
    }
    if let Some(last) = builder.slabs.last_mut() {
        let top = y - last.height;
        last.height += end - y;
        if builder.draft {
            return;
        }
        for (whole, baseline) in lines.iter().zip(bottoms) {
            last.items.push(placed(
                node.id,
                x + measure + side.gutter,
                baseline - top,
                Item::Line(whole.line.clone()),
            ));
        }
    }
}

fn flowing(builder: &mut Builder<'_, '_>, node: &Node, lines: &[Rc<Whole>], x: Pt, measure: Pt) {
    /// Space between metrics that do not stand in columns, in type sizes.
    const APART: f32 = 1.5;
    let style = builder.style(TextRole::MetricLabel);
    let apart = style.size * APART;
    // Where all fit into columns, they align down the page.
    let columns = builder.metrics.clone().unwrap_or_default();
    let theme_gutter = builder.setter.theme.arrangement.metrics.gutter;
    let gutter = theme_gutter.max(style.size * APART_IN_COLUMNS);
    let mut columns = columns.into_iter();
    let mut slab = Slab::new(style.pitch, style.above());
    let mut left = x;
    for whole in lines {
        let line = &whole.line;
        if left > x && left + line.width > x + measure {
            slab.hold(Hold::Tied);
            builder.push(std::mem::replace(
                &mut slab,
                Slab::new(style.pitch, style.above()),
            ));
            left = x;
        }
        if !builder.draft {
            let line = Item::Line(line.clone());
            slab.items.push(placed(node.id, left, style.above(), line));
        }
        left += match columns.next() {
            Some(column) => column + gutter,
            None => line.width + apart,
        };
    }
    builder.push(slab);
}

/// Contacts in rows; a column is as wide as its widest contact.
fn contacts(builder: &mut Builder<'_, '_>, node: &Node, cells: &[Cell], x: Pt, measure: Pt) {
    let arrangement = builder.setter.theme.arrangement.contacts.clone();
    let style = builder.style(TextRole::Contact);
    // In a side column contacts stand on the baselines of the summary beside them, also where
    // a fit has changed these.
    let (pitch, above) = match arrangement.layout {
        CellLayout::Side => {
            let beside = builder.style(TextRole::Summary);
            (beside.pitch, beside.above())
        }
        CellLayout::Columns | CellLayout::Line => (style.pitch, style.above()),
    };
    let rows_gap = builder.setter.theme.spacing.of(Gap::ContactRows);
    let room = style.size * ICON_ROOM;
    let before = |cell: &Cell| if cell.icon.is_some() { room } else { Pt::ZERO };
    let mut lines: Vec<(&Cell, Rc<[Line]>)> = Vec::with_capacity(cells.len());
    for (index, cell) in cells.iter().enumerate() {
        // A contact is cut only where it is wider than the column by itself.
        let room = measure - before(cell);
        let broken = builder.cell(node.id, Slot::Cell(index), &cell.runs, room);
        lines.push((cell, broken));
    }
    let width_of = |(cell, lines): &(&Cell, Rc<[Line]>)| {
        let widest = lines.iter().map(|line| line.width).fold(Pt::ZERO, Pt::max);
        widest + before(cell)
    };
    // Fewer columns where the theme's number is too wide for the page.
    let mut count = match arrangement.layout {
        CellLayout::Side => 1,
        CellLayout::Columns | CellLayout::Line => balanced(lines.len(), arrangement.columns),
    };
    let widths = loop {
        let mut widths = vec![Pt::ZERO; count];
        for row in rows_of(lines.len(), count) {
            for (width, line) in widths.iter_mut().zip(&lines[row]) {
                *width = width.max(width_of(line));
            }
        }
        let gutters = arrangement.gutter * (count - 1) as f32;
        if count == 1 || widths.iter().copied().sum::<Pt>() + gutters <= measure {
            break widths;
        }
        count = fewer(lines.len(), count);
    };
    for (row, cells) in rows_of(lines.len(), count).enumerate() {
        let chunk = &lines[cells];
        if row > 0 {
            builder.pending += rows_gap;
        }
        let tallest = chunk.iter().map(|(_, lines)| lines.len()).max();
        let height = pitch * tallest.unwrap_or(1) as f32;
        let mut slab = Slab::new(height, above);
        slab.hold(Hold::Tied);
        if builder.draft {
            builder.push(slab);
            continue;
        }
        let mut left = x;
        for ((cell, lines), width) in chunk.iter().zip(&widths) {
            let mut start = left;
            if let Some(icon) = cell.icon {
                let side = style.size * ICON_SIDE;
                let face = style.face_for(crate::resume::Emphasis::NONE);
                let lower_case =
                    style.size * (f32::from(face.x_height()) / f32::from(face.units_per_em()));
                // Centred on the lower-case letters, a hair above: most are taller than x.
                let y = above - lower_case * 0.55 - side / 2.0;
                slab.items.push(decoration(
                    left,
                    y,
                    Item::Icon {
                        path: icons::drawing(icon),
                        side,
                        thickness: ICON_LINE,
                        color: builder.setter.theme.icon_color(),
                    },
                ));
                start += room;
            }
            for (index, line) in lines.iter().enumerate() {
                let baseline = above + pitch * index as f32;
                let line = Item::Line(line.clone());
                slab.items.push(placed(node.id, start, baseline, line));
            }
            left += *width + arrangement.gutter;
        }
        builder.push(slab);
    }
}

/// Groups of skills side by side: one slab, as high as the highest group.
pub(super) fn grid(
    builder: &mut Builder<'_, '_>,
    columns: usize,
    groups: &[Node],
    x: Pt,
    measure: Pt,
) {
    /// A row of groups is not cut; groups that take more lines stand below one another.
    const LINES_OF_A_ROW: usize = 24;
    let skills = builder.setter.theme.arrangement.skills;
    let width = (measure - skills.gutter * (columns - 1) as f32) / columns as f32;
    let mut slab = Slab::new(Pt::ZERO, Pt::ZERO);
    for (column, group) in groups.iter().enumerate() {
        let mut count = 0;
        let left = x + (width + skills.gutter) * column as f32;
        let mut y = Pt::ZERO;
        for node in group.children() {
            let Content::Paragraph { style, runs } = &node.content else {
                continue;
            };
            if y > Pt::ZERO {
                y += builder.setter.theme.spacing.of(node.before);
            }
            let style = builder.style(*style);
            for line in builder.broken(node.id, runs, width).iter() {
                if slab.baseline == Pt::ZERO {
                    slab.baseline = style.above();
                }
                if !builder.draft {
                    let line = Item::Line(line.clone());
                    slab.items
                        .push(placed(node.id, left, y + style.above(), line));
                }
                y += style.pitch;
                count += 1;
            }
        }
        if count > LINES_OF_A_ROW {
            for (index, group) in groups.iter().enumerate() {
                if index > 0 {
                    builder.pending += builder.setter.theme.spacing.of(Gap::SkillGroups);
                }
                builder.node(group, x, measure);
            }
            return;
        }
        slab.height = slab.height.max(y);
    }
    builder.push(slab);
}

/// Tags on their grounds; a row that is full goes on below.
pub(super) fn chips(builder: &mut Builder<'_, '_>, node: &Node, chips: &[Run], x: Pt, measure: Pt) {
    let chip = builder.setter.theme.arrangement.tags.chip;
    let style = builder.style(TextRole::Tags);
    let rows_gap = builder.setter.theme.spacing.of(Gap::TagRows);
    let face = style.face_for(crate::resume::Emphasis::NONE);
    let capitals = style.size * (f32::from(face.cap_height()) / f32::from(face.units_per_em()));
    let baseline = (chip.height + capitals) / 2.0;
    let blank = builder.setter.space(TextRole::Tags);
    let new_row = || Slab::new(chip.height + rows_gap, baseline);
    let mut slab = new_row();
    let mut text = Line::default();
    let mut left = Pt::ZERO;
    let mut rows = Vec::new();
    for (index, run) in chips.iter().enumerate() {
        let whole = builder.whole(node.id, Slot::Cell(index), std::slice::from_ref(run));
        let width = whole.line.width + chip.padding * 2.0;
        if left > Pt::ZERO && left + width > measure {
            finish(&mut slab, std::mem::take(&mut text), node, x + chip.padding);
            rows.push(std::mem::replace(&mut slab, new_row()));
            left = Pt::ZERO;
        }
        if builder.draft {
            left += width + chip.gap;
            continue;
        }
        let line = whole.line.clone();
        slab.items.push(decoration(
            x + left,
            Pt::ZERO,
            Item::Ground {
                size: Size {
                    width,
                    height: chip.height,
                },
                radius: chip.radius,
                color: chip.fill,
                outline: (chip.line > Pt::ZERO).then_some((chip.line, chip.line_color)),
            },
        ));
        // All tags of a row are one line, with a blank from each to the next.
        if left > Pt::ZERO {
            text.append_at(left, blank.clone(), line);
        } else {
            text.append(line);
        }
        left += width + chip.gap;
    }
    finish(&mut slab, text, node, x + chip.padding);
    rows.push(slab);
    let last = rows.len() - 1;
    for (index, mut row) in rows.into_iter().enumerate() {
        if index < last {
            row.hold(Hold::Kept);
        }
        builder.push(row);
    }
}

fn finish(slab: &mut Slab, text: Line, node: &Node, x: Pt) {
    let baseline = slab.baseline;
    slab.items
        .push(placed(node.id, x, baseline, Item::Line(text)));
}
