//! Deflated bytes: in zlib's wrapping, as a PDF file's `FlateDecode` wants them, and bare, as
//! archives do.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};

/// Of a résumé's text and faces, level 6 makes a tenth less than level 2, and takes a third more
/// of all the time that its file takes.
const LEVEL: u32 = 2;
/// Pictures are the larger part of a file, and worth the time.
const PICTURE_LEVEL: u32 = 6;
/// Whole streams: there is no more to come.
const ALL: FlushCompress = FlushCompress::Finish;

thread_local! {
    /// Making its tables anew costs more than deflating a short stream.
    static DEFLATER: RefCell<Compress> =
        RefCell::new(Compress::new(Compression::new(LEVEL), true));
}

/// A whole stream in zlib's wrapping (RFC 1950).
pub(crate) fn zlib(data: &[u8]) -> Vec<u8> {
    DEFLATER.with_borrow_mut(|deflater| {
        deflater.reset();
        whole(deflater, data)
    })
}

/// The same of a picture's rows.
pub(crate) fn picture(data: &[u8]) -> Vec<u8> {
    whole(
        &mut Compress::new(Compression::new(PICTURE_LEVEL), true),
        data,
    )
}

fn whole(fresh: &mut Compress, data: &[u8]) -> Vec<u8> {
    // What cannot be deflated grows by five bytes in each 16 kB at most (RFC 1951, 3.2.4).
    let mut out = Vec::with_capacity(data.len() + data.len() / 1000 + 64);
    loop {
        let rest = &data[fresh.total_in() as usize..];
        let status = fresh.compress_vec(rest, &mut out, ALL);
        match status.expect("a fresh deflater takes all bytes") {
            Status::StreamEnd => return out,
            // No compressor is bound to that figure.
            Status::Ok | Status::BufError => out.reserve(out.capacity()),
        }
    }
}

/// A whole stream without any wrapping (RFC 1951).
pub(crate) fn bare(data: &[u8]) -> Vec<u8> {
    /// Method and flags before the stream, a sum of the data after it (RFC 1950, 2.2).
    const BEFORE: usize = 2;
    const AFTER: usize = 4;
    let mut out = zlib(data);
    out.truncate(out.len() - AFTER);
    out.drain(..BEFORE);
    out
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
