//! A line while it is written: blanks collapse, runs of one style join, parts keep apart.

use std::rc::Rc;

use super::super::lexicon::{DateWord, bullets};
use super::super::{Fields, Gap, Lexicon, Run, annotate};
use super::soft::head;
use crate::extract::fold::fold;
use crate::read::Id;
use crate::resume::Emphasis;

/// How a text stands out and what it means.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) emphasis: Emphasis,
    pub(super) href: Option<Rc<str>>,
    pub(super) fields: Fields,
    pub(super) mark: Option<Rc<str>>,
}

/// An open line.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    /// The source line of its first run.
    pub(super) source: usize,
    /// A template's value is missing in it.
    pub(super) is_holed: bool,
    /// A blank is due before the next character.
    blank: bool,
    /// What separates the next run from the one before.
    gap: Option<Gap>,
    /// An element began or ended since the last character.
    is_crossed: bool,
    /// The next text is the end of a period.
    ends_period: bool,
}

impl Draft {
    /// True before the first run.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// A line end is due between two texts: a blank, but not between letters of scripts that
    /// set none.
    pub(super) fn joint(&mut self, next: &str) {
        let mut letter = [0; 4];
        let mut is_unspaced = |c: Option<char>| {
            c.is_some_and(|c| super::super::lexicon::is_unspaced(c.encode_utf8(&mut letter)))
        };
        let is_one_word = is_unspaced(self.text.chars().next_back())
            && is_unspaced(next.trim_start().chars().next());
        if !is_one_word {
            self.blank = true;
        }
    }

    /// An element begins or ends.
    pub(super) fn cross(&mut self) {
        self.is_crossed = true;
    }

    /// The next run is separated; a weaker gap never replaces a part.
    pub(super) fn gap(&mut self, gap: Gap) {
        if !self.is_empty() && self.gap != Some(Gap::Part) {
            self.gap = Some(gap);
        }
    }

    /// What comes next ends the period that the line holds.
    pub(super) fn until(&mut self) {
        self.blank = true;
        self.ends_period = true;
    }

    /// The next run is another part.
    pub(super) fn part(&mut self) {
        self.gap(Gap::Part);
    }

