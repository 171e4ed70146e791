//! `vitae extract`: what is understood of a page.

use super::args::{ExtractArgs, Form};
use super::report::Report;
use crate::error::Error;
use crate::redact::redact;
use crate::{extract, read, resume};

/// Runs the command.
///
/// # Errors
/// What reading and extraction refuse, and failures of files and streams.
pub fn run(args: &ExtractArgs, report: &Report) -> Result<(), Error> {
    let request = args.source.request().map_err(Error::Usage)?;
    let (sources, mut findings) = read::sources(&request)?;
    let (resume, told) = extract::resume(&sources)?;
    findings.append(told);
    let (resume, told) = redact(&resume, &request.redact);
    findings.append(told);
    report.show(&findings);
    if args.explain {
        let explanation = extract::explain(&sources, &resume, &findings);
        return super::print(explanation.to_string().as_bytes());
    }
    let text = match args.form {
        Form::Yaml => resume::to_yaml(&resume),
        Form::Json => resume::to_json(&resume),
    };
    super::print(text.as_bytes())
}
