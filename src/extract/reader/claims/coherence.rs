//! Whether the entries of a section hang together: alike entries say alike things, and what is
//! left of one looks like none of its fields. What does not is told, for somebody to look at.

use super::super::Lexicon;
use super::super::annotate::{place_score, proseness};
use super::state::SURE_PROSE;
use super::unplaced::shortened;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::resume::{Entry, EntryKind, Run, Section, SectionBody, SectionKind, Text};

/// What joins two facts as well as the parts of a name.
const SIGNS: [&str; 9] = [",", "、", "،", " – ", " — ", " - ", " | ", " · ", " / "];

/// What a section's entries give to doubt.
pub(super) fn of(lexicon: &Lexicon, section: &Section) -> Diagnostics {
    let mut check = Check {
        lexicon,
        kind: section.kind,
        told: Diagnostics::new(),
    };
    if let SectionBody::Entries(entries) = &section.body {
        let all = flat(entries);
        check.complete(&all);
        check.ends(&all);
        check.places(&all);
        check.joined(&all);
        check.joined(&roofs(entries));
        for (entry, _) in &all {
            check.text(entry);
        }
    }
    check.told
}

/// The parts of a name between signs that may join two facts.
pub(super) fn parts_of(name: &str) -> Vec<&str> {
    let mut parts = vec![name];
    for sign in SIGNS {
        parts = parts
            .into_iter()
            .flat_map(|part| part.split(sign))
            .collect();
    }
    parts
}

/// What entries of a section say, as far as it can be compared.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Fields {
    title: bool,
    organization: bool,
    place: bool,
    period: bool,
    /// The period has two ends.
    lasts: bool,
}

impl Fields {
    /// Of an entry, with what it shares with its siblings.
    fn of(entry: &Entry, roof: Option<Fields>) -> Fields {
        let of_roof = |is: fn(Fields) -> bool| roof.is_some_and(is);
        Fields {
            title: entry.title.is_some(),
            organization: entry.organization.is_some() || of_roof(|of| of.organization),
            place: entry.location.is_some() || of_roof(|of| of.place),
            period: entry.period.is_some() || of_roof(|of| of.period),
            lasts: entry
                .period
                .as_ref()
                .is_some_and(|period| period.end.is_some()),
        }
    }
}

/// Entries and their parts; text between them is none.
fn flat(entries: &[Entry]) -> Vec<(&Entry, Fields)> {
    let mut all = Vec::new();
    for entry in entries {
        let own = Fields::of(entry, None);
        if entry.parts.is_empty() && (own.title || own.organization) {
            all.push((entry, own));
        }
        let parts = entry.parts.iter();
        all.extend(parts.map(|part| (part, Fields::of(part, Some(own)))));
    }
    all
}

/// Entries that several roles share: what they say is said of all of them.
fn roofs(entries: &[Entry]) -> Vec<(&Entry, Fields)> {
    let roofs = entries.iter().filter(|entry| !entry.parts.is_empty());
    roofs
        .map(|entry| (entry, Fields::of(entry, None)))
        .collect()
}

struct Check<'a> {
    lexicon: &'a Lexicon,
    kind: SectionKind,
    told: Diagnostics,
}

