//! JSON Resume as a résumé.

use std::sync::Arc;

use super::tree;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Spanned};
use crate::resume::{
    Contact, ContactKind, Detail, Entry, EntryKind, Highlight, Metric, PartialDate, Period,
    PeriodEnd, Resume, RichText, Section, SectionBody, SectionKind, SkillGroup, Tag, Text,
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
    let mut reader = Reader {
        resume: Resume::default(),
        findings: Diagnostics::new(),
    };
    if let Some(basics) = root.get("basics") {
        reader.basics(basics);
    }
    for (key, list) in root.entries() {
        reader.list(&key.value, list);
    }
    if let Some(own) = root.get("meta").and_then(|meta| meta.get("vitae")) {
        reader.own(own);
    }
    let mut resume = reader.resume;
    resume.sections.retain(|section| !section.body.is_empty());
    Ok((resume, reader.findings))
}

/// True for a tree with the keys of JSON Resume.
pub(crate) fn is_json_resume(root: &Node) -> bool {
    let is_map = |key: &str| root.get(key).is_some_and(|node| !node.entries().is_empty());
    let is_list = |key: &str| root.get(key).is_some_and(|node| !node.items().is_empty());
    is_map("basics") || is_list("work")
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
}

/// The first of several keys that has a text.
fn text_of(node: &Node, keys: &[&str]) -> Option<Text> {
    keys.iter().find_map(|key| node.text_of(key))
}

fn rich_of(node: &Node, keys: &[&str]) -> Option<RichText> {
    text_of(node, keys).map(|text| RichText::plain(text.value, text.span))
}

impl Reader {
    fn basics(&mut self, node: &Node) {
        let person = &mut self.resume.person;
        person.name = node.text_of("name");
        person.headline = node.text_of("label");
        person.photo = node.text_of("image");
        person.location = node.get("location").and_then(location);
        if let Some(email) = node.text_of("email") {
            person.contacts.push(Contact {
                kind: ContactKind::Email,
                href: Some(format!("mailto:{}", email.value)),
                text: email,
            });
        }
        if let Some(phone) = node.text_of("phone") {
            let number: String = phone
                .value
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '+')
                .collect();
            person.contacts.push(Contact {
                kind: ContactKind::Phone,
                href: Some(format!("tel:{number}")),
                text: phone,
            });
        }
        if let Some(url) = text_of(node, &["url", "website"]) {
            person.contacts.push(link(ContactKind::Website, url));
        }
        for profile in node.get("profiles").map_or(&[][..], Node::items) {
            let network = text_of(profile, &["network"]).map_or(String::new(), |n| n.value);
            if let Some(url) = text_of(profile, &["url"]) {
                person
                    .contacts
                    .push(link(ContactKind::Profile(network), url));
            } else if let Some(name) = text_of(profile, &["username"]) {
                person.contacts.push(Contact {
                    kind: ContactKind::Profile(network),
                    text: name,
                    href: None,
                });
            }
        }
        self.resume.summary = rich_of(node, &["summary"]);
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

    fn list(&mut self, key: &str, list: &Node) {
        match key {
            "skills" => self.push(SectionKind::Skills, SectionBody::Skills(groups(list))),
            "interests" => self.push(SectionKind::Interests, SectionBody::Skills(groups(list))),
            _ => {
                let Some((section, kind)) = kind_of(key) else {
                    return;
                };
                let mut entries = Vec::new();
                let mut small = Vec::new();
                for item in list.items() {
                    let additional = item
                        .text_of("type")
                        .is_some_and(|kind| kind.value == "additional");
                    if kind == EntryKind::Project && additional {
                        small.push(self.entry(item, EntryKind::SmallProject));
                    } else {
                        entries.push(self.entry(item, kind));
                    }
                }
                if !entries.is_empty() {
                    self.push(section, SectionBody::Entries(entries));
                }
                if !small.is_empty() {
                    self.push(section, SectionBody::Entries(small));
                }
            }
        }
    }

    fn entry(&mut self, node: &Node, kind: EntryKind) -> Entry {
        let mut entry = Entry::new(kind, node.span.clone());
        let (title, organization, summary): (&[&str], &[&str], &[&str]) = match kind {
            EntryKind::Position => (
                &["position", "title"],
                &["name", "company"],
                &["summary", "description"],
            ),
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
        entry.organization = text_of(node, organization);
        entry.summary = rich_of(node, summary);
        entry.location = node.get("location").and_then(location);
        entry.period = self.period(node, kind);
        for key in ["highlights", "courses"] {
            for item in node.get(key).map_or(&[][..], Node::items) {
                if let Some(text) = item.spanned() {
                    entry.highlights.push(Highlight {
                        text: RichText::plain(text.value, text.span),
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
        for text in ["details", "score"]
            .iter()
            .filter_map(|key| node.text_of(key))
        {
            entry.details.push(Detail {
                label: None,
                text: RichText::plain(text.value, text.span),
            });
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
    fn own(&mut self, node: &Node) {
        self.resume.language = node.text_of("language");
        let mut ordered = Vec::new();
        for own in node.get("sections").map_or(&[][..], Node::items) {
            let (Some(id), Some(kind)) = (own.text_of("id"), own.text_of("kind")) else {
                continue;
            };
            let title = own.text_of("title");
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
                    SectionBody::Text(texts.map(|t| RichText::plain(t.value, t.span)).collect())
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

/// City and region; the country's code only where it stands alone or beside no region.
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
