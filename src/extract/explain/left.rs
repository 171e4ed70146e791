//! Text that no value holds: what is missing of each line and of each value of a data file.

use super::Left;
use super::page::{Line, lines};
use super::said::{Held, Said};
use super::shapes::{Shapes, Titled};
use super::taken::Value;
use super::tree::{Tree, Why};
use crate::diagnostic::{Diagnostics, Span};
use crate::extract::data::{Scalar, Sort, is_placeholder};
use crate::extract::fold::placed_words;
use crate::extract::sheet::Sheet;
use crate::extract::skills;
use crate::extract::vocabulary::{Topic, Vocabulary};

/// Everything that was read, with what is held of it so far.
pub(super) struct Lines<'a> {
    values: &'a [Value],
    findings: &'a Diagnostics,
    parts: Vec<Part<'a>>,
}

enum Part<'a> {
    Page(&'a Sheet<'a>, &'a Shapes, Vec<(Line, Vec<Held>)>),
    Tree(&'a Tree<'a>, Vec<Vec<Held>>),
}

impl<'a> Lines<'a> {
    pub(super) fn new(values: &'a [Value], findings: &'a Diagnostics) -> Self {
        Lines {
            values,
            findings,
            parts: Vec::new(),
        }
    }

    /// Gives the lines of a page to the values that were read from them.
    pub(super) fn of_page(&mut self, sheet: &'a Sheet<'a>, shapes: &'a Shapes, said: &mut Said) {
        let source = &sheet.page.source;
        let all = lines(sheet);
        let mut out = Vec::with_capacity(all.len());
        let mut rest = all.into_iter().peekable();
        while let Some(line) = rest.next() {
            // A paragraph reaches to the line on which the next one begins.
            let last = rest
                .peek()
                .map_or(line.at, |next| next.at.max(line.at + 1) - 1);
            let range = source.line(line.at).start..source.line(last).end.max(1);
            let near = said.near(source, range);
            let mut held = said.spend_near(&line.text, &near);
            said.hold_links(&line.rich, &line.text, &mut held);
            said.hold_joined(&line.text, &near, &mut held);
            out.push((line, held));
        }
        self.parts.push(Part::Page(sheet, shapes, out));
    }

    /// Gives the values of a data file to the values of the résumé that were read from them.
    pub(super) fn of_tree(&mut self, tree: &'a Tree<'a>, said: &mut Said) {
        let held = tree
            .scalars
            .iter()
            .map(|scalar| self.of_scalar(tree, scalar, said))
            .collect();
        self.parts.push(Part::Tree(tree, held));
    }

