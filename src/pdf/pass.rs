//! The pass over printpdf's object tree: pages get our content, links their place in the
//! structure, faces their programs. What nobody refers to is dropped.

use lopdf::{Object, ObjectId, Stream, StringFormat, dictionary};

use super::PdfError;
use super::file::Ref;
use super::fonts::Subset;
use super::images::Images;
use super::programs::Kind;
use super::{links, object};
use crate::deflate;
use crate::layout::Document;

/// Annotation flag: the link is kept when the page is printed (ISO 32000-1, table 165).
const PRINT: i64 = 4;

/// Numbers of a page's objects.
#[derive(Debug)]
pub(super) struct PageNumbers {
    pub page: Ref,
    /// Its links in reading order.
    pub links: Vec<Ref>,
}

/// Numbers that the rest of the file refers to.
#[derive(Debug)]
pub(super) struct Numbers {
    /// The root of the pages.
    pub root: Ref,
    pub pages: Vec<PageNumbers>,
}

/// Completes the tree of a document, all but its catalogue.
pub(super) fn complete(
    tree: &mut lopdf::Document,
    document: &Document,
    contents: Vec<Vec<u8>>,
    subsets: &[Subset<'_>],
    images: &Images<'_>,
) -> Result<Numbers, PdfError> {
    for subset in subsets {
        put_program(tree, subset)?;
    }
    let pictures = images.write(tree);
    let ids: Vec<ObjectId> = tree.get_pages().into_values().collect();
    // Keys of the parent tree: pages first, then links.
    let mut key = ids.len();
    for (index, (id, content)) in ids.iter().zip(contents).enumerate() {
        let links = annotations(tree, *id, &mut key, (&ids, document))?;
        let packed = dictionary! { "Filter" => "FlateDecode" };
        let stream = tree.add_object(Stream::new(packed, deflate::zlib(&content)));
        let fonts = fonts(tree, *id)?;
        let frame = &document.pages[index];
        let mut resources = dictionary! { "Font" => fonts };
        if let Some(pictures) = images.resources(frame, &pictures) {
            resources.set("XObject", pictures);
        }
        let page = tree.get_dictionary_mut(*id)?;
        let parent = page.get(b"Parent")?.clone();
        let media = [0.0, 0.0, frame.size.width.0, frame.size.height.0].map(Object::Real);
        let mut complete = dictionary! {
            "Type" => "Page",
            "Parent" => parent,
            "MediaBox" => media.to_vec(),
            "Resources" => resources,
            "Contents" => stream,
            "StructParents" => index as i64,
            // Links are reached in the order of the structure (ISO 14289-1, 7.18.3).
            "Tabs" => "S",
        };
        if !links.is_empty() {
            complete.set("Annots", links);
        }
        *page = complete;
    }
    // What is written anew, and what differs from run to run.
    tree.trailer.remove(b"Info");
    tree.trailer.remove(b"ID");
    tree.prune_objects();
    tree.renumber_objects();
    let root = tree.trailer.get(b"Root")?.as_reference()?;
    let pages = tree.catalog()?.get(b"Pages")?.as_reference()?;
    let numbers = numbers(tree)?;
    tree.objects.remove(&root);
    Ok(Numbers {
        root: pages.into(),
        pages: numbers,
    })
}

/// Puts a subset's program, deflated already, where printpdf put its first bytes.
fn put_program(tree: &mut lopdf::Document, subset: &Subset<'_>) -> Result<(), PdfError> {
    let program = &subset.program;
    let key: &[u8] = match program.kind {
        Kind::TrueType => b"FontFile2",
        Kind::Cff => b"FontFile3",
    };
    let mut place = None;
    for object in tree.objects.values() {
        let Object::Dictionary(descriptor) = object else {
            continue;
        };
        let named = descriptor.get(b"FontName").and_then(Object::as_name);
        if named.is_ok_and(|name| name == program.name.as_bytes()) {
            place = Some(descriptor.get(key)?.as_reference()?);
        }
    }
    let missing = || lopdf::Error::DictKey(String::from_utf8_lossy(key).into_owned());
    let stream = tree
        .get_object_mut(place.ok_or_else(missing)?)?
        .as_stream_mut()?;
    match program.kind {
        Kind::TrueType => stream.dict.set("Length1", program.length as i64),
        Kind::Cff => stream.dict.set("Subtype", "CIDFontType0C"),
    }
    stream.dict.set("Filter", "FlateDecode");
    stream.content = program.deflated.clone();
    Ok(())
}

/// The faces that printpdf made for all pages.
fn fonts(tree: &lopdf::Document, page: ObjectId) -> Result<Object, PdfError> {
    let resources = tree.get_dictionary(page)?.get(b"Resources")?;
    let resources = tree.dereference(resources)?.1.as_dict()?;
    Ok(resources.get(b"Font")?.clone())
}

/// Links become objects of their own, are printed, say where they lead, and have their keys
/// in the parent tree.
fn annotations(
    tree: &mut lopdf::Document,
    page: ObjectId,
    key: &mut usize,
    (pages, document): (&[ObjectId], &Document),
) -> Result<Vec<Object>, PdfError> {
    let dictionary = tree.get_dictionary_mut(page)?;
    let annotations = match dictionary.remove(b"Annots") {
        Some(Object::Array(annotations)) => annotations,
        Some(_) | None => Vec::new(),
    };
    let mut links = Vec::new();
    for mut annotation in annotations {
        let link = annotation.as_dict_mut()?;
        let target = link.get(b"A")?.as_dict()?.get(b"URI")?.as_str()?.to_vec();
        link.set("F", PRINT);
        let inside = std::str::from_utf8(&target).ok().and_then(links::page);
        match inside.and_then(|number| Some((number, pages.get(number)?))) {
            Some((number, id)) => {
                link.remove(b"A");
                let place = vec![
                    Object::Reference(*id),
                    "XYZ".into(),
                    Object::Null,
                    Object::Real(document.pages[number].size.height.0),
                    Object::Null,
                ];
                link.set("Dest", place);
                let there = document.outline.iter().find(|item| item.page == number);
                let words = there.map_or("", |item| item.title.as_str());
                link.set("Contents", object::text(words));
            }
            None => link.set("Contents", Object::String(target, StringFormat::Literal)),
        }
        link.set("StructParent", *key as i64);
        // Nothing is drawn, so it has no colour.
        link.remove(b"C");
        *key += 1;
        links.push(Object::Reference(tree.add_object(annotation)));
    }
    Ok(links)
}

fn numbers(tree: &lopdf::Document) -> Result<Vec<PageNumbers>, PdfError> {
    let mut pages = Vec::new();
    for id in tree.get_pages().into_values() {
        let links = match tree.get_dictionary(id)?.get(b"Annots") {
            Ok(Object::Array(links)) => links
                .iter()
                .map(|link| link.as_reference().map(Ref::from))
                .collect::<Result<_, _>>()?,
            Ok(_) | Err(_) => Vec::new(),
        };
        pages.push(PageNumbers {
            page: id.into(),
            links,
        });
    }
    Ok(pages)
}
