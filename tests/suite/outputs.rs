//! Where outputs go: nothing that stands there is harmed.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::fixture::{self, told};
use crate::process::{ended, special};

/// A folder with a page.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(fixture::sample("backend.md"), folder.path().join("page.md")).expect("copied");
    folder
}

/// What the same command writes into a usual file.
fn usual(folder: &Path, format: &str) -> Vec<u8> {
    let name = format!("usual.{format}");
    done(folder, &["export", "page.md", "-o", &name]);
    let path = folder.join(name);
    let bytes = fs::read(&path).expect("written");
    fs::remove_file(path).expect("removed");
    bytes
}

fn done(folder: &Path, arguments: &[&str]) -> Output {
    let output = fixture::run(folder, arguments);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    output
}

/// Runs what must be refused; returns what it says.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = fixture::run(folder, arguments);
    let said = told(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    said
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path)
        .expect("there")
        .file_type()
        .is_symlink()
}

/// Nothing of a run but what it was to write.
fn assert_no_traces(folder: &Path) {
    let names = crate::batch::names(folder);
    let left: Vec<&String> = names.iter().filter(|name| name.starts_with('.')).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_pipe_is_written_into_and_stays_a_pipe() {
    let folder = folder();
    let expected = usual(folder.path(), "pdf");
    let pipe = special(folder.path(), "p", &["p"]).expect("a pipe");
    let reader = {
        let pipe = pipe.clone();
        thread::spawn(move || fs::read(pipe).expect("readable"))
    };
    let arguments = ["export", "page.md", "--format", "pdf", "-o", "p"];
    let run = ended(&mut program(folder.path(), &arguments));
    assert_eq!(run.status.code(), Some(0), "{}", told(&run));
    assert!(reader.join().expect("read") == expected, "other bytes");
    let kind = fs::symlink_metadata(&pipe).expect("there").file_type();
    assert!(kind.is_fifo());
    assert_no_traces(folder.path());
}

#[test]
fn a_device_is_written_into_and_stays_a_device() {
    let folder = folder();
    // The numbers of /dev/null. Only root may make one.
    let Some(device) = special(folder.path(), "n", &["c", "1", "3"]) else {
        println!("skipped: no device can be made here");
        return;
    };
    let arguments = ["export", "page.md", "--format", "pdf", "-o", "n"];
    let run = ended(&mut program(folder.path(), &arguments));
    assert_eq!(run.status.code(), Some(0), "{}", told(&run));
    let there = fs::symlink_metadata(&device).expect("there");
    assert!(there.file_type().is_char_device());
    // A disk of our own making, which no driver has: it is refused before it is opened.
    special(folder.path(), "disk", &["b", "0", "0"]).expect("a node");
    let said = refused(
        folder.path(),
        &["export", "page.md", "--format", "pdf", "-o", "disk"],
    );
    assert!(said.contains("a document would destroy"), "{said}");
    assert_no_traces(folder.path());
}

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vitae"));
    command
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH");
    command
}

#[test]
fn standard_output_is_written_to_under_all_its_names() {
    let folder = folder();
    let expected = usual(folder.path(), "pdf");
    for name in ["/dev/stdout", "/proc/self/fd/1", "/dev/fd/1"] {
        if !Path::new(name).exists() {
            println!("skipped: there is no {name} here");
            continue;
        }
        let arguments = ["export", "page.md", "--format", "pdf", "-o", name];
        let run = done(folder.path(), &arguments);
        assert!(run.stdout == expected, "{name} as a pipe");
        // What a shell wrote into its file before stays before it.
        let path = folder.path().join("joined");
        let mut file = File::create(&path).expect("made");
        file.write_all(b"before").expect("written");
        let run = program(folder.path(), &arguments)
            .stdout(Stdio::from(file))
            .output()
            .expect("runs");
        assert_eq!(run.status.code(), Some(0), "{}", told(&run));
        let joined = fs::read(&path).expect("readable");
        assert!(
            joined == [b"before", &expected[..]].concat(),
            "{name} as a file"
        );
    }
    assert_no_traces(folder.path());
}

#[test]
fn what_a_shell_offers_for_a_command_is_written_into() {
    let folder = folder();
    let expected = usual(folder.path(), "docx");
    let script = format!(
        "'{}' export page.md --format docx -o >(cat > copy); wait $!",
        env!("CARGO_BIN_EXE_vitae")
    );
    let run = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output();
    let Ok(run) = run else {
        println!("skipped: there is no bash here");
        return;
    };
    assert!(run.status.success(), "{}", told(&run));
    assert!(fs::read(folder.path().join("copy")).expect("written") == expected);
}

#[test]
fn a_stream_takes_one_picture_and_has_no_mail_beside_it() {
    let folder = folder();
    special(folder.path(), "p", &["p"]).expect("a pipe");
    for (arguments, reason) in [
        (&["--format", "png"][..], "`p` takes one picture"),
        (
            &["--format", "pdf", "--mail", "a@example.org"],
            "there is none beside a stream",
        ),
    ] {
        let arguments = [&["export", "page.md", "-o", "p"], arguments].concat();
        let run = ended(&mut program(folder.path(), &arguments));
        assert_eq!(run.status.code(), Some(2), "{}", told(&run));
        assert!(told(&run).contains(reason), "{}", told(&run));
    }
    assert_eq!(crate::batch::names(folder.path()), ["p", "page.md"]);
}

