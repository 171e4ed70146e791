//! Which lines of an entry name it, and which tell of it.

use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::{annotate, ending_apart, proseness};
use super::super::segment::{Segment, Segmentations};
use super::super::{Date, Fields, Kind, LabelRole, Lexicon, Line};
use super::listed::Listed;
use super::{citation, figures, lead, running, turns};
use crate::extract::fold::fold;

/// An entry's lines, parted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parted {
    /// The lines that name it; those shared with siblings first.
    pub(crate) head: Vec<Rc<Line>>,
    /// How many of them are shared.
    pub(crate) shared: usize,
    /// The lines that tell of it.
    pub(crate) rest: Vec<Rc<Line>>,
    /// A line that tells of nothing but its end.
    pub(crate) closing: Option<Rc<Line>>,
}

/// No head is longer, in lines.
const MOST_HEAD_LINES: usize = 6;

/// A longer line is no part of a head, in characters.
const LONGEST_HEAD_LINE: usize = 120;

/// A dated sentence may still be a head where it is shorter, in characters.
const LONGEST_DATED_SENTENCE: usize = 90;

/// Parts the lines of an entry.
pub(crate) fn part(
    lexicon: &Lexicon,
    kind: Kind,
    segment: &Segment,
    cut: &Segmentations,
) -> Parted {
    if let Some(parted) = turns::parted(lexicon, segment) {
        return parted;
    }
    let is_label = |line: &Line| cut.labels.contains_key(&line.index);
    let mut out = Parted::default();
    for line in &segment.shared {
        if !line.is_prose() && !is_label(line) {
            out.head.push(Rc::clone(line));
        }
    }
    out.shared = out.head.len();
    let mut tags_above = Vec::new();
    let Some(opener) = segment.lines.first() else {
        return out;
    };
    if cut.are_works {
        out.head.push(Rc::clone(opener));
        out.rest.extend(segment.lines[1..].iter().cloned());
        return out;
    }
    if let Some(parted) = with_ending(lexicon, &out, segment) {
        return parted;
    }
    let is_text = !running::items_are_named(kind)
        && running::tells(lexicon, opener)
        && segment.lines[1..]
            .iter()
            .all(|line| line.is_prose() || line.depth > opener.depth);
    if is_text {
        out.rest.clone_from(&segment.lines);
        return out;
    }
    let named_from = heading_below(kind, segment);
    let is_cited = citation::is_one(lexicon, kind, opener);
    for (k, line) in segment.lines.iter().enumerate() {
        if !out.rest.is_empty() || is_label(line) || is_cited && k > 0 {
            out.rest.push(Rc::clone(line));
            continue;
        }
        if line.is_prose()
            && !(line.depth > 0 && k > 0)
            && !citation::is_one(lexicon, kind, line)
            && let Some((lead, rest)) = split_lead(lexicon, line)
        {
            out.head.push(Rc::new(lead));
            if let Some(rest) = rest {
                let (date, rest) = split_date(lexicon, rest);
                out.head.extend(date.map(Rc::new));
                out.rest.push(Rc::new(rest));
            }
            continue;
        }
        if k > 0
            && waits(&out)
            // A bold date stands with other bold lines that name the entry.
            && !opener.is_bold()
            && !(line.opens.item > 0 && line.depth > opener.depth)
            && (line.is_prose() || is_long(line, out.head.len()))
            && line.notes.label.is_none()
            && !citation::is_one(lexicon, kind, line)
            && let Some((mut lead, rest)) = lead::split(lexicon, line)
        {
            // The entry has its date: another one is a name's.
            for date in &mut lead.notes.dates {
                date.dates_line &= date.is_range;
            }
            out.head.push(Rc::new(lead));
            out.rest.extend(rest.map(Rc::new));
            continue;
        }
        let is_tag = k == 0 && line.common_fields().has(Fields::TAG) && segment.lines.len() > 1;
        if is_tag || k < named_from {
            tags_above.push(Rc::clone(line));
            continue;
        }
        let is_repeated = line.notes.label.as_ref().is_some_and(|label| {
            label.role.is_none() && cut.repeated.contains(&fold(&line.text[label.at.clone()]))
        });
        let is_body = k > 0
            && (tells(segment, k)
                || is_repeated
                || is_below(line, opener, k)
                || is_long(line, out.head.len())
                || only_calls(lexicon, line));
        if is_body {
            out.rest.push(Rc::clone(line));
        } else {
            out.head.push(Rc::clone(line));
        }
    }
    if !tags_above.is_empty() {
        tags_above.append(&mut out.rest);
        out.rest = tags_above;
    }
    keep_years(&mut out);
    out
}

