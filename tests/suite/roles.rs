//! Roles: what each keeps of the sample site, and the settings file that they stand in.

use std::fs;
use std::path::Path;
use std::process::Output;

use proptest::prelude::*;
use tempfile::TempDir;
use vitae::diagnostic::{Diagnostic, Severity, Source, Span, Spanned};
use vitae::error::Error;
use vitae::export::{self, Content, Wanted};
use vitae::focus::{Aim, Fate, Part, select};
use vitae::read::{Input, Order};
use vitae::resume::{Entry, Resume, SectionBody, SectionKind};

use crate::fixture::{self, run as vitae};

fn asked(role: &str) -> Wanted {
    let source = Source::new("--role", role);
    Wanted {
        config: Some(fixture::sample("roles/vitae.yaml")),
        role: Some(Spanned::new(role.to_owned(), Span::whole(&source))),
        ..Wanted::default()
    }
}

fn content_of(wanted: &Wanted) -> Content {
    let settings = export::settings(wanted).expect("readable");
    let role = export::role(wanted, &settings).expect("known");
    export::content(wanted, &settings, role).expect("a résumé")
}

/// The titles of entries in their order; those of parts are indented.
fn titles(resume: &Resume, kind: SectionKind) -> Vec<String> {
    fn below(entry: &Entry, indent: &str, found: &mut Vec<String>) {
        let title = entry.title.as_ref().map_or("", |title| title.as_str());
        found.push(format!("{indent}{title}"));
        for part in &entry.parts {
            below(part, &format!("{indent}> "), found);
        }
    }
    let mut found = Vec::new();
    for section in resume.sections.iter().filter(|one| one.kind == kind) {
        if let SectionBody::Entries(entries) = &section.body {
            for entry in entries {
                below(entry, "", &mut found);
            }
        }
    }
    found
}

fn groups(resume: &Resume) -> Vec<String> {
    let mut found = Vec::new();
    for section in &resume.sections {
        if let SectionBody::Skills(groups) = &section.body {
            for group in groups {
                let items: Vec<&str> = group.items.iter().map(|item| item.as_str()).collect();
                let name = group.name.as_ref().map_or("", |name| name.as_str());
                found.push(format!("{name}: {}", items.join(", ")));
            }
        }
    }
    found
}

fn bullets(resume: &Resume, title: &str) -> Vec<String> {
    fn below(entry: &Entry, title: &str) -> Option<Vec<String>> {
        if entry.title.as_ref().is_some_and(|own| own.value == title) {
            let texts = entry.highlights.iter().map(|bullet| bullet.text.text());
            return Some(texts.collect());
        }
        entry.parts.iter().find_map(|part| below(part, title))
    }
    for section in &resume.sections {
        if let SectionBody::Entries(entries) = &section.body
            && let Some(found) = entries.iter().find_map(|entry| below(entry, title))
        {
            return found;
        }
    }
    panic!("no entry {title}");
}

#[test]
fn a_lens_chooses_what_a_person_would() {
    let resume = content_of(&asked("streaming")).selection.resume;
    // Written down before the program was asked: who hires a streaming engineer wants to see
    // the ferry stream, the broadcast that ran over Kafka, the position feed, the cluster
    // upgrades, and the payments on PostgreSQL, which the role names; not harvests, not fraud
    // models, not the move of a cellar.
    assert_eq!(
        titles(&resume, SectionKind::Experience),
        [
            "Platform Engineer",
            "> Observability for Live Broadcasts",
            "Senior Backend Engineer",
            "> Ferry Booking Event Stream",
        ]
    );
    assert_eq!(
        titles(&resume, SectionKind::Projects),
        [
            "Payment Gateway Consolidation",
            "Vessel Position Feed",
            "Kafka Cluster Upgrades",
        ]
    );
    assert_eq!(
        groups(&resume),
        [
            "Streaming: Apache Flink, Kafka, Event-driven Design",
            "Data Stores: PostgreSQL, Redis, Row-level Locking",
        ]
    );
    assert_eq!(
        resume.summary.expect("given").text(),
        "I make events flow, and I know what it takes to stop none of them."
    );
    let headline = resume.person.headline.expect("given");
    assert_eq!(headline.value, "Streaming Engineer");
}

#[test]
fn what_is_no_project_stays_whatever_the_role() {
    let resume = content_of(&asked("streaming")).selection.resume;
    for (kind, count) in [
        (SectionKind::Education, 1),
        (SectionKind::Certifications, 1),
        (SectionKind::Languages, 3),
    ] {
        assert_eq!(titles(&resume, kind).len(), count, "{kind:?}");
    }
}

