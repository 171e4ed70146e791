//! What marks section titles on a page: a heading level, bold lines, capitals, a class.

use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::topic::topic;
use super::words::Words;
use crate::extract::fold::fold;
use crate::extract::reader::score::OutlineWeights;
use crate::extract::reader::{Kind, Line};
use crate::read::Id;

/// Letters of the longest line that may be a title without being a heading.
const LONGEST: usize = 60;

/// A title that is less sure names rather an entry of the section above: "Brno University".
const SURE: f32 = 0.9;

/// Letters that a title in capitals has at least: "EU" is none.
const LEAST_CAPITALS: usize = 4;

/// What a section's title may be marked by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum TitleMark {
    /// A heading of one level.
    Heading(u8),
    /// A bold line.
    Bold,
    /// A line in capitals.
    Capitals,
    /// Words that open an element and are no heading, in so many blocks.
    Caption(usize),
    /// An element's name and class.
    Class(&'static str, Rc<str>),
    /// No mark at all.
    Plain,
}

/// A line with what is asked of it as a title.
#[derive(Debug)]
pub(super) struct Candidate {
    /// The marks under which it could be one; empty for what is none.
    pub(super) marks: Vec<TitleMark>,
    /// The kind that it names, and how surely.
    pub(super) kind: Option<Kind>,
    pub(super) sure: f32,
    /// Its folded text; empty for what can be no title.
    pub(super) folded: String,
}

impl Candidate {
    /// Looks at a line.
    pub(super) fn new(words: &dyn Words, line: &Line) -> Candidate {
        let marks = title_marks(line);
        // A document's name titles the page, whatever it tells of; "About me" opens a section, too.
        let (kind, sure) = match marks.is_empty() {
            true => (None, 0.0),
            false => topic_of(words, line),
        };
        let is_page = kind != Some(Kind::Summary) && words.is_document(&line.text);
        let (kind, sure) = match is_page {
            true => (None, 0.0),
            false => (kind, sure),
        };
        let folded = match marks.is_empty() && !is_short(&line.text) {
            true => String::new(),
            false => fold(&line.text),
        };
        Candidate {
            marks,
            kind,
            sure,
            folded,
        }
    }

    /// True if it stands out as bold or in capitals.
    pub(super) fn is_loud(&self) -> bool {
        let is_loud = |mark: &TitleMark| matches!(mark, TitleMark::Bold | TitleMark::Capitals);
        self.marks.iter().any(is_loud)
    }
}

/// The topic of a title, or of what stands before a remark of another class: "Experience <span>7
/// years</span>".
fn topic_of(words: &dyn Words, line: &Line) -> (Option<Kind>, f32) {
    let whole = topic(words, &line.text);
    if whole.0.is_some() {
        return whole;
    }
    let mut seen = line.seen().skip(1);
    match seen.find(|run| run.mark.is_some()) {
        Some(remark) => topic(words, line.text[..remark.at.start].trim_end()),
        None => whole,
    }
}

fn is_short(text: &str) -> bool {
    text.len() <= LONGEST || text.chars().take(LONGEST + 1).count() <= LONGEST
}

/// The marks under which a line could be a section's title.
fn title_marks(line: &Line) -> Vec<TitleMark> {
    let mut out = Vec::new();
    if line.heading > 0 {
        out.push(TitleMark::Heading(line.heading));
        if is_in_capitals(&line.text) && is_short(&line.text) && line.notes.dates.is_empty() {
            out.push(TitleMark::Capitals);
        }
        return out;
    }
    if line.depth > 0 || line.is_prose() || !is_short(&line.text) {
        return out;
    }
    if line.is_bold() {
        out.push(TitleMark::Bold);
    }
    if is_in_capitals(&line.text) && line.notes.dates.is_empty() {
        out.push(TitleMark::Capitals);
    }
    if line.tag == "caption" {
        out.push(TitleMark::Caption(line.chain.len()));
    } else if matches!(line.tag, "dt" | "summary") {
        out.push(TitleMark::Class(line.tag, Rc::from("")));
    } else if !line.class.is_empty() {
        out.push(TitleMark::Class(line.tag, Rc::clone(&line.class)));
    } else if let Some(mark) = line.mark() {
        out.push(TitleMark::Class("span", Rc::clone(mark)));
    }
    if out.is_empty() {
        out.push(TitleMark::Plain);
    }
    out
}

