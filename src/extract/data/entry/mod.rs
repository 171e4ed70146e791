//! One map of a data file as an entry.
//!
//! ```text
//! Node -> Fields -> names (title, organisation) -> facts (place, period, links) -> words -> Entry
//! ```

mod facts;
mod names;
mod words;

use super::fields::{Slot, fields};
use super::leaf::Leaf;
use super::prose::{rich, title};
use super::when;
use crate::diagnostic::Diagnostics;
use crate::extract::line_item;
use crate::extract::person::bare_address;
use crate::resume::{Entry, EntryKind, RichText, Text};
use crate::yaml::Node;

/// Reads a map as an entry of a kind; `None` where nothing names it.
pub(super) fn entry(
    leaf: Leaf<'_>,
    node: &Node,
    kind: EntryKind,
    findings: &mut Diagnostics,
) -> Option<Entry> {
    read(leaf, node, kind, false, findings)
}

/// `is_part` where the map around it names the employer.
fn read(
    leaf: Leaf<'_>,
    node: &Node,
    kind: EntryKind,
    is_part: bool,
    findings: &mut Diagnostics,
) -> Option<Entry> {
    let mut reader = Reader {
        leaf,
        fields: Field::all(node),
        entry: Entry::new(kind, node.span.clone()),
        is_part,
        told: Vec::new(),
        findings,
    };
    reader.names();
    reader.facts();
    reader.words();
    reader.rest();
    reader.parts();
    let entry = reader.entry;
    (entry.title.is_some() || entry.organization.is_some()).then_some(entry)
}

/// A text as an entry: "B.Sc. — School (2012)".
pub(super) fn line_entry(leaf: Leaf<'_>, node: &Node, kind: EntryKind) -> Option<Entry> {
    let mut rich = rich(leaf, node)?;
    let mut entry = Entry::new(kind, node.span.clone());
    let whole = rich.text();
    // Years in parentheses end the line before a dash in them can part it.
    if let Some((before, inner)) = whole
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        && let Ok(found) = when::read(leaf, inner, &rich.span)
    {
        rich = RichText::plain(before.trim(), rich.span.clone());
        line_item::item(leaf.words, &mut entry, &rich);
        entry.period = Some(found);
    } else {
        line_item::item(leaf.words, &mut entry, &rich);
    }
    (entry.title.is_some() || entry.organization.is_some()).then_some(entry)
}

/// A field of a map; what nothing took is told by its key.
pub(super) struct Field<'a> {
    pub(super) slot: Option<Slot>,
    pub(super) key: &'a Text,
    pub(super) node: &'a Node,
    pub(super) is_used: bool,
}

impl<'a> Field<'a> {
    /// The fields of a map in the file's order; maps that no slot knows give their own.
    fn all(node: &'a Node) -> Vec<Self> {
        /// Deeper fields are about something else.
        const MOST_DEPTH: usize = 3;
        fn add<'a>(node: &'a Node, depth: usize, out: &mut Vec<Field<'a>>) {
            for (key, value) in node.entries() {
                let slot = fields().slot(&key.value);
                let is_map = !value.entries().is_empty();
                if is_map && slot.is_none() && depth < MOST_DEPTH {
                    if !fields().is_machinery(&key.value) {
                        add(value, depth + 1, out);
                    }
                    continue;
                }
                out.push(Field {
                    slot,
                    key,
                    node: value,
                    is_used: false,
                });
            }
        }
        let mut all = Vec::new();
        add(node, 0, &mut all);
        all
    }
}

/// What a map's fields say, without those of the maps in it.
fn slots(node: &Node) -> Vec<(Slot, &Node)> {
    let mut found = Vec::new();
    for (key, value) in node.entries() {
        found.extend(fields().slot(&key.value).map(|slot| (slot, value)));
    }
    found
}

/// A text with the fields that it is made of.
struct Named {
    text: Text,
    at: Vec<usize>,
}

struct Reader<'a> {
    leaf: Leaf<'a>,
    fields: Vec<Field<'a>>,
    entry: Entry,
    is_part: bool,
    /// Paragraphs in their order.
    told: Vec<RichText>,
    findings: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    fn all(&self, slot: Slot) -> Vec<&'a Node> {
        self.fields
            .iter()
            .filter(|field| field.slot == Some(slot))
            .map(|field| field.node)
            .collect()
    }

    fn numbers(&self, slot: Slot) -> Vec<usize> {
        let all = self.fields.iter().enumerate();
        all.filter(|(_, field)| field.slot == Some(slot))
            .map(|(at, _)| at)
            .collect()
    }

    fn spend(&mut self, slot: Slot) {
        for field in &mut self.fields {
            field.is_used |= field.slot == Some(slot);
        }
    }

    /// The first text of a slot as a title, all words of its key known before others; what it
    /// leads to becomes a link of the entry.
    fn title(&mut self, slot: Slot) -> Option<Named> {
        let mut all = self.numbers(slot);
        all.sort_by_key(|&at| fields().own_slot(&self.fields[at].key.value).is_none());
        let (at, (text, link)) = all
            .into_iter()
            .find_map(|at| Some((at, title(self.leaf, self.fields[at].node)?)))?;
        if let Some(link) = link {
            self.link(link, &text);
        }
        Some(Named { text, at: vec![at] })
    }

    fn link(&mut self, address: String, at: &Text) {
        let known = self.entry.links.iter().any(|(_, href)| *href == address);
        if !known {
            let shown = Text::new(bare_address(&address), at.span.clone());
            self.entry.links.push((shown, address));
        }
    }

    fn take(&mut self, named: Named) -> Text {
        for at in named.at {
            self.fields[at].is_used = true;
        }
        named.text
    }
}

/// True for a text of a sentence's length, or with its stop.
fn is_sentence(text: &str) -> bool {
    const FEWEST_WORDS: usize = 7;
    text.split_whitespace().count() >= FEWEST_WORDS || text.ends_with('.') && text.contains(' ')
}
