//! One page: its head, then each part to its recogniser.

use super::block::{Block, BlockKind};
use super::entries::{entries, languages, metric};
use super::fold::{fold, without_pictographs, words};
use super::outline::{Part, has_cards, heading_text, outline};
use super::person::{Facts, Link};
use super::pieces::is_prose;
use super::skills::skills;
use super::text;
use super::vocabulary::{Topic, vocabulary};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::read::{Dom, Page};
use crate::resume::{
    Contact, ContactKind, Entry, EntryKind, Resume, RichText, Section, SectionBody, SectionKind,
    Text,
};

/// What one page holds.
#[derive(Default)]
pub(super) struct Found {
    pub(super) facts: Facts,
    pub(super) summary: Option<RichText>,
    pub(super) sections: Vec<Section>,
    /// The language that the page declares.
    pub(super) language: Option<Text>,
    /// The language that its headings are in.
    pub(super) guessed: Option<Text>,
}

impl Found {
    /// A résumé that was read whole.
    pub(super) fn of_resume(resume: Resume) -> Self {
        let mut facts = Facts {
            name: resume.person.name,
            headline: resume.person.headline,
            location: resume.person.location,
            photo: resume.person.photo,
            ..Facts::default()
        };
        for Contact { kind, text, href } in resume.person.contacts {
            let address = Text::new(
                href.unwrap_or_else(|| text.value.clone()),
                text.span.clone(),
            );
            match kind {
                ContactKind::Email => facts.emails.push(text),
                ContactKind::Phone => facts.phones.push(text),
                ContactKind::Website => facts.website = Some(address),
                ContactKind::Profile(network) => facts.links.push(Link {
                    network: Some(network).filter(|name| !name.is_empty()),
                    address,
                }),
            }
        }
        Found {
            facts,
            summary: resume.summary,
            sections: resume.sections,
            language: resume.language,
            guessed: None,
        }
    }
}

/// Reads a page.
pub(super) fn read(page: &Page, dom: &Dom, names: &[String], findings: &mut Diagnostics) -> Found {
    let outline = outline(page, dom);
    let mut reader = Reader {
        page,
        dom,
        found: Found::default(),
        opening: None,
        findings,
    };
    reader.head(&outline.lead, names);
    for part in &outline.parts {
        reader.part(part);
    }
    reader.settle_summary();
    let mut found = reader.found;
    if found.summary.is_none() {
        // Written for search engines, but better than nothing.
        found.summary = page
            .front("description")
            .map(|text| RichText::plain(super::fold::clean(&text.value), text.span));
    }
    found.language = declared_language(page, dom);
    found.guessed = guess(&outline.languages);
    found
}

fn declared_language(page: &Page, dom: &Dom) -> Option<Text> {
    page.front("lang")
        .or_else(|| page.front("language"))
        .or_else(|| {
            let root = dom.all().find(|&id| dom.name(id) == "html")?;
            let tag = dom.element(root)?.attribute("lang")?;
            (!tag.is_empty()).then(|| Text::new(tag.to_owned(), page.span(dom.node(root).line)))
        })
}

