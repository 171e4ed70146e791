//! The document as a page: each paragraph is a line of it.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::model::{Block, Cell, Paragraph, Piece, Row, Run, Table};
use super::styles::Styles;

/// What parts a line whose pieces stand apart.
const APART: char = '\u{2003}';

/// A page, and the words of its paragraphs: line by line the same.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) html: String,
    pub(super) text: String,
}

/// Writes blocks to a page.
pub(super) struct Writer<'a> {
    pub(super) styles: &'a Styles,
    pub(super) sheet: Sheet,
}

impl Writer<'_> {
    /// Writes blocks that stand in one element.
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut lists: Vec<&str> = Vec::new();
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(paragraph) if paragraph.item > 0 && paragraph.level == 0 => {
                    self.item(paragraph, &mut lists);
                }
                Block::Paragraph(paragraph) => {
                    if goes_on(&blocks[at..], lists.len()) {
                        self.sheet.html.push_str("<br>");
                        self.inline(paragraph);
                        self.line(paragraph);
                    } else {
                        self.close(&mut lists, 0);
                        self.paragraph(paragraph);
                    }
                }
                Block::Apart(inner) => {
                    self.close(&mut lists, 0);
                    self.boxed("div", inner);
                }
                Block::Table(table) => {
                    self.close(&mut lists, 0);
                    self.table(table);
                }
            }
        }
        self.close(&mut lists, 0);
    }

    /// Writes blocks in an element of their own.
    pub(super) fn boxed(&mut self, name: &str, blocks: &[Block]) {
        self.open(name);
        self.blocks(blocks);
        self.end(name);
    }

    fn open(&mut self, name: &str) {
        let _ = write!(self.sheet.html, "<{name}>");
    }

    fn end(&mut self, name: &str) {
        let _ = write!(self.sheet.html, "</{name}>");
    }

    /// Closes lists until so many are open.
    fn close(&mut self, lists: &mut Vec<&str>, depth: usize) {
        while lists.len() > depth {
            if let Some(list) = lists.pop() {
                self.end("li");
                self.end(list);
            }
        }
    }

    fn item(&mut self, paragraph: &Paragraph, lists: &mut Vec<&'static str>) {
        // A list that begins deep has nothing around it.
        let depth = usize::from(paragraph.item).min(lists.len() + 1);
        let list = if paragraph.is_counted { "ol" } else { "ul" };
        self.close(lists, depth);
        if lists.len() == depth && lists.last() != Some(&list) {
            self.close(lists, depth - 1);
        }
        if lists.len() == depth {
            self.end("li");
        } else {
            lists.push(list);
            self.open(list);
        }
        self.open("li");
        self.inline(paragraph);
        self.line(paragraph);
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let class = self.styles.class(paragraph.style.as_deref());
        match (paragraph.level, class) {
            (0, Some(class)) => {
                let _ = write!(self.sheet.html, "<p class=\"{class}\">");
                self.inline(paragraph);
                self.end("p");
            }
            (0, None) => {
                self.open("p");
                self.inline(paragraph);
                self.end("p");
            }
            (level, _) => {
                let name = format!("h{level}");
                self.open(&name);
                self.inline(paragraph);
                self.end(&name);
            }
        }
        self.line(paragraph);
    }

    /// Ends the line of a paragraph.
    fn line(&mut self, paragraph: &Paragraph) {
        self.sheet.html.push('\n');
        self.sheet.text.push_str(paragraph.text().trim());
        self.sheet.text.push('\n');
    }

    /// What stands in the line of a paragraph.
    fn inline(&mut self, paragraph: &Paragraph) {
        let is_shown = |piece: &Piece| match piece {
            Piece::Text(run) => !run.text.trim().is_empty(),
            Piece::Picture => true,
            Piece::Apart | Piece::Break | Piece::PageNumber => false,
        };
        let pieces = &paragraph.pieces;
        let first = pieces.iter().position(is_shown).unwrap_or(pieces.len());
        let last = pieces
            .iter()
            .rposition(is_shown)
            .map_or(first, |last| last + 1);
        let mut lead = String::new();
        let mut is_apart = false;
        let mut link: Option<&str> = None;
        for piece in &pieces[first..last] {
            match piece {
                Piece::Text(run) => {
                    let own = run.link.as_deref();
                    // A link is one, in however many looks it is set.
                    if own != link && link.take().is_some() {
                        self.end("a");
                    }
                    if is_apart && !run.text.trim().is_empty() {
                        // A tab behind a typed bullet or number sets nothing apart.
                        let is_sign = is_sign(lead.trim());
                        self.sheet.html.push(if is_sign { ' ' } else { APART });
                        is_apart = false;
                    }
                    if let Some(to) = own.filter(|_| link.is_none()) {
                        let _ = write!(self.sheet.html, "<a href=\"{}\">", escape(to));
                        link = own;
                    }
                    lead.push_str(&run.text);
                    self.run(run, paragraph.level > 0);
                }
                Piece::Apart => is_apart = true,
                Piece::Break => {
                    self.sheet.html.push_str("<br>");
                    is_apart = false;
                }
                Piece::Picture => self.sheet.html.push_str("<img>"),
                Piece::PageNumber => {}
            }
        }
        if link.is_some() {
            self.end("a");
        }
    }

    fn run(&mut self, run: &Run, is_heading: bool) {
        if run.text.trim().is_empty() {
            self.sheet.html.push(' ');
            return;
        }
        let class = self.styles.class(run.look.style.as_deref());
        let class = class.filter(|_| run.link.is_none());
        if let Some(class) = class {
            let _ = write!(self.sheet.html, "<span class=\"{class}\">");
        }
        let marks = [
            ("strong", run.look.bold && !is_heading),
            ("em", run.look.italic),
        ];
        for (name, _) in marks.iter().filter(|(_, is_on)| *is_on) {
            self.open(name);
        }
        self.sheet.html.push_str(&escape(set_apart(&run.text)));
        for (name, _) in marks.iter().rev().filter(|(_, is_on)| *is_on) {
            self.end(name);
        }
        if class.is_some() {
            self.end("span");
        }
    }

    fn table(&mut self, table: &Table) {
        let empty = empty_columns(table);
        let columns = empty.iter().filter(|is_empty| !**is_empty).count();
        let is_one_row = table.rows.len() == 1;
        let mut is_open = false;
        for row in &table.rows {
            let is_layout = is_layout(row, columns, is_one_row);
            if is_open == is_layout {
                if is_open {
                    self.end("table");
                } else {
                    self.open("table");
                }
                is_open = !is_layout;
            }
            if is_layout {
                for cell in row.cells.iter().filter(|cell| cell.has_words()) {
                    self.boxed("div", &cell.blocks);
                }
            } else {
                self.row(row, &empty);
            }
        }
        if is_open {
            self.end("table");
        }
    }

    fn row(&mut self, row: &Row, empty: &[bool]) {
        let group = if row.is_head { "thead" } else { "tbody" };
        let name = if row.is_head { "th" } else { "td" };
        self.open(group);
        self.open("tr");
        let mut column = 0;
        for cell in &row.cells {
            let range = column..column + cell.columns;
            column = range.end;
            let is_empty = range.clone().all(|at| empty.get(at) == Some(&true));
            if cell.rows == 0 || is_empty {
                continue;
            }
            let _ = write!(self.sheet.html, "<{name}");
            for (key, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
                if span > 1 {
                    let _ = write!(self.sheet.html, " {key}=\"{span}\"");
                }
            }
            self.sheet.html.push('>');
            match cell.blocks.as_slice() {
                // One paragraph is the cell's own text.
                [Block::Paragraph(one)] if one.item == 0 && one.level == 0 => {
                    self.inline(one);
                    self.end(name);
                    self.line(one);
                }
                blocks => {
                    self.blocks(blocks);
                    self.end(name);
                }
            }
        }
        self.end("tr");
        self.end(group);
    }
}

