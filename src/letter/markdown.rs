//! The text of a letter: paragraphs and lists; what a letter has no place for is told.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Block;
use crate::characters;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span};
use crate::resume::{Emphasis, RichText};

/// Reads the part `range` of a source.
pub(super) fn blocks(
    source: &Arc<Source>,
    range: Range<usize>,
    findings: &mut Diagnostics,
) -> Vec<Block> {
    let mut reader = Reader {
        source,
        start: range.start,
        findings,
        blocks: Vec::new(),
        lists: Vec::new(),
        open: None,
        strong: 0,
        emphasized: 0,
        links: Vec::new(),
        left_out: 0,
    };
    let options =
        Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let text = &source.text()[range];
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end();
    let Reader { mut blocks, .. } = reader;
    blocks.retain(|block| match block {
        Block::Bullets(items) | Block::Numbered(_, items) => !items.is_empty(),
        Block::Paragraph(_) => true,
    });
    blocks
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    /// Where the text starts in the source.
    start: usize,
    findings: &'a mut Diagnostics,
    blocks: Vec<Block>,
    /// Lists that are open, the innermost last.
    lists: Vec<List>,
    open: Option<RichText>,
    strong: usize,
    emphasized: usize,
    links: Vec<Option<String>>,
    /// Pictures and struck-out words that are open: they are no text.
    left_out: usize,
}

