//! A tree as its author meant it: what builders and themes wrap, split or switch is undone.
//!
//! ```text
//! Node -> hidden -> values -> leaves -> inline -> titled lists -> Node
//! ```
//!
//! Every step looks at one map or list and knows no builder: `shapes.yaml` lists the shapes. Spans
//! stay, so whoever asks later finds each value where it stands.

use std::sync::OnceLock;

use serde::Deserialize;

use super::fields::{Slot, fields};
use super::keys::set;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::resume::Text;
use crate::yaml::{self, Node, Value};

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Shapes {
    leaves: Vec<Leaf>,
    #[serde(deserialize_with = "super::keys::sets")]
    inline: Vec<String>,
    list_words: Vec<String>,
    hidden: Hidden,
    switches: Vec<String>,
    yes: Vec<String>,
    codes: Vec<String>,
    date: DateParts,
    #[serde(deserialize_with = "super::keys::sets")]
    current: Vec<String>,
}

/// A map that stands for one value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Leaf {
    #[serde(deserialize_with = "super::keys::sets")]
    keys: Vec<String>,
    value: String,
    #[serde(default, deserialize_with = "super::keys::sets")]
    under: Vec<String>,
    #[serde(default = "yes")]
    item: bool,
}

fn yes() -> bool {
    true
}

/// The switches that hide a map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Hidden {
    #[serde(rename = "true", deserialize_with = "super::keys::sets")]
    on: Vec<String>,
    #[serde(rename = "false", deserialize_with = "super::keys::sets")]
    off: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DateParts {
    year: Vec<String>,
    month: Vec<String>,
    day: Vec<String>,
}

fn shapes() -> &'static Shapes {
    static SHAPES: OnceLock<Shapes> = OnceLock::new();
    SHAPES.get_or_init(|| yaml::table!("src/extract/data/shapes.yaml"))
}

/// The tree without what its author hides and with every shape undone; a note tells of hidden
/// entries.
pub(super) fn shaped(root: &Node, findings: &mut Diagnostics) -> Node {
    let mut shaper = Shaper::default();
    let value = match &root.value {
        // Whoever names a file wants it, whatever it says of its being finished.
        Value::Mapping(entries) => Value::Mapping(shaper.entries(entries)),
        Value::Scalar(_) | Value::Sequence(_) => shaper.node("", root, false).value,
    };
    if let Some(first) = shaper.hidden.first() {
        let count = shaper.hidden.len();
        let what = match count {
            1 => "an entry is hidden".to_owned(),
            _ => format!("{count} entries are hidden"),
        };
        findings.push(
            Diagnostic::note(format!("{what} by the file itself and left out")).at(first.clone()),
        );
    }
    Node {
        value,
        span: root.span.clone(),
    }
}

#[derive(Default)]
struct Shaper {
    /// Hidden maps that hold a date.
    hidden: Vec<Span>,
}

type Entries = Vec<(Text, Node)>;

impl Shaper {
    /// `key` is what the node stands under, or the list that it is an item of.
    fn node(&mut self, key: &str, node: &Node, is_item: bool) -> Node {
        let value = match &node.value {
            Value::Scalar(text) => Value::Scalar(text.clone().filter(|text| !is_switch(text))),
            Value::Sequence(items) => {
                let mut kept: Vec<Node> = Vec::with_capacity(items.len());
                for item in items {
                    if !self.hides(item) {
                        kept.push(self.node(key, item, true));
                    }
                }
                Value::Sequence(opened(kept))
            }
            Value::Mapping(entries) => {
                let entries = self.entries(entries);
                if let Some(leaf) = leaf(key, &entries, is_item) {
                    return leaf;
                }
                if let Some(date) = date(&entries) {
                    Value::Scalar(Some(date))
                } else {
                    Value::Mapping(entries)
                }
            }
        };
        Node {
            value,
            span: node.span.clone(),
        }
    }

