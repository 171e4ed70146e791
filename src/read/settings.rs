//! `vitae.yaml`: what the user says once for all exports.

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Source, Spanned, UnknownWord, nearest};
use crate::theme::Paper;
use crate::yaml::{self, Node, Value};

/// The name of the file.
pub(super) const FILE: &str = "vitae.yaml";

/// The sections that the file may give, as data files give them.
const SECTIONS: [&str; 6] = [
    "experience",
    "education",
    "certifications",
    "languages",
    "skills",
    "projects",
];

/// Everything that `vitae.yaml` may say.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The folder that relative paths in the file start from.
    pub folder: PathBuf,
    /// Values that override and complete the page's.
    pub person: PersonSettings,
    /// The size of a page.
    pub paper: Option<Spanned<Paper>>,
    /// Where documents go and what they are called.
    pub output: OutputSettings,
    /// Whose headings are printed.
    pub headings: Option<Spanned<Headings>>,
    /// Folders with faces for characters that the program's own lack.
    pub fonts: Vec<Spanned<String>>,
    /// Sections that the file itself gives, by their names.
    pub(crate) sections: Vec<(Spanned<String>, Node)>,
    /// Words and classes beside the program's own.
    pub(crate) vocabulary: Vec<OwnWord>,
}

/// The `person:` part, or the options of the command line that say the same.
#[derive(Clone, Debug, Default)]
pub struct PersonSettings {
    /// The person's name.
    pub name: Option<Spanned<String>>,
    /// What the person is.
    pub headline: Option<Spanned<String>>,
    /// An e-mail address.
    pub email: Option<Spanned<String>>,
    /// A telephone number.
    pub phone: Option<Spanned<String>>,
    /// Where the person lives.
    pub location: Option<Spanned<String>>,
    /// The person's own page.
    pub url: Option<Spanned<String>>,
    /// Addresses of profiles.
    pub links: Vec<Spanned<String>>,
    /// Path of a picture.
    pub photo: Option<Spanned<String>>,
}

/// The `output:` part.
#[derive(Clone, Debug, Default)]
pub struct OutputSettings {
    /// The folder for documents.
    pub dir: Option<Spanned<String>>,
    /// The pattern of file names.
    pub pattern: Option<Spanned<String>>,
    /// The formats to write.
    pub formats: Vec<Spanned<Format>>,
    /// The theme's name or file.
    pub theme: Option<Spanned<String>>,
    /// How many pages a document may have.
    pub pages: Option<Spanned<Pages>>,
    /// Whether parts may be left out where it has too many.
    pub drop: Option<Spanned<bool>>,
}

/// The formats that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word.
    Docx,
    /// Vector pictures, one a page.
    Svg,
    /// Pixels, one picture a page.
    Png,
}

/// Whose headings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Headings {
    /// The plain words of the section's kind, in the document's language: hiring software
    /// knows them.
    #[default]
    Kind,
    /// The author's own.
    Author,
}

/// How many pages a document may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pages {
    /// As few as the theme's looks allow.
    #[default]
    Auto,
    /// At most so many, at least 1; type gives way where it has to.
    AtMost(usize),
}

/// Whoever asks for more pages means something else.
const MOST_PAGES: usize = 999;

impl FromStr for Pages {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        if word == "auto" {
            return Ok(Pages::Auto);
        }
        match word.parse() {
            Ok(count) if (1..=MOST_PAGES).contains(&count) => Ok(Pages::AtMost(count)),
            Ok(_) | Err(_) => Err(UnknownWord::new(
                "number of pages",
                word,
                &["auto", "1", "2", "... 999"],
            )),
        }
    }
}

impl Format {
    /// The ending of a file in this format.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Svg => "svg",
            Format::Png => "png",
        }
    }
}

impl FromStr for Format {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word.to_ascii_lowercase().as_str() {
            "pdf" => Ok(Format::Pdf),
            "docx" => Ok(Format::Docx),
            "svg" => Ok(Format::Svg),
            "png" => Ok(Format::Png),
            _ => Err(UnknownWord::new(
                "format",
                word,
                &["pdf", "docx", "svg", "png"],
            )),
        }
    }
}

impl FromStr for Headings {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "kind" => Ok(Headings::Kind),
            "author" => Ok(Headings::Author),
            _ => Err(UnknownWord::new("headings", word, &["kind", "author"])),
        }
    }
}

/// A word of the user's own vocabulary: the list it is in, what it means, the word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OwnWord {
    pub(crate) list: WordList,
    pub(crate) meaning: Spanned<String>,
    pub(crate) word: Spanned<String>,
}

/// The lists of a user's vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordList {
    /// Class names, by what an element of the class is.
    Classes,
    /// Selectors, by what the element is.
    Selectors,
    /// Headings, by what they announce.
    Headings,
    /// Labels before a colon, by what they announce.
    Labels,
    /// Names of months, by their numbers.
    Months,
    /// Names of seasons.
    Seasons,
    /// Words in dates: "present", "since".
    Dates,
    /// Words that tell what a text speaks of: roles, schools, calls to action.
    Words,
}

