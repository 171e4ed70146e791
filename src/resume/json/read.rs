//! JSON Resume as a résumé.

use std::sync::Arc;

use super::kept::{Kept, labelled, own_period};
use super::strict;
use super::tree;
use super::write::{EMAIL, PHONE, view};
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Spanned};
use crate::resume::file::from_tree;
use crate::resume::{
    Arranged, Contact, ContactKind, Detail, DetailLabel, Entry, EntryKind, Highlight, Metric,
    PartialDate, Period, PeriodEnd, Resume, RichText, Section, SectionBody, SectionKind,
    SkillGroup, Tag, Text,
};
use crate::yaml::Node;

/// Reads a JSON Resume document. Sections come in the order of the file's keys, or as
/// `meta.vitae` lists them.
///
/// # Errors
/// One diagnostic for text that is no JSON, or JSON that is no résumé.
pub fn from_json(source: &Arc<Source>) -> Result<(Resume, Diagnostics), Diagnostics> {
    let root = tree::parse(source, 0..source.text().len())?;
    if !is_json_resume(&root) {
        return Err(Diagnostic::error(format!(
            "`{}` is not a JSON Resume document",
            source.name()
        ))
        .at(root.span.clone())
        .hint("it has neither `basics` nor `work`")
        .into());
    }
    let own = root.get("meta").and_then(|meta| meta.get("vitae"));
    let mut findings = Diagnostics::new();
    if own.is_some() {
        strict::check(&root, &mut findings);
        if findings.has_errors() {
            return Err(findings);
        }
    }
    if let Some(model) = own.and_then(|own| own.get("model")) {
        let resume = from_tree(model)?;
        if is_view(source, &resume) {
            return Ok((resume, findings));
        }
        let told = "the lists were changed since `vitae` wrote this file: they are read";
        let hint = "what only `meta.vitae.model` says does not hold any more: take it out, or \
                    correct the YAML of `vitae extract` instead";
        findings.push(Diagnostic::note(told).at(model.span.clone()).hint(hint));
    }
    let mut reader = Reader {
        resume: Resume::default(),
        findings,
        kept: own.map(Kept::read).unwrap_or_default(),
        lists: Vec::new(),
        groups: Vec::new(),
    };
    if let Some(basics) = root.get("basics") {
        reader.basics(basics);
    }
    for (key, list) in root.entries() {
        reader.list(&key.value, list);
    }
    let outlined = own.map_or(Vec::new(), |own| reader.outlined(own));
    reader.rest();
    if let Some(own) = own {
        reader.own(own, outlined);
    }
    let mut resume = reader.resume;
    resume.sections.retain(|section| !section.body.is_empty());
    Ok((resume, reader.findings))
}

/// True where a document's lists are those that were written of a model.
fn is_view(source: &Arc<Source>, resume: &Resume) -> bool {
    let Ok(mut document) = serde_json::from_str::<serde_json::Value>(source.text()) else {
        return false;
    };
    let own = document.pointer_mut("/meta/vitae");
    if let Some(own) = own.and_then(serde_json::Value::as_object_mut) {
        own.remove("model");
    }
    document == view(resume)
}

/// True for a tree with the keys of JSON Resume.
pub(crate) fn is_json_resume(root: &Node) -> bool {
    let is_map = |key: &str| root.get(key).is_some_and(|node| !node.entries().is_empty());
    let is_list = |key: &str| root.get(key).is_some_and(|node| !node.items().is_empty());
    // What this program wrote of a page without a name or contacts has neither.
    let is_own = || {
        root.get("meta")
            .is_some_and(|meta| meta.get("vitae").is_some())
    };
    is_map("basics") || is_list("work") || is_own()
}

