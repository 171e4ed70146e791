//! Dates that are listed: "(Nov 2006, Mar 2010 and Nov 2011)".

use super::super::super::Date;
use crate::extract::fold::fold;
use crate::extract::reader::lexicon::Lexicon;
use crate::resume::{PeriodEnd, Within, Year};

/// Makes one of dates with nothing but a comma, an ampersand or "and" between them, each with its own
/// year, where they go up or down: from the first to the last. What is done again is one entry.
pub(in super::super) fn join(lexicon: &Lexicon, text: &str, dates: Vec<Date>) -> Vec<Date> {
    let mut out: Vec<Vec<Date>> = Vec::new();
    for date in dates {
        let is_listed = out.last().and_then(|list| list.last()).is_some_and(|last| {
            let between = text.get(last.at.end..date.at.start).unwrap_or("x");
            is_joint(lexicon, between)
        });
        match out.last_mut().filter(|_| is_listed) {
            Some(list) => list.push(date),
            None => out.push(vec![date]),
        }
    }
    let one = |list: Vec<Date>| match listed(&list) {
        Some(date) => vec![date],
        None => list,
    };
    out.into_iter().flat_map(one).collect()
}

/// A list as one date; `None` where its dates are in no order.
fn listed(list: &[Date]) -> Option<Date> {
    let (first, last) = (list.first()?, list.last()?);
    let starts: Option<Vec<(u16, u8)>> = list.iter().map(order).collect();
    let starts = starts?;
    let is_rising = starts.is_sorted_by(|one, next| is_before(*one, *next));
    let is_falling = starts.is_sorted_by(|one, next| is_before(*next, *one));
    if list.len() < 2 || !is_rising && !is_falling {
        return None;
    }
    let (early, late) = match is_rising {
        true => (first, last),
        false => (last, first),
    };
    Some(Date {
        at: first.at.start..last.at.end,
        end: late.start.map(PeriodEnd::On),
        ..early.clone()
    })
}

/// Year and part of the year, 0 for all of it; `None` for what is no single date.
fn order(date: &Date) -> Option<(u16, u8)> {
    let start = date.start.filter(|_| !date.is_range)?;
    let within = match start.within {
        Some(Within::Month(month)) => month.number(),
        Some(Within::Season(season)) => 3 * (season as u8 + 1),
        None => 0,
    };
    match start.year {
        Year::Known(year) => Some((year, within)),
        Year::Masked(_) => None,
    }
}

/// "2012" is not before "July 2012".
fn is_before(one: (u16, u8), next: (u16, u8)) -> bool {
    one < next && (one.0 < next.0 || one.1 > 0)
}

fn is_joint(lexicon: &Lexicon, between: &str) -> bool {
    let between = between.trim();
    let word = between.trim_start_matches(',').trim();
    matches!(word, "" | "&" | "+" | ";" | "、" | "，") && !between.is_empty()
        || lexicon.is_joiner(&fold(word)) && !word.is_empty()
}
