//! A résumé for the public: without the person's number, address, place or profiles,
//! wherever they stand.
//!
//! Contacts of the kinds go. So do the same values in every text, however they are spelled,
//! and behind links; in prose the sentence around a value goes with it, so that no half
//! sentence is printed ([`cut`]). Each cut is told with its place, never with the value.

mod address;
mod cut;
mod phone;
mod place;
mod secrets;

use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::resume::{
    DetailLabel, Entry, Highlight, Metric, Person, Redaction, Resume, RichText, Section,
    SectionBody, SkillGroup, Tag, Text,
};
use cut::Gone;
use secrets::Secrets;

/// Takes a person's values out of texts.
#[derive(Clone, Debug)]
pub struct Redactor {
    secrets: Secrets,
    notes: Diagnostics,
    /// Where the town alone is still said.
    towns: Vec<Span>,
}

/// A copy of a résumé without the values of `kinds`, and what went with them.
pub fn redact(resume: &Resume, kinds: &[Redaction]) -> (Resume, Diagnostics) {
    let mut redactor = Redactor::new(&resume.person, kinds);
    let copy = redactor.resume(resume);
    (copy, redactor.take_notes())
}

impl Redactor {
    /// For the values of a person.
    pub fn new(person: &Person, kinds: &[Redaction]) -> Self {
        Redactor {
            secrets: Secrets::of(person, kinds),
            notes: Diagnostics::new(),
            towns: Vec::new(),
        }
    }

    /// What was left out beside the contacts, and what still tells the place, since it was last
    /// asked for.
    pub fn take_notes(&mut self) -> Diagnostics {
        let mut notes = std::mem::take(&mut self.notes);
        let mut towns = std::mem::take(&mut self.towns).into_iter();
        if let (Some(first), Some(town)) = (towns.next(), self.secrets.town()) {
            let mut warning = Diagnostic::warning(format!("the text still names `{town}`"))
                .at(first)
                .hint("the place as a whole is left out; reword what still tells it");
            for more in towns {
                warning = warning.also(more, "and here");
            }
            notes.push(warning);
        }
        notes
    }

    /// A copy of a whole résumé.
    pub fn resume(&mut self, resume: &Resume) -> Resume {
        Resume {
            person: self.person(&resume.person),
            summary: resume.summary.as_ref().and_then(|text| self.rich(text)),
            sections: resume
                .sections
                .iter()
                .map(|section| self.section(section))
                .collect(),
            arranged: resume.arranged,
            language: resume.language.clone(),
            page_breaks: resume.page_breaks.clone(),
        }
    }

    /// A copy of a person.
    pub fn person(&mut self, person: &Person) -> Person {
        let hides = |kind| self.secrets.hides(kind);
        let location = person
            .location
            .clone()
            .filter(|_| !hides(Redaction::Location));
        let mut contacts = Vec::new();
        for contact in &person.contacts {
            if hides(Redaction::of(&contact.kind)) {
                continue;
            }
            // A page's address may hold a number: "wa.me/351225550147".
            let target = contact.href.as_ref();
            let by_target = target.and_then(|href| self.secrets.shown_by(href));
            let mut in_text = self.secrets.find(&contact.text.value).into_iter();
            match by_target.or_else(|| in_text.next().map(|found| found.kind)) {
                Some(kind) => self.notes.push(
                    Diagnostic::note(format!("a contact with {} is left out", kind.described()))
                        .at(contact.text.span.clone()),
                ),
                None => contacts.push(contact.clone()),
            }
        }
        Person {
            name: self.text(person.name.as_ref()),
            headline: self.text(person.headline.as_ref()),
            location,
            contacts,
            photo: person.photo.clone(),
            picture: person.picture.clone(),
        }
    }

