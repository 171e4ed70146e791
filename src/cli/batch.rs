//! `vitae batch`: a site, or a list of people, becomes every document that is wanted.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use super::args::given;
use super::export::{date, day, timestamp, usage};
use super::input::{InputArgs, ReadArgs};
use super::look::LookArgs;
use super::mail::mailbox;
use super::progress::Progress;
use super::report::Report;
use super::sheet::{FitArgs, SheetArgs};
use crate::batch::{
    self, Choice, Drafts, Options, Outcome, People, Person, Rows, Shard, State, Stop, Summary,
};
use crate::characters;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, Source, Span, Spanned, UnknownWord};
use crate::error::Error;
use crate::export::{self, Wanted};
use crate::read::{Format, Input, Language};

/// `vitae batch`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  vitae batch                                     every role of the vitae.yaml here
  vitae batch site --role backend,data --theme modern,compact --format pdf,docx --out out
  vitae batch backend.md --theme classic,modern   one page, side by side
  vitae batch --from people.csv --out out > results.jsonl
  vitae batch --from people.jsonl --theme compact --format pdf --out out --book everybody.pdf

A list has a row for each person, as CSV with a head or as JSON lines, with these columns: page,
role, name, headline, email, phone, location, url, links, photo, theme, language, format, paper,
pages, drop, job, with, pattern, id. Paths start from the list's folder. What a row does not say
comes from the options, the role, the vitae.yaml of the page. The result of each row is a line of
JSON on standard output; review.csv and manifest.json are written beside the documents.

A list can be shared out; every part writes names of its own:
  seq 8 | parallel vitae batch --from people.csv --shard {}/8 --jobs 1 --out out
  #SBATCH --array=1-8
  srun vitae batch --from people.csv --shard $SLURM_ARRAY_TASK_ID/8 --out out
  # Kubernetes, completionMode: Indexed, completions: 8
  sh -c 'vitae batch --from people.csv --shard $((JOB_COMPLETION_INDEX + 1))/8 --out /out'

What is as it would be written is left alone; --force writes everything. A document that cannot
be made does not stop the others. Exit: 0 done, 1 some documents were not made, 2 usage or I/O,
128 + the signal's number where one ended it: the same command again goes on from there.")]
pub struct BatchArgs {
    /// The folder of a site, or a page; `-` for standard input [default: the site you stand in]
    #[arg(value_name = "SITE|PAGE", conflicts_with = "from")]
    pub page: Option<String>,
    /// A list of people, CSV or JSON lines; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub from: Option<String>,
    /// The settings file, in place of the `vitae.yaml` beside or above the page.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How much is read.
    #[command(flatten)]
    pub input: InputArgs,
    /// How it is read.
    #[command(flatten)]
    pub reading: ReadArgs,
    /// The roles of `vitae.yaml` [default: all]
    #[arg(long, value_name = "ROLES")]
    pub role: Option<String>,
    /// The themes, by name or file [default: each role's]
    #[arg(long, value_name = "THEMES")]
    pub theme: Option<String>,
    /// The formats: pdf, docx, svg, png [default: each role's, else pdf,docx]
    #[arg(long, value_name = "FORMATS")]
    pub format: Option<String>,
    /// The languages, such as en,de: for each role those in which it has something to say.
    #[arg(long, value_name = "LANGUAGES")]
    pub lang: Option<String>,
    /// A job description to rank by: a text, Markdown, HTML or Word file.
    #[arg(long, value_name = "FILE")]
    pub job: Option<String>,
    /// What they are set on and with.
    #[command(flatten)]
    pub sheet: SheetArgs,
    /// How they are brought to their pages.
    #[command(flatten)]
    pub fit: FitArgs,
    /// What is shown nowhere, not even in prose or metadata: phone, email, location, links.
    #[arg(long, value_name = "VALUES")]
    pub redact: Option<String>,
    /// How the look differs from the themes'.
    #[command(flatten)]
    pub look: LookArgs,
    /// The date of the files, such as 2026-03-31, or `today` [default: none]
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// Write a draft of a mail beside each résumé, with the PDF attached; it is never sent.
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1)]
    pub mail: Option<Option<String>>,
    /// The mails' words, a Markdown file [default: those of each role]
    #[arg(long, value_name = "FILE", requires = "mail")]
    pub mail_template: Option<PathBuf>,
    /// The folder for the documents; made where it is missing.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The pattern of file names: {name}, {headline}, {stem}, {role}, {theme}, {language}, {id}.
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<String>,
    /// How many documents are made at once [default: as many as there are cores]
    #[arg(long, value_name = "NUMBER")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Write documents that are as they would be written, too.
    #[arg(long)]
    pub force: bool,
    /// Write doubtful documents into a folder of their own, `held/`, beside the others.
    #[arg(long, value_name = "WHICH")]
    pub hold: Option<Hold>,
    /// Fail (exit code 1) if a document is not sure; all are written all the same.
    #[arg(long)]
    pub strict: bool,
    /// Only this part of the list, such as 2/8: every eighth row from the second.
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Bind the résumés of everybody in a role into one PDF, with a list of its contents.
    #[arg(long, value_name = "FILE")]
    pub book: Option<PathBuf>,
}

