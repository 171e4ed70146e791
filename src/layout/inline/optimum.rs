//! The best breaks of a paragraph (after Knuth and Plass, 1981): never more lines than first
//! fit needs, and among those the choice with the least cost.
//!
//! Where the best breaks leave a runt, words move down, first as far as lines stay nearly full,
//! then as far as they may.

use std::ops::Range;

use super::demerits::{Least, Rules, SHORTEST, SLACK, Set, Word, cost, is_runt};
use crate::units::Pt;

/// Lines may be this many stretches short for the sake of a runt before they may be as short
/// as lines can look.
const NEARLY_FULL: f32 = 3.0;

/// Broken lines.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settled {
    /// Words of each line.
    pub lines: Vec<Range<usize>>,
    /// The last line stayed a runt.
    pub runt: bool,
}

/// The best breaks that can be had; no word makes no line.
pub(super) fn settle(words: &[Word], measure: Pt) -> Settled {
    let text = Text::new(words, measure);
    // What stands on one line need not be weighed.
    if words.is_empty() || !text.is_too_wide(0, words.len(), Rules::FREE) {
        return Settled {
            lines: (!words.is_empty())
                .then_some(0..words.len())
                .into_iter()
                .collect(),
            runt: false,
        };
    }
    let Some(best) = text.fit(Rules::FREE) else {
        return Settled {
            lines: Vec::new(),
            runt: false,
        };
    };
    let runt = |lines: &[Range<usize>]| {
        lines.len() > 1
            && lines
                .last()
                .is_some_and(|last| is_runt(&words[last.clone()]))
    };
    if !runt(&best.lines) {
        return Settled {
            lines: best.lines,
            runt: false,
        };
    }
    for rules in REMEDIES {
        // A runt is no reason for one more line, or for one that ends with a separator.
        let as_good =
            |moved: &Fitted| (moved.firm, moved.lines.len()) == (best.firm, best.lines.len());
        if let Some(moved) = text.fit(rules).filter(as_good) {
            return Settled {
                runt: runt(&moved.lines),
                lines: moved.lines,
            };
        }
    }
    Settled {
        lines: best.lines,
        runt: true,
    }
}

/// What the words take on so many lines at least: the widest blanks vanish at their ends.
pub(super) fn least_width(words: &[Word], lines: usize) -> Pt {
    let blank = words.iter().map(|word| word.blank).fold(Pt::ZERO, Pt::max);
    let whole: Pt = words.iter().map(|word| word.width + word.blank).sum();
    whole - blank * lines as f32
}

/// Paragraphs of fewer lines are not justified.
const LEAST_JUSTIFIED: usize = 3;

/// The best breaks of a paragraph whose lines end at both edges; `None` where blanks would
/// get too wide or too narrow, or the lines are too few.
pub(super) fn justify(words: &[Word], measure: Pt) -> Option<Settled> {
    let rules = |least| Rules {
        justified: true,
        least,
        ..Rules::FREE
    };
    let text = Text::new(words, measure);
    let fitted = text
        .fit(rules(Least::Full))
        .map(|fitted| (fitted, false))
        .or_else(|| Some((text.fit(rules(Least::One))?, true)));
    let (fitted, runt) = fitted?;
    (fitted.lines.len() >= LEAST_JUSTIFIED).then_some(Settled {
        lines: fitted.lines,
        runt,
    })
}

/// How words move down from above a runt; each is tried where those before it find no breaks.
/// Half a line is too much to give up for a longer last line, but not for a second word.
const REMEDIES: [Rules; 3] = [
    Rules {
        shortest: NEARLY_FULL,
        justified: false,
        filled: 0.5,
        least: Least::Full,
    },
    Rules {
        shortest: SHORTEST,
        justified: false,
        filled: 0.5,
        least: Least::Full,
    },
    Rules {
        shortest: SHORTEST,
        justified: false,
        filled: 0.0,
        least: Least::Words,
    },
];

struct Fitted {
    lines: Vec<Range<usize>>,
    /// How many lines end with a separator.
    firm: usize,
}

/// The best way to set the words up to some word. What stands first decides.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Best {
    firm: usize,
    lines: usize,
    cost: f64,
    /// First word of the last line.
    start: usize,
}

