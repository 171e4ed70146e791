//! A part of the package as a stream of tags and texts. Nothing is held but what is open.

use compact_str::CompactString;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};

/// Elements nest no deeper in any document that a program wrote.
const MOST_DEPTH: usize = 256;

/// Why a part cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    /// It is no sound XML, or nests without end.
    Unsound,
    /// It has more paragraphs than are read.
    TooLong,
}

/// The start of an element.
#[derive(Clone, Debug, Default)]
pub(super) struct Tag {
    /// The name without its prefix.
    pub(super) name: CompactString,
    attributes: Vec<(CompactString, CompactString)>,
}

impl Tag {
    /// The value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The attribute `val`.
    pub(super) fn val(&self) -> Option<&str> {
        self.get("val")
    }
}

/// An element that is held whole: properties, of which there are few.
#[derive(Clone, Debug, Default)]
pub(super) struct Element {
    pub(super) tag: Tag,
    pub(super) children: Vec<Element>,
}

impl Element {
    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.tag.name == name)
    }

    /// The attribute `val` of a child.
    pub(super) fn val(&self, name: &str) -> Option<&str> {
        self.child(name)?.tag.val()
    }

    /// A number in the attribute `val` of a child.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.val(name)?.trim().parse().ok()
    }

    /// A switch: on where its element stands without a value; `None` where it does not stand.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.tag.val();
        Some(!value.is_some_and(|value| matches!(value, "0" | "false" | "off" | "none")))
    }
}

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Event {
    Start(Tag),
    End,
    Text(String),
    Done,
}

/// A part that is being read.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, depth: 0 }
    }

    /// The next tag or text. A part that ends within an element is damaged.
    pub(super) fn next(&mut self) -> Result<Event, Damage> {
        loop {
            return Ok(
                match self.reader.read_event().map_err(|_| Damage::Unsound)? {
                    Raw::Start(start) => {
                        self.depth += 1;
                        if self.depth > MOST_DEPTH {
                            return Err(Damage::Unsound);
                        }
                        Event::Start(tag(&start)?)
                    }
                    Raw::End(_) => {
                        self.depth -= 1;
                        Event::End
                    }
                    Raw::Text(text) => {
                        Event::Text(text.decode().map_err(|_| Damage::Unsound)?.into_owned())
                    }
                    Raw::CData(text) => {
                        Event::Text(text.decode().map_err(|_| Damage::Unsound)?.into_owned())
                    }
                    Raw::GeneralRef(reference) => {
                        let sign = reference.resolve_char_ref().map_err(|_| Damage::Unsound)?;
                        let name = reference.decode().map_err(|_| Damage::Unsound)?;
                        match sign {
                            Some(sign) => Event::Text(sign.to_string()),
                            // No entity that a part declares is ever put in.
                            None => match resolve_predefined_entity(&name) {
                                Some(text) => Event::Text(text.to_owned()),
                                None => continue,
                            },
                        }
                    }
                    Raw::Eof if self.depth > 0 => return Err(Damage::Unsound),
                    Raw::Eof => Event::Done,
                    Raw::Empty(_)
                    | Raw::Comment(_)
                    | Raw::Decl(_)
                    | Raw::PI(_)
                    | Raw::DocType(_) => {
                        continue;
                    }
                },
            );
        }
    }

    /// Passes over what is left of the element that was just started.
    pub(super) fn skip(&mut self) -> Result<(), Damage> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The whole element that was just started.
    pub(super) fn element(&mut self, tag: Tag) -> Result<Element, Damage> {
        let mut element = Element {
            tag,
            children: Vec::new(),
        };
        loop {
            match self.next()? {
                Event::Start(tag) => {
                    let child = self.element(tag)?;
                    element.children.push(child);
                }
                Event::End | Event::Done => return Ok(element),
                Event::Text(_) => {}
            }
        }
    }

    /// The texts in the element that was just started, one behind the other.
    pub(super) fn text(&mut self) -> Result<String, Damage> {
        let outside = self.depth - 1;
        let mut text = String::new();
        while self.depth > outside {
            if let Event::Text(more) = self.next()? {
                text.push_str(&more);
            }
        }
        Ok(text)
    }
}

fn tag(start: &BytesStart<'_>) -> Result<Tag, Damage> {
    let mut attributes = Vec::new();
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Damage::Unsound)?;
        let key = attribute.key.local_name();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| Damage::Unsound)?;
        attributes.push((
            String::from_utf8_lossy(key.as_ref()).into(),
            CompactString::from(value.as_ref()),
        ));
    }
    Ok(Tag {
        name: String::from_utf8_lossy(start.local_name().as_ref()).into(),
        attributes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_properties_are_read() {
        let part =
            r#"<w:a xmlns:w="x"><w:b w:val="1"><w:c/></w:b><w:t>R&amp;D &#x2013;</w:t></w:a>"#;
        let mut xml = Xml::new(part);
        assert!(matches!(xml.next(), Ok(Event::Start(_))));
        let Ok(Event::Start(tag)) = xml.next() else {
            panic!("an element");
        };
        let element = xml.element(tag).expect("sound");
        assert_eq!(element.tag.val(), Some("1"));
        assert_eq!(element.switch("c"), Some(true));
        assert!(matches!(xml.next(), Ok(Event::Start(_))));
        assert_eq!(xml.text().expect("sound"), "R&D –");
    }

    #[test]
    fn what_breaks_off_or_nests_without_end_is_damaged() {
        let rest = |text: &str| {
            let mut xml = Xml::new(text);
            loop {
                match xml.next() {
                    Ok(Event::Done) => return Ok(()),
                    Ok(_) => {}
                    Err(damage) => return Err(damage),
                }
            }
        };
        assert_eq!(rest("<a><b></b></a>"), Ok(()));
        assert_eq!(rest("<a><b>"), Err(Damage::Unsound));
        assert_eq!(rest("<a></b>"), Err(Damage::Unsound));
        assert_eq!(rest(&"<a>".repeat(100_000)), Err(Damage::Unsound));
    }
}
