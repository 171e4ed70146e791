//! `vitae export`: a page becomes finished documents.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use super::args::ExportArgs;
use super::look::is_about_option;
use super::mail::{self, MailAsked, with_pdf};
use super::report::Report;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span, Spanned};
use crate::error::Error;
use crate::export::{Design, File, FileName, Planned, export, save};
use crate::font::FontSources;
use crate::letter::Day;
use crate::read::{Format, Pages, Settings};
use crate::redact::Redactor;
use crate::resume::Resume;
use crate::theme::{Overrides, PhotoPlace, Shelf, Theme};
use crate::{extract, read};

/// What a document is made with where nobody says otherwise.
const USUAL_THEME: &str = "modern";
const USUAL_FORMATS: [Format; 2] = [Format::Pdf, Format::Docx];
/// Stands for standard output.
const STREAM: &str = "-";
/// The variable that gives files a date (reproducible-builds.org).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Runs the command.
///
/// # Errors
/// What reading, extraction and the theme refuse, wrong usage, and failures of files.
pub fn run(args: &ExportArgs, report: &Report) -> Result<(), Error> {
    let formats = asked_formats(args)?;
    let timestamp = timestamp(date(args.date.as_deref())?)?;
    let mail = MailAsked::of(args)?;
    let overrides = args.look.overrides()?;
    let request = args.source.request().map_err(Error::Usage)?;
    let (sources, mut findings) = read::sources(&request)?;
    let settings = &sources.settings;
    let theme = theme(args, settings, &overrides)?;
    let (mut resume, told) = extract::resume(&sources)?;
    findings.append(told);
    let mut stem = sources.stem();
    if !request.redact.is_empty() {
        let mut redactor = Redactor::new(&resume.person, &request.redact);
        resume = redactor.resume(&resume);
        stem = redactor.stem(stem);
        findings.append(redactor.into_notes());
    }
    findings.append(args.look.trim(&mut resume, &theme));
    let (picture, told) = picture(&mut resume, &theme);
    findings.append(told);
    let formats = formats.unwrap_or_else(|| usual_formats(settings));
    let written = match &mail {
        Some(_) => with_pdf(&formats),
        None => formats.clone(),
    };
    let (pages, drop) = pages(args, settings)?;
    let design = Design {
        theme: &theme,
        paper: args
            .paper
            .or(settings.paper.as_ref().map(|paper| paper.value))
            .unwrap_or_default(),
        headings: settings
            .headings
            .as_ref()
            .map(|headings| headings.value)
            .unwrap_or_default(),
        pages,
        drop,
        timestamp,
        resolution: args.dpi,
        archival: args.archival,
        fonts: fonts(&args.font_dir, settings)?,
    };
    let exported = match export(&resume, &design, &written) {
        Ok(exported) => exported,
        Err(error) => {
            // What was found before may be the reason.
            report.show(&findings);
            return Err(error);
        }
    };
    findings.append(exported.diagnostics);
    report.show(&findings);
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
        return super::print(&file.bytes);
    }
    let draft = match &mail {
        Some(mail) => {
            // The draft stands where the PDF does, or would.
            let pdf = mail::pdf(&exported.files)?;
            let place = plan(args, settings, &resume, stem, &theme, vec![pdf])?.swap_remove(0);
            let (draft, told) = mail.draft(&resume, &place, timestamp);
            report.show(&told);
            Some(draft)
        }
        None => None,
    };
    let mut files = exported.files;
    files.retain(|file| formats.contains(&file.format));
    let mut planned = plan(args, settings, &resume, stem, &theme, files)?;
    planned.extend(draft);
    let inputs: Vec<PathBuf> = inputs(args).into_iter().chain(picture).collect();
    save(&planned, &inputs)?;
    for file in &planned {
        let kind = if file.path.extension().is_some_and(|ending| ending == "pdf") {
            format!(" ({pages})")
        } else {
            String::new()
        };
        report.progress(&format!("wrote {}{kind}", file.path.display()));
    }
    Ok(())
}

/// Where themes are looked for.
pub(super) fn shelf(folders: &[PathBuf]) -> Result<Shelf, Error> {
    match folders.iter().find(|folder| !folder.is_dir()) {
        Some(folder) => Err(usage(
            format!("`{}` is no folder", folder.display()),
            "`--layout-dir` takes a folder with theme files",
        )),
        None => Ok(Shelf::new(folders.to_vec())),
    }
}

/// Where faces are looked for: the folders of the command line, those of the settings, then
/// the system.
pub(super) fn fonts(folders: &[PathBuf], settings: &Settings) -> Result<FontSources, Error> {
    for folder in folders {
        if !folder.is_dir() {
            return Err(usage(
                format!("`{}` is no folder", folder.display()),
                "`--font-dir` takes a folder with font files",
            ));
        }
    }
    let mut all = folders.to_vec();
    for folder in &settings.fonts {
        let path = settings.folder.join(&folder.value);
        if !path.is_dir() {
            return Err(
                Diagnostic::error(format!("`{}` is no folder", folder.value))
                    .at(folder.span.clone())
                    .into(),
            );
        }
        all.push(path);
    }
    Ok(FontSources {
        folders: all,
        system: true,
    })
}

