//! What makes a page doubtful: readings that have a close rival, and results that do not hang
//! together. Whatever is noted here is told, and is the reason why a document is not sure.

use super::super::{Kind, Line};
use std::rc::Rc;

use super::super::annotate::proseness;
use super::super::assign::{Field, Head, Margin, Taken};
use super::super::outline::{Outline, Section as Part};
use super::coherence::{self, parts_of};
use super::unplaced::shortened;
use super::value::Maker;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::extract::fold;
use crate::extract::page::Found;
use crate::resume::{Entry, SectionKind};

/// An entry is surely named if the best reading with another title or organisation falls so far
/// behind: of 319 generated ones 318 were right.
const SURE_ENTRY: f32 = 1.0;
/// A section is surely cut if the next way falls so far behind.
const SURE_CUT: f32 = 0.5;
/// Text in a head that is so much of a sentence tells of its entry.
pub(super) const SURE_PROSE: f32 = 0.8;
/// A name with so much evidence was never wrong.
const SURE_NAME: f32 = 2.0;

/// The doubts of a page.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    close: Vec<Close>,
    others: Vec<Diagnostic>,
}

/// An entry with two readings.
#[derive(Debug)]
struct Close {
    ahead: f32,
    printed: String,
    rival: String,
    span: Span,
}

impl Maker<'_> {
    /// Notes how surely an entry is named.
    pub(crate) fn doubt_entry(
        &mut self,
        kind: Kind,
        head: &Head,
        (taken, margin): (&[Taken], &Margin),
        entry: &Entry,
    ) {
        let words = |taken: &Taken| head.lines.get(taken.line)?.text.get(taken.at.clone());
        // Beside the name of what is no position stands what it is.
        let is_loose = |taken: &&Taken| match taken.field {
            Some(Field::Text) => kind.is_dated(),
            Some(
                Field::Title
                | Field::Organization
                | Field::Place
                | Field::Employment
                | Field::Mode
                | Field::Address
                | Field::Call
                | Field::Duration
                | Field::Label,
            ) => false,
            None => true,
        };
        for piece in taken.iter().filter(is_loose) {
            let (Some(words), Some(line)) = (words(piece), head.lines.get(piece.line)) else {
                continue;
            };
            let words = words.trim();
            let is_title = entry
                .title
                .as_ref()
                .is_some_and(|title| title.value.contains(words));
            // A sentence beside the names tells of the entry, and is its text.
            let is_told = proseness(self.lexicon, words, false) >= SURE_PROSE;
            if words.contains(char::is_alphabetic) && !is_title && !is_told {
                let told = format!("`{words}` is neither title nor organization nor place");
                let told = Diagnostic::note(told).at(self.page.span_of(line.source, words));
                self.doubts.others.push(told.on("piece", words).doubtful());
            }
        }
        if margin.ahead >= SURE_ENTRY {
            return;
        }
        let printed = named(taken, words);
        let rival = named(&margin.rival, words);
        if printed == rival {
            return;
        }
        self.doubts.close.push(Close {
            ahead: margin.ahead,
            printed,
            rival,
            span: entry.span.clone(),
        });
    }

    /// Notes how surely a section is cut into entries, and what says which kind it is.
    pub(crate) fn doubt_section(&mut self, part: &Part, kind: Kind, ahead: f32) {
        let title = &part.title;
        let span = self.page.span_of(title.source, &title.text);
        let name = match title.text.is_empty() {
            true => "a part without a title".to_owned(),
            false => format!("`{}`", title.text),
        };
        if ahead < SURE_CUT {
            let told =
                format!("where the entries of {name} begin is not sure: ahead by {ahead:.1}");
            let told = Diagnostic::note(told).at(span.clone());
            self.doubts
                .others
                .push(told.on("entries", title.text.as_str()).doubtful());
        }
        let Kind::Section(kind) = kind else { return };
        if !part.is_titled && kind != SectionKind::Other {
            let told = format!(
                "{name} names no section: it is read as {} by what it holds",
                kind.name()
            );
            let told = Diagnostic::note(told).at(span);
            self.doubts
                .others
                .push(told.on("shape", title.text.as_str()).doubtful());
        }
    }
}