/// What a list of the document is about; `None` for keys that are no list of the schema.
fn kind_of(key: &str) -> Option<(SectionKind, EntryKind)> {
    Some(match key {
        "work" => (SectionKind::Experience, EntryKind::Position),
        "volunteer" => (SectionKind::Volunteering, EntryKind::Volunteering),
        "education" => (SectionKind::Education, EntryKind::Education),
        "awards" => (SectionKind::Awards, EntryKind::Award),
        "certificates" | "certifications" => {
            (SectionKind::Certifications, EntryKind::Certification)
        }
        "publications" => (SectionKind::Publications, EntryKind::Publication),
        "languages" => (SectionKind::Languages, EntryKind::Language),
        "references" => (SectionKind::References, EntryKind::Reference),
        "projects" => (SectionKind::Projects, EntryKind::Project),
        _ => return None,
    })
}

struct Reader {
    resume: Resume,
    findings: Diagnostics,
    kept: Kept,
    /// The entries of each list; those that a section's outline took are gone.
    lists: Vec<(String, Vec<Option<Entry>>)>,
    /// The groups of `skills` and `interests`.
    groups: Vec<(SectionKind, Vec<SkillGroup>)>,
}

/// The first of several keys that has a text.
fn text_of(node: &Node, keys: &[&str]) -> Option<Text> {
    keys.iter().find_map(|key| node.text_of(key))
}

impl Reader {
    fn basics(&mut self, node: &Node) {
        let person = &mut self.resume.person;
        person.name = node.text_of("name");
        person.headline = node.text_of("label");
        person.photo = node.text_of("image");
        person.location = node.get("location").and_then(location);
        person.contacts.extend(node.text_of("email").map(email));
        person.contacts.extend(node.text_of("phone").map(phone));
        if let Some(url) = text_of(node, &["url", "website"]) {
            person.contacts.push(link(ContactKind::Website, url));
        }
        for profile in node.get("profiles").map_or(&[][..], Node::items) {
            let network = text_of(profile, &["network"]).map_or(String::new(), |n| n.value);
            let url = text_of(profile, &["url"]);
            let name = text_of(profile, &["username"]);
            let kind = ContactKind::Profile(network);
            // A network's own front page is nobody's profile.
            let leads = |url: &Text| name.is_none() || has_path(&url.value);
            if let Some(url) = url.filter(leads) {
                person.contacts.push(link(kind, url));
            } else if let Some(text) = name {
                person.contacts.push(Contact {
                    kind,
                    text,
                    href: None,
                });
            }
        }
        self.resume.summary = self.rich_of(node, &["summary"]);
    }

    fn push(&mut self, kind: SectionKind, body: SectionBody) {
        let earlier = self
            .resume
            .sections
            .iter()
            .filter(|section| section.kind == kind)
            .count();
        let id = match earlier {
            0 => kind.name().to_owned(),
            more => format!("{}-{}", kind.name(), more + 1),
        };
        self.resume.sections.push(Section {
            id,
            title: None,
            kind,
            body,
        });
    }

    fn rich_of(&self, node: &Node, keys: &[&str]) -> Option<RichText> {
        text_of(node, keys).map(|text| self.kept.rich(text))
    }

    fn list(&mut self, key: &str, list: &Node) {
        match key {
            "skills" | "interests" => {
                if list.items().iter().any(|item| item.get("level").is_some()) {
                    self.findings.push(
                        Diagnostic::note("the levels of skills are left out").at(list.span.clone()),
                    );
                }
                let kind = if key == "skills" {
                    SectionKind::Skills
                } else {
                    SectionKind::Interests
                };
                self.groups.push((kind, groups(list)));
                self.lists.push((key.to_owned(), Vec::new()));
            }
            _ => {
                let Some((_, kind)) = kind_of(key) else {
                    return;
                };
                let mut entries = Vec::new();
                for item in list.items() {
                    let additional = item
                        .text_of("type")
                        .is_some_and(|kind| kind.value == "additional");
                    let kind = match kind {
                        EntryKind::Project if additional => EntryKind::SmallProject,
                        kind => kind,
                    };
                    entries.push(Some(self.entry(item, kind)));
                }
                self.lists.push((key.to_owned(), entries));
            }
        }
    }

