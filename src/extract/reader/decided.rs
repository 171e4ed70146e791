//! Stretches of lines of which the user has said what they are.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Line;
use super::lines::Lines;
use crate::diagnostic::Span;
use crate::extract::corrections::{Fix, Ground, near, within};
use crate::read::{Page, ReadAs};

/// A stretch of a line of the page, and what it is.
#[derive(Clone, Debug)]
struct Stretch {
    /// The correction's number.
    number: usize,
    /// Bytes of the page's line.
    at: Range<usize>,
    is: ReadAs,
    /// The line of the source, from 1.
    source: usize,
    /// The words of the line there.
    text: String,
}

/// What the corrections of a page are about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decided {
    /// By the number of the line.
    lines: FxHashMap<usize, Vec<Stretch>>,
}

impl Decided {
    /// Looks for the texts of corrections on a page.
    pub(crate) fn new(fixes: &[Fix], lines: &Lines) -> Self {
        let mut out = Decided::default();
        if fixes.is_empty() {
            return out;
        }
        let all: Vec<&Line> = lines
            .lines
            .iter()
            .chain(&lines.foot)
            .map(AsRef::as_ref)
            .collect();
        for (line, beside) in all.iter().zip(beside(&all)) {
            for fix in fixes {
                let texts = || beside.iter().copied().chain([line.text.as_str()]);
                let is_near = |words: &String| near(texts(), words);
                if fix.near.as_ref().is_none_or(is_near) {
                    out.add(line, fix);
                }
            }
        }
        out
    }

    /// Takes the stretches of a line on which a correction's text stands and no other's.
    fn add(&mut self, line: &Line, fix: &Fix) {
        for at in within(&line.text, &fix.text) {
            let stretches = self.lines.entry(line.index).or_default();
            let own = line.offset + at.start..line.offset + at.end;
            let is_apart = |one: &Stretch| one.at.end <= own.start || own.end <= one.at.start;
            if stretches.iter().all(is_apart) {
                stretches.push(Stretch {
                    number: fix.number,
                    text: line.text[at].to_owned(),
                    at: own,
                    is: fix.is,
                    source: line.source,
                });
            }
        }
    }

    /// Bytes of a line of the page that are a field.
    #[cfg(test)]
    pub(super) fn told(index: usize, at: Range<usize>, is: ReadAs) -> Self {
        let stretch = Stretch {
            number: 0,
            at,
            is,
            source: 1,
            text: String::new(),
        };
        Decided {
            lines: [(index, vec![stretch])].into_iter().collect(),
        }
    }

    /// The stretches of a line, or of a part of one, that are decided to be fields of an entry.
    pub(crate) fn on(&self, line: &Line) -> Vec<(Range<usize>, ReadAs)> {
        let mut out = Vec::new();
        for stretch in self.lines.get(&line.index).into_iter().flatten() {
            let (start, end) = (stretch.at.start, stretch.at.end);
            let is_inside = start >= line.offset && end <= line.offset + line.text.len();
            if is_inside && !stretch.is.is_of_person() {
                out.push((start - line.offset..end - line.offset, stretch.is));
            }
        }
        out.sort_by_key(|(at, _)| at.start);
        out
    }

    /// True where some bytes of a line are decided to be a field.
    pub(crate) fn is_decided(&self, line: &Line, at: &Range<usize>, field: ReadAs) -> bool {
        let mut own = self.on(line).into_iter();
        own.any(|(own, is)| is == field && own.start < at.end && at.start < own.end)
    }
}

/// So many lines on either side of one are near it.
const AROUND: usize = 2;

/// What stands near each line: headings above it, the nearest first, and the lines around it.
pub(super) fn beside<'l>(lines: &[&'l Line]) -> Vec<Vec<&'l str>> {
    let mut headings: Vec<&Line> = Vec::new();
    let mut out = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        if line.heading > 0 {
            headings.retain(|above| above.heading < line.heading);
        }
        // What follows a name is of it sooner than what stands before.
        let behind = (1..=AROUND).map(|by| n.checked_add(by));
        let before = (1..=AROUND).map(|by| n.checked_sub(by));
        let around = behind.chain(before).flatten();
        let around = around.filter_map(|n| lines.get(n));
        let near = headings.iter().rev().chain(around);
        out.push(near.map(|line| line.text.as_str()).collect());
        if line.heading > 0 {
            headings.push(line);
        }
    }
    out
}

/// The stretches of a page with the page itself, for their places.
pub(crate) struct OnPage<'a> {
    pub(crate) decided: &'a Decided,
    pub(crate) page: &'a Page,
}

impl Ground for OnPage<'_> {
    fn places(&self, fix: &Fix) -> Vec<Span> {
        let all = self.decided.lines.values().flatten();
        let mut own: Vec<&Stretch> = all.filter(|one| one.number == fix.number).collect();
        own.sort_by_key(|one| (one.source, one.at.start));
        own.into_iter()
            .map(|one| self.page.span_of(one.source, &one.text))
            .collect()
    }
}
