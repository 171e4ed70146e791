//! Why a résumé says what it says: each value with its place and what recognised it, and all
//! visible text that no value holds, with the reason.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::block::{Block, BlockKind, Card, blocks};
use super::fold::{fold, without_pictographs, words};
use super::outline::outline;
use super::sheet::Sheet;
use super::vocabulary::{Concept, Topic, Vocabulary, vocabulary};
use super::{semantic, skills, text, words_of};
use crate::diagnostic::{Diagnostics, Span};
use crate::read::{Body, Sources};
use crate::resume::{Entry, Resume, SectionBody};

/// What was taken and what was left out.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Each value in the order of the résumé.
    pub taken: Vec<Taken>,
    /// Visible text that no value holds, in the order of the pages.
    pub left: Vec<Left>,
}

/// A value with its place and what recognised it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Which value it is: `experience: title`.
    pub field: String,
    /// The value.
    pub value: String,
    /// What it was recognised by.
    pub by: &'static str,
    /// Where it was read.
    pub span: Span,
}

/// A text that was left out.
#[derive(Clone, Debug)]
pub struct Left {
    /// The text.
    pub text: String,
    /// Why no value holds it.
    pub why: String,
    /// Where it stands.
    pub span: Span,
}

/// Explains a résumé by the sources that it was read from.
pub fn explain(sources: &Sources, resume: &Resume, findings: &Diagnostics) -> Explanation {
    let words = words_of(sources);
    let words: &Vocabulary = words.as_deref().unwrap_or_else(|_| vocabulary());
    let mut explanation = Explanation {
        taken: values(resume),
        left: Vec::new(),
    };
    let said = Said::new(&explanation.taken);
    let pages = std::iter::once(&sources.page).chain(sources.with.iter().map(|(page, _)| page));
    for page in pages {
        let Body::Document(dom) = &page.body else {
            continue;
        };
        let sheet = Sheet::new(page, dom, words);
        let shapes = Shapes::new(&sheet);
        for taken in &mut explanation.taken {
            if std::sync::Arc::ptr_eq(taken.span.source(), &page.source) {
                taken.by = shapes.at(&taken.span);
            }
        }
        left(&sheet, &shapes, &said, findings, &mut explanation.left);
    }
    explanation
}

/// Every value of a résumé with its place.
fn values(resume: &Resume) -> Vec<Taken> {
    let mut out = Vec::new();
    let mut add = |field: &str, value: String, span: &Span| {
        out.push(Taken {
            field: field.to_owned(),
            value,
            by: "a value that was given",
            span: span.clone(),
        });
    };
    let person = &resume.person;
    for (field, value) in [
        ("name", &person.name),
        ("headline", &person.headline),
        ("location", &person.location),
        ("photo", &person.photo),
    ] {
        if let Some(value) = value {
            add(field, value.value.clone(), &value.span);
        }
    }
    for contact in &person.contacts {
        add("contact", contact.text.value.clone(), &contact.text.span);
    }
    if let Some(summary) = &resume.summary {
        add("summary", summary.text(), &summary.span);
    }
    for section in &resume.sections {
        let id = &section.id;
        if let Some(title) = &section.title {
            add(&format!("{id}: heading"), title.value.clone(), &title.span);
        }
        match &section.body {
            SectionBody::Entries(entries) => {
                for entry in entries {
                    of_entry(id, entry, &mut add);
                }
            }
            SectionBody::Skills(groups) => {
                for group in groups {
                    if let Some(name) = &group.name {
                        add(&format!("{id}: group"), name.value.clone(), &name.span);
                    }
                    for item in &group.items {
                        add(
                            &format!("{id}: skill"),
                            item.as_str().to_owned(),
                            &item.span,
                        );
                    }
                }
            }
            SectionBody::Metrics(metrics) => {
                for metric in metrics {
                    let told = format!("{} {}", metric.value, metric.label);
                    add(&format!("{id}: figure"), told, &metric.span);
                }
            }
            SectionBody::Text(paragraphs) => {
                for paragraph in paragraphs {
                    add(&format!("{id}: text"), paragraph.text(), &paragraph.span);
                }
            }
        }
    }
    out
}

