//! Where and when an entry was, its figures and its addresses.

use super::super::fields::{Slot, fields};
use super::super::person::place;
use super::super::prose::{plain, title};
use super::super::when;
use super::Reader;
use super::names::is_place;
use crate::diagnostic::Diagnostic;
use crate::extract::text;
use crate::resume::{Entry, EntryKind, Metric, PartialDate, Period, PeriodEnd, Text};
use crate::yaml::Node;

impl Reader<'_> {
    pub(super) fn facts(&mut self) {
        if let Some(place) = self.all(Slot::Location).into_iter().find_map(place) {
            self.entry.location = Some(place);
        }
        self.entry.period = self.period();
        if self.entry.kind == EntryKind::Publication && self.entry.period.is_none() {
            self.entry.period = self.year_of_venue();
        }
        for node in self.all(Slot::Link) {
            self.address(node);
        }
        for doi in self.all(Slot::Doi) {
            if let Some(doi) = plain(doi) {
                let address = if doi.value.contains("//") {
                    doi.value.clone()
                } else {
                    format!("https://doi.org/{}", doi.value)
                };
                self.link(address, &doi);
            }
        }
        for node in self.all(Slot::Metrics) {
            for item in node.items() {
                let value = item.text_of("value").or_else(|| item.text_of("number"));
                let label = item.text_of("label").or_else(|| item.text_of("name"));
                if let Some(value) = value {
                    self.entry.metrics.push(Metric {
                        value: value.value,
                        label: label.map_or(String::new(), |label| label.value),
                        span: value.span,
                    });
                }
            }
        }
    }

    /// "Queue Days, 2019": the year of a paper may stand with the name of where it appeared.
    fn year_of_venue(&self) -> Option<Period> {
        let venue = self.entry.organization.as_ref()?;
        let (_, year) = venue.value.rsplit_once([',', ' ', '('])?;
        let year = year.trim_matches([' ', ')', '.']);
        when::read(self.leaf, year, &venue.span).ok()
    }

    /// An address, or a list of addresses and of maps that hold one.
    pub(super) fn address(&mut self, node: &Node) {
        for item in node.items() {
            let named = item
                .entries()
                .iter()
                .find(|(key, _)| fields().slot(&key.value) == Some(Slot::Link));
            self.address(named.map_or(item, |(_, value)| value));
        }
        if let Some(text) = plain(node) {
            let absolute = match text.value.strip_prefix("//") {
                Some(rest) => format!("https://{rest}"),
                None if is_bare_address(&text.value) => format!("https://{}", text.value),
                None => text.value.clone(),
            };
            let known = |entry: &Entry, href: &str| entry.links.iter().any(|(_, own)| own == href);
            if let Some(href) = text::href(&absolute).filter(|href| !known(&self.entry, href)) {
                self.link(href, &text);
            }
        }
    }

    fn period(&mut self) -> Option<Period> {
        let date = |node: &Node| -> Option<Text> {
            let (text, _) = title(self.leaf, node)?;
            Some(text)
        };
        let start = self.all(Slot::Start).into_iter().find_map(date);
        let end = self.all(Slot::End).into_iter().find_map(date);
        let wholes: Vec<Text> = self
            .all(Slot::Period)
            .into_iter()
            .filter_map(date)
            .collect();
        let is_date = |text: &Text| when::read(self.leaf, &text.value, &text.span).is_ok();
        // Some themes have no field for the place: it stands where others have the date.
        let (of_place, mut others): (Vec<Text>, Vec<Text>) = wholes
            .into_iter()
            .partition(|text| !is_date(text) && is_place(&text.value));
        if let Some(place) = of_place
            .into_iter()
            .next()
            .filter(|_| self.entry.location.is_none())
        {
            self.entry.location = Some(place);
        }
        let first = others.iter().position(is_date).unwrap_or_default();
        let whole = (!others.is_empty()).then(|| others.swap_remove(first));
        let text = match (start, end, whole) {
            (Some(start), Some(end), _) if start.value == end.value => start,
            (Some(start), Some(end), _) => {
                match when::between(self.leaf, &start.value, &end.value, &start.span) {
                    Ok(found) => return Some(found),
                    Err(_) => Text::new(format!("{} – {}", start.value, end.value), start.span),
                }
            }
            (Some(start), None, None) => {
                let mut found = self.read_period(&start)?;
                let goes_on = match self.entry.kind {
                    EntryKind::Position
                    | EntryKind::Volunteering
                    | EntryKind::Project
                    | EntryKind::SmallProject
                    | EntryKind::Education => true,
                    EntryKind::Certification
                    | EntryKind::Language
                    | EntryKind::Publication
                    | EntryKind::Award
                    | EntryKind::Reference
                    | EntryKind::Other => false,
                };
                // What only began goes on.
                if goes_on && found.end.is_none() {
                    found.end = Some(PeriodEnd::Present);
                }
                return Some(found);
            }
            (None, Some(end), None) => end,
            // What is dated and ends, as certificates do.
            (None, Some(end), Some(whole)) => {
                match when::between(self.leaf, &whole.value, &end.value, &whole.span) {
                    Ok(found) => return Some(found),
                    Err(_) => whole,
                }
            }
            (_, _, Some(whole)) => whole,
            (None, None, None) => return None,
        };
        self.read_period(&text)
    }

    fn read_period(&mut self, text: &Text) -> Option<Period> {
        match when::read(self.leaf, &text.value, &text.span) {
            Ok(found) => Some(found),
            Err(error) => {
                if let Ok(date) = text.value.parse::<PartialDate>() {
                    return Some(Period {
                        start: Some(date),
                        end: None,
                        expected: false,
                        written: text.value.clone(),
                        span: text.span.clone(),
                    });
                }
                self.findings.push(
                    Diagnostic::warning(format!("`{}`: {error}", text.value))
                        .at(text.span.clone())
                        .hint("the date is left out"),
                );
                None
            }
        }
    }
}

/// "falcon.example.org/code": a host with a point and letters behind it, no blank, no scheme.
fn is_bare_address(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or(text);
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    labels.len() > 1
        && labels.iter().all(is_label)
        && labels
            .last()
            .is_some_and(|last| last.len() > 1 && last.chars().all(|c| c.is_ascii_alphabetic()))
}
