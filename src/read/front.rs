//! Front matter: YAML between two `---` lines, TOML between two `+++` lines, or a JSON object,
//! at the top of a page.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Source, Span};

/// The languages that front matter is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Yaml,
    Toml,
    Json,
}

/// The byte ranges of front matter and body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The front matter without its marks.
    pub(super) front: Option<(Language, Range<usize>)>,
    /// Everything after it.
    pub(super) body: Range<usize>,
}

/// Finds the front matter.
///
/// # Errors
/// One diagnostic where it is opened and looks like data but is never closed.
pub(super) fn split(source: &std::sync::Arc<Source>) -> Result<Parts, Diagnostic> {
    let text = source.text();
    let whole = Parts {
        front: None,
        body: 0..text.len(),
    };
    let Some(first) = text.split_inclusive('\n').next() else {
        return Ok(whole);
    };
    if text.starts_with('{') {
        return Ok(json(text).unwrap_or(whole));
    }
    let mark = first.trim_end();
    let language = match mark {
        "---" => Language::Yaml,
        "+++" => Language::Toml,
        _ => return Ok(whole),
    };
    if !first.ends_with('\n') {
        return Ok(whole);
    }
    let mut at = first.len();
    let mut keys = 0;
    for line in text[at..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == mark || language == Language::Yaml && bare == "..." {
            return Ok(Parts {
                front: Some((language, first.len()..at)),
                body: at + line.len()..text.len(),
            });
        }
        if bare
            .split_once([':', '='])
            .is_some_and(|(key, _)| is_key(key.trim_end()))
        {
            keys += 1;
        } else if keys == 0 && !bare.is_empty() && !bare.starts_with(['#', '[']) {
            // A rule at the top of a page, followed by prose.
            return Ok(whole);
        }
        at += line.len();
    }
    if keys == 0 {
        return Ok(whole);
    }
    Err(Diagnostic::error("the front matter is not closed")
        .at(Span::of_line(source, 1))
        .label("opened here")
        .hint(format!("end it with a line that holds only `{mark}`")))
}

/// A JSON object at the very top of a page, as Hugo takes it.
fn json(text: &str) -> Option<Parts> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let object = values.next()?.ok()?;
    let end = values.byte_offset();
    object.is_object().then_some(Parts {
        front: Some((Language::Json, 0..end)),
        body: end..text.len(),
    })
}

fn is_key(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<Parts, Diagnostic> {
        split(&Source::new("p.md", text))
    }

    #[test]
    fn front_matter_is_what_stands_between_the_marks() {
        let found = parts("---\r\ntitle: a\r\n---\r\nbody").expect("closed");
        assert_eq!(found.front, Some((Language::Yaml, 5..15)));
        assert_eq!(found.body, 20..24);
    }

    #[test]
    fn toml_and_json_front_matter_are_found_too() {
        let found = parts("+++\ntitle =  \"a\"\n+++\nbody").expect("closed");
        assert_eq!(found.front, Some((Language::Toml, 4..17)));
        let found = parts("{\"title\": \"a\"}\n\nbody").expect("closed");
        assert_eq!(found.front, Some((Language::Json, 0..14)));
        assert_eq!(parts("{% if x %}\na\n").expect("page").front, None);
    }

    #[test]
    fn a_rule_at_the_top_is_no_front_matter() {
        assert_eq!(parts("---\nJust prose.\n").expect("page").front, None);
        assert_eq!(parts("# A\n\n---\nb\n").expect("page").front, None);
    }

    #[test]
    fn front_matter_without_its_end_is_refused() {
        let fault = parts("---\ntitle: a\n\n# Page\n").expect_err("open");
        assert_eq!(fault.span.expect("placed").position(), (1, 1));
        assert!(parts("+++\ntitle = 1\n").is_err());
    }
}
