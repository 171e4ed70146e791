//! How the words lie in the table that the build makes: kept by who writes it
//! (`src/build/lexicon.rs`) and by who looks words up.
//!
//! - `lexicon.slots`: a power of two of numbers in four bytes, little end first: 0, or one more
//!   than where a record begins. A phrase's record is at its hash or in the slots behind it, before
//!   the next 0.
//! - `lexicon.words`: records: the count of the phrase's bytes, the phrase, the count of its
//!   meanings; for each meaning the number of its list and eight bytes of languages.
//! - `lexicon.index.json`: names of lists and languages by their numbers, and the lists that are
//!   gone through whole.

/// The bit of words that belong to no language.
pub(crate) const COMMON: u32 = 63;

/// Words of titles that speak for one kind of section, found by the build: `topic-words.skills`.
pub(crate) const TOPIC_WORDS: &str = "topic-words";

/// First words of phrases of dates, found by the build.
pub(crate) const DATE_OPENINGS: &str = "date-openings";

/// FNV-1a: few steps for the few bytes of a word.
pub(crate) fn hash(phrase: &[u8]) -> u32 {
    phrase.iter().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    })
}
