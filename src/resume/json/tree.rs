//! JSON as a tree in which every value has its place.

use std::ops::Range;
use std::sync::Arc;

use crate::characters;
use crate::diagnostic::{Diagnostic, Source, Span, Spanned};
use crate::yaml::{Node, Value};

/// Reads the part `range` of a source as one document. The trees of YAML and JSON are of one
/// type.
///
/// # Errors
/// One diagnostic with line and column for a syntax fault.
pub(crate) fn parse(source: &Arc<Source>, range: Range<usize>) -> Result<Node, Diagnostic> {
    let text = &source.text()[..range.end];
    if let Err(error) = serde_json::from_str::<serde_json::Value>(&text[range.start..]) {
        let lines = source.position(range.start).0 - 1;
        let at = source.offset(lines + error.line().max(1), error.column().max(1));
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or("").to_owned();
        return Err(Diagnostic::error(format!("JSON cannot be read: {message}"))
            .at(Span::new(source, at..at)));
    }
    let mut reader = Reader {
        source,
        text,
        at: range.start,
    };
    Ok(reader.value())
}

/// Walks text that is known to be JSON of bounded depth.
struct Reader<'a> {
    source: &'a Arc<Source>,
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    fn peek(&mut self) -> u8 {
        self.skip_blanks();
        *self
            .text
            .as_bytes()
            .get(self.at)
            .expect("valid JSON has a value here")
    }

    fn value(&mut self) -> Node {
        let first = self.peek();
        let start = self.at;
        let value = match first {
            b'{' => self.object(),
            b'[' => self.array(),
            b'"' => Value::Scalar(Some(self.string().value)),
            _ => {
                let rest = &self.text[self.at..];
                let end = rest
                    .find(|c: char| matches!(c, ',' | '}' | ']') || c.is_whitespace())
                    .unwrap_or(rest.len());
                self.at += end;
                let word = &rest[..end];
                Value::Scalar((word != "null").then(|| word.to_owned()))
            }
        };
        Node {
            value,
            span: Span::new(self.source, start..self.at),
        }
    }

    fn object(&mut self) -> Value {
        self.at += 1;
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        loop {
            match self.peek() {
                b'}' => {
                    self.at += 1;
                    return Value::Mapping(entries);
                }
                b',' => self.at += 1,
                _ => {
                    let key = self.string();
                    self.skip_blanks();
                    self.at += 1;
                    let value = self.value();
                    entries.push((key, value));
                }
            }
        }
    }

    fn array(&mut self) -> Value {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            match self.peek() {
                b']' => {
                    self.at += 1;
                    return Value::Sequence(items);
                }
                b',' => self.at += 1,
                _ => items.push(self.value()),
            }
        }
    }

    fn string(&mut self) -> Spanned<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        while bytes[end] != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        end += 1;
        self.at = end;
        let text: String =
            serde_json::from_str(&self.text[start..end]).expect("a string was checked");
        // The span leaves the quotes out.
        let span = Span::new(self.source, start + 1..end - 1);
        Spanned::new(characters::text(&text).into_owned(), span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_its_place() {
        let text = "{\n \"a\": [1, \"\\u00e9 \\ud83d\\ude00\", null]\n}";
        let source = Source::new("r.json", text);
        let root = parse(&source, 0..source.text().len()).expect("valid");
        let items = root.get("a").expect("a").items();
        assert_eq!(items[0].text(), Some("1"));
        assert_eq!(items[1].text(), Some("é 😀"));
        assert_eq!(items[1].span.position(), (2, 11));
        assert_eq!(items[2].text(), None);
    }

    #[test]
    fn a_fault_has_its_place() {
        let source = Source::new("r.json", "{\n \"a\": }\n");
        let fault = parse(&source, 0..source.text().len()).expect_err("broken");
        assert_eq!(fault.span.expect("placed").position().0, 2);
    }
}
