//! Skills: groups by heading, label, term or row; items by commas and their likes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::items;
use super::super::outline::topic;
use super::super::{Gap, Kind, Label, Lexicon, Line, Run, Slice};
use super::account::{Reason, Target};
use super::value::Maker;
use super::{levels, lists};
use crate::diagnostic::Diagnostic;
use crate::extract::fold::fold;
use crate::read::Id;
use crate::resume::{Section, SectionBody, SectionKind, SkillGroup, Tag, Text};

/// A longer label is a sentence's beginning, in words.
const MOST_LABEL_WORDS: usize = 5;

/// The rank of a title that is no heading, at the depth of no list.
const FIRST_BELOW_HEADINGS: u8 = 7;

/// Reads a section of skills.
pub(crate) fn read(maker: &mut Maker<'_>, lines: &[Rc<Line>]) -> Vec<SkillGroup> {
    let mut named = named(lines);
    let levels = levels::levels(maker.lexicon, lines, &named);
    named.retain(|line, _| !levels.contains_key(line));
    let whole = whole(maker.lexicon, lines, &named);
    let below = levels::below(maker.lexicon, lines);
    let mut groups = Groups {
        maker,
        lines,
        named,
        levels,
        below,
        whole,
        done: Vec::new(),
        titles: Vec::new(),
        open: None,
        block: None,
        known: HashSet::new(),
    };
    for k in 0..lines.len() {
        groups.line(k);
    }
    groups.finish()
}

/// Joins skills to those of a section above: "Hard skills", "Soft skills" and "Tools" are the groups
/// of one section, by their titles. Gives back what stays a section of its own.
pub(crate) fn joined(
    maker: &mut Maker<'_>,
    sections: &mut [Section],
    title: Option<Text>,
    mut groups: Vec<SkillGroup>,
) -> Option<(Option<Text>, Vec<SkillGroup>)> {
    let is_bare = |groups: &[SkillGroup]| groups.iter().all(|group| group.name.is_none());
    let above = sections.iter_mut().rev();
    let found = above.enumerate().find_map(|(between, last)| {
        let SectionBody::Skills(before) = &mut last.body else {
            return None;
        };
        let is_skills = last.kind == SectionKind::Skills;
        is_skills.then_some((between, &mut last.title, before))
    });
    let Some((between, over, before)) = found.filter(|_| title.is_some()) else {
        return Some((title, groups));
    };
    // What only its content makes skills stays where it is.
    let says_skills = |title: &Text| {
        let kind = topic(maker.lexicon, &title.value).0;
        // Languages that are skills are those of programs.
        kind == Some(Kind::Section(SectionKind::Skills)) || kind == Some(Kind::LANGUAGES)
    };
    let are_titled = title.iter().chain(over.iter()).all(says_skills);
    // Lists under titles that nothing is known of, one below the other, are groups of one section.
    let are_alike = between == 0
        && is_bare(&groups)
        && !title.iter().any(says_skills)
        && match over.as_ref() {
            Some(over) => is_bare(before) && !says_skills(over),
            None => before.iter().all(|group| group.name.is_some()),
        };
    let may_join = are_alike || are_titled && (is_bare(&groups) || between == 0 && is_bare(before));
    if !may_join {
        return Some((title, groups));
    }
    let mut name = |title: Option<Text>, groups: &mut [SkillGroup]| {
        let bare = groups.iter_mut().filter(|group| group.name.is_none());
        if bare.map(|group| group.name.clone_from(&title)).count() > 0 {
            return;
        }
        let Some(title) = title else { return };
        if topic(maker.lexicon, &title.value).0 != Some(Kind::Section(SectionKind::Skills)) {
            let what = format!("`{}` titles groups of skills and is left out", title.value);
            maker.told.push(Diagnostic::note(what).at(title.span));
        }
    };
    name(over.take(), before);
    name(title, &mut groups);
    before.append(&mut groups);
    None
}

