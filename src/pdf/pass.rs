//! The pass over printpdf's object tree: content, outline, properties, identity.

use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};

use super::{PdfError, PdfOptions};
use crate::layout::{Document, Info, OutlineItem};
use crate::units::Pt;

/// What the file says made it.
const PRODUCER: &str = concat!("vitae ", env!("CARGO_PKG_VERSION"));
/// PDF 1.7 (ISO 32000-1): object streams, and what every reader opens.
const VERSION: &str = "1.7";
/// Annotation flag: the link is kept when the page is printed (ISO 32000-1, table 165).
const PRINT: i64 = 4;
/// Above an outline's target, so that a heading does not touch the window's edge.
const ABOVE_TARGET: Pt = Pt(12.0);

/// Completes the tree of a document.
pub(super) fn complete(
    tree: &mut lopdf::Document,
    document: &Document,
    contents: Vec<Vec<u8>>,
    options: PdfOptions,
) -> Result<(), PdfError> {
    tree.version = VERSION.to_owned();
    let pages: Vec<ObjectId> = tree.get_pages().into_values().collect();
    for (page, content) in pages.iter().zip(contents) {
        replace_content(tree, *page, content)?;
        complete_links(tree, *page)?;
        let size = &document.pages[0].size;
        let dictionary = tree.get_dictionary_mut(*page)?;
        let media: Vec<Object> = [0.0, 0.0, size.width.0, size.height.0]
            .into_iter()
            .map(Object::Real)
            .collect();
        dictionary.set("MediaBox", media);
        dictionary.remove(b"TrimBox");
        dictionary.remove(b"CropBox");
    }
    let outline = outline(tree, document, &pages);
    let catalog = tree.catalog_mut()?;
    catalog.set("Lang", text(&document.info.language));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    let info = tree.add_object(properties(&document.info, options));
    tree.trailer.set("Info", info);
    tree.prune_objects();
    tree.renumber_objects();
    Ok(())
}

/// The bytes of a tree, compressed, with an identity that comes from its content.
pub(super) fn save(mut tree: lopdf::Document) -> Result<Vec<u8>, PdfError> {
    let identity = Object::String(identity(&tree).to_vec(), StringFormat::Hexadecimal);
    tree.trailer.set("ID", vec![identity.clone(), identity]);
    tree.compress();
    let mut bytes = Vec::new();
    tree.save_modern(&mut bytes)?;
    Ok(bytes)
}

fn replace_content(
    tree: &mut lopdf::Document,
    page: ObjectId,
    content: Vec<u8>,
) -> Result<(), PdfError> {
    let id = tree
        .get_dictionary(page)?
        .get(b"Contents")?
        .as_reference()?;
    tree.objects
        .insert(id, Object::Stream(Stream::new(Dictionary::new(), content)));
    Ok(())
}

/// Links are printed and say where they lead.
fn complete_links(tree: &mut lopdf::Document, page: ObjectId) -> Result<(), PdfError> {
    let dictionary = tree.get_dictionary_mut(page)?;
    let Ok(Object::Array(annotations)) = dictionary.get_mut(b"Annots") else {
        return Ok(());
    };
    for annotation in annotations.iter_mut() {
        let link = annotation.as_dict_mut()?;
        let target = link.get(b"A")?.as_dict()?.get(b"URI")?.as_str()?.to_vec();
        link.set("F", PRINT);
        link.set("Contents", Object::String(target, StringFormat::Literal));
        // Nothing is drawn, so it has no colour.
        link.remove(b"C");
    }
    if annotations.is_empty() {
        dictionary.remove(b"Annots");
    }
    Ok(())
}

/// Sections with their entries below them. printpdf's own outline is flat and sorted by title.
fn outline(
    tree: &mut lopdf::Document,
    document: &Document,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    let first = document.outline.first()?;
    let root = tree.new_object_id();
    let top = first.level;
    let (children, count) = siblings(tree, document, pages, &document.outline, top, root);
    let (first, last) = (children.first()?, children.last()?);
    tree.objects.insert(
        root,
        Object::Dictionary(dictionary! {
            "Type" => "Outlines",
            "First" => *first,
            "Last" => *last,
            "Count" => count,
        }),
    );
    Some(root)
}

