//! What has a form: one finder each for periods, addresses, numbers, labels; and the measures
//! that later stages weigh.

mod addresses;
mod cells;
mod dates;
mod dating;
mod durations;
mod emails;
mod grades;
mod items;
mod label;
mod phones;
mod place;
mod postal;
mod prose;
mod tokens;
mod work;

pub(crate) use dates::YearPairs;
pub(crate) use prose::ends_within;

use std::ops::Range;

use super::{Date, Lexicon, Line};
use crate::extract::fold::placed_words;

/// Fills the notes of a line.
pub(crate) fn annotate(lexicon: &Lexicon, line: &mut Line) {
    let mut dates = dates::dates(lexicon, &line.text);
    dates = dates::join(lexicon, &line.text, dates);
    cells::join(line, &mut dates);
    let is_marked = line.heading > 0 || line.is_bold();
    let prose = prose::proseness(lexicon, &line.text, &dates, is_marked);
    dating::mark(lexicon, line, prose, &mut dates);
    line.notes.words = placed_words(&line.text);
    line.notes.prose = prose;
    line.notes.label = label::label(lexicon, line, &dates);
    line.notes.emails = emails::emails(&line.text);
    line.notes.phones = phones::phones(lexicon, &line.text, &dates);
    line.notes.addresses = addresses::addresses(&line.text);
    line.notes.dates = dates;
}

/// Where a line's last words begin that a date opens and that are set otherwise than those before
/// them: "Mended the looms of the mill. *2018 – Acme*".
pub(crate) fn ending_apart(line: &Line) -> Option<usize> {
    let mut starts = line.dated().map(|date| date.at.start);
    starts.find(|start| *start > 0 && dating::ends_apart(line, *start))
}

/// Every date and period of a text, none within another; `dates_line` is not set.
pub(crate) fn dates(lexicon: &Lexicon, text: &str) -> Vec<Date> {
    dates::dates(lexicon, text)
}

/// Stretches of time without dates: "(3 yrs 2 mos)", with brackets around them.
pub(crate) fn durations(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    durations::durations(lexicon, text)
}

/// How well something was done, "(GPA: 3.9)", with the brackets around it.
pub(crate) fn grades(lexicon: &Lexicon, text: &str) -> Vec<Range<usize>> {
    grades::grades(lexicon, text)
}

/// 0 to 1: how much a text is running prose. `is_marked` for headings and bold lines.
pub(crate) fn proseness(lexicon: &Lexicon, text: &str, is_marked: bool) -> f32 {
    let dates = dates::dates(lexicon, text);
    prose::proseness(lexicon, text, &dates, is_marked)
}

/// How much a text looks like a place: about 2 for a known one, 0 for what may be one, below for
/// what is hardly one.
pub(crate) fn place_score(lexicon: &Lexicon, text: &str) -> f32 {
    place::place_score(lexicon, text)
}

/// How much a text looks like a place or a postal address.
pub(crate) fn postal_score(lexicon: &Lexicon, text: &str) -> f32 {
    postal::postal_score(lexicon, text)
}

/// E-mail addresses.
pub(crate) fn emails(text: &str) -> Vec<Range<usize>> {
    emails::emails(text)
}

/// Addresses on the web that are written out.
pub(crate) fn addresses(text: &str) -> Vec<Range<usize>> {
    addresses::addresses(text)
}

/// An e-mail address as it is written to: `[at]` and `(dot)` resolved.
pub(crate) fn plain_email(written: &str) -> String {
    emails::plain_email(written)
}

/// An address on the web as it is opened: with its scheme, `@ana@fosstodon.org` as a page.
pub(crate) fn plain_address(written: &str) -> String {
    addresses::plain_address(written)
}

/// The items of a list of short things, "a, b (c, d) | e": cut at commas, semicolons, bars, dots
/// and slashes between blanks; nothing inside brackets is cut; percentages and level signs at the
/// end of an item are left out.
pub(crate) fn items(text: &str) -> Vec<Range<usize>> {
    items::items(text)
}

/// The bytes of a text without blanks and signs at its edges (those that belong to words, as in
/// "C++" or "(Hons)", stay).
pub(crate) fn trimmed(text: &str) -> Range<usize> {
    items::trimmed(text)
}
