//! The faces of a file: the one that Office has, or the theme's own, brought along.

use docx_rs::RunFonts;

use super::block::{Block, Piece};
use super::look::named;
use super::script::Languages;
use crate::font::Face;
use crate::layout::script::Script;
use crate::resume::Emphasis;
use crate::theme::{TextRole, TextStyle, Theme};

/// Where a file's faces come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Faces {
    /// The theme's Word face, which is on the reader's machine.
    Office,
    /// The theme's own faces, which are in the file.
    Own,
}

impl Faces {
    /// The face of a style that the file has itself.
    pub(super) fn of(self, style: &TextStyle, emphasis: Emphasis) -> Option<&'static Face> {
        match self {
            Faces::Office => None,
            Faces::Own => Some(style.face_for(emphasis)).filter(|face| may_be_embedded(face)),
        }
    }

    /// The face that Word calls a theme's body or heading face.
    pub(super) fn name(self, role: TextRole, theme: &Theme) -> String {
        match self.of(theme.style(role), Emphasis::NONE) {
            Some(face) => face.linked().family.clone(),
            None => super::text::line(&theme.word_face),
        }
    }
}

/// Word takes no PostScript outlines into a document, and the face must allow it.
pub(super) fn may_be_embedded(face: &Face) -> bool {
    face.has_truetype_outlines() && face.may_be_edited_with()
}

/// The role whose face Word calls that of headings.
pub(super) const MAJOR: TextRole = TextRole::Title;

/// The faces of body text, by the theme part and by their names, for readers without it.
pub(super) fn minor(theme: &Theme, faces: Faces, languages: &Languages) -> RunFonts {
    let serif = has_serifs(theme);
    let (east_asian, complex) = (
        languages.east_asian.as_deref(),
        languages.complex.as_deref(),
    );
    named(&faces.name(TextRole::Body, theme))
        .east_asia(office_face(east_asian, serif).unwrap_or(&theme.word_face))
        .cs(office_face(complex, serif).unwrap_or(&theme.word_face))
        .ascii_theme("minorHAnsi")
        .hi_ansi_theme("minorHAnsi")
        .east_asia_theme("minorEastAsia")
        .cs_theme("minorBidi")
}

/// The faces of headings.
pub(super) fn major(theme: &Theme, faces: Faces) -> RunFonts {
    named(&faces.name(MAJOR, theme))
        .ascii_theme("majorHAnsi")
        .hi_ansi_theme("majorHAnsi")
        .east_asia_theme("majorEastAsia")
        .cs_theme("majorBidi")
}

/// What Office has for a language of another script.
pub(super) fn office_face(language: Option<&str>, serif: bool) -> Option<&'static str> {
    let script = Script::of_language(language?)?;
    Some(script.word.as_ref()?.face(serif))
}

pub(super) fn has_serifs(theme: &Theme) -> bool {
    theme.style(TextRole::Body).family.has_serifs()
}

/// The faces that a document's text is set in, in the order of their appearance.
pub(super) fn used(blocks: &[Block], theme: &Theme) -> Vec<&'static Face> {
    let mut used = Vec::new();
    let mut add = |style: &TextStyle, emphasis: Emphasis| {
        let face = style.face_for(emphasis);
        if may_be_embedded(face) && !used.contains(&face) {
            used.push(face);
        }
    };
    // Of blanks, bullets and the foot, whatever the text is.
    add(theme.style(TextRole::Body), Emphasis::NONE);
    for block in blocks {
        add(theme.style(block.role), Emphasis::NONE);
        for piece in &block.pieces {
            match piece {
                Piece::Text(run) | Piece::Chip(run) => add(theme.style(run.role), run.emphasis),
                Piece::Blank { role, .. } => add(theme.style(*role), Emphasis::NONE),
                Piece::Tab | Piece::ChipGap => {}
            }
        }
    }
    add(theme.style(TextRole::Foot), Emphasis::NONE);
    used
}

/// The families of a theme that no Word file can bring along, in the order of the roles.
pub(super) fn refused(theme: &Theme) -> Vec<&'static str> {
    let mut names = Vec::new();
    for role in TextRole::ALL {
        let style = theme.style(role);
        let name = style.family.name();
        if !may_be_embedded(style.face_for(Emphasis::NONE)) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
