//! A line of the page, as a reader sees it.

use std::ops::Range;
use std::rc::Rc;

use super::lexicon::LabelRole;
use crate::read::Id;
use crate::resume::{Emphasis, PartialDate, PeriodEnd};

/// One line: a block's text, or the part of it between two breaks.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its number on the page, from 0. A line that was cut from another keeps that one's number.
    pub(crate) index: usize,
    /// The byte of the page's line `index` at which this one starts; 0 for a whole line.
    pub(crate) offset: usize,
    /// The words, blanks collapsed to one, no blank at either end. Parts have one blank between
    /// them.
    pub(crate) text: String,
    /// The runs in order; their ranges ascend and cover all of `text` but blanks between them.
    pub(crate) runs: Vec<Run>,
    /// Heading level 1 to 6; 0 for no heading.
    pub(crate) heading: u8,
    /// How many lists are open around it; 0 outside lists. A typed bullet ("• x") counts as one.
    pub(crate) depth: u8,
    /// What it is the first line of.
    pub(crate) opens: Opens,
    /// The block elements around it, outermost first; empty only for text outside any block.
    pub(crate) chain: Rc<[Id]>,
    /// Name of the element that makes it what it is: the innermost of `dt`, `dd`, `td`, `th`,
    /// `summary` around it, else its block's.
    pub(crate) tag: &'static str,
    /// The `class` attribute of its innermost block, in lower case; may be empty.
    pub(crate) class: Rc<str>,
    /// The line of the source on which it begins, from 1.
    pub(crate) source: usize,
    /// What [`super::annotate`] found; empty before.
    pub(crate) notes: Notes,
}

/// What a line is the first line of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Opens {
    /// The depth of the list item that begins here; 0 for none.
    pub(crate) item: u8,
    /// A term of a definition list.
    pub(crate) term: bool,
    /// A row of a table.
    pub(crate) row: bool,
}

/// Text of one style and one link.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Its bytes in the line's text. Empty for a link without words (an icon).
    pub(crate) at: Range<usize>,
    /// How it stands out.
    pub(crate) emphasis: Emphasis,
    /// The link's target as written; `None` for no link.
    pub(crate) href: Option<Rc<str>>,
    /// What classes or microdata of the elements around it mean.
    pub(crate) fields: Fields,
    /// What separates it from the run before.
    pub(crate) gap: Gap,
    /// Class or style of the innermost `span`, `small`, `u` or `font`; `None` for none.
    pub(crate) mark: Option<Rc<str>>,
    /// The text node, for its source line.
    pub(crate) node: Id,
}

/// What stands between two runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing but text: the runs read on.
    #[default]
    None,
    /// Another style begins (`strong`, `em` side by side).
    Style,
    /// A link or span begins after text.
    Link,
    /// Sibling elements with no text between them: cells, spans in a row.
    Part,
}

/// A set of fields that classes name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Fields(u16);

impl Fields {
    /// No field.
    pub(crate) const NONE: Fields = Fields(0);
    /// A job title, degree or project name.
    pub(crate) const TITLE: Fields = Fields(1);
    /// An employer, client or school.
    pub(crate) const ORGANIZATION: Fields = Fields(1 << 1);
    /// Dates.
    pub(crate) const PERIOD: Fields = Fields(1 << 2);
    /// A place.
    pub(crate) const LOCATION: Fields = Fields(1 << 3);
    /// Running text.
    pub(crate) const DESCRIPTION: Fields = Fields(1 << 4);
    /// One tag.
    pub(crate) const TAG: Fields = Fields(1 << 5);
    /// A row of tags.
    pub(crate) const TAGS: Fields = Fields(1 << 6);
    /// A figure with its label.
    pub(crate) const METRIC: Fields = Fields(1 << 7);
    /// The figure alone.
    pub(crate) const METRIC_VALUE: Fields = Fields(1 << 8);
    /// The label alone.
    pub(crate) const METRIC_LABEL: Fields = Fields(1 << 9);
    /// A person's name.
    pub(crate) const PERSON: Fields = Fields(1 << 10);
    /// A labelled paragraph.
    pub(crate) const DETAILS: Fields = Fields(1 << 11);
    /// A second line under a heading.
    pub(crate) const SUBTITLE: Fields = Fields(1 << 12);
    /// A card: the element that holds a whole entry.
    pub(crate) const CARD: Fields = Fields(1 << 13);
    /// A call to action.
    pub(crate) const CALL: Fields = Fields(1 << 14);
    /// Employer and dates in one line.
    pub(crate) const META: Fields = Fields(1 << 15);

