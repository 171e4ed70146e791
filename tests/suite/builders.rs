//! Files of other builders, each about somebody invented and after its published schema where that
//! was at hand: no fact that its label names is lost, and none stands in another's place.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use vitae::read::WithPage;
use vitae::resume::{SectionBody, SectionKind, to_json};

use crate::corpus::{label, score::Score};
use crate::fixture::{request, told_resume};

/// What has to stand somewhere, where no label counts it: texts of sections without entries.
const TOLD: [(&str, &[&str]); 11] = [
    ("academicpages.json", &["Choir", "Alto"]),
    (
        "al-folio.yml",
        &[
            "Concert halls",
            "Churches",
            "polyphonic singing",
            "climbing",
        ],
    ),
    ("europass-json.json", &EUROPASS),
    ("europass.xml", &EUROPASS),
    ("fresh.json", &["Splicing"]),
    ("json-resume.json", &["Skiing", "Night trails", "2024-03"]),
    ("linkedin", &["yara@example.org", "MM-2210"]),
    ("online-cv.yml", &["Mead", "Folk song", "Lithuanian"]),
    (
        "open-resume.json",
        &["Judge of the regional bread fair since 2019"],
    ),
    ("reactive-resume-4.json", &["Class B", "Skiffs", "Sculls"]),
    (
        "reactive-resume-5.json",
        &["Engagements", "Exhibitions", "Clinker dinghies"],
    ),
];
/// What no label counts of the same résumé in Europass' two forms.
const EUROPASS: [&str; 4] = [
    "Polish",
    "Harbour English Exam",
    "Memberships",
    "Guild of Conservators",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/builders")
}

/// The files and folders that have a label, in the order of their names.
fn inputs() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.to_string_lossy().ends_with(".label.json"))
        .collect();
    all.sort();
    all
}

fn name(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .expect("a name")
}

#[test]
fn no_fact_of_a_builders_file_is_lost() {
    let mut table = String::new();
    let mut faults = Vec::new();
    let inputs = inputs();
    assert!(inputs.len() >= 12, "{inputs:?}");
    for path in inputs {
        let (found, _) = told_resume(&request(&path));
        let json = to_json(&found);
        let value = serde_json::from_str(&json).expect("JSON");
        let score = Score::new(&label::read(&path), &value);
        let count = score.whole;
        table += &format!(
            "{:28} facts {:3}, right {:3}, lost {:3}, too much {:3}\n",
            name(&path),
            count.right + count.missing,
            count.right,
            count.missing,
            count.more,
        );
        for fault in score.faults.iter().chain(&score.leaks) {
            faults.push(format!("{}: {fault}", name(&path)));
        }
        let of_file = TOLD.iter().filter(|(file, _)| *file == name(&path));
        for text in of_file.flat_map(|(_, texts)| *texts) {
            if !json.contains(text) {
                faults.push(format!("{}: `{text}` is nowhere", name(&path)));
            }
        }
    }
    println!("{table}");
    assert!(faults.is_empty(), "{table}{}", faults.join("\n"));
}

#[test]
fn a_data_copy_is_read_from_its_zip_as_from_its_folder() {
    let tables = folder().join("linkedin");
    let place = tempfile::tempdir().expect("a folder");
    let path = place.path().join("copy.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).expect("made"));
    let options = zip::write::SimpleFileOptions::default();
    for entry in fs::read_dir(&tables).expect("a folder") {
        let file = entry.expect("an entry").path();
        zip.start_file(name(&file), options).expect("started");
        zip.write_all(&fs::read(&file).expect("read"))
            .expect("written");
    }
    // What lies deeper is of other matters.
    zip.start_file("Jobs/Saved Jobs.csv", options)
        .expect("started");
    zip.write_all(b"Job Title,Company Name\nAdmiral,Trawl Co\n")
        .expect("written");
    zip.finish().expect("whole");
    let (of_zip, _) = told_resume(&request(&path));
    let (of_folder, _) = told_resume(&request(&tables));
    assert_eq!(to_json(&of_zip), to_json(&of_folder));
}

#[test]
fn a_bibliography_gives_the_publications_of_a_page() {
    let place = tempfile::tempdir().expect("a folder");
    let page = place.path().join("cv.md");
    fs::write(
        &page,
        "# Edda Varga\n\nedda@example.org\n\n## Skills\n\n- Ice\n",
    )
    .expect("written");
    let papers = folder().join("papers.bib");
    let mut request = request(&page);
    let with = format!("{}:publications", papers.to_str().expect("an ASCII path"));
    request.with.push(WithPage::parse(&with).expect("valid"));
    let (found, _) = told_resume(&request);
    let section = found
        .sections
        .iter()
        .find(|section| section.kind == SectionKind::Publications);
    let section = section.expect("publications");
    let SectionBody::Entries(entries) = &section.body else {
        panic!("entries");
    };
    assert_eq!(entries.len(), 4);
}
