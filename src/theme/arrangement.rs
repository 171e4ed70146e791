//! How a theme arranges the parts of a résumé.

use super::file::{ArrangementFile, CellsFile};
use super::value::{Color, FromNode, word};
use crate::diagnostic::Diagnostics;
use crate::resume::SectionKind;
use crate::units::Pt;
use crate::yaml::Node;

/// Declares the words a theme may choose from.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident, $what:literal { $( $(#[$vdoc:meta])* $variant:ident = $word:literal ),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[$vdoc])* $variant, )* }

        impl FromNode for $name {
            fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
                word(node, $what, &[$( ($word, $name::$variant) ),*], found)
            }
        }
    };
}

choice! {
    /// Where a section's heading stands.
    HeadingPlace, "place of a heading" {
        /// On a line of its own above the section.
        Above = "above",
        /// In the label column, on the baseline of the section's first line.
        Label = "label",
    }
}

choice! {
    /// Which side of a heading its rule is on.
    RuleSide, "side of a rule" {
        /// Under the heading.
        Below = "below",
        /// Over the section, across the whole width.
        Above = "above",
    }
}

choice! {
    /// How contacts and metrics are set.
    CellLayout, "layout" {
        /// In columns of equal place.
        Columns = "columns",
        /// One after another with a separator.
        Line = "line",
    }
}

choice! {
    /// How groups of skills are set.
    SkillLayout, "layout of skills" {
        /// Side by side, the name above its skills.
        Columns = "columns",
        /// One line each, the name before its skills.
        Lines = "lines",
    }
}

choice! {
    /// How tags are set.
    TagLayout, "layout of tags" {
        /// Each on a filled ground.
        Chips = "chips",
        /// As a list with separators.
        List = "list",
    }
}

choice! {
    /// Where the organisation stands.
    OrganizationPlace, "place of an organisation" {
        /// After the title, on its line.
        Beside = "beside",
        /// On a line of its own under the title.
        Below = "below",
    }
}

choice! {
    /// Which figures a style uses.
    Figures, "figures" {
        /// The face's own.
        Default = "default",
        /// Of one width.
        Tabular = "tabular",
        /// With ascenders and descenders.
        OldStyle = "old-style",
    }
}

/// A section in the order of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionName {
    /// The opening paragraph.
    Summary,
    /// All sections of a kind.
    Kind(SectionKind),
}

/// The resolved arrangement.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// Sections in printed order; kinds not named follow in the page's order.
    pub sections: Vec<SectionName>,
    /// Where headings stand.
    pub heading: HeadingPlace,
    /// The rule that goes with each heading.
    pub rule: Rule,
    /// Width of the label column and of the space beside it; zero without one.
    pub label_column: LabelColumn,
    /// How contacts are set.
    pub contacts: Cells,
    /// How metrics are set.
    pub metrics: Cells,
    /// How skills are set.
    pub skills: Skills,
    /// Where the organisation stands.
    pub organization: OrganizationPlace,
    /// Space between a title and the organisation beside it.
    pub organization_gap: Pt,
    /// The mark before a bullet.
    pub bullet: BulletMark,
    /// Details: a colon after the label, or space alone.
    pub details_colon: bool,
    /// Space between the label of details and the text where there is no colon.
    pub details_gap: Pt,
    /// How tags are set.
    pub tags: Tags,
    /// Whether the author's emphasis is printed.
    pub emphasis: bool,
}

/// A thin line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// On which side of the heading.
    pub side: RuleSide,
    /// How thick.
    pub thickness: Pt,
    /// From the heading's baseline down to the rule, for a rule below.
    pub offset: Pt,
    /// Its colour.
    pub color: Color,
}

/// The column left of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LabelColumn {
    /// Its width.
    pub width: Pt,
    /// Space between it and the text.
    pub gutter: Pt,
}

impl LabelColumn {
    /// Width and gutter together.
    pub fn total(self) -> Pt {
        self.width + self.gutter
    }
}

/// How a row of short pieces is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// In columns or in a line.
    pub layout: CellLayout,
    /// How many stand in one row.
    pub columns: usize,
    /// Space between columns, or on either side of a separator.
    pub gutter: Pt,
    /// Line drawings before the pieces.
    pub icons: bool,
    /// What stands between the pieces of a line.
    pub separator: String,
}

/// How skills are set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skills {
    /// Side by side or in lines.
    pub layout: SkillLayout,
    /// How many groups stand side by side.
    pub columns: usize,
    /// Space between columns.
    pub gutter: Pt,
}

