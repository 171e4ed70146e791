//! Slices of lines to the values of the model, each noted in the account.

use std::collections::HashSet;
use std::ops::Range;
use std::rc::Rc;

use super::super::annotate::{self, items, trimmed};
use super::super::{Date, Decided, Gap, Lexicon, Line, Run};
use super::account::{Account, Reason, Target};
use super::listed::Listed;
use super::lists;
use super::state::Doubts;
use super::unplaced::Unowned;
use crate::diagnostic::Diagnostic;
use crate::extract::fold::{clean, fold, without_pictographs};
use crate::extract::text::href;
use crate::read::{Id, Page};
use crate::resume::{
    Emphasis, PartialDate, Period, PeriodEnd, PeriodError, RichText, Tag, Text, Year,
};

/// Makes values of one page.
pub(crate) struct Maker<'a> {
    /// The page, for the places of values.
    pub(crate) page: &'a Page,
    /// The words.
    pub(crate) lexicon: &'a Lexicon,
    /// Who owns what.
    pub(crate) account: Account,
    /// Elements that classes call projects told in a few lines.
    pub(crate) small: HashSet<Id>,
    /// What the author should know of values that contradict themselves.
    pub(crate) told: Vec<Diagnostic>,
    /// Text that no value took.
    pub(crate) unplaced: Unowned,
    /// What makes the page doubtful.
    pub(crate) doubts: Doubts,
    /// What the user says that stretches of the page are.
    pub(crate) decided: Rc<Decided>,
    /// What the page lists more than once.
    pub(crate) listed: Listed,
}

/// A link of a line: its words, and where it leads.
pub(crate) type Leading = (Text, String);

impl Maker<'_> {
    /// A short text without pictures and without signs at its edges; `None` for one that says
    /// nothing. Its bytes are owned.
    pub(crate) fn text(&mut self, line: &Line, at: Range<usize>, target: Target) -> Option<Text> {
        let words = &line.text[at.clone()];
        let inner = trimmed(words);
        let value = clean(&without_pictographs(&words[inner]));
        // "@" before a name says "at".
        let value = value.trim_start_matches('@').trim_start().to_owned();
        if value.is_empty() {
            return None;
        }
        self.account.claim(target, value.as_str(), line.place(at));
        let span = self.page.span_of(line.source, &value);
        Some(Text::new(value, span))
    }

    /// A title in the same form; whether it is printed is told later.
    pub(crate) fn title(&self, line: &Line, at: Range<usize>) -> Option<Text> {
        let words = &line.text[at];
        let value = clean(&without_pictographs(&words[trimmed(words)]));
        let span = self.page.span_of(line.source, &value);
        (!value.is_empty()).then(|| Text::new(value, span))
    }

    /// A tag.
    pub(crate) fn tag(&mut self, line: &Line, at: Range<usize>, target: Target) -> Option<Tag> {
        let text = self.text(line, at, target)?;
        Some(Tag::new(text.value, text.span))
    }

    /// The tags of a list in a slice of a line.
    pub(crate) fn tags(&mut self, line: &Line, at: Range<usize>, target: Target) -> Vec<Tag> {
        let list = &line.text[at.clone()];
        let mut members = items(list);
        if let Some(pair) = lists::joined_pair(self.lexicon, list, &members) {
            members.pop();
            let joiner = at.start + pair[0].end..at.start + pair[1].start;
            self.account.set_aside(line.place(joiner), Reason::Joint);
            members.extend(pair);
        } else if let Some(last) = members.last_mut().filter(|last| last.start > 0) {
            let member = lists::without_joiner(self.lexicon, list, last.clone());
            let joiner = at.start + last.start..at.start + member.start;
            if !joiner.is_empty() {
                self.account.set_aside(line.place(joiner), Reason::Joint);
            }
            *last = member;
        }
        members
            .into_iter()
            .filter_map(|item| self.tag(line, at.start + item.start..at.start + item.end, target))
            .collect()
    }

    /// Lengths of time behind a byte of a line whose dates are kept: "2017 – 2020 (3 years)".
    pub(crate) fn leave_durations(&mut self, line: &Line, from: usize) {
        for at in annotate::durations(self.lexicon, &line.text) {
            if at.start >= from {
                self.account.set_aside(line.place(at), Reason::Duration);
            }
        }
    }

    /// A period in the author's spelling; `None` for an impossible one, which is told.
    pub(crate) fn period(&mut self, line: &Line, date: &Date) -> Option<Period> {
        let own = || line.text[date.at.clone()].trim().to_owned();
        let written = match date.is_list() {
            true => self.listed(&own()),
            false => in_cells(line, date).unwrap_or_else(own),
        };
        let place = line.place(date.at.clone());
        let span = self.page.span_of(line.source, &written);
        if let Some(fault) = fault(&written, date) {
            self.account.set_aside(place, Reason::Impossible);
            let told = Diagnostic::warning(format!("`{written}`: {fault}"))
                .at(span)
                .hint("the date is left out");
            self.told.push(told);
            return None;
        }
        self.account.claim(Target::Period, written.as_str(), place);
        Some(Period {
            start: date.start,
            end: date.end,
            expected: date.expected,
            span,
            written,
        })
    }

    /// Dates that are listed, with nothing but commas between them: "2013 and 2015".
    fn listed(&self, written: &str) -> String {
        let mut out = String::new();
        for word in written.split_whitespace() {
            let is_joint = matches!(word, "&" | "+") || self.lexicon.is_joiner(&fold(word));
            match is_joint {
                true if out.ends_with(',') => {}
                true => out.push(','),
                false if out.is_empty() => out.push_str(word),
                false => {
                    out.push(' ');
                    out.push_str(word);
                }
            }
        }
        out
    }

    /// A slice as rich text, without the words of links that only call ("View project") or spell
    /// their address; `None` where nothing is left. All its bytes are owned.
    pub(crate) fn rich(
        &mut self,
        line: &Line,
        at: Range<usize>,
        target: Target,
    ) -> Option<RichText> {
        let mut rich = RichText::new(self.page.span(line.source));
        for run in visible(self.lexicon, line, &at) {
            match run {
                Shown::Words(words, emphasis, link) => rich.push(words, emphasis, link),
                Shown::Call(call) => self.account.set_aside(line.place(call), Reason::Call),
            }
        }
        let rich = tidy(without_lead(rich));
        if !rich.text().contains(char::is_alphanumeric) {
            return None;
        }
        self.account.claim(target, rich.text(), line.place(at));
        Some(rich)
    }

    /// The links of a slice that lead somewhere, each with its words.
    pub(crate) fn links(&self, line: &Line, at: &Range<usize>) -> Vec<Leading> {
        let mut out: Vec<Leading> = Vec::new();
        for run in &line.runs {
            let inside = run.at.start >= at.start && run.at.end <= at.end;
            let Some(target) = run.href.as_deref().filter(|_| inside).and_then(href) else {
                continue;
            };
            if target.starts_with("mailto:") || target.starts_with("tel:") {
                continue;
            }
            if out.iter().any(|(_, known)| *known == target) {
                continue;
            }
            let words = without_pictographs(&line.text[run.at.clone()]);
            let shown = if words.is_empty() {
                crate::resume::bare_address(&target)
            } else {
                clean(&words)
            };
            let span = self.page.span_of(line.source, &shown);
            out.push((Text::new(shown, span), target));
        }
        out
    }
}

