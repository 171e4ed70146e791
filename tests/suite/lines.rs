//! Plain lines of facts below and in headings, as people type them without any markup.

use serde_json::{Value, json};
use vitae::extract;
use vitae::read::{Request, sources};
use vitae::resume::to_json;

/// The first list of a page under a heading, each entry with the keys that matter.
fn entries(heading: &str, body: &str) -> Value {
    let page = format!("# Jane Doe\n\njane@example.org\n\n## {heading}\n\n{body}\n");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.md");
    std::fs::write(&path, page).expect("written");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let (sources, _) = sources(&request).expect("a readable page");
    let (resume, _) = extract::resume(&sources).expect("a résumé");
    let written: Value = serde_json::from_str(&to_json(&resume)).expect("JSON");
    let lists = ["work", "education", "certificates", "skills", "languages"];
    let mut out = serde_json::Map::new();
    for list in lists {
        if let Some(found) = written.get(list) {
            out.insert(list.to_owned(), found.clone());
        }
    }
    Value::Object(out)
}

fn job(name: &str, position: &str, place: &str, start: &str, end: &str) -> Value {
    let mut job = json!({ "name": name, "position": position, "startDate": start, "endDate": end });
    if !place.is_empty() {
        job["location"] = json!(place);
    }
    job
}

#[test]
fn names_above_a_line_of_dates_are_employer_and_place() {
    assert_eq!(
        entries(
            "Experience",
            "### Engineer\n\nFoo GmbH\n2019 – 2022\n\n### Tester\n\nBar AG\nBonn\n2015 – 2018"
        ),
        json!({ "work": [
            job("Foo GmbH", "Engineer", "", "2019", "2022"),
            job("Bar AG", "Tester", "Bonn", "2015", "2018"),
        ] })
    );
}

#[test]
fn a_place_before_or_behind_a_date_is_a_place() {
    for line in [
        "2019 – 2022, Berlin",
        "Berlin, 2019 – 2022",
        "Berlin (2019 – 2022)",
    ] {
        assert_eq!(
            entries("Experience", &format!("### Engineer, Foo\n{line}")),
            json!({ "work": [job("Foo", "Engineer", "Berlin", "2019", "2022")] }),
            "{line}"
        );
    }
    assert_eq!(
        entries(
            "Experience",
            "### Engineer, Foo\nBerlin, Germany, 2019 – 2022"
        ),
        json!({ "work": [job("Foo", "Engineer", "Berlin, Germany", "2019", "2022")] })
    );
}

#[test]
fn a_date_in_the_middle_of_a_heading_is_its_date() {
    let wanted = json!({ "work": [job("Foo", "Engineer", "Berlin", "2019", "2022")] });
    for heading in [
        "Foo | Engineer | 2019 – 2022 | Berlin",
        "2019 – 2022 | Engineer | Foo | Berlin",
        "Engineer, Foo (2019 – 2022), Berlin",
    ] {
        assert_eq!(
            entries("Experience", &format!("### {heading}")),
            wanted,
            "{heading}"
        );
    }
}

#[test]
fn a_role_below_a_bold_employer_is_the_title() {
    assert_eq!(
        entries(
            "Experience",
            "**Foo GmbH**, Berlin\n\n*Engineer* (2020 – 2022)"
        ),
        json!({ "work": [job("Foo GmbH", "Engineer", "Berlin", "2020", "2022")] })
    );
}

#[test]
fn bold_degrees_in_paragraphs_are_entries_of_their_own() {
    let degree = |name: &str, school: &str, start: &str, end: &str| json!({ "institution": school, "studyType": name, "startDate": start, "endDate": end });
    assert_eq!(
        entries(
            "Education",
            "**BSc Physics**, Uni Bonn, 2010 – 2013\n\n**MSc Physics**, Uni Ulm, 2013 – 2015"
        ),
        json!({ "education": [
            degree("BSc Physics", "Uni Bonn", "2010", "2013"),
            degree("MSc Physics", "Uni Ulm", "2013", "2015"),
        ] })
    );
    assert_eq!(
        entries("Education", "**Ph.D. in Physics**\n\n**M.Sc. in Physics**"),
        json!({ "education": [
            { "studyType": "Ph.D. in Physics" },
            { "studyType": "M.Sc. in Physics" },
        ] })
    );
    assert_eq!(
        entries(
            "Experience",
            "**Foo GmbH**, Berlin\n\n*Engineer* (2020 – 2022)\n\n**Bar AG**, Ulm\n\n*Tester* (2018 – 2020)"
        ),
        json!({ "work": [
            job("Foo GmbH", "Engineer", "Berlin", "2020", "2022"),
            job("Bar AG", "Tester", "Ulm", "2018", "2020"),
        ] })
    );
}

