//! A bibliography (`.bib`) as a section of maps: what a paper is called, who wrote it, where and when
//! it appeared, and where it is found.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use biblatex::{Bibliography, ChunksExt, ChunksRef, Entry, Person, RawBibliography};

use crate::characters;
use crate::diagnostic::{Diagnostic, Source, Span, Spanned};
use crate::yaml::{Node, Value};

/// More works are a library's.
const MOST_ENTRIES: usize = 5_000;
/// What the works are to a résumé.
const SECTION: &str = "publications";
/// Where a work appeared, the first field that an entry has.
const VENUES: [&str; 9] = [
    "journaltitle",
    "journal",
    "booktitle",
    "eventtitle",
    "publisher",
    "institution",
    "school",
    "organization",
    "howpublished",
];
/// Fields that are taken as they are, each under the name by which data files know it.
const PLAIN: [(&str, &str); 5] = [
    ("doi", "doi"),
    ("url", "url"),
    ("note", "note"),
    ("award", "honor"),
    ("addendum", "note"),
];
/// Where the preprints of an archive stand.
const ARCHIVE: &str = "https://arxiv.org/abs/";

/// Accents on the letter i without its dot, `\'\i`, each with the letter in braces that has as many
/// bytes, so that places stay.
const DOTLESS: [(&str, &str); 4] = [
    ("\\'\\i", "{í}"),
    ("\\`\\i", "{ì}"),
    ("\\^\\i", "{î}"),
    ("\\\"\\i", "{ï}"),
];

/// The text with letters for accents on a dotless i, which the parser does not join.
fn dotted(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    for (written, letter) in DOTLESS {
        if out.contains(written) {
            out = Cow::Owned(out.replace(written, letter));
        }
    }
    out
}

/// Reads a bibliography; the latest works come first.
///
/// # Errors
/// A diagnostic with line and column for what is no bibliography, and for one of too many works.
pub(super) fn parse(source: &Arc<Source>) -> Result<Node, Diagnostic> {
    let text = source.text();
    let fault = |error: &biblatex::ParseError| {
        Diagnostic::error(format!(
            "the bibliography cannot be read: {}",
            lowered(&error.kind.to_string())
        ))
        .at(span(source, error.span.clone()))
        .hint("an entry is `@article{key, title = {...}, author = {...}, year = 2021}`")
    };
    let text = &dotted(text);
    let raw = RawBibliography::parse(text).map_err(|error| fault(&error))?;
    let places: HashMap<String, Range<usize>> = raw
        .entries
        .iter()
        .map(|entry| (entry.v.key.v.to_owned(), entry.span.clone()))
        .collect();
    if places.len() > MOST_ENTRIES {
        return Err(Diagnostic::error(format!(
            "the bibliography has more than {MOST_ENTRIES} works"
        ))
        .at(span(source, 0..0))
        .hint("save a person's own works in a file of their own"));
    }
    let all = Bibliography::from_raw(raw).map_err(|error| fault(&error))?;
    let mut works: Vec<(Option<String>, Node)> = Vec::new();
    for entry in all.iter() {
        let place = places.get(&entry.key).cloned().unwrap_or(0..0);
        let date = date(entry);
        works.push((
            date.as_ref().map(|date| sortable(date)),
            work(source, entry, date, place),
        ));
    }
    // Works of one day stand as they are written.
    works.sort_by(|(one, _), (other, _)| other.cmp(one));
    let span = Span::new(source, 0..text.len());
    let list = Node {
        value: Value::Sequence(works.into_iter().map(|(_, work)| work).collect()),
        span: span.clone(),
    };
    // Whatever the file is called: what it lists was published.
    Ok(Node {
        value: Value::Mapping(vec![(Spanned::new(SECTION.to_owned(), span.clone()), list)]),
        span,
    })
}

