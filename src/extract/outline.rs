//! Blocks to titled parts: which headings open a section, and what they announce.

use super::block::{Block, BlockKind, blocks};
use super::text;
use super::vocabulary::{Concept, Topic, vocabulary};
use crate::read::{Dom, Page};
use crate::resume::Text;

/// A page cut at its section headings.
pub(super) struct Outline {
    /// What stands above the first section: the page's own heading, contacts.
    pub(super) lead: Vec<Block>,
    /// The sections in order.
    pub(super) parts: Vec<Part>,
    /// Languages of the headings that were understood, one for each.
    pub(super) languages: Vec<(&'static str, Text)>,
}

/// A section of a page.
pub(super) struct Part {
    /// The author's heading without pictures.
    pub(super) title: Text,
    /// What it announces, in its own order.
    pub(super) topics: Vec<Topic>,
    /// What follows it.
    pub(super) blocks: Vec<Block>,
}

/// Cuts a page.
pub(super) fn outline(page: &Page, dom: &Dom) -> Outline {
    let all = blocks(dom);
    let level = section_level(page, dom, &all);
    let mut outline = Outline {
        lead: Vec::new(),
        parts: Vec::new(),
        languages: Vec::new(),
    };
    for block in all {
        let heading = match block.kind {
            BlockKind::Heading(found) if block.card.is_none() && found <= level => Some(found),
            BlockKind::Heading(_)
            | BlockKind::Paragraph
            | BlockKind::List
            | BlockKind::Definitions
            | BlockKind::Table
            | BlockKind::Tags
            | BlockKind::Metrics
            | BlockKind::Call
            | BlockKind::Frame => None,
        };
        let title = heading.and_then(|_| heading_text(page, dom, &block));
        // Above the sections' level stands the page's own heading, until sections began.
        let opens = match (heading, &title) {
            (Some(found), Some(_)) => found == level || !outline.parts.is_empty(),
            (Some(_) | None, _) => false,
        };
        if let Some(title) = title.filter(|_| opens) {
            let found = vocabulary().topics(&title.value);
            for (_, language) in &found {
                outline.languages.push((language, title.clone()));
            }
            outline.parts.push(Part {
                topics: found.into_iter().map(|(topic, _)| topic).collect(),
                title,
                blocks: Vec::new(),
            });
        } else if let Some(part) = outline.parts.last_mut() {
            part.blocks.push(block);
        } else {
            outline.lead.push(block);
        }
    }
    outline
}

/// The words of a heading, without those that a class marks as something else.
pub(super) fn heading_text(page: &Page, dom: &Dom, block: &Block) -> Option<Text> {
    text::plain(page, dom, block.range.clone(), |id| {
        let concept = dom
            .element(id)
            .and_then(|element| vocabulary().concept(element.classes()));
        matches!(
            concept,
            Some(Concept::Organization | Concept::Period | Concept::Location | Concept::Control)
        )
    })
}

/// The level whose headings announce most sections; the higher one of equals.
fn section_level(page: &Page, dom: &Dom, all: &[Block]) -> u8 {
    let mut votes = [0usize; 7];
    let mut counts = [0usize; 7];
    let mut first: Option<(u8, bool)> = None;
    for block in all {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        if block.card.is_some() {
            continue;
        }
        let known = heading_text(page, dom, block)
            .is_some_and(|title| !vocabulary().topics(&title.value).is_empty());
        first.get_or_insert((level, known));
        counts[usize::from(level)] += 1;
        votes[usize::from(level)] += usize::from(known);
    }
    // The page's own heading may hold a section's word and is none.
    if let Some((level @ 1, true)) = first
        && counts[usize::from(level)] == 1
        && votes.iter().sum::<usize>() > 1
    {
        votes[usize::from(level)] = 0;
    }
    let mut best = 0;
    for level in 1..=6u8 {
        if votes[usize::from(level)] > votes[usize::from(best)] {
            best = level;
        }
    }
    match (best, first) {
        (0, Some((1, _))) if counts[1] == 1 => 2,
        (0, Some((level, _))) => level,
        (0, None) => 2,
        (best, _) => best,
    }
}

/// True for a part whose blocks lie in cards.
pub(super) fn has_cards(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| {
        block
            .card
            .is_some_and(|(_, concept)| matches!(concept, Concept::Card | Concept::SmallCard))
    })
}
