//! Paragraphs and runs, built with docx-rs.

use docx_rs::{
    BreakType, Docx, FrameProperty, Hyperlink, HyperlinkData, HyperlinkType, IndentLevel,
    LineSpacing, LineSpacingType, NumberingId, PageMargin, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, Tab, TabValueType, XMLDocx,
};

use super::block::{Block, Piece, Place};
use super::look::{Look, fonts, hex};
use super::measure::Ruler;
use super::numbering::{BULLETS, bullets};
use super::sheet::Sheet;
use super::spacing::{self, ABOVE, Spaces};
use super::style::{self, CHIP_BORDER, CharacterStyle, ParagraphStyle};
use super::{foot, text};
use crate::layout::{self, Flow};
use crate::resume::Emphasis;
use crate::theme::{TextRole, TextStyle, Theme};
use crate::units::Pt;

/// What docx-rs built, and the targets of its links in reading order.
pub(super) struct Built {
    pub parts: XMLDocx,
    /// docx-rs's number of a link and where it leads: its own list has no fixed order.
    pub links: Vec<(String, String)>,
}

pub(super) fn build(blocks: &[Block], flow: &Flow, theme: &Theme, sheet: &Sheet) -> Built {
    let mut builder = Builder {
        theme,
        sheet,
        usual: ParagraphStyle::ALL
            .into_iter()
            .map(|style| (style, style.usual(blocks, theme)))
            .collect(),
        ruler: Ruler::default(),
        links: Vec::new(),
    };
    let body = theme.style(TextRole::Body);
    let foot_below = spacing::line_height(TextRole::Foot, theme) * (1.0 - ABOVE);
    let margin = PageMargin::new()
        .top(spacing::top_margin(blocks, sheet.margins.top, theme).twips())
        .right(sheet.margins.right.twips())
        .bottom(sheet.margins.bottom.twips())
        .left(sheet.text_left().twips())
        .header((sheet.margins.top * 0.5).twips())
        .footer((theme.foot - foot_below).max(Pt::ZERO).twips());
    let (list, numbering) = bullets(theme);
    let mut docx = Docx::new()
        .page_size(
            sheet.size.width.twips().unsigned_abs(),
            sheet.size.height.twips().unsigned_abs(),
        )
        .page_margin(margin)
        .default_fonts(fonts(&theme.word_face))
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
    docx.document_rels.has_numberings = true;
    for style in style::styles(blocks, theme, sheet) {
        docx = docx.add_style(style);
    }
    for block in blocks {
        docx = docx.add_paragraph(builder.paragraph(block));
    }
    Built {
        parts: docx.build(),
        links: builder.links,
    }
}

struct Builder<'a> {
    theme: &'a Theme,
    sheet: &'a Sheet,
    usual: Vec<(ParagraphStyle, Spaces)>,
    ruler: Ruler,
    links: Vec<(String, String)>,
}

