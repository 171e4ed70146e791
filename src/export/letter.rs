//! A cover letter: what it says, what it is called, and its files in each format.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Content, Design, Exported, FileName, Look, NameParts, NameValue, Wanted, files};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Source, Span, Spanned};
use crate::error::Error;
use crate::extract::{self, vocabulary};
use crate::font::Shaper;
use crate::layout::{Document, compose_letter, typeset_letter};
use crate::letter::{self, Day, Letter, LetterDate};
use crate::read::{self, Format, Input, Request, RoleSettings, Settings};
use crate::redact::Redactor;
use crate::resume::{Person, Redaction, Resume, Text};
use crate::theme::Paper;
use crate::units::Pt;

/// What a letter says, whatever its look.
#[derive(Debug)]
pub struct LetterContent {
    /// The letter.
    pub letter: Letter,
    /// Who writes it.
    pub person: Person,
    /// BCP 47 tag of the letter's language.
    pub language: String,
    /// The file names, without their endings and as they may be shown, of the letter and of the
    /// page that says who writes.
    stems: (String, Option<String>),
    /// Every file that was named to be read: no document may take its place.
    pub inputs: Vec<PathBuf>,
    /// The texts that were read.
    pub texts: Vec<Arc<Source>>,
    /// What reading and extraction found.
    pub findings: Diagnostics,
}

/// The letter that a role names; `None` where it names none.
///
/// # Errors
/// For a file that is not there.
pub fn letter_of(settings: &Settings, role: &RoleSettings) -> Result<Option<Input>, Error> {
    let Some(named) = &role.letter else {
        return Ok(None);
    };
    let path = settings.folder.join(&named.value);
    if !path.is_file() {
        let fault = Diagnostic::error(format!("there is no letter `{}`", named.value));
        return Err(fault.at(named.span.clone()).into());
    }
    Ok(Some(Input::File(path)))
}

/// Reads a letter and the pages that say who writes it; `day` is its date where it gives none.
///
/// # Errors
/// What reading the letter and the pages refuses.
pub fn letter_content(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
    input: &Input,
    day: Option<Spanned<Day>>,
) -> Result<LetterContent, Error> {
    let source = input.read(settings.input_limit(wanted.max_input))?;
    let (mut letter, mut findings) = letter::read(&source)?;
    if letter.date.is_none() {
        letter.date = day.map(LetterDate::On);
    }
    let sender = sender(wanted, settings, role, (input, &source))?;
    findings.append(sender.findings);
    let language = language(&letter, sender.language);
    let mut person = sender.person;
    let stem = input.path().and_then(Path::file_stem);
    let stem = stem.map_or_else(|| "letter".into(), |stem| stem.to_string_lossy());
    let mut stems = (stem.into_owned(), sender.stem);
    let redact = redacted(wanted, role);
    if !redact.is_empty() {
        let mut redactor = Redactor::new(&person, &redact);
        person = redactor.person(&person);
        letter = letter.redacted(&mut redactor);
        let (own, page) = &mut stems;
        for stem in std::iter::once(own).chain(page) {
            *stem = redactor.stem(stem).to_owned();
        }
        findings.append(redactor.take_notes());
    }
    let mut inputs = sender.inputs;
    inputs.extend(input.path().map(Path::to_owned));
    inputs.extend(settings.file.clone());
    let mut texts = sender.texts;
    texts.push(source);
    Ok(LetterContent {
        letter,
        person,
        language,
        stems,
        inputs,
        texts,
        findings,
    })
}

/// What neither head nor text may say.
fn redacted(wanted: &Wanted, role: Option<&RoleSettings>) -> Vec<Redaction> {
    let mut kinds = wanted.redact.clone();
    for kind in role.iter().flat_map(|role| &role.redact) {
        if !kinds.contains(&kind.value) {
            kinds.push(kind.value);
        }
    }
    kinds
}

/// Who writes, and what else the page of the résumé says.
struct Sender {
    person: Person,
    language: Option<Text>,
    stem: Option<String>,
    inputs: Vec<PathBuf>,
    texts: Vec<Arc<Source>>,
    findings: Diagnostics,
}

/// The person whole: what is redacted is looked for in the letter, too.
fn sender(
    wanted: &Wanted,
    settings: &Settings,
    role: Option<&RoleSettings>,
    (input, letter): (&Input, &Arc<Source>),
) -> Result<Sender, Error> {
    if wanted.page.is_none() && role.is_none() {
        let mut request = Request::new(input.clone());
        request.person = wanted.person.clone();
        request.config = wanted.config.clone();
        request.redact = wanted.redact.clone();
        request.max_input = wanted.max_input;
        let sources = read::around(letter, &request)?;
        let (person, findings) = extract::sender(&sources);
        return Ok(Sender {
            person,
            language: None,
            stem: None,
            inputs: Vec::new(),
            texts: sources.texts().into_iter().cloned().collect(),
            findings,
        });
    }
    let whole = Wanted {
        redact: Vec::new(),
        ..wanted.clone()
    };
    let role = role.map(|role| RoleSettings {
        redact: Vec::new(),
        ..role.clone()
    });
    let Content {
        selection,
        stem,
        inputs,
        texts,
        findings: told,
        ..
    } = super::content(&whole, settings, role.as_ref())?;
    let mut findings = Diagnostics::new();
    // What is left out of the résumé is not the letter's concern.
    for finding in told
        .iter()
        .filter(|found| found.severity > Severity::Note || found.is_doubt())
    {
        findings.push(finding.clone());
    }
    Ok(Sender {
        person: selection.resume.person,
        language: selection.resume.language,
        stem: Some(stem),
        inputs,
        texts,
        findings,
    })
}