/// Why a date cannot be.
fn fault(written: &str, date: &Date) -> Option<PeriodError> {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    let is_month = digits <= 2 && written[digits..].starts_with('/');
    let month = written[..digits].parse().ok().filter(|month| *month > 12);
    if let Some(month) =
        month.filter(|_| is_month && date.start.is_none_or(|start| start.day.is_none()))
    {
        return Some(PeriodError::MonthOutOfRange(month));
    }
    let known = |date: PartialDate| match date.year {
        Year::Known(year) => Some(year),
        Year::Masked(_) => None,
    };
    match (date.start, date.end) {
        (Some(start), Some(PeriodEnd::On(end))) => {
            (known(end)? < known(start)?).then_some(PeriodError::EndsBeforeStart)
        }
        (Some(_) | None, Some(PeriodEnd::On(_) | PeriodEnd::Present) | None) => None,
    }
}

/// A piece of a line as a reader of the document sees it.
enum Shown {
    /// Words with their style.
    Words(String, Emphasis, Option<String>),
    /// The words of a link that are not printed.
    Call(Range<usize>),
}

/// The pieces of a slice in order, with the blanks between them.
fn visible(lexicon: &Lexicon, line: &Line, at: &Range<usize>) -> Vec<Shown> {
    let mut out = Vec::new();
    let mut end: Option<usize> = None;
    let mut last: Option<(Emphasis, Option<String>)> = None;
    for run in &line.runs {
        let inside = run.at.start.max(at.start)..run.at.end.min(at.end);
        if inside.start >= inside.end {
            continue;
        }
        let words = &line.text[inside.clone()];
        if run.href.is_some() && is_bare_link(lexicon, words) && !is_in_sentence(line, &inside) {
            out.push(Shown::Call(inside));
            continue;
        }
        let style = (run.emphasis, run.href.as_deref().and_then(href));
        let parted = end.is_some_and(|end| end < inside.start) || run.gap == Gap::Part;
        let blank = parted && end.is_some() && !words.starts_with(' ');
        if blank {
            // Between two styles the blank is plain, so that bold words end with their letters.
            let plain = (Emphasis::NONE, None);
            let (emphasis, link) = last.filter(|last| *last == style).unwrap_or(plain);
            out.push(Shown::Words(" ".to_owned(), emphasis, link));
        }
        end = Some(inside.end);
        let (emphasis, link) = style.clone();
        out.push(Shown::Words(words.to_owned(), emphasis, link));
        last = Some(style);
    }
    out
}