impl WordList {
    const ALL: [(&str, WordList); 8] = [
        ("classes", WordList::Classes),
        ("selectors", WordList::Selectors),
        ("headings", WordList::Headings),
        ("labels", WordList::Labels),
        ("months", WordList::Months),
        ("seasons", WordList::Seasons),
        ("dates", WordList::Dates),
        ("words", WordList::Words),
    ];
}

/// Reads `vitae.yaml`; all faults in one run.
///
/// # Errors
/// A diagnostic for each unknown key, wrong shape and unknown word.
pub(super) fn read(source: &Arc<Source>, path: &Path) -> Result<Settings, Diagnostics> {
    let root = yaml::parse(source, 0..source.text().len())?;
    let mut reader = Reader {
        faults: Diagnostics::new(),
    };
    let mut settings = Settings {
        folder: path.parent().unwrap_or(Path::new("")).to_owned(),
        ..Settings::default()
    };
    let known: Vec<&'static str> = [
        "person",
        "paper",
        "output",
        "headings",
        "fonts",
        "vocabulary",
    ]
    .into_iter()
    .chain(SECTIONS)
    .collect();
    reader.keys(&root, &known);
    for (key, value) in root.entries() {
        if SECTIONS.contains(&key.value.as_str()) {
            settings.sections.push((key.clone(), value.clone()));
        }
    }
    if let Some(person) = root.get("person") {
        settings.person = reader.person(person);
    }
    settings.paper = root.get("paper").and_then(|node| reader.word(node));
    if let Some(output) = root.get("output") {
        settings.output = reader.output(output);
    }
    if let Some(words) = root.get("vocabulary") {
        settings.vocabulary = reader.vocabulary(words);
    }
    if let Some(fonts) = root.get("fonts") {
        settings.fonts = reader.texts(fonts, "fonts");
    }
    settings.headings = root.get("headings").and_then(|node| reader.word(node));
    if reader.faults.has_errors() {
        Err(reader.faults)
    } else {
        Ok(settings)
    }
}

struct Reader {
    faults: Diagnostics,
}

