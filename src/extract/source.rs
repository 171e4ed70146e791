//! Which page is the résumé, and what of its site belongs to it.

use std::rc::Rc;

use super::identity::{self, Identity, Kinship};
use super::page::Found;
use super::person::Facts;
use super::{Context, collection, merge, read};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::{Body, Page, Sources};
use crate::resume::{Section, SectionBody, SectionKind, Within, Year};

/// A page with fewer pieces (entries, bullets, skills, figures) is no résumé.
const FEWEST_PIECES: usize = 6;
/// A page with this share of the best one's pieces is another résumé.
const SHARE_OF_ANOTHER: usize = 3;

/// The pages of a folder by what they hold of a résumé.
struct Ranking<'a> {
    /// The pages that can be read, the one with most pieces first.
    pages: Vec<(usize, &'a Page)>,
    /// Pages that are one résumé together, with the site's data files, where they hold most.
    collection: Vec<&'a Page>,
    /// True if the site's data files are part of what holds most.
    is_in_data: bool,
}

fn rank<'a>(sources: &'a Sources, context: &Context) -> Ranking<'a> {
    let mut all: Vec<(&Page, Found)> = Vec::new();
    for page in std::iter::once(&sources.page).chain(&sources.others) {
        let mut unheard = Diagnostics::new();
        if let Ok(found) = whole(page, sources, context, &mut unheard) {
            all.push((page, found));
        }
    }
    let members = collection::members(&all);
    let count = |number: usize| pieces(&all[number].1.sections);
    let in_collection: usize = members.iter().map(|&number| count(number)).sum();
    let from_data = all_data(sources, context, &mut Diagnostics::new());
    let in_data = pieces(&from_data.sections);
    let alone = (0..all.len()).filter(|number| !members.contains(number));
    let best = alone.map(count).max().unwrap_or_default();
    let is_own = |page: &Page| matches!(page.body, Body::Model(_));
    let is_set = in_collection + in_data > best && !all.iter().any(|(page, _)| is_own(page));
    let mut pages: Vec<(usize, &Page)> = (0..all.len())
        .map(|number| (count(number), all[number].0))
        .collect();
    // What this program wrote and its user may have corrected comes before the page that it was
    // written of; the first of equals stays first.
    pages.sort_by_key(|(count, page)| std::cmp::Reverse((is_own(page), *count)));
    Ranking {
        is_in_data: is_set && in_data > 0,
        collection: match is_set {
            true => members.iter().map(|&number| all[number].0).collect(),
            false => Vec::new(),
        },
        pages,
    }
}

/// The pages and data files that a résumé is read from, and the folder's others.
pub(super) fn parted<'a>(
    sources: &'a Sources,
    context: &Context,
) -> (Vec<&'a Page>, Vec<&'a Page>) {
    let drawn = |page: &Page| -> Vec<&'a Page> {
        let is_document = matches!(page.body, Body::Document(_));
        let lists = |data: &&Page| is_document && page.draws_on(&data.stem);
        sources.data.iter().filter(lists).collect()
    };
    if !sources.is_folder {
        let mut read = vec![&sources.page];
        read.extend(drawn(&sources.page));
        return (read, Vec::new());
    }
    let ranking = rank(sources, context);
    let read = match ranking.pages.first() {
        _ if ranking.is_in_data => {
            let data = sources.data.iter();
            data.chain(ranking.collection).collect()
        }
        _ if !ranking.collection.is_empty() => ranking.collection,
        found => {
            let page = found.map_or(&sources.page, |(_, page)| *page);
            let mut read = vec![page];
            read.extend(drawn(page));
            read
        }
    };
    let unread = std::iter::once(&sources.page)
        .chain(&sources.others)
        .chain(&sources.data)
        .filter(|page| !read.iter().any(|own| std::ptr::eq(*own, *page)))
        .collect();
    (read, unread)
}

/// Reads the page that is exported; of a folder, the one that holds most of a résumé. Data
/// files that the page's template lists are read with it.
pub(super) fn exported(
    sources: &Sources,
    context: &Context,
    findings: &mut Diagnostics,
) -> Result<Found, Diagnostics> {
    if !sources.is_folder {
        return whole(&sources.page, sources, context, findings);
    }
    let ranking = rank(sources, context);
    if ranking.is_in_data || !ranking.collection.is_empty() {
        return together(&ranking, sources, context, findings);
    }
    let Some((best, page)) = ranking.pages.first().copied() else {
        return whole(&sources.page, sources, context, findings);
    };
    if !sources.others.is_empty() {
        findings.push(Diagnostic::note(format!(
            "`{}` is taken: of the folder's pages it holds most of a résumé",
            page.source.name()
        )));
    }
    let others: Vec<String> = ranking
        .pages
        .iter()
        .skip(1)
        .filter(|(count, _)| *count >= FEWEST_PIECES && count * SHARE_OF_ANOTHER >= best)
        .map(|(_, page)| format!("`{}`", page.source.name()))
        .collect();
    if !others.is_empty() {
        findings.push(
            Diagnostic::warning(format!(
                "{} other pages of the folder are résumés too",
                others.len()
            ))
            .harmless()
            .hint(format!("to export one, name it: {}", others.join(", "))),
        );
    }
    whole(page, sources, context, findings)
}