fn work(source: &Arc<Source>, entry: &Entry, date: Option<String>, place: Range<usize>) -> Node {
    let whole = span(source, place);
    let mut fields: Vec<(Spanned<String>, Node)> = Vec::new();
    let mut add = |key: &str, text: String, at: Span| {
        let node = Node {
            value: Value::Scalar(Some(characters::text(text.trim()).into_owned())),
            span: at,
        };
        fields.push((Spanned::new(key.to_owned(), node.span.clone()), node));
    };
    let at = |chunks: ChunksRef<'_>| match chunks.span() {
        range if range.is_empty() => whole.clone(),
        range => span(source, range),
    };
    if let Some(title) = entry.get("title") {
        let mut text = title.format_verbatim();
        if let Some(below) = entry.get("subtitle") {
            text.push_str(": ");
            text.push_str(&below.format_verbatim());
        }
        add("title", text, at(title));
    }
    let people = ["author", "editor"]
        .iter()
        .find_map(|who| entry.get(who))
        .map(|chunks| {
            let all = chunks.parse::<Vec<Person>>().unwrap_or_default();
            let names: Vec<String> = all.iter().map(name).collect();
            (names.join(", "), at(chunks))
        });
    if let Some((names, at)) = people.filter(|(names, _)| !names.is_empty()) {
        add("authors", names, at);
    }
    if let Some(venue) = VENUES.iter().find_map(|key| entry.get(key)) {
        add("venue", venue.format_verbatim(), at(venue));
    }
    if let Some(date) = date {
        let written = entry.get("date").or_else(|| entry.get("year"));
        add("date", date, written.map_or_else(|| whole.clone(), at));
    }
    for (key, known) in PLAIN {
        if let Some(value) = entry.get(key) {
            add(known, value.format_verbatim(), at(value));
        }
    }
    let is_preprint = ["archiveprefix", "eprinttype"].iter().any(|key| {
        entry
            .get(key)
            .is_some_and(|name| name.format_verbatim().eq_ignore_ascii_case("arxiv"))
    });
    if let Some(number) = entry.get("eprint").filter(|_| is_preprint) {
        add(
            "link",
            format!("{ARCHIVE}{}", number.format_verbatim()),
            at(number),
        );
    }
    Node {
        value: Value::Mapping(fields),
        span: whole,
    }
}

/// "Ana van der Reis Jr."; "et al." for all others.
fn name(person: &Person) -> String {
    if person.name == "others" && person.given_name.is_empty() {
        return "et al.".to_owned();
    }
    let parts = [
        &person.given_name,
        &person.prefix,
        &person.name,
        &person.suffix,
    ];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

/// "2021-05-12", "May 2021", "2021", as the entry says it.
fn date(entry: &Entry) -> Option<String> {
    if let Some(date) = entry.get("date") {
        return Some(date.format_verbatim().trim().to_owned());
    }
    let year = entry.get("year")?.format_verbatim().trim().to_owned();
    let Some(month) = entry.get("month") else {
        return Some(year);
    };
    let month = month.format_verbatim().trim().to_owned();
    Some(match month.parse::<u8>() {
        Ok(number) if (1..=12).contains(&number) => format!("{year}-{number:02}"),
        Ok(_) => year,
        Err(_) => format!("{month} {year}"),
    })
}

/// The year of a date, by which works are put in order.
fn sortable(date: &str) -> String {
    let mut years = date.split(|c: char| !c.is_ascii_digit());
    years
        .find(|digits| digits.len() == 4)
        .unwrap_or_default()
        .to_owned()
}

fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}

/// A range of the text, cut to what there is.
fn span(source: &Arc<Source>, range: Range<usize>) -> Span {
    let text = source.text();
    let within = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = within(range.start);
    Span::new(source, start..within(range.end).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Node, Diagnostic> {
        parse(&Source::new("papers.bib", text))
    }

    #[test]
    fn a_work_has_its_authors_venue_date_and_addresses() {
        let list = read(
            "---\n---\n@string{q = {Queue Letters}}\n\
             @phdthesis{t, title={Clocks}, author={Holt, Greta}, school={Lund University}, year=2019}\n\
             @article{a, title={Tides {LIE}}, author={Holt, Greta and Mar{\\'\\i}a de la Cruz and others},\n\
             journal=q, year={2021}, month=may, doi={10.5555/q.1}, eprint={2105.00001}, archivePrefix={arXiv},\n\
             abstract={Long.}}\n",
        )
        .expect("a list");
        let list = list.get(SECTION).expect("a section");
        let text = |at: usize, key: &str| list.items()[at].text_of(key).map(|text| text.value);
        assert_eq!(text(0, "title").as_deref(), Some("Tides LIE"));
        assert_eq!(
            text(0, "authors").as_deref(),
            Some("Greta Holt, María de la Cruz, et al.")
        );
        assert_eq!(text(0, "venue").as_deref(), Some("Queue Letters"));
        assert_eq!(text(0, "date").as_deref(), Some("May 2021"));
        assert_eq!(text(0, "doi").as_deref(), Some("10.5555/q.1"));
        assert_eq!(
            text(0, "link").as_deref(),
            Some("https://arxiv.org/abs/2105.00001")
        );
        assert_eq!(text(0, "abstract"), None);
        assert_eq!(text(1, "venue").as_deref(), Some("Lund University"));
        let title = list.items()[1].get("title").expect("a title");
        assert_eq!(title.span.position().0, 4);
    }

    #[test]
    fn what_is_open_or_stands_twice_is_told_with_its_line() {
        for (text, line) in [
            ("@article{a,\n title={x", 2),
            ("@article{a, title={x}}\n@article{a, title={y}}", 2),
        ] {
            let told = read(text).expect_err(text);
            assert_eq!(told.span.expect("placed").position().0, line, "{text}");
        }
    }
}
