//! The words and dates that documents are printed with, in one language.

use std::collections::HashMap;

use serde::Deserialize;

use super::wordlists::LanguageFile;
use crate::resume::{PartialDate, Period, PeriodEnd, Season, SectionKind, Within, Year};

/// A word, or the word for the first of a kind and the one for further ones.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Printed {
    Word(String),
    Words([String; 2]),
}

/// The words that documents of one language are printed with.
#[derive(Clone, Debug)]
pub struct Words {
    headings: HashMap<SectionKind, [String; 2]>,
    summary: String,
    contact: String,
    technologies: String,
    details: String,
    present: String,
    expected: String,
    contents: String,
    /// What stands for a picture: with the person's name for `{}`, and without a name.
    photo: [String; 2],
    /// Short names, January first.
    months: Vec<String>,
    month_form: Option<String>,
    year_form: Option<String>,
    /// Spring first.
    seasons: Vec<String>,
    /// Months are printed in figures.
    figures: bool,
    /// The document's language is another, whose words nobody has checked: dates that need words
    /// are printed in their author's.
    is_borrowed: bool,
    portal: PortalWords,
}

/// What the forms of job portals know under another word than the printed one.
#[derive(Clone, Debug, Default)]
struct PortalWords {
    headings: HashMap<SectionKind, [String; 2]>,
    summary: Option<String>,
}

impl Words {
    pub(super) fn new(language: &LanguageFile<'_>) -> Self {
        let word = |key: &str| match &language.printed[key] {
            Printed::Word(word) => word.clone(),
            Printed::Words([first, _]) => first.clone(),
        };
        let both = |printed: &Printed| match printed {
            Printed::Word(word) => [word.clone(), word.clone()],
            Printed::Words(words) => words.clone(),
        };
        let headings = SectionKind::ALL
            .into_iter()
            .map(|kind| (kind, both(&language.printed[kind.name()])))
            .collect();
        let portal = PortalWords {
            headings: SectionKind::ALL
                .into_iter()
                .filter_map(|kind| Some((kind, both(language.portal.get(kind.name())?))))
                .collect(),
            summary: language
                .portal
                .get("summary")
                .map(|word| both(word)[0].clone()),
        };
        let season = |name: &str| language.seasons[name][0].to_owned();
        Words {
            headings,
            summary: word("summary"),
            contact: word("contact"),
            technologies: word("technologies"),
            details: word("details"),
            present: word("present"),
            expected: word("expected"),
            contents: word("contents"),
            photo: match &language.printed["photo"] {
                Printed::Word(word) => [word.clone(), word.clone()],
                Printed::Words(words) => words.clone(),
            },
            months: language
                .months
                .iter()
                .map(|names| names[1].to_owned())
                .collect(),
            month_form: language.month_form.map(str::to_owned),
            year_form: language.year_form.map(str::to_owned),
            seasons: ["spring", "summer", "autumn", "winter"].map(season).into(),
            figures: false,
            is_borrowed: false,
            portal,
        }
    }

    /// The same for documents in a language that has no words of its own here.
    #[must_use]
    pub(super) fn borrowed(&self) -> Words {
        Words {
            is_borrowed: true,
            ..self.clone()
        }
    }

    /// The same with the headings that job portals know and months in figures: `06/2023`.
    ///
    /// Without `positions`, entries with job title and employer, no heading speaks of
    /// professional experience.
    #[must_use]
    pub fn for_portals(&self, positions: bool) -> Words {
        let mut words = self.clone();
        words.figures = true;
        for (kind, heading) in &self.portal.headings {
            if positions || *kind != SectionKind::Experience {
                words.headings.insert(*kind, heading.clone());
            }
        }
        if let Some(summary) = &self.portal.summary {
            words.summary.clone_from(summary);
        }
        words
    }

