//! Lines that are one thing together: tags, figures with their labels, bullets without a list.

use std::ops::Range;
use std::rc::Rc;

use super::super::lexicon::is_unspaced;
use super::super::{Fields, Line};
use super::figures::{self, parts, quantity};
use crate::read::Id;

/// Some bytes of a line.
type Place = (Rc<Line>, Range<usize>);

/// Figures with their labels.
#[derive(Debug)]
pub(super) struct Figures {
    /// Each value with its label.
    pub(super) pairs: Vec<(Place, Place)>,
    /// How many lines they are.
    pub(super) lines: usize,
}

/// What classes call figures.
const METRIC: Fields = Fields::METRIC
    .or(Fields::METRIC_VALUE)
    .or(Fields::METRIC_LABEL);

/// Fewer pairs are no block.
const FEWEST_PAIRS: usize = 2;

/// Figures with labels above, below or beside them: pairs of lines in alike boxes, terms with what
/// they are, two rows of a table, rows of two cells. Which of a pair is the value is decided for all
/// of them: the one that is a quantity most often. `None` for anything else.
pub(super) fn metrics(lines: &[Rc<Line>]) -> Option<Figures> {
    let found = [two_rows(lines), rows(lines), boxes(lines)];
    let (pairs, count) = found.into_iter().flatten().next()?;
    let is_value = |(line, at): &Place| is_value(&line.text[at.clone()]);
    let (mut first, mut second) = (0, 0);
    for (one, other) in &pairs {
        match (is_value(one), is_value(other)) {
            (true, false) => first += 1,
            (false, true) => second += 1,
            (true, true) | (false, false) => {}
        }
    }
    let most = first.max(second);
    let is_named = lines[0].fields().has(METRIC);
    let is_sure = is_named || most > 1 && most * 2 > pairs.len();
    if first == second || !is_sure || !pairs.iter().all(is_brief) {
        return None;
    }
    let pairs = match first > second {
        true => pairs,
        false => pairs.into_iter().map(|(one, other)| (other, one)).collect(),
    };
    Some(Figures {
        pairs,
        lines: count,
    })
}

/// A quantity with two words behind it at most: "85%", "7 months".
fn is_value(text: &str) -> bool {
    quantity(text).is_some_and(|at| text[at.end..].split_whitespace().count() <= 2)
}

/// True for a pair that could be a figure: neither side tells anything at length.
fn is_brief((one, other): &(Place, Place)) -> bool {
    /// Words of a label at most.
    const MOST_WORDS: usize = 8;
    let brief = |(line, at): &Place| {
        line.text[at.clone()].split_whitespace().count() <= MOST_WORDS
            && line.notes.dates.is_empty()
    };
    brief(one) && brief(other)
}

fn whole(line: &Rc<Line>) -> Place {
    (Rc::clone(line), 0..line.text.len())
}

/// Pairs, and how many lines they are.
type Found = Option<(Vec<(Place, Place)>, usize)>;

/// A row of values and a row of labels.
fn two_rows(lines: &[Rc<Line>]) -> Found {
    let [one, other, ..] = lines else { return None };
    if !one.opens.row || !other.opens.row {
        return None;
    }
    let (first, second) = (parts(one), parts(other));
    if first.len() < FEWEST_PAIRS || first.len() != second.len() {
        return None;
    }
    let is_all = |line: &Line, parts: &[Range<usize>]| {
        parts.iter().all(|at| is_value(&line.text[at.clone()]))
    };
    // Rows of two cells are pairs themselves.
    if first.len() == 2 && !is_all(one, &first) && !is_all(other, &second) {
        return None;
    }
    let pairs = first.into_iter().zip(second);
    let pairs = pairs.map(|(a, b)| ((Rc::clone(one), a), (Rc::clone(other), b)));
    Some((pairs.collect(), 2))
}

/// Rows of two cells.
fn rows(lines: &[Rc<Line>]) -> Found {
    let mut pairs = Vec::new();
    for line in lines.iter().take_while(|line| line.opens.row) {
        let cells = parts(line);
        let [one, other] = cells.as_slice() else {
            break;
        };
        pairs.push((
            (Rc::clone(line), one.clone()),
            (Rc::clone(line), other.clone()),
        ));
    }
    let count = pairs.len();
    (count >= FEWEST_PAIRS).then_some((pairs, count))
}

