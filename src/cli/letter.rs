//! `vitae letter`: a cover letter in the looks of the résumé.

use std::path::Path;

use super::args::{ExportArgs, LetterArgs};
use super::export::{day, usage, wanted};
use super::look::LookArgs;
use super::report::Report;
use super::sheet::FitArgs;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::export::{self, Exported, export_letter, save};
use crate::read::{self, Input, RoleSettings, Settings};

/// Runs the command.
///
/// # Errors
/// What reading the letter and the page refuse, wrong usage, and failures of files.
pub fn run(args: &LetterArgs, report: &Report) -> Result<(), Error> {
    if args.source.page.as_deref() == Some("-") && args.letter.as_deref() == Some("-") {
        return Err(usage(
            "standard input holds one file",
            "give the letter or the page by its path",
        ));
    }
    let wanted = wanted(&shared(args))?;
    // Without a page the letter says where the settings are.
    let place = wanted
        .page
        .clone()
        .or_else(|| args.letter.as_deref().map(Input::from));
    let limit = wanted.max_input.unwrap_or_default();
    let settings = read::settings(place.as_ref(), wanted.config.as_deref(), limit)?;
    let role = export::role(&wanted, &settings)?;
    let input = letter_of(args, role, &settings)?;
    let look = export::look(&wanted, &settings, role)?;
    let day = day(args.date.as_deref())?;
    let content = export::letter_content(&wanted, &settings, role, &input, day)?;
    let mut findings = content.findings.clone();
    let exported = match export_letter(&content, &look.letter_design(), &look.formats) {
        Ok(exported) => exported,
        Err(error) => {
            // What was found before may be the reason.
            report.show(&findings);
            return Err(error);
        }
    };
    findings.append(exported.diagnostics.clone());
    report.show(&findings);
    if args.output.as_deref() == Some(Path::new("-")) {
        return stream(&exported);
    }
    let usual = look.letter_path(&content, role.map(|role| role.name.as_str()));
    let planned = export::plan(args.output.as_deref(), &usual, exported.files)?;
    save(&planned, &content.inputs)?;
    for file in &planned {
        report.progress(&format!("wrote {}", file.path.display()));
    }
    Ok(())
}

/// The letter of the command line, else that of the role.
fn letter_of(
    args: &LetterArgs,
    role: Option<&RoleSettings>,
    settings: &Settings,
) -> Result<Input, Error> {
    if let Some(letter) = &args.letter {
        return Ok(Input::from(letter.as_str()));
    }
    let of_role = match role {
        Some(role) => export::letter_of(settings, role)?,
        None => None,
    };
    of_role.ok_or_else(|| {
        let fault = Diagnostic::error("the role names no letter");
        let fault = match role {
            Some(role) => fault.at(role.name.span.clone()),
            None => fault,
        };
        let hint = "give it `letter: FILE` in `vitae.yaml`, or name the letter";
        fault.hint(hint).into()
    })
}

/// The arguments that letters share with résumés.
fn shared(args: &LetterArgs) -> ExportArgs {
    ExportArgs {
        source: args.source.clone(),
        format: args.format.clone(),
        theme: args.theme.clone(),
        look: LookArgs {
            accent: args.accent.clone(),
            font_size: args.font_size.clone(),
            set: args.set.clone(),
            ..LookArgs::default()
        },
        sheet: args.sheet.clone(),
        fit: FitArgs::default(),
        strict: false,
        mail: None,
        mail_template: None,
        job: None,
        date: args.date.clone(),
        out: args.out.clone(),
        output: args.output.clone(),
    }
}

fn stream(exported: &Exported) -> Result<(), Error> {
    match exported.files.as_slice() {
        [file] => super::print(&file.bytes),
        _ => Err(usage(
            "standard output takes one picture, and there are several pages",
            "write files: `-o page.png` makes page-1.png, page-2.png ...",
        )),
    }
}
