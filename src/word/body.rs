//! Paragraphs and runs, built with docx-rs.

use docx_rs::{
    BreakType, DocumentChild, Docx, FrameProperty, Hyperlink, HyperlinkData, HyperlinkType,
    IndentLevel, LineSpacing, LineSpacingType, NumberingId, PageMargin, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, ParagraphChild, Run, Tab, TabValueType, XMLDocx,
};

use super::block::{Block, NumberedList, Piece, Place};
use super::faces::{self, Faces};
use super::look::{Look, hex};
use super::measure::Ruler;
use super::numbering::{self, BULLETS, bullets, numbers};
use super::parts::Setting;
use super::reading::{Reading, Stretch};
use super::script::Languages;
use super::sheet::Sheet;
use super::spacing::{self, ABOVE, Spaces};
use super::style::{self, CHIP_BORDER, CharacterStyle, ParagraphStyle, eighths};
use super::{foot, text};
use crate::layout;
use crate::resume::Emphasis;
use crate::theme::{TextRole, TextStyle, Theme};
use crate::units::Pt;

/// What docx-rs built, and the targets of its links in reading order.
pub(super) struct Built {
    pub parts: XMLDocx,
    /// docx-rs's number of a link and where it leads: its own list has no fixed order.
    pub links: Vec<(String, String)>,
}

pub(super) fn build(blocks: &[Block], setting: &Setting<'_>) -> Built {
    let Setting {
        flow,
        theme,
        sheet,
        languages,
        faces,
        ..
    } = *setting;
    let mut builder = Builder {
        theme,
        sheet,
        languages,
        faces,
        usual: ParagraphStyle::ALL
            .into_iter()
            .map(|style| (style, style.usual(blocks, theme)))
            .collect(),
        ruler: Ruler::new(theme, faces),
        links: Vec::new(),
    };
    let body = theme.style(TextRole::Body);
    let foot_below = spacing::line_height(TextRole::Foot, theme) * (1.0 - ABOVE);
    let (left, right) = match sheet.backwards {
        false => (sheet.margin(), sheet.margins.right),
        true => (sheet.margins.right, sheet.margin()),
    };
    let margin = PageMargin::new()
        .top(spacing::top_margin(blocks, sheet.margins.top, theme).twips())
        .right(right.twips())
        .bottom(sheet.margins.bottom.twips())
        .left(left.twips())
        .header((sheet.margins.top * 0.5).twips())
        .footer((theme.foot - foot_below).max(Pt::ZERO).twips());
    let (list, numbering) = bullets(theme, sheet, faces::minor(theme, faces, languages));
    let mut docx = Docx::new()
        .page_size(
            sheet.size.width.twips().unsigned_abs(),
            sheet.size.height.twips().unsigned_abs(),
        )
        .page_margin(margin)
        .default_fonts(faces::minor(theme, faces, languages))
        .default_size(body.size.half_points())
        .default_line_spacing(
            LineSpacing::new()
                .line(spacing::line_height(TextRole::Body, theme).twips())
                .line_rule(LineSpacingType::Exact)
                .before(0)
                .after(0),
        )
        .add_abstract_numbering(list)
        .add_numbering(numbering)
        .footer(foot::footer(flow))
        .title_pg();
    let mut lists: Vec<NumberedList> = blocks.iter().filter_map(|block| block.list).collect();
    lists.dedup_by_key(|list| list.index);
    for list in lists {
        let fonts = faces::minor(theme, faces, languages);
        let (list, numbering) = numbers(list, theme, sheet, fonts);
        docx = docx.add_abstract_numbering(list).add_numbering(numbering);
    }
    docx.document_rels.has_numberings = true;
    // Added in place: docx-rs's own calls hand the whole document, or the whole paragraph, from
    // one to the next, and moving them takes a fifth of the time of a file.
    docx.styles
        .styles
        .extend(style::styles(blocks, theme, sheet, faces));
    for block in blocks {
        let paragraph = builder.paragraph(block);
        docx.document
            .children
            .push(DocumentChild::Paragraph(Box::new(paragraph)));
    }
    Built {
        parts: docx.build(),
        links: builder.links,
    }
}

struct Builder<'a> {
    theme: &'a Theme,
    sheet: &'a Sheet,
    languages: &'a Languages,
    faces: Faces,
    usual: Vec<(ParagraphStyle, Spaces)>,
    ruler: Ruler,
    links: Vec<(String, String)>,
}

