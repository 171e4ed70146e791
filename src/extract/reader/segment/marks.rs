//! The marks that could open an entry, and the lines that carry them.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::rc::Rc;

use super::boxes::Boxes;
use super::facts::Facts;
use super::sign::is_link;
use super::words::Words;
use crate::extract::reader::score::OpenerWeights;
use crate::extract::reader::{LabelRole, Line};

/// Something that all lines have that could open entries.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// A heading of one level.
    Heading(u8),
    /// The first line in a card.
    Card(Container),
    /// The first line in one of several alike elements.
    Box(Container),
    /// A row of a table.
    Row,
    /// A term of a definition list.
    Term,
    /// A bold line.
    Bold,
    /// A line that is one link.
    Link,
    /// "Employer: Acme".
    Label(LabelRole),
    /// A line with one class or style.
    Span(Rc<str>),
    /// A line that begins bold.
    Lead,
    /// The first line of a paragraph of several.
    Block,
    /// A first-level list item.
    Item(Form),
    /// A line that a date dates.
    Dated,
    /// An italic line.
    Italic,
    /// Any line that is neither heading nor item.
    Plain,
    /// The section's first line: it is one entry.
    Whole,
}

/// Alike elements at one depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Container {
    /// What they are, a number of [`Boxes`].
    sign: usize,
    /// Their place in the lines' chains.
    pub(super) depth: usize,
}

/// Which list items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Any,
    BeginsBold,
    BeginsPlain,
    Dated,
    /// Items of the second level with dates: roles below an employer's item, never employers.
    Below,
}

/// A mark with the lines that carry it, by their place in the section, ascending.
pub(super) struct Opener {
    pub(super) mark: Mark,
    pub(super) at: Vec<usize>,
}

/// So many kinds of boxes are tried; pages that give each element a class of its own have more.
const MOST_BOXES: usize = 8;

/// So many classes and styles of lines.
const MOST_SPANS: usize = 4;

/// Every mark that could open entries, the readiest first. Where two are carried by the same
/// lines the readier stands for both. At most 32, so that all pairs of them can be tried.
pub(super) fn openers(
    words: &dyn Words,
    weights: &OpenerWeights,
    facts: &Facts,
    boxes: &Boxes,
) -> Vec<Opener> {
    let mut found = Found::default();
    let lines = facts.lines;
    let base = common_depth(lines);
    let mut entered = HashSet::new();
    for (at, line) in lines.iter().enumerate() {
        if facts.of[at].is_label {
            continue;
        }
        for mark in own_marks(words, line) {
            found.add(mark, at);
        }
        if opens_block(lines, at) {
            found.add(Mark::Block, at);
        }
        for (depth, id) in line.chain.iter().enumerate().skip(base) {
            let Some(sign) = boxes.sign(*id) else {
                continue;
            };
            if !entered.insert(*id) {
                continue;
            }
            let container = Container { sign, depth };
            found.add(
                match boxes.at(sign).is_card {
                    true => Mark::Card(container),
                    false => Mark::Box(container),
                },
                at,
            );
        }
    }
    if let Some(first) = (0..lines.len()).find(|at| !facts.of[*at].is_label) {
        found.add(Mark::Whole, first);
    }
    found.best(weights)
}

