//! Every value of a data file with what its key says, for those who ask what became of it.

use std::collections::HashSet;
use std::ops::Range;

use super::fields::{Slot, fields};
use super::leaf::Leaf;
use super::{languages, prose};
use crate::diagnostic::{Diagnostics, Span};
use crate::resume::Text;
use crate::yaml::{Node, Value};

/// What is known of a value before anybody asks whether it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Sort {
    /// The file says it in another language too, and that one is read.
    OtherLanguage,
    /// It only says what is to be written in its place.
    Placeholder,
    /// Its key is about the site.
    Setting,
    /// How well a skill is mastered.
    Level,
    /// It says what stands beside it: the kind of an entry, a network's name.
    Beside,
    /// It names the language of the file or of an entry.
    Tongue,
    /// Its key may say something of a person or an entry.
    Known,
    /// Its key says nothing of a résumé.
    Unknown,
}

/// A key above a value.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Above {
    /// The key; of an item of a list, the key above the list.
    pub(in crate::extract) key: Text,
    /// True for an item of a list.
    pub(in crate::extract) is_item: bool,
    /// The place of what stands under it.
    pub(in crate::extract) under: Span,
}

/// A value of a data file.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Scalar {
    /// Its words, marks of Markdown and HTML taken off.
    pub(in crate::extract) text: String,
    /// Its place.
    pub(in crate::extract) span: Span,
    /// The keys above it, the outermost first.
    pub(in crate::extract) above: Vec<Above>,
    /// The place of the map or list that it stands in.
    pub(in crate::extract) group: Range<usize>,
    /// What is known of it.
    pub(in crate::extract) sort: Sort,
}

/// All values of a tree in its order; `language` is the one that the résumé is in.
pub(in crate::extract) fn scalars(
    leaf: Leaf<'_>,
    root: &Node,
    language: Option<&Text>,
) -> Vec<Scalar> {
    let mut unheard = Diagnostics::new();
    let chosen = languages::choose(leaf.words, root, language, &mut unheard);
    let mut kept = HashSet::new();
    places(&chosen.tree, &mut kept);
    let mut walk = Walk {
        leaf,
        kept,
        above: Vec::new(),
        out: Vec::new(),
    };
    walk.node(root, 0..0);
    walk.out
}

/// Where the values of a tree begin.
pub(super) fn places(node: &Node, out: &mut HashSet<usize>) {
    match &node.value {
        Value::Scalar(_) => {
            out.insert(node.span.range().start);
        }
        Value::Sequence(items) => items.iter().for_each(|item| places(item, out)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, value)| places(value, out)),
    }
}

/// The bytes from the first to the last value of a node.
fn extent(node: &Node) -> Range<usize> {
    let own = node.span.range();
    let join =
        |one: Range<usize>, other: Range<usize>| one.start.min(other.start)..one.end.max(other.end);
    match &node.value {
        Value::Scalar(_) => own,
        Value::Sequence(items) => items.iter().map(extent).fold(own, join),
        Value::Mapping(entries) => entries
            .iter()
            .map(|(key, value)| join(key.span.range(), extent(value)))
            .fold(own, join),
    }
}

struct Walk<'a> {
    leaf: Leaf<'a>,
    /// Where the values of the chosen language start.
    kept: HashSet<usize>,
    above: Vec<Above>,
    out: Vec<Scalar>,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, group: Range<usize>) {
        match &node.value {
            Value::Scalar(_) => self.scalar(node, group),
            Value::Sequence(items) => {
                let whole = extent(node);
                let list = self.list();
                for item in items {
                    self.above.push(Above {
                        key: Text::new(list.clone(), item.span.clone()),
                        is_item: true,
                        under: item.span.clone(),
                    });
                    self.node(item, whole.clone());
                    self.above.pop();
                }
            }
            Value::Mapping(entries) => {
                let whole = extent(node);
                let is_choice = entries
                    .iter()
                    .all(|(key, _)| fields().is_language_code(&key.value));
                let list = self.list();
                for (key, value) in entries {
                    self.above.push(Above {
                        // The key of a language says nothing of its own.
                        key: match is_choice {
                            true => Text::new(list.clone(), key.span.clone()),
                            false => key.clone(),
                        },
                        is_item: is_choice,
                        under: value.span.clone(),
                    });
                    self.node(value, whole.clone());
                    self.above.pop();
                }
            }
        }
    }

    /// The key above a list or a choice.
    fn list(&self) -> String {
        self.above
            .last()
            .map_or("", |above| &above.key.value)
            .to_owned()
    }

    fn scalar(&mut self, node: &Node, group: Range<usize>) {
        let Some(raw) = node.text() else { return };
        let text = prose::rich(self.leaf, node).map_or_else(|| raw.to_owned(), |rich| rich.text());
        self.out.push(Scalar {
            sort: self.sort(raw, node.span.range().start),
            text,
            span: node.span.clone(),
            above: self.above.clone(),
            group,
        });
    }

    fn sort(&self, raw: &str, start: usize) -> Sort {
        let is_bar = super::skills::is_measure(raw);
        let (key, above) = match self.above.split_last() {
            Some((last, above)) => (last.key.value.as_str(), above),
            None => ("", [].as_slice()),
        };
        let is_network = super::keys::folded(key) == "network";
        let says = fields().slot(key);
        if !self.kept.contains(&start) {
            Sort::OtherLanguage
        } else if fields().is_placeholder(raw) {
            Sort::Placeholder
        } else if says == Some(Slot::Level) || is_bar && self.is_skill() {
            Sort::Level
        } else if above
            .iter()
            .any(|above| fields().is_machinery(&above.key.value))
        {
            Sort::Setting
        } else if fields().names_language(key) && fields().is_language_code(raw) {
            Sort::Tongue
        } else if says == Some(Slot::Kind) || is_network {
            Sort::Beside
        } else if fields().is_machinery(key) {
            Sort::Setting
        } else if says.is_some()
            || fields().fact(key).is_some()
            || fields().account_of(key).is_some()
            || fields().is_list(key)
        {
            Sort::Known
        } else {
            Sort::Unknown
        }
    }

    /// True under the name of a section of skills or languages.
    fn is_skill(&self) -> bool {
        use crate::extract::vocabulary::Topic;
        use crate::resume::SectionKind::{Languages, Skills};
        self.above.iter().any(|above| {
            matches!(
                fields().topic(self.leaf.words, &above.key.value),
                Some(Topic::Section(Skills | Languages))
            )
        })
    }
}