struct Groups<'m, 'p, 'l> {
    maker: &'m mut Maker<'p>,
    lines: &'l [Rc<Line>],
    /// Where the name and the list of a group stand on one line, by the line's number.
    named: HashMap<usize, (Range<usize>, Range<usize>)>,
    /// Where a skill and how well it is known stand on one line, by the line's number.
    levels: HashMap<usize, (Range<usize>, Range<usize>)>,
    /// The numbers of lines that are nothing but the level of the skill above.
    below: HashSet<usize>,
    /// The numbers of lines of which no comma parts anything.
    whole: HashSet<usize>,
    done: Vec<Group>,
    /// The titles that stand above the next line, outermost first, by their groups.
    titles: Vec<usize>,
    /// The group to which the next skills belong.
    open: Option<usize>,
    /// The block in which the open group's name and first skills stand on one line: what follows in
    /// it belongs to them.
    block: Option<Id>,
    /// The skills of each group, folded.
    known: HashSet<(usize, String)>,
}

/// A group as it is read.
#[derive(Default)]
struct Group {
    name: Option<Text>,
    /// Where the name stands.
    place: Option<Slice>,
    /// The title over it that has no skills of its own.
    over: Option<usize>,
    /// True for a title over titles.
    is_over: bool,
    /// What it stands over: headings by their level, then lines by their depth.
    rank: u8,
    /// The depth of the list's item that it is, with a list of its own.
    outer: Option<u8>,
    items: Vec<Tag>,
}

