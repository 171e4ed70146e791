//! Which paragraphs are headings, and of what level on the page.
//!
//! A document whose author used styles says so itself. Where none is used, a heading is what looks
//! like one: the few words in the largest letters name the document, words set larger or set off
//! alike in several places title its parts.

use std::collections::HashMap;

use super::model::{Block, Paragraph, Piece};

/// The highest level that a page has.
const LOWEST: u8 = 6;

/// Sets the level of every heading.
pub(super) fn set_levels(blocks: &mut Vec<Block>) {
    let mut facts = Facts::default();
    each(blocks, false, &mut |paragraph, in_table| {
        facts.see(paragraph, in_table)
    });
    if facts.outlined > 0 {
        let shift = facts.shift();
        each(blocks, false, &mut |paragraph, _| {
            if paragraph.is_title {
                paragraph.level = 1;
            } else if let Some(level) = paragraph.outline {
                paragraph.level = (level + shift).min(LOWEST);
            }
        });
        return;
    }
    let looks = facts.looks();
    join_name(blocks, looks.name);
    let mut is_named = facts.titles > 0;
    each(blocks, false, &mut |paragraph, _| {
        if paragraph.is_title {
            paragraph.level = 1;
            return;
        }
        let Some(look) = Look::of(paragraph) else {
            return;
        };
        if look.size == looks.name && !is_named {
            is_named = true;
            paragraph.level = 1;
        } else if let Some(level) = looks.titles.get(&look) {
            paragraph.level = *level;
        }
    });
}

/// Joins the two paragraphs of a name that is set on two lines.
fn join_name(blocks: &mut Vec<Block>, size: u16) {
    /// More words are two lines of text.
    const MOST_WORDS: usize = 3;
    let name_part = |block: Option<&Block>| match block {
        Some(Block::Paragraph(paragraph)) if paragraph.level == 0 => {
            let is_large = Look::of(paragraph).is_some_and(|look| look.size == size);
            let words = paragraph.text().split_whitespace().count();
            is_large.then_some(words)
        }
        Some(_) | None => None,
    };
    let words = (name_part(blocks.first()), name_part(blocks.get(1)));
    if let (Some(one), Some(other)) = words
        && one + other <= MOST_WORDS
        && name_part(blocks.get(2)).is_none()
        && let Block::Paragraph(second) = blocks.remove(1)
        && let Some(Block::Paragraph(first)) = blocks.first_mut()
    {
        first.pieces.push(Piece::Break);
        first.pieces.extend(second.pieces);
    }
}

/// Calls `see` on every paragraph, and says whether it lies in a table.
pub(super) fn each(
    blocks: &mut [Block],
    in_table: bool,
    see: &mut impl FnMut(&mut Paragraph, bool),
) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => see(paragraph, in_table),
            Block::Apart(inner) => each(inner, in_table, see),
            Block::Table(table) => {
                for row in &mut table.rows {
                    for cell in &mut row.cells {
                        each(&mut cell.blocks, true, see);
                    }
                }
            }
        }
    }
}

/// What sets a short paragraph apart from text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Look {
    size: u16,
    is_banner: bool,
    is_set_off: bool,
    is_capitals: bool,
    is_bold: bool,
}

impl Look {
    /// The look of a paragraph of a few words in one look; `None` for any other.
    fn of(paragraph: &Paragraph) -> Option<Look> {
        /// A longer paragraph is text, in characters.
        const LONGEST: usize = 60;
        let text = paragraph.text();
        let text = text.trim();
        let is_text = text.ends_with(['.', ',', ';', '。']) || text.chars().count() > LONGEST;
        let tells = text.contains(|c: char| c == '@' || c.is_ascii_digit());
        if is_text || tells || paragraph.item > 0 || !text.contains(char::is_alphabetic) {
            return None;
        }
        let mut runs = paragraph.runs();
        let first = &runs.next()?.look;
        let alike = |look: &super::model::Look| {
            look.size == first.size && look.bold == first.bold && look.italic == first.italic
        };
        if first.italic || !runs.all(|run| alike(&run.look)) {
            return None;
        }
        // "EDUCATION and AWARDS" is set in capitals, too.
        let large = text.chars().filter(|c| c.is_uppercase()).count();
        let small = text.chars().filter(|c| c.is_lowercase()).count();
        let written = large > small * 4;
        Some(Look {
            size: first.size,
            is_bold: first.bold,
            is_capitals: written || first.capitals,
            is_set_off: paragraph.is_set_off,
            is_banner: paragraph.is_banner,
        })
    }
}

