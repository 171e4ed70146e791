//! Values are what the user says they are, whatever made them.

use super::texts::within;
use super::{Fix, Outcome};
use crate::diagnostic::Span;
use crate::extract::fold::{fold, words};
use crate::extract::page::Found;
use crate::read::ReadAs;
use crate::resume::{Entry, RichText, SectionBody, Text};

/// Where the texts of corrections stand in a source.
pub(crate) trait Ground {
    /// The places of a correction's text that it is for.
    fn places(&self, fix: &Fix) -> Vec<Span>;
}

/// Signs and blanks that part a text from what stands beside it.
const SIGNS: &[char] = &[
    ' ', '\t', '\n', ',', ';', '|', '·', '•', '–', '—', '-', ':', '/', '@', '，', '、',
];

/// Sees to it that all texts are what is said, and tells what became of each correction.
pub(crate) fn enforce(
    fixes: &[Fix],
    ground: &dyn Ground,
    at_words: &[String],
    found: &mut Found,
) -> Vec<(usize, Outcome)> {
    let mut out = Vec::with_capacity(fixes.len());
    for fix in fixes {
        let places = ground.places(fix);
        let outcome = match places.first() {
            None => Outcome::Absent,
            Some(first) if fix.is.is_of_person() => {
                of_person(fix, first, found);
                Outcome::Done
            }
            Some(_) => {
                let settler = Settler {
                    fix,
                    places: &places,
                    at_words,
                };
                match settler.found(found) {
                    true => Outcome::Done,
                    false => Outcome::Idle,
                }
            }
        };
        out.push((fix.number, outcome));
    }
    out
}

fn of_person(fix: &Fix, place: &Span, found: &mut Found) {
    let facts = &mut found.facts;
    let (own, other) = match fix.is {
        ReadAs::Name => (&mut facts.name, &mut facts.headline),
        ReadAs::Headline
        | ReadAs::Title
        | ReadAs::Organization
        | ReadAs::Location
        | ReadAs::Description => (&mut facts.headline, &mut facts.name),
    };
    let is_it = |text: &Option<Text>| {
        let text = text.as_ref();
        text.is_some_and(|text| fold(&text.value) == fold(&fix.text))
    };
    if !is_it(own) {
        let before = own.replace(Text::new(fix.text.trim().to_owned(), place.clone()));
        if is_it(other) {
            // The two were taken for one another.
            *other = before;
        }
    }
    if is_it(other) {
        *other = None;
    }
    if fix.is == ReadAs::Name {
        found.weak_name = None;
    }
}

/// One correction in the entries of a source.
struct Settler<'a> {
    fix: &'a Fix,
    places: &'a [Span],
    /// Words that lead to the name of an employer.
    at_words: &'a [String],
}

