//! Characters that may stand in a part.

/// The lines of a text, without characters that XML 1.0 forbids.
///
/// Soft hyphens go too: readers hand them on, and Word sets its own.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.split(['\n', '\u{2028}', '\u{2029}', '\u{0B}', '\u{0C}'])
        .map(clean)
        .collect()
}

/// A text of one line.
pub(super) fn line(text: &str) -> String {
    lines(text).join(" ")
}

fn clean(line: &str) -> String {
    line.chars()
        .filter_map(|c| match c {
            // A tab of the author's would run into the stops of the paragraph.
            '\t' => Some(' '),
            '\u{AD}' | '\u{FFFE}' | '\u{FFFF}' => None,
            c if c < ' ' => None,
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_of_xml_remain() {
        assert_eq!(line("a\u{0}b\u{8}c\u{AD}d\u{FFFF}e\u{1F}"), "abcde");
        assert_eq!(line("tab\there\r"), "tab here");
        assert_eq!(line("Größe 漢字 👩‍💻 \u{a0}"), "Größe 漢字 👩‍💻 \u{a0}");
    }

    #[test]
    fn line_ends_part_lines() {
        assert_eq!(lines("one\r\ntwo\u{2028}three"), ["one", "two", "three"]);
        assert_eq!(line("one\ntwo"), "one two");
    }
}
