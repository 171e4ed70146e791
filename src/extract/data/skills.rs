//! Lists of skills and of languages.

use super::fields::{Slot, fields, heading};
use super::leaf::Leaf;
use super::prose::{names, plain, prose, rich, title};
use crate::extract::pieces::{end_of_first_fact, facts, is_prose, items, label, trim_marks};
use crate::extract::vocabulary::Topic;
use crate::resume::{Entry, EntryKind, RichText, SectionKind, SkillGroup, Tag, Text};
use crate::yaml::{Node, Value};

/// What a section about skills holds.
#[derive(Default)]
pub(super) struct Skills {
    pub(super) groups: Vec<SkillGroup>,
    /// Skills that are told in sentences.
    pub(super) told: Vec<Entry>,
    /// Languages and licences under their keys, which stand among the skills.
    pub(super) others: Vec<(Text, Node)>,
}

/// Reads skills: names, lists of names, groups, or skills with a sentence each.
pub(super) fn skills(leaf: Leaf<'_>, node: &Node) -> Skills {
    let mut found = Skills::default();
    match &node.value {
        Value::Scalar(_) => found.line(leaf, node),
        Value::Sequence(list) => {
            let told = list.iter().any(|item| is_told(leaf, item));
            for item in list {
                match &item.value {
                    Value::Scalar(_) => found.line(leaf, item),
                    Value::Mapping(_) if told => found.tell(leaf, item),
                    Value::Mapping(_) => found.group(leaf, item),
                    Value::Sequence(_) => found.add(None, names(leaf, item)),
                }
            }
        }
        Value::Mapping(map) => {
            for (key, value) in map {
                let name = Text::new(heading(&key.value), key.span.clone());
                let is_setting = fields().is_machinery(&key.value)
                    || matches!(fields().slot(&key.value), Some(Slot::Title | Slot::Level));
                if is_setting {
                    continue;
                }
                let spoken = Some(Topic::Section(SectionKind::Languages));
                let is_spoken =
                    value.text().is_none() && fields().topic(leaf.words, &key.value) == spoken;
                if is_spoken || fields().is_personal(&key.value) {
                    found.others.push((key.clone(), value.clone()));
                    continue;
                }
                match &value.value {
                    // `Rust: 90` names a skill; a number is no skill.
                    Value::Scalar(Some(text)) if is_measure(text) => {
                        found.add(None, vec![Tag::new(name.value, name.span)]);
                    }
                    // A list that tells of the others has no name of its own.
                    Value::Sequence(list)
                        if matches!(
                            fields().slot(&key.value),
                            Some(Slot::Summary | Slot::Highlights)
                        ) =>
                    {
                        list.iter().for_each(|item| found.line(leaf, item));
                    }
                    Value::Scalar(_) | Value::Sequence(_) => {
                        found.add(Some(name), names(leaf, value));
                    }
                    Value::Mapping(_) => {
                        let inner = skills(leaf, value);
                        let all = inner.groups.into_iter().flat_map(|group| group.items);
                        found.add(Some(name), all.collect());
                    }
                }
            }
        }
    }
    found.groups.retain(|group| !group.items.is_empty());
    found
}

/// True for a number, with or without its unit: `90`, `4/5`, `80 %`.
pub(super) fn is_measure(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '%' | '/' | ' '))
}

/// The name of a group.
fn name_of(leaf: Leaf<'_>, item: &Node) -> Option<Text> {
    item.entries()
        .iter()
        .filter(|(key, _)| {
            matches!(
                fields().slot(&key.value),
                Some(Slot::Name | Slot::Title | Slot::Kind | Slot::Area)
            )
        })
        .find_map(|(_, value)| title(leaf, value))
        .map(|(text, _)| text)
}

/// The fields that list a group's skills or tell of them.
fn lists(item: &Node) -> Vec<&Node> {
    item.entries()
        .iter()
        .filter(|(key, value)| match fields().slot(&key.value) {
            Some(Slot::Tags | Slot::Highlights | Slot::Summary) => true,
            Some(_) => false,
            None => fields().is_list(&key.value) || !value.items().is_empty() && !is_icons(key),
        })
        .map(|(_, value)| value)
        .collect()
}

fn is_icons(key: &Text) -> bool {
    fields().is_machinery(&key.value)
}

fn is_told(leaf: Leaf<'_>, item: &Node) -> bool {
    lists(item).iter().any(|value| {
        value.text().is_some() && rich(leaf, value).is_some_and(|text| is_prose(&text.text()))
    })
}