/// True if it has letters with case, all of them capitals, and is no mere abbreviation.
fn is_in_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
        && !text.chars().any(char::is_lowercase)
        && text.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST_CAPITALS
}

/// The marks of a page with the lines that carry them, best first.
pub(super) struct Tally {
    marks: Vec<Tallied>,
}

/// A mark with its lines, by their place.
pub(super) struct Tallied {
    pub(super) mark: TitleMark,
    pub(super) at: Vec<usize>,
    pub(super) score: f32,
    /// Some of them name a kind.
    pub(super) is_known: bool,
    /// So many do.
    known: usize,
    /// How much they look like titles, whatever they say; 0 for what does not.
    pub(super) form: f32,
}

impl Tally {
    /// Scores the marks of a page. `first_heading` is the place of the page's first heading, if
    /// it is not the name.
    pub(super) fn new(
        weights: &OutlineWeights,
        lines: &[Rc<Line>],
        candidates: &[Candidate],
        first_heading: Option<usize>,
    ) -> Tally {
        let mut marks: Vec<Tallied> = Vec::new();
        let mut places: HashMap<&TitleMark, usize> = HashMap::new();
        for (at, candidate) in candidates.iter().enumerate() {
            for mark in &candidate.marks {
                let place = *places.entry(mark).or_insert_with(|| {
                    marks.push(Tallied {
                        mark: mark.clone(),
                        at: Vec::new(),
                        score: 0.0,
                        is_known: false,
                        known: 0,
                        form: 0.0,
                    });
                    marks.len() - 1
                });
                marks[place].at.push(at);
            }
        }
        for tallied in &mut marks {
            // What stands again and again labels parts of entries, whatever it says.
            let mut times: HashMap<&str, usize> = HashMap::new();
            let known = tallied.at.iter().map(|at| &candidates[*at]);
            for candidate in known.filter(|candidate| candidate.kind.is_some()) {
                *times.entry(&candidate.folded).or_default() += 1;
            }
            tallied.known = times.values().filter(|times| **times == 1).count();
            tallied.is_known = tallied.known > 0;
        }
        let levels = marks.iter().filter(|tallied| tallied.is_known);
        let known_levels = levels.filter_map(|tallied| tallied.mark.level());
        let deepest_known = known_levels.max().unwrap_or(0);
        for tallied in &mut marks {
            let is_lone = tallied
                .mark
                .level()
                .is_some_and(|level| level < deepest_known)
                && tallied.at.len() == 1
                && first_heading == Some(tallied.at[0]);
            tallied.score = score(weights, lines, candidates, tallied, is_lone);
            tallied.form = form(weights, lines, candidates, tallied);
        }
        // A heading over all others titles the page, whatever it is called, where other titles name
        // topics of their own.
        let top = marks.iter().position(|tallied| {
            tallied.mark == TitleMark::Heading(1)
                && tallied.at.len() == 1
                && first_heading == Some(tallied.at[0])
        });
        let others = marks.iter().enumerate().filter(|(at, tallied)| {
            Some(*at) != top && tallied.mark.level().is_some() && tallied.known > 1
        });
        if let Some(top) = top.filter(|_| others.count() > 0) {
            marks[top].is_known = false;
            marks[top].score = marks[top].score.min(weights.lone);
        }
        // Stable: of equal marks the page's first.
        marks.sort_by(|a, b| b.score.total_cmp(&a.score));
        Tally { marks }
    }

    /// The mark that titles sections: the best, or where no title is known the highest heading
    /// level that has more than one.
    pub(super) fn chosen(&self) -> Option<&Tallied> {
        /// One known title that is no heading is no habit beside headings.
        const HABIT: f32 = 2.0;
        let levels = self.marks.iter().filter(|tallied| tallied.at.len() > 1);
        let highest = levels
            .filter(|tallied| tallied.mark.level().is_some())
            .min_by_key(|tallied| tallied.mark.level());
        let is_habit = |tallied: &Tallied| {
            let is_repeated = tallied.score >= HABIT && tallied.known > 1;
            tallied.mark.level().is_some() || is_repeated || highest.is_none()
        };
        let (best, others) = self.marks.split_first()?;
        if best.is_known && is_habit(best) {
            return Some(best);
        }
        let told = |tallied: &&Tallied| {
            tallied.is_known && tallied.score > 0.0 && tallied.mark.level().is_some()
        };
        if best.is_known
            && let Some(next) = others.iter().find(told)
        {
            return Some(next);
        }
        highest.or_else(|| {
            let mut best: Option<&Tallied> = None;
            for tallied in self.marks.iter().filter(|tallied| tallied.form > 0.0) {
                if best.is_none_or(|best| tallied.form > best.form) {
                    best = Some(tallied);
                }
            }
            best
        })
    }

