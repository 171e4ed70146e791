//! Options of the sheet and of how a document fills it, which several commands share.

use std::path::PathBuf;

use clap::Args;

use crate::export::{Form, Wanted};
use crate::png::Resolution;
use crate::read::Pages;
use crate::theme::Paper;

/// What a document is set on and with.
#[derive(Clone, Debug, Args)]
pub struct SheetArgs {
    /// A folder of theme files: `NAME.yaml` in it is the theme `NAME`; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub layout_dir: Vec<PathBuf>,
    /// The sheet: a4 or letter [default: a4]
    #[arg(long, value_name = "PAPER")]
    pub paper: Option<Paper>,
    /// A folder with faces for characters that the theme's faces lack; may be repeated.
    #[arg(long, value_name = "DIR")]
    pub font_dir: Vec<PathBuf>,
    /// Pixels per inch of PNG pictures, 36 to 600.
    #[arg(long, value_name = "NUMBER", default_value_t)]
    pub dpi: Resolution,
    /// Declare PDF/A-2a too; readers then open the file for reading only.
    #[arg(long)]
    pub archival: bool,
}

impl SheetArgs {
    /// Adds what is asked for.
    pub fn wanted(&self, wanted: &mut Wanted) {
        wanted.theme_folders.clone_from(&self.layout_dir);
        wanted.paper = self.paper;
        wanted.font_folders.clone_from(&self.font_dir);
        wanted.resolution = self.dpi;
        wanted.archival = self.archival;
    }
}

/// How a résumé is brought to its pages, and for whom.
#[derive(Clone, Debug, Default, Args)]
pub struct FitArgs {
    /// At most so many pages: gaps, pitch, margins and size give way; or `auto` [default: auto]
    #[arg(long, value_name = "NUMBER")]
    pub pages: Option<Pages>,
    /// Leave out what can be spared where it is too long for its pages, and say what.
    #[arg(long)]
    pub drop: bool,
    /// Show the addresses of links beside their words, for paper.
    #[arg(long)]
    pub addresses: bool,
    /// Set it for the forms of job portals: one column, the headings and dates that they know,
    /// the newest first, and a list of what they will ask for.
    #[arg(long, conflicts_with = "embed_fonts")]
    pub portal: bool,
    /// Put the theme's own faces into Word files, in place of the face that Office has.
    #[arg(long)]
    pub embed_fonts: bool,
}

impl FitArgs {
    /// Adds what is asked for.
    pub fn wanted(&self, wanted: &mut Wanted) {
        wanted.pages = self.pages;
        wanted.drop = self.drop;
        wanted.addresses = self.addresses;
        wanted.embed_fonts = self.embed_fonts;
        wanted.form = match self.portal {
            true => Form::Portal,
            false => Form::Page,
        };
    }
}
