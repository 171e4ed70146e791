//! Lists of which every line is a citation.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::super::segment::{Segment, Segmentation, Segmentations, is_only_date};
use super::super::super::{Kind, Lexicon, Line};
use super::cuts::Sign;
use super::{Cited, alike, is_sure, readings};

/// Cuts a section of citations: each line that begins with one is an entry, with what stands below
/// it; captions and years stand between them. `None` for a section of anything else.
pub(in super::super) fn list(
    lexicon: &Lexicon,
    kind: Kind,
    lines: &[Rc<Line>],
) -> Option<Segmentations> {
    /// Fewer are no list.
    const FEWEST: usize = 2;
    if kind.is_dated() || kind == Kind::PROJECTS {
        return None;
    }
    let readings: Vec<_> = lines
        .iter()
        .map(|line| match begins(line) {
            true => readings(lexicon, line),
            false => Vec::new(),
        })
        .collect();
    let sure: Vec<bool> = readings.iter().map(|all| is_sure(all)).collect();
    let is_cited: Vec<bool> = alike(readings)
        .iter()
        .map(|cited| cited.as_ref().is_some_and(|cited| is_one(kind, cited)))
        .collect();
    let count = is_cited.iter().filter(|is| **is).count();
    let sure = sure
        .iter()
        .zip(&is_cited)
        .filter(|(sure, is)| **sure && **is);
    if count < FEWEST || sure.count() * 2 < count {
        return None;
    }
    let depth = lines
        .iter()
        .zip(&is_cited)
        .filter(|(_, is)| **is)
        .map(|(line, _)| line.depth)
        .min()?;
    let is_sibling = |at: usize| {
        let line = &lines[at];
        line.depth == depth && begins(line) && !is_caption(lines, at)
    };
    let siblings = (0..lines.len()).filter(|at| is_sibling(*at)).count();
    let share = if kind == Kind::PUBLICATIONS { 2 } else { 3 };
    // Of a list of works more than half, elsewhere most.
    if count * 3 < siblings * share.min(2) || share == 3 && count * 4 < siblings * 3 {
        return None;
    }
    let mut cut = Segmentation {
        score: 0.0,
        opener: "citation".to_owned(),
        segments: Vec::new(),
        before: Vec::new(),
        between: Vec::new(),
    };
    let mut roof: Vec<Rc<Line>> = Vec::new();
    for at in 0..lines.len() {
        let line = &lines[at];
        if is_cited[at] || is_sibling(at) {
            cut.segments.push(Segment {
                shared: roof.clone(),
                lines: vec![Rc::clone(line)],
            });
        } else if is_caption(lines, at) {
            roof.clear();
            match is_only_date(line) {
                true => roof.push(Rc::clone(line)),
                false if cut.segments.is_empty() => cut.before.push(Rc::clone(line)),
                false => cut.between.push(Rc::clone(line)),
            }
        } else if let Some(last) = cut.segments.last_mut() {
            last.lines.push(Rc::clone(line));
        } else {
            cut.before.push(Rc::clone(line));
        }
    }
    Some(Segmentations {
        options: vec![cut],
        labels: HashMap::new(),
        repeated: HashSet::new(),
        are_works: true,
    })
}

/// True for the first line of an item or a paragraph.
fn begins(line: &Line) -> bool {
    line.heading == 0 && (line.depth == 0 || line.opens.item > 0)
}

/// True for a line above others that is no citation: a heading, bold words, a year.
fn is_caption(lines: &[Rc<Line>], at: usize) -> bool {
    let line = &lines[at];
    let is_short = line.text.split_whitespace().count() <= 8;
    line.heading > 0
        || line.depth == 0 && (is_only_date(line) || line.is_bold() && is_short && !line.is_dated())
}

/// True for a citation; in a list of other things it begins with its authors or its date, and stops
/// part its pieces.
fn is_one(kind: Kind, cited: &Cited) -> bool {
    let (before, after) = cited.style.signs;
    let is_first = cited.style.has_authors_first || cited.style.is_dated_first;
    let is_stopped = matches!(before, Sign::Stop | Sign::Date | Sign::Quote)
        && matches!(after, Sign::Stop | Sign::Quote);
    kind == Kind::PUBLICATIONS || cited.date.is_some() && is_first && is_stopped
}
