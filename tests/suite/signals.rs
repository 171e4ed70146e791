//! Signals that end a run: soon, with nothing half there, and with a word on how to go on.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

use crate::batch::names;
use crate::fixture::{self, told};
use crate::process::{NEVER, ended, special, within};

/// A run has to end in five seconds, and on an idle machine it does so in two. Here many tests
/// share two cores, and threads wait for their turn.
const SOON: Duration = Duration::from_secs(15);

fn send(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).expect("sent");
}

/// Sends a signal and waits for the end; what it said, the last line apart.
fn stopped(child: Child, signal: Signal) -> (String, Output) {
    send(&child, signal);
    let (_, output) = within(child, SOON);
    let said = told(&output);
    assert_eq!(output.status.code(), Some(128 + signal.as_raw()), "{said}");
    (said.lines().last().unwrap_or_default().to_owned(), output)
}

/// A folder with a good page, `page.md`.
struct Work(TempDir);

impl Work {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::copy(fixture::sample("backend.md"), folder.path().join("page.md")).expect("copied");
        Work(folder)
    }

    /// `slow.html`, which takes minutes: a row of a million cells.
    fn slow_page(&self) {
        let cells = "<td>a</td>".repeat(1_000_000);
        let page = format!("<h1>Ana Reis</h1><h2>Experience</h2><table><tr>{cells}</tr></table>");
        fs::write(self.path("slow.html"), page).expect("written");
    }

    /// `wait.md`, which nobody writes: whoever reads it waits for ever.
    fn waiting_page(&self) {
        special(self.0.path(), "wait.md", &["p"]).expect("a pipe");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    /// A list whose rows name these pages.
    fn list(&self, pages: &[&str]) {
        let mut list = "id,page,name\n".to_owned();
        for (row, page) in pages.iter().enumerate() {
            list.push_str(&format!("{},{page},Ana Reis\n", row + 1));
        }
        self.write("people.csv", &list);
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vitae"));
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).spawn().expect("the program runs")
    }

    /// Starts a batch, and waits until it makes documents.
    fn start_batch(&self, arguments: &[&str]) -> Child {
        let child = self.start(arguments);
        self.await_journal();
        child
    }

    fn await_journal(&self) {
        let out = self.path("out");
        await_that(|| out.is_dir() && names(&out).iter().any(|name| name.ends_with("journal")));
        // It is begun; the first documents come after it.
        thread::sleep(Duration::from_millis(500));
    }

    /// The names of the folder of documents, and no traces of a run among them.
    fn out(&self) -> Vec<String> {
        let names = names(&self.path("out"));
        assert!(names.iter().all(|name| !name.starts_with('.')), "{names:?}");
        names
    }

    fn manifest(&self) -> Value {
        let text = fs::read_to_string(self.path("out/manifest.json")).expect("a manifest");
        serde_json::from_str(&text).expect("JSON")
    }

    /// How many rows of the list came out how.
    fn states(&self, output: &Output) -> BTreeMap<String, usize> {
        let mut states = BTreeMap::new();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let line: Value = serde_json::from_str(line).expect("a line of JSON");
            let state = line["status"].as_str().expect("a state").to_owned();
            *states.entry(state).or_default() += 1;
        }
        states
    }
}

fn await_that(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < NEVER, "it never came");
        thread::sleep(Duration::from_millis(10));
    }
}

const GO_ON: &str = "; run the same command again to go on";

const BATCH: [&str; 9] = [
    "batch",
    "--from",
    "people.csv",
    "--format",
    "pdf",
    "--pattern",
    "cv-{id}",
    "--out",
    "out",
];

/// The first lines of a child's standard output, and the rest of it.
fn first_lines(child: &mut Child, count: usize) -> (String, BufReader<ChildStdout>) {
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut lines = String::new();
    for _ in 0..count {
        stdout.read_line(&mut lines).expect("a line");
    }
    assert_eq!(lines.lines().count(), count, "{lines}");
    (lines, stdout)
}

#[test]
fn a_slow_document_does_not_keep_a_batch_from_ending() {
    let work = Work::new();
    work.slow_page();
    let mut pages = vec!["slow.html"; 40];
    pages[0] = "page.md";
    work.list(&pages);
    for (signal, jobs) in [(Signal::TERM, "2"), (Signal::INT, "1"), (Signal::HUP, "2")] {
        let mut run = work.start(&[&BATCH[..], &["--jobs", jobs, "--force"]].concat());
        let (first, mut stdout) = first_lines(&mut run, 1);
        // It is at the second by now, whatever its first steps are.
        thread::sleep(Duration::from_millis(500));
        let (last, _) = stopped(run, signal);
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).expect("readable");
        let done = first.lines().chain(rest.lines()).count();
        assert_eq!(
            last,
            format!("stopped after {done} of the list's rows{GO_ON}")
        );
        let review = fs::read_to_string(work.path("out/review.csv")).expect("a review");
        assert_eq!(review.lines().count(), 1 + done, "{review}");
        let documents = work.manifest()["documents"].as_array().map(Vec::len);
        assert_eq!(documents, Some(done));
        work.out();
    }
    // The next run knows what was made.
    work.list(&["page.md"]);
    let next = ended(&mut work.command(&BATCH));
    assert_eq!(work.states(&next)["unchanged"], 1);
}

