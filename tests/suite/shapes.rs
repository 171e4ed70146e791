//! Shapes of markup that people write, each small and read by hand.

use serde_json::{Value, json};
use vitae::read::{Request, sources};
use vitae::resume::to_json;
use vitae::{diagnostic::Diagnostics, extract};

/// The résumé on a page of a name and a text, with what was told of it.
fn read(name: &str, text: &str) -> (Value, Diagnostics) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    let request = Request::new(path.to_str().expect("an ASCII path"));
    let (sources, _) = sources(&request).expect("a readable page");
    match extract::resume(&sources) {
        Ok((resume, told)) => {
            let value = serde_json::from_str(&to_json(&resume)).expect("JSON");
            (value, told)
        }
        Err(told) => panic!("{told:?}"),
    }
}

fn found(name: &str, text: &str) -> Value {
    read(name, text).0
}

#[test]
fn a_line_of_addresses_at_the_foot_is_how_to_reach_the_person() {
    let page = "# Ana Reis\n\n## Projects\n\n### Ledger\n\nWrote it.\n\n---\n\n> ana@example.org • +351 21 555 01 02 • Lisbon, Portugal\n";
    let resume = found("page.md", page);
    assert_eq!(resume["basics"]["name"], "Ana Reis");
    assert_eq!(resume["basics"]["email"], "ana@example.org");
    assert_eq!(resume["basics"]["phone"], "+351 21 555 01 02");
    assert_eq!(resume["projects"][0]["description"], "Wrote it.");
}

#[test]
fn an_address_under_references_is_somebody_elses() {
    let page = "# CV\n\n## Skills\n\n- Rust\n\n## References\n\nBo Ek\n\nbo@example.org | +46 8 555 01 02\n";
    assert_eq!(found("page.md", page)["basics"].get("email"), None);
}

#[test]
fn two_sections_of_positions_stay_two() {
    let page = "## Experience\n\n### Engineer, Acme\n\n2019 – 2021\n\n## Teaching Experience\n\n### Tutor, Brno College\n\n2017\n";
    let resume = found("page.md", page);
    let titles: Vec<&Value> = resume["meta"]["vitae"]["sections"]
        .as_array()
        .expect("sections")
        .iter()
        .map(|section| &section["title"])
        .collect();
    assert_eq!(titles, ["Experience", "Teaching Experience"]);
}

#[test]
fn several_roles_under_one_employer_are_parts_of_it() {
    let page = "## Experience\n\n### Acme Works\n\n**Lead Engineer** — *2020 – 2023*\n\n- Led four people\n\n**Engineer** — *2017 – 2020*\n\n- Built the ledger\n";
    let resume = found("page.md", page);
    let work = &resume["work"];
    assert_eq!(work[0]["position"], "Lead Engineer");
    assert_eq!(work[1]["position"], "Engineer");
    assert_eq!(work[1]["name"], "Acme Works");
    assert_eq!(work[1]["startDate"], "2017");
    let place = &resume["meta"]["vitae"]["sections"][0]["outline"][0];
    assert_eq!(place["parts"].as_array().map(Vec::len), Some(2));
}

#[test]
fn paragraphs_stay_apart() {
    let page = "## Profile\n\nBuilds ledgers\n\nLeads small teams\n\n## Skills\n\n- Rust\n";
    let resume = found("page.md", page);
    assert_eq!(
        resume["basics"]["summary"],
        "Builds ledgers\nLeads small teams"
    );
}

#[test]
fn line_feeds_count_where_one_line_is_a_date() {
    let page = "## Education\n\n### Brno University\n2010 - 2014\nComputer Science\n";
    let school = &found("page.md", page)["education"][0];
    assert_eq!(school["institution"], "Brno University");
    assert_eq!(school["startDate"], "2010");
    assert_eq!(school["studyType"], "Computer Science");
}

#[test]
fn a_lone_part_has_its_date_around_or_above_its_heading() {
    for page in [
        "<h2>Experience</h2><div data-date=\"2015 – 2016\"><h3>Acme</h3><h4>Engineer</h4><p>Built it all.</p></div>",
        "<h2>Experience</h2><div><time>2015 – 2016</time><h3>Acme</h3><h4>Engineer</h4><p>Built it all.</p></div>",
    ] {
        let work = &found("page.html", page)["work"][0];
        assert_eq!(work["startDate"], "2015", "{page}");
        assert_eq!(work["endDate"], "2016", "{page}");
        assert_eq!(work["summary"], "Built it all.", "{page}");
    }
}

