//! Skills: a heading with a list, a labelled line, chips, a table, or a bare comma line.

use super::block::{Block, BlockKind};
use super::outline::heading_text;
use super::pieces::{after_label, is_prose, items};
use super::sheet::Sheet;
use super::text;
use crate::read::Id;
use crate::resume::{RichText, SkillGroup, Tag, Text};

/// What a section about skills holds.
#[derive(Default)]
pub(super) struct Skills {
    /// The groups in order, none empty.
    pub(super) groups: Vec<SkillGroup>,
    /// Paragraphs of running text among them.
    pub(super) prose: Vec<RichText>,
}

/// Reads the blocks of a section about skills.
pub(super) fn skills(sheet: &Sheet, blocks: &[Block]) -> Skills {
    let dom = sheet.dom;
    let mut skills = Skills::default();
    for (n, block) in blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading(_) => skills.open(heading_text(sheet, block)),
            BlockKind::Paragraph => {
                let lines = text::lines(sheet, block.range.clone(), |_| false);
                let next = blocks.get(n + 1).map(|next| next.kind);
                let whole = text::join(lines.clone());
                let listed = text::are_listed(&lines);
                if let Some(whole) = whole.filter(|whole| !listed && is_prose(&whole.text())) {
                    skills.prose.push(whole);
                } else if let [line] = lines.as_slice()
                    && matches!(next, Some(BlockKind::List | BlockKind::Tags))
                    && items(&line.text()).len() == 1
                {
                    // A short line over a list names a group.
                    skills.open(text::title(line));
                } else {
                    for line in lines {
                        skills.line(&line);
                    }
                }
            }
            BlockKind::Tags => {
                for item in dom.children_of(&block.range) {
                    if let Some(text) = text::rich(sheet, dom.subtree(item), |_| false) {
                        skills.add(&text);
                    }
                }
            }
            BlockKind::List => skills.list(sheet, block.range.start),
            BlockKind::Definitions => skills.definitions(sheet, block.range.start),
            BlockKind::Table => skills.table(sheet, block.range.start),
            BlockKind::Metrics | BlockKind::Call | BlockKind::Frame => {}
        }
    }
    skills.settle();
    skills
}

/// True for the width of a bar or a row of stars: "90%", "4/5", "★★★".
pub(super) fn is_bar(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && (text.ends_with('%') || text.contains('/') || !text.contains(char::is_alphanumeric))
        && text.chars().all(|c| !c.is_alphabetic())
}

/// A skill without the bar behind it.
fn without_bar(name: &str) -> &str {
    match name.rsplit_once(char::is_whitespace) {
        Some((before, last)) if is_bar(last) && last.ends_with('%') => before.trim_end(),
        Some(_) | None => name,
    }
}

impl Skills {
    fn open(&mut self, name: Option<Text>) {
        self.groups.push(SkillGroup {
            name,
            items: Vec::new(),
        });
    }

    /// Adds the items of a comma list to the open group.
    fn add(&mut self, rich: &RichText) {
        let text = super::fold::without_pictographs(&rich.text());
        let names = items(text.trim_end_matches('.'));
        if self.groups.is_empty() && !names.is_empty() {
            self.open(None);
        }
        let Some(group) = self.groups.last_mut() else {
            return;
        };
        for name in names {
            let name = without_bar(name);
            if !is_bar(name) {
                group.items.push(Tag::new(name, rich.span.clone()));
            }
        }
    }

    /// A line is "Group: a, b", or a comma list of the open group.
    fn line(&mut self, rich: &RichText) {
        match after_label(rich) {
            // "Python: 90%" is a skill with its bar.
            Some((label, rest)) if is_bar(&rest.text()) => {
                self.add(&RichText::plain(label.value, label.span));
            }
            Some((label, rest)) => {
                let outer = self.groups.last().and_then(|group| group.name.clone());
                self.open(text::title(&RichText::plain(label.value, label.span)));
                self.add(&rest);
                // What follows without a label belongs to the heading again.
                self.open(outer);
            }
            None => self.add(rich),
        }
    }

