//! Options that change a theme, or leave parts of a résumé out, without a file.

use clap::Args;

use crate::diagnostic::{Diagnostics, Source, Span, Spanned};
use crate::error::Error;
use crate::export::Wanted;
use crate::resume::Part;
use crate::theme::{Overrides, SectionName};

/// How the look differs from the theme's.
#[derive(Debug, Default, Args)]
pub struct LookArgs {
    /// The accent: colour of headings, marks and icons, such as '#0B6A66'.
    #[arg(long, value_name = "COLOUR", help_heading = "Look")]
    pub accent: Option<String>,
    /// The size of running text, such as 10pt; other text but head and foot follows.
    #[arg(long, value_name = "LENGTH", help_heading = "Look")]
    pub font_size: Option<String>,
    /// Any value of a theme file, such as spacing.entry=6pt; may be repeated.
    #[arg(long, value_name = "PATH=VALUE", help_heading = "Look")]
    pub set: Vec<String>,
    /// The sections to print, in order, such as summary,skills,projects.
    #[arg(long, value_name = "SECTIONS", help_heading = "Look")]
    pub sections: Option<String>,
    /// Parts to leave out: details, tags, metrics, summary (of entries with bullets), photo.
    #[arg(long, value_name = "PARTS", help_heading = "Look")]
    pub hide: Option<String>,
}

impl LookArgs {
    /// What is laid over the theme.
    ///
    /// # Errors
    /// [`Error::Usage`] with a diagnostic for each fault, placed in its option.
    pub fn overrides(&self) -> Result<Overrides, Error> {
        let mut overrides = Overrides::default();
        let mut faults = Diagnostics::new();
        let mut note = |result: Result<(), Diagnostics>| {
            if let Err(found) = result {
                faults.append(found);
            }
        };
        if let Some(accent) = &self.accent {
            note(overrides.accent("--accent", accent));
        }
        for assignment in &self.set {
            note(overrides.set("--set", assignment));
        }
        if let Some(size) = &self.font_size {
            note(overrides.font_size("--font-size", size));
        }
        if let Some(list) = &self.sections {
            note(overrides.sections("--sections", list));
        }
        if let Err(found) = self.hidden() {
            faults.append(found);
        }
        if faults.has_errors() {
            return Err(Error::Usage(faults));
        }
        Ok(overrides)
    }

    /// The parts of `--hide`.
    fn hidden(&self) -> Result<Vec<Part>, Diagnostics> {
        super::list::words("--hide", self.hide.as_deref())
    }

    /// What is laid over the theme, the sections to print and the parts to leave out.
    ///
    /// # Errors
    /// As those of [`LookArgs::overrides`].
    pub fn wanted(&self, wanted: &mut Wanted) -> Result<(), Error> {
        wanted.overrides = self.overrides()?;
        // Faults of the words were told by now.
        wanted.hide = self.hidden().unwrap_or_default();
        if let Some(list) = &self.sections {
            let source = Source::new("--sections", list.as_str());
            let named = |word: &str| SectionName::all().find(|name| name.name() == word.trim());
            wanted.sections = list
                .split(',')
                .filter_map(named)
                .map(|name| Spanned::new(name, Span::whole(&source)))
                .collect();
        }
        Ok(())
    }
}
