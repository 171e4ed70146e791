//! What the front matter says of the person where the page itself says nothing: opening words.

use crate::extract::fold::clean;
use crate::extract::page::Found;
use crate::read::Page;
use crate::resume::{RichText, Text};

/// Keys of texts about the person, best first; the last is written for search engines, but better
/// than nothing.
const KEYS: [&str; 6] = [
    "summary",
    "intro",
    "bio",
    "about",
    "about_me",
    "description",
];

/// A longer title is no headline, in words.
const MOST_WORDS: usize = 14;

/// Completes headline and summary.
pub(super) fn complete(page: &Page, found: &mut Found) {
    if found.summary.is_some() {
        return;
    }
    let Some(text) = KEYS.iter().find_map(|key| page.front(key)) else {
        return;
    };
    let (title, words) = parted(&text.value);
    if let Some(title) = title.filter(|_| found.facts.headline.is_none()) {
        found.facts.headline = Some(Text::new(title, text.span.clone()));
    }
    if !words.is_empty() {
        found.summary = Some(RichText::plain(clean(&words), text.span));
    }
}

/// The title of a text in Markdown, and its words without marks.
fn parted(text: &str) -> (Option<String>, String) {
    let mut title = None;
    let mut words = String::new();
    for line in text.lines() {
        let line = line.trim();
        match line.strip_prefix('#') {
            Some(rest) => {
                let rest = bare(rest.trim_start_matches('#').trim());
                let is_short = rest.split_whitespace().count() <= MOST_WORDS;
                if title.is_none() && words.is_empty() && is_short && !rest.is_empty() {
                    title = Some(rest);
                }
            }
            None => {
                words.push_str(&bare(line));
                words.push('\n');
            }
        }
    }
    (title, words.trim().to_owned())
}

/// A line without the signs of emphasis around its words.
fn bare(line: &str) -> String {
    let is_mark = |c: char| matches!(c, '*' | '_' | '`');
    let mut out = String::new();
    for (n, word) in line.split(' ').enumerate() {
        if n > 0 {
            out.push(' ');
        }
        let word = word.trim_start_matches(is_mark);
        let end = word.trim_end_matches(|c: char| is_mark(c) || ",.;:".contains(c));
        out.push_str(end);
        out.extend(word[end.len()..].chars().filter(|c| !is_mark(*c)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_and_marks_are_no_words_of_the_summary() {
        let text = "## Clerk of the mill\n\nKeeps the books of _Acme_, **Faro**.\n";
        let (title, words) = parted(text);
        assert_eq!(title.as_deref(), Some("Clerk of the mill"));
        assert_eq!(words, "Keeps the books of Acme, Faro.");
        assert_eq!(parted("Keeps snake_case.").1, "Keeps snake_case.");
    }
}
