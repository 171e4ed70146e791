//! Writing files so that nothing is ever half there.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::File;
use super::output::{self, Output, Reader};
use super::target::{self, Target, is_stream};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::read::Format;

/// A finished document and where it is to go.
#[derive(Debug)]
pub struct Planned {
    /// The file; its folder is made where it is missing.
    pub path: PathBuf,
    /// The whole content.
    pub bytes: Vec<u8>,
    /// The user named this very file: where it is a pipe, somebody is going to read it.
    pub is_named: bool,
}

/// Where each document goes: to the one file that was asked for, else to the usual path, which
/// has no ending.
///
/// # Errors
/// [`Error::Usage`] for several pictures that are to go into one pipe or device.
pub fn plan(output: Option<&Path>, usual: &Path, files: Vec<File>) -> Result<Vec<Planned>, Error> {
    if let Some(output) = output
        && files.iter().any(|file| file.page.is_some())
        && is_stream(output)
    {
        let told = format!(
            "`{}` takes one picture, and there are {} pages",
            output.display(),
            files.len()
        );
        let hint = "write files: `-o page.png` makes page-1.png, page-2.png ...";
        return Err(Error::Usage(Diagnostic::error(told).hint(hint).into()));
    }
    let planned = files.into_iter().map(|file| {
        let path = match output {
            Some(output) => output.to_owned(),
            None => ended(usual, file.format),
        };
        Planned {
            path: match file.page {
                Some(page) => numbered(&path, page),
                None => path,
            },
            bytes: file.bytes,
            is_named: output.is_some(),
        }
    });
    Ok(planned.collect())
}

/// A path that has no ending, with that of a format.
pub fn ended(path: &Path, format: Format) -> PathBuf {
    let mut path = path.to_owned().into_os_string();
    path.push(format!(".{}", format.ending()));
    PathBuf::from(path)
}

/// `page.png` becomes `page-2.png`.
pub fn numbered(path: &Path, page: usize) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    path.with_file_name(format!("{stem}-{page}.{ending}"))
}

/// Writes all files or none: each goes to a temporary file in its folder first, and only
/// when all are complete they take their names. What stood there before is replaced. Pipes and
/// devices are written into when all else is complete.
///
/// # Errors
/// [`Error::Io`] for a folder that cannot be made or a file that cannot be written, and for
/// a file that is one of `inputs`: what was read is never overwritten. [`Error::Usage`] for a file
/// that is read-only.
pub fn save(files: &[Planned], inputs: &[PathBuf]) -> Result<(), Error> {
    save_beside(files, &Protected::new(inputs))
}

/// Files that were read.
#[derive(Clone, Debug, Default)]
pub struct Protected {
    inputs: Vec<PathBuf>,
    /// Where they are: looked up when something stands where a document is to go.
    full: OnceLock<Vec<PathBuf>>,
}

impl Protected {
    /// Files by the paths under which they were read.
    pub fn new(inputs: &[PathBuf]) -> Self {
        Protected {
            inputs: inputs.to_vec(),
            full: OnceLock::new(),
        }
    }

    /// True for a file that was read.
    fn contains(&self, path: &Path) -> bool {
        let full = self.full.get_or_init(|| {
            let inputs = self.inputs.iter();
            inputs
                .filter_map(|input| input.canonicalize().ok())
                .collect()
        });
        path.canonicalize().is_ok_and(|path| full.contains(&path))
    }
}

/// As [`save`], for a run that writes many documents.
///
/// # Errors
/// As those of [`save`].
pub fn save_beside(files: &[Planned], inputs: &Protected) -> Result<(), Error> {
    let refused = |path: &Path, reason: &str| Err(Error::io(path, std::io::Error::other(reason)));
    let mut targets = Vec::new();
    let mut taken: Vec<(PathBuf, &Path)> = Vec::new();
    for file in files {
        let target = Target::of(&file.path)?;
        if target.is_there() && inputs.contains(&file.path) {
            return refused(
                &file.path,
                "this file was read and is not overwritten: `-o` names another, `--format` leaves it out",
            );
        }
        let real = target::real(&file.path);
        // Links may lead two names to one file. A name that is there twice is one document.
        let twice = |(known, name): &(PathBuf, &Path)| *known == real && *name != file.path;
        if taken.iter().any(twice) {
            return refused(&file.path, "another document of this run is written there");
        }
        taken.push((real, &file.path));
        targets.push(target);
    }
    let mut complete = Vec::new();
    let mut streams = Vec::new();
    for (file, target) in files.iter().zip(targets) {
        match target {
            Target::File { .. } => {
                let mut output = Output::at(&file.path, target, Reader::There)?;
                output.fill(&file.bytes)?;
                complete.push(output);
            }
            Target::Stream(_) => streams.push((file, target)),
        }
    }
    for (file, target) in streams {
        let reader = match file.is_named {
            true => Reader::Awaited,
            false => Reader::There,
        };
        Output::at(&file.path, target, reader)?.fill(&file.bytes)?;
    }
    output::finish(complete)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(path: PathBuf) -> Planned {
        Planned {
            path,
            bytes: b"new".to_vec(),
            is_named: true,
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("folder")
            .map(|entry| entry.expect("entry").file_name().to_string_lossy().into())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_missing_folder_is_made_and_an_old_file_replaced() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("a/b/cv.pdf");
        for _ in 0..2 {
            save(&[planned(path.clone())], &[]).expect("saved");
        }
        assert_eq!(std::fs::read(&path).expect("file"), b"new");
        assert_eq!(names(&folder.path().join("a/b")), ["cv.pdf"]);
    }

    #[test]
    fn an_input_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("folder");
        let page = folder.path().join("page.md");
        std::fs::write(&page, "old").expect("written");
        let refused = save(&[planned(page.clone())], std::slice::from_ref(&page));
        assert!(refused.is_err());
        assert_eq!(std::fs::read(&page).expect("file"), b"old");
    }

    #[test]
    fn where_one_file_cannot_be_written_none_is() {
        let folder = tempfile::tempdir().expect("folder");
        let good = folder.path().join("good.pdf");
        let blocked = folder.path().join("blocked");
        std::fs::write(&blocked, "a file where a folder should be").expect("written");
        let files = [planned(good), planned(blocked.join("bad.docx"))];
        assert!(save(&files, &[]).is_err());
        assert_eq!(names(folder.path()), ["blocked"]);
    }
}
