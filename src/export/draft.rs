//! The draft of a mail beside finished documents.

use std::path::{Path, PathBuf};

use super::{File, Planned};
use crate::diagnostic::{Diagnostic, Diagnostics, Spanned};
use crate::error::Error;
use crate::mail::{self, Draft, Mailbox, Template};
use crate::read::{Format, Input, InputLimit, MailSettings};
use crate::redact::Redactor;
use crate::resume::Resume;

/// To whom a mail goes, and in whose words.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    /// The address, where it is known.
    pub to: Option<Mailbox>,
    /// The user's own words.
    pub template: Option<Template>,
    /// Every file that was read: no document may take its place.
    pub inputs: Vec<PathBuf>,
}

/// How a file with the words of a mail ends; all else is the words themselves.
const TEXTS: [&str; 2] = [".md", ".txt"];

impl Mail {
    /// The mail of what is asked for, completed by what a role says of its mail; files of the
    /// role are named from `folder`, and no text is larger than `limit`.
    ///
    /// # Errors
    /// An address of the role that is none, and a template that cannot be read or is refused.
    pub fn of(
        to: Option<Mailbox>,
        template: Option<&Path>,
        role: Option<&MailSettings>,
        (folder, limit): (&Path, InputLimit),
    ) -> Result<Self, Error> {
        let mut mail = Mail {
            to,
            ..Mail::default()
        };
        if let (None, Some(address)) = (&mail.to, role.and_then(|role| role.to.as_ref())) {
            let parsed: Result<Mailbox, mail::MailboxError> = address.value.parse();
            let refused = |error: mail::MailboxError| {
                Diagnostic::error(error.to_string()).at(address.span.clone())
            };
            mail.to = Some(parsed.map_err(refused)?);
        }
        if let Some(path) = template {
            let source = Input::File(path.to_owned()).read(limit)?;
            mail.inputs.push(path.to_owned());
            mail.template = Some(Template::read(&source)?);
        } else if let Some(role) = role {
            mail.words_of(role, folder, limit)?;
        }
        Ok(mail)
    }

    /// The words that a role gives; its own subject goes before that of its file.
    fn words_of(
        &mut self,
        role: &MailSettings,
        folder: &Path,
        limit: InputLimit,
    ) -> Result<(), Error> {
        let (subject, body) = (role.subject.as_ref(), role.body.as_ref());
        if subject.is_none() && body.is_none() {
            return Ok(());
        }
        self.template = Some(match body {
            Some(body) if is_file_name(&body.value) => {
                let path = folder.join(body.value.trim());
                let source = match Input::File(path.clone()).read(limit) {
                    Ok(source) => source,
                    Err(Error::Io { source, .. }) => return Err(unread(body, &source).into()),
                    Err(error) => return Err(error),
                };
                self.inputs.push(path);
                let file = Template::read(&source)?;
                match subject {
                    Some(_) => file.with_subject(Template::new(subject, None)?),
                    None => file,
                }
            }
            Some(_) | None => Template::new(subject, body)?,
        });
        Ok(())
    }

    /// Writes the draft beside the PDF that goes to `pdf`: it stands there under the PDF's name,
    /// whether or not the PDF itself is to be written.
    ///
    /// `redactor` takes out of the user's own words what `resume` does not say.
    ///
    /// # Errors
    /// [`Error::Usage`] where the files hold no PDF: see [`with_pdf`].
    pub fn draft(
        &self,
        resume: &Resume,
        redactor: Option<&Redactor>,
        files: &[File],
        pdf: &Path,
        timestamp: Option<i64>,
    ) -> Result<(Planned, Diagnostics), Error> {
        let Some(attached) = files.iter().find(|file| file.format == Format::Pdf) else {
            let fault = Diagnostic::error("there is no PDF to attach").hint("add `--format pdf`");
            return Err(Error::Usage(fault.into()));
        };
        let name = pdf.with_extension(Format::Pdf.ending());
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        let language = resume.language.as_ref();
        let (bytes, told) = mail::write(&Draft {
            person: &resume.person,
            role: None,
            language: language.map_or("en", |tag| tag.value.as_str()),
            to: self.to.as_ref(),
            template: self.template.as_ref(),
            redactor,
            timestamp,
            file: &name,
            pdf: &attached.bytes,
        });
        let path = pdf.with_extension("eml");
        let draft = Planned {
            path,
            bytes,
            is_named: false,
        };
        Ok((draft, told))
    }
}

/// The formats, and PDF, which is attached to a draft.
pub fn with_pdf(formats: &[Format]) -> Vec<Format> {
    let mut all = formats.to_vec();
    if !all.contains(&Format::Pdf) {
        all.push(Format::Pdf);
    }
    all
}

fn is_file_name(body: &str) -> bool {
    let body = body.trim();
    !body.contains('\n') && TEXTS.iter().any(|ending| body.ends_with(ending))
}

fn unread(body: &Spanned<String>, error: &std::io::Error) -> Diagnostic {
    Diagnostic::error(format!("the mail's text cannot be read: {error}"))
        .at(body.span.clone())
        .hint("a text that ends in `.md` or `.txt` names a file")
}
