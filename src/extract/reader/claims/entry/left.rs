//! What no field of an entry took.

use std::ops::Range;
use std::rc::Rc;

use super::super::super::assign::before_named;
use super::super::super::{Date, Line};
use super::super::account::{Reason, Target};
use super::super::value::Maker;
use super::Draft;
use crate::resume::{Detail, DetailLabel};

/// What no field took: printed with the entry, and counted.
pub(super) fn leftovers<'l>(
    maker: &mut Maker<'_>,
    draft: &mut Draft,
    lines: impl Iterator<Item = &'l Rc<Line>>,
) {
    for line in lines {
        for at in maker.account.free(line) {
            // The same date for another width of the screen.
            let period = draft.entry.period.as_ref().map(|p| (p.start, p.end));
            let says_period =
                |date: &Date| date.at == at && period.is_some_and(|period| period == date.key());
            if line.notes.dates.iter().any(says_period) {
                maker.account.set_aside(line.place(at), Reason::Repeated);
                continue;
            }
            let is_before_name = || before_named(maker.lexicon, line).as_ref() == Some(&at);
            if joins(maker, &line.text[at.clone()]) || is_before_name() {
                maker.account.set_aside(line.place(at), Reason::Joint);
                continue;
            }
            let at = without_joint(maker, line, at);
            // A second period says something beside the first, and is no sentence.
            let is_rest = |rest: &str| rest.trim_matches([')', '）', ']', ',', ' ']).is_empty();
            let further = line
                .notes
                .dates
                .iter()
                .find(|date| {
                    date.at.start == at.start
                        && line.text.get(date.at.end..at.end).is_some_and(is_rest)
                })
                .filter(|date| date.is_range && date.dates_line && draft.entry.period.is_some());
            if let Some(date) = further {
                let rest = line.place(date.at.end..at.end);
                maker.account.set_aside(rest, Reason::Joint);
                if let Some(text) = maker.rich(line, date.at.clone(), Target::Detail) {
                    draft.entry.details.push(Detail {
                        label: DetailLabel::Without,
                        text,
                    });
                }
                continue;
            }
            let text = maker.unplaced(line, at, Target::Description);
            draft.description.extend(text);
        }
    }
}

/// A further period without what joins it to the first: "and 6/2011 – 8/2011", "6–8/2008 and".
fn without_joint(maker: &mut Maker<'_>, line: &Line, at: Range<usize>) -> Range<usize> {
    let dates = || line.notes.dates.iter();
    let inside = |date: &&Date| at.start <= date.at.start && date.at.end <= at.end;
    let (Some(first), Some(last)) = (dates().find(inside), dates().rfind(inside)) else {
        return at;
    };
    let (mut start, mut end) = (at.start, at.end);
    for (edge, is_before) in [(start..first.at.start, true), (last.at.end..end, false)] {
        let words = &line.text[edge.clone()];
        let is_joint = !words.contains(char::is_alphanumeric) || joins(maker, words);
        if words.is_empty() || words.contains(['(', ')', '（', '）', '[', ']']) || !is_joint {
            continue;
        }
        match is_before {
            true => start = edge.end,
            false => end = edge.start,
        }
        maker.account.set_aside(line.place(edge), Reason::Joint);
    }
    start..end
}

/// True for words that only join what is kept: "at", "from", "and".
pub(crate) fn joins(maker: &Maker<'_>, text: &str) -> bool {
    let words = crate::extract::fold::words(text);
    let lexicon = maker.lexicon;
    if text.trim() == "w/" {
        return true;
    }
    // "Lecce, LE": capitals are a name's, whatever they spell.
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    if letters().count() > 1 && letters().all(char::is_uppercase) {
        return false;
    }
    let joint = |word: &String| {
        lexicon.is_joiner(word)
            || lexicon.is_function_word(word)
            || lexicon.is_date_preposition(word)
            || lexicon.at_words().contains(word)
            || lexicon.weak_at_words().contains(word)
    };
    // "D'août": what is left of the preposition.
    if words.len() == 1 && text.trim_end().ends_with(['\'', '’']) {
        return letters().count() == 1 || words.iter().all(joint);
    }
    words.len() <= 2 && words.iter().all(joint)
}
