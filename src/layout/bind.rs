//! Several documents become one: a book with a list of its contents.

use std::sync::Arc;

use super::flow::{NodeId, Role};
use super::frame::{Document, Frame, Item, OutlineItem, Owner, Part, Placed};
use super::inline::label;
use crate::font::Shaper;
use crate::theme::{Paper, TextRole, Theme};
use crate::units::{Point, Pt};

/// A document of a book.
#[derive(Clone, Debug)]
pub struct Chapter<'a> {
    /// The document.
    pub document: Document,
    /// What the outline calls it.
    pub title: String,
    /// The theme that it was set in.
    pub theme: &'a Theme,
    /// The sheet that it was set on.
    pub paper: Paper,
}

/// Binds documents one after another; the first is the list of their contents, and its properties
/// are those of the book. Each has its title in the outline, above what was its own outline, and
/// every page bears its number in the book.
pub fn bind(chapters: Vec<Chapter<'_>>, shaper: &mut Shaper) -> Document {
    let mut binder = Binder {
        book: Document {
            pages: Vec::new(),
            structure: Vec::new(),
            outline: Vec::new(),
            info: chapters
                .first()
                .map(|first| first.document.info.clone())
                .unwrap_or_default(),
        },
        next: 0,
        shaper,
    };
    for chapter in chapters {
        binder.add(chapter);
    }
    binder.book
}

struct Binder<'a> {
    book: Document,
    /// The first number that no node has.
    next: u32,
    shaper: &'a mut Shaper,
}

impl Binder<'_> {
    fn add(&mut self, chapter: Chapter<'_>) {
        let Chapter {
            document,
            title,
            theme,
            paper,
        } = chapter;
        let (first, start) = (self.book.pages.len(), self.next);
        // Numbers of nodes begin anew in every document.
        let mut parts = document.structure;
        for part in &mut parts {
            self.renumber(part, start);
        }
        for mut page in document.pages {
            for placed in &mut page.items {
                if let Owner::Node(id) = placed.owner {
                    placed.owner = Owner::Node(NodeId(id.0 + start));
                }
            }
            self.number(&mut page, document.info.running.as_deref(), theme, paper);
            self.book.pages.push(page);
        }
        let own = &document.info.language;
        let is_foreign = *own != self.book.info.language;
        self.book.structure.push(Part {
            numbered: false,
            id: NodeId(self.next),
            role: Role::Section(None),
            in_pieces: false,
            language: is_foreign.then(|| Arc::from(own.as_str())),
            parts,
        });
        self.next += 1;
        self.book.outline.push(OutlineItem {
            title,
            level: 1,
            page: first,
            top: Pt::ZERO,
        });
        let below = document.outline.into_iter().map(|item| OutlineItem {
            level: item.level + 1,
            page: item.page + first,
            ..item
        });
        self.book.outline.extend(below);
    }

    fn renumber(&mut self, part: &mut Part, start: u32) {
        part.id = NodeId(part.id.0 + start);
        self.next = self.next.max(part.id.0 + 1);
        for inside in &mut part.parts {
            self.renumber(inside, start);
        }
    }

    /// Puts the book's number in the place of the document's.
    fn number(&mut self, page: &mut Frame, running: Option<&str>, theme: &Theme, paper: Paper) {
        let number = self.book.pages.len() + 1;
        let text = match running {
            Some(running) => format!("{running} · {number}"),
            None => number.to_string(),
        };
        let line = label(&text, TextRole::Foot, theme, self.shaper);
        let margins = theme.margins_on(paper);
        let mut right = page.size.width - margins.right;
        if let Some(at) = page.items.iter().rposition(is_foot) {
            let old = page.items.remove(at);
            // In a document that is read from right to left it stands on the other side.
            if old.at.x < page.size.width / 2.0 {
                right = old.at.x + line.width;
            }
        }
        page.items.push(Placed {
            at: Point {
                x: right - line.width,
                y: page.size.height - theme.foot,
            },
            item: Item::Line(line),
            owner: Owner::Artifact,
        });
    }
}

/// True for running words with a page's number.
fn is_foot(placed: &Placed) -> bool {
    let Item::Line(line) = &placed.item else {
        return false;
    };
    let first = line.segments.first();
    placed.owner == Owner::Artifact && first.is_some_and(|first| first.role == TextRole::Foot)
}
