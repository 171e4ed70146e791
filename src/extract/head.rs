//! The top of a page: name, headline, contacts, and the opening paragraph.

use super::block::{Block, BlockKind};
use super::contact_line;
use super::fold::{fold, without_pictographs, words as words_of};
use super::outline::{Outline, heading_text};
use super::page::Reader;
use super::pieces::is_prose;
use super::text;
use super::vocabulary::{Concept, Vocabulary};
use crate::diagnostic::Diagnostic;
use crate::resume::{RichText, Text};

impl Reader<'_> {
    /// A first "section" that announces nothing and holds nothing is the line under the name.
    pub(super) fn title_part(&mut self, outline: &mut Outline) {
        let Some(first) = outline.parts.first() else {
            return;
        };
        let has_heading = outline
            .lead
            .iter()
            .any(|block| matches!(block.kind, BlockKind::Heading(_)));
        let says_nothing = first.blocks.iter().all(|block| match block.kind {
            BlockKind::Call | BlockKind::Frame => true,
            BlockKind::Paragraph | BlockKind::List | BlockKind::Tags => {
                let beside = text::plain(self.sheet, block.range.clone(), |id| {
                    self.sheet.dom.name(id) == "a"
                });
                // Links alone are ways to reach the person, or away from here.
                beside.is_none()
                    || text::plain(self.sheet, block.range.clone(), |_| false).is_none_or(|words| {
                        self.sheet.words.is_call(&words.value)
                            || super::person::is_contact_line(&words.value)
                    })
            }
            BlockKind::Heading(_)
            | BlockKind::Definitions
            | BlockKind::Table
            | BlockKind::Metrics => false,
        });
        if has_heading && first.topics.is_empty() && says_nothing {
            let part = outline.parts.remove(0);
            self.found.facts.headline = Some(part.title);
            outline.lead.extend(part.blocks);
        }
    }

    /// The contacts at the top come before those of the rest of the page.
    pub(super) fn contacts(&mut self, lead: &[Block]) {
        for block in lead {
            match block.kind {
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
                    self.found.facts.harvest(self.sheet, range, self.findings);
                }
            }
        }
    }

    pub(super) fn head(&mut self, lead: &[Block], names: &[String]) {
        let sheet = self.sheet;
        let page = sheet.page;
        let mut heading: Option<Text> = None;
        let mut is_named = false;
        let mut tagline: Option<Text> = self.found.facts.headline.take();
        let mut trade: Option<Text> = None;
        let mut prose: Vec<RichText> = Vec::new();
        let mut strays: Vec<Text> = Vec::new();
        for block in lead {
            match block.kind {
                BlockKind::Heading(_) if heading.is_none() => {
                    heading = heading_text(sheet, block);
                    is_named = block
                        .range
                        .clone()
                        .any(|id| sheet.concept(id) == Some(Concept::Person));
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
                        .harvest(sheet, range.clone(), self.findings);
                    let lines = text::lines(sheet, range, |_| false);
                    let is_bold = |line: &RichText| line.runs.iter().all(|r| r.emphasis.strong);
                    if tagline.is_none() {
                        tagline = lines
                            .iter()
                            .find(|line| is_bold(line))
                            .and_then(text::title);
                    }
                    let says = |line: &&RichText| {
                        let words = line.text();
                        !is_prose(&words)
                            && !super::person::is_contact_line(&words)
                            && sheet.words.speaks_of_role(&words)
                    };
                    let role = lines.iter().find(says).and_then(text::title);
                    // "Engineer · Porto, Portugal · ana@example.org"
                    let beside = lines.iter().find_map(|line| {
                        let words = without_pictographs(&line.text());
                        let is_contact = super::person::is_contact_line(&words);
                        let trade = contact_line::trade(sheet.words, &words);
                        let trade = trade.filter(|_| is_contact)?;
                        Some(Text::new(trade.to_owned(), line.span.clone()))
                    });
                    strays.extend(self.strays(block, &lines));
                    let Some(whole) = text::join(lines) else {
                        continue;
                    };
                    let words = whole.text();
                    let is_text = block.kind == BlockKind::Paragraph && !is_bold(&whole);
                    let has_address = super::person::email_in(&words).is_some();
                    if is_text && !has_address && is_prose(&words) {
                        prose.push(whole);
                    } else if heading.is_some()
                        && trade.is_none()
                        && prose.is_empty()
                        && (is_text || matches!(block.kind, BlockKind::Heading(_)))
                    {
                        trade = role.or(beside);
                    } else if heading.is_some() && trade.is_none() {
                        trade = beside;
                    }
                }
            }
        }
        let facts = &mut self.found.facts;
        let says_trade = [&trade, &tagline]
            .into_iter()
            .flatten()
            .any(|line| self.sheet.words.speaks_of_role(&line.value));
        let is_name = heading.as_ref().is_some_and(|heading| {
            names.iter().any(|name| fold(name) == fold(&heading.value))
                || is_named && !self.sheet.words.speaks_of_work(&heading.value)
                || (facts.has_contacts() || says_trade)
                    && may_be_name(self.sheet.words, &heading.value)
        });
        let clean = |text: Text| Text::new(super::fold::clean(&text.value), text.span);
        facts.name = page
            .front("name")
            .or_else(|| page.front("author"))
            .map(clean);
        if is_name && facts.name.is_none() {
            facts.name = heading.clone();
        }
        // "Ana Reis's CV" is the name of a document.
        let own_name = facts.name.as_ref().map(|name| name.value.clone());
        let is_known = |text: &str| {
            names
                .iter()
                .chain(&own_name)
                .any(|name| fold(name) == fold(text) || is_possessive(self.sheet.words, text, name))
        };
        let title = page.front("title").map(clean).and_then(|title| {
            let first = title.value.split(" | ").next().unwrap_or("").trim();
            (!first.is_empty() && !self.sheet.words.is_document(first) && !is_known(first))
                .then(|| Text::new(first.to_owned(), title.span.clone()))
        });
        let candidates = [
            page.front("headline")
                .or_else(|| page.front("jobTitle"))
                .map(clean),
            title,
            tagline.clone().filter(|line| !is_label(&line.value)),
            trade,
            heading.clone().filter(|heading| {
                !is_name
                    && !is_known(&heading.value)
                    && !self.sheet.words.is_document(&heading.value)
                    && !self.sheet.words.is_topic(&heading.value)
            }),
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
        self.opening = text::join_paragraphs(prose);
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
        strays.retain(|text| !printed.contains(&fold(&text.value)));
        if let Some(first) = strays.first() {
            let names: Vec<String> = strays.iter().map(|t| format!("`{}`", t.value)).collect();
            let told = format!("left out among the contacts: {}", names.join(", "));
            let note = Diagnostic::note(told).at(first.span.clone());
            self.findings
                .push(note.hint("say what it is: `Location: Porto`"));
        }
        if let Some(first) = left.first() {
            let names: Vec<String> = left.iter().map(|t| format!("`{}`", t.value)).collect();
            let span = first.span.clone();
            self.note(
                format!("the page's heading is left out: {}", names.join(", ")),
                &span,
            );
        }
    }
}

