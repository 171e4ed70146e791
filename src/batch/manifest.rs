//! `manifest.json`: what was made of what, and what is still as it was.
//!
//! Records are written one by one, each on a line of its own, so that a run of any length needs
//! no more memory than one of them; of earlier runs only their places are kept. A run that was
//! killed leaves its records beside the documents, and the next one reads them.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::crew::lock;
use super::run::{Options, Summary};
use crate::characters;
use crate::digest::Digest;
use crate::error::Error;
use crate::export::output::{Output, Reader};
use crate::export::{scratch, target};
use crate::units::Civil;

/// What the names of a run's own records end in.
const JOURNAL: &str = "journal";
/// A longer line of an earlier manifest is not one of ours.
const LONGEST_LINE: u64 = 16 << 20;

/// What was made of one résumé in one look. Without values it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The documents' path without an ending; paths start from the manifest's folder where they
    /// lie in it.
    pub document: String,
    /// The row of a list, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// What one person of many is known by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The theme.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub theme: String,
    /// The language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Pages of the typeset document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The digest of everything that the documents depend on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The files that were read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<Given>,
    /// Files of faces that are not part of the program.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faces: Vec<Given>,
    /// The documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<Made>,
    /// How far it may be trusted: `sure`, `look`, `unread`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// Why it is not sure, the weightiest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// It is kept apart, for somebody to look at.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// Warnings, with their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What was left out to fit the pages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<String>,
    /// Ways to reach the person that nothing gives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Why there are no documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Why a document is not sure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reason {
    /// The finding's id.
    pub id: String,
    /// What was found.
    pub text: String,
    /// The file that it was found in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line there, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// Its path.
    pub path: String,
    /// The digest of its bytes.
    pub sha256: String,
}

/// A file that was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// Its path.
    pub path: String,
    /// Its format.
    pub format: String,
    /// Its length.
    pub bytes: u64,
    /// The digest of its bytes.
    pub sha256: String,
}

/// The records of earlier runs: where each stands.
#[derive(Debug, Default)]
pub(super) struct Known {
    files: Vec<Mutex<File>>,
    places: HashMap<u64, Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    file: usize,
    start: u64,
    length: u64,
}

impl Known {
    /// Reads the manifest, then what killed runs left; what is none of ours is passed over.
    fn read(files: &[PathBuf]) -> Self {
        let mut known = Known::default();
        for path in files {
            // A pipe would be waited for.
            if !path.is_file() {
                continue;
            }
            let Ok(file) = File::open(path) else { continue };
            // A line that cannot be read ends the file: what it knew is made anew.
            let _ = known.index(file);
        }
        known
    }

    fn index(&mut self, file: File) -> io::Result<()> {
        let number = self.files.len();
        let mut reader = BufReader::new(file.try_clone()?);
        self.files.push(Mutex::new(file));
        let mut start = 0;
        let mut line = Vec::new();
        loop {
            line.clear();
            let length = (&mut reader)
                .take(LONGEST_LINE)
                .read_until(b'\n', &mut line)? as u64;
            if length == 0 {
                return Ok(());
            }
            if let Some(record) = parse(&line) {
                let place = Place {
                    file: number,
                    start,
                    length,
                };
                self.places.insert(key_of(&record.document), place);
            }
            start += length;
        }
    }

    /// The record of a document.
    pub(super) fn record(&self, document: &str) -> Option<Record> {
        let place = self.places.get(&key_of(document))?;
        parse(&self.line(*place)?).filter(|record| record.document == document)
    }

    fn line(&self, place: Place) -> Option<Vec<u8>> {
        let mut line = vec![0; usize::try_from(place.length).ok()?];
        let mut file = lock(&self.files[place.file]);
        file.seek(SeekFrom::Start(place.start)).ok()?;
        file.read_exact(&mut line).ok()?;
        Some(line)
    }

