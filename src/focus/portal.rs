//! What the forms of job portals read: the same résumé, told the way their fields are cut.

use std::cmp::Reverse;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::resume::{
    ContactKind, Detail, DetailLabel, Entry, EntryKind, Period, PeriodEnd, Resume, RichText,
    Season, Section, SectionBody, SectionKind, Within, Year,
};

/// So many places of one finding are shown; the others are counted.
const PLACES: usize = 4;

/// A copy of a résumé for a portal's form: entries from the newest to the undated, addresses in
/// plain text, positions without job title or employer in a section after the others. Nothing
/// is added that the résumé does not say, and no page ends where its author ended one.
pub fn for_portals(resume: &Resume) -> Resume {
    let mut copy = resume.clone();
    copy.page_breaks.clear();
    copy.person.picture = None;
    for contact in &mut copy.person.contacts {
        let address = contact.href.take();
        let is_page = match contact.kind {
            ContactKind::Website | ContactKind::Profile(_) => true,
            ContactKind::Email | ContactKind::Phone => false,
        };
        if let Some(address) = address.filter(|_| is_page)
            && !contact.text.value.contains(bare(&address))
        {
            contact.text.value.push_str(&format!(" ({address})"));
        }
    }
    if let Some(summary) = &mut copy.summary {
        spell_out(summary);
    }
    for section in &mut copy.sections {
        match &mut section.body {
            SectionBody::Entries(entries) => {
                for entry in entries.iter_mut() {
                    plain(entry);
                }
                entries.sort_by_key(|entry| Reverse(last_day(entry)));
            }
            SectionBody::Text(paragraphs) => paragraphs.iter_mut().for_each(spell_out),
            SectionBody::Skills(_) | SectionBody::Metrics(_) => {}
        }
    }
    copy.sections = copy.sections.into_iter().flat_map(parted).collect();
    copy
}

/// True for an entry that says both what the person was and for whom.
fn is_position(entry: &Entry) -> bool {
    let titled = entry.title.is_some()
        || (!entry.parts.is_empty() && entry.parts.iter().all(|part| part.title.is_some()));
    titled && entry.organization.is_some()
}

/// True if the résumé has a position with job title and employer: only then may a heading
/// speak of professional experience.
pub fn has_positions(resume: &Resume) -> bool {
    let mut sections = resume.sections.iter();
    sections.any(|section| match &section.body {
        SectionBody::Entries(entries) => {
            section.kind == SectionKind::Experience && entries.iter().any(is_position)
        }
        SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => false,
    })
}

/// Positions first, what lacks a job title or an employer in a section of its own.
fn parted(section: Section) -> Vec<Section> {
    if section.kind != SectionKind::Experience {
        return vec![section];
    }
    let Section {
        id,
        title,
        kind,
        body,
    } = section;
    let with = |id: String, body: SectionBody| Section {
        id,
        title: title.clone(),
        kind,
        body,
    };
    match body {
        SectionBody::Entries(entries) => {
            let (whole, rest): (Vec<Entry>, Vec<Entry>) =
                entries.into_iter().partition(is_position);
            let mut sections = Vec::new();
            let both = !whole.is_empty() && !rest.is_empty();
            if !whole.is_empty() {
                sections.push(with(id.clone(), SectionBody::Entries(whole)));
            }
            if !rest.is_empty() {
                let id = if both { format!("{id}-further") } else { id };
                sections.push(with(id, SectionBody::Entries(rest)));
            }
            sections
        }
        body @ (SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_)) => {
            vec![with(id, body)]
        }
    }
}

/// An entry's addresses as text, its parts from the newest on.
fn plain(entry: &mut Entry) {
    let texts = entry.summary.iter_mut();
    let texts = texts.chain(entry.highlights.iter_mut().map(|bullet| &mut bullet.text));
    let texts = texts.chain(entry.details.iter_mut().map(|detail| &mut detail.text));
    texts.for_each(spell_out);
    for (text, address) in std::mem::take(&mut entry.links) {
        entry.details.push(Detail {
            label: DetailLabel::Without,
            text: RichText::plain(shown(&address), text.span.clone()),
        });
    }
    entry.parts.iter_mut().for_each(plain);
    entry.parts.sort_by_key(|part| Reverse(last_day(part)));
}