/// Writes the items of one level and those below them; returns their numbers and how many
/// items are open under the parent.
fn siblings(
    tree: &mut lopdf::Document,
    document: &Document,
    pages: &[ObjectId],
    items: &[OutlineItem],
    level: usize,
    parent: ObjectId,
) -> (Vec<ObjectId>, i64) {
    let starts: Vec<usize> = (0..items.len())
        .filter(|&index| index == 0 || items[index].level <= level)
        .collect();
    let ids: Vec<ObjectId> = starts.iter().map(|_| tree.new_object_id()).collect();
    let mut open = ids.len() as i64;
    for (place, &start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(items.len());
        let item = &items[start];
        let frame = &document.pages[item.page];
        let top = frame.size.height - (item.top - ABOVE_TARGET).max(Pt::ZERO);
        let destination: Vec<Object> = vec![
            Object::Reference(pages[item.page]),
            "XYZ".into(),
            Object::Null,
            Object::Real(top.0),
            Object::Null,
        ];
        let mut entry = dictionary! {
            "Title" => text(&item.title),
            "Parent" => parent,
            "Dest" => destination,
        };
        if place > 0 {
            entry.set("Prev", ids[place - 1]);
        }
        if let Some(next) = ids.get(place + 1) {
            entry.set("Next", *next);
        }
        if start + 1 < end {
            let below = &items[start + 1..end];
            let (children, count) = siblings(tree, document, pages, below, level + 1, ids[place]);
            if let (Some(first), Some(last)) = (children.first(), children.last()) {
                entry.set("First", *first);
                entry.set("Last", *last);
                entry.set("Count", count);
                open += count;
            }
        }
        tree.objects.insert(ids[place], Object::Dictionary(entry));
    }
    (ids, open)
}

fn properties(info: &Info, options: PdfOptions) -> Dictionary {
    let mut dictionary = dictionary! {
        "Title" => text(&info.title),
        "Producer" => text(PRODUCER),
        "Creator" => text("vitae"),
    };
    if let Some(author) = &info.author {
        dictionary.set("Author", text(author));
    }
    if let Some(subject) = &info.subject {
        dictionary.set("Subject", text(subject));
    }
    if !info.keywords.is_empty() {
        dictionary.set("Keywords", text(&info.keywords.join(", ")));
    }
    if let Some(timestamp) = options.timestamp {
        let date = text(&date(timestamp));
        dictionary.set("CreationDate", date.clone());
        dictionary.set("ModDate", date);
    }
    dictionary
}

/// A PDF date in UTC (ISO 32000-1, 7.9.4).
fn date(timestamp: i64) -> String {
    let civil = crate::units::Civil::from_unix(timestamp);
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}Z",
        civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second
    )
}

/// A text string: plain where ASCII serves, else UTF-16 with its mark.
fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::String(value.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(value.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Sixteen bytes that differ between files of different content.
fn identity(tree: &lopdf::Document) -> [u8; 16] {
    // Two FNV-1a sums with different starts; the file needs a fingerprint, not a seal.
    let mut sums: [u64; 2] = [0xcbf2_9ce4_8422_2325, 0x6c62_272e_07bb_0142];
    let mut feed = |bytes: &[u8]| {
        for byte in bytes {
            for sum in &mut sums {
                *sum = (*sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    };
    for ((number, _), object) in &tree.objects {
        feed(&number.to_le_bytes());
        match object {
            Object::Stream(stream) => feed(&stream.content),
            other => feed(format!("{other:?}").as_bytes()),
        }
    }
    let mut identity = [0; 16];
    identity[..8].copy_from_slice(&sums[0].to_be_bytes());
    identity[8..].copy_from_slice(&sums[1].to_be_bytes());
    identity
}