impl Skills {
    fn add(&mut self, name: Option<Text>, mut items: Vec<Tag>) {
        match (&name, self.groups.last_mut()) {
            (None, Some(last)) if last.name.is_none() => last.items.append(&mut items),
            _ => self.groups.push(SkillGroup { name, items }),
        }
    }

    /// "Group: a, b", or a name or comma list of no group.
    fn line(&mut self, leaf: Leaf<'_>, node: &Node) {
        let Some((text, _)) = title(leaf, node) else {
            return;
        };
        let tags = |words: &str| -> Vec<Tag> {
            items(words)
                .into_iter()
                .map(|name| Tag::new(name, text.span.clone()))
                .collect()
        };
        match label(&text.value) {
            Some((name, rest)) => {
                self.add(
                    Some(Text::new(name.to_owned(), text.span.clone())),
                    tags(rest),
                );
            }
            None => self.add(None, tags(&text.value)),
        }
    }

    fn group(&mut self, leaf: Leaf<'_>, item: &Node) {
        let name = name_of(leaf, item);
        let mut all = Vec::new();
        // "Daily" beside a level tells of the skill.
        let has_level = item
            .entries()
            .iter()
            .any(|(key, _)| fields().slot(&key.value) == Some(Slot::Level));
        let has_list = lists(item).iter().any(|list| list.text().is_none());
        for list in lists(item) {
            match list.text() {
                // "Advanced" beside a list of names says how well they are known.
                Some(text)
                    if is_measure(text)
                        || (has_list || has_level) && !text.contains([',', ' ']) => {}
                Some(_) => {
                    if let Some(text) = rich(leaf, list) {
                        let words = text.text();
                        let span = text.span;
                        let listed = items(words.trim_end_matches([',', '.']));
                        all.extend(listed.into_iter().map(|name| Tag::new(name, span.clone())));
                    }
                }
                None => all.append(&mut names(leaf, list)),
            }
        }
        match name {
            // A name without a list is a skill itself.
            Some(name) if all.is_empty() => self.add(None, vec![Tag::new(name.value, name.span)]),
            name => self.add(name, all),
        }
    }

    fn tell(&mut self, leaf: Leaf<'_>, item: &Node) {
        let mut entry = Entry::new(EntryKind::Other, item.span.clone());
        entry.title = name_of(leaf, item);
        for list in lists(item) {
            if list.text().is_some() {
                let mut found = prose(leaf, list);
                entry.summary = entry.summary.take().or_else(|| found.summary());
            } else {
                entry.tags.append(&mut names(leaf, list));
            }
        }
        if entry.title.is_some() {
            self.told.push(entry);
        }
    }
}

/// Reads languages with their level: "English (C1)", `{language, fluency}`, `{English: C1}`.
pub(super) fn languages(leaf: Leaf<'_>, node: &Node) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut deeper = Vec::new();
    let mut add = |name: &str, level: Option<RichText>, node: &Node| {
        let mut entry = Entry::new(EntryKind::Language, node.span.clone());
        entry.title = Some(Text::new(name.to_owned(), node.span.clone()));
        entry.summary = level;
        found.push(entry);
    };
    match &node.value {
        Value::Scalar(_) | Value::Sequence(_) => {
            let whole = std::slice::from_ref(node);
            let list = if node.items().is_empty() {
                whole
            } else {
                node.items()
            };
            for item in list {
                if let Some((text, _)) = title(leaf, item) {
                    let one = text.value.contains(['(', ':']) || facts(&text.value).len() > 1;
                    let parts = if speaks_of_languages(&text.value) {
                        parts_of_line(&text.value)
                    } else if one {
                        vec![text.value.as_str()]
                    } else {
                        items(&text.value)
                    };
                    for part in parts {
                        let (name, level) = split_level(part);
                        let level =
                            (!level.is_empty()).then(|| RichText::plain(level, item.span.clone()));
                        add(name, level, item);
                    }
                    continue;
                }
                let field = |wanted: &[Slot]| {
                    item.entries()
                        .iter()
                        .filter(|(key, _)| {
                            fields()
                                .slot(&key.value)
                                .is_some_and(|slot| wanted.contains(&slot))
                        })
                        .map(|(_, value)| value)
                        .find(|value| plain(value).is_some_and(|text| !is_measure(&text.value)))
                };
                let named = field(&[Slot::Language, Slot::Name, Slot::Title]);
                let grid = level_grid(leaf, item);
                // "English" may be the description of what was learned so far.
                let described = || grid.as_ref().and_then(|_| field(&[Slot::Summary]));
                let name = named.or_else(described);
                let level = field(&[
                    Slot::Level,
                    Slot::Highlights,
                    Slot::Summary,
                    Slot::Subtitle,
                    Slot::Degree,
                ]);
                let level =
                    level.filter(|level| name.is_none_or(|name| !std::ptr::eq(name, *level)));
                match name.and_then(|name| title(leaf, name)) {
                    Some((name, _)) => {
                        let level = level.and_then(|level| rich(leaf, level)).or(grid);
                        add(&name.value, with_proofs(leaf, item, level), item);
                    }
                    // `- English: C1`
                    None => {
                        for (key, value) in item.entries() {
                            add(key.value.trim(), rich(leaf, value), item);
                        }
                    }
                }
            }
        }
        Value::Mapping(map) => {
            for (key, value) in map {
                if value.text().is_none() {
                    // `{mother tongue: [Swedish]}`: the key says how well.
                    let level = RichText::plain(phrase(&key.value), key.span.clone());
                    for mut entry in languages(leaf, value) {
                        entry.summary = entry.summary.take().or_else(|| Some(level.clone()));
                        deeper.push(entry);
                    }
                    continue;
                }
                let level = rich(leaf, value).filter(|text| !is_measure(&text.text()));
                add(key.value.trim(), level, value);
            }
        }
    }
    found.append(&mut deeper);
    found
}

