//! From the theme's gaps between lines to Word's space between paragraphs.
//!
//! A theme says how far a line box reaches above and below its baseline. Word sets every
//! line of an exact height with its baseline at a fixed share of that height. The space
//! between two paragraphs is therefore what is missing between their baselines, so that
//! both formats put every line at the same height.

use super::block::{Block, Place};
use super::style::{CHIP_BORDER, ParagraphStyle};
use crate::layout::RuleKind;
use crate::resume::Emphasis;
use crate::theme::{Color, RuleSide, RuleSpan, TextRole, Theme};
use crate::units::Pt;

/// The share of an exact line height above the baseline (LibreOffice takes the same).
pub(super) const ABOVE: f32 = 0.8;

/// Lines are clipped where they are lower than this share of their type size.
const LEAST_LINE: f32 = 1.05;

/// Where a paragraph stands between its neighbours, in Word's terms.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Spaces {
    /// Exact line height.
    pub line: Pt,
    pub before: Pt,
    pub after: Pt,
    /// A bottom border, and the whole points between it and the last line.
    pub border: Option<(RuleKind, u8)>,
    /// A drawn rule, from the paragraph's top up.
    pub rule: Option<(RuleKind, Pt)>,
    /// A short bar under a heading, from the paragraph's top down.
    pub bar: Option<Pt>,
}

/// How thick a rule is, and its colour.
pub(super) fn stroke(kind: RuleKind, theme: &Theme) -> (Pt, Color) {
    let arrangement = &theme.arrangement;
    match kind {
        RuleKind::Head => (arrangement.head_rule, theme.head_rule_color()),
        RuleKind::Section => (arrangement.rule.thickness, arrangement.rule.color),
    }
}

/// A line box around its baseline, as the theme has it.
#[derive(Clone, Copy, Debug)]
struct Extent {
    above: Pt,
    below: Pt,
}

/// Word's line height for a role.
pub(super) fn line_height(role: TextRole, theme: &Theme) -> Pt {
    let style = theme.style(role);
    let least = style.pitch.max(style.size * LEAST_LINE);
    let rule = theme.arrangement.rule;
    match (role, rule.side) {
        // Borders keep whole points of distance: the line's own height makes up the rest.
        (TextRole::Heading, RuleSide::Below) if rule.span != RuleSpan::Bar => {
            let below = (rule.offset - least * (1.0 - ABOVE)).max(Pt::ZERO);
            let rest = rule.offset - Pt(below.0.floor());
            least.max(rest / (1.0 - ABOVE))
        }
        (_, RuleSide::Below | RuleSide::Above | RuleSide::None) => least,
    }
}

/// Whole points from a line down to a border that is to be `distance` below its baseline.
fn border(line: Pt, distance: Pt) -> u8 {
    /// Word's limit.
    const FARTHEST: f32 = 31.0;
    (distance - line * (1.0 - ABOVE))
        .0
        .round()
        .clamp(0.0, FARTHEST) as u8
}

fn extent(block: &Block, theme: &Theme) -> Extent {
    let style = theme.style(block.role);
    if is_chips(block) {
        let chip = theme.arrangement.tags.chip.height;
        let face = style.face_for(Emphasis::NONE);
        let cap = style.size * (f32::from(face.cap_height()) / f32::from(face.units_per_em()));
        // Capitals stand in the middle of their ground. Word's ground is higher than the
        // theme's by about a border on each side; half of that comes out of the gaps.
        let above = (chip + cap) * 0.5;
        return Extent {
            above: above + CHIP_BORDER * 0.5,
            below: chip - above + CHIP_BORDER * 0.5,
        };
    }
    Extent {
        above: style.above(),
        below: style.below(),
    }
}

/// What a paragraph of one line takes of the page, its gap included.
pub(super) fn height(block: &Block, theme: &Theme) -> Pt {
    let extent = extent(block, theme);
    block.gap + extent.above + extent.below
}

fn is_chips(block: &Block) -> bool {
    block
        .pieces
        .iter()
        .any(|piece| matches!(piece, super::block::Piece::Chip(_)))
}

/// Finds the spaces of all paragraphs.
pub(super) fn space(blocks: &mut [Block], theme: &Theme) {
    for block in blocks.iter_mut() {
        block.spaces.line = if is_chips(block) {
            // Rows of chips stay apart without space between lines.
            theme.arrangement.tags.chip.height + theme.spacing.of(crate::theme::Gap::TagRows)
        } else {
            line_height(block.role, theme)
        };
    }
    let mut last: Option<usize> = None;
    let mut debt = Pt::ZERO;
    for index in 0..blocks.len() {
        if matches!(blocks[index].place, Place::Label { .. }) {
            // Heading and first line share a baseline: equal lines, nothing between.
            if let Some(next) = blocks.get(index + 1) {
                blocks[index].spaces.line = next.spaces.line;
            }
            continue;
        }
        if let Some(last) = last {
            debt = between(blocks, last, index, debt, theme);
        }
        last = Some(index);
    }
}

