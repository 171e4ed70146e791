//! Elements to rich text: blanks collapsed, emphasis and links kept, lines broken at `br`.

use std::ops::Range;

use super::fold::{clean, cleaned, spaced, without_pictographs};
use super::sheet::Sheet;
use crate::diagnostic::Span;
use crate::read::{Content, HOLE, Id, LONGEST_LINE, Page, line_ends};
use crate::resume::{Emphasis, RichText, Text};

/// Elements that stand in a line of text, in alphabetical order.
const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "img", "ins", "kbd", "label", "link", "mark", "meta", "picture", "q", "rt",
    "ruby", "s", "samp", "small", "source", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// True for elements that stand in a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    // Elements with a hyphen are a page's own, mostly icons.
    INLINE.binary_search(&name).is_ok() || name.contains('-')
}

/// The lines of a range of nodes; `skip` leaves an element out with all it holds.
pub(super) fn lines(sheet: &Sheet, range: Range<Id>, skip: impl Fn(Id) -> bool) -> Vec<RichText> {
    write(sheet, range, skip, false)
}

fn write(
    sheet: &Sheet,
    range: Range<Id>,
    skip: impl Fn(Id) -> bool,
    is_typed: bool,
) -> Vec<RichText> {
    let (page, dom) = (sheet.page, sheet.dom);
    let first = if dom.all().contains(&range.start) {
        dom.node(range.start).line
    } else {
        1
    };
    let mut writer = Writer {
        page,
        lines: Vec::new(),
        open: None,
        line: first,
        blank: false,
        holed: false,
    };
    // Elements that change how text stands out: (end, emphasis, link).
    let mut styles: Vec<(Id, Emphasis, Option<String>)> = Vec::new();
    // Ends of open blocks: each is a line of its own.
    let mut blocks: Vec<Id> = Vec::new();
    let mut id = range.start;
    while id < range.end {
        while blocks.last().is_some_and(|&end| end <= id) {
            blocks.pop();
            writer.end_line();
        }
        while styles.last().is_some_and(|style| style.0 <= id) {
            styles.pop();
        }
        match &dom.node(id).content {
            Content::Text(text) => {
                let (emphasis, link) = styles
                    .last()
                    .map_or((Emphasis::NONE, None), |(_, e, l)| (*e, l.clone()));
                if is_typed {
                    for (n, line) in text.split('\n').enumerate() {
                        if n > 0 {
                            writer.end_line();
                            writer.line += 1;
                        }
                        writer.text(line, emphasis, link.clone());
                    }
                } else {
                    writer.text(text, emphasis, link);
                }
            }
            Content::Element(element) => {
                writer.line = dom.node(id).line;
                if skip(id) || id != range.start && sheet.is_aside(id) {
                    id = dom.end(id);
                    writer.blank = true;
                    continue;
                }
                let name = element.name.as_str();
                if name == "br" {
                    writer.end_line();
                } else if !is_inline(name) {
                    writer.end_line();
                    blocks.push(dom.end(id));
                }
                let (mut emphasis, mut link) = styles
                    .last()
                    .map_or((Emphasis::NONE, None), |(_, e, l)| (*e, l.clone()));
                match name {
                    "strong" | "b" => emphasis.strong = true,
                    "em" | "i" | "cite" => emphasis.emphasized = true,
                    "code" | "kbd" | "samp" => emphasis.code = true,
                    "a" => link = element.attribute("href").and_then(href),
                    _ => {
                        id += 1;
                        continue;
                    }
                }
                styles.push((dom.end(id), emphasis, link));
            }
        }
        id += 1;
    }
    writer.end_line();
    writer.lines
}

/// The range as one paragraph.
pub(super) fn rich(sheet: &Sheet, range: Range<Id>, skip: impl Fn(Id) -> bool) -> Option<RichText> {
    join(lines(sheet, range, skip))
}

/// Several lines as one paragraph.
pub(super) fn join(lines: Vec<RichText>) -> Option<RichText> {
    let mut lines = lines.into_iter();
    let mut first = lines.next()?;
    for line in lines {
        first.push(" ", Emphasis::NONE, None);
        for run in line.runs {
            first.push(run.text, run.emphasis, run.link);
        }
    }
    Some(first)
}

/// Several paragraphs as one text that still knows them.
pub(super) fn join_paragraphs(paragraphs: Vec<RichText>) -> Option<RichText> {
    let mut paragraphs = paragraphs.into_iter();
    let mut first = paragraphs.next()?;
    for paragraph in paragraphs {
        first.push("\n", Emphasis::NONE, None);
        for run in paragraph.runs {
            first.push(run.text, run.emphasis, run.link);
        }
    }
    Some(first)
}

/// The range as plain text without pictures, for titles and names.
pub(super) fn plain(sheet: &Sheet, range: Range<Id>, skip: impl Fn(Id) -> bool) -> Option<Text> {
    let rich = rich(sheet, range, skip)?;
    title(&rich)
}

