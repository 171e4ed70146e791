//! What stands under a heading: skills, metrics, paragraphs, entries.

use super::Composer;
use crate::layout::flow::{Content, Node, Role, Run};
use crate::resume::{Entry, EntryKind, Section, SectionBody, SkillGroup};
use crate::theme::{Gap, SkillLayout, TextRole};

impl Composer<'_> {
    /// The nodes of the section of a number.
    pub(super) fn body(&mut self, number: usize, section: &Section) -> Vec<Node> {
        match &section.body {
            SectionBody::Entries(entries) if entries.iter().all(is_language) => {
                vec![self.languages(entries)]
            }
            SectionBody::Entries(entries) => self.entries(number, entries),
            SectionBody::Skills(groups) => self.skills(groups),
            SectionBody::Metrics(metrics) => {
                let mut nodes = self.metrics(metrics);
                if let Some(first) = nodes.first_mut() {
                    first.before = Gap::None;
                }
                nodes
            }
            SectionBody::Text(paragraphs) => {
                let mut nodes = Vec::new();
                for (index, text) in paragraphs.iter().enumerate() {
                    let gap = if index == 0 {
                        Gap::None
                    } else {
                        Gap::Paragraph
                    };
                    nodes.extend(self.prose(text, TextRole::Body, gap));
                }
                nodes
            }
        }
    }

    /// Languages with their levels, in one line: "English (fluent), Swedish (native)".
    fn languages(&mut self, entries: &[Entry]) -> Node {
        let mut runs: Vec<Run> = Vec::new();
        for entry in entries {
            let mut text = entry
                .title
                .as_ref()
                .map(|title| title.value.clone())
                .unwrap_or_default();
            if let Some(level) = &entry.summary {
                text.push_str(&format!(" ({})", level.text()));
            }
            if let Some(before) = runs.last() {
                let comma = self.joints.comma(&before.text, &text);
                runs.push(Run::plain(comma, TextRole::Skills));
            }
            runs.push(Run::plain(text, TextRole::Skills).unbroken());
        }
        self.paragraph(Role::Paragraph, Gap::None, TextRole::Skills, runs)
    }

    fn skills(&mut self, groups: &[SkillGroup]) -> Vec<Node> {
        let skills = self.theme.arrangement.skills;
        let named = groups.iter().all(|group| group.name.is_some());
        if skills.layout == SkillLayout::Table && named {
            return groups
                .iter()
                .enumerate()
                .map(|(index, group)| self.skill_row(group, index))
                .collect();
        }
        // Columns need names to head them, and at least two groups to stand side by side.
        let columns = skills.layout == SkillLayout::Columns && groups.len() > 1 && named;
        if !columns {
            return groups
                .iter()
                .enumerate()
                .map(|(index, group)| self.skill_line(group, index))
                .collect();
        }
        let mut rows = Vec::new();
        // As few columns as the same number of rows needs: four groups stand two by two.
        let columns = groups.len().div_ceil(groups.len().div_ceil(skills.columns));
        for (index, row) in groups.chunks(columns).enumerate() {
            let groups = row.iter().map(|group| self.skill_block(group)).collect();
            let gap = if index == 0 {
                Gap::None
            } else {
                Gap::SkillGroups
            };
            let mut node = self.node(Role::SkillGroups, gap, Content::Grid { columns, groups });
            node.keep.together = true;
            rows.push(node);
        }
        rows
    }

    /// "**Languages:** Rust, Go"
    fn skill_line(&mut self, group: &SkillGroup, index: usize) -> Node {
        let mut runs = Vec::new();
        if let Some(name) = &group.name {
            let colon = match group.items.is_empty() {
                true => "",
                false => self.joints.colon(),
            };
            let label = format!("{}{colon}", name.value);
            runs.push(Run::plain(label, TextRole::SkillGroup));
            if !group.items.is_empty() {
                runs.push(Run::plain(" ", TextRole::Skills));
            }
        }
        runs.extend(self.listed(&group.items, ", ", TextRole::Skills));
        let gap = if index == 0 {
            Gap::None
        } else {
            Gap::SkillGroups
        };
        let mut node = self.paragraph(Role::SkillGroup, gap, TextRole::Skills, runs);
        node.keep.together = true;
        node
    }

    /// The name in a column of its own, its skills beside it.
    fn skill_row(&mut self, group: &SkillGroup, index: usize) -> Node {
        let name = group.name.as_ref().map(|name| name.value.clone());
        let runs = vec![Run::plain(name.unwrap_or_default(), TextRole::SkillGroup)];
        let style = TextRole::SkillGroup;
        let label = self.paragraph(Role::SkillGroup, Gap::None, style, runs);
        let runs = self.listed(&group.items, ", ", TextRole::Skills);
        let mut items = self.paragraph(Role::Paragraph, Gap::None, TextRole::Skills, runs);
        items.keep.together = true;
        let gap = if index == 0 {
            Gap::None
        } else {
            Gap::SkillGroups
        };
        let content = Content::Labelled {
            label: Box::new(label),
            body: vec![items],
        };
        self.node(Role::SkillGroup, gap, content)
    }

    /// The name above its skills.
    fn skill_block(&mut self, group: &SkillGroup) -> Node {
        let mut nodes = Vec::new();
        if let Some(name) = &group.name {
            let runs = vec![Run::plain(name.value.as_str(), TextRole::SkillGroup)];
            nodes.push(self.paragraph(Role::SkillGroup, Gap::None, TextRole::SkillGroup, runs));
        }
        let runs = self.listed(&group.items, ", ", TextRole::Skills);
        nodes.push(self.paragraph(Role::Paragraph, Gap::SkillItems, TextRole::Skills, runs));
        self.node(Role::SkillGroup, Gap::None, Content::Group(nodes))
    }
}

fn is_language(entry: &Entry) -> bool {
    entry.kind == EntryKind::Language && entry.highlights.is_empty()
}
