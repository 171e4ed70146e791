//! Values that no field of the model takes: what they are is told by their form and their key.

use super::fields::{Slot, fields};
use super::leaf::Leaf;
use super::prose::{prose, rich};
use super::skills::is_measure;
use crate::extract::pieces::is_prose;
use crate::extract::vocabulary::Topic;
use crate::resume::{EntryKind, RichText, SectionKind};
use crate::yaml::{Node, Value};

/// A short value is a detail; a longer one is told.
const MOST_WORDS_OF_DETAIL: usize = 14;
/// An item of more words is a sentence, not a name in a list.
const MOST_WORDS_OF_NAME: usize = 2;

/// What becomes of a value.
pub(super) enum Rest {
    /// A setting, a mark, a picture.
    Nothing,
    Paragraphs(Vec<RichText>),
    Bullets(Vec<RichText>),
    /// A short value, which its key labels.
    Detail(RichText),
    /// Projects or courses inside a job.
    Entries(EntryKind),
}

/// What becomes of the value of a key that says nothing known.
pub(super) fn of(leaf: Leaf<'_>, slot: Option<Slot>, key: &str, node: &Node) -> Rest {
    // The kind of an entry is told by where it stands, unless it is a sentence.
    let is_beside = slot == Some(Slot::Kind) && words(node) <= MOST_WORDS_OF_NAME;
    let is_level = slot == Some(Slot::Level) && node.text().is_none_or(is_measure);
    let is_setting = slot.is_none() && fields().is_machinery(key) || fields().is_weak(key);
    if is_beside || is_level || is_setting && words(node) <= MOST_WORDS_OF_NAME {
        return Rest::Nothing;
    }
    match &node.value {
        Value::Scalar(_) => match node.text().filter(|text| says_something(text)) {
            // The kind of something is a word or two; more are about it.
            Some(_) if slot == Some(Slot::Kind) => {
                let mut found = prose(leaf, node);
                Rest::Paragraphs(found.summary().into_iter().collect())
            }
            Some(_) => scalar(leaf, node),
            None => Rest::Nothing,
        },
        Value::Sequence(items) => list(leaf, key, node, items),
        Value::Mapping(_) => {
            let mut found = prose(leaf, node);
            let mut all = std::mem::take(&mut found.paragraphs);
            all.append(&mut found.items);
            bullets(all)
        }
    }
}

fn words(node: &Node) -> usize {
    node.text()
        .map_or(0, |text| text.split_whitespace().count())
}

fn scalar(leaf: Leaf<'_>, node: &Node) -> Rest {
    let mut found = prose(leaf, node);
    let text = found
        .paragraphs
        .first()
        .map(RichText::text)
        .unwrap_or_default();
    let is_short = found.items.is_empty()
        && found.paragraphs.len() == 1
        && text.split_whitespace().count() <= MOST_WORDS_OF_DETAIL
        && !text.contains('\n')
        && !(is_prose(&text) && text.ends_with('.'));
    if is_short && found.paragraphs.len() == 1 {
        return Rest::Detail(found.paragraphs.remove(0));
    }
    let mut all = std::mem::take(&mut found.paragraphs);
    all.append(&mut found.items);
    match all.is_empty() {
        true => Rest::Nothing,
        false => Rest::Paragraphs(all),
    }
}

fn list(leaf: Leaf<'_>, key: &str, node: &Node, items: &[Node]) -> Rest {
    let is_named = |item: &Node| {
        item.entries().iter().any(|(key, value)| {
            value.text().is_some()
                && matches!(
                    fields().slot(&key.value),
                    Some(Slot::Name | Slot::Title | Slot::Role | Slot::Organization)
                )
        })
    };
    let is_told = |item: &Node| item.entries().len() > 1;
    if let Some(values) = labelled_values(leaf, items) {
        return Rest::Detail(values);
    }
    if !items.is_empty() && items.iter().all(|item| is_named(item) && is_told(item)) {
        return Rest::Entries(match fields().topic(leaf.words, key) {
            Some(Topic::Section(
                kind @ (SectionKind::Projects
                | SectionKind::Awards
                | SectionKind::Publications
                | SectionKind::Certifications),
            )) => kind.entry_kind(),
            Some(_) | None => EntryKind::Other,
        });
    }
    let found = prose(leaf, node);
    let is_name = |text: &RichText| text.text().split_whitespace().count() <= MOST_WORDS_OF_NAME;
    let listed: Vec<RichText> = found.items.into_iter().chain(found.paragraphs).collect();
    if listed.iter().all(is_name)
        && let Some(span) = listed.first().map(|first| first.span.clone())
    {
        let mut one = RichText::new(span);
        for (n, item) in listed.into_iter().enumerate() {
            if n > 0 {
                one.push(", ", crate::resume::Emphasis::NONE, None);
            }
            for run in item.runs {
                one.push(run.text, run.emphasis, run.link);
            }
        }
        return Rest::Detail(one);
    }
    bullets(listed)
}

/// `[{label: work, value: +47 555}]`, as formats write how somebody is reached: the values.
fn labelled_values(leaf: Leaf<'_>, items: &[Node]) -> Option<RichText> {
    let first = items.first()?;
    let mut all = RichText::new(first.span.clone());
    for item in items {
        let is_short = |value: &Node| value.text().is_some() && words(value) <= MOST_WORDS_OF_NAME;
        let are_short = item.entries().iter().all(|(_, value)| is_short(value));
        let value = item.get("value").filter(|_| are_short)?;
        if !all.is_blank() {
            all.push(", ", crate::resume::Emphasis::NONE, None);
        }
        all.push(
            rich(leaf, value)?.text(),
            crate::resume::Emphasis::NONE,
            None,
        );
    }
    Some(all)
}

fn bullets(all: Vec<RichText>) -> Rest {
    match all.is_empty() {
        true => Rest::Nothing,
        false => Rest::Bullets(all),
    }
}

/// False for colours, pictures, addresses inside a site, classes of icons and marks.
pub(super) fn says_something(text: &str) -> bool {
    const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "svg", "gif", "webp", "ico", "pdf"];
    let is_one_word = !text.contains(char::is_whitespace);
    let ends_as_picture = is_one_word
        && text
            .rsplit_once('.')
            .is_some_and(|(_, ending)| PICTURES.contains(&ending.to_lowercase().as_str()));
    let is_inner = is_one_word && text.starts_with(['/', '#', '.']);
    let is_icon = text.split_whitespace().any(|word| {
        word.strip_prefix("fa").is_some_and(|rest| {
            rest.trim_start_matches(['s', 'b', 'r', 'l'])
                .starts_with('-')
        })
    });
    let has_letters = text.contains(char::is_alphanumeric);
    has_letters && !ends_as_picture && !is_inner && !is_icon
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_pages_say_nothing() {
        for text in [
            "#",
            "fas fa-code",
            "/img/a.svg",
            "tide.jpg",
            "#ff0000",
            "--",
        ] {
            assert!(!says_something(text), "{text}");
        }
        for text in ["C#", "9 people", "cum laude", "Fab-Lab Porto", "v1.2"] {
            assert!(says_something(text), "{text}");
        }
    }
}
