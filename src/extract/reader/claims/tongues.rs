//! Spoken languages with their levels: "German – B2", "English (fluent)", "Polish, native".

use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::{annotate, trimmed};
use super::super::outline::{Outline, Section, topic};
use super::super::{Gap, Kind, Lexicon, Line};
use super::account::{Reason, Target};
use super::value::Maker;
use super::{lists, running};
use crate::extract::fold::{fold, words};
use crate::resume::{Entry, EntryKind, RichText, SkillGroup, Tag, Text};

/// Spoken languages among skills, "Languages: English (B2), Danish": the part of the line that
/// names them, or the whole of "English: B2". Those of machines are skills. `None` where not every
/// item is one.
pub(crate) fn among_skills(lexicon: &Lexicon, line: &Line) -> Option<Line> {
    let Some(label) = line.notes.label.as_ref() else {
        return is_levelled(lexicon, &line.text).then(|| line.clone());
    };
    let named = words(&line.text[label.at.clone()]);
    let is_named = named.len() == 1 && lexicon.is_spoken(&named[0]);
    if is_named && lexicon.has_level(&line.text[label.value.clone()]) {
        return Some(line.clone());
    }
    let value = label.value.clone();
    let bits = bits(&line.text[value.clone()]);
    let is_tongue = |bit: &Range<usize>| {
        let text = &line.text[value.start + bit.start..value.start + bit.end];
        let first = words(text);
        first.first().is_some_and(|word| lexicon.is_spoken(word)) || lexicon.has_level(text)
    };
    let names_one = bits.first().is_some_and(|first| {
        let text = &line.text[value.start + first.start..value.start + first.end];
        words(text)
            .first()
            .is_some_and(|word| lexicon.is_spoken(word))
    });
    if !names_one || !bits.iter().all(is_tongue) {
        return None;
    }
    let mut own = line.slice(value);
    annotate(lexicon, &mut own);
    Some(own)
}

/// True for one language and how well it is spoken, and nothing else: "English (fluent)".
fn is_levelled(lexicon: &Lexicon, text: &str) -> bool {
    let Some((name, level)) = text.split_once([' ', '(', '（', ':', '：', '-', '–']) else {
        return false;
    };
    is_listed(text)
        && lexicon.is_spoken(&fold(name))
        && words(level)
            .first()
            .is_some_and(|_| lexicon.has_level(level))
        && !words(level).iter().any(|word| lexicon.is_spoken(word))
}

/// True for a named group of skills that are all spoken languages, with or without their levels.
pub(crate) fn are(lexicon: &Lexicon, group: &SkillGroup) -> bool {
    let Some(name) = &group.name else {
        return false;
    };
    let is_titled = topic(lexicon, &name.value).0 == Some(Kind::LANGUAGES);
    let is_tongue = |item: &Tag| {
        let first = words(item.as_str()).into_iter().next();
        first.is_some_and(|word| lexicon.is_spoken(&word))
    };
    // What stands behind a language below such a title says how well it is spoken.
    let count = group.items.iter().filter(|item| is_tongue(item)).count();
    let are_all = count == group.items.len()
        || is_titled
            && group.items.first().is_some_and(is_tongue)
            && count * 2 >= group.items.len();
    count > 0 && are_all
}

/// Languages that were read as skills, each with the level behind it or in brackets.
pub(crate) fn of_skills(lexicon: &Lexicon, items: &[Tag]) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for item in items {
        let first = words(item.as_str()).into_iter().next();
        let is_tongue = first.is_some_and(|word| lexicon.is_spoken(&word));
        match out.last_mut() {
            Some(last) if !is_tongue && last.summary.is_none() => {
                let text = item.as_str().to_owned();
                last.summary = Some(RichText::plain(text, item.span.clone()));
            }
            _ => out.push(of_skill(lexicon, item)),
        }
    }
    out
}

/// A language that was read as a skill, with its level in brackets or behind it.
fn of_skill(lexicon: &Lexicon, item: &Tag) -> Entry {
    let mut entry = Entry::new(EntryKind::Language, item.span.clone());
    let text = item.as_str();
    let (name, level) = match text.split_once(['(', '（']) {
        Some((name, level)) => (name.trim(), Some(level.trim_end_matches([')', '）', ' ']))),
        // "English C1"
        None => match text.split_once(' ') {
            Some((name, level)) if lexicon.is_spoken(&fold(name)) && lexicon.has_level(level) => (
                name,
                Some(level.trim_matches([' ', '-', '–', '—', ':', '.'])),
            ),
            Some(_) | None => (text, None),
        },
    };
    entry.title = Some(Text::new(name.to_owned(), item.span.clone()));
    let level = level.filter(|level| !level.is_empty());
    entry.summary = level.map(|level| RichText::plain(level.to_owned(), item.span.clone()));
    entry
}

