//! Doubtful documents are kept apart, so that nobody sends one by accident.

use std::path::{Path, PathBuf};

use super::make::Shop;
use super::manifest::{Made, Record};
use crate::digest::Digest;

/// The folder for them, beside the other documents.
pub(super) const FOLDER: &str = "held";

/// The path of a document, kept apart or not.
pub(super) fn place(path: &Path, is_held: bool) -> PathBuf {
    match (is_held, path.file_name()) {
        (true, Some(name)) => path.with_file_name(FOLDER).join(name),
        (true, None) | (false, _) => path.to_owned(),
    }
}

/// True for a file that stands where the document is now to stand.
pub(super) fn is_in_place(made: &Made, document: &Path, shop: &Shop) -> bool {
    let made = shop.folder.join(&made.path);
    made.parent() == document.parent()
}

/// Removes what an earlier run made of a document in the other folder: what was sure once must
/// not be sent when it is doubtful, nor held when it is sure. A file that somebody changed stays.
pub(super) fn clear(earlier: &Record, document: &Path, shop: &Shop) {
    let is_held = |path: &Path| path.parent().is_some_and(|folder| folder.ends_with(FOLDER));
    for made in &earlier.outputs {
        let path = shop.folder.join(&made.path);
        if is_held(&path) == is_held(document) || shop.is_taken(&path) {
            continue;
        }
        if Digest::of_file(&path).is_ok_and(|digest| digest.to_string() == made.sha256) {
            // Where it cannot be removed the manifest still says where the document is.
            let _ = std::fs::remove_file(&path);
        }
    }
    if !is_held(document) && earlier.held {
        // The folder goes with the last file in it.
        let _ = std::fs::remove_dir(document.with_file_name(FOLDER));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_held_beside_the_others() {
        let path = Path::new("out/Ana-Reis");
        assert_eq!(place(path, true), Path::new("out/held/Ana-Reis"));
        assert_eq!(place(path, false), path);
        assert_eq!(place(Path::new("cv"), true), Path::new("held/cv"));
    }
}
