//! A page of data with the words by which it is read.

use std::ops::Deref;

use crate::extract::vocabulary::Vocabulary;
use crate::read::Page;

/// What every reader of data looks at.
#[derive(Clone, Copy)]
pub(in crate::extract) struct Leaf<'a> {
    page: &'a Page,
    /// The program's words with the user's own.
    pub(in crate::extract) words: &'a Vocabulary,
}

impl<'a> Leaf<'a> {
    pub(in crate::extract) fn new(page: &'a Page, words: &'a Vocabulary) -> Self {
        Leaf { page, words }
    }

    /// The page itself.
    pub(in crate::extract) fn page(&self) -> &'a Page {
        self.page
    }
}

impl Deref for Leaf<'_> {
    type Target = Page;

    fn deref(&self) -> &Page {
        self.page
    }
}
