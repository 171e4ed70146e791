//! Text that no value took: printed with its section or left out, and told in either case.

use std::ops::Range;

use super::super::Line;
use super::super::lines::Lines;
use super::super::outline::Section as Part;
use super::account::{Account, Reason, Target};
use super::value::Maker;
use crate::diagnostic::Diagnostic;
use crate::read::{Page, Unplaced};
use crate::resume::{Emphasis, RichText, Section, SectionBody, SectionKind};

/// What becomes of such text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Policy {
    /// As the user wants it.
    pub(crate) unplaced: Unplaced,
    /// The copy is one that hides something of the person.
    pub(crate) is_redacted: bool,
    /// Whatever the page is, it is to be set.
    pub(crate) anyway: bool,
}

/// The text of a page that no value took.
#[derive(Debug, Default)]
pub(crate) struct Unowned {
    policy: Policy,
    passages: Vec<Passage>,
    /// What closes the résumé where everything is to be printed.
    closing: Vec<RichText>,
    /// How many words stand outside the head and the sections of the résumé.
    outside: usize,
}

#[derive(Debug)]
struct Passage {
    words: String,
    /// The line of the source, from 1.
    source: usize,
    is_printed: bool,
}

impl Unowned {
    /// None yet.
    pub(crate) fn new(policy: Policy) -> Self {
        Unowned {
            policy,
            ..Unowned::default()
        }
    }

    /// Adds the closing section, if there is one. It has no title: the language's word for
    /// further information stands over it.
    pub(crate) fn close(&mut self, sections: &mut Vec<Section>) {
        let closing = std::mem::take(&mut self.closing);
        if !closing.is_empty() {
            sections.push(Section {
                id: String::new(),
                title: None,
                kind: SectionKind::Other,
                body: SectionBody::Text(closing),
            });
        }
    }

    /// How much of the page is in fields. Only the head and the sections of the résumé count: a
    /// page may say what it likes besides.
    pub(crate) fn share(&self, account: &Account, lines: &Lines) -> String {
        let all: usize = lines.lines.iter().map(|line| words_in(&line.text)).sum();
        let all = all.saturating_sub(self.outside);
        let mut loose = 0;
        for slice in &account.unplaced {
            let line = lines.lines.get(slice.index);
            loose += line
                .and_then(|line| line.text.get(slice.at.clone()))
                .map_or(0, words_in);
        }
        format!(
            "words in fields: {} of {all} in the head and the sections of the résumé",
            all.saturating_sub(loose)
        )
    }

    /// One warning for all of it.
    pub(crate) fn told(&self, page: &Page) -> Option<Diagnostic> {
        /// More places are not marked.
        const MOST_MARKED: usize = 8;
        let first = self.passages.first()?;
        let printed = self.passages.iter().filter(|one| one.is_printed).count();
        let count = self.passages.len();
        let (what, fate) = match (count, printed) {
            (1, 1) => (
                "a passage has".to_owned(),
                "printed as plain text".to_owned(),
            ),
            (1, _) => ("a passage has".to_owned(), "left out".to_owned()),
            (_, 0) => (format!("{count} passages have"), "left out".to_owned()),
            (_, all) if all == count => (
                format!("{count} passages have"),
                "printed as plain text".to_owned(),
            ),
            (_, some) => (
                format!("{count} passages have"),
                format!("{some} printed as plain text, {} left out", count - some),
            ),
        };
        let message = format!(
            "{what} no place in the résumé, {fate}: `{}`",
            shortened(&first.words)
        );
        let all: Vec<&str> = self.passages.iter().map(|one| one.words.as_str()).collect();
        let place = |passage: &Passage| page.span_of(passage.source, &passage.words);
        let mut told = Diagnostic::warning(message)
            .at(place(first))
            .on("unplaced", all.join("\n"))
            .hint("`--unplaced print`, `sections` or `omit` says what becomes of such text");
        for more in self.passages.iter().skip(1).take(MOST_MARKED) {
            let fate = match more.is_printed {
                true => "printed, too",
                false => "left out, too",
            };
            told = told.also(place(more), fate);
        }
        Some(told)
    }
}

