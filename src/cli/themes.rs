//! `vitae themes`: the themes to choose from.

use crate::error::Error;
use crate::theme::Theme;

/// Prints a line for each theme: its name and whom it suits.
///
/// # Errors
/// [`Error::Io`] where standard output cannot be written.
pub fn run() -> Result<(), Error> {
    let width = Theme::names().map(str::len).max().unwrap_or_default();
    let mut text = String::new();
    for name in Theme::names() {
        let description = Theme::embedded(name)
            .map(|theme| theme.description)
            .unwrap_or_default();
        text.push_str(&format!("{name:width$}  {description}\n"));
    }
    super::print(text.as_bytes())
}
