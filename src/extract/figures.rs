//! Figures with what they measure, in every shape in which a value stands beside a label.

use super::block::{Block, BlockKind};
use super::sheet::Sheet;
use super::text;
use super::vocabulary::Concept;
use crate::read::{Content, Id};
use crate::resume::{Metric, RichText, Text};

/// A longer value is a label.
const LONGEST_VALUE: usize = 16;

/// True for a short text that starts like a quantity: `85%`, `<1s`, `~50K+`, `€3M`.
pub(super) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= LONGEST_VALUE
        && text
            .chars()
            .find(|c| {
                !matches!(
                    c,
                    '<' | '>'
                        | '~'
                        | '≈'
                        | '+'
                        | '-'
                        | '−'
                        | '±'
                        | '$'
                        | '€'
                        | '£'
                        | '¥'
                        | '#'
                        | '≤'
                        | '≥'
                        | ' '
                )
            })
            .is_some_and(char::is_numeric)
}

fn made(value: &str, label: &str, at: &Text) -> Metric {
    Metric {
        value: value.trim().to_owned(),
        label: label.trim().to_owned(),
        span: at.span.clone(),
    }
}

/// A figure: classes say which part is the value; else the part that is a quantity; else
/// the last element says what the rest measures.
pub(super) fn metric(sheet: &Sheet, id: Id) -> Option<Metric> {
    let dom = sheet.dom;
    let whole = |id: Id| text::plain(sheet, dom.subtree(id), |_| false);
    let place = |text: &Text| sheet.page.span_of(dom.node(id).line, &text.value);
    let by_class = |wanted: Concept| dom.within(id).find(|&id| sheet.concept(id) == Some(wanted));
    let (value, label) = match (
        by_class(Concept::MetricValue),
        by_class(Concept::MetricLabel),
    ) {
        (Some(value), Some(label)) => (whole(value)?, whole(label)?),
        (Some(value), None) => {
            let rest = text::plain(sheet, dom.within(id), |node| node == value)?;
            (whole(value)?, rest)
        }
        (None, Some(label)) => {
            let rest = text::plain(sheet, dom.within(id), |node| node == label)?;
            (rest, whole(label)?)
        }
        (None, None) => {
            let parts: Vec<Text> = dom.children(id).filter_map(whole).collect();
            let elements: Vec<Id> = dom
                .children(id)
                .filter(|&id| matches!(dom.node(id).content, Content::Element(_)))
                .collect();
            match (parts.as_slice(), elements.last()) {
                ([one, other], _) if is_figure(&one.value) && !is_figure(&other.value) => {
                    (one.clone(), other.clone())
                }
                ([one, other], _) if is_figure(&other.value) && !is_figure(&one.value) => {
                    (other.clone(), one.clone())
                }
                (_, Some(&label)) => {
                    let rest = text::plain(sheet, dom.within(id), |node| node == label)?;
                    (rest, whole(label)?)
                }
                (_, None) => return None,
            }
        }
    };
    Some(Metric {
        span: place(&value),
        value: value.value,
        label: label.value,
    })
}

/// The figures of terms with definitions, if every pair is one.
pub(super) fn definitions(sheet: &Sheet, list: Id) -> Option<Vec<Metric>> {
    let dom = sheet.dom;
    let mut out = Vec::new();
    let mut term: Option<Text> = None;
    for id in dom.within(list) {
        let words = || text::plain(sheet, dom.subtree(id), |_| false);
        match dom.name(id) {
            "dt" if term.is_none() => term = Some(words()?),
            "dt" => return None,
            "dd" => {
                let (term, told) = (term.take()?, words()?);
                out.push(if is_figure(&term.value) && !is_figure(&told.value) {
                    made(&term.value, &told.value, &term)
                } else if is_figure(&told.value) && !is_figure(&term.value) {
                    made(&told.value, &term.value, &told)
                } else {
                    return None;
                });
            }
            _ => {}
        }
    }
    (term.is_none() && !out.is_empty()).then_some(out)
}