/// The language of most headings; `None` where they are few or of several languages.
fn guess(headings: &[(&'static str, Text)]) -> Option<Text> {
    let mut best: Option<(usize, &(&'static str, Text))> = None;
    for heading in headings {
        let count = headings.iter().filter(|other| other.0 == heading.0).count();
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, heading));
        }
    }
    let (count, (language, title)) = best?;
    (count * 2 > headings.len()).then(|| Text::new((*language).to_owned(), title.span.clone()))
}

struct Reader<'a> {
    page: &'a Page,
    dom: &'a Dom,
    found: Found,
    /// Running text above the first section: the summary where no section gives one.
    opening: Option<RichText>,
    findings: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn note(&mut self, message: String, at: &crate::diagnostic::Span) {
        self.findings.push(Diagnostic::note(message).at(at.clone()));
    }

    fn settle_summary(&mut self) {
        let Some(opening) = self.opening.take() else {
            return;
        };
        if self.found.summary.is_none() {
            self.found.summary = Some(opening);
        } else {
            self.note(
                "the text above the first section is left out".to_owned(),
                &opening.span,
            );
        }
    }

    fn head(&mut self, lead: &[Block], names: &[String]) {
        let (page, dom) = (self.page, self.dom);
        let mut heading: Option<Text> = None;
        let mut tagline: Option<Text> = None;
        let mut prose: Vec<RichText> = Vec::new();
        for block in lead {
            match block.kind {
                BlockKind::Heading(_) if heading.is_none() => {
                    heading = heading_text(page, dom, block);
                }
                BlockKind::Frame => {}
                BlockKind::Heading(_)
                | BlockKind::Paragraph
                | BlockKind::List
                | BlockKind::Definitions
                | BlockKind::Table
                | BlockKind::Tags
                | BlockKind::Metrics
                | BlockKind::Call => {
                    let range = block.range.clone();
                    self.found
                        .facts
                        .harvest(page, dom, range.clone(), self.findings);
                    let lines = text::lines(page, dom, range, |_| false);
                    let is_bold = |line: &RichText| line.runs.iter().all(|r| r.emphasis.strong);
                    if tagline.is_none() {
                        tagline = lines
                            .iter()
                            .find(|line| is_bold(line))
                            .and_then(text::title);
                    }
                    if block.kind == BlockKind::Paragraph
                        && let Some(whole) = text::join(lines)
                        && is_prose(&whole.text())
                        && !is_bold(&whole)
                        && super::person::email_in(&whole.text()).is_none()
                    {
                        prose.push(whole);
                    }
                }
            }
        }
        let facts = &mut self.found.facts;
        let is_name = heading.as_ref().is_some_and(|heading| {
            names.iter().any(|name| fold(name) == fold(&heading.value))
                || facts.has_contacts() && may_be_name(&heading.value)
        });
        let clean = |text: Text| Text::new(super::fold::clean(&text.value), text.span);
        facts.name = page
            .front("name")
            .or_else(|| page.front("author"))
            .map(clean);
        if is_name && facts.name.is_none() {
            facts.name = heading.clone();
        }
        let title = page.front("title").map(clean).and_then(|title| {
            let first = title.value.split(" | ").next().unwrap_or("").trim();
            let is_name = names.iter().any(|name| fold(name) == fold(first))
                || facts
                    .name
                    .as_ref()
                    .is_some_and(|name| fold(&name.value) == fold(first));
            (!first.is_empty() && !vocabulary().is_document(first) && !is_name)
                .then(|| Text::new(first.to_owned(), title.span.clone()))
        });
        let candidates = [
            page.front("headline")
                .or_else(|| page.front("jobTitle"))
                .map(clean),
            title,
            tagline.clone(),
            heading
                .clone()
                .filter(|heading| !is_name && !vocabulary().is_document(&heading.value)),
        ];
        facts.headline = candidates.into_iter().flatten().next();
        for key in ["email", "phone", "location", "photo"] {
            let Some(value) = page.front(key) else {
                continue;
            };
            match key {
                "email" => facts.emails.insert(0, value),
                "phone" => facts.phones.insert(0, value),
                "location" => facts.location = Some(value),
                _ => facts.photo = Some(value),
            }
        }
        self.opening = text::join(prose);
        let printed: Vec<String> = [&self.found.facts.name, &self.found.facts.headline]
            .into_iter()
            .flatten()
            .map(|text| fold(&text.value))
            .collect();
        let left: Vec<Text> = [heading, tagline]
            .into_iter()
            .flatten()
            .filter(|text| !printed.contains(&fold(&text.value)))
            .collect();
        if let Some(first) = left.first() {
            let names: Vec<String> = left.iter().map(|t| format!("`{}`", t.value)).collect();
            let span = first.span.clone();
            self.note(
                format!("the page's heading is left out: {}", names.join(", ")),
                &span,
            );
        }
    }

    fn part(&mut self, part: &Part) {
        let blocks = self.without_calls(&part.blocks);
        let sections: Vec<SectionKind> = part
            .topics
            .iter()
            .filter_map(|topic| match topic {
                Topic::Section(kind) => Some(*kind),
                Topic::Summary | Topic::Contact | Topic::Ignored => None,
            })
            .collect();
        let first = part.topics.first();
        match (first, sections.as_slice()) {
            (Some(Topic::Summary), _) => self.summary(part, &blocks),
            (Some(Topic::Contact), []) => {
                for block in &blocks {
                    let range = block.range.clone();
                    self.found
                        .facts
                        .harvest(self.page, self.dom, range, self.findings);
                }
            }
            (Some(Topic::Ignored), []) => {
                self.note(
                    format!(
                        "`{}` is no part of a résumé and is left out",
                        part.title.value
                    ),
                    &part.title.span,
                );
            }
            (_, []) if has_cards(&blocks) => self.section(part, &blocks, &[SectionKind::Projects]),
            (_, []) => self.other(part, &blocks),
            (_, kinds) => self.section(part, &blocks, kinds),
        }
    }

    /// Takes calls to action and page furniture out; an address in a call is kept.
    fn without_calls(&mut self, blocks: &[Block]) -> Vec<Block> {
        let (page, dom) = (self.page, self.dom);
        let mut kept = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block.kind {
                BlockKind::Call => {
                    let mut facts = Facts::default();
                    facts.harvest(page, dom, block.range.clone(), self.findings);
                    self.found.facts.emails.append(&mut facts.emails);
                    self.found.facts.phones.append(&mut facts.phones);
                    let words = text::plain(page, dom, block.range.clone(), |_| false);
                    if words.is_some() {
                        let span = page.span(dom.node(block.range.start).line);
                        self.note("a call to action is left out".to_owned(), &span);
                    }
                }
                BlockKind::Frame => {}
                BlockKind::Heading(_)
                | BlockKind::Paragraph
                | BlockKind::List
                | BlockKind::Definitions
                | BlockKind::Table
                | BlockKind::Tags
                | BlockKind::Metrics => kept.push(block.clone()),
            }
        }
        kept
    }

    fn summary(&mut self, part: &Part, blocks: &[Block]) {
        let mut lines = Vec::new();
        for block in blocks {
            if !matches!(block.kind, BlockKind::Heading(_)) {
                lines.extend(text::lines(
                    self.page,
                    self.dom,
                    block.range.clone(),
                    |_| false,
                ));
            }
        }
        let Some(text) = text::join(lines) else {
            return;
        };
        self.take_summary(text, part);
    }

    fn take_summary(&mut self, text: RichText, part: &Part) {
        if self.found.summary.is_none() {
            self.found.summary = Some(text);
        } else {
            self.note(
                format!("a second summary is left out: `{}`", part.title.value),
                &text.span,
            );
        }
    }

    fn push(&mut self, part: &Part, kind: SectionKind, body: SectionBody) {
        if !body.is_empty() {
            self.found.sections.push(Section {
                id: String::new(),
                title: Some(part.title.clone()),
                kind,
                body,
            });
        }
    }

    fn section(&mut self, part: &Part, blocks: &[Block], kinds: &[SectionKind]) {
        let (page, dom) = (self.page, self.dom);
        let kind = kinds[0];
        let entry_kind = match kind {
            SectionKind::Skills | SectionKind::Interests => {
                let skills = skills(page, dom, blocks);
                for prose in skills.prose {
                    self.take_summary(prose, part);
                }
                return self.push(part, kind, SectionBody::Skills(skills.groups));
            }
            SectionKind::Languages => {
                let entries = languages(page, dom, blocks);
                return self.push(part, kind, SectionBody::Entries(entries));
            }
            SectionKind::Metrics => {
                let mut metrics = Vec::new();
                for block in blocks {
                    if block.kind == BlockKind::Metrics {
                        for id in dom.children_of(&block.range) {
                            metrics.extend(metric(page, dom, id));
                        }
                    }
                }
                return self.push(part, kind, SectionBody::Metrics(metrics));
            }
            SectionKind::Experience => EntryKind::Position,
            SectionKind::Projects => EntryKind::Project,
            SectionKind::Education => EntryKind::Education,
            SectionKind::Certifications => EntryKind::Certification,
            SectionKind::Publications => EntryKind::Publication,
            SectionKind::Awards => EntryKind::Award,
            SectionKind::Volunteering => EntryKind::Volunteering,
            SectionKind::References => EntryKind::Reference,
            SectionKind::Other => EntryKind::Other,
        };
        let found = entries(page, dom, blocks, entry_kind, self.findings);
        if let Some(first) = found.dead.first() {
            let count = found.dead.len();
            let what = if count == 1 { "article" } else { "articles" };
            self.note(
                format!(
                    "{count} {what} without an address left out, from `{}`",
                    first.value
                ),
                &first.span,
            );
        }
        let both = [SectionKind::Education, SectionKind::Certifications];
        if both.iter().all(|kind| kinds.contains(kind)) {
            return self.schools_and_certificates(part, found.entries);
        }
        if found.entries.is_empty() && found.dead.is_empty() {
            return self.other_as(part, blocks, kind);
        }
        self.push(part, kind, SectionBody::Entries(found.entries));
    }

    /// One heading over both: each entry goes where its words belong.
    fn schools_and_certificates(&mut self, part: &Part, entries: Vec<Entry>) {
        let mut schools = Vec::new();
        let mut certificates = Vec::new();
        for mut entry in entries {
            let title = entry
                .title
                .as_ref()
                .map_or("", |title| title.value.as_str());
            let school = entry.organization.as_ref();
            let is_degree = vocabulary().speaks_of_degree(title)
                || school.is_some_and(|school| vocabulary().speaks_of_degree(&school.value));
            if is_degree {
                entry.kind = EntryKind::Education;
                schools.push(entry);
            } else {
                entry.kind = EntryKind::Certification;
                certificates.push(entry);
            }
        }
        self.push(part, SectionKind::Education, SectionBody::Entries(schools));
        let body = SectionBody::Entries(certificates);
        self.push(part, SectionKind::Certifications, body);
    }

    fn other(&mut self, part: &Part, blocks: &[Block]) {
        self.other_as(part, blocks, SectionKind::Other);
    }

    /// A section without entries: its paragraphs as they are.
    fn other_as(&mut self, part: &Part, blocks: &[Block], kind: SectionKind) {
        let (page, dom) = (self.page, self.dom);
        let mut paragraphs = Vec::new();
        for block in blocks {
            match block.kind {
                BlockKind::List | BlockKind::Definitions | BlockKind::Table => {
                    for id in dom.within(block.range.start) {
                        if matches!(dom.name(id), "li" | "dt" | "dd" | "td") {
                            let nested = |node| matches!(dom.name(node), "ul" | "ol" | "table");
                            paragraphs.extend(text::rich(page, dom, dom.subtree(id), nested));
                        }
                    }
                }
                BlockKind::Heading(_)
                | BlockKind::Paragraph
                | BlockKind::Tags
                | BlockKind::Metrics => {
                    let rich = text::rich(page, dom, block.range.clone(), |_| false);
                    paragraphs.extend(rich.filter(|rich| !vocabulary().is_call(&rich.text())));
                }
                BlockKind::Call | BlockKind::Frame => {}
            }
        }
        self.push(part, kind, SectionBody::Text(paragraphs));
    }
}

/// The shape of a person's name: two to five words, each with a capital, none about work.
fn may_be_name(text: &str) -> bool {
    let text = without_pictographs(text);
    let count = words(&text).len();
    let capital = |word: &str| {
        word.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(|c| !c.is_lowercase())
    };
    // Particles such as "von" and "de" stand in lower case between the names.
    let capitals = text.split_whitespace().filter(|word| capital(word)).count();
    (2..=5).contains(&count)
        && capitals >= 2
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '|' | '&' | '!' | '?'))
        && !vocabulary().speaks_of_work(&text)
        && vocabulary().topics(&text).is_empty()
}
