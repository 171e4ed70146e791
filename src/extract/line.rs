//! One line about an entry: who, what, where and when, told apart by dates, emphasis and words.

use super::dated::{around_period, closes, in_brackets, opens, split_period, without_period};
use super::period;
use super::pieces::{bars, facts, is_prose, items, label, trim_marks};
use super::text::part;
use super::vocabulary::Vocabulary;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::resume::{Entry, EntryKind, Period, PeriodError, RichText, Text};

/// What a heading says beyond a title.
#[derive(Default)]
pub(super) struct Facts {
    title: Option<Text>,
    organization: Option<Text>,
    location: Option<Text>,
    period: Option<Period>,
    rest: Option<RichText>,
}

impl Facts {
    pub(super) fn apply(self, words: &Vocabulary, entry: &mut Entry) {
        entry.title = self.title;
        if let Some(organization) = self.organization {
            set_organization(words, entry, organization);
        }
        entry.location = self.location.or(entry.location.take());
        entry.period = self.period.or(entry.period.take());
        entry.summary = self.rest.or(entry.summary.take());
    }
}

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

/// A heading of several facts: "Developer | Acme | Berlin", "Developer, Acme (2020 – 2022)",
/// "**Developer** [Acme](url)".
pub(super) fn heading(
    words: &Vocabulary,
    title: &Text,
    rich: &RichText,
    kind: EntryKind,
) -> Option<Facts> {
    let text = |words: &str| part(&title.span, words);
    if has_giver(kind)
        && let Some((name, giver, found)) = in_brackets(words, title)
        && bars(&name).len() == 1
        && (!is_held(kind) || by_words(words, &name, kind).len() == 1)
    {
        return Some(Facts {
            title: Some(text(&name)),
            organization: Some(text(&giver)),
            period: Some(found),
            ..Facts::default()
        });
    }
    let (rest, found) = without_period(words, title, kind);
    let mut facts = Facts {
        period: found,
        ..Facts::default()
    };
    if is_held(kind) {
        let mut parts: Vec<String> = bars(&rest).into_iter().map(str::to_owned).collect();
        if parts.len() == 1 {
            parts = by_emphasis(rich).unwrap_or(parts);
        }
        if parts.len() == 1 {
            parts = by_words(words, &rest, kind);
        }
        parts.retain(|part| period::read(words, part, &title.span).is_err());
        if parts.len() > 1 {
            let role = role_of(words, &parts, kind);
            let mut others: Vec<&String> = Vec::new();
            for (n, part) in parts.iter().enumerate() {
                if n != role {
                    others.push(part);
                }
            }
            facts.title = Some(text(&parts[role]));
            let mut others = others.into_iter();
            if let Some(organization) = others.next() {
                // "Acme - Berlin" behind a bar is an employer and its place.
                let pieces = self::dashes(organization);
                match pieces.as_slice() {
                    [name, place] if bars(&rest).len() > 1 => {
                        facts.organization = Some(text(name));
                        facts.location = Some(text(place));
                    }
                    _ => facts.organization = Some(text(organization)),
                }
            }
            let left: Vec<&str> = others.map(String::as_str).collect();
            if !left.is_empty() && kind == EntryKind::Education {
                facts.rest = Some(RichText::plain(left.join(", "), title.span.clone()));
            } else if !left.is_empty() && facts.location.is_none() {
                facts.location = Some(text(&left.join(", ")));
            }
            return Some(facts);
        }
    }
    facts.period.is_some().then(|| {
        facts.title = Some(Text::new(rest, title.span.clone()));
        facts
    })
}

