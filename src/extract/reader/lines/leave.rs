//! What is left out: told with its reason, its addresses kept.

use super::super::{Fields, Gap, Line, Notes, Opens, Run};
use super::walk::Walk;
use super::{Unread, Why};
use crate::extract::fold::{cleaned, spaced};
use crate::read::{Content, Element, Id, line_ends};
use crate::resume::Emphasis;

impl Walk<'_> {
    /// A sign beside a heading that leads to the heading itself.
    pub(super) fn why_anchor(&self, id: Id, element: &Element) -> Option<Why> {
        let to = element.attribute("href").unwrap_or_default();
        let is_anchor = element.name == "a" && to.starts_with('#');
        (is_anchor && self.state.heading > 0 && self.facts.of_node(id).letters == 0)
            .then_some(Why::Navigation)
    }

    /// A link that shows no words: an icon or a picture.
    pub(super) fn bare_link(&mut self, id: Id) {
        if let Some(href) = self.state.style.href.clone() {
            let fields = self.state.around;
            self.draft.link(href, fields, id, self.source);
            self.written += 1;
        }
    }

    /// The text of `<title>`.
    pub(super) fn title(&mut self, within: Id) {
        let dom = self.sheet.dom;
        let title = dom.subtree(within).find(|&id| dom.name(id) == "title");
        if let Some(title) = title.filter(|_| self.walked.title.is_none()) {
            let text = spaced(&self.words_of(title).0);
            self.walked.title = Some(text).filter(|text| !text.is_empty());
        }
    }

    /// The words of an element and how many lines end in it.
    pub(super) fn words_of(&self, id: Id) -> (String, usize) {
        let mut out = String::new();
        let mut ends = 0;
        for inner in self.sheet.dom.subtree(id) {
            if let Content::Text(text) = &self.sheet.dom.node(inner).content {
                ends += line_ends(text);
                out.push_str(&cleaned(text));
                out.push(' ');
            }
        }
        (spaced(&out), ends)
    }

    /// Leaves an element out, with the reason. The addresses of menus and buttons stay.
    pub(super) fn leave(&mut self, id: Id, element: &Element, why: Why) {
        if self.facts.of_node(id).block {
            self.flush();
        }
        let source = self.source;
        self.source += self.words_of(id).1;
        self.draft.cross();
        self.tell_blocks(id, source, why);
        match why {
            Why::Navigation => self.menu_links(id, source),
            Why::Call => {
                let href = element.attribute("href").filter(|href| leads_out(href));
                if let Some(href) = href {
                    self.draft.link(href.into(), self.state.around, id, source);
                    self.written += 1;
                }
            }
            Why::Control
            | Why::Template
            | Why::Repeated
            | Why::Unseen
            | Why::Elsewhere
            | Why::Column
            | Why::Code
            | Why::Number => {}
        }
    }

    /// Tells what is left out, a block at a time.
    fn tell_blocks(&mut self, id: Id, source: usize, why: Why) {
        let dom = self.sheet.dom;
        let mut text = String::new();
        let mut at = source;
        let mut told = Vec::new();
        for inner in dom.subtree(id) {
            match &dom.node(inner).content {
                Content::Text(words) => {
                    text.push_str(&cleaned(words));
                    text.push(' ');
                }
                Content::Element(_) if self.facts.of_node(inner).block => {
                    told.push((std::mem::take(&mut text), at));
                    at = dom.node(inner).line;
                }
                Content::Element(_) => {}
            }
        }
        told.push((text, at));
        for (text, source) in told {
            let text = spaced(&text);
            if text.contains(char::is_alphanumeric) {
                self.walked.unread.push(Unread { text, source, why });
            }
        }
    }

    /// The addresses of a menu as a line of the page's foot: profiles stand there, too.
    fn menu_links(&mut self, menu: Id, source: usize) {
        let dom = self.sheet.dom;
        let mut runs = Vec::new();
        for id in dom.subtree(menu).filter(|&id| dom.name(id) == "a") {
            let href = dom.element(id).and_then(|a| a.attribute("href"));
            if let Some(href) = href.filter(|href| leads_out(href)) {
                runs.push(Run {
                    at: 0..0,
                    emphasis: Emphasis::NONE,
                    href: Some(href.into()),
                    fields: Fields::NONE,
                    gap: if runs.is_empty() {
                        Gap::None
                    } else {
                        Gap::Part
                    },
                    mark: None,
                    node: id,
                });
            }
        }
        if runs.is_empty() {
            return;
        }
        let (chain, class) = self.chain_here();
        self.walked.foot.push(Line {
            index: 0,
            offset: 0,
            text: String::new(),
            runs,
            heading: 0,
            depth: 0,
            opens: Opens::default(),
            chain,
            tag: "nav",
            class,
            source,
            notes: Notes::default(),
        });
    }
}

/// True for an address that means the same on another page.
fn leads_out(href: &str) -> bool {
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    ["http", "https", "mailto", "tel"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known))
}
