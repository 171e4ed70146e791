//! Labelled pages, and how well they are read.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Map, Value};
use vitae::extract::{self, Weights};
use vitae::read::sources_in_memory;
use vitae::resume::to_json;

use crate::corpus::label::Label;
use crate::corpus::score::Score;

/// A page and what is right for it.
pub struct Page {
    pub name: String,
    file: String,
    bytes: Vec<u8>,
    label: Label,
}

/// The weights of a file's text.
pub fn weights(text: &str) -> &'static Weights {
    extract::weights_of(text).unwrap_or_else(|error| panic!("weights: {error}"))
}

/// The text of a file.
pub fn text_of(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All labelled pages below folders, in the order of their names.
pub fn of(folders: &[PathBuf]) -> Vec<Page> {
    let mut pages = Vec::new();
    for folder in folders {
        let mut labels = Vec::new();
        collect(folder, &mut labels);
        labels.sort();
        pages.extend(labels.iter().filter_map(|label| page(folder, label)));
    }
    pages
}

fn collect(folder: &Path, labels: &mut Vec<PathBuf>) {
    let files = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|file| file.expect("a file").path());
    for path in files {
        if path.is_dir() {
            collect(&path, labels);
        } else if path.extension().is_some_and(|ending| ending == "json") {
            labels.push(path);
        }
    }
}

/// The page of a label: the one it names, from the folder above its own, or the one beside it.
fn page(folder: &Path, path: &Path) -> Option<Page> {
    let mut label: Map<String, Value> = serde_json::from_str(&text_of(path))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let beside = || {
        let stem = path.to_str()?.strip_suffix(".label.json")?;
        let beside = ["md", "html", "docx"].map(|ending| PathBuf::from(format!("{stem}.{ending}")));
        beside.into_iter().find(|file| file.is_file())
    };
    let file = match label.remove("file") {
        Some(Value::String(file)) => folder.parent()?.join(file),
        _ => beside()?,
    };
    label.remove("id");
    if !file.is_file() {
        return None;
    }
    let label = serde_json::from_value(Value::Object(label))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let own = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
    let name = own.trim_end_matches(".json").trim_end_matches(".label");
    Some(Page {
        name: name.to_owned(),
        bytes: std::fs::read(&file).ok()?,
        file: file.file_name()?.to_str()?.to_owned(),
        label,
    })
}

impl Page {
    fn score(&self) -> Score {
        let sources = sources_in_memory(&self.file, self.bytes.clone()).expect("a page");
        let resume = match extract::resume(&sources) {
            Ok((resume, _)) => serde_json::from_str(&to_json(&resume)).expect("JSON"),
            Err(_) => Value::Null,
        };
        Score::new(&self.label, &resume)
    }
}

/// The pages' scores, with the weights of a file instead of the program's own.
pub fn scores(pages: &[Page], weights: Option<&'static Weights>) -> Vec<Score> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, Score)>> = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                extract::read_with(weights);
                while let Some(page) = pages.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let at = pages
                        .iter()
                        .position(|own| std::ptr::eq(own, page))
                        .expect("one of them");
                    let score = page.score();
                    results.lock().expect("no panic").push((at, score));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no panic");
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, score)| score).collect()
}
