//! Between which bounds each number of a theme lies: one table for all keys.
//!
//! Beyond them text cannot be read, or nothing finds its place on a page. Inside them every
//! length that a layout makes of them is finite and is a number of every format, which the
//! writers rely on.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::yaml::Node;

/// Declares what a number may be of, with its bounds and a usual value.
macro_rules! kinds {
    ($( $(#[doc = $doc:literal])*
        $variant:ident = $what:literal, $least:literal to $most:literal, such as $usual:literal;
    )*) => {
        /// What a number of a theme is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind { $( $(#[doc = $doc])* $variant, )* }

        impl Kind {
            /// Every kind.
            #[cfg(test)]
            pub(super) const ALL: [Kind; [$( Kind::$variant ),*].len()] =
                [$( Kind::$variant ),*];

            /// Its bounds.
            pub(super) fn range(self) -> Range {
                match self {
                    $( Kind::$variant => Range {
                        what: $what,
                        least: $least,
                        most: $most,
                        usual: $usual,
                    }, )*
                }
            }
        }
    };
}

kinds! {
    /// Smaller letters are dots in print; a larger name fills the page.
    TypeSize = "a type size", 4.0 to 96.0, such as 10.0;
    /// Smaller running text cannot be read in print, larger text is not a résumé's.
    BodySize = "the size of running text", 6.0 to 18.0, such as 10.0;
    /// Double the type sizes.
    Pitch = "a distance between baselines", 4.0 to 200.0, such as 13.0;
    /// A line box holds a part of its letters at least, and twice their size at most.
    Ascent = "a share above the baseline", 0.2 to 2.0, such as 0.78;
    /// Tighter by more than the narrowest letters are wide, lines would run backwards.
    Tracking = "tracking", -0.2 to 1.0, such as 0.05;
    /// A margin of more leaves no measure on any paper.
    Margin = "a margin", 0.0 to 400.0, such as 40.0;
    /// Its baseline stands on the page.
    Foot = "the height of a foot", 0.0 to 200.0, such as 22.0;
    /// Gaps may draw lines together, by a line at most.
    Gap = "a gap", -20.0 to 300.0, such as 6.0;
    /// Columns stand inside the margins.
    Width = "a width", 0.0 to 400.0, such as 78.0;
    /// Between what stands side by side.
    Space = "a space", 0.0 to 200.0, such as 7.0;
    /// Bullets may hang out into the margin.
    Indent = "an indent", -40.0 to 200.0, such as 4.0;
    /// Thicker rules are grounds.
    Thickness = "a thickness", 0.0 to 20.0, such as 0.5;
    /// A rule below a heading, or through it.
    Offset = "an offset", -20.0 to 60.0, such as 3.6;
    /// At most from edge to edge of a page.
    Length = "a length", 0.0 to 600.0, such as 22.0;
    /// Squares and corners stand beside letters.
    Side = "a side", 0.0 to 60.0, such as 5.0;
    /// Chips hold one line of text.
    ChipHeight = "the height of a chip", 1.0 to 100.0, such as 10.4;
    /// A face is seen on it, and it leaves the page to the text.
    PictureHeight = "the height of a picture", 8.0 to 400.0, such as 62.0;
    /// Text that grows by more is of another size.
    Growth = "a growth", 0.0 to 12.0, such as 0.6;
    /// A fit that shrinks never widens, and the other way round.
    NarrowGaps = "a factor that narrows gaps", 0.0 to 1.0, such as 0.7;
    /// The same for gaps that grow.
    WideGaps = "a factor that widens gaps", 1.0 to 10.0, such as 1.6;
    /// Below it lines touch, above it they fall apart.
    PitchShare = "a pitch in type sizes", 0.8 to 4.0, such as 1.3;
    /// A row of more has no room for a word in each.
    Columns = "a number of columns", 1.0 to 12.0, such as 3.0;
}

/// The bounds of a number, which it may reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    /// What it is of, with its article.
    pub what: &'static str,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// One that many themes have.
    pub usual: f64,
}

/// No format says less, so nearer to nought is nought: no outline of no thickness is drawn.
const NOUGHT: f64 = 0.000_5;

impl Range {
    /// "4pt to 96pt".
    pub(super) fn told(self, unit: &str) -> String {
        format!("{}{unit} to {}{unit}", self.least, self.most)
    }

