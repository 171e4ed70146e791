//! Data files to a résumé: YAML, TOML and JSON in the shapes that themes invented.
//!
//! No theme is known here. A list is what its name, its items' `type` or their fields say,
//! and every name is data (`fields.yaml`).

mod entry;
mod fields;
mod front;
mod languages;
mod leaf;
mod person;
mod prose;
mod scalars;
mod skills;

pub(super) use front::complete;
pub(super) use leaf::Leaf;
pub(super) use scalars::{Scalar, Sort, scalars};

use super::page::Found;
use super::pieces::is_prose;
use super::vocabulary::Topic;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::resume::{Entry, EntryKind, RichText, Section, SectionBody, SectionKind, Text};
use crate::yaml::{Node, Value};
use entry::{entry, line_entry};
use fields::{Slot, fields, heading};
use person::Said;

/// Sections in sections in sections: more is no résumé.
const MOST_DEPTH: usize = 6;

/// Reads a data file. `language` is the one that is wanted where the file has several.
pub(super) fn read(
    leaf: Leaf<'_>,
    root: &Node,
    language: Option<&Text>,
    findings: &mut Diagnostics,
) -> Found {
    let chosen = languages::choose(leaf.words, root, language, findings);
    let mut reader = Reader::new(leaf, findings);
    reader.root(&chosen.tree);
    let mut found = reader.finish();
    found.language = chosen.language;
    found
}

/// Reads one named section, as `vitae.yaml` gives it.
pub(super) fn read_section(
    leaf: Leaf<'_>,
    name: &Text,
    node: &Node,
    findings: &mut Diagnostics,
) -> Vec<Section> {
    let mut reader = Reader::new(leaf, findings);
    reader.section(None, fields().topic(leaf.words, &name.value), node, 0);
    reader.finish().sections
}

/// True for a text that only says what is to be written in its place.
pub(super) fn is_placeholder(text: &str) -> bool {
    fields().is_placeholder(text)
}

struct Reader<'a> {
    leaf: Leaf<'a>,
    said: Said,
    sections: Vec<Section>,
    findings: &'a mut Diagnostics,
}

/// What a map's fields say it is, where nothing else does.
fn betrayed(node: &Node) -> Option<SectionKind> {
    node.entries()
        .iter()
        .find_map(|(key, _)| fields().hint(&key.value))
}

/// True for a map with a job title and an employer and no other name.
fn is_position(node: &Node) -> bool {
    let has = |wanted: &[Slot]| {
        node.entries().iter().any(|(key, _)| {
            fields()
                .slot(&key.value)
                .is_some_and(|slot| wanted.contains(&slot))
        })
    };
    has(&[Slot::Role]) && has(&[Slot::Organization]) && !has(&[Slot::Name, Slot::Title])
}

/// True for a list of `{name, value}`: facts about the person.
fn is_pairs(list: &Node) -> bool {
    !list.items().is_empty()
        && list
            .items()
            .iter()
            .all(|item| item.get("name").is_some() && item.get("value").is_some())
}

impl<'a> Reader<'a> {
    fn new(leaf: Leaf<'a>, findings: &'a mut Diagnostics) -> Self {
        Reader {
            leaf,
            said: Said::default(),
            sections: Vec::new(),
            findings,
        }
    }

    fn finish(self) -> Found {
        let mut found = Found {
            facts: self.said.facts,
            summary: self.said.summary,
            sections: self.sections,
            ..Found::default()
        };
        found.sections.retain(|section| !section.body.is_empty());
        found
    }

    fn root(&mut self, root: &Node) {
        let of_file = fields().topic(self.leaf.words, &self.leaf.stem);
        match &root.value {
            Value::Scalar(_) => {}
            Value::Sequence(items) => {
                // A name such as "portfolio" is weaker than a job title with an employer.
                let of_file = if items.iter().all(is_position) {
                    Some(Topic::Section(SectionKind::Experience))
                } else {
                    of_file
                };
                self.section(None, of_file, root, 0);
            }
            Value::Mapping(entries) => {
                // RenderCV keeps everything under one key, its design beside it.
                if let Some(inner) = root.get("cv").filter(|cv| !cv.entries().is_empty()) {
                    return self.map(inner, 0);
                }
                // A file about one thing is a list under a heading.
                let lists: Vec<&Node> = entries
                    .iter()
                    .filter(|(key, value)| {
                        fields().is_list(&key.value) && !value.items().is_empty()
                    })
                    .map(|(_, value)| value)
                    .collect();
                if let ([list], Some(topic)) = (lists.as_slice(), of_file)
                    && !list.items().iter().any(is_titled_list)
                {
                    return self.section(None, Some(topic), list, 0);
                }
                self.map(root, 0);
            }
        }
    }