    /// The classes that title sections at least so well.
    pub(super) fn loud_classes(&self, least: f32) -> Vec<TitleMark> {
        let is_loud = |tallied: &&Tallied| {
            matches!(tallied.mark, TitleMark::Class(..)) && tallied.score >= least
        };
        let loud = self.marks.iter().filter(is_loud);
        loud.map(|tallied| tallied.mark.clone()).collect()
    }

    /// Marks of titles in parts of the page where none of the `chosen` mark stands, best first: a
    /// sidebar's beside the main text's. Each titles at least so well, and names two kinds.
    pub(super) fn apart<'a>(
        &'a self,
        chosen: &'a Tallied,
        lines: &[Rc<Line>],
        least: f32,
    ) -> Vec<&'a Tallied> {
        let mut homes = vec![home(lines, &chosen.at)];
        let mut out = Vec::new();
        for tallied in &self.marks {
            let is_fit = tallied.mark != chosen.mark
                && tallied.mark != TitleMark::Plain
                && tallied.known > 1
                && tallied.score >= least;
            if !is_fit {
                continue;
            }
            let own = home(lines, &tallied.at);
            let is_apart = |other: &&[Id]| {
                !own.is_empty()
                    && !other.is_empty()
                    && !own.starts_with(other)
                    && !other.starts_with(own)
            };
            if homes.iter().all(is_apart) {
                homes.push(own);
                out.push(tallied);
            }
        }
        out
    }

    /// The best marks with their scores, for the explanation.
    pub(super) fn told(&self) -> Vec<(String, f32)> {
        let told = self.marks.iter().take(MOST_TOLD);
        told.map(|tallied| (tallied.mark.to_string(), tallied.score))
            .collect()
    }
}

/// The elements that hold all of some lines, from the page's down; not a line's own.
fn home<'a>(lines: &'a [Rc<Line>], at: &[usize]) -> &'a [Id] {
    let Some((first, rest)) = at.split_first() else {
        return &[];
    };
    let chain = &lines[*first].chain;
    let above = chain.len().saturating_sub(1);
    let shared = rest.iter().fold(above, |shared, at| {
        let other = &lines[*at].chain;
        let equal = chain.iter().zip(other.iter()).take_while(|(a, b)| a == b);
        shared.min(equal.count())
    });
    &chain[..shared]
}

/// An explanation names so many marks.
const MOST_TOLD: usize = 8;

/// So many dated titles are counted: more are no worse.
const MOST_DATED: usize = 2;

/// How much the lines of a mark look like titles in a language that no list knows: several, none
/// twice, none dated, each with something below it; more where their class says so or they are in
/// capitals.
fn form(
    weights: &OutlineWeights,
    lines: &[Rc<Line>],
    candidates: &[Candidate],
    tallied: &Tallied,
) -> f32 {
    /// Fewer lines are no habit.
    const FEWEST: usize = 3;
    if tallied.at.len() < FEWEST || tallied.mark == TitleMark::Plain {
        return 0.0;
    }
    let mut texts: Vec<&str> = tallied
        .at
        .iter()
        .map(|at| &*candidates[*at].folded)
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let heads = |pair: &[usize]| pair[1] > pair[0] + 1;
    let last = tallied.at.last().is_some_and(|at| at + 1 < lines.len());
    let is_alike = texts.len() == tallied.at.len()
        && tallied.at.windows(2).all(heads)
        && last
        && tallied
            .at
            .iter()
            .all(|at| lines[*at].notes.dates.is_empty());
    if !is_alike {
        return 0.0;
    }
    let in_capitals = |at: &usize| is_in_capitals(&lines[*at].text);
    let mut out = match &tallied.mark {
        TitleMark::Heading(_) => weights.heading,
        TitleMark::Bold => weights.bold,
        TitleMark::Capitals => weights.caps,
        TitleMark::Caption(_) => weights.class + weights.class_title,
        TitleMark::Class(_, class) => {
            let says = class
                .split([' ', '-', '_'])
                .any(|word| weights.title_classes.iter().any(|w| w == word));
            weights.class + if says { weights.class_title } else { 0.0 }
        }
        TitleMark::Plain => 0.0,
    };
    if tallied.at.iter().all(in_capitals) {
        out += weights.caps;
    }
    out
}

