//! Résumés for the tests: one written here, one read from the targets' JSON where it is.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::Words;
use vitae::layout::{Flow, Headings, compose};
use vitae::resume::*;
use vitae::theme::Theme;

fn span() -> Span {
    let source: Arc<Source> = Source::new("sample", "");
    Span::new(&source, 0..0)
}

fn text(value: &str) -> Text {
    Spanned::new(value.to_owned(), span())
}

fn tags(values: &[&str]) -> Vec<Tag> {
    values.iter().map(|tag| Tag::new(*tag, span())).collect()
}

fn bullet(value: &str) -> Highlight {
    Highlight {
        text: RichText::plain(value, span()),
        tags: Vec::new(),
    }
}

fn metric(value: &str, label: &str) -> Metric {
    Metric {
        value: value.to_owned(),
        label: label.to_owned(),
        span: span(),
    }
}

fn period(written: &str) -> Period {
    Period {
        start: None,
        end: None,
        expected: false,
        written: written.to_owned(),
        span: span(),
    }
}

fn contact(kind: ContactKind, shown: &str, href: &str) -> Contact {
    Contact {
        kind,
        text: text(shown),
        href: Some(href.to_owned()),
    }
}

fn section(kind: SectionKind, ordinal: usize, body: SectionBody) -> Section {
    let id = match ordinal {
        0 => kind.name().to_owned(),
        later => format!("{}-{}", kind.name(), later + 1),
    };
    Section {
        id,
        title: None,
        kind,
        body,
    }
}

/// Composes a résumé with a theme of the program.
pub fn composed(resume: &Resume, theme: &str) -> (Flow, Theme) {
    let theme = Theme::embedded(theme).expect("a theme of the program");
    let flow = compose(resume, &theme, &words(), Headings::Kind);
    (flow, theme)
}

fn words() -> Words {
    Words
}

/// A short résumé with every kind of node.
pub fn resume() -> Resume {
    let mut project = Entry::new(EntryKind::Project, span());
    project.title = Some(text("Ledger & Clearing <core>"));
    project.organization = Some(text("Nordbank"));
    project.period = Some(period("2022–2023"));
    project.summary = Some(RichText::plain("Settles card payments.", span()));
    project.highlights = vec![
        bullet("Cut posting time from 240 ms to 18 ms"),
        bullet("Moved 1.2 billion entries"),
    ];
    project.details = vec![Detail {
        label: Some(text("Technical Implementation")),
        text: RichText::plain("Event sourcing with snapshots.", span()),
    }];
    project.tags = tags(&["Rust", "Fly.io", "OR-Tools"]);
    project.links = vec![(text("code"), "https://example.org/?a=1&b=2".to_owned())];
    let mut small = Entry::new(EntryKind::SmallProject, span());
    small.title = Some(text("Fraud Scoring"));
    small.organization = Some(text("Aurora"));
    small.summary = Some(RichText::plain("Scores every payment.", span()));
    small.metrics = vec![
        metric("85%", "faster response times"),
        metric("<1s", "alert time"),
        metric("Load", "distribution modeling"),
    ];
    small.tags = tags(&["Redis"]);
    Resume {
        person: Person {
            name: Some(text("Jane Doe")),
            headline: Some(text("Engineer")),
            location: Some(text("Lund, Sweden")),
            contacts: vec![
                contact(
                    ContactKind::Email,
                    "jane@example.org",
                    "mailto:jane@example.org",
                ),
                contact(ContactKind::Phone, "+46 70 555 01 23", "tel:+46705550123"),
                contact(
                    ContactKind::Website,
                    "jane.example.org",
                    "https://jane.example.org",
                ),
            ],
            photo: None,
        },
        summary: Some(RichText::plain("Builds services.", span())),
        sections: vec![
            section(
                SectionKind::Skills,
                0,
                SectionBody::Skills(vec![
                    SkillGroup {
                        name: Some(text("Languages")),
                        items: tags(&["Rust", "Go"]),
                    },
                    SkillGroup {
                        name: Some(text("Data")),
                        items: tags(&["Kafka"]),
                    },
                ]),
            ),
            section(
                SectionKind::Projects,
                0,
                SectionBody::Entries(vec![project]),
            ),
            section(SectionKind::Projects, 1, SectionBody::Entries(vec![small])),
        ],
        language: Some(text("en")),
    }
}

