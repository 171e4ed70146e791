//! The model as what is written.

use serde::Serialize;

use super::keys::{AUTHOR, BY_KIND, EMAIL, NOWHERE, PHONE, PRESENT, PROFILE, WEBSITE};
use super::{MARK_OF_RESUME, read};
use crate::diagnostic::Span;
use crate::resume::{
    self, Arranged, ContactKind, DetailLabel, Emphasis, EntryKind, PartialDate, PeriodEnd, Resume,
    RichText, SectionBody, Text,
};

/// The whole file.
#[derive(PartialEq, Serialize)]
pub(in crate::resume) struct Model<'a> {
    vitae: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<&'a str>,
    arranged: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contacts: Vec<Contact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Rich<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<Section<'a>>,
}

#[derive(PartialEq, Serialize)]
struct Contact<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    network: Option<&'a str>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

#[derive(PartialEq, Serialize)]
struct Section<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    page_break: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<Group<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<Metric<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    text: Vec<Rich<'a>>,
}

#[derive(PartialEq, Serialize)]
struct Group<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    items: Vec<&'a str>,
}

#[derive(PartialEq, Serialize)]
struct Metric<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    value: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    label: &'a str,
}

#[derive(PartialEq, Serialize)]
struct Entry<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period<'a>>,
    #[serde(skip_serializing_if = "is_false")]
    page_break: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Rich<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    highlights: Vec<Highlight<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    metrics: Vec<Metric<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Detail<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Link<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
}

#[derive(PartialEq, Serialize)]
struct Period<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    expected: bool,
    #[serde(skip_serializing_if = "str::is_empty")]
    written: &'a str,
}

/// A bullet: its text alone where it has no tags.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Highlight<'a> {
    Text(Rich<'a>),
    Tagged { text: Rich<'a>, tags: Vec<&'a str> },
}

/// A paragraph: its text alone where nothing stands before it.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Detail<'a> {
    Text(Rich<'a>),
    Labelled { label: &'a str, text: Rich<'a> },
    Usual { usual: bool, text: Rich<'a> },
}

#[derive(PartialEq, Serialize)]
struct Link<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    href: &'a str,
}

