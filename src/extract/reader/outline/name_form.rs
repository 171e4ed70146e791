//! How much a text looks like a person's name.

use super::forms::{introduced, may_be_unspaced_name};
use super::topic::topic;
use super::words::Words;
use crate::extract::fold::placed_words;
use crate::extract::reader::lexicon::is_unspaced;
use crate::extract::reader::score::NameFormWeights;

/// Letters of the longest name.
const LONGEST: usize = 48;

/// Words of a usual name.
const FEWEST: usize = 2;
const MOST: usize = 4;

/// Letters of the longest particle that no list knows: "bint".
const PARTICLE: usize = 4;

/// The sum of what a text's own form says for and against a name; about 1 for one.
pub(super) fn name_form(words: &dyn Words, weights: &NameFormWeights, text: &str) -> f32 {
    let is_long = text.len() > LONGEST && text.chars().take(LONGEST + 1).count() > LONGEST;
    if text.is_empty() || is_long || text.contains(|c: char| c.is_numeric() || "@/".contains(c)) {
        return weights.unlike;
    }
    let placed = placed_words(text);
    let is_introduced = introduced(words, text, &placed).is_some();
    let folded: Vec<String> = placed.into_iter().map(|(_, word)| word).collect();
    let Some(first) = folded.first() else {
        return weights.unlike;
    };
    // "anareis.io"
    let is_address = !text.contains(' ')
        && text.split_once('.').is_some_and(|(host, end)| {
            host.chars().count() > 2 && end.starts_with(char::is_lowercase)
        });
    if is_address {
        return weights.unlike;
    }
    let is_greeting = folded.len() > 1 && words.is_greeting(first);
    let has_case = text.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let mut sum = shape(words, weights, text, has_case);
    if is_introduced || is_greeting {
        sum += weights.greeting;
    }
    if has_separator(text) {
        sum += weights.separator;
    }
    if topic(words, text).0.is_some() {
        sum += weights.topic;
    }
    let is_document = |word: &String| words.is_document_word(word) || words.is_filler(word);
    if words.is_document(text) || folded.iter().all(is_document) {
        sum += weights.document;
    }
    let is_common = |word: &String| {
        words.topic_word(word).is_some()
            || words.topic_phrase(word).is_some()
            || words.is_function_word(word) && !words.is_name_particle(word)
    };
    if has_case && folded.len() > 1 && folded.iter().any(is_common) {
        sum += weights.common_word;
    }
    let edges = [folded.first(), folded.last()];
    if edges
        .into_iter()
        .flatten()
        .any(|word| words.is_document_word(word))
    {
        sum += weights.document_edge;
    }
    if folded.iter().any(|word| words.is_role(word)) {
        sum += weights.role;
    } else if folded.iter().any(|word| words.is_work(word)) {
        // "Baker" may be a surname, "Engineering" is none.
        sum += weights.document;
    }
    if folded.iter().any(|word| words.is_school(word)) || words.has_firm_ending(text) {
        sum += weights.organization;
    }
    if words.place_score(text) >= 2.0 {
        sum += weights.place;
    }
    if words.proseness(text) >= 0.4 {
        sum += weights.prose;
    }
    sum
}

/// What the number of words and their capitals say. Scripts without case have only capitals.
fn shape(words: &dyn Words, weights: &NameFormWeights, text: &str, has_case: bool) -> f32 {
    if is_unspaced(text) {
        return match may_be_unspaced_name(text) {
            true => weights.alike,
            false => weights.unspaced,
        };
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() == 1 {
        // "EN", "CV"
        let is_sign = text.len() < 3 && text.chars().all(|c| c.is_ascii_uppercase());
        if is_sign {
            return weights.unlike;
        }
        return match is_hangul_name(text) {
            true => weights.alike,
            false => weights.one_word,
        };
    }
    let is_lower = |part: &&str| part.starts_with(char::is_lowercase);
    let lower = match has_case {
        true => parts.iter().filter(|part| is_lower(part)).count(),
        false => 0,
    };
    let particles = parts[1..parts.len() - 1].iter();
    let particles = particles
        .filter(|part| is_lower(part) && is_particle(words, part))
        .count();
    if (FEWEST..=MOST).contains(&parts.len()) && lower == particles {
        return weights.alike;
    }
    let more = parts.len().saturating_sub(MOST) as f32;
    // "ana reis" is a manner of writing, "Building calm systems" is none.
    let is_slogan = lower > particles && lower < parts.len();
    weights.other + weights.each_more * more + if is_slogan { weights.lower } else { 0.0 }
}

/// Korean names have two to four syllables and mostly no blank.
fn is_hangul_name(text: &str) -> bool {
    let is_syllable = |c: char| matches!(c, '\u{ac00}'..='\u{d7a3}');
    text.chars().all(is_syllable) && (2..=4).contains(&text.chars().count())
}

/// "de", "von": in lower case inside a name.
fn is_particle(words: &dyn Words, part: &str) -> bool {
    words.is_name_particle(&part.to_lowercase())
        || part.chars().count() <= PARTICLE && !words.is_joiner(&part.to_lowercase())
}

/// True for "a – b", "a | b" and "a: b".
fn has_separator(text: &str) -> bool {
    let is_dash = |part: &str| matches!(part, "-" | "–" | "—");
    text.contains(['|', ':']) || text.split_whitespace().any(is_dash)
}

#[cfg(test)]
mod tests {
    use super::super::sample::Few;
    use super::*;
    use crate::extract::reader::weights;

    fn form(text: &str) -> f32 {
        name_form(&Few::default(), &weights().name.form, text)
    }

    #[test]
    fn two_to_four_capitalised_words_look_like_a_name() {
        let names = [
            "Ana Reis",
            "ANA REIS",
            "Ana Maria de Sousa",
            "Ludwig van der Berg",
            "J. R. Hartley",
            "王小明",
            "김 민수",
            "محمد علي",
            "אבי כהן",
            "İpek Şahin",
        ];
        for name in names {
            assert_eq!(form(name), 1.0, "{name}");
        }
    }

    #[test]
    fn slogans_numbers_and_addresses_do_not() {
        assert!(form("Building calm systems") < -3.0);
        assert!(form("ana reis") > form("Building calm systems"));
        for text in [
            "",
            "42 Ways",
            "ana@example.org",
            "Jobs/Roles",
            &"Ana ".repeat(20),
            "– –",
        ] {
            assert!(form(text) <= -3.0, "{text}");
        }
        assert!(form("Ana and Rui") < 0.0);
    }

    #[test]
    fn topics_documents_and_roles_do_not() {
        assert!(form("Work Experience") < -2.0);
        assert!(form("Curriculum Vitae") < -3.0);
        assert!(form("My Resume") < -3.0);
        assert!(form("Marine Engineer") < 0.0);
        assert!(form("Kelda University") < 0.5);
        assert!(form("Ana – Reis") < 0.0);
        assert!(form("Faro") < form("Ana"));
        assert!(form("Hi, I'm Ana") < form("Ana"));
    }

    #[test]
    fn one_word_is_weak_and_many_are_weaker() {
        assert!(form("Ana") < 0.0);
        assert!(form("Ana Rui Eva Ida Mia Zoe") < form("Ana"));
    }
}