    fn entries(&mut self, entries: &[(Text, Node)]) -> Entries {
        let mut out: Entries = Vec::with_capacity(entries.len());
        let mut is_current = None;
        for (key, value) in entries {
            if value.text().is_some_and(is_switch) {
                let goes_on = value
                    .text()
                    .is_some_and(|text| text.eq_ignore_ascii_case("true"));
                if goes_on && shapes().current.contains(&set(&key.value)) {
                    is_current = Some(key.clone());
                }
                continue;
            }
            if self.hides(value) || switches_language(value) {
                continue;
            }
            let node = self.node(&key.value, value, false);
            match node.value {
                Value::Mapping(inner) if shapes().inline.contains(&set(&key.value)) => {
                    out.extend(inner);
                }
                value => out.push((
                    key.clone(),
                    Node {
                        value,
                        span: node.span,
                    },
                )),
            }
        }
        if let Some(key) = is_current {
            go_on(&mut out, &key);
        }
        // Nothing is said by a key without a value; in a map it is a marker.
        out.retain(|(_, value)| !matches!(value.value, Value::Scalar(None)));
        titled(without_prefix(out))
    }

    /// True for a map that its author hides.
    fn hides(&mut self, node: &Node) -> bool {
        let is = |value: &Node, wanted: &str| {
            value
                .text()
                .is_some_and(|text| text.eq_ignore_ascii_case(wanted))
        };
        let hidden = node.entries().iter().any(|(key, value)| {
            let key = set(&key.value);
            is(value, "true") && shapes().hidden.on.contains(&key)
                || is(value, "false") && shapes().hidden.off.contains(&key)
        });
        if hidden && holds_year(node) {
            self.hidden.push(node.span.clone());
        }
        hidden
    }
}

/// True for a switch that is on.
pub(super) fn is_yes(text: &str) -> bool {
    shapes()
        .yes
        .iter()
        .any(|word| text.trim().eq_ignore_ascii_case(word))
}

fn is_switch(text: &str) -> bool {
    let switches = &shapes().switches;
    switches
        .iter()
        .any(|word| text.trim().eq_ignore_ascii_case(word))
}

/// True if four digits in a row stand somewhere below.
fn holds_year(node: &Node) -> bool {
    match &node.value {
        Value::Scalar(text) => text.as_deref().is_some_and(|text| {
            text.split(|c: char| !c.is_ascii_digit())
                .any(|digits| digits.len() == 4)
        }),
        Value::Sequence(items) => items.iter().any(holds_year),
        Value::Mapping(entries) => entries.iter().any(|(_, value)| holds_year(value)),
    }
}

/// The value that a map stands for.
fn leaf(key: &str, entries: &[(Text, Node)], is_item: bool) -> Option<Node> {
    let keys: Vec<String> = entries.iter().map(|(key, _)| set(&key.value)).collect();
    let key = set(key);
    for leaf in &shapes().leaves {
        let fits = (leaf.item || !is_item)
            && (leaf.under.is_empty() || leaf.under.contains(&key))
            && keys.iter().all(|own| leaf.keys.contains(own));
        if !fits {
            continue;
        }
        let value = entries
            .iter()
            .zip(&keys)
            .find(|(_, own)| **own == leaf.value);
        if let Some(((_, value), _)) = value
            && (value.text().is_some() || !value.entries().is_empty())
        {
            return Some(value.clone());
        }
    }
    None
}

/// `[{code: fr, label: FR}]`: the switch by which readers of a site choose their language.
fn switches_language(list: &Node) -> bool {
    let is_code = |text: &str| fields().is_language_code(&text.to_lowercase());
    let is_choice = |item: &Node| {
        let mut codes = item.entries().iter().filter(|(key, _)| {
            // "CS" is a subject, too.
            fields().names_language(&key.value) || shapes().codes.contains(&set(&key.value))
        });
        let tells = item.entries().iter().any(|(key, value)| {
            let slot = fields().slot(&key.value);
            value.text().is_some()
                && matches!(slot, Some(Slot::Level | Slot::Language | Slot::Summary))
        });
        !tells && codes.any(|(_, value)| value.text().is_some_and(is_code))
    };
    !list.items().is_empty() && list.items().iter().all(is_choice)
}

