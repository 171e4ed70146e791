//! What is to be left out, and where a text says it.

use std::ops::Range;

use super::{address, phone, place};
use crate::resume::{ContactKind, Person, Redaction};

/// The values of a person that are not to be shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Secrets {
    kinds: Vec<Redaction>,
    emails: Vec<String>,
    /// Their digits.
    phones: Vec<String>,
    place: Option<String>,
    /// Bare addresses of pages and profiles.
    pages: Vec<String>,
    /// Names of accounts whose address nobody gave.
    accounts: Vec<String>,
}

/// Where a text says something that is not to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub range: Range<usize>,
    pub kind: Redaction,
}

impl Secrets {
    pub(super) fn of(person: &Person, kinds: &[Redaction]) -> Self {
        let mut secrets = Secrets {
            kinds: kinds.to_vec(),
            ..Secrets::default()
        };
        for contact in &person.contacts {
            let text = contact.text.value.as_str();
            match &contact.kind {
                ContactKind::Email => secrets.emails.push(text.to_lowercase()),
                ContactKind::Phone => {
                    let digits = phone::digits(text);
                    // "00" before the country says what "+" says.
                    let bare = digits.strip_prefix("00").unwrap_or(&digits);
                    secrets.phones.push(bare.to_owned());
                }
                ContactKind::Website | ContactKind::Profile(_) => {
                    let Some(href) = &contact.href else {
                        secrets.accounts.push(text.to_owned());
                        continue;
                    };
                    for address in [text, href.as_str()] {
                        let bare = address::bare(address);
                        if !bare.is_empty() && !secrets.pages.contains(&bare) {
                            secrets.pages.push(bare);
                        }
                    }
                }
            }
        }
        secrets.place = person.location.as_ref().map(|place| place.value.clone());
        secrets
    }

    pub(super) fn hides(&self, kind: Redaction) -> bool {
        self.kinds.contains(&kind)
    }

    /// Everything in a text that is not to be shown, from its start to its end.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let mut all = Vec::new();
        for kind in &self.kinds {
            let ranges = match kind {
                Redaction::Email => {
                    let mut ranges = address::emails(text);
                    for known in &self.emails {
                        ranges.extend(address::spelled_out(text, known));
                    }
                    ranges
                }
                Redaction::Phone => phone::find(text, &self.phones),
                Redaction::Location => match &self.place {
                    Some(known) => place::find(text, known),
                    None => Vec::new(),
                },
                Redaction::Links => {
                    let mut ranges = address::web(text, &self.pages);
                    ranges.extend(address::accounts(text, &self.accounts));
                    ranges
                }
            };
            all.extend(ranges.into_iter().map(|range| Found { range, kind: *kind }));
        }
        all.sort_by_key(|found| (found.range.start, found.range.end));
        all
    }

    /// What the target of a link shows, if it is not to be shown.
    pub(super) fn shown_by(&self, target: &str) -> Option<Redaction> {
        let decoded = address::decoded(target);
        let lower = decoded.to_lowercase();
        if self.hides(Redaction::Email)
            && (lower.starts_with("mailto:") || !address::emails(&decoded).is_empty())
        {
            return Some(Redaction::Email);
        }
        let digits = phone::digits(&decoded);
        if self.hides(Redaction::Phone)
            && (lower.starts_with("tel:")
                || self.phones.iter().any(|known| phone::holds(&digits, known)))
        {
            return Some(Redaction::Phone);
        }
        let leads = |known: &String| address::leads_to(target, known);
        if self.hides(Redaction::Links) && self.pages.iter().any(leads) {
            return Some(Redaction::Links);
        }
        let is_place = |known: &String| !place::find(&decoded.replace('+', " "), known).is_empty();
        if self.hides(Redaction::Location) && self.place.as_ref().is_some_and(is_place) {
            return Some(Redaction::Location);
        }
        None
    }

    /// The town, where it is hidden and said with its region or country.
    pub(super) fn town(&self) -> Option<&str> {
        let place = self
            .place
            .as_deref()
            .filter(|_| self.hides(Redaction::Location))?;
        let (town, _) = place.split_once([',', '(', '/', '|'])?;
        Some(town.trim())
    }

    /// True for a text that says where the person lives and nothing else: the place, or its
    /// town.
    pub(super) fn is_place(&self, text: &str) -> bool {
        let same = |known: &str| place::is(text, known);
        self.hides(Redaction::Location)
            && (self.place.as_deref().is_some_and(same) || self.town().is_some_and(same))
    }
}
