//! Title lines: a title, the organisation beside it, and a date at the line's end.

use super::broken::Slot;
use super::placed;
use super::slabs::{Builder, Hold, Slab};
use crate::layout::flow::{Content, Node, Role, Run};
use crate::layout::frame::Item;
use crate::layout::inline::Line;
use crate::theme::TextRole;
use crate::units::Pt;

/// Least space between a title and the date on its line.
const BEFORE_DATE: Pt = Pt(14.0);

/// True where an organisation does not fit beside its title.
fn is_parted(lines: &[Line]) -> bool {
    lines.iter().skip(1).any(|line| {
        let first = line.segments.iter().find(|segment| !segment.is_blank());
        first.is_some_and(|segment| segment.role == TextRole::Organization)
    })
}

impl Builder<'_, '_> {
    /// Where one title of a list has its organisation below, as both do not fit in a line, all
    /// titles of the list have.
    pub(super) fn part_titles(&mut self, section: &Node, measure: Pt) {
        let rows = section.title_lines();
        let mut parted: Vec<(Role, TextRole)> = Vec::new();
        for (row, style) in &rows {
            let kind = (row.role, *style);
            let Content::Row { left, .. } = &row.content else {
                continue;
            };
            if parted.contains(&kind) {
                continue;
            }
            let room = measure - self.room_of_date(row);
            if is_parted(&self.broken(row.id, left, room)) {
                parted.push(kind);
            }
        }
        let alike = rows
            .iter()
            .filter(|(row, style)| parted.contains(&(row.role, *style)));
        self.parted.clear();
        self.parted.extend(alike.map(|(row, _)| row.id));
    }

    /// What the date of a title line takes of its measure.
    fn room_of_date(&mut self, node: &Node) -> Pt {
        let Content::Row { right, .. } = &node.content else {
            return Pt::ZERO;
        };
        if right.is_empty() || self.dates_beside {
            return Pt::ZERO;
        }
        let whole = self.whole(node.id, Slot::Date, right);
        match whole.line.segments.is_empty() {
            true => Pt::ZERO,
            false => whole.line.width + BEFORE_DATE,
        }
    }

    pub(super) fn row(
        &mut self,
        node: &Node,
        style: TextRole,
        left: &[Run],
        right: &[Run],
        x: Pt,
        measure: Pt,
    ) {
        let whole = self.whole(node.id, Slot::Date, right);
        let date = &whole.line;
        let room = measure - self.room_of_date(node);
        let first = self.slabs.len();
        let blank = left.iter().position(Run::is_before_organization);
        match blank.filter(|_| self.parted.contains(&node.id)) {
            Some(blank) => {
                // The title's line ends with its blank, like any other.
                let (title, organization) = left.split_at(blank + 1);
                self.lines_of((node, Slot::Title), title, style, x, room);
                self.lines_of((node, Slot::Organization), organization, style, x, measure);
            }
            None => self.lines_of((node, Slot::Text), left, style, x, room),
        }
        // Whether the last line holds what follows is said by the node: a certificate is its
        // title's line alone.
        if let Some((_, before)) = self.slabs[first..].split_last_mut() {
            for slab in before {
                slab.hold(Hold::Tied);
            }
        }
        if date.segments.is_empty() {
            return;
        }
        if self.slabs.len() == first {
            let style = self.style(style);
            self.push(Slab::new(style.pitch, style.above()));
        }
        if self.draft {
            return;
        }
        let date = date.clone();
        let blank = self.setter.space(TextRole::Date);
        if self.dates_beside {
            self.date_beside(node, date, blank, first, x);
            return;
        }
        let slab = &mut self.slabs[first];
        let at = x + measure - date.width;
        match slab.items.first_mut().map(|placed| &mut placed.item) {
            // Title and date are one line with a blank between them, so that they read on.
            Some(Item::Line(title)) => title.append_at(at - x, blank, date),
            Some(
                Item::Rule { .. } | Item::Ground { .. } | Item::Icon { .. } | Item::Image { .. },
            )
            | None => {
                let baseline = slab.baseline;
                slab.items
                    .push(placed(node.id, at, baseline, Item::Line(date)));
            }
        }
    }
}
