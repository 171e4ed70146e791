//! The entries of a section: a list, a map of them, one alone, a text.

use super::entry::{entry, line_entry};
use super::fields::{Slot, fields, heading};
use super::sections::is_titled_list;
use super::{Reader, betrayed, map, prose, when};
use crate::extract::line_item;
use crate::extract::pieces::is_prose;
use crate::resume::{Entry, EntryKind, Highlight, RichText, SectionBody, SectionKind, Text};
use crate::yaml::{Node, Value};

impl Reader<'_> {
    pub(super) fn entries(
        &mut self,
        title: Option<Text>,
        kind: SectionKind,
        node: &Node,
        depth: usize,
    ) {
        let of = kind.entry_kind();
        let mut entries: Vec<Entry> = Vec::new();
        let mut texts: Vec<RichText> = Vec::new();
        match &node.value {
            Value::Scalar(_) => {
                let mut found = prose::prose(self.leaf, node);
                texts.append(&mut found.paragraphs);
                texts.append(&mut found.items);
                // Prizes and papers are lines, each of its own.
                let are_lines = matches!(
                    of,
                    EntryKind::Award | EntryKind::Publication | EntryKind::Certification
                ) && !texts.iter().any(|text| is_prose(&text.text()));
                if are_lines {
                    for text in std::mem::take(&mut texts) {
                        let mut line = Entry::new(of, text.span.clone());
                        line_item::item(self.leaf.words, &mut line, &text);
                        entries.push(line);
                    }
                }
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
                            _ if map::is_dated_list(item, of) => {
                                entries.extend(self.dated(item, of));
                            }
                            _ => match entry(self.leaf, item, of, self.findings) {
                                Some(entry) => entries.push(entry),
                                // What has no name is text.
                                None => texts.extend(prose::rich(self.leaf, item)),
                            },
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

    /// `{year: 2022, items: [...]}`: each item is an entry of that time.
    fn dated(&mut self, map: &Node, kind: EntryKind) -> Vec<Entry> {
        let mut out = Vec::new();
        let time = map
            .entries()
            .iter()
            .filter(|(key, _)| fields().slot(&key.value) == Some(Slot::Period))
            .find_map(|(_, value)| value.spanned())
            .and_then(|text| when::read(self.leaf, &text.value, &text.span).ok());
        for (_, list) in map.entries() {
            for item in list.items() {
                let found = match &item.value {
                    Value::Mapping(_) => entry(self.leaf, item, kind, self.findings),
                    Value::Scalar(_) => line_entry(self.leaf, item, kind),
                    Value::Sequence(_) => None,
                };
                out.extend(found.map(|mut entry| {
                    entry.period = entry.period.or_else(|| time.clone());
                    entry
                }));
            }
        }
        out
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
                    found.highlights.push(Highlight {
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
