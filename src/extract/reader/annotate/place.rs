//! How much a text looks like a place.

use super::super::lexicon::{Lexicon, Place, is_unspaced};
use super::super::weights;
use crate::extract::fold::{folded, words};

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
    let is_remote = || lexicon.is_remote(&words.join(" "));
    if words.len() <= 4 && (words.iter().any(|word| lexicon.is_remote(word)) || is_remote()) {
        score = score.max(weights.remote);
    }
    score = score.max(match known(lexicon, &bits) {
        Known::Sure => weights.known,
        Known::Likely => weights.town,
        Known::No => 0.0,
    });
    let numbers = text.split_whitespace().filter(|word| !is_postal(word));
    let longest_number = numbers
        .flat_map(|word| word.split(|c: char| !c.is_numeric()))
        .map(str::len)
        .max()
        .unwrap_or(0);
    if (1..4).contains(&longest_number) {
        score -= 0.8;
    }
    if bits.len() == 2 {
        if ends_in_code(text) {
            score = score.max(weights.known);
        } else if bits.iter().all(|bit| may_be_place(bit)) && text.contains([',', '，', '،']) {
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

/// True for up to three words of letters that begin large, in scripts that have large ones.
fn may_be_place(bit: &str) -> bool {
    bit.split_whitespace().count() <= 3
        && !bit.starts_with(char::is_lowercase)
        && bit.starts_with(char::is_alphabetic)
        && !bit.contains(['+', '#', '&', ':', '：', '@'])
}

/// What names of places say for a text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Known {
    /// It is hardly anything else.
    Sure,
    /// It may be something else.
    Likely,
    /// Nothing.
    No,
}

/// What is known of the parts of a text.
fn known(lexicon: &Lexicon, bits: &[&str]) -> Known {
    let parts: Vec<(&str, Place)> = bits
        .iter()
        .map(|bit| bare(lexicon, bit))
        .map(|name| (name, lexicon.place(&folded(name))))
        .collect();
    let Some(((name, last), before)) = parts.split_last() else {
        return Known::No;
    };
    if last.is_sure() || parts.iter().any(|(_, place)| place.is_city()) {
        return Known::Sure;
    }
    let is_code = last.is_code() && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let behind_town = before.last().is_some_and(is_likely);
    if behind_town && (is_code || is_likely(&(name, *last))) {
        return Known::Sure;
    }
    let begins = before.first();
    let begins = begins.is_some_and(|first| is_likely(first) && !first.1.is_weak());
    match begins || is_likely(&(name, *last)) {
        true => Known::Likely,
        false => Known::No,
    }
}

/// What is written in lower case is meant as a word.
fn is_likely((name, place): &(&str, Place)) -> bool {
    (place.is_sure() || place.is_likely()) && !name.starts_with(char::is_lowercase)
}

/// A part without its postal code and without words beside the name: "D-10245 Berlin",
/// "Landkreis Tübingen", "near Porto".
fn bare<'a>(lexicon: &Lexicon, bit: &'a str) -> &'a str {
    let mut name = bit.trim();
    loop {
        let first = name.split_once(' ');
        let last = name.rsplit_once(' ');
        let is_beside = |word: &str| is_postal(word) || lexicon.is_place_word(&folded(word));
        let rest = first
            .filter(|(word, _)| is_beside(word))
            .map(|(_, rest)| rest)
            .or_else(|| {
                last.filter(|(_, word)| is_beside(word))
                    .map(|(rest, _)| rest)
            });
        match rest {
            Some(rest) => name = rest.trim(),
            None => return name,
        }
    }
}

/// "D-10245", "10245", "00-950", "1AA": digits, with few capitals and dashes.
fn is_postal(word: &str) -> bool {
    let count = |is: fn(char) -> bool| word.chars().filter(|c| is(*c)).count();
    let digits = count(|c| c.is_ascii_digit());
    let capitals = count(|c| c.is_ascii_uppercase());
    let dashes = count(|c| c == '-');
    let enough = digits > 3 || digits > 0 && capitals > 0 && word.len() > 2;
    enough && capitals <= 3 && dashes <= 1 && digits + capitals + dashes == word.len()
}

/// The parts of a place: cut at commas, slashes, dots, brackets and spaced dashes.
fn bits(text: &str) -> Vec<&str> {
    text.split([',', '/', '·', '，', '،', '、', '(', ')', '（', '）'])
        .flat_map(|bit| bit.split(" - "))
        .flat_map(|bit| bit.split(" – "))
        .map(str::trim)
        .filter(|bit| bit.contains(char::is_alphanumeric))
        .collect()
}

/// "Tacoma, WA", "Tacoma, WA 98402", "Porto Alegre/RS".
fn ends_in_code(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::place_score;

    fn score(text: &str) -> f32 {
        place_score(lexicon(), text)
    }

    #[test]
    fn places_are_known_in_the_forms_in_which_people_write_them() {
        for text in [
            "Berlin",
            "D-10245 Berlin",
            "10245 Berlin",
            "Tübingen, Germany",
            "Tübingen (Germany)",
            "Hoboken, NJ",
            "Hoboken, NJ 07030",
            "Geelong, VIC",
            "Tübingen, Baden-Württemberg",
            "Hoboken, New Jersey, USA",
            "São Paulo - SP",
            "near Porto",
            "Greater London",
            "Berlin area",
            "00-950 Warszawa",
            "London SW1A 1AA",
            "Bavaria",
            "Reading, UK",
        ] {
            assert!(score(text) >= 2.0, "{text}: {}", score(text));
        }
    }

    #[test]
    fn towns_alone_are_likely_places() {
        for text in [
            "Hoboken",
            "D-73525 Schwäbisch Gmünd",
            "near Hoboken",
            "Reading",
        ] {
            let found = score(text);
            assert!((0.5..2.0).contains(&found), "{text}: {found}");
        }
    }

    #[test]
    fn words_firms_and_people_are_no_places() {
        for text in [
            "Captain Foods",
            "Reading list",
            "Cook",
            "Mobile developer",
            "Enterprise",
            "Anna Lincoln",
            "Jackson Baker",
            "Northwind Works",
            "reading",
            "Region Manager",
            "Area",
            "Senior Engineer, Acme",
            "University of Hoboken",
            "County",
            "Java, SQL",
        ] {
            assert!(score(text) < 0.5, "{text}: {}", score(text));
        }
    }
}
