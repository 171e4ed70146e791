//! True bullets: one numbering of its own for the list style.

use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelText, NumberFormat, Numbering, RunFonts,
    SpecialIndentType, Start,
};

use super::look::hex;
use super::sheet::Sheet;
use super::style::ParagraphStyle;
use crate::theme::{TextRole, Theme};

/// The numbering's number. docx-rs keeps 1 for lists of its own, which are dropped.
pub(super) const BULLETS: usize = 2;

/// The bullets of a theme.
pub(super) fn bullets(
    theme: &Theme,
    sheet: &Sheet,
    fonts: RunFonts,
) -> (AbstractNumbering, Numbering) {
    let bullet = &theme.arrangement.bullet;
    let mark = theme.style(TextRole::Mark);
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new(super::text::line(&bullet.mark)),
        LevelJc::new("left"),
    )
    .indent(
        Some((sheet.indent + bullet.text).twips()),
        Some(SpecialIndentType::Hanging(
            (bullet.text - bullet.indent).twips(),
        )),
        None,
        None,
    )
    .paragraph_style(ParagraphStyle::Bullet.id())
    .fonts(fonts)
    .color(hex(mark.color));
    let mut list = AbstractNumbering::new(BULLETS).add_level(level);
    list.multi_level_type = Some("hybridMultilevel".to_owned());
    (list, Numbering::new(BULLETS, BULLETS))
}
