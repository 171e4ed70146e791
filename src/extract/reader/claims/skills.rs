//! Skills: groups by heading, label, term or row; items by commas and their likes.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::items;
use super::super::{Gap, Line};
use super::account::{Reason, Target};
use super::lists;
use super::value::Maker;
use crate::extract::fold::fold;
use crate::read::Id;
use crate::resume::{SkillGroup, Tag, Text};

/// A longer label is a sentence's beginning, in words.
const MOST_LABEL_WORDS: usize = 5;

/// Reads a section of skills.
pub(crate) fn read(maker: &mut Maker<'_>, lines: &[Rc<Line>]) -> Vec<SkillGroup> {
    let whole = whole(lines);
    let mut groups = Groups {
        maker,
        lines,
        whole,
        done: Vec::new(),
        outer: None,
        block: None,
        level: 0,
        over: None,
        known: HashSet::new(),
    };
    for k in 0..lines.len() {
        groups.line(k);
    }
    groups.finish()
}

struct Groups<'m, 'p, 'l> {
    maker: &'m mut Maker<'p>,
    lines: &'l [Rc<Line>],
    /// The numbers of lines of which no comma parts anything.
    whole: HashSet<usize>,
    done: Vec<SkillGroup>,
    /// The depth of the item that names the open group.
    outer: Option<u8>,
    /// The block in which the open group's name and first skills stand on one line: what follows in
    /// it belongs to them.
    block: Option<Id>,
    /// The heading level of the last group's title.
    level: u8,
    /// A title over titles, with its level: the groups below it are named by both.
    over: Option<(Text, u8)>,
    /// The skills of the open group, folded.
    known: HashSet<String>,
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
        let whole = start..line.text.len();
        if self.is_group_title(k) {
            return self.open(line, whole);
        }
        if let Some((name, list)) = named_list(line, start) {
            let between = line.place(name.end..list.start);
            self.maker.account.set_aside(between, Reason::Joint);
            return self.group(line, name, list);
        }
        if self.is_outer_item(k) {
            self.reopen_last();
        }
        let is_of_block = line.opens.item == 0 && line.chain.last().copied() == self.block;
        if self.block.is_some() && !is_of_block {
            self.end_block();
        }
        let tags = self.items(line, whole);
        if self.outer.is_some_and(|outer| line.depth <= outer) {
            // Back at the level of the group's name.
            self.known.clear();
            self.outer = None;
            self.done.push(SkillGroup {
                name: None,
                items: Vec::new(),
            });
        }
        match self.done.last_mut() {
            Some(open) => open.items.extend(tags),
            None => self.done.push(SkillGroup {
                name: None,
                items: tags,
            }),
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
        let is_above = |next: &Rc<Line>| next.depth > 0 && next.opens.item > 0;
        if line.depth == 0 && is_short && !has_list && next.is_some_and(is_above) {
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
                && one.class != next.class
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

    /// True for an item below the last one, which then names a group.
    fn is_outer_item(&self, k: usize) -> bool {
        let Some(before) = k.checked_sub(1).map(|before| &self.lines[before]) else {
            return false;
        };
        let line = &self.lines[k];
        line.depth >= 2 && before.depth == 1 && !before.text.contains([',', ';'])
    }

    /// The last item was the name of the group that begins here.
    fn reopen_last(&mut self) {
        let Some(last) = self.done.last_mut() else {
            return;
        };
        if let Some(name) = last.items.pop() {
            let name = Text::new(name.as_str().to_owned(), name.span.clone());
            if last.items.is_empty() && last.name.is_none() {
                self.done.pop();
            }
            self.outer = Some(1);
            self.done.push(SkillGroup {
                name: Some(name),
                items: Vec::new(),
            });
        }
    }

    fn open(&mut self, line: &Line, at: Range<usize>) {
        self.known.clear();
        self.block = None;
        let text = line.text[at.clone()].trim_end_matches([':', '：', ' ']);
        let at = at.start..at.start + text.len();
        let name = self.maker.text(line, at, Target::SkillGroup);
        let name = self.below(name, line.heading);
        self.level = line.heading;
        self.done.push(SkillGroup {
            name,
            items: Vec::new(),
        });
    }

    /// The name of a group with the title above it: a heading that has no skills of its own is one
    /// over the titles below it.
    fn below(&mut self, name: Option<Text>, level: u8) -> Option<Text> {
        let is_deeper = |other: u8| other > 0 && (level == 0 || level > other);
        if self.over.as_ref().is_some_and(|over| !is_deeper(over.1)) {
            self.over = None;
        }
        let empty = self.done.last().filter(|last| last.items.is_empty());
        if is_deeper(self.level)
            && let Some(title) = empty.and_then(|last| last.name.clone())
        {
            self.done.pop();
            self.over = Some((title, self.level));
        }
        let name = name?;
        match &self.over {
            Some((over, _)) => Some(Text::new(
                format!("{} – {}", over.value, name.value),
                name.span,
            )),
            None => Some(name),
        }
    }

    fn group(&mut self, line: &Line, name: Range<usize>, list: Range<usize>) {
        self.known.clear();
        let name = self.maker.text(line, name, Target::SkillGroup);
        let name = self.below(name, 0);
        let items = self.items(line, list);
        self.done.push(SkillGroup { name, items });
        self.block = line.chain.last().copied();
        if self.block.is_none() {
            self.end_block();
        }
    }

    /// What follows belongs to no label, but to the title above it.
    fn end_block(&mut self) {
        self.block = None;
        self.done.push(SkillGroup {
            name: self.over.as_ref().map(|(title, _)| title.clone()),
            items: Vec::new(),
        });
    }

    fn items(&mut self, line: &Line, at: Range<usize>) -> Vec<Tag> {
        let seen: Vec<_> = line.seen().filter(|run| run.at.start >= at.start).collect();
        let is_row = is_row(line);
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
                if self.known.insert(fold(&line.text[item.clone()])) {
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
        let empty = self
            .done
            .iter()
            .filter(|group| group.items.is_empty() && group.name.is_some())
            .count();
        // Titles without anything below are skills themselves.
        if empty > 1 || empty == self.done.len() {
            let mut bare = SkillGroup {
                name: None,
                items: Vec::new(),
            };
            for group in &mut self.done {
                if group.items.is_empty()
                    && let Some(name) = group.name.take()
                {
                    bare.items.push(Tag::new(name.value, name.span));
                }
            }
            self.done.push(bare);
        }
        for group in &mut self.done {
            let mut seen = HashSet::new();
            group.items.retain(|item| seen.insert(fold(item.as_str())));
        }
        self.done.retain(|group| !group.items.is_empty());
        self.done
    }
}

/// True for elements side by side and nothing else.
fn is_row(line: &Line) -> bool {
    let mut seen = line.seen().skip(1).peekable();
    seen.peek().is_some() && seen.all(|run| run.gap == Gap::Part)
}

/// True for a number alone, or a share: "90%", "4/5".
fn is_share(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
}

/// The numbers of lines that stay whole: items side by side of which most tell something.
fn whole(lines: &[Rc<Line>]) -> HashSet<usize> {
    let text = |line: &Line| {
        let start = bullet_end(line);
        match named_list(line, start) {
            Some((_, list)) => (true, list),
            None => (false, start..line.text.len()),
        }
    };
    let is_alike = |one: &Rc<Line>, other: &Rc<Line>| {
        let is_title = one.heading > 0 || one.is_label_alone() || one.opens.row;
        !is_title
            && one.heading == other.heading
            && one.depth == other.depth
            && one.chain.len() == other.chain.len()
            && text(one).0 == text(other).0
    };
    let mut out = HashSet::new();
    for alike in lines.chunk_by(is_alike) {
        let tells = |line: &&Rc<Line>| lists::tells(&line.text[text(line).1]);
        if alike.len() > 1 && alike.iter().filter(tells).count() * 2 > alike.len() {
            out.extend(alike.iter().map(|line| line.index));
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

/// A group's name and its list on one line: "Languages: Rust, Go", "**Tools** Git, Make",
/// "Tools – Git, Make", or two cells.
fn named_list(line: &Line, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    if let Some(label) = line
        .notes
        .label
        .as_ref()
        .filter(|label| !label.value.is_empty())
        && line.text[label.at.clone()].split_whitespace().count() <= MOST_LABEL_WORDS
        && label.at.start >= start
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
    if let [first, second, ..] = seen.as_slice()
        && first.emphasis.strong
        && !second.emphasis.strong
    {
        return Some((first.at.clone(), second.at.start..line.text.len()));
    }
    let text = &line.text[start..];
    let (at, sign) = [" – ", " — ", " - "]
        .iter()
        .filter_map(|sign| Some((text.find(sign)?, sign)))
        .min_by_key(|(at, _)| *at)?;
    let (name, list) = (&text[..at], &text[at + sign.len()..]);
    let is_name = (2..=40).contains(&name.chars().count()) && !name.contains([',', ';']);
    let is_list = list.contains([',', ';']);
    (is_name && is_list).then(|| {
        let list_at = start + at + sign.len();
        (start..start + at, list_at..line.text.len())
    })
}
