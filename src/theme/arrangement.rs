//! How a theme arranges the parts of a résumé.

use super::file::{ArrangementFile, CellsFile};
use super::schema::{self, Described};
use super::value::{Color, FromNode, word};
use crate::diagnostic::Diagnostics;
use crate::resume::SectionKind;
use crate::units::{Pt, Size};
use crate::yaml::Node;

/// Declares the words a theme may choose from.
macro_rules! choice {
    ($(#[doc = $doc:literal])* $name:ident, $what:literal {
        $( $(#[doc = $word_doc:literal])* $variant:ident = $word:literal ),* $(,)?
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[doc = $word_doc])* $variant, )* }

        impl FromNode for $name {
            fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
                word(node, $what, &[$( ($word, $name::$variant) ),*], found)
            }
        }

        impl Described for $name {
            fn schema() -> serde_json::Value {
                schema::words([$( ($word, concat!($( $word_doc ),*)) ),*])
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
    /// Where the lines of the head stand.
    HeadAlign, "alignment of the head" {
        /// At the page's left margin.
        Page = "page",
        /// At the left edge of the text.
        Text = "text",
        /// In the middle of the page.
        Center = "center",
    }
}

choice! {
    /// Where an entry's date stands.
    DatePlace, "place of dates" {
        /// At the right end of the title's line.
        Right = "right",
        /// In the label column, on the title's baseline.
        Label = "label",
    }
}

choice! {
    /// How far a rule reaches.
    RuleSpan, "span of a rule" {
        /// From margin to margin.
        Page = "page",
        /// Over the text, without the label column.
        Text = "text",
        /// A short bar.
        Bar = "bar",
    }
}

choice! {
    /// Which side of a heading its rule is on.
    RuleSide, "side of a rule" {
        /// There is no rule.
        None = "none",
        /// Under the heading.
        Below = "below",
        /// Over the section, across the whole width.
        Above = "above",
    }
}

choice! {
    /// How contacts and metrics are set.
    CellLayout, "layout" {
        /// Each on a line of its own, in the side column where there is one.
        Side = "side",
        /// In columns of equal place.
        Columns = "columns",
        /// One after another with a separator.
        Line = "line",
    }
}

choice! {
    /// Where the person's picture stands.
    PhotoPlace, "place of a picture" {
        /// It is not set.
        None = "none",
        /// At the left end of the head.
        Left = "left",
        /// At the right end of the head.
        Right = "right",
        /// On top of the side column; at the right end of the head where there is none.
        Side = "side",
    }
}

choice! {
    /// How groups of skills are set.
    SkillLayout, "layout of skills" {
        /// Side by side, the name above its skills.
        Columns = "columns",
        /// One line each, the name before its skills.
        Lines = "lines",
        /// Names in a column of their own, their skills beside them.
        Table = "table",
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

impl SectionName {
    /// Every name: the summary, then the kinds.
    pub fn all() -> impl Iterator<Item = SectionName> {
        std::iter::once(SectionName::Summary).chain(SectionKind::ALL.map(SectionName::Kind))
    }

    /// The word for it in files and options.
    pub fn name(self) -> &'static str {
        match self {
            SectionName::Summary => super::file::SUMMARY,
            SectionName::Kind(kind) => kind.name(),
        }
    }
}

/// The resolved arrangement.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrangement {
    /// Sections in printed order; kinds not named follow in the page's order.
    pub sections: Vec<SectionName>,
    /// Where the head's lines stand.
    pub head: HeadAlign,
    /// A rule between the head and the sections: its thickness, zero without one.
    pub head_rule: Pt,
    /// The person's picture.
    pub photo: Photo,
    /// Where headings stand.
    pub heading: HeadingPlace,
    /// Side of the square in the label column beside each heading; zero without one.
    pub heading_square: Pt,
    /// The rule that goes with each heading.
    pub rule: Rule,
    /// Where dates stand.
    pub date: DatePlace,
    /// The column right of the text on the first page; of no width without one.
    pub side: SideColumn,
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
    /// Where it stands in an entry that has nothing below but metrics.
    pub organization_brief: OrganizationPlace,
    /// Space between a title and the organisation beside it.
    pub organization_gap: Pt,
    /// What stands between a title and the organisation beside it, such as a comma.
    pub organization_separator: String,
    /// The mark before a bullet.
    pub bullet: BulletMark,
    /// What follows the label of details, such as a colon; empty for space alone.
    pub details_mark: String,
    /// Space between the label of details and the text where no mark follows it.
    pub details_gap: Pt,
    /// How tags are set.
    pub tags: Tags,
    /// Whether the author's emphasis is printed.
    pub emphasis: bool,
}

/// Where a picture stands, and how large it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Photo {
    /// Where.
    pub place: PhotoPlace,
    /// Its height; a wide picture is less high.
    pub height: Pt,
    /// Space between it and the text.
    pub gap: Pt,
}

impl Photo {
    /// A portrait is higher than wide: what is wider than this share of the height would
    /// take the room of the text.
    const WIDEST: f32 = 0.8;

    /// The box that a picture is fitted into.
    pub fn room(self) -> Size {
        Size {
            width: self.height * Photo::WIDEST,
            height: self.height,
        }
    }
}

/// A thin line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// On which side of the heading.
    pub side: RuleSide,
    /// How far it reaches.
    pub span: RuleSpan,
    /// Length of a bar.
    pub length: Pt,
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

/// The column right of the text on the first page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SideColumn {
    /// Its width; zero without one.
    pub width: Pt,
    /// Space between it and the text.
    pub gutter: Pt,
    /// The sections that stand in it.
    pub sections: Vec<SectionName>,
}

