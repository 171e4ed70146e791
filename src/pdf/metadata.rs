//! The document's properties, twice: the Info dictionary and XMP, which agree.

use std::borrow::Cow;
use std::fmt::Write;

use lopdf::{Dictionary, dictionary};

use super::object::text;
use crate::characters;
use crate::layout::Document;
use crate::units::Civil;

/// What the file says made it.
const PRODUCER: &str = concat!("vitae ", env!("CARGO_PKG_VERSION"));
const CREATOR: &str = "vitae";

/// PDF/A wants every namespace that XMP does not define to be described (ISO 19005-2,
/// 6.6.2.3.3); so `pdfuaid` is where PDF/A is declared too.
const PDFUA_SCHEMA: &str = "\
<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

/// The properties of a file.
pub(super) struct Properties<'a> {
    title: &'a str,
    author: Option<&'a str>,
    subject: Option<&'a str>,
    keywords: String,
    language: &'a str,
    date: Option<Civil>,
}

impl<'a> Properties<'a> {
    pub(super) fn new(document: &'a Document, timestamp: Option<i64>) -> Self {
        let info = &document.info;
        // PDF/UA wants a title (ISO 14289-1, 7.1): a page without name and headline has its
        // first section, an empty one the program.
        let title = if info.title.is_empty() {
            let first = document.outline.first();
            first.map_or(CREATOR, |item| item.title.as_str())
        } else {
            &info.title
        };
        Properties {
            title,
            author: info.author.as_deref(),
            subject: info.subject.as_deref(),
            keywords: info.keywords.join(", "),
            language: &info.language,
            date: timestamp.map(Civil::from_unix),
        }
    }

    /// The Info dictionary (ISO 32000-1, 14.3.3).
    pub(super) fn info(&self) -> Dictionary {
        let mut dictionary = dictionary! {
            "Title" => text(self.title),
            "Producer" => text(PRODUCER),
            "Creator" => text(CREATOR),
        };
        if let Some(author) = self.author {
            dictionary.set("Author", text(author));
        }
        if let Some(subject) = self.subject {
            dictionary.set("Subject", text(subject));
        }
        if !self.keywords.is_empty() {
            dictionary.set("Keywords", text(&self.keywords));
        }
        if let Some(c) = &self.date {
            // ISO 32000-1, 7.9.4, in UTC.
            let date = format!(
                "D:{:04}{:02}{:02}{:02}{:02}{:02}Z",
                c.year, c.month, c.day, c.hour, c.minute, c.second
            );
            dictionary.set("CreationDate", text(&date));
            dictionary.set("ModDate", text(&date));
        }
        dictionary
    }

    /// The XMP packet (ISO 16684-1); `archival` declares PDF/A-2a beside PDF/UA-1.
    pub(super) fn xmp(&self, archival: bool) -> String {
        let mut xmp = String::with_capacity(4096);
        xmp.push_str(
            "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
             <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
        );
        if archival {
            xmp.push_str(PDFUA_SCHEMA);
        }
        xmp.push_str(
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
             xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
             xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
             xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
             xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n\
             <pdfuaid:part>1</pdfuaid:part>\n",
        );
        if archival {
            xmp.push_str(
                "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n",
            );
        }
        xmp.push_str("<dc:format>application/pdf</dc:format>\n");
        put(&mut xmp, "dc:title", Shape::Alternatives, self.title);
        if let Some(author) = self.author {
            put(&mut xmp, "dc:creator", Shape::Sequence, author);
        }
        if let Some(subject) = self.subject {
            put(&mut xmp, "dc:description", Shape::Alternatives, subject);
        }
        put(&mut xmp, "dc:language", Shape::Bag, self.language);
        if !self.keywords.is_empty() {
            put(&mut xmp, "pdf:Keywords", Shape::Plain, &self.keywords);
        }
        put(&mut xmp, "pdf:Producer", Shape::Plain, PRODUCER);
        put(&mut xmp, "xmp:CreatorTool", Shape::Plain, CREATOR);
        if let Some(c) = &self.date {
            let date = format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                c.year, c.month, c.day, c.hour, c.minute, c.second
            );
            put(&mut xmp, "xmp:CreateDate", Shape::Plain, &date);
            put(&mut xmp, "xmp:ModifyDate", Shape::Plain, &date);
        }
        xmp.push_str("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
        xmp
    }
}

/// The forms of XMP values.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Plain,
    Bag,
    Sequence,
    /// One text for each language, here for any.
    Alternatives,
}

fn put(xmp: &mut String, name: &str, shape: Shape, value: &str) {
    let value = quick_xml::escape::escape(readable(value));
    let (open, close) = match shape {
        Shape::Plain => ("", ""),
        Shape::Bag => ("<rdf:Bag><rdf:li>", "</rdf:li></rdf:Bag>"),
        Shape::Sequence => ("<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>"),
        Shape::Alternatives => (
            "<rdf:Alt><rdf:li xml:lang=\"x-default\">",
            "</rdf:li></rdf:Alt>",
        ),
    };
    let written = writeln!(xmp, "<{name}>{open}{value}{close}</{name}>");
    written.expect("memory takes every byte");
}

/// On one line, and without what no XML file may hold (XML 1.0, 2.2): a model of a library's user
/// may have it.
fn readable(value: &str) -> Cow<'_, str> {
    let text = characters::text(value);
    if text.contains(char::is_control) {
        text.replace(char::is_control, " ").into()
    } else {
        text
    }
}
