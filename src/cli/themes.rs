//! `vitae themes`: the themes to choose from, in words or in pictures.

use std::path::{Path, PathBuf};

use super::args::ThemesArgs;
use super::report::Report;
use crate::diagnostic::{Diagnostics, Source, Span, Spanned};
use crate::error::Error;
use crate::export::{Planned, fonts, gallery, save, shelf, target};
use crate::font::FontSources;
use crate::read::{self, Request};
use crate::resume::Resume;
use crate::theme::{Overrides, Theme};
use crate::{extract, resume};

/// What is shown where the user names no page.
const SAMPLE: (&str, &str) = (
    "samples/backend.md",
    include_str!("../../samples/backend.md"),
);
/// The picture with all themes.
const SHEET: &str = "themes.png";

/// Prints a line for each theme: its name and whom it suits; or draws them.
///
/// # Errors
/// [`Error::Io`] where standard output or a picture cannot be written, and for a preview
/// what reading and extraction refuse.
pub fn run(args: &ThemesArgs, report: &Report) -> Result<(), Error> {
    if let Some(page) = &args.preview {
        return preview(args, page.as_deref(), report);
    }
    let themes = themes(args)?;
    let width = themes
        .iter()
        .map(|theme| theme.name.chars().count())
        .max()
        .unwrap_or_default();
    let mut text = String::new();
    for Theme {
        name, description, ..
    } in themes
    {
        text.push_str(&format!("{name:width$}  {description}\n"));
    }
    super::show(&text)
}

/// The program's themes and those of the user's folders.
fn themes(args: &ThemesArgs) -> Result<Vec<Theme>, Error> {
    let limit = args.input.max_input_size.unwrap_or_default();
    let shelf = shelf(&args.layout_dir, limit)?;
    let load = |name: String| {
        let source = Source::new("--layout-dir", name.as_str());
        let asked = Spanned::new(name, Span::whole(&source));
        shelf.load(&asked, Path::new(""), &Overrides::default())
    };
    shelf.names().into_iter().map(load).collect()
}

fn preview(args: &ThemesArgs, page: Option<&str>, report: &Report) -> Result<(), Error> {
    let folder = args.out.as_deref().unwrap_or(Path::new(""));
    // Refused before all the pages are drawn.
    target::check(&folder.join(SHEET))?;
    let themes = themes(args)?;
    let mut inputs: Vec<PathBuf> = page.map(PathBuf::from).into_iter().collect();
    let (sources, mut findings) = match page {
        Some(page) => read::sources(&Request {
            max_input: args.input.max_input_size,
            ..Request::new(page)
        })?,
        None => {
            let (name, text) = SAMPLE;
            let sample = read::sources_in_memory(name, text.as_bytes().to_vec())?;
            (sample, Diagnostics::new())
        }
    };
    let (mut resume, told): (resume::Resume, _) = extract::resume(&sources)?;
    findings.append(told);
    let (picture, told) = read::photo(&mut resume.person);
    findings.append(told);
    inputs.extend(picture);
    // What the built-in sample lacks is nobody's concern.
    if page.is_some() {
        report.show(&findings);
    }
    let fonts = fonts(&[], &sources.settings)?;
    let files = pictures(&resume, themes, &sources.settings, fonts, folder);
    save(&files, &inputs)?;
    for file in &files {
        report.progress(&format!("wrote {}", file.path.display()));
    }
    Ok(())
}

/// The sheet with all themes first, then each page of each theme.
fn pictures(
    resume: &Resume,
    themes: Vec<Theme>,
    settings: &read::Settings,
    fonts: FontSources,
    folder: &Path,
) -> Vec<Planned> {
    let paper = settings.paper.as_ref().map(|paper| paper.value);
    let headings = settings.headings.as_ref().map(|headings| headings.value);
    let gallery = gallery(
        resume,
        themes,
        paper.unwrap_or_default(),
        headings.unwrap_or_default(),
        fonts,
    );
    let mut files = vec![Planned {
        path: folder.join(SHEET),
        bytes: gallery.sheet,
        is_named: false,
    }];
    for page in gallery.pages {
        files.push(Planned {
            path: folder.join(format!("{}-{}.png", page.theme, page.number)),
            bytes: page.bytes,
            is_named: false,
        });
    }
    files
}