impl Groups<'_, '_, '_> {
    fn line(&mut self, k: usize) {
        let line = Rc::clone(&self.lines[k]);
        let line = line.as_ref();
        let start = bullet_end(line);
        let text = &line.text[start..];
        if !text.contains(char::is_alphabetic) {
            // The width of a bar is no level.
            let whole = line.place(0..line.text.len());
            self.maker.account.set_aside(whole, Reason::Joint);
            return;
        }
        if start > 0 {
            self.maker
                .account
                .set_aside(line.place(0..start), Reason::Joint);
        }
        self.leave_items(line.depth);
        let whole = start..line.text.len();
        if let Some((name, level)) = self.levels.get(&line.index).cloned() {
            return self.levelled(line, name, level);
        }
        if self.below.contains(&line.index) && self.level_below(line) {
            return;
        }
        let is_above = self
            .lines
            .get(k + 1)
            .is_some_and(|next| self.below.contains(&next.index));
        if !is_above && self.is_group_title(k) {
            return self.title(k, whole);
        }
        if let Some(pairs) = row_of_groups(line) {
            for (name, list) in pairs {
                self.group(line, name, list);
            }
            return self.end_block();
        }
        let named = self.named.get(&line.index).cloned();
        if let Some((name, list)) = named
            && !self.whole.contains(&line.index)
        {
            let between = line.place(name.end..list.start);
            self.maker.account.set_aside(between, Reason::Joint);
            return self.group(line, name, list);
        }
        let is_of_block = line.opens.item == 0 && line.chain.last().copied() == self.block;
        if self.block.is_some() && !is_of_block {
            self.end_block();
        }
        let open = self.opened();
        let tags = self.items(line, whole, open);
        self.done[open].items.extend(tags);
    }

    /// Takes a skill with its level: "Loom (at home in it)".
    fn levelled(&mut self, line: &Line, name: Range<usize>, level: Range<usize>) {
        self.end_block();
        let open = self.opened();
        let between = line.text[name.end..level.start].trim();
        let shows = line.text[level.clone()].contains(char::is_alphabetic);
        let whole = match shows {
            true => name.start..level.end,
            false => name.clone(),
        };
        if !shows {
            // The width of a bar is no level.
            let bar = line.place(name.end..level.end);
            self.maker.account.set_aside(bar, Reason::Joint);
        }
        let Some(mut tag) = self.maker.tag(line, whole, Target::Skill) else {
            return;
        };
        if shows && between.is_empty() {
            let (name, level) = (line.text[name].trim(), line.text[level].trim());
            tag = Tag::new(format!("{name} ({level})"), tag.span);
        }
        if self.known.insert((open, fold(tag.as_str()))) {
            self.done[open].items.push(tag);
        }
    }

    /// Puts a level to the skill above it; false where there is none.
    fn level_below(&mut self, line: &Line) -> bool {
        let Some(skill) = self.open.and_then(|open| self.done[open].items.last_mut()) else {
            return false;
        };
        let level = line.text.trim();
        *skill = Tag::new(format!("{} ({level})", skill.as_str()), skill.span.clone());
        let whole = line.place(0..line.text.len());
        self.maker.account.claim(Target::Skill, level, whole);
        true
    }

    /// The group to which skills belong now; one without a name where no title stands above.
    fn opened(&mut self) -> usize {
        let last = self.done.len().checked_sub(1);
        let bare = last.filter(|last| self.done[*last].name.is_none());
        let open = self.open.or(bare).unwrap_or_else(|| {
            self.done.push(Group::default());
            self.done.len() - 1
        });
        self.open = Some(open);
        open
    }

    /// Behind a list of an item, skills belong to what the item belongs to.
    fn leave_items(&mut self, depth: u8) {
        let mut left = false;
        while let Some(last) = self.titles.last() {
            if self.done[*last].outer.is_none_or(|outer| outer < depth) {
                break;
            }
            self.titles.pop();
            left = true;
        }
        if left {
            self.end_block();
        }
    }

    /// True for a heading, term, bold line or label that has its skills below it.
    fn is_group_title(&self, k: usize) -> bool {
        const LONGEST_BOLD_ITEM: usize = 25;
        let line = &self.lines[k];
        let next = self.lines.get(k + 1);
        if line.heading > 0 || line.tag == "dt" || line.is_label_alone() {
            return true;
        }
        let has_list = line.text.contains([',', ';']);
        let is_short = line.text.split_whitespace().count() <= MOST_LABEL_WORDS;
        let is_above = |next: &Rc<Line>| next.depth > line.depth && next.opens.item > 0;
        let may_be_long = line.depth > 0;
        if (is_short || may_be_long) && !has_list && next.is_some_and(is_above) {
            return true;
        }
        if self.alternates(k) {
            return true;
        }
        // A row of tags that all have one class is what stands below a title.
        if let Some(mark) = line.mark().filter(|_| !is_row(line)) {
            let alike = self.lines.iter().filter(|other| other.mark() == Some(mark));
            let changes = next.is_some_and(|next| next.mark() != Some(mark));
            if alike.count() * 2 <= self.lines.len() && line.depth == 0 && !has_list && changes {
                return true;
            }
        }
        let among_items = line.depth > 0
            && next.is_some_and(|next| next.depth == line.depth)
            && line.text.chars().count() < LONGEST_BOLD_ITEM;
        line.is_bold() && !has_list && !among_items
    }

    /// True for a few words whose class always stands above others of another class: above a list,
    /// or somewhere above several.
    fn alternates(&self, k: usize) -> bool {
        /// Once is no habit.
        const FEWEST: usize = 2;
        let line = &self.lines[k];
        let class = |at: usize| self.lines.get(at).map(|line| &line.class);
        let heads = |at: usize| {
            let (one, Some(next)) = (&self.lines[at], self.lines.get(at + 1)) else {
                return false;
            };
            one.depth == 0
                && one.text.split_whitespace().count() <= MOST_LABEL_WORDS
                && !is_one_class(&one.class, &next.class)
                && !next.class.is_empty()
        };
        let has_list = line.text.contains([',', ';', '、', '，']);
        if line.class.is_empty() || has_list || !heads(k) {
            return false;
        }
        let mut alike = (0..self.lines.len()).filter(|at| self.lines[*at].class == line.class);
        let count = alike.clone().count();
        let lists = |at: usize| {
            let next = &self.lines[at + 1];
            items(&next.text).len() > 1 || class(at + 2) == Some(&next.class)
        };
        count >= FEWEST && alike.clone().all(heads) && alike.any(lists)
    }

    /// Opens the group of a title.
    fn title(&mut self, k: usize, at: Range<usize>) {
        let line = Rc::clone(&self.lines[k]);
        let text = line.text[at.clone()].trim_end_matches([':', '：', ' ']);
        let at = at.start..at.start + text.len();
        let has_list = |next: &Rc<Line>| next.depth > line.depth && next.opens.item > 0;
        let is_outer = line.depth > 0 && self.lines.get(k + 1).is_some_and(has_list);
        let rank = match line.heading {
            0 => FIRST_BELOW_HEADINGS + 2 * line.depth,
            level => level,
        };
        let outer = is_outer.then_some(line.depth);
        let group = self.add(&line, at, rank, outer);
        self.titles.push(group);
        self.block = None;
    }

    /// Opens a group whose name and skills stand on one line.
    fn group(&mut self, line: &Line, name: Range<usize>, list: Range<usize>) {
        let rank = FIRST_BELOW_HEADINGS + 2 * line.depth + 1;
        let group = self.add(line, name, rank, None);
        let items = self.items(line, list, group);
        self.done[group].items.extend(items);
        self.block = line.chain.last().copied();
        if self.block.is_none() {
            self.end_block();
        }
    }

    /// Adds a group below the titles that stand over it.
    fn add(&mut self, line: &Line, at: Range<usize>, rank: u8, outer: Option<u8>) -> usize {
        let done = &self.done;
        while self
            .titles
            .pop_if(|last| done[*last].rank >= rank)
            .is_some()
        {}
        let over = self.titles.last().copied();
        let over = over.filter(|over| self.done[*over].items.is_empty());
        if let Some(over) = over {
            self.done[over].is_over = true;
        }
        let name = self.maker.title(line, at.clone());
        self.done.push(Group {
            name,
            place: Some(line.place(at)),
            over,
            rank,
            outer,
            ..Group::default()
        });
        let group = self.done.len() - 1;
        self.open = Some(group);
        group
    }

    /// What follows belongs to no label, but to the title above it.
    fn end_block(&mut self) {
        self.block = None;
        self.open = self.titles.last().copied();
    }

    fn items(&mut self, line: &Line, at: Range<usize>, group: usize) -> Vec<Tag> {
        let is_inside = |run: &&Run| at.start <= run.at.start && run.at.end <= at.end;
        let seen: Vec<_> = line.seen().filter(is_inside).collect();
        let is_row = is_row(line) || line.is_code() && seen.len() > 1;
        let is_whole = self.whole.contains(&line.index)
            || !lists::is_list(self.maker.lexicon, &line.text[at.clone()]);
        let lists: Vec<Range<usize>> = if is_row {
            seen.iter().map(|run| run.at.clone()).collect()
        } else if is_whole {
            return self
                .maker
                .tag(line, at, Target::Skill)
                .into_iter()
                .collect();
        } else {
            vec![at]
        };
        let mut tags = Vec::new();
        for list in lists {
            let members = items(&line.text[list.clone()]);
            for (n, item) in members.iter().enumerate() {
                let mut item = list.start + item.start..list.start + item.end;
                if n > 0 && n + 1 == members.len() {
                    let member =
                        lists::without_joiner(self.maker.lexicon, &line.text, item.clone());
                    if member.start > item.start {
                        let joiner = line.place(item.start..member.start);
                        self.maker.account.set_aside(joiner, Reason::Joint);
                    }
                    item = member;
                }
                if is_share(&line.text[item.clone()]) {
                    // The width of a bar is no skill.
                    self.maker
                        .account
                        .set_aside(line.place(item), Reason::Joint);
                    continue;
                }
                if self.known.insert((group, fold(&line.text[item.clone()]))) {
                    tags.extend(self.maker.tag(line, item, Target::Skill));
                } else {
                    let place = line.place(item);
                    self.maker.account.set_aside(place, Reason::Repeated);
                }
            }
        }
        tags
    }

    fn finish(mut self) -> Vec<SkillGroup> {
        let is_bare =
            |group: &&Group| group.items.is_empty() && group.name.is_some() && !group.is_over;
        let empty = self.done.iter().filter(is_bare).count();
        let all = self.done.iter().filter(|group| !group.is_over).count();
        // Titles without anything below are skills themselves.
        let are_skills = empty > 1 || empty == all;
        let mut bare = Vec::new();
        let mut out = Vec::new();
        let names = self.names();
        for (group, name) in self.done.iter_mut().zip(names) {
            let Some(title) = name else {
                out.push((None, std::mem::take(&mut group.items)));
                continue;
            };
            if let Some(place) = group.place.clone() {
                let account = &mut self.maker.account;
                account.claim(Target::SkillGroup, title.value.as_str(), place);
            }
            if group.items.is_empty() && are_skills {
                bare.push(Tag::new(title.value, title.span));
            } else {
                out.push((Some(title), std::mem::take(&mut group.items)));
            }
        }
        out.push((None, bare));
        let mut groups: Vec<SkillGroup> = out
            .into_iter()
            .map(|(name, items)| SkillGroup { name, items })
            .collect();
        for group in &mut groups {
            let mut seen = HashSet::new();
            group.items.retain(|item| seen.insert(fold(item.as_str())));
        }
        groups.retain(|group| !group.items.is_empty());
        groups
    }

    /// The names under which the groups are kept: one that stands below several titles ("Front end",
    /// "Back end") is named with each, and any other by itself. Titles over others are told where
    /// they say more than that skills follow.
    fn names(&mut self) -> Vec<Option<Text>> {
        let key = |group: &Group| group.name.as_ref().map(|name| fold(&name.value));
        let mut names = Vec::new();
        let mut kept = HashSet::new();
        for group in &self.done {
            let is_elsewhere =
                |other: &&Group| other.over != group.over && key(other) == key(group);
            let over = group
                .over
                .filter(|_| self.done.iter().any(|other| is_elsewhere(&other)));
            let title = over.and_then(|over| self.done[over].name.clone());
            kept.extend(over.filter(|_| title.is_some()));
            names.push(match (title, group.name.clone()) {
                (Some(title), Some(name)) => Some(Text::new(
                    format!("{} – {}", title.value, name.value),
                    name.span,
                )),
                (None | Some(_), name) => name,
            });
        }
        for (k, group) in self.done.iter_mut().enumerate() {
            if !group.is_over || !group.items.is_empty() {
                continue;
            }
            let (name, place) = (names[k].take(), group.place.take());
            let (Some(name), Some(place)) = (name, place) else {
                continue;
            };
            if kept.contains(&k) {
                let account = &mut self.maker.account;
                account.claim(Target::SkillGroup, name.value.as_str(), place);
                continue;
            }
            self.maker.account.set_aside(place, Reason::Label);
            if topic(self.maker.lexicon, &name.value).0 != Some(Kind::Section(SectionKind::Skills))
            {
                let what = format!(
                    "`{}` stands over groups of skills and is left out",
                    name.value
                );
                self.maker.told.push(Diagnostic::note(what).at(name.span));
            }
        }
        names
    }
}

