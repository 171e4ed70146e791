//! From a flow to pages: slabs of one line each, page breaks, and the fit of the whole.

mod break_pages;
mod broken;
mod cells;
mod columns;
mod fit;
mod heights;
mod page_cost;
mod photo;
mod search;
mod slabs;
mod titles;

pub(crate) use columns::CLEAR_OF_LABEL;
pub use fit::Fit;
pub use search::Overrun;

use std::borrow::Cow;

use super::flow::{Flow, NodeId, Run};
use super::frame::{Document, Frame, Item, OutlineItem, Owner, Part, Placed};
use super::inline::{Findings, Setter, one_line, reads_backwards};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::font::{Face, Shaper};
use crate::theme::{Paper, TextRole, Theme};
use crate::units::{Point, Pt, Size};
use break_pages::{Area, Extent};
use broken::BrokenLines;
use search::{Search, Setting};
use slabs::{Slab, Strips};

/// A document with what was done to make it.
#[derive(Debug)]
pub struct Typeset {
    /// The pages.
    pub document: Document,
    /// How the theme's gaps, pitch and size were changed to fill them.
    pub fit: Fit,
    /// Texts and lists whose last line stayed under two words or eighteen characters.
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
    let mut typesetter = Typesetter::new(flow, theme, paper, shaper);
    let fit = typesetter.search().fill();
    typesetter.typeset(fit)
}

/// Breaks lines and pages, at most `pages` of them: where [`typeset()`] needs more, gaps,
/// pitch, margins and size shrink in turn, as little as is enough.
///
/// # Errors
/// By how much the document is too long where the theme's limits are reached.
pub fn typeset_within(
    flow: &Flow,
    theme: &Theme,
    paper: Paper,
    pages: usize,
    shaper: &mut Shaper,
) -> Result<Typeset, Overrun> {
    let mut typesetter = Typesetter::new(flow, theme, paper, shaper);
    let fit = typesetter.search().within(pages)?;
    Ok(typesetter.typeset(fit))
}

/// Sets a letter: on one page where it can be, with larger type where there is room, and never
/// spread over the page.
pub fn typeset_letter(flow: &Flow, theme: &Theme, paper: Paper, shaper: &mut Shaper) -> Typeset {
    let mut typesetter = Typesetter::new(flow, theme, paper, shaper);
    let fit = typesetter.search().letter();
    typesetter.typeset(fit)
}

/// True if a flow can be set on at most `pages` pages, at the theme's limits.
pub fn may_fit(
    flow: &Flow,
    theme: &Theme,
    paper: Paper,
    pages: usize,
    shaper: &mut Shaper,
) -> bool {
    let mut typesetter = Typesetter::new(flow, theme, paper, shaper);
    typesetter.search().may_fit(pages)
}

/// How much of a page is wanted.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Detail {
    /// How high everything is.
    Heights,
    /// Everything, the gaps in the side column `side_stretch` times as wide as the theme says.
    Items { side_stretch: f32 },
}

/// Sets one flow with any fit.
struct Typesetter<'a> {
    flow: Cow<'a, Flow>,
    theme: &'a Theme,
    paper: Paper,
    shaper: &'a mut Shaper,
    findings: Findings,
    backwards: bool,
    known: BrokenLines,
    /// What was moved out of the side column.
    moved: Vec<String>,
}

impl<'a> Typesetter<'a> {
    fn new(flow: &'a Flow, theme: &'a Theme, paper: Paper, shaper: &'a mut Shaper) -> Self {
        shaper.speak(&flow.info.language);
        let mut typesetter = Typesetter {
            backwards: reads_backwards(flow),
            flow: Cow::Borrowed(flow),
            theme,
            paper,
            shaper,
            findings: Findings::default(),
            known: BrokenLines::default(),
            moved: Vec::new(),
        };
        typesetter.relieve_side_column();
        typesetter
    }

    /// Moves sections into the text, the last first, until the side column ends on its page.
    fn relieve_side_column(&mut self) {
        if self.theme.arrangement.side.width == Pt::ZERO {
            return;
        }
        let height = Sheet::new(self.theme, self.paper).height();
        while self.strips(self.theme, Detail::Heights).side > height {
            let Some(heading) = self.flow.to_mut().widen_last_side_section() else {
                return;
            };
            self.moved.push(heading);
        }
    }

    fn strips(&mut self, fitted: &Theme, detail: Detail) -> Strips {
        let mut setter = Setter {
            theme: fitted,
            shaper: self.shaper,
            findings: &mut self.findings,
            backwards: self.backwards,
        };
        slabs::build(
            &self.flow,
            &mut setter,
            &mut self.known,
            &Sheet::new(fitted, self.paper),
            detail,
        )
    }

    /// The search over all fits of the flow.
    fn search(&mut self) -> Search<'_> {
        let theme = self.theme;
        let set = |fit: Fit| {
            let fitted = fit.applied(theme);
            let strips = self.strips(&fitted, Detail::Heights);
            Setting {
                extents: strips.slabs.iter().map(Extent::from).collect(),
                height: Sheet::new(&fitted, self.paper).height(),
                side: strips.side,
                full: self.known.full().to_vec(),
            }
        };
        Search {
            theme,
            set: Box::new(set),
        }
    }

    fn typeset(mut self, fit: Fit) -> Typeset {
        let fitted = fit.applied(self.theme);
        let sheet = Sheet::new(&fitted, self.paper);
        let area = Area {
            height: sheet.height(),
            line: fitted.style(TextRole::Body).pitch,
        };
        let mut strips = self.strips(&fitted, Detail::Items { side_stretch: 1.0 });
        if strips.side > Pt::ZERO {
            let extents: Vec<Extent> = strips.slabs.iter().map(Extent::from).collect();
            let used = break_pages::best_breaks(&extents, area).used;
            let first = used.first().copied().unwrap_or_default();
            if let Some(side_stretch) = strips.side_stretch(first, area.line) {
                strips = self.strips(&fitted, Detail::Items { side_stretch });
            }
        }
        let pages = break_pages::break_pages(strips.slabs, area);
        let mut setter = Setter {
            theme: &fitted,
            shaper: self.shaper,
            findings: &mut self.findings,
            backwards: self.backwards,
        };
        let document = place(&self.flow, pages, &mut setter, &sheet);
        let mut diagnostics = self.findings.tell();
        diagnostics.append(stand_ins(&document));
        diagnostics.append(short_ends(self.findings.runts));
        for heading in self.moved {
            diagnostics.push(
                Diagnostic::warning(format!(
                    "`{heading}` is too long for the side column and stands in the text"
                ))
                .hint("leave some of it out, or take a theme without a side column"),
            );
        }
        Typeset {
            document,
            fit,
            runts: self.findings.runts,
            diagnostics,
        }
    }
}

/// What is told of last lines that stayed short.
fn short_ends(count: usize) -> Diagnostics {
    let told = match count {
        0 => return Diagnostics::new(),
        1 => "1 paragraph ends".to_owned(),
        _ => format!("{count} paragraphs end"),
    };
    Diagnostic::note(format!("{told} in a short line that no other breaks avoid")).into()
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
    let line = one_line(tokens);
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
