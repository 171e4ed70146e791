//! Sections that say once more, in another language, what stands above them.

use super::super::outline::Section as Part;
use super::super::{Date, Kind};

/// The places of sections that repeat others in a second language: where two kinds of sections stand
/// twice with equal dates, each later one of a kind.
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
    let mut seen: Vec<Kind> = Vec::new();
    let mut later = Vec::new();
    let mut equal = 0;
    for (n, part) in parts.iter().enumerate() {
        let Some(kind) = part.kind else { continue };
        if !seen.contains(&kind) {
            seen.push(kind);
            continue;
        }
        later.push(n);
        let own = periods(part);
        let is_equal = |other: &&Part| other.kind == Some(kind) && periods(other) == own;
        equal += usize::from(!own.is_empty() && parts[..n].iter().any(|other| is_equal(&other)));
    }
    match equal >= FEWEST {
        true => later,
        false => Vec::new(),
    }
}