    /// Gives the records of all documents but those that were renewed, in the order in which they
    /// stand, each as a line of JSON. One that has no files says nothing to a later run.
    fn others(
        &self,
        renewed: &HashSet<u64>,
        mut put: impl FnMut(&str) -> io::Result<()>,
    ) -> io::Result<()> {
        let of_others = self.places.iter().filter(|(key, _)| !renewed.contains(key));
        let mut places: Vec<Place> = of_others.map(|(_, place)| *place).collect();
        places.sort_by_key(|place| (place.file, place.start));
        for place in places {
            let record = self.line(place).and_then(|line| parse(&line));
            if let Some(record) = record.filter(|record| !record.outputs.is_empty()) {
                put(&serde_json::to_string(&record).expect("a record has no maps"))?;
            }
        }
        Ok(())
    }
}

fn key_of(document: &str) -> u64 {
    Digest::of(document.as_bytes()).short()
}

fn parse(line: &[u8]) -> Option<Record> {
    let line = line.trim_ascii();
    let line = line.strip_suffix(b",").unwrap_or(line);
    if !line.starts_with(b"{\"document\":") {
        return None;
    }
    serde_json::from_slice(line).ok()
}

/// The manifest of a run, while it runs.
pub(super) struct Manifest {
    folder: PathBuf,
    name: String,
    journal: Option<(PathBuf, BufWriter<File>)>,
    left: Vec<PathBuf>,
    started: Instant,
    known: Arc<Known>,
    /// The documents of earlier runs that this one has come to.
    renewed: HashSet<u64>,
}

impl Manifest {
    /// Starts the manifest of a folder, and reads what earlier runs made there. What killed runs
    /// left half done is removed.
    ///
    /// # Errors
    /// [`Error::Io`] for a folder that cannot be made or written; [`Error::Usage`] for a manifest
    /// that is read-only.
    pub(super) fn start(folder: &Path, name: &str) -> Result<(Self, Arc<Known>), Error> {
        let folder = match folder.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => folder.to_owned(),
        };
        std::fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
        // What could not be written at the end is told before anything is made.
        target::check(&folder.join(name))?;
        let (journals, halves): (Vec<PathBuf>, Vec<PathBuf>) = scratch::left_behind(&folder)
            .into_iter()
            .partition(|path| path.to_string_lossy().ends_with(JOURNAL));
        for half in halves {
            // Another run may have been quicker.
            let _ = std::fs::remove_file(half);
        }
        let mut earlier = vec![folder.join(name)];
        earlier.extend(journals.iter().cloned());
        let known = Arc::new(Known::read(&earlier));
        let path = scratch::kept(&folder, JOURNAL);
        let file = File::options()
            .create(true)
            .write(true)
            .truncate(true)
            .open(&path)
            .map_err(|error| Error::io(&folder, error))?;
        let manifest = Manifest {
            folder,
            name: name.to_owned(),
            journal: Some((path, BufWriter::new(file))),
            left: journals,
            started: Instant::now(),
            known: Arc::clone(&known),
            renewed: HashSet::new(),
        };
        Ok((manifest, known))
    }

    /// Adds a record.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub(super) fn add(&mut self, record: &Record) -> Result<(), Error> {
        let Some((path, journal)) = &mut self.journal else {
            return Ok(());
        };
        let key = key_of(&record.document);
        if self.known.places.contains_key(&key) {
            self.renewed.insert(key);
        }
        let line = serde_json::to_string(record).expect("a record has no maps");
        let line = characters::json(line);
        // Whole lines reach the file at once: after a kill the last one is still whole.
        writeln!(journal, "{line}")
            .and_then(|()| journal.flush())
            .map_err(|error| Error::io(&*path, error))
    }

    /// Writes the manifest in the place of the earlier one. Where the run is not `whole` it keeps
    /// what earlier runs say of documents that this one has not come to: the next run need not
    /// make them again.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written; the records stay where they are.
    pub(super) fn finish(
        mut self,
        options: &Options,
        settings: &serde_json::Value,
        summary: &Summary,
        whole: bool,
    ) -> Result<(), Error> {
        let Some((journal, writer)) = self.journal.take() else {
            return Ok(());
        };
        drop(writer);
        let target = self.folder.join(&self.name);
        let fault = |error| Error::io(&target, error);
        let mut out = BufWriter::new(Output::begin(&target, Reader::There)?);
        let mut copy = || -> io::Result<()> {
            writeln!(out, "{{\n\"vitae\": {},", json!(env!("CARGO_PKG_VERSION")))?;
            writeln!(out, "\"time\": {},", json!(moment(options.now)))?;
            let settings = characters::json(settings.to_string());
            writeln!(out, "\"settings\": {settings},\n\"documents\": [")?;
            let mut between = "";
            let mut put = |line: &str| {
                let written = write!(out, "{between}{line}");
                between = ",\n";
                written
            };
            for line in BufReader::new(File::open(&journal)?).lines() {
                put(&line?)?;
            }
            if !whole {
                self.known.others(&self.renewed, &mut put)?;
            }
            if !between.is_empty() {
                writeln!(out)?;
            }
            let seconds = match options.dated {
                true => 0.0,
                false => (self.started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
            };
            writeln!(out, "],\n\"summary\": {},", summary.to_json())?;
            writeln!(out, "\"seconds\": {}\n}}", json!(seconds))?;
            out.flush()
        };
        copy().map_err(fault)?;
        let whole = out
            .into_inner()
            .map_err(|error| fault(error.into_error()))?;
        whole.finish()?;
        for done in self.left.iter().chain([&journal]) {
            // Records that are in the manifest are not needed twice.
            let _ = std::fs::remove_file(done);
        }
        Ok(())
    }
}

