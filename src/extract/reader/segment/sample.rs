//! Lines by hand, for tests: as the stages before would make them.

use std::rc::Rc;

use super::words::Words;
use crate::extract::fold::placed_words;
use crate::extract::reader::{Date, Fields, Gap, Label, LabelRole, Line, Notes, Opens, Run};
use crate::resume::{Emphasis, PartialDate, PeriodEnd, Year};

/// A handful of words.
#[derive(Default)]
pub(in crate::extract::reader) struct Few {
    pub(in crate::extract::reader) labels: &'static [(&'static str, LabelRole)],
    pub(in crate::extract::reader) roles: &'static [&'static str],
    pub(in crate::extract::reader) calls: &'static [&'static str],
    pub(in crate::extract::reader) parts: &'static [(&'static str, LabelRole)],
}

impl Words for Few {
    fn label(&self, text: &str) -> Option<LabelRole> {
        let known = self
            .labels
            .iter()
            .find(|(label, _)| *label == crate::extract::fold::fold(text));
        known.map(|(_, role)| *role)
    }

    fn is_role(&self, word: &str) -> bool {
        self.roles.contains(&word)
    }

    fn is_call(&self, text: &str) -> bool {
        self.calls.contains(&text)
    }

    fn part(&self, title: &str) -> Option<LabelRole> {
        let known = self.parts.iter().find(|(part, _)| *part == title);
        known.map(|(_, role)| *role)
    }
}

/// A paragraph of one plain run.
pub(in crate::extract::reader) fn plain(text: &str) -> Line {
    let run = Run {
        at: 0..text.len(),
        emphasis: Emphasis::NONE,
        href: None,
        fields: Fields::NONE,
        gap: Gap::None,
        mark: None,
        node: 0,
    };
    Line {
        index: 0,
        offset: 0,
        text: text.to_owned(),
        runs: vec![run],
        heading: 0,
        depth: 0,
        opens: Opens::default(),
        chain: Rc::new([]),
        tag: "p",
        class: "".into(),
        source: 1,
        notes: Notes {
            words: placed_words(text),
            ..Notes::default()
        },
    }
}

/// A heading.
pub(in crate::extract::reader) fn heading(level: u8, text: &str) -> Line {
    Line {
        heading: level,
        tag: ["h1", "h2", "h3", "h4", "h5", "h6"][usize::from(level) - 1],
        ..plain(text)
    }
}

/// A bold line.
pub(in crate::extract::reader) fn bold(text: &str) -> Line {
    with_runs(plain(text), |run| run.emphasis.strong = true)
}

/// A line that is one link.
pub(in crate::extract::reader) fn linked(text: &str, href: &str) -> Line {
    with_runs(plain(text), |run| run.href = Some(href.into()))
}

/// A line of one class.
pub(in crate::extract::reader) fn spanned(text: &str, class: &str) -> Line {
    with_runs(plain(text), |run| run.mark = Some(class.into()))
}

/// The first line of a first-level list item.
pub(in crate::extract::reader) fn item(text: &str) -> Line {
    deep_item(1, text)
}

/// The first line of an item of a list in lists.
pub(in crate::extract::reader) fn deep_item(depth: u8, text: &str) -> Line {
    Line {
        depth,
        opens: Opens {
            item: depth,
            ..Opens::default()
        },
        tag: "li",
        ..plain(text)
    }
}

/// Running text.
pub(in crate::extract::reader) fn prose(text: &str) -> Line {
    let mut line = plain(text);
    line.notes.prose = 0.9;
    line
}

/// A line that is a period, "2019 – 2020"; one date with `2019`.
pub(in crate::extract::reader) fn date(text: &str) -> Line {
    let years: Vec<u16> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|word| word.parse().ok())
        .filter(|year| *year > 1900)
        .collect();
    let years = [(years[0], years.get(1).copied())];
    dated(plain(text), &years)
}

/// The line with periods that date it.
pub(in crate::extract::reader) fn dated(mut line: Line, years: &[(u16, Option<u16>)]) -> Line {
    let on = |year| PartialDate {
        year: Year::Known(year),
        within: None,
        day: None,
    };
    let dates = years.iter().map(|(start, end)| Date {
        at: 0..0,
        start: Some(on(*start)),
        end: end.map(|end| PeriodEnd::On(on(end))),
        expected: false,
        is_range: end.is_some(),
        dates_line: true,
    });
    line.notes.dates = dates.collect();
    line
}

/// "Label: value", with what it announces.
pub(in crate::extract::reader) fn labelled(text: &str, role: Option<LabelRole>) -> Line {
    let mut line = plain(text);
    let colon = text.find(':').expect("a label ends in a colon");
    let value = &text[colon + 1..];
    let start = text.len() - value.trim_start().len();
    line.notes.label = Some(Label {
        at: 0..colon,
        value: start..text.len(),
        role,
    });
    line
}

/// The line within blocks, outermost first.
pub(in crate::extract::reader) fn within(chain: &[usize], line: Line) -> Line {
    Line {
        chain: chain.into(),
        ..line
    }
}

/// A change of all runs.
pub(in crate::extract::reader) fn with_runs(mut line: Line, change: impl Fn(&mut Run)) -> Line {
    line.runs.iter_mut().for_each(change);
    line
}

/// Lines of a page, numbered.
pub(in crate::extract::reader) fn lines(list: Vec<Line>) -> Vec<Rc<Line>> {
    let numbered = list.into_iter().enumerate();
    numbered
        .map(|(index, line)| Rc::new(Line { index, ..line }))
        .collect()
}
