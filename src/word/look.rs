//! How a run looks in Word's own units, and what it says beyond its styles.

use docx_rs::{RunFonts, RunProperty};

use super::faces::Faces;
use crate::font::{Face, Weight};
use crate::resume::Emphasis;
use crate::theme::{Color, TextStyle};

/// The run properties that a theme decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The face that the file brings along; `None` for the theme's Word face.
    pub face: Option<&'static Face>,
    /// Half points.
    pub size: usize,
    pub color: Color,
    pub bold: bool,
    pub italic: bool,
    pub capitals: bool,
    pub small_caps: bool,
    /// Twentieths of a point after every character.
    pub tracking: i32,
}

impl Look {
    pub(super) fn of(style: &TextStyle, emphasis: Emphasis, faces: Faces) -> Self {
        let face = faces.of(style, emphasis);
        let (bold, italic) = match face {
            Some(face) => (face.linked().bold, face.linked().italic),
            None => (
                style.face.weight >= Weight::Semibold || emphasis.strong,
                style.face.italic || emphasis.emphasized,
            ),
        };
        Look {
            face,
            size: style.size.half_points(),
            color: style.color,
            bold,
            italic,
            capitals: style.capitals,
            small_caps: style.small_caps,
            tracking: style.tracking.at(style.size).twips(),
        }
    }

    /// What a run, or a style based on another, must say itself.
    pub(super) fn beyond(&self, base: &Look) -> RunProperty {
        let mut property = RunProperty::new();
        if let Some(face) = self.face
            && self.face_name() != base.face_name()
        {
            property = property.fonts(named(&face.linked().family));
        }
        if self.size != base.size {
            property = property.size(self.size);
        }
        if self.color != base.color {
            property = property.color(hex(self.color));
        }
        property = match (self.bold, base.bold) {
            (true, false) => property.bold(),
            (false, true) => property.disable_bold(),
            (true, true) | (false, false) => property,
        };
        property = match (self.italic, base.italic) {
            (true, false) => property.italic(),
            (false, true) => property.disable_italic(),
            (true, true) | (false, false) => property,
        };
        // docx-rs cannot switch capitals off; no theme sets them for a paragraph in part.
        if self.capitals && !base.capitals {
            property = property.caps();
        }
        if self.tracking != base.tracking {
            property = property.spacing(self.tracking);
        }
        property
    }

    /// The name that Word knows the face by; faces of one name differ in bold and italic.
    pub(super) fn face_name(&self) -> Option<&'static str> {
        self.face.map(|face| face.linked().family.as_str())
    }
}

/// Six digits without a sign, as Word writes colours.
pub(super) fn hex(color: Color) -> String {
    color.to_string().trim_start_matches('#').to_owned()
}

/// A face by its name, for the scripts that it has; the others keep theirs.
pub(super) fn named(face: &str) -> RunFonts {
    RunFonts::new().ascii(face).hi_ansi(face)
}