    /// True if every kind has its heading and every month its name.
    #[cfg(test)]
    pub(super) fn is_whole(&self) -> bool {
        self.months.len() == 12 && self.headings.len() == SectionKind::ALL.len()
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

    /// The heading of the list of what a book holds.
    pub fn contents(&self) -> &str {
        &self.contents
    }

    /// What stands for a person's picture where it cannot be seen.
    pub fn photo(&self, name: Option<&str>) -> String {
        let [named, nameless] = &self.photo;
        name.map_or_else(|| nameless.clone(), |name| named.replace("{}", name))
    }

    /// A period in the document's language: `2023`, `2022–2025`, `Jun 2023–present`. In one without
    /// checked words it stands as its author wrote it, but for years alone; so do an end without a start,
    /// "until 1997", and dates that are listed, "2013, 2015".
    pub fn period(&self, period: &Period) -> String {
        let has_word = |date: &PartialDate| date.within.is_some();
        let needs_words = period.expected
            || period.start.iter().any(has_word)
            || match &period.end {
                Some(PeriodEnd::On(date)) => has_word(date),
                Some(PeriodEnd::Present) => true,
                None => false,
            };
        let is_open = period.start.is_none() && period.end.is_some();
        let is_as_written = self.is_borrowed && needs_words || is_open || period.is_list();
        if is_as_written && !self.figures && !period.written.is_empty() {
            return period.written.clone();
        }
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
            None => match self.year_form.as_ref().filter(|_| !self.figures) {
                Some(form) => form.replace("{year}", &year),
                None => year,
            },
            Some(Within::Month(month)) if self.figures => {
                format!("{:02}/{year}", month.number())
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};
    use crate::extract::vocabulary;

    #[test]
    fn a_second_section_of_a_kind_takes_the_second_word() {
        let en = vocabulary().words("en-GB");
        assert_eq!(en.heading(SectionKind::Projects, 0), "Projects");
        assert_eq!(en.heading(SectionKind::Projects, 1), "Additional Projects");
        assert_eq!(vocabulary().words("xx").summary(), "Profile");
        assert_eq!(vocabulary().words("pt_BR").summary(), "Perfil");
    }

    #[test]
    fn portals_read_their_own_words_and_figures() {
        let source = Source::new("t", "");
        let span = Span::whole(&source);
        let words = vocabulary().words("en").for_portals(true);
        let print = |written: &str| {
            let period = crate::extract::period::read(vocabulary(), written, &span).expect(written);
            words.period(&period)
        };
        assert_eq!(print("Jun 2023 - now"), "06/2023–present");
        assert_eq!(print("2022 to 2025"), "2022–2025");
        assert_eq!(print("Summer 2015"), "Summer 2015");
        assert_eq!(words.summary(), "Summary");
        let experience = |words: &Words| words.heading(SectionKind::Experience, 0).to_owned();
        assert_eq!(experience(&words), "Professional Experience");
        let bare = vocabulary().words("en").for_portals(false);
        assert_eq!(experience(&bare), "Experience");
        let german = vocabulary().words("de").for_portals(true);
        assert_eq!(experience(&german), "Berufserfahrung");
        assert_eq!(german.summary(), "Kurzprofil");
    }

    #[test]
    fn lists_and_ends_alone_stand_as_they_were_written() {
        let source = Source::new("t", "");
        let year = |year| PartialDate::year(year);
        let print = |start: Option<u16>, written: &str| {
            vocabulary().words("en").period(&Period {
                start: start.map(year),
                end: Some(PeriodEnd::On(year(2015))),
                expected: false,
                written: written.to_owned(),
                span: Span::whole(&source),
            })
        };
        assert_eq!(print(Some(2011), "2011, 2013, 2015"), "2011, 2013, 2015");
        assert_eq!(print(Some(2011), "3 May, 2011 – 4 May, 2015"), "2011–2015");
        assert_eq!(print(None, "until 2015"), "until 2015");
    }

    #[test]
    fn periods_are_printed_once_and_in_the_language() {
        let source = Source::new("t", "");
        let span = Span::whole(&source);
        let print = |language: &str, written: &str| {
            let period = crate::extract::period::read(vocabulary(), written, &span).expect(written);
            vocabulary().words(language).period(&period)
        };
        assert_eq!(print("en", "2023"), "2023");
        assert_eq!(print("en", "2023 - 2023"), "2023");
        assert_eq!(print("en", "2022 to 2025"), "2022–2025");
        assert_eq!(print("en", "06/2023 – Present"), "Jun 2023–present");
        assert_eq!(print("de", "Jun 2023 - now"), "Juni 2023–heute");
        assert_eq!(print("en", "Summer 2015"), "Summer 2015");
        assert_eq!(print("en", "2017 (expected)"), "2017 (expected)");
        assert_eq!(print("en", "20XX"), "20XX");
        assert_eq!(print("ja", "2016年4月 – 現在"), "2016年4月–現在");
        // No words of this language were checked: the author's stand.
        assert_eq!(print("xx", "06/2023 – Present"), "06/2023 – Present");
        assert_eq!(print("xx", "2022 to 2025"), "2022–2025");
        assert_eq!(print("ja", "2014 - 2018年3月"), "2014年–2018年3月");
        assert_eq!(print("zh", "2019 - 2021"), "2019年–2021年");
        assert_eq!(print("ko", "2020.03"), "2020년 3월");
        assert_eq!(print("ko", "2020"), "2020년");
    }
}