    fn of_scalar(&self, tree: &Tree<'_>, scalar: &Scalar, said: &mut Said) -> Vec<Held> {
        let source = &tree.page().source;
        let mut near = said.near(source, scalar.span.range());
        let field = |said: &Said, at: usize| -> &'a str {
            let field = &self.values[said.number(at)].taken.field;
            field.rsplit(": ").next().unwrap_or(field)
        };
        // An address or an account is printed in a form of its own.
        let is_whole = near
            .iter()
            .any(|&at| matches!(field(said, at), "contact" | "photo" | "link"));
        if is_whole {
            said.spend_near(&scalar.text, &near);
            return vec![Held::Yes; placed_words(&scalar.text).len()];
        }
        let group = said.near(source, scalar.group.clone());
        let is_used = match scalar.sort {
            Sort::Tongue => true,
            Sort::Beside => !group.is_empty(),
            Sort::OtherLanguage
            | Sort::Placeholder
            | Sort::Setting
            | Sort::Level
            | Sort::Known
            | Sort::Unknown => false,
        };
        if is_used {
            return vec![Held::Yes; placed_words(&scalar.text).len()];
        }
        // Two fields of a map may make one value, which stands where the first of them does.
        for at in group {
            let joins = matches!(
                field(said, at),
                "period" | "title" | "organization" | "location" | "contact" | "figure" | "group"
            );
            let is_of_map =
                self.values[said.number(at)].taken.span.range().start == scalar.group.start;
            if (joins || is_of_map) && !near.contains(&at) {
                near.push(at);
            }
        }
        said.spend_near(&scalar.text, &near)
    }

    /// Gives what is left to values that were read elsewhere, and lists the rest.
    pub(super) fn settle(mut self, said: &mut Said) -> Vec<Left> {
        let mut out = Vec::new();
        for part in std::mem::take(&mut self.parts) {
            match part {
                Part::Page(sheet, shapes, mut lines) => {
                    for (line, held) in &mut lines {
                        said.spend_elsewhere(&line.text, held);
                    }
                    out.extend(self.left_of_page(sheet, shapes, &lines, said));
                }
                Part::Tree(tree, held) => {
                    let mut why = Vec::with_capacity(held.len());
                    for (scalar, mut held) in tree.scalars.iter().zip(held) {
                        // What is no text of a résumé only looks like one of its values.
                        let may_be_said = match scalar.sort {
                            Sort::Known | Sort::Unknown | Sort::Beside | Sort::Tongue => true,
                            Sort::OtherLanguage
                            | Sort::Placeholder
                            | Sort::Setting
                            | Sort::Level => false,
                        };
                        if may_be_said {
                            said.spend_elsewhere(&scalar.text, &mut held);
                        }
                        why.push(self.missing_of(tree, scalar, &held));
                    }
                    out.extend(tree.list(&why));
                }
            }
        }
        out
    }

    fn missing_of(&self, tree: &Tree<'_>, scalar: &Scalar, held: &[Held]) -> Option<(String, Why)> {
        let words = tree.page_words();
        match missing(words, &scalar.text, held) {
            Missing::Nothing => None,
            Missing::Words(text) if text == scalar.text || text.contains("://") => {
                Some((scalar.text.clone(), tree.why(scalar, self.findings)))
            }
            Missing::Words(text) => Some((text, tree.why_rest(scalar, self.findings))),
            Missing::Repeated(of) => Some((
                scalar.text.clone(),
                Why::Own(self.repeats(of, &scalar.span)),
            )),
        }
    }

    /// "said before", or below, or on another page.
    fn repeats(&self, of: usize, here: &Span) -> String {
        let there = &self.values[of].taken.span;
        if !std::sync::Arc::ptr_eq(there.source(), here.source()) {
            "said elsewhere too"
        } else if there.range().start <= here.range().start {
            "said before"
        } else {
            "said again below"
        }
        .to_owned()
    }

    fn left_of_page(
        &self,
        sheet: &Sheet,
        shapes: &Shapes,
        lines: &[(Line, Vec<Held>)],
        said: &Said,
    ) -> Vec<Left> {
        let mut out = Vec::new();
        let page = Reasons {
            sheet,
            shapes,
            findings: self.findings,
            said,
        };
        let all: Vec<Missing> = lines
            .iter()
            .map(|(line, held)| missing(sheet.words, &line.text, held))
            .collect();
        for (n, (line, held)) in lines.iter().enumerate() {
            let (text, why) = match &all[n] {
                Missing::Nothing => continue,
                Missing::Words(text) => (text.clone(), page.why(line, held, text)),
                Missing::Repeated(of) => {
                    let why = line.aside.map(str::to_owned);
                    let why = why.unwrap_or_else(|| self.repeats(*of, &line.rich.span));
                    (line.text.clone(), why)
                }
            };
            // A label of what is held below it is a matter of style.
            let announces = sheet.words.label(&line.text).is_some()
                && matches!(all.get(n + 1), Some(Missing::Nothing));
            if announces && line.aside.is_none() {
                continue;
            }
            out.push(Left {
                text,
                why,
                span: line.rich.span.clone(),
            });
        }
        out
    }
}

/// What no value holds of a text.
enum Missing {
    Nothing,
    /// The text, or the pieces of it that are missing, as the author wrote them.
    Words(String),
    /// A value says the same, and another text is its source.
    Repeated(usize),
}

fn missing(vocabulary: &Vocabulary, text: &str, held: &[Held]) -> Missing {
    let words = placed_words(text);
    let mut pieces = Vec::new();
    let mut again = None;
    let mut is_own = false;
    let mut count = 0;
    let mut at = 0;
    for run in held.chunk_by(|one, other| (*one == Held::No) == (*other == Held::No)) {
        let from = at;
        at += run.len();
        if run[0] == Held::No {
            pieces.push(from..at);
            count += run.len();
            continue;
        }
        for held in run {
            match held {
                Held::Again(of) => again = Some(*of),
                Held::Yes => is_own = true,
                Held::No => {}
            }
        }
    }
    let piece = |range: &std::ops::Range<usize>| -> &str {
        let (first, last) = (&words[range.start].0, &words[range.end - 1].0);
        quoted(text, first.start..last.end)
    };
    let is_part = count < words.len();
    if is_part {
        // What stands between two values is no text of its own.
        pieces.retain(|range| !is_joint(vocabulary, piece(range)));
    }
    match (pieces.is_empty(), again) {
        (true, Some(of)) if !is_own => Missing::Repeated(of),
        (true, _) => Missing::Nothing,
        (false, _) if !is_part || pieces.len() > 1 && count * 2 > words.len() => {
            Missing::Words(text.to_owned())
        }
        (false, _) => {
            let pieces: Vec<&str> = pieces.iter().map(piece).collect();
            Missing::Words(pieces.join(" … "))
        }
    }
}