/// A year right behind a name is of the name where something else dates the entry: "Loom Congress
/// 2016" beside "15–18 May 2016".
fn keep_years(parted: &mut Parted) {
    let is_of_name = |line: &Line, date: &Date| {
        let before = &line.text[..date.at.start];
        let is_behind = before.ends_with(' ') && before.trim_end().ends_with(char::is_alphanumeric);
        let between = before.trim_end().len()..=date.at.start;
        let is_set_off = line.runs.iter().any(|run| between.contains(&run.at.start));
        date.dates_line && date.is_bare_year() && is_behind && !is_set_off
    };
    let others = parted.head[parted.shared..]
        .iter()
        .flat_map(|line| line.notes.dates.iter().map(move |date| (line, date)))
        .filter(|(line, date)| date.dates_line && !is_of_name(line, date))
        .count();
    if others == 0 {
        return;
    }
    for line in &mut parted.head {
        if line.notes.dates.iter().any(|date| is_of_name(line, date)) {
            let mut kept = Line::clone(line);
            for date in &mut kept.notes.dates {
                date.dates_line &= !is_of_name(line, date);
            }
            *line = Rc::new(kept);
        }
    }
}

/// The parts of a line of running text with its date and employer at its end, set otherwise: its
/// first words name what was done. `None` for any other line.
fn with_ending(lexicon: &Lexicon, shared: &Parted, segment: &Segment) -> Option<Parted> {
    let [opener, more @ ..] = segment.lines.as_slice() else {
        return None;
    };
    let start = ending_apart(opener).filter(|_| opener.is_prose())?;
    let part = |at: std::ops::Range<usize>| {
        let mut line = opener.slice(at);
        annotate(lexicon, &mut line);
        line
    };
    let (lead, rest) = lead::split(lexicon, &part(0..start))?;
    let mut out = shared.clone();
    out.head.push(Rc::new(lead));
    out.head.push(Rc::new(part(start..opener.text.len())));
    out.rest.extend(rest.map(Rc::new));
    out.rest.extend(more.iter().cloned());
    Some(out)
}

/// How many lines stand above the one heading of an undated thing: what it is of, and not its name.
fn heading_below(kind: Kind, segment: &Segment) -> usize {
    /// More lines above it are no line of a card.
    const MOST: usize = 2;
    if ![Kind::PROJECTS, Kind::OTHER].contains(&kind) || !segment.shared.is_empty() {
        return 0;
    }
    let mut headings = segment
        .lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.heading > 0);
    let (Some((at, _)), None) = (headings.next(), headings.next()) else {
        return 0;
    };
    let is_plain = |line: &Rc<Line>| {
        !line.is_dated()
            && line
                .fields()
                .without(Fields::TAG.or(Fields::TAGS))
                .is_empty()
    };
    match at <= MOST && segment.lines[..at].iter().all(is_plain) {
        true => at,
        false => 0,
    }
}

/// True while nothing but dates stands in the head: what follows names the entry.
fn waits(parted: &Parted) -> bool {
    let own = &parted.head[parted.shared..];
    let is_date = |line: &Rc<Line>| {
        let mut text = line.text.clone();
        for date in line.notes.dates.iter().rev() {
            text.replace_range(date.at.clone(), "");
        }
        line.is_dated() && (line.opens.term || !text.contains(char::is_alphanumeric))
    };
    !own.is_empty() && parted.shared == 0 && own.iter().all(is_date)
}

