//! Bytes to text: files and standard input, decoded and checked once.

use std::fmt;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{docx, encoding, foreign};
use crate::diagnostic::{Diagnostic, Source};
use crate::digest::Digest;
use crate::error::Error;
use crate::input_file::InputLimit;

/// Where a page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, or the folder of a site.
    File(PathBuf),
    /// Standard input, written `-`.
    Stdin,
}

impl Input {
    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Input::File(path) => Some(path),
            Input::Stdin => None,
        }
    }

    /// True for what can be read once only: standard input, a pipe, a device.
    pub fn is_stream(&self) -> bool {
        match self {
            Input::File(path) => {
                std::fs::metadata(path).is_ok_and(|file| !file.is_file() && !file.is_dir())
            }
            Input::Stdin => true,
        }
    }

    /// Reads the whole text.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be read, [`Error::Refused`] where it is too large or no text.
    pub(crate) fn read(&self, limit: InputLimit) -> Result<Arc<Source>, Error> {
        let (name, bytes) = self.bytes(limit)?;
        text(&name, bytes)
    }

    /// Reads all bytes, with the name that the user knows them by.
    ///
    /// # Errors
    /// [`Error::Io`] where they cannot be read, [`Error::Refused`] where they are too many or the
    /// name is an address on the web.
    pub(super) fn bytes(&self, limit: InputLimit) -> Result<(String, Vec<u8>), Error> {
        match self {
            Input::File(path) => {
                if let Some(fault) = foreign::address(path).filter(|_| !path.exists()) {
                    return Err(fault.into());
                }
                Ok((path.display().to_string(), limit.file(path)?))
            }
            Input::Stdin => {
                const NAME: &str = "<stdin>";
                let bytes = limit.stream(NAME, "-", std::io::stdin().lock())?;
                Ok((NAME.to_owned(), bytes))
            }
        }
    }
}

impl From<&str> for Input {
    fn from(argument: &str) -> Self {
        if argument == "-" {
            Input::Stdin
        } else {
            Input::File(PathBuf::from(argument))
        }
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::File(path) => path.display().fmt(f),
            Input::Stdin => f.write_str("<stdin>"),
        }
    }
}

/// Reads a text file.
pub(crate) fn file(path: &Path, limit: InputLimit) -> Result<Arc<Source>, Error> {
    let bytes = limit.file(path)?;
    text(&path.display().to_string(), bytes)
}

/// Checks that bytes are text; a byte-order mark is dropped, a declared encoding is heard.
pub(super) fn text(name: &str, bytes: Vec<u8>) -> Result<Arc<Source>, Error> {
    if let Some(fault) = foreign::answer(name, &bytes) {
        return Err(fault.into());
    }
    if docx::is_zip(&bytes) {
        let fault = Diagnostic::error(format!("`{name}` is a zip or a Word file, not a text file"));
        return Err(fault
            .hint("a Word file is read as a page; for anything else save its text as plain text")
            .into());
    }
    let digest = Digest::of(&bytes);
    let text = match encoding::decode(&bytes) {
        Ok(text) => text,
        Err(fault) => {
            return Err(Diagnostic::error(fault.message(name))
                .hint(fault.advice())
                .into());
        }
    };
    Ok(Source::file(name, text, digest))
}

/// How a folder's files name a file elsewhere: up from the folder and down to the file, with `/`.
/// Both paths are absolute.
pub(crate) fn path_from(file: &Path, folder: &Path) -> String {
    let shared = file.components().zip(folder.components());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let up = folder
        .components()
        .skip(shared)
        .map(|_| Component::ParentDir);
    let path: PathBuf = up.chain(file.components().skip(shared)).collect();
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        match text("p.md", bytes.to_vec()) {
            Err(Error::Refused(all)) => all.iter().next().expect("one").hints[0].clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_offset() {
        assert!(refused(b"ab\0c").contains("offset 2"));
        assert!(refused(b"abc\xff").contains("offset 3"));
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        let source = text("p.md", "\u{feff}---".into()).expect("text");
        assert_eq!(source.text(), "---");
    }

    #[test]
    fn a_hyphen_is_standard_input() {
        assert_eq!(Input::from("-"), Input::Stdin);
        assert_eq!(Input::from("a-b.md").path(), Some(Path::new("a-b.md")));
    }
}