#[test]
fn brackets_behind_a_certificate_say_who_gave_it_and_when() {
    let wanted = json!({ "certificates": [
        { "name": "Cloud Architect", "issuer": "Acme, Inc.", "date": "2022" },
        { "name": "Scrum Master (Level I)" },
        { "name": "First Aid", "date": "2019" },
    ] });
    let list = "- Cloud Architect (Acme, Inc., 2022)\n- Scrum Master (Level I)\n- First Aid (2019)";
    assert_eq!(entries("Certifications", list), wanted);
    let bold = "**Cloud Architect** (Acme, 2022)";
    let heading = "### Cloud Architect (Acme, 2022)";
    for line in [bold, heading] {
        assert_eq!(
            entries("Certifications", line),
            json!({ "certificates": [{ "name": "Cloud Architect", "issuer": "Acme", "date": "2022" }] }),
            "{line}"
        );
    }
}

#[test]
fn a_name_on_the_level_of_the_sections_is_the_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.md");
    let page =
        "# Jane Doe\n\njane@example.org\n\n# Experience\n\n## Engineer, Foo\n\n2019 – 2022\n";
    std::fs::write(&path, page).expect("written");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let (sources, _) = sources(&request).expect("a readable page");
    let (resume, _) = extract::resume(&sources).expect("a résumé");
    let written: Value = serde_json::from_str(&to_json(&resume)).expect("JSON");
    assert_eq!(written["basics"]["name"], "Jane Doe");
    assert_eq!(
        written["work"],
        json!([job("Foo", "Engineer", "", "2019", "2022")])
    );
}

#[test]
fn a_labelled_role_takes_nothing_from_a_title_with_its_employer() {
    assert_eq!(
        entries(
            "Experience",
            "### Senior Tester, Bar\n\n**Role:** Lead of four people"
        ),
        json!({ "work": [{ "name": "Bar", "position": "Senior Tester", "details": "Lead of four people" }] })
    );
    assert_eq!(
        entries(
            "Experience",
            "### Tester\n\n**Company:** Bar\n**Location:** Bonn"
        ),
        json!({ "work": [{ "name": "Bar", "position": "Tester", "location": "Bonn" }] })
    );
}

#[test]
fn the_dates_of_an_employer_are_none_of_its_first_role() {
    let body = "#### Lead\n\n- Led\n\n#### Engineer\n\n2010 – 2016\n\n- Built";
    for head in ["### Foo GmbH (2010 – 2022)", "### Foo GmbH\n\n2010 – 2022"] {
        assert_eq!(
            entries("Experience", &format!("{head}\n\n{body}")),
            json!({ "work": [
                { "name": "Foo GmbH", "position": "Lead", "highlights": ["Led"] },
                { "name": "Foo GmbH", "position": "Engineer", "startDate": "2010", "endDate": "2016", "highlights": ["Built"] },
            ] }),
            "{head}"
        );
    }
    assert_eq!(
        entries(
            "Experience",
            "### Bar AG (2000 – 2009)\n\n#### Tester\n\n- Tested"
        ),
        json!({ "work": [
            { "name": "Bar AG", "position": "Tester", "startDate": "2000", "endDate": "2009", "highlights": ["Tested"] },
        ] })
    );
}

#[test]
fn languages_among_skills_are_programming_languages_unless_people_speak_them() {
    assert_eq!(
        entries(
            "Skills",
            "### Languages\n\nPython, Go\n\n### Tools\n\nGit, Docker"
        ),
        json!({ "skills": [
            { "name": "Languages", "keywords": ["Python", "Go"] },
            { "name": "Tools", "keywords": ["Git", "Docker"] },
        ] })
    );
    assert_eq!(
        entries(
            "Skills",
            "### Tools\n\n- Git\n\n### Languages\n\n- Python\n\n### Certifications\n\n- First Aid, 2020"
        ),
        json!({
            "skills": [
                { "name": "Tools", "keywords": ["Git"] },
                { "name": "Languages", "keywords": ["Python"] },
            ],
            "certificates": [{ "name": "First Aid", "date": "2020" }],
        })
    );
    let spoken = entries(
        "Skills",
        "### Languages\n\n- German (native)\n- English (C1)\n\n### Tools\n\n- Git",
    );
    assert_eq!(spoken["languages"].as_array().map(Vec::len), Some(2));
    assert_eq!(spoken["skills"][0]["keywords"], json!(["Git"]));
}
