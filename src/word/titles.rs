//! Title lines: a title, the organisation beside it, and a date.

use super::block::{Piece, Walk};
use super::cells;
use super::style::ParagraphStyle;
use crate::layout::{Content, Node, Role, Run};
use crate::theme::TextRole;
use crate::units::Pt;

impl Walk<'_> {
    /// Where one title of a list has its organisation below, as both do not fit in a line, all
    /// titles of the list have.
    pub(super) fn part_titles(&mut self, section: &Node) {
        let rows = section.title_lines();
        let mut parted: Vec<(Role, TextRole)> = Vec::new();
        for (row, style) in &rows {
            let Content::Row { left, right, .. } = &row.content else {
                continue;
            };
            let (title, date) = (self.pieces(left), self.pieces(right));
            if self.is_too_wide(&title, &date, *style) {
                parted.push((row.role, *style));
            }
        }
        let alike = |(row, style): &&(&Node, TextRole)| parted.contains(&(row.role, *style));
        self.parted = rows.iter().filter(alike).map(|(row, _)| row.id).collect();
    }

    /// True where a title and its date do not fit in one line.
    fn is_too_wide(&self, title: &[Piece], date: &[Piece], style: TextRole) -> bool {
        // Two words of space, at least, part a title from a date on its line.
        let apart = self.ruler.space(self.theme.style(style)) * 2.0;
        let taken = match self.sheet.dates.is_some() || date.is_empty() {
            true => Pt::ZERO,
            false => apart + self.width(date),
        };
        self.width(title) + taken > self.sheet.text_width()
    }

    /// A title with its date, at the right margin or in the column of dates.
    ///
    /// Where both do not fit in one line, the organisation goes below: a date would be torn
    /// apart, and Word cannot set it at the end of a line that is not the last.
    pub(super) fn row(&mut self, node: &Node, style: TextRole, left: &[Run], right: &[Run]) {
        let mut title = self.pieces(left);
        let mut date = self.pieces(right);
        let hanging = self.sheet.dates.is_some();
        let mut organization = None;
        if (self.parted.contains(&node.id) || self.is_too_wide(&title, &date, style))
            && let Some(blank) = title.iter().position(is_before_organization)
        {
            organization = Some(title.split_off(blank).split_off(1));
        }
        if !hanging && self.is_too_wide(&title, &date, style) {
            for piece in &mut date {
                if let Piece::Text(run) = piece {
                    run.text = run.text.replace(' ', "\u{a0}");
                }
            }
            // It fills its line by itself, and the date would touch its last word. Its width is
            // one with room.
            if self.width(&title) <= self.sheet.text_width() * cells::ROOM {
                move_last_words_down(&mut title);
            }
        }
        let mut line = Vec::new();
        if hanging && !date.is_empty() {
            // A hanging line: to where dates end, and on to where the text starts.
            line.push(Piece::Tab);
            line.append(&mut date);
            line.push(Piece::Tab);
        }
        line.append(&mut title);
        if !date.is_empty() {
            line.push(Piece::Tab);
            line.append(&mut date);
        }
        self.push(node, style, line, Vec::new());
        if let Some(pieces) = organization {
            let start = self.blocks.len();
            self.push(node, TextRole::Organization, pieces, Vec::new());
            if let Some(block) = self.blocks.get_mut(start) {
                block.style = ParagraphStyle::Organization;
                // What the title says of its neighbours holds for both lines.
                self.blocks[start - 1].keep.with_next = true;
            }
        }
    }

    /// Width of a line.
    fn width(&self, pieces: &[Piece]) -> Pt {
        let mut sum = Pt::ZERO;
        for piece in pieces {
            sum += match piece {
                Piece::Text(run) | Piece::Chip(run) => {
                    let style = self.theme.style(run.role);
                    cells::roomy(style, run, self.ruler)
                }
                Piece::Blank { width, .. } => *width,
                Piece::Tab | Piece::ChipGap => Pt::ZERO,
            };
        }
        sum
    }
}

/// Ends a line before the last two words of a title: one alone would look lost.
fn move_last_words_down(title: &mut [Piece]) {
    let Some(Piece::Text(run)) = title.last_mut() else {
        return;
    };
    let blanks: Vec<usize> = run.text.match_indices(' ').map(|(at, _)| at).collect();
    if let Some(at) = blanks.iter().rev().nth(1).or(blanks.last()) {
        run.text.replace_range(at..&(at + 1), "\n");
    }
}

/// True for what stands between a title and the organisation beside it.
fn is_before_organization(piece: &Piece) -> bool {
    match piece {
        Piece::Blank { role, .. } => *role == TextRole::Organization,
        Piece::Text(run) => run.is_before_organization(),
        Piece::Tab | Piece::Chip(_) | Piece::ChipGap => false,
    }
}