/// `{Year: 2021, Month: 5}` as "2021-05".
fn date(entries: &[(Text, Node)]) -> Option<String> {
    let parts = &shapes().date;
    let number = |names: &[String]| {
        let found = entries
            .iter()
            .find(|(key, _)| names.contains(&set(&key.value)));
        found.and_then(|(_, value)| value.text()?.trim_start_matches('-').parse::<u32>().ok())
    };
    let all = [&parts.year, &parts.month, &parts.day];
    let is_date = entries
        .iter()
        .all(|(key, _)| all.iter().any(|names| names.contains(&set(&key.value))));
    let year = number(&parts.year).filter(|_| is_date)?;
    let mut out = format!("{year:04}");
    for part in [&parts.month, &parts.day] {
        match number(part) {
            Some(number) => out.push_str(&format!("-{number:02}")),
            None => break,
        }
    }
    Some(out)
}

/// `current: true` beside a start without an end.
fn go_on(entries: &mut Entries, key: &Text) {
    let has = |wanted: Slot| {
        entries.iter().any(|(key, value)| {
            value.text().is_some() && fields().own_slot(&key.value) == Some(wanted)
        })
    };
    if has(Slot::Start) && !has(Slot::End) {
        let end = Node {
            value: Value::Scalar(Some("present".to_owned())),
            span: key.span.clone(),
        };
        entries.push((Text::new("end".to_owned(), key.span.clone()), end));
    }
}

/// `resume_name, resume_title, resume_email`: words that all keys of a map begin with.
fn without_prefix(entries: Entries) -> Entries {
    const FEWEST: usize = 3;
    let spelled: Vec<String> = entries
        .iter()
        .map(|(key, _)| super::keys::folded(&key.value))
        .collect();
    let first = |words: &str| words.split_once(' ').map(|(first, _)| first.to_owned());
    let Some(prefix) = spelled.first().and_then(|words| first(words)) else {
        return entries;
    };
    let is_shared = spelled
        .iter()
        .all(|words| first(words).as_ref() == Some(&prefix));
    if entries.len() < FEWEST || !is_shared {
        return entries;
    }
    let cut = |(key, value): (Text, Node), words: &String| {
        let rest = words[prefix.len()..].trim_start().to_owned();
        (Text::new(rest, key.span), value)
    };
    entries
        .into_iter()
        .zip(&spelled)
        .map(|(entry, words)| cut(entry, words))
        .collect()
}

/// `skills: "My skills"` beside `skills_items: [...]` becomes `skills: {title, items}`.
fn titled(entries: Entries) -> Entries {
    let list_of = |key: &Text| -> Option<String> {
        let words = super::keys::folded(&key.value);
        let (own, last) = words.rsplit_once(' ')?;
        let is_list = shapes().list_words.iter().any(|word| word == last);
        is_list.then(|| set(own))
    };
    let names: Vec<Option<String>> = entries
        .iter()
        .map(|(key, value)| list_of(key).filter(|_| !value.items().is_empty()))
        .collect();
    if names.iter().all(Option::is_none) {
        return entries;
    }
    let titles: Vec<(String, Text, Node)> = entries
        .iter()
        .filter(|(_, value)| value.text().is_some())
        .map(|(key, value)| (set(&key.value), key.clone(), value.clone()))
        .collect();
    let taken: Vec<&String> = names.iter().flatten().collect();
    let is_title =
        |key: &Text, value: &Node| value.text().is_some() && taken.contains(&&set(&key.value));
    let mut out: Entries = Vec::with_capacity(entries.len());
    for ((key, value), name) in entries.into_iter().zip(&names) {
        if is_title(&key, &value) {
            continue;
        }
        let title = name
            .as_ref()
            .and_then(|name| titles.iter().find(|(own, _, _)| own == name));
        let Some((_, own, title)) = title else {
            out.push((key, value));
            continue;
        };
        let span = value.span.clone();
        let parts = vec![
            (
                Text::new("title".to_owned(), own.span.clone()),
                title.clone(),
            ),
            (Text::new("items".to_owned(), key.span.clone()), value),
        ];
        let section = Node {
            value: Value::Mapping(parts),
            span,
        };
        out.push((own.clone(), section));
    }
    out
}

