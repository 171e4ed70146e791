//! Languages with their level: "Portuguese: Native", "English (fluent)", "German – B2".

use super::block::{Block, BlockKind};
use super::fold::{fold, without_pictographs};
use super::pieces::{end_of_first_fact, facts, items, trim_marks};
use super::sheet::Sheet;
use super::text;
use crate::resume::{Entry, EntryKind, RichText, Text};

/// Reads the blocks of a section about languages.
pub(super) fn languages(sheet: &Sheet, blocks: &[Block]) -> Vec<Entry> {
    let dom = sheet.dom;
    let mut out = Vec::new();
    // A heading or term with its level below.
    let mut open: Option<RichText> = None;
    for block in blocks {
        let mut lines = match block.kind {
            BlockKind::List => dom
                .children(block.range.start)
                .filter_map(|id| text::rich(sheet, dom.subtree(id), |_| false))
                .collect(),
            BlockKind::Paragraph => text::lines(sheet, block.range.clone(), |_| false),
            BlockKind::Tags => dom
                .children_of(&block.range)
                .into_iter()
                .filter_map(|id| text::rich(sheet, dom.subtree(id), |_| false))
                .collect(),
            BlockKind::Table => rows(sheet, block),
            BlockKind::Definitions => pairs(sheet, block),
            BlockKind::Heading(_) => {
                if let Some(name) = open.take() {
                    add(&name, &mut out);
                }
                open = text::rich(sheet, block.range.clone(), |_| false);
                continue;
            }
            BlockKind::Metrics | BlockKind::Call | BlockKind::Frame => continue,
        };
        if let (Some(name), [level, ..]) = (open.take(), lines.as_slice()) {
            let told = format!("{}: {}", name.text(), level.text());
            lines[0] = RichText::plain(told, name.span);
        }
        for line in lines {
            add(&line, &mut out);
        }
    }
    if let Some(name) = open {
        add(&name, &mut out);
    }
    out
}

/// The rows of a table as "first: rest".
fn rows(sheet: &Sheet, block: &Block) -> Vec<RichText> {
    super::tables::rows(sheet, block.range.start)
        .into_iter()
        .filter(|row| !row.is_head)
        .filter_map(|row| {
            let first = row.cells.first()?;
            let rest: Vec<String> = row.cells[1..].iter().map(RichText::text).collect();
            let told = format!("{}: {}", first.text(), rest.join(", "));
            Some(RichText::plain(told, first.span.clone()))
        })
        .collect()
}

fn pairs(sheet: &Sheet, block: &Block) -> Vec<RichText> {
    let dom = sheet.dom;
    let mut out: Vec<RichText> = Vec::new();
    for id in dom.within(block.range.start) {
        let words = || text::rich(sheet, dom.subtree(id), |_| false);
        match dom.name(id) {
            "dt" => out.extend(words()),
            "dd" => {
                if let (Some(last), Some(level)) = (out.last_mut(), words()) {
                    *last = RichText::plain(
                        format!("{}: {}", last.text(), level.text()),
                        last.span.clone(),
                    );
                }
            }
            _ => {}
        }
    }
    out
}

fn add(rich: &RichText, out: &mut Vec<Entry>) {
    let text = without_pictographs(&rich.text());
    let parts = if text.contains(['(', ':', '（', '：']) && items_are_one(&text)
        || facts(&text).len() > 1
    {
        vec![text.as_str()]
    } else {
        items(&text)
    };
    for part in parts {
        let cut = part
            .find(['(', ':', '（', '：'])
            .or_else(|| end_of_first_fact(part))
            .unwrap_or(part.len());
        let (name, level) = part.split_at(cut);
        let level = trim_marks(without_brackets(trim_marks(level)));
        if fold(name).is_empty() {
            continue;
        }
        let mut entry = Entry::new(EntryKind::Language, rich.span.clone());
        entry.title = Some(Text::new(trim_marks(name).to_owned(), rich.span.clone()));
        // The width of a bar is no level.
        if !level.is_empty() && !super::skills::is_bar(level) {
            entry.summary = Some(RichText::plain(level, rich.span.clone()));
        }
        out.push(entry);
    }
}

/// A text without the brackets around all of it: "(C1)", but not "(C1) since 2019".
fn without_brackets(text: &str) -> &str {
    let inside = text.strip_prefix(['(', '（']);
    let inside = inside.and_then(|rest| rest.strip_suffix([')', '）']));
    inside
        .filter(|inside| !inside.contains(['(', ')', '（', '）']))
        .unwrap_or(text)
}

/// True where commas part the words about one language, not several languages: those after a
/// colon. Brackets end before the next language.
fn items_are_one(text: &str) -> bool {
    let parts = items(text);
    let levelled = parts
        .iter()
        .filter(|part| part.contains(['(', ':', '（', '：']))
        .count();
    let has_colon = parts.first().is_some_and(|part| part.contains([':', '：']));
    levelled < 2 && (has_colon || parts.len() == 1)
}