impl Builder<'_> {
    fn paragraph(&mut self, block: &Block) -> Paragraph {
        let mut paragraph = Paragraph::new().style(block.style.id());
        paragraph.property = self.property(block, paragraph.property);
        // Readers that do not resolve styles still see a list.
        let list = match block.list {
            Some(list) => Some(list.id()),
            None => (block.style == ParagraphStyle::Bullet).then_some(BULLETS),
        };
        if let Some(list) = list {
            paragraph = paragraph.numbering(NumberingId::new(list), IndentLevel::new(0));
        }
        let base = self.look(self.theme.style(block.style.role()), Emphasis::NONE);
        let reading = Reading::of(block, self.languages, self.sheet.backwards);
        // Set where the document's own direction is another.
        if reading.backwards != self.sheet.backwards {
            paragraph.property.bidi = Some(reading.backwards);
        }
        for (piece, stretches) in block.pieces.iter().zip(&reading.pieces) {
            self.piece(&mut paragraph, piece, stretches, base, block);
        }
        paragraph
    }

    fn property(
        &self,
        block: &Block,
        mut property: docx_rs::ParagraphProperty,
    ) -> docx_rs::ParagraphProperty {
        let style = block.style;
        let usual = self
            .usual
            .iter()
            .find(|(known, _)| *known == style)
            .map(|(_, spaces)| *spaces)
            .unwrap_or_default();
        if style::twips(&block.spaces) != style::twips(&usual) {
            property = property.line_spacing(style::spacing(&block.spaces));
        }
        let hangs = block.hangs() && self.sheet.dates.is_some();
        let own = style.indent(style.own_place(), style.hangs(), self.theme, self.sheet);
        let indent = match block.list {
            Some(list) => Some(numbering::indent(list.text, self.theme, self.sheet)),
            None => style.indent(block.place, hangs, self.theme, self.sheet),
        };
        if indent != own {
            property.indent =
                indent.or_else(|| Some(docx_rs::Indent::new(Some(0), None, None, None)));
        }
        if block.keep.with_next && !style.keeps_with_next() {
            property = property.keep_next(true);
        }
        if block.keep.together && !style.keeps_with_next() {
            property = property.keep_lines(true);
        }
        if block.keep.new_page {
            property = property.page_break_before(true);
        }
        for stop in &block.stops {
            let position = stop.twips().max(0).unsigned_abs() as usize;
            property = property.add_tab(Tab::new().val(TabValueType::Left).pos(position));
        }
        if let Some((kind, space)) = block.spaces.border {
            let (thickness, color) = spacing::stroke(kind, self.theme);
            let border = ParagraphBorder::new(ParagraphBorderPosition::Bottom)
                .size(eighths(thickness))
                .space(usize::from(space))
                .color(hex(color));
            property = property.set_borders(ParagraphBorders::with_empty().set(border));
        }
        if let Place::Label { width, .. } = block.place {
            let frame = FrameProperty::new()
                .width(width.twips().unsigned_abs())
                .wrap("around")
                .v_anchor("text")
                .h_anchor("page")
                .x(self.sheet.left_edge(self.sheet.margins.left, width).twips())
                .y(1);
            property = property.frame_property(frame);
        }
        property
    }

    fn piece(
        &mut self,
        paragraph: &mut Paragraph,
        piece: &Piece,
        stretches: &[Stretch],
        base: Look,
        block: &Block,
    ) {
        match piece {
            Piece::Text(run) => self.text(paragraph, run, stretches, base, block),
            Piece::Tab => add(paragraph, Run::new().add_tab()),
            Piece::Blank { text, role, width } => {
                let backwards = stretches.first().is_some_and(|first| first.backwards);
                self.blank(paragraph, text, *role, *width, (base, backwards))
            }
            Piece::Chip(run) => {
                let target = self.look(self.theme.style(run.role), run.emphasis);
                let look = CharacterStyle::Chip.on(base, self.theme, self.faces);
                let style = Some(CharacterStyle::Chip);
                let link = run.link.as_deref();
                self.linked(paragraph, stretches, style, link, (target, look))
            }
            Piece::ChipGap => {
                let gap = self.theme.arrangement.tags.chip.gap;
                // Word draws a chip's border outside its text, LibreOffice beside it: the
                // space holds in both.
                let width = gap + CHIP_BORDER;
                let backwards = stretches.first().is_some_and(|first| first.backwards);
                self.space(paragraph, self.theme.style(block.role), width, backwards)
            }
        }
    }

    fn look(&self, style: &TextStyle, emphasis: Emphasis) -> Look {
        Look::of(style, emphasis, self.faces)
    }

    /// A space of a width: a real one, with the rest as its tracking.
    fn space(&self, paragraph: &mut Paragraph, style: &TextStyle, width: Pt, backwards: bool) {
        let rest = width - self.ruler.space(style);
        let run = Run::new().add_text(" ").character_spacing(rest.twips());
        add(paragraph, read(run, backwards, None));
    }

    fn blank(
        &mut self,
        paragraph: &mut Paragraph,
        separator: &str,
        role: TextRole,
        width: Pt,
        (base, backwards): (Look, bool),
    ) {
        let style = self.theme.style(role);
        let look = self.look(style, Emphasis::NONE);
        self.space(paragraph, style, width, backwards);
        let separator = text::line(separator);
        if !separator.is_empty() {
            let mut run = Run::new().add_text(separator);
            run.run_property = look.beyond(&base);
            let run = read(run, backwards, None);
            add(paragraph, run);
            self.space(paragraph, style, width, backwards);
        }
    }

    fn text(
        &mut self,
        paragraph: &mut Paragraph,
        run: &layout::Run,
        stretches: &[Stretch],
        base: Look,
        block: &Block,
    ) {
        let mut target = self.look(self.theme.style(run.role), run.emphasis);
        if let Place::Label { tracking, .. } = block.place {
            target.tracking = (target.tracking as f32 * tracking).floor() as i32;
        }
        let link = run.link.as_deref().filter(|link| may_link(link));
        let style = character_style(run, link, base, target, block.style);
        let look = style.map_or(base, |style| style.on(base, self.theme, self.faces));
        self.linked(paragraph, stretches, style, link, (target, look))
    }

    /// The stretches of a piece, as a link where it is one.
    fn linked(
        &mut self,
        paragraph: &mut Paragraph,
        stretches: &[Stretch],
        style: Option<CharacterStyle>,
        link: Option<&str>,
        (target, look): (Look, Look),
    ) {
        let direct = target.beyond(&look);
        let runs = stretches.iter().map(|stretch| {
            let mut run = broken(Run::new(), &stretch.text);
            run.run_property = direct.clone();
            if stretch.backwards && target.tracking != 0 {
                // Joined letters stay joined.
                run.run_property = run.run_property.spacing(0);
            }
            if let Some(style) = style {
                run.run_property = run.run_property.style(style.id());
            }
            read(run, stretch.backwards, stretch.language)
        });
        let Some(address) = link.filter(|link| may_link(link)) else {
            runs.for_each(|run| add(paragraph, run));
            return;
        };
        let address = text::line(address);
        let mut hyperlink = Hyperlink::new(address.as_str(), HyperlinkType::External);
        if let HyperlinkData::External { rid, .. } = &hyperlink.link {
            self.links.push((rid.clone(), address));
        }
        for run in runs {
            hyperlink = hyperlink.add_run(run);
        }
        paragraph
            .children
            .push(ParagraphChild::Hyperlink(hyperlink));
    }
}

