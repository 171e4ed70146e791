//! Looks changed on the command line, themes of one's own, and the gallery.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use vitae::theme::Theme;

use crate::fixture;

const DONE: i32 = 0;
const FAILED: i32 = 2;

fn export(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vitae"))
        .arg("export")
        .arg(fixture::sample("backend.md"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program runs")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What an SVG picture says, and its colours.
fn picture(arguments: &[&str]) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut all = vec!["-v", "-o", "page.svg"];
    all.extend(arguments);
    let output = export(folder.path(), &all);
    assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    let text = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a picture"))
        .collect();
    (text, told(&output))
}

#[test]
fn a_look_is_changed_without_a_file() {
    let (plain, _) = picture(&[]);
    assert!(plain.contains("#1D4E89") && !plain.contains("#0B6A66"));
    let (changed, _) = picture(&["--accent", "#0B6A66", "--set", "palette.chip=#F4F4F4"]);
    assert!(changed.contains("#0B6A66") && !changed.contains("#1D4E89"));
    assert!(changed.contains("#F4F4F4"));
}

#[test]
fn sections_are_chosen_and_parts_hidden_with_a_note_each() {
    let (shown, told) = picture(&["--sections", "projects,summary", "--hide", "details,tags"]);
    let (projects, profile) = (
        shown.find("Projects").or(shown.find("PROJECTS")),
        shown.find("Profile").or(shown.find("PROFILE")),
    );
    assert!(projects < profile && projects.is_some(), "the order given");
    assert!(!shown.contains("Technical Implementation"));
    assert!(!shown.contains("HL7 FHIR"));
    assert!(told.contains("left out by `--sections`: skills"), "{told}");
    assert!(told.contains("left out by `--hide`: 3 details, "), "{told}");
}

#[test]
fn faults_of_options_are_shown_in_the_option() {
    let folder = tempfile::tempdir().expect("a folder");
    for (arguments, place) in [
        (["--accent", "teal"], "--accent:1:1"),
        (["--accent", "#EEEEEE"], "--accent:1:1"),
        (["--font-size", "10"], "--font-size:1:1"),
        (["--set", "spacing.entri=6pt"], "--set:1:9"),
        (["--sections", "summary,projcts"], "--sections:1:9"),
        (["--hide", "tags,detials"], "--hide:1:6"),
        (["--theme", "modren"], "--theme:1:1"),
    ] {
        let output = export(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(FAILED), "{arguments:?}");
        let told = told(&output);
        assert!(told.contains(place), "{arguments:?}: {told}");
        assert!(told.contains("help: "), "{arguments:?}: {told}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn each_page_is_a_file_and_a_stream_takes_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = export(folder.path(), &["-o", "page.png", "--dpi", "36", "-q"]);
    assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    for name in ["page-1.png", "page-2.png"] {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
    let output = export(folder.path(), &["--format", "png", "-o", "-", "-q"]);
    assert_eq!(output.status.code(), Some(FAILED));
    assert!(told(&output).contains("takes one"), "{}", told(&output));
    let one = ["--format", "svg", "-o", "-", "-q", "--sections", "summary"];
    let output = export(folder.path(), &one);
    assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    assert!(output.stdout.starts_with(b"<?xml"));
}

#[test]
fn a_theme_of_ones_own_is_set_as_pdf_and_word() {
    let folder = tempfile::tempdir().expect("a folder");
    let theme = fixture::sample("themes/slate.yaml");
    let theme = theme.to_str().expect("UTF-8");
    let output = export(folder.path(), &["--theme", theme, "--out", "."]);
    assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    let stem = "Ines-Valadares-Senior-Backend-Engineer";
    let read = |ending: &str| {
        fs::read(folder.path().join(format!("{stem}.{ending}"))).expect("a document")
    };
    assert!(read("pdf").starts_with(b"%PDF-1.7"));
    assert!(read("docx").starts_with(b"PK"));
}

#[test]
fn the_gallery_in_the_readme_shows_the_themes_as_they_are() {
    let resume = fixture::resume("backend.md");
    let made = vitae::export::gallery(
        &resume,
        Theme::names().filter_map(Theme::embedded).collect(),
        Default::default(),
        Default::default(),
        Default::default(),
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/themes.png");
    let kept = fs::read(path).expect("the gallery");
    assert!(
        kept == made.sheet,
        "`.github/themes.png` is out of date: run `vitae themes --preview --out DIR` and copy DIR/themes.png"
    );
    assert!(made.pages.len() >= fixture::THEMES.len());
}
