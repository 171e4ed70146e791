//! Themes: how a résumé looks, as data.
//!
//! A theme file states only what differs from the theme it extends. What is written
//! ([`ThemeFile`](file)) and what is resolved ([`Theme`]) are two types: past this module no
//! value is optional.

mod arrangement;
mod contrast;
mod decimal;
mod file;
mod limits;
mod overrides;
mod range;
mod schema;
mod shelf;
mod spacing;
mod style;
mod value;

use std::sync::Arc;

pub use arrangement::{
    Arrangement, BulletMark, CellLayout, Cells, Chip, DatePlace, Figures, HeadAlign, HeadingPlace,
    LabelColumn, OrganizationPlace, Photo, PhotoPlace, Rule, RuleSide, RuleSpan, SectionName,
    SideColumn, SkillLayout, Skills, TagLayout, Tags,
};
pub use limits::Limits;
pub use overrides::Overrides;
pub use shelf::Shelf;
pub use spacing::{Gap, Spacing};
pub use style::{TextRole, TextStyle};
pub use value::Color;

use crate::diagnostic::{Diagnostic, Diagnostics, Source, Spanned, UnknownWord, nearest};
use crate::font::{FaceStyle, Feature, Features, Weight};
use crate::units::{Pt, Sides, Size};
use crate::yaml;
use file::{Over, Palette, StyleFile, ThemeFile};
use value::FromNode;

/// A sheet of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 by 297 mm.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl std::str::FromStr for Paper {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word.to_ascii_lowercase().as_str() {
            "a4" => Ok(Paper::A4),
            "letter" => Ok(Paper::Letter),
            _ => Err(UnknownWord::new("paper", word, &["a4", "letter"])),
        }
    }
}

impl Paper {
    /// Width and height.
    pub fn size(self) -> Size {
        match self {
            Paper::A4 => Size {
                width: Pt(595.276),
                height: Pt(841.89),
            },
            Paper::Letter => Size {
                width: Pt(612.0),
                height: Pt(792.0),
            },
        }
    }
}

/// A resolved theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The name it is chosen by.
    pub name: String,
    /// Whom it suits, in a few words.
    pub description: String,
    /// Page margins for A4.
    pub margins: Sides,
    /// What US Letter adds to each side margin, so that the measure stays.
    pub letter_sides: Pt,
    /// From the page's edge up to the baseline of the foot.
    pub foot: Pt,
    /// The face that Word uses for everything.
    pub word_face: String,
    /// The face that stands in for it where it is missing.
    pub word_stand_in: String,
    /// How the parts are arranged.
    pub arrangement: Arrangement,
    /// The gaps.
    pub spacing: Spacing,
    /// Words of running text are parted at the ends of lines.
    pub hyphenate: bool,
    /// Running text ends at both edges where its blanks allow it.
    pub justify: bool,
    /// How far gaps, pitch, margins and size give way when a document is fitted.
    pub limits: Limits,
    /// Page margins for A4 of a cover letter, whose lines are all of running text.
    pub letter_margins: Sides,
    styles: Vec<TextStyle>,
    icons: Color,
    rules: Color,
}

/// The themes that are part of the program: name and file.
const EMBEDDED: [(&str, &str); 8] = [
    ("academic", include_str!("../../layouts/academic.yaml")),
    ("base", include_str!("../../layouts/base.yaml")),
    ("classic", include_str!("../../layouts/classic.yaml")),
    ("compact", include_str!("../../layouts/compact.yaml")),
    ("executive", include_str!("../../layouts/executive.yaml")),
    ("modern", include_str!("../../layouts/modern.yaml")),
    ("portal", include_str!("../../layouts/portal.yaml")),
    ("technical", include_str!("../../layouts/technical.yaml")),
];

/// Themes that only others extend.
const ABSTRACT: &str = "base";
/// The theme of the portal form, which is asked for by that and not by its name.
const PORTAL: &str = "portal";

/// Chains of `extends` longer than this are circular.
const LONGEST_CHAIN: usize = 16;

