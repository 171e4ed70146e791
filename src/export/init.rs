//! A first `vitae.yaml`, from what a site holds.

use std::fmt::Write;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::extract::{self, SitePage};
use crate::read::{self, BASE_SECTIONS, Input, InputLimit, Request, Settings};
use crate::resume::{ContactKind, Person, SectionBody, SectionKind, Tag};

/// So many keywords of a page are proposed.
const KEYWORDS: usize = 8;
/// A keyword of more words is rarely found as it stands.
const LONGEST_PHRASE: usize = 3;

/// The text of a settings file for a site: its person as far as the site tells, a role for each
/// page of projects, the page that completes them; all else as comments to fill in. Pages that
/// are larger than `max_input`, or than usual, are passed over.
///
/// # Errors
/// A folder without pages, and pages that hold nothing for a résumé.
pub fn settings_for(
    folder: &Path,
    max_input: Option<InputLimit>,
) -> Result<(String, Diagnostics), Error> {
    let mut request = Request::new(Input::File(folder.to_owned()));
    request.max_input = max_input;
    let (sources, _) = read::sources_with(&request, &Settings::default())?;
    let pages = extract::site_pages(&sources)?;
    let mut findings = Diagnostics::new();
    let (resume, told) = extract::resume(&sources)?;
    // Which page is taken, and what it lacks, is told again when a role is set.
    for finding in told.iter() {
        if finding.severity == crate::diagnostic::Severity::Error {
            findings.push(finding.clone());
        }
    }
    let mut text = String::from(
        "# Settings of vitae. What stands behind a `#` is an example or a place to fill in.\n\
         # `vitae schema config > vitae.schema.json` makes editors complete and check this file.\n\n",
    );
    let people = extract::by_person(&pages);
    let whole = (people.len() < 2).then_some(&resume.person);
    person(folder, &pages, whole, &mut text);
    text.push_str(
        "\n# paper: a4                    # or letter\n\
         # output:\n\
         #   dir: out\n\
         #   pattern: '{name}-{headline}'  # also {stem}, {role}, {theme}, {language}\n\
         #   formats: [pdf, docx]\n\
         #   theme: modern              # `vitae themes` lists them\n\
         #   pages: 2                   # at most so many\n\n",
    );
    roles(folder, &pages, &people, &mut text);
    Ok((text, findings))
}

/// What the site says of the person. Where two pages disagree nothing is chosen: each value is
/// a comment with its page. `whole` is the person of all pages, where there is one.
fn person(folder: &Path, pages: &[SitePage], whole: Option<&Person>, out: &mut String) {
    out.push_str("# What is said here wins over the pages.\nperson:\n");
    for (key, example) in PERSON {
        let mut found: Vec<(String, String)> = Vec::new();
        for page in pages {
            for value in values(&page.resume.person, key) {
                let fold = |text: &str| text.to_lowercase();
                if found.iter().all(|(known, _)| fold(known) != fold(&value)) {
                    found.push((value, relative(folder, &page.name)));
                }
            }
        }
        let value = match found.as_slice() {
            [] => whole.and_then(|whole| values(whole, key).into_iter().next()),
            [(one, _)] if whole.is_some() => Some(one.clone()),
            several => {
                for (value, page) in several {
                    let _ = writeln!(out, "  # {key}: {}  # {page}", quoted(value));
                }
                continue;
            }
        };
        let _ = match value {
            Some(value) => writeln!(out, "  {key}: {}", quoted(&value)),
            None => writeln!(out, "  # {key}: {}", quoted(example)),
        };
    }
}

/// The keys of `person:` that are filled in, with what stands there where nobody says it.
const PERSON: [(&str, &str); 5] = [
    ("name", "Ana Reis"),
    ("email", "ana@example.org"),
    ("phone", "+351 555 010 203"),
    ("location", "Porto, Portugal"),
    ("url", "https://ana.example.org"),
];

