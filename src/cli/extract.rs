//! `vitae extract`: what is understood of a page.

use super::args::{ExtractArgs, Form};
use super::report::Report;
use crate::error::Error;
use crate::export::{self, Content};
use crate::{extract, resume};

/// Runs the command.
///
/// # Errors
/// What reading and extraction refuse, and failures of files and streams.
pub fn run(args: &ExtractArgs, report: &Report) -> Result<(), Error> {
    let wanted = args.source.wanted().map_err(Error::Usage)?;
    let settings = export::settings(&wanted)?;
    let role = export::role(&wanted, &settings)?;
    let Content {
        sources,
        selection,
        findings,
        ..
    } = export::content(&wanted, &settings, role)?;
    report.told(&findings, &settings.quiet);
    let resume = selection.resume;
    if args.explain {
        let explanation = extract::explain(&sources, &resume, &findings);
        return super::show(&explanation.to_string());
    }
    match args.form {
        // YAML escapes them itself.
        Form::Yaml => super::print(resume::to_yaml(&resume).as_bytes()),
        Form::Json => super::show_json(resume::to_json(&resume)),
    }
}