    /// A map of the person's fields and of sections.
    fn map(&mut self, map: &Node, depth: usize) {
        self.said.add(self.leaf, map);
        for (key, value) in map.entries() {
            self.field(&key.value, value, depth);
        }
    }

    fn field(&mut self, key: &str, value: &Node, depth: usize) {
        let is_scalar = matches!(value.value, Value::Scalar(_));
        let is_known = fields().account_of(key).is_some()
            || fields().fact(key).is_some() && is_scalar
            || fields().holds_profiles(key)
            || fields().holds_person(key) && !value.entries().is_empty();
        if is_scalar || is_known || depth > MOST_DEPTH {
            return;
        }
        let topic = fields().topic(self.leaf.words, key);
        if fields().is_list(key) && !is_own_list(value) {
            if value.entries().is_empty() {
                return self.section(None, None, value, depth + 1);
            }
            for (name, inner) in value.entries() {
                let title = Text::new(heading(&name.value), name.span.clone());
                self.section(
                    Some(title),
                    fields().topic(self.leaf.words, &name.value),
                    inner,
                    depth + 1,
                );
            }
            return;
        }
        if fields().is_machinery(key) {
            return;
        }
        match topic {
            Some(topic) => {
                let at = value.span.clone();
                let title = Text::new(heading(key), at);
                self.section(Some(title), Some(topic), value, depth + 1);
            }
            None => {
                // A list under a name of the author's own is a section where its items have a
                // title; anything else is a setting.
                let is_entries = value
                    .items()
                    .iter()
                    .any(|item| betrayed(item).is_some() || is_titled_list(item));
                if is_entries {
                    let title = Text::new(heading(key), value.span.clone());
                    self.section(Some(title), None, value, depth + 1);
                }
            }
        }
    }

