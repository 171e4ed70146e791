//! Several sources as one résumé: nothing twice, no sentence blended, no contradiction silent.

use std::collections::BTreeSet;

use super::fold::{fold, words as words_of};
use super::vocabulary::Vocabulary;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::resume::{
    Entry, EntryKind, Period, PeriodEnd, Section, SectionBody, SectionKind, Text, Year,
};

/// Adds the sections of a further source. An entry that is known already completes the first;
/// where both say something, the first is kept and the difference told.
pub(super) fn add(known: &mut Vec<Section>, further: Vec<Section>, findings: &mut Diagnostics) {
    for mut section in further {
        if let SectionBody::Entries(entries) = &mut section.body {
            let mut rest = Vec::new();
            for entry in entries.drain(..) {
                match twin(known, &entry) {
                    Some(first) => merge(first, entry, findings),
                    None => rest.push(entry),
                }
            }
            *entries = rest;
        }
        if let SectionBody::Skills(groups) = &mut section.body {
            let earlier: Vec<_> = known
                .iter()
                .filter(|other| other.kind == section.kind)
                .filter_map(|other| match &other.body {
                    SectionBody::Skills(groups) => Some(groups),
                    SectionBody::Entries(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {
                        None
                    }
                })
                .flatten()
                .collect();
            groups.retain(|group| !earlier.contains(&group));
        }
        if !section.body.is_empty() {
            known.push(section);
        }
    }
}

fn same(one: &Option<Text>, other: &Option<Text>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => fold(&one.value) == fold(&other.value),
        (Some(_), None) | (None, Some(_)) | (None, None) => false,
    }
}

/// The entry that says the same thing as `entry`.
fn twin<'a>(sections: &'a mut [Section], entry: &Entry) -> Option<&'a mut Entry> {
    for section in sections {
        let SectionBody::Entries(entries) = &mut section.body else {
            continue;
        };
        for known in entries {
            if known.kind == entry.kind && is_twin(known, entry) {
                return Some(known);
            }
        }
    }
    None
}

fn is_twin(known: &Entry, entry: &Entry) -> bool {
    match entry.kind {
        EntryKind::Project | EntryKind::SmallProject => {
            let same_time = match (&known.period, &entry.period) {
                (Some(one), Some(other)) => years(one) == years(other),
                // Without years nothing but an equal title tells that they are one.
                (None, None) => same(&known.title, &entry.title),
                (Some(_), None) | (None, Some(_)) => false,
            };
            let same_firm = match (&known.organization, &entry.organization) {
                // Where nobody is named, the title tells.
                (None, None) => same(&known.title, &entry.title),
                (one, other) => same(one, other),
            };
            same_firm
                && same_time
                && facts(known).intersection(&facts(entry)).count() >= FEWEST_SHARED
        }
        EntryKind::Position | EntryKind::Volunteering | EntryKind::Education => {
            same(&known.title, &entry.title) && same(&known.organization, &entry.organization)
        }
        EntryKind::Certification
        | EntryKind::Language
        | EntryKind::Publication
        | EntryKind::Award
        | EntryKind::Reference
        | EntryKind::Other => same(&known.title, &entry.title),
    }
}

/// Two projects share at least as many figures or names.
const FEWEST_SHARED: usize = 2;

/// The figures and names of an entry, folded.
fn facts(entry: &Entry) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = entry.tags.iter().map(|tag| tag.folded()).collect();
    for metric in &entry.metrics {
        found.insert(fold(&metric.value));
    }
    let texts = entry
        .summary
        .iter()
        .chain(entry.highlights.iter().map(|bullet| &bullet.text))
        .chain(entry.details.iter().map(|detail| &detail.text));
    for text in texts {
        facts_of(&text.text(), &mut found);
    }
    found
}

/// Figures, and words with a capital that do not open a sentence.
fn facts_of(text: &str, found: &mut BTreeSet<String>) {
    let mut opens = true;
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '+');
        let is_figure = bare.contains(|c: char| c.is_ascii_digit());
        let is_name = bare.starts_with(char::is_uppercase) && !opens
            || bare.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if is_figure || is_name {
            found.insert(bare.to_lowercase());
        }
        opens = word.ends_with(['.', '!', '?', ':']);
    }
}

