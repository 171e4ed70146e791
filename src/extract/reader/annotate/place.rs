//! How much a text looks like a place.

use super::super::lexicon::{Lexicon, is_unspaced};
use super::super::weights;
use crate::extract::fold::{fold, words};

/// More words are no place.
const MOST_WORDS: usize = 7;

/// About 2 for a known place, 0 for what may be one, below for what is hardly one.
pub(super) fn place_score(lexicon: &Lexicon, text: &str) -> f32 {
    let weights = &weights().place;
    let text = text.trim_matches([' ', '.', ';', '(', ')', '（', '）']);
    if text.len() > 200 {
        return -1.5;
    }
    let words = words(text);
    if words.is_empty() || words.len() > MOST_WORDS {
        return -1.5;
    }
    let bits = bits(text);
    let capital = text.starts_with(char::is_uppercase);
    let mut score: f32 = 0.0;
    if words.len() <= 4 && words.iter().any(|word| lexicon.is_remote(word)) {
        score = score.max(weights.remote);
    }
    let is_last_known = bits
        .last()
        .is_some_and(|bit| lexicon.is_country(bit) || lexicon.is_city(bit));
    if is_last_known || bits.iter().any(|bit| lexicon.is_city(bit)) {
        score = score.max(weights.known);
    }
    let longest_number = text
        .split(|c: char| !c.is_numeric())
        .map(str::len)
        .max()
        .unwrap_or(0);
    if (1..4).contains(&longest_number) {
        score -= 0.8;
    }
    if bits.len() == 2 {
        if is_region(text) {
            score = score.max(weights.known);
        } else if bits.iter().all(|bit| bit.split_whitespace().count() <= 3)
            && text.contains([',', '，'])
            && capital
        {
            score = score.max(weights.pair);
        }
    }
    if words.iter().any(|word| lexicon.is_role(word)) {
        score -= 1.0;
    }
    if lexicon.has_firm_ending(text) || words.iter().any(|word| lexicon.is_school(word)) {
        score -= 2.5;
    }
    let dense = is_unspaced(text);
    if score == 0.0 {
        let caseless = !text.chars().any(|c| c.is_ascii_lowercase());
        score = if words.len() <= 2 && (capital || dense || caseless) {
            -0.25
        } else if words.len() > 3 || !capital && !dense {
            -1.0
        } else {
            -0.5
        };
    }
    if dense && lexicon.ends_as_place(text) {
        score = 1.5;
    }
    score
}

/// The parts of a place: cut at commas, slashes, dots and spaced dashes; folded.
fn bits(text: &str) -> Vec<String> {
    text.replace(" - ", ",")
        .replace(" – ", ",")
        .split([',', '/', '·', '，'])
        .map(fold)
        .filter(|bit| !bit.is_empty())
        .collect()
}

/// "Tacoma, WA", "Tacoma, WA 98402", "Porto Alegre/RS".
fn is_region(text: &str) -> bool {
    let Some(at) = text.rfind([',', '/']) else {
        return false;
    };
    let mut rest = text[at + 1..].split_whitespace();
    let letters = rest.next().unwrap_or("");
    let code = rest
        .next()
        .is_none_or(|code| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()));
    letters.len() == 2 && letters.bytes().all(|byte| byte.is_ascii_uppercase()) && code
}