/// The mark before a bullet.
#[derive(Clone, Debug, PartialEq)]
pub struct BulletMark {
    /// The character.
    pub mark: String,
    /// Where it stands, from the text's left edge.
    pub indent: Pt,
    /// Where the text starts.
    pub text: Pt,
}

/// How tags are set.
#[derive(Clone, Debug, PartialEq)]
pub struct Tags {
    /// Chips or a list.
    pub layout: TagLayout,
    /// Whether a list starts with the word for technologies.
    pub label: bool,
    /// What stands between the tags of a list.
    pub separator: String,
    /// The ground of a chip.
    pub chip: Chip,
}

/// The ground of a chip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chip {
    /// Height of the ground.
    pub height: Pt,
    /// Space left and right of the text.
    pub padding: Pt,
    /// Radius of the corners.
    pub radius: Pt,
    /// Space between chips.
    pub gap: Pt,
    /// Colour of the ground.
    pub fill: Color,
}

/// Turns what a chain of files says into an arrangement.
pub(super) fn resolve(r: &mut super::Resolver<'_>, file: ArrangementFile) -> Option<Arrangement> {
    let heading = file.heading.unwrap_or_default();
    let rule = heading.rule.unwrap_or_default();
    let column = file.label_column.unwrap_or_default();
    let skills = file.skills.unwrap_or_default();
    let organization = file.organization.unwrap_or_default();
    let bullet = file.bullet.unwrap_or_default();
    let details = file.details.unwrap_or_default();
    let tags = file.tags.unwrap_or_default();
    let chip = tags.chip.unwrap_or_default();
    Some(Arrangement {
        sections: r.need(file.sections, "arrangement.sections")?,
        heading: r.need(heading.place, "arrangement.heading.place")?,
        rule: Rule {
            side: r.need(rule.side, "arrangement.heading.rule.side")?,
            thickness: r.need(rule.thickness, "arrangement.heading.rule.thickness")?,
            offset: r.need(rule.offset, "arrangement.heading.rule.offset")?,
            color: r.color(rule.color, "arrangement.heading.rule.color")?,
        },
        label_column: LabelColumn {
            width: column.width.unwrap_or_default(),
            gutter: column.gutter.unwrap_or_default(),
        },
        contacts: cells(r, file.contacts, "arrangement.contacts")?,
        metrics: cells(r, file.metrics, "arrangement.metrics")?,
        skills: Skills {
            layout: r.need(skills.layout, "arrangement.skills.layout")?,
            columns: r.need(skills.columns, "arrangement.skills.columns")?,
            gutter: skills.gutter.unwrap_or_default(),
        },
        organization: r.need(organization.place, "arrangement.organization.place")?,
        organization_gap: organization.gap.unwrap_or_default(),
        bullet: BulletMark {
            mark: r.need(bullet.mark, "arrangement.bullet.mark")?,
            indent: bullet.indent.unwrap_or_default(),
            text: r.need(bullet.text, "arrangement.bullet.text")?,
        },
        details_colon: r.need(details.colon, "arrangement.details.colon")?,
        details_gap: details.gap.unwrap_or_default(),
        tags: Tags {
            layout: r.need(tags.layout, "arrangement.tags.layout")?,
            label: tags.label.unwrap_or(false),
            separator: r.need(tags.separator, "arrangement.tags.separator")?,
            chip: Chip {
                height: r.need(chip.height, "arrangement.tags.chip.height")?,
                padding: r.need(chip.padding, "arrangement.tags.chip.padding")?,
                radius: r.need(chip.radius, "arrangement.tags.chip.radius")?,
                gap: r.need(chip.gap, "arrangement.tags.chip.gap")?,
                fill: r.color(chip.fill, "arrangement.tags.chip.fill")?,
            },
        },
        emphasis: file.emphasis.unwrap_or(false),
    })
}

fn cells(r: &mut super::Resolver<'_>, file: Option<CellsFile>, what: &str) -> Option<Cells> {
    let file = file.unwrap_or_default();
    Some(Cells {
        layout: r.need(file.layout, &format!("{what}.layout"))?,
        columns: r.need(file.columns, &format!("{what}.columns"))?,
        gutter: r.need(file.gutter, &format!("{what}.gutter"))?,
        icons: file.icons.unwrap_or(false),
        separator: r.need(file.separator, &format!("{what}.separator"))?,
    })
}
