//! Word files of every script, and of texts that mean harm.

use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use vitae::diagnostic::Spanned;
use vitae::export::{Design, export};
use vitae::read::Format;
use vitae::resume::{Highlight, Resume, RichText, SectionBody};
use vitae::word::WordOptions;

use crate::fixture::{self, THEMES};
use crate::sample::resume;
use crate::word::{document, names, paragraphs, part};

/// The file of a sample, as `vitae export` writes it.
fn file(sample: &str, theme: &str) -> Vec<u8> {
    let (resume, theme) = (fixture::resume(sample), fixture::theme(theme));
    let mut exported = export(&resume, &Design::new(&theme), &[Format::Docx]).expect("set");
    exported.files.remove(0).bytes
}

/// The paragraph that holds a text.
fn paragraph<'a>(xml: &'a str, text: &str) -> &'a str {
    let found = xml.split("<w:p>").find(|one| one.contains(text));
    found.unwrap_or_else(|| panic!("no {text}"))
}

/// The run that holds a text.
fn run<'a>(xml: &'a str, text: &str) -> &'a str {
    let found = xml.split("<w:r>").find(|one| one.contains(text));
    found.unwrap_or_else(|| panic!("no {text}"))
}

#[test]
fn a_hebrew_document_is_turned_over() {
    for theme in THEMES {
        let file = file("pages/korot.md", theme);
        let (xml, styles) = (
            part(&file, "word/document.xml"),
            part(&file, "word/styles.xml"),
        );
        let normal = styles
            .split("w:styleId=\"Normal\"")
            .nth(1)
            .expect("the style");
        assert!(
            normal
                .split("</w:style>")
                .next()
                .expect("an end")
                .contains("<w:bidi/>")
        );
        assert!(xml[xml.rfind("<w:sectPr").expect("a section")..].contains("<w:bidi/>"));
        assert!(styles.contains("w:bidi=\"he\""), "{theme}");
        assert!(run(&xml, "נועה אורן").contains("<w:rtl/>"), "{theme}");
        assert!(!run(&xml, ">Rust").contains("<w:rtl/>"), "{theme}");
        assert!(
            run(&xml, "C++").contains("C++"),
            "{theme}: the signs stay with the name"
        );
        assert!(
            !xml.contains("w:framePr"),
            "{theme}: frames are placed from either side"
        );
        // What is switched off is off for both kinds of script.
        assert!(!xml.contains("<w:b w:val=\"false\"/><w:bCs/>"), "{theme}");
    }
}

#[test]
fn hebrew_in_an_english_document_turns_its_own_paragraph() {
    let mut resume = resume();
    let span = resume.summary.as_ref().expect("a summary").span.clone();
    let SectionBody::Entries(entries) = &mut resume.sections[1].body else {
        panic!("the second section holds entries");
    };
    for text in ["בניתי מנוע Rust מהיר", "Wrote בניתי once"] {
        entries[0].highlights.push(Highlight {
            text: RichText::plain(text, span.clone()),
            tags: Vec::new(),
        });
    }
    let xml = part(
        &document(&resume, "modern", WordOptions::default()),
        "word/document.xml",
    );
    assert!(paragraph(&xml, "בניתי מנוע").contains("<w:bidi/>"));
    assert!(!paragraph(&xml, "Wrote ").contains("<w:bidi"));
    assert!(run(&xml, "בניתי מנוע").contains("<w:rtl/>"));
    assert!(!paragraph(&xml, "Settles card").contains("<w:bidi"));
}

#[test]
fn every_script_has_its_language_and_face() {
    let styles = |sample: &str| part(&file(sample, "classic"), "word/styles.xml");
    assert!(styles("pages/shokureki.md").contains("<w:lang w:val=\"en-US\" w:eastAsia=\"ja\"/>"));
    assert!(styles("pages/shokureki.md").contains("w:eastAsia=\"Yu Mincho\""));
    assert!(styles("pages/jianli.md").contains("w:eastAsia=\"SimSun\""));
    assert!(styles("pages/sira.md").contains("w:bidi=\"ar\""));
    assert!(styles("pages/sira.md").contains("w:cs=\"Times New Roman\""));
    assert!(styles("pages/zeitraum.md").contains("<w:lang w:val=\"de\"/>"));
    let theme = part(
        &file("pages/shokureki.md", "modern"),
        "word/theme/theme1.xml",
    );
    assert!(theme.contains("<a:ea typeface=\"Yu Gothic\"/>"));
    assert!(theme.contains("<a:font script=\"Arab\""));
}

