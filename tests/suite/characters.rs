//! What is no text gets into no document, and nothing that is told steers a terminal.

use std::fs;
use std::path::Path;
use std::process::Output;

use proptest::prelude::*;
use serde_json::Value;
use vitae::cli::report::draw;
use vitae::diagnostic::{Diagnostic, Source, Span};
use vitae::read::{self, Request};
use vitae::{extract, letter, resume};

use crate::fixture::{run, told};

const DONE: i32 = 0;

/// True for control characters and noncharacters, ends of lines and tabs aside.
fn is_no_text(c: char) -> bool {
    let code = u32::from(c);
    c.is_control() && !matches!(c, '\n' | '\t')
        || (0xfdd0..=0xfdef).contains(&code)
        || code & 0xfffe == 0xfffe
}

/// True for what is not shown as it is: it steers a terminal, or turns a line round.
fn is_hidden(c: char) -> bool {
    is_no_text(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What no text may hold and a file can.
const RAW: &str = "\u{1}\u{1b}\u{7}\u{7f}\u{9b}\u{fdd0}\u{fffe}\u{ffff}\u{1fffe}\u{10ffff}";

/// Pages of every form, with such characters as they are or by reference, in words of the
/// document.
fn pages() -> Vec<(&'static str, String)> {
    let markdown = format!(
        "# An{RAW}a Re{RAW}is\n\nana@example.org | Porto{RAW}, Portugal\n\n\
         ## Experience\n\n### Devel{RAW}oper, Acme (2019-{RAW}2023)\n\n\
         - Built{RAW} the [led{RAW}ger](https://example.org/a{RAW}b)\n"
    );
    let by_reference = "# An&#27;a Re&#xFFFE;is\n\nana@example.org | Porto&#7;, Portugal\n\n\
         ## Experience\n\n### Devel&#xFDD0;oper, Acme (2019-&#x1FFFF;2023)\n\n\
         - Built&#127; the [led&#xFFFF;ger](https://example.org/a&#27;b)\n";
    let html = format!(
        "<html><head><title>x{RAW}</title></head><body><h1>An{RAW}a Re&#27;is</h1>\
         <p><a href='mailto:ana@example.org{RAW}'>ana@example.org</a></p>\
         <h2>Experience</h2><h3>Devel{RAW}oper</h3><p>Acme</p><p>2019 – 2023</p>\
         <ul><li>Built{RAW} the led&#xFFFE;ger</li></ul></body></html>"
    );
    let linked = "<h1>Ana Reis</h1><p>ana@example.org</p>\
         <script type='application/ld+json'>{\"@type\": \"Person\", \"name\": \"Ana Reis\", \
         \"jobTitle\": \"Devel\\u001boper\\ufffe\", \"telephone\": \"+351 \\u009b555 010 203\", \
         \"knowsAbout\": [\"led\\u0007ger\"]}</script>\
         <h2>Skills</h2><ul><li>Rust</li></ul><h2>Experience</h2><h3>Developer</h3><p>Acme</p>\
         <p>2019 – 2023</p><ul><li>Built the ledger</li></ul>";
    let front = format!(
        "---\ntitle: \"Devel\\e\\x07\\u009b\\uFFFEoper\"\nauthor: An{RAW}a Reis\n---\n\n\
         # Ana Reis\n\nana@example.org\n\n## Experience\n\n### Developer, Acme (2019-2023)\n\n\
         - Built the ledger\n"
    );
    let toml = "name = \"An\\u001Ba Re\\uFFFEis\"\nemail = \"ana@example.org\"\n\
         [[experience]]\nposition = \"Devel\\u009Boper\"\ncompany = \"Acme\"\n\
         start = 2019\nend = 2023\nhighlights = [\"Built\\u0007 the ledger\"]\n";
    let yaml = "name: \"An\\ea Re\\uFFFEis\"\nemail: ana@example.org\nexperience:\n  \
         - position: \"Devel\\x9Boper\"\n    company: Acme\n    start: 2019\n    end: 2023\n    \
         highlights: [\"Built\\a the \\U0001FFFEledger\"]\n";
    let json = "{\"name\": \"An\\u001ba Re\\ufffeis\", \"email\": \"ana@example.org\", \
         \"experience\": [{\"position\": \"Devel\\u009boper\", \"company\": \"Acme\", \
         \"start\": 2019, \"end\": 2023, \"highlights\": [\"Built\\u0007 the \\ud83f\\udffeledger\"]}]}";
    let json_resume = "{\"basics\": {\"name\": \"An\\u001ba Re\\ufffeis\", \
         \"email\": \"ana@example.org\"}, \"work\": [{\"position\": \"Devel\\u009boper\", \
         \"name\": \"Acme\", \"startDate\": \"2019\", \"endDate\": \"2023\", \
         \"highlights\": [\"Built\\u0007 the \\ud83f\\udffeledger\"]}]}";
    vec![
        ("page.md", markdown),
        ("reference.md", by_reference.to_owned()),
        ("page.html", html),
        ("linked.html", linked.to_owned()),
        ("front.md", front),
        ("data.toml", toml.to_owned()),
        ("data.yml", yaml.to_owned()),
        ("data.json", json.to_owned()),
        ("resume.json", json_resume.to_owned()),
    ]
}

/// Every text of a tree of JSON, keys too.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(map) => {
            for (key, value) in map {
                found.push(key);
                texts(value, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn no_form_of_a_page_brings_in_what_is_no_text() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in pages() {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        let request = Request::new(path.to_str().expect("an ASCII path"));
        let (sources, mut findings) = read::sources(&request).unwrap_or_else(|error| {
            panic!("{name}: {error:?}");
        });
        let (resume, told) = extract::resume(&sources).expect("a résumé");
        findings.append(told);
        let json: Value = serde_json::from_str(&resume::to_json(&resume)).expect("JSON");
        let mut all = Vec::new();
        texts(&json, &mut all);
        for text in &all {
            assert!(!text.contains(is_no_text), "{name}: {text:?}");
        }
        // The words are whole: nothing stands between their letters.
        for words in ["Ana Reis", "Developer", "ledger", "2019"] {
            let is_there = all.iter().any(|text| text.contains(words));
            assert!(is_there, "{name}: no `{words}` in {json:#}");
        }
        let told = extract::explain(&sources, &resume, &findings);
        for taken in &told.taken {
            assert!(!taken.value.contains(is_no_text), "{name}: {taken:?}");
        }
        for left in &told.left {
            assert!(!left.text.contains(is_no_text), "{name}: {left:?}");
        }
    }
}

#[test]
fn what_scripts_spell_with_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.md");
    let kept = [
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "\u{200f}א",
        "\u{2067}ב\u{2069}",
    ];
    let page = format!(
        "# Ana Reis\n\nana@example.org\n\n## Projects\n\n### Words\n\n- {}\n",
        kept.join("\n- ")
    );
    fs::write(&path, page).expect("written");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let (sources, _) = read::sources(&request).expect("a page");
    let (resume, _) = extract::resume(&sources).expect("a résumé");
    let json = resume::to_json(&resume);
    for words in kept {
        assert!(json.contains(words), "{words:?} in {json}");
    }
}

#[test]
fn a_letter_holds_text_only() {
    let text = format!(
        "---\nrecipient: \"Ms Cl\\eara Ho\\uFFFElm\"\nsubject: Hel{RAW}lo\n---\n\n\
         I wr&#27;ite{RAW} to [yo&#xFFFE;u](https://example.org/a&#27;\u{fffe}\u{9b}).\n"
    );
    let (letter, _) = letter::read(&Source::new("letter.md", text)).expect("a letter");
    assert_eq!(letter.recipient[0].value, "Ms Clara Holm");
    assert_eq!(letter.subject.as_ref().expect("given").value, "Hello");
    assert_eq!(letter.prose().trim(), "I write to you.");
    let debug = format!("{:?}", letter.body);
    assert!(debug.contains("https://example.org/a\""), "{debug}");
}

/// The program's XML parts and pictures of a folder, and the texts of its mails.
fn written(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let bytes = fs::read(&path).expect("a file");
        if name.ends_with(".svg") || name.ends_with(".eml") || name.ends_with(".csv") {
            found.push((name, String::from_utf8(bytes).expect("UTF-8")));
        } else if name.ends_with(".pdf") {
            let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
            let metadata = document
                .catalog()
                .and_then(|catalog| catalog.get(b"Metadata"))
                .and_then(lopdf::Object::as_reference)
                .and_then(|id| document.get_object(id))
                .and_then(lopdf::Object::as_stream)
                .expect("metadata");
            let xmp = metadata
                .decompressed_content()
                .unwrap_or_else(|_| metadata.content.clone());
            found.push((name, String::from_utf8(xmp).expect("UTF-8")));
        } else if name.ends_with(".docx") {
            let mut archive =
                zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
            for index in 0..archive.len() {
                let mut part = archive.by_index(index).expect("a part");
                let part_name = format!("{name}/{}", part.name());
                if part_name.ends_with(".xml") || part_name.ends_with(".rels") {
                    let mut text = String::new();
                    std::io::Read::read_to_string(&mut part, &mut text).expect("UTF-8");
                    found.push((part_name, text));
                }
            }
        }
    }
    found
}

fn assert_sound(folder: &Path, count: usize) {
    let all = written(folder);
    assert!(all.len() >= count, "{}", all.len());
    for (name, text) in all {
        let bad = text.chars().find(|c| is_no_text(*c) && *c != '\r');
        assert_eq!(bad, None, "{name}");
        if !name.ends_with(".eml") && !name.ends_with(".csv") {
            let mut reader = quick_xml::Reader::from_str(&text);
            while reader.read_event().expect("well-formed XML") != quick_xml::events::Event::Eof {}
        }
    }
}

#[test]
fn every_format_of_a_page_with_noncharacters_is_well_formed() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "# Ana\u{fffe} Reis\n\nana@example.org | +351 555 010 203 | Porto, Portugal\n\n\
        ## Experience\n\n### Developer, Acme (2019-2023)\n\n- Built\u{ffff} the ledger\n";
    fs::write(folder.path().join("page.md"), page).expect("written");
    let formats = ["--format", "pdf,docx,svg", "--out", "o", "--mail"];
    let output = run(
        folder.path(),
        &[&["export", "page.md"], &formats[..]].concat(),
    );
    assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    assert!(
        !told(&output).contains("no face has a glyph"),
        "{}",
        told(&output)
    );
    assert_sound(&folder.path().join("o"), 10);
    let picture = fs::read_to_string(folder.path().join("o/Ana-Reis-1.svg"))
        .or_else(|_| fs::read_to_string(folder.path().join("o/Ana-Reis.svg")))
        .expect("a picture of the person's name");
    assert!(picture.contains("Built the ledger"));
}

