//! What `extract` writes and `export` reads back is the résumé that `export` makes of the source:
//! of samples, of the corpus and of models that nobody wrote, as YAML and as JSON.

mod generated;

use std::path::{Path, PathBuf};

use vitae::extract::{self, vocabulary};
use vitae::layout::compose;
use vitae::read::{Headings, Input, Request, WithPage, sources, sources_in_memory};
use vitae::resume::{Resume, from_yaml, to_json, to_yaml};

use crate::corpus::{each, pages, read};
use crate::fixture;

/// A written form: the name of its file, and its text.
type Written = (&'static str, String);

fn forms(resume: &Resume) -> [Written; 2] {
    [("cv.yaml", to_yaml(resume)), ("cv.json", to_json(resume))]
}

/// The model in words, without the places at which its values were read.
pub fn values(resume: &Resume) -> String {
    let yaml = to_yaml(resume);
    let lines = yaml.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("from: ") && !line.starts_with('#')
    });
    lines.map(|line| format!("{line}\n")).collect()
}

/// What a document prints, a line for each node.
fn text(resume: &Resume) -> String {
    let tag = resume.language.as_ref().map_or("en", |tag| &tag.value);
    let flow = compose(
        resume,
        &fixture::theme("modern"),
        vocabulary().words(tag),
        Headings::Page,
    );
    let mut out = String::new();
    for node in fixture::leaves(&flow) {
        for run in node.runs() {
            out.push_str(&run.text);
        }
        out.push('\n');
    }
    out
}

/// What is lost of a résumé on the way through one of its forms; nothing where all is well.
fn lost(resume: &Resume, (file, written): &Written) -> Option<String> {
    let read = sources_in_memory(file, written.as_bytes().to_vec());
    let again = match read.map(|sources| extract::resume(&sources)) {
        Ok(Ok((again, findings))) => {
            if let Some(told) = findings.iter().find(|told| told.message.contains("date")) {
                return Some(format!("{file}: {}", told.message));
            }
            again
        }
        Ok(Err(findings)) => return Some(format!("{file}: {findings:?}\n{written}")),
        Err(error) => return Some(format!("{file}: {error:?}\n{written}")),
    };
    let differ = |one: &str, other: &str| {
        let mut lines = one.lines().zip(other.lines());
        let first = lines.find(|(one, other)| one != other);
        (one != other).then(|| format!("{file}: {first:?}"))
    };
    differ(&values(resume), &values(&again)).or_else(|| differ(&text(resume), &text(&again)))
}

fn faults(name: &str, resume: &Resume) -> Vec<String> {
    let forms = forms(resume);
    let faults = forms.iter().filter_map(|form| lost(resume, form));
    faults.map(|fault| format!("{name}: {fault}")).collect()
}

/// The pages and data files below a folder.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        let ending = path.extension().and_then(|ending| ending.to_str());
        match ending {
            _ if path.is_dir() => files(&path, found),
            Some("md" | "html" | "yml" | "yaml" | "toml" | "json" | "docx") => found.push(path),
            Some(_) | None => {}
        }
    }
}

#[test]
fn every_sample_is_read_back_from_what_is_written_of_it() {
    let mut found = Vec::new();
    files(Path::new("samples"), &mut found);
    let mut requests: Vec<Request> = found
        .into_iter()
        .map(|path| Request::new(Input::File(path)))
        .collect();
    let mut with = Request::new("samples/site/platform.md");
    let further = WithPage::parse("samples/site/cv.md:experience,languages");
    with.with.push(further.expect("valid"));
    requests.push(with);
    let mut faulty = Vec::new();
    let mut seen = 0;
    for request in requests {
        let Ok((sources, _)) = sources(&request) else {
            continue;
        };
        if let Ok((resume, _)) = extract::resume(&sources) {
            seen += 1;
            faulty.extend(faults(&request.page.to_string(), &resume));
        }
    }
    assert!(seen > 12, "{seen}");
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
}

#[test]
fn every_page_of_the_corpus_is_read_back_from_what_is_written_of_it() {
    let pages = pages();
    let faulty = each(&pages, |page| {
        match read(&page.file, page.text.as_bytes()) {
            Ok((resume, _)) => faults(&page.name, &resume),
            Err(_) => Vec::new(),
        }
    });
    let faulty: Vec<String> = faulty.into_iter().flatten().collect();
    assert!(faulty.is_empty(), "{}", faulty.join("\n"));
}

#[test]
fn what_breaks_a_page_is_kept() {
    let page = "# Ana Reis\n\nana@example.org\n\n## Experience\n\n### Pilot, Kestrel Line\n2019 – 2023\n\n\
        \\newpage\n\n### Mate, Fenwick Ferries\n2016 – 2019\n\n\\newpage\n\n## Skills\n\n- Rowing\n- Sailing\n";
    let (resume, _) = read("cv.md", page.as_bytes()).expect("a résumé");
    assert_eq!(values(&resume).matches("page_break: true").count(), 2);
    assert_eq!(faults("breaks", &resume), Vec::<String>::new());
}

#[test]
fn lists_of_json_that_were_changed_by_hand_are_read() {
    let page = "# Ana Reis\n\nana@example.org\n\n## Experience\n\n### Pilot, Kestrel Line\n2019 – 2023\n\n\
        \\newpage\n\n### Mate, Fenwick Ferries\n2016 – 2019\n";
    let (resume, _) = read("cv.md", page.as_bytes()).expect("a résumé");
    let written = to_json(&resume);
    assert!(written.contains("\"model\""));
    let changed = written.replacen("\"Pilot\"", "\"Captain\"", 1);
    let (again, findings) = read("cv.json", changed.as_bytes()).expect("a résumé");
    assert!(values(&again).contains("title: Captain"));
    assert!(findings.iter().any(|told| told.message.contains("changed")));
}

#[test]
fn a_file_of_another_version_is_no_silent_loss() {
    let source = vitae::diagnostic::Source::new("cv.yaml", "vitae: resume\nhobbies: [chess]\n");
    assert!(from_yaml(&source).is_err());
}
