//! What is known before a page is read.

use std::borrow::Cow;
use std::rc::Rc;

use super::corrections::{Corrections, Fix};
use super::person::Facts;
use super::reader::{self, Lexicon, Policy};
use super::vocabulary::{Vocabulary, vocabulary};
use crate::diagnostic::Diagnostics;
use crate::read::{ReadAs, Sources};
use crate::resume::Text;

/// What settings, site and user say.
pub(super) struct Context {
    /// The person's name, as settings and site give it.
    pub(super) names: Vec<String>,
    /// The site's language.
    pub(super) language: Option<Text>,
    /// The words that data files are read with.
    pub(super) words: Cow<'static, Vocabulary>,
    /// The words that pages are read with, the user's among them.
    pub(super) lexicon: Cow<'static, Lexicon>,
    /// What becomes of text that no field takes.
    pub(super) policy: Policy,
    /// What the user says that texts are.
    pub(super) corrections: Rc<Corrections>,
}

impl Context {
    /// What settings and site say; `told` is what the user gave.
    pub(super) fn new(sources: &Sources, told: &[Facts]) -> Result<Self, Diagnostics> {
        let site = sources.site.as_ref();
        let given = told.iter().filter_map(|facts| facts.name.as_ref());
        let of_site = site.and_then(|site| site.name.as_ref());
        Ok(Context {
            names: given
                .chain(of_site)
                .map(|name| name.value.clone())
                .collect(),
            language: site.and_then(|site| site.language.clone()),
            words: words_of(sources)?,
            lexicon: lexicon_of(sources),
            corrections: Rc::new(Corrections::new(&sources.settings)),
            policy: Policy {
                unplaced: sources.unplaced,
                is_redacted: !sources.redact.is_empty(),
                anyway: sources.anyway,
            },
        })
    }

    /// The person's names, those that the user says to be it on a page among them.
    pub(super) fn names_of(&self, fixes: &[Fix]) -> Vec<String> {
        let own = fixes.iter().filter(|fix| fix.is == ReadAs::Name);
        let own = own.map(|fix| fix.text.clone());
        own.chain(self.names.iter().cloned()).collect()
    }
}

/// The program's words with those of `vitae.yaml`.
fn words_of(sources: &Sources) -> Result<Cow<'static, Vocabulary>, Diagnostics> {
    let own = &sources.settings.vocabulary;
    if own.is_empty() {
        Ok(Cow::Borrowed(vocabulary()))
    } else {
        Ok(Cow::Owned(vocabulary().with(own)?))
    }
}

/// The reader's words with those of `vitae.yaml`.
fn lexicon_of(sources: &Sources) -> Cow<'static, Lexicon> {
    let own = &sources.settings.vocabulary;
    if own.is_empty() {
        Cow::Borrowed(reader::lexicon())
    } else {
        Cow::Owned(reader::lexicon().with(own))
    }
}
