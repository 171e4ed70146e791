//! Entries: cards, headings with what follows them, and paragraphs that open one.

use super::block::{Block, BlockKind, Card};
use super::figures;
use super::outline::is_call;
use super::part_headings::EntryPart;
use super::pieces::{after_label, is_prose, items};
use super::roles::{is_alone_employer, is_role};
use super::sheet::Sheet;
use super::text;
use super::vocabulary::{Concept, Vocabulary};
use super::{line, period};
use crate::diagnostic::Diagnostics;
use crate::read::Id;
use crate::resume::{
    Detail, DetailLabel, Entry, EntryKind, Highlight, Period, RichText, Tag, Text,
};

/// The entries of a section, and what was left out of it.
#[derive(Default)]
pub(super) struct Found {
    pub(super) entries: Vec<Entry>,
    /// Titles of articles whose links lead nowhere.
    pub(super) dead: Vec<Text>,
    /// Entries that the page repeats, and headings over several entries.
    pub(super) left: Vec<(Text, &'static str)>,
}

/// Reads the blocks of a section as entries of a kind; a card's own kind wins.
pub(super) fn entries(
    sheet: &Sheet,
    blocks: &[Block],
    kind: EntryKind,
    findings: &mut Diagnostics,
) -> Found {
    let mut reader = Reader {
        sheet,
        kind,
        card: None,
        part: None,
        ahead: None,
        open: None,
        overall: None,
        found: Found::default(),
        findings,
    };
    for block in blocks {
        reader.block(block);
    }
    reader.close();
    if let Some(date) = reader.ahead.as_ref().and_then(text::title) {
        reader.found.left.push((date, "a date of nothing"));
    }
    reader.found
}

/// What opened an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// A heading of a level.
    Heading(u8),
    /// A card.
    Card,
    /// A line of its own.
    Line,
}

/// An entry being read.
pub(super) struct Draft {
    pub(super) entry: Entry,
    pub(super) opening: Opening,
    /// Links that lead nowhere were met.
    dead_link: bool,
    /// The title came from a heading and may turn out to be the employer.
    pub(super) from_heading: bool,
    /// A class said which is title and employer.
    pub(super) is_sure: bool,
    /// It is one more role at the employer of the entry before.
    pub(super) is_next_role: bool,
    /// The dates that stood beside the employer before a role was named.
    pub(super) overall: Option<Period>,
}

impl Draft {
    /// True while nothing but names and dates was read.
    pub(super) fn is_bare(&self) -> bool {
        let entry = &self.entry;
        entry.summary.is_none()
            && entry.highlights.is_empty()
            && entry.tags.is_empty()
            && entry.metrics.is_empty()
            && entry.details.is_empty()
            && entry.parts.is_empty()
    }
}

pub(super) struct Reader<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) kind: EntryKind,
    pub(super) card: Option<Id>,
    /// The part of the open entry that a heading of its own names.
    pub(super) part: Option<EntryPart>,
    /// A date that stood before the entry that it belongs to.
    ahead: Option<RichText>,
    pub(super) open: Option<Draft>,
    /// The dates of the employer that was read last, until its roles are known.
    pub(super) overall: Option<Period>,
    pub(super) found: Found,
    pub(super) findings: &'a mut Diagnostics,
}

