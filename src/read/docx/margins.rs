//! The heads and feet of pages: what they say once, without the numbers of pages and without
//! what the document says itself.

use std::collections::HashSet;

use super::model::{Block, Look, Paragraph, Piece, Run};
use super::outline::each;

/// Signs between the parts of a running head.
const SIGNS: [char; 7] = ['|', '·', '•', '–', '—', '‖', '/'];

/// What a document says already.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// The parts of its lines, in lower case, blanks collapsed.
    parts: HashSet<String>,
    /// How it begins: a name or an address may stand within a line there.
    start: String,
}

impl Said {
    /// What blocks say.
    pub(super) fn of(blocks: &mut [Block]) -> Said {
        let mut said = Said::default();
        each(blocks, false, &mut |paragraph, _| {
            said.add(&paragraph.text())
        });
        said
    }

    fn add(&mut self, text: &str) {
        /// The head of a résumé is shorter, in bytes.
        const LONGEST_START: usize = 4000;
        if self.start.len() < LONGEST_START {
            self.start.extend(folded(text).chars().take(LONGEST_START));
            self.start.push('\n');
        }
        self.parts.extend(parts(text));
    }

    fn has(&self, text: &str) -> bool {
        parts(text).all(|part| self.parts.contains(&part) || self.start.contains(&part))
    }
}

/// The parts of a line that say something, in lower case.
fn parts(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(SIGNS).map(folded);
    parts.filter(|part| part.contains(char::is_alphanumeric))
}

fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Leaves in the blocks of a head or foot what is not yet said, and adds it there.
pub(super) fn take_new(blocks: &mut Vec<Block>, said: &mut Said) {
    each(blocks, false, &mut |paragraph, _| {
        without_numbers(paragraph);
        let text = paragraph.text();
        if said.has(&text) {
            paragraph.pieces.clear();
        } else {
            said.add(&text);
        }
    });
    drop_empty(blocks);
}

/// Takes out the parts of a line that number pages: "Ana Reis | Page 2 of 3" is "Ana Reis".
fn without_numbers(paragraph: &mut Paragraph) {
    const NUMBER: char = '\u{e0ff}';
    if !paragraph.pieces.contains(&Piece::PageNumber) {
        return;
    }
    let mut text = String::new();
    let mut look = Look::default();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Text(run) => {
                look = run.look.clone();
                text.push_str(&run.text);
            }
            Piece::Apart | Piece::Break => text.push('\u{2003}'),
            Piece::PageNumber => text.push(NUMBER),
            Piece::Picture => {}
        }
    }
    let parts = text.split(|c| c == '\u{2003}' || SIGNS.contains(&c));
    let kept: Vec<&str> = parts
        .filter(|part| !part.contains(NUMBER))
        .map(str::trim)
        .filter(|part| part.contains(char::is_alphabetic))
        .collect();
    let mut pieces = Vec::new();
    for part in kept {
        if !pieces.is_empty() {
            pieces.push(Piece::Apart);
        }
        pieces.push(Piece::Text(Run {
            text: part.to_owned(),
            look: look.clone(),
            link: None,
        }));
    }
    paragraph.pieces = pieces;
}

/// Drops what says nothing.
pub(super) fn drop_empty(blocks: &mut Vec<Block>) {
    blocks.retain_mut(|block| match block {
        Block::Paragraph(paragraph) => paragraph.has_words(),
        Block::Apart(inner) => {
            drop_empty(inner);
            !inner.is_empty()
        }
        Block::Table(table) => {
            for row in &mut table.rows {
                for cell in &mut row.cells {
                    drop_empty(&mut cell.blocks);
                }
            }
            table
                .rows
                .retain(|row| row.cells.iter().any(|cell| !cell.blocks.is_empty()));
            !table.rows.is_empty()
        }
    });
}
