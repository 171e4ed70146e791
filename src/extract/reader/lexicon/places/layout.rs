//! How places lie in the table that the build makes: kept by who writes it
//! (`src/build/places.rs`) and by who looks places up.
//!
//! A name is kept as a number of 44 bits. Tens of thousands of names fill so few of them that one
//! in hundreds of millions of other texts has the number of a place.
//!
//! - `places.starts`: for each bucket, and one more, where its records begin, in four bytes.
//! - `places.names`: the records of a bucket, sorted: four bytes of the rest of the number, and
//!   one of kinds, a bit each.

/// A name's number is cut into its bucket and the rest.
pub(crate) const BUCKETS: u32 = 1 << 12;

/// What a place is, by its mark in the list; its number here is that of its bit.
#[allow(dead_code, reason = "the build and a test read the list")]
pub(crate) const KINDS: [(char, &str); 6] = [
    ('n', "a nation"),
    ('r', "a region"),
    ('c', "a large city"),
    ('t', "a town"),
    ('a', "the abbreviation of a region"),
    ('w', "also a word or a name of people"),
];

/// The bucket and the rest of a folded name's number (FNV-1a).
pub(crate) fn number_of(name: &[u8]) -> (u32, u32) {
    let hash = name.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let [a, b, c, d, _, _, y, z] = hash.to_le_bytes();
    let bucket = u32::from_le_bytes([y, z, 0, 0]) % BUCKETS;
    (bucket, u32::from_le_bytes([a, b, c, d]))
}
