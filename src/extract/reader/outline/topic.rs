//! What section a title names.

use std::ops::Range;

use super::words::Words;
use crate::extract::fold::fold;
use crate::extract::reader::lexicon::is_unspaced;
use crate::extract::reader::score::TopicWeights;
use crate::extract::reader::{Kind, weights};

/// A longer text is no title; letters of its folded form.
const LONGEST: usize = 60;

/// A title that ends in a topic among so many words may still be about something else.
const LAST_NOUN: usize = 6;

/// The same for one that begins with a topic, as titles do in Romance languages.
const FIRST_NOUN: usize = 3;

const NONE: (Option<Kind>, f32) = (None, 0.0);

/// The kind that a title names, and how surely.
pub(super) fn topic(words: &dyn Words, title: &str) -> (Option<Kind>, f32) {
    // A letter has four bytes at most; folding may double them.
    if title.len() > LONGEST * 8 {
        return NONE;
    }
    let bare = without_brackets(title);
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    let text = fold(bare);
    let letters = text.chars().count();
    if letters == 0 || letters > LONGEST {
        return NONE;
    }
    if let Some(kind) = words.topic_phrase(&text) {
        return (Some(kind), 1.0);
    }
    if is_unspaced(&text) {
        return unspaced_topic(words, &text, letters);
    }
    let parsed = Title::new(words, &text, is_joined(words, bare));
    parsed.topic(words, &weights().topic)
}

/// The longest phrase within a title of a script without blanks; it must be half of it.
fn unspaced_topic(words: &dyn Words, text: &str, letters: usize) -> (Option<Kind>, f32) {
    let dense: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    let least = letters.div_ceil(2).max(2);
    for length in (least..=dense.len()).rev() {
        for window in dense.windows(length) {
            let phrase: String = window.iter().collect();
            if let Some(kind) = words.topic_phrase(&phrase) {
                return (Some(kind), length as f32 / letters as f32);
            }
        }
    }
    NONE
}

/// A word with its place in the title.
type Told<'a> = (usize, &'a str);

/// A word that is a topic.
type Known<'a> = (usize, &'a str, Kind);

/// The words of a title that is no known phrase.
struct Title<'a> {
    /// Those that say something, with their place among all.
    telling: Vec<Told<'a>>,
    /// Those of them that vote for a kind.
    known: Vec<Known<'a>>,
    /// The longest known phrase of several words: its places.
    phrase: Option<(Range<usize>, Kind)>,
    /// "Projects and Achievements".
    is_joined: bool,
    /// So many telling words stand before the first word that leads on to what the topic is of:
    /// "Projects | in software".
    head: Option<usize>,
}

