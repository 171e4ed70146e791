//! How good a way to cut a section is.

use std::ops::Range;

use super::facts::{Fact, Facts};
use super::marks::{Form, Mark};
use super::sign::{Rank, Sign};
use crate::extract::reader::Kind;
use crate::extract::reader::score::SegmentWeights;

/// The lines of one entry, by their places in the section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Lines of the level above; empty for none.
    pub(super) shared: Range<usize>,
    /// Its own; never empty.
    pub(super) own: Range<usize>,
}

/// A section to be cut.
pub(super) struct Section<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) kind: Kind,
    pub(super) weights: &'a SegmentWeights,
}

/// An entry's head has so many lines at most; what follows may have no marks of its own.
const HEAD: usize = 3;

// So many faults of one sort are counted in one entry, and all together: what is wholly wrong
// gets no worse.
const MOST_SWALLOWED: usize = 3;
const MOST_LOOK_ALIKES: usize = 2;
const MOST_LOOK_ALIKES_IN_ALL: usize = 6;
const MOST_EXTRA: f32 = 4.0;

/// True where a sentence may well be an entry: a bullet of awards, a bold lead of projects.
fn may_open_with_prose(kind: Kind, mark: &Mark) -> bool {
    !kind.is_dated() && matches!(mark, Mark::Item(_) | Mark::Lead | Mark::Link)
}

/// For each period the last round in which it was met: one list for all entries, never emptied.
struct Met(Vec<u32>);

impl Met {
    fn first(&mut self, period: u32, round: u32) -> bool {
        let last = &mut self.0[period as usize];
        let is_first = *last != round;
        *last = round;
        is_first
    }

    fn has(&self, period: u32, round: u32) -> bool {
        self.0[period as usize] == round
    }
}

/// The sum of evidence for a cut, as SPIKE's trial measured it: the mean over its pieces, what
/// they have in common, and faults that good siblings do not excuse. `first` lines stand before
/// the first entry. `O(lines)`.
pub(super) fn score(section: &Section, mark: &Mark, pieces: &[Piece], first: usize) -> f32 {
    let (facts, weights) = (section.facts, section.weights);
    let mut met = Met(vec![0; facts.different]);
    let mut extra = 0.0;
    let mut total = 0.0;
    // Two rounds a piece; 0 is before all.
    let mut round = 1;
    for piece in pieces {
        total += opening(section, mark, &facts.of[piece.own.start]);
        let (worth, more) = periods(section, piece, &mut met, round);
        total += worth;
        extra += more;
        total += inside(section, mark, piece, &mut met, round + 1);
        round += 2;
    }
    if !mark.tells_entries() {
        let once = look_alikes(facts, pieces) + undated_siblings(section, mark, pieces);
        extra += weights.look_alike_once * once as f32;
        let alike = look_alikes_before(facts, pieces, first);
        let alike = alike + undated_siblings(section, mark, pieces);
        total += weights.look_alike * alike as f32;
    }
    if mark.is_container() {
        let alike = headings_behind(facts, pieces) as f32;
        extra += weights.look_alike_once * alike;
        total += weights.look_alike * alike;
    }
    let torn = torn(facts, pieces) as f32;
    let bare = pieces.iter().filter(|piece| is_bare(facts, piece)).count() as f32;
    extra += torn + bare;
    total += weights.torn * torn + weights.bare * bare;
    let count = pieces.len().max(1) as f32;
    total / count
        + rarely_dated(section, pieces)
        + encloses(section, mark, pieces)
        + weights.extra_once * extra.min(MOST_EXTRA)
        + weights.alike * share_of_commonest(facts, pieces)
        + weights.more * count.log2()
        + before(section, first) / count.sqrt()
}

/// What a line is worth as an entry's first.
fn opening(section: &Section, mark: &Mark, opener: &Fact) -> f32 {
    let weights = section.weights;
    let mut worth = mark.weight(&weights.open);
    if matches!(mark, Mark::Item(_)) && (opener.has_lead || opener.is_dated()) {
        worth += weights.marked_item;
    }
    if matches!(mark, Mark::Plain) && opener.is_dated() {
        worth += weights.dated_plain;
    }
    if opener.is_prose && !opener.is_dated() && !may_open_with_prose(section.kind, mark) {
        worth += weights.prose_opener;
    }
    worth
}