    /// Those of either.
    pub(crate) const fn or(self, other: Fields) -> Fields {
        Fields(self.0 | other.0)
    }

    /// Those of both.
    pub(crate) const fn and(self, other: Fields) -> Fields {
        Fields(self.0 & other.0)
    }

    /// Those that `other` lacks.
    pub(crate) const fn without(self, other: Fields) -> Fields {
        Fields(self.0 & !other.0)
    }

    /// True if any of `other` is in the set.
    pub(crate) const fn has(self, other: Fields) -> bool {
        self.0 & other.0 != 0
    }

    /// True for no field.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What the annotator found in a line. All ranges are bytes of the line's text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// The folded words with their bytes, as `fold::placed_words` gives them.
    pub(crate) words: Vec<(Range<usize>, String)>,
    /// Every date and period, in order, none within another.
    pub(crate) dates: Vec<Date>,
    /// 0 to 1: how much the line is running text.
    pub(crate) prose: f32,
    /// A label with its value, "Label: value".
    pub(crate) label: Option<Label>,
    /// E-mail addresses, also those written `[at]`.
    pub(crate) emails: Vec<Range<usize>>,
    /// Telephone numbers.
    pub(crate) phones: Vec<Range<usize>>,
    /// Addresses on the web that are written out.
    pub(crate) addresses: Vec<Range<usize>>,
}

/// A date or period in a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Date {
    /// Its bytes.
    pub(crate) at: Range<usize>,
    /// When it began; a single date has only this.
    pub(crate) start: Option<PartialDate>,
    /// When it ended.
    pub(crate) end: Option<PeriodEnd>,
    /// The end lies ahead.
    pub(crate) expected: bool,
    /// Two dates, or one that goes on.
    pub(crate) is_range: bool,
    /// It dates what the line tells of: it stands at an edge of the line or is set off by a
    /// separator, and is not part of a sentence.
    pub(crate) dates_line: bool,
}

impl Date {
    /// What tells one period from another.
    pub(crate) fn key(&self) -> (Option<PartialDate>, Option<PeriodEnd>) {
        (self.start, self.end)
    }

    /// True for single dates that are listed, "2013, 2015": from the first to the last.
    pub(crate) fn is_list(&self) -> bool {
        !self.is_range && matches!(self.end, Some(PeriodEnd::On(_)))
    }

    /// True for one year alone.
    pub(crate) fn is_bare_year(&self) -> bool {
        let is_year = |date: PartialDate| date.within.is_none() && date.day.is_none();
        !self.is_range && self.end.is_none() && self.start.is_some_and(is_year)
    }

    /// True if it tells only years, and another date the same with months or days.
    pub(crate) fn says_less(&self, other: &Date) -> bool {
        let ends = |date: &Date| {
            let end = match date.end {
                Some(PeriodEnd::On(end)) => Some(end),
                Some(PeriodEnd::Present) => return None,
                None => date.start,
            };
            Some([date.start?, end?])
        };
        let (Some(own), Some(other)) = (ends(self), ends(other)) else {
            return false;
        };
        let is_year = |date: &PartialDate| date.within.is_none() && date.day.is_none();
        own.iter().all(is_year)
            && !other.iter().all(is_year)
            && own.map(|date| date.year) == other.map(|date| date.year)
    }
}

/// "Label: value" in a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    /// The label's bytes, without its colon.
    pub(crate) at: Range<usize>,
    /// The value's bytes; empty where the label stands alone.
    pub(crate) value: Range<usize>,
    /// What it announces; `None` for a label that no list knows.
    pub(crate) role: Option<LabelRole>,
}

/// Bytes of a line of the page: what every value is made of, and what the account counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slice {
    /// The line's number on the page.
    pub(crate) index: usize,
    /// The bytes of the page's line (not of one that was cut from it).
    pub(crate) at: Range<usize>,
}

