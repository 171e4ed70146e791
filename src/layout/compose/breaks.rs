//! Which sections and entries start a page because the page's author ended one before them.

use crate::resume::{Resume, Start};

/// Sections, and entries that are not the first of theirs, by their numbers.
#[derive(Debug, Default)]
pub(super) struct PageBreaks {
    starts: Vec<Start>,
}

impl PageBreaks {
    /// Those of a résumé.
    pub(super) fn of(resume: &Resume) -> Self {
        PageBreaks {
            starts: resume.page_starts(),
        }
    }

    /// True if a section, or an entry of it, starts a page.
    pub(super) fn is_before(&self, section: usize, entry: Option<usize>) -> bool {
        self.starts.contains(&(section, entry))
    }
}
