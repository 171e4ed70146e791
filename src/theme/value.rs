//! Values of a theme file: lengths with units, colours, words from a closed list.

use std::fmt;
use std::str::FromStr;

use super::range::{Checked, Kind};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::font::{Family, Weight};
use crate::units::{Em, Pt, Sides};
use crate::yaml::{Node, Value};

/// A value that can be read from a place in a file.
pub(super) trait FromNode: Sized {
    /// The value; `None`, with a finding, where it cannot be read.
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self>;
}

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color {
    /// Red, green, blue, 0 to 255.
    pub rgb: [u8; 3],
}

/// Why a colour was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a colour")]
pub struct ColorError(pub String);

impl FromStr for Color {
    type Err = ColorError;

    fn from_str(text: &str) -> Result<Self, ColorError> {
        let fault = || ColorError(text.to_owned());
        let digits = text.strip_prefix('#').ok_or_else(fault)?;
        if digits.len() != 6 || !digits.is_ascii() {
            return Err(fault());
        }
        let mut rgb = [0; 3];
        for (index, channel) in rgb.iter_mut().enumerate() {
            *channel =
                u8::from_str_radix(&digits[index * 2..index * 2 + 2], 16).map_err(|_| fault())?;
        }
        Ok(Color { rgb })
    }
}

impl Color {
    /// Contrast ratio of two colours, 1 to 21 (WCAG 2.1, relative luminance of sRGB).
    pub fn contrast(self, other: Color) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f32 {
        let linear = |channel: u8| {
            let c = f32::from(channel) / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.rgb.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.rgb;
        write!(f, "#{r:02X}{g:02X}{b:02X}")
    }
}

fn scalar<'a>(node: &'a Node, wanted: &str, found: &mut Diagnostics) -> Option<&'a str> {
    let text = node.text();
    if text.is_none() {
        found.push(Diagnostic::error(format!("{wanted} is expected here")).at(node.span.clone()));
    }
    text
}

/// A number, or several, between the bounds of its kind. There is no other way to read one.
pub(super) trait Number: Sized {
    /// What it is measured in.
    const UNIT: &'static str;

    /// The value of `key`; `None`, with a finding, where it is none or out of its bounds.
    fn within(kind: Kind, key: &str, node: &Node, found: &mut Diagnostics) -> Option<Self>;
}

/// One number with its unit; `told` and `hint` say what is wrong with anything else.
fn one<T: Number>(
    kind: Kind,
    key: &str,
    node: &Node,
    found: &mut Diagnostics,
    [expected, told, hint]: [&str; 3],
) -> Option<f32> {
    let text = scalar(node, expected, found)?;
    match kind.range().check(text, T::UNIT, key, node, found) {
        Checked::Number(number) => Some(number),
        Checked::Refused => None,
        Checked::NoNumber => {
            let fault = Diagnostic::error(format!("`{text}` is not {told}")).at(node.span.clone());
            found.push(fault.hint(hint));
            None
        }
    }
}

impl Number for Pt {
    const UNIT: &'static str = "pt";

    fn within(kind: Kind, key: &str, node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let words = [
            "a length",
            "a length in points",
            "write a number and its unit, such as `6pt`",
        ];
        one::<Self>(kind, key, node, found, words).map(Pt)
    }
}

impl Number for Em {
    const UNIT: &'static str = "em";

    fn within(kind: Kind, key: &str, node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let words = [
            "a length",
            "a length in ems",
            "write a number and its unit, such as `0.05em`",
        ];
        one::<Self>(kind, key, node, found, words).map(Em)
    }
}

impl Number for f32 {
    const UNIT: &'static str = "";

    fn within(kind: Kind, key: &str, node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let words = ["a number", "a number", "write digits, such as `0.78`"];
        one::<Self>(kind, key, node, found, words)
    }
}

impl Number for usize {
    const UNIT: &'static str = "";

    fn within(kind: Kind, key: &str, node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let words = [
            "a whole number",
            "a whole number",
            "write digits, such as `3`",
        ];
        let number = one::<Self>(kind, key, node, found, words)?;
        // The bounds of counts are small whole numbers.
        if number.fract() == 0.0 {
            return Some(number as usize);
        }
        let [_, told, hint] = words;
        let text = node.text().unwrap_or_default();
        let fault = Diagnostic::error(format!("`{text}` is not {told}"));
        found.push(fault.at(node.span.clone()).hint(hint));
        None
    }
}