#[test]
fn what_stands_out_behind_a_comma_is_a_name_with_or_without_a_date() {
    let page = "## Awards\n\n`2012`\nPresident, *Royal Society*, London, UK\n\n`2013`\nAssociate, *French Academy*, Paris, France\n";
    let awards = &found("page.md", page)["awards"];
    assert_eq!(awards[0]["awarder"], "Royal Society");
    assert_eq!(awards[1]["title"], "Associate");
    assert_eq!(awards[1]["awarder"], "French Academy");
    let page = "## Awards\n\n- President, *Royal Society*, London, UK\n- Associate, *French Academy*, Paris, France\n";
    let awards = &found("page.md", page)["awards"];
    assert_eq!(awards[0]["awarder"], "Royal Society");
    assert_eq!(awards[1]["title"], "Associate");
}

#[test]
fn a_degree_below_a_school_of_any_name_is_the_degree() {
    let page = "<h2>Education</h2><div><h3>MIT</h3><div class=\"subheading\">Bachelor of Science</div></div>";
    let school = &found("page.html", page)["education"][0];
    assert_eq!(school["institution"], "MIT");
    assert_eq!(school["studyType"], "Bachelor of Science");
}

#[test]
fn links_in_a_row_of_contacts_are_the_persons() {
    let page = "# Ana Reis\n\n[ana@example.org](mailto:ana@example.org) | [My notes](https://notes.example.org/ana)\n\n## Skills\n\n- Rust\n";
    let resume = found("page.md", page);
    assert_eq!(
        resume["basics"]["profiles"][0]["url"],
        "https://notes.example.org/ana"
    );
}

#[test]
fn a_paragraph_that_only_leads_on_is_no_experience() {
    let page =
        "## Experience\n\nThere is another version under [the list](/cv).\n\n## Skills\n\n- Rust\n";
    let (resume, told) = read("page.md", page);
    assert!(resume.to_string().contains("Rust"));
    assert!(!resume.to_string().contains("another version"));
    assert!(
        told.iter()
            .any(|note| note.message.contains("leads to another page"))
    );
}

#[test]
fn a_citation_ends_before_its_year_and_its_mark() {
    let page = "## Publications\n\n- Reis, A. Ledgers without locks. In Proceedings of the Ledger Workshop. 2015. [[PDF]](https://example.org/l.pdf)\n";
    let paper = &found("page.md", page)["publications"][0];
    assert_eq!(paper["releaseDate"], "2015");
    assert_eq!(paper["name"], "Ledgers without locks");
    assert_eq!(paper["publisher"], "Proceedings of the Ledger Workshop");
}

#[test]
fn bullets_below_a_bullet_of_a_data_file_are_bullets() {
    let text = "cv:\n  name: Ana Reis\n  sections:\n    experience:\n      - company: Acme\n        position: Engineer\n        highlights:\n          - Published three papers\n            - One on ledgers\n            - One on locks\n          - Led four people\n";
    let work = &found("cv.yaml", text)["work"][0];
    assert_eq!(
        work["highlights"],
        json!([
            "Published three papers",
            "One on ledgers",
            "One on locks",
            "Led four people"
        ])
    );
}

#[test]
fn every_link_of_a_data_file_is_kept() {
    let text = "projects:\n  - name: Falcon\n    description: Flies fast.\n    url: falcon.example.org\n    additional_links:\n      - title: Code\n        url: https://code.example.org/falcon\n  - name: Heron\n    description: Waits long.\n";
    let (resume, _) = read("data.yml", text);
    let shown = resume.to_string();
    assert!(shown.contains("https://falcon.example.org"), "{shown}");
    assert!(shown.contains("https://code.example.org/falcon"), "{shown}");
}

#[test]
fn an_account_without_an_address_gets_none() {
    let text = r#"{"basics": {"name": "Ana Reis", "profiles": [{"network": "Plaza", "username": "anareis", "url": "plaza.example"}]}, "work": [{"name": "Acme", "position": "Engineer"}]}"#;
    let profile = &found("cv.json", text)["basics"]["profiles"][0];
    assert_eq!(profile["username"], "anareis");
    assert_eq!(profile.get("url"), None);
}