/// What all paragraphs of a document say together.
#[derive(Debug, Default)]
struct Facts {
    /// How many paragraphs have an outline level.
    outlined: usize,
    /// How many have the highest, and how many headings stood before the first of them.
    highest: usize,
    before_highest: usize,
    titles: usize,
    /// How many letters have a size.
    sizes: HashMap<u16, usize>,
    /// Short paragraphs by their look, and how many there are.
    shorts: HashMap<Look, usize>,
    /// How many short paragraphs opened the document.
    seen: usize,
    /// The largest letters among the first few paragraphs.
    largest: u16,
}

/// Which looks are those of headings.
#[derive(Debug, Default)]
struct Looks {
    /// The size of the name's letters; 0 for none.
    name: u16,
    /// The levels of titles.
    titles: HashMap<Look, u8>,
}

impl Facts {
    fn see(&mut self, paragraph: &Paragraph, in_table: bool) {
        /// A name stands among the first paragraphs.
        const OPENING: usize = 6;
        self.titles += usize::from(paragraph.is_title);
        if let Some(level) = paragraph.outline {
            if level == 0 && self.highest == 0 {
                self.before_highest = self.outlined;
            }
            self.outlined += 1;
            self.highest += usize::from(level == 0);
        }
        for run in paragraph.runs() {
            *self.sizes.entry(run.look.size).or_default() += run.text.len();
        }
        self.seen += 1;
        let Some(look) = Look::of(paragraph) else {
            return;
        };
        if self.seen <= OPENING {
            self.largest = self.largest.max(look.size);
        }
        // A heading in a table is set off by more than its weight.
        if in_table && !look.is_capitals && !look.is_set_off && !look.is_banner {
            return;
        }
        *self.shorts.entry(look).or_default() += 1;
    }

    /// What is added to an outline level: the one heading above all others is the document's own.
    fn shift(&self) -> u8 {
        let names =
            self.titles == 0 && self.highest == 1 && self.before_highest == 0 && self.outlined > 1;
        if names { 1 } else { 2 }
    }

    fn looks(&self) -> Looks {
        let usual = self.sizes.iter().max_by_key(|known| (known.1, known.0));
        let usual = usual.map_or(0, |known| *known.0);
        // A tenth more is seen.
        let is_larger = |size: u16| u32::from(size) * 10 >= u32::from(usual) * 11;
        let name = if is_larger(self.largest) {
            self.largest
        } else {
            0
        };
        let mut titles: Vec<Look> = self
            .shorts
            .iter()
            .filter(|(look, count)| {
                let is_marked = look.is_capitals || look.is_set_off || look.is_bold;
                let is_title = is_larger(look.size) && (is_marked || **count > 1)
                    || look.is_set_off && (look.is_bold || look.is_capitals)
                    || look.is_bold && look.is_capitals
                    || look.is_banner;
                is_title && **count > 1 && look.size >= usual && look.size != name
            })
            .map(|(look, _)| *look)
            .collect();
        titles.sort_unstable_by(|one, other| other.cmp(one));
        let levels = (2..).map(|level: usize| u8::try_from(level).unwrap_or(LOWEST).min(LOWEST));
        Looks {
            name,
            titles: titles.into_iter().zip(levels).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::{Look as RunLook, Run};
    use super::*;

    fn paragraph(text: &str, size: u16, bold: bool) -> Block {
        let look = RunLook {
            bold,
            size,
            ..RunLook::default()
        };
        Block::Paragraph(Paragraph {
            pieces: vec![Piece::Text(Run {
                text: text.to_owned(),
                look,
                link: None,
            })],
            ..Paragraph::default()
        })
    }

    fn levels(mut blocks: Vec<Block>) -> Vec<u8> {
        set_levels(&mut blocks);
        let mut levels = Vec::new();
        each(&mut blocks, false, &mut |paragraph, _| {
            levels.push(paragraph.level)
        });
        levels
    }

    #[test]
    fn without_styles_what_looks_like_a_heading_is_one() {
        let text = "Ran the timetable of the harbour ferries for eleven years.";
        let blocks = vec![
            paragraph("Ana Reis", 40, true),
            paragraph("ana@example.org", 20, false),
            paragraph("Experience", 28, true),
            paragraph("Dispatcher", 20, true),
            paragraph(text, 20, false),
            paragraph("Education", 28, true),
            paragraph(text, 20, false),
        ];
        assert_eq!(levels(blocks), [1, 0, 2, 0, 0, 2, 0]);
    }

    #[test]
    fn bold_capitals_title_parts() {
        let text = "Ran the timetable of the harbour ferries for eleven years.";
        let blocks = vec![
            paragraph("Ana Reis", 22, true),
            paragraph("EXPERIENCE", 22, true),
            paragraph(text, 22, false),
            paragraph("EDUCATION", 22, true),
            paragraph(text, 22, false),
        ];
        assert_eq!(levels(blocks), [0, 2, 0, 2, 0]);
    }
}
