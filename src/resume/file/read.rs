//! What somebody wrote or corrected, as the model; faults are gathered, so that one run tells all.

use super::keys::{
    self, AUTHOR, BODIES, EMAIL, Key, NOWHERE, PHONE, PRESENT, WEBSITE, contact_kinds, entry_kinds,
    section_kinds,
};
use super::{MARK, MARK_OF_RESUME};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, Spanned, nearest};
use crate::resume::{
    Arranged, Contact, ContactKind, Detail, DetailLabel, Emphasis, Entry, EntryKind, Highlight,
    Metric, PartialDate, Period, PeriodEnd, Resume, RichText, Section, SectionBody, SectionKind,
    SkillGroup, Tag, Text,
};
use crate::yaml::{Node, Value};

/// Reads the tree of a file, YAML or JSON.
///
/// # Errors
/// As those of [`super::from_yaml`].
pub(crate) fn from_tree(root: &Node) -> Result<Resume, Diagnostics> {
    let mut reader = Reader {
        faults: Diagnostics::new(),
        breaks: Vec::new(),
    };
    let resume = reader.resume(root);
    match reader.faults.has_errors() {
        true => Err(reader.faults),
        false => Ok(resume),
    }
}

/// Where a contact leads by what it shows.
pub(super) fn usual_href(kind: &ContactKind, text: &str) -> Option<String> {
    match kind {
        ContactKind::Email => Some(format!("mailto:{text}")),
        ContactKind::Phone => {
            let is_dialled = |c: &char| c.is_ascii_digit() || *c == '+';
            let number: String = text.chars().filter(is_dialled).collect();
            Some(format!("tel:{number}"))
        }
        ContactKind::Website | ContactKind::Profile(_) => {
            let is_address = text.contains('.') && !text.contains([' ', ':', '@']);
            is_address.then(|| format!("https://{text}"))
        }
    }
}

struct Reader {
    faults: Diagnostics,
    breaks: Vec<Span>,
}

impl Reader {
    fn resume(&mut self, root: &Node) -> Resume {
        self.keys(root, keys::FILE);
        let _ = self.word(root, MARK, "sort of file", &[MARK_OF_RESUME]);
        let mut resume = Resume::default();
        let person = &mut resume.person;
        person.name = self.text(root, "name");
        person.headline = self.text(root, "headline");
        person.location = self.text(root, "location");
        person.photo = self.text(root, "photo");
        for contact in self.list(root, "contacts") {
            person.contacts.extend(self.contact(contact));
        }
        resume.language = self.text(root, "language");
        let by = self.word(root, "arranged", "arrangement", &[AUTHOR, keys::BY_KIND]);
        if by.is_some_and(|by| by.value == AUTHOR) {
            resume.arranged = Arranged::ByAuthor;
        }
        resume.summary = self.rich(root, "summary");
        for section in self.list(root, "sections") {
            let earlier = |kind| resume.sections.iter().filter(|s| s.kind == kind).count();
            if let Some(mut section) = self.section(section) {
                section.id = match earlier(section.kind) {
                    0 => section.kind.name().to_owned(),
                    more => format!("{}-{}", section.kind.name(), more + 1),
                };
                resume.sections.push(section);
            }
        }
        resume.page_breaks = std::mem::take(&mut self.breaks);
        resume
    }

    fn contact(&mut self, node: &Node) -> Option<Contact> {
        self.keys(node, keys::CONTACT);
        let kind = self.word(node, "kind", "kind of contact", &contact_kinds());
        let network = self.text(node, "network");
        let text = self.needed(node, "a contact", "text");
        let href = self.text(node, "href");
        let kind = match kind?.value {
            EMAIL => ContactKind::Email,
            PHONE => ContactKind::Phone,
            WEBSITE => ContactKind::Website,
            // The words are checked above.
            _ => ContactKind::Profile(network.map_or(String::new(), |name| name.value)),
        };
        let text = text?;
        let href = match href {
            None => usual_href(&kind, &text.value),
            Some(href) if href.value == NOWHERE => None,
            Some(href) => self.address(href),
        };
        Some(Contact { kind, text, href })
    }