/// A part of a text with the brackets and signs that belong to its words.
fn quoted(text: &str, range: std::ops::Range<usize>) -> &str {
    let is_mark = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let before = text[..range.start].trim_end_matches(is_mark).len();
    let after = text.len() - text[range.end..].trim_start_matches(is_mark).len();
    text[before..after].trim_matches([',', ';', '|', '·', '•', '–', '—', '-', ' '])
}

/// True for what stands between two values: a label, "at", "via", the name of a network.
fn is_joint(vocabulary: &Vocabulary, piece: &str) -> bool {
    const LONGEST_JOINT: usize = 3;
    let folded = crate::extract::fold::fold(piece);
    folded.chars().count() <= LONGEST_JOINT && !folded.contains(char::is_numeric)
        || vocabulary.label(piece).is_some()
        || vocabulary
            .network_of_key(&folded.replace(' ', ""))
            .is_some()
}

/// Why a line of a page is in no value.
struct Reasons<'a> {
    sheet: &'a Sheet<'a>,
    shapes: &'a Shapes,
    findings: &'a Diagnostics,
    said: &'a Said,
}

impl Reasons<'_> {
    fn why(&self, line: &Line, held: &[Held], missing: &str) -> String {
        let words = self.sheet.words;
        if let Some(why) = line.aside {
            return why.to_owned();
        }
        if is_placeholder(&line.text) {
            return "a template's placeholder".to_owned();
        }
        if let Some(note) = self.note_on(&line.text) {
            return note;
        }
        if let Some(note) = self.note(line.at..line.at + 1) {
            return note;
        }
        if words.is_call(&line.text) || words.is_call(missing) {
            return "words that only lead on".to_owned();
        }
        if words.is_stretch(missing) {
            return "a length of time that the dates tell".to_owned();
        }
        if skills::is_bar(missing) {
            return "the level of a skill".to_owned();
        }
        let part = self.shapes.part_at(line.at);
        if let Some(titled) = part.map(|n| &self.shapes.titled[n])
            && titled.line == line.at
        {
            return self.of_heading(titled, held);
        }
        if words.is_topic(&line.text) {
            return "a heading over several sections".to_owned();
        }
        let Some(part) = part else {
            return "not understood, above the first section".to_owned();
        };
        let titled = &self.shapes.titled[part];
        if let Some(Topic::Ignored) = titled.topic {
            return format!("`{}` is no part of a résumé", titled.title);
        }
        let range = self.lines_of(part);
        // A part of which nothing was taken has one reason.
        if !self.was_read(range.clone())
            && let Some(note) = self.note(range)
        {
            return note;
        }
        format!("not understood, under `{}`", titled.title)
    }

    /// The lines of a titled part below its heading.
    fn lines_of(&self, part: usize) -> std::ops::Range<usize> {
        let next = self.shapes.titled.get(part + 1);
        self.shapes.titled[part].line + 1..next.map_or(usize::MAX, |next| next.line)
    }

    fn was_read(&self, lines: std::ops::Range<usize>) -> bool {
        let source = &self.sheet.page.source;
        let (from, to) = (source.line(lines.start).start, source.line(lines.end).start);
        self.said.was_read(source, from..to.max(from))
    }

    /// What a finding says that quotes a text of the page.
    fn note_on(&self, text: &str) -> Option<String> {
        let quoted = format!("`{text}`");
        let found = self
            .findings
            .iter()
            .find(|finding| finding.message.contains(&quoted))?;
        let (what, _) = found.message.split_once(": `")?;
        Some(what.to_owned())
    }

    fn note(&self, lines: std::ops::Range<usize>) -> Option<String> {
        let found = self.findings.iter().find(|finding| {
            finding.span.as_ref().is_some_and(|span| {
                std::sync::Arc::ptr_eq(span.source(), &self.sheet.page.source)
                    && lines.contains(&span.position().0)
            })
        });
        found.map(|finding| finding.message.clone())
    }

    fn of_heading(&self, titled: &Titled, held: &[Held]) -> String {
        let part = self.shapes.part_at(titled.line).unwrap_or(0);
        if held.iter().any(|held| *held != Held::No) || self.was_read(self.lines_of(part)) {
            return "a heading that is printed in other words".to_owned();
        }
        let next = self.shapes.titled.get(part + 1);
        if next.is_some_and(|next| next.level > titled.level) {
            return "a heading over several sections".to_owned();
        }
        "a heading with nothing under it that a résumé holds".to_owned()
    }
}
