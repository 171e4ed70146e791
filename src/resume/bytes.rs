//! A résumé as bytes, by which a run knows again what it has set before.
//!
//! Two models of different values, or read at different places, give different bytes: lengths
//! and variants stand before what they tell. Every field is named, so that a new one cannot be
//! forgotten. To print the model for a digest would take twenty times as long.

use std::sync::Arc;

use super::{
    Arranged, Contact, ContactKind, Detail, DetailLabel, Emphasis, Entry, EntryKind, Highlight,
    Metric, PartialDate, Period, PeriodEnd, Person, Resume, RichText, Run, Section, SectionBody,
    SectionKind, SkillGroup, Tag, Within, Year,
};
use crate::diagnostic::{Source, Span, Spanned};

/// A value that can be told apart by bytes.
trait Bytes {
    fn append<'a>(&'a self, out: &mut Out<'a>);
}

/// The bytes so far.
struct Out<'a> {
    bytes: Vec<u8>,
    /// The sources of spans; a span says only which of them it is.
    sources: Vec<&'a Arc<Source>>,
}

impl<'a> Out<'a> {
    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    fn put(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A length or a place, of which the lower half tells as much as is needed.
    fn number(&mut self, number: usize) {
        self.put(&(number as u32).to_le_bytes());
    }

    fn source(&mut self, source: &'a Arc<Source>) {
        let known = self
            .sources
            .iter()
            .rposition(|known| Arc::ptr_eq(known, source));
        let place = known.unwrap_or_else(|| {
            self.sources.push(source);
            self.sources.len() - 1
        });
        self.number(place);
    }
}

/// The bytes of a résumé; of its picture only whether there is one, as its file tells it apart.
pub(crate) fn bytes(resume: &Resume) -> Vec<u8> {
    let mut out = Out {
        bytes: Vec::with_capacity(32 * 1024),
        sources: Vec::new(),
    };
    resume.append(&mut out);
    for source in std::mem::take(&mut out.sources) {
        source.name().append(&mut out);
    }
    out.bytes
}

macro_rules! fields {
    ($($of:ident { $($field:ident),* })*) => {
        $(impl Bytes for $of {
            fn append<'a>(&'a self, out: &mut Out<'a>) {
                let $of { $($field),* } = self;
                $($field.append(out);)*
            }
        })*
    };
}

fields! {
    Resume { person, summary, sections, arranged, language, page_breaks }
    Contact { kind, text, href }
    Section { id, title, kind, body }
    Entry {
        kind, title, organization, via, location, period, summary, highlights, metrics, tags,
        details, links, parts, span
    }
    Highlight { text, tags }
    Detail { label, text }
    Metric { value, label, span }
    SkillGroup { name, items }
    Period { start, end, expected, written, span }
    PartialDate { year, within, day }
    Emphasis { strong, emphasized, code }
    Run { text, emphasis, link }
    RichText { runs, span }
}

impl Bytes for Person {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        let Person {
            name,
            headline,
            location,
            contacts,
            photo,
            picture,
        } = self;
        name.append(out);
        headline.append(out);
        location.append(out);
        contacts.append(out);
        photo.append(out);
        out.byte(u8::from(picture.is_some()));
    }
}

impl Bytes for ContactKind {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        match self {
            ContactKind::Email => out.byte(0),
            ContactKind::Phone => out.byte(1),
            ContactKind::Website => out.byte(2),
            ContactKind::Profile(network) => {
                out.byte(3);
                network.append(out);
            }
        }
    }
}

impl Bytes for SectionBody {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        match self {
            SectionBody::Entries(entries) => {
                out.byte(0);
                entries.append(out);
            }
            SectionBody::Skills(groups) => {
                out.byte(1);
                groups.append(out);
            }
            SectionBody::Metrics(metrics) => {
                out.byte(2);
                metrics.append(out);
            }
            SectionBody::Text(paragraphs) => {
                out.byte(3);
                paragraphs.append(out);
            }
        }
    }
}

impl Bytes for DetailLabel {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        match self {
            DetailLabel::Written(label) => {
                out.byte(0);
                label.append(out);
            }
            DetailLabel::Usual => out.byte(1),
            DetailLabel::Without => out.byte(2),
        }
    }
}

