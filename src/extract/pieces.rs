//! Cutting lines into their pieces: separators, labels, comma lists.

use crate::resume::RichText;

/// Characters that part two facts on one line; dashes only with blanks around them.
const BARS: [char; 5] = ['|', '·', '•', '∙', '│'];
const DASHES: [char; 4] = ['–', '—', '-', '―'];

/// Cuts at bars, and at dashes that stand between blanks.
pub(super) fn facts(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for (n, &(at, c)) in chars.iter().enumerate() {
        let blank = |n: Option<usize>| {
            n.and_then(|n| chars.get(n))
                .is_none_or(|(_, c)| c.is_whitespace())
        };
        let cuts = BARS.contains(&c)
            || DASHES.contains(&c) && n > 0 && blank(n.checked_sub(1)) && blank(Some(n + 1));
        if cuts {
            out.push(text[from..at].trim());
            from = at + c.len_utf8();
        }
    }
    out.push(text[from..].trim());
    out.retain(|piece| !piece.is_empty());
    out
}

/// Where the first fact ends; a bar or a dash may stand before it.
pub(super) fn end_of_first_fact(text: &str) -> Option<usize> {
    let first = *facts(text).first()?;
    Some(text.find(first)? + first.len())
}

/// Cuts at bars only.
pub(super) fn bars(text: &str) -> Vec<&str> {
    text.split(BARS)
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Takes separators off both ends.
pub(super) fn trim_marks(text: &str) -> &str {
    text.trim_matches(is_mark)
}

fn is_mark(c: char) -> bool {
    c.is_whitespace()
        || BARS.contains(&c)
        || DASHES.contains(&c)
        || matches!(c, ',' | ':' | ';' | '@' | '、' | '，')
}

/// The items of a comma list; commas inside parentheses part nothing.
pub(super) fn items(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut from = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            ',' | ';' | '、' | '，' | '；' | '،' | '؛' if depth == 0 => {
                // "1,000" is one number.
                let rest = &text[at + c.len_utf8()..];
                let number = c == ','
                    && text[..at].ends_with(|c: char| c.is_ascii_digit())
                    && rest.starts_with(|c: char| c.is_ascii_digit());
                if !number {
                    out.push(&text[from..at]);
                    from = at + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    out.push(&text[from..]);
    out.iter()
        .map(|item| item.trim())
        .filter(|item| !item.is_empty())
        .collect()
}

/// Longer labels are clauses.
const LONGEST_LABEL: usize = 5;

/// "Label: text" as label and text, where the label is a few words.
pub(super) fn label(text: &str) -> Option<(&str, &str)> {
    let (at, colon) = text
        .char_indices()
        .find(|&(_, c)| matches!(c, ':' | '：'))?;
    let (label, rest) = (text[..at].trim(), &text[at + colon.len_utf8()..]);
    let is_address = rest.starts_with("//");
    let spaced = colon == '：' || rest.starts_with(char::is_whitespace);
    let words = label.split_whitespace().count();
    ((1..=LONGEST_LABEL).contains(&words) && !is_address && spaced && !rest.trim().is_empty())
        .then(|| (label, rest.trim()))
}

/// A rich text without its first bytes; they end at a character's end.
pub(super) fn after(rich: &RichText, mut skip: usize) -> RichText {
    let mut out = RichText::new(rich.span.clone());
    for run in &rich.runs {
        let cut = skip.min(run.text.len());
        skip -= cut;
        out.push(&run.text[cut..], run.emphasis, run.link.clone());
    }
    out
}

/// True for running text: a sentence rather than a list of names.
pub(super) fn is_prose(text: &str) -> bool {
    const FEWEST_WORDS: usize = 8;
    /// Names in a list have fewer words than the clauses of a sentence.
    const WORDS_OF_A_NAME: usize = 4;
    /// Signs of a sentence in a script without blanks, and of a name in a list.
    const DENSE_SENTENCE: usize = 24;
    const DENSE_NAME: usize = 12;
    // Scripts without blanks: a sentence has its own full stop or many letters.
    let dense = text
        .chars()
        .filter(|c| matches!(u32::from(*c), 0x3040..=0x30ff | 0x3400..=0x9fff))
        .count();
    if dense * 2 > text.chars().count() {
        return text.trim_end().ends_with(['。', '！', '？'])
            || dense > DENSE_SENTENCE && items(text).len() * DENSE_NAME < dense;
    }
    let words = text.split_whitespace().count();
    let parts = items(text);
    words >= FEWEST_WORDS
        && (text.trim_end().ends_with(['.', '!', '。', '؟', '?'])
            || words > parts.len() * WORDS_OF_A_NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_cut_at_bars_and_free_dashes() {
        assert_eq!(facts("OneTrust | 2022-2023"), ["OneTrust", "2022-2023"]);
        assert_eq!(facts("Acme — Remote – USA"), ["Acme", "Remote", "USA"]);
        assert_eq!(facts("Front-end"), ["Front-end"]);
    }

    #[test]
    fn the_first_fact_ends_where_it_stands() {
        assert_eq!(end_of_first_fact("English – B2"), Some(7));
        assert_eq!(end_of_first_fact("|–"), Some(4));
        assert_eq!(end_of_first_fact(" | "), None);
    }

    #[test]
    fn commas_in_parentheses_part_nothing() {
        assert_eq!(
            items("AWS (S3, EC2), GCP, 1,000"),
            ["AWS (S3, EC2)", "GCP", "1,000"]
        );
    }

    #[test]
    fn a_label_is_a_few_words_before_a_colon() {
        assert_eq!(label("Web: HTML, CSS"), Some(("Web", "HTML, CSS")));
        assert_eq!(label("https://a.org"), None);
        assert_eq!(label("10:30 talk"), None);
    }

    #[test]
    fn sentences_are_told_from_lists() {
        assert!(is_prose(
            "I build systems that stay fast under a heavy load."
        ));
        assert!(!is_prose(
            "Python, Django, Flask, REST APIs, Redis, SQL, Kafka, Go, Rust"
        ));
    }
}