/// The piece that names the role or degree; the first where no word tells.
fn role_of(words: &Vocabulary, parts: &[String], kind: EntryKind) -> usize {
    let found = if kind == EntryKind::Education {
        parts.iter().position(|part| !words.speaks_of_school(part))
    } else {
        parts.iter().position(|part| words.speaks_of_role(part))
    };
    found.unwrap_or(0)
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

/// "Acme | 2022-2023", "Acme — Berlin | Jun 2023 – Present", or a date alone.
pub(super) fn meta(
    words: &Vocabulary,
    entry: &mut Entry,
    rich: &RichText,
    findings: &mut Diagnostics,
) {
    let whole = super::fold::without_pictographs(&rich.text());
    let text = |words: &str| part(&rich.span, words);
    match period::read(words, &whole, &rich.span) {
        Ok(found) => {
            entry.period = Some(found);
            return;
        }
        Err(error @ (PeriodError::EndsBeforeStart | PeriodError::MonthOutOfRange(_))) => {
            told(&text(&whole), &error, findings);
        }
        Err(PeriodError::NoDate | PeriodError::DayOutOfRange(_)) => {}
    }
    let mut names: Vec<&str> = Vec::new();
    for part in bars(&whole) {
        match period::read(words, part, &rich.span) {
            Ok(found) if entry.period.is_none() => entry.period = Some(found),
            Ok(_) => {}
            Err(_) if words.is_stretch(part) => {}
            Err(PeriodError::NoDate | PeriodError::DayOutOfRange(_)) => names.push(part),
            Err(error) => told(&text(part), &error, findings),
        }
    }
    for name in names {
        // A fact may still hold a date behind a dash or in parentheses, or stand around one.
        let name = text(name);
        if entry.period.is_none() {
            let (rest, found) = split_period(words, &name);
            if found.is_some() {
                entry.period = found;
                take_name(words, entry, &rest, &rich.span);
                continue;
            }
            if let Some((before, found, after)) = around_period(words, &name) {
                entry.period = Some(found);
                take_name(words, entry, before, &rich.span);
                take_name(words, entry, after, &rich.span);
                continue;
            }
        }
        take_name(words, entry, &name.value, &rich.span);
    }
}

/// A name beside a date is the employer, then the place; more names are told, not lost.
fn take_name(words: &Vocabulary, entry: &mut Entry, name: &str, span: &Span) {
    if name.is_empty() {
        return;
    }
    let has_firm = entry.organization.is_some();
    let is_role = is_held(entry.kind) && tells(words, name, entry.kind);
    if has_firm && entry.title.is_none() && (is_role || entry.location.is_some()) {
        entry.title = Some(part(span, name));
    } else if !has_firm {
        set_organization(words, entry, part(span, name));
    } else if entry.location.is_none() {
        entry.location = Some(part(span, name));
    } else {
        tell(entry, name, span);
    }
}

/// Adds words to what an entry tells.
fn tell(entry: &mut Entry, told: &str, span: &Span) {
    let more = RichText::plain(told, span.clone());
    entry.summary = match entry.summary.take() {
        None => Some(more),
        Some(before) => super::text::join(vec![before, more]),
    };
}

/// True for words that name what an entry of the kind is: a role, or a degree.
pub(super) fn tells(words: &Vocabulary, text: &str, kind: EntryKind) -> bool {
    match kind == EntryKind::Education {
        true => names_degree(words, text),
        false => words.speaks_of_role(text),
    }
}

/// "Jan 2020 – Mar 2021 | Berlin": what is no date there is a place.
pub(super) fn dates(
    words: &Vocabulary,
    entry: &mut Entry,
    rich: &RichText,
    findings: &mut Diagnostics,
) {
    let whole = super::fold::without_pictographs(&rich.text());
    let text = |words: &str| part(&rich.span, words);
    if let Ok(found) = period::read(words, &whole, &rich.span) {
        entry.period = Some(found);
        return;
    }
    let mut places = Vec::new();
    for part in bars(&whole) {
        match period::read(words, part, &rich.span) {
            Ok(found) if entry.period.is_none() => entry.period = Some(found),
            Ok(_) => {}
            Err(_) if words.is_stretch(part) => {}
            Err(error) if part.contains(char::is_numeric) => {
                told(&text(part), &error, findings);
                // The author's spelling still says when.
                entry.period.get_or_insert_with(|| unread(part, &rich.span));
            }
            Err(_) => places.push(part),
        }
    }
    if let (None, [place, ..]) = (&entry.location, places.as_slice()) {
        entry.location = Some(text(place));
    }
}

/// A date that is shown as it is written.
fn unread(written: &str, span: &Span) -> Period {
    Period {
        start: None,
        end: None,
        expected: false,
        written: written.to_owned(),
        span: span.clone(),
    }
}

fn told(text: &Text, error: &PeriodError, findings: &mut Diagnostics) {
    findings.push(
        Diagnostic::warning(format!("`{}`: {error}", text.value))
            .at(text.span.clone())
            .hint("the date is left out"),
    );
}

/// A line above the bullets: "**Title** — *Place*", "*dates*", "Acme | 2020".
/// False if the line is running text.
pub(super) fn position(
    words: &Vocabulary,
    entry: &mut Entry,
    rich: &RichText,
    from_heading: bool,
    findings: &mut Diagnostics,
) -> bool {
    let whole = super::fold::without_pictographs(&rich.text());
    let starts_strong = rich.runs.first().is_some_and(|run| run.emphasis.strong);
    // A bold start opens a line of facts, unless the line is a sentence.
    let is_sentence = whole.ends_with(['.', '!', '。']) || !starts_strong;
    if is_sentence && is_prose(&whole) || label(&whole).is_some() {
        return false;
    }
    let text = |words: &str| part(&rich.span, words);
    if let Ok(found) = period::read(words, &whole, &rich.span) {
        entry.period = Some(found);
        return true;
    }
    let is_dated = facts(&whole)
        .iter()
        .any(|part| period::read(words, part, &rich.span).is_ok())
        || split_period(words, &text(&whole)).1.is_some();
    if !starts_strong && !is_dated {
        let is_slanted = rich
            .runs
            .iter()
            .all(|run| run.emphasis.emphasized || trim_marks(&run.text).is_empty());
        if is_slanted && entry.organization.is_none() {
            meta(words, entry, rich, findings);
            return true;
        }
        return false;
    }
    if !starts_strong {
        meta(words, entry, rich, findings);
        return true;
    }
    let mut strong = String::new();
    let mut others: Vec<String> = Vec::new();
    for run in &rich.runs {
        let words = trim_marks(&run.text);
        if words.is_empty() {
            continue;
        }
        if run.emphasis.strong && strong.is_empty() {
            strong = words.to_owned();
        } else {
            others.push(words.to_owned());
        }
    }
    let strong = super::fold::without_pictographs(&strong);
    let (strong, dated) = split_period(words, &text(&strong));
    entry.period = dated.or(entry.period.take());
    // Under a heading with the employer's name the bold line is the job title.
    let bold = text(&strong);
    // "**Acme**, Berlin": no word tells a role, and a comma parts a name from its place.
    if let [place] = others.as_slice()
        && is_held(entry.kind)
        && entry.title.is_none()
        && entry.organization.is_none()
        && ![strong.as_str(), place]
            .iter()
            .any(|name| words.speaks_of_role(name) || words.speaks_of_degree(name))
        && whole
            .split_once(strong.as_str())
            .is_some_and(|(_, rest)| rest.starts_with(','))
        && bars(place).len() == 1
        && split_period(words, &text(place)).1.is_none()
        && period::read(words, place, &rich.span).is_err()
    {
        set_organization(words, entry, bold);
        entry.location = Some(text(place));
        return true;
    }
    if is_held(entry.kind) && from_heading && entry.organization.is_none() {
        if let Some(heading) = entry.title.take() {
            set_organization(words, entry, heading);
        }
        entry.title = Some(bold);
    } else if entry.title.is_none() {
        let plain = RichText::plain(strong, rich.span.clone());
        match heading(words, &bold, &plain, entry.kind) {
            Some(facts) if others.is_empty() => facts.apply(words, entry),
            Some(_) | None => entry.title = Some(bold),
        }
    } else if entry.organization.is_none() {
        set_organization(words, entry, bold);
    } else {
        return false;
    }
    others_of(words, entry, others, &rich.span);
    true
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

/// Puts role and employer, degree and school in their places where words tell that an
/// author's order is the other one.
pub(super) fn settle(words: &Vocabulary, entry: &mut Entry) {
    if !is_held(entry.kind) || entry.via.is_some() {
        return;
    }
    let is = |text: &Option<Text>, says: &dyn Fn(&str) -> bool| {
        text.as_ref().is_some_and(|text| says(&text.value))
    };
    let tells = |text: &str| tells(words, text, entry.kind);
    let is_school = |text: &str| words.speaks_of_school(text);
    let (title, organization) = (&entry.title, &entry.organization);
    let is_told = title.is_none() || is(title, &tells);
    let is_below_school = entry.kind == EntryKind::Education
        && is(title, &is_school)
        && !is(organization, &is_school);
    let is_last = is(&entry.location, &tells) && !is(organization, &tells);
    if organization.is_some() && !is_told && is_last {
        // "**Acme**, Berlin" above the role: employer and place took the first two places.
        let role = entry.location.take();
        entry.location = entry.organization.take();
        entry.organization = std::mem::replace(&mut entry.title, role);
    } else if is_below_school || !is_told && is(organization, &tells) {
        std::mem::swap(&mut entry.title, &mut entry.organization);
    }
}

/// True for a degree's name, and no school that confers one.
fn names_degree(words: &Vocabulary, text: &str) -> bool {
    words.speaks_of_degree(text) && !words.speaks_of_school(text)
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

/// The names on a line whose date was taken: "**Acme** Developer, Berlin".
pub(super) fn names(words: &Vocabulary, entry: &mut Entry, rich: &RichText) {
    let whole = super::fold::without_pictographs(&rich.text());
    let whole = trim_marks(&whole);
    let text = |words: &str| part(&rich.span, words);
    let mut pieces: Vec<String> = bars(whole).into_iter().map(str::to_owned).collect();
    if pieces.len() == 1 {
        pieces = by_emphasis(rich).unwrap_or(pieces);
    }
    if pieces.len() == 1 && is_held(entry.kind) {
        pieces = by_words(words, whole, entry.kind);
    }
    if pieces.len() == 1 {
        pieces = by_slant(rich).unwrap_or(pieces);
    }
    // "**Royal Mint**, London": no word tells a role, and a comma parts a name from its place.
    if let [name, place] = pieces.as_slice()
        && is_held(entry.kind)
        && !pieces
            .iter()
            .any(|piece| words.speaks_of_role(piece) || words.speaks_of_degree(piece))
        && whole
            .strip_prefix(name.as_str())
            .is_some_and(|rest| rest.starts_with(','))
    {
        set_organization(words, entry, text(name));
        entry.location = Some(text(place));
        return;
    }
    // "2019 **Acme**": a lone bold name that tells no role is the employer.
    if let [name] = pieces.as_slice()
        && entry.kind == EntryKind::Position
        && rich.runs.first().is_some_and(|run| run.emphasis.strong)
        && !words.speaks_of_role(name)
    {
        set_organization(words, entry, text(trim_marks(name)));
        return;
    }
    of_pieces(words, entry, &pieces, &rich.span);
    settle(words, entry);
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