    /// A file's name without its ending; another one where it holds a value.
    pub fn stem<'a>(&self, stem: &'a str) -> &'a str {
        /// What a document is called whose page's name is not to be shown.
        const NAMELESS: &str = "resume";
        if self.secrets.find(stem).is_empty() && self.secrets.shown_by(stem).is_none() {
            stem
        } else {
            NAMELESS
        }
    }

    /// A copy of a text; `None` where nothing is left of it.
    pub fn rich(&mut self, text: &RichText) -> Option<RichText> {
        let text = self.without_targets(text);
        let whole = text.text();
        let found = self.secrets.find(&whole);
        if found.is_empty() {
            self.tell_towns(&whole, &text.span);
            return Some(text);
        }
        let mut cuts = Vec::new();
        for (range, kind, gone) in cut::prose(&whole, &found) {
            let what = kind.described();
            self.tell(
                match gone {
                    Gone::Piece => format!("{what} is left out"),
                    Gone::Sentence => format!("the sentence with {what} is left out"),
                },
                &text.span,
            );
            cuts.push(range);
        }
        cuts.sort_by_key(|cut| (cut.start, cut.end));
        let left = cut::rich(&text, &cuts)?;
        let words = left.text();
        self.tell_towns(&words, &left.span);
        // What was parted may have met.
        self.secrets.find(&words).is_empty().then_some(left)
    }

    fn tell(&mut self, message: String, span: &Span) {
        self.notes.push(Diagnostic::note(message).at(span.clone()));
    }

    fn tell_towns(&mut self, text: &str, span: &Span) {
        let Some(town) = self.secrets.town() else {
            return;
        };
        let whole = self.secrets.find(text);
        let alone = place::find(text, town).into_iter().any(|at| {
            let mut known = whole.iter().map(|found| &found.range);
            !known.any(|range| range.start <= at.start && at.end <= range.end)
        });
        if alone && !self.towns.contains(span) {
            self.towns.push(span.clone());
        }
    }

    /// A text whose links do not lead to a value; their words stay.
    fn without_targets(&mut self, text: &RichText) -> RichText {
        let mut out = RichText::new(text.span.clone());
        for run in &text.runs {
            let shown = run
                .link
                .as_ref()
                .and_then(|link| self.secrets.shown_by(link));
            if let Some(kind) = shown {
                let what = kind.described();
                self.tell(format!("a link to {what} is left out"), &text.span);
            }
            let link = run.link.clone().filter(|_| shown.is_none());
            out.push(&run.text, run.emphasis, link);
        }
        out
    }

    /// A copy of the name of a place; `None` where it is the person's own, or its town.
    pub fn place(&mut self, place: Option<&Text>) -> Option<Text> {
        let place = place?;
        if self.secrets.is_place(&place.value) {
            self.tell(
                "a place is left out: the person's own".to_owned(),
                &place.span,
            );
            return None;
        }
        self.text(Some(place))
    }

    /// A copy of a name, title or line; `None` where nothing is left of it.
    pub fn text(&mut self, text: Option<&Text>) -> Option<Text> {
        let mut text = text?.clone();
        let mut from = 0;
        loop {
            let mut found = self.secrets.find(&text.value).into_iter();
            let Some(next) = found.find(|found| found.range.start >= from) else {
                self.tell_towns(&text.value, &text.span);
                return Some(text);
            };
            // A school or firm that is named after the place keeps its name.
            if next.kind == Redaction::Location && !cut::stands_alone(&text.value, &next) {
                let named = "a name still tells the person's location";
                self.notes
                    .push(Diagnostic::warning(named).at(text.span.clone()));
                from = next.range.end;
                continue;
            }
            let what = next.kind.described();
            let left = cut::without(&text.value, &[cut::title(&text.value, &next)]);
            let left = left.trim().to_owned();
            if !left.contains(char::is_alphanumeric) {
                self.tell(format!("a title with {what} is left out"), &text.span);
                return None;
            }
            self.tell(format!("{what} is left out of a title"), &text.span);
            text.value = left;
            from = 0;
        }
    }

    fn section(&mut self, section: &Section) -> Section {
        let body = match &section.body {
            SectionBody::Entries(entries) => SectionBody::Entries(self.entries(entries)),
            SectionBody::Skills(groups) => SectionBody::Skills(self.groups(groups)),
            SectionBody::Metrics(metrics) => SectionBody::Metrics(self.metrics(metrics)),
            SectionBody::Text(texts) => {
                SectionBody::Text(texts.iter().filter_map(|text| self.rich(text)).collect())
            }
        };
        Section {
            id: section.id.clone(),
            title: self.text(section.title.as_ref()),
            kind: section.kind,
            body,
        }
    }

    fn entries(&mut self, entries: &[Entry]) -> Vec<Entry> {
        let mut kept = Vec::new();
        for entry in entries {
            let copy = self.entry(entry);
            if is_bare(&copy) && !is_bare(entry) {
                self.tell(
                    "an entry is left out: nothing else stood in it".to_owned(),
                    &entry.span,
                );
            } else {
                kept.push(copy);
            }
        }
        kept
    }

    fn entry(&mut self, entry: &Entry) -> Entry {
        let period = entry.period.clone();
        let links = entry.links.iter().filter(|(text, href)| {
            self.secrets.shown_by(href).is_none() && self.secrets.find(&text.value).is_empty()
        });
        let links: Vec<_> = links.cloned().collect();
        if links.len() < entry.links.len() {
            self.tell("a link of an entry is left out".to_owned(), &entry.span);
        }
        Entry {
            kind: entry.kind,
            title: self.text(entry.title.as_ref()),
            organization: self.text(entry.organization.as_ref()),
            via: self.text(entry.via.as_ref()),
            location: self.place(entry.location.as_ref()),
            period: period.filter(|period| self.secrets.find(&period.written).is_empty()),
            summary: entry.summary.as_ref().and_then(|text| self.rich(text)),
            highlights: self.highlights(&entry.highlights),
            metrics: self.metrics(&entry.metrics),
            tags: self.tags(&entry.tags),
            details: self.details(entry),
            links,
            parts: self.entries(&entry.parts),
            span: entry.span.clone(),
        }
    }

    fn highlights(&mut self, highlights: &[Highlight]) -> Vec<Highlight> {
        let mut kept = Vec::new();
        for highlight in highlights {
            if let Some(text) = self.rich(&highlight.text) {
                let tags = self.tags(&highlight.tags);
                kept.push(Highlight { text, tags });
            }
        }
        kept
    }

    fn details(&mut self, entry: &Entry) -> Vec<crate::resume::Detail> {
        let mut kept = Vec::new();
        for detail in &entry.details {
            let label = match &detail.label {
                DetailLabel::Written(label) => match self.text(Some(label)) {
                    Some(label) => DetailLabel::Written(label),
                    None => DetailLabel::Without,
                },
                DetailLabel::Usual => DetailLabel::Usual,
                DetailLabel::Without => DetailLabel::Without,
            };
            if let Some(text) = self.rich(&detail.text) {
                kept.push(crate::resume::Detail { label, text });
            }
        }
        kept
    }

    fn metrics(&mut self, metrics: &[Metric]) -> Vec<Metric> {
        let mut kept = Vec::new();
        for metric in metrics {
            let words = format!("{} {}", metric.value, metric.label);
            match self.secrets.find(&words).first() {
                Some(found) => {
                    let what = found.kind.described();
                    self.tell(format!("a metric with {what} is left out"), &metric.span);
                }
                None => kept.push(metric.clone()),
            }
        }
        kept
    }

    fn tags(&mut self, tags: &[Tag]) -> Vec<Tag> {
        let mut kept = Vec::new();
        for tag in tags {
            let is_place = self.secrets.is_place(tag.as_str());
            match self.secrets.find(tag.as_str()).first() {
                None if !is_place => kept.push(tag.clone()),
                found => {
                    let kind = found.map_or(Redaction::Location, |found| found.kind);
                    let what = kind.described();
                    self.tell(format!("a tag with {what} is left out"), &tag.span);
                }
            }
        }
        kept
    }

    fn groups(&mut self, groups: &[SkillGroup]) -> Vec<SkillGroup> {
        groups
            .iter()
            .map(|group| SkillGroup {
                name: self.text(group.name.as_ref()),
                items: self.tags(&group.items),
            })
            .filter(|group| group.name.is_some() || !group.items.is_empty())
            .collect()
    }
}

/// True for an entry with nothing to read in it.
fn is_bare(entry: &Entry) -> bool {
    entry.title.is_none()
        && entry.organization.is_none()
        && entry.summary.is_none()
        && entry.highlights.is_empty()
        && entry.metrics.is_empty()
        && entry.tags.is_empty()
        && entry.details.is_empty()
        && entry.parts.is_empty()
}