    fn section(&mut self, title: Option<Text>, topic: Option<Topic>, node: &Node, depth: usize) {
        if depth > MOST_DEPTH {
            return;
        }
        if let Some((name, inner)) = wrapped(self.leaf, node) {
            let title = name.or(title);
            let own = title
                .as_ref()
                .and_then(|title| fields().topic(self.leaf.words, &title.value));
            return self.section(title, topic.or(own), inner, depth + 1);
        }
        match topic {
            Some(Topic::Summary) => {
                if let Some(text) = prose::rich(self.leaf, node) {
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
                for (key, value) in node.entries() {
                    self.field(&key.value, value, depth + 1);
                }
            }
            return;
        }
        let mut groups: Vec<(SectionKind, Vec<Node>)> = Vec::new();
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

    /// `{title, content: [...]}`: a section under its own heading.
    fn titled(&mut self, item: &Node, depth: usize) {
        let heading = item
            .entries()
            .iter()
            .filter(|(key, _)| matches!(fields().slot(&key.value), Some(Slot::Title | Slot::Name)))
            .find_map(|(_, value)| prose::title(self.leaf, value));
        let title = heading.map(|(text, _)| text);
        let topic = title
            .as_ref()
            .and_then(|title| fields().topic(self.leaf.words, &title.value));
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
            self.said.add(self.leaf, list);
            self.said.add_pairs(self.leaf, list);
            return;
        }
        self.section(title, topic, list, depth + 1);
    }

    fn push(&mut self, title: Option<Text>, kind: SectionKind, body: SectionBody) {
        if !body.is_empty() {
            self.sections.push(Section {
                id: String::new(),
                title,
                kind,
                body,
            });
        }
    }

    fn of_kind(&mut self, title: Option<Text>, kind: SectionKind, node: &Node, depth: usize) {
        match kind {
            SectionKind::Skills | SectionKind::Interests => {
                let skills = skills::skills(self.leaf, node);
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

    fn entries(&mut self, title: Option<Text>, kind: SectionKind, node: &Node, depth: usize) {
        let of = kind.entry_kind();
        let mut entries: Vec<Entry> = Vec::new();
        let mut texts: Vec<RichText> = Vec::new();
        match &node.value {
            Value::Scalar(_) => {
                let mut found = prose::prose(self.leaf, node);
                texts.append(&mut found.paragraphs);
                texts.append(&mut found.items);
            }
            Value::Sequence(items) => {
                for item in items {
                    if is_titled_list(item) && kind == SectionKind::Other {
                        self.titled(item, depth);
                        continue;
                    }
                    match &item.value {
                        Value::Mapping(fields) => match fields.as_slice() {
                            [(_, only)] if only.text().is_some() => {
                                entries.extend(line_entry(self.leaf, only, of));
                            }
                            _ => entries.extend(entry(self.leaf, item, of, self.findings)),
                        },
                        Value::Scalar(_) => {
                            let text = prose::rich(self.leaf, item);
                            let is_text = kind == SectionKind::Other
                                || text.as_ref().is_some_and(|text| is_prose(&text.text()))
                                    && of == EntryKind::Position;
                            if is_text {
                                texts.extend(text);
                            } else {
                                entries.extend(line_entry(self.leaf, item, of));
                            }
                        }
                        Value::Sequence(_) => texts.extend(prose::rich(self.leaf, item)),
                    }
                }
            }
            Value::Mapping(map) => {
                let is_entry = betrayed(node).is_some()
                    || map
                        .iter()
                        .any(|(key, _)| fields().slot(&key.value) == Some(Slot::Title));
                if is_entry {
                    entries.extend(entry(self.leaf, node, of, self.findings));
                } else {
                    for (key, value) in map {
                        entries.extend(self.keyed(key, value, of));
                    }
                }
            }
        }
        self.push(title.clone(), kind, SectionBody::Entries(entries));
        self.push(title, kind, SectionBody::Text(texts));
    }

    /// An entry whose name is the key above it.
    fn keyed(&mut self, key: &Text, value: &Node, kind: EntryKind) -> Option<Entry> {
        if fields().is_machinery(&key.value) {
            return None;
        }
        let name = Text::new(heading(&key.value), key.span.clone());
        let mut found = match &value.value {
            Value::Mapping(_) => entry(self.leaf, value, kind, self.findings)
                .unwrap_or_else(|| Entry::new(kind, key.span.clone())),
            Value::Scalar(_) | Value::Sequence(_) => {
                let mut found = Entry::new(kind, key.span.clone());
                let mut told = prose::prose(self.leaf, value);
                found.summary = told.summary();
                for text in told.items {
                    found.highlights.push(crate::resume::Highlight {
                        text,
                        tags: Vec::new(),
                    });
                }
                found
            }
        };
        if found.title.is_none() {
            found.title = Some(name);
        } else if found.organization.is_none() && kind == EntryKind::Position {
            found.organization = Some(name);
        }
        Some(found)
    }
}

/// True for `{title, content: [...]}`.
fn is_titled_list(item: &Node) -> bool {
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

/// True for a list that says itself what it holds: `content: [{company: ...}]` is a section,
/// and so is a list of titled lists.
fn is_own_list(value: &Node) -> bool {
    value
        .items()
        .first()
        .is_some_and(|item| betrayed(item).is_some())
}

/// `{title, stages: [...]}`: a list with its heading, under whatever name.
fn wrapped<'a>(leaf: Leaf<'_>, node: &'a Node) -> Option<(Option<Text>, &'a Node)> {
    let entries = node.entries();
    let mut lists = entries.iter().filter(|(_, value)| {
        !value.items().is_empty()
            && value
                .items()
                .iter()
                .all(|item| !item.entries().is_empty() || item.text().is_some())
    });
    let (list_key, list) = lists.next()?;
    let scalars = entries
        .iter()
        .filter(|(_, value)| matches!(value.value, Value::Scalar(_)));
    let heading = entries
        .iter()
        .filter(|(key, _)| matches!(fields().slot(&key.value), Some(Slot::Title | Slot::Name)))
        .find_map(|(_, value)| prose::title(leaf, value));
    let only = lists.next().is_none() && scalars.count() + 1 == entries.len();
    let is_list = fields().is_list(&list_key.value)
        || heading.is_some() && entries.len() <= 3 && betrayed(node).is_none();
    (only && is_list && betrayed(node).is_none()).then(|| (heading.map(|(text, _)| text), list))
}
