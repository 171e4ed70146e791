//! One parsed document, flat and in reading order, every element with its line.
//!
//! The nodes lie in one list, each before its descendants, and each knows where its
//! descendants end. A walk is a loop over indices: nesting costs no stack.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

use compact_str::CompactString;
use ego_tree::{NodeRef, Tree};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};
use rustc_hash::{FxBuildHasher, FxHashMap};
use scraper::{Html, HtmlTreeSink};

use crate::characters;

/// The index of a node.
pub(crate) type Id = usize;

/// A document.
#[derive(Debug)]
pub(crate) struct Dom {
    nodes: Vec<Node>,
    data: Vec<(usize, String)>,
}

/// An element or a text.
#[derive(Debug)]
pub(crate) struct Node {
    /// What it is.
    pub(crate) content: Content,
    /// The line of the page on which its start tag ends; of its parent for a text.
    pub(crate) line: usize,
    /// One past its last descendant.
    end: Id,
    parent: Option<Id>,
}

/// The two sorts of nodes that are kept.
#[derive(Debug)]
pub(crate) enum Content {
    /// An element.
    Element(Element),
    /// The characters between tags, entities decoded.
    Text(String),
}

/// An element's start tag.
#[derive(Debug)]
pub(crate) struct Element {
    /// The name in lower case.
    pub(crate) name: CompactString,
    attributes: Vec<(CompactString, CompactString)>,
}

impl Element {
    fn new(element: &scraper::node::Element) -> Self {
        Element {
            name: lower_case(element.name()),
            attributes: element
                .attrs()
                .map(|(key, value)| (key.into(), characters::text(value).into()))
                .collect(),
        }
    }

    /// The value of an attribute, trimmed.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
    }

    /// The values of its `data-` attributes.
    pub(crate) fn data(&self) -> impl Iterator<Item = &str> {
        self.attributes
            .iter()
            .filter(|(key, _)| key.starts_with("data-"))
            .map(|(_, value)| value.trim())
    }

    /// The words of the `class` attribute.
    pub(crate) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class").unwrap_or("").split_whitespace()
    }
}

impl Dom {
    /// Parses a document; `line_of` maps a line of it to a line of the page.
    pub(super) fn parse(html: &str, line_of: impl Fn(usize) -> usize) -> Dom {
        // Room for an element and two texts in two tags; a page that says more grows into it.
        let tags = html.bytes().filter(|byte| *byte == b'<').count();
        let most = (tags * 3 / 2).min(MOST_AT_ONCE);
        let mut document = Html::new_document();
        document.tree = Tree::with_capacity(scraper::Node::Document, most + 4);
        let sink = LineSink {
            inner: HtmlTreeSink::new(document),
            line: Cell::new(1),
            lines: RefCell::new(HashMap::with_capacity_and_hasher(most, FxBuildHasher)),
        };
        let (tree, lines) = parse_document(sink, ParseOpts::default()).one(html);
        let mut nodes: Vec<Node> = Vec::with_capacity(tree.tree.values().len());
        let mut open: Vec<Id> = Vec::new();
        let mut hidden = 0usize;
        let mut data = Vec::new();
        let root = tree.tree.root();
        let mut node = root;
        let mut opens = true;
        loop {
            match node.value() {
                // All that an unseen element holds is unseen.
                scraper::Node::Element(element)
                    if opens
                        && (hidden > 0
                            || is_unseen(element)
                                && !is_closed_panel(node)
                                && !heads_panel(node)
                            || is_mere_drawing(node)) =>
                {
                    if is_data(element) {
                        let line = lines.get(&node.id()).map_or(1, |&line| line_of(line));
                        let texts = node.children().filter_map(|child| {
                            child.value().as_text().map(|text| text.to_string())
                        });
                        data.push((line, texts.collect()));
                    }
                    hidden += 1;
                }
                scraper::Node::Element(_) if hidden > 0 => hidden -= 1,
                scraper::Node::Element(element) if opens => {
                    let parent = open.last().copied();
                    open.push(nodes.len());
                    nodes.push(Node {
                        content: Content::Element(Element::new(element)),
                        line: lines.get(&node.id()).map_or(1, |&line| line_of(line)),
                        end: 0,
                        parent,
                    });
                }
                scraper::Node::Element(_) => {
                    let id = open.pop().expect("every end has its start");
                    nodes[id].end = nodes.len();
                }
                scraper::Node::Text(text) if hidden == 0 && opens => nodes.push(Node {
                    content: Content::Text(characters::text(text).into_owned()),
                    line: open.last().map_or(1, |&parent| nodes[parent].line),
                    end: nodes.len() + 1,
                    parent: open.last().copied(),
                }),
                scraper::Node::Text(_)
                | scraper::Node::Document
                | scraper::Node::Fragment
                | scraper::Node::Doctype(_)
                | scraper::Node::Comment(_)
                | scraper::Node::ProcessingInstruction(_) => {}
            }
            if opens && let Some(child) = node.first_child() {
                node = child;
            } else if opens {
                opens = false;
            } else if node == root {
                break;
            } else if let Some(sibling) = node.next_sibling() {
                node = sibling;
                opens = true;
            } else {
                node = node.parent().expect("only the root has no parent");
            }
        }
        Dom { nodes, data }
    }

