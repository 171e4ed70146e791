//! JSON Resume 1.0, out and in.
//!
//! Beyond the schema stand `entity` for a project's client, `keywords`, `metrics` and
//! `details` of an entry, and `type: additional` for a small project; all else that the
//! schema has no place for is under `meta.vitae`. No key is ever null.

mod kept;
mod read;
mod strict;
mod tree;
mod write;

pub use read::from_json;
pub(crate) use read::is_json_resume;
pub(crate) use tree::parse as json_tree;

use super::Resume;
use super::file::Model;
use crate::diagnostic::Source;

/// Writes a résumé as a JSON Resume document, indented, with a line end. What reading it would
/// not give back stands whole under `meta.vitae.model`, in the form of [`super::to_yaml`].
pub fn to_json(resume: &Resume) -> String {
    let text = write::document(resume, false);
    match is_whole(&text, resume) {
        true => text,
        false => write::document(resume, true),
    }
}

/// True if a document says all that the model does.
fn is_whole(text: &str, resume: &Resume) -> bool {
    match from_json(&Source::new("resume.json", text)) {
        Ok((again, _)) => Model::values(&again) == Model::values(resume),
        Err(_) => false,
    }
}
