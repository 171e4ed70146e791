//! How relevant each part of a résumé is to a role: a measure that can be worked out by hand.
//!
//! A term is a keyword of the role, or a word of the job description that the résumé has too.
//! The score of an entry is, over all terms that it has,
//!
//! > weight × rarity × place
//!
//! with weight 1 for a keyword, 1 more where the job description has it too, 1 for a tag or a
//! skill of the résumé that the job description has, and ¼ for any other word of it; rarity
//! ln(1 + N ⁄ n) where n of the résumé's N entries have the term; place 1 in a title or among
//! tags, ½ in running text. A bullet, a skill, a tag count each term with place 1. Each term
//! counts once, however often it stands there: keywords cannot be stuffed.

use std::collections::BTreeSet;

use super::terms::{Language, Words, folded};
use crate::diagnostic::Spanned;
use crate::resume::{
    Entry, Highlight, PeriodEnd, Resume, SectionBody, SkillGroup, Tag, Within, Year,
};

const KEYWORD: f64 = 1.0;
const TAG_OF_JOB: f64 = 1.0;
const WORD_OF_JOB: f64 = 0.25;
const IN_TITLE_OR_TAGS: f64 = 1.0;
const IN_TEXT: f64 = 0.5;
/// Shorter words of a job description say nothing by themselves.
const SHORTEST_WORD: usize = 3;

/// A word or phrase that counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// As it was written.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What it counts.
    pub weight: f64,
    /// How many entries have it.
    pub entries: usize,
    /// Grows with the entries that do not have it.
    pub rarity: f64,
    joined: String,
}

/// Where a term comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The role's keywords.
    Keyword,
    /// The role's keywords and the job description.
    KeywordAndJob,
    /// The job description.
    Job,
}

/// How relevant something is, and why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// The measure.
    pub value: f64,
    /// The terms that it has, in the order of the terms.
    pub terms: Vec<String>,
}

/// The terms of a role, weighed against a résumé.
#[derive(Clone, Debug)]
pub struct Ranking {
    terms: Vec<Term>,
    language: String,
}

impl Ranking {
    /// Weighs keywords and a job description against the entries of a résumé.
    pub fn new(resume: &Resume, keywords: &[Spanned<String>], job: Option<&str>) -> Self {
        let tag = resume
            .language
            .as_ref()
            .map_or("en", |language| language.value.as_str());
        if keywords.is_empty() && job.is_none() {
            return Ranking {
                terms: Vec::new(),
                language: tag.to_owned(),
            };
        }
        let language = Language::of(tag);
        let job_words = Words::of(job.unwrap_or_default(), language);
        let mut terms: Vec<Term> = Vec::new();
        let mut add = |text: &str, origin: Origin, weight: f64| {
            let joined = Words::of(text, language).joined();
            if joined.is_empty() || terms.iter().any(|term| term.joined == joined) {
                return;
            }
            terms.push(Term {
                text: text.trim().to_owned(),
                origin,
                weight,
                entries: 0,
                rarity: 0.0,
                joined,
            });
        };
        for keyword in keywords {
            if job_words.has(&Words::of(keyword, language).joined()) {
                add(keyword, Origin::KeywordAndJob, KEYWORD + TAG_OF_JOB);
            } else {
                add(keyword, Origin::Keyword, KEYWORD);
            }
        }
        let entries = Indexed::all(resume, language);
        if let Some(job) = job {
            for tag in tags(resume) {
                if job_words.has(&Words::of(tag.as_str(), language).joined()) {
                    add(tag.as_str(), Origin::Job, TAG_OF_JOB);
                }
            }
            // A word of a phrase that counts already would count twice.
            let known: BTreeSet<String> = keywords
                .iter()
                .map(|keyword| keyword.value.as_str())
                .chain(tags(resume).map(Tag::as_str))
                .filter(|phrase| job_words.has(&Words::of(phrase, language).joined()))
                .flat_map(folded)
                .collect();
            let of_entries: BTreeSet<&str> = entries.iter().flat_map(Indexed::stems).collect();
            let mut asked = BTreeSet::new();
            for word in folded(job) {
                if !asked.insert(word.clone()) {
                    continue;
                }
                let says = word.chars().count() >= SHORTEST_WORD
                    && !word.starts_with(|c: char| c.is_numeric())
                    && !language.is_idle(&word)
                    && !known.contains(&word);
                if !says {
                    continue;
                }
                let joined = Words::of(&word, language).joined();
                if of_entries.contains(joined.as_str()) {
                    add(&word, Origin::Job, WORD_OF_JOB);
                }
            }
        }
        let count = entries.len().max(1) as f64;
        for term in &mut terms {
            term.entries = entries
                .iter()
                .filter(|entry| entry.has(&term.joined))
                .count();
            term.rarity = (1.0 + count / term.entries.max(1) as f64).ln();
        }
        Ranking {
            terms,
            language: tag.to_owned(),
        }
    }

    /// The terms: keywords first, then those of the job description.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// True if nothing counts.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// How relevant an entry is, its parts aside.
    pub fn entry(&self, entry: &Entry) -> Score {
        if self.is_empty() {
            return Score::default();
        }
        let entry = Indexed::new(entry, Language::of(&self.language));
        self.score(
            |joined| match (entry.loud.has(joined), entry.quiet.has(joined)) {
                (true, _) => IN_TITLE_OR_TAGS,
                (false, true) => IN_TEXT,
                (false, false) => 0.0,
            },
        )
    }

