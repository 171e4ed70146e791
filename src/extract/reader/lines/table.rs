//! Tables: rows of short cells, and heads that name columns.

use super::super::{Fields, Kind, LabelRole, Lexicon};
use super::facts::Facts;
use crate::extract::fold::{cleaned, fold, words};
use crate::extract::sheet::Sheet;
use crate::read::{Content, Id};

/// A table that is open.
#[derive(Debug)]
pub(super) struct Table {
    /// One past its last node.
    pub(super) end: Id,
    /// What its head says of each column; empty without a head.
    pub(super) columns: Vec<Fields>,
}

/// Longer cells are lines of their own.
const LONGEST_CELL: u32 = 90;

/// True for a row of several short cells without blocks: one line with parts.
pub(super) fn is_flat(sheet: &Sheet, facts: &Facts, row: Id) -> bool {
    let dom = sheet.dom;
    let mut count = 0;
    for cell in dom.children(row) {
        if dom.element(cell).is_none() {
            continue;
        }
        let fact = facts.of_node(cell);
        if fact.holds_block || fact.holds_break || fact.stars || fact.length >= LONGEST_CELL {
            return false;
        }
        count += 1;
    }
    count > 1
}

/// What a row of column heads says of its columns, nothing of those that no list knows; `None` for
/// another row. A head whose cells are somebody's facts is the first row of a table without one.
pub(super) fn head(sheet: &Sheet, lexicon: &Lexicon, row: Id) -> Option<Vec<Fields>> {
    let dom = sheet.dom;
    let in_head = dom.parent(row).is_some_and(|at| dom.name(at) == "thead");
    let mut columns = Vec::new();
    let mut labels = Vec::new();
    for cell in dom.children(row) {
        match dom.name(cell) {
            "th" => {}
            "td" if in_head => {}
            "" => continue,
            _ => return None,
        }
        let label = text_of(sheet, cell);
        let first = words(&label).into_iter().next().unwrap_or_default();
        let role = lexicon.label(&label).or_else(|| lexicon.label(&first));
        columns.push(role.map_or(Fields::NONE, fields_of_label));
        labels.push((label, role));
    }
    let is_followed = next_row(sheet, row).is_some_and(|next| {
        let mut cells = dom
            .children(next)
            .filter(|cell| dom.element(*cell).is_some());
        cells.any(|cell| dom.name(cell) == "td")
    });
    // One title over all columns, or beside those of dates, says what the rows are, and nothing of a column.
    let filled = labels.iter().filter(|(label, _)| !label.trim().is_empty());
    let is_title = filled.count() == 1;
    (columns.len() > 1 && is_followed && !is_title && !tells_facts(&labels)).then_some(columns)
}

/// The cell of a table's head that titles a section: "Education" beside "Year".
pub(super) fn title(sheet: &Sheet, lexicon: &Lexicon, row: Id) -> Option<Id> {
    let dom = sheet.dom;
    let mut titles = Vec::new();
    let mut dates = 0;
    for cell in dom.children(row).filter(|id| dom.element(*id).is_some()) {
        let text = text_of(sheet, cell);
        let first = text.split(['(', '（', '・', '/', '&']).next().unwrap_or("");
        let titles_section = |kind: Kind| kind.has_entries();
        if lexicon.label(&text) == Some(LabelRole::Period) {
            dates += 1;
        } else if lexicon
            .topic_phrase(&fold(first))
            .is_some_and(titles_section)
        {
            titles.push(cell);
        } else if !text.trim().is_empty() {
            return None;
        }
    }
    match titles.as_slice() {
        [title] if dates > 0 => Some(*title),
        _ => None,
    }
}

/// A column that is a list, and what it is called.
#[derive(Debug)]
pub(super) struct List {
    pub(super) title: Id,
    pub(super) items: Vec<Id>,
}

