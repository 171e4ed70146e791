//! A whole site as source: its pages, its data files, its home page.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::Deserialize;

use super::input::Input;
use super::{Body, Page, bundle, docx, site};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::input_file::InputLimit;
use crate::yaml;

/// How a Jekyll template names a data file.
pub(super) const DATA_MARK: &str = "site.data.";

/// A site with more files is searched no further.
const MOST_FILES: usize = 600;
/// Folders that lie deeper hold posts and assets, not the résumé.
const MOST_DEPTH: usize = 5;
/// A page with more bytes is an archive of something.
const MOST_BYTES: u64 = 2 << 20;

/// Data files in the root of a site that are résumés by their name.
const RESUME_NAMES: [&str; 4] = ["cv", "resume", "résumé", "curriculum"];
/// Stems of a home page.
const HOME: [&str; 2] = ["index", "home"];

/// What is about the site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Machinery {
    folders: Vec<String>,
    files: Vec<String>,
    file_ends: Vec<String>,
    data: Vec<String>,
    data_of_scripts: Vec<String>,
    languages: Vec<String>,
}

fn machinery() -> &'static Machinery {
    static MACHINERY: OnceLock<Machinery> = OnceLock::new();
    MACHINERY.get_or_init(|| yaml::table!("src/read/machinery.yaml"))
}

impl Machinery {
    fn has_folder(&self, name: &str) -> bool {
        self.folders.iter().any(|folder| folder == name)
    }

    fn has_file(&self, stem: &str) -> bool {
        let stem = stem.to_lowercase();
        self.files.contains(&stem)
            || self
                .file_ends
                .iter()
                .any(|end| stem.ends_with(end.as_str()))
    }
}

/// Finds the file that a path names; a path that is no file may be a permalink of a site.
///
/// # Errors
/// A diagnostic where two pages share the permalink.
pub(super) fn resolve(input: &Input) -> Result<Input, Error> {
    let Some(path) = input.path().filter(|path| !path.exists()) else {
        return Ok(input.clone());
    };
    let Some(root) = path
        .ancestors()
        .skip(1)
        .find(|folder| folder.join(site::FILE).is_file())
    else {
        return Ok(input.clone());
    };
    let wanted = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
    let wanted = wanted.trim_matches('/').to_owned();
    let mut files = Vec::new();
    walk(root, 0, &mut files);
    files.retain(|file| is_page(file));
    let mut found = Vec::new();
    for file in files {
        let Ok(page) = super::page(&Input::File(file.clone()), InputLimit::default()) else {
            continue;
        };
        let link = page.front("permalink");
        if link.is_some_and(|link| link.value.trim_matches('/') == wanted) {
            found.push(file);
        }
    }
    match found.as_slice() {
        [] => Ok(input.clone()),
        [one] => Ok(Input::File(one.clone())),
        several => {
            let names: Vec<String> = several
                .iter()
                .map(|file| format!("`{}`", file.display()))
                .collect();
            Err(Diagnostic::error(format!(
                "{} pages have the permalink `/{wanted}/`",
                several.len()
            ))
            .hint(format!("name one of them: {}", names.join(", ")))
            .into())
        }
    }
}

/// The names of pages and data files in the folder of a file that is not there.
pub(super) fn names_beside(missing: &Path) -> Vec<String> {
    let folder = match missing.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.path())
        .filter(|path| is_page(path) || is_data(path) || is_word(path))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}

/// The pages of a folder in the order of their names. A page that cannot be read is told and
/// passed over.
///
/// # Errors
/// [`Error::Io`] where the folder cannot be read.
pub(super) fn pages(
    folder: &Path,
    limit: InputLimit,
    findings: &mut Diagnostics,
) -> Result<Vec<Page>, Error> {
    std::fs::read_dir(folder).map_err(|error| Error::io(folder, error))?;
    let mut files = Vec::new();
    walk(folder, 0, &mut files);
    let in_root = |file: &Path| file.parent() == Some(folder);
    files.retain(|file| {
        let is_resume = RESUME_NAMES
            .iter()
            .any(|name| stem(file).to_lowercase().contains(name));
        is_page(file) || in_root(file) && (is_data(file) || is_others(file)) && is_resume
    });
    for inner in &machinery().data_of_scripts {
        let mut inside = Vec::new();
        walk(&folder.join(inner), MOST_DEPTH, &mut inside);
        let is_resume = |file: &Path| {
            let stem = stem(file).to_lowercase();
            RESUME_NAMES.iter().any(|name| stem.contains(name))
        };
        files.extend(
            inside
                .into_iter()
                .filter(|file| is_data(file) && is_resume(file)),
        );
    }
    // The user knows the files of the folder they stand in by their names alone.
    for file in &mut files {
        if let Ok(short) = file.strip_prefix(".") {
            *file = short.to_owned();
        }
    }
    let mut pages = read_all(files, limit, findings);
    if pages.is_empty() {
        // A folder of data files alone.
        let mut files = Vec::new();
        walk(folder, 0, &mut files);
        files.retain(|file| is_data(file) && stem(file) != "_config");
        pages = read_all(files, limit, findings);
    }
    if pages.is_empty() {
        pages = data(folder, limit, findings);
    }
    if pages.is_empty() {
        pages = tables(folder, limit, findings);
    }
    if pages.is_empty() {
        // A folder of Word files, and of what was made of them.
        let mut files = Vec::new();
        walk(folder, 0, &mut files);
        files.retain(|file| in_root(file) && is_word(file));
        if files.iter().any(|file| is_others(file)) {
            files.retain(|file| is_others(file));
        }
        pages = read_all(files, limit, findings);
    }
    Ok(pages)
}

