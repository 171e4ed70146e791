//! What the documents of a role say: its pages read, extracted and put together.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Wanted;
use crate::diagnostic::{Diagnostic, Diagnostics, Source};
use crate::error::Error;
use crate::extract;
use crate::focus::{self, Aim, Fate, Part, Ranking, Selection, Term};
use crate::read::{
    self, BASE_SECTIONS, Input, Request, RolePage, RoleSettings, Settings, Sources, WithPage,
};
use crate::redact::Redactor;
use crate::resume::{Resume, RichText, SectionKind, Text};

/// What documents say, whatever their look.
#[derive(Debug)]
pub struct Content {
    /// What was read.
    pub sources: Sources,
    /// What of it the role shows, and why.
    pub selection: Selection,
    /// The language that the pages are written in, whatever the role says.
    pub written_in: Option<Text>,
    /// The role's name, where one was asked for.
    pub role: Option<String>,
    /// What takes redacted values out of texts that go with the documents, where some are.
    pub redactor: Option<Redactor>,
    /// The page's file name without its ending, as it may be shown.
    pub stem: String,
    /// Every file that was named to be read: no document may take its place.
    pub inputs: Vec<PathBuf>,
    /// The texts that were read, pictures and themes aside.
    pub texts: Vec<Arc<Source>>,
    /// What reading and extraction found.
    pub findings: Diagnostics,
}

/// The settings of what is asked for.
///
/// # Errors
/// As those of [`read::settings`].
pub fn settings(wanted: &Wanted) -> Result<Settings, Error> {
    let limit = wanted.max_input.unwrap_or_default();
    read::settings(wanted.page.as_ref(), wanted.config.as_deref(), limit)
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
    let job = job(wanted, settings, role)?;
    let (mut sources, mut findings) = read::sources_with(&request, settings)?;
    let mut aim = Aim {
        keywords: role.map(|role| role.keywords.clone()).unwrap_or_default(),
        job: job.as_ref().map(|job| job.words.clone()),
        ..Aim::default()
    };
    if let Some(role) = role {
        aim.lens = sources.is_folder() || wanted.page.is_none() && role.is_lens();
        aim.order = role.order.as_ref().map(|order| order.value);
        aim.entries = role.limits.entries.as_ref().map(|count| count.value.0);
        aim.highlights = role.limits.highlights.as_ref().map(|count| count.value.0);
        if sources.is_folder() {
            sources = lens(sources, role, &aim, &mut findings)?;
        }
    }
    let (mut resume, told) = extract::resume(&sources)?;
    findings.append(told);
    let written_in = resume.language.clone();
    if let Some(role) = role {
        say(&mut resume, role);
    }
    let mut stem = sources.stem().to_owned();
    let mut redactor = None;
    if !request.redact.is_empty() {
        let redactor = redactor.insert(Redactor::new(&resume.person, &request.redact));
        resume = redactor.resume(&resume);
        stem = redactor.stem(&stem).to_owned();
        findings.append(redactor.take_notes());
    }
    let selection = focus::select(&resume, &aim);
    if let Some(fault) = tell(role, &aim, &selection, &mut findings) {
        findings.push(fault);
        return Err(Error::Refused(findings));
    }
    let mut inputs = inputs(&request, wanted, settings);
    inputs.extend(sources.files().map(PathBuf::from));
    let mut texts: Vec<Arc<Source>> = sources.texts().into_iter().cloned().collect();
    if let Some(job) = job {
        if let Some(warning) = told_in_another_language(&job, &resume) {
            findings.push(warning);
        }
        inputs.push(job.file);
        texts.push(job.text);
    }
    Ok(Content {
        texts,
        sources,
        selection,
        written_in,
        role: role.map(|role| role.name.value.clone()),
        redactor,
        stem,
        inputs,
        findings,
    })
}

/// A job description.
struct Job {
    file: PathBuf,
    words: String,
    text: Arc<Source>,
}