/// What the periods of a piece are worth, and how many there are too many. An entry has one.
fn periods(section: &Section, piece: &Piece, met: &mut Met, round: u32) -> (f32, f32) {
    let (facts, weights) = (section.facts, section.weights);
    let opener = &facts.of[piece.own.start];
    let mut count = 0;
    let mut has_head_date = false;
    for &at in facts.dated_in(&piece.own) {
        let fact = &facts.of[at];
        // A bullet that names a year dates no entry, and none does below a head that has its date.
        let is_bullet = fact.depth > 0 && at != piece.own.start && fact.depth != opener.depth;
        if is_bullet && (!fact.is_range || has_head_date && !fact.is_period) {
            continue;
        }
        has_head_date |= !is_bullet;
        if let Some(period) = facts.period(at)
            && met.first(period, round)
        {
            count += 1;
        }
    }
    if count == 0 {
        for &at in facts.dated_in(&piece.shared) {
            if let Some(period) = facts.period(at)
                && met.first(period, round)
            {
                count += 1;
            }
        }
    }
    let is_dated = section.kind.is_dated();
    match count {
        0 if is_dated && !facts.dated.is_empty() => (weights.no_period, 0.0),
        0 => (0.0, 0.0),
        1 => {
            let head = piece.own.start..piece.own.end.min(piece.own.start + HEAD);
            let early = match facts.dated_in(&head).is_empty() {
                true => 0.0,
                false => weights.early,
            };
            // In projects one dated line among undated ones would be the only opener.
            let share = if is_dated { 1.0 } else { weights.undated };
            ((weights.one_period + early) * share, 0.0)
        }
        more => {
            let more = (more - 1) as f32;
            (weights.extra_period * more, more)
        }
    }
}

/// Faults behind the head of a piece: stronger marks, look-alikes of its opener, late dates.
fn inside(section: &Section, mark: &Mark, piece: &Piece, met: &mut Met, round: u32) -> f32 {
    let (facts, weights) = (section.facts, section.weights);
    let lines = &facts.of[piece.own.clone()];
    let opener = &lines[0];
    let is_body = |fact: &Fact| {
        fact.is_prose && !fact.is_dated()
            || fact.depth > opener.depth
            || fact.depth > 0 && fact.opens_item
    };
    let body = (1..lines.len()).find(|at| is_body(&lines[*at]));
    let body = body.unwrap_or(lines.len());
    let zone = body.min(HEAD);
    let limit = match mark.is_container() {
        true => opener.rank.max(Rank::Heading4),
        false => opener.rank,
    };
    let (mut swallowed, mut alike) = (0, 0);
    for fact in lines[zone..].iter().filter(|fact| !fact.is_label) {
        // Items below a line that is none are what it tells.
        let is_below = opener.depth == 0 && fact.depth > 0 && fact.rank < Rank::Heading6;
        swallowed += usize::from(fact.rank > limit && !is_below);
        let may_open = !fact.is_prose || fact.has_lead && fact.depth == 0;
        alike += usize::from(may_open && opener.rank > Rank::Plain && fact.shape == opener.shape);
    }
    let mut worth = weights.swallowed * swallowed.min(MOST_SWALLOWED) as f32;
    if !mark.tells_entries() {
        worth += weights.look_alike * alike.min(MOST_LOOK_ALIKES) as f32;
    }
    let middle = piece.own.start + body;
    for &at in facts.dated_in(&(piece.own.start..middle)) {
        for period in facts.periods(at) {
            met.first(*period, round);
        }
    }
    for &at in facts.dated_in(&(middle..piece.own.end)) {
        let is_known = facts.periods(at).iter().any(|p| met.has(*p, round));
        if facts.of[at].depth == 0 && !is_known {
            worth += weights.late;
        }
    }
    worth
}

/// Cuts inside a paragraph whose first lines go to an entry that began above it.
fn torn(facts: &Facts, pieces: &[Piece]) -> usize {
    let block = |at: usize| facts.lines[at].chain.last();
    let is_torn = |pair: &&[Piece]| {
        let (above, start) = (&pair[0].own, pair[1].own.start);
        let home = block(start);
        home.is_some()
            && above.end == start
            && start > 0
            && block(start - 1) == home
            && block(above.start) != home
    };
    pieces.windows(2).filter(is_torn).count()
}

/// True for a piece that is nothing but a date.
fn is_bare(facts: &Facts, piece: &Piece) -> bool {
    let mut lines = facts.lines[piece.own.clone()].iter();
    piece.shared.is_empty()
        && lines.all(|line| {
            let whole = 0..line.text.len();
            line.notes.dates.iter().any(|date| date.at == whole)
        })
}

/// A fault where few of several pieces have a period: what has one dates the others too, which are
/// parts of one entry.
fn rarely_dated(section: &Section, pieces: &[Piece]) -> f32 {
    /// Of fewer pieces none is rare.
    const FEWEST: usize = 3;
    let facts = section.facts;
    let is_dated = |piece: &&Piece| {
        !facts.dated_in(&piece.own).is_empty() || !facts.dated_in(&piece.shared).is_empty()
    };
    let dated = pieces.iter().filter(is_dated).count();
    let is_rare = section.kind.is_dated() && pieces.len() >= FEWEST && dated * 3 < pieces.len();
    match is_rare && dated > 0 {
        true => section.weights.rarely_dated,
        false => 0.0,
    }
}

