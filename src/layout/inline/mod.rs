//! Runs become words and blanks, words become lines.

mod lines;
mod tokens;

pub(super) use lines::{Line, break_lines, one_line};
pub(super) use tokens::Setter;

use super::flow::Run;
use super::frame;
use crate::font::Shaper;
use crate::theme::{TextRole, Theme};

/// A few words on one line, outside any document.
pub fn label(text: &str, role: TextRole, theme: &Theme, shaper: &mut Shaper) -> frame::Line {
    let mut missing = Vec::new();
    let mut setter = Setter {
        theme,
        shaper,
        missing: &mut missing,
    };
    one_line(&setter.tokens(&[Run::plain(text, role)]))
}
