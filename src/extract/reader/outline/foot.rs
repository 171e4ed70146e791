//! Sections that stand in the page's foot.
//!
//! Most feet hold rights, addresses and menus; some people keep their skills there.

use std::rc::Rc;

use super::marks::{Candidate, TitleMark};
use super::words::Words;
use crate::extract::reader::lines::{Lines, is_rights};
use crate::extract::reader::{Kind, Line};
use crate::resume::SectionKind;

/// A less sure title is a menu's.
const SURE: f32 = 0.9;

/// Moves the sections of the foot, each from its title to the next line that is none of it, behind
/// the other lines of the page. The lines are to be numbered anew.
pub(super) fn take_sections(words: &dyn Words, lines: &mut Lines) {
    let mut taken = vec![false; lines.foot.len()];
    let mut at = 0;
    while at < lines.foot.len() {
        if !is_title(words, &lines.foot[at]) {
            at += 1;
            continue;
        }
        let rest = &lines.foot[at + 1..];
        let ends = |line: &Rc<Line>| is_other(words, line);
        let end = at + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        let held = &lines.foot[at + 1..end];
        // A list of links is a menu.
        let links = held.iter().filter(|line| is_linked(line)).count();
        if links * 2 < held.len() {
            taken[at..end].fill(true);
        }
        at = end;
    }
    if !taken.contains(&true) {
        return;
    }
    let mut taken = taken.into_iter();
    let foot = std::mem::take(&mut lines.foot);
    let (own, foot): (Vec<_>, Vec<_>) = foot.into_iter().partition(|_| taken.next() == Some(true));
    lines.lines.extend(own);
    lines.foot = foot;
}

/// True for a line that surely titles a section of a résumé.
fn is_title(words: &dyn Words, line: &Line) -> bool {
    let candidate = Candidate::new(words, line);
    let is_marked = candidate.marks.iter().any(|mark| *mark != TitleMark::Plain);
    let is_held = matches!(
        candidate.kind,
        Some(Kind::Section(kind)) if kind != SectionKind::Other && kind != SectionKind::References
    );
    is_marked && is_held && candidate.sure >= SURE
}

/// True for what no section goes on behind: the title of another part, a line of rights, an address
/// of a menu.
fn is_other(words: &dyn Words, line: &Line) -> bool {
    line.text.is_empty() || is_rights(&line.text) || line.heading > 0 || is_title(words, line)
}

fn is_linked(line: &Line) -> bool {
    line.runs.iter().any(|run| run.href.is_some())
}
