//! The account: every word of a page is in its résumé, or in a reason that is told.
//!
//! The words of a page are taken here with rules of this test's own, not with the reader's. What
//! no one owns on the pages of the corpus is listed in `tests/corpus/unowned.yaml`; a page that
//! loses no word any more has to leave the list.

mod generated;

use std::collections::{BTreeMap, BTreeSet};

use regex_lite::{Captures, Regex};
use unicode_normalization::UnicodeNormalization;
use vitae::extract;
use vitae::read::sources_in_memory;
use vitae::resume::to_json;

use crate::corpus::{each, folder, pages};

/// Writes the list of what no one owns anew.
const WRITE: &str = "VITAE_UNOWNED";

/// Shorter words are not looked for.
const LEAST: usize = 3;

/// What no screen shows, or what no reader reads.
const HIDDEN: [&str; 13] = [
    "script", "style", "svg", "noscript", "template", "textarea", "select", "iframe", "canvas",
    "button", "title", "head", "math",
];

/// Elements that are not seen where they say so.
const BLOCKS: [&str; 6] = ["div", "section", "p", "span", "li", "ul"];

/// How they say so.
const UNSEEN: &str = r"(?:\shidden|display:\s*none)[^>]*";

/// Elements that end no word.
const INLINE: &str = r"(?i)</?(?:b|i|em|strong|u|mark|wbr|sup|sub)(?:\s[^>]*)?>";

