//! The pages of the corpus.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use vitae::diagnostic::Diagnostics;
use vitae::extract;
use vitae::read::sources_in_memory;
use vitae::resume::Resume;

/// A page with its name.
#[derive(Clone)]
pub struct Page {
    /// Language and name: `en/details`.
    pub name: String,
    /// Its file's name.
    pub file: String,
    pub path: PathBuf,
    pub text: String,
    /// Nobody looks at it while the reader is changed: it tells what a change is worth.
    pub is_held: bool,
}

impl Page {
    pub fn language(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    pub fn is_html(&self) -> bool {
        self.file.ends_with(".html")
    }
}

/// Where the corpus is.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// All pages, in the order of their names.
pub fn pages() -> Vec<Page> {
    let held = std::fs::read_to_string(folder().join("held.txt")).expect("a list of pages");
    let mut pages = Vec::new();
    for language in files(&folder()) {
        if !language.is_dir() {
            continue;
        }
        for path in files(&language) {
            let ending = path.extension().and_then(|ending| ending.to_str());
            if !matches!(ending, Some("md" | "html")) {
                continue;
            }
            let own = |path: &Path| {
                let name = path.file_stem().and_then(|name| name.to_str());
                name.expect("a name").to_owned()
            };
            let name = format!("{}/{}", own(&language), own(&path));
            pages.push(Page {
                file: path
                    .file_name()
                    .and_then(|name| name.to_str())
                    .expect("a name")
                    .to_owned(),
                text: std::fs::read_to_string(&path).expect("a page"),
                is_held: held.lines().any(|line| line == name),
                path,
                name,
            });
        }
    }
    pages
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|file| file.expect("a file").path())
        .collect();
    all.sort();
    all
}

/// What the library makes of a page; `name` tells what it is.
pub fn read(name: &str, text: &[u8]) -> Result<(Resume, Diagnostics), Diagnostics> {
    let sources = sources_in_memory(name, text.to_vec()).expect("a page");
    extract::resume(&sources)
}

/// Does something with each, on all cores; the results keep the order.
pub fn each<T: Sync, R: Send>(all: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::new());
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = all.get(at) else { break };
                    let result = of(one);
                    results
                        .lock()
                        .expect("no other panicked")
                        .push((at, result));
                }
            });
        }
    });
    let mut results = results.into_inner().expect("no other panicked");
    results.sort_by_key(|(at, _)| *at);
    results.into_iter().map(|(_, result)| result).collect()
}
