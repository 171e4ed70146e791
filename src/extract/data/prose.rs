//! Values of data files as text: plain, Markdown or HTML, with entities.

use super::fields::{Slot, fields};
use super::leaf::Leaf;
use crate::diagnostic::Span;
use crate::extract::fold::{clean, without_pictographs};
use crate::extract::pieces::items;
use crate::extract::sheet::Sheet;
use crate::extract::text;
use crate::read::{Dom, Id, fragment};
use crate::resume::{RichText, Tag, Text};
use crate::yaml::{Node, Value};

/// A text taken apart.
#[derive(Default)]
pub(super) struct Prose {
    pub(super) paragraphs: Vec<RichText>,
    /// The items of lists in it.
    pub(super) items: Vec<RichText>,
}

impl Prose {
    /// All paragraphs as one.
    pub(super) fn summary(&mut self) -> Option<RichText> {
        text::join_paragraphs(std::mem::take(&mut self.paragraphs))
    }
}

/// The text of a scalar unless it only says what is to be written.
pub(super) fn plain(node: &Node) -> Option<Text> {
    node.spanned()
        .filter(|text| !fields().is_placeholder(&text.value))
}

/// A text or a list of texts, taken apart.
pub(super) fn prose(leaf: Leaf<'_>, node: &Node) -> Prose {
    let mut found = Prose::default();
    match &node.value {
        Value::Scalar(_) => {
            let Some(text) = plain(node) else {
                return found;
            };
            let Some(dom) = marked(&text.value, &node.span) else {
                found.paragraphs.push(flat(&text));
                return found;
            };
            take(leaf, &dom, &mut found);
            for text in found.paragraphs.iter_mut().chain(&mut found.items) {
                text.span = node.span.clone();
            }
        }
        Value::Sequence(list) => {
            for item in list {
                if let Some(bullets) = typed_bullets(item) {
                    found.items.extend(bullets);
                    continue;
                }
                let mut inner = prose(leaf, item);
                found.items.extend(inner.summary());
                found.items.append(&mut inner.items);
            }
        }
        Value::Mapping(entries) => {
            if let Some(one) = named_value(leaf, entries, &node.span) {
                found.items.push(one);
                return found;
            }
            if let Some(one) = labelled_names(leaf, entries, &node.span) {
                found.items.push(one);
                return found;
            }
            // A list item with a heading and points of its own.
            for (key, value) in entries {
                if fields().is_machinery(&key.value) {
                    continue;
                }
                let mut inner = prose(leaf, value);
                found.items.extend(inner.summary());
                found.items.append(&mut inner.items);
            }
        }
    }
    found
}

/// `{name: Networks, mark: 28/30}` as "Networks (28/30)", `{title: Search, text: "A sentence."}` as
/// "Search: A sentence."; an address becomes the link of the words.
fn named_value(leaf: Leaf<'_>, entries: &[(Text, Node)], span: &Span) -> Option<RichText> {
    /// A name is no longer.
    const MOST_WORDS: usize = 8;
    let mut texts: Vec<RichText> = Vec::new();
    let mut link = None;
    for (key, value) in entries {
        if fields().is_machinery(&key.value) {
            continue;
        }
        if fields().slot(&key.value) == Some(Slot::Link) {
            link = link.or_else(|| plain(value).and_then(|text| text::href(&text.value)));
            continue;
        }
        value.text()?;
        texts.extend(rich(leaf, value));
    }
    let mut all = texts.into_iter();
    let mut one = all.next()?;
    let name = one.text();
    if name.split_whitespace().count() > MOST_WORDS || name.contains('\n') {
        return all.next().is_none().then_some(one);
    }
    if let Some(link) = link {
        one = RichText::new(span.clone());
        one.push(name, crate::resume::Emphasis::NONE, Some(link));
    }
    let rest: Vec<RichText> = all.collect();
    let is_short = |text: &RichText| text.text().split_whitespace().count() <= MOST_WORDS;
    let (opens, closes) = match rest.iter().all(is_short) {
        true => (" (", ")"),
        false => (": ", ""),
    };
    let count = rest.len();
    for (n, text) in rest.into_iter().enumerate() {
        let joint = if n == 0 { opens } else { ", " };
        one.push(joint, crate::resume::Emphasis::NONE, None);
        for run in text.runs {
            one.push(run.text, run.emphasis, run.link);
        }
        if n + 1 == count {
            one.push(closes, crate::resume::Emphasis::NONE, None);
        }
    }
    Some(one)
}

