//! What is redacted is nowhere: not in words, links, properties or names of files.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output};

use lopdf::{Document, Object};
use mail_parser::{MessageParser, MimeHeaders};

use crate::pdf;

/// A page whose person is reached in every spelling that people use.
const PAGE: &str = "---
title: Platform Engineer | Porto, Portugal
author: Ana Reis
location: Porto, Portugal
phone: '+351 22 555 01 47'
email: ana.reis@example.org
url: https://reis.example.org
links: [https://github.com/anareis]
keywords: Rust
---

## Profile

I keep platforms calm. Write to [me](mailto:ana.reis@example.org) or to ana.reis@example.org any
time. My notes are at <https://reis.example.org/notes>, and I read them myself. I live in
Porto, Portugal, near the river. Nothing else is wanted.

## Skills

- **Languages:** Rust, Go, ana.reis@example.org
- **Tools:** Kubernetes, Terraform

## Experience

### Platform Engineer

**Clínica do Rio** | Porto, Portugal | 2019 – 2023

- Cut releases from **hours to minutes** for 45 teams. Call 00351225550147 and hear how.
- Keep a public log (github.com/anareis/log) of every outage.
- Answer on [the phone](tel:+351225550147) within a day, and by [mail](https://example.org/?to=ana.reis%40example.org).
- Reach me: ana.reis (at) example (dot) org

## Projects

### Harbour Board

A board of ships for [the port](https://github.com/anareis/harbour) and its 12 pilots.

- Told 300 ships their berth without a call.
- Ask at +46 70 555 01 23 for the other half.
";

const KINDS: &str = "phone,email,location,links";

/// Spellings of the values, by the word that redacts them.
const VALUES: [(&str, &[&str]); 4] = [
    (
        "phone",
        &[
            "+351 22 555 01 47",
            "225550147",
            "+46 70 555 01 23",
            "46705550123",
        ],
    ),
    (
        "email",
        &[
            "ana.reis@example.org",
            "ana.reis%40example.org",
            "ana.reis (at) example (dot) org",
        ],
    ),
    ("location", &["Porto, Portugal"]),
    ("links", &["reis.example.org", "github.com/anareis"]),
];

fn vitae(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_vitae"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    output
}

/// Everything that a file says, to eyes and to machines: texts, and raw bytes without any
/// compression.
#[derive(Default)]
pub struct Said {
    texts: Vec<String>,
    bytes: Vec<Vec<u8>>,
}

impl Said {
    /// Reads a file by its ending.
    pub fn of(path: &Path) -> Self {
        let mut said = Said::default();
        let name = path.file_name().expect("a file").to_string_lossy();
        said.texts.push(name.replace('-', " "));
        said.read(&name, &fs::read(path).expect("a file"));
        said
    }

    pub fn read(&mut self, name: &str, bytes: &[u8]) {
        self.bytes.push(bytes.to_vec());
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "pdf" => self.pdf(bytes),
            "docx" => self.docx(bytes),
            "png" => self.png(bytes),
            "eml" => self.eml(bytes),
            _ => self.marked(bytes),
        }
    }

    fn pdf(&mut self, bytes: &[u8]) {
        let document = Document::load_mem(bytes).expect("a PDF");
        for page in document.get_pages().into_values() {
            self.texts.push(pdf::lines(&document, page).join(" "));
        }
        for object in document.objects.values() {
            self.object(object);
        }
        self.object(&Object::Dictionary(document.trailer.clone()));
    }

    fn object(&mut self, object: &Object) {
        match object {
            Object::String(bytes, _) => {
                self.bytes.push(bytes.clone());
                let units: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                self.texts.push(String::from_utf16_lossy(&units));
                self.texts.push(String::from_utf8_lossy(bytes).into_owned());
            }
            Object::Array(items) => items.iter().for_each(|item| self.object(item)),
            Object::Dictionary(entries) => entries.iter().for_each(|(_, item)| self.object(item)),
            Object::Stream(stream) => {
                for (_, item) in stream.dict.iter() {
                    self.object(item);
                }
                let plain = stream.decompressed_content();
                self.bytes
                    .push(plain.unwrap_or_else(|_| stream.content.clone()));
            }
            _ => {}
        }
    }

    /// The head as it is shown, the text, and what is attached.
    fn eml(&mut self, bytes: &[u8]) {
        let message = MessageParser::default().parse(bytes).expect("a message");
        for header in message.headers() {
            self.texts.push(format!("{:?}", header.value));
        }
        for index in 0..message.text_body_count() {
            let text = message.body_text(index).expect("a text");
            self.texts.push(text.into_owned());
        }
        for part in message.attachments() {
            let name = part.attachment_name().expect("a name").to_owned();
            self.texts.push(name.replace('-', " "));
            self.read(&name, part.contents());
        }
    }

    fn docx(&mut self, bytes: &[u8]) {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
        for index in 0..archive.len() {
            let mut part = Vec::new();
            let mut file = archive.by_index(index).expect("a part");
            file.read_to_end(&mut part).expect("readable");
            self.marked(&part);
            self.bytes.push(part);
        }
    }

    /// XML: as it stands, and its words without tags.
    fn marked(&mut self, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let mut words = String::new();
        let mut inside = false;
        for c in text.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => words.push(c),
                _ => {}
            }
        }
        self.texts.extend([text, words]);
    }

    /// All chunks but the pixels.
    fn png(&mut self, bytes: &[u8]) {
        let mut at = 8;
        while at + 8 <= bytes.len() {
            let length = u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four"));
            let end = at + 8 + length as usize;
            if &bytes[at + 4..at + 8] != b"IDAT" {
                let chunk = String::from_utf8_lossy(&bytes[at + 8..end]);
                self.texts.push(chunk.into_owned());
            }
            at = end + 4;
        }
    }

    /// True if a value is said anywhere, however it is encoded.
    pub fn says(&self, value: &str) -> bool {
        let folded = fold(value);
        let plain = value.as_bytes().to_vec();
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            value.encode_utf16().flat_map(order).collect()
        };
        let forms = [plain, wide(u16::to_be_bytes), wide(u16::to_le_bytes)];
        self.texts.iter().any(|text| fold(text).contains(&folded))
            || self.bytes.iter().any(|bytes| {
                forms
                    .iter()
                    .any(|form| bytes.windows(form.len()).any(|window| window == form))
            })
    }
}

