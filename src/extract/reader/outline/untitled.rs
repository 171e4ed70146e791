//! Entries whose section has no title: before the page's first title, among what is said of the
//! person, and under headings of the sections' level.

use std::rc::Rc;

use super::Section;
use super::boxed::lists;
use super::topic::topic;
use super::words::Words;
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
    untitled(entries, Some(Kind::EXPERIENCE))
}

fn untitled(lines: Vec<Rc<Line>>, kind: Option<Kind>) -> Option<Section> {
    Some(Section {
        title: Rc::new(lines.first()?.slice(0..0)),
        kind,
        is_titled: false,
        lines,
    })
}

/// Takes entries out of sections that tell how to reach the person, who it is or what it speaks:
/// they go on with what was done.
pub(super) fn take_from_personal(sections: &mut Vec<Section>) {
    let mut at = 0;
    while at < sections.len() {
        let section = &mut sections[at];
        at += 1;
        if !matches!(
            section.kind,
            Some(Kind::Personal | Kind::Contact | Kind::LANGUAGES)
        ) {
            continue;
        }
        if let Some(taken) = take_entries(&mut section.lines) {
            sections.insert(at, taken);
            at += 1;
        }
    }
}

/// A page with more lists of boxes is none of one person's.
const MOST_LISTS: usize = 16;

/// Makes one section of the boxes of a list whose titles name nothing: what stands in a box before
/// its title is of its entry.
pub(super) fn join_boxes(head: &mut Vec<Rc<Line>>, sections: &mut Vec<Section>) {
    let mut lines: Vec<Rc<Line>> = head.clone();
    let mut titles: Vec<(usize, Option<Kind>)> = Vec::new();
    for section in sections.iter() {
        titles.push((lines.len(), section.kind));
        lines.push(Rc::clone(&section.title));
        lines.extend(section.lines.iter().cloned());
    }
    let found = lists(&lines, titles.iter().map(|(at, kind)| (at, kind)));
    for list in found.into_iter().take(MOST_LISTS) {
        let is_inside = |line: &Rc<Line>| line.chain.contains(&list);
        let of_list = |section: &Section| section.kind.is_none() && is_inside(&section.title);
        let Some(first) = sections.iter().position(of_list) else {
            continue;
        };
        let mut inside: Vec<Rc<Line>> = head.extract_if(.., |line| is_inside(line)).collect();
        let mut behind = Vec::new();
        for section in sections.iter_mut() {
            inside.extend(section.lines.extract_if(.., |line| is_inside(line)));
            if of_list(section) {
                inside.push(Rc::clone(&section.title));
                behind.append(&mut section.lines);
            }
        }
        sections.retain(|section| !of_list(section));
        inside.sort_by_key(|line| (line.index, line.offset));
        inside.extend(behind);
        sections.extend(untitled(inside, None));
        let last = sections.len() - 1;
        sections[first.min(last)..].rotate_right(1);
    }
}

/// Makes one section of headings in a row whose titles name nothing and below each of which a
/// period stands: they are entries, and the page has no title over them.
pub(super) fn join_entries(words: &dyn Words, sections: &mut Vec<Section>) {
    let mut at = 0;
    while at < sections.len() {
        let level = sections[at].title.heading;
        let row = sections[at..].iter();
        let row =
            row.take_while(|section| section.title.heading == level && is_entry(words, section));
        let (mut count, mut unnamed) = (0, 0);
        for section in row {
            count += 1;
            unnamed += usize::from(section.kind.is_none());
        }
        if unnamed < FEWEST || unnamed * 2 <= count {
            at += count.max(1);
            continue;
        }
        let mut lines = Vec::new();
        for section in sections.drain(at..at + count) {
            lines.push(section.title);
            lines.extend(section.lines);
        }
        if let Some(joined) = untitled(lines, None) {
            sections.insert(at, joined);
        }
        at += 1;
    }
}

/// True for a heading that names no kind and has a period, or right below which a line gives one
/// and little else.
fn is_entry(words: &dyn Words, section: &Section) -> bool {
    /// A place or a firm may stand beside the period, in characters.
    const LONGEST: usize = 60;
    /// A title that is less sure may name an entry: "Project Nightfall".
    const SURE: f32 = 0.9;
    /// The period may follow a line that says for whom or what.
    const NEAR: usize = 2;
    let level = section.title.heading;
    let is_brief = |line: &&Rc<Line>| {
        let is_below = line.heading == 0 || line.heading > level;
        let longest = match line.heading {
            0 => LONGEST,
            _ => 2 * LONGEST,
        };
        is_below && line.depth == 0 && line.text.chars().count() <= longest
    };
    let lasts = |line: &Rc<Line>| line.dated().any(|date| date.is_range);
    let near = section.lines.iter().take(NEAR).take_while(is_brief);
    let opens = lasts(&section.title) || near.into_iter().any(lasts);
    let periods = section
        .lines
        .iter()
        .filter(is_brief)
        .filter(|line| lasts(line));
    let names_none = section.kind.is_none() || topic(words, &section.title.text).1 < SURE;
    names_none && section.title.heading > 0 && opens && periods.count() <= 1
}

fn reaches(line: &Line) -> bool {
    let notes = &line.notes;
    let has_any =
        !notes.emails.is_empty() || !notes.phones.is_empty() || !notes.addresses.is_empty();
    has_any || line.text.is_empty()
}
