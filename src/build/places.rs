//! Makes the table of places of their list: names as numbers, looked up where they lie.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;

#[path = "../extract/reader/lexicon/places/layout.rs"]
mod layout;

use layout::{BUCKETS, KINDS, number_of};

/// Makes the table of the list `list` in `out`.
pub(crate) fn make(list: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", list.display());
    let mut names = BTreeSet::new();
    for line in fs::read_to_string(list)?.lines() {
        let (name, marks) = line
            .split_once('\t')
            .ok_or_else(|| format!("`{line}` has no marks"))?;
        let mut kinds = 0;
        for mark in marks.chars() {
            let bit = KINDS.iter().position(|(known, _)| *known == mark);
            kinds |= 1u8 << bit.ok_or_else(|| format!("no kind is marked `{mark}`"))?;
        }
        let (bucket, rest) = number_of(name.as_bytes());
        names.insert((bucket, rest, kinds));
    }
    let mut starts = Vec::new();
    for bucket in 0..=BUCKETS {
        let before = names.range(..(bucket, 0, 0)).count();
        starts.extend(u32::try_from(before)?.to_le_bytes());
    }
    let records = names.iter().flat_map(|(_, rest, kinds)| {
        let [a, b, c, d] = rest.to_le_bytes();
        [a, b, c, d, *kinds]
    });
    fs::write(out.join("places.starts"), starts)?;
    fs::write(out.join("places.names"), records.collect::<Vec<u8>>())?;
    Ok(())
}
