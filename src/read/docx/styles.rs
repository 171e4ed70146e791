//! The document's styles: what a paragraph or a run says by the name of its style alone.

use std::collections::HashMap;
use std::rc::Rc;

use serde::Deserialize;

use super::model::Look;
use super::xml::{Damage, Element, Event, Xml};

/// A style that is based on more others goes round in a circle.
const MOST_BASES: usize = 24;

/// What names of styles mean.
#[derive(Debug, Deserialize)]
struct Names {
    headings: Vec<String>,
    titles: Vec<String>,
    subtitles: Vec<String>,
    columns: Vec<String>,
    plain: Vec<String>,
}

/// What a paragraph is by the name of its style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Named {
    /// A heading of a level, from 0.
    Heading(u8),
    /// What stands over the whole document.
    Title,
    /// What stands below the title.
    Subtitle,
    /// The head of a table's column.
    Column,
    /// A style that says nothing.
    #[default]
    Plain,
    /// A name of its author's.
    Own,
}

/// A style as it is written.
#[derive(Debug, Default)]
struct Style {
    named: Named,
    /// Its name as a class, where that says something.
    class: Option<String>,
    based_on: Option<String>,
    marks: Marks,
    layout: Layout,
}

/// What properties of a run say, where they say it.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) capitals: Option<bool>,
    /// Hidden, or struck out.
    pub(super) unseen: Option<bool>,
    /// In half points.
    pub(super) size: Option<u16>,
    /// The letters are signs of a font of pictures.
    pub(super) signs: Option<bool>,
}

/// What properties of a paragraph say, where they say it.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// The outline level, from 0; 9 and more for text.
    pub(super) outline: Option<u8>,
    /// The list it is in; 0 for none.
    pub(super) list: Option<u32>,
    /// The depth in its list, from 0.
    pub(super) depth: Option<u8>,
    /// A rule or a fill sets it off.
    pub(super) set_off: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    defaults: Marks,
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(part: &str) -> Result<Styles, Damage> {
        let mut styles = Styles::default();
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.name == "style" => {
                    let element = xml.element(tag)?;
                    styles.add(&element);
                }
                Event::Start(tag) if tag.name == "rPrDefault" => {
                    let element = xml.element(tag)?;
                    styles.defaults = element.child("rPr").map(Marks::of).unwrap_or_default();
                }
                Event::Start(tag) if tag.name == "latentStyles" => xml.skip()?,
                Event::Done => return Ok(styles),
                Event::Start(_) | Event::End | Event::Text(_) => {}
            }
        }
    }

    fn add(&mut self, element: &Element) {
        let Some(id) = element.tag.get("styleId") else {
            return;
        };
        let is_on = |value: &str| matches!(value, "1" | "true" | "on");
        let is_usual = element.tag.get("default").is_some_and(is_on);
        if is_usual && element.tag.get("type") == Some("paragraph") {
            self.usual = Some(id.to_owned());
        }
        let name = element.val("name").unwrap_or(id).trim().to_lowercase();
        let named = named(&name);
        let style = Style {
            named,
            class: class(&name, named),
            based_on: element.val("basedOn").map(str::to_owned),
            marks: element.child("rPr").map(Marks::of).unwrap_or_default(),
            layout: element.child("pPr").map(Layout::of).unwrap_or_default(),
        };
        self.all.insert(id.to_owned(), style);
    }

    /// A style and those that it is based on.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let mut next = id.and_then(|id| self.all.get(id));
        std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.as_ref().and_then(|id| self.all.get(id));
            Some(style)
        })
        .take(MOST_BASES)
    }

    fn of_paragraph<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        self.chain(id.or(self.usual.as_deref()))
    }

    /// How a paragraph is laid out: by itself, else by its style.
    pub(super) fn layout(&self, id: Option<&str>, own: &Layout) -> Layout {
        let mut layout = own.clone();
        for style in self.of_paragraph(id) {
            let said = &style.layout;
            layout.outline = layout.outline.or(said.outline);
            // A style's depth is that in the style's own list.
            if layout.list.is_none() {
                layout.list = said.list;
                layout.depth = layout.depth.or(said.depth);
            }
            layout.set_off = layout.set_off.or(said.set_off);
        }
        if layout.outline.is_none() {
            layout.outline = match self.named(id) {
                Named::Heading(level) => Some(level),
                Named::Title | Named::Subtitle | Named::Column | Named::Plain | Named::Own => None,
            };
        }
        layout
    }

    /// How a run looks: by itself, else by its style, else by its paragraph's. `None` for what is
    /// not seen.
    pub(super) fn look(&self, paragraph: Option<&str>, run: Option<&str>, own: &Marks) -> Seen {
        let mut marks = own.clone();
        for style in self.chain(run).chain(self.of_paragraph(paragraph)) {
            marks.fill(&style.marks);
        }
        marks.fill(&self.defaults);
        /// What documents are set in that say nothing of it.
        const USUAL_SIZE: u16 = 20;
        let look = Look {
            bold: marks.bold.unwrap_or_default(),
            italic: marks.italic.unwrap_or_default(),
            capitals: marks.capitals.unwrap_or_default(),
            size: marks.size.unwrap_or(USUAL_SIZE),
            style: run.map(Rc::from),
        };
        Seen {
            look,
            is_unseen: marks.unseen.unwrap_or_default(),
            is_signs: marks.signs.unwrap_or_default(),
        }
    }

    /// What the name of a style says, or of the first it is based on whose name says something.
    pub(super) fn named(&self, id: Option<&str>) -> Named {
        let mut found = Named::Plain;
        for style in self.of_paragraph(id) {
            match style.named {
                Named::Own => found = Named::Own,
                Named::Plain => break,
                Named::Heading(level) => return Named::Heading(level),
                // What is based on the title may be anything.
                Named::Title | Named::Subtitle if found == Named::Own => break,
                known @ (Named::Title | Named::Subtitle | Named::Column) => return known,
            }
        }
        found
    }

    /// The name of a style of its author's as a class; `None` for one that says nothing.
    pub(super) fn class(&self, id: Option<&str>) -> Option<&str> {
        self.all.get(id?)?.class.as_deref()
    }
}

