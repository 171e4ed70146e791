//! Lists, definitions and tables in a section of entries.

use super::block::Block;
use super::entries::{Opening, Reader, add_summary, add_tags, detail};
use super::figures;
use super::fold::without_pictographs;
use super::pieces::{after_label, is_prose};
use super::text;
use super::vocabulary::{Concept, Label};
use super::{labels, line, line_item, period};
use crate::read::Id;
use crate::resume::{Emphasis, Entry, EntryKind, Highlight, RichText};

impl Reader<'_> {
    pub(super) fn list(&mut self, block: &Block, kind: EntryKind) {
        let sheet = self.sheet;
        let dom = sheet.dom;
        let is_details = block.concept == Some(Concept::Details);
        let is_list = |id: Id| matches!(dom.name(id), "ul" | "ol");
        for item in dom.children(block.range.start) {
            if dom.name(item) != "li" || sheet.is_aside(item) {
                continue;
            }
            let is_link = |id: Id| sheet.concept(id) == Some(Concept::Link);
            let lines = text::lines(sheet, dom.subtree(item), |id| is_list(id) || is_link(id));
            let own = text::join(lines);
            let inner: Vec<RichText> = dom
                .within(item)
                .filter(|&id| dom.name(id) == "li")
                .filter_map(|id| text::rich(sheet, dom.subtree(id), is_list))
                .collect();
            match (&mut self.open, own) {
                (Some(draft), Some(own)) => {
                    let entry = &mut draft.entry;
                    if inner.is_empty() && labels::take(sheet, entry, &own, self.findings) {
                        continue;
                    }
                    let labelled =
                        after_label(&own).and_then(|(label, _)| sheet.words.label(&label.value));
                    let own = with_inner(own, inner, " ");
                    match (labelled, after_label(&own)) {
                        (Some(Label::Tags), Some((_, tail))) => add_tags(entry, &tail),
                        (Some(Label::Details), _) => entry.details.push(detail(own)),
                        (Some(_) | None, _) if is_details => entry.details.push(detail(own)),
                        (Some(_) | None, _) => entry.highlights.push(Highlight {
                            text: own,
                            tags: Vec::new(),
                        }),
                    }
                }
                (None, Some(own)) => self.item(own, kind, inner),
                (_, None) => {}
            }
        }
    }

    /// A list item that is an entry of its own.
    pub(super) fn item(&mut self, own: RichText, kind: EntryKind, inner: Vec<RichText>) {
        let mut entry = Entry::new(kind, own.span.clone());
        line_item::item(self.sheet.words, &mut entry, &own);
        let mut inner = inner.into_iter().peekable();
        // "2015: Assistant" with the employer as its first child.
        if line::is_held(kind)
            && entry.organization.is_none()
            && entry.period.is_some()
            && let Some(first) = inner.next_if(is_name)
            && let Some(name) = text::title(&first)
        {
            line::set_organization(self.sheet.words, &mut entry, name);
        }
        for rich in inner {
            if labels::take(self.sheet, &mut entry, &rich, self.findings) {
                continue;
            }
            if entry.period.is_none()
                && period::read(self.sheet.words, &rich.text(), &rich.span).is_ok()
            {
                line::dates(self.sheet.words, &mut entry, &rich, self.findings);
                continue;
            }
            entry.highlights.push(Highlight {
                text: rich,
                tags: Vec::new(),
            });
        }
        line::settle(self.sheet.words, &mut entry);
        if entry.title.is_some() || entry.organization.is_some() {
            self.keep(entry);
        }
    }

    pub(super) fn definitions(&mut self, block: &Block, kind: EntryKind) {
        let sheet = self.sheet;
        let dom = sheet.dom;
        let list = block.range.start;
        if let Some(draft) = &mut self.open {
            if let Some(metrics) = figures::definitions(sheet, list) {
                draft.entry.metrics.extend(metrics);
                return;
            }
            // Under an open entry the terms are labels.
            if matches!(self.pairs(list).first(), Some((term, _)) if sheet.words.label(&term.text()).is_some())
            {
                for (term, told) in self.pairs(list) {
                    self.labelled(&term, told);
                }
                return;
            }
        }
        for id in dom.within(list) {
            match dom.name(id) {
                "dt" => self.term(id, kind),
                "dd" => self.told(id),
                _ => {}
            }
        }
    }

    fn pairs(&self, list: Id) -> Vec<(RichText, RichText)> {
        let dom = self.sheet.dom;
        let mut out = Vec::new();
        let mut term: Option<RichText> = None;
        for id in dom.within(list) {
            let rich = || text::rich(self.sheet, dom.subtree(id), |_| false);
            match dom.name(id) {
                "dt" => term = rich(),
                "dd" => {
                    if let (Some(term), Some(told)) = (&term, rich()) {
                        out.push((term.clone(), told));
                    }
                }
                _ => {}
            }
        }
        out
    }

    pub(super) fn labelled(&mut self, term: &RichText, told: RichText) {
        let mut line = RichText::new(term.span.clone());
        line.push(term.text().trim_end_matches(':'), Emphasis::NONE, None);
        line.push(": ", Emphasis::NONE, None);
        for run in told.runs {
            line.push(run.text, run.emphasis, run.link);
        }
        let Some(draft) = &mut self.open else { return };
        if !labels::take(self.sheet, &mut draft.entry, &line, self.findings) {
            draft.entry.details.push(detail(line));
        }
    }

    /// A term opens an entry: by its name, or by its dates.
    fn term(&mut self, id: Id, kind: EntryKind) {
        let sheet = self.sheet;
        let rich = text::rich(sheet, sheet.dom.subtree(id), |_| false);
        let draft = self.open(kind, id, Opening::Line);
        let Some(rich) = rich else { return };
        let Some(title) = text::title(&rich) else {
            return;
        };
        match super::entries::period_of(sheet.words, &title) {
            Some(period) => draft.entry.period = Some(period),
            None => {
                draft.from_heading = true;
                match line::heading(sheet.words, &title, &rich, kind) {
                    Some(facts) => facts.apply(sheet.words, &mut draft.entry),
                    None => draft.entry.title = Some(title),
                }
            }
        }
    }

    /// What is told of a term: a line of facts first, then paragraphs and bullets.
    fn told(&mut self, id: Id) {
        let sheet = self.sheet;
        let dom = sheet.dom;
        let is_list = |id: Id| matches!(dom.name(id), "ul" | "ol");
        let lines = text::lines(sheet, dom.subtree(id), is_list);
        let bullets: Vec<RichText> = dom
            .within(id)
            .filter(|&id| dom.name(id) == "li")
            .filter_map(|id| text::rich(sheet, dom.subtree(id), is_list))
            .collect();
        let Some(draft) = &mut self.open else { return };
        let again = draft.entry.summary.is_some();
        for rich in lines {
            let entry = &mut draft.entry;
            let bare = entry.summary.is_none() && entry.highlights.is_empty();
            if labels::take(sheet, entry, &rich, self.findings) {
                continue;
            }
            if entry.title.is_none() && !is_prose(&rich.text()) {
                line::names(sheet.words, entry, &rich);
            } else if bare
                && (line::position(sheet.words, entry, &rich, draft.from_heading, self.findings)
                    || second_name(sheet.words, entry, &rich))
            {
            } else if again {
                entry.highlights.push(Highlight {
                    text: rich,
                    tags: Vec::new(),
                });
            } else {
                add_summary(entry, rich);
            }
        }
        for rich in bullets {
            draft.entry.highlights.push(Highlight {
                text: rich,
                tags: Vec::new(),
            });
        }
    }

    /// A row is an entry: its date says when, its words who and what.
    pub(super) fn table(&mut self, block: &Block, kind: EntryKind) {
        let rows = super::tables::rows(self.sheet, block.range.start);
        let head: Vec<Option<Label>> = rows
            .iter()
            .find(|row| row.is_head)
            .map(|row| {
                row.cells
                    .iter()
                    .map(|cell| self.sheet.words.label(&cell.text()))
                    .collect()
            })
            .unwrap_or_default();
        if let Some(draft) = &mut self.open {
            // Under an entry a table tells more of it.
            for row in rows.into_iter().filter(|row| !row.is_head) {
                let texts: Vec<String> = row.cells.iter().map(RichText::text).collect();
                let Some(first) = row.cells.first() else {
                    continue;
                };
                let span = first.span.clone();
                let label = |line: &RichText| after_label(line).is_some();
                let joined = match texts.as_slice() {
                    [label, told] => {
                        RichText::plain(format!("{}: {told}", label.trim_end_matches(':')), span)
                    }
                    _ => RichText::plain(texts.join(" – "), span),
                };
                if !(label(&joined)
                    && labels::take(self.sheet, &mut draft.entry, &joined, self.findings))
                {
                    draft.entry.highlights.push(Highlight {
                        text: joined,
                        tags: Vec::new(),
                    });
                }
            }
            return;
        }
        for row in rows.into_iter().filter(|row| !row.is_head) {
            let Some(first) = row.cells.first() else {
                continue;
            };
            let mut entry = Entry::new(kind, first.span.clone());
            for (n, cell) in row.cells.iter().enumerate() {
                let Some(words) = text::title(cell) else {
                    continue;
                };
                match head.get(n).copied().flatten() {
                    Some(Label::Tags) => add_tags(&mut entry, cell),
                    Some(Label::Location) => entry.location = Some(words),
                    Some(Label::Organization) if entry.organization.is_none() => {
                        line::set_organization(self.sheet.words, &mut entry, words);
                    }
                    Some(Label::Title) if entry.title.is_none() => entry.title = Some(words),
                    Some(_) | None => match super::entries::period_of(self.sheet.words, &words) {
                        Some(period) if entry.period.is_none() => entry.period = Some(period),
                        Some(_) | None if entry.title.is_none() && !is_prose(&words.value) => {
                            entry.title = Some(words);
                        }
                        Some(_) | None
                            if entry.organization.is_none() && !is_prose(&words.value) =>
                        {
                            line::set_organization(self.sheet.words, &mut entry, words);
                        }
                        Some(_) | None => add_summary(&mut entry, cell.clone()),
                    },
                }
            }
            line::settle(self.sheet.words, &mut entry);
            if entry.title.is_some() || entry.organization.is_some() {
                self.keep(entry);
            }
        }
    }
}