#[test]
fn a_project_of_two_pages_is_one_and_its_figures_are_compared() {
    let content = content_of(&asked("data"));
    let resume = &content.selection.resume;
    let all = titles(resume, SectionKind::Projects);
    assert!(!all.contains(&"Booking Engine for Island Ferries".to_owned()));
    // The leading page's version; of its four bullets and the other's three without a shared
    // fact the limit keeps three, the version's own first.
    assert_eq!(
        bullets(resume, "Ferry Booking Event Stream"),
        [
            "Streamed the bookings of 11 services through Kafka into a lake of 6 TB",
            "Flagged overbooked sailings within 40 seconds with Flink jobs",
            "Published every booking as an event on Kafka, so that 12 services stopped polling the database",
        ]
    );
    let told: Vec<_> = content
        .findings
        .iter()
        .filter(|finding| finding.message.contains("different figures"))
        .collect();
    assert_eq!(told.len(), 1);
    let here = told[0].span.as_ref().expect("placed").source().name();
    let there = told[0].labels[0].0.source().name();
    assert!(here.ends_with("data.md") && there.ends_with("backend.md"));
}

#[test]
fn a_page_of_its_own_stays_as_it_is() {
    let content = content_of(&asked("backend"));
    assert!(
        content
            .selection
            .verdicts
            .iter()
            .all(|one| one.fate == Fate::Kept)
    );
    let page = fixture::resume("roles/backend.md");
    assert_eq!(content.selection.resume.sections, page.sections);
}

#[test]
fn a_base_page_completes_a_page_with_what_it_lacks() {
    let resume = content_of(&asked("platform")).selection.resume;
    assert_eq!(
        titles(&resume, SectionKind::Experience),
        [
            "Platform Engineer",
            "> Release Trains for Forty Teams",
            "> Observability for Live Broadcasts",
            "Senior Backend Engineer",
        ]
    );
    assert_eq!(titles(&resume, SectionKind::Languages).len(), 3);
    assert_eq!(
        resume.person.headline.expect("the page's own").value,
        "Platform Engineer"
    );
}

#[test]
fn a_role_for_the_public_says_nothing_of_what_it_redacts() {
    let folder = copy_of_the_site();
    let file = folder.path().join("vitae.yaml");
    fs::write(
        &file,
        "roles: { public: { pages: platform.md, with: cv.md, redact: [phone, email, location] } }\n",
    )
    .expect("written");
    let wanted = Wanted {
        config: Some(file),
        ..asked("public")
    };
    let content = content_of(&wanted);
    let resume = &content.selection.resume;
    assert!(resume.person.location.is_none());
    let contacts = resume.person.contacts.iter();
    let shown: Vec<&str> = contacts.map(|contact| contact.text.as_str()).collect();
    assert!(!shown.is_empty());
    for secret in ["555", "tove@"] {
        assert!(shown.iter().all(|text| !text.contains(secret)), "{shown:?}");
    }
    let missed = |finding: &Diagnostic| finding.message.contains("is given");
    assert!(!content.findings.iter().any(missed));
}

#[test]
fn what_a_base_page_lacks_is_told_only_where_it_was_named() {
    let folder = copy_of_the_site();
    let file = folder.path().join("vitae.yaml");
    let warnings = |with: &str| -> Vec<String> {
        let text = format!("roles: {{ streaming: {{ pages: platform.md, with: '{with}' }} }}\n");
        fs::write(&file, text).expect("written");
        let wanted = Wanted {
            config: Some(file.clone()),
            ..asked("streaming")
        };
        let content = content_of(&wanted);
        let told = content.findings.iter();
        told.map(|finding| finding.message.clone())
            .filter(|message| message.contains("has no section"))
            .collect()
    };
    fs::write(
        folder.path().join("short.md"),
        "# T. K.\n\n## Education\n\n- M.Sc. in Law — *Uni* (2016)\n",
    )
    .expect("written");
    assert_eq!(warnings("short.md"), Vec::<String>::new());
    assert_eq!(warnings("short.md:education,languages").len(), 1);
    // Nothing of what a base page is for: that is told.
    assert_eq!(warnings("data.md").len(), 4);
}

