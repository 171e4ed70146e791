//! Headings and bold lines inside entries that only say what follows.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::facts::Facts;
use super::words::Words;
use crate::extract::fold::fold;
use crate::extract::reader::{LabelRole, Line};

/// A longer text that is repeated is a title.
const LONGEST: usize = 29;

/// The lines that are labels, by their number: those that the lexicon knows ("Technologies"),
/// those that are repeated word for word under the entries, in any language, and headings below
/// those of jobs and degrees that name a topic ("Key projects", "Awards").
pub(super) fn labels(
    words: &dyn Words,
    facts: &Facts,
    is_dated_kind: bool,
) -> HashMap<usize, LabelRole> {
    let mut folded = Vec::new();
    let mut count: HashMap<String, usize> = HashMap::new();
    for (at, line) in facts.lines.iter().enumerate() {
        let is_caption = line.tag == "caption";
        if line.heading > 0 || line.is_bold() || line.is_label_alone() || is_caption {
            let text = fold(&line.text);
            *count.entry(text.clone()).or_default() += 1;
            folded.push((at, text));
        }
    }
    // What announces nothing is a name: the same school below two degrees.
    let announces = |at: usize| {
        let own = facts.of[at].rank;
        let next = facts.lines.get(at + 1).zip(facts.of.get(at + 1));
        next.is_some_and(|(line, fact)| fact.rank < own && !line.is_dated())
    };
    let told: HashSet<&String> = folded
        .iter()
        .filter(|(at, _)| announces(*at))
        .map(|(_, text)| text)
        .collect();
    let mut out = HashMap::new();
    for (at, text) in &folded {
        let (at, line) = (*at, &facts.lines[*at]);
        if line.is_dated() || text.is_empty() {
            continue;
        }
        let is_repeated = count[text] > 1
            && told.contains(text)
            && text.chars().count() <= LONGEST
            // What is repeated at the strongest mark opens entries: one employer twice.
            && facts.of[at].rank < facts.top
            && !has_role(words, line);
        let is_below = line.heading > 0 && facts.of[at].rank < facts.top;
        let known = words.label(&line.text).filter(|role| is_inside(*role));
        let known = known.or_else(|| words.part(&line.text).filter(|_| is_dated_kind && is_below));
        if let Some(role) = known.or(is_repeated.then_some(LabelRole::Part)) {
            out.insert(line.index, role);
        }
    }
    out
}

/// Labels with values that no list knows and that stand more than once.
pub(super) fn repeated(lines: &[Rc<Line>]) -> HashSet<String> {
    let mut once = HashSet::new();
    let mut out = HashSet::new();
    for line in lines {
        let label = line.notes.label.as_ref();
        let unknown = label.filter(|label| label.role.is_none() && !label.value.is_empty());
        if let Some(label) = unknown {
            let text = fold(&line.text[label.at.clone()]);
            if !once.insert(text.clone()) {
                out.insert(text);
            }
        }
    }
    out
}

/// True for what announces a part of an entry's body; the other labels name the entry.
fn is_inside(role: LabelRole) -> bool {
    match role {
        LabelRole::Tags | LabelRole::Highlights | LabelRole::Part | LabelRole::Details => true,
        LabelRole::Name
        | LabelRole::Email
        | LabelRole::Phone
        | LabelRole::Location
        | LabelRole::Website
        | LabelRole::Period
        | LabelRole::Organization
        | LabelRole::Title => false,
    }
}

fn has_role(words: &dyn Words, line: &Line) -> bool {
    line.notes.words.iter().any(|(_, word)| words.is_role(word))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Few, bold, dated, heading, lines, plain};
    use super::*;

    fn labelled(words: &Few, list: Vec<Line>) -> Vec<(usize, LabelRole)> {
        let list = lines(list);
        let mut out: Vec<_> = labels(words, &Facts::new(words, &list), true)
            .into_iter()
            .collect();
        out.sort_by_key(|(at, _)| *at);
        out
    }

    fn two_jobs(label: &str) -> Vec<Line> {
        vec![
            heading(3, "Clerk"),
            heading(4, label),
            plain("Kept books."),
            heading(3, "Cook"),
            heading(4, label),
            plain("Made soup."),
        ]
    }

    #[test]
    fn what_is_repeated_below_the_entries_is_a_label_in_any_language() {
        let found = labelled(&Few::default(), two_jobs("Úspěchy"));
        assert_eq!(found, [(1, LabelRole::Part), (4, LabelRole::Part)]);
    }

    #[test]
    fn a_known_label_need_not_be_repeated() {
        let words = Few {
            labels: &[
                ("technologies", LabelRole::Tags),
                ("employer", LabelRole::Organization),
            ],
            ..Few::default()
        };
        let list = vec![
            heading(3, "Clerk"),
            bold("Technologies:"),
            heading(4, "Employer"),
        ];
        assert_eq!(labelled(&words, list), [(1, LabelRole::Tags)]);
    }

    #[test]
    fn a_topic_below_a_job_is_a_label_and_at_the_level_of_jobs_none() {
        let words = Few {
            parts: &[("Awards", LabelRole::Details)],
            ..Few::default()
        };
        let list = vec![
            heading(3, "Clerk"),
            heading(4, "Awards"),
            plain("Best of the year"),
        ];
        assert_eq!(labelled(&words, list), [(1, LabelRole::Details)]);
        let list = vec![heading(3, "Clerk"), heading(3, "Awards")];
        assert!(labelled(&words, list).is_empty());
    }

    #[test]
    fn roles_employers_and_dated_lines_are_no_labels_though_repeated() {
        let words = Few {
            roles: &["engineer"],
            ..Few::default()
        };
        assert!(labelled(&words, two_jobs("Engineer")).is_empty());
        let twice = vec![heading(3, "Acme"), plain("a"), heading(3, "Acme")];
        assert!(labelled(&words, twice).is_empty());
        let list = vec![
            heading(3, "Acme"),
            dated(bold("2019"), &[(2019, None)]),
            dated(bold("2019"), &[(2019, None)]),
        ];
        assert!(labelled(&words, list).is_empty());
    }
}
