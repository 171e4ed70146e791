//! Which characters are text, and how all others are shown.
//!
//! A file, a setting or an option may hold characters that no document can: control characters,
//! which no XML file may hold and which steer a terminal, and Unicode's noncharacters. They
//! leave where a text is read ([`text`]), escapes of YAML, JSON and HTML resolved, so that past
//! `read` every text is one that every writer takes. What is quoted before that, and names of
//! files, which are what they are, is drawn with signs in their place ([`line`], [`lines`],
//! [`picture`]).

use std::borrow::Cow;

/// True for characters that a text may hold. Joiners, soft hyphens and marks of direction are
/// text: scripts spell with them.
pub(crate) fn is_text(c: char) -> bool {
    matches!(c, '\t' | '\n') || !c.is_control() && !is_noncharacter(c)
}

/// True for code points that Unicode keeps for the use inside of programs (Unicode 16, 23.7).
fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// A text as it enters the program: of its characters those that are text, its lines parted by
/// line feeds.
pub(crate) fn text(written: &str) -> Cow<'_, str> {
    // Told by bytes first: most texts are signs of ASCII.
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\t' | b'\n');
    if written.as_bytes().iter().all(is_plain) || written.chars().all(is_text) {
        return Cow::Borrowed(written);
    }
    let mut kept = String::with_capacity(written.len());
    let mut signs = written.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '\r' if signs.peek() == Some(&'\n') => {}
            // Words on both sides of it are two.
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' => kept.push('\n'),
            c if is_text(c) => kept.push(c),
            _ => {}
        }
    }
    Cow::Owned(kept)
}

/// True for characters that are not drawn as they are: what is no text, and what turns the order
/// of the characters round it, so that a line could say what it does not (UTR 36, 2.9).
fn is_hidden(c: char) -> bool {
    !is_text(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One line for people: nothing in it ends the line or steers a terminal.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_hidden(c) || matches!(c, '\t' | '\n'))
}

/// Lines for people: nothing in them steers a terminal.
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    escaped(text, is_hidden)
}

/// The same with escapes, as `\u{1b}` or `\n`, where `is_escaped` says so.
fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' if is_escaped(c) => shown.extend(c.escape_default()),
            c if is_escaped(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// JSON of which nothing steers a terminal, and which says the same: whoever writes JSON escapes
/// what stands before the blank, and nothing behind it.
pub(crate) fn json(json: String) -> String {
    let is_escaped = |c: char| c >= '\u{7f}' && !is_text(c);
    if !json.contains(is_escaped) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        if is_escaped(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The lines of a source as they are drawn, a sign for each character: columns stay.
#[derive(Debug)]
pub(crate) struct Picture<'a> {
    /// What is drawn.
    pub(crate) text: Cow<'a, str>,
    /// Where signs of another length begin: bytes of the source, and of what is drawn.
    steps: Vec<(usize, usize)>,
}

impl Picture<'_> {
    /// A byte of the source among those that are drawn.
    pub(crate) fn place(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|(from, _)| *from <= at);
        match step.checked_sub(1).map(|step| self.steps[step]) {
            Some((from, to)) => to + at - from,
            None => at,
        }
    }
}

/// A source with a sign in the place of each character that is not drawn as it is.
pub(crate) fn picture(source: &str) -> Picture<'_> {
    // A carriage return before a line feed is the end of a line.
    let is_end = |at: usize| source.as_bytes().get(at + 1) == Some(&b'\n');
    let is_drawn = |at: usize, c: char| !is_hidden(c) || c == '\r' && is_end(at);
    let mut text = String::new();
    let mut steps = Vec::new();
    let mut kept = 0;
    for (at, c) in source.char_indices() {
        if is_drawn(at, c) {
            continue;
        }
        text.push_str(&source[kept..at]);
        text.push(sign(c));
        kept = at + c.len_utf8();
        steps.push((kept, text.len()));
    }
    if kept == 0 {
        return Picture {
            text: Cow::Borrowed(source),
            steps,
        };
    }
    text.push_str(&source[kept..]);
    Picture {
        text: Cow::Owned(text),
        steps,
    }
}

/// Unicode's picture of a control character, else the sign for what cannot be shown.
fn sign(c: char) -> char {
    const PICTURES: u32 = 0x2400;
    let picture = match c {
        '\0'..='\u{1f}' => char::from_u32(PICTURES + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        _ => None,
    };
    picture.unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is no text, and what is next to it.
    const NO_TEXT: [char; 12] = [
        '\0',
        '\u{8}',
        '\u{e}',
        '\u{1b}',
        '\u{1f}',
        '\u{7f}',
        '\u{80}',
        '\u{9b}',
        '\u{9f}',
        '\u{fdd0}',
        '\u{fffe}',
        '\u{10ffff}',
    ];

    #[test]
    fn control_characters_and_noncharacters_are_no_text() {
        let count = ('\0'..=char::MAX).filter(|c| !is_text(*c)).count();
        // 65 control characters but two, 32 noncharacters in a row, and two on each plane.
        assert_eq!(count, 63 + 32 + 34);
        for c in NO_TEXT {
            assert_eq!(text(&format!("a{c}b")), "ab", "{c:?}");
        }
    }

    #[test]
    fn what_scripts_spell_with_is_text() {
        let kept = "soft\u{ad}ly 👩\u{200d}💻 می\u{200c}خواهم \u{200f}a\u{202e}b\u{2066}\u{feff}\u{e000}\tx\n";
        assert!(matches!(text(kept), Cow::Borrowed(same) if same == kept));
    }

    #[test]
    fn lines_are_parted_by_line_feeds() {
        assert_eq!(
            text("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{1f}"),
            "a\nb\nc\nd\ne\nf"
        );
    }

    #[test]
    fn what_is_drawn_steers_nothing() {
        assert_eq!(
            line("a\u{1b}[31m\u{9b}b\u{202e}c\nd\te"),
            "a\\u{1b}[31m\\u{9b}b\\u{202e}c\\nd\\te"
        );
        assert_eq!(lines("a\u{7}\nb\t\r"), "a\\u{7}\nb\t\\r");
        assert!(matches!(line("Größe 漢字 👩\u{200d}💻"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_says_the_same_without_control_characters() {
        let said = "a\u{1b}\u{7f}\u{9b}\u{fffe}\u{1fffe}é\u{202e}";
        let plain = serde_json::to_string(said).expect("a text");
        let json = json(plain);
        assert!(json.chars().all(is_text), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), said);
    }

    #[test]
    fn a_picture_keeps_columns_and_knows_its_places() {
        let source = "a\u{1b}b\u{9b}c\u{202e}d\r\ne\rf";
        let drawn = picture(source);
        assert_eq!(drawn.text, "a␛b\u{fffd}c\u{fffd}d\r\ne␍f");
        for sign in ['a', 'b', 'c', 'd', 'e', 'f'] {
            let at = source.find(sign).expect("there");
            assert_eq!(drawn.text[drawn.place(at)..].chars().next(), Some(sign));
        }
        assert_eq!(drawn.place(source.len()), drawn.text.len());
        assert!(matches!(picture("a\r\nb\t").text, Cow::Borrowed(_)));
    }
}
