//! Rows of joining and of leaving: "2014 Acme joined", "2020 Acme left" are one job.

use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::annotate;
use super::super::segment::{Segment, Segmentation, Segmentations};
use super::super::{Date, Lexicon, Line};
use super::account::Reason;
use super::heads::Parted;
use super::value::Maker;
use crate::extract::fold::fold;
use crate::resume::{Period, PeriodEnd};

/// A word of joining or leaving at the end of a line.
struct Turn {
    /// Its bytes.
    at: Range<usize>,
    /// What is said beside it and the date, folded.
    name: String,
}

/// The same cuts, with what tells of leaving put to what tells of joining above it; `None` where
/// no two lines do.
pub(super) fn joined(lexicon: &Lexicon, cuts: &Segmentations) -> Option<Segmentations> {
    let mut is_any = false;
    let options = cuts.options.iter().map(|cut| {
        let mut segments: Vec<Segment> = Vec::with_capacity(cut.segments.len());
        for segment in &cut.segments {
            let last = segments
                .last_mut()
                .filter(|last| closes(lexicon, last, segment));
            match last {
                Some(last) => {
                    is_any = true;
                    last.lines.extend(segment.lines.iter().cloned());
                }
                None => segments.push(segment.clone()),
            }
        }
        Segmentation {
            segments,
            ..cut.clone()
        }
    });
    let options = options.collect();
    is_any.then(|| Segmentations {
        options,
        ..cuts.clone()
    })
}

/// The head of such a job, and the line that tells of its end.
pub(super) fn parted(lexicon: &Lexicon, segment: &Segment) -> Option<Parted> {
    let [first, last] = segment.lines.as_slice() else {
        return None;
    };
    let turn = turn(first, |word| lexicon.is_joining(word))?;
    ends(lexicon, &turn, first, last)?;
    let part = |at: Range<usize>| {
        let mut line = first.slice(at);
        annotate(lexicon, &mut line);
        Rc::new(line)
    };
    let mut out = Parted {
        closing: Some(Rc::clone(last)),
        ..Parted::default()
    };
    out.head.push(part(0..turn.at.start));
    // "株式会社サクラ 入社（開発者）": what one was there.
    let behind = &first.text[turn.at.end..];
    let words = behind.trim_matches([' ', '(', '（', ')', '）']);
    if let Some(at) = behind.find(words).filter(|_| !words.is_empty()) {
        let start = turn.at.end + at;
        out.head.push(part(start..start + words.len()));
    }
    Some(out)
}

/// Tells what becomes of the words that only say that one came and went.
pub(super) fn set_aside(maker: &mut Maker<'_>, segment: &Segment, closing: &Line) {
    if let Some(first) = segment.lines.first()
        && let Some(turn) = turn(first, |word| maker.lexicon.is_joining(word))
    {
        maker.account.set_aside(first.place(turn.at), Reason::Label);
    }
    let whole = closing.place(0..closing.text.len());
    maker.account.set_aside(whole, Reason::Repeated);
}

/// The period from the date of joining to the one that a line tells of leaving.
pub(super) fn closed(period: Period, closing: &Line) -> Period {
    let date = single(closing);
    let end = date.and_then(|date| date.start).map(PeriodEnd::On);
    let words = date.map_or(closing.text.as_str(), |date| &closing.text[date.at.clone()]);
    Period {
        end: end.or(Some(PeriodEnd::Present)),
        written: format!("{} – {}", period.written, words.trim()),
        ..period
    }
}

/// True if an entry tells of the end of the one above it.
fn closes(lexicon: &Lexicon, above: &Segment, below: &Segment) -> bool {
    let ([first], [last]) = (above.lines.as_slice(), below.lines.as_slice()) else {
        return false;
    };
    above.shared.is_empty()
        && below.shared.is_empty()
        && turn(first, |word| lexicon.is_joining(word))
            .is_some_and(|turn| ends(lexicon, &turn, first, last).is_some())
}

/// `Some` if a line tells of the end of what another one begins.
fn ends(lexicon: &Lexicon, joining: &Turn, first: &Line, last: &Line) -> Option<()> {
    let start = single(first)?.start;
    let Some(date) = single(last) else {
        // "Until today", with or without the name.
        let told = |word: &str| lexicon.is_present(word) || joining.name.contains(word);
        let words = fold(&last.text);
        let is_open = last.notes.dates.iter().all(|date| date.start.is_none());
        let is_told = words.split(' ').all(told);
        return (is_open && is_told && !words.is_empty()).then_some(());
    };
    let leaving = turn(last, |word| lexicon.is_leaving(word))?;
    let is_same = joining.name.contains(&leaving.name) || leaving.name.contains(&joining.name);
    let year = |date: Option<crate::resume::PartialDate>| date.map(|date| date.year);
    let is_later = match (year(start), year(date.start)) {
        (Some(crate::resume::Year::Known(one)), Some(crate::resume::Year::Known(other))) => {
            one <= other
        }
        _ => false,
    };
    (is_same && is_later).then_some(())
}

/// The one date of a line, if it is no period.
fn single(line: &Line) -> Option<&Date> {
    let mut dates = line.dated();
    let first = dates.next().filter(|date| !date.is_range);
    first.filter(|_| dates.next().is_none())
}

/// The word that ends a line, where it is one of some; a bracket may stand behind it.
fn turn(line: &Line, is: impl Fn(&str) -> bool) -> Option<Turn> {
    let text = &line.text;
    let end = text.find(['(', '（']).filter(|at| *at > 0);
    let end = end.unwrap_or(text.len());
    let behind = &text[end..];
    if behind.is_empty() || behind.ends_with([')', '）']) {
        let word = text[..end].trim_end();
        let starts = word.char_indices().map(|(at, _)| at).rev();
        let starts: Vec<usize> = starts.take(LONGEST).collect();
        // The longest phrase; a script without blanks may have the name right before it.
        for start in starts.into_iter().rev() {
            let before = text[..start].chars().next_back();
            let is_whole = before.is_none_or(|c| !c.is_alphanumeric());
            let may_begin =
                is_whole || crate::extract::reader::lexicon::is_unspaced(&word[start..]);
            if may_begin && is(&fold(&word[start..])) {
                let date = single(line).map_or(0..0, |date| date.at.clone());
                let mut name = text[..start].to_owned();
                if date.end <= start {
                    name.replace_range(date, " ");
                }
                return Some(Turn {
                    at: start..word.len(),
                    name: fold(&name),
                });
            }
        }
    }
    None
}

/// No such word has more letters.
const LONGEST: usize = 14;