/// Takes the words of a page.
struct Eye {
    drop: Vec<Regex>,
    hidden: Vec<Regex>,
    inline: Regex,
    tag: Regex,
    markdown: Vec<(Regex, &'static str)>,
    entity: Regex,
}

impl Eye {
    fn new() -> Self {
        let regex = |pattern: &str| Regex::new(pattern).expect("a pattern");
        Eye {
            drop: vec![
                regex(r"(?s)<!--.*?-->"),
                regex(r"(?s)\{% *comment *%\}.*?\{% *endcomment *%\}"),
                regex(r"(?s)\{%.*?%\}|\{\{.*?\}\}|\{:[^}]*\}"),
            ],
            hidden: HIDDEN
                .iter()
                .map(|name| (name, ""))
                .chain(BLOCKS.iter().map(|name| (name, UNSEEN)))
                .map(|(name, with)| {
                    regex(&format!(r"(?si)<{name}(?:\s[^>]*)?{with}>.*?</{name}\s*>"))
                })
                .collect(),
            inline: regex(INLINE),
            tag: regex(r"<[a-zA-Z/!][^>]*>"),
            markdown: vec![
                (regex(r"(?s)\A---[ \t]*\n.*?\n---[ \t]*(?:\n|\z)"), " "),
                (regex(r"(?m)^[ \t]*\[[^\]]+\]:[ \t]*\S+.*$"), " "),
                (regex(r"!\[[^\]]*\]\([^)]*\)"), " "),
                (regex(r#"\]\([^)\s]*(?:\s+"[^"]*")?\)"#), "] "),
                (regex(r"!\[[^\]]*\]"), " "),
                (regex(r"(?s)```.*?```"), " "),
                (regex(r"<(?:https?:|mailto:)[^>]*>"), " "),
            ],
            entity: regex(r"&(#x?[0-9a-fA-F]+|[a-zA-Z]+);"),
        }
    }

    /// The words that a reader sees, folded.
    fn words(&self, text: &str, is_markdown: bool) -> BTreeSet<String> {
        let mut text = text.trim_start_matches('\u{feff}').to_owned();
        let cut = |text: &mut String, pattern: &Regex, by: &str| {
            *text = pattern.replace_all(text, by).into_owned();
        };
        if is_markdown {
            for (pattern, by) in &self.markdown {
                cut(&mut text, pattern, by);
            }
        }
        for pattern in self.hidden.iter().chain(&self.drop) {
            cut(&mut text, pattern, " ");
        }
        cut(&mut text, &self.inline, "");
        cut(&mut text, &self.tag, " ");
        words_of(&self.unescaped(&text))
    }

    fn unescaped(&self, text: &str) -> String {
        let sign = |found: &Captures| {
            let number = |digits: &str, base| {
                let code = u32::from_str_radix(digits, base).ok();
                code.and_then(char::from_u32).map(String::from)
            };
            let sign = match &found[1] {
                "amp" => Some("&".to_owned()),
                "lt" => Some("<".to_owned()),
                "gt" => Some(">".to_owned()),
                "quot" => Some("\"".to_owned()),
                "shy" => Some(String::new()),
                name => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
                    (Some(digits), _) => number(digits, 16),
                    (None, Some(digits)) => number(digits, 10),
                    // A name of another sign: none of those on these pages is a letter.
                    (None, None) => Some(" ".to_owned()),
                },
            };
            sign.unwrap_or_default()
        };
        self.entity.replace_all(text, sign).into_owned()
    }
}

fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

fn words_of(text: &str) -> BTreeSet<String> {
    folded(text)
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() >= LEAST)
        .map(str::to_owned)
        .collect()
}

/// The words of a page that are neither in its résumé nor in a reason; nothing for a page that is
/// no résumé.
fn unowned(eye: &Eye, file: &str, text: &str) -> Option<Vec<String>> {
    let sources = sources_in_memory(file, text.as_bytes().to_vec()).ok()?;
    let (resume, findings) = extract::resume(&sources).ok()?;
    let told = extract::explain(&sources, &resume, &findings);
    let mut said = to_json(&resume);
    for finding in findings.iter() {
        said.push_str(&finding.message);
    }
    said.push_str(&told.to_string());
    let said = folded(&said);
    let words = eye.words(text, !file.ends_with(".html"));
    Some(
        words
            .into_iter()
            .filter(|word| !said.contains(word))
            .collect(),
    )
}

#[test]
fn every_word_of_the_corpus_is_read_or_told() {
    let eye = Eye::new();
    let pages = pages();
    let lost = each(&pages, |page| unowned(&eye, &page.file, &page.text));
    let lost: BTreeMap<String, Vec<String>> = pages
        .iter()
        .zip(lost)
        .filter_map(|(page, words)| Some((page.name.clone(), words?)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let path = folder().join("unowned.yaml");
    let text = std::fs::read_to_string(&path).expect("a list");
    if std::env::var_os(WRITE).is_some() {
        let head = text.lines().take_while(|line| line.starts_with('#'));
        let head: String = head.map(|line| line.to_owned() + "\n").collect();
        let list = serde_yaml::to_string(&lost).expect("YAML");
        std::fs::write(&path, head + &list).expect("written");
        return;
    }
    let known: BTreeMap<String, Vec<String>> = serde_yaml::from_str(&text).expect("pages");
    let none = Vec::new();
    for (page, words) in &lost {
        let known = known.get(page).unwrap_or(&none);
        let more: Vec<&String> = words.iter().filter(|word| !known.contains(word)).collect();
        assert!(more.is_empty(), "{page}: nobody owns {more:?}");
    }
    for (page, words) in &known {
        let lost = lost.get(page).unwrap_or(&none);
        let found: Vec<&String> = words.iter().filter(|word| !lost.contains(word)).collect();
        assert!(found.is_empty(), "{page}: take {found:?} from unowned.yaml");
    }
}

#[test]
fn words_are_taken_as_a_reader_sees_them() {
    let eye = Eye::new();
    let words = |text: &str, is_markdown| -> Vec<String> {
        eye.words(text, is_markdown).into_iter().collect()
    };
    assert_eq!(
        words(
            "<p>One<b>ness</b> &amp; two<br>three<!-- four --><style>five</style>",
            false
        ),
        ["oneness", "three", "two"]
    );
    assert_eq!(
        words(
            "---\na: front\n---\n\n[Label](https://x.example/path) ![alt](p.png)\n",
            true
        ),
        ["label"]
    );
}