fn of_entry(id: &str, entry: &Entry, add: &mut dyn FnMut(&str, String, &Span)) {
    let mut field =
        |name: &str, value: String, span: &Span| add(&format!("{id}: {name}"), value, span);
    for (name, value) in [
        ("title", &entry.title),
        ("organization", &entry.organization),
        ("via", &entry.via),
        ("location", &entry.location),
    ] {
        if let Some(value) = value {
            field(name, value.value.clone(), &value.span);
        }
    }
    if let Some(period) = &entry.period {
        field("period", period.written.clone(), &period.span);
    }
    if let Some(summary) = &entry.summary {
        field("summary", summary.text(), &summary.span);
    }
    for highlight in &entry.highlights {
        field("highlight", highlight.text.text(), &highlight.text.span);
    }
    for metric in &entry.metrics {
        let told = format!("{} {}", metric.value, metric.label);
        field("figure", told, &metric.span);
    }
    for tag in &entry.tags {
        field("tag", tag.as_str().to_owned(), &tag.span);
    }
    for detail in &entry.details {
        let label = detail
            .label
            .written()
            .map(|label| format!("{}: ", label.value));
        let told = format!("{}{}", label.unwrap_or_default(), detail.text.text());
        field("detail", told, &detail.text.span);
    }
    for (shown, href) in &entry.links {
        field("link", href.clone(), &shown.span);
    }
    for part in &entry.parts {
        of_entry(id, part, add);
    }
}

/// What stands on each line of a page: the shape that recognised it, or why it is no text.
struct Shapes {
    shapes: HashMap<usize, &'static str>,
    /// First and last line of what is left out, with the reason.
    aside: Vec<(usize, usize, &'static str)>,
    first: usize,
    /// The sections' headings by their lines.
    headings: Vec<(usize, String)>,
}

impl Shapes {
    fn new(sheet: &Sheet) -> Self {
        let dom = sheet.dom;
        let mut shapes = HashMap::new();
        let mut aside = Vec::new();
        let lines = |range: std::ops::Range<usize>| {
            let from = dom.node(range.start).line;
            (
                from,
                range.map(|id| dom.node(id).line).fold(from, usize::max),
            )
        };
        for block in blocks(sheet) {
            let (from, to) = lines(block.range.clone());
            match block.kind {
                BlockKind::Call => aside.push((from, to, "a call to action")),
                BlockKind::Frame => aside.push((from, to, frame(sheet, &block))),
                BlockKind::Heading(_)
                | BlockKind::Paragraph
                | BlockKind::List
                | BlockKind::Definitions
                | BlockKind::Table
                | BlockKind::Tags
                | BlockKind::Metrics => {
                    let shape = shape(&block);
                    for id in block.range.clone() {
                        shapes.entry(dom.node(id).line).or_insert(shape);
                    }
                }
            }
        }
        for id in dom.all().filter(|&id| sheet.is_aside(id)) {
            let why = match sheet.concept(id) {
                Some(Concept::Unseen) => "the page's style hides it",
                Some(Concept::Ignored) => "a part that no résumé holds",
                Some(_) | None => "a button, an icon or a way back",
            };
            let (from, to) = lines(dom.subtree(id));
            aside.push((from, to, why));
        }
        for id in dom
            .all()
            .filter(|&id| sheet.concept(id) == Some(Concept::Article))
        {
            let (from, to) = lines(dom.subtree(id));
            aside.push((from, to, "an article without an address"));
        }
        for range in semantic::read(sheet, &mut Diagnostics::new()).read {
            for id in range {
                shapes.insert(dom.node(id).line, "a microformat");
            }
        }
        for (line, _) in dom.data() {
            shapes.insert(*line, "linked data");
        }
        let body = dom.all().find(|&id| dom.name(id) == "body");
        let headings = outline(sheet)
            .parts
            .into_iter()
            .map(|part| (part.title.span.position().0, part.title.value))
            .collect();
        Shapes {
            headings,
            shapes,
            aside,
            first: body
                .and_then(|id| dom.all().nth(id + 1))
                .map_or(1, |id| dom.node(id).line),
        }
    }

