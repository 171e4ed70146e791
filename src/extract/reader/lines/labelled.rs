//! Labels and values in elements of their own: `<div class="label">Born</div><div
//! class="value">1990</div>` says "Born: 1990" on one line.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::{Fields, Gap, Lexicon, Line, Run};
use super::classes::classes;
use crate::extract::fold::fold;

/// A longer label is a sentence, in words.
const MOST_WORDS: usize = 5;

const COLONS: [char; 2] = [':', '：'];

/// One pair may be anything.
const FEWEST: usize = 2;

/// The lines, those of a label and its value put together.
pub(super) fn joined(lexicon: &Lexicon, lines: Vec<Line>) -> Vec<Line> {
    let habits = habits(lexicon, &lines);
    if habits.is_empty() {
        return lines;
    }
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(mut line) = lines.next() {
        let is_pair = lines
            .peek()
            .is_some_and(|next| pair(&line, next).is_some_and(|signs| habits.contains(&signs)));
        if let Some(value) = is_pair.then(|| lines.next()).flatten() {
            let home = value.chain.clone();
            // Several elements of values have the label above them.
            if lines.peek().is_some_and(|next| is_alike(&value, next)) {
                out.push(line);
                out.push(value);
                continue;
            }
            let colon = match line.text.ends_with(COLONS) {
                true => " ",
                false => ": ",
            };
            join(&mut line, value, colon);
            // The value goes on behind a break.
            while let Some(more) = lines.next_if(|next| next.chain == home) {
                let comma = match line.text.ends_with([',', ';', '、', '，']) {
                    true => " ",
                    false => ", ",
                };
                join(&mut line, more, comma);
            }
        }
        out.push(line);
    }
    out
}

/// What two elements are: names and classes.
type Signs = [(&'static str, Rc<str>); 2];

/// The pairs of elements that are labels with their values throughout the page: where the first
/// stands the second follows, and the class or the words of the first say that it is a label.
fn habits(lexicon: &Lexicon, lines: &[Line]) -> Vec<Signs> {
    #[derive(Default)]
    struct Count {
        pairs: usize,
        known: usize,
        topics: usize,
    }
    let mut order: Vec<Signs> = Vec::new();
    let mut count: HashMap<Signs, Count> = HashMap::new();
    let mut first: HashMap<(&'static str, Rc<str>), usize> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        if line.class.is_empty() {
            continue;
        }
        *first.entry(sign(line)).or_default() += 1;
        let signs = lines.get(at + 1).and_then(|next| pair(line, next));
        let Some(signs) = signs else { continue };
        let count = count.entry(signs.clone()).or_insert_with(|| {
            order.push(signs);
            Count::default()
        });
        count.pairs += 1;
        count.known += usize::from(is_known(lexicon, &line.text));
        let words = line.text.trim_end_matches(COLONS);
        count.topics += usize::from(lexicon.topic_phrase(&fold(words)).is_some());
    }
    order.retain(|signs| {
        let own = &count[signs];
        let is_label = classes().is_label(&signs[0].1) || own.known * 2 >= own.pairs;
        // What titles sections labels nothing.
        let are_titles = own.topics * 2 > own.pairs;
        is_label && !are_titles && own.pairs >= FEWEST && own.pairs == first[&signs[0]]
    });
    order
}

fn is_known(lexicon: &Lexicon, text: &str) -> bool {
    text.ends_with(COLONS) || lexicon.label_exactly(text).is_some()
}

fn sign(line: &Line) -> (&'static str, Rc<str>) {
    (line.tag, Rc::clone(&line.class))
}

/// The signs of two lines that may be a label and its value: elements side by side, the first a few
/// words that have no sign of a label yet.
fn pair(label: &Line, value: &Line) -> Option<Signs> {
    let signs = [sign(label), sign(value)];
    let (one, around) = label.chain.split_last()?;
    let (other, beside) = value.chain.split_last()?;
    let may_be = |line: &Line| line.heading == 0 && !line.text.is_empty();
    let words = label.text.trim_end_matches(COLONS);
    let is_label = may_be(label)
        && label.fields() == Fields::NONE
        && !words.contains(|c: char| c.is_ascii_digit() || ":：|".contains(c))
        && label.text.split_whitespace().count() <= MOST_WORDS
        && label.runs.iter().all(|run| run.href.is_none());
    (is_label
        && may_be(value)
        && !label.class.is_empty()
        && one != other
        && around == beside
        && label.depth == value.depth
        && value.opens.item == 0
        && signs[0] != signs[1])
        .then_some(signs)
}

/// True for two values of one label: elements of one class side by side.
fn is_alike(value: &Line, next: &Line) -> bool {
    let (one, around) = value.chain.split_last().unzip();
    let (other, beside) = next.chain.split_last().unzip();
    one != other && around == beside && sign(value) == sign(next)
}

/// Puts a text behind a line.
pub(super) fn join(line: &mut Line, more: Line, between: &str) {
    line.text.push_str(between);
    let from = line.text.len();
    line.text.push_str(&more.text);
    let runs = more.runs.into_iter().enumerate().map(|(n, run)| Run {
        at: run.at.start + from..run.at.end + from,
        gap: if n == 0 { Gap::Part } else { run.gap },
        ..run
    });
    line.runs.extend(runs);
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    /// Lines in elements of these classes, side by side.
    fn read(all: &[(&str, &str)]) -> Vec<String> {
        let lines = all.iter().enumerate().map(|(n, (class, text))| Line {
            class: Rc::from(*class),
            chain: Rc::from([1, n + 2]),
            ..plain(text)
        });
        let lines = joined(lexicon(), lines.collect());
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_class_that_says_label_makes_one() {
        let lines = [
            ("lbl", "Born in"),
            ("val", "Faro"),
            ("lbl", "Craft"),
            ("val", "Glass"),
        ];
        assert_eq!(read(&lines), ["Born in: Faro", "Craft: Glass"]);
    }

    #[test]
    fn known_words_make_labels_of_their_class() {
        let lines = [
            ("a", "Phone"),
            ("b", "555"),
            ("a", "Address"),
            ("b", "Faro"),
        ];
        assert_eq!(read(&lines), ["Phone: 555", "Address: Faro"]);
    }

    #[test]
    fn titles_of_sections_label_nothing() {
        let lines = [
            ("label", "Skills"),
            ("text", "Glass, lead"),
            ("label", "Languages"),
            ("text", "Portuguese"),
        ];
        assert_eq!(read(&lines).len(), 4);
    }

    #[test]
    fn other_pairs_are_fields_of_entries() {
        let lines = [
            ("x", "Clerk"),
            ("y", "Acme"),
            ("x", "Gaffer"),
            ("y", "Northwind"),
        ];
        assert_eq!(read(&lines), ["Clerk", "Acme", "Gaffer", "Northwind"]);
        let once = [("lbl", "Born in"), ("val", "Faro")];
        assert_eq!(read(&once), ["Born in", "Faro"]);
    }
}
