//! The stages in order for one document: compose once, then typeset and write each format.

mod content;
mod draft;
mod fitted;
mod fix;
mod gallery;
mod init;
mod letter;
mod name;
pub(crate) mod output;
mod save;
pub(crate) mod scratch;
pub(crate) mod target;
mod wanted;

pub use content::{Content, content, role, settings};
pub use draft::{Mail, with_pdf};
pub use fitted::{Fitted, fit};
pub use fix::{Fixed, Fixing, fix as corrected};
pub use gallery::{Gallery, GalleryPage, gallery};
pub use init::settings_for;
pub use letter::{LetterContent, export_letter, export_letter_with, letter_content, letter_of};
pub use name::{FileName, NameParts, NameValue, PatternError};
pub use save::{Planned, Protected, ended, numbered, plan, save, save_beside};
pub use target::is_stream;
pub use wanted::{Look, Wanted, fonts, look, shelf};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::extract::{Words, vocabulary};
use crate::focus::{Omission, Ranking};
use crate::font::{FontSources, Shaper};
use crate::layout::{Document, Fit, Flow, Typeset, typeset, typeset_within};
use crate::pdf::{self, PdfOptions};
use crate::png::{self, Resolution};
use crate::read::{Format, Headings, Pages};
use crate::resume::Resume;
use crate::svg;
use crate::theme::{Paper, Theme};
use crate::units::Pt;
use crate::word::{self, WordOptions};

/// For whom a document is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// For people, as the theme has it.
    #[default]
    Page,
    /// For the forms of job portals: [`Theme::portal`] whatever the theme is, the headings that
    /// portals know, months in figures, the newest first.
    Portal,
}

/// How a résumé is to look.
#[derive(Clone, Debug)]
pub struct Design<'a> {
    /// For whom it is set.
    pub form: Form,
    /// The theme.
    pub theme: &'a Theme,
    /// The sheet.
    pub paper: Paper,
    /// Whose headings are printed.
    pub headings: Headings,
    /// How many pages it may have.
    pub pages: Pages,
    /// What it can spare may be left out, where it is too long for its pages.
    pub drop: bool,
    /// What of it is least relevant, and goes first.
    pub ranking: Option<&'a Ranking>,
    /// Seconds since 1970, UTC, for the files' dates; without it they have none.
    pub timestamp: Option<i64>,
    /// Of pictures in pixels.
    pub resolution: Resolution,
    /// PDF files also declare PDF/A-2a.
    pub archival: bool,
    /// Word files bring the theme's own faces along, where they may.
    pub embed_fonts: bool,
    /// Where faces are looked for that the program does not have.
    pub fonts: FontSources,
}

impl Design<'_> {
    /// True if Word files bring their faces along: a portal's parser gains nothing from them.
    fn embeds_fonts(&self) -> bool {
        self.embed_fonts && self.form == Form::Page
    }
}

impl<'a> Design<'a> {
    /// The theme on A4, on as many pages as are good, with the plain headings of their kinds.
    pub fn new(theme: &'a Theme) -> Self {
        Design {
            form: Form::default(),
            theme,
            paper: Paper::default(),
            headings: Headings::default(),
            pages: Pages::default(),
            drop: false,
            ranking: None,
            timestamp: None,
            resolution: Resolution::default(),
            archival: false,
            embed_fonts: false,
            fonts: FontSources::default(),
        }
    }
}

/// A finished file.
#[derive(Debug)]
pub struct File {
    /// Its format.
    pub format: Format,
    /// The page that it shows, from 1, where a document of several pages needs several files.
    pub page: Option<usize>,
    /// The whole content.
    pub bytes: Vec<u8>,
}

/// Finished documents.
#[derive(Debug)]
pub struct Exported {
    /// The files of each format, in the order asked for.
    pub files: Vec<File>,
    /// How many pages the typeset document has.
    pub pages: usize,
    /// How the theme's numbers were changed to fit them.
    pub fit: Fit,
    /// What was left out to fit them, in the order in which it went.
    pub dropped: Vec<Omission>,
    /// What typesetting found.
    pub diagnostics: Diagnostics,
    /// The typeset pages.
    pub document: Document,
}

