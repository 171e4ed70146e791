//! Runs become words and blanks, words become lines.

mod bidi;
mod clean;
mod cut;
mod demerits;
mod findings;
mod hyphens;
mod lines;
mod optimum;
mod overhang;
mod paragraph;
mod room;
mod ties;
mod tightness;
mod tokens;

pub(super) use bidi::reads_against;
pub(crate) use bidi::{Directions, is_prose, reads_backwards};
pub(super) use findings::Findings;
pub(super) use lines::{Line, Lined, break_lines, one_line};
pub(super) use tokens::Setter;

use super::flow::Run;
use super::frame;
use crate::font::Shaper;
use crate::theme::{TextRole, Theme};

/// A few words on one line, outside any document.
pub fn label(text: &str, role: TextRole, theme: &Theme, shaper: &mut Shaper) -> frame::Line {
    let mut findings = Findings::default();
    let mut setter = Setter {
        theme,
        shaper,
        findings: &mut findings,
        backwards: false,
    };
    one_line(setter.tokens(&[Run::plain(text, role)]))
}
