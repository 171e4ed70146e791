//! A person's picture in every format and theme.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object};
use vitae::extract::vocabulary;
use vitae::font::Shaper;
use vitae::layout::{self, Flow, Item, Owner, Role, compose, typeset};
use vitae::pdf::{self, PdfOptions};
use vitae::picture::Picture;
use vitae::png::{self, Resolution};
use vitae::read::Headings;
use vitae::resume::Resume;
use vitae::theme::{Overrides, Paper, Theme};
use vitae::units::Pt;
use vitae::word::{self, WordOptions};
use vitae::{read, svg};

use crate::fixture;
use crate::picture::{holds, portrait, turned};

const ALT: &str = "Photo of Ida Lindqvist";

/// The sample with a picture.
fn resume() -> Resume {
    let mut resume = fixture::resume("photo/cv.md");
    let (file, findings) = read::photo(&mut resume.person);
    assert_eq!(file, Some(fixture::sample("photo/portrait.jpg")));
    assert_eq!(findings.iter().count(), 0);
    resume
}

fn with_picture(bytes: &[u8]) -> Resume {
    let picture = Picture::from_bytes(bytes).expect("sound");
    let mut resume = resume();
    resume.person.picture = Some(Arc::new(picture));
    resume
}

fn flow(resume: &Resume, theme: &Theme) -> Flow {
    compose(resume, theme, vocabulary().words("en"), Headings::Kind)
}

fn set(resume: &Resume, theme: &Theme) -> layout::Document {
    let flow = flow(resume, theme);
    typeset(&flow, theme, Paper::A4, &mut Shaper::new()).document
}

fn pdf_of(resume: &Resume, theme: &Theme) -> Document {
    let bytes = pdf::write(&set(resume, theme), PdfOptions::default()).expect("written");
    Document::load_mem(&bytes).expect("a PDF")
}

/// The dictionaries of a file's image objects.
fn images(document: &Document) -> Vec<&lopdf::Stream> {
    let is_image = |head: &Dictionary| {
        head.get(b"Subtype").and_then(Object::as_name).ok() == Some(&b"Image"[..])
    };
    document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| is_image(&stream.dict))
        .collect()
}

fn number(object: &Object) -> f32 {
    object.as_float().expect("a number")
}

#[test]
fn a_pdf_holds_the_picture_once_as_its_file_without_metadata() {
    let resume = resume();
    let document = pdf_of(&resume, &fixture::theme("modern"));
    let images = images(&document);
    let [image] = images.as_slice() else {
        panic!("{} images", images.len());
    };
    let filter = image.dict.get(b"Filter").and_then(Object::as_name);
    assert_eq!(filter.ok(), Some(&b"DCTDecode"[..]));
    let picture = resume.person.picture.expect("read");
    assert_eq!(image.content, picture.file());
    let bytes = pdf::write(
        &set(&self::resume(), &fixture::theme("modern")),
        PdfOptions::default(),
    )
    .expect("written");
    assert!(!holds(&bytes, b"Exif") && !holds(&bytes, b"Imaginary"));
}

#[test]
fn opacity_becomes_a_soft_mask() {
    let resume = with_picture(&portrait("portrait.png"));
    let document = pdf_of(&resume, &fixture::theme("modern"));
    let images = images(&document);
    assert_eq!(images.len(), 2);
    let color = images
        .iter()
        .find(|image| image.dict.has(b"SMask"))
        .expect("a masked image");
    let mask = color.dict.get(b"SMask").and_then(Object::as_reference);
    let mask = document.get_object(mask.expect("a number")).expect("there");
    let mask = mask.as_stream().expect("a stream");
    let pixels = resume.person.picture.expect("set").pixels();
    let (colors, opacity) = pixels.split();
    assert_eq!(decoded(mask, 0), opacity.expect("round corners").data);
    assert_eq!(decoded(color, 2), colors.data);
}

