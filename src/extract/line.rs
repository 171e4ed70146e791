//! One line about an entry: who, what, where and when, told apart by dates, emphasis and words.

use super::dated::{closes, opens, split_period};
use super::period;
use super::pieces::{bars, items, trim_marks};
use super::text::part;
use super::vocabulary::Vocabulary;
use crate::diagnostic::Span;
use crate::resume::{Entry, EntryKind, RichText, Text};

/// True for kinds whose entries have a role and a place where it was held.
pub(super) fn is_held(kind: EntryKind) -> bool {
    match kind {
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

/// "**Role** [Org](url)": the pieces of a line at a change of weight or at a link.
pub(super) fn by_emphasis(rich: &RichText) -> Option<Vec<String>> {
    let mut pieces: Vec<(bool, bool, String)> = Vec::new();
    for run in &rich.runs {
        let words = super::fold::without_pictographs(&run.text);
        if trim_marks(&words).is_empty() {
            continue;
        }
        let (strong, linked) = (run.emphasis.strong, run.link.is_some());
        match pieces.last_mut() {
            Some(last) if (last.0, last.1) == (strong, linked) => last.2.push_str(&run.text),
            Some(_) | None => pieces.push((strong, linked, run.text.clone())),
        }
    }
    let mixed = pieces.iter().any(|piece| piece.0) && pieces.iter().any(|piece| !piece.0);
    let out: Vec<String> = pieces
        .into_iter()
        .map(|(_, _, words)| trim_marks(&super::fold::without_pictographs(&words)).to_owned())
        .collect();
    (mixed && out.len() > 1).then_some(out)
}

/// "Developer, Acme", "Developer – Acme", "Developer at Acme": only where a word says which
/// piece is the role, and only one does.
pub(super) fn by_words(words: &Vocabulary, line: &str, kind: EntryKind) -> Vec<String> {
    let tells = |part: &str| match kind == EntryKind::Education {
        true => words.speaks_of_school(part),
        false => words.speaks_of_role(part),
    };
    let own = |parts: &[&str]| {
        parts
            .iter()
            .map(|part| (*part).to_owned())
            .collect::<Vec<_>>()
    };
    let sign = line.split_once(" @ ").map(|(role, at)| vec![role, at]);
    let at = line
        .split_whitespace()
        .find(|word| words.is_at(word))
        .and_then(|word| line.split_once(&format!(" {word} ")))
        .filter(|(role, at)| tells(role) && at.starts_with(char::is_uppercase))
        .map(|(role, at)| vec![role, at]);
    if let Some(parts) = sign.or(at) {
        return own(&parts);
    }
    for parts in [dashes(line), items(line)] {
        let telling = parts.iter().filter(|part| tells(part)).count();
        // "Trinity College, Cambridge" names a school and its place, not a degree.
        let is_place = kind == EntryKind::Education
            && !parts.iter().any(|part| {
                words.speaks_of_role(part) || words.speaks_of_degree(part) && !tells(part)
            });
        if (2..=3).contains(&parts.len()) && telling == 1 && !is_place {
            return own(&parts);
        }
    }
    own(&[line])
}

/// Cuts at dashes between blanks.
fn dashes(line: &str) -> Vec<&str> {
    let mut out = vec![line];
    for dash in [" — ", " – ", " - "] {
        out = out.into_iter().flat_map(|part| part.split(dash)).collect();
    }
    out.into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// True for kinds that somebody gives, or a place where they are held.
pub(super) fn has_giver(kind: EntryKind) -> bool {
    is_held(kind) || matches!(kind, EntryKind::Certification | EntryKind::Award)
}

/// Adds words to what an entry tells.
fn tell(entry: &mut Entry, told: &str, span: &Span) {
    let more = RichText::plain(told, span.clone());
    entry.summary = match entry.summary.take() {
        None => Some(more),
        Some(before) => super::text::join(vec![before, more]),
    };
}

/// What stands beside the bold start: dates, then employer, then place.
fn others_of(words: &Vocabulary, entry: &mut Entry, others: Vec<String>, span: &Span) {
    let text = |piece: &str| part(span, piece);
    for told in others {
        for piece in bars(&told) {
            let (rest, found) = split_period(words, &text(piece));
            if let Ok(found) = period::read(words, piece, span) {
                entry.period = Some(found);
                continue;
            }
            let piece = if found.is_some() {
                entry.period = found;
                // "**Architect** (Amazon, 2022)": the brackets hold all there is.
                let inside = rest
                    .strip_prefix(opens)
                    .and_then(|rest| rest.strip_suffix(closes));
                inside.map_or(rest.clone(), str::to_owned)
            } else {
                piece.to_owned()
            };
            let (name, place) = place_of(words, &piece);
            if entry.organization.is_none() {
                set_organization(words, entry, text(name));
                if let (None, Some(place)) = (&entry.location, place) {
                    entry.location = Some(text(place));
                }
            } else if entry.location.is_none() {
                entry.location = Some(text(&piece));
            } else {
                tell(entry, &piece, span);
            }
        }
    }
}

/// "Awesome University, Bergen, Norway" as a school and its place, where a word tells which
/// piece is the name.
fn place_of<'a>(words: &Vocabulary, piece: &'a str) -> (&'a str, Option<&'a str>) {
    match piece.split_once(", ") {
        Some((name, place)) if words.speaks_of_school(name) && !words.speaks_of_school(place) => {
            (name, Some(place))
        }
        Some(_) | None => (piece, None),
    }
}

/// "President, *Royal Society*, London": what stands out behind a comma is a name.
pub(super) fn by_slant(rich: &RichText) -> Option<Vec<String>> {
    let at = rich.runs.iter().position(|run| run.emphasis.emphasized)?;
    if at == 0 || !rich.runs[at - 1].text.trim_end().ends_with(',') {
        return None;
    }
    let join = |runs: &[crate::resume::Run]| -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    };
    Some(vec![
        join(&rich.runs[..at]),
        rich.runs[at].text.clone(),
        join(&rich.runs[at + 1..]),
    ])
}

/// Sets the organisation; "(via Dextra)" at its end becomes the firm between.
pub(super) fn set_organization(words: &Vocabulary, entry: &mut Entry, organization: Text) {
    if let Some((before, inner)) = organization
        .value
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        && inner
            .split_whitespace()
            .next()
            .is_some_and(|word| words.is_via(word))
        && !before.trim().is_empty()
    {
        entry.via = Some(Text::new(
            inner.trim().to_owned(),
            organization.span.clone(),
        ));
        entry.organization = Some(Text::new(before.trim().to_owned(), organization.span));
        return;
    }
    entry.organization = Some(organization);
}

/// A title, then employer or issuer, then a place.
pub(super) fn of_pieces(words: &Vocabulary, entry: &mut Entry, pieces: &[String], span: &Span) {
    let text = |words: &str| part(span, words);
    let mut pieces = pieces
        .iter()
        .map(|piece| trim_marks(piece))
        .filter(|piece| !piece.is_empty());
    if let Some(title) = pieces.next() {
        // A full stop at the end of a bold name is no part of it.
        let bare = title
            .strip_suffix('.')
            .filter(|rest| !rest.ends_with(|c: char| c.is_uppercase()));
        entry.title = Some(text(bare.unwrap_or(title)));
    }
    let rest: Vec<String> = pieces.map(str::to_owned).collect();
    others_of(words, entry, rest, span);
}
