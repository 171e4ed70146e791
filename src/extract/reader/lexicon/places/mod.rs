//! Places by their names: nations, their regions, cities and towns (`README.md` says where they
//! come from). A name is evidence: many are also words, or names of people.

mod layout;

use layout::{BUCKETS, number_of};

static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.starts"));
static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.names"));

/// The bytes of a record.
const RECORD: usize = 5;

/// What a name may be among places; nothing for most texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place(u8);

impl Place {
    /// A country.
    pub(super) const NATION: Place = Place(1);
    /// A state, a province, a canton.
    pub(super) const REGION: Place = Place(1 << 1);
    /// A city so large that its name alone tells.
    pub(super) const CITY: Place = Place(1 << 2);
    const TOWN: Place = Place(1 << 3);
    const CODE: Place = Place(1 << 4);
    const WEAK: Place = Place(1 << 5);

    /// A country, a region or a large city, whose name is hardly anything else.
    pub(crate) fn is_sure(self) -> bool {
        self.has(Place::NATION)
            || !self.has(Place::WEAK) && (self.has(Place::REGION) || self.has(Place::CITY))
    }

    /// A city so large that its name alone tells, and that is hardly anything else.
    pub(crate) fn is_city(self) -> bool {
        self.has(Place::CITY) && !self.has(Place::WEAK)
    }

    /// A region, a city or a town of any size.
    pub(crate) fn is_likely(self) -> bool {
        self.has(Place::REGION) || self.has(Place::CITY) || self.has(Place::TOWN)
    }

    /// "WA", where it stands in capitals behind a town.
    pub(crate) fn is_code(self) -> bool {
        self.has(Place::CODE)
    }

    /// Also a word, or a name of people: "Reading", "Victoria".
    pub(crate) fn is_weak(self) -> bool {
        self.has(Place::WEAK)
    }

    /// What is also another place, and hardly anything else.
    pub(super) fn surely(self, other: Place) -> Place {
        Place((self.0 | other.0) & !Place::WEAK.0)
    }

    fn has(self, one: Place) -> bool {
        self.0 & one.0 != 0
    }
}

/// What a folded name is.
pub(super) fn find(folded: &str) -> Place {
    let (bucket, rest) = number_of(folded.as_bytes());
    debug_assert!(bucket < BUCKETS, "buckets are counted alike");
    let bucket = bucket as usize * 4;
    let start = number(STARTS, bucket) as usize * RECORD;
    let end = number(STARTS, bucket + 4) as usize * RECORD;
    let mut records = NAMES[start..end].chunks_exact(RECORD);
    let found = records.find(|record| number(record, 0) == rest);
    found.map_or_else(Place::default, |record| Place(record[4]))
}

/// Four bytes as a number.
fn number(bytes: &[u8], at: usize) -> u32 {
    let four = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
    u32::from_le_bytes(four)
}

#[cfg(test)]
mod tests;
