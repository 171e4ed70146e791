//! Pages that are no résumé: a log, a licence, a poem, the page of a program.
//!
//! A résumé names a person whom something reaches, or tells of a time somewhere, a degree, a
//! skill. A page that has none of it is refused, however well its lines can be set.

use std::sync::Arc;

use super::reader::{Kind, Lexicon, topic};
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::read::{Body, Page, Sources};
use crate::resume::{
    ContactKind, Entry, PeriodEnd, Resume, Section, SectionBody, SectionKind, Text,
};

/// Why a page is no résumé; nothing where it may be one, and for data files, whose keys say what
/// they are.
pub(super) fn refusal(sources: &Sources, lexicon: &Lexicon, resume: &Resume) -> Option<Diagnostic> {
    let page = &sources.page;
    let Body::Document(dom) = &page.body else {
        return None;
    };
    if sources.is_folder || !sources.with.is_empty() {
        return None;
    }
    // Who shows code tells of a program.
    let shows_code = dom.all().any(|id| dom.name(id) == "pre");
    let evidence = evidence(page, lexicon, resume);
    if evidence == Evidence::Strong || evidence == Evidence::Weak && !shows_code {
        return None;
    }
    Some(
        Diagnostic::error(format!(
            "`{}` does not look like a résumé",
            page.source.name()
        ))
        .hint(
            "it has neither a name with an address or a telephone number at its head, nor \
                 positions, degrees or skills",
        )
        .hint("`--anyway` sets it all the same"),
    )
}

/// What speaks for a résumé.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// Nothing.
    None,
    /// What the page of a program may have as well: skills, projects, one time from and to.
    Weak,
    /// Whom something reaches, where somebody was.
    Strong,
}

fn evidence(page: &Page, lexicon: &Lexicon, resume: &Resume) -> Evidence {
    if is_person(page, resume) {
        return Evidence::Strong;
    }
    let mut most = match tells_of_person(resume) {
        true => Evidence::Weak,
        false => Evidence::None,
    };
    let mut lasting = 0;
    for section in &resume.sections {
        let of_section = match &section.body {
            SectionBody::Entries(entries) => {
                lasting += entries.iter().filter(|entry| lasts(entry)).count();
                titled(lexicon, section)
            }
            SectionBody::Skills(_) => titled(lexicon, section),
            SectionBody::Metrics(_) | SectionBody::Text(_) => Evidence::None,
        };
        most = most.max(of_section);
    }
    most.max(match lasting {
        0 => Evidence::None,
        1 => Evidence::Weak,
        _ => Evidence::Strong,
    })
}

/// True if the page's head names somebody with a way to reach them: below its first section an
/// address may be anybody's.
pub(super) fn is_person(page: &Page, resume: &Resume) -> bool {
    let line = |span: &Span| Some(span.position().0).filter(|_| is_of(page, span));
    let titles = resume
        .sections
        .iter()
        .filter_map(|section| section.title.as_ref());
    let first = titles.filter_map(|title| line(&title.span)).min();
    let is_above =
        |span: &Span| line(span).is_some_and(|own| first.is_none_or(|first| own < first));
    let reaches = |kind: &ContactKind| match kind {
        ContactKind::Email | ContactKind::Phone => true,
        ContactKind::Website | ContactKind::Profile(_) => false,
    };
    let person = &resume.person;
    let contacts = person
        .contacts
        .iter()
        .filter(|contact| reaches(&contact.kind));
    let mut places = contacts
        .map(|contact| &contact.text.span)
        .chain(person.location.iter().map(|location| &location.span));
    person.name.is_some() && places.any(is_above)
}

/// True for somebody's life as running text, with a profile of theirs.
pub(super) fn tells_of_person(resume: &Resume) -> bool {
    let person = &resume.person;
    // An address in running text may be that of whoever wrote any text.
    let finds = |kind: &ContactKind| matches!(kind, ContactKind::Profile(_));
    let mut contacts = person.contacts.iter();
    let is_named = person.name.is_some() && resume.summary.is_some();
    is_named && contacts.any(|contact| finds(&contact.kind))
}

fn is_of(page: &Page, span: &Span) -> bool {
    Arc::ptr_eq(span.source(), &page.source)
}

/// What a section speaks for by its title.
fn titled(lexicon: &Lexicon, section: &Section) -> Evidence {
    let evidence = match section.kind {
        SectionKind::Experience | SectionKind::Education | SectionKind::Volunteering => {
            Evidence::Strong
        }
        // Licences and languages of programs are others.
        SectionKind::Certifications
        | SectionKind::Languages
        | SectionKind::Skills
        | SectionKind::Projects
        | SectionKind::Publications
        | SectionKind::Awards => Evidence::Weak,
        SectionKind::Interests
        | SectionKind::References
        | SectionKind::Metrics
        | SectionKind::Other => Evidence::None,
    };
    // Without a title it is a key or a class that says what the section is.
    let says = |title: &Text| topic(lexicon, &title.value).0 == Some(Kind::Section(section.kind));
    match section.title.as_ref().is_none_or(says) {
        true => evidence,
        false => Evidence::None,
    }
}

/// True for an entry with a name and a time from and to.
fn lasts(entry: &Entry) -> bool {
    let is_named = entry.title.is_some() || entry.organization.is_some();
    let has_ends = entry.period.as_ref().is_some_and(|period| {
        period.start.is_some() && matches!(period.end, Some(PeriodEnd::Present | PeriodEnd::On(_)))
    });
    is_named && has_ends || entry.parts.iter().any(lasts)
}

/// Tells of a résumé that says next to nothing.
pub(super) fn thin(resume: &Resume) -> Diagnostics {
    let mut told = Diagnostics::new();
    if resume
        .sections
        .iter()
        .all(|section| section.body.is_empty())
    {
        let what = match resume.summary.is_some() {
            true => "the résumé is thin: it has a few words and no section",
            false => "the résumé is thin: it has a name and no section",
        };
        told.push(
            Diagnostic::warning(what)
                .on("thin", "")
                .hint("a page needs headed sections, such as skills, experience or projects"),
        );
    }
    told
}
