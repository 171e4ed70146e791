//! Faces that go with the file, as ECMA-376 has them: unmodified, but for their first bytes,
//! which are changed by a key that stands beside them (part 4, font embedding).

use super::block::Block;
use super::faces;
use crate::font::Face;
use crate::theme::Theme;

/// A face as it lies in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Embedded {
    /// The name that Word knows it by.
    pub family: String,
    /// The element that says which of the family's four styles it is.
    pub place: &'static str,
    /// `{8-4-4-4-12}` in hexadecimal digits.
    pub key: String,
    pub bytes: Vec<u8>,
}

/// How many bytes are changed; the key goes over them twice.
const CHANGED: usize = 32;

/// The faces that the text of a document is set in.
pub(super) fn fonts(blocks: &[Block], theme: &Theme) -> Vec<Embedded> {
    faces::used(blocks, theme)
        .into_iter()
        .map(embedded)
        .collect()
}

fn embedded(face: &'static Face) -> Embedded {
    let linked = face.linked();
    let key = key(face.data());
    let mut bytes = face.data().to_vec();
    change(&mut bytes, &key);
    Embedded {
        family: linked.family.clone(),
        place: match (linked.bold, linked.italic) {
            (false, false) => "w:embedRegular",
            (true, false) => "w:embedBold",
            (false, true) => "w:embedItalic",
            (true, true) => "w:embedBoldItalic",
        },
        key: written(&key),
        bytes,
    }
}

/// A key that only the face decides, so that the same document has the same bytes: checksums
/// of its four quarters.
fn key(data: &[u8]) -> [u8; 16] {
    let mut key = [0; 16];
    let quarters = data.chunks(data.len().div_ceil(4).max(1));
    for (four, quarter) in key.chunks_mut(4).zip(quarters) {
        four.copy_from_slice(&crc32fast::hash(quarter).to_be_bytes());
    }
    key
}

/// Changes the first bytes by the key, which is read from its end; or changes them back.
fn change(bytes: &mut [u8], key: &[u8; 16]) {
    for (at, byte) in bytes.iter_mut().take(CHANGED).enumerate() {
        *byte ^= key[key.len() - 1 - at % key.len()];
    }
}

fn written(key: &[u8; 16]) -> String {
    let digits: String = key.iter().map(|byte| format!("{byte:02X}")).collect();
    format!(
        "{{{}-{}-{}-{}-{}}}",
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_goes_over_the_first_bytes_twice_and_backwards() {
        let key = [
            0x1d, 0xaf, 0xe0, 0x25, 0x2f, 0x1b, 0x4f, 0x67, 0x9c, 0x6b, 0x24, 0x47, 0x5f, 0x5c,
            0xd3, 0xa2,
        ];
        assert_eq!(written(&key), "{1DAFE025-2F1B-4F67-9C6B-24475F5CD3A2}");
        let mut bytes = vec![0; 40];
        change(&mut bytes, &key);
        assert_eq!(bytes[..3], [0xa2, 0xd3, 0x5c]);
        assert_eq!(bytes[15..18], [0x1d, 0xa2, 0xd3]);
        assert_eq!(bytes[31..34], [0x1d, 0, 0]);
    }
}