    /// A node.
    pub(crate) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// The element at an index; `None` for a text.
    pub(crate) fn element(&self, id: Id) -> Option<&Element> {
        match &self.nodes[id].content {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        }
    }

    /// The name of an element, empty for a text.
    pub(crate) fn name(&self, id: Id) -> &str {
        self.element(id).map_or("", |element| &element.name)
    }

    /// All nodes.
    pub(crate) fn all(&self) -> Range<Id> {
        0..self.nodes.len()
    }

    /// A node and its descendants.
    pub(crate) fn subtree(&self, id: Id) -> Range<Id> {
        id..self.nodes[id].end
    }

    /// The descendants of a node.
    pub(crate) fn within(&self, id: Id) -> Range<Id> {
        id + 1..self.nodes[id].end
    }

    /// The node above.
    pub(crate) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// Scripts that hold data, as `(line of the page, text)`.
    pub(crate) fn data(&self) -> &[(usize, String)] {
        &self.data
    }

    /// True for two children of one node.
    pub(crate) fn shares_parent(&self, one: Id, other: Id) -> bool {
        self.nodes[one].parent == self.nodes[other].parent
    }

    /// One past the last descendant of a node.
    pub(crate) fn end(&self, id: Id) -> Id {
        self.nodes[id].end
    }

    /// The children of a node.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.nodes[id].end;
        let mut next = id + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = next;
                next = self.nodes[child].end;
                child
            })
        })
    }
}

/// A name without its capitals.
pub(super) fn lower_case(name: &str) -> CompactString {
    let mut name = CompactString::from(name);
    name.make_ascii_lowercase();
    name
}

/// Nodes for which room is made before a page is read, whatever it holds.
const MOST_AT_ONCE: usize = 4096;

/// Elements whose content is no text of the page, in alphabetical order. What its author struck
/// out is not said any more.
const UNSEEN: [&str; 21] = [
    "audio", "button", "canvas", "datalist", "del", "dialog", "iframe", "input", "map", "math",
    "noscript", "object", "progress", "s", "script", "select", "strike", "style", "template",
    "textarea", "video",
];

/// True for elements that the page does not show.
fn is_unseen(element: &scraper::node::Element) -> bool {
    UNSEEN.binary_search(&element.name()).is_ok()
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("style").is_some_and(hides)
}

/// True for a button that is all of a heading: it opens and closes what the heading titles.
fn heads_panel(node: NodeRef<'_, scraper::Node>) -> bool {
    let name = |node: NodeRef<'_, scraper::Node>| {
        let element = node.value().as_element();
        element.map(|element| element.name().to_owned())
    };
    let above = node.parent().and_then(name).unwrap_or_default();
    name(node).as_deref() == Some("button") && matches!(above.as_bytes(), [b'h', b'1'..=b'6'])
}

