//! Running text where entries are looked for: a sentence names nothing, whatever commas, brackets and
//! dates stand in it, and a section of nothing else is text.

use std::rc::Rc;

use super::super::annotate::proseness;
use super::super::lexicon::is_unspaced;
use super::super::{Gap, Kind, Lexicon, Line};
use super::lists::has_inner_stop;
use crate::resume::SectionKind;

/// A dated sentence that is no longer may still name an entry, in characters.
const LONGEST_DATED: usize = 90;

/// True for a section of which every line tells something and begins with no name. In lists of works
/// and of what was won each item is one, however it is told.
pub(super) fn is_all(lexicon: &Lexicon, kind: Kind, lines: &[Rc<Line>]) -> bool {
    let is_told =
        |line: &Rc<Line>| !(line.depth > 0 && items_are_named(kind)) && tells(lexicon, line);
    ![Kind::PUBLICATIONS, Kind::Section(SectionKind::References)].contains(&kind)
        && lines.iter().all(is_told)
}

/// True for kinds whose items are entries though they are sentences.
pub(super) fn items_are_named(kind: Kind) -> bool {
    [Kind::PUBLICATIONS, Kind::AWARDS, Kind::CERTIFICATIONS].contains(&kind)
}

/// True for a line that is running text from its first word on: no date, link, name in bold or "name –"
/// begins it.
pub(super) fn tells(lexicon: &Lexicon, line: &Line) -> bool {
    let is_apart = line.heading > 0 || line.opens.row || line.opens.term;
    if is_apart || line.notes.label.is_some() || line.text.contains(" | ") {
        return false;
    }
    // Letters that lean say nothing of what they spell, and a date in one of two sentences is theirs.
    let is_bare = line.is_italic() || has_inner_stop(&line.text);
    let is_prose = line.is_prose() || is_bare && proseness(lexicon, &line.text, false) >= 0.5;
    if !is_prose || !reads_on(&line.text) {
        return false;
    }
    if line.is_dated() {
        // "In 2018 I left" is a sentence, "2018 left" begins with its date.
        let begins = line
            .dated()
            .any(|date| !line.text[..date.at.start].contains(char::is_alphanumeric));
        let is_brief = line.text.chars().count() < LONGEST_DATED;
        if begins || is_brief && !has_inner_stop(&line.text) {
            return false;
        }
    }
    !begins_with_name(lexicon, line)
}

/// True unless a few words or a script without blanks could as well be names in a row: "Ana Reis,
/// potter of Lisbon." A short sentence goes on with a small letter, and others end.
fn reads_on(text: &str) -> bool {
    /// Fewer words may be names.
    const FEWEST: usize = 7;
    if is_unspaced(text) {
        return text.contains(['。', '！', '？']) || text.contains("다.") || text.contains("요.");
    }
    let mut words = text.split_whitespace();
    let second = words.clone().nth(1);
    words.by_ref().nth(FEWEST - 1).is_some()
        || second.is_some_and(|word| word.starts_with(char::is_lowercase))
}

/// True where the first words stand out, or a spaced dash or a colon stands behind few of them.
fn begins_with_name(lexicon: &Lexicon, line: &Line) -> bool {
    /// More words before such a sign are a part of a sentence.
    const MOST_WORDS: usize = 6;
    let mut seen = line.seen();
    let first = seen.next();
    let has_more = seen.next().is_some();
    let stands_out = first.is_some_and(|run| {
        let emphasis = &run.emphasis;
        run.href.is_some() || emphasis.strong || emphasis.code || emphasis.emphasized && has_more
    });
    let has_parts = line.seen().skip(1).any(|run| run.gap == Gap::Part);
    let sign = [" – ", " — ", " - ", " -- ", ": ", "："];
    let sign = sign.iter().filter_map(|sign| line.text.find(sign)).min();
    let is_name = |lead: &str| {
        lead.split_whitespace().count() <= MOST_WORDS && proseness(lexicon, lead, false) < 0.5
    };
    // "wracklog, a notebook for the coast": sentences begin with a great letter.
    let is_small = line.text.starts_with(char::is_lowercase)
        && line
            .text
            .split(' ')
            .next()
            .is_some_and(|word| word.ends_with(','));
    stands_out || has_parts || is_small || sign.is_some_and(|at| is_name(&line.text[..at]))
}

#[cfg(test)]
mod tests {
    use super::super::super::annotate::annotate;
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    fn is_told(text: &str) -> bool {
        let mut line = plain(text);
        annotate(lexicon(), &mut line);
        tells(lexicon(), &line)
    }

    #[test]
    fn a_sentence_is_text_whatever_commas_brackets_and_dates_it_has() {
        for text in [
            "I mended looms, cards and spindles (in wood, iron and brass) for the mills on the river.",
            "Trabajo como tejedora en lana, lino y seda. Me crié en Burgos, España, y allí aprendí.",
            "Bosatt i Umeå, Sverige.",
            "Olen kutonut mattoja ja kankaita vuodesta 2005. Mattojani, joita on tuhat, myydään monessa kaupungissa.",
            "In 2018, with the weavers of the valley, I opened a school. It has forty pupils now.",
            "感谢您阅读我的简历，我期待与您见面。",
        ] {
            assert!(is_told(text), "{text}");
        }
    }

    #[test]
    fn what_begins_with_a_name_or_a_date_is_an_entry() {
        for text in [
            "Clerk, Acme Inc., Leeds",
            "Ana Reis, potter of Lisbon.",
            "Loomery – a loom for the table, which I draw, build and sell by myself.",
            "2012: I won the prize of the guild for the best cloth of the year.",
            "wracklog, a notebook for those who map what the sea leaves on the coast.",
            "株式会社山川製作所／業務委託、週二日（木金）在宅勤務と出張の両方",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
