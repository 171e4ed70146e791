//! Finished PDF files, reopened by another library's reader.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

use crate::fixture;

/// Text of a page in the order of its stream, each text object a line.
pub fn lines(document: &Document, page: lopdf::ObjectId) -> Vec<String> {
    let fonts = unicode_maps(document, page);
    let bytes = document.get_page_content(page);
    let content = Content::decode(&bytes).expect("operators");
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut font = String::new();
    for operation in content.operations {
        match operation.operator.as_str() {
            "BT" => line.clear(),
            "ET" => lines.push(std::mem::take(&mut line)),
            "Tf" => {
                let name = operation.operands[0].as_name().expect("a name");
                font = String::from_utf8_lossy(name).into_owned();
            }
            "TJ" => {
                for item in operation.operands[0].as_array().expect("an array") {
                    if let Object::String(codes, _) = item {
                        for code in codes.chunks(2) {
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            let text = fonts[&font].get(&code);
                            line.push_str(text.unwrap_or_else(|| panic!("{code} has no text")));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    lines
}

fn unicode_maps(
    document: &Document,
    page: lopdf::ObjectId,
) -> BTreeMap<String, BTreeMap<u16, String>> {
    document
        .get_page_fonts(page)
        .expect("fonts")
        .into_iter()
        .map(|(name, font)| {
            let map = font.get(b"ToUnicode").and_then(Object::as_reference);
            let stream = document.get_object(map.expect("a map")).expect("a stream");
            let text = stream
                .as_stream()
                .and_then(|s| s.decompressed_content())
                .expect("a readable map");
            let name = String::from_utf8_lossy(&name).into_owned();
            (name, parse_map(&String::from_utf8_lossy(&text)))
        })
        .collect()
}

/// `<code> <text>` and `<from> <to> <text>` lines of a ToUnicode map.
fn parse_map(text: &str) -> BTreeMap<u16, String> {
    let mut map = BTreeMap::new();
    let mut section = "";
    for row in text.lines() {
        let row = row.trim();
        if row.ends_with("beginbfchar") {
            section = "char";
        } else if row.ends_with("beginbfrange") {
            section = "range";
        } else if row.starts_with("end") {
            section = "";
        } else if !section.is_empty() {
            let words: Vec<&str> = row
                .split(['<', '>'])
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .collect();
            let number = |word: &str| u16::from_str_radix(word, 16).expect("hexadecimal");
            let units: Vec<u16> = words[words.len() - 1]
                .as_bytes()
                .chunks(4)
                .map(|digits| number(std::str::from_utf8(digits).expect("ASCII")))
                .collect();
            let last = if section == "char" {
                words[0]
            } else {
                words[1]
            };
            for (step, code) in (number(words[0])..=number(last)).enumerate() {
                let mut units = units.clone();
                if let Some(unit) = units.last_mut() {
                    *unit += step as u16;
                }
                map.insert(code, String::from_utf16(&units).expect("UTF-16"));
            }
        }
    }
    map
}

pub fn string_of(dictionary: &Dictionary, key: &[u8]) -> String {
    let bytes = dictionary.get(key).and_then(Object::as_str).expect("text");
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(utf16) => {
            let units: Vec<u16> = utf16
                .chunks(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8(bytes.to_vec()).expect("ASCII"),
    }
}

#[test]
fn every_word_can_be_read_once_and_in_order() {
    for theme in fixture::THEMES {
        let flow = fixture::flow(theme);
        let document = Document::load_mem(&fixture::pdf(theme)).expect("a PDF");
        let read: Vec<String> = document
            .get_pages()
            .into_values()
            .flat_map(|page| lines(&document, page))
            .collect();
        let read = fixture::letters(&read.join(" "));
        // The foot of later pages is not content.
        let foot = fixture::letters(&format!(
            "{} · 2 / {}",
            flow.info.running.as_deref().unwrap_or_default(),
            document.get_pages().len()
        ));
        let read = read.replace(&foot, "");
        let marks = fixture::letters(&fixture::theme(theme).arrangement.bullet.mark);
        let mut wanted = String::new();
        for node in fixture::leaves(&flow) {
            if node.role == vitae::layout::Role::Item {
                wanted.push_str(&marks);
            }
            for run in node.runs() {
                wanted.push_str(&fixture::letters(&run.text));
            }
        }
        let folded = |text: &str| text.to_lowercase();
        similar(&folded(&read), &folded(&wanted), theme);
    }
}

/// Equal, or the first difference is shown.
fn similar(read: &str, wanted: &str, theme: &str) {
    if read != wanted {
        let at = read
            .chars()
            .zip(wanted.chars())
            .position(|(a, b)| a != b)
            .unwrap_or(0);
        let around = |text: &str| text.chars().skip(at.saturating_sub(30)).take(80).collect();
        let (read, wanted): (String, String) = (around(read), around(wanted));
        panic!("{theme}: read `{read}`, wanted `{wanted}`");
    }
}

#[test]
fn words_are_parted_by_real_blanks() {
    for theme in fixture::THEMES {
        let document = Document::load_mem(&fixture::pdf(theme)).expect("a PDF");
        let text: String = document
            .get_pages()
            .into_values()
            .flat_map(|page| lines(&document, page))
            .map(|line| line.trim_end().to_owned() + " ")
            .collect();
        for phrase in fixture::PHRASES {
            assert!(text.contains(phrase), "{theme}: `{phrase}` in\n{text}");
        }
    }
}

#[test]
fn every_face_is_embedded_and_subset() {
    for theme in fixture::THEMES {
        let document = Document::load_mem(&fixture::pdf(theme)).expect("a PDF");
        let page = *document.get_pages().values().next().expect("a page");
        let fonts = document.get_page_fonts(page).expect("fonts");
        assert!(!fonts.is_empty());
        for font in fonts.values() {
            let name = font
                .get(b"BaseFont")
                .and_then(Object::as_name)
                .expect("name");
            let name = String::from_utf8_lossy(name);
            let (tag, _) = name.split_once('+').expect("a subset tag");
            assert!(tag.len() == 6 && tag.chars().all(|c| c.is_ascii_uppercase()));
            assert_eq!(
                font.get(b"Subtype").and_then(Object::as_name).ok(),
                Some(b"Type0".as_slice())
            );
        }
        assert!(
            fixture::pdf(theme).len() < 45_000,
            "{theme}: two pages stay small"
        );
    }
}

#[test]
fn links_lead_where_the_text_says_and_nowhere_else() {
    let document = Document::load_mem(&fixture::pdf("modern")).expect("a PDF");
    let mut targets = Vec::new();
    for page in document.get_pages().into_values() {
        let page = document.get_dictionary(page).expect("a page");
        let Ok(annotations) = page.get(b"Annots").and_then(Object::as_array) else {
            continue;
        };
        for annotation in annotations {
            let (_, annotation) = document.dereference(annotation).expect("an object");
            let annotation = annotation.as_dict().expect("an annotation");
            let action = annotation
                .get(b"A")
                .and_then(Object::as_dict)
                .expect("an action");
            let target = string_of(action, b"URI");
            assert_eq!(string_of(annotation, b"Contents"), target);
            assert_eq!(annotation.get(b"F").and_then(Object::as_i64).ok(), Some(4));
            targets.push(target);
        }
    }
    assert!(targets.contains(&fixture::MAIL.to_owned()), "{targets:?}");
    for target in targets {
        let safe = ["https://", "http://", "mailto:", "tel:"];
        assert!(
            safe.iter().any(|start| target.starts_with(start)),
            "{target}"
        );
    }
}

#[test]
fn the_outline_holds_entries_below_their_sections() {
    let document = Document::load_mem(&fixture::pdf("modern")).expect("a PDF");
    let catalog = document.catalog().expect("a catalogue");
    let outlines = catalog.get(b"Outlines").and_then(Object::as_reference);
    let root = document
        .get_dictionary(outlines.expect("an outline"))
        .expect("a dictionary");
    let mut titles = Vec::new();
    let mut next = root.get(b"First").and_then(Object::as_reference).ok();
    while let Some(id) = next {
        let item = document.get_dictionary(id).expect("an item");
        let children = item.has(b"First");
        titles.push((string_of(item, b"Title"), children));
        next = item.get(b"Next").and_then(Object::as_reference).ok();
    }
    let expected = [
        ("Profile", false),
        ("Skills", false),
        ("Projects", true),
        ("Additional Projects", true),
        ("Publications", true),
    ];
    let expected: Vec<(String, bool)> = expected
        .into_iter()
        .map(|(title, children)| (title.to_owned(), children))
        .collect();
    assert_eq!(titles, expected);
}

#[test]
fn properties_name_title_author_and_language() {
    let document = Document::load_mem(&fixture::pdf("compact")).expect("a PDF");
    let info = document.trailer.get(b"Info").and_then(Object::as_reference);
    let info = document
        .get_dictionary(info.expect("a reference"))
        .expect("properties");
    assert_eq!(string_of(info, b"Title"), fixture::TITLE);
    assert_eq!(string_of(info, b"Author"), fixture::NAME);
    assert!(!info.has(b"CreationDate"), "no clock was asked for");
    let catalog = document.catalog().expect("a catalogue");
    assert_eq!(string_of(catalog, b"Lang"), "en");
}

#[test]
fn the_same_résumé_makes_the_same_bytes() {
    for theme in fixture::THEMES {
        let first = fixture::pdf(theme);
        let second = std::thread::spawn(move || fixture::pdf(theme))
            .join()
            .expect("written");
        assert!(first == second, "{theme}");
    }
}