    /// Makes sections of what no outline took.
    fn rest(&mut self) {
        for (key, entries) in std::mem::take(&mut self.lists) {
            if key == "skills" || key == "interests" {
                let wanted = match key.as_str() {
                    "skills" => SectionKind::Skills,
                    _ => SectionKind::Interests,
                };
                for (kind, groups) in std::mem::take(&mut self.groups) {
                    if kind == wanted {
                        self.push(kind, SectionBody::Skills(groups));
                    } else {
                        self.groups.push((kind, groups));
                    }
                }
                continue;
            }
            let Some((section, _)) = kind_of(&key) else {
                continue;
            };
            let (small, large): (Vec<Entry>, Vec<Entry>) = entries
                .into_iter()
                .flatten()
                .partition(|entry| entry.kind == EntryKind::SmallProject);
            for entries in [large, small] {
                if !entries.is_empty() {
                    self.push(section, SectionBody::Entries(entries));
                }
            }
        }
    }

    /// The sections whose outline `vitae` wrote, by their identifiers.
    fn outlined(&mut self, own: &Node) -> Vec<(String, SectionBody)> {
        let mut found = Vec::new();
        for section in own.get("sections").map_or(&[][..], Node::items) {
            let Some(id) = section.text_of("id") else {
                continue;
            };
            let kind = section
                .text_of("kind")
                .and_then(|kind| kind.value.parse().ok());
            if let (Some(kind), Some(count)) = (kind, section.text_of("groups"))
                && let Ok(count) = count.value.parse::<usize>()
            {
                let listed = match kind {
                    SectionKind::Interests => SectionKind::Interests,
                    SectionKind::Skills
                    | SectionKind::Experience
                    | SectionKind::Projects
                    | SectionKind::Education
                    | SectionKind::Certifications
                    | SectionKind::Languages
                    | SectionKind::Publications
                    | SectionKind::Awards
                    | SectionKind::Volunteering
                    | SectionKind::Metrics
                    | SectionKind::References
                    | SectionKind::Other => SectionKind::Skills,
                };
                if let Some((_, groups)) = self.groups.iter_mut().find(|(own, _)| *own == listed) {
                    let taken = groups.drain(..count.min(groups.len())).collect();
                    found.push((id.value, SectionBody::Skills(taken)));
                }
                continue;
            }
            let mut others: Vec<Option<Entry>> = section
                .get("entries")
                .map_or(&[][..], Node::items)
                .iter()
                .map(|item| Some(self.entry(item, EntryKind::Other)))
                .collect();
            let mut entries = Vec::new();
            for place in section.get("outline").map_or(&[][..], Node::items) {
                entries.extend(self.placed(place, &mut others, None));
            }
            if !entries.is_empty() {
                found.push((id.value, SectionBody::Entries(entries)));
            }
        }
        found
    }

    /// The entry of one place of an outline; `None` where the list was edited since.
    fn placed(
        &mut self,
        place: &Node,
        others: &mut [Option<Entry>],
        overview: Option<&str>,
    ) -> Option<Entry> {
        let mut entry = match (place.text_of("at"), place.get("own")) {
            (Some(at), _) => {
                let (list, index) = at.value.split_once('/')?;
                let index: usize = index.parse().ok()?;
                if list == "own" {
                    others.get_mut(index)?.take()?
                } else {
                    let (_, entries) = self.lists.iter_mut().find(|(key, _)| key == list)?;
                    entries.get_mut(index)?.take()?
                }
            }
            (None, Some(own)) => self.entry(own, EntryKind::Position),
            (None, None) => return None,
        };
        for field in place.get("inherited").map_or(&[][..], Node::items) {
            match field.text() {
                Some("organization") => (entry.organization, entry.via) = (None, None),
                Some("location") => entry.location = None,
                Some("url") => entry.links.clear(),
                Some("description") => {
                    // What the firm is was written again for other readers.
                    let is_it = |text: &RichText| Some(text.text().as_str()) == overview;
                    entry.summary = entry.summary.take().filter(|text| !is_it(text));
                    entry.details.retain(|detail| !is_it(&detail.text));
                }
                Some(_) | None => {}
            }
        }
        if let Some(own) = place.get("period") {
            entry.period = own_period(own, entry.period.take());
        }
        let links = place.get("links").map_or(&[][..], Node::items);
        if !links.is_empty() {
            entry.links = links
                .iter()
                .filter_map(|link| Some((link.text_of("text")?, link.text_of("url")?.value)))
                .collect();
        }
        let overview = entry.summary.as_ref().map(RichText::text);
        for part in place.get("parts").map_or(&[][..], Node::items) {
            let part = self.placed(part, others, overview.as_deref());
            entry.parts.extend(part);
        }
        Some(entry)
    }

