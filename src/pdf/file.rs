//! The file's bytes: streams, one object stream, a cross-reference stream
//! (ISO 32000-1, 7.5.7 and 7.5.8).

use std::fmt::Arguments;

use lopdf::{Object, ObjectId};

use super::object;
use crate::deflate;

/// PDF 1.7 (ISO 32000-1), and a comment that tells transports of binary content.
const HEADER: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// Objects that one stream holds: their places in it are numbers of two bytes.
const MOST_OBJECTS: usize = 60_000;

/// Number of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ref(pub u32);

impl std::fmt::Display for Ref {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} 0 R", self.0)
    }
}

impl From<ObjectId> for Ref {
    fn from((number, _): ObjectId) -> Self {
        Ref(number)
    }
}

/// A file that is being put together.
pub(super) struct File {
    /// The number after the last one.
    next: u32,
    /// Header and streams.
    out: Vec<u8>,
    /// Numbers of streams and where they start.
    streams: Vec<(u32, usize)>,
    /// Objects that are no streams.
    plain: Vec<u8>,
    /// Their numbers and where they start.
    starts: Vec<(u32, usize)>,
}

impl File {
    /// A file with the objects of a tree under their numbers.
    pub(super) fn new(tree: &lopdf::Document) -> Self {
        let mut file = File {
            next: tree.max_id + 1,
            out: Vec::with_capacity(64 * 1024),
            streams: Vec::new(),
            plain: Vec::with_capacity(32 * 1024),
            starts: Vec::new(),
        };
        file.out.extend_from_slice(HEADER);
        for (id, object) in &tree.objects {
            match object {
                Object::Stream(stream) => {
                    let mut head = Vec::with_capacity(128);
                    let mut dictionary = stream.dict.clone();
                    let deflated;
                    let data = if dictionary.has(b"Filter") {
                        &stream.content
                    } else {
                        // What printpdf writes as it is, such as the maps of characters.
                        dictionary.set("Filter", "FlateDecode");
                        deflated = deflate::zlib_shared(&stream.content);
                        &deflated
                    };
                    dictionary.set("Length", data.len() as i64);
                    object::write(&mut head, &Object::Dictionary(dictionary));
                    file.stream_bytes((*id).into(), &head, data);
                }
                other => {
                    file.start((*id).into());
                    object::write(&mut file.plain, other);
                }
            }
        }
        file
    }

    /// A number for an object that is written later.
    pub(super) fn reserve(&mut self) -> Ref {
        self.next += 1;
        Ref(self.next - 1)
    }

    /// Starts an object that is no stream; what is put follows.
    pub(super) fn start(&mut self, number: Ref) {
        if !self.plain.is_empty() {
            self.plain.push(b'\n');
        }
        self.starts.push((number.0, self.plain.len()));
    }

    /// Appends to the object that was started last.
    pub(super) fn put(&mut self, text: Arguments<'_>) {
        object::put(&mut self.plain, text);
    }

