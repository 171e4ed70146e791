//! Text into the open line, and the line's end.

use std::borrow::Cow;
use std::rc::Rc;

use super::super::{Date, Line, Notes, annotate};
use super::draft::{DASHES, Style};
use super::facts::block_name;
use super::look::look;
use super::template::{is_rights, is_template};
use super::walk::{State, Walk};
use super::{Unread, Why};
use crate::extract::fold::{cleaned, fold};
use crate::read::{Content, HOLE, Id};

/// A longer block holds more than a name, in characters.
const LONGEST_NAME: u32 = 60;

impl Walk<'_> {
    pub(super) fn text(&mut self, id: Id, text: &str) {
        if !text.trim().is_empty() {
            self.siblings.text();
        }
        let mut from = 0;
        for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
            self.piece(id, &text[from..at]);
            if self.state.is_typed || self.breaks.has(id, at) {
                self.flush();
            } else {
                let next = &text[at + 1..];
                let end = memchr::memchr(b'\n', next.as_bytes());
                self.draft.joint(&next[..end.unwrap_or(next.len())]);
            }
            self.source += 1;
            from = at + 1;
        }
        self.piece(id, &text[from..]);
    }

    /// A text without line ends. Kramdown reads `**` inside HTML, too.
    fn piece(&mut self, id: Id, text: &str) {
        self.draft.is_holed |= text.contains(HOLE);
        let closed = close_up(text);
        let text = cleaned(closed.as_deref().unwrap_or(text));
        let text = without_glyphs(&text);
        let mut rest = &*text;
        while let Some((before, after)) = self.wide_blank(rest) {
            self.styled(id, before);
            self.draft.part();
            rest = after;
        }
        self.styled(id, rest);
    }

    /// The text before and behind the first blank that sets pieces apart: a wide one, several that
    /// do not break, or a wide letter's behind a label.
    fn wide_blank<'t>(&self, text: &'t str) -> Option<(&'t str, &'t str)> {
        if text.is_ascii() {
            return None;
        }
        let is_blank = |c: char| c.is_whitespace();
        let mut from = 0;
        while let Some(start) = text[from..].find(is_blank) {
            let start = from + start;
            let length = text[start..].find(|c| !is_blank(c));
            let length = length.unwrap_or(text.len() - start);
            let blank = &text[start..start + length];
            let fixed = blank
                .chars()
                .filter(|c| matches!(c, '\u{a0}' | '\u{3000}'))
                .count();
            let is_wide = fixed > 1
                || blank.contains(['\u{2003}', '\u{2002}'])
                || blank == "\u{3000}"
                    && self.lexicon.label_exactly(text[..start].trim()).is_some();
            if is_wide {
                return Some((&text[..start], &text[start + length..]));
            }
            from = start + length;
        }
        None
    }

    fn styled(&mut self, id: Id, text: &str) {
        if self.state.style.emphasis.code || !text.contains("**") {
            let style = self.style_here();
            return self.push(text, &style, id);
        }
        let mut rest = text;
        while let Some((before, bold, after)) = bold_in(rest) {
            let mut style = self.style_here();
            self.push(before, &style, id);
            style.emphasis.strong = true;
            self.push(bold, &style, id);
            rest = after;
        }
        let style = self.style_here();
        self.push(rest, &style, id);
    }

    pub(super) fn style_here(&self) -> Style {
        let mut style = self.state.style.clone();
        style.fields = style.fields.or(self.state.around);
        style
    }

    pub(super) fn push(&mut self, text: &str, style: &Style, id: Id) {
        if text.contains(char::is_alphanumeric) {
            self.written += 1;
        }
        self.draft.push(self.lexicon, text, style, id, self.source);
    }

    pub(super) fn line_break(&mut self, id: Id) {
        self.siblings.part();
        if self.is_one_word(id) {
            self.draft.text.pop();
            let end = self.draft.text.len();
            if let Some(last) = self.draft.runs.last_mut() {
                last.at.end = last.at.end.min(end);
            }
        } else if self.is_one_name(id) {
            self.draft.part();
        } else if self.goes_on_as_period(id) {
            self.draft.until();
        } else {
            self.flush();
        }
    }

    /// True for a break inside a period: a date before it, and behind it a dash or nothing and
    /// another date.
    fn goes_on_as_period(&self, id: Id) -> bool {
        /// Longer texts are more than a date, in bytes.
        const LONGEST: usize = 40;
        let before = self.draft.text.trim_end_matches(DASHES).trim_end();
        if before.is_empty() || before.len() > LONGEST || !before.contains(char::is_numeric) {
            return false;
        }
        let dom = self.sheet.dom;
        let block = self.chain.last().map_or(id, |&block| dom.end(block));
        let mut after = String::new();
        for next in dom.end(id)..block {
            match &dom.node(next).content {
                Content::Text(text) => after.push_str(&cleaned(text)),
                // A dash may stand on a line of its own.
                Content::Element(element) if element.name == "br" => {
                    if !after.trim().trim_start_matches(DASHES).is_empty() {
                        break;
                    }
                }
                Content::Element(_) => {}
            }
            if after.len() > LONGEST * 2 {
                return false;
            }
        }
        let after = after.trim().trim_start_matches(DASHES).trim_start();
        // "auj.": an abbreviation is a date without its stop.
        let after = after.strip_suffix('.').unwrap_or(after);
        let both = format!("{before} – {after}");
        let alone = annotate::dates(self.lexicon, before);
        let is_one = |dates: &[Date]| matches!(dates, [date] if !date.is_range);
        let found = annotate::dates(self.lexicon, &both);
        is_one(&alone) && matches!(&*found, [date] if date.is_range && date.at == (0..both.len()))
    }

    /// True for a break at a hyphen within a word: "Berufs-<br>erfahrung".
    fn is_one_word(&self, id: Id) -> bool {
        let mut before = self.draft.text.chars().rev();
        let is_hyphen =
            before.next() == Some('-') && before.next().is_some_and(char::is_alphabetic);
        let dom = self.sheet.dom;
        let next = dom.end(id);
        is_hyphen
            && dom.all().contains(&next)
            && dom.shares_parent(id, next)
            && matches!(
                &dom.node(next).content,
                Content::Text(text) if text.trim_start().starts_with(char::is_lowercase)
            )
    }

    /// True for a break between the words of a name: few words of one heading around it, or of a
    /// block which the page's own title repeats.
    fn is_one_name(&self, id: Id) -> bool {
        if self.state.heading > 0 {
            return self.is_one_heading(id);
        }
        let Some(title) = self.walked.title.as_deref() else {
            return false;
        };
        let Some(&block) = self.chain.last() else {
            return false;
        };
        if self.facts.of_node(block).length > LONGEST_NAME {
            return false;
        }
        let mut words = String::new();
        for inner in self.sheet.dom.within(block) {
            match &self.sheet.dom.node(inner).content {
                Content::Text(text) => words.push_str(text),
                Content::Element(_) => words.push(' '),
            }
        }
        let words = fold(&words);
        words.contains(' ') && fold(title).contains(&words)
    }

    fn is_one_heading(&self, id: Id) -> bool {
        /// More words are two lines.
        const MOST_WORDS: usize = 3;
        let dom = self.sheet.dom;
        let before = self.draft.text.split_whitespace().take(MOST_WORDS).count();
        let heading = self.chain.last().map_or(id, |&block| dom.end(block));
        let mut after = 0;
        for next in dom.end(id)..heading {
            match &dom.node(next).content {
                Content::Text(text) => after += text.split_whitespace().take(MOST_WORDS).count(),
                Content::Element(element) if element.name == "br" => return false,
                Content::Element(_) => {}
            }
            if before + after > MOST_WORDS {
                return false;
            }
        }
        before > 0 && after == 1
    }

    /// Ends the open line.
    pub(super) fn flush(&mut self) {
        let Some(mut draft) = self.draft.take() else {
            return;
        };
        let State { heading, depth, .. } = self.state;
        let mut depth = depth;
        let mut opens = std::mem::take(&mut self.opens);
        if depth == 0 && heading == 0 && draft.take_bullet(self.lexicon) {
            depth = 1;
            opens.item = 1;
        }
        if is_template(&draft.text, draft.is_holed) {
            self.walked.unread.push(Unread {
                text: draft.text,
                source: draft.source,
                why: Why::Template,
            });
            return;
        }
        let is_foot = self.state.is_foot || is_rights(&draft.text);
        let (chain, class) = self.chain_here();
        let innermost = self.chain.last().map(|&block| self.sheet.dom.name(block));
        let tag = self
            .state
            .tag
            .or(self.state.is_caption.then_some("caption"))
            .unwrap_or_else(|| block_name(innermost.unwrap_or("body")));
        let line = Line {
            index: 0,
            offset: 0,
            text: draft.text,
            runs: draft.runs,
            heading,
            depth,
            opens,
            chain,
            tag,
            class,
            source: draft.source,
            notes: Notes::default(),
        };
        if is_foot {
            self.walked.foot.push(line);
        } else {
            self.walked.lines.push(line);
        }
    }

    pub(super) fn chain_here(&mut self) -> (Rc<[Id]>, Rc<str>) {
        let (sheet, chain) = (self.sheet, &self.chain);
        let make = || {
            let innermost = chain.last().and_then(|&block| sheet.dom.element(block));
            let class = innermost.and_then(|element| element.attribute("class"));
            let class = look(class.unwrap_or_default());
            (Rc::from(chain.as_slice()), Rc::from(class))
        };
        self.shared_chain.get_or_insert_with(make).clone()
    }
}