/// Links become their words, with the address behind them where the words are not the address.
fn spell_out(text: &mut RichText) {
    if text.runs.iter().all(|run| run.link.is_none()) {
        return;
    }
    let mut plain = RichText::new(text.span.clone());
    for run in &text.runs {
        let address = run.link.as_deref().map(shown);
        let told = address.filter(|address| !run.text.contains(bare(address)));
        // The address stands before the blank that follows the words.
        let (words, blank) = run.text.split_at(run.text.trim_end().len());
        plain.push(words, run.emphasis, None);
        if let Some(address) = told {
            plain.push(format!(" ({address})"), run.emphasis, None);
        }
        plain.push(blank, run.emphasis, None);
    }
    *text = plain;
}

/// An address without what people leave out: scheme, `www.` and a closing slash.
fn bare(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/')
}

/// An address as it is read: of mail and telephone without their scheme.
fn shown(address: &str) -> &str {
    let rest = address
        .strip_prefix("mailto:")
        .or_else(|| address.strip_prefix("tel:"));
    rest.unwrap_or(address)
}

/// Year and month.
type Day = (u16, u8);

/// When an entry ended and when it began; `None` for one without dates.
fn last_day(entry: &Entry) -> Option<(Day, Day)> {
    let own = entry.period.as_ref().and_then(days);
    own.or_else(|| entry.parts.iter().filter_map(last_day).max())
}

fn days(period: &Period) -> Option<(Day, Day)> {
    let start = period.start.map(|date| day(&date, 1));
    let end = match (period.end, period.start) {
        (Some(PeriodEnd::Present), _) => (u16::MAX, 12),
        (Some(PeriodEnd::On(date)), _) => day(&date, 12),
        (None, Some(date)) => day(&date, 12),
        (None, None) => return None,
    };
    Some((end, start.unwrap_or((0, 1))))
}

fn day(date: &crate::resume::PartialDate, unknown: u8) -> Day {
    let year = match date.year {
        Year::Known(year) => year,
        // The first year that it may be: "20XX" is not newer than what says its year.
        Year::Masked(digits) if digits < 100 => digits * 100,
        Year::Masked(digits) => digits * 10,
    };
    let month = match date.within {
        None => unknown,
        Some(Within::Month(month)) => month.number(),
        Some(Within::Season(season)) => match season {
            Season::Spring => 5,
            Season::Summer => 8,
            Season::Autumn => 11,
            Season::Winter => 12,
        },
    };
    (year, month)
}

