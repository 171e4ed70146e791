//! The account of a data file: what nothing took is counted and told.

use std::collections::HashSet;

use super::fields::fields;
use super::leaf::Leaf;
use super::rest::says_something;
use super::scalars::{Sort, places, scalars};
use super::skills::is_measure;
use crate::diagnostic::{Diagnostic, Diagnostics, Span};
use crate::extract::fold::words;
use crate::extract::page::Found;
use crate::resume::{DetailLabel, Entry, RichText, SectionBody};
use crate::yaml::Node;

/// One warning for all values of a file that stand nowhere in what was made of it.
/// What `findings` tell of is told.
pub(super) fn told(
    leaf: Leaf<'_>,
    root: &Node,
    tree: &Node,
    found: &Found,
    findings: &Diagnostics,
) -> Diagnostics {
    let mut told = Diagnostics::new();
    // A file that holds nothing is refused whole.
    if found.sections.is_empty() && found.summary.is_none() {
        return told;
    }
    let mut said = Said::default();
    said.all(found);
    let mut kept = HashSet::new();
    places(tree, &mut kept);
    let is_told = |span: &Span| {
        let mut places = findings.iter().filter_map(|finding| finding.span.as_ref());
        places.any(|told| told == span)
    };
    let left: Vec<_> = scalars(leaf, root, found.language.as_ref())
        .into_iter()
        .filter(|scalar| match scalar.sort {
            Sort::Known | Sort::Unknown => true,
            Sort::OtherLanguage
            | Sort::Placeholder
            | Sort::Setting
            | Sort::Level
            | Sort::Beside
            | Sort::Tongue => false,
        })
        .filter(|scalar| kept.contains(&scalar.span.range().start))
        .filter(|scalar| says_something(&scalar.text) && !is_measure(&scalar.text))
        .filter(|scalar| !said.holds(&scalar.text) && !is_told(&scalar.span))
        .filter(|scalar| !is_label(leaf, &scalar.text))
        .collect();
    let Some(first) = left.first() else {
        return told;
    };
    let key = first.above.last().map_or("", |above| &above.key.value);
    let message = match left.len() {
        1 => format!("a value has no place in the résumé, left out: `{key}`"),
        count => format!("{count} values have no place in the résumé, left out, the first `{key}`"),
    };
    told.push(
        Diagnostic::warning(message)
            .harmless()
            .at(first.span.clone())
            .hint("`vitae extract --explain` lists them with the reason for each"),
    );
    told
}

/// True for a text that says what stands beside it: "Email", "General Information".
fn is_label(leaf: Leaf<'_>, text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    text.split_whitespace().count() <= MOST_WORDS
        && (fields().fact(text).is_some()
            || fields().is_machinery(text)
            || fields().holds_person(text)
            || fields().topic(leaf.words, text).is_some())
}

/// All words of what was found.
#[derive(Default)]
struct Said {
    words: HashSet<String>,
    addresses: String,
}

impl Said {
    fn holds(&self, text: &str) -> bool {
        let is_address = !text.contains(char::is_whitespace)
            && (text.contains('/') || text.contains('@') || text.contains('.'));
        let bare = text
            .trim_end_matches('/')
            .rsplit("//")
            .next()
            .unwrap_or(text);
        is_address && self.addresses.contains(&bare.to_lowercase())
            || words(text).iter().all(|word| self.words.contains(word))
    }

    fn add(&mut self, text: &str) {
        self.words.extend(words(text));
    }

    fn address(&mut self, text: &str) {
        self.add(text);
        self.addresses.push_str(&text.to_lowercase());
        self.addresses.push('\n');
    }

    fn rich(&mut self, text: &RichText) {
        self.add(&text.text());
        for run in &text.runs {
            run.link.iter().for_each(|link| self.address(link));
        }
    }

    fn all(&mut self, found: &Found) {
        let facts = &found.facts;
        let texts = facts
            .name
            .iter()
            .chain(&facts.headline)
            .chain(&facts.location)
            .chain(&facts.phones)
            .chain(&facts.emails)
            .chain(&facts.website)
            .chain(&facts.photo)
            .chain(facts.links.iter().map(|link| &link.address));
        for text in texts {
            self.address(&text.value);
        }
        for link in &facts.links {
            link.network.iter().for_each(|name| self.add(name));
        }
        found.summary.iter().for_each(|text| self.rich(text));
        for section in &found.sections {
            section
                .title
                .iter()
                .for_each(|title| self.add(&title.value));
            match &section.body {
                SectionBody::Entries(entries) => entries.iter().for_each(|entry| self.entry(entry)),
                SectionBody::Text(texts) => texts.iter().for_each(|text| self.rich(text)),
                SectionBody::Metrics(metrics) => {
                    for metric in metrics {
                        self.add(&metric.value);
                        self.add(&metric.label);
                    }
                }
                SectionBody::Skills(groups) => {
                    for group in groups {
                        group.name.iter().for_each(|name| self.add(&name.value));
                        group.items.iter().for_each(|tag| self.add(tag.as_str()));
                    }
                }
            }
        }
    }

    fn entry(&mut self, entry: &Entry) {
        let texts = entry
            .title
            .iter()
            .chain(&entry.organization)
            .chain(&entry.via)
            .chain(&entry.location);
        texts.for_each(|text| self.add(&text.value));
        entry
            .period
            .iter()
            .for_each(|period| self.add(&period.written));
        entry.summary.iter().for_each(|text| self.rich(text));
        entry
            .highlights
            .iter()
            .for_each(|item| self.rich(&item.text));
        entry.tags.iter().for_each(|tag| self.add(tag.as_str()));
        for metric in &entry.metrics {
            self.add(&metric.value);
            self.add(&metric.label);
        }
        for detail in &entry.details {
            if let DetailLabel::Written(label) = &detail.label {
                self.add(&label.value);
            }
            self.rich(&detail.text);
        }
        for (text, href) in &entry.links {
            self.address(&text.value);
            self.address(href);
        }
        entry.parts.iter().for_each(|part| self.entry(part));
    }
}