    fn entry(&mut self, node: &Node, kind: EntryKind) -> Entry {
        let mut entry = Entry::new(kind, node.span.clone());
        let (title, organization, summary): (&[&str], &[&str], &[&str]) = match kind {
            EntryKind::Position => (&["position", "title"], &["name", "company"], &["summary"]),
            EntryKind::Volunteering => (&["position"], &["organization"], &["summary"]),
            EntryKind::Project | EntryKind::SmallProject => (
                &["name", "title"],
                &["entity", "client"],
                &["description", "summary"],
            ),
            EntryKind::Education => (
                &["studyType"],
                &["institution"],
                &["summary", "description"],
            ),
            EntryKind::Certification => (&["name", "title"], &["issuer"], &["summary"]),
            EntryKind::Language => (&["language", "name"], &[], &["fluency", "level"]),
            EntryKind::Publication => (&["name", "title"], &["publisher"], &["summary"]),
            EntryKind::Award => (&["title", "name"], &["awarder"], &["summary"]),
            EntryKind::Reference => (&["name"], &["organization"], &["reference"]),
            EntryKind::Other => (&["name", "title"], &["organization"], &["summary"]),
        };
        entry.title = text_of(node, title);
        if kind == EntryKind::Education {
            entry.title = match (entry.title.take(), text_of(node, &["area"])) {
                (Some(degree), Some(area)) => Some(Text::new(
                    format!("{}, {}", degree.value, area.value),
                    degree.span,
                )),
                (degree, area) => degree.or(area).or_else(|| text_of(node, &["title"])),
            };
        }
        (entry.organization, entry.via) = match text_of(node, organization) {
            Some(name) => self.kept.organization(name),
            None => (None, None),
        };
        entry.summary = self.rich_of(node, summary);
        entry.location = node.get("location").and_then(location);
        entry.period = self.period(node, kind);
        for key in ["highlights", "courses"] {
            for item in node.get(key).map_or(&[][..], Node::items) {
                if let Some(text) = item.spanned() {
                    entry.highlights.push(Highlight {
                        text: self.kept.rich(text),
                        tags: Vec::new(),
                    });
                }
            }
        }
        for item in node.get("keywords").map_or(&[][..], Node::items) {
            if let Some(text) = item.spanned() {
                entry.tags.push(Tag::new(text.value, text.span));
            }
        }
        entry.metrics = metrics(node);
        if let Some(text) = node.text_of("details") {
            entry.details = self.kept.details(text);
        }
        if kind == EntryKind::Education
            && let Some(text) = node.text_of("score")
        {
            entry.details.push(labelled("Score", text));
        }
        // What a firm is stands beside what was done there.
        if kind == EntryKind::Position
            && let Some(text) = node.text_of("description")
        {
            if entry.summary.is_none() {
                entry.summary = Some(self.kept.rich(text));
            } else {
                entry.details.push(Detail {
                    label: DetailLabel::Without,
                    text: self.kept.rich(text),
                });
            }
        }
        if let Some(list) = node.get("roles") {
            let items: Vec<&str> = list.items().iter().filter_map(Node::text).collect();
            if !items.is_empty() {
                let text = Text::new(items.join(", "), list.span.clone());
                entry.details.push(labelled("Roles", text));
            }
        }
        if let Some(url) = node.text_of("url") {
            let href = url.value.clone();
            entry.links.push((url, href));
        }
        entry
    }

