//! The program as its users run it: files, streams, exit codes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::fixture::{self, run as vitae, told};

/// Exit codes of the program.
const DONE: i32 = 0;
const REFUSED: i32 = 1;
const FAILED: i32 = 2;

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

/// A folder with a copy of a sample in it.
fn folder_with(sample: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join(sample);
    fs::copy(fixture::sample(sample), &page).expect("copied");
    (folder, page)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let name = entry.expect("an entry").file_name();
            name.to_string_lossy().into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_page_becomes_a_pdf_and_a_word_file_named_after_the_person() {
    let (folder, _) = folder_with("backend.md");
    let output = vitae(
        folder.path(),
        &["export", "backend.md", "--out", "new/folder"],
    );
    assert_eq!(code(&output), DONE, "{}", told(&output));
    assert!(output.stdout.is_empty());
    let made = names(&folder.path().join("new/folder"));
    assert_eq!(
        made,
        [
            "Ines-Valadares-Senior-Backend-Engineer.docx",
            "Ines-Valadares-Senior-Backend-Engineer.pdf"
        ]
    );
    let pdf = fs::read(folder.path().join("new/folder").join(&made[1])).expect("a file");
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let word = fs::read(folder.path().join("new/folder").join(&made[0])).expect("a file");
    assert!(word.starts_with(b"PK"));
}

#[test]
fn an_ending_names_the_format_and_a_stream_takes_one_document() {
    let (folder, _) = folder_with("data.md");
    let output = vitae(folder.path(), &["export", "data.md", "-o", "cv.docx", "-q"]);
    assert_eq!(code(&output), DONE, "{}", told(&output));
    assert!(told(&output).is_empty(), "{}", told(&output));
    assert_eq!(names(folder.path()), ["cv.docx", "data.md"]);
    let output = vitae(folder.path(), &["export", "data.md", "-o", "-"]);
    assert_eq!(code(&output), DONE);
    assert!(output.stdout.starts_with(b"%PDF"));
    for wrong in [
        &["export", "data.md", "-o", "-", "--format", "pdf,docx"][..],
        &["export", "data.md", "-o", "cv.pdf", "--format", "docx"],
        &["export", "data.md", "-o", "cv.odt"],
        &["export", "data.md", "-o", "cv.pdf", "--out", "folder"],
        &["export", "data.md", "--format", "rtf"],
        &["export", "data.md", "--paper", "a5"],
    ] {
        let output = vitae(folder.path(), wrong);
        assert_eq!(code(&output), FAILED, "{wrong:?}: {}", told(&output));
    }
    assert_eq!(names(folder.path()), ["cv.docx", "data.md"]);
}

#[test]
fn the_same_page_makes_the_same_bytes_in_two_runs() {
    let (folder, _) = folder_with("backend.md");
    for format in ["pdf", "docx"] {
        let run = || {
            let arguments = ["export", "backend.md", "-o", "-", "--format", format];
            vitae(folder.path(), &arguments).stdout
        };
        let first = run();
        assert!(first.len() > 5_000, "{format}");
        assert!(first == run(), "{format}");
    }
}

#[test]
fn an_unknown_theme_is_named_with_what_may_be_meant() {
    let (folder, _) = folder_with("data.md");
    let output = vitae(folder.path(), &["export", "data.md", "--theme", "modren"]);
    assert_eq!(code(&output), FAILED);
    assert!(told(&output).contains("unknown theme `modren`"));
    assert!(told(&output).contains("did you mean `modern`?"));
    assert_eq!(names(folder.path()), ["data.md"]);
}

#[test]
fn a_faulty_theme_file_is_refused_with_its_places() {
    let (folder, _) = folder_with("data.md");
    let theme = "extends: modern\nspacing: { entri: 3pt }\n";
    fs::write(folder.path().join("mine.yaml"), theme).expect("written");
    let output = vitae(
        folder.path(),
        &["export", "data.md", "--theme", "./mine.yaml"],
    );
    assert_eq!(code(&output), REFUSED, "{}", told(&output));
    assert!(
        told(&output).contains("mine.yaml:2:12"),
        "{}",
        told(&output)
    );
    assert!(told(&output).contains("did you mean `entry`?"));
    assert_eq!(names(folder.path()), ["data.md", "mine.yaml"]);
}

#[test]
fn a_theme_file_of_ones_own_is_used() {
    let (folder, _) = folder_with("data.md");
    let theme = "extends: compact\npalette: { text: '#123456' }\n";
    fs::write(folder.path().join("mine.yaml"), theme).expect("written");
    let own = ["export", "data.md", "--theme", "./mine.yaml", "-o", "-"];
    let own = vitae(folder.path(), &own);
    let plain = vitae(
        folder.path(),
        &["export", "data.md", "--theme", "compact", "-o", "-"],
    );
    assert_eq!(code(&own), DONE, "{}", told(&own));
    assert!(own.stdout != plain.stdout);
}

#[test]
fn what_cannot_be_written_leaves_nothing_behind() {
    let (folder, _) = folder_with("data.md");
    fs::write(folder.path().join("blocked"), "a file").expect("written");
    let output = vitae(
        folder.path(),
        &["export", "data.md", "--out", "blocked/inside"],
    );
    assert_eq!(code(&output), FAILED, "{}", told(&output));
    assert!(told(&output).contains("blocked"));
    assert_eq!(names(folder.path()), ["blocked", "data.md"]);
}

#[test]
fn an_input_is_never_overwritten() {
    let (folder, page) = folder_with("data.md");
    let before = fs::read(&page).expect("the page");
    let output = vitae(
        folder.path(),
        &["export", "data.md", "-o", "data.md", "--format", "pdf"],
    );
    assert_eq!(code(&output), FAILED, "{}", told(&output));
    assert_eq!(fs::read(&page).expect("the page"), before);
}

#[test]
fn what_cannot_be_read_is_a_failure_and_what_is_no_résumé_is_refused() {
    let (folder, _) = folder_with("data.md");
    fs::create_dir(folder.path().join("empty")).expect("made");
    fs::write(folder.path().join("page.md"), "---\ntitle: x\n---\n").expect("written");
    fs::write(folder.path().join("binary.md"), b"a\0b").expect("written");
    for (page, expected) in [
        ("absent.md", FAILED),
        ("empty", FAILED),
        ("page.md", REFUSED),
        ("binary.md", REFUSED),
    ] {
        let output = vitae(folder.path(), &["export", page, "--out", "out"]);
        assert_eq!(code(&output), expected, "{page}: {}", told(&output));
        assert!(!told(&output).is_empty(), "{page}");
        assert!(!folder.path().join("out").exists(), "{page}");
    }
}

#[test]
fn settings_beside_the_page_are_used_and_the_command_line_wins() {
    let (folder, _) = folder_with("data.md");
    let settings = "person:\n  name: Someone Else\npaper: letter\noutput:\n  dir: sent\n  pattern: 'cv-{name}'\n  formats: [pdf]\n  theme: compact\n";
    fs::write(folder.path().join("vitae.yaml"), settings).expect("written");
    let output = vitae(folder.path(), &["export", "data.md"]);
    assert_eq!(code(&output), DONE, "{}", told(&output));
    assert_eq!(names(&folder.path().join("sent")), ["cv-Someone-Else.pdf"]);
    let written = fs::read(folder.path().join("sent/cv-Someone-Else.pdf")).expect("a file");
    let document = lopdf::Document::load_mem(&written).expect("a PDF");
    let page = *document.get_pages().values().next().expect("a page");
    let media = document
        .get_dictionary(page)
        .and_then(|page| page.get(b"MediaBox"))
        .and_then(lopdf::Object::as_array)
        .expect("a box");
    assert_eq!(media[2].as_float().ok(), Some(612.0));
    let arguments = ["export", "data.md", "--name", "Tom W.", "--out", "."];
    assert_eq!(code(&vitae(folder.path(), &arguments)), DONE);
    assert!(names(folder.path()).contains(&"cv-Tom-W.pdf".to_owned()));
}

#[test]
fn without_a_name_the_headline_stands_in_its_place_and_the_stem_names_the_file() {
    let (folder, page) = folder_with("data.md");
    let text = fs::read_to_string(&page).expect("the page");
    let nameless: String = text
        .lines()
        .filter(|line| !line.starts_with("name:"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(&page, nameless).expect("written");
    let output = vitae(folder.path(), &["export", "data.md", "--format", "pdf"]);
    assert_eq!(code(&output), DONE, "{}", told(&output));
    assert!(told(&output).contains("--name"), "{}", told(&output));
    let written = fs::read(folder.path().join("data.pdf")).expect("named after the page");
    let document = lopdf::Document::load_mem(&written).expect("a PDF");
    let info = document
        .trailer
        .get(b"Info")
        .and_then(lopdf::Object::as_reference)
        .and_then(|id| document.get_dictionary(id))
        .expect("properties");
    assert!(!info.has(b"Author"));
}

#[test]
fn the_themes_are_listed() {
    let output = vitae(Path::new("."), &["themes"]);
    assert_eq!(code(&output), DONE);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    for theme in fixture::THEMES {
        assert!(text.lines().any(|line| line.starts_with(theme)), "{text}");
    }
}

#[test]
fn links_show_their_addresses_on_paper() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "# Ana Reis\n\n## Projects\n\n### Ferry times\n\n\
                - Read by [the port's own page](https://port.example.org/times/)\n";
    fs::write(folder.path().join("cv.md"), page).expect("written");
    let words = |arguments: &[&str]| {
        let mut all = vec!["export", "cv.md", "-o", "cv.docx", "-q"];
        all.extend(arguments);
        assert_eq!(code(&vitae(folder.path(), &all)), DONE);
        let bytes = fs::read(folder.path().join("cv.docx")).expect("written");
        crate::word::part(&bytes, "word/document.xml")
    };
    let shown = "port.example.org/times";
    assert!(!words(&[]).contains(shown));
    assert!(words(&["--addresses"]).contains(shown));
    fs::write(
        folder.path().join("vitae.yaml"),
        "output: { addresses: true }\n",
    )
    .expect("written");
    assert!(words(&[]).contains(shown));
}
