//! How much a text looks like a postal address: by its numbers, not by the names of its streets.

use super::super::lexicon::{Lexicon, is_unspaced};
use super::super::weights;
use super::place::place_score;
use crate::extract::fold::fold;

/// More words are no address.
const MOST_WORDS: usize = 16;

/// The worth of what is hardly a place.
const NO_PLACE: f32 = -1.5;

/// Digits of a house's number at most.
const HOUSE_DIGITS: usize = 4;

/// About 2 for an address with a postal code, at least [`place_score`] for what is none.
pub(super) fn postal_score(lexicon: &Lexicon, text: &str) -> f32 {
    let weights = &weights().place;
    let place = place_score(lexicon, text);
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > MOST_WORDS || !text.contains(|c: char| c.is_numeric()) {
        return place;
    }
    // "ORCID 0000-0002-1825-0097": the number of a register.
    if let [label, _] = words.as_slice()
        && lexicon.is_number_label(&fold(label.trim_end_matches([':', '：'])))
    {
        return place.min(NO_PLACE);
    }
    if is_unspaced(text) {
        let signs = text.chars().filter(|c| {
            let mut letter = [0; 4];
            lexicon.ends_as_place(c.encode_utf8(&mut letter))
        });
        let is_postal = text.contains('〒') || signs.count() > 1;
        return if is_postal { weights.known } else { place };
    }
    let parts: Vec<&str> = text
        .split([',', '،', '·', '|', ';'])
        .map(str::trim)
        .collect();
    let mut score = 0.0;
    let mut all = 0;
    for (n, part) in parts.iter().enumerate() {
        let names = part
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_uppercase) && word.chars().count() > 1);
        let has_name = names.count() > 0;
        all += usize::from(has_name);
        if has_name && has_code(part) {
            score += weights.postal_code;
        } else if has_house(part, has_name || n > 0) {
            score += weights.house;
        }
    }
    if all > 1 {
        score += weights.parts;
    }
    score.max(place)
}

/// True for a part with a postal code: "29200 Brest", "Wien 1050", "D-10245 Berlin", "00-950
/// Warszawa", "110 00 Praha", "SW1A 1AA London".
fn has_code(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    let is_name = |word: Option<&&str>| word.is_some_and(|w| w.starts_with(char::is_uppercase));
    let is_code = |at: usize| {
        let word = words[at].trim_matches(['(', ')']);
        let is_before = is_name(words.get(at + 1));
        let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        let is_last = match words.get(at + 1..) {
            Some([half]) => digits(half) > 0,
            Some(rest) => rest.is_empty(),
            None => false,
        };
        let is_behind = is_last && !is_year && is_name(words.get(at.wrapping_sub(1)));
        if !is_before && !is_behind {
            return false;
        }
        let signs = word.chars().filter(|c| !c.is_ascii_digit() && *c != '-');
        let letters = signs.clone().filter(char::is_ascii_uppercase).count();
        let is_plain = signs.count() == letters && letters <= 4;
        is_plain && (4..=9).contains(&digits(word)) && letters <= 2
            || is_plain && letters > 0 && (1..4).contains(&digits(word)) && word.len() > 2
    };
    let is_halves = |pair: &[&str]| {
        let all = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        matches!((pair[0].len(), pair[1].len()), (3, 2 | 3)) && all(pair[0]) && all(pair[1])
    };
    words.len() > 1 && ((0..words.len()).any(is_code) || words.windows(2).any(is_halves))
}

/// True for a part with a house's number at either end: "Am Deichtor 7", "12 rue des Halles",
/// "210" behind the street.
fn has_house(part: &str, is_beside_name: bool) -> bool {
    let is_number = |word: &str| {
        let word = word.trim_end_matches(|c: char| c.is_alphabetic() || c == '.');
        let word = word.trim_start_matches(['№', '#']);
        !word.is_empty()
            && word.len() <= HOUSE_DIGITS + 5
            && word.split(['/', '-', '–']).all(|half| {
                (1..=HOUSE_DIGITS).contains(&half.len()) && half.chars().all(|c| c.is_ascii_digit())
            })
    };
    let mut words = part.split_whitespace();
    let (first, last) = (words.next(), words.next_back());
    is_beside_name && (first.is_some_and(is_number) || last.is_some_and(is_number))
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    #[test]
    fn numbers_make_an_address_in_any_language() {
        for text in [
            "Am Deichtor 7, 26721 Emden",
            "12 rue des Halles, 29200 Brest",
            "Via dei Tigli 14, 38068 Rovereto (TN)",
            "ul. Zielona 4/12, 00-950 Warszawa",
            "Dlouhá 12, 110 00 Praha",
            "10 High Street, Reading RG1 2AB",
            "Rua das Palmeiras, 210, Joinville - SC",
            "A-1050 Wien, Lindengasse 3",
            "北京市海淀区中关村大街1号",
            "〒150-0001 東京都渋谷区神宮前1-2-3",
        ] {
            let score = postal_score(lexicon(), text);
            assert!(score >= 1.2, "{text}: {score}");
        }
    }

    #[test]
    fn a_number_alone_makes_none() {
        for text in [
            "Version 7",
            "ORCID 0000-0002-1825-0097",
            "SIRET: 73282932000074",
            "20 years of practice",
            "Nurse, 3 languages",
            "Over 5000 pupils taught",
            "React 18",
        ] {
            let score = postal_score(lexicon(), text);
            assert!(score < 1.2, "{text}: {score}");
        }
    }
}
