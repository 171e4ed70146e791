//! The bytes of a table as they are read: line ends of one kind, quotation marks counted, and an
//! end to a row that never ends.

use std::io::{self, BufRead, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Bytes of a row that no row needs.
pub(super) const LONGEST_ROW: usize = 1 << 20;

/// A table's text. Its counts are atomic as the parser hands out no more than a look at it.
pub(super) struct TableText {
    inner: Box<dyn BufRead + Send>,
    /// Bytes since the last row.
    since_row: AtomicUsize,
    /// Quotation marks so far.
    quotes: AtomicUsize,
    /// A carriage return whose line feed may follow.
    held: bool,
    /// There is no more.
    ended: bool,
}

impl TableText {
    pub(super) fn new(inner: Box<dyn BufRead + Send>) -> Self {
        TableText {
            inner,
            since_row: AtomicUsize::new(0),
            quotes: AtomicUsize::new(0),
            held: false,
            ended: false,
        }
    }

    /// A row begins.
    pub(super) fn begin_row(&self) {
        self.since_row.store(0, Ordering::Relaxed);
    }

    /// True if the text ended while a quotation mark had no other to close it.
    pub(super) fn ends_open(&self) -> bool {
        self.ended && self.quotes.load(Ordering::Relaxed) % 2 == 1
    }

    /// Leaves out carriage returns before line feeds, as lines are counted by either alone;
    /// returns how many bytes are left.
    fn unify(&mut self, bytes: &mut [u8]) -> usize {
        let mut kept = 0;
        for at in 0..bytes.len() {
            let byte = bytes[at];
            let is_first_half =
                byte == b'\r' && bytes.get(at + 1).is_none_or(|next| *next == b'\n');
            if is_first_half {
                self.held = at + 1 == bytes.len();
                continue;
            }
            bytes[kept] = byte;
            kept += 1;
        }
        kept
    }
}

impl Read for TableText {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let start = usize::from(std::mem::take(&mut self.held));
            if let Some(first) = buffer.first_mut().filter(|_| start == 1) {
                *first = b'\r';
            }
            let count = self.inner.read(&mut buffer[start..])?;
            if count == 0 {
                self.ended = true;
                return Ok(start);
            }
            if self.since_row.fetch_add(count, Ordering::Relaxed) > LONGEST_ROW {
                return Err(io::Error::other(
                    "a row is longer than 1 MiB; is a quotation mark missing?",
                ));
            }
            let kept = self.unify(&mut buffer[..start + count]);
            let quotes = buffer[..kept].iter().filter(|byte| **byte == b'"').count();
            self.quotes.fetch_add(quotes, Ordering::Relaxed);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes one at a time, so that every border is one.
    struct Drop(&'static [u8]);

    impl Read for Drop {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = buffer.len().min(1);
            (&mut self.0).take(count as u64).read(buffer)
        }
    }

    #[test]
    fn line_ends_are_of_one_kind_wherever_they_are_cut() {
        let text = b"a,\"b\"\r\nc\rd\n\r\n\r";
        let whole: Box<dyn BufRead + Send> = Box::new(&text[..]);
        let pieces: Box<dyn BufRead + Send> = Box::new(io::BufReader::with_capacity(1, Drop(text)));
        for inner in [whole, pieces] {
            let mut table = TableText::new(inner);
            let mut read = String::new();
            table.read_to_string(&mut read).expect("read");
            assert_eq!(read, "a,\"b\"\nc\rd\n\n\r");
            assert!(!table.ends_open());
        }
    }
}