    fn section(&mut self, node: &Node) -> Option<Section> {
        self.keys(node, keys::SECTION);
        if node.get("kind").is_none() {
            self.lacks(node, "a section", "kind");
        }
        let kind = self.word(node, "kind", "kind of section", &section_kinds());
        let kind: Option<SectionKind> = kind.and_then(|kind| kind.value.parse().ok());
        let title = self.text(node, "title");
        if self.flag(node, "page_break") {
            self.breaks.push(node.span.clone());
        }
        let has = |key: &&str| node.get(key).is_some();
        let bodies: Vec<&str> = BODIES.into_iter().filter(has).collect();
        if let [first, second, ..] = bodies.as_slice() {
            let mut keys = node.entries().iter().map(|(key, _)| key);
            let last = keys.rfind(|key| bodies.contains(&key.value.as_str()));
            let span = last.map_or(&node.span, |key| &key.span).clone();
            let later = last.map_or(*second, |key| key.value.as_str());
            let other = if later == *first { second } else { first };
            let fault = format!("a section holds one thing: `{later}` beside `{other}`");
            let fault = Diagnostic::error(fault).at(span);
            self.faults.push(fault.hint("make two sections of it"));
        }
        let mut body = None;
        for key in bodies {
            body = Some(match key {
                "entries" => {
                    let usual = kind.map_or(EntryKind::Other, SectionKind::entry_kind);
                    SectionBody::Entries(self.entries(node, "entries", usual))
                }
                "groups" => SectionBody::Skills(self.groups(node)),
                "metrics" => SectionBody::Metrics(self.metrics(node)),
                _ => {
                    let mut texts = Vec::new();
                    for item in self.list(node, "text") {
                        texts.extend(self.rich_of(item, "text"));
                    }
                    SectionBody::Text(texts)
                }
            });
        }
        let body = body.filter(|body| !body.is_empty());
        if body.is_none() {
            let fault = Diagnostic::error("this section holds nothing").at(node.span.clone());
            let hint = "give it `entries`, `groups`, `metrics` or `text`, or leave it out";
            self.faults.push(fault.hint(hint));
        }
        Some(Section {
            id: String::new(),
            title,
            kind: kind?,
            body: body?,
        })
    }

    fn groups(&mut self, node: &Node) -> Vec<SkillGroup> {
        let mut groups = Vec::new();
        for group in self.list(node, "groups") {
            self.keys(group, keys::GROUP);
            groups.push(SkillGroup {
                name: self.text(group, "name"),
                items: self.tags(group, "items"),
            });
        }
        groups
    }

    fn metrics(&mut self, node: &Node) -> Vec<Metric> {
        let mut metrics = Vec::new();
        for metric in self.list(node, "metrics") {
            self.keys(metric, keys::METRIC);
            let value = self.text(metric, "value");
            let label = self.text(metric, "label");
            if value.is_none() && label.is_none() {
                self.lacks(metric, "a metric", "value");
            }
            metrics.push(Metric {
                span: metric.span.clone(),
                value: value.map_or(String::new(), |text| text.value),
                label: label.map_or(String::new(), |text| text.value),
            });
        }
        metrics
    }

    fn entries(&mut self, node: &Node, key: &str, usual: EntryKind) -> Vec<Entry> {
        let mut entries = Vec::new();
        for item in self.list(node, key) {
            if self.flag(item, "page_break") {
                self.breaks.push(item.span.clone());
            }
            entries.push(self.entry(item, usual));
        }
        entries
    }

    fn entry(&mut self, node: &Node, usual: EntryKind) -> Entry {
        self.keys(node, keys::ENTRY);
        let kind = self.word(node, "kind", "kind of entry", &entry_kinds());
        let kind = kind.and_then(|kind| EntryKind::named(kind.value));
        let mut entry = Entry::new(kind.unwrap_or(usual), node.span.clone());
        entry.title = self.text(node, "title");
        entry.organization = self.text(node, "organization");
        entry.via = self.text(node, "via");
        entry.location = self.text(node, "location");
        entry.period = node.get("period").map(|period| self.period(period));
        entry.summary = self.rich(node, "summary");
        for item in self.list(node, "highlights") {
            entry.highlights.extend(self.highlight(item));
        }
        entry.metrics = self.metrics(node);
        entry.tags = self.tags(node, "tags");
        for item in self.list(node, "details") {
            entry.details.extend(self.detail(item));
        }
        for item in self.list(node, "links") {
            self.keys(item, keys::LINK);
            let text = self.text(item, "text");
            let href = self.needed(item, "a link", "href");
            if let Some(href) = href.and_then(|href| self.address(href)) {
                let text = text.unwrap_or_else(|| Text::new(String::new(), item.span.clone()));
                entry.links.push((text, href));
            }
        }
        entry.parts = self.entries(node, "parts", usual);
        entry
    }