/// The same heads with the first item below each, where the items of most look like a second line
/// of the head: "Research Assistant" with "Github University" as its first item. `None` where they
/// do not.
pub(crate) fn with_first_item(parted: &[Parted]) -> Option<Vec<Parted>> {
    /// So many of ten entries have such an item.
    const MOST_OF_TEN: usize = 8;
    /// A longer item tells something, in words.
    const MOST_WORDS: usize = 6;
    let names = |parted: &Parted| {
        let [head] = parted.head.as_slice() else {
            return false;
        };
        let (Some(first), more) = (parted.rest.first(), parted.rest.len() > 1) else {
            return false;
        };
        more && head.depth > 0
            && first.depth == head.depth + 1
            && first.notes.label.is_none()
            && !first.is_prose()
            && first.text.starts_with(|c: char| !c.is_lowercase())
            && first.text.split_whitespace().count() <= MOST_WORDS
            && !first.is_dated()
    };
    let alike = parted.iter().filter(|parted| names(parted)).count();
    if parted.len() < 2 || alike * 10 < parted.len() * MOST_OF_TEN {
        return None;
    }
    let moved = parted.iter().map(|parted| {
        let mut out = parted.clone();
        if names(parted) {
            out.head.push(out.rest.remove(0));
        }
        out
    });
    Some(moved.collect())
}

/// The same heads with the item below each that names what one was there, where heads name none:
/// "Mill School" with "Weaver" as its first item. `None` where they do not.
pub(crate) fn with_role_item(
    lexicon: &Lexicon,
    kind: Kind,
    parted: &[Parted],
) -> Option<Vec<Parted>> {
    /// A longer item tells something, in words.
    const MOST_WORDS: usize = 8;
    /// Fewer are no habit.
    const FEWEST: usize = 2;
    if !kind.is_dated() || kind == Kind::EDUCATION {
        return None;
    }
    let has_role = |line: &Line| {
        let words = line.notes.words.iter();
        words
            .clone()
            .any(|(_, word)| lexicon.is_role(word) || lexicon.ends_in_role(word))
    };
    // "Internship kitchen"
    let says_role = |line: &Line| {
        let mut words = line.notes.words.iter();
        has_role(line) || words.any(|(_, word)| lexicon.is_employment(word))
    };
    let first = |parted: &Parted| {
        let (Some(head), Some(first)) = (parted.head.last(), parted.rest.first()) else {
            return None;
        };
        let is_brief = first.text.split_whitespace().count() <= MOST_WORDS;
        let is_item = first.opens.item > 0 && first.depth > head.depth;
        let is_name = is_item && is_brief && !first.is_prose() && first.notes.label.is_none();
        (is_name && first.text.starts_with(char::is_uppercase)).then(|| says_role(first))
    };
    let heads = || parted.iter().filter(|parted| !parted.head.is_empty());
    let named = heads().filter(|parted| parted.head.iter().any(|line| has_role(line)));
    let roles = parted.iter().filter(|parted| first(parted) == Some(true));
    let (named, roles, all) = (named.count(), roles.count(), heads().count());
    if roles < FEWEST || roles * 2 < all || named * 4 > all {
        return None;
    }
    let moved = parted.iter().map(|parted| {
        let mut out = parted.clone();
        let is_alone = parted.rest.len() == 1;
        if first(parted).is_some_and(|is_role| is_role || is_alone) {
            out.head.push(out.rest.remove(0));
        }
        out
    });
    Some(moved.collect())
}

