//! The reading of a section: of the ways to cut it, with the fields that each gives, the best sum.

use std::rc::Rc;

use super::super::super::assign::{self, Assignment, Context, Field, Head};
use super::super::super::segment::{Segmentation, Segmentations};
use super::super::super::{Kind, LabelRole, Line, weights};
use super::super::heads::{self, Parted};
use super::super::value::Maker;

/// One way to read a section, with its value.
pub(super) struct Reading<'s> {
    pub(super) cut: &'s Segmentation,
    pub(super) parted: Vec<Parted>,
    pub(super) assignment: Assignment,
    value: f32,
}

/// The reading with the best sum of segmentation and assignment, and how far the next-best way to
/// cut the section falls behind.
pub(super) fn best<'s>(
    maker: &Maker<'_>,
    kind: Kind,
    cuts: &'s Segmentations,
    context: &Context,
) -> Option<(Reading<'s>, f32)> {
    let mut best: Option<Reading<'s>> = None;
    let mut values: Vec<(Vec<Said>, f32)> = Vec::new();
    for cut in &cuts.options {
        let parted: Vec<Parted> = cut
            .segments
            .iter()
            .map(|segment| heads::part(maker.lexicon, kind, segment, cuts))
            .collect();
        let parted = heads::with_degree_item(maker.lexicon, kind, &parted).unwrap_or(parted);
        let further = heads::with_first_item(&parted)
            .or_else(|| heads::with_role_item(maker.lexicon, kind, &parted));
        let plain = weigh(maker, kind, cut, parted, context);
        let readings = std::iter::once(plain)
            .chain(further.map(|parted| weigh(maker, kind, cut, parted, context)));
        for reading in readings {
            values.push((said(&reading), reading.value));
            if best.as_ref().is_none_or(|best| reading.value > best.value) {
                best = Some(reading);
            }
        }
    }
    let best = best?;
    // Another mark that opens the same entries is no rival.
    let own = said(&best);
    let others = values.iter().filter(|(other, _)| *other != own);
    let next = others
        .map(|(_, value)| *value)
        .fold(f32::NEG_INFINITY, f32::max);
    let cut_margin = best.value - next;
    Some((best, cut_margin))
}

/// What a reading says of an entry: where it begins on the page, and the bytes of its fields with
/// the numbers of their lines.
type Said = (usize, Vec<(Field, usize, std::ops::Range<usize>)>);

/// What a reading says of all entries, whatever opens them.
fn said(reading: &Reading<'_>) -> Vec<Said> {
    let named = [Field::Title, Field::Organization];
    let entries = reading.parted.iter().zip(&reading.assignment.entries);
    let mut out: Vec<Said> = Vec::new();
    for (parted, taken) in entries {
        let lines: Vec<&Rc<Line>> = parted
            .head
            .iter()
            .filter(|line| !is_labelled(line))
            .collect();
        let mut fields = Vec::new();
        for taken in taken {
            let field = taken.field.filter(|field| named.contains(field));
            if let (Some(field), Some(line)) = (field, lines.get(taken.line)) {
                fields.push((field, line.index, taken.at.clone()));
            }
        }
        fields.sort_by_key(|(field, line, at)| (*field as u8, *line, at.start));
        let dated = parted.head.iter().find(|line| line.is_dated());
        out.push((dated.map_or(0, |line| line.index), fields));
    }
    out
}

fn weigh<'s>(
    maker: &Maker<'_>,
    kind: Kind,
    cut: &'s Segmentation,
    parted: Vec<Parted>,
    context: &Context,
) -> Reading<'s> {
    /// A mean beyond these says no more.
    const BOUNDS: std::ops::RangeInclusive<f32> = -2.0..=4.0;
    let heads: Vec<Head> = parted
        .iter()
        .map(|parted| assignable(maker, kind, parted))
        .collect();
    let assignment = assign::assign(maker.lexicon, kind, &heads, context);
    let mean = assignment.score / heads.len().max(1) as f32;
    let mean = mean.clamp(*BOUNDS.start(), *BOUNDS.end());
    let weights = &weights().segment;
    let roofs = roofed_twice(&heads, &assignment);
    Reading {
        cut,
        parted,
        value: cut.score + weights.assignment * mean + weights.roofed_twice * roofs,
        assignment,
    }
}

/// The share of entries whose title and organisation both stand in lines that they share: such
/// lines are an entry of their own and no employer's.
fn roofed_twice(heads: &[Head], assignment: &Assignment) -> f32 {
    let both = heads
        .iter()
        .zip(&assignment.entries)
        .filter(|(head, taken)| {
            let shares = |field| {
                taken
                    .iter()
                    .any(|taken| taken.field == Some(field) && taken.line < head.shared)
            };
            shares(Field::Title) && shares(Field::Organization)
        });
    both.count() as f32 / heads.len().max(1) as f32
}

/// True for a line whose label says what its value is, so that nothing is left to assign.
pub(super) fn is_labelled(line: &Line) -> bool {
    line.labelled().is_some_and(|(role, _)| {
        matches!(
            role,
            LabelRole::Title | LabelRole::Organization | LabelRole::Location | LabelRole::Period
        )
    })
}

/// The head that is assigned: without labelled lines, and without a project's tags.
pub(super) fn assignable(maker: &Maker<'_>, kind: Kind, parted: &Parted) -> Head {
    let mut head = Head::default();
    for (n, line) in parted.head.iter().enumerate() {
        if is_labelled(line) {
            continue;
        }
        if n < parted.shared {
            head.shared += 1;
        }
        let first = n == parted.shared;
        let (lexicon, listed) = (maker.lexicon, &maker.listed);
        if n > parted.shared && heads::tool_line(lexicon, listed, kind, line).is_some() {
            continue;
        }
        match heads::trailing_tags(lexicon, listed, kind, line).filter(|_| first) {
            Some(start) => {
                let mut front = line.slice(0..start);
                super::super::super::annotate::annotate(maker.lexicon, &mut front);
                head.lines.push(Rc::new(front));
            }
            None => head.lines.push(Rc::clone(line)),
        }
    }
    head
}
