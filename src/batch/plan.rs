//! Which documents there are: roles x languages x themes, each in its formats.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::crew::lock;
use super::guard::guarded;
use super::names::{self, Naming};
use super::post::{self, Drafts, Post};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, Spanned};
use crate::digest::{Digest, Digester};
use crate::error::Error;
use crate::export::{self, Content, LetterContent, Look, NameParts, NameValue, Wanted};
use crate::focus::Ranking;
use crate::letter::Day;
use crate::read::{Input, Language, RoleSettings, Settings};
use crate::resume::{Resume, Text};

/// Which documents are wanted.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What all of them have in common.
    pub wanted: Wanted,
    /// The roles by name; none for every role of the settings, or where there are none, for the
    /// page alone.
    pub roles: Vec<Spanned<String>>,
    /// The themes; none for those of the roles.
    pub themes: Vec<Spanned<String>>,
    /// The languages; none for those of the roles and pages.
    pub languages: Vec<Spanned<Language>>,
    /// Usual names end in what the person is known by: other runs write into the same folder,
    /// and cannot be asked which names they take.
    pub by_id: bool,
    /// The drafts of mails that are wanted beside the documents.
    pub drafts: Option<Drafts>,
    /// The date of letters that give none.
    pub day: Option<Spanned<Day>>,
}

/// All documents of a run.
#[derive(Debug)]
pub struct Plan {
    pub(super) subjects: Vec<Result<Subject, Unread>>,
    pub(super) sheets: Vec<Sheet>,
    /// The folder for documents.
    pub folder: PathBuf,
    /// What is told about the plan itself.
    pub notes: Diagnostics,
}

impl Plan {
    /// How many documents there are, those that cannot be made included.
    pub fn len(&self) -> usize {
        self.sheets.len() + self.subjects.iter().filter(|one| one.is_err()).count()
    }

    /// True if there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A résumé as a role shows it, in one language, or the role's letter.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) role: Option<String>,
    pub(super) resume: Resume,
    pub(super) ranking: Ranking,
    pub(super) stem: String,
    /// What one person of many is known by.
    pub(super) id: Option<String>,
    pub(super) inputs: Vec<PathBuf>,
    /// What was read: names and digests.
    pub(super) texts: Vec<(String, Digest)>,
    pub(super) findings: Diagnostics,
    /// Where the pattern of names was written.
    pub(super) pattern: Option<Span>,
    /// The draft of a mail that goes out with it.
    pub(super) post: Option<Post>,
    /// What the letter says; the résumé then says who writes it.
    pub(super) letter: Option<LetterContent>,
}

/// A role whose pages are refused.
#[derive(Debug)]
pub(super) struct Unread {
    pub(super) role: Option<String>,
    pub(super) error: Error,
}

/// A document: a subject in a look.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Its place among the subjects.
    pub(super) subject: usize,
    pub(super) look: Arc<Look>,
    /// The digest of the look's design.
    pub(super) design: Digest,
    /// Its path without an ending.
    pub(super) path: PathBuf,
}

/// A role with a language that is asked for.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    role: Option<RoleSettings>,
    language: Option<Spanned<Language>>,
}

/// Looks that were settled before.
#[derive(Default)]
pub(super) struct Looks {
    known: Mutex<HashMap<String, (Arc<Look>, Digest)>>,
}

/// With more different looks than these, all are settled anew.
const MOST_LOOKS: usize = 256;

