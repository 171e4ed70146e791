//! `vitae schema`: what a file of settings may say, for editors.

use super::args::{SchemaArgs, SchemaOf};
use crate::error::Error;
use crate::read::Settings;
use crate::resume;
use crate::theme::Theme;

/// Prints the schema.
///
/// # Errors
/// [`Error::Io`] where standard output cannot be written.
pub fn run(args: &SchemaArgs) -> Result<(), Error> {
    let schema = match args.of {
        SchemaOf::Theme => Theme::schema(),
        SchemaOf::Config => Settings::schema(),
        SchemaOf::Resume => resume::schema(),
    };
    let text = format!("{schema:#}\n");
    super::print(text.as_bytes())
}
