//! How the names of fields are compared, and how one is printed.

use serde::Deserialize;

use crate::extract::fold::fold;

/// A field's name in the form of reading: `jobTitle`, `job_title` and `Job-Title` are one.
pub(super) fn folded(key: &str) -> String {
    fold(&spaced(key))
}

/// A field's name in the form of comparison, a set of words: `date_start` and `startDate` are one.
pub(super) fn set(key: &str) -> String {
    let folded = folded(key);
    if !folded.contains(' ') {
        return folded;
    }
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

/// A field's name as words: `jobTitle` becomes "job Title".
pub(super) fn spaced(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut before = ' ';
    for c in key.chars() {
        let c = if matches!(c, '_' | '-') { ' ' } else { c };
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A field's name as a heading; a name with capitals of its own stays as it is.
pub(super) fn heading(key: &str) -> String {
    if key.contains(char::is_uppercase) || key.contains(' ') {
        return key.trim().to_owned();
    }
    let mut out = String::new();
    for word in spaced(key).split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut letters = word.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    out
}

/// A list of names as sets of words.
pub(super) fn sets<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<String>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    Ok(names.iter().map(|name| set(name)).collect())
}