impl Check<'_> {
    fn tell(&mut self, what: String, span: &Span, case: &'static str, words: &str) {
        let told = Diagnostic::note(what).at(span.clone());
        self.told.push(told.on(case, words).doubtful());
    }

    /// Entries lack what their kind needs, or what most of their siblings have.
    fn complete(&mut self, all: &[(&Entry, Fields)]) {
        let is_needed = lasts(self.kind);
        type Has = fn(&Fields) -> bool;
        let fields: [(&str, Has); 3] = [
            ("title", |of| of.title),
            ("organization", |of| of.organization),
            ("period", |of| of.period),
        ];
        for (name, has) in fields {
            let count = all.iter().filter(|(_, fields)| has(fields)).count();
            let is_usual = is_needed || count * 2 >= all.len();
            for (entry, own) in all {
                if has(own) == is_usual {
                    continue;
                }
                let words = known_by(entry);
                let what = match is_usual {
                    true => format!("`{words}` has no {name} in {}", self.kind.name()),
                    false => format!(
                        "`{words}` has a {name}, and few entries of {} have one",
                        self.kind.name()
                    ),
                };
                self.tell(what, &entry.span, "unlike", &format!("{name} {words}"));
            }
        }
    }

    /// A period without an end among those that have one may have lost it. A degree is given on one
    /// day, and its year alone says when.
    fn ends(&mut self, all: &[(&Entry, Fields)]) {
        if !lasts(self.kind) || self.kind == SectionKind::Education {
            return;
        }
        let dated = || all.iter().filter(|(_, fields)| fields.period);
        let lasting = dated().filter(|(_, fields)| fields.lasts).count();
        if lasting * 2 < dated().count() {
            return;
        }
        for (entry, own) in dated() {
            if let Some(period) = entry.period.as_ref().filter(|_| !own.lasts) {
                let what = format!(
                    "`{}` has no end, and other periods of {} have one",
                    period.written,
                    self.kind.name()
                );
                self.tell(what, &entry.span, "end", &period.written);
            }
        }
    }

    /// A place may be missing; one that few siblings have may be a part of something else.
    fn places(&mut self, all: &[(&Entry, Fields)]) {
        let placed = all.iter().filter(|(_, fields)| fields.place).count();
        if placed * 2 > all.len() {
            return;
        }
        for (entry, _) in all {
            if let Some(place) = &entry.location {
                let what = format!(
                    "`{}` is a place, and few entries of {} have one",
                    place.value,
                    self.kind.name()
                );
                self.tell(what, &place.span, "place", &place.value);
            }
        }
    }

    /// Names that may be two facts: with a sign that not all of them have, with a place at their
    /// end, or where all have a sign and none a place.
    fn joined(&mut self, all: &[(&Entry, Fields)]) {
        let has_places = all.iter().any(|(_, fields)| fields.place);
        for field in [
            (|entry| entry.title.as_ref()) as fn(&Entry) -> Option<&Text>,
            |entry| entry.organization.as_ref(),
        ] {
            let names = || all.iter().filter_map(|(entry, _)| field(entry));
            let is_all = |has: &dyn Fn(&str) -> bool| names().all(|name| has(&name.value));
            let are_joined = is_all(&|name| parts_of(name).len() > 1);
            let bracketed = names()
                .filter(|name| name.value.ends_with([')', '）']))
                .count();
            let are_bracketed = bracketed * 2 > names().count();
            for (entry, _) in all {
                let Some(name) = field(entry).filter(|_| is_dated(entry)) else {
                    continue;
                };
                let parts = parts_of(&name.value);
                let is_place = |part: &&str| place_score(self.lexicon, part) >= 1.0;
                let ends_in_place = parts.last().is_some_and(is_place);
                let is_split = parts.len() > 2
                    || parts.len() == 2 && (ends_in_place || !are_joined || !has_places);
                let is_bracketed = are_bracketed && name.value.ends_with([')', '）']);
                if is_split || is_bracketed && !has_places {
                    let what = format!("`{}` may be more than one name", name.value);
                    self.tell(what, &name.span, "joined", &name.value);
                }
            }
        }
    }

    /// Text of an entry that is left of something: a few words, a bullet like a head.
    fn text(&mut self, entry: &Entry) {
        /// So few words tell nothing of a position.
        const FEW_WORDS: usize = 3;
        let of_position = |_: &&_| entry.kind == EntryKind::Position;
        if let Some(summary) = entry.summary.as_ref().filter(of_position) {
            let words = summary.text();
            let is_short = words.split_whitespace().count() <= FEW_WORDS;
            if is_short && proseness(self.lexicon, &words, false) < SURE_PROSE {
                let what = format!("`{words}` is all the text of an entry");
                self.tell(what, &summary.span, "rest", &words);
            }
        }
        for bullet in &entry.highlights {
            let words = bullet.text.text();
            let is_bold = |run: &Run| run.emphasis.strong || run.text.trim().is_empty();
            let dashes = words.matches(" – ").count() + words.matches(" — ").count();
            if words.contains(" | ") || dashes > 1 || bullet.text.runs.iter().all(is_bold) {
                let what = format!("the bullet `{}` looks like an entry", shortened(&words));
                self.tell(what, &bullet.text.span, "bullet", &words);
            }
        }
    }
}

/// True for sections whose entries have a time from and to.
fn lasts(kind: SectionKind) -> bool {
    match kind {
        SectionKind::Experience | SectionKind::Education | SectionKind::Volunteering => true,
        SectionKind::Projects
        | SectionKind::Certifications
        | SectionKind::Publications
        | SectionKind::Awards
        | SectionKind::Skills
        | SectionKind::Languages
        | SectionKind::Interests
        | SectionKind::References
        | SectionKind::Metrics
        | SectionKind::Other => false,
    }
}

fn is_dated(entry: &Entry) -> bool {
    match entry.kind {
        EntryKind::Position | EntryKind::Education | EntryKind::Volunteering => true,
        EntryKind::Project
        | EntryKind::SmallProject
        | EntryKind::Certification
        | EntryKind::Language
        | EntryKind::Publication
        | EntryKind::Award
        | EntryKind::Reference
        | EntryKind::Other => false,
    }
}

fn known_by(entry: &Entry) -> &str {
    let name = entry.title.as_ref().or(entry.organization.as_ref());
    name.map_or("", |name| name.value.as_str())
}