#[test]
fn a_second_signal_ends_a_batch_at_once() {
    let work = Work::new();
    work.waiting_page();
    work.list(&["wait.md"]);
    let run = work.start_batch(&BATCH);
    send(&run, Signal::TERM);
    // It is heard by now, and what was begun has two seconds.
    thread::sleep(Duration::from_millis(700));
    // The number is the second one's: what was begun did not have its time.
    let (last, _) = stopped(run, Signal::INT);
    assert_eq!(last, format!("stopped after 0 of the list's rows{GO_ON}"));
    assert_eq!(work.out(), ["manifest.json", "review.csv"]);
}

#[test]
fn a_list_that_is_stopped_says_how_far_it_came_and_goes_on_from_there() {
    let work = Work::new();
    let rows = 400;
    work.list(&vec!["page.md"; rows]);
    let mut run = work.start(&BATCH);
    let (mut lines, mut stdout) = first_lines(&mut run, 5);
    send(&run, Signal::INT);
    stdout.read_to_string(&mut lines).expect("readable");
    let (_, output) = within(run, SOON);
    let said = told(&output);
    assert_eq!(output.status.code(), Some(130), "{said}");
    let done = lines.lines().count();
    assert!((5..rows).contains(&done), "{done}");
    let last = said.lines().last().expect("a line");
    assert_eq!(
        last,
        format!("stopped after {done} of the list's rows{GO_ON}")
    );
    let documents = work.manifest()["documents"].as_array().map(Vec::len);
    assert_eq!(documents, Some(done));
    let review = fs::read_to_string(work.path("out/review.csv")).expect("a review");
    assert_eq!(review.lines().count(), 1 + done);
    // All that was begun was done, and nothing else.
    assert_eq!(work.out().len(), done + 2);
    // Stopped again, it keeps what it knows of those that it does not come to.
    work.list(&vec!["page.md"; done]);
    let whole = ended(&mut work.command(&BATCH));
    assert_eq!(work.states(&whole)["unchanged"], done);
}

#[test]
fn a_run_that_is_stopped_early_forgets_nothing_of_earlier_ones() {
    let work = Work::new();
    let good = ["page.md"; 6];
    work.list(&good);
    let whole = ended(&mut work.command(&BATCH));
    assert_eq!(work.states(&whole)["written"], 6);
    let before = work.manifest()["documents"].clone();
    // The third takes for ever.
    work.waiting_page();
    let mut pages = good;
    pages[2] = "wait.md";
    work.list(&pages);
    let mut run = work.start(&[&BATCH[..], &["--jobs", "1"]].concat());
    let (_, stdout) = first_lines(&mut run, 2);
    let (last, _) = stopped(run, Signal::TERM);
    assert_eq!(last, format!("stopped after 2 of the list's rows{GO_ON}"));
    assert_eq!(work.manifest()["documents"], before);
    drop(stdout);
    work.list(&good);
    let again = ended(&mut work.command(&BATCH));
    assert_eq!(
        work.states(&again),
        BTreeMap::from([("unchanged".to_owned(), 6)])
    );
}

#[test]
fn a_site_that_is_stopped_tells_of_how_many_documents_it_has_made() {
    let work = Work::new();
    let mut roles = "roles:\n".to_owned();
    const ALL: usize = 300;
    for role in 0..ALL {
        roles.push_str(&format!("  r{role}: {{ pages: page.md }}\n"));
    }
    work.write("vitae.yaml", &roles);
    let run = work.start(&[
        "batch", "--format", "pdf", "--jobs", "1", "--out", "out", "--quiet",
    ]);
    // As soon as the first is there: the last comes seconds later.
    await_that(|| work.path("out").is_dir() && names(&work.path("out")).len() > 2);
    let (last, _) = stopped(run, Signal::TERM);
    let made = work.out().len() - 1;
    assert_eq!(
        last,
        format!("stopped after {made} of {ALL} documents{GO_ON}")
    );
    let manifest = work.manifest();
    assert_eq!(manifest["summary"]["written"], made);
    assert_eq!(manifest["summary"]["left"], ALL - made);
    assert!(made < ALL);
}

