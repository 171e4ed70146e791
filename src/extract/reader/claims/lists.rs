//! Where commas part the members of a list, and where they belong to a sentence.
//!
//! A list is one only if its members are short and alike; what tells something is left whole. That
//! is decided for each text, and for items side by side together: where most of them tell, the
//! commas of the others part nothing either.

use std::ops::Range;

use super::super::Lexicon;
use super::super::annotate::{items, proseness};
use super::super::lexicon::is_unspaced;
use crate::extract::fold::words;

/// A longer member is no member of a list, in words.
const LONGEST: usize = 6;

/// A member that is so long tells something, in words.
const TELLS: usize = 5;

/// As much as makes a text running text.
const PROSE: f32 = 0.5;

/// Signs that part members and nothing else.
const DOTS: [char; 4] = ['·', '•', '∙', '・'];

/// A longer member between dots tells something, in words.
const LONGEST_OF_DOTS: usize = 10;

/// True for a text whose commas part short things.
pub(super) fn is_list(lexicon: &Lexicon, text: &str) -> bool {
    /// Words of a sentence before its first comma, at least.
    const LEAD: usize = 3;
    /// Words of a member, on the average.
    const MEAN: usize = 4;
    let members = items(text);
    let lengths: Vec<usize> = members.iter().map(|at| length(&text[at.clone()])).collect();
    let ends = text.trim_end().ends_with(['.', '!', '?', '。', '！', '？']);
    let [first, rest @ ..] = lengths.as_slice() else {
        return true;
    };
    if rest.is_empty() {
        // A sentence keeps its stop.
        return !(ends && *first >= TELLS);
    }
    // Dots between blanks stand in no sentence.
    let dots = text.matches(DOTS).count();
    if dots > 1
        && dots + 1 >= members.len() / 2
        && lengths.iter().all(|own| *own <= LONGEST_OF_DOTS)
    {
        return true;
    }
    // Of a long list one member may say more than the others.
    let mut sorted = lengths.clone();
    sorted.sort_unstable();
    let (longest, next) = (sorted[sorted.len() - 1], sorted[sorted.len() - 2]);
    let is_one = rest.len() >= LEAD && next <= LEAD && *first < longest;
    let has_stop = || members.iter().any(|at| has_inner_stop(&text[at.clone()]));
    let tells = longest > LONGEST || longest >= TELLS && ends;
    if tells && (!is_one || has_stop()) {
        return false;
    }
    let mean = lengths.iter().sum::<usize>() > MEAN * lengths.len();
    if (*first > LEAD || mean) && proseness(lexicon, text, false) >= PROSE {
        return false;
    }
    !members
        .iter()
        .any(|at| is_clause(lexicon, &text[at.clone()]))
}

/// True for several names side by side, and nothing else.
pub(super) fn names(lexicon: &Lexicon, text: &str) -> bool {
    /// Words of a name, on the average.
    const MEAN: usize = 3;
    let members = items(text);
    let count: usize = members.iter().map(|at| length(&text[at.clone()])).sum();
    members.len() > 1 && count <= MEAN * members.len() && is_list(lexicon, text)
}

/// True for a text that tells something, whatever commas it has.
pub(super) fn tells(text: &str) -> bool {
    let mut members = items(text).into_iter();
    members.any(|at| length(&text[at]) >= TELLS)
}

/// The bytes of a list's last member without the word that joins it to the others: "and Git".
pub(super) fn without_joiner(lexicon: &Lexicon, text: &str, member: Range<usize>) -> Range<usize> {
    let written = &text[member.clone()];
    match written.split_once(' ') {
        Some((first, rest)) if lexicon.is_joiner(&first.to_lowercase()) => {
            member.end - rest.trim_start().len()..member.end
        }
        _ => member,
    }
}