impl<'a> Title<'a> {
    fn new(words: &dyn Words, text: &'a str, is_joined: bool) -> Title<'a> {
        let mut title = Title {
            telling: Vec::new(),
            known: Vec::new(),
            phrase: longest_phrase(words, text),
            is_joined,
            head: None,
        };
        for (at, word) in text.split(' ').enumerate() {
            let leads_on = words.is_function_word(word) && !words.is_joiner(word);
            if leads_on && title.head.is_none() && !title.known.is_empty() {
                title.head = Some(title.telling.len());
            }
            if words.is_filler(word) || words.is_joiner(word) {
                continue;
            }
            title.telling.push((at, word));
            if let Some(kind) = words.topic_word(word).or_else(|| in_compound(words, word)) {
                title.known.push((at, word, kind));
            } else if let Some(kind) = behind_and(word).and_then(|word| words.topic_word(word)) {
                title.is_joined |= !title.known.is_empty();
                title.known.push((at, word, kind));
            }
        }
        title
    }

    fn topic(&self, words: &dyn Words, weights: &TopicWeights) -> (Option<Kind>, f32) {
        let (_, known) = self.leading();
        let (first, last) = (known.first(), known.last());
        let mut cover = self.cover();
        // The last noun rules: "Work Skills" are skills.
        let phrase = self.phrase.as_ref().filter(|(at, _)| match (first, last) {
            // Of two topics side by side the first is told of first.
            (Some((place, ..)), _) if self.is_joined => at.start <= *place,
            (_, Some((place, ..))) => *place < at.end,
            _ => true,
        });
        let kind = match (phrase, first, last) {
            (Some((_, kind)), ..) => *kind,
            (None, Some((.., first)), Some((.., last))) => match self.is_joined {
                true => *first,
                false => *last,
            },
            (None, ..) => return NONE,
        };
        let is_role = self.telling.iter().any(|(_, word)| words.is_role(word));
        if is_role {
            cover += weights.role;
        }
        if cover >= weights.cover {
            return (Some(kind), cover * weights.covered);
        }
        let is_school = self.telling.iter().any(|(_, word)| words.is_school(word));
        if cover <= 0.0 || is_role || is_school {
            return NONE;
        }
        match self.noun(words) {
            Some(kind) => (Some(kind), weights.noun),
            None => NONE,
        }
    }

    /// The share of the telling letters that topics have, 0 to 1.
    fn cover(&self) -> f32 {
        let (mut all, mut covered) = (0, 0);
        for (at, word) in &self.telling {
            let letters = word.chars().count();
            let in_phrase = self
                .phrase
                .as_ref()
                .is_some_and(|(range, _)| range.contains(at));
            let is_known = self.known.iter().any(|(place, ..)| place == at);
            all += letters;
            if in_phrase || is_known {
                covered += letters;
            }
        }
        match all {
            0 => 0.0,
            _ => covered as f32 / all as f32,
        }
    }

    /// The words that say something and the topics among them, up to the word that leads on to what
    /// these are of.
    fn leading(&self) -> (&[Told<'a>], &[Known<'a>]) {
        let Some(head) = self.head else {
            return (&self.telling, &self.known);
        };
        let telling = &self.telling[..head];
        let is_before = |(at, ..): &(usize, &str, Kind)| telling.iter().any(|(told, _)| told == at);
        let known = self.known.iter().take_while(|known| is_before(known));
        (telling, &self.known[..known.count()])
    }

    /// The kind of the title's last noun, or of the first of a short one.
    fn noun(&self, words: &dyn Words) -> Option<Kind> {
        let (telling, known) = self.leading();
        let (first_telling, last_telling) = (telling.first()?.0, telling.last()?.0);
        let count = telling.len();
        let (first, last) = (known.first()?, known.last()?);
        if last.0 == last_telling && count <= LAST_NOUN && words.topic_phrase(last.1).is_some() {
            // Of two that are joined the first.
            let before = known
                .iter()
                .rev()
                .nth(1)
                .filter(|(at, ..)| count > 1 && self.is_joined && *at == telling[count - 2].0);
            return Some(before.unwrap_or(last).2);
        }
        let leads = first.0 == first_telling && count <= FIRST_NOUN;
        (leads && words.topic_phrase(first.1).is_some()).then_some(first.2)
    }
}

/// The word behind the letter that says "and" in Arabic and Hebrew: "والجوائز".
fn behind_and(word: &str) -> Option<&str> {
    /// Letters of the shortest such word.
    const SHORTEST: usize = 3;
    let rest = word.strip_prefix(['و', 'ו'])?;
    (rest.chars().count() >= SHORTEST).then_some(rest)
}

/// Letters of the shortest topic that ends a compound: "Datorkunskaper".
const IN_COMPOUND: usize = 6;

/// The topic that the last part of a compound names: "IT-Projekte", "Sprach-Kenntnisse".
fn in_compound(words: &dyn Words, word: &str) -> Option<Kind> {
    if let Some((_, last)) = word.rsplit_once('-') {
        let whole = word.replace('-', "");
        return words.topic_word(&whole).or_else(|| words.topic_word(last));
    }
    let starts = word.char_indices().skip(3).map(|(at, _)| &word[at..]);
    let mut ends = starts.take_while(|end| end.chars().count() >= IN_COMPOUND);
    ends.find_map(|end| words.topic_phrase(end).and(words.topic_word(end)))
}

/// The longest phrase of two words or more that names a kind, with the places of its words.
fn longest_phrase(words: &dyn Words, text: &str) -> Option<(Range<usize>, Kind)> {
    let mut bounds = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        bounds.push(start..start + word.len());
        start += word.len() + 1;
    }
    let mut best: Option<(usize, Range<usize>, Kind)> = None;
    for from in 0..bounds.len() {
        for to in from + 1..bounds.len() {
            let phrase = &text[bounds[from].start..bounds[to].end];
            let longest = best.as_ref().map_or(0, |(length, ..)| *length);
            if phrase.len() <= longest {
                continue;
            }
            if let Some(kind) = words.topic_phrase(phrase) {
                best = Some((phrase.len(), from..to + 1, kind));
            }
        }
    }
    best.map(|(_, range, kind)| (range, kind))
}

