//! Letters of fonts that draw pictures.

/// The sign that a letter draws: a bullet as such, any other as a character without a meaning,
/// which no reader takes for a letter.
pub(super) fn sign(letter: u32) -> char {
    match letter & 0xff {
        0xb7 | 0x6c | 0x9f => '•',
        0xa7 | 0x6e => '▪',
        0xd8 | 0xf0 => '➢',
        0xfc => '✓',
        0x76 => '❖',
        0xa8 | 0x71 | 0x6f => '◆',
        byte => char::from_u32(0xf000 + byte).unwrap_or(' '),
    }
}

/// The text of a run in such a font. Longer texts only name the font by mistake.
pub(super) fn signs(text: &str) -> Option<String> {
    /// More letters are words.
    const MOST: usize = 2;
    let is_letter = |c: char| u32::from(c) <= 0xff || matches!(c, '\u{f000}'..='\u{f0ff}');
    (text.trim().chars().count() <= MOST && text.chars().all(is_letter)).then(|| {
        let drawn = |c: char| {
            if c.is_whitespace() {
                c
            } else {
                sign(u32::from(c))
            }
        };
        text.chars().map(drawn).collect()
    })
}