impl Looks {
    /// A look, with the digest of its design.
    fn get(
        &self,
        wanted: &Wanted,
        settings: &Settings,
        role: Option<&RoleSettings>,
    ) -> Result<(Arc<Look>, Digest), Error> {
        // What a row of a list may say differs; the rest is that of the whole run.
        let key = format!(
            "{:?}",
            (
                &settings.file,
                role.map(|role| role.name.as_str()),
                wanted.theme.as_ref().map(|theme| theme.as_str()),
                &wanted.formats,
                wanted.paper,
                (wanted.pages, wanted.drop),
                wanted.pattern.as_ref().map(|pattern| pattern.as_str()),
            )
        );
        if let Some(known) = lock(&self.known).get(&key) {
            return Ok(known.clone());
        }
        let look = Arc::new(export::look(wanted, settings, role)?);
        let mut sum = Digester::default();
        write!(sum, "{:?}", look.letter_design()).expect("a digest takes every text");
        let look = (look, sum.finish());
        let mut known = lock(&self.known);
        if known.len() >= MOST_LOOKS {
            known.clear();
        }
        known.insert(key, look.clone());
        Ok(look)
    }
}

/// Plans all documents of a site or a page; nothing is written.
///
/// # Errors
/// [`Error::Usage`] for unknown names and for a choice that has no documents,
/// [`Error::Refused`] for two documents that would be one file.
pub fn plan(choice: &Choice) -> Result<Plan, Error> {
    let settings = export::settings(&choice.wanted)?;
    let mut choice = choice.clone();
    let is_site = choice
        .wanted
        .page
        .as_ref()
        .and_then(Input::path)
        .is_some_and(std::path::Path::is_dir);
    let turns = turns(&choice, &settings, choice.wanted.page.is_none() || is_site)?;
    if is_site && turns.iter().any(|turn| turn.role.is_some()) {
        // The roles know their pages; the site only says where their settings are.
        choice.wanted.page = None;
    }
    if turns.len() > 1 {
        read_once(
            &common(&choice),
            "is read for one role in one language",
            "name one with `--role`, or save it in a file",
        )?;
    }
    let mut notes = Diagnostics::new();
    let mut subjects = Vec::new();
    for turn in &turns {
        match parted(turn.role.as_ref(), subject(turn, &choice, &settings))? {
            Some(subject) => subjects.push(subject),
            None => notes.push(passed_over(turn)),
        }
    }
    let mut of_letters: Vec<&RoleSettings> = Vec::new();
    for role in turns.iter().filter_map(|turn| turn.role.as_ref()) {
        // A letter has one language, that of its words.
        if of_letters
            .iter()
            .all(|known| known.name.value != role.name.value)
        {
            of_letters.push(role);
        }
    }
    for role in of_letters {
        let letter = post::letter(&choice, &settings, role);
        subjects.extend(parted(Some(role), letter)?);
    }
    if subjects.is_empty() {
        return Err(Error::Usage(notes));
    }
    let looks = Looks::default();
    let sheets = sheets(&choice, &turns, &mut subjects, &settings, &looks)?;
    let folder = match sheets.first() {
        Some(sheet) => sheet.look.folder.clone(),
        None => choice.wanted.dir.clone().unwrap_or_default(),
    };
    Ok(Plan {
        subjects,
        sheets,
        folder,
        notes,
    })
}

/// What every role and every person has in common, and reads anew.
pub(super) fn common(choice: &Choice) -> Vec<Input> {
    let template = choice.drafts.as_ref().and_then(|it| it.template.clone());
    let named = [
        choice.wanted.page.clone(),
        choice.wanted.job.clone(),
        template.map(Input::File),
    ];
    named.into_iter().flatten().collect()
}

/// Refuses streams that would be read more than once: the second time there is nothing in them,
/// or nobody to write into them.
pub(super) fn read_once(inputs: &[Input], told: &str, hint: &str) -> Result<(), Error> {
    match inputs.iter().find(|input| input.is_stream()) {
        Some(Input::Stdin) => Err(usage(&format!("standard input {told}"), hint)),
        Some(Input::File(path)) => Err(usage(
            &format!("the pipe or device `{}` {told}", path.display()),
            hint,
        )),
        None => Ok(()),
    }
}