/// Takes the lines that tell spoken languages below a label of theirs out of what tells of the person,
/// where no section does: "Languages: English (B2), Danish".
pub(crate) fn taken(lexicon: &Lexicon, outline: &mut Outline) -> Vec<Rc<Line>> {
    let tells = |part: &Section| part.kind == Some(Kind::LANGUAGES);
    if outline.sections.iter().any(tells) {
        return Vec::new();
    }
    let may_tell = |part: &&mut Section| {
        matches!(
            part.kind,
            None | Some(Kind::Contact | Kind::Personal | Kind::OTHER | Kind::CERTIFICATIONS)
        )
    };
    let parts = outline.sections.iter_mut().filter(may_tell);
    let mut out = Vec::new();
    for lines in std::iter::once(&mut outline.head).chain(parts.map(|part| &mut part.lines)) {
        let mut k = 0;
        while k < lines.len() {
            let count = labelled(lexicon, &lines[k..]);
            out.extend(lines.drain(k..k + count));
            k += 1;
        }
    }
    out
}

/// How many lines from the first are a label of languages with what it announces; 0 for none.
fn labelled(lexicon: &Lexicon, lines: &[Rc<Line>]) -> usize {
    let begins = |text: &str| {
        let first = words(text).into_iter().next();
        is_listed(text) && first.is_some_and(|word| lexicon.is_spoken(&word))
    };
    let Some((line, below)) = lines.split_first() else {
        return 0;
    };
    let label = line.notes.label.as_ref();
    let (name, value) = match label {
        Some(label) => (label.at.clone(), label.value.clone()),
        None => (0..line.text.len(), line.text.len()..line.text.len()),
    };
    let (kind, sure) = topic(lexicon, &line.text[name]);
    if line.heading > 0 || kind != Some(Kind::LANGUAGES) || sure < SURE {
        return 0;
    }
    let goes_on =
        |line: &&Rc<Line>| line.heading == 0 && line.notes.label.is_none() && begins(&line.text);
    let more = below.iter().take_while(goes_on).count();
    match value.is_empty() {
        true if more > 0 => 1 + more,
        false if begins(&line.text[value]) => 1 + more,
        true | false => 0,
    }
}

/// True for a text that is no sentence.
fn is_listed(text: &str) -> bool {
    /// Words of a language with its level, at most.
    const MOST_WORDS: usize = 6;
    let bits = bits(text);
    let is_brief = |at: &Range<usize>| text[at.clone()].split_whitespace().count() <= MOST_WORDS;
    !bits.is_empty() && bits.iter().all(is_brief)
}

/// Reads a section of languages.
pub(crate) fn read(maker: &mut Maker<'_>, lines: &[Rc<Line>]) -> Vec<Entry> {
    let mut tongues = Tongues {
        maker,
        entries: Vec::new(),
        waits: false,
        over: None,
        is_one_each: false,
    };
    let begin = lines
        .iter()
        .filter(|line| tongues.begins_with_tongue(&line.text));
    tongues.is_one_each = begin.count() > 1;
    for (k, line) in lines.iter().enumerate() {
        if !tongues.level_above(line, lines.get(k + 1)) {
            tongues.line(line);
        }
    }
    tongues.entries
}

struct Tongues<'m, 'p> {
    maker: &'m mut Maker<'p>,
    entries: Vec<Entry>,
    /// The last language has no level yet: the next line may give it.
    waits: bool,
    /// The level that stands as a title over languages.
    over: Option<Text>,
    /// Several lines begin with a language: each tells one, and how well it is spoken.
    is_one_each: bool,
}

impl Tongues<'_, '_> {
    /// Takes a heading over languages, which tells how well they are spoken; false for another line.
    fn level_above(&mut self, line: &Line, next: Option<&Rc<Line>>) -> bool {
        let is_below = |next: &Rc<Line>| next.heading == 0 || next.heading > line.heading;
        let is_above = line.heading > 0
            && is_brief(&line.text)
            && !self.begins_with_tongue(&line.text)
            && topic(self.maker.lexicon, &line.text).0.is_none()
            && next.is_some_and(|next| is_below(next) && self.begins_with_tongue(&next.text));
        if is_above {
            self.over = self.maker.text(line, 0..line.text.len(), Target::Detail);
        }
        is_above
    }

