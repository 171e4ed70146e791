//! A zip of tables, as networks give people a copy of what they entered there: each table is a
//! page of a folder.

use std::io::{Cursor, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::input::{self, Input};
use super::page::{self, Page};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::input_file::InputLimit;

/// The most that is unpacked of one table, in bytes.
const MOST_BYTES: u64 = 8 << 20;
/// The most that is unpacked of all tables together.
const MOST_IN_ALL: u64 = 64 << 20;
/// Copies of everything that somebody did in twenty years have some hundreds of files.
const MOST_FILES: usize = 5_000;

/// The tables of a zip in the order of their names; none for what is no zip or holds no table.
/// A table that cannot be read is told and passed over.
///
/// # Errors
/// [`Error::Io`] for a file that cannot be read, [`Error::Refused`] for a zip that is damaged,
/// locked or too large.
pub(super) fn tables(
    input: &Input,
    limit: InputLimit,
    findings: &mut Diagnostics,
) -> Result<Vec<Page>, Error> {
    let is_zip = |path: &Path| {
        path.is_file()
            && path
                .extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
    };
    if !input.path().is_some_and(is_zip) {
        return Ok(Vec::new());
    }
    let (name, bytes) = input.bytes(limit)?;
    let damaged = || {
        Diagnostic::error(format!("`{name}` is damaged: it is no whole zip"))
            .hint("download it again, or unpack it and name the folder")
    };
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|_| damaged())?;
    let mut files: Vec<String> = archive.file_names().map(str::to_owned).collect();
    if files.len() > MOST_FILES {
        let fault = format!("`{name}` has more than {MOST_FILES} files");
        return Err(Diagnostic::error(fault)
            .hint("unpack it, and name the folder with the résumé in it")
            .into());
    }
    files.retain(|file| is_table(file));
    // What lies deeper is about something else than the person: saved jobs, visits.
    let depth = |file: &String| file.matches('/').count();
    let top = files.iter().map(depth).min().unwrap_or(0);
    files.retain(|file| depth(file) == top);
    files.sort();
    let mut left = MOST_IN_ALL;
    let mut pages = Vec::new();
    for file in files {
        let part = archive.by_name(&file).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                Diagnostic::error(format!("`{name}` is protected by a password"))
                    .hint("unpack it, and name the folder")
            }
            _ => damaged(),
        })?;
        // What the zip says of a file's size is not to be trusted.
        let most = MOST_BYTES.min(left);
        let mut unpacked = Vec::new();
        part.take(most + 1)
            .read_to_end(&mut unpacked)
            .map_err(|_| damaged())?;
        if unpacked.len() as u64 > most {
            findings.push(Diagnostic::note(format!(
                "passed over: `{file}` in `{name}` unpacks to more than a table of a résumé"
            )));
            left = left.saturating_sub(most);
            continue;
        }
        left -= unpacked.len() as u64;
        match table(&format!("{name}/{file}"), &file, unpacked) {
            Ok(page) => pages.push(page),
            Err(fault) => pass_over(fault, findings),
        }
    }
    Ok(pages)
}

fn is_table(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file);
    let is_hidden = file
        .split('/')
        .any(|part| part.starts_with('.') || part.starts_with("__"));
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    !is_hidden && ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
}

fn table(name: &str, file: &str, bytes: Vec<u8>) -> Result<Page, Error> {
    let last = file.rsplit('/').next().unwrap_or(file);
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let text = input::text(name, bytes)?;
    Ok(page::read_page(text, stem.to_owned(), "csv")?)
}

/// Tells why a file of several is passed over.
pub(super) fn pass_over(error: Error, findings: &mut Diagnostics) {
    match error {
        Error::Refused(faults) => {
            for fault in faults.iter() {
                let mut told = Diagnostic::note(format!("passed over: {}", fault.message));
                told.span = fault.span.clone();
                findings.push(told);
            }
        }
        error => findings.push(Diagnostic::note(format!("passed over: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_known_by_their_names() {
        assert!(is_table("Positions.csv"));
        assert!(is_table("copy/Email Addresses.CSV"));
        assert!(!is_table("__MACOSX/._Positions.csv"));
        assert!(!is_table("messages.html"));
    }
}
