//! What documents are called: no two of a run may take the same file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::export::{FileName, NameParts, NameValue};
use crate::read::Format;
use crate::resume::Resume;

/// What a document's name is made of.
#[derive(Clone, Debug)]
pub(super) struct Naming<'a> {
    pub(super) folder: &'a Path,
    pub(super) pattern: FileName,
    /// Where the user wrote the pattern; the usual one is ours to change.
    pub(super) written: Option<Span>,
    pub(super) resume: &'a Resume,
    pub(super) parts: NameParts<'a>,
    pub(super) formats: &'a [Format],
}

impl Naming<'_> {
    fn path(&self, by: &[NameValue]) -> PathBuf {
        let pattern = self.pattern.parted_by(by);
        self.folder.join(pattern.of(self.resume, &self.parts))
    }

    fn language(&self) -> &str {
        let language = self.resume.language.as_ref();
        language.map_or("", |language| language.value.as_str())
    }

    /// The document in a sentence.
    fn told(&self) -> String {
        let mut told = match self.parts.role {
            Some(role) => format!("role `{role}`"),
            None => format!("`{}`", self.parts.stem),
        };
        told.push_str(&format!(" in `{}`", self.parts.theme));
        if !self.language().is_empty() {
            told.push_str(&format!(" ({})", self.language()));
        }
        told
    }
}

/// What may tell documents of one name apart, the fewest values first.
const PARTINGS: [&[NameValue]; 7] = [
    &[NameValue::Role],
    &[NameValue::Language],
    &[NameValue::Theme],
    &[NameValue::Role, NameValue::Language],
    &[NameValue::Role, NameValue::Theme],
    &[NameValue::Language, NameValue::Theme],
    &[NameValue::Role, NameValue::Theme, NameValue::Language],
];

