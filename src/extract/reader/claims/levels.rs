//! Skills with how well they are known: "**Loom** very well", "Card – two years", "Wheel | good".
//!
//! Lines side by side that name something and have the same few words behind it tell levels, in
//! whatever language: groups have lists of their own.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::annotate::items;
use super::super::{Lexicon, Line};
use super::skills::{Named, is_alike};
use crate::extract::fold::fold;

/// A longer text is no level, in words.
const MOST_WORDS: usize = 4;

/// The lines on which a level stands behind a skill, of those that have a name and something behind
/// it.
pub(super) fn levels(
    lexicon: &Lexicon,
    lines: &[Rc<Line>],
    named: &HashMap<usize, Named>,
) -> HashMap<usize, Named> {
    /// Fewer lines are no habit.
    const FEWEST: usize = 2;
    let mut skills: HashMap<String, HashSet<String>> = HashMap::new();
    for line in lines {
        if let Some((level, name)) = named.get(&line.index).and_then(|named| key(line, named)) {
            skills.entry(level).or_default().insert(name);
        }
    }
    let is_level = |line: &Rc<Line>, named: &Named| {
        let of = key(line, named).and_then(|(level, _)| skills.get(&level));
        of.is_some_and(|of| of.len() > 1) || lexicon.has_level(&line.text[named.1.clone()])
    };
    let mut out = HashMap::new();
    for alike in lines.chunk_by(is_alike) {
        let pairs = alike
            .iter()
            .filter_map(|line| Some((line, named.get(&line.index)?)));
        let pairs: Vec<(&Rc<Line>, &Named)> = pairs.collect();
        let brief: Vec<_> = pairs
            .iter()
            .filter(|(line, named)| key(line, named).is_some())
            .collect();
        let told = brief.iter().filter(|(line, named)| is_level(line, named));
        let count = told.count();
        if count >= FEWEST && count * 3 >= pairs.len() * 2 {
            let levelled = brief.into_iter();
            out.extend(levelled.map(|(line, named)| (line.index, (*named).clone())));
        }
    }
    out
}

/// The numbers of lines that say no more than how well one knows what stands on the line above: "Loom",
/// "advanced", "Card", "basics".
pub(super) fn below(lexicon: &Lexicon, lines: &[Rc<Line>]) -> HashSet<usize> {
    /// Fewer are no habit.
    const FEWEST: usize = 2;
    let is_level = |line: &Rc<Line>| {
        let words = line.text.split_whitespace();
        line.heading == 0
            && words.clone().count() < MOST_WORDS
            && words.last().is_some_and(|word| lexicon.has_level(word))
            && line.text.contains(char::is_alphabetic)
    };
    let pairs = lines.windows(2).filter_map(|pair| {
        let [skill, level] = pair else { return None };
        let is_pair = skill.heading == 0
            && skill.depth == level.depth
            && skill.class != level.class
            && !is_level(skill)
            && is_level(level);
        is_pair.then_some(level.index)
    });
    let out: HashSet<usize> = pairs.collect();
    let shown = lines.iter().filter(|line| line.heading == 0).count();
    match out.len() >= FEWEST && out.len() * 3 >= shown {
        true => out,
        false => HashSet::new(),
    }
}

/// What would be a level, with the skill before it; digits are alike: "4 years", "90%".
fn key(line: &Line, (name, value): &Named) -> Option<(String, String)> {
    let (name, level) = (&line.text[name.clone()], &line.text[value.clone()]);
    let is_brief = (1..=MOST_WORDS).contains(&level.split_whitespace().count());
    let is_one = items(level).len() <= 1;
    let digit = |c: char| if c.is_ascii_digit() { '0' } else { c };
    (is_brief && is_one).then(|| (fold(level).chars().map(digit).collect(), fold(name)))
}