    fn at(&self, span: &Span) -> &'static str {
        let line = span.position().0;
        match self.shapes.get(&line) {
            Some(shape) => shape,
            None if line < self.first => "front matter",
            // A long paragraph has its element on an earlier line.
            None => (0..line)
                .rev()
                .take(LONGEST_ELEMENT)
                .find_map(|line| self.shapes.get(&line))
                .copied()
                .unwrap_or("an attribute"),
        }
    }

    /// Why a line that nothing marks is in no value.
    fn reason(&self, sheet: &Sheet, line: usize, words: &str) -> String {
        if let Some((_, title)) = self.headings.iter().find(|(at, _)| *at == line) {
            return match sheet.words.topics(title).first() {
                Some((Topic::Summary | Topic::Contact, _)) => {
                    "a heading that is printed in other words".to_owned()
                }
                Some((Topic::Section(_) | Topic::Ignored, _)) | None => {
                    "a heading with nothing under it that a résumé holds".to_owned()
                }
            };
        }
        if sheet.words.is_topic(words) {
            return "a heading over several sections".to_owned();
        }
        match self.headings.iter().rev().find(|(at, _)| *at < line) {
            Some((_, title)) => match sheet.words.topics(title).first() {
                Some((Topic::Ignored, _)) => {
                    format!("`{title}` is no part of a résumé")
                }
                Some(_) | None => format!("not understood, under `{title}`"),
            },
            None => "not understood, above the first section".to_owned(),
        }
    }

    fn why(&self, line: usize) -> Option<&'static str> {
        self.aside
            .iter()
            .find(|(from, to, _)| (*from..=*to).contains(&line))
            .map(|(_, _, why)| *why)
    }
}

/// How many lines a paragraph may have below the line of its start tag.
const LONGEST_ELEMENT: usize = 40;

fn frame(sheet: &Sheet, block: &Block) -> &'static str {
    match sheet.dom.name(block.range.start) {
        "footer" => "the page's footer",
        "form" => "a form",
        "nav" | "ul" | "ol" => "navigation",
        _ => "a part that no résumé holds",
    }
}

fn shape(block: &Block) -> &'static str {
    let card = block.card.map(|(_, card)| card);
    match (block.kind, card) {
        (BlockKind::Heading(_), Some(Card::Cell)) => "the heading of one of several like parts",
        (BlockKind::Heading(_), Some(_)) => "the heading of a card",
        (BlockKind::Heading(_), None) => "a heading",
        (BlockKind::Paragraph, Some(Card::Cell)) => "a line in one of several like parts",
        (BlockKind::Paragraph, Some(_)) => "a line in a card",
        (BlockKind::Paragraph, None) => "a paragraph",
        (BlockKind::List, _) => "a list item",
        (BlockKind::Definitions, _) => "a term with its definition",
        (BlockKind::Table, _) => "a row of a table",
        (BlockKind::Tags, _) => "words side by side",
        (BlockKind::Metrics, _) => "a value with its label",
        (BlockKind::Call | BlockKind::Frame, _) => "a part that is no text",
    }
}

