//! E-mail addresses by their form, also those that are spelled so that no machine finds them.

use std::ops::Range;

use super::super::lexicon::{is_top_level, mail_signs};
use super::work::looked;

/// Bytes of the longest part before the sign.
const LONGEST_USER: usize = 64;

/// Letters of the shortest end of a host.
const SHORTEST_END: usize = 2;

/// One address: its bytes, and how it is written to.
struct Found {
    at: Range<usize>,
    address: String,
}

/// E-mail addresses, also `name [at] host [dot] tld`.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    found(text).into_iter().map(|found| found.at).collect()
}

/// An address as it is written to.
pub(super) fn plain_email(written: &str) -> String {
    match found(written).into_iter().next() {
        Some(found) => found.address,
        None => written.split_whitespace().collect(),
    }
}

fn found(text: &str) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if at < from || !matches!(c, '@' | '＠' | '[' | '(' | '{' | '<' | ' ' | '-') {
            continue;
        }
        if let Some(found) = around(text, at)
            && out
                .last()
                .is_none_or(|known| known.at.end <= found.at.start)
        {
            from = found.at.end;
            out.push(found);
        }
    }
    out
}

/// The sign of a table with which a text begins, in any case.
fn sign(signs: &[String], text: &str) -> Option<usize> {
    let starts = |sign: &&String| {
        let bytes = text.as_bytes().get(..sign.len());
        bytes.is_some_and(|bytes| bytes.eq_ignore_ascii_case(sign.as_bytes()))
    };
    signs.iter().find(starts).map(String::len)
}

/// The address whose sign stands at a byte.
fn around(text: &str, at: usize) -> Option<Found> {
    let signs = mail_signs();
    let length = sign(&signs.at, &text[at..])?;
    let is_plain = text[at..].starts_with(['@', '＠']);
    let before = text[..at].trim_end_matches(' ');
    let after = text[at + length..].trim_start_matches(' ');
    let is_apart = before.len() < at || after.len() < text.len() - at - length;
    let start = user_start(before)?;
    let user = &before[start..];
    let (end, host, is_spelled) = host(text, text.len() - after.len())?;
    // "@ana@example.org" is no address of mail.
    if before[..start].ends_with(['@', '＠']) {
        return None;
    }
    // "Engineer @ Acme.io" is where one works: what is written apart must look like an address.
    let is_likely = user.contains(['.', '_', '-']) || user.contains(char::is_numeric);
    let is_small = !user.contains(char::is_uppercase) && !host.contains(char::is_uppercase);
    if is_plain && is_apart && !(is_likely && is_small) {
        return None;
    }
    // " at " is a word of sentences: all about it must be an address's.
    let is_word = text[at..].starts_with([' ', '-']);
    let is_known = host.rsplit('.').next().is_some_and(is_top_level);
    if is_word && !(is_spelled && is_small && is_known) {
        return None;
    }
    Some(Found {
        at: start..end,
        address: format!("{user}@{host}"),
    })
}

/// Where the part before the sign begins.
fn user_start(before: &str) -> Option<usize> {
    let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    let length: usize = before
        .chars()
        .rev()
        .take(LONGEST_USER + 1)
        .take_while(|c| is_local(*c))
        .map(char::len_utf8)
        .sum();
    looked(length);
    let user = before[before.len() - length..].trim_start_matches(['.', '-', '+']);
    (!user.is_empty() && user.chars().count() <= LONGEST_USER).then_some(before.len() - user.len())
}

/// A host that begins at a byte: one past it, how it is written, and whether its dots are words.
fn host(text: &str, from: usize) -> Option<(usize, String, bool)> {
    let signs = mail_signs();
    let mut end = from;
    let mut out = String::new();
    let mut is_spelled = false;
    // What is good so far: labels with an end of letters.
    let mut good = None;
    loop {
        let label: usize = text[end..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '-')
            .map(char::len_utf8)
            .sum();
        looked(label);
        if label == 0 {
            break;
        }
        let written = &text[end..end + label];
        let is_end = written.chars().all(char::is_alphabetic)
            && written.chars().count() >= SHORTEST_END
            || written.starts_with("xn--");
        let is_inner = !out.is_empty();
        out.push_str(written);
        end += label;
        if is_inner && is_end {
            good = Some((end, out.len()));
        }
        let Some(dot) = sign(&signs.dot, &text[end..]) else {
            break;
        };
        is_spelled |= !text[end..].starts_with('.');
        out.push('.');
        end += dot;
    }
    let (end, length) = good?;
    out.truncate(length);
    Some((end, out, is_spelled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        found(text).into_iter().map(|found| found.address).collect()
    }

    #[test]
    fn addresses_are_found_as_people_spell_them() {
        for text in [
            "ana.reis@example.org",
            "E-mail: ana.reis@example.org, phone",
            "<ana.reis@example.org>",
            "ana.reis [at] example [dot] org",
            "ana.reis(at)example.org",
            "ana.reis (at) example (dot) org",
            "ana.reis at example dot org",
            "ana.reis[AT]example[DOT]org",
            "ana.reis @ example.org",
            "ana.reis＠example.org",
            "ana.reis{at}example{dot}org",
            "ana.reis[@]example.org.",
        ] {
            assert_eq!(plain(text), ["ana.reis@example.org"], "{text}");
        }
        assert_eq!(
            plain("a@x.org / b@y.co.uk"),
            ["a@x.org".to_owned(), "b@y.co.uk".to_owned()]
        );
    }

    #[test]
    fn other_texts_with_the_sign_are_none() {
        for text in [
            "Engineer @ Acme.io",
            "engineer @ acme.io",
            "Looked at example.org",
            "@ana@fosstodon.org",
            "@ana",
            "a@b",
            "1 @ 2.50",
            "Clerk at Acme dot matrix",
            "@@@@",
        ] {
            assert_eq!(plain(text), [""; 0], "{text}");
        }
    }
}
