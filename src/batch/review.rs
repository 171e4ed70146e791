//! `review.csv`: what staff should look at, a line for each document; no contacts.

use std::io;
use std::path::{Path, PathBuf};

use super::make::State;
use super::manifest::Record;
use crate::characters;
use crate::error::Error;
use crate::export::output::{Output, Reader};

const HEAD: [&str; 11] = [
    "row", "id", "name", "role", "theme", "status", "pages", "missing", "dropped", "refused",
    "files",
];

/// The list, while it is written.
pub(super) struct Review {
    target: PathBuf,
    table: csv::Writer<Output>,
}

impl Review {
    /// Starts the list of a folder.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be written.
    pub(super) fn start(folder: &Path, name: &str) -> Result<Self, Error> {
        let target = folder.join(name);
        let table = csv::Writer::from_writer(Output::begin(&target, Reader::There)?);
        let mut review = Review { target, table };
        review.line(&HEAD.map(str::to_owned))?;
        Ok(review)
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
        let files: Vec<&str> = record
            .outputs
            .iter()
            .map(|made| made.path.as_str())
            .collect();
        self.line(&[
            record.row.map_or_else(String::new, |row| row.to_string()),
            text(&record.id),
            name.unwrap_or_default().to_owned(),
            text(&record.role),
            record.theme.clone(),
            state.name().to_owned(),
            record.pages.map_or_else(String::new, |it| it.to_string()),
            record.missing.join(", "),
            record.dropped.join("; "),
            text(&record.error),
            files.join(" "),
        ])
    }

    fn line(&mut self, values: &[String; 11]) -> Result<(), Error> {
        let values = values.iter().map(|value| plain(&characters::line(value)));
        self.table
            .write_record(values)
            .map_err(|error| Error::io(&self.target, io::Error::from(error)))
    }

    /// Puts the list in the place of the earlier one.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub(super) fn finish(self) -> Result<(), Error> {
        match self.table.into_inner() {
            Ok(output) => output.finish(),
            Err(error) => Err(Error::io(&self.target, error.into_error())),
        }
    }
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
    fn no_value_is_a_formula() {
        assert_eq!(plain("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(plain("a=1"), "a=1");
    }
}
