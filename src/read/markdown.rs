//! Markdown with HTML blocks to one HTML document, and which line made which.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::latex;
use super::liquid::Fence;

/// An HTML document made from a page.
pub(super) struct Rendered {
    /// The HTML.
    pub(super) html: String,
    /// `(line of the HTML, line of the page)`, both from 1, ascending in the first.
    lines: Vec<(usize, usize)>,
}

impl Rendered {
    /// The line of the page that made a line of the HTML.
    pub(super) fn line(&self, rendered: usize) -> usize {
        let after = self.lines.partition_point(|&(line, _)| line <= rendered);
        after.checked_sub(1).map_or(1, |at| self.lines[at].1)
    }
}

/// What the writer and the events share: the text so far, and the lines met.
#[derive(Default)]
struct Sheet {
    html: String,
    line: usize,
    lines: Vec<(usize, usize)>,
}

impl Sheet {
    /// Notes that what is written next, `after` lines below, stems from `line`.
    fn note(&mut self, after: usize, line: usize) {
        let rendered = self.line + 1 + after;
        if self.lines.last().is_none_or(|last| last.0 < rendered) {
            self.lines.push((rendered, line));
        }
    }
}

struct Pen<'a>(&'a RefCell<Sheet>);

impl fmt::Write for Pen<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut sheet = self.0.borrow_mut();
        sheet.line += line_ends(text);
        sheet.html.push_str(text);
        Ok(())
    }
}

/// Renders a page whose line numbers are those of the file.
pub(super) fn render(page: &str) -> Rendered {
    let (text, added) = undent_html(page);
    let mut starts = vec![0];
    starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
    let line_of = |offset: usize| {
        let line = starts.partition_point(|&start| start <= offset);
        line - added.partition_point(|&blank| blank <= line)
    };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_DEFINITION_LIST;
    let (options, notes) = match text.contains("[^") {
        true => {
            let options = options | Options::ENABLE_FOOTNOTES;
            (options, footnotes(&text, options))
        }
        false => (options, HashMap::new()),
    };
    let sheet = RefCell::new(Sheet::default());
    let mut in_note = false;
    let events = Parser::new_ext(&text, options)
        .into_offset_iter()
        .filter_map(move |(event, range)| match event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                in_note = true;
                None
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                in_note = false;
                None
            }
            _ if in_note => None,
            // A note's words stand where it is called.
            Event::FootnoteReference(label) => {
                let note = notes.get(&*label).filter(|note| !note.is_empty())?;
                Some((Event::Text(format!(" ({note})").into()), range))
            }
            event => Some((event, range)),
        })
        .map(|(event, range)| {
            let mut sheet = sheet.borrow_mut();
            let line = line_of(range.start);
            match &event {
                Event::Start(_) => {
                    // The writer itself ends an open line before a block.
                    let open = !sheet.html.is_empty() && !sheet.html.ends_with('\n');
                    let block = !matches!(&event, Event::Start(tag) if is_inline(&tag.to_end()));
                    sheet.note(usize::from(open && block), line);
                }
                Event::End(_) => {}
                Event::Text(text)
                | Event::Code(text)
                | Event::Html(text)
                | Event::InlineHtml(text)
                | Event::InlineMath(text)
                | Event::DisplayMath(text)
                | Event::FootnoteReference(text) => {
                    // Past a final line end begins the next event's line.
                    let text = text.strip_suffix('\n').unwrap_or(text);
                    for below in 0..=line_ends(text) {
                        sheet.note(below, line + below);
                    }
                }
                Event::SoftBreak | Event::HardBreak => sheet.note(1, line + 1),
                Event::Rule | Event::TaskListMarker(_) => sheet.note(0, line),
            }
            drop(sheet);
            event
        });
    pulldown_cmark::html::write_html_fmt(Pen(&sheet), events)
        .expect("writing into memory does not fail");
    let sheet = sheet.into_inner();
    Rendered {
        html: sheet.html,
        lines: sheet.lines,
    }
}

