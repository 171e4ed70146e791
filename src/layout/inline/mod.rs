//! Runs become words and blanks, words become lines.

mod lines;
mod tokens;

pub(super) use lines::{Line, break_lines, one_line};
pub(super) use tokens::Setter;
