//! Fields: what computes a text, and the text that it showed last.

use std::rc::Rc;

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// What follows is what it shows.
    is_result: bool,
    shows: Shows,
}

/// What a field shows.
#[derive(Debug, Default)]
enum Shows {
    /// Its result.
    #[default]
    Text,
    /// A result that leads somewhere.
    Link(Rc<str>),
    /// The number of a page or of all pages.
    PageNumber,
}

impl Fields {
    /// A field begins with what it computes.
    pub(super) fn begin(&mut self) {
        self.0.push(Field::default());
    }

    /// Adds to what the innermost field computes.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut() {
            field.instruction.push_str(text);
        }
    }

    /// What follows is the innermost field's result; true for a page's number.
    pub(super) fn separate(&mut self) -> bool {
        let Some(field) = self.0.last_mut() else {
            return false;
        };
        field.is_result = true;
        field.shows = shows(&field.instruction);
        matches!(field.shows, Shows::PageNumber)
    }

    /// The innermost field ends; true for a page's number that was never shown.
    pub(super) fn end(&mut self) -> bool {
        let ended = self.0.pop();
        ended.is_some_and(|field| {
            !field.is_result && matches!(shows(&field.instruction), Shows::PageNumber)
        })
    }

    /// True where text is shown.
    pub(super) fn are_shown(&self) -> bool {
        let is_shown = |field: &Field| field.is_result && !matches!(field.shows, Shows::PageNumber);
        self.0.iter().all(is_shown)
    }

    /// Where text leads that is shown here.
    pub(super) fn link(&self) -> Option<Rc<str>> {
        self.0.iter().rev().find_map(|field| match &field.shows {
            Shows::Link(to) => Some(Rc::clone(to)),
            Shows::Text | Shows::PageNumber => None,
        })
    }
}

fn shows(instruction: &str) -> Shows {
    let mut words = instruction.split_whitespace();
    let kind = words.next().unwrap_or_default().to_uppercase();
    match kind.as_str() {
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF" => Shows::PageNumber,
        "HYPERLINK" => link(instruction).map_or(Shows::Text, |to| Shows::Link(to.into())),
        _ => Shows::Text,
    }
}

/// The address in `HYPERLINK "https://..." \o "tip"`, or the place in `HYPERLINK \l "place"`.
fn link(instruction: &str) -> Option<String> {
    let (before, rest) = instruction.split_once('"')?;
    let (to, _) = rest.split_once('"')?;
    let is_place = before.trim_end().ends_with("\\l");
    Some(if is_place {
        format!("#{to}")
    } else {
        to.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_shows_its_result() {
        let mut fields = Fields::default();
        fields.begin();
        fields.instruct(" HYPERLINK \"https://ana.example\" \\o \"x\" ");
        assert!(!fields.are_shown());
        assert!(!fields.separate());
        assert!(fields.are_shown());
        assert_eq!(fields.link().as_deref(), Some("https://ana.example"));
        assert!(!fields.end());
        assert!(fields.are_shown());
        fields.begin();
        fields.instruct("PAGE  \\* MERGEFORMAT");
        assert!(fields.separate());
        assert!(!fields.are_shown());
    }
}
