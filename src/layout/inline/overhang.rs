//! The optical edge of justified lines: small marks reach a little past the measure, so that
//! the letters beside them seem to end level.

use super::hyphens::SOFT;
use super::ties;
use crate::layout::frame::Segment;
use crate::units::Pt;

/// Share of its width by which a mark overhangs.
const SHARE: f32 = 0.6;

/// How far the last segment of a line reaches past the measure.
pub(super) fn overhang(last: &Segment) -> Pt {
    let text = last.word.text.as_str();
    let hangs = text == SOFT || text.chars().next_back().is_some_and(ties::hangs);
    // The glyph that stands for the mark alone: a mark that was joined to a letter stays.
    let glyph = match last.word.backwards {
        true => last.word.glyphs.first(),
        false => last.word.glyphs.last(),
    };
    let Some(glyph) = glyph.filter(|_| hangs) else {
        return Pt::ZERO;
    };
    let alone = text[glyph.cluster as usize..].chars().count() == 1;
    match alone {
        true => last.size * (glyph.advance as f32 / f32::from(last.face.units_per_em())) * SHARE,
        false => Pt::ZERO,
    }
}
