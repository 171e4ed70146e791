//! One résumé that many tests set: the backend sample.

use std::path::Path;
use std::process::{Command, Output};

use vitae::diagnostic::Diagnostics;
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{Flow, Node, Typeset, compose, typeset};
use vitae::pdf::{self, PdfOptions};
use vitae::read::{Headings, Request};
use vitae::resume::Resume;
use vitae::theme::{Paper, Theme};

/// The themes that are part of the program.
pub const THEMES: [&str; 6] = [
    "academic",
    "classic",
    "compact",
    "executive",
    "modern",
    "technical",
];

/// Runs the program in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vitae"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program runs")
}

/// What it said on standard error.
pub fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A file of the project's samples.
pub fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("samples")
        .join(name)
}

/// The résumé on a page.
pub fn resume(name: &str) -> Resume {
    let request = vitae::read::Request::new(vitae::read::Input::File(sample(name)));
    let (sources, _) = vitae::read::sources(&request).expect("the sample reads");
    let (resume, _) = vitae::extract::resume(&sources).expect("the sample is a résumé");
    resume
}

/// A request for a file or folder.
pub fn request(path: &Path) -> Request {
    Request::new(path.to_str().expect("an ASCII path"))
}

/// The résumé of a request, with all that is told of it.
pub fn told_resume(request: &Request) -> (Resume, Diagnostics) {
    let (sources, mut findings) = vitae::read::sources(request).expect("readable");
    let (resume, told) = vitae::extract::resume(&sources).expect("a résumé");
    findings.append(told);
    (resume, findings)
}

/// A theme of the program.
pub fn theme(name: &str) -> Theme {
    Theme::embedded(name).expect("an embedded theme")
}

/// The backend sample, composed.
pub fn flow(name: &str) -> Flow {
    compose(
        &resume("backend.md"),
        &theme(name),
        vocabulary().words("en"),
        Headings::Kind,
    )
}

/// The backend sample, typeset on A4.
pub fn set(name: &str) -> Typeset {
    typeset(&flow(name), &theme(name), Paper::A4, &mut Shaper::new())
}

/// The backend sample as a PDF file.
pub fn pdf(name: &str) -> Vec<u8> {
    pdf::write(&set(name).document, PdfOptions::default()).expect("written")
}

/// The nodes that hold text, in reading order.
pub fn leaves(flow: &Flow) -> Vec<&Node> {
    fn below<'a>(node: &'a Node, leaves: &mut Vec<&'a Node>) {
        if !node.runs().is_empty() {
            leaves.push(node);
        }
        for child in node.children() {
            below(child, leaves);
        }
    }
    let mut leaves = Vec::new();
    for node in &flow.nodes {
        below(node, &mut leaves);
    }
    leaves
}

/// The text without its blanks.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

// What a reader of the page knows of it, written down by hand.

/// The person.
pub const NAME: &str = "Ines Valadares";
/// The documents' title.
pub const TITLE: &str = "Ines Valadares – Senior Backend Engineer";
/// The e-mail link.
pub const MAIL: &str = "mailto:ines@example.org";
/// Phrases of the first page with their blanks.
pub const PHRASES: [&str; 4] = [
    "Laboratory Order Hub",
    "Designed the order model with four laboratory heads",
    "in place of a monthly reckoning",
    "Rust",
];
/// Metrics as they are to be read.
pub const METRICS: [&str; 4] = [
    "99.98% doors opened at first try",
    "Offline operation for two days",
    "28 ms median delay",
    "17% less energy sent to the grid",
];
/// The dates of the page's entries.
pub const DATES: [&str; 3] = ["2022–2024", "2020–2022", "2019"];