/// A text: plain, or in runs.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Rich<'a> {
    Plain(&'a str),
    Runs(Vec<Run<'a>>),
}

#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Run<'a> {
    Plain(&'a str),
    Styled {
        text: &'a str,
        #[serde(skip_serializing_if = "is_false")]
        strong: bool,
        #[serde(skip_serializing_if = "is_false")]
        emphasized: bool,
        #[serde(skip_serializing_if = "is_false")]
        code: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        link: Option<&'a str>,
    },
}

/// What shows nothing is no value.
fn says(text: &&RichText) -> bool {
    !text.is_blank()
}

fn is_false(value: &bool) -> bool {
    !value
}

fn value(text: &Option<Text>) -> Option<&str> {
    let text = text.as_ref().map(|text| text.value.as_str());
    text.filter(|text| !text.trim().is_empty())
}

impl<'a> Model<'a> {
    /// With the places at which entries and contacts were read.
    pub(super) fn new(resume: &'a Resume) -> Self {
        Writer { has_places: true }.model(resume)
    }

    /// The values alone: two models that say the same are equal.
    pub(in crate::resume) fn values(resume: &'a Resume) -> Self {
        Writer { has_places: false }.model(resume)
    }
}

struct Writer {
    has_places: bool,
}

impl Writer {
    fn place(&self, span: &Span) -> Option<String> {
        self.has_places.then(|| span.to_string())
    }

    fn model<'a>(&self, resume: &'a Resume) -> Model<'a> {
        let person = &resume.person;
        let starts = resume.page_starts();
        let mut sections = Vec::with_capacity(resume.sections.len());
        for (number, section) in resume.sections.iter().enumerate() {
            if section.body.is_empty() {
                continue;
            }
            let mut out = Section {
                kind: section.kind.name(),
                title: value(&section.title),
                page_break: starts.contains(&(number, None)),
                entries: Vec::new(),
                groups: Vec::new(),
                metrics: Vec::new(),
                text: Vec::new(),
            };
            match &section.body {
                SectionBody::Entries(entries) => {
                    let usual = section.kind.entry_kind();
                    for (index, entry) in entries.iter().enumerate() {
                        let mut entry = self.entry(entry, usual);
                        entry.page_break = index > 0 && starts.contains(&(number, Some(index)));
                        out.entries.push(entry);
                    }
                }
                SectionBody::Skills(groups) => {
                    out.groups.extend(groups.iter().map(|group| Group {
                        name: value(&group.name),
                        items: group.items.iter().map(|tag| tag.as_str()).collect(),
                    }));
                }
                SectionBody::Metrics(figures) => out.metrics = metrics(figures),
                SectionBody::Text(texts) => {
                    out.text = texts.iter().filter(says).map(rich).collect();
                }
            }
            // What holds nothing to read is no section, and would be a fault of a hand.
            let holds = !out.entries.is_empty()
                || !out.groups.is_empty()
                || !out.metrics.is_empty()
                || !out.text.is_empty();
            if holds {
                sections.push(out);
            }
        }
        Model {
            vitae: MARK_OF_RESUME,
            name: value(&person.name),
            headline: value(&person.headline),
            location: value(&person.location),
            photo: value(&person.photo),
            arranged: match resume.arranged {
                Arranged::ByAuthor => AUTHOR,
                Arranged::ByKind => BY_KIND,
            },
            language: value(&resume.language),
            contacts: person
                .contacts
                .iter()
                .map(|one| self.contact(one))
                .collect(),
            summary: resume.summary.as_ref().filter(says).map(rich),
            sections,
        }
    }

    fn contact<'a>(&self, contact: &'a resume::Contact) -> Contact<'a> {
        let usual = read::usual_href(&contact.kind, &contact.text.value);
        let (kind, network) = match &contact.kind {
            ContactKind::Email => (EMAIL, None),
            ContactKind::Phone => (PHONE, None),
            ContactKind::Website => (WEBSITE, None),
            ContactKind::Profile(network) => (PROFILE, Some(network.as_str())),
        };
        Contact {
            kind,
            network: network.filter(|network| !network.is_empty()),
            text: &contact.text.value,
            href: match contact.href == usual {
                true => None,
                false => Some(contact.href.as_deref().unwrap_or(NOWHERE)),
            },
            from: self.place(&contact.text.span),
        }
    }

    fn entry<'a>(&self, entry: &'a resume::Entry, usual: EntryKind) -> Entry<'a> {
        Entry {
            kind: (entry.kind != usual).then(|| entry.kind.name()),
            title: value(&entry.title),
            organization: value(&entry.organization),
            via: value(&entry.via),
            location: value(&entry.location),
            period: entry.period.as_ref().map(period),
            page_break: false,
            summary: entry.summary.as_ref().filter(says).map(rich),
            highlights: entry
                .highlights
                .iter()
                .filter(|bullet| says(&&bullet.text))
                .map(|bullet| match bullet.tags.is_empty() {
                    true => Highlight::Text(rich(&bullet.text)),
                    false => Highlight::Tagged {
                        text: rich(&bullet.text),
                        tags: bullet.tags.iter().map(|tag| tag.as_str()).collect(),
                    },
                })
                .collect(),
            metrics: metrics(&entry.metrics),
            tags: entry.tags.iter().map(|tag| tag.as_str()).collect(),
            details: entry
                .details
                .iter()
                .filter(|detail| says(&&detail.text))
                .map(detail)
                .collect(),
            links: entry
                .links
                .iter()
                .map(|(text, href)| Link {
                    text: &text.value,
                    href,
                })
                .collect(),
            parts: entry
                .parts
                .iter()
                .map(|part| self.entry(part, usual))
                .collect(),
            from: self.place(&entry.span),
        }
    }
}

fn period(period: &resume::Period) -> Period<'_> {
    Period {
        start: period.start.map(PartialDate::spelled),
        end: period.end.map(|end| match end {
            PeriodEnd::Present => PRESENT.to_owned(),
            PeriodEnd::On(date) => date.spelled(),
        }),
        expected: period.expected,
        written: &period.written,
    }
}

fn detail(detail: &resume::Detail) -> Detail<'_> {
    let text = rich(&detail.text);
    match &detail.label {
        DetailLabel::Written(label) => Detail::Labelled {
            label: &label.value,
            text,
        },
        DetailLabel::Usual => Detail::Usual { usual: true, text },
        DetailLabel::Without => Detail::Text(text),
    }
}

fn metrics(metrics: &[resume::Metric]) -> Vec<Metric<'_>> {
    let figures = metrics.iter().map(|metric| Metric {
        value: &metric.value,
        label: &metric.label,
    });
    figures.collect()
}

fn rich(text: &RichText) -> Rich<'_> {
    let is_plain = |run: &resume::Run| run.emphasis == Emphasis::NONE && run.link.is_none();
    match text.runs.as_slice() {
        [] => Rich::Plain(""),
        [run] if is_plain(run) => Rich::Plain(&run.text),
        runs => Rich::Runs(
            runs.iter()
                .map(|run| match is_plain(run) {
                    true => Run::Plain(&run.text),
                    false => Run::Styled {
                        text: &run.text,
                        strong: run.emphasis.strong,
                        emphasized: run.emphasis.emphasized,
                        code: run.emphasis.code,
                        link: run.link.as_deref(),
                    },
                })
                .collect(),
        ),
    }
}