/// What a page of a folder holds, if that is enough for a résumé.
pub(super) fn resume_of(page: &Page, sources: &Sources, context: &Context) -> Option<Found> {
    let found = whole(page, sources, context, &mut Diagnostics::new()).ok()?;
    (pieces(&found.sections) >= FEWEST_PIECES).then_some(found)
}

/// A page with the data files that it lists.
fn whole(
    page: &Page,
    sources: &Sources,
    context: &Context,
    findings: &mut Diagnostics,
) -> Result<Found, Diagnostics> {
    let mut found = read(page, context, findings)?;
    if !matches!(page.body, Body::Document(_)) {
        return Ok(found);
    }
    let context = Context {
        names: context.names.clone(),
        // A page in one language lists the entries of that language.
        words: context.words.clone(),
        lexicon: context.lexicon.clone(),
        policy: context.policy,
        corrections: Rc::clone(&context.corrections),
        language: found.language.clone().or_else(|| context.language.clone()),
    };
    let own = Identity::of(&found.facts, found.weak_name.is_some());
    for data in sources.data.iter().filter(|data| page.draws_on(&data.stem)) {
        let further = read(data, &context, findings)?;
        if own.kinship(&Identity::of(&further.facts, false)) != Kinship::Other {
            complete(&mut found, further, findings);
        }
    }
    Ok(found)
}

/// The résumé of a site that is kept in parts: of its data files, completed by its pages.
fn together(
    ranking: &Ranking<'_>,
    sources: &Sources,
    context: &Context,
    findings: &mut Diagnostics,
) -> Result<Found, Diagnostics> {
    let mut found = Found::default();
    if let Some(first) = sources.data.first().filter(|_| ranking.is_in_data) {
        let count = sources.data.len();
        findings.push(Diagnostic::note(format!(
            "the résumé is read from {count} data files of the site, from `{}`",
            first.source.name()
        )));
        found = all_data(sources, context, findings);
    }
    if let Some(first) = ranking.collection.first() {
        findings.push(Diagnostic::note(format!(
            "the résumé is read from {} pages that are its parts, from `{}`",
            ranking.collection.len(),
            first.source.name()
        )));
        let further = collected(&ranking.collection, sources, context, findings)?;
        let own = Identity::of(&found.facts, false);
        if own.kinship(&Identity::of(&further.facts, false)) != Kinship::Other {
            complete(&mut found, further, findings);
        }
    }
    Ok(found)
}

/// Pages that are parts of a résumé as one; of one entry each, the latest first.
fn collected(
    pages: &[&Page],
    sources: &Sources,
    context: &Context,
    findings: &mut Diagnostics,
) -> Result<Found, Diagnostics> {
    let mut all = Found::default();
    // Sections of pages of one entry each have no order of their own.
    let mut gathered: Vec<SectionKind> = Vec::new();
    for page in pages {
        let mut found = whole(page, sources, context, findings)?;
        let is_one = collection::is_one_entry(&found);
        // One section of a kind holds what each of the pages tells.
        for section in std::mem::take(&mut found.sections) {
            let known = all.sections.iter_mut();
            let same = known
                .filter(|known| known.kind == section.kind)
                .map(|known| &mut known.body)
                .next();
            match (same, section.body) {
                (Some(SectionBody::Entries(entries)), SectionBody::Entries(mut more)) => {
                    entries.append(&mut more);
                    if is_one {
                        gathered.push(section.kind);
                    }
                }
                (_, body) => all.sections.push(Section { body, ..section }),
            }
        }
        complete(&mut all, found, findings);
    }
    for section in &mut all.sections {
        if !gathered.contains(&section.kind) {
            continue;
        }
        if let SectionBody::Entries(entries) = &mut section.body {
            let key = |entry: &crate::resume::Entry| {
                let period = entry.period.as_ref()?;
                let year = match period.start?.year {
                    Year::Known(year) | Year::Masked(year) => year,
                };
                let month = match period.start?.within {
                    Some(Within::Month(month)) => month.number(),
                    Some(Within::Season(_)) | None => 0,
                };
                Some((u32::from(year), u32::from(month)))
            };
            entries.sort_by_key(|entry| std::cmp::Reverse(key(entry)));
        }
    }
    Ok(all)
}