/// `{Listening: C1, Writing: B2}` as "Listening C1, Writing B2".
fn level_grid(leaf: Leaf<'_>, item: &Node) -> Option<RichText> {
    let (_, grid) = item.entries().iter().find(|(key, value)| {
        fields().slot(&key.value) == Some(Slot::Level) && !value.entries().is_empty()
    })?;
    let levels: Vec<String> = grid
        .entries()
        .iter()
        .filter_map(|(key, value)| {
            let (level, _) = title(leaf, value)?;
            Some(format!(
                "{} {}",
                heading(&super::keys::spaced(&key.value)),
                level.value
            ))
        })
        .collect();
    (!levels.is_empty()).then(|| RichText::plain(levels.join(", "), grid.span.clone()))
}

/// A level with the tests and certificates that prove it.
fn with_proofs(leaf: Leaf<'_>, item: &Node, level: Option<RichText>) -> Option<RichText> {
    let proofs: Vec<String> = item
        .entries()
        .iter()
        .filter(|(key, value)| {
            let slot = fields().slot(&key.value);
            let lists = matches!(slot, Some(Slot::Tags | Slot::Name)) || slot.is_none();
            lists && !value.items().is_empty()
        })
        .flat_map(|(_, value)| names(leaf, value))
        .map(|tag| tag.as_str().to_owned())
        .collect();
    if proofs.is_empty() {
        return level;
    }
    let mut all = level.unwrap_or_else(|| RichText::new(item.span.clone()));
    for proof in proofs {
        if !all.is_blank() {
            all.push(", ", crate::resume::Emphasis::NONE, None);
        }
        all.push(proof, crate::resume::Emphasis::NONE, None);
    }
    Some(all)
}

/// A key as words in a line: "Mother tongue".
fn phrase(key: &str) -> String {
    let words = super::keys::folded(key);
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// "French (native) — English (fluent)": a line of which each part starts with a language's name.
pub(super) fn speaks_of_languages(text: &str) -> bool {
    let lexicon = crate::extract::reader::lexicon();
    let all = parts_of_line(text);
    let starts = |part: &&str| {
        let words = crate::extract::fold::words(part);
        words.first().is_some_and(|word| lexicon.is_spoken(word))
    };
    all.len() > 1 && all.iter().all(starts)
}

/// The parts of a line of languages.
fn parts_of_line(text: &str) -> Vec<&str> {
    let mut all = vec![text];
    for joint in [" — ", " – ", " - ", " | ", " · ", "; "] {
        all = all.into_iter().flat_map(|part| part.split(joint)).collect();
    }
    if let [one] = all.as_slice() {
        all = items(one);
    }
    all.into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

fn split_level(text: &str) -> (&str, &str) {
    let cut = text
        .find(['(', ':'])
        .or_else(|| end_of_first_fact(text))
        .unwrap_or(text.len());
    let (name, level) = text.split_at(cut);
    let level = trim_marks(level.trim_matches(['(', ')', ':', ' ']));
    (name.trim(), level)
}