/// The words of a page's footnotes, by their labels.
fn footnotes(text: &str, options: Options) -> HashMap<String, String> {
    let mut notes = HashMap::new();
    let mut open: Option<(String, String)> = None;
    for event in Parser::new_ext(text, options) {
        match (event, &mut open) {
            (Event::Start(Tag::FootnoteDefinition(label)), _) => {
                open = Some((label.to_string(), String::new()));
            }
            (Event::End(TagEnd::FootnoteDefinition), open) => {
                if let Some((label, words)) = open.take() {
                    let words = words.trim().trim_end_matches('.').to_owned();
                    notes.insert(label, words);
                }
            }
            (Event::Text(words) | Event::Code(words), Some((_, note))) => note.push_str(&words),
            (Event::SoftBreak | Event::HardBreak, Some((_, note))) => note.push(' '),
            (_, _) => {}
        }
    }
    notes
}

/// How many lines end in a text.
pub(crate) fn line_ends(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

fn is_inline(end: &TagEnd) -> bool {
    matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}

/// Elements that hold blocks and whose end tag may not be left out: what stands between
/// their tags is HTML to a site generator, blank lines and indentation notwithstanding.
const HOLDERS: [&str; 22] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "main",
    "nav",
    "ol",
    "section",
    "table",
    "tbody",
    "thead",
    "ul",
];

/// A line that CommonMark reads otherwise than the site generators that people write for: a void tag
/// alone on its line ends with it and hides nothing below, a heading may lack the blank behind its
/// signs, and `List<Map>` holds no tag. `None` for any other line. No line is added or lost.
fn as_meant(line: &str, before_is_text: bool, least_signs: usize) -> Option<String> {
    let body = line.trim();
    let end = if line.ends_with('\n') { "\n" } else { "" };
    let tag = |name: &str| {
        let inner = body.strip_prefix('<')?.strip_suffix('>')?;
        let rest = inner.get(name.len()..)?;
        let is_bare = rest.is_empty() || rest.starts_with([' ', '/']) && !rest.contains('<');
        (inner.get(..name.len())?.eq_ignore_ascii_case(name) && is_bare).then_some(())
    };
    if tag("hr").is_some() {
        return Some(format!("***{end}"));
    }
    if tag("br").is_some() && !before_is_text {
        return Some(end.to_owned());
    }
    // A comment, which CommonMark knows only with a title in brackets.
    if is_comment(body) {
        return Some(end.to_owned());
    }
    // A fence around a container of its own: "::: start".
    if body.starts_with(":::") {
        return Some(end.to_owned());
    }
    let signs = body.bytes().take_while(|byte| *byte == b'#').count();
    // What pandoc is told of a heading, "# Skills {-}", is none of it.
    let bare = body.rfind(" {").filter(|at| {
        let inner = &body[at + 2..];
        (1..=6).contains(&signs)
            && inner.starts_with(['-', '.', '#'])
            && inner.find('}') == Some(inner.len() - 1)
    });
    if let Some(at) = bare {
        return Some(format!("{}{end}", &body[..at]));
    }
    let least = |c: char| c.is_alphanumeric() && (signs > 1 || !c.is_ascii_lowercase());
    let is_heading = (least_signs..=6).contains(&signs)
        && body[signs..].starts_with(least)
        && (signs > 1 || !body[signs..].contains('#'))
        && line.starts_with('#');
    if is_heading {
        let title = body[signs..].trim_end_matches('#');
        return Some(format!("{} {title}{end}", &body[..signs]));
    }
    with_generics(line)
}

/// True for "[comment]: # what it says" and its likes: a definition of a link to nowhere.
fn is_comment(body: &str) -> bool {
    let definition = body
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"));
    // What a short form stands for, which a page shows where it is pointed at.
    let is_short_form = body
        .strip_prefix("*[")
        .and_then(|rest| rest.split_once("]:"))
        .is_some_and(|(short, _)| !short.contains(['[', ']']));
    is_short_form
        || definition.is_some_and(|(label, target)| {
            !label.contains(['[', ']', '^'])
                && target.trim_start().starts_with(['#', '<'])
                && target
                    .trim_start()
                    .trim_start_matches(['#', '<', '>'])
                    .starts_with([' ', '('])
        })
}