impl Reader {
    /// Refuses everything but a mapping of known keys.
    fn keys(&mut self, node: &Node, known: &[&'static str]) {
        if let Value::Scalar(Some(_)) | Value::Sequence(_) = &node.value {
            self.faults.push(
                Diagnostic::error("expected keys and values")
                    .at(node.span.clone())
                    .hint(format!("known here: {}", known.join(", "))),
            );
        }
        for (key, _) in node.entries() {
            if known.contains(&key.value.as_str()) {
                continue;
            }
            let fault =
                Diagnostic::error(format!("unknown key `{}`", key.value)).at(key.span.clone());
            self.faults
                .push(match nearest(&key.value, known.iter().copied()) {
                    Some(near) => fault.hint(format!("did you mean `{near}`?")),
                    None => fault.hint(format!("known here: {}", known.join(", "))),
                });
        }
    }

    fn text(&mut self, node: &Node, key: &str) -> Option<Spanned<String>> {
        let node = node.get(key)?;
        if let Value::Mapping(_) | Value::Sequence(_) = &node.value {
            self.faults
                .push(Diagnostic::error(format!("`{key}` is one text")).at(node.span.clone()));
        }
        node.spanned()
    }

    /// One text, or a list of texts.
    fn texts(&mut self, node: &Node, key: &str) -> Vec<Spanned<String>> {
        let mut texts = Vec::new();
        for item in node.items().iter().chain(node.text().map(|_| node)) {
            texts.extend(item.spanned());
        }
        if texts.is_empty() || texts.len() < node.items().len() {
            self.faults.push(
                Diagnostic::error(format!("`{key}` is a list of texts")).at(node.span.clone()),
            );
        }
        texts
    }

    fn word<T: FromStr<Err = UnknownWord>>(&mut self, node: &Node) -> Option<Spanned<T>> {
        let word = node.spanned()?;
        match word.value.parse() {
            Ok(value) => Some(Spanned::new(value, word.span)),
            Err(error) => {
                let fault = Diagnostic::error(error.to_string()).at(word.span);
                self.faults
                    .push(match nearest(&error.word, error.known.iter().copied()) {
                        Some(near) => fault.hint(format!("did you mean `{near}`?")),
                        None => fault.hint(format!("known here: {}", error.known.join(", "))),
                    });
                None
            }
        }
    }

    fn person(&mut self, node: &Node) -> PersonSettings {
        self.keys(
            node,
            &[
                "name", "headline", "email", "phone", "location", "url", "links", "profiles",
                "photo",
            ],
        );
        let mut links = Vec::new();
        for key in ["links", "profiles"] {
            let Some(list) = node.get(key) else { continue };
            for item in list
                .items()
                .iter()
                .chain(list.entries().iter().map(|(_, v)| v))
            {
                match item.spanned() {
                    Some(link) => links.push(link),
                    None => self.faults.push(
                        Diagnostic::error(format!("`{key}` is a list of addresses"))
                            .at(item.span.clone()),
                    ),
                }
            }
            links.extend(list.spanned());
        }
        PersonSettings {
            name: self.text(node, "name"),
            headline: self.text(node, "headline"),
            email: self.text(node, "email"),
            phone: self.text(node, "phone"),
            location: self.text(node, "location"),
            url: self.text(node, "url"),
            links,
            photo: self.text(node, "photo"),
        }
    }

    fn vocabulary(&mut self, node: &Node) -> Vec<OwnWord> {
        self.keys(node, &WordList::ALL.map(|(name, _)| name));
        let mut out = Vec::new();
        for (name, meanings) in node.entries() {
            let known = WordList::ALL.iter().find(|(known, _)| *known == name.value);
            // An unknown list was told above.
            let Some(&(_, list)) = known else { continue };
            for (meaning, words) in meanings.entries() {
                for word in words.items().iter().chain(words.text().map(|_| words)) {
                    match word.spanned() {
                        Some(word) => out.push(OwnWord {
                            list,
                            meaning: meaning.clone(),
                            word,
                        }),
                        None => self.faults.push(
                            Diagnostic::error("expected a word or a list of words")
                                .at(word.span.clone()),
                        ),
                    }
                }
            }
        }
        out
    }

    fn output(&mut self, node: &Node) -> OutputSettings {
        self.keys(
            node,
            &["dir", "pattern", "formats", "theme", "pages", "drop"],
        );
        let mut formats = Vec::new();
        if let Some(list) = node.get("formats") {
            for item in list.items() {
                formats.extend(self.word(item));
            }
            if list.text().is_some() {
                formats.extend(self.word(list));
            }
        }
        OutputSettings {
            dir: self.text(node, "dir"),
            pattern: self.text(node, "pattern"),
            formats,
            theme: self.text(node, "theme"),
            pages: node.get("pages").and_then(|pages| self.word(pages)),
            drop: node.get("drop").and_then(|drop| self.flag(drop)),
        }
    }

    fn flag(&mut self, node: &Node) -> Option<Spanned<bool>> {
        let word = node.spanned()?;
        match word.value.parse() {
            Ok(value) => Some(Spanned::new(value, word.span)),
            Err(_) => {
                let fault = format!("`{}` is neither `true` nor `false`", word.value);
                self.faults.push(Diagnostic::error(fault).at(word.span));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Result<Settings, Diagnostics> {
        read(&Source::new("vitae.yaml", text), Path::new("a/vitae.yaml"))
    }

    #[test]
    fn every_part_is_read() {
        let all = settings(
            "person:\n  name: Ana Reis\n  phone: 555 01 02\n  links: [https://a.example.org]\n\
             paper: letter\noutput: { dir: out, formats: [pdf, docx], theme: slate, pages: 2, drop: true }\n\
             headings: author\nfonts: [faces, /more/faces]\n",
        )
        .expect("valid");
        assert_eq!(all.person.phone.expect("phone").value, "555 01 02");
        assert_eq!(all.paper.expect("paper").value, Paper::Letter);
        assert_eq!(all.output.formats.len(), 2);
        assert_eq!(all.output.pages.expect("pages").value, Pages::AtMost(2));
        assert!(all.output.drop.expect("drop").value);
        assert_eq!(all.headings.expect("headings").value, Headings::Author);
        let fonts: Vec<&str> = all.fonts.iter().map(|folder| folder.as_str()).collect();
        assert_eq!(fonts, ["faces", "/more/faces"]);
        assert_eq!(all.folder, Path::new("a"));
    }

    #[test]
    fn all_faults_are_told_in_one_run() {
        let faults = settings("persn: {}\npaper: a5\noutput: { themes: x }\n").expect_err("bad");
        let places: Vec<_> = faults
            .iter()
            .map(|d| d.span.as_ref().expect("placed").position())
            .collect();
        assert_eq!(places, [(1, 1), (2, 8), (3, 11)]);
        assert_eq!(
            faults.iter().next().expect("one").hints,
            ["did you mean `person`?"]
        );
    }

    #[test]
    fn a_number_of_pages_is_checked() {
        assert_eq!("auto".parse(), Ok(Pages::Auto));
        assert_eq!("3".parse(), Ok(Pages::AtMost(3)));
        for wrong in ["0", "1000", "-1", "two", ""] {
            assert!(wrong.parse::<Pages>().is_err(), "{wrong}");
        }
        let faults = settings("output: { pages: 0, drop: perhaps }\n").expect_err("bad");
        assert_eq!(faults.iter().count(), 2);
    }

    #[test]
    fn an_empty_file_says_nothing() {
        assert!(settings("").expect("valid").person.name.is_none());
    }
}
