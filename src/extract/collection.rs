//! The parts of a site that are one résumé together: a page for each position or project, pages
//! whose front matter lists a section, a page about the person.

use std::path::Path;

use super::identity::{self, Identity};
use super::page::Found;
use crate::diagnostic::Span;
use crate::read::{Page, front_matter, without_language};
use crate::resume::{Section, SectionBody, SectionKind};

/// The mark of the page about the site's owner.
const OWNER: &str = "superuser";
/// A page that lists more sections above its text is a résumé of its own.
const MOST_SECTIONS: usize = 2;

/// The numbers of the pages that belong together; none where there is only one.
pub(super) fn members(pages: &[(&Page, Found)]) -> Vec<usize> {
    let mut keys: Vec<String> = Vec::new();
    let mut members: Vec<usize> = Vec::new();
    for (number, (page, found)) in pages.iter().enumerate() {
        if page.front.is_none() || !is_one_entry(found) && !is_listed_above(page, found) {
            continue;
        }
        // Of a page for each language the first.
        let key = key(page);
        if !keys.contains(&key) {
            keys.push(key);
            members.push(number);
        }
    }
    let members = of_owner(pages, members);
    match members.len() {
        0 | 1 => Vec::new(),
        _ => members,
    }
}

/// The pages of the site's owner and those that name nobody: of pages about several people, as
/// those of co-authors, the one that says that it is the owner's.
fn of_owner(pages: &[(&Page, Found)], members: Vec<usize>) -> Vec<usize> {
    let of = |&number: &usize| Identity::of(&pages[number].1.facts, false);
    let identities: Vec<Identity> = members.iter().map(of).collect();
    let (named, others): (Vec<usize>, Vec<usize>) =
        (0..members.len()).partition(|&at| identities[at].label().is_some());
    let people = identity::groups(&named.iter().map(|&at| &identities[at]).collect::<Vec<_>>());
    let is_owner = |at: usize| {
        let mark = pages[members[at]].0.front(OWNER);
        mark.is_some_and(|mark| mark.value == "true")
    };
    let own: Vec<usize> = match people.as_slice() {
        [only] => only.iter().map(|&number| named[number]).collect(),
        _ => named.iter().copied().filter(|&at| is_owner(at)).collect(),
    };
    let mut all: Vec<usize> = own.into_iter().chain(others).collect();
    all.sort_unstable();
    all.into_iter().map(|at| members[at]).collect()
}

/// True for a page that tells of one entry and of nobody.
pub(super) fn is_one_entry(found: &Found) -> bool {
    let [section] = found.sections.as_slice() else {
        return false;
    };
    let is_one = match &section.body {
        SectionBody::Entries(entries) => entries.len() == 1,
        SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => false,
    };
    let is_kind = matches!(
        section.kind,
        SectionKind::Experience | SectionKind::Projects | SectionKind::Publications
    );
    is_one && is_kind && section.title.is_none() && found.facts.name.is_none()
}

/// True for a page of which a résumé takes what stands in its front matter alone.
fn is_listed_above(page: &Page, found: &Found) -> bool {
    let Ok((_, body)) = front_matter(&page.source) else {
        return false;
    };
    let is_above =
        |section: &Section| place(section).is_some_and(|span| span.range().start < body.start);
    let is_person = found.facts.name.is_some();
    let is_few = is_person || found.sections.len() <= MOST_SECTIONS;
    !found.sections.is_empty() && is_few && found.sections.iter().all(is_above)
}

/// Where a section begins.
fn place(section: &Section) -> Option<&Span> {
    match &section.body {
        SectionBody::Entries(entries) => entries.first().map(|entry| &entry.span),
        SectionBody::Skills(groups) => {
            let group = groups.first()?;
            let name = group.name.as_ref().map(|name| &name.span);
            name.or_else(|| group.items.first().map(|tag| &tag.span))
        }
        SectionBody::Metrics(metrics) => metrics.first().map(|metric| &metric.span),
        SectionBody::Text(texts) => texts.first().map(|text| &text.span),
    }
}

/// The path of a page without the codes of languages in it.
fn key(page: &Page) -> String {
    let path = Path::new(page.source.name());
    let is_code = |name: &str| without_language(&format!("x-{name}")) == "x";
    let folders = path.parent().into_iter().flat_map(Path::components);
    let mut key: Vec<String> = folders
        .map(|folder| folder.as_os_str().to_string_lossy().into_owned())
        .filter(|name| !is_code(name))
        .collect();
    key.push(without_language(&page.stem).to_owned());
    key.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::page_of;

    #[test]
    fn pages_for_each_language_have_one_key() {
        let key = |name: &str| {
            let mut page = page_of("p.md", "# A");
            page.source = crate::diagnostic::Source::new(name, "# A");
            page.stem = Path::new(name)
                .file_stem()
                .expect("a stem")
                .to_string_lossy()
                .into_owned();
            super::key(&page)
        };
        assert_eq!(
            key("content/en/home/skills.md"),
            key("content/fr/home/skills.md")
        );
        assert_eq!(key("home/skills.en.md"), key("home/skills.md"));
        assert_ne!(key("home/skills.md"), key("home/jobs.md"));
    }
}
