//! What opens a period, ends it or keeps it open, before, between and behind its dates.

use super::super::super::Date;
use super::super::tokens::{Token, What};
use super::{DASHES, Grammar, range};
use crate::extract::fold::fold;
use crate::extract::reader::lexicon::DateWord;
use crate::resume::{PartialDate, PeriodEnd};

impl Grammar<'_> {
    /// "since 2019", "seit 03/2020", "from 2019", "od r. 2019", "vuodesta 2010 lähtien".
    pub(super) fn since(&self, at: usize) -> Option<(usize, Date)> {
        if !self.is_word(at, DateWord::Since) {
            return None;
        }
        let (end, start) = self.date(self.past_year_word(at + 1))?;
        if let Some(period) = self.ending(start, end) {
            return Some(period);
        }
        let end = self.behind_start(end).unwrap_or(end);
        Some((end, range(Some(start), Some(PeriodEnd::Present))))
    }

    /// "until 1997" at the start of a text or of what a sign sets off; "2016年まで", "2010 asti".
    pub(super) fn until(&self, at: usize) -> Option<(usize, Date)> {
        let is_set_off = self.is_set_off(at);
        if self.opens_end(at) && (is_set_off || self.is_until(at)) {
            let (end, last) = self.date(self.past_year_word(at + 1))?;
            // "Weaver, Mill until 1999".
            if is_set_off || self.closes(end) {
                return Some((end, range(None, Some(PeriodEnd::On(last)))));
            }
        }
        let (end, last) = self.date(at)?;
        let closes = self.is_word(end, DateWord::To)
            && !self.tokens[end].spaced
            && !self.is_cased(end)
            && self.date(end + 1).is_none()
            && self.is_present(end + 1).is_none();
        let end = match closes {
            true => end + 1,
            false => self.behind_end(end)?,
        };
        Some((end, range(None, Some(PeriodEnd::On(last)))))
    }

    /// True for a word or sign before an end that has no start: "until", "do", "〜".
    pub(super) fn opens_end(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        if self.is_word(at, DateWord::To) {
            let word = &self.text[token.at.clone()];
            return token.at.len() > 2
                || token.at.len() == 2 && self.lexicon.is_date_preposition(&fold(word));
        }
        at == 0 && self.is_sign(at, &['~', '〜', '～'])
    }

    /// True for one word of more than two letters: "up to 2000" may count people.
    fn is_until(&self, at: usize) -> bool {
        let word = &self.text[self.tokens[at].at.clone()];
        word.len() > 2 && word.chars().all(char::is_alphabetic)
    }

    /// "Present – 2017": the later end first.
    pub(super) fn present_first(&self, at: usize) -> Option<(usize, Date)> {
        if !self.is_set_off(at) || !self.is_word(at, DateWord::Present) {
            return None;
        }
        let dash = at + 1;
        if !self.is_sign(dash, &DASHES) {
            return None;
        }
        let (end, start) = self.date(self.separator(dash)?)?;
        let is_alone = self.closes(end);
        is_alone.then(|| (end, range(Some(start), Some(PeriodEnd::Present))))
    }

    /// Past "r.", "roku", "năm" between a word and the year.
    pub(super) fn past_year_word(&self, at: usize) -> usize {
        let is_word = self.is_word(at, DateWord::Of) && self.year_value(at + 1).is_none();
        let stop = at + 1;
        if is_word && self.is_sign(stop, &['.']) && self.year_value(stop + 1).is_some() {
            return stop + 1;
        }
        at + usize::from(self.is_word(at, DateWord::Of) && !is_word)
    }

    /// What ends a period or keeps it open, right behind its start.
    pub(super) fn ending(&self, start: PartialDate, end: usize) -> Option<(usize, Date)> {
        // "to present" is one phrase; scripts without capitals need no sign before it.
        let has_blank = |token: &Token| self.text[token.at.clone()].contains(' ');
        if self.is_word(end, DateWord::Present)
            && (has_blank(&self.tokens[end]) || !self.is_cased(end) && !self.tokens[end].spaced)
        {
            return self.end_of(start, end);
        }
        if let Some(period) = self.closed(start, end) {
            return Some(period);
        }
        if let Some(period) = self.slashed(start, end) {
            return Some(period);
        }
        let to = self.separator(end).or_else(|| self.since_between(end))?;
        if let Some(period) = self.end_of(start, to) {
            return Some(period);
        }
        if let Some(short) = self.short_year(start, end, to) {
            return Some(short);
        }
        let open = self.open_end(to);
        let is_dash = self.is_sign(end, &DASHES);
        let is_open = is_dash && (self.closes(open) || self.ends_in_dash(end));
        is_open.then(|| (open, range(Some(start), Some(PeriodEnd::Present))))
    }

    /// "2010– Editor of the Looms": a dash that touches the date before it and not the name behind it.
    fn ends_in_dash(&self, dash: usize) -> bool {
        let is_close = !self.tokens[dash].spaced;
        let is_apart = self.tokens.get(dash + 1).is_some_and(|next| next.spaced);
        is_close && is_apart && self.begins_name(dash + 1)
    }

    /// True for a word that small letters do not begin.
    fn begins_name(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let first = self.text[token.at.clone()].chars().next();
        first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
    }

    /// "2022-07 / 2024-07", "mars 2019 / juin 2020": months with a slash between blanks are a period's.
    fn slashed(&self, start: PartialDate, end: usize) -> Option<(usize, Date)> {
        let next = end + 1;
        let is_apart = |at: usize| self.tokens.get(at).is_some_and(|token| token.spaced);
        let is_slash = self.is_sign(end, &['/']) && is_apart(end) && is_apart(next);
        if !is_slash || start.within.is_none() {
            return None;
        }
        if let Some(end) = self.is_present(next) {
            return Some((end, range(Some(start), Some(PeriodEnd::Present))));
        }
        let (end, last) = self.date(next).filter(|(_, last)| last.within.is_some())?;
        Some((end, range(Some(start), Some(PeriodEnd::On(last)))))
    }

    /// Past words behind the start of what goes on, where nothing else follows: "2010 alkaen",
    /// "2019 onwards", "2019’dan beri", "2019-től".
    pub(super) fn behind_start(&self, at: usize) -> Option<usize> {
        self.behind(at, DateWord::Since)
    }

    /// Past words behind an end: "2010 asti", "2019-ig", "2019'a kadar".
    pub(super) fn behind_end(&self, at: usize) -> Option<usize> {
        self.behind(at, DateWord::Until)
    }

    pub(super) fn behind(&self, at: usize, word: DateWord) -> Option<usize> {
        /// Bytes of the longest ending that a sign joins to a number.
        const LONGEST_ENDING: usize = 5;
        let is_joint = self.is_sign(at, &['\'', '’', '-', '‑']) && !self.tokens[at].spaced;
        let near = at + 1;
        let is_near = is_joint && self.tokens.get(near).is_some_and(|next| !next.spaced);
        // "2019-től" has the word itself behind the sign, "2019'dan beri" an ending.
        let is_end =
            |at: usize| self.closes(at) || self.begins_name(at) || self.is_present(at).is_some();
        if is_near && self.is_word(near, word) && (is_end(near + 1) || self.begins_date(near + 1)) {
            return Some(near + 1);
        }
        let is_ending = is_near
            && matches!(self.what(near), Some(What::Other | What::Word(_)))
            && self.tokens[near].at.len() <= LONGEST_ENDING;
        let end = if is_ending { near + 1 } else { at };
        let is_word = self.is_word(end, word) && self.is_cased(end);
        let is_last = self.closes(end + 1) || is_ending && is_end(end + 1);
        (is_word && is_last).then_some(end + 1)
    }

    pub(super) fn begins_date(&self, at: usize) -> bool {
        self.date(at).is_some()
    }

    /// One past the signs that stand for an end which nobody knows yet: "2017-…", "2017 – ...",
    /// "2017 – XX".
    pub(super) fn open_end(&self, at: usize) -> usize {
        if let Some(token) = self.tokens.get(at)
            && token.at.len() > 1
            && self.text[token.at.clone()]
                .bytes()
                .all(|byte| matches!(byte, b'X' | b'x'))
        {
            return at + 1;
        }
        let mut end = at;
        while end < at + 3 && self.is_sign(end, &['…', '.', '?']) {
            end += 1;
        }
        end
    }

    /// True where a text or its bracket ends.
    pub(super) fn closes(&self, at: usize) -> bool {
        at >= self.tokens.len()
            || self.is_sign(at, &[')', ']', '）', '|', ',', '·', '•', ':', '：', ';'])
    }
}