impl Theme {
    /// The names of the themes that are part of the program.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED
            .into_iter()
            .map(|(name, _)| name)
            .filter(|name| ![ABSTRACT, PORTAL].contains(name))
    }

    /// The theme of the portal form, with changes.
    ///
    /// # Errors
    /// What the changes make impossible, such as text that cannot be read.
    pub fn portal(overrides: &Overrides) -> Result<Theme, Diagnostics> {
        let found = shelf::embedded(PORTAL).expect("the theme of the portal form is embedded");
        read(found, PORTAL, overrides, &Shelf::default())
    }

    /// True for the theme of the portal form.
    pub fn is_portal(&self) -> bool {
        self.name == PORTAL
    }

    /// The theme with all employers where brief entries have theirs; `None` where they have one
    /// place anyhow. It saves lines where that place is beside the title.
    pub fn closer(&self) -> Option<Theme> {
        let arrangement = &self.arrangement;
        let brief = arrangement.organization_brief;
        (arrangement.organization != brief).then(|| {
            let mut closer = self.clone();
            closer.arrangement.organization = brief;
            closer
        })
    }

    /// A theme that is part of the program.
    ///
    /// # Errors
    /// `None` for an unknown name.
    pub fn embedded(name: &str) -> Option<Theme> {
        let theme = Theme::embedded_with(name, &Overrides::default())?;
        Some(theme.expect("the embedded themes are tested"))
    }

    /// A theme that is part of the program, with changes; `None` for an unknown name.
    ///
    /// # Errors
    /// What the changes make impossible, such as text that cannot be read.
    pub fn embedded_with(name: &str, overrides: &Overrides) -> Option<Result<Theme, Diagnostics>> {
        Theme::names().find(|known| *known == name)?;
        let found = shelf::embedded(name)?;
        Some(read(found, name, overrides, &Shelf::default()))
    }

    /// A theme from a file of the user's; `name` is what it is called in messages.
    ///
    /// # Errors
    /// Every fault of the file, each with its place.
    pub fn from_source(source: &Arc<Source>, name: &str) -> Result<Theme, Diagnostics> {
        let found = shelf::loose(source);
        read(found, name, &Overrides::default(), &Shelf::default())
    }

    /// The JSON Schema (2020-12) of theme files, for editors.
    pub fn schema() -> serde_json::Value {
        schema::theme()
    }

    /// The style of a role.
    pub fn style(&self, role: TextRole) -> &TextStyle {
        &self.styles[role as usize]
    }

    /// The style of a role, to be changed by the fit.
    pub(crate) fn style_mut(&mut self, role: TextRole) -> &mut TextStyle {
        &mut self.styles[role as usize]
    }

    /// The theme as it sets a cover letter: with the letter's margins, and all text right of a
    /// label column, where the résumé's text stands.
    #[must_use]
    pub fn for_letter(&self) -> Theme {
        let mut theme = self.clone();
        theme.margins = self.letter_margins;
        if theme.arrangement.label_column.width > Pt::ZERO {
            theme.arrangement.date = DatePlace::Label;
        }
        theme
    }

    /// The same for a program that sets neither a column of dates nor one beside the text: the
    /// margins take their room, so that lines do not get longer.
    #[must_use]
    pub fn for_letter_without_columns(&self) -> Theme {
        let mut theme = self.for_letter();
        let (label, side) = (&self.arrangement.label_column, &self.arrangement.side);
        if self.arrangement.heading == HeadingPlace::Above {
            theme.margins.left += label.total();
        }
        // Half of the room stays with the text, which has the contacts above it now.
        let beside = side.total() / 4.0;
        theme.margins.left += beside;
        theme.margins.right += beside;
        theme
    }

    /// The colour of icons.
    pub fn icon_color(&self) -> Color {
        self.icons
    }

    /// The colour of the rule between head and sections.
    pub fn head_rule_color(&self) -> Color {
        self.rules
    }

    /// What text outside its column leaves of the page's edge: the smallest margin, or the
    /// theme's own where that is smaller still.
    pub fn clear_of_edge(&self) -> Pt {
        self.limits.margins.left.min(self.margins.left)
    }

    /// Page margins for a paper.
    pub fn margins_on(&self, paper: Paper) -> Sides {
        match paper {
            Paper::A4 => self.margins,
            Paper::Letter => Sides {
                left: self.margins.left + self.letter_sides,
                right: self.margins.right + self.letter_sides,
                ..self.margins
            },
        }
    }
}

