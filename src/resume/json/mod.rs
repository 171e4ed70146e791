//! JSON Resume 1.0, out and in.
//!
//! Beyond the schema stand `entity` for a project's client, `keywords`, `metrics` and
//! `details` of an entry, and `type: additional` for a small project; all else that the
//! schema has no place for is under `meta.vitae`. No key is ever null.

mod kept;
mod read;
mod tree;
mod write;

pub use read::from_json;
pub(crate) use read::is_json_resume;
pub(crate) use tree::parse as json_tree;
pub use write::to_json;
