//! A small tree of XML elements: what docx-rs wrote is read into it, changed, and written.

use compact_str::CompactString;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::{escape, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};

/// An element with its prefix, such as `w:p`. Most names and values are of a few letters, and
/// there are thousands of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub name: CompactString,
    pub attributes: Vec<(CompactString, CompactString)>,
    pub children: Vec<Child>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Element {
            name: name.into(),
            ..Element::default()
        }
    }

    /// An element whose only attribute is `w:val`.
    pub(super) fn val(name: &str, value: impl Into<CompactString>) -> Self {
        Element::new(name).with("w:val", value)
    }

    /// The same with an attribute.
    pub(super) fn with(mut self, name: &str, value: impl Into<CompactString>) -> Self {
        self.set(name, value);
        self
    }

    /// The same with a child.
    pub(super) fn holding(mut self, child: Element) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    /// The same with text.
    pub(super) fn saying(mut self, text: impl Into<String>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<CompactString>) {
        let value = value.into();
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name.into(), value)),
        }
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    pub(super) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The child of a name, made where there is none.
    pub(super) fn child_mut(&mut self, name: &str) -> &mut Element {
        let found = self
            .children
            .iter()
            .position(|child| matches!(child, Child::Element(element) if element.name == name));
        let index = found.unwrap_or_else(|| {
            self.children.push(Child::Element(Element::new(name)));
            self.children.len() - 1
        });
        match &mut self.children[index] {
            Child::Element(element) => element,
            Child::Text(_) => unreachable!("the position is that of an element"),
        }
    }

    pub(super) fn push(&mut self, child: Element) {
        self.children.push(Child::Element(child));
    }

    /// Keeps the elements that pass, and all text.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&Element) -> bool) {
        self.children.retain(|child| match child {
            Child::Element(element) => keep(element),
            Child::Text(_) => true,
        });
    }

    /// Calls `change` on this element and on all below, parents first.
    pub(super) fn each(&mut self, change: &mut impl FnMut(&mut Element)) {
        change(self);
        for element in self.elements_mut() {
            element.each(change);
        }
    }

    /// Reads a part.
    ///
    /// # Errors
    /// Where the bytes are no sound XML.
    pub(super) fn parse(bytes: &[u8]) -> Result<Element, quick_xml::Error> {
        let mut reader = Reader::from_reader(bytes);
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event()? {
                Event::Start(start) => open.push(started(&start)?),
                Event::Empty(start) => {
                    let element = started(&start)?;
                    top(&mut open).push(element);
                }
                Event::End(_) => {
                    let element = open.pop().expect("the reader pairs start and end tags");
                    top(&mut open).push(element);
                }
                Event::Text(text) => add_text(top(&mut open), &text.decode()?),
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref()? {
                        Some(c) => c.to_string(),
                        None => resolve_predefined_entity(&reference.decode()?)
                            .unwrap_or_default()
                            .to_owned(),
                    };
                    add_text(top(&mut open), &text);
                }
                Event::CData(data) => add_text(top(&mut open), &data.decode()?),
                Event::Eof => break,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
        let document = open.pop().unwrap_or_default();
        let root = document.children.into_iter().find_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        });
        Ok(root.unwrap_or_default())
    }

    /// The part's bytes, with its declaration.
    pub(super) fn to_part(&self) -> Vec<u8> {
        let mut out =
            String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out);
        out.into_bytes()
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            out.push_str(&escape(value.as_str()));
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(out),
                Child::Text(text) => out.push_str(&escape(text.as_str())),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }
}

fn top(open: &mut [Element]) -> &mut Element {
    open.last_mut().expect("the document itself stays open")
}

fn add_text(element: &mut Element, text: &str) {
    if let Some(Child::Text(last)) = element.children.last_mut() {
        last.push_str(text);
    } else {
        element.children.push(Child::Text(text.to_owned()));
    }
}

fn started(start: &BytesStart<'_>) -> Result<Element, quick_xml::Error> {
    let mut element = Element::new(&String::from_utf8_lossy(start.name().as_ref()));
    for attribute in start.attributes() {
        let attribute = attribute?;
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
        element.attributes.push((name, value.into()));
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        let text = "<w:p a=\"1 &amp; 2\"><w:t xml:space=\"preserve\"> a &lt; b &quot;c&quot; </w:t><w:br/></w:p>";
        let element = Element::parse(text.as_bytes()).expect("sound XML");
        assert_eq!(element.get("a"), Some("1 & 2"));
        assert_eq!(
            element.child("w:t").expect("a child").children,
            [Child::Text(" a < b \"c\" ".to_owned())]
        );
        let part = String::from_utf8(element.to_part()).expect("a text");
        assert!(part.ends_with(text), "{part}");
    }

    #[test]
    fn broken_parts_are_refused() {
        assert!(Element::parse(b"<a><b></a>").is_err());
    }
}
