//! An entry of a citation.

use std::ops::Range;

use super::super::super::Line;
use super::super::super::lexicon::citation_signs;
use super::super::account::{Reason, Target};
use super::super::entry::Draft;
use super::super::value::Maker;
use super::{Cited, number};
use crate::resume::RichText;

/// Fills an entry from a citation.
pub(in super::super) fn take(maker: &mut Maker<'_>, draft: &mut Draft, line: &Line, cited: &Cited) {
    let from = number(&line.text);
    if from > 0 {
        maker.account.set_aside(line.place(0..from), Reason::Joint);
    }
    draft.entry.title = maker.text(line, cited.title.clone(), Target::Title);
    let mut taken = vec![0..from, cited.title.clone()];
    if let Some(date) = &cited.date {
        draft.entry.period = maker.period(line, date);
        taken.push(date.at.clone());
    }
    if let Some(venue) = &cited.venue {
        draft.entry.organization = maker.text(line, venue.clone(), Target::Organization);
        taken.push(venue.clone());
    }
    if let Some(place) = &cited.place {
        draft.entry.location = maker.text(line, place.clone(), Target::Place);
        taken.push(place.clone());
    }
    if let Some(authors) = &cited.authors {
        let authors = maker.rich(line, authors.clone(), Target::Description);
        draft.description.extend(authors);
    }
    taken.extend(cited.authors.clone());
    taken.sort_by_key(|at| at.start);
    let mut rest: Option<RichText> = None;
    let mut from = 0;
    for at in taken
        .into_iter()
        .chain(std::iter::once(line.text.len()..line.text.len()))
    {
        let gap = from..at.start.max(from);
        from = from.max(at.end);
        if line.text[gap.clone()].contains(char::is_alphanumeric) {
            further(maker, line, gap, &mut rest);
        }
    }
    draft.description.extend(rest);
}

/// Adds what is neither author, title, venue nor date: pages, numbers, editors.
fn further(maker: &mut Maker<'_>, line: &Line, at: Range<usize>, rest: &mut Option<RichText>) {
    let text = &line.text[at.clone()];
    // Brackets that the date or the place left behind.
    let lead = text.len()
        - text
            .trim_start_matches([' ', ')', ']', '.', ',', ';', ':', '”', '"', '’', '»'])
            .len();
    let inner = &text[lead..];
    let mut end = at.start
        + lead
        + inner
            .trim_end_matches([' ', '(', '[', ',', ';', '“', '"'])
            .len();
    if line.text[at.start + lead..end].matches('(').count()
        < line.text[at.start + lead..end].matches(')').count()
    {
        end = at.start
            + lead
            + line.text[at.start + lead..end]
                .trim_end_matches([')', '.'])
                .len();
    }
    let at = at.start + lead..end.max(at.start + lead);
    let small = line.text[at.clone()].to_lowercase();
    let is_joint = citation_signs().joints.contains(&small.trim());
    if is_joint {
        maker.account.set_aside(line.place(at), Reason::Joint);
        return;
    }
    let Some(found) = maker.rich(line, at, Target::Description) else {
        return;
    };
    match rest {
        Some(known) => {
            known.push(", ", crate::resume::Emphasis::NONE, None);
            for run in found.runs {
                known.push(run.text, run.emphasis, run.link);
            }
        }
        None => *rest = Some(found),
    }
}