#[test]
fn what_a_link_leads_to_is_written_and_the_link_stays() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    let expected = usual(folder.path(), "pdf");
    fs::create_dir(at("real")).expect("made");
    fs::write(at("real/cv.pdf"), "old").expect("written");
    symlink("real/cv.pdf", at("there.pdf")).expect("linked");
    symlink("there.pdf", at("twice.pdf")).expect("linked");
    symlink("real/new.pdf", at("missing.pdf")).expect("linked");
    symlink("round.pdf", at("round.pdf")).expect("linked");
    for (link, real) in [
        ("there.pdf", "real/cv.pdf"),
        ("twice.pdf", "real/cv.pdf"),
        ("missing.pdf", "real/new.pdf"),
    ] {
        done(folder.path(), &["export", "page.md", "-o", link]);
        assert!(is_link(&at(link)), "{link}");
        assert!(!is_link(&at(real)), "{real}");
        assert!(fs::read(at(real)).expect("written") == expected, "{link}");
        fs::write(at(real), "old").expect("written");
    }
    let said = refused(folder.path(), &["export", "page.md", "-o", "round.pdf"]);
    assert!(said.contains("circle"), "{said}");
    assert_no_traces(&at("real"));
    assert_no_traces(folder.path());
    // A page is not overwritten through a link either.
    symlink("page.md", at("page.pdf")).expect("linked");
    let said = refused(folder.path(), &["export", "page.md", "-o", "page.pdf"]);
    assert!(said.contains("this file was read"), "{said}");
}

#[test]
fn a_file_keeps_its_rights_and_its_owner() {
    let folder = folder();
    let path = folder.path().join("cv.pdf");
    let is_root = rustix::process::geteuid().is_root();
    for mode in [0o600, 0o640, 0o664, 0o711] {
        fs::write(&path, "old").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("set");
        if is_root {
            std::os::unix::fs::chown(&path, Some(4711), Some(4712)).expect("given away");
        }
        done(folder.path(), &["export", "page.md", "-o", "cv.pdf"]);
        let there = fs::metadata(&path).expect("there");
        assert_eq!(there.mode() & 0o7777, mode);
        assert!(there.len() > 3, "not written");
        if is_root {
            assert_eq!((there.uid(), there.gid()), (4711, 4712));
            fs::remove_file(&path).expect("removed");
        }
    }
    // A new one is as the user's mask has it.
    let _ = fs::remove_file(&path);
    let script = format!(
        "umask 027; '{}' export page.md -o cv.pdf",
        env!("CARGO_BIN_EXE_vitae")
    );
    let run = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.path())
        .output()
        .expect("runs");
    assert!(run.status.success(), "{}", told(&run));
    assert_eq!(fs::metadata(&path).expect("there").mode() & 0o7777, 0o640);
}

#[test]
fn a_read_only_file_is_refused_whoever_asks() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    // Settings are read, too.
    const OLD: &[u8] = b"paper: a4\n";
    for name in ["cv.pdf", "cv.eml", "vitae.yaml", "themes.png"] {
        fs::write(at(name), OLD).expect("written");
        fs::set_permissions(at(name), fs::Permissions::from_mode(0o444)).expect("set");
    }
    symlink("cv.pdf", at("link.pdf")).expect("linked");
    for (arguments, name) in [
        (&["export", "page.md", "-o", "cv.pdf"][..], "cv.pdf"),
        (&["export", "page.md", "-o", "link.pdf"], "link.pdf"),
        (&["export", "page.md", "--mail", "-o", "cv.pdf"], "cv.pdf"),
        (&["init", "--force"], "vitae.yaml"),
        (&["themes", "--preview"], "themes.png"),
    ] {
        let said = refused(folder.path(), arguments);
        assert!(said.contains(&format!("`{name}` is read-only")), "{said}");
        assert!(said.contains(&format!("`chmod u+w {name}`")), "{said}");
    }
    // The draft of a mail is read-only, so its document is not written either.
    fs::remove_file(at("cv.pdf")).expect("removed");
    let said = refused(
        folder.path(),
        &["export", "page.md", "--mail", "-o", "cv.pdf"],
    );
    assert!(said.contains("`cv.eml` is read-only"), "{said}");
    assert!(!at("cv.pdf").exists());
    for name in ["cv.eml", "vitae.yaml", "themes.png"] {
        assert_eq!(fs::read(at(name)).expect("readable"), OLD, "{name}");
    }
    assert_no_traces(folder.path());
}

/// A folder with a list of one person, and what `vitae batch` calls the document.
fn list() -> (TempDir, PathBuf) {
    let folder = folder();
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("made");
    fs::write(
        folder.path().join("people.csv"),
        "id,page,name\n1,page.md,Ana Reis\n",
    )
    .expect("written");
    (folder, out)
}

