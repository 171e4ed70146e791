//! What the documents of a role say: its pages read, extracted and put together.

use std::path::{Path, PathBuf};

use super::Wanted;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::extract;
use crate::read::{self, Input, Request, RolePage, RoleSettings, Settings, Sources, WithPage};
use crate::resume::{Resume, RichText, Text};

/// What documents say, whatever their look.
#[derive(Debug)]
pub struct Content {
    /// What was read.
    pub sources: Sources,
    /// The résumé.
    pub resume: Resume,
    /// The role's name, where one was asked for.
    pub role: Option<String>,
    /// Every file that was named to be read: no document may take its place.
    pub inputs: Vec<PathBuf>,
    /// What reading and extraction found.
    pub findings: Diagnostics,
}

/// The settings of what is asked for.
///
/// # Errors
/// As those of [`read::settings`].
pub fn settings(wanted: &Wanted) -> Result<Settings, Error> {
    read::settings(wanted.page.as_ref(), wanted.config.as_deref())
}

/// The role that is asked for.
///
/// # Errors
/// [`Error::Usage`] for a name that no role has.
pub fn role<'a>(
    wanted: &Wanted,
    settings: &'a Settings,
) -> Result<Option<&'a RoleSettings>, Error> {
    match &wanted.role {
        Some(name) => match settings.role(name) {
            Ok(role) => Ok(Some(role)),
            Err(fault) => Err(Error::Usage(fault.into())),
        },
        None => Ok(None),
    }
}

/// Reads and extracts what a role's documents say.
///
/// # Errors
/// What reading and extraction refuse, a role's page that is not there, and a missing page.
pub fn content(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
) -> Result<Content, Error> {
    let request = request(wanted, settings, role)?;
    let (sources, mut findings) = read::sources_with(&request, settings)?;
    let (mut resume, told) = extract::resume(&sources)?;
    findings.append(told);
    if let Some(role) = role {
        say(&mut resume, role);
    }
    Ok(Content {
        sources,
        resume,
        role: role.map(|role| role.name.value.clone()),
        inputs: inputs(&request, wanted, settings),
        findings,
    })
}

/// What is to be read.
fn request(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
) -> Result<Request, Error> {
    let mut request = Request::new(Input::File(folder_of(settings)));
    request.config = settings.file.clone();
    request.person = wanted.person.clone();
    match (&wanted.page, role) {
        (None, None) => {
            return Err(Error::Usage(
                Diagnostic::error("no page is named")
                    .hint("name a page, or a role of `vitae.yaml` with `--role`")
                    .into(),
            ));
        }
        (Some(page), _) => request.page = page.clone(),
        (None, Some(role)) => {
            let mut pages = named(&role.pages, settings)?.into_iter();
            if let Some(leading) = pages.next() {
                request.page = leading.page;
                request.sections = leading.sections;
            }
            request.with.extend(pages);
        }
    }
    if let Some(role) = role {
        let headline = &mut request.person.headline;
        *headline = headline.take().or_else(|| role.headline.clone());
        request.with.extend(named(&role.with, settings)?);
    }
    request.with.extend(wanted.with.iter().cloned());
    Ok(request)
}

/// The pages that a role names; all that are not there are told in one run.
fn named(pages: &[RolePage], settings: &Settings) -> Result<Vec<WithPage>, Error> {
    let mut found = Vec::new();
    let mut faults = Diagnostics::new();
    for page in pages {
        match read::named_page(&settings.folder, &page.page) {
            Ok(input) => found.push(WithPage {
                page: input,
                sections: page.sections.clone(),
            }),
            Err(Error::Refused(told)) => faults.append(told),
            Err(error) => return Err(error),
        }
    }
    if faults.has_errors() {
        return Err(Error::Refused(faults));
    }
    Ok(found)
}

/// The site that the settings belong to.
fn folder_of(settings: &Settings) -> PathBuf {
    if settings.folder == Path::new("") {
        PathBuf::from(".")
    } else {
        settings.folder.clone()
    }
}

/// What the role says in the person's own words stands in the place of the page's.
fn say(resume: &mut Resume, role: &RoleSettings) {
    if let Some(summary) = &role.summary {
        let words = summary.value.split_whitespace().collect::<Vec<_>>();
        resume.summary = Some(RichText::plain(words.join(" "), summary.span.clone()));
    }
    if let Some(language) = &role.language {
        let tag = language.value.0.clone();
        resume.language = Some(Text::new(tag, language.span.clone()));
    }
}

/// Files that are read, and so are not to be overwritten.
fn inputs(request: &Request, wanted: &Wanted, settings: &Settings) -> Vec<PathBuf> {
    let pages = std::iter::once(&request.page).chain(request.with.iter().map(|with| &with.page));
    let mut inputs: Vec<PathBuf> = pages
        .filter_map(|page| page.path().map(Path::to_owned))
        .collect();
    inputs.extend(settings.file.clone());
    inputs.extend(
        wanted
            .theme
            .as_ref()
            .map(|theme| PathBuf::from(&theme.value)),
    );
    inputs
}
