//! When something was: dates of data files, in every language that pages are read in.

use super::leaf::Leaf;
use crate::diagnostic::Span;
use crate::extract::period;
use crate::extract::reader::{Date, annotate, lexicon};
use crate::resume::{Period, PeriodEnd, PeriodError};

/// A text that is a date or a period and nothing else.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(leaf: Leaf<'_>, written: &str, span: &Span) -> Result<Period, PeriodError> {
    let found = period::read(leaf.words, written, span);
    match found {
        Err(PeriodError::NoDate) => {
            let plain = arrows(written);
            let again = period::read(leaf.words, plain.as_deref().unwrap_or(""), span);
            let found = again
                .ok()
                .or_else(|| whole(plain.as_deref().unwrap_or(written), span));
            found.ok_or(PeriodError::NoDate)
        }
        found => found,
    }
}

/// "2022 => Current" with a dash.
fn arrows(written: &str) -> Option<String> {
    let arrow = ["=>", "->", "→", "»"]
        .into_iter()
        .find(|arrow| written.contains(arrow))?;
    Some(written.replace(arrow, "–"))
}

/// From one text until another.
///
/// # Errors
/// What is wrong with the first of them, or with both together.
pub(super) fn between(
    leaf: Leaf<'_>,
    start: &str,
    end: &str,
    span: &Span,
) -> Result<Period, PeriodError> {
    let both = format!("{start} – {end}");
    match read(leaf, &both, span) {
        Err(PeriodError::NoDate) => {}
        found => return found,
    }
    let from = read(leaf, start, span)?;
    let goes_on = leaf.words.is_present(end) || lexicon().is_present(&end.to_lowercase());
    let until = match goes_on {
        true => PeriodEnd::Present,
        false => {
            let until = read(leaf, end, span)?;
            PeriodEnd::On(until.start.ok_or(PeriodError::NoDate)?)
        }
    };
    Ok(Period {
        end: Some(until),
        written: both,
        ..from
    })
}

/// A date of the page reader's grammar that takes the whole text.
fn whole(written: &str, span: &Span) -> Option<Period> {
    let text = written.trim();
    let all: Vec<Date> = annotate::dates(lexicon(), text);
    let [date] = all.as_slice() else {
        return None;
    };
    // "2020 – 2022 · 2 years": how long it was stands behind.
    let (before, behind) = (&text[..date.at.start], &text[date.at.end..]);
    let lasts = annotate::durations(lexicon(), behind);
    let mut is_whole = before.trim().is_empty();
    for (at, c) in behind.char_indices() {
        let is_told = lasts.iter().any(|told| told.contains(&at));
        is_whole &= is_told || !c.is_alphanumeric();
    }
    is_whole.then(|| Period {
        start: date.start,
        end: date.end,
        expected: date.expected,
        written: text.to_owned(),
        span: span.clone(),
    })
}