fn values(person: &Person, key: &str) -> Vec<String> {
    let of_kind = |wanted: ContactKind| -> Vec<String> {
        person
            .contacts
            .iter()
            .filter(|contact| contact.kind == wanted)
            .map(|contact| match (&contact.kind, &contact.href) {
                (ContactKind::Website, Some(href)) => href.clone(),
                (_, _) => contact.text.value.clone(),
            })
            .collect()
    };
    let text = |text: &Option<crate::resume::Text>| -> Vec<String> {
        text.iter().map(|text| text.value.clone()).collect()
    };
    match key {
        "name" => text(&person.name),
        "location" => text(&person.location),
        "email" => of_kind(ContactKind::Email),
        "phone" => of_kind(ContactKind::Phone),
        _ => of_kind(ContactKind::Website),
    }
}

fn roles(folder: &Path, pages: &[SitePage], people: &[Vec<&SitePage>], out: &mut String) {
    if pages.is_empty() {
        out.push_str("# No page is a résumé by itself; a role without pages looks at the whole site.\nroles:\n  main: {}\n");
        return;
    }
    out.push_str(
        "# A role is a page, a page completed by another one (`with`), or, without `pages`, a lens\n\
         # over all pages. `vitae export --role NAME` sets it, `vitae explain NAME` shows what it\n\
         # keeps and why.\nroles:\n",
    );
    let mut names: Vec<String> = Vec::new();
    // Nothing of one person's page completes another's.
    let with_base = people.iter().flat_map(|own| {
        let base = base_of(own);
        leading(own).into_iter().map(move |page| (page, base))
    });
    for (page, base) in with_base {
        let path = relative(folder, &page.name);
        let mut name = role_name(page);
        while names.contains(&name) {
            name.push_str("-2");
        }
        let _ = writeln!(out, "  {}:\n    pages: {}", quoted(&name), quoted(&path));
        names.push(name);
        if let Some(base) = base.filter(|base| base.number != page.number) {
            let lacking: Vec<&str> = BASE_SECTIONS
                .into_iter()
                .filter(|kind| has(base, *kind) && !has(page, *kind))
                .map(SectionKind::name)
                .collect();
            if !lacking.is_empty() {
                let with = format!("{}:{}", relative(folder, &base.name), lacking.join(","));
                let _ = writeln!(out, "    with: {}", quoted(&with));
            }
        }
        if let Some(headline) = &page.resume.person.headline {
            let _ = writeln!(out, "    # headline: {}", quoted(&headline.value));
        }
        let keywords = keywords_of(page, pages);
        if !keywords.is_empty() {
            let list: Vec<String> = keywords.iter().map(|word| quoted(word)).collect();
            let _ = writeln!(out, "    keywords: [{}]", list.join(", "));
        }
        out.push_str("    # limits: { entries: 6, highlights: 4, pages: 2, drop: true }\n");
    }
    out.push_str(
        "  # A lens over the whole site:\n\
         \x20 # specialist:\n\
         \x20 #   headline: What you are\n\
         \x20 #   summary: Why they should talk to you, in your own words.\n\
         \x20 #   keywords: [words, and phrases, that count]\n\
         \x20 #   job: advert.md           # a job description counts, too\n\
         \x20 #   sections: [summary, skills, experience, projects]\n\
         \x20 #   order: relevance         # or page, newest\n\
         \x20 #   theme: technical\n\
         \x20 #   redact: [phone, location]\n",
    );
}

/// The pages of projects of one person; all where none has any.
fn leading<'a>(pages: &[&'a SitePage]) -> Vec<&'a SitePage> {
    let of_projects = |page: &&SitePage| has(page, SectionKind::Projects);
    let leading: Vec<&SitePage> = pages.iter().copied().filter(of_projects).collect();
    match leading.is_empty() {
        true => pages.to_vec(),
        false => leading,
    }
}

/// The page that has most of positions, schools, certificates and languages.
fn base_of<'a>(pages: &[&'a SitePage]) -> Option<&'a SitePage> {
    let weight = |page: &SitePage| {
        BASE_SECTIONS
            .into_iter()
            .filter(|kind| has(page, *kind))
            .count()
    };
    // The first of equals.
    let most = pages
        .iter()
        .copied()
        .map(weight)
        .max()
        .filter(|most| *most > 0)?;
    pages.iter().copied().find(|page| weight(page) == most)
}