    fn line(&mut self, line: &Line) {
        let text = &line.text;
        let begins = self.begins_with_tongue(text);
        // A further line of the language's own item says how well, in whatever words.
        let goes_on = line.depth > 0 && line.opens.item == 0;
        if self.waits && !begins && (goes_on || self.is_level(text)) {
            self.level(line, 0..text.len());
            self.waits = false;
            return;
        }
        if !begins && self.label(line) {
            return;
        }
        if !begins && (running::tells(self.maker.lexicon, line) || self.tells(line)) {
            self.waits = false;
            return;
        }
        let seen: Vec<_> = line.seen().collect();
        if let [first, second] = seen.as_slice()
            && second.gap == Gap::Part
        {
            let (name, level) = (first.at.clone(), second.at.clone());
            // What is neither a language nor beside a level is something else: "Working mode".
            let is_one = begins || self.is_level(&text[level.clone()]) || is_brief(text);
            if is_one {
                self.add(line, name, Some(level));
            }
            return;
        }
        if self.side_by_side(line) {
            return;
        }
        // A row of a table: what stands in the other cells says how well.
        if let [first, second, ..] = seen.as_slice()
            && begins
            && seen[1..].iter().all(|run| run.gap == Gap::Part)
        {
            let (name, level) = (first.at.clone(), second.at.start..text.len());
            return self.add(line, name, Some(level));
        }
        let bits = self.without_joiners(line, bits(text));
        let Some(first) = bits.first().cloned() else {
            return;
        };
        let spoken = line
            .notes
            .words
            .iter()
            .filter(|(_, word)| self.maker.lexicon.is_spoken(word))
            .count();
        if spoken <= 1
            && bits.len() > 1
            && self.is_level(&text[first.end..])
            && !self.is_level(&text[first.clone()])
        {
            return self.add(line, first, Some(bits[1].start..text.len()));
        }
        // "English, as it is sung": where each line tells one, what follows says how well.
        if spoken == 1 && begins && bits.len() > 1 && self.is_one_each && !line.opens.row {
            return self.add(line, first, Some(bits[1].start..text.len()));
        }
        // "Swedish -- **the basics**, forgotten since": one language and one sign behind it.
        let mut signs = bits
            .windows(2)
            .filter(|pair| has_pair_sign(&text[pair[0].end..pair[1].start]));
        if spoken == 1
            && begins
            && bits.len() > 2
            && signs.next().is_some_and(|pair| pair[0] == first)
            && signs.next().is_none()
        {
            return self.add(line, first, Some(bits[1].start..text.len()));
        }
        let levelled = |bit: &Range<usize>| {
            self.is_level(&text[bit.clone()]) && !text[bit.clone()].contains(['(', '（', '['])
        };
        if bits.len() == 1 || !bits.iter().any(levelled) {
            if let [name, level] = bits.as_slice()
                && has_pair_sign(&text[name.end..level.start])
            {
                return self.add(line, name.clone(), Some(level.clone()));
            }
            for bit in &bits {
                self.one(line, bit.clone());
            }
            self.waits = bits.len() == 1
                && self
                    .entries
                    .last()
                    .is_some_and(|entry| entry.summary.is_none());
            return;
        }
        let mut k = 0;
        while k < bits.len() {
            let name = bits[k].clone();
            let mut end = k + 1;
            while end < bits.len()
                && self.is_level(&text[bits[end].clone()])
                && !self.begins_with_tongue(&text[bits[end].clone()])
            {
                end += 1;
            }
            let levels = (end > k + 1).then(|| bits[k + 1].start..bits[end - 1].end);
            match levels {
                Some(levels) => self.add(line, name, Some(levels)),
                None => self.one(line, name),
            }
            k = end;
        }
    }

    /// The pieces of a line, of which "English and Danish" is two.
    fn without_joiners(&mut self, line: &Line, bits: Vec<Range<usize>>) -> Vec<Range<usize>> {
        let lexicon = self.maker.lexicon;
        let is_spoken = |word: &str| {
            let first = words(word).into_iter().next();
            first.is_some_and(|word| lexicon.is_spoken(&word))
        };
        let mut out = Vec::new();
        for bit in bits {
            let text = &line.text[bit.clone()];
            let joined = || {
                let (first, rest) = text.split_once(' ')?;
                let (joiner, second) = rest.split_once(' ')?;
                let is_pair = lexicon.is_joiner(&joiner.to_lowercase())
                    && is_spoken(first)
                    && is_spoken(second);
                is_pair.then(|| (first.len(), text.len() - second.len()))
            };
            match joined() {
                Some((end, start)) => {
                    let joiner = line.place(bit.start + end..bit.start + start);
                    self.maker.account.set_aside(joiner, Reason::Joint);
                    out.push(bit.start..bit.start + end);
                    out.push(bit.start + start..bit.end);
                }
                None => out.push(bit),
            }
        }
        out
    }