impl Bytes for PeriodEnd {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        match self {
            PeriodEnd::Present => out.byte(0),
            PeriodEnd::On(date) => {
                out.byte(1);
                date.append(out);
            }
        }
    }
}

impl Bytes for Year {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        let (variant, year) = match self {
            Year::Known(year) => (0, year),
            Year::Masked(year) => (1, year),
        };
        out.byte(variant);
        out.put(&year.to_le_bytes());
    }
}

impl Bytes for Within {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        match self {
            Within::Month(month) => out.put(&[0, month.number()]),
            Within::Season(season) => out.put(&[1, *season as u8]),
        }
    }
}

impl Bytes for SectionKind {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.byte(*self as u8);
    }
}

impl Bytes for Arranged {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.byte(*self as u8);
    }
}

impl Bytes for EntryKind {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.byte(*self as u8);
    }
}

impl Bytes for Tag {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        self.as_str().append(out);
        self.span.append(out);
    }
}

impl Bytes for Span {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        let range = self.range();
        out.source(self.source());
        out.number(range.start);
        out.number(range.end);
    }
}

impl<T: Bytes> Bytes for Spanned<T> {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        self.value.append(out);
        self.span.append(out);
    }
}

impl<T: Bytes> Bytes for Option<T> {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.byte(u8::from(self.is_some()));
        if let Some(value) = self {
            value.append(out);
        }
    }
}

impl<T: Bytes> Bytes for Vec<T> {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.number(self.len());
        for value in self {
            value.append(out);
        }
    }
}

impl<A: Bytes, B: Bytes> Bytes for (A, B) {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        self.0.append(out);
        self.1.append(out);
    }
}

impl Bytes for str {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.number(self.len());
        out.put(self.as_bytes());
    }
}

impl Bytes for String {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        self.as_str().append(out);
    }
}

impl Bytes for bool {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.byte(u8::from(*self));
    }
}

impl Bytes for u8 {
    fn append<'a>(&'a self, out: &mut Out<'a>) {
        out.byte(*self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resume() -> Resume {
        let source = Source::new("p.md", "Engineer at Mill");
        let span = |range| Span::new(&source, range);
        let mut entry = Entry::new(EntryKind::Position, span(0..8));
        entry.title = Some(Spanned::new("Engineer".to_owned(), span(0..8)));
        entry.period = Some(Period {
            start: None,
            end: Some(PeriodEnd::Present),
            expected: false,
            written: "since May".to_owned(),
            span: span(0..8),
        });
        entry.tags = vec![Tag::new("Rust", span(3..7))];
        Resume {
            sections: vec![Section {
                id: "experience".to_owned(),
                title: None,
                kind: SectionKind::Experience,
                body: SectionBody::Entries(vec![entry]),
            }],
            ..Resume::default()
        }
    }

    fn entry(resume: &mut Resume) -> &mut Entry {
        match &mut resume.sections[0].body {
            SectionBody::Entries(entries) => &mut entries[0],
            SectionBody::Skills(_) | SectionBody::Metrics(_) | SectionBody::Text(_) => {
                panic!("entries")
            }
        }
    }

    #[test]
    fn whatever_differs_in_the_model_differs_in_its_bytes() {
        let same = bytes(&resume());
        assert_eq!(same, bytes(&resume()));
        let other = Source::new("q.md", "Engineer at Mill");
        let changes: [fn(&mut Entry, Span); 7] = [
            |entry, _| entry.kind = EntryKind::Project,
            |entry, _| entry.organization = entry.title.take(),
            |entry, _| entry.tags.clear(),
            // One tag to all who compare tags, and not to a reader.
            |entry, _| entry.tags[0] = Tag::new("RUST", entry.tags[0].span.clone()),
            |entry, _| {
                entry.period.as_mut().expect("a period").written = "seit Mai".to_owned();
            },
            |entry, span| entry.span = span,
            |entry, _| entry.parts = vec![entry.clone()],
        ];
        let mut all = vec![same];
        for change in changes {
            let mut changed = resume();
            change(entry(&mut changed), Span::new(&other, 0..8));
            all.push(bytes(&changed));
        }
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