fn has(page: &SitePage, kind: SectionKind) -> bool {
    page.resume
        .sections
        .iter()
        .any(|section| section.kind == kind && !section.body.is_empty())
}

/// What tells a page from the others: tags of its entries that no other page has, the most used
/// first, then its skills of few words.
fn keywords_of(page: &SitePage, pages: &[SitePage]) -> Vec<String> {
    let others: Vec<Tag> = pages
        .iter()
        .filter(|other| other.number != page.number)
        .flat_map(|other| [tags(other), skills(other)].concat())
        .collect();
    let mut counted: Vec<(usize, Tag)> = Vec::new();
    for tag in tags(page) {
        match counted.iter_mut().find(|(_, known)| *known == tag) {
            Some((count, _)) => *count += 1,
            None => counted.push((1, tag)),
        }
    }
    // The sort is stable: of equals the first on the page stays first.
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut found: Vec<Tag> = counted.into_iter().map(|(_, tag)| tag).collect();
    for skill in skills(page) {
        if !found.contains(&skill) {
            found.push(skill);
        }
    }
    found
        .into_iter()
        .filter(|tag| !others.contains(tag) && is_phrase(tag.as_str()))
        .take(KEYWORDS)
        .map(|tag| tag.as_str().to_owned())
        .collect()
}

/// True for what other texts may say word for word: few words, and one thing.
fn is_phrase(text: &str) -> bool {
    text.split_whitespace().count() <= LONGEST_PHRASE && !text.contains(['&', '/', ',', '('])
}

fn tags(page: &SitePage) -> Vec<Tag> {
    let mut tags = Vec::new();
    for section in &page.resume.sections {
        match &section.body {
            SectionBody::Entries(entries) => {
                tags.extend(entries.iter().flat_map(|entry| entry.tags.clone()));
            }
            SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    tags
}

fn skills(page: &SitePage) -> Vec<Tag> {
    let mut skills = Vec::new();
    for section in &page.resume.sections {
        match &section.body {
            SectionBody::Skills(groups) => {
                skills.extend(groups.iter().flat_map(|group| group.items.clone()));
            }
            SectionBody::Entries(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    skills
}

/// The last part of the page's address, else its file name, without what every page has.
fn role_name(page: &SitePage) -> String {
    let of_link = page
        .permalink
        .as_deref()
        .and_then(|link| link.trim_matches('/').rsplit('/').next())
        .filter(|name| !name.is_empty());
    let of_file = Path::new(&page.name)
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let name: String = of_link
        .unwrap_or(&of_file)
        .chars()
        .map(|c| match c.is_alphanumeric() || matches!(c, '-' | '_') {
            true => c,
            false => '-',
        })
        .collect();
    let name = name.trim_matches(['-', '_']).to_lowercase();
    if name.is_empty() {
        "main".to_owned()
    } else {
        name
    }
}

fn relative(folder: &Path, file: &str) -> String {
    let path = Path::new(file);
    let short = path.strip_prefix(folder).unwrap_or(path);
    short.to_string_lossy().replace('\\', "/")
}

/// A scalar of YAML: as it stands where that is safe, else in single quotes.
fn quoted(text: &str) -> String {
    let is_plain = text.starts_with(|c: char| c.is_alphabetic())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '/' | '+' | '@'))
        && !text.ends_with(' ')
        && !matches!(
            text.to_lowercase().as_str(),
            "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
        );
    if is_plain {
        return text.to_owned();
    }
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("'{}'", one_line.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_quoted_where_yaml_would_read_them_otherwise() {
        for (text, written) in [
            ("Ana Reis", "Ana Reis"),
            ("C#", "'C#'"),
            ("+351 555", "'+351 555'"),
            ("Yes", "'Yes'"),
            ("it's: so", "'it''s: so'"),
            ("cv.md:experience", "'cv.md:experience'"),
            ("Conceição", "Conceição"),
            ("{x}", "'{x}'"),
        ] {
            assert_eq!(quoted(text), written);
        }
    }
}
