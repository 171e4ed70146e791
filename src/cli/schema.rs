//! `vitae schema`: what a file of settings may say, for editors.

use super::args::SchemaArgs;
use crate::error::Error;
use crate::theme::Theme;

/// Prints the schema.
///
/// # Errors
/// [`Error::Io`] where standard output cannot be written.
pub fn run(args: &SchemaArgs) -> Result<(), Error> {
    let schema = match args.of {
        super::args::SchemaOf::Theme => Theme::schema(),
    };
    let text = format!("{schema:#}\n");
    super::print(text.as_bytes())
}
