//! Columns beside the text: labels and dates left of it, the side column right of it.

use super::broken::{BrokenLines, Slot};
use super::slabs::{Builder, CLEAR_OF_TEXT, Hold, Slab, Strips};
use super::{decoration, placed};
use crate::layout::flow::{Column, Content, Flow, Node, Role, Run};
use crate::layout::frame::{Item, Placed, Segment};
use crate::layout::inline::{Line, Setter};
use crate::theme::TextRole;
use crate::units::{Point, Pt, Size};

/// The gaps of a side column that ends too early grow up to this factor ...
const WIDEST: f32 = 1.4;
/// ... and bottoms of columns that differ by no more lines look level.
const LEVEL_LINES: f32 = 3.0;

/// The column of names beside skills grows for a long name up to this share of the measure.
const WIDEST_NAMES: f32 = 0.33;

/// Width of the column of names in a table of skills, the room between it and the skills
/// included: the theme's, or what the widest name takes with the theme's gutter. A name on two
/// lines beside one line of skills is read apart by programs that go line by line.
pub(super) fn names_column(
    flow: &Flow,
    setter: &mut Setter<'_>,
    known: &mut BrokenLines,
    measure: Pt,
) -> Pt {
    let skills = setter.theme.arrangement.skills;
    let mut width = skills.names;
    let most = measure * WIDEST_NAMES;
    let mut stack: Vec<&Node> = flow.nodes.iter().collect();
    while let Some(node) = stack.pop() {
        if let (Role::SkillGroup, Content::Labelled { label, .. }) = (node.role, &node.content) {
            let runs: Vec<Run> = label.runs().into_iter().cloned().collect();
            let whole = known.whole(label.id, Slot::Text, &runs, setter);
            let wanted = whole.line.width + skills.gutter;
            if wanted <= most {
                width = width.max(wanted);
            }
        }
        stack.extend(node.children());
    }
    width
}

/// What parts a section's label from its text, at least.
pub(crate) const CLEAR_OF_LABEL: Pt = Pt(10.0);
/// Capitals are set no closer than this for the sake of that.
const LEAST_TRACKING: Pt = Pt(0.3);
/// The column of labels grows for a long word up to this share of its width.
const WIDEST_LABELS: f32 = 1.25;

/// How the labels of sections stand beside their text: alike in the whole document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels {
    /// From the left edge of the labels to that of the text.
    total: Pt,
    /// At most so much is added after each of their letters.
    tracking: Pt,
}

impl Labels {
    /// Where the longest word of a label comes too close to the text, labels are tracked less,
    /// and where that is not enough, the text stands further in.
    pub(super) fn of(flow: &Flow, setter: &mut Setter<'_>, known: &mut BrokenLines) -> Self {
        let column = setter.theme.arrangement.label_column.total();
        let mut labels = Labels {
            total: column,
            tracking: Pt(f32::INFINITY),
        };
        for node in &flow.nodes {
            let (Role::Section(_), Content::Labelled { label, .. }) = (node.role, &node.content)
            else {
                continue;
            };
            let runs: Vec<Run> = label.runs().into_iter().cloned().collect();
            let whole = known.whole(label.id, Slot::Text, &runs, setter);
            if whole.widest <= column - CLEAR_OF_LABEL {
                continue;
            }
            // The first of equals.
            let words = whole.line.segments.iter().rev();
            let longest = words.max_by(|one, other| one.width.0.total_cmp(&other.width.0));
            let Some(word) = longest.filter(|word| word.tracking > LEAST_TRACKING) else {
                labels.total = labels.total.max(whole.widest + CLEAR_OF_LABEL);
                continue;
            };
            let glyphs = word.word.glyphs.len() as f32;
            let over = whole.widest - (column - CLEAR_OF_LABEL);
            let wanted = word.tracking - over / glyphs;
            labels.tracking = labels.tracking.min(wanted.max(LEAST_TRACKING));
            let least = whole.widest - (word.tracking - labels.tracking) * glyphs;
            labels.total = labels.total.max(least + CLEAR_OF_LABEL);
        }
        labels.total = labels.total.min(column * WIDEST_LABELS);
        labels
    }

    /// From the left edge of the labels to that of the text.
    pub(super) fn total(self) -> Pt {
        self.total
    }