/// Two lines each in alike boxes side by side, and terms with one line each.
fn boxes(lines: &[Rc<Line>]) -> Found {
    let mut pairs = Vec::new();
    let mut homes: Vec<(usize, Id)> = Vec::new();
    for pair in lines.chunks_exact(2) {
        let [one, other] = pair else { break };
        let is_term = one.opens.term && other.tag == "dd";
        if !is_term {
            let depth = one
                .chain
                .iter()
                .zip(&*other.chain)
                .take_while(|(a, b)| a == b)
                .count();
            let Some(home) = depth.checked_sub(1).map(|at| (depth, one.chain[at])) else {
                break;
            };
            let is_new = homes
                .iter()
                .all(|known| known.0 == home.0 && known.1 != home.1);
            if !is_new || one.depth > 0 || other.depth > 0 {
                break;
            }
            homes.push(home);
        }
        pairs.push((whole(one), whole(other)));
    }
    // A box that holds more ends the block.
    let count = pairs.len();
    (count >= FEWEST_PAIRS).then_some((pairs, count * 2))
}

/// How many lines from the first are chips: elements of one class side by side, each with a word or
/// two, or a list of such items beside one that tells more.
pub(super) fn chips(lines: &[Rc<Line>], all: &[Rc<Line>]) -> usize {
    const FEWEST: usize = 2;
    const FEWEST_ITEMS: usize = 3;
    let first = &lines[0];
    let is_list = first.opens.item > 0 && first.class.is_empty();
    let is_chip = |line: &&Rc<Line>| {
        (is_list || matches!(line.tag, "div" | "span" | "li") && !line.class.is_empty())
            && is_alike(first, line)
            && line.opens.item == first.opens.item
            && line.heading == 0
            && line.notes.dates.is_empty()
            && line.notes.label.is_none()
            && is_word_or_two(&line.text)
            && !line.text.ends_with(['.', '!', '?'])
            && figures::figure(&line.text).is_none()
    };
    let count = lines.iter().take_while(is_chip).count();
    if !is_list {
        return if count < FEWEST { 0 } else { count };
    }
    let is_whole = lines.get(count).is_none_or(|next| !is_alike(first, next));
    let tells = |line: &&Rc<Line>| {
        line.opens.item > 0 && !is_alike(first, line) && !is_word_or_two(&line.text)
    };
    let is_beside = all.iter().filter(tells).count() > 1;
    if is_whole && is_beside && count >= FEWEST_ITEMS {
        count
    } else {
        0
    }
}

/// How many lines from the first are the items of a list of short names of which half are known.
pub(super) fn known(lines: &[Rc<Line>], is_known: impl Fn(&Line) -> bool) -> usize {
    let first = &lines[0];
    let is_name = |line: &&Rc<Line>| {
        line.opens.item > 0
            && line.opens.item == first.opens.item
            && is_alike(first, line)
            && line.heading == 0
            && line.notes.dates.is_empty()
            && line.notes.label.is_none()
            && is_word_or_two(&line.text)
            && !line.text.ends_with(['.', '!', '?'])
            && !line.text.contains([',', ';'])
            && line.runs.iter().all(|run| run.href.is_none())
            && line.notes.addresses.is_empty()
    };
    let count = lines.iter().take_while(is_name).count();
    let is_whole = lines.get(count).is_none_or(|next| !is_alike(first, next));
    let known = lines[..count].iter().filter(|line| is_known(line)).count();
    match is_whole && known * 2 >= count {
        true => count,
        false => 0,
    }
}

/// True for what is short enough for a tag.
fn is_word_or_two(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    /// Letters, where a script sets no blanks.
    const MOST_LETTERS: usize = 8;
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    text.split_whitespace().count() <= MOST_WORDS && (!is_unspaced(text) || letters <= MOST_LETTERS)
}

/// How many lines from the first are bullets without a list: elements of one class side by side that
/// tell something each.
pub(super) fn bullets(lines: &[Rc<Line>]) -> usize {
    const FEWEST: usize = 3;
    const FEWEST_WORDS: usize = 4;
    let first = &lines[0];
    let is_bullet = |line: &&Rc<Line>| {
        line.tag == "div"
            && is_alike(first, line)
            && line.heading == 0
            && line.depth == 0
            && line.notes.dates.is_empty()
            && line.notes.label.is_none()
            && line.text.split_whitespace().count() >= FEWEST_WORDS
    };
    let count = lines.iter().take_while(is_bullet).count();
    if count < FEWEST { 0 } else { count }
}

/// True for elements of one name and class in one element.
fn is_alike(one: &Line, other: &Line) -> bool {
    let home = |line: &Line| line.chain.iter().rev().nth(1).copied();
    one.tag == other.tag
        && one.class == other.class
        && one.chain.len() == other.chain.len()
        && home(one) == home(other)
        && (std::ptr::eq(one, other) || one.chain.last() != other.chain.last())
}
