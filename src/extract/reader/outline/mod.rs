//! Whose page it is, and where its sections begin.
//!
//! The name comes first: its line leaves the page, else its level competes with the sections'.
//! [`name`] weighs every text that may be one by its form ([`name_form`], [`forms`]) and its
//! place. Then [`marks`] chooses what marks section titles by the titles that are known
//! ([`topic`]), and [`sections`] cuts there. Where a title names no kind, [`content`] may; it
//! never overrules one that does.

mod boxed;
mod content;
mod foot;
mod forms;
mod marks;
mod name;
mod name_form;
#[cfg(test)]
mod sample;
mod sections;
#[cfg(test)]
mod tests;
mod topic;
mod untitled;
mod words;

use std::collections::HashSet;
use std::rc::Rc;

pub(crate) use sections::topic_of_opener;
use sections::{Cut, cut};
use words::Words;

use super::lines::Lines;
use super::{Kind, Lexicon, Line, Slice, weights};
use crate::extract::fold::fold;
use crate::resume::SectionKind;

/// The page cut into its head and its sections.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// The candidates for the person's name, best first; empty where nothing is above the
    /// threshold.
    pub(crate) names: Vec<NameCandidate>,
    /// How far the next-best name falls behind the best; infinite where there is none.
    pub(crate) margin: f32,
    /// The lines before the first section, without the name's. What else the name's line holds
    /// beside addresses is among them.
    pub(crate) head: Vec<Rc<Line>>,
    /// The sections in order.
    pub(crate) sections: Vec<Section>,
    /// Lines of contacts at the end of the last section: they are the page's.
    pub(crate) foot: Vec<Rc<Line>>,
    /// Place, day and name at the page's end, by which it is signed.
    pub(crate) signature: Vec<Rc<Line>>,
    /// Titles' subtitles: lines that say nothing of their own, by their number.
    pub(crate) subtitles: Vec<usize>,
    /// The marks that were scored for section titles, best first: (what, score).
    pub(crate) marks: Vec<(String, f32)>,
}

/// Who the page may be about.
#[derive(Clone, Debug)]
pub(crate) struct NameCandidate {
    /// The sum of its evidence.
    pub(crate) score: f32,
    /// The name.
    pub(crate) name: String,
    /// Where it stands; `None` for one of the front matter or `<title>`, and for one within
    /// running text.
    pub(crate) at: Option<Slice>,
    /// What else its line says ("Name – Role"): the rest's bytes on the page.
    pub(crate) rest: Option<Slice>,
    /// What made it a candidate, for the explanation: "heading", "label", "contact line".
    pub(crate) why: &'static str,
}

/// A titled part of the page.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// The line that titles it.
    pub(crate) title: Rc<Line>,
    /// What it is; `None` where neither title nor content tells.
    pub(crate) kind: Option<Kind>,
    /// The title names it; else its content does.
    pub(crate) is_titled: bool,
    /// Its lines.
    pub(crate) lines: Vec<Rc<Line>>,
}

/// Values of the front matter that may name the person, and `<title>`.
#[derive(Debug, Default)]
pub(crate) struct Outside {
    /// `name:`, `author:`, `title:` of the front matter, as `(key, value)`.
    pub(crate) front: Vec<(String, String)>,
}

/// Makes lines of the page of the sections that its foot holds; all are to be numbered anew.
pub(crate) fn take_sections_of_foot(lexicon: &Lexicon, lines: &mut Lines) {
    foot::take_sections(lexicon, lines);
}

/// Finds the name, then the sections.
pub(crate) fn outline(lexicon: &Lexicon, lines: &Lines, outside: &Outside) -> Outline {
    outline_with(lexicon, lines, outside)
}

/// The kind that a title names, and how surely: 1 for a whole known phrase, .55 to .95 where
/// topic words cover the title, .6 for its last noun; `(None, 0)` for none.
pub(crate) fn topic(lexicon: &Lexicon, title: &str) -> (Option<Kind>, f32) {
    topic::topic(lexicon, title)
}