#[test]
fn a_job_description_ranks_whatever_its_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = "Kafka and PostgreSQL, and a passenger who waits";
    let mut answers = Vec::new();
    for (name, text) in [
        ("a.md", format!("# Wanted\n\n- {words}\n")),
        ("a.txt", words.to_owned()),
        (
            "a.html",
            format!("<!doctype html><style>Redis</style><p>Wanted: {words}<script>Go</script>"),
        ),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        let wanted = Wanted {
            job: Some(Input::File(path)),
            ..asked("backend")
        };
        let selection = content_of(&wanted).selection;
        let terms: Vec<String> = selection
            .ranking
            .terms()
            .iter()
            .map(|term| term.text.clone())
            .collect();
        answers.push(terms);
    }
    // "waits" is in no entry as a word of its own.
    assert_eq!(answers[0], ["PostgreSQL", "Kafka", "passenger", "waits"]);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn a_job_description_in_another_language_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let told = |text: &str| -> Vec<String> {
        let path = folder.path().join("job.txt");
        fs::write(&path, text).expect("written");
        let wanted = Wanted {
            job: Some(Input::File(path)),
            ..asked("backend")
        };
        let findings = content_of(&wanted).findings;
        let of_job = findings.iter().filter(|one| one.message.contains("job"));
        of_job.map(|one| one.message.clone()).collect()
    };
    let german = told(
        "Wir suchen jemanden, der unsere Schnittstellen mit PostgreSQL und Kafka weiterentwickelt, \
         gerne mit Erfahrung im Betrieb von Diensten, die auch nachts zuverlässig laufen müssen.",
    );
    assert_eq!(german.len(), 1);
    assert!(german[0].contains("is in `de`, the résumé in `en`"));
    let english = told(
        "We look for somebody who develops our interfaces with PostgreSQL and Kafka further, and \
         who has run services that must be there at night as well as in the daytime.",
    );
    assert_eq!(english, Vec::<String>::new());
}

#[test]
fn an_explanation_names_everything_and_is_always_the_same() {
    let first = content_of(&asked("streaming")).selection;
    let again = content_of(&asked("streaming")).selection;
    assert_eq!(first.to_json(), again.to_json());
    let json = first.to_json();
    let parts = json["parts"].as_array().expect("a list");
    assert_eq!(parts.len(), first.verdicts.len());
    for part in parts {
        if part["fate"] == "dropped" {
            assert!(part["why"].is_string(), "{part}");
        }
    }
    let entries = |fate: fn(&Fate) -> bool| {
        first
            .verdicts
            .iter()
            .filter(|one| one.part == Part::Entry && fate(&one.fate))
            .count()
    };
    // 15 projects of which two are one, two positions, a degree, a certificate, three languages.
    assert_eq!(entries(|_| true), 21);
    assert_eq!(entries(|fate| *fate == Fate::Dropped), 9);
}

#[test]
fn a_role_that_matches_nothing_is_told() {
    let mut wanted = asked("streaming");
    let folder = copy_of_the_site();
    let file = folder.path().join("vitae.yaml");
    fs::write(&file, "roles: { streaming: { keywords: [COBOL] } }\n").expect("written");
    wanted.config = Some(file);
    let settings = export::settings(&wanted).expect("readable");
    let role = export::role(&wanted, &settings).expect("known");
    let Err(Error::Refused(found)) = export::content(&wanted, &settings, role) else {
        panic!("refused");
    };
    let fault = found
        .iter()
        .find(|finding| finding.severity == Severity::Error)
        .expect("a fault");
    assert_eq!(fault.span.as_ref().expect("placed").position(), (1, 10));
    assert!(
        fault.message.contains("selects nothing"),
        "{}",
        fault.message
    );
}

fn copy_of_the_site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in [
        "_config.yml",
        "backend.md",
        "data.md",
        "platform.md",
        "cv.md",
    ] {
        fs::copy(
            fixture::sample("roles").join(name),
            folder.path().join(name),
        )
        .expect("copied");
    }
    folder
}