/// The bytes of a list's last member that is two: "Loom, Card y Spindle". Small letters on both sides,
/// a long first one or a short list may be one thing: "Research and Development".
pub(super) fn joined_pair(
    lexicon: &Lexicon,
    text: &str,
    members: &[Range<usize>],
) -> Option<[Range<usize>; 2]> {
    /// Fewer members before it are no list.
    const FEWEST: usize = 2;
    let (last, before) = members.split_last()?;
    let written = &text[last.clone()];
    if before.len() < FEWEST || written.contains(['(', '（']) {
        return None;
    }
    let (first, rest) = written.split_once(' ')?;
    let (joiner, second) = rest.split_once(' ')?;
    let is_word = joiner.chars().all(char::is_alphabetic);
    let is_name = |name: &str| name.starts_with(|c: char| !c.is_lowercase());
    let is_pair = is_word
        && lexicon.is_joiner(&joiner.to_lowercase())
        && is_name(first)
        && is_name(second)
        && before.iter().all(|member| is_name(&text[member.clone()]));
    is_pair.then(|| {
        let at = last.end - second.len();
        [last.start..last.start + first.len(), at..last.end]
    })
}

/// True where one sentence ends and the next begins.
pub(super) fn has_inner_stop(member: &str) -> bool {
    member.match_indices(". ").any(|(at, stop)| {
        let next = member[at + stop.len()..].chars().next();
        next.is_some_and(char::is_uppercase)
    })
}

/// Several words of which a small one of sentences is the first and joins nothing: "which I built".
fn is_clause(lexicon: &Lexicon, member: &str) -> bool {
    /// Fewer words are a name.
    const FEWEST: usize = 3;
    let begins_small = member.starts_with(char::is_lowercase);
    let all = words(member);
    let first = all.first();
    begins_small
        && all.len() >= FEWEST
        && first.is_some_and(|word| lexicon.is_function_word(word) && !lexicon.is_joiner(word))
}

/// Words outside brackets; two letters are one where a script sets no blanks.
fn length(member: &str) -> usize {
    let mut depth = 0_usize;
    let outside = member.chars().filter(|c| match c {
        '(' | '（' | '[' => {
            depth += 1;
            false
        }
        ')' | '）' | ']' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    let outside: String = outside.collect();
    let mut letter = [0; 4];
    let unspaced = outside
        .chars()
        .filter(|c| is_unspaced(c.encode_utf8(&mut letter)))
        .count();
    match unspaced {
        0 => outside.split_whitespace().count(),
        count => count / 2,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    #[test]
    fn a_list_has_short_members() {
        for text in [
            "Rust, Go, C++",
            "Gatling (load and stress tests), Detox, Cucumber (behaviour, told in words of the trade)",
            "team leadership, project planning, and people development",
            "Java、Python、数据库设计。",
            "Spring Boot, REST APIs, Object Oriented Design and Analysis",
            "looms, cards, spindles, and all that one needs to mend them in a day",
            "Star looms · Carding by hand and by machine with steam · Dyes.",
            "xls, csv, and what the ledgers of old mills were kept in, sql, dbf",
        ] {
            assert!(is_list(lexicon(), text), "{text}");
        }
    }

    #[test]
    fn a_sentence_with_commas_is_none() {
        for text in [
            "Maintained and enhanced the old ledger of the mill, the granary and Acme .Net",
            "I know my way around looms, carding machines and all of their spare parts.",
            "Self-directed; i find what is wrong, then mend it",
            "熟悉常见的软件架构设计思想，如MVC、MVP等架构,并在实际项目中使用过这些架构",
            "熟悉常见设计模式的使用，如工厂模式、观察者模式。",
        ] {
            assert!(!is_list(lexicon(), text), "{text}");
        }
    }

    #[test]
    fn the_last_member_of_a_list_of_names_may_be_two() {
        let pair = |text: &'static str| {
            let members = items(text);
            joined_pair(lexicon(), text, &members).map(|pair| pair.map(|at| &text[at]))
        };
        assert_eq!(
            pair("Loom, Card, Wheel and Spindle"),
            Some(["Wheel", "Spindle"])
        );
        assert_eq!(pair("Loom, Card, dyes and inks"), None);
        assert_eq!(pair("Wheel and Spindle"), None);
        assert_eq!(pair("Loom, Card, Fine Art and Design"), None);
    }

    #[test]
    fn the_last_member_stands_without_its_joiner() {
        let text = "looms, and spare parts";
        assert_eq!(&text[without_joiner(lexicon(), text, 7..22)], "spare parts");
        assert_eq!(without_joiner(lexicon(), text, 0..5), 0..5);
    }
}
