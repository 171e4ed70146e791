//! The texts of a page with what they are read as, for whoever says what one of them is.

use std::ops::Range;
use std::rc::Rc;

use super::claims::{Claim, Target};
use super::decided::beside;
use super::{Lexicon, Line, Policy, claims};
use crate::extract::corrections::Fix;
use crate::extract::sheet::Sheet;

/// A line of a page, or a value of a data file.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// The lines of the source on which it stands, from 1.
    pub(crate) source: Range<usize>,
    /// Its words.
    pub(crate) text: String,
    /// What stands near it: headings above it, the nearest first, and the lines around it.
    pub(crate) beside: Vec<String>,
    /// The values that are made of it, each with what it is read as, in one word.
    pub(crate) parts: Vec<(String, &'static str)>,
}

impl Passage {
    /// True if it stands on a line of the source.
    pub(crate) fn holds(&self, line: usize) -> bool {
        self.source.contains(&line)
    }
}

/// Every line of a page.
pub(crate) fn passages(
    sheet: &Sheet,
    lexicon: &Lexicon,
    asked: (&[String], &[Fix]),
    policy: Policy,
) -> Vec<Passage> {
    let (lines, claimed) = claims::claimed(sheet, lexicon, asked, policy);
    let all: Vec<&Line> = lines.iter().map(Rc::as_ref).collect();
    let beside = beside(&all);
    let mut out = Vec::with_capacity(all.len());
    for (line, beside) in all.iter().zip(beside) {
        let of_line = claimed.iter().filter(|claim| claim.at.index == line.index);
        out.push(Passage {
            source: line.source..end(sheet, &all, line),
            text: line.text.clone(),
            beside: beside.into_iter().map(str::to_owned).collect(),
            parts: of_line.filter_map(part).collect(),
        });
    }
    out
}

/// The line of the source before which the next one begins, or where the paragraph ends.
fn end(sheet: &Sheet, all: &[&Line], line: &Line) -> usize {
    let later = all.iter().map(|other| other.source);
    let next = later.filter(|other| *other > line.source).min();
    let source = &sheet.page.source;
    let is_blank = |number: usize| source.text()[source.line(number)].trim().is_empty();
    let mut end = line.source + 1;
    while next.is_none_or(|next| end < next) && !is_blank(end) {
        end += 1;
    }
    end
}

fn part(claim: &Claim) -> Option<(String, &'static str)> {
    let read_as = match claim.target {
        Target::Place => "location",
        Target::Name
        | Target::Headline
        | Target::Location
        | Target::Summary
        | Target::SectionTitle
        | Target::SectionText
        | Target::Title
        | Target::Organization
        | Target::Description
        | Target::Highlight
        | Target::Detail => claim.target.name(),
        Target::Email
        | Target::Phone
        | Target::Link
        | Target::SkillGroup
        | Target::Skill
        | Target::Figure
        | Target::Period
        | Target::Tag
        | Target::Metric => return None,
    };
    Some((claim.value.clone(), read_as))
}
