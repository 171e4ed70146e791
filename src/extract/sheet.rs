//! A page with what its classes say, and the words by which it is read.

use super::vocabulary::{Concept, Vocabulary};
use crate::diagnostic::Span;
use crate::read::{Dom, Id, Page};

/// What every recogniser looks at.
pub(super) struct Sheet<'a> {
    /// The page.
    pub(super) page: &'a Page,
    /// Its elements.
    pub(super) dom: &'a Dom,
    /// The words by which it is read.
    pub(super) words: &'a Vocabulary,
    concepts: Vec<Option<Concept>>,
}

impl<'a> Sheet<'a> {
    /// Looks every class up once.
    pub(super) fn new(page: &'a Page, dom: &'a Dom, words: &'a Vocabulary) -> Self {
        let concept = |id: Id| {
            let element = dom.element(id)?;
            // The user's own selectors are heard before any class.
            let chosen = words.selectors().iter().find(|(s, _)| s.matches(dom, id));
            chosen
                .map(|(_, concept)| *concept)
                .or_else(|| words.concept(element.classes()))
        };
        Sheet {
            page,
            dom,
            words,
            concepts: dom.all().map(concept).collect(),
        }
    }

    /// What the classes of an element say; nothing for a text.
    pub(super) fn concept(&self, id: Id) -> Option<Concept> {
        self.concepts[id]
    }

    /// True for parts of a page that are never read as text.
    pub(super) fn is_aside(&self, id: Id) -> bool {
        matches!(
            self.concepts[id],
            Some(Concept::Control | Concept::Ignored | Concept::Unseen)
        )
    }

    /// The line of a node.
    pub(super) fn span(&self, id: Id) -> Span {
        self.page.span(self.dom.node(id).line)
    }
}
