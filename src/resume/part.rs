//! Parts of a résumé that can be left out as a whole.

use super::{Entry, Resume, SectionBody, SectionKind};
use crate::diagnostic::UnknownWord;

/// A part that entries, or the person, may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Labelled paragraphs after the bullets of entries.
    Details,
    /// Tags of entries and of their bullets.
    Tags,
    /// Metrics of entries.
    Metrics,
    /// The opening paragraphs of positions and projects that also have bullets.
    Summary,
    /// The person's picture.
    Photo,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 5] = [
        Part::Details,
        Part::Tags,
        Part::Metrics,
        Part::Summary,
        Part::Photo,
    ];

    /// The word for it in options.
    pub fn name(self) -> &'static str {
        match self {
            Part::Details => "details",
            Part::Tags => "tags",
            Part::Metrics => "metrics",
            Part::Summary => "summary",
            Part::Photo => "photo",
        }
    }

    /// One of it, or several, in a sentence.
    pub fn counted(self, count: usize) -> String {
        let (one, several) = match self {
            Part::Details => ("detail", "details"),
            Part::Tags => ("tag", "tags"),
            Part::Metrics => ("metric", "metrics"),
            Part::Summary => ("description", "descriptions"),
            Part::Photo => ("picture", "pictures"),
        };
        format!("{count} {}", if count == 1 { one } else { several })
    }
}

impl std::str::FromStr for Part {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        const KNOWN: [&str; 5] = ["details", "tags", "metrics", "summary", "photo"];
        Part::ALL
            .into_iter()
            .find(|part| part.name() == word)
            .ok_or_else(|| UnknownWord::new("part", word, &KNOWN))
    }
}

impl Resume {
    /// Takes a part out everywhere, and says how often it was there.
    pub fn hide(&mut self, part: Part) -> usize {
        if part == Part::Photo {
            let picture = self.person.picture.take().is_some();
            return usize::from(self.person.photo.take().is_some() || picture);
        }
        let mut count = 0;
        for section in &mut self.sections {
            match &mut section.body {
                SectionBody::Entries(entries) => {
                    count += entries
                        .iter_mut()
                        .map(|entry| entry.hide(part))
                        .sum::<usize>();
                }
                SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
            }
        }
        count
    }

    /// Keeps the sections of these kinds, and the opening paragraph if `summary`; the names of
    /// what is left out, by kind.
    pub fn keep(&mut self, summary: bool, kinds: &[SectionKind]) -> Vec<String> {
        let mut dropped = Vec::new();
        if !summary && self.summary.take().is_some() {
            dropped.push("summary".to_owned());
        }
        self.sections.retain(|section| {
            let kept = kinds.contains(&section.kind);
            if !kept && !section.body.is_empty() {
                let name = match (&section.title, section.kind) {
                    (Some(title), SectionKind::Other) => title.value.clone(),
                    (_, kind) => kind.name().to_owned(),
                };
                if !dropped.contains(&name) {
                    dropped.push(name);
                }
            }
            kept
        });
        dropped
    }
}

impl Entry {
    fn hide(&mut self, part: Part) -> usize {
        let own = match part {
            Part::Details => std::mem::take(&mut self.details).len(),
            Part::Metrics => std::mem::take(&mut self.metrics).len(),
            Part::Tags => {
                let of_bullets = self
                    .highlights
                    .iter_mut()
                    .map(|highlight| std::mem::take(&mut highlight.tags).len())
                    .sum::<usize>();
                std::mem::take(&mut self.tags).len() + of_bullets
            }
            // Where there are no bullets the paragraph is the entry: a language's level, a
            // small project.
            Part::Summary if self.highlights.is_empty() => 0,
            Part::Summary => usize::from(self.summary.take().is_some()),
            Part::Photo => 0,
        };
        let parts = self.parts.iter_mut().map(|entry| entry.hide(part));
        own + parts.sum::<usize>()
    }
}
