//! Tagged and archival PDF, reopened: structure, properties, output intent, faces.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use vitae::diagnostic::{Source, Span, Spanned};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{compose, typeset};
use vitae::pdf::{self, PdfOptions};
use vitae::read::Headings;
use vitae::theme::Paper;
use vitae::units::Pt;

use crate::fixture;
use crate::pdf::string_of;

fn load(theme: &str) -> Document {
    Document::load_mem(&fixture::pdf(theme)).expect("a PDF")
}

fn dictionary<'a>(document: &'a Document, from: &'a Dictionary, key: &[u8]) -> &'a Dictionary {
    let object = from.get(key).expect("an entry");
    let (_, object) = document.dereference(object).expect("an object");
    match object {
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict().expect("a dictionary"),
    }
}

fn tree(document: &Document) -> &Dictionary {
    dictionary(
        document,
        document.catalog().expect("a catalogue"),
        b"StructTreeRoot",
    )
}

/// What an element is, where it stands and what it holds, in reading order.
struct Walk<'a> {
    document: &'a Document,
    /// Roles with their depth.
    roles: Vec<(usize, String)>,
    /// Pages and MCIDs with their elements.
    marked: Vec<((ObjectId, i64), ObjectId)>,
    /// Annotations with their elements.
    links: Vec<(ObjectId, ObjectId)>,
}

impl Walk<'_> {
    fn element(&mut self, id: ObjectId, depth: usize) {
        let element = self.document.get_dictionary(id).expect("an element");
        let role = element.get(b"S").and_then(Object::as_name).expect("a role");
        let role = String::from_utf8_lossy(role).into_owned();
        self.roles.push((depth, role));
        let own = element.get(b"Pg").and_then(Object::as_reference).ok();
        for kid in element.get(b"K").and_then(Object::as_array).expect("kids") {
            match kid {
                Object::Integer(mcid) => {
                    let page = own.expect("a page for marked content");
                    self.marked.push(((page, *mcid), id));
                }
                Object::Reference(kid) => self.element(*kid, depth + 1),
                Object::Dictionary(kid) => {
                    let page = kid.get(b"Pg").and_then(Object::as_reference);
                    let page = page.expect("a page");
                    match kid.get(b"MCID").and_then(Object::as_i64) {
                        Ok(mcid) => self.marked.push(((page, mcid), id)),
                        Err(_) => {
                            let link = kid.get(b"Obj").and_then(Object::as_reference);
                            self.links.push((link.expect("a link"), id));
                        }
                    }
                }
                other => panic!("{other:?} in an element"),
            }
        }
    }
}

fn walk(document: &Document) -> Walk<'_> {
    let root = tree(document).get(b"K").and_then(Object::as_reference);
    let mut walk = Walk {
        document,
        roles: Vec::new(),
        marked: Vec::new(),
        links: Vec::new(),
    };
    walk.element(root.expect("a document element"), 0);
    walk
}

/// Keys of the parent tree with what they lead to.
fn parents(document: &Document) -> BTreeMap<i64, &Object> {
    let numbers = dictionary(document, tree(document), b"ParentTree");
    let numbers = numbers.get(b"Nums").and_then(Object::as_array);
    numbers
        .expect("numbers")
        .chunks(2)
        .map(|pair| (pair[0].as_i64().expect("a key"), &pair[1]))
        .collect()
}

#[test]
fn roles_stand_in_reading_order_and_no_heading_level_is_skipped() {
    for theme in fixture::THEMES {
        let document = load(theme);
        let roles = walk(&document).roles;
        let names: Vec<&str> = roles.iter().map(|(_, role)| role.as_str()).collect();
        // Contacts in a side column are a section of their own.
        let contacts = if fixture::theme(theme).arrangement.side.width > Pt::ZERO {
            "Sect"
        } else {
            "L"
        };
        assert_eq!(names[..4], ["Document", "H1", "P", contacts], "{theme}");
        assert_eq!(names.iter().filter(|role| **role == "H1").count(), 1);
        let mut level = 0;
        for role in &names {
            let Some(next) = role.strip_prefix('H') else {
                continue;
            };
            let next: i32 = next.parse().expect("a level");
            assert!(next <= level + 1, "{theme}: H{next} after H{level}");
            level = next;
        }
        // A list holds items, an item its label and body.
        let mut above: Vec<&str> = Vec::new();
        for (depth, role) in &roles {
            above.truncate(*depth);
            match role.as_str() {
                "LI" => assert_eq!(above.last(), Some(&"L")),
                "Lbl" | "LBody" => assert_eq!(above.last(), Some(&"LI")),
                _ => assert!(!matches!(above.last(), Some(&"L" | &"LI")), "{role}"),
            }
            above.push(role);
        }
    }
}

