//! All themes side by side: one résumé, a contact sheet and the pages one by one.

use crate::font::{FontSources, Shaper};
use crate::layout::{Document, Frame, Item, Owner, Placed, compose, label, typeset};
use crate::png::{self, Canvas, Resolution};
use crate::read::Headings;
use crate::resume::Resume;
use crate::theme::{Color, Paper, TextRole, Theme};
use crate::units::{Point, Pt, Size};

/// One résumé in every theme, as PNG files.
#[derive(Debug)]
pub struct Gallery {
    /// The first pages of all themes in rows, with the themes' names.
    pub sheet: Vec<u8>,
    /// Every page of every theme.
    pub pages: Vec<GalleryPage>,
}

/// A page in a theme.
#[derive(Debug)]
pub struct GalleryPage {
    /// The theme's name.
    pub theme: String,
    /// The page, from 1.
    pub number: usize,
    /// The PNG file.
    pub bytes: Vec<u8>,
}

/// A pixel to the point: a page is about 600 pixels wide, and its text can just be read.
const PAGE: &str = "72";
/// Pages on the sheet are a little smaller, so that a row fits a screen.
const SHEET: &str = "48";
/// How many pages stand in a row of the sheet.
const COLUMNS: u32 = 3;
/// Pixels around and between the pages of the sheet.
const SPACE: u32 = 24;
/// Pixels under a page for its theme's name.
const NAME: u32 = 40;
/// From the page's lower edge down to the name's baseline, in pixels.
const BASELINE: f32 = 26.0;
/// The name is set in the theme's own title style, this many times its size on the sheet.
const NAME_SCALE: f32 = 1.4;
/// Grey enough that a white page stands out.
const GROUND: Color = Color {
    rgb: [0xE6, 0xE9, 0xED],
};
const WHITE: Color = Color { rgb: [0xFF; 3] };

/// Sets a résumé in each of the themes.
pub fn gallery(
    resume: &Resume,
    themes: Vec<Theme>,
    paper: Paper,
    headings: Headings,
    fonts: FontSources,
) -> Gallery {
    let mut shaper = Shaper::with_fonts(fonts);
    let set: Vec<(Theme, Document)> = themes
        .into_iter()
        .map(|theme| {
            let flow = compose(resume, &theme, super::words(resume), headings);
            let document = typeset(&flow, &theme, paper, &mut shaper).document;
            (theme, document)
        })
        .collect();
    let mut pages = Vec::new();
    for (theme, document) in &set {
        let pictures = png::write(document, resolution(PAGE));
        for (index, bytes) in pictures.into_iter().enumerate() {
            pages.push(GalleryPage {
                theme: theme.name.clone(),
                number: index + 1,
                bytes,
            });
        }
    }
    Gallery {
        sheet: sheet(&set, paper.size(), &mut shaper),
        pages,
    }
}

fn resolution(text: &str) -> Resolution {
    text.parse()
        .expect("the gallery's resolutions are possible")
}

fn sheet(set: &[(Theme, Document)], paper: Size, shaper: &mut Shaper) -> Vec<u8> {
    let resolution = resolution(SHEET);
    let page = (
        resolution.pixels(paper.width),
        resolution.pixels(paper.height),
    );
    let count = u32::try_from(set.len()).expect("there are few themes");
    let columns = COLUMNS.min(count.max(1));
    let rows = count.div_ceil(columns);
    let mut canvas = Canvas::new(
        SPACE + columns * (page.0 + SPACE),
        SPACE + rows * (page.1 + NAME),
    );
    let whole = (canvas.width(), canvas.height());
    canvas.fill((0, 0), whole, GROUND);
    for (place, (theme, document)) in (0..count).zip(set) {
        let x = SPACE + place % columns * (page.0 + SPACE);
        let y = SPACE + place / columns * (page.1 + NAME);
        canvas.fill((x, y), page, WHITE);
        if let Some(first) = document.pages.first() {
            canvas.frame(first, (x, y), resolution.scale());
        }
        let name = name(theme, shaper, page.0 as f32 / NAME_SCALE);
        canvas.frame(&name, (x, y + page.1), NAME_SCALE);
    }
    png::encode(&canvas, "vitae themes", resolution)
}

/// A theme's name in the middle of a strip; lengths in units of the strip.
fn name(theme: &Theme, shaper: &mut Shaper, width: f32) -> Frame {
    let line = label(&theme.name, TextRole::Title, theme, shaper);
    let at = Point {
        x: (Pt(width) - line.width) / 2.0,
        y: Pt(BASELINE / NAME_SCALE),
    };
    Frame {
        size: Size {
            width: Pt(width),
            height: Pt(NAME as f32 / NAME_SCALE),
        },
        items: vec![Placed {
            at,
            item: Item::Line(line),
            owner: Owner::Artifact,
        }],
    }
}
