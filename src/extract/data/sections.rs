//! Sections: under a known heading, under the author's own, or under none.

use super::fields::{Slot, fields, heading};
use super::{MOST_DEPTH, Reader, betrayed, map, prose, skills};
use crate::diagnostic::Diagnostic;
use crate::extract::vocabulary::Topic;
use crate::resume::{Section, SectionBody, SectionKind, Text};
use crate::yaml::{Node, Value};

/// True for a list of `{name, value}`: facts about the person.
pub(super) fn is_pairs(list: &Node) -> bool {
    !list.items().is_empty()
        && list
            .items()
            .iter()
            .all(|item| item.get("name").is_some() && item.get("value").is_some())
}

impl Reader<'_> {
    pub(super) fn section(
        &mut self,
        title: Option<Text>,
        topic: Option<Topic>,
        node: &Node,
        depth: usize,
    ) {
        if depth > MOST_DEPTH {
            return;
        }
        if let Some(found) = map::section(self.leaf, node) {
            let title = found.title.or(title);
            let own = title
                .as_ref()
                .and_then(|title| fields().topic(self.leaf.words, &title.value));
            self.section(title.clone(), topic.or(own), &found.list, depth + 1);
            return;
        }
        if map::is_empty_section(node) {
            return;
        }
        match topic {
            Some(Topic::Summary) if map::is_list_of_maps(node) => self.unnamed(title, node, depth),
            Some(Topic::Summary) => {
                if let Some(text) = map::told(self.leaf, node) {
                    if self.said.summary.is_none() {
                        self.said.summary = Some(text);
                    } else {
                        self.push(title, SectionKind::Other, SectionBody::Text(vec![text]));
                    }
                }
            }
            Some(Topic::Contact) => {
                self.said.add(self.leaf, node);
                self.said.add_pairs(self.leaf, node);
            }
            Some(Topic::Ignored) => self.findings.push(
                Diagnostic::note("services and the like are no part of a résumé and are left out")
                    .at(node.span.clone()),
            ),
            Some(Topic::Section(kind)) => self.of_kind(title, kind, node, depth),
            None => self.unnamed(title, node, depth),
        }
    }

    /// A list that no name explains: each item says what it is.
    fn unnamed(&mut self, title: Option<Text>, node: &Node, depth: usize) {
        if node.items().is_empty() {
            if node.text().is_some() {
                self.of_kind(title, SectionKind::Other, node, depth);
            } else if betrayed(node).is_some() {
                let kind = betrayed(node).unwrap_or(SectionKind::Other);
                self.of_kind(title, kind, node, depth);
            } else {
                self.map(node, depth + 1);
            }
            return;
        }
        let mut groups: Vec<(SectionKind, Vec<Node>)> = Vec::new();
        if let Some(texts) = self.titled_texts(node) {
            for (title, topic, text) in texts {
                self.section(Some(title), topic, text, depth + 1);
            }
            return;
        }
        for item in node.items() {
            if is_titled_list(item) {
                self.titled(item, depth);
                continue;
            }
            let own = item
                .entries()
                .iter()
                .filter(|(key, _)| fields().slot(&key.value) == Some(Slot::Kind))
                .filter_map(|(_, value)| value.text())
                .find_map(|name| match fields().topic(self.leaf.words, name) {
                    Some(Topic::Section(kind)) => Some(kind),
                    Some(_) | None => None,
                });
            let kind = own.or_else(|| betrayed(item)).unwrap_or(SectionKind::Other);
            match groups.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, items)) => items.push(item.clone()),
                None => groups.push((kind, vec![item.clone()])),
            }
        }
        for (kind, items) in groups {
            let list = Node {
                value: Value::Sequence(items),
                span: node.span.clone(),
            };
            self.of_kind(title.clone(), kind, &list, depth);
        }
    }

    /// `[{title: Memberships, description: words}]`: sections of words, where a title is a
    /// section's.
    fn titled_texts<'n>(&self, list: &'n Node) -> Option<Vec<(Text, Option<Topic>, &'n Node)>> {
        let mut all = Vec::new();
        for item in list.items() {
            let of = |wanted: Slot| {
                let mut own = item.entries().iter();
                own.find(|(key, value)| {
                    value.text().is_some() && fields().slot(&key.value) == Some(wanted)
                })
            };
            let ((_, title), (_, text)) = (of(Slot::Title)?, of(Slot::Summary)?);
            if item.entries().len() != 2 {
                return None;
            }
            let title = title.spanned()?;
            let topic = fields().topic(self.leaf.words, &title.value);
            all.push((title, topic, text));
        }
        let is_section = |topic: &Option<Topic>| matches!(topic, Some(Topic::Section(kind)) if *kind != SectionKind::Other);
        all.iter()
            .any(|(_, topic, _)| is_section(topic))
            .then_some(all)
    }

    /// `{title, content: [...]}`: a section under its own heading.
    pub(super) fn titled(&mut self, item: &Node, depth: usize) {
        let heading = item
            .entries()
            .iter()
            .filter(|(key, _)| matches!(fields().slot(&key.value), Some(Slot::Title | Slot::Name)))
            .find_map(|(_, value)| prose::title(self.leaf, value));
        let title = heading.map(|(text, _)| text);
        let by_title = title
            .as_ref()
            .and_then(|title| fields().topic(self.leaf.words, &title.value));
        let by_kind = item
            .entries()
            .iter()
            .filter(|(key, _)| fields().own_slot(&key.value) == Some(Slot::Kind))
            .filter_map(|(_, value)| value.text())
            .find_map(|kind| fields().topic(self.leaf.words, kind));
        let topic = by_title.or(by_kind);
        let is_general = title
            .as_ref()
            .is_some_and(|title| fields().holds_person(&title.value));
        let Some((_, list)) = item
            .entries()
            .iter()
            .find(|(key, _)| fields().is_list(&key.value))
        else {
            return;
        };
        if is_general || is_pairs(list) {
            self.pairs(list);
            return;
        }
        self.section(title, topic, list, depth + 1);
    }

    /// `[{name: Full Name, value: Ana Reis}]`: facts about the person, each with its name.
    pub(super) fn pairs(&mut self, list: &Node) {
        self.said.add(self.leaf, list);
        self.said.add_pairs(self.leaf, list);
        for item in list.items() {
            let name = item.text_of("name");
            let value = item.get("value").or_else(|| item.get("content"));
            if let (Some(name), Some(value)) = (name, value)
                && fields().fact(&name.value).is_none()
            {
                let topic = fields().topic(self.leaf.words, &name.value);
                self.scalar(&name.value, topic, value);
            }
        }
    }

    pub(super) fn push(&mut self, title: Option<Text>, kind: SectionKind, body: SectionBody) {
        if !body.is_empty() {
            self.sections.push(Section {
                id: String::new(),
                title,
                kind,
                body,
            });
        }
    }

    pub(super) fn of_kind(
        &mut self,
        title: Option<Text>,
        kind: SectionKind,
        node: &Node,
        depth: usize,
    ) {
        match kind {
            SectionKind::Skills | SectionKind::Interests => {
                let skills = skills::skills(self.leaf, node);
                for (key, value) in &skills.others {
                    if fields().is_personal(&key.value) {
                        self.personal(&key.value, value);
                        continue;
                    }
                    let title = Some(Text::new(heading(&key.value), key.span.clone()));
                    self.of_kind(title, SectionKind::Languages, value, depth);
                }
                self.push(title.clone(), kind, SectionBody::Skills(skills.groups));
                self.push(title, kind, SectionBody::Entries(skills.told));
            }
            SectionKind::Languages => {
                let entries = skills::languages(self.leaf, node);
                self.push(title, kind, SectionBody::Entries(entries));
            }
            SectionKind::Metrics
            | SectionKind::Experience
            | SectionKind::Projects
            | SectionKind::Education
            | SectionKind::Certifications
            | SectionKind::Publications
            | SectionKind::Awards
            | SectionKind::Volunteering
            | SectionKind::References
            | SectionKind::Other => self.entries(title, kind, node, depth),
        }
    }
}

/// True for `{title, content: [...]}`.
pub(super) fn is_titled_list(item: &Node) -> bool {
    let has_list = item.entries().iter().any(|(key, value)| {
        fields().is_list(&key.value)
            && (!value.items().is_empty() || !value.entries().is_empty() || is_text_of(item, key))
    });
    let has_title = item
        .entries()
        .iter()
        .any(|(key, _)| matches!(fields().slot(&key.value), Some(Slot::Title)));
    has_list && has_title && betrayed(item).is_none()
}

/// `{layout: text, title, content: words}`: a section of words.
fn is_text_of(item: &Node, key: &Text) -> bool {
    key.value == "content" && item.get("layout").is_some()
}
