//! Entries: cards, headings with what follows them, and list items.

use super::block::{Block, BlockKind};
use super::fold::fold;
use super::outline::heading_text;
use super::pieces::{after_label, facts, items, trim_marks};
use super::text;
use super::vocabulary::{Concept, Label, vocabulary};
use super::{line, period};
use crate::diagnostic::Diagnostics;
use crate::read::{Dom, Id, Page};
use crate::resume::{
    Detail, Emphasis, Entry, EntryKind, Highlight, Metric, Period, RichText, Tag, Text,
};

/// The entries of a section, and how many were left out because they lead nowhere.
pub(super) struct Found {
    pub(super) entries: Vec<Entry>,
    /// Titles of articles whose links lead nowhere.
    pub(super) dead: Vec<Text>,
}

/// Reads the blocks of a section as entries of a kind; a card's own kind wins.
pub(super) fn entries(
    page: &Page,
    dom: &Dom,
    blocks: &[Block],
    kind: EntryKind,
    findings: &mut Diagnostics,
) -> Found {
    let mut reader = Reader {
        page,
        dom,
        kind,
        card: None,
        open: None,
        found: Found {
            entries: Vec::new(),
            dead: Vec::new(),
        },
        findings,
    };
    for block in blocks {
        reader.block(block);
    }
    reader.close();
    reader.found
}

/// An entry being read.
struct Draft {
    entry: Entry,
    /// Links that lead nowhere were met.
    dead_link: bool,
    /// The title came from a heading and may turn out to be the employer.
    from_heading: bool,
}

