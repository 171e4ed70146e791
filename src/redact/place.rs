//! The person's place in text: its words in order, whatever stands between them.

use std::ops::Range;

/// Where the words of a place stand one after another.
pub(super) fn find(text: &str, place: &str) -> Vec<Range<usize>> {
    let wanted: Vec<String> = words(place).into_iter().map(|(_, word)| word).collect();
    let said = words(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for window in said.windows(wanted.len()) {
        let same = window.iter().map(|(_, word)| word).eq(&wanted);
        if let (true, Some(first), Some(last)) = (same, window.first(), window.last()) {
            found.push(first.0.start..last.0.end);
        }
    }
    found
}

/// True if a text is the place and no word more.
pub(super) fn is(text: &str, place: &str) -> bool {
    let bare = |text: &str| -> Vec<String> { words(text).into_iter().map(|w| w.1).collect() };
    let words = bare(text);
    !words.is_empty() && words == bare(place)
}

/// Words in lower case, each with its place.
fn words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            found.push((at..at + word.len(), word.to_lowercase()));
        }
        at += part.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_with_other_signs_between_its_words() {
        for text in ["Porto, Portugal", "PORTO (Portugal)", "Porto – Portugal"] {
            let line = format!("Lives in {text}.");
            assert_eq!(find(&line, "Porto, Portugal").len(), 1, "{text}");
        }
        assert!(find("Portobello, Portugal", "Porto, Portugal").is_empty());
        assert!(is("porto", "Porto"));
        assert!(!is("", "Porto"));
    }
}