#[test]
fn two_small_projects_without_years_are_one_only_under_one_title() {
    let page = "<h2>Projects</h2>\
        <div class=\"mini-project\"><h4>Cache <span class=\"mini-project-client\">Bank</span></h4><p>Kafka and Redis for 40 branches.</p></div>\
        <div class=\"mini-project\"><h4>Alerts <span class=\"mini-project-client\">Bank</span></h4><p>Kafka and Redis for 40 teams.</p></div>";
    let projects = found("page.html", page)["projects"].clone();
    assert_eq!(projects.as_array().map(Vec::len), Some(2));
}

#[test]
fn a_bold_label_may_be_long_and_an_address_needs_no_link() {
    let page = "# Ana Reis\n\nana@example.org | https://ana.example.org/notes\n\n## Skills\n\n- **Acquisition, Storage and Quality of Continuous Records**: Zarr, SeedLink\n- **Web**: HTML\n";
    let resume = found("page.md", page);
    assert_eq!(resume["basics"]["url"], "https://ana.example.org/notes");
    let group = &resume["skills"][0];
    assert_eq!(
        group["name"],
        "Acquisition, Storage and Quality of Continuous Records"
    );
    assert_eq!(group["keywords"], json!(["Zarr", "SeedLink"]));
}

#[test]
fn a_figure_may_be_a_block_of_its_own() {
    let page = "<h2>Projects</h2><div class=\"mini-project\"><h4>Tide</h4><p>Counts waves.</p>\
        <div class=\"achievement-metric\">1,204 <span class=\"metric-detail\">hours of record</span></div>\
        <div class=\"achievement-metric\">Reproducible <span class=\"metric-detail\">to the sample</span></div></div>";
    let project = &found("page.html", page)["projects"][0];
    assert_eq!(
        project["metrics"],
        json!([
            {"value": "1,204", "label": "hours of record"},
            {"value": "Reproducible", "label": "to the sample"}
        ])
    );
    assert_eq!(project["description"], "Counts waves.");
}

#[test]
fn a_heading_under_a_job_that_names_a_part_of_it_is_a_label() {
    let page = "# Ana Reis\n\nana@example.org\n\n## Summary\n\nI build.\n\n## Experience\n\n### Lead, Acme (2022 – now)\n\n#### Achievements\n\n- Led four\n\n#### Technologies\n\nGo\n\n### Engineer, Brno Works (2019 – 2022)\n\n#### Achievements\n\n- Built it\n\n#### Technologies\n\nRust, C\n\n## Skills\n\nRust, Go\n";
    let resume = found("page.md", page);
    let work = &resume["work"];
    assert_eq!(work.as_array().map(Vec::len), Some(2));
    assert_eq!(work[0]["position"], "Lead");
    assert_eq!(work[0]["highlights"], json!(["Led four"]));
    assert_eq!(work[0]["keywords"], json!(["Go"]));
    assert_eq!(work[1]["name"], "Brno Works");
    assert_eq!(work[1]["highlights"], json!(["Built it"]));
    assert_eq!(work[1]["keywords"], json!(["Rust", "C"]));
    assert_eq!(resume["skills"][0]["keywords"], json!(["Rust", "Go"]));
    assert_eq!(resume.get("projects"), None);
}

#[test]
fn parts_of_a_degree_and_of_a_single_job_are_no_entries() {
    let page = "# Ana Reis\n\n## Experience\n\n### Lead, Acme (2022 – now)\n\n#### Responsibilities\n\n- Leads four\n\n#### Key Projects\n\n- Ledger\n- Mint\n\n##### Archive\n\nMoved it.\n\n## Education\n\n### BSc, Brno College\n2010 – 2014\n\n#### Courses\n\n- Maths\n- Logic\n\n#### Awards\n\nBest of the year\n\n## Skills\n\nRust\n\n## Languages\n\nCzech\n";
    let resume = found("page.md", page);
    assert_eq!(resume["work"].as_array().map(Vec::len), Some(1));
    assert_eq!(resume["work"][0]["highlights"], json!(["Leads four"]));
    let degree = &resume["education"];
    assert_eq!(degree.as_array().map(Vec::len), Some(1));
    assert_eq!(degree[0]["studyType"], "BSc");
    assert_eq!(degree[0]["startDate"], "2010");
    assert_eq!(
        resume["meta"]["vitae"]["details"],
        json!([
            [{"label": "Key Projects", "text": "Ledger; Mint; Archive; Moved it."}],
            [{"label": "Courses", "text": "Maths; Logic"}, {"label": "Awards", "text": "Best of the year"}]
        ])
    );
}

