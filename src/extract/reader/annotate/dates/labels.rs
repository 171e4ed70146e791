//! Dates behind labels that say which end of a period they are: "Beginn: 03/2019 Ende: 05/2021".

use super::super::super::Date;
use super::super::tokens::What;
use super::{Grammar, range};
use crate::extract::fold::fold;
use crate::extract::reader::lexicon::DateWord;
use crate::resume::{PartialDate, PeriodEnd};

/// Signs between a dated label and the next.
const BETWEEN: [char; 10] = [',', '|', ';', '·', '•', '/', '-', '–', '—', '،'];

impl Grammar<'_> {
    /// Two labelled dates, the first label among them: "Inicio: 03/2019 | Fin: 05/2021",
    /// "From: March 2019 To: May 2021". A label with one date is the line's.
    pub(super) fn labelled(&self, at: usize) -> Option<(usize, Date)> {
        let is_label = self.is_word(at, DateWord::Opens)
            || self.is_word(at, DateWord::Since) && self.is_colon(at + 1);
        if !is_label {
            return None;
        }
        let (end, start) = self.date(self.past_colon(at + 1))?;
        self.closed(start, end).or_else(|| self.ending(start, end))
    }

    /// The labelled end of a period, behind its start: "Término: 11/10/2018", "| To: May 2021".
    pub(super) fn closed(&self, start: PartialDate, end: usize) -> Option<(usize, Date)> {
        let at = end + usize::from(self.is_sign(end, &BETWEEN) || self.is_joiner(end));
        let is_label = self.is_word(at, DateWord::Closes)
            || self.is_word(at, DateWord::To) && self.is_colon(at + 1);
        if !is_label {
            return None;
        }
        let value = self.past_colon(at + 1);
        if let Some(end) = self.is_present(value) {
            return Some((end, range(Some(start), Some(PeriodEnd::Present))));
        }
        let (end, last) = self.date(value)?;
        Some((end, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    fn is_colon(&self, at: usize) -> bool {
        self.is_sign(at, &[':', '：'])
    }

    /// Past what joins a label to its date: a colon, or the preposition of "Started in March 2019".
    fn past_colon(&self, at: usize) -> usize {
        let is_preposition = self
            .other(at)
            .is_some_and(|word| self.lexicon.is_date_preposition(&word));
        at + usize::from(self.is_colon(at) || is_preposition)
    }

    /// "Started in March 2019 and finished in May 2021".
    fn is_joiner(&self, at: usize) -> bool {
        self.other(at)
            .is_some_and(|word| self.lexicon.is_joiner(&word))
    }

    /// A word that says nothing in dates, folded.
    fn other(&self, at: usize) -> Option<String> {
        let is_other = matches!(self.what(at), Some(What::Other));
        is_other.then(|| fold(&self.text[self.tokens[at].at.clone()]))
    }
}
