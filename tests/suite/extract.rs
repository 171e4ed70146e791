//! Pages to résumés, against answers that were written by hand from the pages.

use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use vitae::diagnostic::{Severity, Source, Span, Spanned};
use vitae::read::{Request, WithPage};
use vitae::resume::{Resume, to_json, to_yaml};
use vitae::{extract, read};

pub fn resume(request: &Request) -> Resume {
    let (sources, _) = read::sources(request).expect("a readable page");
    match extract::resume(&sources) {
        Ok((resume, _)) => resume,
        Err(findings) => panic!("{findings:?}"),
    }
}

pub fn json(page: &str) -> Value {
    let written = to_json(&resume(&Request::new(page)));
    serde_json::from_str(&written).expect("JSON")
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Compares values by their text; a label may allow several with `any`.
fn agree(label: Option<&Value>, found: Option<&str>) -> bool {
    match label {
        None | Some(Value::Null) => found.is_none(),
        Some(Value::Object(choice)) => choice
            .get("any")
            .and_then(Value::as_array)
            .is_some_and(|any| any.iter().any(|one| agree(Some(one), found))),
        Some(Value::String(text)) => found == Some(text.as_str()),
        Some(other) => panic!("a label is a text: {other}"),
    }
}

/// The lists of a document with the label's name of their kind, and the keys of each.
const LISTS: [(&str, &str, &str, &str, &str); 6] = [
    ("projects", "project", "name", "entity", "description"),
    ("work", "experience", "position", "name", "summary"),
    (
        "education",
        "education",
        "studyType",
        "institution",
        "summary",
    ),
    ("certificates", "certification", "name", "issuer", "summary"),
    (
        "publications",
        "publication",
        "name",
        "publisher",
        "summary",
    ),
    ("languages", "language", "language", "", "description"),
];

/// What a document has and a label wants, told apart one by one.
pub fn differences(label: &Value, found: &Value, with_dates: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut check = |what: String, label: Option<&Value>, found: Option<&str>| {
        if !agree(label, found) {
            wrong.push(format!("{what}: {label:?} != {found:?}"));
        }
    };
    let basics = &found["basics"];
    for (key, own) in [("name", "name"), ("headline", "label"), ("email", "email")] {
        check(key.to_owned(), label.get(key), text(basics, own));
    }
    check("phone".into(), label.get("phone"), text(basics, "phone"));
    check(
        "summary".into(),
        label.get("summary"),
        text(basics, "summary"),
    );
    let place = basics
        .get("location")
        .and_then(|place| text(place, "address"));
    check("location".into(), label.get("location"), place);
    let groups = list(found, "skills");
    for (n, group) in list(label, "skills").iter().enumerate() {
        let other = groups.get(n).unwrap_or(&Value::Null);
        check(
            format!("group {n}"),
            group.get("group"),
            text(other, "name"),
        );
        let words: Vec<&str> = list(other, "keywords")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let wanted: Vec<&str> = list(group, "items")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let words = words.join(", ");
        let wanted = Value::String(wanted.join(", "));
        check(format!("skills of group {n}"), Some(&wanted), Some(&words));
    }
    for (key, kind, title, organization, summary) in LISTS {
        let wanted: Vec<&Value> = list(label, "entries")
            .iter()
            .filter(|entry| agree(entry.get("kind"), Some(kind)))
            .collect();
        let entries = list(found, key);
        let count = Value::String(wanted.len().to_string());
        check(
            format!("count of {key}"),
            Some(&count),
            Some(&entries.len().to_string()),
        );
        for (label, entry) in wanted.into_iter().zip(entries) {
            let at = format!("{key}[{:?}]", label["title"]);
            check(
                format!("{at}.title"),
                label.get("title"),
                text(entry, title),
            );
            let organization = text(entry, organization);
            check(
                format!("{at}.organization"),
                label.get("organization"),
                organization,
            );
            check(
                format!("{at}.description"),
                label.get("description"),
                text(entry, summary),
            );
            let details = text(entry, "details").or_else(|| text(entry, "fluency"));
            check(format!("{at}.details"), label.get("details"), details);
            if with_dates {
                let date = match (text(entry, "startDate"), text(entry, "endDate")) {
                    (Some(start), Some(end)) if start == end => Some(start.to_owned()),
                    (Some(start), Some(end)) => Some(format!("{start} - {end}")),
                    (Some(start), None) => Some(format!("{start} - present")),
                    (None, _) => None,
                };
                // Two years may be written close together.
                let close = date.as_ref().map(|date| date.replace(" - ", "-"));
                if !agree(label.get("date"), close.as_deref()) {
                    check(format!("{at}.date"), label.get("date"), date.as_deref());
                }
            }
            for (key, own) in [("highlights", "highlights"), ("tags", "keywords")] {
                let wanted = list(label, key);
                let have = list(entry, own);
                let same = wanted.len() == have.len()
                    && wanted
                        .iter()
                        .zip(have)
                        .all(|(l, f)| agree(Some(l), f.as_str()));
                let told = Value::Array(have.to_vec()).to_string();
                let wanted = Value::String(Value::Array(wanted.to_vec()).to_string());
                let told = if same {
                    wanted.as_str()
                } else {
                    Some(told.as_str())
                };
                check(format!("{at}.{key}"), Some(&wanted), told);
            }
            let metrics = Value::Array(list(label, "metrics").to_vec()).to_string();
            let have = Value::Array(list(entry, "metrics").to_vec()).to_string();
            check(
                format!("{at}.metrics"),
                Some(&Value::String(metrics)),
                Some(&have),
            );
        }
    }
    let mut shown = found.clone();
    shown.as_object_mut().expect("a document").remove("meta");
    let shown = shown.to_string();
    for leak in list(label, "not_in_resume")
        .iter()
        .filter_map(Value::as_str)
    {
        if shown.contains(leak) {
            wrong.push(format!("`{leak}` leaks"));
        }
    }
    wrong
}

pub fn label(path: &str) -> Value {
    let text = std::fs::read_to_string(path).expect("a label");
    serde_json::from_str(&text).expect("a label is JSON")
}

#[test]
fn every_sample_gives_what_a_reader_finds_on_it() {
    let mut wrong = Vec::new();
    for (page, answer) in [
        ("samples/backend.md", "backend"),
        ("samples/data.md", "data"),
        ("samples/site/platform.md", "site-platform"),
        ("samples/site/cv.md", "site-cv"),
        ("samples/pages/timeline.html", "pages-timeline"),
        ("samples/pages/microformat.html", "pages-microformat"),
        ("samples/pages/linked.html", "pages-linked"),
        ("samples/pages/cells.html", "pages-cells"),
        ("samples/pages/atual.md", "pages-atual"),
        ("samples/pages/zeitraum.md", "pages-zeitraum"),
        ("samples/pages/parcours.md", "pages-parcours"),
        ("samples/pages/trayectoria.md", "pages-trayectoria"),
        ("samples/pages/shokureki.md", "pages-shokureki"),
    ] {
        let label = label(&format!("samples/labels/{answer}.json"));
        let found = differences(&label, &json(page), true);
        if !found.is_empty() {
            wrong.push(format!("{page}:\n{}", found.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reference_pages_give_what_a_reader_finds_on_them() {
    let home = Path::new("../shared");
    for (page, answer) in [
        ("site/backend_cv_enhanced.md", "labels/seed.json"),
        (
            "site/data_engineer_cv_enhanced.md",
            "labels/ik-data-cv.json",
        ),
    ] {
        let page = home.join(page);
        if !page.is_file() {
            println!("skipped: {} is not here", page.display());
            continue;
        }
        let mut label = label(home.join(answer).to_str().expect("an ASCII path"));
        // A reader takes a comma list for one item; the model takes it apart.
        for group in label["skills"].as_array_mut().expect("groups") {
            let items: Vec<Value> = list(group, "items")
                .iter()
                .filter_map(Value::as_str)
                .flat_map(|item| item.split(", "))
                .map(Value::from)
                .collect();
            group["items"] = Value::Array(items);
        }
        let found = json(page.to_str().expect("an ASCII path"));
        let wrong = differences(&label, &found, false);
        assert!(
            wrong.is_empty(),
            "{}:\n{}",
            page.display(),
            wrong.join("\n")
        );
    }
}

#[test]
fn sections_are_taken_from_a_second_page() {
    let mut request = Request::new("samples/site/platform.md");
    request
        .with
        .push(WithPage::parse("samples/site/cv.md:experience,languages").expect("valid"));
    let resume = resume(&request);
    let ids: Vec<&str> = resume.sections.iter().map(|s| s.id.as_str()).collect();
    // The page's project is a part of the position that the second page gives.
    assert_eq!(ids, ["skills", "experience", "languages"]);
    let headline = resume.person.headline.expect("a headline");
    assert_eq!(
        headline.value, "Platform Engineer",
        "the exported page names the trade"
    );
    let place = resume.person.location.expect("a place");
    assert_eq!(
        place.value, "Bergen, Norway",
        "a second page completes the first"
    );
    assert_eq!(place.span.to_string(), "samples/site/cv.md:11:13");
}

#[test]
fn the_command_line_is_heard_first() {
    let mut request = Request::new("samples/backend.md");
    let source = Source::new("--name", "I. Valadares");
    request.person.name = Some(Spanned::new("I. Valadares".into(), Span::whole(&source)));
    let name = resume(&request).person.name.expect("a name");
    assert_eq!(name.value, "I. Valadares");
}

#[test]
fn a_page_without_a_name_is_told_once_and_no_title_takes_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.md");
    std::fs::write(&path, "# Data Engineering\n\n## Skills\n\n- Rust\n").expect("written");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let (sources, _) = read::sources(&request).expect("a page");
    let (resume, findings) = extract::resume(&sources).expect("a résumé");
    assert!(resume.person.name.is_none());
    let told = findings.iter().filter(|f| {
        f.severity == Severity::Warning && f.hints.iter().any(|h| h.contains("--name"))
    });
    assert_eq!(told.count(), 1);
}

/// The résumé of a page that a test writes.
fn of(text: &str) -> Value {
    let sources = read::sources_in_memory("page.md", text.as_bytes().to_vec());
    let (resume, _) = extract::resume(&sources.expect("a page")).expect("a résumé");
    serde_json::from_str(&to_json(&resume)).expect("JSON")
}

#[test]
fn contacts_on_one_line_are_told_apart_whatever_parts_them() {
    const REST: &str =
        "\n\n## Experience\n\n### Nurse, Clinic\n2019 – 2022\n\n- Kept watch at night\n";
    for line in [
        "Nurse | bo@example.org | +49 171 2345678 | Porto, Portugal | bo.example.org",
        "Nurse — Porto, Portugal — bo@example.org — +49 171 2345678 — bo.example.org",
        "Nurse - Porto, Portugal, bo@example.org, +49 171 2345678, bo.example.org",
        "**Nurse** · Porto, Portugal · bo@example.org · +49 171 2345678 · bo.example.org",
    ] {
        let found = of(&format!("# Bo Ode\n\n{line}{REST}"));
        let basics = &found["basics"];
        assert_eq!(text(basics, "label"), Some("Nurse"), "{line}");
        assert_eq!(
            text(&basics["location"], "address"),
            Some("Porto, Portugal"),
            "{line}"
        );
        assert_eq!(text(basics, "email"), Some("bo@example.org"), "{line}");
        assert_eq!(text(basics, "phone"), Some("+49 171 2345678"), "{line}");
        assert_eq!(
            text(basics, "url"),
            Some("https://bo.example.org"),
            "{line}"
        );
    }
}

#[test]
fn plain_lines_below_a_title_say_where_and_when() {
    for lines in [
        "### Engineer\n\nMill GmbH\n2019 – 2022",
        "### Engineer, Mill GmbH\n2019 – 2022, Berlin",
        "### Engineer, Mill GmbH\nBerlin, 2019 – 2022",
        "### Mill GmbH | Engineer | 2019 – 2022 | Berlin",
    ] {
        let found = of(&format!(
            "# Bo Ode\n\nbo@example.org\n\n## Experience\n\n{lines}\n\n- Built a loom\n"
        ));
        let work = &list(&found, "work")[0];
        assert_eq!(text(work, "position"), Some("Engineer"), "{lines}");
        assert_eq!(text(work, "name"), Some("Mill GmbH"), "{lines}");
        assert_eq!(text(work, "startDate"), Some("2019"), "{lines}");
        assert_eq!(text(work, "endDate"), Some("2022"), "{lines}");
        let place = lines.contains("Berlin").then_some("Berlin");
        assert_eq!(text(work, "location"), place, "{lines}");
        assert_eq!(text(work, "summary"), None, "{lines}");
    }
}

#[test]
fn an_employer_and_its_place_may_stand_above_the_role() {
    for lines in [
        "**Mill AB**, Lund\n\n*Engineer* (2020 – 2022)",
        "**Mill AB**, Lund — *Engineer*, 2020 – 2022",
    ] {
        let found = of(&format!(
            "# Bo Ode\n\nbo@example.org\n\n## Experience\n\n{lines}\n\n- Built a loom\n"
        ));
        let work = &list(&found, "work")[0];
        assert_eq!(text(work, "position"), Some("Engineer"), "{lines}");
        assert_eq!(text(work, "name"), Some("Mill AB"), "{lines}");
        assert_eq!(text(work, "location"), Some("Lund"), "{lines}");
        assert_eq!(text(work, "startDate"), Some("2020"), "{lines}");
    }
}

#[test]
fn languages_among_skills_are_those_of_machines_unless_people_speak_them() {
    let found = |below: &str| {
        of(&format!(
            "# Bo Ode\n\nbo@example.org\n\n## Skills\n\n### Languages\n\n{below}\n\n### Tools\n\nGit, Make\n"
        ))
    };
    for below in ["Python, Rust, SQL", "- Python\n- Rust"] {
        let found = found(below);
        assert!(list(&found, "languages").is_empty(), "{below}");
        let groups = list(&found, "skills");
        assert_eq!(text(&groups[0], "name"), Some("Languages"), "{below}");
        assert_eq!(list(&groups[0], "keywords")[0], "Python", "{below}");
    }
    for below in ["English, German", "- Englisch (fließend)\n- Wolof"] {
        assert_eq!(list(&found(below), "languages").len(), 2, "{below}");
    }
}

#[test]
fn two_degrees_in_bold_lines_are_two() {
    let found = of(
        "# Bo Ode\n\nbo@example.org\n\n## Education\n\n**BSc Weaving**, Mill School, 2010\n\n**MSc Weaving**, Loom College, 2012\n",
    );
    let schools: Vec<_> = list(&found, "education")
        .iter()
        .map(|one| {
            (
                text(one, "studyType").or(text(one, "area")),
                text(one, "endDate"),
            )
        })
        .collect();
    assert_eq!(schools.len(), 2, "{found}");
    assert_eq!(schools[1].1, Some("2012"));
}

#[test]
fn a_bracket_with_an_issuer_and_a_year_is_read() {
    let found = of(
        "# Bo Ode\n\nbo@example.org\n\n## Certifications\n\n- Loom Architect (Mill School, 2022)\n",
    );
    let certificate = &list(&found, "certificates")[0];
    assert_eq!(text(certificate, "name"), Some("Loom Architect"));
    assert_eq!(text(certificate, "issuer"), Some("Mill School"));
    assert_eq!(text(certificate, "date"), Some("2022"));
}

#[test]
fn what_is_struck_out_is_not_said() {
    let found = of(
        "# Bo Ode\n\nbo@example.org\n\n## Experience\n\n### Nurse, Clinic\n2019 – 2022\n\n- Kept ~~no~~ watch<s>es</s> at night\n",
    );
    let highlights = list(&list(&found, "work")[0], "highlights");
    assert_eq!(highlights, ["Kept watch at night"]);
}

#[test]
fn a_language_keeps_its_own_level() {
    let levels = |line: &str| -> Vec<(String, Option<String>)> {
        let found = of(&format!(
            "# Bo Ode\n\nbo@example.org\n\n## Languages\n\n{line}\n"
        ));
        let owned = |value: Option<&str>| value.map(str::to_owned);
        let pairs = list(&found, "languages").iter();
        pairs
            .map(|one| {
                let name = owned(text(one, "language")).expect("a language");
                (name, owned(text(one, "fluency")))
            })
            .collect()
    };
    let pair = |name: &str, level: Option<&str>| (name.to_owned(), level.map(str::to_owned));
    assert_eq!(
        levels("German (native), English"),
        [pair("German", Some("native")), pair("English", None)]
    );
    assert_eq!(
        levels("- English: fluent (C1)"),
        [pair("English", Some("fluent (C1)"))]
    );
    assert_eq!(
        levels("- English (C1) since 2019"),
        [pair("English", Some("(C1) since 2019"))]
    );
    assert_eq!(
        levels("- English: written, spoken"),
        [pair("English", Some("written, spoken"))]
    );
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let once = resume(&Request::new("samples/backend.md"));
    let twice = resume(&Request::new("samples/backend.md"));
    assert_eq!(to_json(&once), to_json(&twice));
    assert_eq!(to_yaml(&once), to_yaml(&twice));
    assert!(!to_json(&once).contains("null"));
}

#[test]
fn what_is_written_as_json_is_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    for page in ["samples/backend.md", "samples/site/cv.md"] {
        let written = to_json(&resume(&Request::new(page)));
        let path = folder.path().join("resume.json");
        std::fs::write(&path, &written).expect("written");
        let again = to_json(&resume(&Request::new(
            path.to_str().expect("an ASCII path"),
        )));
        let (mut one, mut other): (Value, Value) = (
            serde_json::from_str(&written).expect("JSON"),
            serde_json::from_str(&again).expect("JSON"),
        );
        // The labels of details have no place in the schema.
        for document in [&mut one, &mut other] {
            for section in document["meta"]["vitae"]["sections"]
                .as_array_mut()
                .expect("a list")
            {
                section.as_object_mut().expect("a section").remove("labels");
            }
        }
        assert_eq!(one, other, "{page}");
    }
}

/// Pieces that pages are made of, whole and broken.
const PIECES: [&str; 50] = [
    "# ",
    "## Skills\n",
    "### ",
    "\n",
    "\n\n",
    "- ",
    "  - ",
    "**",
    "*",
    "`",
    "```\n",
    "> ",
    "| a | b |\n",
    "<div class=\"achievement-card\">",
    "<div class=\"mini-project\">",
    "</div>",
    "<span class=\"tech-tag\">",
    "</span>",
    "<h3>",
    "</h3>",
    "<ul><li>",
    "<p>",
    "<1s",
    ">95%",
    "{% if %}",
    "{{ x }}",
    "{: .c}",
    "&amp;",
    "2019 – 2020",
    "ana@example.org",
    "[a](mailto:b@c.org)",
    "é",
    "\u{200b}",
    "---\n",
    "<div class=\"h-resume\"><div class=\"p-experience h-event\">",
    "<span class=\"p-name\">",
    "<time datetime=\"2019-02\">",
    "<div itemscope itemtype=\"https://schema.org/Person\"><b itemprop=\"jobTitle\">",
    "<script type=\"application/ld+json\">{\"@type\":\"Person\",\"name\":\"",
    "\"}</script>",
    "<dl><dt>",
    "<dd>",
    "<table><tr><td>",
    "## Experiencia\n### ",
    "## 職務経歴\n",
    "2018/10 - 至今",
    "> ana@example.org • +351 21 555 01 02\n",
    "[PDF](x.pdf)",
    "`2012`\n",
    "<div data-date=\"2015\">",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_a_panic(
        picks in prop::collection::vec((0..PIECES.len(), "[a-zA-Z:|,. ()0-9]{0,12}"), 0..60),
        front in any::<bool>(),
    ) {
        let mut page = String::new();
        if front {
            page.push_str("---\ntitle: A | B\n---\n");
        }
        for (pick, words) in picks {
            page.push_str(PIECES[pick]);
            page.push_str(&words);
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.md");
        std::fs::write(&path, page).expect("written");
        let request = Request::new(path.to_str().expect("an ASCII path"));
        if let Ok((sources, _)) = read::sources(&request)
            && let Ok((resume, _)) = extract::resume(&sources)
        {
            to_json(&resume);
            to_yaml(&resume);
        }
    }
}

/// What this thread has had of a processor, where the system tells; else the clock. Other
/// work on the machine then does not count.
fn processor_time() -> std::time::Duration {
    static START: std::sync::LazyLock<std::time::Instant> =
        std::sync::LazyLock::new(std::time::Instant::now);
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|text| text.split_whitespace().next()?.parse().ok())
        .map_or_else(|| START.elapsed(), std::time::Duration::from_nanos)
}

/// How long extraction takes.
fn time_of(text: &str) -> std::time::Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    std::fs::write(&path, text).expect("written");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let start = processor_time();
    if let Ok((sources, _)) = read::sources(&request) {
        let _ = extract::resume(&sources);
    }
    processor_time().saturating_sub(start)
}

#[test]
fn twice_the_page_takes_at_most_three_times_as_long() {
    let row = "<tr><td><table><tr><td><b>2019 – 2021</b><td>Acme <i>Works</i><td>Did <a href='#x'>this</a> and that</table>";
    let item = "<li>built a thing, another thing, and a third</li>";
    let card =
        "<div><h3>Engineer, Acme</h3><p>2019 – 2021</p><p>Built what was asked for.</p></div>";
    let shapes = [
        ("<h2>Experience</h2><table>", row, 400),
        ("<h2>Experience</h2><ul>", item, 1500),
        ("<h2>Projects</h2>", card, 600),
        ("<h2>Skills</h2>", "<span>Rust</span> ", 3000),
        // Never closed, so that each lies in all before it.
        ("<h2>Experience</h2>", "<ul><li>built a thing", 1500),
        ("<h2>Projects</h2>", "<div><p>built a thing", 1500),
        ("<h2>Skills</h2>", "<b><i>Rust ", 1500),
        ("<h2>Skills</h2>", "<table><tr><td>Rust", 800),
    ];
    for (head, piece, count) in shapes {
        let page = |count: usize| format!("{head}{}", piece.repeat(count));
        // A floor keeps the clock's grain out of small times. The least time of all tries is
        // the work itself; what is above it is the machine's other business.
        let mut once = std::time::Duration::from_secs(3600);
        let mut twice = once;
        let floor = std::time::Duration::from_millis(4);
        let is_linear = (0..12).any(|_| {
            once = once.min(time_of(&page(count)).max(floor));
            twice = twice.min(time_of(&page(count * 2)));
            twice <= once * 3
        });
        assert!(is_linear, "{piece}");
    }
}

/// Depth is another matter than size: parser and recognisers look at a text once for each
/// element around it. The depth is capped, and at the cap it is still short.
#[test]
fn a_page_as_deep_as_is_read_takes_no_long_time() {
    let most = std::time::Duration::from_secs(2);
    for (head, piece, count) in [
        ("<h2>Experience</h2>", "<ul><li>a", 190),
        ("<h2>Skills</h2>", "<b><i>x", 190),
    ] {
        let time = time_of(&format!("{head}{}", piece.repeat(count)));
        assert!(time < most, "{piece}: {time:?}");
    }
}

/// Elements nested in one another, their tags closed or forgotten.
fn nested(open: &str, close: &str, depth: usize) -> String {
    format!(
        "<h1>Ana Reis</h1><p>ana@example.org</p><h2>Skills</h2>\n{}Radar{}\n<h2>Education</h2><h3>Navigation</h3><p>Bergen, 2012</p>",
        open.repeat(depth),
        close.repeat(depth),
    )
}

#[test]
fn a_page_is_read_however_deep_its_elements_lie() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.html");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    for (open, close) in [
        ("<div>", "</div>"),
        ("<div>", ""),
        ("<ul><li>", "</li></ul>"),
        ("<span>", "</span>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", "</table>"),
    ] {
        for depth in [30, 300, 600, 10_000] {
            std::fs::write(&path, nested(open, close, depth)).expect("written");
            let (sources, _) = read::sources(&request).expect("a page");
            let (resume, findings) = extract::resume(&sources).expect("a résumé");
            let written = to_json(&resume);
            assert!(written.contains("Radar"), "{depth} {open}: {written}");
            let warned = findings
                .iter()
                .filter(|finding| finding.message == "elements are nested too deeply");
            let places: Vec<usize> = warned
                .filter_map(|finding| Some(finding.span.as_ref()?.position().0))
                .collect();
            let expected: &[usize] = if depth > 100 { &[2] } else { &[] };
            assert_eq!(places, expected, "{depth} {open}");
        }
    }
}

#[test]
fn below_forgotten_end_tags_a_page_still_has_its_sections() {
    let found = {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("page.html");
        std::fs::write(&path, nested("<div>", "", 600)).expect("written");
        resume(&Request::new(path.to_str().expect("an ASCII path")))
    };
    let ids: Vec<&str> = found.sections.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["skills", "education"]);
}

