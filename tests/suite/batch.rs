//! Many documents: roles, themes and people in one run of the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::fixture;

/// A site with three roles, and a folder for its documents.
pub struct Site {
    folder: TempDir,
}

const SETTINGS: &str = "\
person: { email: tove@example.org }
roles:
  backend: { pages: backend.md }
  platform: { pages: platform.md, with: cv.md }
  streaming: { keywords: [Kafka, Flink], headline: Streaming Engineer }
";

impl Site {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for entry in fs::read_dir(fixture::sample("roles")).expect("the sample is there") {
            let path = entry.expect("readable").path();
            if path.is_file() {
                let name = path.file_name().expect("a name");
                fs::copy(&path, folder.path().join(name)).expect("copied");
            }
        }
        let site = Site { folder };
        site.write("vitae.yaml", SETTINGS);
        site
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vitae"));
        command
            .arg("batch")
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// Runs what must come to a good end; returns what it says.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(0), "{said}");
        said
    }

    /// The documents of a folder, with their bytes.
    pub fn documents(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        names(&self.path(folder))
            .into_iter()
            .filter(|name| name.ends_with(".pdf") || name.ends_with(".docx"))
            .map(|name| {
                let bytes = fs::read(self.path(folder).join(&name)).expect("readable");
                (name, bytes)
            })
            .collect()
    }

    pub fn manifest(&self, path: &str) -> Value {
        let text = fs::read_to_string(self.path(path)).expect("a manifest");
        serde_json::from_str(&text).expect("JSON")
    }
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let entry = entry.expect("readable");
            entry.file_name().to_string_lossy().into_owned()
        })
        .collect();
    names.sort();
    names
}

pub fn summary(said: &str) -> &str {
    said.lines().last().unwrap_or_default()
}