    fn period(&mut self, node: &Node, kind: EntryKind) -> Option<Period> {
        let start = text_of(node, &["startDate", "date", "releaseDate"]);
        let end = text_of(node, &["endDate"]);
        let written = [&start, &end]
            .into_iter()
            .flatten()
            .map(|date| date.value.as_str())
            .collect::<Vec<_>>()
            .join(" – ");
        let span = start.as_ref().or(end.as_ref())?.span.clone();
        let has_start = node.text_of("startDate").is_some();
        let from = start.and_then(|date| self.date(&date));
        let to = end.and_then(|date| self.date(&date));
        let goes_on = has_start
            && node.text_of("endDate").is_none()
            && matches!(
                kind,
                EntryKind::Position
                    | EntryKind::Volunteering
                    | EntryKind::Project
                    | EntryKind::SmallProject
                    | EntryKind::Education
            );
        let end = match to {
            Some(date) => Some(PeriodEnd::On(date)),
            None if goes_on => Some(PeriodEnd::Present),
            None => None,
        };
        (from.is_some() || end.is_some()).then_some(Period {
            // One date written twice is a single date.
            end: end.filter(|end| from.map(PeriodEnd::On) != Some(*end)),
            start: from,
            expected: false,
            written,
            span,
        })
    }

    fn date(&mut self, date: &Text) -> Option<PartialDate> {
        match date.value.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                self.findings.push(
                    Diagnostic::warning(format!("`{}`: {error}", date.value))
                        .at(date.span.clone())
                        .hint("dates are written `2023`, `2023-06` or `2023-06-30`"),
                );
                None
            }
        }
    }

    /// What `vitae` itself wrote: the language, titles, order, and sections of plain text.
    fn own(&mut self, node: &Node, mut outlined: Vec<(String, SectionBody)>) {
        self.resume.language = node.text_of("language");
        for own in node.get("contacts").map_or(&[][..], Node::items) {
            let (Some(kind), Some(text)) = (own.text_of("kind"), own.text_of("text")) else {
                continue;
            };
            self.resume.person.contacts.push(match kind.value.as_str() {
                EMAIL => email(text),
                PHONE => phone(text),
                _ => continue,
            });
        }
        let arranged = node.text_of("arranged");
        if arranged.is_some_and(|by| by.value == Arranged::AUTHOR) {
            self.resume.arranged = Arranged::ByAuthor;
        }
        let mut ordered = Vec::new();
        for own in node.get("sections").map_or(&[][..], Node::items) {
            let (Some(id), Some(kind)) = (own.text_of("id"), own.text_of("kind")) else {
                continue;
            };
            let title = own.text_of("title");
            let at = outlined.iter().position(|(name, _)| *name == id.value);
            if let (Some(at), Ok(kind)) = (at, kind.value.parse()) {
                let (_, body) = outlined.remove(at);
                ordered.push(Section {
                    id: id.value,
                    title,
                    kind,
                    body,
                });
                continue;
            }
            let found = self.resume.sections.iter().position(|s| s.id == id.value);
            if let Some(at) = found {
                let mut section = self.resume.sections.remove(at);
                section.title = title;
                ordered.push(section);
            } else if let Ok(kind) = kind.value.parse() {
                let texts = own.get("text").map_or(&[][..], Node::items);
                let entries = own.get("entries").map_or(&[][..], Node::items);
                let body = if !texts.is_empty() {
                    let texts = texts.iter().filter_map(Node::spanned);
                    SectionBody::Text(texts.map(|text| self.kept.rich(text)).collect())
                } else if !entries.is_empty() {
                    let entries = entries.iter().map(|e| self.entry(e, EntryKind::Other));
                    SectionBody::Entries(entries.collect())
                } else {
                    SectionBody::Metrics(metrics(own))
                };
                ordered.push(Section {
                    id: id.value,
                    title,
                    kind,
                    body,
                });
            }
        }
        ordered.append(&mut self.resume.sections);
        self.resume.sections = ordered;
    }
}

/// True for an address with something behind its host.
fn has_path(address: &str) -> bool {
    let bare = address.split_once("//").map_or(address, |(_, rest)| rest);
    bare.split_once('/')
        .is_some_and(|(_, path)| !path.is_empty())
}

fn email(text: Text) -> Contact {
    Contact {
        kind: ContactKind::Email,
        href: Some(format!("mailto:{}", text.value)),
        text,
    }
}

