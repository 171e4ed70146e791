//! Changes to a theme that are given with a command: a small theme file made of options.
//!
//! Each option becomes the tree that a theme file would have for it, and is read by the
//! reader of theme files: the same keys, the same values, the same findings. Places point
//! into the option.

use super::arrangement::SectionName;
use super::file::{Over, ThemeFile};
use super::range::Kind;
use super::value::{FromNode, Number};
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span, Spanned};
use crate::units::Pt;
use crate::yaml::{self, Node, Value};

/// What is laid over a theme.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    pub(super) file: ThemeFile,
    pub(super) font_size: Option<Pt>,
}

/// The colours that `accent` changes together.
const ACCENTS: [[&str; 2]; 2] = [["palette", "accent"], ["palette", "icon"]];
const SECTIONS: [&str; 2] = ["arrangement", "sections"];

impl Overrides {
    /// `option` says the accent: colour of headings, marks and icons.
    ///
    /// # Errors
    /// A diagnostic where the value is no colour.
    pub fn accent(&mut self, option: &str, value: &str) -> Result<(), Diagnostics> {
        let source = Source::new(option, value);
        for path in ACCENTS {
            let path = path.map(|key| Spanned::new(key.to_owned(), Span::whole(&source)));
            self.lay(&path, scalar(value, Span::whole(&source)))?;
        }
        Ok(())
    }

    /// `option` says the size of running text; all other text but the head and the foot
    /// keeps its proportion to it.
    ///
    /// # Errors
    /// A diagnostic where the value is no length, or no size for text.
    pub fn font_size(&mut self, option: &str, value: &str) -> Result<(), Diagnostics> {
        let source = Source::new(option, value);
        let node = scalar(value, Span::whole(&source));
        let mut found = Diagnostics::new();
        match Pt::within(Kind::BodySize, option, &node, &mut found) {
            Some(size) => {
                self.font_size = Some(size);
                Ok(())
            }
            None => Err(found),
        }
    }

    /// `option` gives a value of a theme file by its path, as `spacing.entry=6pt`.
    ///
    /// # Errors
    /// A diagnostic for a missing `=`, an unknown key, or a value that cannot be read.
    pub fn set(&mut self, option: &str, assignment: &str) -> Result<(), Diagnostics> {
        let source = Source::new(option, assignment);
        let Some((path, _)) = assignment.split_once('=') else {
            return Err(Diagnostic::error(format!("`{assignment}` gives no value"))
                .at(Span::whole(&source))
                .hint("write a path of a theme file and its value, such as `spacing.entry=6pt`")
                .into());
        };
        let mut keys = Vec::new();
        let mut at = 0;
        for key in path.split('.') {
            let blank = key.len() - key.trim_start().len();
            let place = Span::new(&source, at + blank..at + key.trim_end().len().max(blank));
            keys.push(Spanned::new(key.trim().to_owned(), place));
            at += key.len() + 1;
        }
        let start = path.len() + 1;
        let value = &assignment[start..];
        let span = Span::new(&source, start..assignment.len());
        // A list, a mapping or a quoted text is YAML; all else is the value as it stands: a
        // colour would be a comment to YAML.
        let node = if value.trim_start().starts_with(['[', '{', '\'', '"']) {
            yaml::parse(&source, start..assignment.len())?
        } else {
            scalar(value, span)
        };
        self.lay(&keys, node)
    }

    /// `option` gives the sections in printed order, separated by commas.
    ///
    /// # Errors
    /// A diagnostic for each word that names no section.
    pub fn sections(&mut self, option: &str, list: &str) -> Result<(), Diagnostics> {
        let source = Source::new(option, list);
        let mut items = Vec::new();
        let mut at = 0;
        for word in list.split(',') {
            let blank = word.len() - word.trim_start().len();
            let place = Span::new(&source, at + blank..at + word.trim_end().len().max(blank));
            items.push(scalar(word.trim(), place));
            at += word.len() + 1;
        }
        let path = SECTIONS.map(|key| Spanned::new(key.to_owned(), Span::whole(&source)));
        let node = Node {
            value: Value::Sequence(items),
            span: Span::whole(&source),
        };
        self.lay(&path, node)
    }

    /// The sections in printed order, as they were read.
    ///
    /// # Errors
    /// None that a list of sections can have; those of a theme file.
    pub fn section_order(&mut self, names: &[Spanned<SectionName>]) -> Result<(), Diagnostics> {
        let Some(first) = names.first() else {
            return Ok(());
        };
        let span = first.span.clone();
        let path = SECTIONS.map(|key| Spanned::new(key.to_owned(), span.clone()));
        let items = names
            .iter()
            .map(|name| scalar(name.value.name(), name.span.clone()))
            .collect();
        let node = Node {
            value: Value::Sequence(items),
            span: span.clone(),
        };
        self.lay(&path, node)
    }

