//! Data files to a résumé: YAML, TOML and JSON in the shapes that themes and builders invented.
//!
//! ```text
//! Node -> languages::choose -> shape::shaped -> Reader (sections) -> entry | skills | person -> Found
//!                                                      rest: what no field takes; left: what nothing took
//! ```
//!
//! No theme and no builder is known here. Three things say what a value is, in this order:
//!
//! 1. **Its key**, as a set of words (`fields.yaml`): `date_start`, `startDate` and `start` are one.
//!    Words that only say whose a field is (`companyUrl`) and a prefix that all keys of a map
//!    share (`cv_name`) count for nothing.
//! 2. **Its content.** A map with an e-mail address and a name, a telephone number or profiles is a
//!    person's; one with a title and a list of maps is a section; one whose keys name sections is
//!    a wrapper, whatever it is called; one with an employer and a period is an entry.
//! 3. **What stands beside it.** A list of maps or sentences beside a person's fields is a section
//!    under its own name. A value that no field of an entry takes is a detail under its key's
//!    name if it is short, told with the summary if it is long, bullets if it is a list.
//!
//! What is switched off (`visible: false`), marks of a theme, colours, pictures and levels in
//! numbers are no text of a résumé. All else that nothing took is counted and told (`left`):
//! nothing vanishes in silence.

mod entries;
mod entry;
mod fields;
mod front;
mod keys;
mod languages;
mod leaf;
mod left;
mod map;
mod person;
mod placeholders;
mod prose;
mod rest;
mod scalars;
mod sections;
mod shape;
mod skills;
#[cfg(test)]
mod tests;
mod when;

pub(super) use front::complete;
pub(super) use leaf::Leaf;
pub(super) use scalars::{Scalar, Sort, scalars};

use super::page::Found;
use super::vocabulary::Topic;
use crate::diagnostic::Diagnostics;
use crate::resume::{Arranged, RichText, Section, SectionBody, SectionKind, Text};
use crate::yaml::{Node, Value};
use fields::{Slot, fields, heading};
use person::Said;
use sections::is_titled_list;

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
    let tree = shape::shaped(&chosen.tree, findings);
    let mut reader = Reader::new(leaf, findings);
    reader.root(&tree);
    // The keys of a format say nothing of the author's order.
    let is_authors = !reader.has_plain_keys;
    let mut found = reader.finish();
    found.arranged = match is_authors {
        true => Arranged::ByAuthor,
        false => Arranged::ByKind,
    };
    found.language = chosen.language;
    let left = left::told(leaf, root, &tree, &found, findings);
    findings.append(left);
    found
}

/// Reads one named section, as `vitae.yaml` gives it.
pub(super) fn read_section(
    leaf: Leaf<'_>,
    name: &Text,
    node: &Node,
    findings: &mut Diagnostics,
) -> Vec<Section> {
    let node = &shape::shaped(node, findings);
    let mut reader = Reader::new(leaf, findings);
    reader.section(None, fields().topic(leaf.words, &name.value), node, 0);
    reader.finish().sections
}

/// True for a text that only says what is to be written in its place.
pub(super) fn is_placeholder(text: &str) -> bool {
    fields().is_placeholder(text)
}

/// Whether a list under a name that no table has is a section.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unknown {
    No,
    /// Where it looks like one: it stands beside a person's fields.
    Likely,
    Any,
}

struct Reader<'a> {
    leaf: Leaf<'a>,
    said: Said,
    sections: Vec<Section>,
    /// Nationality, permits and the like.
    personal: Vec<RichText>,
    /// The keys are the words of a format, not the author's headings.
    has_plain_keys: bool,
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

impl<'a> Reader<'a> {
    fn new(leaf: Leaf<'a>, findings: &'a mut Diagnostics) -> Self {
        Reader {
            leaf,
            said: Said::default(),
            sections: Vec::new(),
            personal: Vec::new(),
            has_plain_keys: false,
            findings,
        }
    }

