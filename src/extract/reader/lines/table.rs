//! Tables: rows of short cells, and heads that name columns.

use super::super::{Fields, LabelRole, Lexicon};
use super::facts::Facts;
use crate::extract::fold::{cleaned, words};
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
    (columns.len() > 1 && is_followed && !tells_facts(&labels)).then_some(columns)
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