const BATCH: [&str; 9] = [
    "batch",
    "--from",
    "people.csv",
    "--format",
    "pdf",
    "--pattern",
    "cv",
    "--out",
    "out",
];

#[test]
fn the_lists_of_a_batch_follow_the_same_rules() {
    let (folder, out) = list();
    for name in ["manifest.json", "review.csv"] {
        let real = folder.path().join(name);
        fs::write(&real, "old").expect("written");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).expect("set");
        symlink(&real, out.join(name)).expect("linked");
    }
    symlink("../kept.pdf", out.join("cv.pdf")).expect("linked");
    done(folder.path(), &BATCH);
    for name in ["manifest.json", "review.csv", "cv.pdf"] {
        assert!(is_link(&out.join(name)), "{name}");
    }
    for name in ["manifest.json", "review.csv"] {
        let real = fs::metadata(folder.path().join(name)).expect("there");
        assert_eq!(real.mode() & 0o7777, 0o600, "{name}");
        assert!(real.len() > 3, "{name}");
    }
    assert!(folder.path().join("kept.pdf").exists());
    let again = done(folder.path(), &BATCH);
    assert!(told(&again).contains("1 unchanged"), "{}", told(&again));
    assert_no_traces(&out);
    assert_no_traces(folder.path());
    for name in ["manifest.json", "review.csv"] {
        let real = folder.path().join(name);
        let before = fs::read(&real).expect("readable");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o400)).expect("set");
        let said = refused(folder.path(), &[&BATCH[..], &["--force"]].concat());
        assert!(said.contains("is read-only"), "{said}");
        assert!(fs::read(&real).expect("readable") == before, "{name}");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).expect("set");
    }
    assert_no_traces(&out);
}

#[test]
fn a_pipe_where_a_batch_writes_is_not_waited_for() {
    let (folder, out) = list();
    done(folder.path(), &BATCH);
    fs::remove_file(out.join("cv.pdf")).expect("removed");
    let pipe = special(&out, "cv.pdf", &["p"]).expect("a pipe");
    let run = ended(&mut program(folder.path(), &BATCH));
    assert_eq!(run.status.code(), Some(1), "{}", told(&run));
    assert!(told(&run).contains("nobody reads it"), "{}", told(&run));
    // Somebody reads it.
    let reader = {
        let pipe = pipe.clone();
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let mut file = File::open(pipe).expect("opened");
            file.read_to_end(&mut bytes).expect("read");
            bytes
        })
    };
    // It opens when the batch does, and not before.
    let mut run = ended(&mut program(folder.path(), &BATCH));
    for _ in 0..50 {
        if run.status.success() {
            break;
        }
        thread::sleep(std::time::Duration::from_millis(100));
        run = ended(&mut program(folder.path(), &BATCH));
    }
    assert_eq!(run.status.code(), Some(0), "{}", told(&run));
    let bytes = reader.join().expect("read");
    assert!(bytes.starts_with(b"%PDF-") && bytes.ends_with(b"%%EOF\n"));
    assert!(
        fs::symlink_metadata(&pipe)
            .expect("there")
            .file_type()
            .is_fifo()
    );
    // A manifest that is a pipe is not read as one.
    fs::remove_file(out.join("manifest.json")).expect("removed");
    special(&out, "manifest.json", &["p"]).expect("a pipe");
    fs::remove_file(&pipe).expect("removed");
    let run = ended(&mut program(folder.path(), &BATCH));
    assert_eq!(run.status.code(), Some(2), "{}", told(&run));
    assert!(told(&run).contains("nobody reads it"), "{}", told(&run));
    assert!(out.join("cv.pdf").exists());
}

#[test]
fn two_names_of_one_file_are_not_two_documents() {
    let (folder, out) = list();
    fs::write(
        folder.path().join("people.csv"),
        "id,page,name\n1,page.md,Ana Reis\n2,page.md,Bo Lund\n",
    )
    .expect("written");
    symlink("cv-2.pdf", out.join("cv-1.pdf")).expect("linked");
    let arguments: Vec<&str> = BATCH
        .into_iter()
        .map(|argument| {
            if argument == "cv" {
                "cv-{id}"
            } else {
                argument
            }
        })
        .collect();
    let run = fixture::run(folder.path(), &arguments);
    assert_eq!(run.status.code(), Some(1), "{}", told(&run));
    assert!(
        told(&run).contains("another document of this run is written there"),
        "{}",
        told(&run)
    );
    assert!(is_link(&out.join("cv-1.pdf")));
    // Nor in one export: a draft of a mail that would take the place of its document.
    symlink("cv.pdf", folder.path().join("cv.eml")).expect("linked");
    let arguments = ["export", "page.md", "--mail", "-o", "cv.pdf"];
    let said = refused(folder.path(), &arguments);
    assert!(said.contains("another document"), "{said}");
    assert!(!folder.path().join("cv.pdf").exists());
}
