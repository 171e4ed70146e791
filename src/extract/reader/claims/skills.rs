//! Skills: groups by heading, label, term or row; items by commas and their likes.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::items;
use super::super::{Gap, Line};
use super::account::{Reason, Target};
use super::value::Maker;
use crate::extract::fold::fold;
use crate::resume::{SkillGroup, Tag};

/// A longer label is a sentence's beginning, in words.
const MOST_LABEL_WORDS: usize = 5;

/// Reads a section of skills.
pub(crate) fn read(maker: &mut Maker<'_>, lines: &[Rc<Line>]) -> Vec<SkillGroup> {
    let mut groups = Groups {
        maker,
        lines,
        done: Vec::new(),
        outer: None,
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
    done: Vec<SkillGroup>,
    /// The depth of the item that names the open group.
    outer: Option<u8>,
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
        if let Some(mark) = line.mark() {
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
            let name = crate::resume::Text::new(name.as_str().to_owned(), name.span.clone());
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
        let text = line.text[at.clone()].trim_end_matches([':', '：', ' ']);
        let at = at.start..at.start + text.len();
        let name = self.maker.text(line, at, Target::SkillGroup);
        self.done.push(SkillGroup {
            name,
            items: Vec::new(),
        });
    }

    fn group(&mut self, line: &Line, name: Range<usize>, list: Range<usize>) {
        self.known.clear();
        let name = self.maker.text(line, name, Target::SkillGroup);
        let items = self.items(line, list);
        self.done.push(SkillGroup { name, items });
        // What follows belongs to no label.
        self.done.push(SkillGroup {
            name: None,
            items: Vec::new(),
        });
    }

    fn items(&mut self, line: &Line, at: Range<usize>) -> Vec<Tag> {
        let seen: Vec<_> = line.seen().filter(|run| run.at.start >= at.start).collect();
        let is_row = seen.len() > 1 && seen[1..].iter().all(|run| run.gap == Gap::Part);
        let commas = line.text[at.clone()]
            .matches([',', '、', '，', '،', ';', '؛'])
            .count();
        let lists: Vec<Range<usize>> = if is_row {
            seen.iter().map(|run| run.at.clone()).collect()
        } else if line.is_prose() && (commas < 2 || tells(&line.text[at.clone()])) {
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
            for item in items(&line.text[list.clone()]) {
                let item = list.start + item.start..list.start + item.end;
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

/// True for a number alone, or a share: "90%", "4/5".
fn is_share(text: &str) -> bool {
    !text.contains(char::is_alphabetic)
}

/// True for sentences with commas in them: what stands between is too long for a skill.
fn tells(text: &str) -> bool {
    /// Words of a skill, on the average.
    const MOST_WORDS: usize = 4;
    text.split_whitespace().count() > MOST_WORDS * items(text).len()
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
