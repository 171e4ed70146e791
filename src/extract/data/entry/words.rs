//! What is told of an entry: text, bullets, tags, authors; what no field takes; its parts.

use super::super::fields::{Slot, fields, heading as heading_of};
use super::super::prose::{names, prose, rich};
use super::super::rest::{self, Rest};
use super::{Field, Reader, is_sentence, line_entry, read};
use crate::extract::{line, text};
use crate::resume::{Detail, DetailLabel, EntryKind, Highlight, RichText, Text};
use crate::yaml::{Node, Value};

impl Reader<'_> {
    pub(super) fn words(&mut self) {
        for at in 0..self.fields.len() {
            let Field {
                slot, key, node, ..
            } = self.fields[at];
            let Some(slot) = slot.filter(|_| !self.fields[at].is_used) else {
                continue;
            };
            match slot {
                Slot::Summary | Slot::Highlights => {
                    let mut found = prose(self.leaf, node);
                    self.told.extend(found.summary());
                    self.bullets(found.items);
                }
                Slot::Subtitle if node.text().is_some_and(is_sentence) => {
                    self.told.extend(prose(self.leaf, node).summary());
                }
                Slot::Tags => self.tags(key, node),
                Slot::Authors => self.authors(node),
                Slot::Level if self.entry.kind == EntryKind::Language => {
                    self.told.extend(rich(self.leaf, node));
                }
                Slot::Score => {
                    if let Some(text) = rich(self.leaf, node) {
                        self.detail(&key.value, text);
                    }
                }
                Slot::Role
                | Slot::Organization
                | Slot::Name
                | Slot::Degree
                | Slot::Area
                | Slot::Title
                | Slot::Subtitle
                | Slot::Period
                | Slot::Start
                | Slot::End
                | Slot::Location
                | Slot::Link
                | Slot::Doi
                | Slot::Level
                | Slot::Metrics
                | Slot::Parts
                | Slot::Language
                | Slot::Kind => continue,
            }
            self.fields[at].is_used = true;
        }
        for slot in [Slot::Location, Slot::Link, Slot::Doi, Slot::Metrics] {
            self.spend(slot);
        }
        // Dates that cannot be read were told.
        for slot in [Slot::Period, Slot::Start, Slot::End] {
            self.spend(slot);
        }
    }

    fn tags(&mut self, key: &Text, node: &Node) {
        let is_better = |field: &Field<'_>| {
            field.slot == Some(Slot::Tags) && !fields().is_weak(&field.key.value)
        };
        if fields().is_weak(&key.value) && self.fields.iter().any(is_better) {
            return;
        }
        for tag in names(self.leaf, node) {
            if !self.entry.tags.contains(&tag) {
                self.entry.tags.push(tag);
            }
        }
    }

    fn authors(&mut self, node: &Node) {
        let mut all = prose(self.leaf, node);
        let mut authors = RichText::new(node.span.clone());
        let mut each = std::mem::take(&mut all.paragraphs);
        each.append(&mut all.items);
        for (n, author) in each.into_iter().enumerate() {
            if n > 0 {
                authors.push(", ", crate::resume::Emphasis::NONE, None);
            }
            for run in author.runs {
                authors.push(run.text, run.emphasis, run.link);
            }
        }
        if !authors.is_blank() {
            self.told.insert(0, authors);
        }
    }

    fn bullets(&mut self, items: Vec<RichText>) {
        self.entry
            .highlights
            .extend(items.into_iter().map(|text| Highlight {
                text,
                tags: Vec::new(),
            }));
    }

    pub(super) fn detail(&mut self, key: &str, text: RichText) {
        let label = Text::new(heading_of(key), text.span.clone());
        self.entry.details.push(Detail {
            label: DetailLabel::Written(label),
            text,
        });
    }

    /// What nothing took: short values under their keys' names, long ones with the summary,
    /// sentences as bullets, maps with names as parts.
    pub(super) fn rest(&mut self) {
        for at in 0..self.fields.len() {
            let Field {
                slot, key, node, ..
            } = self.fields[at];
            // The roles of a project are words, those at an employer are positions.
            let are_words = node.items().iter().all(|item| item.text().is_some());
            let are_parts =
                slot == Some(Slot::Parts) && (line::is_held(self.entry.kind) || !are_words);
            if self.fields[at].is_used || are_parts {
                continue;
            }
            match rest::of(self.leaf, slot, &key.value, node) {
                Rest::Nothing => continue,
                Rest::Paragraphs(texts) => self.told.extend(texts),
                Rest::Bullets(texts) => self.bullets(texts),
                // An address leads somewhere, whatever its key is called.
                Rest::Detail(_) if node.text().is_some_and(is_address) => self.address(node),
                Rest::Detail(text) => self.detail(&key.value, text),
                Rest::Entries(kind) => {
                    for item in node.items() {
                        let part = read(self.leaf, item, kind, true, self.findings);
                        self.entry.parts.extend(part);
                    }
                }
            }
            self.fields[at].is_used = true;
        }
        let told = std::mem::take(&mut self.told);
        self.entry.summary = text::join_paragraphs(told);
    }

    /// Several roles at one employer become parts; one alone is the position itself.
    pub(super) fn parts(&mut self) {
        let mut roles = Vec::new();
        let left = self.fields.iter().filter(|field| !field.is_used);
        let lists: Vec<&Node> = left
            .filter(|field| field.slot == Some(Slot::Parts))
            .map(|field| field.node)
            .collect();
        for node in lists {
            for item in node.items() {
                let kind = self.entry.kind;
                roles.extend(match &item.value {
                    Value::Mapping(_) => read(self.leaf, item, kind, true, self.findings),
                    Value::Scalar(_) => line_entry(self.leaf, item, kind),
                    Value::Sequence(_) => None,
                });
            }
        }
        if roles.is_empty() {
            return;
        }
        if roles.len() == 1 && self.entry.title.is_none() && self.entry.parts.is_empty() {
            let mut only = roles.remove(0);
            only.organization = only.organization.or(self.entry.organization.take());
            only.via = only.via.or(self.entry.via.take());
            only.location = only.location.or(self.entry.location.take());
            only.period = only.period.or(self.entry.period.take());
            only.summary = text::join_paragraphs(
                [self.entry.summary.take(), only.summary]
                    .into_iter()
                    .flatten()
                    .collect(),
            );
            // What is told of the firm as a whole is told of its only role.
            let mut highlights = std::mem::take(&mut self.entry.highlights);
            only.highlights.append(&mut highlights);
            only.tags.append(&mut self.entry.tags);
            only.links.append(&mut self.entry.links);
            only.span = self.entry.span.clone();
            self.entry = only;
            return;
        }
        for role in &mut roles {
            // The employer stands above them once.
            if role.organization == self.entry.organization {
                role.organization = None;
            }
        }
        self.entry.parts.append(&mut roles);
    }
}

/// True for one whole address of the web.
fn is_address(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    is_web && !text.contains(char::is_whitespace)
}
