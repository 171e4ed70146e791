//! The SVG writer: each page as a picture of its own, glyphs as outlines.
//!
//! A picture looks alike everywhere, whatever faces a machine has: each glyph that a page
//! uses is defined once and placed by reference. What the page says stands in its
//! description, and links work where the picture is opened or made part of a page.

mod path;
mod picture;

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::characters;
use crate::font::Face;
use crate::layout::{Document, Frame, Item, Line, Owner, Segment};
use crate::units::{Point, Pt};
use path::{Short, draw};

/// The pictures of a document, one for each page.
pub fn write(document: &Document) -> Vec<String> {
    let count = document.pages.len();
    document
        .pages
        .iter()
        .enumerate()
        .map(|(index, frame)| Picture::new(index + 1).page(document, frame, count))
        .collect()
}

/// A page while it is drawn.
struct Picture {
    /// From 1; part of every identifier, so that the pages of a document can stand in one
    /// HTML page.
    number: usize,
    definitions: String,
    marks: String,
    faces: Vec<&'static Face>,
    /// Identifiers of the glyphs that are defined; `None` for blanks.
    glyphs: HashMap<(usize, u16), Option<String>>,
}

impl Picture {
    fn new(number: usize) -> Self {
        Picture {
            number,
            definitions: String::new(),
            marks: String::new(),
            faces: Vec::new(),
            glyphs: HashMap::new(),
        }
    }

    fn page(mut self, document: &Document, frame: &Frame, count: usize) -> String {
        for placed in &frame.items {
            match &placed.item {
                Item::Line(line) => self.line(line, placed.at),
                Item::Rule {
                    width,
                    thickness,
                    color,
                } => put(
                    &mut self.marks,
                    format_args!(
                        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{color}\"/>\n",
                        short(placed.at.x),
                        short(placed.at.y - *thickness / 2.0),
                        short(*width),
                        short(*thickness),
                    ),
                ),
                Item::Ground {
                    size,
                    radius,
                    color,
                    outline,
                } => {
                    let line = outline.map_or_else(String::new, |(thickness, line)| {
                        let width = short(thickness);
                        format!(" stroke=\"{line}\" stroke-width=\"{width}\"")
                    });
                    put(
                        &mut self.marks,
                        format_args!(
                            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\" fill=\"{color}\"{line}/>\n",
                            short(placed.at.x),
                            short(placed.at.y),
                            short(size.width),
                            short(size.height),
                            short(*radius),
                        ),
                    );
                }
                Item::Image { image, size } => {
                    put(
                        &mut self.marks,
                        format_args!("{}", picture::element(image, placed.at, *size)),
                    );
                }
                Item::Icon {
                    path,
                    side,
                    thickness,
                    color,
                } => {
                    let place = kurbo::Affine::translate((
                        f64::from(placed.at.x.0),
                        f64::from(placed.at.y.0),
                    )) * kurbo::Affine::scale(f64::from(side.0));
                    put(
                        &mut self.marks,
                        format_args!(
                            "<path d=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n",
                            draw(&(place * *path)),
                            short(*thickness),
                        ),
                    );
                }
            }
        }
        self.finish(document, frame, count)
    }

