//! The model as YAML, for people: what was understood, and where each entry was read.

use serde::Serialize;

use super::{
    Contact, ContactKind, Entry, EntryKind, Metric, Resume, RichText, SectionBody, SkillGroup, Tag,
    Text,
};
use crate::yaml;

/// Writes the model as a YAML document.
pub fn to_yaml(resume: &Resume) -> String {
    yaml::to_string(&Listing::new(resume)).expect("maps, lists and texts are always YAML")
}

#[derive(Serialize)]
struct Listing {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<Reach>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    sections: Vec<Part>,
}

#[derive(Serialize)]
struct Reach {
    kind: String,
    text: String,
    from: String,
}

#[derive(Serialize)]
struct Part {
    id: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Item>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text: Vec<String>,
}

#[derive(Serialize)]
struct Group {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    items: Vec<String>,
}

#[derive(Serialize)]
struct Item {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    highlights: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Item>,
    from: String,
}

fn value(text: &Option<Text>) -> Option<String> {
    text.as_ref().map(|text| text.value.clone())
}

fn figure(metric: &Metric) -> String {
    format!("{} {}", metric.value, metric.label)
        .trim()
        .to_owned()
}

impl Listing {
    fn new(resume: &Resume) -> Self {
        let person = &resume.person;
        let mut sections = Vec::new();
        for section in &resume.sections {
            let mut part = Part {
                id: section.id.clone(),
                kind: section.kind.name(),
                title: value(&section.title),
                entries: Vec::new(),
                groups: Vec::new(),
                metrics: Vec::new(),
                text: Vec::new(),
            };
            match &section.body {
                SectionBody::Entries(entries) => {
                    part.entries = entries.iter().map(Item::new).collect();
                }
                SectionBody::Skills(groups) => {
                    part.groups = groups.iter().map(Group::new).collect();
                }
                SectionBody::Metrics(metrics) => {
                    part.metrics = metrics.iter().map(figure).collect();
                }
                SectionBody::Text(texts) => part.text = texts.iter().map(RichText::text).collect(),
            }
            sections.push(part);
        }
        Listing {
            name: value(&person.name),
            headline: value(&person.headline),
            location: value(&person.location),
            photo: value(&person.photo),
            language: value(&resume.language),
            contacts: person.contacts.iter().map(Reach::new).collect(),
            summary: resume.summary.as_ref().map(RichText::text),
            sections,
        }
    }
}

impl Reach {
    fn new(contact: &Contact) -> Self {
        Reach {
            kind: match &contact.kind {
                ContactKind::Email => "email".to_owned(),
                ContactKind::Phone => "phone".to_owned(),
                ContactKind::Website => "website".to_owned(),
                ContactKind::Profile(network) => network.clone(),
            },
            text: contact.text.value.clone(),
            from: contact.text.span.to_string(),
        }
    }
}

impl Group {
    fn new(group: &SkillGroup) -> Self {
        Group {
            name: value(&group.name),
            items: group.items.iter().map(owned).collect(),
        }
    }
}

fn owned(tag: &Tag) -> String {
    tag.as_str().to_owned()
}

impl Item {
    fn new(entry: &Entry) -> Self {
        let details = entry
            .details
            .iter()
            .map(|detail| match detail.label.written() {
                Some(label) => format!("{}: {}", label.value, detail.text.text()),
                None => detail.text.text(),
            });
        Item {
            kind: kind_name(entry.kind),
            title: value(&entry.title),
            organization: value(&entry.organization),
            via: value(&entry.via),
            location: value(&entry.location),
            period: entry.period.as_ref().map(|period| period.written.clone()),
            summary: entry.summary.as_ref().map(RichText::text),
            highlights: entry.highlights.iter().map(|h| h.text.text()).collect(),
            metrics: entry.metrics.iter().map(figure).collect(),
            tags: entry.tags.iter().map(owned).collect(),
            details: details.collect(),
            links: entry.links.iter().map(|(_, href)| href.clone()).collect(),
            parts: entry.parts.iter().map(Item::new).collect(),
            from: entry.span.to_string(),
        }
    }
}

fn kind_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Position => "position",
        EntryKind::Project => "project",
        EntryKind::SmallProject => "small-project",
        EntryKind::Education => "education",
        EntryKind::Certification => "certification",
        EntryKind::Language => "language",
        EntryKind::Publication => "publication",
        EntryKind::Award => "award",
        EntryKind::Volunteering => "volunteering",
        EntryKind::Reference => "reference",
        EntryKind::Other => "other",
    }
}
