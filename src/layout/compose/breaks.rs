//! Which sections and entries start a page because the page's author ended one before them.

use crate::diagnostic::Span;
use crate::resume::{Resume, SectionBody};

/// Sections, and entries that are not the first of theirs, by their numbers.
#[derive(Debug, Default)]
pub(super) struct PageBreaks {
    starts: Vec<(usize, Option<usize>)>,
}

impl PageBreaks {
    /// Each break goes to what is written next after it in the same source.
    pub(super) fn of(resume: &Resume) -> Self {
        let mut breaks = PageBreaks::default();
        if resume.page_breaks.is_empty() {
            return breaks;
        }
        let mut places: Vec<(&Span, (usize, Option<usize>))> = Vec::new();
        for (number, section) in resume.sections.iter().enumerate() {
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
        for place in &resume.page_breaks {
            let next = places
                .iter()
                .filter(|(span, _)| span.source().name() == place.source().name())
                .filter(|(span, _)| span.range().start >= place.range().start)
                .min_by_key(|(span, _)| span.range().start);
            breaks.starts.extend(next.map(|(_, start)| *start));
        }
        breaks
    }

    /// True if a section, or an entry of it, starts a page.
    pub(super) fn is_before(&self, section: usize, entry: Option<usize>) -> bool {
        self.starts.contains(&(section, entry))
    }
}