    fn finish(self, document: &Document, frame: &Frame, count: usize) -> String {
        let number = self.number;
        let (width, height) = (short(frame.size.width), short(frame.size.height));
        let mut title = document.info.title.clone();
        if count > 1 {
            title.push_str(&format!(" ({number} / {count})"));
        }
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
             viewBox=\"0 0 {width} {height}\" xml:lang=\"{language}\" \
             role=\"graphics-document document\" \
             aria-labelledby=\"p{number}-title\" aria-describedby=\"p{number}-text\">\n\
             <title id=\"p{number}-title\">{title}</title>\n\
             <desc id=\"p{number}-text\">{text}</desc>\n\
             <defs>\n{definitions}</defs>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#FFFFFF\"/>\n\
             {marks}</svg>\n",
            language = escape(&document.info.language),
            title = escape(&title),
            text = escape(&text(frame)),
            definitions = self.definitions,
            marks = self.marks,
        )
    }

    fn line(&mut self, line: &Line, at: Point) {
        let same_look = |a: &Segment, b: &Segment| {
            (a.face, a.size, a.color, &a.link) == (b.face, b.size, b.color, &b.link)
        };
        for run in line.segments.chunk_by(same_look) {
            self.run(run, at);
        }
    }

    /// Segments of one look: one group, its glyphs placed in font units.
    fn run(&mut self, run: &[Segment], at: Point) {
        let Some(first) = run.first() else {
            return;
        };
        let face = self.face(first.face);
        let per_unit = first.size / f32::from(first.face.units_per_em());
        let mut uses = String::new();
        for (glyph, origin) in run.iter().flat_map(Segment::placed_glyphs) {
            let Some(name) = self.glyph(face, first.face, glyph) else {
                continue;
            };
            let x = Short::new((origin.x - first.x) / per_unit, 1);
            put(&mut uses, format_args!("<use href=\"#{name}\""));
            if !x.is_zero() {
                put(&mut uses, format_args!(" x=\"{x}\""));
            }
            if origin.y != Pt::ZERO {
                // The group's y points up, as in the face.
                let y = Short::new(-(origin.y / per_unit), 1);
                put(&mut uses, format_args!(" y=\"{y}\""));
            }
            uses.push_str("/>");
        }
        if uses.is_empty() {
            return;
        }
        let group = format!(
            "<g fill=\"{}\" transform=\"translate({} {}) scale({scale} -{scale})\">{uses}</g>",
            first.color,
            short(at.x + first.x),
            short(at.y),
            scale = Short::new(per_unit.0, 6),
        );
        match &first.link {
            Some(link) => {
                let said: String = run.iter().map(|part| part.word.text.as_str()).collect();
                self.linked(&group, link, &said);
            }
            None => put(&mut self.marks, format_args!("{group}\n")),
        }
    }

    fn linked(&mut self, group: &str, link: &Arc<str>, said: &str) {
        put(
            &mut self.marks,
            format_args!(
                "<a href=\"{}\" aria-label=\"{}\">{group}</a>\n",
                escape(link),
                escape(said.trim()),
            ),
        );
    }

    fn face(&mut self, face: &'static Face) -> usize {
        self.faces
            .iter()
            .position(|known| *known == face)
            .unwrap_or_else(|| {
                self.faces.push(face);
                self.faces.len() - 1
            })
    }

    /// The identifier of a glyph, which is defined on first use; `None` for a blank.
    fn glyph(&mut self, index: usize, face: &Face, glyph: u16) -> Option<String> {
        let number = self.number;
        let definitions = &mut self.definitions;
        self.glyphs
            .entry((index, glyph))
            .or_insert_with(|| {
                let outline = face.outline(glyph);
                if outline.elements().is_empty() {
                    return None;
                }
                let name = format!("p{number}f{index}g{glyph}");
                put(
                    definitions,
                    format_args!("<path id=\"{name}\" d=\"{}\"/>\n", draw(&outline)),
                );
                Some(name)
            })
            .clone()
    }
}

/// Stands where a word is parted at the end of a line.
const SOFT_HYPHEN: char = '\u{ad}';

/// What a page says, in reading order: the lines of one paragraph in one line.
fn text(frame: &Frame) -> String {
    let mut text = String::new();
    let mut last = None;
    for placed in &frame.items {
        match &placed.item {
            Item::Line(line) if placed.owner != Owner::Artifact => {
                let same = last == Some(placed.owner);
                if same && text.ends_with(SOFT_HYPHEN) {
                    // The next line goes on with the word.
                    text.pop();
                } else if last.is_some() {
                    text.push(if same { ' ' } else { '\n' });
                }
                text.push_str(line.text().trim());
                last = Some(placed.owner);
            }
            Item::Line(_)
            | Item::Rule { .. }
            | Item::Ground { .. }
            | Item::Icon { .. }
            | Item::Image { .. } => {}
        }
    }
    text
}

/// A text between tags or quotation marks. A model of a library's user may hold what no XML
/// file may.
fn escape(text: &str) -> String {
    quick_xml::escape::escape(characters::text(text)).into_owned()
}

/// A length with thousandths of a point: less than any device shows.
fn short(length: Pt) -> Short {
    Short::new(length.0, 3)
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes any text");
}
