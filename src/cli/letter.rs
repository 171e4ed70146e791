//! `vitae letter`: a cover letter in the looks of the résumé.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{ExportArgs, LetterArgs};
use super::export::{date, usage, wanted};
use super::look::LookArgs;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Source, Span, Spanned};
use crate::error::Error;
use crate::export::{self, Design, Exported, FileName, NameParts, Wanted, export_letter, save};
use crate::extract;
use crate::letter::{self, Letter, LetterDate};
use crate::read::{self, Input, Request, RoleSettings, Settings};
use crate::redact::Redactor;
use crate::resume::{Person, Redaction, Resume, Text};

/// Runs the command.
///
/// # Errors
/// What reading the letter and the page refuse, wrong usage, and failures of files.
pub fn run(args: &LetterArgs, report: &Report) -> Result<(), Error> {
    if args.source.page.as_deref() == Some("-") && args.letter.as_deref() == Some("-") {
        return Err(usage(
            "standard input holds one file",
            "give the letter or the page by its path",
        ));
    }
    let wanted = wanted(&shared(args))?;
    // Without a page the letter says where the settings are.
    let place = wanted
        .page
        .clone()
        .or_else(|| args.letter.as_deref().map(Input::from));
    let settings = read::settings(place.as_ref(), wanted.config.as_deref())?;
    let role = export::role(&wanted, &settings)?;
    let input = letter_of(args, role, &settings)?;
    let source = input.read()?;
    let (mut letter, mut findings) = letter::read(&source)?;
    let look = export::look(&wanted, &settings, role)?;
    let sender = sender(&wanted, &settings, role, (&input, &source))?;
    findings.append(sender.findings);
    let day = date(args.date.as_deref())?;
    if let Some(day) = day.filter(|_| letter.date.is_none()) {
        let written = args.date.as_deref().unwrap_or_default();
        let place = Span::whole(&Source::new("--date", written));
        letter.date = Some(LetterDate::On(Spanned::new(day, place)));
    }
    let language = language(&letter, sender.language);
    let redact = redacted(&wanted, role);
    let (person, letter) = if redact.is_empty() {
        (sender.person, letter)
    } else {
        let mut redactor = Redactor::new(&sender.person, &redact);
        let shown = (
            redactor.person(&sender.person),
            letter.redacted(&mut redactor),
        );
        findings.append(redactor.into_notes());
        shown
    };
    let design = Design {
        paper: look.paper,
        timestamp: wanted.timestamp,
        resolution: args.dpi,
        archival: args.archival,
        fonts: look.fonts.clone(),
        ..Design::new(&look.theme)
    };
    let exported = export_letter(&letter, &person, &language, &design, &look.formats)?;
    findings.append(exported.diagnostics.clone());
    if exported.pages > 1 {
        findings.push(
            Diagnostic::warning(format!("the letter has {} pages", exported.pages))
                .hint("one page is read to its end"),
        );
    }
    report.show(&findings);
    if args.output.as_deref() == Some(Path::new("-")) {
        return stream(&exported);
    }
    let role = role.map(|role| role.name.value.as_str());
    let usual = usual(&look.folder, &input, &person, &language, role);
    let planned = export::plan(args.output.as_deref(), &usual, exported.files);
    let pages = [wanted.page.as_ref(), Some(&input)];
    let mut read: Vec<PathBuf> = pages
        .into_iter()
        .flatten()
        .filter_map(|page| page.path().map(Path::to_owned))
        .collect();
    read.extend(settings.file.clone());
    save(&planned, &read)?;
    for file in &planned {
        report.progress(&format!("wrote {}", file.path.display()));
    }
    Ok(())
}

/// The letter of the command line, else that of the role.
fn letter_of(
    args: &LetterArgs,
    role: Option<&RoleSettings>,
    settings: &Settings,
) -> Result<Input, Error> {
    if let Some(letter) = &args.letter {
        return Ok(Input::from(letter.as_str()));
    }
    let named = role.and_then(|role| role.letter.as_ref());
    let Some(named) = named else {
        let fault = Diagnostic::error("the role names no letter");
        let place = role.map(|role| role.name.span.clone());
        let fault = match place {
            Some(place) => fault.at(place),
            None => fault,
        };
        return Err(fault
            .hint("give it `letter: FILE` in `vitae.yaml`, or name the letter")
            .into());
    };
    let path = settings.folder.join(&named.value);
    if !path.is_file() {
        let fault = Diagnostic::error(format!("there is no letter `{}`", named.value));
        return Err(fault.at(named.span.clone()).into());
    }
    Ok(Input::File(path))
}

