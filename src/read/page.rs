//! A page: a file made into a document or a tree.

use std::path::Path;
use std::sync::Arc;

use super::{
    Dom, Input, InputLimit, bibliography, depth, docx, folder, front, input, liquid, markdown,
    table, toml, xml,
};
use crate::diagnostic::{Diagnostic, Source, Span, Spanned};
use crate::digest::Digest;
use crate::error::Error;
use crate::resume;
use crate::yaml::{self, Node};

/// A page, ready to be walked.
#[derive(Debug)]
pub(crate) struct Page {
    /// The text as written.
    pub(crate) source: Arc<Source>,
    /// The file name without its ending.
    pub(crate) stem: String,
    /// Its front matter.
    pub(crate) front: Option<Node>,
    /// What it holds.
    pub(crate) body: Body,
    /// The line from which elements nest deeper than is read, where they do.
    pub(crate) too_deep: Option<usize>,
}

/// The sorts of pages.
#[derive(Debug)]
pub(crate) enum Body {
    /// Markdown or HTML.
    Document(Dom),
    /// A JSON Resume document, yet to be read.
    JsonResume,
    /// A résumé that this program wrote and its user may have corrected.
    Model(Node),
    /// YAML, TOML, JSON or XML of any other shape, a table, a bibliography.
    Data(Node),
}

/// In a longer line no place of a word is sought, in bytes.
pub(crate) const LONGEST_LINE: usize = 4000;

impl Page {
    /// The line of a node as a span.
    pub(crate) fn span(&self, line: usize) -> Span {
        Span::of_line(&self.source, line)
    }

    /// The part of a line that holds `words`, or the whole line.
    pub(crate) fn span_of(&self, line: usize, words: &str) -> Span {
        let range = self.source.line(line);
        // A page on one line would be searched once for every word of it.
        if range.len() > LONGEST_LINE {
            return self.span(line);
        }
        match self.source.text()[range.clone()].find(words) {
            Some(at) if !words.is_empty() => Span::new(
                &self.source,
                range.start + at..range.start + at + words.len(),
            ),
            _ => self.span(line),
        }
    }

    /// True if the page's template lists data files of the site.
    pub(crate) fn draws_on_data(&self) -> bool {
        self.source.text().contains(folder::DATA_MARK)
    }

    /// True if the page's template lists the data file of a name.
    pub(crate) fn draws_on(&self, name: &str) -> bool {
        let text = self.source.text();
        text.match_indices(folder::DATA_MARK).any(|(at, mark)| {
            text[at + mark.len()..]
                .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
                .next()
                .is_some_and(|path| path.split('.').any(|part| part == name))
        })
    }

    /// A text under a key of the front matter.
    pub(crate) fn front(&self, key: &str) -> Option<Spanned<String>> {
        self.front.as_ref().and_then(|front| front.text_of(key))
    }
}

pub(super) fn page(input: &Input, limit: InputLimit) -> Result<Page, Error> {
    let (name, bytes) = input.bytes(limit)?;
    let ending = input
        .path()
        .and_then(Path::extension)
        .map_or_else(String::new, |ending| {
            ending.to_string_lossy().to_lowercase()
        });
    let stem = input.path().and_then(Path::file_stem).map_or_else(
        || "resume".to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    );
    page_of_bytes(&name, bytes, stem, &ending)
}

/// Makes a page of a file: Word's is known by its bytes, whatever its name ends in.
pub(super) fn page_of_bytes(
    name: &str,
    bytes: Vec<u8>,
    stem: String,
    ending: &str,
) -> Result<Page, Error> {
    if docx::is_zip(&bytes) {
        return Ok(word_page(name, &bytes, stem)?);
    }
    Ok(read_page(input::text(name, bytes)?, stem, ending)?)
}

/// Makes a page of a Word file.
fn word_page(name: &str, bytes: &[u8], stem: String) -> Result<Page, Diagnostic> {
    let document = docx::read(name, bytes)?;
    if document.text.trim().is_empty() {
        return Err(Diagnostic::error(format!("`{name}` holds no text"))
            .hint("a picture of a page is not read: the words themselves have to stand in it"));
    }
    let source = Source::document(name, document.text, Digest::of(bytes));
    let (dom, too_deep) = parse(&document.html, |line| line);
    Ok(Page {
        source,
        stem,
        front: None,
        body: Body::Document(dom),
        too_deep,
    })
}

