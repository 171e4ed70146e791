//! The schemas of theme files and of `vitae.yaml` say what their readers do.

use regex_lite::Regex;
use serde_json::Value;
use vitae::diagnostic::Source;
use vitae::read::{InputLimit, Settings};
use vitae::theme::{Overrides, Theme};

use crate::fixture;

/// Checks a value by the keywords that the schema uses; each fault with its path.
fn faults(schema: &Value, root: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let mut refuse = |why: String| found.push(format!("{path}: {why}"));
    let mut inner = Vec::new();
    for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
        match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "examples" => {}
            "$ref" => {
                let target = wanted.as_str().expect("a text").trim_start_matches('#');
                let target = root.pointer(target).expect("the target is there");
                faults(target, root, value, path, &mut inner);
            }
            "type" => {
                let is = |name: &Value| match name.as_str().expect("a type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_u64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("unknown type {other}"),
                };
                let fits = match wanted.as_array() {
                    Some(several) => several.iter().any(is),
                    None => is(wanted),
                };
                if !fits {
                    refuse(format!("{value} is not {wanted}"));
                }
            }
            "properties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    if let Some(known) = wanted.get(key) {
                        faults(known, root, value, &format!("{path}/{key}"), &mut inner);
                    }
                }
            }
            "additionalProperties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    if schema.pointer(&format!("/properties/{key}")).is_some() {
                        continue;
                    }
                    if *wanted == Value::Bool(false) {
                        refuse(format!("unknown key {key}"));
                    } else {
                        faults(wanted, root, value, &format!("{path}/{key}"), &mut inner);
                    }
                }
            }
            "items" => {
                for item in value.as_array().into_iter().flatten() {
                    faults(wanted, root, item, path, &mut inner);
                }
            }
            "required" => {
                for key in wanted.as_array().expect("a list") {
                    let key = key.as_str().expect("a text");
                    if value.is_object() && value.get(key).is_none() {
                        refuse(format!("`{key}` is missing"));
                    }
                }
            }
            "minItems" => {
                if value.as_array().is_some_and(Vec::is_empty) {
                    refuse("an empty list".to_owned());
                }
            }
            "minimum" => {
                if value.as_f64() < wanted.as_f64() {
                    refuse(format!("{value} is too small"));
                }
            }
            "maximum" => {
                if value.as_f64() > wanted.as_f64() {
                    refuse(format!("{value} is too large"));
                }
            }
            "enum" => {
                if !wanted.as_array().expect("a list").contains(value) {
                    refuse(format!("{value} is not one of {wanted}"));
                }
            }
            "const" => {
                if value != wanted {
                    refuse(format!("{value} is not {wanted}"));
                }
            }
            "anyOf" => {
                let choices = wanted.as_array().expect("a list");
                let fits = choices.iter().any(|choice| {
                    let mut found = Vec::new();
                    faults(choice, root, value, path, &mut found);
                    found.is_empty()
                });
                if !fits {
                    refuse(format!("{value} is none of {wanted}"));
                }
            }
            "oneOf" => {
                let choices = wanted.as_array().expect("a list");
                if !choices.iter().any(|choice| choice["const"] == *value) {
                    refuse(format!("{value} is no known word"));
                }
            }
            "pattern" => {
                let text = value.as_str().unwrap_or_default();
                let pattern = Regex::new(wanted.as_str().expect("a text")).expect("a pattern");
                if !pattern.is_match(text) {
                    refuse(format!("{value} does not match {wanted}"));
                }
            }
            other => panic!("unknown keyword {other}"),
        }
    }
    found.extend(inner);
}

fn check(text: &str) -> Vec<String> {
    let schema = Theme::schema();
    let theme: Value = serde_yaml::from_str(text).expect("YAML");
    let mut found = Vec::new();
    faults(&schema, &schema, &theme, "", &mut found);
    found
}

fn theme_file(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).expect("a theme file")
}

#[test]
fn every_theme_is_valid() {
    for name in fixture::THEMES.into_iter().chain(["base"]) {
        let found = check(&theme_file(&format!("layouts/{name}.yaml")));
        assert!(found.is_empty(), "{name}: {found:?}");
    }
    let found = check(&theme_file("samples/themes/slate.yaml"));
    assert!(found.is_empty(), "slate: {found:?}");
}

