//! Lists of short things on one line.

use std::ops::Range;

/// The bytes without blanks and signs at the edges; those that belong to words stay.
pub(super) fn trimmed(text: &str) -> Range<usize> {
    let is_word = |c: char| {
        c.is_alphanumeric()
            || c == '_'
            || unicode_normalization::char::is_combining_mark(c)
                && !crate::extract::fold::is_pictograph(c)
    };
    let opens = |c: char| is_word(c) || "(（\"“«„'‘@+<#.&~$€£¥¿¡≥≤≈±".contains(c);
    let closes = |c: char| is_word(c) || ")）.!?\"”»“'’%+#".contains(c);
    let mut start = text.find(opens).unwrap_or(text.len());
    // "%95": the sign stands before the number.
    if text[..start].ends_with('%') && text[start..].starts_with(|c: char| c.is_ascii_digit()) {
        start -= 1;
    }
    let end = text[start..]
        .char_indices()
        .rev()
        .find(|(_, c)| closes(*c))
        .map_or(start, |(at, c)| start + at + c.len_utf8());
    start..end
}

/// The items of a list; nothing inside brackets is cut.
pub(super) fn items(text: &str) -> Vec<Range<usize>> {
    /// Two names with a slash or a plus between them are one item: "Loom / Spindle".
    const FEWEST_BY_SLASH: usize = 3;
    // "#loom #card": each sign begins a name.
    let begins = |rest: &str| {
        let mut next = rest.chars();
        next.next() == Some('#') && next.next().is_some_and(char::is_alphabetic)
    };
    let (by_sign, has_sign) = cut(text, |at, c| {
        SIGNS.contains(c) || c == ' ' && begins(&text[at + 1..])
    });
    if has_sign {
        return by_sign;
    }
    for sign in ['/', '+'] {
        let (pieces, _) = cut(text, |at, c| {
            c == sign && text[..at].ends_with(' ') && text[at + 1..].starts_with(' ')
        });
        if pieces.len() >= FEWEST_BY_SLASH {
            return pieces;
        }
    }
    by_sign
}

/// The pieces between signs outside brackets, and whether there is one; a bracket that never closes
/// holds nothing together.
fn cut(text: &str, is_sign: impl Fn(usize, char) -> bool) -> (Vec<Range<usize>>, bool) {
    let mut out = Vec::new();
    let mut depth = 0i32;
    let mut from = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '[' if text[at..].contains([')', '）', ']']) => depth += 1,
            ')' | '）' | ']' => depth -= 1,
            _ => {}
        }
        if depth <= 0 && is_sign(at, c) {
            push(text, from..at, &mut out);
            from = at + c.len_utf8();
        }
    }
    push(text, from..text.len(), &mut out);
    (out, from > 0)
}

/// Signs between items, levels drawn as dots and stars among them.
const SIGNS: &str = ",;|｜·•、，；،؛\t●○★☆■□▪‧";

fn push(text: &str, at: Range<usize>, out: &mut Vec<Range<usize>>) {
    let inner = trimmed(&text[at.clone()]);
    let start = at.start + inner.start;
    let mut end = at.start + inner.end;
    // "Rust 90%": the width of a bar.
    let words = &text[start..end];
    if let Some(front) = words.strip_suffix('%') {
        let number = front.trim_end();
        let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
        let rest = &number[..number.len() - digits];
        if (1..=3).contains(&digits) && rest.ends_with([' ', ':', '-', '(']) {
            let inner = trimmed(rest);
            end = start + inner.end;
        }
    }
    let words = text[start..end.max(start)].trim_end_matches('.');
    if words.contains(char::is_alphanumeric) {
        out.push(start..start + words.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(text: &str) -> Vec<&str> {
        items(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn a_slash_parts_a_list_only_where_nothing_else_does() {
        assert_eq!(
            members("Loom / Spindle / Card"),
            ["Loom", "Spindle", "Card"]
        );
        assert_eq!(members("Loom / Spindle"), ["Loom / Spindle"]);
        assert_eq!(members("Loom + Spindle (of oak + elm) + Card").len(), 3);
        assert_eq!(members("Loom / Spindle, Card"), ["Loom / Spindle", "Card"]);
        assert_eq!(
            members("Loom / Spindle / Card ★★☆"),
            ["Loom / Spindle / Card"]
        );
    }

    #[test]
    fn signs_of_names_part_them() {
        assert_eq!(members("#loom #card, #wheel"), ["#loom", "#card", "#wheel"]);
        assert_eq!(members("C #1"), ["C #1"]);
    }

    #[test]
    fn brackets_hold_their_list_together() {
        assert_eq!(
            members("Loom (wood, iron), Card"),
            ["Loom (wood, iron)", "Card"]
        );
        assert_eq!(members("Loom (wood, Card"), ["Loom (wood", "Card"]);
    }
}