/// The marks that a line has by itself.
fn own_marks(words: &dyn Words, line: &Line) -> Vec<Mark> {
    let mut out = Vec::new();
    let is_outside = line.depth == 0;
    if line.heading > 0 {
        out.push(Mark::Heading(line.heading));
    }
    if line.opens.item == 1 {
        out.push(Mark::Item(match line.has_bold_lead() {
            true => Form::BeginsBold,
            false => Form::BeginsPlain,
        }));
        out.push(Mark::Item(Form::Any));
        if line.is_dated() {
            out.push(Mark::Item(Form::Dated));
        }
    }
    if line.opens.item == 2 && line.is_dated() {
        out.push(Mark::Item(Form::Below));
    }
    if line.opens.term {
        out.push(Mark::Term);
    }
    if line.opens.row {
        out.push(Mark::Row);
    }
    if is_outside && line.is_bold() {
        out.push(Mark::Bold);
    }
    if is_outside && line.has_bold_lead() && !line.is_label_alone() {
        out.push(Mark::Lead);
    }
    if is_outside && line.is_italic() {
        out.push(Mark::Italic);
    }
    if is_outside && line.heading == 0 && is_link(words, line) {
        out.push(Mark::Link);
    }
    if let Some(mark) = line.mark()
        && line.heading == 0
        && !line.is_bold()
    {
        out.push(Mark::Span(Rc::clone(mark)));
    }
    if is_outside && line.is_dated() {
        out.push(Mark::Dated);
    }
    if is_outside && line.heading == 0 {
        out.push(Mark::Plain);
    }
    let role = line.notes.label.as_ref().and_then(|label| label.role);
    if let Some(role @ (LabelRole::Organization | LabelRole::Title | LabelRole::Period)) = role {
        out.push(Mark::Label(role));
    }
    out
}

/// True for the first of several lines of one paragraph that tells nothing at length.
fn opens_block(lines: &[Rc<Line>], at: usize) -> bool {
    let line = &lines[at];
    let block = |at: usize| lines.get(at).and_then(|line| line.chain.last());
    let own = line.chain.last();
    own.is_some()
        && line.heading == 0
        && line.depth == 0
        && !line.is_prose()
        && block(at + 1) == own
        && at.checked_sub(1).is_none_or(|before| block(before) != own)
}

/// How many blocks are open around all lines.
fn common_depth(lines: &[Rc<Line>]) -> usize {
    let Some(first) = lines.first() else {
        return 0;
    };
    let mut depth = first.chain.len();
    for line in lines {
        let pairs = line.chain.iter().zip(&*first.chain).take(depth);
        depth = pairs.take_while(|(one, other)| one == other).count();
    }
    depth
}

/// Marks in the order in which the page shows them.
#[derive(Default)]
struct Found {
    openers: Vec<Opener>,
    places: HashMap<Mark, usize>,
}

impl Found {
    fn add(&mut self, mark: Mark, at: usize) {
        let place = *self.places.entry(mark).or_insert_with_key(|mark| {
            self.openers.push(Opener {
                mark: mark.clone(),
                at: Vec::new(),
            });
            self.openers.len() - 1
        });
        let lines = &mut self.openers[place].at;
        // Two alike boxes may open with one line, one inside the other.
        if lines.last() != Some(&at) {
            lines.push(at);
        }
    }

    fn best(self, weights: &OpenerWeights) -> Vec<Opener> {
        let mut openers = self.openers;
        let later: Vec<bool> = openers
            .iter()
            .map(|opener| openers.iter().any(|other| is_behind(opener, other)))
            .collect();
        let mut later = later.into_iter();
        openers.retain(|_| later.next() != Some(true));
        // Stable: of marks as ready, the page's first.
        openers.sort_by(|a, b| b.mark.weight(weights).total_cmp(&a.mark.weight(weights)));
        let (mut boxes, mut spans) = (0, 0);
        let mut seen: HashSet<Vec<usize>> = HashSet::new();
        openers.retain(|opener| {
            let count = match opener.mark {
                Mark::Box(_) | Mark::Block if opener.at.len() < 2 => return false,
                Mark::Box(_) | Mark::Card(_) => Some((&mut boxes, MOST_BOXES)),
                Mark::Span(_) => Some((&mut spans, MOST_SPANS)),
                Mark::Heading(_)
                | Mark::Row
                | Mark::Term
                | Mark::Bold
                | Mark::Link
                | Mark::Label(_)
                | Mark::Lead
                | Mark::Block
                | Mark::Item(_)
                | Mark::Dated
                | Mark::Italic
                | Mark::Plain
                | Mark::Whole => None,
            };
            if seen.contains(&opener.at) {
                return false;
            }
            if let Some((count, most)) = count {
                if *count == most {
                    return false;
                }
                *count += 1;
            }
            seen.insert(opener.at.clone())
        });
        openers
    }
}

