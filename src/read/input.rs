//! Bytes to text: files and standard input, checked once.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Source};
use crate::error::Error;

/// Where a page comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, written `-`.
    Stdin,
    /// A text that is part of the program: no site and no settings are near it.
    Embedded {
        /// What it is called.
        name: &'static str,
        /// The whole text.
        text: &'static str,
    },
}

impl Input {
    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Input::File(path) => Some(path),
            Input::Stdin | Input::Embedded { .. } => None,
        }
    }

    /// Reads the whole text.
    pub(crate) fn read(&self) -> Result<Arc<Source>, Error> {
        match self {
            Input::File(path) => file(path),
            Input::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin()
                    .lock()
                    .read_to_end(&mut bytes)
                    .map_err(|source| Error::io("-", source))?;
                text("<stdin>", bytes)
            }
            Input::Embedded { name, text } => Ok(Source::new(*name, *text)),
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
            Input::Embedded { name, .. } => f.write_str(name),
        }
    }
}

/// Reads a text file.
pub(crate) fn file(path: &Path) -> Result<Arc<Source>, Error> {
    let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
    text(&path.display().to_string(), bytes)
}

/// Checks that bytes are text; a byte-order mark is dropped.
fn text(name: &str, bytes: Vec<u8>) -> Result<Arc<Source>, Error> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Diagnostic::error(format!("`{name}` is not a text file"))
            .hint(format!(
                "it holds a NUL byte at offset {at}; a page is Markdown or HTML"
            ))
            .into());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(
            name,
            text.strip_prefix('\u{feff}').unwrap_or(&text),
        )),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(Diagnostic::error(format!("`{name}` is not UTF-8"))
                .hint(format!(
                    "the byte at offset {at} begins no character; save the page as UTF-8"
                ))
                .into())
        }
    }
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