/// The fewest signs that make a heading without a blank behind them: one where the page has several
/// headings of one sign. A line with more signs is a row of tags, and small letters are one.
fn least_signs(page: &str) -> usize {
    const FEWEST: usize = 2;
    let is_titled = |line: &&str| {
        let title = line.strip_prefix('#').unwrap_or_default();
        let words = title.trim_start();
        let is_small = words.starts_with(|c: char| c.is_ascii_lowercase());
        words.starts_with(char::is_alphanumeric) && !title.contains('#') && !is_small
    };
    match page.lines().filter(is_titled).count() >= FEWEST {
        true => 1,
        false => 2,
    }
}

/// Escapes what looks like a tag and is a type's argument: a word in angle brackets, capital first,
/// right behind a word. `None` where there is none.
fn with_generics(line: &str) -> Option<String> {
    if !line.contains('<') || line.contains('`') {
        return None;
    }
    let mut out = String::new();
    let mut from = 0;
    for (at, _) in line.match_indices('<') {
        let inner = &line[at + 1..];
        let length = inner.find(['>', '<', '/', ' '])?;
        let name = &inner[..length];
        let is_type = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name
                .chars()
                .skip(1)
                .all(|c| c.is_ascii_lowercase() || c == ',')
            && inner[length..].starts_with('>')
            && line[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        if is_type {
            out.push_str(&line[from..at]);
            out.push_str("&lt;");
            from = at + 1;
        }
    }
    (from > 0).then(|| out + &line[from..])
}

/// Takes the indentation off lines inside HTML elements: after a blank line, CommonMark
/// would take an indented line for code. Between a tag and Markdown right below it goes a blank
/// line, without which CommonMark takes the Markdown for text; those lines' numbers come along,
/// from 1.
fn undent_html(page: &str) -> (String, Vec<usize>) {
    let mut out = String::with_capacity(page.len());
    let mut added = Vec::new();
    let mut is_behind_tag = false;
    let mut depth = 0usize;
    let mut verbatim: Option<&str> = None;
    let mut after_html = false;
    let mut fence: Option<Fence> = None;
    let mut before_is_text = false;
    let least_signs = least_signs(page);
    for (number, line) in page.split_inclusive('\n').enumerate() {
        let body = line.trim_start();
        if let Some(open) = fence {
            out.push_str(line);
            if open.is_closed_by(line) {
                fence = None;
            }
            continue;
        }
        if let Some(end) = verbatim {
            out.push_str(line);
            if body.contains(end) {
                verbatim = None;
            }
            continue;
        }
        if depth == 0 {
            fence = Fence::opened_by(line);
            if fence.is_some() {
                out.push_str(line);
                continue;
            }
        }
        let set = match depth {
            0 => latex::plain(line),
            _ => None,
        };
        let line = set.as_deref().unwrap_or(line);
        let body = line.trim_start();
        if depth == 0
            && let Some(meant) = as_meant(line, before_is_text, least_signs)
        {
            before_is_text = false;
            after_html = false;
            out.push_str(&meant);
            continue;
        }
        before_is_text = !body.is_empty() && !body.starts_with('<');
        let is_html = body.starts_with('<');
        if depth > 0 && is_behind_tag && opens_block(body) {
            out.push('\n');
            added.push(number + 1 + added.len());
        }
        is_behind_tag = is_html && body.trim_end().ends_with('>');
        if depth > 0 && !body.is_empty() && (is_html || after_html) {
            out.push_str(body);
        } else if body.is_empty() {
            out.push_str(if line.ends_with('\n') { "\n" } else { "" });
        } else {
            out.push_str(line);
        }
        if !body.is_empty() {
            after_html = is_html || body.trim_end().ends_with('>');
        }
        // Only a line that starts with a tag opens a block; inside one, every tag counts.
        let indent = line.len() - body.len();
        if depth > 0 || (is_html && indent < 4) {
            (depth, verbatim) = count_tags(body, depth);
        }
    }
    (out, added)
}

/// True for a line that begins a list, a heading or a quotation of Markdown.
fn opens_block(line: &str) -> bool {
    let rest = line.trim_start_matches(['#', '-', '*', '+', '>']);
    let signs = &line[..line.len() - rest.len()];
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = signs.is_empty() && digits.len() < rest.len() && digits.starts_with(". ");
    let is_one = signs.len() == 1 || signs.bytes().all(|sign| sign == b'#') && signs.len() <= 6;
    is_numbered || !signs.is_empty() && is_one && rest.starts_with(' ')
}

/// The names of the tags of a line, and whether each ends its element.
fn tags(line: &str) -> impl Iterator<Item = (&str, bool)> {
    memchr::memchr_iter(b'<', line.as_bytes()).map(|at| {
        let rest = &line[at + 1..];
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let closes = name.len() < rest.len();
        let length = name.bytes().position(|byte| !byte.is_ascii_alphanumeric());
        (&name[..length.unwrap_or(name.len())], closes)
    })
}

fn nest(depth: usize, name: &str, closes: bool) -> usize {
    let holds = |holder: &&str| holder.eq_ignore_ascii_case(name);
    match (HOLDERS.iter().any(holds), closes) {
        (true, true) => depth.saturating_sub(1),
        (true, false) => depth + 1,
        (false, _) => depth,
    }
}

/// Elements whose content is taken as it is, with the start of what ends each.
const VERBATIM: [(&str, &str); 3] = [
    ("pre", "</pre"),
    ("script", "</script"),
    ("style", "</style"),
];

/// The nesting depth after a line, and the end tag that a verbatim element waits for.
fn count_tags(line: &str, mut depth: usize) -> (usize, Option<&'static str>) {
    let mut verbatim = None;
    for (name, closes) in tags(line) {
        depth = nest(depth, name, closes);
        let known = VERBATIM
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name));
        if let Some((_, end)) = known {
            verbatim = (!closes).then_some(*end);
        }
    }
    (depth, verbatim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_html_knows_its_line_of_markdown() {
        let page = "# A\n\ntext\nmore\n\n- x\n  - y\n\n<div>\n<p>z</p>\n</div>\n";
        let rendered = render(page);
        let find = |word: &str| {
            let at = rendered.html.find(word).expect(word);
            rendered.line(rendered.html[..at].matches('\n').count() + 1)
        };
        assert_eq!(find("A</h1>"), 1);
        assert_eq!(find("text"), 3);
        assert_eq!(find("more"), 4);
        assert_eq!(find("<li>x"), 6);
        assert_eq!(find("<li>y"), 7);
        assert_eq!(find("<p>z"), 10);
    }

    #[test]
    fn markdown_right_below_a_tag_is_markdown() {
        let page = "<div class=work>\n- one\n- two\n</div>\n\n<div>\n## Three\n</div>\ntext\n";
        let rendered = render(page);
        for part in ["<li>one</li>", "<li>two</li>", "<h2>Three</h2>"] {
            let at = rendered.html.find(part).expect(part);
            let line = rendered.html[..at].matches('\n').count() + 1;
            let words = part.split(['<', '>']).nth(2).expect("words");
            let written = page[..page.find(words).expect("there")]
                .matches('\n')
                .count()
                + 1;
            assert_eq!(rendered.line(line), written, "{part}");
        }
        assert!(!opens_block("-5 degrees") && !opens_block("**bold**") && !opens_block("---"));
        assert!(opens_block("- a") && opens_block("12. b") && opens_block("### c"));
    }

    #[test]
    fn an_indented_element_after_a_blank_line_is_no_code() {
        let page = "<div>\n\n    <p>a</p>\n\n    plain\n\n</div>\n\n    code\n";
        let html = render(page).html;
        assert!(!html.contains("&lt;p&gt;"), "{html}");
        assert!(!html.contains("<code>plain"), "{html}");
        assert!(html.contains("<code>code"), "{html}");
    }

    #[test]
    fn figures_with_angle_brackets_stay_text() {
        let html = render("- under <1s and >95%\n").html;
        assert!(html.contains("&lt;1s and &gt;95%"), "{html}");
    }
}
