//! XML data as a tree of values: an element is a map of what stands in it.
//!
//! ```text
//! <Job since="2019"><Title>Cook</Title></Job>      Job: {since: 2019, Title: Cook}
//! <JobList><Job>..</Job><Job>..</Job></JobList>    Job: [.., ..]
//! <Text>with <b>marks</b></Text>                   Text: "with <b>marks</b>"
//! ```
//!
//! No vocabulary is known here. Prefixes of namespaces and what declares them say nothing of a
//! person; entities that a document type declares are never put in.

use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::diagnostic::{Diagnostic, Source, Span, Spanned};
use crate::yaml::{Node, Value};

/// Deeper elements are refused: no résumé needs them, and every reader recurses.
const MOST_DEPTH: usize = 64;
/// More elements and attributes are no résumé's.
const MOST_NODES: usize = 200_000;
/// What the name of an element ends in that only lists others.
const LIST: &str = "List";

/// An element that is open.
struct Open {
    name: Spanned<String>,
    /// Where its content begins.
    start: usize,
    text: String,
    /// Attributes, then elements.
    fields: Vec<(Spanned<String>, Node)>,
    /// How many of the fields are attributes.
    attributes: usize,
}

/// Reads a document: what its root element holds, under the root's name.
///
/// # Errors
/// A diagnostic with line and column for a document that is not well-formed, nests too deeply or
/// has more elements than any résumé.
pub(super) fn parse(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let text = source.text();
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Open> = vec![Open::new(source, String::new(), 0..0)];
    let mut count = 0;
    loop {
        let before = place(&reader);
        let event = reader.read_event().map_err(|error| {
            let at = usize::try_from(reader.error_position()).unwrap_or(before);
            fault(source, at, &format!("the XML cannot be read: {error}"))
        })?;
        match event {
            Event::Start(start) => {
                let mut element = Open::new(source, local(&start), before..place(&reader));
                element.take_attributes(source, &start, before)?;
                count += 1 + element.attributes;
                if open.len() > MOST_DEPTH {
                    return Err(fault(source, before, "elements are nested too deeply"));
                }
                if count > MOST_NODES {
                    return Err(fault(
                        source,
                        before,
                        "the XML has more elements than a résumé",
                    ));
                }
                open.push(element);
            }
            Event::End(_) => {
                let Some(element) = open.pop() else {
                    return Err(fault(source, before, "an element ends that never began"));
                };
                let name = element.name.clone();
                let node = element.node(source, before);
                if let Some(around) = open.last_mut() {
                    around.add(name, node);
                }
            }
            Event::Text(words) => {
                let words = words
                    .decode()
                    .map_err(|error| fault(source, before, &error.to_string()))?;
                add_text(&mut open, &words);
            }
            Event::CData(words) => {
                let words = words
                    .decode()
                    .map_err(|error| fault(source, before, &error.to_string()))?;
                add_text(&mut open, &words);
            }
            Event::GeneralRef(reference) => {
                let sign = reference.resolve_char_ref().ok().flatten();
                let name = reference.decode().unwrap_or_default();
                let known = quick_xml::escape::resolve_predefined_entity(&name);
                match (sign, known) {
                    (Some(sign), _) => add_text(&mut open, sign.encode_utf8(&mut [0; 4])),
                    (None, Some(known)) => add_text(&mut open, known),
                    // As HTML knows it, should the text be HTML.
                    (None, None) => add_text(&mut open, &format!("&{name};")),
                }
            }
            Event::Eof if open.len() > 1 => {
                let name = open.last().map_or("", |element| &element.name.value);
                let open = format!("the element `{name}` does not end");
                return Err(fault(source, text.len(), &open));
            }
            Event::Eof => break,
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
    let root = open.pop().map(|root| root.fields).unwrap_or_default();
    Ok(Node {
        value: Value::Mapping(root),
        span: Span::new(source, 0..text.len()),
    })
}

/// True for the text of an XML document that is no page.
pub(super) fn is_data(text: &str) -> bool {
    let start = text.trim_start();
    let start = start.split_once("?>").map_or(start, |(declaration, rest)| {
        match declaration.starts_with("<?xml") {
            true => rest.trim_start(),
            false => start,
        }
    });
    let is_page = ["<!doctype html", "<html"].iter().any(|page| {
        start
            .get(..page.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(page))
    });
    start.starts_with('<') && !is_page
}

fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn fault(source: &Arc<Source>, at: usize, message: &str) -> Diagnostic {
    let mut at = at.min(source.text().len());
    while !source.text().is_char_boundary(at) {
        at -= 1;
    }
    Diagnostic::error(message.to_owned())
        .at(Span::new(source, at..at))
        .hint("save it again from where it comes from; every element that begins has to end")
}

/// The name of an element or attribute without its prefix.
fn bare(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

fn local(start: &BytesStart<'_>) -> String {
    bare(&String::from_utf8_lossy(start.name().as_ref()))
}

fn add_text(open: &mut [Open], words: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(words);
    }
}

impl Open {
    fn new(source: &Arc<Source>, name: String, range: Range<usize>) -> Self {
        Open {
            start: range.end,
            name: Spanned::new(name, Span::new(source, range)),
            text: String::new(),
            fields: Vec::new(),
            attributes: 0,
        }
    }

    fn take_attributes(
        &mut self,
        source: &Arc<Source>,
        start: &BytesStart<'_>,
        at: usize,
    ) -> Result<(), Diagnostic> {
        for attribute in start.attributes() {
            let attribute =
                attribute.map_err(|error| fault(source, at, &format!("an attribute: {error}")))?;
            let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
            let is_declaration = name.starts_with("xmlns") || name.contains(':');
            if is_declaration {
                continue;
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| fault(source, at, &error.to_string()))?;
            let node = Node {
                value: Value::scalar(&value),
                span: self.name.span.clone(),
            };
            self.fields
                .push((Spanned::new(name, self.name.span.clone()), node));
        }
        self.attributes = self.fields.len();
        Ok(())
    }

    /// Takes an element: one of a name that is there already makes a list of both.
    fn add(&mut self, name: Spanned<String>, node: Node) {
        let (name, node) = listed(name, node);
        let own = &mut self.fields[self.attributes..];
        let Some((_, known)) = own.iter_mut().find(|(key, _)| key.value == name.value) else {
            self.fields.push((name, node));
            return;
        };
        if let Value::Sequence(items) = &mut known.value {
            items.push(node);
            return;
        }
        let first = Node {
            value: std::mem::replace(&mut known.value, Value::Scalar(None)),
            span: known.span.clone(),
        };
        known.value = Value::Sequence(vec![first, node]);
    }

    fn node(self, source: &Arc<Source>, end: usize) -> Node {
        let span = Span::new(source, self.start..end.max(self.start));
        let has_words = !self.text.trim().is_empty();
        let has_elements = self.fields.len() > self.attributes;
        let value = match (has_words, has_elements) {
            // Words with marks among them are a text.
            (true, true) => Value::scalar(source.text()[self.start..end].trim()),
            // What stands beside a text are its codes.
            (true, false) => Value::scalar(self.text.trim()),
            (false, _) if self.fields.is_empty() => Value::Scalar(None),
            (false, _) => Value::Mapping(self.fields),
        };
        Node { value, span }
    }
}

/// `JobList: {Job: [..]}` as `Job: [..]`.
fn listed(name: Spanned<String>, node: Node) -> (Spanned<String>, Node) {
    let Some(own) = name.value.strip_suffix(LIST) else {
        return (name, node);
    };
    match node.value {
        Value::Mapping(mut fields) if fields.len() == 1 && fields[0].0.value == own => {
            let Some((key, inner)) = fields.pop() else {
                return (
                    name,
                    Node {
                        value: Value::Scalar(None),
                        span: node.span,
                    },
                );
            };
            let value = match inner.value {
                list @ Value::Sequence(_) => list,
                one @ (Value::Scalar(_) | Value::Mapping(_)) => Value::Sequence(vec![Node {
                    value: one,
                    span: inner.span,
                }]),
            };
            (
                key,
                Node {
                    value,
                    span: node.span,
                },
            )
        }
        value => (
            name,
            Node {
                value,
                span: node.span,
            },
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        parse(&Source::new("cv.xml", text)).expect("a tree")
    }

    #[test]
    fn elements_are_maps_lists_and_texts() {
        let root = tree(
            "<?xml version=\"1.0\"?><cv:Person xmlns:cv=\"urn:x\" xsi:a=\"b\"><Name>Ana &amp; Bo</Name>\
             <JobList><Job><Since year=\"2019\" month=\"--03\"/><Title code=\"1\">Cook</Title></Job></JobList>\
             <Tel>1</Tel><Tel>2</Tel><About>I <b>cook</b>.</About><Empty/></cv:Person>",
        );
        let person = root.get("Person").expect("the root");
        assert_eq!(person.get("Name").and_then(Node::text), Some("Ana & Bo"));
        let jobs = person.get("Job").expect("a list").items();
        assert_eq!(jobs.len(), 1);
        let since = jobs[0].get("Since").expect("a map");
        assert_eq!(since.get("month").and_then(Node::text), Some("--03"));
        assert_eq!(jobs[0].get("Title").and_then(Node::text), Some("Cook"));
        assert_eq!(person.get("Tel").expect("two").items().len(), 2);
        let about = person.get("About").and_then(Node::text);
        assert_eq!(about, Some("I <b>cook</b>."));
        assert_eq!(person.get("Empty").and_then(Node::text), None);
        assert_eq!(person.get("Name").expect("a name").span.position(), (1, 66));
    }

    #[test]
    fn what_is_not_well_formed_is_told_with_its_line() {
        for (text, line) in [
            ("<a>\n<b>\n</a>", 3),
            ("<a>\n<b>", 2),
            ("<a>\n<b x=1/></a>", 2),
        ] {
            let told = parse(&Source::new("cv.xml", text)).expect_err(text);
            assert_eq!(told.span.expect("placed").position().0, line, "{text}");
        }
        let deep = "<a>".repeat(100_000);
        let told = parse(&Source::new("cv.xml", deep)).expect_err("deep");
        assert!(told.message.contains("deeply"));
    }

    #[test]
    fn declared_entities_are_not_put_in() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"yyyyyyyy\">]><a>&x;</a>";
        assert_eq!(tree(bomb).get("a").and_then(Node::text), Some("&x;"));
    }

    #[test]
    fn a_page_is_no_data() {
        assert!(is_data("<?xml version=\"1.0\"?>\n<SkillsPassport>"));
        assert!(!is_data("<?xml version=\"1.0\"?>\n<!DOCTYPE html>"));
        assert!(!is_data("<HTML>"));
        assert!(!is_data("# Ana"));
    }
}
