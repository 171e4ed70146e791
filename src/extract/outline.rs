//! Blocks to titled parts: which headings open a section, and what they announce.

use super::block::{Block, BlockKind, Card, blocks};
use super::sheet::Sheet;
use super::text;
use super::vocabulary::{Concept, Topic};
use crate::resume::{SectionKind, Text};

/// A page cut at its section headings.
pub(super) struct Outline {
    /// What stands above the first section: the page's own heading, contacts.
    pub(super) lead: Vec<Block>,
    /// The sections in order.
    pub(super) parts: Vec<Part>,
    /// Languages of the headings that were understood, one for each.
    pub(super) languages: Vec<(String, Text)>,
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
pub(super) fn outline(sheet: &Sheet) -> Outline {
    let mut all = blocks(sheet);
    bold_headings(sheet, &mut all);
    let level = section_level(sheet, &all);
    let mut outline = Outline {
        lead: Vec::new(),
        parts: Vec::new(),
        languages: Vec::new(),
    };
    let mut first = true;
    let is_beside = level == 1 && has_name_beside(sheet, &all);
    // The level of the last section's heading.
    let mut last = level;
    let mut all = all.into_iter().peekable();
    while let Some(block) = all.next() {
        let heading = match block.kind {
            BlockKind::Heading(found) if block.card.is_none() => Some(found),
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
        let title = heading.and_then(|_| heading_text(sheet, &block));
        let is_first = heading.is_some() && std::mem::take(&mut first);
        let opens = match (heading, &title) {
            // Above the sections' level stands the page's own heading, until sections began;
            // a lower heading that says nothing but a section's word is one all the same.
            (Some(found), Some(title)) => {
                let says_so = sheet.words.is_topic(&title.value);
                let opens = found == level && !(is_first && is_beside)
                    || found < level && (!outline.parts.is_empty() || says_so && !is_first)
                    || found > level
                        && found <= level + 2
                        && says_so
                        && (wants(&outline, sheet) || found == last);
                opens && !(found > last && is_group(sheet, &outline, title, all.peek()))
            }
            (Some(_) | None, _) => false,
        };
        if let Some(title) = title.filter(|_| opens) {
            last = heading.unwrap_or(level);
            let found = sheet.words.topics(&title.value);
            for (_, language) in &found {
                outline
                    .languages
                    .push(((*language).to_owned(), title.clone()));
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

/// True for a page whose first heading is a name on the level of the sections' own.
fn has_name_beside(sheet: &Sheet, all: &[Block]) -> bool {
    let mut titles = all
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
        .map(|block| (block.kind, heading_text(sheet, block)));
    let Some((BlockKind::Heading(1), Some(name))) = titles.next() else {
        return false;
    };
    let is_known = |title: &Text| !sheet.words.topics(&title.value).is_empty();
    !is_known(&name)
        && super::head::may_be_name(sheet.words, &name.value)
        && titles.any(|(kind, title)| {
            kind == BlockKind::Heading(1) && title.as_ref().is_some_and(is_known)
        })
}

/// True where a lower heading may open a section: the part above announces none of its own,
/// or holds nothing yet and so is a mere title over several sections.
fn wants(outline: &Outline, sheet: &Sheet) -> bool {
    match outline.parts.last() {
        Some(part) => {
            part.topics.is_empty()
                || part.blocks.is_empty() && !sheet.words.is_document(&part.title.value)
        }
        None => false,
    }
}

/// True for "Tools" and "Languages" below "Skills": groups of it, unless the languages are
/// spoken ones.
fn is_group(sheet: &Sheet, outline: &Outline, title: &Text, next: Option<&Block>) -> bool {
    let skills = Topic::Section(SectionKind::Skills);
    let is_below = (outline.parts.last()).is_some_and(|part| part.topics.first() == Some(&skills));
    if !is_below {
        return false;
    }
    match sheet.words.topics(&title.value).as_slice() {
        [(Topic::Section(SectionKind::Skills), _)] => true,
        [(Topic::Section(SectionKind::Languages), _)] => next.is_some_and(|block| {
            !matches!(block.kind, BlockKind::Heading(_))
                && text::plain(sheet, block.range.clone(), |_| false)
                    .is_some_and(|told| !sheet.words.speaks_of_tongue(&told.value))
        }),
        _ => false,
    }
}

/// A page without a single heading may have bold lines in their place.
fn bold_headings(sheet: &Sheet, all: &mut [Block]) {
    if all
        .iter()
        .any(|block| matches!(block.kind, BlockKind::Heading(_)))
    {
        return;
    }
    for block in all {
        if block.kind != BlockKind::Paragraph {
            continue;
        }
        let lines = text::lines(sheet, block.range.clone(), |_| false);
        let [line] = lines.as_slice() else { continue };
        let is_bold = line
            .runs
            .iter()
            .all(|run| run.emphasis.strong || run.text.trim().is_empty());
        if is_bold && sheet.words.is_topic(line.text().trim_end_matches(':')) {
            block.kind = BlockKind::Heading(2);
        }
    }
}

/// The words of a heading, without those that a class marks as something else, and without
/// links that only lead on ("more").
pub(super) fn heading_text(sheet: &Sheet, block: &Block) -> Option<Text> {
    text::plain(sheet, block.range.clone(), |id| {
        let says = matches!(
            sheet.concept(id),
            Some(Concept::Organization | Concept::Period | Concept::Location | Concept::Link)
        );
        says && id != block.range.start || is_call(sheet, id)
    })
}

/// True for a link whose words only say that there is more.
pub(super) fn is_call(sheet: &Sheet, id: usize) -> bool {
    sheet.dom.name(id) == "a"
        && text::plain(sheet, sheet.dom.subtree(id), |_| false)
            .is_some_and(|words| sheet.words.is_call(&words.value))
}

/// A heading above another one, of a higher level.
struct Above {
    level: u8,
    /// It announces a section.
    opens: bool,
    /// It says nothing but a section's word.
    is_topic: bool,
}

/// True below a section's entry: "Technologies" there names a part of it, not a section.
fn is_in_entry(above: &[Above]) -> bool {
    match above {
        [sections @ .., entry] => !entry.is_topic && sections.iter().any(|heading| heading.opens),
        [] => false,
    }
}

/// The level whose headings announce most sections; the higher one of equals.
fn section_level(sheet: &Sheet, all: &[Block]) -> u8 {
    let mut votes = [0usize; 7];
    let mut counts = [0usize; 7];
    let mut first: Option<(u8, bool)> = None;
    let mut above: Vec<Above> = Vec::new();
    for block in all {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        if block.card.is_some() {
            continue;
        }
        let title = heading_text(sheet, block);
        let title = title.as_ref().map_or("", |title| title.value.as_str());
        let known = !sheet.words.topics(title).is_empty();
        let is_topic = sheet.words.is_topic(title);
        above.retain(|heading| heading.level < level);
        counts[usize::from(level)] += 1;
        votes[usize::from(level)] += usize::from(known && !is_in_entry(&above));
        above.push(Above {
            level,
            // The page's own heading may hold a section's word.
            opens: if first.is_none() { is_topic } else { known },
            is_topic,
        });
        first.get_or_insert((level, known));
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
            .is_some_and(|(_, card)| matches!(card, Card::Full | Card::Small))
    })
}
