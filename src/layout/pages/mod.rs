//! From a flow to pages: slabs of one line each, page breaks, and the fit of the whole.

mod break_pages;
mod cells;
mod columns;
mod fit;
mod slabs;

pub use fit::Fit;

use super::flow::{Flow, NodeId, Run};
use super::frame::{Document, Frame, Item, OutlineItem, Owner, Part, Placed};
use super::inline::{Findings, Setter, one_line, reads_backwards};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::font::{Face, Shaper};
use crate::theme::{Paper, TextRole, Theme};
use crate::units::{Point, Pt, Size};
use slabs::Slab;

/// A document with what was done to make it.
#[derive(Debug)]
pub struct Typeset {
    /// The pages.
    pub document: Document,
    /// How the theme's gaps, pitch and size were changed to fill them.
    pub fit: Fit,
    /// Paragraphs whose last line stayed under two words or eighteen characters.
    pub runts: usize,
    /// Characters without a glyph, words that had to be cut.
    pub diagnostics: Diagnostics,
}

/// Breaks lines and pages.
///
/// The theme's gaps, then its pitch, then its size grow while the number of pages stays;
/// a last page that would be almost empty is pulled back by shrinking gaps and pitch.
/// `shaper` may have served other documents: it only remembers words.
pub fn typeset(flow: &Flow, theme: &Theme, paper: Paper, shaper: &mut Shaper) -> Typeset {
    shaper.speak(&flow.info.language);
    let backwards = reads_backwards(flow);
    let mut findings = Findings::default();
    let mut set = |fit: Fit| {
        let fitted = fit.applied(theme);
        let mut setter = Setter {
            theme: &fitted,
            shaper,
            findings: &mut findings,
            backwards,
        };
        slabs::build(flow, &mut setter, &Sheet::new(&fitted, paper))
    };
    let height = Sheet::new(theme, paper).height();
    let fit = fit::find(theme, height, &mut |fit| {
        set(fit).iter().map(break_pages::Extent::from).collect()
    });
    let pages = break_pages::break_pages(set(fit), height);
    let fitted = fit.applied(theme);
    let mut setter = Setter {
        theme: &fitted,
        shaper,
        findings: &mut findings,
        backwards,
    };
    let document = place(flow, pages, &mut setter, &Sheet::new(&fitted, paper));
    let mut diagnostics = findings.tell();
    diagnostics.append(stand_ins(&document));
    Typeset {
        document,
        fit,
        runts: findings.runts,
        diagnostics,
    }
}

/// The faces that are not part of the program, in order of first use: the document depends
/// on them.
fn stand_ins(document: &Document) -> Diagnostics {
    let mut faces: Vec<&Face> = Vec::new();
    let mut notes = Diagnostics::new();
    for placed in document.pages.iter().flat_map(|page| &page.items) {
        let Item::Line(line) = &placed.item else {
            continue;
        };
        for face in line.segments.iter().map(|segment| segment.face) {
            if let Some(origin) = face.origin().filter(|_| !faces.contains(&face)) {
                faces.push(face);
                notes.push(Diagnostic::note(format!(
                    "`{}` from {} shows what the theme's faces lack",
                    face.postscript_name(),
                    origin.path.display()
                )));
            }
        }
    }
    notes
}

/// The text area of a sheet.
pub(super) struct Sheet {
    size: Size,
    left: Pt,
    right: Pt,
    top: Pt,
    bottom: Pt,
    foot: Pt,
}

impl Sheet {
    fn new(theme: &Theme, paper: Paper) -> Self {
        let size = paper.size();
        let margins = theme.margins_on(paper);
        Sheet {
            size,
            left: margins.left,
            right: size.width - margins.right,
            top: margins.top,
            bottom: size.height - margins.bottom,
            foot: size.height - theme.foot,
        }
    }

    fn height(&self) -> Pt {
        self.bottom - self.top
    }

    fn width(&self) -> Pt {
        self.right - self.left
    }
}

/// Slabs with the place of each on its page.
type Pages = Vec<Vec<(Pt, Slab)>>;

fn place(flow: &Flow, pages: Pages, setter: &mut Setter<'_>, sheet: &Sheet) -> Document {
    let count = pages.len();
    let mut frames = Vec::new();
    let mut outline = Vec::new();
    for (number, page) in pages.into_iter().enumerate() {
        let mut items = Vec::new();
        for (y, slab) in page {
            let top = sheet.top + y;
            outline.extend(slab.outline.into_iter().map(|(level, title)| OutlineItem {
                title,
                level,
                page: number,
                top,
            }));
            items.extend(slab.items.into_iter().map(|placed| Placed {
                at: Point {
                    x: placed.at.x,
                    y: placed.at.y + top,
                },
                ..placed
            }));
        }
        if number > 0 {
            items.push(foot(flow, number + 1, count, setter, sheet));
        }
        if setter.backwards {
            items = items
                .into_iter()
                .map(|placed| placed.turned(sheet.size.width))
                .collect();
        }
        frames.push(Frame {
            size: sheet.size,
            items,
        });
    }
    Document {
        pages: frames,
        structure: flow.nodes.iter().map(Part::from).collect(),
        info: flow.info.clone(),
        outline,
    }
}

/// Running words and the page's number, at the right end of the foot.
fn foot(flow: &Flow, page: usize, pages: usize, setter: &mut Setter<'_>, sheet: &Sheet) -> Placed {
    let number = format!("{page} / {pages}");
    let text = match &flow.info.running {
        Some(running) => format!("{running} · {number}"),
        None => number,
    };
    let runs = [Run::plain(text, TextRole::Foot)];
    let tokens = setter.tokens(&runs);
    let line = one_line(&tokens);
    Placed {
        at: Point {
            x: sheet.right - line.width,
            y: sheet.foot,
        },
        item: Item::Line(line),
        owner: Owner::Artifact,
    }
}

/// An item of a node, its place relative to its slab.
fn placed(node: NodeId, x: Pt, y: Pt, item: Item) -> Placed {
    Placed {
        at: Point { x, y },
        item,
        owner: Owner::Node(node),
    }
}

/// Decoration, its place relative to its slab.
fn decoration(x: Pt, y: Pt, item: Item) -> Placed {
    Placed {
        at: Point { x, y },
        item,
        owner: Owner::Artifact,
    }
}
