//! Words that are in a résumé and should not be: those that a label forbids, and what a tool or a
//! template left.

use regex_lite::Regex;
use serde_json::Value;

use super::words::unescaped;

/// What tools leave in a text.
const RESIDUE: [(&str, &str); 8] = [
    ("a template's bracket", r"\{%|%\}|\{\{|\}\}"),
    (
        "a tag",
        r#"(?i)</?(?:div|span|p|li|ul|ol|i|a|strong|em|b|br|h[1-6]|img|svg|style|script|table|td|tr|u|small|sup)\b[^>]*>"#,
    ),
    ("an attribute", r#"\b(?:class|style|href|onclick)=["']"#),
    (
        "an entity",
        r"(?i)&(?:amp|lt|gt|quot|nbsp|#\d+|#x[0-9a-f]+|[lr]squo|[mn]dash|middot);",
    ),
    (
        "a rule of style",
        r"\{[^{}]*\b[a-z-]+\s*:\s*[^;{}]+;[^{}]*\}|@media|@import",
    ),
    (
        "a property of style",
        r"\b(?:color|margin|padding|font-size|display|width|background)\s*:\s*[^;{}]+;",
    ),
    ("Markdown", r"\*\*|\]\(|^#{1,6} |```"),
    (
        "a bad character",
        "[\u{fffd}\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}]",
    ),
];

/// Every leak with its place.
pub fn leaks(forbidden: &[String], resume: &Value) -> Vec<String> {
    let residue = RESIDUE.map(|(name, pattern)| {
        let pattern = Regex::new(pattern).expect("a pattern");
        (name, pattern)
    });
    let forbidden: Vec<(&str, String)> = forbidden
        .iter()
        .map(|words| (words.as_str(), folded(words)))
        .collect();
    let mut all = Vec::new();
    strings(resume, "", &mut |place, text| {
        let low = folded(text);
        for (words, folded) in &forbidden {
            if stands_in(folded, &low) {
                all.push(format!("{place}: `{words}` in `{text}`"));
            }
        }
        let is_address = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| text.starts_with(scheme));
        for (name, pattern) in &residue {
            if !is_address && pattern.is_match(text) {
                all.push(format!("{place}: {name} in `{text}`"));
            }
        }
    });
    all
}

/// Every text outside `meta`.
fn strings(value: &Value, place: &str, see: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => see(place, text),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                strings(item, &format!("{place}[{n}]"), see);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                if place.is_empty() && matches!(key.as_str(), "meta" | "$schema") {
                    continue;
                }
                strings(field, &format!("{place}.{key}"), see);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

fn folded(text: &str) -> String {
    let words: Vec<String> = unescaped(text)
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// True if words stand in a text as words, not as a piece of others.
fn stands_in(words: &str, text: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + words.len()..].chars().next();
        !(is_letter(words.chars().next()) && is_letter(before)
            || is_letter(words.chars().next_back()) && is_letter(behind))
    })
}