/// `{title: Advisors, contents: [Ana Reis, Bo Ek]}` as "Advisors: Ana Reis, Bo Ek".
fn labelled_names(leaf: Leaf<'_>, entries: &[(Text, Node)], span: &Span) -> Option<RichText> {
    /// What is longer is a point of its own.
    const MOST_WORDS: usize = 4;
    let [(key, heading), (_, list)] = entries else {
        return None;
    };
    let is_heading = matches!(fields().slot(&key.value), Some(Slot::Title | Slot::Name));
    let heading = title(leaf, heading).filter(|_| is_heading)?.0;
    let is_short = |text: &str| text.split_whitespace().count() <= MOST_WORDS;
    let names: Vec<RichText> = list
        .items()
        .iter()
        .map(|item| rich(leaf, item).filter(|text| is_short(&text.text())))
        .collect::<Option<_>>()?;
    let mut one = RichText::plain(heading.value.trim_end_matches(':'), span.clone());
    for (n, name) in names.into_iter().enumerate() {
        let joint = if n == 0 { ": " } else { ", " };
        one.push(joint, crate::resume::Emphasis::NONE, None);
        for run in name.runs {
            one.push(run.text, run.emphasis, run.link);
        }
    }
    list.items().first().map(|_| one)
}

/// A plain scalar whose lines were typed as bullets below a first line; YAML itself folds
/// them into one text with dashes.
fn typed_bullets(item: &Node) -> Option<Vec<RichText>> {
    item.text()?;
    let span = &item.span;
    let typed = &span.source().text()[span.range()];
    let is_bullet = |line: &str| line.trim_start().starts_with("- ");
    if typed.starts_with(['"', '\'', '|', '>']) || !typed.lines().skip(1).any(is_bullet) {
        return None;
    }
    let mut out: Vec<String> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (line.strip_prefix("- "), out.last_mut()) {
            (None, Some(open)) => {
                open.push(' ');
                open.push_str(line);
            }
            (bullet, _) => out.push(bullet.unwrap_or(line).to_owned()),
        }
    }
    let rich = |text: String| RichText::plain(clean(&text), span.clone());
    Some(out.into_iter().map(rich).collect())
}

/// A text as one paragraph.
pub(super) fn rich(leaf: Leaf<'_>, node: &Node) -> Option<RichText> {
    let mut found = prose(leaf, node);
    let mut all = std::mem::take(&mut found.paragraphs);
    all.append(&mut found.items);
    text::join_paragraphs(all)
}

/// A text as a title, and where it leads.
pub(super) fn title(leaf: Leaf<'_>, node: &Node) -> Option<(Text, Option<String>)> {
    node.text()?;
    let rich = rich(leaf, node)?;
    let link = rich.runs.iter().find_map(|run| run.link.clone());
    let words = without_pictographs(&rich.text().replace('\n', " "));
    (!words.is_empty()).then(|| (Text::new(words, node.span.clone()), link))
}

