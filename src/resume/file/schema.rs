//! The JSON Schema (2020-12) of the file: editors complete and check with it.

use serde_json::{Map, Value, json};

use super::keys::{self, BODIES, Key, NOWHERE, PRESENT, Shape};
use super::{MARK, MARK_OF_RESUME};

/// The whole schema.
pub(super) fn resume() -> Value {
    let mut section = mapping(keys::SECTION, &["kind"]);
    let bodies: Vec<Value> = BODIES
        .iter()
        .map(|body| json!({ "required": [body] }))
        .collect();
    put(&mut section, "anyOf", json!(bodies));
    let mut schema = mapping(keys::FILE, &[MARK]);
    put(
        &mut schema,
        "$schema",
        json!("https://json-schema.org/draft/2020-12/schema"),
    );
    put(&mut schema, "title", json!("vitae resume"));
    put(
        &mut schema,
        "$defs",
        json!({
            "contact": mapping(keys::CONTACT, &["kind", "text"]),
            "section": section,
            "group": mapping(keys::GROUP, &["items"]),
            "metric": mapping(keys::METRIC, &[]),
            "entry": mapping(keys::ENTRY, &[]),
            "highlight": mapping(keys::HIGHLIGHT, &["text"]),
            "detail": mapping(keys::DETAIL, &["text"]),
            "link": mapping(keys::LINK, &["href"]),
            "rich": { "anyOf": [
                text(),
                { "type": "array", "items": { "anyOf": [text(), mapping(keys::RUN, &["text"])] } },
            ] },
        }),
    );
    schema
}

fn put(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(object) = schema {
        object.insert(key.to_owned(), value);
    }
}

fn mapping(keys: &[Key], required: &[&str]) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut schema = of(key);
        put(&mut schema, "description", json!(key.doc));
        properties.insert(key.name.to_owned(), schema);
    }
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty() {
        put(&mut schema, "required", json!(required));
    }
    schema
}

fn of(key: &Key) -> Value {
    match key.shape {
        Shape::Mark => json!({ "const": MARK_OF_RESUME }),
        Shape::Text if key.name == "href" || key.name == "link" => json!({
            "type": "string",
            "pattern": format!("^([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):|^{NOWHERE}$"),
        }),
        Shape::Text => text(),
        Shape::Rich => definition("rich"),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Date(may_go_on) => {
            let date = "[0-9]{1,4}X{0,3}(-([0-9]{1,2}|spring|summer|autumn|winter))?(-[0-9]{1,2})?";
            let pattern = match may_go_on {
                true => format!("^({date}|{PRESENT})$"),
                false => format!("^{date}$"),
            };
            json!({ "anyOf": [
                { "type": "string", "pattern": pattern },
                { "type": "integer", "minimum": 1 },
            ] })
        }
        Shape::Word(words) => json!({ "enum": words() }),
        Shape::Map(keys) => mapping(keys, &[]),
        Shape::Texts => list(text()),
        Shape::Riches => list(definition("rich")),
        Shape::Maps(name) => list(definition(name)),
        Shape::RichOrMaps(name) => list(json!({ "anyOf": [definition("rich"), definition(name)] })),
    }
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn definition(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A number is a text too: a telephone number, a title such as 1984.
fn text() -> Value {
    json!({ "type": ["string", "number"] })
}
