//! Itemising: runs become unbreakable words and the blanks between them.

use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::Findings;
use super::bidi::Turn;
use super::paragraph::{Paragraph, Piece};
use super::ties::{self, Tie};
use crate::font::{Face, Fount, Shaper, Wanted};
use crate::layout::flow::{Blank, Run};
use crate::layout::frame::Segment;
use crate::theme::{TextRole, TextStyle, Theme};
use crate::units::Pt;

/// What a piece of a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::layout) enum Kind {
    /// Glyphs that stay on one line. Between two words without a blank a line may end too.
    Word,
    /// Space, or a separator with space around it; vanishes where a line ends.
    Blank,
    /// Space after a separator: a line ends there only if no other place will do.
    Firm,
}

/// The pieces of a paragraph, in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub(in crate::layout) struct Tokens {
    segments: Vec<Segment>,
    /// What each piece is, and where its segments end.
    ends: Vec<(Kind, usize)>,
}

impl Tokens {
    /// How many pieces there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, index: usize) -> usize {
        index.checked_sub(1).map_or(0, |before| self.ends[before].1)
    }

    /// A piece, if there are so many.
    pub(super) fn get(&self, index: usize) -> Option<(Kind, &[Segment])> {
        let (kind, end) = *self.ends.get(index)?;
        Some((kind, &self.segments[self.start(index)..end]))
    }

    /// The segments of some pieces.
    pub(super) fn within(&self, pieces: Range<usize>) -> &[Segment] {
        &self.segments[self.start(pieces.start)..self.start(pieces.end)]
    }

    /// The pieces with what they are.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Kind, &[Segment])> {
        let mut start = 0;
        self.ends.iter().map(move |&(kind, end)| {
            let segments = &self.segments[start..end];
            start = end;
            (kind, segments)
        })
    }

    /// All segments.
    pub(super) fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// All segments, one after another.
    pub(super) fn into_segments(self) -> Vec<Segment> {
        self.segments
    }

    /// The width of the widest piece.
    pub(in crate::layout) fn widest(&self) -> Pt {
        self.iter()
            .map(|(_, segments)| width(segments))
            .fold(Pt::ZERO, Pt::max)
    }

    /// Ends the word whose segments were pushed last, if there are any.
    fn close(&mut self) {
        if self.start(self.ends.len()) < self.segments.len() {
            self.ends.push((Kind::Word, self.segments.len()));
        }
    }

    /// Appends a piece.
    pub(super) fn push(&mut self, kind: Kind, segments: impl IntoIterator<Item = Segment>) {
        self.close();
        self.segments.extend(segments);
        self.ends.push((kind, self.segments.len()));
    }
}

/// The width of segments that stand one after another.
pub(super) fn width(segments: &[Segment]) -> Pt {
    segments.iter().map(|segment| segment.width).sum()
}

/// Sets text in a theme's styles.
pub(in crate::layout) struct Setter<'a> {
    pub(in crate::layout) theme: &'a Theme,
    pub(in crate::layout) shaper: &'a mut Shaper,
    pub(in crate::layout) findings: &'a mut Findings,
    /// The document is read from right to left.
    pub(in crate::layout) backwards: bool,
}

/// A run of text with what all its words share.
struct Voice<'a> {
    run: &'a Run,
    style: &'a TextStyle,
    face: &'static Face,
    fount: Fount,
    link: Option<Arc<str>>,
}

impl<'a> Setter<'a> {
    /// Words and blanks of a paragraph.
    pub(in crate::layout) fn tokens(&mut self, runs: &[Run]) -> Tokens {
        let theme = self.theme;
        let paragraph = Paragraph::new(runs, theme, self.backwards, |picture, run| {
            self.has(picture, run)
        });
        let most = paragraph.most_pieces();
        let mut tokens = Tokens {
            segments: Vec::with_capacity(most),
            ends: Vec::with_capacity(most),
        };
        let mut pieces = Vec::new();
        for part in &paragraph.parts {
            let run = part.run;
            let voice = self.voice(run);
            if let Some(blank) = run.blank {
                let blank = self.blank(&voice, blank, paragraph.base());
                tokens.push(Kind::Blank, blank);
                continue;
            }
            if ties::is_list_mark(run) {
                let list = self.list_mark(&voice, paragraph.base());
                tokens.push(Kind::Blank, list);
                continue;
            }
            pieces.clear();
            paragraph.cut(part, &mut pieces);
            // A run's blanks are all alike, as long as it is read in one direction.
            let mut blank: Option<(Turn, Segment)> = None;
            for piece in &pieces {
                match *piece {
                    Piece::Text(text, turn) => {
                        self.segments(text, &voice, turn, &mut tokens.segments);
                    }
                    Piece::Space(tie, turn) => {
                        let space = match &blank {
                            Some((known, space)) if *known == turn => space.clone(),
                            Some(_) | None => {
                                let space = self.shaped(" ", &voice, turn);
                                blank.insert((turn, space)).1.clone()
                            }
                        };
                        match tie {
                            Tie::Loose => tokens.push(Kind::Blank, [space]),
                            Tie::Firm => tokens.push(Kind::Firm, [space]),
                            Tie::Fast => tokens.segments.push(space),
                        }
                    }
                    Piece::Break => tokens.close(),
                }
            }
        }
        tokens.close();
        tokens
    }

