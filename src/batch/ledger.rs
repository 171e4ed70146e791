//! What a run has done, as it is written down: by the run itself, or in its stead by whoever ends
//! it while it cannot.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, TryLockError};

use serde_json::Value;

use super::crew::lock;
use super::make::State;
use super::manifest::{Manifest, Record};
use super::review::Review;
use super::run::{Options, Summary};
use crate::error::Error;
use crate::trust::Trust;

/// The lists of a run, while they are written.
pub(super) struct Ledger {
    /// None once they are whole.
    lists: Option<Lists>,
    summary: Summary,
    /// How many documents there are to be, where that is known.
    total: Option<usize>,
    options: Options,
    /// What was asked for.
    settings: Value,
}

struct Lists {
    manifest: Manifest,
    /// For staff, where there is a list of people.
    review: Option<Review>,
}

impl Ledger {
    /// The lists of a run of `total` documents, where their number is known.
    pub(super) fn new(
        manifest: Manifest,
        review: Option<Review>,
        total: Option<usize>,
        options: Options,
        settings: Value,
    ) -> Arc<Mutex<Self>> {
        let ledger = Ledger {
            lists: Some(Lists { manifest, review }),
            summary: Summary::default(),
            total,
            options,
            settings,
        };
        Arc::new(Mutex::new(ledger))
    }

    /// Counts a document, or a person; nothing once the lists are whole.
    pub(super) fn count(&mut self, state: State, trust: Trust, is_held: bool) {
        if self.lists.is_some() {
            self.summary.count(state, trust, is_held);
        }
    }

    /// Writes down a document, or a row that has none; nothing once the lists are whole.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub(super) fn add(
        &mut self,
        name: Option<&str>,
        state: State,
        record: &Record,
    ) -> Result<(), Error> {
        let Some(lists) = &mut self.lists else {
            return Ok(());
        };
        lists.manifest.add(record)?;
        match &mut lists.review {
            Some(review) => review.add(name, state, record),
            None => Ok(()),
        }
    }

    /// Completes the lists. Where the run is not `whole` the manifest keeps what earlier runs say
    /// of the documents that this one has not come to.
    ///
    /// # Errors
    /// [`Error::Io`] where one cannot be written; the other one is.
    pub(super) fn finish(&mut self, whole: bool) -> Result<Summary, Error> {
        if let Some(total) = self.total {
            self.summary.left = total - self.summary.done();
        }
        let Some(Lists { manifest, review }) = self.lists.take() else {
            return Ok(self.summary);
        };
        let reviewed = review.map_or(Ok(()), Review::finish);
        let finished = manifest.finish(&self.options, &self.settings, &self.summary, whole);
        reviewed.and(finished).map(|()| self.summary)
    }
}

/// How a run is asked to end before it is done.
#[derive(Default)]
pub struct Stop {
    asked: AtomicBool,
    ledger: Mutex<Option<Arc<Mutex<Ledger>>>>,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// Documents, or people of a list.
    pub done: usize,
    /// Of so many documents; a list has no end before it is read.
    pub total: Option<usize>,
}

impl Stop {
    /// Asks the run to end: what was begun is finished, and nothing else.
    pub fn ask(&self) {
        self.asked.store(true, Ordering::Relaxed);
    }

    /// True if the run was asked to end.
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    pub(super) fn flag(&self) -> &AtomicBool {
        &self.asked
    }

    /// A run begins that writes into a ledger.
    pub(super) fn follow(&self, ledger: &Arc<Mutex<Ledger>>) {
        *lock(&self.ledger) = Some(Arc::clone(ledger));
    }

    fn ledger(&self) -> Option<Arc<Mutex<Ledger>>> {
        lock(&self.ledger).clone()
    }

    /// True while documents are made: asked to end, the run does so itself when those that were
    /// begun are done.
    pub fn is_running(&self) -> bool {
        let Some(ledger) = self.ledger() else {
            return false;
        };
        match ledger.try_lock() {
            Ok(ledger) => ledger.lists.is_some(),
            // Something is being written down.
            Err(TryLockError::WouldBlock) => true,
            Err(TryLockError::Poisoned(ledger)) => ledger.into_inner().lists.is_some(),
        }
    }

    /// How far the run has come; nothing before it makes documents, and on a disk that does not
    /// answer.
    pub fn reached(&self) -> Option<Reached> {
        let ledger = self.ledger()?;
        let ledger = match ledger.try_lock() {
            Ok(ledger) => ledger,
            Err(TryLockError::WouldBlock) => return None,
            Err(TryLockError::Poisoned(ledger)) => ledger.into_inner(),
        };
        Some(Reached {
            done: ledger.summary.done(),
            total: ledger.total,
        })
    }

    /// Completes the lists of a run that does not end by itself: a document takes long, or a
    /// read waits. Whatever it does from now on is not written down.
    ///
    /// # Errors
    /// [`Error::Io`] where a list cannot be written.
    pub fn write_down(&self) -> Result<(), Error> {
        match self.ledger() {
            Some(ledger) => lock(&ledger).finish(false).map(|_| ()),
            None => Ok(()),
        }
    }
}

impl std::fmt::Debug for Stop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stop(asked: {})", self.is_asked())
    }
}