    fn list(&mut self, sheet: &Sheet, list: Id) {
        let dom = sheet.dom;
        let outer = self.groups.last().and_then(|group| group.name.clone());
        let is_list = |node: Id| matches!(dom.name(node), "ul" | "ol");
        for item in dom
            .children(list)
            .filter(|&id| dom.name(id) == "li" && !sheet.is_aside(id))
        {
            let inner = dom.within(item).find(|&id| is_list(id));
            let own = text::rich(sheet, dom.subtree(item), is_list);
            match (own, inner) {
                // An item with a list of its own names a group.
                (Some(own), Some(_)) => {
                    self.open(text::title(&own));
                    for id in dom.within(item).filter(|&id| dom.name(id) == "li") {
                        if let Some(text) = text::rich(sheet, dom.subtree(id), is_list) {
                            self.add(&text);
                        }
                    }
                    self.open(outer.clone());
                }
                (Some(own), None) => self.line(&own),
                // A list for the indentation alone.
                (None, Some(inner)) => self.list(sheet, inner),
                (None, None) => {}
            }
        }
    }

    fn definitions(&mut self, sheet: &Sheet, list: Id) {
        let dom = sheet.dom;
        for id in dom.within(list) {
            match dom.name(id) {
                "dt" => self.open(text::plain(sheet, dom.subtree(id), |_| false)),
                "dd" => {
                    if let Some(text) = text::rich(sheet, dom.subtree(id), |_| false) {
                        self.add(&text);
                    }
                }
                _ => {}
            }
        }
    }

    /// A row's first cell names the group of the others.
    fn table(&mut self, sheet: &Sheet, table: Id) {
        let outer = self.groups.last().and_then(|group| group.name.clone());
        for row in super::tables::rows(sheet, table) {
            match row.cells.as_slice() {
                _ if row.is_head => {}
                [only] => self.line(only),
                [name, rest @ ..] if rest.iter().all(|cell| is_bar(&cell.text())) => self.add(name),
                [name, rest @ ..] => {
                    self.open(text::title(name));
                    for cell in rest {
                        self.add(cell);
                    }
                    self.open(outer.clone());
                }
                [] => {}
            }
        }
    }

    /// Drops what holds nothing; headings that name no group are the skills themselves.
    fn settle(&mut self) {
        let mut bare: Vec<&Text> = Vec::new();
        for group in &self.groups {
            if let (Some(name), true) = (&group.name, group.items.is_empty()) {
                let named = self
                    .groups
                    .iter()
                    .any(|other| other.name.as_ref() == Some(name) && !other.items.is_empty());
                if !named && bare.iter().all(|other| other.value != name.value) {
                    bare.push(name);
                }
            }
        }
        if self.groups.iter().all(|group| group.items.is_empty()) && bare.len() > 1 {
            let items = bare
                .into_iter()
                .map(|name| Tag::new(name.value.clone(), name.span.clone()))
                .collect();
            self.groups = vec![SkillGroup { name: None, items }];
        }
        self.groups.retain(|group| !group.items.is_empty());
        for group in &mut self.groups {
            // A slider repeats its slides, and a list what it said before.
            let mut said: std::collections::HashSet<String> = std::collections::HashSet::new();
            group.items.retain(|tag| said.insert(tag.folded()));
        }
        self.join_neighbours();
    }

    /// Pieces of one group that a list in between had parted.
    fn join_neighbours(&mut self) {
        let mut joined: Vec<SkillGroup> = Vec::new();
        for group in std::mem::take(&mut self.groups) {
            match joined.last_mut() {
                Some(last) if last.name == group.name => last.items.extend(group.items),
                Some(_) | None => joined.push(group),
            }
        }
        self.groups = joined;
    }
}