    /// Checks the number `text`, which is a part of `node`, the value of `key`.
    pub(super) fn check(
        self,
        text: &str,
        unit: &str,
        key: &str,
        node: &Node,
        found: &mut Diagnostics,
    ) -> Checked {
        let Some(number) = number(text, unit) else {
            return Checked::NoNumber;
        };
        // The bounds are exact as they are written here and by the user.
        let exact: f64 = number.parse().unwrap_or(f64::NAN);
        if !(self.least..=self.most).contains(&exact) {
            found.push(
                Diagnostic::error(format!("`{text}` is out of range for `{key}`"))
                    .at(node.span.clone())
                    .hint(format!(
                        "{} runs from {}, such as `{}{unit}`",
                        self.what,
                        self.told(unit),
                        self.usual
                    )),
            );
            return Checked::Refused;
        }
        match number.parse() {
            Ok(_) if exact.abs() < NOUGHT => Checked::Number(0.0),
            Ok(value) => Checked::Number(value),
            Err(_) => Checked::NoNumber,
        }
    }
}

/// What a text is that is to be a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Checked {
    /// A number in its bounds.
    Number(f32),
    /// None; what is expected is to be told by who knows it.
    NoNumber,
    /// A number out of its bounds, which is told.
    Refused,
}

/// The digits of a number with its unit; `None` for all else, and for the words that Rust reads
/// as infinities and as no number.
fn number<'a>(text: &'a str, unit: &str) -> Option<&'a str> {
    let number = text.strip_suffix(unit)?.trim();
    let is_number = number.contains(|c: char| c.is_ascii_digit()) && number.parse::<f64>().is_ok();
    is_number.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span};
    use crate::yaml::Value;

    fn checked(kind: Kind, text: &str, unit: &str) -> (Checked, Diagnostics) {
        let source = Source::new("--set", text);
        let node = Node {
            value: Value::scalar(text),
            span: Span::whole(&source),
        };
        let mut found = Diagnostics::new();
        let checked = kind.range().check(text, unit, "key", &node, &mut found);
        (checked, found)
    }

    #[test]
    fn every_kind_has_bounds_with_a_usual_value_between_them() {
        for kind in Kind::ALL {
            let range = kind.range();
            assert!(range.least < range.usual, "{kind:?}");
            assert!(range.usual < range.most, "{kind:?}");
            // Sums and products of some thousands of them are numbers of every format.
            assert!(
                range.most.abs().max(range.least.abs()) <= 1000.0,
                "{kind:?}"
            );
            assert!(!range.what.is_empty(), "{kind:?}");
        }
    }

    #[test]
    fn bounds_are_reached_and_not_passed() {
        for kind in Kind::ALL {
            let Range { least, most, .. } = kind.range();
            for bound in [least, most] {
                let (checked, _) = checked(kind, &format!("{bound}pt"), "pt");
                assert_eq!(checked, Checked::Number(bound as f32), "{kind:?}");
            }
            for beyond in [least - 0.01, most + 0.01, -1e30, 1e30, 1e308, -1e308] {
                let (checked, found) = checked(kind, &format!("{beyond}pt"), "pt");
                assert_eq!(checked, Checked::Refused, "{kind:?} {beyond}");
                let told = found.iter().next().expect("told");
                assert!(told.message.contains("`key`"), "{}", told.message);
                assert!(told.hints[0].contains(&kind.range().told("pt")));
            }
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "NaNpt",
            "infpt",
            "-infinitypt",
            "pt",
            "1",
            "1e",
            "1,5pt",
            "0x1pt",
            "１pt",
        ] {
            let (checked, found) = checked(Kind::Gap, text, "pt");
            assert_eq!(checked, Checked::NoNumber, "{text}");
            assert!(found.is_empty());
        }
        for text in [
            "1e999pt",
            "-1e999pt",
            "99999999999999999999999999999999999999999pt",
        ] {
            assert_eq!(checked(Kind::Gap, text, "pt").0, Checked::Refused, "{text}");
        }
    }

    #[test]
    fn what_no_format_can_say_is_nought() {
        for text in ["-0pt", "1e-45pt", "-1e-30pt", "0.0004pt", "1e-400pt"] {
            let (checked, _) = checked(Kind::Gap, text, "pt");
            let Checked::Number(number) = checked else {
                panic!("{text}: {checked:?}");
            };
            assert!(number == 0.0 && number.is_sign_positive(), "{text}");
        }
        assert_eq!(
            checked(Kind::Gap, "0.001pt", "pt").0,
            Checked::Number(0.001)
        );
    }
}
