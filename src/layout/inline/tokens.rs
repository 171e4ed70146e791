//! Itemising: runs become unbreakable words and the blanks between them.

use std::sync::Arc;

use super::Findings;
use super::paragraph::{Paragraph, Piece};
use super::ties::{self, Tie};
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
        let paragraph = Paragraph::new(runs, self.theme);
        let mut tokens = Tokens::default();
        for part in &paragraph.parts {
            let run = part.run;
            if let Some(blank) = run.blank {
                let blank = self.blank(run, blank);
                tokens.push(Token::Blank(blank));
                continue;
            }
            let style = self.theme.style(run.role).clone();
            if is_list_mark(run) {
                let list = self.list_mark(run, &style);
                tokens.push(Token::Blank(list));
                continue;
            }
            for piece in paragraph.pieces(part) {
                match piece {
                    Piece::Text(text) => {
                        let segment = self.segment(text, run, &style);
                        tokens.word.push(segment);
                    }
                    Piece::Space(tie) => {
                        let space = self.segment(" ", run, &style);
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

    /// The mark between two tags with its spaces.
    fn list_mark(&mut self, run: &Run, style: &TextStyle) -> Vec<Segment> {
        let space = self.segment(" ", run, style);
        let mark = self.segment(run.text.trim(), run, style);
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
            self.findings.missing(character);
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
}

/// A separator that the composition puts between tags or skills: where a line ends it is
/// left out, as the end of the line parts them well enough.
fn is_list_mark(run: &Run) -> bool {
    let listed = match run.role {
        TextRole::Tags | TextRole::Skills => true,
        TextRole::Body
        | TextRole::Name
        | TextRole::Headline
        | TextRole::Contact
        | TextRole::Heading
        | TextRole::Summary
        | TextRole::Title
        | TextRole::SmallTitle
        | TextRole::Organization
        | TextRole::Date
        | TextRole::Bullet
        | TextRole::Mark
        | TextRole::Details
        | TextRole::DetailsLabel
        | TextRole::TagsLabel
        | TextRole::MetricValue
        | TextRole::MetricLabel
        | TextRole::SkillGroup
        | TextRole::Foot => false,
    };
    listed
        && !run.unbroken
        && run.text.starts_with(' ')
        && run.text.ends_with(' ')
        && ties::is_separator(run.text.trim())
}