impl Reader<'_> {
    pub(super) fn close(&mut self) {
        self.part = None;
        let Some(mut draft) = self.open.take() else {
            return;
        };
        if !draft.is_sure {
            line::settle(self.sheet.words, &mut draft.entry);
        }
        let mut entry = draft.entry;
        if entry.title.is_none() && entry.organization.is_none() && entry.period.is_some() {
            // A date and a sentence: what is told is all the name there is.
            entry.title = entry.summary.take().as_ref().and_then(text::title);
        }
        let is_article = entry.kind == EntryKind::Publication;
        if is_article && draft.dead_link && entry.links.is_empty() {
            self.found.dead.extend(entry.title);
        } else if draft.is_next_role && self.found.entries.last().is_some_and(is_role) {
            self.join_role(entry);
        } else if draft.is_next_role
            && is_alone_employer(self.sheet.words, self.found.entries.last(), &entry)
        {
            self.join_employer(entry);
        } else if entry.title.is_some() || entry.organization.is_some() {
            self.overall = draft.overall;
            self.keep(entry);
        }
    }

    /// Takes an entry up unless the page repeats it, as sliders do.
    pub(super) fn keep(&mut self, entry: Entry) {
        let repeats = self.found.entries.last().is_some_and(|last| {
            let told = entry.summary.is_some() || !entry.highlights.is_empty();
            told && Entry {
                span: entry.span.clone(),
                ..last.clone()
            } == entry
        });
        match entry.title.clone().or_else(|| entry.organization.clone()) {
            Some(title) if repeats => self.found.left.push((title, "said before")),
            Some(_) | None => self.found.entries.push(entry),
        }
    }

    pub(super) fn open(&mut self, kind: EntryKind, at: Id, opening: Opening) -> &mut Draft {
        self.close();
        let span = self.sheet.span(at);
        self.open.insert(Draft {
            entry: Entry::new(kind, span),
            opening,
            dead_link: false,
            from_heading: false,
            is_sure: false,
            is_next_role: false,
            overall: None,
        })
    }

    fn block(&mut self, block: &Block) {
        let card = block.card.map(|(id, _)| id);
        if card != self.card {
            self.close();
            self.card = card;
        }
        let kind = match block.card {
            Some((_, Card::Small)) => EntryKind::SmallProject,
            Some((_, Card::Article)) => EntryKind::Publication,
            Some((_, Card::Full | Card::Cell)) | None => self.kind,
        };
        if self.part_block(block) {
            return;
        }
        match block.kind {
            BlockKind::Heading(level) if self.part_heading(block, kind, level) => {}
            BlockKind::Heading(level) => self.heading(block, kind, level),
            BlockKind::Paragraph => self.paragraph(block, kind),
            BlockKind::List => self.list(block, kind),
            BlockKind::Tags => self.tags(block),
            BlockKind::Metrics => {
                let metrics = figures::of_block(self.sheet, block);
                if let Some(draft) = &mut self.open {
                    draft.entry.metrics.extend(metrics);
                }
            }
            BlockKind::Definitions => self.definitions(block, kind),
            BlockKind::Table => self.table(block, kind),
            BlockKind::Call | BlockKind::Frame => {}
        }
    }

    /// Opens an entry for a card's first block, with what the card's attributes say.
    pub(super) fn open_card(&mut self, kind: EntryKind, at: Id) {
        let card = self.card;
        let opening = if card.is_some() {
            Opening::Card
        } else {
            Opening::Line
        };
        self.open(kind, at, opening);
        self.card_facts(card);
    }

    /// A date in a `data-` attribute, and links that lead nowhere.
    fn card_facts(&mut self, card: Option<Id>) {
        let (Some(card), Some(draft)) = (card, &mut self.open) else {
            return;
        };
        let dom = self.sheet.dom;
        if let Some(element) = dom.element(card) {
            let span = self.sheet.span(card);
            draft.entry.period = element
                .data()
                .find_map(|value| period::read(self.sheet.words, value, &span).ok());
        }
        if draft.entry.kind == EntryKind::Publication {
            let mut targets = dom
                .subtree(card)
                .filter(|&id| dom.name(id) == "a")
                .filter_map(|id| dom.element(id)?.attribute("href"))
                .peekable();
            draft.dead_link = targets.peek().is_some()
                && targets.all(|to| text::href(to).is_none() && to.starts_with('#'));
        }
    }

    fn heading(&mut self, block: &Block, kind: EntryKind, level: u8) {
        let below = match (&self.open, self.card) {
            (Some(draft), None) => match draft.opening {
                Opening::Heading(above) => level > above,
                Opening::Card | Opening::Line => false,
            },
            (Some(draft), Some(_)) => draft.entry.title.is_some(),
            (None, _) => false,
        };
        if below && self.second_heading(block, kind, level) {
            return;
        }
        let has_title = |draft: &Draft| draft.entry.title.is_some();
        if self.card.is_none() || self.open.as_ref().is_none_or(has_title) {
            let opening = if self.card.is_some() {
                Opening::Card
            } else {
                Opening::Heading(level)
            };
            // A lone part of a page is no card, but what is around its heading is its own.
            let card = self.card.or_else(|| self.around(block.range.start, level));
            self.open(kind, block.range.start, opening);
            self.card_facts(card);
        }
        self.name_entry(block, kind);
        self.date_ahead();
    }

    /// Gives the date that stood before the open entry to it.
    pub(super) fn date_ahead(&mut self) {
        if let (Some(date), Some(draft)) = (self.ahead.take(), &mut self.open)
            && draft.entry.period.is_none()
        {
            line::dates(self.sheet.words, &mut draft.entry, &date, self.findings);
        }
    }

    /// The element around a heading, if it holds no other of this level.
    fn around(&self, heading: Id, level: u8) -> Option<Id> {
        let dom = self.sheet.dom;
        let above = dom.parent(heading)?;
        let inside = dom.within(above);
        let is_heading = |id: Id| {
            let own = dom.name(id).strip_prefix('h').and_then(|n| n.parse().ok());
            own.is_some_and(|own: u8| own <= level)
        };
        let is_lone = inside.len() <= MOST_NODES_OF_AN_ENTRY
            && inside.filter(|&id| is_heading(id)).count() == 1;
        is_lone.then_some(above)
    }

    /// Reads an entry's heading.
    fn name_entry(&mut self, block: &Block, kind: EntryKind) {
        let sheet = self.sheet;
        let dom = sheet.dom;
        let mut organization = None;
        let mut place = None;
        let dates = self.dates_in(block);
        let mut link = None;
        for id in block.range.clone() {
            let Some(element) = dom.element(id) else {
                continue;
            };
            if element.name == "a" && link.is_none() {
                link = element.attribute("href").and_then(text::href);
            }
            if id == block.range.start {
                continue;
            }
            let slot = match sheet.concept(id) {
                Some(Concept::Organization) => &mut organization,
                Some(Concept::Location) => &mut place,
                Some(_) | None => continue,
            };
            *slot = text::plain(sheet, dom.subtree(id), |_| false);
        }
        let skip = |id: Id| {
            dates.iter().any(|(at, _)| *at == id)
                || id != block.range.start
                    && matches!(
                        sheet.concept(id),
                        Some(
                            Concept::Organization
                                | Concept::Period
                                | Concept::Location
                                | Concept::Link
                        )
                    )
                || is_call(sheet, id)
        };
        let rich = text::rich(sheet, block.range.clone(), skip);
        let title = rich
            .as_ref()
            .and_then(text::title)
            .map(|title| without_address(&title));
        let draft = self.open.as_mut().expect("opened by the caller");
        draft.from_heading = organization.is_none();
        draft.is_sure |= organization.is_some();
        let entry = &mut draft.entry;
        if let Some((_, dates)) = dates.into_iter().next() {
            line::dates(sheet.words, entry, &dates, self.findings);
        }
        entry.location = place;
        if let Some(organization) = organization {
            line::set_organization(sheet.words, entry, organization);
        }
        if let (Some(title), Some(rich)) = (title, rich) {
            match line::heading(sheet.words, &title, &rich, kind) {
                Some(facts) if entry.organization.is_none() => facts.apply(sheet.words, entry),
                Some(_) | None => entry.title = Some(title.clone()),
            }
            if let Some(link) = link {
                entry.links.push((title, link));
            }
        }
    }

    fn paragraph(&mut self, block: &Block, kind: EntryKind) {
        let sheet = self.sheet;
        self.links(&block.range);
        let is_link = |id: Id| sheet.concept(id) == Some(Concept::Link) || is_call(sheet, id);
        let lines = text::lines(sheet, block.range.clone(), is_link);
        let lines = self.by_soft_breaks(block, lines);
        let Some(whole) = text::join(lines.clone()) else {
            return;
        };
        if sheet.words.is_call(&whole.text()) || block.concept == Some(Concept::Link) {
            return;
        }
        if self.classed(block, kind, &whole) {
            return;
        }
        let is_date = |rich: &RichText| period::read(sheet.words, &rich.text(), &rich.span).is_ok();
        if let Some(draft) = &mut self.open
            && draft.entry.period.is_none()
            && is_date(&whole)
        {
            line::dates(sheet.words, &mut draft.entry, &whole, self.findings);
            return;
        }
        let (whole, lines) = match self.facts_in(block, kind, &whole, lines) {
            Some(left) => left,
            None => return,
        };
        if self.open.is_none() && text::are_listed(&lines) {
            for line in &lines {
                self.item(text::unmarked(line), kind, Vec::new());
            }
            return;
        }
        if self.opens_entry(block, kind, &whole, &lines) {
            return;
        }
        self.continued(block, lines);
    }

    /// The lines as the author typed them, where one of them is a date and nothing else, or
    /// all begin with a mark or a known label: then the line feeds mean something.
    fn by_soft_breaks(&self, block: &Block, lines: Vec<RichText>) -> Vec<RichText> {
        /// A paragraph of more lines is running text.
        const MOST_LINES: usize = 6;
        let sheet = self.sheet;
        let is_date = |line: &RichText| period::read(sheet.words, &line.text(), &line.span).is_ok();
        let skip = |id: Id| sheet.concept(id) == Some(Concept::Link) || is_call(sheet, id);
        let typed = text::typed_lines(sheet, block.range.clone(), skip);
        let is_labelled = |line: &RichText| {
            let label = after_label(line);
            label.is_some_and(|(label, _)| sheet.words.label(&label.value).is_some())
        };
        let says = text::are_listed(&typed)
            || typed.len() <= MOST_LINES
                && (typed.iter().any(is_date) || typed.iter().all(is_labelled));
        if typed.len() > lines.len() && says {
            typed
        } else {
            lines
        }
    }

    /// What a class says about a whole paragraph. True if it was taken.
    fn classed(&mut self, block: &Block, kind: EntryKind, whole: &RichText) -> bool {
        let Some(concept) = block.concept else {
            return false;
        };
        let starts = matches!(
            concept,
            Concept::Meta
                | Concept::Organization
                | Concept::Title
                | Concept::Period
                | Concept::Subtitle
                | Concept::Description
        );
        if self.open.is_none() && starts {
            self.open_card(kind, block.range.start);
        }
        let Some(draft) = &mut self.open else {
            return false;
        };
        let entry = &mut draft.entry;
        match concept {
            Concept::Meta => line::meta(self.sheet.words, entry, whole, self.findings),
            Concept::Subtitle => {
                if entry.organization.is_none() && line::is_held(entry.kind) {
                    line::meta(self.sheet.words, entry, whole, self.findings);
                } else {
                    add_paragraph(entry, whole.clone());
                }
            }
            Concept::Organization => {
                if let Some(title) = text::title(whole) {
                    line::set_organization(self.sheet.words, entry, title);
                }
            }
            Concept::Title => {
                // The heading above a job title is the employer.
                if let Some(heading) = entry.title.take()
                    && entry.organization.is_none()
                    && line::is_held(entry.kind)
                {
                    line::set_organization(self.sheet.words, entry, heading);
                }
                entry.title = text::title(whole);
                draft.is_sure = true;
            }
            Concept::Period => line::dates(self.sheet.words, entry, whole, self.findings),
            Concept::Location => entry.location = text::title(whole),
            Concept::Description => add_summary(entry, whole.clone()),
            Concept::Details => entry.details.push(detail(whole.clone())),
            Concept::Tag => add_tags(entry, whole),
            Concept::Card
            | Concept::SmallCard
            | Concept::Article
            | Concept::Call
            | Concept::Control
            | Concept::Link
            | Concept::Metric
            | Concept::MetricValue
            | Concept::MetricLabel
            | Concept::Tags
            | Concept::Person
            | Concept::Ignored
            | Concept::Unseen => return false,
        }
        true
    }

    /// Lines under an open entry: its facts, then what it tells.
    fn continued(&mut self, block: &Block, lines: Vec<RichText>) {
        let sheet = self.sheet;
        let draft = self.open.as_mut().expect("an entry is open");
        let in_card = block.card.is_some();
        // A line behind the dates of the same paragraph is a line of facts, too.
        let mut is_dated = false;
        let mut rest = Vec::new();
        let mut labelled = 0;
        let is_date = |line: &RichText| period::read(sheet.words, &line.text(), &line.span).is_ok();
        // So are the lines above a line of dates.
        let dates = match lines.as_slice() {
            [] | [_] => 0,
            lines => lines.iter().position(is_date).unwrap_or(0),
        };
        for (n, rich) in lines.into_iter().enumerate() {
            let opening = draft.entry.summary.is_none() && draft.entry.highlights.is_empty();
            if opening && rest.is_empty() {
                let from_heading = draft.from_heading;
                let known = draft.known();
                if line::position(
                    sheet.words,
                    &mut draft.entry,
                    &rich,
                    from_heading,
                    self.findings,
                ) {
                    is_dated = draft.entry.period.is_some();
                    draft.note_overall(known);
                    continue;
                }
                // A short line under a card's heading is its second name.
                let words = rich.text();
                let is_name = words.split_whitespace().count() <= MOST_WORDS_OF_A_NAME
                    && !words.ends_with(['.', ':', '!', '。'])
                    && after_label(&rich).is_none();
                let has_room = draft.entry.organization.is_none()
                    || n < dates && draft.entry.location.is_none();
                if (in_card || is_dated || n < dates)
                    && is_name
                    && draft.from_heading
                    && line::is_held(draft.entry.kind)
                    && has_room
                {
                    line::meta(sheet.words, &mut draft.entry, &rich, self.findings);
                    continue;
                }
            }
            if super::labels::take(sheet, &mut draft.entry, &rich, self.findings) {
                labelled += 1;
                continue;
            }
            rest.push(rich);
        }
        if rest.is_empty() {
            return;
        }
        if text::are_listed(&rest) || rest.iter().all(text::is_marked) && labelled == 0 {
            for rich in &rest {
                draft.entry.highlights.push(Highlight {
                    text: text::unmarked(rich),
                    tags: Vec::new(),
                });
            }
            return;
        }
        if let Some(rest) = text::join(rest) {
            add_paragraph(&mut draft.entry, rest);
        }
    }

    /// A paragraph in a section that has no entry yet: a thing of one line.
    pub(super) fn loose(&mut self, whole: RichText, kind: EntryKind) {
        if period::read(self.sheet.words, &whole.text(), &whole.span).is_ok() {
            self.ahead = Some(whole);
            return;
        }
        if is_prose(&whole.text()) && kind != EntryKind::Publication {
            if let Some(title) = text::title(&whole) {
                self.found
                    .left
                    .push((title, "a paragraph before the first entry"));
            }
        } else {
            self.item(whole, kind, Vec::new());
        }
    }

    fn tags(&mut self, block: &Block) {
        let sheet = self.sheet;
        let Some(draft) = &mut self.open else { return };
        for id in sheet.dom.children_of(&block.range) {
            if let Some(text) = text::rich(sheet, sheet.dom.subtree(id), |_| false) {
                add_tags(&mut draft.entry, &text);
            }
        }
    }

    /// Takes the addresses of links that belong to the entry as a whole.
    fn links(&mut self, range: &std::ops::Range<Id>) {
        let sheet = self.sheet;
        let (page, dom) = (sheet.page, sheet.dom);
        let Some(draft) = &mut self.open else { return };
        for id in range.clone() {
            let Some(element) = dom.element(id).filter(|element| element.name == "a") else {
                continue;
            };
            if sheet.concept(id) != Some(Concept::Link) && !is_call(sheet, id) {
                continue;
            }
            match element.attribute("href").and_then(text::href) {
                Some(href) => {
                    let text = Text::new(
                        super::person::bare_address(&href),
                        page.span_of(dom.node(id).line, &href),
                    );
                    draft.entry.links.push((text, href));
                }
                None => draft.dead_link = true,
            }
        }
    }
}