/// The data files of a site in the order of their names; of a folder for each language only
/// the first.
pub(super) fn data(root: &Path, limit: InputLimit, findings: &mut Diagnostics) -> Vec<Page> {
    let mut files = Vec::new();
    for folder in &machinery().data {
        walk(&root.join(folder), 1, &mut files);
    }
    files.retain(|file| is_data(file));
    let mut seen: Vec<String> = Vec::new();
    files.retain(|file| {
        let name = without_language(&stem(file)).to_owned();
        let is_new = !seen.contains(&name);
        seen.push(name);
        is_new
    });
    read_all(files, limit, findings)
}

/// The tables of a folder: a copy of what somebody entered elsewhere, a table a section.
pub(super) fn tables(folder: &Path, limit: InputLimit, findings: &mut Diagnostics) -> Vec<Page> {
    let mut files = Vec::new();
    walk(folder, MOST_DEPTH, &mut files);
    files.retain(|file| has_ending(file, &["csv"]));
    read_all(files, limit, findings)
}

/// The home page of a site, unless it is `page`.
pub(super) fn home(root: &Path, page: &Page, limit: InputLimit) -> Option<Page> {
    let mut names = Vec::new();
    for stem in HOME {
        for ending in ["md", "markdown", "html"] {
            names.push(root.join(format!("{stem}.{ending}")));
        }
    }
    let path = names.into_iter().find(|path| path.is_file())?;
    let home = super::page(&Input::File(path), limit).ok()?;
    let same = home.source.text() == page.source.text();
    (!same && matches!(home.body, Body::Document(_))).then_some(home)
}

/// The name of a folder, for the names of documents.
pub(super) fn name(folder: &Path) -> String {
    std::path::absolute(folder)
        .ok()
        .and_then(|full| Some(full.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_else(|| "resume".to_owned())
}

fn read_all(files: Vec<PathBuf>, limit: InputLimit, findings: &mut Diagnostics) -> Vec<Page> {
    let mut pages = Vec::new();
    for file in files {
        match super::page(&Input::File(file.clone()), limit) {
            Ok(page) => pages.push(page),
            Err(error) => bundle::pass_over(error, findings),
        }
    }
    pages
}

/// Finds the files of a folder. Only regular ones: a pipe would be waited for, and a device may
/// have no end.
fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    // The order of a folder differs from one system to the next.
    paths.sort();
    for path in paths {
        if files.len() >= MOST_FILES {
            return;
        }
        let name = path
            .file_name()
            .map_or(String::new(), |name| name.to_string_lossy().to_lowercase());
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if depth < MOST_DEPTH && !machinery().has_folder(&name) {
                walk(&path, depth + 1, files);
            }
        } else if std::fs::metadata(&path)
            .is_ok_and(|file| file.is_file() && file.len() <= most_bytes(&path))
            && !machinery().has_file(&stem(&path))
        {
            files.push(path);
        }
    }
}

/// The most bytes of a file in a site.
fn most_bytes(path: &Path) -> u64 {
    // Pictures lie in Word files.
    if is_word(path) {
        MOST_BYTES * 16
    } else {
        MOST_BYTES
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map_or(String::new(), |stem| stem.to_string_lossy().into_owned())
}

/// The stem of a file of which there is one for each language: `about_en`, `cv.de`.
pub(crate) fn without_language(stem: &str) -> &str {
    match stem.rsplit_once(['_', '-', '.']) {
        Some((own, code)) if machinery().languages.iter().any(|known| known == code) => own,
        Some(_) | None => stem,
    }
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension()
        .is_some_and(|ending| endings.contains(&ending.to_string_lossy().to_lowercase().as_str()))
}

fn is_page(path: &Path) -> bool {
    has_ending(path, &["md", "mdx", "markdown", "html", "htm"])
}

/// True for a Word file; not for what Word keeps beside one that is open.
fn is_word(path: &Path) -> bool {
    has_ending(path, &["docx", "docm"]) && !stem(path).starts_with("~$")
}

/// True for a Word file that this program did not write.
fn is_others(path: &Path) -> bool {
    is_word(path) && !std::fs::read(path).is_ok_and(|bytes| docx::is_own(&bytes))
}

fn is_data(path: &Path) -> bool {
    has_ending(path, &["yml", "yaml", "json", "toml", "bib"])
}