/// True for a heading whose topic is a part of what a heading above it names.
fn is_part(lines: &[Rc<Line>], candidates: &[Candidate], at: usize) -> bool {
    let level = lines[at].heading;
    let (kind, sure) = (candidates[at].kind, candidates[at].sure);
    let Some(kind) = kind.filter(|_| level > 1) else {
        return false;
    };
    let above = (0..at)
        .rev()
        .find(|above| (1..level).contains(&lines[*above].heading));
    above.is_some_and(|above| {
        let mother = &candidates[above];
        let holds = |mother: Kind| mother.holds(kind) || mother == kind && sure < SURE;
        mother.sure >= 1.0 && mother.kind.is_some_and(holds)
    })
}

/// How well a mark titles sections: its known titles speak for it, and what is dated, unknown or
/// repeated against it.
fn score(
    weights: &OutlineWeights,
    lines: &[Rc<Line>],
    candidates: &[Candidate],
    tallied: &Tallied,
    is_lone: bool,
) -> f32 {
    let mut texts: HashMap<&str, usize> = HashMap::new();
    let mut kinds: HashMap<Kind, usize> = HashMap::new();
    for &at in &tallied.at {
        *texts.entry(&candidates[at].folded).or_default() += 1;
        if let Some(kind) = candidates[at].kind {
            *kinds.entry(kind).or_default() += 1;
        }
    }
    let (mut known, mut unknown, mut dated) = (0.0, 0, 0);
    for &at in &tallied.at {
        let candidate = &candidates[at];
        // "Tools" below "Skills" is a group of them.
        if is_part(lines, candidates, at) {
            continue;
        }
        let is_repeated = texts[candidate.folded.as_str()] > 1;
        if is_repeated {
            known += weights.repeated;
        }
        match candidate.kind {
            None => unknown += 1,
            Some(_) if is_repeated => (),
            Some(kind) if kinds[&kind] > 1 => known += candidate.sure * weights.again,
            Some(_) => known += candidate.sure,
        }
        dated += usize::from(lines[at].is_dated());
    }
    if is_lone {
        known += weights.lone;
    }
    // Few known titles excuse a few unknown ones, many any number.
    let unknown = (unknown as f32).min((3.0 * known + 1.0).max(0.0));
    let mark = match &tallied.mark {
        TitleMark::Heading(level) => weights.heading + weights.level * f32::from(*level),
        TitleMark::Bold => weights.bold,
        TitleMark::Capitals => weights.caps,
        TitleMark::Caption(_) | TitleMark::Class(..) => weights.class,
        TitleMark::Plain => weights.plain * (tallied.at.len() as f32 / 4.0).max(1.0),
    };
    weights.known * known
        + weights.unknown * unknown
        + weights.dated * dated.min(MOST_DATED) as f32
        + mark
}

impl TitleMark {
    /// Its heading level; `None` for other marks.
    pub(super) fn level(&self) -> Option<u8> {
        match self {
            TitleMark::Heading(level) => Some(*level),
            TitleMark::Bold
            | TitleMark::Capitals
            | TitleMark::Caption(_)
            | TitleMark::Class(..)
            | TitleMark::Plain => None,
        }
    }
}

impl fmt::Display for TitleMark {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            TitleMark::Heading(level) => write!(f, "h{level}"),
            TitleMark::Bold => f.write_str("bold line"),
            TitleMark::Capitals => f.write_str("capitals"),
            TitleMark::Caption(_) => f.write_str("caption"),
            TitleMark::Class(tag, class) if class.is_empty() => f.write_str(tag),
            TitleMark::Class(tag, class) => write!(f, "{tag} of class `{class}`"),
            TitleMark::Plain => f.write_str("line"),
        }
    }
}
