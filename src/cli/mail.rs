//! `--mail`: what the command line says of the draft.

use std::path::Path;

use super::args::ExportArgs;
use super::export::usage;
use crate::diagnostic::{Diagnostic, Source, Span};
use crate::error::Error;
use crate::export::{self, Mail, Wanted};
use crate::mail::{Mailbox, MailboxError};
use crate::read::{RoleSettings, Settings};

/// The mail that is asked for; `None` where none is.
///
/// # Errors
/// [`Error::Usage`] for an address that is none, and for documents on standard output; what
/// [`Mail::of`] refuses.
pub fn asked(
    args: &ExportArgs,
    wanted: &Wanted,
    role: Option<&RoleSettings>,
    settings: &Settings,
) -> Result<Option<Mail>, Error> {
    let Some(address) = &args.mail else {
        return Ok(None);
    };
    let output = args.output.as_deref();
    if output.is_some_and(|output| output == Path::new("-") || export::is_stream(output)) {
        return Err(usage(
            "a mail is written beside its document, and there is none beside a stream",
            "leave out `--mail`, or write files",
        ));
    }
    let to = match address {
        Some(address) => Some(mailbox(address)?),
        None => None,
    };
    let template = args.mail_template.as_deref();
    let of_role = role.map(|role| &role.mail);
    let limit = settings.input_limit(wanted.max_input);
    Mail::of(to, template, of_role, (&settings.folder, limit)).map(Some)
}

/// An address of the command line.
pub(super) fn mailbox(address: &str) -> Result<Mailbox, Error> {
    address.parse().map_err(|error: MailboxError| {
        let place = Span::whole(&Source::new("--mail", address));
        let fault = Diagnostic::error(error.to_string()).at(place);
        let hint = "give it after the page: `PAGE --mail jobs@example.org`";
        Error::Usage(fault.hint(hint).into())
    })
}
