//! How a paragraph is set a hair tighter than its words are wide.

use crate::layout::frame::Segment;
use crate::units::{Em, Pt};

/// How a paragraph is tightened to save a line.
#[derive(Clone, Copy)]
pub(super) struct Tightness {
    /// Factor on the blanks.
    pub blanks: f32,
    /// Added after every glyph.
    pub tracking: Em,
}

impl Tightness {
    pub(super) const NONE: Tightness = Tightness {
        blanks: 1.0,
        tracking: Em(0.0),
    };
    /// The first step that saves a line wins; more than the second is visibly darker.
    pub(super) const STEPS: [Tightness; 2] = [
        Tightness {
            blanks: 0.96,
            tracking: Em(-0.003),
        },
        Tightness {
            blanks: 0.92,
            tracking: Em(-0.006),
        },
    ];

    pub(super) const TIGHTEST: Tightness = Tightness::STEPS[1];

    /// What it adds after every glyph of a segment.
    pub(super) fn tracking(self, segment: &Segment) -> Pt {
        // Joined letters would be torn apart.
        match segment.word.joined {
            true => Pt::ZERO,
            false => self.tracking.at(segment.size),
        }
    }

    /// The width of a segment that is set so.
    pub(super) fn width(self, segment: &Segment) -> Pt {
        if self.blanks == 1.0 && self.tracking == Em(0.0) {
            return segment.width;
        }
        let own = match segment.is_blank() {
            true => segment.width * self.blanks,
            false => segment.width,
        };
        own + self.tracking(segment) * segment.word.glyphs.len() as f32
    }

    pub(super) fn apply(self, segment: &mut Segment) {
        segment.width = self.width(segment);
        segment.tracking += self.tracking(segment);
    }
}
