//! A correction written into `vitae.yaml`: all else stays as it stands, comments too.
//!
//! The file is edited as text, in one of several ways; one is taken whose result reads as the file
//! did, with the correction. Nothing is guessed about how people write YAML.

use std::path::Path;
use std::sync::Arc;

use super::correction::{Correction, ReadAs};
use super::{Settings, read};
use crate::diagnostic::{Diagnostic, Source};
use crate::yaml::{self, Node, Value};

/// A correction that is to be written.
#[derive(Clone, Debug)]
pub struct NewCorrection {
    /// The text.
    pub text: String,
    /// What it is.
    pub is: ReadAs,
    /// The page, from the file's folder, where the file is for several.
    pub page: Option<String>,
    /// Words that stand near it, where the page has the text twice.
    pub near: Option<String>,
}

impl NewCorrection {
    /// As it is written: `{ text: 'Fenwick Hall', is: organization }`.
    fn written(&self) -> String {
        let mut out = format!("{{ text: {}, is: {}", quoted(&self.text), self.is.word());
        for (key, value) in [("page", &self.page), ("where", &self.near)] {
            if let Some(value) = value {
                out.push_str(&format!(", {key}: {}", quoted(value)));
            }
        }
        out.push_str(" }");
        out
    }

    /// True for a correction of the same text at the same place.
    fn is_about(&self, known: &Correction) -> bool {
        let value = |text: &Option<crate::diagnostic::Spanned<String>>| {
            text.as_ref().map(|text| text.value.clone())
        };
        known.text.value == self.text
            && value(&known.page) == self.page
            && value(&known.near) == self.near
    }
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The text of the settings file with a correction, and what it then says; `source` is the file as
/// it stands, where there is one.
///
/// # Errors
/// Where the file says so already, and where it is written so that nothing can be added safely:
/// with the line to add by hand.
pub fn with_correction(
    path: &Path,
    source: Option<&Arc<Source>>,
    new: &NewCorrection,
) -> Result<(String, Settings), Diagnostic> {
    let name = path.display().to_string();
    let Some(source) = source else {
        let text = format!("read:\n  - {}\n", new.written());
        return tried(path, &name, text, |_| true).ok_or_else(|| by_hand(&name, new));
    };
    let root = yaml::parse(source, 0..source.text().len())?;
    let known = read(source, path).map_or(Vec::new(), |settings| settings.read);
    let own = known.iter().position(|known| new.is_about(known));
    let (candidates, count) = match own.map(|own| &known[own]) {
        Some(known) if known.is.value == new.is => {
            let told = format!(
                "`read:` says already that `{}` is {}",
                new.text,
                new.is.word()
            );
            return Err(Diagnostic::error(told).at(known.span.clone()));
        }
        Some(old) => {
            let mut text = source.text().to_owned();
            text.replace_range(old.is.span.range(), new.is.word());
            (vec![text], known.len())
        }
        None => (added(source, &root, &new.written()), known.len() + 1),
    };
    let keeps = |settings: &Settings| {
        let has = settings
            .read
            .iter()
            .any(|one| new.is_about(one) && one.is.value == new.is);
        let is_kept = |old: &Correction| settings.read.iter().any(|one| one.text == old.text);
        has && settings.read.len() == count && known.iter().all(is_kept)
    };
    for text in candidates {
        let is_same = rest_is_same(&name, &text, &root);
        if let Some(done) = tried(path, &name, text, keeps).filter(|_| is_same) {
            return Ok(done);
        }
    }
    Err(by_hand(&name, new))
}

fn by_hand(name: &str, new: &NewCorrection) -> Diagnostic {
    let told = format!("`{name}` is written so that nothing can be added to it safely");
    let hint = format!("add by hand, in the list `read:`: {}", new.written());
    Diagnostic::error(told).hint(hint)
}

/// A text with what it says, where it can be read and is what was wanted.
fn tried(
    path: &Path,
    name: &str,
    text: String,
    is_wanted: impl Fn(&Settings) -> bool,
) -> Option<(String, Settings)> {
    let settings = read(&Source::new(name, text.as_str()), path).ok()?;
    is_wanted(&settings).then_some((text, settings))
}

/// True if a text says under all other keys what the file says.
fn rest_is_same(name: &str, text: &str, root: &Node) -> bool {
    let source = Source::new(name, text);
    let Ok(edited) = yaml::parse(&source, 0..text.len()) else {
        return false;
    };
    let rest = |root: &Node| -> Vec<(String, Node)> {
        let entries = root.entries().iter().filter(|(key, _)| key.value != "read");
        entries
            .map(|(key, node)| (key.value.clone(), node.clone()))
            .collect()
    };
    let (before, after) = (rest(root), rest(&edited));
    let mut pairs = before.iter().zip(&after);
    before.len() == after.len()
        && pairs.all(|(one, other)| one.0 == other.0 && same(&one.1, &other.1))
}

fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Scalar(one), Value::Scalar(other)) => one == other,
        (Value::Sequence(one), Value::Sequence(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Mapping(one), Value::Mapping(other)) => {
            let is_same = |((key, one), (name, other)): (&(_, Node), &(_, Node))| {
                let (key, name): (&crate::diagnostic::Spanned<String>, _) = (key, name);
                key == name && same(one, other)
            };
            one.len() == other.len() && one.iter().zip(other).all(is_same)
        }
        (Value::Scalar(_) | Value::Sequence(_) | Value::Mapping(_), _) => false,
    }
}

