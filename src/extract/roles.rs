//! Several roles at one employer, and the headings under an entry's own.

use super::block::Block;
use super::entries::{Draft, Opening, Reader, add_paragraph, is_lone};
use super::merge::lies_inside;
use super::outline::is_call;
use super::text;
use super::vocabulary::Vocabulary;
use super::{dated, line, period};
use crate::read::Id;
use crate::resume::{Entry, EntryKind, Period, RichText};

/// What is known of an entry before a line is read: its dates, and whether it has both names.
pub(super) struct Known {
    period: Option<Period>,
    has_both: bool,
}

impl Draft {
    pub(super) fn known(&self) -> Known {
        Known {
            period: self.entry.period.clone(),
            has_both: self.entry.organization.is_some(),
        }
    }

    /// Dates from before the second name may be those of the employer.
    pub(super) fn note_overall(&mut self, before: Known) {
        if !before.has_both && self.entry.organization.is_some() && before.period.is_some() {
            self.overall = before.period;
        }
    }
}

impl Reader<'_> {
    /// A heading under an entry's own: its dates, its second name, or another role there.
    /// False if it opens an entry of its own.
    pub(super) fn second_heading(&mut self, block: &Block, kind: EntryKind, level: u8) -> bool {
        let sheet = self.sheet;
        let Some(draft) = &mut self.open else {
            return false;
        };
        let Some(rich) = text::rich(sheet, block.range.clone(), |id| is_call(sheet, id)) else {
            return true;
        };
        let words = rich.text();
        let is_dates = period::read(sheet.words, &words, &rich.span).is_ok();
        if draft.is_bare()
            && (is_dates || line::is_held(kind) && draft.entry.organization.is_none())
        {
            let known = draft.known();
            line::meta(sheet.words, &mut draft.entry, &rich, self.findings);
            draft.note_overall(known);
            return true;
        }
        if draft.is_bare() && is_lone(draft) && !line::is_held(kind) && self.card.is_none() {
            // A heading over several entries.
            if let Some(draft) = self.open.take()
                && let Some(title) = draft.entry.title
            {
                self.found
                    .left
                    .push((title, "a heading over several entries"));
            }
            return false;
        }
        if line::is_held(kind) && (self.card.is_none() || !draft.is_bare()) {
            self.next_role(block.range.start, Opening::Heading(level));
            self.name_part(&rich);
            return true;
        }
        if self.card.is_some() {
            if draft.entry.organization.is_none() && line::is_held(kind) {
                line::meta(sheet.words, &mut draft.entry, &rich, self.findings);
            } else {
                add_paragraph(&mut draft.entry, rich);
            }
            return true;
        }
        false
    }

    /// Puts a role beside those before it, under the employer of them all.
    pub(super) fn join_role(&mut self, mut role: Entry) {
        let Some(before) = self.found.entries.last_mut() else {
            return;
        };
        (role.organization, role.via) = (None, None);
        if before.parts.is_empty() {
            let mut first = Entry::new(before.kind, before.span.clone());
            std::mem::swap(before, &mut first);
            before.organization = first.organization.take();
            before.via = first.via.take();
            before.location = first.location.take();
            before.links = std::mem::take(&mut first.links);
            // Dates around those of a further role are the employer's, not the first role's.
            if let Some(overall) = self.overall.take()
                && (role.period.as_ref())
                    .is_none_or(|period| lies_inside(period, &overall) == Some(true))
            {
                first.period.take_if(|period| *period == overall);
                before.period = Some(overall);
            }
            before.parts.push(first);
        }
        if role.location == before.location {
            role.location = None;
        }
        before.parts.push(role);
    }

    /// Makes an employer of an entry that named nothing else, and puts a role under it.
    pub(super) fn join_employer(&mut self, mut role: Entry) {
        let Some(before) = self.found.entries.last_mut() else {
            return;
        };
        before.organization = before.title.take();
        (role.organization, role.via) = (None, None);
        before.parts.push(role);
    }

    /// Closes a role and opens the next one at the same employer.
    pub(super) fn next_role(&mut self, at: Id, opening: Opening) {
        let (organization, via, kind, from) = match &self.open {
            Some(draft) => {
                let entry = &draft.entry;
                // A heading that still stands as a title is the employer's name.
                let own = entry.organization.clone().or_else(|| entry.title.clone());
                (own, entry.via.clone(), entry.kind, draft.opening)
            }
            None => (None, None, self.kind, opening),
        };
        let draft = self.open(kind, at, from);
        draft.entry.organization = organization;
        draft.entry.via = via;
        draft.is_sure = true;
        draft.is_next_role = true;
    }

    /// Names an entry whose employer is known.
    fn name_part(&mut self, rich: &RichText) {
        let Some(draft) = &mut self.open else { return };
        let Some(title) = text::title(rich) else {
            return;
        };
        let (rest, found) = dated::split_period(self.sheet.words, &title);
        draft.entry.title = Some(text::part(&title.span, &rest));
        draft.entry.period = found;
    }
}

/// True for a role with its employer, or an employer with several roles.
pub(super) fn is_role(entry: &Entry) -> bool {
    entry.organization.is_some() && (entry.title.is_some() || !entry.parts.is_empty())
}

/// True for an entry whose only name is that of the employer under which a role stands.
pub(super) fn is_alone_employer(words: &Vocabulary, before: Option<&Entry>, role: &Entry) -> bool {
    let Some(before) = before.filter(|entry| entry.organization.is_none()) else {
        return false;
    };
    let name = before.title.as_ref();
    name == role.organization.as_ref()
        && name.is_some_and(|name| !line::tells(words, &name.value, before.kind))
}
