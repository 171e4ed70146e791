//! What a page lists more than once: what several entries or the skills have in common are tools of
//! the trade, whatever they are and in any language.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::items;
use super::super::outline::Outline;
use super::super::{Kind, Lexicon, Line};
use super::lists;
use crate::extract::fold::fold;
use crate::resume::{EntryKind, SectionKind};

/// The names that stand in the lists of a page.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    /// In how many different lines each stands.
    count: HashMap<String, usize>,
    /// Those that are skills.
    skills: HashSet<String>,
    /// The lists that were counted: the same once more says nothing.
    lists: HashSet<String>,
    /// The labels that announce such names, folded.
    labels: HashSet<String>,
}

impl Listed {
    /// Counts what the sections list.
    pub(super) fn new(lexicon: &Lexicon, outline: &Outline) -> Self {
        let mut listed = Listed::default();
        let mut labelled: HashMap<String, Vec<&str>> = HashMap::new();
        // Lists above the first section are skills.
        let head = outline.head.iter().map(|line| (line, true));
        let below = outline.sections.iter().flat_map(|part| {
            let are_skills = matches!(
                part.kind,
                Some(Kind::Section(SectionKind::Skills) | Kind::LANGUAGES)
            );
            part.lines.iter().map(move |line| (line, are_skills))
        });
        for (line, are_skills) in head.chain(below) {
            listed.add(lexicon, line, are_skills);
            if let Some((label, value)) = written(line).filter(|_| !are_skills) {
                labelled.entry(fold(label)).or_default().push(value);
            }
        }
        let announces = |values: &[&str]| {
            let lists = values.iter().filter(|value| are_names(lexicon, value));
            let names: Vec<String> = values.iter().flat_map(|value| keys(value)).collect();
            let known = names.iter().filter(|name| listed.knows(name)).count();
            values.len() > 1
                && lists.count() * 4 >= values.len() * 3
                && known * 3 >= names.len()
                && listed.has_skill(&names)
        };
        let labels: HashSet<String> = labelled
            .into_iter()
            .filter(|(_, values)| announces(values))
            .map(|(label, _)| label)
            .collect();
        listed.labels = labels;
        listed
    }

    fn add(&mut self, lexicon: &Lexicon, line: &Rc<Line>, are_skills: bool) {
        let text = &line.text;
        let value = written(line).map_or(text.as_str(), |(_, value)| value);
        let mut names = HashSet::new();
        if are_skills || names_only(lexicon, value) && self.lists.insert(fold(value)) {
            names.extend(keys(value));
        }
        let is_item = line.depth > 0 && text.split_whitespace().count() <= MOST_WORDS;
        if is_item && !line.is_prose() {
            names.insert(key(text));
        }
        // "**Loom** by hand", and names side by side.
        if are_skills {
            names.extend(line.seen().map(|run| key(&text[run.at.clone()])));
            let parts: Vec<String> = names.iter().flat_map(|name| parts(name)).collect();
            names.extend(parts);
            self.skills.extend(names.iter().cloned());
        }
        for name in names {
            *self.count.entry(name).or_default() += 1;
        }
    }

    fn knows(&self, name: &str) -> bool {
        self.skills.contains(name) || self.count.get(name).is_some_and(|count| *count > 1)
    }

    /// True if a skill is among the names, where the page tells of skills.
    fn has_skill(&self, names: &[String]) -> bool {
        /// Fewer skills tell nothing.
        const FEWEST: usize = 5;
        let has_one = names.iter().any(|name| self.skills.contains(name));
        has_one || self.skills.len() < FEWEST
    }

    /// True for names of which half or more stand in other lists, too.
    pub(super) fn are_known(&self, lexicon: &Lexicon, text: &str) -> bool {
        let names = keys(text);
        let known = names.iter().filter(|name| self.knows(name)).count();
        !names.is_empty()
            && known * 2 >= names.len()
            && are_names(lexicon, text)
            && self.has_skill(&names)
    }

    /// True for names of which the first and half of them are known.
    pub(super) fn begin_known(&self, lexicon: &Lexicon, text: &str) -> bool {
        let first = keys(text).into_iter().next();
        first.is_some_and(|name| self.knows(&name)) && self.are_known(lexicon, text)
    }

    /// True for a label that announces such names.
    pub(super) fn is_label(&self, label: &str) -> bool {
        self.labels.contains(&fold(label))
    }

    /// True for names behind a label that announces such names, or that are known and stand beside
    /// others with such a label.
    pub(super) fn are_labelled(
        &self,
        lexicon: &Lexicon,
        (label, value): (&str, &str),
        is_beside: bool,
    ) -> bool {
        let is_label = self.is_label(label) && are_names(lexicon, value);
        is_label || is_beside && names_only(lexicon, value) && self.are_known(lexicon, value)
    }

    /// True for a kind of entry that tools are used for.
    pub(super) fn are_tools_of(kind: EntryKind) -> bool {
        matches!(
            kind,
            EntryKind::Position
                | EntryKind::Project
                | EntryKind::SmallProject
                | EntryKind::Volunteering
        )
    }
}

/// Words of a name at most.
const MOST_WORDS: usize = 4;

/// A label with its value.
fn written(line: &Line) -> Option<(&str, &str)> {
    let label = line.notes.label.as_ref()?;
    let (at, value): (Range<usize>, Range<usize>) = (label.at.clone(), label.value.clone());
    (!value.is_empty()).then(|| (&line.text[at], &line.text[value]))
}

/// True for one name or several side by side.
pub(super) fn are_names(lexicon: &Lexicon, text: &str) -> bool {
    names_only(lexicon, text) || keys(text).len() == 1 && is_name(text)
}

/// True for several names side by side, and nothing else.
fn names_only(lexicon: &Lexicon, text: &str) -> bool {
    lists::names(lexicon, text)
}

fn is_name(text: &str) -> bool {
    text.split_whitespace().count() <= MOST_WORDS && !text.ends_with(['.', '!', '?', '。'])
}

/// The names of a list, as they are compared.
fn keys(text: &str) -> Vec<String> {
    let members = items(text);
    members.into_iter().map(|at| key(&text[at])).collect()
}

/// The names of one with slashes, and its first word, which may be all of it elsewhere.
fn parts(name: &str) -> Vec<String> {
    let first = name.split(' ').next().filter(|first| *first != name);
    let slashes = name.split('/').filter(|part| *part != name);
    let all = first.into_iter().chain(slashes);
    all.filter(|part| part.len() > 1)
        .map(str::to_owned)
        .collect()
}

/// A name without what stands in brackets behind it and without its version.
fn key(name: &str) -> String {
    let bare = name.split(['(', '（', '[']).next().unwrap_or_default();
    let mut words: Vec<&str> = bare.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|word| is_version(word)) {
        words.pop();
    }
    fold(&words.join(" "))
}

/// "5.6", "1.x", "3.11+"
fn is_version(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().count() <= MOST_WORDS + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_without_its_version() {
        assert_eq!(key("Spindle 5.6"), key("Spindle (oak)"));
        assert_eq!(key("Spindle 1.x"), "spindle");
        assert_ne!(key("Spindle wheel"), key("Spindle"));
        assert_eq!(key("365"), "365");
    }
}