fn add(paragraph: &mut Paragraph, run: Run) {
    paragraph.children.push(ParagraphChild::Run(Box::new(run)));
}

/// Said of a run that is read from right to left. docx-rs has no words for that, nor for a
/// run's language: both are said as a hint of its fonts, and put right in the parts.
pub(super) const BACKWARDS: &str = "rtl";

fn read(mut run: Run, backwards: bool, language: Option<&str>) -> Run {
    let hint: Vec<&str> = backwards
        .then_some(BACKWARDS)
        .into_iter()
        .chain(language)
        .collect();
    if !hint.is_empty() {
        let fonts = run.run_property.fonts.take().unwrap_or_default();
        run.run_property.fonts = Some(fonts.hint(hint.join(" ")));
    }
    run
}

/// A text with its line ends as breaks.
fn broken(mut run: Run, text: &str) -> Run {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            run = run.add_text(line);
        }
    }
    run
}

/// Links lead to pages, mailboxes and telephones; nothing else is written into a file.
fn may_link(link: &str) -> bool {
    let scheme = link.split(':').next().unwrap_or_default();
    link.contains(':')
        && ["http", "https", "mailto", "tel"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The character style that says most of what a run is.
fn character_style(
    run: &layout::Run,
    link: Option<&str>,
    base: Look,
    target: Look,
    paragraph: ParagraphStyle,
) -> Option<CharacterStyle> {
    if link.is_some() {
        return Some(CharacterStyle::Hyperlink);
    }
    let strong = (target.bold && !base.bold).then_some(CharacterStyle::Strong);
    let emphasis = (target.italic && !base.italic).then_some(CharacterStyle::Emphasis);
    match run.role {
        TextRole::Organization if paragraph != ParagraphStyle::Organization => {
            Some(CharacterStyle::Organization)
        }
        TextRole::Date => Some(CharacterStyle::Date),
        TextRole::MetricValue => Some(CharacterStyle::MetricValue),
        TextRole::Organization
        | TextRole::Body
        | TextRole::Name
        | TextRole::Headline
        | TextRole::Contact
        | TextRole::Heading
        | TextRole::Summary
        | TextRole::Title
        | TextRole::SmallTitle
        | TextRole::Bullet
        | TextRole::Mark
        | TextRole::Details
        | TextRole::DetailsLabel
        | TextRole::Tags
        | TextRole::TagsLabel
        | TextRole::MetricLabel
        | TextRole::SkillGroup
        | TextRole::Skills
        | TextRole::Foot => strong.or(emphasis),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_only_to_pages_mail_and_telephones() {
        for link in [
            "https://a.b/?c=1&d=2",
            "http://a",
            "MAILTO:a@b.c",
            "tel:+46",
        ] {
            assert!(may_link(link), "{link}");
        }
        for link in [
            "javascript:alert(1)",
            "file:///etc",
            "#top",
            "a.b",
            "data:text/html,",
        ] {
            assert!(!may_link(link), "{link}");
        }
    }
}