fn embedded_source(name: &str) -> Option<Arc<Source>> {
    EMBEDDED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(name, text)| Source::new(format!("layouts/{name}.yaml"), *text))
}

/// Reads a theme with all that it extends; every fault of the chain is told in one run.
fn read(
    first: shelf::Found,
    name: &str,
    overrides: &Overrides,
    shelf: &Shelf,
) -> Result<Theme, Diagnostics> {
    let mut found = Diagnostics::new();
    let file = written(&first, &mut found)?;
    let source = first.source;
    let mut chain = vec![first.key];
    let mut folder = first.folder;
    let mut merged = overrides.file.clone().over(file);
    while let Some(base) = merged.extends.take() {
        let before = chain.last().map(std::path::PathBuf::as_path);
        let next = match shelf.find(&base, &folder, before) {
            Ok(Some(next)) => next,
            Ok(None) => {
                found.push(
                    Diagnostic::error(format!("unknown theme `{}` to extend", base.value))
                        .at(base.span.clone())
                        .hint(shelf.suggest(&base)),
                );
                break;
            }
            Err(error) => {
                found.append(shelf::not_found(&base, &error));
                break;
            }
        };
        if chain.contains(&next.key) || chain.len() > LONGEST_CHAIN {
            found.push(
                Diagnostic::error(format!("theme `{}` extends itself", base.value))
                    .at(base.span.clone())
                    .hint("a chain of themes ends in one of the program's own, such as `base`"),
            );
            break;
        }
        merged = merged.over(written(&next, &mut found)?);
        chain.push(next.key);
        folder = next.folder;
    }
    if found.has_errors() {
        return Err(found);
    }
    let theme = resolve(name, &source, merged, overrides.font_size, &mut found);
    match theme {
        Some(theme) if !found.has_errors() => Ok(theme),
        Some(_) | None => Err(found),
    }
}

fn written(theme: &shelf::Found, found: &mut Diagnostics) -> Result<ThemeFile, Diagnostics> {
    let source = &theme.source;
    let node = yaml::parse(source, 0..source.text().len()).map_err(Diagnostics::from)?;
    let mut file = ThemeFile::from_node(&node, found).unwrap_or_default();
    if theme.is_embedded {
        // The program's themes name colours for those that extend them.
        for color in file.palette.iter_mut().flat_map(|palette| &mut palette.0) {
            color.is_known = true;
        }
    }
    Ok(file)
}

/// Takes values out of a file and remembers which ones no theme of the chain gives.
struct Resolver<'a> {
    palette: Palette,
    found: &'a mut Diagnostics,
    source: &'a Arc<Source>,
    missing: bool,
    /// The names of colours that something has.
    used: Vec<String>,
}

/// Colours that no style names: those of icons, and of the rule below the head.
const ICON: &str = "icon";
const RULE: &str = "rule";