/// True for two things in one title: "Projects & Achievements", "Talks / Articles".
fn is_joined(words: &dyn Words, title: &str) -> bool {
    let parts: Vec<&str> = title.split_whitespace().collect();
    let inner = parts.len().saturating_sub(1);
    let by_word = parts.iter().take(inner).skip(1);
    if by_word
        .into_iter()
        .any(|part| *part == "&" || words.is_joiner(&fold(part)))
    {
        return true;
    }
    // "Leiter/-in" and "m/w/d" are one thing.
    let Some((before, after)) = title.split_once('/') else {
        return false;
    };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let after = after.trim_start().split(' ').next().unwrap_or("");
    let before = before.trim_end().rsplit(' ').next().unwrap_or("");
    letters(before) > 2 && letters(after) > 2 && !after.starts_with('-')
}

/// The text without what stands in round brackets; an open one stays.
fn without_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['(', '（']) {
        let Some(close) = rest[open..].find([')', '）']) else {
            break;
        };
        out.push_str(&rest[..open]);
        let close = open + close;
        rest = &rest[close + rest[close..].chars().next().map_or(1, char::len_utf8)..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::Few;
    use super::*;

    fn kind(title: &str) -> Option<Kind> {
        topic(&Few::default(), title).0
    }

    fn sure(title: &str) -> f32 {
        topic(&Few::default(), title).1
    }

    #[test]
    fn a_known_phrase_is_sure_with_numbers_signs_and_brackets_around_it() {
        for title in [
            "Work Experience",
            "2. WORK EXPERIENCE:",
            "Work Experience (10 years)",
        ] {
            assert_eq!(
                topic(&Few::default(), title),
                (Some(Kind::EXPERIENCE), 1.0),
                "{title}"
            );
        }
        assert_eq!(sure("(2019)"), 0.0);
        assert_eq!(sure(""), 0.0);
    }

    #[test]
    fn topic_words_must_cover_the_title() {
        assert_eq!(kind("My Relevant Experience"), Some(Kind::EXPERIENCE));
        assert!(sure("My Relevant Experience") < 1.0);
        assert_eq!(
            kind("An experience that changed everything I thought"),
            None
        );
        let long = "experience ".repeat(30);
        assert_eq!(kind(&long), None);
    }

    #[test]
    fn the_last_noun_rules() {
        assert_eq!(kind("My Work Skills"), Some(Kind::SKILLS));
        assert_eq!(kind("Work Experience Skills"), Some(Kind::SKILLS));
        assert_eq!(
            topic(&Few::default(), "Seafaring Projects"),
            (Some(Kind::PROJECTS), 0.6)
        );
        // And the first of short titles, as Romance languages have it.
        assert_eq!(
            topic(&Few::default(), "Projects maritimes"),
            (Some(Kind::PROJECTS), 0.6)
        );
    }

    #[test]
    fn of_joined_topics_the_first_names_the_section() {
        assert_eq!(kind("Projects & Skills"), Some(Kind::PROJECTS));
        assert_eq!(kind("Projects and Skills"), Some(Kind::PROJECTS));
        assert_eq!(kind("Projects / Skills"), Some(Kind::PROJECTS));
        assert_eq!(kind("Projects Skills"), Some(Kind::SKILLS));
    }

    #[test]
    fn what_a_topic_is_of_names_nothing() {
        let lexicon = crate::extract::reader::lexicon();
        for (title, expected) in [
            ("Projetos de Desenvolvimento de Software", Kind::PROJECTS),
            ("Habilidades úteis para desenvolvimento", Kind::SKILLS),
            ("SPRACH-KENNTNISSE", Kind::LANGUAGES),
            ("Grundkunskaper", Kind::SKILLS),
        ] {
            assert_eq!(topic(lexicon, title).0, Some(expected), "{title}");
        }
    }

    #[test]
    fn roles_and_schools_are_no_topics() {
        assert_eq!(kind("Project Manager"), None);
        assert_eq!(kind("Kelda University Education"), None);
    }

    #[test]
    fn a_gender_form_joins_nothing() {
        let words = Few::default();
        assert!(!is_joined(&words, "Leiter/-in Skills"));
        assert!(!is_joined(&words, "Leitung m/w/d Skills"));
        assert!(is_joined(&words, "Talks/Articles"));
    }

    #[test]
    fn in_scripts_without_blanks_half_of_the_letters_suffice() {
        assert_eq!(topic(&Few::default(), "工作经历").1, 1.0);
        assert_eq!(kind("我的工作经历"), Some(Kind::EXPERIENCE));
        assert_eq!(kind("我在上海的一些工作经历和朋友们"), None);
    }

    #[test]
    fn brackets_that_never_close_stay() {
        assert_eq!(without_brackets("a (b) c （d） e"), "a  c  e");
        assert_eq!(without_brackets("a (b"), "a (b");
        assert_eq!(without_brackets("İ (é"), "İ (é");
    }
}