#[test]
fn what_the_reader_refuses_is_not_valid() {
    for text in [
        "exten: base",
        "spacing: { entri: 3pt }",
        "spacing: { entry: 3 }",
        "page: { margins: 40pt 54pt }",
        "palette: { text: black }",
        "styles: { titel: {} }",
        "styles: { title: { weight: heavy } }",
        "styles: { title: { tracking: 1pt } }",
        "arrangement: { heading: { place: left } }",
        "arrangement: { skills: { columns: 0 } }",
        "arrangement: { sections: [skils] }",
        "arrangement: { tags: { chip: { colour: chip } } }",
        "page: { ascent: 1e30 }",
        "page: { margins: 40pt -5pt 40pt 40pt }",
        "styles: { body: { size: 1e30pt } }",
        "styles: { body: { size: -10pt } }",
        "styles: { body: { size: 0pt } }",
        "styles: { body: { size: 96.1pt } }",
        "styles: { title: { tracking: -0.21em } }",
        "spacing: { entry: 300.01pt }",
        "fit: { widest_gaps: 0.5 }",
        "arrangement: { skills: { columns: 13 } }",
        "palette: red",
    ] {
        let theme = format!("extends: base\n{text}\n");
        let source = Source::new("t.yaml", theme.trim_start_matches("extends: base\n"));
        assert!(Theme::from_source(&source, "t").is_err(), "{text}");
        assert!(!check(text).is_empty(), "the schema takes {text}");
    }
}

/// Every path of the schema with a value that is valid there.
fn leaves(schema: &Value, root: &Value, path: &str, found: &mut Vec<(String, String)>) {
    let schema = match schema.get("$ref") {
        Some(target) => {
            let target = target.as_str().expect("a text").trim_start_matches('#');
            root.pointer(target).expect("the target is there")
        }
        None => schema,
    };
    if let Some(properties) = schema["properties"].as_object() {
        for (key, inner) in properties {
            let said = inner["description"].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{path}.{key} has no description");
            leaves(inner, root, &format!("{path}.{key}"), found);
        }
        return;
    }
    let first = |list: &Value| match &list[0] {
        Value::String(word) => word.clone(),
        number => number.to_string(),
    };
    let value = if schema["oneOf"].is_array() {
        first(&Value::from(vec![schema["oneOf"][0]["const"].clone()]))
    } else if schema["enum"].is_array() {
        first(&schema["enum"])
    } else if schema["examples"].is_array() {
        first(&schema["examples"])
    } else {
        match schema["type"].as_str() {
            Some("string") => "word".to_owned(),
            Some("boolean") => "true".to_owned(),
            Some("array") => format!("[{}]", first(&schema["items"]["enum"])),
            Some("object") => "{ mine: '#123456' }".to_owned(),
            other => panic!("{path}: {other:?}"),
        }
    };
    found.push((path.trim_start_matches('.').to_owned(), value));
}

#[test]
fn whatever_the_schema_names_is_read_and_described() {
    let schema = Theme::schema();
    let mut found = Vec::new();
    leaves(&schema, &schema, "", &mut found);
    assert!(found.len() > 300, "{}", found.len());
    for (path, value) in found {
        if path == "extends" {
            continue;
        }
        let mut overrides = Overrides::default();
        let read = overrides.set("--set", &format!("{path}={value}"));
        assert!(read.is_ok(), "{path}={value}: {read:?}");
    }
}

/// Reads a text as the `vitae.yaml` of a folder.
fn settings_in(folder: &std::path::Path, text: &str) -> Result<Settings, String> {
    let file = folder.join("vitae.yaml");
    std::fs::write(&file, text).expect("written");
    vitae::read::settings(None, Some(&file), InputLimit::default())
        .map_err(|error| format!("{error:?}"))
}

fn check_settings(text: &str) -> Vec<String> {
    let schema = Settings::schema();
    let value: Value = serde_yaml::from_str(text).expect("YAML");
    let mut found = Vec::new();
    faults(&schema, &schema, &value, "", &mut found);
    found
}

/// Every path of the schema of settings, each with a value that is valid there.
fn paths(schema: &Value, path: &[String], found: &mut Vec<(Vec<String>, String)>) {
    let under = |key: &str| {
        let mut path = path.to_vec();
        path.push(key.to_owned());
        path
    };
    if let Some(properties) = schema["properties"].as_object() {
        for (key, inner) in properties {
            let said = inner["description"].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{path:?} {key} has no description");
            paths(inner, &under(key), found);
        }
        return;
    }
    if schema["additionalProperties"].is_object() {
        let inner = &schema["additionalProperties"];
        return paths(inner, &under("mine"), found);
    }
    let mut schema = schema;
    while let Some(first) = schema["anyOf"].get(0) {
        schema = first;
    }
    let value = match (&schema["enum"], &schema["examples"], &schema["type"]) {
        (Value::Array(words), ..) => words[0].as_str().expect("a word").to_owned(),
        (_, Value::Array(examples), _) => examples[0].as_str().expect("a word").to_owned(),
        (_, _, Value::String(one)) if one == "integer" => "2".to_owned(),
        (_, _, Value::String(one)) if one == "boolean" => "true".to_owned(),
        (_, _, Value::String(one)) if one == "array" => "[{ text: X, is: name }]".to_owned(),
        (_, _, Value::Array(several)) if several[0] == "array" => "[{ title: X }]".to_owned(),
        (_, _, Value::Array(_)) => "word".to_owned(),
        other => panic!("{path:?}: {other:?}"),
    };
    found.push((path.to_vec(), value));
}

