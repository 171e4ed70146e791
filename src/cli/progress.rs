//! How far a run has come: a bar on a terminal, nothing elsewhere.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::characters;

/// A bar for a run, or none.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A bar for so many steps, or for a number that nobody knows; none without a terminal, or
    /// where the user wants it quiet.
    pub fn new(steps: Option<usize>, quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Progress { bar: None };
        }
        let (bar, form) = match steps {
            Some(steps) => (
                ProgressBar::new(steps as u64),
                "{bar:30} {pos}/{len} {per_sec} {wide_msg}",
            ),
            None => (
                ProgressBar::no_length(),
                "{spinner} {pos} {per_sec} {wide_msg}",
            ),
        };
        bar.set_draw_target(ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        Progress { bar: Some(bar) }
    }

    /// True if a bar is drawn: lines that only say how far it has come are not needed.
    pub fn is_drawn(&self) -> bool {
        self.bar.is_some()
    }

    /// One more step, of which `what` is the name.
    pub fn step(&self, what: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(characters::line(what).into_owned());
            bar.inc(1);
        }
    }

    /// Writes lines that the bar must not run into.
    pub fn above<R>(&self, write: impl FnOnce() -> R) -> R {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