impl Maker<'_> {
    /// What becomes of text that no value took.
    pub(crate) fn policy(&self) -> Policy {
        self.unplaced.policy
    }

    /// Text inside a section that no field takes; what is to be printed of it. All its bytes are
    /// owned.
    pub(crate) fn unplaced(
        &mut self,
        line: &Line,
        at: Range<usize>,
        target: Target,
    ) -> Option<RichText> {
        let place = line.place(at.clone());
        self.account.unplaced.push(place.clone());
        let may = match self.unplaced.policy.unplaced {
            Unplaced::Print | Unplaced::Sections => self.is_searched(line, &at),
            Unplaced::Omit => false,
        };
        let words = line.text[at.clone()].to_owned();
        let text = match may {
            true => self.rich(line, at, target),
            false => {
                self.account.set_aside(place, Reason::Unplaced);
                None
            }
        };
        self.unplaced.passages.push(Passage {
            words,
            source: line.source,
            is_printed: text.is_some(),
        });
        text
    }

    /// Text outside any section of the résumé.
    pub(crate) fn outside(&mut self, line: &Line, at: Range<usize>, reason: Reason) {
        let words = line.text[at.clone()].to_owned();
        self.unplaced.outside += words_in(&words);
        let is_printed = self.close_with(line, at, reason);
        self.unplaced.passages.push(Passage {
            words,
            source: line.source,
            is_printed,
        });
    }

    /// Prints text in the closing section, if everything is to be printed; else leaves it out.
    fn close_with(&mut self, line: &Line, at: Range<usize>, reason: Reason) -> bool {
        let policy = self.unplaced.policy;
        let wanted = policy.unplaced == Unplaced::Print || policy.anyway;
        if wanted
            && self.is_searched(line, &at)
            && let Some(text) = self.rich(line, at.clone(), Target::SectionText)
        {
            self.unplaced.closing.push(text);
            return true;
        }
        self.account.set_aside(line.place(at), reason);
        false
    }

    /// Leaves out a section that no résumé holds, its title aside.
    pub(crate) fn leave_out(&mut self, part: &Part) {
        let mut is_printed = false;
        let before = self.unplaced.closing.len();
        self.unplaced.outside += words_in(&part.title.text);
        for line in &part.lines {
            let whole = 0..line.text.len();
            self.unplaced.outside += words_in(&line.text);
            is_printed |= self.close_with(line, whole, Reason::Elsewhere);
        }
        let title = &part.title;
        if is_printed {
            let mut bold = RichText::new(self.page.span(title.source));
            let strong = Emphasis {
                strong: true,
                ..Emphasis::NONE
            };
            bold.push(title.text.as_str(), strong, None);
            self.unplaced.closing.insert(before, bold);
        }
        let fate = match is_printed {
            true => "is printed at the end",
            false => "is left out",
        };
        if !part.lines.is_empty() {
            let told = format!("`{}` is no section of a résumé and {fate}", title.text);
            let span = self.page.span_of(title.source, &title.text);
            let told = Diagnostic::note(told).at(span);
            self.told.push(told.on("foreign", title.text.as_str()));
        }
    }

    /// In a copy that hides something, text that no value was made of is printed only if nothing
    /// in it looks like a way to reach somebody: what is not known is not found when it is to go.
    fn is_searched(&self, line: &Line, at: &Range<usize>) -> bool {
        /// A run of so many digits is a number of somebody.
        const DIGITS: usize = 7;
        if !self.unplaced.policy.is_redacted {
            return true;
        }
        let notes = &line.notes;
        let inside = |range: &Range<usize>| range.start < at.end && at.start < range.end;
        let mut contacts = notes
            .emails
            .iter()
            .chain(&notes.phones)
            .chain(&notes.addresses);
        let links = line
            .runs
            .iter()
            .any(|run| run.href.is_some() && inside(&run.at));
        let mut digits = 0;
        let mut most = 0;
        for c in line.text[at.clone()].chars() {
            digits = match c {
                c if c.is_numeric() => digits + 1,
                ' ' | '-' | '.' | '/' | '(' | ')' | '+' => digits,
                _ => 0,
            };
            most = most.max(digits);
        }
        !contacts.any(inside) && !links && most < DIGITS
    }
}

fn words_in(text: &str) -> usize {
    let words = text.split_whitespace();
    words
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// The first words of a passage, for a message.
pub(super) fn shortened(words: &str) -> String {
    const MOST: usize = 60;
    let words = words.trim_matches([' ', '|', '·', '•', ',', ';', '–', '—']);
    if words.chars().count() <= MOST {
        return words.to_owned();
    }
    let mut out: String = words.chars().take(MOST).collect();
    out.push('…');
    out
}
