//! Characters that may stand in a part.

/// A text without characters that XML 1.0 forbids, its lines parted by `\n`.
///
/// What steers the direction of reading goes too: each run says its own. Soft hyphens go,
/// as readers hand them on, and Word sets its own.
pub(super) fn clean(text: &str) -> String {
    if text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return text.to_owned();
    }
    text.chars()
        .filter_map(|c| match c {
            '\n' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}' => Some('\n'),
            // A tab of the author's would run into the stops of the paragraph.
            '\t' => Some(' '),
            '\u{AD}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}' | '\u{FFFE}' | '\u{FFFF}' => None,
            '\u{61C}' | '\u{200E}' | '\u{200F}' => None,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => None,
            c if c < ' ' || ('\u{7F}'..'\u{A0}').contains(&c) => None,
            c => Some(c),
        })
        .collect()
}

/// A text of one line.
pub(super) fn line(text: &str) -> String {
    clean(text).replace('\n', " ")
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
    fn nothing_steers_the_direction_of_reading() {
        assert_eq!(line("a\u{202E}gpj.\u{202C}b\u{2066}c\u{2069}"), "agpj.bc");
        assert_eq!(line("می\u{200c}خواهم"), "می\u{200c}خواهم");
    }

    #[test]
    fn line_ends_part_lines() {
        assert_eq!(clean("one\r\ntwo\u{2028}three"), "one\ntwo\nthree");
        assert_eq!(line("one\ntwo"), "one two");
    }
}