impl Reader<'_> {
    /// What lines of contacts say besides.
    fn strays(&self, block: &Block, lines: &[RichText]) -> Vec<Text> {
        let (sheet, dom) = (self.sheet, self.sheet.dom);
        let links: Vec<String> = block
            .range
            .clone()
            .filter(|&id| dom.name(id) == "a")
            .filter_map(|id| text::plain(sheet, dom.subtree(id), |_| false))
            .map(|shown| fold(&shown.value))
            .collect();
        let mut found = Vec::new();
        for line in lines {
            let words = without_pictographs(&line.text());
            if super::person::is_contact_line(&words) {
                let strays = contact_line::strays(sheet.words, &words).into_iter();
                let strays = strays.filter(|piece| !links.contains(&fold(piece)));
                found.extend(strays.map(|piece| Text::new(piece.to_owned(), line.span.clone())));
            }
        }
        found
    }
}

/// True for a bold word that announces what follows: "Address:".
fn is_label(text: &str) -> bool {
    text.trim_end().ends_with([':', '：'])
}

/// "Ana Reis's CV" for "Ana Reis": a title that names the page by its person.
fn is_possessive(words: &Vocabulary, title: &str, name: &str) -> bool {
    let (title, name) = (words_of(title), words_of(name));
    if name.is_empty() || title.len() <= name.len() {
        return false;
    }
    let same = title
        .iter()
        .zip(&name)
        .filter(|(one, other)| {
            one.trim_end_matches(['s', '\'']) == other.trim_end_matches(['s', '\''])
        })
        .count();
    same == name.len()
        && title[name.len()..]
            .iter()
            .all(|word| words.is_document(word))
}

/// The shape of a person's name: two to five words, each with a capital, none about work.
pub(super) fn may_be_name(words: &Vocabulary, text: &str) -> bool {
    let text = without_pictographs(text);
    let count = words_of(&text).len();
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
        && !words.speaks_of_work(&text)
        && words.topics(&text).is_empty()
}
