//! `vitae letter`: a cover letter in the looks of the résumé.

use std::path::{Path, PathBuf};

use super::args::{ExportArgs, LetterArgs};
use super::export::{
    asked_formats, date, fonts, inputs, numbered, theme, timestamp, usage, usual_formats,
};
use super::look::LookArgs;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Source, Span, Spanned};
use crate::error::Error;
use crate::export::{Design, Exported, FileName, Planned, export_letter, save};
use crate::letter::{self, LetterDate};
use crate::read::{Input, Settings};
use crate::redact::Redactor;
use crate::resume::{Person, Resume, Text};
use crate::{extract, read};

/// Runs the command.
///
/// # Errors
/// What reading the letter and the page refuse, wrong usage, and failures of files.
pub fn run(args: &LetterArgs, report: &Report) -> Result<(), Error> {
    let shared = shared(args);
    let formats = asked_formats(&shared)?;
    let day = date(args.date.as_deref())?;
    let timestamp = timestamp(day)?;
    if args.source.page == "-" && args.letter == "-" {
        return Err(usage(
            "standard input holds one file",
            "give the letter or the page by its path",
        ));
    }
    let overrides = shared.look.overrides()?;
    let (mut letter, source, mut findings) = read_letter(&args.letter)?;
    let sender = sender(args, &source)?;
    findings.append(sender.findings);
    let settings = &sender.settings;
    let theme = theme(&shared, settings, &overrides)?;
    if let Some(day) = day.filter(|_| letter.date.is_none()) {
        let written = args.date.as_deref().unwrap_or_default();
        let place = Span::whole(&Source::new("--date", written));
        letter.date = Some(LetterDate::On(Spanned::new(day, place)));
    }
    let language = language(&letter, sender.language);
    let (person, letter) = if sender.redact.is_empty() {
        (sender.person, letter)
    } else {
        let mut redactor = Redactor::new(&sender.person, &sender.redact);
        let shown = (
            redactor.person(&sender.person),
            letter.redacted(&mut redactor),
        );
        findings.append(redactor.into_notes());
        shown
    };
    let formats = formats.unwrap_or_else(|| usual_formats(settings));
    let design = Design {
        paper: args
            .paper
            .or(settings.paper.as_ref().map(|paper| paper.value))
            .unwrap_or_default(),
        timestamp,
        resolution: args.dpi,
        archival: args.archival,
        fonts: fonts(&args.font_dir, settings)?,
        ..Design::new(&theme)
    };
    let exported = export_letter(&letter, &person, &language, &design, &formats)?;
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
    let planned = plan(args, settings, &person, &language, exported);
    let mut read = inputs(&shared);
    read.push(PathBuf::from(&args.letter));
    save(&planned, &read)?;
    for file in &planned {
        report.progress(&format!("wrote {}", file.path.display()));
    }
    Ok(())
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
        date: args.date.clone(),
        out: args.out.clone(),
        output: args.output.clone(),
    }
}

fn read_letter(
    argument: &str,
) -> Result<(letter::Letter, std::sync::Arc<Source>, Diagnostics), Error> {
    let source = Input::from(argument).read()?;
    let (letter, findings) = letter::read(&source)?;
    Ok((letter, source, findings))
}

/// Who writes, and what else the page of the résumé says.
struct Sender {
    person: Person,
    language: Option<Text>,
    settings: Settings,
    redact: Vec<crate::resume::Redaction>,
    findings: Diagnostics,
}

fn sender(args: &LetterArgs, letter: &std::sync::Arc<Source>) -> Result<Sender, Error> {
    let mut request = args.source.request().map_err(Error::Usage)?;
    let redact = request.redact.clone();
    if args.source.page.is_empty() {
        request.page = Input::from(args.letter.as_str());
        let sources = read::around(letter, &request)?;
        let (person, findings) = extract::sender(&sources);
        return Ok(Sender {
            person,
            language: None,
            settings: sources.settings,
            redact,
            findings,
        });
    }
    let (sources, mut findings) = read::sources(&request)?;
    let (resume, told) = extract::resume(&sources)?;
    // What is left out of the résumé is not the letter's concern.
    for finding in told.iter().filter(|found| found.severity > Severity::Note) {
        findings.push(finding.clone());
    }
    Ok(Sender {
        person: resume.person,
        language: resume.language,
        settings: sources.settings,
        redact,
        findings,
    })
}

/// The letter's language: as it says, as its sentences tell, else the résumé's.
fn language(letter: &letter::Letter, of_page: Option<Text>) -> String {
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

/// Where each file goes: `First-Last-Letter`, in the letter's language.
fn plan(
    args: &LetterArgs,
    settings: &Settings,
    person: &Person,
    language: &str,
    exported: Exported,
) -> Vec<Planned> {
    let folder = match (&args.out, &settings.output.dir) {
        (Some(folder), _) => folder.clone(),
        (None, Some(folder)) => settings.folder.join(&folder.value),
        (None, None) => PathBuf::new(),
    };
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
    let stem = Path::new(&args.letter).file_stem().unwrap_or_default();
    let stem = match stem.to_string_lossy().as_ref() {
        "-" => "letter".to_owned(),
        stem => stem.to_owned(),
    };
    let name = FileName::usual(&titled).of(&titled, &stem, "");
    exported
        .files
        .into_iter()
        .map(|file| {
            let path = match &args.output {
                Some(output) => output.clone(),
                None => folder.join(format!("{name}.{}", file.format.ending())),
            };
            Planned {
                path: match file.page {
                    Some(page) => numbered(&path, page),
                    None => path,
                },
                bytes: file.bytes,
            }
        })
        .collect()
}
