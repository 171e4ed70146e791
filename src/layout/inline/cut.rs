//! Cutting what is wider than its line: at its blanks, else after slashes, else after typed
//! hyphens and points, else between any two characters that readers tell apart.

use unicode_segmentation::UnicodeSegmentation;

use super::tokens::{Kind, Setter, Tokens, width};
use crate::font::Word;
use crate::layout::frame::Segment;
use crate::units::Pt;

/// Where an address may be cut ...
const ADDRESS: [char; 1] = ['/'];
/// ... and where any word may be.
const MARKS: [char; 7] = ['-', '–', '—', '_', '@', '.', ','];

impl Setter<'_> {
    /// The pieces of a word that is wider than the measure.
    pub(super) fn cut(&mut self, whole: &[Segment], measure: Pt, tokens: &mut Tokens) {
        let mut start = 0;
        for (at, segment) in whole.iter().enumerate() {
            if segment.is_blank() {
                self.cut_word(&whole[start..at], measure, tokens);
                tokens.push(Kind::Blank, [segment.clone()]);
                start = at + 1;
            }
        }
        self.cut_word(&whole[start..], measure, tokens);
    }

    fn cut_word(&mut self, word: &[Segment], measure: Pt, tokens: &mut Tokens) {
        if width(word) <= measure {
            if !word.is_empty() {
                tokens.push(Kind::Word, word.iter().cloned());
            }
            return;
        }
        for segment in word {
            for piece in segment.word.text.split_inclusive(ADDRESS) {
                let piece = self.reshape(segment, piece);
                self.cut_piece(&piece, measure, tokens);
            }
        }
    }

    fn cut_piece(&mut self, piece: &Segment, measure: Pt, tokens: &mut Tokens) {
        if piece.width <= measure {
            tokens.push(Kind::Word, [piece.clone()]);
            return;
        }
        for part in piece.word.text.split_inclusive(MARKS) {
            let part = self.reshape(piece, part);
            if part.width <= measure {
                tokens.push(Kind::Word, [part]);
            } else {
                self.cut_anywhere(&part, measure, tokens);
            }
        }
    }

    /// The longest pieces that fit; a single character may still be wider than the measure.
    fn cut_anywhere(&mut self, piece: &Segment, measure: Pt, tokens: &mut Tokens) {
        self.findings.cut(&piece.word.text);
        let scale = piece.size / f32::from(piece.face.units_per_em());
        let advances = advances(&piece.word, |advance, glyphs| {
            scale * advance as f32 + piece.tracking * glyphs as f32
        });
        let text = piece.word.text.as_str();
        let mut ends: Vec<usize> = text
            .grapheme_indices(true)
            .map(|(at, character)| at + character.len())
            .collect();
        ends.reverse();
        let (mut start, mut end, mut width) = (0, 0, Pt::ZERO);
        while let Some(&next) = ends.last() {
            let own: Pt = advances[end..next].iter().copied().sum();
            if end == start || width + own <= measure {
                (end, width) = (next, width + own);
                ends.pop();
                continue;
            }
            let mut part = self.reshape(piece, &text[start..end]);
            // Cut off from what follows, its last letter may stand a hair wider.
            while part.width > measure
                && let Some((last, _)) = text[start..end].grapheme_indices(true).next_back()
                && last > 0
            {
                ends.push(end);
                end = start + last;
                part = self.reshape(piece, &text[start..end]);
            }
            tokens.push(Kind::Word, [part]);
            (start, width) = (end, Pt::ZERO);
        }
        tokens.push(Kind::Word, [self.reshape(piece, &text[start..])]);
    }

    /// A part of a segment's text, shaped on its own.
    pub(super) fn reshape(&mut self, like: &Segment, text: &str) -> Segment {
        let features = self.theme.style(like.role).features;
        let fount = self.shaper.fount(like.face, features);
        let word = self.shaper.directed(fount, text, like.word.backwards);
        let scale = like.size / f32::from(like.face.units_per_em());
        Segment {
            width: scale * word.advance as f32 + like.tracking * word.glyphs.len() as f32,
            word,
            ..like.clone()
        }
    }
}

/// What each byte of a word adds to its width: a cluster's advance stands at its first byte.
pub(super) fn advances(word: &Word, width: impl Fn(i32, usize) -> Pt) -> Vec<Pt> {
    let mut advances = vec![Pt::ZERO; word.text.len()];
    for glyph in &word.glyphs {
        advances[glyph.cluster as usize] += width(glyph.advance, 1);
    }
    advances
}
