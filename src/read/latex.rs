//! Commands of LaTeX in Markdown, which pandoc hands on to a typesetter: what they set, not how.

/// Commands whose argument is set bold, and those whose argument is set italic.
const BOLD: [&str; 2] = ["textbf", "bf"];
const ITALIC: [&str; 3] = ["emph", "textit", "textsl"];

/// Commands that set pieces apart.
const GAPS: [&str; 5] = ["hfill", "qquad", "quad", "hspace", "hskip"];

/// Commands that set nothing.
const NOTHING: [&str; 41] = [
    "noindent",
    "linebreak",
    "newline",
    "vspace",
    "vfill",
    "vskip",
    "medskip",
    "bigskip",
    "smallskip",
    "par",
    "centering",
    "raggedright",
    "raggedleft",
    "tiny",
    "footnotesize",
    "small",
    "normalsize",
    "large",
    "Large",
    "LARGE",
    "huge",
    "Huge",
    "bfseries",
    "itshape",
    "scshape",
    "sffamily",
    "ttfamily",
    "begin",
    "end",
    "setlength",
    "pagestyle",
    "thispagestyle",
    "pagenumbering",
    "hrule",
    "hline",
    "rule",
    "label",
    "usepackage",
    "renewcommand",
    "newcommand",
    "fancyfoot",
];

/// Where a page ends is heard by the reader of pages.
const BREAKS: [&str; 3] = ["newpage", "pagebreak", "clearpage"];

/// Commands that are a word or sign themselves.
const SIGNS: [(&str, &str); 13] = [
    ("item", "- "),
    ("og", "« "),
    ("fg", " »"),
    ("LaTeX", "LaTeX"),
    ("TeX", "TeX"),
    ("ldots", "…"),
    ("dots", "…"),
    ("textbullet", "•"),
    ("bullet", "•"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("euro", "€"),
    ("texteuro", "€"),
];

/// A line of Markdown with what its LaTeX commands set in their place; `None` for a line without
/// any. A line that is one unknown command sets nothing that Markdown knows.
pub(super) fn plain(line: &str) -> Option<String> {
    let body = line.trim();
    if !body.contains('\\') || body.contains('`') {
        return None;
    }
    if body
        .strip_prefix('\\')
        .is_some_and(|name| BREAKS.contains(&name))
    {
        return None;
    }
    if let Some((_, rest)) = command(body).filter(|(command, _)| !command.is_known())
        && rest.is_empty()
        && body.ends_with(['}', ']'])
    {
        return Some(ending(line).to_owned());
    }
    let out = set(line);
    (out != line).then_some(out)
}

fn ending(line: &str) -> &str {
    if line.ends_with('\n') { "\n" } else { "" }
}

/// A command with its arguments.
struct Command<'a> {
    name: &'a str,
    /// Those in braces.
    arguments: Vec<&'a str>,
    /// As it is written.
    written: &'a str,
}

impl Command<'_> {
    fn is_known(&self) -> bool {
        let name = self.name;
        BOLD.contains(&name)
            || ITALIC.contains(&name)
            || GAPS.contains(&name)
            || NOTHING.contains(&name)
            || BREAKS.contains(&name)
            || SIGNS.iter().any(|(sign, _)| *sign == name)
            || name.starts_with("text")
            || matches!(name, "url" | "href" | "underline" | "mbox")
    }

    /// What it sets, as Markdown.
    fn set(&self) -> String {
        let name = self.name;
        let last = || set(self.arguments.last().copied().unwrap_or_default());
        if let Some((_, sign)) = SIGNS.iter().find(|(sign, _)| *sign == name) {
            return (*sign).to_owned();
        }
        if GAPS.contains(&name) {
            return "\u{2003}".to_owned();
        }
        if NOTHING.contains(&name) || BREAKS.contains(&name) {
            return String::new();
        }
        match self.arguments.as_slice() {
            // A word of the author's: a path, a name.
            [] => self.written.to_owned(),
            [target, _] if name == "href" => format!("[{}]({target})", last()),
            _ if BOLD.contains(&name) => format!("**{}**", last()),
            _ if ITALIC.contains(&name) => format!("*{}*", last()),
            _ => last(),
        }
    }
}

/// A text with its commands set.
fn set(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match command(rest) {
            Some((command, behind)) => {
                let set = command.set();
                // The blank behind a bare command only ends it.
                let is_eaten = command.arguments.is_empty() && set != command.written;
                rest = if is_eaten {
                    behind.trim_start_matches(' ')
                } else {
                    behind
                };
                if is_eaten && set.trim().is_empty() {
                    let kept = out.trim_end_matches(' ').len();
                    let had_blank = kept < out.len();
                    out.truncate(kept);
                    if !set.is_empty() || had_blank && !rest.trim().is_empty() {
                        out.push_str(if set.is_empty() { " " } else { &set });
                    }
                } else {
                    if set.starts_with(' ') {
                        out.truncate(out.trim_end_matches(' ').len());
                    }
                    out.push_str(&set);
                }
            }
            None => {
                out.push('\\');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The command with which a text begins, and what stands behind it.
fn command(text: &str) -> Option<(Command<'_>, &str)> {
    let name = text.strip_prefix('\\')?;
    let length = name.len()
        - name
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .len();
    if length < 2 {
        return None;
    }
    let (name, mut rest) = name.split_at(length);
    rest = rest
        .strip_prefix('*')
        .filter(|rest| rest.starts_with('{'))
        .unwrap_or(rest);
    let mut arguments = Vec::new();
    loop {
        if let Some(inner) = rest.strip_prefix('[').filter(|_| arguments.is_empty())
            && let Some(end) = inner.find("]{")
        {
            rest = &inner[end + 1..];
        }
        let Some((argument, behind)) = braced(rest) else {
            break;
        };
        arguments.push(argument);
        rest = behind;
    }
    let written = &text[..text.len() - rest.len()];
    Some((
        Command {
            name,
            arguments,
            written,
        },
        rest,
    ))
}

/// What stands between braces at a text's start, and behind them.
fn braced(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?;
    let mut depth = 1_usize;
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inner[..at], &inner[at + 1..]));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_leave_what_they_set() {
        for (written, set) in [
            (
                "\\textbf{Danish} native \\hfill \\textbf{Dutch} fluent",
                "**Danish** native\u{2003}**Dutch** fluent",
            ),
            (
                "the 3\\textsuperscript{rd} of \\emph{all}",
                "the 3rd of *all*",
            ),
            ("\\noindent", ""),
            ("\\noindent Ana Reis", "Ana Reis"),
            ("\\vspace{-3mm}", ""),
            ("\\insertbib{articles}\n", "\n"),
            ("the \\nth{2} time", "the 2 time"),
            (
                "\\href{https://acme.example}{\\textbf{Acme}}",
                "[**Acme**](https://acme.example)",
            ),
            ("of \\og looms \\fg", "of « looms »"),
            ("written in \\LaTeX", "written in LaTeX"),
        ] {
            assert_eq!(plain(written).as_deref(), Some(set), "{written}");
        }
    }

    #[test]
    fn what_is_no_command_stays() {
        for text in [
            "C:\\Users\\ana",
            "a \\* b",
            "Ana\\",
            "`\\textbf{x}`",
            "plain",
            "\\o",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
