//! What a line looks like, and how strong that is.

use super::words::Words;
use crate::extract::reader::Line;

/// What tells a line's look from another's. Lines of the same part of their entries have the
/// same sign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Sign {
    /// Heading level 1 to 6; 0 for no heading. A heading has no other marks.
    heading: u8,
    /// How many lists are open around it.
    depth: u8,
    look: Look,
    is_dated: bool,
    is_prose: bool,
}

/// How a line's letters stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Look {
    #[default]
    Plain,
    Bold,
    Italic,
    /// It begins bold.
    Lead,
}

impl Sign {
    /// The sign without what changes from entry to entry: whether a date stands in the line and
    /// how much it tells.
    pub(crate) fn shape(self) -> Sign {
        Sign {
            is_dated: false,
            is_prose: false,
            ..self
        }
    }
}

/// The sign of a line.
pub(crate) fn sign(line: &Line) -> Sign {
    if line.heading > 0 {
        return Sign {
            heading: line.heading,
            ..Sign::default()
        };
    }
    let look = if line.is_bold() {
        Look::Bold
    } else if line.is_italic() {
        Look::Italic
    } else if line.has_bold_lead() {
        Look::Lead
    } else {
        Look::Plain
    };
    Sign {
        heading: 0,
        depth: line.depth,
        look,
        is_dated: line.is_dated(),
        is_prose: line.is_prose(),
    }
}

/// How strong a line's mark is: what stands inside an entry should not be stronger than what
/// opens it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// No mark.
    #[default]
    Plain,
    /// Begins bold, or all of it is italic.
    Lead,
    /// The first line of a first-level list item.
    Item,
    /// All of it is one link, or has one class.
    Span,
    /// All of it is bold, or a date dates it.
    Bold,
    /// A row of a table or a term.
    Row,
    /// A heading of level six, five, four: below what may stand in a box.
    Heading6,
    /// Level five.
    Heading5,
    /// Level four.
    Heading4,
    /// Level three.
    Heading3,
    /// Level two.
    Heading2,
    /// Level one.
    Heading1,
}

impl Rank {
    fn of_heading(level: u8) -> Rank {
        match level {
            1 => Rank::Heading1,
            2 => Rank::Heading2,
            3 => Rank::Heading3,
            4 => Rank::Heading4,
            5 => Rank::Heading5,
            _ => Rank::Heading6,
        }
    }

    /// True for headings of any level.
    pub(crate) fn is_heading(self) -> bool {
        self >= Rank::Heading6
    }
}

/// The rank of a line's strongest mark.
pub(super) fn rank_with(words: &dyn Words, line: &Line) -> Rank {
    if line.heading > 0 {
        Rank::of_heading(line.heading)
    } else if line.opens.term || line.opens.row {
        Rank::Row
    } else if line.is_bold() || line.is_dated() && line.depth == 0 {
        Rank::Bold
    } else if line.mark().is_some() || is_link(words, line) {
        Rank::Span
    } else if line.depth == 1 && line.opens.item > 0 {
        Rank::Item
    } else if line.has_bold_lead() || line.is_italic() {
        Rank::Lead
    } else {
        Rank::Plain
    }
}

/// True if all that is seen is one link that is neither an address nor a call ("Read more").
pub(super) fn is_link(words: &dyn Words, line: &Line) -> bool {
    let mut seen = line.seen();
    let Some(first) = seen.next().and_then(|run| run.href.as_ref()) else {
        return false;
    };
    let is_address = |at: &std::ops::Range<usize>| at.len() == line.text.len();
    seen.all(|run| run.href.as_ref() == Some(first))
        && line.notes.emails.is_empty()
        && !line.notes.addresses.iter().any(is_address)
        && !words.is_call(&line.text)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Few, bold, date, heading, item, linked, plain};
    use super::*;

    fn rank(line: &Line) -> Rank {
        rank_with(&Few::default(), line)
    }

    #[test]
    fn headings_are_stronger_than_bold_lines_and_these_than_items() {
        let ranks = [
            rank(&heading(1, "A")),
            rank(&heading(6, "A")),
            rank(&bold("A")),
            rank(&linked("A", "/a")),
            rank(&item("A")),
            rank(&plain("A")),
        ];
        assert!(ranks.is_sorted_by(|a, b| a > b), "{ranks:?}");
        assert_eq!(rank(&date("2019 – 2020")), Rank::Bold);
    }

    #[test]
    fn dates_and_prose_leave_the_shape_of_a_line() {
        let dated = sign(&date("Acme 2019 – 2020"));
        let mut prose = plain("It was a long day.");
        prose.notes.prose = 0.9;
        assert_ne!(dated, sign(&prose));
        assert_eq!(dated.shape(), sign(&prose).shape());
        assert_ne!(sign(&bold("A")).shape(), sign(&plain("A")).shape());
    }

    #[test]
    fn a_link_that_only_calls_is_no_mark() {
        let words = Few {
            calls: &["Read more"],
            ..Few::default()
        };
        assert!(is_link(&words, &linked("Acme", "/acme")));
        assert!(!is_link(&words, &linked("Read more", "/acme")));
        let mut address = linked("acme.example", "/acme");
        address.notes.addresses.push(0..address.text.len());
        assert!(!is_link(&words, &address));
    }
}
