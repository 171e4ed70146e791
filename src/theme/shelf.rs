//! Where themes are found: by a path, in the user's folders, among the program's own.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{EMBEDDED, Overrides, Theme, embedded_source};
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Spanned};
use crate::error::Error;
use crate::input_file::InputLimit;

/// The user's folders of theme files, the first looked into first.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    folders: Vec<PathBuf>,
    limit: InputLimit,
}

/// A theme file that was found.
pub(super) struct Found {
    pub(super) source: Arc<Source>,
    /// What tells it from every other file.
    pub(super) key: PathBuf,
    /// The folder that paths in the file start from.
    pub(super) folder: PathBuf,
    /// It is part of the program.
    pub(super) is_embedded: bool,
}

impl Shelf {
    /// Folders whose files `NAME.yaml` are the theme `NAME`; none larger than `limit` is read.
    pub fn new(folders: Vec<PathBuf>, limit: InputLimit) -> Self {
        Shelf { folders, limit }
    }

    /// The theme that is asked for by its name or its path, with changes; a path starts from
    /// `folder`.
    ///
    /// # Errors
    /// [`Error::Io`] for a file that cannot be read, [`Error::Refused`] with every fault of
    /// the file and of those that it extends, and for an unknown name.
    pub fn load(
        &self,
        asked: &Spanned<String>,
        folder: &Path,
        overrides: &Overrides,
    ) -> Result<Theme, Error> {
        let found = self.find(asked, folder, None)?;
        let Some(found) = found else {
            return Err(
                Diagnostic::error(format!("unknown theme `{}`", asked.value))
                    .at(asked.span.clone())
                    .hint(self.suggest(asked))
                    .into(),
            );
        };
        let name = if is_path(asked) {
            let stem = Path::new(&asked.value).file_stem();
            stem.map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_default()
        } else {
            asked.value.clone()
        };
        super::read(found, &name, overrides, self).map_err(Error::Refused)
    }

    /// The names of all themes: the program's, then those of the folders, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut own: Vec<String> = Vec::new();
        for folder in &self.folders {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                let ends_so = path.extension().is_some_and(|ending| ending == "yaml");
                if let (true, Some(stem)) = (ends_so && path.is_file(), path.file_stem()) {
                    own.push(stem.to_string_lossy().into_owned());
                }
            }
        }
        own.sort();
        own.dedup();
        let mut names: Vec<String> = Theme::names().map(str::to_owned).collect();
        own.retain(|name| !names.contains(name));
        names.append(&mut own);
        names
    }

    /// What an unknown theme's name may have been meant to be.
    pub(super) fn suggest(&self, name: &str) -> String {
        let names = self.names();
        match crate::diagnostic::nearest(name, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "known themes: {}; a theme file is given by its path",
                names.join(", ")
            ),
        }
    }

    /// The file of a theme; `None` for a name that nothing bears. A file that extends its own
    /// name means the one that it stands before.
    ///
    /// # Errors
    /// [`Error::Io`] for a file that cannot be read.
    pub(super) fn find(
        &self,
        asked: &Spanned<String>,
        folder: &Path,
        before: Option<&Path>,
    ) -> Result<Option<Found>, Error> {
        if is_path(asked) {
            return self.open(&folder.join(&asked.value)).map(Some);
        }
        for folder in &self.folders {
            let path = folder.join(format!("{}.yaml", asked.value));
            if path.is_file() && before != Some(key_of(&path).as_path()) {
                return self.open(&path).map(Some);
            }
        }
        Ok(embedded(asked))
    }

    fn open(&self, path: &Path) -> Result<Found, Error> {
        let text = String::from_utf8(self.limit.file(path)?);
        let no_text = |error| io::Error::new(io::ErrorKind::InvalidData, error);
        let text = text.map_err(|error| Error::io(path, no_text(error)))?;
        Ok(Found {
            source: Source::new(path.display().to_string(), text),
            key: key_of(path),
            folder: path.parent().map(Path::to_owned).unwrap_or_default(),
            is_embedded: false,
        })
    }
}

/// A theme that is part of the program.
pub(super) fn embedded(name: &str) -> Option<Found> {
    let source = embedded_source(name)?;
    let (known, _) = EMBEDDED.iter().find(|(known, _)| *known == name)?;
    Some(Found {
        key: PathBuf::from(format!("embedded:{known}")),
        source,
        folder: PathBuf::new(),
        is_embedded: true,
    })
}

/// A file that is given as it is; paths in it start from nowhere.
pub(super) fn loose(source: &Arc<Source>) -> Found {
    Found {
        source: source.clone(),
        key: PathBuf::from(source.name()),
        folder: Path::new(source.name())
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default(),
        is_embedded: false,
    }
}

/// One key for all spellings of a path.
fn key_of(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn is_path(asked: &str) -> bool {
    asked.contains(['/', '\\']) || asked.ends_with(".yaml") || asked.ends_with(".yml")
}

/// A failure to find a theme to extend, at the place that names it.
pub(super) fn not_found(base: &Spanned<String>, error: &Error) -> Diagnostics {
    let reason = match error {
        Error::Refused(found) | Error::Usage(found) => {
            let faults: Vec<&str> = found.iter().map(|fault| fault.message.as_str()).collect();
            faults.join("; ")
        }
        Error::Io { .. } | Error::Writer { .. } => error.to_string(),
    };
    Diagnostic::error(format!("`{}` cannot be extended: {reason}", base.value))
        .at(base.span.clone())
        .hint("a path starts from the folder of the file that names it")
        .into()
}
