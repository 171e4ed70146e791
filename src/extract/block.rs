//! A page as a row of blocks: headings, paragraphs, lists, chips, figures, in reading order.
//!
//! Wrappers are looked through; what matters of them (a card's bounds, what a class says)
//! stays with each block. Structure decides first, class names help where it is silent.

use std::ops::Range;

use super::cells::cells;
use super::period;
use super::sheet::Sheet;
use super::text::{self, is_inline};
use super::vocabulary::Concept;
use crate::read::{Content, Dom, Id};

/// One block.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Its nodes.
    pub(super) range: Range<Id>,
    /// What the nearest class says about it.
    pub(super) concept: Option<Concept>,
    /// The card it lies in, by the card's node.
    pub(super) card: Option<(Id, Card)>,
}

/// What a card is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Card {
    /// A class calls it a card.
    Full,
    /// A class calls it a small project.
    Small,
    /// A class calls it an article.
    Article,
    /// One of several parts of the same structure.
    Cell,
}

/// The sorts of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// A bulleted or numbered list.
    List,
    /// Terms with definitions.
    Definitions,
    /// A table.
    Table,
    /// Short words side by side.
    Tags,
    /// Figures with their labels.
    Metrics,
    /// A call to action.
    Call,
    /// What a page has for its readers and a résumé has not: navigation, a form, a footer.
    Frame,
}

/// The blocks of a document.
pub(super) fn blocks(sheet: &Sheet) -> Vec<Block> {
    let holds_blocks = holds_blocks(sheet);
    let mut walker = Walker {
        sheet,
        dom: sheet.dom,
        cells: cells(sheet, &holds_blocks),
        holds_blocks,
        contexts: Vec::new(),
        out: Vec::new(),
    };
    walker.walk();
    walker.out
}

/// For every node, whether a block lies in it.
fn holds_blocks(sheet: &Sheet) -> Vec<bool> {
    let dom = sheet.dom;
    let mut holds = vec![false; dom.all().len()];
    let mut open: Vec<Id> = Vec::new();
    for id in dom.all() {
        while open.last().is_some_and(|&top| dom.end(top) <= id) {
            open.pop();
        }
        let Some(element) = dom.element(id) else {
            continue;
        };
        let is_block = !is_inline(&element.name) || sheet.concept(id) == Some(Concept::Call);
        if is_block {
            for &above in open.iter().rev() {
                if std::mem::replace(&mut holds[above], true) {
                    break;
                }
            }
        }
        open.push(id);
    }
    holds
}

struct Walker<'a> {
    sheet: &'a Sheet<'a>,
    dom: &'a Dom,
    /// Parts of one structure, by their nodes.
    cells: Vec<bool>,
    holds_blocks: Vec<bool>,
    /// Open wrappers that say something, the innermost last.
    contexts: Vec<Context>,
    out: Vec<Block>,
}

/// A wrapper that says something about what lies in it.
struct Context {
    end: Id,
    concept: Option<Concept>,
    card: Option<(Id, Card)>,
}

