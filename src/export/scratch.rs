//! Files that are not complete yet. Their names say who writes them, so that what a killed run
//! left behind is known from what another run is writing.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::digest::Digest;

/// How all names start: `.vitae-HOST-PROCESS-`.
const START: &str = ".vitae-";
/// A file of another machine, whose processes cannot be asked for, is given up after this time.
const ABANDONED: Duration = Duration::from_secs(24 * 60 * 60);

/// The files of this process that are not complete.
struct Living {
    paths: BTreeSet<PathBuf>,
    /// The thread that ends the process: no other begins or completes a file any more.
    ending: Option<ThreadId>,
}

static LIVING: Mutex<Living> = Mutex::new(Living {
    paths: BTreeSet::new(),
    ending: None,
});

/// Waits for ever in every thread but the one that ends the process.
fn living() -> MutexGuard<'static, Living> {
    let living = LIVING.lock().unwrap_or_else(PoisonError::into_inner);
    if living
        .ending
        .is_none_or(|own| own == thread::current().id())
    {
        return living;
    }
    drop(living);
    loop {
        thread::park();
    }
}

/// Reserves files for the thread that ends the process: whatever another one completes, it has
/// completed before this returns.
#[cfg(unix)]
pub(crate) fn reserve() {
    // A second one that ends the process takes over from the first.
    let mut living = LIVING.lock().unwrap_or_else(PoisonError::into_inner);
    living.ending = Some(thread::current().id());
}

/// Removes every file of this process that is not complete; [`reserve`] goes before it.
#[cfg(unix)]
pub(crate) fn discard() {
    for path in std::mem::take(&mut living().paths) {
        // It may have been given its name, and that is as good.
        let _ = std::fs::remove_file(path);
    }
}

/// A file that is not complete yet; it vanishes unless it is given its name.
#[derive(Debug)]
pub(crate) struct Partial {
    /// There until it is complete.
    file: Option<NamedTempFile>,
}

impl Partial {
    /// A new file in a folder, with the owner and the rights of the one that it is to replace.
    pub(crate) fn new(folder: &Path, earlier: Option<&Metadata>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        let start = format!("{START}{}-{}-", host(), std::process::id());
        builder.prefix(&start);
        // Temporary files are private; a document is not, unless the earlier one was.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = if earlier.is_some() { 0o600 } else { 0o666 };
            builder.permissions(std::fs::Permissions::from_mode(mode));
        }
        let mut living = living();
        let file = builder.tempfile_in(folder)?;
        living.paths.insert(file.path().to_owned());
        drop(living);
        let partial = Partial { file: Some(file) };
        #[cfg(unix)]
        if let Some(earlier) = earlier {
            keep_rights(partial.named().as_file(), earlier)?;
        }
        Ok(partial)
    }

    fn named(&self) -> &NamedTempFile {
        self.file.as_ref().expect("the file is not complete")
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.named().as_file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.named().as_file().flush()
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            let mut living = living();
            living.paths.remove(file.path());
            // Where it cannot be removed the next run does it.
            let _ = file.close();
        }
    }
}

/// Gives complete files their names, in the place of what stands there; whoever ends the process
/// waits until all have theirs.
///
/// # Errors
/// Where a file cannot take its name, with that name; those after it are not there.
pub(crate) fn complete(files: Vec<(Partial, PathBuf)>) -> Result<(), (PathBuf, io::Error)> {
    let mut files = files.into_iter();
    let mut fault = None;
    let mut living = living();
    for (mut partial, path) in files.by_ref() {
        let Some(file) = partial.file.take() else {
            continue;
        };
        living.paths.remove(file.path());
        if let Err(error) = file.persist(&path) {
            fault = Some((path, error.error));
            break;
        }
    }
    // Those that are left need it to vanish.
    drop(living);
    fault.map_or(Ok(()), Err)
}

/// Gives a file the owner, group and rights of an earlier one, as far as this process may: what
/// was private stays private.
#[cfg(unix)]
fn keep_rights(file: &std::fs::File, earlier: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let own = file.metadata()?;
    let (user, group) = (earlier.uid(), earlier.gid());
    let mut mode = earlier.mode() & 0o7777;
    if (own.uid(), own.gid()) != (user, group) && fchown(file, Some(user), Some(group)).is_err() {
        // Only root gives files away. The bits that lend a user's or group's name go with it.
        mode &= 0o777;
        if own.gid() != group && fchown(file, None, Some(group)).is_err() {
            // What another group may do, this group may do only if everybody may.
            mode &= !0o070 | (mode & 0o007) << 3;
        }
    }
    if file.metadata()?.mode() & 0o7777 != mode {
        file.set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// The name of a file that a run keeps while it lasts.
pub(crate) fn kept(folder: &Path, ending: &str) -> PathBuf {
    let (host, process) = (host(), std::process::id());
    folder.join(format!("{START}{host}-{process}-{ending}"))
}

/// Files that runs left behind which have ended.
pub(crate) fn left_behind(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name
            .to_str()
            .is_some_and(|name| is_left_behind(name, &entry.path()))
        {
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

fn is_left_behind(name: &str, path: &Path) -> bool {
    let Some(rest) = name.strip_prefix(START) else {
        return false;
    };
    let mut parts = rest.splitn(3, '-');
    let (Some(of_host), Some(process), Some(_)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let Ok(process) = process.parse::<u32>() else {
        return false;
    };
    if of_host == host()
        && let Some(is_running) = is_running(process)
    {
        // A process of our own number that is not this one has ended: numbers come again.
        return !is_running || process == std::process::id();
    }
    let age = std::fs::metadata(path).and_then(|file| file.modified());
    age.ok()
        .and_then(|written| written.elapsed().ok())
        .is_some_and(|age| age > ABANDONED)
}

/// Eight digits for the machine.
fn host() -> &'static str {
    static HOST: LazyLock<String> = LazyLock::new(|| {
        let mut digits = Digest::of(machine().as_bytes()).to_string();
        digits.truncate(8);
        digits
    });
    &HOST
}

#[cfg(unix)]
fn machine() -> String {
    rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned()
}

#[cfg(not(unix))]
fn machine() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

/// Whether a process runs; `None` where that cannot be told.
#[cfg(unix)]
fn is_running(process: u32) -> Option<bool> {
    let process = i32::try_from(process).ok()?;
    let process = rustix::process::Pid::from_raw(process)?;
    // One of another user may not be asked, but it is there.
    Some(match rustix::process::test_kill_process(process) {
        Ok(()) => true,
        Err(error) => error != rustix::io::Errno::SRCH,
    })
}

#[cfg(not(unix))]
fn is_running(_: u32) -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn what_a_dead_process_left_is_known_from_what_a_living_one_writes() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut child = std::process::Command::new("true").spawn().expect("runs");
        let dead = child.id();
        child.wait().expect("ended");
        let parent = std::os::unix::process::parent_id();
        let name = |process: u32| format!("{START}{}-{process}-abc", host());
        for process in [dead, parent] {
            std::fs::write(folder.path().join(name(process)), "half").expect("written");
        }
        std::fs::write(folder.path().join(".vitae-notes"), "the user's").expect("written");
        let found = left_behind(folder.path());
        assert_eq!(found, [folder.path().join(name(dead))]);
    }
}
