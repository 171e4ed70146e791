//! One map of a data file as an entry.

use super::fields::{Slot, fields, heading};
use super::leaf::Leaf;
use super::prose::{names, plain, prose, rich, title};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extract::person::bare_address;
use crate::extract::{line, line_item, period, text};
use crate::resume::{
    Detail, DetailLabel, Entry, EntryKind, Highlight, Metric, PartialDate, Period, PeriodEnd,
    RichText, Text,
};
use crate::yaml::{Node, Value};

/// Reads a map as an entry of a kind; `None` where nothing names it.
pub(super) fn entry(
    leaf: Leaf<'_>,
    node: &Node,
    kind: EntryKind,
    findings: &mut Diagnostics,
) -> Option<Entry> {
    let mut reader = Reader {
        leaf,
        slots: slots(node),
        entry: Entry::new(kind, node.span.clone()),
        findings,
    };
    reader.names();
    reader.facts();
    reader.words();
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
        && let Ok(found) = period::read(leaf.words, inner, &rich.span)
    {
        rich = RichText::plain(before.trim(), rich.span.clone());
        line_item::item(leaf.words, &mut entry, &rich);
        entry.period = Some(found);
    } else {
        line_item::item(leaf.words, &mut entry, &rich);
    }
    (entry.title.is_some() || entry.organization.is_some()).then_some(entry)
}

/// The fields of a map that say something of an entry, in the file's order.
fn slots(node: &Node) -> Vec<(Slot, &str, &Node)> {
    let mut found = Vec::new();
    for (key, value) in node.entries() {
        if let Some(slot) = fields().slot(&key.value) {
            found.push((slot, key.value.as_str(), value));
        }
    }
    found
}