    fn period(&mut self, node: &Node) -> Period {
        self.keys(node, keys::PERIOD);
        let start = self
            .text(node, "start")
            .and_then(|text| self.date("start", &text));
        let end = match self.text(node, "end") {
            Some(text) if text.value == PRESENT => Some(PeriodEnd::Present),
            Some(text) => self.date("end", &text).map(PeriodEnd::On),
            None => None,
        };
        Period {
            start,
            end,
            expected: self.flag(node, "expected"),
            written: self
                .text(node, "written")
                .map_or(String::new(), |text| text.value),
            span: node.span.clone(),
        }
    }

    fn date(&mut self, key: &str, text: &Text) -> Option<PartialDate> {
        match PartialDate::from_spelled(text.value.trim()) {
            Ok(date) => Some(date),
            Err(error) => {
                let fault = format!("`{key}`: {error} in `{}`", text.value);
                let fault = Diagnostic::error(fault).at(text.span.clone());
                let hint = "dates are written `2023`, `2023-06`, `2023-06-30`, `2023-spring` or \
                            `20XX`; what goes on ends in `present`, and other words stand in `written`";
                self.faults.push(fault.hint(hint));
                None
            }
        }
    }

    fn highlight(&mut self, node: &Node) -> Option<Highlight> {
        let Value::Mapping(_) = node.value else {
            let text = self.rich_of(node, "highlights")?;
            let tags = Vec::new();
            return Some(Highlight { text, tags });
        };
        self.keys(node, keys::HIGHLIGHT);
        let tags = self.tags(node, "tags");
        let text = self.needed_rich(node, "a bullet")?;
        Some(Highlight { text, tags })
    }

    fn detail(&mut self, node: &Node) -> Option<Detail> {
        let Value::Mapping(_) = node.value else {
            let text = self.rich_of(node, "details")?;
            let label = DetailLabel::Without;
            return Some(Detail { label, text });
        };
        self.keys(node, keys::DETAIL);
        let label = match (self.text(node, "label"), self.flag(node, "usual")) {
            (Some(label), _) => DetailLabel::Written(label),
            (None, true) => DetailLabel::Usual,
            (None, false) => DetailLabel::Without,
        };
        let text = self.needed_rich(node, "a detail")?;
        Some(Detail { label, text })
    }

    fn needed_rich(&mut self, node: &Node, what: &str) -> Option<RichText> {
        if node.get("text").is_none() {
            self.lacks(node, what, "text");
        }
        self.rich(node, "text")
    }

    fn tags(&mut self, node: &Node, key: &str) -> Vec<Tag> {
        let mut tags = Vec::new();
        for item in self.list(node, key) {
            let text = self.scalar(item, key);
            tags.extend(text.map(|text| Tag::new(text.value, text.span)));
        }
        tags
    }

    /// The text under a key, with emphasis and links.
    fn rich(&mut self, node: &Node, key: &str) -> Option<RichText> {
        let node = node.get(key)?;
        self.rich_of(node, key)
    }

    fn rich_of(&mut self, node: &Node, key: &str) -> Option<RichText> {
        let mut rich = RichText::new(node.span.clone());
        match &node.value {
            Value::Scalar(_) => rich.push(self.scalar(node, key)?.value, Emphasis::NONE, None),
            Value::Sequence(runs) => {
                for run in runs {
                    self.run(run, &mut rich);
                }
            }
            Value::Mapping(_) => {
                let fault = format!("`{key}` is a text, or a list of its runs");
                let fault = Diagnostic::error(fault).at(node.span.clone());
                let hint = "a run is a text, or `{ text: words, strong: true }`";
                self.faults.push(fault.hint(hint));
                return None;
            }
        }
        Some(rich).filter(|rich| !rich.is_blank())
    }

    fn run(&mut self, node: &Node, rich: &mut RichText) {
        if let Some(text) = node.raw() {
            return rich.push(text, Emphasis::NONE, None);
        }
        self.keys(node, keys::RUN);
        let Some(text) = node.get("text").and_then(Node::raw) else {
            return self.lacks(node, "a run", "text");
        };
        let emphasis = Emphasis {
            strong: self.flag(node, "strong"),
            emphasized: self.flag(node, "emphasized"),
            code: self.flag(node, "code"),
        };
        let link = self.text(node, "link").and_then(|link| self.address(link));
        rich.push(text, emphasis, link);
    }

