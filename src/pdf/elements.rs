//! Structure elements (ISO 32000-1, 14.7.2): a tree that grows as content is written.
//!
//! An element joins its parent when its first content is written. So the tree's order is that
//! of the content, and an element without content is never in it.

use std::sync::Arc;

use crate::units::Pt;

/// Standard structure types (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Document,
    Section,
    /// The level wanted; no level is skipped where the element joins the tree.
    Heading(u8),
    Paragraph,
    /// Bullets.
    Bullets,
    /// Items with numbers.
    Numbers,
    /// Pieces without marks, or with words for labels.
    List,
    Item,
    Label,
    ItemBody,
    Link,
    Figure,
}

impl Tag {
    pub(super) fn name(self) -> &'static str {
        match self {
            Tag::Document => "Document",
            Tag::Section => "Sect",
            Tag::Heading(level) => match level {
                0 | 1 => "H1",
                2 => "H2",
                3 => "H3",
                _ => "H4",
            },
            Tag::Paragraph => "P",
            Tag::Bullets | Tag::Numbers | Tag::List => "L",
            Tag::Item => "LI",
            Tag::Label => "Lbl",
            Tag::ItemBody => "LBody",
            Tag::Link => "Link",
            Tag::Figure => "Figure",
        }
    }
}

/// Number of an element, from 0: the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ElementId(pub usize);

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kid {
    Element(ElementId),
    /// A marked-content sequence of a page's stream.
    Marked {
        page: usize,
        mcid: usize,
    },
    /// A link's area, by its place among a page's annotations.
    Annotation {
        page: usize,
        index: usize,
    },
}

#[derive(Debug)]
pub(super) struct Element {
    pub tag: Tag,
    pub parent: Option<ElementId>,
    pub kids: Vec<Kid>,
    /// What a figure shows and where.
    pub figure: Option<Figure>,
    /// The language of what is inside, where it is another than that around it.
    pub language: Option<Arc<str>>,
}

/// What stands for a picture where it cannot be seen, and its place on the page: left, bottom,
/// right and top, from the page's lower left corner.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub alt: Arc<str>,
    pub place: [Pt; 4],
}

/// All elements of a document.
#[derive(Debug)]
pub(super) struct Elements {
    list: Vec<Element>,
    /// For each page the owners of its marked-content sequences, by MCID.
    marked: Vec<Vec<ElementId>>,
    /// For each page the owners of its annotations.
    annotated: Vec<Vec<ElementId>>,
    /// Level of the last heading that joined.
    level: u8,
}

impl Elements {
    pub(super) fn new(pages: usize) -> Self {
        Elements {
            list: vec![Element {
                tag: Tag::Document,
                parent: None,
                kids: Vec::new(),
                figure: None,
                language: None,
            }],
            marked: vec![Vec::new(); pages],
            annotated: vec![Vec::new(); pages],
            level: 0,
        }
    }

    pub(super) const ROOT: ElementId = ElementId(0);

    pub(super) fn add(&mut self, tag: Tag, parent: ElementId) -> ElementId {
        self.list.push(Element {
            tag,
            parent: Some(parent),
            kids: Vec::new(),
            figure: None,
            language: None,
        });
        ElementId(self.list.len() - 1)
    }

    pub(super) fn get(&self, id: ElementId) -> &Element {
        &self.list[id.0]
    }

    /// Says what language an element is in.
    pub(super) fn speak(&mut self, id: ElementId, language: Arc<str>) {
        self.list[id.0].language = Some(language);
    }

    /// Says what a figure shows.
    pub(super) fn describe(&mut self, id: ElementId, figure: Figure) {
        self.list[id.0].figure = Some(figure);
    }

    /// A new marked-content sequence of an element: its MCID on the page.
    pub(super) fn mark(&mut self, id: ElementId, page: usize) -> usize {
        self.join(id);
        let mcid = self.marked[page].len();
        self.marked[page].push(id);
        self.list[id.0].kids.push(Kid::Marked { page, mcid });
        mcid
    }

    /// Makes the page's next annotation part of an element.
    pub(super) fn annotate(&mut self, id: ElementId, page: usize) {
        self.join(id);
        let index = self.annotated[page].len();
        self.annotated[page].push(id);
        self.list[id.0].kids.push(Kid::Annotation { page, index });
    }

    /// Joins an element and those above it to the tree.
    fn join(&mut self, id: ElementId) {
        if !self.list[id.0].kids.is_empty() {
            return;
        }
        let Some(parent) = self.list[id.0].parent else {
            return;
        };
        self.join(parent);
        if let Tag::Heading(wanted) = self.list[id.0].tag {
            // ISO 14289-1, 7.4.2: no level is skipped on the way down.
            self.level = wanted.min(self.level + 1);
            self.list[id.0].tag = Tag::Heading(self.level);
        }
        self.list[parent.0].kids.push(Kid::Element(id));
    }

    /// Elements with content, by number.
    pub(super) fn with_content(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        self.list
            .iter()
            .enumerate()
            .filter(|(_, element)| !element.kids.is_empty())
            .map(|(index, element)| (ElementId(index), element))
    }

    /// Owners of marked content, by page and MCID.
    pub(super) fn marked(&self) -> &[Vec<ElementId>] {
        &self.marked
    }

    /// Owners of annotations, by page and place.
    pub(super) fn annotated(&self) -> &[Vec<ElementId>] {
        &self.annotated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_skipped_and_nothing_empty_joins() {
        let mut elements = Elements::new(1);
        let section = elements.add(Tag::Section, Elements::ROOT);
        let empty = elements.add(Tag::Heading(1), section);
        let deep = elements.add(Tag::Heading(3), section);
        let next = elements.add(Tag::Heading(4), section);
        elements.mark(deep, 0);
        elements.mark(next, 0);
        assert_eq!(elements.get(deep).tag.name(), "H1");
        assert_eq!(elements.get(next).tag.name(), "H2");
        assert_eq!(
            elements.get(section).kids,
            [Kid::Element(deep), Kid::Element(next)]
        );
        assert!(elements.with_content().all(|(id, _)| id != empty));
    }
}