/// Completes `first` with what only `other` says.
fn merge(first: &mut Entry, other: Entry, findings: &mut Diagnostics) {
    if let (Some(one), Some(two)) = (&first.period, &other.period)
        && (one.start, one.end) != (two.start, two.end)
        && !is_rougher(one, two)
    {
        let name = first.organization.as_ref().or(first.title.as_ref());
        let name = name.map_or("an entry", |name| name.value.as_str());
        findings.push(
            Diagnostic::warning(format!(
                "two sources give a different period for `{name}`: `{}` and `{}`",
                one.written, two.written
            ))
            .at(one.span.clone())
            .label("this one is taken")
            .also(two.span.clone(), "differs here"),
        );
    }
    first.period = first.period.take().or(other.period);
    first.location = first.location.take().or(other.location);
    first.via = first.via.take().or(other.via);
    first.organization = first.organization.take().or(other.organization);
    first.summary = first.summary.take().or(other.summary);
    let own = facts(first);
    for bullet in other.highlights {
        let words = bullet.text.text();
        let known = first.highlights.iter().any(|own| own.text.text() == words);
        let mut said = BTreeSet::new();
        facts_of(&words, &mut said);
        if let Some(against) = first
            .highlights
            .iter()
            .find(|own| contradict(&own.text.text(), &words))
        {
            findings.push(
                Diagnostic::warning("two sources give different figures for one thing")
                    .at(against.text.span.clone())
                    .label("this one is taken")
                    .also(bullet.text.span.clone(), "differs here"),
            );
            continue;
        }
        // A bullet that shares a fact says the same in other words.
        if !known && said.is_disjoint(&own) {
            first.highlights.push(bullet);
        }
    }
    for metric in other.metrics {
        if let Some(own) = first
            .metrics
            .iter()
            .find(|own| fold(&own.label) == fold(&metric.label))
        {
            if own.value != metric.value {
                findings.push(
                    Diagnostic::warning(format!(
                        "two sources give different figures for `{}`: `{}` and `{}`",
                        own.label, own.value, metric.value
                    ))
                    .at(own.span.clone())
                    .label("this one is taken")
                    .also(metric.span.clone(), "differs here"),
                );
            }
        } else if first.metrics.is_empty() || !own.contains(&fold(&metric.value)) {
            first.metrics.push(metric);
        }
    }
    for tag in other.tags {
        if !first.tags.contains(&tag) {
            first.tags.push(tag);
        }
    }
    for link in other.links {
        if first.links.iter().all(|(_, href)| *href != link.1) {
            first.links.push(link);
        }
    }
    if first.details.is_empty() {
        first.details = other.details;
    }
    for part in other.parts {
        let known = first.parts.iter().any(|own| own.title == part.title);
        if !known {
            first.parts.push(part);
        }
    }
}

/// True where one period says the years of the other without its months.
fn is_rougher(one: &Period, other: &Period) -> bool {
    let bare = |period: &Period| {
        let start = period.start.is_none_or(|date| date.within.is_none());
        let end = match period.end {
            Some(PeriodEnd::On(date)) => date.within.is_none(),
            Some(PeriodEnd::Present) | None => true,
        };
        start && end
    };
    (bare(one) || bare(other)) && years(one) == years(other)
}

/// Two sentences that say the same words of different figures.
fn contradict(one: &str, other: &str) -> bool {
    /// Shared words among all words: fewer are different things.
    const LEAST: f64 = 0.7;
    let split = |text: &str| -> (BTreeSet<String>, BTreeSet<String>) {
        words_of(text)
            .into_iter()
            .partition(|word| word.contains(|c: char| c.is_ascii_digit()))
    };
    let (figures, said) = split(one);
    let (others, repeated) = split(other);
    if figures.is_empty() || others.is_empty() || figures == others {
        return false;
    }
    let shared = said.intersection(&repeated).count() as f64;
    let all = said.union(&repeated).count().max(1) as f64;
    shared / all >= LEAST
}

/// First and last year; what goes on has no last.
fn years(period: &Period) -> Option<(u16, Option<u16>)> {
    let year = |year: Year| match year {
        Year::Known(year) => Some(year),
        Year::Masked(_) => None,
    };
    let start = period.start.and_then(|date| year(date.year));
    let end = match period.end {
        Some(PeriodEnd::Present) => None,
        Some(PeriodEnd::On(date)) => Some(year(date.year)?),
        None => start,
    };
    Some((start.or(end)?, end))
}

