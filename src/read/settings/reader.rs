//! Values of `vitae.yaml`, checked; faults are gathered, so that one run tells all.

use std::str::FromStr;

use super::keys::Key;
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned, UnknownWord, nearest};
use crate::yaml::{Node, Value};

/// Gathers what is wrong.
pub(super) struct Reader {
    pub(super) faults: Diagnostics,
}

impl Reader {
    /// Refuses everything but a mapping of known keys.
    pub(super) fn keys(&mut self, node: &Node, keys: &[Key]) {
        let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
        if let Value::Scalar(Some(_)) | Value::Sequence(_) = &node.value {
            self.faults.push(
                Diagnostic::error("expected keys and values")
                    .at(node.span.clone())
                    .hint(format!("known here: {}", known.join(", "))),
            );
        }
        for (key, _) in node.entries() {
            if !known.contains(&key.value.as_str()) {
                self.unknown(
                    format!("unknown key `{}`", key.value),
                    key,
                    known.iter().copied(),
                );
            }
        }
    }

    /// Refuses a word that is in no closed list.
    fn unknown<'a>(
        &mut self,
        message: String,
        word: &Spanned<String>,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        let fault = Diagnostic::error(message).at(word.span.clone());
        let hint = match nearest(&word.value, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: {}", known.collect::<Vec<_>>().join(", ")),
        };
        self.faults.push(fault.hint(hint));
    }

    /// One text.
    pub(super) fn text(&mut self, node: &Node, key: &str) -> Option<Spanned<String>> {
        let node = node.get(key)?;
        self.scalar(node, key)
    }

    fn scalar(&mut self, node: &Node, key: &str) -> Option<Spanned<String>> {
        if let Value::Mapping(_) | Value::Sequence(_) = &node.value {
            self.faults
                .push(Diagnostic::error(format!("`{key}` is one text")).at(node.span.clone()));
        }
        node.spanned()
    }

    /// One text, or a list of texts; nothing where the key is missing or without a value.
    pub(super) fn texts(&mut self, node: &Node, key: &str) -> Vec<Spanned<String>> {
        let Some(node) = node.get(key) else {
            return Vec::new();
        };
        if let Value::Scalar(None) = node.value {
            return Vec::new();
        }
        let mut texts = Vec::new();
        for item in node.items().iter().chain(node.text().map(|_| node)) {
            texts.extend(item.spanned());
        }
        if texts.is_empty() || texts.len() < node.items().len() {
            self.faults.push(
                Diagnostic::error(format!("`{key}` is a list of texts")).at(node.span.clone()),
            );
        }
        texts
    }

    /// Texts as those of [`Reader::texts`]; one text with commas is a list.
    pub(super) fn listed(&mut self, node: &Node, key: &str) -> Vec<Spanned<String>> {
        let texts = self.texts(node, key);
        match texts.as_slice() {
            [one] if node.get(key).is_some_and(|node| node.items().is_empty()) => one
                .value
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .map(|word| Spanned::new(word.to_owned(), one.span.clone()))
                .collect(),
            _ => texts,
        }
    }

    /// A word of a closed list, or a number in its bounds.
    pub(super) fn word<T: FromStr<Err = UnknownWord>>(
        &mut self,
        node: &Node,
        key: &str,
    ) -> Option<Spanned<T>> {
        let node = node.get(key)?;
        let word = self.scalar(node, key)?;
        self.parsed(word, key)
    }

    /// Such a word, or a list of them.
    pub(super) fn words<T: FromStr<Err = UnknownWord>>(
        &mut self,
        node: &Node,
        key: &str,
    ) -> Vec<Spanned<T>> {
        if node.get(key).is_none() {
            return Vec::new();
        }
        let words = self.texts(node, key);
        words
            .into_iter()
            .filter_map(|word| self.parsed(word, key))
            .collect()
    }

    fn parsed<T: FromStr<Err = UnknownWord>>(
        &mut self,
        word: Spanned<String>,
        key: &str,
    ) -> Option<Spanned<T>> {
        let error = match word.value.parse() {
            Ok(value) => return Some(Spanned::new(value, word.span)),
            Err(error) => error,
        };
        match error.range {
            Some(range) => self.faults.push(
                Diagnostic::error(format!("`{}` is out of range for `{key}`", word.value))
                    .at(word.span)
                    .hint(format!("a {} runs from {range}", error.what)),
            ),
            None => {
                let known = error.known.iter().copied();
                self.unknown(error.to_string(), &word, known);
            }
        }
        None
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: &Node, key: &str) -> Option<Spanned<bool>> {
        let node = node.get(key)?;
        let word = self.scalar(node, key)?;
        match word.value.parse() {
            Ok(value) => Some(Spanned::new(value, word.span)),
            Err(_) => {
                let fault = format!("`{}` is neither `true` nor `false`", word.value);
                self.faults.push(Diagnostic::error(fault).at(word.span));
                None
            }
        }
    }
}
