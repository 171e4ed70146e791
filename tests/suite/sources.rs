//! Data files, sites, encodings and several sources at once.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use vitae::diagnostic::{Diagnostics, Severity, Source, Span};
use vitae::error::Error;
use vitae::read::{Request, WithPage};
use vitae::resume::{Entry, EntryKind, Resume, SectionBody, from_json, to_json, to_yaml};
use vitae::{extract, read};

use crate::extract::{differences, json, label, resume};
use crate::fixture::{request, told_resume};

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn messages(findings: &Diagnostics, severity: Severity) -> Vec<String> {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .map(|finding| finding.message.clone())
        .collect()
}

#[test]
fn every_data_file_gives_what_a_reader_finds_in_it() {
    let mut all = Vec::new();
    for file in [
        "cv.yaml",
        "experience.yml",
        "resume.toml",
        "sections.yml",
        "position.md",
        "portfolio.json",
    ] {
        let path = format!("samples/data/{file}");
        let stem = file.split('.').next().expect("a stem");
        let label = label(&format!("samples/labels/data-{stem}.json"));
        // A file with a name of no kind is known by its fields.
        for wrong in differences(&label, &json(&path), true) {
            all.push(format!("{file}: {wrong}"));
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn data_files_of_others_leave_no_marks_in_the_text() {
    let folder = Path::new("../shared/pages");
    let Ok(files) = fs::read_dir(folder) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    let mut seen = 0;
    for file in files {
        let path = file.expect("an entry").path();
        let ending = path.extension().map(|ending| ending.to_string_lossy());
        if !matches!(ending.as_deref(), Some("yml" | "yaml" | "json")) {
            continue;
        }
        seen += 1;
        // A theme's own example says nothing of anybody.
        if path.ends_with("modern-resume.yml") {
            let (sources, _) = read::sources(&request(&path)).expect("readable");
            let refused = extract::resume(&sources).expect_err("placeholders alone");
            assert!(
                refused
                    .iter()
                    .any(|told| told.message.contains("placeholders"))
            );
            continue;
        }
        let yaml = to_yaml(&told_resume(&request(&path)).0);
        for mark in ["**", "](", "&amp;", "&mdash;", "<ul", "{{"] {
            assert!(!yaml.contains(mark), "{mark} in {}", path.display());
        }
    }
    assert!(seen > 8);
}

#[test]
fn roles_at_one_employer_are_its_parts() {
    let found = resume(&Request::new("samples/data/experience.yml"));
    let SectionBody::Entries(entries) = &found.sections[0].body else {
        panic!("entries");
    };
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].title, None);
    assert_eq!(entries[0].parts.len(), 2);
    assert!(entries[1].parts.is_empty(), "one role is the position");
}

#[test]
fn a_resume_written_as_json_is_read_as_the_same_model() {
    let mut with = Request::new("samples/site/platform.md");
    with.with
        .push(WithPage::parse("samples/site/cv.md:experience,languages").expect("valid"));
    let mut requests = vec![with];
    for page in [
        "samples/backend.md",
        "samples/data.md",
        "samples/data/cv.yaml",
        "samples/data/experience.yml",
        "samples/data/resume.toml",
    ] {
        requests.push(Request::new(page));
    }
    for request in requests {
        let first = resume(&request);
        let written = to_json(&first);
        let source = Source::new("resume.json", written.as_str());
        let (mut again, _) = from_json(&source).expect("JSON Resume");
        assert_eq!(to_json(&again), written, "{}", request.page);
        let mut first = first;
        unplace(&mut first);
        unplace(&mut again);
        assert_eq!(again.sections, first.sections, "{}", request.page);
        assert_eq!(again.summary, first.summary, "{}", request.page);
        assert_eq!(again.language, first.language, "{}", request.page);
    }
}

/// Takes the places off entries: the same model stands elsewhere in another file.
fn unplace(resume: &mut Resume) {
    fn unplaced(entry: &mut Entry, place: &Span) {
        entry.span = place.clone();
        for part in &mut entry.parts {
            unplaced(part, place);
        }
    }
    let place = Span::whole(&Source::new("nowhere", ""));
    for section in &mut resume.sections {
        if let SectionBody::Entries(entries) = &mut section.body {
            entries.iter_mut().for_each(|entry| unplaced(entry, &place));
        }
    }
}

#[test]
fn a_card_becomes_a_part_of_the_position_that_holds_its_years() {
    let mut request = Request::new("samples/site/platform.md");
    request
        .with
        .push(WithPage::parse("samples/site/cv.md:experience").expect("valid"));
    let (found, _) = told_resume(&request);
    let positions = found
        .sections
        .iter()
        .find(|section| section.id == "experience")
        .expect("experience");
    let SectionBody::Entries(entries) = &positions.body else {
        panic!("entries");
    };
    let part = &entries[0].parts[0];
    assert_eq!(part.kind, EntryKind::Project);
    let title = part.title.as_ref().expect("a title");
    assert_eq!(title.value, "One Pipeline for Ninety Services");
    assert_eq!(part.organization, None, "the employer stands above");
}

#[test]
fn of_a_folder_the_page_with_most_of_a_resume_is_taken_and_others_are_named() {
    let (found, findings) = told_resume(&Request::new("samples/site"));
    assert!(
        found
            .sections
            .iter()
            .any(|section| section.id == "experience")
    );
    let notes = messages(&findings, Severity::Note);
    assert!(
        notes.iter().any(|note| note.contains("cv.md` is taken")),
        "{notes:?}"
    );
}

#[test]
fn a_page_is_found_by_its_permalink() {
    let (found, _) = told_resume(&Request::new("samples/site/platform/"));
    assert_eq!(
        found.person.headline.expect("a headline").value,
        "Platform Engineer"
    );
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "_config.yml", "author: Ana Reis\n");
    for name in ["a.md", "b.md"] {
        write(
            folder.path(),
            name,
            "---\npermalink: /cv/\n---\n## Skills\n\n- Rust\n",
        );
    }
    match read::sources(&request(&folder.path().join("cv"))) {
        Err(Error::Refused(found)) => {
            let fault = found.iter().next().expect("one");
            assert!(fault.message.contains("2 pages"), "{}", fault.message);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn data_files_of_a_site_belong_to_the_page_that_lists_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(
        root,
        "_config.yml",
        "author: Ana Reis\nlang: de\nexclude: [cv.md]\n",
    );
    write(
        root,
        "index.md",
        "# Ana Reis\n\n[mail](mailto:ana@example.org)\n",
    );
    write(
        root,
        "cv.md",
        "---\ntitle: Geologin\n---\n# Lebenslauf\n\n{% for j in site.data.jobs %}{{ j.title }}{% endfor %}\n\n## Skills\n\n- Rust\n",
    );
    write(
        root,
        "_data/jobs.yml",
        "- {title: Geologist, institute: Fels AG, year: 2019-2021, type: Experience, lang: en}\n\
         - {title: Geologin, institute: Fels AG, year: 2019-2021, type: Experience, lang: de}\n",
    );
    write(root, "_data/pets.yml", "- {company: Zoo, role: Owner}\n");
    let (found, _) = told_resume(&request(&root.join("cv.md")));
    let yaml = to_yaml(&found);
    assert!(
        yaml.contains("Fels AG") && !yaml.contains("Geologist"),
        "{yaml}"
    );
    assert!(!yaml.contains("Zoo"), "a file that the page does not list");
    assert!(
        yaml.contains("ana@example.org"),
        "the home page completes: {yaml}"
    );
}

#[test]
fn settings_give_whole_sections() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(
        root,
        "vitae.yaml",
        "experience:\n  - {role: Baker, company: Mill, time: 2019 - 2021}\nlanguages: {Irish: Native}\n",
    );
    write(root, "page.md", "# Bread\n\n## Skills\n\n- Rye\n");
    let (found, _) = told_resume(&request(&root.join("page.md")));
    let ids: Vec<&str> = found.sections.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["skills", "experience", "languages"]);
}

