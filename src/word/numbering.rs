//! True lists: one numbering for the style of bullets, and one for each numbered list.

use docx_rs::{
    AbstractNumbering, Indent, Level, LevelJc, LevelText, NumberFormat, Numbering, RunFonts,
    SpecialIndentType, Start,
};

use super::block::NumberedList;
use super::look::hex;
use super::sheet::Sheet;
use super::style::ParagraphStyle;
use crate::theme::{TextRole, Theme};
use crate::units::Pt;

/// The numbering's number. docx-rs keeps 1 for lists of its own, which are dropped.
pub(super) const BULLETS: usize = 2;

impl NumberedList {
    /// The number of its numbering.
    pub(super) fn id(self) -> usize {
        BULLETS + 1 + self.index
    }
}

/// The bullets of a theme.
pub(super) fn bullets(
    theme: &Theme,
    sheet: &Sheet,
    fonts: RunFonts,
) -> (AbstractNumbering, Numbering) {
    let bullet = &theme.arrangement.bullet;
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new(super::text::line(&bullet.mark)),
        LevelJc::new("left"),
    )
    .paragraph_style(ParagraphStyle::Bullet.id());
    numbering(BULLETS, level, bullet.text, theme, sheet, fonts)
}

/// The numbers of a list.
pub(super) fn numbers(
    list: NumberedList,
    theme: &Theme,
    sheet: &Sheet,
    fonts: RunFonts,
) -> (AbstractNumbering, Numbering) {
    let level = Level::new(
        0,
        // Word counts as far as an integer of 32 bits.
        Start::new(usize::try_from(list.first).map_or(1, |first| first.min(i32::MAX as usize))),
        NumberFormat::new("decimal"),
        LevelText::new("%1."),
        LevelJc::new("left"),
    );
    numbering(list.id(), level, list.text, theme, sheet, fonts)
}

/// The indent of items whose text starts at `text`, from where the list starts.
pub(super) fn indent(text: Pt, theme: &Theme, sheet: &Sheet) -> Indent {
    let hanging = text - theme.arrangement.bullet.indent;
    let first = SpecialIndentType::Hanging(hanging.twips());
    let start = (sheet.indent + text).twips();
    Indent::new(Some(start), Some(first), None, None)
}

/// A numbering of one level, whose marks stand where the theme's bullets do and whose text starts
/// at `text`.
fn numbering(
    id: usize,
    level: Level,
    text: Pt,
    theme: &Theme,
    sheet: &Sheet,
    fonts: RunFonts,
) -> (AbstractNumbering, Numbering) {
    let Indent {
        start,
        special_indent,
        ..
    } = indent(text, theme, sheet);
    let level = level
        .indent(start, special_indent, None, None)
        .fonts(fonts)
        .color(hex(theme.style(TextRole::Mark).color));
    let mut list = AbstractNumbering::new(id).add_level(level);
    list.multi_level_type = Some("hybridMultilevel".to_owned());
    (list, Numbering::new(id, id))
}