/// The same heads with the item below each that names the degree where the head names the school,
/// or the school where it names the degree. `None` where no head lacks one.
pub(crate) fn with_degree_item(
    lexicon: &Lexicon,
    kind: Kind,
    parted: &[Parted],
) -> Option<Vec<Parted>> {
    /// The item is one of so many first ones.
    const FIRST: usize = 3;
    /// A longer item tells something, in words.
    const MOST_WORDS: usize = 12;
    if kind != Kind::EDUCATION {
        return None;
    }
    let has = |line: &Line, is: &dyn Fn(&str) -> bool| line.notes.words.iter().any(|(_, w)| is(w));
    let is_degree = |word: &str| lexicon.is_degree(word);
    let is_school = |word: &str| lexicon.is_school(word);
    let fits = |line: &Line| {
        line.depth > 0
            && !line.is_prose()
            && line.notes.label.is_none()
            && line.text.split_whitespace().count() <= MOST_WORDS
    };
    let place = |parted: &Parted| {
        let heads = |is: &dyn Fn(&str) -> bool| parted.head.iter().any(|line| has(line, is));
        let (degree, school) = (heads(&is_degree), heads(&is_school));
        if degree == school {
            return None;
        }
        let lacks: &dyn Fn(&str) -> bool = match degree {
            true => &is_school,
            false => &is_degree,
        };
        let first = parted.rest.iter().take(FIRST);
        first
            .clone()
            .position(|line| fits(line) && has(line, lacks))
    };
    // What a degree that no list knows is, its siblings tell.
    let usual = parted.iter().filter_map(place).min();
    let place = |parted: &Parted| {
        let usual = usual.filter(|at| parted.rest.get(*at).is_some_and(|line| fits(line)));
        place(parted).or(usual.filter(|_| parted.rest.len() == 1))
    };
    let mut is_any = false;
    let moved = parted.iter().map(|parted| {
        let mut out = parted.clone();
        if let Some(at) = place(parted) {
            out.head.push(out.rest.remove(at));
            is_any = true;
        }
        out
    });
    let moved: Vec<Parted> = moved.collect();
    is_any.then_some(moved)
}

/// True for a line that tells of the entry by its label, style, class or length.
fn tells(segment: &Segment, k: usize) -> bool {
    let line = &segment.lines[k];
    let labelled = line.labelled().is_some_and(|(role, _)| {
        matches!(
            role,
            LabelRole::Tags | LabelRole::Highlights | LabelRole::Details | LabelRole::Part
        )
    });
    let is_code = line.is_code() && {
        let dated_near = k < 3
            && segment.lines[k..]
                .iter()
                .take(3 - k)
                .any(|line| line.is_dated());
        !line.is_dated() && !dated_near
    };
    let dated_short = line.is_dated() && line.text.chars().count() < LONGEST_DATED_SENTENCE;
    let fields = Fields::TAG
        .or(Fields::TAGS)
        .or(Fields::DESCRIPTION)
        .or(Fields::METRIC)
        .or(Fields::METRIC_VALUE);
    labelled || is_code || line.is_prose() && !dated_short || line.common_fields().has(fields)
}

/// True for a list item below an opener that is none, or lies in a shallower list.
fn is_below(line: &Line, opener: &Line, k: usize) -> bool {
    let deeper = opener.depth == 0 || line.depth > opener.depth || line.opens.item > 0;
    let dates_entry =
        k <= 2 && !opener.is_dated() && line.dated().next().is_some_and(|date| date.is_range);
    line.depth > 0 && deeper && !dates_entry
}

fn is_long(line: &Line, before: usize) -> bool {
    before >= MOST_HEAD_LINES
        || line.text.chars().count() > LONGEST_HEAD_LINE
        || line.heading == 0 && is_figure(line) && !line.is_dated()
}

/// True for a figure, with what it measures or alone.
fn is_figure(line: &Line) -> bool {
    let alone = figures::quantity(&line.text).is_some_and(|at| at.end == line.text.len());
    alone || figures::figure(&line.text).is_some()
}

/// True for a line of links that only call.
fn only_calls(lexicon: &Lexicon, line: &Line) -> bool {
    let mut seen = line.seen().peekable();
    seen.peek().is_some()
        && seen.all(|run| run.href.is_some() && lexicon.is_call(&line.text[run.at.clone()]))
}