fn phone(text: Text) -> Contact {
    let is_dialled = |c: &char| c.is_ascii_digit() || *c == '+';
    let number: String = text.value.chars().filter(is_dialled).collect();
    Contact {
        kind: ContactKind::Phone,
        href: Some(format!("tel:{number}")),
        text,
    }
}

fn link(kind: ContactKind, url: Text) -> Contact {
    let href = url.value.clone();
    let shown = href
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_end_matches('/');
    let shown = shown.strip_prefix("www.").unwrap_or(shown).to_owned();
    Contact {
        kind,
        text: Spanned::new(shown, url.span),
        href: href.contains("://").then_some(href),
    }
}

/// Street, city and region; the country's code only where no region says more.
fn location(node: &Node) -> Option<Text> {
    if let Some(text) = node.spanned() {
        return Some(text);
    }
    let mut parts: Vec<String> = Vec::new();
    for key in ["address", "city", "region"] {
        parts.extend(node.text_of(key).map(|text| text.value));
    }
    if node.get("region").and_then(Node::text).is_none() {
        parts.extend(node.text_of("countryCode").map(|text| text.value));
    }
    (!parts.is_empty()).then(|| Text::new(parts.join(", "), node.span.clone()))
}

fn groups(list: &Node) -> Vec<SkillGroup> {
    let mut groups: Vec<SkillGroup> = Vec::new();
    for item in list.items() {
        let name = text_of(item, &["name"]).or_else(|| item.spanned());
        let items: Vec<Tag> = item
            .get("keywords")
            .map_or(&[][..], Node::items)
            .iter()
            .filter_map(Node::spanned)
            .map(|text| Tag::new(text.value, text.span))
            .collect();
        match name {
            // A name without keywords is a skill itself.
            Some(name) if items.is_empty() => {
                let tag = Tag::new(name.value, name.span);
                match groups.last_mut() {
                    Some(last) if last.name.is_none() => last.items.push(tag),
                    Some(_) | None => groups.push(SkillGroup {
                        name: None,
                        items: vec![tag],
                    }),
                }
            }
            name => groups.push(SkillGroup { name, items }),
        }
    }
    groups.retain(|group| !group.items.is_empty());
    groups
}

fn metrics(node: &Node) -> Vec<Metric> {
    node.get("metrics")
        .map_or(&[][..], Node::items)
        .iter()
        .filter_map(|item| {
            let value = item.text_of("value")?;
            Some(Metric {
                label: item.text_of("label").map_or(String::new(), |l| l.value),
                value: value.value,
                span: value.span,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resume::to_json;

    const TEXT: &str = r#"{
  "basics": {"name": "Ana Reis", "email": "ana@example.org", "location": {"city": "Porto"}},
  "projects": [
    {"name": "Ledger", "entity": "Bank", "startDate": "2023", "endDate": "2023",
     "highlights": ["Fast"], "keywords": ["Rust"], "details": "In two phases."},
    {"name": "Cache", "type": "additional", "metrics": [{"value": "<1s", "label": "latency"}]}
  ],
  "work": [{"name": "Acme", "position": "Engineer", "startDate": "2020-06"}]
}"#;

    fn read(text: &str) -> Resume {
        from_json(&Source::new("r.json", text)).expect("a résumé").0
    }

    #[test]
    fn small_projects_make_a_second_section() {
        let resume = read(TEXT);
        let ids: Vec<&str> = resume.sections.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(ids, ["projects", "projects-2", "experience"]);
        let SectionBody::Entries(small) = &resume.sections[1].body else {
            panic!("entries");
        };
        assert_eq!(small[0].kind, EntryKind::SmallProject);
        assert_eq!(small[0].metrics[0].value, "<1s");
    }

    #[test]
    fn what_was_written_is_read_again() {
        let resume = read(TEXT);
        let written = to_json(&resume);
        assert_eq!(to_json(&read(&written)), written);
    }

    #[test]
    fn json_that_is_no_resume_is_refused() {
        assert!(from_json(&Source::new("r.json", "{\"a\": 1}")).is_err());
        assert!(from_json(&Source::new("r.json", "[1")).is_err());
    }
}
