//! What the program writes, it reads: nothing of a résumé is lost on the way through Word.

use std::path::Path;

use vitae::extract;
use vitae::read::{self, Input, Request, Sources};
use vitae::resume::{Entry, Period, Resume, SectionBody};

use crate::fixture;

/// Samples that write no place behind the employer's name: one run holds both in a Word file.
const SAMPLES: [&str; 8] = [
    "backend.md",
    "data.md",
    "pages/cells.html",
    "pages/jianli.md",
    "pages/linked.html",
    "pages/parcours.md",
    "pages/zeitraum.md",
    "shapes/forty-entries.md",
];

fn resume(sources: &Sources) -> Resume {
    extract::resume(sources).expect("a résumé").0
}

/// The facts of a résumé, each with what it is of.
fn facts(resume: &Resume) -> Vec<String> {
    let mut facts = Vec::new();
    let person = &resume.person;
    facts.extend(
        person
            .name
            .iter()
            .map(|name| format!("name {}", name.value)),
    );
    for section in &resume.sections {
        if let SectionBody::Entries(entries) = &section.body {
            for entry in entries {
                of_entry(entry, &mut facts);
            }
        }
    }
    facts.sort();
    facts
}

fn of_entry(entry: &Entry, facts: &mut Vec<String>) {
    let title = entry.title.as_ref().map_or("", |title| &title.value);
    facts.push(format!("title {title}"));
    let organization = entry.organization.iter();
    facts.extend(organization.map(|name| format!("{title}: at {}", name.value)));
    let period = entry.period.iter();
    facts.extend(period.map(|period| format!("{title}: in {}", years(period))));
    let bullets = entry.highlights.iter();
    facts.extend(bullets.map(|bullet| format!("{title}: did {}", bullet.text.text())));
    for part in &entry.parts {
        of_entry(part, facts);
    }
}

fn years(period: &Period) -> String {
    format!("{:?} {:?}", period.start, period.end)
}

#[test]
fn every_name_title_employer_date_and_bullet_is_read_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lost = Vec::new();
    for sample in SAMPLES {
        let request = Request::new(Input::File(fixture::sample(sample)));
        let (sources, _) = read::sources(&request).expect("the sample reads");
        let before = facts(&resume(&sources));
        let file = folder.path().join("cv.docx");
        write(&fixture::sample(sample), &file);
        let (sources, _) = read::sources(&Request::new(Input::File(file))).expect("a page");
        let after = facts(&resume(&sources));
        let gone = before.iter().filter(|fact| !after.contains(fact));
        lost.extend(gone.map(|fact| format!("{sample}: {fact}")));
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

fn write(page: &Path, file: &Path) {
    let arguments = [
        "export",
        page.to_str().expect("a path"),
        "--format",
        "docx",
        "-o",
    ];
    let arguments = [&arguments[..], &[file.to_str().expect("a path")]].concat();
    let ended = fixture::run(file.parent().expect("a folder"), &arguments);
    assert!(ended.status.success(), "{}", fixture::told(&ended));
}
