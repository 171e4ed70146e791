//! Kinds of faults that no label can describe, each with a small input about an invented person
//! in `tests/cases`: what has to stand in the finished documents, and what has to be told.

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::Document;
use tempfile::TempDir;

use crate::fixture;

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name)
}

/// A finished PDF file: its words, the addresses that it leads to, and what was told.
struct Made {
    words: String,
    links: Vec<String>,
    told: String,
    _place: TempDir,
}

fn made(page: &Path, further: &[&str]) -> Made {
    let place = tempfile::tempdir().expect("a folder");
    let page = page.to_str().expect("an ASCII path");
    let mut arguments = vec!["export", page, "--format", "pdf,docx", "-v", "--out", "out"];
    arguments.extend(further);
    let run = fixture::run(place.path(), &arguments);
    let told = fixture::told(&run);
    assert!(run.status.success(), "{told}");
    let files: Vec<PathBuf> = fs::read_dir(place.path().join("out"))
        .expect("documents")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let of = |ending: &str| {
        files
            .iter()
            .find(|file| file.extension().is_some_and(|own| own == ending))
            .expect("made")
    };
    let document = Document::load(of("pdf")).expect("a document");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let words = document.extract_text(&pages).unwrap_or_default();
    // The Word file is read back: what it says is what a reader sees.
    let again = fixture::run(
        place.path(),
        &[
            "extract",
            of("docx").to_str().expect("ASCII"),
            "--as",
            "json",
        ],
    );
    let read = String::from_utf8_lossy(&again.stdout).into_owned();
    let links = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter_map(|dict| {
            let action = dict.get(b"A").and_then(lopdf::Object::as_dict);
            action.unwrap_or(dict).get(b"URI").ok()?.as_str().ok()
        })
        .map(|uri| String::from_utf8_lossy(uri).into_owned())
        .collect();
    Made {
        words: format!("{words}\n{read}"),
        links,
        told,
        _place: place,
    }
}

fn holds(made: &Made, texts: &[&str]) {
    let flat = made.words.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in texts {
        assert!(flat.contains(text), "{text} in {flat}");
    }
}

#[test]
fn what_academicpages_writes_is_printed_whole() {
    let made = made(&case("academicpages.json"), &[]);
    holds(
        &made,
        &[
            "Tides at scale",
            "PortConf",
            "Hamburg",
            "Clocks 101",
            "Lecturer",
            "Forty students.",
            "Tide Clock",
            "4.6",
        ],
    );
    for address in [
        "https://greta.example.org",
        "https://tidelab.example.org",
        "https://queue.example.org/1",
    ] {
        let is_there = made.links.iter().any(|link| link.starts_with(address));
        assert!(is_there, "{address} in {:?}", made.links);
    }
}

#[test]
fn every_field_of_a_json_resume_is_printed() {
    let made = made(&case("more-fields.json"), &[]);
    holds(
        &made,
        &[
            "Oceanography",
            "magna cum laude",
            "Rowing club",
            "Networks (28/30)",
            "Databases (30/30)",
            "Journal of Shores",
            "Lea Storm, Ali Kaya",
        ],
    );
    let doi = "https://doi.org/10.5555/shore.7";
    assert!(
        made.links.iter().any(|link| link == doi),
        "{:?}",
        made.links
    );
}

#[test]
fn sections_of_ones_own_keep_their_names_and_entries() {
    let made = made(&case("own-sections.yaml"), &["--theme", "classic"]);
    let words = made.words.to_lowercase();
    for text in [
        "leadership",
        "workshops",
        "memberships",
        "captain",
        "harbour rowing club",
        "led forty members",
        "clocks for beginners",
        "two days for thirty people",
        "queue guild, since 2016",
    ] {
        assert!(words.contains(text), "{text} in {words}");
    }
}