    /// "Languages: English, Danish" in a section that tells languages: what stands behind the label.
    /// False for a line without one.
    fn label(&mut self, line: &Line) -> bool {
        let parts: Vec<_> = line.seen().collect();
        let (label, value) = match (&line.notes.label, parts.as_slice()) {
            (Some(label), _) => (label.at.clone(), label.value.clone()),
            (None, [label, value]) if value.gap == Gap::Part => {
                (label.at.clone(), value.at.clone())
            }
            (None, [label]) => (label.at.clone(), line.text.len()..line.text.len()),
            (None, _) => return false,
        };
        let (kind, sure) = topic(self.maker.lexicon, &line.text[label.clone()]);
        if kind != Some(Kind::LANGUAGES) || sure < SURE {
            return false;
        }
        let joint = label.start..value.start;
        self.maker
            .account
            .set_aside(line.place(joint), Reason::Label);
        if !value.is_empty() {
            let mut own = line.slice(value);
            annotate(self.maker.lexicon, &mut own);
            self.line(&own);
        }
        true
    }

    /// True for running text, and for many names of which none is a language that people speak: what
    /// is no language stays as it is written.
    fn tells(&self, line: &Line) -> bool {
        /// Fewer names may be languages that no list knows.
        const FEWEST: usize = 4;
        let text = &line.text;
        let bits = bits(text);
        let is_known = |bit: &Range<usize>| {
            let words = words(&text[bit.clone()]);
            words.iter().any(|word| self.maker.lexicon.is_spoken(word))
                || self.is_level(&text[bit.clone()])
        };
        let is_list = lists::is_list(self.maker.lexicon, text);
        let knows_none = !bits.iter().any(is_known);
        let is_phrase = bits.len() == 1 && text.split_whitespace().count() >= FEWEST;
        knows_none && (!is_list || is_phrase || bits.len() >= FEWEST)
    }

    /// Reads languages side by side on one line, each with its level; false for anything else.
    fn side_by_side(&mut self, line: &Line) -> bool {
        let mut starts: Vec<usize> = line.seen().map(|run| run.at.start).collect();
        let parted: Vec<usize> = line
            .seen()
            .filter(|run| run.gap == Gap::Part)
            .map(|run| run.at.start)
            .collect();
        starts.truncate(1);
        starts.extend(parted.into_iter().filter(|start| *start > 0));
        starts.dedup();
        let ends = starts.iter().skip(1).copied().chain([line.text.len()]);
        let pieces: Vec<Range<usize>> = starts
            .iter()
            .copied()
            .zip(ends)
            .map(|(a, b)| a..b)
            .collect();
        let begins = |at: &Range<usize>| self.begins_with_tongue(&line.text[at.clone()]);
        if pieces.len() < 2 || !pieces.iter().all(begins) {
            return false;
        }
        for at in pieces {
            let mut own = line.slice(at);
            annotate(self.maker.lexicon, &mut own);
            self.line(&own);
        }
        true
    }

    fn is_level(&self, text: &str) -> bool {
        self.maker.lexicon.has_level(text)
    }

    fn begins_with_tongue(&self, text: &str) -> bool {
        words(text)
            .first()
            .is_some_and(|word| self.maker.lexicon.is_spoken(word))
    }