#[test]
fn a_read_that_waits_does_not_keep_a_run_from_ending() {
    let work = Work::new();
    work.waiting_page();
    work.list(&["page.md", "wait.md"]);
    let generic = format!("stopped{GO_ON}");
    for (arguments, line) in [
        // The page of a row, on a thread of its own and on the main one.
        (&["--from", "people.csv", "--jobs", "2"][..], None),
        (&["--from", "people.csv", "--jobs", "1"], None),
        // The list itself, and the page of a plan: nothing is begun.
        (&["--from", "wait.md"], Some(&generic)),
        (&["wait.md"], Some(&generic)),
    ] {
        let _ = fs::remove_dir_all(work.path("out"));
        let run = work.start(&[&["batch", "--format", "pdf", "--out", "out"], arguments].concat());
        match line {
            None => {
                work.await_journal();
                await_that(|| {
                    names(&work.path("out"))
                        .iter()
                        .any(|it| it.ends_with(".pdf"))
                });
            }
            Some(_) => thread::sleep(Duration::from_millis(500)),
        }
        let (last, _) = stopped(run, Signal::TERM);
        let listed = format!("stopped after 1 of the list's rows{GO_ON}");
        assert_eq!(&last, line.unwrap_or(&listed), "{arguments:?}");
        if line.is_none() {
            assert_eq!(work.out().len(), 3);
        }
    }
}

#[test]
fn a_list_on_standard_input_that_nobody_ends_is_left() {
    let work = Work::new();
    let mut run = work
        .command(&["batch", "--from", "-", "--format", "pdf", "--out", "out"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut list = run.stdin.take().expect("a pipe");
    list.write_all(b"{\"page\": \"page.md\"}\n")
        .expect("written");
    await_that(|| work.path("out").is_dir());
    await_that(|| {
        names(&work.path("out"))
            .iter()
            .any(|it| it.ends_with(".pdf"))
    });
    let (last, _) = stopped(run, Signal::HUP);
    assert_eq!(last, format!("stopped after 1 of the list's rows{GO_ON}"));
    assert_eq!(work.out().len(), 3);
    drop(list);
}

#[test]
fn results_that_nobody_takes_do_not_keep_a_run_from_ending() {
    let work = Work::new();
    // Enough lines to fill the pipes of both streams.
    work.list(&vec!["gone.md"; 3000]);
    let run = work.start_batch(&BATCH);
    let mut run = run;
    let streams = (run.stdout.take(), run.stderr.take());
    thread::sleep(Duration::from_secs(2));
    assert!(
        run.try_wait().expect("a child").is_none(),
        "it did not wait"
    );
    send(&run, Signal::TERM);
    let (_, output) = within(run, SOON);
    assert_eq!(output.status.code(), Some(143));
    assert_eq!(work.out(), ["manifest.json", "review.csv"]);
    drop(streams);
}

#[test]
fn an_export_ends_at_once_and_leaves_nothing() {
    let work = Work::new();
    work.slow_page();
    work.waiting_page();
    special(work.0.path(), "nobody.pdf", &["p"]).expect("a pipe");
    for (arguments, signal) in [
        (&["export", "slow.html"][..], Signal::TERM),
        (&["export", "wait.md"], Signal::INT),
        (&["letter", "wait.md"], Signal::HUP),
        // The other files are complete beside their places while a pipe is waited for.
        (
            &["export", "page.md", "--format", "pdf", "-o", "nobody.pdf"],
            Signal::TERM,
        ),
    ] {
        let before = names(work.0.path());
        let run = work.start(&[arguments, &["--quiet"]].concat());
        thread::sleep(Duration::from_secs(2));
        let (last, _) = stopped(run, signal);
        assert_eq!(last, format!("stopped{GO_ON}"), "{arguments:?}");
        assert_eq!(names(work.0.path()), before);
    }
}

#[test]
fn a_terminal_that_is_closed_does_not_end_what_was_started_under_nohup() {
    let work = Work::new();
    work.list(&["page.md"; 8]);
    let script = format!(
        "trap '' HUP; exec '{}' {}",
        env!("CARGO_BIN_EXE_vitae"),
        BATCH.join(" ")
    );
    let log = File::create(work.path("log")).expect("made");
    let run = Command::new("sh")
        .args(["-c", &script])
        .current_dir(work.0.path())
        .stdin(Stdio::null())
        .stdout(Stdio::from(log))
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    await_that(|| work.path("out").is_dir());
    send(&run, Signal::HUP);
    let (_, output) = within(run, NEVER);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(work.out().len(), 10);
}
