//! Typeset pages become a PDF file.
//!
//! printpdf builds the document: faces with their widths and Unicode maps, pages, resources
//! and link annotations. Two things it cannot do are done around it: faces are subset before
//! it sees them, and a pass over its object tree puts in our own content streams, a nested
//! outline and the properties. Nothing in the file depends on clock, chance or hash order.

mod content;
mod fonts;
mod links;
mod pass;

use std::collections::BTreeMap;

use printpdf::{FontId, Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, TextItem};

use crate::layout::Document;
use fonts::Subset;

/// Settings of the writer.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfOptions {
    /// Seconds since 1970, UTC, for the creation date; without it the file has no date.
    pub timestamp: Option<i64>,
}

/// Why a PDF could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// A face could not be subset.
    #[error("face {face} cannot be subset: {reason}")]
    Subset {
        /// PostScript name of the face.
        face: String,
        /// The subsetter's words.
        reason: String,
    },
    /// The object tree is not what printpdf promises.
    #[error("the object tree cannot be completed: {0}")]
    Tree(#[from] lopdf::Error),
    /// The bytes could not be put together.
    #[error("the file cannot be written: {0}")]
    Save(#[from] std::io::Error),
}

/// The bytes of a PDF file.
///
/// # Errors
/// [`PdfError`] where a face or the tree is refused; no input text leads there.
pub fn write(document: &Document, options: PdfOptions) -> Result<Vec<u8>, PdfError> {
    let subsets = fonts::subsets(document)?;
    let mut pdf = PdfDocument::new(&document.info.title);
    for (index, subset) in subsets.iter().enumerate() {
        let font = printpdf::PdfFont::new(subset.font.clone());
        pdf.resources.fonts.map.insert(font_id(index), font);
    }
    let mut pages = Vec::new();
    for (number, frame) in document.pages.iter().enumerate() {
        let mut ops = Vec::new();
        if number == 0 {
            ops.extend(font_ops(&subsets));
        }
        ops.extend(
            links::annotations(frame)
                .into_iter()
                .map(|link| Op::LinkAnnotation { link }),
        );
        let mm = |pt: crate::units::Pt| Mm::from(printpdf::Pt(pt.0));
        pages.push(PdfPage::new(
            mm(frame.size.width),
            mm(frame.size.height),
            ops,
        ));
    }
    pdf.with_pages(pages);
    let mut tree = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let contents: Vec<Vec<u8>> = document
        .pages
        .iter()
        .map(|frame| content::stream(frame, &subsets))
        .collect();
    pass::complete(&mut tree, document, contents, options)?;
    pass::save(tree)
}

fn font_id(index: usize) -> FontId {
    FontId(format!("F{index}"))
}

/// Each used glyph once with its text: from these printpdf makes widths and Unicode maps.
fn font_ops(subsets: &[Subset]) -> Vec<Op> {
    let mut ops = Vec::new();
    for (index, subset) in subsets.iter().enumerate() {
        let glyphs: BTreeMap<u16, &str> = subset.texts().collect();
        let codepoints = glyphs
            .into_iter()
            .map(|(id, text)| printpdf::Codepoint::with_cid(id, 0.0, text.to_owned()))
            .collect();
        ops.push(Op::SetFont {
            font: printpdf::PdfFontHandle::External(font_id(index)),
            size: printpdf::Pt(1.0),
        });
        ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(codepoints)],
        });
    }
    ops
}
