//! How far a document may be trusted, and what is told of it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SURE: &str = "# Ana Reis\n\nana@example.org · +351 22 555 01 47 · Porto, Portugal\n\n\
    ## Experience\n\n### Data Engineer, Northwind Works\n\nPorto · Jan 2020 – Mar 2023\n\n\
    - Cut the waiting time from nine days to two\n\n### Data Analyst, Bluefin Foods\n\n\
    Lisbon · Feb 2016 – Dec 2019\n\n- Wrote the handbook for the night shift\n\n\
    ## Skills\n\n- **Tools:** Git, Excel, SQL\n";

/// A page of another person with text before its head, and a section that no résumé holds.
fn doubtful() -> String {
    let page = SURE.replace("Ana Reis", "Bo Lund").replace("ana@", "bo@");
    format!("Office copy only\n\n{page}\n## Pricing\n\nCall 0221 555 0147 for a quote.\n")
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("sure.md"), SURE).expect("written");
    fs::write(folder.path().join("look.md"), doubtful()).expect("written");
    folder
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vitae"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs")
}

#[test]
fn the_last_line_says_how_far_a_document_may_be_trusted() {
    let folder = folder();
    let sure = run(folder.path(), &["extract", "sure.md"]);
    assert_eq!(told(&sure), "sure: it may be sent as it is\n");
    let look = run(folder.path(), &["extract", "look.md"]);
    assert!(told(&look).lines().count() <= 7, "{}", told(&look));
    assert!(
        told(&look).contains("left out: `Office copy only` (look.md:1:1)"),
        "{}",
        told(&look)
    );
    assert!(
        told(&look).ends_with("look: read it before it is sent\n"),
        "{}",
        told(&look)
    );
}

#[test]
fn with_strict_what_is_not_sure_fails_and_is_written() {
    let folder = folder();
    for (page, code) in [("sure", 0), ("look", 1)] {
        let (page, file) = (format!("{page}.md"), format!("{page}.pdf"));
        let output = run(folder.path(), &["export", &page, "--strict", "-o", &file]);
        assert_eq!(output.status.code(), Some(code), "{}", told(&output));
        assert!(folder.path().join(file).is_file());
    }
}

#[test]
fn what_quiet_names_is_counted_and_an_unknown_id_is_told() {
    let folder = folder();
    let before = told(&run(folder.path(), &["extract", "look.md"]));
    let id = before.split(['[', ']']).nth(1).expect("an id").to_owned();
    let settings = format!("quiet: [{id}, bcdfg]\n");
    fs::write(folder.path().join("vitae.yaml"), settings).expect("written");
    let after = told(&run(folder.path(), &["extract", "look.md"]));
    assert!(!after.contains(&format!("[{id}]")), "{after}");
    assert!(after.contains("1 finding silenced by `quiet`"), "{after}");
    assert!(
        after.contains("no finding of this run has the id `bcdfg`"),
        "{after}"
    );
    assert!(
        after.ends_with("look: read it before it is sent\n"),
        "{after}"
    );
}

#[test]
fn unplaced_text_is_printed_as_is_asked_for() {
    let folder = folder();
    let text = |arguments: &[&str]| {
        let mut all = vec!["extract", "look.md"];
        all.extend(arguments);
        said(&run(folder.path(), &all))
    };
    assert!(!text(&[]).contains("Office copy only"));
    let printed = text(&["--unplaced", "print"]);
    assert!(
        printed.contains("Office copy only") && printed.contains("0221 555 0147"),
        "{printed}"
    );
    // What is not known of the person is not found when it is to go.
    let redacted = text(&["--unplaced", "print", "--redact", "phone"]);
    assert!(
        redacted.contains("Office copy only") && !redacted.contains("555"),
        "{redacted}"
    );
    fs::write(folder.path().join("vitae.yaml"), "unplaced: print\n").expect("written");
    assert!(text(&[]).contains("Office copy only"));
    assert!(!text(&["--unplaced", "omit"]).contains("Office copy only"));
}

#[test]
fn a_page_that_is_no_resume_is_set_where_it_is_asked_for() {
    let folder = folder();
    fs::write(
        folder.path().join("poem.md"),
        "# The Harbour\n\nThe boats lie still.\n",
    )
    .expect("written");
    let refused = run(folder.path(), &["extract", "poem.md"]);
    assert_eq!(refused.status.code(), Some(1));
    let set = run(folder.path(), &["extract", "poem.md", "--anyway"]);
    assert!(
        said(&set).contains("The boats lie still."),
        "{}",
        told(&set)
    );
    assert!(told(&set).contains("is thin"), "{}", told(&set));
}

#[test]
fn doubtful_documents_are_held_and_let_go() {
    let folder = folder();
    let list = "id,page\n1,sure.md\n2,look.md\n3,missing.md\n";
    fs::write(folder.path().join("people.csv"), list).expect("written");
    let batch = |arguments: &[&str]| {
        let mut all = vec![
            "batch",
            "--from",
            "people.csv",
            "--format",
            "pdf",
            "--out",
            "out",
        ];
        all.extend(arguments);
        run(folder.path(), &all)
    };
    let there = |file: &str| folder.path().join("out").join(file).is_file();
    let held = batch(&["--hold", "look"]);
    assert!(
        told(&held).contains("state: 1 sure, 1 look, 1 unread"),
        "{}",
        told(&held)
    );
    assert!(told(&held).contains("1 held in `held/`"), "{}", told(&held));
    assert!(there("Ana-Reis.pdf") && there("held/Bo-Lund.pdf") && !there("Bo-Lund.pdf"));
    let review = fs::read_to_string(folder.path().join("out/review.csv")).expect("a review");
    let first: Vec<&str> = review.lines().map(|line| &line[..1]).collect();
    assert_eq!(first, ["r", "3", "2", "1"], "{review}");
    let manifest = fs::read_to_string(folder.path().join("out/manifest.json")).expect("there");
    assert!(manifest.contains("\"state\":\"look\""), "{manifest}");
    // The same again changes nothing; without it the document moves back.
    let again = batch(&["--hold", "look"]);
    assert!(
        told(&again).contains("0 written, 2 unchanged"),
        "{}",
        told(&again)
    );
    let freed = batch(&[]);
    assert!(
        told(&freed).contains("1 written, 1 unchanged"),
        "{}",
        told(&freed)
    );
    assert!(there("Bo-Lund.pdf") && !there("held/Bo-Lund.pdf"));
}
