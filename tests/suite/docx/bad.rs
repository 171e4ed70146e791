//! Files that are no Word files, or none any more: a clear answer, in bounded time and memory.

use std::time::{Duration, Instant};

use vitae::error::Error;
use vitae::read;

use super::file::{File, p, run, zipped};

/// What is said of a file: the fault, and what to do.
fn refused(name: &str, bytes: Vec<u8>) -> (String, String) {
    match read::sources_in_memory(name, bytes) {
        Err(Error::Refused(faults)) => {
            let fault = faults.iter().next().expect("a fault");
            (fault.message.clone(), fault.hints.join("\n"))
        }
        other => panic!("{name}: {other:?}"),
    }
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn files_of_other_programs_are_answered_with_one_step() {
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let part: &[u8] = b"<x/>";
    for (name, bytes, told, step) in [
        (
            "cv.doc",
            [OLE, &wide("WordDocument")].concat(),
            ".doc)",
            "Save As",
        ),
        (
            "cv.docx",
            [OLE, &wide("EncryptedPackage")].concat(),
            "password",
            "Encrypt",
        ),
        ("cv.pdf", b"%PDF-1.7\n".to_vec(), "a PDF", "Word document"),
        (
            "cv.rtf",
            b"{\\rtf1\\ansi Ana}".to_vec(),
            "Rich Text",
            ".docx",
        ),
        (
            "cv.odt",
            zipped([("mimetype", &b"application/vnd"[..]), ("content.xml", part)]),
            "OpenDocument",
            "LibreOffice",
        ),
        (
            "cv.pages",
            zipped([("Index/Document.iwa", part)]),
            "Pages",
            "Export To",
        ),
        (
            "cv.xlsx",
            zipped([("xl/workbook.xml", part)]),
            "spreadsheet",
            "copy",
        ),
        (
            "cv.pptx",
            zipped([("ppt/presentation.xml", part)]),
            "presentation",
            "copy",
        ),
        (
            "cv.zip",
            zipped([("readme.txt", part)]),
            "no Word document",
            "unpack",
        ),
    ] {
        let (message, hint) = refused(name, bytes);
        assert!(message.contains(told), "{name}: {message}");
        assert!(hint.contains(step), "{name}: {hint}");
    }
}

#[test]
fn an_address_is_answered_with_the_way_to_a_file() {
    for address in [
        "https://ana.example/cv",
        "http://ana.example",
        "www.ana.example/cv",
    ] {
        match read::sources(&read::Request::new(address)) {
            Err(Error::Refused(faults)) => {
                let fault = faults.iter().next().expect("a fault");
                assert!(fault.message.contains(address), "{}", fault.message);
                assert!(fault.hints[0].contains("browser"), "{}", fault.hints[0]);
            }
            other => panic!("{other:?}"),
        }
    }
}

/// A file of a few parts.
fn sound() -> Vec<u8> {
    let line = |number: usize| p(&run(&format!("Line {number} of a file that says little")));
    File::new(&(0..60).map(line).collect::<String>())
        .styles("")
        .bytes()
}

#[test]
fn damaged_files_are_refused_or_read_and_nothing_else() {
    let whole = sound();
    for length in (4..whole.len()).step_by(7) {
        let (message, hint) = refused("cv.docx", whole[..length].to_vec());
        assert!(message.contains("damaged"), "{length}: {message}");
        assert!(hint.contains("again"));
    }
    for at in 4..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x5a;
        match read::sources_in_memory("cv.docx", bytes) {
            Ok(_) | Err(Error::Refused(_)) => {}
            Err(other) => panic!("{at}: {other}"),
        }
    }
}

#[test]
fn what_breaks_off_within_a_part_is_told_with_the_part() {
    let main = b"<w:document><w:body><w:p><w:r><w:t>Ana".as_slice();
    let (message, _) = refused("cv.docx", zipped([("word/document.xml", main)]));
    assert!(message.contains("`word/document.xml`"), "{message}");
    let deep = "<w:document>".to_owned() + &"<w:tbl><w:tr><w:tc>".repeat(100_000);
    let (message, _) = refused("cv.docx", zipped([("word/document.xml", deep.as_bytes())]));
    assert!(message.contains("damaged"), "{message}");
}

#[test]
fn what_unpacks_to_more_than_any_document_is_refused_with_the_part() {
    let start = Instant::now();
    let bomb = vec![b' '; (64 << 20) + 1];
    let file = zipped([("word/document.xml", bomb.as_slice())]);
    assert!(file.len() < 1 << 20);
    let (message, _) = refused("cv.docx", file);
    assert!(message.contains("`word/document.xml`"), "{message}");
    assert!(message.contains("64 MiB"), "{message}");
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn more_paragraphs_than_any_resume_are_refused() {
    let body = p(&run("a")).repeat(200_001);
    let (message, _) = refused("cv.docx", File::new(&body).bytes());
    assert!(message.contains("paragraphs"), "{message}");
}

#[test]
fn a_file_without_words_is_told() {
    let picture = "<w:p><w:r><w:drawing><a:blip xmlns:a=\"a\"/></w:drawing></w:r></w:p>";
    let (message, hint) = refused("cv.docx", File::new(picture).bytes());
    assert!(message.contains("holds no text"), "{message}");
    assert!(hint.contains("picture"), "{hint}");
}

#[test]
fn macros_and_entities_are_never_run() {
    let body = p(&run("Ana &x; Reis"));
    let main = format!(
        "<!DOCTYPE d [<!ENTITY x \"Untrue\">]><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    let file = zipped([
        ("word/document.xml", main.as_bytes()),
        ("word/vbaProject.bin", &b"Sub AutoOpen()"[..]),
    ]);
    let sources = read::sources_in_memory("cv.docm", file).expect("a page");
    let text = sources.texts()[0].text();
    assert_eq!(text.trim(), "Ana  Reis");
}