/// The paths of documents, without endings: role, theme or language are added where several
/// would have one name.
///
/// # Errors
/// A diagnostic for each two that would still be one file, with the pattern that tells them
/// apart; a pattern of the user's is never changed.
pub(super) fn settle(documents: &[Naming<'_>]) -> Result<Vec<PathBuf>, Diagnostics> {
    let mut paths: Vec<PathBuf> = documents.iter().map(|one| one.path(&[])).collect();
    for group in colliding(documents, &paths) {
        if group.iter().any(|&one| documents[one].written.is_some()) {
            continue;
        }
        if let Some(by) = parting(documents, &group) {
            for one in group {
                paths[one] = documents[one].path(by);
            }
        }
    }
    let mut faults = Diagnostics::new();
    for group in colliding(documents, &paths) {
        faults.push(fault(documents, &paths, &group));
    }
    if faults.has_errors() {
        Err(faults)
    } else {
        Ok(paths)
    }
}

/// The values that give each of a group a name of its own.
fn parting(documents: &[Naming<'_>], group: &[usize]) -> Option<&'static [NameValue]> {
    PARTINGS.into_iter().find(|by| {
        let mut seen: Vec<String> = Vec::new();
        group.iter().all(|&one| {
            let path = same(&documents[one].path(by));
            let is_new = !seen.contains(&path);
            seen.push(path);
            is_new
        })
    })
}

/// Groups of documents that would write one file, in the order of their first.
fn colliding(documents: &[Naming<'_>], paths: &[PathBuf]) -> Vec<Vec<usize>> {
    let mut by_path: HashMap<String, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    for (index, path) in paths.iter().enumerate() {
        let key = same(path);
        let group = by_path.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(index);
    }
    let shares = |group: &[usize]| {
        group.iter().enumerate().any(|(place, &one)| {
            let formats = documents[one].formats;
            group[..place].iter().any(|&other| {
                formats
                    .iter()
                    .any(|it| documents[other].formats.contains(it))
            })
        })
    };
    order
        .into_iter()
        .filter_map(|key| by_path.remove(&key))
        .filter(|group| shares(group))
        .collect()
}

/// Paths that some file systems take for one are equal in this.
pub(super) fn same(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

fn fault(documents: &[Naming<'_>], paths: &[PathBuf], group: &[usize]) -> Diagnostic {
    let first = &documents[group[0]];
    let ending = first
        .formats
        .first()
        .map_or("pdf", |format| format.ending());
    let names: Vec<String> = group.iter().map(|&one| documents[one].told()).collect();
    let mut fault = Diagnostic::error(format!(
        "{} documents would be written to `{}.{ending}`: {}",
        group.len(),
        paths[group[0]].display(),
        names.join(", ")
    ));
    if let Some(span) = &first.written {
        fault = fault.at(span.clone());
    }
    let hint = match parting(documents, group) {
        Some(by) => format!(
            "a pattern that tells them apart: `{}`",
            first.pattern.parted_by(by)
        ),
        None => "give them different patterns, or leave one out".to_owned(),
    };
    fault.hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    const BOTH: [Format; 2] = [Format::Pdf, Format::Docx];

    fn naming<'a>(resume: &'a Resume, role: &'a str, theme: &'a str, pattern: &str) -> Naming<'a> {
        let source = Source::new("vitae.yaml", pattern);
        Naming {
            folder: Path::new("out"),
            pattern: pattern.parse().expect("a pattern"),
            written: Some(Span::whole(&source)),
            resume,
            parts: NameParts {
                stem: "cv",
                theme,
                role: Some(role),
                id: None,
            },
            formats: &BOTH,
        }
    }

    fn usual<'a>(resume: &'a Resume, role: &'a str, theme: &'a str) -> Naming<'a> {
        Naming {
            written: None,
            ..naming(resume, role, theme, "{stem}")
        }
    }

    fn settled(documents: &[Naming<'_>]) -> Result<Vec<String>, Vec<String>> {
        settle(documents)
            .map(|paths| {
                paths
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect()
            })
            .map_err(|faults| {
                faults
                    .iter()
                    .flat_map(|fault| [vec![fault.message.clone()], fault.hints.clone()].concat())
                    .collect()
            })
    }

    #[test]
    fn only_what_collides_is_told_apart_and_by_the_least() {
        let resume = Resume::default();
        let of = |documents: &[(&'static str, &'static str)]| {
            let all: Vec<_> = documents
                .iter()
                .map(|(role, theme)| usual(&resume, role, theme))
                .collect();
            settled(&all).expect("told apart").join(" ")
        };
        assert_eq!(of(&[("a", "x")]), "out/cv");
        assert_eq!(of(&[("a", "x"), ("b", "x")]), "out/cv-a out/cv-b");
        assert_eq!(of(&[("a", "x"), ("a", "y")]), "out/cv-x out/cv-y");
        assert_eq!(of(&[("a", "x"), ("b", "y")]), "out/cv-a out/cv-b");
        assert_eq!(
            of(&[("a", "x"), ("a", "y"), ("b", "x")]),
            "out/cv-a-x out/cv-a-y out/cv-b-x"
        );
    }

    #[test]
    fn a_pattern_of_the_users_is_not_changed_but_a_better_one_is_told() {
        let resume = Resume::default();
        let faults = settled(&[
            naming(&resume, "a", "x", "cv {role}"),
            naming(&resume, "a", "y", "CV {role}"),
        ])
        .expect_err("one name");
        assert_eq!(
            faults,
            [
                "2 documents would be written to `out/cv-a.pdf`: role `a` in `x`, role `a` in `y`",
                "a pattern that tells them apart: `cv {role}-{theme}`",
            ]
        );
    }

    #[test]
    fn names_that_are_one_in_ascii_are_an_error() {
        let resume = Resume::default();
        assert!(settled(&[usual(&resume, "a b", "x"), usual(&resume, "a-b", "x")]).is_err());
    }

    #[test]
    fn one_document_in_two_formats_may_share_its_name() {
        let resume = Resume::default();
        let pdf = Naming {
            formats: &BOTH[..1],
            ..usual(&resume, "a", "x")
        };
        let word = Naming {
            formats: &BOTH[1..],
            ..usual(&resume, "b", "x")
        };
        assert_eq!(settled(&[pdf, word]), Ok(vec!["out/cv".to_owned(); 2]));
    }
}
