//! Corrections beside the page: `vitae fix` and `read:` in `vitae.yaml`.

use std::path::Path;

use crate::fixture::{run, told};

const PAGE: &str = "# Ana Reis\n\nana@example.org · +351 555 010 203 · Porto\n\n## Experience\n\n\
    ### Fenwick Hall, Head Cook\n2019 – 2023\n\n- Cooked for forty\n\n\
    ### Marlow Court, Cook\n2016 – 2019\n\n- Baked bread\n";

const DATA: &str = "name: Ana Reis\nemail: ana@example.org\nexperience:\n  \
    - title: Head Cook at Fenwick Hall\n    date: 2019 - 2023\n    highlights: [Cooked for forty]\n  \
    - title: Marlow Court\n    company: Cook\n    date: 2016 - 2019\n";

/// A folder with one page.
fn folder(file: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(file), text).expect("written");
    folder
}

fn settings(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("vitae.yaml")).expect("settings")
}

/// The lines of an entry's fields.
fn entries(folder: &Path, page: &str) -> Vec<String> {
    let output = run(folder, &["extract", page, "-q"]);
    let yaml = String::from_utf8_lossy(&output.stdout).into_owned();
    let fields = ["title: ", "organization: ", "location: "];
    yaml.split("sections:")
        .nth(1)
        .unwrap_or_default()
        .lines()
        .map(|line| line.trim_start_matches([' ', '-']).to_owned())
        .filter(|line| fields.iter().any(|field| line.starts_with(field)))
        .filter(|line| line != "title: Experience")
        .collect()
}

#[test]
fn a_correction_is_written_and_siblings_are_read_by_it() {
    let folder = folder("cv.md", PAGE);
    let folder = folder.path();
    let output = run(
        folder,
        &["fix", "cv.md:7", "organization", "--text", "Fenwick Hall"],
    );
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(
        settings(folder),
        "read:\n  - { text: 'Fenwick Hall', is: organization }\n"
    );
    assert_eq!(
        entries(folder, "cv.md"),
        [
            "title: Head Cook",
            "organization: Fenwick Hall",
            "title: Cook",
            "organization: Marlow Court"
        ]
    );
}

#[test]
fn it_holds_when_the_page_is_edited_and_is_told_when_its_text_is_gone() {
    let folder = folder("cv.md", PAGE);
    let folder = folder.path();
    let fix = ["fix", "cv.md:7", "organization", "--text", "Fenwick Hall"];
    assert!(run(folder, &fix).status.success());
    let edited = PAGE.replace(
        "## Experience\n",
        "## Profile\n\nI cook for people who work outside.\n\n## Experience\n",
    );
    std::fs::write(folder.join("cv.md"), &edited).expect("written");
    assert!(entries(folder, "cv.md").contains(&"organization: Fenwick Hall".to_owned()));
    std::fs::write(folder.join("cv.md"), edited.replace("Fenwick", "Harrow")).expect("written");
    let output = run(folder, &["extract", "cv.md", "-v"]);
    let told = told(&output);
    assert!(
        told.contains("`cv.md` has no text `Fenwick Hall`"),
        "{told}"
    );
    assert!(told.contains("vitae.yaml:2:13"), "{told}");
}

#[test]
fn what_stands_in_the_settings_stays_and_a_second_word_replaces_the_first() {
    let folder = folder("cv.md", PAGE);
    let folder = folder.path();
    let own = "# mine\nperson:\n  phone: 555 01 02  # at work\n";
    std::fs::write(folder.join("vitae.yaml"), own).expect("written");
    let fix = |field: &str| {
        let output = run(folder, &["fix", "cv.md:7", field, "--text", "Fenwick Hall"]);
        assert!(output.status.success(), "{}", told(&output));
        settings(folder)
    };
    let first = fix("title");
    assert_eq!(
        first,
        format!("{own}read:\n  - {{ text: 'Fenwick Hall', is: title }}\n")
    );
    assert_eq!(
        fix("organization"),
        first.replace("is: title", "is: organization")
    );
    let again = run(
        folder,
        &["fix", "cv.md:7", "organization", "--text", "Fenwick Hall"],
    );
    assert_eq!(again.status.code(), Some(2));
    assert!(told(&again).contains("already"));
}

