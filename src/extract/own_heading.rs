//! The author's own headings, as they are printed.

use super::fold::{fold, without_pictographs};
use super::printed::Words;
use super::reader::{Kind, lexicon};
use crate::resume::SectionKind;

impl Words {
    /// The author's heading of a section without emoji, number, signs at its ends and shouting;
    /// `None` where it says no more than the plain heading of its kind: "My Work Experience" is
    /// "Experience", but "Patents" are not "Publications".
    pub fn own_heading(&self, kind: SectionKind, title: &str) -> Option<String> {
        let title = calm(bare(&without_pictographs(title)));
        self.says_more(kind, &title).then_some(title)
    }

    /// False for the words of the kind's plain headings, also in a longer name for the same thing,
    /// with whatever empty talk.
    fn says_more(&self, kind: SectionKind, title: &str) -> bool {
        let lexicon = lexicon();
        let plain = [0, 1].map(|ordinal| fold(self.heading(kind, ordinal)));
        let is_plain = |word: &str| {
            plain
                .iter()
                .any(|plain| plain.split(' ').any(|w| w == word))
        };
        let is_empty = |word: &str| lexicon.is_filler(word) || lexicon.is_function_word(word);
        let folded = fold(title);
        let words = folded
            .split(' ')
            .filter(|word| !word.is_empty() && !is_empty(word));
        let words: Vec<&str> = words.collect();
        let is_same = words.iter().all(|word| is_plain(word))
            || words.iter().any(|word| is_plain(word))
                && lexicon.topic_phrase(&words.join(" ")) == Some(Kind::Section(kind));
        !folded.is_empty() && !is_same
    }
}

/// A title without the number before it and signs at its ends.
fn bare(title: &str) -> &str {
    let text = title.trim_matches(|c: char| !c.is_alphanumeric() && !is_bracket(c));
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &text[..text.len() - rest.len()];
    // "3D work" is no number, "2. Work" and "02 / Work" are.
    let is_number = !number.is_empty() && !rest.starts_with(char::is_alphanumeric);
    let text = if is_number { rest } else { text };
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_bracket(c));
    text.trim()
}

fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '[' | ']' | '（' | '）' | '「' | '」' | '+' | '#'
    )
}

/// A title that is all capitals as one that is not; words of up to three letters that are no
/// function words are taken for abbreviations.
fn calm(title: &str) -> String {
    let is_loud = title.chars().filter(|c| c.is_uppercase()).count() > 3
        && !title.contains(char::is_lowercase);
    if !is_loud {
        return title.to_owned();
    }
    let mut calmed = Vec::new();
    for word in title.split(' ') {
        let lower = word.to_lowercase();
        let is_small = lexicon().is_function_word(&fold(word));
        calmed.push(match () {
            () if is_small && !calmed.is_empty() => lower,
            () if !is_small && word.chars().count() <= 3 => word.to_owned(),
            () => capitalized(&lower),
        });
    }
    calmed.join(" ")
}

fn capitalized(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut is_start = true;
    for c in word.chars() {
        match is_start && c.is_alphabetic() {
            true => out.extend(c.to_uppercase()),
            false => out.push(c),
        }
        is_start = !c.is_alphabetic() && is_start || matches!(c, '-' | '/' | '–');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_signs_are_no_part_of_a_title() {
        assert_eq!(bare("– Education:"), "Education");
        assert_eq!(bare("02 / Selected work"), "Selected work");
        assert_eq!(bare("3. Talks"), "Talks");
        assert_eq!(bare("3D work"), "3D work");
        assert_eq!(bare("— Prizes (2) —"), "Prizes (2)");
    }

    #[test]
    fn what_says_no_more_than_the_kind_gives_way() {
        let words = crate::extract::vocabulary().words("en");
        let own = |kind, title| words.own_heading(kind, title);
        assert_eq!(own(SectionKind::Experience, "💼 My Work Experience:"), None);
        assert_eq!(
            own(SectionKind::Publications, "PATENTS").as_deref(),
            Some("Patents")
        );
        assert_eq!(
            own(SectionKind::Experience, "Stints at sea").as_deref(),
            Some("Stints at sea")
        );
    }

    #[test]
    fn capitals_are_calmed() {
        assert_eq!(
            calm("PATENTS AND INVITED TALKS"),
            "Patents and Invited Talks"
        );
        assert_eq!(calm("IT-PROJEKTE"), "It-Projekte");
        assert_eq!(calm("UX AND CAD"), "UX and CAD");
        assert_eq!(calm("CSR"), "CSR");
        assert_eq!(calm("Talks"), "Talks");
    }
}
