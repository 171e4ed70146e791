//! What an author may change without changing what is said: separators, emphasis, levels, names
//! of classes, blanks, the language of the headings. The résumé stays.
//!
//! `tests/corpus/unstable.yaml` lists the pages that a change still moves, each with what moves
//! first. A page that no longer moves has to leave the list.

mod changes;

use std::collections::BTreeMap;

use serde_json::Value;
use vitae::resume::to_json;

use crate::corpus::{Page, each, folder, pages, read};
use changes::{CHANGES, Change};

/// Writes the list of what moves anew, for who has mended a page.
const WRITE: &str = "VITAE_UNSTABLE";

/// What moves by change and page.
type Moved = BTreeMap<String, BTreeMap<String, String>>;

/// A résumé without how its texts were set.
fn told(page: &str, text: &str) -> Value {
    let Ok((resume, _)) = read(page, text.as_bytes()) else {
        return Value::Null;
    };
    let mut json: Value = serde_json::from_str(&to_json(&resume)).expect("JSON");
    if let Some(own) = json["meta"]["vitae"].as_object_mut() {
        own.remove("texts");
        own.remove("language");
    }
    without(&mut json, "written");
    fold(&mut json);
    json
}

/// A separator that stays in a text is the one that its author wrote.
fn fold(value: &mut Value) {
    match value {
        Value::String(text) => *text = text.replace(" · ", " | ").replace(" – ", " | "),
        Value::Array(items) => items.iter_mut().for_each(fold),
        Value::Object(fields) => fields.values_mut().for_each(fold),
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

/// Takes a key away wherever it stands.
fn without(value: &mut Value, key: &str) {
    match value {
        Value::Object(fields) => {
            fields.remove(key);
            for field in fields.values_mut() {
                without(field, key);
            }
        }
        Value::Array(items) => {
            for item in items {
                without(item, key);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
    }
}

/// The first place where two documents differ.
fn difference(before: &Value, after: &Value, place: &str) -> Option<String> {
    if before == after {
        return None;
    }
    let at = |key: &str| match place {
        "" => key.to_owned(),
        place => format!("{place}.{key}"),
    };
    match (before, after) {
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
            // What is kept for this program alone says the same again.
            let (own, shown): (Vec<&String>, Vec<&String>) = keys.partition(|key| *key == "meta");
            shown
                .into_iter()
                .chain(own)
                .find_map(|key| difference(&before[key], &after[key], &at(key)))
        }
        (Value::Array(a), Value::Array(b)) => {
            let mut inner = a.iter().zip(b).enumerate();
            let found = inner.find_map(|(n, (a, b))| difference(a, b, &format!("{place}/{n}")));
            found.or_else(|| Some(format!("{place}: {} become {}", a.len(), b.len())))
        }
        (before, after) => Some(format!(
            "{place}: {} becomes {}",
            short(before),
            short(after)
        )),
    }
}

fn short(value: &Value) -> String {
    let text = match value {
        Value::Null => return "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match text.char_indices().nth(40) {
        Some((at, _)) => format!("`{}…`", &text[..at]),
        None => format!("`{text}`"),
    }
}

/// What each change moves on a page; a change that changes no letter of it moves nothing.
fn moved(page: &Page) -> Vec<(&'static str, String)> {
    let Ok((resume, _)) = read(&page.file, page.text.as_bytes()) else {
        return Vec::new();
    };
    let before = told(&page.file, &page.text);
    let of_change = |change: &Change| {
        let changed = (change.of)(page, &resume)?;
        let mut after = told(&page.file, &changed);
        let mut before = before.clone();
        for key in change.moves {
            without(&mut before, key);
            without(&mut after, key);
        }
        Some((change.name, difference(&before, &after, "")?))
    };
    CHANGES.iter().filter_map(of_change).collect()
}

#[test]
fn what_says_the_same_makes_the_same_resume() {
    let pages: Vec<Page> = pages().into_iter().filter(is_chosen).collect();
    let mut found = Moved::new();
    for (page, told) in pages.iter().zip(each(&pages, moved)) {
        for (change, what) in told {
            let of_change = found.entry(change.to_owned()).or_default();
            of_change.insert(page.name.clone(), what);
        }
    }
    let path = folder().join("unstable.yaml");
    let text = std::fs::read_to_string(&path).expect("a list");
    let known: Moved = serde_yaml::from_str(&text).expect("changes with pages");
    if std::env::var_os(WRITE).is_some() {
        let head: String = text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .fold(String::new(), |head, line| head + line + "\n");
        let list = serde_yaml::to_string(&found).expect("YAML");
        std::fs::write(&path, head + &list).expect("written");
        return;
    }
    let mut faults = Vec::new();
    for (change, pages) in &found {
        for (page, told) in pages {
            if !known
                .get(change)
                .is_some_and(|pages| pages.contains_key(page))
            {
                faults.push(format!("{change}: {page} is moved: {told}"));
            }
        }
    }
    for (change, pages) in &known {
        for page in pages.keys() {
            if !found
                .get(change)
                .is_some_and(|pages| pages.contains_key(page))
            {
                faults.push(format!(
                    "{change}: {page} is moved no more: take it from unstable.yaml"
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// One page in three, none that is held back: each kind of page is among them, and the test
/// stays quick.
fn is_chosen(page: &Page) -> bool {
    let sum: usize = page.name.bytes().map(usize::from).sum();
    sum.is_multiple_of(3) && !page.is_held
}

#[test]
fn a_difference_is_told_with_its_place() {
    let before = serde_json::json!({"work": [{"name": "Acme"}], "meta": 1});
    let after = serde_json::json!({"work": [{"name": "Brno"}], "meta": 2});
    assert_eq!(
        difference(&before, &after, "").as_deref(),
        Some("work/0.name: `Acme` becomes `Brno`")
    );
    assert_eq!(difference(&before, &before, ""), None);
}
