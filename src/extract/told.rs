//! What is told of a résumé as a whole: what it lacks, what of it is the site's, what the site would
//! have put in.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::{Body, Sources};
use crate::resume::{ContactKind, Person, Redaction, Text};

/// Forms ask for a telephone number and a place; no page is read for them twice. What is not
/// to be shown is not missed.
pub(super) fn missing(person: &Person, redact: &[Redaction], findings: &mut Diagnostics) {
    let has = |kind: &ContactKind| person.contacts.iter().any(|contact| contact.kind == *kind);
    let mut missing = Vec::new();
    let wanted = |kind| !redact.contains(&kind);
    if wanted(Redaction::Email) && !has(&ContactKind::Email) {
        missing.push(("e-mail address", "--email"));
    }
    if wanted(Redaction::Phone) && !has(&ContactKind::Phone) {
        missing.push(("telephone number", "--phone"));
    }
    if wanted(Redaction::Location) && person.location.is_none() {
        missing.push(("location", "--location"));
    }
    if missing.is_empty() {
        return;
    }
    let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
    let options: Vec<String> = missing.iter().map(|(_, o)| format!("`{o}`")).collect();
    let told = Diagnostic::warning(format!("no {} is given", names.join(", no "))).hint(format!(
        "give it with {} or under `person:` in `vitae.yaml`",
        options.join(", ")
    ));
    // Nobody can answer somebody whom nothing reaches.
    findings.push(match person.contacts.is_empty() && redact.is_empty() {
        true => told,
        false => told.harmless(),
    });
}

/// Tells what of the person is the site's and stands on no page.
pub(super) fn of_site(sources: &Sources, person: &Person, findings: &mut Diagnostics) {
    let site = sources.site.as_ref();
    let Some(file) = site.and_then(|site| site.source.as_ref()) else {
        return;
    };
    let is_sites = |text: &Text| text.span.source().name() == file.name();
    let name = person.name.as_ref().filter(|name| is_sites(name));
    let email = person
        .contacts
        .iter()
        .find(|contact| contact.kind == ContactKind::Email && is_sites(&contact.text));
    let what = match (name, email) {
        (Some(_), Some(_)) => "name and e-mail address are",
        (Some(_), None) => "the name is",
        (None, Some(_)) => "the e-mail address is",
        (None, None) => return,
    };
    let text = name.or(email.map(|email| &email.text));
    let mut told = Diagnostic::note(format!("{what} the site's, from `{}`", file.name()));
    told.span = text.map(|text| text.span.clone());
    findings.push(told);
}

/// Tells of parts of the page that the site's program fills from data files which were not read.
pub(super) fn undrawn(sources: &Sources, findings: &mut Diagnostics) {
    const LOOP: &str = "{% for ";
    let page = &sources.page;
    if sources.is_folder || !matches!(page.body, Body::Document(_)) {
        return;
    }
    let mut heading = None;
    for (number, line) in page.source.text().lines().enumerate() {
        if line.starts_with('#') {
            heading = Some(line.trim_matches(['#', ' ']));
        }
        let Some((_, rest)) = line
            .split_once(LOOP)
            .and_then(|_| line.split_once("site.data."))
        else {
            continue;
        };
        let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let path: String = rest.chars().take_while(|&c| is_path(c)).collect();
        let is_read = sources
            .data
            .iter()
            .any(|data| path.split('.').any(|part| part == data.stem));
        if is_read || path.is_empty() {
            continue;
        }
        let what = heading.map_or_else(
            || "a part of the page".to_owned(),
            |heading| format!("the section `{heading}`"),
        );
        findings.push(
            Diagnostic::warning(format!(
                "{what} is filled by the site from `site.data.{path}`, which was not read"
            ))
            .at(page.span(number + 1))
            .hint(format!(
                "name the folder of the site, or add `--with _data/{}.yml`",
                path.replace('.', "/")
            )),
        );
    }
}
