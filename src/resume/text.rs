//! Plain and rich text, each with its place.

use crate::diagnostic::{Span, Spanned};

/// Plain text with its place.
pub type Text = Spanned<String>;

/// An address as it is shown: without scheme, `www.` and a closing slash.
pub fn bare_address(address: &str) -> String {
    let rest = address
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("mailto:")
        .trim_start_matches("tel:")
        .trim_start_matches("//");
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}

/// How a run stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Emphasis {
    /// `strong` or `b`.
    pub strong: bool,
    /// `em` or `i`.
    pub emphasized: bool,
    /// `code`.
    pub code: bool,
}

impl Emphasis {
    /// No emphasis at all.
    pub const NONE: Emphasis = Emphasis {
        strong: false,
        emphasized: false,
        code: false,
    };
}

/// Text of one emphasis and one link target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The author's characters.
    pub text: String,
    /// How it stands out.
    pub emphasis: Emphasis,
    /// Where it leads: `https:`, `http:`, `mailto:` or `tel:` only.
    pub link: Option<String>,
}

/// A text: runs that read on without a break. Paragraphs of a text end with a line feed.
#[derive(Clone, Debug)]
pub struct RichText {
    /// The runs in order; none is empty, neighbours differ in emphasis or link.
    pub runs: Vec<Run>,
    /// Where the paragraph was read.
    pub span: Span,
}

impl RichText {
    /// A paragraph of one plain run.
    pub fn plain(text: impl Into<String>, span: Span) -> Self {
        let mut rich = RichText::new(span);
        rich.push(text.into(), Emphasis::NONE, None);
        rich
    }

    /// A paragraph without text.
    pub fn new(span: Span) -> Self {
        RichText {
            runs: Vec::new(),
            span,
        }
    }

    /// Appends text, joining it to the last run where emphasis and link agree.
    pub fn push(&mut self, text: impl AsRef<str>, emphasis: Emphasis, link: Option<String>) {
        let text = text.as_ref();
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.emphasis == emphasis && last.link == link => {
                last.text.push_str(text)
            }
            _ => self.runs.push(Run {
                text: text.to_owned(),
                emphasis,
                link,
            }),
        }
    }

    /// The words without emphasis and links.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The paragraphs, one for each line feed and the last.
    pub fn paragraphs(&self) -> Vec<RichText> {
        let mut out = vec![RichText::new(self.span.clone())];
        for run in &self.runs {
            for (n, line) in run.text.split('\n').enumerate() {
                if n > 0 {
                    out.push(RichText::new(self.span.clone()));
                }
                let open = out.last_mut().expect("never empty");
                open.push(line, run.emphasis, run.link.clone());
            }
        }
        out.retain(|paragraph| !paragraph.is_blank());
        out
    }

    /// True if there is no visible character.
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }
}

impl PartialEq for RichText {
    fn eq(&self, other: &Self) -> bool {
        self.runs == other.runs
    }
}