/// A line that begins like a head and goes on as prose, in two: an emphasised run before plain
/// words, or a first short sentence. The second is `None` where all of it is a head.
fn split_lead(lexicon: &Lexicon, line: &Line) -> Option<(Line, Option<Line>)> {
    let seen: Vec<_> = line.seen().collect();
    let text = &line.text;
    let parted = |end: usize, start: usize| {
        let mut lead = line.slice(0..end);
        let mut rest = line.slice(start..text.len());
        annotate(lexicon, &mut lead);
        annotate(lexicon, &mut rest);
        (lead, Some(rest))
    };
    if let [first, second, ..] = seen.as_slice() {
        let stands_out = first.emphasis.strong || first.emphasis.emphasized;
        let plain = !(second.emphasis.strong || second.emphasis.emphasized);
        let lead = text[first.at.clone()].trim_end();
        let rest = &text[first.at.end..];
        let begins = rest
            .trim_start_matches([' ', '.', '–', '—', '-'])
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !c.is_lowercase())
            || rest.trim_start().starts_with(['.', '–', '—', '-']);
        // "**Mill (2023)** – prose": the date stands with its name.
        let is_of_name = |date: &Date| {
            text[..date.at.start].ends_with(['(', '（'])
                && text[first.at.start..date.at.start].contains(char::is_alphabetic)
        };
        let mut dates = line.notes.dates.iter();
        let dated = dates.any(|date| date.at.start < first.at.end && !is_of_name(date));
        if stands_out
            && plain
            && !lead.ends_with([':', '：'])
            && !dated
            && begins
            && proseness(lexicon, rest, false) >= 0.5
        {
            // What a comma joins to it may name the employer, and a role may follow it at once.
            let is_joined = rest.trim_start().starts_with([',', '，']);
            let goes_on = |lead: &Line| is_joined || names_role(lexicon, lead, first.at.end);
            if let Some(parts) = lead::split(lexicon, line).filter(|(lead, _)| goes_on(lead)) {
                return Some(parts);
            }
            let skip = rest.len()
                - rest
                    .trim_start_matches([' ', '.', ',', '–', '—', '-'])
                    .len();
            return Some(parted(first.at.end, first.at.end + skip));
        }
    }
    let stop = first_stop(lexicon, line)?;
    let lead = &text[..stop.0];
    let marked = line.is_dated()
        || seen
            .first()
            .is_some_and(|run| run.emphasis.strong || run.href.is_some());
    (marked
        && lead.chars().count() < LONGEST_DATED_SENTENCE
        && proseness(lexicon, lead, false) < 0.5)
        .then(|| parted(stop.0, stop.1))
}

/// True where a few words that name a role or a degree stand in a line behind a byte.
fn names_role(lexicon: &Lexicon, line: &Line, from: usize) -> bool {
    /// More words tell something.
    const MOST_WORDS: usize = 8;
    let words = || {
        let words = line.notes.words.iter();
        words.filter(|(at, _)| at.start >= from)
    };
    words().count() <= MOST_WORDS
        && words().any(|(_, word)| lexicon.is_role(word) || lexicon.is_degree(word))
}

/// A date with which what follows a name begins, and the rest: "2018. Knee surgery, then the sea."
fn split_date(lexicon: &Lexicon, line: Line) -> (Option<Line>, Line) {
    let first = line.notes.dates.first();
    let Some(end) = first
        .filter(|date| date.at.start == 0)
        .map(|date| date.at.end)
    else {
        return (None, line);
    };
    let behind = &line.text[end..];
    let rest = behind.trim_start_matches(['.', ',', ':', ';', ' ', '–', '—', '-']);
    if !behind.starts_with(['.', ',', ':', ';', ' ']) || rest.is_empty() {
        return (None, line);
    }
    let start = line.text.len() - rest.len();
    let (mut date, mut rest) = (line.slice(0..end), line.slice(start..line.text.len()));
    annotate(lexicon, &mut date);
    annotate(lexicon, &mut rest);
    (Some(date), rest)
}

/// The end of the first sentence and the start of the next, as bytes.
fn first_stop(lexicon: &Lexicon, line: &Line) -> Option<(usize, usize)> {
    let text = &line.text;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '。') {
            continue;
        }
        let end = at + c.len_utf8();
        let rest = &text[end..];
        let next = rest.trim_start();
        let spaced = next.len() < rest.len() || c == '。';
        let before = text[..at]
            .chars()
            .rev()
            .take(2)
            .filter(|c| c.is_alphabetic())
            .count();
        if !spaced || before < 2 || !next.starts_with(char::is_alphabetic) {
            continue;
        }
        if lexicon.ends_in_abbreviation(&text[..end]) && !line.is_dated() {
            continue;
        }
        return Some((at, text.len() - next.len()));
    }
    None
}