/// The job description that is asked for, or the role's.
fn job(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
) -> Result<Option<Job>, Error> {
    let limit = settings.input_limit(wanted.max_input);
    if let Some(input) = &wanted.job {
        let file = input.path().unwrap_or(Path::new("-")).to_owned();
        let (words, text) = read::job(input, limit)?;
        return Ok(Some(Job { file, words, text }));
    }
    let Some(named) = role.and_then(|role| role.job.as_ref()) else {
        return Ok(None);
    };
    let file = settings.folder.join(&named.value);
    match read::job(&Input::File(file.clone()), limit) {
        Ok((words, text)) => Ok(Some(Job { file, words, text })),
        Err(Error::Io { source, .. }) => Err(Diagnostic::error(format!(
            "the job description cannot be read: {source}"
        ))
        .at(named.span.clone())
        .into()),
        Err(error) => Err(error),
    }
}

/// A job description in another language than the résumé has few of its words.
fn told_in_another_language(job: &Job, resume: &Resume) -> Option<Diagnostic> {
    let own = resume.language.as_ref()?.value.as_str();
    let other = extract::language_of(&job.words)?;
    let primary = own.split(['-', '_']).next()?;
    if primary.eq_ignore_ascii_case(other) {
        return None;
    }
    let name = job.text.name();
    let told = format!(
        "the job description `{name}` is in `{other}`, the résumé in `{own}`: only names count \
         that both have"
    );
    Some(Diagnostic::warning(told).hint("give the role `keywords` in the résumé's language"))
}

/// Makes one résumé of a site's pages, the one that is most relevant leading: of a project that
/// several tell, its version is kept.
fn lens(
    sources: Sources,
    role: &RoleSettings,
    aim: &Aim,
    findings: &mut Diagnostics,
) -> Result<Sources, Error> {
    let mut pages = extract::site_pages(&sources)?;
    if let Some(language) = &role.language {
        let are_there = !pages.is_empty();
        let primary = |tag: &str| tag.split(['-', '_']).next().map(str::to_lowercase);
        pages.retain(|page| {
            let own = page.resume.language.as_ref();
            let fits = own.is_none_or(|own| primary(own) == primary(&language.value.0));
            if !fits {
                findings.push(Diagnostic::note(format!(
                    "`{}` is passed over: it is in another language than the role",
                    page.name
                )));
            }
            fits
        });
        if are_there && pages.is_empty() {
            let tag = &language.value.0;
            let fault = Diagnostic::error(format!("no page of the site is written in `{tag}`"));
            return Err(fault.at(language.span.clone()).into());
        }
    }
    if pages.is_empty() {
        // Data files, or a page so short that it is a résumé only where it is all there is.
        return Ok(sources);
    }
    let all = Resume {
        sections: pages
            .iter()
            .flat_map(|page| page.resume.sections.clone())
            .collect(),
        language: pages.iter().find_map(|page| page.resume.language.clone()),
        ..Resume::default()
    };
    let ranking = Ranking::new(&all, &aim.keywords, aim.job.as_deref());
    let mut order: Vec<(f64, usize)> = pages
        .iter()
        .map(|page| (ranking.whole(&page.resume), page.number))
        .collect();
    // The sort is stable: of equals the first by its name leads.
    order.sort_by(|one, other| other.0.total_cmp(&one.0));
    let leading = order.first().map(|(_, number)| *number);
    let people = extract::by_person(&pages);
    let own = people
        .iter()
        .find(|group| group.iter().any(|page| Some(page.number) == leading));
    let is_own =
        |number: usize| own.is_none_or(|group| group.iter().any(|page| page.number == number));
    let (order, others): (Vec<usize>, Vec<usize>) = order
        .into_iter()
        .map(|(_, number)| number)
        .partition(|&number| is_own(number));
    let named = |numbers: &[usize]| -> Vec<String> {
        numbers
            .iter()
            .filter_map(|number| pages.iter().find(|page| page.number == *number))
            .map(|page| format!("`{}`", page.name))
            .collect()
    };
    if !others.is_empty() {
        findings.push(
            Diagnostic::note(format!(
                "the role looks at the pages of one person; not at {}",
                named(&others).join(", ")
            ))
            .hint("name pages with `pages:` to look at those"),
        );
    }
    let names = named(&order);
    if names.len() > 1 {
        findings.push(Diagnostic::note(format!(
            "the role looks at {}, the first leads",
            names.join(", ")
        )));
    }
    Ok(sources.lens(&order))
}