/// Letters and signs in lower case, without blanks and what cannot be seen.
fn fold(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'))
        .flat_map(char::to_lowercase)
        .collect()
}

fn exported(arguments: &[&str]) -> (tempfile::TempDir, Vec<std::path::PathBuf>) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("ana.reis@example.org.md"), PAGE).expect("written");
    let mut all = vec![
        "export",
        "ana.reis@example.org.md",
        "--out",
        "out",
        "--format",
        "pdf,docx,svg,png",
        "--mail",
        "jobs@mail.example.org",
    ];
    all.extend(arguments);
    vitae(folder.path(), &all);
    let mut files: Vec<_> = fs::read_dir(folder.path().join("out"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    (folder, files)
}

#[test]
fn every_value_is_said_where_nothing_is_redacted() {
    let (_folder, files) = exported(&[]);
    let ending = |path: &Path| {
        path.extension()
            .expect("one")
            .to_string_lossy()
            .into_owned()
    };
    for (kind, values) in VALUES {
        for value in values {
            // A link's target is in the written form alone.
            let said: Vec<String> = files
                .iter()
                .filter(|path| Said::of(path).says(value))
                .map(|path| ending(path))
                .collect();
            for format in ["pdf", "docx", "eml"] {
                assert!(
                    said.iter().any(|s| s == format),
                    "{kind}: {value} in {format}"
                );
            }
        }
    }
}

#[test]
fn what_is_redacted_is_nowhere_in_any_format_and_theme() {
    for theme in ["modern", "compact", "executive"] {
        let (_folder, files) = exported(&["--redact", KINDS, "--theme", theme]);
        assert!(files.len() >= 5, "{files:?}");
        for path in files {
            let said = Said::of(&path);
            for (_, values) in VALUES {
                for value in values {
                    let path = path.display();
                    assert!(!said.says(value), "{theme}: {value} in {path}");
                }
            }
        }
    }
}

#[test]
fn one_kind_alone_goes_and_the_others_stay() {
    for (kind, values) in VALUES {
        let (_folder, files) = exported(&["--redact", kind, "--format", "pdf"]);
        let said = Said::of(&files[0]);
        for (other, others) in VALUES {
            for value in if other == kind { values } else { &others[..1] } {
                assert_eq!(said.says(value), other != kind, "{kind}: {value}");
            }
        }
    }
}

#[test]
fn the_model_that_is_shown_holds_no_value_either() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("page.md"), PAGE).expect("written");
    for form in ["yaml", "json"] {
        let output = vitae(
            folder.path(),
            &["extract", "page.md", "--as", form, "--redact", KINDS],
        );
        let mut said = Said::default();
        said.read(form, &output.stdout);
        for value in VALUES.iter().flat_map(|(_, values)| *values) {
            assert!(!said.says(value), "{form}: {value}");
        }
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!told.contains("is given"), "nothing is missed: {told}");
    }
}

#[test]
fn no_half_sentence_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("page.md"), PAGE).expect("written");
    let output = vitae(
        folder.path(),
        &["extract", "-v", "page.md", "--redact", KINDS],
    );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    // Written by hand from the page.
    for kept in [
        "summary: I keep platforms calm. Nothing else is wanted.",
        "- - 'Cut releases from '\n      - text: hours to minutes\n        strong: true\n      - ' for 45 teams.'\n",
        "- Keep a public log of every outage.\n",
        "- Answer on the phone within a day, and by mail.\n",
        "A board of ships for the port and its 12 pilots.",
        "- Told 300 ships their berth without a call.\n",
        "headline: Platform Engineer\n",
    ] {
        assert!(text.contains(kept), "{kept:?} in\n{text}");
    }
    for gone in ["Reach me", "Ask at", "My notes", "I live in"] {
        assert!(!text.contains(gone), "{gone} in\n{text}");
    }
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(
        told.contains("]: the sentence with a telephone number is left out (page.md:"),
        "{told}"
    );
}