/// Lists of maps that each stand under one and the same key: `- job: {...}`.
fn opened(items: Vec<Node>) -> Vec<Node> {
    let only = |item: &Node| -> Option<String> {
        match item.entries() {
            [(key, value)] if !value.entries().is_empty() => Some(set(&key.value)),
            _ => None,
        }
    };
    let Some(first) = items.first().and_then(only) else {
        return items;
    };
    if !items.iter().all(|item| only(item).as_ref() == Some(&first)) {
        return items;
    }
    let inner = |item: Node| match item.entries() {
        [(_, value)] => value.clone(),
        _ => item,
    };
    items.into_iter().map(inner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;

    fn drawn(node: &Node) -> String {
        match &node.value {
            Value::Scalar(text) => text.clone().unwrap_or_default(),
            Value::Sequence(items) => {
                format!(
                    "[{}]",
                    items.iter().map(drawn).collect::<Vec<_>>().join(", ")
                )
            }
            Value::Mapping(entries) => {
                let all: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", key.value, drawn(value)))
                    .collect();
                format!("{{{}}}", all.join(", "))
            }
        }
    }

    fn shape(text: &str) -> (String, usize) {
        let source = Source::new("a.yaml", text);
        let root = yaml::parse(&source, 0..text.len()).expect("a tree");
        let mut findings = Diagnostics::new();
        let tree = shaped(&root, &mut findings);
        (drawn(&tree), findings.iter().count())
    }

    #[test]
    fn shapes_of_plain_values_are_undone() {
        for (written, meant) in [
            (
                "a: {name: X, url: {label: '', href: 'https://a.example'}}",
                "{a: {name: X, url: https://a.example}}",
            ),
            (
                "a: {From: {Year: 2021, Month: 5}, Current: true}",
                "{a: {From: 2021-05, end: present}}",
            ),
            (
                "a: {period: {start: 2019, end: 2020}, role: Cook}",
                "{a: {start: 2019, end: 2020, role: Cook}}",
            ),
            ("a: {about: true, name: Ana}", "{a: {name: Ana}}"),
            (
                "cv_name: Ana\ncv_mail: a@b.example\ncv_city: Porto",
                "{name: Ana, mail: a@b.example, city: Porto}",
            ),
            (
                "skills: Können\nskills_items: [{title: Web}]",
                "{skills: {title: Können, items: [{title: Web}]}}",
            ),
            (
                "a: [{job: {role: Cook}}, {job: {role: Clerk}}]",
                "{a: [{role: Cook}, {role: Clerk}]}",
            ),
            ("a: [{job: , role: Cook}]", "{a: [{role: Cook}]}"),
            ("a: [{code: fr, label: FR}]\nb: 1", "{b: 1}"),
            ("a: [{area: CS, school: X}]", "{a: [{area: CS, school: X}]}"),
        ] {
            assert_eq!(shape(written).0, meant, "{written}");
        }
    }

    #[test]
    fn what_is_hidden_is_left_out_and_told_where_it_has_a_date() {
        let (tree, told) = shape("a: [{name: X, year: 2019, visible: false}, {name: Y}]");
        assert_eq!((tree.as_str(), told), ("{a: [{name: Y}]}", 1));
        let (tree, told) = shape("b: {hidden: true, url: x}\nc: 1");
        assert_eq!((tree.as_str(), told), ("{c: 1}", 0));
    }
}
