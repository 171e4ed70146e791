//! Itemising: runs become unbreakable words and the blanks between them.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::Findings;
use super::bidi::Turn;
use super::paragraph::{Paragraph, Piece};
use super::ties::{self, Tie};
use crate::font::{Face, Shaper, Wanted};
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
    /// Space after a separator: a line ends there only if no other place will do.
    Firm(Vec<Segment>),
}

impl Token {
    pub(super) fn segments(&self) -> &[Segment] {
        match self {
            Token::Word(segments) | Token::Blank(segments) | Token::Firm(segments) => segments,
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
    pub(in crate::layout) findings: &'a mut Findings,
    /// The document is read from right to left.
    pub(in crate::layout) backwards: bool,
}

/// Tokens while they are made.
#[derive(Default)]
struct Tokens {
    done: Vec<Token>,
    word: Vec<Segment>,
}

impl Tokens {
    fn close(&mut self) {
        if !self.word.is_empty() {
            let word = std::mem::take(&mut self.word);
            self.done.push(Token::Word(word));
        }
    }

    fn push(&mut self, token: Token) {
        self.close();
        self.done.push(token);
    }
}

impl Setter<'_> {
    /// Words and blanks of a paragraph.
    pub(in crate::layout) fn tokens(&mut self, runs: &[Run]) -> Vec<Token> {
        let theme = self.theme;
        let paragraph = Paragraph::new(runs, theme, self.backwards, |picture, run| {
            self.has(picture, run)
        });
        let mut tokens = Tokens::default();
        for part in &paragraph.parts {
            let run = part.run;
            if let Some(blank) = run.blank {
                let blank = self.blank(run, blank, paragraph.base());
                tokens.push(Token::Blank(blank));
                continue;
            }
            let style = self.theme.style(run.role).clone();
            if ties::is_list_mark(run) {
                let list = self.list_mark(run, &style, paragraph.base());
                tokens.push(Token::Blank(list));
                continue;
            }
            for piece in paragraph.pieces(part) {
                match piece {
                    Piece::Text(text, turn) => {
                        let segments = self.segments(text, run, &style, turn);
                        tokens.word.extend(segments);
                    }
                    Piece::Space(tie, turn) => {
                        let space = self.segment(" ", run, &style, turn);
                        match tie {
                            Tie::Loose => tokens.push(Token::Blank(vec![space])),
                            Tie::Firm => tokens.push(Token::Firm(vec![space])),
                            Tie::Fast => tokens.word.push(space),
                        }
                    }
                    Piece::Break => tokens.close(),
                }
            }
        }
        tokens.close();
        tokens.done
    }

    /// A space in the style of a role.
    pub(in crate::layout) fn space(&mut self, role: TextRole) -> Segment {
        let style = self.theme.style(role).clone();
        self.segment(" ", &Run::plain(" ", role), &style, Turn::default())
    }

    /// A space or separator of the theme's width.
    fn blank(&mut self, run: &Run, blank: Blank, turn: Turn) -> Vec<Segment> {
        let arrangement = &self.theme.arrangement;
        let width = match blank {
            Blank::Organization => arrangement.organization_gap,
            Blank::Details => arrangement.details_gap,
            Blank::Contacts => arrangement.contacts.gutter,
            Blank::Metrics => arrangement.metrics.gutter,
        };
        let style = self.theme.style(run.role).clone();
        let mut space = self.segment(" ", run, &style, turn);
        space.width = space.width.max(width);
        space.parting = true;
        let mark = run.text.trim();
        if mark.is_empty() {
            return vec![space];
        }
        let mut segments = vec![space.clone()];
        for mut mark in self.segments(mark, run, &style, turn) {
            mark.parting = true;
            segments.push(mark);
        }
        segments.push(space);
        segments
    }

    /// The mark between two tags with its spaces.
    fn list_mark(&mut self, run: &Run, style: &TextStyle, turn: Turn) -> Vec<Segment> {
        let space = self.segment(" ", run, style, turn);
        let mut segments = vec![space.clone()];
        segments.extend(self.segments(run.text.trim(), run, style, turn));
        segments.push(space);
        segments
    }

    /// True if some face has a picture as a character.
    fn has(&mut self, picture: &str, run: &Run) -> bool {
        let style = self.theme.style(run.role).clone();
        let face = style.face_for(run.emphasis);
        let word = self.shaper.word(face, &style.features, picture);
        let has = word.is_complete() || self.stand_in(picture, picture, run, &style).is_some();
        if !has {
            self.findings.picture(picture);
        }
        has
    }

    fn stand_in(
        &mut self,
        cluster: &str,
        text: &str,
        run: &Run,
        style: &TextStyle,
    ) -> Option<&'static Face> {
        let wanted = Wanted {
            style: style.face_for(run.emphasis).style,
            serif: style.family.has_serifs(),
        };
        self.shaper.stand_in(cluster, text, wanted)
    }

    /// Shaped pieces of a text: one, unless the theme's face lacks some of its characters.
    fn segments(&mut self, text: &str, run: &Run, style: &TextStyle, turn: Turn) -> Vec<Segment> {
        let face = style.face_for(run.emphasis);
        let whole = self
            .shaper
            .directed(face, &style.features, text, turn.backwards);
        if whole.is_complete() {
            return vec![self.shaped(face, text, run, style, turn)];
        }
        let mut pieces: Vec<(&'static Face, Range<usize>)> = Vec::new();
        for (at, cluster) in text.grapheme_indices(true) {
            let own = self.shaper.word(face, &style.features, cluster);
            let chosen = match own.is_complete() {
                true => Some(face),
                false => self.stand_in(cluster, text, run, style),
            };
            if chosen.is_none() {
                own.missing().for_each(|c| self.findings.missing(c));
            }
            let chosen = chosen.unwrap_or(face);
            let end = at + cluster.len();
            match pieces.last_mut() {
                Some((last, range)) if *last == chosen => range.end = end,
                Some(_) | None => pieces.push((chosen, at..end)),
            }
        }
        pieces
            .into_iter()
            .map(|(face, range)| self.shaped(face, &text[range], run, style, turn))
            .collect()
    }

    /// A blank.
    fn segment(&mut self, text: &str, run: &Run, style: &TextStyle, turn: Turn) -> Segment {
        self.shaped(style.face_for(run.emphasis), text, run, style, turn)
    }

    fn shaped(
        &mut self,
        face: &'static Face,
        text: &str,
        run: &Run,
        style: &TextStyle,
        turn: Turn,
    ) -> Segment {
        let features = &style.features;
        let word = self.shaper.directed(face, features, text, turn.backwards);
        // Joined letters would be torn apart.
        let tracking = match word.joined {
            true => Pt::ZERO,
            false => style.tracking.at(style.size),
        };
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
            turns: turn.turns,
        }
    }
}
