//! Signals that end the program: Ctrl-C, a request to end, a closed terminal.
//!
//! A run that is making documents is asked to end, and given a while for those that it has begun.
//! Where that is not enough, or there is nothing to wait for, the lists are completed in its
//! stead, files that are not whole are removed, and the process ends: a thread that waits for a
//! pipe, or sets a very long document, cannot be asked. A second signal ends it at once.

#[cfg(unix)]
use std::io::{IsTerminal, Write};
use std::sync::Arc;

#[cfg(any(unix, test))]
use crate::batch::Reached;
use crate::batch::Stop;
use crate::error::Error;

/// Listens for signals.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    stop: Arc<Stop>,
    #[cfg(unix)]
    heard: Arc<std::sync::atomic::AtomicI32>,
}

impl Signals {
    /// How a run hears of them.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }
}

/// What is told last.
#[cfg(any(unix, test))]
fn told(reached: Option<Reached>) -> String {
    let far = match reached {
        Some(Reached {
            done,
            total: Some(total),
        }) => format!(" after {done} of {total} documents"),
        Some(Reached { done, total: None }) => format!(" after {done} of the list's rows"),
        None => String::new(),
    };
    format!("stopped{far}; run the same command again to go on")
}

#[cfg(unix)]
fn tell(reached: Option<Reached>) {
    let mut err = std::io::stderr();
    // A bar may stand in the line.
    let clear = if err.is_terminal() { "\r\x1b[2K" } else { "" };
    // With standard error closed there is nobody left to tell.
    let _ = writeln!(err, "{clear}{}", told(reached));
}

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, PoisonError, mpsc};
    use std::thread;
    use std::time::Duration;

    use signal_hook::consts::signal::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator;
    use signal_hook::{flag, low_level};

    use super::{Error, Signals, tell};
    use crate::export::scratch;

    /// What is given to documents that were begun: usual ones take a tenth of a second, and
    /// service managers and schedulers that wait five seconds before they kill must not have to.
    const GRACE: Duration = Duration::from_secs(2);
    /// What may be needed to complete the lists, and then to remove files and tell of it: on a
    /// disk or a terminal that answers no more the process ends all the same.
    const WRITING: Duration = Duration::from_millis(1500);
    const TELLING: Duration = Duration::from_millis(500);
    /// Added to a signal's number, as shells do.
    const BY_SIGNAL: i32 = 128;

    /// One thread ends the process.
    static ENDING: Mutex<()> = Mutex::new(());

    impl Signals {
        /// Listens from now on.
        ///
        /// # Errors
        /// [`Error::Io`] where the system refuses it.
        pub fn listen() -> Result<Self, Error> {
            let signals = Signals::default();
            let own = signals.clone();
            let register = || -> std::io::Result<()> {
                // A file that is too large for its limit is an error like any other.
                flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
                let each = iterator::Signals::new(ending())?;
                let thread = thread::Builder::new().name("signals".to_owned());
                thread.spawn(move || own.hear(each)).map(|_| ())
            };
            register().map_err(|error| Error::io("signals", error))?;
            Ok(signals)
        }

        /// Ends the process if a signal asked for it and what it was doing is over.
        pub fn leave(&self) {
            let heard = self.heard.load(Ordering::Acquire);
            if heard != 0 {
                self.end(heard);
            }
        }

        fn hear(&self, mut each: iterator::Signals) {
            let mut each = each.forever();
            let Some(first) = each.next() else { return };
            self.heard.store(first, Ordering::Release);
            self.stop.ask();
            let late = self.clone();
            let wait = move || {
                thread::sleep(GRACE);
                late.end(first);
            };
            let waits = self.stop.is_running() && thread::Builder::new().spawn(wait).is_ok();
            let last = if waits { each.next() } else { None };
            self.end(last.unwrap_or(first));
        }

        fn end(&self, signal: i32) -> ! {
            // Whoever comes second waits for ever.
            let _only = ENDING.lock().unwrap_or_else(PoisonError::into_inner);
            let stop = Arc::clone(&self.stop);
            within(WRITING, move || {
                scratch::reserve();
                // Where the lists cannot be written, the journal stays for the next run.
                let _ = stop.write_down();
            });
            let stop = Arc::clone(&self.stop);
            within(TELLING, move || {
                scratch::reserve();
                scratch::discard();
                tell(stop.reached());
            });
            low_level::exit(BY_SIGNAL + signal)
        }
    }

    /// Does something, but waits no longer for it than a time.
    fn within(time: Duration, work: impl FnOnce() + Send + 'static) {
        let (done, wait) = mpsc::channel();
        let work = move || {
            work();
            let _ = done.send(());
        };
        if thread::Builder::new().spawn(work).is_ok() {
            let _ = wait.recv_timeout(time);
        }
    }

    /// The signals that end the program. Who starts it under `nohup` wants a closed terminal not
    /// to be one.
    fn ending() -> Vec<i32> {
        let mut ending = vec![SIGINT, SIGTERM];
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        if !ignores(&status, SIGHUP) {
            ending.push(SIGHUP);
        }
        ending
    }

    /// True if a process was started with a signal ignored, as its `/proc/PID/status` says.
    fn ignores(status: &str, signal: i32) -> bool {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn a_signal_that_is_ignored_from_the_start_is_known() {
            let status = "Name:\tvitae\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001001\n";
            assert!(ignores(status, SIGHUP));
            assert!(!ignores(status, SIGINT) && !ignores("", SIGHUP));
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    /// There are none.
    ///
    /// # Errors
    /// None.
    pub fn listen() -> Result<Self, Error> {
        Ok(Signals::default())
    }

    /// Goes on.
    pub fn leave(&self) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_says_how_far_it_came_and_how_to_go_on() {
        let list = Reached {
            done: 312,
            total: None,
        };
        assert_eq!(
            told(Some(list)),
            "stopped after 312 of the list's rows; run the same command again to go on"
        );
        let site = Reached {
            done: 3,
            total: Some(18),
        };
        assert!(told(Some(site)).starts_with("stopped after 3 of 18 documents; "));
        assert!(told(None).starts_with("stopped; "));
    }
}
