//! Line ends in Markdown's paragraphs: a break where the author made lines, a space where an
//! editor wrapped prose.

use super::super::{Lexicon, annotate, lexicon::is_unspaced};
use super::draft::{DASHES, is_bullet};
use super::facts::Facts;
use crate::extract::fold::placed_words;
use crate::extract::sheet::Sheet;
use crate::read::{Content, Id, LONGEST_LINE};

/// Which line ends of the page are breaks.
#[derive(Debug, Default)]
pub(super) struct Breaks(Vec<(Id, usize)>);

impl Breaks {
    /// True if the line ends at a byte of a text node.
    pub(super) fn has(&self, node: Id, at: usize) -> bool {
        self.0.binary_search(&(node, at)).is_ok()
    }
}

/// Finds the breaks of a page. In HTML there are none but before bullets that somebody typed.
pub(super) fn breaks(sheet: &Sheet, lexicon: &Lexicon, facts: &Facts) -> Breaks {
    let dom = sheet.dom;
    let mut found = Vec::new();
    for id in dom.all() {
        let name = dom.name(id);
        if !matches!(name, "p" | "li" | "dd" | "div" | "td") {
            continue;
        }
        let text = own_text(sheet, facts, id);
        if text.ends.is_empty() {
            continue;
        }
        if matches!(name, "div" | "td") || is_tag(sheet, id, name) {
            for group in text.groups() {
                at_bullets(&group, &mut found);
            }
            continue;
        }
        for group in text.groups() {
            choose(lexicon, &group, &mut found);
        }
    }
    found.sort_unstable();
    Breaks(found)
}

/// True where the element was written as a tag and not made by Markdown: then the page's line
/// holds the tag.
fn is_tag(sheet: &Sheet, id: Id, name: &str) -> bool {
    let source = &sheet.page.source;
    let range = source.line(sheet.dom.node(id).line);
    if range.len() > LONGEST_LINE {
        return true;
    }
    let line = &source.text().as_bytes()[range];
    memchr::memchr_iter(b'<', line).any(|at| {
        let rest = &line[at + 1..];
        rest.len() >= name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// The text of a block without the blocks in it.
#[derive(Default)]
struct OwnText {
    text: String,
    /// Where lines end: in `text`, and in the node or `None` for an end that is one anyway.
    ends: Vec<(usize, Option<(Id, usize)>)>,
}

fn own_text(sheet: &Sheet, facts: &Facts, block: Id) -> OwnText {
    let dom = sheet.dom;
    let mut own = OwnText::default();
    let mut has_soft = false;
    let mut id = block + 1;
    while id < dom.end(block) {
        match &dom.node(id).content {
            Content::Text(text) => {
                for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
                    own.ends.push((own.text.len() + at, Some((id, at))));
                    has_soft = true;
                }
                own.text.push_str(text);
            }
            Content::Element(element) => {
                let is_inner = facts.of_node(id).block;
                if is_inner || element.name == "br" {
                    own.text.push('\n');
                    own.ends.push((own.text.len() - 1, None));
                }
                if is_inner {
                    id = dom.end(id);
                    continue;
                }
            }
        }
        id += 1;
    }
    if !has_soft {
        own.ends.clear();
    }
    own
}

/// Lines between two sure breaks, each with the line end behind it.
type Group<'a> = Vec<(&'a str, Option<(Id, usize)>)>;

impl OwnText {
    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups = vec![Group::new()];
        let mut from = 0;
        let last = (self.text.len(), None);
        for &(at, end) in self.ends.iter().chain(std::iter::once(&last)) {
            let line = self.text[from..at].trim();
            from = (at + 1).min(self.text.len());
            let group = groups.last_mut().expect("there is always an open group");
            // A blank line lies between two tags.
            if !line.is_empty() {
                group.push((line, end));
            }
            if end.is_none() {
                groups.push(Group::new());
            }
        }
        groups
    }
}

/// Prose that an editor wrapped fills its lines at least this far, in columns.
const WRAPPED: usize = 52;
/// Longer lines of wrapped prose differ by less.
const ALIKE: usize = 45;
/// A shorter line that ends in a comma may be the first of an address.
const LONG: usize = 40;
/// A date at the end of a line ends what the line says. In bytes.
const NEAR_END: usize = 30;
/// So much of a line's start tells an address, in bytes.
const START: usize = 80;

fn choose(lexicon: &Lexicon, group: &Group, found: &mut Vec<(Id, usize)>) {
    let is_wrapped = is_wrapped(group) && !ends_in_dates(lexicon, group);
    let mut so_far = String::new();
    for (pair, next) in group.iter().zip(group.iter().skip(1)) {
        let (line, Some(end)) = *pair else { continue };
        if !so_far.is_empty() {
            so_far.push(' ');
        }
        so_far.push_str(line);
        let opened = so_far.matches(['(', '（']).count();
        let is_open = opened > so_far.matches([')', '）']).count();
        let goes_on = is_wrapped
            || is_open
            || reads_on(lexicon, &so_far, next.0)
                && annotate::dates(lexicon, tail(&so_far, NEAR_END)).is_empty();
        if !goes_on || begins_with_bullet(next.0) {
            found.push(end);
            so_far.clear();
        }
    }
}

