//! Which entry of a page is which entry of its label.

use super::found::Entry;
use super::label;
use super::words::Words;

/// Likeness from which two entries are one.
const ONE: f64 = 0.5;

impl Entry {
    /// How many values it holds.
    pub fn size(&self) -> usize {
        let texts = [
            &self.title,
            &self.organization,
            &self.description,
            &self.details,
        ];
        let texts = texts.into_iter().flatten().filter(|text| !text.is_empty());
        let dated = usize::from(self.dates.is_some());
        texts.count() + dated + self.highlights.len() + self.tags.len() + self.metrics.len()
    }
}

/// For each entry of the label the one that was found for it: the likest two first, then those
/// whose rank among their kind is nearest.
pub fn paired(wanted: &[label::Entry], found: &[Entry]) -> Vec<Option<usize>> {
    let kinds: Vec<&str> = wanted.iter().map(|entry| entry.kind.first()).collect();
    let wanted_ranks = ranks(&kinds);
    let kinds: Vec<&str> = found.iter().map(|entry| entry.kind).collect();
    let found_ranks = ranks(&kinds);
    let mut cells = Vec::new();
    for (i, right) in wanted.iter().enumerate() {
        for (j, entry) in found.iter().enumerate() {
            let likeness = likeness(right, entry);
            if likeness > ONE {
                cells.push((likeness, wanted_ranks[i].abs_diff(found_ranks[j]), i, j));
            }
        }
    }
    let rounded = |likeness: f64| (likeness * 1e6).round() as i64;
    cells.sort_by_key(|(likeness, apart, i, j)| (-rounded(*likeness), *apart, *i, *j));
    let mut pairs = vec![None; wanted.len()];
    for (_, _, i, j) in cells {
        if pairs[i].is_none() && !pairs.contains(&Some(j)) {
            pairs[i] = Some(j);
        }
    }
    pairs
}

/// How many of the same kind stand before each.
fn ranks(kinds: &[&str]) -> Vec<usize> {
    (0..kinds.len())
        .map(|n| kinds[..n].iter().filter(|kind| **kind == kinds[n]).count())
        .collect()
}

fn likeness(wanted: &label::Entry, found: &Entry) -> f64 {
    let title = wanted.title.likeness(found.title.as_ref());
    let organization = wanted.organization.likeness(found.organization.as_ref());
    let swapped = wanted
        .title
        .likeness(found.organization.as_ref())
        .max(wanted.organization.likeness(found.title.as_ref()))
        * 0.6;
    let dated = found
        .dates
        .is_some_and(|dates| wanted.dates.dates().any(|right| right.are_told_by(dates)));
    let text = match found.description.as_ref().filter(|text| !text.is_empty()) {
        Some(text) => wanted.description.likeness(Some(text)),
        None => 0.0,
    };
    if title.max(organization).max(swapped) < 0.75 && !(dated && text > 0.8) {
        return 0.0;
    }
    let is_kind = wanted.kind.is_any(|kind| kind.raw == found.kind);
    let same = wanted.highlights.iter().filter(|bullet| {
        let first = bullet.texts.first();
        first.is_some_and(|text| found.highlights.iter().any(|own| own.is_exactly(text)))
    });
    let bullets = same.count() as f64 / wanted.highlights.len().max(1) as f64;
    let sum = title
        + organization * 0.5
        + if dated { 0.35 } else { 0.0 }
        + if is_kind { 0.3 } else { 0.0 }
        + text * 0.2
        + bullets * 0.2;
    match title < 0.6 && organization < 0.6 {
        true => sum + swapped,
        false => sum,
    }
}

/// True for an entry that the label lets pass.
pub fn is_optional(entry: &Entry, optional: &[label::Entry], texts: &[Words]) -> bool {
    let title = entry.title.as_ref().or(entry.organization.as_ref());
    let is_text = match title {
        Some(title) => texts.iter().any(|text| text.is(title)),
        None => false,
    };
    is_text || optional.iter().any(|free| likeness(free, entry) > ONE)
}
