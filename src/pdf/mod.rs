//! Typeset pages become a PDF file: PDF/UA-1, and PDF/A-2a where that is asked for.
//!
//! ```text
//! fonts, alphabet,
//! programs          subsets of the faces
//! tagging, elements whose words they are: the structure tree
//! content, text,    operators of a page, in reading order
//! turned, shapes,
//! links, images
//! pass              printpdf's object tree, completed
//! outline, intent,  objects that printpdf does not write, or writes otherwise
//! metadata, structure
//! file, object      bytes
//! ```
//!
//! printpdf builds the document: faces with their widths and Unicode maps, pages, resources
//! and link annotations. Faces are subset before it sees them, and a pass over its object tree
//! puts in our own content streams. Nothing in the file depends on clock, chance or hash order.

mod alphabet;
mod content;
mod elements;
mod file;
mod fonts;
mod images;
mod intent;
mod links;
mod metadata;
mod object;
mod outline;
mod pass;
mod programs;
mod shapes;
mod structure;
mod tagging;
mod text;
mod turned;
mod unhinted;

use printpdf::{FontId, LinkAnnotation, Mm, Op, PdfDocument, PdfPage, PdfSaveOptions, TextItem};

use crate::layout::script::Tongue;
use crate::layout::{Document, Item};
use file::{File, Ref};
use fonts::Subset;
use images::Images;
use metadata::Properties;
use tagging::Tagger;

/// Settings of the writer.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfOptions {
    /// Seconds since 1970, UTC, for the creation date; without it the file has no date.
    pub timestamp: Option<i64>,
    /// Declare PDF/A-2a beside PDF/UA-1. The file satisfies both either way; readers open
    /// one that declares it for reading only.
    pub archival: bool,
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
}

/// The bytes of a PDF file.
///
/// # Errors
/// [`PdfError`] where a face or the tree is refused; no input text leads there.
pub fn write(document: &Document, options: PdfOptions) -> Result<Vec<u8>, PdfError> {
    let subsets = fonts::subsets(document)?;
    let images = Images::of(document);
    let tongue = Tongue::new(&document.info.language, words(document));
    let mut tagger = Tagger::new(document);
    let mut contents = Vec::new();
    let mut links = Vec::new();
    for (number, frame) in document.pages.iter().enumerate() {
        let written = content::page(frame, number, &subsets, &images, tongue, &mut tagger);
        contents.push(written.stream);
        links.push(written.links);
    }
    let pdf = printpdf_document(document, &subsets, links)?;
    let mut tree = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    let numbers = pass::complete(&mut tree, document, contents, &subsets, &images)?;

    let mut file = File::new(&tree);
    let structure = structure::write(&mut file, &tagger.elements, &numbers.pages);
    let pages: Vec<Ref> = numbers.pages.iter().map(|page| page.page).collect();
    let outline = outline::write(&mut file, document, &pages);
    let intent = intent::write(&mut file);
    let properties = Properties::new(document, options.timestamp);
    // Not deflated: tools look for it without a PDF reader.
    let xmp = properties.xmp(options.archival);
    let metadata = file.stream("/Type/Metadata/Subtype/XML", xmp.as_bytes());
    let info = file.reserve();
    file.start(info);
    file.put_object(&properties.info().into());

    let catalog = file.reserve();
    file.start(catalog);
    file.put(format_args!(
        "<</Type/Catalog/Pages {}/MarkInfo<</Marked true>>/StructTreeRoot {structure}\
         /ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata}/OutputIntents[{intent}]",
        numbers.root
    ));
    if let Some(outline) = outline {
        file.put(format_args!("/Outlines {outline}"));
    }
    file.put(format_args!("/Lang"));
    file.put_object(&object::text(&document.info.language));
    file.put(format_args!(">>"));
    Ok(file.finish(catalog, info))
}

/// Every word that is set.
fn words(document: &Document) -> impl Iterator<Item = &str> {
    let items = document.pages.iter().flat_map(|page| &page.items);
    let lines = items.filter_map(|placed| match &placed.item {
        Item::Line(line) => Some(line),
        Item::Rule { .. } | Item::Ground { .. } | Item::Icon { .. } | Item::Image { .. } => None,
    });
    lines.flat_map(|line| {
        line.segments
            .iter()
            .map(|segment| segment.word.text.as_str())
    })
}

/// The document that printpdf knows: pages with links, and faces with their glyphs.
fn printpdf_document(
    document: &Document,
    subsets: &[Subset<'_>],
    links: Vec<Vec<LinkAnnotation>>,
) -> Result<PdfDocument, PdfError> {
    let mut pdf = PdfDocument::new("");
    for (index, subset) in subsets.iter().enumerate() {
        let font = printpdf::PdfFont::new(subset.parsed()?);
        pdf.resources.fonts.map.insert(font_id(index), font);
    }
    let mut pages = Vec::new();
    for (number, (frame, links)) in document.pages.iter().zip(links).enumerate() {
        let mut ops = Vec::new();
        if number == 0 {
            ops.extend(font_ops(subsets));
        }
        ops.extend(links.into_iter().map(|link| Op::LinkAnnotation { link }));
        let mm = |pt: crate::units::Pt| Mm::from(printpdf::Pt(pt.0));
        pages.push(PdfPage::new(
            mm(frame.size.width),
            mm(frame.size.height),
            ops,
        ));
    }
    pdf.with_pages(pages);
    Ok(pdf)
}

fn font_id(index: usize) -> FontId {
    FontId(format!("F{index}"))
}

/// Each used glyph once with its text: from these printpdf makes widths and Unicode maps.
fn font_ops(subsets: &[Subset<'_>]) -> Vec<Op> {
    let mut ops = Vec::new();
    for (index, subset) in subsets.iter().enumerate() {
        let codepoints = subset
            .glyphs()
            .map(|(_, id, text)| printpdf::Codepoint::with_cid(id, 0.0, text.to_owned()))
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
