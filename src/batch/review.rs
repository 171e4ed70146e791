//! `review.csv`: what staff should look at, a line for each document, the worst first; no
//! contacts.

use std::cmp::Reverse;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::make::State;
use super::manifest::Record;
use crate::characters;
use crate::error::Error;
use crate::export::output::{Output, Reader};

const HEAD: [&str; COLUMNS] = [
    "row", "id", "name", "role", "theme", "status", "state", "reasons", "line", "pages", "missing",
    "dropped", "refused", "files",
];
const COLUMNS: usize = 14;

/// The list, while it is written. Its lines wait in a file without a name, so that the worst may
/// stand first and a list of any length takes little memory.
pub(super) struct Review {
    target: PathBuf,
    output: Output,
    lines: BufWriter<File>,
    /// How bad each line is, and where it waits.
    places: Vec<(Reverse<usize>, u64, usize)>,
    end: u64,
}

impl Review {
    /// Starts the list of a folder.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be written.
    pub(super) fn start(folder: &Path, name: &str) -> Result<Self, Error> {
        let target = folder.join(name);
        let output = Output::begin(&target, Reader::There)?;
        let folder = match folder.as_os_str().is_empty() {
            true => Path::new("."),
            false => folder,
        };
        let lines = tempfile::tempfile_in(folder).map_err(|error| Error::io(&target, error))?;
        Ok(Review {
            target,
            output,
            lines: BufWriter::new(lines),
            places: Vec::new(),
            end: 0,
        })
    }

    /// Adds a document of a person, or a row that has none.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub(super) fn add(
        &mut self,
        name: Option<&str>,
        state: State,
        record: &Record,
    ) -> Result<(), Error> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |number: Option<usize>| number.map_or_else(String::new, |it| it.to_string());
        let files: Vec<&str> = record
            .outputs
            .iter()
            .map(|made| made.path.as_str())
            .collect();
        let reasons: Vec<&str> = record.reasons.iter().map(|one| one.text.as_str()).collect();
        let line = line(&[
            number(record.row),
            text(&record.id),
            name.unwrap_or_default().to_owned(),
            text(&record.role),
            record.theme.clone(),
            state.name().to_owned(),
            record.state.clone(),
            reasons.join("; "),
            number(record.reasons.iter().find_map(|reason| reason.line)),
            number(record.pages),
            record.missing.join(", "),
            record.dropped.join("; "),
            text(&record.error),
            files.join(" "),
        ]);
        let added = line.and_then(|line| {
            self.lines.write_all(&line)?;
            Ok(line.len())
        });
        let length = added.map_err(|error| Error::io(&self.target, error))?;
        self.places
            .push((Reverse(badness(state, record)), self.end, length));
        self.end += length as u64;
        Ok(())
    }

    /// Puts the list in the place of the earlier one.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let copied = self.copy();
        copied.map_err(|error| Error::io(&self.target, error))?;
        self.output.finish()
    }

    /// The worst first; of equals in the order of the rows.
    fn copy(&mut self) -> io::Result<()> {
        self.lines.flush()?;
        self.places.sort_by_key(|(badness, ..)| *badness);
        self.output.write_all(&line(&HEAD.map(str::to_owned))?)?;
        let lines = self.lines.get_mut();
        let mut read = Vec::new();
        for (_, start, length) in &self.places {
            read.resize(*length, 0);
            lines.seek(SeekFrom::Start(*start))?;
            lines.read_exact(&mut read)?;
            self.output.write_all(&read)?;
        }
        self.output.flush()
    }
}

/// How bad it is: what was not made, then what has most reasons to be looked at.
fn badness(state: State, record: &Record) -> usize {
    match state {
        State::Failed => usize::MAX,
        State::Written | State::Unchanged => record.reasons.len(),
    }
}

fn line(values: &[String; COLUMNS]) -> io::Result<Vec<u8>> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let values = values.iter().map(|value| plain(&characters::line(value)));
    table.write_record(values).map_err(io::Error::from)?;
    table.into_inner().map_err(|error| error.into_error())
}

/// A value that a spreadsheet takes for text and never for a formula.
fn plain(value: &str) -> String {
    match value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{value}"),
        false => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_stands_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut review = Review::start(folder.path(), "review.csv").expect("started");
        let reason = |text: &str| super::super::manifest::Reason {
            text: text.to_owned(),
            line: Some(7),
            ..Default::default()
        };
        for (row, state, reasons) in [
            (1, State::Written, vec![]),
            (2, State::Unchanged, vec![reason("a")]),
            (3, State::Failed, vec![]),
            (4, State::Written, vec![reason("a"), reason("b")]),
        ] {
            let record = Record {
                row: Some(row),
                reasons,
                ..Record::default()
            };
            review.add(None, state, &record).expect("added");
        }
        review.finish().expect("written");
        let text = std::fs::read_to_string(folder.path().join("review.csv")).expect("there");
        let rows: Vec<&str> = text.lines().map(|line| &line[..1]).collect();
        assert_eq!(rows, ["r", "3", "4", "2", "1"]);
        assert!(text.contains(",a; b,7,"), "{text}");
    }

    #[test]
    fn no_value_is_a_formula() {
        assert_eq!(plain("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(plain("a=1"), "a=1");
    }
}
