//! A flow as a list of slabs: strips of the page that are never cut.

use std::rc::Rc;

use kurbo::Shape;
use rustc_hash::FxHashSet;

use super::broken::{BrokenLines, Slot, Whole};
use super::{Detail, Sheet, cells, columns, decoration, photo, placed};
use crate::layout::flow::{
    Column, Content, Flow, LetterPart, Marks, Node, NodeId, Role, RuleKind, Run,
};
use crate::layout::frame::{Item, Placed};
use crate::layout::inline::{Line, Setter, one_line, reads_against};
use crate::theme::{
    BulletMark, DatePlace, Gap, HeadAlign, RuleSide, RuleSpan, TextRole, TextStyle,
};
use crate::units::Pt;

/// A strip across the page: a line of text, a row of columns, a rule.
#[derive(Debug)]
pub(super) struct Slab {
    /// Gap above it; none at the top of a page.
    pub above: Pt,
    /// Its own height.
    pub height: Pt,
    /// How firmly it holds the next slab.
    pub hold: Hold,
    /// What a page that ends here would part.
    pub seam: Seam,
    /// Starts a page, as the author asked.
    pub starts_page: bool,
    /// Vanishes at the top of a page: a rule that parts two sections.
    pub vanishes: bool,
    /// From its top down to its first baseline.
    pub baseline: Pt,
    /// What is on it; places are from the page's left edge and the slab's top.
    pub items: Vec<Placed>,
    /// Levels and titles of what the outline leads to here.
    pub outline: Vec<(usize, String)>,
}

/// How firmly a slab holds the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hold {
    /// A page may end between them.
    #[default]
    Free,
    /// Both are of one unit, which is torn only where it is higher than a page.
    Kept,
    /// One is nothing without the other: a heading and its text, the first two lines of a
    /// paragraph, its last two.
    Tied,
}

/// What a page end between two slabs parts, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seam {
    /// Two sections.
    Sections,
    /// Two entries.
    Entries,
    /// Two parts of an entry, or of a section without entries.
    Parts,
    /// Two lines of a paragraph.
    Lines,
}

impl Slab {
    /// Holds the next slab at least so firmly.
    pub(super) fn hold(&mut self, hold: Hold) {
        self.hold = self.hold.max(hold);
    }

    pub(super) fn new(height: Pt, baseline: Pt) -> Self {
        Slab {
            above: Pt::ZERO,
            height,
            hold: Hold::Free,
            seam: Seam::Parts,
            starts_page: false,
            vanishes: false,
            baseline,
            items: Vec::new(),
            outline: Vec::new(),
        }
    }
}

/// An entry of at most so many slabs, which are lines mostly, is never split; and a paragraph
/// of more lines is not kept together, as that would leave a hole on the page before.
pub(super) const LINES_OF_ONE_BLOCK: usize = 8;
/// What a word that is wider than the label column leaves of the gutter.
pub(super) const CLEAR_OF_TEXT: Pt = Pt(4.0);

/// A flow in strips.
#[derive(Debug)]
pub(super) struct Strips {
    /// All slabs, in reading order.
    pub slabs: Vec<Slab>,
    /// From the top of the first page's text down to the end of the side column.
    pub side: Pt,
    /// The gaps in the side column that can be stretched.
    pub side_gaps: Pt,
}