/// A list that is open.
struct List {
    /// The number of its item, if it is numbered.
    number: Option<u64>,
    /// The item has its text: what follows a list inside it reads on as a paragraph.
    is_said: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.begin(tag, range),
            Event::End(tag) => self.finish(tag),
            Event::Text(text) => self.text(&text, range, false),
            Event::Code(text) => self.text(&text, range, true),
            Event::SoftBreak => self.text(" ", range, false),
            Event::HardBreak => self.text("\n", range, false),
            Event::InlineHtml(html) | Event::Html(html) => {
                let tag = html.trim().to_ascii_lowercase();
                if tag.starts_with("<br") {
                    self.text("\n", range, false);
                } else if !tag.is_empty() && !tag.starts_with("<!--") {
                    self.tell("HTML is left out: a letter is plain Markdown", range);
                }
            }
            Event::Rule => self.tell("a rule is left out", range),
            // Not asked for, so never met as such.
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range, false),
            Event::FootnoteReference(name) => self.text(&format!(" [{name}]"), range, false),
            Event::TaskListMarker(_) => {}
        }
    }

    fn begin(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.start(range),
            Tag::Heading { .. } => {
                self.end();
                self.tell(
                    "a heading is set as a paragraph: a letter has none",
                    range.clone(),
                );
                self.start(range);
                self.strong += 1;
            }
            Tag::List(first) => {
                self.end();
                if self.lists.is_empty() {
                    self.blocks.push(match first {
                        Some(first) => Block::Numbered(first, Vec::new()),
                        None => Block::Bullets(Vec::new()),
                    });
                } else {
                    self.tell("the items of an inner list stand beside the outer's", range);
                }
                self.lists.push(List {
                    // The first item counts up to it.
                    number: first.map(|first| first.wrapping_sub(1)),
                    is_said: false,
                });
            }
            Tag::Item => {
                self.end();
                if let Some(list) = self.lists.last_mut() {
                    list.number = list.number.map(|number| number.wrapping_add(1));
                    list.is_said = false;
                }
                self.start(range);
            }
            Tag::Table(_) => {
                self.end();
                self.tell("a table is set as lines: a letter has none", range);
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(open) = &mut self.open {
                    open.push("\n", Emphasis::NONE, None);
                }
                self.start(range);
            }
            Tag::TableCell => {
                let is_first = self.open.as_ref().is_none_or(|open| {
                    let text = open.text();
                    text.is_empty() || text.ends_with('\n')
                });
                if let Some(open) = self.open.as_mut().filter(|_| !is_first) {
                    open.push(", ", Emphasis::NONE, None);
                }
            }
            Tag::FootnoteDefinition(name) => {
                self.end();
                self.start(range.clone());
                self.text(&format!("[{name}] "), range, false);
            }
            Tag::CodeBlock(_) => self.start(range),
            Tag::Emphasis => self.emphasized += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } => {
                let target = characters::text(dest_url.trim());
                let is_safe = ["https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|scheme| target.to_ascii_lowercase().starts_with(scheme));
                if !is_safe {
                    self.tell(
                        "a link is left out: it leads to no web, mail or telephone address",
                        range,
                    );
                }
                self.links.push(is_safe.then(|| target.into_owned()));
            }
            Tag::Image { .. } => {
                self.tell("a picture is left out", range);
                self.left_out += 1;
            }
            Tag::Strikethrough => {
                self.tell("struck-out words are left out", range);
                self.left_out += 1;
            }
            Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                // A further paragraph of an item reads on in it.
                if self.lists.is_empty() {
                    self.end();
                } else if let Some(open) = &mut self.open {
                    open.push("\n", Emphasis::NONE, None);
                }
            }
            TagEnd::Heading(_) => {
                self.strong = self.strong.saturating_sub(1);
                self.end();
            }
            TagEnd::List(_) => {
                self.end();
                self.lists.pop();
            }
            TagEnd::Item | TagEnd::CodeBlock | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.end();
            }
            TagEnd::Emphasis => self.emphasized = self.emphasized.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Image | TagEnd::Strikethrough => {
                self.left_out = self.left_out.saturating_sub(1);
            }
            TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>, code: bool) {
        if self.left_out > 0 {
            return;
        }
        if self.open.is_none() {
            self.start(range);
        }
        let emphasis = Emphasis {
            strong: self.strong > 0,
            emphasized: self.emphasized > 0,
            code,
        };
        let link = self.links.last().cloned().flatten();
        // References such as `&#27;` are resolved by now.
        let text = &*characters::text(text);
        if let Some(open) = &mut self.open {
            // Where words between two blanks are left out, one of them goes too.
            let ends_blank = open.runs.last().is_some_and(|run| run.text.ends_with(' '));
            let text = match ends_blank && !code {
                true => text.trim_start_matches(' '),
                false => text,
            };
            open.push(text, emphasis, link);
        }
    }

    fn start(&mut self, range: Range<usize>) {
        if self.open.is_none() {
            let span = self.span(range);
            self.open = Some(RichText::new(span));
        }
    }

    /// Ends the open text, which goes to the open list or is a paragraph.
    fn end(&mut self) {
        let Some(mut text) = self.open.take() else {
            return;
        };
        while let Some(last) = text.runs.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            text.runs.pop();
        }
        if text.is_blank() {
            return;
        }
        let Some(list) = self.lists.last_mut() else {
            self.blocks.push(Block::Paragraph(text));
            return;
        };
        let is_said = std::mem::replace(&mut list.is_said, true);
        // An inner list of another kind parts the outer one, whose items keep their numbers.
        match (list.number, self.blocks.last_mut()) {
            (None, Some(Block::Bullets(items))) => items.push(text),
            (None, Some(_) | None) => self.blocks.push(Block::Bullets(vec![text])),
            (Some(_), _) if is_said => self.blocks.push(Block::Paragraph(text)),
            (Some(number), Some(Block::Numbered(first, items)))
                if first.wrapping_add(items.len() as u64) == number =>
            {
                items.push(text);
            }
            (Some(number), Some(_) | None) => {
                self.blocks.push(Block::Numbered(number, vec![text]));
            }
        }
    }

    /// The first line of a range of the text.
    fn span(&self, range: Range<usize>) -> Span {
        let (start, end) = (self.start + range.start, self.start + range.end);
        let text = &self.source.text()[start..end];
        let line = text.lines().next().unwrap_or("").trim_end();
        Span::new(self.source, start..start + line.len())
    }

    fn tell(&mut self, message: &str, range: Range<usize>) {
        let span = self.span(range);
        self.findings.push(Diagnostic::warning(message).at(span));
    }
}
