//! The text of a letter: paragraphs and lists; what a letter has no place for is told.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Block;
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
        pictures: 0,
    };
    let options = Options::ENABLE_STRIKETHROUGH;
    let text = &source.text()[range];
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.end();
    reader.blocks
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    /// Where the text starts in the source.
    start: usize,
    findings: &'a mut Diagnostics,
    blocks: Vec<Block>,
    /// Lists that are open; `true` for the items of a nested one, which stand in the outer's.
    lists: Vec<Option<u64>>,
    open: Option<RichText>,
    strong: usize,
    emphasized: usize,
    links: Vec<Option<String>>,
    /// Pictures that are open: their words are no text.
    pictures: usize,
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
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text, range, false);
            }
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
            Tag::List(start) => {
                self.end();
                if self.lists.is_empty() {
                    self.blocks.push(match start {
                        Some(start) => Block::Numbered(start, Vec::new()),
                        None => Block::Bullets(Vec::new()),
                    });
                } else {
                    self.tell("the items of an inner list stand in the outer one", range);
                }
                self.lists.push(start);
            }
            Tag::Item => {
                self.end();
                self.start(range);
            }
            Tag::CodeBlock(_) => self.start(range),
            Tag::Emphasis => self.emphasized += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { dest_url, .. } => {
                let target = dest_url.trim();
                let is_safe = ["https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|scheme| target.to_ascii_lowercase().starts_with(scheme));
                if !is_safe {
                    self.tell(
                        "a link is left out: it leads to no web, mail or telephone address",
                        range,
                    );
                }
                self.links.push(is_safe.then(|| target.to_owned()));
            }
            Tag::Image { .. } => {
                self.tell("a picture is left out", range);
                self.pictures += 1;
            }
            Tag::BlockQuote(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Strikethrough
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
            TagEnd::Item | TagEnd::CodeBlock => self.end(),
            TagEnd::Emphasis => self.emphasized = self.emphasized.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::BlockQuote(_)
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>, code: bool) {
        if self.pictures > 0 {
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
        if let Some(open) = &mut self.open {
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
        match self.blocks.last_mut() {
            Some(Block::Bullets(items) | Block::Numbered(_, items)) if !self.lists.is_empty() => {
                items.push(text);
            }
            Some(_) | None => self.blocks.push(Block::Paragraph(text)),
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