/// Makes a page of a text; `ending` is the lower-case file ending without its dot.
pub(super) fn read_page(
    source: Arc<Source>,
    stem: String,
    ending: &str,
) -> Result<Page, Diagnostic> {
    let text = source.text();
    if text.trim().is_empty() {
        return Err(Diagnostic::error(format!("`{}` is empty", source.name())));
    }
    let is_data = matches!(ending, "yml" | "yaml" | "toml" | "json" | "csv" | "bib")
        || ending.is_empty() && text.trim_start().starts_with('{')
        || ending == "xml" && xml::is_data(text);
    if is_data {
        let body = data(&source, ending)?;
        return Ok(Page {
            source,
            stem,
            front: None,
            body,
            too_deep: None,
        });
    }
    let (front, after) = front_matter(&source)?;
    // Blank lines in place of the front matter keep the line numbers of the file.
    let above = text[..after.start].matches('\n').count();
    let mut body = "\n".repeat(above);
    let after = liquid::strip(&text[after]);
    match ending {
        "mdx" => body.push_str(&without_imports(&after)),
        _ => body.push_str(&after),
    }
    let (dom, too_deep) = if is_html(&body, ending) {
        parse(&body, |line| line)
    } else {
        let rendered = markdown::render(&body);
        parse(&rendered.html, |line| rendered.line(line))
    };
    Ok(Page {
        source,
        stem,
        front,
        body: Body::Document(dom),
        too_deep,
    })
}

/// The front matter of a page as a tree, and where the rest of the page stands.
pub(crate) fn front_matter(
    source: &Arc<Source>,
) -> Result<(Option<Node>, std::ops::Range<usize>), Diagnostic> {
    let parts = front::split(source)?;
    let front = match parts.front {
        Some((front::Language::Yaml, range)) => Some(yaml::parse(source, range)?),
        Some((front::Language::Toml, range)) => Some(toml::parse(source, range)?),
        Some((front::Language::Json, range)) => Some(resume::json_tree(source, range)?),
        None => None,
    };
    Ok((front, parts.body))
}

/// A data file as a tree; JSON with the keys of JSON Resume is read as that.
fn data(source: &Arc<Source>, ending: &str) -> Result<Body, Diagnostic> {
    let whole = 0..source.text().len();
    let tree = match ending {
        "yml" | "yaml" => yaml::parse(source, whole)?,
        "toml" => toml::parse(source, whole)?,
        "csv" => table::parse(source)?,
        "bib" => bibliography::parse(source)?,
        "xml" => xml::parse(source)?,
        _ => {
            let tree = resume::json_tree(source, whole)?;
            if resume::is_json_resume(&tree) {
                return Ok(Body::JsonResume);
            }
            tree
        }
    };
    Ok(match resume::is_own(&tree) {
        true => Body::Model(tree),
        false => Body::Data(tree),
    })
}

/// A value of a data file as a document: Markdown and HTML may stand in it. `line` is the
/// value's own.
pub(crate) fn fragment(text: &str, line: usize) -> Dom {
    let html = markdown::render(&liquid::strip(text)).html;
    Dom::parse(&depth::flattened(&html, MOST_DEPTH).0, |_| line)
}

/// Elements that lie deeper cost more than they tell a reader: the parser and every recogniser
/// look at a text once for each element around it. Browsers stop at 512; pages that people
/// see stay below fifty.
pub(crate) const MOST_DEPTH: usize = 100;

/// The document, and the line from which it nests deeper than is read.
fn parse(html: &str, line_of: impl Fn(usize) -> usize) -> (Dom, Option<usize>) {
    let (flat, first) = depth::flattened(html, MOST_DEPTH);
    let line = first.map(|at| line_of(html[..at].matches('\n').count() + 1));
    (Dom::parse(&flat, line_of), line)
}

/// A page of Markdown and components without what it imports; its lines stay where they are.
fn without_imports(text: &str) -> String {
    let is_import = |line: &str| {
        line.starts_with("export ") || line.starts_with("import ") && line.contains(['\'', '"'])
    };
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| if is_import(line) { "\n" } else { line })
        .collect()
}

fn is_html(body: &str, ending: &str) -> bool {
    match ending {
        "html" | "htm" | "xhtml" => true,
        "" => {
            let start = body.trim_start().get(..14).unwrap_or("");
            start.to_ascii_lowercase().starts_with("<!doctype html") || start.starts_with("<html")
        }
        _ => false,
    }
}