impl Walker<'_> {
    fn walk(&mut self) {
        let mut id = 0;
        let end = self.dom.all().end;
        while id < end {
            while self
                .contexts
                .last()
                .is_some_and(|context| context.end <= id)
            {
                self.contexts.pop();
            }
            id = match &self.dom.node(id).content {
                Content::Text(text) if text.trim().is_empty() => id + 1,
                Content::Text(_) => self.line(id),
                Content::Element(_) => self.element(id),
            };
        }
    }

    fn context(&self) -> (Option<Concept>, Option<(Id, Card)>) {
        self.contexts
            .last()
            .map_or((None, None), |context| (context.concept, context.card))
    }

    fn push(&mut self, kind: BlockKind, range: Range<Id>, own: Option<Concept>) {
        let (around, card) = self.context();
        self.out.push(Block {
            kind,
            range,
            concept: own.or(around),
            card,
        });
    }

    /// Takes an element; gives the node to go on with.
    fn element(&mut self, id: Id) -> Id {
        let dom = self.dom;
        let element = dom.element(id).expect("called for elements only");
        let own = self.sheet.concept(id);
        let end = dom.end(id);
        match own {
            Some(Concept::Call) => {
                self.push(BlockKind::Call, id..end, own);
                return end;
            }
            Some(Concept::Control | Concept::Unseen) => return end,
            Some(Concept::Ignored) => {
                self.push(BlockKind::Frame, id..end, own);
                return end;
            }
            Some(Concept::Tags) if self.is_row(id) => {
                self.push(BlockKind::Tags, id..end, own);
                return end;
            }
            Some(Concept::Metric) if self.holds_blocks[id] || !is_inline(&element.name) => {
                self.push(BlockKind::Metrics, id..end, own);
                return end;
            }
            Some(Concept::Card) => return self.card(id, Card::Full),
            Some(Concept::SmallCard) => return self.card(id, Card::Small),
            Some(Concept::Article) => return self.card(id, Card::Article),
            Some(_) | None if self.cells[id] && self.context().1.is_none() => {
                return self.card(id, Card::Cell);
            }
            Some(_) | None => {}
        }
        match element.name.as_str() {
            "head" | "pre" => end,
            "nav" | "footer" | "form" => {
                self.push(BlockKind::Frame, id..end, own);
                end
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name.as_bytes()[1] - b'0';
                self.push(BlockKind::Heading(level), id..end, own);
                end
            }
            "summary" => {
                self.push(BlockKind::Heading(6), id..end, own);
                end
            }
            "ul" | "ol" | "menu" if self.holds_cells(id) => id + 1,
            "table" if self.is_for_looks(id) => id + 1,
            "ul" | "ol" | "menu" => {
                if self.is_navigation(id) {
                    self.push(BlockKind::Frame, id..end, own);
                    return end;
                }
                let kind = if self.is_tag_list(id, own) {
                    BlockKind::Tags
                } else {
                    BlockKind::List
                };
                self.push(kind, id..end, own);
                end
            }
            "dl" => {
                self.push(BlockKind::Definitions, id..end, own);
                end
            }
            "table" => {
                self.push(BlockKind::Table, id..end, own);
                end
            }
            "hr" | "img" => end,
            name if is_inline(name) && !self.holds_blocks[id] => self.line(id),
            _ if !self.holds_blocks[id] => {
                if self.has_text(id..end) && !self.is_page_break(id..end) {
                    let kind = self.sort(id + 1..end);
                    self.push(kind, id..end, own);
                }
                end
            }
            _ => {
                let (around, card) = self.context();
                if own.is_some() {
                    self.contexts.push(Context {
                        end,
                        concept: own.or(around),
                        card,
                    });
                }
                id + 1
            }
        }
    }

    /// True for a line that is a page break and no text.
    fn is_page_break(&self, range: Range<Id>) -> bool {
        let mut texts = range.filter_map(|id| match &self.dom.node(id).content {
            Content::Text(text) if text.trim().is_empty() => None,
            Content::Text(text) => Some(text.as_str()),
            Content::Element(_) => None,
        });
        let words = &self.sheet.words.page_breaks;
        texts.next().is_some_and(|text| words.is_line(text)) && texts.next().is_none()
    }

    /// Takes text and inline elements up to the next block or the wrapper's end.
    fn line(&mut self, from: Id) -> Id {
        let dom = self.dom;
        let mut end = from;
        let limit = dom.all().end;
        while end < limit {
            let is_line = match &dom.node(end).content {
                Content::Text(_) => true,
                Content::Element(element) => is_inline(&element.name) && !self.holds_blocks[end],
            };
            if !is_line || !self.is_sibling(from, end) {
                break;
            }
            end = dom.end(end);
        }
        // A text always has at least itself.
        let end = end.max(from + 1);
        if self.has_text(from..end) {
            let own = dom
                .element(from)
                .filter(|_| dom.end(from) == end)
                .and_then(|_| self.sheet.concept(from))
                .filter(|concept| !matches!(concept, Concept::Tag | Concept::Metric));
            let kind = self.sort(from..end);
            self.push(kind, from..end, own);
        }
        end
    }

    /// True if no wrapper ends between two nodes; both are reached without entering one.
    fn is_sibling(&self, from: Id, to: Id) -> bool {
        from == to || self.dom.shares_parent(from, to)
    }

    /// Opens a card and goes on inside it.
    fn card(&mut self, id: Id, card: Card) -> Id {
        self.contexts.push(Context {
            end: self.end_of_part(id),
            concept: None,
            card: Some((id, card)),
        });
        id + 1
    }

    /// Where a part ends. Rows of a table without a date or a heading go on with the row above.
    fn end_of_part(&self, id: Id) -> Id {
        let dom = self.dom;
        let mut end = dom.end(id);
        let Some(around) = dom.parent(id).filter(|_| dom.name(id) == "tr") else {
            return end;
        };
        let is_heading = |id: Id| {
            matches!(
                dom.name(id),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary"
            )
        };
        while end < dom.end(around) {
            let is_own = self.cells[end] || dom.within(end).any(is_heading);
            if dom.name(end) == "tr" && is_own {
                break;
            }
            end = dom.end(end);
        }
        end
    }

    /// True for a list whose items are parts with headings of their own.
    fn holds_cells(&self, id: Id) -> bool {
        let dom = self.dom;
        let item = |id: Id| {
            self.cells[id]
                || matches!(
                    self.sheet.concept(id),
                    Some(Concept::Card | Concept::SmallCard | Concept::Article)
                )
        };
        dom.children(id).any(item)
    }

    /// True for a table that arranges a page: headings, lists or tables lie in it.
    fn is_for_looks(&self, id: Id) -> bool {
        self.dom.within(id).any(|inner| {
            matches!(
                self.dom.name(inner),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "table" | "dl"
            )
        })
    }

    /// True for a list of links to parts of the same page and nothing else.
    fn is_navigation(&self, id: Id) -> bool {
        let dom = self.dom;
        let mut count = 0;
        for item in dom.children(id).filter(|&item| dom.name(item) == "li") {
            let mut links = dom.within(item).filter(|&id| dom.name(id) == "a");
            let leads_here = links.next().is_some_and(|link| {
                let target = dom.element(link).and_then(|a| a.attribute("href"));
                // A lone "#" leads nowhere; "#skills" leads down this page.
                target.is_some_and(|to| to.len() > 1 && to.starts_with('#'))
            });
            if !leads_here {
                return false;
            }
            count += 1;
        }
        count > 1
    }

    /// True for an element whose children are short words side by side, nothing labelled.
    fn is_row(&self, id: Id) -> bool {
        let dom = self.dom;
        let mut id_ = id + 1;
        let mut count = 0;
        while id_ < dom.end(id) {
            match &dom.node(id_).content {
                Content::Text(text) if text.trim().is_empty() => {}
                Content::Text(_) => return false,
                Content::Element(element)
                    if matches!(
                        element.name.as_str(),
                        "span" | "li" | "a" | "code" | "div" | "p"
                    ) =>
                {
                    count += 1
                }
                Content::Element(_) => return false,
            }
            id_ = dom.end(id_);
        }
        count > 0
    }

    fn has_text(&self, range: Range<Id>) -> bool {
        range.into_iter().any(
            |id| matches!(&self.dom.node(id).content, Content::Text(text) if !text.trim().is_empty()),
        )
    }

    fn is_tag_list(&self, id: Id, own: Option<Concept>) -> bool {
        let concept_of = |id: Id| self.sheet.concept(id);
        let mut items = self
            .dom
            .children(id)
            .filter(|&item| self.dom.name(item) == "li")
            .peekable();
        matches!(own, Some(Concept::Tag | Concept::Tags))
            || items.peek().is_some() && items.all(|item| concept_of(item) == Some(Concept::Tag))
    }

    /// Running text, chips or figures: by what stands side by side on the line.
    fn sort(&self, range: Range<Id>) -> BlockKind {
        let dom = self.dom;
        let mut spans = 0;
        let mut inner = 0;
        let mut tags = 0;
        let mut metrics = 0;
        let mut id = range.start;
        while id < range.end {
            match &dom.node(id).content {
                Content::Text(text) if text.trim().is_empty() => {}
                Content::Text(_) => return BlockKind::Paragraph,
                Content::Element(element) => {
                    if self.sheet.is_aside(id) {
                        id = dom.end(id);
                        continue;
                    }
                    // A date among spans makes them the facts of a line.
                    let words = text::plain(self.sheet, dom.subtree(id), |_| false);
                    if words
                        .as_ref()
                        .is_some_and(|w| period::read(self.sheet.words, &w.value, &w.span).is_ok())
                    {
                        return BlockKind::Paragraph;
                    }
                    match self.sheet.concept(id) {
                        Some(Concept::Tag) => tags += 1,
                        Some(Concept::Metric) => metrics += 1,
                        Some(_) => return BlockKind::Paragraph,
                        None if element.name == "span" => spans += 1,
                        None => return BlockKind::Paragraph,
                    }
                    if dom.children(id).any(|child| dom.name(child) == "span") {
                        inner += 1;
                    }
                }
            }
            id = dom.end(id);
        }
        if metrics > 0 || (spans > 1 && inner == spans) {
            BlockKind::Metrics
        } else if tags > 0 || (spans > 1 && inner == 0) {
            BlockKind::Tags
        } else {
            BlockKind::Paragraph
        }
    }
}