/// The kinds that the halves of a joined title name: "Education & Certifications".
pub(crate) fn topics(lexicon: &Lexicon, title: &str) -> Vec<Kind> {
    let mut halves = vec![String::new()];
    // "学歴・職歴".
    let title = title.replace(['・', '･', '／', '、'], " & ");
    for word in title.split_whitespace() {
        if lexicon.is_joiner(&fold(word)) || matches!(word, "&" | "+" | "/") {
            halves.push(String::new());
            continue;
        }
        let (word, ends) = match word.strip_suffix([',', '/']) {
            Some(word) => (word, true),
            None => (word, false),
        };
        let half = halves.last_mut().expect("never empty");
        half.push(' ');
        half.push_str(word);
        if ends {
            halves.push(String::new());
        }
    }
    let kinds = halves.iter().filter_map(|half| topic(lexicon, half).0);
    let mut out: Vec<Kind> = Vec::new();
    for kind in kinds {
        if !out.contains(&kind) {
            out.push(kind);
        }
    }
    out
}

/// Sections inside a section, where its highest headings are titles and no entries; else none.
pub(crate) fn subsections(lexicon: &Lexicon, section: &Section) -> Vec<Section> {
    sections::subsections(lexicon, section)
}

/// The lines of a section of skills, and what stands among them under headings of their own and is
/// none: spoken languages, certificates.
pub(crate) fn parted_skills(lexicon: &Lexicon, section: &Section) -> (Vec<Rc<Line>>, Vec<Section>) {
    sections::parted_skills(lexicon, section)
}

/// The kind whose form the entries of a section have: "Teaching" may be told like jobs, and stays
/// what its title says.
pub(crate) fn form(lexicon: &Lexicon, kind: Kind, lines: &[Rc<Line>]) -> Kind {
    match kind == Kind::OTHER {
        true => content::form(lexicon, lines),
        false => kind,
    }
}

fn outline_with(words: &dyn Words, lines: &Lines, outside: &Outside) -> Outline {
    let weights = weights();
    let title = lines.title.as_deref();
    let mut names = name::names(words, &weights.name, &lines.lines, title, outside);
    let margin = match names.as_slice() {
        [best, next, ..] => best.score - next.score,
        _ => f32::INFINITY,
    };
    let taken = Taken::new(words, &lines.lines, names.first_mut());
    let left: Vec<Rc<Line>> = taken.without(&lines.lines);
    let is_headed = taken.line.is_some_and(|name| {
        let first = left.iter().find(|line| line.heading > 0);
        name.heading > 0 && first.is_none_or(|first| name.index < first.index)
    });
    let Cut {
        mut head,
        mut sections,
        mut subtitles,
        marks,
    } = cut(
        words,
        &weights.outline,
        &left,
        is_headed,
        taken.line.map(|line| line.index),
    );
    subtitles.extend(taken.greetings);
    head.extend(taken.head);
    head.sort_by_key(|line| (line.index, line.offset));
    if let Some(untitled) = untitled::take_entries(&mut head) {
        sections.insert(0, untitled);
    }
    for section in &mut sections {
        section.part_title(words);
    }
    untitled::join_boxes(&mut head, &mut sections);
    untitled::join_entries(words, &mut sections);
    untitled::take_from_personal(&mut sections);
    let mut is_first = true;
    for section in &mut sections {
        section.find_kind(words, is_first);
        is_first &= matches!(section.kind, Some(Kind::Contact | Kind::Personal));
    }
    content::find_experience(&mut sections);
    let signature = sections
        .last_mut()
        .map(|last| last.take_signature(names.first()));
    let foot = sections.last_mut().map(Section::take_foot);
    Outline {
        names,
        margin,
        head,
        sections,
        foot: foot.unwrap_or_default(),
        signature: signature.unwrap_or_default(),
        subtitles,
        marks,
    }
}

/// What leaves the page with the name.
#[derive(Default)]
struct Taken<'a> {
    /// The name's line.
    line: Option<&'a Rc<Line>>,
    /// Parts of it, and other lines of its heading: they title nothing and belong to the head.
    head: Vec<Rc<Line>>,
    /// Numbers of its heading's lines before it ("Hi, I'm").
    greetings: Vec<usize>,
    /// Numbers of all lines that leave.
    gone: HashSet<usize>,
}

