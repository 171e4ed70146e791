//! Entries that stand before the page's first title.

use std::rc::Rc;

use super::Section;
use crate::extract::reader::{Kind, Line};

/// So many lines with periods are a list of posts; one may be the person's own dates.
const FEWEST: usize = 2;

/// Takes the lines from the first period on out of the head, where several lines have one: they are
/// entries whose section has no title. Ways to reach the person stay.
pub(super) fn take_entries(head: &mut Vec<Rc<Line>>) -> Option<Section> {
    let lasts = |line: &Rc<Line>| line.dated().any(|date| date.is_range);
    if head.iter().filter(|line| lasts(line)).count() < FEWEST {
        return None;
    }
    let first = head.iter().position(lasts)?;
    let (entries, rest): (Vec<_>, Vec<_>) = head
        .split_off(first)
        .into_iter()
        .partition(|line| !reaches(line));
    head.extend(rest);
    let title = Rc::new(entries.first()?.slice(0..0));
    Some(Section {
        title,
        kind: Some(Kind::EXPERIENCE),
        is_titled: false,
        lines: entries,
    })
}

fn reaches(line: &Line) -> bool {
    let notes = &line.notes;
    let has_any =
        !notes.emails.is_empty() || !notes.phones.is_empty() || !notes.addresses.is_empty();
    has_any || line.text.is_empty()
}