/// True for classes of one meaning, of which one may set more distance: "name", "name mt-4".
fn is_one_class(one: &str, other: &str) -> bool {
    // "mt-4", "space-y-2", "last".
    let is_meant = |word: &&str| !word.ends_with(|c: char| c.is_ascii_digit());
    let has_all = |one: &str, other: &str| {
        let mut words = one.split_whitespace().filter(is_meant);
        words.all(|word| other.split_whitespace().any(|other| other == word))
    };
    one == other || !one.is_empty() && has_all(one, other) && has_all(other, one)
}

/// True for elements side by side and nothing else.
fn is_row(line: &Line) -> bool {
    let mut seen = line.seen().skip(1).peekable();
    seen.peek().is_some() && seen.all(|run| run.gap == Gap::Part)
}

/// Names and lists by turns on one row, each told by its class.
fn row_of_groups(line: &Line) -> Option<Vec<Named>> {
    /// Fewer elements are one group.
    const FEWEST: usize = 4;
    let seen: Vec<_> = line.seen().collect();
    let (first, second) = (seen.first()?.mark.as_ref()?, seen.get(1)?.mark.as_ref()?);
    let by_turns = first != second
        && seen.len() >= FEWEST
        && seen.len() % 2 == 0
        && seen.chunks_exact(2).all(|pair| {
            pair[0].mark.as_ref() == Some(first) && pair[1].mark.as_ref() == Some(second)
        });
    let pairs: Vec<Named> = seen
        .chunks_exact(2)
        .map(|pair| (pair[0].at.clone(), pair[1].at.clone()))
        .collect();
    let lists = pairs
        .iter()
        .filter(|(_, list)| items(&line.text[list.clone()]).len() > 1);
    (by_turns && is_row(line) && lists.count() * 2 > pairs.len()).then_some(pairs)
}

