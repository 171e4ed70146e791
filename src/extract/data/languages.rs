//! Files that say everything in several languages: one is kept.

use super::fields::fields;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::extract::vocabulary::{Topic, Vocabulary};
use crate::resume::{SectionKind, Text};
use crate::yaml::{Node, Value};

/// A tree in one language.
pub(super) struct Chosen {
    pub(super) tree: Node,
    /// The language, where the file has several or names its own.
    pub(super) language: Option<Text>,
}

/// Keeps the default language: what the file declares, else `wanted`, else its first.
pub(super) fn choose(
    words: &Vocabulary,
    root: &Node,
    wanted: Option<&Text>,
    findings: &mut Diagnostics,
) -> Chosen {
    let declared = root
        .entries()
        .iter()
        .filter(|(key, _)| fields().names_language(&key.value))
        .find_map(|(_, value)| value.spanned())
        .filter(|text| fields().is_language_code(&text.value));
    let mut chooser = Chooser {
        words,
        wanted: declared.clone().or_else(|| wanted.cloned()),
        taken: None,
        dropped: Vec::new(),
    };
    let tree = chooser.node(root, false);
    if let Some(first) = chooser.dropped.first() {
        let mut names: Vec<&str> = Vec::new();
        for other in &chooser.dropped {
            if !names.contains(&other.value.as_str()) {
                names.push(&other.value);
            }
        }
        let kept = chooser.taken.as_ref().map_or("", |text| &text.value);
        findings.push(
            Diagnostic::note(format!(
                "`{kept}` is taken, other languages are left out: {}",
                names.join(", ")
            ))
            .at(first.span.clone()),
        );
    }
    Chosen {
        tree,
        language: chooser.taken.or(declared),
    }
}

struct Chooser<'a> {
    words: &'a Vocabulary,
    wanted: Option<Text>,
    taken: Option<Text>,
    dropped: Vec<Text>,
}

impl Chooser<'_> {
    /// The key among several languages that is kept.
    fn pick(&self, tags: &[&str]) -> usize {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or("").to_lowercase();
        for wanted in [&self.wanted, &self.taken].into_iter().flatten() {
            let found = tags
                .iter()
                .position(|tag| tag.eq_ignore_ascii_case(&wanted.value))
                .or_else(|| {
                    tags.iter()
                        .position(|tag| primary(tag) == primary(&wanted.value))
                });
            if let Some(at) = found {
                return at;
            }
        }
        0
    }

    fn node(&mut self, node: &Node, names_languages: bool) -> Node {
        let value = match &node.value {
            Value::Scalar(text) => Value::Scalar(text.clone()),
            Value::Sequence(items) => {
                let kept = self.items(items);
                Value::Sequence(kept.iter().map(|item| self.node(item, false)).collect())
            }
            Value::Mapping(entries) => {
                let is_choice = !names_languages
                    && !entries.is_empty()
                    && entries
                        .iter()
                        .all(|(key, _)| fields().is_language_code(&key.value));
                if is_choice {
                    let tags: Vec<&str> = entries.iter().map(|(k, _)| k.value.as_str()).collect();
                    let at = self.pick(&tags);
                    for (n, (key, _)) in entries.iter().enumerate() {
                        if n != at {
                            self.dropped.push(key.clone());
                        }
                    }
                    let (key, value) = &entries[at];
                    self.taken.get_or_insert_with(|| key.clone());
                    return self.node(value, false);
                }
                let mut kept = Vec::with_capacity(entries.len());
                for (key, value) in entries {
                    // `languages: { en: native }` says what the person speaks.
                    let spoken = fields().topic(self.words, &key.value)
                        == Some(Topic::Section(SectionKind::Languages));
                    kept.push((key.clone(), self.node(value, spoken)));
                }
                Value::Mapping(kept)
            }
        };
        Node {
            value,
            span: node.span.clone(),
        }
    }

    /// The items of a list whose items each name their language.
    fn items<'a>(&mut self, items: &'a [Node]) -> Vec<&'a Node> {
        let tag = |item: &Node| -> Option<Text> {
            item.entries()
                .iter()
                .filter(|(key, _)| fields().names_language(&key.value))
                .find_map(|(_, value)| value.spanned())
                .filter(|text| fields().is_language_code(&text.value))
        };
        let mut tags: Vec<Text> = Vec::new();
        for found in items.iter().filter_map(tag) {
            if tags.iter().all(|known| known.value != found.value) {
                tags.push(found);
            }
        }
        if tags.len() < 2 {
            return items.iter().collect();
        }
        let words: Vec<&str> = tags.iter().map(|tag| tag.value.as_str()).collect();
        let kept = tags[self.pick(&words)].clone();
        for other in tags {
            if other.value != kept.value {
                self.dropped.push(other);
            }
        }
        self.taken.get_or_insert_with(|| kept.clone());
        items
            .iter()
            .filter(|item| tag(item).is_none_or(|tag| tag.value == kept.value))
            .collect()
    }
}
