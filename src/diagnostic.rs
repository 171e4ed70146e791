//! Where a value came from, and what is wrong with it.
//!
//! A [`Span`] carries its [`Source`], so a value can be traced, and a
//! [`Diagnostic`] drawn, without a registry at hand.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::characters;
use crate::digest::Digest;

/// A text that was read, with the name the user knows it by.
pub struct Source {
    name: String,
    text: String,
    /// Byte offset at which each line starts; the first is 0.
    line_starts: Vec<usize>,
    /// The number of its first line in the file.
    first_line: usize,
    /// Of the file's bytes.
    digest: Option<Digest>,
    /// Each line is a paragraph of a document that has no lines.
    is_document: bool,
}

impl Source {
    /// Wraps `text`; `name` is a path as the user wrote it, `<stdin>`, or an option such as `--name`.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Source::of(name.into(), text.into()))
    }

    /// A whole file, with the digest of its bytes as they were read.
    pub fn file(name: impl Into<String>, text: impl Into<String>, digest: Digest) -> Arc<Self> {
        Arc::new(Source {
            digest: Some(digest),
            ..Source::of(name.into(), text.into())
        })
    }

    /// The words of a document whose paragraphs its reader's program breaks into lines: each is a
    /// line here.
    pub fn document(
        name: impl Into<String>,
        paragraphs: impl Into<String>,
        digest: Digest,
    ) -> Arc<Self> {
        Arc::new(Source {
            digest: Some(digest),
            is_document: true,
            ..Source::of(name.into(), paragraphs.into())
        })
    }

    /// A part of a file that is too large to be held: its first line has the number
    /// `first_line`.
    pub fn excerpt(
        name: impl Into<String>,
        text: impl Into<String>,
        first_line: usize,
    ) -> Arc<Self> {
        Arc::new(Source {
            first_line,
            ..Source::of(name.into(), text.into())
        })
    }

    fn of(name: String, text: String) -> Self {
        let line_starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Source {
            name,
            text,
            line_starts,
            first_line: 1,
            digest: None,
            is_document: false,
        }
    }

    /// The name that diagnostics print.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What one of its lines is called: "line", or "paragraph" where there are none.
    pub fn unit(&self) -> &'static str {
        if self.is_document {
            "paragraph"
        } else {
            "line"
        }
    }

    /// The name with what the number behind it counts, where that is not lines.
    pub fn label(&self) -> String {
        match self.is_document {
            true => format!("{}, paragraph", self.name),
            false => self.name.clone(),
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of the text's first line in its file.
    pub fn first_line(&self) -> usize {
        self.first_line
    }

    /// The digest of the file's bytes; `None` for what is no whole file.
    pub fn digest(&self) -> Option<Digest> {
        self.digest
    }

    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        let mut end = offset;
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let column = self.text[start..end].chars().count() + 1;
        (line + self.first_line - 1, column)
    }

    /// The byte range of a line (from 1) without its line end; empty past the last line.
    pub fn line(&self, line: usize) -> Range<usize> {
        let index = line.saturating_sub(self.first_line);
        let Some(&start) = self.line_starts.get(index) else {
            return self.text.len()..self.text.len();
        };
        let end = self
            .line_starts
            .get(index + 1)
            .map_or(self.text.len(), |&next| next - 1);
        let end = if self.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        start..end
    }

    /// The byte offset of a line and column, both from 1; the column counts characters.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let range = self.line(line);
        let text = &self.text[range.clone()];
        text.char_indices()
            .nth(column.saturating_sub(1))
            .map_or(range.end, |(at, _)| range.start + at)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({})", self.name)
    }
}

/// A byte range of a [`Source`].
#[derive(Clone)]
pub struct Span {
    source: Arc<Source>,
    start: usize,
    end: usize,
}

impl Span {
    /// The bytes `range` of `source`.
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Span {
            source: Arc::clone(source),
            start: range.start,
            end: range.end.max(range.start),
        }
    }

    /// A whole line (from 1), without its indentation.
    pub fn of_line(source: &Arc<Source>, line: usize) -> Self {
        let range = source.line(line);
        let text = &source.text()[range.clone()];
        let indent = text.len() - text.trim_start().len();
        Span::new(source, range.start + indent..range.end)
    }

    /// The whole text, as for the argument of an option.
    pub fn whole(source: &Arc<Source>) -> Self {
        Span::new(source, 0..source.text().len())
    }

    /// The source that the range lies in.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// The byte range.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Line and column of the start, both from 1.
    pub fn position(&self) -> (usize, usize) {
        self.source.position(self.start)
    }
}

