//! `vitae.yaml`: what the user says once for all exports.

mod choices;
mod correction;
mod edit;
mod keys;
mod person;
mod reader;
mod role;
mod schema;
mod vocabulary;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use choices::{Count, Format, Headings, Language, Order, Pages, Unplaced};
pub use correction::{Correction, ReadAs};
pub use edit::{NewCorrection, with_correction};
pub use person::{OutputSettings, PersonSettings};
pub use role::{BASE_SECTIONS, Limits, MailSettings, RolePage, RoleSettings};
pub(crate) use vocabulary::{OwnWord, WordList};

use crate::diagnostic::{Diagnostic, Diagnostics, Source, Spanned, nearest};
use crate::input_file::InputLimit;
use crate::theme::Paper;
use crate::yaml::{self, Node};
use keys::Shape;
use reader::Reader;

/// The name of the file.
pub const SETTINGS_FILE: &str = "vitae.yaml";

/// Everything that `vitae.yaml` may say.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The file itself, where there is one.
    pub file: Option<PathBuf>,
    /// Its text as it was read.
    pub(crate) source: Option<Arc<Source>>,
    /// The folder that relative paths in the file start from.
    pub folder: PathBuf,
    /// Values that override and complete the page's.
    pub person: PersonSettings,
    /// The size of a page.
    pub paper: Option<Spanned<Paper>>,
    /// Where documents go and what they are called.
    pub output: OutputSettings,
    /// Whose headings are printed.
    pub headings: Option<Spanned<Headings>>,
    /// What becomes of text that no field takes.
    pub unplaced: Option<Spanned<Unplaced>>,
    /// Ids of findings that are not shown.
    pub quiet: Vec<Spanned<String>>,
    /// Folders with faces for characters that the program's own lack.
    pub fonts: Vec<Spanned<String>>,
    /// How large a text may be that is read.
    pub max_input_size: Option<Spanned<InputLimit>>,
    /// What the person applies for, in the order of the file.
    pub roles: Vec<RoleSettings>,
    /// Sections that the file itself gives, by their names.
    pub(crate) sections: Vec<(Spanned<String>, Node)>,
    /// What texts of pages are, where they are read as something else.
    pub read: Vec<Correction>,
    /// Words and classes beside the program's own.
    pub(crate) vocabulary: Vec<OwnWord>,
}

impl Settings {
    /// The role of a name, capitals aside.
    ///
    /// # Errors
    /// A diagnostic with the nearest name, placed where it was asked for.
    pub fn role(&self, name: &Spanned<String>) -> Result<&RoleSettings, Diagnostic> {
        let fold = |name: &str| name.trim().to_lowercase();
        let found = self
            .roles
            .iter()
            .find(|role| fold(&role.name) == fold(name));
        if let Some(role) = found {
            return Ok(role);
        }
        let fault =
            Diagnostic::error(format!("unknown role `{}`", name.value)).at(name.span.clone());
        let known: Vec<&str> = self.roles.iter().map(|role| role.name.as_str()).collect();
        Err(match (&self.file, nearest(name, known.iter().copied())) {
            (None, _) => fault.hint(format!(
                "roles are kept in `{SETTINGS_FILE}`; `vitae init` writes one"
            )),
            (Some(_), Some(near)) => fault.hint(format!("did you mean `{near}`?")),
            (Some(file), None) if known.is_empty() => {
                fault.hint(format!("`{}` has no `roles:`", file.display()))
            }
            (Some(file), None) => fault.hint(format!(
                "roles in `{}`: {}",
                file.display(),
                known.join(", ")
            )),
        })
    }

    /// How large a text may be: as asked, else as the file says, else as usual.
    pub fn input_limit(&self, asked: Option<InputLimit>) -> InputLimit {
        let own = self.max_input_size.as_ref().map(|limit| limit.value);
        asked.or(own).unwrap_or_default()
    }

    /// The JSON Schema of the file, for editors.
    pub fn schema() -> serde_json::Value {
        schema::settings()
    }
}