/// True for a number alone, or a share: "90%", "4/5".
fn is_share(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
}

/// Lines side by side that are written alike.
pub(super) fn is_alike(one: &Rc<Line>, other: &Rc<Line>) -> bool {
    let is_title = one.heading > 0 || one.is_label_alone() || one.opens.row;
    !is_title
        && one.heading == other.heading
        && one.depth == other.depth
        && one.chain.len() == other.chain.len()
}

/// The numbers of lines that stay whole: items side by side of which most tell something, with or
/// without a name before it.
fn whole(
    lexicon: &Lexicon,
    lines: &[Rc<Line>],
    named: &HashMap<usize, (Range<usize>, Range<usize>)>,
) -> HashSet<usize> {
    let name = |line: &Line| named.get(&line.index);
    let text = |line: &Line| match name(line) {
        Some((_, list)) => list.clone(),
        None => bullet_end(line)..line.text.len(),
    };
    let is_one = |one: &Rc<Line>, other: &Rc<Line>| {
        is_alike(one, other) && name(one).is_some() == name(other).is_some()
    };
    let mut out = told_below(lines);
    for alike in lines.chunk_by(is_one) {
        let tells = |line: &&Rc<Line>| {
            let text = &line.text[text(line)];
            let is_list = name(line).is_some() && lists::is_list(lexicon, text);
            lists::tells(text) && !is_list
        };
        if alike.len() > 1 && alike.iter().filter(tells).count() * 2 > alike.len() {
            out.extend(alike.iter().map(|line| line.index));
        }
    }
    out
}