/// The pixels of an image object: its stream is what a PNG file of the colour type holds.
fn decoded(image: &lopdf::Stream, colors: u8) -> Vec<u8> {
    let side = |key: &[u8]| {
        let side = image
            .dict
            .get(key)
            .and_then(Object::as_i64)
            .expect("pixels");
        u32::try_from(side).expect("few").to_be_bytes()
    };
    let mut header = [side(b"Width"), side(b"Height")].concat();
    header.extend([8, colors, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in [
        (*b"IHDR", header.as_slice()),
        (*b"IDAT", &image.content),
        (*b"IEND", &[]),
    ] {
        file.extend(u32::try_from(content.len()).expect("short").to_be_bytes());
        let checked = [&name[..], content].concat();
        file.extend_from_slice(&checked);
        file.extend(crc32fast::hash(&checked).to_be_bytes());
    }
    Picture::from_bytes(&file).expect("sound").pixels().data
}

#[test]
fn readers_are_told_what_the_picture_shows_and_where() {
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        let document = pdf_of(&resume(), &theme);
        let figures: Vec<&Dictionary> = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|element| {
                element.get(b"S").and_then(Object::as_name).ok() == Some(&b"Figure"[..])
            })
            .collect();
        if name == "compact" {
            assert!(figures.is_empty() && images(&document).is_empty());
            continue;
        }
        let [figure] = figures.as_slice() else {
            panic!("{name}: {} figures", figures.len());
        };
        let alt = figure.get(b"Alt").and_then(Object::as_str).expect("words");
        assert_eq!(alt, ALT.as_bytes(), "{name}");
        let layout = figure.get(b"A").and_then(Object::as_dict).expect("a place");
        let place = layout
            .get(b"BBox")
            .and_then(Object::as_array)
            .expect("four");
        let place: Vec<f32> = place.iter().map(number).collect();
        let (width, height) = (place[2] - place[0], place[3] - place[1]);
        // Four by five, as the pixels are.
        assert!((width / height - 0.8).abs() < 1e-3, "{name}: {place:?}");
        let photo = theme.arrangement.photo;
        assert!((height - photo.height.0).abs() < 0.01, "{name}: {place:?}");
    }
}

/// Left, top, right and bottom of everything on the first page: pictures, and words.
fn boxes(document: &layout::Document) -> (Vec<[f32; 4]>, Vec<[f32; 4]>) {
    let (mut pictures, mut words) = (Vec::new(), Vec::new());
    for placed in &document.pages[0].items {
        let (x, y) = (placed.at.x.0, placed.at.y.0);
        match (&placed.item, placed.owner) {
            (Item::Image { size, .. }, _) => {
                pictures.push([x, y, x + size.width.0, y + size.height.0]);
            }
            (Item::Line(line), Owner::Node(_)) => {
                // Letters between their capitals' height and their descent, or nearly.
                let size = line.segments.iter().map(|segment| segment.size.0);
                let size = size.fold(0.0, f32::max);
                words.push([x, y - size * 0.62, x + line.width.0, y + size * 0.2]);
            }
            _ => {}
        }
    }
    (pictures, words)
}