#[test]
fn equal_texts_are_told_apart_and_other_pages_are_left_alone() {
    let page = "# Ana Reis\n\nana@example.org\n\n## Experience\n\n### Marlow Court\nCook\n2019 – 2023\n\n\
        - Cooked for forty\n\n### Cook\nMarlow Court\n2016 – 2019\n\n- Baked bread\n";
    let folder = folder("cv.md", page);
    let folder = folder.path();
    std::fs::write(folder.join("other.md"), PAGE).expect("written");
    let output = run(folder, &["fix", "cv.md:7", "organization"]);
    assert!(output.status.success(), "{}", told(&output));
    let written = settings(folder);
    assert!(written.contains("page: 'cv.md'"), "{written}");
    assert!(written.contains("where: "), "{written}");
    let found = entries(folder, "cv.md");
    assert_eq!(found[..2], ["title: Cook", "organization: Marlow Court"]);
    let output = run(folder, &["extract", "other.md", "-v"]);
    assert!(!told(&output).contains("has no text"), "{}", told(&output));
}

#[test]
fn values_of_data_files_are_corrected_too() {
    let folder = folder("cv.yaml", DATA);
    let folder = folder.path();
    for fix in [
        ["fix", "cv.yaml:4", "organization", "--text", "Fenwick Hall"],
        ["fix", "cv.yaml:7", "organization", "--text", "Marlow Court"],
    ] {
        let output = run(folder, &fix);
        assert!(output.status.success(), "{}", told(&output));
    }
    assert_eq!(
        entries(folder, "cv.yaml"),
        [
            "title: Head Cook",
            "organization: Fenwick Hall",
            "title: Cook",
            "organization: Marlow Court"
        ]
    );
}

#[test]
fn the_name_of_the_person_is_corrected() {
    let page = PAGE.replace("# Ana Reis", "# Curriculum of a Cook\n\nReis da Costa, Ana");
    let folder = folder("cv.md", &page);
    let folder = folder.path();
    let output = run(
        folder,
        &["fix", "cv.md:3", "name", "--text", "Reis da Costa, Ana"],
    );
    assert!(output.status.success(), "{}", told(&output));
    let output = run(folder, &["extract", "cv.md", "-q"]);
    let yaml = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(yaml.contains("\nname: Reis da Costa, Ana\n"), "{yaml}");
}

#[test]
fn mistakes_are_answered_and_nothing_is_written() {
    let folder = folder("cv.md", PAGE);
    let folder = folder.path();
    for (arguments, words) in [
        (&["fix", "cv.md", "title"][..], "`cv.md` names no line"),
        (&["fix", "cv.md:x", "title"], "`x` is no number of a line"),
        (&["fix", "cv.md:0", "title"], "lines are counted from 1"),
        (&["fix", "cv.md:99", "title"], "`cv.md` has no line 99"),
        (&["fix", "cv.md:9", "title"], "line 9 has no text"),
        (&["fix", "cv.md:7", "titel"], "did you mean `title`?"),
        (
            &["fix", "cv.md:7", "employer"],
            "fields are: name, headline",
        ),
        (
            &["fix", "cv.md:7", "location"],
            "line 7 holds several texts",
        ),
        (
            &["fix", "cv.md:7", "title", "--text", "Nobody"],
            "line 7 does not have the text `Nobody`",
        ),
        (&["fix", "cv.md:5", "title"], "it stands in no entry"),
        (&["fix", ".:5", "title"], "`.` is a folder"),
        (&["fix", "none.md:5", "title"], "No such file"),
    ] {
        let output = run(folder, arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            told(&output)
        );
        assert!(
            told(&output).contains(words),
            "{arguments:?}: {}",
            told(&output)
        );
    }
    assert!(!folder.join("vitae.yaml").exists());
}

#[test]
fn what_extract_wrote_is_corrected_itself() {
    let folder = folder("cv.md", PAGE);
    let folder = folder.path();
    assert!(
        run(folder, &["extract", "cv.md", "-o", "own.yaml"])
            .status
            .success()
    );
    let output = run(folder, &["fix", "own.yaml:15", "title"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("correct the value in the file itself"));
    let edited = std::fs::read_to_string(folder.join("own.yaml"))
        .expect("written")
        .replace("organization: Head Cook", "organization: The Hall");
    std::fs::write(folder.join("own.yaml"), edited).expect("written");
    assert!(entries(folder, "own.yaml").contains(&"organization: The Hall".to_owned()));
}