    fn finish(mut self) -> Found {
        // It has no title: the language's word for further information stands over it.
        let personal = std::mem::take(&mut self.personal);
        self.push(None, SectionKind::Other, SectionBody::Text(personal));
        self.said.part_contacts();
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
                // A table of numbers alone is called what they are.
                let of_rows = fields().fact(&self.leaf.stem);
                if let Some(fact @ (fields::Fact::Email | fields::Fact::Phone)) = of_rows {
                    for (_, value) in map::in_use(items).iter().flat_map(|row| row.entries()) {
                        self.said.fact(self.leaf, fact, value);
                    }
                    return;
                }
                let is_section = matches!(of_file, Some(Topic::Section(_)));
                if !is_section && map::are_of_person(items) {
                    for item in map::in_use(items) {
                        self.said.add(self.leaf, item);
                    }
                    return;
                }
                // A table lists other people, messages, visits, unless its name says more.
                let is_table = self.leaf.source.name().ends_with(".csv");
                if is_table && !is_section || map::list_people(items) {
                    return;
                }
                // A name such as "portfolio" is weaker than a job title with an employer.
                let is_held = matches!(of_file, Some(Topic::Section(SectionKind::Volunteering)));
                let of_file = if items.iter().all(is_position) && !is_held {
                    Some(Topic::Section(SectionKind::Experience))
                } else {
                    of_file
                };
                self.section(None, of_file, root, 0);
            }
            Value::Mapping(entries) => {
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
                if let [(key, list)] = entries.as_slice()
                    && list.text().is_none()
                {
                    self.said.add(self.leaf, root);
                    return self.field(&key.value, list, 0, Unknown::Likely);
                }
                self.map(root, 0);
            }
        }
    }

    /// A map of the person's fields and of sections.
    fn map(&mut self, map: &Node, depth: usize) {
        // The keys of JSON Resume head nothing.
        self.has_plain_keys |= map.get("basics").is_some_and(map::is_map);
        let unknown = match map::is_beside_person(self.leaf, map) {
            true => Unknown::Likely,
            false => Unknown::No,
        };
        if depth == 0 || map::is_person(map) {
            self.said.add(self.leaf, map);
        } else {
            self.said.add_inner(self.leaf, map);
        }
        self.fields(map, depth, unknown);
    }

    fn fields(&mut self, map: &Node, depth: usize, unknown: Unknown) {
        for (key, value) in map.entries() {
            self.field(&key.value, value, depth, unknown);
        }
    }

    /// A field of a map.
    fn field(&mut self, key: &str, value: &Node, depth: usize, unknown: Unknown) {
        if depth > MOST_DEPTH || fields().account_of(key).is_some() {
            return;
        }
        let topic = fields().topic(self.leaf.words, key);
        if value.text().is_some() {
            return self.scalar(key, topic, value);
        }
        let is_machinery = fields().is_machinery(key);
        if fields().holds_profiles(key) || fields().fact(key).is_some() && topic.is_none() {
            return;
        }
        let is_persons = fields().holds_person(key)
            || topic.is_none_or(|topic| !matches!(topic, Topic::Section(_)))
                && map::is_person(value);
        if is_persons && map::is_map(value) {
            return self.person(key, value, depth);
        }
        if is_machinery {
            return;
        }
        let is_wrapper = map::is_wrapper(self.leaf, topic, value);
        match topic {
            _ if fields().is_list(key) && !is_own_list(value) => {
                if map::is_list_of_keys(value) {
                    // The order of the sections.
                } else if value.entries().is_empty() {
                    self.section(None, None, value, depth + 1);
                } else {
                    // What stands in a list of sections is one, whatever it is called.
                    self.said.add_inner(self.leaf, value);
                    self.fields(value, depth + 1, Unknown::Any);
                }
            }
            _ if is_wrapper => self.map(value, depth + 1),
            Some(topic) => {
                let title = self.heading(key, value);
                self.section(title, Some(topic), value, depth + 1);
            }
            None => self.unknown(key, value, depth, unknown),
        }
    }

    /// A key as the heading of its section.
    fn heading(&self, key: &str, value: &Node) -> Option<Text> {
        let is_plain = self.has_plain_keys && fields().is_plain(key);
        (!is_plain).then(|| Text::new(heading(key), value.span.clone()))
    }

    /// The map of a person: its fields, and what else it lists.
    fn person(&mut self, key: &str, map: &Node, depth: usize) {
        // Its fields are taken with those of the map around it where its key says whose they are.
        if !fields().holds_person(key) {
            self.said.add(self.leaf, map);
        }
        // A map that a key calls a person's has other lists, too: of menus, of pictures.
        let unknown = match fields().holds_person(key) {
            true => Unknown::No,
            false => Unknown::Likely,
        };
        for (key, value) in map.entries() {
            if !self.said.add_labelled(value) {
                self.field(&key.value, value, depth + 1, unknown);
            }
        }
    }

    /// "Citizenship: Portuguese".
    fn personal(&mut self, key: &str, value: &Node) {
        let Some(told) = prose::rich(self.leaf, value) else {
            return;
        };
        let mut text = RichText::plain(heading(key), value.span.clone());
        text.push(": ", crate::resume::Emphasis::NONE, None);
        for run in told.runs {
            text.push(run.text, run.emphasis, run.link);
        }
        self.personal.push(text);
    }

    /// A text under the name of a section.
    fn scalar(&mut self, key: &str, topic: Option<Topic>, value: &Node) {
        if fields().is_personal(key) {
            return self.personal(key, value);
        }
        let is_fact = fields().fact(key).is_some()
            || fields().is_machinery(key)
            || fields().names_language(key)
            || person::network_of(key).is_some();
        match topic {
            _ if is_fact => {}
            Some(Topic::Summary) if self.said.summary.is_none() => {
                self.said.summary = prose::rich(self.leaf, value);
            }
            Some(Topic::Section(kind)) if !skills::is_measure(value.text().unwrap_or("")) => {
                let title = self.heading(key, value);
                self.of_kind(title, kind, value, 0);
            }
            _ if skills::speaks_of_languages(value.text().unwrap_or("")) => {
                self.of_kind(None, SectionKind::Languages, value, 0);
            }
            Some(_) | None => {}
        }
    }

    /// What stands under a name of the author's own.
    fn unknown(&mut self, key: &str, value: &Node, depth: usize, unknown: Unknown) {
        if sections::is_pairs(value) {
            return self.pairs(value);
        }
        let says_itself = value
            .items()
            .iter()
            .any(|item| betrayed(item).is_some() || is_titled_list(item));
        let is_section = says_itself
            || match unknown {
                Unknown::No => false,
                Unknown::Likely => map::is_section_of_its_own(value),
                Unknown::Any => !value.items().is_empty() || map::is_section_of_its_own(value),
            };
        if is_section {
            let title = self.heading(key, value);
            return self.section(title, None, value, depth + 1);
        }
        // `{descriptions: [lines]}`: a section of lines, whose only field says that they tell.
        if let [(inner, list)] = value.entries()
            && fields().slot(&inner.value) == Some(Slot::Highlights)
            && unknown != Unknown::No
            && map::is_section_of_its_own(list)
        {
            let title = self.heading(key, value);
            return self.section(title, None, list, depth + 1);
        }
        if map::is_map(value) {
            self.map_of_own(value, depth + 1);
        }
    }

    /// A map that nothing explains may hold maps that something does.
    fn map_of_own(&mut self, map: &Node, depth: usize) {
        for (key, value) in map.entries() {
            // Words under the names of sections are the headings of a page there.
            if value.text().is_none() {
                self.field(&key.value, value, depth, Unknown::No);
            }
        }
    }
}

/// True for a list that says itself what it holds: `content: [{company: ...}]` is a section,
/// and so is a list of titled lists.
fn is_own_list(value: &Node) -> bool {
    value
        .items()
        .first()
        .is_some_and(|item| betrayed(item).is_some())
}