#[test]
fn settings_options_and_themes_bring_in_text_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let page =
        "# Ana Reis\n\nana@example.org\n\n## Projects\n\n### Ledger\n\nTech: Rust, Go\n\n- Built\n";
    fs::write(folder.path().join("page.md"), page).expect("written");
    fs::write(
        folder.path().join("vitae.yaml"),
        format!("person:\n  location: Por{RAW}to\n  phone: \"+351 \\u009b555\\e 010 203\"\n"),
    )
    .expect("written");
    fs::write(
        folder.path().join("mail.md"),
        format!("---\nsubject: \"{{name}}\\e\\uFFFE\"\n---\nDear{RAW} all,\n{{headline}}\n"),
    )
    .expect("written");
    let name = "An\u{1b}a\u{9b} Re\u{fffe}is";
    let output = run(
        folder.path(),
        &[
            "export",
            "page.md",
            "--out",
            "o",
            "--name",
            name,
            "--headline",
            "Devel\u{7}oper",
            "--theme",
            "compact",
            "--set",
            "arrangement.tags.separator=\"\\u009b/\\uFFFE \"",
            "--set",
            "arrangement.bullet.mark=\u{ffff}-",
            "--format",
            "pdf,docx,svg",
            "--mail",
            "jobs@example.org",
            "--mail-template",
            "mail.md",
        ],
    );
    assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    assert_sound(&folder.path().join("o"), 10);
    let svg = folder.path().join("o/Ana-Reis-Developer.svg");
    let svg = fs::read_to_string(svg).expect("a picture of one page");
    assert!(svg.contains("Ana Reis") && svg.contains("Porto"), "{svg}");
}

