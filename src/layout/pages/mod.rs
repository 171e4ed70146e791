//! From a flow to pages: slabs of one line each, page breaks, and the fit of the whole.

mod break_pages;
mod cells;
mod columns;
mod fit;
mod photo;
mod search;
mod slabs;

pub use fit::Fit;
pub use search::Overrun;

use std::borrow::Cow;

use super::flow::{Flow, NodeId, Run};
use super::frame::{Document, Frame, Item, OutlineItem, Owner, Part, Placed};
use super::inline::{Setter, one_line};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::font::Shaper;
use crate::theme::{Paper, TextRole, Theme};
use crate::units::{Point, Pt, Size};
use break_pages::{Area, Extent};
use search::{Search, Setting};
use slabs::{Slab, Strips};

/// A document with what was done to make it.
#[derive(Debug)]
pub struct Typeset {
    /// The pages.
    pub document: Document,
    /// How the theme's gaps, pitch and size were changed to fill them.
    pub fit: Fit,
    /// Characters without a glyph, entries that had to be torn apart.
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

/// Sets one flow with any fit.
struct Typesetter<'a> {
    flow: Cow<'a, Flow>,
    theme: &'a Theme,
    paper: Paper,
    shaper: &'a mut Shaper,
    missing: Vec<char>,
    /// What was moved out of the side column.
    moved: Vec<String>,
}

impl<'a> Typesetter<'a> {
    fn new(flow: &'a Flow, theme: &'a Theme, paper: Paper, shaper: &'a mut Shaper) -> Self {
        let mut typesetter = Typesetter {
            flow: Cow::Borrowed(flow),
            theme,
            paper,
            shaper,
            missing: Vec::new(),
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
        while self.strips(self.theme).side > height {
            let Some(heading) = self.flow.to_mut().widen_last_side_section() else {
                return;
            };
            self.moved.push(heading);
        }
    }

    fn strips(&mut self, fitted: &Theme) -> Strips {
        let mut setter = Setter {
            theme: fitted,
            shaper: self.shaper,
            missing: &mut self.missing,
        };
        slabs::build(&self.flow, &mut setter, &Sheet::new(fitted, self.paper))
    }

    /// The search over all fits of the flow.
    fn search(&mut self) -> Search<'_> {
        let theme = self.theme;
        let set = |fit: Fit| {
            let fitted = fit.applied(theme);
            let strips = self.strips(&fitted);
            Setting {
                extents: strips.slabs.iter().map(Extent::from).collect(),
                height: Sheet::new(&fitted, self.paper).height(),
                side: strips.side,
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
        let pages = break_pages::break_pages(self.strips(&fitted).slabs, area);
        let mut setter = Setter {
            theme: &fitted,
            shaper: self.shaper,
            missing: &mut self.missing,
        };
        let document = place(&self.flow, pages, &mut setter, &sheet);
        let mut diagnostics = Diagnostics::new();
        if !self.missing.is_empty() {
            diagnostics.push(without_glyphs(&self.missing));
        }
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
            diagnostics,
        }
    }
}

/// The finding for characters that no face can show.
fn without_glyphs(missing: &[char]) -> Diagnostic {
    /// A whole alphabet is told by its first letters.
    const NAMED: usize = 12;
    let mut names: Vec<String> = missing
        .iter()
        .take(NAMED)
        .map(|&c| format!("{c} (U+{:04X})", u32::from(c)))
        .collect();
    if missing.len() > NAMED {
        names.push(format!("{} more", missing.len() - NAMED));
    }
    Diagnostic::warning(format!("no face has a glyph for {}", names.join(", ")))
        .hint("the characters are missing in the PDF; the Word file keeps them")
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
