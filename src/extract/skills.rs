//! Skills: a heading with a list, a labelled line, chips, or a bare comma line.

use super::block::{Block, BlockKind};
use super::outline::heading_text;
use super::pieces::{after_label, is_prose, items};
use super::text;
use crate::read::{Dom, Id, Page};
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
pub(super) fn skills(page: &Page, dom: &Dom, blocks: &[Block]) -> Skills {
    let mut skills = Skills::default();
    for block in blocks {
        match block.kind {
            BlockKind::Heading(_) => skills.open(heading_text(page, dom, block)),
            BlockKind::Paragraph => {
                let lines = text::lines(page, dom, block.range.clone(), |_| false);
                let whole = text::join(lines.clone());
                if let Some(whole) = whole.filter(|whole| is_prose(&whole.text())) {
                    skills.prose.push(whole);
                } else {
                    for line in lines {
                        skills.line(&line);
                    }
                }
            }
            BlockKind::Tags => {
                for item in dom.children_of(&block.range) {
                    if let Some(text) = text::rich(page, dom, dom.subtree(item), |_| false) {
                        skills.add(&text);
                    }
                }
            }
            BlockKind::List => skills.list(page, dom, block.range.start),
            BlockKind::Definitions => skills.definitions(page, dom, block.range.start),
            BlockKind::Table => {
                for id in block.range.clone() {
                    if dom.name(id) == "td"
                        && let Some(text) = text::rich(page, dom, dom.subtree(id), |_| false)
                    {
                        skills.line(&text);
                    }
                }
            }
            BlockKind::Metrics | BlockKind::Call | BlockKind::Frame => {}
        }
    }
    skills.groups.retain(|group| !group.items.is_empty());
    skills
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
        let names = items(&text);
        if names.is_empty() {
            return;
        }
        if self.groups.is_empty() {
            self.open(None);
        }
        let group = self.groups.last_mut().expect("one was opened");
        for name in names {
            group.items.push(Tag::new(name, rich.span.clone()));
        }
    }

    /// A line is "Group: a, b", or a comma list of the open group.
    fn line(&mut self, rich: &RichText) {
        match after_label(rich) {
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

    fn list(&mut self, page: &Page, dom: &Dom, list: Id) {
        let end = dom.end(list);
        let mut id = list + 1;
        while id < end {
            if dom.name(id) != "li" {
                id += 1;
                continue;
            }
            let inner = dom
                .children(id)
                .find(|&child| matches!(dom.name(child), "ul" | "ol"));
            let own = text::rich(page, dom, dom.subtree(id), |node| {
                matches!(dom.name(node), "ul" | "ol")
            });
            match (own, inner) {
                // An item with a list of its own names a group.
                (Some(own), Some(inner)) => {
                    self.open(text::title(&own));
                    id = inner + 1;
                }
                (Some(own), None) => {
                    self.line(&own);
                    id = dom.end(id);
                }
                (None, _) => id += 1,
            }
        }
    }

    fn definitions(&mut self, page: &Page, dom: &Dom, list: Id) {
        for id in dom.within(list) {
            match dom.name(id) {
                "dt" => self.open(text::plain(page, dom, dom.subtree(id), |_| false)),
                "dd" => {
                    if let Some(text) = text::rich(page, dom, dom.subtree(id), |_| false) {
                        self.add(&text);
                    }
                }
                _ => {}
            }
        }
    }
}
