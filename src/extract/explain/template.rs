//! Values that stand only in the code of a template: `{{< link url="..." >}}`.

use super::Left;
use crate::characters;
use crate::diagnostic::Span;
use crate::extract::fold::spaced;
use crate::read::Page;

/// Tags of templates, by how they open and close.
const TAGS: [(&str, &str); 2] = [("{{", "}}"), ("{%", "%}")];

/// The tags of a page that hold a value in quotes: nobody sees it as it is written.
pub(super) fn of(page: &Page) -> Vec<Left> {
    let text = page.source.text();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some((start, close)) = next(text, at) {
        let Some(length) = text[start..].find(close) else {
            break;
        };
        let end = start + length + close.len();
        let tag = &text[start..end];
        if says(tag) {
            out.push(Left {
                text: spaced(&characters::text(tag)),
                why: "the code of a template, whose output is not known".to_owned(),
                span: Span::new(&page.source, start..end),
            });
        }
        at = end;
    }
    out
}

/// The next tag from a place on, with what closes it.
fn next(text: &str, from: usize) -> Option<(usize, &'static str)> {
    TAGS.iter()
        .filter_map(|(open, close)| Some((from + text[from..].find(open)?, *close)))
        .min()
}

/// True for a tag with letters in quotes.
fn says(tag: &str) -> bool {
    ['"', '\'', '`'].iter().any(|quote| {
        tag.split(*quote)
            .skip(1)
            .step_by(2)
            .any(|inner| inner.contains(char::is_alphabetic))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::page_of;

    #[test]
    fn tags_with_values_are_listed_and_others_are_not() {
        let page = page_of(
            "p.md",
            "# A\n\n{{< link icon=\"linkedin\" url=\"https://example.org/in/ana\" >}}\n{% if x %}y{% endif %}\n",
        );
        let found = of(&page);
        assert_eq!(found.len(), 1);
        assert!(found[0].text.contains("example.org/in/ana"));
        assert_eq!(found[0].span.position(), (3, 1));
    }

    #[test]
    fn what_is_no_text_is_not_listed_with_a_tag() {
        let page = page_of("p.md", "# A\n\n{{< card url=\"x\u{1b}[31m\u{7}\"\n>}}\n");
        let found = of(&page);
        assert_eq!(found[0].text, "{{< card url=\"x[31m\" >}}");
    }
}
