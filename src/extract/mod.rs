//! Pages to a résumé: each shape has its recogniser, all words are data.
//!
//! A page is read by [`reader`]; data files and front matter by [`data`]; what pages say to
//! machines as well completes them ([`semantic`]), and several sources are merged ([`merge`]).

mod block;
mod breaks;
mod cells;
mod collection;
mod context;
mod corrections;
mod data;
mod dated;
mod explain;
mod fold;
mod identity;
mod line;
mod line_item;
mod linked;
mod marks;
mod merge;
mod microdata;
mod microformat;
mod networks;
mod own_heading;
mod own_words;
mod page;
mod passages;
mod period;
mod person;
mod phrases;
mod pieces;
mod placeholder;
mod printed;
mod prose_language;
mod ranges;
mod reader;
mod refuse;
mod selector;
mod semantic;
mod sheet;
mod source;
mod text;
mod told;
mod vocabulary;
mod wordlists;

pub use explain::{Explanation, Left, Taken, explain};
pub(crate) use networks::holds_code;
pub use passages::{Candidate, Passages, corrects};
pub use printed::Words;
pub use prose_language::of_text as language_of;
#[cfg(feature = "fit")]
pub use reader::fitted::{Weights, read_with, weights_of};
pub use vocabulary::{Vocabulary, vocabulary};

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::read::{Body, Further, MOST_DEPTH, Page, Site, Sources};
use crate::resume::{self, Arranged, ContactKind, Person, Resume, Section, SectionKind};
use crate::yaml::Node;
use context::Context;
use corrections::{InData, enforce};
use data::Leaf;
use identity::Identity;
use page::Found;
use person::Facts;
use sheet::Sheet;

