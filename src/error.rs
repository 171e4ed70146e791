//! Why the library gave up.

use std::path::PathBuf;

use crate::diagnostic::Diagnostics;

/// The ways in which a run ends without a result.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or stream could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file, or `-` for a standard stream.
        path: PathBuf,
        /// The system's own reason.
        source: std::io::Error,
    },
    /// The input was read and is refused; the findings say why.
    #[error("the input is refused")]
    Refused(Diagnostics),
}

impl Error {
    /// A failure about a file.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error::Io {
            path: path.into(),
            source,
        }
    }
}

impl From<Diagnostics> for Error {
    fn from(diagnostics: Diagnostics) -> Self {
        Error::Refused(diagnostics)
    }
}

impl From<crate::diagnostic::Diagnostic> for Error {
    fn from(diagnostic: crate::diagnostic::Diagnostic) -> Self {
        Error::Refused(diagnostic.into())
    }
}
