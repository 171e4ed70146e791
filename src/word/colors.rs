//! The theme's colours under the twelve names of Word's "Colors" menu.

use super::look::hex;
use super::xml::Element;
use crate::theme::{Color, TextRole, Theme};

/// The colours that Word's theme part names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ThemeColors {
    pub text: Color,
    pub secondary: Color,
    pub rule: Color,
    pub accents: [Color; 6],
    /// Digits and name of each, the first name of a colour first.
    names: Vec<(String, &'static str)>,
}

/// The names of accents in text, and in drawings.
const ACCENTS: [&str; 6] = [
    "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
];

impl ThemeColors {
    pub(super) fn of(theme: &Theme) -> Self {
        let color = |role| theme.style(role).color;
        let text = color(TextRole::Body);
        let greys = [TextRole::Details, TextRole::Organization, TextRole::Date];
        let secondary = greys.into_iter().map(color).find(|grey| *grey != text);
        let secondary = secondary.unwrap_or(text);
        let arrangement = &theme.arrangement;
        let rule = arrangement.rule.color;
        let chip = &arrangement.tags.chip;
        let mut accents = Vec::new();
        let roles = [
            TextRole::Heading,
            TextRole::Mark,
            TextRole::MetricValue,
            TextRole::Title,
            TextRole::Name,
            TextRole::Headline,
            TextRole::Contact,
            TextRole::Tags,
        ];
        for color in roles
            .map(color)
            .into_iter()
            .chain([chip.fill, chip.line_color])
        {
            if ![text, secondary, rule].contains(&color) && !accents.contains(&color) {
                accents.push(color);
            }
        }
        let first = accents.first().copied().unwrap_or(text);
        accents.resize(ACCENTS.len(), first);
        let mut six = [first; 6];
        six.copy_from_slice(&accents[..ACCENTS.len()]);
        let mut names = vec![
            (hex(text), "text1"),
            (hex(secondary), "text2"),
            (hex(rule), "background2"),
        ];
        names.extend(six.into_iter().map(hex).zip(ACCENTS));
        ThemeColors {
            text,
            secondary,
            rule,
            accents: six,
            names,
        }
    }

    /// The name in text of a colour as six digits.
    fn name(&self, digits: &str) -> Option<&'static str> {
        let known = self.names.iter().find(|(known, _)| known == digits)?;
        Some(known.1)
    }

    /// Adds the names to what an element says of its colours; the digits stay, for readers
    /// without a theme part.
    pub(super) fn mark(&self, element: &mut Element) {
        let (digits, name) = match element.name.as_str() {
            "w:color" => ("w:val", "w:themeColor"),
            "w:shd" => ("w:fill", "w:themeFill"),
            "w:bdr" | "w:top" | "w:bottom" => ("w:color", "w:themeColor"),
            _ => return,
        };
        let known = element.get(digits).and_then(|digits| self.name(digits));
        if let Some(known) = known {
            element.set(name, known);
        }
    }

    /// The fill of a drawing's line or area.
    pub(super) fn fill(&self, color: Color) -> Element {
        let digits = hex(color);
        let color = match self.name(&digits) {
            Some("text1") => Element::new("a:schemeClr").with("val", "tx1"),
            Some("text2") => Element::new("a:schemeClr").with("val", "tx2"),
            Some("background2") => Element::new("a:schemeClr").with("val", "bg2"),
            Some(accent) => Element::new("a:schemeClr").with("val", accent),
            None => Element::new("a:srgbClr").with("val", digits),
        };
        Element::new("a:solidFill").holding(color)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_color_of_text_has_a_name() {
        for name in Theme::names() {
            let theme = Theme::embedded(name).expect("a theme");
            let colors = ThemeColors::of(&theme);
            for role in TextRole::ALL {
                let digits = hex(theme.style(role).color);
                assert!(colors.name(&digits).is_some(), "{name}: {}", role.name());
            }
        }
    }

    #[test]
    fn the_first_accent_is_that_of_headings() {
        let theme = Theme::embedded("modern").expect("a theme");
        let colors = ThemeColors::of(&theme);
        assert_eq!(colors.accents[0], theme.style(TextRole::Heading).color);
        assert_ne!(colors.text, colors.secondary);
    }
}
