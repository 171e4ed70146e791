//! What a section is by what it holds, where its title does not tell.

use std::rc::Rc;

use super::Section;
use super::words::Words;
use crate::extract::reader::{Kind, LabelRole, Line};

/// Words of a line that is still short.
const SHORT: usize = 6;

/// Items of a line that is a list.
const LIST: usize = 3;

/// Words that an item of a list has at most, on the average.
const WORDS_PER_ITEM: f32 = 3.5;

/// Of a section of skills so many lines are short.
const SHORT_SHARE: f32 = 0.7;

/// Of testimonials so many lines begin as quotations.
const QUOTED_SHARE: f32 = 0.25;

/// Of a section of projects so many lines are running text.
const PROSE_SHARE: f32 = 0.3;

/// The kind of a section whose title names none; `None` where its content does not tell either.
/// Only the page's `first` paragraphs open a résumé, whatever they are titled.
pub(super) fn kind_of_content(
    words: &dyn Words,
    lines: &[Rc<Line>],
    is_first: bool,
) -> Option<Kind> {
    let all = lines.len();
    if all == 0 {
        return None;
    }
    if are_addresses(lines) {
        return Some(Kind::Contact);
    }
    if are_records(lines) {
        return Some(Kind::EXPERIENCE);
    }
    if tell_of_person(words, lines) {
        return Some(Kind::Personal);
    }
    if lines.iter().any(|line| line.is_dated()) {
        return Some(kind_of_dated(words, lines));
    }
    let count = |holds: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| holds(line)).count();
    let share = |count: usize| count as f32 / all as f32;
    let is_tongue = |line: &Line| {
        let first = line.notes.words.first();
        first.is_some_and(|(_, word)| words.is_spoken(word))
    };
    if count(&is_tongue) * 2 > all {
        return Some(Kind::LANGUAGES);
    }
    if share(count(&|line| line.text.starts_with(QUOTES))) >= QUOTED_SHARE {
        return Some(Kind::Ignored);
    }
    let has_headings = lines.iter().any(|line| line.heading > 0);
    let prose = count(&|line| line.is_prose());
    if has_headings && share(prose) >= PROSE_SHARE {
        return Some(Kind::PROJECTS);
    }
    let is_table = lines.iter().any(|line| line.opens.row);
    let is_list = all > 1 || words.item_count(&lines[0].text) >= LIST;
    if is_list && !is_table && share(count(&|line| is_short_item(words, line))) >= SHORT_SHARE {
        return Some(Kind::SKILLS);
    }
    // Rows that name a group and list what belongs to it.
    let is_group = |line: &Line| {
        let value = line.notes.label.as_ref().map(|label| label.value.clone());
        value.is_some_and(|value| words.item_count(&line.text[value]) > 1)
    };
    if is_table && share(count(&is_group)) >= SHORT_SHARE {
        return Some(Kind::SKILLS);
    }
    let paragraphs = count(&|line| line.is_prose() && line.depth == 0);
    if paragraphs == all {
        return Some(match is_first {
            true => Kind::Summary,
            false => Kind::OTHER,
        });
    }
    match has_headings {
        true if paragraphs > 0 => Some(Kind::PROJECTS),
        true => Some(Kind::OTHER),
        false => None,
    }
}

/// True for lists of short things, most below headings or behind labels of their own, of which
/// hardly one is dated.
pub(super) fn lists_skills(words: &dyn Words, lines: &[Rc<Line>]) -> bool {
    /// Fewer groups are no habit.
    const FEWEST: usize = 2;
    /// One of so many lines may be dated: "SQL Server 2005 - 2012".
    const DATED: usize = 8;
    let is_list = |line: &Rc<Line>| {
        let value = line.notes.label.as_ref().map(|label| label.value.clone());
        let text = &line.text[value.unwrap_or(0..line.text.len())];
        let items = words.item_count(text);
        let count = text.split_whitespace().count();
        line.heading == 0 && items >= LIST && count as f32 <= WORDS_PER_ITEM * items as f32
    };
    let dated = lines.iter().filter(|line| line.is_dated()).count();
    let lists = lines.iter().filter(|line| is_list(line)).count();
    let headings = lines.iter().filter(|line| line.heading > 0).count();
    let is_grouped = headings >= FEWEST
        || lines
            .iter()
            .filter(|line| line.notes.label.is_some())
            .count()
            >= FEWEST;
    let share = (lists + headings) as f32 / lines.len().max(1) as f32;
    lists >= FEWEST && is_grouped && dated * DATED <= lines.len() && share >= SHORT_SHARE
}