/// What a run said and printed, of which nothing steers a terminal.
fn assert_shown(output: &Output) -> (String, String) {
    let out = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let told = told(output);
    for text in [&out, &told] {
        assert_eq!(text.chars().find(|c| is_hidden(*c)), None, "{text:?}");
    }
    (out, told)
}

#[test]
fn what_is_explained_steers_no_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "# Ana Reis\n\nana@example.org | +351 555 010 203 | Porto, Portugal\n\n\
        {{< card url=\"x\u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}\u{202e}\" >}}\n\n\
        ## Experience\n\n### Developer, Acme (2019-2023)\n\n- Kept the \u{202e}lights\u{202c} on\n\n\
        ## Misc\n\n\u{2066}turned\u{2069}\n";
    fs::write(folder.path().join("page.md"), page).expect("written");
    let output = run(folder.path(), &["extract", "page.md", "--explain"]);
    assert_eq!(output.status.code(), Some(DONE), "{}", told(&output));
    let (out, _) = assert_shown(&output);
    assert!(out.contains("the code of a template"), "{out}");
    assert!(out.contains("owned"), "{out}");
}

/// A name of a file that would paint, title and turn round what follows it.
#[cfg(unix)]
const NAME: &str = "a\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}\u{202e}b\nc\u{7f}";

