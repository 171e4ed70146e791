//! Texts for logs and lists: what reaches a person is taken out of them.

use crate::resume::Person;

/// What stands in the place of a contact.
const GONE: &str = "[contact]";
/// A shorter value is too common a word to be taken out wherever it stands.
const SHORTEST: usize = 4;
/// A run of so many digits, blanks and signs aside, is a telephone number.
const DIGITS: usize = 7;

/// Knows the contacts of a person.
#[derive(Debug, Default)]
pub(super) struct Scrub {
    values: Vec<String>,
}

impl Scrub {
    /// Takes out the contacts of a person.
    pub(super) fn of(person: &Person) -> Self {
        let mut scrub = Scrub::default();
        for contact in &person.contacts {
            scrub.add(&contact.text.value);
            if let Some(target) = &contact.href {
                scrub.add(target);
                let bare = target.split_once(':').map_or("", |(_, bare)| bare);
                scrub.add(bare.trim_start_matches('/'));
            }
        }
        if let Some(location) = &person.location {
            scrub.add(&location.value);
        }
        scrub
    }

    /// Takes out a value, too.
    pub(super) fn add(&mut self, value: &str) {
        let value = value.trim().trim_end_matches('/');
        if value.len() >= SHORTEST && !self.values.iter().any(|known| known == value) {
            self.values.push(value.to_owned());
            // What holds another value goes before it.
            self.values
                .sort_by_key(|value| std::cmp::Reverse(value.len()));
        }
    }

    /// A text without contacts: neither those that are known nor what looks like one.
    pub(super) fn clean(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for value in &self.values {
            text = text.replace(value.as_str(), GONE);
        }
        without_numbers(&without_addresses(&text))
    }
}

fn without_addresses(text: &str) -> String {
    let mut clean = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let is_address = bare.contains("://")
            || bare
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
        if is_address {
            clean.push_str(GONE);
            clean.push_str(&word[word.trim_end().len()..]);
        } else {
            clean.push_str(word);
        }
    }
    clean
}

fn without_numbers(text: &str) -> String {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '\u{a0}');
    let mut clean = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !is_part(c)).unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        clean.push_str(before);
        // "2019 - 2022" are two years.
        let longest = number.split([' ', '-']).map(str::len).max().unwrap_or(0);
        if digits >= DIGITS && !(digits == 8 && longest == 4) {
            clean.push_str(GONE);
            clean.push_str(&number[number.trim_end().len()..]);
        } else {
            clean.push_str(number);
        }
        rest = after;
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_go_and_figures_stay() {
        let mut scrub = Scrub::default();
        scrub.add("Porto, Portugal");
        for (text, clean) in [
            ("`ana@example.org` and `x`", "[contact] and `x`"),
            ("calls +351 555 010 203 now", "calls [contact] now"),
            ("lives in Porto, Portugal.", "lives in [contact]."),
            (
                "2019 - 2022: 99.98% of 120000",
                "2019 - 2022: 99.98% of 120000",
            ),
            ("page.md:12:4", "page.md:12:4"),
            ("see https://a.example.org/x now", "see [contact] now"),
        ] {
            assert_eq!(scrub.clean(text), clean);
        }
    }
}