/// A rich text as a title: no emphasis, no pictures.
pub(super) fn title(rich: &RichText) -> Option<Text> {
    let text = without_pictographs(&rich.text().replace('\n', " "));
    (!text.is_empty()).then(|| part(&rich.span, &text))
}

/// Words with their own place in a span, or the span where they are spelled otherwise.
pub(super) fn part(span: &Span, words: &str) -> Text {
    let range = span.range();
    if range.len() > LONGEST_LINE {
        return Text::new(words.to_owned(), span.clone());
    }
    let place = match span.source().text()[range.clone()].find(words) {
        Some(at) => {
            let start = range.start + at;
            Span::new(span.source(), start..start + words.len())
        }
        None => span.clone(),
    };
    Text::new(words.to_owned(), place)
}

/// An address that may stand in a document: absolute, or for mail and telephone.
pub(super) fn href(address: &str) -> Option<String> {
    let address = address.trim();
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    if address.contains(HOLE) {
        return None;
    }
    let known = matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel");
    let leads = address.len() > scheme.len() + 1 && !address.ends_with(":#");
    (known && leads).then(|| clean(address))
}

/// True for what is left of a template's line: labels and joints without their values.
fn is_pattern(text: &str) -> bool {
    /// A sentence says something although one value of it is missing.
    const FEWEST_WORDS: usize = 6;
    let words = |text: &str| {
        text.split_whitespace()
            .filter(|w| w.contains(char::is_alphanumeric))
            .count()
    };
    words(text) < FEWEST_WORDS
        || super::pieces::bars(text)
            .iter()
            .all(|piece| piece.ends_with(':'))
}

/// True for letters, digits and pictures: a line of mere dashes and colons says nothing.
fn is_said(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '?' | '!') || super::fold::is_pictograph(c)
}

struct Writer<'a> {
    page: &'a Page,
    lines: Vec<RichText>,
    open: Option<RichText>,
    line: usize,
    /// A blank is due before the next character.
    blank: bool,
    /// A template's value is missing on the line.
    holed: bool,
}

impl Writer<'_> {
    fn text(&mut self, text: &str, emphasis: Emphasis, link: Option<String>) {
        self.holed |= text.contains(HOLE);
        let text = cleaned(text);
        let start = text.len() - text.trim_start().len();
        if start > 0 {
            self.blank = true;
            self.line += line_ends(&text[..start]);
        }
        if start == text.len() {
            return;
        }
        let span = self.page.span(self.line);
        let open = self.open.get_or_insert_with(|| {
            self.blank = false;
            RichText::new(span)
        });
        if self.blank {
            // Between two styles the blank is plain, so that bold words end with their letters.
            let same = open
                .runs
                .last()
                .is_some_and(|run| run.emphasis == emphasis && run.link == link);
            let (style, to) = if same {
                (emphasis, link.clone())
            } else {
                (Emphasis::NONE, None)
            };
            open.push(" ", style, to);
        }
        open.push(spaced(&text), emphasis, link);
        self.line += line_ends(&text[start..]);
        self.blank = text.ends_with(char::is_whitespace);
    }

    fn end_line(&mut self) {
        self.blank = false;
        let holed = std::mem::take(&mut self.holed);
        if let Some(line) = self.open.take()
            && !(holed && is_pattern(&line.text()))
            && line.runs.iter().any(|run| run.text.chars().any(is_said))
        {
            self.lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Body, page_of};

    fn read(text: &str) -> Vec<RichText> {
        let page = page_of("p.html", text);
        let Body::Document(dom) = &page.body else {
            panic!("a document");
        };
        lines(
            &Sheet::new(&page, dom, super::super::vocabulary::vocabulary()),
            dom.all(),
            |_| false,
        )
    }

    #[test]
    fn every_inline_element_is_found() {
        assert!(INLINE.is_sorted());
        assert!(is_inline("wbr") && is_inline("a") && is_inline("ion-icon"));
        assert!(!is_inline("div") && !is_inline(""));
    }

    #[test]
    fn blanks_collapse_and_bold_words_end_with_their_letters() {
        let found = read("<p>a  <b>b\n c </b>d</p>");
        let runs: Vec<&str> = found[0].runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(runs, ["a ", "b c", " d"]);
    }

    #[test]
    fn a_break_ends_a_line_and_moves_its_position() {
        let found = read("<p>a<br>\nb");
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].text(), "b");
    }

    #[test]
    fn entities_and_raw_signs_are_text() {
        assert_eq!(read("<p>&lt;1s <1s &amp; >95%")[0].text(), "<1s <1s & >95%");
    }

    #[test]
    fn only_addresses_that_lead_somewhere_are_kept() {
        assert_eq!(href("#"), None);
        assert_eq!(href("mailto:#"), None);
        assert_eq!(href("javascript:x()"), None);
        assert_eq!(href("https://a.org").as_deref(), Some("https://a.org"));
    }
}
