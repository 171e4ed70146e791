//! `vitae export`: a page becomes finished documents.

use std::io::IsTerminal;
use std::path::Path;

use super::args::ExportArgs;
use super::mail;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span, Spanned};
use crate::error::Error;
use crate::export::{self, Content, Wanted, ended, plan, save, with_pdf};
use crate::letter::Day;
use crate::read::{Format, Input};
use crate::trust::Trust;

/// Stands for standard output.
const STREAM: &str = "-";

/// Runs the command.
///
/// # Errors
/// What reading, extraction and the theme refuse, wrong usage, and failures of files.
pub fn run(args: &ExportArgs, report: &Report) -> Result<(), Error> {
    let wanted = wanted(args)?;
    let settings = export::settings(&wanted)?;
    let role = export::role(&wanted, &settings)?;
    let look = export::look(&wanted, &settings, role)?;
    let mail = mail::asked(args, &wanted, role, &settings)?;
    let formats = match &mail {
        Some(_) => with_pdf(&look.formats),
        None => look.formats.clone(),
    };
    let Content {
        selection,
        role,
        redactor,
        stem,
        mut inputs,
        mut findings,
        ..
    } = export::content(&wanted, &settings, role)?;
    let mut resume = selection.resume;
    let (picture, told) = match look.dress(&mut resume) {
        Ok(dressed) => dressed,
        Err(error) => {
            report.show(&findings);
            return Err(error);
        }
    };
    inputs.extend(picture);
    findings.append(told);
    let exported = match export::export(&resume, &look.design(&selection.ranking), &formats) {
        Ok(exported) => exported,
        Err(error) => {
            // What was found before may be the reason.
            report.show(&findings);
            return Err(error);
        }
    };
    findings.append(exported.diagnostics);
    let pages = match exported.pages {
        1 => "1 page".to_owned(),
        count => format!("{count} pages"),
    };
    if args.output.as_deref() == Some(Path::new(STREAM)) {
        let [file] = exported.files.as_slice() else {
            return Err(usage(
                format!("standard output takes one picture, and there are {pages}"),
                "write files: `-o page.png` makes page-1.png, page-2.png ...",
            ));
        };
        report.told(&findings, &settings.quiet);
        super::print(&file.bytes)?;
        return strict(args, &findings);
    }
    let usual = look.path(&resume, &stem, role.as_deref());
    let output = args.output.as_deref();
    let draft = match &mail {
        Some(mail) => {
            inputs.extend(mail.inputs.clone());
            let pdf = match output {
                Some(output) => output.to_owned(),
                None => ended(&usual, Format::Pdf),
            };
            let redactor = redactor.as_ref();
            let (draft, told) =
                mail.draft(&resume, redactor, &exported.files, &pdf, wanted.timestamp)?;
            findings.append(told);
            Some(draft)
        }
        None => None,
    };
    report.told(&findings, &settings.quiet);
    let mut files = exported.files;
    files.retain(|file| look.formats.contains(&file.format));
    let mut planned = plan(output, &usual, files)?;
    planned.extend(draft);
    save(&planned, &inputs)?;
    for file in &planned {
        let kind = if file.path.extension().is_some_and(|ending| ending == "pdf") {
            format!(" ({pages})")
        } else {
            String::new()
        };
        report.progress(&format!("wrote {}{kind}", file.path.display()));
    }
    strict(args, &findings)
}

/// With `--strict` a document that is not sure is a failure, though it was written.
fn strict(args: &ExportArgs, findings: &Diagnostics) -> Result<(), Error> {
    match args.strict && Trust::of(findings) != Trust::Sure {
        true => Err(Error::Refused(Diagnostics::new())),
        false => Ok(()),
    }
}

/// What the command line asks for.
pub(super) fn wanted(args: &ExportArgs) -> Result<Wanted, Error> {
    let mut wanted = args.source.wanted().map_err(Error::Usage)?;
    wanted.formats = asked_formats(args)?.unwrap_or_default();
    args.sheet.wanted(&mut wanted);
    args.fit.wanted(&mut wanted);
    args.look.wanted(&mut wanted)?;
    wanted.job = args.job.as_deref().map(Input::from);
    wanted.theme = super::args::given("--theme", &args.theme);
    wanted.dir = args.out.clone();
    wanted.timestamp = timestamp(date(args.date.as_deref())?)?;
    Ok(wanted)
}

/// The formats of the command line; a file's ending decides where no format is given.
fn asked_formats(args: &ExportArgs) -> Result<Option<Vec<Format>>, Error> {
    let mut formats = args.format.clone();
    formats.dedup();
    let Some(output) = &args.output else {
        return Ok((!formats.is_empty()).then_some(formats));
    };
    if output == Path::new(STREAM) {
        if formats.is_empty() {
            formats.push(Format::Pdf);
        }
        if formats.len() > 1 {
            return Err(usage(
                "standard output takes one document",
                "add `--format pdf`",
            ));
        }
        if std::io::stdout().is_terminal() {
            return Err(usage(
                "a document is not written to a terminal",
                "send it on: `vitae export PAGE -o - > cv.pdf`",
            ));
        }
        return Ok(Some(formats));
    }
    let ending = output
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let of_ending = ending.parse::<Format>().ok();
    match (formats.as_slice(), of_ending) {
        ([], Some(format)) => Ok(Some(vec![format])),
        ([], None) => Err(usage(
            format!("the ending of `{}` names no format", output.display()),
            "end the file in `.pdf`, `.docx`, `.svg` or `.png`, or add `--format`",
        )),
        ([one], Some(format)) if *one != format => Err(usage(
            format!(
                "`{}` does not end in the format asked for",
                output.display()
            ),
            "leave out `--format`, or change the ending",
        )),
        ([one], _) => Ok(Some(vec![*one])),
        (_, _) => Err(usage(
            "one file takes one format",
            "use `--out DIR` for several formats",
        )),
    }
}

/// The date that files are given: that of `--date`, else that of the environment.
pub(super) fn timestamp(date: Option<Day>) -> Result<Option<i64>, Error> {
    if let Some(day) = date {
        return Ok(Some(day.timestamp()));
    }
    super::timestamp()
}

/// Reads `--date`: a day, or the word for the present one.
pub(super) fn date(written: Option<&str>) -> Result<Option<Day>, Error> {
    const TODAY: &str = "today";
    let Some(written) = written else {
        return Ok(None);
    };
    if written == TODAY {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let seconds = now.map_or(0, |since| since.as_secs());
        return Ok(Some(Day::of_timestamp(seconds.cast_signed())));
    }
    written.parse::<Day>().map(Some).map_err(|error| {
        let place = Span::whole(&Source::new("--date", written));
        let fault = Diagnostic::error(error.to_string()).at(place);
        Error::Usage(
            fault
                .hint("give a day, such as `2026-03-31`, or `today`")
                .into(),
        )
    })
}

/// The same with its place, for letters.
pub(super) fn day(written: Option<&str>) -> Result<Option<Spanned<Day>>, Error> {
    let place = Span::whole(&Source::new("--date", written.unwrap_or_default()));
    Ok(date(written)?.map(|day| Spanned::new(day, place)))
}

pub(super) fn usage(message: impl Into<String>, hint: &str) -> Error {
    Error::Usage(Diagnostics::from(Diagnostic::error(message).hint(hint)))
}
