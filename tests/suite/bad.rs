//! Bad input: each file of `tests/bad` has its drawn diagnostics beside it.
//!
//! `VITAE_BLESS=1 cargo test` writes them anew; read what changed before keeping it.

use std::path::{Path, PathBuf};

use vitae::cli::report::draw;
use vitae::diagnostic::{Diagnostics, Source};
use vitae::error::Error;
use vitae::mail::Template;
use vitae::read::{Input, Request};
use vitae::{extract, letter, read};

/// A sound page for settings files to belong to.
const PAGE: &str = "samples/data.md";

fn drawn(path: &Path) -> String {
    // Shown with slashes everywhere, as diagnostics name files as the user wrote them.
    let name = path
        .to_str()
        .expect("names here are ASCII")
        .replace('\\', "/");
    if name.contains("/letter-") {
        let text = std::fs::read_to_string(path).expect("readable");
        let told = match letter::read(&Source::new(&name, text)) {
            Ok((_, told)) | Err(told) => told,
        };
        return lines(&told);
    }
    if name.contains("/mail-") {
        let text = std::fs::read_to_string(path).expect("readable");
        let told = Template::read(&Source::new(&name, text)).expect_err("a fault");
        return lines(&told);
    }
    let mut request = Request::new(name.as_str());
    if name.ends_with(".yaml") {
        request.page = Input::from(PAGE);
        request.config = Some(PathBuf::from(&name));
    }
    let findings = match read::sources(&request) {
        Ok((sources, mut findings)) => match extract::resume(&sources) {
            Ok((_, told)) | Err(told) => {
                findings.append(told);
                findings
            }
        },
        Err(Error::Refused(findings)) => findings,
        Err(error) => panic!("{name}: {error}"),
    };
    lines(&findings)
}

fn lines(findings: &Diagnostics) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&draw(finding, false));
        text.push('\n');
    }
    text
}

#[test]
fn every_bad_input_is_answered_as_written_down() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    let folder = std::fs::read_dir("tests/bad").expect("the folder is part of the package");
    for entry in folder {
        let path = entry.expect("a readable folder").path();
        if path.extension().is_some_and(|ending| ending == "stderr") {
            continue;
        }
        seen += 1;
        let answer = drawn(&path);
        let mut beside = path.clone().into_os_string();
        beside.push(".stderr");
        if std::env::var_os("VITAE_BLESS").is_some() {
            std::fs::write(&beside, &answer).expect("a writable folder");
            continue;
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if answer != expected {
            wrong.push(format!(
                "{}\n--- expected\n{expected}--- drawn\n{answer}",
                path.display()
            ));
        }
    }
    assert!(seen >= 12, "only {seen} bad inputs");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
