//! Word files as pages.
//!
//! ```text
//! zip -> parts -> Blocks (as a reader of the document sees them) -> a page, a paragraph a line
//! ```
//!
//! What comes out is HTML as an author might write it: headings, lists, tables, links, bold text,
//! the author's own styles as classes. The page reader learns nothing of Word.

mod body;
mod fields;
mod html;
mod margins;
mod model;
mod numbering;
mod outline;
mod package;
mod styles;
mod symbols;
mod tables;
mod xml;

use std::collections::{HashMap, HashSet};

use body::{Content, Margin, Note, Pages, Setting};
use html::{Sheet, Writer};
use model::Block;
use numbering::Lists;
use package::{Package, Relations};
use styles::Styles;
use xml::{Damage, Event, Xml};

use super::foreign;
use crate::diagnostic::Diagnostic;

/// A document as a page.
#[derive(Debug)]
pub(super) struct Document {
    /// HTML, a paragraph a line.
    pub(super) html: String,
    /// The words of each paragraph, a line each: line by line those of the HTML.
    pub(super) text: String,
}

/// True for the bytes of a zip, which all Word files are.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// True for a Word file that this program wrote.
pub(super) fn is_own(bytes: &[u8]) -> bool {
    let package = Package::open("", bytes);
    let about = package.and_then(|mut package| package.part("docProps/app.xml"));
    about.is_ok_and(|about| {
        about.is_some_and(|about| about.contains("<Application>vitae</Application>"))
    })
}

/// Reads the Word file `name`.
///
/// # Errors
/// A diagnostic for a file that is damaged, locked, too large, or of another program.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, Diagnostic> {
    let mut package = Package::open(name, bytes)?;
    let main = main_part(&mut package)?;
    let Some(text) = package.part(&main)? else {
        return Err(foreign::zip(name, |part| package.has(part)));
    };
    if !is_document(&text) {
        return Err(foreign::zip(name, |part| package.has(part)));
    }
    let relations = package.relations(&main)?;
    let related = |kind: &str| {
        let found = relations.values().find(|relation| relation.kind == kind);
        found.map(|relation| relation.target.clone())
    };
    let mut setting = Setting::default();
    if let Some((part, text)) = optional(&mut package, related("styles"))? {
        setting.styles = Styles::read(&text).map_err(|_| package.damaged(&part))?;
    }
    if let Some((part, text)) = optional(&mut package, related("numbering"))? {
        setting.lists = Lists::read(&text).map_err(|_| package.damaged(&part))?;
    }
    for (kind, note, element) in [
        ("footnotes", Note::Foot, "footnote"),
        ("endnotes", Note::End, "endnote"),
    ] {
        if let Some((part, text)) = optional(&mut package, related(kind))? {
            notes(&text, note, element, &mut setting.notes).map_err(|_| package.damaged(&part))?;
        }
    }
    let mut content = body::read(&text, &setting, &relations).map_err(|damage| match damage {
        Damage::Unsound => package.damaged(&main),
        Damage::TooLong => {
            Diagnostic::error(format!("`{name}` has more paragraphs or text than is read"))
                .hint("no résumé is as long: is it the right file?")
        }
    })?;
    drop(text);
    margins::drop_empty(&mut content.blocks);
    let (head, foot) = margins_of(&mut package, &setting, &relations, &mut content)?;
    let mut blocks = head;
    blocks.append(&mut content.blocks);
    outline::set_levels(&mut blocks);
    let mut writer = Writer {
        styles: &setting.styles,
        sheet: Sheet::default(),
    };
    writer.blocks(&blocks);
    if !foot.is_empty() {
        writer.boxed("footer", &foot);
    }
    let Sheet { html, text } = writer.sheet;
    Ok(Document { html, text })
}

/// The path of the part that holds the document.
fn main_part(package: &mut Package<'_>) -> Result<String, Diagnostic> {
    let relations = package.relations("")?;
    let main = relations
        .values()
        .find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(
        || "word/document.xml".to_owned(),
        |main| main.target.clone(),
    ))
}

/// True for a part that is a text document, and no sheet or slides.
fn is_document(text: &str) -> bool {
    let mut xml = Xml::new(text);
    loop {
        match xml.next() {
            Ok(Event::Start(tag)) => return tag.name == "document",
            Ok(Event::Text(_) | Event::End) => {}
            // What is damaged is told when it is read.
            Err(_) => return true,
            Ok(Event::Done) => return false,
        }
    }
}

fn optional(
    package: &mut Package<'_>,
    part: Option<String>,
) -> Result<Option<(String, String)>, Diagnostic> {
    let Some(part) = part else {
        return Ok(None);
    };
    let text = package.part(&part)?;
    Ok(text.map(|text| (part, text)))
}

/// Reads the words of notes.
fn notes(
    part: &str,
    kind: Note,
    element: &str,
    into: &mut HashMap<(Note, String), String>,
) -> Result<(), Damage> {
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == element => {
                let id = tag.get("id").unwrap_or_default().to_owned();
                let words = xml.text()?;
                let words: Vec<&str> = words.split_whitespace().collect();
                into.insert((kind, id), words.join(" ").trim_end_matches('.').to_owned());
            }
            Event::Done => return Ok(()),
            Event::Start(_) | Event::End | Event::Text(_) => {}
        }
    }
}

/// The heads and feet of all pages, what is said already aside: those of the first page before
/// those of others.
fn margins_of(
    package: &mut Package<'_>,
    setting: &Setting,
    relations: &Relations,
    content: &mut Content,
) -> Result<(Vec<Block>, Vec<Block>), Diagnostic> {
    let mut margins: Vec<Margin> = std::mem::take(&mut content.margins);
    // Without a first page of its own such a head is never seen.
    margins.retain(|margin| content.has_first || margin.kind != Pages::First);
    margins.sort_by_key(|margin| margin.kind);
    let mut said = margins::Said::of(&mut content.blocks);
    let (mut head, mut foot) = (Vec::new(), Vec::new());
    let mut read: HashSet<String> = HashSet::new();
    for margin in margins {
        let Some(relation) = relations.get(&margin.part) else {
            continue;
        };
        let part = relation.target.clone();
        if read.contains(&part) {
            continue;
        }
        if let Some(text) = package.part(&part)? {
            let own = package.relations(&part)?;
            let found = body::read(&text, setting, &own).map_err(|_| package.damaged(&part))?;
            let mut blocks = found.blocks;
            margins::take_new(&mut blocks, &mut said);
            if margin.is_head {
                head.append(&mut blocks);
            } else {
                foot.append(&mut blocks);
            }
        }
        read.insert(part);
    }
    Ok((head, foot))
}