/// Makes a résumé of everything that was read.
///
/// # Errors
/// The findings, if the page holds nothing that a résumé is made of.
pub fn resume(sources: &Sources) -> Result<(Resume, Diagnostics), Diagnostics> {
    let mut findings = Diagnostics::new();
    let told = vec![
        Facts::of_settings(&sources.person),
        Facts::of_settings(&sources.settings.person),
    ];
    let context = Context::new(sources, &told)?;
    let mut found = source::exported(sources, &context, &mut findings)?;
    let mut facts = vec![std::mem::take(&mut found.facts)];
    let weak_name = found.weak_name.take();
    // Whoever gives a name says whose all pages are.
    let is_settled = told.iter().any(|facts| facts.name.is_some());
    let identity = match is_settled {
        true => Identity::default(),
        false => Identity::of(&facts[0], weak_name.is_some()),
    };
    let of_page = facts[0].name.clone();
    keep_wanted(&mut found, &sources.page, &sources.sections, &mut findings);
    own_sections(&mut found, sources, &context.words, &mut findings);
    for named in &sources.with {
        // What a further page leaves out is not this document's concern.
        let mut unheard = Diagnostics::new();
        let mut further = read(&named.page, &context, &mut unheard)?;
        for warning in unheard.iter() {
            if warning.severity > crate::diagnostic::Severity::Note || warning.is_doubt() {
                findings.push(warning.clone());
            }
        }
        let mut its = std::mem::take(&mut further.facts);
        let whose = Identity::of(&its, further.weak_name.is_some());
        if let Some(told) = identity::told(&identity, &whose).filter(|_| !is_settled) {
            let is_refused = told.severity == crate::diagnostic::Severity::Error;
            findings.push(told);
            if is_refused {
                return Err(findings);
            }
        }
        // A page names its own trade; another page's is no answer to it.
        if facts[0].headline.is_some() {
            its.headline = None;
        }
        facts.push(its);
        take_sections(&mut found, further, named, &mut findings);
    }
    // Sections of several sources have no one author's order.
    let is_alone =
        sources.with.is_empty() && !sources.is_folder && sources.settings.sections.is_empty();
    // What was read before is as it was put together then.
    if !found.is_whole || !is_alone {
        merge::join(&context.words, &mut found.sections, &mut findings);
    }
    let front = sources.page.front.as_ref();
    facts.extend(front.map(|front| Facts::of_site(&Site::of_front(front))));
    facts.extend(source::home(sources, &context, &identity));
    facts.extend(source::site(sources, &identity, &mut findings));
    let mut person = person::person(told, facts, &sources.redact, &mut findings);
    let is_name = |headline: &resume::Text| {
        let name = person.name.as_ref().map(|name| fold::fold(&name.value));
        name.is_some_and(|name| !name.is_empty() && name == fold::fold(&headline.value))
    };
    // A file of the program's own is set as it stands.
    if !found.is_whole && person.headline.as_ref().is_some_and(is_name) {
        person.headline = None;
    }
    let arranged = match is_alone {
        true => found.arranged,
        false => Arranged::ByKind,
    };
    let language = found
        .language
        .or_else(|| sources.site.as_ref().and_then(|site| site.language.clone()))
        .or(found.guessed);
    let mut resume = Resume {
        person,
        summary: found.summary,
        sections: found.sections,
        arranged,
        language,
        page_breaks: page_breaks(sources, &context),
    };
    resume.page_breaks.append(&mut found.page_breaks);
    if resume.language.is_none() {
        resume.language = prose_language::of(&resume);
    }
    marks::apply(sources, &mut resume, &mut findings);
    name_sections(&mut resume.sections);
    // A name that something reaches is a résumé, if a thin one.
    let is_named = || refuse::is_person(&sources.page, &resume);
    if resume.is_empty() && (sources.is_folder || !is_named()) {
        let page = &sources.page;
        findings.push(
            Diagnostic::error(format!(
                "`{}` holds nothing for a résumé",
                page.source.name()
            ))
            .hint(match page.body {
                Body::Document(_) => {
                    "a page needs headed sections, such as skills, experience or projects; \
                     `--anyway` sets its text all the same"
                }
                Body::Data(_) | Body::JsonResume | Body::Model(_) => {
                    "a data file needs lists such as `experience`, `education` or `skills`"
                }
            }),
        );
        return Err(findings);
    }
    if !sources.anyway
        && let Some(refusal) = refuse::refusal(sources, &context.lexicon, &resume)
    {
        // What else was found is of no use to anybody.
        return Err(refusal.into());
    }
    findings.append(refuse::thin(&resume));
    // What else gives the name is no guess.
    let is_of_page = of_page.is_some_and(|own| {
        let printed = resume.person.name.as_ref();
        printed.is_some_and(|printed| printed.value == own.value && printed.span == own.span)
    });
    if let Some(weak) = weak_name.filter(|_| is_of_page) {
        findings.push(weak);
    }
    if resume.person.name.is_none() {
        findings.push(
            Diagnostic::warning("nothing says whose résumé this is")
                .hint("give the name with `--name` or as `person: name:` in `vitae.yaml`"),
        );
    }
    context.corrections.tell(&sources.page, &mut findings);
    told::of_site(sources, &resume.person, &mut findings);
    told::undrawn(sources, &mut findings);
    told::missing(&resume.person, &sources.redact, &mut findings);
    Ok((resume, findings))
}

/// A page of a folder that is a résumé of its own.
#[derive(Debug)]
pub struct SitePage {
    /// Its number among the folder's pages, from 0.
    pub number: usize,
    /// Its file.
    pub name: String,
    /// Its address in the site, where its front matter gives one.
    pub permalink: Option<String>,
    /// What it holds; of the person what it says itself: name, headline, location, e-mail
    /// addresses and telephone numbers.
    pub resume: Resume,
    /// Whom it is about.
    identity: Identity,
}

/// Parts pages of a folder by person, in the order of their names; one that names nobody belongs
/// to the only person there is, and beside several people to none of them.
pub fn by_person(pages: &[SitePage]) -> Vec<Vec<&SitePage>> {
    let identities: Vec<&Identity> = pages.iter().map(|page| &page.identity).collect();
    let of = |numbers: Vec<usize>| numbers.into_iter().map(|number| &pages[number]).collect();
    identity::groups(&identities).into_iter().map(of).collect()
}

