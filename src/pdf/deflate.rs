//! Deflated bytes in zlib's wrapping, as `FlateDecode` wants them.

use flate2::{Compress, Compression, FlushCompress};

/// Higher levels cost twice the time and gain less than a hundredth.
const LEVEL: u32 = 6;
/// Whole streams: there is no more to come.
const ALL: FlushCompress = FlushCompress::Finish;

/// Deflates one stream after another: making its tables anew costs more than a short stream.
pub(super) struct Deflater(Compress);

impl Deflater {
    pub(super) fn new() -> Self {
        Deflater(Compress::new(Compression::new(LEVEL), true))
    }

    /// A whole stream.
    pub(super) fn deflate(&mut self, data: &[u8]) -> Vec<u8> {
        self.0.reset();
        // What cannot be deflated grows by five bytes in each 16 kB at most (RFC 1951, 3.2.4).
        let mut out = Vec::with_capacity(data.len() + data.len() / 1000 + 64);
        self.0
            .compress_vec(data, &mut out, ALL)
            .expect("a fresh deflater takes all bytes");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deflated_stream_is_whole_whatever_came_before() {
        use std::io::Read;
        let mut deflater = Deflater::new();
        for length in [0, 1, 5_000, 300_000, 7] {
            let mut seed = 7_u32;
            let data: Vec<u8> = (0..length)
                .map(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 24) as u8
                })
                .collect();
            let deflated = deflater.deflate(&data);
            assert!(deflated == Deflater::new().deflate(&data), "{length} bytes");
            let mut read = Vec::new();
            flate2::read::ZlibDecoder::new(deflated.as_slice())
                .read_to_end(&mut read)
                .expect("whole");
            assert!(read == data, "{length} bytes");
        }
    }
}
