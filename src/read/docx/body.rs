//! The text of a part: paragraphs, tables and boxes as their reader sees them.
//!
//! What was inserted is there, what was deleted or hidden is not, comments are not; a field shows
//! its result.

use std::collections::HashMap;
use std::rc::Rc;

use super::fields::Fields;
use super::model::{Block, Cell, Look, Paragraph, Piece, Row, Run, Table};
use super::numbering::{Lists, Sign};
use super::package::Relations;
use super::styles::{Layout, Marks, Named, Styles};
use super::xml::{Damage, Element, Event, Tag, Xml};
use super::{symbols, tables};

/// More paragraphs are no résumé, whatever they say.
const MOST_PARAGRAPHS: usize = 50_000;
/// Nor is more text, in bytes; a run of any length costs as much as some letters.
const MOST_TEXT: usize = 4 << 20;
const RUN_COST: usize = 8;

/// What all parts of a document go by.
#[derive(Debug, Default)]
pub(super) struct Setting {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    /// The words of footnotes and endnotes, by kind and identifier.
    pub(super) notes: HashMap<(Note, String), String>,
}

/// The sorts of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Note {
    Foot,
    End,
}

/// What a part holds.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) blocks: Vec<Block>,
    /// The heads and feet of its pages, in order.
    pub(super) margins: Vec<Margin>,
    /// The first page has a head and foot of its own.
    pub(super) has_first: bool,
}

/// A head or foot that pages of a section have.
#[derive(Debug)]
pub(super) struct Margin {
    pub(super) is_head: bool,
    /// It is that of the first page alone, or of all.
    pub(super) kind: Pages,
    /// The identifier of its part.
    pub(super) part: String,
}

/// The pages that have a head or foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pages {
    First,
    All,
    Even,
}

/// Reads a part: the document itself, a head or a foot.
pub(super) fn read(
    part: &str,
    setting: &Setting,
    relations: &Relations,
) -> Result<Content, Damage> {
    let mut body = Body {
        xml: Xml::new(part),
        setting,
        relations,
        fields: Fields::default(),
        links: Vec::new(),
        carried: Vec::new(),
        count: 0,
        length: 0,
        content: Content::default(),
    };
    let mut blocks = Vec::new();
    while let Event::Start(_) | Event::Text(_) | Event::End = body.xml.next()? {
        body.blocks(&mut blocks)?;
    }
    body.content.blocks = blocks;
    Ok(body.content)
}

struct Body<'a> {
    xml: Xml<'a>,
    setting: &'a Setting,
    relations: &'a Relations,
    fields: Fields,
    /// Where the hyperlinks lead that are open.
    links: Vec<Option<Rc<str>>>,
    /// What goes on in the next paragraph, as the end of its own was deleted.
    carried: Vec<Piece>,
    count: usize,
    /// How much text was written, with the cost of its runs.
    length: usize,
    content: Content,
}

/// What a paragraph is made of while it is read.
#[derive(Default)]
struct Draft {
    style: Option<String>,
    pieces: Vec<Piece>,
    boxes: Vec<Block>,
    /// Boxes came before any text.
    leads: bool,
}

/// Elements whose content is not shown, or is read where it is asked for, in alphabetical order.
const PASSED: [&str; 12] = [
    "Fallback",
    "del",
    "delInstrText",
    "delText",
    "moveFrom",
    "numberingChange",
    "rt",
    "sdtEndPr",
    "sdtPr",
    "tblGrid",
    "tblPr",
    "txbxContentPr",
];

fn is_passed(name: &str) -> bool {
    PASSED.binary_search(&name).is_ok()
}

