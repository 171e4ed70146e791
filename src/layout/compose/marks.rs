//! The marks between words that the program joins itself: commas in lists, colons after labels.
//! What the author wrote keeps the author's marks.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::yaml;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    other: Whole,
    languages: BTreeMap<String, Different>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    comma: String,
    colon: String,
}

/// What a language has in place of the usual marks.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Different {
    comma: Option<String>,
    latin_comma: Option<String>,
    colon: Option<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| yaml::table!("src/layout/compose/marks.yaml"));

/// The joining marks of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Joints {
    comma: &'static str,
    latin_comma: &'static str,
    colon: &'static str,
}

impl Joints {
    /// Of a BCP 47 tag; those of most languages for an unknown one.
    pub(crate) fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let usual = &TABLE.other;
        let own = TABLE.languages.get(&primary.to_ascii_lowercase());
        let or =
            |mark: Option<&'static String>, usual: &'static str| mark.map_or(usual, String::as_str);
        let comma = or(own.and_then(|own| own.comma.as_ref()), &usual.comma);
        Joints {
            comma,
            latin_comma: or(own.and_then(|own| own.latin_comma.as_ref()), comma),
            colon: or(own.and_then(|own| own.colon.as_ref()), &usual.colon),
        }
    }

    /// The comma between two pieces of a list, with its space.
    pub(crate) fn comma(self, before: &str, after: &str) -> &'static str {
        let latin = before.chars().next_back().is_some_and(is_latin)
            || after.chars().next().is_some_and(is_latin);
        if latin { self.latin_comma } else { self.comma }
    }

    /// What follows a label.
    pub(crate) fn colon(self) -> &'static str {
        self.colon
    }

    /// A theme's separator between two pieces; a comma is the language's own.
    pub(super) fn separator<'a>(self, theme: &'a str, before: &str, after: &str) -> &'a str
    where
        'static: 'a,
    {
        match theme.trim() {
            "," => self.comma(before, after),
            _ => theme,
        }
    }

    /// A theme's mark after a label; a colon is the language's own.
    pub(super) fn after_label(self, theme: &str) -> &str {
        match theme {
            ":" => self.colon,
            _ => theme,
        }
    }
}

/// True for letters, figures and signs of Latin text, which are narrow and have their commas
/// with a space.
fn is_latin(c: char) -> bool {
    c < '\u{2E80}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_comma() {
        assert_eq!(Joints::of("en").comma("Rust", "Go"), ", ");
        assert_eq!(Joints::of("pt-BR").comma("Rust", "Go"), ", ");
        assert_eq!(Joints::of("ar-EG").comma("عربي", "عربي"), "، ");
        assert_eq!(Joints::of("ja").comma("設計", "開発"), "、");
        assert_eq!(Joints::of("zh-Hans").comma("设计", "开发"), "、");
    }

    #[test]
    fn a_wide_comma_stands_between_wide_letters_only() {
        for (before, after) in [("Rust", "設計"), ("設計", "Rust"), ("設計 (UI)", "開発")] {
            assert_eq!(
                Joints::of("ja").comma(before, after),
                ", ",
                "{before}, {after}"
            );
        }
    }

    #[test]
    fn a_french_colon_keeps_a_space_before_it() {
        assert_eq!(Joints::of("fr").colon(), "\u{a0}:");
        assert_eq!(Joints::of("fr-CA").after_label(":"), "\u{a0}:");
        assert_eq!(Joints::of("fr").after_label("."), ".");
        assert_eq!(Joints::of("en").after_label(":"), ":");
    }

    #[test]
    fn a_theme_may_separate_by_other_marks() {
        let joints = Joints::of("ja");
        assert_eq!(joints.separator(" · ", "設計", "開発"), " · ");
        assert_eq!(joints.separator(", ", "設計", "開発"), "、");
    }
}