fn class(name: &str, named: Named) -> Option<String> {
    let (Named::Own | Named::Subtitle) = named else {
        return None;
    };
    let words = name.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty() && *word != "char")
        .collect();
    let class = words.join("-");
    // "toc 1" lists the headings once more.
    let is_contents = class.strip_prefix("toc").is_some_and(|rest| {
        let level = rest.trim_start_matches('-');
        level.chars().all(|c| c.is_ascii_digit())
    });
    let class = if is_contents { "toc".to_owned() } else { class };
    Some(class).filter(|class| !class.is_empty())
}

/// How a run looks, and whether it is seen.
pub(super) struct Seen {
    pub(super) look: Look,
    pub(super) is_unseen: bool,
    pub(super) is_signs: bool,
}

fn named(name: &str) -> Named {
    thread_local! {
        static NAMES: Names = serde_yaml::from_str(include_str!("names.yaml"))
            .expect("the table of names is sound");
    }
    let name = name.strip_suffix(" char").unwrap_or(name);
    let base = name
        .trim_end_matches(|c: char| c.is_numeric() || c == '_')
        .trim_end();
    let digits = name[base.len()..].trim();
    NAMES.with(|names| {
        let is_in = |list: &[String], name: &str| list.iter().any(|known| known == name);
        if let Ok(level @ 1..=9) = digits.parse::<u8>()
            && is_in(&names.headings, base)
        {
            return Named::Heading(level - 1);
        }
        if is_in(&names.plain, name) || is_in(&names.plain, base) {
            Named::Plain
        } else if is_in(&names.titles, name) {
            Named::Title
        } else if is_in(&names.subtitles, name) {
            Named::Subtitle
        } else if is_in(&names.columns, name) {
            Named::Column
        } else {
            Named::Own
        }
    })
}