#[test]
fn both_ends_of_a_period_are_the_period_wherever_they_stand() {
    let page = "# Ana Reis\n\n## Experience\n\n### Engineer, Acme 2019 – 2022\n\n- Built it\n";
    let work = &found("page.md", page)["work"];
    assert_eq!(work[0]["position"], "Engineer");
    assert_eq!(work[0]["name"], "Acme");
    assert_eq!(work[0]["startDate"], "2019");
    assert_eq!(work[0]["endDate"], "2022");

    let page = "# Ana Reis\n\n## Experience\n\n- Jan 2019 – Dec 2022 – Engineer – Acme\n- Engineer, Acme, 2019 – 2022: built the ledger\n";
    let work = &found("page.md", page)["work"];
    assert_eq!(work[0]["startDate"], "2019-01");
    assert_eq!(work[0]["endDate"], "2022-12");
    assert_eq!(work[0]["name"], "Acme");
    assert_eq!(work[1]["position"], "Engineer");
    assert_eq!(work[1]["name"], "Acme");
    assert_eq!(work[1]["startDate"], "2019");
    assert_eq!(work[1]["endDate"], "2022");
    assert_eq!(work[1]["summary"], "built the ledger");

    let page = "# 山田 花子\n\n## 学歴\n\n東京大学 工学部 2010年4月 – 2014年3月\n";
    let degree = &found("page.md", page)["education"][0];
    // The blank parts the school from what was learned there.
    assert_eq!(degree["institution"], "東京大学");
    assert_eq!(degree["studyType"], "工学部");
    assert_eq!(degree["startDate"], "2010-04");
    assert_eq!(degree["endDate"], "2014-03");
}

#[test]
fn a_row_of_a_table_for_looks_has_its_own_date() {
    let rows = |name: &str| {
        let row = |dates, title: &str, told| {
            format!("<tr><td>{dates}</td><td>{title}<ul><li>{told}</li></ul></td></tr>")
        };
        let title = |role, place| name.replace("ROLE", role).replace("PLACE", place);
        format!(
            "<html lang='en'><body><h1>Ana Reis</h1><h2>Experience</h2><table>{}{}</table>",
            row("2019 – 2022", &title("Engineer", "Acme"), "Built it"),
            row("2022 – 2024", &title("Lead", "Brno Works"), "Led it"),
        )
    };
    for name in ["<b>ROLE</b>, PLACE", "<h3>ROLE, PLACE</h3>"] {
        let work = &found("page.html", &rows(name))["work"];
        assert_eq!(work.as_array().map(Vec::len), Some(2));
        assert_eq!(work[0]["position"], "Engineer");
        assert_eq!(work[0]["name"], "Acme");
        assert_eq!(work[0]["startDate"], "2019");
        assert_eq!(work[0]["endDate"], "2022");
        assert_eq!(work[1]["name"], "Brno Works");
        assert_eq!(work[1]["startDate"], "2022");
        assert_eq!(work[1]["endDate"], "2024");
        assert_eq!(work[1]["highlights"], json!(["Led it"]));
    }
}

#[test]
fn a_row_without_a_date_goes_on_with_the_row_above() {
    let page = "<html lang='en'><body><table><tr><td colspan=2><h1>Ana Reis</h1></td></tr><tr><td colspan=2><h2>Experience</h2></td></tr><tr><td>2019 – 2022</td><td><b>Engineer</b>, Acme</td></tr><tr><td></td><td><ul><li>Built it</li></ul></td></tr><tr><td>2022 – 2024</td><td><b>Lead</b>, Brno Works</td></tr><tr><td></td><td><ul><li>Led it</li></ul></td></tr><tr><td colspan=2><h2>Skills</h2></td></tr><tr><td colspan=2><ul><li>Rust</li></ul></td></tr></table>";
    let resume = found("page.html", page);
    let work = &resume["work"];
    assert_eq!(work.as_array().map(Vec::len), Some(2));
    assert_eq!(work[0]["startDate"], "2019");
    assert_eq!(work[0]["highlights"], json!(["Built it"]));
    assert_eq!(work[1]["startDate"], "2022");
    assert_eq!(work[1]["highlights"], json!(["Led it"]));
    assert_eq!(resume["skills"][0]["keywords"], json!(["Rust"]));
}