impl SideColumn {
    /// Width and gutter together.
    pub fn total(&self) -> Pt {
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
    /// Least width of the names' column in a table; a longer name makes it wider.
    pub names: Pt,
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
    /// Thickness of its outline; zero without one.
    pub line: Pt,
    /// Colour of the outline.
    pub line_color: Color,
}

/// Turns what a chain of files says into an arrangement.
pub(super) fn resolve(r: &mut super::Resolver<'_>, file: ArrangementFile) -> Option<Arrangement> {
    let head = file.head.unwrap_or_default();
    let side = file.side_column.unwrap_or_default();
    let photo = file.photo.unwrap_or_default();
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
        head: r.need(head.align, "arrangement.head.align")?,
        head_rule: head.rule.unwrap_or_default(),
        photo: Photo {
            place: r.need(photo.place, "arrangement.photo.place")?,
            height: r.need(photo.height, "arrangement.photo.height")?,
            gap: r.need(photo.gap, "arrangement.photo.gap")?,
        },
        heading: r.need(heading.place, "arrangement.heading.place")?,
        heading_square: heading.square.unwrap_or_default(),
        date: r.need(file.date, "arrangement.date")?,
        side: SideColumn {
            width: side.width.unwrap_or_default(),
            gutter: side.gutter.unwrap_or_default(),
            sections: side.sections.unwrap_or_default(),
        },
        rule: Rule {
            side: r.need(rule.side, "arrangement.heading.rule.side")?,
            span: r.need(rule.span, "arrangement.heading.rule.span")?,
            length: rule.length.unwrap_or_default(),
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
            names: skills.names.unwrap_or_default(),
        },
        organization: r.need(organization.place, "arrangement.organization.place")?,
        organization_brief: r.need(
            organization.brief.or(organization.place),
            "arrangement.organization.place",
        )?,
        organization_gap: organization.gap.unwrap_or_default(),
        organization_separator: organization.separator.unwrap_or_default(),
        bullet: BulletMark {
            mark: r.need(bullet.mark, "arrangement.bullet.mark")?,
            indent: bullet.indent.unwrap_or_default(),
            text: r.need(bullet.text, "arrangement.bullet.text")?,
        },
        details_mark: details.mark.unwrap_or_default(),
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
                line: chip.line.unwrap_or_default(),
                line_color: r.color(chip.line_color, "arrangement.tags.chip.line_color")?,
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
