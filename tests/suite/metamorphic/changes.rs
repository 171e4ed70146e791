//! The changes: each takes a page's text and gives another that says the same.

use vitae::extract::vocabulary;
use vitae::resume::{Resume, SectionKind};

use crate::corpus::Page;

/// A change that an author may make.
pub struct Change {
    pub name: &'static str,
    /// The page's text with the change; nothing where there is nothing to change.
    pub of: fn(&Page, &Resume) -> Option<String>,
    /// The keys of the résumé that it may move.
    pub moves: &'static [&'static str],
}

/// All of them.
pub const CHANGES: [Change; 11] = [
    Change {
        name: "bars become dots",
        of: |page, _| markdown(page, |line| separated(line, " | ", " · ")),
        moves: &[],
    },
    Change {
        name: "bars become dashes",
        of: |page, _| markdown(page, |line| separated(line, " | ", " – ")),
        moves: &[],
    },
    Change {
        name: "dots become bars",
        of: |page, _| markdown(page, |line| separated(line, " · ", " | ")),
        moves: &[],
    },
    Change {
        name: "emphasis is gone",
        of: |page, _| markdown(page, |line| plain(line, &["**", "__", "*", "_"])),
        moves: &[],
    },
    Change {
        name: "bold becomes italic",
        of: |page, _| markdown(page, |line| line.replace("**", "*")),
        moves: &[],
    },
    Change {
        name: "headings are a level lower",
        of: |page, _| match page.is_html() {
            true => lower_elements(page),
            false => markdown(page, |line| match line.starts_with('#') {
                true => format!("#{line}"),
                false => line.to_owned(),
            }),
        },
        moves: &[],
    },
    Change {
        name: "bullets are another sign",
        of: |page, _| markdown(page, another_bullet),
        moves: &[],
    },
    Change {
        name: "classes have other names",
        of: |page, _| html(page, renamed),
        moves: &[],
    },
    Change {
        name: "attributes change places",
        of: |page, _| html(page, reversed),
        moves: &[],
    },
    Change {
        name: "lines break and are set in",
        of: |page, _| match page.is_html() {
            true => html(page, set_in),
            false => Some(page.text.replace('\n', "\r\n")),
        },
        moves: &[],
    },
    Change {
        name: "headings are of another language",
        of: translated,
        moves: &["title"],
    },
];

/// A Markdown page, changed line by line outside its front matter, code and tables.
fn markdown(page: &Page, change: impl Fn(&str) -> String) -> Option<String> {
    if page.is_html() {
        return None;
    }
    let mut is_code = false;
    let mut is_front = page.text.starts_with("---\n");
    let mut out = String::new();
    for (n, line) in page.text.lines().enumerate() {
        let is_fence = line.trim_start().starts_with("```");
        let is_kept = is_front || is_code || is_fence || is_row(line);
        match is_kept {
            true => out.push_str(line),
            false => out.push_str(&change(line)),
        }
        out.push('\n');
        is_code ^= is_fence;
        is_front &= n == 0 || line != "---";
    }
    (out.trim_end() != page.text.trim_end()).then_some(out)
}

/// True for a line of a table, of elements or of a template.
fn is_row(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with(['|', '<', '{']) || line.matches(" | ").count() > 1 && line.ends_with('|')
}

fn separated(line: &str, from: &str, to: &str) -> String {
    line.replace(from, to)
}

/// Without the marks of emphasis, where they stand in pairs around words.
fn plain(line: &str, marks: &[&str]) -> String {
    let (lead, rest) = match line.trim_start().starts_with("* ") {
        true => line.split_at(line.len() - line.trim_start().len() + 2),
        false => ("", line),
    };
    let mut text = rest.to_owned();
    for mark in marks {
        // Letters on both sides are a word's own, or an address.
        let is_word = mark.starts_with('_') && text.contains(char::is_alphanumeric);
        let pairs = text.matches(mark).count();
        if pairs % 2 == 0 && pairs > 0 && !(is_word && holds_inside(&text, mark)) {
            text = text.replace(mark, "");
        }
    }
    lead.to_owned() + &text
}

/// True for a mark between two letters.
fn holds_inside(text: &str, mark: &str) -> bool {
    text.match_indices(mark).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + mark.len()..].chars().next();
        before.is_some_and(char::is_alphanumeric) && behind.is_some_and(char::is_alphanumeric)
    })
}

fn another_bullet(line: &str) -> String {
    let words = line.trim_start();
    let lead = &line[..line.len() - words.len()];
    match (words.strip_prefix("- "), words.strip_prefix("* ")) {
        (Some(rest), _) => format!("{lead}* {rest}"),
        (None, Some(rest)) => format!("{lead}- {rest}"),
        (None, None) => line.to_owned(),
    }
}