#[test]
fn values_under_keys_that_no_table_knows_are_printed() {
    let made = made(&case("unknown-keys.yaml"), &[]);
    holds(
        &made,
        &[
            "Clocks under drift",
            "Prof. Ali Kaya",
            "cum laude",
            "9 people",
            "Cut settlement from 6 h to 40 min",
            "Moved ledgers to events",
        ],
    );
}

#[test]
fn several_addresses_and_numbers_of_a_line_are_all_shown() {
    let made = made(&case("many-contacts.md"), &[]);
    holds(
        &made,
        &[
            "greta@example.org",
            "greta.work@example.com",
            "(555) 010-0371 ext. 12",
            "+46 555 010 371",
        ],
    );
    assert!(!made.told.contains("two sources"), "{}", made.told);
}

#[test]
fn a_section_that_the_site_fills_is_told_with_its_line() {
    let made = made(&case("liquid-loop.md"), &[]);
    for part in [
        "the section `Experience` is filled by the site from `site.data.jobs`",
        "liquid-loop.md:10:",
        "--with _data/jobs.yml",
    ] {
        assert!(made.told.contains(part), "{part} in {}", made.told);
    }
}

#[test]
fn a_data_copy_makes_a_resume() {
    let made = made(&case("linkedin"), &[]);
    holds(
        &made,
        &[
            "Greta Holt",
            "Backend Engineer",
            "greta@example.org",
            "Brinkpay",
            "Nordkassa",
            "Malmö",
            "Lund University",
            "Kotlin",
            "Swedish",
            "Cut settlement time from 6 h to 40 min",
        ],
    );
}

#[test]
fn what_a_configuration_far_above_gives_is_told() {
    let made = made(&case("far-config/students/ana/site/cv.html"), &[]);
    assert!(made.told.contains("_config.yml"), "{}", made.told);
    assert!(made.told.contains("e-mail address is"), "{}", made.told);
}

#[test]
fn keywords_of_one_text_are_a_list() {
    let place = tempfile::tempdir().expect("a folder");
    fs::copy(case("many-contacts.md"), place.path().join("page.md")).expect("copied");
    fs::write(
        place.path().join("vitae.yaml"),
        "roles:\n  payments:\n    pages: page.md\n    keywords: settlement, Kafka\n",
    )
    .expect("written");
    let run = fixture::run(place.path(), &["explain", "payments"]);
    let shown = String::from_utf8_lossy(&run.stdout).into_owned();
    let is_term = |word: &str| {
        shown
            .lines()
            .any(|line| line.trim_start().starts_with(word))
    };
    assert!(is_term("settlement") && is_term("Kafka"), "{shown}");
    assert!(!shown.contains("settlement, Kafka"), "{shown}");
}

#[test]
fn two_people_in_a_folder_get_a_role_each() {
    let place = tempfile::tempdir().expect("a folder");
    for name in ["bo.md", "marta.md"] {
        let from = case("two-people").join(name);
        fs::copy(from, place.path().join(name)).expect("copied");
    }
    let init = fixture::run(place.path(), &["init"]);
    assert!(init.status.success(), "{}", fixture::told(&init));
    let arguments = [
        "batch", "--format", "docx", "--theme", "modern", "--out", "b",
    ];
    let batch = fixture::run(place.path(), &arguments);
    assert!(batch.status.success(), "{}", fixture::told(&batch));
    let mut seen = 0;
    for entry in fs::read_dir(place.path().join("b")).expect("documents") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|ending| ending != "docx") {
            continue;
        }
        seen += 1;
        let read = fixture::run(
            place.path(),
            &["extract", path.to_str().expect("ASCII"), "--as", "json"],
        );
        let text = String::from_utf8_lossy(&read.stdout).into_owned();
        let has_bo = text.contains("bo@example.org");
        let has_marta = text.contains("marta@example.org") || text.contains("Rotterdam");
        assert!(has_bo != has_marta, "{text}");
    }
    assert_eq!(seen, 2);
}
