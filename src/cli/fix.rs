//! `vitae fix`: what a text of a page is.

use super::args::FixArgs;
use super::report::Report;
use crate::diagnostic::{Diagnostic, Source, Span, nearest};
use crate::error::Error;
use crate::export::{Fixed, Fixing, corrected, save};
use crate::read::ReadAs;

/// Runs the command.
///
/// # Errors
/// [`Error::Usage`] for an unknown field and a place that has no such text; what reading the page
/// refuses, and failures of files.
pub fn run(args: &FixArgs, report: &Report) -> Result<(), Error> {
    let is = field(&args.field).map_err(|fault| Error::Usage(fault.into()))?;
    let Fixed { file, text, count } = corrected(&Fixing {
        place: args.place.clone(),
        is,
        text: args.text.clone(),
        config: args.config.clone(),
        max_input: args.input.max_input_size,
    })?;
    save(std::slice::from_ref(&file), &[])?;
    let path = file.path.display();
    let times = match count {
        1 => String::new(),
        count => format!(", all {count} times that it stands there"),
    };
    report.progress(&format!("wrote {path}: `{text}` is {}{times}", is.word()));
    Ok(())
}

fn field(word: &str) -> Result<ReadAs, Diagnostic> {
    word.parse().map_err(|_| {
        let source = Source::new("FIELD", word);
        let known = ReadAs::WORDS;
        let hint = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("fields are: {}", known.join(", ")),
        };
        Diagnostic::error(format!("unknown field `{word}`"))
            .at(Span::whole(&source))
            .hint(hint)
    })
}
