//! What goes out with a role's résumés: the draft of a mail, and the role's letter.

use std::path::PathBuf;

use super::plan::{Choice, Subject, primary};
use crate::diagnostic::Spanned;
use crate::error::Error;
use crate::export::{self, Mail};
use crate::focus::Ranking;
use crate::letter::Day;
use crate::mail::Mailbox;
use crate::read::{RoleSettings, Settings};
use crate::redact::Redactor;
use crate::resume::{Person, Resume};

/// The drafts that are wanted beside the documents.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    /// To whom they go; none for the addresses of the roles.
    pub to: Option<Mailbox>,
    /// The file with their words; none for those of the roles.
    pub template: Option<PathBuf>,
}

/// The draft of a mail for each of a subject's looks.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) mail: Mail,
    /// What takes out of the user's own words what the documents do not say.
    pub(super) redactor: Option<Redactor>,
}

impl Post {
    /// The drafts of a role, where they are wanted.
    ///
    /// # Errors
    /// What [`Mail::of`] refuses.
    pub(super) fn of(
        choice: &Choice,
        settings: &Settings,
        role: Option<&RoleSettings>,
        redactor: Option<Redactor>,
    ) -> Result<Option<Post>, Error> {
        let Some(drafts) = &choice.drafts else {
            return Ok(None);
        };
        let of_role = role.map(|role| &role.mail);
        let limit = settings.input_limit(choice.wanted.max_input);
        let template = drafts.template.as_deref();
        Ok(Some(Post {
            mail: Mail::of(
                drafts.to.clone(),
                template,
                of_role,
                (&settings.folder, limit),
            )?,
            redactor,
        }))
    }
}

/// The letter that a role names; `None` where it names none, or one in no language that is asked
/// for.
///
/// # Errors
/// What reading the letter and the pages refuses.
pub(super) fn letter(
    choice: &Choice,
    settings: &Settings,
    role: &RoleSettings,
) -> Result<Option<Subject>, Error> {
    let Some(input) = export::letter_of(settings, role)? else {
        return Ok(None);
    };
    let day: Option<Spanned<Day>> = choice.day.clone();
    let content = export::letter_content(&choice.wanted, settings, Some(role), &input, day)?;
    let own = primary(&content.language);
    let mut asked = choice.languages.iter();
    if !choice.languages.is_empty() && !asked.any(|tag| primary(&tag.value.0) == own) {
        return Ok(None);
    }
    // Named as the letter is, and with the whole person, of whom no report says too much.
    let named = content.titled();
    let resume = Resume {
        person: Person {
            headline: named.person.headline.clone(),
            ..content.person.clone()
        },
        ..named
    };
    let ranking = Ranking::new(&resume, &[], None);
    let texts = content.texts.iter();
    Ok(Some(Subject {
        role: Some(role.name.value.clone()),
        resume,
        ranking,
        stem: String::new(),
        id: None,
        inputs: content.inputs.clone(),
        texts: texts
            .filter_map(|text| Some((text.name().to_owned(), text.digest()?)))
            .collect(),
        findings: content.findings.clone(),
        pattern: None,
        post: None,
        letter: Some(content),
    }))
}