/// True for a label that stands once behind each of another: records begin with the first.
fn is_behind(opener: &Opener, other: &Opener) -> bool {
    let are_labels = matches!(
        (&opener.mark, &other.mark),
        (Mark::Label(_), Mark::Label(_))
    );
    let pairs = || other.at.iter().zip(&opener.at);
    let next = other.at.iter().skip(1).zip(&opener.at);
    are_labels
        && opener.at.len() == other.at.len()
        && pairs().all(|(one, behind)| one < behind)
        && next.into_iter().all(|(next, behind)| behind < next)
}

impl Mark {
    /// How readily it opens an entry.
    pub(super) fn weight(&self, weights: &OpenerWeights) -> f32 {
        match self {
            Mark::Heading(_) => weights.heading,
            Mark::Card(_) => weights.card,
            Mark::Box(_) => weights.r#box,
            Mark::Row => weights.row,
            Mark::Term => weights.term,
            Mark::Bold => weights.bold,
            Mark::Link => weights.link,
            Mark::Label(_) => weights.label,
            Mark::Span(_) => weights.span,
            Mark::Lead => weights.lead,
            Mark::Block => weights.block,
            Mark::Item(_) => weights.item,
            Mark::Dated => weights.dated,
            Mark::Italic => weights.italic,
            Mark::Plain | Mark::Whole => weights.plain,
        }
    }

    /// True where an element holds the entry, whatever its first line looks like.
    pub(super) fn is_container(&self) -> bool {
        matches!(self, Mark::Card(_) | Mark::Box(_) | Mark::Row)
    }

    /// True where what looks like the opener is none: an element holds the entry, or a label opens
    /// it.
    pub(super) fn tells_entries(&self) -> bool {
        self.is_container() || matches!(self, Mark::Label(_))
    }

    /// The elements that hold the entries, where it says where they end.
    pub(super) fn container(&self) -> Option<Container> {
        match self {
            Mark::Card(container) | Mark::Box(container) => Some(*container),
            Mark::Heading(_)
            | Mark::Row
            | Mark::Term
            | Mark::Bold
            | Mark::Link
            | Mark::Label(_)
            | Mark::Span(_)
            | Mark::Lead
            | Mark::Block
            | Mark::Item(_)
            | Mark::Dated
            | Mark::Italic
            | Mark::Plain
            | Mark::Whole => None,
        }
    }

    /// True for elements that are alike but for their depth: none of them is a level above the
    /// others.
    pub(super) fn is_alike(&self, other: &Mark) -> bool {
        match (self.container(), other.container()) {
            (Some(one), Some(other)) => one.sign == other.sign,
            _ => false,
        }
    }

    /// For the explanation.
    pub(super) fn named<'a>(&'a self, boxes: &'a Boxes) -> Named<'a> {
        Named { mark: self, boxes }
    }
}

/// A mark as the explanation prints it.
pub(super) struct Named<'a> {
    mark: &'a Mark,
    boxes: &'a Boxes,
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.mark {
            Mark::Heading(level) => write!(f, "h{level}"),
            Mark::Card(container) => write!(f, "card {}", self.boxes.at(container.sign).name),
            Mark::Box(container) => write!(f, "box {}", self.boxes.at(container.sign).name),
            Mark::Row => f.write_str("row"),
            Mark::Term => f.write_str("dt"),
            Mark::Bold => f.write_str("bold line"),
            Mark::Link => f.write_str("link"),
            Mark::Label(_) => f.write_str("label"),
            Mark::Span(class) => write!(f, "line of class `{class}`"),
            Mark::Lead => f.write_str("line with a bold lead"),
            Mark::Block => f.write_str("paragraph"),
            Mark::Item(Form::Any) => f.write_str("li"),
            Mark::Item(Form::BeginsBold) => f.write_str("li bold"),
            Mark::Item(Form::BeginsPlain) => f.write_str("li plain"),
            Mark::Item(Form::Dated) => f.write_str("li dated"),
            Mark::Item(Form::Below) => f.write_str("li li dated"),
            Mark::Dated => f.write_str("dated line"),
            Mark::Italic => f.write_str("italic line"),
            Mark::Plain => f.write_str("line"),
            Mark::Whole => f.write_str("whole section"),
        }
    }
}
