//! The theme file as written: every value optional, each theme stating only what differs.

use super::arrangement::*;
use super::spacing::Gap;
use super::style::TextRole;
use super::value::{Color, FromNode, unknown};
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};
use crate::font::{Family, Weight};
use crate::resume::SectionKind;
use crate::units::{Em, Pt, Sides};
use crate::yaml::Node;

/// Declares a mapping of a theme file: optional fields, how they are read, and how one file
/// lies over the one it extends. Unknown keys and unreadable values are all reported.
macro_rules! mapping {
    ($(#[$doc:meta])* $name:ident { $( $field:ident : $type:ty ),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        pub(super) struct $name { $( pub $field: Option<$type>, )* }

        impl FromNode for $name {
            fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
                let known = [$( stringify!($field) ),*];
                check_keys(node, &known, found);
                Some($name {
                    $( $field: node
                        .get(stringify!($field))
                        .and_then(|value| <$type>::from_node(value, found)), )*
                })
            }
        }

        impl Over for $name {
            fn over(self, base: Self) -> Self {
                $name { $( $field: Over::over(self.$field, base.$field), )* }
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
    /// A whole theme file.
    ThemeFile {
        extends: Spanned<String>,
        description: String,
        page: PageFile,
        faces: FacesFile,
        palette: Palette,
        styles: Styles,
        spacing: SpacingFile,
        arrangement: ArrangementFile,
    }
}

mapping! {
    /// `page:`
    PageFile { margins: Sides, letter_sides: Pt, ascent: f32, foot: Pt }
}

mapping! {
    /// `faces:`
    FacesFile { body: Family, word: String, word_stand_in: String }
}

mapping! {
    /// One style of `styles:`
    StyleFile {
        family: Family,
        weight: Weight,
        italic: bool,
        size: Pt,
        pitch: Pt,
        ascent: f32,
        color: Spanned<String>,
        tracking: Em,
        capitals: bool,
        small_caps: bool,
        ligatures: bool,
        figures: Figures,
    }
}

mapping! {
    /// `arrangement:`
    ArrangementFile {
        sections: Vec<SectionName>,
        head: HeadFile,
        heading: HeadingFile,
        label_column: LabelColumnFile,
        side_column: SideColumnFile,
        date: DatePlace,
        contacts: CellsFile,
        skills: SkillsFile,
        organization: OrganizationFile,
        bullet: BulletFile,
        details: DetailsFile,
        tags: TagsFile,
        metrics: CellsFile,
        emphasis: bool,
    }
}

mapping! {
    /// `arrangement.head:`
    HeadFile { align: HeadAlign, rule: Pt }
}

mapping! {
    /// `arrangement.side_column:`
    SideColumnFile { width: Pt, gutter: Pt, sections: Vec<SectionName> }
}

mapping! {
    /// `arrangement.heading:`
    HeadingFile { place: HeadingPlace, square: Pt, rule: RuleFile }
}

mapping! {
    /// A rule.
    RuleFile {
        side: RuleSide,
        span: RuleSpan,
        length: Pt,
        thickness: Pt,
        offset: Pt,
        color: Spanned<String>,
    }
}

mapping! {
    /// `arrangement.label_column:`
    LabelColumnFile { width: Pt, gutter: Pt }
}

mapping! {
    /// `arrangement.contacts:` and `arrangement.metrics:`
    CellsFile { layout: CellLayout, columns: usize, gutter: Pt, icons: bool, separator: String }
}

mapping! {
    /// `arrangement.skills:`
    SkillsFile { layout: SkillLayout, columns: usize, gutter: Pt, names: Pt }
}

mapping! {
    /// `arrangement.organization:`
    OrganizationFile { place: OrganizationPlace, gap: Pt, separator: String }
}

mapping! {
    /// `arrangement.bullet:`
    BulletFile { mark: String, indent: Pt, text: Pt }
}

mapping! {
    /// `arrangement.details:`
    DetailsFile { mark: String, gap: Pt }
}

mapping! {
    /// `arrangement.tags:`
    TagsFile { layout: TagLayout, label: bool, separator: String, chip: ChipFile }
}

mapping! {
    /// `arrangement.tags.chip:`
    ChipFile {
        height: Pt,
        padding: Pt,
        radius: Pt,
        gap: Pt,
        fill: Spanned<String>,
        line: Pt,
        line_color: Spanned<String>,
    }
}

/// `palette:` colours by name, each with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Palette(pub Vec<(String, Spanned<Color>)>);

impl FromNode for Palette {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let mut colors = Vec::new();
        for (name, value) in node.entries() {
            if let Some(color) = Color::from_node(value, found) {
                colors.push((name.value.clone(), Spanned::new(color, value.span.clone())));
            }
        }
        Some(Palette(colors))
    }
}

impl Over for Palette {
    fn over(mut self, base: Self) -> Self {
        for (name, color) in base.0 {
            if !self.0.iter().any(|(own, _)| *own == name) {
                self.0.push((name, color));
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
                && let Some(length) = Pt::from_node(value, found)
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

/// A section of the arrangement: the summary or a kind.
impl FromNode for SectionName {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let kinds = SectionKind::ALL.map(|kind| (kind.name(), SectionName::Kind(kind)));
        let known: Vec<(&str, SectionName)> = std::iter::once(("summary", SectionName::Summary))
            .chain(kinds)
            .collect();
        super::value::word(node, "section", &known, found)
    }
}