#[test]
fn a_first_settings_file_works_at_once_and_is_not_written_over() {
    let folder = copy_of_the_site();
    let told = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let output = vitae(folder.path(), &["init"]);
    assert!(output.status.success(), "{}", told(&output));
    let file = folder.path().join("vitae.yaml");
    let text = fs::read_to_string(&file).expect("written");
    for line in [
        "  name: Tove Almeida-Krantz",
        "  phone: '+45 555 01 77'",
        "  location: 'Aalborg, Denmark'",
        "  backend:",
        "    pages: backend.md",
        "    with: 'cv.md:experience,education,certifications,languages'",
        "  platform:",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}\n{text}");
    }
    assert!(!text.lines().any(|line| line == "  cv:"), "{text}");
    for role in ["backend", "data", "platform"] {
        let output = vitae(
            folder.path(),
            &["export", "--role", role, "--format", "pdf", "--out", "out"],
        );
        assert!(output.status.success(), "{}", told(&output));
        let output = vitae(folder.path(), &["explain", role]);
        assert!(output.status.success(), "{}", told(&output));
    }
    let again = vitae(folder.path(), &["init"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(told(&again).contains("--force"), "{}", told(&again));
    fs::write(&file, "person: {}\n").expect("written");
    let forced = vitae(folder.path(), &["init", ".", "--force"]);
    assert!(forced.status.success(), "{}", told(&forced));
    assert_eq!(fs::read_to_string(&file).expect("there"), text);
}

#[test]
fn a_role_says_how_its_documents_look_and_the_command_line_wins() {
    let folder = copy_of_the_site();
    fs::write(
        folder.path().join("vitae.yaml"),
        "output: { formats: [docx], theme: modern, dir: out }\n\
         roles:\n  backend:\n    pages: backend.md\n    formats: [pdf, svg]\n    theme: classic\n\
         \x20   pattern: '{role}-{theme}-{language}'\n    language: de\n",
    )
    .expect("written");
    let run = |more: &[&str]| {
        let arguments: Vec<&str> = ["export", "--role", "Backend", "-q"]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        let output = vitae(folder.path(), &arguments);
        assert!(output.status.success(), "{output:?}");
    };
    run(&[]);
    run(&["--theme", "compact", "--format", "docx", "--out", "mine"]);
    let names = |folder: &Path| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    };
    assert_eq!(
        names(&folder.path().join("out")),
        ["backend-classic-de.pdf", "backend-classic-de.svg"]
    );
    assert_eq!(
        names(&folder.path().join("mine")),
        ["backend-compact-de.docx"]
    );
}

/// Every text of an entry and its parts.
fn texts(entry: &Entry, found: &mut Vec<String>) {
    found.extend(entry.title.iter().map(|title| title.value.clone()));
    found.extend(entry.highlights.iter().map(|bullet| bullet.text.text()));
    found.extend(entry.tags.iter().map(|tag| tag.as_str().to_owned()));
    for part in &entry.parts {
        texts(part, found);
    }
}

fn all_texts(resume: &Resume) -> Vec<String> {
    let mut found = Vec::new();
    for section in &resume.sections {
        match &section.body {
            SectionBody::Entries(entries) => {
                for entry in entries {
                    texts(entry, &mut found);
                }
            }
            SectionBody::Skills(groups) => {
                for group in groups {
                    found.extend(group.items.iter().map(|item| item.as_str().to_owned()));
                }
            }
            SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_is_invented_and_what_goes_is_named(
        words in proptest::collection::vec("Rust|Kafka|data|tests|the|ship|queue|[a-z]{2,9}", 0..5),
        job in proptest::option::of("([A-Za-z]{2,9} ){0,12}Kafka and tests"),
        lens in any::<bool>(),
        order in proptest::sample::select(vec![None, Some(Order::Page), Some(Order::Relevance), Some(Order::Newest)]),
        entries in proptest::option::of(1..6usize),
        highlights in proptest::option::of(1..6usize),
    ) {
        let page = fixture::resume("backend.md");
        let place = Span::whole(&Source::new("k", "k"));
        let aim = Aim {
            keywords: words.into_iter().map(|word| Spanned::new(word, place.clone())).collect(),
            job,
            lens,
            order,
            entries,
            highlights,
        };
        let selection = select(&page, &aim);
        // A multiset: a text is kept once for each time that it was there, at most.
        let mut left = all_texts(&page);
        for text in all_texts(&selection.resume) {
            let at = left.iter().position(|own| *own == text);
            prop_assert!(at.is_some(), "{} is invented", text);
            left.remove(at.expect("found"));
        }
        let named = |part: Part| {
            selection
                .verdicts
                .iter()
                .filter(|one| one.part == part && one.fate == Fate::Dropped)
                .map(|one| one.text.clone())
                .collect::<Vec<_>>()
        };
        let gone = named(Part::Entry);
        for section in &page.sections {
            if let SectionBody::Entries(entries) = &section.body {
                for entry in entries {
                    let title = entry.title.as_ref().map(|title| title.value.clone());
                    let title = title.expect("the sample's entries have titles");
                    let stays = titles(&selection.resume, section.kind).contains(&title);
                    prop_assert_ne!(stays, gone.contains(&title), "{}", title);
                }
            }
        }
        for section in &selection.resume.sections {
            if let SectionBody::Entries(kept) = &section.body {
                prop_assert!(kept.len() <= entries.unwrap_or(usize::MAX));
                for entry in kept {
                    prop_assert!(entry.highlights.len() <= highlights.unwrap_or(usize::MAX));
                }
            }
        }
    }
}