/// What forms ask for and the entries of a résumé do not say, each with where it is missing.
/// Contacts that are missing are told where a page is read.
pub fn asked(resume: &Resume) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut entries = Vec::new();
    for section in &resume.sections {
        match &section.body {
            SectionBody::Entries(all) => entries.extend(all.iter().map(|one| (section.kind, one))),
            SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    let held = |(kind, _): &&(SectionKind, &Entry)| *kind == SectionKind::Experience;
    let positions: Vec<&Entry> = entries
        .iter()
        .filter(held)
        .map(|(_, entry)| *entry)
        .collect();
    if positions.is_empty() {
        found.push(
            Diagnostic::warning(
                "forms ask for positions with job title and employer, and there is none",
            )
            .hint("`--with PAGE:experience` takes them from a further page"),
        );
    }
    let untitled = positions.iter().filter(|entry| {
        entry.title.is_none()
            && (entry.parts.is_empty() || entry.parts.iter().any(|part| part.title.is_none()))
    });
    found.append(missing(
        "a job title",
        untitled.map(|entry| entry.span.clone()).collect(),
    ));
    let nameless = positions
        .iter()
        .filter(|entry| entry.organization.is_none());
    found.append(missing(
        "an employer",
        nameless.map(|entry| entry.span.clone()).collect(),
    ));
    let mut monthless = Vec::new();
    let mut undated = Vec::new();
    for (_, entry) in &entries {
        if is_asked_for_dates(entry.kind) {
            dates(entry, &mut monthless, &mut undated);
        }
    }
    found.append(missing("dates", undated));
    found.append(missing("months", monthless));
    found
}

fn is_asked_for_dates(kind: EntryKind) -> bool {
    match kind {
        EntryKind::Position
        | EntryKind::Project
        | EntryKind::Education
        | EntryKind::Volunteering => true,
        EntryKind::SmallProject
        | EntryKind::Certification
        | EntryKind::Language
        | EntryKind::Publication
        | EntryKind::Award
        | EntryKind::Reference
        | EntryKind::Other => false,
    }
}

/// Collects where months and whole dates are missing.
fn dates(entry: &Entry, monthless: &mut Vec<Span>, undated: &mut Vec<Span>) {
    match &entry.period {
        Some(period) => {
            let end = period.end.and_then(|end| match end {
                PeriodEnd::Present => None,
                PeriodEnd::On(date) => Some(date),
            });
            let mut known = period.start.into_iter().chain(end);
            if known.any(|date| !matches!(date.within, Some(Within::Month(_)))) {
                monthless.push(period.span.clone());
            }
        }
        None if entry.parts.is_empty() => undated.push(entry.span.clone()),
        None => entry
            .parts
            .iter()
            .for_each(|part| dates(part, monthless, undated)),
    }
}

/// A warning for all places where something is missing.
fn missing(what: &str, places: Vec<Span>) -> Diagnostics {
    let mut found = Diagnostics::new();
    let count = places.len();
    let mut places = places.into_iter();
    let Some(first) = places.next() else {
        return found;
    };
    let told = match count {
        1 => format!("forms ask for {what}, and an entry has none"),
        count => format!("forms ask for {what}, and {count} entries have none"),
    };
    let mut finding = Diagnostic::warning(told).at(first);
    for place in places.take(PLACES - 1) {
        finding = finding.also(place, "here too");
    }
    if count > PLACES {
        finding = finding.hint(format!("{} more are not shown", count - PLACES));
    }
    found.push(finding);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Spanned};
    use crate::resume::{Emphasis, Month, PartialDate};

    fn span() -> Span {
        Span::whole(&Source::new("t", "t"))
    }

    fn entry(title: &str, employer: &str, years: Option<(&str, Option<&str>)>) -> Entry {
        let text =
            |value: &str| (!value.is_empty()).then(|| Spanned::new(value.to_owned(), span()));
        let date = |text: &str| text.parse::<PartialDate>().expect("a date");
        let mut entry = Entry::new(EntryKind::Position, span());
        entry.title = text(title);
        entry.organization = text(employer);
        entry.period = years.map(|(start, end)| Period {
            start: Some(date(start)),
            end: end.map(|end| match end {
                "now" => PeriodEnd::Present,
                end => PeriodEnd::On(date(end)),
            }),
            expected: false,
            written: String::new(),
            span: span(),
        });
        entry
    }

    fn resume(kind: SectionKind, entries: Vec<Entry>) -> Resume {
        Resume {
            sections: vec![Section {
                id: kind.name().to_owned(),
                title: None,
                kind,
                body: SectionBody::Entries(entries),
            }],
            ..Resume::default()
        }
    }

    fn titles(section: &Section) -> Vec<&str> {
        let SectionBody::Entries(entries) = &section.body else {
            panic!("entries");
        };
        let titles = entries.iter().map(|entry| {
            entry
                .title
                .as_ref()
                .map_or("", |title| title.value.as_str())
        });
        titles.collect()
    }

    #[test]
    fn the_newest_comes_first_and_the_undated_last() {
        let sorted = for_portals(&resume(
            SectionKind::Projects,
            vec![
                entry("undated", "A", None),
                entry("old", "A", Some(("2015", Some("2018")))),
                entry("now", "A", Some(("2019", Some("now")))),
                entry("june", "A", Some(("2021-01", Some("2021-06")))),
                entry("may", "A", Some(("2020", Some("2021-05")))),
                entry("also undated", "A", None),
                entry("one year", "A", Some(("2016", None))),
            ],
        ));
        assert_eq!(
            titles(&sorted.sections[0]),
            [
                "now",
                "june",
                "may",
                "old",
                "one year",
                "undated",
                "also undated"
            ]
        );
    }

    #[test]
    fn what_lacks_title_or_employer_stands_apart() {
        let source = resume(
            SectionKind::Experience,
            vec![
                entry("Baker", "Mill", None),
                entry("Baker", "", None),
                entry("", "Mill", None),
            ],
        );
        assert!(has_positions(&source));
        let parted = for_portals(&source);
        assert_eq!(parted.sections.len(), 2);
        assert_eq!(titles(&parted.sections[0]), ["Baker"]);
        assert_eq!(titles(&parted.sections[1]), ["Baker", ""]);
        let lone = resume(SectionKind::Experience, vec![entry("Baker", "", None)]);
        assert!(!has_positions(&lone));
        assert_eq!(for_portals(&lone).sections.len(), 1);
    }

    #[test]
    fn contacts_show_their_addresses() {
        let mut resume = Resume::default();
        for (shown, address) in [
            ("example.org/me", "https://www.example.org/me/"),
            ("my page", "https://example.org/"),
        ] {
            resume.person.contacts.push(crate::resume::Contact {
                kind: ContactKind::Website,
                text: Spanned::new(shown.to_owned(), span()),
                href: Some(address.to_owned()),
            });
        }
        let shown: Vec<(String, Option<String>)> = for_portals(&resume)
            .person
            .contacts
            .into_iter()
            .map(|contact| (contact.text.value, contact.href))
            .collect();
        assert_eq!(
            shown,
            [
                ("example.org/me".to_owned(), None),
                ("my page (https://example.org/)".to_owned(), None)
            ]
        );
    }

    #[test]
    fn addresses_are_spelled_out_where_the_words_are_others() {
        let link = |text: &str, address: &str| {
            let mut rich = RichText::new(span());
            rich.push("See ", Emphasis::NONE, None);
            rich.push(text, Emphasis::NONE, Some(address.to_owned()));
            rich.push(".", Emphasis::NONE, None);
            spell_out(&mut rich);
            assert!(rich.runs.iter().all(|run| run.link.is_none()));
            rich.text()
        };
        assert_eq!(
            link("the paper ", "https://example.org/p/"),
            "See the paper (https://example.org/p/) ."
        );
        assert_eq!(
            link("example.org/p", "https://example.org/p/"),
            "See example.org/p."
        );
        assert_eq!(
            link("me", "mailto:a@example.org"),
            "See me (a@example.org)."
        );
    }

    #[test]
    fn missing_months_titles_and_employers_are_asked_for() {
        let month = Month::new(6).expect("June");
        let mut dated = entry("Baker", "Mill", Some(("2020", Some("now"))));
        let period = dated.period.as_mut().expect("a period");
        period.start = Some(PartialDate::month(2020, month));
        let told = |entries: Vec<Entry>| -> Vec<String> {
            let found = asked(&resume(SectionKind::Experience, entries));
            found.iter().map(|one| one.message.clone()).collect()
        };
        assert_eq!(told(vec![dated]), Vec::<String>::new());
        assert_eq!(
            told(vec![
                entry("", "Mill", Some(("2020", Some("2021")))),
                entry("Baker", "", None),
                entry("Cook", "Inn", Some(("2019-06", Some("2020")))),
            ]),
            [
                "forms ask for a job title, and an entry has none",
                "forms ask for an employer, and an entry has none",
                "forms ask for dates, and an entry has none",
                "forms ask for months, and 2 entries have none",
            ]
        );
        let none = asked(&resume(SectionKind::Projects, Vec::new()));
        assert_eq!(none.iter().count(), 1);
    }
}