/// The letter's language: as it says, as its sentences tell, else the résumé's.
fn language(letter: &Letter, of_page: Option<Text>) -> String {
    let said = letter.language.as_ref().map(|tag| tag.value.clone());
    let told = || extract::language_of(&letter.prose());
    let of_page = of_page.map(|tag| tag.value);
    said.or_else(|| match (told(), of_page) {
        // "pt-BR" says more than "pt".
        (Some(told), Some(of_page)) if of_page.starts_with(told) => Some(of_page),
        (Some(told), _) => Some(told.to_owned()),
        (None, of_page) => of_page,
    })
    .unwrap_or_else(|| "en".to_owned())
}

impl Look {
    /// The pattern of a letter's name: that of the résumé with the word for a letter in the
    /// place of the headline, or behind it, so that neither takes the other's place.
    pub fn letter_name(&self, content: &LetterContent) -> FileName {
        match &self.pattern {
            Some(pattern) if pattern.has(NameValue::Headline) => pattern.clone(),
            Some(pattern) => pattern.parted_by(&[NameValue::Headline]),
            None => FileName::usual(&content.titled()),
        }
    }

    /// The name of the file that a letter is called after, without its ending.
    pub fn letter_stem<'a>(&self, content: &'a LetterContent) -> &'a str {
        let (own, page) = &content.stems;
        match self.pattern {
            Some(_) => page.as_ref().unwrap_or(own),
            // Without a name there is no other word for a letter than its own file's.
            None => own,
        }
    }

    /// A letter's path without its ending.
    pub fn letter_path(&self, content: &LetterContent, role: Option<&str>) -> PathBuf {
        let parts = NameParts {
            stem: self.letter_stem(content),
            theme: &self.theme.name,
            role,
            id: None,
        };
        let name = self.letter_name(content).of(&content.titled(), &parts);
        self.folder.join(name)
    }
}

impl LetterContent {
    /// What the name of a file may say of it.
    pub fn titled(&self) -> Resume {
        let word = letter::words(&self.language).file();
        let text = |value: &str| {
            let source = Source::new("letter", value);
            Spanned::new(value.to_owned(), Span::whole(&source))
        };
        Resume {
            person: Person {
                name: self.person.name.clone(),
                headline: Some(text(word)),
                ..Person::default()
            },
            language: Some(text(&self.language)),
            ..Resume::default()
        }
    }
}

/// A page that is filled further may be too full for a program that breaks its own lines.
const FULL: f32 = 0.9;

/// Sets a letter and writes it in each format.
///
/// Of the design the headings, the number of pages and what may be dropped play no part: a
/// letter has one page where it can have, and loses nothing.
///
/// # Errors
/// [`Error::Writer`] where a writer gives up.
pub fn export_letter(
    content: &LetterContent,
    design: &Design<'_>,
    formats: &[Format],
) -> Result<Exported, Error> {
    let mut shaper = Shaper::with_fonts(design.fonts.clone());
    export_letter_with(content, design, formats, &mut shaper)
}

/// The same with a shaper that knows words already; the fonts of the design are its own.
///
/// # Errors
/// As [`export_letter`].
pub fn export_letter_with(
    content: &LetterContent,
    design: &Design<'_>,
    formats: &[Format],
    shaper: &mut Shaper,
) -> Result<Exported, Error> {
    let theme = design.theme.for_letter();
    // A letter shows no picture of its writer.
    let person = Person {
        photo: None,
        picture: None,
        ..content.person.clone()
    };
    let language = content.language.as_str();
    let words = vocabulary().words(language);
    let flow = compose_letter(&content.letter, &person, &theme, words, language);
    let set = typeset_letter(&flow, &theme, design.paper, shaper);
    let fit = match fill(&set.document, theme.margins.bottom, design.paper) {
        full if full > FULL => set.fit.eased(),
        _ => set.fit,
    };
    let for_word = fit.applied(&design.theme.for_letter_without_columns());
    let files = files(&flow, &set.document, &for_word, design, formats)?;
    let mut diagnostics = set.diagnostics;
    let pages = set.document.pages.len();
    if pages > 1 {
        diagnostics.push(
            Diagnostic::warning(format!("the letter has {pages} pages"))
                .hint("one page is read to its end"),
        );
    }
    Ok(Exported {
        files,
        pages,
        fit: set.fit,
        dropped: Vec::new(),
        diagnostics,
        document: set.document,
    })
}

/// How far the first page is filled, as a share of its height without the lower margin.
fn fill(document: &Document, bottom: Pt, paper: Paper) -> f32 {
    let Some(page) = document.pages.first() else {
        return 0.0;
    };
    let lowest = page.items.iter().map(|placed| placed.at.y.0);
    lowest.fold(0.0, f32::max) / (paper.size().height - bottom).0
}