fn overlap(a: &[f32; 4], b: &[f32; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

#[test]
fn no_word_stands_on_the_picture_whatever_its_shape_and_place() {
    let shapes = [
        portrait("portrait.jpg"),
        portrait("portrait.png"),
        // Lying on its side: wider than high.
        turned(6),
    ];
    for name in fixture::THEMES {
        for place in ["right", "left", "side"] {
            for height in ["40pt", "62pt", "150pt"] {
                let mut overrides = Overrides::default();
                for value in [
                    format!("arrangement.photo.place={place}"),
                    format!("arrangement.photo.height={height}"),
                ] {
                    overrides.set("--set", &value).expect("valid");
                }
                let theme = Theme::embedded_with(name, &overrides);
                let theme = theme.expect("embedded").expect("valid");
                for bytes in &shapes {
                    let document = set(&with_picture(bytes), &theme);
                    let (pictures, words) = boxes(&document);
                    let case = format!("{name} {place} {height}");
                    assert_eq!(pictures.len(), 1, "{case}");
                    for word in &words {
                        assert!(
                            !overlap(&pictures[0], word),
                            "{case}: {word:?} {pictures:?}"
                        );
                    }
                    let frame = &document.pages[0];
                    let margins = theme.margins_on(Paper::A4);
                    let right = (frame.size.width - margins.right).0 + 0.01;
                    assert!(pictures[0][0] >= margins.left.0 - 0.01, "{case}");
                    assert!(pictures[0][2] <= right, "{case}");
                    assert!(pictures[0][1] >= margins.top.0 - 0.01, "{case}");
                }
            }
        }
    }
}

#[test]
fn the_pictures_top_is_that_of_the_names_capitals() {
    for name in ["academic", "classic", "modern", "technical"] {
        let theme = fixture::theme(name);
        let document = set(&resume(), &theme);
        let (pictures, _) = boxes(&document);
        let style = theme.style(vitae::theme::TextRole::Name);
        let first = document.pages[0]
            .items
            .iter()
            .find_map(|placed| matches!(placed.item, Item::Line(_)).then_some(placed.at.y));
        let baseline = first.expect("a name");
        let face = style.face_for(vitae::resume::Emphasis::NONE);
        let cap = style.size * (f32::from(face.cap_height()) / f32::from(face.units_per_em()));
        let off = Pt(pictures[0][1]) - (baseline - cap);
        assert!(off.0.abs() < 0.01, "{name}: {off}");
    }
}

#[test]
fn words_are_the_same_with_a_picture_and_without() {
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        let text = |resume: &Resume| -> String {
            let document = set(resume, &theme);
            let mut lines = String::new();
            for placed in document.pages.iter().flat_map(|page| &page.items) {
                if let (Item::Line(line), Owner::Node(_)) = (&placed.item, placed.owner) {
                    lines.push_str(&line.text());
                }
            }
            // Rows of contacts may break elsewhere: then a mark between them falls away.
            lines.retain(|c| c.is_alphanumeric());
            lines
        };
        let mut plain = resume();
        assert_eq!(plain.hide(vitae::resume::Part::Photo), 1);
        assert!(plain.person.picture.is_none());
        assert_eq!(text(&resume()), text(&plain), "{name}");
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    use std::io::Read;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("whole");
        parts.push((file.name().to_owned(), content));
    }
    parts
}

fn word_parts(resume: &Resume, theme: &Theme) -> Vec<(String, Vec<u8>)> {
    let bytes = word::write(&flow(resume, theme), theme, &WordOptions::default());
    parts(&bytes.expect("written"))
}

fn part(parts: &[(String, Vec<u8>)], name: &str) -> Vec<u8> {
    let found = parts.iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no {name}")).1.clone()
}

#[test]
fn a_word_file_holds_the_picture_with_its_words_and_no_text_box() {
    for name in fixture::THEMES {
        let theme = fixture::theme(name);
        let resume = resume();
        let parts = word_parts(&resume, &theme);
        let document = String::from_utf8(part(&parts, "word/document.xml")).expect("UTF-8");
        assert!(!document.contains("txbx"), "{name}");
        if name == "compact" {
            assert!(!document.contains("<pic:pic"), "{name}");
            continue;
        }
        assert_eq!(document.matches("<pic:pic").count(), 1, "{name}");
        assert!(document.contains(&format!("descr=\"{ALT}\"")), "{name}");
        let media = part(&parts, "word/media/picture1.jpg");
        assert_eq!(media, resume.person.picture.as_ref().expect("read").file());
        let relations = String::from_utf8(part(&parts, "word/_rels/document.xml.rels"));
        let relations = relations.expect("UTF-8");
        assert!(
            relations.contains("Target=\"media/picture1.jpg\""),
            "{name}"
        );
        let types = String::from_utf8(part(&parts, "[Content_Types].xml")).expect("UTF-8");
        assert!(types.contains("Extension=\"jpg\" ContentType=\"image/jpeg\""));
        // Numbers of drawings are unique in a file.
        let mut numbers: Vec<&str> = document
            .split("<wp:docPr id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let count = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), count, "{name}");
    }
}

#[test]
fn a_lying_picture_stands_upright_in_every_format() {
    let theme = fixture::theme("modern");
    let standing = with_picture(&turned(1));
    let lying = with_picture(&turned(6));
    // Word: written anew, its rows being the columns of the stored file.
    let media = part(&word_parts(&lying, &theme), "word/media/picture1.png");
    let written = Picture::from_bytes(&media).expect("a PNG");
    assert_eq!(written.stored(), (400, 320));
    let upright = lying
        .person
        .picture
        .as_ref()
        .expect("set")
        .upright((999, 999));
    assert_eq!(written.pixels(), upright);
    // PDF: the turn is in the matrix; the file is the same.
    let matrix = |resume: &Resume| -> Vec<f32> {
        let document = pdf_of(resume, &theme);
        let page = *document.get_pages().get(&1).expect("a page");
        let content = document.get_page_content(page);
        let content = lopdf::content::Content::decode(&content).expect("operators");
        let place = content.operations.iter().find(|step| step.operator == "cm");
        place
            .expect("a place")
            .operands
            .iter()
            .map(number)
            .collect()
    };
    let (a, b) = (matrix(&standing), matrix(&lying));
    assert!(
        a[0] > 0.0 && a[1] == 0.0 && a[2] == 0.0 && a[3] > 0.0,
        "{a:?}"
    );
    // Clockwise: the stored row runs down the page, its end at the bottom.
    assert!(
        b[0] == 0.0 && b[1] < 0.0 && b[2] > 0.0 && b[3] == 0.0,
        "{b:?}"
    );
    // SVG: the same turn, y down.
    let picture = svg::write(&set(&lying, &theme)).remove(0);
    let (_, rest) = picture.split_once("<image").expect("an image");
    let (_, matrix) = rest.split_once("matrix(").expect("a matrix");
    let matrix: Vec<f32> = matrix
        .split(')')
        .next()
        .expect("closed")
        .split(' ')
        .map(|value| value.parse().expect("a number"))
        .collect();
    assert!(
        matrix[0] == 0.0 && matrix[1] > 0.0 && matrix[2] < 0.0,
        "{matrix:?}"
    );
}

#[test]
fn a_picture_page_shows_the_picture_and_says_what_it_is() {
    let theme = fixture::theme("modern");
    let document = set(&resume(), &theme);
    let page = svg::write(&document).remove(0);
    assert_eq!(page.matches("<image ").count(), 1);
    assert!(page.contains(&format!("<title>{ALT}</title></image>")));
    assert!(page.contains("href=\"data:image/jpeg;base64,/9j/"));

    let resolution: Resolution = "72".parse().expect("possible");
    let file = png::write(&document, resolution).remove(0);
    let pixels = Picture::from_bytes(&file).expect("a PNG").pixels();
    let (pictures, _) = boxes(&document);
    let at = |x: f32, y: f32| -> [u8; 3] {
        let start = (y as usize * pixels.width as usize + x as usize) * 3;
        pixels.data[start..start + 3].try_into().expect("three")
    };
    let [left, top, right, bottom] = pictures[0];
    let sky = at(left + 4.0, top + 4.0);
    assert!(sky[2] > sky[0] && sky[0] > 100, "{sky:?}");
    let coat = at((left + right) / 2.0 + 12.0, bottom - 4.0);
    assert!(coat.iter().all(|channel| *channel < 90), "{coat:?}");
    assert_eq!(at(left - 6.0, top + 10.0), [255; 3]);
}

#[test]
fn a_flow_without_a_picture_has_no_place_for_one() {
    let mut plain = resume();
    plain.person.picture = None;
    let theme = fixture::theme("modern");
    let flow = flow(&plain, &theme);
    let head = flow.nodes[0].children();
    assert!(head.iter().all(|node| node.role != Role::Photo));
}

#[test]
fn the_words_for_a_picture_are_in_the_documents_language() {
    for (language, words) in [
        ("de", "Foto von Ida Lindqvist"),
        ("pl", "Ida Lindqvist – zdjęcie"),
        ("ja", "Ida Lindqvistの写真"),
        ("pt-BR", "Foto de Ida Lindqvist"),
    ] {
        let said = vocabulary().words(language).photo(Some("Ida Lindqvist"));
        assert_eq!(said, words);
    }
}