    /// What the words of a run share.
    fn voice<'r>(&mut self, run: &'r Run) -> Voice<'r>
    where
        'a: 'r,
    {
        let style = self.theme.style(run.role);
        let face = style.face_for(run.emphasis);
        Voice {
            run,
            style,
            face,
            fount: self.shaper.fount(face, style.features),
            link: run.link.as_deref().map(Arc::from),
        }
    }

    /// A space in the style of a role.
    pub(in crate::layout) fn space(&mut self, role: TextRole) -> Segment {
        let run = Run::plain(" ", role);
        let voice = self.voice(&run);
        self.shaped(" ", &voice, Turn::default())
    }

    /// A space or separator of the theme's width.
    fn blank(&mut self, voice: &Voice<'_>, blank: Blank, turn: Turn) -> Vec<Segment> {
        let arrangement = &self.theme.arrangement;
        let width = match blank {
            Blank::Organization => arrangement.organization_gap,
            Blank::Details => arrangement.details_gap,
            Blank::Contacts => arrangement.contacts.gutter,
            Blank::Metrics => arrangement.metrics.gutter,
            Blank::Joint => return self.joint(voice, turn),
        };
        let mut space = self.shaped(" ", voice, turn);
        space.width = space.width.max(width);
        space.parting = true;
        let mark = voice.run.text.trim();
        if mark.is_empty() {
            return vec![space];
        }
        let mut segments = vec![space.clone()];
        self.segments(mark, voice, turn, &mut segments);
        for mark in &mut segments[1..] {
            mark.parting = true;
        }
        segments.push(space);
        segments
    }

    /// A mark close behind a word, with the space after it.
    fn joint(&mut self, voice: &Voice<'_>, turn: Turn) -> Vec<Segment> {
        let text = voice.run.text.as_str();
        let mut segments = Vec::with_capacity(2);
        self.segments(text.trim(), voice, turn, &mut segments);
        if text.ends_with(' ') {
            segments.push(self.shaped(" ", voice, turn));
        }
        segments
    }

    /// The mark between two tags with its spaces.
    fn list_mark(&mut self, voice: &Voice<'_>, turn: Turn) -> Vec<Segment> {
        let space = self.shaped(" ", voice, turn);
        let mut segments = vec![space.clone()];
        self.segments(voice.run.text.trim(), voice, turn, &mut segments);
        segments.push(space);
        segments
    }

    /// True if some face has a picture as a character.
    fn has(&mut self, picture: &str, run: &Run) -> bool {
        let voice = self.voice(run);
        let word = self.shaper.directed(voice.fount, picture, false);
        let has = word.is_complete() || self.stand_in(picture, picture, &voice).is_some();
        if !has {
            self.findings.picture(picture);
        }
        has
    }

    fn stand_in(&mut self, cluster: &str, text: &str, voice: &Voice<'_>) -> Option<&'static Face> {
        let wanted = Wanted {
            style: voice.face.style,
            serif: voice.style.family.has_serifs(),
        };
        self.shaper.stand_in(cluster, text, wanted)
    }

    /// Appends the shaped pieces of a text: one, unless the theme's face lacks some of its
    /// characters.
    fn segments(&mut self, text: &str, voice: &Voice<'_>, turn: Turn, into: &mut Vec<Segment>) {
        let whole = self.shaped(text, voice, turn);
        if whole.word.is_complete() {
            into.push(whole);
            return;
        }
        let mut pieces: Vec<(&'static Face, Range<usize>)> = Vec::new();
        for (at, cluster) in text.grapheme_indices(true) {
            let own = self.shaper.directed(voice.fount, cluster, false);
            let chosen = match own.is_complete() {
                true => Some(voice.face),
                false => self.stand_in(cluster, text, voice),
            };
            if chosen.is_none() {
                own.missing().for_each(|c| self.findings.missing(c));
            }
            let chosen = chosen.unwrap_or(voice.face);
            let end = at + cluster.len();
            match pieces.last_mut() {
                Some((last, range)) if *last == chosen => range.end = end,
                Some(_) | None => pieces.push((chosen, at..end)),
            }
        }
        for (face, range) in pieces {
            let voice = Voice {
                face,
                fount: self.shaper.fount(face, voice.style.features),
                link: voice.link.clone(),
                ..*voice
            };
            into.push(self.shaped(&text[range], &voice, turn));
        }
    }

    fn shaped(&mut self, text: &str, voice: &Voice<'_>, turn: Turn) -> Segment {
        let Voice { style, face, .. } = *voice;
        let word = self.shaper.directed(voice.fount, text, turn.backwards);
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
            role: voice.run.role,
            link: voice.link.clone(),
            parting: false,
            turns: turn.turns,
        }
    }
}