impl Drop for Manifest {
    /// A run that came to nothing leaves no records.
    fn drop(&mut self) {
        if let Some((journal, writer)) = self.journal.take() {
            drop(writer);
            let is_empty = std::fs::metadata(&journal).is_ok_and(|file| file.len() == 0);
            if is_empty {
                // The next run removes it, if this one cannot.
                let _ = std::fs::remove_file(journal);
            }
        }
    }
}

/// Seconds since 1970 as RFC 3339 has them, UTC.
fn moment(seconds: i64) -> String {
    let c = Civil::from_unix(seconds);
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        c.year, c.month, c.day, c.hour, c.minute, c.second
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(document: &str) -> Record {
        Record {
            document: document.to_owned(),
            pages: Some(2),
            ..Record::default()
        }
    }

    #[test]
    fn what_a_killed_run_wrote_is_known_up_to_the_torn_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut manifest, _) = Manifest::start(folder.path(), "manifest.json").expect("started");
        for document in ["a", "b"] {
            manifest.add(&record(document)).expect("added");
        }
        let (path, _) = manifest.journal.as_ref().expect("open");
        let mut torn = std::fs::read(path).expect("there");
        torn.truncate(torn.len() - 5);
        std::fs::write(path, torn).expect("written");
        let known = Known::read(std::slice::from_ref(path));
        assert_eq!(known.record("a"), Some(record("a")));
        assert_eq!(known.record("b"), None);
    }

    #[test]
    fn a_manifest_is_json_and_its_records_are_found_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut manifest, known) =
            Manifest::start(folder.path(), "manifest.json").expect("started");
        assert_eq!(known.record("a"), None);
        for document in ["a", "b/ä \"x\""] {
            manifest.add(&record(document)).expect("added");
        }
        let options = Options {
            now: 0,
            dated: true,
            ..Options::default()
        };
        let settings = json!({"themes": ["modern"]});
        manifest
            .finish(&options, &settings, &Summary::default(), true)
            .expect("written");
        let text = std::fs::read_to_string(folder.path().join("manifest.json")).expect("there");
        let tree: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(tree["time"], "1970-01-01T00:00:00Z");
        assert_eq!(tree["documents"].as_array().map(Vec::len), Some(2));
        let (_, known) = Manifest::start(folder.path(), "manifest.json").expect("started");
        let other = "b/ä \"x\"";
        assert_eq!(known.record(other), Some(record(other)));
    }
}