/// Words whose letters a typist set apart, closed up: "P R O F I L E". `None` for any other text.
fn close_up(text: &str) -> Option<String> {
    /// Fewer letters are initials.
    const FEWEST: usize = 4;
    let is_letter = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next();
        first.is_some_and(|c| c.is_uppercase() || c == '&') && chars.next().is_none()
    };
    let mut letters = 0;
    if !text.split_whitespace().all(|word| {
        letters += 1;
        is_letter(word)
    }) || letters < FEWEST
    {
        return None;
    }
    // A wider blank parts words.
    let mut out = String::with_capacity(text.len());
    let mut blanks = 0;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            blanks += 1;
            continue;
        }
        if blanks > 1 || c == '&' {
            out.push(' ');
        }
        blanks = if c == '&' { 2 } else { 0 };
        out.push(c);
    }
    Some(out)
}

/// The text without signs of fonts that draw pictures.
fn without_glyphs(text: &str) -> Cow<'_, str> {
    let is_glyph = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}');
    if text.is_ascii() || !text.contains(is_glyph) {
        return text.into();
    }
    text.replace(is_glyph, "").into()
}

/// The first bold text between `**`: what stands before it, in it and behind it.
fn bold_in(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find("**")? + 2;
        let length = text[open..].find('*')?;
        let close = open + length;
        if length > 0 && text[close..].starts_with("**") && !text[open..close].trim().is_empty() {
            return Some((&text[..open - 2], &text[open..close], &text[close + 2..]));
        }
        from = close.max(open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_set_apart_are_closed_up() {
        let closed = |text| close_up(text);
        assert_eq!(closed("P R O F I L E").as_deref(), Some("PROFILE"));
        assert_eq!(
            closed("W O R K   H I S T O R Y").as_deref(),
            Some("WORK HISTORY")
        );
        assert_eq!(closed("Ó R Ä \u{a0} Ž É").as_deref(), Some("ÓRÄ ŽÉ"));
        for text in ["A B C", "a b c d", "A Test I S", "", "PROFILE"] {
            assert_eq!(closed(text), None, "{text}");
        }
    }

    #[test]
    fn bold_texts_are_found_between_stars() {
        assert_eq!(bold_in("a **b** c"), Some(("a ", "b", " c")));
        assert_eq!(bold_in("職**職種：**x"), Some(("職", "職種：", "x")));
        for text in ["a", "**", "****", "** **", "a ** b", "**a*", "***"] {
            assert_eq!(bold_in(text), None, "{text}");
        }
    }
}
