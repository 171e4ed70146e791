//! `vitae init`: a first settings file.

use super::args::InitArgs;
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::export::{Planned, save, settings_for};
use crate::read::SETTINGS_FILE;

/// Runs the command.
///
/// # Errors
/// [`Error::Usage`] for a folder that is none and for a file that is there, and what reading and
/// extraction refuse.
pub fn run(args: &InitArgs, report: &Report) -> Result<(), Error> {
    if !args.site.is_dir() {
        return Err(Error::Usage(
            Diagnostic::error(format!("`{}` is no folder", args.site.display()))
                .hint("name the folder of a site")
                .into(),
        ));
    }
    let path = match args.site == std::path::Path::new(".") {
        true => SETTINGS_FILE.into(),
        false => args.site.join(SETTINGS_FILE),
    };
    if path.symlink_metadata().is_ok() && !args.force {
        return Err(Error::Usage(
            Diagnostic::error(format!("`{}` is there already", path.display()))
                .hint("`--force` replaces it")
                .into(),
        ));
    }
    let (text, findings) = settings_for(&args.site, args.input.max_input_size)?;
    report.show(&findings);
    let file = Planned {
        path,
        bytes: text.into_bytes(),
        is_named: false,
    };
    save(std::slice::from_ref(&file), &[])?;
    report.progress(&format!("wrote {}", file.path.display()));
    Ok(())
}
