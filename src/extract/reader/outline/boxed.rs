//! Headings of the sections' level that are entries: each opens one of several dated boxes.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::extract::reader::{Kind, Line};
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
    let mut holders: HashMap<Id, Holder> = HashMap::new();
    for (&at, kind) in titles {
        for pair in lines[at].chain.windows(2) {
            let holder = holders.entry(pair[0]).or_default();
            holder.boxes.push(pair[1]);
            holder.titles.push(at);
            holder.known += usize::from(kind.is_some());
        }
    }
    let dated: HashSet<Id> = lines
        .iter()
        .filter(|line| line.is_dated())
        .flat_map(|line| line.chain.iter().copied())
        .collect();
    let is_list = |holder: &&Holder| {
        let count = holder.boxes.iter().filter(|id| dated.contains(id)).count();
        let apart: HashSet<&Id> = holder.boxes.iter().collect();
        holder.known * KNOWN_AMONG < holder.boxes.len()
            && holder.boxes.len() >= FEWEST
            && apart.len() == holder.boxes.len()
            && count * 2 > holder.boxes.len()
    };
    let lists = holders.values().filter(is_list);
    lists.flat_map(|list| list.titles.iter().copied()).collect()
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