    /// Appends text as it is to the object that was started last.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.plain.extend_from_slice(text.as_bytes());
        self
    }

    /// Appends a whole number.
    pub(super) fn integer(&mut self, value: usize) -> &mut Self {
        object::integer(&mut self.plain, value as i64);
        self
    }

    /// Appends a reference.
    pub(super) fn reference(&mut self, number: Ref) -> &mut Self {
        self.integer(number.0 as usize).text(" 0 R")
    }

    /// Appends an object to the one that was started last.
    pub(super) fn put_object(&mut self, object: &Object) {
        object::write(&mut self.plain, object);
    }

    /// Adds a stream as it is; `entries` of its dictionary come before the length.
    pub(super) fn stream(&mut self, entries: &str, data: &[u8]) -> Ref {
        let number = self.reserve();
        let head = format!("<<{entries}/Length {}>>", data.len());
        self.stream_bytes(number, head.as_bytes(), data);
        number
    }

    /// Adds a stream deflated.
    pub(super) fn deflated(&mut self, entries: &str, data: &[u8]) -> Ref {
        let deflated = deflate::zlib(data);
        self.stream(&format!("{entries}/Filter/FlateDecode"), &deflated)
    }

    fn stream_bytes(&mut self, number: Ref, head: &[u8], data: &[u8]) {
        self.streams.push((number.0, self.out.len()));
        object::integer(&mut self.out, i64::from(number.0));
        self.out.extend_from_slice(b" 0 obj\n");
        self.out.extend_from_slice(head);
        self.out.extend_from_slice(b"\nstream\n");
        self.out.extend_from_slice(data);
        // Behind a carriage return a line feed alone would look like the second half of one
        // line end, and the data a byte too short (ISO 19005-2, 6.1.7.1).
        if data.last() == Some(&b'\r') {
            self.out.push(b'\r');
        }
        self.out.extend_from_slice(b"\nendstream\nendobj\n");
    }

    /// The bytes, with an identity that comes from the content.
    pub(super) fn finish(mut self, root: Ref, info: Ref) -> Vec<u8> {
        let identity = fingerprint(&[&self.out, &self.plain]);
        let starts = std::mem::take(&mut self.starts);
        let plain = std::mem::take(&mut self.plain);
        let mut containers = Vec::new();
        for (number, part) in starts.chunks(MOST_OBJECTS).enumerate() {
            let from = part.first().map_or(0, |(_, start)| *start);
            let next = starts.get((number + 1) * MOST_OBJECTS);
            let to = next.map_or(plain.len(), |(_, start)| *start);
            let mut index = Vec::with_capacity(part.len() * 10 + to - from);
            for (number, start) in part {
                object::integer(&mut index, i64::from(*number));
                index.push(b' ');
                object::integer(&mut index, (start - from) as i64);
                index.push(b' ');
            }
            let first = index.len();
            index.extend_from_slice(&plain[from..to]);
            let entries = format!("/Type/ObjStm/N {}/First {first}", part.len());
            containers.push(self.deflated(&entries, &index));
        }

        let reference = self.reserve();
        let at = self.out.len();
        self.streams.push((reference.0, at));
        // Type, offset or container, generation or index: 1, 3 and 2 bytes, or 4 for the offset
        // in a file of more than 16 MB.
        let wide = usize::from(at > 0xFF_FFFF);
        let size = self.next as usize;
        let length = 6 + wide;
        let mut rows = vec![0_u8; size * length];
        let mut row = |number: u32, kind: u8, place: u32, index: u16| {
            let row = &mut rows[number as usize * length..][..length];
            row[0] = kind;
            row[1..length - 2].copy_from_slice(&place.to_be_bytes()[1 - wide..]);
            row[length - 2..].copy_from_slice(&index.to_be_bytes());
        };
        row(0, 0, 0, u16::MAX);
        for (number, start) in &self.streams {
            row(*number, 1, *start as u32, 0);
        }
        for (part, container) in starts.chunks(MOST_OBJECTS).zip(&containers) {
            for ((number, _), index) in part.iter().zip(0_u16..) {
                row(*number, 2, container.0, index);
            }
        }
        let width = 3 + wide;
        let data = deflate::zlib(&rows);
        let head = format!(
            "<</Type/XRef/Size {size}/W[1 {width} 2]/Root {root}/Info {info}/ID[<{identity}><{identity}>]\
             /Filter/FlateDecode/Length {}>>",
            data.len()
        );
        self.streams.pop();
        self.stream_bytes(reference, head.as_bytes(), &data);
        object::put(&mut self.out, format_args!("startxref\n{at}\n%%EOF\n"));
        self.out
    }
}

/// Thirty-two hexadecimal digits that differ between files of different content.
fn fingerprint(parts: &[&[u8]]) -> String {
    // FNV-1a by words of eight bytes, with two starts; a file needs a name, not a seal.
    let mut sums: [u64; 2] = [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142];
    for chunk in parts.iter().flat_map(|part| part.chunks(8)) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        let word = u64::from_le_bytes(word);
        for sum in &mut sums {
            *sum = (*sum ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29);
        }
    }
    format!("{:016X}{:016X}", sums[0], sums[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_that_ends_in_a_carriage_return_keeps_it() {
        for (data, end) in [
            (&b"a\r"[..], &b"a\r\r\nendstream"[..]),
            (&b"a\n"[..], &b"a\n\nendstream"[..]),
        ] {
            let mut file = File::new(&lopdf::Document::new());
            file.stream("", data);
            let found = file.out.windows(end.len()).any(|part| part == end);
            assert!(found, "{data:?}");
        }
    }
}