struct Reader<'a> {
    leaf: Leaf<'a>,
    slots: Vec<(Slot, &'a str, &'a Node)>,
    entry: Entry,
    findings: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    fn all(&self, slot: Slot) -> Vec<&'a Node> {
        self.slots
            .iter()
            .filter(|(own, _, _)| *own == slot)
            .map(|(_, _, node)| *node)
            .collect()
    }

    /// The first text of a slot as a title; what it leads to becomes a link of the entry.
    fn title(&mut self, slot: Slot) -> Option<Text> {
        let (text, link) = self
            .all(slot)
            .into_iter()
            .find_map(|node| title(self.leaf, node))?;
        if let Some(link) = link {
            self.link(link, &text);
        }
        Some(text)
    }

    fn link(&mut self, address: String, at: &Text) {
        let known = self.entry.links.iter().any(|(_, href)| *href == address);
        if !known {
            let shown = Text::new(bare_address(&address), at.span.clone());
            self.entry.links.push((shown, address));
        }
    }

    /// Employer or school: a name, a map with a name and more, or a list of either.
    fn organization(&mut self) -> Option<Text> {
        for node in self.all(Slot::Organization) {
            match &node.value {
                Value::Scalar(_) => {
                    if let Some((text, link)) = title(self.leaf, node) {
                        if let Some(link) = link {
                            self.link(link, &text);
                        }
                        return Some(text);
                    }
                }
                Value::Sequence(list) => {
                    let mut all: Vec<Text> = Vec::new();
                    for item in list {
                        all.extend(self.named(item));
                    }
                    let names: Vec<&str> = all.iter().map(|text| text.value.as_str()).collect();
                    if !names.is_empty() {
                        return Some(Text::new(names.join(", "), node.span.clone()));
                    }
                }
                Value::Mapping(_) => {
                    let name = self.named(node);
                    for (slot, _, value) in slots(node) {
                        match slot {
                            Slot::Location => self.entry.location = plain(value),
                            Slot::Summary => self.entry.summary = prose(self.leaf, value).summary(),
                            Slot::Link => self.address(value),
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
                            | Slot::Highlights
                            | Slot::Tags
                            | Slot::Doi
                            | Slot::Authors
                            | Slot::Score
                            | Slot::Level
                            | Slot::Metrics
                            | Slot::Parts
                            | Slot::Language
                            | Slot::Kind => {}
                        }
                    }
                    if name.is_some() {
                        return name;
                    }
                }
            }
        }
        None
    }

    /// The name of a map, or a text itself.
    fn named(&self, node: &Node) -> Option<Text> {
        if let Some((text, _)) = title(self.leaf, node) {
            return Some(text);
        }
        let wanted = [Slot::Name, Slot::Title, Slot::Organization];
        let slots = slots(node);
        let (_, _, value) = slots.iter().find(|(slot, _, _)| wanted.contains(slot))?;
        Some(title(self.leaf, value)?.0)
    }

    /// Title and organisation, as the kind tells them apart.
    fn names(&mut self) {
        let organization = self.organization();
        let role = self.title(Slot::Role);
        let name = self.title(Slot::Name);
        let heading = self.title(Slot::Title);
        let below = self.title(Slot::Subtitle);
        let mut degree = self.title(Slot::Degree);
        if let Some(area) = self.title(Slot::Area) {
            degree = Some(match degree {
                Some(degree) => Text::new(
                    format!("{}, {}", degree.value, area.value),
                    degree.span.clone(),
                ),
                None => area,
            });
        }
        let mut of_role = None;
        let (what, mut whose) = match self.entry.kind {
            EntryKind::Position | EntryKind::Volunteering | EntryKind::Education => {
                let own = match self.entry.kind {
                    EntryKind::Education => degree.or(role),
                    _ => role.or(degree),
                };
                match (own, heading, below) {
                    // The heading names the place where another field names the work.
                    (Some(own), heading, _) => (Some(own), organization.or(heading).or(name)),
                    (None, Some(heading), Some(below)) if organization.is_none() => {
                        (Some(below), Some(heading))
                    }
                    (None, heading, below) => {
                        let own = heading.or(below);
                        match own {
                            Some(own) => (Some(own), organization.or(name)),
                            None if organization.is_some() => (name, organization),
                            None => (None, name),
                        }
                    }
                }
            }
            EntryKind::Language => {
                let language = self.title(Slot::Language);
                (language.or(name).or(heading), None)
            }
            EntryKind::Project
            | EntryKind::SmallProject
            | EntryKind::Certification
            | EntryKind::Publication
            | EntryKind::Award
            | EntryKind::Reference
            | EntryKind::Other => {
                let title = name.or(heading).or(degree);
                if title.is_some() {
                    of_role = role;
                    (title, organization.or(below))
                } else {
                    (role.or(below), organization)
                }
            }
        };
        if what.is_none()
            && let EntryKind::Project | EntryKind::Other | EntryKind::Certification =
                self.entry.kind
        {
            self.entry.title = whose.take();
        } else {
            self.entry.title = what;
        }
        if let Some(organization) = whose {
            line::set_organization(self.leaf.words, &mut self.entry, organization);
        }
        if let Some(role) = of_role {
            let label = match self.label(Slot::Role) {
                Some(label) => DetailLabel::Written(label),
                None => DetailLabel::Without,
            };
            self.entry.details.push(Detail {
                label,
                text: RichText::plain(role.value, role.span),
            });
        }
    }

    /// A field's name as the label of what it says.
    fn label(&self, slot: Slot) -> Option<Text> {
        let (_, key, node) = self.slots.iter().find(|(own, _, _)| *own == slot)?;
        Some(Text::new(heading(key), node.span.clone()))
    }

    fn facts(&mut self) {
        if let Some(place) = self.all(Slot::Location).into_iter().find_map(plain) {
            self.entry.location = Some(place);
        }
        self.entry.period = self.period();
        for node in self.all(Slot::Link) {
            self.address(node);
        }
        for doi in self.all(Slot::Doi) {
            if let Some(doi) = plain(doi) {
                let address = if doi.value.contains("//") {
                    doi.value.clone()
                } else {
                    format!("https://doi.org/{}", doi.value)
                };
                self.link(address, &doi);
            }
        }
        for node in self.all(Slot::Metrics) {
            for item in node.items() {
                let value = item.text_of("value").or_else(|| item.text_of("number"));
                let label = item.text_of("label").or_else(|| item.text_of("name"));
                if let Some(value) = value {
                    self.entry.metrics.push(Metric {
                        value: value.value,
                        label: label.map_or(String::new(), |label| label.value),
                        span: value.span,
                    });
                }
            }
        }
    }

    /// An address, or a list of addresses and of maps that hold one.
    fn address(&mut self, node: &Node) {
        for item in node.items() {
            let named = item
                .entries()
                .iter()
                .find(|(key, _)| fields().slot(&key.value) == Some(Slot::Link));
            self.address(named.map_or(item, |(_, value)| value));
        }
        if let Some(text) = plain(node) {
            let absolute = match text.value.strip_prefix("//") {
                Some(rest) => format!("https://{rest}"),
                None if is_bare_address(&text.value) => format!("https://{}", text.value),
                None => text.value.clone(),
            };
            let known = |entry: &Entry, href: &str| entry.links.iter().any(|(_, own)| own == href);
            if let Some(href) = text::href(&absolute).filter(|href| !known(&self.entry, href)) {
                self.link(href, &text);
            }
        }
    }

    fn period(&mut self) -> Option<Period> {
        let date = |node: &Node| -> Option<Text> {
            let (text, _) = title(self.leaf, node)?;
            Some(text)
        };
        let start = self.all(Slot::Start).into_iter().find_map(date);
        let end = self.all(Slot::End).into_iter().find_map(date);
        let whole = self.all(Slot::Period).into_iter().find_map(date);
        let text = match (start, end, whole) {
            (Some(start), Some(end), _) => {
                Text::new(format!("{} – {}", start.value, end.value), start.span)
            }
            (Some(start), None, None) => {
                let mut found = self.read_period(&start)?;
                let goes_on = match self.entry.kind {
                    EntryKind::Position | EntryKind::Volunteering | EntryKind::Project => true,
                    EntryKind::SmallProject
                    | EntryKind::Education
                    | EntryKind::Certification
                    | EntryKind::Language
                    | EntryKind::Publication
                    | EntryKind::Award
                    | EntryKind::Reference
                    | EntryKind::Other => false,
                };
                // A position that only began is held still.
                if goes_on && found.end.is_none() {
                    found.end = Some(PeriodEnd::Present);
                }
                return Some(found);
            }
            (None, Some(end), None) => end,
            (_, _, Some(whole)) => whole,
            (None, None, None) => return None,
        };
        self.read_period(&text)
    }

    fn read_period(&mut self, text: &Text) -> Option<Period> {
        match period::read(self.leaf.words, &text.value, &text.span) {
            Ok(found) => Some(found),
            Err(error) => {
                if let Ok(date) = text.value.parse::<PartialDate>() {
                    return Some(Period {
                        start: Some(date),
                        end: None,
                        expected: false,
                        written: text.value.clone(),
                        span: text.span.clone(),
                    });
                }
                self.findings.push(
                    Diagnostic::warning(format!("`{}`: {error}", text.value))
                        .at(text.span.clone())
                        .hint("the date is left out"),
                );
                None
            }
        }
    }

    fn words(&mut self) {
        let bullet = |text: RichText| Highlight {
            text,
            tags: Vec::new(),
        };
        let mut told: Vec<RichText> = self.entry.summary.take().into_iter().collect();
        for (slot, key, node) in std::mem::take(&mut self.slots) {
            match slot {
                Slot::Summary | Slot::Highlights => {
                    let mut found = prose(self.leaf, node);
                    told.extend(found.summary());
                    self.entry
                        .highlights
                        .extend(found.items.into_iter().map(bullet));
                }
                Slot::Tags => {
                    for tag in names(self.leaf, node) {
                        if !self.entry.tags.contains(&tag) {
                            self.entry.tags.push(tag);
                        }
                    }
                }
                Slot::Authors => {
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
                        told.insert(0, authors);
                    }
                }
                Slot::Level if self.entry.kind == EntryKind::Language => {
                    told.extend(rich(self.leaf, node));
                }
                Slot::Score => {
                    if let Some(text) = rich(self.leaf, node) {
                        let label = Text::new(heading(key), node.span.clone());
                        self.entry.details.push(Detail {
                            label: DetailLabel::Written(label),
                            text,
                        });
                    }
                }
                Slot::Parts => self.slots.push((slot, key, node)),
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
                | Slot::Language
                | Slot::Kind => {}
            }
        }
        self.entry.summary = text::join_paragraphs(told);
    }

    /// Several roles at one employer become parts; one alone is the position itself.
    fn parts(&mut self) {
        let mut roles = Vec::new();
        for (_, _, node) in &self.slots {
            for item in node.items() {
                let kind = self.entry.kind;
                roles.extend(match &item.value {
                    Value::Mapping(_) => entry(self.leaf, item, kind, self.findings),
                    Value::Scalar(_) => line_entry(self.leaf, item, kind),
                    Value::Sequence(_) => None,
                });
            }
        }
        if roles.len() == 1 && self.entry.title.is_none() {
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
        self.entry.parts = roles;
    }
}

/// "falcon.example.org/code": a host with a point and letters behind it, no blank, no scheme.
fn is_bare_address(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or(text);
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    labels.len() > 1
        && labels.iter().all(is_label)
        && labels
            .last()
            .is_some_and(|last| last.len() > 1 && last.chars().all(|c| c.is_ascii_alphabetic()))
}
