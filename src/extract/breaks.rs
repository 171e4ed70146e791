//! Page breaks that authors put into their pages: for print, or for Pandoc and Jekyll.

use serde::Deserialize;

use crate::diagnostic::Span;
use crate::read::{Content, Dom, Element, Id, Page};

/// The words by which page breaks are known.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BreakWords {
    /// Classes of elements before which a page ends.
    before: Vec<String>,
    /// Classes of elements after which a page ends.
    after: Vec<String>,
    /// Lines that hold nothing else.
    lines: Vec<String>,
}

/// On which side of an element a page ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// The properties of CSS that ask for a break (CSS Fragmentation, level 3).
const PROPERTIES: [(&str, Side); 4] = [
    ("break-before", Side::Before),
    ("page-break-before", Side::Before),
    ("break-after", Side::After),
    ("page-break-after", Side::After),
];
/// Their values that do so.
const FORCED: [&str; 7] = ["always", "all", "page", "left", "right", "recto", "verso"];

impl BreakWords {
    /// True for a line that is a page break and no text.
    pub(super) fn is_line(&self, text: &str) -> bool {
        self.lines.iter().any(|line| line == text.trim())
    }

    fn side_of(&self, element: &Element) -> Option<Side> {
        if let Some(side) = element.attribute("style").and_then(styled) {
            return Some(side);
        }
        let named = |classes: &[String]| {
            element
                .classes()
                .any(|class| classes.iter().any(|known| known == class))
        };
        if named(&self.before) {
            return Some(Side::Before);
        }
        named(&self.after).then_some(Side::After)
    }
}

fn styled(style: &str) -> Option<Side> {
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let property = property.trim().to_ascii_lowercase();
        let value = value.split_whitespace().next().unwrap_or_default();
        let side = PROPERTIES.iter().find(|(name, _)| *name == property);
        if let Some((_, side)) = side.filter(|_| FORCED.contains(&value)) {
            return Some(*side);
        }
    }
    None
}

/// Where a page's author ends pages: the places from which on a new one starts.
pub(super) fn page_breaks(page: &Page, dom: &Dom, words: &BreakWords) -> Vec<Span> {
    let mut found = Vec::new();
    for id in dom.all() {
        let side = match &dom.node(id).content {
            Content::Text(text) => words.is_line(text).then_some(Side::After),
            Content::Element(element) => words.side_of(element),
        };
        let start: Option<Id> = match side {
            Some(Side::Before) => Some(id),
            // Elements know their lines, the blanks between them do not.
            Some(Side::After) => (dom.end(id)..dom.all().end).find(|id| dom.element(*id).is_some()),
            None => None,
        };
        if let Some(start) = start {
            found.push(page.span(dom.node(start).line));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_ask_for_a_break_on_a_side() {
        assert_eq!(styled("page-break-after: always"), Some(Side::After));
        assert_eq!(
            styled("color: red; Break-Before : page !important;"),
            Some(Side::Before)
        );
        assert_eq!(styled("page-break-before: avoid"), None);
        assert_eq!(styled("break-inside: avoid; color"), None);
    }
}
