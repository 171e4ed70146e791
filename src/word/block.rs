//! From the flow's tree to paragraphs in reading order.

use std::collections::HashSet;

use super::cells;
use super::measure::Ruler;
use super::photo::Photo;
use super::sheet::Sheet;
use super::spacing::Spaces;
use super::style::ParagraphStyle;
use crate::layout::{
    Blank, CLEAR_OF_LABEL, Content, Flow, Joints, Keep, Marks, Node, NodeId, Role, RuleKind, Run,
    rows_of,
};
use crate::resume::Emphasis;
use crate::theme::{Gap, HeadingPlace, TextRole, Theme};
use crate::units::Pt;

/// A paragraph to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub style: ParagraphStyle,
    /// Whose pitch and look the paragraph has.
    pub role: TextRole,
    pub pieces: Vec<Piece>,
    /// Left tab stops, from the left edge of body text.
    pub stops: Vec<Pt>,
    pub keep: Keep,
    pub place: Place,
    /// The theme's gap above it, below a rule if there is one.
    pub gap: Pt,
    /// A rule above it, and the gap above that.
    pub over: Option<(RuleKind, Pt)>,
    /// A rule under it.
    pub under: bool,
    /// The person's picture, in the first paragraph only.
    pub photo: Option<Photo>,
    /// The numbered list that it is an item of.
    pub list: Option<NumberedList>,
    /// What the gaps come to; found when all paragraphs are known.
    pub spaces: Spaces,
}

/// A list whose items have numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NumberedList {
    /// Its place among the document's lists, from 0.
    pub index: usize,
    /// The number of its first item.
    pub first: u64,
    /// From the left edge of the list to that of its text.
    pub text: Pt,
}

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// In the body column.
    Body,
    /// From the page's left margin: the head, and headings above their sections.
    Margin,
    /// In the label column beside the next paragraph.
    Label {
        /// Width of the frame.
        width: Pt,
        /// Share of the style's tracking that lets the longest word fit.
        tracking: f32,
    },
}

/// A part of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    Text(Run),
    /// A space, or a separator between spaces, of a given width.
    Blank {
        text: String,
        role: TextRole,
        /// Width of the space, or of each of the two.
        width: Pt,
    },
    Tab,
    /// A tag on its ground.
    Chip(Run),
    /// Between two chips.
    ChipGap,
}

/// The paragraphs of a flow; none is empty.
pub(super) fn blocks(flow: &Flow, theme: &Theme, sheet: &Sheet, ruler: &Ruler) -> Vec<Block> {
    let mut walk = Walk {
        theme,
        sheet,
        ruler,
        metrics: cells::MetricColumns::default(),
        blocks: Vec::new(),
        lists: 0,
        gap: Pt::ZERO,
        over: None,
        new_page: false,
        head: false,
        photo: None,
        parted: HashSet::new(),
        head_blocks: 0,
        joints: Joints::of(&flow.info.language),
    };
    walk.metrics = cells::MetricColumns::of(&flow.nodes, theme, walk.ruler);
    walk.nodes(&flow.nodes);
    if let (Some(first), Some(photo)) = (walk.blocks.first_mut(), walk.photo) {
        first.photo = Some(Photo {
            head: walk.head_blocks,
            ..photo
        });
    }
    walk.blocks
}

pub(super) struct Walk<'a> {
    pub(super) theme: &'a Theme,
    pub(super) sheet: &'a Sheet,
    pub(super) ruler: &'a Ruler,
    metrics: cells::MetricColumns,
    pub(super) blocks: Vec<Block>,
    /// How many numbered lists there are so far.
    lists: usize,
    /// Gaps of the nodes around, due before the next paragraph.
    gap: Pt,
    over: Option<(RuleKind, Pt)>,
    /// The next paragraph starts a page.
    new_page: bool,
    head: bool,
    photo: Option<Photo>,
    /// Title lines of the section at hand that have their organisation below.
    pub(super) parted: HashSet<NodeId>,
    /// How many paragraphs the head has.
    head_blocks: usize,
    joints: Joints,
}

impl Block {
    /// A title that starts in the column of dates.
    pub(super) fn hangs(&self) -> bool {
        self.pieces.first() == Some(&Piece::Tab)
    }
}

