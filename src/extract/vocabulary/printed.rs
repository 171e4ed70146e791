//! The words that a document is printed with: headings, labels, dates.

use super::{LanguageFile, Printed, Words};
use crate::resume::{PartialDate, Period, PeriodEnd, Season, SectionKind, Within, Year};

impl Words {
    pub(super) fn new(language: &LanguageFile) -> Self {
        let word = |key: &str| match &language.printed[key] {
            Printed::Word(word) => word.clone(),
            Printed::Words([first, _]) => first.clone(),
        };
        let headings = SectionKind::ALL
            .into_iter()
            .map(|kind| match &language.printed[kind.name()] {
                Printed::Word(word) => (kind, [word.clone(), word.clone()]),
                Printed::Words(words) => (kind, words.clone()),
            })
            .collect();
        let season = |name: &str| language.seasons[name][0].clone();
        Words {
            headings,
            summary: word("summary"),
            contact: word("contact"),
            technologies: word("technologies"),
            details: word("details"),
            present: word("present"),
            expected: word("expected"),
            photo: match &language.printed["photo"] {
                Printed::Word(word) => [word.clone(), word.clone()],
                Printed::Words(words) => words.clone(),
            },
            months: language
                .months
                .iter()
                .map(|names| names[1].clone())
                .collect(),
            month_form: language.month_form.clone(),
            seasons: ["spring", "summer", "autumn", "winter"].map(season).into(),
        }
    }

    /// The plain heading of a kind; `ordinal` is 0 for its first section in a document.
    pub fn heading(&self, kind: SectionKind, ordinal: usize) -> &str {
        &self.headings[&kind][ordinal.min(1)]
    }

    /// The heading of the opening paragraph.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// The heading of addresses and numbers.
    pub fn contact(&self) -> &str {
        &self.contact
    }

    /// The label of a list of tags.
    pub fn technologies(&self) -> &str {
        &self.technologies
    }

    /// The label of details that have none of their own.
    pub fn details(&self) -> &str {
        &self.details
    }

    /// What stands for a person's picture where it cannot be seen.
    pub fn photo(&self, name: Option<&str>) -> String {
        let [named, nameless] = &self.photo;
        name.map_or_else(|| nameless.clone(), |name| named.replace("{}", name))
    }

    /// A period in the document's language: `2023`, `2022–2025`, `Jun 2023–present`.
    pub fn period(&self, period: &Period) -> String {
        let start = period.start.map(|date| self.date(date));
        let end = period.end.map(|end| match end {
            PeriodEnd::Present => self.present.clone(),
            PeriodEnd::On(date) => self.date(date),
        });
        let mut text = match (start, end) {
            (Some(start), Some(end)) if start == end => start,
            (Some(start), Some(end)) => format!("{start}–{end}"),
            (Some(date), None) | (None, Some(date)) => date,
            (None, None) => period.written.clone(),
        };
        if period.expected {
            text.push_str(&format!(" ({})", self.expected));
        }
        text
    }

    fn date(&self, date: PartialDate) -> String {
        let year = match date.year {
            Year::Known(year) => year.to_string(),
            Year::Masked(digits) => {
                let digits = digits.to_string();
                format!(
                    "{digits}{}",
                    "X".repeat(4usize.saturating_sub(digits.len()))
                )
            }
        };
        match date.within {
            None => year,
            Some(Within::Month(month)) => {
                let month = &self.months[usize::from(month.number()) - 1];
                match &self.month_form {
                    Some(form) => form.replace("{year}", &year).replace("{month}", month),
                    None => format!("{month} {year}"),
                }
            }
            Some(Within::Season(season)) => {
                let at = match season {
                    Season::Spring => 0,
                    Season::Summer => 1,
                    Season::Autumn => 2,
                    Season::Winter => 3,
                };
                format!("{} {year}", self.seasons[at])
            }
        }
    }
}
