//! The elements of a page to lines.
//!
//! ```text
//! Dom -> Facts (one pass from the end) -> Breaks (Markdown's line ends) -> Walk -> Lines
//! ```
//!
//! The walk is one loop over the nodes. Whatever asks about the inside of an element asks
//! [`facts`], so that nesting and length cost nothing. What is left out is left out whole, at the
//! element's start, and told with its reason.

mod classes;
mod draft;
mod ends;
mod facts;
mod labelled;
mod leave;
mod look;
mod menu;
mod ordinals;
mod pairs;
mod seen;
mod soft;
mod table;
mod template;
mod walk;
mod write;

#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod tests;

use std::rc::Rc;

pub(super) use template::is_rights;

use super::{Fields, Lexicon, Line, annotate};
use crate::extract::fold::cleaned;
use crate::extract::sheet::Sheet;
use crate::read::{Content, Id};

/// The lines of a page, and what no reader of it sees.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// The lines in order; `index` is the position here.
    pub(crate) lines: Vec<Rc<Line>>,
    /// Lines of the page's foot and of calls to action: read for contacts only. Their numbers
    /// follow those of `lines`. The addresses of menus stand here too, in lines without words.
    pub(crate) foot: Vec<Rc<Line>>,
    /// Text that was left out, with the reason.
    pub(crate) unread: Vec<Unread>,
    /// The text of `<title>`.
    pub(crate) title: Option<String>,
    /// What the site is called at its top.
    pub(crate) brand: Option<String>,
}

/// Text of the page that makes no line.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// The words.
    pub(crate) text: String,
    /// Where it stands in the source, from 1.
    pub(crate) source: usize,
    /// Why.
    pub(crate) why: Why,
}

/// Why text is no part of a résumé.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Why {
    /// Menus, breadcrumbs, pagination.
    Navigation,
    /// Buttons and calls to action.
    Call,
    /// Filters, forms, players.
    Control,
    /// What a template put where nobody has written yet.
    Template,
    /// Said already, in another language or a copy.
    Repeated,
    /// What no screen shows.
    Unseen,
    /// A part of the page that no résumé holds: testimonials, prices.
    Elsewhere,
    /// The head of a table's columns: the cells have its meaning.
    Column,
    /// A program.
    Code,
    /// The number of a series' member.
    Number,
}

impl Why {
    /// What the explanation says.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Why::Navigation => "a button, an icon or a way back",
            Why::Call => "a call to action",
            Why::Control => "a button, an icon or a way back",
            Why::Template => "a template's placeholder",
            Why::Repeated => "said already",
            Why::Unseen => "the page's style hides it",
            Why::Elsewhere => "a part that no résumé holds",
            Why::Code => "a block of code",
            Why::Number => "the number of one of several",
            Why::Column => "the head of a column, whose meaning its cells have",
        }
    }
}

/// Walks the page. The lines' notes are made.
pub(crate) fn lines(sheet: &Sheet, lexicon: &Lexicon) -> Lines {
    let mut walked = walk::walk(sheet, lexicon);
    menu::leave(&mut walked.lines, &mut walked.unread);
    ordinals::leave(&mut walked.lines, &mut walked.unread);
    let number = |from: usize, lines: Vec<Line>| {
        let numbered = (from..).zip(lines).map(|(index, mut line)| {
            line.index = index;
            annotate::annotate(lexicon, &mut line);
            dates_are_no_tags(&mut line);
            Rc::new(line)
        });
        numbered.collect()
    };
    let own = labelled::joined(lexicon, pairs::parted(walked.lines));
    let own = ends::joined(lexicon, own);
    let foot = pairs::parted(walked.foot);
    let count = own.len();
    Lines {
        lines: number(0, own),
        foot: number(count, foot),
        unread: walked.unread,
        title: walked.title,
        brand: brand(sheet),
    }
}

/// The few words by which a site's top calls it, where they stand in an element of their own.
fn brand(sheet: &Sheet) -> Option<String> {
    /// A longer text is a slogan, in characters.
    const LONGEST: usize = 40;
    let dom = sheet.dom;
    let is_brand = |id: &Id| {
        let class = dom.element(*id).and_then(|it| it.attribute("class"));
        class.is_some_and(|class| classes::classes().is_brand(class))
    };
    dom.all().filter(is_brand).find_map(|id| {
        let mut text = String::new();
        for inner in dom.within(id) {
            if let Content::Text(words) = &dom.node(inner).content {
                text.push_str(&cleaned(words));
            }
            if text.len() > LONGEST * 4 {
                return None;
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_name = text.contains(char::is_alphabetic) && text.chars().count() <= LONGEST;
        is_name.then_some(text)
    })
}

/// A date that a page sets like its tags is a date.
fn dates_are_no_tags(line: &mut Line) {
    let (text, notes) = (&line.text, &line.notes);
    for run in &mut line.runs {
        let words = &text[run.at.clone()];
        let start = run.at.start + (words.len() - words.trim_start().len());
        let end = run.at.start + words.trim_end().len();
        // The stop of "auj." is none of its date.
        let is_whole = |date: &super::Date| {
            date.at.start == start
                && text
                    .get(date.at.end..end)
                    .is_some_and(|rest| matches!(rest, "" | "."))
        };
        if notes.dates.iter().any(is_whole) {
            run.fields = run.fields.without(Fields::TAG.or(Fields::TAGS));
        }
    }
}
