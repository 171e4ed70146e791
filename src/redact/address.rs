//! E-mail addresses and addresses on the web, in text and behind links.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::yaml;

/// The sign of an e-mail address inside the address of a page.
const ENCODED_AT: &str = "%40";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelled {
    at: Vec<String>,
    dot: Vec<String>,
}

fn spelled() -> &'static Spelled {
    static SPELLED: OnceLock<Spelled> = OnceLock::new();
    SPELLED.get_or_init(|| yaml::table!("src/redact/spelled.yaml"))
}

/// Every e-mail address in a text, a `mailto:` before it included.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    let is_user = |c: char| c.is_alphanumeric() || "._%+-'".contains(c);
    let is_host = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, sign) in text.match_indices(['@', '\u{ff20}']) {
        let user = text[..at].trim_end_matches(is_user).len();
        // Signs that also part words open no address.
        let user = at - text[user..at].trim_start_matches(['\'', '.', '-']).len();
        let after = at + sign.len();
        let host = text[after..].len() - text[after..].trim_start_matches(is_host).len();
        let host = text[after..after + host].trim_end_matches(['.', '-']);
        if user == at || !host.contains('.') {
            continue;
        }
        let scheme = text[..user].to_ascii_lowercase();
        let start = scheme.strip_suffix("mailto:").map_or(user, str::len);
        found.push(start..after + host.len());
    }
    found
}

/// An address in words: "ana (at) example [dot] org".
pub(super) fn spelled_out(text: &str, address: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        match length_spelled(rest, address) {
            Some(length) if starts_word(text, at) => {
                found.push(at..at + length);
                at += length;
            }
            Some(_) | None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(char::is_alphanumeric)
}

/// How much of the text's start spells the address.
fn length_spelled(text: &str, address: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in address.chars() {
        // What cannot be seen parts nothing.
        rest = rest.trim_start_matches(['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}']);
        let next = rest.chars().next()?;
        if next.to_lowercase().eq(wanted.to_lowercase()) {
            rest = &rest[next.len_utf8()..];
            continue;
        }
        let words = match wanted {
            '@' if rest.starts_with(ENCODED_AT) => {
                rest = &rest[ENCODED_AT.len()..];
                continue;
            }
            '@' => &spelled().at,
            '.' => &spelled().dot,
            _ => return None,
        };
        rest = words.iter().find_map(|word| after_word(rest, word))?;
    }
    Some(text.len() - rest.len())
}

/// What follows a word in brackets or between blanks.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let inner = text.trim_start();
    let is_apart = inner.len() < text.len();
    let opened = inner.trim_start_matches(['(', '[', '{', '<']);
    let bracketed = opened.len() < inner.len();
    let start = opened.get(..word.len())?;
    if start.to_lowercase() != word || !(is_apart || bracketed) {
        return None;
    }
    let rest = &opened[word.len()..];
    let closed = rest.trim_start_matches([')', ']', '}', '>']);
    let after = closed.trim_start();
    (bracketed || after.len() < closed.len()).then_some(after)
}

/// An address as two spellings share it: lower case, no scheme, no `www.`, no closing slash.
pub(super) fn bare(address: &str) -> String {
    let lower = decoded(address).to_lowercase();
    let rest = lower
        .split_once("://")
        .map_or(lower.as_str(), |(_, rest)| rest);
    let rest = rest.trim_start_matches("//");
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}

/// True if an address is, or lies below, the one whose bare form is `known`.
pub(super) fn leads_to(address: &str, known: &str) -> bool {
    let address = decoded(address).to_lowercase();
    address.match_indices(known).any(|(at, _)| {
        let (before, after) = (&address[..at], &address[at + known.len()..]);
        let starts = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        // The host of an e-mail address is not a page.
        starts && ends && !before.contains('@')
    })
}

/// Words of a text that are, or lead below, one of the addresses `known`.
pub(super) fn web(text: &str, known: &[String]) -> Vec<Range<usize>> {
    let is_apart = |c: char| c.is_whitespace() || "()<>[]\"“”«»,;|·•、。，（）".contains(c);
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(is_apart) {
        let start = at;
        at += part.len();
        let word = part
            .trim_end_matches(is_apart)
            .trim_end_matches(['.', ':', '!', '?', '\'', '’']);
        if known.iter().any(|known| leads_to(word, known)) {
            found.push(start..start + word.len());
        }
    }
    found
}

/// Accounts whose address nobody gave, as whole words.
pub(super) fn accounts(text: &str, known: &[String]) -> Vec<Range<usize>> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@');
    let mut found = Vec::new();
    for account in known {
        for (at, _) in text.match_indices(account.as_str()) {
            let end = at + account.len();
            if !text[..at].ends_with(is_inner) && !text[end..].starts_with(is_inner) {
                found.push(at..end);
            }
        }
    }
    found
}

/// An address without its percent signs.
pub(super) fn decoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = address
            .get(at + 1..at + 3)
            .filter(|_| byte == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(byte));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, found: Vec<Range<usize>>) -> Vec<String> {
        found.into_iter().map(|at| text[at].to_owned()).collect()
    }

    #[test]
    fn an_address_ends_where_its_sentence_does() {
        let text = "Write to mailto:ana.reis+cv@mail.example.org. Or: (ana@x.org)/bo@y.org, @ana";
        assert_eq!(
            words(text, emails(text)),
            [
                "mailto:ana.reis+cv@mail.example.org",
                "ana@x.org",
                "bo@y.org"
            ]
        );
    }

    #[test]
    fn an_address_in_words_is_the_same_address() {
        for text in [
            "ana(at)example.org",
            "ana [at] example [dot] org",
            "Ana at Example dot org",
            "ana@exam\u{ad}ple.org",
            "ana%40example.org",
        ] {
            let found = spelled_out(text, "ana@example.org");
            assert_eq!(words(text, found), [text]);
        }
        assert!(spelled_out("susana@example.org", "ana@example.org").is_empty());
        assert!(spelled_out("ana atexample.org", "ana@example.org").is_empty());
    }

    #[test]
    fn a_page_below_a_profile_shows_the_profile() {
        let known = [bare("https://www.github.com/Ana/")];
        let text = "See github.com/ana/vitae, https://GitHub.com/%61na and github.com/anabel.";
        assert_eq!(
            words(text, web(text, &known)),
            ["github.com/ana/vitae", "https://GitHub.com/%61na"]
        );
    }

    #[test]
    fn the_host_of_an_e_mail_address_is_no_page() {
        assert!(!leads_to("mailto:me@ana.example.org", "ana.example.org"));
        assert!(leads_to(
            "https://blog.ana.example.org/x",
            "ana.example.org"
        ));
    }
}
