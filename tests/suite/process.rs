//! Runs of the program that must end, whatever stands in their way.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A run that waits for nothing is over long before; one that hangs is not.
pub const NEVER: Duration = Duration::from_secs(120);

/// Makes a pipe or device as `mknod` does; `None` where this user may not.
pub fn special(folder: &Path, name: &str, kind: &[&str]) -> Option<PathBuf> {
    let path = folder.join(name);
    let made = Command::new("mknod").arg(&path).args(kind).output();
    made.expect("mknod runs").status.success().then_some(path)
}

/// Runs a command to its end. One that hangs is killed, and the test fails.
pub fn ended(command: &mut Command) -> Output {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    within(child, NEVER).1
}

/// Waits for a child, but not longer than a time.
pub fn within(mut child: Child, time: Duration) -> (Duration, Output) {
    let start = Instant::now();
    let drain = |stream: Option<Box<dyn Read + Send>>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            if let Some(mut stream) = stream {
                stream.read_to_end(&mut bytes).expect("readable");
            }
            bytes
        })
    };
    let stdout = drain(child.stdout.take().map(|it| Box::new(it) as _));
    let stderr = drain(child.stderr.take().map(|it| Box::new(it) as _));
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if start.elapsed() > time {
            child.kill().expect("killed");
            child.wait().expect("ended");
            panic!("it did not end in {time:?}");
        }
        thread::sleep(Duration::from_millis(10));
    };
    let took = start.elapsed();
    let output = Output {
        status,
        stdout: stdout.join().expect("read"),
        stderr: stderr.join().expect("read"),
    };
    (took, output)
}