impl Builder<'_> {
    fn paragraph(&mut self, block: &Block) -> Paragraph {
        let mut paragraph = Paragraph::new().style(block.style.id());
        paragraph.property = self.property(block, paragraph.property);
        if block.style == ParagraphStyle::Bullet {
            // Readers that do not resolve styles still see a list.
            paragraph = paragraph.numbering(NumberingId::new(BULLETS), IndentLevel::new(0));
        }
        let base = Look::of(self.theme.style(block.style.role()), Emphasis::NONE);
        for piece in &block.pieces {
            paragraph = self.piece(paragraph, piece, base, block);
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
        if block.place != style.own_place() {
            property.indent = style.indent(block.place, self.theme, self.sheet);
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
        if let Some(space) = block.spaces.border {
            let rule = self.theme.arrangement.rule;
            /// Borders are measured in eighths of a point, a quarter point at least.
            const EIGHTHS: f32 = 8.0;
            let size = (rule.thickness.0 * EIGHTHS).round().max(2.0) as usize;
            let border = ParagraphBorder::new(ParagraphBorderPosition::Bottom)
                .size(size)
                .space(usize::from(space))
                .color(hex(rule.color));
            property = property.set_borders(ParagraphBorders::with_empty().set(border));
        }
        if let Place::Label { width, .. } = block.place {
            let frame = FrameProperty::new()
                .width(width.twips().unsigned_abs())
                .wrap("around")
                .v_anchor("text")
                .h_anchor("page")
                .x(self.sheet.margins.left.twips())
                .y(1);
            property = property.frame_property(frame);
        }
        property
    }

    fn piece(
        &mut self,
        paragraph: Paragraph,
        piece: &Piece,
        base: Look,
        block: &Block,
    ) -> Paragraph {
        match piece {
            Piece::Text(run) => self.text(paragraph, run, base, block),
            Piece::Tab => paragraph.add_run(Run::new().add_tab()),
            Piece::Blank { text, role, width } => self.blank(paragraph, text, *role, *width, base),
            Piece::Chip(run) => {
                let chip = set(&run.text, CharacterStyle::Chip.id());
                let target = Look::of(self.theme.style(run.role), run.emphasis);
                let look = CharacterStyle::Chip.on(base, self.theme);
                self.linked(paragraph, chip, run.link.as_deref(), target.beyond(&look))
            }
            Piece::ChipGap => {
                let gap = self.theme.arrangement.tags.chip.gap;
                // Word draws a chip's border outside its text, LibreOffice beside it: the
                // space holds in both.
                let width = gap + CHIP_BORDER;
                self.space(paragraph, self.theme.style(block.role), width)
            }
        }
    }

    /// A space of a width: a real one, with the rest as its tracking.
    fn space(&self, paragraph: Paragraph, style: &TextStyle, width: Pt) -> Paragraph {
        let rest = width - self.ruler.space(style);
        let run = Run::new().add_text(" ").character_spacing(rest.twips());
        paragraph.add_run(run)
    }

    fn blank(
        &mut self,
        paragraph: Paragraph,
        separator: &str,
        role: TextRole,
        width: Pt,
        base: Look,
    ) -> Paragraph {
        let style = self.theme.style(role);
        let look = Look::of(style, Emphasis::NONE);
        let mut paragraph = self.space(paragraph, style, width);
        let separator = text::line(separator);
        if !separator.is_empty() {
            let mut run = Run::new().add_text(separator);
            run.run_property = look.beyond(&base);
            paragraph = self.space(paragraph.add_run(run), style, width);
        }
        paragraph
    }

    fn text(
        &mut self,
        paragraph: Paragraph,
        run: &layout::Run,
        base: Look,
        block: &Block,
    ) -> Paragraph {
        let mut target = Look::of(self.theme.style(run.role), run.emphasis);
        if let Place::Label { tracking, .. } = block.place {
            target.tracking = (target.tracking as f32 * tracking).floor() as i32;
        }
        let link = run.link.as_deref().filter(|link| may_link(link));
        let style = character_style(run, link, base, target, block.style);
        let look = style.map_or(base, |style| style.on(base, self.theme));
        let built = match style {
            Some(style) => set(&run.text, style.id()),
            None => broken(Run::new(), &run.text),
        };
        self.linked(paragraph, built, link, target.beyond(&look))
    }

    fn linked(
        &mut self,
        paragraph: Paragraph,
        mut run: Run,
        link: Option<&str>,
        direct: docx_rs::RunProperty,
    ) -> Paragraph {
        let style = run.run_property.style.take();
        run.run_property = direct;
        run.run_property.style = style;
        let Some(target) = link.filter(|link| may_link(link)) else {
            return paragraph.add_run(run);
        };
        let target = text::line(target);
        let hyperlink = Hyperlink::new(target.as_str(), HyperlinkType::External);
        if let HyperlinkData::External { rid, .. } = &hyperlink.link {
            self.links.push((rid.clone(), target));
        }
        paragraph.add_hyperlink(hyperlink.add_run(run))
    }
}

/// A run in a character style.
fn set(text: &str, style: &str) -> Run {
    broken(Run::new().style(style), text)
}

/// A text with its line ends as breaks.
fn broken(mut run: Run, text: &str) -> Run {
    for (index, line) in text::lines(text).into_iter().enumerate() {
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
