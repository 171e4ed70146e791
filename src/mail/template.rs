//! A draft in the user's own words, with values in braces.

use std::ops::Range;
use std::sync::Arc;

use super::values::Value;
use crate::characters;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span, Spanned, nearest};
use crate::read::front_matter;

/// What a draft says: its subject and its text, where they are not the usual ones.
#[derive(Clone, Debug)]
pub struct Template {
    pub(super) subject: Option<Pattern>,
    pub(super) body: Option<Pattern>,
}

/// Text with values in it.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) parts: Vec<Part>,
}

#[derive(Clone, Debug)]
pub(super) enum Part {
    /// At most a paragraph, with where it starts.
    Text(String, Span),
    Value(Value, Span),
}

impl Template {
    /// Reads a file: its text, and `subject` in front matter.
    ///
    /// # Errors
    /// A diagnostic for each unknown value or key, and one for a file without text.
    pub fn read(source: &Arc<Source>) -> Result<Self, Diagnostics> {
        let (front, body) = front_matter(source)?;
        let mut faults = Diagnostics::new();
        let mut subject = None;
        for (key, node) in front.iter().flat_map(|front| front.entries()) {
            if key.value == "subject" {
                subject = node.spanned();
            } else {
                let fault = Diagnostic::error(format!("unknown key `{}`", key.value));
                faults.push(fault.at(key.span.clone()).hint("known here: subject"));
            }
        }
        let text = &source.text()[body.clone()];
        if text.trim().is_empty() {
            let place = Span::new(source, body.end..body.end);
            let fault = Diagnostic::error(format!("the mail `{}` has no text", source.name()));
            faults.push(fault.at(place));
        }
        let body = Spanned::new(text.to_owned(), Span::new(source, body));
        match Template::new(subject.as_ref(), Some(&body)) {
            Ok(template) if !faults.has_errors() => Ok(template),
            Ok(_) => Err(faults),
            Err(more) => {
                faults.append(more);
                Err(faults)
            }
        }
    }

    /// A template of texts that stand somewhere else, such as in settings.
    ///
    /// # Errors
    /// A diagnostic for each unknown value.
    pub fn new(
        subject: Option<&Spanned<String>>,
        body: Option<&Spanned<String>>,
    ) -> Result<Self, Diagnostics> {
        let mut faults = Diagnostics::new();
        let subject = subject.map(|subject| Pattern::parse(subject, &mut faults));
        let body = body.map(|body| Pattern::parse(body, &mut faults));
        if faults.has_errors() {
            Err(faults)
        } else {
            Ok(Template { subject, body })
        }
    }

    /// The same text under the subject of another template.
    #[must_use]
    pub fn with_subject(self, other: Template) -> Self {
        Template {
            subject: other.subject,
            ..self
        }
    }
}

impl Pattern {
    /// Cuts a text at its braces; a doubled brace stands for itself.
    fn parse(text: &Spanned<String>, faults: &mut Diagnostics) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        let mut open = String::new();
        // Where the open text starts.
        let mut start = 0;
        let mut at = 0;
        while let Some(c) = text.value[at..].chars().next() {
            let rest = &text.value[at..];
            if let Some(brace) = ["{{", "}}"]
                .into_iter()
                .find(|brace| rest.starts_with(*brace))
            {
                open.push_str(&brace[1..]);
                at += 2;
                continue;
            }
            if c != '{' {
                open.push(c);
                at += c.len_utf8();
                if ends_paragraph(&open) {
                    parts.push(said(&mut open, place(text, start..at)));
                    start = at;
                }
                continue;
            }
            let line = rest.lines().next().unwrap_or("");
            let Some(end) = line.find('}') else {
                let fault = Diagnostic::error("`{` is not closed");
                let fault = fault.at(place(text, at..at + 1));
                faults.push(fault.hint("write `{{` for a brace that stands for itself"));
                at += 1;
                continue;
            };
            let word = &rest[1..end];
            let span = place(text, at..at + end + 1);
            at += end + 1;
            match Value::named(word.trim()) {
                Some(value) => {
                    let before = start..at - word.len() - 2;
                    parts.push(said(&mut open, place(text, before)));
                    parts.push(Part::Value(value, span));
                    start = at;
                }
                None => {
                    let known = Value::ALL.map(Value::name);
                    let hint = match nearest(word.trim(), known) {
                        Some(near) => format!("did you mean `{{{near}}}`?"),
                        None => format!("known: {{{}}}", known.join("}, {")),
                    };
                    let fault = Diagnostic::error(format!("unknown value `{{{word}}}`"));
                    faults.push(fault.at(span).hint(hint));
                }
            }
        }
        parts.push(said(&mut open, place(text, start..at)));
        Pattern { parts }
    }
}

/// The open text as a part; what is no text leaves only here, as places count it.
fn said(open: &mut String, place: Span) -> Part {
    let text = std::mem::take(open);
    Part::Text(characters::text(&text).into_owned(), place)
}

/// True for a text that ends in a blank line.
pub(super) fn ends_paragraph(text: &str) -> bool {
    let line = text.strip_suffix('\n');
    line.is_some_and(|line| line.trim_end_matches([' ', '\t', '\r']).ends_with('\n'))
}

/// The place of a part of a text; the whole text's where its source spells it otherwise.
fn place(text: &Spanned<String>, range: Range<usize>) -> Span {
    let source = text.span.source();
    // A value of YAML may stand in quotes.
    for quote in [0, 1] {
        let start = text.span.range().start + quote + range.start;
        let part = start..start + range.len();
        if source.text().get(part.clone()) == Some(&text.value[range.clone()]) {
            return Span::new(source, part);
        }
    }
    text.span.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_of_a_template_has_its_place() {
        let text = "---\nsubject: '{headlin} for you'\nto: ana\n---\nDear {nam},\n{{x}} {link\n";
        let source = Source::new("mail.txt", text);
        let faults = Template::read(&source).expect_err("faults");
        let told: Vec<(String, (usize, usize))> = faults
            .iter()
            .map(|fault| {
                let place = fault.span.as_ref().expect("placed").position();
                (fault.message.clone(), place)
            })
            .collect();
        let expected = [
            ("unknown key `to`", (3, 1)),
            ("unknown value `{headlin}`", (2, 11)),
            ("unknown value `{nam}`", (5, 6)),
            ("`{` is not closed", (6, 7)),
        ];
        let expected = expected.map(|(message, place)| (message.to_owned(), place));
        assert_eq!(told, expected);
    }
}
