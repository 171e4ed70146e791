//! What must hold of a Word file.

use std::io::Read;
use std::path::PathBuf;

use quick_xml::Reader;
use quick_xml::events::Event;
use vitae::diagnostic::Spanned;
use vitae::resume::{Resume, SectionBody, SectionKind};
use vitae::theme::{Paper, Theme};
use vitae::word::{WordOptions, write};

use crate::sample::{composed, fitted, resume, target};

use crate::fixture::THEMES;

pub fn document(resume: &Resume, theme: &str, options: WordOptions) -> Vec<u8> {
    let (flow, theme) = composed(resume, theme);
    write(&flow, &theme, &options).expect("a file")
}

pub fn names(file: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("an archive");
    (0..archive.len())
        .map(|index| archive.name_for_index(index).expect("a name").to_owned())
        .collect()
}

pub fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("an archive");
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap_or_else(|_| panic!("no part {name}"))
        .read_to_string(&mut text)
        .expect("UTF-8");
    text
}

/// The text of every paragraph: tabs and breaks as such.
pub fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut spoken) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("sound XML") {
            Event::Start(start) => match start.name().as_ref() {
                b"w:p" => found.push(String::new()),
                b"w:t" => spoken = true,
                _ => {}
            },
            Event::Empty(start) => match (start.name().as_ref(), found.last_mut()) {
                (b"w:p", _) => found.push(String::new()),
                (b"w:tab", Some(last)) if start.attributes().next().is_none() => last.push('\t'),
                (b"w:br", Some(last)) => last.push('\n'),
                _ => {}
            },
            Event::End(end) if end.name().as_ref() == b"w:t" => spoken = false,
            Event::Text(text) if spoken => {
                let last = found.last_mut().expect("text stands in a paragraph");
                last.push_str(&text.decode().expect("UTF-8"));
            }
            Event::GeneralRef(name) if spoken => {
                let name = name.decode().expect("UTF-8");
                let plain = quick_xml::escape::resolve_predefined_entity(&name);
                let last = found.last_mut().expect("text stands in a paragraph");
                last.push_str(plain.expect("a predefined entity"));
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn a_file_has_its_parts_and_content_types_come_first() {
    for theme in THEMES {
        let file = document(&resume(), theme, WordOptions::default());
        let names = names(&file);
        assert_eq!(names[0], "[Content_Types].xml", "{theme}");
        for wanted in [
            "_rels/.rels",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/fontTable.xml",
            "word/theme/theme1.xml",
            "word/footer1.xml",
            "docProps/core.xml",
            "docProps/app.xml",
        ] {
            assert!(names.iter().any(|name| name == wanted), "{theme}: {wanted}");
            let types = part(&file, "[Content_Types].xml");
            assert!(
                wanted.ends_with(".rels") || types.contains(&format!("/{wanted}\"")),
                "{theme}: {wanted} has no content type"
            );
        }
        assert_eq!(names.len(), 12, "{theme}: nothing else: {names:?}");
    }
}

#[test]
fn the_words_stand_in_reading_order() {
    for theme in THEMES {
        let file = document(&resume(), theme, WordOptions::default());
        let text = paragraphs(&part(&file, "word/document.xml")).join("\n");
        let text = text.replace('\u{a0}', " ");
        let mut at = 0;
        for wanted in [
            "Jane Doe",
            "Engineer",
            "jane@example.org",
            "+46 70 555 01 23",
            "Lund, Sweden",
            "jane.example.org",
            "Profile",
            "Builds services.",
            "Skills",
            "Languages: Rust, Go",
            "Data: Kafka",
            "Projects",
            "Ledger & Clearing <core>",
            "Nordbank",
            "Settles card payments.",
            "Cut posting time from 240 ms to 18 ms",
            "Moved 1.2 billion entries",
            "Technical Implementation",
            "Event sourcing with snapshots.",
            "Rust",
            "Fly.io",
            "OR-Tools",
            "Additional Projects",
            "Fraud Scoring",
            "Aurora",
            "Scores every payment.",
            "85% faster response times",
            "<1s alert time",
            "Load distribution modeling",
            "Redis",
        ] {
            let found = text[at..].find(wanted);
            let found =
                found.unwrap_or_else(|| panic!("{theme}: no `{wanted}` after {at}: {text}"));
            at += found + wanted.len();
        }
        assert!(text.contains("\t2022–2023"), "{theme}: a tab before dates");
    }
}

#[test]
fn nothing_is_empty_and_nothing_stands_in_tables_or_boxes() {
    for theme in THEMES {
        let file = document(&resume(), theme, WordOptions::default());
        let xml = part(&file, "word/document.xml");
        for (index, paragraph) in paragraphs(&xml).iter().enumerate() {
            assert!(!paragraph.trim().is_empty(), "{theme}: paragraph {index}");
        }
        for tag in ["w:tbl", "w:txbxContent", "w:sdt", "w14:paraId", "<w:rPr/>"] {
            assert!(!xml.contains(tag), "{theme}: {tag}");
        }
    }
}

#[test]
fn words_are_parted_by_spaces_or_tabs() {
    for theme in THEMES {
        let file = document(&resume(), theme, WordOptions::default());
        let text = paragraphs(&part(&file, "word/document.xml")).join("\n");
        for wrong in [
            "RustFly",
            "orgjane",
            "Nordbank2022",
            "core>Nordbank",
            "ImplementationEvent",
        ] {
            assert!(!text.contains(wrong), "{theme}: {wrong}");
        }
    }
}

#[test]
fn the_same_flow_makes_the_same_bytes() {
    for theme in THEMES {
        let first = document(&resume(), theme, WordOptions::default());
        // docx-rs counts on in one process: the second document has other numbers inside.
        let second = document(&resume(), theme, WordOptions::default());
        assert!(first == second, "{theme}");
    }
}

#[test]
fn properties_name_title_author_words_and_language() {
    let file = document(&resume(), "compact", WordOptions::default());
    let core = part(&file, "docProps/core.xml");
    for wanted in [
        "<dc:title>Jane Doe – Engineer</dc:title>",
        "<dc:creator>Jane Doe</dc:creator>",
        "<cp:keywords>Rust, Go, Kafka, Fly.io, OR-Tools, Redis</cp:keywords>",
        "<dc:language>en</dc:language>",
    ] {
        assert!(core.contains(wanted), "{wanted} in {core}");
    }
    assert!(
        !core.contains("dcterms:created"),
        "no date without a timestamp"
    );
    assert!(part(&file, "word/styles.xml").contains("<w:lang w:val=\"en\""));
}

#[test]
fn dates_come_from_the_timestamp_alone() {
    let options = WordOptions {
        timestamp: Some(1_714_979_289),
        ..WordOptions::default()
    };
    let core = part(
        &document(&resume(), "compact", options),
        "docProps/core.xml",
    );
    assert_eq!(core.matches("2024-05-06T07:08:09Z").count(), 2, "{core}");
}

#[test]
fn characters_that_xml_forbids_are_left_out() {
    let mut resume = resume();
    let name = resume.person.name.as_mut().expect("a name");
    name.value = "Ja\u{0}ne\u{AD}\u{FFFF} D\u{1B}oe\nMSc".to_owned();
    let file = document(&resume, "modern", WordOptions::default());
    let xml = part(&file, "word/document.xml");
    assert_eq!(paragraphs(&xml)[0], "Jane Doe\nMSc");
    assert!(part(&file, "docProps/core.xml").contains("Jane Doe MSc"));
    assert!(part(&file, "word/footer1.xml").contains("Jane Doe MSc"));
}

#[test]
fn links_are_written_once_and_only_to_sound_addresses() {
    let mut resume = resume();
    resume.person.contacts[2].href = Some("javascript:alert(1)".to_owned());
    let file = document(&resume, "modern", WordOptions::default());
    let relations = part(&file, "word/_rels/document.xml.rels");
    assert!(relations.contains("Target=\"https://example.org/?a=1&amp;b=2\""));
    assert!(relations.contains("Target=\"mailto:jane@example.org\""));
    assert!(!relations.contains("javascript"));
    let xml = part(&file, "word/document.xml");
    for number in xml.split("r:id=\"").skip(1) {
        let id = number.split('"').next().expect("an end");
        assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
    }
}

#[test]
fn names_titles_headings_and_bullets_are_true_styles() {
    for theme in THEMES {
        let file = document(&resume(), theme, WordOptions::default());
        let xml = part(&file, "word/document.xml");
        let styles = part(&file, "word/styles.xml");
        for style in [
            "Title",
            "Headline",
            "Contact",
            "Heading1",
            "Heading2",
            "ListBullet",
        ] {
            assert!(
                xml.contains(&format!("<w:pStyle w:val=\"{style}\"/>")),
                "{theme}: {style}"
            );
            assert!(
                styles.contains(&format!("w:styleId=\"{style}\"")),
                "{theme}: {style}"
            );
        }
        let used = xml.split("Style w:val=\"").skip(1);
        for id in used.map(|rest| rest.split('"').next().expect("an end")) {
            assert!(
                styles.contains(&format!("w:styleId=\"{id}\"")),
                "{theme}: {id} undefined"
            );
        }
        let lists = part(&file, "word/numbering.xml");
        assert_eq!(lists.matches("<w:abstractNum ").count(), 1, "{theme}");
        assert!(lists.contains("<w:numFmt w:val=\"bullet\"/>"), "{theme}");
        assert!(!lists.contains("decimal"), "{theme}");
    }
}

#[test]
fn headings_keep_the_authors_letters() {
    for theme in ["compact", "modern"] {
        let file = document(&resume(), theme, WordOptions::default());
        assert!(
            part(&file, "word/styles.xml").contains("<w:caps"),
            "{theme}"
        );
        let paragraphs = paragraphs(&part(&file, "word/document.xml"));
        assert!(paragraphs.contains(&"Projects".to_owned()), "{theme}");
    }
}

#[test]
fn a_framed_heading_is_followed_by_its_section() {
    let file = document(&resume(), "modern", WordOptions::default());
    let xml = part(&file, "word/document.xml");
    let paragraphs: Vec<&str> = xml.split("<w:p>").skip(1).collect();
    let framed = |paragraph: &str| paragraph.contains("<w:framePr");
    assert_eq!(paragraphs.iter().filter(|p| framed(p)).count(), 4);
    assert!(!framed(paragraphs.last().expect("paragraphs")));
    for pair in paragraphs.windows(2) {
        if framed(pair[0]) {
            assert!(pair[0].contains("Heading1"), "only headings are framed");
            assert!(!framed(pair[1]), "frames would grow together");
            let spacing = pair[1].split("<w:spacing").nth(1).unwrap_or_default();
            let before = spacing.split("w:before=\"").nth(1).unwrap_or("0");
            assert!(
                before.starts_with('0'),
                "no space above an anchor: {}",
                pair[1]
            );
        }
    }
}

#[test]
fn a_heading_too_long_for_the_label_column_stands_above() {
    let mut resume = resume();
    let mut section = resume.sections.remove(1);
    section.kind = SectionKind::Other;
    section.title = Some(Spanned::new(
        "Donaudampfschifffahrten".to_owned(),
        resume.summary.as_ref().expect("a summary").span.clone(),
    ));
    resume.sections.push(section);
    let xml = part(
        &document(&resume, "modern", WordOptions::default()),
        "word/document.xml",
    );
    let heading = xml
        .split("<w:p>")
        .find(|paragraph| paragraph.contains("Donaudampf"))
        .expect("the heading");
    assert!(!heading.contains("framePr"), "{heading}");
    assert!(heading.contains("<w:ind w:left=\"-1840\""), "{heading}");
}

#[test]
fn a_date_is_never_torn_from_a_long_title() {
    let mut resume = resume();
    let SectionBody::Entries(entries) = &mut resume.sections[1].body else {
        panic!("the second section holds entries");
    };
    let organization = entries[0].organization.as_mut().expect("one");
    organization.value = "A very long name of an organisation, in a very long place".repeat(2);
    let xml = part(
        &document(&resume, "modern", WordOptions::default()),
        "word/document.xml",
    );
    let paragraphs = paragraphs(&xml);
    let title = paragraphs
        .iter()
        .position(|text| text == "Ledger & Clearing <core>\t2022–2023")
        .expect("title and date alone");
    assert!(paragraphs[title + 1].starts_with("A very long name"));
    assert!(xml.contains("<w:pStyle w:val=\"Organization\"/>"));
}

#[test]
fn a_title_that_fills_its_line_does_not_touch_its_date() {
    let mut resume = resume();
    let SectionBody::Entries(entries) = &mut resume.sections[1].body else {
        panic!("the second section holds entries");
    };
    let (first, last) = (
        "Doctorate in Natural Sciences with Distinction (Geophysics, Minor in the History",
        "of Instruments)",
    );
    entries[0].title.as_mut().expect("one").value = format!("{first} {last}");
    let xml = part(
        &document(&resume, "classic", WordOptions::default()),
        "word/document.xml",
    );
    let wanted = format!("{first}\n{last}\t2022–2023");
    let found = paragraphs(&xml);
    assert!(found.contains(&wanted), "{found:?}");
}

#[test]
fn the_sheet_is_the_papers() {
    for (paper, size) in [
        (Paper::A4, "<w:pgSz w:w=\"11906\" w:h=\"16838\""),
        (Paper::Letter, "<w:pgSz w:w=\"12240\" w:h=\"15840\""),
    ] {
        let options = WordOptions {
            paper,
            ..WordOptions::default()
        };
        let xml = part(&document(&resume(), "modern", options), "word/document.xml");
        assert!(xml.contains(size), "{paper:?}");
        let margin = Theme::embedded("modern")
            .expect("a theme")
            .margins_on(paper);
        let right = format!("w:right=\"{}\"", margin.right.twips());
        assert!(xml.contains(&right), "{paper:?}");
    }
}

#[test]
fn the_first_page_has_no_foot() {
    let file = document(&resume(), "modern", WordOptions::default());
    let xml = part(&file, "word/document.xml");
    assert!(xml.contains("<w:titlePg/>"));
    assert_eq!(xml.matches("<w:footerReference").count(), 1);
    let foot = part(&file, "word/footer1.xml");
    assert!(foot.contains("PAGE") && foot.contains("NUMPAGES"));
}

#[test]
fn children_stand_in_the_order_of_the_schema() {
    let file = document(&resume(), "modern", WordOptions::default());
    let xml = part(&file, "word/document.xml");
    for (earlier, later) in [
        ("<w:pStyle", "<w:keepNext"),
        ("<w:keepNext", "<w:spacing w:"),
        ("<w:numPr", "<w:spacing w:"),
        ("<w:tabs", "<w:spacing w:"),
        ("<w:framePr", "<w:spacing w:"),
        ("<w:pBdr", "<w:spacing w:"),
    ] {
        for properties in xml.split("<w:pPr>").skip(1) {
            let properties = properties.split("</w:pPr>").next().expect("an end");
            if let (Some(a), Some(b)) = (properties.find(earlier), properties.find(later)) {
                assert!(a < b, "{earlier} after {later} in {properties}");
            }
        }
    }
    let section = xml.rfind("<w:sectPr").expect("a section");
    assert!(xml[section..].find("footerReference") < xml[section..].find("pgSz"));
}

#[test]
fn the_targets_text_becomes_files_for_the_outside_judges() {
    let Some(resume) = target() else { return };
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/word");
    std::fs::create_dir_all(&folder).expect("a folder");
    for theme in THEMES {
        for (paper, name) in [(Paper::A4, "a4"), (Paper::Letter, "letter")] {
            let options = WordOptions {
                paper,
                timestamp: Some(0),
                ..WordOptions::default()
            };
            let (flow, fitted) = fitted(&resume, theme, paper);
            let file = write(&flow, &fitted, &options).expect("a file");
            assert!(file.len() < 40_000, "{theme}: {} bytes", file.len());
            let path = folder.join(format!("{theme}-{name}.docx"));
            std::fs::write(path, file).expect("written");
        }
    }
}
