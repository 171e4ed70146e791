//! One level of entries, or two: an employer with several roles.

use super::facts::{Fact, Facts};
use super::marks::{Form, Mark, Opener};
use super::score::Piece;
use super::sign::Rank;
use super::years::is_only_date;
use crate::extract::reader::{Kind, Line};

/// A level above has so many lines at most: employer, place, years.
const LONGEST_HEAD: usize = 4;

/// So many lines of an entry may stand above the one that opens it.
const LONGEST_LEAD: usize = 2;

/// Of the roles below an employer so many are dated.
const DATED_SHARE: f32 = 0.7;

/// The same of marked roles below employers that have dates themselves.
const DATED_BELOW: f32 = 0.5;

/// Of a section that is lists under headings so many lines are items or the headings.
const LISTED_SHARE: f32 = 0.85;

/// So many of the items below captions have a date, a link or a bold name at their beginning.
const NAMED_SHARE: f32 = 0.6;

/// A way to cut.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub(super) pieces: Vec<Piece>,
    /// So many lines stand before the first entry, for the score.
    pub(super) first: usize,
    /// Headings only group it: lists of certificates.
    pub(super) is_grouped: bool,
}

/// Every line of one mark opens an entry.
pub(super) fn one_level(facts: &Facts, opener: &Opener) -> Cut {
    let all = facts.lines.len();
    let mut pieces = Vec::with_capacity(opener.at.len());
    for (from, to) in stretches(&opener.at, all) {
        pieces.push(Piece {
            shared: from..from,
            own: from..to,
        });
    }
    let end = box_end(facts, opener, &pieces);
    if let Some(last) = pieces.last_mut() {
        last.own.end = end;
    }
    Cut {
        first: opener.at.first().copied().unwrap_or(all),
        pieces,
        is_grouped: false,
    }
}

/// The entries of an opener that stands below their first lines: an employer above the bold line
/// of a role, a date above a heading. As many lines as stand before the first opener stand above
/// each of the others, and look alike there. `None` where they do not, or where the opener holds
/// its entries.
pub(super) fn led_in(facts: &Facts, opener: &Opener) -> Option<Cut> {
    let first = *opener.at.first()?;
    if !(1..=LONGEST_LEAD).contains(&first) || opener.at.len() < 2 || opener.mark.is_container() {
        return None;
    }
    let is_led = opener.at.windows(2).all(|pair| {
        let (above, at) = (pair[0], pair[1]);
        at > above + first
            && (1..=first).all(|back| {
                let (model, line) = (&facts.of[first - back], &facts.of[at - back]);
                may_lead(line) && may_lead(model) && model.shape == line.shape
            })
    });
    if !is_led {
        return None;
    }
    let starts: Vec<usize> = opener.at.iter().map(|at| at - first).collect();
    let pieces = stretches(&starts, facts.lines.len()).map(|(from, to)| Piece {
        shared: from..from,
        own: from..to,
    });
    Some(Cut {
        pieces: pieces.collect(),
        first: 0,
        is_grouped: false,
    })
}

/// True for what may stand above the line that opens an entry.
fn may_lead(fact: &Fact) -> bool {
    !fact.is_prose && !fact.is_label && fact.depth == 0
}

/// Where the last box ends: what stands behind it is no part of the entry, if all other entries
/// lie wholly in theirs.
fn box_end(facts: &Facts, opener: &Opener, pieces: &[Piece]) -> usize {
    let all = facts.lines.len();
    let (Some(container), Some((last, others))) = (opener.mark.container(), pieces.split_last())
    else {
        return all;
    };
    if others.is_empty() {
        return all;
    }
    let inside = |piece: &Piece| {
        let home = facts.lines[piece.own.start].chain.get(container.depth);
        let mut lines = facts.lines[piece.own.clone()].iter();
        let outside = lines.position(|line| line.chain.get(container.depth) != home);
        piece.own.start + outside.unwrap_or(piece.own.len())
    };
    match others.iter().all(|piece| inside(piece) == piece.own.end) {
        true => inside(last),
        false => all,
    }
}

/// The lines of `upper` open employers, those of `lower` the roles below them. `None` where these
/// are no two levels.
pub(super) fn two_levels(facts: &Facts, kind: Kind, upper: &Opener, lower: &Opener) -> Option<Cut> {
    if !are_levels(facts, upper, lower) {
        return None;
    }
    let all = facts.lines.len();
    let mut pieces = Vec::with_capacity(lower.at.len());
    let mut has_several = false;
    let mut from_lower = 0;
    for (from, to) in stretches(&upper.at, all) {
        from_lower += lower.at[from_lower..].partition_point(|at| *at <= from);
        let count = lower.at[from_lower..].partition_point(|at| *at < to);
        let inner = &lower.at[from_lower..from_lower + count];
        has_several |= count > 1;
        let Some(first) = inner.first() else {
            pieces.push(Piece {
                shared: from..from,
                own: from..to,
            });
            continue;
        };
        for (start, end) in stretches(inner, to) {
            pieces.push(Piece {
                shared: from..*first,
                own: start..end,
            });
        }
    }
    if is_listed(facts, kind, upper, lower) {
        return groups(facts, pieces, lower);
    }
    let cut = Cut {
        pieces,
        first: upper.at[0],
        is_grouped: false,
    };
    (has_several && is_plausible(facts, &cut, lower)).then_some(cut)
}

