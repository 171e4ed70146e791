//! The archive that a package is: entries one after another, each deflated as a whole
//! (PKWARE, APPNOTE 6.3.10). Dates are the format's own epoch, so that the same parts make the
//! same bytes.

use super::WordError;
use crate::deflate;

/// What the three kinds of records start with.
const ENTRY: u32 = 0x0403_4b50;
const LISTED: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Version 2.0 of the format, the first with deflated entries.
const VERSION: u16 = 20;
/// The first of January 1980: years are counted from there, months and days from 1.
const EPOCH: u16 = 1 << 5 | 1;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// An archive that is being written.
#[derive(Default)]
pub(super) struct Archive {
    out: Vec<u8>,
    /// The list of entries, which comes after them.
    list: Vec<u8>,
    entries: u16,
}

impl Archive {
    /// Adds an entry, deflated. Its name is of ASCII.
    ///
    /// # Errors
    /// Where there are more entries or bytes than the format counts.
    pub(super) fn deflated(&mut self, name: &str, data: &[u8]) -> Result<(), WordError> {
        self.entry(name, data, &deflate::bare(data), DEFLATED)
    }

    /// Adds an entry as it is.
    ///
    /// # Errors
    /// Where there are more entries or bytes than the format counts.
    pub(super) fn stored(&mut self, name: &str, data: &[u8]) -> Result<(), WordError> {
        self.entry(name, data, data, STORED)
    }

    fn entry(
        &mut self,
        name: &str,
        data: &[u8],
        coded: &[u8],
        method: u16,
    ) -> Result<(), WordError> {
        let start = number(self.out.len())?;
        let sizes = [number(coded.len())?, number(data.len())?];
        // What the entry and its line in the list have in common.
        let mut told = Vec::with_capacity(26);
        for value in [VERSION, 0, method, 0, EPOCH] {
            told.extend_from_slice(&value.to_le_bytes());
        }
        told.extend_from_slice(&crc32fast::hash(data).to_le_bytes());
        for size in sizes {
            told.extend_from_slice(&size.to_le_bytes());
        }
        told.extend_from_slice(&short(name.len())?.to_le_bytes());
        // No further fields.
        told.extend_from_slice(&[0; 2]);

        self.out.extend_from_slice(&ENTRY.to_le_bytes());
        self.out.extend_from_slice(&told);
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(coded);

        self.list.extend_from_slice(&LISTED.to_le_bytes());
        self.list.extend_from_slice(&VERSION.to_le_bytes());
        self.list.extend_from_slice(&told);
        // No comment, the first disk, and no attributes inside or outside.
        self.list.extend_from_slice(&[0; 10]);
        self.list.extend_from_slice(&start.to_le_bytes());
        self.list.extend_from_slice(name.as_bytes());
        self.entries = self.entries.checked_add(1).ok_or(WordError::TooLarge)?;
        Ok(())
    }

    /// The bytes of the archive.
    ///
    /// # Errors
    /// Where there are more bytes than the format counts.
    pub(super) fn finish(self) -> Result<Vec<u8>, WordError> {
        let Archive {
            mut out,
            list,
            entries,
        } = self;
        let start = number(out.len())?;
        let length = number(list.len())?;
        out.extend_from_slice(&list);
        out.extend_from_slice(&END.to_le_bytes());
        // One disk.
        out.extend_from_slice(&[0; 4]);
        for count in [entries; 2] {
            out.extend_from_slice(&count.to_le_bytes());
        }
        out.extend_from_slice(&length.to_le_bytes());
        out.extend_from_slice(&start.to_le_bytes());
        // No comment.
        out.extend_from_slice(&[0; 2]);
        Ok(out)
    }
}

/// A length or a place; the largest number means that it stands elsewhere.
fn number(length: usize) -> Result<u32, WordError> {
    let number = u32::try_from(length).ok();
    number
        .filter(|number| *number < u32::MAX)
        .ok_or(WordError::TooLarge)
}

fn short(length: usize) -> Result<u16, WordError> {
    u16::try_from(length).map_err(|_| WordError::TooLarge)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    #[test]
    fn others_read_what_was_written() {
        let long = "much of the same ".repeat(5_000);
        let parts = [("a.xml", ""), ("word/b.xml", "text"), ("c", long.as_str())];
        let mut archive = Archive::default();
        for (name, data) in parts {
            archive.deflated(name, data.as_bytes()).expect("short");
        }
        archive.stored("d.png", b"coded").expect("short");
        let bytes = archive.finish().expect("short");
        assert!(bytes.len() < long.len() / 20);
        let mut read = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let names: Vec<String> = read.file_names().map(str::to_owned).collect();
        assert_eq!(names, ["a.xml", "word/b.xml", "c", "d.png"]);
        for (name, data) in parts.into_iter().chain([("d.png", "coded")]) {
            let mut entry = read.by_name(name).expect("an entry");
            assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
            let mut text = String::new();
            // The reader compares the sum.
            entry.read_to_string(&mut text).expect("whole");
            assert!(text == data, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        assert!(number(u32::MAX as usize - 1).is_ok());
        assert!(number(u32::MAX as usize).is_err());
        let name = "n".repeat(1 << 16);
        assert!(Archive::default().stored(&name, b"").is_err());
    }
}
