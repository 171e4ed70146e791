//! A plan carried out.

use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use super::crew::{self, lock};
use super::ledger::{Ledger, Stop};
use super::make::{Bench, Outcome, Shop, State, make};
use super::manifest::{Manifest, Record};
use super::plan::{Choice, Plan};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::export::Protected;
use crate::trust::Trust;

/// The name of the manifest.
const MANIFEST: &str = "manifest.json";

/// How a plan is carried out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Threads, at least 1.
    pub jobs: usize,
    /// Documents are written although they are as they would be.
    pub force: bool,
    /// Doubtful documents are kept apart.
    pub hold: bool,
    /// Seconds since 1970 for the manifest.
    pub now: i64,
    /// The caller set the time: nothing that a clock tells is in the manifest.
    pub dated: bool,
}

/// How many documents came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Written anew.
    pub written: usize,
    /// As they would be written.
    pub unchanged: usize,
    /// Not made.
    pub failed: usize,
    /// Not begun, because the run was ended.
    pub left: usize,
    /// Of those that are done, how many may be sent as they are.
    pub sure: usize,
    /// How many somebody should look at.
    pub look: usize,
    /// How many of these are kept apart.
    pub held: usize,
}

impl Summary {
    pub(super) fn count(&mut self, state: State, trust: Trust, is_held: bool) {
        match state {
            State::Written => self.written += 1,
            State::Unchanged => self.unchanged += 1,
            State::Failed => self.failed += 1,
        }
        match (state, trust) {
            (State::Failed, _) | (_, Trust::Unread) => {}
            (State::Written | State::Unchanged, Trust::Sure) => self.sure += 1,
            (State::Written | State::Unchanged, Trust::Look) => self.look += 1,
        }
        self.held += usize::from(is_held);
    }

    /// True if there is a document that is not sure, or one that there is not.
    pub fn has_doubts(&self) -> bool {
        self.look > 0 || self.failed > 0
    }

    /// How many were done.
    pub fn done(&self) -> usize {
        self.written + self.unchanged + self.failed
    }

    pub(super) fn to_json(self) -> Value {
        json!({
            "written": self.written,
            "unchanged": self.unchanged,
            "failed": self.failed,
            "left": self.left,
            "sure": self.sure,
            "look": self.look,
            "unread": self.failed,
            "held": self.held,
        })
    }
}

/// Makes all documents of a plan; `observe` hears of each, in the order of the plan.
///
/// # Errors
/// [`Error::Io`] where the folder cannot be written, and for a full disk, which ends the run;
/// every other fault is that of its document.
pub fn run(
    plan: &Plan,
    choice: &Choice,
    options: &Options,
    stop: &Stop,
    mut observe: impl FnMut(&Outcome),
) -> Result<Summary, Error> {
    check_targets(plan)?;
    let (manifest, known) = Manifest::start(&plan.folder, MANIFEST)?;
    let ledger = Ledger::new(manifest, None, Some(plan.len()), *options, settings(choice));
    stop.follow(&ledger);
    let shop = Shop::new(Arc::clone(&known), &plan.folder, options, false);
    let mut inputs: Vec<PathBuf> = Vec::new();
    for subject in plan.subjects.iter().flatten() {
        for input in &subject.inputs {
            if !inputs.contains(input) {
                inputs.push(input.clone());
            }
        }
    }
    let inputs = Protected::new(&inputs);
    let mut ended = None;
    let mut take = |outcome: &Outcome| -> Result<(), Error> {
        let added = {
            let mut ledger = lock(&ledger);
            ledger.count(outcome.state, outcome.trust, outcome.record.held);
            ledger.add(None, outcome.state, &outcome.record)
        };
        // Whoever is told may keep the run waiting.
        observe(outcome);
        added
    };
    for unread in plan.subjects.iter().filter_map(|one| one.as_ref().err()) {
        take(&refused(unread.role.clone(), &unread.error))?;
    }
    crew::in_order(
        options.jobs,
        plan.sheets.iter(),
        stop.flag(),
        Bench::default,
        |bench, sheet| {
            let subject = plan.subjects[sheet.subject].as_ref();
            let subject = subject.expect("a sheet has a subject that was read");
            make(sheet, subject, &shop, &inputs, bench)
        },
        |mut outcome| {
            let taken = take(&outcome);
            match full(&mut outcome).or(taken.err()) {
                Some(error) => {
                    ended = Some(error);
                    ControlFlow::Break(())
                }
                None => ControlFlow::Continue(()),
            }
        },
    );
    let finished = lock(&ledger).finish(ended.is_none() && !stop.is_asked());
    match ended {
        Some(error) => Err(error),
        None => finished,
    }
}

/// A document of a role whose pages are refused.
fn refused(role: Option<String>, error: &Error) -> Outcome {
    let (findings, told) = match error {
        Error::Refused(found) | Error::Usage(found) => (found.clone(), super::make::told(error)),
        Error::Io { .. } | Error::Writer { .. } => {
            let told = error.to_string();
            (Diagnostics::from(Diagnostic::error(&told)), told)
        }
    };
    Outcome {
        record: Record {
            role,
            state: Trust::Unread.name().to_owned(),
            reasons: super::make::reasons(&findings),
            error: Some(told),
            ..Record::default()
        },
        state: State::Failed,
        trust: Trust::Unread,
        findings: Diagnostics::new(),
        error: Some(Error::Refused(findings)),
        pages: None,
    }
}

/// The error of a disk that takes no more: whatever comes next would fail, too.
pub(super) fn full(outcome: &mut Outcome) -> Option<Error> {
    let is_full = match &outcome.error {
        Some(Error::Io { source, .. }) => matches!(
            source.kind(),
            ErrorKind::StorageFull
                | ErrorKind::QuotaExceeded
                | ErrorKind::ReadOnlyFilesystem
                | ErrorKind::FileTooLarge
        ),
        Some(Error::Refused(_) | Error::Usage(_) | Error::Writer { .. }) | None => false,
    };
    if is_full { outcome.error.take() } else { None }
}

/// Refuses what cannot be written before anything is.
fn check_targets(plan: &Plan) -> Result<(), Error> {
    let mut faults = Diagnostics::new();
    for sheet in &plan.sheets {
        for format in &sheet.look.formats {
            let mut path = sheet.path.clone().into_os_string();
            path.push(format!(".{}", format.ending()));
            let path = PathBuf::from(path);
            if path.is_dir() {
                let told = format!("`{}` is a folder", path.display());
                faults.push(
                    Diagnostic::error(told)
                        .hint("a document is to be written there; move it, or change `pattern`"),
                );
            }
        }
    }
    if plan.folder.is_file() {
        let told = format!("`{}` is a file", plan.folder.display());
        faults.push(Diagnostic::error(told).hint("documents are to be written into a folder"));
    }
    if faults.has_errors() {
        Err(Error::Usage(faults))
    } else {
        Ok(())
    }
}

/// What was asked for, for the manifest.
pub(super) fn settings(choice: &Choice) -> Value {
    let names = |texts: &[crate::diagnostic::Spanned<String>]| -> Vec<String> {
        texts.iter().map(|text| text.value.clone()).collect()
    };
    let wanted = &choice.wanted;
    let formats: Vec<&str> = wanted.formats.iter().map(|it| it.ending()).collect();
    let tags: Vec<&str> = choice
        .languages
        .iter()
        .map(|tag| tag.value.0.as_str())
        .collect();
    json!({
        "roles": names(&choice.roles),
        "themes": names(&choice.themes),
        "languages": tags,
        "formats": formats,
    })
}
