//! The small part of CSS selectors that names elements of an odd page.
//!
//! Type, `.class`, `#id`, `[attribute]` and `[attribute=value]`, joined by a blank or `>`.

use std::str::FromStr;

use crate::read::{Dom, Id};

/// A selector without commas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Selector {
    /// From the outermost to the element itself; true where it must be the parent's child.
    steps: Vec<(bool, Compound)>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Compound {
    name: Option<String>,
    classes: Vec<String>,
    id: Option<String>,
    attributes: Vec<(String, Option<String>)>,
}

/// A selector of a form that is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no selector")]
pub struct UnknownSelector(pub String);

impl FromStr for Selector {
    type Err = UnknownSelector;

    fn from_str(text: &str) -> Result<Self, UnknownSelector> {
        let mut steps = Vec::new();
        let mut child = false;
        for word in text.replace('>', " > ").split_whitespace() {
            if word == ">" && !child && !steps.is_empty() {
                child = true;
                continue;
            }
            let compound = compound(word).ok_or_else(|| UnknownSelector(text.to_owned()))?;
            steps.push((std::mem::take(&mut child), compound));
        }
        if steps.is_empty() || child {
            return Err(UnknownSelector(text.to_owned()));
        }
        Ok(Selector { steps })
    }
}

fn compound(word: &str) -> Option<Compound> {
    let mut out = Compound::default();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let take = |rest: &mut &str| -> Option<String> {
        let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let (name, tail) = rest.split_at(end);
        *rest = tail;
        (!name.is_empty()).then(|| name.to_owned())
    };
    let mut rest = word;
    if !rest.starts_with(['.', '#', '[', '*']) {
        out.name = Some(take(&mut rest)?.to_lowercase());
    } else if let Some(tail) = rest.strip_prefix('*') {
        rest = tail;
    }
    while let Some(mark) = rest.chars().next() {
        rest = &rest[mark.len_utf8()..];
        match mark {
            '.' => out.classes.push(take(&mut rest)?),
            '#' => out.id = Some(take(&mut rest)?),
            '[' => {
                let (inner, tail) = rest.split_once(']')?;
                rest = tail;
                out.attributes.push(match inner.split_once('=') {
                    Some((key, value)) => {
                        let value = value.trim_matches(['"', '\'']);
                        (key.to_owned(), Some(value.to_owned()))
                    }
                    None => (inner.to_owned(), None),
                });
            }
            _ => return None,
        }
    }
    Some(out)
}

impl Compound {
    fn matches(&self, dom: &Dom, id: Id) -> bool {
        let Some(element) = dom.element(id) else {
            return false;
        };
        self.name.as_ref().is_none_or(|name| *name == element.name)
            && self
                .classes
                .iter()
                .all(|class| element.classes().any(|own| own == class))
            && self
                .id
                .as_ref()
                .is_none_or(|wanted| element.attribute("id") == Some(wanted))
            && self.attributes.iter().all(|(key, value)| {
                element
                    .attribute(key)
                    .is_some_and(|own| value.as_ref().is_none_or(|wanted| own == wanted))
            })
    }
}

impl Selector {
    /// True if the selector names an element.
    pub(crate) fn matches(&self, dom: &Dom, id: Id) -> bool {
        let mut steps = self.steps.iter().rev();
        let Some((mut child, own)) = steps.next().map(|(child, step)| (*child, step)) else {
            return false;
        };
        if !own.matches(dom, id) {
            return false;
        }
        let mut above = dom.parent(id);
        for (next, step) in steps {
            loop {
                let Some(at) = above else { return false };
                above = dom.parent(at);
                if step.matches(dom, at) {
                    break;
                }
                if child {
                    return false;
                }
            }
            child = *next;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Body, page_of};

    fn found(selector: &str) -> Vec<String> {
        let page = page_of(
            "p.html",
            "<main><div class='a b' id=x><p data-k=v>1</p><section><p>2</p></section></div></main><p>3",
        );
        let Body::Document(dom) = &page.body else {
            panic!("a document");
        };
        let selector: Selector = selector.parse().expect("a selector");
        dom.all()
            .filter(|&id| selector.matches(dom, id))
            .map(|id| dom.name(id).to_owned())
            .collect()
    }

    #[test]
    fn elements_are_named_by_what_they_are_and_where_they_lie() {
        assert_eq!(found("p").len(), 3);
        assert_eq!(found("main p").len(), 2);
        assert_eq!(found(".a.b > p").len(), 1);
        assert_eq!(found("div#x section p").len(), 1);
        assert_eq!(found("[data-k=v]").len(), 1);
        assert_eq!(found("section > div").len(), 0);
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        for text in ["", "> p", "p >", "p:hover", "a[b"] {
            assert!(text.parse::<Selector>().is_err(), "{text}");
        }
    }
}
