//! Text of both directions (UAX 9).
//!
//! Everything is set from the start of a line to its end, whichever side the start is on: a
//! document that is read from right to left is set like any other and turned over at last.
//! So a segment knows how often the reading turns up to it, counted from the document's own
//! direction, and not which side is left.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;
use unicode_bidi::{
    BidiClass, Direction, Level, ParagraphBidiInfo, bidi_class, get_base_direction,
};

use crate::layout::flow::{Flow, Node, Run};
use crate::layout::frame::Segment;
use crate::theme::TextRole;
use crate::yaml;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    right_to_left: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| yaml::table!("src/layout/inline/bidi.yaml"));

/// True for a document that is read from right to left: by its language, or where that is
/// another by most of its letters.
pub(crate) fn reads_backwards(flow: &Flow) -> bool {
    let language = flow.info.language.as_str();
    let first = language.split('-').next().unwrap_or_default();
    let known = &TABLE.right_to_left;
    if known.contains(language) || known.contains(first) {
        return true;
    }
    let mut counts = (0, 0);
    for node in &flow.nodes {
        count(node, &mut counts);
    }
    counts.1 > counts.0
}

/// Letters that are read from left to right, and from right to left.
fn count(node: &Node, counts: &mut (usize, usize)) {
    for run in node.runs() {
        if run.text.is_ascii() {
            counts.0 += run.text.bytes().filter(u8::is_ascii_alphabetic).count();
            continue;
        }
        for c in run.text.chars().filter(|c| c.is_alphabetic()) {
            match is_backwards(c) {
                true => counts.1 += 1,
                false => counts.0 += 1,
            }
        }
    }
    for child in node.children() {
        count(child, counts);
    }
}

/// True for a letter that is read from right to left.
fn is_backwards(c: char) -> bool {
    // No letter below is, and nearly all letters are below.
    c >= '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// How often the reading turns up to each byte of a paragraph; `None` where it never does.
pub(super) struct Turns {
    levels: Option<Vec<Level>>,
    base: u8,
    document: u8,
}

impl Turns {
    /// `prose` is running text, which follows its own letters; all else follows the document.
    pub(super) fn new(text: &str, prose: bool, document_backwards: bool) -> Self {
        let document = u8::from(document_backwards);
        if !document_backwards && (text.is_ascii() || !text.contains(is_backwards)) {
            return Turns {
                levels: None,
                base: 0,
                document,
            };
        }
        let base = u8::from(base(text, prose, document_backwards));
        let level = Level::new(base).expect("0 and 1 are levels");
        let mut levels = ParagraphBidiInfo::new(text, Some(level)).levels;
        keep_signs(text, &mut levels);
        Turns {
            levels: Some(levels),
            base,
            document,
        }
    }

    /// True if the direction may change inside the text.
    pub(super) fn are_several(&self) -> bool {
        self.levels.is_some()
    }

    /// Up to the byte `at`.
    pub(super) fn at(&self, at: usize) -> Turn {
        let level = self.levels.as_ref().and_then(|levels| levels.get(at));
        self.turn(level.map_or(self.base, Level::number))
    }

    /// Of the paragraph itself.
    pub(super) fn base(&self) -> Turn {
        self.turn(self.base)
    }

    fn turn(&self, level: u8) -> Turn {
        Turn {
            turns: level + self.document,
            backwards: level % 2 == 1,
        }
    }
}

/// Signs at the end of a name go with the name: "C++" and "F#" stay as they are in a sentence
/// that is read from right to left.
fn keep_signs(text: &str, levels: &mut [Level]) {
    const SIGNS: [char; 2] = ['+', '#'];
    let mut name = None;
    for (at, c) in text.char_indices() {
        match name {
            Some(level) if SIGNS.contains(&c) => levels[at] = level,
            Some(_) | None => {
                let level = levels[at];
                name = (c.is_alphabetic() && level.is_ltr()).then_some(level);
            }
        }
    }
}

/// True for a paragraph that is read from right to left.
fn base(text: &str, prose: bool, document_backwards: bool) -> bool {
    if document_backwards {
        // A sentence may start with a foreign name.
        return !prose || text.contains(is_backwards);
    }
    prose && get_base_direction(text) == Direction::Rtl
}

/// Which way a paragraph is read, for a program that orders its words itself.
pub(crate) struct Directions(Turns);

impl Directions {
    /// `prose` is running text, which follows its own letters.
    pub(crate) fn of(text: &str, prose: bool, document_backwards: bool) -> Self {
        Directions(Turns::new(text, prose, document_backwards))
    }

    /// The paragraph as a whole is read from right to left.
    pub(crate) fn backwards(&self) -> bool {
        self.0.base().backwards
    }

    /// The character at a byte is read from right to left.
    pub(crate) fn backwards_at(&self, at: usize) -> bool {
        self.0.at(at).backwards
    }
}

/// True for running text that is read against the document's direction.
pub(in crate::layout) fn reads_against(runs: &[Run], document_backwards: bool) -> bool {
    if !runs.iter().all(|run| is_prose(run.role)) {
        return false;
    }
    if !document_backwards && runs.iter().all(|run| run.text.is_ascii()) {
        return false;
    }
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let against = base(&text, true, document_backwards) != document_backwards;
    against && text.contains(char::is_alphabetic)
}

/// True for roles of running text.
pub(crate) fn is_prose(role: TextRole) -> bool {
    match role {
        TextRole::Body | TextRole::Summary | TextRole::Bullet | TextRole::Details => true,
        TextRole::Name
        | TextRole::Headline
        | TextRole::Contact
        | TextRole::Heading
        | TextRole::Title
        | TextRole::SmallTitle
        | TextRole::Organization
        | TextRole::Date
        | TextRole::Mark
        | TextRole::DetailsLabel
        | TextRole::Tags
        | TextRole::TagsLabel
        | TextRole::MetricValue
        | TextRole::MetricLabel
        | TextRole::SkillGroup
        | TextRole::Skills
        | TextRole::Foot => false,
    }
}

/// The direction of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// How often the reading turns up to it, counted from the document's direction.
    pub turns: u8,
    /// It is read from right to left.
    pub backwards: bool,
}