/// All data files of the site as one; where they are about several people, those of the one of
/// whom they tell most.
fn all_data(sources: &Sources, context: &Context, findings: &mut Diagnostics) -> Found {
    let mut all: Vec<(&Page, Found, Diagnostics)> = Vec::new();
    for data in &sources.data {
        let mut told = Diagnostics::new();
        if let Ok(found) = read(data, context, &mut told) {
            all.push((data, found, told));
        }
    }
    let identities: Vec<Identity> = all
        .iter()
        .map(|(_, found, _)| Identity::of(&found.facts, found.weak_name.is_some()))
        .collect();
    let groups = identity::groups(&identities.iter().collect::<Vec<_>>());
    let weight = |group: &&Vec<usize>| -> usize {
        group.iter().map(|&at| pieces(&all[at].1.sections)).sum()
    };
    // The first of equals.
    let most = groups.iter().map(|group| weight(&group)).max();
    let chosen = groups.iter().find(|group| Some(weight(group)) == most);
    let chosen = chosen.cloned().unwrap_or_default();
    if groups.len() > 1 {
        let others: Vec<String> = groups
            .iter()
            .filter(|group| **group != chosen)
            .flatten()
            .map(|&at| format!("`{}`", all[at].0.source.name()))
            .collect();
        findings.push(
            Diagnostic::warning("the data files are about several people").hint(format!(
                "not read: {}; name one to set it",
                others.join(", ")
            )),
        );
    }
    let mut found = Found::default();
    for (number, (_, further, told)) in all.into_iter().enumerate() {
        if chosen.contains(&number) {
            findings.append(told);
            complete(&mut found, further, findings);
        }
    }
    found
}

fn complete(found: &mut Found, further: Found, findings: &mut Diagnostics) {
    found.is_whole = false;
    merge::add(&mut found.sections, further.sections, findings);
    found.summary = found.summary.take().or(further.summary);
    found.language = found.language.take().or(further.language);
    let (own, its) = (&mut found.facts, further.facts);
    own.name = own.name.take().or(its.name);
    own.headline = own.headline.take().or(its.headline);
    own.location = own.location.take().or(its.location);
    own.photo = own.photo.take().or(its.photo);
    own.website = own.website.take().or(its.website);
    own.emails.extend(its.emails);
    own.phones.extend(its.phones);
    own.more_emails.extend(its.more_emails);
    own.more_phones.extend(its.more_phones);
    own.links.extend(its.links);
}

/// How much of a résumé sections hold; text that nothing explains counts for nothing.
fn pieces(sections: &[Section]) -> usize {
    let mut count = 0;
    for section in sections {
        match &section.body {
            SectionBody::Entries(entries) if section.kind != SectionKind::Other => {
                for entry in entries {
                    count += 1 + entry.highlights.len() + entry.metrics.len() + entry.parts.len();
                }
            }
            SectionBody::Skills(groups) => count += groups.len(),
            SectionBody::Metrics(metrics) => count += metrics.len(),
            SectionBody::Entries(_) | SectionBody::Text(_) => {}
        }
    }
    count
}

/// What the site's configuration says, unless it is about somebody else than the page.
pub(super) fn site(sources: &Sources, own: &Identity, findings: &mut Diagnostics) -> Option<Facts> {
    let facts = Facts::of_site(sources.site.as_ref()?);
    let its = Identity::of(&facts, false);
    if own.kinship(&its) != Kinship::Other {
        return Some(facts);
    }
    if let Some(label) = its.label() {
        findings.push(
            Diagnostic::note(format!(
                "the site's configuration is about `{}`: nothing of it is taken",
                label.value
            ))
            .at(label.span.clone()),
        );
    }
    None
}

/// How to reach the person, as the site's home page says it, unless it is somebody else's.
pub(super) fn home(sources: &Sources, context: &Context, own: &Identity) -> Option<Facts> {
    let home = sources.home.as_ref()?;
    let found = read(home, context, &mut Diagnostics::new()).ok()?;
    let its = Identity::of(&found.facts, found.weak_name.is_some());
    if matches!(own.kinship(&its), Kinship::Other | Kinship::Kin) {
        return None;
    }
    Some(Facts {
        emails: found.facts.emails,
        phones: found.facts.phones,
        website: found.facts.website,
        links: found.facts.links,
        location: found.facts.location,
        ..Facts::default()
    })
}
