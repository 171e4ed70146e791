//! Work on several threads, its results in the order of the tasks.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

/// How many tasks are taken for each thread ahead of the oldest that is not done: enough that a
/// long one does not hold up the others, few enough that memory stays bounded.
const AHEAD: usize = 8;

/// How far the tasks have come.
#[derive(Default)]
struct Gate {
    /// Tasks whose results were handed on.
    done: usize,
    /// No more tasks are to be taken.
    closed: bool,
}

/// Works on tasks with `jobs` threads; `bench` makes what a thread keeps between tasks, `done`
/// gets the results in the order of the tasks and says whether to go on. Once `stop` is set, what
/// was begun is finished and nothing else.
pub(super) fn in_order<T, O, B>(
    jobs: usize,
    tasks: impl Iterator<Item = T> + Send,
    stop: &AtomicBool,
    bench: impl Fn() -> B + Sync,
    work: impl Fn(&mut B, T) -> O + Sync,
    mut done: impl FnMut(O) -> ControlFlow<()>,
) where
    T: Send,
    O: Send,
{
    if jobs <= 1 {
        return alone(tasks, stop, bench(), work, done);
    }
    let gate = (Mutex::new(Gate::default()), Condvar::new());
    let (give, take) = mpsc::sync_channel::<(usize, T)>(jobs);
    let take = Mutex::new(take);
    let (hand, collect) = mpsc::channel();
    let mut panicked = None;
    thread::scope(|scope| {
        let (gate, take, bench, work) = (&gate, &take, &bench, &work);
        scope.spawn(move || feed(tasks, jobs * AHEAD, gate, stop, &give));
        for _ in 0..jobs {
            let hand = hand.clone();
            scope.spawn(move || {
                let mut bench = bench();
                loop {
                    let next = lock(take).recv();
                    let Ok((number, task)) = next else { return };
                    let result = catch_unwind(AssertUnwindSafe(|| work(&mut bench, task)));
                    if hand.send((number, result)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(hand);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        while let Ok((number, result)) = collect.recv() {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                let goes_on = match result {
                    Ok(result) if panicked.is_none() => done(result).is_continue(),
                    Ok(_) => false,
                    Err(panic) => {
                        panicked = Some(panic);
                        false
                    }
                };
                let mut state = lock(&gate.0);
                state.done = next;
                state.closed |= !goes_on;
                gate.1.notify_all();
            }
        }
    });
    if let Some(panic) = panicked {
        resume_unwind(panic);
    }
}

/// The same on the caller's thread: to hand tasks and results to and fro would be waste.
fn alone<T, O, B>(
    tasks: impl Iterator<Item = T>,
    stop: &AtomicBool,
    mut bench: B,
    work: impl Fn(&mut B, T) -> O,
    mut done: impl FnMut(O) -> ControlFlow<()>,
) {
    for task in tasks {
        if stop.load(Ordering::Relaxed) || done(work(&mut bench, task)).is_break() {
            return;
        }
    }
}

/// Gives tasks to the threads, never more than `ahead` of the oldest that is not done.
fn feed<T>(
    tasks: impl Iterator<Item = T>,
    ahead: usize,
    gate: &(Mutex<Gate>, Condvar),
    stop: &AtomicBool,
    give: &mpsc::SyncSender<(usize, T)>,
) {
    for (number, task) in tasks.enumerate() {
        let state = lock(&gate.0);
        let state = gate
            .1
            .wait_while(state, |gate| !gate.closed && number >= gate.done + ahead);
        let is_closed = state.unwrap_or_else(PoisonError::into_inner).closed;
        if is_closed || stop.load(Ordering::Relaxed) || give.send((number, task)).is_err() {
            return;
        }
    }
}

/// A lock whose holder cannot have left anything half done: it holds plain values.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets threads pass one after another, in the order of their numbers.
#[derive(Default)]
pub(super) struct Turnstile {
    next: Mutex<usize>,
    turned: Condvar,
}

impl Turnstile {
    /// The ticket of a number; every number from 0 has one.
    pub(super) fn ticket(&self, number: usize) -> Ticket<'_> {
        Ticket {
            turnstile: self,
            number,
            passed: false,
        }
    }

    fn turn<R>(&self, number: usize, turn: impl FnOnce() -> R) -> R {
        let next = lock(&self.next);
        let waited = self.turned.wait_while(next, |next| *next != number);
        let mut next = waited.unwrap_or_else(PoisonError::into_inner);
        let result = turn();
        *next += 1;
        self.turned.notify_all();
        result
    }
}

/// Lets one pass once; whoever drops it unused passes, too, so that nobody waits for ever.
pub(super) struct Ticket<'a> {
    turnstile: &'a Turnstile,
    number: usize,
    passed: bool,
}

impl Ticket<'_> {
    /// Waits until all with smaller numbers have passed, and does what is to be done in turn.
    pub(super) fn pass<R>(mut self, turn: impl FnOnce() -> R) -> R {
        self.passed = true;
        self.turnstile.turn(self.number, turn)
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        if !self.passed {
            self.turnstile.turn(self.number, || ());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    fn all(jobs: usize, tasks: usize, until: usize) -> Vec<usize> {
        let mut results = Vec::new();
        in_order(
            jobs,
            0..tasks,
            &AtomicBool::new(false),
            || (),
            |(), task| {
                // Later tasks are done sooner.
                thread::sleep(Duration::from_micros(((tasks - task) % 7) as u64 * 50));
                task
            },
            |result| {
                results.push(result);
                if results.len() < until {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            },
        );
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_tasks() {
        for jobs in [1, 2, 8] {
            assert_eq!(all(jobs, 100, 200), (0..100).collect::<Vec<_>>());
        }
        assert!(all(3, 0, 1).is_empty());
    }

    #[test]
    fn an_end_lets_what_was_begun_be_done() {
        let results = all(2, 1000, 10);
        assert!((10..=10 + 2 * AHEAD + 4).contains(&results.len()));
    }

    #[test]
    fn a_long_task_lets_no_more_than_a_window_of_tasks_be_taken() {
        let taken = AtomicUsize::new(0);
        let tasks = (0..500).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let most = AtomicUsize::new(0);
        in_order(
            2,
            tasks,
            &AtomicBool::new(false),
            || (),
            |(), task| {
                if task == 0 {
                    thread::sleep(Duration::from_millis(100));
                    most.store(taken.load(Ordering::SeqCst), Ordering::SeqCst);
                }
            },
            |()| ControlFlow::Continue(()),
        );
        assert!(most.into_inner() <= 2 * AHEAD + 1);
    }

    #[test]
    fn a_panic_is_handed_on() {
        let run = || {
            in_order(
                2,
                0..100,
                &AtomicBool::new(false),
                || (),
                |(), task| assert!(task != 5, "five"),
                |()| ControlFlow::Continue(()),
            );
        };
        assert!(catch_unwind(run).is_err());
    }
}
