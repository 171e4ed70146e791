//! Dates over two cells of a row: a year and its month, a beginning and an end.

use std::ops::Range;

use super::super::{Date, Gap, Line};
use crate::resume::{Month, PartialDate, PeriodEnd, Within, Year};

/// Signs of a month's cell behind its number.
const MONTH: [&str; 3] = ["", "月", "월"];

/// Makes one date of two that stand in cells side by side, each all of its cell.
pub(super) fn join(line: &Line, dates: &mut Vec<Date>) {
    if !line.opens.row {
        return;
    }
    let cells = cells(line);
    for pair in cells.windows(2) {
        let Some(at) = whole(dates, &line.text, &pair[0]) else {
            continue;
        };
        let Some(start) = single(&dates[at]) else {
            continue;
        };
        if let Some(month) = month(&line.text[pair[1].clone()], start) {
            let date = &mut dates[at];
            date.start = Some(PartialDate {
                within: Some(Within::Month(month)),
                ..start
            });
            date.at.end = pair[1].end;
            continue;
        }
        let next = whole(dates, &line.text, &pair[1]);
        if let Some(next) = next
            && let Some(end) = single(&dates[next])
            && is_before(start, end)
        {
            let last = dates.remove(next);
            let date = &mut dates[at];
            date.end = Some(PeriodEnd::On(end));
            date.is_range = true;
            date.expected |= last.expected;
            date.at.end = last.at.end;
        }
    }
}

/// The bytes of a row's cells.
fn cells(line: &Line) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for run in &line.runs {
        match out.last_mut() {
            Some(cell) if run.gap != Gap::Part => cell.end = run.at.end,
            Some(_) | None => out.push(run.at.clone()),
        }
    }
    for cell in &mut out {
        let text = &line.text[cell.clone()];
        let start = cell.start + (text.len() - text.trim_start().len());
        *cell = start..(cell.start + text.trim_end().len()).max(start);
    }
    out
}

/// The place of the date that is all of a cell, or ends in it and begins in cells before.
fn whole(dates: &[Date], text: &str, cell: &Range<usize>) -> Option<usize> {
    let is_end = |date: &Date| {
        date.at.start <= cell.start
            && cell.start < date.at.end
            && text[date.at.end..cell.end.max(date.at.end)]
                .trim_matches(['.', ' '])
                .is_empty()
    };
    dates.iter().position(is_end)
}

/// When a date is, if it is one and no period.
fn single(date: &Date) -> Option<PartialDate> {
    date.start.filter(|_| !date.is_range && date.end.is_none())
}

/// The month that a cell behind a year's holds.
fn month(cell: &str, year: PartialDate) -> Option<Month> {
    if year.within.is_some() {
        return None;
    }
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    let is_alone = MONTH.contains(&cell[digits..].trim());
    let number = cell[..digits].parse().ok().filter(|_| digits <= 2);
    number
        .filter(|_| is_alone)
        .and_then(|number| Month::new(number).ok())
}

/// True if one date lies before another that is told as exactly.
fn is_before(one: PartialDate, other: PartialDate) -> bool {
    let key = |date: PartialDate| match (date.year, date.within) {
        (Year::Known(year), Some(Within::Month(month))) => Some((year, month.number())),
        (Year::Known(year), None) => Some((year, 0)),
        (Year::Known(_) | Year::Masked(_), _) => None,
    };
    match (key(one), key(other)) {
        (Some(start), Some(end)) => (start.1 == 0) == (end.1 == 0) && start < end,
        _ => false,
    }
}
