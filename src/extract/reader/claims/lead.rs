//! The words with which running text names an entry: "Midwife at the Mill Clinic – births by day and
//! night, for ten years."

use super::super::annotate::{annotate, proseness};
use super::super::{Lexicon, Line};

/// A longer lead is a sentence, in characters.
const LONGEST: usize = 120;

/// Leads that are a row of names may be so long, in characters.
const LONGEST_ROW: usize = 240;

/// Words between two commas of such a row.
const MOST_WORDS: usize = 9;

/// A line in two: what names the entry, and what tells of it; the second is `None` where the whole
/// line names it. `None` for a line that only tells.
pub(super) fn split(lexicon: &Lexicon, line: &Line) -> Option<(Line, Option<Line>)> {
    let text = &line.text;
    let (end, next) = first_end(lexicon, line).unwrap_or((text.len(), text.len()));
    let lead = text[..end].trim_end_matches(['.', '。', ' ']);
    let names = match lead.chars().count() {
        0..LONGEST if proseness(lexicon, lead, false) < PROSE => true,
        0..LONGEST_ROW => is_row(lead),
        _ => false,
    };
    if !names {
        return None;
    }
    let part = |at: std::ops::Range<usize>| {
        let mut part = line.slice(at);
        annotate(lexicon, &mut part);
        part
    };
    let rest = (next < text.len()).then(|| part(next..text.len()));
    Some((part(0..lead.len()), rest))
}

/// As much as makes a text running text.
const PROSE: f32 = 0.7;

/// Where the naming ends and the telling begins: at a stop, a spaced dash, a semicolon, or a comma
/// behind which small letters go on that name no role.
fn first_end(lexicon: &Lexicon, line: &Line) -> Option<(usize, usize)> {
    let text = &line.text;
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '«' | '“' => depth += 1,
            ')' | '）' | '»' | '”' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '–' | '—' | '-' if text[..at].ends_with(' ') => {
                let end = at + c.len_utf8();
                if text[end..].starts_with(' ') {
                    return Some((at, end + 1));
                }
            }
            ';' => return Some((at, at + 1)),
            '.' | '。' if ends_sentence(lexicon, text, at) => {
                return Some((at, at + c.len_utf8()));
            }
            ',' => {
                let rest = text[at + 1..].trim_start();
                let piece = rest.split([',', '.', ';']).next().unwrap_or(rest);
                let words = crate::extract::fold::words(piece);
                let is_at = words.first().is_some_and(|word| {
                    lexicon.at_words().contains(word) || lexicon.weak_at_words().contains(word)
                });
                let names = is_at || words.iter().any(|word| is_role(lexicon, word));
                if rest.starts_with(char::is_lowercase) && !names {
                    return Some((at, at + 1));
                }
            }
            _ => {}
        }
    }
    None
}

/// True for a role, also one of two in a word: "инженер-механик".
fn is_role(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.is_role(word) || word.split('-').any(|part| lexicon.is_role(part))
}

/// True for a stop behind a word that is no abbreviation, with a word behind it.
fn ends_sentence(lexicon: &Lexicon, text: &str, at: usize) -> bool {
    /// Shorter words in small letters are abbreviations, in letters.
    const SHORTEST: usize = 4;
    let end = at + text[at..].chars().next().map_or(1, char::len_utf8);
    let rest = &text[end..];
    let next = rest.trim_start();
    let is_apart = next.len() < rest.len() || text[at..].starts_with('。');
    let letters = |c: &char| c.is_alphabetic();
    let word: Vec<char> = text[..at].chars().rev().take_while(letters).collect();
    let is_brief = word.len() < SHORTEST && word.iter().all(|c| c.is_lowercase());
    is_apart
        && next.starts_with(char::is_alphabetic)
        && !is_brief
        && !lexicon.ends_in_abbreviation(&text[..end])
}

/// True for short pieces between commas.
fn is_row(text: &str) -> bool {
    let mut pieces = text.split(',');
    pieces.all(|piece| piece.split_whitespace().count() <= MOST_WORDS)
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    /// What names an entry in a text, and what tells of it.
    fn parted(text: &str) -> Option<(String, Option<String>)> {
        let mut line = plain(text);
        annotate(lexicon(), &mut line);
        let (lead, rest) = split(lexicon(), &line)?;
        Some((lead.text, rest.map(|rest| rest.text)))
    }

    #[test]
    fn a_name_ends_where_the_telling_begins() {
        for (text, lead, rest) in [
            (
                "Midwife at the Mill Clinic – births by day and night, for ten years.",
                "Midwife at the Mill Clinic",
                Some("births by day and night, for ten years."),
            ),
            (
                "Porodní asistentka v domě sv. Anny. Porody ve dne v noci.",
                "Porodní asistentka v domě sv. Anny",
                Some("Porody ve dne v noci."),
            ),
            (
                "President of the Guild, the house of weavers that teaches",
                "President of the Guild",
                Some("the house of weavers that teaches"),
            ),
            (
                "ООО «Мельница», инженер-механик. Ремонт жерновов.",
                "ООО «Мельница», инженер-механик",
                Some("Ремонт жерновов."),
            ),
            ("Clerk, Acme, Leeds.", "Clerk, Acme, Leeds", None),
        ] {
            let (found, more) = parted(text).expect(text);
            assert_eq!((found.as_str(), more.as_deref()), (lead, rest), "{text}");
        }
    }

    #[test]
    fn a_sentence_names_nothing() {
        let text =
            "I kept the books of the mill and sold what it made to all of the towns on the river.";
        assert_eq!(parted(text), None);
    }
}
