//! Entries of one employer: parts of one entry.

use super::super::super::Date;
use super::super::super::segment::Segmentation;
use super::super::value::Maker;
use crate::resume::{Entry, Text};

/// An entry before those of one employer are put together.
pub(super) struct Made {
    /// The first line that it shares with its siblings.
    pub(super) group: Option<usize>,
    pub(super) entry: Entry,
    /// It has no dates of its own.
    pub(super) inherits: bool,
}

/// Entries below one line that names their employer become parts of one entry.
pub(super) fn grouped(maker: &mut Maker<'_>, cut: &Segmentation, made: Vec<Made>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut segments = cut.segments.iter();
    let mut made = made.into_iter().peekable();
    while let Some(first) = made.next() {
        let segment = segments.next();
        let group = first.group;
        let mut inherits = vec![first.inherits];
        let mut parts = vec![first.entry];
        while group.is_some()
            && let Some(next) = made.next_if(|other| other.group == group)
        {
            parts.push(next.entry);
            inherits.push(next.inherits);
            segments.next();
        }
        if parts.len() == 1 {
            out.append(&mut parts);
            continue;
        }
        let mut roof = under_one_roof(parts);
        if let ([roof], Some(segment)) = (roof.as_mut_slice(), segment) {
            let dated = segment
                .shared
                .iter()
                .find_map(|line| Some((line, line.dated().next()?)));
            let is_own = |date: &Date| {
                let period = |part: &Entry| part.period.as_ref().map(|p| (p.start, p.end));
                roof.parts
                    .iter()
                    .any(|part| period(part) != Some(date.key()))
            };
            if let Some((line, date)) = dated.filter(|(_, date)| is_own(date)) {
                // The employer's dates are none of a role that has no own.
                for (part, inherits) in roof.parts.iter_mut().zip(&inherits) {
                    part.period = part.period.take().filter(|_| !inherits);
                }
                roof.period = maker.period(line, date);
            }
        }
        out.append(&mut roof);
    }
    out
}

/// One entry over several, where they have their organisation in common.
fn under_one_roof(mut parts: Vec<Entry>) -> Vec<Entry> {
    let first = &parts[0];
    let shared = |value: fn(&Entry) -> &Option<Text>| {
        let own = value(first).as_ref()?;
        let same = |part: &Entry| value(part).as_ref().is_some_and(|v| v.value == own.value);
        parts.iter().all(same).then(|| own.clone())
    };
    let (Some(organization), location) = (
        shared(|entry| &entry.organization),
        shared(|entry| &entry.location),
    ) else {
        return parts;
    };
    let mut roof = Entry::new(first.kind, first.span.clone());
    for part in &mut parts {
        part.organization = None;
        if location.is_some() {
            part.location = None;
        }
    }
    roof.organization = Some(organization);
    roof.location = location;
    roof.parts = parts;
    vec![roof]
}
