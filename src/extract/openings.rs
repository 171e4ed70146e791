//! Which paragraph opens an entry, and which dates and names stand on it.

use super::block::Block;
use super::entries::{Draft, Opening, Reader};
use super::outline::is_call;
use super::pieces::{after_label, facts, is_prose, trim_marks};
use super::text;
use super::vocabulary::Concept;
use super::{line, period};
use crate::read::Id;
use crate::resume::{EntryKind, RichText, Text};

impl Reader<'_> {
    /// Elements of a block that are dates, the two ends of a period as one.
    pub(super) fn dates_in(&mut self, block: &Block) -> Vec<(Id, RichText)> {
        let sheet = self.sheet;
        let dom = sheet.dom;
        let mut out: Vec<(Id, RichText)> = Vec::new();
        // A row of siblings has no element around it.
        let is_row = dom.end(block.range.start) != block.range.end;
        let mut id = block.range.start + usize::from(!is_row);
        while id < block.range.end {
            let Some(element) = dom.element(id) else {
                id += 1;
                continue;
            };
            let rich = text::rich(sheet, dom.subtree(id), |_| false);
            let classed = sheet.concept(id) == Some(Concept::Period);
            let Some(rich) = rich.filter(|rich| rich.text().len() < 100) else {
                id += 1;
                continue;
            };
            // In a type of its own, what begins with a year is a date, readable or not.
            let classed = classed
                || element.name == "code"
                    && rich
                        .text()
                        .get(..4)
                        .is_some_and(|year| year.chars().all(|c| c.is_ascii_digit()));
            if classed || period::read(sheet.words, &rich.text(), &rich.span).is_ok() {
                out.push((id, rich));
                id = dom.end(id);
                continue;
            }
            // What a person cannot be sure to read, the attribute tells.
            let told = element
                .attribute("datetime")
                .filter(|_| element.name == "time");
            if let Some(told) = told
                && let Some(day) = told.get(..told.len().min(10))
                && period::read(sheet.words, day, &rich.span).is_ok()
            {
                out.push((id, RichText::plain(day, rich.span)));
                id = dom.end(id);
                continue;
            }
            id += 1;
        }
        if let [(first, start), (_, end), ..] = out.as_slice() {
            let both = format!("{} – {}", start.text(), end.text());
            if period::read(sheet.words, &both, &start.span).is_ok() {
                out[0] = (*first, RichText::plain(both, start.span.clone()));
            }
        }
        out
    }

    /// Takes dates and classed names out of a line: "<span>2019</span> <strong>Acme</strong>".
    /// Gives what is left of it.
    pub(super) fn facts_in(
        &mut self,
        block: &Block,
        kind: EntryKind,
        whole: &RichText,
        lines: Vec<RichText>,
    ) -> Option<(RichText, Vec<RichText>)> {
        let sheet = self.sheet;
        let dom = sheet.dom;
        if is_prose(&whole.text()) && whole.text().ends_with(['.', '!']) {
            return Some((whole.clone(), lines));
        }
        let mut taken: Vec<Id> = Vec::new();
        let mut names: Vec<(Concept, Text)> = Vec::new();
        for id in block.range.start + 1..block.range.end {
            if let Some(concept @ (Concept::Organization | Concept::Title | Concept::Location)) =
                sheet.concept(id)
                && let Some(words) = text::plain(sheet, dom.subtree(id), |_| false)
            {
                names.push((concept, words));
                taken.push(id);
            }
        }
        // A whole line of dates was read already; here they stand beside names.
        let dates = self.dates_in(block);
        let leads = dates.first().is_some_and(|(_, date)| {
            date.runs
                .iter()
                .all(|run| run.emphasis.emphasized || run.emphasis.code)
                || whole.text().trim_start().starts_with(&date.text())
                || whole.text().trim_end().ends_with(&date.text())
                || sheet.concept(dates[0].0) == Some(Concept::Period)
        });
        let is_line = lines.len() == 1 || leads;
        if names.is_empty() && !(leads && is_line) {
            return Some((whole.clone(), lines));
        }
        let opened_here = match &self.open {
            None => true,
            Some(draft) => {
                let has_period = draft.entry.period.is_some() && leads;
                let has_name = names.iter().any(|(concept, _)| match concept {
                    Concept::Organization => draft.entry.organization.is_some(),
                    _ => false,
                });
                draft.opening == Opening::Line && (has_period || has_name || !draft.is_bare())
            }
        };
        // A second date under one heading belongs to another role, or to a sentence.
        let has_date = |draft: &Draft| draft.entry.period.is_some() && !draft.is_bare();
        if !opened_here && names.is_empty() && self.open.as_ref().is_some_and(has_date) {
            return Some((whole.clone(), lines));
        }
        if opened_here {
            self.open_card(kind, block.range.start);
        }
        let draft = self.open.as_mut().expect("open or opened above");
        for (concept, words) in names {
            match concept {
                Concept::Organization => {
                    line::set_organization(sheet.words, &mut draft.entry, words)
                }
                Concept::Title => {
                    draft.entry.title = Some(words);
                    draft.is_sure = true;
                }
                _ => draft.entry.location = Some(words),
            }
        }
        if let Some((_, date)) = dates.first()
            && leads
        {
            line::dates(sheet.words, &mut draft.entry, date, self.findings);
            taken.extend(dates.iter().map(|(id, _)| *id));
        }
        let left = text::lines(sheet, block.range.clone(), |id| {
            taken.contains(&id) || is_call(sheet, id)
        });
        // A dash that stood between the ends of a period says nothing alone.
        let left: Vec<RichText> = left.iter().map(super::pieces::trimmed).collect();
        let whole = text::join(left.clone())?;
        if draft.entry.title.is_none() && !is_prose(&whole.text()) {
            line::names(sheet.words, &mut draft.entry, &whole);
            return None;
        }
        Some((whole, left))
    }

    /// Without a heading, a line with a bold start or a date opens an entry.
    /// True if the paragraph was taken whole.
    pub(super) fn opens_entry(
        &mut self,
        block: &Block,
        kind: EntryKind,
        whole: &RichText,
        lines: &[RichText],
    ) -> bool {
        let starts_bold = whole.runs.first().is_some_and(|run| run.emphasis.strong)
            && after_label(whole)
                .is_none_or(|(label, _)| self.sheet.words.label(&label.value).is_none());
        let is_bold_line = lines.first().is_some_and(|line| {
            line.runs
                .iter()
                .all(|run| run.emphasis.strong || run.text.trim().is_empty())
        });
        match &self.open {
            None => {
                if !starts_bold && block.card.is_none() {
                    self.loose(whole.clone(), kind);
                    return true;
                }
                self.open_card(kind, block.range.start);
                self.date_ahead();
                false
            }
            Some(draft) => {
                let again = match draft.opening {
                    Opening::Line => {
                        starts_bold
                            && (draft.entry.title.is_some() && !draft.is_bare()
                                || is_bold_line && draft.entry.organization.is_some()
                                || self.is_whole(draft, kind, whole))
                    }
                    Opening::Heading(_) | Opening::Card => false,
                };
                if again {
                    self.open_card(kind, block.range.start);
                    return false;
                }
                let is_list_of_lines = match kind {
                    EntryKind::Award | EntryKind::Publication | EntryKind::Certification => true,
                    EntryKind::Position
                    | EntryKind::Education
                    | EntryKind::Volunteering
                    | EntryKind::Project
                    | EntryKind::SmallProject
                    | EntryKind::Language
                    | EntryKind::Reference
                    | EntryKind::Other => false,
                };
                if draft.opening == Opening::Line && is_list_of_lines && !is_prose(&whole.text()) {
                    self.close();
                    self.loose(whole.clone(), kind);
                    return true;
                }
                // "**Second role** — *dates*" under one employer's heading.
                let dated = lines.first().is_some_and(|line| {
                    let runs = line.runs.iter().map(|run| trim_marks(&run.text));
                    facts(&line.text())
                        .into_iter()
                        .chain(runs)
                        .any(|fact| period::read(self.sheet.words, fact, &line.span).is_ok())
                }) || lines.get(1).is_some_and(|line| {
                    period::read(self.sheet.words, &line.text(), &line.span).is_ok()
                });
                if starts_bold
                    && line::is_held(kind)
                    && !draft.is_bare()
                    && draft.entry.title.is_some()
                    && (dated || is_bold_line && self.sheet.words.speaks_of_role(&whole.text()))
                {
                    let from = draft.opening;
                    self.next_role(block.range.start, from);
                }
                false
            }
        }
    }

    /// True if the open entry has all that a bold line could add to it: the line then names
    /// the next one.
    fn is_whole(&self, draft: &Draft, kind: EntryKind, line: &RichText) -> bool {
        let Some(bold) = line.runs.first().filter(|_| line::is_held(kind)) else {
            return false;
        };
        let words = line.text();
        if after_label(line).is_some() || is_prose(&words) && words.ends_with(['.', '!', '。']) {
            return false;
        }
        let entry = &draft.entry;
        let tells = |text: &str| line::tells(self.sheet.words, text, kind);
        let (has_firm, has_dates) = (entry.organization.is_some(), entry.period.is_some());
        match &entry.title {
            // A second role or degree where one is known; schools stand below degrees.
            Some(title) => {
                let is_second = tells(&title.value) && tells(&bold.text);
                let is_placed = has_firm || has_dates || kind == EntryKind::Education;
                has_firm && has_dates || is_second && is_placed
            }
            // "**Acme**, Berlin" below the same of another employer.
            None => {
                let rest = words.trim_start().strip_prefix(bold.text.trim());
                has_firm && !tells(&bold.text) && rest.is_some_and(|rest| rest.starts_with(','))
            }
        }
    }
}
