//! Projects inside a job: headings below the one that opens it, each with what it tells.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::super::outline::topic;
use super::super::segment::Segmentations;
use super::super::{Kind, Lexicon, Line};
use super::account::Target;
use super::body;
use super::entry::{self, Draft};
use super::heads::Parted;
use super::value::Maker;
use crate::extract::fold::fold;
use crate::resume::{Entry, EntryKind};

/// A heading that names a topic so surely is a label.
const SURE: f32 = 0.9;

/// A section has so many projects in its jobs, at least: one heading alone may say anything.
const FEWEST: usize = 2;

/// The headings of a section's projects in its jobs, by the numbers of their lines.
pub(super) fn headings(
    lexicon: &Lexicon,
    kind: Kind,
    parted: &[Parted],
    cuts: &Segmentations,
) -> HashSet<usize> {
    let mut out = HashSet::new();
    if kind != Kind::EXPERIENCE || parted.iter().any(|parted| parted.shared > 0) {
        return out;
    }
    let mut different = HashSet::new();
    for parted in parted {
        let Some(opener) = parted.head.first() else {
            continue;
        };
        let level = |line: &Rc<Line>| line.heading;
        let below = parted.rest.iter().map(level).filter(|level| *level > 0);
        let Some(level) = below.min().filter(|level| *level > opener.heading) else {
            continue;
        };
        for pair in parted.rest.windows(2) {
            let line = &pair[0];
            let names = line.heading == level
                && opener.heading > 0
                && pair[1].heading != level
                && !cuts.labels.contains_key(&line.index)
                && !line.is_label_alone()
                && !line.is_prose()
                && topic(lexicon, &line.text).1 < SURE;
            if names {
                different.insert(fold(&line.text));
                out.insert(line.index);
            }
        }
    }
    match different.len() >= FEWEST {
        true => out,
        false => HashSet::new(),
    }
}

/// The lines of a job before its projects, and those of each.
pub(super) fn parted<'l>(
    rest: &'l [Rc<Line>],
    headings: &HashSet<usize>,
) -> (&'l [Rc<Line>], Vec<&'l [Rc<Line>]>) {
    let is_one = |line: &Rc<Line>| headings.contains(&line.index);
    let first = rest.iter().position(is_one).unwrap_or(rest.len());
    let (own, inner) = rest.split_at(first);
    let mut out = Vec::new();
    let mut from = 0;
    for at in 1..=inner.len() {
        if at == inner.len() || is_one(&inner[at]) {
            out.push(&inner[from..at]);
            from = at;
        }
    }
    (own, out)
}

/// Reads a project of a job.
pub(super) fn read(maker: &mut Maker<'_>, lines: &[Rc<Line>], cuts: &Segmentations) -> Entry {
    let heading = &lines[0];
    let mut draft = Draft {
        entry: Entry::new(EntryKind::Project, maker.page.span(heading.source)),
        description: Vec::new(),
        after_bullet: false,
    };
    let date = heading.dated().next().cloned();
    if let Some(date) = &date {
        draft.entry.period = maker.period(heading, date);
    }
    let name = longer(heading, date.map_or(0..0, |date| date.at));
    draft.entry.title = maker.text(heading, name, Target::Title);
    draft.links(maker.links(heading, &(0..heading.text.len())));
    body::read(maker, &mut draft, &lines[1..], cuts, 0);
    entry::complete(maker, draft, lines.iter())
}

/// The longer part of a line beside some of its bytes.
fn longer(line: &Line, date: Range<usize>) -> Range<usize> {
    let (before, behind) = (0..date.start, date.end..line.text.len());
    match before.len() > behind.len() {
        true => before,
        false => behind,
    }
}
