//! Which sections and entries start a page because the page's author ended one before them.

use super::{Resume, SectionBody};
use crate::diagnostic::Span;

/// A section, or an entry that is not the first of its section, by their numbers from 0.
pub(crate) type Start = (usize, Option<usize>);

impl Resume {
    /// What starts a page: each break goes to what is written next after it in the same source.
    pub(crate) fn page_starts(&self) -> Vec<Start> {
        if self.page_breaks.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<(&Span, Start)> = Vec::new();
        for (number, section) in self.sections.iter().enumerate() {
            if let Some(title) = &section.title {
                places.push((&title.span, (number, None)));
            }
            match &section.body {
                SectionBody::Entries(entries) => {
                    for (index, entry) in entries.iter().enumerate() {
                        // No heading stays behind without its first entry.
                        let start = (index > 0).then_some(index);
                        places.push((&entry.span, (number, start)));
                    }
                }
                SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {}
            }
        }
        let mut starts = Vec::new();
        for place in &self.page_breaks {
            let next = places
                .iter()
                .filter(|(span, _)| span.source().name() == place.source().name())
                .filter(|(span, _)| span.range().start >= place.range().start)
                .min_by_key(|(span, _)| span.range().start);
            starts.extend(next.map(|(_, start)| *start));
        }
        starts
    }
}