/// True for words that a sentence needs: something stands before or behind them that no sign sets
/// apart.
fn is_in_sentence(line: &Line, at: &Range<usize>) -> bool {
    let before = line.text[..at.start].trim_end();
    let after = line.text[at.end..].trim_start();
    let is_apart_before = before.is_empty()
        || before.ends_with(|c: char| is_separator(c) || matches!(c, '.' | '!' | '?' | '。' | '('));
    let is_apart_after = after.is_empty()
        || after.starts_with(|c: char| is_separator(c) || matches!(c, '.' | ',' | '!' | ')'))
        || after.starts_with(char::is_uppercase);
    !is_apart_before || !is_apart_after
}

/// True for signs that set pieces of a line apart.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        '|' | '·' | '•' | ':' | '：' | ';' | '–' | '—' | '-' | '/' | '[' | ']' | '→' | '»'
    ) || crate::extract::fold::is_pictograph(c)
}

/// True for the words of a link that say nothing: a call, or its address.
fn is_bare_link(lexicon: &Lexicon, words: &str) -> bool {
    let inner = &words[trimmed(words)];
    if inner.is_empty() || lexicon.is_call(inner) {
        return true;
    }
    let whole = |found: Vec<Range<usize>>| {
        found
            .first()
            .is_some_and(|at| at.start == 0 && at.end == inner.len())
    };
    whole(annotate::addresses(inner))
}

/// The text without signs at its start that parted it from what stood before: ", a mill".
fn without_lead(mut rich: RichText) -> RichText {
    let is_sign = |c: char| {
        matches!(
            c,
            ',' | ';' | ':' | '.' | ')' | '，' | '،' | '；' | '：' | '。'
        )
    };
    while let Some(first) = rich.runs.first_mut() {
        let text = first.text.trim_start();
        let rest = text.trim_start_matches(is_sign);
        let is_joint = rest.len() < text.len() && (rest.is_empty() || rest.starts_with(' '));
        first.text = if is_joint { rest } else { text }.trim_start().to_owned();
        if !first.text.is_empty() {
            break;
        }
        rich.runs.remove(0);
    }
    rich
}

/// The text without blanks at its ends, doubled blanks, and blanks before stops and commas that
/// a left-out link leaves.
fn tidy(rich: RichText) -> RichText {
    let mut out = RichText::new(rich.span.clone());
    let mut ends_blank = true;
    for run in &rich.runs {
        let mut words = String::with_capacity(run.text.len());
        let mut chars = run.text.chars();
        while let Some(c) = chars.next() {
            let is_blank = c == ' ';
            if is_blank && ends_blank {
                continue;
            }
            let is_sign = matches!(c, '.' | ',' | ';');
            if is_sign && words.ends_with(' ') && !begins_word(chars.clone()) {
                words.pop();
            }
            words.push(c);
            ends_blank = is_blank;
        }
        out.push(words, run.emphasis, run.link.clone());
    }
    while let Some(last) = out.runs.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        out.runs.pop();
    }
    out
}

/// True where a sign is part of the word behind it: ".NET".
fn begins_word(mut rest: std::str::Chars<'_>) -> bool {
    rest.next().is_some_and(char::is_alphanumeric)
}

/// Paragraphs as one text that still knows them.
pub(crate) fn joined(paragraphs: Vec<RichText>) -> Option<RichText> {
    crate::extract::text::join_paragraphs(paragraphs)
}

/// A date over two cells as one writes it: "2018/4", "2018 – 2021"; `None` for one that stands in
/// one.
fn in_cells(line: &Line, date: &Date) -> Option<String> {
    let inside = |run: &&Run| run.gap == Gap::Part && run.at.start > date.at.start;
    let run = line.runs.iter().find(inside)?;
    if run.at.start >= date.at.end {
        return None;
    }
    let sign = if date.is_range { " – " } else { "/" };
    let (first, last) = (
        line.text[date.at.start..run.at.start].trim(),
        line.text[run.at.start..date.at.end].trim(),
    );
    // Sides of a dash that the author set are whole.
    let is_signed = first.ends_with(|c: char| !c.is_alphanumeric());
    (!is_signed && last.starts_with(char::is_alphanumeric)).then(|| format!("{first}{sign}{last}"))
}