/// Which documents are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Hold {
    /// Those that somebody should look at.
    Look,
}

/// What a panic quotes may be a person's, and standard error is a log.
fn tell_panics_without_their_words() {
    std::panic::set_hook(Box::new(|panic| {
        if let Some(place) = panic.location() {
            // Nobody is left to tell where this fails.
            let _ = writeln!(std::io::stderr(), "error: vitae itself fails at {place}");
        }
    }));
}

/// Runs the command.
///
/// # Errors
/// Wrong usage, what the plan is refused for, a folder that cannot be written; and, without
/// findings of its own, that documents were not made.
pub fn run(args: &BatchArgs, report: &Report, stop: &Stop) -> Result<(), Error> {
    if args.from.is_none() {
        // A list and a page exclude each other, so the parser does not ask for the list.
        let told = match (&args.shard, &args.book) {
            (Some(_), _) => Some("only a list has parts"),
            (None, Some(_)) => Some("a book is made of a list"),
            (None, None) => None,
        };
        if let Some(told) = told {
            return Err(usage(told, "name it: `--from people.csv`"));
        }
    }
    tell_panics_without_their_words();
    let choice = choice(args)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |since| since.as_secs().cast_signed());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let options = Options {
        jobs: args.jobs.map_or(cores, usize::from),
        force: args.force,
        hold: args.hold.is_some(),
        now: choice.wanted.timestamp.unwrap_or(now),
        dated: choice.wanted.timestamp.is_some(),
    };
    let (summary, what) = match &args.from {
        Some(list) => (
            people(args, list, choice, &options, stop, report)?,
            "people",
        ),
        None => (site(&choice, &options, stop, report)?, "documents"),
    };
    tell(&summary, what, report);
    if args.strict && summary.has_doubts() {
        return Err(Error::Refused(Diagnostics::new()));
    }
    if summary.failed > 0 || summary.left > 0 || stop.is_asked() {
        // What went wrong was told where it did.
        return Err(Error::Refused(Diagnostics::new()));
    }
    Ok(())
}

fn site(
    choice: &Choice,
    options: &Options,
    stop: &Stop,
    report: &Report,
) -> Result<Summary, Error> {
    let quiet = export::settings(&choice.wanted)?.quiet;
    let plan = batch::plan(choice)?;
    report.show(&plan.notes);
    let progress = Progress::new(Some(plan.len()), report.is_quiet());
    let mut told = Told::default();
    let done = batch::run(&plan, choice, options, stop, |outcome| {
        progress.step(&outcome.record.document);
        progress.above(|| told.outcome(outcome, &plan.folder, &progress, report));
    });
    progress.end();
    report.gathered(&told.findings, &quiet, &told.ids);
    done
}

/// What was found already: themes share the findings of their page.
#[derive(Default)]
struct Told {
    findings: Diagnostics,
    /// Of all findings, those of earlier runs included.
    ids: Vec<String>,
    faults: Diagnostics,
}

impl Told {
    fn outcome(&mut self, outcome: &Outcome, folder: &Path, progress: &Progress, report: &Report) {
        let mut fresh = Diagnostics::new();
        let faults = match &outcome.error {
            Some(Error::Refused(found) | Error::Usage(found)) => found.clone(),
            Some(error @ (Error::Io { .. } | Error::Writer { .. })) => {
                Diagnostic::error(error.to_string()).into()
            }
            None => Diagnostics::new(),
        };
        let reasons = outcome
            .record
            .reasons
            .iter()
            .map(|reason| reason.id.clone());
        self.ids.extend(reasons);
        for finding in outcome.findings.iter() {
            self.ids.push(finding.id());
            let count = self.findings.iter().count();
            if finding.severity != Severity::Note || finding.is_doubt() {
                self.findings.push(finding.clone());
            }
            if report.is_verbose() && self.findings.iter().count() > count {
                fresh.push(finding.clone());
            }
        }
        for fault in &faults {
            let count = self.faults.iter().count();
            self.faults.push(fault.clone());
            if self.faults.iter().count() > count {
                fresh.push(fault.clone());
            }
        }
        report.show(&fresh);
        let record = &outcome.record;
        match outcome.state {
            State::Written if !progress.is_drawn() => {
                let pages = match record.pages {
                    Some(1) | None => "1 page".to_owned(),
                    Some(count) => format!("{count} pages"),
                };
                let files: Vec<String> = record
                    .outputs
                    .iter()
                    .map(|made| folder.join(&made.path).display().to_string())
                    .collect();
                report.progress(&format!("wrote {} ({pages})", files.join(", ")));
            }
            State::Written | State::Unchanged => {}
            State::Failed => {
                let what = match (record.document.as_str(), &record.role) {
                    ("", Some(role)) => format!("the role `{role}`"),
                    ("", None) => "the page".to_owned(),
                    (document, _) => format!("`{document}`"),
                };
                report.failed(&format!("{what} was not made"));
            }
        }
    }
}

