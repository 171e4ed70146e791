//! YAML, behind one file: positioned trees for the user's files, typed values for our own.
//!
//! `serde_yaml` reads the program's tables, in `build.rs`, and writes results; it keeps no
//! positions and gets no more releases, so no other file names it. What a user wrote is read as a
//! tree from `saphyr-parser`'s events, which carry line and column: that finds all faults of
//! a file in one run.

use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};
use serde::{Deserialize, Serialize};

use crate::characters;
use crate::diagnostic::{Diagnostic, Source, Span, Spanned};

/// A value of a YAML document with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// The three shapes of YAML.
#[derive(Clone, Debug)]
pub enum Value {
    /// A word, number or text, as written; `None` for an empty or `null` value.
    Scalar(Option<String>),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in order; keys that are not scalars are left out.
    Mapping(Vec<(Spanned<String>, Node)>),
}

impl Value {
    /// A scalar as it was written, escapes resolved; what is no text leaves.
    pub fn scalar(written: &str) -> Self {
        Value::Scalar(Some(characters::text(written).into_owned()))
    }
}

impl Node {
    /// The value of a key, if this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()
            .iter()
            .find(|(k, _)| k.value == key)
            .map(|(_, node)| node)
    }

    /// Keys and values; empty for anything but a mapping.
    pub fn entries(&self) -> &[(Spanned<String>, Node)] {
        match &self.value {
            Value::Mapping(entries) => entries,
            Value::Scalar(_) | Value::Sequence(_) => &[],
        }
    }

    /// The items of a sequence; empty for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            Value::Scalar(_) | Value::Mapping(_) => &[],
        }
    }

    /// The text of a scalar, trimmed; `None` for an empty one and for other shapes.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(Some(text)) if !text.trim().is_empty() => Some(text.trim()),
            Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// The text of a scalar as written, blanks at its ends included.
    pub fn raw(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => text.as_deref(),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// The text of a scalar with its place.
    pub fn spanned(&self) -> Option<Spanned<String>> {
        self.text()
            .map(|text| Spanned::new(text.to_owned(), self.span.clone()))
    }

    /// The text of a scalar under a key, with its place.
    pub fn text_of(&self, key: &str) -> Option<Spanned<String>> {
        self.get(key).and_then(Node::spanned)
    }
}

/// Aliases may repeat an anchored node this often in all; more is an alias bomb.
const MOST_NODES: usize = 200_000;
/// Deeper nesting is refused: no résumé needs it, and every reader recurses.
const MOST_DEPTH: usize = 64;

/// Reads the part `range` of `source` as one document.
///
/// # Errors
/// One diagnostic with line and column for a syntax fault, too deep nesting or an alias bomb.
pub fn parse(source: &Arc<Source>, range: std::ops::Range<usize>) -> Result<Node, Diagnostic> {
    let text = &source.text()[range.clone()];
    let root = match document(source, range.start, text) {
        Ok(root) => root,
        // Other readers do not mind where the lines of a quoted text begin.
        Err(fault) => {
            let indented = indented(text);
            let again = document(source, range.start, &indented);
            again.ok().filter(|_| indented != text).ok_or(fault)?
        }
    };
    Ok(root.unwrap_or_else(|| Node {
        value: Value::Scalar(None),
        span: Span::new(source, range.start..range.start),
    }))
}

fn document(source: &Arc<Source>, start: usize, text: &str) -> Result<Option<Node>, Diagnostic> {
    let mut reader = Reader {
        source,
        start: source.position(start),
        parser: Parser::new_from_str(text),
        anchors: Vec::new(),
        nodes: 0,
    };
    reader.document()
}

