//! TOML, behind one file: the same positioned trees that YAML and JSON give.

use std::ops::Range;
use std::sync::Arc;

use toml_edit::{Document, Item, Table, Value as Written};

use crate::characters;
use crate::diagnostic::{Diagnostic, Source, Span, Spanned};
use crate::yaml::{Node, Value};

/// Deeper nesting is refused, as in YAML: every reader recurses.
const MOST_DEPTH: usize = 64;

/// Reads the part `range` of `source` as one document.
///
/// # Errors
/// One diagnostic with line and column for a syntax fault or too deep nesting.
pub(super) fn parse(source: &Arc<Source>, range: Range<usize>) -> Result<Node, Diagnostic> {
    let text = &source.text()[range.clone()];
    let reader = Reader {
        source,
        offset: range.start,
    };
    let document = Document::parse(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        let message = error.message().lines().next().unwrap_or("").to_owned();
        Diagnostic::error(format!("TOML cannot be read: {message}"))
            .at(reader.span(Some(at.start..at.start)))
    })?;
    reader.table(document.as_table(), Some(0..text.len()), 0)
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    offset: usize,
}

impl Reader<'_> {
    fn span(&self, range: Option<Range<usize>>) -> Span {
        let range = range.unwrap_or(0..0);
        Span::new(
            self.source,
            self.offset + range.start..self.offset + range.end,
        )
    }

    fn key(&self, name: &str, at: Option<Range<usize>>) -> Spanned<String> {
        Spanned::new(characters::text(name).into_owned(), self.span(at))
    }

    fn check(&self, depth: usize, at: &Option<Range<usize>>) -> Result<(), Diagnostic> {
        if depth <= MOST_DEPTH {
            return Ok(());
        }
        Err(Diagnostic::error("TOML is nested too deeply")
            .at(self.span(at.clone()))
            .hint(format!("at most {MOST_DEPTH} levels are read")))
    }

    fn table(
        &self,
        table: &Table,
        at: Option<Range<usize>>,
        depth: usize,
    ) -> Result<Node, Diagnostic> {
        self.check(depth, &at)?;
        let mut entries = Vec::new();
        for (name, item) in table.iter() {
            let key = table.key(name).and_then(toml_edit::Key::span);
            let key = self.key(name, key);
            entries.push((key, self.item(item, depth + 1)?));
        }
        Ok(Node {
            value: Value::Mapping(entries),
            span: self.span(at),
        })
    }

    fn item(&self, item: &Item, depth: usize) -> Result<Node, Diagnostic> {
        match item {
            Item::None => Ok(Node {
                value: Value::Scalar(None),
                span: self.span(item.span()),
            }),
            Item::Value(value) => self.value(value, depth),
            Item::Table(table) => self.table(table, table.span(), depth),
            Item::ArrayOfTables(tables) => {
                let mut items = Vec::new();
                for table in tables.iter() {
                    items.push(self.table(table, table.span(), depth + 1)?);
                }
                Ok(Node {
                    value: Value::Sequence(items),
                    span: self.span(tables.span()),
                })
            }
        }
    }

    fn value(&self, value: &Written, depth: usize) -> Result<Node, Diagnostic> {
        let at = value.span();
        self.check(depth, &at)?;
        let tree = match value {
            Written::String(text) => Value::scalar(text.value()),
            Written::Integer(number) => Value::scalar(&number.value().to_string()),
            Written::Float(number) => Value::scalar(&number.value().to_string()),
            Written::Boolean(word) => Value::scalar(&word.value().to_string()),
            Written::Datetime(date) => Value::scalar(&date.value().to_string()),
            Written::Array(array) => {
                let mut items = Vec::new();
                for item in array.iter() {
                    items.push(self.value(item, depth + 1)?);
                }
                Value::Sequence(items)
            }
            Written::InlineTable(table) => {
                let mut entries = Vec::new();
                for (name, item) in table.iter() {
                    let key = table.key(name).and_then(toml_edit::Key::span);
                    let key = self.key(name, key);
                    entries.push((key, self.value(item, depth + 1)?));
                }
                Value::Mapping(entries)
            }
        };
        Ok(Node {
            value: tree,
            span: self.span(at),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_place_in_the_file() {
        let text = "+++\ntitle = \"A\"\n[[jobs]]\nyears = [2019, 2020]\n+++\n";
        let source = Source::new("p.md", text);
        let root = parse(&source, 4..text.len() - 4).expect("valid");
        let years = root.get("jobs").expect("jobs").items()[0]
            .get("years")
            .expect("years");
        assert_eq!(years.items()[1].text(), Some("2020"));
        assert_eq!(years.items()[1].span.position(), (4, 16));
        assert_eq!(root.get("title").and_then(Node::text), Some("A"));
    }

    #[test]
    fn a_fault_has_its_place() {
        let source = Source::new("p.toml", "a = 1\nb = [1,\n");
        let fault = parse(&source, 0..14).expect_err("open list");
        assert!(fault.span.expect("placed").position().0 >= 2);
    }
}