/// A short line under a term is its employer or school.
fn second_name(words: &super::Vocabulary, entry: &mut Entry, rich: &RichText) -> bool {
    let fits = line::is_held(entry.kind) && entry.organization.is_none() && is_name(rich);
    if fits && let Some(name) = text::title(rich) {
        line::set_organization(words, entry, name);
    }
    fits
}

/// The shape of an employer's name: a few words with capitals, no sentence and no label.
fn is_name(rich: &RichText) -> bool {
    /// Words of this length and less may stand in lower case: "of", "und", "dos".
    const PARTICLE: usize = 3;
    /// Longer lines tell something.
    const MOST_WORDS: usize = 6;
    let words = without_pictographs(&rich.text());
    let count = words.split_whitespace().count();
    (1..=MOST_WORDS).contains(&count)
        && !words.ends_with(['.', '!', '。', ':'])
        && after_label(rich).is_none()
        && words
            .split_whitespace()
            .all(|word| word.chars().count() <= PARTICLE || !word.starts_with(char::is_lowercase))
}

/// The text of an item with the items below it, so that none is lost; `before` parts it from
/// the first of them.
pub(super) fn with_inner(mut own: RichText, inner: Vec<RichText>, before: &str) -> RichText {
    for (n, rich) in inner.into_iter().enumerate() {
        own.push(if n == 0 { before } else { "; " }, Emphasis::NONE, None);
        for run in rich.runs {
            own.push(run.text, run.emphasis, run.link);
        }
    }
    own
}