impl Body<'_> {
    /// Reads what stands in the element that was just started; the properties of a cell are
    /// given back.
    fn blocks(&mut self, into: &mut Vec<Block>) -> Result<Element, Damage> {
        let mut properties = Element::default();
        let mut open = 0usize;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name.as_str() {
                    "p" => self.paragraph(into)?,
                    "tbl" => {
                        let table = self.table()?;
                        if !table.rows.is_empty() {
                            into.push(Block::Table(table));
                        }
                    }
                    "tcPr" => properties = self.xml.element(tag)?,
                    "sectPr" => self.section(tag)?,
                    name if is_passed(name) => self.xml.skip()?,
                    _ => open += 1,
                },
                Event::End if open == 0 => return Ok(properties),
                Event::End => open -= 1,
                Event::Done => return Ok(properties),
                Event::Text(_) => {}
            }
        }
    }

    fn section(&mut self, tag: Tag) -> Result<(), Damage> {
        let section = self.xml.element(tag)?;
        self.content.has_first |= section.switch("titlePg") == Some(true);
        for child in &section.children {
            let is_head = match child.tag.name.as_str() {
                "headerReference" => true,
                "footerReference" => false,
                _ => continue,
            };
            let kind = match child.tag.get("type") {
                Some("first") => Pages::First,
                Some("even") => Pages::Even,
                Some(_) | None => Pages::All,
            };
            if let Some(part) = child.tag.get("id") {
                self.content.margins.push(Margin {
                    is_head,
                    kind,
                    part: part.to_owned(),
                });
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, into: &mut Vec<Block>) -> Result<(), Damage> {
        let mut draft = Draft {
            pieces: std::mem::take(&mut self.carried),
            ..Draft::default()
        };
        let mut own = Layout::default();
        let mut goes_on = false;
        /// What is open in a paragraph.
        enum Open {
            Plain,
            Link,
            Field,
        }
        let mut open = Vec::new();
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name.as_str() {
                    "pPr" => {
                        let properties = self.properties(tag)?;
                        draft.style = properties.val("pStyle").map(str::to_owned);
                        own = Layout::of(&properties);
                        let end = properties.child("rPr");
                        goes_on = end.is_some_and(|end| {
                            end.child("del").is_some() || end.child("moveFrom").is_some()
                        });
                    }
                    "r" => self.run(&mut draft)?,
                    "hyperlink" => {
                        let to = self.target(&tag);
                        self.links.push(to);
                        open.push(Open::Link);
                    }
                    "fldSimple" => {
                        let instruction = tag.get("instr").unwrap_or_default();
                        self.fields.begin();
                        self.fields.instruct(instruction);
                        if self.fields.separate() {
                            draft.pieces.push(Piece::PageNumber);
                        }
                        open.push(Open::Field);
                    }
                    name if is_passed(name) => self.xml.skip()?,
                    _ => open.push(Open::Plain),
                },
                Event::End => match open.pop() {
                    Some(Open::Plain) => {}
                    Some(Open::Link) => {
                        self.links.pop();
                    }
                    Some(Open::Field) => {
                        self.fields.end();
                    }
                    None => break,
                },
                Event::Done => break,
                Event::Text(_) => {}
            }
        }
        if goes_on {
            self.carried = draft.pieces;
            into.append(&mut draft.boxes);
            return Ok(());
        }
        self.finish(draft, &own, into)
    }

    /// The properties of a paragraph; a section may end with it.
    fn properties(&mut self, tag: Tag) -> Result<Element, Damage> {
        let mut properties = Element {
            tag,
            children: Vec::new(),
        };
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.name == "sectPr" => self.section(tag)?,
                Event::Start(tag) if tag.name == "pPrChange" => self.xml.skip()?,
                Event::Start(tag) => {
                    let child = self.xml.element(tag)?;
                    properties.children.push(child);
                }
                Event::End | Event::Done => return Ok(properties),
                Event::Text(_) => {}
            }
        }
    }

    fn finish(&mut self, draft: Draft, own: &Layout, into: &mut Vec<Block>) -> Result<(), Damage> {
        let style = draft.style.as_deref();
        let layout = self.setting.styles.layout(style, own);
        let named = self.setting.styles.named(style);
        let depth = layout.depth.unwrap_or_default().min(8);
        let sign = self
            .setting
            .lists
            .sign(layout.list.unwrap_or_default(), depth);
        let outline = layout.outline.filter(|level| *level < 9);
        let is_item = sign != Sign::None && outline.is_none() && named != Named::Title;
        let paragraph = Paragraph {
            style: style.map(Rc::from),
            item: if is_item { depth + 1 } else { 0 },
            is_counted: sign == Sign::Number,
            outline,
            is_title: named == Named::Title,
            level: 0,
            is_set_off: layout.set_off.unwrap_or_default(),
            is_banner: false,
            is_column: named == Named::Column,
            pieces: draft.pieces,
        };
        // A box that hangs on a heading stands beside or below it.
        let leads = draft.leads && outline.is_none() && named != Named::Title;
        let (before, after) = match leads {
            true => (draft.boxes, Vec::new()),
            false => (Vec::new(), draft.boxes),
        };
        into.extend(before);
        if paragraph.has_words() || paragraph.pieces.contains(&Piece::PageNumber) {
            self.count += 1;
            if self.count > MOST_PARAGRAPHS || self.length > MOST_TEXT {
                return Err(Damage::TooLong);
            }
            into.push(Block::Paragraph(paragraph));
        }
        into.extend(after);
        Ok(())
    }

    /// Where a hyperlink leads: an address, or a place in the document.
    fn target(&self, tag: &Tag) -> Option<Rc<str>> {
        let related = tag.get("id").and_then(|id| self.relations.get(id));
        match (related, tag.get("anchor")) {
            (Some(related), _) => Some(Rc::from(related.target.as_str())),
            (None, Some(anchor)) => Some(Rc::from(format!("#{anchor}"))),
            (None, None) => None,
        }
    }

    fn run(&mut self, draft: &mut Draft) -> Result<(), Damage> {
        let mut style: Option<String> = None;
        let mut own = Marks::default();
        let mut open = 0usize;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name.as_str() {
                    "rPr" => {
                        let properties = self.xml.element(tag)?;
                        style = properties.val("rStyle").map(str::to_owned);
                        own = Marks::of(&properties);
                    }
                    "t" => {
                        let text = self.xml.text()?;
                        self.write(draft, &text, style.as_deref(), &own);
                    }
                    "instrText" => {
                        let text = self.xml.text()?;
                        self.fields.instruct(&text);
                    }
                    // Furigana say the same word once more.
                    "r" => self.run(draft)?,
                    "drawing" | "pict" | "object" => self.drawing(draft)?,
                    name if is_passed(name) => self.xml.skip()?,
                    _ => {
                        self.sign(&tag, draft, style.as_deref(), &own);
                        open += 1;
                    }
                },
                Event::End if open == 0 => return Ok(()),
                Event::End => open -= 1,
                Event::Done => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    /// What an element without text shows.
    fn sign(&mut self, tag: &Tag, draft: &mut Draft, style: Option<&str>, own: &Marks) {
        let is_shown = self.fields.are_shown();
        match tag.name.as_str() {
            "tab" | "ptab" if is_shown => draft.pieces.push(Piece::Apart),
            "br" | "cr" if is_shown => draft.pieces.push(Piece::Break),
            "pgNum" => draft.pieces.push(Piece::PageNumber),
            "noBreakHyphen" => self.write(draft, "-", style, own),
            "softHyphen" => self.write(draft, "\u{ad}", style, own),
            "sym" => {
                let code = tag
                    .get("char")
                    .and_then(|code| u32::from_str_radix(code, 16).ok());
                let sign = symbols::sign(code.unwrap_or_default());
                let plain = Marks {
                    signs: Some(false),
                    ..own.clone()
                };
                self.write(draft, sign.encode_utf8(&mut [0; 4]), style, &plain);
            }
            "fldChar" => {
                let is_page_number = match tag.get("fldCharType") {
                    Some("begin") => {
                        self.fields.begin();
                        false
                    }
                    Some("separate") => self.fields.separate(),
                    Some("end") => self.fields.end(),
                    Some(_) | None => false,
                };
                if is_page_number {
                    draft.pieces.push(Piece::PageNumber);
                }
            }
            "footnoteReference" => self.note(Note::Foot, tag, draft, style, own),
            "endnoteReference" => self.note(Note::End, tag, draft, style, own),
            _ => {}
        }
    }

    /// A note's words stand where it is called.
    fn note(&mut self, kind: Note, tag: &Tag, draft: &mut Draft, style: Option<&str>, own: &Marks) {
        let id = tag.get("id").unwrap_or_default().to_owned();
        let words = self.setting.notes.get(&(kind, id));
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            self.write(draft, &format!(" ({words})"), style, own);
        }
    }

    fn write(&mut self, draft: &mut Draft, text: &str, style: Option<&str>, own: &Marks) {
        self.length += text.len() + RUN_COST;
        if !self.fields.are_shown() || text.is_empty() || self.length > MOST_TEXT {
            return;
        }
        let seen = self.setting.styles.look(draft.style.as_deref(), style, own);
        if seen.is_unseen {
            return;
        }
        let drawn = seen.is_signs.then(|| symbols::signs(text)).flatten();
        let text = drawn
            .as_deref()
            .unwrap_or(text)
            .replace(['\n', '\r', '\t'], " ");
        let link = self.links.last().cloned().flatten();
        let link = link.or_else(|| self.fields.link());
        push(&mut draft.pieces, &text, seen.look, link);
    }

    /// Reads a drawing: its boxes of text, and whether it holds a picture.
    fn drawing(&mut self, draft: &mut Draft) -> Result<(), Damage> {
        let mut open = 0usize;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name.as_str() {
                    "txbxContent" => {
                        let mut inner = Vec::new();
                        let fields = std::mem::take(&mut self.fields);
                        let links = std::mem::take(&mut self.links);
                        let carried = std::mem::take(&mut self.carried);
                        self.blocks(&mut inner)?;
                        (self.fields, self.links, self.carried) = (fields, links, carried);
                        if !inner.is_empty() {
                            draft.leads |= draft.boxes.is_empty() && draft.pieces.is_empty();
                            draft.boxes.push(Block::Apart(inner));
                        }
                    }
                    name if is_passed(name) => self.xml.skip()?,
                    name => {
                        if matches!(name, "blip" | "imagedata") {
                            draft.pieces.push(Piece::Picture);
                        }
                        open += 1;
                    }
                },
                Event::End if open == 0 => return Ok(()),
                Event::End => open -= 1,
                Event::Done => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    fn table(&mut self) -> Result<Table, Damage> {
        let mut table = Table::default();
        let mut open = 0usize;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name.as_str() {
                    "tr" => {
                        let row = self.row()?;
                        table.rows.extend(row);
                    }
                    name if is_passed(name) => self.xml.skip()?,
                    _ => open += 1,
                },
                Event::End if open == 0 => break,
                Event::End => open -= 1,
                Event::Done => break,
                Event::Text(_) => {}
            }
        }
        tables::complete(&mut table);
        Ok(table)
    }

    /// A row; `None` for one that was deleted.
    fn row(&mut self) -> Result<Option<Row>, Damage> {
        let mut row = Row::default();
        let mut is_deleted = false;
        let mut open = 0usize;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name.as_str() {
                    "trPr" => {
                        let properties = self.xml.element(tag)?;
                        row.is_head = properties.switch("tblHeader") == Some(true);
                        is_deleted = properties.child("del").is_some();
                    }
                    "tc" => {
                        let mut blocks = Vec::new();
                        let properties = self.blocks(&mut blocks)?;
                        let goes_on = properties
                            .child("vMerge")
                            .is_some_and(|merge| merge.tag.val() != Some("restart"));
                        let columns: usize = properties.number("gridSpan").unwrap_or(1);
                        row.cells.push(Cell {
                            columns: columns.clamp(1, 64),
                            rows: usize::from(!goes_on),
                            blocks,
                        });
                    }
                    name if is_passed(name) => self.xml.skip()?,
                    _ => open += 1,
                },
                Event::End if open == 0 => break,
                Event::End => open -= 1,
                Event::Done => break,
                Event::Text(_) => {}
            }
        }
        Ok((!is_deleted && !row.cells.is_empty()).then_some(row))
    }
}

/// Adds text, to the piece before it where both look alike.
fn push(pieces: &mut Vec<Piece>, text: &str, look: Look, link: Option<Rc<str>>) {
    if let Some(Piece::Text(last)) = pieces.last_mut()
        && last.look == look
        && last.link == link
    {
        last.text.push_str(text);
        return;
    }
    pieces.push(Piece::Text(Run {
        text: text.to_owned(),
        look,
        link,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_element_that_is_passed_over_is_found() {
        assert!(PASSED.is_sorted());
        assert!(is_passed("Fallback") && is_passed("rt") && !is_passed("ins"));
    }
}
