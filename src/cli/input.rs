//! The options of commands that read texts.

use clap::Args;

use crate::export::Wanted;
use crate::read::{InputLimit, Unplaced};

/// How much is read.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct InputArgs {
    /// The largest text that is read, such as 128MiB [default: 64MiB]
    #[arg(long, value_name = "SIZE")]
    pub max_input_size: Option<InputLimit>,
}

/// How pages are read.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct ReadArgs {
    /// Text that no field takes: `print`, `sections` (it is printed where it stands in a section
    /// of the résumé) or `omit` [default: sections]
    #[arg(long, value_name = "WAY")]
    pub unplaced: Option<Unplaced>,
    /// Set a page that does not look like a résumé.
    #[arg(long)]
    pub anyway: bool,
}

impl ReadArgs {
    /// Adds what they ask for.
    pub fn wanted(&self, wanted: &mut Wanted) {
        wanted.unplaced = self.unplaced;
        wanted.anyway = self.anyway;
    }
}