/// The résumé that the target pictures show; `None`, with the reason printed, without them.
pub fn target() -> Option<Resume> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/targets/sample.json");
    let json = match std::fs::read_to_string(&path) {
        Ok(json) => json,
        Err(error) => {
            println!("skipped: {} cannot be read: {error}", path.display());
            return None;
        }
    };
    let json: Value = serde_json::from_str(&json).expect("the sample is JSON");
    Some(read(&json))
}

fn said<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value[key].as_str()
}

fn list<'a>(value: &'a Value, key: &str) -> Vec<&'a Value> {
    value[key]
        .as_array()
        .map(|items| items.iter().collect())
        .unwrap_or_default()
}

fn words_of<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    list(value, key)
        .into_iter()
        .filter_map(Value::as_str)
        .collect()
}

fn read(json: &Value) -> Resume {
    let basics = &json["basics"];
    let mut contacts = Vec::new();
    if let Some(mail) = said(basics, "email") {
        contacts.push(contact(ContactKind::Email, mail, &format!("mailto:{mail}")));
    }
    if let Some(phone) = said(basics, "phone") {
        let digits: String = phone.split_whitespace().collect();
        contacts.push(contact(ContactKind::Phone, phone, &format!("tel:{digits}")));
    }
    let profiles = list(basics, "profiles");
    let kinds = std::iter::once((ContactKind::Website, said(basics, "url"))).chain(
        profiles.iter().map(|profile| {
            let network = said(profile, "network").unwrap_or_default();
            let kind = ContactKind::Profile(network.to_owned());
            (kind, said(profile, "url"))
        }),
    );
    for (kind, url) in kinds {
        if let Some(url) = url {
            contacts.push(contact(kind, url.trim_start_matches("https://"), url));
        }
    }
    let mut projects = (Vec::new(), Vec::new());
    for project in list(json, "projects") {
        let small = said(project, "type") == Some("additional");
        let kind = if small {
            EntryKind::SmallProject
        } else {
            EntryKind::Project
        };
        let mut entry = Entry::new(kind, span());
        entry.title = said(project, "name").map(text);
        entry.organization = said(project, "entity").map(text);
        entry.period = said(project, "startDate").map(|start| {
            let end = said(project, "endDate").unwrap_or(start);
            period(&if start == end {
                start.to_owned()
            } else {
                format!("{start}–{end}")
            })
        });
        entry.summary =
            said(project, "description").map(|summary| RichText::plain(summary, span()));
        entry.highlights = words_of(project, "highlights")
            .into_iter()
            .map(bullet)
            .collect();
        entry.tags = tags(&words_of(project, "keywords"));
        entry.metrics = list(project, "metrics")
            .into_iter()
            .map(|found| {
                metric(
                    said(found, "value").unwrap_or_default(),
                    said(found, "label").unwrap_or_default(),
                )
            })
            .collect();
        if let Some(details) = said(project, "details") {
            entry.details = vec![Detail {
                label: Some(text("Technical Implementation")),
                text: RichText::plain(details, span()),
            }];
        }
        if small {
            projects.1.push(entry);
        } else {
            projects.0.push(entry);
        }
    }
    let skills = list(json, "skills")
        .into_iter()
        .map(|group| SkillGroup {
            name: said(group, "name").map(text),
            items: tags(&words_of(group, "keywords")),
        })
        .collect();
    Resume {
        person: Person {
            name: said(basics, "name").map(text),
            headline: said(basics, "label").map(text),
            location: Some(text("Gothenburg, Sweden")),
            contacts,
            photo: None,
        },
        summary: said(basics, "summary").map(|summary| RichText::plain(summary, span())),
        sections: vec![
            section(SectionKind::Skills, 0, SectionBody::Skills(skills)),
            section(SectionKind::Projects, 0, SectionBody::Entries(projects.0)),
            section(SectionKind::Projects, 1, SectionBody::Entries(projects.1)),
        ],
        language: Some(text("en")),
    }
}