/// Line ends before bullets, where several lines begin with one. A dash is none: prose is wrapped
/// anywhere.
fn at_bullets(group: &Group, found: &mut Vec<(Id, usize)>) {
    let is_item = |line: &str| begins_with_bullet(line) && !line.starts_with(DASHES);
    if group.iter().filter(|(line, _)| is_item(line)).count() < 2 {
        return;
    }
    for (pair, next) in group.iter().zip(group.iter().skip(1)) {
        if is_item(next.0) {
            found.extend(pair.1);
        }
    }
}

fn is_wrapped(group: &Group) -> bool {
    let widths: Vec<usize> = group.iter().map(|(line, _)| width(line)).collect();
    let Some((_, full)) = widths.split_last() else {
        return false;
    };
    let (Some(&least), Some(&most)) = (full.iter().min(), widths.iter().max()) else {
        return false;
    };
    least >= WRAPPED && most - least < ALIKE
}

/// True where half of the lines end in a date: these say each something.
fn ends_in_dates(lexicon: &Lexicon, group: &Group) -> bool {
    let dated = group.iter().filter(|(line, _)| {
        let end = tail(line, NEAR_END);
        let bare = end.trim_end_matches([')', ']', '.', ' ']);
        annotate::dates(lexicon, end)
            .last()
            .is_some_and(|date| date.at.end >= bare.len())
    });
    dated.count() * 2 >= group.len()
}

/// Columns of a line: letters of Han, kana and Hangul take two.
fn width(line: &str) -> usize {
    if line.is_ascii() {
        return line.len();
    }
    let mut letter = [0; 4];
    line.chars()
        .map(|c| 1 + usize::from(is_unspaced(c.encode_utf8(&mut letter))))
        .sum()
}

fn reads_on(lexicon: &Lexicon, before: &str, after: &str) -> bool {
    let start = head(after, START);
    let is_address = || {
        let starts = |found: Vec<std::ops::Range<usize>>| found.iter().any(|at| at.start == 0);
        starts(annotate::addresses(start)) || starts(annotate::emails(start))
    };
    // Most languages write months small.
    let is_date = || {
        let all = 0..after.trim_end_matches(['.', ',', ';']).len();
        annotate::dates(lexicon, after)
            .iter()
            .any(|date| date.at == all)
    };
    if after.starts_with(char::is_lowercase) && !is_address() && !is_date() {
        return true;
    }
    if before.ends_with([',', ';']) && before.chars().nth(LONG).is_some() {
        return true;
    }
    let words = placed_words(tail(before, START));
    let end = tail(before, START);
    words.last().is_some_and(|(at, word)| {
        end[at.clone()].starts_with(char::is_lowercase) && lexicon.is_function_word(word)
    })
}

fn begins_with_bullet(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(is_bullet) && chars.next().is_some_and(char::is_whitespace)
}

/// The first bytes of a text, up to a character's end.
pub(super) fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn tail(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    fn chosen(lines: &[&str]) -> Vec<usize> {
        let group: Group = lines
            .iter()
            .enumerate()
            .map(|(number, line)| (*line, Some((number, 0))))
            .collect();
        let mut found = Vec::new();
        choose(lexicon(), &group, &mut found);
        found.into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn lines_that_the_author_made_are_lines() {
        assert_eq!(chosen(&["Acme Ltd", "Berlin", "2019"]), [0, 1]);
    }

    #[test]
    fn wrapped_prose_is_one_line() {
        let lines = [
            "Kept the tables of all tides on the whole coast and told",
            "The pilots every morning which of the harbours were open",
            "And which were not.",
        ];
        assert_eq!(chosen(&lines), [] as [usize; 0]);
        let wide = "船の時刻表をすべての港のために毎朝早くつくり直しました。";
        assert_eq!(chosen(&[wide, wide]), [] as [usize; 0]);
    }

    #[test]
    fn each_line_end_is_decided_alone() {
        assert_eq!(chosen(&["Clerk", "at the harbour office", "Berlin"]), [1]);
        assert_eq!(
            chosen(&["kept books and", "• sold them", "• lent them"]),
            [0, 1]
        );
    }

    #[test]
    fn ends_of_a_text_are_cut_at_characters() {
        assert_eq!(head("aé", 2), "a");
        assert_eq!(tail("éa", 2), "a");
        assert_eq!(tail("a", 9), "a");
    }
}