pub(super) fn lies_inside(inner: &Period, outer: &Period) -> Option<bool> {
    let (start, end) = years(inner)?;
    let (from, to) = years(outer)?;
    let ends = match (end, to) {
        (_, None) => true,
        (Some(end), Some(to)) => end <= to,
        (None, Some(_)) => false,
    };
    Some(start >= from && ends)
}

/// The names of an employer: its own, the firm between, and the clients in parentheses.
fn names(words: &Vocabulary, entry: &Entry) -> Vec<String> {
    let mut found = Vec::new();
    for text in [&entry.organization, &entry.via].into_iter().flatten() {
        let (own, inner) = match text.value.split_once('(') {
            Some((own, inner)) => (own, inner.trim_end_matches(')')),
            None => (text.value.as_str(), ""),
        };
        found.push(fold(own));
        found.extend(inner.split([',', '/', ';']).map(fold));
    }
    for name in &mut found {
        // "via Dextra" is Dextra.
        if let Some((first, rest)) = name.split_once(' ')
            && words.is_via(first)
        {
            *name = rest.to_owned();
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// True if two names are of one firm: equal, or one is the other's first words ("Dextra" and
/// "Dextra Digital").
fn is_one_firm(one: &str, other: &str) -> bool {
    let opens = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    opens(one, other) || opens(other, one)
}

fn is_at(words: &Vocabulary, card: &Entry, position: &Entry) -> bool {
    let employers = names(words, position);
    names(words, card)
        .iter()
        .any(|name| employers.iter().any(|other| is_one_firm(name, other)))
}

/// Moves each project card to the position that it is part of: the organisation matches and
/// the card's years lie inside. A card whose years lie outside stays, and is told.
pub(super) fn join(words: &Vocabulary, sections: &mut Vec<Section>, findings: &mut Diagnostics) {
    let mut positions: Vec<Entry> = Vec::new();
    // How many of them each section had.
    let mut counts: Vec<usize> = Vec::new();
    for section in sections.iter_mut() {
        if let (SectionKind::Experience, SectionBody::Entries(entries)) =
            (section.kind, &mut section.body)
        {
            counts.push(entries.len());
            positions.append(entries);
        }
    }
    if positions.is_empty() {
        return;
    }
    for section in sections.iter_mut() {
        let (SectionKind::Projects, SectionBody::Entries(cards)) =
            (section.kind, &mut section.body)
        else {
            continue;
        };
        let mut rest = Vec::new();
        for card in cards.drain(..) {
            match place(words, &card, &positions, findings) {
                Some(at) => {
                    let mut part = card;
                    // The employer stands above; a client of the employer is said again.
                    if same(&part.organization, &positions[at].organization) {
                        part.organization = None;
                    }
                    positions[at].parts.push(part);
                }
                None => rest.push(card),
            }
        }
        *cards = rest;
    }
    let mut counts = counts.into_iter();
    let mut positions = positions.into_iter();
    for section in sections.iter_mut() {
        if let (SectionKind::Experience, SectionBody::Entries(entries)) =
            (section.kind, &mut section.body)
        {
            let own = counts.next().expect("counted above");
            entries.extend(positions.by_ref().take(own));
        }
    }
    sections.retain(|section| !section.body.is_empty());
}

/// The position that a card is part of.
fn place(
    words: &Vocabulary,
    card: &Entry,
    positions: &[Entry],
    findings: &mut Diagnostics,
) -> Option<usize> {
    let period = card.period.as_ref()?;
    let mut outside: Option<&Period> = None;
    for (at, position) in positions.iter().enumerate() {
        if position.title.is_none() && position.parts.is_empty() || !is_at(words, card, position) {
            continue;
        }
        let Some(held) = &position.period else {
            continue;
        };
        match lies_inside(period, held) {
            Some(true) => return Some(at),
            Some(false) => outside = outside.or(Some(held)),
            None => {}
        }
    }
    if let Some(held) = outside {
        let title = card
            .title
            .as_ref()
            .map_or("a project", |title| &title.value);
        findings.push(
            Diagnostic::warning(format!(
                "the years of `{title}` lie outside the position: `{}` and `{}`",
                period.written, held.written
            ))
            .at(period.span.clone())
            .label("stays among the projects")
            .also(held.span.clone(), "the position"),
        );
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};
    use crate::extract::period;
    use crate::extract::vocabulary::vocabulary;
    use crate::resume::{Highlight, RichText};

    fn entry(kind: EntryKind, title: &str, organization: &str, years: &str) -> Entry {
        let source = Source::new("t", title);
        let span = Span::whole(&source);
        let text = |words: &str| Text::new(words.to_owned(), span.clone());
        let mut entry = Entry::new(kind, span.clone());
        entry.title = Some(text(title));
        entry.organization = Some(text(organization));
        entry.period = period::read(vocabulary(), years, &span).ok();
        entry
    }

    fn section(kind: SectionKind, entries: Vec<Entry>) -> Section {
        Section {
            id: String::new(),
            title: None,
            kind,
            body: SectionBody::Entries(entries),
        }
    }

    fn told(entry: &mut Entry, words: &str) {
        entry.highlights.push(Highlight {
            text: RichText::plain(words, entry.span.clone()),
            tags: Vec::new(),
        });
    }

    fn entries(section: &Section) -> &[Entry] {
        match &section.body {
            SectionBody::Entries(entries) => entries,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_card_joins_the_position_whose_years_hold_it() {
        let card = |organization, years| entry(EntryKind::Project, "Card", organization, years);
        let mut sections = vec![
            section(
                SectionKind::Projects,
                vec![
                    card("Bank (via Stoneworks)", "2019"),
                    card("Stoneworks", "2021"),
                    card("Other", "2019"),
                ],
            ),
            section(
                SectionKind::Experience,
                vec![entry(
                    EntryKind::Position,
                    "Engineer",
                    "Stoneworks Digital (Bank, Shop)",
                    "Mar 2019 – 2020",
                )],
            ),
        ];
        let mut findings = Diagnostics::new();
        join(vocabulary(), &mut sections, &mut findings);
        assert_eq!(entries(&sections[0]).len(), 2);
        assert_eq!(entries(&sections[1])[0].parts.len(), 1);
        assert_eq!(findings.iter().count(), 1, "the card of 2021 is told");
    }

    #[test]
    fn one_project_of_two_pages_is_told_once_and_figures_that_differ_are_told() {
        let mut first = entry(EntryKind::Project, "Ledger", "Bank", "2020");
        told(&mut first, "Moved 40 services to Kafka and Rust");
        told(&mut first, "Cut the cost of storage by 30% in a year");
        let mut other = entry(EntryKind::Project, "The Ledger", "Bank", "2020");
        told(&mut other, "A move of 40 services, with Kafka");
        told(&mut other, "Cut the cost of storage by 35% in a year");
        told(&mut other, "Wrote the guide that others follow");
        let mut known = vec![section(SectionKind::Projects, vec![first])];
        let mut findings = Diagnostics::new();
        let further = vec![section(SectionKind::Projects, vec![other])];
        add(&mut known, further, &mut findings);
        let found = &entries(&known[0])[0];
        let bullets: Vec<String> = found.highlights.iter().map(|h| h.text.text()).collect();
        assert_eq!(bullets.len(), 3, "{bullets:?}");
        assert!(bullets[2].starts_with("Wrote"));
        assert_eq!(findings.iter().count(), 1);
    }

    #[test]
    fn a_project_for_nobody_is_one_by_its_title() {
        let own = |title: &str| {
            let mut project = entry(EntryKind::Project, title, "", "2020");
            project.organization = None;
            told(&mut project, "Moved 40 services to Kafka and Rust");
            project
        };
        for (title, count) in [("Ledger", 1), ("Press", 2)] {
            let mut known = vec![section(SectionKind::Projects, vec![own("Ledger")])];
            let further = vec![section(SectionKind::Projects, vec![own(title)])];
            add(&mut known, further, &mut Diagnostics::new());
            let all: usize = known.iter().map(|section| entries(section).len()).sum();
            assert_eq!(all, count, "{title}");
        }
    }

    #[test]
    fn periods_that_differ_are_told_with_both_places() {
        let position = |years| entry(EntryKind::Position, "Engineer", "Acme", years);
        let mut known = vec![section(
            SectionKind::Experience,
            vec![position("2019 – 2021")],
        )];
        let mut findings = Diagnostics::new();
        for years in ["2019 – 2020", "Mar 2019 – May 2021"] {
            let further = vec![section(SectionKind::Experience, vec![position(years)])];
            add(&mut known, further, &mut findings);
        }
        assert_eq!(known.len(), 1);
        let told: Vec<_> = findings.iter().collect();
        assert_eq!(
            told.len(),
            1,
            "months that say the same years are no contradiction"
        );
        assert_eq!(told[0].labels.len(), 1);
    }
}