/// Reads `vitae.yaml`; all faults in one run.
///
/// # Errors
/// A diagnostic for each unknown key, wrong shape and unknown word.
pub(super) fn read(source: &Arc<Source>, path: &Path) -> Result<Settings, Diagnostics> {
    let root = yaml::parse(source, 0..source.text().len())?;
    let mut reader = Reader {
        faults: Diagnostics::new(),
    };
    reader.keys(&root, keys::FILE);
    let mut settings = Settings {
        file: Some(path.to_owned()),
        source: Some(Arc::clone(source)),
        folder: path.parent().unwrap_or(Path::new("")).to_owned(),
        ..Settings::default()
    };
    for (key, value) in root.entries() {
        let is_section =
            |known: &keys::Key| known.name == key.value && matches!(known.shape, Shape::Section);
        if keys::FILE.iter().any(is_section) {
            settings.sections.push((key.clone(), value.clone()));
        }
    }
    if let Some(person) = root.get("person") {
        settings.person = reader.person(person);
    }
    settings.paper = reader.word(&root, "paper");
    if let Some(output) = root.get("output") {
        settings.output = reader.output(output);
    }
    if let Some(words) = root.get("vocabulary") {
        settings.vocabulary = reader.vocabulary(words);
    }
    if let Some(corrections) = root.get("read") {
        settings.read = reader.corrections(corrections);
    }
    settings.fonts = reader.texts(&root, "fonts");
    settings.headings = reader.word(&root, "headings");
    settings.unplaced = reader.word(&root, "unplaced");
    settings.quiet = reader.texts(&root, "quiet");
    settings.max_input_size = reader.word(&root, "max_input_size");
    if let Some(roles) = root.get("roles") {
        settings.roles = reader.roles(roles);
    }
    if reader.faults.has_errors() {
        Err(reader.faults)
    } else {
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::resume::{Redaction, SectionKind};
    use crate::theme::SectionName;

    fn settings(text: &str) -> Result<Settings, Diagnostics> {
        read(&Source::new("vitae.yaml", text), Path::new("a/vitae.yaml"))
    }

    #[test]
    fn every_part_is_read() {
        let all = settings(
            "person:\n  name: Ana Reis\n  phone: 555 01 02\n  links: [https://a.example.org]\n\
             paper: letter\noutput: { dir: out, formats: [pdf, docx], theme: slate, pages: 2, drop: true }\n\
             headings: author\nunplaced: omit\nquiet: [bcdfg]\nfonts: [faces, /more/faces]\n",
        )
        .expect("valid");
        assert_eq!(all.person.phone.expect("phone").value, "555 01 02");
        assert_eq!(all.paper.expect("paper").value, Paper::Letter);
        assert_eq!(all.output.formats.len(), 2);
        assert_eq!(all.output.pages.expect("pages").value, Pages::AtMost(2));
        assert!(all.output.drop.expect("drop").value);
        assert_eq!(all.headings.expect("headings").value, Headings::Author);
        assert_eq!(all.unplaced.expect("unplaced").value, Unplaced::Omit);
        assert_eq!(all.quiet[0].value, "bcdfg");
        let fonts: Vec<&str> = all.fonts.iter().map(|folder| folder.as_str()).collect();
        assert_eq!(fonts, ["faces", "/more/faces"]);
        assert_eq!(all.folder, Path::new("a"));
    }

    #[test]
    fn all_faults_are_told_in_one_run() {
        let faults = settings("persn: {}\npaper: a5\noutput: { themes: x }\n").expect_err("bad");
        let places: Vec<_> = faults
            .iter()
            .map(|d| d.span.as_ref().expect("placed").position())
            .collect();
        assert_eq!(places, [(1, 1), (2, 8), (3, 11)]);
        assert_eq!(
            faults.iter().next().expect("one").hints,
            ["did you mean `person`?"]
        );
    }

    #[test]
    fn numbers_and_flags_are_checked() {
        let faults = settings("output: { pages: 0, drop: perhaps }\n").expect_err("bad");
        assert_eq!(faults.iter().count(), 2);
    }

    #[test]
    fn a_role_says_what_is_its_own() {
        let all = settings(
            "roles:\n  backend:\n    pages: backend.md\n    with: [cv.md, \"old.md:awards\"]\n\
             \x20   keywords: [Rust, message queues]\n    sections: [summary, projects]\n\
             \x20   limits: { entries: 6, highlights: 4, pages: 1, drop: true }\n\
             \x20   order: relevance\n    redact: [phone]\n    language: pt-BR\n\
             \x20   mail: { to: jobs@example.org, subject: Hello }\n  data: {}\n",
        )
        .expect("valid");
        let [backend, data] = all.roles.as_slice() else {
            panic!("{:?}", all.roles);
        };
        assert_eq!(backend.name.value, "backend");
        assert!(!backend.is_lens() && backend.pages[0].sections.is_empty());
        assert!(backend.with[0].sections.is_empty());
        assert_eq!(backend.with[1].sections, [SectionKind::Awards]);
        assert_eq!(backend.keywords[1].value, "message queues");
        assert_eq!(
            backend.limits.entries.as_ref().map(|n| n.value),
            Some(Count(6))
        );
        assert_eq!(backend.sections[0].value, SectionName::Summary);
        assert_eq!(
            backend.order.as_ref().map(|o| o.value),
            Some(Order::Relevance)
        );
        assert_eq!(backend.redact[0].value, Redaction::Phone);
        assert_eq!(
            backend.mail.to.as_ref().map(|to| to.value.as_str()),
            Some("jobs@example.org")
        );
        assert!(data.is_lens());
    }

    #[test]
    fn faults_of_roles_have_their_places() {
        let faults = settings(
            "roles:\n  a:\n    pages: [x.md, x.md]\n    limits: { entry: 2 }\n  A: { ordr: page }\n\
             \x20 b/c: { with: 'cv.md:experence' }\n",
        )
        .expect_err("bad");
        let places: Vec<_> = faults
            .iter()
            .map(|d| d.span.as_ref().expect("placed").position())
            .collect();
        assert_eq!(places, [(3, 19), (4, 15), (5, 8), (5, 3), (6, 3), (6, 16)]);
    }

    #[test]
    fn a_role_is_found_by_its_name_and_the_nearest_is_told() {
        let all = settings("roles: { Backend: {}, data: {} }\n").expect("valid");
        let asked = |name: &str| {
            let source = Source::new("--role", name);
            all.role(&Spanned::new(name.to_owned(), Span::whole(&source)))
                .map(|role| role.name.value.clone())
                .map_err(|fault| fault.hints.join(""))
        };
        assert_eq!(asked("backend"), Ok("Backend".to_owned()));
        assert_eq!(asked("dat"), Err("did you mean `data`?".to_owned()));
        assert_eq!(
            asked("x"),
            Err("roles in `a/vitae.yaml`: Backend, data".to_owned())
        );
    }

    #[test]
    fn what_a_text_is_needs_both_the_text_and_the_field() {
        let all = settings(
            "read:\n  - { text: Fenwick Hall, is: organization }\n\
             \x20 - { text: Cook, is: title, page: cv.md, where: 2019 }\n",
        )
        .expect("valid");
        assert_eq!(all.read[0].is.value, ReadAs::Organization);
        assert_eq!(
            all.read[1].near.as_ref().map(|near| near.value.as_str()),
            Some("2019")
        );
        let faults =
            settings("read:\n  - { text: Cook, is: titel }\n  - { is: title }\n  - Cook\n")
                .expect_err("bad");
        let places: Vec<_> = faults
            .iter()
            .map(|d| d.span.as_ref().expect("placed").position())
            .collect();
        assert_eq!(places, [(2, 23), (3, 5), (4, 5)]);
        assert!(settings("read: { text: Cook, is: title }\n").is_err());
    }

    #[test]
    fn an_empty_file_says_nothing() {
        assert!(settings("").expect("valid").person.name.is_none());
    }
}