/// The numbers of the lines that stand alone below headings, where most of them are sentences.
fn told_below(lines: &[Rc<Line>]) -> HashSet<usize> {
    /// Words of a sentence, at least.
    const FEWEST: usize = 5;
    let parts = |line: &Rc<Line>| line.heading > 0 || !line.text.contains(char::is_alphabetic);
    let is_title = |at: usize| lines.get(at).is_none_or(parts);
    let is_alone = |at: &usize| *at > 0 && !is_title(*at) && is_title(at - 1) && is_title(at + 1);
    let alone: Vec<&Rc<Line>> = (0..lines.len())
        .filter(is_alone)
        .map(|at| &lines[at])
        .collect();
    let tells = |line: &&&Rc<Line>| {
        line.text.ends_with(['.', '!', '。'])
            && line.text.split_whitespace().count() >= FEWEST
            && line.notes.label.is_none()
    };
    let told = alone.iter().filter(tells).count();
    match told > 1 && told * 2 > alone.len() {
        true => alone.iter().map(|line| line.index).collect(),
        false => HashSet::new(),
    }
}

/// Where a group's name stands in a line, and where its list.
pub(super) type Named = (Range<usize>, Range<usize>);

/// The lines on which a group's name stands before its list. A dash parts the two only where most of
/// the lines beside it have one.
fn named(lines: &[Rc<Line>]) -> HashMap<usize, Named> {
    let mut out = HashMap::new();
    for alike in lines.chunk_by(is_alike) {
        let dashes: Vec<_> = alike.iter().map(|line| by_dash(line)).collect();
        let is_list = |(line, dash): &(&Rc<Line>, &Option<Named>)| {
            let list = dash.as_ref().map(|(_, list)| &line.text[list.clone()]);
            list.is_some_and(|list| list.contains([',', ';']))
        };
        let lists = alike.iter().zip(&dashes).filter(is_list).count();
        let by_dashes = lists > 0 && dashes.iter().flatten().count() * 2 >= alike.len();
        for (line, dash) in alike.iter().zip(&dashes) {
            let is_one = lists > 1 || is_list(&(line, dash));
            let dash = dash.clone().filter(|_| by_dashes && is_one);
            if let Some(named) = named_list(line, bullet_end(line)).or(dash) {
                out.insert(line.index, named);
            }
        }
    }
    out
}

