//! The walk: one loop over the nodes of a page.

use std::rc::Rc;

use super::super::{Fields, Gap, Kind, Lexicon, Line, Opens};
use super::classes::{Meaning, Thing, classes};
use super::draft::{Draft, Style};
use super::facts::{Facts, block_name, is_block};
use super::look::look;
use super::seen::{Seen, Siblings};
use super::soft::{Breaks, breaks};
use super::table::{self, Table};
use super::{Unread, Why};
use crate::extract::fold::{fold, words};
use crate::extract::sheet::Sheet;
use crate::extract::vocabulary::Concept;
use crate::read::{Content, Element, Id};

/// What a walk found; lines without numbers and notes.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) lines: Vec<Line>,
    pub(super) foot: Vec<Line>,
    pub(super) unread: Vec<Unread>,
    pub(super) title: Option<String>,
}

/// Walks a page.
pub(super) fn walk(sheet: &Sheet, lexicon: &Lexicon) -> Walked {
    let facts = Facts::of(sheet.dom);
    let mut walk = Walk {
        sheet,
        lexicon,
        facts: &facts,
        breaks: breaks(sheet, lexicon, &facts),
        seen: Seen::new(sheet, &facts),
        open: Vec::new(),
        state: State::default(),
        siblings: Siblings::default(),
        chain: Vec::new(),
        shared_chain: None,
        draft: Draft::default(),
        opens: Opens::default(),
        tables: Vec::new(),
        height: None,
        source: 1,
        written: 0,
        walked: Walked::default(),
    };
    walk.run();
    walk.walked
}

/// What holds for all text in an element.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) style: Style,
    /// Fields of elements that hold whole entries: they do not end where an inner one begins.
    pub(super) around: Fields,
    pub(super) heading: u8,
    pub(super) depth: u8,
    /// The innermost `dt`, `dd`, `td`, `th` or `summary`.
    pub(super) tag: Option<&'static str>,
    pub(super) thing: Thing,
    pub(super) is_foot: bool,
    /// Inside an entry, whose own foot is none of the page's.
    pub(super) is_entry: bool,
    /// Line ends are breaks.
    pub(super) is_typed: bool,
    /// What stands here titles the element around it.
    pub(super) is_caption: bool,
}

/// An open element.
struct Frame {
    id: Id,
    end: Id,
    is_block: bool,
    /// A row whose cells are parts of one line.
    is_flat: bool,
    /// A cell that titles the rows beside and below it.
    titles_rows: bool,
    /// What held before it.
    before: State,
    /// The siblings around it.
    siblings: Siblings,
    /// How many texts were written before it, for a link that may have none.
    written: usize,
}

pub(super) struct Walk<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) facts: &'a Facts,
    pub(super) breaks: Breaks,
    seen: Seen<'a>,
    open: Vec<Frame>,
    pub(super) state: State,
    /// Those met so far inside the innermost open element.
    pub(super) siblings: Siblings,
    pub(super) chain: Vec<Id>,
    /// The chain as the lines have it, while it holds.
    pub(super) shared_chain: Option<(Rc<[Id]>, Rc<str>)>,
    pub(super) draft: Draft,
    pub(super) opens: Opens,
    tables: Vec<Table>,
    /// Where the last drawn text stands, as written.
    height: Option<String>,
    pub(super) source: usize,
    pub(super) written: usize,
    pub(super) walked: Walked,
}

