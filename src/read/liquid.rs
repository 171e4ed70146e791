//! Template marks out of a page: Liquid tags, shortcodes and kramdown attribute lists.
//!
//! The number of lines never changes, so that a line of the result is a line of the page.

/// Stands where a template would print a value. Text around it is not a whole sentence.
pub(crate) const HOLE: char = '\u{e000}';

/// Removes marks everywhere but in code. A loop goes with its body, which is a pattern for
/// data that is not on the page; a printed value leaves a [`HOLE`].
pub(super) fn strip(text: &str) -> String {
    let mut stripper = Stripper {
        text,
        out: String::with_capacity(text.len()),
        closed: Missing::default(),
    };
    let mut fence: Option<Fence> = None;
    let mut at = 0;
    while at < text.len() {
        if fence.is_none() {
            // Lines without any of these are as they are.
            let next = memchr::memchr3(b'{', b'`', b'~', &text.as_bytes()[at..]);
            let rest = &text[at..];
            let plain = next.map_or(rest.len(), |next| {
                memchr::memrchr(b'\n', &rest.as_bytes()[..next]).map_or(0, |line| line + 1)
            });
            stripper.out.push_str(&rest[..plain]);
            at += plain;
        }
        let line = memchr::memchr(b'\n', &text.as_bytes()[at..]);
        let end = line.map_or(text.len(), |n| at + n + 1);
        let line = &text[at..end];
        if let Some(open) = fence {
            stripper.out.push_str(line);
            if open.is_closed_by(line) {
                fence = None;
            }
            at = end;
        } else if let Some(open) = Fence::opened_by(line) {
            stripper.out.push_str(line);
            fence = Some(open);
            at = end;
        } else {
            at = stripper.line(at, end);
        }
    }
    stripper.out
}

/// A code fence.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    mark: char,
    width: usize,
}

impl Fence {
    /// The fence that a line opens.
    pub(super) fn opened_by(line: &str) -> Option<Fence> {
        let body = line.trim_start_matches(' ');
        if line.len() - body.len() > 3 {
            return None;
        }
        let mark = body.chars().next().filter(|c| matches!(c, '`' | '~'))?;
        let width = body.chars().take_while(|&c| c == mark).count();
        let info = &body[width..];
        (width >= 3 && !(mark == '`' && info.contains('`'))).then_some(Fence { mark, width })
    }

    /// True if the line ends the fence.
    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let body = line.trim();
        body.chars().all(|c| c == self.mark) && body.len() >= self.width
    }
}

/// Closing marks that are known not to follow, so that none is sought twice.
#[derive(Default)]
struct Missing {
    tag: bool,
    value: bool,
    comment: bool,
    repeat: bool,
}

struct Stripper<'a> {
    text: &'a str,
    out: String,
    closed: Missing,
}

impl Stripper<'_> {
    /// Copies a line without its marks; a mark may reach past the line. Gives the next offset.
    fn line(&mut self, mut at: usize, end: usize) -> usize {
        while at < end {
            let rest = &self.text[at..end];
            let Some(found) = rest.find(['{', '`']) else {
                self.out.push_str(rest);
                return end;
            };
            self.out.push_str(&rest[..found]);
            at += found;
            let rest = &self.text[at..end];
            if rest.starts_with('`') {
                let code = code_span(rest);
                self.out.push_str(&rest[..code]);
                at += code;
            } else if let Some((heading, next)) = self.shortcode(at, end) {
                self.out.push_str(&heading);
                at = next;
            } else if let Some(next) = self.mark(at, end) {
                let lines = self.text[at..next].matches('\n').count();
                self.out.extend(std::iter::repeat_n('\n', lines));
                at = next;
            } else {
                self.out.push('{');
                at += 1;
            }
        }
        at
    }

    /// The heading that a shortcode alone on its line makes, and where it ends.
    fn shortcode(&mut self, at: usize, end: usize) -> Option<(String, usize)> {
        let rest = self.text[at..end].trim_end();
        let is_one = rest.starts_with("{{<") || rest.starts_with("{{%");
        if !is_one || !rest.ends_with("}}") || !(self.out.is_empty() || self.out.ends_with('\n')) {
            return None;
        }
        let heading = super::shortcode::heading(rest)?;
        Some((heading, at + rest.len()))
    }

    /// The end of the mark that starts at `at`.
    fn mark(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = &self.text[at..];
        if rest.starts_with("{{") {
            let close = seek(rest, "}}", &mut self.closed.value).map(|n| at + n);
            if close.is_some() && !rest.starts_with("{{<") && !rest.starts_with("{{%") {
                self.out.push(HOLE);
            }
            return close;
        }
        if let Some(inner) = rest.strip_prefix("{%") {
            // Behind its beginning: "{%}" is one character short of a tag.
            let close = 2 + seek(inner, "%}", &mut self.closed.tag)?;
            let name = tag_name(&inner[..close - 4]);
            if name == "comment" {
                let close = seek(rest, "endcomment", &mut self.closed.comment)
                    .and_then(|n| Some(n + seek(&rest[n..], "%}", &mut self.closed.tag)?));
                if let Some(close) = close {
                    return Some(at + close);
                }
            }
            if name == "for"
                && let Some(end) = self.end_of_loop(at + close)
            {
                return Some(end);
            }
            if matches!(name, "highlight" | "endhighlight") {
                self.out.push_str("```");
            }
            return Some(at + close);
        }
        if rest.starts_with("{:")
            || rest.starts_with("{#")
            || rest.starts_with("{.")
            || self.text[..at].ends_with([')', ']', '`']) && opens_attributes(&rest[1..])
        {
            return self.text[at..end].find('}').map(|n| at + n + 1);
        }
        None
    }
}