fn lines(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

#[test]
fn all_roles_themes_and_formats_are_written_and_then_left_alone() {
    let site = Site::new();
    let themes = fixture::THEMES.join(",");
    let arguments = ["--theme", &themes, "--format", "pdf,docx", "--out", "out"];
    assert_eq!(
        summary(&site.done(&arguments)),
        "18 documents: 18 written, 0 unchanged"
    );
    let first = site.documents("out");
    assert_eq!(first.len(), 36);
    assert!(first.contains_key("Tove-Almeida-Krantz-Streaming-Engineer-academic.docx"));
    assert_eq!(
        summary(&site.done(&arguments)),
        "18 documents: 0 written, 18 unchanged"
    );
    let forced = [&arguments[..], &["--force", "--jobs", "1"]].concat();
    assert_eq!(
        summary(&site.done(&forced)),
        "18 documents: 18 written, 0 unchanged"
    );
    assert!(site.documents("out") == first, "one thread, other bytes");
    // Of a batch and of an export the bytes are the same.
    let export = Command::new(env!("CARGO_BIN_EXE_vitae"))
        .args([
            "export",
            "--role",
            "platform",
            "--theme",
            "executive",
            "-o",
            "one.pdf",
        ])
        .current_dir(site.folder.path())
        .output()
        .expect("runs");
    assert!(export.status.success(), "{}", said(&export));
    let one = fs::read(site.path("one.pdf")).expect("written");
    assert!(first["Tove-Almeida-Krantz-Platform-Engineer-executive.pdf"] == one);
    let left: Vec<String> = names(&site.path("out"))
        .into_iter()
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn names_say_only_what_tells_documents_apart() {
    let site = Site::new();
    site.done(&[
        "--role",
        "backend,platform",
        "--theme",
        "modern",
        "--format",
        "pdf",
        "--out",
        "out",
    ]);
    assert_eq!(
        names(&site.path("out")),
        [
            "Tove-Almeida-Krantz-Backend-Engineer.pdf",
            "Tove-Almeida-Krantz-Platform-Engineer.pdf",
            "manifest.json"
        ]
    );
    site.write(
        "vitae.yaml",
        "roles:\n  a: { pages: backend.md }\n  b: { pages: backend.md, keywords: [Rust] }\n",
    );
    site.done(&["--format", "pdf", "--out", "two"]);
    assert_eq!(
        names(&site.path("two"))[..2],
        [
            "Tove-Almeida-Krantz-Backend-Engineer-a.pdf",
            "Tove-Almeida-Krantz-Backend-Engineer-b.pdf"
        ]
    );
}

#[test]
fn what_changes_is_made_anew_and_nothing_else() {
    let site = Site::new();
    let arguments = ["--format", "pdf", "--theme", "modern", "--out", "out"];
    site.done(&arguments);
    let again = |change: &str| summary(&site.done(&arguments)).replace("3 documents: ", change);
    // A document that someone changed or took away.
    let documents = site.documents("out");
    let mut names = documents.keys();
    let (first, second) = (names.next().expect("one"), names.next().expect("two"));
    fs::write(site.path("out").join(first), "not ours").expect("written");
    fs::remove_file(site.path("out").join(second)).expect("removed");
    assert_eq!(again("documents: "), "documents: 2 written, 1 unchanged");
    assert!(site.documents("out") == documents);
    // A page: its own role, and the lens that looks at it.
    let page = fs::read_to_string(site.path("platform.md")).expect("readable");
    site.write(
        "platform.md",
        &page.replacen("Platform Engineer", "Platform Builder", 1),
    );
    assert!(!again("page: ").contains("0 written"), "a page");
    assert_eq!(again("page: "), "page: 0 written, 3 unchanged");
    // The settings: every document.
    site.write("vitae.yaml", &SETTINGS.replace("tove@", "t@"));
    assert_eq!(again("settings: "), "settings: 3 written, 0 unchanged");
    // The look.
    let other = [&arguments[..], &["--accent", "#8A2B0B"]].concat();
    assert_eq!(
        summary(&site.done(&other)),
        "3 documents: 3 written, 0 unchanged"
    );
}

#[test]
fn a_picture_and_a_theme_file_are_part_of_what_a_document_depends_on() {
    let site = Site::new();
    let copy = |from: &str| {
        fs::copy(fixture::sample(from), site.path("me.jpg")).expect("copied");
    };
    site.write("slate.yaml", "extends: modern\n");
    site.write(
        "vitae.yaml",
        "person: { photo: me.jpg }\nroles: { a: { pages: backend.md, theme: ./slate.yaml } }\n",
    );
    let run = || {
        let said = site.done(&["--format", "pdf", "--out", "out"]);
        summary(&said).to_owned()
    };
    copy("photo/portrait.jpg");
    run();
    assert_eq!(run(), "1 document: 0 written, 1 unchanged");
    copy("photo/portrait.png");
    assert_eq!(run(), "1 document: 1 written, 0 unchanged");
    site.write("slate.yaml", "extends: modern\nspacing: { entry: 12pt }\n");
    assert_eq!(run(), "1 document: 1 written, 0 unchanged");
    assert_eq!(run(), "1 document: 0 written, 1 unchanged");
}

#[test]
fn the_manifest_says_what_was_made_of_what() {
    let site = Site::new();
    let run = || {
        let output = site
            .command(&[
                "--format", "pdf", "--theme", "modern", "--out", "out", "--force",
            ])
            .env("SOURCE_DATE_EPOCH", "86400")
            .output()
            .expect("runs");
        assert!(output.status.success(), "{}", said(&output));
        fs::read(site.path("out/manifest.json")).expect("a manifest")
    };
    assert!(run() == run(), "the same run, another manifest");
    let manifest = site.manifest("out/manifest.json");
    assert_eq!(manifest["time"], "1970-01-02T00:00:00Z");
    assert_eq!(manifest["summary"]["written"], 3);
    let platform = &manifest["documents"][1];
    assert_eq!(platform["role"], "platform");
    let inputs: Vec<&str> = platform["inputs"]
        .as_array()
        .expect("inputs")
        .iter()
        .map(|input| input["path"].as_str().expect("a path"))
        .collect();
    assert_eq!(
        inputs,
        ["platform.md", "cv.md", "_config.yml", "vitae.yaml"]
    );
    let sum = |path: &Path| {
        let bytes = fs::read(path).expect("readable");
        vitae::digest::Digest::of(&bytes).to_string()
    };
    assert_eq!(
        platform["inputs"][0]["sha256"],
        sum(&site.path("platform.md"))
    );
    let output = &platform["outputs"][0];
    let path = site
        .path("out")
        .join(output["path"].as_str().expect("a path"));
    assert_eq!(output["sha256"], sum(&path));
}

#[test]
fn a_role_that_cannot_be_made_does_not_stop_the_others() {
    let site = Site::new();
    site.write(
        "vitae.yaml",
        "roles:\n  gone: { pages: nowhere.md }\n  backend: { pages: backend.md }\n  cobol: { keywords: [COBOL] }\n  long: { pages: backend.md, limits: { pages: 1 }, with: [platform.md:projects, data.md:projects] }\n",
    );
    let output = site.run(&["--format", "pdf", "--out", "out"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("vitae.yaml:2:18"), "{told}");
    assert!(told.contains("the role `cobol` selects nothing"), "{told}");
    assert!(told.contains("the role `gone` was not made"), "{told}");
    assert!(
        site.documents("out")
            .keys()
            .any(|name| name.contains("backend") || name.contains("Backend"))
    );
    let manifest = site.manifest("out/manifest.json");
    let errors: Vec<&Value> = manifest["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .filter(|one| one.get("error").is_some())
        .collect();
    assert!(errors.len() >= 2, "{manifest}");
}

#[test]
fn languages_are_those_that_roles_have_something_in() {
    let site = Site::new();
    let said = site.done(&[
        "--role", "backend", "--lang", "en,de", "--format", "pdf", "--out", "out",
    ]);
    assert!(
        said.contains("the role `backend` has nothing in `de`"),
        "{said}"
    );
    assert_eq!(summary(&said), "1 document: 1 written, 0 unchanged");
    let output = site.run(&["--lang", "de", "--out", "out"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn nothing_is_written_where_two_documents_would_be_one_file() {
    let site = Site::new();
    site.write(
        "vitae.yaml",
        "output: { pattern: 'cv-{name}' }\nroles: { a: { pages: backend.md }, b: { pages: platform.md } }\n",
    );
    let output = site.run(&["--format", "pdf", "--out", "out"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("vitae.yaml:1:20"), "{told}");
    assert!(
        told.contains("role `a` in `modern` (en), role `b` in `modern` (en)"),
        "{told}"
    );
    assert!(told.contains("`cv-{name}-{role}`"), "{told}");
    assert!(!site.path("out").exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_and_old_files_stay() {
    let site = Site::new();
    let arguments = [
        "--role", "backend", "--theme", "modern", "--format", "pdf", "--out", "out",
    ];
    site.write("out", "a file");
    let output = site.run(&arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("`out` is a file"),
        "{}",
        said(&output)
    );
    fs::remove_file(site.path("out")).expect("removed");
    let target = "out/Tove-Almeida-Krantz-Backend-Engineer.pdf";
    fs::create_dir_all(site.path(target)).expect("made");
    let output = site.run(&arguments);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains(&format!("`{target}` is a folder")),
        "{}",
        said(&output)
    );
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_is_removed_by_the_next() {
    let site = Site::new();
    let arguments = ["--role", "backend", "--format", "pdf", "--out", "out"];
    site.done(&arguments);
    let mut child = Command::new("true").spawn().expect("runs");
    let dead = child.id();
    child.wait().expect("ended");
    // The names that the program gives: its machine, its process.
    let mut run = site.command(&["--from", "-", "--out", "out"]);
    let mut run = run
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("runs");
    use std::io::Write;
    let mut list = run.stdin.take().expect("a pipe");
    list.write_all(b"{\"page\": \"backend.md\"}\n")
        .expect("written");
    let mine = format!("-{}-", run.id());
    let mut own = None;
    for _ in 0..200 {
        own = names(&site.path("out"))
            .into_iter()
            .find(|name| name.contains(&mine));
        if own.is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let own = own.expect("its records stand beside the documents");
    site.done(&arguments);
    assert!(
        site.path("out").join(&own).exists(),
        "a living run's file was taken"
    );
    run.kill().expect("killed");
    run.wait().expect("ended");
    let half = own.replace(&mine, &format!("-{dead}-"));
    site.write(&format!("out/{half}x"), "half");
    site.done(&arguments);
    let left: Vec<String> = names(&site.path("out"))
        .into_iter()
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

const PEOPLE: &str = "\
id,page,name,email,phone,theme,format
ana,backend.md,Ana Reis,ana@example.org,+351 555 010 203,compact,pdf
bo,platform.md,Bo Lund,bo@example.org,,classic,\"pdf,docx\"
cy,backend.md,Ana Reis,cy@example.org,,,pdf
ana,data.md,Di Mora,,,,pdf
ed,gone.md,Ed Holm,ed@example.org,+351 555 010 204,,pdf
fi,data.md,Fi Sand,,,modren,pdf
";

#[test]
fn every_row_has_its_result_and_a_bad_one_stops_nobody() {
    let site = Site::new();
    site.write("people.csv", PEOPLE);
    let output = site.run(&["--from", "people.csv", "--out", "out"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    let results = lines(&output);
    let status: Vec<&str> = results
        .iter()
        .map(|it| it["status"].as_str().expect("it"))
        .collect();
    assert_eq!(
        status,
        ["written", "written", "failed", "failed", "failed", "failed"]
    );
    let error = |row: usize| results[row - 1]["error"].as_str().expect("an error");
    assert!(
        error(3).contains("row 3 and row 1 would both be written"),
        "{}",
        error(3)
    );
    assert!(error(3).contains("{id}"), "{}", error(3));
    assert!(error(4).contains("people.csv:5:1"), "{}", error(4));
    assert!(
        error(6).contains("(people.csv:7:22); did you mean `modern`?"),
        "{}",
        error(6)
    );
    let review = fs::read_to_string(site.path("out/review.csv")).expect("a review");
    assert_eq!(review.lines().count(), 7, "{review}");
    assert!(
        review.contains("2,bo,Bo Lund,,classic,written,"),
        "{review}"
    );
    // Whoever is asked twice is left alone; with an id in the name all have a place.
    let again = site.run(&[
        "--from",
        "people.csv",
        "--out",
        "out",
        "--pattern",
        "{name} {id}",
    ]);
    let status: Vec<Value> = lines(&again)
        .iter()
        .map(|it| it["status"].clone())
        .collect();
    assert_eq!(status[2], "written");
    let again = site.run(&[
        "--from",
        "people.csv",
        "--out",
        "out",
        "--pattern",
        "{name} {id}",
    ]);
    assert_eq!(lines(&again)[2]["status"], "unchanged");
}

#[test]
fn no_log_and_no_list_holds_a_contact() {
    let site = Site::new();
    let list = format!("{PEOPLE}gi,data.md,Gi,gi@@example,+351 555 010 205,,pdf,one too many\n");
    site.write("people.csv", &list);
    let output = site.run(&["--from", "people.csv", "--out", "out"]);
    let mut texts = vec![
        said(&output),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    ];
    for name in ["manifest.json", "review.csv"] {
        texts.push(fs::read_to_string(site.path("out").join(name)).expect("readable"));
    }
    for text in texts {
        for contact in ["@example", "010 203", "010 204", "010 205"] {
            assert!(!text.contains(contact), "{contact} in {text}");
        }
    }
}

#[test]
fn lines_of_json_and_a_table_make_the_same_documents() {
    let site = Site::new();
    site.write(
        "people.csv",
        &PEOPLE.lines().take(3).collect::<Vec<_>>().join("\n"),
    );
    site.run(&["--from", "people.csv", "--out", "table"]);
    let json = "{\"id\": \"ana\", \"page\": \"backend.md\", \"name\": \"Ana Reis\", \"email\": \"ana@example.org\", \"phone\": \"+351 555 010 203\", \"theme\": \"compact\", \"format\": \"pdf\"}\n\n{\"id\": \"bo\", \"page\": \"platform.md\", \"name\": \"Bo Lund\", \"email\": \"bo@example.org\", \"theme\": \"classic\", \"format\": [\"pdf\", \"docx\"]}\n";
    let mut run = site.command(&["--from", "-", "--out", "lines"]);
    let mut run = run
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("runs");
    use std::io::Write;
    run.stdin
        .take()
        .expect("a pipe")
        .write_all(json.as_bytes())
        .expect("written");
    assert!(run.wait().expect("ended").success());
    assert!(site.documents("table") == site.documents("lines"));
    assert_eq!(site.documents("table").len(), 3);
}

#[test]
fn parts_of_a_list_make_the_whole_and_take_no_names_from_each_other() {
    let site = Site::new();
    let mut list = "id,page,name\n".to_owned();
    for row in 0..7 {
        list.push_str(&format!("p{row},backend.md,Ana Reis\n"));
    }
    site.write("people.csv", &list);
    for part in ["1/3", "2/3", "3/3"] {
        site.done(&[
            "--from",
            "people.csv",
            "--shard",
            part,
            "--format",
            "pdf",
            "--out",
            "out",
        ]);
    }
    assert_eq!(site.documents("out").len(), 7);
    let manifests: usize = (1..=3)
        .map(|part| {
            let manifest = site.manifest(&format!("out/manifest-{part}-of-3.json"));
            manifest["documents"].as_array().expect("documents").len()
        })
        .sum();
    assert_eq!(manifests, 7);
    let output = site.run(&[
        "--from",
        "people.csv",
        "--shard",
        "1/3",
        "--pattern",
        "{name}",
        "--out",
        "out",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("`{name}-{id}`"), "{}", said(&output));
}

#[test]
fn a_book_has_everybody_with_a_place_in_its_contents_and_outline() {
    let site = Site::new();
    site.write(
        "people.csv",
        "id,page,name,theme\na,backend.md,Ana Reis,modern\nb,platform.md,Bo Lund,classic\nc,data.md,,compact\n",
    );
    let arguments = [
        "--from",
        "people.csv",
        "--format",
        "pdf",
        "--out",
        "out",
        "--book",
        "book.pdf",
    ];
    let name = |index: usize| ["Ana Reis", "Bo Lund"][index];
    site.done(&arguments);
    let book = fs::read(site.path("book.pdf")).expect("a book");
    site.done(&arguments);
    assert!(
        fs::read(site.path("book.pdf")).expect("a book") == book,
        "unchanged people, another book"
    );
    let document = lopdf::Document::load_mem(&book).expect("a PDF file");
    let alone: usize = site
        .documents("out")
        .values()
        .map(|bytes| {
            lopdf::Document::load_mem(bytes)
                .expect("a PDF file")
                .get_pages()
                .len()
        })
        .sum();
    let pages = document.get_pages();
    assert_eq!(pages.len(), alone + 1);
    let contents = document.extract_text(&[1]).expect("text");
    for index in 0..2 {
        assert!(contents.contains(name(index)), "{contents}");
    }
    // The links of the contents lead to the pages of the names, both from the name and the number.
    let first = document.get_dictionary(pages[&1]).expect("a page");
    let links = first
        .get(b"Annots")
        .and_then(lopdf::Object::as_array)
        .expect("links");
    assert_eq!(links.len(), 6);
    let mut targets = Vec::new();
    for link in links {
        let link = document
            .dereference(link)
            .expect("a link")
            .1
            .as_dict()
            .expect("a link");
        let target = link
            .get(b"Dest")
            .and_then(lopdf::Object::as_array)
            .expect("a place");
        let page = target[0].as_reference().expect("a page");
        targets.push(*pages.iter().find(|(_, id)| **id == page).expect("there").0);
    }
    assert_eq!(targets[0], 2);
    assert!(targets.is_sorted());
    for (index, page) in [targets[0], targets[2]].into_iter().enumerate() {
        let text = document.extract_text(&[page]).expect("text");
        assert!(text.contains(name(index)), "{text}");
    }
    let outline = document.get_toc().expect("an outline").toc;
    let top: Vec<&str> = outline
        .iter()
        .filter(|item| item.level == 1)
        .map(|item| item.title.as_str())
        .collect();
    assert_eq!(top[..3], ["Contents", "Ana Reis", "Bo Lund"]);
    assert_eq!(top.len(), 4);
}

#[test]
fn unknown_words_are_wrong_usage_with_the_nearest_one() {
    let site = Site::new();
    for (arguments, hint) in [
        (["--role", "backend,platfrom"], "did you mean `platform`?"),
        (["--theme", "modern,clasic"], "did you mean `classic`?"),
        (["--format", "pdf,dox"], "did you mean `docx`?"),
        (["--lang", "english"], "did you mean `en`?"),
    ] {
        let output = site.run(&arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(hint), "{said}");
    }
}