/// Lines behind the heads that look like their entry's opener and open nothing.
fn look_alikes(facts: &Facts, pieces: &[Piece]) -> usize {
    let mut count = 0;
    for piece in pieces {
        let opener = &facts.of[piece.own.start];
        if opener.rank == Rank::Plain {
            continue;
        }
        for fact in facts.of[piece.own.clone()].iter().skip(HEAD) {
            let may_open = !fact.is_label
                && fact.rank > Rank::Plain
                && (!fact.is_prose || fact.has_lead)
                && (fact.depth == 0 || fact.depth == opener.depth && fact.opens_item);
            count += usize::from(may_open && fact.shape == opener.shape);
        }
    }
    count.min(MOST_LOOK_ALIKES_IN_ALL)
}

/// Items of a list that dated items are to open, without a date: of certificates in one list each
/// item is one.
fn undated_siblings(section: &Section, mark: &Mark, pieces: &[Piece]) -> usize {
    if !matches!(mark, Mark::Item(Form::Dated)) || section.kind.is_dated() {
        return 0;
    }
    let siblings = pieces.iter().map(|piece| {
        let lines = &section.facts.of[piece.own.clone()];
        let depth = lines[0].depth;
        let is_alike = |fact: &Fact| !fact.is_prose || section.kind == Kind::PUBLICATIONS;
        let is_sibling = |fact: &&Fact| is_alike(fact) && fact.depth == depth && fact.opens_item;
        lines[1..].iter().filter(is_sibling).count()
    });
    siblings.sum::<usize>().min(MOST_LOOK_ALIKES_IN_ALL)
}

/// Lines before the first entry that look like an opener.
fn look_alikes_before(facts: &Facts, pieces: &[Piece], first: usize) -> usize {
    if first == 0 {
        return 0;
    }
    let openers = pieces.iter().map(|piece| facts.of[piece.own.start].shape);
    // Headings inside entries and before all of them are headings of entries.
    let behind = facts.of[first..].iter().filter(|fact| !fact.is_label);
    let headings = behind.filter(|fact| fact.rank.is_heading());
    let mut shapes: Vec<Sign> = openers.chain(headings.map(|fact| fact.shape)).collect();
    shapes.sort_unstable();
    shapes.dedup();
    let is_alike = |fact: &&Fact| {
        (!fact.is_prose || fact.has_lead && fact.depth == 0)
            && fact.rank > Rank::Plain
            && shapes.binary_search(&fact.shape).is_ok()
    };
    facts.of[..first].iter().filter(is_alike).count()
}

/// Headings behind the last box that look like those in boxes: they open entries that no box of
/// this sort holds.
fn headings_behind(facts: &Facts, pieces: &[Piece]) -> usize {
    let Some(last) = pieces.last() else {
        return 0;
    };
    let is_heading = |fact: &&Fact| fact.rank.is_heading() && !fact.is_label;
    let inside = facts.of[pieces[0].own.start..last.own.end].iter();
    let mut shapes: Vec<Sign> = inside.filter(is_heading).map(|fact| fact.shape).collect();
    shapes.sort_unstable();
    shapes.dedup();
    let behind = facts.of[last.own.end..].iter().filter(is_heading);
    behind
        .filter(|fact| shapes.binary_search(&fact.shape).is_ok())
        .count()
        .min(MOST_LOOK_ALIKES_IN_ALL)
}

/// What the lines before the first entry cost.
fn before(section: &Section, first: usize) -> f32 {
    let weights = section.weights;
    let mut worth = 0.0;
    for fact in section.facts.of[..first].iter().filter(|f| !f.is_label) {
        worth += match fact.is_prose {
            true => weights.preamble_prose,
            false => weights.preamble,
        };
    }
    worth
}

/// A bonus where every box holds exactly one line of the section's strongest mark: the box is the
/// entry and not the heading, above which tags may stand.
fn encloses(section: &Section, mark: &Mark, pieces: &[Piece]) -> f32 {
    let facts = section.facts;
    if !mark.is_container() || pieces.len() < 2 || !facts.top.is_heading() {
        return 0.0;
    }
    let holds_one = |piece: &Piece| {
        let lines = facts.of[piece.own.clone()].iter();
        lines.filter(|fact| fact.rank == facts.top).take(2).count() == 1
    };
    match pieces.iter().all(holds_one) {
        true => section.weights.encloses,
        false => 0.0,
    }
}

/// The share of pieces whose first lines have the commonest signs.
fn share_of_commonest(facts: &Facts, pieces: &[Piece]) -> f32 {
    let mut heads: Vec<[Option<Sign>; HEAD]> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let mut head = [None; HEAD];
        let lines = facts.of[piece.own.clone()].iter().enumerate().take(HEAD);
        let seen = lines.filter(|(at, fact)| *at == 0 || fact.depth == 0);
        for (slot, (at, fact)) in head.iter_mut().zip(seen) {
            *slot = Some(if at == 0 { fact.sign } else { fact.shape });
        }
        heads.push(head);
    }
    heads.sort_unstable();
    let most = heads.chunk_by(|a, b| a == b).map(<[_]>::len).max();
    most.unwrap_or(0) as f32 / pieces.len().max(1) as f32
}