impl<'a> Taken<'a> {
    /// Takes the line of the best name out of the page. What the line says besides stays the
    /// candidate's rest, unless addresses are in it: then it goes to the head.
    fn new(
        words: &dyn Words,
        lines: &'a [Rc<Line>],
        name: Option<&mut NameCandidate>,
    ) -> Taken<'a> {
        let Some((at, name)) = name.and_then(|name| Some((name.at.clone()?, name))) else {
            return Taken::default();
        };
        let holds = |line: &&Rc<Line>| line.index == at.index && line.offset <= at.at.start;
        let Some(line) = lines.iter().rfind(holds) else {
            return Taken::default();
        };
        let mut taken = Taken {
            line: Some(line),
            gone: HashSet::from([line.index]),
            ..Taken::default()
        };
        if line.heading > 0 && !line.chain.is_empty() {
            for other in lines {
                if other.chain.last() != line.chain.last() || other.index == line.index {
                    continue;
                }
                taken.gone.insert(other.index);
                match other.index < line.index {
                    true => taken.greetings.push(other.index),
                    false => taken.head.push(Rc::clone(other)),
                }
            }
        }
        let is_row = line.heading == 0 && line.text.contains('|') && name.rest.is_none();
        if is_row || has_addresses(line) {
            name.rest = None;
            let inner = at.at.start - line.offset..at.at.end - line.offset;
            for part in [0..inner.start, inner.end..line.text.len()] {
                let part = trimmed_of_separators(&line.text, part);
                if line.text[part.clone()].contains(char::is_alphanumeric) {
                    let mut part = line.slice(part);
                    words.annotate(&mut part);
                    taken.head.push(Rc::new(part));
                }
            }
        }
        taken
    }

    /// The lines that stay.
    fn without(&self, lines: &[Rc<Line>]) -> Vec<Rc<Line>> {
        let stays = |line: &&Rc<Line>| !self.gone.contains(&line.index);
        lines.iter().filter(stays).cloned().collect()
    }
}

/// True if a line beside the name has addresses, or several pieces between bars.
fn has_addresses(line: &Line) -> bool {
    let notes = &line.notes;
    let has_link = line.runs.iter().any(|run| {
        let href = run.href.as_deref().unwrap_or("");
        href.starts_with("mailto:") || href.starts_with("tel:")
    });
    let has_any =
        !notes.emails.is_empty() || !notes.phones.is_empty() || !notes.addresses.is_empty();
    has_any || has_link || line.text.contains('@') || line.text.matches('|').count() > 1
}

/// The part without bars, dots and blanks where the name was cut off.
fn trimmed_of_separators(text: &str, part: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let is_separator = |c: char| c.is_whitespace() || "|·•,;:–—-".contains(c);
    let start = part.start + text[part.clone()].len()
        - text[part.clone()].trim_start_matches(is_separator).len();
    let inner = text[start..part.end].trim_end_matches(is_separator);
    start..start + inner.len()
}

/// A less sure topic of a title gives way to what the section holds.
const SURE_TOPIC: f32 = 0.9;

impl Section {
    /// Parts a title from what stands behind its colon: "Skills: glass, lead".
    fn part_title(&mut self, words: &dyn Words) {
        let label = self.title.notes.label.clone();
        let Some(label) = label.filter(|label| !label.value.is_empty()) else {
            return;
        };
        let text = &self.title.text;
        let is_written = text[label.at.end..label.value.start].contains([':', '：']);
        let (kind, sure) = topic::topic(words, &text[label.at.clone()]);
        if !is_written || kind.is_none() || sure < SURE_TOPIC {
            return;
        }
        let part = |at: std::ops::Range<usize>| {
            let mut part = self.title.slice(at);
            words.annotate(&mut part);
            part
        };
        let mut rest = part(label.value);
        rest.heading = 0;
        let title = Rc::new(part(label.at));
        self.title = title;
        self.kind = kind;
        self.is_titled = true;
        self.lines.insert(0, Rc::new(rest));
    }

