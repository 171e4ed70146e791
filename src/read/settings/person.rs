//! `person:` and `output:`.

use super::choices::{Format, Pages};
use super::keys;
use super::reader::Reader;
use crate::diagnostic::{Diagnostic, Spanned};
use crate::yaml::Node;

/// The `person:` part, or the options of the command line that say the same.
#[derive(Clone, Debug, Default)]
pub struct PersonSettings {
    /// The person's name.
    pub name: Option<Spanned<String>>,
    /// What the person is.
    pub headline: Option<Spanned<String>>,
    /// An e-mail address.
    pub email: Option<Spanned<String>>,
    /// A telephone number.
    pub phone: Option<Spanned<String>>,
    /// Where the person lives.
    pub location: Option<Spanned<String>>,
    /// The person's own page.
    pub url: Option<Spanned<String>>,
    /// Addresses of profiles.
    pub links: Vec<Spanned<String>>,
    /// Path of a picture.
    pub photo: Option<Spanned<String>>,
}

/// The `output:` part.
#[derive(Clone, Debug, Default)]
pub struct OutputSettings {
    /// The folder for documents.
    pub dir: Option<Spanned<String>>,
    /// The pattern of file names.
    pub pattern: Option<Spanned<String>>,
    /// The formats to write.
    pub formats: Vec<Spanned<Format>>,
    /// The theme's name or file.
    pub theme: Option<Spanned<String>>,
    /// How many pages a document may have.
    pub pages: Option<Spanned<Pages>>,
    /// Whether parts may be left out where it has too many.
    pub drop: Option<Spanned<bool>>,
    /// Whether links show their addresses.
    pub addresses: Option<Spanned<bool>>,
}

impl Reader {
    pub(super) fn person(&mut self, node: &Node) -> PersonSettings {
        self.keys(node, keys::PERSON);
        let mut links = Vec::new();
        for key in ["links", "profiles"] {
            let Some(list) = node.get(key) else { continue };
            for item in list
                .items()
                .iter()
                .chain(list.entries().iter().map(|(_, v)| v))
            {
                match item.spanned() {
                    Some(link) => links.push(link),
                    None => self.faults.push(
                        Diagnostic::error(format!("`{key}` is a list of addresses"))
                            .at(item.span.clone()),
                    ),
                }
            }
            links.extend(list.spanned());
        }
        PersonSettings {
            name: self.text(node, "name"),
            headline: self.text(node, "headline"),
            email: self.text(node, "email"),
            phone: self.text(node, "phone"),
            location: self.text(node, "location"),
            url: self.text(node, "url"),
            links,
            photo: self.text(node, "photo"),
        }
    }

    pub(super) fn output(&mut self, node: &Node) -> OutputSettings {
        self.keys(node, keys::OUTPUT);
        OutputSettings {
            dir: self.text(node, "dir"),
            pattern: self.text(node, "pattern"),
            formats: self.words(node, "formats"),
            theme: self.text(node, "theme"),
            pages: self.word(node, "pages"),
            drop: self.flag(node, "drop"),
            addresses: self.flag(node, "addresses"),
        }
    }
}