/// Places paragraph `to` under paragraph `from`.
///
/// There is no negative space: where lines are too high for their distance, what they take
/// too much is a debt that the next space pays, so that it does not add up down the page.
fn between(blocks: &mut [Block], from: usize, to: usize, debt: Pt, theme: &Theme) -> Pt {
    let rule = theme.arrangement.rule;
    let (upper, lower) = (&blocks[from], &blocks[to]);
    let (above, below) = (extent(lower, theme).above, extent(upper, theme).below);
    let (upper_line, lower_line) = (upper.spaces.line, lower.spaces.line);
    let framed = to > 0 && matches!(blocks[to - 1].place, Place::Label { .. });
    // A border is as short as the lines beside a picture; the drawn rule reaches across.
    let pictured = blocks.first().is_some_and(|block| block.photo.is_some());
    let of_head =
        upper.place == Place::Margin && upper.style != ParagraphStyle::Heading && !pictured;
    let mut distance = lower.gap + above;
    let mut taken = upper_line * (1.0 - ABOVE) + lower_line * ABOVE;
    let mut bottom = None;
    let mut shape = None;
    let mut bar = None;
    if upper.under && rule.span == RuleSpan::Bar {
        // A border would be as wide as the text: the bar is drawn. What follows keeps its
        // distance from the bar, not from the line above it.
        distance += below.max(rule.offset);
        bar = Some(upper_line * ABOVE + rule.offset + rule.thickness * 0.5);
    } else if upper.under {
        // The rule lies inside the heading's own box.
        let space = border(upper_line, rule.offset);
        distance += below;
        taken += Pt(f32::from(space)) + rule.thickness;
        bottom = Some((RuleKind::Section, space));
    } else if let Some((kind, over)) = lower.over {
        let (thickness, _) = stroke(kind, theme);
        distance += below + over + thickness;
        if of_head {
            let space = border(upper_line, below + over);
            taken += Pt(f32::from(space)) + thickness;
            bottom = Some((kind, space));
        } else {
            let rise = lower.gap + above + thickness * 0.5 - lower_line * ABOVE;
            shape = Some((kind, rise));
        }
    } else {
        distance += below;
    }
    // Word takes the larger of two spaces that meet, so one side has it all. Titles carry
    // their own space above; where a frame is anchored there must be none.
    let space = distance - taken - debt;
    let debt = (-space).max(Pt::ZERO);
    let space = space.max(Pt::ZERO);
    // What is drawn beside a paragraph is placed from its top, which some programs count with
    // the space above and some without: there is none.
    let drawn = shape.is_some() || (lower.under && rule.span == RuleSpan::Bar);
    let own = lower.style.carries_space() && !framed && bottom.is_none() && !drawn;
    blocks[from].spaces.border = bottom;
    blocks[from].spaces.bar = bar;
    blocks[to].spaces.rule = shape;
    if own {
        blocks[to].spaces.before = space;
    } else {
        blocks[from].spaces.after = space;
    }
    debt
}

/// From the page's upper edge to where Word's first line starts.
pub(super) fn top_margin(blocks: &[Block], margin: Pt, theme: &Theme) -> Pt {
    let Some(first) = blocks.first() else {
        return margin;
    };
    (margin + extent(first, theme).above - first.spaces.line * ABOVE).max(Pt::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_reaches_its_rule_in_whole_points() {
        let theme = Theme::embedded("compact").expect("a theme");
        let line = line_height(TextRole::Heading, &theme);
        let space = border(line, theme.arrangement.rule.offset);
        let reached = line * (1.0 - ABOVE) + Pt(f32::from(space));
        let missed = (reached - theme.arrangement.rule.offset).0.abs();
        assert!(missed < 0.05, "{missed} pt off");
    }

    #[test]
    fn no_line_is_lower_than_its_letters() {
        for name in Theme::names() {
            let theme = Theme::embedded(name).expect("a theme");
            for role in TextRole::ALL {
                let size = theme.style(role).size;
                assert!(
                    line_height(role, &theme) >= size * LEAST_LINE,
                    "{name}: {}",
                    role.name()
                );
            }
        }
    }
}
