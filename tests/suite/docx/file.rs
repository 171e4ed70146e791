//! Word files by hand: what stands between the tags is each test's own.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file in the making.
#[derive(Default)]
pub struct File {
    body: String,
    section: String,
    parts: Vec<(String, String)>,
    relations: Vec<(String, String, String, bool)>,
}

impl File {
    /// A file with a body.
    pub fn new(body: &str) -> File {
        File {
            body: body.to_owned(),
            ..File::default()
        }
    }

    /// Adds a part of a kind; its identifier is that of the kind and a number.
    pub fn part(mut self, kind: &str, element: &str, content: &str) -> File {
        let id = format!("{kind}{}", self.relations.len());
        let path = format!("{id}.xml");
        let text = format!("<w:{element} xmlns:w=\"w\" xmlns:r=\"r\">{content}</w:{element}>");
        self.parts.push((format!("word/{path}"), text));
        self.relations.push((id, kind.to_owned(), path, false));
        self
    }

    /// Adds styles.
    pub fn styles(self, styles: &str) -> File {
        self.part("styles", "styles", styles)
    }

    /// Adds a head (`header`) or foot (`footer`) of pages of a type.
    pub fn margin(mut self, kind: &str, pages: &str, content: &str) -> File {
        let id = format!("{kind}{}", self.relations.len());
        self.section.push_str(&format!(
            "<w:{kind}Reference w:type=\"{pages}\" r:id=\"{id}\"/>"
        ));
        self.part(
            kind,
            &kind[..3].replace("hea", "hdr").replace("foo", "ftr"),
            content,
        )
    }

    /// Adds an address that a link leads to.
    pub fn link(mut self, id: &str, to: &str) -> File {
        let link = (id.to_owned(), "hyperlink".to_owned(), to.to_owned(), true);
        self.relations.push(link);
        self
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let relation = |(id, kind, target, outside): &(String, String, String, bool)| {
            let mode = if *outside {
                " TargetMode=\"External\""
            } else {
                ""
            };
            format!("<Relationship Id=\"{id}\" Type=\"{TYPES}/{kind}\" Target=\"{target}\"{mode}/>")
        };
        let relations: String = self.relations.iter().map(relation).collect();
        let main = ("main", "officeDocument", "word/document.xml", false);
        let main = (
            main.0.to_owned(),
            main.1.to_owned(),
            main.2.to_owned(),
            main.3,
        );
        let mut parts = vec![
            (
                "_rels/.rels".to_owned(),
                wrapped("Relationships", &relation(&main)),
            ),
            (
                "word/_rels/document.xml.rels".to_owned(),
                wrapped("Relationships", &relations),
            ),
            (
                "word/document.xml".to_owned(),
                format!(
                    "<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{}<w:sectPr>{}</w:sectPr>\
                     </w:body></w:document>",
                    self.body, self.section
                ),
            ),
        ];
        parts.extend(self.parts.iter().cloned());
        zipped(
            parts
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_bytes())),
        )
    }
}

fn wrapped(element: &str, content: &str) -> String {
    format!("<?xml version=\"1.0\"?><{element}>{content}</{element}>")
}

/// A zip of parts.
pub fn zipped<'a>(parts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        zip.start_file(path, SimpleFileOptions::default())
            .expect("started");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

/// A run of text.
pub fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A bold run.
pub fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A tab.
pub const TAB: &str = "<w:r><w:tab/></w:r>";

/// A paragraph of runs.
pub fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// A paragraph in a style.
pub fn styled(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// An item of a list.
pub fn item(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

/// A field with its last result.
pub fn field(instruction: &str, result: &str) -> String {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{}<w:r><w:instrText>{instruction}</w:instrText></w:r>{}{}{}",
        mark("begin"),
        mark("separate"),
        run(result),
        mark("end")
    )
}
