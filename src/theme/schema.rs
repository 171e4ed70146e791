//! The JSON Schema (2020-12) of theme files: editors complete and check with it.
//!
//! It is made of the tables that read the files, so it can say neither more nor less than
//! what is read.

use serde_json::{Map, Value, json};

use super::arrangement::SectionName;
use super::decimal;
use super::file::{Palette, SpacingFile, StyleFile, Styles, ThemeFile};
use super::range::{Kind, Range};
use super::spacing::Gap;
use super::style::TextRole;
use super::value::{Color, Number};
use crate::diagnostic::Spanned;
use crate::font::{Family, Weight};
use crate::resume::SectionKind;
use crate::units::{Em, Pt, Sides};

/// Something that a theme file can hold, as a schema.
pub(super) trait Described {
    /// What is valid.
    fn schema() -> Value;
}

/// The whole schema.
pub(super) fn theme() -> Value {
    let mut schema = ThemeFile::schema();
    let extra = [
        (
            "$schema",
            json!("https://json-schema.org/draft/2020-12/schema"),
        ),
        ("title", json!("vitae theme")),
        ("$defs", json!({ "style": StyleFile::schema() })),
    ];
    if let Value::Object(object) = &mut schema {
        for (key, value) in extra {
            object.insert(key.to_owned(), value);
        }
    }
    schema
}

/// A mapping of known keys, each with its description.
pub(super) fn mapping<'a>(
    doc: &str,
    fields: impl IntoIterator<Item = (&'a str, &'a str, Value)>,
) -> Value {
    let mut properties = Map::new();
    for (name, doc, mut schema) in fields {
        // Of a number the bounds stand behind what it is.
        let doc = match schema["description"].as_str() {
            Some(bounds) => format!("{} From {bounds}.", doc.trim()),
            None => doc.trim().to_owned(),
        };
        if let Value::Object(object) = &mut schema {
            object.insert("description".to_owned(), json!(doc));
        }
        properties.insert(name.to_owned(), schema);
    }
    json!({
        "type": "object",
        "description": doc.trim(),
        "properties": properties,
        "additionalProperties": false,
    })
}

/// One of a closed list of words, each with its description.
pub(super) fn words<'a>(words: impl IntoIterator<Item = (&'a str, &'a str)>) -> Value {
    let list: Vec<Value> = words
        .into_iter()
        .map(|(word, doc)| json!({ "const": word, "description": doc.trim() }))
        .collect();
    json!({ "oneOf": list })
}

/// A text of a form.
fn pattern(pattern: &str, example: &str) -> Value {
    json!({ "type": "string", "pattern": pattern, "examples": [example] })
}

/// Numbers, as a schema of the bounds of their kind.
pub(super) trait Bounded {
    /// What is valid.
    fn bounded(kind: Kind) -> Value;
}

/// One length: the bounds are in its pattern, as JSON Schema compares numbers alone.
fn length(kind: Kind, unit: &str) -> Value {
    let range = kind.range();
    let number = decimal::between(range.least, range.most);
    let usual = format!("{}{unit}", range.usual);
    told(
        kind,
        unit,
        pattern(&format!(r"^{number}\s*{unit}$"), &usual),
    )
}

/// A schema that says the bounds to people, too.
fn told(kind: Kind, unit: &str, mut schema: Value) -> Value {
    schema["description"] = json!(kind.range().told(unit));
    schema
}

impl Bounded for Pt {
    fn bounded(kind: Kind) -> Value {
        length(kind, Pt::UNIT)
    }
}

impl Bounded for Em {
    fn bounded(kind: Kind) -> Value {
        length(kind, Em::UNIT)
    }
}

impl Bounded for Sides {
    fn bounded(kind: Kind) -> Value {
        let Range { least, most, .. } = kind.range();
        let one = decimal::between(least, most);
        let sides = pattern(
            &format!(r"^{one}pt(\s+{one}pt){{3}}$"),
            "40pt 54pt 36pt 54pt",
        );
        told(kind, Sides::UNIT, sides)
    }
}

impl Bounded for f32 {
    fn bounded(kind: Kind) -> Value {
        let Range {
            least, most, usual, ..
        } = kind.range();
        let number =
            json!({ "type": "number", "minimum": least, "maximum": most, "examples": [usual] });
        told(kind, f32::UNIT, number)
    }
}

impl Bounded for usize {
    fn bounded(kind: Kind) -> Value {
        let range = kind.range();
        let [least, most, usual] = [range.least, range.most, range.usual].map(|n| n as u64);
        let number =
            json!({ "type": "integer", "minimum": least, "maximum": most, "examples": [usual] });
        told(kind, usize::UNIT, number)
    }
}

impl Described for bool {
    fn schema() -> Value {
        json!({ "type": "boolean" })
    }
}

impl Described for String {
    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

impl Described for Spanned<String> {
    fn schema() -> Value {
        json!({ "type": "string" })
    }
}

impl Described for Color {
    fn schema() -> Value {
        pattern("^#[0-9A-Fa-f]{6}$", "#1D4E89")
    }
}

impl Described for Family {
    fn schema() -> Value {
        json!({ "enum": Family::ALL.map(Family::name) })
    }
}

impl Described for Weight {
    fn schema() -> Value {
        json!({ "enum": super::value::WEIGHTS.map(|(name, _)| name) })
    }
}

impl Described for SectionName {
    fn schema() -> Value {
        let names: Vec<&str> = std::iter::once(super::file::SUMMARY)
            .chain(SectionKind::ALL.map(SectionKind::name))
            .collect();
        json!({ "enum": names })
    }
}

impl<T: Described> Described for Vec<T> {
    fn schema() -> Value {
        json!({ "type": "array", "items": T::schema(), "minItems": 1 })
    }
}

impl Described for Palette {
    fn schema() -> Value {
        json!({ "type": "object", "additionalProperties": Color::schema() })
    }
}

impl Described for Styles {
    fn schema() -> Value {
        mapping(
            "",
            TextRole::ALL.map(|role| {
                let style = json!({ "$ref": "#/$defs/style" });
                (role.name(), role.description(), style)
            }),
        )
    }
}

impl Described for SpacingFile {
    fn schema() -> Value {
        mapping(
            "",
            Gap::ALL.map(|gap| (gap.name(), gap.description(), Pt::bounded(Kind::Gap))),
        )
    }
}
