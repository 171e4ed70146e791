//! The JSON Schema (2020-12) of `vitae.yaml`: editors complete and check with it.

use serde_json::{Map, Value, json};

use super::choices::{MOST_PAGES, MOST_PARTS};
use super::keys::{self, Key, Shape};
use crate::theme::SectionName;

/// The whole schema.
pub(super) fn settings() -> Value {
    let mut schema = mapping(keys::FILE);
    if let Value::Object(object) = &mut schema {
        object.insert(
            "$schema".to_owned(),
            json!("https://json-schema.org/draft/2020-12/schema"),
        );
        object.insert("title".to_owned(), json!("vitae settings"));
    }
    schema
}

fn mapping(keys: &[Key]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut schema = of(key.shape);
        if let Value::Object(object) = &mut schema {
            object.insert("description".to_owned(), json!(key.doc));
        }
        properties.insert(key.name.to_owned(), schema);
    }
    json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn of(shape: Shape) -> Value {
    match shape {
        Shape::Text => text(),
        Shape::Language => json!({
            "type": "string",
            "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
            "examples": ["en"],
        }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Count => number(MOST_PARTS),
        Shape::Pages => json!({ "anyOf": [number(MOST_PAGES), { "const": "auto" }] }),
        Shape::Size => json!({ "anyOf": [
            {
                "type": "string",
                "pattern": "^[0-9]*[1-9][0-9]* *([KMGkmg]?[Bb]?|[KMGkmg][Ii][Bb])$",
                "examples": ["128MiB"],
            },
            { "type": "integer", "minimum": 1 },
        ] }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Words(words) => one_or_list(json!({ "enum": words })),
        Shape::Sections => {
            let names: Vec<&str> = SectionName::all().map(SectionName::name).collect();
            one_or_list(json!({ "enum": names }))
        }
        Shape::Texts => one_or_list(text()),
        Shape::Links => json!({ "anyOf": [
            text(),
            { "type": "array", "items": text() },
            { "type": "object", "additionalProperties": text() },
        ] }),
        Shape::Mapping(keys) => mapping(keys),
        Shape::Named(keys) => json!({
            "type": "object",
            "additionalProperties": mapping(keys),
        }),
        Shape::List(keys, needed) => {
            let needed: Vec<&str> = keys.iter().take(needed).map(|key| key.name).collect();
            let mut item = mapping(keys);
            if let Value::Object(object) = &mut item {
                object.insert("required".to_owned(), json!(needed));
            }
            json!({ "type": "array", "items": item })
        }
        Shape::Meanings => json!({
            "type": "object",
            "additionalProperties": { "anyOf": [text(), { "type": "array", "items": text() }] },
        }),
        // As free as data files are.
        Shape::Section => json!({ "type": ["array", "object"] }),
    }
}

/// A number is a text too: a telephone number, a title such as 1984.
fn text() -> Value {
    json!({ "type": ["string", "number"] })
}

fn number(most: usize) -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": most })
}

fn one_or_list(one: Value) -> Value {
    json!({ "anyOf": [one, { "type": "array", "items": one, "minItems": 1 }] })
}