/// The text with the further lines of quoted values deep enough; no line is added or lost.
fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut open: Option<(char, usize)> = None;
    for line in text.split_inclusive('\n') {
        if let Some((quote, depth)) = open {
            if !line.trim().is_empty() {
                out.push_str(&" ".repeat(depth));
            }
            if is_closed(line, quote) {
                open = None;
            }
        } else if let Some((quote, rest)) = opens_quote(line)
            && !is_closed(rest, quote)
        {
            let depth = line.len() - line.trim_start().len();
            open = Some((quote, depth + 2));
        }
        out.push_str(line);
    }
    out
}

/// The quote with which the value of a line begins, and what stands behind it.
fn opens_quote(line: &str) -> Option<(char, &str)> {
    let mut value = line.trim_start();
    while let Some(rest) = value.strip_prefix("- ") {
        value = rest.trim_start();
    }
    if !value.starts_with(['"', '\'']) {
        let (_, rest) = value.split_once(": ")?;
        value = rest.trim_start();
    }
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some((quote, &value[1..]))
}

/// True if a quoted text ends in a line.
fn is_closed(line: &str, quote: char) -> bool {
    let mut letters = line.chars().peekable();
    while let Some(c) = letters.next() {
        let is_doubled = c == quote && quote == '\'' && letters.peek() == Some(&'\'');
        if quote == '"' && c == '\\' || is_doubled {
            letters.next();
        } else if c == quote {
            return true;
        }
    }
    false
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    /// Line and column of the document's first character.
    start: (usize, usize),
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    anchors: Vec<(usize, Node)>,
    nodes: usize,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Option<Node>, Diagnostic> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::Nothing
                | Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
                Event::StreamEnd => return Ok(None),
                Event::Alias(_)
                | Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::SequenceEnd
                | Event::MappingStart(..)
                | Event::MappingEnd => {
                    let root = self.node(event, span, 0)?;
                    // Faults after the first document are faults all the same.
                    while !matches!(self.next()?.0, Event::StreamEnd) {}
                    return Ok(root);
                }
            }
        }
    }

    fn next(&mut self) -> Result<(Event<'a>, saphyr_parser::Span), Diagnostic> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(self.fault(&error)),
            None => Ok((Event::StreamEnd, saphyr_parser::Span::default())),
        }
    }

    fn fault(&self, error: &ScanError) -> Diagnostic {
        let marker = error.marker();
        let at = self.offset(marker);
        Diagnostic::error(format!("YAML cannot be read: {}", error.info()))
            .at(Span::new(self.source, at..at))
            .hint("check the indentation, and quote values that contain `: ` or ` #`")
    }

    fn offset(&self, marker: &saphyr_parser::Marker) -> usize {
        let (line, column) = self.start;
        let below = marker.line().max(1) - 1;
        // An option's value may begin inside a line.
        let before = if below == 0 { column } else { 1 };
        self.source.offset(line + below, before + marker.col())
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        Span::new(
            self.source,
            self.offset(&span.start)..self.offset(&span.end),
        )
    }

    /// The node that `event` opens; `None` at the end of a collection.
    fn node(
        &mut self,
        event: Event<'a>,
        at: saphyr_parser::Span,
        depth: usize,
    ) -> Result<Option<Node>, Diagnostic> {
        self.nodes += 1;
        if depth > MOST_DEPTH {
            return Err(Diagnostic::error("YAML is nested too deeply")
                .at(self.span(at))
                .hint(format!("at most {MOST_DEPTH} levels are read")));
        }
        let span = self.span(at);
        let (anchor, value) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                let null = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                let value = match null {
                    true => Value::Scalar(None),
                    false => Value::scalar(&text),
                };
                (anchor, value)
            }
            Event::SequenceStart(anchor, _) => {
                let mut items = Vec::new();
                loop {
                    let (event, at) = self.next()?;
                    match self.node(event, at, depth + 1)? {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                (anchor, Value::Sequence(items))
            }
            Event::MappingStart(anchor, _) => (anchor, Value::Mapping(self.mapping(depth)?)),
            Event::Alias(anchor) => {
                let found = self
                    .anchors
                    .iter()
                    .rev()
                    .find(|(id, _)| *id == anchor)
                    .map(|(_, node)| node.clone());
                let Some(node) = found else {
                    return Err(Diagnostic::error("alias before its anchor is complete").at(span));
                };
                self.nodes += count(&node);
                if self.nodes > MOST_NODES {
                    return Err(Diagnostic::error("aliases repeat too much of the document")
                        .at(span)
                        .hint(format!("at most {MOST_NODES} values are read")));
                }
                return Ok(Some(Node { span, ..node }));
            }
            Event::SequenceEnd
            | Event::MappingEnd
            | Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => return Ok(None),
        };
        let node = Node { value, span };
        if anchor != 0 {
            self.anchors.push((anchor, node.clone()));
        }
        Ok(Some(node))
    }

    fn mapping(&mut self, depth: usize) -> Result<Vec<(Spanned<String>, Node)>, Diagnostic> {
        let mut entries: Vec<(Spanned<String>, Node)> = Vec::new();
        loop {
            let (event, at) = self.next()?;
            let Some(key) = self.node(event, at, depth + 1)? else {
                return Ok(entries);
            };
            let (event, at) = self.next()?;
            let Some(value) = self.node(event, at, depth + 1)? else {
                return Ok(entries);
            };
            let Value::Scalar(Some(name)) = key.value else {
                continue;
            };
            if let Some((first, _)) = entries.iter().find(|(k, _)| k.value == name) {
                return Err(Diagnostic::error(format!("key `{name}` is given twice"))
                    .at(key.span)
                    .also(first.span.clone(), "first given here"));
            }
            entries.push((Spanned::new(name, key.span), value));
        }
    }
}

