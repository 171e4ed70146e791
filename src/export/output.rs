//! An output on its way to its [`Target`].

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::scratch::{self, Partial};
use super::target::{Stream, Target, folder_of};
use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// Whether a pipe is written into that nobody reads yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The user named the pipe and will read it: it is waited for.
    Awaited,
    /// The pipe happens to stand where a file is to go: waiting might have no end.
    There,
}

impl Stream {
    /// Opens it; what stands in a file behind a descriptor stays.
    fn open(&self, reader: Reader) -> Result<Box<dyn Write + Send>, Error> {
        let (path, opened) = match self {
            Stream::Stdout if io::stdout().is_terminal() => return Err(terminal()),
            Stream::Stdout => return Ok(Box::new(io::stdout())),
            Stream::Descriptor(path) => (path, OpenOptions::new().append(true).open(path)),
            Stream::Device(path) => (path, OpenOptions::new().write(true).open(path)),
            Stream::Pipe(path) => (path, pipe(path, reader)),
        };
        let file = opened.map_err(|error| Error::io(path, error))?;
        match file.is_terminal() {
            true => Err(terminal()),
            false => Ok(Box::new(file)),
        }
    }
}

fn terminal() -> Error {
    let fault = Diagnostic::error("a document is not written to a terminal");
    Error::Usage(
        fault
            .hint("write a file, or send it on: `vitae export PAGE -o - > cv.pdf`")
            .into(),
    )
}

#[cfg(unix)]
fn pipe(path: &Path, reader: Reader) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    let mut options = OpenOptions::new();
    options.write(true);
    match reader {
        Reader::Awaited => options.open(path),
        Reader::There => {
            // Without waiting a pipe opens only if somebody reads it.
            options.custom_flags(OFlags::NONBLOCK.bits().cast_signed());
            let file = options.open(path).map_err(|error| {
                match error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) {
                    true => io::Error::other("this is a pipe, and nobody reads it"),
                    false => error,
                }
            })?;
            let flags = rustix::fs::fcntl_getfl(&file)?;
            rustix::fs::fcntl_setfl(&file, flags - OFlags::NONBLOCK)?;
            Ok(file)
        }
    }
}

#[cfg(not(unix))]
fn pipe(path: &Path, _: Reader) -> io::Result<File> {
    OpenOptions::new().write(true).open(path)
}

/// An output that is being written.
pub(crate) struct Output {
    path: PathBuf,
    sink: Sink,
}

enum Sink {
    /// Beside the file that it is to be.
    Partial(Partial, PathBuf),
    Stream(Box<dyn Write + Send>),
}

impl Output {
    /// Begins an output; its folder is made where it is missing.
    ///
    /// # Errors
    /// As those of [`Target::of`], and where it cannot be opened.
    pub(crate) fn begin(path: &Path, reader: Reader) -> Result<Self, Error> {
        Output::at(path, Target::of(path)?, reader)
    }

    pub(super) fn at(path: &Path, target: Target, reader: Reader) -> Result<Self, Error> {
        let sink = match target {
            Target::File {
                path: real,
                earlier,
            } => {
                let folder = folder_of(&real);
                let partial = match Partial::new(folder, earlier.as_ref()) {
                    Err(error) if error.kind() == ErrorKind::NotFound => {
                        fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
                        Partial::new(folder, earlier.as_ref())
                    }
                    made => made,
                };
                Sink::Partial(partial.map_err(|error| Error::io(path, error))?, real)
            }
            Target::Stream(stream) => Sink::Stream(stream.open(reader)?),
        };
        Ok(Output {
            path: path.to_owned(),
            sink,
        })
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// [`Error::Io`] with its path.
    pub(super) fn fill(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.write_all(bytes)
            .and_then(|()| self.flush())
            .map_err(|error| Error::io(&self.path, error))
    }

    /// It is whole, and takes its place.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot.
    pub(crate) fn finish(self) -> Result<(), Error> {
        finish(vec![self])
    }
}

/// All of them are whole, and take their places together.
///
/// # Errors
/// [`Error::Io`] where one cannot.
pub(super) fn finish(outputs: Vec<Output>) -> Result<(), Error> {
    let mut files = Vec::new();
    let mut shown = Vec::new();
    for mut output in outputs {
        output
            .flush()
            .map_err(|error| Error::io(&output.path, error))?;
        match output.sink {
            Sink::Partial(partial, real) => {
                files.push((partial, real.clone()));
                shown.push((real, output.path));
            }
            Sink::Stream(_) => {}
        }
    }
    scratch::complete(files).map_err(|(real, error)| {
        let own = shown.into_iter().find(|(known, _)| *known == real);
        Error::io(own.map_or(real, |(_, path)| path), error)
    })
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.sink {
            Sink::Partial(partial, _) => partial.write(bytes),
            Sink::Stream(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Partial(partial, _) => partial.flush(),
            Sink::Stream(stream) => stream.flush(),
        }
    }
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Output({})", self.path.display())
    }
}