#[test]
fn every_marked_sequence_has_one_element_and_the_parent_tree_agrees() {
    for theme in fixture::THEMES {
        let document = load(theme);
        let walk = walk(&document);
        let parents = parents(&document);
        let mut sequences = 0;
        for page in document.get_pages().into_values() {
            let dictionary = document.get_dictionary(page).expect("a page");
            let key = dictionary.get(b"StructParents").and_then(Object::as_i64);
            let owners = parents[&key.expect("a key")].as_array().expect("owners");
            let content = Content::decode(&document.get_page_content(page)).expect("operators");
            let mut mcids = Vec::new();
            let mut open: Vec<bool> = Vec::new();
            for operation in &content.operations {
                match operation.operator.as_str() {
                    "BDC" => {
                        let mcid = operation.operands[1].as_dict().expect("properties");
                        let mcid = mcid.get(b"MCID").and_then(Object::as_i64).ok();
                        mcids.extend(mcid);
                        let artifact = operation.operands[0].as_name().ok() == Some(b"Artifact");
                        assert!(mcid.is_some() || artifact || open.contains(&true));
                        assert!(open.is_empty() || !artifact, "an artifact inside the tree");
                        open.push(mcid.is_some());
                    }
                    "EMC" => {
                        open.pop().expect("a sequence that is open");
                    }
                    "TJ" | "S" | "f" => {
                        assert!(!open.is_empty(), "{theme}: content without a mark");
                        let text = operation.operator == "TJ";
                        assert!(text || !open.contains(&true), "a shape inside the tree");
                    }
                    _ => {}
                }
            }
            assert!(open.is_empty());
            assert_eq!(mcids, (0..owners.len() as i64).collect::<Vec<_>>());
            for (mcid, owner) in mcids.into_iter().zip(owners) {
                let of_page: Vec<ObjectId> = walk
                    .marked
                    .iter()
                    .filter(|(place, _)| *place == (page, mcid))
                    .map(|(_, element)| *element)
                    .collect();
                assert_eq!(of_page, [owner.as_reference().expect("an element")]);
                sequences += 1;
            }
        }
        assert_eq!(sequences, walk.marked.len(), "{theme}");
        assert!(!walk.links.is_empty(), "{theme}");
        for (link, element) in &walk.links {
            let annotation = document.get_dictionary(*link).expect("a link");
            let key = annotation.get(b"StructParent").and_then(Object::as_i64);
            let owner = parents[&key.expect("a key")].as_reference();
            assert_eq!(owner.ok(), Some(*element));
            let element = document.get_dictionary(*element).expect("an element");
            assert_eq!(
                element.get(b"S").and_then(Object::as_name).ok(),
                Some(&b"Link"[..])
            );
        }
    }
}

fn xmp(document: &Document) -> String {
    let catalog = document.catalog().expect("a catalogue");
    let metadata = catalog.get(b"Metadata").and_then(Object::as_reference);
    let stream = document.get_object(metadata.expect("metadata"));
    let stream = stream.and_then(Object::as_stream).expect("a stream");
    String::from_utf8(stream.content.clone()).expect("UTF-8, not deflated")
}

#[test]
fn properties_agree_and_the_standards_are_declared() {
    for archival in [false, true] {
        let options = PdfOptions {
            timestamp: Some(1_709_210_096),
            archival,
        };
        let bytes = pdf::write(&fixture::set("modern").document, options).expect("written");
        let document = Document::load_mem(&bytes).expect("a PDF");
        let xmp = xmp(&document);
        let info = document.trailer.get(b"Info").and_then(Object::as_reference);
        let info = document.get_dictionary(info.expect("a reference"));
        let info = info.expect("properties");
        let element = |name: &str, value: &str| format!("<{name}>{value}</{name}>");
        for (key, name) in [
            (&b"Keywords"[..], "pdf:Keywords"),
            (b"Producer", "pdf:Producer"),
        ] {
            let value = string_of(info, key).replace('&', "&amp;");
            assert!(xmp.contains(&element(name, &value)), "{name} in {xmp}");
        }
        for key in [&b"Title"[..], b"Author", b"Subject"] {
            assert!(
                xmp.contains(&format!(">{}</rdf:li>", string_of(info, key))),
                "{xmp}"
            );
        }
        assert_eq!(string_of(info, b"CreationDate"), "D:20240229123456Z");
        assert!(xmp.contains(&element("xmp:CreateDate", "2024-02-29T12:34:56Z")));
        assert!(xmp.contains(&element("pdfuaid:part", "1")));
        assert_eq!(xmp.contains(&element("pdfaid:part", "2")), archival);
        assert_eq!(xmp.contains(&element("pdfaid:conformance", "A")), archival);

        let catalog = document.catalog().expect("a catalogue");
        let marked = dictionary(&document, catalog, b"MarkInfo").get(b"Marked");
        assert_eq!(marked.and_then(Object::as_bool).ok(), Some(true));
        let intents = catalog.get(b"OutputIntents").and_then(Object::as_array);
        let [intent] = intents.expect("intents").as_slice() else {
            panic!("one output intent");
        };
        let (_, intent) = document.dereference(intent).expect("an intent");
        let intent = intent.as_dict().expect("a dictionary");
        assert_eq!(
            intent.get(b"S").and_then(Object::as_name).ok(),
            Some(&b"GTS_PDFA1"[..])
        );
        let profile = dictionary(&document, intent, b"DestOutputProfile");
        assert_eq!(profile.get(b"N").and_then(Object::as_i64).ok(), Some(3));
    }
}