/// "**150+** projects", "99.9% uptime", "Uptime: 99.9%".
fn line(rich: &RichText) -> Option<Metric> {
    let whole = text::title(rich)?;
    if let Some((label, value)) = super::pieces::label(&whole.value)
        && is_figure(value)
    {
        return Some(made(value, label, &whole));
    }
    let first = rich.runs.first()?;
    if first.emphasis.strong && first.text.len() < rich.text().len() {
        let rest: String = rich.runs[1..].iter().map(|run| run.text.as_str()).collect();
        return is_figure(&first.text)
            .then(|| made(&first.text, super::pieces::trim_marks(&rest), &whole));
    }
    let (value, label) = whole.value.split_once(' ')?;
    is_figure(value).then(|| made(value, label, &whole))
}

/// The figures of a section about figures.
pub(super) fn metrics(sheet: &Sheet, blocks: &[Block]) -> Vec<Metric> {
    let dom = sheet.dom;
    let mut out = Vec::new();
    let mut open: Option<Text> = None;
    for block in blocks {
        match block.kind {
            BlockKind::Metrics => out.extend(of_block(sheet, block)),
            BlockKind::Heading(_) => open = super::outline::heading_text(sheet, block),
            BlockKind::Paragraph | BlockKind::Tags => {
                for rich in text::lines(sheet, block.range.clone(), |_| false) {
                    match (open.take(), text::title(&rich)) {
                        (Some(head), Some(told)) if is_figure(&head.value) => {
                            out.push(made(&head.value, &told.value, &head));
                        }
                        (Some(head), Some(told)) if is_figure(&told.value) => {
                            out.push(made(&told.value, &head.value, &told));
                        }
                        (None, Some(told)) if is_figure(&told.value) => open = Some(told),
                        (Some(_) | None, _) => out.extend(line(&rich)),
                    }
                }
            }
            BlockKind::List => {
                for id in dom.children(block.range.start) {
                    match text::rich(sheet, dom.subtree(id), |_| false)
                        .as_ref()
                        .and_then(line)
                    {
                        Some(metric) => out.push(metric),
                        None => out.extend(metric(sheet, id)),
                    }
                }
            }
            BlockKind::Definitions => {
                out.extend(definitions(sheet, block.range.start).unwrap_or_default());
            }
            BlockKind::Table | BlockKind::Call | BlockKind::Frame => {}
        }
    }
    out
}

/// The figures side by side in a block.
pub(super) fn of_block(sheet: &Sheet, block: &Block) -> Vec<Metric> {
    let parts = if sheet.concept(block.range.start) == Some(Concept::Metric) {
        vec![block.range.start]
    } else {
        sheet.dom.children_of(&block.range)
    };
    parts
        .into_iter()
        .filter_map(|id| metric(sheet, id))
        .collect()
}

/// True for a part that is a row of figures: each card's heading is a quantity, or a block
/// of figures stands alone.
pub(super) fn are_figures(sheet: &Sheet, blocks: &[Block]) -> bool {
    let mut headings = 0;
    for block in blocks {
        match block.kind {
            BlockKind::Heading(_) => {
                headings += 1;
                let title = super::outline::heading_text(sheet, block);
                if !title.is_some_and(|title| is_figure(&title.value)) {
                    return false;
                }
            }
            BlockKind::Metrics => headings += 1,
            BlockKind::Paragraph => {
                let told = text::plain(sheet, block.range.clone(), |_| false);
                if told.is_some_and(|told| super::pieces::is_prose(&told.value)) {
                    return false;
                }
            }
            BlockKind::List | BlockKind::Definitions | BlockKind::Table | BlockKind::Tags => {
                return false;
            }
            BlockKind::Call | BlockKind::Frame => {}
        }
    }
    headings > 1
}
