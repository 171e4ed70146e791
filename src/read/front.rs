//! Front matter: the YAML between two `---` lines at the top of a page.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Source, Span};

/// The byte ranges of front matter and body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The YAML without its marks.
    pub(super) front: Option<Range<usize>>,
    /// Everything after it.
    pub(super) body: Range<usize>,
}

/// Finds the front matter.
///
/// # Errors
/// One diagnostic where it is opened and looks like YAML but is never closed.
pub(super) fn split(source: &std::sync::Arc<Source>) -> Result<Parts, Diagnostic> {
    let text = source.text();
    let whole = Parts {
        front: None,
        body: 0..text.len(),
    };
    let Some(first) = text.split_inclusive('\n').next() else {
        return Ok(whole);
    };
    if first.trim_end() != "---" || !first.ends_with('\n') {
        return Ok(whole);
    }
    let mut at = first.len();
    let mut keys = 0;
    for line in text[at..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return Ok(Parts {
                front: Some(first.len()..at),
                body: at + line.len()..text.len(),
            });
        }
        if bare.split_once(':').is_some_and(|(key, _)| is_key(key)) {
            keys += 1;
        } else if keys == 0 && !bare.is_empty() && !bare.starts_with('#') {
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
        .hint("end it with a line that holds only `---`"))
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
        assert_eq!(found.front, Some(5..15));
        assert_eq!(found.body, 20..24);
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
    }
}