/// The pages of a folder that are résumés, in the order of their names.
///
/// # Errors
/// Faults of the user's vocabulary.
pub fn site_pages(sources: &Sources) -> Result<Vec<SitePage>, Diagnostics> {
    let told = [Facts::of_settings(&sources.settings.person)];
    let context = Context::new(sources, &told)?;
    let mut pages = Vec::new();
    for (number, page) in std::iter::once(&sources.page)
        .chain(&sources.others)
        .enumerate()
    {
        // What a page lacks is told when it is set.
        let Some(found) = source::resume_of(page, sources, &context) else {
            continue;
        };
        let identity = Identity::of(&found.facts, found.weak_name.is_some());
        let facts = found.facts;
        let contact = |kind: ContactKind, text: resume::Text| resume::Contact {
            kind,
            text,
            href: None,
        };
        let emails = facts
            .emails
            .into_iter()
            .map(|text| (ContactKind::Email, text));
        let phones = facts
            .phones
            .into_iter()
            .map(|text| (ContactKind::Phone, text));
        let contacts = emails.chain(phones).map(|(kind, text)| contact(kind, text));
        pages.push(SitePage {
            number,
            name: page.source.name().to_owned(),
            permalink: page.front("permalink").map(|link| link.value),
            identity,
            resume: Resume {
                person: Person {
                    name: facts.name,
                    headline: facts.headline,
                    location: facts.location,
                    contacts: contacts.collect(),
                    ..Person::default()
                },
                summary: found.summary,
                sections: found.sections,
                arranged: found.arranged,
                language: found.language,
                page_breaks: Vec::new(),
            },
        });
    }
    Ok(pages)
}

/// The person that settings and site tell of, without a page: the sender of a letter.
pub fn sender(sources: &Sources) -> (Person, Diagnostics) {
    let mut findings = Diagnostics::new();
    let told = vec![
        Facts::of_settings(&sources.person),
        Facts::of_settings(&sources.settings.person),
    ];
    let of_site = sources.site.as_ref().map(Facts::of_site);
    let found = of_site.into_iter().collect();
    let person = person::person(told, found, &sources.redact, &mut findings);
    if person.name.is_none() {
        findings.push(
            Diagnostic::warning("nothing says who writes")
                .hint("name the page of the résumé, or give the name with `--name`"),
        );
    }
    (person, findings)
}

/// Where the authors of all pages that were read end a page.
fn page_breaks(sources: &Sources, context: &Context) -> Vec<Span> {
    let words = &context.words.page_breaks;
    let with = sources.with.iter().map(|further| &further.page);
    std::iter::once(&sources.page)
        .chain(&sources.others)
        .chain(with)
        .flat_map(|page| match &page.body {
            Body::Document(dom) => breaks::page_breaks(page, dom, words),
            Body::Data(_) | Body::JsonResume | Body::Model(_) => Vec::new(),
        })
        .collect()
}

fn read(page: &Page, context: &Context, findings: &mut Diagnostics) -> Result<Found, Diagnostics> {
    if let Some(line) = page.too_deep {
        findings.push(
            Diagnostic::warning("elements are nested too deeply")
                .at(page.span(line))
                .hint(format!(
                    "at most {MOST_DEPTH} levels are read, below them only the text; is an end tag missing?"
                )),
        );
    }
    let mut found = whole(page, context, findings)?;
    if found.is_whole {
        return Ok(found);
    }
    found.facts.part_lines();
    placeholder::drop_all(Leaf::new(page, &context.words), page, &mut found, findings);
    Ok(found)
}

/// Everything on a page, whoever wrote it.
fn whole(page: &Page, context: &Context, findings: &mut Diagnostics) -> Result<Found, Diagnostics> {
    match &page.body {
        Body::Document(dom) => {
            let sheet = Sheet::new(page, dom, &context.words);
            let fixes = context.corrections.of(page);
            let names = context.names_of(&fixes);
            let (mut found, corrected) = reader::read(
                &sheet,
                &context.lexicon,
                (&names, &fixes),
                context.policy,
                findings,
            );
            context.corrections.note(&corrected);
            data::complete(Leaf::new(page, &context.words), &mut found, findings);
            Ok(found)
        }
        Body::Data(root) => Ok(of_data(page, root, context, findings)),
        Body::JsonResume => {
            // What this program wrote is read back as it was; others' files say more than the
            // schema does.
            let root = resume::json_tree(&page.source, 0..page.source.text().len())?;
            // Both its marks: that of its sections' names, and that of what the schema lacks.
            let is_own = root
                .get("meta")
                .is_some_and(|meta| meta.get("vitae").is_some() || meta.get("sections").is_some());
            if !is_own {
                return Ok(of_data(page, &root, context, findings));
            }
            let (resume, told) = resume::from_json(&page.source)?;
            findings.append(told);
            Ok(Found::of_resume(resume))
        }
        Body::Model(root) => Ok(Found::of_resume(resume::from_tree(root)?)),
    }
}

