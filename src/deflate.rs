//! Deflated bytes: in zlib's wrapping, as a PDF file's `FlateDecode` wants them, and bare, as
//! archives do.

use std::cell::RefCell;

use libdeflater::{CompressionError, CompressionLvl, Compressor};
use rustc_hash::FxHashMap;

/// Of a résumé's text and faces, level 6 makes a twentieth less than level 1, and takes a tenth
/// more of all the time that its file takes.
const LEVEL: i32 = 1;
/// Pictures are the larger part of a file, and worth the time.
const PICTURE_LEVEL: i32 = 6;

/// Streams that a thread remembers.
const REMEMBERED: usize = 64;
/// In bytes.
const LONGEST_REMEMBERED: usize = 16 * 1024;

/// Bytes of a thread's room between two streams.
const LARGEST_KEPT: usize = 256 * 1024;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = RefCell::default();
    /// Streams, and what they were deflated to.
    static SHARED: RefCell<FxHashMap<Vec<u8>, Vec<u8>>> = RefCell::default();
    /// Making its tables anew costs more than deflating a short stream.
    static DEFLATER: RefCell<Compressor> = RefCell::new(compressor(LEVEL));
}

/// A whole stream in zlib's wrapping (RFC 1950).
pub(crate) fn zlib(data: &[u8]) -> Vec<u8> {
    DEFLATER.with_borrow_mut(|deflater| wrapped(deflater, data))
}

/// The same of a stream that other files are likely to have too, such as a face's map of
/// characters: they are remembered, until there are too many of them.
pub(crate) fn zlib_shared(data: &[u8]) -> Vec<u8> {
    if data.len() > LONGEST_REMEMBERED {
        return zlib(data);
    }
    SHARED.with_borrow_mut(|shared| {
        if let Some(known) = shared.get(data) {
            return known.clone();
        }
        if shared.len() >= REMEMBERED {
            shared.clear();
        }
        let deflated = zlib(data);
        shared.insert(data.to_vec(), deflated.clone());
        deflated
    })
}

/// The same of a picture's rows.
pub(crate) fn picture(data: &[u8]) -> Vec<u8> {
    wrapped(&mut compressor(PICTURE_LEVEL), data)
}

/// A whole stream without any wrapping (RFC 1951).
pub(crate) fn bare(data: &[u8]) -> Vec<u8> {
    DEFLATER.with_borrow_mut(|deflater| {
        let bound = deflater.deflate_compress_bound(data.len());
        exact(bound, |room| deflater.deflate_compress(data, room))
    })
}

fn wrapped(deflater: &mut Compressor, data: &[u8]) -> Vec<u8> {
    let bound = deflater.zlib_compress_bound(data.len());
    exact(bound, |room| deflater.zlib_compress(data, room))
}

/// What is written into a room of so many bytes. The room is the thread's own: a new one for
/// each stream would have to be cleared, and would lie outside the processor's caches.
fn exact(
    bound: usize,
    write: impl FnOnce(&mut [u8]) -> Result<usize, CompressionError>,
) -> Vec<u8> {
    ROOM.with_borrow_mut(|room| {
        if room.len() < bound {
            room.resize(bound, 0);
        }
        let length = write(room).expect("the bound is room enough");
        let exact = room[..length].to_vec();
        // Of a large picture no thread keeps the room.
        room.truncate(LARGEST_KEPT);
        room.shrink_to(LARGEST_KEPT);
        exact
    })
}

fn compressor(level: i32) -> Compressor {
    Compressor::new(CompressionLvl::new(level).expect("a level from 0 to 12"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deflated_stream_is_whole_whatever_came_before() {
        use std::io::Read;
        for length in [0, 1, 5_000, 300_000, 7] {
            let mut seed = 7_u32;
            let data: Vec<u8> = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as u8
                })
                .collect();
            let deflated = zlib(&data);
            let fresh = std::thread::scope(|scope| scope.spawn(|| zlib(&data)).join());
            assert!(fresh.is_ok_and(|fresh| deflated == fresh), "{length} bytes");
            let mut read = Vec::new();
            flate2::read::ZlibDecoder::new(deflated.as_slice())
                .read_to_end(&mut read)
                .expect("whole");
            assert!(read == data, "{length} bytes");
            let mut read = Vec::new();
            flate2::read::DeflateDecoder::new(bare(&data).as_slice())
                .read_to_end(&mut read)
                .expect("whole");
            assert!(read == data, "{length} bytes, bare");
        }
    }
}
