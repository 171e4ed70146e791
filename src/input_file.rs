//! Files and streams as bytes, never more of them than a limit.
//!
//! A program that is given a device, or a pipe that never ends, would otherwise read until the
//! machine has no memory left.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::str::FromStr;

use crate::diagnostic::{Diagnostic, UnknownWord};
use crate::error::Error;

/// How large a text may be that is read as a whole: a page, a data file, a letter, a job
/// description, a theme, settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputLimit(u64);

/// What sizes are counted in, the largest first; a letter alone means the power of two.
const UNITS: [(&str, u64); 10] = [
    ("GiB", 1 << 30),
    ("GB", 1_000_000_000),
    ("MiB", 1 << 20),
    ("MB", 1_000_000),
    ("KiB", 1 << 10),
    ("kB", 1_000),
    ("B", 1),
    ("G", 1 << 30),
    ("M", 1 << 20),
    ("K", 1 << 10),
];

/// Memory is taken ahead for a file of known size, but never more than this.
const MOST_AHEAD: u64 = 16 << 20;

impl Default for InputLimit {
    /// 64 MiB: a thousand times a long résumé, and little for any machine.
    fn default() -> Self {
        InputLimit(64 << 20)
    }
}

impl InputLimit {
    /// What a size looks like, for messages.
    const EXAMPLES: &'static [&'static str] = &["64MiB", "500kB", "1000000"];

    /// All bytes of a file, or of whatever stream the path names.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be read, [`Error::Refused`] where it is larger.
    pub(crate) fn file(self, path: &Path) -> Result<Vec<u8>, Error> {
        let fault = |source| Error::io(path, source);
        let file = File::open(path).map_err(fault)?;
        let size = file.metadata().map_or(0, |file| file.len());
        let name = path.display().to_string();
        if size > self.0 {
            return Err(self.too_large(&name));
        }
        let bytes = self.bytes(file, size).map_err(fault)?;
        bytes.ok_or_else(|| self.too_large(&name))
    }

    /// All bytes of a stream that is called `name` and is the file `path` in errors.
    ///
    /// # Errors
    /// As those of [`InputLimit::file`].
    pub(crate) fn stream(
        self,
        name: &str,
        path: &str,
        stream: impl Read,
    ) -> Result<Vec<u8>, Error> {
        let bytes = self.bytes(stream, 0);
        let bytes = bytes.map_err(|source| Error::io(path, source))?;
        bytes.ok_or_else(|| self.too_large(name))
    }

    /// `None` for a stream that goes on behind the limit; `size` is what it is thought to have.
    fn bytes(self, stream: impl Read, size: u64) -> io::Result<Option<Vec<u8>>> {
        let ahead = usize::try_from(size.min(MOST_AHEAD)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(ahead);
        stream
            .take(self.0.saturating_add(1))
            .read_to_end(&mut bytes)?;
        Ok((bytes.len() as u64 <= self.0).then_some(bytes))
    }

    fn too_large(self, name: &str) -> Error {
        Diagnostic::error(format!("`{name}` is larger than {self}"))
            .hint(
                "is it the right file? `--max-input-size SIZE`, or `max_input_size` in \
                 `vitae.yaml`, lets more be read",
            )
            .into()
    }
}

impl FromStr for InputLimit {
    type Err = UnknownWord;

    /// Reads a whole number with or without a unit: `64MiB`, `64 MiB`, `500kB`, `1000000`.
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let refused = || UnknownWord::new("size", text, InputLimit::EXAMPLES);
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit());
        let (number, unit) = text.split_at(end.unwrap_or(text.len()));
        let unit = unit.trim_start();
        let factor = match unit {
            "" => Some(1),
            unit => UNITS
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(unit))
                .map(|(_, factor)| *factor),
        };
        let number: Option<u64> = number.parse().ok();
        number
            .zip(factor)
            .and_then(|(number, factor)| number.checked_mul(factor))
            .filter(|bytes| *bytes > 0)
            .map(InputLimit)
            .ok_or_else(refused)
    }
}

impl fmt::Display for InputLimit {
    /// In the largest unit of which it is a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = UNITS
            .iter()
            .find(|(_, factor)| self.0.is_multiple_of(*factor));
        match whole {
            Some((_, 1)) | None => write!(f, "{} bytes", self.0),
            Some((unit, factor)) => write!(f, "{} {unit}", self.0 / factor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(text: &str) -> InputLimit {
        text.parse().expect(text)
    }

    #[test]
    fn sizes_are_read_and_told() {
        assert_eq!(InputLimit::default().to_string(), "64 MiB");
        for (text, told) in [
            ("64MiB", "64 MiB"),
            (" 64 mib ", "64 MiB"),
            ("65536 KiB", "64 MiB"),
            ("64M", "64 MiB"),
            ("500kB", "500 kB"),
            ("2GB", "2 GB"),
            ("1001", "1001 bytes"),
            ("1001B", "1001 bytes"),
        ] {
            assert_eq!(limit(text).to_string(), told, "{text}");
            assert_eq!(
                limit(&limit(text).to_string().replace(" bytes", "")),
                limit(text)
            );
        }
        for wrong in [
            "",
            "0",
            "0 MiB",
            "-1",
            "1.5MiB",
            "MiB",
            "64 MiBs",
            "99999999999G",
        ] {
            assert!(wrong.parse::<InputLimit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_stream_without_an_end_is_read_up_to_the_limit_alone() {
        struct Counted(u64);
        impl Read for Counted {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                self.0 += buffer.len() as u64;
                buffer.fill(b'a');
                Ok(buffer.len())
            }
        }
        let mut endless = Counted(0);
        let refused = limit("100kB").stream("<stdin>", "-", &mut endless);
        match refused {
            Err(Error::Refused(found)) => {
                let fault = found.iter().next().expect("one");
                assert_eq!(fault.message, "`<stdin>` is larger than 100 kB");
                assert!(fault.hints[0].contains("--max-input-size"));
            }
            other => panic!("{other:?}"),
        }
        assert!(endless.0 <= 100_001, "{}", endless.0);
        let whole = limit("3").stream("<stdin>", "-", &b"abc"[..]);
        assert_eq!(whole.expect("as large as it may be"), b"abc");
    }
}
