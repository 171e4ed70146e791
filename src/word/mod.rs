//! Word: the flow as a `.docx` file.
//!
//! ```text
//! Flow -> block (paragraphs in reading order) -> spacing -> body (docx-rs) -> parts -> package -> archive
//! ```
//!
//! docx-rs builds paragraphs, styles, numbering and footer in memory. Its own files are
//! refused by validators and differ from run to run, so the parts are rewritten here
//! (order of children, identifiers, what is missing) and packed here.
//!
//! Everything is real text in plain paragraphs: no tables, no text boxes, nothing in the
//! header. A label column lies in the page margin, each heading in a frame of its own.

mod archive;
mod block;
mod body;
mod cells;
mod colors;
mod drawing;
mod embed;
mod faces;
mod foot;
mod look;
mod measure;
mod numbering;
mod order;
mod package;
mod parts;
mod photo;
mod properties;
mod reading;
mod script;
mod sheet;
mod spacing;
mod style;
mod text;
mod titles;
mod xml;

use crate::layout::Flow;
use crate::theme::{Paper, Theme};

/// What a Word file needs beside flow and theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordOptions {
    /// The sheet.
    pub paper: Paper,
    /// Seconds since 1970 that the file gives as its date; without it the file has none.
    pub timestamp: Option<i64>,
    /// The theme's own faces go with the file, where they may, in place of the theme's Word
    /// face.
    pub embed_fonts: bool,
}

/// Why no file was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WordError {
    /// A part could not be read back.
    #[error("a part of the document is no sound XML")]
    Xml(#[from] quick_xml::Error),
    /// A package of 4 GB or more.
    #[error("the document is larger than a Word file can be")]
    TooLarge,
}

/// Writes a flow as a Word file.
///
/// The same flow, theme and options give the same bytes.
///
/// # Errors
/// [`WordError`] where docx-rs wrote no sound XML, or the archive cannot be packed.
pub fn write(flow: &Flow, theme: &Theme, options: &WordOptions) -> Result<Vec<u8>, WordError> {
    let faces = if options.embed_fonts {
        faces::Faces::Own
    } else {
        faces::Faces::Office
    };
    let ruler = measure::Ruler::new(theme, faces);
    let sheet = sheet::Sheet::new(flow, theme, options.paper, &ruler);
    let mut blocks = block::blocks(flow, theme, &sheet, &ruler);
    photo::clear(&mut blocks, theme);
    spacing::space(&mut blocks, theme);
    let setting = parts::Setting {
        flow,
        theme,
        sheet: &sheet,
        languages: &script::Languages::of(&blocks, &flow.info.language),
        faces,
        colors: colors::ThemeColors::of(theme),
        options,
    };
    let built = body::build(&blocks, &setting);
    let parts = parts::parts(built, &blocks, &setting)?;
    package::pack(&parts)
}

/// The families of a theme that no Word file can bring along: their licence or the form of
/// their outlines forbids it, and the theme's Word face stands in.
pub fn not_embedded(theme: &Theme) -> Vec<&'static str> {
    faces::refused(theme)
}
