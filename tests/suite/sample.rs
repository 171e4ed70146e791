//! Résumés for the tests: one written here, one read from the targets' JSON where it is.

use std::path::PathBuf;
use std::sync::Arc;

use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{Flow, compose, typeset};
use vitae::read::Headings;
use vitae::resume::*;
use vitae::theme::{Paper, Theme};

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

fn years(start: u16, end: u16) -> Period {
    Period {
        start: Some(PartialDate::year(start)),
        end: Some(PeriodEnd::On(PartialDate::year(end))),
        expected: false,
        written: format!("{start} - {end}"),
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
    let flow = compose(resume, &theme, vocabulary().words("en"), Headings::Kind);
    (flow, theme)
}

/// The same with the theme as the pages of the PDF stretch it.
pub fn fitted(resume: &Resume, theme: &str, paper: Paper) -> (Flow, Theme) {
    let (flow, theme) = composed(resume, theme);
    let fit = typeset(&flow, &theme, paper, &mut Shaper::new()).fit;
    let theme = fit.eased().applied(&theme);
    (flow, theme)
}

/// A short résumé with every kind of node.
pub fn resume() -> Resume {
    let mut project = Entry::new(EntryKind::Project, span());
    project.title = Some(text("Ledger & Clearing <core>"));
    project.organization = Some(text("Nordbank"));
    project.period = Some(years(2022, 2023));
    project.summary = Some(RichText::plain("Settles card payments.", span()));
    project.highlights = vec![
        bullet("Cut posting time from 240 ms to 18 ms"),
        bullet("Moved 1.2 billion entries"),
    ];
    project.details = vec![Detail {
        label: DetailLabel::Written(text("Technical Implementation")),
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
            picture: None,
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
        arranged: Default::default(),
        page_breaks: Vec::new(),
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
    let source = Source::new("sample.json", json);
    let (resume, _) = from_json(&source).expect("the sample is a résumé");
    Some(resume)
}