    /// Writes a cleaned text. `source` is the source line on which it begins.
    pub(super) fn push(
        &mut self,
        lexicon: &Lexicon,
        text: &str,
        style: &Style,
        node: Id,
        source: usize,
    ) {
        let body = text.trim();
        if body.is_empty() {
            self.blank |= !text.is_empty();
            return;
        }
        self.blank |= text.starts_with(char::is_whitespace);
        if self.runs.is_empty() {
            self.source = source;
        }
        let mut gap = self.gap.take().unwrap_or_default();
        let is_glued = !self.blank && !self.text.is_empty();
        // Elements side by side without a blank: a page's style sets them apart.
        let is_style_part = gap == Gap::Style && is_glued;
        let is_date_part = is_glued
            && self.is_crossed
            && (is_year_edge(&self.text, body) || begins_apart(lexicon, &self.text, body));
        if is_style_part || is_date_part {
            gap = Gap::Part;
        }
        if self.text.is_empty() && self.runs.is_empty() {
            gap = Gap::None;
        }
        let ends_period = std::mem::take(&mut self.ends_period)
            && !self.text.ends_with(DASHES)
            && !body.starts_with(DASHES);
        let is_until =
            ends_period || gap == Gap::Part && self.is_until(lexicon, body, style.fields);
        let needs_blank =
            self.blank || is_until || gap == Gap::Part && !closes(body) && !opens(&self.text);
        if needs_blank && !self.text.is_empty() {
            self.text.push(' ');
        }
        if gap == Gap::Part && is_year(&self.text) && is_month(body) {
            // A column of years and one of their months.
            self.text.truncate(self.text.trim_end().len());
            self.text.push('/');
        }
        let start = self.text.len();
        if is_until {
            self.text.push_str("– ");
        }
        for (n, word) in body.split_whitespace().enumerate() {
            if n > 0 {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
        self.blank = text.ends_with(char::is_whitespace);
        self.is_crossed = false;
        let end = self.text.len();
        if gap == Gap::None
            && let Some(last) = self.runs.last_mut()
            && !last.at.is_empty()
            && is_style(last, style)
        {
            last.at.end = end;
            return;
        }
        self.runs.push(Run {
            at: start..end,
            emphasis: style.emphasis,
            href: style.href.clone(),
            fields: style.fields,
            gap,
            mark: style.mark.clone(),
            node,
        });
    }

    /// A link without words.
    pub(super) fn link(&mut self, href: Rc<str>, fields: Fields, node: Id, source: usize) {
        if self.runs.is_empty() {
            self.source = source;
        }
        let at = self.text.len();
        self.runs.push(Run {
            at: at..at,
            emphasis: Emphasis::NONE,
            href: Some(href),
            fields,
            gap: Gap::None,
            mark: None,
            node,
        });
    }

    /// True for the end of a period whose start is the part before: two elements of dates.
    fn is_until(&self, lexicon: &Lexicon, body: &str, fields: Fields) -> bool {
        /// Longer texts are no dates.
        const LONGEST: usize = 30;
        let before = self.runs.iter().rev().find(|run| !run.at.is_empty());
        let both = fields.has(Fields::PERIOD)
            && before.is_some_and(|run| {
                run.fields.has(Fields::PERIOD)
                    && self.text[run.at.clone()].contains(char::is_numeric)
            });
        let is_date =
            || has_year(body) || lexicon.date_word(&fold(body)) == Some(DateWord::Present);
        both && body.len() <= LONGEST
            && !self.text.ends_with(DASHES)
            && !body.starts_with(DASHES)
            && is_date()
    }

    /// Takes a typed bullet off the line's start; true if there was one.
    pub(super) fn take_bullet(&mut self, lexicon: &Lexicon) -> bool {
        /// A dash this near before a date belongs to a period, in bytes.
        const NEAR: usize = 24;
        let mut chars = self.text.chars();
        let Some(bullet) = chars.next().filter(|c| is_bullet(*c)) else {
            return false;
        };
        let length = bullet.len_utf8() + 1;
        let is_apart = chars.next() == Some(' ');
        let rest = chars.as_str();
        if !is_apart || rest.is_empty() || !annotate::dates(lexicon, head(rest, NEAR)).is_empty() {
            return false;
        }
        self.text.drain(..length);
        for run in &mut self.runs {
            run.at.start = run.at.start.saturating_sub(length);
            run.at.end = run.at.end.saturating_sub(length);
        }
        self.runs
            .retain(|run| !run.at.is_empty() || run.href.is_some());
        if let Some(first) = self.runs.first_mut() {
            first.gap = Gap::None;
        }
        true
    }

    /// The line, if it says something or leads somewhere; the draft is empty then.
    pub(super) fn take(&mut self) -> Option<Draft> {
        let draft = std::mem::take(self);
        let says = draft.text.contains(char::is_alphanumeric);
        let leads = draft.runs.iter().any(|run| run.href.is_some());
        (says || leads).then_some(draft)
    }
}

fn is_style(run: &Run, style: &Style) -> bool {
    run.emphasis == style.emphasis
        && run.href == style.href
        && run.fields == style.fields
        && run.mark == style.mark
}

pub(super) const DASHES: [char; 4] = ['-', '–', '—', '~'];

/// True for signs that people type before the items of a list.
pub(super) fn is_bullet(c: char) -> bool {
    bullets().contains(&c)
}

/// True for a text before which no blank is set.
fn closes(text: &str) -> bool {
    text.starts_with([
        ',', '.', ';', ':', ')', ']', '!', '?', '，', '、', '。', '）',
    ])
}

fn opens(text: &str) -> bool {
    text.ends_with(['(', '[', '（'])
}

/// True where a word and a year meet: "Acme" and "2019".
fn is_year_edge(before: &str, after: &str) -> bool {
    let ends_in_letter = before.ends_with(char::is_alphabetic);
    let starts_with_capital = after.starts_with(char::is_uppercase);
    let years = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count() == 4;
    let last = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    ends_in_letter && years(after) || last == 4 && starts_with_capital
}

/// True for a year alone.
fn is_year(text: &str) -> bool {
    let digits = text.trim().as_bytes();
    matches!(digits, [b'1' | b'2', rest @ ..] if rest.len() == 3 && rest.iter().all(u8::is_ascii_digit))
}

/// True for the number of a month alone.
fn is_month(text: &str) -> bool {
    text.len() < 3
        && text
            .parse()
            .is_ok_and(|number: u8| (1..=12).contains(&number))
}

/// True where an element that begins with a date or is a share follows a word: a page's style sets
/// them apart.
fn begins_apart(lexicon: &Lexicon, before: &str, after: &str) -> bool {
    /// Longer dates begin the same.
    const NEAR: usize = 24;
    if !before.ends_with(char::is_alphanumeric) && !before.ends_with(['#', '+', ')']) {
        return false;
    }
    let is_share = || {
        let number = after.strip_suffix('%').map(str::trim_end);
        number.is_some_and(|number| number.parse::<u8>().is_ok_and(|share| share <= 100))
    };
    let is_date = || {
        after.starts_with(char::is_uppercase)
            && annotate::dates(lexicon, head(after, NEAR))
                .first()
                .is_some_and(|date| date.at.start == 0)
    };
    is_share() || is_date()
}

/// True if four digits stand together.
fn has_year(text: &str) -> bool {
    let digits = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split(|c: char| !c.is_ascii_digit()).any(digits)
}

#[cfg(test)]
mod tests {
    use super::super::super::lexicon;
    use super::*;

    fn push(draft: &mut Draft, text: &str, style: &Style) {
        draft.push(lexicon(), text, style, 0, 1);
    }

    fn texts(draft: &Draft) -> Vec<(&str, Gap)> {
        let run = |run: &'_ Run| (run.at.clone(), run.gap);
        let runs = draft.runs.iter().map(run);
        runs.map(|(at, gap)| (&draft.text[at], gap)).collect()
    }

    #[test]
    fn texts_of_one_style_are_one_run_and_blanks_collapse() {
        let mut draft = Draft::default();
        push(&mut draft, " a  b", &Style::default());
        push(&mut draft, "c \n", &Style::default());
        push(&mut draft, "d", &Style::default());
        assert_eq!(draft.text, "a bc d");
        assert_eq!(texts(&draft), [("a bc d", Gap::None)]);
    }

    #[test]
    fn parts_are_never_one_word() {
        let mut draft = Draft::default();
        push(&mut draft, "OneTrust", &Style::default());
        draft.part();
        push(&mut draft, "2023", &Style::default());
        draft.part();
        push(&mut draft, ", Berlin", &Style::default());
        assert_eq!(draft.text, "OneTrust 2023, Berlin");
        assert_eq!(
            texts(&draft),
            [
                ("OneTrust", Gap::None),
                ("2023", Gap::Part),
                (", Berlin", Gap::Part)
            ]
        );
    }

    #[test]
    fn a_year_in_an_element_of_its_own_is_no_part_of_the_word_before() {
        let mut draft = Draft::default();
        push(&mut draft, "OneTrust", &Style::default());
        draft.cross();
        push(&mut draft, "2023", &Style::default());
        assert_eq!(
            texts(&draft),
            [("OneTrust", Gap::None), ("2023", Gap::Part)]
        );
        let mut draft = Draft::default();
        push(&mut draft, "One", &Style::default());
        draft.cross();
        push(&mut draft, "Trust", &Style::default());
        assert_eq!(draft.text, "OneTrust");
    }

    #[test]
    fn a_year_and_its_month_in_two_cells_are_a_date() {
        let mut draft = Draft::default();
        push(&mut draft, "2012", &Style::default());
        draft.part();
        push(&mut draft, "4", &Style::default());
        draft.part();
        push(&mut draft, "Acme", &Style::default());
        assert_eq!(draft.text, "2012/4 Acme");
        let mut draft = Draft::default();
        push(&mut draft, "Form 2012", &Style::default());
        draft.part();
        push(&mut draft, "4", &Style::default());
        assert_eq!(draft.text, "Form 2012 4");
    }

    #[test]
    fn dates_and_shares_in_elements_of_their_own_stand_apart() {
        for (before, after, whole) in [
            ("Uni", "Apr. 2020", "Uni Apr. 2020"),
            ("C#", "90%", "C# 90%"),
            ("Mar", "ch", "March"),
            ("Gr", "8 men", "Gr8 men"),
        ] {
            let mut draft = Draft::default();
            push(&mut draft, before, &Style::default());
            draft.cross();
            push(&mut draft, after, &Style::default());
            assert_eq!(draft.text, whole);
        }
    }

    #[test]
    fn two_elements_of_dates_are_a_period() {
        let style = Style {
            fields: Fields::PERIOD,
            ..Style::default()
        };
        let mut draft = Draft::default();
        push(&mut draft, "May 2019", &style);
        draft.part();
        push(&mut draft, "June 2021", &style);
        assert_eq!(draft.text, "May 2019 – June 2021");
        draft.part();
        push(&mut draft, "2 yrs", &style);
        assert_eq!(draft.text, "May 2019 – June 2021 2 yrs");
    }

    #[test]
    fn a_typed_bullet_goes_and_its_run_with_it() {
        let mut draft = Draft::default();
        push(&mut draft, "•", &Style::default());
        draft.part();
        let mut bold = Style::default();
        bold.emphasis.strong = true;
        push(&mut draft, "Hired nine", &bold);
        assert!(draft.take_bullet(lexicon()));
        assert_eq!(texts(&draft), [("Hired nine", Gap::None)]);
        for text in ["-5 °C", "•", "plain"] {
            let mut draft = Draft::default();
            push(&mut draft, text, &Style::default());
            assert!(!draft.take_bullet(lexicon()), "{text}");
        }
    }

    #[test]
    fn mere_signs_make_no_line_and_links_without_words_do() {
        let mut draft = Draft::default();
        push(&mut draft, "| – ★★★", &Style::default());
        assert!(draft.take().is_none());
        draft.link("https://a.org".into(), Fields::NONE, 0, 1);
        let line = draft.take().expect("a line");
        assert_eq!(line.text, "");
        assert!(draft.is_empty());
    }
}
