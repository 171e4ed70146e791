//! Addresses on the web by their form.

use std::ops::Range;

use super::super::lexicon::is_top_level;

/// Addresses on the web that are written out.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '|' | '(' | ')' | '[' | ']' | '"' | '，' | '،' | '、' | '；'
            )
    };
    for word in text.split_inclusive(is_end) {
        let next = start + word.len();
        let bare = word.trim_end_matches(is_end);
        let lead = bare.len() - bare.trim_start_matches(['·', '•', ':', ',', ';']).len();
        let bare = bare.trim_start_matches(['·', '•', ':', ',', ';']);
        // "GitHub:github.com/x" has its label attached.
        let cut = match bare.find(':') {
            Some(at) if !bare[at..].starts_with("://") && !bare[..at].contains(['.', '/']) => {
                at + 1
            }
            Some(_) | None => 0,
        };
        let from = start + lead + cut;
        let bare = bare[cut..].trim_end_matches(['.', ',', ';', ':', '·', '•', '!', '?']);
        if is_address(bare) || is_handle(bare) {
            out.push(from..from + bare.len());
        }
        start = next;
    }
    out
}

fn is_address(word: &str) -> bool {
    if word.contains('@') && !word.contains("://") && !word.contains('/') {
        return false;
    }
    let opening = ["https://", "http://", "www."].into_iter().find(|opening| {
        let bytes = word.as_bytes().get(..opening.len());
        bytes.is_some_and(|bytes| bytes.eq_ignore_ascii_case(opening.as_bytes()))
    });
    if let Some(opening) = opening {
        return word[opening.len()..].contains('.');
    }
    let host = word.split(['/', '?', '#']).next().unwrap_or("");
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() && !c.is_uppercase() || c == '-' || c == '_')
    };
    let Some(top) = labels.last() else {
        return false;
    };
    labels.len() > 1 && labels.iter().all(is_label) && is_top_level(top)
        || labels.len() > 1
            && word.len() > host.len()
            && is_top_level(&top.to_ascii_lowercase())
            && labels.iter().all(|label| {
                !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
}

/// "@ana@fosstodon.org": an account of a network of many servers.
fn is_handle(word: &str) -> bool {
    handle(word).is_some()
}

fn handle(word: &str) -> Option<(&str, &str)> {
    let (user, host) = word.strip_prefix('@')?.split_once('@')?;
    let is_user = !user.is_empty() && user.chars().all(|c| c.is_alphanumeric() || c == '_');
    (is_user && host.contains('.') && is_address(host)).then_some((user, host))
}

/// An address as it is opened.
pub(super) fn plain_address(written: &str) -> String {
    if written.contains("://") {
        return written.to_owned();
    }
    match handle(written) {
        Some((user, host)) => format!("https://{host}/@{user}"),
        None => format!("https://{written}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn addresses_are_found_as_people_write_them() {
        for (text, expected) in [
            ("GitHub: github.com/ana-reis", "github.com/ana-reis"),
            ("GitHub:github.com/ana", "github.com/ana"),
            (
                "see https://orcid.org/0000-0002-1825-0097.",
                "https://orcid.org/0000-0002-1825-0097",
            ),
            ("HTTPS://Example.org/cv", "HTTPS://Example.org/cv"),
            ("t.me/ana | vk.com", "t.me/ana"),
            ("Mastodon: @ana@fosstodon.org", "@ana@fosstodon.org"),
            ("ana.reis.studio", "ana.reis.studio"),
            ("LinkedIn.com/in/ana", "LinkedIn.com/in/ana"),
        ] {
            assert_eq!(found(text).first(), Some(&expected), "{text}");
        }
        for text in [
            "Node.js",
            "e.g.",
            "ana@example.org",
            "@ana",
            "3.5",
            "@media",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn an_address_is_opened_with_its_scheme() {
        assert_eq!(
            plain_address("@ana@fosstodon.org"),
            "https://fosstodon.org/@ana"
        );
        assert_eq!(plain_address("x.com/ana"), "https://x.com/ana");
        assert_eq!(plain_address("http://x.org"), "http://x.org");
    }
}
