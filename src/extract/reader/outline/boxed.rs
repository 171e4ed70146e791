//! Headings of the sections' level that are entries: each opens one of several dated boxes.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::extract::reader::{Fields, Kind, Line};
use crate::read::Id;

/// Fewer boxes are no list.
const FEWEST: usize = 2;

/// One title among so many may happen to name a kind: "Thesis" among projects.
const KNOWN_AMONG: usize = 6;

/// An element with titles in it.
#[derive(Default)]
struct Holder {
    /// The children of the element that hold them.
    boxes: Vec<Id>,
    /// The titles, by their places.
    titles: Vec<usize>,
    /// So many of them name a kind.
    known: usize,
}

/// The titles that each stand in a box of their own, side by side in an element where next to none
/// is known and most of the boxes hold a date.
pub(super) fn boxed_entries<'a>(
    lines: &[Rc<Line>],
    titles: impl Iterator<Item = (&'a usize, &'a Option<Kind>)>,
) -> HashSet<usize> {
    let holders = holders(lines, titles);
    let dated: HashSet<Id> = lines
        .iter()
        .filter(|line| line.is_dated())
        .flat_map(|line| line.chain.iter().copied())
        .collect();
    let is_list = |holder: &&Holder| {
        let count = holder.boxes.iter().filter(|id| dated.contains(id)).count();
        holder.is_apart() && count * 2 > holder.boxes.len()
    };
    let lists = holders.values().filter(is_list);
    lists.flat_map(|list| list.titles.iter().copied()).collect()
}

/// The elements whose children are entries of one list, wherever a title stands in each: none of the
/// titles is known, and each child holds one line that is hardly more than a date.
pub(super) fn lists<'a>(
    lines: &[Rc<Line>],
    titles: impl Iterator<Item = (&'a usize, &'a Option<Kind>)>,
) -> Vec<Id> {
    /// A place or a firm may stand beside the date, in characters.
    const LONGEST: usize = 60;
    /// Fewer children may be parts of the page, unless their class says that they are entries.
    const MANY: usize = 3;
    let mut dates: HashMap<Id, usize> = HashMap::new();
    let mut cards: HashSet<Id> = HashSet::new();
    for line in lines {
        if line.is_dated() && line.depth == 0 && line.text.chars().count() <= LONGEST {
            for id in line.chain.iter() {
                *dates.entry(*id).or_default() += 1;
            }
        }
        if line.runs.iter().any(|run| run.fields.has(Fields::CARD)) {
            cards.extend(line.chain.iter().copied());
        }
    }
    let holders = holders(lines, titles);
    let is_list = |holder: &Holder| {
        let is_entry = |id: &&Id| dates.get(id) == Some(&1);
        let is_many =
            holder.boxes.len() >= MANY || holder.boxes.iter().all(|id| cards.contains(id));
        holder.known == 0
            && holder.is_apart()
            && is_many
            && holder.boxes.iter().all(|id| is_entry(&id))
    };
    let mut out: Vec<Id> = holders
        .iter()
        .filter(|(_, holder)| is_list(holder))
        .map(|(id, _)| *id)
        .collect();
    out.sort_unstable();
    out
}

impl Holder {
    /// True for several boxes with a title each, next to none of which is known.
    fn is_apart(&self) -> bool {
        let apart: HashSet<&Id> = self.boxes.iter().collect();
        self.known * KNOWN_AMONG < self.boxes.len()
            && self.boxes.len() >= FEWEST
            && apart.len() == self.boxes.len()
    }
}

fn holders<'a>(
    lines: &[Rc<Line>],
    titles: impl Iterator<Item = (&'a usize, &'a Option<Kind>)>,
) -> HashMap<Id, Holder> {
    let mut holders: HashMap<Id, Holder> = HashMap::new();
    for (&at, kind) in titles {
        for pair in lines[at].chain.windows(2) {
            let holder = holders.entry(pair[0]).or_default();
            holder.boxes.push(pair[1]);
            holder.titles.push(at);
            holder.known += usize::from(kind.is_some());
        }
    }
    holders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::reader::segment::sample::{date, heading, lines, within};

    #[test]
    fn titles_in_dated_boxes_beside_each_other_are_entries() {
        let page = lines(vec![
            within(&[1, 2], heading(2, "Work")),
            within(&[1, 3, 4], date("2019 – 2021")),
            within(&[1, 3, 4], heading(2, "Potter – Kiln House")),
            within(&[1, 3, 5], date("2017 – 2019")),
            within(&[1, 3, 5], heading(2, "Clerk – Town Hall")),
        ]);
        let told = |known: Option<Kind>| {
            let titles = [(0, Some(Kind::EXPERIENCE)), (2, known), (4, None)];
            let titles: Vec<(usize, Option<Kind>)> = titles.to_vec();
            let mut found: Vec<usize> =
                boxed_entries(&page, titles.iter().map(|(at, kind)| (at, kind)))
                    .into_iter()
                    .collect();
            found.sort_unstable();
            found
        };
        assert_eq!(told(None), [2, 4]);
        // Sections stand in boxes, too.
        assert_eq!(told(Some(Kind::EDUCATION)), [] as [usize; 0]);
    }
}