/// Lists the visible lines that no value holds.
fn left(sheet: &Sheet, shapes: &Shapes, said: &Said, findings: &Diagnostics, out: &mut Vec<Left>) {
    let dom = sheet.dom;
    // Without classes nothing is an aside, so that every line is seen.
    let plain = Sheet::without_classes(sheet.page, dom, sheet.words);
    let body = dom.all().find(|&id| dom.name(id) == "body");
    let range = body.map_or(dom.all(), |id| dom.within(id));
    for line in text::lines(&plain, range, |_| false) {
        let words = without_pictographs(&line.text());
        let missing = said.missing(sheet.words, &words);
        if missing.is_empty() {
            continue;
        }
        let at = line.span.position().0;
        let note = findings.iter().find(|finding| {
            finding.span.as_ref().is_some_and(|span| {
                std::sync::Arc::ptr_eq(span.source(), &sheet.page.source) && span.position().0 == at
            })
        });
        let why = match (shapes.why(at), note) {
            (Some(why), _) => why.to_owned(),
            (None, Some(note)) => note.message.clone(),
            (None, None) if sheet.words.is_call(&words) => "words that only lead on".to_owned(),
            (None, None) => shapes.reason(sheet, at, &words),
        };
        out.push(Left {
            // A line of which little is held is shown whole.
            text: if missing.join(" ").len() * 2 > fold(&words).len() {
                words
            } else {
                missing.join(" … ")
            },
            why,
            span: line.span,
        });
    }
}

/// All values, folded: as a whole for sentences, one by one for words side by side.
struct Said {
    whole: String,
    values: HashSet<String>,
}

impl Said {
    fn new(taken: &[Taken]) -> Self {
        let folded = taken
            .iter()
            .map(|taken| fold(&without_pictographs(&taken.value)));
        let mut values: HashSet<String> = folded.clone().collect();
        for contact in taken.iter().filter(|taken| taken.field == "contact") {
            values.extend(words(&contact.value));
        }
        Said {
            whole: folded.collect::<Vec<_>>().join("\n"),
            values,
        }
    }

    /// True for a whole value, or for enough words of one to be no accident.
    fn holds(&self, words: &[String]) -> bool {
        const FEWEST_WORDS: usize = 3;
        let joined = words.join(" ");
        self.values.contains(&joined) || words.len() >= FEWEST_WORDS && self.whole.contains(&joined)
    }

    /// The pieces of a line that no value holds.
    fn missing(&self, vocabulary: &Vocabulary, line: &str) -> Vec<String> {
        /// Values side by side are short; a longer one is found by its words.
        const MOST_WORDS: usize = 16;
        if self.whole.contains(&fold(line)) {
            return Vec::new();
        }
        let words = words(line);
        let mut out: Vec<Vec<&str>> = Vec::new();
        let mut gap: Vec<&str> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = MOST_WORDS.min(words.len() - at);
            match (1..=most).rev().find(|n| self.holds(&words[at..at + n])) {
                Some(n) => {
                    out.push(std::mem::take(&mut gap));
                    at += n;
                }
                None => {
                    gap.push(&words[at]);
                    at += 1;
                }
            }
        }
        out.push(gap);
        out.into_iter()
            .map(|words| words.join(" "))
            .filter(|piece| !is_joint(vocabulary, piece))
            .collect()
    }
}

/// True for what stands between two values: a label, a bar's width, "at", "via".
fn is_joint(vocabulary: &Vocabulary, piece: &str) -> bool {
    const LONGEST_JOINT: usize = 3;
    piece.chars().count() <= LONGEST_JOINT && !piece.contains(char::is_numeric)
        || skills::is_bar(piece)
        || vocabulary.label(piece).is_some()
        || vocabulary.is_stretch(piece)
        || vocabulary.network_of_key(&piece.replace(' ', "")).is_some()
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "taken:")?;
        for taken in &self.taken {
            writeln!(f, "  {}: {}", taken.field, shortened(&taken.value))?;
            writeln!(f, "      {}, {}", taken.span, taken.by)?;
        }
        if self.left.is_empty() {
            return writeln!(f, "\nleft out: nothing");
        }
        writeln!(f, "\nleft out:")?;
        for left in &self.left {
            writeln!(f, "  {}", shortened(&left.text))?;
            writeln!(f, "      {}, {}", left.span, left.why)?;
        }
        Ok(())
    }
}

/// The start of a long text; the place says where the rest is.
fn shortened(text: &str) -> String {
    const MOST: usize = 100;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(MOST).collect();
    out.push('…');
    out
}
