//! Itemising: runs become unbreakable words and the blanks between them.

use std::sync::Arc;

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::font::Shaper;
use crate::layout::flow::{Blank, Run};
use crate::layout::frame::Segment;
use crate::theme::{TextRole, TextStyle, Theme};
use crate::units::Pt;

/// A piece of a paragraph.
#[derive(Clone, Debug)]
pub(in crate::layout) enum Token {
    /// Glyphs that stay on one line. Between two words without a blank a line may end too.
    Word(Vec<Segment>),
    /// Space, or a separator with space around it; vanishes where a line ends.
    Blank(Vec<Segment>),
}

impl Token {
    pub(super) fn segments(&self) -> &[Segment] {
        match self {
            Token::Word(segments) | Token::Blank(segments) => segments,
        }
    }

    pub(in crate::layout) fn width(&self) -> Pt {
        self.segments().iter().map(|segment| segment.width).sum()
    }
}

/// Sets text in a theme's styles.
pub(in crate::layout) struct Setter<'a> {
    pub(in crate::layout) theme: &'a Theme,
    pub(in crate::layout) shaper: &'a mut Shaper,
    /// Characters for which no face has a glyph, in order of appearance.
    pub(in crate::layout) missing: &'a mut Vec<char>,
}

impl Setter<'_> {
    /// Words and blanks of a paragraph.
    pub(in crate::layout) fn tokens(&mut self, runs: &[Run]) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut word: Vec<Segment> = Vec::new();
        let close = |word: &mut Vec<Segment>, tokens: &mut Vec<Token>| {
            if !word.is_empty() {
                tokens.push(Token::Word(std::mem::take(word)));
            }
        };
        for run in runs {
            if let Some(blank) = run.blank {
                close(&mut word, &mut tokens);
                tokens.push(Token::Blank(self.blank(run, blank)));
                continue;
            }
            let style = self.theme.style(run.role).clone();
            let text = if style.capitals {
                run.text.to_uppercase()
            } else {
                run.text.clone()
            };
            for (index, chunk) in text.split(' ').enumerate() {
                if index > 0 {
                    let space = self.segment(" ", run, &style);
                    if run.unbroken {
                        word.push(space);
                    } else {
                        close(&mut word, &mut tokens);
                        tokens.push(Token::Blank(vec![space]));
                    }
                }
                if chunk.is_empty() {
                    continue;
                }
                if run.unbroken {
                    word.push(self.segment(chunk, run, &style));
                    continue;
                }
                for (place, piece) in ideographic_pieces(chunk).into_iter().enumerate() {
                    if place > 0 {
                        close(&mut word, &mut tokens);
                    }
                    word.push(self.segment(piece, run, &style));
                }
            }
        }
        close(&mut word, &mut tokens);
        tokens
    }

    /// A space in the style of a role.
    pub(in crate::layout) fn space(&mut self, role: TextRole) -> Segment {
        let style = self.theme.style(role).clone();
        self.segment(" ", &Run::plain(" ", role), &style)
    }

    /// A space or separator of the theme's width.
    fn blank(&mut self, run: &Run, blank: Blank) -> Vec<Segment> {
        let arrangement = &self.theme.arrangement;
        let width = match blank {
            Blank::Organization => arrangement.organization_gap,
            Blank::Details => arrangement.details_gap,
            Blank::Contacts => arrangement.contacts.gutter,
            Blank::Metrics => arrangement.metrics.gutter,
        };
        let style = self.theme.style(run.role).clone();
        let mut space = self.segment(" ", run, &style);
        space.width = space.width.max(width);
        space.parting = true;
        let mark = run.text.trim();
        if mark.is_empty() {
            return vec![space];
        }
        let mut mark = self.segment(mark, run, &style);
        mark.parting = true;
        vec![space.clone(), mark, space]
    }

    /// One shaped piece of text.
    pub(in crate::layout) fn segment(
        &mut self,
        text: &str,
        run: &Run,
        style: &TextStyle,
    ) -> Segment {
        let face = style.face_for(run.emphasis);
        let word = self.shaper.word(face, &style.features, text);
        for character in word.missing() {
            if !self.missing.contains(&character) {
                self.missing.push(character);
            }
        }
        let tracking = style.tracking.at(style.size);
        let scale = style.size / f32::from(face.units_per_em());
        Segment {
            x: Pt::ZERO,
            width: scale * word.advance as f32 + tracking * word.glyphs.len() as f32,
            word,
            face,
            size: style.size,
            tracking,
            color: style.color,
            role: run.role,
            link: run.link.as_deref().map(Arc::from),
            parting: false,
        }
    }

    /// Cuts what is wider than the measure: at its blanks, else after slashes and typed
    /// hyphens, else between any two characters.
    pub(super) fn cut(&mut self, token: &Token, measure: Pt) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut word: Vec<Segment> = Vec::new();
        for segment in token.segments() {
            if segment.word.text != " " {
                word.push(segment.clone());
                continue;
            }
            self.cut_word(std::mem::take(&mut word), measure, &mut tokens);
            tokens.push(Token::Blank(vec![segment.clone()]));
        }
        self.cut_word(word, measure, &mut tokens);
        tokens
    }

    fn cut_word(&mut self, word: Vec<Segment>, measure: Pt, tokens: &mut Vec<Token>) {
        let word = Token::Word(word);
        if word.width() <= measure {
            if !word.segments().is_empty() {
                tokens.push(word);
            }
            return;
        }
        for segment in word.segments() {
            for piece in soft_pieces(&segment.word.text) {
                let piece = self.reshape(segment, piece);
                if piece.width <= measure {
                    tokens.push(Token::Word(vec![piece]));
                } else {
                    self.cut_anywhere(&piece, measure, tokens);
                }
            }
        }
    }

    fn cut_anywhere(&mut self, piece: &Segment, measure: Pt, tokens: &mut Vec<Token>) {
        let text = piece.word.text.clone();
        let mut rest = piece.clone();
        let mut start = 0;
        while rest.width > measure {
            let mut ends = text[start..]
                .char_indices()
                .skip(1)
                .map(|(at, _)| start + at);
            // Halving finds the longest start that fits; at least one character goes.
            let all: Vec<usize> = ends.by_ref().collect();
            let fitting =
                all.partition_point(|&end| self.reshape(piece, &text[start..end]).width <= measure);
            let Some(&end) = all.get(fitting.saturating_sub(1)) else {
                break;
            };
            tokens.push(Token::Word(vec![self.reshape(piece, &text[start..end])]));
            start = end;
            rest = self.reshape(piece, &text[start..]);
        }
        tokens.push(Token::Word(vec![rest]));
    }

    fn reshape(&mut self, like: &Segment, text: &str) -> Segment {
        let features = self.theme.style(like.role).features.clone();
        let word = self.shaper.word(like.face, &features, text);
        let scale = like.size / f32::from(like.face.units_per_em());
        Segment {
            width: scale * word.advance as f32 + like.tracking * word.glyphs.len() as f32,
            word,
            ..like.clone()
        }
    }
}

/// The pieces between which a line may end without a blank: ideographs and kana.
fn ideographic_pieces(chunk: &str) -> Vec<&str> {
    if chunk.is_ascii() {
        return vec![chunk];
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, opportunity) in linebreaks(chunk) {
        if at >= chunk.len() || opportunity != BreakOpportunity::Allowed {
            continue;
        }
        let before = chunk[..at].chars().next_back();
        let after = chunk[at..].chars().next();
        if before.is_some_and(is_ideographic) || after.is_some_and(is_ideographic) {
            pieces.push(&chunk[start..at]);
            start = at;
        }
    }
    pieces.push(&chunk[start..]);
    pieces
}

/// Scripts that are written without blanks between words.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A long address ends a line after a slash, a compound after its typed hyphen.
fn soft_pieces(text: &str) -> Vec<&str> {
    text.split_inclusive(['/', '-', '–', '—', '_', '@', '.'])
        .collect()
}