    /// A piece that holds one language, perhaps with its level in brackets or behind it.
    fn one(&mut self, line: &Line, at: Range<usize>) {
        /// More words are a sentence.
        const MOST_WORDS: usize = 4;
        /// And those of a level that no list knows.
        const MOST_LEVEL: usize = 2;
        let text = &line.text[at.clone()];
        if let Some(open) = text.find(['(', '（', '[']).filter(|open| *open > 0) {
            let sign = text[open..].chars().next().map_or(1, char::len_utf8);
            let close = text[open..]
                .find([')', '）', ']'])
                .map_or(text.len(), |close| open + close);
            let goes_on = text[close..].contains(char::is_alphanumeric);
            let level = match goes_on {
                // "English (C1) since 2019"
                true => at.start + open..at.end,
                false => at.start + open + sign..at.start + close,
            };
            return self.add(line, at.start..at.start + open, Some(level));
        }
        // "Czech language fluent": the level begins at its own word.
        let blanks = text.match_indices(' ').map(|(at, _)| at);
        let begins = |blank: &usize| {
            let next = text[blank + 1..].split(' ').next().unwrap_or_default();
            self.is_level(next)
        };
        let blank = blanks
            .clone()
            .find(begins)
            .or_else(|| blanks.clone().next());
        if let Some(blank) = blank.filter(|blank| *blank > 0) {
            let rest = &text[blank..];
            if text.split_whitespace().count() <= MOST_WORDS && self.is_level(rest) {
                let end = at.start + blank;
                return self.add(line, at.start..end, Some(end..at.end));
            }
            // "Danish rusty", where each line tells one; "Danish language" is its name.
            let is_name = topic(self.maker.lexicon, rest).0 == Some(Kind::LANGUAGES);
            if self.is_one_each
                && at == (0..line.text.len())
                && (1..=MOST_LEVEL).contains(&rest.split_whitespace().count())
                && !is_name
                && self.begins_with_tongue(text)
                && rest.trim_start().starts_with(char::is_lowercase)
            {
                let end = at.start + blank;
                return self.add(line, at.start..end, Some(end..at.end));
            }
        }
        self.add(line, at, None);
    }

    fn add(&mut self, line: &Line, name: Range<usize>, level: Option<Range<usize>>) {
        let span = self.maker.page.span(line.source);
        let mut entry = Entry::new(EntryKind::Language, span);
        let between = level
            .as_ref()
            .map(|level| name.end..level.start.max(name.end));
        entry.title = self.maker.text(line, name, Target::Title);
        if entry.title.is_none() {
            return;
        }
        if let Some(between) = between {
            self.maker
                .account
                .set_aside(line.place(between), Reason::Joint);
        }
        self.entries.push(entry);
        self.waits = false;
        match (level, self.over.clone()) {
            (Some(level), _) => self.level(line, level),
            (None, Some(over)) => {
                if let Some(entry) = self.entries.last_mut() {
                    entry.summary = Some(RichText::plain(over.value, over.span));
                }
            }
            (None, None) => {}
        }
    }

    fn level(&mut self, line: &Line, at: Range<usize>) {
        let text = &line.text[at.clone()];
        let inner = trimmed(text);
        let at = at.start + inner.start..at.start + inner.end;
        let text = self.maker.text(line, at, Target::Detail);
        if let (Some(entry), Some(text)) = (self.entries.last_mut(), text) {
            // The width of a bar is no level.
            if text.value.contains(char::is_alphanumeric) && entry.summary.is_none() {
                entry.summary = Some(RichText::plain(text.value, text.span));
            }
        }
    }
}

/// As sure is a label that announces languages.
const SURE: f32 = 0.9;

/// True for a language that no list knows with its level, at most.
fn is_brief(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    text.split_whitespace().count() <= MOST_WORDS
}

/// Signs between a language and its level.
fn has_pair_sign(text: &str) -> bool {
    text.contains([':', '：', '–', '—']) || text.contains(" - ") || text.contains(" -- ")
}

/// The pieces of a line: cut at commas, bars, dots, colons and spaced dashes, not in brackets.
fn bits(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut depth = 0usize;
    let mut push = |range: Range<usize>| {
        let inner = trimmed(&text[range.clone()]);
        let bit = range.start + inner.start..range.start + inner.end;
        if text[bit.clone()].contains(char::is_alphanumeric) {
            out.push(bit);
        }
    };
    for (at, c) in text.char_indices() {
        let end = match text[at..].starts_with("--") {
            true => at + 2,
            false => at + c.len_utf8(),
        };
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            ',' | ';' | '|' | '·' | '•' | '、' | '/' | ':' | '：' | '，' | '،' | '؛' => {
                push(from..at);
                from = end;
            }
            '–' | '—' | '-' if is_spaced(text, at, end) => {
                push(from..at);
                from = end;
            }
            _ => {}
        }
    }
    push(from..text.len());
    out
}

fn is_spaced(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with(' ') && text[end..].starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_with_its_level_is_told_from_a_skill() {
        let lexicon = super::super::super::lexicon();
        for text in ["English (fluent)", "German C1", "Danish: native"] {
            assert!(is_levelled(lexicon, text), "{text}");
        }
        for text in ["English", "React Native", "English and German (fluent)"] {
            assert!(!is_levelled(lexicon, text), "{text}");
        }
    }

    #[test]
    fn two_hyphens_part_a_language_from_its_level() {
        let text = "Swedish -- the basics, forgotten since";
        let parts: Vec<&str> = bits(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(parts, ["Swedish", "the basics", "forgotten since"]);
        assert!(has_pair_sign(" -- "));
    }
}