/// Words that are to be broken into lines, with their widths added up.
struct Text<'a> {
    words: &'a [Word],
    measure: Pt,
    /// Widths and blanks, and glue, of all words before each and of all: in doubled precision,
    /// as a line's width is the difference of two of them in a paragraph of any length.
    ends: Vec<(f64, f64)>,
    /// Where a line may end if the text takes as few lines as it can; empty where other lines
    /// may be better than the fewest, and so anywhere.
    open: Vec<bool>,
    /// All words are of one size, and none is parted.
    even: bool,
}

impl<'a> Text<'a> {
    fn new(words: &'a [Word], measure: Pt) -> Self {
        let mut ends = Vec::with_capacity(words.len() + 1);
        let mut end = (0.0, 0.0);
        ends.push(end);
        for word in words {
            end.0 += f64::from((word.blank + word.width).0);
            end.1 += f64::from(word.glue.0);
            ends.push(end);
        }
        let whole = words.iter().all(|word| word.hyphen.is_none());
        let mut text = Text {
            words,
            measure,
            ends,
            open: Vec::new(),
            even: whole && words.iter().all(|word| word.size == words[0].size),
        };
        // A separator may not end a line, and two hyphens not two lines, at the cost of a line.
        if whole && !words.iter().any(|word| word.firm) {
            text.open = text.ends_of_fewest();
        }
        text
    }

    /// The places at which some line of the fewest ends: between where it ends if all lines
    /// before it are as long as they can be, and where if all after it are.
    fn ends_of_fewest(&self) -> Vec<bool> {
        let count = self.words.len();
        let (mut latest, mut end) = (Vec::new(), 0);
        while end < count {
            let start = end;
            end += 1;
            while end < count && !self.is_too_wide(start, end + 1, Rules::FREE) {
                end += 1;
            }
            latest.push(end);
        }
        let mut open = vec![false; count + 1];
        let mut start = count;
        for latest in latest.into_iter().rev() {
            open[start..=latest].fill(true);
            let end = start;
            start = start.saturating_sub(1);
            while start > 0 && !self.is_too_wide(start - 1, end, Rules::FREE) {
                start -= 1;
            }
        }
        open
    }

    /// The words from `start` up to `end` on a line, without a hyphen.
    fn set(&self, start: usize, end: usize) -> Set {
        let first = &self.words[start];
        let (from, to) = (self.ends[start], self.ends[end]);
        Set {
            width: Pt((to.0 - from.0) as f32 - first.blank.0),
            glue: Pt((to.1 - from.1) as f32 - first.glue.0),
        }
    }

    /// True if the words from `start` up to `end` are more than a line holds. One word is taken
    /// whatever its width: it was cut where it could be.
    fn is_too_wide(&self, start: usize, end: usize, rules: Rules) -> bool {
        start + 1 < end && self.set(start, end).least(rules) > self.measure + SLACK
    }