/// A subject, or why it has no documents; what is wrong with the command ends the run.
fn parted(
    role: Option<&RoleSettings>,
    read: Result<Option<Subject>, Error>,
) -> Result<Option<Result<Subject, Unread>>, Error> {
    match read {
        Ok(subject) => Ok(subject.map(Ok)),
        Err(error @ (Error::Refused(_) | Error::Io { .. } | Error::Writer { .. })) => {
            let role = role.map(|role| role.name.value.clone());
            Ok(Some(Err(Unread { role, error })))
        }
        Err(error @ Error::Usage(_)) => Err(error),
    }
}

/// The roles in their languages; `all` of the settings where none is named.
pub(super) fn turns(choice: &Choice, settings: &Settings, all: bool) -> Result<Vec<Turn>, Error> {
    let mut roles: Vec<Option<RoleSettings>> = Vec::new();
    let mut faults = Diagnostics::new();
    for name in &choice.roles {
        match settings.role(name) {
            Ok(role) => {
                let is_new = !roles
                    .iter()
                    .flatten()
                    .any(|known| known.name.value == role.name.value);
                if is_new {
                    roles.push(Some(role.clone()));
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    if faults.has_errors() {
        return Err(Error::Usage(faults));
    }
    if roles.is_empty() && all {
        roles.extend(settings.roles.iter().cloned().map(Some));
    }
    if roles.is_empty() {
        if choice.wanted.page.is_none() {
            return Err(usage(
                "there is no page and no role",
                "name a page, or a site with a `vitae.yaml`; `vitae init` writes one",
            ));
        }
        roles.push(None);
    }
    let mut turns = Vec::new();
    for role in roles {
        if choice.languages.is_empty() {
            turns.push(Turn {
                role: role.clone(),
                language: None,
            });
        }
        for language in &choice.languages {
            turns.push(Turn {
                role: role.clone(),
                language: Some(language.clone()),
            });
        }
    }
    Ok(turns)
}

/// What a role's documents say; `None` where it says nothing in the language.
pub(super) fn subject(
    turn: &Turn,
    choice: &Choice,
    settings: &Settings,
) -> Result<Option<Subject>, Error> {
    guarded(|| read_subject(turn, choice, settings)).and_then(|subject| subject)
}

fn read_subject(
    turn: &Turn,
    choice: &Choice,
    settings: &Settings,
) -> Result<Option<Subject>, Error> {
    let wanted = &choice.wanted;
    let mut role = turn.role.clone();
    if let (Some(role), Some(asked)) = (&mut role, &turn.language) {
        let own = role.language.as_ref();
        if own.is_some_and(|own| primary(&own.value.0) != primary(&asked.value.0)) {
            return Ok(None);
        }
        // A lens chooses among pages by their language; a page has the one it is written in.
        if role.is_lens() && wanted.page.is_none() {
            role.language = Some(asked.clone());
        }
    }
    let Content {
        selection,
        written_in,
        redactor,
        stem,
        mut inputs,
        texts,
        findings,
        ..
    } = match export::content(wanted, settings, role.as_ref()) {
        Ok(content) => content,
        Err(Error::Refused(found)) if is_about(&found, turn.language.as_ref()) => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut resume = selection.resume;
    if let Some(asked) = &turn.language {
        match &written_in {
            Some(own) if primary(own) != primary(&asked.value.0) => return Ok(None),
            Some(_) => {}
            None => {
                let tag = asked.value.0.clone();
                resume.language = Some(Text::new(tag, asked.span.clone()));
            }
        }
    }
    let of_role = role.as_ref().and_then(|role| role.pattern.as_ref());
    let pattern = wanted
        .pattern
        .as_ref()
        .or(of_role)
        .or(settings.output.pattern.as_ref());
    let post = Post::of(choice, settings, role.as_ref(), redactor)?;
    inputs.extend(post.iter().flat_map(|post| post.mail.inputs.clone()));
    Ok(Some(Subject {
        role: role.as_ref().map(|role| role.name.value.clone()),
        resume,
        ranking: selection.ranking,
        stem,
        id: None,
        inputs,
        texts: texts
            .iter()
            .filter_map(|text| Some((text.name().to_owned(), text.digest()?)))
            .collect(),
        findings,
        pattern: pattern.map(|pattern| pattern.span.clone()),
        post,
        letter: None,
    }))
}

/// The documents of subjects, each with a path of its own. `subjects` are those of `turns` that
/// have something to say.
pub(super) fn sheets(
    choice: &Choice,
    turns: &[Turn],
    subjects: &mut [Result<Subject, Unread>],
    settings: &Settings,
    looks: &Looks,
) -> Result<Vec<Sheet>, Error> {
    let role_of = |name: &Option<String>| {
        let name = name.as_ref()?;
        turns
            .iter()
            .filter_map(|turn| turn.role.as_ref())
            .find(|role| role.name.value == *name)
    };
    let mut chosen: Vec<(usize, (Arc<Look>, Digest))> = Vec::new();
    let mut faults = Diagnostics::new();
    for (number, subject) in subjects.iter().enumerate() {
        let Ok(subject) = subject else { continue };
        let role = role_of(&subject.role);
        let mut wanted = choice.wanted.clone();
        let mut themes: Vec<Option<&Spanned<String>>> = choice.themes.iter().map(Some).collect();
        if themes.is_empty() {
            themes.push(None);
        }
        for theme in themes {
            wanted.theme = theme.cloned().or_else(|| choice.wanted.theme.clone());
            match looks.get(&wanted, settings, role) {
                Ok(look) => chosen.push((number, look)),
                Err(Error::Usage(found)) => faults.append(found),
                Err(error) => return Err(error),
            }
        }
    }
    if faults.has_errors() {
        return Err(Error::Usage(faults));
    }
    let naming: Vec<Naming<'_>> = chosen
        .iter()
        .filter_map(|(number, (look, _))| {
            let subject = subjects[*number].as_ref().ok()?;
            Some(Naming {
                folder: &look.folder,
                pattern: match (&subject.letter, &look.pattern) {
                    (Some(letter), _) => look.letter_name(letter),
                    (None, None) if choice.by_id => {
                        look.file_name(&subject.resume).parted_by(&[NameValue::Id])
                    }
                    (None, _) => look.file_name(&subject.resume),
                },
                written: subject.pattern.clone(),
                resume: &subject.resume,
                parts: NameParts {
                    stem: match &subject.letter {
                        Some(letter) => look.letter_stem(letter),
                        None => &subject.stem,
                    },
                    theme: &look.theme.name,
                    role: subject.role.as_deref(),
                    id: subject.id.as_deref(),
                },
                formats: &look.formats,
            })
        })
        .collect();
    let paths = names::settle(&naming)?;
    let sheets = chosen.into_iter().zip(paths);
    let sheets = sheets.map(|((subject, (look, design)), path)| Sheet {
        subject,
        look,
        design,
        path,
    });
    Ok(sheets.collect())
}

fn passed_over(turn: &Turn) -> Diagnostic {
    let language = turn.language.as_ref();
    let tag = language.map_or("", |language| language.value.0.as_str());
    let told = match &turn.role {
        Some(role) => format!("the role `{}` has nothing in `{tag}`", role.name.value),
        None => format!("the page is not written in `{tag}`"),
    };
    let note = Diagnostic::note(told);
    match language {
        Some(language) => note.at(language.span.clone()),
        None => note,
    }
}

/// True if what is refused is the language that was asked for.
fn is_about(found: &Diagnostics, language: Option<&Spanned<Language>>) -> bool {
    language.is_some_and(|language| {
        found
            .iter()
            .any(|finding| finding.span.as_ref() == Some(&language.span))
    })
}

/// The language of a tag, without its country.
pub(super) fn primary(tag: &str) -> String {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    first.to_lowercase()
}

fn usage(message: &str, hint: &str) -> Error {
    Error::Usage(Diagnostic::error(message).hint(hint).into())
}