/// The four lengths have one kind.
impl Number for Sides {
    const UNIT: &'static str = "pt";

    fn within(kind: Kind, key: &str, node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let text = scalar(node, "four lengths", found)?;
        let mut lengths = Vec::new();
        let mut is_out = false;
        for word in text.split_whitespace() {
            match kind.range().check(word, Self::UNIT, key, node, found) {
                Checked::Number(length) => lengths.push(Pt(length)),
                Checked::Refused => is_out = true,
                Checked::NoNumber => {}
            }
        }
        if is_out {
            return None;
        }
        if let [top, right, bottom, left] = lengths[..]
            && text.split_whitespace().count() == 4
        {
            return Some(Sides {
                top,
                right,
                bottom,
                left,
            });
        }
        found.push(
            Diagnostic::error(format!("`{text}` is not four lengths"))
                .at(node.span.clone())
                .hint("write top, right, bottom and left, such as `40pt 54pt 36pt 54pt`"),
        );
        None
    }
}

impl FromNode for bool {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let text = scalar(node, "true or false", found)?;
        let value = text.parse().ok();
        if value.is_none() {
            found.push(
                Diagnostic::error(format!("`{text}` is neither true nor false"))
                    .at(node.span.clone()),
            );
        }
        value
    }
}

/// Texts keep their blanks: a separator may end in one.
impl FromNode for String {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Scalar(Some(text)) => Some(text.clone()),
            Value::Scalar(None) | Value::Sequence(_) | Value::Mapping(_) => {
                scalar(node, "a text", found).map(str::to_owned)
            }
        }
    }
}

impl FromNode for Color {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let text = scalar(node, "a colour", found)?;
        match text.parse() {
            Ok(color) => Some(color),
            Err(ColorError(_)) => {
                found.push(
                    Diagnostic::error(format!("`{text}` is not a colour"))
                        .at(node.span.clone())
                        .hint("write six hexadecimal digits in quotes, such as `'#1D4E89'`"),
                );
                None
            }
        }
    }
}

impl FromNode for Family {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        let text = scalar(node, "a font family", found)?;
        let family = text.parse().ok();
        if family.is_none() {
            let names = Family::ALL.map(Family::name);
            found.push(unknown("font family", text, node, &names));
        }
        family
    }
}

/// The weights by their names.
pub(super) const WEIGHTS: [(&str, Weight); 3] = [
    ("regular", Weight::Regular),
    ("semibold", Weight::Semibold),
    ("bold", Weight::Bold),
];

impl FromNode for Weight {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        word(node, "weight", &WEIGHTS, found)
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    fn from_node(node: &Node, found: &mut Diagnostics) -> Option<Self> {
        if node.items().is_empty() {
            found.push(Diagnostic::error("a list is expected here").at(node.span.clone()));
            return None;
        }
        Some(
            node.items()
                .iter()
                .filter_map(|item| T::from_node(item, found))
                .collect(),
        )
    }
}

/// One of a closed list of words.
pub(super) fn word<T: Copy>(
    node: &Node,
    what: &str,
    known: &[(&str, T)],
    found: &mut Diagnostics,
) -> Option<T> {
    let text = scalar(node, what, found)?;
    let value = known
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, value)| *value);
    if value.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        found.push(unknown(what, text, node, &names));
    }
    value
}

/// The finding for a word that is not in a closed list.
pub(super) fn unknown(what: &str, text: &str, node: &Node, known: &[&str]) -> Diagnostic {
    let fault = Diagnostic::error(format!("unknown {what} `{text}`")).at(node.span.clone());
    match nearest(text, known.iter().copied()) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint(format!("known: {}", known.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_runs_from_one_to_twenty_one() {
        let black: Color = "#000000".parse().expect("black");
        let white: Color = "#FFFFFF".parse().expect("white");
        assert!((black.contrast(white) - 21.0).abs() < 0.01);
        assert!((white.contrast(white) - 1.0).abs() < 0.01);
        // The accents of the theme table, as measured there.
        let accent: Color = "#1D4E89".parse().expect("accent");
        assert!((accent.contrast(white) - 8.4).abs() < 0.1);
    }

    #[test]
    fn a_colour_needs_six_digits() {
        for text in ["1D4E89", "#1D4", "#1D4E8G", "#1D4E89FF", "blue", "#１２３"] {
            assert!(text.parse::<Color>().is_err(), "{text}");
        }
    }
}