/// The columns of a table whose rows are nothing: each column lists what its head names. `None`
/// for any other table. Ask only where skills are told.
pub(super) fn lists(
    sheet: &Sheet,
    facts: &Facts,
    lexicon: &Lexicon,
    table: Id,
) -> Option<Vec<List>> {
    /// A longer cell is no item, in characters.
    const LONGEST: u32 = 50;
    /// More things in one cell are a list of a row.
    const MOST_ITEMS: usize = 2;
    let dom = sheet.dom;
    let mut rows = dom.within(table).filter(|id| dom.name(*id) == "tr");
    let cells = |row: Id| {
        let cells = dom.children(row).filter(|id| dom.element(*id).is_some());
        cells.collect::<Vec<Id>>()
    };
    let mut lists: Vec<List> = Vec::new();
    let head = rows.next()?;
    let is_pair = cells(head).len() == 2;
    for title in cells(head) {
        let text = text_of(sheet, title);
        let is_plain = !text.contains(|c: char| c.is_numeric() || c == '@');
        let is_told = match lexicon.label(&text) {
            // "Tools" beside "Category" heads what is known of each row.
            Some(LabelRole::Tags | LabelRole::Highlights | LabelRole::Part) => is_pair,
            Some(_) => true,
            None => lexicon.has_level(&text),
        };
        if dom.name(title) != "th" || !is_plain || is_told || text.trim().is_empty() {
            return None;
        }
        lists.push(List {
            title,
            items: Vec::new(),
        });
    }
    for row in rows {
        let cells = cells(row);
        if cells.len() > lists.len() {
            return None;
        }
        for (list, cell) in lists.iter_mut().zip(cells) {
            let fact = facts.of_node(cell);
            let text = text_of(sheet, cell);
            if text.trim().is_empty() {
                continue;
            }
            let is_item = dom.name(cell) == "td"
                && fact.length <= LONGEST
                && !fact.holds_block
                && text.contains(char::is_alphabetic)
                && text.matches([',', ';', '、']).count() < MOST_ITEMS
                && !lexicon.has_level(&text);
            if !is_item {
                return None;
            }
            list.items.push(cell);
        }
    }
    let is_filled = lists.iter().all(|list| !list.items.is_empty());
    (lists.len() > 1 && is_filled).then_some(lists)
}

/// True for a number, an address, or one label of a person beside a value: "Name | Ana Reis".
fn tells_facts(labels: &[(String, Option<LabelRole>)]) -> bool {
    let has_fact = |text: &str| text.contains(|c: char| c.is_numeric() || c == '@');
    let is_persons = |role: Option<LabelRole>| {
        matches!(
            role,
            Some(LabelRole::Name | LabelRole::Email | LabelRole::Phone | LabelRole::Website)
        )
    };
    let is_pair = labels.len() == 2
        && is_persons(labels[0].1)
        && labels[1].1.is_none()
        && !labels[1].0.trim().is_empty();
    is_pair || labels.iter().any(|(text, _)| has_fact(text))
}

/// The row behind a row of its table.
fn next_row(sheet: &Sheet, row: Id) -> Option<Id> {
    let dom = sheet.dom;
    let mut id = dom.end(row);
    let mut table = dom.parent(row)?;
    while dom.name(table) != "table" {
        table = dom.parent(table)?;
    }
    while id < dom.end(table) {
        if dom.name(id) == "tr" {
            return Some(id);
        }
        id += 1;
    }
    None
}

fn fields_of_label(role: LabelRole) -> Fields {
    match role {
        LabelRole::Title | LabelRole::Name => Fields::TITLE,
        LabelRole::Organization => Fields::ORGANIZATION,
        LabelRole::Period => Fields::PERIOD,
        LabelRole::Location => Fields::LOCATION,
        LabelRole::Email
        | LabelRole::Phone
        | LabelRole::Website
        | LabelRole::Details
        | LabelRole::Tags
        | LabelRole::Highlights
        | LabelRole::Part => Fields::NONE,
    }
}

/// The text of a cell, up to a label's length.
fn text_of(sheet: &Sheet, cell: Id) -> String {
    /// Longer texts are no labels, in bytes.
    const LONGEST: usize = 80;
    let mut out = String::new();
    for id in sheet.dom.within(cell) {
        if let Content::Text(text) = &sheet.dom.node(id).content {
            out.push_str(&cleaned(text));
        }
        if out.len() > LONGEST {
            break;
        }
    }
    out
}