/// Headings that only group lists of certificates or awards: each item is an entry and inherits
/// nothing but a date.
fn groups(facts: &Facts, mut pieces: Vec<Piece>, lower: &Opener) -> Option<Cut> {
    pieces.retain(|piece| !piece.shared.is_empty());
    for piece in &mut pieces {
        // A year is what they all have.
        let mut roof = facts.lines[piece.shared.clone()].iter();
        if !roof.all(|line| is_only_date(line)) {
            piece.shared = piece.own.start..piece.own.start;
        }
    }
    (pieces.len() == lower.at.len()).then_some(Cut {
        pieces,
        first: 0,
        is_grouped: true,
    })
}

/// A stronger mark over one that is repeated below it.
fn are_levels(facts: &Facts, upper: &Opener, lower: &Opener) -> bool {
    let (Some(&one), Some(&other)) = (upper.at.first(), lower.at.first()) else {
        return false;
    };
    // Roles in lists below their employers: where one has a single role it may stand beside him.
    let is_below = lower.mark == Mark::Item(Form::Below);
    let is_employer = matches!(upper.mark, Mark::Item(form) if form != Form::Below);
    if is_below != is_employer && (is_below || upper.mark == Mark::Item(Form::Below)) {
        return false;
    }
    let is_stronger = facts.of[one].rank > facts.of[other].rank || upper.mark.container().is_some();
    is_stronger
        && !upper.mark.is_alike(&lower.mark)
        && upper.mark != Mark::Whole
        && lower.at.len() > 1
        && (lower.at.len() >= upper.at.len() || is_below)
        && one <= other
        && are_apart(&upper.at, &lower.at)
}

/// True if no line is in both.
fn are_apart(one: &[usize], other: &[usize]) -> bool {
    let (few, many) = match one.len() < other.len() {
        true => (one, other),
        false => (other, one),
    };
    few.iter().all(|at| many.binary_search(at).is_err())
}

/// True for headings over pure lists where every item is an entry.
fn is_listed(facts: &Facts, kind: Kind, upper: &Opener, lower: &Opener) -> bool {
    let lists = [Kind::CERTIFICATIONS, Kind::AWARDS, Kind::PUBLICATIONS].contains(&kind);
    if !lists && (kind.is_dated() || !are_captions(facts, upper, lower)) {
        return false;
    }
    if facts.of[lower.at[0]].depth == 0 {
        return false;
    }
    let items = facts.of.iter().filter(|fact| fact.depth > 0).count();
    let titles = upper.at.iter().filter(|at| facts.of[**at].depth == 0);
    (items + titles.count()) as f32 >= LISTED_SHARE * facts.lines.len() as f32
}

/// True where the items, and not the headings above them, have what an entry has: a date, a link or
/// a bold name at their beginning.
fn are_captions(facts: &Facts, upper: &Opener, lower: &Opener) -> bool {
    let names = |at: &&usize| {
        let fact = &facts.of[**at];
        fact.is_dated() || fact.has_lead || begins_linked(&facts.lines[**at])
    };
    let named = lower.at.iter().filter(names).count();
    let is_named = named as f32 >= NAMED_SHARE * lower.at.len() as f32;
    is_named
        && !upper
            .at
            .iter()
            .any(|at| names(&at) || facts.of[*at].is_prose)
}

/// True for a line whose first words are a link.
fn begins_linked(line: &Line) -> bool {
    let first = line
        .runs
        .iter()
        .find(|run| !line.text[run.at.clone()].trim().is_empty());
    first.is_some_and(|run| run.href.is_some())
}

fn is_plausible(facts: &Facts, cut: &Cut, lower: &Opener) -> bool {
    let mut dated = 0;
    for piece in &cut.pieces {
        let head = &facts.of[piece.shared.clone()];
        let has_bullet = head.iter().any(|fact| fact.is_prose && fact.depth > 0);
        if head.len() > LONGEST_HEAD || has_bullet {
            return false;
        }
        let from = piece.own.start;
        let opening = from..piece.own.end.min(from + 3);
        dated += usize::from(!facts.dated_in(&opening).is_empty());
    }
    // An employer's own dates stand for a role's that has none.
    let is_below_dated = |piece: &Piece| !facts.dated_in(&piece.shared).is_empty();
    let is_marked = facts.of[lower.at[0]].rank >= Rank::Bold;
    // Where nothing is dated at all the headings alone tell.
    let is_undated = facts.of.iter().all(|fact| !fact.is_dated());
    let share = match is_marked && cut.pieces.iter().all(is_below_dated) {
        _ if is_undated && facts.of[lower.at[0]].rank >= Rank::Heading6 => 0.0,
        true => DATED_BELOW,
        false => DATED_SHARE,
    };
    dated as f32 >= share * cut.pieces.len() as f32
}

/// From each place to the next, the last one to `end`.
fn stretches(at: &[usize], end: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let next = at.iter().skip(1).copied().chain(std::iter::once(end));
    at.iter().copied().zip(next)
}