const QUOTES: [char; 5] = ['"', '“', '„', '«', '»'];

/// True if half of the lines are addresses or labelled as contacts are.
pub(super) fn are_addresses(lines: &[Rc<Line>]) -> bool {
    let is_address = |line: &&Rc<Line>| {
        let role = line.notes.label.as_ref().and_then(|label| label.role);
        let is_labelled = match role {
            Some(LabelRole::Email | LabelRole::Phone | LabelRole::Location | LabelRole::Name) => {
                true
            }
            Some(
                LabelRole::Website
                | LabelRole::Period
                | LabelRole::Organization
                | LabelRole::Title
                | LabelRole::Details
                | LabelRole::Tags
                | LabelRole::Highlights
                | LabelRole::Part,
            )
            | None => false,
        };
        is_labelled || !line.notes.emails.is_empty() || !line.notes.phones.is_empty()
    };
    // A link is one only beside these.
    let is_link = |line: &&Rc<Line>| {
        let mut seen = line.seen().peekable();
        let is_whole = seen.peek().is_some() && seen.all(|run| run.href.is_some());
        !is_address(line) && (is_whole || !line.notes.addresses.is_empty()) && line.heading == 0
    };
    let count = lines.iter().filter(is_address).count();
    let links = match count {
        0 => 0,
        _ => lines.iter().filter(is_link).count(),
    };
    count > 0 && (count + links) * 2 >= lines.len()
}

/// True for records of jobs: values with the labels of a role and an employer.
fn are_records(lines: &[Rc<Line>]) -> bool {
    let count = |wanted: LabelRole| {
        let roles = lines.iter().filter_map(|line| line.labelled());
        roles.filter(|(role, _)| *role == wanted).count()
    };
    count(LabelRole::Title) > 0 && count(LabelRole::Organization) > 0
}

/// True for ways to reach the person among lines of which none tells anything.
pub(super) fn only_reach(lines: &[Rc<Line>]) -> bool {
    /// A longer text with an address tells something besides, in characters.
    const LONGEST_REACH: usize = 120;
    let reaches = |line: &Rc<Line>| !line.notes.emails.is_empty() || !line.notes.phones.is_empty();
    let tells = |line: &Rc<Line>| {
        line.is_prose() && (!reaches(line) || line.text.chars().count() > LONGEST_REACH)
    };
    !lines.iter().any(tells) && (are_addresses(lines) || lines.iter().any(reaches))
}

/// True for values with labels that no entries have, at least one of them the person's own fact.
pub(super) fn tell_of_person(words: &dyn Words, lines: &[Rc<Line>]) -> bool {
    let label = |line: &'_ Rc<Line>| {
        let label = line.notes.label.clone();
        label.filter(|label| line.heading == 0 && !label.value.is_empty())
    };
    let labelled = lines.iter().filter(|line| label(line).is_some()).count();
    let is_own =
        |line: &Rc<Line>| label(line).is_some_and(|label| words.is_personal(&line.text[label.at]));
    let is_entry = |line: &Rc<Line>| {
        let role = label(line).and_then(|label| label.role);
        matches!(role, Some(LabelRole::Period | LabelRole::Organization))
    };
    labelled * 3 >= lines.len() * 2 && lines.iter().any(is_own) && !lines.iter().any(is_entry)
}

/// The kind that the periods of a section tell: jobs or degrees, where it has several and most of its
/// dates are periods; `None` for any other section.
pub(super) fn kind_of_periods(words: &dyn Words, lines: &[Rc<Line>]) -> Option<Kind> {
    /// Fewer periods are no habit.
    const FEWEST: usize = 3;
    let dates = || lines.iter().filter_map(|line| line.dated().next());
    let periods = dates().filter(|date| date.is_range).count();
    let is_habit = periods >= FEWEST && periods * 3 >= dates().count() * 2;
    let kind = is_habit.then(|| kind_of_dated(words, lines));
    kind.filter(|kind| kind.is_dated())
}

