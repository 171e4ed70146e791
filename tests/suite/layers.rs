//! The flow of the house: a stage imports only stages to its left.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules from left to right; those on one line know nothing of each other.
const ORDER: &[&[&str]] = &[
    &["characters", "deflate", "digest", "units"],
    &["diagnostic"],
    &["yaml", "error", "picture", "trust"],
    &["input_file"],
    &["resume", "font"],
    &["theme"],
    &["read"],
    &["extract", "focus", "redact"],
    &["letter", "mail"],
    &["layout"],
    &["pdf", "word", "svg", "png"],
    &["export"],
    &["batch"],
    &["cli"],
];

fn rank(module: &str) -> Option<usize> {
    ORDER.iter().position(|line| line.contains(&module))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn a_stage_imports_only_stages_to_its_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut faults = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("below src");
        let first = inside.iter().next().expect("a name").to_string_lossy();
        let module = first.trim_end_matches(".rs");
        if matches!(module, "lib" | "main" | "build") {
            continue;
        }
        let own = rank(module).unwrap_or_else(|| panic!("`{module}` has no place in the order"));
        let text = fs::read_to_string(&file).expect("readable");
        for (_, rest) in text
            .match_indices("crate::")
            .map(|(at, _)| text.split_at(at + 7))
        {
            let target: String = rest
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            let Some(other) = rank(&target) else {
                continue;
            };
            if target != module && other >= own {
                faults.push(format!("{} uses crate::{target}", inside.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