/// Tells what a role left out, and which of its keywords nothing has; the fault of one that
/// selects nothing.
fn tell(
    role: Option<&RoleSettings>,
    aim: &Aim,
    selection: &Selection,
    findings: &mut Diagnostics,
) -> Option<Diagnostic> {
    let role = role?;
    if !selection.ranking.is_empty() && !selection.matches() {
        let fault = format!(
            "the role `{}` selects nothing: its pages have none of its keywords",
            role.name.value
        );
        let tags: Vec<&str> = selection.resume.keywords().into_iter().take(8).collect();
        let mut fault = match aim.lens {
            true => Diagnostic::error(fault),
            false => Diagnostic::warning(fault),
        }
        .at(role.name.span.clone());
        if !tags.is_empty() {
            fault = fault.hint(format!("they have: {} …", tags.join(", ")));
        }
        if aim.lens {
            return Some(fault);
        }
        findings.push(fault);
    } else {
        for keyword in &role.keywords {
            let term = selection
                .ranking
                .terms()
                .iter()
                .find(|term| term.text == keyword.value.trim());
            let is_found = |term: &Term| {
                selection
                    .verdicts
                    .iter()
                    .any(|verdict| verdict.score.terms.contains(&term.text))
            };
            if term.is_some_and(|term| !is_found(term)) {
                let told = format!("nothing has the keyword `{}`", keyword.value);
                findings.push(Diagnostic::note(told).at(keyword.span.clone()));
            }
        }
    }
    let left: Vec<String> = [
        (Part::Entry, "entries"),
        (Part::Highlight, "bullets"),
        (Part::SkillGroup, "groups of skills"),
    ]
    .into_iter()
    .filter_map(|(part, name)| {
        let of_part = selection.verdicts.iter().filter(|one| one.part == part);
        let (gone, all) = of_part.fold((0, 0), |(gone, all), one| {
            (gone + usize::from(one.fate == Fate::Dropped), all + 1)
        });
        (gone > 0).then(|| format!("{gone} of {all} {name}"))
    })
    .collect();
    if !left.is_empty() {
        findings.push(Diagnostic::note(format!(
            "the role leaves out {}; `vitae explain` tells which and why",
            left.join(", ")
        )));
    }
    None
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
    request.redact = wanted.redact.clone();
    request.max_input = wanted.max_input;
    request.unplaced = wanted.unplaced;
    request.anyway = wanted.anyway;
    request.role = role.map(|role| role.name.value.clone());
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
            let mut pages = named(&role.pages, &[], settings)?.into_iter();
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
        for kind in &role.redact {
            if !request.redact.contains(&kind.value) {
                request.redact.push(kind.value);
            }
        }
        request
            .with
            .extend(named(&role.with, &BASE_SECTIONS, settings)?);
    }
    request.with.extend(wanted.with.iter().cloned());
    Ok(request)
}

/// The pages that a role names, with the `usual` sections where it names none; all that are not
/// there are told in one run.
fn named(
    pages: &[RolePage],
    usual: &[SectionKind],
    settings: &Settings,
) -> Result<Vec<WithPage>, Error> {
    let mut found = Vec::new();
    let mut faults = Diagnostics::new();
    for page in pages {
        match read::named_page(&settings.folder, &page.page) {
            Ok(input) => found.push(WithPage {
                page: input,
                sections: match page.sections.as_slice() {
                    [] => usual.to_vec(),
                    named => named.to_vec(),
                },
                may_lack: page.sections.is_empty(),
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