#[test]
fn what_a_page_shows_is_taken_or_listed() {
    let request = Request::new("samples/pages/timeline.html");
    let (sources, _) = read::sources(&request).expect("a page");
    let (resume, findings) = extract::resume(&sources).expect("a résumé");
    let told = extract::explain(&sources, &resume, &findings);
    let why = |text: &str| {
        let left = told.left.iter().find(|left| left.text.contains(text));
        left.unwrap_or_else(|| panic!("`{text}` is not listed: {told}"))
            .why
            .clone()
    };
    assert_eq!(why("hears a bearing fail"), "a part that no résumé holds");
    assert_eq!(why("Vandermeulen"), "the page's footer");
    assert_eq!(why("Read more"), "a call to action");
    let title = told
        .taken
        .iter()
        .find(|taken| taken.value == "Schelde Tunnels");
    let title = title.expect("the employer is taken");
    assert_eq!(title.field, "experience: organization");
    assert_eq!(title.span.position().0, 29);
    assert!(title.by.contains("like parts"));
}

#[test]
fn words_and_selectors_of_the_settings_are_heard_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.html");
    std::fs::write(
        &page,
        "<h1>Ana Reis</h1><h2>Wo ich war</h2><div class=x><h3>Dev</h3><p id=firm>Acme</p><p>2019</p>\
         <p class=ad>Buy now</p></div>",
    )
    .expect("written");
    let config = folder.path().join("vitae.yaml");
    let request = Request::new(page.to_str().expect("an ASCII path"));
    std::fs::write(
        &config,
        "vocabulary:\n  headings: { experience: [wo ich war] }\n  classes: { ignored: [ad] }\n  selectors: { organization: '.x > #firm' }\n",
    )
    .expect("written");
    let resume = resume(&request);
    let written = to_json(&resume);
    assert!(written.contains("\"name\": \"Acme\""), "{written}");
    assert!(!written.contains("Buy now"), "{written}");
    std::fs::write(&config, "vocabulary:\n  classes: { employr: [a] }\n").expect("written");
    let (sources, _) = read::sources(&request).expect("settings of the right shape");
    let faults = extract::resume(&sources).expect_err("an unknown meaning");
    let fault = faults.iter().next().expect("a fault");
    assert_eq!(fault.message, "unknown meaning `employr`");
    assert_eq!(fault.span.as_ref().expect("placed").position(), (2, 14));
}