impl Walk<'_> {
    fn run(&mut self) {
        let end = self.sheet.dom.all().end;
        self.nodes(0, end);
        self.close_before(end);
        self.flush();
    }

    /// Walks the nodes from one up to another.
    fn nodes(&mut self, from: Id, end: Id) {
        let dom = self.sheet.dom;
        let mut id = from;
        while id < end {
            self.close_before(id);
            match &dom.node(id).content {
                Content::Text(text) => {
                    self.text(id, text);
                    id += 1;
                }
                Content::Element(element) => {
                    self.source = dom.node(id).line;
                    id = if self.enter(id, element) {
                        id + 1
                    } else {
                        dom.end(id)
                    };
                }
            }
        }
    }

    /// Walks a table column by column: each is a list under its head.
    fn lists(&mut self, table: Id, lists: Vec<table::List>) {
        let dom = self.sheet.dom;
        for caption in dom.children(table).filter(|id| dom.name(*id) == "caption") {
            self.cell(caption, None);
        }
        for list in lists {
            self.cell(list.title, Some(LIST_TITLE));
            for item in list.items {
                self.cell(item, None);
            }
        }
    }

    /// Walks one cell out of its row.
    fn cell(&mut self, id: Id, heading: Option<u8>) {
        let dom = self.sheet.dom;
        let Some(element) = dom.element(id) else {
            return;
        };
        let around = self.open.len();
        self.source = dom.node(id).line;
        let meaning = self.seen.meaning(id);
        self.open(id, element, meaning);
        if let Some(level) = heading {
            self.state.heading = level;
        }
        self.nodes(id + 1, dom.end(id));
        while self.open.len() > around
            && let Some(frame) = self.open.pop()
        {
            self.close(frame);
        }
    }

    /// Walks the cell of a table's head that titles a section, and leaves what heads its dates.
    fn row_title(&mut self, row: Id, title: Id) {
        let dom = self.sheet.dom;
        self.cell(title, Some(ROW_TITLE));
        for cell in dom.children(row).filter(|cell| *cell != title) {
            if let Some(element) = dom.element(cell) {
                self.leave(cell, element, Why::Column);
            }
        }
    }

    /// True right below a heading.
    fn is_titled(&self) -> bool {
        let last = self.walked.lines.last();
        last.is_some_and(|line| line.heading > 0)
    }

    /// True below a heading that names skills.
    fn tells_skills(&self) -> bool {
        /// What stands farther away heads something else.
        const NEAR: usize = 8;
        let near = self.walked.lines.iter().rev().take(NEAR);
        let heading = near.into_iter().find(|line| line.heading > 0);
        heading.is_some_and(|line| {
            let names = |word: &String| self.lexicon.topic_word(word) == Some(Kind::SKILLS);
            words(&line.text).iter().any(names)
        })
    }

    /// Enters an element; false if nothing in it is walked.
    fn enter(&mut self, id: Id, element: &Element) -> bool {
        match element.name.as_str() {
            "head" | "title" => {
                self.title(id);
                return false;
            }
            "br" => {
                self.line_break(id);
                return false;
            }
            "hr" => {
                self.flush();
                self.siblings.part();
                return false;
            }
            // Drawn text stands where its height says.
            "text" | "tspan" if self.changes_height(element) => self.flush(),
            "img" => {
                self.draft.cross();
                self.siblings.part();
                return false;
            }
            _ => {}
        }
        let meaning = self.seen.meaning(id);
        let why = self.seen.why(id, meaning, &mut self.siblings);
        let why = why.or_else(|| self.is_code(id).then_some(Why::Code));
        if let Some(why) = why.or_else(|| self.why_anchor(id, element)) {
            self.leave(id, element, why);
            self.siblings.last = Some(id);
            self.siblings.count += 1;
            return false;
        }
        if element.name == "table"
            && {
                self.flush();
                self.tells_skills()
            }
            && let Some(lists) = table::lists(self.sheet, self.facts, self.lexicon, id)
        {
            self.lists(id, lists);
            return false;
        }
        if element.name == "tr"
            && let Some(columns) = self.columns_of(id)
        {
            self.flush();
            if let Some(table) = self.tables.last_mut() {
                table.columns = columns;
            }
            match table::title(self.sheet, self.lexicon, id) {
                Some(title) if !self.is_titled() => self.row_title(id, title),
                Some(_) | None => self.leave(id, element, Why::Column),
            }
            return false;
        }
        self.open(id, element, meaning);
        true
    }

    /// True for drawn text on another height than what was drawn before it.
    fn changes_height(&mut self, element: &Element) -> bool {
        let height = element.attribute("y").or_else(|| {
            let is_first = element.name == "text";
            element.attribute("transform").filter(|_| is_first)
        });
        let changes = height.is_some() && height != self.height.as_deref();
        if changes {
            self.height = height.map(str::to_owned);
        }
        changes
    }

    /// True for a program's text, whose author named its language.
    fn is_code(&self, id: Id) -> bool {
        let dom = self.sheet.dom;
        let is_named = |code: Id| {
            let mut classes = dom.element(code).into_iter().flat_map(|it| it.classes());
            classes.any(|class| class.starts_with("language-"))
        };
        dom.name(id) == "pre" && dom.children(id).any(is_named)
    }

    /// What a row says of the columns of its table, where it is the table's head.
    fn columns_of(&self, row: Id) -> Option<Vec<Fields>> {
        let table = self.tables.last()?;
        let dom = self.sheet.dom;
        let mut above = dom.parent(row)?;
        while dom.name(above) != "table" {
            above = dom.parent(above)?;
        }
        let holds_cells = self.facts.of_node(above).cell;
        if !holds_cells || !table.columns.is_empty() {
            return None;
        }
        table::head(self.sheet, self.lexicon, row)
    }

    fn open(&mut self, id: Id, element: &Element, meaning: Meaning) {
        let name = element.name.as_str();
        let end = self.sheet.dom.end(id);
        let fact = *self.facts.of_node(id);
        let is_cell_of_line =
            matches!(name, "td" | "th") && self.open.last().is_some_and(|row| row.is_flat);
        let titles_rows = matches!(name, "td" | "th") && self.titles_rows(id);
        let is_cell_of_line = is_cell_of_line && !titles_rows;
        let level = heading_level(name, element).or(titles_rows.then_some(ROW_TITLE));
        let is_block = !is_cell_of_line && (fact.block || level.is_some());
        let is_flat = name == "tr" && table::is_flat(self.sheet, self.facts, id);
        if is_block {
            self.flush();
            self.chain.push(id);
            self.shared_chain = None;
        } else {
            self.separate(name, is_cell_of_line);
        }
        let column = self.siblings.count;
        self.siblings.last = Some(id);
        self.siblings.count += 1;
        if titles_rows {
            self.opens.row = false;
        }
        self.open.push(Frame {
            id,
            end,
            is_block,
            is_flat,
            titles_rows,
            before: self.state.clone(),
            siblings: std::mem::take(&mut self.siblings),
            written: self.written,
        });
        self.style(name, element);
        let column = matches!(name, "td" | "th").then_some(column);
        let holds_heading = fact.heading && level.is_none();
        self.name_fields(
            element,
            meaning,
            column,
            is_block && fact.length > LONGEST_FIELD,
            holds_heading,
        );
        if is_block {
            self.open_block(id, name, level, meaning);
            self.date_attribute(id, element);
        }
        if name == "table" {
            self.tables.push(Table {
                end,
                columns: Vec::new(),
            });
        }
    }

    /// True for the first of several cells where it titles a section: "Experience:" beside the rows
    /// of its entries.
    fn titles_rows(&self, cell: Id) -> bool {
        /// A longer cell is no title, in letters.
        const LONGEST: u32 = 40;
        let dom = self.sheet.dom;
        let is_first = dom.parent(cell).is_some_and(|row| {
            let mut cells = dom.children(row).filter(|id| dom.element(*id).is_some());
            cells.next() == Some(cell) && cells.any(|id| self.facts.of_node(id).length > 0)
        });
        if !is_first || self.facts.of_node(cell).length > LONGEST {
            return false;
        }
        let text = self.words_of(cell).0;
        let text = text.trim_end_matches([':', '：', ' ']);
        let spans = self
            .sheet
            .dom
            .element(cell)
            .and_then(|cell| cell.attribute("rowspan"));
        let is_tall = spans.is_some_and(|rows| rows.trim().parse().is_ok_and(|rows: u32| rows > 1));
        // "Languages" beside a list is a group of skills.
        let titles = |kind: Kind| is_tall || kind.is_dated();
        self.lexicon.topic_phrase(&fold(text)).is_some_and(titles)
            && self.lexicon.label_exactly(text).is_none()
    }

    /// What separates an inline element from the text before it.
    fn separate(&mut self, name: &str, is_cell: bool) {
        self.draft.cross();
        if is_cell {
            return self.draft.part();
        }
        let before = self
            .siblings
            .last
            .map(|last| self.sheet.dom.name(last))
            .filter(|before| !is_block(before));
        match before {
            Some(before) if is_emphasis(before) && is_emphasis(name) => self.draft.gap(Gap::Style),
            Some(_) => self.draft.part(),
            None if matches!(name, "a" | "span" | "small") => self.draft.gap(Gap::Link),
            None => {}
        }
    }

    fn style(&mut self, name: &str, element: &Element) {
        let style = &mut self.state.style;
        let css = element.attribute("style").unwrap_or_default();
        match name {
            "strong" | "b" | "th" => style.emphasis.strong = true,
            "em" | "i" | "cite" => style.emphasis.emphasized = true,
            // A paragraph that its author indented is text.
            "code" | "kbd" | "samp" => style.emphasis.code = !self.state.is_typed,
            "a" => {
                if let Some(href) = element.attribute("href").filter(|href| !href.is_empty()) {
                    style.href = Some(href.into());
                }
            }
            "span" | "small" | "u" | "font" => {
                let class = element.attribute("class").filter(|class| !class.is_empty());
                let mark = class.or(Some(css).filter(|css| !css.is_empty()));
                let mark = mark.or((name == "small").then_some(name));
                if let Some(mark) = mark {
                    style.mark = Some(look(mark).into());
                }
            }
            _ => {}
        }
        style.emphasis.strong |= is_heavy(css);
    }

    /// The fields of an element's classes and microdata, or those of its column. What holds a
    /// long text names no field of its lines, and what holds a heading is no mere value.
    fn name_fields(
        &mut self,
        element: &Element,
        meaning: Meaning,
        column: Option<usize>,
        is_long: bool,
        holds_heading: bool,
    ) {
        let all = classes();
        let mut fields = self.seen.fields(element, meaning);
        self.state.around = self.state.around.or(fields.and(Fields::CARD));
        fields = fields.without(Fields::CARD);
        if let Some(property) = element.attribute("itemprop") {
            fields = fields.or(all.property(property, self.state.thing));
        }
        if element.attribute("itemscope").is_some() {
            let kind = element.attribute("itemtype").unwrap_or_default();
            self.state.thing = all.thing(kind);
        }
        if holds_heading {
            fields = VALUES
                .iter()
                .fold(fields, |left, value| left.without(*value));
        }
        let of_column = column.and_then(|at| self.tables.last()?.columns.get(at).copied());
        if let Some(named) = of_column.filter(|named| !named.is_empty()) {
            fields = named;
        }
        if !fields.is_empty() && !is_long {
            self.state.style.fields = fields;
        }
    }

    fn open_block(&mut self, id: Id, name: &str, level: Option<u8>, meaning: Meaning) {
        let is_caption = match name {
            "ul" | "ol" => self.is_captioned(id),
            "header" | "legend" | "caption" => self.is_caption(id),
            _ => self.state.is_caption && name != "li",
        };
        let dom = self.sheet.dom;
        let is_list = |id: &Id| matches!(dom.name(*id), "ul" | "ol");
        let state = &mut self.state;
        state.is_caption = is_caption;
        if let Some(level) = level {
            state.heading = level;
        }
        match name {
            // What holds headings is no item that tells, but the box around an entry or a section.
            "li" if !self.facts.of_node(id).heading => {
                state.depth = state.depth.saturating_add(1);
                self.opens.item = state.depth;
            }
            // A list among the items of another belongs to the one above it.
            "ul" | "ol" if self.chain.iter().rev().nth(1).is_some_and(is_list) => {
                state.depth = state.depth.saturating_add(1);
            }
            "dt" => self.opens.term = true,
            "tr" => self.opens.row = true,
            "pre" => state.is_typed = true,
            _ => {}
        }
        if matches!(name, "dt" | "dd" | "td" | "th" | "summary") {
            state.tag = Some(block_name(name));
        }
        let is_foot = name == "footer" || meaning.says.foot;
        state.is_foot |= is_foot && !state.is_entry;
        state.is_foot |= self.sheet.concept(id) == Some(Concept::Call);
        state.is_entry |= matches!(name, "article" | "li" | "blockquote" | "figure");
        state.is_entry |= meaning.fields.has(Fields::CARD);
    }

    /// True for a list with words of its own before its first item.
    fn is_captioned(&self, list: Id) -> bool {
        let dom = self.sheet.dom;
        let first = dom
            .children(list)
            .find(|id| dom.name(*id) == "li" || self.facts.of_node(*id).letters > 0);
        first.is_some_and(|first| {
            dom.name(first) != "li" && self.facts.of_node(first).length <= LONGEST_CAPTION
        })
    }

    /// True for the few words that open a part of the page and are no heading.
    fn is_caption(&self, id: Id) -> bool {
        let dom = self.sheet.dom;
        let fact = self.facts.of_node(id);
        let is_in_part = || {
            let above = dom.parent(id).map(|above| dom.name(above));
            matches!(above, Some("article" | "section" | "fieldset" | "table"))
        };
        !fact.heading && !fact.link && fact.length <= LONGEST_CAPTION && is_in_part()
    }

    /// A date that only the page's style prints, from an attribute, is a line of its own.
    fn date_attribute(&mut self, id: Id, element: &Element) {
        /// A larger element is asked for the same date in its text only at a price, in letters.
        const LONGEST: u32 = 2000;
        let written = element.attribute("data-date").unwrap_or_default().trim();
        if written.is_empty() || self.facts.of_node(id).length > LONGEST {
            return;
        }
        let dates = super::annotate::dates(self.lexicon, written);
        let is_date = dates
            .first()
            .is_some_and(|date| date.at == (0..written.len()));
        if is_date && !self.words_of(id).0.contains(written) {
            let style = self.style_here();
            let written = written.to_owned();
            self.push(&written, &style, id);
            self.flush();
        }
    }

    /// Closes the elements that end before a node.
    fn close_before(&mut self, id: Id) {
        while let Some(frame) = self.open.pop_if(|frame| frame.end <= id) {
            self.close(frame);
        }
    }

    fn close(&mut self, frame: Frame) {
        let dom = self.sheet.dom;
        let name = dom.name(frame.id);
        self.draft.cross();
        if name == "a" && self.written == frame.written {
            self.bare_link(frame.id);
        }
        if frame.is_block {
            self.flush();
            self.chain.pop();
            self.shared_chain = None;
            // The row goes on behind its title.
            self.opens.row |= frame.titles_rows;
            // What had no line begins with none.
            match name {
                "li" => self.opens.item = 0,
                "dt" => self.opens.term = false,
                "tr" => self.opens.row = false,
                _ => {}
            }
        }
        self.tables.pop_if(|table| table.end <= frame.end);
        self.state = frame.before;
        self.siblings = frame.siblings;
    }
}