impl Stripper<'_> {
    /// The end of the loop whose body starts at `at`.
    fn end_of_loop(&mut self, mut at: usize) -> Option<usize> {
        if self.closed.repeat {
            return None;
        }
        let mut depth = 1usize;
        while let Some(found) = self.text[at..].find("{%") {
            at += found;
            let rest = &self.text[at..];
            let close = 2 + rest[2..].find("%}").map(|n| n + 2)?;
            match tag_name(&rest[2..close - 2]) {
                "for" => depth += 1,
                "endfor" => depth -= 1,
                _ => {}
            }
            at += close;
            if depth == 0 {
                return Some(at);
            }
        }
        // No further loop is closed either.
        self.closed.repeat = true;
        None
    }
}

/// True for what begins with a name and its value: "width=100}".
fn opens_attributes(text: &str) -> bool {
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
        .count();
    let line = text.lines().next().unwrap_or_default();
    length > 0 && text[length..].starts_with('=') && line.contains('}')
}

/// The word that says what a tag does: "for" of " for x in y -".
fn tag_name(inner: &str) -> &str {
    let inner = inner.trim_matches(['-', ' ']);
    inner.split_whitespace().next().unwrap_or("")
}

fn seek(rest: &str, close: &str, missing: &mut bool) -> Option<usize> {
    if *missing {
        return None;
    }
    let found = rest.find(close).map(|n| n + close.len());
    *missing = found.is_none();
    found
}

/// The length of the code span that `rest` starts with, or of its lone back-quotes.
fn code_span(rest: &str) -> usize {
    let width = rest.chars().take_while(|&c| c == '`').count();
    let mut at = width;
    while let Some(found) = rest[at..].find('`') {
        let from = at + found;
        let run = rest[from..].chars().take_while(|&c| c == '`').count();
        at = from + run;
        if run == width {
            return at;
        }
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_lines_stay() {
        assert_eq!(strip("a {% if\nx %}b{{ c }}d\n"), "a \nb\u{e000}d\n");
        assert_eq!(strip("# T {: .x}\n{:toc}\n"), "# T \n\n");
        assert_eq!(strip("![a](b){width=1 style=\"x\"} c"), "![a](b) c");
        assert_eq!(strip("f(x){y=1"), "f(x){y=1");
        assert_eq!(strip("a {b=1}"), "a {b=1}");
        assert_eq!(strip("# T {#id .x}\n# U {2011}\n"), "# T \n# U {2011}\n");
        assert_eq!(
            strip("{% comment %}\ngone\n{% endcomment %}kept"),
            "\n\nkept"
        );
        assert_eq!(strip("{{< contact \"a\" >}}x"), "x");
    }

    #[test]
    fn a_loop_goes_with_its_body() {
        assert_eq!(
            strip("a {% for x in y %}\n{{ x }}{% for z in x %}-{% endfor %}\n{% endfor %}b"),
            "a \n\nb"
        );
        assert_eq!(strip("{% for x in y %}a{% for"), "a{% for");
        assert_eq!(strip("{% for x in y %}a{%}{% endfor %}"), "a");
        assert_eq!(strip("a{%}b"), "a{%}b");
    }

    #[test]
    fn code_is_left_alone() {
        assert_eq!(strip("`{{ a }}` {{ b }}"), "`{{ a }}` \u{e000}");
        assert_eq!(
            strip("```\n{% x %}\n```\n{% x %}y\n"),
            "```\n{% x %}\n```\ny\n"
        );
    }

    #[test]
    fn a_mark_that_is_never_closed_stays() {
        assert_eq!(strip("a {% b {{ c"), "a {% b {{ c");
    }
}