/// All slabs of a flow, with the side column hung on them; how much of them is needed says
/// `detail`.
pub(super) fn build(
    flow: &Flow,
    setter: &mut Setter<'_>,
    known: &mut BrokenLines,
    sheet: &Sheet,
    detail: Detail,
) -> Strips {
    // What an earlier setting left short is no fault of this one.
    setter.findings.runts = 0;
    let arrangement = &setter.theme.arrangement;
    // Dates in the label column: the text starts right of it on every line.
    let indent = match arrangement.date {
        DatePlace::Label => arrangement.label_column.total(),
        DatePlace::Right => Pt::ZERO,
    };
    let head = match arrangement.head {
        HeadAlign::Text => indent,
        HeadAlign::Page | HeadAlign::Center => Pt::ZERO,
    };
    let side = arrangement.side.total();
    let labels = columns::Labels::of(flow, setter, known);
    let arrangement = &setter.theme.arrangement;
    let measure = sheet.width() - labels.total() - side;
    // Where a date would reach into the least margin, all dates of the document stand at the
    // right, so that they stay in one column.
    let dates_beside = arrangement.date == DatePlace::Label
        && widest_date(flow, setter, known)
            <= sheet.left + arrangement.label_column.width - setter.theme.clear_of_edge();
    let metrics = cells::metric_columns(flow, setter, known, measure);
    let metrics_beside = cells::metrics_fit_beside(flow, setter, known);
    let names = columns::names_column(flow, setter, known, measure);
    let mut builder = Builder {
        setter,
        known,
        sheet,
        draft: detail == Detail::Heights,
        metrics,
        metrics_beside,
        names,
        labels,
        dates_beside,
        parted: FxHashSet::default(),
        slabs: Vec::new(),
        pending: Pt::ZERO,
        entry: None,
        side: Vec::new(),
        text: sheet.left + indent,
    };
    let mut first_section = None;
    for node in &flow.nodes {
        if node.column == Column::Side {
            builder.beside(node);
            continue;
        }
        match node.role {
            Role::Head => {
                let (x, measure) = (sheet.left + head, sheet.width() - head);
                photo::head(&mut builder, node, x, measure);
            }
            Role::Rule => builder.node(node, sheet.left + indent, sheet.width() - indent - side),
            _ => {
                first_section.get_or_insert(builder.slabs.len());
                let x = sheet.left + indent;
                builder.node(node, x, sheet.width() - indent - side);
            }
        }
    }
    let side_gaps = columns::stretchable(&builder.side);
    let stretch = match detail {
        Detail::Heights => 1.0,
        Detail::Items { side_stretch } => side_stretch,
    };
    let side = builder.place_side(first_section.unwrap_or_default(), stretch);
    Strips {
        slabs: builder.slabs,
        side,
        side_gaps,
    }
}

/// The width of the longest date.
fn widest_date(flow: &Flow, setter: &mut Setter<'_>, known: &mut BrokenLines) -> Pt {
    let mut widest = Pt::ZERO;
    let mut stack: Vec<&Node> = flow.nodes.iter().collect();
    while let Some(node) = stack.pop() {
        if let Content::Row { right, .. } = &node.content {
            let date = known.whole(node.id, Slot::Date, right, setter);
            widest = widest.max(date.line.width);
        }
        stack.extend(node.children());
    }
    widest
}

pub(super) struct Builder<'a, 'b> {
    pub setter: &'a mut Setter<'b>,
    known: &'a mut BrokenLines,
    pub sheet: &'a Sheet,
    /// Heights alone are wanted, and nothing is put on the slabs.
    pub draft: bool,
    /// Widths of the columns that metrics share in the whole document.
    pub metrics: Option<Vec<Pt>>,
    /// Metrics stand in the side column, beside their entries.
    pub metrics_beside: bool,
    /// Width of the names' column in a table of skills.
    pub names: Pt,
    /// How sections' labels stand beside their text.
    pub labels: columns::Labels,
    /// Dates stand in the label column; at the right end of their titles' lines otherwise.
    pub dates_beside: bool,
    /// Title lines of the section at hand that have their organisation below, like others of
    /// their list.
    pub parted: FxHashSet<NodeId>,
    pub slabs: Vec<Slab>,
    /// Gaps that the next slab takes.
    pub pending: Pt,
    /// The first slab of the entry at hand, inside one.
    pub entry: Option<usize>,
    /// The side column.
    pub side: Vec<columns::SideSlab>,
    /// Left edge of the text, right of a label column for dates.
    pub text: Pt,
}