impl Cell {
    fn has_words(&self) -> bool {
        !self.blocks.is_empty()
    }
}

/// True for a paragraph that stands in the item before it: a deeper item follows soon.
fn goes_on(blocks: &[Block], depth: usize) -> bool {
    /// So many paragraphs stand in one item.
    const MOST: usize = 3;
    if depth == 0 {
        return false;
    }
    for block in blocks.iter().take(MOST + 1) {
        match block {
            Block::Paragraph(one) if one.level == 0 && one.item > 0 => {
                return usize::from(one.item) > depth;
            }
            Block::Paragraph(one) if one.level == 0 => {}
            Block::Paragraph(_) | Block::Table(_) | Block::Apart(_) => return false,
        }
    }
    false
}

/// Columns in which no cell says anything.
fn empty_columns(table: &Table) -> Vec<bool> {
    let mut empty: Vec<bool> = Vec::new();
    for row in &table.rows {
        let mut column = 0;
        for cell in &row.cells {
            for at in column..column + cell.columns {
                if empty.len() <= at {
                    empty.resize(at + 1, true);
                }
                empty[at] &= !cell.has_words();
            }
            column += cell.columns;
        }
    }
    empty
}

/// True for a row that only says where things stand on the page: one as wide as the table, or one
/// whose cells hold parts of the page, with headings, boxes or tables of their own. `columns` are
/// those of the table that say something.
fn is_layout(row: &Row, columns: usize, is_one_row: bool) -> bool {
    let mut told = row.cells.iter().filter(|cell| cell.has_words());
    let is_banner = match (told.next(), told.next()) {
        (Some(one), None) => columns < 2 || one.columns > 1 && one.columns >= columns,
        (None, _) => true,
        (Some(_), Some(_)) => false,
    };
    is_banner
        || row.cells.iter().any(|cell| {
            let is_part = |block: &Block| match block {
                Block::Paragraph(paragraph) => paragraph.level > 0 && cell.blocks.len() > 1,
                Block::Table(_) | Block::Apart(_) => true,
            };
            cell.blocks.iter().any(is_part) || is_one_row && cell.blocks.len() > 2
        })
}

/// True for a bullet or a number that was typed.
fn is_sign(lead: &str) -> bool {
    let mut chars = lead.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => !c.is_alphanumeric() || c == 'o',
        _ => lead
            .strip_suffix(['.', ')'])
            .is_some_and(|digits| digits.len() < 3 && digits.chars().all(|c| c.is_ascii_digit())),
    }
}

/// The text; many blanks in a row set apart, as a tab does.
fn set_apart(text: &str) -> std::borrow::Cow<'_, str> {
    const BLANKS: &str = "     ";
    if !text.contains(BLANKS) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(BLANKS) {
        out.push_str(&rest[..at]);
        out.push(APART);
        rest = rest[at..].trim_start_matches(' ');
    }
    out.push_str(rest);
    out.into()
}