/// Where the words begin behind a typed bullet.
fn bullet_end(line: &Line) -> usize {
    let typed = line.text.starts_with(['•', '-', '–', '*', '▪']);
    match line.text.find(' ').filter(|_| typed) {
        Some(blank) if line.text[..blank].chars().count() == 1 => blank + 1,
        _ => 0,
    }
}

/// A group's name and its list on one line: "Languages: Rust, Go", "**Tools** Git, Make", or two
/// cells.
fn named_list(line: &Line, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    if let Some(label) = line
        .notes
        .label
        .as_ref()
        .filter(|label| !label.value.is_empty())
        && line.text[label.at.clone()].split_whitespace().count() <= MOST_LABEL_WORDS
        && label.at.start >= start
        && (!is_row(line) || line.seen().count() == 2 || is_written(line, label))
    {
        return Some((label.at.clone(), label.value.clone()));
    }
    let seen: Vec<_> = line.seen().collect();
    if let [first, second] = seen.as_slice()
        && line.opens.row
        && items(&line.text[second.at.clone()]).len() > 1
    {
        return Some((first.at.clone(), second.at.clone()));
    }
    // "**Loom** (wood, iron), **Card**" are skills that stand out, with what is said of them.
    if let [first, second, others @ ..] = seen.as_slice()
        && first.emphasis.strong
        && !second.emphasis.strong
        && !line.text[first.at.end..]
            .trim_start()
            .starts_with(['(', '（', ',', ';'])
        && !others.iter().any(|other| other.emphasis.strong)
    {
        // "**Loom** - at home in it"
        let rest = &line.text[second.at.start..];
        let start = line.text.len() - rest.trim_start_matches([' ', '-', '–', '—', ':']).len();
        return Some((first.at.clone(), start..line.text.len()));
    }
    None
}

/// True for a label with its colon; without one, the first of several parts may be one of them.
fn is_written(line: &Line, label: &Label) -> bool {
    line.text[label.at.end..label.value.start].contains([':', '：'])
}

/// A few words before a spaced dash, and what stands behind it.
fn by_dash(line: &Line) -> Option<(Range<usize>, Range<usize>)> {
    let start = bullet_end(line);
    let text = &line.text[start..];
    let (at, sign) = [" – ", " — ", " - ", " -- "]
        .iter()
        .filter_map(|sign| Some((text.find(sign)?, sign)))
        .min_by_key(|(at, _)| *at)?;
    let name = &text[..at];
    let is_name = (2..=40).contains(&name.chars().count()) && !name.contains([',', ';']);
    // "SQL Server 2005 - 2012"
    let is_span = name.ends_with(|c: char| c.is_ascii_digit())
        && text[at + sign.len()..].starts_with(|c: char| c.is_ascii_digit());
    (is_name && !is_span).then(|| (start..start + at, start + at + sign.len()..line.text.len()))
}
