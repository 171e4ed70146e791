//! What a document's file is called.

use deunicode::deunicode;

use crate::resume::Resume;

/// A pattern of file names: words in braces stand for values, all else for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Value(Value),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Value {
    Name,
    Headline,
    Stem,
    Theme,
    Role,
    Language,
}

/// What a pattern may name beside the résumé's own values.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameParts<'a> {
    /// The page's file name without its ending.
    pub stem: &'a str,
    /// The theme's name.
    pub theme: &'a str,
    /// The role's name.
    pub role: Option<&'a str>,
}

/// The words that may stand in braces.
const VALUES: [(&str, Value); 6] = [
    ("name", Value::Name),
    ("headline", Value::Headline),
    ("stem", Value::Stem),
    ("theme", Value::Theme),
    ("role", Value::Role),
    ("language", Value::Language),
];

/// Why a pattern was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A brace is not closed.
    #[error("`{{` is not closed")]
    Unclosed,
    /// A word in braces stands for nothing.
    #[error(
        "unknown value `{{{0}}}`: {{name}}, {{headline}}, {{stem}}, {{theme}}, {{role}} or {{language}}"
    )]
    Unknown(String),
    /// A folder belongs into `dir`.
    #[error("a file name holds no `/`")]
    Folder,
    /// There is nothing in it.
    #[error("a file name needs a word")]
    Empty,
}

impl std::str::FromStr for FileName {
    type Err = PatternError;

    fn from_str(pattern: &str) -> Result<Self, PatternError> {
        if pattern.contains(['/', '\\']) {
            return Err(PatternError::Folder);
        }
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((text, after)) = rest.split_once('{') {
            let (word, next) = after.split_once('}').ok_or(PatternError::Unclosed)?;
            let value = VALUES
                .iter()
                .find(|(name, _)| *name == word)
                .map(|(_, value)| *value)
                .ok_or_else(|| PatternError::Unknown(word.to_owned()))?;
            parts.push(Part::Text(text.to_owned()));
            parts.push(Part::Value(value));
            rest = next;
        }
        parts.push(Part::Text(rest.to_owned()));
        parts.retain(|part| *part != Part::Text(String::new()));
        if parts.is_empty() {
            return Err(PatternError::Empty);
        }
        Ok(FileName { parts })
    }
}

impl FileName {
    /// `First-Last-Headline` where the name is known, else the page's stem.
    pub fn usual(resume: &Resume) -> Self {
        let value = |value| Part::Value(value);
        let parts = match (&resume.person.name, &resume.person.headline) {
            (Some(_), Some(_)) => vec![
                value(Value::Name),
                Part::Text("-".to_owned()),
                value(Value::Headline),
            ],
            (Some(_), None) => vec![value(Value::Name)],
            (None, _) => vec![value(Value::Stem)],
        };
        FileName { parts }
    }

    /// The name for a résumé, in ASCII, without its ending.
    pub fn of(&self, resume: &Resume, parts: &NameParts<'_>) -> String {
        let text = |value: &Option<crate::resume::Text>| {
            value
                .as_ref()
                .map(|text| text.value.clone())
                .unwrap_or_default()
        };
        let whole: String = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Value(Value::Name) => text(&resume.person.name),
                Part::Value(Value::Headline) => text(&resume.person.headline),
                Part::Value(Value::Stem) => parts.stem.to_owned(),
                Part::Value(Value::Theme) => parts.theme.to_owned(),
                Part::Value(Value::Role) => parts.role.unwrap_or_default().to_owned(),
                Part::Value(Value::Language) => text(&resume.language),
            })
            .collect();
        let name = plain(&whole);
        if name.is_empty() {
            plain(parts.stem)
        } else {
            name
        }
    }
}

/// Longer names are refused by some mail systems and archives.
const LONGEST: usize = 120;

/// Letters and digits of ASCII, with single hyphens for all else.
fn plain(text: &str) -> String {
    let ascii = deunicode(text);
    let words: Vec<&str> = ascii
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '+' || c == '#'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut name = words.join("-").replace('#', "Sharp");
    name.truncate(LONGEST);
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Source, Span, Spanned};

    fn person(name: &str, headline: &str) -> Resume {
        let source = Source::new("t", "t");
        let text = |value: &str| {
            (!value.is_empty()).then(|| Spanned::new(value.to_owned(), Span::whole(&source)))
        };
        let mut resume = Resume::default();
        resume.person.name = text(name);
        resume.person.headline = text(headline);
        resume
    }

    fn parts(stem: &str) -> NameParts<'_> {
        NameParts {
            stem,
            theme: "modern",
            role: Some("data eng"),
        }
    }

    fn usual(name: &str, headline: &str) -> String {
        let resume = person(name, headline);
        FileName::usual(&resume).of(&resume, &parts("backend_cv"))
    }

    #[test]
    fn name_and_headline_make_an_ascii_file_name() {
        assert_eq!(
            usual("Zoë Đurić", "Sr. Back-end Developer"),
            "Zoe-Duric-Sr-Back-end-Developer"
        );
        assert_eq!(usual("Jo Li", ""), "Jo-Li");
        assert_eq!(usual("", "Developer"), "backend_cv");
        assert_eq!(usual("", ""), "backend_cv");
    }

    #[test]
    fn a_name_cannot_leave_its_folder() {
        assert_eq!(usual("../../etc/passwd", ""), "etc-passwd");
    }

    #[test]
    fn a_pattern_is_checked() {
        let parse = |pattern: &str| pattern.parse::<FileName>();
        assert_eq!(parse("{name"), Err(PatternError::Unclosed));
        assert_eq!(parse("{nom}"), Err(PatternError::Unknown("nom".to_owned())));
        assert_eq!(parse("a/b"), Err(PatternError::Folder));
        assert_eq!(parse(""), Err(PatternError::Empty));
        let resume = person("Jo Li", "Cook");
        let name = parse("CV {name} ({theme})").expect("valid");
        assert_eq!(name.of(&resume, &parts("page")), "CV-Jo-Li-modern");
        let name = parse("{role}_{language}").expect("valid");
        assert_eq!(name.of(&resume, &parts("page")), "data-eng_");
    }
}