#[test]
fn every_key_of_the_settings_is_in_the_schema_and_is_heard() {
    let mut found = Vec::new();
    paths(&Settings::schema(), &[], &mut found);
    assert!(found.len() > 50, "{}", found.len());
    let folder = tempfile::tempdir().expect("a folder");
    for (path, value) in found {
        let mut text = String::new();
        for (depth, key) in path.iter().enumerate() {
            text.push_str(&format!("{}{key}:\n", "  ".repeat(depth)));
        }
        let silent = text.clone();
        text.truncate(text.trim_end().len());
        text.push_str(&format!(" {value}\n"));
        assert_eq!(check_settings(&text), Vec::<String>::new(), "{text}");
        let heard =
            settings_in(folder.path(), &text).unwrap_or_else(|error| panic!("{text}: {error}"));
        // A key that the reader lets pass and never looks at would change nothing.
        let without =
            settings_in(folder.path(), &silent).unwrap_or_else(|error| panic!("{silent}: {error}"));
        assert_ne!(format!("{heard:?}"), format!("{without:?}"), "{text}");
    }
}

#[test]
fn what_the_reader_of_settings_refuses_is_not_valid() {
    let folder = tempfile::tempdir().expect("a folder");
    for text in [
        "persn: {}",
        "person: { nme: x }",
        "paper: a5",
        "output: { pages: 0 }",
        "max_input_size: 0",
        "max_input_size: much",
        "output: { formats: [pdf, odt] }",
        "output: { drop: perhaps }",
        "output: { addresses: paper }",
        "roles: { a: { addresses: paper } }",
        "vocabulary: { heading: {} }",
        "roles: [a, b]",
        "roles: { a: { page: x.md } }",
        "roles: { a: { order: best } }",
        "roles: { a: { limits: { entries: 0 } } }",
        "roles: { a: { limits: { words: 10 } } }",
        "roles: { a: { sections: [skils] } }",
        "roles: { a: { redact: [name] } }",
        "roles: { a: { language: english } }",
        "roles: { a: { mail: { cc: x } } }",
    ] {
        assert!(settings_in(folder.path(), text).is_err(), "{text}");
        assert!(!check_settings(text).is_empty(), "the schema takes {text}");
    }
}

#[test]
fn the_sample_settings_are_valid() {
    let path = fixture::sample("roles/vitae.yaml");
    let text = std::fs::read_to_string(path).expect("readable");
    assert_eq!(check_settings(&text), Vec::<String>::new());
}

/// Checks what is written of a résumé; each fault with its path.
fn resume_faults(text: &str) -> Vec<String> {
    let schema = vitae::resume::schema();
    let resume: Value = serde_yaml::from_str(text).expect("YAML");
    let mut found = Vec::new();
    faults(&schema, &schema, &resume, "", &mut found);
    found
}

#[test]
fn what_extract_writes_is_valid_and_what_its_reader_refuses_is_not() {
    for page in ["backend.md", "data/cv.yaml", "site/cv.md", "data.md"] {
        let written = vitae::resume::to_yaml(&fixture::resume(page));
        let found = resume_faults(&written);
        assert!(found.is_empty(), "{page}: {found:?}");
    }
    for text in [
        "nam: Ana",
        "name: [Ana]",
        "arranged: me",
        "contacts: [{ kind: mail, text: a }]",
        "contacts: [{ kind: email }]",
        "contacts: [{ kind: website, text: a, href: 'file:b' }]",
        "sections: [{ kind: skils, groups: [{ items: [a] }] }]",
        "sections: [{ kind: skills }]",
        "sections: [{ kind: other, entries: [{ titel: a }] }]",
        "sections: [{ kind: other, entries: [{ period: 2019 }] }]",
        "sections: [{ kind: other, entries: [{ period: { start: soon } }] }]",
        "sections: [{ kind: other, entries: [{ highlights: [{ tags: [a] }] }] }]",
        "sections: [{ kind: other, entries: [{ links: [{ text: a }] }] }]",
        "sections: [{ kind: other, text: [[{ strong: true }]] }]",
    ] {
        let whole = format!("vitae: resume\n{text}\n");
        let source = Source::new("cv.yaml", whole.as_str());
        assert!(vitae::resume::from_yaml(&source).is_err(), "{text}");
        assert!(!resume_faults(&whole).is_empty(), "the schema takes {text}");
    }
}
