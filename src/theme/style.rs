//! Text styles: one for each thing that text can be in a résumé.

use super::value::Color;
use crate::font::{Face, FaceStyle, Family, Features, Weight};
use crate::resume::Emphasis;
use crate::units::{Em, Pt};

/// What a piece of text is; a theme gives each a style, Word a named style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextRole {
    /// Running text: descriptions and paragraphs.
    Body,
    /// The person's name.
    Name,
    /// What the person is.
    Headline,
    /// Addresses and numbers.
    Contact,
    /// A section's heading.
    Heading,
    /// The opening paragraph.
    Summary,
    /// An entry's title.
    Title,
    /// A small project's title.
    SmallTitle,
    /// Employer, client or school.
    Organization,
    /// Periods.
    Date,
    /// A bullet's text.
    Bullet,
    /// The mark before a bullet.
    Mark,
    /// Labelled paragraphs after the bullets.
    Details,
    /// Their label.
    DetailsLabel,
    /// Tags, as a list or in chips.
    Tags,
    /// The label before a list of tags.
    TagsLabel,
    /// A metric's value.
    MetricValue,
    /// A metric's label, and a metric without a figure.
    MetricLabel,
    /// The name of a group of skills.
    SkillGroup,
    /// The skills of a group.
    Skills,
    /// Name and page number at the foot.
    Foot,
}

impl TextRole {
    /// Every role, `Body` first: the others start from it.
    pub const ALL: [TextRole; 21] = [
        TextRole::Body,
        TextRole::Name,
        TextRole::Headline,
        TextRole::Contact,
        TextRole::Heading,
        TextRole::Summary,
        TextRole::Title,
        TextRole::SmallTitle,
        TextRole::Organization,
        TextRole::Date,
        TextRole::Bullet,
        TextRole::Mark,
        TextRole::Details,
        TextRole::DetailsLabel,
        TextRole::Tags,
        TextRole::TagsLabel,
        TextRole::MetricValue,
        TextRole::MetricLabel,
        TextRole::SkillGroup,
        TextRole::Skills,
        TextRole::Foot,
    ];

    /// The name in theme files.
    pub fn name(self) -> &'static str {
        match self {
            TextRole::Body => "body",
            TextRole::Name => "name",
            TextRole::Headline => "headline",
            TextRole::Contact => "contact",
            TextRole::Heading => "heading",
            TextRole::Summary => "summary",
            TextRole::Title => "title",
            TextRole::SmallTitle => "small_title",
            TextRole::Organization => "organization",
            TextRole::Date => "date",
            TextRole::Bullet => "bullet",
            TextRole::Mark => "mark",
            TextRole::Details => "details",
            TextRole::DetailsLabel => "details_label",
            TextRole::Tags => "tags",
            TextRole::TagsLabel => "tags_label",
            TextRole::MetricValue => "metric_value",
            TextRole::MetricLabel => "metric_label",
            TextRole::SkillGroup => "skill_group",
            TextRole::Skills => "skills",
            TextRole::Foot => "foot",
        }
    }

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

    /// Height of a line box above its baseline.
    pub fn above(&self) -> Pt {
        self.size * self.ascent
    }

    /// Height of a line box below its baseline.
    pub fn below(&self) -> Pt {
        self.pitch - self.above()
    }
}
