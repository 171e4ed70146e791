//! What a document's file is called.

use deunicode::deunicode;

use crate::resume::Resume;

/// A pattern of file names: words in braces stand for values, all else for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    parts: Vec<Part>,
    /// What was added to tell documents apart; it is never cut off.
    parting: Vec<NameValue>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Value(NameValue),
}

/// What a word in braces stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameValue {
    /// The person's name.
    Name,
    /// The headline.
    Headline,
    /// The page's file name without its ending.
    Stem,
    /// The theme's name.
    Theme,
    /// The role's name.
    Role,
    /// The document's language.
    Language,
    /// What one person of many is known by.
    Id,
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
    /// What one person of many is known by.
    pub id: Option<&'a str>,
}

/// The words that may stand in braces.
const VALUES: [(&str, NameValue); 7] = [
    ("name", NameValue::Name),
    ("headline", NameValue::Headline),
    ("stem", NameValue::Stem),
    ("theme", NameValue::Theme),
    ("role", NameValue::Role),
    ("language", NameValue::Language),
    ("id", NameValue::Id),
];

/// Why a pattern was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// A brace is not closed.
    #[error("`{{` is not closed")]
    Unclosed,
    /// A word in braces stands for nothing.
    #[error(
        "unknown value `{{{0}}}`: {{name}}, {{headline}}, {{stem}}, {{theme}}, {{role}}, {{language}} or {{id}}"
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
        Ok(FileName::made_of(parts))
    }
}

/// The pattern as it is written.
impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = |value: NameValue| {
            let known = VALUES.iter().find(|(_, known)| *known == value);
            known.map_or("", |(word, _)| word)
        };
        for part in &self.parts {
            match part {
                Part::Text(text) => f.write_str(text)?,
                Part::Value(value) => write!(f, "{{{}}}", word(*value))?,
            }
        }
        self.parting
            .iter()
            .try_for_each(|value| write!(f, "-{{{}}}", word(*value)))
    }
}

impl FileName {
    /// `First-Last-Headline` where the name is known, else the page's stem.
    pub fn usual(resume: &Resume) -> Self {
        let value = |value| Part::Value(value);
        let parts = match (&resume.person.name, &resume.person.headline) {
            (Some(_), Some(_)) => vec![
                value(NameValue::Name),
                Part::Text("-".to_owned()),
                value(NameValue::Headline),
            ],
            (Some(_), None) => vec![value(NameValue::Name)],
            (None, _) => vec![value(NameValue::Stem)],
        };
        FileName::made_of(parts)
    }

    fn made_of(parts: Vec<Part>) -> Self {
        FileName {
            parts,
            parting: Vec::new(),
        }
    }

    /// The same name with values behind it that tell documents apart.
    #[must_use]
    pub fn parted_by(&self, values: &[NameValue]) -> Self {
        let mut parted = self.clone();
        parted.parting.extend(values);
        parted
    }

    /// True if the value is part of the name.
    pub fn has(&self, value: NameValue) -> bool {
        self.parts.contains(&Part::Value(value)) || self.parting.contains(&value)
    }

    /// The name for a résumé, in ASCII, without its ending.
    pub fn of(&self, resume: &Resume, parts: &NameParts<'_>) -> String {
        let text = |value: &Option<crate::resume::Text>| {
            value
                .as_ref()
                .map(|text| text.value.clone())
                .unwrap_or_default()
        };
        let value = |value: NameValue| match value {
            NameValue::Name => text(&resume.person.name),
            NameValue::Headline => text(&resume.person.headline),
            NameValue::Stem => parts.stem.to_owned(),
            NameValue::Theme => parts.theme.to_owned(),
            NameValue::Role => parts.role.unwrap_or_default().to_owned(),
            NameValue::Language => text(&resume.language),
            NameValue::Id => parts.id.unwrap_or_default().to_owned(),
        };
        let whole: String = self
            .parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => text.clone(),
                Part::Value(known) => value(*known),
            })
            .collect();
        let end: Vec<String> = self
            .parting
            .iter()
            .map(|known| plain(&value(*known), LONGEST))
            .filter(|word| !word.is_empty())
            .collect();
        let end = end.join("-");
        let room = LONGEST.saturating_sub(end.len() + usize::from(!end.is_empty()));
        let mut name = plain(&whole, room);
        if name.is_empty() {
            name = plain(parts.stem, room);
        }
        match (name.is_empty(), end.is_empty()) {
            (_, true) => name,
            (true, false) => end,
            (false, false) => format!("{name}-{end}"),
        }
    }
}

/// Longer names are refused by some mail systems and archives.
const LONGEST: usize = 120;

/// Letters and digits of ASCII, with single hyphens for all else; at most `room` bytes.
fn plain(text: &str, room: usize) -> String {
    let ascii = deunicode(text);
    let words: Vec<&str> = ascii
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '+' || c == '#'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut name = words.join("-").replace('#', "Sharp");
    name.truncate(room);
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
            id: None,
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
        let pattern = "CV {name} ({id})";
        assert_eq!(parse(pattern).expect("valid").to_string(), pattern);
        let name = parse("{role}_{language}").expect("valid");
        assert_eq!(name.of(&resume, &parts("page")), "data-eng_");
    }

    #[test]
    fn what_tells_documents_apart_is_never_cut_off() {
        let resume = person(&"Very Long Name ".repeat(20), "");
        let usual = FileName::usual(&resume);
        let name = usual.parted_by(&[NameValue::Role, NameValue::Theme]);
        let name = name.of(&resume, &parts("page"));
        assert!(name.ends_with("-data-eng-modern"), "{name}");
        assert!(name.len() <= LONGEST, "{name}");
    }
}
