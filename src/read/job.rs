//! Job descriptions: the words of a text, Markdown, HTML or Word file.

use std::sync::Arc;

use super::dom::Content;
use super::input::Input;
use super::{Body, page};
use crate::diagnostic::{Diagnostic, Source};
use crate::error::Error;
use crate::input_file::InputLimit;

/// The words of a job description, a line for each piece of text, front matter aside; and the
/// text as it was read.
///
/// # Errors
/// [`Error::Io`] for a file that cannot be read, [`Error::Refused`] for one that is too large, is
/// no text or has no words.
pub fn job(input: &Input, limit: InputLimit) -> Result<(String, Arc<Source>), Error> {
    let page = page(input, limit)?;
    let name = page.source.name();
    let dom = match &page.body {
        Body::Document(dom) => dom,
        Body::Data(_) | Body::JsonResume | Body::Model(_) => {
            return Err(
                Diagnostic::error(format!("`{name}` is data, not a job description"))
                    .hint("a job description is a text, Markdown, HTML or Word file")
                    .into(),
            );
        }
    };
    let mut words = String::new();
    for id in dom.all() {
        match &dom.node(id).content {
            Content::Text(text) => {
                words.push_str(text);
                words.push('\n');
            }
            Content::Element(_) => {}
        }
    }
    if !words.contains(char::is_alphanumeric) {
        return Err(Diagnostic::error(format!("`{name}` has no words"))
            .hint("a job description is a text, Markdown, HTML or Word file")
            .into());
    }
    Ok((words, Arc::clone(&page.source)))
}
