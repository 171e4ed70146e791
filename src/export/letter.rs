//! A cover letter in each format.

use super::{Design, Exported, files};
use crate::error::Error;
use crate::extract::vocabulary;
use crate::font::Shaper;
use crate::layout::{Document, compose_letter, typeset_letter};
use crate::letter::Letter;
use crate::read::Format;
use crate::resume::Person;
use crate::theme::Paper;
use crate::units::Pt;

/// A page that is filled further may be too full for a program that breaks its own lines.
const FULL: f32 = 0.9;

/// Sets a letter of a person and writes it in each format; `language` is the letter's.
///
/// Of the design the headings, the number of pages and what may be dropped play no part: a
/// letter has one page where it can have, and loses nothing.
///
/// # Errors
/// [`Error::Writer`] where a writer gives up.
pub fn export_letter(
    letter: &Letter,
    person: &Person,
    language: &str,
    design: &Design<'_>,
    formats: &[Format],
) -> Result<Exported, Error> {
    let mut shaper = Shaper::with_fonts(design.fonts.clone());
    let theme = design.theme.for_letter();
    // A letter shows no picture of its writer.
    let person = Person {
        photo: None,
        picture: None,
        ..person.clone()
    };
    let words = vocabulary().words(language);
    let flow = compose_letter(letter, &person, &theme, words, language);
    let set = typeset_letter(&flow, &theme, design.paper, &mut shaper);
    let fit = match fill(&set.document, theme.margins.bottom, design.paper) {
        full if full > FULL => set.fit.eased(),
        _ => set.fit,
    };
    let for_word = fit.applied(&design.theme.for_letter_without_columns());
    let files = files(&flow, &set.document, &for_word, design, formats)?;
    Ok(Exported {
        files,
        pages: set.document.pages.len(),
        fit: set.fit,
        dropped: Vec::new(),
        diagnostics: set.diagnostics,
        document: set.document,
    })
}

/// How far the first page is filled, as a share of its height without the lower margin.
fn fill(document: &Document, bottom: Pt, paper: Paper) -> f32 {
    let Some(page) = document.pages.first() else {
        return 0.0;
    };
    let lowest = page.items.iter().map(|placed| placed.at.y.0);
    lowest.fold(0.0, f32::max) / (paper.size().height - bottom).0
}