/// Reads the person's picture, if the theme sets it; returns its file.
fn picture(resume: &mut Resume, theme: &Theme) -> (Option<PathBuf>, Diagnostics) {
    if theme.arrangement.photo.place != PhotoPlace::None {
        return read::photo(&mut resume.person);
    }
    let mut notes = Diagnostics::new();
    if let Some(named) = &resume.person.photo {
        notes.push(
            Diagnostic::note(format!(
                "the picture is left out: `{}` sets none",
                theme.name
            ))
            .at(named.span.clone())
            .hint("`--set arrangement.photo.place=right` sets it, `--hide photo` ends this note"),
        );
    }
    (None, notes)
}

/// The formats of the command line; a file's ending decides where no format is given.
pub(super) fn asked_formats(args: &ExportArgs) -> Result<Option<Vec<Format>>, Error> {
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

pub(super) fn usual_formats(settings: &Settings) -> Vec<Format> {
    let formats: Vec<Format> = settings
        .output
        .formats
        .iter()
        .map(|format| format.value)
        .collect();
    if formats.is_empty() {
        USUAL_FORMATS.to_vec()
    } else {
        formats
    }
}

/// How many pages there may be, and whether parts may be left out for them.
fn pages(args: &ExportArgs, settings: &Settings) -> Result<(Pages, bool), Error> {
    let output = &settings.output;
    let pages = args
        .pages
        .or(output.pages.as_ref().map(|pages| pages.value))
        .unwrap_or_default();
    if args.drop && pages == Pages::Auto {
        return Err(usage(
            "`--drop` needs a number of pages",
            "say how many: `--pages 1 --drop`",
        ));
    }
    let drop = args.drop || output.drop.as_ref().is_some_and(|drop| drop.value);
    Ok((pages, drop))
}

/// The theme of the command line, else of the settings, else the usual one.
pub(super) fn theme(
    args: &ExportArgs,
    settings: &Settings,
    overrides: &Overrides,
) -> Result<Theme, Error> {
    let shelf = shelf(&args.layout_dir)?;
    let loaded = match (&args.theme, &settings.output.theme) {
        (Some(name), _) => {
            let source = Source::new("--theme", name.as_str());
            let asked = Spanned::new(name.clone(), Span::whole(&source));
            shelf.load(&asked, Path::new(""), overrides)
        }
        (None, Some(asked)) => shelf.load(asked, &settings.folder, overrides),
        (None, None) => Theme::embedded_with(USUAL_THEME, overrides)
            .expect("the usual theme is embedded")
            .map_err(Error::Refused),
    };
    loaded.map_err(|error| match error {
        // A wrong word on the command line is wrong usage; a wrong file is refused input.
        Error::Refused(found) if found.iter().any(is_about_option) => Error::Usage(found),
        other => other,
    })
}

/// Where each document goes.
fn plan(
    args: &ExportArgs,
    settings: &Settings,
    resume: &Resume,
    stem: &str,
    theme: &Theme,
    files: Vec<File>,
) -> Result<Vec<Planned>, Error> {
    if let Some(output) = &args.output {
        return Ok(files
            .into_iter()
            .map(|file| Planned {
                path: match file.page {
                    Some(page) => numbered(output, page),
                    None => output.clone(),
                },
                bytes: file.bytes,
            })
            .collect());
    }
    let folder = match (&args.out, &settings.output.dir) {
        (Some(folder), _) => folder.clone(),
        (None, Some(folder)) => settings.folder.join(&folder.value),
        (None, None) => PathBuf::new(),
    };
    let pattern = match &settings.output.pattern {
        Some(pattern) => pattern.parse::<FileName>().map_err(|error| {
            Error::from(Diagnostic::error(error.to_string()).at(pattern.span.clone()))
        })?,
        None => FileName::usual(resume),
    };
    let name = pattern.of(resume, stem, &theme.name);
    Ok(files
        .into_iter()
        .map(|file| {
            let path = folder.join(format!("{name}.{}", file.format.ending()));
            Planned {
                path: match file.page {
                    Some(page) => numbered(&path, page),
                    None => path,
                },
                bytes: file.bytes,
            }
        })
        .collect())
}

/// `page.png` becomes `page-2.png`.
pub(super) fn numbered(path: &Path, page: usize) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    path.with_file_name(format!("{stem}-{page}.{ending}"))
}

/// Files that were read, and so are not to be overwritten.
pub(super) fn inputs(args: &ExportArgs) -> Vec<PathBuf> {
    let with = args.source.with.iter().map(|with| {
        let page = with.split_once(':').map_or(with.as_str(), |(page, _)| page);
        PathBuf::from(page)
    });
    std::iter::once(PathBuf::from(&args.source.page))
        .chain(with)
        .chain(args.source.config.clone())
        .chain(args.theme.as_ref().map(PathBuf::from))
        .chain(args.mail_template.clone())
        .collect()
}

/// The date that files are given: that of `--date`, else that of the environment.
pub(super) fn timestamp(date: Option<Day>) -> Result<Option<i64>, Error> {
    if let Some(day) = date {
        return Ok(Some(day.timestamp()));
    }
    let Some(value) = std::env::var_os(EPOCH) else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.parse().ok());
    match seconds {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(usage(
            format!("`{EPOCH}` is not a number of seconds"),
            "unset it, or give seconds since 1970",
        )),
    }
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

pub(super) fn usage(message: impl Into<String>, hint: &str) -> Error {
    Error::Usage(Diagnostics::from(Diagnostic::error(message).hint(hint)))
}