impl Builder<'_, '_> {
    fn gap(&self, gap: Gap) -> Pt {
        self.setter.theme.spacing.of(gap)
    }

    /// A node's text in lines.
    pub(super) fn broken(&mut self, node: NodeId, runs: &[Run], measure: Pt) -> Rc<[Line]> {
        self.cell(node, Slot::Text, runs, measure)
    }

    /// One of a node's texts in lines.
    pub(super) fn cell(
        &mut self,
        node: NodeId,
        slot: Slot,
        runs: &[Run],
        measure: Pt,
    ) -> Rc<[Line]> {
        self.known.of(node, slot, runs, measure, self.setter)
    }

    /// One of a node's texts on one line.
    pub(super) fn whole(&mut self, node: NodeId, slot: Slot, runs: &[Run]) -> Rc<Whole> {
        self.known.whole(node, slot, runs, self.setter)
    }

    pub(super) fn style(&self, role: TextRole) -> TextStyle {
        self.setter.theme.style(role).clone()
    }

    /// Appends a slab, which takes the pending gap.
    pub(super) fn push(&mut self, mut slab: Slab) {
        slab.above = std::mem::take(&mut self.pending);
        self.slabs.push(slab);
    }

    pub(super) fn node(&mut self, node: &Node, x: Pt, measure: Pt) {
        if node.column == Column::Side && self.setter.theme.arrangement.side.width > Pt::ZERO {
            self.beside(node);
            return;
        }
        let beside = node.role == Role::Metrics && matches!(node.content, Content::Cells(_));
        let side = self.setter.theme.arrangement.metrics.layout == crate::theme::CellLayout::Side;
        if !(beside && side) {
            self.pending += self.gap(node.before);
        }
        let first = self.slabs.len();
        let around = self.entry;
        if node.role == Role::Entry {
            self.entry = Some(first);
        }
        if matches!(node.role, Role::Section(_)) {
            let is_labelled = matches!(node.content, Content::Labelled { .. });
            let taken = match is_labelled {
                true => self.labels.total(),
                false => Pt::ZERO,
            };
            self.part_titles(node, measure - taken);
        }
        match &node.content {
            Content::Paragraph { style, runs } => {
                self.lines_of((node, Slot::Text), runs, *style, x, measure);
            }
            Content::Row { style, left, right } => self.row(node, *style, left, right, x, measure),
            Content::Items { marks, items } => self.items(*marks, items, x, measure),
            Content::Cells(row) => cells::row(self, node, row, x, measure),
            Content::Grid { columns, groups } => cells::grid(self, *columns, groups, x, measure),
            Content::Chips(chips) => cells::chips(self, node, chips, x, measure),
            Content::Rule(kind) => self.rule(*kind, x, measure),
            Content::Image(image) => photo::alone(self, node, image, x, measure),
            Content::Group(nodes) => {
                for child in nodes {
                    self.node(child, x, measure);
                }
            }
            Content::Labelled { label, body } => {
                let (width, gutter) = self.label_column(node.role);
                self.labelled(label, body, (width, gutter), x, measure);
            }
        }
        self.entry = around;
        if node.role == Role::Heading {
            self.square(first);
        }
        self.outline(node, first);
        self.keep(node, first);
        if let Some(slab) = self.slabs.get_mut(first) {
            slab.starts_page |= node.keep.new_page;
        }
    }