    /// An address that may be opened.
    fn address(&mut self, href: Text) -> Option<String> {
        /// What readers of documents open without running anything.
        const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];
        let lower = href.value.to_ascii_lowercase();
        if SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
            return Some(href.value);
        }
        let fault = Diagnostic::error(format!("`{}` is no address", href.value));
        let hint = format!("addresses begin with {}", SCHEMES.join(", "));
        self.faults.push(fault.at(href.span).hint(hint));
        None
    }

    /// Refuses everything but a mapping of known keys.
    fn keys(&mut self, node: &Node, keys: &[Key]) {
        let known = || keys.iter().map(|key| key.name);
        let list = || known().collect::<Vec<_>>().join(", ");
        let Value::Mapping(entries) = &node.value else {
            let fault = Diagnostic::error("expected keys and values").at(node.span.clone());
            self.faults
                .push(fault.hint(format!("known here: {}", list())));
            return;
        };
        for (key, _) in entries {
            if known().any(|name| name == key.value) {
                continue;
            }
            let fault = Diagnostic::error(format!("unknown key `{}`", key.value));
            self.faults.push(
                fault
                    .at(key.span.clone())
                    .hint(match nearest(&key.value, known()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("known here: {}", list()),
                    }),
            );
        }
    }

    fn lacks(&mut self, node: &Node, what: &str, key: &str) {
        let fault = Diagnostic::error(format!("{what} has a `{key}`"));
        self.faults.push(fault.at(node.span.clone()));
    }

    fn needed(&mut self, node: &Node, what: &str, key: &str) -> Option<Text> {
        if node.get(key).is_none() {
            self.lacks(node, what, key);
        }
        self.text(node, key)
    }

    /// The text under a key, as it is written.
    fn text(&mut self, node: &Node, key: &str) -> Option<Text> {
        let node = node.get(key)?;
        self.scalar(node, key)
    }

    fn scalar(&mut self, node: &Node, key: &str) -> Option<Text> {
        match &node.value {
            Value::Scalar(Some(text)) if !text.trim().is_empty() => {
                return Some(Text::new(text.clone(), node.span.clone()));
            }
            Value::Scalar(_) => {
                let fault = Diagnostic::error(format!("`{key}` is empty")).at(node.span.clone());
                self.faults
                    .push(fault.hint("leave it out, or give it a text"));
            }
            Value::Sequence(_) | Value::Mapping(_) => {
                let fault = Diagnostic::error(format!("`{key}` is one text"));
                self.faults.push(fault.at(node.span.clone()));
            }
        }
        None
    }

    /// The items of a list under a key.
    fn list<'n>(&mut self, node: &'n Node, key: &str) -> &'n [Node] {
        let Some(node) = node.get(key) else {
            return &[];
        };
        let Value::Sequence(items) = &node.value else {
            let fault = Diagnostic::error(format!("`{key}` is a list")).at(node.span.clone());
            self.faults
                .push(fault.hint("each item stands behind a hyphen, on a line of its own"));
            return &[];
        };
        items
    }

    fn flag(&mut self, node: &Node, key: &str) -> bool {
        match node.get(key).map(|node| (node.text(), node)) {
            None | Some((Some("false"), _)) => false,
            Some((Some("true"), _)) => true,
            Some((_, node)) => {
                let fault = format!("`{key}` is neither `true` nor `false`");
                let fault = Diagnostic::error(fault).at(node.span.clone());
                self.faults.push(fault);
                false
            }
        }
    }

    /// A word of a closed list.
    fn word<'k>(
        &mut self,
        node: &Node,
        key: &str,
        what: &str,
        known: &[&'k str],
    ) -> Option<Spanned<&'k str>> {
        let text = self.text(node, key)?;
        if let Some(word) = known.iter().find(|word| **word == text.value) {
            return Some(Spanned::new(word, text.span));
        }
        let fault = Diagnostic::error(format!("unknown {what} `{}`", text.value)).at(text.span);
        let hint = match nearest(&text.value, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.join(", ")),
        };
        self.faults.push(fault.hint(hint));
        None
    }
}