impl Line {
    /// A part of the line as a line of its own; what begins here begins there only where the
    /// part is the first. The notes are for [`super::annotate`] to make anew.
    pub(crate) fn slice(&self, at: Range<usize>) -> Line {
        let text = &self.text[at.clone()];
        let start = at.start + (text.len() - text.trim_start().len());
        let end = (at.start + text.trim_end().len()).max(start);
        let runs = self.runs.iter().filter_map(|run| {
            let inside = run.at.start.max(start)..run.at.end.min(end);
            (inside.start < inside.end).then(|| Run {
                at: inside.start - start..inside.end - start,
                gap: if run.at.start >= start {
                    run.gap
                } else {
                    Gap::None
                },
                ..run.clone()
            })
        });
        Line {
            offset: self.offset + start,
            text: self.text[start..end].to_owned(),
            runs: runs.collect(),
            opens: if at.start == 0 {
                self.opens
            } else {
                Opens::default()
            },
            chain: Rc::clone(&self.chain),
            class: Rc::clone(&self.class),
            notes: Notes::default(),
            ..*self
        }
    }

    /// The place of some of its bytes on the page.
    pub(crate) fn place(&self, at: Range<usize>) -> Slice {
        Slice {
            index: self.index,
            at: self.offset + at.start..self.offset + at.end,
        }
    }

    /// The runs that show something.
    pub(crate) fn seen(&self) -> impl Iterator<Item = &Run> {
        self.runs
            .iter()
            .filter(|run| self.text[run.at.clone()].contains(char::is_alphanumeric))
    }

    /// True for running text.
    pub(crate) fn is_prose(&self) -> bool {
        self.notes.prose >= 0.5
    }

    /// The dates that date what the line tells of.
    pub(crate) fn dated(&self) -> impl Iterator<Item = &Date> {
        self.notes.dates.iter().filter(|date| date.dates_line)
    }

    /// True if a date dates it.
    pub(crate) fn is_dated(&self) -> bool {
        self.dated().next().is_some()
    }

    /// True if all that is seen is bold; false for headings, which are bold anyway.
    pub(crate) fn is_bold(&self) -> bool {
        self.heading == 0 && self.all(|run| run.emphasis.strong)
    }

    /// True if all that is seen is italic.
    pub(crate) fn is_italic(&self) -> bool {
        self.all(|run| run.emphasis.emphasized)
    }

    /// True if all that is seen is code.
    pub(crate) fn is_code(&self) -> bool {
        self.all(|run| run.emphasis.code)
    }

    /// True if it begins bold; false for headings.
    pub(crate) fn has_bold_lead(&self) -> bool {
        self.heading == 0 && self.seen().next().is_some_and(|run| run.emphasis.strong)
    }

    /// The one mark that all seen runs have.
    pub(crate) fn mark(&self) -> Option<&Rc<str>> {
        let first = self.seen().next()?.mark.as_ref()?;
        self.all(|run| run.mark.as_ref() == Some(first))
            .then_some(first)
    }

    /// The fields that some run has.
    pub(crate) fn fields(&self) -> Fields {
        self.seen()
            .fold(Fields::NONE, |all, run| all.or(run.fields))
    }

    /// The fields that every run has.
    pub(crate) fn common_fields(&self) -> Fields {
        self.seen()
            .map(|run| run.fields)
            .reduce(Fields::and)
            .unwrap_or_default()
    }

    /// True for a label with nothing behind it.
    pub(crate) fn is_label_alone(&self) -> bool {
        self.notes
            .label
            .as_ref()
            .is_some_and(|label| label.value.is_empty())
    }

    /// What its label announces, where it also has a value.
    pub(crate) fn labelled(&self) -> Option<(LabelRole, Range<usize>)> {
        let label = self.notes.label.as_ref()?;
        let role = label.role.filter(|_| !label.value.is_empty())?;
        Some((role, label.value.clone()))
    }

    fn all(&self, holds: impl Fn(&Run) -> bool) -> bool {
        let mut seen = self.seen().peekable();
        seen.peek().is_some() && seen.all(holds)
    }
}
