//! The front matter of a letter: known keys only, each of its shape.

use super::{Day, DayError, Letter, LetterDate};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, Spanned, nearest};
use crate::resume::Text;
use crate::yaml::{Node, Value};

const KEYS: [&str; 9] = [
    "recipient",
    "date",
    "place",
    "subject",
    "salutation",
    "closing",
    "signature",
    "enclosures",
    "language",
];

/// Reads the keys into a letter without text; every fault goes to `faults`.
pub(super) fn read(front: &Node, faults: &mut Diagnostics) -> Letter {
    if let Value::Scalar(Some(_)) | Value::Sequence(_) = &front.value {
        faults.push(
            Diagnostic::error("expected keys and values")
                .at(front.span.clone())
                .hint(format!("known here: {}", KEYS.join(", "))),
        );
    }
    let mut letter = Letter::default();
    for (key, node) in front.entries() {
        match key.value.as_str() {
            "recipient" => letter.recipient = lines(node, &key.value, faults),
            "enclosures" => letter.enclosures = lines(node, &key.value, faults),
            "date" => letter.date = date(node, faults),
            "place" => letter.place = line(node, &key.value, faults),
            "subject" => letter.subject = line(node, &key.value, faults),
            "salutation" => letter.salutation = line(node, &key.value, faults),
            "closing" => letter.closing = line(node, &key.value, faults),
            "signature" => letter.signature = line(node, &key.value, faults),
            "language" => letter.language = language(node, faults),
            unknown => {
                let fault =
                    Diagnostic::error(format!("unknown key `{unknown}`")).at(key.span.clone());
                faults.push(match nearest(unknown, KEYS) {
                    Some(near) => fault.hint(format!("did you mean `{near}`?")),
                    None => fault.hint(format!("known here: {}", KEYS.join(", "))),
                });
            }
        }
    }
    letter
}

/// One text, on one line.
fn line(node: &Node, key: &str, faults: &mut Diagnostics) -> Option<Text> {
    if let Value::Mapping(_) | Value::Sequence(_) = &node.value {
        faults.push(Diagnostic::error(format!("`{key}` is one text")).at(node.span.clone()));
    }
    let text = node.spanned()?;
    let words: Vec<&str> = text.value.split_whitespace().collect();
    Some(Text::new(words.join(" "), text.span))
}

/// A list of texts, or one text of several lines.
fn lines(node: &Node, key: &str, faults: &mut Diagnostics) -> Vec<Text> {
    let mut found = Vec::new();
    match &node.value {
        Value::Scalar(_) => {
            let written = node.text().unwrap_or("");
            for line in written
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
            {
                found.push(Text::new(line.to_owned(), place_of(line, &node.span)));
            }
        }
        Value::Sequence(items) => {
            for item in items {
                match line(item, key, faults) {
                    Some(text) => found.push(text),
                    None => faults.push(
                        Diagnostic::error(format!("an item of `{key}` is empty"))
                            .at(item.span.clone()),
                    ),
                }
            }
        }
        Value::Mapping(_) => faults.push(
            Diagnostic::error(format!("`{key}` is a list of lines"))
                .at(node.span.clone())
                .hint(format!(
                    "write `{key}:` and below it `- ` and a text on each line"
                )),
        ),
    }
    found
}

/// The place of a line inside a text of several.
fn place_of(line: &str, span: &Span) -> Span {
    let range = span.range();
    match span.source().text()[range.clone()].find(line) {
        Some(at) => {
            let start = range.start + at;
            Span::new(span.source(), start..start + line.len())
        }
        None => span.clone(),
    }
}

fn date(node: &Node, faults: &mut Diagnostics) -> Option<LetterDate> {
    let text = line(node, "date", faults)?;
    match text.value.parse::<Day>() {
        Ok(day) => Some(LetterDate::On(Spanned::new(day, text.span))),
        Err(DayError::Form) => Some(LetterDate::Written(text)),
        Err(error @ DayError::Calendar(_)) => {
            faults.push(Diagnostic::error(error.to_string()).at(text.span.clone()));
            None
        }
    }
}

/// A language by its tag, such as `en` or `pt-BR`.
fn language(node: &Node, faults: &mut Diagnostics) -> Option<Text> {
    let text = line(node, "language", faults)?;
    let mut parts = text.value.split(['-', '_']);
    let main = parts.next().unwrap_or("");
    let is_main = (2..=3).contains(&main.len()) && main.bytes().all(|b| b.is_ascii_alphabetic());
    let are_parts = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    if is_main && are_parts {
        return Some(Text::new(text.value.replace('_', "-"), text.span));
    }
    faults.push(
        Diagnostic::error(format!("`{}` is no language tag", text.value))
            .at(text.span.clone())
            .hint("give it as in `en`, `de` or `pt-BR`"),
    );
    None
}