    /// A line of a label, tracked as all are.
    fn tracked(self, mut line: Line) -> Line {
        if line
            .segments
            .iter()
            .all(|one| one.tracking <= self.tracking)
        {
            return line;
        }
        let mut order: Vec<usize> = (0..line.segments.len()).collect();
        order.sort_by(|a, b| line.segments[*a].x.0.total_cmp(&line.segments[*b].x.0));
        let mut taken = Pt::ZERO;
        for place in order {
            let segment = &mut line.segments[place];
            segment.x -= taken;
            let less =
                (segment.tracking - self.tracking).max(Pt::ZERO) * segment.word.glyphs.len() as f32;
            segment.tracking = segment.tracking.min(self.tracking);
            segment.width -= less;
            taken += less;
        }
        // A blank at which the line ends stands beyond its width.
        let beyond = |one: &&Segment| one.x < line.width - taken;
        line.width = line
            .segments
            .iter()
            .filter(beyond)
            .map(|one| one.x + one.width)
            .fold(Pt::ZERO, Pt::max);
        line
    }
}

/// A slab of the side column.
pub(super) struct SideSlab {
    slab: Slab,
    /// The slab of the text that it is read after.
    after: usize,
    /// Its gap stays where the column is stretched.
    rigid: bool,
}

/// What can be stretched of the gaps in a side column.
pub(super) fn stretchable(side: &[SideSlab]) -> Pt {
    let gaps = side.iter().skip(1).filter(|beside| !beside.rigid);
    gaps.map(|beside| beside.slab.above).sum()
}

/// True for contacts and their heading: they stand on the baselines of the text beside them.
fn holds_contacts(node: &Node) -> bool {
    node.role == Role::Contacts || node.children().into_iter().any(holds_contacts)
}

impl Strips {
    /// The factor on the side column's gaps that makes it end level with the text beside it,
    /// which is `used` high; `None` where it does already, or none is enough.
    pub(super) fn side_stretch(&self, used: Pt, line: Pt) -> Option<f32> {
        let (short, level) = (used - self.side, line * LEVEL_LINES);
        if short <= level || self.side_gaps <= Pt::ZERO {
            return None;
        }
        let stretch = (1.0 + short / self.side_gaps).min(WIDEST);
        let rest = short - self.side_gaps * (stretch - 1.0);
        (rest <= level).then_some(stretch)
    }
}

impl Builder<'_, '_> {
    /// Sets a node in the side column; its place is found when the text's is known.
    pub(super) fn beside(&mut self, node: &Node) {
        let side = self.setter.theme.arrangement.side.clone();
        let pending = std::mem::take(&mut self.pending);
        let text = std::mem::take(&mut self.slabs);
        let main = Node {
            column: Column::Main,
            ..node.clone()
        };
        self.node(&main, self.sheet.right - side.width, side.width);
        let set = std::mem::replace(&mut self.slabs, text);
        let after = self.slabs.len();
        let rigid = holds_contacts(node);
        self.side
            .extend(set.into_iter().map(|slab| SideSlab { slab, after, rigid }));
        self.pending = pending;
    }

    /// Hangs the side column's slabs on the text's: it starts beside the slab `first`, and
    /// each is read after the text before it. Returns where it ends, from the top of the text.
    pub(super) fn place_side(&mut self, first: usize, stretch: f32) -> Pt {
        // What it hangs on must stand on the first page, wherever that ends.
        let reach = self.sheet.height() / 2.0;
        let side = std::mem::take(&mut self.side);
        let mut tops = Vec::new();
        let mut y = Pt::ZERO;
        for (index, slab) in self.slabs.iter().enumerate() {
            if index > 0 {
                y += slab.above;
            }
            tops.push(y);
            y += slab.height;
        }
        let mut at = tops.get(first).copied().unwrap_or_default();
        for (index, beside) in side.into_iter().enumerate() {
            if index > 0 {
                at += beside.slab.above * if beside.rigid { 1.0 } else { stretch };
            }
            let slab = beside.slab;
            let mut host = beside.after.saturating_sub(1);
            while host > 0 && tops.get(host).is_none_or(|top| *top > reach) {
                host -= 1;
            }
            let Some(top) = tops.get(host).copied() else {
                continue;
            };
            let items = slab.items.into_iter().map(|placed| Placed {
                at: Point {
                    x: placed.at.x,
                    y: placed.at.y + at - top,
                },
                ..placed
            });
            self.slabs[host].items.extend(items);
            self.slabs[host].outline.extend(slab.outline);
            at += slab.height;
        }
        at
    }

    /// Width and gutter of the column that a label stands in.
    pub(super) fn label_column(&self, role: Role) -> (Pt, Pt) {
        let arrangement = &self.setter.theme.arrangement;
        if role == Role::SkillGroup {
            return (self.names - CLEAR_OF_TEXT, CLEAR_OF_TEXT);
        }
        let gutter = arrangement.label_column.gutter;
        (self.labels.total() - gutter, gutter)
    }

