//! Addresses and numbers by their form.

use std::ops::Range;

use super::super::Date;
use super::super::lexicon::{LabelRole, Lexicon};
use crate::extract::fold::words;

/// E-mail addresses, also `name [at] host [dot] tld`.
pub(super) fn emails(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    while let Some((at, end)) = next_at(text, from) {
        from = end;
        let before = text[..at].trim_end();
        let start = before.len()
            - before
                .chars()
                .rev()
                .take_while(|c| is_local(*c))
                .map(char::len_utf8)
                .sum::<usize>();
        let user = text[start..before.len()].trim_start_matches(['.', '-', '+']);
        let start = before.len() - user.len();
        let Some(last) = host_end(text, end) else {
            continue;
        };
        if !user.is_empty() && out.last().is_none_or(|known| known.end <= start) {
            out.push(start..last);
            from = last;
        }
    }
    out
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

/// The next "@", "[at]" or "(at)".
fn next_at(text: &str, from: usize) -> Option<(usize, usize)> {
    ["@", "[at]", "(at)", "{at}", "＠"]
        .iter()
        .filter_map(|sign| {
            let at = from + text.get(from..)?.find(sign)?;
            Some((at, at + sign.len()))
        })
        .min()
}

/// One past a host that begins here: labels with dots or "[dot]" between them, at least two.
fn host_end(text: &str, from: usize) -> Option<usize> {
    let mut end = from + (text[from..].len() - text[from..].trim_start_matches(' ').len());
    let mut labels = 0;
    let mut last = None;
    loop {
        let label: usize = text[end..]
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '-')
            .map(char::len_utf8)
            .sum();
        if label == 0 {
            break;
        }
        end += label;
        labels += 1;
        if labels > 1 {
            last = Some(end);
        }
        let rest = &text[end..];
        let dot = [".", "[dot]", " [dot] ", "(dot)", " (dot) ", " dot "]
            .iter()
            .find(|dot| rest.starts_with(**dot));
        match dot {
            Some(dot) => end += dot.len(),
            None => break,
        }
    }
    last
}

/// An address as it is written to.
pub(super) fn plain_email(written: &str) -> String {
    let mut out = written.to_owned();
    for sign in ["[at]", "(at)", "{at}", "＠"] {
        out = out.replace(sign, "@");
    }
    for sign in ["[dot]", "(dot)", " dot "] {
        out = out.replace(sign, ".");
    }
    out.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Telephone numbers; a date is never one.
pub(super) fn phones(lexicon: &Lexicon, text: &str, dates: &[Date]) -> Vec<Range<usize>> {
    const FEWEST: usize = 9;
    const FEWEST_WHEN_SURE: usize = 7;
    const MOST: usize = 16;
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let c = bytes[at];
        if !(c.is_ascii_digit() || c == b'+' || c == b'(') {
            at += 1;
            continue;
        }
        let end = number_end(text, at);
        let written = &text[at..end];
        let digits = written.bytes().filter(u8::is_ascii_digit).count();
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        let apart = !before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'))
            && !after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '_'));
        let sure = written.contains('+') || is_labelled(lexicon, &text[..at]);
        let fewest = if sure { FEWEST_WHEN_SURE } else { FEWEST };
        let is_date = dates
            .iter()
            .any(|date| date.at.start < end && at < date.at.end && (date.is_range || digits <= 8));
        if apart && (fewest..=MOST).contains(&digits) && !is_date {
            out.push(at..with_extension(text, end));
        }
        at = end.max(at + 1);
    }
    out
}

/// One past the last digit of a run of digits and the signs that part them.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut gap = 0;
    for (k, c) in text[at..].char_indices() {
        if c.is_ascii_digit() {
            end = at + k + 1;
            gap = 0;
        } else if matches!(
            c,
            ' ' | '(' | ')' | '.' | '/' | '-' | '–' | '\u{a0}' | '\u{2011}'
        ) || c == '+' && k == 0
        {
            gap += 1;
            if gap > 3 {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// " ext. 12", " x12".
fn with_extension(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let inner = rest.trim_start();
    let Some(number) = ["extension", "ext.", "ext", "x"]
        .iter()
        .find_map(|word| inner.strip_prefix(word))
    else {
        return end;
    };
    let number = number.trim_start();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return end;
    }
    text.len() - number.len() + digits
}

/// True where the words before a number call it a telephone's.
fn is_labelled(lexicon: &Lexicon, before: &str) -> bool {
    let start = before.len().saturating_sub(40);
    let start = (start..=before.len())
        .find(|at| before.is_char_boundary(*at))
        .unwrap_or(0);
    let before = &before[start..];
    if before.contains(['📞', '☎', '📱']) {
        return true;
    }
    words(before)
        .last()
        .is_some_and(|word| lexicon.label_exactly(word) == Some(LabelRole::Phone))
}

/// Ends of hosts that are hardly anything else; lower case.
const TOP_LEVELS: [&str; 40] = [
    "com", "org", "net", "io", "dev", "me", "de", "fr", "es", "it", "nl", "pl", "ru", "eu", "co",
    "app", "edu", "tech", "ch", "at", "se", "no", "dk", "fi", "br", "pt", "jp", "cn", "kr", "in",
    "uk", "info", "name", "blog", "page", "site", "design", "be", "ca", "cz",
];

/// Addresses on the web that are written out.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '<' | '>' | '|' | '(' | ')' | '[' | ']' | '"' | '，' | '、' | '；'
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
        if is_address(bare) {
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
    if let Some(rest) = word
        .strip_prefix("https://")
        .or_else(|| word.strip_prefix("http://"))
        .or_else(|| word.strip_prefix("www."))
    {
        return rest.contains('.');
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
    labels.len() > 1 && labels.iter().all(is_label) && TOP_LEVELS.contains(top)
        || labels.len() > 1
            && word.len() > host.len()
            && TOP_LEVELS.contains(&top.to_ascii_lowercase().as_str())
            && labels.iter().all(|label| {
                !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            })
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    fn numbers(text: &str) -> Vec<&str> {
        let dates = super::super::dates(lexicon(), text);
        let found = phones(lexicon(), text, &dates);
        found.into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn numbers_of_other_things_are_no_telephone() {
        assert_eq!(numbers("+46 70 555 01 23"), ["+46 70 555 01 23"]);
        assert_eq!(numbers("(912) 555-4321"), ["(912) 555-4321"]);
        assert!(numbers("2019 – 2020").is_empty());
        assert!(numbers("99.9%").is_empty());
    }
}
