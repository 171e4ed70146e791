//! Why a résumé says what it says: each value with its place and what recognised it, and all
//! text that no value holds, with the reason.

mod aside;
mod claimed;
mod left;
mod said;
mod shapes;
mod taken;
mod template;
mod tree;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::data::Leaf;
use super::person::Facts;
use super::sheet::Sheet;
use super::vocabulary::Vocabulary;
use super::{Context, source};
use crate::diagnostic::{Diagnostics, Source, Span};
use crate::read::{Body, Page, Sources};
use crate::resume::{self, Resume, Text};
use crate::yaml::Node;
use claimed::Spoken;
use left::Lines;
use said::Said;
use shapes::Shapes;
use tree::Tree;

/// What was taken and what was left out.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Each value in the order of the résumé.
    pub taken: Vec<Taken>,
    /// Text that no value holds, in the order of the pages.
    pub left: Vec<Left>,
    /// What was decided for whole pages and sections, with what came next and by how much.
    pub decisions: Vec<String>,
}

/// A value with its place and what recognised it.
#[derive(Clone, Debug)]
pub struct Taken {
    /// Which value it is: `experience: title`.
    pub field: String,
    /// The value.
    pub value: String,
    /// What it was recognised by.
    pub by: Cow<'static, str>,
    /// Where it was read.
    pub span: Span,
}

/// A text that was left out.
#[derive(Clone, Debug)]
pub struct Left {
    /// The text as the author wrote it.
    pub text: String,
    /// Why no value holds it.
    pub why: String,
    /// Where it stands.
    pub span: Span,
}

/// Explains a résumé by the sources that it was read from.
pub fn explain(sources: &Sources, resume: &Resume, findings: &Diagnostics) -> Explanation {
    let mut values = taken::values(resume);
    let told = [&sources.person, &sources.settings.person].map(Facts::of_settings);
    let Ok(context) = Context::new(sources, &told) else {
        // A vocabulary that cannot be read gave no résumé either.
        return Explanation::default();
    };
    let words = &context.words;
    let (mut read, unread) = source::parted(sources, &context);
    read.extend(sources.with.iter().map(|further| &further.page));
    let mut parts = Vec::new();
    for &page in &read {
        parts.extend(Part::of(page, words, resume.language.as_ref()));
    }
    for value in &mut values {
        let taken = &mut value.taken;
        let at = |source: &Arc<Source>| Arc::ptr_eq(source, taken.span.source());
        let by = parts.iter().filter(|part| at(&part.page().source));
        if let Some(by) = by.into_iter().find_map(|part| part.recognised(&taken.span)) {
            taken.by = by;
        } else if sources.home.as_ref().is_some_and(|home| at(&home.source)) {
            taken.by = "the site's home page".into();
        } else if sources.site.is_some() && taken.span.source().name().ends_with("_config.yml") {
            taken.by = "the configuration of the site".into();
        }
    }
    let mut said = Said::new(&values);
    let mut lines = Lines::new(&values, findings);
    let mut of_pages = Vec::new();
    let (mut decisions, mut claims) = (Vec::new(), Vec::new());
    for part in &parts {
        match part {
            Part::Page(sheet, _) => {
                let fixes = context.corrections.of(sheet.page);
                let names = context.names_of(&fixes);
                let told = super::reader::reasons(
                    sheet,
                    &context.lexicon,
                    (&names, &fixes),
                    context.policy,
                );
                decisions.extend(told.decisions);
                claims.extend(told.claims.into_iter().map(|claim| (claim, sheet.page)));
                of_pages.extend(told.asides.into_iter().map(|aside| Left {
                    span: sheet.page.span_of(aside.source, &aside.text),
                    text: aside.text,
                    why: aside.why.to_owned(),
                }));
            }
            Part::Tree(tree) => lines.of_tree(tree, &mut said),
        }
    }
    let mut left = lines.settle(&mut said);
    left.append(&mut of_pages);
    let spoken = Spoken::new(&values);
    for (claim, page) in &claims {
        left.extend(claimed::more(claim, &spoken, page, &mut values));
    }
    for value in &mut values {
        let taken = &mut value.taken;
        if let Some((claim, _)) = claims.iter().find(|(claim, _)| claim.value == taken.value) {
            taken.by = format!("{}, read as {}", taken.by, claim.target.name()).into();
        }
    }
    for page in read {
        if matches!(page.body, Body::Document(_)) {
            left.extend(template::of(page));
        }
    }
    for page in unread {
        left.push(Left {
            text: format!("`{}`", page.source.name()),
            why: match page.body {
                Body::Document(_) => "a page of the folder that was not read",
                Body::Data(_) | Body::JsonResume | Body::Model(_) => {
                    "a data file that no page read draws on"
                }
            }
            .to_owned(),
            span: page.span(1),
        });
    }
    Explanation {
        taken: values.into_iter().map(|value| value.taken).collect(),
        left,
        decisions,
    }
}

/// A part of the sources: a document, or a tree of data.
enum Part<'a> {
    Page(Sheet<'a>, Shapes),
    Tree(Tree<'a>),
}

impl<'a> Part<'a> {
    /// The parts of a page: its front matter and its body.
    fn of(page: &'a Page, words: &'a Vocabulary, language: Option<&Text>) -> Vec<Self> {
        let mut parts = Vec::new();
        let tree = |node: Cow<'a, Node>, is_front: bool| {
            Part::Tree(Tree::new(Leaf::new(page, words), node, language, is_front))
        };
        if let Some(front) = &page.front {
            parts.push(tree(Cow::Borrowed(front), true));
        }
        match &page.body {
            Body::Document(dom) => {
                let sheet = Sheet::new(page, dom, words);
                let shapes = Shapes::new(&sheet);
                parts.push(Part::Page(sheet, shapes));
            }
            Body::Data(root) | Body::Model(root) => {
                parts.push(tree(Cow::Borrowed(root), false));
            }
            Body::JsonResume => {
                let whole = 0..page.source.text().len();
                if let Ok(root) = resume::json_tree(&page.source, whole) {
                    parts.push(tree(Cow::Owned(root), false));
                }
            }
        }
        parts
    }

    fn page(&self) -> &'a Page {
        match self {
            Part::Page(sheet, _) => sheet.page,
            Part::Tree(tree) => tree.page(),
        }
    }

    /// What recognised a value of the part's page, if it stands in this part.
    fn recognised(&self, span: &Span) -> Option<Cow<'static, str>> {
        match self {
            Part::Page(_, shapes) => Some(shapes.at(span).into()),
            Part::Tree(tree) => tree.key_at(span).map(Cow::Owned),
        }
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "taken:")?;
        for taken in &self.taken {
            writeln!(f, "  {}: {}", taken.field, shortened(&taken.value))?;
            writeln!(f, "      {}, {}", taken.span, taken.by)?;
        }
        if self.left.is_empty() {
            writeln!(f, "\nleft out: nothing")?;
        } else {
            writeln!(f, "\nleft out:")?;
        }
        for left in &self.left {
            writeln!(f, "  {}", left.text)?;
            writeln!(f, "      {}, {}", left.span, left.why)?;
        }
        if !self.decisions.is_empty() {
            writeln!(f, "\ndecided:")?;
            for decision in &self.decisions {
                writeln!(f, "  {decision}")?;
            }
        }
        Ok(())
    }
}

/// So many characters of a text are shown.
const MOST_SHOWN: usize = 100;

/// The start of a long text; the place says where the rest is.
fn shortened(text: &str) -> String {
    if text.chars().count() <= MOST_SHOWN {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(MOST_SHOWN).collect();
    out.push('…');
    out
}