impl Marks {
    /// Reads the properties of a run.
    pub(super) fn of(properties: &Element) -> Marks {
        /// Fonts whose letters are pictures.
        const PICTURES: [&str; 5] = ["wingdings", "webdings", "symbol", "fontawesome", "zapf"];
        let font = properties
            .child("rFonts")
            .and_then(|fonts| fonts.tag.get("ascii").or_else(|| fonts.tag.get("hAnsi")));
        let signs = font.map(|font| {
            let font = font.to_lowercase().replace(' ', "");
            PICTURES.iter().any(|known| font.starts_with(known))
        });
        let hidden = properties.switch("vanish");
        let struck = properties.switch("strike").or(properties.switch("dstrike"));
        Marks {
            bold: properties.switch("b").or(properties.switch("bCs")),
            italic: properties.switch("i").or(properties.switch("iCs")),
            capitals: properties.switch("caps").or(properties.switch("smallCaps")),
            unseen: match (hidden, struck) {
                (None, None) => None,
                (hidden, struck) => Some(hidden == Some(true) || struck == Some(true)),
            },
            size: properties.number("sz"),
            signs,
        }
    }

    fn fill(&mut self, other: &Marks) {
        self.bold = self.bold.or(other.bold);
        self.italic = self.italic.or(other.italic);
        self.capitals = self.capitals.or(other.capitals);
        self.unseen = self.unseen.or(other.unseen);
        self.size = self.size.or(other.size);
        self.signs = self.signs.or(other.signs);
    }
}

impl Layout {
    /// Reads the properties of a paragraph.
    pub(super) fn of(properties: &Element) -> Layout {
        let list = properties.child("numPr");
        let is_seen = |rule: &Element| !matches!(rule.tag.val(), None | Some("none" | "nil"));
        let ruled = properties.child("pBdr").map(|rules| {
            ["bottom", "top"]
                .iter()
                .any(|side| rules.child(side).is_some_and(is_seen))
        });
        let filled = properties.child("shd").map(|fill| {
            fill.tag.get("fill").is_some_and(|fill| {
                !fill.eq_ignore_ascii_case("auto") && !fill.eq_ignore_ascii_case("ffffff")
            })
        });
        Layout {
            outline: properties.number("outlineLvl"),
            list: list.and_then(|list| list.number("numId")),
            depth: list.and_then(|list| list.number("ilvl")),
            set_off: match (ruled, filled) {
                (None, None) => None,
                (ruled, filled) => Some(ruled == Some(true) || filled == Some(true)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_names_in_any_language() {
        for (name, level) in [
            ("heading 1", 0),
            ("überschrift 2", 1),
            ("titre 3", 2),
            ("标题 1", 0),
        ] {
            assert_eq!(named(name), Named::Heading(level), "{name}");
        }
        assert_eq!(named("title"), Named::Title);
        assert_eq!(named("list bullet 2"), Named::Plain);
        assert_eq!(named("company name"), Named::Own);
        assert_eq!(named("heading 1 char"), Named::Heading(0));
    }

    #[test]
    fn a_style_has_what_it_is_based_on() {
        let part = r#"<w:styles xmlns:w="x"><w:style w:type="paragraph" w:styleId="A">
            <w:name w:val="Section Title"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>
            <w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="B"><w:name w:val="Own"/><w:basedOn w:val="A"/>
            <w:rPr><w:b w:val="0"/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="C"><w:name w:val="C"/><w:basedOn w:val="C"/></w:style>
            </w:styles>"#;
        let styles = Styles::read(part).expect("sound");
        assert_eq!(
            styles.layout(Some("B"), &Layout::default()).outline,
            Some(1)
        );
        let look = styles.look(Some("B"), None, &Marks::default()).look;
        assert_eq!((look.bold, look.size), (false, 28));
        assert_eq!(styles.class(Some("A")), Some("section-title"));
        assert_eq!(styles.layout(Some("C"), &Layout::default()).outline, None);
    }
}