/// Title and organisation of a reading, for a message.
fn named<'l>(taken: &'l [Taken], words: impl Fn(&'l Taken) -> Option<&'l str>) -> String {
    let mut parts = Vec::new();
    for field in [Field::Title, Field::Organization] {
        let of_field = taken.iter().find(|taken| taken.field == Some(field));
        if let Some(words) = of_field.and_then(&words) {
            parts.push(format!("{} `{}`", field.name(), shortened(words.trim())));
        }
    }
    match parts.is_empty() {
        true => "without a title".to_owned(),
        false => parts.join(", "),
    }
}

/// Tells what makes the page doubtful.
pub(crate) fn tell(
    maker: &mut Maker<'_>,
    outline: &Outline,
    found: &mut Found,
    findings: &mut Diagnostics,
) {
    let is_empty = found.sections.is_empty() && found.summary.is_none();
    if is_empty {
        return;
    }
    let page = maker.page;
    if let Some(unplaced) = maker.unplaced.told(page) {
        findings.push(unplaced);
    }
    let doubts = std::mem::take(&mut maker.doubts);
    if let Some(close) = told_close(doubts.close) {
        findings.push(close);
    }
    if let Some(above) = above_name(maker, outline, found) {
        findings.push(above);
    }
    for doubt in doubts.others {
        findings.push(doubt);
    }
    for section in &found.sections {
        findings.append(coherence::of(maker.lexicon, section));
    }
    if let Some(headline) = found
        .facts
        .headline
        .as_ref()
        .filter(|_| found.facts.location.is_none())
    {
        let mut words = fold::words(&headline.value).into_iter();
        if parts_of(&headline.value).len() > 1 && !words.any(|word| maker.lexicon.is_role(&word)) {
            let told = format!("`{}` may be a place and no headline", headline.value);
            let told = Diagnostic::note(told).at(headline.span.clone());
            findings.push(told.on("headline", headline.value.as_str()).doubtful());
        }
    }
    let weak = outline.names.first().filter(|name| name.score < SURE_NAME);
    if let (Some(weak), Some(name)) = (weak, &found.facts.name) {
        let told = format!(
            "the name `{}` is a guess: it is the {}",
            weak.name, weak.why
        );
        found.weak_name = Some(
            Diagnostic::warning(told)
                .at(name.span.clone())
                .on("name", weak.name.as_str())
                .hint("if it is right, say so with `--name` or as `person: name:` in `vitae.yaml`"),
        );
    }
}

/// Words before the name are hardly the person's: the page's, mostly.
fn above_name(maker: &Maker<'_>, outline: &Outline, found: &Found) -> Option<Diagnostic> {
    let name = outline.names.first()?.at.as_ref()?.index;
    let summary = found.summary.as_ref()?.text();
    let is_above = |line: &&Rc<Line>| {
        let words = line.text.trim();
        line.index < name && words.contains(char::is_alphanumeric) && summary.contains(words)
    };
    let line = outline.head.iter().find(is_above)?;
    let told = format!("`{}` stands above the name", shortened(&line.text));
    let told = Diagnostic::note(told).at(maker.page.span_of(line.source, &line.text));
    Some(told.on("above", line.text.as_str()).doubtful())
}

/// One warning for all entries with two readings: the closest with both.
fn told_close(mut close: Vec<Close>) -> Option<Diagnostic> {
    /// More places are not marked.
    const MOST_MARKED: usize = 8;
    let all: Vec<&str> = close.iter().map(|one| one.printed.as_str()).collect();
    let subject = all.join("\n");
    // Of equals the first of the page.
    close.sort_by(|one, other| one.ahead.total_cmp(&other.ahead));
    let mut close = close.into_iter();
    let first = close.next()?;
    let what = match close.len() {
        0 => "an entry may be read in two ways".to_owned(),
        more => format!("{} entries may be read in two ways", more + 1),
    };
    let mut told = Diagnostic::warning(format!(
        "{what}: {} (printed), or {}",
        first.printed, first.rival
    ))
    .at(first.span)
    .on("reading", subject)
    .hint("look at them in the document; labels such as `Role:` and `Employer:` make it sure");
    for more in close.take(MOST_MARKED) {
        told = told.also(more.span, format!("{}, or {}", more.printed, more.rival));
    }
    Some(told)
}
