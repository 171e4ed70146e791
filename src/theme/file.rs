//! The theme file as written: every value optional, each theme stating only what differs.

use super::arrangement::*;
use super::range::Kind;
use super::schema::{self, Bounded, Described};
use super::spacing::Gap;
use super::style::TextRole;
use super::value::{Color, FromNode, Number, unknown};
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};
use crate::font::{Family, Weight};
use crate::resume::SectionKind;
use crate::units::{Em, Pt, Sides};
use crate::yaml::Node;

/// The value of a key; a number's is of a kind, which has its bounds.
macro_rules! read {
    ($node:expr, $key:expr, $found:expr, $type:ty) => {
        <$type>::from_node($node, $found)
    };
    ($node:expr, $key:expr, $found:expr, $type:ty, $kind:ident) => {
        <$type>::within(Kind::$kind, $key, $node, $found)
    };
}

/// What is valid under a key.
macro_rules! described {
    ($type:ty) => {
        <$type>::schema()
    };
    ($type:ty, $kind:ident) => {
        <$type>::bounded(Kind::$kind)
    };
}

/// Declares a mapping of a theme file: optional fields, how they are read, and how one file
/// lies over the one it extends. Unknown keys and unreadable values are all reported. Numbers
/// name their kind, as in `size: Pt as TypeSize`.
macro_rules! mapping {
    ($(#[doc = $doc:literal])* $name:ident {
        $( $(#[doc = $field_doc:literal])* $field:ident : $type:ty $(as $kind:ident)? ),* $(,)?
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name { $( $(#[doc = $field_doc])* pub $field: Option<$type>, )* }

        impl FromNode for $name {
            fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
                let known = [$( stringify!($field) ),*];
                check_keys(node, &known, found);
                Some($name {
                    $( $field: node
                        .get(stringify!($field))
                        .and_then(|value| {
                            read!(value, stringify!($field), found, $type $(, $kind)?)
                        }), )*
                })
            }
        }

        impl Over for $name {
            fn over(self, base: Self) -> Self {
                $name { $( $field: Over::over(self.$field, base.$field), )* }
            }
        }

        impl Described for $name {
            fn schema() -> serde_json::Value {
                schema::mapping(
                    concat!($( $doc ),*),
                    [$( (
                        stringify!($field),
                        concat!($( $field_doc ),*),
                        described!($type $(, $kind)?),
                    ) ),*],
                )
            }
        }
    };
}

/// How a value lies over the one it extends.
pub(super) trait Over {
    /// This value where it says something, else the base's.
    fn over(self, base: Self) -> Self;
}

/// Plain values replace the base's.
macro_rules! replaces {
    ($( $type:ty ),* $(,)?) => {
        $( impl Over for $type {
            fn over(self, _: Self) -> Self {
                self
            }
        } )*
    };
}

impl<T: Over> Over for Option<T> {
    fn over(self, base: Self) -> Self {
        match (self, base) {
            (Some(own), Some(base)) => Some(own.over(base)),
            (own, base) => own.or(base),
        }
    }
}

replaces!(
    Pt,
    Em,
    Sides,
    f32,
    usize,
    bool,
    String,
    Color,
    Family,
    Weight,
    HeadingPlace,
    RuleSide,
    CellLayout,
    DatePlace,
    HeadAlign,
    PhotoPlace,
    RuleSpan,
    SkillLayout,
    TagLayout,
    OrganizationPlace,
    Figures,
    Spanned<String>,
    Vec<SectionName>,
);

fn check_keys(node: &Node, known: &[&str], found: &mut Diagnostics) {
    if node.entries().is_empty() && !matches!(node.value, crate::yaml::Value::Mapping(_)) {
        found.push(
            Diagnostic::error("keys and values are expected here")
                .at(node.span.clone())
                .hint(format!("known here: {}", known.join(", "))),
        );
    }
    for (key, _) in node.entries() {
        if !known.contains(&key.value.as_str()) {
            let place = Node {
                value: crate::yaml::Value::Scalar(Some(key.value.clone())),
                span: key.span.clone(),
            };
            found.push(unknown("key", &key.value, &place, known));
        }
    }
}

impl FromNode for Spanned<String> {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        String::from_node(node, found).map(|text| Spanned::new(text, node.span.clone()))
    }
}

mapping! {
    /// A theme of vitae: what differs from the theme it extends.
    ThemeFile {
        /// The theme that this one starts from: `base`, or a theme of the program.
        extends: Spanned<String>,
        /// Whom the theme suits, in a few words.
        description: String,
        /// The sheet and its margins.
        page: PageFile,
        /// The families of type.
        faces: FacesFile,
        /// Colours by name; styles and rules refer to them.
        palette: Palette,
        /// How each kind of text is set; what a style does not say it takes from `body`.
        styles: Styles,
        /// Gaps between the parts, on top of the pitch.
        spacing: SpacingFile,
        /// Where the parts stand.
        arrangement: ArrangementFile,
        /// Whether words of running text are parted at the ends of lines, by the patterns of
        /// the document's language. Some readers then find a hyphen in the word.
        hyphenate: bool,
        /// Whether running text of three lines or more ends at both edges, where no blank gets
        /// too wide or too narrow for it.
        justify: bool,
        /// How far its numbers give way when a document is fitted to its pages.
        fit: FitFile,
        /// What differs in a cover letter.
        letter: LetterFile,
    }
}

mapping! {
    /// What differs in a cover letter.
    LetterFile {
        /// Margins on A4: top, right, bottom and left; those of the page where nothing is said.
        margins: Sides as Margin,
    }
}

mapping! {
    /// How far a theme's numbers give way when a document is fitted to its pages.
    FitFile {
        /// The smallest size of running text.
        size: Pt as TypeSize,
        /// What running text may grow.
        larger: Pt as Growth,
        /// The smallest margins: top, right, bottom and left; a smaller one stays.
        margins: Sides as Margin,
        /// The narrowest gaps, as a factor on the theme's own.
        narrowest_gaps: f32 as NarrowGaps,
        /// The widest gaps, as a factor on the theme's own.
        widest_gaps: f32 as WideGaps,
        /// The narrowest pitch of running text, in type sizes.
        narrowest_pitch: f32 as PitchShare,
        /// The widest pitch of running text, in type sizes.
        widest_pitch: f32 as PitchShare,
    }
}

mapping! {
    /// The sheet and its margins.
    PageFile {
        /// Margins on A4: top, right, bottom and left.
        margins: Sides as Margin,
        /// Added to both side margins on US Letter, so that the measure stays.
        letter_sides: Pt as Margin,
        /// Share of the type size that a line box holds above its baseline.
        ascent: f32 as Ascent,
        /// From the lower edge of the page up to the baseline of the foot.
        foot: Pt as Foot,
    }
}

mapping! {
    /// The families of type.
    FacesFile {
        /// The family of all text whose style names no other.
        body: Family,
        /// The family that the Word file asks for.
        word: String,
        /// A family of the same widths, where the Word family is missing.
        word_stand_in: String,
    }
}

mapping! {
    /// How a kind of text is set.
    StyleFile {
        /// The family, where it is not that of the body.
        family: Family,
        /// How heavy.
        weight: Weight,
        /// Slanted or cursive.
        italic: bool,
        /// Type size.
        size: Pt as TypeSize,
        /// Distance between baselines.
        pitch: Pt as Pitch,
        /// Share of the type size above the baseline, where it is not that of the page.
        ascent: f32 as Ascent,
        /// A colour's name in the palette.
        color: Spanned<String>,
        /// Space added after every glyph.
        tracking: Em as Tracking,
        /// Set in capitals, whatever the author's letter case.
        capitals: bool,
        /// Lower-case letters as small capitals.
        small_caps: bool,
        /// Standard ligatures; on where nothing is said.
        ligatures: bool,
        /// Which figures.
        figures: Figures,
    }
}

mapping! {
    /// Where the parts stand.
    ArrangementFile {
        /// Sections in printed order; kinds not named follow in the page's order.
        sections: Vec<SectionName>,
        /// The person's name, headline and contacts.
        head: HeadFile,
        /// The person's picture.
        photo: PhotoFile,
        /// Headings of sections.
        heading: HeadingFile,
        /// The column left of the text.
        label_column: LabelColumnFile,
        /// The column right of the text, on the first page.
        side_column: SideColumnFile,
        /// Where dates stand.
        date: DatePlace,
        /// Addresses and numbers.
        contacts: CellsFile,
        /// Groups of skills.
        skills: SkillsFile,
        /// Employers, clients and schools.
        organization: OrganizationFile,
        /// The marks before bullets.
        bullet: BulletFile,
        /// Labelled paragraphs after the bullets.
        details: DetailsFile,
        /// Techniques and tools of an entry.
        tags: TagsFile,
        /// Figures with their labels.
        metrics: CellsFile,
        /// Whether the author's emphasis is printed.
        emphasis: bool,
    }
}

mapping! {
    /// The person's name, headline and contacts.
    HeadFile {
        /// Where their lines stand.
        align: HeadAlign,
        /// Thickness of a rule between head and sections; 0pt for none.
        rule: Pt as Thickness,
    }
}

mapping! {
    /// The person's picture.
    PhotoFile {
        /// Where it stands.
        place: PhotoPlace,
        /// Its height; its width follows, up to four fifths of that.
        height: Pt as PictureHeight,
        /// Space between it and the text.
        gap: Pt as Space,
    }
}

mapping! {
    /// The column right of the text, on the first page.
    SideColumnFile {
        /// Its width; 0pt for none.
        width: Pt as Width,
        /// Space between it and the text.
        gutter: Pt as Space,
        /// The sections that stand in it.
        sections: Vec<SectionName>,
    }
}

mapping! {
    /// Headings of sections.
    HeadingFile {
        /// Where they stand.
        place: HeadingPlace,
        /// Side of a square beside each heading, in the label column; 0pt for none.
        square: Pt as Side,
        /// The rule that goes with each heading.
        rule: RuleFile,
    }
}

mapping! {
    /// The rule that goes with a heading.
    RuleFile {
        /// On which side of the heading.
        side: RuleSide,
        /// How far it reaches.
        span: RuleSpan,
        /// Length of a bar.
        length: Pt as Length,
        /// How thick.
        thickness: Pt as Thickness,
        /// From the heading's baseline down to a rule below it.
        offset: Pt as Offset,
        /// A colour's name in the palette.
        color: Spanned<String>,
    }
}

mapping! {
    /// The column left of the text.
    LabelColumnFile {
        /// Its width; 0pt for none.
        width: Pt as Width,
        /// Space between it and the text.
        gutter: Pt as Space,
    }
}

mapping! {
    /// A row of short pieces.
    CellsFile {
        /// In columns, in a line, or below each other.
        layout: CellLayout,
        /// How many stand in one row.
        columns: usize as Columns,
        /// Space between columns, or on either side of a separator.
        gutter: Pt as Space,
        /// Line drawings before the pieces.
        icons: bool,
        /// What stands between the pieces of a line.
        separator: String,
    }
}

mapping! {
    /// Groups of skills.
    SkillsFile {
        /// How the groups stand.
        layout: SkillLayout,
        /// How many groups stand side by side.
        columns: usize as Columns,
        /// Space between columns.
        gutter: Pt as Space,
        /// Least width of the names' column in a table; a longer name makes it wider.
        names: Pt as Width,
    }
}

mapping! {
    /// Employers, clients and schools.
    OrganizationFile {
        /// Beside the title or below it.
        place: OrganizationPlace,
        /// The same in an entry that has nothing below but metrics; as `place` where it is not
        /// given.
        brief: OrganizationPlace,
        /// Space between a title and the organisation beside it.
        gap: Pt as Space,
        /// What stands between them, such as a comma.
        separator: String,
    }
}

mapping! {
    /// The marks before bullets.
    BulletFile {
        /// The character.
        mark: String,
        /// Where it stands, from the text's left edge.
        indent: Pt as Indent,
        /// Where the text of the bullet starts.
        text: Pt as Indent,
    }
}

mapping! {
    /// Labelled paragraphs after the bullets.
    DetailsFile {
        /// What follows the label, such as a colon; empty for space alone.
        mark: String,
        /// Space between label and text where no mark follows the label.
        gap: Pt as Space,
    }
}

mapping! {
    /// Techniques and tools of an entry.
    TagsFile {
        /// Chips or a list.
        layout: TagLayout,
        /// Whether a list starts with the word for technologies.
        label: bool,
        /// What stands between the tags of a list.
        separator: String,
        /// The ground of a chip.
        chip: ChipFile,
    }
}

mapping! {
    /// The ground of a chip.
    ChipFile {
        /// Height of the ground.
        height: Pt as ChipHeight,
        /// Space left and right of the text.
        padding: Pt as Space,
        /// Radius of the corners.
        radius: Pt as Side,
        /// Space between chips.
        gap: Pt as Space,
        /// The ground's colour: a name in the palette.
        fill: Spanned<String>,
        /// Thickness of the outline; 0pt for none.
        line: Pt as Thickness,
        /// The outline's colour: a name in the palette.
        line_color: Spanned<String>,
    }
}

/// `palette:` colours by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Palette(pub Vec<PaletteColor>);

/// A colour of a palette.
#[derive(Clone, Debug)]
pub(super) struct PaletteColor {
    /// The name that styles and rules refer to it by, with its place.
    pub name: Spanned<String>,
    /// The colour, with its place.
    pub color: Spanned<Color>,
    /// The theme that this one extends has a colour of the name.
    pub is_known: bool,
}

impl Palette {
    /// The colour of a name.
    pub(super) fn get(&self, name: &str) -> Option<&PaletteColor> {
        self.0.iter().find(|color| color.name.value == name)
    }
}

impl FromNode for Palette {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        if !matches!(node.value, crate::yaml::Value::Mapping(_)) {
            found.push(
                Diagnostic::error("names and colours are expected here")
                    .at(node.span.clone())
                    .hint("write a name and its colour, such as `accent: '#1D4E89'`"),
            );
        }
        let mut colors = Vec::new();
        for (name, value) in node.entries() {
            if let Some(color) = Color::from_node(value, found) {
                colors.push(PaletteColor {
                    name: name.clone(),
                    color: Spanned::new(color, value.span.clone()),
                    is_known: false,
                });
            }
        }
        Some(Palette(colors))
    }
}

impl Over for Palette {
    fn over(mut self, base: Self) -> Self {
        for color in base.0 {
            match self.0.iter_mut().find(|own| *own.name == *color.name) {
                Some(own) => own.is_known = true,
                None => self.0.push(color),
            }
        }
        self
    }
}

/// `styles:` by role.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles(pub Vec<(TextRole, StyleFile)>);

impl FromNode for Styles {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let known = TextRole::ALL.map(TextRole::name);
        check_keys(node, &known, found);
        let mut styles = Vec::new();
        for role in TextRole::ALL {
            if let Some(value) = node.get(role.name())
                && let Some(style) = StyleFile::from_node(value, found)
            {
                styles.push((role, style));
            }
        }
        Some(Styles(styles))
    }
}

impl Over for Styles {
    fn over(mut self, base: Self) -> Self {
        for (role, style) in base.0 {
            match self.0.iter_mut().find(|(own, _)| *own == role) {
                Some((_, own)) => *own = std::mem::take(own).over(style),
                None => self.0.push((role, style)),
            }
        }
        self
    }
}

/// `spacing:` by name.
#[derive(Clone, Debug, Default)]
pub(super) struct SpacingFile(pub Vec<(Gap, Pt)>);

impl FromNode for SpacingFile {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let known = Gap::ALL.map(Gap::name);
        check_keys(node, &known, found);
        let mut gaps = Vec::new();
        for gap in Gap::ALL {
            if let Some(value) = node.get(gap.name())
                && let Some(length) = Pt::within(Kind::Gap, gap.name(), value, found)
            {
                gaps.push((gap, length));
            }
        }
        Some(SpacingFile(gaps))
    }
}

impl Over for SpacingFile {
    fn over(mut self, base: Self) -> Self {
        for (gap, length) in base.0 {
            if !self.0.iter().any(|(own, _)| *own == gap) {
                self.0.push((gap, length));
            }
        }
        self
    }
}

/// What the opening paragraph is called among the sections.
pub(super) const SUMMARY: &str = "summary";

/// A section of the arrangement: the summary or a kind.
impl FromNode for SectionName {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let kinds = SectionKind::ALL.map(|kind| (kind.name(), SectionName::Kind(kind)));
        let known: Vec<(&str, SectionName)> = std::iter::once((SUMMARY, SectionName::Summary))
            .chain(kinds)
            .collect();
        super::value::word(node, "section", &known, found)
    }
}