    /// Marks the slabs of a node from `first` on as its role and its `keep` say.
    fn keep(&mut self, node: &Node, first: usize) {
        let Some((last, before)) = self.slabs[first..].split_last_mut() else {
            return;
        };
        let short = before.len() < LINES_OF_ONE_BLOCK;
        let (whole, next, seam) = match node.role {
            Role::Heading | Role::Rule | Role::Title | Role::PartTitle | Role::Organization => {
                (node.keep.together, Hold::Tied, Seam::Parts)
            }
            Role::Paragraph | Role::Item | Role::Details => {
                (node.keep.together && short, Hold::Kept, Seam::Parts)
            }
            Role::Entry => (node.keep.together || short, Hold::Kept, Seam::Entries),
            Role::Section(_) => (node.keep.together, Hold::Kept, Seam::Sections),
            Role::Head
            | Role::Name
            | Role::Headline
            | Role::Photo
            | Role::Contacts
            | Role::List
            | Role::Metrics
            | Role::Tags
            | Role::SkillGroups
            | Role::SkillGroup
            | Role::Letter(_) => (node.keep.together, Hold::Kept, Seam::Parts),
        };
        if whole {
            for slab in before.iter_mut() {
                slab.hold(Hold::Kept);
            }
        }
        if node.keep.with_next {
            last.hold(next);
        }
        last.seam = last.seam.min(seam);
    }

    pub(super) fn outline(&mut self, node: &Node, first: usize) {
        if self.draft {
            return;
        }
        let level = match node.role {
            Role::Heading | Role::Letter(LetterPart::Subject) => 1,
            Role::Title => 2,
            Role::Head
            | Role::Name
            | Role::Headline
            | Role::Photo
            | Role::Contacts
            | Role::Section(_)
            | Role::Entry
            | Role::PartTitle
            | Role::Organization
            | Role::Paragraph
            | Role::List
            | Role::Item
            | Role::Details
            | Role::Metrics
            | Role::Tags
            | Role::SkillGroups
            | Role::SkillGroup
            | Role::Rule
            | Role::Letter(
                LetterPart::Date
                | LetterPart::Recipient
                | LetterPart::Salutation
                | LetterPart::Closing
                | LetterPart::Signature
                | LetterPart::Enclosures,
            ) => return,
        };
        let title: String = node
            .runs()
            .into_iter()
            .take_while(|run| run.blank.is_none())
            .filter(|run| run.role != TextRole::Date)
            .map(|run| run.text.as_str())
            .collect();
        if let Some(slab) = self.slabs.get_mut(first)
            && !title.is_empty()
        {
            // A label is met after the first entry beside it, and stands above it.
            let place = slab.outline.partition_point(|(other, _)| *other < level);
            slab.outline.insert(place, (level, title));
        }
    }

    /// A paragraph: a slab a line, at least two of them on either side of a page break.
    pub(super) fn lines_of(
        &mut self,
        (node, slot): (&Node, Slot),
        runs: &[Run],
        role: TextRole,
        x: Pt,
        measure: Pt,
    ) {
        let style = self.style(role);
        let lines = self.cell(node.id, slot, runs, measure);
        let count = lines.len();
        let centred = self.setter.theme.arrangement.head == HeadAlign::Center
            && matches!(node.role, Role::Name | Role::Headline | Role::Contacts);
        // Running text of the other direction starts on the other side.
        let opposite = node.role == Role::Paragraph
            && !self.draft
            && reads_against(runs, self.setter.backwards);
        let display = matches!(node.role, Role::Name | Role::Headline);
        self.slabs.reserve(count);
        for (index, line) in lines.iter().enumerate() {
            let x = if centred {
                x + (measure - line.width) / 2.0
            } else if opposite {
                x + measure - line.width
            } else {
                x
            };
            let mut slab = Slab::new(style.pitch, style.above());
            if display {
                slab.height += deeper(line, &style);
            }
            if index + 1 < count {
                slab.seam = Seam::Lines;
                if index == 0 || index + 2 == count {
                    slab.hold(Hold::Tied);
                }
            }
            if !self.draft {
                let line = Item::Line(line.clone());
                slab.items.push(placed(node.id, x, style.above(), line));
            }
            self.push(slab);
        }
    }

