//! Text that a template put where nobody has written yet: it goes, and one note tells of it.

use std::collections::HashSet;

use super::data::{Leaf, Sort, is_placeholder, scalars};
use super::page::Found;
use super::sheet::Sheet;
use super::text;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::read::{Body, Page};
use crate::resume::{Entry, RichText, SectionBody, Text};
use crate::yaml::Node;

/// Takes placeholders out of what a page holds. Data files give none in the first place, and
/// those that they have are counted.
pub(super) fn drop_all(leaf: Leaf<'_>, page: &Page, found: &mut Found, findings: &mut Diagnostics) {
    let mut dropped = Dropped::default();
    dropped.found(found);
    let is_read_as_text = dropped.places.is_empty();
    dropped.places.append(&mut found.placeholders);
    if let Body::Document(dom) = &page.body
        && !is_read_as_text
    {
        dropped.lines(&Sheet::new(page, dom, leaf.words));
    }
    if let Some(front) = &page.front {
        dropped.tree(leaf, front);
    }
    match &page.body {
        Body::Data(root) => dropped.tree(leaf, root),
        Body::Document(_) | Body::JsonResume | Body::Model(_) => {}
    }
    let mut places = dropped.places;
    places.sort_by_key(|span| span.range().start);
    let Some(first) = places.first() else { return };
    let what = match places.len() {
        1 => "a placeholder of the template is left out".to_owned(),
        count => format!("{count} placeholders of the template are left out"),
    };
    findings.push(Diagnostic::note(what).at(first.clone()));
}

#[derive(Default)]
struct Dropped {
    places: Vec<Span>,
    /// Names of entries under which something real is told: they stay.
    kept: Vec<Span>,
}

impl Dropped {
    fn found(&mut self, found: &mut Found) {
        let facts = &mut found.facts;
        for fact in [&mut facts.name, &mut facts.headline, &mut facts.location] {
            self.text(fact);
        }
        self.rich(&mut found.summary);
        for section in &mut found.sections {
            match &mut section.body {
                SectionBody::Entries(entries) => self.entries(entries),
                SectionBody::Skills(groups) => {
                    for group in groups.iter_mut() {
                        group
                            .items
                            .retain(|item| self.keeps(item.as_str(), &item.span));
                    }
                    groups.retain(|group| !group.items.is_empty());
                }
                SectionBody::Metrics(_) => {}
                SectionBody::Text(paragraphs) => {
                    paragraphs.retain(|text| self.keeps(&text.text(), &text.span));
                }
            }
        }
        found.sections.retain(|section| !section.body.is_empty());
    }

    fn entries(&mut self, entries: &mut Vec<Entry>) {
        entries.retain_mut(|entry| {
            let before = self.places.len();
            self.entry(entry);
            // What lost nothing is all that its author wrote.
            let is_whole = self.places.len() == before;
            let tells = entry.summary.is_some() || !entry.highlights.is_empty();
            is_whole || tells || entry.title.is_some() || entry.organization.is_some()
        });
    }

    /// An entry keeps its names if anything real is told under them.
    fn entry(&mut self, entry: &mut Entry) {
        let names = [entry.title.clone(), entry.organization.clone()];
        let before = self.places.len();
        self.text(&mut entry.title);
        self.text(&mut entry.organization);
        let of_names = self.places.len() - before;
        self.rich(&mut entry.summary);
        entry
            .highlights
            .retain(|bullet| self.keeps(&bullet.text.text(), &bullet.text.span));
        entry.tags.retain(|tag| self.keeps(tag.as_str(), &tag.span));
        entry
            .details
            .retain(|detail| self.keeps(&detail.text.text(), &detail.text.span));
        self.entries(&mut entry.parts);
        let is_told = entry.summary.is_some()
            || !entry.highlights.is_empty()
            || !entry.tags.is_empty()
            || !entry.details.is_empty()
            || !entry.parts.is_empty()
            || !entry.metrics.is_empty();
        if is_told && entry.title.is_none() && entry.organization.is_none() {
            [entry.title, entry.organization] = names;
            self.kept
                .extend(self.places.drain(before..before + of_names));
        }
    }

    fn text(&mut self, text: &mut Option<Text>) {
        if text
            .as_ref()
            .is_some_and(|text| !self.keeps(&text.value, &text.span))
        {
            *text = None;
        }
    }

    fn rich(&mut self, text: &mut Option<RichText>) {
        if text
            .as_ref()
            .is_some_and(|text| !self.keeps(&text.text(), &text.span))
        {
            *text = None;
        }
    }

    fn keeps(&mut self, text: &str, span: &Span) -> bool {
        let is_written = !is_placeholder(text);
        if !is_written {
            self.places.push(span.clone());
        }
        is_written
    }

    /// Counts the lines of a page: what it repeats was dropped before anybody looked at it.
    fn lines(&mut self, sheet: &Sheet) {
        let line = |span: &Span| span.position().0;
        let kept: HashSet<usize> = self.kept.iter().map(line).collect();
        let mut counted: HashSet<usize> = self.places.iter().map(line).collect();
        let body = sheet.dom.all().find(|&id| sheet.dom.name(id) == "body");
        let range = body.map_or(sheet.dom.all(), |id| sheet.dom.within(id));
        for text in text::lines(sheet, range, |_| false) {
            let at = line(&text.span);
            if is_placeholder(&text.text()) && !kept.contains(&at) && counted.insert(at) {
                self.places.push(text.span);
            }
        }
    }

    fn tree(&mut self, leaf: Leaf<'_>, root: &Node) {
        for scalar in scalars(leaf, root, None) {
            if scalar.sort == Sort::Placeholder && !self.places.contains(&scalar.span) {
                self.places.push(scalar.span);
            }
        }
    }
}