/// What the writer relies on in printpdf's objects: a change here is a change of every width.
#[test]
fn faces_are_written_as_the_text_was_measured() {
    for theme in fixture::THEMES {
        let document = load(theme);
        let page = *document.get_pages().values().next().expect("a page");
        let fonts = document.get_page_fonts(page).expect("fonts");
        let set = fixture::set(theme).document;
        let mut faces: Vec<&str> = Vec::new();
        for item in set.pages.iter().flat_map(|page| &page.items) {
            if let vitae::layout::Item::Line(line) = &item.item {
                faces.extend(line.segments.iter().map(|s| s.face.postscript_name()));
            }
        }
        faces.sort_unstable();
        faces.dedup();
        assert_eq!(fonts.len(), faces.len(), "{theme}: one font object a face");
        for font in fonts.values() {
            let below = font.get(b"DescendantFonts").and_then(Object::as_array);
            let below = below.expect("descendants")[0].as_dict().expect("a font");
            // A map from codes to glyphs is for TrueType outlines alone.
            let kind = below.get(b"Subtype").and_then(Object::as_name).ok();
            let truetype = kind == Some(&b"CIDFontType2"[..]);
            let mapped = below.get(b"CIDToGIDMap").and_then(Object::as_name).ok();
            assert_eq!(mapped, truetype.then_some(&b"Identity"[..]));
            let name = |font: &Dictionary, key| {
                let name = font.get(key).and_then(Object::as_name).expect("a name");
                String::from_utf8_lossy(name).into_owned()
            };
            let descriptor = dictionary(&document, below, b"FontDescriptor");
            let base = name(font, b"BaseFont");
            assert_eq!(base, name(below, b"BaseFont"));
            assert_eq!(base, name(descriptor, b"FontName"));
            assert!(faces.contains(&base.split_once('+').expect("a subset tag").1));
            let key: &[u8] = if truetype { b"FontFile2" } else { b"FontFile3" };
            let program = dictionary(&document, descriptor, key);
            if truetype {
                let length = program.get(b"Length1").and_then(Object::as_i64);
                assert!(length.expect("a length") > 1000);
            } else {
                let kind = program.get(b"Subtype").and_then(Object::as_name).ok();
                assert_eq!(kind, Some(&b"CIDFontType0C"[..]));
            }
            let widths = below.get(b"W").and_then(Object::as_array).expect("widths");
            for run in widths.chunks(2) {
                for width in run[1].as_array().expect("a run of widths") {
                    assert!(matches!(width, Object::Integer(_)), "whole widths");
                }
            }
        }
    }
}

#[test]
fn threads_write_the_same_bytes() {
    let document = fixture::set("modern").document;
    let write = || pdf::write(&document, PdfOptions::default()).expect("written");
    let first = write();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..8).map(|_| scope.spawn(write)).collect();
        for other in others {
            assert!(other.join().expect("written") == first);
        }
    });
}

/// The languages of the spans in the content of all pages, in order.
fn spoken(language: &str, headline: &str) -> Vec<String> {
    let mut resume = fixture::resume("backend.md");
    let source = Source::new("test", language);
    let text = |value: &str| Spanned::new(value.to_owned(), Span::whole(&source));
    resume.language = Some(text(language));
    resume.person.headline = Some(text(headline));
    let words = vocabulary().words(language);
    let theme = fixture::theme("modern");
    let flow = compose(&resume, &theme, words, Headings::Kind);
    let set = typeset(&flow, &theme, Paper::A4, &mut Shaper::new());
    let bytes = pdf::write(&set.document, PdfOptions::default()).expect("written");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let mut found = Vec::new();
    for id in document.get_pages().into_values() {
        let content = Content::decode(&document.get_page_content(id)).expect("operators");
        for operation in &content.operations {
            let properties = operation.operands.get(1).and_then(|o| o.as_dict().ok());
            if let Some(Ok(told)) = properties.map(|properties| properties.get(b"Lang")) {
                let told = told.as_str().expect("a language");
                found.push(String::from_utf8_lossy(told).into_owned());
            }
        }
    }
    found
}

#[test]
fn words_of_another_script_tell_their_language() {
    assert_eq!(spoken("en", "Developer"), [""; 0]);
    // Two words, and no more: the rest is English.
    assert_eq!(spoken("en", "Developer, Старший разработчик"), ["ru-RU"; 2]);
    let russian = spoken("ru", "Старший разработчик");
    assert!(russian.len() > 100, "the sample's English words");
    assert!(russian.iter().all(|told| told == "en-US"), "{russian:?}");
}