impl Resolver<'_> {
    fn need<T>(&mut self, value: Option<T>, what: &str) -> Option<T> {
        if value.is_none() {
            self.missing = true;
            let start = crate::diagnostic::Span::new(self.source, 0..0);
            self.found.push(
                Diagnostic::error(format!("`{what}` is given by no theme of the chain"))
                    .at(start)
                    .hint("start the file with `extends: base`, or another theme"),
            );
        }
        value
    }

    fn color(&mut self, name: Option<Spanned<String>>, what: &str) -> Option<Color> {
        self.placed_color(name, what).map(|color| color.value)
    }

    /// A colour with the place where the palette gives it.
    fn placed_color(
        &mut self,
        name: Option<Spanned<String>>,
        what: &str,
    ) -> Option<Spanned<Color>> {
        let name = self.need(name, what)?;
        self.used.push(name.value.clone());
        if let Some(known) = self.palette.get(&name) {
            return Some(known.color.clone());
        }
        let fault = Diagnostic::error(format!("unknown colour role `{}`", name.value))
            .at(name.span.clone())
            .label("not in `palette`");
        let names = self.palette.0.iter().map(|known| known.name.as_str());
        let hint = match nearest(&name, names.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("in the palette: {}", names.collect::<Vec<_>>().join(", ")),
        };
        self.found.push(fault.hint(hint));
        self.missing = true;
        None
    }

    /// Refuses colours that nothing has: their names are misspelt.
    fn unused_colors(&mut self) {
        let is_used = |name: &str| self.used.iter().any(|used| used == name);
        for unused in &self.palette.0 {
            let name = &unused.name;
            if unused.is_known || is_used(name) || [ICON, RULE].contains(&name.as_str()) {
                continue;
            }
            let mut names: Vec<&str> = Vec::new();
            for known in &self.palette.0 {
                if known.is_known || is_used(&known.name) {
                    names.push(&known.name);
                }
            }
            let hint = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known: {}", names.join(", ")),
            };
            self.found.push(
                Diagnostic::error(format!("`{}` is used by no style", name.value))
                    .at(name.span.clone())
                    .hint(hint),
            );
        }
    }
}

fn resolve(
    name: &str,
    source: &Arc<Source>,
    file: ThemeFile,
    font_size: Option<Pt>,
    found: &mut Diagnostics,
) -> Option<Theme> {
    let mut resolver = Resolver {
        palette: file.palette.unwrap_or_default(),
        found,
        source,
        missing: false,
        used: Vec::new(),
    };
    let r = &mut resolver;
    let page = file.page.unwrap_or_default();
    let faces = file.faces.unwrap_or_default();
    let body_family = r.need(faces.body, "faces.body");
    let ascent = r.need(page.ascent, "page.ascent");
    let styles = resolve_styles(r, file.styles.unwrap_or_default().0, body_family, ascent);
    let arrangement = arrangement::resolve(r, file.arrangement.unwrap_or_default());
    let icon_role = Spanned::new(ICON.to_owned(), crate::diagnostic::Span::new(source, 0..0));
    let rule_role = Spanned::new(RULE.to_owned(), crate::diagnostic::Span::new(source, 0..0));
    let (mut styles, arrangement) = (styles?, arrangement?);
    let colors: Vec<Spanned<Color>> = styles.iter().map(|(_, color)| color.clone()).collect();
    contrast::check(&colors, &arrangement, r.found);
    r.unused_colors();
    if let Some(size) = font_size {
        scale(&mut styles, size);
    }
    let margins = r.need(page.margins, "page.margins")?;
    let theme = Theme {
        hyphenate: file.hyphenate.unwrap_or(false),
        justify: file.justify.unwrap_or(false),
        name: name.to_owned(),
        description: file.description.unwrap_or_default(),
        margins,
        letter_margins: file
            .letter
            .and_then(|letter| letter.margins)
            .unwrap_or(margins),
        letter_sides: r.need(page.letter_sides, "page.letter_sides")?,
        foot: r.need(page.foot, "page.foot")?,
        word_face: r.need(faces.word, "faces.word")?,
        word_stand_in: r.need(faces.word_stand_in, "faces.word_stand_in")?,
        arrangement,
        spacing: Spacing::new(file.spacing.unwrap_or_default().0),
        limits: limits::resolve(r, file.fit.unwrap_or_default())?,
        styles: styles.into_iter().map(|(style, _)| style).collect(),
        icons: r.color(Some(icon_role), "palette.icon")?,
        rules: r.color(Some(rule_role), "palette.rule")?,
    };
    if let Some(fault) = without_measure(&theme, source) {
        r.found.push(fault);
    }
    (!r.missing).then_some(theme)
}

