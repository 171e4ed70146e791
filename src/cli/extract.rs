//! `vitae extract`: what is understood of a page.

use std::path::Path;

use super::args::{ExtractArgs, Form};
use super::report::Report;
use crate::characters;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::export::{self, Content, Planned, save};
use crate::read::photo_from;
use crate::resume::Resume;
use crate::{extract, resume};

/// Runs the command.
///
/// # Errors
/// What reading and extraction refuse, a file whose ending names no form, and failures of files
/// and streams.
pub fn run(args: &ExtractArgs, report: &Report) -> Result<(), Error> {
    let output = args
        .output
        .as_deref()
        .filter(|path| *path != Path::new("-"));
    let form = match args.form {
        Some(form) => form,
        None => output.map_or(Ok(Form::Yaml), form_of)?,
    };
    let wanted = args.source.wanted().map_err(Error::Usage)?;
    let settings = export::settings(&wanted)?;
    let role = export::role(&wanted, &settings)?;
    let Content {
        sources,
        selection,
        findings,
        inputs,
        ..
    } = export::content(&wanted, &settings, role)?;
    report.told(&findings, &settings.quiet);
    let mut resume = selection.resume;
    if args.explain {
        let explanation = extract::explain(&sources, &resume, &findings);
        return super::show(&explanation.to_string());
    }
    if let Some(path) = output {
        move_photo(&mut resume, path);
    }
    let text = match form {
        // YAML escapes them itself.
        Form::Yaml => resume::to_yaml(&resume),
        Form::Json => characters::json(resume::to_json(&resume)),
    };
    let Some(path) = output else {
        return super::print(text.as_bytes());
    };
    let file = Planned {
        path: path.to_owned(),
        bytes: text.into_bytes(),
        is_named: true,
    };
    save(std::slice::from_ref(&file), &inputs)?;
    report.progress(&format!("wrote {}", path.display()));
    Ok(())
}

/// The form that a file's ending names.
fn form_of(path: &Path) -> Result<Form, Error> {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("yaml" | "yml") => Ok(Form::Yaml),
        Some("json") => Ok(Form::Json),
        Some(_) | None => {
            let told = format!("the ending of `{}` names no form", path.display());
            let hint = "end it in .yaml or .json, or say `--as yaml` or `--as json`";
            Err(Error::Usage(Diagnostic::error(told).hint(hint).into()))
        }
    }
}

/// The path of a picture starts from the file it is written in.
fn move_photo(resume: &mut Resume, path: &Path) {
    let Some(named) = &mut resume.person.photo else {
        return;
    };
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        Some(_) | None => Path::new("."),
    };
    if let Some(moved) = photo_from(named, folder) {
        named.value = moved;
    }
}
