//! The zip around a document: its parts, each of a bounded size, and what refers to them.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::{encoding, foreign};
use super::xml::{Event, Xml};
use crate::diagnostic::Diagnostic;

/// The most that is read of one part, in bytes: a thousand times a long résumé's.
const MOST_BYTES: u64 = 64 << 20;
/// The most that is read of all parts together.
const MOST_IN_ALL: u64 = 160 << 20;
/// Documents have some dozens of parts; a picture is one.
const MOST_PARTS: u64 = 20_000;

/// The parts of a file.
pub(super) struct Package<'a> {
    name: &'a str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many more bytes may be read.
    left: u64,
}

/// What a part refers to, by identifier.
pub(super) type Relations = HashMap<String, Relation>;

/// A reference to another part, or to an address.
#[derive(Clone, Debug)]
pub(super) struct Relation {
    /// The last word of its type: `hyperlink`, `styles`.
    pub(super) kind: String,
    /// The address, or the part's path in the package.
    pub(super) target: String,
}

impl<'a> Package<'a> {
    /// Opens the file `name`.
    ///
    /// # Errors
    /// A diagnostic for a zip that is damaged, or has more parts than any document.
    pub(super) fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, Diagnostic> {
        if parts_told(bytes) > MOST_PARTS {
            let fault = format!("`{name}` has more than {MOST_PARTS} parts");
            return Err(Diagnostic::error(fault)
                .hint("no Word document has as many: is it the right file?"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(name, None))?;
        Ok(Package {
            name,
            archive,
            left: MOST_IN_ALL,
        })
    }

    /// True if there is a part of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.archive.index_for_name(path).is_some()
    }

    /// The text of a part; `None` where there is none.
    ///
    /// # Errors
    /// A diagnostic that names a part which is damaged, locked or too large.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, Diagnostic> {
        let part = match self.archive.by_name(path) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(Diagnostic::error(format!(
                    "`{}` is protected by a password",
                    self.name
                ))
                .hint(foreign::UNLOCK));
            }
            Err(_) => return Err(damaged(self.name, Some(path))),
        };
        // What the zip says of a part's size is not to be trusted.
        let most = MOST_BYTES.min(self.left);
        let mut bytes = Vec::new();
        let read = part.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            let all = if most < MOST_BYTES { " and others" } else { "" };
            return Err(Diagnostic::error(format!(
                "`{path}`{all} in `{}` unpacks to more than {} MiB",
                self.name,
                if most < MOST_BYTES {
                    MOST_IN_ALL >> 20
                } else {
                    MOST_BYTES >> 20
                },
            ))
            .hint("no résumé is as long: is it the right file?"));
        }
        read.map_err(|_| damaged(self.name, Some(path)))?;
        self.left -= bytes.len() as u64;
        let text = encoding::decode(&bytes).map_err(|_| damaged(self.name, Some(path)))?;
        Ok(Some(text))
    }

    /// What a part refers to.
    ///
    /// # Errors
    /// As those of [`Package::part`].
    pub(super) fn relations(&mut self, part: &str) -> Result<Relations, Diagnostic> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let path = match folder {
            "" => format!("_rels/{file}.rels"),
            folder => format!("{folder}/_rels/{file}.rels"),
        };
        let mut found = Relations::new();
        let Some(text) = self.part(&path)? else {
            return Ok(found);
        };
        let mut xml = Xml::new(&text);
        loop {
            match xml.next().map_err(|_| damaged(self.name, Some(&path)))? {
                Event::Start(tag) if tag.name == "Relationship" => {
                    let (Some(id), Some(kind), Some(target)) =
                        (tag.get("Id"), tag.get("Type"), tag.get("Target"))
                    else {
                        continue;
                    };
                    let is_outside = tag.get("TargetMode") == Some("External");
                    let relation = Relation {
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: match is_outside {
                            true => target.to_owned(),
                            false => inside(folder, target),
                        },
                    };
                    found.insert(id.to_owned(), relation);
                }
                Event::Done => return Ok(found),
                Event::Start(_) | Event::End | Event::Text(_) => {}
            }
        }
    }

    /// A diagnostic for a part that is no sound XML.
    pub(super) fn damaged(&self, path: &str) -> Diagnostic {
        damaged(self.name, Some(path))
    }
}

fn damaged(name: &str, part: Option<&str>) -> Diagnostic {
    let fault = match part {
        Some(part) => format!("`{name}` is damaged: `{part}` in it cannot be read"),
        None => format!("`{name}` is damaged: it is no whole Word file"),
    };
    Diagnostic::error(fault).hint(
        "copy or download it again; or open it in Word, let Word repair it, and save it under a \
         new name",
    )
}

/// The path in the package of what a part in `folder` calls `target`.
fn inside(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            ".." => {
                path.pop();
            }
            "" | "." => {}
            name => path.push(name),
        }
    }
    path.join("/")
}

/// How many parts the zip's last record tells of; the largest number where it leaves that to
/// another record, as only huge zips do.
fn parts_told(bytes: &[u8]) -> u64 {
    const MARK: &[u8] = b"PK\x05\x06";
    /// The record and the longest note behind it.
    const FARTHEST: usize = 22 + 0xffff;
    let from = bytes.len().saturating_sub(FARTHEST);
    let Some(at) = memchr::memmem::rfind(&bytes[from..], MARK) else {
        return 0;
    };
    match bytes.get(from + at + 10..from + at + 12) {
        Some(&[low, high]) => u64::from(u16::from_le_bytes([low, high])),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_part_that_has_them() {
        assert_eq!(inside("word", "styles.xml"), "word/styles.xml");
        assert_eq!(inside("word", "../docProps/app.xml"), "docProps/app.xml");
        assert_eq!(inside("word", "/word/header1.xml"), "word/header1.xml");
        assert_eq!(inside("", "word/document.xml"), "word/document.xml");
    }
}