#[test]
fn a_run_of_another_alphabet_says_its_language() {
    let mut resume = resume();
    resume.language = Some(Spanned::new(
        "ru".to_owned(),
        resume.summary.as_ref().expect("a summary").span.clone(),
    ));
    let file = document(&resume, "modern", WordOptions::default());
    assert!(part(&file, "word/styles.xml").contains("<w:lang w:val=\"ru\""));
    let xml = part(&file, "word/document.xml");
    assert!(run(&xml, "Settles card").contains("<w:lang w:val=\"en-US\"/>"));
}

/// Texts that break careless writers, each with what is to be read of it.
fn hostile() -> Vec<(String, String)> {
    let long = "word ".repeat(20_000);
    let told = |text: &str, read: &str| (text.to_owned(), read.to_owned());
    vec![
        told(
            "a\u{0}b\u{1}c\u{8}d\u{b}e\u{1f}f\u{7f}g\u{85}h",
            "abcd\nefgh",
        ),
        told("]]><w:p/>&amp;<![CDATA[x]]>", "]]><w:p/>&amp;<![CDATA[x]]>"),
        told("sur\u{fffd}\u{fffd}rogates", "sur\u{fffd}\u{fffd}rogates"),
        told(
            "file\u{202e}fdp.exe\u{202c}\u{2066}x\u{2069}",
            "filefdp.exex",
        ),
        told("\u{fffe}\u{ffff}\u{feff}end", "end"),
        told("line\u{2028}break\rhere\ttab", "line\nbreakhere tab"),
        told(
            "\u{1f468}\u{200d}\u{1f4bb} \u{10ffff}\u{e0001}",
            "\u{1f468}\u{200d}\u{1f4bb} \u{10ffff}\u{e0001}",
        ),
        (long.trim().to_owned(), long.trim().to_owned()),
        told(&"x".repeat(100_000), &"x".repeat(100_000)),
        told(
            "%s {name} {major} \"quoted' <&>",
            "%s {name} {major} \"quoted' <&>",
        ),
    ]
}

/// A résumé that says a text wherever a résumé says anything.
fn saying(text: &str) -> Resume {
    let mut resume = resume();
    let span = resume.summary.as_ref().expect("a summary").span.clone();
    let plain = || Spanned::new(text.to_owned(), span.clone());
    resume.person.name = Some(plain());
    resume.person.headline = Some(plain());
    resume.person.contacts[0].text = plain();
    resume.person.contacts[0].href = Some(format!("https://example.org/?{text}"));
    resume.summary = Some(RichText::plain(text, span.clone()));
    let SectionBody::Entries(entries) = &mut resume.sections[1].body else {
        panic!("the second section holds entries");
    };
    entries[0].title = Some(plain());
    entries[0].organization = Some(plain());
    entries[0].highlights[0].text = RichText::plain(text, span.clone());
    resume
}

#[test]
fn hostile_text_makes_a_sound_file_that_says_it() {
    for (text, read) in hostile() {
        for theme in ["modern", "technical"] {
            let file = document(&saying(&text), theme, WordOptions::default());
            for name in names(&file).iter().filter(|name| !name.ends_with(".odttf")) {
                let xml = part(&file, name);
                assert!(xml.chars().all(is_of_xml), "{name}");
                let mut reader = Reader::from_str(&xml);
                while reader.read_event().expect("sound XML") != Event::Eof {}
            }
            let lines = paragraphs(&part(&file, "word/document.xml"));
            let found = lines.iter().filter(|line| line.contains(&read)).count();
            assert!(
                found >= 4,
                "{theme}: {:?} is read {found} times",
                &read[..read.len().min(40)]
            );
        }
    }
}

/// The characters of XML 1.0.
fn is_of_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[test]
fn eight_threads_write_the_same_bytes() {
    let resume = resume();
    let first = document(&resume, "executive", WordOptions::default());
    let files: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| document(&resume, "executive", WordOptions::default())))
            .collect();
        let files = threads
            .into_iter()
            .map(|thread| thread.join().expect("a file"));
        files.collect()
    });
    assert!(files.iter().all(|file| *file == first));
}

#[test]
fn two_processes_write_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str| {
        let path = folder.path().join(name);
        let done = Command::new(env!("CARGO_BIN_EXE_vitae"))
            .arg("export")
            .arg(fixture::sample("backend.md"))
            .args(["--theme", "modern", "--quiet", "-o"])
            .arg(&path)
            .env_remove("SOURCE_DATE_EPOCH")
            .status()
            .expect("the program runs");
        assert!(done.success());
        std::fs::read(path).expect("a file")
    };
    assert!(write("one.docx") == write("two.docx"));
}