/// A list of names: a sequence of texts or of maps with names, a comma list, or words.
pub(super) fn names(leaf: Leaf<'_>, node: &Node) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut add = |words: &str, span: &Span| {
        let tag = Tag::new(words.trim(), span.clone());
        if !tag.as_str().is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    };
    match &node.value {
        Value::Scalar(_) => {
            let Some((text, _)) = title(leaf, node) else {
                return tags;
            };
            for name in split_names(&text.value) {
                add(name, &node.span);
            }
        }
        Value::Sequence(list) => {
            for item in list {
                let named = match &item.value {
                    Value::Scalar(_) => title(leaf, item),
                    Value::Sequence(_) | Value::Mapping(_) => item
                        .entries()
                        .iter()
                        .filter_map(|(_, value)| title(leaf, value))
                        .find(|(text, _)| !super::skills::is_measure(&text.value)),
                };
                if let Some((text, _)) = named {
                    for name in items(&text.value) {
                        add(name, &item.span);
                    }
                }
            }
        }
        Value::Mapping(entries) => {
            for (key, _) in entries {
                add(&key.value, &key.span);
            }
        }
    }
    tags
}

/// A comma list, a bar list, or names joined with blanks.
fn split_names(text: &str) -> Vec<&str> {
    let listed = items(text);
    if listed.len() > 1 {
        return listed;
    }
    let bars: Vec<&str> = text.split(['|', '·', '•']).map(str::trim).collect();
    if bars.len() > 1 {
        return bars;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    // "Ruby on Rails" is one name, "Visual Studio" may be: words in lower case are several.
    let all_low = words
        .iter()
        .all(|word| !word.starts_with(char::is_uppercase));
    if words.iter().any(|word| fields().joins(word)) || words.len() < 4 && !all_low {
        return listed;
    }
    words
}

/// The document in a text that has marks of Markdown or HTML.
fn marked(text: &str, span: &Span) -> Option<Dom> {
    let has_marks = text.contains(['<', '&', '*', '_', '`', '[', '\n', '{']);
    // A list of one item is a list, too.
    let is_bullet = text.starts_with("- ");
    (has_marks || is_bullet).then(|| fragment(text, span.position().0))
}

fn flat(text: &Text) -> RichText {
    let words = clean(&text.value);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    RichText::plain(words, text.span.clone())
}

fn is_list(dom: &Dom, id: Id) -> bool {
    matches!(dom.name(id), "ul" | "ol")
}

/// The paragraphs and list items of a leaf, without its headings.
pub(super) fn body(leaf: Leaf<'_>, dom: &Dom) -> Prose {
    let sheet = Sheet::new(leaf.page(), dom, leaf.words);
    let mut found = Prose::default();
    let mut listed = 0..0;
    for id in dom.all() {
        if id >= listed.end {
            listed = id..id;
        }
        if dom.name(id) == "p" && !listed.contains(&id) {
            let rich = text::rich(&sheet, dom.subtree(id), |_| false);
            found.paragraphs.extend(rich);
        } else if dom.name(id) == "li" {
            // The paragraphs of a loose list are its items' own.
            listed = listed.start..listed.end.max(dom.end(id));
            let rich = text::rich(&sheet, dom.subtree(id), |id| is_list(dom, id));
            found.items.extend(rich);
        }
    }
    found
}

fn take(leaf: Leaf<'_>, dom: &Dom, found: &mut Prose) {
    let sheet = Sheet::new(leaf.page(), dom, leaf.words);
    let mut id = dom.all().start;
    let mut open = None;
    let mut spans: Vec<std::ops::Range<Id>> = Vec::new();
    while id < dom.all().end {
        let is_block = matches!(
            dom.name(id),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "td" | "dt" | "dd" | "figure"
        );
        if (is_list(dom, id) || is_block)
            && let Some(start) = open.take()
        {
            spans.push(start..id);
        }
        if is_list(dom, id) {
            for item in dom.within(id) {
                if dom.name(item) == "li" {
                    let rich = text::rich(&sheet, dom.subtree(item), |id| is_list(dom, id));
                    found.items.extend(rich);
                }
            }
            id = dom.end(id);
        } else if is_block {
            spans.push(dom.subtree(id));
            id = dom.end(id);
        } else {
            open.get_or_insert(id);
            id += 1;
        }
    }
    if let Some(start) = open {
        spans.push(start..dom.all().end);
    }
    for range in spans {
        let rich = text::rich(&sheet, range, |id| is_list(dom, id));
        found.paragraphs.extend(rich);
    }
}