impl Walk<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        self.gap += self.theme.spacing.of(node.before);
        self.head |= node.role == Role::Head;
        self.new_page |= node.keep.new_page;
        if matches!(node.role, Role::Section(_)) {
            self.part_titles(node);
        }
        match &node.content {
            Content::Paragraph { style, runs } => {
                let pieces = self.pieces(runs);
                self.push(node, *style, pieces, Vec::new());
            }
            Content::Row { style, left, right } => self.row(node, *style, left, right),
            Content::Items { marks, items } => self.items(*marks, items),
            Content::Group(nodes) => self.nodes(nodes),
            Content::Cells(cells) => match node.role {
                Role::Contacts => self.contacts(node, cells),
                Role::Metrics
                | Role::Head
                | Role::Name
                | Role::Headline
                | Role::Photo
                | Role::Section(_)
                | Role::Heading
                | Role::Entry
                | Role::Title
                | Role::PartTitle
                | Role::Organization
                | Role::Paragraph
                | Role::List
                | Role::Item
                | Role::Details
                | Role::Tags
                | Role::SkillGroups
                | Role::SkillGroup
                | Role::Rule
                | Role::Letter(_) => self.metrics(node, cells),
            },
            Content::Grid { groups, .. } => {
                for (index, group) in groups.iter().enumerate() {
                    if index > 0 {
                        // Groups in lines follow each other like bullets do.
                        self.gap += self.theme.spacing.of(Gap::Bullet);
                    }
                    self.skill_group(group);
                }
            }
            Content::Chips(runs) => {
                let mut pieces = Vec::new();
                for (index, run) in runs.iter().enumerate() {
                    if index > 0 {
                        pieces.push(Piece::ChipGap);
                    }
                    pieces.push(Piece::Chip(run.clone()));
                }
                self.push(node, TextRole::Tags, pieces, Vec::new());
            }
            Content::Rule(kind) => self.rule(*kind),
            Content::Image(image) => self.photo = Some(Photo::new(image, self.theme)),
            // A table of skills would be a table: a line each serves every reader.
            Content::Labelled { label, body } if node.role == Role::SkillGroup => {
                let parts = std::iter::once(label.as_ref()).chain(body).cloned();
                self.skill_group(&Node {
                    content: Content::Group(parts.collect()),
                    ..node.clone()
                });
            }
            Content::Labelled { label, body } => self.labelled(label, body),
        }
        if node.role == Role::Head {
            self.head = false;
            self.head_blocks = self.blocks.len();
        }
    }

    /// The items of a list; numbered ones have a list of their own, which starts anew.
    fn items(&mut self, marks: Marks, items: &[Node]) {
        let first_block = self.blocks.len();
        self.nodes(items);
        let Marks::Numbers(first) = marks else {
            return;
        };
        let bullet = &self.theme.arrangement.bullet;
        let style = self.theme.style(TextRole::Mark);
        let last = marks
            .number(items.len().saturating_sub(1))
            .unwrap_or_default();
        let width = self.ruler.width(style, Emphasis::NONE, &last) + self.ruler.space(style);
        let list = NumberedList {
            index: self.lists,
            first,
            text: bullet.text.max(bullet.indent + width),
        };
        self.lists += 1;
        for block in &mut self.blocks[first_block..] {
            block.style = ParagraphStyle::Number;
            block.list = Some(list);
        }
    }

    fn rule(&mut self, kind: RuleKind) {
        match self.blocks.last_mut() {
            Some(block) if block.style == ParagraphStyle::Heading => block.under = true,
            Some(_) | None => self.over = Some((kind, std::mem::take(&mut self.gap))),
        }
    }

    fn labelled(&mut self, label: &Node, body: &[Node]) {
        let (gap, over) = (std::mem::take(&mut self.gap), self.over.take());
        let start = self.blocks.len();
        self.node(label);
        if self.blocks.len() == start {
            (self.gap, self.over) = (gap, over);
            self.nodes(body);
            return;
        }
        let place = match self.sheet.label > Pt::ZERO {
            true => self.place_of_label(label),
            false => Place::Margin,
        };
        self.blocks[start].place = place;
        self.nodes(body);
        // A frame belongs to the paragraph after it; without one it must not be a frame.
        let alone = self.blocks.len() == start + 1;
        if alone || !matches!(place, Place::Label { .. }) {
            self.blocks[start].place = Place::Margin;
            (self.blocks[start].gap, self.blocks[start].over) = (gap, over);
            if let Some(first) = self.blocks.get_mut(start + 1) {
                first.gap += self.theme.spacing.of(Gap::AfterTitle);
            }
        } else {
            // The frame goes where its paragraph goes.
            let new_page = std::mem::take(&mut self.blocks[start].keep.new_page);
            let first = &mut self.blocks[start + 1];
            first.keep.new_page |= new_page;
            first.gap += gap;
            first.over = over;
        }
    }

    /// A heading stands in the label column if its longest word fits.
    fn place_of_label(&mut self, label: &Node) -> Place {
        /// Narrower tracking than this share looks like a mistake beside the other headings.
        const LEAST_TRACKING: f32 = 0.5;
        let runs = label.runs();
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let style = self.theme.style(TextRole::Heading);
        let mut tight = style.clone();
        tight.tracking = crate::units::Em(0.0);
        // Some of the gutter may be taken.
        let widest = (self.sheet.label - CLEAR_OF_LABEL).max(self.sheet.label_width);
        let (mut share, mut needed) = (1.0_f32, self.sheet.label_width);
        for word in text.split_whitespace() {
            let bare = self.ruler.width(&tight, Emphasis::NONE, word);
            let tracked = self.ruler.width(style, Emphasis::NONE, word);
            if bare > widest {
                return Place::Margin;
            }
            needed = needed.max(tracked.min(widest));
            if tracked > widest {
                share = share.min((widest - bare) / (tracked - bare));
            }
        }
        if share < LEAST_TRACKING {
            return Place::Margin;
        }
        Place::Label {
            width: needed,
            tracking: share,
        }
    }

    /// "**Languages:** Rust, Go": a group's name and its skills in one paragraph.
    fn skill_group(&mut self, group: &Node) {
        let mut paragraphs = Vec::new();
        leaves(group, &mut paragraphs);
        let mut runs: Vec<Run> = Vec::new();
        for (index, leaf) in paragraphs.iter().enumerate() {
            if index > 0
                && let Some(last) = runs.last_mut()
            {
                if last.role == TextRole::SkillGroup {
                    last.text.push_str(self.joints.colon());
                }
                runs.push(Run::plain(" ", TextRole::Skills));
            }
            runs.extend(leaf.runs().into_iter().cloned());
        }
        let pieces = self.pieces(&runs);
        self.push(group, TextRole::Skills, pieces, Vec::new());
    }

    fn contacts(&mut self, node: &Node, cells: &[crate::layout::Cell]) {
        let taken = self.photo.as_ref().map(|photo| photo.taken(self.theme));
        let beside = taken.unwrap_or_default();
        let stops = cells::contact_stops(cells, self.theme, self.sheet, beside, self.ruler);
        for (index, row) in rows_of(cells.len(), stops.len() + 1).enumerate() {
            if index > 0 {
                self.gap += self.theme.spacing.of(Gap::ContactRows);
            }
            let pieces = self.tabbed(&cells[row]);
            self.push(node, TextRole::Contact, pieces, stops.clone());
        }
    }

    fn metrics(&mut self, node: &Node, cells: &[crate::layout::Cell]) {
        match self
            .metrics
            .stops(cells, self.theme, self.sheet, self.ruler)
        {
            Some(stops) => {
                let pieces = self.tabbed(cells);
                self.push(node, TextRole::MetricLabel, pieces, stops);
            }
            None => {
                for cell in cells {
                    let pieces = self.pieces(&cell.runs);
                    self.push(node, TextRole::MetricLabel, pieces, Vec::new());
                }
            }
        }
    }

    fn tabbed(&self, cells: &[crate::layout::Cell]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                pieces.push(Piece::Tab);
            }
            pieces.extend(self.pieces(&cell.runs));
        }
        pieces
    }

    pub(super) fn pieces(&self, runs: &[Run]) -> Vec<Piece> {
        let arrangement = &self.theme.arrangement;
        let mut pieces: Vec<Piece> = Vec::new();
        for run in runs {
            let width = match run.blank {
                Some(Blank::Organization) => arrangement.organization_gap,
                Some(Blank::Details) => arrangement.details_gap,
                Some(Blank::Contacts) => arrangement.contacts.gutter,
                Some(Blank::Metrics) => arrangement.metrics.gutter,
                // A mark stands close behind its word: it is text like that.
                Some(Blank::Joint) | None => {
                    pieces.push(Piece::Text(joined(run, pieces.last())));
                    continue;
                }
            };
            pieces.push(Piece::Blank {
                text: run.text.trim().to_owned(),
                role: run.role,
                width,
            });
        }
        pieces
    }

    pub(super) fn push(&mut self, node: &Node, role: TextRole, pieces: Vec<Piece>, stops: Vec<Pt>) {
        if pieces.iter().all(is_blank) {
            return;
        }
        let margin = self.head
            || (node.role == Role::Heading
                && self.theme.arrangement.heading == HeadingPlace::Label);
        self.blocks.push(Block {
            style: ParagraphStyle::of(node.role, role),
            role,
            pieces,
            stops,
            keep: Keep {
                new_page: std::mem::take(&mut self.new_page),
                ..node.keep
            },
            place: if margin { Place::Margin } else { Place::Body },
            gap: std::mem::take(&mut self.gap),
            over: self.over.take(),
            under: false,
            photo: None,
            list: None,
            spaces: Spaces::default(),
        });
    }
}

/// A label after its value: a no-break space keeps them together.
fn joined(run: &Run, before: Option<&Piece>) -> Run {
    let mut run = run.clone();
    let after_value = matches!(
        before,
        Some(Piece::Text(value)) if value.role == TextRole::MetricValue
    );
    if after_value
        && run.role == TextRole::MetricLabel
        && let Some(label) = run.text.strip_prefix(' ')
    {
        run.text = format!("\u{a0}{label}");
    }
    run
}

fn is_blank(piece: &Piece) -> bool {
    match piece {
        Piece::Text(run) | Piece::Chip(run) => super::text::line(&run.text).trim().is_empty(),
        Piece::Blank { .. } | Piece::Tab | Piece::ChipGap => true,
    }
}

/// The nodes with text of their own, in reading order.
fn leaves<'a>(node: &'a Node, found: &mut Vec<&'a Node>) {
    let children = node.children();
    if children.is_empty() {
        found.push(node);
    }
    for child in children {
        leaves(child, found);
    }
}