/// An HTML page, changed tag by tag outside scripts, styles and comments.
fn html(page: &Page, change: impl Fn(&str) -> String) -> Option<String> {
    if !page.is_html() {
        return None;
    }
    let mut out = String::new();
    let mut rest = page.text.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_raw = |name: &str| {
            rest.get(1..=name.len())
                .is_some_and(|own| own.eq_ignore_ascii_case(name))
        };
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|n| n + 3)
        } else if is_raw("script") {
            rest.find("</script>")
        } else if is_raw("style") {
            rest.find("</style>")
        } else {
            rest.find('>').map(|n| n + 1)
        };
        let end = end.unwrap_or(rest.len());
        let tag = &rest[..end];
        match rest.starts_with("<!") || is_raw("script") || is_raw("style") {
            true => out.push_str(tag),
            false => out.push_str(&change(tag)),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    (out != page.text).then_some(out)
}

/// The name of a tag, with its slash.
fn name_of(tag: &str) -> String {
    tag.trim_start_matches('<')
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '/')
        .collect::<String>()
        .to_lowercase()
}

/// The attributes of a start tag as they were written.
fn attributes(tag: &str) -> Vec<&str> {
    let inside = tag
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/');
    let mut parts = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in inside.char_indices() {
        match quote {
            Some(sign) if c == sign => quote = None,
            Some(_) => (),
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c.is_whitespace() => {
                parts.push(&inside[start..at]);
                start = at + c.len_utf8();
            }
            None => (),
        }
    }
    parts.push(&inside[start..]);
    parts.retain(|part| !part.is_empty());
    parts.into_iter().skip(1).collect()
}

fn with_attributes(tag: &str, attributes: &[String]) -> String {
    let name = name_of(tag);
    let end = match tag.ends_with("/>") {
        true => " />",
        false => ">",
    };
    let mut out = format!("<{name}");
    for attribute in attributes {
        out.push(' ');
        out.push_str(attribute);
    }
    out + end
}

/// Every class has another name, the same everywhere.
fn renamed(tag: &str) -> String {
    let all = attributes(tag);
    if all.is_empty() || tag.starts_with("</") {
        return tag.to_owned();
    }
    let all: Vec<String> = all
        .into_iter()
        .map(|attribute| match attribute.strip_prefix("class=") {
            Some(value) => {
                let names = value.trim_matches(['"', '\'']).split_whitespace();
                let names: Vec<String> = names.map(another_name).collect();
                format!("class=\"{}\"", names.join(" "))
            }
            None => attribute.to_owned(),
        })
        .collect();
    with_attributes(tag, &all)
}

fn another_name(class: &str) -> String {
    let sum = class.bytes().fold(7u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    format!("q{sum:x}")
}

fn reversed(tag: &str) -> String {
    let all = attributes(tag);
    if all.len() < 2 || tag.starts_with("</") {
        return tag.to_owned();
    }
    let all: Vec<String> = all.into_iter().rev().map(str::to_owned).collect();
    with_attributes(tag, &all)
}

/// Elements between which blanks are no text.
const BLOCKS: [&str; 18] = [
    "div", "section", "article", "header", "footer", "main", "ul", "ol", "li", "p", "h1", "h2",
    "h3", "h4", "table", "tr", "dl", "aside",
];

fn set_in(tag: &str) -> String {
    let name = name_of(tag);
    match BLOCKS.contains(&name.trim_start_matches('/')) {
        true if name.starts_with('/') => format!("\n  {tag}\n"),
        true => format!("\n\n    {tag}\n      "),
        false => tag.to_owned(),
    }
}

fn lower_elements(page: &Page) -> Option<String> {
    html(page, |tag| {
        let name = name_of(tag);
        let level = name.trim_start_matches('/').strip_prefix('h');
        let level: Option<u8> = level.and_then(|level| level.parse().ok());
        match level.filter(|level| *level < 6) {
            Some(level) => tag.replacen(&format!("h{level}"), &format!("h{}", level + 1), 1),
            None => tag.to_owned(),
        }
    })
}

/// The sections' titles as the program prints them in another language: German on English pages,
/// English on all others. Titles that are read as such, whole, on lines of their own.
fn translated(page: &Page, resume: &Resume) -> Option<String> {
    let words = vocabulary().words(match page.language() {
        "en" => "de",
        _ => "en",
    });
    let mut text = page.text.clone();
    for section in &resume.sections {
        let Some(title) = &section.title else {
            continue;
        };
        if section.kind == SectionKind::Other {
            continue;
        }
        let other = words.heading(section.kind, 0);
        let lines: Vec<String> = text
            .lines()
            .map(|line| {
                let (open, close) = match page.is_html() {
                    true => (">", "<"),
                    false => ("# ", ""),
                };
                let whole = format!("{open}{}{close}", title.value);
                let is_title = line.contains(&whole) && (page.is_html() || line.ends_with(&whole));
                match is_title {
                    true => line.replacen(&whole, &format!("{open}{other}{close}"), 1),
                    false => line.to_owned(),
                }
            })
            .collect();
        text = lines.join("\n");
    }
    (text.trim_end() != page.text.trim_end()).then_some(text)
}
