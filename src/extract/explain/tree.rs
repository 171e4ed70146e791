//! The values of a data file: which key says them, and what became of them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Left;
use crate::diagnostic::{Diagnostics, Span};
use crate::extract::data::{Leaf, Scalar, Sort, scalars};
use crate::read::Page;
use crate::resume::Text;
use crate::yaml::Node;

/// A data file or a front matter.
pub(super) struct Tree<'a> {
    leaf: Leaf<'a>,
    /// Its values in order.
    pub(super) scalars: Vec<Scalar>,
    /// The values by the byte on which they, or the keys above them, start.
    places: BTreeMap<usize, usize>,
    is_front: bool,
}

/// Why a value was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Its key is unknown.
    NoField,
    /// A reason for all that stands under a key.
    OfKey(String),
    /// A reason of its own.
    Own(String),
}

impl Why {
    fn told(&self, key: &str) -> String {
        match self {
            Why::NoField => format!("no field of a résumé is called `{key}`"),
            Why::OfKey(why) | Why::Own(why) => why.clone(),
        }
    }
}

impl<'a> Tree<'a> {
    pub(super) fn new(
        leaf: Leaf<'a>,
        root: Cow<'_, Node>,
        language: Option<&Text>,
        is_front: bool,
    ) -> Self {
        let scalars = scalars(leaf, &root, language);
        let mut places = BTreeMap::new();
        for (at, scalar) in scalars.iter().enumerate() {
            places.insert(scalar.span.range().start, at);
            for above in &scalar.above {
                places.entry(above.key.span.range().start).or_insert(at);
            }
        }
        Tree {
            leaf,
            scalars,
            places,
            is_front,
        }
    }

    /// The words by which it is read.
    pub(super) fn page_words(&self) -> &'a crate::extract::Vocabulary {
        self.leaf.words
    }

    pub(super) fn page(&self) -> &'a Page {
        self.leaf.page()
    }

    /// The key that says the value at a place.
    pub(super) fn key_at(&self, span: &Span) -> Option<String> {
        let start = span.range().start;
        let found = self.places.range(..=start).next_back();
        // A map starts with its first key.
        let (_, &at) = found.or_else(|| self.places.first_key_value())?;
        let scalar = &self.scalars[at];
        if self.is_front && scalar.span.range().end < start {
            return None;
        }
        let key = scalar
            .above
            .iter()
            .rfind(|above| above.key.span.range().start <= start)
            .or(scalar.above.first());
        let front = if self.is_front {
            " of the front matter"
        } else {
            ""
        };
        Some(match key {
            Some(above) => format!("the key `{}`{front}", above.key.value),
            None => "an item of the list".to_owned(),
        })
    }

    /// Why nothing holds a value, as its key tells.
    pub(super) fn why(&self, scalar: &Scalar, findings: &Diagnostics) -> Why {
        let told = findings.iter().find(|finding| {
            finding.span.as_ref().is_some_and(|span| {
                *span == scalar.span || scalar.above.iter().any(|above| above.under == *span)
            })
        });
        let key = innermost(scalar);
        match (scalar.sort, told) {
            (Sort::OtherLanguage, _) => Why::OfKey("another language of the same text".to_owned()),
            (Sort::Placeholder, _) => Why::Own("a template's placeholder".to_owned()),
            (_, Some(told)) => Why::OfKey(told.message.clone()),
            (Sort::Level, None) => Why::Own("the level of a skill".to_owned()),
            (Sort::Setting, None) => Why::OfKey("a setting of the site".to_owned()),
            (Sort::Beside | Sort::Tongue, None) => Why::OfKey("a setting of the site".to_owned()),
            (Sort::Known, None) => Why::Own(format!("nothing is made of `{key}` here")),
            (Sort::Unknown, None) => Why::NoField,
        }
    }

    /// Why the rest of a value is not used, a part of which is.
    pub(super) fn why_rest(&self, scalar: &Scalar, findings: &Diagnostics) -> Why {
        match self.why(scalar, findings) {
            Why::Own(_) | Why::NoField => {
                Why::Own(format!("the rest of `{}` is not used", innermost(scalar)))
            }
            why @ Why::OfKey(_) => why,
        }
    }

    /// Lists what was left out; many values under one key with one reason are one line.
    pub(super) fn list(&self, why: &[Option<(String, Why)>]) -> Vec<Left> {
        let mut out = Vec::new();
        let all: Vec<usize> = (0..self.scalars.len()).collect();
        self.list_under(&all, 0, why, &mut out);
        out
    }

    fn list_under(
        &self,
        some: &[usize],
        depth: usize,
        why: &[Option<(String, Why)>],
        out: &mut Vec<Left>,
    ) {
        let key = |at: usize| self.scalars[at].above.get(depth).map(|above| &above.key);
        let is_item = |at: usize| self.scalars[at].above[depth].is_item;
        let start = |at: usize| key(at).map(|key| key.span.range().start);
        for group in some.chunk_by(|&one, &other| start(one) == start(other)) {
            let Some(key) = key(group[0]) else {
                for &at in group {
                    if let Some((text, why)) = &why[at] {
                        out.push(Left {
                            text: text.clone(),
                            why: why.told(innermost(&self.scalars[at])),
                            span: self.scalars[at].span.clone(),
                        });
                    }
                }
                continue;
            };
            match one_reason(group, why) {
                Some(reason) => out.push(Left {
                    text: if key.value.is_empty() {
                        format!("an item of the list with {} values", group.len())
                    } else if is_item(group[0]) {
                        format!("an item of `{}:` with {} values", key.value, group.len())
                    } else {
                        format!("`{}:` and {} values below it", key.value, group.len())
                    },
                    why: reason.told(&key.value),
                    span: key.span.clone(),
                }),
                None => self.list_under(group, depth + 1, why, out),
            }
        }
    }
}

/// The reason that all values under a key share, where they are many.
fn one_reason<'a>(group: &[usize], why: &'a [Option<(String, Why)>]) -> Option<&'a Why> {
    /// So few are shown one by one.
    const FEW: usize = 3;
    if group.len() <= FEW {
        return None;
    }
    let mut reasons = group.iter().map(|&at| why[at].as_ref().map(|(_, why)| why));
    let first = reasons.next()??;
    let is_of_key = match first {
        Why::NoField | Why::OfKey(_) => true,
        Why::Own(_) => false,
    };
    (is_of_key && reasons.all(|why| why == Some(first))).then_some(first)
}

/// The key that a value stands under.
fn innermost(scalar: &Scalar) -> &str {
    scalar.above.last().map_or("", |above| &above.key.value)
}
