//! Text styles: one for each thing that text can be in a résumé.

use super::value::Color;
use crate::font::{Face, FaceStyle, Family, Features, Weight};
use crate::resume::Emphasis;
use crate::units::{Em, Pt};

/// Declares the roles with their names in theme files.
macro_rules! roles {
    ($( $(#[doc = $doc:literal])* $variant:ident = $name:literal ),* $(,)?) => {
        /// What a piece of text is; a theme gives each a style, Word a named style.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum TextRole { $( $(#[doc = $doc])* $variant, )* }

        impl TextRole {
            /// Every role, `Body` first: the others start from it.
            pub const ALL: [TextRole; [$( TextRole::$variant ),*].len()] =
                [$( TextRole::$variant ),*];

            /// The name in theme files.
            pub fn name(self) -> &'static str {
                match self { $( TextRole::$variant => $name, )* }
            }

            /// What it is, for people who write theme files.
            pub(super) fn description(self) -> &'static str {
                match self { $( TextRole::$variant => concat!($( $doc ),*), )* }
            }
        }
    };
}

roles! {
    /// Running text: descriptions and paragraphs.
    Body = "body",
    /// The person's name.
    Name = "name",
    /// What the person is.
    Headline = "headline",
    /// Addresses and numbers.
    Contact = "contact",
    /// A section's heading.
    Heading = "heading",
    /// The opening paragraph.
    Summary = "summary",
    /// An entry's title.
    Title = "title",
    /// A small project's title.
    SmallTitle = "small_title",
    /// Employer, client or school.
    Organization = "organization",
    /// Periods.
    Date = "date",
    /// A bullet's text.
    Bullet = "bullet",
    /// The mark before a bullet.
    Mark = "mark",
    /// Labelled paragraphs after the bullets.
    Details = "details",
    /// Their label.
    DetailsLabel = "details_label",
    /// Tags, as a list or in chips.
    Tags = "tags",
    /// The label before a list of tags.
    TagsLabel = "tags_label",
    /// A metric's value.
    MetricValue = "metric_value",
    /// A metric's label, and a metric without a figure.
    MetricLabel = "metric_label",
    /// The name of a group of skills.
    SkillGroup = "skill_group",
    /// The skills of a group.
    Skills = "skills",
    /// Name and page number at the foot.
    Foot = "foot",
}

impl TextRole {
    /// The role that a role's style starts from where the theme is silent.
    pub(super) fn parent(self) -> Option<TextRole> {
        match self {
            TextRole::Body => None,
            TextRole::SmallTitle => Some(TextRole::Title),
            TextRole::DetailsLabel => Some(TextRole::Details),
            TextRole::Name
            | TextRole::Headline
            | TextRole::Contact
            | TextRole::Heading
            | TextRole::Summary
            | TextRole::Title
            | TextRole::Organization
            | TextRole::Date
            | TextRole::Bullet
            | TextRole::Mark
            | TextRole::Details
            | TextRole::Tags
            | TextRole::TagsLabel
            | TextRole::MetricValue
            | TextRole::MetricLabel
            | TextRole::SkillGroup
            | TextRole::Skills
            | TextRole::Foot => Some(TextRole::Body),
        }
    }

    /// True for text that keeps its size when a document's font size is changed: what opens
    /// the document, and what repeats on every page.
    pub(super) fn is_head_or_foot(self) -> bool {
        matches!(
            self,
            TextRole::Name | TextRole::Headline | TextRole::Contact | TextRole::Foot
        )
    }

    /// True for text whose size and pitch give way when a document is fitted to its pages;
    /// the head, the headings and the foot keep theirs.
    pub fn is_fitted(self) -> bool {
        !matches!(
            self,
            TextRole::Name
                | TextRole::Headline
                | TextRole::Contact
                | TextRole::Heading
                | TextRole::Foot
        )
    }
}

/// A resolved style.
#[derive(Clone, Debug, PartialEq)]
pub struct TextStyle {
    /// The family.
    pub family: Family,
    /// Weight and slope.
    pub face: FaceStyle,
    /// Type size.
    pub size: Pt,
    /// Distance between baselines, not between lines.
    pub pitch: Pt,
    /// Share of the size that a line box holds above its baseline.
    pub ascent: f32,
    /// Colour of the text.
    pub color: Color,
    /// Space added after every glyph.
    pub tracking: Em,
    /// Set in capitals, whatever the author's letter case.
    pub capitals: bool,
    /// OpenType features that differ from the face's defaults.
    pub features: Features,
    /// True if the features ask for small capitals (Word needs to know).
    pub small_caps: bool,
}

impl TextStyle {
    /// The face for text of an emphasis.
    pub fn face_for(&self, emphasis: Emphasis) -> &'static Face {
        let mut style = self.face;
        if emphasis.strong && style.weight == Weight::Regular {
            style.weight = Weight::Semibold;
        }
        style.italic |= emphasis.emphasized;
        self.family.face(style)
    }

    /// Width of a text before it is shaped: without kerning, and with an em for what the face
    /// lacks.
    pub(crate) fn advance(&self, text: &str) -> Pt {
        let face = self.face_for(Emphasis::NONE);
        let em = face.units_per_em();
        let (mut units, mut count) = (0, 0);
        for c in text.chars() {
            units += u32::from(face.glyph(c).map_or(em, |glyph| face.advance(glyph)));
            count += 1;
        }
        self.size * (units as f32 / f32::from(em)) + self.tracking.at(self.size) * count as f32
    }

    /// Height of a line box above its baseline.
    pub fn above(&self) -> Pt {
        self.size * self.ascent
    }

    /// Height of a line box below its baseline.
    pub fn below(&self) -> Pt {
        self.pitch - self.above()
    }
}
