//! Entries: heads assigned jointly, bodies read, what is left printed with them.

mod fields;
mod left;
mod reading;
mod roof;

use std::rc::Rc;

use super::super::assign::{Context, Head};
use super::super::segment::{self, Segmentations};
use super::super::{Kind, Line};
use super::value::{Leading, Maker, joined};
use super::{body, citation, inner, places, sound, turns};
use crate::resume::{Entry, EntryKind, RichText, Text};
use fields::{lone, name, part_via};
pub(crate) use left::joins;
use left::leftovers;
use reading::{Reading, assignable, best};
use roof::{Made, grouped};

/// An entry that is being made.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The entry so far.
    pub(crate) entry: Entry,
    /// Its paragraphs.
    pub(crate) description: Vec<RichText>,
    /// The line before was a bullet, so that a further line of its item belongs to it.
    pub(crate) after_bullet: bool,
}

impl Draft {
    /// Adds links that are not known yet.
    pub(crate) fn links(&mut self, links: Vec<Leading>) {
        for (shown, target) in links {
            if self.entry.links.iter().all(|(_, known)| *known != target) {
                self.entry.links.push((shown, target));
            }
        }
    }
}

/// The entries of a section, and how surely they were read.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    /// The entries.
    pub(crate) entries: Vec<Entry>,
    /// Lines before the first entry.
    pub(crate) before: Vec<Rc<Line>>,
    /// How far the next-best reading of title and organisation falls behind; infinite for none.
    pub(crate) margin: f32,
    /// How far the next-best way to cut the section into entries falls behind.
    pub(crate) cut_margin: f32,
    /// The reading, for the explanation.
    pub(crate) reading: String,
}

/// Reads a section's entries, which are made as those of `kind` and read as those of `form` are.
pub(crate) fn entries(
    maker: &mut Maker<'_>,
    (kind, form): (Kind, Kind),
    cuts: &Segmentations,
    context: &Context,
) -> Entries {
    let joined = turns::joined(maker.lexicon, cuts);
    let cuts = joined.as_ref().unwrap_or(cuts);
    let Some((best, cut_margin)) = best(maker, form, cuts, context) else {
        return Entries::default();
    };
    Entries {
        cut_margin,
        ..build(maker, (kind, form), cuts, best, context)
    }
}

/// How much the words of a section's entries favour the title before the organisation.
pub(crate) fn leads(maker: &Maker<'_>, form: Kind, cuts: &Segmentations, context: &Context) -> f32 {
    best(maker, form, cuts, context).map_or(0.0, |(best, _)| best.assignment.leads)
}

fn build(
    maker: &mut Maker<'_>,
    (kind, form): (Kind, Kind),
    cuts: &Segmentations,
    best: Reading<'_>,
    context: &Context,
) -> Entries {
    let Reading {
        cut,
        parted,
        mut assignment,
        ..
    } = best;
    let heads: Vec<Head> = parted
        .iter()
        .map(|parted| assignable(maker, form, parted))
        .collect();
    places::settle(
        maker.lexicon,
        form,
        context,
        &heads,
        &mut assignment.entries,
    );
    let mut out = Entries {
        before: cut.before.clone(),
        margin: assignment.margin,
        reading: format!("{}: {}", cut.opener, assignment.reading),
        ..Entries::default()
    };
    let none = Vec::new();
    let mut made = Vec::new();
    let headings = inner::headings(maker.lexicon, kind, &parted, cuts);
    let cited = citation::all(maker.lexicon, form, &lone(&parted));
    for (n, (segment, parted)) in cut.segments.iter().zip(&parted).enumerate() {
        let Some(first) = segment.lines.first() else {
            continue;
        };
        let mut draft = Draft {
            entry: Entry::new(
                match entry_kind(kind) {
                    EntryKind::Project if first.chain.iter().any(|id| maker.small.contains(id)) => {
                        EntryKind::SmallProject
                    }
                    other => other,
                },
                maker.page.span(first.source),
            ),
            description: Vec::new(),
            after_bullet: false,
        };
        let head = &heads[n];
        let taken = assignment.entries.get(n).unwrap_or(&none);
        name(
            maker,
            &mut draft,
            form,
            parted,
            (head, taken),
            cited[n].as_ref(),
        );
        let margin = assignment.margins.get(n);
        // What the user said is sure.
        let mut lines = head.lines.iter();
        let is_decided = lines.any(|line| !maker.decided.on(line).is_empty());
        if let Some(margin) = margin.filter(|_| cited[n].is_none() && !is_decided) {
            maker.doubt_entry(kind, head, (taken, margin), &draft.entry);
        }
        if let Some(closing) = &parted.closing {
            turns::set_aside(maker, segment, closing);
        }
        let (rest, projects) = inner::parted(&parted.rest, &headings);
        body::read(maker, &mut draft, rest, cuts, first.depth);
        for lines in projects {
            draft.entry.parts.push(inner::read(maker, lines, cuts));
        }
        let own = segment
            .lines
            .iter()
            .filter(|line| !cuts.labels.contains_key(&line.index));
        let entry = complete(maker, draft, own);
        // A date over a list of things is no employer of theirs.
        let is_roof = !segment
            .shared
            .iter()
            .all(|line| segment::is_only_date(line));
        let group = segment
            .shared
            .first()
            .filter(|_| is_roof)
            .map(|line| line.index);
        let inherits = !segment.lines.iter().any(|line| line.is_dated());
        made.push(Made {
            group,
            entry,
            inherits,
        });
    }
    out.entries = grouped(maker, cut, made);
    out
}

/// The model's kind of a section's entries.
pub(crate) fn entry_kind(kind: Kind) -> EntryKind {
    match kind {
        Kind::Section(section) => section.entry_kind(),
        Kind::Summary | Kind::Contact | Kind::Personal | Kind::Ignored => EntryKind::Other,
    }
}

/// The entry of a draft, with what its lines say that nothing has taken.
pub(super) fn complete<'l>(
    maker: &mut Maker<'_>,
    mut draft: Draft,
    lines: impl Iterator<Item = &'l Rc<Line>>,
) -> Entry {
    leftovers(maker, &mut draft, lines);
    finish(maker, draft)
}

/// Plain is better than false: what cannot be a title or an employer becomes text.
fn finish(maker: &Maker<'_>, mut draft: Draft) -> Entry {
    let is_dated = matches!(
        draft.entry.kind,
        EntryKind::Position | EntryKind::Education | EntryKind::Volunteering
    );
    let refuse =
        |text: &Text, is_title| sound::is_none(maker.lexicon, &text.value, is_title, is_dated);
    let mut plain = Vec::new();
    for (is_title, field) in [
        (true, &mut draft.entry.title),
        (false, &mut draft.entry.organization),
    ] {
        if let Some(text) = field.take_if(|text| refuse(text, is_title)) {
            plain.push(RichText::plain(text.value, text.span));
        }
    }
    plain.append(&mut draft.description);
    draft.entry.summary = joined(plain);
    part_via(maker.lexicon, &mut draft.entry);
    draft.entry
}