/// Dated lines with schools are education, with roles experience; else words do not tell.
fn kind_of_dated(words: &dyn Words, lines: &[Rc<Line>]) -> Kind {
    let dated = lines.iter().filter(|line| line.is_dated()).count();
    let count = |holds: &dyn Fn(&str) -> bool| {
        let outside = lines.iter().filter(|line| line.depth == 0);
        let has = |line: &&Rc<Line>| line.notes.words.iter().any(|(_, word)| holds(word));
        outside.filter(has).count()
    };
    let schools = count(&|word| words.is_school(word) || words.is_degree(word));
    let degrees = count(&|word| words.is_degree(word));
    let roles = count(&|word| words.is_role(word));
    let has_headings = lines.iter().any(|line| line.heading > 0);
    let tells = lines.iter().any(|line| line.is_prose());
    // Schools are employers, too.
    let works = roles * 4 >= dated && degrees * 2 < dated;
    if schools > roles && schools * 2 >= dated && !works {
        Kind::EDUCATION
    } else if roles * 2 >= dated {
        Kind::EXPERIENCE
    } else if has_headings && tells {
        // Named things that are told of, and nobody's job.
        Kind::PROJECTS
    } else {
        Kind::OTHER
    }
}

/// The kind whose form the entries of a section have that is none of the known kinds: like jobs
/// where most of its dates are periods or its lines name roles.
pub(super) fn form(words: &dyn Words, lines: &[Rc<Line>]) -> Kind {
    let (mut ranges, mut dated) = (0, 0);
    for date in lines.iter().filter_map(|line| line.dated().next()) {
        dated += 1;
        ranges += usize::from(date.is_range);
    }
    if dated == 0 {
        return Kind::OTHER;
    }
    match kind_of_dated(words, lines) {
        kind if kind.is_dated() => kind,
        _ if ranges * 2 > dated => Kind::EXPERIENCE,
        _ => Kind::OTHER,
    }
}

/// A page's jobs stand somewhere: where no section is titled as such and no words tell, the
/// sections with periods of two dates are them.
pub(super) fn find_experience(sections: &mut [Section]) {
    let is_experience = |section: &Section| section.kind == Some(Kind::EXPERIENCE);
    if sections.iter().any(is_experience) {
        return;
    }
    for section in sections {
        if section.is_titled || section.kind != Some(Kind::OTHER) {
            continue;
        }
        let (mut ranges, mut dated) = (0, 0);
        for line in &section.lines {
            if let Some(date) = line.dated().next() {
                dated += 1;
                ranges += usize::from(date.is_range);
            }
        }
        if dated > 0 && ranges * 2 >= dated {
            section.kind = Some(Kind::EXPERIENCE);
        }
    }
}

/// A heading, a few words that are no sentence, or a list of short things.
fn is_short_item(words: &dyn Words, line: &Line) -> bool {
    if line.is_prose() {
        return false;
    }
    let count = line.notes.words.len();
    let is_function_word = |(_, word): &(_, String)| words.is_function_word(word);
    // "Sings in a quartet" is no skill.
    if line.heading > 0 || count <= SHORT && !line.notes.words.iter().any(is_function_word) {
        return true;
    }
    let items = words.item_count(&line.text);
    items >= LIST && count as f32 <= WORDS_PER_ITEM * items as f32
}

/// True if spoken languages or their levels are named: `Languages` of machines are skills.
pub(super) fn has_tongues(words: &dyn Words, lines: &[Rc<Line>]) -> bool {
    let is_spoken = |line: &Rc<Line>| {
        let mut all = line.notes.words.iter();
        all.any(|(_, word)| words.is_spoken(word))
    };
    let has_level = |line: &Rc<Line>| words.has_level(&line.text);
    // "Familiar" over a list of names says how well machines' are known.
    let lists_others = |line: &Rc<Line>| !has_level(line) && words.item_count(&line.text) >= LIST;
    lines.iter().any(is_spoken) || lines.iter().any(has_level) && !lines.iter().any(lists_others)
}
