//! The structure tree with its parent tree (ISO 32000-1, 14.7).

use super::elements::{Element, ElementId, Elements, Kid, Tag};
use super::file::{File, Ref};
use super::object;
use super::pass::PageNumbers;
use crate::units::finite;

/// Writes the tree; returns the root's number.
pub(super) fn write(file: &mut File, elements: &Elements, pages: &[PageNumbers]) -> Ref {
    let root = file.reserve();
    // An element's number is that of the first plus its own.
    let mut numbers = Vec::new();
    for (id, _) in elements.with_content() {
        numbers.resize(id.0 + 1, Ref(0));
        numbers[id.0] = file.reserve();
    }
    let writer = Writer { numbers, pages };
    for (id, element) in elements.with_content() {
        writer.element(file, id, element, root);
    }
    let parents = writer.parent_tree(file, elements);
    file.start(root);
    file.put(format_args!("<</Type/StructTreeRoot"));
    if let Some(document) = writer.numbers.first() {
        file.put(format_args!("/K {document}"));
    }
    let next = pages.len() + pages.iter().map(|page| page.links.len()).sum::<usize>();
    file.put(format_args!(
        "/ParentTree {parents}/ParentTreeNextKey {next}>>"
    ));
    root
}

/// The key of a page's link in the parent tree; a page's own key is its place.
pub(super) fn link_key(pages: &[PageNumbers], page: usize, index: usize) -> usize {
    let before: usize = pages[..page].iter().map(|page| page.links.len()).sum();
    pages.len() + before + index
}

struct Writer<'a> {
    /// Numbers of elements; 0 for those without content.
    numbers: Vec<Ref>,
    pages: &'a [PageNumbers],
}

impl Writer<'_> {
    fn number(&self, id: ElementId) -> Ref {
        self.numbers[id.0]
    }

    fn element(&self, file: &mut File, id: ElementId, element: &Element, root: Ref) {
        let parent = element.parent.map_or(root, |parent| self.number(parent));
        file.start(self.number(id));
        file.text("<</S/")
            .text(element.tag.name())
            .text("/P ")
            .reference(parent);
        // ISO 32000-1, 14.8.5.5: how the items of a list are marked.
        match element.tag {
            Tag::Bullets => {
                file.text("/A<</O/List/ListNumbering/Disc>>");
            }
            Tag::Numbers => {
                file.text("/A<</O/List/ListNumbering/Decimal>>");
            }
            Tag::Document
            | Tag::Section
            | Tag::Heading(_)
            | Tag::Paragraph
            | Tag::List
            | Tag::Item
            | Tag::Label
            | Tag::ItemBody
            | Tag::Link
            | Tag::Figure => {}
        }
        if let Some(language) = &element.language {
            file.text("/Lang");
            file.put_object(&object::text(language));
        }
        if let Some(figure) = &element.figure {
            file.text("/Alt");
            file.put_object(&object::text(&figure.alt));
            let [left, bottom, right, top] = figure.place.map(|length| finite(length.0));
            file.put(format_args!(
                "/A<</O/Layout/Placement/Block/BBox[{left} {bottom} {right} {top}]>>"
            ));
        }
        // The page of the first content; content of other pages names its own.
        let own = element.kids.iter().find_map(|kid| match kid {
            Kid::Marked { page, .. } => Some(*page),
            Kid::Element(_) | Kid::Annotation { .. } => None,
        });
        if let Some(page) = own {
            file.text("/Pg ").reference(self.pages[page].page);
        }
        file.text("/K[");
        for (index, kid) in element.kids.iter().enumerate() {
            if index > 0 {
                file.text(" ");
            }
            match *kid {
                Kid::Element(kid) => {
                    file.reference(self.number(kid));
                }
                Kid::Marked { page, mcid } if Some(page) == own => {
                    file.integer(mcid);
                }
                Kid::Marked { page, mcid } => {
                    let page = self.pages[page].page;
                    file.text("<</Type/MCR/Pg ").reference(page);
                    file.text("/MCID ").integer(mcid).text(">>");
                }
                Kid::Annotation { page, index } => {
                    let (link, page) = (self.pages[page].links[index], self.pages[page].page);
                    file.text("<</Type/OBJR/Pg ").reference(page);
                    file.text("/Obj ").reference(link).text(">>");
                }
            }
        }
        file.text("]>>");
    }

    /// From pages' marked content and from links to elements.
    fn parent_tree(&self, file: &mut File, elements: &Elements) -> Ref {
        let number = file.reserve();
        file.start(number);
        file.text("<</Nums[");
        for (page, owners) in elements.marked().iter().enumerate() {
            file.integer(page).text("[");
            for owner in owners {
                file.reference(self.number(*owner)).text(" ");
            }
            file.text("]");
        }
        for (page, owners) in elements.annotated().iter().enumerate() {
            for (index, owner) in owners.iter().enumerate() {
                let key = link_key(self.pages, page, index);
                file.text(" ").integer(key).text(" ");
                file.reference(self.number(*owner));
            }
        }
        file.text("]>>");
        number
    }
}
