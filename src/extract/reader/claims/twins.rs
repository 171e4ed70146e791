//! Sections that say once more, in another language, what stands above them.

use super::super::outline::Section as Part;
use super::super::{Date, Kind};

/// The places of sections that repeat others in a second language: of two kinds or more, most of
/// the later sections with dates have those of an earlier one of their kind.
pub(super) fn twins(parts: &[Part]) -> Vec<usize> {
    /// Kinds that stand twice so, at least: one may be two jobs that began alike.
    const FEWEST: usize = 2;
    let periods = |part: &Part| -> Vec<_> {
        part.lines
            .iter()
            .flat_map(|line| line.dated())
            .map(Date::key)
            .collect()
    };
    let mut first: Vec<Kind> = Vec::new();
    let mut later = Vec::new();
    // The kinds that stand again: so many of their sections have the dates of an earlier one, and so
    // many others.
    let mut again: Vec<(Kind, usize, usize)> = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let Some(kind) = part.kind else { continue };
        if !first.contains(&kind) {
            first.push(kind);
            continue;
        }
        later.push(n);
        let own = periods(part);
        if own.is_empty() {
            continue;
        }
        let is_equal = |other: &&Part| other.kind == Some(kind) && periods(other) == own;
        let equals = parts[..n].iter().any(|other| is_equal(&other));
        let at = again.iter().position(|(known, ..)| *known == kind);
        let at = at.unwrap_or_else(|| {
            again.push((kind, 0, 0));
            again.len() - 1
        });
        match equals {
            true => again[at].1 += 1,
            false => again[at].2 += 1,
        }
    }
    let equal = again.iter().filter(|(_, equal, other)| equal > other);
    match equal.count() >= FEWEST {
        true => later,
        false => Vec::new(),
    }
}
