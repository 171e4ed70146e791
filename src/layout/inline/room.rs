//! How much larger a text may be set before it takes one more line.

use super::demerits::{SLACK, Word};
use super::tightness::Tightness;
use crate::units::Pt;

/// Themes hardly enlarge text by more than this factor.
const MOST: f32 = 1.125;
/// Halvings of the way up to it: the factor is then within two thousandths.
const HALVINGS: usize = 6;

/// The factor from which on a text takes more than `lines` lines, however tight it is set;
/// infinite where that is more than themes ask for.
///
/// First fit makes as few lines as any breaks do.
pub(super) fn room(words: &[Word], measure: Pt, lines: usize, tight: Tightness) -> f32 {
    let fits = |factor: f32| first_fit(words, measure / factor, tight) <= lines;
    if fits(MOST) {
        return f32::INFINITY;
    }
    let (mut least, mut most) = (1.0, MOST);
    for _ in 0..HALVINGS {
        let middle = (least + most) / 2.0;
        match fits(middle) {
            true => least = middle,
            false => most = middle,
        }
    }
    most
}

/// How many lines first fit makes.
fn first_fit(words: &[Word], measure: Pt, tight: Tightness) -> usize {
    let mut lines = 0;
    let mut line = Pt::ZERO;
    for word in words {
        let width = word.width + tight.tracking.at(word.size) * word.characters as f32;
        let longer = line + word.blank * tight.blanks + width;
        if lines > 0 && longer <= measure + SLACK {
            line = longer;
        } else {
            lines += 1;
            line = width;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOSE: Tightness = Tightness::NONE;

    fn words(widths: &[f32]) -> Vec<Word> {
        let word = |width: &f32| Word {
            token: 0,
            start: 0,
            end: 1,
            blank: Pt(2.0),
            firm: false,
            width: Pt(*width),
            glue: Pt(2.0),
            hyphen: None,
            characters: 5,
            words: 1,
            size: Pt(10.0),
        };
        widths.iter().map(word).collect()
    }

    #[test]
    fn a_line_grows_until_it_is_full() {
        // 40 + 2 + 40 of 90 points.
        let room = room(&words(&[40.0, 40.0]), Pt(90.0), 1, LOOSE);
        assert!((room - 90.0 / 82.0).abs() < 3e-3, "{room}");
    }

    #[test]
    fn the_fullest_line_decides() {
        // 64 and 88 of 90 points; the third word never fits the first line.
        let room = room(&words(&[30.0, 32.0, 43.0, 43.0]), Pt(90.0), 2, LOOSE);
        assert!((room - 90.0 / 88.0).abs() < 3e-3, "{room}");
    }

    #[test]
    fn a_short_line_grows_as_it_likes() {
        assert_eq!(room(&words(&[40.0]), Pt(90.0), 1, LOOSE), f32::INFINITY);
        assert_eq!(room(&[], Pt(90.0), 0, LOOSE), f32::INFINITY);
    }

    #[test]
    fn tight_words_have_more_room() {
        let tight = Tightness::TIGHTEST;
        let words = words(&[40.0, 40.0]);
        let loose = room(&words, Pt(86.0), 1, LOOSE);
        assert!(room(&words, Pt(86.0), 1, tight) > loose);
    }
}