#[test]
fn declared_encodings_and_marks_are_decoded() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let page = "## Skills\n\n- Rust\n\n## Languages\n\n- Català: fluent\n";
    let latin: Vec<u8> = format!("<!-- charset=iso-8859-1 -->\n\n{page}")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
        .collect();
    write(root, "latin.md", latin);
    let wide: Vec<u8> = format!("\u{feff}{page}")
        .replace('\n', "\r\n")
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    write(root, "wide.md", wide);
    write(root, "mark.md", format!("\u{feff}{page}"));
    for name in ["latin.md", "wide.md", "mark.md"] {
        let yaml = to_yaml(&told_resume(&request(&root.join(name))).0);
        assert!(yaml.contains("Català"), "{name}: {yaml}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        ending in prop::sample::select(vec!["md", "mdx", "html", "yml", "json", "toml", "csv", "xml", "bib"]),
    ) {
        if let Ok(sources) = read::sources_in_memory(&format!("page.{ending}"), bytes) {
            let _ = extract::resume(&sources);
        }
    }

    #[test]
    fn any_tree_is_read_without_a_panic(
        picks in prop::collection::vec((0usize..28, "[a-z0-9 –()%|,<&]{0,12}", 0usize..4), 0..40),
    ) {
        const KEYS: [&str; 28] = [
            "company", "role", "time", "details", "positions", "sections", "title", "content",
            "cv", "skills", "name", "items", "email", "social", "en", "fr", "lang", "start",
            "end", "summary", "metrics", "authors", "languages", "type", "education", "parts",
            "roles", "work",
        ];
        let mut text = String::new();
        for (n, (key, value, depth)) in picks.iter().enumerate() {
            let indent = "  ".repeat(*depth);
            let dash = if n % 3 == 0 { "- " } else { "" };
            let value = if n % 4 == 0 { String::new() } else { format!(" \"{value}\"") };
            text.push_str(&format!("{indent}{dash}{}:{value}\n", KEYS[*key]));
        }
        let flow = picks.iter().rev().fold("x".to_owned(), |inner, (key, value, depth)| {
            if *depth % 2 == 0 {
                format!("{{{}: {inner}, {}x: \"{value}\"}}", KEYS[*key], KEYS[*key])
            } else {
                format!("[{inner}, \"{value}\"]")
            }
        });
        for (name, text) in [("block.yml", &text), ("flow.yml", &flow)] {
            if let Ok(sources) = read::sources_in_memory(name, text.clone().into_bytes())
                && let Ok((resume, _)) = extract::resume(&sources)
            {
                let source = Source::new("r.json", to_json(&resume));
                let _ = from_json(&source);
            }
        }
    }
}
