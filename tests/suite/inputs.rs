//! What is read: regular files in folders, streams where they are named, and never more than a
//! limit.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::fixture::{self, told};
use crate::process::{ended, special};

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitae"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Runs to its end, for which nothing may be waited.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    ended(&mut program(folder, arguments))
}

fn site() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("s");
    fs::create_dir_all(site.join("_data")).expect("made");
    fs::copy(fixture::sample("backend.md"), site.join("cv.md")).expect("copied");
    folder
}

#[test]
fn what_is_no_regular_file_is_passed_over_in_a_site() {
    let folder = site();
    let site = folder.path().join("s");
    let arguments = ["export", "s", "--format", "pdf", "-o", "plain.pdf"];
    let plain = run(folder.path(), &arguments);
    assert!(plain.status.success(), "{}", told(&plain));
    let init = run(folder.path(), &["init", "s"]);
    assert!(init.status.success(), "{}", told(&init));
    let settings = fs::read(site.join("vitae.yaml")).expect("written");
    fs::remove_file(site.join("vitae.yaml")).expect("removed");

    for name in [
        "x.md",
        "resume.yml",
        "index.html",
        "vitae.yaml",
        "_config.yml",
    ] {
        special(&site, name, &["p"]).expect("a pipe");
    }
    special(&site.join("_data"), "cv.yml", &["p"]).expect("a pipe");
    special(&site, "zero.md", &["c", "1", "5"]);
    let socket = std::os::unix::net::UnixListener::bind(site.join("socket.md")).expect("bound");

    let arguments = ["export", "s", "--format", "pdf", "-o", "piped.pdf"];
    let piped = run(folder.path(), &arguments);
    assert!(piped.status.success(), "{}", told(&piped));
    let read = |name: &str| fs::read(folder.path().join(name)).expect("written");
    assert!(read("plain.pdf") == read("piped.pdf"), "other bytes");
    let batch = run(
        folder.path(),
        &["batch", "s", "--format", "pdf", "--out", "o"],
    );
    assert!(batch.status.success(), "{}", told(&batch));
    assert!(
        told(&batch).contains("1 document: 1 written"),
        "{}",
        told(&batch)
    );

    fs::remove_file(site.join("vitae.yaml")).expect("removed");
    let init = run(folder.path(), &["init", "s"]);
    assert!(init.status.success(), "{}", told(&init));
    assert!(fs::read(site.join("vitae.yaml")).expect("written") == settings);
    // A page by its permalink is looked for in all of them.
    let missing = run(folder.path(), &["extract", "s/nowhere"]);
    assert_eq!(missing.status.code(), Some(2), "{}", told(&missing));
    drop(socket);
}

#[test]
fn a_link_to_a_page_is_a_page() {
    let folder = site();
    let site = folder.path().join("s");
    fs::rename(site.join("cv.md"), folder.path().join("real.md")).expect("moved");
    std::os::unix::fs::symlink("../real.md", site.join("cv.md")).expect("linked");
    let linked = run(folder.path(), &["extract", "s"]);
    assert!(linked.status.success(), "{}", told(&linked));
}

#[test]
fn a_folder_of_themes_has_no_pipes_in_it() {
    let folder = site();
    special(folder.path(), "slate.yaml", &["p"]).expect("a pipe");
    let themes = run(folder.path(), &["themes", "--layout-dir", "."]);
    assert!(themes.status.success(), "{}", told(&themes));
    let listed = String::from_utf8_lossy(&themes.stdout).into_owned();
    assert!(!listed.contains("slate"), "{listed}");
}