    /// The best breaks under some rules; `None` if there are none.
    fn fit(&self, rules: Rules) -> Option<Fitted> {
        let (words, measure) = (self.words, self.measure);
        // Then shorter lines cost more, and follow no cheaper lines than longer ones do.
        let ordered = self.even && rules.is_free();
        let mut best: Vec<Option<Best>> = Vec::with_capacity(words.len() + 1);
        best.push(Some(Best {
            firm: 0,
            lines: 0,
            cost: 0.0,
            start: 0,
        }));
        // Where the longest line starts: it moves on only.
        let mut longest = 0;
        let open = match rules.justified {
            true => &[][..],
            false => &self.open,
        };
        for end in 1..=words.len() {
            if open.get(end) == Some(&false) {
                best.push(None);
                continue;
            }
            while self.is_too_wide(longest, end, rules) {
                longest += 1;
            }
            let hyphen = words[end - 1].hyphen;
            let hyphen = hyphen.map_or(Pt::ZERO, |hyphen| hyphen.width);
            let mut chosen: Option<Best> = None;
            // From the longest to the shortest line: short ones make more lines, and what has
            // more lines loses whatever it costs.
            for start in longest..end {
                let Some(before) = best[start] else {
                    continue;
                };
                let firm = before.firm + usize::from(start > 0 && words[start].firm);
                let lines = before.lines + 1;
                if chosen.is_some_and(|known| (firm, lines) > (known.firm, known.lines)) {
                    continue;
                }
                let mut set = self.set(start, end);
                set.width += hyphen;
                if set.least(rules) > measure + SLACK && start + 1 < end {
                    continue;
                }
                let Some(cost) = cost(words, &(start..end), set, measure, rules) else {
                    continue;
                };
                if ordered
                    && end < words.len()
                    && chosen.is_some_and(|known| known.firm == 0 && known.cost <= cost)
                {
                    break;
                }
                let candidate = Best {
                    firm,
                    lines,
                    cost: before.cost + cost,
                    start,
                };
                if chosen.is_none_or(|known| candidate < known) {
                    chosen = Some(candidate);
                }
            }
            best.push(chosen);
        }
        let firm = best.last().copied().flatten()?.firm;
        let mut lines = Vec::new();
        let mut end = words.len();
        while let Some(last) = best[end].filter(|_| end > 0) {
            lines.push(last.start..end);
            end = last.start;
        }
        lines.reverse();
        (!lines.is_empty()).then_some(Fitted { lines, firm })
    }
}

#[cfg(test)]
mod tests {
    use super::super::demerits::Hyphen;
    use super::*;
    use proptest::prelude::*;

    fn word(width: f32) -> Word {
        Word {
            token: 0,
            start: 0,
            end: 1,
            blank: Pt(2.0),
            firm: false,
            width: Pt(width),
            glue: Pt(2.0),
            hyphen: None,
            characters: (width / 5.0) as usize,
            words: 1,
            size: Pt(10.0),
        }
    }

    /// How many words stand in each line; a blank is two points wide.
    fn set(widths: &[f32], measure: f32) -> Vec<usize> {
        let words: Vec<Word> = widths.iter().copied().map(word).collect();
        let lines = settle(&words, Pt(measure)).lines;
        lines.into_iter().map(|line| line.len()).collect()
    }

    #[test]
    fn no_more_lines_than_first_fit_needs() {
        assert_eq!(set(&[30.0; 9], 100.0), [3, 3, 3]);
    }

    #[test]
    fn words_move_down_to_keep_a_runt_company() {
        // First fit would leave one short word alone.
        assert_eq!(set(&[45.0, 45.0, 45.0, 45.0, 15.0], 190.0), [3, 2]);
        // Two short words are still short, and there is a third to be had.
        assert_eq!(set(&[50.0, 50.0, 45.0, 30.0, 15.0], 190.0), [2, 3]);
    }

    #[test]
    fn a_runt_is_left_where_a_line_would_get_too_short() {
        // 250 of 380 points would be white, and the last two words are long enough.
        let words: Vec<Word> = [130.0, 248.0, 15.0].map(word).to_vec();
        let settled = settle(&words, Pt(380.0));
        assert_eq!((settled.lines, settled.runt), (vec![0..2, 2..3], true));
    }

    #[test]
    fn a_word_wider_than_the_measure_stands_alone() {
        assert_eq!(set(&[20.0, 150.0, 20.0], 100.0), [1, 1, 1]);
    }

    #[test]
    fn a_line_ends_with_a_separator_only_where_it_must() {
        let mut words: Vec<Word> = [40.0, 40.0, 40.0, 40.0].map(word).to_vec();
        words[2].firm = true;
        assert_eq!(settle(&words, Pt(90.0)).lines.len(), 3);
        words.iter_mut().for_each(|word| word.firm = true);
        assert_eq!(settle(&words, Pt(90.0)).lines, [0..2, 2..4]);
    }