/// An element with more nodes is a part of the page.
const MOST_NODES_OF_AN_ENTRY: usize = 400;

/// Longer lines under a heading tell something.
const MOST_WORDS_OF_A_NAME: usize = 7;

/// True for an entry of which nothing but a title is known.
pub(super) fn is_lone(draft: &Draft) -> bool {
    draft.entry.organization.is_none()
        && draft.entry.period.is_none()
        && draft.entry.location.is_none()
}

/// A title without the address in parentheses that its link has anyway.
fn without_address(title: &Text) -> Text {
    match title.value.split_once("(http") {
        Some((before, rest)) => {
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            let joined = format!("{}{}", before.trim_end(), after);
            text::part(&title.span, joined.trim())
        }
        None => title.clone(),
    }
}

pub(super) fn add_summary(entry: &mut Entry, rich: RichText) {
    entry.summary = match entry.summary.take() {
        None => Some(rich),
        Some(before) => text::join_paragraphs(vec![before, rich]),
    };
}

/// A paragraph before the bullets opens the entry; one behind them is a detail.
pub(super) fn add_paragraph(entry: &mut Entry, rich: RichText) {
    if entry.highlights.is_empty() {
        add_summary(entry, rich);
    } else {
        entry.details.push(Detail {
            label: DetailLabel::Without,
            text: rich,
        });
    }
}

pub(super) fn add_tags(entry: &mut Entry, rich: &RichText) {
    let text = super::fold::without_pictographs(&rich.text());
    for item in items(text.trim_end_matches('.')) {
        let tag = Tag::new(item, rich.span.clone());
        if !entry.tags.contains(&tag) {
            entry.tags.push(tag);
        }
    }
}

/// A paragraph of details with its label, if it has one.
pub(super) fn detail(rich: RichText) -> Detail {
    match after_label(&rich) {
        Some((label, text)) => Detail {
            label: DetailLabel::Written(label),
            text,
        },
        None => Detail {
            label: DetailLabel::Usual,
            text: rich,
        },
    }
}

/// A single date as a period, for recognisers outside of this file.
pub(super) fn period_of(words: &Vocabulary, text: &Text) -> Option<Period> {
    period::read(words, &text.value, &text.span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_title_is_left_to_its_link() {
        let source = crate::diagnostic::Source::new("t", "x");
        let span = crate::diagnostic::Span::whole(&source);
        let title = Text::new("Hyper (https://a.org), Founder".into(), span);
        assert_eq!(without_address(&title).value, "Hyper, Founder");
    }
}
