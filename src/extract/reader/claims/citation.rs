//! Works cited as bibliographies do: authors, title, venue, year.

use std::ops::Range;

use super::super::{Date, Gap, Kind, Line, Run};
use super::account::{Reason, Target};
use super::entry::Draft;
use super::value::Maker;

/// A citation whose title is set apart.
#[derive(Debug, PartialEq)]
pub(super) struct Cited {
    /// The title's bytes.
    title: Range<usize>,
    /// Where it was published, and the year with it.
    venue: Range<usize>,
}

/// Words of a title that stands out, at least: a bold author has fewer.
const FEWEST_WORDS: usize = 4;

/// True for a citation.
pub(super) fn is_one(kind: Kind, line: &Line) -> bool {
    parted(kind, line).is_some() || plain(kind, line).is_some()
}

/// A citation with its title in bold, in bold italics or between quotation marks, behind the
/// authors. `None` for any other line.
pub(super) fn parted(kind: Kind, line: &Line) -> Option<Cited> {
    if kind != Kind::PUBLICATIONS || line.heading > 0 {
        return None;
    }
    let text = &line.text;
    let title = styled(line).or_else(|| quoted(text))?;
    let authors = &text[..title.start];
    // Authors are several names, or one behind which a stop stands.
    let has_authors = authors.contains([',', '.', '&']) && authors.contains(char::is_uppercase);
    let rest = &text[title.end..];
    let skip = rest.len()
        - rest
            .trim_start_matches([' ', '.', ',', '"', '”', '»'])
            .len();
    let venue = title.end + skip..text.len();
    has_authors.then_some(Cited { title, venue })
}

/// The longest stretch of bold runs that is a title.
fn styled(line: &Line) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut open: Option<Range<usize>> = None;
    for run in &line.runs {
        match (&mut open, run.emphasis.strong) {
            (Some(at), true) => at.end = run.at.end,
            (None, true) => open = Some(run.at.clone()),
            (_, false) => open = None,
        }
        let words = |at: &Range<usize>| line.text[at.clone()].split_whitespace().count();
        if let Some(at) = &open
            && words(at) >= FEWEST_WORDS
            && best.as_ref().is_none_or(|best| words(best) < words(at))
        {
            best = Some(at.clone());
        }
    }
    best.filter(|at| at.start > 0)
}

/// What stands between quotation marks.
fn quoted(text: &str) -> Option<Range<usize>> {
    let pairs = [('“', '”'), ('„', '“'), ('«', '»'), ('"', '"'), ('「', '」')];
    pairs.into_iter().find_map(|(open, close)| {
        let start = text.find(open)? + open.len_utf8();
        let end = start + text[start..].find(close)?;
        let words = text[start..end].split_whitespace().count();
        (words >= FEWEST_WORDS).then_some(start..end)
    })
}

/// Fills an entry from a citation.
pub(super) fn take(maker: &mut Maker<'_>, draft: &mut Draft, line: &Line, cited: &Cited) {
    draft.entry.title = maker.text(line, cited.title.clone(), Target::Title);
    let dates = line.notes.dates.iter();
    let date = dates.rev().find(|date| date.at.start >= cited.venue.start);
    if let Some(date) = date.cloned() {
        draft.entry.period = maker.period(line, &date);
    }
    let authors = maker.rich(line, 0..cited.title.start, Target::Description);
    draft.description.extend(authors);
    let (venue, rest) = venue(line, cited.venue.clone());
    if line.text[venue.clone()].contains(char::is_alphanumeric) {
        draft.entry.organization = maker.text(line, venue, Target::Organization);
    }
    for at in rest {
        let text = &line.text[at.clone()];
        let is_link = line
            .runs
            .iter()
            .any(|run| run.href.is_some() && run.at == at);
        if is_link && maker.lexicon.is_call(text) {
            maker.account.set_aside(line.place(at), Reason::Call);
        } else if text.contains(char::is_alphabetic) {
            let text = maker.rich(line, at, Target::Description);
            draft.description.extend(text);
        }
    }
}