fn count(node: &Node) -> usize {
    match &node.value {
        Value::Scalar(_) => 1,
        Value::Sequence(items) => 1 + items.iter().map(count).sum::<usize>(),
        Value::Mapping(entries) => {
            1 + entries
                .iter()
                .map(|(_, value)| 1 + count(value))
                .sum::<usize>()
        }
    }
}

/// One of the program's tables, by its path in the project: `table!("src/extract/fields.yaml")`.
macro_rules! table {
    ($path:literal) => {
        $crate::yaml::read_table(
            $path,
            include_str!(concat!(env!("OUT_DIR"), "/", $path, ".json")),
        )
    };
}
pub(crate) use table;

/// Reads a table as the build left it: in JSON, as reading YAML takes ten times as long.
///
/// # Panics
/// If the text is not what the type wants: the program's own tables are tested.
pub fn read_table<T: Deserialize<'static>>(name: &str, text: &'static str) -> T {
    match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => panic!("the embedded table {name} must be readable: {error}"),
    }
}

/// A typed value of a text that is no table of the program's own.
///
/// # Errors
///
/// What is no YAML, or of another type.
#[cfg(feature = "fit")]
pub fn typed<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

/// Writes a value as a YAML document.
///
/// # Errors
/// The serialiser's own words; a value of plain maps, lists and texts never fails.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, String> {
    let text = serde_yaml::to_string(value).map_err(|error| error.to_string())?;
    if !SEPARATORS.iter().any(|(sign, _)| text.contains(*sign))
        && !ESCAPED.iter().any(|escape| text.contains(escape))
    {
        return Ok(text);
    }
    // The writer takes them for the ends of lines, as YAML 1.1 does, and no reader of 1.2 does.
    let mut tree = serde_yaml::to_value(value).map_err(|error| error.to_string())?;
    hide(&mut tree);
    let mut text = serde_yaml::to_string(&tree).map_err(|error| error.to_string())?;
    for (sign, stand_in) in SEPARATORS {
        text = text.replace(stand_in, &sign.to_string());
    }
    Ok(text)
}

/// Separators of lines and paragraphs, and what stands for them while a text is written: no text
/// holds these.
const SEPARATORS: [(char, char); 2] = [('\u{2028}', '\u{fdd0}'), ('\u{2029}', '\u{fdd1}')];
/// How the writer escapes them.
const ESCAPED: [&str; 2] = ["\\L", "\\P"];