#[cfg(unix)]
#[test]
fn names_of_files_are_shown_escaped() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = "# Notes\n\n---\n\nano@example.org, ana@example.org\n\n## Skills\n\n- Rust\n\n\
        ## Experience\n\n### Pilot, Acme (2023-2019)\n\n- Flew\n\n{{< x y=\"z\" >}}\n";
    let file = format!("{NAME}.md");
    let missing = format!("{NAME}.yaml");
    fs::write(folder.path().join(&file), page).expect("written");
    fs::create_dir(folder.path().join(NAME)).expect("a folder");
    for arguments in [
        vec!["export", &file, "--out", NAME, "--format", "svg"],
        vec!["extract", &file, "--explain"],
        vec!["extract", &file],
        vec!["extract", &file, "--as", "json"],
        vec!["export", &missing],
        vec!["export", &file, "--theme", &missing],
        vec!["export", &file, "--config", &missing],
        vec!["export", &file, "--layout-dir", &missing],
        vec!["export", &file, "-o", NAME],
        vec!["export", &file, "--format", NAME],
        vec!["export", &file, "--set", NAME],
        vec!["export", &file, "--role", NAME],
        vec!["export", &file, "--hide", NAME],
        vec!["export", &file, NAME],
        vec![NAME],
        vec!["batch", &file, "--out", NAME, "--format", "svg"],
        vec!["batch", "--from", &missing],
    ] {
        let output = run(folder.path(), &arguments);
        let (out, told) = assert_shown(&output);
        assert!(!(out.is_empty() && told.is_empty()), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn lists_of_people_steer_no_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("{}.md", NAME.replace('\n', ""));
    let page = "# Ana Reis\n\nana@example.org\n\n## Skills\n\n- Rust\n";
    fs::write(folder.path().join(&file), page).expect("written");
    fs::write(folder.path().join("page.md"), page).expect("written");
    let rows = format!(
        "id,page,name,theme\n1\u{1b}[31m,page.md,An\u{9b}a\u{fffe} Reis,\n\
         2,page.md,\"B\u{7}o\rReis\",mod\u{1b}ren\n3,\"{file}\",Cy,\n\u{202e}4,none\u{9b}.md,D,\n"
    );
    fs::write(folder.path().join("people.csv"), rows).expect("written");
    let lines = "{\"id\": \"1\\u001b[31m\", \"page\": \"page.md\", \"name\": \"An\\u009ba\\ufffe Reis\"}\n\
        {\"id\": \"2\\u202e\", \"page\": \"none\\u001b.md\"}\n";
    fs::write(folder.path().join("people.jsonl"), lines).expect("written");
    for list in ["people.csv", "people.jsonl"] {
        let output = run(
            folder.path(),
            &["batch", "--from", list, "--out", "o", "--format", "svg"],
        );
        let out = String::from_utf8(output.stdout.clone()).expect("UTF-8");
        let told = told(&output);
        let review = fs::read_to_string(folder.path().join("o/review.csv")).expect("a list");
        let manifest = fs::read_to_string(folder.path().join("o/manifest.json")).expect("a list");
        for text in [&told, &review] {
            assert_eq!(
                text.chars().find(|c| is_hidden(*c)),
                None,
                "{list}: {text:?}"
            );
        }
        for text in [&out, &manifest] {
            assert_eq!(
                text.chars().find(|c| is_no_text(*c)),
                None,
                "{list}: {text:?}"
            );
        }
        for line in out.lines() {
            serde_json::from_str::<Value>(line).expect("a line of JSON");
        }
        serde_json::from_str::<Value>(&manifest).expect("JSON");
        assert!(review.contains("Ana Reis"), "{review}");
        assert_sound(&folder.path().join("o"), 2);
    }
}

/// Text of words, of line ends and of everything that is not shown as it is.
fn steering() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            prop::char::range('\0', '\u{9f}'),
            prop::char::range('\u{2028}', '\u{206f}'),
            prop::sample::select(vec![
                '\n',
                '\r',
                '\t',
                '\u{1b}',
                '漢',
                'é',
                '\u{200d}',
                '\u{1f680}'
            ]),
            prop::char::range('\u{fdcf}', '\u{fdf0}'),
            prop::char::range('\u{fff0}', '\u{10010}'),
            any::<char>(),
        ],
        0..40,
    )
    .prop_map(String::from_iter)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_drawn_finding_holds_a_control_character(
        words in prop::array::uniform5(steering()),
        name in steering(),
        text in steering(),
        places in prop::array::uniform4(any::<prop::sample::Index>()),
        severity in 0..3,
        is_placed in any::<bool>(),
    ) {
        let [message, label, other, hint, more] = words;
        let source = Source::new(name.as_str(), text.as_str());
        // Spans begin and end with characters.
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let span = |a: prop::sample::Index, b: prop::sample::Index| {
            let (a, b) = (*a.get(&ends), *b.get(&ends));
            Span::new(&source, a.min(b)..a.max(b))
        };
        let mut finding = match severity {
            0 => Diagnostic::note(message),
            1 => Diagnostic::warning(message),
            _ => Diagnostic::error(message),
        };
        if is_placed {
            finding = finding
                .at(span(places[0], places[1]))
                .label(label)
                .also(span(places[2], places[3]), other);
        }
        finding = finding.hint(hint).hint(more);
        let drawn = draw(&finding, false);
        let bad = drawn.chars().find(|c| is_hidden(*c) || *c == '\t');
        prop_assert_eq!(bad, None, "{:?}", drawn);
        // Between colours there is nothing else.
        let coloured = draw(&finding, true);
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            prop_assert_eq!(before.chars().find(|c| is_hidden(*c)), None);
            let end = after.find('m').expect("a colour ends");
            let is_colour = |c: char| c.is_ascii_digit() || matches!(c, '[' | ';');
            prop_assert!(after[..end].chars().all(is_colour), "{:?}", coloured);
            rest = &after[end + 1..];
        }
        prop_assert_eq!(rest.chars().find(|c| is_hidden(*c)), None);
    }
}