/// The venue: what is linked behind the title, else what stands up to its last date; and what
/// stands behind it.
fn venue(line: &Line, at: Range<usize>) -> (Range<usize>, Vec<Range<usize>>) {
    let linked = line.runs.iter().find(|run| {
        run.href.is_some() && run.at.start >= at.start && line.text[run.at.clone()].contains(' ')
    });
    let dates = line.notes.dates.iter();
    let date = dates.rev().find(|date| date.at.start >= at.start);
    let end = match (linked, date) {
        (Some(run), _) => run.at.end,
        (None, Some(date)) => date.at.end,
        (None, None) => at.end,
    };
    let mut own = at.start..end;
    // The year in brackets at its end is told as the date.
    if let Some(date) = date.filter(|date| date.at.end <= end) {
        let behind = line.text[date.at.end..end].trim_matches([')', ']', '.', ' ', ',']);
        if behind.is_empty() {
            own.end = date.at.start;
            let text = line.text[own.clone()].trim_end_matches([' ', '(', '[', ',', '.', ';']);
            own.end = own.start + text.len();
        }
    }
    let rest = line.text[end..].trim_start_matches([' ', '.', ',', ')', ']', ';']);
    let from = line.text.len() - rest.len();
    let to = from + rest.trim_end_matches([' ', '.']).len();
    let more = (from < to).then_some(from..to);
    (own, more.into_iter().collect())
}

/// Where a citation ends: before its year, or at the line's end. `None` for what is none: one that
/// cites has authors, title and venue between full stops.
pub(super) fn plain(kind: Kind, line: &Line) -> Option<(usize, Option<Date>)> {
    /// Full stops behind words, at least.
    const FEWEST_STOPS: usize = 2;
    if kind != Kind::PUBLICATIONS || line.heading > 0 {
        return None;
    }
    let text = &line.text;
    let is_stop = |at: usize| {
        let before = text[..at].chars().rev().take_while(|c| c.is_alphabetic());
        text[at + 1..].starts_with(' ') && before.count() > 1
    };
    let stops = text
        .match_indices('.')
        .filter(|(at, _)| is_stop(*at))
        .count();
    // A bold author is one of several.
    let is_author = |run: &Run| {
        text[..run.at.start].ends_with([' ', ','])
            || text[run.at.end..].starts_with(',')
            || text[run.at.clone()].ends_with(',')
    };
    let has_style = line.seen().any(|run| {
        run.emphasis.strong && !is_author(run)
            || run.gap == Gap::Part
            || run.at.start == 0 && run.href.is_some()
    });
    if stops < FEWEST_STOPS || has_style {
        return None;
    }
    let year = line.notes.dates.last().cloned();
    let year = year.filter(|date| date.at.start * 2 > text.len());
    let end = year.as_ref().map_or(text.len(), |date| date.at.start);
    let end = text[..end].trim_end_matches([' ', '(', '[', ',']).len();
    Some((end, year))
}

#[cfg(test)]
mod tests {
    use super::super::super::segment::sample::{bold, plain};
    use super::*;

    fn cited(text: &str, title: &str) -> Line {
        let start = text.find(title).expect("the title stands in the text");
        let end = start + title.len();
        let mut line = plain(text);
        let run = |at: Range<usize>, from: &Line| Run {
            at,
            ..from.runs[0].clone()
        };
        let (thin, thick) = (plain("x"), bold("x"));
        line.runs = vec![
            run(0..start, &thin),
            run(start..end, &thick),
            run(end..text.len(), &thin),
        ];
        line
    }

    #[test]
    fn a_bold_title_parts_authors_from_venue() {
        let text = "A. Reis, B. Low. The warm bread of cold towns. J. Bread 4, 12";
        let line = cited(text, "The warm bread of cold towns");
        let found = parted(Kind::PUBLICATIONS, &line).expect("a citation");
        assert_eq!(&text[found.title], "The warm bread of cold towns");
        assert_eq!(&text[found.venue], "J. Bread 4, 12");
        assert!(parted(Kind::PROJECTS, &line).is_none());
    }

    #[test]
    fn a_bold_author_is_no_title() {
        let text = "Ana Reis, B. Low. The warm bread of cold towns. J. Bread 4, 12";
        assert!(parted(Kind::PUBLICATIONS, &cited(text, "Ana Reis")).is_none());
        let text = "Reis, A. Bread. J. Bread";
        assert!(parted(Kind::PUBLICATIONS, &plain(text)).is_none());
    }

    #[test]
    fn a_title_between_quotation_marks_is_one() {
        let text = "Reis, A., “The warm bread of cold towns”, J. Bread 4, 12";
        let found = parted(Kind::PUBLICATIONS, &plain(text)).expect("a citation");
        assert_eq!(&text[found.title], "The warm bread of cold towns");
        assert_eq!(&text[found.venue], "J. Bread 4, 12");
    }
}
