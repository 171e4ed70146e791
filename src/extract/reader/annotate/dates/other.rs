//! What looks like a year and is another number: a count, a sum, a code of a place.

use super::super::tokens::What;
use super::{APART, Grammar};
use crate::extract::fold::{fold, words};
use crate::extract::reader::lexicon::LabelRole;
use crate::resume::PartialDate;

/// Bytes before a number in which its address begins.
const NEAR: usize = 80;

impl Grammar<'_> {
    /// True for a year alone, between two tokens, that the words beside it make another number.
    pub(super) fn is_other(&self, date: PartialDate, at: usize, end: usize) -> bool {
        let is_alone = date.within.is_none() && date.day.is_none() && end == at + 1;
        is_alone
            && matches!(self.what(at), Some(What::Number(_, 4)))
            && (self.is_sum(at) || self.is_counted(at) || self.is_place_code(at))
    }

    /// "2000 €", "USD 2000", "2000+", "2000 km".
    fn is_sum(&self, at: usize) -> bool {
        let token = &self.tokens[at].at;
        let (before, after) = (&self.text[..token.start], &self.text[token.end..]);
        let is_sign = |c: char| self.lexicon.is_currency_sign(c);
        if after.starts_with(['+', '%', '‰', '°', '×'])
            || before.trim_end().ends_with(is_sign)
            || after.trim_start().starts_with(is_sign)
        {
            return true;
        }
        let is_unit = |word: Option<String>| {
            word.is_some_and(|word| {
                let is_year = self.lexicon.date_word(&word).is_some();
                self.lexicon.is_measure(&word) || self.lexicon.is_unit(&word) && !is_year
            })
        };
        let next = self.word_at(at + 1);
        let before = at.checked_sub(1).and_then(|before| self.word_at(before));
        is_unit(next) || before.is_some_and(|word| self.lexicon.is_measure(&word))
    }

    /// "trained 1999 users": between two words of a sentence, of which none is of dates.
    fn is_counted(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let is_plain = |word: &str| {
            let all = self.lexicon;
            !all.is_function_word(word)
                && !all.is_date_preposition(word)
                && !all.is_unit(word)
                && !all.is_joiner(word)
                && all.date_word(word).is_none()
        };
        let is_written = |at: usize, is_lower: bool| {
            let Some(What::Other) = self.what(at) else {
                return false;
            };
            let word = &self.text[self.tokens[at].at.clone()];
            (!is_lower || word.chars().all(char::is_lowercase))
                && word.contains(char::is_lowercase)
                && is_plain(&fold(word))
        };
        // A heading has few words in small letters.
        let is_sentence = || {
            self.tokens
                .iter()
                .filter(|token| {
                    token.what == What::Other
                        && self.text[token.at.clone()].starts_with(char::is_lowercase)
                })
                .nth(2)
                .is_some()
        };
        let is_first = before == 0 || self.is_sign(before - 1, &['.', ';', '•']);
        is_written(at + 1, true) && is_written(before, !is_first) && (is_first || is_sentence())
    }

    /// "Hauptstr. 5, 2000 Antwerpen": beside a city, in an address.
    fn is_place_code(&self, at: usize) -> bool {
        let is_city = |from: usize, to: usize| {
            let (Some(from), Some(to)) = (self.tokens.get(from), self.tokens.get(to)) else {
                return false;
            };
            let name = fold(&self.text[from.at.start..to.at.end]);
            let place = self.lexicon.place(&name);
            place.is_city() || place.is_likely()
        };
        let beside = is_city(at + 1, at + 1)
            || is_city(at + 1, at + 2)
            || at > 0 && is_city(at - 1, at - 1)
            || at > 1 && is_city(at - 2, at - 1);
        beside && self.is_in_address(at)
    }

    /// True where a label says that a place follows, or a house has a number before.
    fn is_in_address(&self, at: usize) -> bool {
        let before = &self.text[..self.tokens[at].at.start];
        let start = before.len().saturating_sub(NEAR);
        let start = (start..=before.len()).find(|at| before.is_char_boundary(*at));
        let before = &before[start.unwrap_or(0)..];
        if let Some((label, _)) = before.split_once([':', '：'])
            && let Some(word) = words(label).last()
            && self.lexicon.label_exactly(word) == Some(LabelRole::Location)
        {
            return true;
        }
        // The house's number ends a part of the address, or follows its street.
        let parts = before.split([',', '|', '·', '•', '\n']);
        parts.rev().skip(1).take(2).any(|part| {
            let last = part.split_whitespace().next_back().unwrap_or("");
            let digits = last.bytes().filter(u8::is_ascii_digit).count();
            part.contains(char::is_alphabetic) && (1..=3).contains(&digits) && last.len() <= 5
        })
    }

    /// The folded word of a token.
    fn word_at(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at)?;
        let is_word = matches!(token.what, What::Other | What::Word(_) | What::Circa);
        is_word.then(|| fold(&self.text[token.at.clone()]))
    }

    /// True where a number and a sign stand right before: "555-2019", "9001:2015".
    pub(super) fn is_after_number(&self, at: usize) -> bool {
        let Some(number) = at.checked_sub(2) else {
            return false;
        };
        let is_sign = self.is_sign(at - 1, &['-', ':']);
        let is_close = !self.tokens[at].spaced && !self.tokens[at - 1].spaced;
        let is_year = self.year_value(number).is_some();
        // Fewer digits are a month or a day.
        let is_number = matches!(self.what(number), Some(What::Number(_, 3..)));
        is_sign && is_close && is_number && !is_year
    }

    /// True where something else is set off here.
    pub(super) fn is_set_off(&self, at: usize) -> bool {
        at == 0 || self.is_sign(at - 1, &APART)
    }
}
