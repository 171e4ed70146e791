//! Pages as vector pictures.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::Event;
use vitae::svg;

use crate::fixture;

/// Elements with their attributes, and the texts of `title` and `desc`.
struct Read {
    elements: Vec<(String, Vec<(String, String)>)>,
    text: String,
}

fn read(picture: &str) -> Read {
    let mut reader = Reader::from_str(picture);
    let mut read = Read {
        elements: Vec::new(),
        text: String::new(),
    };
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => {
                let name = String::from_utf8_lossy(element.name().as_ref()).into_owned();
                let attributes = element
                    .attributes()
                    .map(|attribute| {
                        let attribute = attribute.expect("an attribute");
                        (
                            String::from_utf8_lossy(attribute.key.as_ref()).into_owned(),
                            String::from_utf8_lossy(&attribute.value).into_owned(),
                        )
                    })
                    .collect();
                read.elements.push((name, attributes));
            }
            Event::Text(text) => read.text.push_str(&text.decode().expect("UTF-8")),
            Event::Eof => return read,
            _ => {}
        }
    }
}

impl Read {
    fn values<'a>(&'a self, element: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.elements
            .iter()
            .filter(move |(name, _)| name == element)
            .flat_map(|(_, attributes)| attributes)
            .filter(move |(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }
}

#[test]
fn each_glyph_is_defined_once_and_every_use_has_its_glyph() {
    for name in fixture::THEMES {
        for picture in svg::write(&fixture::set(name).document) {
            let read = read(&picture);
            let defined: Vec<&str> = read.values("path", "id").collect();
            let known: HashSet<&str> = defined.iter().copied().collect();
            assert_eq!(defined.len(), known.len(), "{name}: a glyph is there twice");
            let used: HashSet<&str> = read
                .values("use", "href")
                .map(|target| target.strip_prefix('#').expect("a local target"))
                .collect();
            assert_eq!(used, known, "{name}");
            assert!(!used.is_empty());
        }
    }
}

#[test]
fn a_picture_says_in_words_what_it_shows() {
    let document = fixture::set("modern").document;
    let pictures = svg::write(&document);
    assert_eq!(pictures.len(), document.pages.len());
    let first = read(&pictures[0]);
    assert!(first.text.contains(fixture::TITLE), "{}", first.text);
    let text: String = pictures.iter().map(|picture| read(picture).text).collect();
    for phrase in fixture::PHRASES.iter().chain(&fixture::METRICS) {
        assert!(text.contains(phrase), "{phrase} is not in\n{text}");
    }
}

#[test]
fn links_lead_out_of_the_picture() {
    let document = fixture::set("modern").document;
    let first = read(&svg::write(&document)[0]);
    assert!(
        first.values("a", "href").any(|link| link == fixture::MAIL),
        "{:?}",
        first.values("a", "href").collect::<Vec<_>>()
    );
}

#[test]
fn identifiers_of_two_pages_never_meet() {
    let pictures = svg::write(&fixture::set("modern").document);
    let mut seen = HashSet::new();
    for picture in &pictures {
        for (_, attributes) in read(picture).elements {
            for (key, value) in attributes {
                assert!(key != "id" || seen.insert(value.clone()), "{value}");
            }
        }
    }
}

#[test]
fn the_same_page_gives_the_same_text() {
    let write = || svg::write(&fixture::set("technical").document);
    assert_eq!(write(), write());
}
