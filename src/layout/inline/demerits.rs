//! What a line of a paragraph costs (after Knuth and Plass, 1981).
//!
//! A line's cost is `(1 + badness + penalty)²`, its badness `100·r³`, where `r` is its missing
//! width in stretches of two ems: ragged text stretches at the end of the line alone. The
//! last line costs nothing unless it is a runt.

use std::ops::Range;

use crate::units::{Em, Pt};

/// Ragged text may miss this much of its measure before a line looks short.
const STRETCH: Em = Em(2.0);
/// From so many stretches on a line is as short as a line can look.
pub(super) const SHORTEST: f32 = 10.0;
/// Penalty of a runt, a last line of fewer words or columns than these.
const RUNT: f64 = 150.0;
const RUNT_WORDS: usize = 2;
const RUNT_COLUMNS: usize = 18;
/// Penalty of a line that is wider than its measure: one word that cannot be cut.
const OVERFULL: f64 = 1e6;
/// Room for rounding when a text is as wide as its measure.
pub(super) const SLACK: Pt = Pt(0.01);

/// A word with the blank before it.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its place among the tokens.
    pub token: usize,
    /// Bytes of its text that are this part of it.
    pub start: usize,
    pub end: usize,
    pub blank: Pt,
    /// A line ends before it only if it must.
    pub firm: bool,
    pub width: Pt,
    /// What of the blank before it may stretch and shrink.
    pub glue: Pt,
    /// What a line shows that ends after this part of a word.
    pub hyphen: Option<Hyphen>,
    /// Characters, wide ones counted twice.
    pub characters: usize,
    /// How many words an unbreakable unit holds.
    pub words: usize,
    pub size: Pt,
}

/// A hyphen at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Hyphen {
    pub width: Pt,
    pub penalty: f64,
}

/// What a last line must hold at least.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Least {
    /// Anything.
    One,
    /// Two words, however short.
    Words,
    /// Enough to be no runt.
    Full,
}

/// What breaks are allowed.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Rules {
    /// How many stretches a line may be short.
    pub shortest: f32,
    /// Lines end at both edges: blanks give way, and lines are as good as their blanks.
    pub justified: bool,
    /// Share of the measure that a line fills at least.
    pub filled: f32,
    /// What the last line holds.
    pub least: Least,
}

impl Rules {
    /// Whatever costs least.
    pub(super) const FREE: Rules = Rules {
        shortest: f32::INFINITY,
        justified: false,
        filled: 0.0,
        least: Least::One,
    };

    /// True for those that allow all breaks of ragged text.
    pub(super) fn is_free(self) -> bool {
        self == Rules::FREE
    }
}

/// Blanks may grow by this share of their width, and shrink by that one.
const STRETCHED: f32 = 0.5;
const SHRUNK: f32 = 0.2;
/// The natural width of a line, and what of it may stretch and shrink.
#[derive(Clone, Copy)]
pub(super) struct Set {
    pub width: Pt,
    pub glue: Pt,
}

impl Set {
    /// What it takes where blanks shrink as far as they may.
    pub(super) fn least(self, rules: Rules) -> Pt {
        match rules.justified {
            true => self.width - self.glue * SHRUNK,
            false => self.width,
        }
    }
}

/// The cost of a line; `None` where the rules forbid it.
pub(super) fn cost(
    words: &[Word],
    line: &Range<usize>,
    set: Set,
    measure: Pt,
    rules: Rules,
) -> Option<f64> {
    let last = line.end == words.len();
    let width = set.width;
    let ends_parted = |end: usize| end > 0 && words[end - 1].hyphen.is_some();
    // No two lines running end with a hyphen, and not the last line but one.
    if ends_parted(line.start) && (last || ends_parted(line.end)) {
        return None;
    }
    let missing = if last { Pt::ZERO } else { measure - width };
    let short = match rules.justified {
        true => stretched(missing, set.glue)?,
        false => (missing / STRETCH.at(words[line.start].size)).clamp(0.0, SHORTEST),
    };
    // A line that holds all that it can is as full as it can be.
    let full = line.len() == 1 && width > measure + SLACK;
    let too_short = short >= rules.shortest || width < measure * rules.filled;
    if too_short && !last && !full {
        return None;
    }
    let mut penalty = 0.0;
    if last && line.start > 0 {
        let line = &words[line.clone()];
        let enough = match rules.least {
            Least::One => true,
            Least::Words => count(line) >= RUNT_WORDS,
            Least::Full => !is_runt(line),
        };
        if !enough {
            return None;
        }
        if is_runt(line) {
            penalty += RUNT;
        }
    }
    if width > measure + SLACK && (last || !rules.justified) {
        penalty += OVERFULL;
    }
    if let Some(hyphen) = words[line.end - 1].hyphen {
        penalty += hyphen.penalty;
    }
    let short = f64::from(short);
    let demerits = 1.0 + 100.0 * short * short * short + penalty;
    Some(demerits * demerits)
}

/// How much of what they may blanks grow or shrink; `None` where that is too little.
fn stretched(missing: Pt, glue: Pt) -> Option<f32> {
    let most = match missing < Pt::ZERO {
        true => glue * SHRUNK,
        false => glue * STRETCHED,
    };
    let amount = missing.max(-missing);
    if amount <= SLACK {
        return Some(0.0);
    }
    (most > Pt::ZERO && amount <= most + SLACK).then(|| amount / most)
}

fn count(line: &[Word]) -> usize {
    line.iter().map(|word| word.words).sum()
}

/// True for words that are too few or too short for a line of their own.
pub(super) fn is_runt(line: &[Word]) -> bool {
    let columns: usize = line.iter().map(|word| word.characters).sum();
    let blanks = line.iter().skip(1).filter(|word| word.blank > Pt::ZERO);
    count(line) < RUNT_WORDS || columns + blanks.count() < RUNT_COLUMNS
}