/// Equal ranges of sources of one name.
impl PartialEq for Span {
    fn eq(&self, other: &Self) -> bool {
        self.range() == other.range() && self.source.name == other.source.name
    }
}

impl Eq for Span {}

/// For people: a name of a file steers no terminal.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.position();
        let name = characters::line(&self.source.name);
        if self.source.is_document {
            return write!(f, "{name}, paragraph {line}");
        }
        write!(f, "{name}:{line}:{column}")
    }
}

/// The bytes themselves: to count their line is too much for what is said of every word.
impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source.name)?;
        f.write_str("@")?;
        fmt::Display::fmt(&self.start, f)?;
        f.write_str("+")?;
        fmt::Display::fmt(&(self.end - self.start), f)
    }
}

/// A value with the place it came from. Two are equal when their values are.
#[derive(Clone)]
pub struct Spanned<T> {
    /// The value itself.
    pub value: T,
    /// Where it was read.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Spanned { value, span }
    }
}

impl<T: fmt::Debug> fmt::Debug for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)?;
        f.write_str(" at ")?;
        self.span.fmt(f)
    }
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something left out or decided that the user may want to know.
    Note,
    /// The result is whole but may not be what the user wants.
    Warning,
    /// The input is refused.
    Error,
}

/// One finding about a user's file or option.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// One lower-case clause that names the thing.
    pub message: String,
    /// The place it is about, where there is one.
    pub span: Option<Span>,
    /// A few words drawn under the span.
    pub label: Option<String>,
    /// Further places, each with a few words: the other side of a conflict.
    pub labels: Vec<(Span, String)>,
    /// Advice, each a clause of its own.
    pub hints: Vec<String>,
    /// What it is a case of, in one word, and the words that tell its cases apart.
    subject: Option<(&'static str, String)>,
    /// Whether it makes the document doubtful, where that does not follow from how bad it is.
    doubt: Option<bool>,
}

impl Diagnostic {
    fn new(severity: Severity, message: impl Into<String>) -> Self {
        Diagnostic {
            severity,
            message: message.into(),
            span: None,
            label: None,
            labels: Vec::new(),
            hints: Vec::new(),
            subject: None,
            doubt: None,
        }
    }

    /// A finding that refuses the input.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A finding after which the work goes on.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Something that was left out or decided.
    pub fn note(message: impl Into<String>) -> Self {
        Self::new(Severity::Note, message)
    }

    /// Places the finding.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The words under the span.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// A further place.
    #[must_use]
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.labels.push((span, label.into()));
        self
    }

    /// A piece of advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// What it is a case of, in one word, and the words of the page that tell its cases apart:
    /// its id is theirs, whatever the message says besides.
    #[must_use]
    pub fn on(mut self, case: &'static str, words: impl Into<String>) -> Self {
        self.subject = Some((case, words.into()));
        self
    }

    /// What it is a case of; nothing where nobody said.
    pub fn case(&self) -> &'static str {
        self.subject.as_ref().map_or("", |(case, _)| case)
    }

    /// It makes the document doubtful, however mild it is.
    #[must_use]
    pub fn doubtful(mut self) -> Self {
        self.doubt = Some(true);
        self
    }

    /// The document may be sent all the same.
    #[must_use]
    pub fn harmless(mut self) -> Self {
        self.doubt = Some(false);
        self
    }

    /// True if somebody should look at the document before it is sent: a warning, unless it is
    /// harmless, and what says so itself.
    pub fn is_doubt(&self) -> bool {
        self.doubt.unwrap_or(match self.severity {
            Severity::Note => false,
            Severity::Warning => true,
            Severity::Error => false,
        })
    }

    /// Its id: the same for the same finding on the same words, wherever they stand. Five
    /// consonants, so that no YAML takes it for anything but a text.
    pub fn id(&self) -> String {
        /// Without vowels no id is a word.
        const LETTERS: &[u8; 20] = b"bcdfghjklmnpqrstvwxz";
        const LENGTH: usize = 5;
        let (case, words) = match &self.subject {
            Some((case, words)) => (*case, words),
            None => ("", &self.message),
        };
        let mut left = Digest::of(format!("{case}\n{words}").as_bytes()).short();
        let mut id = String::with_capacity(LENGTH);
        for _ in 0..LENGTH {
            id.push(char::from(LETTERS[(left % LETTERS.len() as u64) as usize]));
            left /= LETTERS.len() as u64;
        }
        id
    }
}