fn people(
    args: &BatchArgs,
    list: &str,
    choice: Choice,
    options: &Options,
    stop: &Stop,
    report: &Report,
) -> Result<Summary, Error> {
    let rows = Rows::open(list)?;
    let name = rows.name().to_owned();
    let progress = Progress::new(None, report.is_quiet());
    let people = People {
        rows,
        choice,
        shard: args.shard,
        book: args.book.clone(),
    };
    let out = std::io::stdout();
    let done = batch::people(people, options, stop, |person: &Person| {
        progress.step(&person.id);
        progress.above(|| {
            for error in person.errors() {
                report.failed(&format!("row {} of {name}: {error}", person.row));
            }
            let mut out = out.lock();
            writeln!(out, "{}", characters::json(person.to_json().to_string()))
                .and_then(|()| out.flush())
                .map_err(|error| Error::io("-", error))
        })
    });
    progress.end();
    done
}

fn tell(summary: &Summary, what: &str, report: &Report) {
    let mut parts = vec![
        format!("{} written", summary.written),
        format!("{} unchanged", summary.unchanged),
    ];
    if summary.failed > 0 {
        parts.push(format!("{} failed", summary.failed));
    }
    if summary.left > 0 {
        parts.push(format!("{} not begun", summary.left));
    }
    let count = summary.done() + summary.left;
    let what = match (count, what) {
        (1, "documents") => "document",
        (1, "people") => "person",
        (_, what) => what,
    };
    report.progress(&format!("{count} {what}: {}", parts.join(", ")));
    let mut states = vec![
        format!("{} sure", summary.sure),
        format!("{} look", summary.look),
    ];
    if summary.failed > 0 {
        states.push(format!("{} unread", summary.failed));
    }
    report.progress(&format!("state: {}", states.join(", ")));
    if summary.held > 0 {
        report.progress(&format!(
            "{} held in `held/` beside the others: look at them before they are sent",
            summary.held
        ));
    }
    report.progress(&format!("{count} {what}: {}", parts.join(", ")));
}

/// What the command line asks for.
fn choice(args: &BatchArgs) -> Result<Choice, Error> {
    let mut faults = Diagnostics::new();
    let redact = super::list::words("--redact", args.redact.as_deref());
    let redact = redact.unwrap_or_else(|found| {
        faults.append(found);
        Vec::new()
    });
    let formats: Vec<Spanned<Format>> = parsed(&listed("--format", &args.format), &mut faults);
    let languages: Vec<Spanned<Language>> = parsed(&listed("--lang", &args.lang), &mut faults);
    if faults.has_errors() {
        return Err(Error::Usage(faults));
    }
    let mut wanted = Wanted {
        page: args.page.as_deref().map(Input::from),
        config: args.config.clone(),
        max_input: args.input.max_input_size,
        job: args.job.as_deref().map(Input::from),
        redact,
        dir: args.out.clone(),
        pattern: given("--pattern", &args.pattern),
        timestamp: timestamp(date(args.date.as_deref())?)?,
        ..Wanted::default()
    };
    for format in formats {
        if !wanted.formats.contains(&format.value) {
            wanted.formats.push(format.value);
        }
    }
    args.reading.wanted(&mut wanted);
    args.sheet.wanted(&mut wanted);
    args.fit.wanted(&mut wanted);
    args.look.wanted(&mut wanted)?;
    let drafts = match &args.mail {
        Some(address) => Some(Drafts {
            to: address.as_deref().map(mailbox).transpose()?,
            template: args.mail_template.clone(),
        }),
        None => None,
    };
    Ok(Choice {
        wanted,
        drafts,
        day: day(args.date.as_deref())?,
        roles: listed("--role", &args.role),
        themes: listed("--theme", &args.theme),
        languages,
        by_id: false,
    })
}

/// The words of a list with their places, each once.
fn listed(option: &str, list: &Option<String>) -> Vec<Spanned<String>> {
    let Some(list) = list else {
        return Vec::new();
    };
    let source = Source::new(option, list.as_str());
    let mut words: Vec<Spanned<String>> = Vec::new();
    let mut at = 0;
    for part in list.split(',') {
        let word = part.trim();
        let start = at + part.len() - part.trim_start().len();
        if !word.is_empty() && !words.iter().any(|known| known.value == word) {
            let span = Span::new(&source, start..start + word.len());
            words.push(Spanned::new(word.to_owned(), span));
        }
        at += part.len() + 1;
    }
    words
}

fn parsed<T: std::str::FromStr<Err = UnknownWord>>(
    words: &[Spanned<String>],
    faults: &mut Diagnostics,
) -> Vec<Spanned<T>> {
    let mut values = Vec::new();
    for word in words {
        match word.parse::<T>() {
            Ok(value) => values.push(Spanned::new(value, word.span.clone())),
            Err(error) => {
                let known = error.known.iter().copied();
                let hint = match crate::diagnostic::nearest(word, known) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("known: {}", error.known.join(", ")),
                };
                let fault = Diagnostic::error(error.to_string()).at(word.span.clone());
                faults.push(fault.hint(hint));
            }
        }
    }
    values
}