    /// Reads the tree in which `value` stands under `path`, and lays it over what is there.
    fn lay(&mut self, path: &[Spanned<String>], value: Node) -> Result<(), Diagnostics> {
        let tree = path.iter().rev().fold(value, |inner, key| Node {
            span: inner.span.clone(),
            value: Value::Mapping(vec![(key.clone(), inner)]),
        });
        if let Some(base) = path.first().filter(|key| key.value == "extends") {
            return Err(
                Diagnostic::error("an option cannot change what a theme extends")
                    .at(base.span.clone())
                    .hint("choose the theme with `--theme`")
                    .into(),
            );
        }
        let mut found = Diagnostics::new();
        let file = ThemeFile::from_node(&tree, &mut found);
        match file {
            Some(file) if !found.has_errors() => {
                self.file = file.over(std::mem::take(&mut self.file));
                Ok(())
            }
            Some(_) | None => Err(found),
        }
    }
}

fn scalar(text: &str, span: Span) -> Node {
    Node {
        value: Value::scalar(text),
        span,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{Color, Gap, TextRole, Theme};

    fn over_modern(change: impl FnOnce(&mut Overrides)) -> Theme {
        let mut overrides = Overrides::default();
        change(&mut overrides);
        Theme::embedded_with("modern", &overrides)
            .expect("known")
            .expect("valid")
    }

    fn told(result: Result<(), Diagnostics>) -> Vec<String> {
        let found = result.expect_err("refused");
        found
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
            .collect()
    }

    #[test]
    fn an_accent_colours_headings_and_icons() {
        let theme = over_modern(|over| over.accent("--accent", "#0B6A66").expect("a colour"));
        let color: Color = "#0B6A66".parse().expect("a colour");
        assert_eq!(theme.style(TextRole::Heading).color, color);
        assert_eq!(theme.icon_color(), color);
    }

    #[test]
    fn a_font_size_scales_all_but_head_and_foot() {
        let modern = Theme::embedded("modern").expect("embedded");
        let theme = over_modern(|over| over.font_size("--font-size", "11pt").expect("a size"));
        let factor = 11.0 / modern.style(TextRole::Body).size.0;
        for role in TextRole::ALL {
            let expected = match role.is_head_or_foot() {
                true => 1.0,
                false => factor,
            };
            let (now, before) = (theme.style(role), modern.style(role));
            assert!(
                (now.size / before.size - expected).abs() < 1e-4,
                "{}",
                role.name()
            );
            assert!(
                (now.pitch / before.pitch - expected).abs() < 1e-4,
                "{}",
                role.name()
            );
        }
    }

    #[test]
    fn any_value_of_a_theme_file_can_be_set() {
        let theme = over_modern(|over| {
            over.set("--set", "spacing.entry=6pt").expect("a gap");
            over.set("--set", "spacing.list = 1pt").expect("a gap");
            over.set("--set", "palette.grey=#444444").expect("a colour");
            over.set("--set", "styles.name={ size: 30pt, weight: bold }")
                .expect("a style");
            over.set("--set", "arrangement.tags.separator=' / '")
                .expect("a text");
        });
        assert_eq!(theme.spacing.of(Gap::Entry), Pt(6.0));
        assert_eq!(theme.spacing.of(Gap::List), Pt(1.0));
        assert_eq!(theme.style(TextRole::Name).size, Pt(30.0));
        assert_eq!(theme.style(TextRole::Date).color.to_string(), "#444444");
        assert_eq!(theme.arrangement.tags.separator, " / ");
    }

    #[test]
    fn sections_come_in_the_order_given() {
        let theme = over_modern(|over| {
            over.sections("--sections", "projects, summary")
                .expect("sections");
        });
        assert_eq!(theme.arrangement.sections.len(), 2);
        assert_eq!(theme.arrangement.sections[1], SectionName::Summary);
    }

    #[test]
    fn faults_point_into_the_option() {
        let mut over = Overrides::default();
        assert_eq!(
            told(over.set("--set", "spacing.entri=6pt")),
            ["--set:1:9: unknown key `entri` (did you mean `entry`?)"]
        );
        assert_eq!(
            told(over.set("--set", "spacing.entry=6")),
            [
                "--set:1:15: `6` is not a length in points (write a number and its unit, such as `6pt`)"
            ]
        );
        assert_eq!(
            told(over.set("--set", "spacing")),
            [
                "--set:1:1: `spacing` gives no value (write a path of a theme file and its value, such as `spacing.entry=6pt`)"
            ]
        );
        assert_eq!(
            told(over.accent("--accent", "teal")),
            [
                "--accent:1:1: `teal` is not a colour (write six hexadecimal digits in quotes, such as `'#1D4E89'`)"
            ]
        );
        assert_eq!(
            told(over.sections("--sections", "summary,projcts")),
            ["--sections:1:9: unknown section `projcts` (did you mean `projects`?)"]
        );
        assert_eq!(
            told(over.font_size("--font-size", "30pt")),
            [
                "--font-size:1:1: `30pt` is out of range for `--font-size` (the size of running text runs from 6pt to 18pt, such as `10pt`)"
            ]
        );
        assert_eq!(
            told(over.set("--set", "extends=base")),
            [
                "--set:1:1: an option cannot change what a theme extends (choose the theme with `--theme`)"
            ]
        );
    }
}