/// True for a part that a script shows where its reader opens it: elements beside it, alike but for
/// that, are shown or hidden in its place.
fn is_closed_panel(node: NodeRef<'_, scraper::Node>) -> bool {
    let Some(element) = node.value().as_element() else {
        return false;
    };
    let class = |element: &scraper::node::Element| {
        let class = element.attr("class").unwrap_or_default();
        class.split_whitespace().next().map(str::to_owned)
    };
    if UNSEEN.binary_search(&element.name()).is_ok() || element.attr("aria-hidden") == Some("true")
    {
        return false;
    }
    if element.attr("role") == Some("tabpanel") {
        return true;
    }
    let Some(own) = class(element) else {
        return false;
    };
    let siblings = node
        .parent()
        .into_iter()
        .flat_map(|parent| parent.children());
    let mut alike = siblings
        .take(MOST_PANELS)
        .filter_map(|other| other.value().as_element())
        .filter(|other| {
            other.name() == element.name() && class(other).as_deref() == Some(own.as_str())
        });
    alike.any(|other| !is_unseen(other))
}

/// True for a drawing without a page's text, and for what in one is said of it.
fn is_mere_drawing(node: NodeRef<'_, scraper::Node>) -> bool {
    /// A chart or a sign has fewer letters.
    const FEWEST: usize = 200;
    const SAID: [&str; 4] = ["defs", "desc", "metadata", "title"];
    let Some(element) = node.value().as_element() else {
        return false;
    };
    if &*element.name.ns != SVG {
        return false;
    }
    let name = element.name();
    let is_text = |inner: &NodeRef<'_, scraper::Node>| {
        let element = inner.value().as_element();
        element.is_some_and(|element| element.name() == "text")
    };
    let letters = |text: NodeRef<'_, scraper::Node>| -> usize {
        let inner = text.descendants();
        let texts = inner.filter_map(|inner| inner.value().as_text());
        texts
            .map(|text| text.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    let drawn = || {
        node.descendants()
            .filter(is_text)
            .map(letters)
            .sum::<usize>()
    };
    SAID.contains(&name) || name == "svg" && drawn() < FEWEST
}

/// Among so many elements the one that is shown is looked for.
const MOST_PANELS: usize = 100;

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// True for an inline style that takes the element off the page.
fn hides(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    style.split(';').any(|rule| {
        rule.split_once(':').is_some_and(|(key, value)| {
            matches!(
                (key.trim(), value.trim()),
                ("display", "none") | ("visibility", "hidden")
            )
        })
    })
}

/// True for a script that holds linked data.
fn is_data(element: &scraper::node::Element) -> bool {
    element.name() == "script"
        && element
            .attr("type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

/// scraper's sink, which also notes on which line each start tag ends.
struct LineSink {
    inner: HtmlTreeSink,
    line: Cell<usize>,
    lines: RefCell<FxHashMap<Handle, usize>>,
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

impl TreeSink for LineSink {
    type Handle = Handle;
    type Output = (Html, FxHashMap<Handle, usize>);
    type ElemName<'a> = <HtmlTreeSink as TreeSink>::ElemName<'a>;

    fn finish(self) -> Self::Output {
        (self.inner.finish(), self.lines.into_inner())
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(usize::try_from(line).unwrap_or(usize::MAX));
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let handle = self.inner.create_element(name, attrs, flags);
        self.lines.borrow_mut().insert(handle, self.line.get());
        handle
    }

    fn parse_error(&self, msg: std::borrow::Cow<'static, str>) {
        self.inner.parse_error(msg);
    }

    fn get_document(&self) -> Handle {
        self.inner.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Self::ElemName<'a> {
        self.inner.elem_name(target)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.inner.create_comment(text)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.inner.create_pi(target, data)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.inner.append(parent, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        self.inner
            .append_based_on_parent_node(element, prev_element, child);
    }

    fn append_doctype_to_document(
        &self,
        name: StrTendril,
        public_id: StrTendril,
        system_id: StrTendril,
    ) {
        self.inner
            .append_doctype_to_document(name, public_id, system_id);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.inner.get_template_contents(target)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.inner.same_node(x, y)
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.inner.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        self.inner.append_before_sibling(sibling, new_node);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        self.inner.add_attrs_if_missing(target, attrs);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.inner.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.inner.reparent_children(node, new_parent);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unseen_element_is_found() {
        assert!(UNSEEN.is_sorted());
        let html = "<p>a<svg><text>b</text></svg><textarea>c</textarea><select><option>d</select>";
        let dom = Dom::parse(html, |line| line);
        let texts = dom.all().filter(|&id| dom.element(id).is_none());
        assert_eq!(texts.count(), 1);
    }
}