/// A data file, with the values that the user says.
fn of_data(page: &Page, root: &Node, context: &Context, findings: &mut Diagnostics) -> Found {
    let leaf = Leaf::new(page, &context.words);
    let mut found = data::read(leaf, root, context.language.as_ref(), findings);
    let fixes = context.corrections.of(page);
    if !fixes.is_empty() {
        let values = InData::new(leaf, root);
        let outcomes = enforce(&fixes, &values, context.lexicon.at_words(), &mut found);
        context.corrections.note(&outcomes);
    }
    found
}

/// Sections that `vitae.yaml` gives stand in the place of the page's own of their kind.
fn own_sections(
    found: &mut Found,
    sources: &Sources,
    words: &Vocabulary,
    findings: &mut Diagnostics,
) {
    for (name, node) in &sources.settings.sections {
        let mut own = data::read_section(Leaf::new(&sources.page, words), name, node, findings);
        let page = std::mem::take(&mut found.sections);
        let kinds: Vec<SectionKind> = own.iter().map(|section| section.kind).collect();
        let (same, others): (Vec<Section>, Vec<Section>) = page
            .into_iter()
            .partition(|section| kinds.contains(&section.kind));
        merge::add(&mut own, same, findings);
        found.sections = others;
        found.sections.append(&mut own);
    }
}

/// Takes the wanted sections of a further page; all of them where none is named.
fn take_sections(
    found: &mut Found,
    mut further: Found,
    named: &Further,
    findings: &mut Diagnostics,
) {
    let wanted = &named.sections;
    let has_some = further
        .sections
        .iter()
        .any(|section| wanted.contains(&section.kind));
    if named.may_lack && has_some {
        keep_wanted(&mut further, &named.page, wanted, &mut Diagnostics::new());
    } else {
        keep_wanted(&mut further, &named.page, wanted, findings);
    }
    merge::add(&mut found.sections, further.sections, findings);
    if wanted.is_empty() && found.summary.is_none() {
        found.summary = further.summary;
    }
    found.language = found.language.take().or(further.language);
}

/// Keeps the wanted sections of a page, and tells those that it lacks; keeps all of them where
/// none is named.
fn keep_wanted(found: &mut Found, page: &Page, wanted: &[SectionKind], findings: &mut Diagnostics) {
    for kind in wanted {
        if found.sections.iter().all(|section| section.kind != *kind) {
            findings.push(
                Diagnostic::warning(format!(
                    "`{}` has no section `{}`",
                    page.source.name(),
                    kind.name()
                ))
                .hint(format!("it has: {}", kinds(&found.sections))),
            );
        }
    }
    found
        .sections
        .retain(|section| wanted.is_empty() || wanted.contains(&section.kind));
}

fn kinds(sections: &[Section]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for section in sections {
        if !names.contains(&section.kind.name()) {
            names.push(section.kind.name());
        }
    }
    if names.is_empty() {
        "no section that was understood".to_owned()
    } else {
        names.join(", ")
    }
}

/// Gives every section its identifier: the kind's name, numbered from the second on.
fn name_sections(sections: &mut [Section]) {
    let mut counts: HashMap<SectionKind, usize> = HashMap::new();
    for section in sections {
        let count = counts.entry(section.kind).or_default();
        *count += 1;
        section.id = match *count {
            1 => section.kind.name().to_owned(),
            more => format!("{}-{more}", section.kind.name()),
        };
    }
}