/// The ways to add an item to the list `read`, the likeliest first.
fn added(source: &Arc<Source>, root: &Node, item: &str) -> Vec<String> {
    let text = source.text();
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let insert = |at: usize, words: &str| format!("{}{words}{}", &text[..at], &text[at..]);
    let Some(list) = root.get("read") else {
        let mut out = Vec::new();
        let is_ended = text.is_empty() || text.ends_with('\n');
        let first = if is_ended { "" } else { end };
        let block = format!("{first}read:{end}  - {item}{end}");
        out.push(insert(text.len(), &block));
        // Behind the end of a document nothing is read.
        if let Some(at) = text.rfind("\n...") {
            out.push(insert(at + 1, &format!("read:{end}  - {item}{end}")));
        }
        return out;
    };
    let mut out = Vec::new();
    let line_end = |at: usize| text[at..].find('\n').map(|length| at + length + 1);
    match list.items().last() {
        Some(last) => {
            let start = last.span.range().start;
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let before = &text[line..start];
            let mut at = last_byte(last);
            if let Some(hyphen) = before
                .find('-')
                .filter(|at| before[..*at].trim().is_empty())
            {
                // Brackets may close, and comments stand, on lines behind the last value.
                for _ in 0..MOST_LINES {
                    let indent = &before[..hyphen];
                    match line_end(at) {
                        Some(next) => {
                            out.push(insert(next, &format!("{indent}- {item}{end}")));
                            at = next;
                        }
                        None => {
                            out.push(insert(text.len(), &format!("{end}{indent}- {item}{end}")));
                            break;
                        }
                    }
                }
            }
            let mut close = last_byte(last);
            while let Some(length) = text[close..].find(']') {
                close += length;
                out.push(insert(close, &format!(", {item}")));
                close += 1;
                if out.len() > MOST_WAYS {
                    break;
                }
            }
        }
        None => {
            let start = list.span.range().start;
            if let Some(close) = text[start..].find(']') {
                let mut edited = text.to_owned();
                let close = (start + close + 1).min(text.len());
                edited.replace_range(start..close, &format!("{end}  - {item}"));
                out.push(edited);
            }
            let key = root.entries().iter().find(|(key, _)| key.value == "read");
            if let Some(next) = key.and_then(|(key, _)| line_end(key.span.range().end)) {
                out.push(insert(next, &format!("  - {item}{end}")));
            }
            out.push(insert(text.len(), &format!("{end}  - {item}{end}")));
        }
    }
    out
}

/// So many lines behind the last value may still belong to its item.
const MOST_LINES: usize = 6;
/// More ways are not tried.
const MOST_WAYS: usize = 16;

/// The end of a node's last value.
fn last_byte(node: &Node) -> usize {
    let own = node.span.range().end;
    match &node.value {
        Value::Scalar(_) => own,
        Value::Sequence(items) => items.iter().map(last_byte).fold(own, usize::max),
        Value::Mapping(entries) => entries
            .iter()
            .map(|(_, value)| last_byte(value))
            .fold(own, usize::max),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str) -> Result<String, Diagnostic> {
        let new = NewCorrection {
            text: "Ana's Hall".to_owned(),
            is: ReadAs::Organization,
            page: None,
            near: None,
        };
        let source = Source::new("vitae.yaml", text);
        with_correction(Path::new("vitae.yaml"), Some(&source), &new).map(|(text, _)| text)
    }

    const ITEM: &str = "- { text: 'Ana''s Hall', is: organization }";

    #[test]
    fn what_stands_in_the_file_stays() {
        for (before, after) in [
            ("", format!("read:\n  {ITEM}\n")),
            ("# mine\n", format!("# mine\nread:\n  {ITEM}\n")),
            (
                "paper: a4 # of course",
                format!("paper: a4 # of course\nread:\n  {ITEM}\n"),
            ),
            (
                "read:\n- text: Cook\n  is: title   # not a place\n# more\npaper: a4\n",
                format!("read:\n- text: Cook\n  is: title   # not a place\n{ITEM}\n# more\npaper: a4\n"),
            ),
            (
                "read:\r\n    - {\r\n      text: Cook, is: title\r\n    }\r\npaper: a4\r\n",
                format!(
                    "read:\r\n    - {{\r\n      text: Cook, is: title\r\n    }}\r\n    {ITEM}\r\npaper: a4\r\n"
                ),
            ),
            (
                "read: [{ text: 'a]b', is: title }] # all\n",
                "read: [{ text: 'a]b', is: title }, { text: 'Ana''s Hall', is: organization }] # all\n".to_owned(),
            ),
            ("read: [] # none\n", format!("read: \n  {ITEM} # none\n")),
            ("read:\npaper: a4\n", format!("read:\n  {ITEM}\npaper: a4\n")),
            (
                "read:\n  - { text: 'Ana''s Hall', is: title } # here\n",
                "read:\n  - { text: 'Ana''s Hall', is: organization } # here\n".to_owned(),
            ),
        ] {
            assert_eq!(edited(before).expect("edited"), after);
        }
    }

    #[test]
    fn what_cannot_be_edited_is_told_with_the_words_to_add() {
        let fault = edited("{ paper: a4 }\n").expect_err("flow");
        assert!(fault.hints[0].contains("{ text: 'Ana''s Hall', is: organization }"));
        assert!(edited(&format!("read:\n  {ITEM}\n")).is_err());
    }
}