/// The places of segments from the start of the line to its end (UAX 9, L2).
pub(super) fn order(segments: &[Segment]) -> Option<Vec<usize>> {
    if segments.iter().all(|segment| segment.turns == 0) {
        return None;
    }
    let levels: Vec<Level> = segments
        .iter()
        .map(|segment| Level::new(segment.turns).unwrap_or(Level::ltr()))
        .collect();
    Some(ParagraphBidiInfo::reorder_visual(&levels))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(text: &str, document_backwards: bool) -> Vec<u8> {
        let turns = Turns::new(text, true, document_backwards);
        text.char_indices()
            .map(|(at, _)| turns.at(at).turns)
            .collect()
    }

    #[test]
    fn text_of_the_documents_direction_never_turns() {
        assert_eq!(turns("ab, c 12", false), [0; 8]);
        // Two turns are none: the document itself is turned over at last.
        assert_eq!(turns("\u{5d0}\u{5d1}, \u{5d2}", true), [2; 5]);
    }

    #[test]
    fn islands_turn_and_figures_turn_back() {
        assert_eq!(turns("a \u{5d0}\u{5d1} b", false), [0, 0, 1, 1, 0, 0]);
        assert_eq!(turns("\u{5d0} ab", true), [2, 2, 3, 3]);
        assert_eq!(
            turns("a \u{5d0} 12 \u{5d1}", false),
            [0, 0, 1, 1, 2, 2, 1, 1]
        );
    }

    #[test]
    fn a_name_keeps_the_signs_at_its_end() {
        assert_eq!(turns("\u{5d0} C++ \u{5d1}", true), [2, 2, 3, 3, 3, 2, 2]);
        assert_eq!(turns("\u{5d0} + \u{5d1}", true), [2; 5]);
    }

    #[test]
    fn prose_follows_its_letters() {
        let first = |text, document| Turns::new(text, true, document).base().backwards;
        assert!(first("\u{5d0} a", false) && !first("a \u{5d0}", false));
        assert!(first("Rust \u{5d0}", true) && !first("Rust.", true));
        assert!(Turns::new("Rust.", false, true).base().backwards);
    }
}
