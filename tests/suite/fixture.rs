//! One résumé that many tests set: the backend sample.

use std::path::Path;

use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{Flow, Node, Typeset, compose, typeset};
use vitae::pdf::{self, PdfOptions};
use vitae::read::Headings;
use vitae::resume::Resume;
use vitae::theme::{Paper, Theme};

/// The themes that are part of the program.
pub const THEMES: [&str; 2] = ["modern", "compact"];

/// A file of the project's samples.
pub fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// The résumé on a page.
pub fn resume(name: &str) -> Resume {
    let request = vitae::read::Request::new(vitae::read::Input::from(sample(name)));
    let (sources, _) = vitae::read::sources(&request).expect("the sample reads");
    let (resume, _) = vitae::extract::resume(&sources).expect("the sample is a résumé");
    resume
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