/// The finding where margins and columns leave no room for text.
fn without_measure(theme: &Theme, source: &Arc<Source>) -> Option<Diagnostic> {
    /// Below these a line holds a word or two, and a page a paragraph.
    const LEAST: Size = Size {
        width: Pt(120.0),
        height: Pt(240.0),
    };
    let columns = theme.arrangement.label_column.total() + theme.arrangement.side.total();
    let letter = theme.for_letter();
    let sheets = [
        (theme, Paper::A4, "page.margins"),
        (theme, Paper::Letter, "page.margins"),
        (&letter, Paper::A4, "letter.margins"),
        (&letter, Paper::Letter, "letter.margins"),
    ];
    for (theme, paper, key) in sheets {
        let (size, margins) = (paper.size(), theme.margins_on(paper));
        let width = size.width - margins.left - margins.right - columns;
        let height = size.height - margins.top - margins.bottom;
        if width >= LEAST.width && height >= LEAST.height {
            continue;
        }
        let start = crate::diagnostic::Span::new(source, 0..0);
        let fault = Diagnostic::error(format!(
            "margins and columns leave {:.0} by {:.0} pt for text",
            width.0, height.0
        ));
        return Some(fault.at(start).hint(format!(
            "{:.0} by {:.0} pt at least: see `{key}`, `arrangement.label_column` and `arrangement.side_column`",
            LEAST.width.0, LEAST.height.0
        )));
    }
    None
}

/// Gives running text a size; other text keeps its proportion to it.
fn scale(styles: &mut [(TextStyle, Spanned<Color>)], size: Pt) {
    let factor = size / styles[TextRole::Body as usize].0.size;
    for (role, (style, _)) in TextRole::ALL.into_iter().zip(styles) {
        if !role.is_head_or_foot() {
            style.size = style.size * factor;
            style.pitch = style.pitch * factor;
        }
    }
}