struct Reader<'a> {
    page: &'a Page,
    dom: &'a Dom,
    kind: EntryKind,
    card: Option<Id>,
    open: Option<Draft>,
    found: Found,
    findings: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn close(&mut self) {
        let Some(draft) = self.open.take() else {
            return;
        };
        let entry = draft.entry;
        let is_article = entry.kind == EntryKind::Publication;
        if is_article && draft.dead_link && entry.links.is_empty() {
            self.found.dead.extend(entry.title);
        } else if entry.title.is_some() || entry.organization.is_some() {
            self.found.entries.push(entry);
        }
    }

    fn open(&mut self, kind: EntryKind, at: Id) -> &mut Entry {
        self.close();
        let span = self.page.span(self.dom.node(at).line);
        let draft = self.open.insert(Draft {
            entry: Entry::new(kind, span),
            dead_link: false,
            from_heading: false,
        });
        &mut draft.entry
    }

    fn block(&mut self, block: &Block) {
        let card = block.card.map(|(id, _)| id);
        if card != self.card {
            self.close();
            self.card = card;
        }
        let kind = match block.card {
            Some((_, Concept::SmallCard)) => EntryKind::SmallProject,
            Some((_, Concept::Article)) => EntryKind::Publication,
            Some(_) | None => self.kind,
        };
        match block.kind {
            BlockKind::Heading(_) => self.heading(block, kind),
            BlockKind::Paragraph => self.paragraph(block, kind),
            BlockKind::List => self.list(block, kind),
            BlockKind::Tags => self.tags(block),
            BlockKind::Metrics => self.metrics(block),
            BlockKind::Definitions => self.definitions(block, kind),
            BlockKind::Table | BlockKind::Call | BlockKind::Frame => {}
        }
    }

    fn heading(&mut self, block: &Block, kind: EntryKind) {
        let (page, dom) = (self.page, self.dom);
        let title = heading_text(page, dom, block);
        let first = self.open.is_none() || self.card.is_none();
        if first || self.open.as_ref().is_some_and(|d| d.entry.title.is_some()) {
            self.open(kind, block.range.start);
        }
        let mut organization = None;
        let mut dates = None;
        let mut place = None;
        for id in block.range.clone() {
            let Some(element) = dom.element(id) else {
                continue;
            };
            let slot = match vocabulary().concept(element.classes()) {
                Some(Concept::Organization) => &mut organization,
                Some(Concept::Period) => &mut dates,
                Some(Concept::Location) => &mut place,
                Some(_) | None => continue,
            };
            *slot = text::plain(page, dom, dom.subtree(id), |_| false);
        }
        let link = block.range.clone().find_map(|id| {
            let element = dom.element(id).filter(|element| element.name == "a")?;
            text::href(element.attribute("href")?)
        });
        let draft = self.open.as_mut().expect("opened above");
        draft.from_heading = organization.is_none();
        let entry = &mut draft.entry;
        if let Some(dates) = dates {
            entry.period = read_period(&dates, self.findings);
        }
        entry.location = place;
        if let Some(organization) = organization {
            line::set_organization(entry, organization);
        }
        if let Some(title) = title {
            match line::heading(&title, kind) {
                Some(facts) if organization_is_free(entry) => facts.apply(entry),
                Some(_) | None => entry.title = Some(title.clone()),
            }
            if let Some(link) = link {
                entry.links.push((title, link));
            }
        }
    }

    fn paragraph(&mut self, block: &Block, kind: EntryKind) {
        let (page, dom) = (self.page, self.dom);
        self.links(&block.range);
        let lines = text::lines(page, dom, block.range.clone(), |id| is_control(dom, id));
        let Some(whole) = text::join(lines.clone()) else {
            return;
        };
        if vocabulary().is_call(&whole.text()) || block.concept == Some(Concept::Link) {
            return;
        }
        if self.open.is_none() {
            // Without a heading, a line with a bold start or a date opens an entry.
            let starts_bold = whole.runs.first().is_some_and(|run| run.emphasis.strong);
            if !starts_bold && block.card.is_none() {
                return self.loose(whole, kind);
            }
            self.open(kind, block.range.start);
        }
        let draft = self.open.as_mut().expect("opened above");
        let entry = &mut draft.entry;
        match block.concept {
            Some(Concept::Meta) => {
                line::meta(entry, &whole, self.findings);
                return;
            }
            Some(Concept::Organization) => {
                if let Some(title) = text::title(&whole) {
                    line::set_organization(entry, title);
                }
                return;
            }
            Some(Concept::Title) => {
                entry.title = text::title(&whole);
                return;
            }
            Some(Concept::Period) => {
                line::meta(entry, &whole, self.findings);
                return;
            }
            Some(Concept::Location) => {
                entry.location = text::title(&whole);
                return;
            }
            Some(Concept::Description) => {
                add_summary(entry, whole);
                return;
            }
            Some(Concept::Details) => {
                entry.details.push(detail(whole));
                return;
            }
            Some(_) | None => {}
        }
        let opening = entry.summary.is_none() && entry.highlights.is_empty();
        let mut rest = Vec::new();
        for rich in lines {
            if opening && rest.is_empty() {
                let taken = line::position(entry, &rich, draft.from_heading, self.findings);
                if taken {
                    continue;
                }
            }
            rest.push(rich);
        }
        let Some(rest) = text::join(rest) else { return };
        if let Some((label, tail)) = after_label(&rest) {
            match vocabulary().label(&label.value) {
                Some(Label::Tags) => {
                    add_tags(entry, &tail);
                    return;
                }
                Some(Label::Details) => {
                    entry.details.push(detail(rest));
                    return;
                }
                Some(Label::Email | Label::Phone | Label::Location | Label::Website) | None => {}
            }
        }
        if entry.highlights.is_empty() {
            add_summary(entry, rest);
        } else {
            entry.details.push(Detail {
                label: None,
                text: rest,
            });
        }
    }

    /// A paragraph in a section that has no entry yet: a thing of one line.
    fn loose(&mut self, whole: RichText, kind: EntryKind) {
        let is_one_line = !super::pieces::is_prose(&whole.text());
        if is_one_line {
            self.item(whole, kind, Vec::new());
        }
    }

    fn list(&mut self, block: &Block, kind: EntryKind) {
        let dom = self.dom;
        let list = block.range.start;
        let is_details = block.concept == Some(Concept::Details);
        for item in dom.children(list) {
            if dom.name(item) != "li" {
                continue;
            }
            let is_list = |id: Id| matches!(dom.name(id), "ul" | "ol");
            let lines = text::lines(self.page, dom, dom.subtree(item), |id| {
                is_list(id) || is_control(dom, id)
            });
            let own = text::join(lines);
            let inner: Vec<RichText> = dom
                .within(item)
                .filter(|&id| dom.name(id) == "li")
                .filter_map(|id| text::rich(self.page, dom, dom.subtree(id), is_list))
                .collect();
            match (&mut self.open, own) {
                (Some(draft), Some(own)) => {
                    let own = with_inner(own, inner);
                    let labelled = after_label(&own)
                        .and_then(|(label, tail)| Some((vocabulary().label(&label.value)?, tail)));
                    match labelled {
                        Some((Label::Tags, tail)) => add_tags(&mut draft.entry, &tail),
                        Some((Label::Details, _)) => draft.entry.details.push(detail(own)),
                        Some(_) | None if is_details => draft.entry.details.push(detail(own)),
                        Some(_) | None => draft.entry.highlights.push(Highlight {
                            text: own,
                            tags: Vec::new(),
                        }),
                    }
                }
                (None, Some(own)) => self.item(own, kind, inner),
                (_, None) => {}
            }
        }
    }

    /// A list item that is an entry of its own.
    fn item(&mut self, own: RichText, kind: EntryKind, inner: Vec<RichText>) {
        let mut entry = Entry::new(kind, own.span.clone());
        line::item(&mut entry, &own);
        for rich in inner {
            entry.highlights.push(Highlight {
                text: rich,
                tags: Vec::new(),
            });
        }
        if entry.title.is_some() || entry.organization.is_some() {
            self.found.entries.push(entry);
        }
    }

    fn tags(&mut self, block: &Block) {
        let (page, dom) = (self.page, self.dom);
        let Some(draft) = &mut self.open else { return };
        for id in dom.children_of(&block.range) {
            if let Some(text) = text::rich(page, dom, dom.subtree(id), |_| false) {
                add_tags(&mut draft.entry, &text);
            }
        }
    }

    fn metrics(&mut self, block: &Block) {
        let (page, dom) = (self.page, self.dom);
        let Some(draft) = &mut self.open else { return };
        let own = dom
            .element(block.range.start)
            .and_then(|element| vocabulary().concept(element.classes()));
        let parts = if own == Some(Concept::Metric) {
            vec![block.range.start]
        } else {
            dom.children_of(&block.range)
        };
        for id in parts {
            if let Some(metric) = metric(page, dom, id) {
                draft.entry.metrics.push(metric);
            }
        }
    }

    fn definitions(&mut self, block: &Block, kind: EntryKind) {
        let (page, dom) = (self.page, self.dom);
        for id in dom.within(block.range.start) {
            let rich = || text::rich(page, dom, dom.subtree(id), |_| false);
            match dom.name(id) {
                "dt" => {
                    let title = rich().as_ref().and_then(text::title);
                    self.open(kind, id).title = title;
                }
                "dd" => {
                    if let (Some(draft), Some(text)) = (&mut self.open, rich()) {
                        draft.entry.highlights.push(Highlight {
                            text,
                            tags: Vec::new(),
                        });
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes the addresses of links that belong to the entry as a whole.
    fn links(&mut self, range: &std::ops::Range<Id>) {
        let (page, dom) = (self.page, self.dom);
        let Some(draft) = &mut self.open else { return };
        for id in range.clone() {
            let Some(element) = dom.element(id).filter(|element| element.name == "a") else {
                continue;
            };
            let words = text::plain(page, dom, dom.subtree(id), |_| false);
            let class = vocabulary().concept(element.classes());
            let calls = class == Some(Concept::Link)
                || words
                    .as_ref()
                    .is_some_and(|words| vocabulary().is_call(&words.value));
            if !calls {
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

fn organization_is_free(entry: &Entry) -> bool {
    entry.organization.is_none()
}

fn is_control(dom: &Dom, id: Id) -> bool {
    dom.element(id).is_some_and(|element| {
        matches!(
            vocabulary().concept(element.classes()),
            Some(Concept::Control | Concept::Link)
        )
    })
}

/// The text of an item with the items below it, so that none is lost.
fn with_inner(mut own: RichText, inner: Vec<RichText>) -> RichText {
    for (n, rich) in inner.into_iter().enumerate() {
        own.push(if n == 0 { " " } else { "; " }, Emphasis::NONE, None);
        for run in rich.runs {
            own.push(run.text, run.emphasis, run.link);
        }
    }
    own
}

fn add_summary(entry: &mut Entry, rich: RichText) {
    entry.summary = match entry.summary.take() {
        None => Some(rich),
        Some(before) => text::join(vec![before, rich]),
    };
}

fn add_tags(entry: &mut Entry, rich: &RichText) {
    let text = super::fold::without_pictographs(&rich.text());
    for item in items(text.trim_end_matches('.')) {
        let tag = Tag::new(item, rich.span.clone());
        if !entry.tags.contains(&tag) {
            entry.tags.push(tag);
        }
    }
}

/// A paragraph of details with its label, if it has one.
fn detail(rich: RichText) -> Detail {
    match after_label(&rich) {
        Some((label, text)) => Detail {
            label: Some(label),
            text,
        },
        None => Detail {
            label: None,
            text: rich,
        },
    }
}

/// A figure: its value stands outside the element that says what it measures.
pub(super) fn metric(page: &Page, dom: &Dom, id: Id) -> Option<Metric> {
    let concept = |id: Id| {
        dom.element(id)
            .and_then(|element| vocabulary().concept(element.classes()))
    };
    let mut label = dom
        .within(id)
        .find(|&id| concept(id) == Some(Concept::MetricLabel));
    if label.is_none() {
        label = dom
            .children(id)
            .filter(|&id| dom.element(id).is_some())
            .last();
    }
    let label = label?;
    let value = text::plain(page, dom, dom.within(id), |node| node == label)?;
    let words = text::plain(page, dom, dom.subtree(label), |_| false)?;
    Some(Metric {
        span: page.span_of(dom.node(id).line, &value.value),
        value: value.value,
        label: words.value,
    })
}

/// Reads a text that a class calls a date; a fault is told and the text kept out.
pub(super) fn read_period(text: &Text, findings: &mut Diagnostics) -> Option<Period> {
    match period::read(&text.value, &text.span) {
        Ok(period) => Some(period),
        Err(error) => {
            findings.push(
                crate::diagnostic::Diagnostic::warning(format!("`{}`: {error}", text.value))
                    .at(text.span.clone()),
            );
            None
        }
    }
}

/// Languages with their level: "Portuguese: Native", "English (fluent)", "German – B2".
pub(super) fn languages(page: &Page, dom: &Dom, blocks: &[Block]) -> Vec<Entry> {
    let mut out = Vec::new();
    let mut add = |rich: &RichText| {
        let text = super::fold::without_pictographs(&rich.text());
        let parts = if text.contains(['(', ':', '：']) || facts(&text).len() > 1 {
            vec![text.as_str()]
        } else {
            items(&text)
        };
        for part in parts {
            let cut = part
                .find(['(', ':', '（', '：'])
                .or_else(|| facts(part).first().map(|first| first.len()))
                .unwrap_or(part.len());
            let (name, level) = part.split_at(cut);
            let level = trim_marks(level.trim_matches(['(', ')', ':', '（', '）', '：', ' ']));
            let mut entry = Entry::new(EntryKind::Language, rich.span.clone());
            if fold(name).is_empty() {
                continue;
            }
            entry.title = Some(Text::new(trim_marks(name).to_owned(), rich.span.clone()));
            if !level.is_empty() {
                entry.summary = Some(RichText::plain(level, rich.span.clone()));
            }
            out.push(entry);
        }
    };
    for block in blocks {
        match block.kind {
            BlockKind::List => {
                for id in dom.children(block.range.start) {
                    if let Some(rich) = text::rich(page, dom, dom.subtree(id), |_| false) {
                        add(&rich);
                    }
                }
            }
            BlockKind::Paragraph => {
                for rich in text::lines(page, dom, block.range.clone(), |_| false) {
                    add(&rich);
                }
            }
            BlockKind::Tags => {
                for id in dom.children_of(&block.range) {
                    if let Some(rich) = text::rich(page, dom, dom.subtree(id), |_| false) {
                        add(&rich);
                    }
                }
            }
            BlockKind::Heading(_)
            | BlockKind::Definitions
            | BlockKind::Table
            | BlockKind::Metrics
            | BlockKind::Call
            | BlockKind::Frame => {}
        }
    }
    out
}