    /// The square beside a heading, centred on its capitals.
    pub(super) fn square(&mut self, first: usize) {
        let arrangement = &self.setter.theme.arrangement;
        let (side, gutter) = (arrangement.heading_square, arrangement.label_column.gutter);
        let style = self.style(TextRole::Heading);
        if side == Pt::ZERO || self.draft {
            return;
        }
        let face = style.face_for(crate::resume::Emphasis::NONE);
        let capitals = style.size * (f32::from(face.cap_height()) / f32::from(face.units_per_em()));
        let at = self.text - gutter - side;
        if let Some(slab) = self.slabs.get_mut(first) {
            let y = slab.baseline - (capitals + side) / 2.0;
            slab.items.insert(
                0,
                decoration(
                    at,
                    y,
                    Item::Ground {
                        size: Size {
                            width: side,
                            height: side,
                        },
                        radius: Pt::ZERO,
                        color: style.color,
                        outline: None,
                    },
                ),
            );
        }
    }

    /// The date in the label column, ending at its gutter; it is read after the title.
    pub(super) fn date_beside(
        &mut self,
        node: &Node,
        mut date: Line,
        blank: Segment,
        first: usize,
        x: Pt,
    ) {
        let gutter = self.setter.theme.arrangement.label_column.gutter;
        let at = x - gutter - date.width;
        date.append_at(x - at, blank, Line::default());
        let slab = &mut self.slabs[first];
        let baseline = slab.baseline;
        slab.items
            .push(placed(node.id, at, baseline, Item::Line(date)));
    }

    /// The label's lines stand beside the first lines of the body, on its first baseline.
    pub(super) fn labelled(
        &mut self,
        label: &Node,
        body: &[Node],
        (column, gutter): (Pt, Pt),
        x: Pt,
        measure: Pt,
    ) {
        let total = column + gutter;
        let first = self.slabs.len();
        for node in body {
            self.node(node, x + total, measure - total);
        }
        let role = match &label.content {
            Content::Paragraph { style, .. } | Content::Row { style, .. } => *style,
            _ => TextRole::Heading,
        };
        let style = self.style(role);
        let runs: Vec<Run> = label.runs().into_iter().cloned().collect();
        let widest = self.whole(label.id, Slot::Text, &runs).widest;
        // A label's letters move together afterwards.
        let room = widest.min(total - CLEAR_OF_TEXT).max(column);
        let lines = self.broken(label.id, &runs, room);
        let Some(baseline) = self.slabs.get(first).map(|slab| slab.baseline) else {
            return;
        };
        // The label's lines keep step with the text beside it.
        let pitch = self.style(TextRole::Body).pitch;
        let mut depth = baseline;
        let mut items = Vec::new();
        // A blank reaches from the label to the text: readers that group by nearness then
        // take the label for the start of its section, and not for a column of its own.
        let blank = self.setter.space(role);
        for (index, line) in lines.iter().enumerate() {
            depth = baseline + pitch * index as f32;
            if !self.draft {
                let mut line = self.labels.tracked(line.clone());
                line.append_at(total, blank.clone(), Line::default());
                items.push(placed(label.id, x, depth, Item::Line(line)));
            }
        }
        let bottom = depth + style.below();
        let mut height: Pt = self.slabs[first..].iter().map(|slab| slab.height).sum();
        height += self.slabs[first + 1..].iter().map(|slab| slab.above).sum();
        self.slabs[first].items.splice(0..0, items);
        self.outline(label, first);
        // A label reaches down beside several lines, and no page ends beside it.
        let mut reached = self.slabs[first].height;
        let mut at = first;
        while reached < bottom && at + 1 < self.slabs.len() {
            self.slabs[at].hold(Hold::Tied);
            at += 1;
            reached += self.slabs[at].above + self.slabs[at].height;
        }
        if bottom > height {
            // A section shorter than its label: the label keeps its room.
            if let Some(last) = self.slabs.last_mut() {
                last.height += bottom - height;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_column_is_stretched_where_that_levels_it() {
        let strips = |side: f32| Strips {
            slabs: Vec::new(),
            side: Pt(side),
            side_gaps: Pt(100.0),
        };
        let stretch = |side: f32| strips(side).side_stretch(Pt(500.0), Pt(10.0));
        assert_eq!(stretch(470.0), None, "level enough");
        assert_eq!(stretch(480.0), None);
        assert!((stretch(465.0).expect("level") - 1.35).abs() < 1e-4);
        assert_eq!(stretch(440.0), Some(WIDEST), "two lines are left");
        assert_eq!(stretch(420.0), None, "not enough");
    }
}