    /// How relevant a page is: the sum of its entries.
    pub fn whole(&self, resume: &Resume) -> f64 {
        entries(resume)
            .into_iter()
            .map(|entry| self.entry(entry).value)
            .sum()
    }

    /// How relevant a bullet is.
    pub fn highlight(&self, bullet: &Highlight) -> Score {
        if self.is_empty() {
            return Score::default();
        }
        let mut text = bullet.text.text();
        for tag in &bullet.tags {
            text.push_str(" ; ");
            text.push_str(tag.as_str());
        }
        self.text(&text)
    }

    /// How relevant a skill or a tag is.
    pub fn tag(&self, tag: &Tag) -> Score {
        self.text(tag.as_str())
    }

    /// How relevant a group of skills is: its name and each of its skills.
    pub fn group(&self, group: &SkillGroup) -> Score {
        if self.is_empty() {
            return Score::default();
        }
        let language = Language::of(&self.language);
        let words: Vec<Words> = group
            .name
            .iter()
            .map(|name| name.value.as_str())
            .chain(group.items.iter().map(Tag::as_str))
            .map(|text| Words::of(text, language))
            .collect();
        self.score(|joined| f64::from(u8::from(words.iter().any(|text| text.has(joined)))))
    }

    /// How relevant a text is.
    pub fn text(&self, text: &str) -> Score {
        if self.is_empty() {
            return Score::default();
        }
        let words = Words::of(text, Language::of(&self.language));
        self.score(|joined| f64::from(u8::from(words.has(joined))))
    }

    fn score(&self, place: impl Fn(&str) -> f64) -> Score {
        let mut score = Score::default();
        for term in &self.terms {
            let place = place(&term.joined);
            if place > 0.0 {
                score.value += term.weight * term.rarity * place;
                score.terms.push(term.text.clone());
            }
        }
        score
    }
}

/// An entry's words by where they stand. Texts are kept apart, so that no phrase reaches from
/// one into the next.
struct Indexed {
    loud: Texts,
    quiet: Texts,
}

struct Texts(Vec<Words>);

impl Texts {
    fn has(&self, joined: &str) -> bool {
        self.0.iter().any(|text| text.has(joined))
    }
}

impl Indexed {
    fn new(entry: &Entry, language: &Language) -> Self {
        let of = |text: &str| Words::of(text, language);
        let mut loud = Vec::new();
        loud.extend(entry.title.iter().map(|title| of(title)));
        loud.extend(entry.tags.iter().map(|tag| of(tag.as_str())));
        let mut quiet = Vec::new();
        quiet.extend(entry.organization.iter().map(|text| of(text)));
        quiet.extend(entry.summary.iter().map(|text| of(&text.text())));
        for bullet in &entry.highlights {
            quiet.push(of(&bullet.text.text()));
            loud.extend(bullet.tags.iter().map(|tag| of(tag.as_str())));
        }
        for metric in &entry.metrics {
            quiet.push(of(&format!("{} {}", metric.value, metric.label)));
        }
        quiet.extend(entry.details.iter().map(|detail| of(&detail.text.text())));
        Indexed {
            loud: Texts(loud),
            quiet: Texts(quiet),
        }
    }

    fn all(resume: &Resume, language: &Language) -> Vec<Indexed> {
        entries(resume)
            .into_iter()
            .map(|entry| Indexed::new(entry, language))
            .collect()
    }

    fn has(&self, joined: &str) -> bool {
        self.loud.has(joined) || self.quiet.has(joined)
    }

    fn stems(&self) -> impl Iterator<Item = &str> {
        let texts = self.loud.0.iter().chain(&self.quiet.0);
        texts.flat_map(Words::stems)
    }
}

/// Every entry, parts included.
fn entries(resume: &Resume) -> Vec<&Entry> {
    fn below<'a>(entry: &'a Entry, found: &mut Vec<&'a Entry>) {
        found.push(entry);
        for part in &entry.parts {
            below(part, found);
        }
    }
    let mut found = Vec::new();
    for section in &resume.sections {
        match &section.body {
            SectionBody::Entries(entries) => {
                for entry in entries {
                    below(entry, &mut found);
                }
            }
            SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
        }
    }
    found
}

/// Every tag and skill.
fn tags(resume: &Resume) -> impl Iterator<Item = &Tag> {
    let of_entries = entries(resume).into_iter().flat_map(|entry| &entry.tags);
    let of_skills = resume
        .sections
        .iter()
        .flat_map(|section| match &section.body {
            SectionBody::Skills(groups) => groups.as_slice(),
            SectionBody::Entries(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => &[],
        });
    of_entries.chain(of_skills.flat_map(|group| &group.items))
}

/// When an entry ended, as a number that grows with time; what goes on is latest.
pub(super) fn recency(entry: &Entry) -> u32 {
    let Some(period) = &entry.period else {
        return 0;
    };
    let date = match (period.end, period.start) {
        (Some(PeriodEnd::Present), _) => return u32::MAX,
        (Some(PeriodEnd::On(date)), _) | (None, Some(date)) => date,
        (None, None) => return 0,
    };
    let year = match date.year {
        Year::Known(year) => u32::from(year),
        // The decade or century alone: its first year.
        Year::Masked(digits @ 0..100) => u32::from(digits) * 100,
        Year::Masked(digits) => u32::from(digits) * 10,
    };
    let month = match date.within {
        Some(Within::Month(month)) => u32::from(month.number()),
        Some(Within::Season(_)) | None => 0,
    };
    year * 13 + month
}
