//! Lines that nobody has written yet, and those that end a page.

use super::classes::classes;
use crate::extract::data::is_placeholder;
use crate::extract::fold::{fold, words};
use crate::extract::pieces::bars;

/// In a longer text such words are the author's: "a form that asks for your name".
const MOST_WORDS: usize = 10;
/// A sentence says something although one value of it is missing.
const FEWEST_WORDS: usize = 6;

/// True for what a template put in a line: placeholders, words of waiting, and what is left of a
/// line whose values a template was to print.
pub(super) fn is_template(text: &str, is_holed: bool) -> bool {
    if is_holed && is_pattern(text) {
        return true;
    }
    // A number of noughts is nobody's; a style sheet's first line is nothing said.
    if text.contains("(000)") || text.trim_start().starts_with("@import") {
        return true;
    }
    if is_placeholder(text) {
        return true;
    }
    if text.split_whitespace().nth(MOST_WORDS).is_some() {
        return false;
    }
    let folded = format!(" {} ", fold(text));
    let all = classes();
    let is_said = |phrase: &String| {
        let found = memchr::memmem::find(folded.as_bytes(), phrase.as_bytes());
        found.is_some_and(|at| {
            let is_letter = |c: char| c.is_alphanumeric();
            let ends = folded[at + phrase.len()..].chars().next();
            !folded[..at].ends_with(is_letter)
                && (!phrase.contains(' ') || !ends.is_some_and(is_letter))
        })
    };
    all.templates.iter().any(is_said) || is_waiting(text, &folded)
}

fn is_waiting(text: &str, folded: &str) -> bool {
    let is_open = text.trim_end().ends_with("...") || text.trim_end().ends_with('…');
    let starts = |phrase: &String| folded.trim_start().starts_with(phrase.as_str());
    is_open && classes().waiting.iter().any(starts)
}

/// True for labels and joints without their values.
fn is_pattern(text: &str) -> bool {
    words(text).len() < FEWEST_WORDS || bars(text).iter().all(|piece| piece.ends_with(':'))
}

/// True for the line that says whose the page is: it belongs to the page's foot.
pub(in super::super) fn is_rights(text: &str) -> bool {
    if text.split_whitespace().nth(2 * MOST_WORDS).is_some() {
        return false;
    }
    let lower = text.to_lowercase();
    classes()
        .rights
        .iter()
        .any(|sign| lower.contains(sign.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_has_written_is_known() {
        let is = |text| is_template(text, false);
        for text in [
            "Your Name",
            "youremail@gmail.com",
            "Your E-Mail | Your City",
            "(000) 555-0100",
            "Loading experience...",
            "your.email@mail.org",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "Ana Reis",
            "Wrote a form that asks for your name and your city and keeps both safe",
            "Loading docks of Hamburg",
            "Yournal Press",
        ] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn labels_without_their_values_are_a_pattern() {
        let is = |text| is_template(text, true);
        assert!(is("Email: | Phone:"));
        assert!(is("Hello,"));
        assert!(!is("I have worked for many years at and liked it"));
    }

    #[test]
    fn a_line_of_rights_is_no_prose() {
        assert!(is_rights("© 2024 Ana Reis. All rights reserved."));
        assert!(!is_rights("Ana Reis"));
    }
}
