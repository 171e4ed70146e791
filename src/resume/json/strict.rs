//! What a hand may get wrong in a document of the program's own: keys that nobody reads, and values
//! of another shape, which would be lost without a word.

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::yaml::{Node, Value};

/// What stands under a key.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    /// One text.
    Text,
    /// A list of texts.
    Texts,
    /// A list of mappings of some keys.
    Maps(&'static [Key]),
    /// One mapping of some keys, or a text.
    Map(&'static [Key]),
    /// Anything: it is read elsewhere, or by others.
    Any,
}

type Key = (&'static str, Shape);

const TEXT: Shape = Shape::Text;

const ROOT: &[Key] = &[
    ("$schema", TEXT),
    ("basics", Shape::Map(BASICS)),
    ("work", Shape::Maps(ITEM)),
    ("volunteer", Shape::Maps(ITEM)),
    ("education", Shape::Maps(ITEM)),
    ("awards", Shape::Maps(ITEM)),
    ("certificates", Shape::Maps(ITEM)),
    ("certifications", Shape::Maps(ITEM)),
    ("publications", Shape::Maps(ITEM)),
    ("skills", Shape::Maps(GROUP)),
    ("languages", Shape::Maps(ITEM)),
    ("interests", Shape::Maps(GROUP)),
    ("references", Shape::Maps(ITEM)),
    ("projects", Shape::Maps(ITEM)),
    ("meta", Shape::Any),
];

const BASICS: &[Key] = &[
    ("name", TEXT),
    ("label", TEXT),
    ("image", TEXT),
    ("email", TEXT),
    ("phone", TEXT),
    ("url", TEXT),
    ("website", TEXT),
    ("summary", TEXT),
    ("location", Shape::Map(LOCATION)),
    ("profiles", Shape::Maps(PROFILE)),
];

const LOCATION: &[Key] = &[
    ("address", TEXT),
    ("postalCode", TEXT),
    ("city", TEXT),
    ("countryCode", TEXT),
    ("region", TEXT),
];

const PROFILE: &[Key] = &[("network", TEXT), ("username", TEXT), ("url", TEXT)];

const GROUP: &[Key] = &[("name", TEXT), ("level", TEXT), ("keywords", Shape::Texts)];

const METRIC: &[Key] = &[("value", TEXT), ("label", TEXT)];

/// The keys of all lists of entries.
const ITEM: &[Key] = &[
    ("name", TEXT),
    ("title", TEXT),
    ("position", TEXT),
    ("company", TEXT),
    ("client", TEXT),
    ("entity", TEXT),
    ("organization", TEXT),
    ("institution", TEXT),
    ("issuer", TEXT),
    ("awarder", TEXT),
    ("publisher", TEXT),
    ("studyType", TEXT),
    ("area", TEXT),
    ("score", TEXT),
    ("language", TEXT),
    ("fluency", TEXT),
    ("level", TEXT),
    ("type", TEXT),
    ("location", Shape::Map(LOCATION)),
    ("startDate", TEXT),
    ("endDate", TEXT),
    ("date", TEXT),
    ("releaseDate", TEXT),
    ("url", TEXT),
    ("description", TEXT),
    ("summary", TEXT),
    ("reference", TEXT),
    ("details", TEXT),
    ("highlights", Shape::Texts),
    ("courses", Shape::Texts),
    ("keywords", Shape::Texts),
    ("roles", Shape::Texts),
    ("metrics", Shape::Maps(METRIC)),
];

/// Tells keys that nobody reads, with a warning: other programs add their own; and refuses values
/// of another shape.
pub(super) fn check(root: &Node, findings: &mut Diagnostics) {
    keys(root, ROOT, findings);
}

fn keys(node: &Node, known: &'static [Key], findings: &mut Diagnostics) {
    for (key, value) in node.entries() {
        match known.iter().find(|(name, _)| *name == key.value) {
            Some((name, shape)) => is(value, name, *shape, findings),
            None => {
                let names = known.iter().map(|(name, _)| *name);
                let told = Diagnostic::warning(format!("nothing reads the key `{}`", key.value));
                findings.push(told.at(key.span.clone()).hint(
                    match nearest(&key.value, names.clone()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("known here: {}", names.collect::<Vec<_>>().join(", ")),
                    },
                ));
            }
        }
    }
}

fn is(node: &Node, key: &str, shape: Shape, findings: &mut Diagnostics) {
    let mut refuse = |node: &Node, what: &str| {
        let fault = Diagnostic::error(format!("`{key}` is {what}"));
        findings.push(fault.at(node.span.clone()));
    };
    match (shape, &node.value) {
        (Shape::Any, _) | (Shape::Text | Shape::Map(_), Value::Scalar(_)) => {}
        (Shape::Texts | Shape::Maps(_), Value::Scalar(None)) => {}
        (Shape::Map(known), Value::Mapping(_)) => keys(node, known, findings),
        (Shape::Texts, Value::Sequence(items)) => {
            let is_text = |item: &&Node| matches!(item.value, Value::Scalar(_));
            if let Some(other) = items.iter().find(|item| !is_text(item)) {
                refuse(other, "a list of texts");
            }
        }
        (Shape::Maps(known), Value::Sequence(items)) => {
            for item in items {
                match item.value {
                    Value::Mapping(_) => keys(item, known, findings),
                    // A skill alone.
                    Value::Scalar(_) if known == GROUP => {}
                    Value::Scalar(_) | Value::Sequence(_) => {
                        let fault = Diagnostic::error(format!("`{key}` is a list of objects"));
                        findings.push(fault.at(item.span.clone()));
                    }
                }
            }
        }
        (Shape::Text, Value::Sequence(_) | Value::Mapping(_)) => refuse(node, "one text"),
        (Shape::Map(_), Value::Sequence(_)) => refuse(node, "an object"),
        (Shape::Texts, Value::Scalar(Some(_)) | Value::Mapping(_)) => {
            refuse(node, "a list of texts");
        }
        (Shape::Maps(_), Value::Scalar(Some(_)) | Value::Mapping(_)) => {
            refuse(node, "a list of objects");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Severity, Source};
    use crate::resume::from_json;

    fn read(text: &str) -> Vec<(Severity, (usize, usize))> {
        let findings = match from_json(&Source::new("cv.json", text)) {
            Ok((_, findings)) | Err(findings) => findings,
        };
        let place = |told: &crate::diagnostic::Diagnostic| {
            let span = told.span.as_ref().expect("placed");
            (told.severity, span.position())
        };
        findings.iter().map(place).collect()
    }

    #[test]
    fn what_a_hand_got_wrong_is_told_with_its_place() {
        let text = r#"{"basics": {"name": "Ana", "emial": "a@b.example"},
"work": [{"position": "Pilot", "highlights": "Flew"}, "Mate"],
"skills": ["Rowing"], "meta": {"vitae": {"sections": []}, "theme": "x"}}"#;
        assert_eq!(
            read(text),
            [
                (Severity::Warning, (1, 29)),
                (Severity::Error, (2, 46)),
                (Severity::Error, (2, 55)),
            ]
        );
        // Files of others say what they like.
        assert_eq!(read(r#"{"basics": {"name": "Ana", "emial": "a"}}"#), []);
    }
}
