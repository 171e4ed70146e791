//! The package: content types, relationships, and what goes into the archive.

use std::borrow::Cow;

use super::WordError;
use super::archive::Archive;
use super::parts::RELATIONSHIPS;
use super::xml::Element;
use crate::picture::Coding;

/// A part that every file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    path: &'static str,
    content_type: &'static str,
    /// Last word of its relationship's type.
    relation: &'static str,
}

macro_rules! word_part {
    ($path:literal, $kind:literal, $relation:literal) => {
        Part {
            path: $path,
            content_type: concat!(
                "application/vnd.openxmlformats-officedocument.",
                $kind,
                "+xml"
            ),
            relation: $relation,
        }
    };
}

impl Part {
    pub(super) const DOCUMENT: Part = word_part!(
        "word/document.xml",
        "wordprocessingml.document.main",
        "officeDocument"
    );
    pub(super) const STYLES: Part =
        word_part!("word/styles.xml", "wordprocessingml.styles", "styles");
    pub(super) const NUMBERING: Part = word_part!(
        "word/numbering.xml",
        "wordprocessingml.numbering",
        "numbering"
    );
    pub(super) const SETTINGS: Part =
        word_part!("word/settings.xml", "wordprocessingml.settings", "settings");
    pub(super) const FONTS: Part = word_part!(
        "word/fontTable.xml",
        "wordprocessingml.fontTable",
        "fontTable"
    );
    pub(super) const THEME: Part = word_part!("word/theme/theme1.xml", "theme", "theme");
    pub(super) const FOOTER: Part =
        word_part!("word/footer1.xml", "wordprocessingml.footer", "footer");
    pub(super) const APP: Part = word_part!(
        "docProps/app.xml",
        "extended-properties",
        "extended-properties"
    );
    pub(super) const CORE: Part = Part {
        path: "docProps/core.xml",
        content_type: "application/vnd.openxmlformats-package.core-properties+xml",
        relation: "metadata/core-properties",
    };

    /// In the order of their numbers.
    const OF_DOCUMENT: [Part; 6] = [
        Part::STYLES,
        Part::NUMBERING,
        Part::SETTINGS,
        Part::FONTS,
        Part::THEME,
        Part::FOOTER,
    ];
}

/// The parts written so far, and the links of the document.
#[derive(Default)]
pub(super) struct Parts {
    written: Vec<(Part, Vec<u8>)>,
    links: Vec<String>,
    pictures: Vec<(Coding, Vec<u8>)>,
    fonts: Vec<Vec<u8>>,
}

impl Parts {
    pub(super) fn add(&mut self, part: Part, bytes: Vec<u8>) {
        self.written.push((part, bytes));
    }

    /// The number of a part of the document.
    pub(super) fn relation(&self, part: Part) -> String {
        let index = Part::OF_DOCUMENT
            .iter()
            .position(|known| *known == part)
            .expect("only parts of the document are asked for");
        format!("rId{}", index + 1)
    }

    /// The number of a link; the same target has one number.
    pub(super) fn link(&mut self, target: &str) -> String {
        let known = self.links.iter().position(|link| link == target);
        let index = known.unwrap_or_else(|| {
            self.links.push(target.to_owned());
            self.links.len() - 1
        });
        format!("rId{}", Part::OF_DOCUMENT.len() + index + 1)
    }

    /// Adds a picture; returns its number among the document's relationships.
    pub(super) fn picture(&mut self, coding: Coding, bytes: Vec<u8>) -> String {
        self.pictures.push((coding, bytes));
        picture_relation(self.pictures.len())
    }

    /// Adds a face; the table of fonts knows it by [`font_relation`].
    pub(super) fn font(&mut self, bytes: Vec<u8>) {
        self.fonts.push(bytes);
    }

    fn content_types(&self) -> Element {
        let mut root = Element::new("Types").with(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/content-types",
        );
        for (extension, kind) in [
            (
                "rels",
                "application/vnd.openxmlformats-package.relationships+xml",
            ),
            ("xml", "application/xml"),
        ] {
            root.push(
                Element::new("Default")
                    .with("Extension", extension)
                    .with("ContentType", kind),
            );
        }
        for coding in [Coding::Jpeg, Coding::Png] {
            if self.pictures.iter().any(|(known, _)| *known == coding) {
                root.push(
                    Element::new("Default")
                        .with("Extension", coding.ending())
                        .with("ContentType", coding.media_type()),
                );
            }
        }
        if !self.fonts.is_empty() {
            root.push(
                Element::new("Default")
                    .with("Extension", "odttf")
                    .with("ContentType", FONT),
            );
        }
        for (part, _) in &self.written {
            root.push(
                Element::new("Override")
                    .with("PartName", format!("/{}", part.path))
                    .with("ContentType", part.content_type),
            );
        }
        root
    }