    /// The items of a list stand at one edge, which is the theme's for bullets and further in
    /// where a number needs it.
    fn items(&mut self, marks: Marks, items: &[Node], x: Pt, measure: Pt) {
        let mut bullet = self.setter.theme.arrangement.bullet.clone();
        if let Some(last) = marks.number(items.len().saturating_sub(1)) {
            let space = self.setter.space(TextRole::Mark).width;
            let room = bullet.indent + self.mark(&last).width + space;
            bullet.text = bullet.text.max(room);
        }
        for (index, item) in items.iter().enumerate() {
            if let Some(number) = marks.number(index) {
                bullet.mark = number;
            }
            self.item(item, &bullet, x, measure);
        }
    }

    fn mark(&mut self, mark: &str) -> Line {
        let run = Run::plain(mark, TextRole::Mark);
        one_line(self.setter.tokens(&[run]))
    }

    /// An item's lines start at its mark: the first with the mark, the others with a blank
    /// as wide as the indent, so that readers see one left edge and one paragraph.
    fn item(&mut self, item: &Node, bullet: &BulletMark, x: Pt, measure: Pt) {
        let first = self.slabs.len();
        self.node(item, x + bullet.text, measure - bullet.text);
        if self.draft {
            return;
        }
        let mark = self.mark(&bullet.mark);
        let blank = self.setter.space(TextRole::Mark);
        for (index, slab) in self.slabs[first..].iter_mut().enumerate() {
            let Some(placed) = slab.items.first_mut() else {
                continue;
            };
            let Item::Line(text) = &mut placed.item else {
                continue;
            };
            let mut line = if index == 0 {
                mark.clone()
            } else {
                Line::default()
            };
            let mut text = std::mem::take(text);
            // The next line starts with a blank.
            text.drop_end();
            line.append_at(bullet.text - bullet.indent, blank.clone(), text);
            placed.item = Item::Line(line);
            placed.at.x = x + bullet.indent;
        }
    }

    /// The theme's rule: under a heading, or across the page before a section.
    fn rule(&mut self, kind: RuleKind, x: Pt, measure: Pt) {
        let arrangement = &self.setter.theme.arrangement;
        let rule = arrangement.rule;
        let mut slab = Slab::new(Pt::ZERO, Pt::ZERO);
        let page = (self.sheet.left, self.sheet.width());
        let ((start, width), y, thickness, color) = match kind {
            RuleKind::Head => {
                let color = self.setter.theme.head_rule_color();
                (page, Pt::ZERO, arrangement.head_rule, color)
            }
            RuleKind::Section => {
                let extent = match rule.span {
                    RuleSpan::Page => page,
                    RuleSpan::Text => (x, measure),
                    RuleSpan::Bar => (x, rule.length),
                };
                let y = match rule.side {
                    RuleSide::Below => rule.offset - self.style(TextRole::Heading).below(),
                    RuleSide::Above | RuleSide::None => {
                        slab.vanishes = true;
                        Pt::ZERO
                    }
                };
                (extent, y, rule.thickness, rule.color)
            }
        };
        // What follows keeps its distance from the rule, not from the line above it.
        slab.height = y.max(Pt::ZERO);
        if !self.draft {
            let rule = Item::Rule {
                width,
                thickness,
                color,
            };
            slab.items.push(decoration(start, y, rule));
        }
        self.push(slab);
    }
}

/// What a line of large type needs below it beyond its pitch: that is measured for Latin letters,
/// and nearly every word of a joined script reaches as deep as theirs seldom do.
fn deeper(line: &Line, style: &TextStyle) -> Pt {
    /// White between the lowest ink and the next line, in type sizes.
    const CLEAR: f32 = 0.12;
    let mut deepest = Pt::ZERO;
    for segment in line.segments.iter().filter(|segment| segment.word.joined) {
        let per_unit = segment.size / f32::from(segment.face.units_per_em());
        for glyph in &segment.word.glyphs {
            let lowest = segment.face.outline(glyph.id).bounding_box().y0 as f32;
            deepest = deepest.max(per_unit * (-lowest - glyph.offset.1 as f32));
        }
    }
    match deepest > Pt::ZERO {
        true => (deepest + style.size * CLEAR - style.below()).max(Pt::ZERO),
        false => Pt::ZERO,
    }
}