    #[test]
    fn hyphens_stand_apart_and_not_above_the_last_line() {
        // Halves of words, each with a hyphen between them.
        let parts: Vec<Word> = (0..24)
            .map(|part| Word {
                blank: Pt(if part % 2 == 0 { 2.0 } else { 0.0 }),
                hyphen: (part % 2 == 0).then_some(Hyphen {
                    width: Pt(3.0),
                    penalty: 135.0,
                }),
                ..word(30.0)
            })
            .collect();
        for measure in 70..200 {
            let settled = settle(&parts, Pt(measure as f32));
            let parted: Vec<bool> = settled
                .lines
                .iter()
                .map(|line| parts[line.end - 1].hyphen.is_some())
                .collect();
            assert!(
                !parted.windows(2).any(|two| two == [true, true]),
                "{measure}"
            );
            assert!(
                !parted.iter().rev().take(2).any(|parted| *parted),
                "{measure}"
            );
        }
    }

    #[test]
    fn justified_blanks_stay_within_their_limits() {
        let words: Vec<Word> = (0..60)
            .map(|n| Word {
                blank: Pt(6.0),
                glue: Pt(6.0),
                ..word(20.0 + (n * 7 % 23) as f32)
            })
            .collect();
        let mut justified = 0;
        for measure in 100..400 {
            let Some(settled) = justify(&words, Pt(measure as f32)) else {
                continue;
            };
            justified += 1;
            let (_, lines) = settled.lines.split_last().expect("three lines at least");
            for line in lines {
                let letters: f32 = words[line.clone()].iter().map(|word| word.width.0).sum();
                let blanks = 6.0 * (line.len() - 1) as f32;
                let factor = (measure as f32 - letters) / blanks;
                assert!((0.79..=1.51).contains(&factor), "{measure}: {factor}");
            }
        }
        assert!(justified > 20, "{justified}");
        assert_eq!(justify(&words[..4], Pt(200.0)), None);
    }

    #[test]
    fn no_words_make_no_lines() {
        assert!(set(&[], 100.0).is_empty());
    }

    /// The cost of breaks as the specification says it; smaller is better.
    fn judged(words: &[Word], ends: &[usize], measure: f32) -> Option<(usize, usize, f64)> {
        let (mut firm, mut total, mut start) = (0, 0.0, 0);
        for &end in ends {
            let line = &words[start..end];
            let width: f32 = line.iter().map(|word| word.width.0).sum::<f32>()
                + line[1..].iter().map(|word| word.blank.0).sum::<f32>();
            if width > measure + 0.01 && line.len() > 1 {
                return None;
            }
            let last = end == words.len();
            let short = if last {
                0.0
            } else {
                f64::from(((measure - width) / (2.0 * line[0].size.0)).clamp(0.0, 10.0))
            };
            let mut penalty = 0.0;
            let characters =
                line.iter().map(|word| word.characters).sum::<usize>() + line.len() - 1;
            if last && start > 0 && (line.len() < 2 || characters < 18) {
                penalty += 150.0;
            }
            if width > measure + 0.01 {
                penalty += 1e6;
            }
            total += (1.0 + 100.0 * short.powi(3) + penalty).powi(2);
            firm += usize::from(start > 0 && line[0].firm);
            start = end;
        }
        Some((firm, ends.len(), total))
    }

    proptest! {
        #[test]
        fn the_optimum_is_what_trying_all_breaks_finds(
            widths in prop::collection::vec((4.0_f32..90.0, prop::bool::weighted(0.1)), 1..=12),
            measure in 40.0_f32..260.0,
        ) {
            let words: Vec<Word> = widths
                .iter()
                .map(|&(width, firm)| Word { firm, ..word(width) })
                .collect();
            let found = Text::new(&words, Pt(measure)).fit(Rules::FREE).expect("some breaks");
            let ends: Vec<usize> = found.lines.iter().map(|line| line.end).collect();
            let found = judged(&words, &ends, measure).expect("allowed breaks");
            for choice in 0..1_u32 << (words.len() - 1) {
                let ends: Vec<usize> = (1..=words.len())
                    .filter(|&end| end == words.len() || choice >> (end - 1) & 1 == 1)
                    .collect();
                if let Some(other) = judged(&words, &ends, measure) {
                    let better = (other.0, other.1) < (found.0, found.1)
                        || (other.0, other.1) == (found.0, found.1)
                            && other.2 < found.2 * (1.0 - 1e-5);
                    prop_assert!(!better, "{other:?} is better than {found:?}");
                }
            }
        }
    }
}