/// Puts other signs in the place of separators.
fn hide(tree: &mut serde_yaml::Value) {
    match tree {
        serde_yaml::Value::String(text) => {
            for (sign, stand_in) in SEPARATORS {
                if text.contains(sign) {
                    *text = text.replace(sign, &stand_in.to_string());
                }
            }
        }
        serde_yaml::Value::Sequence(items) => items.iter_mut().for_each(hide),
        serde_yaml::Value::Mapping(entries) => entries.values_mut().for_each(hide),
        serde_yaml::Value::Null
        | serde_yaml::Value::Bool(_)
        | serde_yaml::Value::Number(_)
        | serde_yaml::Value::Tagged(_) => {}
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_lines_of_a_quoted_text_may_begin_anywhere() {
        let text =
            "- role: Cook\n  told: \"\n  <ul>\n  </ul>\n  \"\n- role: \"Clerk \\\" of\n x\"\n";
        let source = Source::new("a.yml", text);
        let root = parse(&source, 0..text.len()).expect("a list");
        let texts: Vec<_> = root
            .items()
            .iter()
            .map(|item| item.text_of("role"))
            .collect();
        let words: Vec<&str> = texts
            .iter()
            .flatten()
            .map(|text| text.value.as_str())
            .collect();
        assert_eq!(words, ["Cook", "Clerk \" of x"]);
        let told = root.items()[0].get("told").and_then(Node::text);
        assert_eq!(told, Some("<ul> </ul>"));
        assert!(parse(&Source::new("b.yml", "a: \"b\n"), 0..6).is_err());
    }

    use super::*;

    fn read(text: &str) -> Result<Node, Diagnostic> {
        let source = Source::new("t.yaml", text);
        parse(&source, 0..text.len())
    }

    #[test]
    fn every_value_knows_line_and_column() {
        let root = read("a: 1\nb:\n  - é: x\n").expect("valid");
        let inner = root.get("b").expect("b").items()[0].get("é").expect("é");
        assert_eq!(inner.text(), Some("x"));
        assert_eq!(inner.span.position(), (3, 8));
    }

    #[test]
    fn a_part_of_a_file_keeps_the_positions_of_the_file() {
        let text = "---\ntitle: Hi\n---\nbody";
        let source = Source::new("p.md", text);
        let root = parse(&source, 4..14).expect("valid");
        let title = root.get("title").expect("title");
        assert_eq!(title.span.position(), (2, 8));
    }

    #[test]
    fn a_part_that_begins_inside_a_line_keeps_its_columns() {
        let text = "--set é={ size: 3pt,\n b: 4 }";
        let source = Source::new("--set", text);
        let root = parse(&source, 9..text.len()).expect("valid");
        assert_eq!(root.get("size").expect("size").span.position(), (1, 17));
        assert_eq!(root.get("b").expect("b").span.position(), (2, 5));
    }

    #[test]
    fn null_words_are_empty_unless_quoted() {
        let root = read("a: null\nb: 'null'\nc:\n").expect("valid");
        assert_eq!(root.get("a").and_then(Node::text), None);
        assert_eq!(root.get("b").and_then(Node::text), Some("null"));
        assert_eq!(root.get("c").and_then(Node::text), None);
    }

    #[test]
    fn faults_have_a_position() {
        let fault = read("a: 1\n  b: [\n").expect_err("broken");
        assert!(fault.span.is_some(), "{fault:?}");
        let twice = read("a: 1\na: 2\n").expect_err("twice");
        assert_eq!(twice.span.expect("placed").position(), (2, 1));
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut text = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..9 {
            let row = vec![format!("*a{}", level - 1); 10].join(",");
            text.push_str(&format!("a{level}: &a{level} [{row}]\n"));
        }
        let fault = read(&text).expect_err("bomb");
        assert!(fault.message.contains("aliases"), "{}", fault.message);
    }
}