impl Settler<'_> {
    fn found(&self, found: &mut Found) -> bool {
        let mut is_done = false;
        for section in &mut found.sections {
            if let SectionBody::Entries(entries) = &mut section.body {
                for entry in entries {
                    is_done |= self.entry(entry);
                }
            }
        }
        is_done
    }

    /// True for a value that was read where the correction is for.
    fn is_here(&self, span: &Span) -> bool {
        let line = |span: &Span| span.position().0;
        let is_one = |place: &Span| {
            place.source().name() == span.source().name() && line(place) == line(span)
        };
        self.places.iter().any(is_one)
    }

    fn is_it(&self, text: &Text) -> bool {
        self.is_here(&text.span) && fold(&text.value) == fold(&self.fix.text)
    }

    fn entry(&self, entry: &mut Entry) -> bool {
        let mut is_done = false;
        for part in &mut entry.parts {
            is_done |= self.entry(part);
        }
        let own = slot(entry, self.fix.is);
        if own.is_some_and(|own| own.as_ref().is_some_and(|text| self.is_it(text))) {
            return true;
        }
        if let Some((text, vacated)) = self.taken(entry) {
            self.put(entry, text, vacated);
            return true;
        }
        is_done || self.fix.is == ReadAs::Description && self.is_described(entry)
    }

    /// True where the entry's text says it already.
    fn is_described(&self, entry: &Entry) -> bool {
        let details = entry.details.iter().map(|detail| &detail.text);
        let bullets = entry.highlights.iter().map(|bullet| &bullet.text);
        let mut texts = entry.summary.iter().chain(bullets).chain(details);
        texts.any(|text| {
            self.is_here(&text.span) && !within(&text.text(), &self.fix.text).is_empty()
        })
    }

    /// Takes the text out of the field that holds it, and says which field that leaves empty.
    fn taken(&self, entry: &mut Entry) -> Option<(Text, Option<ReadAs>)> {
        for field in [ReadAs::Title, ReadAs::Organization, ReadAs::Location] {
            let Some(own) = slot(entry, field).filter(|_| field != self.fix.is) else {
                continue;
            };
            if let Some(text) = own.take_if(|text| self.is_it(text)) {
                return Some((text, Some(field)));
            }
        }
        if let Some(text) = entry.via.take_if(|text| self.is_it(text)) {
            return Some((text, None));
        }
        if self.fix.is != ReadAs::Description {
            let is_it = |text: &RichText| {
                self.is_here(&text.span) && fold(&text.text()) == fold(&self.fix.text)
            };
            if let Some(text) = entry.summary.take_if(|text| is_it(text)) {
                return Some((plain(&text), None));
            }
            let bullets = &mut entry.highlights;
            if let Some(at) = bullets.iter().position(|bullet| is_it(&bullet.text)) {
                return Some((plain(&bullets.remove(at).text), None));
            }
            let details = &mut entry.details;
            if let Some(at) = details.iter().position(|detail| is_it(&detail.text)) {
                return Some((plain(&details.remove(at).text), None));
            }
            let is_tag = |tag: &crate::resume::Tag| {
                self.is_here(&tag.span) && fold(tag.as_str()) == fold(&self.fix.text)
            };
            if let Some(at) = entry.tags.iter().position(is_tag) {
                let tag = entry.tags.remove(at);
                return Some((Text::new(tag.as_str().to_owned(), tag.span), None));
            }
        }
        let cut = self.cut_name(entry)?;
        Some((cut, None))
    }

    /// Takes the text out of a longer one.
    fn cut_name(&self, entry: &mut Entry) -> Option<Text> {
        for field in [ReadAs::Title, ReadAs::Organization, ReadAs::Location] {
            let Some(own) = slot(entry, field) else {
                continue;
            };
            let Some(text) = own.as_mut().filter(|text| self.is_here(&text.span)) else {
                continue;
            };
            if let Some((rest, cut)) = self.cut(&text.value) {
                let cut = Text::new(cut, text.span.clone());
                text.value = rest;
                return Some(cut);
            }
        }
        let summary = entry.summary.as_mut();
        let summary = summary.filter(|text| self.is_here(&text.span))?;
        if self.fix.is == ReadAs::Description {
            return None;
        }
        for run in &mut summary.runs {
            if let Some((rest, cut)) = self.cut(&run.text) {
                run.text = rest;
                return Some(Text::new(cut, summary.span.clone()));
            }
        }
        None
    }

    /// What is left of a text, and the words that go; `None` where nothing would be left.
    fn cut(&self, text: &str) -> Option<(String, String)> {
        let at = within(text, &self.fix.text).into_iter().next()?;
        let cut = text[at.clone()].to_owned();
        let before = self.without_joint(text[..at.start].trim_end_matches(SIGNS));
        let before = before.trim_end_matches(['(', '（']).trim_end_matches(SIGNS);
        let after = text[at.end..].trim_start_matches([')', '）']);
        let after = after.trim_start_matches(SIGNS);
        let rest = match (before.is_empty(), after.is_empty()) {
            (true, true) => return None,
            (false, true) => before.to_owned(),
            (true, false) => after.to_owned(),
            (false, false) => format!("{before}, {after}"),
        };
        Some((rest, cut))
    }

    /// A text without the word at its end that leads to a name: "Cook at".
    fn without_joint<'t>(&self, text: &'t str) -> &'t str {
        let last = words(text).pop();
        match (last, text.rsplit_once(' ')) {
            (Some(last), Some((front, _))) if self.at_words.contains(&last) => {
                front.trim_end_matches(SIGNS)
            }
            _ => text,
        }
    }

    /// Gives an entry the text. What stood in its place goes where the text came from, if that
    /// names the entry, else to the entry's description.
    fn put(&self, entry: &mut Entry, text: Text, vacated: Option<ReadAs>) {
        let Some(own) = slot(entry, self.fix.is) else {
            return describe(entry, text);
        };
        let Some(before) = own.replace(text) else {
            return;
        };
        let is_same = slot(entry, self.fix.is)
            .and_then(|own| own.as_ref())
            .is_some_and(|own| fold(&own.value) == fold(&before.value));
        if is_same {
            return;
        }
        match vacated.and_then(|field| slot(entry, field)) {
            Some(free) => *free = Some(before),
            None => describe(entry, before),
        }
    }
}

/// The field of an entry; `None` for what is no field of one.
fn slot(entry: &mut Entry, field: ReadAs) -> Option<&mut Option<Text>> {
    match field {
        ReadAs::Title => Some(&mut entry.title),
        ReadAs::Organization => Some(&mut entry.organization),
        ReadAs::Location => Some(&mut entry.location),
        ReadAs::Name | ReadAs::Headline | ReadAs::Description => None,
    }
}

/// Puts a text before the entry's own.
fn describe(entry: &mut Entry, text: Text) {
    let mut rich = RichText::plain(text.value, text.span);
    if let Some(own) = entry.summary.take() {
        rich.push("\n", crate::resume::Emphasis::NONE, None);
        for run in own.runs {
            rich.push(run.text, run.emphasis, run.link);
        }
    }
    entry.summary = Some(rich);
}

fn plain(text: &RichText) -> Text {
    Text::new(text.text(), text.span.clone())
}
