//! Every value of a résumé with its place.

use crate::diagnostic::Span;
use crate::resume::{Entry, Resume, RichText, SectionBody};

use super::Taken;

/// A value as it is shown, and what else of the source it stands for.
pub(super) struct Value {
    /// Which value it is and what it says.
    pub(super) taken: Taken,
    /// Addresses that it leads to: nothing shows them, and they are held all the same.
    pub(super) leads: Vec<String>,
}

/// Every value of a résumé with its place.
pub(super) fn values(resume: &Resume) -> Vec<Value> {
    let mut out = Vec::new();
    let mut add = |field: &str, value: String, leads: Vec<String>, span: &Span| {
        out.push(Value {
            taken: Taken {
                field: field.to_owned(),
                value,
                by: "a value that was given".into(),
                span: span.clone(),
            },
            leads,
        });
    };
    let person = &resume.person;
    for (field, value) in [
        ("name", &person.name),
        ("headline", &person.headline),
        ("location", &person.location),
        ("photo", &person.photo),
    ] {
        if let Some(value) = value {
            add(field, value.value.clone(), Vec::new(), &value.span);
        }
    }
    for contact in &person.contacts {
        let leads = contact.href.iter().cloned().collect();
        add(
            "contact",
            contact.text.value.clone(),
            leads,
            &contact.text.span,
        );
    }
    if let Some(summary) = &resume.summary {
        add("summary", summary.text(), links(summary), &summary.span);
    }
    for section in &resume.sections {
        let id = &section.id;
        if let Some(title) = &section.title {
            add(
                &format!("{id}: heading"),
                title.value.clone(),
                Vec::new(),
                &title.span,
            );
        }
        match &section.body {
            SectionBody::Entries(entries) => {
                for entry in entries {
                    of_entry(id, entry, &mut add);
                }
            }
            SectionBody::Skills(groups) => {
                for group in groups {
                    if let Some(name) = &group.name {
                        add(
                            &format!("{id}: group"),
                            name.value.clone(),
                            Vec::new(),
                            &name.span,
                        );
                    }
                    for item in &group.items {
                        add(
                            &format!("{id}: skill"),
                            item.as_str().to_owned(),
                            Vec::new(),
                            &item.span,
                        );
                    }
                }
            }
            SectionBody::Metrics(metrics) => {
                for metric in metrics {
                    let told = format!("{} {}", metric.value, metric.label);
                    add(&format!("{id}: figure"), told, Vec::new(), &metric.span);
                }
            }
            SectionBody::Text(paragraphs) => {
                for paragraph in paragraphs {
                    add(
                        &format!("{id}: text"),
                        paragraph.text(),
                        links(paragraph),
                        &paragraph.span,
                    );
                }
            }
        }
    }
    out
}

/// Takes a value: its field, what it says, where it leads, and its place.
type Add<'a> = dyn FnMut(&str, String, Vec<String>, &Span) + 'a;

fn of_entry(id: &str, entry: &Entry, add: &mut Add<'_>) {
    let mut field = |name: &str, value: String, leads: Vec<String>, span: &Span| {
        add(&format!("{id}: {name}"), value, leads, span);
    };
    for (name, value) in [
        ("title", &entry.title),
        ("organization", &entry.organization),
        ("via", &entry.via),
        ("location", &entry.location),
    ] {
        if let Some(value) = value {
            field(name, value.value.clone(), Vec::new(), &value.span);
        }
    }
    if let Some(period) = &entry.period {
        field("period", period.written.clone(), Vec::new(), &period.span);
    }
    if let Some(summary) = &entry.summary {
        field("summary", summary.text(), links(summary), &summary.span);
    }
    for highlight in &entry.highlights {
        let text = &highlight.text;
        field("highlight", text.text(), links(text), &text.span);
        for tag in &highlight.tags {
            field("tag", tag.as_str().to_owned(), Vec::new(), &tag.span);
        }
    }
    for metric in &entry.metrics {
        let told = format!("{} {}", metric.value, metric.label);
        field("figure", told, Vec::new(), &metric.span);
    }
    for tag in &entry.tags {
        field("tag", tag.as_str().to_owned(), Vec::new(), &tag.span);
    }
    for detail in &entry.details {
        let label = detail
            .label
            .written()
            .map(|label| format!("{}: ", label.value));
        let told = format!("{}{}", label.unwrap_or_default(), detail.text.text());
        field("detail", told, links(&detail.text), &detail.text.span);
    }
    for (shown, href) in &entry.links {
        field("link", href.clone(), vec![shown.value.clone()], &shown.span);
    }
    for part in &entry.parts {
        of_entry(id, part, add);
    }
}

/// Where the runs of a text lead.
fn links(text: &RichText) -> Vec<String> {
    text.runs
        .iter()
        .filter_map(|run| run.link.clone())
        .collect()
}