/// The style of each role, with the place of its colour.
fn resolve_styles(
    r: &mut Resolver<'_>,
    mut written: Vec<(TextRole, StyleFile)>,
    family: Option<crate::font::Family>,
    ascent: Option<f32>,
) -> Option<Vec<(TextStyle, Spanned<Color>)>> {
    let mut resolved: Vec<StyleFile> = Vec::new();
    for role in TextRole::ALL {
        let own = written
            .iter_mut()
            .find(|(known, _)| *known == role)
            .map(|(_, style)| std::mem::take(style))
            .unwrap_or_default();
        let style = match role.parent() {
            Some(parent) => own.over(resolved[parent as usize].clone()),
            None => own,
        };
        resolved.push(style);
    }
    let mut styles = Vec::new();
    for (role, file) in TextRole::ALL.into_iter().zip(resolved) {
        let name = role.name();
        let size = r.need(file.size, &format!("styles.{name}.size"));
        let pitch = r.need(file.pitch, &format!("styles.{name}.pitch"));
        let color = r.placed_color(file.color, &format!("styles.{name}.color"));
        let small_caps = file.small_caps.unwrap_or(false);
        let mut switches = Vec::new();
        if file.ligatures == Some(false) {
            switches.push((Feature::Ligatures, false));
        }
        match file.figures.unwrap_or(Figures::Default) {
            Figures::Default => {}
            Figures::Tabular => switches.push((Feature::TabularFigures, true)),
            Figures::OldStyle => switches.push((Feature::OldStyleFigures, true)),
        }
        if small_caps {
            switches.push((Feature::SmallCaps, true));
        }
        let capitals = file.capitals.unwrap_or(false);
        if capitals {
            switches.push((Feature::Case, true));
        }
        let color = color?;
        let style = TextStyle {
            family: file.family.or(family)?,
            face: FaceStyle {
                weight: file.weight.unwrap_or(Weight::Regular),
                italic: file.italic.unwrap_or(false),
            },
            size: size?,
            pitch: pitch?,
            ascent: file.ascent.or(ascent)?,
            color: color.value,
            tracking: file.tracking.unwrap_or_default(),
            capitals,
            features: Features::new(switches),
            small_caps,
        };
        styles.push((style, color));
    }
    Some(styles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let source = Source::new("t.yaml", text);
        match Theme::from_source(&source, "t") {
            Ok(_) => Vec::new(),
            Err(found) => found
                .iter()
                .map(|fault| {
                    let place = fault.span.as_ref().map(ToString::to_string);
                    format!(
                        "{}: {} ({})",
                        place.unwrap_or_default(),
                        fault.message,
                        fault.hints.join("; ")
                    )
                })
                .collect(),
        }
    }

    #[test]
    fn every_embedded_theme_resolves_and_can_be_read() {
        for name in Theme::names() {
            let theme = Theme::embedded(name).expect("embedded");
            assert!(!theme.description.is_empty(), "{name}");
            let paper = Color { rgb: [255; 3] };
            for role in TextRole::ALL {
                let style = theme.style(role);
                let chips = theme.arrangement.tags.layout == TagLayout::Chips;
                let ground = if role == TextRole::Tags && chips {
                    theme.arrangement.tags.chip.fill
                } else {
                    paper
                };
                let contrast = style.color.contrast(ground);
                assert!(contrast >= 4.5, "{name}: {} has {contrast}", role.name());
                assert!(style.below() > Pt::ZERO, "{name}: {}", role.name());
            }
        }
    }

    #[test]
    fn letter_paper_keeps_the_measure() {
        for name in Theme::names() {
            let theme = Theme::embedded(name).expect("embedded");
            let measure = |paper: Paper| {
                let margins = theme.margins_on(paper);
                (paper.size().width - margins.left - margins.right).0
            };
            assert!(
                (measure(Paper::A4) - measure(Paper::Letter)).abs() < 1.0,
                "{name}"
            );
        }
    }

    #[test]
    fn a_theme_states_only_what_differs() {
        let source = Source::new(
            "t.yaml",
            "extends: modern\nspacing: { entry: 3pt }\nstyles: { name: { size: 30pt } }\n",
        );
        let theme = Theme::from_source(&source, "mine").expect("valid");
        let modern = Theme::embedded("modern").expect("embedded");
        assert_eq!(theme.spacing.of(Gap::Entry), Pt(3.0));
        assert_eq!(theme.spacing.of(Gap::List), modern.spacing.of(Gap::List));
        assert_eq!(theme.style(TextRole::Name).size, Pt(30.0));
        assert_eq!(
            theme.style(TextRole::Name).tracking,
            modern.style(TextRole::Name).tracking
        );
    }

    #[test]
    fn all_faults_of_a_file_are_found_in_one_run() {
        let found = faults(
            "extends: modern\npage: { margins: 40pt 54pt }\nspacing:\n  entri: 3pt\n  list: 2\nstyles:\n  title: { weight: heavy }\n",
        );
        assert_eq!(
            found,
            [
                "t.yaml:2:18: `40pt 54pt` is not four lengths (write top, right, bottom and left, such as `40pt 54pt 36pt 54pt`)",
                "t.yaml:7:20: unknown weight `heavy` (known: regular, semibold, bold)",
                "t.yaml:4:3: unknown key `entri` (did you mean `entry`?)",
                "t.yaml:5:9: `2` is not a length in points (write a number and its unit, such as `6pt`)",
            ]
        );
    }

    #[test]
    fn an_unknown_colour_role_is_named_with_its_place() {
        let found = faults("extends: modern\nstyles:\n  heading: { color: acent }\n");
        assert_eq!(
            found,
            ["t.yaml:3:21: unknown colour role `acent` (did you mean `accent`?)"]
        );
    }

    #[test]
    fn an_unknown_base_is_refused_with_a_suggestion() {
        let found = faults("extends: modren\n");
        assert_eq!(
            found,
            ["t.yaml:1:10: unknown theme `modren` to extend (did you mean `modern`?)"]
        );
    }

    #[test]
    fn a_theme_without_a_base_says_what_it_lacks() {
        let found = faults("description: bare\n");
        assert!(found.len() > 5, "{found:?}");
        assert!(found[0].contains("given by no theme of the chain"));
    }
}