/// Sets a résumé and writes it in each format.
///
/// All formats come from one composition and one fit, so order, wording and looks agree.
///
/// # Errors
/// [`Error::Refused`] where it is too long for the pages it may have, and
/// [`Error::Writer`] where a writer gives up.
pub fn export(resume: &Resume, design: &Design<'_>, formats: &[Format]) -> Result<Exported, Error> {
    let mut shaper = Shaper::with_fonts(design.fonts.clone());
    export_with(resume, design, formats, &mut shaper)
}

/// As [`export`], with a shaper that knows the words of earlier documents; it looks for faces
/// where it was told to, whatever the design says.
///
/// # Errors
/// As those of [`export`].
pub fn export_with(
    resume: &Resume,
    design: &Design<'_>,
    formats: &[Format],
    shaper: &mut Shaper,
) -> Result<Exported, Error> {
    let Fitted {
        flow,
        set,
        theme,
        dropped,
        mut diagnostics,
    } = fit(resume, design, shaper)?;
    let for_word = match formats.contains(&Format::Docx) {
        true => word_fit(&flow, &theme, &set, design.paper, shaper)
            .eased()
            .applied(&theme),
        false => theme.clone(),
    };
    let files = files(&flow, &set.document, &for_word, design, formats)?;
    if design.embeds_fonts() && formats.contains(&Format::Docx) {
        diagnostics.append(not_embedded(&theme));
    }
    Ok(Exported {
        files,
        pages: set.document.pages.len(),
        fit: set.fit,
        dropped,
        diagnostics,
        document: set.document,
    })
}

/// Writes a document in each format; `for_word` is the theme as Word is to set it.
fn files(
    flow: &Flow,
    document: &Document,
    for_word: &Theme,
    design: &Design<'_>,
    formats: &[Format],
) -> Result<Vec<File>, Error> {
    let mut files = Vec::new();
    for format in formats {
        let written = match format {
            Format::Pdf => vec![
                pdf::write(
                    document,
                    PdfOptions {
                        timestamp: design.timestamp,
                        archival: design.archival,
                    },
                )
                .map_err(|error| Error::writer("PDF", error))?,
            ],
            Format::Docx => vec![
                word::write(
                    flow,
                    for_word,
                    &WordOptions {
                        paper: design.paper,
                        timestamp: design.timestamp,
                        embed_fonts: design.embeds_fonts(),
                    },
                )
                .map_err(|error| Error::writer("Word", error))?,
            ],
            Format::Svg => svg::write(document)
                .into_iter()
                .map(String::into_bytes)
                .collect(),
            Format::Png => png::write(document, design.resolution),
        };
        let several = written.len() > 1;
        for (index, bytes) in written.into_iter().enumerate() {
            files.push(File {
                format: *format,
                page: several.then_some(index + 1),
                bytes,
            });
        }
    }
    Ok(files)
}

/// The fit for Word, which has no side column: what stands in one follows the head there, and
/// may need tighter gaps to stay on as many pages.
fn word_fit(flow: &Flow, theme: &Theme, set: &Typeset, paper: Paper, shaper: &mut Shaper) -> Fit {
    if theme.arrangement.side.width == Pt::ZERO {
        return set.fit;
    }
    let mut flow = flow.clone();
    while flow.widen_last_side_section().is_some() {}
    let mut theme = theme.clone();
    theme.arrangement.side.width = Pt::ZERO;
    theme.arrangement.side.gutter = Pt::ZERO;
    let pages = set.document.pages.len();
    let freely = typeset(&flow, &theme, paper, shaper);
    if freely.document.pages.len() <= pages {
        return freely.fit;
    }
    match typeset_within(&flow, &theme, paper, pages, shaper) {
        Ok(tight) => tight.fit,
        // It cannot be helped: as the PDF is.
        Err(_) => set.fit,
    }
}

/// A warning for the families that a Word file cannot bring along.
fn not_embedded(theme: &Theme) -> Diagnostics {
    let mut told = Diagnostics::new();
    for family in word::not_embedded(theme) {
        told.push(
            Diagnostic::warning(format!("`{family}` is not embedded in the Word file")).hint(
                format!(
                    "Word takes TrueType outlines whose licence allows it; `{}` stands in",
                    theme.word_face
                ),
            ),
        );
    }
    told
}

/// The words of a résumé's language.
fn words(resume: &Resume) -> &'static Words {
    let language = resume
        .language
        .as_ref()
        .map_or("en", |language| language.value.as_str());
    vocabulary().words(language)
}
