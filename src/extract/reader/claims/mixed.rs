//! One heading over entries of several kinds ("Work and education"): each goes where its words
//! belong.

use super::super::outline::{Section as Part, topics};
use super::super::{Kind, Lexicon};
use crate::extract::fold;
use crate::resume::{Entry, SectionKind, Text};

/// The kinds of a section's entries; fewer than two where they are of one kind.
pub(super) fn kinds(
    lexicon: &Lexicon,
    (part, kind): (&Part, SectionKind),
    has_education: bool,
    entries: &[Entry],
) -> Vec<SectionKind> {
    let kinds = match part.is_titled {
        true => kinds_of_title(lexicon, &part.title.text),
        false => Vec::new(),
    };
    // A path of life tells of schools, too, where no section does.
    let is_path = kind == SectionKind::Experience && !has_education;
    if is_path && kinds.len() < 2 && entries.iter().any(|entry| is_degree(lexicon, entry)) {
        return vec![SectionKind::Experience, SectionKind::Education];
    }
    kinds
}

/// The entries by their kinds, which are those of `kinds`, in its order; text between entries stays
/// with the first.
pub(super) fn parted(
    lexicon: &Lexicon,
    kinds: &[SectionKind],
    entries: Vec<Entry>,
) -> Vec<(SectionKind, Vec<Entry>)> {
    let mut parts: Vec<(SectionKind, Vec<Entry>)> =
        kinds.iter().map(|kind| (*kind, Vec::new())).collect();
    for mut entry in entries {
        let is_named = entry.title.is_some() || entry.organization.is_some();
        let own = match is_named {
            true => kind_among(lexicon, kinds, &entry),
            false => 0,
        };
        if is_named {
            entry.kind = kinds[own].entry_kind();
        }
        parts[own].1.push(entry);
    }
    parts
}

/// The place among some kinds of the one that an entry's words speak for: a school or degree is
/// education, else the first that is none.
fn kind_among(lexicon: &Lexicon, kinds: &[SectionKind], entry: &Entry) -> usize {
    let education = kinds
        .iter()
        .position(|kind| *kind == SectionKind::Education);
    if let Some(education) = education.filter(|_| is_school(lexicon, entry)) {
        return education;
    }
    let other = kinds
        .iter()
        .position(|kind| *kind != SectionKind::Education);
    other.unwrap_or(0)
}

fn says(text: &Option<Text>, is: impl Fn(&str) -> bool) -> bool {
    text.as_ref()
        .is_some_and(|text| fold::words(&text.value).iter().any(|word| is(word)))
}

/// True for a degree of a school, and no job at one.
fn is_degree(lexicon: &Lexicon, entry: &Entry) -> bool {
    says(&entry.title, |word| lexicon.is_degree(word))
        && !says(&entry.title, |word| lexicon.is_role(word))
        && says(&entry.organization, |word| lexicon.is_school(word))
}

/// True for a degree, and for years at a school that are no job there.
fn is_school(lexicon: &Lexicon, entry: &Entry) -> bool {
    let has_years = entry
        .period
        .as_ref()
        .is_some_and(|period| period.end.is_some());
    let works = says(&entry.title, |word| lexicon.is_role(word));
    says(&entry.title, |word| lexicon.is_degree(word))
        || has_years && !works && says(&entry.organization, |word| lexicon.is_school(word))
}

/// The kinds of entries that a joined title names, where one of them is education: who works, learns
/// and earns certificates is told apart by the words of each.
fn kinds_of_title(lexicon: &Lexicon, title: &str) -> Vec<SectionKind> {
    let apart = [
        SectionKind::Education,
        SectionKind::Experience,
        SectionKind::Certifications,
    ];
    let kinds = topics(lexicon, title).into_iter();
    let mut out: Vec<SectionKind> = kinds
        .filter_map(|kind| match kind {
            Kind::Section(kind) => apart.contains(&kind).then_some(kind),
            Kind::Summary | Kind::Contact | Kind::Personal | Kind::Ignored => None,
        })
        .collect();
    // Certificates beside schools follow them, whichever the title names first.
    out.sort_by_key(|kind| *kind == SectionKind::Certifications);
    match out.contains(&SectionKind::Education) {
        true => out,
        false => Vec::new(),
    }
}