/// What neither head nor text may say.
fn redacted(wanted: &Wanted, role: Option<&RoleSettings>) -> Vec<Redaction> {
    let mut kinds = wanted.redact.clone();
    for kind in role.iter().flat_map(|role| &role.redact) {
        if !kinds.contains(&kind.value) {
            kinds.push(kind.value);
        }
    }
    kinds
}

/// The arguments that letters share with résumés.
fn shared(args: &LetterArgs) -> ExportArgs {
    ExportArgs {
        source: args.source.clone(),
        format: args.format.clone(),
        theme: args.theme.clone(),
        layout_dir: args.layout_dir.clone(),
        paper: args.paper,
        pages: None,
        drop: false,
        addresses: false,
        look: LookArgs {
            accent: args.accent.clone(),
            font_size: args.font_size.clone(),
            set: args.set.clone(),
            ..LookArgs::default()
        },
        font_dir: args.font_dir.clone(),
        dpi: args.dpi,
        archival: args.archival,
        mail: None,
        mail_template: None,
        job: None,
        portal: false,
        embed_fonts: false,
        date: args.date.clone(),
        out: args.out.clone(),
        output: args.output.clone(),
    }
}

/// Who writes, and what else the page of the résumé says.
struct Sender {
    person: Person,
    language: Option<Text>,
    findings: Diagnostics,
}

/// The person whole: what is redacted is looked for in the letter, too.
fn sender(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
    (input, letter): (&Input, &Arc<Source>),
) -> Result<Sender, Error> {
    let mut findings = Diagnostics::new();
    if wanted.page.is_none() && role.is_none() {
        let mut request = Request::new(input.clone());
        request.person = wanted.person.clone();
        request.config = wanted.config.clone();
        request.redact = wanted.redact.clone();
        let sources = read::around(letter, &request)?;
        let (person, findings) = extract::sender(&sources);
        return Ok(Sender {
            person,
            language: None,
            findings,
        });
    }
    let whole = Wanted {
        redact: Vec::new(),
        ..wanted.clone()
    };
    let role = role.map(|role| RoleSettings {
        redact: Vec::new(),
        ..role.clone()
    });
    let content = export::content(&whole, settings, role.as_ref())?;
    // What is left out of the résumé is not the letter's concern.
    let told = content.findings.iter();
    for finding in told.filter(|found| found.severity > Severity::Note) {
        findings.push(finding.clone());
    }
    let resume = content.selection.resume;
    Ok(Sender {
        person: resume.person,
        language: resume.language,
        findings,
    })
}

/// The letter's language: as it says, as its sentences tell, else the résumé's.
fn language(letter: &Letter, of_page: Option<Text>) -> String {
    let said = letter.language.as_ref().map(|tag| tag.value.clone());
    let told = || extract::language_of(&letter.prose());
    let of_page = of_page.map(|tag| tag.value);
    said.or_else(|| match (told(), of_page) {
        // "pt-BR" says more than "pt".
        (Some(told), Some(of_page)) if of_page.starts_with(told) => Some(of_page),
        (Some(told), _) => Some(told.to_owned()),
        (None, of_page) => of_page,
    })
    .unwrap_or_else(|| "en".to_owned())
}

fn stream(exported: &Exported) -> Result<(), Error> {
    match exported.files.as_slice() {
        [file] => super::print(&file.bytes),
        _ => Err(usage(
            "standard output takes one picture, and there are several pages",
            "write files: `-o page.png` makes page-1.png, page-2.png ...",
        )),
    }
}

/// Where the letter goes, without an ending: `First-Last-Letter`, in the letter's language.
fn usual(
    folder: &Path,
    input: &Input,
    person: &Person,
    language: &str,
    role: Option<&str>,
) -> PathBuf {
    let word = letter::words(language).file();
    let source = Source::new("letter", word);
    let titled = Resume {
        person: Person {
            name: person.name.clone(),
            headline: Some(Spanned::new(word.to_owned(), Span::whole(&source))),
            ..Person::default()
        },
        ..Resume::default()
    };
    let stem = input.path().and_then(Path::file_stem);
    let stem = stem.map_or_else(|| "letter".into(), |stem| stem.to_string_lossy());
    let parts = NameParts {
        stem: &stem,
        theme: "",
        role,
        id: None,
    };
    folder.join(FileName::usual(&titled).of(&titled, &parts))
}
