//! `--mail`: the draft of a mail beside the documents.

use std::path::{Path, PathBuf};

use super::args::ExportArgs;
use super::export::usage;
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span, Spanned};
use crate::error::Error;
use crate::export::{File, Planned};
use crate::mail::{self, Draft, Mailbox, Template};
use crate::read::{Format, Input, MailSettings};
use crate::resume::Resume;

/// What the command line says of the mail.
#[derive(Debug)]
pub struct MailAsked {
    to: Option<Mailbox>,
    template: Option<Template>,
}

impl MailAsked {
    /// Reads the options, and what the role says of its mail, with paths from `folder`; `None`
    /// where no mail is wanted.
    ///
    /// # Errors
    /// [`Error::Usage`] for an address that is none, and for documents on standard output;
    /// what the template refuses.
    pub fn of(
        args: &ExportArgs,
        role: Option<&MailSettings>,
        folder: &Path,
    ) -> Result<Option<Self>, Error> {
        let Some(address) = &args.mail else {
            return Ok(None);
        };
        if args.output.as_deref() == Some(Path::new("-")) {
            return Err(usage(
                "a mail is written beside its document, and there is none beside a stream",
                "leave out `--mail`, or write files",
            ));
        }
        let to = match (address, role.and_then(|role| role.to.as_ref())) {
            (Some(address), _) => {
                let place = Span::whole(&Source::new("--mail", address.as_str()));
                let hint = "give it after the page: `vitae export PAGE --mail jobs@example.org`";
                let told = |fault: Diagnostic| Error::Usage(fault.hint(hint).into());
                Some(mailbox(&Spanned::new(address.clone(), place)).map_err(told)?)
            }
            (None, Some(address)) => Some(mailbox(address)?),
            (None, None) => None,
        };
        let template = match (&args.mail_template, role) {
            (Some(path), _) => {
                let source = Input::File(path.clone()).read()?;
                Some(Template::read(&source)?)
            }
            (
                None,
                Some(MailSettings {
                    subject: None,
                    body: Some(body),
                    ..
                }),
            ) if folder.join(&body.value).is_file() => {
                let source = Input::File(folder.join(&body.value)).read()?;
                Some(Template::read(&source)?)
            }
            (None, Some(role)) if role.subject.is_some() || role.body.is_some() => {
                Some(Template::new(role.subject.as_ref(), role.body.as_ref())?)
            }
            (None, _) => None,
        };
        Ok(Some(MailAsked { to, template }))
    }

    /// The draft beside the PDF that `pdf` plans.
    pub fn draft(
        &self,
        resume: &Resume,
        pdf: &Planned,
        timestamp: Option<i64>,
    ) -> (Planned, Diagnostics) {
        let name = pdf.path.with_extension(Format::Pdf.ending());
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        let language = resume.language.as_ref();
        let (bytes, told) = mail::write(&Draft {
            person: &resume.person,
            role: None,
            language: language.map_or("en", |tag| tag.value.as_str()),
            to: self.to.as_ref(),
            template: self.template.as_ref(),
            timestamp,
            file: &name,
            pdf: &pdf.bytes,
        });
        let path: PathBuf = pdf.path.with_extension("eml");
        (Planned { path, bytes }, told)
    }
}

/// The formats, and PDF, which is attached.
pub fn with_pdf(formats: &[Format]) -> Vec<Format> {
    let mut all = formats.to_vec();
    if !all.contains(&Format::Pdf) {
        all.push(Format::Pdf);
    }
    all
}

/// The PDF among the files.
///
/// # Errors
/// [`Error::Usage`] where there is none.
pub fn pdf(files: &[File]) -> Result<File, Error> {
    match files.iter().find(|file| file.format == Format::Pdf) {
        Some(pdf) => Ok(File {
            format: pdf.format,
            page: None,
            bytes: pdf.bytes.clone(),
        }),
        None => Err(usage("there is no PDF to attach", "add `--format pdf`")),
    }
}

fn mailbox(written: &Spanned<String>) -> Result<Mailbox, Diagnostic> {
    written.value.parse().map_err(|error: mail::MailboxError| {
        Diagnostic::error(error.to_string()).at(written.span.clone())
    })
}