/// A longer text is no caption, in characters.
const LONGEST_CAPTION: u32 = 60;

/// The heading level of a title over a column that is a list.
const LIST_TITLE: u8 = 6;

/// The heading level of a title in a table's first cell.
const ROW_TITLE: u8 = 2;

/// In a longer block a class names the block and not the fields of its lines, in characters.
const LONGEST_FIELD: u32 = 160;

/// Fields whose values have no headings of their own: `stack` may be a pile of cards.
const VALUES: [Fields; 6] = [
    Fields::TAGS,
    Fields::TAG,
    Fields::PERIOD,
    Fields::LOCATION,
    Fields::METRIC_VALUE,
    Fields::METRIC_LABEL,
];

/// The level of a heading; an element whose role is a heading has level 2 unless it tells.
fn heading_level(name: &str, element: &Element) -> Option<u8> {
    if let [b'h', level @ b'1'..=b'6'] = name.as_bytes() {
        return Some(level - b'0');
    }
    (element.attribute("role") == Some("heading")).then(|| {
        let level = element
            .attribute("aria-level")
            .and_then(|told| told.parse().ok());
        level.unwrap_or(2u8).clamp(1, 6)
    })
}

fn is_emphasis(name: &str) -> bool {
    matches!(name, "strong" | "b" | "em" | "i" | "u")
}

/// True for a style that sets bold.
fn is_heavy(css: &str) -> bool {
    /// The least weight that is bold.
    const HEAVY: u32 = 600;
    css.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(key, value)| {
            let value = value.split_whitespace().next().unwrap_or_default();
            key.trim().eq_ignore_ascii_case("font-weight")
                && (value.eq_ignore_ascii_case("bold")
                    || value.parse().is_ok_and(|weight: u32| weight >= HEAVY))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavy_styles_are_bold() {
        assert!(is_heavy("color: red; font-weight: 700"));
        assert!(is_heavy("FONT-WEIGHT:Bold !important"));
        assert!(!is_heavy("font-weight: 400"));
    }
}