/// All findings of one run, in the order they were made.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No findings yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding; the same finding at the same place is kept once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let same = |other: &Diagnostic| {
            other.severity == diagnostic.severity
                && other.message == diagnostic.message
                && other.span == diagnostic.span
        };
        if !self.list.iter().any(same) {
            self.list.push(diagnostic);
        }
    }

    /// Adds all findings of another stage.
    pub fn append(&mut self, other: Diagnostics) {
        for diagnostic in other.list {
            self.push(diagnostic);
        }
    }

    /// True if the input is refused.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// True if there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The findings in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Diagnostics {
            list: vec![diagnostic],
        }
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A word that is not in a closed list, or a number that is out of its range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// What the list is of.
    pub what: &'static str,
    /// The word.
    pub word: String,
    /// The list.
    pub known: &'static [&'static str],
    /// For a number, the range that it is out of, in words: `1 to 999`.
    pub range: Option<&'static str>,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownWord { what, word, .. } = self;
        match self.range {
            Some(range) => write!(f, "`{word}` is out of range: a {what} runs from {range}"),
            None => write!(f, "unknown {what} `{word}`"),
        }
    }
}

impl std::error::Error for UnknownWord {}

impl UnknownWord {
    /// The refusal of `word`.
    pub fn new(what: &'static str, word: &str, known: &'static [&'static str]) -> Self {
        UnknownWord {
            what,
            word: word.to_owned(),
            known,
            range: None,
        }
    }
}

/// `did you mean` for a word that is not in a closed list; `None` when nothing is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this Jaro-Winkler similarity a suggestion confuses more than it helps.
    const NEAR: f64 = 0.78;
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let source = Source::new("page.md", "año\r\nzwei\n");
        assert_eq!(source.position(0), (1, 1));
        assert_eq!(source.position(4), (1, 4));
        assert_eq!(source.position(6), (2, 1));
        assert_eq!(source.line(1), 0..4);
        assert_eq!(source.offset(2, 3), 8);
        assert_eq!(Span::of_line(&source, 2).to_string(), "page.md:2:1");
    }

    #[test]
    fn the_same_finding_at_the_same_place_is_kept_once() {
        let source = Source::new("a", "x");
        let mut all = Diagnostics::new();
        for _ in 0..2 {
            all.push(Diagnostic::warning("twice").at(Span::whole(&source)));
        }
        all.push(Diagnostic::warning("twice"));
        assert_eq!(all.iter().count(), 2);
    }

    #[test]
    fn an_id_is_that_of_the_words_and_not_of_their_place() {
        let source = Source::new("a", "x\ny\n");
        let finding = |count: usize| {
            Diagnostic::note(format!("{count} passages")).on("unplaced", "odds and ends")
        };
        let id = finding(1).id();
        assert_eq!(finding(2).at(Span::whole(&source)).id(), id);
        assert_ne!(Diagnostic::note("odds and ends").id(), id);
        assert!(id.len() == 5 && id.bytes().all(|byte| byte.is_ascii_lowercase()));
    }

    #[test]
    fn a_warning_makes_doubtful_unless_it_is_harmless() {
        assert!(Diagnostic::warning("a").is_doubt());
        assert!(!Diagnostic::warning("a").harmless().is_doubt());
        assert!(!Diagnostic::note("a").is_doubt());
        assert!(Diagnostic::note("a").doubtful().is_doubt());
    }

    #[test]
    fn a_slip_of_the_finger_is_suggested_and_a_stranger_is_not() {
        assert_eq!(nearest("modren", ["classic", "modern"]), Some("modern"));
        assert_eq!(nearest("zebra", ["classic", "modern"]), None);
    }
}
