//! One map of a data file as an entry.

use super::fields::{Slot, fields, heading as heading_of};
use super::leaf::Leaf;
use super::person::place;
use super::prose::{names, plain, prose, rich, title};
use super::rest::{self, Rest};
use super::when;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extract::person::bare_address;
use crate::extract::{line, line_item, text};
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

    /// Employer or school: a name, a map with a name and more, or a list of either.
    fn organization(&mut self) -> Option<Named> {
        for at in self.numbers(Slot::Organization) {
            let node = self.fields[at].node;
            let found = match &node.value {
                Value::Scalar(_) => match title(self.leaf, node) {
                    Some((text, link)) => {
                        if let Some(link) = link {
                            self.link(link, &text);
                        }
                        Some(text)
                    }
                    None => None,
                },
                Value::Sequence(list) => {
                    let mut all: Vec<Text> = Vec::new();
                    for item in list {
                        all.extend(self.named(item));
                    }
                    let names: Vec<&str> = all.iter().map(|text| text.value.as_str()).collect();
                    (!names.is_empty()).then(|| Text::new(names.join(", "), node.span.clone()))
                }
                Value::Mapping(_) => {
                    for (slot, value) in slots(node) {
                        if slot == Slot::Location {
                            self.entry.location = place(value);
                        } else if slot == Slot::Summary {
                            self.told.extend(prose(self.leaf, value).summary());
                        } else if slot == Slot::Link {
                            self.address(value);
                        }
                    }
                    self.named(node)
                }
            };
            if let Some(text) = found {
                return Some(Named { text, at: vec![at] });
            }
        }
        self.giver()
    }

    /// `from: City of Porto` is no date: it says who gave an award.
    fn giver(&mut self) -> Option<Named> {
        let at = self.numbers(Slot::Start).into_iter().find(|&at| {
            let text = self.fields[at].node.text();
            text.is_some_and(|text| {
                !text.contains(|c: char| c.is_numeric()) && !self.leaf.words.is_present(text)
            })
        })?;
        let (text, _) = title(self.leaf, self.fields[at].node)?;
        self.fields[at].slot = Some(Slot::Organization);
        Some(Named { text, at: vec![at] })
    }

    /// The name of a map, or a text itself.
    fn named(&self, node: &Node) -> Option<Text> {
        if let Some((text, _)) = title(self.leaf, node) {
            return Some(text);
        }
        let wanted = [Slot::Name, Slot::Title, Slot::Organization];
        let slots = slots(node);
        let (_, value) = slots.iter().find(|(slot, _)| wanted.contains(slot))?;
        Some(title(self.leaf, value)?.0)
    }

    /// Degree and subject as one.
    fn degree(&mut self) -> Option<Named> {
        let degree = self.title(Slot::Degree);
        let area = self.title(Slot::Area);
        match (degree, area) {
            (Some(mut degree), Some(area)) => {
                let words = format!("{}, {}", degree.text.value, area.text.value);
                degree.text = Text::new(words, degree.text.span);
                degree.at.extend(area.at);
                Some(degree)
            }
            (degree, area) => degree.or(area),
        }
    }

    /// Title and organisation, as the kind tells them apart.
    fn names(&mut self) {
        let organization = self.organization();
        let role = self.title(Slot::Role);
        let name = self.title(Slot::Name);
        let heading = self.title(Slot::Title);
        // A sentence below a title tells of it.
        let below = self
            .title(Slot::Subtitle)
            .filter(|below| !is_sentence(&below.text.value));
        let degree = self.degree();
        let mut of_role = None;
        let (what, mut whose) = match self.entry.kind {
            EntryKind::Position | EntryKind::Volunteering | EntryKind::Education => {
                let own = match self.entry.kind {
                    EntryKind::Education => degree.or(role),
                    _ => role.or(degree),
                };
                match (own, heading, below) {
                    // Below an employer a name is that of the work.
                    (own, heading, below) if self.is_part && organization.is_none() => {
                        (own.or(name).or(heading).or(below), None)
                    }
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
        let is_named_by_whose = what.is_none()
            && matches!(
                self.entry.kind,
                EntryKind::Project | EntryKind::Other | EntryKind::Certification
            );
        let what = if is_named_by_whose {
            whose.take()
        } else {
            what
        };
        self.entry.title = what.map(|named| self.take(named));
        if let Some(named) = whose {
            let organization = self.take(named);
            line::set_organization(self.leaf.words, &mut self.entry, organization);
        }
        if let Some(named) = of_role {
            let label = named.at.first().map(|&at| {
                let field = &self.fields[at];
                Text::new(heading_of(&field.key.value), field.node.span.clone())
            });
            let role = self.take(named);
            self.entry.details.push(Detail {
                label: label.map_or(DetailLabel::Without, DetailLabel::Written),
                text: RichText::plain(role.value, role.span),
            });
        }
        self.place_of_organization();
    }

    fn take(&mut self, named: Named) -> Text {
        for at in named.at {
            self.fields[at].is_used = true;
        }
        named.text
    }

    /// "Brinkpay, Malmö", "Ferry Lines — Lisbon": a town behind the employer's name, where no
    /// field has one.
    fn place_of_organization(&mut self) {
        let has_place = self.entry.location.is_some() || !self.all(Slot::Location).is_empty();
        let is_held = matches!(
            self.entry.kind,
            EntryKind::Position | EntryKind::Volunteering
        );
        let Some(name) = self
            .entry
            .organization
            .as_ref()
            .filter(|_| is_held && !has_place)
        else {
            return;
        };
        let cut = [" — ", " – ", ", "]
            .iter()
            .find_map(|joint| name.value.split_once(joint))
            .map(|(name, place)| (name.trim().to_owned(), place.trim().to_owned()));
        if let Some((before, place)) = cut.filter(|(_, place)| is_place(place)) {
            let span = name.span.clone();
            self.entry.location = Some(Text::new(place, span.clone()));
            self.entry.organization = Some(Text::new(before, span));
        }
    }

    fn facts(&mut self) {
        if let Some(place) = self.all(Slot::Location).into_iter().find_map(place) {
            self.entry.location = Some(place);
        }
        self.entry.period = self.period();
        if self.entry.kind == EntryKind::Publication && self.entry.period.is_none() {
            self.entry.period = self.year_of_venue();
        }
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

    /// "Queue Days, 2019": the year of a paper may stand with the name of where it appeared.
    fn year_of_venue(&self) -> Option<Period> {
        let venue = self.entry.organization.as_ref()?;
        let (_, year) = venue.value.rsplit_once([',', ' ', '('])?;
        let year = year.trim_matches([' ', ')', '.']);
        when::read(self.leaf, year, &venue.span).ok()
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
            (Some(start), Some(end), _) if start.value == end.value => start,
            (Some(start), Some(end), _) => {
                match when::between(self.leaf, &start.value, &end.value, &start.span) {
                    Ok(found) => return Some(found),
                    Err(_) => Text::new(format!("{} – {}", start.value, end.value), start.span),
                }
            }
            (Some(start), None, None) => {
                let mut found = self.read_period(&start)?;
                let goes_on = match self.entry.kind {
                    EntryKind::Position
                    | EntryKind::Volunteering
                    | EntryKind::Project
                    | EntryKind::SmallProject
                    | EntryKind::Education => true,
                    EntryKind::Certification
                    | EntryKind::Language
                    | EntryKind::Publication
                    | EntryKind::Award
                    | EntryKind::Reference
                    | EntryKind::Other => false,
                };
                // What only began goes on.
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
        match when::read(self.leaf, &text.value, &text.span) {
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

    fn detail(&mut self, key: &str, text: RichText) {
        let label = Text::new(heading_of(key), text.span.clone());
        self.entry.details.push(Detail {
            label: DetailLabel::Written(label),
            text,
        });
    }

    /// What nothing took: short values under their keys' names, long ones with the summary,
    /// sentences as bullets, maps with names as parts.
    fn rest(&mut self) {
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
    fn parts(&mut self) {
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

/// True for the name of a town, a region or a country.
fn is_place(text: &str) -> bool {
    let lexicon = crate::extract::reader::lexicon();
    let first = text.split(',').next().unwrap_or(text);
    lexicon
        .place(&crate::extract::fold::fold(first))
        .is_likely()
}

/// True for a text of a sentence's length, or with its stop.
fn is_sentence(text: &str) -> bool {
    const FEWEST_WORDS: usize = 7;
    text.split_whitespace().count() >= FEWEST_WORDS || text.ends_with('.') && text.contains(' ')
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
