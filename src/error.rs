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
    /// What was asked for cannot be done as asked; the findings say why.
    #[error("wrong usage")]
    Usage(Diagnostics),
    /// A document could not be put together; no input should lead here.
    #[error("the {format} file cannot be written: {source}")]
    Writer {
        /// The format's name.
        format: &'static str,
        /// The writer's own reason.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    /// A failure about a file.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Error::Io {
            path: path.into(),
            source,
        }
    }

    /// A failure of a writer.
    pub fn writer(
        format: &'static str,
        source: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Error::Writer {
            format,
            source: Box::new(source),
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
