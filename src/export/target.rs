//! What stands where an output is to go, and whether it may be written. It is decided here for
//! every file that the program writes: documents, pictures, drafts, books, settings, lists.
//!
//! ```text
//! nothing, a regular file   written beside it, then renamed: it is there whole or not at all;
//!                           owner and rights of an earlier file stay
//! a link                    the same with what it leads to; the link stays a link
//! a pipe, a device,         written into
//! an open descriptor
//! a folder, a read-only     refused
//! file, a disk, a socket
//! ```

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::error::Error;

/// Whoever makes more links than this has made a circle.
const MOST_LINKS: usize = 40;

/// What stands where an output is to go.
#[derive(Debug)]
pub(super) enum Target {
    /// A regular file, or nothing yet.
    File {
        /// Where links lead.
        path: PathBuf,
        /// What is to be replaced.
        earlier: Option<Metadata>,
    },
    /// What takes bytes as they come.
    Stream(Stream),
}

/// What takes bytes as they come.
#[derive(Debug)]
pub(super) enum Stream {
    /// Standard output, by one of its names.
    Stdout,
    /// Another open descriptor, by its name.
    Descriptor(PathBuf),
    /// A named pipe.
    Pipe(PathBuf),
    /// A device of characters.
    Device(PathBuf),
}

impl Target {
    /// Decides where an output goes.
    ///
    /// # Errors
    /// For a folder, a read-only file, and whatever else is no place for a document.
    pub(super) fn of(path: &Path) -> Result<Self, Error> {
        let fault = |reason: &str| Err(Error::io(path, io::Error::other(reason)));
        let real = match led_to(path) {
            Ok(Led::File(real)) => real,
            Ok(Led::Descriptor(stream)) => return Ok(Target::Stream(stream)),
            Err(error) => return Err(Error::io(path, error)),
        };
        let Ok(there) = fs::symlink_metadata(&real) else {
            // Whatever the reason is, it is told when the file is made.
            return Ok(Target::File {
                path: real,
                earlier: None,
            });
        };
        if there.is_dir() {
            return fault("this is a folder; give a file, or use --out");
        }
        if is_read_only(&real, &there) {
            return Err(read_only(path));
        }
        match sort(&there) {
            Sort::Regular => Ok(Target::File {
                path: real,
                earlier: Some(there),
            }),
            Sort::Pipe => Ok(Target::Stream(Stream::Pipe(real))),
            Sort::Characters => Ok(Target::Stream(Stream::Device(real))),
            Sort::Disk => fault("this is a disk, and a document would destroy what is on it"),
            Sort::Other => fault("this is neither a file nor a pipe"),
        }
    }

    /// True if something stands there.
    pub(super) fn is_there(&self) -> bool {
        match self {
            Target::File { earlier, .. } => earlier.is_some(),
            Target::Stream(_) => true,
        }
    }
}

/// Refuses early what could not be written later.
///
/// # Errors
/// As those of [`Target::of`].
pub(crate) fn check(path: &Path) -> Result<(), Error> {
    Target::of(path).map(|_| ())
}

/// True for what takes bytes as they come: it holds one document, and nothing stands beside it.
pub fn is_stream(path: &Path) -> bool {
    matches!(Target::of(path), Ok(Target::Stream(_)))
}

/// The file that a path leads to, from the root: two names of one file have one.
pub(crate) fn real(path: &Path) -> PathBuf {
    let Ok(Led::File(real)) = led_to(path) else {
        return path.to_owned();
    };
    match (folder_of(&real).canonicalize(), real.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        // A folder that is yet to be made.
        (Err(_), _) | (Ok(_), None) => real,
    }
}

/// Where links lead.
enum Led {
    /// To a file, which may not be there.
    File(PathBuf),
    /// To an open descriptor, of this process or of another.
    Descriptor(Stream),
}

/// Follows the links of a file; those of its folders need not be followed.
fn led_to(path: &Path) -> io::Result<Led> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        // The name of a descriptor is a link in look alone: what it leads to may have no name.
        if let Some(descriptor) = descriptor(&path) {
            return Ok(descriptor);
        }
        match fs::read_link(&path) {
            Ok(next) => path = folder_of(&path).join(next),
            // No link, or nothing there.
            Err(_) => return Ok(Led::File(path)),
        }
    }
    Err(io::Error::other("its links lead in a circle"))
}

/// The open descriptor that a path names: `/dev/fd/3`, `/proc/self/fd/3`.
#[cfg(unix)]
fn descriptor(path: &Path) -> Option<Led> {
    const BARE: &str = "/dev/fd";
    let number: u32 = path.file_name()?.to_str()?.parse().ok()?;
    let folder = folder_of(path).canonicalize().ok()?;
    let own = Path::new("/proc").join(std::process::id().to_string());
    let is_own = folder == Path::new(BARE) || folder.starts_with(own);
    let is_any = is_own || folder.starts_with("/proc");
    if !is_any || !folder.ends_with("fd") {
        return None;
    }
    Some(Led::Descriptor(match is_own && number == 1 {
        true => Stream::Stdout,
        false => Stream::Descriptor(path.to_owned()),
    }))
}

#[cfg(not(unix))]
fn descriptor(_: &Path) -> Option<Led> {
    None
}

/// The sorts of things that have a name, folders and links aside.
enum Sort {
    Regular,
    Pipe,
    Characters,
    Disk,
    Other,
}

#[cfg(unix)]
fn sort(there: &Metadata) -> Sort {
    use std::os::unix::fs::FileTypeExt;

    let kind = there.file_type();
    if kind.is_file() {
        Sort::Regular
    } else if kind.is_fifo() {
        Sort::Pipe
    } else if kind.is_char_device() {
        Sort::Characters
    } else if kind.is_block_device() {
        Sort::Disk
    } else {
        Sort::Other
    }
}

#[cfg(not(unix))]
fn sort(there: &Metadata) -> Sort {
    match there.is_file() {
        true => Sort::Regular,
        false => Sort::Other,
    }
}

/// True for a file whose rights forbid this user to write into it. Root may, but the rights say
/// what is meant.
#[cfg(unix)]
fn is_read_only(path: &Path, there: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    const OWNER_WRITES: u32 = 0o200;
    if rustix::process::geteuid().is_root() {
        return there.mode() & OWNER_WRITES == 0;
    }
    let asked = rustix::fs::access(path, rustix::fs::Access::WRITE_OK);
    there.permissions().readonly() || asked == Err(rustix::io::Errno::ACCESS)
}

#[cfg(not(unix))]
fn is_read_only(_: &Path, there: &Metadata) -> bool {
    there.permissions().readonly()
}

fn read_only(path: &Path) -> Error {
    let shown = path.display();
    let fault = Diagnostic::error(format!("`{shown}` is read-only and is not overwritten"));
    let hint = match cfg!(unix) {
        true => format!("write another file, or allow it: `chmod u+w {shown}`"),
        false => "write another file, or allow it in its properties".to_owned(),
    };
    Error::Usage(fault.hint(hint).into())
}

/// The folder that a file lies in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) | None => Path::new("."),
    }
}