#[test]
fn a_pipe_that_is_named_is_read_as_a_stream() {
    let folder = site();
    let page = fs::read(folder.path().join("s/cv.md")).expect("readable");
    let plain = run(folder.path(), &["extract", "s/cv.md", "--as", "json"]);
    let pipe = special(folder.path(), "page.md", &["p"]).expect("a pipe");
    let writer = {
        let page = page.clone();
        thread::spawn(move || fs::write(pipe, page).expect("written"))
    };
    let piped = run(folder.path(), &["extract", "page.md", "--as", "json"]);
    writer.join().expect("written");
    assert!(piped.status.success(), "{}", told(&piped));
    assert_eq!(piped.stdout, plain.stdout);
    // The other names of standard input.
    for name in ["-", "/dev/stdin"] {
        let mut child = program(folder.path(), &["extract", name, "--as", "json"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(&page).expect("written");
        drop(stdin);
        let output = child.wait_with_output().expect("ended");
        assert_eq!(output.stdout, plain.stdout, "{name}");
    }
    // Nobody writes a second time.
    fs::write(
        folder.path().join("vitae.yaml"),
        "roles: { a: { keywords: [Rust] }, b: { keywords: [Go] } }\n",
    )
    .expect("written");
    for arguments in [
        &["batch", "page.md", "--role", "a,b"][..],
        &["batch", "--job", "page.md"],
    ] {
        let twice = run(folder.path(), arguments);
        assert_eq!(twice.status.code(), Some(2), "{}", told(&twice));
        let told = told(&twice);
        assert!(
            told.contains("is read for one role in one language"),
            "{told}"
        );
    }
}

/// A page with so many bytes.
fn page_of(bytes: usize) -> String {
    let mut page = "# Ana Reis\n\n## Experience\n\n### Engineer, Foo, 2020 - 2022\n\n".to_owned();
    page.push_str(&"- Built a thing.\n".repeat(bytes / 17 + 1));
    page
}

#[test]
fn a_text_that_is_larger_than_its_limit_is_refused_with_the_limit() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect(name);
    write("big.md", &page_of(4_000));
    write("page.md", &page_of(100));
    let big = ["--max-input-size", "2KiB"];
    for (arguments, name) in [
        (&["extract", "big.md"][..], "big.md"),
        (&["extract", "page.md", "--with", "big.md"], "big.md"),
        (&["extract", "page.md", "--config", "big.md"], "big.md"),
        (&["export", "page.md", "--job", "big.md"], "big.md"),
        (&["letter", "big.md", "page.md"], "big.md"),
        (
            &["export", "page.md", "--mail", "--mail-template", "big.md"],
            "big.md",
        ),
        (&["themes", "--preview", "big.md"], "big.md"),
    ] {
        let refused = run(folder.path(), &[arguments, &big].concat());
        let said = told(&refused);
        assert_eq!(refused.status.code(), Some(1), "{arguments:?}: {said}");
        let fault = format!("error: `{name}` is larger than 2 KiB");
        assert!(said.contains(&fault), "{arguments:?}: {said}");
        assert!(said.contains("--max-input-size"), "{said}");
    }
    write(
        "theme.yaml",
        &format!("extends: modern\n#{}\n", "x".repeat(4_000)),
    );
    let theme = ["export", "page.md", "--theme", "./theme.yaml"];
    let refused = run(folder.path(), &[&theme[..], &big].concat());
    assert!(
        told(&refused).contains("theme.yaml` is larger than 2 KiB"),
        "{}",
        told(&refused)
    );
    write("on.yaml", "extends: ./theme.yaml\n");
    let theme = ["export", "page.md", "--theme", "./on.yaml"];
    let refused = run(folder.path(), &[&theme[..], &big].concat());
    let said = told(&refused);
    assert!(
        said.contains("`./theme.yaml` cannot be extended: ")
            && said.contains("theme.yaml` is larger than 2 KiB"),
        "{said}"
    );

    // The settings say it for all runs, the command line for one.
    write("vitae.yaml", "max_input_size: 2 KiB\n");
    let refused = run(folder.path(), &["extract", "big.md"]);
    assert!(
        told(&refused).contains("larger than 2 KiB"),
        "{}",
        told(&refused)
    );
    let read = run(
        folder.path(),
        &["extract", "big.md", "--max-input-size", "1MiB"],
    );
    assert!(read.status.success(), "{}", told(&read));
    write("vitae.yaml", "max_input_size: 2 miles\n");
    let refused = run(folder.path(), &["extract", "page.md"]);
    assert!(
        told(&refused).contains("vitae.yaml:1:17"),
        "{}",
        told(&refused)
    );
    let refused = run(
        folder.path(),
        &["extract", "page.md", "--max-input-size", "0"],
    );
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
}

#[test]
fn one_page_of_a_site_that_is_too_large_is_passed_over() {
    let folder = site();
    fs::write(folder.path().join("s/big.md"), page_of(40_000)).expect("written");
    let output = run(folder.path(), &["extract", "s", "--max-input-size", "30kB"]);
    assert!(output.status.success(), "{}", told(&output));
    let said = told(&output);
    assert!(
        said.contains("passed over: `s/big.md` is larger than 30 kB"),
        "{said}"
    );
}

#[test]
fn a_stream_without_an_end_is_refused_at_the_usual_limit() {
    let folder = site();
    let mut child = program(folder.path(), &["extract", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let block = vec![b'a'; 1 << 20];
    let mut taken = 0;
    // Far more than it may take; it has to close the pipe itself.
    while taken < 256 && stdin.write_all(&block).is_ok() {
        taken += 1;
    }
    drop(stdin);
    let output = child.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(
        told(&output).contains("`<stdin>` is larger than 64 MiB"),
        "{}",
        told(&output)
    );
    assert!((64..=66).contains(&taken), "{taken} MiB were taken");
    // A device that never ends, made here: only root may.
    if special(folder.path(), "zero.md", &["c", "1", "5"]).is_some() {
        let endless = run(
            folder.path(),
            &["extract", "zero.md", "--max-input-size", "1MiB"],
        );
        let said = told(&endless);
        assert!(said.contains("`zero.md` is larger than 1 MiB"), "{said}");
    }
}