    fn package_relations(&self) -> Element {
        let mut root = relationships();
        for (index, part) in [Part::DOCUMENT, Part::CORE, Part::APP].iter().enumerate() {
            let kind = if *part == Part::CORE {
                format!(
                    "http://schemas.openxmlformats.org/package/2006/relationships/{}",
                    part.relation
                )
            } else {
                format!("{RELATIONSHIPS}/{}", part.relation)
            };
            root.push(relationship(index + 1, &kind, part.path));
        }
        root
    }

    fn font_relations(&self) -> Element {
        let mut root = relationships();
        for number in 1..=self.fonts.len() {
            let kind = format!("{RELATIONSHIPS}/font");
            root.push(relationship(number, &kind, &font_file(number)));
        }
        root
    }

    fn document_relations(&self) -> Element {
        let mut root = relationships();
        for (index, part) in Part::OF_DOCUMENT.iter().enumerate() {
            let kind = format!("{RELATIONSHIPS}/{}", part.relation);
            let target = part.path.trim_start_matches("word/");
            root.push(relationship(index + 1, &kind, target));
        }
        for (index, target) in self.links.iter().enumerate() {
            let kind = format!("{RELATIONSHIPS}/hyperlink");
            let number = Part::OF_DOCUMENT.len() + index + 1;
            root.push(relationship(number, &kind, target).with("TargetMode", "External"));
        }
        for (number, (coding, _)) in (1..).zip(&self.pictures) {
            root.push(
                Element::new("Relationship")
                    .with("Id", picture_relation(number))
                    .with("Type", format!("{RELATIONSHIPS}/image"))
                    .with("Target", picture_file(number, *coding)),
            );
        }
        root
    }
}

/// The content type of a face whose first bytes are changed.
const FONT: &str = "application/vnd.openxmlformats-officedocument.obfuscatedFont";

/// The number of a face, from 1, among the relationships of the table of fonts.
pub(super) fn font_relation(number: usize) -> String {
    format!("rId{number}")
}

/// Where a face, from 1, lies beside the document.
fn font_file(number: usize) -> String {
    format!("fonts/font{number}.odttf")
}

/// The number of a picture, from 1, among the document's relationships.
fn picture_relation(number: usize) -> String {
    format!("rIdPicture{number}")
}

/// Where a picture, from 1, lies beside the document.
fn picture_file(number: usize, coding: Coding) -> String {
    format!("media/picture{number}.{}", coding.ending())
}

fn relationships() -> Element {
    Element::new("Relationships").with(
        "xmlns",
        "http://schemas.openxmlformats.org/package/2006/relationships",
    )
}

fn relationship(number: usize, kind: &str, target: &str) -> Element {
    Element::new("Relationship")
        .with("Id", format!("rId{number}"))
        .with("Type", kind)
        .with("Target", target)
}

/// Packs the parts: content types first, no folders, no dates.
pub(super) fn pack(parts: &Parts) -> Result<Vec<u8>, WordError> {
    let mut archive = Archive::default();
    let mut files: Vec<(&str, Cow<'_, [u8]>)> = vec![
        (
            "[Content_Types].xml",
            parts.content_types().to_part().into(),
        ),
        ("_rels/.rels", parts.package_relations().to_part().into()),
    ];
    for (part, bytes) in parts.written.iter().rev() {
        files.push((part.path, Cow::Borrowed(bytes.as_slice())));
        if *part == Part::DOCUMENT {
            let relations = parts.document_relations().to_part();
            files.push(("word/_rels/document.xml.rels", relations.into()));
        }
        if *part == Part::FONTS && !parts.fonts.is_empty() {
            let relations = parts.font_relations().to_part();
            files.push(("word/_rels/fontTable.xml.rels", relations.into()));
        }
    }
    for (name, bytes) in files {
        archive.deflated(name, &bytes)?;
    }
    for (number, bytes) in (1..).zip(&parts.fonts) {
        archive.deflated(&format!("word/{}", font_file(number)), bytes)?;
    }
    for (number, (coding, bytes)) in (1..).zip(&parts.pictures) {
        // Coded already: deflating it again gains nothing.
        archive.stored(&format!("word/{}", picture_file(number, *coding)), bytes)?;
    }
    archive.finish()
}
