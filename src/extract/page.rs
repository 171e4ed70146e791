//! One page: its head, then each part to its recogniser.

use super::block::{Block, BlockKind};
use super::entries::entries;
use super::figures;
use super::outline::{Part, has_cards, outline};
use super::person::{Facts, Link};
use super::semantic;
use super::sheet::Sheet;
use super::skills::skills;
use super::text;
use super::tongues::languages;
use super::vocabulary::{Topic, Vocabulary};
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
    pub(super) fn of_resume(words: &Vocabulary, resume: Resume) -> Self {
        let mut facts = Facts {
            name: resume.person.name,
            headline: resume.person.headline,
            location: resume.person.location,
            photo: resume.person.photo,
            ..Facts::default()
        };
        for Contact { kind, text, href } in resume.person.contacts {
            let network = match &kind {
                ContactKind::Profile(name) => words.network_of_key(&name.to_lowercase()),
                ContactKind::Email | ContactKind::Phone | ContactKind::Website => None,
            };
            // An account of a network whose addresses are known leads to its profile.
            let profile = || network.and_then(|network| network.profile(&text.value));
            let (address, is_account) = match href.or_else(profile) {
                Some(href) => (Text::new(href, text.span.clone()), false),
                None => (text.clone(), true),
            };
            match kind {
                ContactKind::Email => facts.emails.push(text),
                ContactKind::Phone => facts.phones.push(text),
                ContactKind::Website => facts.website = Some(address),
                ContactKind::Profile(network) => facts.links.push(Link {
                    network: Some(network).filter(|name| !name.is_empty()),
                    address,
                    is_account,
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
pub(super) fn read(sheet: &Sheet, names: &[String], findings: &mut Diagnostics) -> Found {
    let page = sheet.page;
    let mut outline = outline(sheet);
    let marked = semantic::read(sheet, findings);
    let mut reader = Reader {
        sheet,
        found: Found::default(),
        opening: None,
        findings,
    };
    reader.title_part(&mut outline);
    // What an h-resume wraps is read by its own classes.
    let inside = |block: &Block| marked.covers(block);
    outline.lead.retain(|block| !inside(block));
    for part in &mut outline.parts {
        part.blocks.retain(|block| !inside(block));
    }
    reader.contacts(&outline.lead);
    reader.foot(&mut outline.parts);
    for part in &outline.parts {
        reader.part(part);
    }
    let mut names = names.to_vec();
    names.extend(marked.facts.name.iter().map(|name| name.value.clone()));
    names.extend(meta_author(sheet).map(|name| name.value));
    reader.head(&outline.lead, &names);
    reader.settle_summary();
    let mut found = reader.found;
    marked.complete(&mut found, findings);
    if found.facts.name.is_none() {
        found.facts.name = meta_author(sheet);
    }
    if found.summary.is_none() {
        // Written for search engines, but better than nothing.
        found.summary = page
            .front("description")
            .map(|text| RichText::plain(super::fold::clean(&text.value), text.span));
    }
    found.language = declared_language(page, sheet.dom);
    found.guessed = guess(&outline.languages);
    found
}

/// The author whom a page's head names.
fn meta_author(sheet: &Sheet) -> Option<Text> {
    let dom = sheet.dom;
    let meta = dom.all().find(|&id| {
        dom.element(id)
            .is_some_and(|e| e.name == "meta" && e.attribute("name") == Some("author"))
    })?;
    let name = dom.element(meta)?.attribute("content")?;
    let line = dom.node(meta).line;
    super::head::may_be_name(sheet.words, name)
        .then(|| Text::new(super::fold::clean(name), sheet.page.span_of(line, name)))
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
fn guess(headings: &[(String, Text)]) -> Option<Text> {
    let mut best: Option<(usize, &(String, Text))> = None;
    for heading in headings {
        let count = headings.iter().filter(|other| other.0 == heading.0).count();
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, heading));
        }
    }
    let (count, (language, title)) = best?;
    (count * 2 > headings.len()).then(|| Text::new(language.clone(), title.span.clone()))
}

pub(super) struct Reader<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) found: Found,
    /// Running text above the first section: the summary where no section gives one.
    pub(super) opening: Option<RichText>,
    pub(super) findings: &'a mut Diagnostics,
}

impl Reader<'_> {
    pub(super) fn note(&mut self, message: String, at: &crate::diagnostic::Span) {
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

    /// Lines of addresses that close the page say how to reach the person, whatever section
    /// stands above them; under references they are somebody else's.
    fn foot(&mut self, parts: &mut [Part]) {
        let Some(last) = parts.last_mut() else { return };
        if last
            .topics
            .contains(&Topic::Section(SectionKind::References))
        {
            return;
        }
        while let Some(block) = last.blocks.last() {
            let lines = text::lines(self.sheet, block.range.clone(), |_| false);
            let is_contact = block.kind == BlockKind::Paragraph
                && block.card.is_none()
                && lines
                    .iter()
                    .any(|line| super::person::is_contact_line(&line.text()));
            if !is_contact {
                return;
            }
            let range = block.range.clone();
            self.found.facts.harvest(self.sheet, range, self.findings);
            last.blocks.pop();
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
                    self.found.facts.harvest(self.sheet, range, self.findings);
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
            (_, []) if figures::are_figures(self.sheet, &blocks) => {
                self.section(part, &blocks, &[SectionKind::Metrics]);
            }
            (_, []) if has_cards(&blocks) => self.section(part, &blocks, &[SectionKind::Projects]),
            (_, []) => self.other(part, &blocks),
            (_, kinds) => self.section(part, &blocks, kinds),
        }
    }

    /// Takes calls to action and page furniture out; an address in a call is kept.
    fn without_calls(&mut self, blocks: &[Block]) -> Vec<Block> {
        let sheet = self.sheet;
        let mut kept = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block.kind {
                BlockKind::Call => {
                    let mut facts = Facts::default();
                    facts.harvest(sheet, block.range.clone(), self.findings);
                    self.found.facts.emails.append(&mut facts.emails);
                    self.found.facts.phones.append(&mut facts.phones);
                    let words = text::plain(sheet, block.range.clone(), |_| false);
                    if words.is_some() {
                        let span = sheet.span(block.range.start);
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
        let mut paragraphs = Vec::new();
        for block in blocks {
            if matches!(block.kind, BlockKind::Heading(_)) {
                continue;
            }
            let lines = text::lines(self.sheet, block.range.clone(), |_| false);
            if block.kind == BlockKind::List {
                paragraphs.extend(lines);
            } else {
                paragraphs.extend(text::join(lines));
            }
        }
        let Some(text) = text::join_paragraphs(paragraphs) else {
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
        let sheet = self.sheet;
        let kind = kinds[0];
        let entry_kind = match kind {
            SectionKind::Skills | SectionKind::Interests => {
                let skills = skills(sheet, blocks);
                // Sentences about interests stay what they are.
                if kind == SectionKind::Interests && !skills.prose.is_empty() {
                    return self.other_as(part, blocks, kind);
                }
                for prose in skills.prose {
                    self.take_summary(prose, part);
                }
                return self.push(part, kind, SectionBody::Skills(skills.groups));
            }
            SectionKind::Languages => {
                let entries = languages(sheet, blocks);
                return self.push(part, kind, SectionBody::Entries(entries));
            }
            SectionKind::Metrics => {
                let metrics = figures::metrics(sheet, blocks);
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
        if self.leads_on(blocks) {
            return self.note(
                format!(
                    "`{}` only leads to another page, left out",
                    part.title.value
                ),
                &part.title.span,
            );
        }
        let found = entries(sheet, blocks, entry_kind, self.findings);
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
        // A part without entries keeps all its text.
        let is_text = found.entries.is_empty() && found.dead.is_empty();
        for (title, why) in found.left.iter().filter(|_| !is_text) {
            // One note tells of all placeholders.
            if super::data::is_placeholder(&title.value) {
                continue;
            }
            self.note(format!("{why}, left out: `{}`", title.value), &title.span);
        }
        let both = [SectionKind::Education, SectionKind::Certifications];
        if both.iter().all(|kind| kinds.contains(kind)) {
            return self.schools_and_certificates(part, found.entries);
        }
        if is_text {
            return self.other_as(part, blocks, kind);
        }
        self.push(part, kind, SectionBody::Entries(found.entries));
    }

    /// True for a lone short paragraph with a link to another page of the site.
    fn leads_on(&self, blocks: &[Block]) -> bool {
        /// Longer paragraphs tell something of their own.
        const MOST_WORDS: usize = 25;
        let dom = self.sheet.dom;
        let [block] = blocks else { return false };
        let is_near = |id: usize| {
            let target = dom.element(id).and_then(|a| a.attribute("href"));
            target.is_some_and(|to| !to.is_empty() && !to.contains(':') && !to.starts_with('#'))
        };
        let words = text::plain(self.sheet, block.range.clone(), |_| false);
        block.kind == BlockKind::Paragraph
            && words.is_some_and(|text| text.value.split_whitespace().count() <= MOST_WORDS)
            && block
                .range
                .clone()
                .any(|id| dom.name(id) == "a" && is_near(id))
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
            let is_degree = self.sheet.words.speaks_of_degree(title)
                || school.is_some_and(|school| self.sheet.words.speaks_of_degree(&school.value));
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
        let sheet = self.sheet;
        let mut paragraphs = Vec::new();
        for block in blocks {
            match block.kind {
                BlockKind::List | BlockKind::Definitions | BlockKind::Table => {
                    for id in sheet.dom.within(block.range.start) {
                        let dom = sheet.dom;
                        if matches!(dom.name(id), "li" | "dt" | "dd" | "td") && !sheet.is_aside(id)
                        {
                            let nested = |node| matches!(dom.name(node), "ul" | "ol" | "table");
                            paragraphs.extend(text::rich(sheet, sheet.dom.subtree(id), nested));
                        }
                    }
                }
                BlockKind::Heading(_)
                | BlockKind::Paragraph
                | BlockKind::Tags
                | BlockKind::Metrics => {
                    let rich = text::rich(sheet, block.range.clone(), |_| false);
                    let Some(rich) = rich.filter(|rich| !sheet.words.is_call(&rich.text())) else {
                        continue;
                    };
                    // A line of addresses at a page's end is how to reach the person.
                    let mut lines = text::lines(sheet, block.range.clone(), |_| false).into_iter();
                    if lines.any(|line| super::person::is_contact_line(&line.text())) {
                        let range = block.range.clone();
                        self.found.facts.harvest(sheet, range, self.findings);
                    } else {
                        paragraphs.push(rich);
                    }
                }
                BlockKind::Call | BlockKind::Frame => {}
            }
        }
        self.push(part, kind, SectionBody::Text(paragraphs));
    }
}