    /// Takes the last lines where they sign the page: "Emden, 3 February 2024" and the name.
    fn take_signature(&mut self, name: Option<&NameCandidate>) -> Vec<Rc<Line>> {
        /// Letters of the place beside the day, and of the words between, at most.
        const LONGEST: usize = 30;
        let name = name.map(|name| fold(&name.name));
        let is_day = |line: &Line| {
            let [date] = line.notes.dates.as_slice() else {
                return false;
            };
            let has_day = date.start.is_some_and(|start| start.day.is_some()) && !date.is_range;
            let beside = line.text.chars().count() - line.text[date.at.clone()].chars().count();
            has_day && date.at.end + 1 >= line.text.len() && beside <= LONGEST
        };
        let is_last = |line: &Rc<Line>| {
            let is_name = name.as_deref() == Some(fold(&line.text).as_str());
            line.heading == 0 && line.depth == 0 && (is_name || is_day(line))
        };
        let from = self.lines.iter().rposition(|line| !is_last(line));
        let from = from.map_or(0, |last| last + 1);
        let signs = from > 0 && self.lines[from..].iter().any(|line| is_day(line));
        match signs {
            true => self.lines.split_off(from),
            false => Vec::new(),
        }
    }

    /// Takes the last line where it is a line of addresses: an e-mail address and another contact.
    fn take_foot(&mut self) -> Vec<Rc<Line>> {
        let is_others = matches!(
            self.kind,
            Some(Kind::Contact | Kind::Personal | Kind::Section(SectionKind::References)) | None
        );
        let is_foot = |line: &Rc<Line>| {
            let notes = &line.notes;
            let count = notes.emails.len() + notes.phones.len() + notes.addresses.len();
            line.heading == 0 && line.depth == 0 && !notes.emails.is_empty() && count > 1
        };
        if is_others || self.lines.len() < 2 {
            return Vec::new();
        }
        self.lines
            .pop_if(|line| is_foot(line))
            .into_iter()
            .collect()
    }

    /// The kind of a section whose title names none, and of two whose names mislead.
    fn find_kind(&mut self, words: &dyn Words, is_first: bool) {
        match self.kind {
            None => {
                self.kind = content::kind_of_content(words, &self.lines, is_first);
                // "Speaker" over dated things tells what the person did there.
                let is_any = self.kind.is_none_or(|kind| kind == Kind::OTHER);
                let title = &self.title.notes.words;
                if is_any
                    && !is_first
                    && title
                        .iter()
                        .any(|(_, word)| words.is_role(word) && !words.is_filler(word))
                    && self.lines.iter().any(|line| line.is_dated())
                {
                    self.kind = Some(Kind::EXPERIENCE);
                }
            }
            // Of machines.
            Some(Kind::LANGUAGES) if !self.lines.is_empty() => {
                if !content::has_tongues(words, &self.lines) {
                    self.kind = Some(Kind::SKILLS);
                }
            }
            // "Technical experience" over lists of what the person knows.
            Some(Kind::EXPERIENCE)
                if topic::topic(words, &self.title.text).1 < 1.0
                    && content::lists_skills(words, &self.lines) =>
            {
                self.kind = Some(Kind::SKILLS);
            }
            // "Background & Credentials": where words cover half of a title, its periods may tell.
            Some(kind)
                if kind.has_entries()
                    && !kind.is_dated()
                    && topic::topic(words, &self.title.text).1 < SURE_TOPIC =>
            {
                if let Some(told) = content::kind_of_periods(words, &self.lines) {
                    self.kind = Some(told);
                }
            }
            Some(Kind::Personal) if content::are_addresses(&self.lines) => {
                self.kind = Some(Kind::Contact);
            }
            // "About me" over facts and no sentence.
            Some(Kind::Summary) if content::only_reach(&self.lines) => {
                self.kind = Some(Kind::Contact);
            }
            Some(Kind::Summary) if content::tell_of_person(words, &self.lines) => {
                self.kind = Some(Kind::Personal);
            }
            Some(
                Kind::Section(_) | Kind::Summary | Kind::Contact | Kind::Personal | Kind::Ignored,
            ) => {}
        }
    }
}
