//! The commands: arguments to library calls, findings to standard error, a code to the shell.

pub mod args;
pub mod batch;
pub mod brief;
pub mod explain;
pub mod export;
pub mod extract;
pub mod fix;
pub mod init;
pub mod input;
pub mod letter;
mod list;
pub mod look;
mod mail;
pub mod progress;
pub mod report;
pub mod schema;
pub mod sheet;
pub mod signals;
pub mod themes;

use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::characters;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use args::{Cli, Command};
use report::{Report, Volume};
use signals::Signals;

/// The input was read and is refused.
const REFUSED: u8 = 1;
/// Wrong usage, or a file that cannot be read or written.
const FAILED: u8 = 2;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help asked for goes to standard output and is a success.
            let code = if error.use_stderr() { FAILED } else { 0 };
            let _ = drawn(error).print();
            return ExitCode::from(code);
        }
    };
    let report = Report::new(
        cli.color,
        match (cli.quiet, cli.verbose) {
            (true, _) => Volume::Quiet,
            (false, true) => Volume::Verbose,
            (false, false) => Volume::Usual,
        },
    );
    let signals = match signals(&cli.command) {
        Ok(signals) => signals,
        Err(error) => {
            report.failure(&error);
            return ExitCode::from(FAILED);
        }
    };
    let done = match &cli.command {
        Command::Export(args) => export::run(args, &report),
        Command::Batch(args) => batch::run(args, &report, signals.stop()),
        Command::Extract(args) => extract::run(args, &report),
        Command::Explain(args) => explain::run(args, &report),
        Command::Fix(args) => fix::run(args, &report),
        Command::Init(args) => init::run(args, &report),
        Command::Letter(args) => letter::run(args, &report),
        Command::Themes(args) => themes::run(args, &report),
        Command::Schema(args) => schema::run(args),
    };
    let code = code(done, &report);
    signals.leave();
    code
}

/// Listens for signals where files are written. Whoever only prints leaves nothing behind, and a
/// signal ends it as it ends any program.
fn signals(command: &Command) -> Result<Signals, Error> {
    match command {
        Command::Export(_)
        | Command::Batch(_)
        | Command::Fix(_)
        | Command::Init(_)
        | Command::Letter(_)
        | Command::Themes(_) => Signals::listen(),
        Command::Extract(args) if args.output.is_some() => Signals::listen(),
        Command::Extract(_) | Command::Explain(_) | Command::Schema(_) => Ok(Signals::default()),
    }
}

/// Tells why a command failed; the code for the shell.
fn code(done: Result<(), Error>, report: &Report) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Refused(findings)) => {
            report.show(&findings);
            ExitCode::from(REFUSED)
        }
        Err(Error::Io { source, .. }) if source.kind() == ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Error::Usage(findings)) => {
            report.show(&findings);
            ExitCode::from(FAILED)
        }
        Err(error @ (Error::Io { .. } | Error::Writer { .. })) => {
            report.failure(&error);
            ExitCode::from(FAILED)
        }
    }
}

/// What is wrong with the arguments, without what steers a terminal: the parser quotes them as
/// they are, between its own colours.
fn drawn(error: clap::Error) -> clap::Error {
    let as_drawn = std::env::args_os().map(|argument| {
        let argument = argument.to_string_lossy();
        characters::line(&argument).into_owned()
    });
    Cli::try_parse_from(as_drawn).err().unwrap_or(error)
}

/// Writes a result to standard output.
///
/// # Errors
/// [`Error::Io`] for `-`; a closed pipe is one too, and [`main`] takes it for success.
pub fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(|source| Error::io(PathBuf::from("-"), source))
}

/// Writes lines for people to standard output; nothing that they quote steers a terminal.
///
/// # Errors
/// As those of [`print`].
pub fn show(lines: &str) -> Result<(), Error> {
    print(characters::lines(lines).as_bytes())
}

/// Writes JSON to standard output, which may be a terminal.
///
/// # Errors
/// As those of [`print`].
pub fn show_json(json: String) -> Result<(), Error> {
    print(characters::json(json).as_bytes())
}

/// The variable that gives files a date (reproducible-builds.org).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The date of files, in seconds since 1970, where the caller sets one.
fn timestamp() -> Result<Option<i64>, Error> {
    let Some(value) = std::env::var_os(EPOCH) else {
        return Ok(None);
    };
    let seconds = value.to_str().and_then(|text| text.parse().ok());
    match seconds {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(Error::Usage(
            Diagnostic::error(format!("`{EPOCH}` is not a number of seconds"))
                .hint("unset it, or give seconds since 1970")
                .into(),
        )),
    }
}
