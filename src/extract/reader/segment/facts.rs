//! What is asked of every line again and again, found once.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::sign::{Rank, Sign, rank_with, sign};
use super::words::Words;
use crate::extract::reader::{Date, LabelRole, Line};
use crate::resume::{PartialDate, PeriodEnd, Within, Year};

/// The lines of a section with what is known of them.
pub(super) struct Facts<'a> {
    /// The lines themselves.
    pub(super) lines: &'a [Rc<Line>],
    /// One for each line.
    pub(super) of: Vec<Fact>,
    /// The periods that date lines, as numbers: equal periods have equal ones.
    periods: Vec<u32>,
    /// How many different periods there are.
    pub(super) different: usize,
    /// The lines that a date dates, in order.
    pub(super) dated: Vec<usize>,
    /// The strongest mark of any line.
    pub(super) top: Rank,
}

/// What is known of one line.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) rank: Rank,
    pub(super) sign: Sign,
    /// The sign without dates and prose.
    pub(super) shape: Sign,
    pub(super) is_prose: bool,
    pub(super) has_lead: bool,
    pub(super) depth: u8,
    /// A list item begins here.
    pub(super) opens_item: bool,
    /// A label inside entries.
    pub(super) is_label: bool,
    /// The first period that dates it has two dates.
    pub(super) is_range: bool,
    /// It is nothing but a period, with or without its label.
    pub(super) is_period: bool,
    /// Its periods.
    dates: Range<usize>,
}

/// Two dates of one entry stand so many lines apart, at most.
const NEAR: usize = 3;

/// True for "2019 – 2021" and "Period: 2019 – 2021".
fn is_period(line: &Line) -> bool {
    let label = line.labelled();
    let is_labelled = label.is_some_and(|(role, _)| role == LabelRole::Period);
    is_labelled || line.dated().any(|date| date.at == (0..line.text.len()))
}

impl<'a> Facts<'a> {
    /// Those of a section.
    pub(super) fn new(words: &dyn Words, lines: &'a [Rc<Line>]) -> Facts<'a> {
        let mut facts = Facts {
            lines,
            of: Vec::with_capacity(lines.len()),
            periods: Vec::new(),
            different: 0,
            dated: Vec::new(),
            top: Rank::Plain,
        };
        let mut numbers: HashMap<[u32; 2], u32> = HashMap::new();
        let mut last: Option<(usize, &Date, u32)> = None;
        for (at, line) in lines.iter().enumerate() {
            let from = facts.periods.len();
            for date in line.dated() {
                // A year in the margin and the day beside the school are one date.
                let known = last.filter(|(line, other, _)| {
                    at - line <= NEAR && (other.says_less(date) || date.says_less(other))
                });
                let next = numbers.len() as u32;
                let number = match known {
                    Some((_, _, number)) => number,
                    None => *numbers.entry(code(date)).or_insert(next),
                };
                facts.periods.push(number);
                last = Some((at, date, number));
            }
            let dates = from..facts.periods.len();
            if !dates.is_empty() {
                facts.dated.push(at);
            }
            let sign = sign(line);
            let fact = Fact {
                rank: rank_with(words, line),
                sign,
                shape: sign.shape(),
                // Works have long titles.
                is_prose: line.is_prose() && (line.heading == 0 || line.text.ends_with('.')),
                has_lead: line.has_bold_lead(),
                depth: line.depth,
                opens_item: line.opens.item > 0,
                is_label: false,
                is_range: line.dated().next().is_some_and(|date| date.is_range),
                is_period: is_period(line),
                dates,
            };
            facts.top = facts.top.max(fact.rank);
            facts.of.push(fact);
        }
        facts.different = numbers.len();
        facts
    }

    /// Marks the lines that are labels.
    pub(super) fn set_labels(&mut self, labels: &HashMap<usize, LabelRole>) {
        for (line, fact) in self.lines.iter().zip(&mut self.of) {
            fact.is_label = labels.contains_key(&line.index);
        }
    }

    /// The numbers of the periods that date a line.
    pub(super) fn periods(&self, at: usize) -> &[u32] {
        &self.periods[self.of[at].dates.clone()]
    }

    /// The number of the first period that dates a line.
    pub(super) fn period(&self, at: usize) -> Option<u32> {
        self.periods(at).first().copied()
    }

    /// The dated lines of a range.
    pub(super) fn dated_in(&self, range: &Range<usize>) -> &[usize] {
        let from = self.dated.partition_point(|at| *at < range.start);
        let to = self.dated.partition_point(|at| *at < range.end);
        &self.dated[from..to]
    }
}

impl Fact {
    /// True if a date dates it.
    pub(super) fn is_dated(&self) -> bool {
        !self.dates.is_empty()
    }
}

/// A period as two numbers, equal for equal periods.
fn code(date: &Date) -> [u32; 2] {
    let (start, end) = date.key();
    let end = match end {
        None => 0,
        Some(PeriodEnd::Present) => 1,
        Some(PeriodEnd::On(date)) => code_of(date),
    };
    [start.map_or(0, code_of), end]
}

/// A date as a number above 1: year, part of the year, day.
fn code_of(date: PartialDate) -> u32 {
    let year = match date.year {
        Year::Known(year) => u32::from(year),
        Year::Masked(digits) => (1 << 17) + u32::from(digits),
    };
    let within = match date.within {
        None => 0,
        Some(Within::Month(month)) => u32::from(month.number()),
        Some(Within::Season(season)) => 13 + season as u32,
    };
    let day = date.day.map_or(0, u32::from);
    2 + (year * 20 + within) * 32 + day.min(31)
}