/// Where the tags at the end of a project's first line begin, in bytes: runs in italics or code
/// after its name, or what a bracket holds that the page lists elsewhere, too.
pub(crate) fn trailing_tags(
    lexicon: &Lexicon,
    listed: &Listed,
    kind: Kind,
    line: &Line,
) -> Option<usize> {
    if kind != Kind::PROJECTS {
        return None;
    }
    styled_tags(lexicon, line).or_else(|| bracketed_tools(lexicon, listed, line))
}

/// Where the bracket at a line's end begins to list tools that the page lists elsewhere, too.
fn bracketed_tools(lexicon: &Lexicon, listed: &Listed, line: &Line) -> Option<usize> {
    let text = line.text.trim_end().trim_end_matches('.');
    let (front, open) = match text.chars().next_back()? {
        ')' => (text.rfind('(')?, '('),
        '）' => (text.rfind('（')?, '（'),
        ']' => (text.rfind('[')?, '['),
        _ => return None,
    };
    let start = front + open.len_utf8();
    let inside = text[start..].trim_end_matches([')', '）', ']']);
    let is_dated = line.notes.dates.iter().any(|date| date.at.end > start);
    let has_name = text[..front].contains(char::is_alphanumeric);
    (has_name && !is_dated && listed.are_known(lexicon, inside)).then_some(start)
}

/// The tools that a line below a project's name lists beside its dates, and nothing else.
pub(crate) fn tool_line(
    lexicon: &Lexicon,
    listed: &Listed,
    kind: Kind,
    line: &Line,
) -> Option<Range<usize>> {
    if kind != Kind::PROJECTS || line.heading > 0 || line.notes.label.is_some() {
        return None;
    }
    let mut rest = Vec::new();
    let mut from = 0;
    let ends = line.notes.dates.iter().map(|date| date.at.clone());
    for at in ends.chain(std::iter::once(line.text.len()..line.text.len())) {
        let between = from..at.start.max(from);
        from = at.end;
        if line.text[between.clone()].contains(char::is_alphanumeric) {
            rest.push(between);
        }
    }
    let [tools] = rest.as_slice() else {
        return None;
    };
    let text = line.text[tools.clone()].trim();
    listed.are_known(lexicon, text).then(|| tools.clone())
}

fn styled_tags(lexicon: &Lexicon, line: &Line) -> Option<usize> {
    if line.runs.len() <= 2 {
        return None;
    }
    let mut start = None;
    for run in line.runs.iter().skip(1).rev() {
        let words =
            line.text[run.at.clone()].trim_matches([' ', ',', '·', '.', '(', ')', '[', ']']);
        if words.is_empty() {
            continue;
        }
        if !(run.emphasis.emphasized || run.emphasis.code) || !are_tags(lexicon, words) {
            break;
        }
        start = Some(run.at.start);
    }
    start
}

fn are_tags(lexicon: &Lexicon, words: &str) -> bool {
    let mut items = super::super::annotate::items(words).into_iter();
    let short = items.all(|item| words[item].split_whitespace().count() <= 3);
    let speaks = crate::extract::fold::words(words)
        .iter()
        .any(|word| lexicon.is_role(word) || lexicon.is_school(word));
    short && !speaks && super::super::annotate::dates(lexicon, words).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::super::super::segment::sample::plain;
    use super::*;

    #[test]
    fn a_year_is_of_the_name_before_it_where_another_date_dates_the_entry() {
        let dated = |text: &str| {
            let mut line = plain(text);
            annotate(lexicon(), &mut line);
            Rc::new(line)
        };
        let years = |lines: &[&str]| {
            let mut parted = Parted {
                head: lines.iter().map(|text| dated(text)).collect(),
                ..Parted::default()
            };
            keep_years(&mut parted);
            let dates = parted.head[0].notes.dates.iter();
            dates.filter(|date| date.dates_line).count()
        };
        assert_eq!(years(&["Loom Congress 2016", "15 May 2016"]), 0);
        assert_eq!(years(&["Loom Congress 2016", "Leeds"]), 1);
        assert_eq!(years(&["Loom Congress, 2016", "15 May 2016"]), 1);
    }
}
